//! Which of the known entities a description fits: the holder of an office, a thing already described, the most present
//! body or place.

use super::{
    anaphora::{Described, Reading},
    data::NounClass,
    entities::EntityId,
    phrase::{Number, Opening, Phrase, Role},
    salience::Active,
};
use crate::{
    document::{CountryKind, Deprel, EntityType, MentionId, MentionKind, TokenId},
    text::{fold, fold_words},
};

/// How many descriptions by one noun the reader remembers.
const MEMORY: usize = 200;

impl Reading<'_, '_> {
    /// What a noun with an owner means: somebody known in that role, the owner itself, or a thing of its own.
    pub(super) fn owned(&mut self, phrase: &Phrase, owner: EntityId) -> Option<EntityId> {
        let class = phrase.class();
        if class.is_some_and(NounClass::is_person) {
            return self.holder(phrase, owner);
        }
        let known = self.described.get(&phrase.lemma).into_iter().flatten().rev().take(MEMORY);
        let same = |described: &&Described| described.owner == Some(owner) && described.key == phrase.key;
        let earlier = known.into_iter().find(same).map(|described| described.entity);
        if earlier.is_some() {
            return earlier;
        }
        let thing = self.entities.get(owner);
        let is_sent = class == Some(NounClass::Force) && phrase.demonym.is_none();
        if is_sent && thing.entity_type() == Some(EntityType::Organization) {
            return Some(owner);
        }
        if class == Some(NounClass::Extent) && thing.entity_type() == Some(EntityType::Place) {
            return Some(owner);
        }
        if class == Some(NounClass::Capital)
            && let Some(capital) = self.capital(phrase, owner)
        {
            return Some(capital);
        }
        // A kind of thing nobody has told of cannot act: "l'economia kazaka".
        phrase.kind_of_thing()?;
        let event = matches!(class, Some(NounClass::Event | NounClass::Work | NounClass::Product));
        let untyped = phrase.entity_type.is_none();
        let possession = thing.entity_type() == Some(EntityType::Person);
        if untyped && (event || possession) {
            return None;
        }
        Some(self.entities.add())
    }

    /// The capital of a country, where the article names it; of several the one named last before.
    fn capital(&self, phrase: &Phrase, owner: EntityId) -> Option<EntityId> {
        let capitals = &self.entities.get(owner).country?.capitals;
        let names = || capitals.iter().filter_map(|name| self.named.get(&fold_words(name))).flatten();
        let before = names().filter(|name| **name < phrase.id).max();
        self.entities.of(*before.or_else(|| names().min())?)
    }

    /// The person who holds an office: "il presidente kazako".
    fn holder(&mut self, phrase: &Phrase, owner: EntityId) -> Option<EntityId> {
        let nearest = |known: &[(MentionId, EntityId)]| {
            let before = known.partition_point(|(mention, _)| *mention < phrase.id);
            known[..before].last().or(known.first()).map(|(_, entity)| *entity)
        };
        let named = self.roles.get(&(phrase.lemma.clone(), Some(owner)));
        if let Some(person) = named.and_then(|known| nearest(known)) {
            return Some(person);
        }
        let words = phrase.key.iter().filter(|word| !self.data.words.past.contains(*word));
        let simple = words.count() <= 1;
        if simple && matches!(phrase.class(), Some(NounClass::Head | NounClass::Leader)) {
            let generic = phrase.class() == Some(NounClass::Leader);
            let mut people = self.heads.get(&(owner, phrase.past)).into_iter().flatten().filter(|person| {
                let roles = &self.entities.get(**person).roles;
                let other = roles.iter().any(|role| self.is_head(role));
                generic || roles.contains(&phrase.lemma) || !other
            });
            if let (Some(person), None) = (people.next(), people.next()) {
                return Some(*person);
            }
        }
        // "il presidente Tokayev", then "il presidente kazako": his, if the article is about that country most of all.
        let introduced =
            self.roles.get(&(phrase.lemma.clone(), None)).filter(|_| !phrase.past && self.is_main_country(owner));
        if let Some([(_, person), rest @ ..]) = introduced.map(Vec::as_slice)
            && rest.iter().all(|(_, other)| other == person)
        {
            return Some(*person);
        }
        let told = matches!(phrase.class(), Some(NounClass::Head | NounClass::Leader | NounClass::Office));
        (told && (phrase.opening != Opening::Indefinite || phrase.demonym.is_some())).then(|| {
            let person = self.entities.add();
            self.roles.entry((phrase.lemma.clone(), Some(owner))).or_default().push((phrase.id, person));
            person
        })
    }

    /// Whether no country is mentioned more often.
    fn is_main_country(&self, id: EntityId) -> bool {
        let count = self.entities.get(id).mentions.len();
        let mut countries = self.entities.iter().filter(|(_, entity)| entity.country.is_some());
        self.entities.get(id).country.is_some() && countries.all(|(_, other)| other.mentions.len() <= count)
    }

    fn is_head(&self, lemma: &str) -> bool {
        self.data.senses(lemma).iter().any(|noun| noun.class == NounClass::Head)
    }

    /// A described thing of the same noun that says at least as much: "le autorità" after, or before, "autorità kazake".
    pub(super) fn described_before(&self, phrase: &Phrase) -> Option<EntityId> {
        let known = self.described.get(&phrase.lemma)?;
        let says_it = |other: &&Described| phrase.full_key.iter().all(|word| other.key.contains(word));
        let after = known.partition_point(|other| other.mention < phrase.id);
        let before = known[..after].iter().rev().take(MEMORY).find(says_it);
        if let Some(before) = before {
            return Some(before.entity);
        }
        let mut later = known[after..].iter().take(MEMORY).filter(says_it);
        let first = later.next()?.entity;
        later.all(|other| other.entity == first).then_some(first)
    }

    /// Whether the entity may be called by a noun for bodies.
    pub(super) fn may_be_called(&self, id: EntityId, phrase: &Phrase, class: NounClass) -> bool {
        let entity = self.entities.get(id);
        if !entity.named || entity.entity_type() != Some(EntityType::Organization) {
            return false;
        }
        let in_name =
            || entity.mentions.iter().any(|mention| self.phrases[mention.index()].words.contains(&phrase.lemma));
        match class {
            NounClass::Firm => entity.body.is_none(),
            NounClass::Kind => entity.roles.contains(&phrase.lemma) || in_name(),
            _ => true,
        }
    }

    /// Whether the entity may be called by a noun for states or towns.
    pub(super) fn is_place_of(&self, id: EntityId, class: NounClass) -> bool {
        let entity = self.entities.get(id);
        let country = entity.country.map(|country| country.kind);
        match class {
            NounClass::State => matches!(country, Some(CountryKind::Country | CountryKind::Territory)),
            _ => country.is_none() && entity.named && entity.entity_type() == Some(EntityType::Place),
        }
    }

    /// The most present entity that is fit, where it is clearly more so than the next.
    pub(super) fn best(&self, phrase: &Phrase, fit: impl Fn(&Self, &Active) -> bool) -> Option<EntityId> {
        // What takes part in the same clause is somebody else.
        let mut fellows =
            self.fellows(phrase, self.document.token(phrase.head).head.filter(|_| phrase.role != Role::Other));
        // Nor does a description in what somebody says mean who says it: "Kaplan said the 32-year-old had lied".
        let said = |clause: &TokenId| self.document.token(*clause).deprel.is(Deprel::CCOMP);
        let saying =
            self.document.ancestors(phrase.head).filter(said).filter_map(|clause| self.document.token(clause).head);
        fellows.extend(saying.filter_map(|verb| self.subject_of(verb)));
        let candidates = self.salience.active().iter().filter(|active| {
            !fellows.contains(&active.entity)
                && phrase.sentence.0.saturating_sub(active.sentence.0) <= 6
                && self.agrees(phrase, active.entity)
                && fit(self, active)
        });
        clearest(candidates.map(|active| (active.score_in(phrase.sentence), active.entity)))
    }

    /// The two that a plural means: "i due Paesi", "entrambi i leader".
    pub(super) fn pair(&self, phrase: &Phrase) -> Option<[EntityId; 2]> {
        let two = |child| self.data.words.two.contains(&fold(self.document.lemma(child)));
        let is_pair = phrase.kind == MentionKind::Nominal
            && phrase.number == Some(Number::Plural)
            && phrase.opening != Opening::Indefinite
            && phrase.anchor().is_none()
            && self.document.children(phrase.head).any(two);
        let noun = self.data.senses(&phrase.lemma).first().filter(|_| is_pair)?;
        let fits = |id: EntityId| {
            let entity = self.entities.get(id);
            match noun.class {
                NounClass::State => self.is_place_of(id, NounClass::State),
                NounClass::Firm | NounClass::Kind | NounClass::Body => {
                    entity.named && entity.entity_type() == Some(EntityType::Organization)
                }
                class if class.is_person() => entity.named && entity.entity_type() == Some(EntityType::Person),
                _ => false,
            }
        };
        let mut ranked: Vec<(f32, EntityId)> = self
            .salience
            .active()
            .iter()
            .filter(|active| phrase.sentence.0.saturating_sub(active.sentence.0) <= 6 && fits(active.entity))
            .map(|active| (active.score_in(phrase.sentence), active.entity))
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        match ranked[..] {
            [(_, one), (_, other)] => Some([one, other]),
            [(_, one), (score, other), (third, _), ..] => (score > third * 1.15).then_some([one, other]),
            _ => None,
        }
    }

    /// Whether number and gender of a description or pronoun suit an entity.
    pub(super) fn agrees(&self, phrase: &Phrase, id: EntityId) -> bool {
        let entity = self.entities.get(id);
        let plural = phrase.number == Some(Number::Plural);
        let group = entity.entity_type() == Some(EntityType::Group);
        let number = match (phrase.number, entity.number()) {
            (Some(one), Some(other)) => one == other,
            // A name without number is one thing, a group is many.
            (Some(_), None) => plural == group,
            (None, _) => true,
        };
        let person = entity.entity_type() == Some(EntityType::Person);
        let gender = match (phrase.gender, entity.gender()) {
            // What is called by a noun takes the noun's gender, not its name's; a person keeps its own.
            (Some(one), Some(other)) if person || phrase.kind != MentionKind::Nominal => one == other,
            _ => true,
        };
        number && (gender || phrase.kind == MentionKind::Nominal && !person)
    }
}

/// The candidate with the highest score, unless another comes close.
pub(super) fn clearest(candidates: impl Iterator<Item = (f32, EntityId)>) -> Option<EntityId> {
    let mut ranked: Vec<(f32, EntityId)> = candidates.collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    match ranked[..] {
        [] => None,
        [(_, only)] => Some(only),
        [(best, first), (next, _), ..] => (best > next * 1.15).then_some(first),
    }
}
