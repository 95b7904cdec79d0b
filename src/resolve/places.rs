//! Word → the phrase that stands there, so that each is looked up at once, however many phrases a sentence has.

use super::phrase::Phrase;
use crate::document::{Deprel, Document, MentionId, MentionKind, TokenId};

/// The phrases of a document by their words.
pub(super) struct Places {
    /// For each word the phrase that it heads, else the smallest one that it is part of.
    phrases: Vec<Option<MentionId>>,
    /// For each word that a clause hangs on the subject that its verb implies.
    implied: Vec<Option<MentionId>>,
}

impl Places {
    pub(super) fn new(document: &Document, phrases: &[Phrase]) -> Self {
        let nothing = || vec![None; document.tokens.len()];
        let mut places = Self { phrases: nothing(), implied: nothing() };
        for phrase in phrases {
            if phrase.kind == MentionKind::Implicit {
                places.implied[clause_of(document, phrase.head).index()].get_or_insert(phrase.id);
                continue;
            }
            for token in phrase.tokens.iter() {
                let rank = |phrase: &Phrase| (phrase.head != token, phrase.tokens.len());
                let slot = &mut places.phrases[token.index()];
                if slot.is_none_or(|other| rank(phrase) < rank(&phrases[other.index()])) {
                    *slot = Some(phrase.id);
                }
            }
        }
        places
    }

    /// The phrase that a word heads, else the smallest one that it is part of.
    pub(super) fn phrase_at(&self, token: TokenId) -> Option<MentionId> {
        self.phrases[token.index()]
    }

    /// The unwritten subject of the clause that hangs on a word.
    pub(super) fn implied_by(&self, clause: TokenId) -> Option<MentionId> {
        self.implied[clause.index()]
    }
}

/// The word that a clause hangs on: a verb itself, of a copula its predicate.
pub(super) fn clause_of(document: &Document, verb: TokenId) -> TokenId {
    let token = document.token(verb);
    token.head.filter(|_| token.deprel.is(Deprel::COP)).unwrap_or(verb)
}
