//! Names of inputs → the files to read, each with the id of its article.
//!
//! Folders are walked in the order of the names in them, so that one folder always gives one order. Files are only named
//! here, not read.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Component, Path, PathBuf},
};

use super::{Format, Input, Problem, ReadError, error::Place};
use crate::document::ArticleId;

/// One file, or standard input.
#[derive(Debug)]
pub(super) struct Source {
    /// `None` is standard input.
    pub(super) path: Option<PathBuf>,
    /// How it is written; `None`: to be told from its first bytes.
    pub(super) format: Option<Format>,
    /// The id of its article, unless its lines name their own.
    pub(super) id: ArticleId,
}

/// Finds all files, in order; what cannot be found is an error in its place.
pub(super) fn find(inputs: &[Input]) -> Vec<Result<Source, ReadError>> {
    let mut found = Vec::new();
    for input in inputs {
        match input {
            Input::Stdin => found.push(Ok(Source { path: None, format: None, id: ArticleId("stdin".into()) })),
            Input::Path(path) => named(path, &mut found),
        }
    }
    let mut seen = BTreeSet::new();
    found.retain(|one| match one {
        Ok(Source { path: Some(path), .. }) => seen.insert(fs::canonicalize(path).unwrap_or_else(|_| path.clone())),
        _ => true,
    });
    tell_apart(&mut found);
    found
}

/// A file or folder that the user named: whatever is wrong with it is told.
fn named(path: &Path, found: &mut Vec<Result<Source, ReadError>>) {
    let place = Place { path: Some(path.to_owned()), line: None };
    match fs::metadata(path) {
        Err(error) => found.push(Err(Problem::from(error).at(&place))),
        Ok(data) if data.is_dir() => {
            let before = found.len();
            walk(path.to_owned(), found);
            if found.len() == before {
                found.push(Err(Problem::NoArticles.at(&place)));
            }
        }
        Ok(data) => found.push(match (Format::of(path), path.extension()) {
            (Some(format), _) => Ok(source(path, Some(format))),
            (None, Some(ending)) if data.is_file() => {
                Err(Problem::UnknownEnding(format!(".{}", ending.to_string_lossy().escape_debug())).at(&place))
            }
            // No ending, or a pipe: the content tells.
            (None, _) => Ok(source(path, None)),
        }),
    }
}

/// The articles in a folder and the folders in it. Other files, hidden files and links to folders are passed over.
fn walk(folder: PathBuf, found: &mut Vec<Result<Source, ReadError>>) {
    let mut waiting = vec![folder];
    while let Some(path) = waiting.pop() {
        if let Some(format) = Format::of(&path).filter(|_| !path.is_dir()) {
            found.push(Ok(source(&path, Some(format))));
            continue;
        }
        let mut entries = Vec::new();
        let listed = fs::read_dir(&path).and_then(|list| {
            for entry in list {
                let entry = entry?;
                let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
                if !hidden && (entry.file_type()?.is_dir() || Format::of(&entry.path()).is_some()) {
                    entries.push(entry.path());
                }
            }
            Ok(())
        });
        if let Err(error) = listed {
            found.push(Err(Problem::from(error).at(&Place { path: Some(path), line: None })));
        }
        entries.sort();
        // The last in is the first out. A link to a folder is named like a file, and skipped here.
        waiting.extend(entries.into_iter().rev().filter(|path| !(path.is_symlink() && path.is_dir())));
    }
}

fn source(path: &Path, format: Option<Format>) -> Source {
    Source { path: Some(path.to_owned()), format, id: ArticleId(tail(path, 1, false)) }
}

/// The last `depth` parts of a path, without the ending or with it.
fn tail(path: &Path, depth: usize, ending: bool) -> String {
    let path = if ending { path.to_owned() } else { path.with_extension("") };
    let parts: Vec<_> = path.components().filter(|part| *part != Component::CurDir).collect();
    let last = &parts[parts.len().saturating_sub(depth)..];
    last.iter().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Files of one name get as many of their folders put before it as tell all of them apart, and their endings where folders
/// do not. So an id depends on which files are read together, never on their order.
fn tell_apart(found: &mut [Result<Source, ReadError>]) {
    let mut by_name: BTreeMap<ArticleId, Vec<&mut Source>> = BTreeMap::new();
    for source in found.iter_mut().flatten() {
        by_name.entry(source.id.clone()).or_default().push(source);
    }
    for same in by_name.into_values().filter(|same| same.len() > 1) {
        let deepest = same.iter().filter_map(|s| s.path.as_ref()).map(|p| p.components().count()).max().unwrap_or(1);
        let choices = [false, true].into_iter().flat_map(|ending| (1..=deepest).map(move |depth| (depth, ending)));
        for (depth, ending) in choices {
            let name =
                |source: &Source| source.path.as_ref().map_or_else(|| "stdin".into(), |p| tail(p, depth, ending));
            let names: BTreeSet<String> = same.iter().map(|source| name(source)).collect();
            if names.len() == same.len() {
                for source in same {
                    source.id = ArticleId(name(source));
                }
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(paths: &[&str]) -> Vec<String> {
        let mut found: Vec<_> = paths.iter().map(|p| Ok(source(Path::new(p), None))).collect();
        tell_apart(&mut found);
        found.into_iter().flatten().map(|s| s.id.0).collect()
    }

    #[test]
    fn an_id_is_the_name_unless_two_files_share_it() {
        assert_eq!(ids(&["a/x.txt", "a/y.v2.md"]), ["x", "y.v2"]);
        assert_eq!(ids(&["a/x.txt", "b/x.txt", "z.txt"]), ["a/x", "b/x", "z"]);
        assert_eq!(ids(&["a/x.txt", "a/x.md"]), ["x.txt", "x.md"]);
        assert_eq!(ids(&["1/a/x.txt", "2/a/x.txt", "./x.txt"]), ["1/a/x", "2/a/x", "x"]);
    }
}
