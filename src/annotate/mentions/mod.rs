//! Names and trees → all places in the text that may stand for an entity.
//!
//! The name tagger's names come first; then adjectives of nationality, noun phrases, pronouns and verbs without a subject.
//! A word heads at most one mention: what is found first stays. Which of them mean the same is no question of this stage.

mod data;
mod names;
mod nominal;
mod pronoun;

use data::{MentionData, Sense};

use super::names::head_of;
use crate::document::{Document, Mention, MentionKind, TokenId};

/// Finds mentions in one language.
#[derive(Debug, Clone)]
pub struct MentionFinder {
    data: MentionData,
}

impl MentionFinder {
    /// A finder for Italian.
    pub fn italian() -> Self {
        Self { data: MentionData::italian() }
    }

    /// Completes the document's mentions, of which it has the names, and puts all in the order of the text.
    pub fn annotate(&self, document: &mut Document) {
        let tagged = std::mem::take(&mut document.mentions);
        let mut finder = Finder::new(document, &self.data);
        finder.names(tagged);
        finder.demonyms();
        finder.nominals();
        finder.pronouns();
        finder.implicit();
        let mut mentions = finder.mentions;
        mentions.sort_by_key(|m| (m.span.begin, std::cmp::Reverse(m.span.end), m.tokens.begin, m.head));
        document.mentions = mentions;
    }
}

/// The search through one document.
struct Finder<'a> {
    document: &'a Document,
    data: &'a MentionData,
    dependents: Dependents,
    mentions: Vec<Mention>,
    /// For each token the name that it is part of, as an index into `mentions`.
    name_at: Vec<Option<u32>>,
    is_head: Vec<bool>,
}

impl<'a> Finder<'a> {
    fn new(document: &'a Document, data: &'a MentionData) -> Self {
        let tokens = document.tokens.len();
        Self {
            document,
            data,
            dependents: Dependents::new(document),
            mentions: Vec::new(),
            name_at: vec![None; tokens],
            is_head: vec![false; tokens],
        }
    }

    /// Adds a mention, unless its head heads another one.
    fn add(&mut self, mention: Mention) {
        if std::mem::replace(&mut self.is_head[mention.head.index()], true) {
            return;
        }
        if mention.kind == MentionKind::Name {
            self.name_at[mention.tokens.range()].fill(Some(self.mentions.len() as u32));
        }
        self.mentions.push(mention);
    }

    /// The name that a token is part of.
    fn name_of(&self, token: TokenId) -> Option<&Mention> {
        self.name_at[token.index()].map(|index| &self.mentions[index as usize])
    }

    fn in_name(&self, token: TokenId) -> bool {
        self.name_at[token.index()].is_some()
    }

    /// The senses of a noun, by its lemma or else by its form in lower case.
    fn senses(&self, token: TokenId) -> &'a [Sense] {
        let lemma = self.document.lemma(token).to_lowercase();
        let by_lemma = self.data.senses(&lemma);
        if by_lemma.is_empty() { self.data.senses(&self.document.form(token).to_lowercase()) } else { by_lemma }
    }

    fn is_demonym(&self, token: TokenId) -> bool {
        self.data.demonym(self.document.form(token)).is_some()
    }

    /// Whether the noun names a group of its own: "i talebani".
    fn is_group(&self, token: TokenId) -> bool {
        self.data.words.groups.contains(&self.document.lemma(token).to_lowercase())
    }
}

/// The dependants of every word, in the order of the text.
#[derive(Debug)]
struct Dependents {
    /// Where the dependants of each word begin in `tokens`; one place more than there are words.
    begins: Vec<u32>,
    tokens: Vec<TokenId>,
}

impl Dependents {
    fn new(document: &Document) -> Self {
        let mut begins = vec![0u32; document.tokens.len() + 1];
        let heads = || document.tokens.iter().map(|token| token.head);
        for head in heads().flatten() {
            begins[head.index() + 1] += 1;
        }
        for i in 1..begins.len() {
            begins[i] += begins[i - 1];
        }
        let mut next = begins.clone();
        let mut tokens = vec![TokenId(0); begins.last().copied().unwrap_or(0) as usize];
        for (dependant, head) in heads().enumerate() {
            if let Some(head) = head {
                tokens[next[head.index()] as usize] = TokenId(dependant as u32);
                next[head.index()] += 1;
            }
        }
        Self { begins, tokens }
    }

    fn of(&self, head: TokenId) -> &[TokenId] {
        &self.tokens[self.begins[head.index()] as usize..self.begins[head.index() + 1] as usize]
    }
}
