//! A word in lower case → the cluster of words that stand in similar places (Brown et al. 1992; Martin et al. 1998).
//!
//! Learned from raw text while training; each cluster has a number, and belongs to one of fewer, larger ones.

use fst::Map;

use crate::model::{ModelError, Reader};

/// The clusters of a language.
#[derive(Debug, Clone)]
pub struct Clusters {
    words: Map<Vec<u8>>,
}

impl Clusters {
    /// Coarse and fine cluster of a word in lower case; 0 where it has none.
    pub fn find(&self, lower: &str) -> [u32; 2] {
        let number = self.words.get(lower).unwrap_or_default() as u32;
        [number >> 16, number]
    }

    /// Reads what the trainer wrote.
    ///
    /// # Errors
    /// When the bytes are damaged.
    pub fn decode(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        let len = reader.u32()? as usize;
        Ok(Self { words: Map::new(reader.bytes(len)?.to_vec()).map_err(|_| ModelError::Truncated)? })
    }
}
