//! Text → text that XML may hold.

use std::borrow::Cow;

/// Escapes what has a meaning in XML, for text and for attribute values alike, and leaves out characters that XML 1.0
/// cannot hold at all.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    let plain = |c: char| !matches!(c, '<' | '>' | '&' | '"' | '\'') && (c >= ' ' && !forbidden(c));
    if text.chars().all(plain) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // Attribute values would turn these into blanks.
            '\n' => escaped.push_str("&#10;"),
            '\t' => escaped.push_str("&#9;"),
            c if forbidden(c) => {}
            c => escaped.push(c),
        }
    }
    Cow::Owned(escaped)
}

/// Whether XML 1.0 has no place for the character.
fn forbidden(c: char) -> bool {
    (c < ' ' && !matches!(c, '\n' | '\t')) || matches!(c, '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_of_a_text_stays_text() {
        assert_eq!(escape("<b a=\"x\">&'\u{0}\n"), "&lt;b a=&quot;x&quot;&gt;&amp;&#39;&#10;");
        assert_eq!(escape("perché «sì»"), "perché «sì»");
    }
}
