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
    places::Places,
    salience::Salience,
};
use crate::document::{Claim, Document, EntityType, MentionId, MentionKind, Object, TimeRef, TimeValue};
use crate::text::fold;

/// Relations by which a claim tells that its subject heads its object.
const HEAD_OF: &str = "headOf";

/// A role noun and the body or country that the role is of, where that was told.
type Office = (String, Option<EntityId>);

/// The reader of one document.
pub(super) struct Reading<'a, 'd> {
    pub(super) document: &'a Document,
    pub(super) data: &'d ResolveData,
    pub(super) phrases: &'a [Phrase],
    pub(super) places: Places,
    pub(super) entities: Entities<'d>,
    pub(super) salience: Salience,
    /// Described entities by what tells them apart and whose they are, in the order of the text.
    pub(super) described: BTreeMap<String, Vec<Described>>,
    /// Groups that their noun alone tells, by their words as written, folded: "Talebani" has no lemma to share with "talebani".
    groups: BTreeMap<String, EntityId>,
    /// Where each name is mentioned, by its words.
    pub(super) named: BTreeMap<Vec<String>, Vec<MentionId>>,
    /// Who heads what, or did in the past, as the claims say.
    pub(super) heads: BTreeMap<(EntityId, bool), BTreeSet<EntityId>>,
    /// Who was introduced in which role of what.
    pub(super) roles: BTreeMap<Office, Vec<(MentionId, EntityId)>>,
}

/// An entity that a description brought in.
#[derive(Debug, Clone)]
pub(super) struct Described {
    pub(super) key: Vec<String>,
    pub(super) owner: Option<EntityId>,
    pub(super) mention: MentionId,
    pub(super) entity: EntityId,
}

impl<'a, 'd> Reading<'a, 'd> {
    pub(super) fn new(
        document: &'a Document,
        data: &'d ResolveData,
        phrases: &'a [Phrase],
        entities: Entities<'d>,
    ) -> Self {
        let mut named: BTreeMap<Vec<String>, Vec<MentionId>> = BTreeMap::new();
        for phrase in phrases.iter().filter(|phrase| phrase.kind == MentionKind::Name) {
            named.entry(phrase.words.clone()).or_default().push(phrase.id);
        }
        Self {
            document,
            data,
            phrases,
            places: Places::new(document, phrases),
            named,
            entities,
            salience: Salience::default(),
            described: BTreeMap::new(),
            groups: BTreeMap::new(),
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
            if self.entities.of(phrase.id).is_none()
                && let Some(pair) = self.pair(phrase)
            {
                self.entities.pairs.insert(phrase.id, pair);
                continue;
            }
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
            {
                self.heads.entry((body, past)).or_default().insert(person);
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
        // In the order of the text, though descriptions with an owner are read before the others.
        let known = self.described.entry(phrase.lemma.clone()).or_default();
        let place = known.partition_point(|other| other.mention <= described.mention);
        known.insert(place, described);
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

    /// A group that its noun alone tells, for no table has the noun as one that needs more: "i talebani".
    fn people(&mut self, phrase: &Phrase) -> Option<EntityId> {
        if phrase.entity_type != Some(EntityType::Group) || phrase.number == Some(Number::Singular) {
            return None;
        }
        let words = fold(self.document.mention(phrase.id).span.of(self.document.text()));
        let earlier = self.described_before(phrase).or_else(|| self.groups.get(&words).copied());
        let entity = earlier.unwrap_or_else(|| self.entities.add());
        self.groups.insert(words, entity);
        self.keep(phrase, None, entity);
        Some(entity)
    }

    /// Whether a name stands inside the words of a description.
    fn has_name_inside(&self, phrase: &Phrase) -> bool {
        let tokens = self.document.mention(phrase.id).tokens;
        let after = &self.phrases[phrase.id.index()..];
        let mut inside = after.iter().take_while(|other| self.document.mention(other.id).tokens.begin < tokens.end);
        inside.any(|other| other.kind == MentionKind::Name && tokens.contains(other.head))
    }

    /// What a description without an owner points back to.
    fn unanchored(&mut self, phrase: &Phrase) -> Option<EntityId> {
        if phrase.opening == Opening::Indefinite {
            return None;
        }
        let Some(class) = phrase.class() else { return self.people(phrase) };
        if let Some(entity) = self.described_before(phrase) {
            return Some(entity);
        }
        let plural = phrase.number == Some(Number::Plural);
        // "la società" points back; "la società di ricerche" brings in one of its own.
        let bare = !plural && phrase.opening == Opening::Definite && phrase.full_key.len() <= 1;
        let entity = match class {
            NounClass::Head | NounClass::Leader | NounClass::Office if !plural => {
                self.best(phrase, |reading, active| reading.entities.get(active.entity).roles.contains(&phrase.lemma))
            }
            NounClass::Human if bare => self.best(phrase, |reading, active| {
                let entity = reading.entities.get(active.entity);
                entity.entity_type() == Some(EntityType::Person) && entity.named
            }),
            NounClass::Body | NounClass::Firm | NounClass::Kind if bare => {
                self.best(phrase, |reading, active| reading.may_be_called(active.entity, phrase, class))
            }
            NounClass::State | NounClass::Settlement if bare => {
                self.best(phrase, |reading, active| reading.is_place_of(active.entity, class))
            }
            _ => None,
        };
        if entity.is_some() {
            return entity;
        }
        // "il governo", "la procura", "il capo dello Stato": one of its kind where it is spoken of.
        let office =
            matches!(class, NounClass::Head | NounClass::Leader | NounClass::Office) && phrase.full_key.len() > 1;
        let alone = (class == NounClass::Institution || office) && !plural && phrase.opening == Opening::Definite;
        // "rebels in the Ivory Coast": told apart by a name, though it is not theirs.
        let told = (plural || !class.is_person()) && self.has_name_inside(phrase);
        (alone || told).then(|| {
            let entity = self.entities.add();
            self.keep(phrase, None, entity);
            entity
        })
    }
}
