//! Scores of each word's classes → the best sequence of classes (first-order Viterbi).

use super::{ModelError, Reader};

/// What it is worth that one class follows another; which may not follow is [`Transitions::NEVER`].
#[derive(Debug, Clone)]
pub struct Transitions {
    classes: usize,
    /// `classes + 1` rows of `classes`: row `i` is from class `i`, the last row from the start of the sequence.
    scores: Vec<i32>,
}

impl Transitions {
    /// The score of a step that may not be made; low enough for any sequence, high enough never to overflow.
    pub const NEVER: i32 = -(1 << 24);

    /// No step is worth more.
    const MOST: i32 = 1 << 15;

    /// Every step is worth nothing.
    pub fn new(classes: usize) -> Self {
        Self { classes, scores: vec![0; (classes + 1) * classes] }
    }

    /// Reads what [`Transitions::encode`] wrote.
    ///
    /// # Errors
    /// When the bytes are cut short.
    pub fn decode(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        let classes = reader.u8()? as usize;
        let scores =
            (0..(classes + 1) * classes).map(|_| reader.signed().map(|score| score.clamp(Self::NEVER, Self::MOST)));
        Ok(Self { classes, scores: scores.collect::<Result<_, _>>()? })
    }

    /// Writes the scores of all steps.
    #[cfg(any(test, feature = "train"))]
    pub fn encode(&self, writer: &mut super::Writer) {
        writer.u8(self.classes as u8);
        for score in &self.scores {
            writer.signed(*score);
        }
    }

    /// How many classes there are.
    pub fn classes(&self) -> usize {
        self.classes
    }

    /// Sets the score of a step; from `None` is the start of the sequence.
    pub fn set(&mut self, from: Option<usize>, to: usize, score: i32) {
        let from = from.unwrap_or(self.classes);
        self.scores[from * self.classes + to] = score;
    }

    /// The score of a step; from `None` is the start of the sequence.
    pub fn get(&self, from: Option<usize>, to: usize) -> i32 {
        self.scores[from.unwrap_or(self.classes) * self.classes + to]
    }
}

/// Finds best sequences; keeps its tables from one sequence to the next.
#[derive(Debug, Clone, Default)]
pub struct Viterbi {
    best: Vec<i32>,
    back: Vec<u8>,
}

impl Viterbi {
    /// The best sequence for `emissions` (for each word one score a class, word after word), into `path`. Of equally good
    /// sequences the one with the lower classes wins, from the end on.
    pub fn decode(&mut self, emissions: &[i32], transitions: &Transitions, path: &mut Vec<usize>) {
        let classes = transitions.classes;
        path.clear();
        if emissions.is_empty() || classes == 0 {
            return;
        }
        self.best.clear();
        self.back.clear();
        for (word, scores) in emissions.chunks_exact(classes).enumerate() {
            for (to, emission) in scores.iter().enumerate() {
                let (mut best, mut back) = (i32::MIN, 0);
                if word == 0 {
                    best = transitions.get(None, to);
                } else {
                    let before = &self.best[(word - 1) * classes..word * classes];
                    for (from, score) in before.iter().enumerate() {
                        let sum = score + transitions.get(Some(from), to);
                        if sum > best {
                            (best, back) = (sum, from);
                        }
                    }
                }
                // Long sequences of forbidden steps must not sink below what a number holds.
                self.best.push(best.max(Transitions::NEVER * 4) + emission);
                self.back.push(back as u8);
            }
        }
        let last = &self.best[self.best.len() - classes..];
        let mut class = (0..classes).rev().max_by_key(|c| last[*c]).unwrap_or(0);
        for back in self.back.chunks_exact(classes).rev() {
            path.push(class);
            class = back[class] as usize;
        }
        path.reverse();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forbidden_step_is_not_made() {
        let mut transitions = Transitions::new(2);
        transitions.set(Some(0), 1, Transitions::NEVER);
        let mut path = Vec::new();
        Viterbi::default().decode(&[5, 0, 0, 3, 0, 3], &transitions, &mut path);
        assert_eq!(path, [1, 1, 1]);
        Viterbi::default().decode(&[9, 0, 0, 3, 0, 3], &transitions, &mut path);
        assert_eq!(path, [0, 0, 0]);
        Viterbi::default().decode(&[], &transitions, &mut path);
        assert!(path.is_empty());
    }
}
