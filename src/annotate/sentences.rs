//! Text → paragraphs → surface tokens → sentences of words, in the document.
//!
//! A line break ends a paragraph, and so a sentence. Inside a paragraph a sentence ends after a full stop, a question or
//! exclamation mark or dots, with the quotation marks and brackets that close there, where the next word may start one.

use super::{lexicon::Lexicon, multiwords::Splitter, rules::TokenRules, tokenize::tokenize, words::lower};
use crate::{
    document::{Document, Sentence, TokenId, Tokens},
    text::Span,
};

/// Cuts the text of a document into sentences and words.
pub fn split(document: &mut Document, rules: &TokenRules, lexicon: &Lexicon) {
    let mut spans = Vec::new();
    let mut ends = Vec::new();
    let mut splitter = Splitter::default();
    let mut buffer = String::new();
    let mut begin = 0;
    let paragraphs: Vec<Span> = document
        .text()
        .split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}'])
        .map(|line| {
            let span = Span::new(begin, begin + line.len());
            begin += line.len();
            span
        })
        .collect();
    for paragraph in paragraphs {
        spans.clear();
        ends.clear();
        tokenize(document.text(), paragraph, rules, &mut spans);
        find_ends(document.text(), &spans, rules, lexicon, &mut buffer, &mut ends);
        let mut at = 0;
        for end in &ends {
            let first = document.tokens.len();
            for (i, span) in spans[at..*end].iter().enumerate() {
                splitter.push(document, *span, i == 0, rules, lexicon);
            }
            let tokens = Tokens::new(TokenId(first as u32), TokenId(document.tokens.len() as u32));
            let span = spans[at].join(spans[*end - 1]);
            document.sentences.push(Sentence { tokens, span });
            at = *end;
        }
    }
}

/// Where the sentences of a paragraph end: numbers of tokens, each one past the last of a sentence.
fn find_ends(
    text: &str,
    spans: &[Span],
    rules: &TokenRules,
    lexicon: &Lexicon,
    buffer: &mut String,
    ends: &mut Vec<usize>,
) {
    let mut i = 0;
    while i < spans.len() {
        let word = spans[i].of(text);
        i += 1;
        let strong = matches!(word.chars().next(), Some('.' | '!' | '?' | '…'));
        let abbreviated = !strong && word.len() > 1 && word.ends_with('.');
        if !strong && !abbreviated {
            continue;
        }
        // "12. The title": the number of a section, not a sentence.
        let first = ends.last().copied().unwrap_or(0);
        if word == "." && i == first + 2 && spans[first].of(text).bytes().all(|b| b.is_ascii_digit()) {
            continue;
        }
        let mut next = i;
        while next < spans.len() && spans[next].begin == spans[next - 1].end && closes(spans[next].of(text)) {
            next += 1;
        }
        let Some(following) = spans.get(next) else { continue };
        if following.begin == spans[next - 1].end && !(strong && starts_big(following.of(text))) {
            continue;
        }
        let ends_here = if strong {
            may_start(text, spans, next)
        } else {
            lower(word, buffer);
            let open = rules.may_end.contains(buffer.as_str()) || buffer.matches('.').count() > 1;
            open && starts_big(following.of(text)) && is_function_word(following.of(text), lexicon, buffer)
        };
        if ends_here {
            ends.push(next);
            i = next;
        }
    }
    if ends.last().copied().unwrap_or(0) < spans.len() {
        ends.push(spans.len());
    }
}

/// Whether a token closes what was opened before the end of the sentence.
fn closes(word: &str) -> bool {
    matches!(word, "\"" | "»" | "”" | "’" | "'" | ")" | "]" | "''" | "›")
}

/// Whether a sentence may start at the token `next`: signs that open are looked past.
fn may_start(text: &str, spans: &[Span], next: usize) -> bool {
    let opens = |word: &str| {
        matches!(word, "\"" | "«" | "“" | "‘" | "'" | "(" | "[" | "-" | "–" | "—" | "•" | "*" | "¿" | "„" | "‹")
    };
    spans[next..].iter().map(|s| s.of(text)).find(|w| !opens(w)).is_none_or(|word| {
        starts_big(word)
            || word.starts_with(|c: char| {
                c.is_numeric() || matches!(c, '@' | '#' | '\'' | '’') || !c.is_ascii() && !c.is_alphabetic()
            })
    })
}

fn starts_big(word: &str) -> bool {
    word.starts_with(|c: char| c.is_uppercase())
}

/// Whether the word, in lower case, is an article, preposition, pronoun, conjunction or the like.
fn is_function_word(word: &str, lexicon: &Lexicon, buffer: &mut String) -> bool {
    use crate::document::Upos::{Adp, Adv, Cconj, Det, Pron, Sconj};
    lower(word, buffer);
    lexicon.can_be(buffer, |m| matches!(m.upos, Adp | Adv | Cconj | Det | Pron | Sconj))
}
