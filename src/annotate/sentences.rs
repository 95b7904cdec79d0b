//! Text → paragraphs → surface tokens → sentences of words, in the document.
//!
//! The end of a paragraph is the end of a sentence. Within, a classifier tells ([`Boundaries`]); where there is none yet,
//! rules do: a sentence ends after a full stop, a question or exclamation mark or dots, with the quotation marks and
//! brackets that close there, where the next word may start one.

use super::{
    boundaries::{Boundaries, Paragraph},
    lexicon::Lexicon,
    multiwords::Splitter,
    rules::TokenRules,
    tokenize::tokenize,
    words::lower,
};
use crate::{
    document::{Document, Sentence, TokenId, Tokens},
    text::{Span, paragraphs},
};

/// A sentence of more tokens than this is cut: no real one is that long, and a list or table without any stop would cost
/// the later stages dearly.
const LONGEST: usize = 400;

/// Cuts the text of a document into sentences and words.
pub fn split(document: &mut Document, rules: &TokenRules, lexicon: &Lexicon, boundaries: Option<&Boundaries>) {
    let mut spans = Vec::new();
    let mut ends = Vec::new();
    let mut splitter = Splitter::default();
    for paragraph in paragraphs(document.text()) {
        spans.clear();
        ends.clear();
        tokenize(document.text(), paragraph, rules, lexicon, &mut spans);
        match boundaries {
            Some(boundaries) => learned_ends(document.text(), &spans, rules, lexicon, boundaries, &mut ends),
            None => ruled_ends(document.text(), &spans, rules, lexicon, &mut ends),
        }
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

/// Where the sentences of a paragraph end, as the classifier says: numbers of tokens, each one past the last of a sentence.
fn learned_ends(
    text: &str,
    spans: &[Span],
    rules: &TokenRules,
    lexicon: &Lexicon,
    boundaries: &Boundaries,
    ends: &mut Vec<usize>,
) {
    let mut paragraph = Paragraph::new(text, spans, rules, lexicon);
    let mut features = Vec::new();
    let mut first = 0;
    for next in 1..spans.len() {
        let ends_here = next - first >= LONGEST
            || paragraph.is_gap(next) && {
                paragraph.features(next, &mut features);
                boundaries.ends(&features)
            };
        if ends_here {
            ends.push(next);
            paragraph.end_before(next);
            first = next;
        }
    }
    if first < spans.len() {
        ends.push(spans.len());
    }
}

/// Where the sentences of a paragraph end, by rules.
fn ruled_ends(text: &str, spans: &[Span], rules: &TokenRules, lexicon: &Lexicon, ends: &mut Vec<usize>) {
    let buffer = &mut String::new();
    let mut i = 0;
    while i < spans.len() {
        let word = spans[i].of(text);
        i += 1;
        let first = ends.last().copied().unwrap_or(0);
        if i - first >= LONGEST {
            ends.push(i);
            continue;
        }
        let strong = matches!(word.chars().next(), Some('.' | '!' | '?' | '…'));
        let abbreviated = !strong && word.len() > 1 && word.ends_with('.');
        if !strong && !abbreviated {
            continue;
        }
        // "12. The title": the number of a section, not a sentence.
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

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use crate::{
        annotate::Annotator,
        document::{Article, ArticleId, Document},
        text::Language,
    };

    static ITALIAN: LazyLock<Annotator> =
        LazyLock::new(|| Annotator::new(&Language::italian()).expect("the model is compiled in"));

    fn split(text: &str) -> Document {
        let mut document = Document::new(Article {
            id: ArticleId("prova".into()),
            title: None,
            text: text.into(),
            language: None,
            published: None,
            source: None,
            author: None,
            given: None,
        });
        ITALIAN.split(&mut document);
        document
    }

    /// Sentences a line each, words divided by blanks.
    fn words(text: &str) -> String {
        let document = split(text);
        let line = |s: &crate::document::Sentence| {
            s.tokens.iter().map(|t| document.form(t).to_owned()).collect::<Vec<_>>().join(" ")
        };
        document.sentences.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn words_of_the_news() {
        for (text, expected) in [
            ("L’ONU e l'Italia dell'11 gennaio.", "L’ ONU e l' Italia di l' 11 gennaio ."),
            ("Della Kassym-Jomart, un Orlan-10.", "Di la Kassym-Jomart , un Orlan-10 ."),
            ("Arrestarlo? Dirglielo, andarsene.", "Arrestar lo ?\nDir glie lo , andar se ne ."),
            ("Io parlo di Marcello e della città.", "Io parlo di Marcello e di la città ."),
            ("L'on. Rossi e il dott. Bo della S.p.A. erano lì.", "L' on. Rossi e il dott. Bo di la S.p.A. erano lì ."),
            ("Costa 1.600 euro, il 3,5% del 2º trimestre.", "Costa 1.600 euro , il 3,5 % di il 2º trimestre ."),
            ("«Un po' di pace.» Poi partì...", "« Un po' di pace . »\nPoi partì ..."),
            (
                "Vedi https://example.it/a?b=1. Scrivi a x@example.it!",
                "Vedi https://example.it/a?b=1 .\nScrivi a x@example.it !",
            ),
            ("#Ucraina e @rai negli anni '90", "#Ucraina e @rai in gli anni '90"),
            ("Titolo senza punto\nIl testo.", "Titolo senza punto\nIl testo ."),
            ("Perche' no? E' la citta' piu' bella.", "Perche' no ?\nE' la citta' piu' bella ."),
            ("Segna al 43' e parla di 'pace'.", "Segna a il 43' e parla di ' pace ' ."),
            ("Lo dice l'on. Verdi. Il sig. Bo ecc. ecc. tace.", "Lo dice l' on. Verdi .\nIl sig. Bo ecc. ecc. tace ."),
            (
                "ROMA, 5 gen (ANSA) - Piove. Il 3 apr. (AGI) no.",
                "ROMA , 5 gen ( ANSA ) - Piove .\nIl 3 apr. ( AGI ) no .",
            ),
            ("«Chi è?», chiese. «Io!» rispose.", "« Chi è ? » , chiese .\n« Io ! » rispose ."),
            ("Vedi https://example.it/a_(b). 12. Il titolo.", "Vedi https://example.it/a_(b) .\n12 . Il titolo ."),
            ("Ma... non so. Davvero?! Sì!!! Bene.", "Ma ... non so .\nDavvero ?!\nSì !!!\nBene ."),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }
}
