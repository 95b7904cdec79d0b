//! One article with what was extracted from it, as a line of JSON: what `extract` writes and `build` reads.
//!
//! Spans here are pairs of Unicode scalar values of the NFC text, end excluded (Python's `text[b:e]`). Only the ids, the
//! text, and the ends and relation of each claim must be there; `ontology/record.schema.json` says the same as a JSON Schema.

use serde::{Deserialize, Serialize};

use super::{ArticleId, Certainty, EntityType, PartialDate, Polarity, Relation, RuleName, Tense};
use crate::text::Language;

/// A span in characters: begin and end, end excluded.
pub type CharSpan = [u32; 2];

/// One article and what it says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The article's name.
    pub id: ArticleId,
    /// Language of the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Day of publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<PartialDate>,
    /// Outlet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Writer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// The whole text, NFC.
    pub text: String,
    /// What the claims are about.
    #[serde(default)]
    pub entities: Vec<EntityRecord>,
    /// What the article says.
    #[serde(default)]
    pub claims: Vec<ClaimRecord>,
}

/// One entity of one article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EntityRecord {
    /// Its name inside this record: `e1`.
    pub id: String,
    /// What kind of thing it is; `None` where the input does not tell.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub entity_type: Option<EntityType>,
    /// Its name: the fullest in the text, or the common one where the entity is known.
    pub label: String,
    /// Every other form by which the text names it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Where it is mentioned, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<CharSpan>,
    /// Which thing of the world it is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
}

/// A link to a dataset that others keep.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// The identifier there, for instance `http://www.wikidata.org/entity/Q232`.
    pub iri: String,
    /// How sure, 0 to 1; `None` where nothing was measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f32>,
}

/// One claim of one article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ClaimRecord {
    /// The id of an entity of this record.
    pub subject: String,
    /// A relation of the ontology, by its name.
    pub predicate: Relation,
    /// The id of an entity of this record, or plain words.
    pub object: ObjectRecord,
    /// So, or not so.
    #[serde(default)]
    pub polarity: Polarity,
    /// How sure the source is.
    #[serde(default)]
    pub certainty: Certainty,
    /// Ahead or not.
    #[serde(default)]
    pub tense: Tense,
    /// The entity that says so; `None` for the article in its own voice.
    #[serde(default)]
    pub attributed_to: Option<String>,
    /// When, as EDTF; `past` where no more is told.
    #[serde(default)]
    pub time: Option<String>,
    /// Where: the id of an entity.
    #[serde(default)]
    pub place: Option<String>,
    /// The words that carry the relation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<CharSpan>,
    /// The clause or sentence that says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<CharSpan>,
    /// The rule that found it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<RuleName>,
    /// How likely it is read rightly, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f32>,
}

/// The object of a claim: an entity of the record or plain words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum ObjectRecord {
    /// The id of an entity.
    Entity(String),
    /// Plain words.
    Literal {
        /// The words.
        literal: String,
    },
}

impl ClaimRecord {
    /// Whether the article says so in its own voice, positively, as certain, of what is or was: then, and only then, the
    /// claim also becomes a plain edge between its two ends.
    ///
    /// What somebody says of itself counts as the article's voice.
    pub fn is_fact(&self) -> bool {
        let own_voice = self.attributed_to.as_ref().is_none_or(|who| *who == self.subject);
        own_voice
            && self.polarity == Polarity::Positive
            && self.certainty == Certainty::Certain
            && self.tense == Tense::NonFuture
    }
}
