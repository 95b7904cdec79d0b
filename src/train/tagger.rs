//! Tagged sentences → the tagger's sections.

use std::collections::BTreeMap;

use rayon::join;

use super::{
    Tell,
    adapted::Adapted,
    corpus::{Dice, Example},
};
use crate::{
    annotate::{
        lexicon::Morph,
        tag::{TAGS, feature_features, upos_features},
    },
    document::{Features, Upos},
    model::{MAX_CLASSES, Perceptron, Sections, Writer},
};

/// How often all sentences are gone through.
pub const EPOCHS: usize = 8;
/// Weights are stored as so many times their size.
const SCALE: f64 = 8.0;
/// Features whose weights are all below this are left out.
const LEAST: f64 = 0.5;

/// Trains both classifiers of the tagger.
pub fn train(examples: &[&Example], like: &str, sections: &mut Sections, tell: Tell<'_>, epochs: usize) {
    let sets = feature_sets(examples);
    let mut writer = Writer::new();
    for of_tag in &sets {
        writer.u8(of_tag.len() as u8);
        for set in of_tag {
            writer.str(&set.to_string());
        }
    }
    sections.insert("tag.sets", writer.finish());
    let (upos, features) =
        join(|| train_upos(examples, tell, epochs), || train_features(examples, like, &sets, tell, epochs.div_ceil(2)));
    for (name, perceptron) in [("tag.upos", &upos), ("tag.features", features.shared())] {
        let mut writer = Writer::new();
        perceptron.encode(SCALE, LEAST, &mut writer);
        sections.insert(name, writer.finish());
    }
}

/// For each part of speech its sets of features, the most frequent first.
fn feature_sets(examples: &[&Example]) -> Vec<Vec<Features>> {
    let mut counts = vec![BTreeMap::<Features, usize>::new(); TAGS];
    for morph in examples.iter().flat_map(|e| &e.morphs) {
        *counts[morph.upos as usize].entry(morph.features).or_default() += 1;
    }
    let ranked = |counts: BTreeMap<Features, usize>| {
        let mut ranked: Vec<_> = counts.into_iter().filter(|(_, n)| *n > 2).collect();
        ranked.sort_by_key(|(set, n)| (usize::MAX - n, *set));
        ranked.truncate(MAX_CLASSES);
        if ranked.is_empty() { vec![Features::NONE] } else { ranked.into_iter().map(|(set, _)| set).collect() }
    };
    counts.into_iter().map(ranked).collect()
}

fn train_upos(examples: &[&Example], tell: Tell<'_>, epochs: usize) -> Perceptron {
    let mut perceptron = Perceptron::new(TAGS);
    let (mut features, mut scores, mut morphs) = (Vec::new(), [0.0; TAGS], Vec::new());
    for (epoch, order) in orders(examples.len(), epochs).enumerate() {
        let (mut right, mut all) = (0, 0);
        for example in order.into_iter().map(|i| examples[i]) {
            morphs.clear();
            for (i, gold) in example.morphs.iter().enumerate() {
                upos_features(&example.words, &morphs, i, &mut features);
                perceptron.score(&features, &mut scores);
                let predicted = best(&scores);
                perceptron.update(&features, gold.upos as usize, predicted);
                perceptron.tick();
                morphs.push(Morph { upos: Upos::ALL[predicted], features: Features::NONE });
                all += 1;
                right += usize::from(gold.upos as usize == predicted);
            }
        }
        tell(&format!("tags, round {}: {:.2} % right", epoch + 1, right as f64 * 100.0 / all as f64));
    }
    perceptron
}

fn train_features(examples: &[&Example], like: &str, sets: &[Vec<Features>], tell: Tell<'_>, epochs: usize) -> Adapted {
    let mut perceptron = Adapted::new(MAX_CLASSES, like);
    let (mut features, mut scores, mut morphs) = (Vec::new(), [0.0; MAX_CLASSES], Vec::new());
    for (epoch, order) in orders(examples.len(), epochs).enumerate() {
        let (mut right, mut all) = (0, 0);
        for example in order.into_iter().map(|i| examples[i]) {
            morphs.clear();
            morphs.extend(example.morphs.iter().map(|m| Morph { upos: m.upos, features: Features::NONE }));
            for (i, gold) in example.morphs.iter().enumerate() {
                let sets = &sets[gold.upos as usize];
                feature_features(&example.words, &morphs, i, &mut features);
                perceptron.score(example, &features, &mut scores);
                let predicted = best(&scores[..sets.len()]);
                if let Some(gold) = sets.iter().position(|set| *set == gold.features) {
                    perceptron.update(example, &features, gold, predicted);
                    all += 1;
                    right += usize::from(gold == predicted);
                }
                perceptron.tick();
                morphs[i].features = sets[predicted];
            }
        }
        tell(&format!("features, round {}: {:.2} % right", epoch + 1, right as f64 * 100.0 / all as f64));
    }
    perceptron
}

/// For each epoch another order of the examples.
pub fn orders(examples: usize, epochs: usize) -> impl Iterator<Item = Vec<usize>> {
    let mut dice = Dice::new(7);
    let mut order: Vec<usize> = (0..examples).collect();
    (0..epochs).map(move |_| {
        dice.shuffle(&mut order);
        order.clone()
    })
}

/// The class with the highest score, the first of equals.
pub fn best(scores: &[f32]) -> usize {
    let (mut best, mut best_score) = (0, f32::NEG_INFINITY);
    for (class, score) in scores.iter().enumerate() {
        if *score > best_score {
            (best, best_score) = (class, *score);
        }
    }
    best
}
