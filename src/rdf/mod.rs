//! Knowledge graph ↔ quads; identifiers; the ontology. Has no graph algorithms.
