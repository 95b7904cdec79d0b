//! Treebanks and name corpora → models (feature `train`).
