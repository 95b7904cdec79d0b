//! Integration tests: one binary, one submodule an area.

mod analysis;
mod claims;
mod cli;
mod imports;
#[cfg(feature = "rocksdb")]
mod readme;
