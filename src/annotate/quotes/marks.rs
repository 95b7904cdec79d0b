//! Quotation marks → the stretches between them.
//!
//! Speech may run over several sentences and lines. A mark that is never closed ends with its line; one that means inches,
//! minutes or nothing at all opens nothing.

use super::QuoteData;
use crate::text::Span;

/// A quotation is closed within so many bytes and lines, or not at all.
const LONGEST: usize = 3000;
const MOST_LINES: usize = 12;

/// The stretches between outermost marks, in order, marks left out.
pub(super) fn spans(text: &str, data: &QuoteData) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut at = 0;
    while let Some((begin, mark)) = next_mark(text, at, data) {
        at = begin + mark.len_utf8();
        let Some(&(open, close)) = data.marks.iter().find(|(open, _)| *open == mark) else { continue };
        if open == close && !opens(text, begin, at) {
            continue;
        }
        let Some(end) = closing(text, at, open, close) else { continue };
        let inner = trimmed(text, at, end);
        if !inner.is_empty() {
            spans.push(inner);
        }
        at = end;
        // Past the closing mark, where there is one: it may look like one that opens.
        if text[at..].starts_with(close) {
            at += close.len_utf8();
        }
    }
    spans
}

fn next_mark(text: &str, from: usize, data: &QuoteData) -> Option<(usize, char)> {
    text[from..].char_indices().find(|(_, c)| data.is_mark(*c)).map(|(i, c)| (from + i, c))
}

/// Whether a mark that looks the same on both sides opens: it stands before a word, and not right behind one.
fn opens(text: &str, begin: usize, end: usize) -> bool {
    let before = text[..begin].chars().next_back();
    let after = text[end..].chars().next();
    !before.is_some_and(char::is_alphanumeric) && after.is_some_and(|c| c != '\n')
}

/// Where the quotation that begins at `from` ends; for one that is never closed, the end of its line.
fn closing(text: &str, from: usize, open: char, close: char) -> Option<usize> {
    let (mut depth, mut lines) = (1usize, 0);
    let mut line_end = None;
    let mut line_start = false;
    let mut previous = None;
    for (i, c) in text[from..].char_indices().take_while(|(i, _)| *i <= LONGEST) {
        let here = from + i;
        if c == close && (open != close || closes(text, here, previous)) {
            depth -= 1;
            if depth == 0 {
                return Some(here);
            }
        } else if c == open && open != close && !line_start {
            // At the start of a line the mark only says that the quotation goes on.
            depth += 1;
        } else if c == '\n' {
            line_end = line_end.or(Some(here));
            lines += 1;
            if lines > MOST_LINES || text[here + 1..].starts_with('\n') {
                break;
            }
        }
        line_start = c == '\n' || (line_start && c.is_whitespace());
        previous = Some(c);
    }
    // Marks that look alike are trusted only in pairs.
    if open == close { None } else { line_end.or((text.len() - from <= LONGEST).then_some(text.len())) }
}

/// Whether a mark that looks the same on both sides closes: not between a blank and a word, unless blanks are on both sides.
fn closes(text: &str, at: usize, previous: Option<char>) -> bool {
    let next = text[at..].chars().nth(1);
    let blank = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '['));
    !(blank(previous) && !blank(next) && next.is_some_and(char::is_alphanumeric))
}

fn trimmed(text: &str, begin: usize, end: usize) -> Span {
    let inner = &text[begin..end];
    let lead = inner.len() - inner.trim_start().len();
    let inner = inner.trim();
    Span::new(begin + lead, begin + lead + inner.len())
}

#[cfg(test)]
mod tests {
    use super::super::QuoteTagger;
    use super::*;
    use proptest::prelude::*;

    fn between(text: &str) -> Vec<&str> {
        spans(text, &QuoteTagger::embedded("it").unwrap().data).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn marks_of_all_kinds() {
        assert_eq!(between("«Sì», ha detto. “No”, ha detto \"il ministro\"."), ["Sì", "No", "il ministro"]);
        assert_eq!(between("«La «vecchia» Europa è “finita”»."), ["La «vecchia» Europa è “finita”"]);
        assert_eq!(between("“ Repubblica di Macedonia ”"), ["Repubblica di Macedonia"]);
        assert_eq!(between("uno schermo da 15\" e 6\" e \"basta\""), ["basta"]);
    }

    #[test]
    fn lines_and_marks_that_are_missing() {
        assert_eq!(between("«Prima frase.\nSeconda frase», ha detto."), ["Prima frase.\nSeconda frase"]);
        assert_eq!(between("«Prima.\n«Seconda», ha detto."), ["Prima.\n«Seconda"]);
        assert_eq!(between("«Mai chiusa.\n\nAltro «sì» ancora."), ["Mai chiusa.", "sì"]);
        assert_eq!(between("Aperta: \"e mai\nchiusa"), Vec::<&str>::new());
        assert_eq!(between("chiusa» soltanto»"), Vec::<&str>::new());
    }

    proptest! {
        #[test]
        fn in_order_and_apart(text in "[a «»“”„\"\n.è]{0,60}") {
            let spans = spans(&text, &QuoteTagger::embedded("it").unwrap().data);
            for pair in spans.windows(2) {
                prop_assert!(pair[0].end < pair[1].begin);
            }
            prop_assert!(spans.iter().all(|span| !span.of(&text).is_empty()));
        }
    }
}
