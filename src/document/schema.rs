//! The relations that claims may have, as the stages need them. Read from the ontology by `rdf`.

use std::collections::BTreeMap;

use super::{EntityType, Relation};

/// Whether a relation tells a happening or a state of things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RelationKind {
    /// Something happens at a time: `metWith`.
    Event,
    /// Something holds over a time: `headOf`.
    State,
}

/// What a relation is like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Property {
    /// Subject and object may change places.
    Symmetric,
    /// Another relation says the same the other way round.
    InverseOf(Relation),
}

/// One relation of the ontology.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelationSchema {
    /// Its name.
    pub name: Relation,
    /// Event or state.
    pub kind: RelationKind,
    /// What may be its subject; empty for anything.
    pub domain: Vec<EntityType>,
    /// What may be its object; empty for anything.
    pub range: Vec<EntityType>,
    /// Whether its object is plain words.
    pub literal: bool,
    /// Symmetric or inverse, if either.
    pub property: Option<Property>,
    /// The event class of PLOVER (Open Event Data Alliance), for instance `CONSULT`.
    pub plover: Option<String>,
    /// The nearest code of the event scheme CAMEO, for instance `040`.
    pub cameo: Option<String>,
    /// Label by language tag: `it` → "ha parlato con".
    pub labels: BTreeMap<String, String>,
}

/// All relations, by name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Schema {
    relations: BTreeMap<Relation, RelationSchema>,
}

impl Schema {
    /// A schema of these relations.
    pub fn new(relations: impl IntoIterator<Item = RelationSchema>) -> Self {
        Self { relations: relations.into_iter().map(|relation| (relation.name.clone(), relation)).collect() }
    }

    /// A relation by its name.
    pub fn get(&self, relation: &Relation) -> Option<&RelationSchema> {
        self.relations.get(relation)
    }

    /// All relations, by name.
    pub fn iter(&self) -> impl Iterator<Item = &RelationSchema> {
        self.relations.values()
    }

    /// Whether subject and object of the relation may change places.
    pub fn is_symmetric(&self, relation: &Relation) -> bool {
        self.get(relation).is_some_and(|r| r.property == Some(Property::Symmetric))
    }

    /// Whether things of these types can be the ends of the relation; an unknown type or relation is no objection.
    pub fn allows(&self, relation: &Relation, subject: Option<EntityType>, object: Option<EntityType>) -> bool {
        let fits = |allowed: &[EntityType], kind: Option<EntityType>| {
            allowed.is_empty() || kind.is_none_or(|kind| allowed.contains(&kind))
        };
        self.get(relation).is_none_or(|r| fits(&r.domain, subject) && fits(&r.range, object))
    }

    /// The relation's label in a language, else in English, else its name.
    pub fn label<'s>(&'s self, relation: &'s Relation, language: &str) -> &'s str {
        let labels = self.get(relation).map(|r| &r.labels);
        labels.and_then(|l| l.get(language).or_else(|| l.get("en"))).map_or(relation.as_str(), String::as_str)
    }
}
