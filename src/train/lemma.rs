//! Words with lemmas → which ending makes which lemma.

use std::collections::BTreeMap;

use anyhow::Result;
use fst::MapBuilder;

use super::lexicon::Learned;
use crate::{
    annotate::lemma::{LONGEST_ENDING, ending_kind},
    document::Upos,
};

/// The lemmatizer's section: for each part of speech (plurals apart) and ending the script that most words with that ending have, where it
/// differs from what the next shorter ending says.
///
/// # Errors
/// Never in practice: writing to memory does not fail.
pub fn train(learned: &Learned) -> Result<Vec<u8>> {
    let mut counts: BTreeMap<Vec<u8>, BTreeMap<u16, u32>> = BTreeMap::new();
    for (word, morph, script) in learned.words() {
        if word.chars().count() < 3 || matches!(morph.upos, Upos::Adp | Upos::Det | Upos::Pron | Upos::Aux) {
            continue;
        }
        let mut key = vec![ending_kind(morph)];
        *counts.entry(key.clone()).or_default().entry(script).or_default() += 1;
        for c in word.chars().rev().take(LONGEST_ENDING) {
            key.extend(c.to_string().bytes().rev());
            *counts.entry(key.clone()).or_default().entry(script).or_default() += 1;
        }
    }
    let mut rules: BTreeMap<Vec<u8>, u16> = BTreeMap::new();
    for (key, scripts) in counts {
        let Some((script, count)) = scripts.into_iter().max_by_key(|(script, n)| (*n, u16::MAX - script)) else {
            continue;
        };
        let shorter = (1..key.len()).rev().find_map(|len| rules.get(&key[..len]));
        if count > 1 && shorter != Some(&script) {
            rules.insert(key, script);
        }
    }
    let mut builder = MapBuilder::memory();
    for (key, script) in rules {
        builder.insert(key, u64::from(script))?;
    }
    Ok(builder.into_inner()?)
}
