//! `relata extract`: articles → JSON Lines, or facts in the articles' own words; a pure filter.

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::{Global, Outcome, Session, inputs::InputArgs};
use crate::{
    document::{Article, ArticleId, Document},
    extract::open::{open_facts, words},
    pipeline::Pipeline,
    rdf,
};

/// Print what articles say, one line of JSON an article, without any store
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  relata extract article.txt\n  cat article.txt | relata extract -\n  \
                        relata extract articles/ > claims.jsonl\n  \
                        relata extract --format triples articles/ > facts.tsv")]
pub(super) struct ExtractArgs {
    /// What to print
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
    #[command(flatten)]
    inputs: InputArgs,
}

/// What `extract` can print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Entities and claims, one article a line: what `relata build` reads
    Jsonl,
    /// Every fact of every sentence in its own words, of entities or not: article, subject, relation, object and
    /// confidence, divided by tabs
    Triples,
}

pub(super) fn run(args: &ExtractArgs, global: &Global, session: &mut Session<'_>) -> Result<Outcome> {
    let pipeline = Pipeline::new(rdf::schema().as_ref().clone());
    let work = |article: Article| -> Result<_> {
        let id = article.id.clone();
        let (text, unread) = match args.format {
            Format::Jsonl => {
                let processed = pipeline.process(article)?;
                (serde_json::to_string(&processed.record)? + "\n", processed.unread)
            }
            Format::Triples => match pipeline.annotate(article)? {
                Ok(document) => (triples(&id, &document), None),
                Err(unread) => (String::new(), Some(unread)),
            },
        };
        Ok((text, unread.map(|why| format!("{id}: {why}"))))
    };
    args.inputs.for_each(global.jobs, session, work, |result, session| {
        let (text, unread) = result?;
        write!(session.out(), "{text}")?;
        if let Some(why) = unread {
            session.input_failed(why);
        }
        Ok(())
    })?;
    Ok(Outcome::Done)
}

/// The facts of a document, one a line.
fn triples(id: &ArticleId, document: &Document) -> String {
    let mut lines = String::new();
    let id = id.to_string().replace(char::is_whitespace, " ");
    for fact in open_facts(document) {
        let [subject, relation, object] =
            [&fact.subject, &fact.relation, &fact.object].map(|tokens| words(document, tokens));
        lines.push_str(
            &[&id, &subject, &relation, &object, &fact.confidence().to_string()].map(String::as_str).join("\t"),
        );
        lines.push('\n');
    }
    lines
}
