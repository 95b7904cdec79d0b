//! Article → [`Document`](crate::document::Document): words, tags, lemmas, trees, names, times, mentions, quotes. Never fails,
//! does no I/O.

pub mod clusters;
pub mod lemma;
pub mod lexicon;
pub mod mentions;
pub mod names;
pub mod parse;
pub mod quotes;
pub mod syntax;
pub mod tag;
pub mod times;
pub mod words;
