//! Labels → lines of known width, without asking the machine for its fonts.
//!
//! Widths are those of Helvetica and its metric twins (Arial, Liberation Sans), in thousandths of the font size, and a
//! little generous, so that a label fits its shape where the viewer falls back to a wider font.

/// Widths of U+0020 to U+007E.
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
];

/// How wide a text is drawn, in pixels, at a font size in pixels.
pub(in crate::export) fn width(text: &str, size: f64) -> f64 {
    let thousandths: u32 = text.chars().map(|c| u32::from(char_width(c))).sum();
    f64::from(thousandths) * size * 1.06 / 1000.0
}

fn char_width(c: char) -> u16 {
    match c {
        ' '..='~' => WIDTHS[c as usize - 0x20],
        // Combining marks stand over the letter before them.
        '\u{300}'..='\u{36f}' => 0,
        // Hangul, CJK, kana, full-width forms and pictographs fill a square.
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{1f000}'..='\u{3fffd}' => 1000,
        c if c.is_uppercase() => 722,
        _ => 556,
    }
}

/// Breaks a label into lines of about `limit` characters, at blanks where it can; what is beyond the last line is cut
/// and ends in an ellipsis.
pub(in crate::export) fn wrap(label: &str, limit: usize, most_lines: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in label.split_whitespace() {
        let mut word: Vec<char> = word.chars().collect();
        // A word that no line holds is cut, for an address or a chain of characters without blanks.
        while word.len() > limit + limit / 2 {
            let rest = word.split_off(limit);
            lines.push(word.into_iter().collect());
            word = rest;
        }
        let word: String = word.into_iter().collect();
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= limit => {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    if lines.len() > most_lines {
        lines.truncate(most_lines);
        if let Some(last) = lines.last_mut() {
            last.push('…');
        }
    }
    if lines.is_empty() {
        lines.push(String::new());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wraps_at_blanks_and_cuts_what_is_too_long() {
        assert_eq!(
            wrap("Consiglio dei ministri del Kazakhstan", 20, 3),
            ["Consiglio dei", "ministri del", "Kazakhstan"]
        );
        assert_eq!(wrap("uno due tre quattro", 4, 2), ["uno", "due…"]);
        assert_eq!(wrap(&"x".repeat(25), 10, 9).len(), 2);
        assert_eq!(wrap("  ", 10, 2), [""]);
    }
}
