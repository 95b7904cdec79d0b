//! Content → a short name that is the same on every machine.

use sha2::{Digest, Sha256};

/// SHA-256 of a text in UTF-8, in hexadecimal.
pub fn text_hash(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

/// A name for something told by fields: 24 hexadecimal digits (96 bits) of the SHA-256 of the fields, each with its length
/// before it, so that no two lists of fields run together.
pub(super) fn name_of<'f>(fields: impl IntoIterator<Item = &'f str>) -> String {
    let mut hash = Sha256::new();
    for field in fields {
        hash.update((field.len() as u64).to_le_bytes());
        hash.update(field.as_bytes());
    }
    let mut name = hex(&hash.finalize());
    name.truncate(24);
    name
}

fn hex(bytes: &[u8]) -> String {
    let digit = |four: u8| char::from(b"0123456789abcdef"[usize::from(four)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_the_published_ones_and_fields_do_not_run_together() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(text_hash(""), empty);
        assert_ne!(name_of(["ab", "c"]), name_of(["a", "bc"]));
        assert_eq!(name_of([]), &empty[..24]);
    }
}
