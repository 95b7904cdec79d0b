//! Name corpora → the sections of the name tagger.
//!
//! A conditional random field over the features of `annotate::names`. Corpora of other kinds and with other guidelines
//! help: what they share is learned from all.

pub(super) mod clusters;
mod corpus;
mod entities;
mod gazetteers;

use anyhow::Result;

use super::{Plan, Tell};
use crate::{
    annotate::{
        names::{Context, LABELS, Lists, Prepared, encode, legal},
        syntax::Syntax,
    },
    document::conllu,
    model::{Container, Crf, CrfSettings, Sections, Sequences, Writer},
};
use corpus::{Labelled, Passage};

/// How the weights are learned.
const SETTINGS: CrfSettings = CrfSettings { epochs: 4, averaged: 2, rate: 0.05, dropout: 50, rare: 2 };

/// How fine weights are kept: this many steps to one.
const SCALE: f32 = 64.0;

/// Features whose weights are all smaller are left out.
const LEAST: f32 = 0.07;

/// Trains on what lies in the plan's folder and adds the tagger's sections to a model.
///
/// # Errors
/// When a corpus cannot be read.
pub fn train(plan: &Plan<'_>, sections: &mut Sections, tell: Tell<'_>) -> Result<()> {
    tell("names: lists and clusters");
    let mut corpora = corpus::corpora(plan.data, plan.language)?;
    let lists = gazetteers::lists(plan.data, plan.language, corpora.iter().flatten())?;
    tell("names: weights");
    let lowered = corpus::lowered(&corpora, plan.language)?;
    corpora[0].push(lowered);
    tag(corpora.iter_mut().flatten().flat_map(|passage| &mut passage.sentences), sections)?;
    let crf = Crf::<LABELS>::train(&sequences(&corpora, &lists), &legal(), SETTINGS);
    let mut section = |name: &str, write: &dyn Fn(&mut Writer)| {
        let mut writer = Writer::new();
        write(&mut writer);
        sections.insert(name, writer.finish());
    };
    section("names.lists", &|writer| lists.encode(writer));
    section("names.steps", &|writer| crf.transitions(SCALE).encode(writer));
    section("names.weights", &|writer| crf.encode(SCALE, LEAST, writer));
    Ok(())
}

/// Gives sentences the parts of speech that the model's tagger sees in them.
fn tag<'p>(sentences: impl Iterator<Item = &'p mut Labelled>, sections: &Sections) -> Result<()> {
    let file = sections.finish();
    let mut syntax = Syntax::load(&Container::open(&file)?)?;
    syntax.parser = None;
    for sentence in sentences {
        let row = |(n, word): (usize, &String)| format!("{}\t{word}\t_\tX\t_\t_\t0\t_\t_\t_\n", n + 1);
        let rows: String = sentence.words.iter().enumerate().map(row).collect();
        for mut document in conllu::read("", &rows)? {
            syntax.annotate(&mut document);
            sentence.tags.extend(document.tokens.iter().map(|token| token.upos));
        }
    }
    Ok(())
}

/// All sentences with their features and labels.
fn sequences(corpora: &[Vec<Passage>], lists: &Lists) -> Sequences {
    let mut sequences = Sequences::default();
    for (corpus, passages) in corpora.iter().enumerate() {
        for passage in passages {
            let prepared = passage.sentences.iter().map(|sentence| Prepared::new(&sentence.tagged(), lists));
            let context = Context::new(prepared.collect());
            for (s, sentence) in passage.sentences.iter().enumerate() {
                let mut features = vec![Vec::new(); sentence.words.len()];
                for (i, features) in features.iter_mut().enumerate() {
                    context.features(s, i, features);
                }
                let labels = encode(sentence.words.len(), &sentence.names);
                sequences.add(corpus as u32, features.iter().map(Vec::as_slice).zip(labels));
            }
        }
    }
    sequences
}
