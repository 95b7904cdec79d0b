//! The language's own files → what the engine looks words up in.
//!
//! Four files a language, TOML, in `src/extract/<language>/`: `relations` (words and turns of phrase that state a relation),
//! `roles` (nouns that name a role), `factuality` (words that say how a thing is meant) and `syntax` (support verbs,
//! transparent nouns, prepositions). A mistake is told with file and line.

mod classes;
mod pattern;
mod relations;

use std::collections::HashMap;

pub(crate) use classes::{Factuality, RoleSense, Roles, Stance, Syntax};
pub(crate) use pattern::{Flags, Function, Pattern, PrepositionId, Slot, TriggerKind};
use toml::Spanned;

/// A mistake in a lexicon file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {message}")]
pub struct LexiconError {
    /// Which file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

/// The four files of a language, as text.
#[derive(Debug, Clone, Copy)]
pub struct LexiconSource<'s> {
    /// Language tag; rule names begin with it.
    pub language: &'s str,
    /// Words and turns of phrase that state a relation.
    pub relations: &'s str,
    /// Nouns that name a role.
    pub roles: &'s str,
    /// Words that say how a thing is meant.
    pub factuality: &'s str,
    /// Support verbs, transparent nouns, prepositions.
    pub syntax: &'s str,
}

impl LexiconSource<'static> {
    /// The files that are compiled in for a language; `None` where there are none.
    pub fn embedded(language: &str) -> Option<Self> {
        match language {
            "it" => Some(Self {
                language: "it",
                relations: include_str!("../it/relations.toml"),
                roles: include_str!("../it/roles.toml"),
                factuality: include_str!("../it/factuality.toml"),
                syntax: include_str!("../it/syntax.toml"),
            }),
            "en" => Some(Self {
                language: "en",
                relations: include_str!("../en/relations.toml"),
                roles: include_str!("../en/roles.toml"),
                factuality: include_str!("../en/factuality.toml"),
                syntax: include_str!("../en/syntax.toml"),
            }),
            _ => None,
        }
    }
}

/// The relation lexicon of one language.
#[derive(Debug)]
pub(crate) struct Lexicon {
    patterns: Vec<Pattern>,
    /// By kind of trigger, then by its lemma: places in `patterns`.
    by_lemma: [HashMap<Box<str>, Vec<u32>>; 3],
    pub(crate) prepositions: Prepositions,
    pub(crate) roles: Roles,
    pub(crate) factuality: Factuality,
    pub(crate) syntax: Syntax,
}

impl Lexicon {
    /// Reads the four files.
    pub(crate) fn parse(source: &LexiconSource<'_>) -> Result<Self, LexiconError> {
        let syntax = Syntax::parse(source)?;
        let mut prepositions = Prepositions::new(&syntax);
        let factuality = Factuality::parse(source, &mut prepositions)?;
        let roles = Roles::parse(source)?;
        let mut patterns = Vec::new();
        let mut by_lemma: [HashMap<_, Vec<u32>>; 3] = Default::default();
        for (lemma, pattern) in relations::parse(source, &syntax, &mut prepositions)? {
            by_lemma[pattern.kind as usize].entry(lemma).or_default().push(patterns.len() as u32);
            patterns.push(pattern);
        }
        Ok(Self { patterns, by_lemma, prepositions, roles, factuality, syntax })
    }

    /// The patterns that a lemma triggers, in the order of the file.
    pub(crate) fn patterns(&self, kind: TriggerKind, lemma: &str) -> impl Iterator<Item = &Pattern> {
        let found = self.by_lemma[kind as usize].get(lemma);
        found.into_iter().flatten().map(|i| &self.patterns[*i as usize])
    }

    /// All patterns.
    pub(crate) fn all(&self) -> &[Pattern] {
        &self.patterns
    }
}

/// All prepositions that any pattern names. Phrases are kept as their words with articulated forms undone: "nei confronti
/// di" is "in confronti di".
#[derive(Debug, Default)]
pub(crate) struct Prepositions {
    ids: HashMap<Box<str>, PrepositionId>,
    articulated: HashMap<Box<str>, Box<str>>,
    next: u16,
}

impl Prepositions {
    fn new(syntax: &Syntax) -> Self {
        let mut prepositions = Self { articulated: syntax.articulated.clone(), ..Self::default() };
        for word in syntax.prepositions() {
            prepositions.add(word);
        }
        prepositions
    }

    /// The number of a preposition as a pattern writes it; a new one if it is new.
    fn add(&mut self, text: &str) -> PrepositionId {
        let words: Vec<_> = text.split_whitespace().map(|word| self.plain(&word.to_lowercase()).to_owned()).collect();
        let key = words.join(" ");
        if let Some(id) = self.ids.get(key.as_str()) {
            return *id;
        }
        let id = PrepositionId(self.next);
        self.next += 1;
        self.ids.insert(key.into(), id);
        id
    }

    /// The preposition of these words (lower case, articulated forms undone).
    pub(crate) fn get(&self, words: &str) -> Option<PrepositionId> {
        self.ids.get(words).copied()
    }

    /// "nei" → "in"; other words stay.
    pub(crate) fn plain<'w>(&'w self, word: &'w str) -> &'w str {
        self.articulated.get(word).map_or(word, |plain| plain)
    }
}

/// An error at a place of a file.
fn error_at<T>(file: &str, text: &str, at: &Spanned<T>, message: impl Into<String>) -> LexiconError {
    LexiconError { file: file.to_owned(), line: line_of(text, at.span().start), message: message.into() }
}

/// What the TOML reader found wrong, with its line.
fn toml_error(file: &str, text: &str, error: &toml::de::Error) -> LexiconError {
    let line = error.span().map_or(1, |span| line_of(text, span.start));
    LexiconError { file: file.to_owned(), line, message: error.message().replace('\n', " ") }
}

fn line_of(text: &str, byte: usize) -> usize {
    text.get(..byte).unwrap_or(text).matches('\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_that_are_compiled_in_read_well() {
        for language in ["it", "en"] {
            let lexicon = Lexicon::parse(&LexiconSource::embedded(language).unwrap());
            assert!(lexicon.is_ok(), "{}", lexicon.unwrap_err());
        }
    }
}
