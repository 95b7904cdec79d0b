//! Adjectives of nationality: "kazako" in "il governo kazako" means Kazakhstan, and so do "i kazaki"; "due kazaki" are people
//! of their own.

use std::collections::BTreeMap;

use super::{
    data::ResolveData,
    entities::{Entities, EntityId},
    phrase::{Number, Opening, Phrase},
};
use crate::document::{Country, Deprel, Document, EntityType, Feature, MentionKind, TokenId, Upos};

/// The country that an adjective of nationality is of.
pub(super) fn country_of(phrase: &Phrase, document: &Document, data: &ResolveData) -> Option<&'static Country> {
    let words = document.mention(phrase.id).span.of(document.text());
    data.countries.by_demonym(words).or_else(|| data.countries.by_demonym(&phrase.lemma))
}

/// Whether the adjective stands alone as a noun ("gli iracheni"), not beside one.
pub(super) fn is_noun(phrase: &Phrase, document: &Document) -> bool {
    let coordinated = |token: &TokenId| document.token(*token).deprel.is(Deprel::CONJ);
    let chain = std::iter::once(phrase.head).chain(document.ancestors(phrase.head));
    let bearer = chain.into_iter().find(|token| !coordinated(token)).unwrap_or(phrase.head);
    let deprel = document.token(bearer).deprel;
    let attribute = deprel.is(Deprel::AMOD) || deprel.is(Deprel::FLAT) || deprel.is(Deprel::COMPOUND);
    !attribute
        && (phrase.tokens.len() > 1 || document.child(phrase.head, Deprel::DET).is_some() || bearer != phrase.head)
}

/// "the French": an adjective that tells no number, with an article and no noun.
fn is_people(phrase: &Phrase, document: &Document) -> bool {
    let adjective = document.token(phrase.head).upos == Upos::Adj;
    adjective && phrase.number.is_none() && phrase.opening == Opening::Definite
}

/// "I russi hanno accettato": all of them, who act as their country; not "due russi", "i russi di Crimea".
fn is_whole_people(phrase: &Phrase, document: &Document) -> bool {
    let definite = document.child(phrase.head, Deprel::DET).is_some_and(|article| {
        let features = document.token(article).features;
        features.has(Feature::Definite, "Def") && features.has(Feature::Number, "Plur")
    });
    let narrowed = document.children(phrase.head).any(|child| {
        let deprel = document.token(child).deprel;
        [Deprel::AMOD, Deprel::NUMMOD, Deprel::NMOD, Deprel::ACL].iter().any(|relation| deprel.is(*relation))
    });
    phrase.number == Some(Number::Plural) && definite && !narrowed && phrase.tokens.len() == 1
}

/// Gives every adjective of nationality its country, every people its own entity.
pub(super) fn resolve(document: &Document, data: &ResolveData, phrases: &[Phrase], entities: &mut Entities<'_>) {
    let mut peoples: BTreeMap<&str, EntityId> = BTreeMap::new();
    for phrase in phrases.iter().filter(|phrase| phrase.kind == MentionKind::Demonym) {
        let Some(country) = country_of(phrase, document, data) else { continue };
        let of_country = entities.of_country(country);
        if !is_noun(phrase, document) || is_whole_people(phrase, document) {
            entities.assign(phrase.id, of_country);
        } else if phrase.number == Some(Number::Plural) || is_people(phrase, document) {
            let people = *peoples.entry(&country.code).or_insert_with(|| entities.add());
            entities.assign(phrase.id, people);
            entities.get_mut(people).vote_type(Some(EntityType::Group), 1);
            entities.get_mut(people).vote_agreement(phrase.gender, phrase.number);
        }
        // "Il russo" is one of them, or a language: who knows.
    }
}
