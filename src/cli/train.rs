//! `relata train`: data → model file.

use std::{fs, path::PathBuf};

use anyhow::{Context as _, Result};
use clap::Args;

use crate::train;

/// Train the models of a language.
#[derive(Debug, Args)]
pub struct TrainArgs {
    /// The language: it or en
    language: String,
    /// Folder with treebank/, ner/, lexicons/, gazetteers/, text/
    #[arg(long)]
    data: PathBuf,
    /// Keep this model but for the component that --only names
    #[arg(long, requires = "only")]
    base: Option<PathBuf>,
    /// Train this component alone: syntax, sentences or names
    #[arg(long, requires = "base", value_parser = ["syntax", "sentences", "names"])]
    only: Option<String>,
    /// Learn from trees of raw text too: those in this file, made by a teacher if it is not there (half an hour)
    #[arg(long)]
    trees: Option<PathBuf>,
    /// Model file to write
    #[arg(short, long)]
    output: PathBuf,
}

/// Trains and writes the model file.
///
/// # Errors
/// When the data cannot be read or the file cannot be written.
#[allow(clippy::print_stderr)]
pub fn run(args: &TrainArgs) -> Result<()> {
    let read = |path: &PathBuf| fs::read(path).with_context(|| format!("cannot read {}", path.display()));
    let base = args.base.as_ref().map(read).transpose()?;
    let anew = base.as_deref().zip(args.only.as_deref());
    let plan = train::Plan {
        data: &args.data,
        language: &args.language,
        like: train::guidelines(&args.language),
        trees: args.trees.as_deref(),
        anew,
    };
    let start = std::time::Instant::now();
    let file = train::train(&plan, &|line| eprintln!("{:5.0} s  {line}", start.elapsed().as_secs_f32()))?;
    fs::write(&args.output, file).with_context(|| format!("cannot write {}", args.output.display()))
}
