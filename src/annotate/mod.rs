//! Article → Document: sentences, words, tags, lemmas, trees, names, times, quotes, mentions.

pub mod clusters;
pub mod lemma;
pub mod lexicon;
pub mod parse;
pub mod syntax;
pub mod tag;
pub mod words;
