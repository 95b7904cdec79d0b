//! Integration tests: one binary, one submodule an area.

mod cli;
mod imports;
