//! The language of an article, as a tag.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A language, by its BCP 47 primary subtag in lower case (`it`, `en`).
///
/// Which languages can be analysed is a question of the language data that is compiled in, not of this type.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(Box<str>);

impl Language {
    /// The tag, for instance `it`.
    pub fn tag(&self) -> &str {
        &self.0
    }

    /// The language of a tag that is known to be one, such as those that the program is built with.
    pub(crate) fn known(tag: &'static str) -> Self {
        Self(tag.into())
    }

    /// Italian.
    pub fn italian() -> Self {
        Self::known("it")
    }

    /// English.
    pub fn english() -> Self {
        Self::known("en")
    }
}

/// The string is no language tag.
#[derive(Debug, thiserror::Error)]
#[error("\"{0}\" is not a language tag: give two or three letters, such as it or en")]
pub struct NotALanguage(String);

impl FromStr for Language {
    type Err = NotALanguage;

    fn from_str(tag: &str) -> Result<Self, NotALanguage> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        if (2..=3).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_alphabetic()) {
            Ok(Self(primary.to_ascii_lowercase().into()))
        } else {
            Err(NotALanguage(tag.to_owned()))
        }
    }
}

impl TryFrom<String> for Language {
    type Error = NotALanguage;

    fn try_from(tag: String) -> Result<Self, NotALanguage> {
        tag.parse()
    }
}

impl From<Language> for String {
    fn from(language: Language) -> String {
        language.0.into()
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
