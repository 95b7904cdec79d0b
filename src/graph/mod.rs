//! Entities and claims → a knowledge graph: paths, centrality, neighbourhoods. Has no IRIs.
//!
//! [`KnowledgeGraph::add`] takes the [`Record`] of one article. The graph is a function of the set of records: whatever
//! order they come in, and whatever was added and removed in between, it lists the same entities, edges and claims in the
//! same order. [`KnowledgeGraph::record`] gives an article's record back, in its [`canonical`] form.

mod canonical;
mod edge;
mod entity;
mod filter;
mod key;
mod knowledge;
mod path;
mod rank;
mod records;
mod search;
mod timeline;

pub use canonical::{better_label, canonical};
pub use edge::{Edge, StatedClaim};
pub use entity::{Appearance, Attribute, Entity, Name};
pub use filter::Filter;
pub use key::{EntityKey, Identity, WIKIDATA, normal_label};
#[cfg(test)]
pub(crate) use knowledge::tests as testing;
pub use knowledge::{EdgeId, EdgeRef, EntityId, KnowledgeGraph};
pub use path::Step;
pub use timeline::{Fact, Moment};
