//! The dependency tree of one sentence, with dependants listed.

use crate::document::{Deprel, Document, Feature, SentenceId, Token, TokenId, Tokens, Upos};

/// One sentence and who depends on whom.
pub(super) struct Tree<'d> {
    pub(super) document: &'d Document,
    pub(super) sentence: SentenceId,
    pub(super) tokens: Tokens,
    children: Vec<Vec<TokenId>>,
}

impl<'d> Tree<'d> {
    pub(super) fn new(document: &'d Document, sentence: SentenceId) -> Self {
        let tokens = document.sentence(sentence).tokens;
        let mut children = vec![Vec::new(); tokens.len()];
        for token in tokens.iter() {
            if let Some(head) = document.token(token).head.filter(|head| tokens.contains(*head)) {
                children[(head.0 - tokens.begin.0) as usize].push(token);
            }
        }
        Self { document, sentence, tokens, children }
    }

    pub(super) fn token(&self, token: TokenId) -> &'d Token {
        self.document.token(token)
    }

    pub(super) fn upos(&self, token: TokenId) -> Upos {
        self.token(token).upos
    }

    pub(super) fn is(&self, token: TokenId, relation: Deprel) -> bool {
        self.token(token).deprel.is(relation)
    }

    pub(super) fn children(&self, token: TokenId) -> &[TokenId] {
        &self.children[(token.0 - self.tokens.begin.0) as usize]
    }

    pub(super) fn children_by(&self, token: TokenId, relation: Deprel) -> impl Iterator<Item = TokenId> + '_ {
        self.children(token).iter().copied().filter(move |child| self.is(*child, relation))
    }

    pub(super) fn child(&self, token: TokenId, relation: Deprel) -> Option<TokenId> {
        self.children_by(token, relation).next()
    }

    pub(super) fn head(&self, token: TokenId) -> Option<TokenId> {
        self.token(token).head
    }

    pub(super) fn has(&self, token: TokenId, feature: Feature, value: &str) -> bool {
        self.token(token).features.has(feature, value)
    }

    /// Whether a verb form has no person and tense of its own, neither by itself nor by an auxiliary.
    pub(super) fn is_participle(&self, verb: TokenId) -> bool {
        (self.has(verb, Feature::VerbForm, "Part") || self.has(verb, Feature::VerbForm, "Ger"))
            && self.child(verb, Deprel::AUX).is_none()
    }

    /// Whether the word is a relative pronoun or adverb.
    pub(super) fn is_relative(&self, token: TokenId) -> bool {
        self.has(token, Feature::PronType, "Rel")
    }

    /// A word and those that are set beside it by a conjunction.
    pub(super) fn conjuncts(&self, first: TokenId) -> Vec<TokenId> {
        let mut all = vec![first];
        let mut i = 0;
        while i < all.len() {
            for next in self.children_by(all[i], Deprel::CONJ) {
                if !all.contains(&next) {
                    all.push(next);
                }
            }
            i += 1;
        }
        all.sort();
        all
    }
}
