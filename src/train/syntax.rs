//! Treebanks → the sections of lexicon, tagger, lemmatizer and parser.

use anyhow::{Context as _, Result};
use rayon::prelude::*;

use super::{
    Plan, Tell, clusters,
    corpus::{self, Corpus, Example},
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
    let found = clusters::train(plan, &corpus, &lexicon)?;
    let clusters = Clusters::decode(&mut Reader::new(&found))?;
    sections.insert("clusters", found);
    tell("words in clusters");
    let lemmatizer = Lemmatizer::load(&container)?;
    let mut examples = corpus.examples(&lexicon, &clusters);
    if let Ok(path) = std::env::var("RELATA_TEACH") {
        return teach(plan, &corpus, &examples, &lexicon, &clusters, &path, tell);
    }
    tell(&format!("{} sentences to learn from", examples.len()));

    tagger::train(&examples.iter().collect::<Vec<_>>(), sections, tell, tagger::EPOCHS);
    let tagged: Vec<Vec<(usize, Vec<Morph>)>> = (0..FOLDS)
        .into_par_iter()
        .map(|fold| retag(&examples, fold, &lexicon))
        .collect::<Result<_>>()
        .context("tagging the treebanks anew")?;
    for (i, morphs) in tagged.into_iter().flatten() {
        examples[i].morphs = morphs;
    }
    for example in &mut examples {
        example.lemmatize(&lexicon, &lemmatizer);
    }
    parser::train(&examples, sections, tell);
    Ok(())
}

/// Tags one part of the examples by a tagger that was trained on the others.
fn retag(examples: &[Example], fold: usize, lexicon: &Lexicon) -> Result<Vec<(usize, Vec<Morph>)>> {
    let others: Vec<&Example> =
        examples.iter().enumerate().filter(|(i, _)| i % FOLDS != fold).map(|(_, example)| example).collect();
    let mut sections = Sections::new();
    tagger::train(&others, &mut sections, &|_| (), tagger::EPOCHS / 2);
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

fn teach(plan: &Plan<'_>, corpus: &Corpus, examples: &[Example], lexicon: &Lexicon, clusters: &Clusters, path: &str, tell: Tell<'_>) -> Result<()> {
    use super::{score::score, teacher::Teacher};
    use crate::{document::{Document, conllu}, model::hash_bytes, annotate::words::{lower, lower_hash}};
    let mut raw = super::clusters::raw_documents(plan, lexicon)?;
    let mut lowered = String::new();
    let mut hashes: Vec<Vec<u32>> = Vec::new();
    for document in corpus.documents().chain(&raw) {
        for sentence in &document.sentences {
            hashes.push(sentence.tokens.iter().map(|t| { lower(document.form(t), &mut lowered); lower_hash(&lowered) }).collect());
        }
    }
    let dev = corpus::read_folder(&plan.data.join("treebank").join(plan.language).join("dev"))?;
    let names: std::collections::BTreeSet<String> = corpus.documents().filter_map(|d| d.article.source.clone()).collect();
    let evaluate = |teacher: &Teacher, names: &mut dyn Iterator<Item = &str>| {
        for name in names {
            let mut guess: Vec<Document> = dev.clone();
            guess.iter_mut().for_each(|d| drop(teacher.annotate(d, hash_bytes(name.as_bytes()), lexicon, clusters)));
            let s = score(&dev, &guess);
            tell(&format!("as {name}: upos {:.2} feats {:.2} uas {:.2} las {:.2}", s.upos, s.features, s.uas, s.las));
        }
    };
    let all: Vec<&str> = names.iter().map(String::as_str).collect();
    tell(&all.join(" "));
    let teacher = Teacher::train(examples, &hashes, tell, &|t, last| if last { evaluate(t, &mut all.iter().copied()) } else { evaluate(t, &mut ["wikipedia", "it_partut"].into_iter()) });
    let best = std::env::var("RELATA_AS").unwrap_or_else(|_| "wikipedia".into());
    let mut out = String::new();
    let mut confidences = Vec::new();
    for (n, document) in raw.iter_mut().enumerate() {
        document.sentences.retain(|s| (3..60).contains(&s.tokens.len()));
        let c = teacher.annotate(document, hash_bytes(best.as_bytes()), lexicon, clusters);
        let mut keep = c.iter().map(|c| *c > -0.25);
        document.sentences.retain(|_| keep.next().unwrap_or(false));
        confidences.extend(c);
        out.push_str(&conllu::write(document));
        if n % 500 == 499 { tell(&format!("{n} articles annotated")); }
        if n > 8000 { break; }
    }
    confidences.sort_by(f32::total_cmp);
    tell(&format!("confidences {:?}", (1..10).map(|i| confidences[confidences.len() * i / 10]).collect::<Vec<_>>()));
    std::fs::write(path, out)?;
    Ok(())
}
