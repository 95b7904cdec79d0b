//! Text as it came → text as the program keeps it: Unicode normalisation form C, lines ended by `\n`.
//!
//! Offsets into the given text count Unicode scalar values, offsets into the normalised text count bytes. Typographic
//! characters (curly quotes, dashes, no-break spaces) stay as they are: they belong to the article.

use unicode_normalization::{IsNormalized, UnicodeNormalization, char::canonical_combining_class, is_nfc_quick};

use super::Span;

/// A text in normalisation form C with the way back to the text that it was made from.
///
/// Besides composing characters, a byte order mark at the start is dropped, `\r\n` and `\r` become `\n`, control characters
/// that no exchange format can carry become blanks, and the two non-characters U+FFFE and U+FFFF become U+FFFD.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Normalised {
    text: String,
    pieces: Pieces,
}

/// Where the pieces of the given text ended up.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Pieces {
    /// Character for character at the same place.
    Same,
    /// The start of each piece: in the given text (characters), in the new one (bytes); the last is the end of both.
    Moved(Vec<(u32, u32)>),
}

impl Normalised {
    /// Normalises `text`.
    pub fn new(text: String) -> Self {
        if is_nfc_quick(text.chars()) == IsNormalized::Yes && !text.starts_with(MARK) && !text.chars().any(is_replaced)
        {
            return Self { text, pieces: Pieces::Same };
        }
        let mut new = String::with_capacity(text.len());
        let mut starts = Vec::new();
        let mut piece = String::new();
        let mut count = 0;
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            starts.push((count, new.len() as u32));
            count += 1;
            match c {
                MARK if count == 1 => continue,
                '\r' if chars.peek() == Some(&'\n') => continue,
                '\r' => new.push('\n'),
                '\u{fffe}' | '\u{ffff}' => new.push('\u{fffd}'),
                c if is_replaced(c) => new.push(' '),
                c => piece.push(c),
            }
            if piece.is_empty() {
                continue;
            }
            // A piece goes on while the next character may combine with what stands before it.
            while let Some(next) = chars.next_if(|next| !starts_piece(*next)) {
                piece.push(next);
                count += 1;
            }
            new.extend(piece.nfc());
            piece.clear();
        }
        starts.push((count, new.len() as u32));
        Self { text: new, pieces: Pieces::Moved(starts) }
    }

    /// The normalised text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The normalised text, by itself.
    pub fn into_text(self) -> String {
        self.text
    }

    /// The place in the normalised text of a span of the given text (in characters); `None` where it does not fit.
    ///
    /// A span that cuts through characters which were composed into one grows to hold the whole.
    pub fn span(&self, [begin, end]: [u32; 2]) -> Option<Span> {
        match &self.pieces {
            Pieces::Same => super::CharOffsets::new(&self.text).span_from_chars([begin, end]),
            Pieces::Moved(starts) => {
                let (count, _) = *starts.last()?;
                if begin > end || end > count {
                    return None;
                }
                let before = starts.partition_point(|(chars, _)| *chars <= begin).checked_sub(1)?;
                let after = starts.partition_point(|(chars, _)| *chars < end);
                let (from, to) = (starts[before].1, starts[after].1);
                Some(if begin == end { Span { begin: from, end: from } } else { Span { begin: from, end: to } })
            }
        }
    }

    /// Whether the given text was left as it was, so that spans keep their numbers.
    pub fn is_same(&self) -> bool {
        self.pieces == Pieces::Same
    }
}

/// The byte order mark, where it is the first character.
const MARK: char = '\u{feff}';

/// Whether a character is dropped or exchanged for another.
fn is_replaced(c: char) -> bool {
    matches!(c, '\u{fffe}' | '\u{ffff}') || (c.is_ascii_control() && !matches!(c, '\n' | '\t'))
}

/// Whether a character never combines with what stands before it.
fn starts_piece(c: char) -> bool {
    is_replaced(c) || (canonical_combining_class(c) == 0 && is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn line_ends_mark_and_accents() {
        let given = "\u{feff}Perche\u{301}\r\nno\rsì\u{7}";
        let normal = Normalised::new(given.to_owned());
        assert_eq!(normal.text(), "Perché\nno\nsì ");
        // "é" is given as two characters; "no" follows a line end of two.
        assert_eq!(normal.span([6, 8]).map(|s| s.of(normal.text())), Some("é"));
        assert_eq!(normal.span([10, 12]).map(|s| s.of(normal.text())), Some("no"));
        assert_eq!(normal.span([7, 8]).map(|s| s.of(normal.text())), Some("é"), "a span never cuts a character");
        assert_eq!(normal.span([0, 99]), None);
    }

    #[test]
    fn leaves_typography_alone() {
        let normal = Normalised::new("«L’Onu»\u{a0}– “sì”".to_owned());
        assert!(normal.is_same());
        assert_eq!(normal.text(), "«L’Onu»\u{a0}– “sì”");
    }

    proptest! {
        #[test]
        fn is_form_c_and_every_span_fits(text in "[a-eì\u{300}-\u{303}\u{327}\r\n\u{feff}가\u{1100}\u{1161}\u{11a8}\u{212b}]{0,30}") {
            let count = text.chars().count() as u32;
            let normal = Normalised::new(text.clone());
            let plain: String = text.strip_prefix(MARK).unwrap_or(&text).replace("\r\n", "\n")
                .replace('\r', "\n").nfc().collect();
            prop_assert_eq!(normal.text(), plain);
            for begin in 0..=count {
                for end in begin..=count {
                    let span = normal.span([begin, end]);
                    prop_assert!(span.is_some_and(|s| normal.text().get(s.range()).is_some()));
                }
            }
        }
    }
}
