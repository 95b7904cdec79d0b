//! `relata annotate`: articles → CoNLL-U.

use std::{fs, io::Write as _, path::PathBuf};

use anyhow::{Context as _, Result};
use clap::Args;

use crate::{annotate::syntax::Syntax, document::conllu, model::Container};

/// Print the analysis of articles.
#[derive(Debug, Args)]
pub struct AnnotateArgs {
    /// Articles
    inputs: Vec<PathBuf>,
    /// Model file to use in place of the one built in
    #[arg(long)]
    model: PathBuf,
}

/// Annotates and prints.
///
/// # Errors
/// When an input cannot be read.
#[allow(clippy::print_stderr)]
pub fn run(args: &AnnotateArgs) -> Result<()> {
    let bytes = fs::read(&args.model)?;
    let start = std::time::Instant::now();
    let syntax = Syntax::load(&Container::open(&bytes)?)?;
    eprintln!("load {:?}", start.elapsed());
    for input in &args.inputs {
        let text = fs::read_to_string(input).with_context(|| format!("cannot read {}", input.display()))?;
        for mut document in conllu::read("x", &text)? {
            document.keep_only_words();
            let start = std::time::Instant::now();
            syntax.annotate(&mut document);
            let seconds = start.elapsed().as_secs_f32();
            eprintln!("{} words, {} words/s", document.tokens.len(), document.tokens.len() as f32 / seconds);
            std::io::stdout().write_all(conllu::write(&document).as_bytes())?;
        }
    }
    Ok(())
}
