//! Record → the same record in the one form that graph and RDF keep: entities by key, claims in the order of the text,
//! nothing that leads nowhere.

use std::collections::{BTreeMap, BTreeSet};

use super::key::{EntityKey, is_link, normal_label};
use crate::document::{CharSpan, ClaimRecord, EntityRecord, Link, ObjectRecord, Record};

/// What makes two claims of one article the same claim: everything but the rule that found it and its confidence.
type ClaimIdentity<'c> = (
    (Option<CharSpan>, Option<CharSpan>),
    (&'c str, &'c str, &'c ObjectRecord),
    (u8, u8, u8),
    (Option<&'c str>, Option<&'c str>, Option<&'c str>),
);

/// The canonical form of a record, which two records that say the same share:
///
/// * entities that have one key are one; they are named `e1`, `e2` … in the order of their keys; labels are normalised;
/// * spans that do not fit the text are left out, mentions stand in order, claims in the order of their evidence;
/// * a claim that stands there twice is kept once, with the higher confidence;
/// * a claim that names an entity the record does not have is left out, for it cannot be told what it says; so is an
///   entity without any name;
/// * a link that is no address on the web is left out, and so is the confidence of a link: the graph keeps that there is a
///   link, the record how it was found.
///
/// Applying it twice is applying it once.
#[must_use]
pub fn canonical(record: &Record) -> Record {
    let length = record.text.chars().count();
    let fits = |span: &CharSpan| span[0] < span[1] && span[1] as usize <= length;

    let mut by_key: BTreeMap<EntityKey, EntityRecord> = BTreeMap::new();
    let mut key_of: BTreeMap<&str, EntityKey> = BTreeMap::new();
    for entity in &record.entities {
        let label = normal_label(&entity.label);
        if label.is_empty() {
            continue;
        }
        let mut links = entity.links.clone();
        links.retain(|link| is_link(&link.iri));
        let key = EntityKey::of(&EntityRecord { label: label.clone(), links: links.clone(), ..entity.clone() });
        // The first of two entities of one id has it.
        key_of.entry(&entity.id).or_insert_with(|| key.clone());
        let whole = by_key.entry(key).or_insert_with(|| EntityRecord {
            id: String::new(),
            entity_type: entity.entity_type,
            label: label.clone(),
            aliases: Vec::new(),
            mentions: Vec::new(),
            links: Vec::new(),
        });
        let label_before = whole.label.clone();
        better_label(&label_before, &label).clone_into(&mut whole.label);
        whole.aliases.extend(entity.aliases.iter().map(|alias| normal_label(alias)));
        whole.aliases.extend([label, label_before]);
        whole.mentions.extend(entity.mentions.iter().filter(|span| fits(span)));
        whole.links.extend(links.into_iter().map(|link| Link { confidence: None, ..link }));
    }
    let mut id_of: BTreeMap<EntityKey, String> = BTreeMap::new();
    let mut entities = Vec::with_capacity(by_key.len());
    for (number, (key, mut entity)) in (1..).zip(by_key) {
        entity.id = format!("e{number}");
        let aliases: BTreeSet<String> = entity.aliases.drain(..).collect();
        entity.aliases = aliases.into_iter().filter(|a| !a.is_empty() && *a != entity.label).collect();
        entity.mentions.sort_unstable();
        entity.mentions.dedup();
        entity.links.sort_unstable_by(|a, b| a.iri.cmp(&b.iri));
        entity.links.dedup();
        id_of.insert(key, entity.id.clone());
        entities.push(entity);
    }

    let id = |old: &str| key_of.get(old).and_then(|key| id_of.get(key)).cloned();
    // An optional reference: `None` where it leads nowhere.
    let maybe = |old: &Option<String>| match old {
        Some(old) => id(old).map(Some),
        None => Some(None),
    };
    let rename = |claim: &ClaimRecord| {
        Some(ClaimRecord {
            subject: id(&claim.subject)?,
            predicate: claim.predicate.clone(),
            object: match &claim.object {
                ObjectRecord::Entity(entity) => ObjectRecord::Entity(id(entity)?),
                literal @ ObjectRecord::Literal { .. } => literal.clone(),
            },
            attributed_to: maybe(&claim.attributed_to)?,
            place: maybe(&claim.place)?,
            time: claim.time.as_deref().map(str::trim).filter(|time| !time.is_empty()).map(str::to_owned),
            cue: claim.cue.filter(fits),
            evidence: claim.evidence.filter(fits),
            rule: claim.rule.clone(),
            confidence: claim.confidence.filter(|c| c.is_finite()),
            ..*claim
        })
    };
    let mut claims: Vec<ClaimRecord> = record.claims.iter().filter_map(rename).collect();
    claims.sort_by(|a, b| {
        let confidence = |c: &ClaimRecord| c.confidence.unwrap_or(-1.0);
        identity(a)
            .cmp(&identity(b))
            .then_with(|| confidence(b).total_cmp(&confidence(a)))
            .then_with(|| a.rule.cmp(&b.rule))
    });
    claims.dedup_by(|later, earlier| identity(later) == identity(earlier));
    Record {
        id: record.id.clone(),
        language: record.language.clone(),
        title: record.title.clone(),
        published: record.published,
        source: record.source.clone(),
        author: record.author.clone(),
        text: record.text.clone(),
        entities,
        claims,
    }
}

/// Of two labels the one to show: the fuller, of two as long the one that comes first in the alphabet.
pub fn better_label<'l>(a: &'l str, b: &'l str) -> &'l str {
    let rank = |label: &'l str| (std::cmp::Reverse(label.chars().count()), label);
    if rank(a) <= rank(b) { a } else { b }
}

/// The order of claims and what makes two of them one.
fn identity(claim: &ClaimRecord) -> ClaimIdentity<'_> {
    (
        (claim.evidence, claim.cue),
        (&claim.subject, claim.predicate.as_str(), &claim.object),
        (claim.polarity as u8, claim.certainty as u8, claim.tense as u8),
        (claim.attributed_to.as_deref(), claim.time.as_deref(), claim.place.as_deref()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{from_value, json};

    #[test]
    fn one_key_one_entity_and_no_loose_ends() {
        let record: Record = from_value(json!({
            "id": "a", "text": "Mattarella ha incontrato Macron. Il presidente è a Parigi.",
            "entities": [
                {"id": "x", "type": "Person", "label": "Sergio Mattarella", "mentions": [[0, 10], [7, 900]]},
                {"id": "y", "type": "Person", "label": "Emmanuel Macron", "aliases": ["Macron"], "mentions": [[25, 31]]},
                {"id": "z", "type": "Person", "label": "Sergio  Mattarella", "aliases": ["Mattarella"], "mentions": [[36, 46]]},
                {"id": "empty", "label": " "}],
            "claims": [
                {"subject": "z", "predicate": "metWith", "object": "y", "evidence": [0, 32], "confidence": 0.5},
                {"subject": "x", "predicate": "metWith", "object": "y", "evidence": [0, 32], "confidence": 0.9},
                {"subject": "x", "predicate": "metWith", "object": "empty"},
                {"subject": "x", "predicate": "metWith", "object": "y", "attributedTo": "nobody"}]}))
        .unwrap();
        let canonical_form = canonical(&record);
        let names: Vec<_> = canonical_form.entities.iter().map(|e| (e.id.as_str(), e.label.as_str())).collect();
        assert_eq!(names, [("e1", "Emmanuel Macron"), ("e2", "Sergio Mattarella")]);
        assert_eq!(canonical_form.entities[1].mentions, [[0, 10], [36, 46]]);
        assert_eq!(canonical_form.claims.len(), 1);
        assert_eq!(canonical_form.claims[0].confidence, Some(0.9));
        assert_eq!(canonical(&canonical_form), canonical_form);
    }
}
