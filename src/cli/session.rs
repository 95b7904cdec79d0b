//! One run of the command: where data and messages go, and what became of the inputs.

use std::{
    fmt::Display,
    io::{self, BufWriter, ErrorKind, Write},
    ops::Deref,
    path::Path,
    process::ExitCode,
};

use anyhow::Result;
use indicatif::{ProgressBar, ProgressStyle};

use super::{Cli, Outcome, style::Style};
use crate::{
    graph::KnowledgeGraph,
    rdf::{self, Base, decode},
    store::{self, Store},
};

/// Where one run writes, and how many of its inputs failed.
pub struct Session<'io> {
    out: Box<dyn Write + 'io>,
    err: Box<dyn Write + 'io>,
    pub(super) style: Style,
    quiet: bool,
    watched: bool,
    bar: ProgressBar,
    failed: usize,
    memory: Option<&'io Store>,
}

/// The store that a command works on.
pub(super) enum StoreHandle<'io> {
    /// Opened from disk for this run.
    Opened(Store),
    /// Held by whoever started the run.
    Held(&'io Store),
}

impl Deref for StoreHandle<'_> {
    type Target = Store;

    fn deref(&self) -> &Store {
        match self {
            Self::Opened(store) => store,
            Self::Held(store) => store,
        }
    }
}

impl Session<'static> {
    /// A run on the process's own streams.
    pub fn stdio() -> Self {
        let streams = Self::new(Box::new(BufWriter::new(io::stdout())), Box::new(io::stderr()), Style::of_stdout());
        Self { watched: true, ..streams }
    }
}

impl<'io> Session<'io> {
    /// A run on a store in memory, whatever `--db` says, that writes into memory as if into files.
    pub fn captured(store: &'io Store, out: &'io mut Vec<u8>, err: &'io mut Vec<u8>) -> Self {
        Self { memory: Some(store), ..Self::new(Box::new(out), Box::new(err), Style::plain()) }
    }

    fn new(out: Box<dyn Write + 'io>, err: Box<dyn Write + 'io>, style: Style) -> Self {
        Self { out, err, style, quiet: false, watched: false, bar: ProgressBar::hidden(), failed: 0, memory: None }
    }

    /// The store, to write to; made where there is none.
    pub(super) fn store_to_write(&self, path: &Path, base: Option<Base>) -> Result<StoreHandle<'io>, store::Error> {
        match self.memory {
            Some(store) => Ok(StoreHandle::Held(store)),
            None => Store::open(path, base).map(StoreHandle::Opened),
        }
    }

    /// The store, to read.
    pub(super) fn store_to_read(&self, path: &Path) -> Result<StoreHandle<'io>, store::Error> {
        match self.memory {
            Some(store) => Ok(StoreHandle::Held(store)),
            None => Store::open_read_only(path).map(StoreHandle::Opened),
        }
    }

    /// All that the store holds, as a graph, and with what its identifiers start.
    pub(super) fn graph(&self, path: &Path) -> Result<(KnowledgeGraph, Base), store::Error> {
        let store = self.store_to_read(path)?;
        let graph = decode::graph(store.all()?, store.base(), rdf::schema())?;
        Ok((graph, store.base().clone()))
    }

    /// Does what was asked and tells how it ended.
    pub fn run(&mut self, cli: Cli) -> ExitCode {
        self.code(cli).into()
    }

    /// The exit code as a number: 0 done, 1 nothing found, 2 an error.
    pub fn code(&mut self, cli: Cli) -> u8 {
        self.quiet = cli.global.quiet;
        let ended = cli.execute(self).and_then(|outcome| {
            self.out.flush()?;
            Ok(outcome)
        });
        self.bar.finish_and_clear();
        match ended {
            Err(error) if is_broken_pipe(&error) => 0,
            Err(error) => {
                self.complain(format_args!("{error:#}"));
                2
            }
            Ok(_) if self.failed > 0 => 2,
            Ok(Outcome::Nothing) => 1,
            Ok(Outcome::Done) => 0,
        }
    }

    /// Where data go.
    pub(super) fn out(&mut self) -> &mut (dyn Write + 'io) {
        &mut *self.out
    }

    /// Tells what went wrong, on a line of its own.
    pub(super) fn complain(&mut self, message: impl Display) {
        // Where stderr itself is closed nobody is left to be told.
        let message = super::style::harmless(&message.to_string());
        let _ = self.bar.suspend(|| writeln!(self.err, "relata: {message}"));
    }

    /// Tells that one input failed; the run goes on and ends with exit code 2.
    pub(super) fn input_failed(&mut self, message: impl Display) {
        self.failed += 1;
        self.complain(message);
    }

    /// How many inputs failed.
    pub(super) fn failed(&self) -> usize {
        self.failed
    }

    /// Tells how it went, unless `--quiet`.
    pub(super) fn note(&mut self, message: impl Display) {
        if !self.quiet {
            let _ = self.bar.suspend(|| writeln!(self.err, "{message}"));
        }
    }

    /// Shows a count of articles that goes up, where stderr is a terminal.
    pub(super) fn count_up(&mut self, what: &'static str) {
        if !self.quiet && self.watched {
            // indicatif hides the bar by itself where stderr is no terminal.
            let style = ProgressStyle::with_template("{spinner} {human_pos} {msg} · {per_sec} · {elapsed}");
            self.bar = ProgressBar::new_spinner().with_message(what);
            self.bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
        }
    }

    /// One more done.
    pub(super) fn tick(&mut self) {
        self.bar.inc(1);
    }
}

/// Whether the reader of our output went away.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == ErrorKind::BrokenPipe))
}
