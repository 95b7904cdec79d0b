//! Which names are names of one thing: spellings, surnames, short forms, acronyms, misspellings.
//!
//! Works on forms, not on mentions: all mentions with the same words are one form, and only a surname that two people of
//! the article share is told apart mention by mention.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{
    data::ResolveData,
    entities::{Entities, EntityId},
    forms::{self, Form},
    person::{self, Fit},
    phrase::Phrase,
};
use crate::{
    document::{Document, EntityType, MentionId, MentionKind},
    text::{fold_words, looks_like_acronym},
};

/// Gives every name its entity.
pub(super) fn cluster<'d>(document: &Document, data: &'d ResolveData, phrases: &[Phrase], entities: &mut Entities<'d>) {
    let mut names = Names { data, forms: forms::forms(document, data, phrases), with_word: HashMap::new() };
    names.index();
    names.look_up(entities);
    names.join_people(entities);
    names.join_short_forms(entities);
    names.join_acronyms(entities);
    names.join_misspellings(entities);
    for form in &mut names.forms {
        if let Some(entity) = form.entity {
            form.mentions.iter().for_each(|mention| entities.assign(*mention, entity));
        } else if form.mentions.iter().any(|mention| entities.of(*mention).is_none()) {
            let entity = entities.add();
            form.mentions.iter().for_each(|mention| entities.assign(*mention, entity));
        }
    }
    for phrase in phrases.iter().filter(|phrase| phrase.kind == MentionKind::Name) {
        if let Some(id) = entities.of(phrase.id) {
            let entity = entities.get_mut(id);
            entity.named = true;
            entity.words.extend(phrase.words.iter().cloned());
            // A full name is a better witness of its type than a single word.
            entity.vote_type(phrase.entity_type, if phrase.words.len() > 1 { 3 } else { 2 });
            entity.vote_agreement(phrase.gender, phrase.number);
        }
    }
}

struct Names<'d, 't> {
    data: &'d ResolveData,
    forms: Vec<Form<'t>>,
    /// The forms that have a word, by it and by its first letters, so that misspellings are found; in order.
    with_word: HashMap<String, Vec<usize>>,
}

/// A name is held against no more names than this, or an article that is a list of names would take hours.
const MOST_NEAR: usize = 200;

/// The first letters of a word, by which forms are found.
fn stem(word: &str) -> String {
    word.chars().take(2).collect()
}

impl<'d> Names<'d, '_> {
    fn index(&mut self) {
        for (i, form) in self.forms.iter().enumerate() {
            for key in form.words.iter().flat_map(|word| [stem(word), word.clone()]).collect::<BTreeSet<_>>() {
                self.with_word.entry(key).or_default().push(i);
            }
        }
    }

    /// The forms that may share a word with this one; of very many only those that have the very word.
    fn near(&self, word: &str) -> impl Iterator<Item = usize> {
        let forms = |key: &str| self.with_word.get(key).map_or(&[][..], Vec::as_slice);
        let alike = forms(&stem(word));
        let near = if alike.len() > MOST_NEAR { forms(word) } else { alike };
        near.iter().take(MOST_NEAR).copied()
    }

    fn entity_of(&mut self, form: usize, entities: &mut Entities<'d>) -> EntityId {
        *self.forms[form].entity.get_or_insert_with(|| entities.add())
    }

    fn join(&mut self, form: usize, entity: EntityId, entities: &mut Entities<'d>) {
        match self.forms[form].entity {
            None => self.forms[form].entity = Some(entity),
            Some(old) if old != entity => {
                entities.merge(entity, old);
                for form in &mut self.forms {
                    if form.entity == Some(old) {
                        form.entity = Some(entity);
                    }
                }
            }
            Some(_) => {}
        }
    }

    /// Countries and international bodies, under whatever name.
    fn look_up(&mut self, entities: &mut Entities<'d>) {
        let mut of: BTreeMap<&str, EntityId> = BTreeMap::new();
        for form in self.forms.iter_mut().filter(|form| !form.is_person()) {
            // "il Paese", "il cio": what is all small letters is no acronym and no country.
            if !form.text.chars().any(char::is_uppercase) {
                continue;
            }
            if let Some(country) = self.data.country(form.text) {
                let id = entities.of_country(country);
                (form.entity, form.known) = (Some(id), true);
            } else if let Some(body) = self.data.body(form.text) {
                let id = *of.entry(&body.name).or_insert_with(|| entities.add());
                entities.get_mut(id).body = Some(body);
                (form.entity, form.known) = (Some(id), true);
            }
        }
    }

    /// Surnames, first names and initials to full names. Where two people fit, each mention goes to the one named last
    /// before it.
    fn join_people(&mut self, entities: &mut Entities<'d>) {
        let mut order: Vec<usize> = (0..self.forms.len()).filter(|form| !self.forms[*form].known).collect();
        order.sort_by_key(|form| std::cmp::Reverse(self.forms[*form].words.len()));
        for short in order {
            let mut fits: Vec<(Fit, usize)> = self.forms[short]
                .words
                .last()
                .into_iter()
                .flat_map(|word| self.near(word))
                .filter(|full| self.forms[*full].is_person() && *full != short)
                .filter_map(|full| Some((self.fit(short, full)?, full)))
                .collect();
            fits.sort_unstable();
            fits.dedup();
            let Some((best, _)) = fits.first().copied() else { continue };
            fits.retain(|(fit, _)| *fit == best);
            let full: Vec<usize> = fits.into_iter().map(|(_, full)| full).collect();
            let people: BTreeSet<EntityId> = full.iter().map(|full| self.entity_of(*full, entities)).collect();
            if let [person] = Vec::from_iter(&people)[..] {
                self.join(short, *person, entities);
            } else if best == Fit::Surname {
                self.share(short, &full, entities);
            }
        }
    }

    fn fit(&self, short: usize, full: usize) -> Option<Fit> {
        let (a, b) = (&self.forms[short], &self.forms[full]);
        let fit = person::stands_for(&a.words, &b.words)?;
        // A single word that is no person's name by itself may still be a surname that was read wrongly.
        let may_be = match a.entity_type {
            Some(EntityType::Person) | None => true,
            Some(_) => fit == Fit::Surname && a.words.len() == 1 && b.first() < a.first(),
        };
        may_be.then_some(fit)
    }

    /// Gives each mention of a surname to the one of several people who was named last before it, else first after it.
    fn share(&mut self, short: usize, full: &[usize], entities: &mut Entities<'d>) {
        let mut named: Vec<(MentionId, EntityId)> = Vec::new();
        for form in full {
            let entity = self.entity_of(*form, entities);
            named.extend(self.forms[*form].mentions.iter().map(|mention| (*mention, entity)));
        }
        named.sort_unstable();
        for mention in &self.forms[short].mentions {
            let after = named.partition_point(|(other, _)| other < mention);
            if let Some((_, entity)) = named[..after].last().or(named.first()) {
                entities.assign(*mention, *entity);
            }
        }
    }

    /// "Adobe" to "Adobe Systems", "Lega" to "Lega Nord": only one fuller one fits. Headlines have the short form of a body
    /// first; a place has it later.
    fn join_short_forms(&mut self, entities: &mut Entities<'d>) {
        for short in 0..self.forms.len() {
            let form = &self.forms[short];
            let Some(word) = form.words.first() else { continue };
            if form.known || form.is_person() || form.entity.is_some() || word.chars().count() < 3 {
                continue;
            }
            let full: Vec<usize> = self
                .near(word)
                .filter(|full| {
                    let other = &self.forms[*full];
                    other.words.len() > form.words.len()
                        && other.words.starts_with(&form.words)
                        && (other.first() < form.first() || form.entity_type == Some(EntityType::Organization))
                        && (form.entity_type.is_none() || other.known || form.entity_type == other.entity_type)
                })
                .collect();
            let bodies: BTreeSet<EntityId> = full.iter().map(|full| self.entity_of(*full, entities)).collect();
            if let [body] = Vec::from_iter(&bodies)[..] {
                self.join(short, *body, entities);
            }
        }
    }

    /// "Csm" to "Consiglio Superiore della Magistratura".
    fn join_acronyms(&mut self, entities: &mut Entities<'d>) {
        let long: Vec<(usize, Vec<String>)> = (0..self.forms.len())
            .filter(|form| !self.forms[*form].is_person() && self.forms[*form].words.len() > 1)
            .map(|form| (form, fold_words(self.forms[form].text)))
            .collect();
        let mut by_letter: BTreeMap<char, Vec<&(usize, Vec<String>)>> = BTreeMap::new();
        for entry in &long {
            if let Some(letter) = entry.1.first().and_then(|word| word.chars().next()) {
                by_letter.entry(letter).or_default().push(entry);
            }
        }
        for short in 0..self.forms.len() {
            let form = &self.forms[short];
            let [acronym] = &form.words[..] else { continue };
            let likely = looks_like_acronym(form.text)
                || form.entity_type == Some(EntityType::Organization) && (3..=6).contains(&acronym.chars().count());
            let Some(letter) = acronym.chars().next().filter(|_| likely && !form.is_person()) else { continue };
            let full = by_letter.get(&letter).into_iter().flatten().find(|(_, words)| self.is_made_of(acronym, words));
            if let Some((full, _)) = full {
                let entity = self.entity_of(*full, entities);
                if self.forms[short].entity.is_none() || !self.forms[*full].known {
                    let entity = self.forms[short].entity.unwrap_or(entity);
                    self.join(*full, entity, entities);
                    self.join(short, entity, entities);
                }
            }
        }
    }

    /// Whether the letters of the acronym are the initials of the words; words of relation may be passed over.
    fn is_made_of(&self, acronym: &str, words: &[String]) -> bool {
        let mut letters = acronym.chars().peekable();
        for word in words {
            if letters.peek().is_some_and(|letter| word.starts_with(*letter)) {
                letters.next();
            } else if !self.data.words.passed_over.contains(word) {
                return false;
            }
        }
        letters.peek().is_none()
    }

    /// One name in two spellings, where no table knows either.
    fn join_misspellings(&mut self, entities: &mut Entities<'d>) {
        for form in 0..self.forms.len() {
            let this = &self.forms[form];
            let Some(word) = this.words.last().filter(|_| !this.known) else { continue };
            let twin = self.near(word).take_while(|other| *other < form).find(|other| {
                let other = &self.forms[*other];
                !other.known && other.entity_type == this.entity_type && person::is_misspelt(&other.words, &this.words)
            });
            if let Some(twin) = twin {
                let entity = self.entity_of(twin, entities);
                self.join(form, entity, entities);
            }
        }
    }
}
