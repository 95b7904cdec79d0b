//! Model file ↔ named sections.
//!
//! `relata-model\n`, the format's version, a checksum of all that follows, the number of sections, then each section: name,
//! length, bytes. Each component reads and writes its own sections, by names that start with its own (`tag.upos`).

use std::collections::BTreeMap;

use super::{Reader, Writer, hash_bytes};

const MAGIC: &[u8] = b"relata-model\n";
const VERSION: u32 = 1;

/// Why a model cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// It does not start as a model file does.
    #[error("this is not a relata model file")]
    NotAModel,
    /// It is of another version of the format.
    #[error("the model file has format version {0}, this program reads version {VERSION}: train it again")]
    Version(u32),
    /// Its bytes are not those that were written.
    #[error("the model file is damaged: its checksum does not fit")]
    Checksum,
    /// A section ends too early or holds something that makes no sense.
    #[error("a section of the model file is cut short or damaged")]
    Truncated,
    /// A component's section is not there.
    #[error("the model file has no section \"{0}\": train it again")]
    Missing(String),
}

/// The sections of a model file, by name, as slices of it.
#[derive(Debug, Clone)]
pub struct Container<'b> {
    sections: BTreeMap<&'b str, &'b [u8]>,
}

impl<'b> Container<'b> {
    /// Reads the table of contents and checks the checksum.
    ///
    /// # Errors
    /// When the bytes are no model file of this version, or damaged.
    pub fn open(bytes: &'b [u8]) -> Result<Self, ModelError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(ModelError::NotAModel)?;
        let mut reader = Reader::new(rest);
        let version = reader.u32()?;
        if version != VERSION {
            return Err(ModelError::Version(version));
        }
        let checksum = reader.u32()?;
        if hash_bytes(&rest[8..]) != checksum {
            return Err(ModelError::Checksum);
        }
        let mut sections = BTreeMap::new();
        for _ in 0..reader.u32()? {
            let name = reader.str()?;
            let len = reader.u32()? as usize;
            sections.insert(name, reader.bytes(len)?);
        }
        Ok(Self { sections })
    }

    /// The bytes of a section.
    ///
    /// # Errors
    /// When the file has no such section.
    pub fn section(&self, name: &str) -> Result<&'b [u8], ModelError> {
        self.sections.get(name).copied().ok_or_else(|| ModelError::Missing(name.to_owned()))
    }

    /// A reader at the start of a section.
    ///
    /// # Errors
    /// When the file has no such section.
    pub fn reader(&self, name: &str) -> Result<Reader<'b>, ModelError> {
        self.section(name).map(Reader::new)
    }

    /// The names and lengths of all sections, sorted by name.
    pub fn contents(&self) -> impl Iterator<Item = (&'b str, usize)> {
        self.sections.iter().map(|(name, bytes)| (*name, bytes.len()))
    }
}

/// The sections of a model file that is being made.
#[derive(Debug, Clone, Default)]
pub struct Sections {
    sections: BTreeMap<String, Vec<u8>>,
}

impl Sections {
    /// No sections yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a section; one of the same name is replaced.
    pub fn insert(&mut self, name: &str, bytes: Vec<u8>) {
        self.sections.insert(name.to_owned(), bytes);
    }

    /// The file: the same bytes for the same sections, in whatever order they were added.
    pub fn finish(&self) -> Vec<u8> {
        let mut body = Writer::new();
        body.u32(self.sections.len() as u32);
        for (name, bytes) in &self.sections {
            body.str(name);
            body.u32(bytes.len() as u32);
            body.bytes(bytes);
        }
        let body = body.finish();
        let mut file = Writer::new();
        file.bytes(MAGIC);
        file.u32(VERSION);
        file.u32(hash_bytes(&body));
        file.bytes(&body);
        file.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_read_back_and_damage_is_told() {
        let mut sections = Sections::new();
        sections.insert("b.two", vec![1, 2, 3]);
        sections.insert("a.one", b"text".to_vec());
        let mut file = sections.finish();
        let container = Container::open(&file).expect("just written");
        assert_eq!(container.section("a.one"), Ok(&b"text"[..]));
        assert_eq!(container.section("c"), Err(ModelError::Missing("c".into())));
        assert_eq!(container.contents().collect::<Vec<_>>(), [("a.one", 4), ("b.two", 3)]);

        *file.last_mut().expect("not empty") ^= 1;
        assert_eq!(Container::open(&file).err(), Some(ModelError::Checksum));
        assert_eq!(Container::open(b"relata").err(), Some(ModelError::NotAModel));
        for len in 0..file.len() {
            assert!(Container::open(&file[..len]).is_err());
        }
    }
}
