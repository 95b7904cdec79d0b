//! `relata build`: articles → store.

use anyhow::Result;
use clap::Args;

use super::{Global, Outcome, Session, inputs::InputArgs};
use crate::{
    pipeline::{Pipeline, PipelineError, Unread},
    rdf::{self, Base, EncodedArticle, encode},
    store,
};

/// Read articles and put what they say into the store
///
/// An article that is in the store already is replaced when it has changed and left alone when it has not. Each article is
/// written as a whole or not at all: a build that is interrupted is finished by running it again.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  relata build articles/\n  relata build --date 2022-01-13 article.txt\n  \
                        relata extract articles/ | relata build -")]
pub(super) struct BuildArgs {
    #[command(flatten)]
    inputs: InputArgs,
    /// With what the identifiers of a new store start [default: urn:relata:]
    #[arg(long, value_name = "IRI")]
    base: Option<String>,
}

/// An article ready to be stored.
struct Built {
    article: EncodedArticle,
    entities: usize,
    claims: usize,
    unread: Option<String>,
}

/// What became of the articles.
#[derive(Default)]
struct Tally {
    new: usize,
    updated: usize,
    unchanged: usize,
    entities: usize,
    claims: usize,
}

pub(super) fn run(args: &BuildArgs, global: &Global, session: &mut Session<'_>) -> Result<Outcome> {
    let base = args.base.as_deref().map(Base::new).transpose()?;
    let store = session.store_to_write(&global.db, base)?;
    let schema = rdf::schema();
    let pipeline = Pipeline::new(schema.as_ref().clone());
    let mut tally = Tally::default();
    let work = |article| -> Result<Built, PipelineError> {
        let processed = pipeline.process(article)?;
        let record = processed.record;
        Ok(Built {
            article: encode::article(&record, store.base(), &schema),
            entities: record.entities.len(),
            claims: record.claims.len(),
            unread: processed.unread.map(|why: Unread| format!("{}: {why}", record.id)),
        })
    };
    args.inputs.for_each(global.jobs, session, work, |built, session| {
        let built = built?;
        match store.put(&built.article)? {
            store::Outcome::Added => tally.new += 1,
            store::Outcome::Replaced => tally.updated += 1,
            store::Outcome::Unchanged => tally.unchanged += 1,
        }
        tally.entities += built.entities;
        tally.claims += built.claims;
        if let Some(why) = built.unread {
            session.input_failed(why);
        }
        Ok(())
    })?;
    session.note(format_args!(
        "{}: {} new, {} updated, {} unchanged, {} failed; {} and {} in them",
        count(tally.new + tally.updated + tally.unchanged, "article", "articles"),
        tally.new,
        tally.updated,
        tally.unchanged,
        session.failed(),
        count(tally.entities, "entity", "entities"),
        count(tally.claims, "claim", "claims"),
    ));
    Ok(Outcome::Done)
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
