//! Who may use whom: every `crate::…` path in `src/` is held against the table of ARCHITECTURE.md.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Each module and those it may use; the same table stands in ARCHITECTURE.md.
const ALLOWED: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("model", &["text"]),
    ("document", &["text"]),
    ("read", &["text", "document"]),
    ("annotate", &["text", "model", "document"]),
    ("extract", &["text", "document"]),
    ("resolve", &["text", "model", "document"]),
    ("graph", &["text", "document"]),
    ("rdf", &["text", "document", "graph"]),
    ("store", &["rdf"]),
    ("export", &["document", "graph", "rdf"]),
    ("train", &["text", "model", "document", "annotate", "resolve"]),
    ("pipeline", &["text", "document", "annotate", "extract", "resolve", "rdf"]),
    (
        "cli",
        &[
            "text", "model", "document", "read", "annotate", "extract", "resolve", "graph", "rdf", "store", "export",
            "train", "pipeline",
        ],
    ),
];

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// The modules named in `crate::x` and `crate::{x::…, y}`, comments left out.
fn used_modules(source: &str) -> BTreeSet<String> {
    let code: String = source.lines().map(|line| line.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n");
    let name = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut used = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        let Some(group) = rest.strip_prefix('{') else {
            used.insert(name(rest));
            continue;
        };
        let (mut depth, mut at_start) = (1, true);
        for (i, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' => at_start = true,
                _ if depth == 1 && at_start && !c.is_whitespace() => {
                    used.insert(name(&group[i..]));
                    at_start = false;
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
    used
}

#[test]
fn modules_use_only_what_the_table_allows() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let allowed: BTreeMap<_, _> = ALLOWED.iter().copied().collect();
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    let mut wrong = Vec::new();
    for path in files {
        let inner = path.strip_prefix(&src).unwrap().with_extension("");
        let module = inner.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
        if matches!(module.as_str(), "lib" | "main" | "error") {
            continue;
        }
        let Some(may) = allowed.get(module.as_str()) else {
            wrong.push(format!("src/{module}: not in the table of who may use whom"));
            continue;
        };
        for used in used_modules(&std::fs::read_to_string(&path).unwrap()) {
            if used != module && !may.contains(&used.as_str()) && allowed.contains_key(used.as_str()) {
                wrong.push(format!("src/{}.rs: {module} may not use {used}", inner.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn groups_are_seen() {
    let source = "use crate::{document::{Claim, Span}, text};\n// crate::cli\nlet x = crate::store::open();";
    let expected: BTreeSet<String> = ["document", "text", "store"].map(String::from).into();
    assert_eq!(used_modules(source), expected);
}
