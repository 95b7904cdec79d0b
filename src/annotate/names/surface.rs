//! Document → surface words, as the name tagger sees them, and its names → mentions.

use super::{NameSpan, NameTagger};
use crate::document::{Document, Mention, MentionKind, TokenId, Tokens};

impl NameTagger {
    /// Adds a mention for each name, in the order of the text.
    pub fn annotate(&self, document: &mut Document) {
        let surface: Vec<Vec<Tokens>> =
            document.sentences.iter().map(|sentence| surface_words(document, sentence.tokens)).collect();
        let forms: Vec<Vec<&str>> = surface
            .iter()
            .map(|words| words.iter().map(|tokens| document.token(tokens.begin).span.of(document.text())).collect())
            .collect();
        let mut mentions = Vec::new();
        for (names, words) in self.tag(&forms).into_iter().zip(&surface) {
            mentions.extend(names.into_iter().filter_map(|name| mention(document, &name, words)));
        }
        document.mentions.extend(mentions);
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

fn mention(document: &Document, name: &NameSpan, words: &[Tokens]) -> Option<Mention> {
    let (first, last) = (words.get(name.words.start)?, words.get(name.words.end.checked_sub(1)?)?);
    let tokens = Tokens::new(first.begin, last.end);
    Some(Mention {
        kind: MentionKind::Name,
        entity_type: Some(name.entity_type),
        span: document.span_of(tokens),
        tokens,
        head: head_of(document, tokens),
    })
}

/// The word that the others hang on: the first whose own head lies outside.
pub(in crate::annotate) fn head_of(document: &Document, tokens: Tokens) -> TokenId {
    let outside = |token: &TokenId| document.token(*token).head.is_none_or(|head| !tokens.contains(head));
    let nominal = |token: &TokenId| outside(token) && document.token(*token).upos.is_content();
    tokens.iter().find(nominal).or_else(|| tokens.iter().find(outside)).unwrap_or(tokens.begin)
}
