//! Words in sentences → tags, lemmas and trees, in place.

use super::{
    clusters::Clusters,
    lemma::Lemmatizer,
    lexicon::{Lexicon, Morph},
    parse::{ParseBuffers, Parser},
    tag::Tagger,
    words::{Words, lemma_hash, lower, restore_accent},
};
use crate::{
    document::{Deprel, Document, TokenId},
    model::{Container, ModelError},
};

/// Tagger, lemmatizer and parser of a language.
#[derive(Debug, Clone)]
pub struct Syntax {
    /// What words can be.
    pub lexicon: Lexicon,
    /// Words that stand in similar places.
    pub clusters: Clusters,
    /// Parts of speech and features.
    pub tagger: Tagger,
    /// Lemmas.
    pub lemmatizer: Lemmatizer,
    /// Trees; a model in training has none yet.
    pub parser: Option<Parser>,
}

/// What the stages need while they work.
#[derive(Debug, Default)]
struct Buffers {
    words: Words,
    morphs: Vec<Morph>,
    lemmas: Vec<u32>,
    features: Vec<u32>,
    lower: String,
    lemma: String,
    parse: ParseBuffers,
}

impl Syntax {
    /// Reads all sections of syntax.
    ///
    /// # Errors
    /// When one is missing or damaged.
    pub fn load(container: &Container<'_>) -> Result<Self, ModelError> {
        Ok(Self {
            lexicon: Lexicon::decode(&mut container.reader("lexicon")?)?,
            clusters: Clusters::decode(&mut container.reader("clusters")?)?,
            tagger: Tagger::load(container)?,
            lemmatizer: Lemmatizer::load(container)?,
            parser: Some(Parser::load(container)?),
        })
    }

    /// Sets part of speech, features, lemma, head and relation of every word.
    pub fn annotate(&self, document: &mut Document) {
        let mut buffers = Buffers::default();
        for number in 0..document.sentences.len() {
            self.sentence(document, number, &mut buffers);
        }
    }

    fn sentence(&self, document: &mut Document, number: usize, buffers: &mut Buffers) {
        let tokens = document.sentences[number].tokens;
        let Buffers { words, morphs, lemmas, features, lower: lowered, lemma, parse } = buffers;
        words.fill(document, tokens, &self.lexicon, &self.clusters);
        self.tagger.tag(words, &self.lexicon, features, morphs);
        lemmas.clear();
        for (i, token) in tokens.iter().enumerate() {
            let form = document.form(token);
            lower(form, lowered);
            restore_accent(lowered, &self.lexicon);
            self.lemmatizer.lemma(form, lowered, words.at(i).set, morphs[i], &self.lexicon, lemma);
            lemmas.push(lemma_hash(lemma));
            document.set_lemma(token, lemma);
            let word = &mut document.tokens[token.index()];
            word.upos = morphs[i].upos;
            word.features = morphs[i].features;
        }
        let Some(parser) = &self.parser else { return };
        parser.parse(words, morphs, lemmas, parse);
        let (first, root) = (tokens.begin.0, parse.state.root());
        for (node, word) in parse.state.nodes.iter().zip(&mut document.tokens[tokens.range()]) {
            if node.head == root {
                (word.head, word.deprel) = (None, Deprel::ROOT);
            } else {
                word.head = Some(TokenId(first + node.head));
                word.deprel = parser.relation(node.label);
            }
        }
    }
}
