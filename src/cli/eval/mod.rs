//! `relata eval`: a gold standard, and an analysis of its text → scores.
//!
//! The analysis is given as CoNLL-U, or made here from the words or the text of the gold standard. A gold standard is
//! CoNLL-U, for syntax, or has one token and label a line (BIO, IOB2), for names.

mod names;
mod rows;
mod syntax;

use std::{fmt::Write as _, fs, path::PathBuf};

use anyhow::{Context as _, Result, ensure};
use clap::Args;

use super::{Outcome, Session};
use crate::{
    annotate::Annotator,
    document::{Article, ArticleId, conllu},
    text::Language,
};
use rows::Sentence;

/// Score the analysis against a gold standard
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  relata eval gold.conllu                 analyse the words of the gold standard, and compare
  relata eval --raw gold.conllu           analyse its text
  relata eval gold.conllu analysis.conllu compare what was analysed before
  relata eval names.tsv                   names, from one token and BIO label a line")]
pub(super) struct EvalArgs {
    /// The gold standard: CoNLL-U, or one token and label (B-PER, I-PER, O) a line
    gold: PathBuf,
    /// What is compared with it, as CoNLL-U [default: the analysis of the words that the gold standard has]
    analysis: Option<PathBuf>,
    /// Analyse the text, not the words: sentences divided by blanks, paragraphs as they are marked
    #[arg(long, conflicts_with = "analysis")]
    raw: bool,
    /// Language of the text
    #[arg(long, default_value = "it")]
    lang: Language,
    /// Model file to use in place of the one built in
    #[arg(long)]
    model: Option<PathBuf>,
}

/// Compares and prints.
///
/// # Errors
/// When a file cannot be read, or the two are not of one text.
pub(super) fn run(args: &EvalArgs, session: &mut Session<'_>) -> Result<Outcome> {
    let read = |path: &PathBuf| fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()));
    let text = read(&args.gold)?;
    let labelled = names::read(&text);
    let has_names = labelled.is_some();
    let gold = match labelled {
        Some(sentences) => sentences,
        None => rows::read(&text).with_context(|| args.gold.display().to_string())?,
    };
    ensure!(!gold.is_empty(), "{} has no sentences", args.gold.display());
    let analysis = match &args.analysis {
        Some(path) => rows::read(&read(path)?).with_context(|| path.display().to_string())?,
        None => analyse(&gold, args)?,
    };
    let characters = |sentences: &[Sentence]| sentences.iter().map(Sentence::characters).sum::<usize>();
    let (wanted, found) = (characters(&gold), characters(&analysis));
    ensure!(wanted == found, "these are two texts: the gold standard has {wanted} characters, the analysis {found}");

    let mut out = String::new();
    if has_names {
        for (kind, score) in names::score(&gold, &analysis) {
            let _ = writeln!(out, "{kind:6} {score}");
        }
    } else {
        let scores = syntax::score(&gold, &analysis);
        let line: Vec<String> = scores.iter().map(|(name, f1)| format!("{name} {f1:.2}")).collect();
        let _ = writeln!(out, "{}", line.join("  "));
    }
    session.out().write_all(out.as_bytes())?;
    Ok(Outcome::Done)
}

/// The analysis of the words, or of the text, of a gold standard.
fn analyse(gold: &[Sentence], args: &EvalArgs) -> Result<Vec<Sentence>> {
    let annotator = match &args.model {
        None => Annotator::new(&args.lang)?,
        Some(path) => {
            let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
            Annotator::with_model(&args.lang, &bytes).with_context(|| path.display().to_string())?
        }
    };
    let mut found = Vec::new();
    for text in gold.chunk_by(|_, next| !next.starts_document) {
        let document = if args.raw {
            annotator.annotate(article(rows::raw_text(text)))
        } else {
            let words = conllu::read("gold", &rows::bare_conllu(text))?.pop();
            let mut document = words.context("a document without a word")?;
            annotator.annotate_words(&mut document);
            document
        };
        found.extend(rows::read(&conllu::write(&document))?);
    }
    Ok(found)
}

/// A text that is nothing but text.
fn article(text: String) -> Article {
    Article {
        id: ArticleId("gold".to_owned()),
        title: None,
        text,
        language: None,
        published: None,
        source: None,
        author: None,
        given: None,
    }
}
