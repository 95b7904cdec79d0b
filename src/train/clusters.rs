//! Raw text → clusters of words.

use anyhow::Result;
use fst::MapBuilder;

use super::{Plan, Tell, corpus::Corpus};
use crate::model::Writer;

/// Trains the clusters' section.
///
/// # Errors
/// When the raw text cannot be read.
pub fn train(_plan: &Plan<'_>, _corpus: &Corpus, _tell: Tell<'_>) -> Result<Vec<u8>> {
    let map = MapBuilder::memory().into_inner()?;
    let mut writer = Writer::new();
    writer.u32(map.len() as u32);
    writer.bytes(&map);
    Ok(writer.finish())
}
