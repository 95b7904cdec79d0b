//! The command line: the only module that prints. One file a command.
//!
//! Data go to stdout, talk goes to stderr. The exit code is 0 when all is done, 1 when nothing was found or a check
//! failed, 2 for wrong use and errors; a reader that goes away (`relata extract … | head`) ends the run quietly with 0.

mod session;
mod style;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

pub use session::Session;

/// News articles in, knowledge graph out: who did what to whom, when, where, and according to whom.
#[derive(Debug, Parser)]
#[command(name = "relata", version, max_term_width = 100, propagate_version = true, disable_help_subcommand = true)]
pub struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// What every command understands.
#[derive(Debug, Args)]
struct Global {
    /// The store: a folder, made by the first build
    #[arg(long, global = true, value_name = "PATH", default_value = "relata.db")]
    db: PathBuf,
    /// How many threads to work with [default: one a core]
    #[arg(long, global = true, value_name = "N")]
    jobs: Option<std::num::NonZeroUsize>,
    /// Say nothing on stderr but errors
    #[arg(long, short, global = true)]
    quiet: bool,
}

/// What to do.
#[derive(Debug, Subcommand)]
enum Command { Nope }

/// How a command ended, where it did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// It did what was asked.
    Done,
    /// There was nothing to show, or a check failed.
    Nothing,
}

impl Outcome {
    /// Done when something was found.
    fn found(something: bool) -> Self {
        if something { Self::Done } else { Self::Nothing }
    }
}

impl Cli {
    fn execute(self, session: &mut Session<'_>) -> anyhow::Result<Outcome> {
        match self.command { Command::Nope => Ok(Outcome::found(true)) }
    }
}
