//! Treebanks → the section that tells where sentences end.
//!
//! Sentences are put together again, divided by blanks, and the classifier learns to take them apart: once each treebank in
//! one run, as if all line breaks were lost, and once in paragraphs: those that the treebank marks, else some sentences that
//! follow each other.

use std::{fs, path::Path};

use anyhow::{Context as _, Result};

use super::{Plan, Tell, corpus::Dice};
use crate::{
    annotate::{
        Annotator, TokenRules,
        boundaries::{LONGEST_PARAGRAPH, Paragraph, SECTION},
        lexicon::Lexicon,
        tokenize,
    },
    model::{Container, Perceptron, Sections, Writer},
    text::{Language, Span},
};

/// Passes over the treebanks.
const EPOCHS: usize = 10;
/// How fine weights are kept: this many steps to one.
const SCALE: f64 = 64.0;
/// Weights smaller than this are left out.
const LEAST: f64 = 0.25;
/// A paragraph that no treebank marks has at most so many sentences.
const LONGEST: usize = 8;

/// One paragraph in so many is taken for what somebody says, treebanks having little of it.
const SPEECHES: usize = 5;

/// Sentences that stand together in a text.
type Passage = Vec<String>;

/// Gaps of one passage: features, and whether a sentence ends there.
type Gaps = Vec<(Vec<u32>, bool)>;

/// Trains the section; the model must have a lexicon.
///
/// # Errors
/// When the treebanks cannot be read.
pub fn train(plan: &Plan<'_>, sections: &mut Sections, tell: Tell<'_>) -> Result<()> {
    let language: Language = plan.language.parse()?;
    let rules = Annotator::rules(&language)?;
    let file = sections.finish();
    let lexicon = Lexicon::decode(&mut Container::open(&file)?.reader("lexicon")?)?;
    let passages = passages(&plan.data.join("treebank").join(plan.language).join("train"))?;
    let mut examples: Vec<Gaps> = passages.iter().map(|passage| gaps(passage, &rules, &lexicon)).collect();
    let count: usize = examples.iter().map(Vec::len).sum();
    tell(&format!("{count} gaps in which a sentence could end"));

    let mut perceptron = Perceptron::new(1);
    let mut dice = Dice::new(7);
    for _ in 0..EPOCHS {
        dice.shuffle(&mut examples);
        let mut wrong = 0;
        for (features, gold) in examples.iter().flatten() {
            let mut score = [0.0];
            perceptron.score(features, &mut score);
            if (score[0] > 0.0) != *gold {
                wrong += 1;
                perceptron.nudge(features, 0, if *gold { 1.0 } else { -1.0 });
            }
            perceptron.tick();
        }
        tell(&format!("sentences: {wrong} gaps wrong"));
    }
    let mut writer = Writer::new();
    perceptron.encode(SCALE, LEAST, &mut writer);
    sections.insert(SECTION, writer.finish());
    Ok(())
}

/// The texts to learn from.
fn passages(folder: &Path) -> Result<Vec<Passage>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        paths.push(entry?.path());
    }
    paths.retain(|path| path.extension().is_some_and(|e| e == "conllu"));
    paths.sort();
    let mut passages = Vec::new();
    let mut dice = Dice::new(11);
    for path in paths {
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let marked = marked_paragraphs(&text);
        if !has_sentences(&marked) {
            continue;
        }
        passages.push(marked.iter().flatten().cloned().collect());
        // A treebank that marks few paragraphs marks none.
        for paragraph in marked {
            if paragraph.len() <= LONGEST_PARAGRAPH / 20 {
                passages.push(paragraph);
                continue;
            }
            let whole = with_what_follows_colons(&paragraph);
            let mut rest = &whole[..];
            while !rest.is_empty() {
                let (some, others) = rest.split_at(rest.len().min(1 + dice.below(LONGEST)));
                // A headline does not stand in the midst of a paragraph.
                let headline = |s: &String| s.ends_with(char::is_alphanumeric);
                for some in some.split_inclusive(headline) {
                    passages.push(if dice.below(SPEECHES) == 0 { speech(some, &mut dice) } else { some.to_vec() });
                }
                rest = others;
            }
        }
    }
    Ok(passages)
}

/// Sentences between quotation marks, but where they have such marks of their own.
fn speech(sentences: &[String], dice: &mut Dice) -> Passage {
    let mut speech = sentences.to_vec();
    let marks = ['"', '«', '»', '“', '”'];
    let (open, close) = [('«', '»'), ('“', '”'), ('"', '"')][dice.below(3)];
    if speech.len() > 1 && !speech.iter().any(|sentence| sentence.contains(marks)) {
        speech[0].insert(0, open);
        if let Some(last) = speech.last_mut() {
            last.push(close);
        }
    }
    speech
}

/// Sentences, those that end in a colon or semicolon joined with the next: treebanks cut there, but in the news what a colon
/// announces is not understood without it.
fn with_what_follows_colons(sentences: &[String]) -> Vec<String> {
    let goes_on = |sentence: &String| sentence.ends_with([':', ';']);
    let mut whole: Vec<String> = Vec::new();
    for sentence in sentences {
        match whole.last_mut().filter(|last| goes_on(last)) {
            Some(last) => *last = format!("{last} {sentence}"),
            None => whole.push(sentence.clone()),
        }
    }
    whole
}

/// Whether what a treebank calls sentences are such, and not whole posts with full stops in their midst.
fn has_sentences(paragraphs: &[Passage]) -> bool {
    let sentences = || paragraphs.iter().flatten();
    let stops = sentences().map(|sentence| sentence.matches(". ").count()).sum::<usize>();
    stops < sentences().filter(|sentence| sentence.ends_with('.')).count() / 3
}

/// The sentences of a CoNLL-U file, in the paragraphs that it marks.
pub fn marked_paragraphs(text: &str) -> Vec<Passage> {
    let mut paragraphs = vec![Vec::new()];
    for line in text.lines() {
        let Some(comment) = line.strip_prefix('#').map(str::trim_start) else { continue };
        let is = |mark: &str| comment.strip_prefix(mark).is_some_and(|rest| !rest.starts_with('_'));
        if is("newdoc") || is("newpar") {
            paragraphs.push(Vec::new());
        } else if let Some(sentence) = comment.strip_prefix("text = ")
            && let Some(paragraph) = paragraphs.last_mut()
        {
            paragraph.push(sentence.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

/// The gaps of a passage, the sentences before each cut as the treebank has them.
fn gaps(passage: &Passage, rules: &TokenRules, lexicon: &Lexicon) -> Gaps {
    let text = passage.join(" ");
    let mut starts = Vec::new();
    let mut at = 0;
    for sentence in passage {
        starts.push(at as u32);
        at += sentence.len() + 1;
    }
    let mut spans = Vec::new();
    tokenize(&text, Span::new(0, text.len()), rules, lexicon, &mut spans);
    let mut paragraph = Paragraph::new(&text, &spans, rules, lexicon);
    let mut gaps = Vec::new();
    for (next, span) in spans.iter().enumerate().skip(1) {
        let gold = starts.binary_search(&span.begin).is_ok();
        if paragraph.is_gap(next) {
            let mut features = Vec::new();
            paragraph.features(next, &mut features);
            gaps.push((features, gold));
        }
        if gold {
            paragraph.end_before(next);
        }
    }
    gaps
}
