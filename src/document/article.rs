//! What was read: one article.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{PartialDate, Record};
use crate::text::Language;

/// The name of an article: of a file, its name without folder and ending; of a JSON line, its `id`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArticleId(pub String);

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One article as it was read; nothing in it is guessed: what the input does not tell is `None`.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// Its name, unique among the articles of one store.
    pub id: ArticleId,
    /// The headline. In plain text it is also the first paragraph of `text`.
    pub title: Option<String>,
    /// The whole text in Unicode normalisation form C, lines ended by `\n`; all spans point into it.
    pub text: String,
    /// The language it is written in.
    pub language: Option<Language>,
    /// When it was published.
    pub published: Option<PartialDate>,
    /// Who published it: an outlet's name or address.
    pub source: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Entities and claims that came with it, made by somebody else.
    pub given: Option<Box<Record>>,
}
