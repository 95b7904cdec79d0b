//! Treebanks and raw text → a parser that is too slow to ship but right more often, and whose trees the one that ships learns
//! from.
//!
//! A network with long short-term memory in both directions over embeddings of words tells heads, relations and tags at once
//! (Dozat & Manning 2017). It knows which treebank a sentence is from, so that it can learn from treebanks that follow
//! different guidelines and speak as the one that is asked for.

mod input;
mod layers;
mod lstm;
mod net;
mod trees;
mod vectors;

use std::collections::BTreeMap;

use self::{
    input::{Ids, Vocabulary},
    net::{Gold, Item, Net, Sizes, Told},
    vectors::Vectors,
};
use super::{
    Tell,
    corpus::{Dice, Example, View},
};
use crate::{
    annotate::{lexicon::Morph, words::Words},
    document::{Deprel, Document, TokenId, Upos},
};

const SIZES: Sizes = Sizes { state: 128, layers: 2, arc: 150, label: 100, tag: 100, drop: 0.3, drop_state: 0.2 };
const EPOCHS: usize = 7;
const BATCH_WORDS: usize = 1000;
/// Batches are made of sentences of like length from so many batches' worth of sentences.
const POOL: usize = 20;
const LONGEST: usize = 120;
const RATE: f32 = 2e-3;
/// Steps in which the rate grows to its full size.
const WARM_UP: f32 = 200.0;
/// The gradient is never longer than this.
const LONGEST_GRADIENT: f32 = 5.0;
/// Relations and sets of features that are rarer are not told.
const RARE: usize = 5;

/// The parser that teaches.
#[derive(Debug)]
pub struct Teacher {
    net: Net,
    vocabulary: Vocabulary,
    vectors: Vectors,
    relations: Vec<Deprel>,
    morphs: Vec<Morph>,
}

/// What the teacher reads out of a sentence.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Parts of speech and features.
    pub morphs: Vec<Morph>,
    /// For each word its head; the number of words stands for the root.
    pub heads: Vec<u32>,
    /// For each word its relation.
    pub relations: Vec<Deprel>,
    /// The mean over words of the logarithm of the probability of their heads.
    pub confidence: f32,
}

impl Teacher {
    /// Learns from trees, and vectors from raw text (sentences of words' hashes).
    pub fn train(examples: &[Example], raw: &[Vec<u32>], tell: Tell<'_>) -> Self {
        let vectors = Vectors::train(raw);
        tell("vectors of words");
        let vocabulary = Vocabulary::new(examples.iter().map(|e| (&e.words, e.treebank)));
        let relations = frequent(examples.iter().flat_map(|e| &e.relations).filter(|r| **r != Deprel::ROOT).copied());
        let morphs = frequent(examples.iter().flat_map(|e| &e.morphs).copied());
        let mut dice = Dice::new(31);
        let classes = [relations.len(), Upos::ALL.len(), morphs.len()];
        let net = Net::new(SIZES, &vocabulary, &vectors, classes, &mut dice);
        let mut teacher = Self { net, vocabulary, vectors, relations, morphs };
        let items: Vec<Item> = examples.iter().filter(|e| e.words.len() < LONGEST).map(|e| teacher.item(e)).collect();
        teacher.learn(&items, &mut dice, tell);
        teacher
    }

    fn learn(&mut self, items: &[Item], dice: &mut Dice, tell: Tell<'_>) {
        let plans: Vec<Vec<Vec<usize>>> = (0..EPOCHS).map(|_| batches(items, dice)).collect();
        let steps = plans.iter().map(Vec::len).sum::<usize>() as f32;
        let mut step = 0.0f32;
        for (epoch, plan) in plans.iter().enumerate() {
            let (mut loss, mut some) = (0.0, 0.0);
            for (number, batch) in plan.iter().enumerate() {
                let batch: Vec<&Item> = batch.iter().map(|i| &items[*i]).collect();
                let of_batch = self.net.learn(&batch, Some(dice));
                (loss, some) = (loss + of_batch, some + 1.0);
                let rate = RATE * (step / WARM_UP).min(1.0) * (1.0 - step / steps);
                let params = self.net.params();
                let length = params.iter().map(|param| param.square()).sum::<f32>().sqrt();
                let scale = if length > LONGEST_GRADIENT { LONGEST_GRADIENT / length } else { 1.0 };
                for param in params {
                    param.step(rate, scale);
                }
                step += 1.0;
                if (number + 1).is_multiple_of(100) {
                    tell(&format!(
                        "teacher, round {}, batch {} of {}: loss {:.3}",
                        epoch + 1,
                        number + 1,
                        plan.len(),
                        loss / some
                    ));
                    (loss, some) = (0.0, 0.0);
                }
            }
        }
    }

    fn item(&self, example: &Example) -> Item {
        let place = |found: Result<usize, usize>| found.ok().map(|i| i as u32);
        let n = example.words.len() as u32;
        let word = |i: usize| {
            let head = example.heads[i];
            let relation = example.relations[i];
            Gold {
                head: Some(if head == n { 0 } else { head + 1 }),
                relation: if head == n { None } else { place(self.relations.binary_search(&relation)) },
                upos: Some(example.morphs[i].upos as u32),
                morph: place(self.morphs.binary_search(&example.morphs[i])),
            }
        };
        Item {
            ids: self.vocabulary.ids(&example.words, example.treebank, &self.vectors),
            gold: std::iter::once(Gold::default()).chain((0..n as usize).map(word)).collect(),
        }
    }

    /// Reads sentences as if they were of this treebank; as many readings as sentences, in their order.
    pub fn read(&self, sentences: &[&Words], treebank: u32) -> Vec<Reading> {
        let mut order: Vec<usize> = (0..sentences.len()).collect();
        order.sort_by_key(|i| std::cmp::Reverse(sentences[*i].len()));
        let mut readings: Vec<Option<Reading>> = vec![None; sentences.len()];
        let mut rest = &order[..];
        while let Some(first) = rest.first() {
            let count = (BATCH_WORDS * 2 / (sentences[*first].len() + 1)).clamp(1, rest.len());
            let (batch, after) = rest.split_at(count);
            rest = after;
            let ids: Vec<Vec<Ids>> =
                batch.iter().map(|i| self.vocabulary.ids(sentences[*i], treebank, &self.vectors)).collect();
            let told = self.net.tell(&ids.iter().map(Vec::as_slice).collect::<Vec<_>>());
            for (i, told) in batch.iter().zip(told) {
                readings[*i] = Some(self.reading(&told));
            }
        }
        readings.into_iter().flatten().collect()
    }

    /// Sets parts of speech, features and trees of all sentences of a document; returns a confidence a sentence.
    pub fn annotate(&self, document: &mut Document, treebank: u32, view: View<'_>) -> Vec<f32> {
        let mut sentences = vec![Words::default(); document.sentences.len()];
        for (words, sentence) in sentences.iter_mut().zip(&document.sentences) {
            words.fill(document, sentence.tokens, view.lexicon, view.clusters);
        }
        let readings = self.read(&sentences.iter().collect::<Vec<_>>(), treebank);
        for (number, reading) in readings.iter().enumerate() {
            let tokens = document.sentences[number].tokens;
            let (first, root) = (tokens.begin.0, tokens.len() as u32);
            for (i, token) in document.tokens[tokens.range()].iter_mut().enumerate() {
                let head = reading.heads[i];
                token.upos = reading.morphs[i].upos;
                token.features = reading.morphs[i].features;
                token.head = (head != root).then_some(TokenId(first + head));
                token.deprel = reading.relations[i];
            }
        }
        readings.iter().map(|reading| reading.confidence).collect()
    }

    fn reading(&self, told: &Told) -> Reading {
        let n = told.heads.len() as u32;
        let morph = |(scores, upos): (&Vec<f32>, &u32)| {
            let upos = Upos::ALL[*upos as usize];
            let mut best = (Morph { upos, ..Morph::default() }, f32::NEG_INFINITY);
            for (morph, score) in self.morphs.iter().zip(scores).filter(|(morph, _)| morph.upos == upos) {
                if *score > best.1 {
                    best = (*morph, *score);
                }
            }
            best.0
        };
        let relation = |(head, relation): (&u32, &u32)| {
            if *head == 0 { Deprel::ROOT } else { self.relations[*relation as usize] }
        };
        Reading {
            morphs: told.morphs.iter().zip(&told.upos).map(morph).collect(),
            heads: told.heads.iter().map(|head| if *head == 0 { n } else { head - 1 }).collect(),
            relations: told.heads.iter().zip(&told.relations).map(relation).collect(),
            confidence: told.confidence,
        }
    }
}

/// What comes often enough, sorted.
fn frequent<T: Ord + Copy>(things: impl Iterator<Item = T>) -> Vec<T> {
    let mut counts = BTreeMap::<T, usize>::new();
    things.for_each(|thing| *counts.entry(thing).or_default() += 1);
    counts.into_iter().filter(|(_, n)| *n >= RARE).map(|(thing, _)| thing).collect()
}

/// The batches of one round: each has sentences of like length, the longest first.
fn batches(items: &[Item], dice: &mut Dice) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..items.len()).collect();
    dice.shuffle(&mut order);
    let length = |i: &usize| items[*i].ids.len();
    let cut = |order: &[usize], words: usize| {
        let mut parts: Vec<Vec<usize>> = vec![Vec::new()];
        let mut sum = 0;
        for i in order {
            if sum >= words {
                parts.push(Vec::new());
                sum = 0;
            }
            parts.last_mut().into_iter().for_each(|part| part.push(*i));
            sum += length(i);
        }
        parts.retain(|part| !part.is_empty());
        parts
    };
    let mut batches = Vec::new();
    for mut pool in cut(&order, POOL * BATCH_WORDS) {
        pool.sort_by_key(|i| std::cmp::Reverse(length(i)));
        batches.extend(cut(&pool, BATCH_WORDS));
    }
    dice.shuffle(&mut batches);
    batches
}
