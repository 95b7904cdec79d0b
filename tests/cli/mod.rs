//! What the commands print and how they end, over a store in memory, and the program itself where no store is needed.

#[cfg(feature = "rocksdb")]
mod disk;
mod files;
mod program;
mod talk;

use clap::Parser as _;
use relata::{
    cli::{Cli, Session},
    rdf::Base,
    store::Store,
};

/// Three articles with entities and claims of their own, so that no model is needed.
pub(super) const ARTICLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/given.jsonl");

/// What a run printed and how it ended.
pub(super) struct Ran {
    pub(super) code: u8,
    pub(super) out: String,
    pub(super) err: String,
}

/// Runs `relata ARGUMENTS` on a store in memory.
pub(super) fn relata(store: &Store, arguments: &[&str]) -> Ran {
    let cli = Cli::try_parse_from([&["relata"], arguments].concat()).expect("arguments that clap takes");
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = Session::captured(store, &mut out, &mut err).code(cli);
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Ran { code, out: text(out), err: text(err) }
}

/// A store in memory that holds the articles.
pub(super) fn built() -> Store {
    let store = Store::in_memory(Base::default()).expect("a store");
    let ran = relata(&store, &["build", ARTICLES]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    assert_eq!(ran.err, "3 articles: 3 new, 0 updated, 0 unchanged, 0 failed; 22 entities and 22 claims in them\n");
    store
}

/// What a successful run printed.
pub(super) fn printed(store: &Store, arguments: &[&str]) -> String {
    let ran = relata(store, arguments);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{arguments:?}");
    ran.out
}
