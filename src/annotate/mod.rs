//! Article → [`Document`](crate::document::Document): tokens, tags, lemmas, trees, mentions, times, quotes. Never fails, does no I/O.

pub mod mentions;
pub mod names;
