//! Whose a described thing is: adjectives of nationality and owners inside its phrase.

use super::phrase::Reader;
use crate::{
    document::{Deprel, EntityType, Feature, MentionId, MentionKind, TokenId, Tokens, Upos},
    text::fold,
};

impl Reader<'_> {
    /// The adjective of nationality and the owner that hang on the head of a mention.
    pub(super) fn anchors(&self, id: MentionId) -> (Option<MentionId>, Option<MentionId>) {
        let (document, mention) = (self.document, self.document.mention(id));
        if !matches!(mention.kind, MentionKind::Nominal | MentionKind::Name) {
            return (None, None);
        }
        let (mut demonym, mut owner) = (None, None);
        for child in document.children(mention.head) {
            let Some(anchor) = self.heads.of(child) else { continue };
            let deprel = document.token(child).deprel;
            match document.mention(anchor).kind {
                MentionKind::Demonym
                    if (deprel.is(Deprel::AMOD) || mention.tokens.contains(child))
                        && self.is_adjective_of(anchor, mention.head) =>
                {
                    demonym = demonym.or(Some(anchor));
                }
                MentionKind::Pronoun if deprel == Deprel::DET_POSS || self.is_owner(child) => {
                    owner = owner.or(Some(anchor));
                }
                MentionKind::Name | MentionKind::Nominal | MentionKind::Demonym
                    if deprel.is(Deprel::NMOD) && self.is_owned_by(child) && self.may_own(anchor) =>
                {
                    owner = owner.or(Some(anchor));
                }
                // "il presidente Usa", "the US president": a name beside the noun does for an adjective.
                MentionKind::Name if self.is_country_beside(mention.head, anchor) => demonym = demonym.or(Some(anchor)),
                // "Russia's president", "the Kremlin spokesman".
                MentionKind::Name | MentionKind::Nominal | MentionKind::Demonym
                    if self.is_owner(child) && self.may_own(anchor) =>
                {
                    owner = owner.or(Some(anchor));
                }
                _ => {}
            }
        }
        if mention.kind == MentionKind::Nominal && demonym.is_none() {
            demonym = self.deeper_demonym(mention.head, mention.tokens, owner.is_none());
        }
        // "il ministro della difesa russo" is Russia's; the noun between tells which minister.
        let is_noun = |owner: &MentionId| document.mention(*owner).kind == MentionKind::Nominal;
        owner = owner.filter(|owner| demonym.is_none() || !is_noun(owner));
        (demonym, owner)
    }

    /// An adjective of nationality that hangs on a noun inside the phrase, but agrees with its head.
    fn deeper_demonym(&self, head: TokenId, tokens: Tokens, free: bool) -> Option<MentionId> {
        let document = self.document;
        let inside = self.core(head).into_iter().chain(tokens.iter()).filter(|token| *token != head);
        inside.filter_map(|token| self.heads.of(token)).find(|anchor| {
            let beside = document.token(document.mention(*anchor).head).head;
            let other = beside.is_some_and(|noun| self.is_adjective_of(*anchor, noun));
            self.is_adjective_of(*anchor, head) && (free || !other)
        })
    }

    /// Whether an adjective of nationality agrees with a noun that it does not stand beside.
    fn is_adjective_of(&self, adjective: MentionId, noun: TokenId) -> bool {
        let document = self.document;
        let adjective = document.mention(adjective);
        let [one, other] = [adjective.head, noun].map(|token| document.token(token).features);
        let agree = |feature| one.get(feature).zip(other.get(feature)).is_none_or(|(one, other)| one == other);
        adjective.kind == MentionKind::Demonym && agree(Feature::Number) && agree(Feature::Gender)
    }

    /// Whether a phrase may stand for somebody: "il ministero della difesa" is nobody's.
    fn may_own(&self, id: MentionId) -> bool {
        let mention = self.document.mention(id);
        mention.kind != MentionKind::Nominal
            || mention.entity_type.is_some()
            || !self.data.senses(&fold(self.document.lemma(mention.head))).is_empty()
    }

    /// Whether the noun stands behind a preposition of owners.
    pub(super) fn is_owned_by(&self, noun: TokenId) -> bool {
        self.document
            .children_by(noun, Deprel::CASE)
            .any(|case| self.data.words.owner.contains(&fold(self.document.lemma(case))))
    }

    /// Whether a word hangs on its noun as an owner does without a preposition.
    pub(super) fn is_owner(&self, token: TokenId) -> bool {
        let word = self.document.token(token);
        self.data.owner_relations.contains(&word.deprel) && word.head.is_some_and(|head| token < head)
    }

    fn is_country_beside(&self, head: TokenId, name: MentionId) -> bool {
        let mention = self.document.mention(name);
        let caseless = self.document.child(mention.head, Deprel::CASE).is_none();
        let behind = self.document.token(head).upos == Upos::Noun && mention.tokens.begin > head;
        (behind || self.is_owner(mention.head))
            && caseless
            && mention.entity_type != Some(EntityType::Person)
            && self.data.country(mention.span.of(self.document.text())).is_some()
    }
}
