//! A node of the graph: an entity as all articles together name it.
//!
//! Nothing is chosen when an article is added: the node keeps what each article calls it, and labels, other names and links
//! are worked out from all of these. So no order of articles matters, and an article can be taken away again.

use std::collections::{BTreeMap, BTreeSet};

use super::{EntityKey, StatedClaim, canonical::better_label};
use crate::document::{ArticleId, CharSpan, EntityRecord, EntityType, Link, Relation};
use crate::text::Language;

/// How one article names an entity.
#[derive(Debug, Clone, PartialEq)]
pub struct Appearance {
    /// The fullest name there.
    pub label: String,
    /// The other names there.
    pub aliases: BTreeSet<String>,
    /// The language of the article.
    pub language: Option<Language>,
    /// Where it is mentioned, in order.
    pub mentions: Vec<CharSpan>,
    /// Which things of the world the article's reading links it to.
    pub links: BTreeSet<String>,
}

/// Plain words that stand at the far end of a relation: a title, a cause.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribute {
    /// The relation: `holdsPosition`.
    pub relation: Relation,
    /// The words.
    pub value: String,
    /// The claims that say so, in order of article and place.
    pub claims: Vec<StatedClaim>,
}

/// A name and the language of the articles that use it.
pub type Name<'e> = (Option<&'e Language>, &'e str);

/// A node of the graph.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    pub(super) key: EntityKey,
    pub(super) appearances: BTreeMap<ArticleId, Appearance>,
    /// Ordered by relation and words.
    pub(super) attributes: Vec<Attribute>,
}

impl Entity {
    pub(super) fn new(key: EntityKey) -> Self {
        Self { key, appearances: BTreeMap::new(), attributes: Vec::new() }
    }

    /// What it is known by.
    pub fn key(&self) -> &EntityKey {
        &self.key
    }

    /// What kind of thing it is, where that is known.
    pub fn entity_type(&self) -> Option<EntityType> {
        self.key.entity_type
    }

    /// Its name: the fullest label that any article gives it.
    pub fn label(&self) -> &str {
        self.appearances.values().map(|seen| seen.label.as_str()).reduce(better_label).unwrap_or_default()
    }

    /// Its name in a language, else in any.
    pub fn label_in(&self, language: &Language) -> &str {
        self.labels().get(&Some(language)).copied().unwrap_or_else(|| self.label())
    }

    /// The fullest label in each language.
    pub fn labels(&self) -> BTreeMap<Option<&Language>, &str> {
        let mut best = BTreeMap::new();
        for seen in self.appearances.values() {
            let label = best.entry(seen.language.as_ref()).or_insert(seen.label.as_str());
            *label = better_label(label, &seen.label);
        }
        best
    }

    /// Every other name in each language.
    pub fn aliases(&self) -> BTreeSet<Name<'_>> {
        let labels = self.labels();
        let names = self.appearances.values().flat_map(|seen| {
            let all = std::iter::once(&seen.label).chain(&seen.aliases);
            all.map(|name| (seen.language.as_ref(), name.as_str()))
        });
        names.filter(|(language, name)| labels.get(language) != Some(name)).collect()
    }

    /// The identifiers by which others know it.
    pub fn links(&self) -> BTreeSet<&str> {
        self.appearances.values().flat_map(|seen| seen.links.iter().map(String::as_str)).collect()
    }

    /// How each article names it, by article.
    pub fn appearances(&self) -> &BTreeMap<ArticleId, Appearance> {
        &self.appearances
    }

    /// What is said of it in plain words, by relation.
    pub fn attributes(&self) -> &[Attribute] {
        &self.attributes
    }

    /// As the record of one article has it; `None` where the article does not name it.
    pub(super) fn record(&self, article: &ArticleId, id: String) -> Option<EntityRecord> {
        let seen = self.appearances.get(article)?;
        Some(EntityRecord {
            id,
            entity_type: self.key.entity_type,
            label: seen.label.clone(),
            aliases: seen.aliases.iter().cloned().collect(),
            mentions: seen.mentions.clone(),
            links: seen.links.iter().map(|iri| Link { iri: iri.clone(), confidence: None }).collect(),
        })
    }
}
