//! Bytes → [`Article`](crate::document::Article).
