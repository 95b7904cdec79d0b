//! Places in a text that may stand for an entity.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{TokenId, Tokens};
use crate::text::Span;

/// A mention of a document, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MentionId(pub u32);

impl MentionId {
    /// As an index into [`Document::mentions`](super::Document::mentions).
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What kind of thing an entity is; the classes of the ontology.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum EntityType {
    /// A human being.
    Person,
    /// A body that acts: a state's organ, a company, a party, a team, a newspaper.
    Organization,
    /// A country, a region, a town, a river, a building.
    Place,
    /// People or forces told by nationality, place or owner: "i talebani", "esercito russo".
    Group,
    /// A happening with a name: "Olimpiadi di Tokyo", "Seconda guerra mondiale".
    NamedEvent,
    /// A thing that is made, sold or used: "Orlan-10".
    Product,
    /// A book, film, song, law, treaty.
    Work,
}

impl EntityType {
    /// All types.
    pub const ALL: [EntityType; 7] = [
        EntityType::Person,
        EntityType::Organization,
        EntityType::Place,
        EntityType::Group,
        EntityType::NamedEvent,
        EntityType::Product,
        EntityType::Work,
    ];

    /// The types that can act.
    pub const ACTORS: [EntityType; 4] =
        [EntityType::Person, EntityType::Organization, EntityType::Place, EntityType::Group];

    /// The name of the type, as in the ontology.
    pub fn as_str(self) -> &'static str {
        match self {
            EntityType::Person => "Person",
            EntityType::Organization => "Organization",
            EntityType::Place => "Place",
            EntityType::Group => "Group",
            EntityType::NamedEvent => "NamedEvent",
            EntityType::Product => "Product",
            EntityType::Work => "Work",
        }
    }

    /// The name of the type as data sets of names write it.
    pub fn label(self) -> &'static str {
        match self {
            EntityType::Person => "PER",
            EntityType::Organization => "ORG",
            EntityType::Place => "LOC",
            EntityType::Group => "GRP",
            EntityType::NamedEvent => "EVT",
            EntityType::Product => "PRD",
            EntityType::Work => "WRK",
        }
    }
}

impl fmt::Display for EntityType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for EntityType {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name).ok_or(())
    }
}

/// A proper name as it was recognised, before it is told what it means in its sentence: "Parlamento inglese" is a name here
/// and, as a mention, a description with a country in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name {
    /// Its words.
    pub tokens: Tokens,
    /// What it names.
    pub entity_type: EntityType,
}

/// How a mention refers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionKind {
    /// By a proper name or acronym: "Tokayev", "CSTO".
    Name,
    /// By a common noun: "il presidente kazako", "l'organizzazione", "le autorità".
    Nominal,
    /// By an adjective of nationality or place: "kazako" in "il governo kazako"; the mention is of the country.
    Demonym,
    /// By a pronoun, clitics and possessives included.
    Pronoun,
    /// By nothing but the ending of the verb; the mention's head is the verb.
    Implicit,
}

/// A place in the text that may stand for an entity.
///
/// A mention is found by the head word of its phrase: at most one mention has a given `head`, except that a verb may carry
/// an [`Implicit`](MentionKind::Implicit) one.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// How it refers.
    pub kind: MentionKind,
    /// What kind of thing it stands for, where that is known.
    pub entity_type: Option<EntityType>,
    /// The words in the text, without article and preposition: "presidente kazako".
    pub span: Span,
    /// Its tokens.
    pub tokens: Tokens,
    /// The word that the rest of the phrase hangs on.
    pub head: TokenId,
}
