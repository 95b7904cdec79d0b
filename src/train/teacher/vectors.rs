//! Raw text → a vector for each word, such that words which stand in like places have like vectors.
//!
//! Structured skip-gram with negative sampling (Ling et al. 2015): a word's vector is learned by telling which words stand
//! two before, one before, one after and two after it; each place has weights of its own, so that vectors tell syntax more
//! than topics.

use std::collections::{BTreeMap, HashMap};

use ndarray::Array2;

use super::layers::uniform;
use crate::train::corpus::Dice;

/// Words that come less often have no vector.
const LEAST_COUNT: u32 = 4;
const COLUMNS: usize = 100;
const PLACES: [isize; 4] = [-2, -1, 1, 2];
/// Words drawn at random for each that stands there.
const DRAWN: usize = 4;
const ROUNDS: usize = 3;
const RATE: f32 = 0.03;
/// Words that are a larger part of the text are left out now and then.
const FREQUENT: f32 = 1e-3;

/// The vectors; row 0 is zero and stands for all words that have none.
#[derive(Debug, Clone)]
pub(super) struct Vectors {
    rows: BTreeMap<u32, u32>,
    table: Array2<f32>,
}

impl Vectors {
    /// No word has a vector.
    #[cfg(test)]
    pub(super) fn none() -> Self {
        Self { rows: BTreeMap::new(), table: Array2::zeros((1, 2)) }
    }

    pub(super) fn row(&self, word: u32) -> u32 {
        self.rows.get(&word).copied().unwrap_or(0)
    }

    pub(super) fn table(&self) -> &Array2<f32> {
        &self.table
    }

    /// Learns from sentences of words, given as hashes.
    pub(super) fn train(sentences: &[Vec<u32>]) -> Self {
        let mut counts: HashMap<u32, u32> = HashMap::new();
        for word in sentences.iter().flatten() {
            *counts.entry(*word).or_default() += 1;
        }
        let mut words: Vec<(u32, u32)> = counts.into_iter().filter(|(_, count)| *count >= LEAST_COUNT).collect();
        words.sort_unstable_by_key(|(word, count)| (std::cmp::Reverse(*count), *word));
        let rows: BTreeMap<u32, u32> = words.iter().zip(1..).map(|((word, _), row)| (*word, row)).collect();
        let text: Vec<Vec<u32>> =
            sentences.iter().map(|s| s.iter().filter_map(|word| rows.get(word).copied()).collect()).collect();
        let size = words.len() + 1;
        let mut dice = Dice::new(21);
        let mut table: Vec<f32> = (0..size * COLUMNS).map(|_| (uniform(&mut dice) - 0.5) / COLUMNS as f32).collect();
        table[..COLUMNS].fill(0.0);
        let mut outputs = vec![0.0f32; PLACES.len() * size * COLUMNS];
        let urn = urn(&words);
        let all: u32 = words.iter().map(|(_, count)| count).sum();
        let keep: Vec<f32> = std::iter::once(1.0)
            .chain(words.iter().map(|(_, count)| (FREQUENT * all as f32 / *count as f32).sqrt()))
            .collect();
        let steps = (text.len() * ROUNDS) as f32;
        for (step, sentence) in (0..ROUNDS).flat_map(|_| &text).enumerate() {
            let rate = RATE * (1.0 - step as f32 / steps).max(0.01);
            for (i, word) in sentence.iter().enumerate() {
                if keep[*word as usize] < 1.0 && uniform(&mut dice) > keep[*word as usize] {
                    continue;
                }
                let begin = *word as usize * COLUMNS;
                let Some(vector) = table[begin..].first_chunk_mut::<COLUMNS>() else { continue };
                let mut change = [0.0; COLUMNS];
                for (place, distance) in PLACES.into_iter().enumerate() {
                    let Some(there) = i.checked_add_signed(distance).and_then(|j| sentence.get(j)) else { continue };
                    for n in 0..=DRAWN {
                        let (seen, wanted) = if n == 0 { (*there, 1.0) } else { (urn[dice.below(urn.len())], 0.0) };
                        let begin = (place * size + seen as usize) * COLUMNS;
                        let Some(output) = outputs[begin..].first_chunk_mut::<COLUMNS>() else { continue };
                        learn(vector, output, &mut change, wanted, rate);
                    }
                }
                vector.iter_mut().zip(change).for_each(|(v, c)| *v += c);
            }
        }
        let mut table = Array2::from_shape_vec((size, COLUMNS), table).unwrap_or_default();
        let mean = (table.fold(0.0, |sum: f32, v| sum + v * v) / table.len() as f32).sqrt();
        table.mapv_inplace(|v| v * 0.5 / mean);
        Self { rows, table }
    }
}

/// One pair of words: whether the one stands at this place of the other.
fn learn(vector: &[f32; COLUMNS], output: &mut [f32; COLUMNS], change: &mut [f32; COLUMNS], wanted: f32, rate: f32) {
    let mut sums = [0.0; 4];
    for (v, o) in vector.chunks_exact(4).zip(output.chunks_exact(4)) {
        for k in 0..4 {
            sums[k] += v[k] * o[k];
        }
    }
    let score = sums.iter().sum::<f32>();
    let step = rate * (wanted - 1.0 / (1.0 + (-score).exp()));
    for k in 0..COLUMNS {
        change[k] += step * output[k];
        output[k] += step * vector[k];
    }
}

/// Rows of words, each as often as it is to be drawn: by the power 3/4 of its count.
fn urn(words: &[(u32, u32)]) -> Vec<u32> {
    let weight = |count: u32| (f64::from(count)).powf(0.75);
    let all: f64 = words.iter().map(|(_, count)| weight(*count)).sum();
    let mut urn = Vec::new();
    for ((_, count), row) in words.iter().zip(1u32..) {
        let times = (weight(*count) / all * 2e6).ceil() as usize;
        urn.extend(std::iter::repeat_n(row, times));
    }
    urn
}
