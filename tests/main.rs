//! Integration tests: one binary, one submodule an area.

mod claims;
mod cli;
mod imports;
#[cfg(feature = "rocksdb")]
mod readme;
