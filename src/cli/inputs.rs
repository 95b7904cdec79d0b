//! Inputs named on the command line → what one function makes of each article, in parallel, in the order of the inputs.

use std::{
    num::NonZeroUsize,
    path::PathBuf,
    sync::mpsc::{Receiver, sync_channel},
    thread,
};

use anyhow::{Context as _, Result};
use clap::Args;
use rayon::{
    ThreadPoolBuilder,
    iter::{IntoParallelIterator as _, ParallelIterator as _},
};

use super::Session;
use crate::{
    document::{Article, PartialDate},
    read::{Articles, Input, ReadError, ReadOptions, read},
    text::Language,
};

/// How many articles are read before they are worked on together.
const CHUNK_ARTICLES: usize = 64;
/// A chunk ends early when its texts have this many bytes, so that a few huge articles do not fill the memory.
const CHUNK_BYTES: usize = 4 << 20;

/// Articles to read.
#[derive(Debug, Args)]
pub(super) struct InputArgs {
    /// Files (.txt, .md, .jsonl) or folders; - is standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// The day of publication of articles that do not tell theirs: YYYY-MM-DD, YYYY-MM or YYYY
    #[arg(long, value_name = "DATE")]
    date: Option<PartialDate>,
    /// The language of all articles, whatever they look like: it
    #[arg(long, value_name = "TAG")]
    lang: Option<Language>,
}

impl InputArgs {
    /// Hands every article to `work` on several threads, and what comes out to `done` on this one, in the order of the
    /// inputs. What cannot be read is reported and passed over. At most three chunks of articles are in memory at a time.
    pub(super) fn for_each<T: Send>(
        &self,
        jobs: Option<NonZeroUsize>,
        session: &mut Session<'_>,
        work: impl Fn(Article) -> T + Sync,
        mut done: impl FnMut(T, &mut Session<'_>) -> Result<()>,
    ) -> Result<()> {
        let inputs: Vec<Input> = self.inputs.iter().map(|path| Input::from_argument(path)).collect();
        let options = ReadOptions { date: self.date, language: self.lang.clone(), supported: Vec::new() };
        let articles = read(&inputs, options);
        let threads = jobs.map_or(0, NonZeroUsize::get);
        let pool = ThreadPoolBuilder::new().num_threads(threads).build().context("cannot start threads")?;
        let (sender, receiver) = sync_channel(1);
        session.count_up("articles");
        thread::scope(|scope| {
            let work = &work;
            scope.spawn(move || {
                let mut articles = articles;
                let one = |article: Result<Article, ReadError>| article.map(work);
                while let Some(chunk) = next_chunk(&mut articles) {
                    let worked: Vec<_> = pool.install(|| chunk.into_par_iter().map(one).collect());
                    // Nobody receives any more: the other side failed and will say why.
                    if sender.send(worked).is_err() {
                        break;
                    }
                }
            });
            receive(receiver, session, &mut done)
        })
    }
}

fn receive<T>(
    receiver: Receiver<Vec<Result<T, ReadError>>>,
    session: &mut Session<'_>,
    done: &mut impl FnMut(T, &mut Session<'_>) -> Result<()>,
) -> Result<()> {
    for worked in receiver {
        for result in worked {
            match result {
                Ok(result) => done(result, session)?,
                Err(error) => session.input_failed(error),
            }
            session.tick();
        }
    }
    Ok(())
}

/// The next articles to be worked on together; `None` at the end.
fn next_chunk(articles: &mut Articles) -> Option<Vec<Result<Article, ReadError>>> {
    let mut chunk = Vec::new();
    let mut bytes = 0;
    while chunk.len() < CHUNK_ARTICLES && bytes < CHUNK_BYTES {
        let Some(article) = articles.next() else { break };
        bytes += article.as_ref().map_or(0, |article| article.text.len());
        chunk.push(article);
    }
    (!chunk.is_empty()).then_some(chunk)
}
