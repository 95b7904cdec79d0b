//! What stands before a noun and says whose it is: "FRENCH President", "APPLE CEO", "GERMANY'S foreign minister".

use super::sentence::View;
use crate::document::{Deprel, EntityType, Feature, MentionId, MentionKind, TokenId, Upos};

/// How many adjectives and nouns may stand between an owner and the noun.
const WORDS_BETWEEN: u32 = 5;

/// The owner before the word `begin`, with the first word of the owner.
pub(super) fn before(view: &View<'_>, begin: TokenId) -> Option<(MentionId, TokenId)> {
    for back in 1..=WORDS_BETWEEN {
        let word = TokenId(begin.0.checked_sub(back)?);
        if !view.tokens.contains(word) {
            return None;
        }
        if is_possessive_marker(view, word) {
            return before_marker(view, TokenId(word.0.checked_sub(1)?));
        }
        let token = view.token(word);
        if token.features.has(Feature::Poss, "Yes") {
            return Some((view.mention_at(word)?, word));
        }
        let demonym = view.mention_at(word).filter(|m| view.document.mention(*m).kind == MentionKind::Demonym);
        if let Some(demonym) = demonym {
            return Some((demonym, word));
        }
        if let Some(name) = view.name_over(word) {
            return owns_by_place(view, name).then(|| (name, view.document.mention(name).tokens.begin));
        }
        if !matches!(token.upos, Upos::Adj | Upos::Noun | Upos::Propn | Upos::Adv) && view.form(word) != "-" {
            return None;
        }
    }
    None
}

fn is_possessive_marker(view: &View<'_>, word: TokenId) -> bool {
    let prepositions = &view.lexicon.prepositions;
    let marker = view.lexicon.syntax.possessive_id(prepositions);
    marker.is_some()
        && view.token(word).upos == Upos::Part
        && prepositions.get(prepositions.plain(view.form(word))) == marker
}

/// The mention that ends with a word.
fn before_marker(view: &View<'_>, last: TokenId) -> Option<(MentionId, TokenId)> {
    if !view.tokens.contains(last) {
        return None;
    }
    let mention = view.name_over(last).or_else(|| view.mention_at(last))?;
    Some((mention, view.document.mention(mention).tokens.begin))
}

/// Whether a name right before a noun says whose it is: no preposition ties it elsewhere.
fn owns_by_place(view: &View<'_>, name: MentionId) -> bool {
    let mention = view.document.mention(name);
    let relation = view.token(mention.head).deprel;
    let bare = view.child(mention.head, Deprel::CASE).is_none();
    match mention.entity_type {
        Some(EntityType::Person) => bare && relation == Deprel::COMPOUND,
        _ => bare && !relation.is(Deprel::NSUBJ) && !relation.is(Deprel::OBJ) && relation != Deprel::ROOT,
    }
}
