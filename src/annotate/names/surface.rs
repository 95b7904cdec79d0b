//! Document → surface words, as the name tagger sees them, and what it finds there → names of the document.

use super::NameTagger;
use crate::document::{Document, Name, TokenId, Tokens};

impl NameTagger {
    /// Finds the document's names.
    pub fn annotate(&self, document: &mut Document) {
        let surface: Vec<Vec<Tokens>> =
            document.sentences.iter().map(|sentence| surface_words(document, sentence.tokens)).collect();
        let word = |tokens: &Tokens| {
            let first = document.token(tokens.begin);
            (first.span.of(document.text()), first.upos)
        };
        let words: Vec<Vec<_>> = surface.iter().map(|words| words.iter().map(word).collect()).collect();
        let mut found = Vec::new();
        for (names, words) in self.tag(&words).into_iter().zip(&surface) {
            found.extend(names.into_iter().filter_map(|name| {
                let (first, last) = (words.get(name.words.start)?, words.get(name.words.end.checked_sub(1)?)?);
                Some(Name { tokens: Tokens::new(first.begin, last.end), entity_type: name.entity_type })
            }));
        }
        document.names = found;
    }
}

/// The words of a sentence as they are written; those of a multiword token are one.
fn surface_words(document: &Document, sentence: Tokens) -> Vec<Tokens> {
    let mut words = Vec::with_capacity(sentence.len());
    let mut next = sentence.begin;
    while next < sentence.end {
        let end = document.multiword_of(next).map_or(TokenId(next.0 + 1), |multiword| multiword.tokens.end);
        words.push(Tokens::new(next, end));
        next = end;
    }
    words
}

/// The word that the others hang on: the first whose own head lies outside.
pub(in crate::annotate) fn head_of(document: &Document, tokens: Tokens) -> TokenId {
    let outside = |token: &TokenId| document.token(*token).head.is_none_or(|head| !tokens.contains(head));
    let nominal = |token: &TokenId| outside(token) && document.token(*token).upos.is_content();
    tokens.iter().find(nominal).or_else(|| tokens.iter().find(outside)).unwrap_or(tokens.begin)
}
