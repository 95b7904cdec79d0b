//! Document with mentions → its direct speech ([`Document::quotes`]), each stretch with its speaker where the text tells.
//!
//! Words between marks are speech if they make a clause or are said by somebody; titles, names and words held at arm's length
//! are not. A language is a file of marks and words (`it/quotes.toml`).

mod marks;
mod speaker;

use std::collections::HashSet;

use serde::Deserialize;

use crate::document::{Document, Quote, TokenId, Tokens, Upos};
use crate::text::Span;

use speaker::Speakers;

/// So many words without a verb are speech all the same.
const LONG: usize = 8;
/// Fewer words are speech only if a speaker stands right beside them.
const SHORT: usize = 3;

/// Finds direct speech of one language and who says it.
#[derive(Debug, Clone)]
pub struct QuoteTagger {
    data: QuoteData,
}

/// How a language marks speech (see `it/quotes.toml`).
#[derive(Debug, Clone, Deserialize)]
struct QuoteData {
    marks: Vec<(char, char)>,
    verbs: HashSet<String>,
    nouns: HashSet<String>,
    sources: Vec<String>,
}

impl QuoteData {
    fn is_mark(&self, c: char) -> bool {
        self.marks.iter().any(|(open, _)| *open == c)
    }
}

impl QuoteTagger {
    /// The tagger of a language; `None` where no words for it are compiled in.
    pub fn embedded(language: &str) -> Option<Self> {
        let source = match language {
            "it" => include_str!("../it/quotes.toml"),
            "en" => include_str!("../en/quotes.toml"),
            _ => return None,
        };
        Some(Self { data: toml::from_str(source).expect("the embedded file is well formed") })
    }

    /// Fills [`Document::quotes`]; mentions must be known by then for speakers to be found.
    pub fn annotate(&self, document: &mut Document) {
        document.quotes.clear();
        let spans = marks::spans(document.text(), &self.data);
        if spans.is_empty() {
            return;
        }
        let speakers = Speakers::new(document, &self.data, &spans);
        let mut quotes: Vec<Quote> = Vec::new();
        for (i, span) in spans.iter().enumerate() {
            let told = speakers.of(i);
            let inner = tokens_in(document, *span);
            let words = inner.iter().filter(|token| document.token(*token).upos != Upos::Punct).count();
            let has_verb = inner.iter().any(|token| matches!(document.token(token).upos, Upos::Verb | Upos::Aux));
            let clause = words >= SHORT && (has_verb || words >= LONG);
            if !(clause || told.is_some_and(|told| told.adjacent)) {
                continue;
            }
            let carried = || quotes.last().filter(|last| goes_on(document.text(), last.span, *span))?.speaker;
            let speaker = told.map(|told| told.mention).or_else(carried);
            quotes.push(Quote { span: *span, speaker });
        }
        document.quotes = quotes;
    }
}

/// The tokens of a stretch.
fn tokens_in(document: &Document, span: Span) -> Tokens {
    let begin = document.tokens.partition_point(|token| token.span.begin < span.begin);
    let end = document.tokens.partition_point(|token| token.span.begin < span.end);
    Tokens::new(TokenId(begin as u32), TokenId(end as u32))
}

/// Whether a quotation goes on what was said before it: in the same paragraph, or at the start of the next line.
fn goes_on(text: &str, last: Span, next: Span) -> bool {
    let between = text.get(last.end as usize..next.begin as usize).unwrap_or("\n\n");
    match between.split_once('\n') {
        None => true,
        Some((_, opening)) => opening.chars().filter(|c| !c.is_whitespace()).count() <= 1 && !opening.contains('\n'),
    }
}

#[cfg(test)]
mod tests;
