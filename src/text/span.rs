//! A stretch of a text: byte offsets, end excluded.

use std::ops::Range;

/// A stretch of one text, in bytes of its UTF-8 form, end excluded.
///
/// Inside the program all spans count bytes, so that `&text[span.range()]` costs nothing; what leaves the program counts
/// Unicode scalar values (see [`CharOffsets`](super::CharOffsets)). Both ends lie on character boundaries of the text
/// that the span was made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub begin: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `begin` to `end`, in bytes; `begin` is never after `end` (they are put in order).
    pub fn new(begin: usize, end: usize) -> Self {
        let (begin, end) = if begin <= end { (begin, end) } else { (end, begin) };
        Self { begin: begin as u32, end: end as u32 }
    }

    /// The bytes as a range, for slicing.
    pub fn range(self) -> Range<usize> {
        self.begin as usize..self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.begin) as usize
    }

    /// Whether the span holds nothing.
    pub fn is_empty(self) -> bool {
        self.begin == self.end
    }

    /// The words of `text` that the span covers; empty where the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// Whether every byte of `other` lies inside.
    pub fn contains(self, other: Span) -> bool {
        self.begin <= other.begin && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.begin < other.end && other.begin < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn join(self, other: Span) -> Span {
        Span { begin: self.begin.min(other.begin), end: self.end.max(other.end) }
    }
}
