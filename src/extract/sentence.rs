//! One sentence made ready for matching: dependants listed, prepositions read, mentions found by their head word.

use std::borrow::Cow;

use super::lexicon::{Lexicon, PrepositionId};
use crate::document::{
    Deprel, Document, Feature, MentionId, MentionKind, Sentence, SentenceId, Token, TokenId, Tokens, Upos,
};

/// A nominal that a preposition ties to another word: "dal Kazakistan".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Prepositional {
    /// The word it hangs on; for a phrase ("nei confronti di X") the word that the phrase hangs on.
    pub(super) governor: TokenId,
    pub(super) preposition: PrepositionId,
    pub(super) nominal: TokenId,
}

/// A sentence of a document with what the matchers look up again and again.
pub(super) struct View<'d> {
    pub(super) document: &'d Document,
    pub(super) lexicon: &'d Lexicon,
    pub(super) id: SentenceId,
    pub(super) tokens: Tokens,
    /// Dependants of each token, in order; `children[starts[i]..starts[i + 1]]` are those of token `i` of the sentence.
    children: Vec<TokenId>,
    starts: Vec<u32>,
    prepositionals: Vec<Prepositional>,
    mentions: &'d Mentions,
}

/// All mentions of a document, by word.
pub(super) struct Mentions(Vec<AtWord>);

/// The mentions at one word.
#[derive(Clone, Copy, Default)]
struct AtWord {
    /// The one whose phrase it heads.
    headed: Option<MentionId>,
    /// The unspoken subject of the verb that it is.
    implicit: Option<MentionId>,
    /// The innermost name that covers it.
    name: Option<MentionId>,
}

impl Mentions {
    pub(super) fn new(document: &Document) -> Self {
        let mut words = vec![AtWord::default(); document.tokens.len()];
        for (i, mention) in document.mentions.iter().enumerate() {
            let id = MentionId(i as u32);
            let head = &mut words[mention.head.index()];
            if mention.kind == MentionKind::Implicit {
                head.implicit = Some(id);
                continue;
            }
            head.headed = head.headed.or(Some(id));
            if mention.kind == MentionKind::Name {
                for word in &mut words[mention.tokens.range()] {
                    word.name = Some(id);
                }
            }
        }
        Self(words)
    }

    fn at(&self, word: TokenId) -> AtWord {
        self.0.get(word.index()).copied().unwrap_or_default()
    }
}

impl<'d> View<'d> {
    pub(super) fn new(
        document: &'d Document,
        lexicon: &'d Lexicon,
        mentions: &'d Mentions,
        id: SentenceId,
        sentence: &Sentence,
    ) -> Self {
        let tokens = sentence.tokens;
        let base = tokens.begin.0;
        let mut starts = vec![0u32; tokens.len() + 1];
        for token in tokens.iter() {
            if let Some(head) = document.token(token).head {
                starts[(head.0 - base) as usize + 1] += 1;
            }
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let mut next = starts.clone();
        let mut children = vec![TokenId(0); starts.last().copied().unwrap_or(0) as usize];
        for token in tokens.iter() {
            if let Some(head) = document.token(token).head {
                let place = &mut next[(head.0 - base) as usize];
                children[*place as usize] = token;
                *place += 1;
            }
        }
        let mut view = Self { document, lexicon, id, tokens, children, starts, prepositionals: Vec::new(), mentions };
        view.read_prepositions();
        view
    }

    pub(super) fn token(&self, token: TokenId) -> &'d Token {
        self.document.token(token)
    }

    pub(super) fn lemma(&self, token: TokenId) -> &'d str {
        self.document.lemma(token)
    }

    pub(super) fn form(&self, token: TokenId) -> &'d str {
        self.document.form(token)
    }

    /// The form in lower case; most forms are so already.
    pub(super) fn lower(&self, token: TokenId) -> Cow<'d, str> {
        lower(self.form(token))
    }

    pub(super) fn is_verb(&self, token: TokenId) -> bool {
        self.token(token).upos == Upos::Verb
    }

    pub(super) fn is_nominal(&self, token: TokenId) -> bool {
        matches!(self.token(token).upos, Upos::Noun | Upos::Propn)
    }

    /// Whether anything hangs on a word.
    pub(super) fn is_modified(&self, token: TokenId) -> bool {
        self.children(token).next().is_some()
    }

    /// The dependants of a word, in the order of the text.
    pub(super) fn children(&self, token: TokenId) -> impl DoubleEndedIterator<Item = TokenId> + '_ {
        let i = (token.0 - self.tokens.begin.0) as usize;
        self.children[self.starts[i] as usize..self.starts[i + 1] as usize].iter().copied()
    }

    /// The dependants in this relation or a sub-type of it.
    pub(super) fn children_by(&self, token: TokenId, relation: Deprel) -> impl DoubleEndedIterator<Item = TokenId> {
        self.children(token).filter(move |child| self.token(*child).deprel.is(relation))
    }

    /// The first dependant in this relation or a sub-type of it.
    pub(super) fn child(&self, token: TokenId, relation: Deprel) -> Option<TokenId> {
        self.children_by(token, relation).next()
    }

    pub(super) fn head(&self, token: TokenId) -> Option<TokenId> {
        self.token(token).head
    }

    /// From the head of a word up to the root.
    pub(super) fn ancestors(&self, token: TokenId) -> impl Iterator<Item = TokenId> + '_ {
        std::iter::successors(self.head(token), |t| self.head(*t)).take(self.tokens.len())
    }

    /// The prepositional phrases that hang on a word, in the order of the text.
    pub(super) fn prepositionals(&self, governor: TokenId) -> impl Iterator<Item = Prepositional> + '_ {
        self.prepositionals.iter().copied().filter(move |p| p.governor == governor)
    }

    /// The preposition before a nominal.
    pub(super) fn preposition_of(&self, nominal: TokenId) -> Option<PrepositionId> {
        self.prepositionals.iter().find(|p| p.nominal == nominal).map(|p| p.preposition)
    }

    /// The verb that is nearest above a word, or the word itself.
    pub(super) fn clause_verb(&self, token: TokenId) -> Option<TokenId> {
        std::iter::once(token).chain(self.ancestors(token)).find(|t| self.is_verb(*t))
    }

    /// The mention whose phrase a word heads.
    pub(super) fn mention_at(&self, head: TokenId) -> Option<MentionId> {
        self.mentions.at(head).headed
    }

    /// The name that covers a word.
    pub(super) fn name_over(&self, token: TokenId) -> Option<MentionId> {
        self.mentions.at(token).name
    }

    /// The unspoken subject of a verb, or of a predicate with a copula ("è stato direttore").
    pub(super) fn implicit_at(&self, predicate: TokenId) -> Option<MentionId> {
        let own = self.mentions.at(predicate).implicit;
        own.or_else(|| self.child(predicate, Deprel::COP).and_then(|copula| self.mentions.at(copula).implicit))
    }

    /// Whether the word is a relative pronoun or adverb of place.
    pub(super) fn is_relative(&self, token: TokenId) -> bool {
        self.token(token).features.has(Feature::PronType, "Rel")
            || self.lexicon.syntax.relative_place.contains(self.lemma(token))
    }

    /// What a relative word stands for: the noun that its clause describes.
    pub(super) fn antecedent(&self, relative: TokenId) -> Option<TokenId> {
        let mut below = relative;
        for above in self.ancestors(relative) {
            if self.token(below).deprel.is(Deprel::ACL) {
                return Some(above);
            }
            below = above;
        }
        None
    }

    /// Finds every nominal with a preposition, phrases included.
    fn read_prepositions(&mut self) {
        let mut found = Vec::new();
        let (mut words, mut phrase) = (String::new(), String::new());
        for nominal in self.tokens.iter() {
            let Some(governor) = self.head(nominal) else { continue };
            words.clear();
            self.push_case_words(nominal, &mut words);
            if words.is_empty() {
                continue;
            }
            // "nei confronti del governo" may be read as "in" on "confronti" and "di" on "governo".
            phrase.clear();
            self.push_case_words(governor, &mut phrase);
            let outer = self.head(governor).filter(|_| !phrase.is_empty()).and_then(|outer| {
                for part in [&*self.lower(governor), &words] {
                    phrase.push(' ');
                    phrase.push_str(part);
                }
                Some((outer, self.lexicon.prepositions.get(&phrase)?))
            });
            let own = || Some((governor, self.lexicon.prepositions.get(&words)?));
            found.extend(outer.or_else(own).map(|(governor, preposition)| Prepositional {
                governor,
                preposition,
                nominal,
            }));
        }
        self.prepositionals = found;
    }

    /// The words of a nominal's preposition, lower case: "in", "da parte di"; nothing where it has none.
    fn push_case_words(&self, nominal: TokenId, words: &mut String) {
        let case = self
            .children_by(nominal, Deprel::CASE)
            .flat_map(|case| std::iter::once(case).chain(self.children_by(case, Deprel::FIXED)));
        for word in case {
            if self.token(word).upos == Upos::Det {
                continue;
            }
            let is_adposition = self.token(word).upos == Upos::Adp;
            let word = if is_adposition { self.lemma(word) } else { self.form(word) };
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(self.lexicon.prepositions.plain(&lower(word)));
        }
    }
}

/// A word in lower case.
pub(super) fn lower(word: &str) -> Cow<'_, str> {
    let is_lower = word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_lower { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
}
