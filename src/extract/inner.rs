//! A word → those to whom it belongs, and all that is named inside its phrase or clause.

use super::sentence::View;
use crate::document::{Deprel, Feature, MentionId, MentionKind, TokenId};

impl View<'_> {
    /// Those to whom what a noun names belongs, by prepositions, possessives, adjectives of nationality and names put
    /// before it; each with whether it is told by "of X" ("di X").
    pub(super) fn owners(&self, noun: TokenId) -> impl Iterator<Item = (TokenId, bool)> + '_ {
        let syntax = &self.lexicon.syntax;
        let genitive = syntax.genitive_id(&self.lexicon.prepositions);
        let possessive = syntax.possessive_id(&self.lexicon.prepositions);
        let phrases = self.prepositionals(noun).filter_map(move |phrase| {
            let of = Some(phrase.preposition) == genitive;
            (of || Some(phrase.preposition) == possessive).then_some((phrase.nominal, of))
        });
        let before = self.children(noun).filter(move |child| {
            let token = self.token(*child);
            let is_demonym =
                || self.mention_at(*child).is_some_and(|m| self.document.mention(m).kind == MentionKind::Demonym);
            let modifies = token.deprel.is(Deprel::AMOD) || token.deprel.is(Deprel::COMPOUND);
            token.features.has(Feature::Poss, "Yes")
                || (modifies && is_demonym())
                || (token.deprel == Deprel::COMPOUND && syntax.owners_come_first() && *child < noun)
        });
        phrases.chain(before.map(|owner| (owner, false)))
    }

    /// What is named anywhere inside a phrase or clause, with how many words up the tree it hangs; clauses that describe
    /// something else are left out, and so are the subject of the clause itself and what hangs on `trigger`.
    pub(super) fn mentions_within(&self, top: TokenId, trigger: TokenId) -> Vec<(MentionId, u8)> {
        const DEPTH: u8 = 12;
        let mut found = Vec::new();
        let mut level = vec![top];
        // A tree from outside may go in circles.
        let mut left = self.tokens.len();
        for depth in 0..DEPTH {
            let mut next = Vec::new();
            while let Some(word) = level.pop().filter(|_| left > 0) {
                left -= 1;
                for child in self.children(word) {
                    let relation = self.token(child).deprel;
                    let aside = child == trigger
                        || relation == Deprel::ACL_RELCL
                        || relation.is(Deprel::PARATAXIS)
                        || relation.is(Deprel::APPOS)
                        || relation.is(Deprel::ADVCL) && self.has_finite_marker(child)
                        || word == top && relation.is(Deprel::NSUBJ);
                    if aside {
                        continue;
                    }
                    if relation.is(Deprel::CONJ) && word != top {
                        level.push(child);
                    } else {
                        next.push(child);
                    }
                }
                if word != top {
                    let named = self.mention_at(word).filter(|m| self.is_named(*m));
                    found.extend(named.map(|mention| (mention, depth)));
                }
            }
            if next.is_empty() {
                break;
            }
            level = next;
        }
        found.sort_unstable_by_key(|(mention, depth)| (*depth, *mention));
        found
    }

    /// Whether a mention is a name, a nationality, or a description that has one of them in it.
    fn is_named(&self, mention: MentionId) -> bool {
        let is_name = |m: MentionId| matches!(self.document.mention(m).kind, MentionKind::Name | MentionKind::Demonym);
        let tokens = self.document.mention(mention).tokens;
        is_name(mention)
            || tokens.iter().any(|t| self.name_over(t).is_some() || self.mention_at(t).is_some_and(is_name))
    }

    /// Whether a clause has its own tense.
    fn has_finite_marker(&self, verb: TokenId) -> bool {
        let finite = |t: TokenId| self.token(t).features.has(Feature::VerbForm, "Fin");
        finite(verb) || self.children_by(verb, Deprel::AUX).any(finite)
    }
}
