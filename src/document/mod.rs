//! The data that every stage reads or fills: an [`Article`] becomes a [`Document`] (tokens, trees, mentions, times,
//! quotes), a document yields [`Claim`]s, and both end in a [`Record`], the form that leaves the program.
//!
//! Types only: nothing here analyses, reads files or prints.

mod article;
mod claim;
pub mod conllu;
mod country;
mod date;
mod deprel;
mod features;
mod mention;
mod quote;
mod record;
mod schema;
mod time;
mod token;
mod tree;
mod upos;

pub use article::{Article, ArticleId};
pub use claim::{Certainty, Claim, Object, Polarity, Relation, RuleName, Tense, TimeRef};
pub use country::{Country, CountryKind, CountryTable};
pub use date::{NotADate, PartialDate};
pub use deprel::Deprel;
pub use features::{Feature, Features};
pub use mention::{EntityType, Mention, MentionId, MentionKind, Name};
pub use quote::Quote;
pub use record::{CharSpan, ClaimRecord, EntityRecord, Link, ObjectRecord, Record};
pub use schema::{Property, RelationKind, RelationSchema, Schema};
pub use time::{TimeExpression, TimeId, TimeValue};
pub use token::{Document, Multiword, Sentence, SentenceId, Token, TokenId, Tokens};
pub use upos::Upos;
