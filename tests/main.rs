//! Integration tests: one binary, one submodule an area.

mod imports;
