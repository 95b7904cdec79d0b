//! A paragraph of Markdown → its words: emphasis, links, code marks, tags and escapes are undone.

/// A pair of marks lies no further apart than this, in bytes; without a bound, a hostile text would take hours.
const REACH: usize = 1000;

/// Strips the marks inside a paragraph. Unpaired marks stay: `5 * 3`, `snake_case`.
pub(super) fn strip(paragraph: &str) -> String {
    let mut out = String::with_capacity(paragraph.len());
    let mut rest = paragraph;
    while let Some(c) = rest.chars().next() {
        let before = out.chars().next_back();
        let taken = match c {
            '\\' => escape(rest, &mut out),
            '!' => rest.strip_prefix('!').and_then(link).map(|(_, length)| length + 1),
            '[' => link(rest).map(|(words, length)| {
                if !words.starts_with('^') {
                    out.push_str(&strip(words));
                }
                length
            }),
            '<' => tag(rest),
            '&' => entity(rest, &mut out),
            '`' => Some(code(rest, &mut out)),
            '*' | '_' | '~' => emphasis(rest, c, before, &mut out),
            _ => None,
        };
        let length = taken.unwrap_or_else(|| {
            out.push(c);
            c.len_utf8()
        });
        rest = &rest[length..];
    }
    out
}

fn escape(rest: &str, out: &mut String) -> Option<usize> {
    let c = rest[1..].chars().next().filter(char::is_ascii_punctuation)?;
    out.push(c);
    Some(2)
}

/// `[words](target)`, `[words][label]`, `[^1]`: the words, and the length of the whole.
fn link(rest: &str) -> Option<(&str, usize)> {
    let close = matching(rest, '[', ']')?;
    let words = &rest[1..close];
    let after = &rest[close + 1..];
    let target = match after.chars().next() {
        Some('(') => matching(after, '(', ')')? + 1,
        Some('[') => matching(after, '[', ']')? + 1,
        // Words in brackets are words, "[...]" above all; only a footnote's mark goes.
        _ if words.starts_with('^') => 0,
        _ => return None,
    };
    Some((words, close + 1 + target))
}

/// Where the bracket that opens `rest` is closed.
fn matching(rest: &str, open: char, close: char) -> Option<usize> {
    rest.strip_prefix(open)?;
    let mut depth = 0usize;
    for (i, c) in rest.char_indices().take_while(|(i, _)| *i < REACH) {
        if c == open {
            depth += 1;
        } else if c == close {
            depth = depth.checked_sub(1)?;
            if depth == 0 {
                return Some(i);
            }
        }
    }
    None
}

/// `<br/>`, `</b>`, `<https://…>`.
fn tag(rest: &str) -> Option<usize> {
    let length = rest.char_indices().take_while(|(i, _)| *i < REACH).find(|(_, c)| *c == '>')?.0 + 1;
    let name = rest[1..length].trim_start_matches('/');
    name.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(length)
}

fn entity(rest: &str, out: &mut String) -> Option<usize> {
    let length = rest.bytes().take(12).position(|b| b == b';')? + 1;
    let name = rest.get(1..length - 1)?;
    let number = name.strip_prefix("#x").map(|hex| u32::from_str_radix(hex, 16));
    let number = number.or_else(|| name.strip_prefix('#').map(str::parse));
    let c = match (name, number) {
        (_, Some(number)) => char::from_u32(number.ok()?).filter(|c| *c != '\0')?,
        ("amp", _) => '&',
        ("lt", _) => '<',
        ("gt", _) => '>',
        ("quot", _) => '"',
        ("apos", _) => '\'',
        ("nbsp", _) => '\u{a0}',
        ("laquo", _) => '«',
        ("raquo", _) => '»',
        _ => return None,
    };
    out.push(c);
    Some(length)
}

/// A run of code marks with what it encloses, or alone where it is never closed.
fn code(rest: &str, out: &mut String) -> usize {
    let marks = rest.bytes().take_while(|b| *b == b'`').count();
    let fence = &rest[..marks];
    let Some(length) = rest.as_bytes().windows(marks).take(REACH).skip(marks).position(|w| w == fence.as_bytes())
    else {
        // The whole run at once, or one run of marks would be counted again from each of them.
        out.push_str(fence);
        return marks;
    };
    out.push_str(&rest[marks..marks + length]);
    length + 2 * marks
}

/// A run of marks that opens emphasis and is closed further on, or closes what was opened: goes.
fn emphasis(rest: &str, mark: char, before: Option<char>, out: &mut String) -> Option<usize> {
    let run = rest.bytes().take_while(|b| char::from(*b) == mark).count();
    if run > 3 || (mark == '~' && run != 2) {
        out.push_str(&rest[..run]);
        return Some(run);
    }
    let after = &rest[run..];
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let opens = after.chars().next().is_some_and(|c| !c.is_whitespace()) && (mark != '_' || !inside(before));
    let close = opens.then(|| closing(after, mark, run)).flatten()?;
    out.push_str(&strip(&after[..close]));
    Some(run + close + run)
}

/// Where a run of `run` marks closes what stands before it.
fn closing(text: &str, mark: char, run: usize) -> Option<usize> {
    let mut previous = None;
    let mut i = 0;
    while let Some(c) = text[i..].chars().next().filter(|_| i < REACH) {
        let length =
            if c == mark { text[i..].bytes().take_while(|b| char::from(*b) == mark).count() } else { c.len_utf8() };
        let next = text[i + length..].chars().next();
        let ends_word = mark != '_' || !next.is_some_and(char::is_alphanumeric);
        if c == mark && length == run && ends_word && previous.is_some_and(|p: char| !p.is_whitespace()) {
            return Some(i);
        }
        previous = Some(c);
        i += length;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_go_words_stay() {
        for (given, words) in [
            ("la **Nato** e *l'Ue*", "la Nato e l'Ue"),
            ("la [**Nato**](https://e.org/a_(b) \"t\") oggi[^1]", "la Nato oggi"),
            ("![foto](a.jpg)Roma <b>oggi</b><br/>", "Roma oggi"),
            ("5 * 3 = 15 e snake_case_name", "5 * 3 = 15 e snake_case_name"),
            ("_«sì»_, ha detto \\*lui\\* &amp; lei", "«sì», ha detto *lui* & lei"),
            ("***tutto*** `codice` [...] [sic]", "tutto codice [...] [sic]"),
            ("**aperto e 3 < 4", "**aperto e 3 < 4"),
        ] {
            assert_eq!(strip(given), words);
        }
    }

    proptest! {
        #[test]
        fn never_panics_never_grows(text in "[\\[\\]()*_`~<>&;!\\\\ a^è]{0,60}") {
            prop_assert!(strip(&text).len() <= text.len());
        }
    }
}
