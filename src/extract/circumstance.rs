//! A predicate → when and where it happens.

use super::sentence::View;
use crate::document::{Deprel, EntityType, MentionId, TimeId, TimeRef, TimeValue, TokenId};

impl View<'_> {
    /// The expression of time that belongs to a predicate: one below it, else one of its clause, else one that opens the
    /// sentence.
    pub(super) fn time_of(&self, predicate: TokenId) -> Option<TimeRef> {
        let times = &self.document.times;
        let first = times.partition_point(|time| time.tokens.begin < self.tokens.begin);
        let clause = self.clause_verb(predicate);
        let mut best: Option<(u8, u32, TimeId)> = None;
        for (i, time) in times.iter().enumerate().skip(first) {
            if time.tokens.begin >= self.tokens.end {
                break;
            }
            if matches!(time.value, TimeValue::Duration(_)) {
                continue;
            }
            let word = time.tokens.begin;
            let rank = if self.belongs(word, predicate) {
                0
            } else if clause.is_some()
                && (self.clause_verb(word) == clause || self.opens(self.clause_verb(word), clause))
            {
                1
            } else if clause.is_some_and(|verb| self.governs(self.clause_verb(word), verb)) {
                2
            } else {
                continue;
            };
            let distance = word.0.abs_diff(predicate.0);
            if best.is_none_or(|(r, d, _)| (rank, distance) < (r, d)) {
                best = Some((rank, distance, TimeId(i as u32)));
            }
        }
        best.map(|(_, _, id)| TimeRef::Expression(id))
    }

    /// Whether a word lies below a predicate with no other verb between ("il ritiro dei soldati, arrivati nel 2013").
    fn belongs(&self, word: TokenId, predicate: TokenId) -> bool {
        let mut path = std::iter::once(word).chain(self.ancestors(word));
        path.find(|t| *t == predicate || self.is_verb(*t)) == Some(predicate)
    }

    /// "A partire dal 10 gennaio X ha …": whether `opener` is an infinitive or gerund that hangs on the verb of the clause.
    fn opens(&self, opener: Option<TokenId>, clause: Option<TokenId>) -> bool {
        opener.is_some_and(|verb| {
            self.token(verb).deprel.is(Deprel::ADVCL) && !self.is_finite(verb) && self.head(verb) == clause
        })
    }

    /// Whether `upper` is the verb that `verb` completes (as its infinitive, object clause or coordinated verb).
    fn governs(&self, upper: Option<TokenId>, verb: TokenId) -> bool {
        let Some(upper) = upper else { return false };
        let mut below = verb;
        for above in self.ancestors(verb) {
            let relation = self.token(below).deprel;
            let close = relation == Deprel::XCOMP || relation.is(Deprel::CONJ) || relation.is(Deprel::NMOD);
            if !close && self.is_verb(below) {
                return false;
            }
            if above == upper {
                return true;
            }
            below = above;
        }
        false
    }

    /// The place that a predicate's own phrases name.
    pub(super) fn place_of(&self, predicate: TokenId, taken: &[MentionId]) -> Option<MentionId> {
        let syntax = &self.lexicon.syntax;
        // "met Xi Jinping IN BEIJING": a phrase that the tree has hang on a name is the verb's.
        let beside_names = self
            .children(predicate)
            .filter(|child| self.token(*child).deprel == Deprel::OBJ && self.name_over(*child).is_some());
        std::iter::once(predicate)
            .chain(self.clause_verb(predicate))
            .chain(beside_names)
            .flat_map(|word| self.prepositionals(word))
            .filter(|phrase| syntax.is_place_preposition(phrase.preposition, &self.lexicon.prepositions))
            .flat_map(|phrase| self.mentions_of(phrase.nominal))
            .find(|mention| {
                self.document.mention(*mention).entity_type == Some(EntityType::Place) && !taken.contains(mention)
            })
    }
}
