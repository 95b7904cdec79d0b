//! Text → its paragraphs.
//!
//! A line break ends a paragraph, unless the text was wrapped to a width, as mail and wire copy are: there a line that is
//! followed by another goes on in it, where the next word would not have fitted any more.

use super::Span;

/// Nobody wraps text to lines that are shorter or longer than this, in characters.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=120;
/// A text with fewer lines that go on in the next is not taken for wrapped.
const FEWEST: usize = 3;

/// A line: where it stands without the blanks around it, and how many characters that are.
struct Line {
    span: Span,
    width: usize,
}

impl Line {
    fn is_blank(&self) -> bool {
        self.span.is_empty()
    }

    /// Whether the first word of `next` would not have fitted into this line of a text of this width.
    fn is_full(&self, next: &Line, text: &str, width: usize) -> bool {
        let word = next.span.of(text).split_whitespace().next().unwrap_or_default();
        self.width <= width && self.width + 1 + word.chars().count() > width
    }
}

/// The paragraphs of a text in their order, blank ones left out; what lies between them is white space.
pub fn paragraphs(text: &str) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut begin = 0;
    for line in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}']) {
        let start = begin + line.len() - line.trim_start().len();
        let bare = line.trim();
        lines.push(Line { span: Span::new(start, start + bare.len()), width: bare.chars().count() });
        begin += line.len();
    }
    // A carriage return with its line feed is one break.
    let is_feed = |line: &Line| line.is_blank() && text[..line.span.begin as usize].ends_with("\r\n");
    lines.retain(|line| !is_feed(line));
    let width = wrapping(text, &lines);
    let mut paragraphs: Vec<Span> = Vec::new();
    let mut goes_on = false;
    for (i, line) in lines.iter().enumerate() {
        match paragraphs.last_mut() {
            _ if line.is_blank() => {}
            Some(last) if goes_on => *last = last.join(line.span),
            _ => paragraphs.push(line.span),
        }
        let next = lines.get(i + 1).filter(|next| !line.is_blank() && !next.is_blank());
        goes_on = width.zip(next).is_some_and(|(width, next)| line.is_full(next, text, width));
    }
    paragraphs
}

/// The width to which a text was wrapped: most lines that have a line after them are full, and most of those that are full
/// go on with a small letter.
fn wrapping(text: &str, lines: &[Line]) -> Option<usize> {
    let starts_small = |line: &Line| line.span.of(text).starts_with(char::is_lowercase);
    let pairs = || lines.windows(2).filter(|pair| !pair[0].is_blank() && !pair[1].is_blank());
    let width = pairs().filter(|pair| starts_small(&pair[1])).map(|pair| pair[0].width).max()?;
    if !WIDTHS.contains(&width) {
        return None;
    }
    let full = || pairs().filter(|pair| pair[0].is_full(&pair[1], text, width));
    let small = full().filter(|pair| starts_small(&pair[1])).count();
    let (pairs, full) = (pairs().count(), full().count());
    (full >= FEWEST && 3 * full >= 2 * pairs && 2 * small >= full).then_some(width)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        paragraphs(text).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn each_line_is_a_paragraph() {
        assert_eq!(split("Titolo\r\n\r\nUna frase.\n  Altra. \r\n"), ["Titolo", "Una frase.", "Altra."]);
        let list = "Serve:\nun tavolo di legno chiaro, non grande\nuna sedia\ndue lampade, di quelle che fanno luce\n";
        assert_eq!(split(list).len(), 4, "a list is not wrapped");
        assert_eq!(split(" \n\n"), [""; 0]);
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let text = "\
Il ponte resta chiuso

Il ponte sul fiume resterà chiuso fino a lunedì, dice il sindaco, che
ha parlato ieri sera con i tecnici della provincia. Le auto possono
passare da Borgo, i camion soltanto dalla statale, che però di notte
è chiusa.
Chi deve andare in ospedale trova una navetta ogni mezz'ora davanti
alla stazione.
";
        let found = split(text);
        assert_eq!(found.len(), 3, "{found:#?}");
        assert!(found[1].starts_with("Il ponte sul") && found[1].ends_with("è chiusa."));
        assert_eq!(split(&text.replace('\n', "\r\n")).len(), 3);
    }
}
