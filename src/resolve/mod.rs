//! Mentions → entities. Never sees a pattern.
