//! Which entities the reader has in mind: the more often, the more prominently and the more lately mentioned.
//!
//! The weights follow Lappin & Leass (1994), reduced to what makes a difference in news: function in the clause, and half
//! of it lost from each sentence to the next.

use super::{
    entities::EntityId,
    phrase::{Phrase, Role},
};
use crate::document::SentenceId;

/// What a mention adds, by its function.
fn weight(role: Role) -> f32 {
    match role {
        Role::Subject => 1.0,
        Role::Object => 0.6,
        Role::Oblique => 0.5,
        Role::Other => 0.3,
    }
}

/// Below this nobody remembers an entity.
const FORGOTTEN: f32 = 0.01;

/// One entity in the reader's mind.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Active {
    pub(super) entity: EntityId,
    /// Weight as of `sentence`.
    score: f32,
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
        let (sentence, role) = (phrase.sentence, phrase.role);
        self.0.retain(|active| active.score_in(sentence) > FORGOTTEN);
        match self.0.iter_mut().find(|active| active.entity == entity) {
            Some(active) => {
                let same = active.sentence == sentence;
                active.score = active.score_in(sentence) + weight(role);
                active.role = if same { active.role.min(role) } else { role };
                active.sentence = sentence;
            }
            None => self.0.push(Active { entity, score: weight(role), sentence, role }),
        }
    }

    /// All that are remembered, in the order they came in.
    pub(super) fn active(&self) -> &[Active] {
        &self.0
    }
}
