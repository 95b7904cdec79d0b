//! `relata annotate`: articles → CoNLL-U, trees drawn with lines, or JSON, ours or spaCy's.

use std::{collections::BTreeMap, fs, path::PathBuf, time::Instant};

use anyhow::{Context as _, Result};
use clap::{Args, ValueEnum};
use comfy_table::Table;

use super::{Outcome, Session, spacy, tree};
use crate::{
    annotate::Annotator,
    document::{Document, conllu},
    read::{Input, ReadOptions, read},
    text::Language,
};

/// Print the analysis of articles
#[derive(Debug, Args)]
pub(super) struct AnnotateArgs {
    /// Files, folders, or - for standard input
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// What the inputs are; of CoNLL-U only sentences and words are kept, the rest is analysed anew
    #[arg(long, value_enum, default_value_t = Origin::Articles)]
    from: Origin,
    /// How to print the analysis
    #[arg(long, value_enum, default_value_t = Form::Conllu)]
    format: Form,
    /// Language of the inputs, whatever they say or look like
    #[arg(long)]
    lang: Option<Language>,
    /// Model file to use in place of the one built in
    #[arg(long)]
    model: Option<PathBuf>,
    /// Tell on stderr how fast it was
    #[arg(long)]
    timing: bool,
}

/// What an input is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Origin {
    /// Articles: plain text, Markdown, JSON Lines
    Articles,
    /// CoNLL-U
    Conllu,
}

/// How an analysis is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// CoNLL-U
    Conllu,
    /// Trees, drawn with lines
    Tree,
    /// One JSON object an article and line
    Json,
    /// One JSON object an article and line, as spaCy's Doc.to_json writes it
    Spacy,
}

/// Annotates and prints.
///
/// # Errors
/// When an input cannot be read (the others are done), or a model cannot be used.
pub(super) fn run(args: &AnnotateArgs, session: &mut Session<'_>) -> Result<Outcome> {
    let mut work = Work { args, session, annotators: BTreeMap::new(), words: 0, seconds: [0.0; 3] };
    match args.from {
        Origin::Articles => {
            let inputs: Vec<Input> = args.inputs.iter().map(|path| Input::from_argument(path)).collect();
            let supported = Annotator::languages().collect();
            for article in read(&inputs, ReadOptions { date: None, language: args.lang.clone(), supported }) {
                match article {
                    Ok(article) => work.document(Document::new(article))?,
                    Err(error) => work.session.input_failed(error),
                }
            }
        }
        Origin::Conllu => {
            for path in &args.inputs {
                let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
                let name = path.file_stem().unwrap_or_default().to_string_lossy();
                for document in conllu::read(&name, &text).with_context(|| path.display().to_string())? {
                    work.document(document)?;
                }
            }
        }
    }
    if args.timing {
        let [loading, splitting, analysing] = work.seconds;
        let rate = |seconds: f64| work.words as f64 / seconds.max(1e-9);
        work.session.note(format_args!(
            "loaded in {:.0} ms; {} words; cutting into words {:.0} words/s, all else {:.0} words/s",
            loading * 1000.0,
            work.words,
            rate(splitting),
            rate(analysing)
        ));
    }
    Ok(Outcome::Done)
}

/// The run so far.
struct Work<'a, 'io> {
    args: &'a AnnotateArgs,
    session: &'a mut Session<'io>,
    annotators: BTreeMap<Language, Annotator>,
    words: usize,
    /// For loading, cutting into words, all else.
    seconds: [f64; 3],
}

impl Work<'_, '_> {
    fn document(&mut self, mut document: Document) -> Result<()> {
        let language = self.args.lang.clone().or_else(|| document.article.language.clone());
        let language = language.unwrap_or_else(Language::italian);
        let start = Instant::now();
        if !self.annotators.contains_key(&language) {
            let annotator = match &self.args.model {
                None => Annotator::new(&language)?,
                Some(path) => {
                    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
                    Annotator::with_model(&language, &bytes).with_context(|| path.display().to_string())?
                }
            };
            self.annotators.insert(language.clone(), annotator);
        }
        self.seconds[0] += start.elapsed().as_secs_f64();
        let Some(annotator) = self.annotators.get(&language) else { return Ok(()) };

        let start = Instant::now();
        match self.args.from {
            Origin::Articles => annotator.split(&mut document),
            Origin::Conllu => document.keep_only_words(),
        }
        self.seconds[1] += start.elapsed().as_secs_f64();
        let start = Instant::now();
        annotator.annotate_words(&mut document);
        self.seconds[2] += start.elapsed().as_secs_f64();
        self.words += document.tokens.len();

        document.article.language.get_or_insert(language);
        let text = match self.args.format {
            Form::Conllu => conllu::write(&document),
            Form::Tree => {
                let style = self.session.style;
                // The table knows how wide the terminal is.
                let width = style.terminal.then(|| Table::new().width()).flatten();
                tree::draw(&document, style, width.map(usize::from))
            }
            Form::Json => format!("{}\n", tree::json(&document)),
            Form::Spacy => format!("{}\n", spacy::json(&document)),
        };
        Ok(self.session.out().write_all(text.as_bytes())?)
    }
}
