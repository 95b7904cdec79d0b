//! Document → claims over mentions. Never fails, does no I/O, never sees an entity identifier.
