//! What may go wrong when an input is read: one line that tells where, what, and what to do.

use std::{fmt, io, path::PathBuf};

use crate::document::{ArticleId, NotADate};
use crate::text::{Language, NotALanguage};

use super::MAX_ARTICLE_BYTES;

/// A place in an input: a file or standard input, and the line where that helps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file or folder; `None` is standard input.
    pub path: Option<PathBuf>,
    /// The line, counted from 1.
    pub line: Option<u64>,
}

impl Place {
    /// The same input, at a line.
    #[must_use]
    pub fn at(&self, line: u64) -> Self {
        Self { line: Some(line), ..self.clone() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.path {
            // A name may hold line breaks and terminal codes; a message is one harmless line.
            Some(path) => path.to_string_lossy().chars().try_for_each(|c| {
                if c.is_control() { write!(f, "{}", c.escape_default()) } else { fmt::Write::write_char(f, c) }
            })?,
            None => f.write_str("standard input")?,
        }
        self.line.map_or(Ok(()), |line| write!(f, ":{line}"))
    }
}

/// An input, or one article of it, that cannot be read; the others still can.
#[derive(Debug, thiserror::Error)]
#[error("{place}: {problem}")]
pub struct ReadError {
    /// Where.
    pub place: Place,
    /// What is wrong.
    #[source]
    pub problem: Problem,
}

/// What is wrong with an input.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// Nothing has this name.
    #[error("no such file or folder; check the name")]
    Missing,
    /// It may not be read.
    #[error("no permission to read it; change its permissions or run as its owner")]
    Forbidden,
    /// The system says something else.
    #[error("cannot be read: {0}")]
    Io(io::Error),
    /// The ending is none of those that are known.
    #[error("files that end in \"{0}\" are not read; give .txt, .md or .jsonl, or pipe the text to standard input")]
    UnknownEnding(String),
    /// A folder with nothing to read in it.
    #[error("no article in this folder; it should hold files that end in .txt, .md or .jsonl")]
    NoArticles,
    /// NUL bytes: no text.
    #[error("a binary file, not text (NUL at byte {0}); convert it to plain text first")]
    Binary(usize),
    /// Bytes that are no UTF-8.
    #[error("not UTF-8 at byte {0}; convert it first, for instance with: iconv -f WINDOWS-1252 -t UTF-8")]
    NotUtf8(usize),
    /// Nothing but blanks.
    #[error("no text in it; an article needs at least one sentence")]
    Empty,
    /// More than can be held.
    #[error("longer than {} MiB; split it into articles", MAX_ARTICLE_BYTES >> 20)]
    TooLong,
    /// A header that is not well formed.
    #[error("front matter: {0}")]
    FrontMatter(String),
    /// A date that is none.
    #[error("{field}: {error}")]
    Date {
        /// The key or field.
        field: String,
        /// What is wrong.
        error: NotADate,
    },
    /// A language tag that is none.
    #[error("{field}: {error}")]
    LanguageTag {
        /// The key or field.
        field: String,
        /// What is wrong.
        error: NotALanguage,
    },
    /// A line that is no JSON, or not of the right form.
    #[error("not an article in JSON: {0}")]
    Json(String),
    /// A field of a line of JSON that does not fit the others.
    #[error("{field}: {problem}")]
    Field {
        /// The field, for instance `claims[3].subject`.
        field: String,
        /// What is wrong with it.
        problem: String,
    },
    /// Two articles of one name.
    #[error("a second article with the id \"{0}\"; give each its own id")]
    Duplicate(ArticleId),
    /// A language for which there is no analysis.
    #[error("written in a language that cannot be analysed ({0}); if that is wrong, say which it is with --lang")]
    UnsupportedLanguage(Language),
    /// A text of which the language cannot even be guessed.
    #[error("written in a language that is not known; if it is one that can be analysed, say which with --lang")]
    UnknownLanguage,
}

impl Problem {
    /// The problem with its place.
    pub(super) fn at(self, place: &Place) -> ReadError {
        ReadError { place: place.clone(), problem: self }
    }
}

impl From<io::Error> for Problem {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Problem::Missing,
            io::ErrorKind::PermissionDenied => Problem::Forbidden,
            _ => Problem::Io(error),
        }
    }
}
