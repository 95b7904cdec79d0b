//! Files of words with labels → passages: runs of sentences with the names in them.

use std::{fs, path::Path};

use anyhow::{Context as _, Result};

use crate::{annotate::names::NameSpan, document::EntityType};

/// Sentences that stand together.
#[derive(Debug, Clone, Default)]
pub(super) struct Passage {
    pub(super) sentences: Vec<Labelled>,
}

/// A sentence with its names.
#[derive(Debug, Clone, Default)]
pub(super) struct Labelled {
    pub(super) words: Vec<String>,
    pub(super) names: Vec<NameSpan>,
}

impl Labelled {
    /// The words, borrowed.
    pub(super) fn forms(&self) -> Vec<&str> {
        self.words.iter().map(String::as_str).collect()
    }
}

/// The corpora to train on. Italian: news. (Essays and novels, though labelled alike, made the tagger worse at news.)
pub(super) fn training(data: &Path, language: &str) -> Result<Vec<Passage>> {
    let files: &[&str] = match language {
        "it" => &["train/WN_train.tsv"],
        _ => &["silver/wikineural-val.conllu", "silver/wikineural-test.conllu"],
    };
    read_all(data, language, files)
}

/// Corpora whose words alone are of use.
pub(super) fn others(data: &Path, language: &str) -> Result<Vec<Passage>> {
    let files: &[&str] = match language {
        "it" => &[
            "train/ADG_train.tsv",
            "train/FIC_train.tsv",
            "silver/wikineural-val.conllu",
            "silver/wikineural-test.conllu",
        ],
        _ => &[],
    };
    read_all(data, language, files)
}

fn read_all(data: &Path, language: &str, files: &[&str]) -> Result<Vec<Passage>> {
    files.iter().map(|file| read(&data.join("ner").join(language).join(file))).collect()
}

/// Reads words and labels, a word a line, the word in the last column but one and the label (`B-PER`) in the last; an
/// empty line ends a sentence.
pub(super) fn read(path: &Path) -> Result<Passage> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut passage = Passage::default();
    let mut sentence = Labelled::default();
    let mut open = false;
    for line in text.lines().chain([""]) {
        let mut columns = line.trim_end().rsplit('\t');
        let (Some(label), Some(word)) = (columns.next(), columns.next()) else {
            if !sentence.words.is_empty() {
                passage.sentences.push(std::mem::take(&mut sentence));
            }
            open = false;
            continue;
        };
        let kind = match label.split_once('-') {
            Some((_, "PER")) => Some(EntityType::Person),
            Some((_, "LOC")) => Some(EntityType::Place),
            Some((_, "ORG")) => Some(EntityType::Organization),
            _ => None,
        };
        let i = sentence.words.len();
        sentence.words.push(word.to_owned());
        match (kind, sentence.names.last_mut()) {
            (Some(kind), Some(last)) if open && label.starts_with('I') && last.entity_type == kind => {
                last.words.end = i + 1;
            }
            (Some(kind), _) => sentence.names.push(NameSpan { words: i..i + 1, entity_type: kind }),
            (None, _) => {}
        }
        open = kind.is_some();
    }
    Ok(passage)
}
