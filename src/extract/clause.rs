//! A word → the clauses that complete it and who acts in them; and subjects that hang on a time beside them.

use super::argument::Argument;
use super::lexicon::Function;
use super::sentence::View;
use crate::document::{Deprel, Feature, TokenId};

impl View<'_> {
    /// The clauses that complete a word; one of purpose only where there is no other.
    pub(super) fn add_clauses(&self, word: TokenId, arguments: &mut Vec<Argument>) {
        for child in self.children(word) {
            let relation = self.token(child).deprel;
            let completes = relation == Deprel::CCOMP || relation == Deprel::XCOMP || relation == Deprel::ACL;
            let purpose = relation == Deprel::ADVCL && !self.is_finite(child);
            if completes || purpose {
                let distance = u8::from(purpose);
                arguments.push(Argument { function: Function::Clause, word: child, distance });
            }
        }
    }

    /// Who acts in a clause that completes a word above.
    pub(super) fn actor_of_clause(&self, verb: TokenId) -> Option<TokenId> {
        if !self.is_verb(verb) {
            return self.own_surface_subject(verb);
        }
        self.verb_arguments(verb).iter().find(|a| a.function == Function::Subject && a.distance == 0).map(|a| a.word)
    }

    /// A present participle or gerund: what it describes does it.
    pub(super) fn is_ongoing(&self, verb: TokenId) -> bool {
        let features = &self.token(verb).features;
        features.has(Feature::VerbForm, "Ger")
            || (features.has(Feature::VerbForm, "Part") && features.has(Feature::Tense, "Pres"))
    }

    /// "Pakistan today threatened": where the tree has the subject hang on the time beside it, the subject.
    pub(super) fn behind_time(&self, word: TokenId) -> TokenId {
        if !self.lexicon.syntax.owners_come_first() || !self.is_time(word) {
            return word;
        }
        let before = |child: &TokenId| {
            let bare = self.child(*child, Deprel::CASE).is_none();
            bare && *child < word && self.token(*child).deprel == Deprel::COMPOUND && self.is_nominal(*child)
        };
        self.children(word).rfind(before).unwrap_or(word)
    }

    /// Whether a word is part of an expression of time.
    fn is_time(&self, word: TokenId) -> bool {
        let times = &self.document.times;
        let after = times.partition_point(|time| time.tokens.begin <= word);
        times[..after].last().is_some_and(|time| time.tokens.contains(word))
    }
}
