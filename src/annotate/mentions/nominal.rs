//! Noun phrases that describe an entity: "esercito russo", "il presidente del Kazakhstan", "le autorità", "aeroporto di
//! Almaty"; and adjectives of nationality.

use std::collections::BTreeSet;

use super::{Finder, data::Sense};
use crate::document::{Deprel, EntityType, Feature, Mention, MentionKind, TokenId, Tokens, Upos};

/// How deep the complements of complements are followed: "capo di stato maggiore dell'esercito russo".
const DEPTH: u32 = 3;

/// What hangs on a noun and belongs to its mention.
#[derive(Debug, Default)]
struct Complements {
    tokens: BTreeSet<TokenId>,
    /// Whether a name or an adjective of nationality is among them.
    anchored: bool,
}

impl Finder<'_> {
    /// Adjectives and nouns of nationality outside names, and inside those that start with a common noun ("Parlamento
    /// inglese").
    pub(super) fn demonyms(&mut self) {
        for index in 0..self.document.tokens.len() as u32 {
            let token = TokenId(index);
            if let Some((tokens, of_country)) = self.demonym(token)
                && !self.is_language(token)
                && self.may_be_demonym(token, of_country)
            {
                let span = self.document.span_of(tokens);
                let entity_type = Some(EntityType::Place);
                self.add(Mention { kind: MentionKind::Demonym, entity_type, span, tokens, head: token });
            }
        }
    }

    fn may_be_demonym(&self, token: TokenId, of_country: bool) -> bool {
        let Some(name) = self.name_of(token) else { return true };
        // "Parlamento inglese", "Russian Foreign Ministry": the noun that tells what is named stands first or last.
        let last = TokenId(name.tokens.end.0 - 1);
        let noun = if self.data.words.modifiers_precede { last } else { name.tokens.begin };
        name.entity_type == Some(EntityType::Organization)
            && of_country
            && token != noun
            && !self.senses(noun).is_empty()
    }

    /// "in francese", "parla inglese": the language, not the country.
    fn is_language(&self, token: TokenId) -> bool {
        let document = self.document;
        let word = document.token(token);
        matches!(word.upos, Upos::Noun | Upos::Propn)
            && !word.features.has(Feature::Number, "Plur")
            && self.dependents.of(token).iter().any(|child| {
                document.token(*child).deprel.is(Deprel::CASE)
                    && self.data.words.language_prepositions.contains(document.lemma(*child))
            })
    }

    /// Noun phrases.
    pub(super) fn nominals(&mut self) {
        for index in 0..self.document.tokens.len() as u32 {
            if let Some(mention) = self.nominal(TokenId(index)) {
                self.add(mention);
            }
        }
    }

    /// Whether a noun that describes entities has a name or an adjective of nationality beside it.
    pub(super) fn is_anchored_noun(&self, token: TokenId) -> bool {
        let senses = self.senses(token);
        let (Some(sense), false) = (senses.first(), self.document.token(token).upos == Upos::Adj) else { return false };
        let mut complements = Complements::default();
        self.collect(token, Some(sense), DEPTH, &mut complements);
        complements.anchored
    }

    fn nominal(&self, head: TokenId) -> Option<Mention> {
        let word = self.document.token(head);
        if !matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Adj) || self.in_name(head) {
            return None;
        }
        if word.upos == Upos::Adj && self.is_person_adjective(head) {
            let span = |token: TokenId| self.document.token(token).span;
            let mut begin = head;
            while let Some(before) = self.word_before(begin).filter(|before| span(*before).end == span(begin).begin) {
                begin = before;
            }
            let tokens = Tokens::new(begin, TokenId(head.0 + 1));
            let span = self.document.span_of(tokens);
            return Some(Mention {
                kind: MentionKind::Nominal,
                entity_type: Some(EntityType::Person),
                span,
                tokens,
                head,
            });
        }
        let plural = self.is_plural(head);
        let sense = self.sense(head, plural);
        let mut complements = Complements::default();
        self.collect(head, sense, DEPTH, &mut complements);
        let entity_type = if self.is_group(head) && (word.upos != Upos::Adj || self.opens_definite(head)) {
            EntityType::Group
        } else if word.upos == Upos::Adj {
            return None;
        } else if let Some(sense) = sense {
            if !self.is_kept(head, sense, plural, complements.anchored) {
                return None;
            }
            match sense.entity_type {
                EntityType::Person if plural => EntityType::Group,
                other => other,
            }
        } else if plural && complements.anchored && self.tells_people(head) {
            EntityType::Group
        } else {
            return None;
        };
        let tokens = self.run(head, &complements.tokens);
        let span = self.document.span_of(tokens);
        Some(Mention { kind: MentionKind::Nominal, entity_type: Some(entity_type), span, tokens, head })
    }

    /// "the 42-year-old"
    fn is_person_adjective(&self, head: TokenId) -> bool {
        self.data.words.person_adjectives.contains(self.document.lemma(head))
            && self.word_before(head).is_some_and(|before| self.document.form(before) == "-")
            && self.opens_definite(head)
    }

    /// Whether the noun is in the plural: by what agrees with it, for its form may not tell ("hacker"), or else by itself.
    pub(super) fn is_plural(&self, head: TokenId) -> bool {
        let number = |token: TokenId| self.document.token(token).features.get(Feature::Number);
        let agrees = |token: &&TokenId| {
            let deprel = self.document.token(**token).deprel;
            deprel.is(Deprel::DET) || deprel.is(Deprel::AMOD)
        };
        let told = || self.dependents.of(head).iter().filter(agrees).find_map(|token| number(*token));
        told().or_else(|| number(head)) == Some("Plur")
    }

    /// The sense that fits the number: people in the plural are a group, in the singular a person; "i vertici" lead, "il
    /// vertice" is held.
    fn sense(&self, head: TokenId, plural: bool) -> Option<&Sense> {
        let (first, others) = self.senses(head).split_first()?;
        let wanted = match (first.entity_type, plural) {
            (EntityType::Person, true) => EntityType::Group,
            (EntityType::Group, false) => EntityType::Person,
            (EntityType::Person, false) => EntityType::NamedEvent,
            _ => return Some(first),
        };
        others.iter().find(|sense| sense.entity_type == wanted).or(Some(first))
    }

    /// Whether the phrase may stand for an entity: it says whose it is, or points at something known.
    fn is_kept(&self, head: TokenId, sense: &Sense, plural: bool, anchored: bool) -> bool {
        if anchored {
            return self.has_needed_number(head);
        }
        if sense.needs_anchor {
            return false;
        }
        let person = sense.entity_type == EntityType::Person;
        if person && plural && self.is_two(head) {
            return self.opens_definite(head);
        }
        if (person && plural) || !self.has_needed_number(head) {
            return false;
        }
        self.opens_definite(head) || (person && &*sense.class != "human" && self.stands_beside_person(head))
    }

    /// "i due leader"
    fn is_two(&self, head: TokenId) -> bool {
        self.dependents.of(head).iter().any(|child| self.data.words.two.contains(self.document.lemma(*child)))
    }

    fn has_needed_number(&self, head: TokenId) -> bool {
        let next = self.document.tokens.get(head.index() + 1);
        !self.data.words.needs_number.contains(&self.document.lemma(head).to_lowercase())
            || next.is_some_and(|word| word.upos == Upos::Num)
    }

    /// Whether the phrase has a definite article, a demonstrative or a possessive, and no sign of something new.
    fn opens_definite(&self, head: TokenId) -> bool {
        let document = self.document;
        let mut definite = false;
        for child in self.dependents.of(head) {
            let word = document.token(*child);
            let lemma = document.lemma(*child).to_lowercase();
            if self.data.words.indefinite.contains(&lemma) && word.upos == Upos::Det {
                return false;
            }
            let owner = self.is_owner(*child) && (word.upos == Upos::Pron || self.has_case(*child));
            definite |= owner;
            definite |= word.deprel.is(Deprel::DET)
                && (self.data.words.definite.contains(&lemma)
                    || word.features.has(Feature::Definite, "Def")
                    || word.features.has(Feature::PronType, "Dem")
                    || word.features.has(Feature::Poss, "Yes"));
        }
        definite
    }

    /// Whether the phrase is set beside the name of a person: "il presidente Tokayev", "Zas, segretario generale".
    fn stands_beside_person(&self, head: TokenId) -> bool {
        let is_person =
            |token: TokenId| self.name_of(token).is_some_and(|name| name.entity_type == Some(EntityType::Person));
        let word = self.document.token(head);
        let beside = [Deprel::APPOS, Deprel::NMOD_DESC, Deprel::COMPOUND].into_iter().any(|r| word.deprel.is(r));
        (beside && word.head.is_some_and(is_person))
            || self.dependents.of(head).iter().any(|child| is_person(*child) && !self.has_case(*child))
    }

    /// Whether the noun ends as those that tell people by what they do.
    fn tells_people(&self, head: TokenId) -> bool {
        let lemma = self.document.lemma(head);
        self.data.words.people_endings.iter().any(|ending| lemma.ends_with(ending.as_str()))
    }

    /// Gathers what belongs to the mention of `head`: adjectives, names set beside it, owners.
    fn collect(&self, head: TokenId, sense: Option<&Sense>, depth: u32, into: &mut Complements) {
        let document = self.document;
        into.tokens.insert(head);
        for child in self.dependents.of(head) {
            let word = document.token(*child);
            let deprel = word.deprel;
            let is_adjective = deprel.is(Deprel::AMOD) && (depth < DEPTH || self.agrees(head, *child));
            if is_adjective || self.is_prefix(*child) {
                self.adjective(*child, into);
            } else if self.is_owner(*child) {
                if depth > 0 && word.upos != Upos::Pron {
                    let own = self.complement(*child, depth);
                    into.anchored |= own.anchored;
                    into.tokens.extend(own.tokens);
                }
            } else if deprel.is(Deprel::FLAT)
                || deprel.is(Deprel::COMPOUND)
                || (deprel.is(Deprel::ACL) && self.in_name(*child) && child.0 == head.0 + 1)
            {
                self.beside(*child, sense, into);
            } else if deprel.is(Deprel::NMOD) && *child > head && depth > 0 && word.upos != Upos::Verb {
                match self.case_of(*child) {
                    None => self.beside(*child, sense, into),
                    Some(case) => {
                        let own = self.complement(*child, depth);
                        if self.data.words.owner.contains(&case) || (own.anchored && self.takes(sense, &case)) {
                            into.anchored |= own.anchored;
                            into.tokens.extend(own.tokens);
                        }
                    }
                }
            } else if deprel.is(Deprel::APPOS) && child.0 == head.0 + 1 {
                self.beside(*child, sense, into);
            }
        }
        if depth == DEPTH
            && self.data.words.modifiers_precede
            && let Some(before) = self.word_before(head).filter(|before| !self.in_name(*before))
        {
            // "Chinese President Xi": whatever the tree has the adjective hang on.
            self.nationality(before, into);
        }
    }

    /// A word of nationality, of two words where the table knows them together.
    fn nationality(&self, adjective: TokenId, into: &mut Complements) {
        if let Some((tokens, _)) = self.demonym(adjective) {
            into.anchored = true;
            into.tokens.extend(tokens.iter());
        }
    }

    /// Whether an adjective bends as its noun does; "russo" in "il ministro della difesa russo" is none of "difesa".
    fn agrees(&self, noun: TokenId, adjective: TokenId) -> bool {
        let [gender, other] = [noun, adjective].map(|token| self.document.token(token).features.get(Feature::Gender));
        let plural = self.document.token(adjective).features.get(Feature::Number).map(|number| number == "Plur");
        gender.zip(other).is_none_or(|(a, b)| a == b) && plural.is_none_or(|plural| plural == self.is_plural(noun))
    }

    fn is_prefix(&self, token: TokenId) -> bool {
        self.data.words.prefixes.contains(&self.document.form(token).to_lowercase())
    }

    /// An adjective with those that are joined to it: "arabe e americane".
    fn adjective(&self, adjective: TokenId, into: &mut Complements) {
        if !into.tokens.insert(adjective) {
            return; // a tree from outside may go in circles
        }
        self.nationality(adjective, into);
        for child in self.dependents.of(adjective) {
            let deprel = self.document.token(*child).deprel;
            let is_adjective = self.document.token(*child).upos == Upos::Adj;
            if deprel.is(Deprel::CC) || (deprel.is(Deprel::CONJ) && is_adjective) || deprel.is(Deprel::ADVMOD) {
                self.adjective(*child, into);
            }
        }
    }

    /// What is set beside a noun without a preposition: "accordo START II", "presidente Usa"; the name of the person that
    /// a role is told of is a mention by itself.
    fn beside(&self, child: TokenId, sense: Option<&Sense>, into: &mut Complements) {
        match self.name_of(child) {
            Some(name) => {
                let takes_person = sense.is_some_and(|s| {
                    !matches!(s.entity_type, EntityType::Person | EntityType::Group) && &*s.class != "institution"
                });
                if takes_person || name.entity_type != Some(EntityType::Person) {
                    into.anchored = true;
                    into.tokens.extend(name.tokens.iter());
                }
            }
            None if self.document.token(child).upos != Upos::Verb => {
                into.tokens.insert(child);
            }
            None => {}
        }
    }

    /// A complement with its preposition, and what is joined to it: "di Atyrau, Aktau e Mangistau".
    fn complement(&self, child: TokenId, depth: u32) -> Complements {
        let document = self.document;
        let mut own = Complements::default();
        let name = self.name_of(child);
        if let Some(name) = name {
            own.anchored = true;
            own.tokens.extend(name.tokens.iter());
        } else {
            own.anchored = self.is_group(child) || self.is_demonym(child);
            self.collect(child, self.sense(child, self.is_plural(child)), depth - 1, &mut own);
        }
        let has = |token: TokenId, relation: Deprel| {
            self.dependents.of(token).iter().copied().find(|t| document.token(*t).deprel.is(relation))
        };
        let children = self.dependents.of(child);
        let joined: Vec<TokenId> =
            children.iter().copied().filter(|token| document.token(*token).deprel.is(Deprel::CONJ)).collect();
        // Without a conjunction it is rather an apposition: "segretario della Lega Nord, Roberto Maroni".
        let is_list = joined.iter().any(|token| has(*token, Deprel::CC).is_some());
        for grandchild in children.iter().copied() {
            let deprel = document.token(grandchild).deprel;
            if deprel.is(Deprel::CASE) || deprel.is(Deprel::DET) {
                own.tokens.insert(grandchild);
                own.tokens.extend(self.dependents.of(grandchild)); // "fino a"
            } else if joined.contains(&grandchild) && is_list && depth > 0 {
                let like = self.name_of(grandchild).zip(name).is_some_and(|(a, b)| a.entity_type == b.entity_type);
                if like {
                    own.tokens.extend(self.complement(grandchild, depth - 1).tokens);
                    own.tokens.extend(has(grandchild, Deprel::CC));
                    own.tokens.extend(has(grandchild, Deprel::PUNCT).filter(|mark| *mark < grandchild));
                }
            }
        }
        own
    }

    /// Whether a noun of this sense takes complements with this preposition into its mention.
    fn takes(&self, sense: Option<&Sense>, case: &str) -> bool {
        let cases = sense.and_then(|s| self.data.words.complements.get(&*s.class));
        cases.is_some_and(|cases| cases.contains(case))
    }

    /// The lemma of the preposition before a phrase.
    fn case_of(&self, head: TokenId) -> Option<String> {
        let mut children = self.dependents.of(head).iter();
        let case = children.find(|child| self.document.token(**child).deprel.is(Deprel::CASE))?;
        Some(self.document.lemma(*case).to_lowercase())
    }

    fn has_case(&self, head: TokenId) -> bool {
        self.dependents.of(head).iter().any(|child| self.document.token(*child).deprel.is(Deprel::CASE))
    }

    /// The unbroken run of these tokens around `head`, function words at its ends left out.
    fn run(&self, head: TokenId, tokens: &BTreeSet<TokenId>) -> Tokens {
        let (mut begin, mut end) = (head, head);
        while begin.0 > 0 && tokens.contains(&TokenId(begin.0 - 1)) {
            begin.0 -= 1;
        }
        while tokens.contains(&TokenId(end.0 + 1)) {
            end.0 += 1;
        }
        let weak = |token: TokenId| {
            let upos = self.document.token(token).upos;
            matches!(upos, Upos::Adp | Upos::Det | Upos::Cconj | Upos::Punct) && !self.in_name(token)
        };
        while end > head && weak(end) {
            end.0 -= 1;
        }
        while begin < head && weak(begin) {
            begin.0 += 1;
        }
        Tokens::new(begin, TokenId(end.0 + 1))
    }
}
