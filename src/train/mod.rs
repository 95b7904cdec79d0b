//! Treebanks, lists and raw text → a model file. The same data give the same bytes.

pub mod adapted;
pub mod automatic;
pub mod clusters;
pub mod corpus;
pub mod lemma;
pub mod lexicon;
pub mod names;
pub mod parser;
pub mod sentences;
pub mod syntax;
pub mod tagger;
pub mod teacher;

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
    /// The treebank whose guidelines the trees of the model shall follow, where treebanks differ.
    pub like: &'p str,
    /// A file of trees of raw text to learn from as well: read if it is there, else written by the teacher, which takes most
    /// of the time.
    pub trees: Option<&'p Path>,
    /// A model whose other components are kept, and the one component that is trained anew: `syntax`, `sentences` or `names`.
    pub anew: Option<(&'p [u8], &'p str)>,
}

/// The treebank whose guidelines a language's model follows: for Italian those of ISDT, as a parser that learned from all of it
/// has written them into the trees of Wikipedia.
pub fn guidelines(language: &str) -> &str {
    match language {
        "it" => "wikipedia",
        "en" => "en_ewt",
        other => other,
    }
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
    if wanted("sentences") {
        sentences::train(plan, &mut sections, tell)?;
    }
    if wanted("names") {
        names::train(plan, &mut sections, tell)?;
    }
    tell("done");
    Ok(sections.finish())
}
