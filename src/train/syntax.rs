//! Treebanks → the sections of lexicon, tagger, lemmatizer and parser.

use anyhow::{Context as _, Result};
use rayon::prelude::*;

use super::{
    Plan, Tell, automatic, clusters,
    corpus::{self, Corpus, Example, View},
    lemma, lexicon, parser, tagger,
};
use crate::{
    annotate::{
        clusters::Clusters,
        lemma::Lemmatizer,
        lexicon::{Lexicon, Morph},
        tag::Tagger,
    },
    model::{Container, Reader, Sections},
};

/// In how many parts the treebanks are tagged by taggers that have not seen them, so that the parser learns from tags as bad
/// as those it will meet.
const FOLDS: usize = 4;
/// How often these taggers go through their sentences.
const FOLD_EPOCHS: usize = 4;

/// Trains all components of syntax.
///
/// # Errors
/// When a file cannot be read, or holds something else than it should.
pub fn train(plan: &Plan<'_>, sections: &mut Sections, tell: Tell<'_>) -> Result<()> {
    let treebanks = plan.data.join("treebank").join(plan.language);
    let corpus = Corpus {
        gold: corpus::read_folder(&treebanks.join("train"))?,
        silver: corpus::read_folder(&treebanks.join("silver"))?,
    };
    tell(&format!("{} words in treebanks, of these {} in automatic trees", corpus.words(), corpus.silver_words()));

    let learned = lexicon::train(plan, &corpus)?;
    sections.insert("lemma.endings", lemma::train(&learned)?);
    sections.insert("lexicon", learned.encode()?);

    let file = sections.finish();
    let container = Container::open(&file)?;
    let lexicon = Lexicon::decode(&mut container.reader("lexicon")?)?;
    let raw = automatic::raw(plan, &lexicon)?;
    let found = clusters::train(corpus.documents().chain(&raw))?;
    let clusters = Clusters::decode(&mut Reader::new(&found))?;
    sections.insert("clusters", found);
    tell("words in clusters");
    let lemmatizer = Lemmatizer::load(&container)?;
    let view = View { lexicon: &lexicon, clusters: &clusters };
    let mut examples = corpus.examples(view);
    let by_people = examples.len();
    let trees = automatic::trees(plan, &corpus, raw, &examples, view, tell)?;
    examples.extend(trees.iter().flat_map(|document| corpus::examples(document, view)));
    tell(&format!("{by_people} sentences to learn from, and {} read by the teacher", examples.len() - by_people));

    tagger::train(&examples[..by_people].iter().collect::<Vec<_>>(), plan.like, sections, tell, tagger::EPOCHS);
    let tagged: Vec<Vec<(usize, Vec<Morph>)>> = (0..FOLDS)
        .into_par_iter()
        .map(|fold| retag(&examples, by_people, fold, plan.like, &lexicon))
        .collect::<Result<_>>()
        .context("tagging the treebanks anew")?;
    for (i, morphs) in tagged.into_iter().flatten() {
        examples[i].morphs = morphs;
    }
    for example in &mut examples {
        example.lemmatize(&lexicon, &lemmatizer);
    }
    tell("sentences tagged by taggers that had not seen them");
    parser::train(&examples, sections, tell);
    Ok(())
}

/// Tags one part of the examples by a tagger that was trained on the others of the first `known`.
fn retag(
    examples: &[Example],
    known: usize,
    fold: usize,
    like: &str,
    lexicon: &Lexicon,
) -> Result<Vec<(usize, Vec<Morph>)>> {
    let known = examples[..known].iter().enumerate();
    let others: Vec<&Example> = known.filter(|(i, _)| i % FOLDS != fold).map(|(_, example)| example).collect();
    let mut sections = Sections::new();
    tagger::train(&others, like, &mut sections, &|_| (), FOLD_EPOCHS);
    let file = sections.finish();
    let tagger = Tagger::load(&Container::open(&file)?)?;
    let mut features = Vec::new();
    Ok(examples
        .iter()
        .enumerate()
        .filter(|(i, _)| i % FOLDS == fold)
        .map(|(i, example)| {
            let mut morphs = Vec::new();
            tagger.tag(&example.words, lexicon, &mut features, &mut morphs);
            (i, morphs)
        })
        .collect())
}
