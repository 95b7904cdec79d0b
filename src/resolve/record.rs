//! Entities and claims as they leave the document: [`Record`], the form of JSON Lines.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    data::ResolveData,
    derived::Derived,
    entities::{Entities, Entity, EntityId},
    phrase::Phrase,
};
use crate::{
    document::{
        Certainty, Claim, ClaimRecord, Document, EntityRecord, EntityType, Link, MentionId, MentionKind, Object,
        ObjectRecord, Polarity, Record, Relation, Tense, TimeRef,
    },
    text::{CharOffsets, Span, fold, fold_words, looks_like_acronym},
};

/// Where items of Wikidata live.
const WIKIDATA: &str = "http://www.wikidata.org/entity/";

/// Writes the record of one document.
pub(super) struct Writer<'a, 'd> {
    pub(super) document: &'a Document,
    pub(super) data: &'d ResolveData,
    pub(super) phrases: &'a [Phrase],
    pub(super) entities: &'a Entities<'d>,
}

/// A claim between entities, before these have their names in the record.
struct Resolved {
    subject: EntityId,
    object: Option<EntityId>,
    attributed_to: Option<EntityId>,
    place: Option<EntityId>,
    record: ClaimRecord,
}

impl Writer<'_, '_> {
    /// The record of the document with these claims.
    pub(super) fn write(&self, claims: &[Claim], derived: &[Derived]) -> Record {
        let article = &self.document.article;
        let offsets = CharOffsets::new(&article.text);
        let mut resolved: Vec<Resolved> = Vec::new();
        let mut places: BTreeMap<(EntityId, &str, ObjectRecord, Polarity, u32), usize> = BTreeMap::new();
        for claim in claims {
            for new in self.ends(claim).into_iter().filter_map(|ends| self.resolve(claim, ends, &offsets)) {
                let object =
                    new.object.map_or_else(|| new.record.object.clone(), |id| ObjectRecord::Entity(id.0.to_string()));
                let key = (new.subject, claim.relation.as_str(), object, claim.polarity, claim.sentence.0);
                match places.get(&key) {
                    // One sentence says a thing once; the claim that tells more of it stays.
                    Some(place) if worth(&new.record) > worth(&resolved[*place].record) => resolved[*place] = new,
                    Some(_) => {}
                    None => {
                        places.insert(key, resolved.len());
                        resolved.push(new);
                    }
                }
            }
        }
        let said: BTreeSet<(EntityId, Option<EntityId>, Relation)> =
            resolved.iter().map(|claim| (claim.subject, claim.object, claim.record.predicate.clone())).collect();
        let unsaid = |claim: &&Derived| !said.contains(&(claim.subject, Some(claim.object), claim.relation.clone()));
        resolved.extend(derived.iter().filter(unsaid).map(|claim| self.derived(claim, &offsets)));
        resolved.sort_by_key(|claim| (claim.record.evidence, claim.record.cue));
        let names = self.names(&resolved);
        let ids: BTreeMap<EntityId, String> =
            names.iter().enumerate().map(|(i, (id, _))| (*id, format!("e{}", i + 1))).collect();
        let entities = names.iter().filter_map(|(id, _)| self.entity(ids.get(id)?, *id, &offsets)).collect();
        let claims = resolved
            .into_iter()
            .filter_map(|claim| {
                Some(ClaimRecord {
                    subject: ids.get(&claim.subject)?.clone(),
                    object: match claim.object {
                        Some(object) => ObjectRecord::Entity(ids.get(&object)?.clone()),
                        None => claim.record.object,
                    },
                    attributed_to: claim.attributed_to.and_then(|id| ids.get(&id).cloned()),
                    place: claim.place.and_then(|id| ids.get(&id).cloned()),
                    ..claim.record
                })
            })
            .collect();
        Record {
            id: article.id.clone(),
            language: article.language.clone(),
            title: article.title.clone(),
            published: article.published,
            source: article.source.clone(),
            author: article.author.clone(),
            text: article.text.clone(),
            entities,
            claims,
        }
    }

    /// The ends of a claim; several where a mention means two ("i due Paesi").
    fn ends(&self, claim: &Claim) -> Vec<(EntityId, Option<EntityId>)> {
        let all = |mention: MentionId| match self.entities.pairs.get(&mention) {
            Some(pair) => pair.to_vec(),
            None => self.entities.of(mention).into_iter().collect(),
        };
        match &claim.object {
            Object::Mention(object) if *object == claim.subject => {
                let pair = self.entities.pairs.get(object);
                pair.map(|[one, other]| (*one, Some(*other))).into_iter().collect()
            }
            Object::Mention(object) => {
                let objects = all(*object);
                let with = |subject| objects.iter().map(move |object| (subject, Some(*object)));
                all(claim.subject).into_iter().flat_map(with).collect()
            }
            Object::Literal(_) => all(claim.subject).into_iter().map(|subject| (subject, None)).collect(),
        }
    }

    /// The claim between entities; `None` where both are one.
    fn resolve(
        &self,
        claim: &Claim,
        (subject, object): (EntityId, Option<EntityId>),
        offsets: &CharOffsets<'_>,
    ) -> Option<Resolved> {
        let of = |mention: MentionId| self.entities.of(mention);
        let literal = match &claim.object {
            Object::Mention(_) => String::new(),
            Object::Literal(words) => words.clone(),
        };
        if object == Some(subject) {
            return None;
        }
        let attributed_to = claim.attributed_to.and_then(of);
        // Somebody says so, we do not know who: hearsay, and never the article's own voice.
        let hearsay = claim.attributed_to.is_some() && attributed_to.is_none() && claim.certainty == Certainty::Certain;
        let time = claim.time.as_ref().map(|time| match time {
            TimeRef::Expression(id) => self.document.time(*id).value.to_string(),
            TimeRef::Value(value) => value.to_string(),
        });
        let record = ClaimRecord {
            subject: String::new(),
            predicate: claim.relation.clone(),
            object: ObjectRecord::Literal { literal },
            polarity: claim.polarity,
            certainty: if hearsay { Certainty::Probable } else { claim.certainty },
            tense: claim.tense,
            attributed_to: None,
            time,
            place: None,
            cue: Some(offsets.span_to_chars(claim.cue)),
            evidence: Some(offsets.span_to_chars(claim.evidence)),
            rule: Some(claim.rule.clone()),
            confidence: claim.confidence,
        };
        Some(Resolved { subject, object, attributed_to, place: claim.place.and_then(of), record })
    }

    fn derived(&self, claim: &Derived, offsets: &CharOffsets<'_>) -> Resolved {
        let record = ClaimRecord {
            subject: String::new(),
            predicate: claim.relation.clone(),
            object: ObjectRecord::Entity(String::new()),
            polarity: Polarity::Positive,
            certainty: Certainty::Certain,
            tense: Tense::NonFuture,
            attributed_to: None,
            time: None,
            place: None,
            cue: Some(offsets.span_to_chars(claim.cue)),
            evidence: Some(offsets.span_to_chars(self.document.sentence(claim.sentence).span)),
            rule: Some(claim.rule.clone()),
            confidence: None,
        };
        Resolved { subject: claim.subject, object: Some(claim.object), attributed_to: None, place: None, record }
    }

    /// The entities of the record in the order of their first mention: all that are named, and all that claims speak of.
    fn names(&self, claims: &[Resolved]) -> Vec<(EntityId, Span)> {
        let told: BTreeSet<EntityId> = claims
            .iter()
            .flat_map(|claim| [Some(claim.subject), claim.object, claim.attributed_to, claim.place])
            .flatten()
            .collect();
        let mut names: Vec<(EntityId, Span)> = self
            .entities
            .iter()
            .filter(|(id, entity)| told.contains(id) || entity.named && !entity.mentions.is_empty())
            .map(|(id, entity)| {
                let spans = entity.mentions.iter().map(|mention| self.document.mention(*mention).span);
                // A country known by its people only has no mention; it comes last.
                (id, spans.min().unwrap_or(Span { begin: u32::MAX, end: u32::MAX }))
            })
            .collect();
        names.sort_by_key(|(id, first)| (*first, *id));
        names
    }

    fn entity(&self, name: &str, id: EntityId, offsets: &CharOffsets<'_>) -> Option<EntityRecord> {
        let entity = self.entities.get(id);
        let mut mentions: Vec<&Phrase> = entity.mentions.iter().map(|mention| &self.phrases[mention.index()]).collect();
        mentions.sort_by_key(|phrase| (phrase.tokens.begin, phrase.id));
        let label = self.label(entity, &mentions)?;
        let mut aliases: Vec<String> = Vec::new();
        for phrase in &mentions {
            let fixed = match phrase.kind {
                MentionKind::Name | MentionKind::Demonym => true,
                MentionKind::Nominal => phrase.demonym.is_some() || self.is_owned_by_a_name(phrase),
                MentionKind::Pronoun | MentionKind::Implicit => false,
            };
            let form = self.text(phrase.label);
            if fixed && form != label && !form.is_empty() && !aliases.contains(&form) {
                aliases.push(form);
            }
        }
        let mut spans: Vec<[u32; 2]> = mentions
            .iter()
            .filter(|phrase| phrase.kind != MentionKind::Implicit)
            .map(|phrase| offsets.span_to_chars(self.document.mention(phrase.id).span))
            .collect();
        spans.sort_unstable();
        spans.dedup();
        let item = entity.country.and_then(|c| c.wikidata.as_ref()).or(entity.body.and_then(|b| b.wikidata.as_ref()));
        Some(EntityRecord {
            id: name.to_owned(),
            entity_type: entity.entity_type(),
            label,
            aliases,
            mentions: spans,
            links: item.map(|item| Link { iri: format!("{WIKIDATA}{item}"), confidence: None }).into_iter().collect(),
        })
    }

    fn is_owned_by_a_name(&self, phrase: &Phrase) -> bool {
        phrase
            .owner
            .is_some_and(|owner| matches!(self.phrases[owner.index()].kind, MentionKind::Name | MentionKind::Demonym))
    }

    /// The words of a span on one line.
    fn text(&self, span: Span) -> String {
        let words: Vec<&str> = span.of(self.document.text()).split_whitespace().collect();
        words.join(" ").trim_matches(['"', '«', '»', '“', '”', ',']).trim().to_owned()
    }

    /// The fullest name in the text; of a country the usual one; of what has no name the description with its owner.
    fn label(&self, entity: &Entity<'_>, mentions: &[&Phrase]) -> Option<String> {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut forms: Vec<String> = Vec::new();
        for phrase in mentions.iter().filter(|phrase| phrase.kind == MentionKind::Name) {
            let mut form = self.text(phrase.label);
            if entity.entity_type() == Some(EntityType::Person) {
                form = self.without_titles(&form);
            }
            let count = counts.entry(form.clone()).or_default();
            if *count == 0 {
                forms.push(form);
            }
            *count += 1;
        }
        let count = |form: &String| counts.get(form).copied().unwrap_or_default();
        // Of equals the first in the text: `max_by_key` keeps the last.
        let candidates = forms.iter().filter(|form| !form.is_empty()).rev();
        if let Some(country) = entity.country {
            let usual = forms.iter().find(|form| fold(form) == fold(&country.name));
            let spelt = candidates.filter(|form| !looks_like_acronym(form)).max_by_key(|form| count(form));
            return Some(usual.or(spelt).map_or_else(|| country.name.to_string(), Clone::clone));
        }
        if let Some(name) = candidates.max_by_key(|form| (fold_words(form).len(), !shouts(form), count(form))) {
            return Some(name.clone());
        }
        let described =
            mentions.iter().filter(|phrase| matches!(phrase.kind, MentionKind::Nominal | MentionKind::Demonym));
        let fullest = described.rev().max_by_key(|phrase| phrase.anchor().is_some());
        fullest.map(|phrase| self.text(phrase.label)).filter(|label| !label.is_empty())
    }

    fn without_titles(&self, name: &str) -> String {
        let mut rest = name;
        while let Some((first, more)) = rest.split_once(' ')
            && self.data.words.titles.contains(&fold(first))
        {
            rest = more;
        }
        rest.to_owned()
    }
}

/// Whether a name is written as in a headline all in capitals.
fn shouts(name: &str) -> bool {
    !name.contains(char::is_lowercase) && !looks_like_acronym(name)
}

/// How much a claim tells: certain before uncertain, dated before undated, with a place before without.
fn worth(claim: &ClaimRecord) -> (bool, bool, bool) {
    (claim.certainty == Certainty::Certain, claim.time.is_some(), claim.place.is_some())
}
