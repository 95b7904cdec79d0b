//! Linear-chain conditional random fields: labelled sequences → [`Weights`](super::Weights) and [`Transitions`].
//!
//! Trained by stochastic gradients with a step of its own for each weight (AdaGrad, Duchi et al. 2011); features drop out
//! at random, so that no weight relies on another. Sequences may come from several corpora. Each feature then has a weight
//! that all corpora share and a correction for each (Daumé 2007); what is kept is the sum for the first corpus, whose kind
//! of text the model is for.

use std::collections::HashMap;

use super::{Hash, Transitions, Writer, weights};

/// Smaller gradients move nothing.
const LEAST_GRADIENT: f32 = 1e-3;

/// Template of the corrections of corpora.
const CORRECTION: u32 = 1 << 20;

/// How to train.
#[derive(Debug, Clone, Copy)]
pub struct CrfSettings {
    /// Passes over the sequences.
    pub epochs: usize,
    /// Of how many of the last passes the weights are averaged.
    pub averaged: usize,
    /// The size of a step.
    pub rate: f32,
    /// How many of a hundred features drop out.
    pub dropout: u32,
    /// Features that come less often get no weight.
    pub rare: u32,
}

/// Sequences of words, each with its features and its class.
#[derive(Debug, Clone, Default)]
pub struct Sequences {
    features: Vec<u32>,
    /// For each word where its features end.
    ends: Vec<usize>,
    classes: Vec<u8>,
    /// For each sequence its first word, the one behind its last, and its corpus.
    bounds: Vec<(usize, usize, u32)>,
}

impl Sequences {
    /// Adds a sequence of a corpus (numbered from 0) as the features and classes of its words.
    pub fn add<'w>(&mut self, corpus: u32, words: impl Iterator<Item = (&'w [u32], usize)>) {
        let begin = self.classes.len();
        for (features, class) in words {
            self.features.extend_from_slice(features);
            self.ends.push(self.features.len());
            self.classes.push(class as u8);
        }
        if self.classes.len() > begin {
            self.bounds.push((begin, self.classes.len(), corpus));
        }
    }

    fn of_word(&self, word: usize) -> &[u32] {
        &self.features[word.checked_sub(1).map_or(0, |before| self.ends[before])..self.ends[word]]
    }
}

/// A trained field over `N` classes.
#[derive(Debug, Clone)]
pub struct Crf<const N: usize> {
    /// Features and their weights, sorted by feature.
    rows: Vec<(u32, [f32; N])>,
    /// What each step is worth; the last row is from the start.
    steps: Vec<[f32; N]>,
    legal: Transitions,
}

impl<const N: usize> Crf<N> {
    /// Trains on sequences; steps that `legal` forbids are never made. The same sequences give the same field.
    pub fn train(sequences: &Sequences, legal: &Transitions, settings: CrfSettings) -> Self {
        let rows = Rows::new(sequences, settings.rare);
        let mut training = Training::new(rows.features.len(), legal, settings);
        let mut order: Vec<usize> = (0..sequences.bounds.len()).collect();
        let (mut sums, mut step_sums) = (vec![[0.0; N]; rows.features.len()], vec![[0.0; N]; N + 1]);
        let averaged = settings.averaged.clamp(1, settings.epochs);
        for epoch in 0..settings.epochs {
            training.dice.shuffle(&mut order);
            for sequence in &order {
                training.learn(sequences, &rows, sequences.bounds[*sequence]);
            }
            if epoch + averaged >= settings.epochs {
                add(&mut sums, &training.weights);
                add(&mut step_sums, &training.steps);
            }
        }
        let share = 1.0 / averaged as f32;
        for weight in sums.iter_mut().chain(&mut step_sums).flatten() {
            *weight *= share;
        }
        Self { rows: rows.collapsed(&sums), steps: step_sums, legal: legal.clone() }
    }

    /// Writes the weights times `scale` as [`Weights::decode`](super::Weights::decode) reads them. Features whose weights
    /// are all smaller than `least` are left out, and so are single weights smaller than a third of it.
    pub fn encode(&self, scale: f32, least: f32, writer: &mut Writer) {
        let quantised = |weight: f32| if weight.abs() < least / 3.0 { 0 } else { (weight * scale).round() as i16 };
        let kept = self.rows.iter().filter(|(_, weights)| weights.iter().any(|w| w.abs() >= least));
        let rows: Vec<(u32, Vec<i16>)> = kept.map(|(f, weights)| (*f, weights.map(quantised).to_vec())).collect();
        weights::encode(N, &rows, writer);
    }

    /// The steps with their scores times `scale`.
    pub fn transitions(&self, scale: f32) -> Transitions {
        let mut transitions = self.legal.clone();
        for from in 0..=N {
            for to in 0..N {
                let before = (from < N).then_some(from);
                if transitions.get(before, to) == 0 {
                    transitions.set(before, to, (self.steps[from][to] * scale).round() as i32);
                }
            }
        }
        transitions
    }
}

fn add<const N: usize>(sums: &mut [[f32; N]], values: &[[f32; N]]) {
    for (sum, value) in sums.iter_mut().flatten().zip(values.iter().flatten()) {
        *sum += value;
    }
}

/// The features that have weights, and for each word of the sequences which of them it has.
struct Rows {
    features: Vec<u32>,
    active: Vec<u32>,
    ends: Vec<usize>,
    shared: Vec<u32>,
}

impl Rows {
    fn new(sequences: &Sequences, rare: u32) -> Self {
        let mut counts: HashMap<u32, u32> = HashMap::new();
        let several = sequences.bounds.iter().any(|(_, _, corpus)| *corpus > 0);
        for (begin, end, corpus) in &sequences.bounds {
            for feature in (*begin..*end).flat_map(|word| sequences.of_word(word)) {
                *counts.entry(*feature).or_default() += 1;
                if several {
                    *counts.entry(correction(*feature, *corpus)).or_default() += 1;
                }
            }
        }
        let mut features: Vec<u32> =
            counts.into_iter().filter(|(_, n)| *n >= rare).map(|(feature, _)| feature).collect();
        features.sort_unstable();
        let index: HashMap<u32, u32> = features.iter().enumerate().map(|(row, f)| (*f, row as u32)).collect();
        let (mut active, mut ends) = (Vec::new(), Vec::with_capacity(sequences.classes.len()));
        for (begin, end, corpus) in &sequences.bounds {
            for word in *begin..*end {
                for feature in sequences.of_word(word) {
                    active.extend(index.get(feature));
                    if several {
                        active.extend(index.get(&correction(*feature, *corpus)));
                    }
                }
                ends.push(active.len());
            }
        }
        let mut shared = sequences.features.clone();
        shared.sort_unstable();
        shared.dedup();
        Self { features, active, ends, shared }
    }

    fn of_word(&self, word: usize) -> &[u32] {
        &self.active[word.checked_sub(1).map_or(0, |before| self.ends[before])..self.ends[word]]
    }

    /// For each feature the sum of the weight that is shared and the first corpus' correction.
    fn collapsed<const N: usize>(&self, weights: &[[f32; N]]) -> Vec<(u32, [f32; N])> {
        let of = |feature: u32| self.features.binary_search(&feature).ok().map(|row| weights[row]);
        let sum = |feature: u32| {
            let [shared, own] = [of(feature), of(correction(feature, 0))].map(|row| row.unwrap_or([0.0; N]));
            let mut sum = shared;
            sum.iter_mut().zip(own).for_each(|(sum, own)| *sum += own);
            (feature, sum)
        };
        self.shared.iter().map(|feature| sum(*feature)).filter(|(_, row)| row.iter().any(|w| *w != 0.0)).collect()
    }
}

/// The number of a feature's correction for a corpus.
fn correction(feature: u32, corpus: u32) -> u32 {
    Hash::template(CORRECTION + corpus).with(feature).finish()
}

/// A field in training: weights and, for each, the sum of its squared gradients.
struct Training<const N: usize> {
    settings: CrfSettings,
    weights: Vec<[f32; N]>,
    squares: Vec<[f32; N]>,
    steps: Vec<[f32; N]>,
    step_squares: Vec<[f32; N]>,
    /// Which steps may be made.
    legal: Vec<[bool; N]>,
    dice: Dice,
    tables: Tables<N>,
}

/// What is computed of a sequence, kept from one to the next.
#[derive(Default)]
struct Tables<const N: usize> {
    /// The features of each word that did not drop out.
    active: Vec<Vec<u32>>,
    /// Exponentials of the scores of each word, the highest of which is 1.
    scores: Vec<[f32; N]>,
    forward: Vec<[f32; N]>,
    backward: Vec<[f32; N]>,
}

impl<const N: usize> Training<N> {
    fn new(rows: usize, legal: &Transitions, settings: CrfSettings) -> Self {
        let step = |from: usize| std::array::from_fn(|to| legal.get((from < N).then_some(from), to) == 0);
        Self {
            settings,
            weights: vec![[0.0; N]; rows],
            squares: vec![[0.0; N]; rows],
            steps: vec![[0.0; N]; N + 1],
            step_squares: vec![[0.0; N]; N + 1],
            legal: (0..=N).map(step).collect(),
            dice: Dice(0x2545_f491_4f6c_dd1d),
            tables: Tables::default(),
        }
    }

    /// Takes one step along the gradient of a sequence's likelihood.
    fn learn(&mut self, sequences: &Sequences, rows: &Rows, (begin, end, _): (usize, usize, u32)) {
        let gold = &sequences.classes[begin..end];
        let steps = self.expected(rows, begin, end);
        let Tables { active, forward, backward, scores } = &self.tables;
        let mut step_gradient = vec![[0.0; N]; N + 1];
        for (i, gold) in gold.iter().map(|class| usize::from(*class)).enumerate() {
            let mut gradient: [f32; N] = std::array::from_fn(|class| forward[i][class] * backward[i][class]);
            normalise(&mut gradient);
            if i == 0 {
                step_gradient[N].iter_mut().zip(gradient).for_each(|(sum, p)| *sum += p);
                step_gradient[N][gold] -= 1.0;
            } else {
                let mut pairs = [[0.0; N]; N];
                for (from, pairs) in pairs.iter_mut().enumerate() {
                    let before = forward[i - 1][from];
                    *pairs = std::array::from_fn(|to| before * steps[from][to] * scores[i][to] * backward[i][to]);
                }
                let sum: f32 = pairs.iter().flatten().sum();
                for (gradient, pair) in step_gradient.iter_mut().flatten().zip(pairs.iter().flatten()) {
                    *gradient += pair / sum.max(f32::MIN_POSITIVE);
                }
                step_gradient[sequences.classes[begin + i - 1] as usize][gold] -= 1.0;
            }
            gradient[gold] -= 1.0;
            if gradient.iter().all(|g| g.abs() <= LEAST_GRADIENT) {
                continue;
            }
            for row in &active[i] {
                let row = *row as usize;
                descend(&mut self.weights[row], &mut self.squares[row], &gradient, self.settings.rate);
            }
        }
        for (from, gradient) in step_gradient.iter().enumerate() {
            descend(&mut self.steps[from], &mut self.step_squares[from], gradient, self.settings.rate);
        }
    }

    /// Fills the tables for a sequence, by sums over all ways through it; gives the exponentials of the steps.
    fn expected(&mut self, rows: &Rows, begin: usize, end: usize) -> Vec<[f32; N]> {
        let Tables { active, scores, forward, backward } = &mut self.tables;
        let len = end - begin;
        active.resize(active.len().max(len), Vec::new());
        let left = 100 - self.settings.dropout.min(99);
        let kept = 100.0 / left as f32;
        let steps: Vec<[f32; N]> = (0..=N)
            .map(|from| {
                let worth = |to: usize| if self.legal[from][to] { self.steps[from][to].exp() } else { 0.0 };
                std::array::from_fn(worth)
            })
            .collect();
        for table in [&mut *scores, forward, backward] {
            table.clear();
        }
        let mut sums = Vec::with_capacity(len);
        for i in 0..len {
            active[i].clear();
            active[i].extend(rows.of_word(begin + i).iter().filter(|_| self.dice.below(100) < left as usize));
            let mut score = [0.0; N];
            for row in &active[i] {
                score.iter_mut().zip(self.weights[*row as usize]).for_each(|(score, weight)| *score += weight);
            }
            let highest = score.iter().copied().fold(f32::MIN, f32::max);
            scores.push(score.map(|score| ((score - highest) * kept).exp()));
            let mut ways: [f32; N] = match i.checked_sub(1) {
                None => steps[N],
                Some(before) => {
                    std::array::from_fn(|to| (0..N).map(|from| forward[before][from] * steps[from][to]).sum())
                }
            };
            ways.iter_mut().zip(scores[i]).for_each(|(ways, score)| *ways *= score);
            sums.push(normalise(&mut ways));
            forward.push(ways);
        }
        backward.resize(len, [1.0; N]);
        for i in (0..len.saturating_sub(1)).rev() {
            let behind: [f32; N] = std::array::from_fn(|to| scores[i + 1][to] * backward[i + 1][to] / sums[i + 1]);
            backward[i] = std::array::from_fn(|from| (0..N).map(|to| steps[from][to] * behind[to]).sum());
        }
        steps
    }
}

/// Makes numbers add up to 1; gives what they added up to.
fn normalise<const N: usize>(numbers: &mut [f32; N]) -> f32 {
    let sum = numbers.iter().sum::<f32>().max(f32::MIN_POSITIVE);
    *numbers = numbers.map(|number| number / sum);
    sum
}

fn descend<const N: usize>(weights: &mut [f32; N], squares: &mut [f32; N], gradient: &[f32; N], rate: f32) {
    for ((weight, square), g) in weights.iter_mut().zip(squares).zip(gradient) {
        if g.abs() > LEAST_GRADIENT {
            *square += g * g;
            *weight -= rate * g / (square.sqrt() + 1e-3);
        }
    }
}

/// Marsaglia's generator.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 16) % bound.max(1) as u64) as usize
    }

    fn shuffle<T>(&mut self, things: &mut [T]) {
        for i in (1..things.len()).rev() {
            things.swap(i, self.below(i + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Reader, Viterbi, Weights};

    /// A word alone cannot tell its class here; the step before it can.
    #[test]
    fn learns_words_and_steps() {
        let mut sequences = Sequences::default();
        for (words, classes) in [([1, 3, 4], [0, 0, 2]), ([2, 3, 4], [1, 1, 2])] {
            let features = words.map(|word| [word]);
            for _ in 0..20 {
                sequences.add(0, features.iter().map(<[u32; 1]>::as_slice).zip(classes));
            }
        }
        let settings = CrfSettings { epochs: 20, averaged: 5, rate: 0.3, dropout: 0, rare: 2 };
        let crf = Crf::<3>::train(&sequences, &Transitions::new(3), settings);
        let mut writer = Writer::new();
        crf.encode(64.0, 0.01, &mut writer);
        let bytes = writer.finish();
        let weights = Weights::decode(&mut Reader::new(&bytes)).expect("just written");
        let mut path = Vec::new();
        for (words, classes) in [([1, 3, 4], [0, 0, 2]), ([2, 3, 4], [1, 1, 2])] {
            let emissions: Vec<i32> = words.iter().flat_map(|word| weights.score_fixed::<3>(&[*word])).collect();
            Viterbi::default().decode(&emissions, &crf.transitions(64.0), &mut path);
            assert_eq!(path, classes);
        }
    }
}
