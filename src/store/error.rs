//! What can go wrong with a store, each with what to do about it, in one line.

use std::{io, path::PathBuf};

use oxigraph::{
    sparql::QueryEvaluationError,
    store::{SerializerError, StorageError},
};

use crate::rdf::DecodeError;

/// An error of a store.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no store to read.
    #[error("{0}: there is no store here; make one with \"relata build\", or name another with --db")]
    Missing(PathBuf),
    /// Something else is at the path.
    #[error("{0}: this is not a store of relata; name another place with --db, or move what is there out of the way")]
    NotAStore(PathBuf),
    /// Another process writes to it.
    #[error("{0}: another process is writing to this store; wait until it has ended, or stop it")]
    Locked(PathBuf),
    /// A later program made it.
    #[error("{path}: this store has format {found}, this program knows formats up to {known}; install a newer relata")]
    NewerFormat {
        /// Where.
        path: PathBuf,
        /// The store's format.
        found: u32,
        /// The newest format known.
        known: u32,
    },
    /// It was made with another base.
    #[error("the store's identifiers start with {found}, not {wanted}; leave --base out, or build a new store")]
    OtherBase {
        /// The store's base.
        found: String,
        /// The base that was asked for.
        wanted: String,
    },
    /// The file system says no.
    #[error(
        "{path}: no permission to {action} the store here; change the permissions, or name another place with --db"
    )]
    Permission {
        /// Where.
        path: PathBuf,
        /// `read` or `write`.
        action: &'static str,
    },
    /// The folder that it should be made in is not there.
    #[error(
        "{0}: the folder that the store should be made in does not exist; make it, or name another place with --db"
    )]
    NoFolder(PathBuf),
    /// The disk is full.
    #[error("no space left on the disk; free some and run again: what was written so far is kept")]
    NoSpace,
    /// Stores on disk are not compiled in.
    #[error("this relata was built without stores on disk; build it with --features rocksdb")]
    NoDisk,
    /// The store's files are damaged.
    #[error("the store is damaged ({0}); build it anew from the articles")]
    Damaged(String),
    /// A query is no SPARQL.
    #[error("the query cannot be read at line {line}, column {column}: {message}")]
    Syntax {
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
        /// What was expected.
        message: String,
    },
    /// A query is SPARQL but cannot be run.
    #[error("the query cannot be run: {0}")]
    Query(String),
    /// The form does not fit the answer.
    #[error("a query of this kind gives {gives}; ask for one of the formats {fits}")]
    Format {
        /// What the query gives.
        gives: &'static str,
        /// The formats for that.
        fits: &'static str,
    },
    /// A graph cannot be read as an article's.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// Writing an answer failed.
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl From<StorageError> for Error {
    fn from(error: StorageError) -> Self {
        match error {
            StorageError::Io(error) if error.kind() == io::ErrorKind::StorageFull => Error::NoSpace,
            StorageError::Io(error) if error.to_string().contains("No space left") => Error::NoSpace,
            StorageError::Io(error) => Error::Io(error),
            other => Error::Damaged(one_line(&other.to_string())),
        }
    }
}

impl From<SerializerError> for Error {
    fn from(error: SerializerError) -> Self {
        match error {
            SerializerError::Storage(error) => error.into(),
            other => Error::Io(other.into()),
        }
    }
}

impl From<QueryEvaluationError> for Error {
    fn from(error: QueryEvaluationError) -> Self {
        Error::Query(one_line(&error.to_string()))
    }
}

/// A message on one line.
pub(super) fn one_line(message: &str) -> String {
    message.split_whitespace().collect::<Vec<_>>().join(" ")
}
