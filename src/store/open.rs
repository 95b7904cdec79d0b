//! Opening a store: on disk (feature `rocksdb`) or in memory.

use std::path::Path;
#[cfg(feature = "rocksdb")]
use std::path::PathBuf;

use oxigraph::{
    model::{GraphName, GraphNameRef, Literal, NamedNodeRef, Quad, Term},
    store::{StorageError, Store as Inner},
};

#[cfg(feature = "rocksdb")]
use super::error::one_line;
use super::{Error, FORMAT_VERSION, Store};
use crate::rdf::{self, Base, vocab::rel};

impl Store {
    /// Opens the store at `path` to write to it and makes it where there is none. `base` is for a new store
    /// (`urn:relata:` where it is `None`); of one that is there it must be the same.
    ///
    /// # Errors
    ///
    /// Where something else is there, another process writes to it, it has another base or a newer format, or the file
    /// system says no.
    #[cfg(feature = "rocksdb")]
    pub fn open(path: &Path, base: Option<Base>) -> Result<Self, Error> {
        // Not `exists`: a link that leads nowhere is something too.
        if path.symlink_metadata().is_ok() {
            look_at(path, "write")?;
        } else if !path.parent().is_none_or(|folder| folder.as_os_str().is_empty() || folder.is_dir()) {
            return Err(Error::NoFolder(path.to_owned()));
        }
        let inner = Inner::open(path).map_err(|error| opening(error, path, "write"))?;
        Self::set_up(inner, base, path)
    }

    /// Opens the store at `path` to read it, also while another process writes to it.
    ///
    /// # Errors
    ///
    /// Where there is none or something else, it has a newer format, or the file system says no.
    #[cfg(feature = "rocksdb")]
    pub fn open_read_only(path: &Path) -> Result<Self, Error> {
        if !path.exists() || !look_at(path, "read")? {
            return Err(Error::Missing(path.to_owned()));
        }
        let inner = Inner::open_read_only(path).map_err(|error| opening(error, path, "read"))?;
        let (found, version) = settings(&inner)?;
        check_version(version, path)?;
        let base = found.unwrap_or_default();
        Ok(Self { inner, base })
    }

    /// Stores on disk are not compiled in: an error that tells how to get them.
    ///
    /// # Errors
    ///
    /// Always.
    #[cfg(not(feature = "rocksdb"))]
    pub fn open(_path: &Path, _base: Option<Base>) -> Result<Self, Error> {
        Err(Error::NoDisk)
    }

    /// Stores on disk are not compiled in: an error that tells how to get them.
    ///
    /// # Errors
    ///
    /// Always.
    #[cfg(not(feature = "rocksdb"))]
    pub fn open_read_only(_path: &Path) -> Result<Self, Error> {
        Err(Error::NoDisk)
    }

    /// A new store in memory.
    ///
    /// # Errors
    ///
    /// Where there is no memory left.
    pub fn in_memory(base: Base) -> Result<Self, Error> {
        Self::set_up(Inner::new()?, Some(base), Path::new("memory"))
    }

    /// Writes the settings of a new store, checks those of an old one, and brings the ontology up to date.
    fn set_up(inner: Inner, base: Option<Base>, path: &Path) -> Result<Self, Error> {
        let (found, version) = settings(&inner)?;
        check_version(version, path)?;
        if let (Some(found), Some(wanted)) = (&found, &base)
            && found != wanted
        {
            let text = |base: &Base| base.as_str().to_owned();
            return Err(Error::OtherBase { found: text(found), wanted: text(wanted) });
        }
        if found.is_none() && !inner.is_empty()? {
            return Err(Error::NotAStore(path.to_owned()));
        }
        let new = found.is_none();
        let base = found.or(base).unwrap_or_default();
        let mut ontology = rdf::ontology();
        for quad in &mut ontology {
            quad.graph_name = GraphName::NamedNode(rel::ONTOLOGY_GRAPH.into_owned());
        }
        let graph = GraphNameRef::NamedNode(rel::ONTOLOGY_GRAPH);
        let written: Vec<Quad> = inner.quads_for_pattern(None, None, None, Some(graph)).collect::<Result<_, _>>()?;
        let change = super::write::difference(&written, &ontology);
        if new || !change.is_empty() {
            let mut transaction = inner.start_transaction()?;
            change.apply(&mut transaction);
            let setting = |property: NamedNodeRef<'_>, value: Literal| {
                Quad::new(rel::STORE_GRAPH.into_owned(), property, value, rel::STORE_GRAPH.into_owned())
            };
            transaction.insert(&setting(rel::BASE, Literal::from(base.as_str())));
            transaction.insert(&setting(rel::FORMAT_VERSION, Literal::from(FORMAT_VERSION)));
            transaction.commit()?;
        }
        Ok(Self { inner, base })
    }
}

/// The base and the format version that a store was made with; `None` and 0 for a new one.
fn settings(inner: &Inner) -> Result<(Option<Base>, u32), Error> {
    let graph = Some(GraphNameRef::NamedNode(rel::STORE_GRAPH));
    let one = |property: NamedNodeRef<'_>| -> Result<Option<String>, StorageError> {
        let quad = inner.quads_for_pattern(Some(rel::STORE_GRAPH.into()), Some(property), None, graph).next();
        Ok(match quad.transpose()?.map(|quad| quad.object) {
            Some(Term::Literal(value)) => Some(value.value().to_owned()),
            _ => None,
        })
    };
    let base = one(rel::BASE)?.map(|base| Base::new(&base));
    let base = base.transpose().map_err(|error| Error::Damaged(error.to_string()))?;
    let version = one(rel::FORMAT_VERSION)?.and_then(|version| version.parse().ok()).unwrap_or(0);
    Ok((base, version))
}

fn check_version(found: u32, path: &Path) -> Result<(), Error> {
    if found > FORMAT_VERSION {
        return Err(Error::NewerFormat { path: path.to_owned(), found, known: FORMAT_VERSION });
    }
    Ok(())
}

/// Whether the folder holds a database; an error where it holds anything else or cannot be looked at.
#[cfg(feature = "rocksdb")]
fn look_at(path: &Path, action: &'static str) -> Result<bool, Error> {
    if !path.is_dir() {
        return Err(Error::NotAStore(path.to_owned()));
    }
    let denied = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::PermissionDenied => Error::Permission { path: path.to_owned(), action },
        _ => Error::Io(error),
    };
    let mut database = false;
    for entry in std::fs::read_dir(path).map_err(denied)? {
        let name = entry.map_err(denied)?.file_name();
        let name = name.to_string_lossy();
        database |= name == "CURRENT";
        if !is_rocksdb_file(&name) {
            return Err(Error::NotAStore(path.to_owned()));
        }
    }
    Ok(database)
}

/// Whether RocksDB makes files of this name; a store whose making was cut short may have only some of them.
#[cfg(feature = "rocksdb")]
fn is_rocksdb_file(name: &str) -> bool {
    let starts = ["CURRENT", "IDENTITY", "LOCK", "LOG", "MANIFEST-", "OPTIONS-"];
    let extension = Path::new(name).extension().and_then(|extension| extension.to_str());
    starts.iter().any(|start| name.starts_with(start))
        || matches!(extension, Some("log" | "sst" | "dbtmp" | "blob" | "trash"))
}

/// An error of opening, as what it means to a person.
#[cfg(feature = "rocksdb")]
fn opening(error: StorageError, path: &Path, action: &'static str) -> Error {
    let message = error.to_string().to_lowercase();
    let path: PathBuf = path.to_owned();
    if message.contains("lock") && (message.contains("unavailable") || message.contains("hold by")) {
        Error::Locked(path)
    } else if message.contains("permission denied") || message.contains("read-only file system") {
        Error::Permission { path, action }
    } else if message.contains("column famil") {
        Error::NotAStore(path)
    } else if message.contains("no such file") {
        // The folder was looked at before, so it is one of the store's own files that is gone.
        Error::Damaged(one_line(&error.to_string()))
    } else {
        error.into()
    }
}

#[cfg(all(test, feature = "rocksdb"))]
mod tests {
    use super::*;
    use std::fs;

    fn error(result: Result<Store, Error>) -> String {
        let message = result.err().map_or_else(String::new, |error| error.to_string());
        assert_eq!(message.lines().count(), 1, "{message}");
        message
    }

    #[test]
    fn a_store_keeps_its_base_and_has_one_writer() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("news.db");
        assert!(error(Store::open_read_only(&path)).contains("there is no store here"));
        let base = Base::new("https://example.org/news/").unwrap();
        let store = Store::open(&path, Some(base.clone())).unwrap();
        assert!(error(Store::open(&path, None)).contains("another process is writing"));
        drop(store);
        assert_eq!(Store::open(&path, None).unwrap().base(), &base);
        assert_eq!(Store::open_read_only(&path).unwrap().base(), &base);
        assert!(error(Store::open(&path, Some(Base::default()))).contains("start with https://example.org/news/"));
    }

    #[test]
    fn what_is_no_store_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("notes.txt");
        fs::write(&file, "note").unwrap();
        assert!(error(Store::open(&folder.path().join("no/such/place"), None)).contains("does not exist; make it"));
        for path in [file.as_path(), folder.path()] {
            assert!(error(Store::open(path, None)).contains("not a store"));
            assert!(error(Store::open_read_only(path)).contains("not a store"));
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_store_whose_making_was_cut_short_is_made_again() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("LOCK"), "").unwrap();
        fs::write(folder.path().join("LOG"), "").unwrap();
        assert!(error(Store::open_read_only(folder.path())).contains("there is no store here"));
        assert!(Store::open(folder.path(), None).is_ok());
    }

    #[test]
    fn a_store_of_a_later_program_is_not_touched() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path(), None).unwrap();
        let version = |number: u32| {
            let graph = rel::STORE_GRAPH.into_owned();
            Quad::new(graph.clone(), rel::FORMAT_VERSION, Literal::from(number), graph)
        };
        store.inner.remove(&version(FORMAT_VERSION)).unwrap();
        store.inner.insert(&version(FORMAT_VERSION + 1)).unwrap();
        drop(store);
        assert!(error(Store::open(folder.path(), None)).contains("install a newer relata"));
    }
}
