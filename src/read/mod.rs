//! Bytes → [`Article`](crate::document::Article)s: plain text, Markdown with front matter and JSON Lines; files, folders and
//! standard input.
//!
//! [`read`] gives an iterator that reads one article at a time. An input that cannot be read is one [`ReadError`] among the
//! articles; the others still come. Whatever the input, the text of an article is in Unicode normalisation form C, its lines
//! end with `\n`, and it has at most [`MAX_ARTICLE_BYTES`].
//!
//! | input | id | title | text |
//! |---|---|---|---|
//! | `.txt` | name of the file | first line, unless it ends as a sentence does | all of it |
//! | `.md` | name of the file | front matter, else the first heading | title, then the body without its marks |
//! | `.jsonl` | `id` | `title`, else as in plain text | `text`, untouched where extractions come with it |
//! | standard input | `stdin` | | JSON Lines, Markdown or plain text, as its first bytes tell |
//!
//! Two files of one name are told apart by their folders (`a/news`, `b/news`); two articles that say themselves that they
//! have one id cannot be, and the second is an error. The date of an article is what it says itself (front matter,
//! `published`), else the date that the name of its file starts with (`2022-01-13-title.txt`), else [`ReadOptions::date`].

mod articles;
mod detect;
mod error;
mod files;
mod front_matter;
mod inline;
mod jsonl;
mod markdown;
mod plain;

use std::path::{Path, PathBuf};

pub use articles::Articles;
pub use detect::{Guess, language as detect_language};
pub use error::{Place, Problem, ReadError};

use crate::document::PartialDate;
use crate::text::Language;

/// The longest text of an article, in bytes: some 1.5 million words.
pub const MAX_ARTICLE_BYTES: usize = 10 << 20;

/// Where articles come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file or folder.
    Path(PathBuf),
    /// Standard input.
    Stdin,
}

impl Input {
    /// An input as it is named on a command line: `-` is standard input.
    pub fn from_argument(argument: &Path) -> Self {
        if argument == Path::new("-") { Input::Stdin } else { Input::Path(argument.to_owned()) }
    }
}

/// How an input is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text, one article a file.
    Plain,
    /// Markdown, one article a file.
    Markdown,
    /// JSON Lines, one article a line.
    JsonLines,
}

impl Format {
    /// The format that the ending of a name tells.
    pub fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "txt" | "text" => Some(Format::Plain),
            "md" | "markdown" => Some(Format::Markdown),
            "jsonl" | "ndjson" => Some(Format::JsonLines),
            _ => None,
        }
    }
}

/// What the user says about the inputs.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// The date of articles that do not tell theirs.
    pub date: Option<PartialDate>,
    /// The language of all articles, whatever they say or look like.
    pub language: Option<Language>,
    /// The languages that can be analysed; where not empty, an article in another one is an error, unless it brings its own
    /// extractions.
    pub supported: Vec<Language>,
}

/// Reads articles one after the other, in the order of `inputs` and, in a folder, of the names of its files.
pub fn read(inputs: &[Input], options: ReadOptions) -> Articles {
    Articles::new(inputs, options)
}
