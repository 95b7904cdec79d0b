//! Raw text and treebanks → clusters of words, fine and coarse.

use anyhow::Result;
use fst::MapBuilder;

use super::names::clusters::cluster;
use crate::{annotate::words::lower, document::Document, model::Writer};

/// How many clusters, coarse and fine.
const CLUSTERS: [usize; 2] = [64, 512];

/// Trains the clusters' section.
///
/// # Errors
/// Never in practice: writing to memory does not fail.
pub fn train<'d>(documents: impl Iterator<Item = &'d Document>) -> Result<Vec<u8>> {
    let mut sentences = Vec::new();
    documents.for_each(|document| add(document, &mut sentences));
    let [coarse, fine] = CLUSTERS.map(|number| cluster(&sentences, number));
    let mut builder = MapBuilder::memory();
    for (word, fine) in &fine {
        let coarse = coarse.get(word).copied().unwrap_or_default();
        builder.insert(word, u64::from(coarse) << 16 | u64::from(*fine))?;
    }
    let map = builder.into_inner()?;
    let mut writer = Writer::new();
    writer.u32(map.len() as u32);
    writer.bytes(&map);
    Ok(writer.finish())
}

/// Adds the sentences of a document, in lower case, numbers made 0.
fn add(document: &Document, sentences: &mut Vec<Vec<String>>) {
    let mut lowered = String::new();
    for sentence in &document.sentences {
        let words = sentence.tokens.iter().map(|token| {
            lower(document.form(token), &mut lowered);
            if lowered.starts_with(|c: char| c.is_ascii_digit()) { "0".to_owned() } else { lowered.clone() }
        });
        sentences.push(words.collect());
    }
}
