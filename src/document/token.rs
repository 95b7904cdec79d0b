//! An analysed article: words with their morphology and tree, in sentences.

use std::ops::Range;

use super::{Article, Deprel, Features, Mention, MentionId, Name, Quote, TimeExpression, TimeId, Upos};
use crate::text::Span;

/// A syntactic word of a document, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct TokenId(pub u32);

/// A sentence of a document, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct SentenceId(pub u32);

impl TokenId {
    /// As an index into [`Document::tokens`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl SentenceId {
    /// As an index into [`Document::sentences`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A run of tokens, end excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Tokens {
    /// The first token.
    pub begin: TokenId,
    /// One past the last token.
    pub end: TokenId,
}

impl Tokens {
    /// The tokens from `begin` to `end`, excluded.
    pub fn new(begin: TokenId, end: TokenId) -> Self {
        Self { begin, end: end.max(begin) }
    }

    /// As a range of indices.
    pub fn range(self) -> Range<usize> {
        self.begin.index()..self.end.index()
    }

    /// The tokens, one after the other.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = TokenId> + ExactSizeIterator {
        (self.begin.0..self.end.0).map(TokenId)
    }

    /// How many.
    pub fn len(self) -> usize {
        self.range().len()
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.range().is_empty()
    }

    /// Whether the token is among them.
    pub fn contains(self, token: TokenId) -> bool {
        self.begin <= token && token < self.end
    }
}

/// One syntactic word (Universal Dependencies). Its form and lemma are read through [`Document::form`] and
/// [`Document::lemma`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Token {
    /// Where it stands in the text; the words of one multiword token share its span ("della" = "di" + "la"), but for those
    /// that are merely written together ("dirlo" = "dir" + "lo").
    pub span: Span,
    /// Part of speech.
    pub upos: Upos,
    /// Morphology.
    pub features: Features,
    /// The word it depends on; `None` for the root of its sentence. Always in the same sentence.
    pub head: Option<TokenId>,
    /// The relation to `head`.
    pub deprel: Deprel,
    /// The form, where it is not what the text has at `span` (a word of a multiword token).
    form: Option<Word>,
    /// The lemma; `None` until it is known.
    lemma: Option<Word>,
}

impl Token {
    /// A word at this place of the text, of which nothing else is known yet.
    pub fn new(span: Span) -> Self {
        Self { span, ..Self::default() }
    }
}

/// A stretch of the document's own string of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Word {
    begin: u32,
    len: u16,
}

/// One sentence: a run of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Its words.
    pub tokens: Tokens,
    /// From its first to its last token, in the text.
    pub span: Span,
}

/// A surface token that stands for several syntactic words ("della", "dirglielo").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Multiword {
    /// Its words; two or more.
    pub tokens: Tokens,
    /// Where it stands in the text.
    pub span: Span,
}

/// An article with all that the analysis found in it. Each stage fills its own field and reads those before it.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// What was read.
    pub article: Article,
    /// All words, in order.
    pub tokens: Vec<Token>,
    /// All sentences, in order; together they hold all tokens.
    pub sentences: Vec<Sentence>,
    /// Surface tokens of several words, in order.
    pub multiwords: Vec<Multiword>,
    /// Names as they were recognised, in order; none overlaps another.
    pub names: Vec<Name>,
    /// Names, descriptions and pronouns that may stand for an entity, in order of their spans.
    pub mentions: Vec<Mention>,
    /// Expressions of time, in order.
    pub times: Vec<TimeExpression>,
    /// Stretches of direct speech, in order.
    pub quotes: Vec<Quote>,
    words: String,
}

impl Document {
    /// An article before any analysis.
    pub fn new(article: Article) -> Self {
        Self {
            article,
            tokens: Vec::new(),
            sentences: Vec::new(),
            multiwords: Vec::new(),
            names: Vec::new(),
            mentions: Vec::new(),
            times: Vec::new(),
            quotes: Vec::new(),
            words: String::new(),
        }
    }

    /// The text that all spans point into.
    pub fn text(&self) -> &str {
        &self.article.text
    }

    /// A token. Ids come from this document, so there is always one.
    pub fn token(&self, id: TokenId) -> &Token {
        &self.tokens[id.index()]
    }

    /// A sentence. Ids come from this document.
    pub fn sentence(&self, id: SentenceId) -> &Sentence {
        &self.sentences[id.index()]
    }

    /// A mention. Ids come from this document.
    pub fn mention(&self, id: MentionId) -> &Mention {
        &self.mentions[id.index()]
    }

    /// An expression of time. Ids come from this document.
    pub fn time(&self, id: TimeId) -> &TimeExpression {
        &self.times[id.index()]
    }

    /// The form of a word: what the text has, or its own part of a multiword token.
    pub fn form(&self, id: TokenId) -> &str {
        let token = self.token(id);
        token.form.map_or_else(|| token.span.of(self.text()), |word| self.word(word))
    }

    /// The lemma of a word; its form where no lemma is known.
    pub fn lemma(&self, id: TokenId) -> &str {
        self.token(id).lemma.map_or_else(|| self.form(id), |word| self.word(word))
    }

    /// Whether a lemma was set.
    pub fn has_lemma(&self, id: TokenId) -> bool {
        self.token(id).lemma.is_some()
    }

    /// Sets the form of a word that is part of a multiword token.
    pub fn set_form(&mut self, id: TokenId, form: &str) {
        self.tokens[id.index()].form = self.keep(form);
    }

    /// Sets the lemma of a word.
    pub fn set_lemma(&mut self, id: TokenId, lemma: &str) {
        self.tokens[id.index()].lemma = self.keep(lemma);
    }

    /// The sentence that a token stands in.
    pub fn sentence_of(&self, token: TokenId) -> SentenceId {
        let after = self.sentences.partition_point(|sentence| sentence.tokens.begin <= token);
        SentenceId(after.saturating_sub(1) as u32)
    }

    /// The text from the first to the last of these tokens.
    pub fn span_of(&self, tokens: Tokens) -> Span {
        let Some(last) = tokens.iter().next_back() else { return Span::default() };
        self.token(tokens.begin).span.join(self.token(last).span)
    }

    /// The stretch of direct speech that holds a span.
    pub fn quote_over(&self, span: Span) -> Option<&Quote> {
        let after = self.quotes.partition_point(|quote| quote.span.begin <= span.begin);
        self.quotes[..after].last().filter(|quote| quote.span.contains(span))
    }

    /// The multiword token that a word is part of.
    pub fn multiword_of(&self, token: TokenId) -> Option<&Multiword> {
        let after = self.multiwords.partition_point(|m| m.tokens.begin <= token);
        self.multiwords[..after].last().filter(|m| m.tokens.contains(token))
    }

    fn word(&self, word: Word) -> &str {
        &self.words[word.begin as usize..word.begin as usize + word.len as usize]
    }

    fn keep(&mut self, word: &str) -> Option<Word> {
        // A word of more than 65,535 bytes is no word; it goes without a lemma rather than wrongly cut.
        let len = u16::try_from(word.len()).ok()?;
        let begin = self.words.len() as u32;
        self.words.push_str(word);
        Some(Word { begin, len })
    }
}
