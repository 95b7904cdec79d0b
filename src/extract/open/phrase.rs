//! Head word → the words of its phrase, without what says more than is needed.

use super::tree::Tree;
use crate::document::{Deprel, TokenId, Upos};

/// Dependants of the head that are no part of the phrase: they say something else of it, or stand beside it.
const OUTSIDE: [Deprel; 20] = [
    Deprel::ACL,
    Deprel::ADVCL,
    Deprel::APPOS,
    Deprel::AUX,
    Deprel::CASE,
    Deprel::CC,
    Deprel::CCOMP,
    Deprel::CONJ,
    Deprel::COP,
    Deprel::CSUBJ,
    Deprel::DEP,
    Deprel::DISCOURSE,
    Deprel::DISLOCATED,
    Deprel::EXPL,
    Deprel::LIST,
    Deprel::MARK,
    Deprel::NSUBJ,
    Deprel::ORPHAN,
    Deprel::PARATAXIS,
    Deprel::VOCATIVE,
];

/// The nominal or adjectival phrase of a head, without its preposition; `left_out` are more dependants to leave out.
pub(super) fn phrase(tree: &Tree<'_>, head: TokenId, left_out: &[TokenId]) -> Vec<TokenId> {
    let mut words = vec![head];
    for child in tree.children(head) {
        if !OUTSIDE.iter().any(|outside| tree.is(*child, *outside)) && !left_out.contains(child) {
            below(tree, *child, &mut words);
        }
    }
    tidy(tree, words)
}

/// All words of a clause.
pub(super) fn clause(tree: &Tree<'_>, head: TokenId) -> Vec<TokenId> {
    let mut words = Vec::new();
    below(tree, head, &mut words);
    tidy(tree, words)
}

/// A word and everything under it, relative clauses and insertions left out.
fn below(tree: &Tree<'_>, head: TokenId, words: &mut Vec<TokenId>) {
    let first = words.len();
    words.push(head);
    let mut i = first;
    while i < words.len() {
        for child in tree.children(words[i]) {
            let aside = tree.is(*child, Deprel::ACL_RELCL)
                || tree.is(*child, Deprel::PARATAXIS)
                || tree.is(*child, Deprel::APPOS);
            if !aside && *child != head {
                words.push(*child);
            }
        }
        i += 1;
    }
}

/// In the order of the text, without punctuation that divides nothing inside.
fn tidy(tree: &Tree<'_>, mut words: Vec<TokenId>) -> Vec<TokenId> {
    words.sort();
    let is_punct = |word: TokenId| tree.upos(word) == Upos::Punct;
    let solid: Vec<TokenId> = words.iter().copied().filter(|word| !is_punct(*word)).collect();
    let inside = |word: TokenId| {
        let before = solid.iter().rev().find(|other| **other < word);
        let after = solid.iter().find(|other| **other > word);
        let joined = |a: TokenId, b: TokenId| (a.0 + 1..b.0).all(|between| is_punct(TokenId(between)));
        matches!((before, after), (Some(before), Some(after)) if joined(*before, *after))
    };
    words.retain(|word| !is_punct(*word) || inside(*word));
    words
}
