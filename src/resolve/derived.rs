//! Claims that a phrase makes by itself: "esercito russo" is part of Russia, "aeroporto di Almaty" lies in Almaty.

use std::collections::BTreeSet;

use super::{
    data::{NounClass, ResolveData},
    demonyms,
    entities::{Entities, EntityId},
    phrase::{Number, Phrase},
};
use crate::{
    document::{Document, EntityType, MentionId, MentionKind, Relation, RuleName, SentenceId},
    text::Span,
};

const PART_OF: &str = "partOf";
const LOCATED_IN: &str = "locatedIn";

/// A claim between two entities that a phrase makes.
#[derive(Debug, Clone)]
pub(super) struct Derived {
    pub(super) subject: EntityId,
    pub(super) relation: Relation,
    pub(super) object: EntityId,
    pub(super) cue: Span,
    pub(super) sentence: SentenceId,
    pub(super) rule: RuleName,
}

/// All such claims, each once, in the order of the text.
pub(super) fn derive(
    document: &Document,
    data: &ResolveData,
    phrases: &[Phrase],
    entities: &Entities<'_>,
) -> Vec<Derived> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for phrase in phrases {
        let Some((subject, object, relation, rule, anchor)) = claim_of(phrase, document, data, phrases, entities)
        else {
            continue;
        };
        if subject != object && seen.insert((subject, relation, object)) {
            found.push(Derived {
                subject,
                relation: relation.into(),
                object,
                cue: document.mention(anchor).span,
                sentence: phrase.sentence,
                rule: rule.into(),
            });
        }
    }
    found
}

type Found = (EntityId, EntityId, &'static str, &'static str, MentionId);

fn claim_of(
    phrase: &Phrase,
    document: &Document,
    data: &ResolveData,
    phrases: &[Phrase],
    entities: &Entities<'_>,
) -> Option<Found> {
    let subject = entities.of(phrase.id)?;
    if phrase.kind == MentionKind::Demonym {
        // A people by itself: "gli iracheni".
        let country = demonyms::country_of(phrase, document, data)?;
        let object = entities.country(country)?;
        return Some((subject, object, PART_OF, "resolve.partOf.people", phrase.id));
    }
    let class = phrase.class()?;
    let anchor = phrase.anchor()?;
    let owner = entities.of(anchor)?;
    let adjective = phrases[anchor.index()].kind == MentionKind::Demonym || phrase.demonym.is_some();
    let owner_type = entities.get(owner).entity_type()?;
    let state = entities.get(owner).country.is_some();
    let kind = entities.get(subject).entity_type();
    let by_adjective = |yes: &'static str, no: &'static str| if adjective { yes } else { no };
    let (relation, rule) = match (class, owner_type) {
        (NounClass::Settlement | NounClass::Facility, EntityType::Place) if kind != Some(EntityType::Group) => {
            (LOCATED_IN, by_adjective("resolve.locatedIn.demonym", "resolve.locatedIn.place"))
        }
        (NounClass::Institution | NounClass::Firm | NounClass::Body | NounClass::Kind, EntityType::Place) if !state => {
            (LOCATED_IN, by_adjective("resolve.locatedIn.demonym", "resolve.locatedIn.place"))
        }
        // "cittadini russi" are of Russia; "residenti di Atyrau" live there, which is another thing.
        (
            NounClass::Institution | NounClass::Body | NounClass::Unit | NounClass::Collective | NounClass::Force,
            EntityType::Place,
        ) if adjective || state => (PART_OF, by_adjective("resolve.partOf.demonym", "resolve.partOf.owner")),
        (NounClass::Institution | NounClass::Body | NounClass::Unit | NounClass::Force, EntityType::Organization) => {
            (PART_OF, "resolve.partOf.owner")
        }
        _ => return None,
    };
    // One person is a citizen, no part.
    let single = class.is_person() && phrase.number != Some(Number::Plural);
    (!single).then_some((subject, owner, relation, rule, anchor))
}
