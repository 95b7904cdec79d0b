//! Words → parts of speech, then features.
//!
//! Two linear classifiers, both greedy from left to right. The first sees the words around, what the lexicon says they can
//! be, and the two tags before; the second chooses, given all tags of the sentence, among the sets of features that words of
//! the tag have, or among those that the lexicon gives to the word where it knows it well.

use super::{
    lexicon::{Lexicon, Morph},
    words::Words,
};
use crate::{
    document::{Features, Upos},
    model::{Container, Hash, MAX_CLASSES, ModelError, Weights},
};

/// How many parts of speech there are.
pub const TAGS: usize = Upos::ALL.len();
/// A form that the treebanks have so often with a tag has no features but those they show.
const WELL_KNOWN: u32 = 4;

/// The tagger of a language.
#[derive(Debug, Clone)]
pub struct Tagger {
    upos: Weights,
    /// For each part of speech its sets of features, the most frequent first; at most [`MAX_CLASSES`].
    sets: Vec<Vec<Features>>,
    features: Weights,
}

impl Tagger {
    /// Reads the tagger's sections.
    ///
    /// # Errors
    /// When they are missing or damaged.
    pub fn load(container: &Container<'_>) -> Result<Self, ModelError> {
        let mut reader = container.reader("tag.sets")?;
        let mut sets = Vec::new();
        for _ in 0..TAGS {
            let mut of_tag = Vec::new();
            for _ in 0..reader.u8()? {
                of_tag.push(Features::parse(reader.str()?));
            }
            if of_tag.is_empty() || of_tag.len() > MAX_CLASSES {
                return Err(ModelError::Truncated);
            }
            sets.push(of_tag);
        }
        let upos = Weights::decode(&mut container.reader("tag.upos")?)?;
        let features = Weights::decode(&mut container.reader("tag.features")?)?;
        if upos.classes() != TAGS || features.classes() != MAX_CLASSES {
            return Err(ModelError::Truncated);
        }
        Ok(Self { upos, sets, features })
    }

    /// Tags the words of a sentence; `morphs` gets one entry a word.
    pub fn tag(&self, words: &Words, lexicon: &Lexicon, buffer: &mut Vec<u32>, morphs: &mut Vec<Morph>) {
        morphs.clear();
        for i in 0..words.len() {
            upos_features(words, morphs, i, buffer);
            let scores = self.upos.score_fixed::<TAGS>(buffer);
            morphs.push(Morph { upos: Upos::ALL[best(&scores)], features: Features::NONE });
        }
        for i in 0..words.len() {
            morphs[i].features = self.choose(words, lexicon, morphs, i, buffer);
        }
    }

    /// The features of the word at `i`.
    fn choose(&self, words: &Words, lexicon: &Lexicon, morphs: &[Morph], i: usize, buffer: &mut Vec<u32>) -> Features {
        let upos = morphs[i].upos;
        let sets = &self.sets[upos as usize];
        let known = lexicon.analyses(words.at(i).set).iter().filter(|a| lexicon.morph(a).upos == upos);
        let usable = |m: Morph| sets.iter().position(|set| *set == m.features);
        let (mut count, mut allowed) = (0, 0u64);
        for analysis in known {
            count += u32::from(analysis.count);
            let morph = lexicon.morph(analysis);
            if (analysis.count > 0 || !morph.features.is_none())
                && let Some(class) = usable(morph)
            {
                // A list that tells the features is as good as having seen the word often.
                count += if analysis.listed { WELL_KNOWN } else { 0 };
                allowed |= 1 << class;
            }
        }
        if count < WELL_KNOWN || allowed == 0 {
            allowed = u64::MAX;
        }
        if allowed.is_power_of_two() {
            return sets[allowed.trailing_zeros() as usize];
        }
        if sets.len() == 1 {
            return sets[0];
        }
        feature_features(words, morphs, i, buffer);
        let scores = self.features.score_fixed::<MAX_CLASSES>(buffer);
        let (mut best, mut best_score) = (0, i32::MIN);
        for (class, score) in scores[..sets.len()].iter().enumerate() {
            if allowed >> class & 1 == 1 && *score > best_score {
                (best, best_score) = (class, *score);
            }
        }
        sets[best]
    }
}

/// The class with the highest score, the first of equals.
pub fn best(scores: &[i32]) -> usize {
    let (mut best, mut best_score) = (0, i32::MIN);
    for (class, score) in scores.iter().enumerate() {
        if *score > best_score {
            (best, best_score) = (class, *score);
        }
    }
    best
}

/// The features by which the part of speech of the word at `i` is chosen; `morphs` holds the tags of the words before.
pub fn upos_features(words: &Words, morphs: &[Morph], i: usize, out: &mut Vec<u32>) {
    out.clear();
    let tag = |back: usize| i.checked_sub(back).and_then(|j| morphs.get(j)).map_or(99, |m| m.upos as u32);
    let (word, next, after) = (words.at(i), words.at(i + 1), words.at(i + 2));
    let (last, before) = (words.before(i, 1), words.before(i, 2));
    let (t1, t2) = (tag(1), tag(2));
    let mut number = 0;
    let mut add = |parts: &[u32]| {
        let start = Hash::template(number);
        number += 1;
        out.push(parts.iter().fold(start, |hash, part| hash.with(*part)).finish());
    };
    add(&[]);
    add(&[word.lower]);
    add(&[last.lower]);
    add(&[next.lower]);
    add(&[before.lower]);
    add(&[after.lower]);
    add(&[word.suffixes[0]]);
    add(&[word.suffixes[1]]);
    add(&[word.suffixes[2]]);
    add(&[word.suffixes[3]]);
    add(&[word.prefixes[0]]);
    add(&[word.prefixes[1]]);
    add(&[word.prefixes[2]]);
    add(&[word.shape]);
    add(&[word.shape, last.shape]);
    add(&[word.shape, next.shape]);
    add(&[word.shape, word.class]);
    add(&[word.class]);
    add(&[last.class]);
    add(&[next.class]);
    add(&[after.class]);
    add(&[word.class, next.class]);
    add(&[last.class, word.class]);
    add(&[word.class, next.class, after.class]);
    add(&[t1]);
    add(&[t1, t2]);
    add(&[t1, word.lower]);
    add(&[t1, word.class]);
    add(&[t1, t2, word.class]);
    add(&[t1, word.class, next.class]);
    add(&[t1, next.lower]);
    add(&[t1, word.suffixes[2]]);
    add(&[t1, t2, word.suffixes[1]]);
    add(&[last.lower, word.lower]);
    add(&[word.lower, next.lower]);
    add(&[last.lower, word.class]);
    add(&[last.suffixes[2], word.suffixes[2]]);
    add(&[last.suffixes[2]]);
    add(&[next.suffixes[2]]);
    add(&[word.suffixes[2], next.suffixes[2]]);
    add(&[word.clusters[1]]);
    add(&[last.clusters[1]]);
    add(&[next.clusters[1]]);
    add(&[word.clusters[0], next.clusters[0]]);
    add(&[t1, word.clusters[0]]);
    add(&[t1, word.clusters[1], next.clusters[1]]);
    add(&[last.lower, next.lower]);
    add(&[t1, word.shape, word.class]);
}

/// The features by which the morphological features of the word at `i` are chosen.
pub fn feature_features(words: &Words, morphs: &[Morph], i: usize, out: &mut Vec<u32>) {
    out.clear();
    let morph = |j: Option<usize>| j.and_then(|j| morphs.get(j)).copied().unwrap_or_default();
    let (word, last, next) = (words.at(i), words.before(i, 1), words.at(i + 1));
    let (before, m1, m2) = (words.before(i, 2), morph(i.checked_sub(1)), morph(i.checked_sub(2)));
    let upos = morphs[i].upos as u32;
    let (p1, n1, n2) = (m1.upos as u32, morph(Some(i + 1)).upos as u32, morph(Some(i + 2)).upos as u32);
    let agreement = |m: Morph| (m.features.bits() ^ (m.features.bits() >> 32)) as u32;
    let mut number = 100;
    let mut add = |parts: &[u32]| {
        let start = Hash::template(number).with(upos);
        number += 1;
        out.push(parts.iter().fold(start, |hash, part| hash.with(*part)).finish());
    };
    add(&[]);
    add(&[word.lower]);
    add(&[word.suffixes[0]]);
    add(&[word.suffixes[1]]);
    add(&[word.suffixes[2]]);
    add(&[word.suffixes[3]]);
    add(&[word.class, word.suffixes[0]]);
    add(&[word.shape]);
    add(&[agreement(m1), p1]);
    add(&[agreement(m1), p1, word.suffixes[0]]);
    add(&[agreement(m1), p1, word.lower]);
    add(&[agreement(m2), m2.upos as u32, agreement(m1)]);
    add(&[agreement(m2), m2.upos as u32, word.suffixes[0]]);
    add(&[last.lower]);
    add(&[last.lower, word.lower]);
    add(&[next.lower, word.lower]);
    add(&[next.lower]);
    add(&[n1, next.suffixes[0], word.suffixes[0]]);
    add(&[n1, next.suffixes[1]]);
    add(&[n1, next.suffixes[1], word.lower]);
    add(&[n1, n2]);
    add(&[p1, n1]);
    add(&[before.lower, last.lower]);
    add(&[word.lower, p1]);
    add(&[word.prefixes[2]]);
    add(&[words.at(i + 2).suffixes[0], n2, n1]);
    add(&[word.lower, p1, n1]);
}
