//! Claims that a phrase makes by itself: "esercito russo" is part of Russia, "aeroporto di Almaty" lies in Almaty.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    data::{NounClass, ResolveData},
    demonyms,
    entities::{Entities, EntityId},
    phrase::{Heads, Number, Phrase},
};
use crate::{
    document::{
        CountryKind, Deprel, Document, EntityType, MentionId, MentionKind, Relation, RuleName, SentenceId, TokenId,
        Upos,
    },
    text::{Span, fold},
};

const PART_OF: &str = "partOf";
const LOCATED_IN: &str = "locatedIn";
const OCCURS_IN: &str = "occursIn";
const PARTICIPATES_IN: &str = "participatesIn";
const HEAD_OF: &str = "headOf";

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
    heads: &Heads,
    entities: &Entities<'_>,
) -> Vec<Derived> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    let main_country = main_country(phrases, entities);
    for phrase in phrases {
        let of_phrase = claim_of(phrase, document, data, phrases, entities);
        let of_event = event_claims(phrase, document, data, heads, entities);
        let of_name = name_at_place(phrase, document, data, phrases, heads, entities);
        let of_head = head_of_country(phrase, data, entities, main_country);
        for (subject, object, relation, rule, anchor) in
            of_phrase.into_iter().chain(of_name).chain(of_event).chain(of_head)
        {
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
    }
    found
}

/// The one country that the article speaks of, if it is one.
fn main_country(phrases: &[Phrase], entities: &Entities<'_>) -> Option<EntityId> {
    let mut counts: BTreeMap<EntityId, usize> = BTreeMap::new();
    for phrase in phrases {
        let Some(id) = entities.of(phrase.id) else { continue };
        let country = entities.get(id).country.is_some_and(|country| country.kind == CountryKind::Country);
        if country && phrase.kind != MentionKind::Pronoun {
            *counts.entry(id).or_default() += 1;
        }
    }
    let (best, most) = counts.iter().max_by_key(|(id, count)| (**count, std::cmp::Reverse(**id)))?;
    let rest: usize = counts.values().sum::<usize>() - most;
    (*most >= 2 * rest).then_some(*best)
}

/// "il primo ministro Jebali", where the article speaks of one country alone: of that country.
fn head_of_country(
    phrase: &Phrase,
    data: &ResolveData,
    entities: &Entities<'_>,
    country: Option<EntityId>,
) -> Option<Found> {
    let person = entities.of(phrase.id)?;
    let is_person = entities.get(person).named && entities.get(person).entity_type() == Some(EntityType::Person);
    let bare = phrase.kind == MentionKind::Nominal && phrase.anchor().is_none();
    (bare && is_person && data.words.heads_of_countries.contains(&phrase.lemma)).then_some(())?;
    Some((person, country?, HEAD_OF, "resolve.headOf.country", phrase.id))
}

/// "la guerra tra Russia e Georgia", "il vertice di Lisbona": who takes part in a happening, and where it is.
fn event_claims(
    phrase: &Phrase,
    document: &Document,
    data: &ResolveData,
    heads: &Heads,
    entities: &Entities<'_>,
) -> Vec<Found> {
    let mut found = Vec::new();
    let Some(event) = entities.of(phrase.id).filter(|_| phrase.class() == Some(NounClass::Event)) else { return found };
    let words = &data.words;
    let known = |word: TokenId, wanted: fn(EntityType) -> bool| {
        let anchor = heads.of(word)?;
        let other = entities.of(anchor)?;
        let entity = entities.get(other);
        let named = document.mention(anchor).kind == MentionKind::Name || entity.country.is_some();
        let continent = entity.country.is_some_and(|country| country.kind == CountryKind::Continent);
        (named && !continent && entity.entity_type().is_some_and(wanted)).then_some((other, anchor))
    };
    let is_place = |kind: EntityType| kind == EntityType::Place;
    let local = words.local_events.contains(&phrase.lemma);
    let placed = local || words.placed_events.contains(&phrase.lemma);
    for child in document.children(phrase.head) {
        let case = document.child(child, Deprel::CASE).map(|case| fold(document.lemma(case)));
        let Some(case) = case else {
            let is_adjective =
                |id: MentionId| document.mention(id).head == child && document.mention(id).kind == MentionKind::Demonym;
            if local && phrase.demonym.is_some_and(is_adjective) {
                let place = known(child, is_place);
                found.extend(place.map(|(p, at)| (event, p, OCCURS_IN, "resolve.occursIn.demonym", at)));
            }
            continue;
        };
        if !document.token(child).deprel.is(Deprel::NMOD) {
            continue;
        }
        if placed && words.places.contains(&case) || local && words.owner.contains(&case) {
            let place = known(child, is_place);
            found.extend(place.map(|(p, at)| (event, p, OCCURS_IN, "resolve.occursIn.place", at)));
        } else if words.fought_events.contains(&phrase.lemma) && words.between.contains(&case) {
            let joined = document.children(child).filter(|t| document.token(*t).deprel.is(Deprel::CONJ));
            let actors = std::iter::once(child).chain(joined);
            let actors = actors.filter_map(|word| known(word, |kind| EntityType::ACTORS.contains(&kind)));
            found.extend(actors.map(|(a, at)| (a, event, PARTICIPATES_IN, "resolve.participatesIn.between", at)));
        }
    }
    found
}

/// "Procura di Torino", "Piazza Tahrir al Cairo": a body or site with the place behind its name.
fn name_at_place(
    phrase: &Phrase,
    document: &Document,
    data: &ResolveData,
    phrases: &[Phrase],
    heads: &Heads,
    entities: &Entities<'_>,
) -> Option<Found> {
    if phrase.kind != MentionKind::Name {
        return None;
    }
    let subject = entities.of(phrase.id)?;
    let kind = entities.get(subject).entity_type()?;
    let sentence = document.sentence(phrase.sentence).tokens;
    let within = |word: TokenId| sentence.contains(word).then(|| document.token(word));
    let mut word = phrase.tokens.end;
    within(word).filter(|token| token.upos == Upos::Adp)?;
    let preposition = fold(document.lemma(word));
    word.0 += 1;
    while within(word).is_some_and(|token| token.upos == Upos::Det) {
        word.0 += 1;
    }
    let place = (word.0..word.0 + 4).map(TokenId).take_while(|t| sentence.contains(*t)).find_map(|t| heads.of(t))?;
    let beside = &phrases[place.index()];
    let object = entities.of(place)?;
    let is_place = beside.kind == MentionKind::Name
        && beside.tokens.begin == word
        && entities.get(object).entity_type() == Some(EntityType::Place);
    let country = |id: EntityId| entities.get(id).country.is_some();
    if !is_place || country(subject) || !document.is_below(beside.head, phrase.head) {
        return None;
    }
    let owned = data.words.owner.contains(&preposition);
    // "la NATO a Lisbona" may meet there, no more.
    let sits =
        owned || kind != EntityType::Organization && data.words.places.contains(&preposition) && !country(object);
    let relation = match kind {
        EntityType::Organization if owned && country(object) => (PART_OF, "resolve.partOf.name"),
        EntityType::Organization | EntityType::Place if sits => (LOCATED_IN, "resolve.locatedIn.name"),
        EntityType::NamedEvent if sits => (OCCURS_IN, "resolve.occursIn.name"),
        _ => return None,
    };
    Some((subject, object, relation.0, relation.1, place))
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
        // Some of a people: "due iracheni".
        let country = demonyms::country_of(phrase, document, data)?;
        let object = entities.country(country)?;
        return Some((subject, object, PART_OF, "resolve.partOf.people", phrase.id));
    }
    // People whom no table tells: "gli scalatori giapponesi".
    let people = (phrase.entity_type == Some(EntityType::Group)).then_some(NounClass::Collective);
    let class = phrase.class().or(people)?;
    let anchor = phrase.anchor()?;
    let owner = entities.of(anchor)?;
    let adjective = phrases[anchor.index()].kind == MentionKind::Demonym || phrase.demonym.is_some();
    let owner_type = entities.get(owner).entity_type()?;
    let country = entities.get(owner).country.map(|country| country.kind);
    // What is European is not part of Europe as the army is of its country.
    if adjective && country == Some(CountryKind::Continent) {
        return None;
    }
    let state = country.is_some();
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
