//! `relata annotate`: articles → CoNLL-U.

use std::{fs, io::Write as _, path::PathBuf, time::Instant};

use anyhow::{Context as _, Result};
use clap::{Args, ValueEnum};

use crate::{
    annotate::Annotator,
    document::{Article, ArticleId, Document, conllu},
    text::Language,
};

/// Print the analysis of articles
#[derive(Debug, Args)]
pub struct AnnotateArgs {
    /// Articles
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// What the inputs are; from CoNLL-U only sentences and words are kept, the rest is analysed anew
    #[arg(long, value_enum, default_value_t = From::Text)]
    from: From,
    /// Language of the inputs
    #[arg(long, default_value = "it")]
    lang: Language,
    /// Model file to use in place of the one built in
    #[arg(long)]
    model: Option<PathBuf>,
    /// Tell on stderr how fast it was
    #[arg(long)]
    timing: bool,
}

/// What an input is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum From {
    /// Plain text
    Text,
    /// CoNLL-U
    Conllu,
}

/// Annotates and prints.
///
/// # Errors
/// When an input cannot be read.
#[allow(clippy::print_stderr)]
pub fn run(args: &AnnotateArgs) -> Result<()> {
    let start = Instant::now();
    let annotator = match &args.model {
        None => Annotator::new(&args.lang)?,
        Some(path) => {
            let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
            Annotator::with_model(&args.lang, &bytes).with_context(|| path.display().to_string())?
        }
    };
    let loaded = start.elapsed();
    let (mut words, mut splitting, mut analysing) = (0, 0.0, 0.0);
    let mut out = std::io::stdout().lock();
    for input in &args.inputs {
        let name = input.file_stem().unwrap_or_default().to_string_lossy();
        let text = fs::read_to_string(input).with_context(|| format!("cannot read {}", input.display()))?;
        let documents = match args.from {
            From::Text => vec![Document::new(article(&name, text, &args.lang))],
            From::Conllu => conllu::read(&name, &text).with_context(|| input.display().to_string())?,
        };
        for mut document in documents {
            let start = Instant::now();
            match args.from {
                From::Text => annotator.split(&mut document),
                From::Conllu => document.keep_only_words(),
            }
            splitting += start.elapsed().as_secs_f64();
            let start = Instant::now();
            annotator.annotate_words(&mut document);
            analysing += start.elapsed().as_secs_f64();
            words += document.tokens.len();
            out.write_all(conllu::write(&document).as_bytes())?;
        }
    }
    if args.timing {
        let rate = |seconds: f64| words as f64 / seconds;
        eprintln!(
            "loaded in {loaded:.1?}; {words} words; splitting {:.0} words/s, the rest {:.0} words/s",
            rate(splitting),
            rate(analysing)
        );
    }
    Ok(())
}

/// A plain text as an article.
fn article(name: &str, text: String, language: &Language) -> Article {
    Article {
        id: ArticleId(name.to_owned()),
        title: None,
        text,
        language: Some(language.clone()),
        published: None,
        source: None,
        author: None,
        given: None,
    }
}
