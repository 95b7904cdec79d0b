//! Learned models without linguistics: container, hashed features, weights, sequence decoding, lexicon.
//!
//! A model file is a [`Container`] of named sections. A classifier is a table of [`Weights`] over hashed features; it is
//! learned by the averaged perceptron or, over sequences, as a conditional random field (feature `train`), and stored
//! quantised, as sparse rows.

mod bytes;
mod container;
#[cfg(feature = "train")]
mod crf;
mod hash;
#[cfg(feature = "train")]
mod perceptron;
mod sequence;
mod weights;

pub use bytes::{Reader, Writer};
pub use container::{Container, ModelError, Sections};
#[cfg(feature = "train")]
pub use crf::{Crf, CrfSettings, Sequences};
pub use hash::{Hash, hash_bytes, hash_chars};
#[cfg(feature = "train")]
pub use perceptron::Perceptron;
pub use sequence::{Transitions, Viterbi};
pub use weights::{MAX_CLASSES, Weights};
