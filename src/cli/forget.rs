//! `relata forget`: takes articles out of the store.

use anyhow::Result;
use clap::Args;

use super::{Global, Outcome, Session};
use crate::document::ArticleId;

/// Take articles out of the store, with everything that only they said
#[derive(Debug, Args)]
pub(super) struct ForgetArgs {
    /// The ids of the articles: of a file, its name without folder and ending
    #[arg(required = true, value_name = "ARTICLE")]
    articles: Vec<String>,
}

pub(super) fn run(args: &ForgetArgs, global: &Global, session: &mut Session<'_>) -> Result<Outcome> {
    // Opened for reading first: forgetting must not make a store where there is none.
    session.store_to_read(&global.db)?;
    let store = session.store_to_write(&global.db, None)?;
    let mut outcome = Outcome::Done;
    for article in &args.articles {
        if store.forget(store.base().article(&ArticleId(article.clone())).as_ref())? {
            session.note(format_args!("{article}: forgotten"));
        } else {
            session.complain(format_args!("{article}: there is no such article in the store"));
            outcome = Outcome::Nothing;
        }
    }
    Ok(outcome)
}
