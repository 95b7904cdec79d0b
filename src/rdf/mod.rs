//! Knowledge graph ↔ quads; identifiers; the ontology. Has no graph algorithms.
//!
//! One named graph per article holds all that the article says ([`encode::article`]); the default graph describes the
//! entities ([`encode::entity`]). [`decode::records`] reads it back without loss, up to [`canonical`](crate::graph::canonical) form.

pub mod decode;
mod describe;
pub mod encode;
mod examples;
mod hash;
pub mod iri;
mod literal;
mod ontology;
pub mod vocab;

pub use decode::DecodeError;
pub use describe::Description;
pub use encode::EncodedArticle;
pub use examples::{EXAMPLES, Example};
pub use hash::text_hash;
pub use iri::{Base, InvalidBase};
pub use ontology::{PLOVER_TTL, RELATA_TTL, ontology, schema};
