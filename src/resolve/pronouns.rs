//! Which entity a pronoun, a possessive or the mere ending of a verb means.

use super::{
    anaphora::Reading,
    descriptions::clearest,
    entities::EntityId,
    phrase::{Phrase, Role},
    places::clause_of,
};
use crate::document::{CountryKind, Deprel, EntityType, Feature, MentionKind, TokenId};

/// How many sentences back a pronoun may point.
const REACH: u32 = 2;

/// The subject of a clause is looked for in no more clauses above it.
const DEEPEST: usize = 16;

/// What belongs to the subject of the clause that a verb depends on, over what does not.
const SAME_SUBJECT: f32 = 2.0;

impl Reading<'_, '_> {
    /// The entity of a pronoun, where it is clear.
    pub(super) fn pronoun(&self, phrase: &Phrase) -> Option<EntityId> {
        let (document, words) = (self.document, &self.data.words);
        let features = document.token(phrase.head).features;
        let lemma = phrase.lemma.as_str();
        let is_pronoun = phrase.kind == MentionKind::Pronoun;
        if is_pronoun && (features.has(Feature::PronType, "Rel") || words.relative.contains(lemma)) {
            return self.antecedent(phrase);
        }
        match self.person(phrase) {
            Some("1") => return self.speaker(phrase),
            Some("2") => return None,
            _ if is_pronoun && words.pointing.contains(lemma) => return None,
            _ => {}
        }
        if is_pronoun && (features.has(Feature::Reflex, "Yes") || words.reflexive.contains(lemma)) {
            return self.subject_of(document.token(phrase.head).head?);
        }
        self.third_person(phrase)
    }

    /// Grammatical person: of the pronoun; of the verb or its auxiliary where nothing else shows it.
    fn person(&self, phrase: &Phrase) -> Option<&'static str> {
        let document = self.document;
        let of = |token: TokenId| document.token(token).features.get(Feature::Person);
        let auxiliary =
            || document.children_by(phrase.head, Deprel::AUX).chain(document.children_by(phrase.head, Deprel::COP));
        match phrase.kind {
            MentionKind::Implicit => of(phrase.head).or_else(|| auxiliary().find_map(of)),
            _ => of(phrase.head),
        }
    }

    /// Who says "io", in direct speech.
    fn speaker(&self, phrase: &Phrase) -> Option<EntityId> {
        let span = self.document.token(phrase.head).span;
        self.entities.of(self.document.quote_over(span)?.speaker?)
    }

    /// What a relative pronoun stands for: the noun that its clause hangs on.
    fn antecedent(&self, phrase: &Phrase) -> Option<EntityId> {
        let document = self.document;
        let clause = std::iter::once(phrase.head)
            .chain(document.ancestors(phrase.head))
            .find(|token| document.token(*token).deprel == Deprel::ACL_RELCL)?;
        self.mention_at(document.token(clause).head?)
    }

    /// The entity of the phrase that a word heads, else of the smallest one that it is part of.
    fn mention_at(&self, token: TokenId) -> Option<EntityId> {
        self.entities.of(self.places.phrase_at(token)?)
    }

    /// The entity of the subject of a clause, written or not.
    pub(super) fn subject_of(&self, verb: TokenId) -> Option<EntityId> {
        let document = self.document;
        if let Some(subject) = document.child(verb, Deprel::NSUBJ) {
            return self.mention_at(subject);
        }
        self.entities.of(self.places.implied_by(verb)?)
    }

    /// The subject of the clause that this one is joined to, or hangs on.
    fn subject_above(&self, verb: TokenId) -> Option<EntityId> {
        let document = self.document;
        let mut clause = verb;
        for above in document.ancestors(verb).take(DEEPEST) {
            let deprel = document.token(clause).deprel;
            let joined = [Deprel::CONJ, Deprel::ADVCL, Deprel::CCOMP, Deprel::XCOMP, Deprel::PARATAXIS];
            // A relative clause is about its noun, not about the subject of the clause around it.
            if !joined.iter().any(|relation| deprel.is(*relation)) {
                return None;
            }
            if let Some(subject) = self.subject_of(above) {
                return Some(subject);
            }
            clause = above;
        }
        None
    }

    fn third_person(&self, phrase: &Phrase) -> Option<EntityId> {
        let document = self.document;
        let implicit = phrase.kind == MentionKind::Implicit;
        let possessive = document.token(phrase.head).deprel == Deprel::DET_POSS
            || self.data.words.possessive.contains(&phrase.lemma);
        let verb = if implicit { Some(clause_of(document, phrase.head)) } else { document.token(phrase.head).head };
        let fellows = if possessive { Vec::new() } else { self.fellows(phrase, verb) };
        let span = document.token(phrase.head).span;
        let speaker = document.quote_over(span).and_then(|quote| self.entities.of(quote.speaker?));
        let above = verb.and_then(|verb| if possessive { self.subject_of(verb) } else { self.subject_above(verb) });
        let candidates = self.salience.active().iter().filter(|active| {
            phrase.sentence.0.saturating_sub(active.sentence.0) <= REACH
                && Some(active.entity) != speaker
                && !fellows.contains(&active.entity)
                && self.agrees(phrase, active.entity)
                && self.may_act(active.entity)
                && self.suits(phrase, active.entity)
        });
        let scored = candidates.map(|active| {
            let subject = if implicit && active.role == Role::Subject { 1.5 } else { 1.0 };
            let same = if above == Some(active.entity) { SAME_SUBJECT } else { 1.0 };
            // What the sentence before does not mention is hardly meant (Grosz, Joshi & Weinstein 1995).
            let near = if active.sentence.0 + 1 >= phrase.sentence.0 { 2.0 } else { 1.0 };
            (active.score_in(phrase.sentence) * subject * same * near, active.entity)
        });
        clearest(scored)
    }

    /// The other participants of the same clause: a pronoun means none of them.
    pub(super) fn fellows(&self, phrase: &Phrase, verb: Option<TokenId>) -> Vec<EntityId> {
        let Some(verb) = verb else { return Vec::new() };
        let document = self.document;
        let head_of = |token: TokenId| document.token(token).head;
        // What hangs on the verb, and what is joined to that.
        let takes_part = |token: &TokenId| {
            let above = head_of(*token).filter(|above| *above != phrase.head);
            let is_joined = document.token(*token).deprel.is(Deprel::CONJ) && above.and_then(head_of) == Some(verb);
            *token != phrase.head && (above == Some(verb) || is_joined)
        };
        let sentence = document.sentence(document.sentence_of(verb)).tokens;
        sentence
            .iter()
            .filter(takes_part)
            .filter_map(|child| self.mention_at(child))
            .chain((phrase.role != Role::Subject).then(|| self.subject_of(verb)).flatten())
            .collect()
    }

    /// Whether a pronoun that tells people from things can mean the entity: "she", "it".
    fn suits(&self, phrase: &Phrase, id: EntityId) -> bool {
        let (words, kind) = (&self.data.words, self.entities.get(id).entity_type());
        match phrase.kind {
            MentionKind::Pronoun if words.personal.contains(&phrase.lemma) => kind == Some(EntityType::Person),
            MentionKind::Pronoun if words.impersonal.contains(&phrase.lemma) => kind != Some(EntityType::Person),
            _ => true,
        }
    }

    /// Pronouns mean people, bodies and states; hardly ever towns or things.
    fn may_act(&self, id: EntityId) -> bool {
        let entity = self.entities.get(id);
        match entity.entity_type() {
            Some(EntityType::Person | EntityType::Organization | EntityType::Group) => true,
            Some(EntityType::Place) => entity.country.is_some_and(|country| country.kind == CountryKind::Country),
            _ => false,
        }
    }
}
