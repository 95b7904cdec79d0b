//! A classifier that learns from several treebanks whose guidelines differ: what they share, and for each treebank corrections
//! of its own. Only what they share is kept, so that the corrections cost nothing later (after Daumé 2007).

use std::collections::BTreeMap;

use crate::{
    model::{Perceptron, hash_bytes},
    train::corpus::Example,
};

/// A classifier in training.
#[derive(Debug)]
pub struct Adapted {
    shared: Perceptron,
    classes: usize,
    /// By treebank.
    own: BTreeMap<u32, Perceptron>,
    /// The treebanks that have no corrections: those that the model shall be like.
    like: [u32; 2],
    scores: Vec<f32>,
}

impl Adapted {
    /// One that knows nothing yet and shall follow the guidelines of the treebank `like`. Trees of no treebank follow them too.
    pub fn new(classes: usize, like: &str) -> Self {
        let like = [hash_bytes(like.as_bytes()), hash_bytes(b"")];
        Self { shared: Perceptron::new(classes), classes, own: BTreeMap::new(), like, scores: vec![0.0; classes] }
    }

    /// Sets `scores` to what the classifier says of the features of a word or state of the example.
    pub fn score(&mut self, example: &Example, features: &[u32], scores: &mut [f32]) {
        self.shared.score(features, scores);
        if let Some(own) = self.own.get(&example.treebank) {
            own.score(features, &mut self.scores);
            scores.iter_mut().zip(&self.scores).for_each(|(score, own)| *score += own);
        }
    }

    /// Learns from a mistake: `gold` should have won, `predicted` did.
    pub fn update(&mut self, example: &Example, features: &[u32], gold: usize, predicted: usize) {
        self.shared.update(features, gold, predicted);
        if !self.like.contains(&example.treebank) {
            let own = self.own.entry(example.treebank).or_insert_with(|| Perceptron::new(self.classes));
            own.update(features, gold, predicted);
        }
    }

    /// Moves the clock of the averaging on.
    pub fn tick(&mut self) {
        self.shared.tick();
    }

    /// What the treebanks share.
    pub fn shared(&self) -> &Perceptron {
        &self.shared
    }
}
