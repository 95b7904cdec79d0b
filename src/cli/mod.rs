//! The commands.

pub mod annotate;
#[cfg(feature = "train")]
pub mod eval;
#[cfg(feature = "train")]
pub mod train;
mod tree;

use anyhow::Result;
use clap::Parser;

#[derive(Debug, Parser)]
enum Command {
    #[cfg(feature = "train")]
    Train(train::TrainArgs),
    #[cfg(feature = "train")]
    Eval(eval::EvalArgs),
    Annotate(annotate::AnnotateArgs),
}

/// Runs the command line.
///
/// # Errors
/// When the command fails.
pub fn run() -> Result<()> {
    match Command::parse() {
        #[cfg(feature = "train")]
        Command::Train(args) => train::run(&args),
        #[cfg(feature = "train")]
        Command::Eval(args) => eval::run(&args),
        Command::Annotate(args) => annotate::run(&args),
    }
}
