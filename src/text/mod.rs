//! Strings only: spans, offsets, languages, dates-free text handling that every later stage shares.
//!
//! Nothing here knows what a token, a name or a claim is.

mod fold;
mod language;
mod normalise;
mod offsets;
mod paragraphs;
mod similarity;
mod span;

pub use fold::{fold, fold_words, looks_like_acronym};
pub use language::{Language, NotALanguage};
pub use normalise::Normalised;
pub use offsets::CharOffsets;
pub use paragraphs::paragraphs;
pub use similarity::{edit_distance, nearly_equal};
pub use span::Span;
