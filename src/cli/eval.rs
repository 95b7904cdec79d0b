//! `relata eval`: gold and predicted CoNLL-U → scores.

use std::{fs, io::Write as _, path::PathBuf};

use anyhow::{Context as _, Result};
use clap::Args;

use crate::{document::conllu, train::score::score};

/// Compare an analysis with a gold standard
#[derive(Debug, Args)]
pub struct EvalArgs {
    /// The gold standard, as CoNLL-U
    gold: PathBuf,
    /// What was predicted, as CoNLL-U; from raw text or from the gold words
    predicted: PathBuf,
}

/// Compares and prints, in per cent: tokens, words, parts of speech, features, lemmas, heads, heads with relations.
///
/// # Errors
/// When a file cannot be read.
pub fn run(args: &EvalArgs) -> Result<()> {
    let read = |path: &PathBuf| {
        let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        conllu::read("x", &text).with_context(|| path.display().to_string())
    };
    let scores = score(&read(&args.gold)?, &read(&args.predicted)?);
    let rows = [
        ("tokens", scores.tokens),
        ("words", scores.words),
        ("UPOS", scores.upos),
        ("FEATS", scores.features),
        ("LEMMA", scores.lemma),
        ("UAS", scores.uas),
        ("LAS", scores.las),
    ];
    let line: Vec<String> = rows.iter().map(|(name, value)| format!("{name} {value:.2}")).collect();
    Ok(writeln!(std::io::stdout(), "{}", line.join("  "))?)
}
