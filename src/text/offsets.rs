//! Byte offsets ↔ counts of Unicode scalar values.

use super::Span;

/// How many bytes lie between two checkpoints.
const STEP: usize = 64;

/// Translates between byte offsets (inside the program) and counts of Unicode scalar values (in everything written or
/// read: JSON, CoNLL-U, RDF; the same as Python's string indices).
///
/// Holds one count per 64 bytes of text; a lookup reads at most 64 bytes.
#[derive(Debug, Clone)]
pub struct CharOffsets<'t> {
    text: &'t str,
    /// Characters before byte `i * STEP`.
    before: Vec<u32>,
}

impl<'t> CharOffsets<'t> {
    /// Counts `text` once.
    pub fn new(text: &'t str) -> Self {
        let mut before = Vec::with_capacity(text.len() / STEP + 1);
        let mut chars = 0u32;
        for chunk in text.as_bytes().chunks(STEP) {
            before.push(chars);
            chars += chunk.iter().filter(|b| is_start(**b)).count() as u32;
        }
        if text.len().is_multiple_of(STEP) {
            before.push(chars);
        }
        Self { text, before }
    }

    /// How many characters lie before byte `byte` (clamped to the end of the text).
    pub fn to_chars(&self, byte: u32) -> u32 {
        let byte = (byte as usize).min(self.text.len());
        let i = byte / STEP;
        let rest = &self.text.as_bytes()[i * STEP..byte];
        self.before[i] + rest.iter().filter(|b| is_start(**b)).count() as u32
    }

    /// The byte at which character `chars` starts, `None` beyond the end (the end itself is allowed).
    pub fn to_byte(&self, chars: u32) -> Option<u32> {
        let i = self.before.partition_point(|before| *before <= chars).checked_sub(1)?;
        let mut seen = self.before[i];
        for (offset, byte) in self.text.as_bytes()[i * STEP..].iter().enumerate() {
            if is_start(*byte) {
                if seen == chars {
                    return Some((i * STEP + offset) as u32);
                }
                seen += 1;
            }
        }
        (seen == chars).then_some(self.text.len() as u32)
    }

    /// The span in characters, as a pair.
    pub fn span_to_chars(&self, span: Span) -> [u32; 2] {
        [self.to_chars(span.begin), self.to_chars(span.end)]
    }

    /// The span in bytes of a pair of character counts; `None` where it does not fit the text.
    pub fn span_from_chars(&self, chars: [u32; 2]) -> Option<Span> {
        if chars[0] > chars[1] {
            return None;
        }
        let (begin, end) = (self.to_byte(chars[0])?, self.to_byte(chars[1])?);
        Some(Span { begin, end })
    }
}

/// Whether the byte starts a character (is no UTF-8 continuation byte).
fn is_start(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_character_boundary_there_and_back(text in "\\PC{0,200}") {
            let offsets = CharOffsets::new(&text);
            let bounds = text.char_indices().map(|(b, _)| b).chain([text.len()]);
            for (chars, byte) in bounds.enumerate() {
                prop_assert_eq!(offsets.to_chars(byte as u32), chars as u32);
                prop_assert_eq!(offsets.to_byte(chars as u32), Some(byte as u32));
            }
            prop_assert_eq!(offsets.to_byte(text.chars().count() as u32 + 1), None);
        }
    }

    #[test]
    fn counts_scalar_values_not_bytes() {
        let offsets = CharOffsets::new("così è: «là»");
        assert_eq!(offsets.to_chars("così".len() as u32), 4);
        assert_eq!(offsets.span_from_chars([5, 6]).map(|s| s.of("così è: «là»")), Some("è"));
    }
}
