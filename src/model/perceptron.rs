//! The averaged perceptron: examples → [`Weights`](super::Weights).
//!
//! Weights are kept as whole rows, a row a feature that has taken part in at least two updates (most features never do, and
//! those that did once are noise). Averaging is lazy: beside each weight stands the sum of its updates, each times the
//! moment at which it was made (Daumé 2006).

use super::{Writer, weights};

/// A linear classifier in training.
#[derive(Debug, Clone)]
pub struct Perceptron {
    classes: usize,
    /// Examples seen so far, from 1: the clock of the averaging.
    moment: f64,
    /// Open-addressed: feature and row + 1, 0 for an empty place; a power of two long.
    slots: Vec<(u32, u32)>,
    rows: usize,
    /// For each row the weights, then the sums of updates times moments.
    values: Vec<(f32, f64)>,
    /// How often a feature without a row was updated, by hash; collisions let a feature in early, no more.
    seen: Vec<u8>,
    threshold: u8,
}

impl Perceptron {
    /// A classifier that knows nothing yet; `classes` is at most [`MAX_CLASSES`](super::MAX_CLASSES).
    pub fn new(classes: usize) -> Self {
        Self {
            classes: classes.clamp(1, super::MAX_CLASSES),
            moment: 1.0,
            slots: vec![(0, 0); 1 << 16],
            rows: 0,
            values: Vec::new(),
            seen: vec![0; 1 << 22],
            threshold: 2,
        }
    }

    /// The same with another number of updates that give a feature its row (1 admits every feature).
    #[must_use]
    pub fn with_threshold(mut self, updates: u8) -> Self {
        self.threshold = updates.max(1);
        self
    }

    /// Sets `scores`, one place a class, to the sums of the weights of `features`.
    pub fn score(&self, features: &[u32], scores: &mut [f32]) {
        scores.fill(0.0);
        for feature in features {
            if let Some(row) = self.find(*feature) {
                let begin = row * self.classes;
                for (score, (weight, _)) in scores.iter_mut().zip(&self.values[begin..begin + self.classes]) {
                    *score += weight;
                }
            }
        }
    }

    /// Moves the clock on: call it once an example, whether it was right or wrong.
    pub fn tick(&mut self) {
        self.moment += 1.0;
    }

    /// Learns from a mistake: `gold` should have won, `predicted` did.
    pub fn update(&mut self, features: &[u32], gold: usize, predicted: usize) {
        if gold == predicted {
            return;
        }
        for feature in features {
            if let Some(row) = self.find_or_admit(*feature) {
                self.shift(row, gold, 1.0);
                self.shift(row, predicted, -1.0);
            }
        }
    }

    /// Adds `by` to the weight of one class for each of `features`; structured training builds its updates from this.
    pub fn nudge(&mut self, features: &[u32], class: usize, by: f32) {
        for feature in features {
            if let Some(row) = self.find_or_admit(*feature) {
                self.shift(row, class, by);
            }
        }
    }

    fn shift(&mut self, row: usize, class: usize, by: f32) {
        let value = &mut self.values[row * self.classes + class];
        value.0 += by;
        value.1 += f64::from(by) * self.moment;
    }

    fn find(&self, feature: u32) -> Option<usize> {
        let mask = self.slots.len() - 1;
        let mut slot = feature as usize & mask;
        loop {
            match self.slots[slot] {
                (_, 0) => return None,
                (found, row) if found == feature => return Some(row as usize - 1),
                _ => slot = (slot + 1) & mask,
            }
        }
    }

    fn find_or_admit(&mut self, feature: u32) -> Option<usize> {
        if let Some(row) = self.find(feature) {
            return Some(row);
        }
        let count = &mut self.seen[feature as usize & ((1 << 22) - 1)];
        *count = count.saturating_add(1);
        if *count < self.threshold {
            return None;
        }
        if (self.rows + 1) * 2 > self.slots.len() {
            let old = std::mem::take(&mut self.slots);
            self.slots = vec![(0, 0); old.len() * 2];
            for (feature, row) in old.into_iter().filter(|(_, row)| *row != 0) {
                self.place(feature, row);
            }
        }
        self.rows += 1;
        self.place(feature, self.rows as u32);
        self.values.resize(self.rows * self.classes, (0.0, 0.0));
        Some(self.rows - 1)
    }

    fn place(&mut self, feature: u32, row: u32) {
        let mask = self.slots.len() - 1;
        let mut slot = feature as usize & mask;
        while self.slots[slot].1 != 0 {
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = (feature, row);
    }

    /// The averaged weights times `scale`, rounded, in the form that [`Weights::decode`](super::Weights::decode) reads.
    /// Features whose weights all lie below `least` (in absolute value, but for scaling and rounding) are left out.
    pub fn encode(&self, scale: f64, least: f64, writer: &mut Writer) {
        let mut rows: Vec<(u32, Vec<i16>)> = Vec::with_capacity(self.rows);
        for (feature, row) in self.slots.iter().filter(|(_, row)| *row != 0) {
            let begin = (*row as usize - 1) * self.classes;
            let averages =
                self.values[begin..begin + self.classes].iter().map(|(w, u)| f64::from(*w) - u / self.moment);
            let limit = f64::from(i16::MAX);
            let weights: Vec<i16> = averages.map(|w| (w * scale).round().clamp(-limit, limit) as i16).collect();
            if weights.iter().any(|w| *w != 0 && f64::from(w.unsigned_abs()) >= least * scale) {
                rows.push((*feature, weights));
            }
        }
        rows.sort_unstable_by_key(|(feature, _)| *feature);
        weights::encode(self.classes, &rows, writer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Reader, Weights};

    #[test]
    fn learns_what_can_be_separated() {
        let examples = [([1, 2], 0), ([1, 3], 1), ([4, 2], 2)];
        let mut perceptron = Perceptron::new(3).with_threshold(1);
        for _ in 0..20 {
            for (features, gold) in &examples {
                let mut scores = [0.0; 3];
                perceptron.score(features, &mut scores);
                let best = (0..3).rev().max_by(|a, b| scores[*a].total_cmp(&scores[*b])).unwrap_or(0);
                perceptron.update(features, *gold, best);
                perceptron.tick();
            }
        }
        let mut writer = Writer::new();
        perceptron.encode(100.0, 0.0, &mut writer);
        let bytes = writer.finish();
        let weights = Weights::decode(&mut Reader::new(&bytes)).expect("just written");
        for (features, gold) in &examples {
            let scores = weights.score_fixed::<3>(features);
            assert_eq!(scores.iter().position(|s| s == scores.iter().max().expect("three")), Some(*gold));
        }
    }
}
