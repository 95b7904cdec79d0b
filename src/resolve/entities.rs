//! The entities found so far and which mention stands for which.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    data::{Body, Gender},
    phrase::Number,
};
use crate::document::{Country, EntityType, MentionId};

/// An entity of one document, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct EntityId(pub(super) u32);

/// What is known of one entity of the document.
#[derive(Debug, Clone, Default)]
pub(super) struct Entity<'d> {
    /// Its mentions, unordered.
    pub(super) mentions: Vec<MentionId>,
    /// Votes for what kind of thing it is, by the order of [`EntityType::ALL`].
    votes: [u32; EntityType::ALL.len()],
    /// Votes for feminine and for masculine.
    genders: [u32; 2],
    /// Votes for singular and for plural.
    numbers: [u32; 2],
    /// The country that it is.
    pub(super) country: Option<&'static Country>,
    /// The international body that it is.
    pub(super) body: Option<&'d Body>,
    /// The roles that it is introduced with, as folded lemmas.
    pub(super) roles: BTreeSet<String>,
    /// The words of its names.
    pub(super) words: BTreeSet<String>,
    /// Whether a proper name stands for it.
    pub(super) named: bool,
}

impl Entity<'_> {
    /// What kind of thing it is: what most of its mentions say; of equals the first in the order of the types.
    pub(super) fn entity_type(&self) -> Option<EntityType> {
        if let Some(body) = self.body {
            return body.entity_type;
        }
        if self.country.is_some() {
            return Some(EntityType::Place);
        }
        let most = *self.votes.iter().max().filter(|most| **most > 0)?;
        self.votes.iter().position(|votes| *votes == most).map(|i| EntityType::ALL[i])
    }

    /// Its gender, where its mentions do not contradict each other.
    pub(super) fn gender(&self) -> Option<Gender> {
        match self.genders {
            [feminine, masculine] if feminine > masculine => Some(Gender::Feminine),
            [feminine, masculine] if feminine < masculine => Some(Gender::Masculine),
            _ => None,
        }
    }

    /// Its number, where its mentions do not contradict each other.
    pub(super) fn number(&self) -> Option<Number> {
        match self.numbers {
            [singular, plural] if singular > plural => Some(Number::Singular),
            [singular, plural] if singular < plural => Some(Number::Plural),
            _ => None,
        }
    }

    /// Counts `weight` votes for a kind of thing.
    pub(super) fn vote_type(&mut self, entity_type: Option<EntityType>, weight: u32) {
        if let Some(i) = entity_type.and_then(|t| EntityType::ALL.iter().position(|other| *other == t)) {
            self.votes[i] += weight;
        }
    }

    /// Counts what a mention tells of gender and number.
    pub(super) fn vote_agreement(&mut self, gender: Option<Gender>, number: Option<Number>) {
        match gender {
            Some(Gender::Feminine) => self.genders[0] += 1,
            Some(Gender::Masculine) => self.genders[1] += 1,
            None => {}
        }
        match number {
            Some(Number::Singular) => self.numbers[0] += 1,
            Some(Number::Plural) => self.numbers[1] += 1,
            None => {}
        }
    }
}

/// All entities of a document.
#[derive(Debug, Default)]
pub(super) struct Entities<'d> {
    of: Vec<Option<EntityId>>,
    list: Vec<Entity<'d>>,
    countries: BTreeMap<&'static str, EntityId>,
    /// Which two a plural means: "i due Paesi".
    pub(super) pairs: BTreeMap<MentionId, [EntityId; 2]>,
}

impl<'d> Entities<'d> {
    /// No entity yet for any of `mentions` mentions.
    pub(super) fn new(mentions: usize) -> Self {
        Self { of: vec![None; mentions], ..Self::default() }
    }

    /// The entity of a mention.
    pub(super) fn of(&self, mention: MentionId) -> Option<EntityId> {
        self.of.get(mention.index()).copied().flatten()
    }

    /// One entity.
    pub(super) fn get(&self, id: EntityId) -> &Entity<'d> {
        &self.list[id.0 as usize]
    }

    /// One entity, to change.
    pub(super) fn get_mut(&mut self, id: EntityId) -> &mut Entity<'d> {
        &mut self.list[id.0 as usize]
    }

    /// All entities, in the order they were found; one that was merged into another has no mentions.
    pub(super) fn iter(&self) -> impl Iterator<Item = (EntityId, &Entity<'d>)> {
        self.list.iter().enumerate().map(|(i, entity)| (EntityId(i as u32), entity))
    }

    /// A new entity without mentions.
    pub(super) fn add(&mut self) -> EntityId {
        self.list.push(Entity::default());
        EntityId(self.list.len() as u32 - 1)
    }

    /// The entity of a country, if there is one.
    pub(super) fn country(&self, country: &Country) -> Option<EntityId> {
        self.countries.get(&*country.code).copied()
    }

    /// The entity of a country, new if there is none yet.
    pub(super) fn of_country(&mut self, country: &'static Country) -> EntityId {
        *self.countries.entry(&country.code).or_insert_with(|| {
            self.list.push(Entity { country: Some(country), ..Entity::default() });
            EntityId(self.list.len() as u32 - 1)
        })
    }

    /// Says that the mention stands for the entity; a mention that stands for one already keeps it.
    pub(super) fn assign(&mut self, mention: MentionId, entity: EntityId) {
        if let Some(slot @ None) = self.of.get_mut(mention.index()) {
            *slot = Some(entity);
            self.list[entity.0 as usize].mentions.push(mention);
        }
    }

    /// Says that two entities are one, which is `into`.
    pub(super) fn merge(&mut self, into: EntityId, from: EntityId) {
        if into == from {
            return;
        }
        let gone = std::mem::take(&mut self.list[from.0 as usize]);
        for country in self.countries.values_mut().filter(|id| **id == from) {
            *country = into;
        }
        for mention in &gone.mentions {
            self.of[mention.index()] = Some(into);
        }
        let entity = &mut self.list[into.0 as usize];
        entity.mentions.extend(gone.mentions);
        for (votes, more) in entity.votes.iter_mut().zip(gone.votes) {
            *votes += more;
        }
        for i in 0..2 {
            entity.genders[i] += gone.genders[i];
            entity.numbers[i] += gone.numbers[i];
        }
        entity.country = entity.country.or(gone.country);
        entity.body = entity.body.or(gone.body);
        entity.roles.extend(gone.roles);
        entity.words.extend(gone.words);
        entity.named |= gone.named;
    }
}
