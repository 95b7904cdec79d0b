//! Bytes ↔ numbers and strings: the few encodings that the sections of a model file are made of.
//!
//! Numbers are little-endian or, where they are mostly small, variable-length (seven bits a byte). A reader never panics:
//! what does not fit is an error.

use super::ModelError;

/// Reads a section from its start to its end.
#[derive(Debug, Clone)]
pub struct Reader<'b> {
    rest: &'b [u8],
}

#[allow(clippy::missing_errors_doc)] // every method fails when the bytes end too early, and only then
impl<'b> Reader<'b> {
    /// A reader at the start of `bytes`.
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { rest: bytes }
    }

    /// The next `n` bytes.
    pub fn bytes(&mut self, n: usize) -> Result<&'b [u8], ModelError> {
        let (head, tail) = self.rest.split_at_checked(n).ok_or(ModelError::Truncated)?;
        self.rest = tail;
        Ok(head)
    }

    /// A byte.
    pub fn u8(&mut self) -> Result<u8, ModelError> {
        let (first, tail) = self.rest.split_first().ok_or(ModelError::Truncated)?;
        self.rest = tail;
        Ok(*first)
    }

    /// Four bytes, little-endian.
    pub fn u32(&mut self) -> Result<u32, ModelError> {
        let (head, tail) = self.rest.split_first_chunk().ok_or(ModelError::Truncated)?;
        self.rest = tail;
        Ok(u32::from_le_bytes(*head))
    }

    /// Eight bytes, little-endian.
    pub fn u64(&mut self) -> Result<u64, ModelError> {
        let (head, tail) = self.rest.split_first_chunk().ok_or(ModelError::Truncated)?;
        self.rest = tail;
        Ok(u64::from_le_bytes(*head))
    }

    /// A number of variable length.
    pub fn varint(&mut self) -> Result<u32, ModelError> {
        let mut value = 0u32;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.u8()?;
            value |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(ModelError::Truncated)
    }

    /// A signed number of variable length; small ones either side of zero are short.
    pub fn signed(&mut self) -> Result<i32, ModelError> {
        let value = self.varint()?;
        Ok((value >> 1) as i32 ^ -((value & 1) as i32))
    }

    /// A string with its length before it.
    pub fn str(&mut self) -> Result<&'b str, ModelError> {
        let len = self.varint()? as usize;
        std::str::from_utf8(self.bytes(len)?).map_err(|_| ModelError::Truncated)
    }

    /// How many bytes are left.
    pub fn left(&self) -> usize {
        self.rest.len()
    }

    /// Whether all is read.
    pub fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }
}

/// Writes a section; the mirror image of [`Reader`].
#[derive(Debug, Clone, Default)]
pub struct Writer {
    bytes: Vec<u8>,
}

#[allow(missing_docs)] // each method writes what the reader's method of the same name reads
impl Writer {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn bytes(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    pub fn u8(&mut self, value: u8) {
        self.bytes.push(value);
    }

    pub fn u32(&mut self, value: u32) {
        self.bytes(&value.to_le_bytes());
    }

    pub fn u64(&mut self, value: u64) {
        self.bytes(&value.to_le_bytes());
    }

    pub fn varint(&mut self, mut value: u32) {
        while value >= 0x80 {
            self.u8(value as u8 | 0x80);
            value >>= 7;
        }
        self.u8(value as u8);
    }

    pub fn signed(&mut self, value: i32) {
        self.varint(((value << 1) ^ (value >> 31)) as u32);
    }

    pub fn str(&mut self, text: &str) {
        self.varint(text.len() as u32);
        self.bytes(text.as_bytes());
    }

    /// What was written.
    pub fn finish(self) -> Vec<u8> {
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_and_strings_read_back(a: u32, b: i32, c: u64, text in "\\PC*") {
            let mut writer = Writer::new();
            writer.varint(a);
            writer.signed(b);
            writer.u64(c);
            writer.str(&text);
            let bytes = writer.finish();
            let mut reader = Reader::new(&bytes);
            prop_assert_eq!(reader.varint().ok(), Some(a));
            prop_assert_eq!(reader.signed().ok(), Some(b));
            prop_assert_eq!(reader.u64().ok(), Some(c));
            prop_assert_eq!(reader.str().ok(), Some(text.as_str()));
            prop_assert!(reader.is_at_end());
            prop_assert!(reader.u8().is_err());
        }
    }
}
