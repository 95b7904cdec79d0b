//! CoNLL-U files → sentences to learn from.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use crate::{
    annotate::{
        clusters::Clusters,
        lemma::Lemmatizer,
        lexicon::{Lexicon, Morph},
        words::{Words, lemma_hash, lower, restore_accent},
    },
    document::{Deprel, Document, Sentence, conllu},
    model::hash_bytes,
};

/// The treebanks of a language.
#[derive(Debug)]
pub struct Corpus {
    /// Trees made or corrected by people.
    pub gold: Vec<Document>,
    /// Trees made by other parsers.
    pub silver: Vec<Document>,
}

/// What words are looked up in.
#[derive(Debug, Clone, Copy)]
pub struct View<'v> {
    /// The lexicon.
    pub lexicon: &'v Lexicon,
    /// The clusters of words.
    pub clusters: &'v Clusters,
}

/// One sentence to learn from.
#[derive(Debug, Clone)]
pub struct Example {
    /// What the classifiers see of its words.
    pub words: Words,
    /// Parts of speech and features.
    pub morphs: Vec<Morph>,
    /// For each word its head; the number of words stands for the root.
    pub heads: Vec<u32>,
    /// For each word its relation.
    pub relations: Vec<Deprel>,
    /// The hashes of the lemmas, as the lemmatizer makes them.
    pub lemmas: Vec<u32>,
    /// The treebank it is from, as a number.
    pub treebank: u32,
    forms: Vec<Box<str>>,
}

impl Corpus {
    /// Both kinds of trees, those made by people first.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        self.gold.iter().chain(&self.silver)
    }

    /// How many words there are.
    pub fn words(&self) -> usize {
        self.documents().map(|d| d.tokens.len()).sum()
    }

    /// How many words there are in automatic trees.
    pub fn silver_words(&self) -> usize {
        self.silver.iter().map(|d| d.tokens.len()).sum()
    }

    /// All sentences that are trees with one root.
    pub fn examples(&self, view: View<'_>) -> Vec<Example> {
        self.documents().flat_map(|document| examples(document, view)).collect()
    }
}

/// The sentences of a document that are trees with one root.
pub fn examples(document: &Document, view: View<'_>) -> impl Iterator<Item = Example> {
    document.sentences.iter().filter_map(move |sentence| example(document, sentence, view))
}

impl Example {
    /// Fills [`Example::lemmas`] from the tags that the example has now.
    pub fn lemmatize(&mut self, lexicon: &Lexicon, lemmatizer: &Lemmatizer) {
        let (mut lowered, mut lemma) = (String::new(), String::new());
        self.lemmas.clear();
        for (i, form) in self.forms.iter().enumerate() {
            lower(form, &mut lowered);
            restore_accent(&mut lowered, lexicon);
            lemmatizer.lemma(form, &lowered, self.words.at(i).set, self.morphs[i], lexicon, &mut lemma);
            self.lemmas.push(lemma_hash(&lemma));
        }
    }
}

fn example(document: &Document, sentence: &Sentence, view: View<'_>) -> Option<Example> {
    let (first, count) = (sentence.tokens.begin.0, sentence.tokens.len() as u32);
    let tokens = &document.tokens[sentence.tokens.range()];
    let heads: Vec<u32> = tokens.iter().map(|t| t.head.map_or(count, |head| head.0 - first)).collect();
    let roots = heads.iter().filter(|head| **head == count).count();
    let reaches_root = |mut word: u32| {
        (0..=count).any(|_| {
            word = if word < count { heads[word as usize] } else { count };
            word == count
        })
    };
    if roots != 1 || !(0..count).all(reaches_root) {
        return None;
    }
    let mut words = Words::default();
    words.fill(document, sentence.tokens, view.lexicon, view.clusters);
    Some(Example {
        words,
        morphs: tokens.iter().map(|t| Morph { upos: t.upos, features: t.features }).collect(),
        heads,
        relations: tokens.iter().map(|t| t.deprel).collect(),
        lemmas: Vec::new(),
        treebank: hash_bytes(document.article.source.as_deref().unwrap_or_default().as_bytes()),
        forms: sentence.tokens.iter().map(|t| document.form(t).into()).collect(),
    })
}

/// The files of a folder and the folders in it with one ending, in the order of their paths; none where there is no such
/// folder.
///
/// # Errors
/// When a folder cannot be read.
pub fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    if !folder.is_dir() {
        return Ok(found);
    }
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path, ending)?);
        } else if path.extension().is_some_and(|e| e == ending) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The running texts of a language: the articles of the packed JSON Lines in `text/`.
///
/// # Errors
/// When a file cannot be read or holds something else.
pub fn raw_texts(data: &Path, language: &str) -> Result<Vec<String>> {
    let mut texts = Vec::new();
    for path in files(&data.join("text").join(language), "gz")? {
        for line in read_bytes(&path)?.split(|b| *b == b'\n').filter(|line| !line.is_empty()) {
            let article: Value = serde_json::from_slice(line).with_context(|| path.display().to_string())?;
            texts.push(article["text"].as_str().unwrap_or_default().to_owned());
        }
    }
    Ok(texts)
}

/// Reads all CoNLL-U files of a folder, in the order of their paths; nothing where there is no such folder.
///
/// # Errors
/// When a file cannot be read or is no CoNLL-U.
pub fn read_folder(folder: &Path) -> Result<Vec<Document>> {
    let mut documents = Vec::new();
    for path in files(folder, "conllu")? {
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let mut read = conllu::read(&name, &text).with_context(|| path.display().to_string())?;
        for document in &mut read {
            document.article.source = Some(treebank(&name).to_owned());
        }
        documents.extend(read);
    }
    Ok(documents)
}

/// The treebank that a file of this name is part of: `it_vit-ud-dev` of `it_vit`, `GUM_news_clock` of `GUM`.
fn treebank(name: &str) -> &str {
    name.split_once('-').or_else(|| name.split_once('_')).map_or(name, |(treebank, _)| treebank)
}

/// The bytes of a file; one that ends in `.gz` is unpacked by the `gzip` command.
///
/// # Errors
/// When the file cannot be read.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>> {
    let told = || format!("cannot read {}", path.display());
    if path.extension().is_none_or(|e| e != "gz") {
        return fs::read(path).with_context(told);
    }
    let output = Command::new("gzip").arg("-dc").arg(path).output().with_context(told)?;
    ensure!(output.status.success(), "{}: {}", told(), String::from_utf8_lossy(&output.stderr).trim());
    Ok(output.stdout)
}

/// Numbers that look random and are the same in every run (xorshift).
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// Dice that always fall the same way.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 16) % bound.max(1) as u64) as usize
    }

    /// Puts things into a random order.
    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        for i in (1..things.len()).rev() {
            things.swap(i, self.below(i + 1));
        }
    }
}
