//! Quads ↔ embedded oxigraph; the only module that names its store.
