//! Treebanks, lists and raw text → a model file. The same data give the same bytes.

pub mod clusters;
pub mod corpus;
pub mod lemma;
pub mod lexicon;
pub mod names;
pub mod parser;
pub mod score;
pub mod syntax;
pub mod tagger;

use std::path::Path;

use anyhow::Result;

use crate::model::{Container, Sections};

/// What to train on.
#[derive(Debug, Clone)]
pub struct Plan<'p> {
    /// The folder that holds `treebank/it/train` and the rest.
    pub data: &'p Path,
    /// The language, as its folders are named.
    pub language: &'p str,
    /// A model whose other components are kept, and the one component that is trained anew: `syntax` or `names`.
    pub anew: Option<(&'p [u8], &'p str)>,
}

/// Gets a line now and then that says how far the training is.
pub type Tell<'t> = &'t (dyn Fn(&str) + Sync);

/// Trains all components of a language and returns the model file.
///
/// # Errors
/// When a file cannot be read, or holds something else than it should.
pub fn train(plan: &Plan<'_>, tell: Tell<'_>) -> Result<Vec<u8>> {
    let mut sections = match plan.anew {
        Some((kept, _)) => Sections::of(&Container::open(kept)?),
        None => Sections::new(),
    };
    let wanted = |component: &str| plan.anew.is_none_or(|(_, anew)| anew == component);
    if wanted("syntax") {
        syntax::train(plan, &mut sections, tell)?;
    }
    if wanted("names") {
        names::train(plan, &mut sections, tell)?;
    }
    tell("done");
    Ok(sections.finish())
}
