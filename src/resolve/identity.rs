//! Phrases that the sentence itself sets equal: titles, appositions, brackets, "is"; relative pronouns.

use super::{
    data::{NounClass, ResolveData},
    entities::{Entities, EntityId},
    phrase::{Heads, Number, Opening, Phrase},
};
use crate::{
    document::{CountryKind, Deprel, Document, EntityType, Feature, MentionId, MentionKind, TokenId, Upos},
    text::looks_like_acronym,
};

/// How many nouns deep the name behind a title may hang.
const DEPTH: usize = 3;

/// So many words behind a role its holder's name may begin.
const REACH: usize = 6;

/// Looks for what the syntax of one document sets equal.
pub(super) struct Identity<'a> {
    pub(super) document: &'a Document,
    pub(super) data: &'a ResolveData,
    pub(super) phrases: &'a [Phrase],
    pub(super) heads: &'a Heads,
}

impl Identity<'_> {
    /// Joins names and descriptions that stand in a construction of identity. Names have their entities by now.
    pub(super) fn join(&self, entities: &mut Entities<'_>) {
        for phrase in self.phrases.iter().filter(|p| matches!(p.kind, MentionKind::Name | MentionKind::Nominal)) {
            if let Some(acronym) = self.in_brackets(phrase) {
                unite(phrase, acronym, entities);
            }
            if phrase.kind != MentionKind::Nominal {
                continue;
            }
            if phrase.number == Some(Number::Plural) {
                self.give_role_to_each(phrase, entities);
            } else if let Some(name) = self.named_by(phrase) {
                unite(name, phrase, entities);
            }
        }
    }

    fn of(&self, mention: MentionId) -> &Phrase {
        &self.phrases[mention.index()]
    }

    /// The name that says which one the described thing is.
    fn named_by(&self, noun: &Phrase) -> Option<&Phrase> {
        let document = self.document;
        let beside = document.children(noun.head).filter(|child| self.is_beside(*child) && self.may_name(noun, *child));
        let above = document.token(noun.head).head.filter(|_| self.is_beside(noun.head));
        beside
            .chain(above)
            .filter_map(|token| self.heads.of(token))
            .map(|mention| self.of(mention))
            .find(|name| name.kind == MentionKind::Name && self.fits(noun, name) && !self.is_one_of_several(noun, name))
            .or_else(|| self.title_of_deeper_name(noun))
            .or_else(|| self.name_right_behind(noun))
            .or_else(|| self.subject_of_predicate(noun))
            .or_else(|| self.named_place(noun))
    }

    /// Whether a word beside the noun can be its name rather than its owner: in "the Donetsk region", "the Hamas movement"
    /// it is, in "the Kremlin spokesman", "a UN agency" it is not.
    fn may_name(&self, noun: &Phrase, name: TokenId) -> bool {
        let owner = self.data.owner_relations.contains(&self.document.token(name).deprel) && name < noun.head;
        let known = || self.heads.of(name).is_some_and(|id| self.is_known(self.of(id)));
        let body = matches!(noun.class(), Some(NounClass::Body | NounClass::Kind)) && noun.opening == Opening::Definite;
        let place = noun.class().is_some_and(NounClass::names_a_place);
        !owner || (place || body) && !known()
    }

    fn is_known(&self, name: &Phrase) -> bool {
        let form = self.document.mention(name.id).span.of(self.document.text());
        self.data.country(form).is_some() || self.data.body(form).is_some()
    }

    /// "Secretary of State Antony Blinken": the name of a person that a role and what it is of run into, whatever the tree
    /// has it hang on.
    fn name_right_behind(&self, noun: &Phrase) -> Option<&Phrase> {
        let document = self.document;
        if !noun.class().is_some_and(NounClass::is_person) {
            return None;
        }
        let sentence = document.sentence(noun.sentence).tokens;
        let mut nominal = true;
        for place in (noun.head.0 + 1..sentence.end.0).map(TokenId).take(REACH) {
            let name =
                self.phrases.iter().find(|phrase| phrase.kind == MentionKind::Name && phrase.tokens.begin == place);
            if let Some(name) = name.filter(|name| name.entity_type == Some(EntityType::Person)) {
                return Some(name).filter(|_| nominal);
            }
            let role = self.heads.of(place).is_some_and(|id| self.of(id).class().is_some_and(NounClass::is_person));
            let upos = document.token(place).upos;
            nominal = matches!(upos, Upos::Noun | Upos::Propn);
            if role || !nominal && !matches!(upos, Upos::Adp | Upos::Det | Upos::Adj | Upos::Cconj) {
                return None;
            }
        }
        None
    }

    fn fits(&self, noun: &Phrase, name: &Phrase) -> bool {
        let other_gender = noun.gender.zip(name.gender).is_some_and(|(one, other)| one != other);
        fits(noun, name, self.is_known(name)) && !(other_gender && noun.class() == Some(NounClass::Human))
    }

    /// Whether the word is set beside the one it hangs on, without a preposition.
    fn is_beside(&self, token: TokenId) -> bool {
        let deprel = self.document.token(token).deprel;
        let beside = deprel.is(Deprel::APPOS)
            || deprel.is(Deprel::FLAT)
            || deprel.is(Deprel::COMPOUND)
            || deprel.is(Deprel::NMOD)
            || deprel == Deprel::PARATAXIS_APPOS;
        beside && self.document.child(token, Deprel::CASE).is_none()
    }

    /// Whether the name opens a list of people behind a comma: "i figli del presidente, Alaa e Gamal".
    fn is_one_of_several(&self, noun: &Phrase, name: &Phrase) -> bool {
        let is_person = |token: TokenId| {
            self.heads.of(token).is_some_and(|id| {
                let other = self.of(id);
                other.kind == MentionKind::Name && other.entity_type == Some(EntityType::Person)
            })
        };
        let document = self.document;
        let joined = |head: TokenId| document.children_by(head, Deprel::CONJ).filter(|t| *t > name.head).any(is_person);
        document.token(name.head).deprel.is(Deprel::APPOS) && (joined(name.head) || joined(noun.head))
    }

    /// "il capo del KNB Masimov", where the tree has the name hang on "KNB".
    fn title_of_deeper_name(&self, noun: &Phrase) -> Option<&Phrase> {
        let document = self.document;
        if !noun.class().is_some_and(NounClass::is_person) {
            return None;
        }
        let mut next: Vec<TokenId> = document.children_by(noun.head, Deprel::NMOD).collect();
        for _ in 0..DEPTH {
            let below: Vec<TokenId> = next.iter().flat_map(|token| document.children(*token)).collect();
            let names = below.iter().filter(|token| self.is_beside(**token)).filter_map(|token| self.heads.of(*token));
            let found = names.map(|mention| self.of(mention)).find(|name| {
                name.kind == MentionKind::Name && name.entity_type == Some(EntityType::Person) && name.head > noun.head
            });
            if found.is_some() {
                return found;
            }
            // What another person or a clause carries is not this one's name.
            next = below.into_iter().filter(|token| document.token(*token).deprel.is(Deprel::NMOD)).collect();
            let is_person = |token: &TokenId| {
                self.heads.of(*token).is_some_and(|id| self.of(id).kind_of_thing() == Some(EntityType::Person))
            };
            next.retain(|token| !is_person(token));
        }
        None
    }

    /// "Mancino è il nuovo vicepresidente del Csm".
    fn subject_of_predicate(&self, noun: &Phrase) -> Option<&Phrase> {
        let document = self.document;
        document.child(noun.head, Deprel::COP)?;
        let denied = document
            .children_by(noun.head, Deprel::ADVMOD)
            .any(|word| document.token(word).features.has(Feature::Polarity, "Neg"));
        if denied || noun.past || !noun.class().is_some_and(NounClass::is_person) {
            return None;
        }
        let subject = self.heads.of(document.child(noun.head, Deprel::NSUBJ)?).map(|subject| self.of(subject))?;
        (subject.kind == MentionKind::Name && self.fits(noun, subject)).then_some(subject)
    }

    /// "il villaggio di Khazna"; but a region of a country is not the country.
    fn named_place(&self, noun: &Phrase) -> Option<&Phrase> {
        if !noun.class().is_some_and(NounClass::names_a_place) {
            return None;
        }
        let name = self.of(noun.owner.filter(|owner| self.of(*owner).head > noun.head)?);
        let is_state = noun.class() == Some(NounClass::State);
        let country = self.data.country(self.document.mention(name.id).span.of(self.document.text()));
        let larger = country.is_some_and(|country| country.kind != CountryKind::Region);
        // "la zona verde di Baghdad" is a part of it: the noun stands alone, but for whose it is.
        let plain = noun.key.len() == 1;
        let fits = self.fits(noun, name) || noun.class() == Some(NounClass::Settlement);
        (name.kind == MentionKind::Name && fits && plain && (is_state || !larger)).then_some(name)
    }

    /// "i premier Zaev e Tsipras": the role is each one's, the phrase is neither's.
    fn give_role_to_each(&self, noun: &Phrase, entities: &mut Entities<'_>) {
        let document = self.document;
        let first: Vec<TokenId> = document.children(noun.head).filter(|child| self.is_beside(*child)).collect();
        let all = first.iter().copied().chain(first.iter().flat_map(|t| document.children_by(*t, Deprel::CONJ)));
        for name in all.filter_map(|token| self.heads.of(token)).map(|mention| self.of(mention)) {
            if let (Some(EntityType::Person), Some(entity)) = (name.entity_type, entities.of(name.id)) {
                entities.get_mut(entity).roles.insert(noun.lemma.clone());
            }
        }
    }

    /// The acronym that stands in brackets right behind a phrase.
    fn in_brackets(&self, phrase: &Phrase) -> Option<&Phrase> {
        let document = self.document;
        let sentence = document.sentence(phrase.sentence).tokens;
        // The phrase ends where the bracket opens, whether or not the mention holds all of its words.
        let open = (phrase.head.0 + 1..sentence.end.0)
            .map(TokenId)
            .take(12)
            .take_while(|token| {
                *token < phrase.tokens.end || document.token(*token).upos != Upos::Punct || opens(document, *token)
            })
            .find(|token| opens(document, *token))?;
        let inside = TokenId(open.0 + 1);
        let acronym = self.heads.of(inside).map(|mention| self.of(mention))?;
        let closes = TokenId(acronym.tokens.end.0);
        let closed = closes < sentence.end && matches!(document.form(closes), ")" | "]");
        let belongs = open <= phrase.tokens.end || document.subtree(phrase.head).contains(TokenId(open.0 - 1));
        let nearest = (phrase.tokens.end.0..open.0)
            .all(|t| self.heads.of(TokenId(t)).is_none_or(|m| self.of(m).kind != MentionKind::Name));
        let whole = phrase.kind == MentionKind::Name || phrase.class().is_some_and(NounClass::is_body);
        let person =
            phrase.kind_of_thing() == Some(EntityType::Person) || acronym.entity_type == Some(EntityType::Person);
        let form = document.mention(acronym.id).span.of(document.text());
        let place = phrase.kind_of_thing() == Some(EntityType::Place) || self.data.country(form).is_some();
        let joined = acronym.kind == MentionKind::Name && looks_like_acronym(form) && closed && belongs && nearest;
        (joined && whole && !person && !place).then_some(acronym)
    }
}

fn opens(document: &Document, token: TokenId) -> bool {
    matches!(document.form(token), "(" | "[")
}

/// Whether the noun may describe what the name names; a name that a table knows is no person's.
fn fits(noun: &Phrase, name: &Phrase, known: bool) -> bool {
    let Some(class) = noun.class() else { return false };
    match name.entity_type {
        Some(EntityType::Person) => class.is_person(),
        Some(EntityType::Organization) => {
            matches!(class, NounClass::Institution | NounClass::Firm | NounClass::Kind | NounClass::Body)
        }
        Some(EntityType::Place) => class.names_a_place() || matches!(class, NounClass::Facility | NounClass::Capital),
        Some(EntityType::Group) => matches!(class, NounClass::Collective | NounClass::Body),
        Some(EntityType::NamedEvent) => class == NounClass::Event,
        Some(EntityType::Product) => class == NounClass::Product,
        Some(EntityType::Work) => class == NounClass::Work,
        None => (class.is_person() || class.is_body()) && !known,
    }
}

/// Makes two phrases one entity; the description becomes a role of it.
fn unite(a: &Phrase, b: &Phrase, entities: &mut Entities<'_>) {
    let id = match (entities.of(a.id), entities.of(b.id)) {
        (Some(first), Some(second)) => {
            let (into, from) = (entities.get(first), entities.get(second));
            // Two things that the tables tell apart stay two.
            let told_apart = into.country.or(from.country).is_some()
                || into.body.zip(from.body).is_some_and(|(one, other)| one != other);
            if told_apart {
                return;
            }
            entities.merge(first, second);
            first
        }
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => entities.add(),
    };
    describe(a, id, entities);
    describe(b, id, entities);
}

/// Assigns a description to an entity and keeps what it tells.
pub(super) fn describe(phrase: &Phrase, id: EntityId, entities: &mut Entities<'_>) {
    let known = entities.of(phrase.id).is_some();
    entities.assign(phrase.id, id);
    if phrase.kind == MentionKind::Nominal && !known {
        let entity = entities.get_mut(id);
        // A noun for places settles what a name of one word may be: "il villaggio di Zemo".
        let sure = phrase.class().is_some_and(NounClass::names_a_place);
        entity.vote_type(phrase.kind_of_thing(), if sure { 4 } else { 1 });
        entity.vote_agreement(phrase.gender, phrase.number);
        entity.roles.insert(phrase.lemma.clone());
    }
}
