//! Words per second, a stage and end to end.

fn main() {}
