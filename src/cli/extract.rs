//! `relata extract`: articles → JSON Lines, a pure filter.

use anyhow::Result;
use clap::Args;

use super::{Global, Outcome, Session, inputs::InputArgs};
use crate::{pipeline::Pipeline, rdf};

/// Print what articles say, one line of JSON an article, without any store
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  relata extract article.txt\n  cat article.txt | relata extract -\n  \
                        relata extract articles/ > claims.jsonl")]
pub(super) struct ExtractArgs {
    #[command(flatten)]
    inputs: InputArgs,
}

pub(super) fn run(args: &ExtractArgs, global: &Global, session: &mut Session<'_>) -> Result<Outcome> {
    let pipeline = Pipeline::new(rdf::schema().as_ref().clone());
    let work = |article| -> Result<_> {
        let processed = pipeline.process(article)?;
        let line = serde_json::to_string(&processed.record)?;
        Ok((line, processed.unread.map(|why| format!("{}: {why}", processed.record.id))))
    };
    args.inputs.for_each(global.jobs, session, work, |result, session| {
        let (line, unread) = result?;
        writeln!(session.out(), "{line}")?;
        if let Some(why) = unread {
            session.input_failed(why);
        }
        Ok(())
    })?;
    Ok(Outcome::Done)
}
