//! The names of a document gathered by their words.

use std::collections::BTreeMap;

use super::{data::ResolveData, entities::EntityId, phrase::Phrase};
use crate::document::{Document, EntityType, MentionId, MentionKind};

/// All mentions that use the same words.
pub(super) struct Form<'t> {
    /// As the text first has it.
    pub(super) text: &'t str,
    /// Its folded words, without titles and legal forms.
    pub(super) words: Vec<String>,
    pub(super) mentions: Vec<MentionId>,
    pub(super) entity_type: Option<EntityType>,
    /// The entity, once it is known; a form shared by several has none.
    pub(super) entity: Option<EntityId>,
    /// Whether a table knows it, so that its spelling is no guess.
    pub(super) known: bool,
}

impl Form<'_> {
    /// Whether it is mostly taken for a person's.
    pub(super) fn is_person(&self) -> bool {
        self.entity_type == Some(EntityType::Person)
    }

    /// Its first mention.
    pub(super) fn first(&self) -> Option<MentionId> {
        self.mentions.first().copied()
    }
}

/// Gathers the names of the document by their words, in the order of their first mention.
pub(super) fn forms<'t>(document: &'t Document, data: &ResolveData, phrases: &[Phrase]) -> Vec<Form<'t>> {
    let mut forms: Vec<Form<'t>> = Vec::new();
    let mut by_words: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    let mut votes: Vec<BTreeMap<EntityType, u32>> = Vec::new();
    for phrase in phrases.iter().filter(|phrase| phrase.kind == MentionKind::Name) {
        let words = plain_words(phrase, data);
        let index = *by_words.entry(words).or_insert_with_key(|words| {
            let text = document.mention(phrase.id).span.of(document.text());
            let words = words.clone();
            forms.push(Form { text, words, mentions: Vec::new(), entity_type: None, entity: None, known: false });
            votes.push(BTreeMap::new());
            forms.len() - 1
        });
        forms[index].mentions.push(phrase.id);
        if let Some(entity_type) = phrase.entity_type {
            *votes[index].entry(entity_type).or_default() += 1;
        }
    }
    for (form, votes) in forms.iter_mut().zip(votes) {
        let most = votes.values().max().copied();
        form.entity_type =
            votes.into_iter().find(|(_, count)| Some(*count) == most).map(|(entity_type, _)| entity_type);
    }
    forms
}

/// The words of a name that count: without titles before a person's, without legal forms and articles in another's.
fn plain_words(phrase: &Phrase, data: &ResolveData) -> Vec<String> {
    let words = &phrase.words;
    let mut plain: &[String] = words;
    if phrase.entity_type == Some(EntityType::Person) {
        while let [first, rest @ ..] = plain
            && !rest.is_empty()
            && data.words.titles.contains(first)
        {
            plain = rest;
        }
        return plain.to_vec();
    }
    while let [rest @ .., last] = plain
        && !rest.is_empty()
        && data.words.legal_forms.contains(last)
    {
        plain = rest;
    }
    let content: Vec<String> = plain.iter().filter(|w| !data.words.passed_over.contains(*w)).cloned().collect();
    if content.is_empty() { words.clone() } else { content }
}
