//! Quads ↔ embedded oxigraph; the only module that names its store.
//!
//! Each article is one named graph and is written in one transaction, together with what it changes in the default graph:
//! a program that is killed leaves whole articles only. The default graph is a function of the articles' graphs, so the
//! store holds the same quads whatever order the articles came in and whatever was replaced or forgotten meanwhile.
//!
//! Three graphs are not articles' and are left out of [`Store::write_nquads`]: the ontology (so that queries can use labels
//! and classes), the store's own data (base, format version), and the runs of the program.

mod error;
mod open;
mod query;
mod read;
mod write;

pub use error::Error;
pub use query::{Answer, Format, Rows, Triples};
pub use write::Outcome;

use crate::rdf::Base;

/// The form in which stores are written; a store with a higher number is from a later program.
pub const FORMAT_VERSION: u32 = 1;

/// A store of articles, on disk or in memory. One process may write to a store on disk, others may read.
pub struct Store {
    inner: oxigraph::store::Store,
    base: Base,
}

impl Store {
    /// With what the IRIs of its data start.
    pub fn base(&self) -> &Base {
        &self.base
    }
}
