//! The data file of a language that tells how its text is cut into tokens and words.

use std::collections::{BTreeSet, HashMap};

use serde::Deserialize;

use crate::document::{Feature, Features};

/// What cutting text into tokens and words needs to know of a language.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TokenRules {
    /// Words that end in a full stop, in lower case.
    pub abbreviations: BTreeSet<String>,
    /// Those after which a sentence may end.
    pub may_end: BTreeSet<String>,
    /// Words that end in an apostrophe, without it.
    pub truncated: BTreeSet<String>,
    /// Words that have lost a vowel before the next one, with their apostrophe.
    pub elided: BTreeSet<String>,
    /// Beginnings of names, with their apostrophe.
    pub name_prefixes: BTreeSet<String>,
    /// Endings of names of sites.
    pub domains: BTreeSet<String>,
    /// Letters with a stroke between them.
    pub with_stroke: BTreeSet<String>,
    /// Whether a word goes on after an apostrophe that has letters on both sides.
    pub apostrophe: Inside,
    /// Whether a word goes on after a hyphen.
    pub hyphen: Inside,
    /// Beginnings of words that a hyphen does not cut off where it cuts others.
    pub hyphenated: BTreeSet<String>,
    /// What is cut off the number that it is written at, in lower case.
    pub units: BTreeSet<String>,
    /// Signs that are one token: faces made of signs.
    pub faces: Vec<String>,
    /// Words that are written at the end of another as one token, with their apostrophe; longer ones first.
    pub attached: Vec<String>,
    /// Tokens that stand for several words whatever is around them.
    pub contractions: HashMap<String, Vec<String>>,
    /// Pronouns at the end of a verb, the longest runs first.
    pub clitics: Vec<Clitics>,
    /// What such a verb looks like.
    pub hosts: Vec<Host>,
}

/// What a sign does inside a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Inside {
    /// The word goes on.
    Joins,
    /// The word ends.
    Cuts,
}

/// Runs of clitic pronouns.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clitics {
    /// Each run, its pronouns one after the other.
    pub endings: Vec<Vec<String>>,
}

/// A form of the verb that pronouns can be attached to.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Host {
    /// What the form has lost before the pronoun.
    pub add: String,
    /// The features that its full form has.
    pub features: String,
}

impl Host {
    /// Whether a verb form with these features can be the host.
    pub fn fits(&self, features: Features) -> bool {
        let wanted = Features::parse(&self.features);
        [Feature::VerbForm, Feature::Mood, Feature::Tense]
            .into_iter()
            .all(|f| wanted.get(f).is_none_or(|value| features.has(f, value)))
    }
}

impl TokenRules {
    /// Reads a data file.
    ///
    /// # Errors
    /// When it is not well formed.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }
}
