//! Which entities the reader has in mind: the more often, the more prominently and the more lately mentioned.
//!
//! The weights follow Lappin & Leass (1994), reduced to what makes a difference in news: function in the clause, and half
//! of it lost from each sentence to the next.

use super::{
    entities::EntityId,
    phrase::{Phrase, Role},
};
use crate::document::{EntityType, MentionKind, SentenceId};

/// What a mention adds, by its function; the name of a person is never quite in the background.
fn weight(phrase: &Phrase) -> f32 {
    match phrase.role {
        Role::Subject => 1.0,
        Role::Object => 0.6,
        Role::Other if phrase.entity_type != Some(EntityType::Person) || phrase.kind != MentionKind::Name => 0.3,
        Role::Oblique | Role::Other => 0.5,
    }
}

/// Below this nobody remembers an entity.
const FORGOTTEN: f32 = 0.01;

/// Nobody remembers more.
const MOST: usize = 128;

/// One entity in the reader's mind.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Active {
    pub(super) entity: EntityId,
    /// Weight as of `sentence`.
    score: f32,
    /// How much of it comes from that sentence.
    last: f32,
    /// Where it was mentioned last.
    pub(super) sentence: SentenceId,
    /// How it was mentioned last.
    pub(super) role: Role,
}

impl Active {
    /// How present it is in a sentence that comes later, or is the same.
    pub(super) fn score_in(&self, sentence: SentenceId) -> f32 {
        let distance = sentence.0.saturating_sub(self.sentence.0).min(30);
        self.score * 0.5f32.powi(distance as i32)
    }
}

/// All entities in the reader's mind.
#[derive(Debug, Default)]
pub(super) struct Salience(Vec<Active>);

impl Salience {
    /// A mention was read. Mentions come in the order of the text.
    pub(super) fn read(&mut self, phrase: &Phrase, entity: EntityId) {
        let (sentence, role, last) = (phrase.sentence, phrase.role, weight(phrase));
        self.0.retain(|active| active.score_in(sentence) > FORGOTTEN);
        if self.0.len() > MOST {
            self.0.remove(0);
        }
        match self.0.iter_mut().find(|active| active.entity == entity) {
            Some(active) => {
                // One sentence counts once, by its most prominent mention: "il presidente Tokayev" are two mentions.
                if active.sentence == sentence {
                    active.score += (last - active.last).max(0.0);
                    active.last = active.last.max(last);
                    active.role = active.role.min(role);
                } else {
                    *active = Active { entity, score: active.score_in(sentence) + last, last, sentence, role };
                }
            }
            None => self.0.push(Active { entity, score: last, last, sentence, role }),
        }
    }

    /// All that are remembered, in the order they came in.
    pub(super) fn active(&self) -> &[Active] {
        &self.0
    }
}
