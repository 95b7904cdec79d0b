//! Raw text, treebanks and vectors → clusters of words, fine and coarse.

use anyhow::Result;
use fst::MapBuilder;

use super::{Plan, names::clusters::cluster, vectors};
use crate::{annotate::words::lower, document::Document, model::Writer};

/// How many clusters, coarse and fine.
const CLUSTERS: [usize; 2] = [64, 512];

/// Trains the clusters' section.
///
/// # Errors
/// When the vectors of words, where there are any, cannot be read.
pub fn train<'d>(plan: &Plan<'_>, documents: impl Iterator<Item = &'d Document>) -> Result<Vec<u8>> {
    let mut sentences = Vec::new();
    documents.for_each(|document| add(document, &mut sentences));
    let mut found = CLUSTERS.map(|number| cluster(&sentences, number));
    let vectors = plan.data.join("vectors").join(plan.language).with_extension("json");
    if vectors.is_file() {
        // Words with a vector go by it, the others keep their clusters under further numbers.
        for (found, (by_vector, number)) in
            found.iter_mut().zip(vectors::clusters(&vectors, CLUSTERS)?.into_iter().zip(CLUSTERS))
        {
            found.values_mut().for_each(|cluster| *cluster += number as u16);
            found.extend(by_vector);
        }
    }
    let [coarse, fine] = found;
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
