//! News articles in, knowledge graph out: who did what to whom, when, where, and according to whom.

pub mod annotate;
pub mod cli;
pub mod document;
pub mod export;
pub mod extract;
pub mod graph;
pub mod model;
pub mod pipeline;
pub mod rdf;
pub mod read;
pub mod resolve;
pub mod store;
pub mod text;
#[cfg(feature = "train")]
pub mod train;
