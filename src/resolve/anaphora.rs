//! Which entity a description means: "esercito russo", "il presidente kazako", "l'organizzazione", "il Paese".
//!
//! Descriptions with an owner come first, for they need only names; then the text is read from left to right, and
//! descriptions without an owner and pronouns take what the reader has in mind.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    data::{NounClass, ResolveData},
    entities::{Entities, EntityId},
    identity::describe,
    phrase::{Number, Opening, Phrase},
    salience::{Active, Salience},
};
use crate::document::{Claim, CountryKind, Document, EntityType, MentionId, MentionKind, Object, TimeRef, TimeValue};

/// Relations by which a claim tells that its subject heads its object.
pub(super) const HEAD_OF: &str = "headOf";

/// A role noun and the body or country that the role is of, where that was told.
type Office = (String, Option<EntityId>);

/// The reader of one document.
pub(super) struct Reading<'a, 'd> {
    pub(super) document: &'a Document,
    pub(super) data: &'d ResolveData,
    pub(super) phrases: &'a [Phrase],
    pub(super) entities: Entities<'d>,
    pub(super) salience: Salience,
    /// Described entities by what tells them apart and whose they are, in the order of the text.
    described: BTreeMap<String, Vec<Described>>,
    /// Who heads what, as the claims say; not those of the past.
    heads: BTreeMap<EntityId, BTreeSet<EntityId>>,
    /// Who was introduced in which role of what.
    roles: BTreeMap<Office, Vec<(MentionId, EntityId)>>,
}

/// An entity that a description brought in.
#[derive(Debug, Clone)]
struct Described {
    key: Vec<String>,
    owner: Option<EntityId>,
    mention: MentionId,
    entity: EntityId,
}

impl<'a, 'd> Reading<'a, 'd> {
    pub(super) fn new(
        document: &'a Document,
        data: &'d ResolveData,
        phrases: &'a [Phrase],
        entities: Entities<'d>,
    ) -> Self {
        Self {
            document,
            data,
            phrases,
            entities,
            salience: Salience::default(),
            described: BTreeMap::new(),
            heads: BTreeMap::new(),
            roles: BTreeMap::new(),
        }
    }

    /// Resolves everything that can be.
    pub(super) fn read(mut self, claims: &[Claim]) -> Entities<'d> {
        self.learn_heads(claims);
        for phrase in self.phrases {
            self.learn_role(phrase);
        }
        for phrase in self.phrases {
            self.anchored(phrase, 0);
        }
        for phrase in self.phrases {
            if self.entities.of(phrase.id).is_none() {
                let entity = match phrase.kind {
                    MentionKind::Nominal => self.described(phrase, 0),
                    MentionKind::Pronoun | MentionKind::Implicit => self.pronoun(phrase),
                    MentionKind::Name | MentionKind::Demonym => None,
                };
                if let Some(entity) = entity {
                    self.accept(phrase, entity);
                }
            }
            if let Some(entity) = self.entities.of(phrase.id) {
                self.salience.read(phrase, entity);
            }
        }
        self.entities
    }

    fn accept(&mut self, phrase: &Phrase, entity: EntityId) {
        if phrase.kind == MentionKind::Nominal {
            describe(phrase, entity, &mut self.entities);
        } else {
            self.entities.assign(phrase.id, entity);
        }
    }

    fn learn_heads(&mut self, claims: &[Claim]) {
        for claim in claims.iter().filter(|claim| claim.relation.as_str() == HEAD_OF) {
            let past = matches!(claim.time, Some(TimeRef::Value(TimeValue::Past)));
            if let Object::Mention(object) = claim.object
                && let (Some(person), Some(body)) = (self.entities.of(claim.subject), self.entities.of(object))
                && !past
            {
                self.heads.entry(body).or_default().insert(person);
            }
        }
    }

    /// Keeps in which role of what a described name was introduced.
    fn learn_role(&mut self, phrase: &Phrase) {
        if phrase.kind != MentionKind::Nominal || !phrase.class().is_some_and(NounClass::is_person) {
            return;
        }
        if let Some(entity) = self.entities.of(phrase.id) {
            let owner = phrase.anchor().and_then(|anchor| self.entities.of(anchor));
            self.roles.entry((phrase.lemma.clone(), owner)).or_default().push((phrase.id, entity));
        }
    }

    /// The entity of a description that tells whose it is; `depth` bounds a chain of owners.
    fn anchored(&mut self, phrase: &Phrase, depth: usize) -> Option<EntityId> {
        let owner = self.owner(phrase, depth);
        if let Some(known) = self.entities.of(phrase.id) {
            // A name that is also a description ("Parlamento macedone") can be meant by one later.
            if phrase.class().is_some_and(NounClass::is_body) && phrase.kind != MentionKind::Demonym {
                self.keep(phrase, owner, known);
            }
            return Some(known);
        }
        let owner = owner?;
        if phrase.kind != MentionKind::Nominal {
            return None;
        }
        let entity = self.owned(phrase, owner)?;
        self.accept(phrase, entity);
        self.keep(phrase, Some(owner), entity);
        Some(entity)
    }

    /// The entity whose the described thing is.
    fn owner(&mut self, phrase: &Phrase, depth: usize) -> Option<EntityId> {
        let anchor = phrase.anchor()?;
        if let Some(owner) = self.entities.of(anchor) {
            return Some(owner);
        }
        let owner = &self.phrases[anchor.index()];
        (depth < 8 && owner.kind == MentionKind::Nominal).then(|| self.anchored(owner, depth + 1)).flatten()
    }

    fn keep(&mut self, phrase: &Phrase, owner: Option<EntityId>, entity: EntityId) {
        let key = if owner.is_some() { &phrase.key } else { &phrase.full_key };
        let described = Described { key: key.clone(), owner, mention: phrase.id, entity };
        self.described.entry(phrase.lemma.clone()).or_default().push(described);
    }

    /// What a noun with an owner means: somebody known in that role, the owner itself, or a thing of its own.
    fn owned(&mut self, phrase: &Phrase, owner: EntityId) -> Option<EntityId> {
        let class = phrase.class();
        if class.is_some_and(NounClass::is_person) {
            return self.holder(phrase, owner);
        }
        let earlier = self
            .described
            .get(&phrase.lemma)
            .into_iter()
            .flatten()
            .find(|described| described.owner == Some(owner) && described.key == phrase.key)
            .map(|described| described.entity);
        if earlier.is_some() {
            return earlier;
        }
        let thing = self.entities.get(owner);
        let is_sent = class == Some(NounClass::Force) && phrase.demonym.is_none();
        if is_sent && thing.entity_type() == Some(EntityType::Organization) {
            return Some(owner);
        }
        // A kind of thing nobody has told of cannot act: "l'economia kazaka".
        phrase.kind_of_thing()?;
        let event = matches!(class, Some(NounClass::Event | NounClass::Work | NounClass::Product));
        let untyped = phrase.entity_type.is_none();
        let possession = thing.entity_type() == Some(EntityType::Person);
        if untyped && (event || possession) {
            return None;
        }
        Some(self.entities.add())
    }

    /// The person who holds an office: "il presidente kazako".
    fn holder(&mut self, phrase: &Phrase, owner: EntityId) -> Option<EntityId> {
        let nearest = |known: &[(MentionId, EntityId)]| {
            let before = known.partition_point(|(mention, _)| *mention < phrase.id);
            known[..before].last().or(known.first()).map(|(_, entity)| *entity)
        };
        let named = self.roles.get(&(phrase.lemma.clone(), Some(owner)));
        if let Some(person) = named.and_then(|known| nearest(known)) {
            return Some(person);
        }
        let simple = phrase.key.len() <= 1 && !phrase.past;
        if simple && matches!(phrase.class(), Some(NounClass::Head | NounClass::Leader)) {
            let generic = phrase.class() == Some(NounClass::Leader);
            let mut people = self.heads.get(&owner).into_iter().flatten().filter(|person| {
                let roles = &self.entities.get(**person).roles;
                let other = roles.iter().any(|role| self.is_head(role));
                generic || roles.contains(&phrase.lemma) || !other
            });
            if let (Some(person), None) = (people.next(), people.next()) {
                return Some(*person);
            }
        }
        let introduced = self.roles.get(&(phrase.lemma.clone(), None));
        if let Some(person) = introduced.filter(|_| !phrase.past).and_then(|known| nearest(known)) {
            return Some(person);
        }
        let told = matches!(phrase.class(), Some(NounClass::Head | NounClass::Leader | NounClass::Office));
        (told && phrase.opening != Opening::Indefinite).then(|| {
            let person = self.entities.add();
            self.roles.entry((phrase.lemma.clone(), Some(owner))).or_default().push((phrase.id, person));
            person
        })
    }

    fn is_head(&self, lemma: &str) -> bool {
        self.data.senses(lemma).iter().any(|noun| noun.class == NounClass::Head)
    }

    /// What a description means once the text before it was read: its owner may be a description or pronoun too.
    fn described(&mut self, phrase: &Phrase, depth: usize) -> Option<EntityId> {
        let Some(anchor) = phrase.anchor() else { return self.unanchored(phrase) };
        let phrases = self.phrases;
        let anchor = &phrases[anchor.index()];
        let open = self.entities.of(anchor.id).is_none() && anchor.kind == MentionKind::Nominal;
        if open
            && depth < 8
            && let Some(owner) = self.described(anchor, depth + 1)
        {
            self.accept(anchor, owner);
        }
        let Some(owner) = self.entities.of(anchor.id) else { return self.unanchored(phrase) };
        let entity = self.owned(phrase, owner)?;
        self.keep(phrase, Some(owner), entity);
        Some(entity)
    }

    /// What a description without an owner points back to.
    fn unanchored(&mut self, phrase: &Phrase) -> Option<EntityId> {
        let class = phrase.class()?;
        if phrase.opening == Opening::Indefinite {
            return None;
        }
        if let Some(entity) = self.described_before(phrase) {
            return Some(entity);
        }
        let plural = phrase.number == Some(Number::Plural);
        let entity = match class {
            NounClass::Head | NounClass::Leader | NounClass::Office if !plural => {
                self.best(phrase, |reading, active| reading.entities.get(active.entity).roles.contains(&phrase.lemma))
            }
            NounClass::Human if !plural && phrase.opening == Opening::Definite => {
                self.best(phrase, |reading, active| {
                    let entity = reading.entities.get(active.entity);
                    entity.entity_type() == Some(EntityType::Person) && entity.named
                })
            }
            NounClass::Body | NounClass::Firm | NounClass::Kind if !plural && phrase.opening == Opening::Definite => {
                self.best(phrase, |reading, active| reading.may_be_called(active.entity, phrase, class))
            }
            NounClass::State | NounClass::Settlement if !plural && phrase.opening == Opening::Definite => {
                self.best(phrase, |reading, active| reading.is_place_of(active.entity, class))
            }
            _ => None,
        };
        if entity.is_some() {
            return entity;
        }
        // "il governo", "la procura": one of its kind where it is spoken of.
        let alone = class == NounClass::Institution && !plural && phrase.opening == Opening::Definite;
        alone.then(|| {
            let entity = self.entities.add();
            self.keep(phrase, None, entity);
            entity
        })
    }

    /// A described thing of the same noun that says at least as much: "le autorità" after, or before, "autorità kazake".
    fn described_before(&self, phrase: &Phrase) -> Option<EntityId> {
        let known: Vec<&Described> = self
            .described
            .get(&phrase.lemma)?
            .iter()
            .filter(|described| phrase.full_key.iter().all(|word| described.key.contains(word)))
            .collect();
        let before = known.iter().rev().find(|described| described.mention < phrase.id);
        let only = known.first().filter(|first| known.iter().all(|other| other.entity == first.entity));
        before.or(only).map(|described| described.entity)
    }

    /// Whether the entity may be called by a noun for bodies.
    fn may_be_called(&self, id: EntityId, phrase: &Phrase, class: NounClass) -> bool {
        let entity = self.entities.get(id);
        if !entity.named || entity.entity_type() != Some(EntityType::Organization) {
            return false;
        }
        let in_name =
            || entity.mentions.iter().any(|mention| self.phrases[mention.index()].words.contains(&phrase.lemma));
        match class {
            NounClass::Firm => entity.body.is_none(),
            NounClass::Kind => entity.roles.contains(&phrase.lemma) || in_name(),
            _ => true,
        }
    }

    fn is_place_of(&self, id: EntityId, class: NounClass) -> bool {
        let entity = self.entities.get(id);
        let country = entity.country.map(|country| country.kind);
        match class {
            NounClass::State => matches!(country, Some(CountryKind::Country | CountryKind::Territory)),
            _ => country.is_none() && entity.named && entity.entity_type() == Some(EntityType::Place),
        }
    }

    /// The most present entity that is fit, where it is clearly more so than the next.
    pub(super) fn best(&self, phrase: &Phrase, fit: impl Fn(&Self, &Active) -> bool) -> Option<EntityId> {
        let candidates = self.salience.active().iter().filter(|active| {
            phrase.sentence.0.saturating_sub(active.sentence.0) <= 6
                && self.agrees(phrase, active.entity)
                && fit(self, active)
        });
        clearest(candidates.map(|active| (active.score_in(phrase.sentence), active.entity)))
    }

    /// Whether number and gender of a description or pronoun suit an entity.
    pub(super) fn agrees(&self, phrase: &Phrase, id: EntityId) -> bool {
        let entity = self.entities.get(id);
        let plural = phrase.number == Some(Number::Plural);
        let group = entity.entity_type() == Some(EntityType::Group);
        let number = match (phrase.number, entity.number()) {
            (Some(one), Some(other)) => one == other,
            // A name without number is one thing, a group is many.
            (Some(_), None) => plural == group,
            (None, _) => true,
        };
        let person = entity.entity_type() == Some(EntityType::Person);
        let gender = match (phrase.gender, entity.gender()) {
            // What is called by a noun takes the noun's gender, not its name's; a person keeps its own.
            (Some(one), Some(other)) if person || phrase.kind != MentionKind::Nominal => one == other,
            _ => true,
        };
        number && (gender || phrase.kind == MentionKind::Nominal && !person)
    }
}

/// The candidate with the highest score, unless another comes close.
pub(super) fn clearest(candidates: impl Iterator<Item = (f32, EntityId)>) -> Option<EntityId> {
    let mut ranked: Vec<(f32, EntityId)> = candidates.collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    match ranked[..] {
        [] => None,
        [(_, only)] => Some(only),
        [(best, first), (next, _), ..] => (best > next * 1.15).then_some(first),
    }
}
