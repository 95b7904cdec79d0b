//! Sentence → facts in the sentence's own words: (who or what, does or is, whom or what). Open information extraction.
//!
//! No relation is looked up and nothing needs a name: each predicate of the tree gives one fact for each of its arguments,
//! as small as the argument allows (clauses as in Del Corro and Gemulla, *ClausIE*, 2013; the shape of a fact as in
//! Gashteovski et al., *BenchIE*, 2022). Only dependency relations are read, so that one engine serves all languages.

mod phrase;
mod predicate;
mod tree;

use std::collections::HashSet;

use crate::document::{Document, SentenceId, TokenId};

use predicate::Predicates;
use tree::Tree;

/// One fact, as words of a sentence in their order.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenFact {
    /// The sentence that says it.
    pub sentence: SentenceId,
    /// Who or what it is about.
    pub subject: Vec<TokenId>,
    /// What is said of it: verb with auxiliaries, negation, particle and preposition, and what else stands between.
    pub relation: Vec<TokenId>,
    /// To whom, what, where or when.
    pub object: Vec<TokenId>,
    /// Which kind of argument the object is.
    pub kind: ArgumentKind,
}

/// What an argument is to its predicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ArgumentKind {
    /// What the copula says: "is a lawyer".
    Complement,
    /// The object of a verb.
    Object,
    /// A nominal behind a preposition.
    Oblique,
    /// A clause: "said that …".
    Clause,
}

impl OpenFact {
    /// How much of a fact of this kind is right: the share of its words that the nearest fact of the gold has in the same
    /// place, on average over the development half of CaRB (Bhardwaj et al. 2019; English).
    pub fn confidence(&self) -> f32 {
        match self.kind {
            ArgumentKind::Complement => 0.64,
            ArgumentKind::Object | ArgumentKind::Oblique => 0.66,
            ArgumentKind::Clause => 0.78,
        }
    }
}

/// The facts of a document, sentence by sentence, each once.
pub fn open_facts(document: &Document) -> Vec<OpenFact> {
    let mut facts: Vec<OpenFact> = Vec::new();
    let mut said = HashSet::new();
    for i in 0..document.sentences.len() {
        let sentence = SentenceId(i as u32);
        let tree = Tree::new(document, sentence);
        said.clear();
        Predicates::new(&tree).facts(&mut |fact| {
            if said.insert((fact.subject.clone(), fact.relation.clone(), fact.object.clone())) {
                facts.push(fact);
            }
        });
    }
    facts
}

/// Words as they stand in the text, with one blank between two tokens. What the text writes together around a hyphen stays
/// together, and so do the words of a contraction that all belong here ("della").
pub fn words(document: &Document, tokens: &[TokenId]) -> String {
    let mut words = String::new();
    let mut end = None;
    let mut i = 0;
    while i < tokens.len() {
        let token = tokens[i];
        let whole = document
            .multiword_of(token)
            .filter(|multiword| multiword.tokens.iter().enumerate().all(|(k, part)| tokens.get(i + k) == Some(&part)));
        let (span, form, taken) = match whole {
            Some(multiword) => (multiword.span, multiword.span.of(document.text()), multiword.tokens.len()),
            None => (document.token(token).span, document.form(token), 1),
        };
        let hyphenated =
            end == Some(span.begin) && (is_joint(form) || words.chars().next_back().is_some_and(is_joint_char));
        if !words.is_empty() && !hyphenated {
            words.push(' ');
        }
        words.extend(form.split_whitespace().flat_map(|part| [" ", part]).skip(1));
        end = Some(span.end);
        i += taken;
    }
    words
}

fn is_joint(form: &str) -> bool {
    let mut chars = form.chars();
    chars.next().is_some_and(is_joint_char) && chars.next().is_none()
}

fn is_joint_char(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '/')
}

#[cfg(test)]
mod tests;
