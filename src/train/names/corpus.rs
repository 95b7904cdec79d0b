//! Corpora with names, for each language → passages: runs of sentences with the names in them.

use std::{fs, path::Path};

use anyhow::{Context as _, Result, ensure};

use super::{super::corpus::files, entities};
use crate::{
    annotate::names::NameSpan,
    document::{EntityType, Upos},
};

/// Sentences that stand together.
#[derive(Debug, Clone, Default)]
pub(super) struct Passage {
    pub(super) sentences: Vec<Labelled>,
}

/// A sentence with its names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Labelled {
    pub(super) words: Vec<String>,
    pub(super) names: Vec<NameSpan>,
    /// The words' parts of speech; none while they are not tagged.
    pub(super) tags: Vec<Upos>,
}

impl Labelled {
    /// The words with their parts of speech.
    pub(super) fn tagged(&self) -> Vec<(&str, Upos)> {
        self.words.iter().map(String::as_str).zip(self.tags.iter().copied()).collect()
    }

    /// The same in lower case.
    fn lowered(&self) -> Self {
        Self { words: self.words.iter().map(|word| word.to_lowercase()).collect(), ..self.clone() }
    }
}

/// Where names stand, below the folder of all data.
#[derive(Debug, Clone, Copy)]
enum Source {
    /// A file of words with labels.
    Labels(&'static str),
    /// A folder of treebank files that mark entities.
    Entities(&'static str),
}

use Source::{Entities, Labels};

/// What the tagger of a language learns from.
struct Corpora {
    language: &'static str,
    /// First what is most like the texts that it is for, then corpora that help; each group has its own guidelines.
    groups: &'static [&'static [Source]],
    /// One of so many sentences of the first group is learned in lower case too, as people write in comments.
    lowered: Option<usize>,
}

const CORPORA: &[Corpora] = &[
    Corpora {
        language: "it",
        groups: &[
            &[Labels("ner/it/train/WN_train.tsv")],
            &[Labels("ner/it/silver/wikineural-val.conllu"), Labels("ner/it/silver/wikineural-test.conllu")],
            &[Labels("ner/it/train/ADG_train.tsv")],
            &[Labels("ner/it/train/FIC_train.tsv")],
        ],
        lowered: None,
    },
    Corpora {
        language: "en",
        groups: &[
            &[Entities("treebank/en/train/gum")],
            &[Labels("ner/en/silver/wikineural-val.conllu"), Labels("ner/en/silver/wikineural-test.conllu")],
        ],
        lowered: Some(5),
    },
];

/// The corpora of a language, each as its passages.
pub(super) fn corpora(data: &Path, language: &str) -> Result<Vec<Vec<Passage>>> {
    of(language)?.groups.iter().map(|sources| passages(data, sources)).collect()
}

/// The sentences of the first group that are learned in lower case too.
pub(super) fn lowered(corpora: &[Vec<Passage>], language: &str) -> Result<Passage> {
    let Some(every) = of(language)?.lowered else { return Ok(Passage::default()) };
    let sentences = corpora.first().into_iter().flatten().flat_map(|passage| &passage.sentences);
    Ok(Passage { sentences: sentences.step_by(every).map(Labelled::lowered).collect() })
}

fn of(language: &str) -> Result<&'static Corpora> {
    let found = CORPORA.iter().find(|corpora| corpora.language == language);
    found.with_context(|| format!("no corpora of names are known for the language \"{language}\""))
}

fn passages(data: &Path, sources: &[Source]) -> Result<Vec<Passage>> {
    let mut passages = Vec::new();
    for source in sources {
        match source {
            Labels(file) => passages.push(labels(&text(&data.join(file))?)),
            Entities(folder) => {
                let files = files(&data.join(folder), "conllu")?;
                ensure!(!files.is_empty(), "there are no treebank files in {}", data.join(folder).display());
                for file in files {
                    passages.push(entities::read(&text(&file)?));
                }
            }
        }
    }
    Ok(passages)
}

fn text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Reads words and labels, a word a line, the word in the last column but one and the label (`B-PER`) in the last; an
/// empty line ends a sentence.
fn labels(text: &str) -> Passage {
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
    passage
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_become_spans() {
        let passage = labels("Rita\tB-PER\nBo\tI-PER\nvede\tO\n\nPisa\tB-LOC\nBari\tB-LOC\n");
        let names: Vec<_> = passage.sentences.iter().flat_map(|s| &s.names).map(|n| n.words.clone()).collect();
        assert_eq!(names, [0..2, 0..1, 1..2]);
    }
}
