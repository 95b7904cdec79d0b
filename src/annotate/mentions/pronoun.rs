//! Words that stand for an entity named elsewhere: pronouns, possessives, and the endings of verbs without a subject.

use super::Finder;
use crate::document::{Deprel, Feature, Mention, MentionKind, TokenId, Tokens, Upos};

impl Finder<'_> {
    /// Pronouns and possessives.
    pub(super) fn pronouns(&mut self) {
        for index in 0..self.document.tokens.len() as u32 {
            let token = TokenId(index);
            if self.is_pronoun(token) {
                self.add_bare(MentionKind::Pronoun, token);
            }
        }
    }

    fn is_pronoun(&self, token: TokenId) -> bool {
        let word = self.document.token(token);
        let kind = word.features.get(Feature::PronType);
        match word.upos {
            // What belongs to the verb itself ("si tratta", "ci sono", "ne va") refers to nothing.
            Upos::Pron if word.deprel.is(Deprel::EXPL) || word.deprel.is(Deprel::FIXED) => false,
            Upos::Pron => matches!(kind, Some("Prs" | "Rel" | "Dem")) || (kind.is_none() && self.is_clitic(token)),
            Upos::Det | Upos::Adj => word.features.has(Feature::Poss, "Yes"),
            _ => false,
        }
    }

    fn is_clitic(&self, token: TokenId) -> bool {
        self.document.token(token).features.has(Feature::Clitic, "Yes")
    }

    /// Verbs of a main, joined or complement clause that have no subject of their own.
    pub(super) fn implicit(&mut self) {
        if !self.data.words.drops_subjects {
            return;
        }
        for index in 0..self.document.tokens.len() as u32 {
            if let Some(verb) = self.subjectless(TokenId(index)) {
                self.add_bare(MentionKind::Implicit, verb);
            }
        }
    }

    /// The verb whose ending stands for the subject of the clause that `predicate` heads: the predicate itself or, where
    /// that is no verb, its copula.
    fn subjectless(&self, predicate: TokenId) -> Option<TokenId> {
        let document = self.document;
        let word = document.token(predicate);
        let children = self.dependents.of(predicate);
        let child = |relation: Deprel| children.iter().copied().find(|c| document.token(*c).deprel.is(relation));
        let copula = child(Deprel::COP);
        let verb = match (word.upos, copula) {
            (_, Some(copula)) => copula,
            (Upos::Verb, None) if !word.deprel.is(Deprel::AMOD) => predicate,
            _ => return None,
        };
        let is_finite = |token: TokenId| document.token(token).features.has(Feature::VerbForm, "Fin");
        let auxiliaries = || children.iter().copied().filter(|c| document.token(*c).deprel.is(Deprel::AUX));
        let finite = auxiliaries().chain([verb]).find(|token| is_finite(*token))?;
        let bearer = document.token(finite).features;
        let has_subject = child(Deprel::NSUBJ).or_else(|| child(Deprel::CSUBJ)).is_some()
            || children.iter().any(|c| document.token(*c).deprel == Deprel::EXPL_IMPERS);
        let is_second_person = bearer.has(Feature::Person, "2") || bearer.has(Feature::Mood, "Imp");
        if has_subject || is_second_person || self.is_impersonal(verb, children) {
            return None;
        }
        Some(verb)
    }

    /// "piove", "si tratta di", "sembra che", "c'è".
    fn is_impersonal(&self, verb: TokenId, children: &[TokenId]) -> bool {
        let document = self.document;
        let lemma = document.lemma(verb);
        let words = &self.data.words;
        let has_clause = || {
            let clause = |c: &TokenId| {
                let deprel = document.token(*c).deprel;
                deprel.is(Deprel::CCOMP) || deprel.is(Deprel::XCOMP) || deprel.is(Deprel::CSUBJ)
            };
            children.iter().any(clause)
        };
        let expletive = |c: &TokenId| {
            document.token(*c).deprel.is(Deprel::EXPL) && document.token(*c).upos == Upos::Pron && lemma == "essere"
        };
        words.impersonal.contains(lemma)
            || (words.impersonal_with_clause.contains(lemma) && has_clause())
            || children.iter().any(expletive)
    }

    fn add_bare(&mut self, kind: MentionKind, token: TokenId) {
        let tokens = Tokens::new(token, TokenId(token.0 + 1));
        let span = self.document.span_of(tokens);
        self.add(Mention { kind, entity_type: None, span, tokens, head: token });
    }
}
