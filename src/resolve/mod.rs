//! Mentions → entities: `(&Document, claims over mentions)` → [`Record`]. Never sees a pattern.
//!
//! Names are told apart first (`names`), for all else leans on them; then adjectives of nationality (`demonyms`), what the
//! syntax sets equal (`identity`), descriptions (`anaphora`) and pronouns (`pronouns`), by what the reader has in mind
//! (`salience`). What stays unclear stays unresolved: a claim with an unknown end is dropped rather than guessed.
//! Which words mean what is data (`it/`).

mod anaphora;
mod anchors;
mod data;
mod demonyms;
mod derived;
mod descriptions;
mod entities;
mod forms;
mod grammar;
mod identity;
mod names;
mod person;
mod phrase;
mod places;
mod pronouns;
mod record;
mod salience;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_english;

pub use data::{Body, Noun, NounClass, ResolveData};

use crate::document::{Claim, Document, Record};

/// Finds the entities of documents in one language.
#[derive(Debug, Clone)]
pub struct Resolver {
    data: ResolveData,
}

impl Resolver {
    /// A resolver with the words of a language.
    pub fn new(data: ResolveData) -> Self {
        Self { data }
    }

    /// The resolver of a language; `None` where no words for it are compiled in.
    pub fn embedded(language: &str) -> Option<Self> {
        Some(Self::new(ResolveData::embedded(language)?))
    }

    /// Finds the entities of the document and says its claims of them.
    pub fn resolve(&self, document: &Document, claims: &[Claim]) -> Record {
        let heads = phrase::Heads::new(document);
        let phrases = phrase::phrases(document, &self.data, &heads);
        let mut entities = entities::Entities::new(phrases.len());
        names::cluster(document, &self.data, &phrases, &mut entities);
        demonyms::resolve(document, &self.data, &phrases, &mut entities);
        let identity = identity::Identity { document, data: &self.data, phrases: &phrases, heads: &heads };
        identity.join(&mut entities);
        let entities = anaphora::Reading::new(document, &self.data, &phrases, entities).read(claims);
        let derived = derived::derive(document, &self.data, &phrases, &heads, &entities);
        let writer = record::Writer { document, data: &self.data, phrases: &phrases, entities: &entities };
        writer.write(claims, &derived)
    }
}
