//! What grammar tells of a phrase: how it opens, number, gender, function in its clause.

use super::{
    data::Gender,
    phrase::{Number, Opening, Reader, Role},
};
use crate::{
    document::{Deprel, EntityType, Feature, Features, MentionId, MentionKind, TokenId, Tokens, Upos},
    text::fold,
};

fn number_of(features: Features) -> Option<Number> {
    match features.get(Feature::Number)? {
        "Sing" => Some(Number::Singular),
        "Plur" | "Ptan" => Some(Number::Plural),
        _ => None,
    }
}

impl Reader<'_> {
    /// Grammatical number; of a subject that only the verb shows, that of the finite verb.
    pub(super) fn number(&self, head: TokenId, kind: MentionKind) -> Option<Number> {
        let document = self.document;
        let of = |token: TokenId| number_of(document.token(token).features);
        let finite = |token: &TokenId| document.token(*token).features.has(Feature::VerbForm, "Fin");
        let beside =
            document.children_by(head, Deprel::AUX).chain(document.children_by(head, Deprel::COP)).find(finite);
        beside.filter(|_| kind == MentionKind::Implicit).and_then(of).or_else(|| of(head))
    }

    /// How the phrase of a word opens.
    pub(super) fn opening(&self, head: TokenId) -> Opening {
        let document = self.document;
        for det in document.children_by(head, Deprel::DET) {
            let features = document.token(det).features;
            if self.data.words.indefinite.contains(&fold(document.lemma(det))) || features.has(Feature::Definite, "Ind")
            {
                return Opening::Indefinite;
            }
            if features.has(Feature::Definite, "Def")
                || features.has(Feature::PronType, "Art")
                || features.has(Feature::PronType, "Dem")
            {
                return Opening::Definite;
            }
        }
        let possessed = |child: TokenId| {
            let pronoun = document.token(child).upos == Upos::Pron;
            self.is_owner(child) && (pronoun || document.child(child, Deprel::CASE).is_some())
        };
        if document.children(head).any(possessed) { Opening::Definite } else { Opening::Bare }
    }

    /// Whether a phrase tells of something that was.
    pub(super) fn is_past(&self, head: TokenId, tokens: Tokens) -> bool {
        let past = |token: TokenId| self.data.words.past.contains(&fold(self.document.lemma(token)));
        tokens.iter().any(past) || self.document.children(head).any(past)
    }

    /// The gender that the words tell: of the head, of what agrees with it, of a person's first name.
    pub(super) fn gender(&self, id: MentionId) -> Option<Gender> {
        let (document, mention) = (self.document, self.document.mention(id));
        let of = |token: TokenId| match document.token(token).features.get(Feature::Gender) {
            Some("Fem") => Some(Gender::Feminine),
            Some("Masc") => Some(Gender::Masculine),
            _ => None,
        };
        let head = document.token(mention.head);
        if mention.kind == MentionKind::Implicit {
            return self.agrees(mention.head).then(|| of(mention.head)).flatten();
        }
        let article = document.children_by(mention.head, Deprel::DET).find_map(of);
        let verb = head.deprel.is(Deprel::NSUBJ).then_some(head.head).flatten();
        let agreeing = verb.filter(|verb| self.agrees(*verb)).and_then(of);
        let person = mention.entity_type == Some(EntityType::Person);
        let noun = || match mention.kind {
            MentionKind::Nominal => self.data.gender_of_noun(&fold(document.lemma(mention.head))),
            // "Mrs Merkel", inside the name or before it.
            MentionKind::Name if person => {
                let before = mention.tokens.begin.0.checked_sub(1).map(TokenId);
                let title = |token: TokenId| self.data.gender_of_noun(&fold(document.form(token)));
                title(mention.tokens.begin).or_else(|| before.and_then(title))
            }
            _ => None,
        };
        of(mention.head).or(article).or(agreeing).or_else(noun).or_else(|| {
            (person && mention.kind == MentionKind::Name && mention.tokens.len() > 1)
                .then(|| self.data.gender_of_first_name(mention.span.of(document.text())))
                .flatten()
        })
    }

    /// Whether a verb is a participle that agrees with its subject, as it does beside some auxiliaries only.
    fn agrees(&self, verb: TokenId) -> bool {
        let document = self.document;
        document.token(verb).features.has(Feature::VerbForm, "Part")
            && document.children_by(verb, Deprel::AUX).any(|aux| {
                document.token(aux).deprel == Deprel::AUX_PASS
                    || self.data.words.agreeing_auxiliaries.contains(&fold(document.lemma(aux)))
            })
    }

    /// The function of a phrase in its clause.
    pub(super) fn role(&self, head: TokenId, kind: MentionKind) -> Role {
        if kind == MentionKind::Implicit {
            return Role::Subject;
        }
        let document = self.document;
        // What is coordinated with, or set beside, a phrase shares its function.
        let shares = |deprel: Deprel| deprel.is(Deprel::CONJ) || deprel.is(Deprel::APPOS) || deprel.is(Deprel::FLAT);
        let bearer = std::iter::once(head)
            .chain(document.ancestors(head))
            .find(|token| !shares(document.token(*token).deprel))
            .unwrap_or(head);
        let deprel = document.token(bearer).deprel;
        if deprel.is(Deprel::NSUBJ) || deprel.is(Deprel::ROOT) || deprel == Deprel::OBL_AGENT {
            Role::Subject
        } else if deprel.is(Deprel::OBJ) || deprel.is(Deprel::IOBJ) {
            Role::Object
        } else if deprel.is(Deprel::OBL) {
            Role::Oblique
        } else {
            Role::Other
        }
    }
}
