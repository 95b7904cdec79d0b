//! Hashed features → scores of the classes.
//!
//! In a file, the weights are sparse rows sorted by feature (a row names the classes that have a weight), features coded as
//! differences. In memory, a row has one 16-bit weight a class, and an open-addressed table leads from feature to row. Rows
//! are laid out in the table's own order, so loading writes straight on.

#[cfg(any(test, feature = "train"))]
use super::Writer;
use super::{ModelError, Reader};

/// No classifier has more classes than this.
pub const MAX_CLASSES: usize = 64;
/// Set in the first byte of weights of at most [`MOST_BITS`] classes, whose rows name their classes by bits.
const FEW: u8 = 0x80;

/// As many classes are named by bits, eight a byte; where there are more, each weight stands behind its class.
const MOST_BITS: usize = 16;

/// How many features are looked up together.
const BLOCK: usize = 64;

/// The weights of a linear classifier over hashed features.
#[derive(Debug, Clone)]
pub struct Weights {
    classes: usize,
    /// How far a feature is shifted right to give its first slot.
    shift: u32,
    slots: Vec<Slot>,
    rows: Vec<i16>,
}

/// A place in the table; empty where `row` is [`Slot::EMPTY`].
#[derive(Debug, Clone, Copy)]
struct Slot {
    feature: u32,
    row: u32,
}

impl Slot {
    const EMPTY: u32 = u32::MAX;
    const NONE: Slot = Slot { feature: 0, row: Self::EMPTY };
}

impl Weights {
    /// How many classes there are.
    pub fn classes(&self) -> usize {
        self.classes
    }

    /// How many features have a weight.
    pub fn len(&self) -> usize {
        self.rows.len() / self.classes
    }

    /// Whether no feature has a weight.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Sets `scores` to the sums of the weights of `features`; `scores` has one place a class.
    pub fn score(&self, features: &[u32], scores: &mut [i32]) {
        scores.fill(0);
        self.add(features, scores);
    }

    /// Adds the weights of `features` to `scores`.
    pub fn add(&self, features: &[u32], scores: &mut [i32]) {
        debug_assert_eq!(scores.len(), self.classes);
        let mut found = [0; BLOCK];
        for block in features.chunks(BLOCK) {
            for row in self.find(block, &mut found) {
                let begin = *row as usize * self.classes;
                let Some(row) = self.rows.get(begin..begin + self.classes) else { continue };
                for (score, weight) in scores.iter_mut().zip(row) {
                    *score += i32::from(*weight);
                }
            }
        }
    }

    /// [`Weights::score`] for a number of classes that is known at compile time.
    pub fn score_fixed<const N: usize>(&self, features: &[u32]) -> [i32; N] {
        let mut scores = [0; N];
        let mut found = [0; BLOCK];
        for block in features.chunks(BLOCK) {
            for row in self.find(block, &mut found) {
                let Some(row) = self.rows.get(*row as usize * N..).and_then(|rest| rest.first_chunk::<N>()) else {
                    continue;
                };
                for (score, weight) in scores.iter_mut().zip(row) {
                    *score += i32::from(*weight);
                }
            }
        }
        scores
    }

    /// The rows of those features of a block that have one. The table is far larger than the caches: the first slots of
    /// all features are read before any is looked into, so that the memory serves them at the same time.
    #[inline]
    fn find<'f>(&self, block: &[u32], found: &'f mut [u32; BLOCK]) -> &'f [u32] {
        let mut slots = [Slot::NONE; BLOCK];
        for (slot, feature) in slots.iter_mut().zip(block) {
            *slot = self.slot(self.place(*feature));
        }
        let mut n = 0;
        for (slot, feature) in slots.iter().zip(block) {
            let (mut slot, mut place) = (*slot, self.place(*feature));
            // The table ends in an empty slot, so the search ends too.
            while slot.feature != *feature && slot.row != Slot::EMPTY {
                place += 1;
                slot = self.slot(place);
            }
            found[n] = slot.row;
            n += usize::from(slot.row != Slot::EMPTY);
        }
        &found[..n]
    }

    /// The place in the table where the search for a feature starts.
    #[inline]
    fn place(&self, feature: u32) -> usize {
        (feature >> self.shift) as usize
    }

    #[inline]
    fn slot(&self, place: usize) -> Slot {
        self.slots.get(place).copied().unwrap_or(Slot::NONE)
    }

    /// Reads what the trainer wrote.
    ///
    /// # Errors
    /// When the bytes are cut short or name a class that does not exist.
    pub fn decode(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        let first = reader.u8()?;
        let (classes, few) = ((first & !FEW) as usize, first & FEW != 0);
        let count = reader.u32()? as usize;
        let most = if few { MOST_BITS } else { MAX_CLASSES };
        if classes == 0 || classes > most || count > reader.left() {
            return Err(ModelError::Truncated);
        }
        let bits = (usize::BITS - (count * 3 / 2).leading_zeros()).clamp(1, 31);
        let mut slots = Vec::new();
        slots.resize((1 << bits) + 64, Slot::NONE);
        let mut rows = vec![0; count * classes];
        let (mut feature, mut next) = (0u32, 0usize);
        for (row, weights) in rows.chunks_exact_mut(classes).enumerate() {
            feature = feature.wrapping_add(reader.varint()?);
            if few {
                let mut bits = u32::from(reader.u8()?);
                if classes > 8 {
                    bits |= u32::from(reader.u8()?) << 8;
                }
                for (class, weight) in weights.iter_mut().enumerate() {
                    if bits >> class & 1 == 1 {
                        *weight = reader.signed()? as i16;
                    }
                }
            } else {
                for _ in 0..reader.u8()? {
                    let class = reader.u8()? as usize;
                    *weights.get_mut(class).ok_or(ModelError::Truncated)? = reader.signed()? as i16;
                }
            }
            // Features come sorted, so the first free slot at or after the feature's own is never before the last one.
            next = next.max((feature >> (32 - bits)) as usize);
            if next + 1 >= slots.len() {
                slots.resize(next + 64, Slot::NONE);
            }
            slots[next] = Slot { feature, row: row as u32 };
            next += 1;
        }
        slots.push(Slot::NONE);
        Ok(Self { classes, shift: 32 - bits, slots, rows })
    }
}

/// Writes rows of weights, sorted by feature; zeros are left out.
#[cfg(any(test, feature = "train"))]
pub(super) fn encode(classes: usize, rows: &[(u32, Vec<i16>)], writer: &mut Writer) {
    let few = classes <= MOST_BITS;
    writer.u8(classes as u8 | if few { FEW } else { 0 });
    writer.u32(rows.len() as u32);
    let mut last = 0;
    for (feature, weights) in rows {
        writer.varint(feature - last);
        last = *feature;
        let used = weights.iter().enumerate().filter(|(_, w)| **w != 0);
        if few {
            let bits: u16 = used.clone().fold(0, |bits, (class, _)| bits | 1 << class);
            writer.bytes(&bits.to_le_bytes()[..classes.div_ceil(8)]);
        } else {
            writer.u8(used.clone().count() as u8);
        }
        for (class, weight) in used {
            if !few {
                writer.u8(class as u8);
            }
            writer.signed(i32::from(*weight));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn scores_are_the_sums_of_rows(table in proptest::collection::btree_map(any::<u32>(), proptest::collection::vec(-300i16..300, 3), 0..200)) {
            let rows: Vec<_> = table.clone().into_iter().collect();
            let mut writer = Writer::new();
            encode(3, &rows, &mut writer);
            let bytes = writer.finish();
            let weights = Weights::decode(&mut Reader::new(&bytes)).expect("just written");
            let features: Vec<u32> = table.keys().copied().chain([7, u32::MAX, 0x8000_0000]).collect();
            let mut expected = [0; 3];
            for feature in &features {
                for (sum, w) in expected.iter_mut().zip(table.get(feature).unwrap_or(&vec![0; 3])) {
                    *sum += i32::from(*w);
                }
            }
            let mut scores = [1; 3];
            weights.score(&features, &mut scores);
            prop_assert_eq!(scores, expected);
            prop_assert_eq!(weights.score_fixed::<3>(&features), expected);
        }

        #[test]
        fn damaged_bytes_never_panic(bytes: Vec<u8>) {
            let _ = Weights::decode(&mut Reader::new(&bytes));
        }
    }
}
