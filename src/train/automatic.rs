//! Raw text → trees made by the teacher, for the parser that ships to learn from.

use std::fs;

use anyhow::{Context as _, Result};

use super::{
    Plan, Tell,
    corpus::{Corpus, Example, View, raw_texts},
    teacher::Teacher,
};
use crate::{
    annotate::{
        Annotator,
        lexicon::Lexicon,
        split,
        words::{lower, lower_hash},
    },
    document::{Article, ArticleId, Document, conllu},
    model::hash_bytes,
    text::Language,
};

/// From so many articles.
const ARTICLES: usize = 8000;
/// Sentences of so many words are read.
const LENGTHS: std::ops::Range<usize> = 3..60;
/// Sentences of which the teacher is less sure (the mean logarithm of the probability of a head) are left out.
const LEAST_CONFIDENCE: f32 = -0.25;

/// The raw text, cut into words.
///
/// # Errors
/// When it cannot be read.
pub fn raw(plan: &Plan<'_>, lexicon: &Lexicon) -> Result<Vec<Document>> {
    let mut documents = Vec::new();
    let language: Language = plan.language.parse()?;
    let rules = Annotator::rules(&language)?;
    for text in raw_texts(plan.data, plan.language)? {
        let mut document = plain(&text);
        split(&mut document, &rules, lexicon, None);
        documents.push(document);
    }
    Ok(documents)
}

/// Trees of the raw text, where the plan wants them: those in its file, or made now by a teacher that learns from the
/// examples.
///
/// # Errors
/// When the file cannot be read or written.
pub fn trees(
    plan: &Plan<'_>,
    corpus: &Corpus,
    raw: Vec<Document>,
    examples: &[Example],
    view: View<'_>,
    tell: Tell<'_>,
) -> Result<Vec<Document>> {
    let Some(path) = plan.trees else { return Ok(Vec::new()) };
    if !path.exists() {
        let text = make(plan, corpus, raw, examples, view, tell);
        fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(conllu::read("", &text)?)
}

fn make(
    plan: &Plan<'_>,
    corpus: &Corpus,
    raw: Vec<Document>,
    examples: &[Example],
    view: View<'_>,
    tell: Tell<'_>,
) -> String {
    let mut lowered = String::new();
    let mut words = Vec::new();
    for document in corpus.documents().chain(&raw) {
        for sentence in &document.sentences {
            let hash = |token| {
                lower(document.form(token), &mut lowered);
                lower_hash(&lowered)
            };
            words.push(sentence.tokens.iter().map(hash).collect());
        }
    }
    let teacher = Teacher::train(examples, &words, tell);
    let treebank = hash_bytes(plan.like.as_bytes());
    let mut text = String::new();
    for mut document in raw.into_iter().take(ARTICLES) {
        document.sentences.retain(|sentence| LENGTHS.contains(&sentence.tokens.len()));
        let confidences = teacher.annotate(&mut document, treebank, view);
        let mut sure = confidences.iter().map(|confidence| *confidence > LEAST_CONFIDENCE);
        document.sentences.retain(|_| sure.next().unwrap_or(false));
        text.push_str(&conllu::write(&document));
    }
    text
}

/// A text that is nothing but text.
fn plain(text: &str) -> Document {
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
