//! Strings only: spans, offsets, languages, dates-free text handling that every later stage shares.
//!
//! Nothing here knows what a token, a name or a claim is.

mod language;
mod offsets;
mod span;

pub use language::Language;
pub use offsets::CharOffsets;
pub use span::Span;
