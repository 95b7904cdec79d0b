//! Name corpora → the sections of the name tagger.
//!
//! Structured averaged perceptron: each sentence is decoded with the weights so far, and what differs from the gold labels
//! is learned. Sentences of a corpus are shuffled by a fixed generator, so that the same data give the same model.

pub(super) mod clusters;
mod corpus;
mod gazetteers;

use anyhow::Result;

use super::{Plan, Tell};
use crate::{
    annotate::names::{Context, LABELS, Lists, OUTSIDE, Prepared, encode, legal},
    model::{Perceptron, Sections, Viterbi, Writer},
};
use corpus::Passage;

/// Passes over the corpus.
const EPOCHS: usize = 12;

/// How fine weights are kept: this many steps to one.
const SCALE: f64 = 64.0;

/// Weights smaller than this are left out.
const LEAST: f64 = 0.02;

/// Trains on what lies in the plan's folder and adds the tagger's sections to a model.
///
/// # Errors
/// When a corpus cannot be read.
pub fn train(plan: &Plan<'_>, sections: &mut Sections, tell: Tell<'_>) -> Result<()> {
    tell("names: lists and clusters");
    let passages = corpus::training(plan.data, plan.language)?;
    let lists = gazetteers::lists(plan.data, plan.language)?;
    tell("names: weights");
    let mut writer = Writer::new();
    lists.encode(&mut writer);
    sections.insert("names.lists", writer.finish());
    sections.insert("names.weights", weights(&passages, &lists));
    Ok(())
}

/// Learns the weights.
fn weights(passages: &[Passage], lists: &Lists) -> Vec<u8> {
    let contexts: Vec<Context> = passages
        .iter()
        .map(|passage| Context::new(passage.sentences.iter().map(|s| Prepared::new(&s.forms(), lists)).collect()))
        .collect();
    let gold: Vec<Vec<Vec<usize>>> = passages
        .iter()
        .map(|passage| passage.sentences.iter().map(|s| encode(s.words.len(), &s.names)).collect())
        .collect();
    let mut order: Vec<(usize, usize)> =
        contexts.iter().enumerate().flat_map(|(p, context)| (0..context.len()).map(move |s| (p, s))).collect();
    let mut perceptron = Perceptron::new(LABELS).with_threshold(2);
    let transitions = legal();
    let mut viterbi = Viterbi::default();
    let (mut emissions, mut path) = (Vec::new(), Vec::new());
    let mut scores = [0.0; LABELS];
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    for _ in 0..EPOCHS {
        shuffle(&mut order, &mut random);
        for (p, s) in &order {
            let (context, gold) = (&contexts[*p], &gold[*p][*s]);
            let mut features: Vec<Vec<u32>> = vec![Vec::new(); gold.len()];
            emissions.clear();
            for (i, features) in features.iter_mut().enumerate() {
                context.features(*s, i, features);
                perceptron.score(features, &mut scores);
                emissions.extend(scores.iter().map(|score| (score * SCALE as f32) as i32));
            }
            viterbi.decode(&emissions, &transitions, &mut path);
            for (i, features) in features.iter().enumerate() {
                let predicted = path.get(i).copied().unwrap_or(OUTSIDE);
                perceptron.update(features, gold[i], predicted);
            }
            perceptron.tick();
        }
    }
    let mut writer = Writer::new();
    perceptron.encode(SCALE, LEAST, &mut writer);
    writer.finish()
}

/// Fisher and Yates' shuffle with Marsaglia's generator.
fn shuffle<T>(items: &mut [T], random: &mut u64) {
    for i in (1..items.len()).rev() {
        *random ^= *random << 13;
        *random ^= *random >> 7;
        *random ^= *random << 17;
        items.swap(i, (*random % (i as u64 + 1)) as usize);
    }
}
