//! Bold and colour on a terminal, plain marks elsewhere.

use std::io::IsTerminal;

/// Whether output is looked at on a terminal, and how wide that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Style {
    /// Whether escape sequences may be used.
    pub(super) colour: bool,
    /// Whether a person looks on: tables instead of CSV.
    pub(super) terminal: bool,
}

impl Style {
    /// What stdout is; `NO_COLOR` (any value but an empty one) and `TERM=dumb` switch colours off.
    pub(super) fn of_stdout() -> Self {
        let terminal = std::io::stdout().is_terminal();
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
        Self { colour: terminal && !refused && !dumb, terminal }
    }

    /// No terminal.
    pub(super) fn plain() -> Self {
        Self { colour: false, terminal: false }
    }

    /// A heading or name.
    pub(super) fn bold(self, text: &str) -> String {
        self.wrap("1", text)
    }

    /// What matters less: sources, rules.
    pub(super) fn dim(self, text: &str) -> String {
        self.wrap("2", text)
    }

    /// What to be careful with: negated, uncertain.
    pub(super) fn warn(self, text: &str) -> String {
        self.wrap("33", text)
    }

    /// The words of a sentence that carry a relation: bold on a terminal, between `**` elsewhere.
    pub(super) fn cue(self, text: &str) -> String {
        if self.colour { self.wrap("1", text) } else { format!("**{text}**") }
    }

    /// The names of a sentence that a relation ties: underlined on a terminal, in brackets elsewhere.
    pub(super) fn name(self, text: &str) -> String {
        if self.colour { self.wrap("4", text) } else { format!("[{text}]") }
    }

    fn wrap(self, code: &str, text: &str) -> String {
        if self.colour && !text.is_empty() { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

/// Text without what could take over a terminal: control characters but line breaks, and marks that turn the direction
/// of writing.
pub(super) fn harmless(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().filter(|&c| c == '\n' || !(c.is_control() || turns(c))).collect()
}

/// Text from an article on one line: runs of blanks and line breaks become one blank.
pub(super) fn one_line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    harmless(&spaced).split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_escape_sequence_of_a_text_reaches_the_terminal() {
        assert_eq!(one_line("a\x1b[31mb\r\n c\u{202e}d"), "a[31mb cd");
    }
}
