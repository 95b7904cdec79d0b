//! Article → [`Document`](crate::document::Document): sentences, words, tags, lemmas, trees, names, times, quotes,
//! mentions. Never fails, does no I/O.

pub mod clusters;
pub mod lemma;
pub mod lexicon;
pub mod mentions;
pub mod names;
pub mod parse;
pub mod syntax;
pub mod tag;
pub mod words;
