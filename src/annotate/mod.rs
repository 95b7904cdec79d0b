//! Article → [`Document`]: sentences, words, tags, lemmas, trees, names, times, mentions, quotes.
//!
//! Languages are data: a folder of rules (`it/`) and a model file. Annotating never fails, whatever the text is, and does no
//! I/O.

pub mod boundaries;
pub mod clusters;
pub mod lemma;
pub mod lexicon;
pub mod mentions;
mod multiwords;
pub mod names;
pub mod parse;
pub mod quotes;
mod rules;
mod sentences;
pub mod syntax;
pub mod tag;
pub mod times;
mod tokenize;
pub mod words;

pub use rules::TokenRules;
pub use sentences::split;
pub use tokenize::tokenize;

use crate::{
    document::{Article, Document},
    model::{Container, ModelError},
    text::Language,
};
use boundaries::Boundaries;
use mentions::MentionFinder;
use names::NameTagger;
use quotes::QuoteTagger;
use syntax::Syntax;
use times::{BadTimeData, TimeTagger};

/// What is compiled in for one language.
struct LanguageData {
    tag: &'static str,
    tokens: &'static str,
    times: &'static str,
    model: &'static [u8],
}

/// All languages that can be analysed.
static LANGUAGES: &[LanguageData] = &[
    LanguageData {
        tag: "it",
        tokens: include_str!("it/tokens.toml"),
        times: include_str!("it/times.toml"),
        model: include_bytes!("../../models/it.model"),
    },
    LanguageData {
        tag: "en",
        tokens: include_str!("en/tokens.toml"),
        times: include_str!("en/times.toml"),
        model: include_bytes!("../../models/en.model"),
    },
];

/// Why there is no annotator for a language.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AnnotatorError {
    /// The language is none of those that are compiled in.
    #[error("there is no model for the language \"{0}\"; there are models for: {list}", list = tags())]
    UnknownLanguage(Language),
    /// The model file cannot be used.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// The rules of the language are not well formed.
    #[error("the rules of the language are damaged: {0}")]
    Rules(#[from] toml::de::Error),
    /// The rules for expressions of time are not well formed.
    #[error(transparent)]
    Times(#[from] BadTimeData),
}

/// The tags of all languages, in a row.
fn tags() -> String {
    LANGUAGES.iter().map(|language| language.tag).collect::<Vec<_>>().join(", ")
}

/// Analyses articles of one language.
#[derive(Debug, Clone)]
pub struct Annotator {
    rules: TokenRules,
    boundaries: Option<Boundaries>,
    syntax: Syntax,
    names: NameTagger,
    times: TimeTagger,
    mentions: MentionFinder,
    quotes: QuoteTagger,
}

/// One step of the analysis: its name, and what it does to a document.
pub type Step = (&'static str, fn(&Annotator, &mut Document));

impl Annotator {
    /// The annotator of a language, from what is compiled in.
    ///
    /// # Errors
    /// When there is none.
    pub fn new(language: &Language) -> Result<Self, AnnotatorError> {
        let data = Self::data(language)?;
        Self::build(data, data.model)
    }

    /// The annotator of a language with another model than the one that is compiled in.
    ///
    /// # Errors
    /// When there are no rules for the language, or the model file cannot be used.
    pub fn with_model(language: &Language, model: &[u8]) -> Result<Self, AnnotatorError> {
        Self::build(Self::data(language)?, model)
    }

    fn data(language: &Language) -> Result<&'static LanguageData, AnnotatorError> {
        let found = LANGUAGES.iter().find(|data| data.tag == language.tag());
        found.ok_or_else(|| AnnotatorError::UnknownLanguage(language.clone()))
    }

    fn build(data: &LanguageData, model: &[u8]) -> Result<Self, AnnotatorError> {
        let container = Container::open(model)?;
        let unknown = || AnnotatorError::UnknownLanguage(Language::known(data.tag));
        Ok(Self {
            rules: TokenRules::parse(data.tokens)?,
            boundaries: Boundaries::load(&container).ok(),
            syntax: Syntax::load(&container)?,
            names: NameTagger::load(&container)?,
            times: TimeTagger::new(data.times)?,
            mentions: MentionFinder::embedded(data.tag).ok_or_else(unknown)?,
            quotes: QuoteTagger::embedded(data.tag).ok_or_else(unknown)?,
        })
    }

    /// The rules by which text of a language is cut into sentences and words.
    ///
    /// # Errors
    /// When there are none.
    pub fn rules(language: &Language) -> Result<TokenRules, AnnotatorError> {
        Ok(TokenRules::parse(Self::data(language)?.tokens)?)
    }

    /// The languages that can be analysed.
    pub fn languages() -> impl Iterator<Item = Language> {
        LANGUAGES.iter().map(|data| Language::known(data.tag))
    }

    /// All steps of the analysis, in their order. Each fills its own part of the document and reads those before it.
    pub const STEPS: [Step; 6] = [
        ("words", Self::split),
        ("syntax", |annotator, document| annotator.syntax.annotate(document)),
        ("names", |annotator, document| annotator.names.annotate(document)),
        ("times", |annotator, document| annotator.times.annotate(document)),
        ("mentions", |annotator, document| annotator.mentions.annotate(document)),
        ("quotes", |annotator, document| annotator.quotes.annotate(document)),
    ];

    /// Analyses an article.
    pub fn annotate(&self, article: Article) -> Document {
        let mut document = Document::new(article);
        for (_, step) in Self::STEPS {
            step(self, &mut document);
        }
        document
    }

    /// Cuts the text into sentences and words, and no more.
    pub fn split(&self, document: &mut Document) {
        sentences::split(document, &self.rules, &self.syntax.lexicon, self.boundaries.as_ref());
    }

    /// Analyses a document that has sentences and words already.
    pub fn annotate_words(&self, document: &mut Document) {
        for (_, step) in &Self::STEPS[1..] {
            step(self, document);
        }
    }
}
