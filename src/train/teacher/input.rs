//! Words → rows of numbers: what is known of a word by its hashes, each with a table of its own, and a vector learned from raw
//! text.

use std::collections::BTreeMap;

use ndarray::{Array2, Axis, Slice};

use super::{
    layers::{Param, uniform},
    vectors::Vectors,
};
use crate::{
    annotate::words::{Word, Words},
    train::corpus::Dice,
};

/// How many things are looked at: form, three endings, two beginnings, shape, lexicon (set and class), cluster, treebank.
pub(super) const KINDS: usize = 11;
/// For each of them how many numbers it becomes.
const COLUMNS: [usize; KINDS] = [64, 16, 24, 32, 16, 24, 16, 32, 16, 32, 16];
/// How often in a hundred a word in training seems not to have been seen before; the same for all it is made of.
const DROP: [usize; KINDS] = [25, 10, 10, 10, 10, 10, 10, 10, 10, 10, 3];
/// Rarer things have the number 0, "unknown".
const LEAST_COUNT: u32 = 2;

/// The rows of a word in the tables, and in the vectors.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Ids {
    tables: [u32; KINDS],
    vector: u32,
}

/// From hashes to the rows of the tables.
#[derive(Debug, Clone)]
pub(super) struct Vocabulary {
    rows: Vec<BTreeMap<u32, u32>>,
}

/// What stands for the root: a word of its own.
const ROOT: [u32; KINDS] = [3; KINDS];

fn hashes(word: &Word, treebank: u32) -> [u32; KINDS] {
    let [s1, s2, s3, s4] = word.suffixes;
    let [_, p2, p3] = word.prefixes;
    let _ = s1;
    [word.lower, s2, s3, s4, p2, p3, word.shape, word.set.number(), word.class, word.clusters[1], treebank]
}

impl Vocabulary {
    pub(super) fn new<'w>(sentences: impl Iterator<Item = (&'w Words, u32)>) -> Self {
        let mut counts = vec![BTreeMap::<u32, u32>::new(); KINDS];
        for (words, treebank) in sentences {
            for word in (0..words.len()).map(|i| words.at(i)) {
                for (counts, hash) in counts.iter_mut().zip(hashes(word, treebank)) {
                    *counts.entry(hash).or_default() += 1;
                }
            }
        }
        for (counts, root) in counts.iter_mut().zip(ROOT) {
            counts.insert(root, LEAST_COUNT);
        }
        let rows = |counts: BTreeMap<u32, u32>| {
            let frequent = counts.into_iter().filter(|(_, n)| *n >= LEAST_COUNT);
            frequent.enumerate().map(|(i, (hash, _))| (hash, i as u32 + 1)).collect()
        };
        Self { rows: counts.into_iter().map(rows).collect() }
    }

    /// The root, then the words.
    pub(super) fn ids(&self, words: &Words, treebank: u32, vectors: &Vectors) -> Vec<Ids> {
        let find = |hashes: [u32; KINDS], vector| {
            let mut tables = [0; KINDS];
            for ((id, rows), hash) in tables.iter_mut().zip(&self.rows).zip(hashes) {
                *id = rows.get(&hash).copied().unwrap_or(0);
            }
            Ids { tables, vector }
        };
        let root = find(ROOT, 0);
        let words = (0..words.len()).map(|i| words.at(i));
        std::iter::once(root).chain(words.map(|w| find(hashes(w, treebank), vectors.row(w.lower)))).collect()
    }
}

/// The tables.
#[derive(Debug, Clone)]
pub(super) struct Embedding {
    tables: Vec<Param>,
    vectors: Array2<f32>,
}

impl Embedding {
    pub(super) fn new(vocabulary: &Vocabulary, vectors: &Vectors, dice: &mut Dice) -> Self {
        let table = |(rows, columns): (&BTreeMap<u32, u32>, usize)| {
            let mut table = Param::uniform(rows.len() + 1, columns, (3.0 / columns as f32).sqrt() * 0.5, dice);
            table.touched = Some(Vec::new());
            table
        };
        let tables = vocabulary.rows.iter().zip(COLUMNS).map(table).collect();
        Self { tables, vectors: vectors.table().clone() }
    }

    pub(super) fn params(&mut self) -> impl Iterator<Item = &mut Param> {
        self.tables.iter_mut()
    }

    pub(super) fn columns(&self) -> usize {
        COLUMNS.iter().sum::<usize>() + self.vectors.ncols()
    }

    pub(super) fn forward(&self, ids: &[Ids]) -> Array2<f32> {
        let mut output = Array2::zeros((ids.len(), self.columns()));
        for (mut row, ids) in output.rows_mut().into_iter().zip(ids) {
            let mut begin = 0;
            for (table, id) in self.tables.iter().zip(ids.tables) {
                let end = begin + table.value.ncols();
                row.slice_axis_mut(Axis(0), Slice::from(begin..end)).assign(&table.value.row(id as usize));
                begin = end;
            }
            row.slice_axis_mut(Axis(0), Slice::from(begin..)).assign(&self.vectors.row(ids.vector as usize));
        }
        output
    }

    pub(super) fn backward(&mut self, ids: &[Ids], by_output: &Array2<f32>) {
        for (row, ids) in by_output.rows().into_iter().zip(ids) {
            let mut begin = 0;
            for (table, id) in self.tables.iter_mut().zip(ids.tables) {
                let end = begin + table.value.ncols();
                let mut gradient = table.grad.row_mut(id as usize);
                gradient += &row.slice_axis(Axis(0), Slice::from(begin..end));
                table.touched.get_or_insert_default().push(id);
                begin = end;
            }
        }
    }
}

/// Makes some of what is known of the words unknown.
pub(super) fn forget(ids: &mut [Ids], dice: &mut Dice) {
    for ids in ids {
        for (id, percent) in ids.tables.iter_mut().zip(DROP) {
            if dice.below(100) < percent {
                *id = 0;
            }
        }
        if uniform(dice) < 0.1 {
            ids.vector = 0;
        }
    }
}
