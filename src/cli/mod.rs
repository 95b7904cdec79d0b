//! The command line: the only module that prints. One file a command.
//!
//! Data go to stdout, talk goes to stderr. The exit code is 0 when all is done, 1 when nothing was found or a check
//! failed, 2 for wrong use and errors; a reader that goes away (`relata extract … | head`) ends the run quietly with 0.

mod annotate;
mod build;
mod claims;
mod eval;
mod export;
mod extract;
mod forget;
mod inputs;
mod names;
mod path;
mod query;
mod session;
mod show;
mod spacy;
mod stats;
mod style;
#[cfg(feature = "train")]
pub mod train;
mod tree;
mod why;

use std::{num::NonZeroUsize, path::PathBuf};

use anyhow::Result;
use clap::{Args, Parser, Subcommand};

pub use session::Session;

/// News articles in, knowledge graph out: who did what to whom, when, where, and according to whom
#[derive(Debug, Parser)]
#[command(name = "relata", version, max_term_width = 100, disable_help_subcommand = true)]
#[command(after_help = "Example:\n  relata build articles/\n  relata show Tokayev\n  relata export -o graph.svg")]
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
    jobs: Option<NonZeroUsize>,
    /// Say nothing on stderr but errors
    #[arg(long, short, global = true)]
    quiet: bool,
}

/// What to do.
#[derive(Debug, Subcommand)]
enum Command {
    Build(build::BuildArgs),
    Extract(extract::ExtractArgs),
    Annotate(annotate::AnnotateArgs),
    Query(query::QueryArgs),
    Show(show::ShowArgs),
    Why(why::WhyArgs),
    Path(path::PathArgs),
    Stats(stats::StatsArgs),
    Export(export::ExportArgs),
    Forget(forget::ForgetArgs),
    Eval(eval::EvalArgs),
    #[cfg(feature = "train")]
    Train(train::TrainArgs),
}

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
    fn execute(self, session: &mut Session<'_>) -> Result<Outcome> {
        let global = &self.global;
        match self.command {
            Command::Build(args) => build::run(&args, global, session),
            Command::Extract(args) => extract::run(&args, global, session),
            Command::Annotate(args) => annotate::run(&args, session),
            Command::Query(args) => query::run(&args, global, session),
            Command::Show(args) => show::run(&args, global, session),
            Command::Why(args) => why::run(&args, global, session),
            Command::Path(args) => path::run(&args, global, session),
            Command::Stats(args) => stats::run(&args, global, session),
            Command::Export(args) => export::run(&args, global, session),
            Command::Forget(args) => forget::run(&args, global, session),
            Command::Eval(args) => eval::run(&args, session),
            #[cfg(feature = "train")]
            Command::Train(args) => train::run(&args).map(|()| Outcome::Done),
        }
    }
}
