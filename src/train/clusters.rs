//! Raw text and treebanks → clusters of words, fine and coarse.

use anyhow::{Context as _, Result};
use fst::MapBuilder;
use serde_json::Value;

use super::{
    Plan,
    corpus::{Corpus, read_bytes},
    names::clusters::cluster,
};
use crate::{
    annotate::{Annotator, lexicon::Lexicon, split, words::lower},
    document::{Article, ArticleId, Document},
    model::Writer,
    text::Language,
};

/// How many clusters, coarse and fine.
const CLUSTERS: [usize; 2] = [64, 512];

/// Trains the clusters' section.
///
/// # Errors
/// When the raw text cannot be read.
pub fn train(plan: &Plan<'_>, corpus: &Corpus, lexicon: &Lexicon) -> Result<Vec<u8>> {
    let mut sentences = Vec::new();
    for document in corpus.documents() {
        add(document, &mut sentences);
    }
    for document in raw_documents(plan, lexicon)? {
        add(&document, &mut sentences);
    }
    let [coarse, fine] = CLUSTERS.map(|number| cluster(&sentences, number));
    let mut builder = MapBuilder::memory();
    for (word, fine) in &fine {
        let coarse = coarse.get(word).copied().unwrap_or_default();
        builder.insert(word, u64::from(coarse) << 16 | u64::from(*fine))?;
    }
    let map = builder.into_inner()?;
    let mut writer = Writer::new();
    writer.u32(map.len() as u32);
    writer.bytes(&map);
    Ok(writer.finish())
}

/// The raw text, cut into words.
///
/// # Errors
/// When it cannot be read.
pub fn raw_documents(plan: &Plan<'_>, lexicon: &Lexicon) -> Result<Vec<Document>> {
    let mut documents = Vec::new();
    let language: Language = plan.language.parse()?;
    let rules = Annotator::rules(&language)?;
    let path = plan.data.join("text").join(plan.language).join("local-news.jsonl.gz");
    for line in read_bytes(&path)?.split(|b| *b == b'\n').filter(|line| !line.is_empty()) {
        let article: Value = serde_json::from_slice(line).with_context(|| path.display().to_string())?;
        let mut document = raw(article["text"].as_str().unwrap_or_default());
        split(&mut document, &rules, lexicon);
        documents.push(document);
    }
    Ok(documents)
}

/// Adds the sentences of a document, in lower case, numbers made 0.
fn add(document: &Document, sentences: &mut Vec<Vec<String>>) {
    let mut lowered = String::new();
    for sentence in &document.sentences {
        let words = sentence.tokens.iter().map(|token| {
            lower(document.form(token), &mut lowered);
            if lowered.starts_with(|c: char| c.is_ascii_digit()) { "0".to_owned() } else { lowered.clone() }
        });
        sentences.push(words.collect());
    }
}

/// A text that is nothing but text.
fn raw(text: &str) -> Document {
    Document::new(Article {
        id: ArticleId(String::new()),
        title: None,
        text: text.to_owned(),
        language: None,
        published: None,
        source: None,
        author: None,
        given: None,
    })
}
