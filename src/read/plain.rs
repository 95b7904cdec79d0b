//! Plain text → title and text. A line break ends a paragraph; the first line is the title where it looks like one.

use crate::text::paragraphs;

/// A headline is no longer than this, in characters.
const LONGEST_TITLE: usize = 250;

/// The text without blank lines around it, and its headline.
///
/// The headline is the first line, if it does not end as a sentence does and more text follows. It stays in the text, so
/// that what it says is read as well.
pub(super) fn parse(text: &str) -> (Option<String>, &str) {
    let text = trim(text);
    (title(text).map(str::to_owned), text)
}

/// The text without blank lines at its start and blanks at its end.
pub(super) fn trim(text: &str) -> &str {
    let text = text.trim_end();
    let blank = text.len() - text.trim_start().len();
    // The blanks before the first word are kept where they are on its line: nothing is gained by moving every span.
    text.get(..blank).and_then(|before| before.rfind('\n')).map_or(text, |line| &text[line + 1..])
}

/// The first line, where it is a headline.
fn title(text: &str) -> Option<&str> {
    let (first, rest) = text.split_once('\n')?;
    let first = first.trim();
    let bare = first.trim_end_matches(['"', '”', '»', '’', '\'', ')', ']', ' ']);
    let sentence = bare.ends_with(['.', '…', ';', ',']);
    // The first line of a wrapped text is part of a sentence.
    let wrapped = || paragraphs(text).first().is_some_and(|paragraph| paragraph.of(text).contains('\n'));
    let fits = !first.is_empty() && first.chars().take(LONGEST_TITLE + 1).count() <= LONGEST_TITLE;
    (fits && !sentence && !rest.trim().is_empty() && !wrapped()).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_is_the_title_unless_it_is_a_sentence() {
        let text = "\n\nMacron rieletto presidente\nIl presidente ha vinto.\n\n";
        assert_eq!(
            parse(text),
            (Some("Macron rieletto presidente".into()), "Macron rieletto presidente\nIl presidente ha vinto.")
        );
        assert_eq!(parse("Ha vinto Macron.\nIeri.").0, None);
        assert_eq!(parse("«Ho vinto.»\nIeri.").0, None);
        assert_eq!(parse("Macron rieletto").0, None, "a line alone is the text, not its title");
        assert_eq!(parse(&format!("{}\nIeri.", "a ".repeat(200))).0, None);
        assert_eq!(parse(&"una riga piena di parole che va avanti ancora\n".repeat(5)).0, None, "a wrapped text");
    }
}
