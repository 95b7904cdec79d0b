//! Learned models without linguistics: container, hashed features, weights, sequence decoding, lexicon.
