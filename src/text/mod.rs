//! Strings only: spans, offsets, languages, dates-free text handling that every later stage shares.
//!
//! Nothing here knows what a token, a name or a claim is.

mod language;
mod normalise;
mod offsets;
mod span;

pub use language::{Language, NotALanguage};
pub use normalise::Normalised;
pub use offsets::CharOffsets;
pub use span::Span;
