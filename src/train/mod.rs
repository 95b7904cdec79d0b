//! Treebanks and name corpora → models (feature `train`).

pub mod names;
