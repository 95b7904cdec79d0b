//! What one place of one article says.

use std::{fmt, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{MentionId, SentenceId, TimeId, TimeValue};
use crate::text::Span;

/// The name of a relation of the ontology, for instance `spokeWith`; cheap to copy.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Relation(Arc<str>);

/// The name of the rule that made a claim, for instance `it.spokeWith.conversazione`; cheap to copy.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RuleName(Arc<str>);

macro_rules! name {
    ($type:ident) => {
        impl $type {
            /// The name itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $type {
            fn from(name: &str) -> Self {
                Self(name.into())
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}
name!(Relation);
name!(RuleName);

/// Whether the text says that it is so, or that it is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// It is so.
    #[default]
    Positive,
    /// It is not so.
    Negative,
}

/// How sure the source is (the scale of FactBank, Saurí & Pustejovsky 2009).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// Stated as fact.
    #[default]
    Certain,
    /// Stated as likely, or by hearsay ("avrebbe ucciso").
    Probable,
    /// Stated as possible.
    Possible,
    /// Not committed to: asked for, wished, a condition, a question.
    Unspecified,
}

/// Whether it lies ahead of the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tense {
    /// It has happened, happens, or holds.
    #[default]
    NonFuture,
    /// It is to come.
    Future,
}

/// The second end of a claim.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Object {
    /// Something that is mentioned.
    Mention(MentionId),
    /// Plain words: a title, a cause.
    Literal(String),
}

/// What one place of one article says: subject, relation, object, and how it is said.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Who, or what.
    pub subject: MentionId,
    /// The relation of the ontology.
    pub relation: Relation,
    /// Whom, or what.
    pub object: Object,
    /// So, or not so.
    pub polarity: Polarity,
    /// How sure.
    pub certainty: Certainty,
    /// Ahead or not.
    pub tense: Tense,
    /// Who says so, when it is not the article in its own voice.
    pub attributed_to: Option<MentionId>,
    /// When.
    pub time: Option<TimeRef>,
    /// Where.
    pub place: Option<MentionId>,
    /// The words that carry the relation.
    pub cue: Span,
    /// The clause or sentence that says so.
    pub evidence: Span,
    /// The sentence it stands in.
    pub sentence: SentenceId,
    /// Which rule found it.
    pub rule: RuleName,
    /// How likely the claim is read rightly, 0 to 1; `None` where nothing was measured.
    pub confidence: Option<f32>,
}

/// When a claim holds: an expression of the document, or a value that no expression carries ("ex" is in the past).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TimeRef {
    /// An expression of time of the document.
    Expression(TimeId),
    /// A value by itself.
    Value(TimeValue),
}
