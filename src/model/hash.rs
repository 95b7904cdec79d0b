//! Features and words → 32-bit numbers.
//!
//! The numbers are part of the model format: changing anything here makes old models meaningless.

const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;

/// A feature under construction: the number of its template, then its parts in a fixed order.
#[derive(Debug, Clone, Copy)]
pub struct Hash(u64);

impl Hash {
    /// The start of a feature of this template.
    #[inline]
    pub fn template(number: u32) -> Self {
        Hash((u64::from(number) + 1).wrapping_mul(0xd6e8_feb8_6659_fd93))
    }

    /// The feature with one more part.
    #[inline]
    #[must_use]
    pub fn with(self, part: u32) -> Self {
        let mixed = (self.0 ^ u64::from(part)).wrapping_mul(MULTIPLIER);
        Hash(mixed ^ (mixed >> 29))
    }

    /// The finished feature.
    #[inline]
    pub fn finish(self) -> u32 {
        (self.0.wrapping_mul(MULTIPLIER) >> 32) as u32
    }
}

/// A string as a number.
pub fn hash_bytes(bytes: &[u8]) -> u32 {
    let mut hash = Hash::template(bytes.len() as u32);
    for chunk in bytes.chunks(4) {
        let part = chunk.iter().fold(0, |part, byte| (part << 8) | u32::from(*byte));
        hash = hash.with(part);
    }
    hash.finish()
}

/// A run of characters as a number; not the same number as that of the string.
pub fn hash_chars(chars: &[char]) -> u32 {
    chars.iter().fold(Hash::template(chars.len() as u32), |hash, c| hash.with(*c as u32)).finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_template_count() {
        let feature = |t, a, b| Hash::template(t).with(a).with(b).finish();
        assert_ne!(feature(0, 1, 2), feature(0, 2, 1));
        assert_ne!(feature(0, 1, 2), feature(1, 1, 2));
        assert_ne!(hash_bytes(b"abc"), hash_bytes(b"\0abc"));
        assert_eq!(hash_bytes("perché".as_bytes()), 0x4be2_f2f9, "hashes are part of the model format");
    }
}
