//! A predicate of a sentence → its arguments by deep grammatical function, and an argument word → the mentions it stands for.
//!
//! Passives, relative clauses, participles, control, coordination and unspoken subjects are undone here, so that a pattern
//! is written once, in the active.

use super::lexicon::{Function, Pattern, Stance, TriggerKind};
use super::phrase::Phrase;
use super::sentence::View;
use crate::document::{Deprel, EntityType, Feature, MentionId, MentionKind, TokenId, Tokens, Upos};

/// One argument: a word in a deep grammatical function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Argument {
    pub(super) function: Function,
    /// The word; for an unspoken subject the verb itself.
    pub(super) word: TokenId,
    /// How far it was fetched: 0 from the predicate itself, more from words around it. Nearer ones win.
    pub(super) distance: u8,
}

/// How deep chains of words are followed; trees from outside may be odd, real ones are shallow.
const DEPTH: u8 = 6;

/// The distance of what a noun takes from the clause that it merely stands in: only meetings and the like take it.
pub(super) const FROM_CLAUSE: u8 = 32;

/// The same where the happening is the means of who acts.
const FROM_MEANS: u8 = 16;

impl View<'_> {
    /// The arguments of a verb.
    pub(super) fn verb_arguments(&self, verb: TokenId) -> Vec<Argument> {
        let mut arguments = Vec::new();
        let syntax = &self.lexicon.syntax;
        let swapped = self.is_passive(verb);
        let (surface_subject, surface_object) =
            if swapped { (Function::Object, Function::Subject) } else { (Function::Subject, Function::Object) };
        let mut push = |function, word| arguments.push(Argument { function, word, distance: 0 });
        for child in self.children(verb) {
            let relation = self.token(child).deprel;
            let word = if self.is_relative(child) { self.antecedent(child).unwrap_or(child) } else { child };
            let word = self.behind_time(word);
            if relation.is(Deprel::NSUBJ)
                || word != child
                    && child < verb
                    && self.child(verb, Deprel::NSUBJ).is_none()
                    && !self.is_relative(child)
            {
                push(surface_subject, word);
            } else if relation == Deprel::OBJ && !self.is_reflexive_clitic(child) {
                push(if swapped { Function::Object } else { surface_object }, word);
            } else if relation == Deprel::IOBJ && !self.is_reflexive_clitic(child) {
                push(Function::Dative, word);
            } else if relation == Deprel::ADVMOD
                && syntax.relative_place.contains(self.lemma(child))
                && word != child
                && let Some(place) = syntax.place_preposition.as_deref().and_then(|p| self.lexicon.prepositions.get(p))
            {
                push(Function::Preposition(place), word);
            }
        }
        for phrase in self.prepositionals(verb) {
            let word = if self.is_relative(phrase.nominal) {
                self.antecedent(phrase.nominal).unwrap_or(phrase.nominal)
            } else {
                phrase.nominal
            };
            if swapped && Some(phrase.preposition) == self.lexicon.syntax.agent_id(&self.lexicon.prepositions) {
                push(Function::Subject, word);
            }
            push(Function::Preposition(phrase.preposition), word);
            if syntax.is_comitative(phrase.preposition, &self.lexicon.prepositions) {
                // "X, insieme a Y, ha …": both do.
                push(surface_subject, word);
            }
            if Some(phrase.preposition) == self.lexicon.syntax.dative_id(&self.lexicon.prepositions) {
                push(Function::Dative, word);
            }
        }
        self.add_clauses(verb, &mut arguments);
        if !swapped {
            self.recast_objects(verb, &mut arguments);
        }
        self.add_modified_noun(verb, &mut arguments);
        if !swapped && !arguments.iter().any(|a| a.function == Function::Subject) {
            let runs_on = self.children(verb).find_map(|child| self.name_run_on(child));
            arguments.extend(runs_on.map(|word| Argument { function: Function::Subject, word, distance: 0 }));
        }
        self.add_bare_oblique(verb, swapped, &mut arguments);
        self.add_phrases_of_objects(verb, &mut arguments);
        self.add_inherited(verb, swapped, &mut arguments);
        arguments
    }

    /// "È arrivato a Roma JOE BIDEN": a name of a person that the parse took for more words of the place before it.
    fn name_run_on(&self, phrase: TokenId) -> Option<TokenId> {
        self.child(phrase, Deprel::CASE)?;
        let own = self.name_over(phrase)?;
        let other =
            self.children_by(phrase, Deprel::FLAT).find_map(|word| self.name_over(word).filter(|n| *n != own))?;
        let [place, person] = [own, other].map(|name| self.document.mention(name));
        let runs_on = person.tokens.begin == place.tokens.end
            && person.entity_type == Some(EntityType::Person)
            && place.entity_type != Some(EntityType::Person);
        runs_on.then_some(person.head)
    }

    /// A mention that hangs on the verb without a preposition, called neither subject nor object: it is the one that is
    /// wanting, a subject before the verb and an object behind it.
    fn add_bare_oblique(&self, verb: TokenId, swapped: bool, arguments: &mut Vec<Argument>) {
        for child in self.children_by(verb, Deprel::OBL).chain(self.children_by(verb, Deprel::NMOD)) {
            let bare = self.child(child, Deprel::CASE).is_none() && self.is_nominal(child);
            let is_named = || {
                let mention = self.mention_at(child).map(|m| self.document.mention(m));
                mention.is_some_and(|m| m.kind == MentionKind::Name || m.tokens.len() > 1)
            };
            let (before, behind) =
                if swapped { (Function::Object, Function::Object) } else { (Function::Subject, Function::Object) };
            let function = if child < verb { before } else { behind };
            if bare && is_named() && !arguments.iter().any(|a| a.function == function) {
                arguments.push(Argument { function, word: child, distance: 0 });
            }
        }
    }

    /// "ha chiesto la liberazione di X AL GOVERNO": the last phrase may hang on a noun that the verb governs.
    fn add_phrases_of_objects(&self, verb: TokenId, arguments: &mut Vec<Argument>) {
        let genitive = self.lexicon.syntax.genitive_id(&self.lexicon.prepositions);
        let dative = self.lexicon.syntax.dative_id(&self.lexicon.prepositions);
        for child in self.children(verb) {
            let relation = self.token(child).deprel;
            let governed = child > verb && (relation == Deprel::OBJ || relation.is(Deprel::OBL));
            let mut below = child;
            for distance in 1..=3 {
                if !governed || self.is_verb(below) {
                    break;
                }
                for phrase in self.prepositionals(below).filter(|p| Some(p.preposition) != genitive) {
                    if self.is_relative(phrase.nominal) {
                        continue;
                    }
                    arguments.push(Argument {
                        function: Function::Preposition(phrase.preposition),
                        word: phrase.nominal,
                        distance,
                    });
                    if Some(phrase.preposition) == dative {
                        arguments.push(Argument { function: Function::Dative, word: phrase.nominal, distance });
                    }
                }
                let Some(next) = self.prepositionals(below).filter(|p| Some(p.preposition) == genitive).last() else {
                    break;
                };
                below = next.nominal;
            }
        }
    }

    /// "È arrivato X", "lo ha detto X", "si è tenuto un vertice": a subject behind its verb that the parse took for an object.
    fn recast_objects(&self, verb: TokenId, arguments: &mut [Argument]) {
        // "X ha visitato Y": of two subjects the one behind the verb is its object.
        let has = |arguments: &[Argument], function, before: bool| {
            arguments.iter().any(|a| a.function == function && (a.word < verb) == before)
        };
        let no_object = !arguments.iter().any(|a| a.function == Function::Object);
        if no_object && has(arguments, Function::Subject, true) && has(arguments, Function::Subject, false) {
            for argument in arguments.iter_mut().filter(|a| a.function == Function::Subject && a.word > verb) {
                argument.function = Function::Object;
            }
        }
        if arguments.iter().any(|a| a.function == Function::Subject) || !self.is_finite(verb) {
            return;
        }
        let lemma = self.lemma(verb);
        let reflexive = self.has_reflexive_clitic(verb);
        let is_clitic = |word: TokenId| self.token(word).upos == Upos::Pron && word < verb;
        let has_clitic_object = arguments.iter().any(|a| a.function == Function::Object && is_clitic(a.word));
        let mut patterns =
            self.lexicon.patterns(TriggerKind::Verb, lemma).filter(|p| p.reflexive == reflexive).peekable();
        let takes_none = self.lexicon.syntax.unaccusative.contains(lemma)
            || (patterns.peek().is_some() && !patterns.any(Pattern::takes_object));
        if !has_clitic_object && !takes_none {
            return;
        }
        let number = |word: TokenId| self.token(word).features.get(Feature::Number);
        let finite = std::iter::once(verb).chain(self.children_by(verb, Deprel::AUX));
        let of_verb = finite.filter(|t| self.token(*t).features.has(Feature::VerbForm, "Fin")).find_map(number);
        for argument in arguments.iter_mut() {
            let plural = self.children_by(argument.word, Deprel::CONJ).next().is_some();
            let agrees = plural || number(argument.word).is_none_or(|n| of_verb.is_none_or(|v| n == v));
            if argument.function == Function::Object && argument.word > verb && agrees && self.is_nominal(argument.word)
            {
                argument.function = Function::Subject;
            }
        }
    }

    /// "Khamitov, arrestato dal KNB": the noun that a participle describes is one of its arguments.
    fn add_modified_noun(&self, verb: TokenId, arguments: &mut Vec<Argument>) {
        let is_participle = self.token(verb).features.has(Feature::VerbForm, "Part");
        let Some(noun) = self.described_noun(verb).filter(|_| is_participle || self.is_ongoing(verb)) else {
            return;
        };
        let function = if self.is_ongoing(verb) || self.lexicon.syntax.unaccusative.contains(self.lemma(verb)) {
            Function::Subject
        } else {
            Function::Object
        };
        if arguments.iter().any(|a| a.function == function || a.function == Function::Object && !self.is_ongoing(verb))
        {
            return;
        }
        arguments.push(Argument { function, word: noun, distance: 0 });
    }

    /// The noun that a participle describes, or that the participle does which it is joined to ("concluso e FIRMATO da X").
    pub(super) fn described_noun(&self, verb: TokenId) -> Option<TokenId> {
        let mut word = verb;
        while self.token(word).deprel.is(Deprel::CONJ)
            && let Some(above) = self.head(word).filter(|above| *above < word && self.is_verb(*above))
        {
            let bare = self.child(word, Deprel::AUX).is_none() && self.child(word, Deprel::NSUBJ).is_none();
            if !bare {
                return None;
            }
            word = above;
        }
        let relation = self.token(word).deprel;
        self.head(word).filter(|_| relation == Deprel::ACL || relation == Deprel::AMOD)
    }

    /// Whether a plural means two who are known: "i due Paesi".
    pub(super) fn is_dual(&self, mention: MentionId) -> bool {
        let mention = self.document.mention(mention);
        let two = |child: TokenId| self.lexicon.syntax.two.contains(self.lemma(child));
        mention.kind == MentionKind::Nominal
            && self.tokens.contains(mention.head)
            && self.children(mention.head).any(two)
    }

    /// Subjects from elsewhere: unspoken, shared with a coordinated verb, or controlled by the verb above.
    fn add_inherited(&self, verb: TokenId, swapped: bool, arguments: &mut Vec<Argument>) {
        let surface = if swapped { Function::Object } else { Function::Subject };
        if arguments.iter().any(|a| a.function == surface) {
            return;
        }
        if let Some(word) = self.misplaced_subject(verb) {
            arguments.push(Argument { function: surface, word, distance: 1 });
            return;
        }
        let mut below = verb;
        let mut through_noun = false;
        for distance in 1..=DEPTH {
            if self.implicit_at(below).is_some() {
                arguments.push(Argument { function: surface, word: below, distance });
                return;
            }
            let Some(above) = self.head(below) else { return };
            let relation = self.token(below).deprel;
            // "announced a plan to withdraw": who has the plan does it.
            if relation == Deprel::ACL && self.token(below).features.has(Feature::VerbForm, "Inf") {
                let owner = self.owners(above).map(|(owner, _)| owner).find(|owner| self.names_somebody(*owner));
                if let Some(word) = owner {
                    arguments.push(Argument { function: surface, word, distance });
                    return;
                }
                through_noun = true;
                below = above;
                continue;
            }
            let shares = relation.is(Deprel::CONJ)
                || relation == Deprel::XCOMP
                || (through_noun && relation == Deprel::OBJ)
                || (!self.is_finite(below) && (relation == Deprel::ADVCL || relation == Deprel::CCOMP));
            if !shares {
                return;
            }
            let controlled = relation == Deprel::XCOMP || relation == Deprel::CCOMP || relation == Deprel::ADVCL;
            let stance = self.lexicon.factuality.verb(self.lemma(above));
            // "ha chiesto a X di …", "accusa X di …": who is asked or blamed does it; "ha promesso a X di …": who promises.
            let own_act = matches!(stance, Some(Stance::Say | Stance::Announce | Stance::Plan | Stance::Deny));
            let by_object = relation == Deprel::XCOMP
                || relation == Deprel::CCOMP
                || self
                    .children_by(below, Deprel::MARK)
                    .any(|mark| self.lexicon.syntax.object_control_markers.contains(self.lemma(mark)));
            if controlled
                && by_object
                && !own_act
                && let Some(word) = self.controller_object(above)
            {
                arguments.push(Argument { function: surface, word, distance });
                return;
            }
            if let Some(word) = self.own_surface_subject(above) {
                arguments.push(Argument { function: surface, word, distance });
                return;
            }
            below = above;
        }
    }

    /// The one who is asked: object, dative, or "a X" of a verb of asking.
    fn controller_object(&self, verb: TokenId) -> Option<TokenId> {
        let dative = self.lexicon.syntax.dative_id(&self.lexicon.prepositions);
        let phrase = self.prepositionals(verb).find(|p| Some(p.preposition) == dative).map(|p| p.nominal);
        self.child(verb, Deprel::IOBJ).or(phrase).or_else(|| self.child(verb, Deprel::OBJ))
    }

    /// The subject that a verb shows, relative pronouns resolved.
    pub(super) fn own_surface_subject(&self, verb: TokenId) -> Option<TokenId> {
        match self.child(verb, Deprel::NSUBJ) {
            Some(subject) if self.is_relative(subject) => self.antecedent(subject),
            Some(subject) => Some(self.behind_time(subject)),
            None => self.misplaced_subject(verb),
        }
    }

    /// "A partire dal 10 gennaio il presidente ha …": a verb that takes no object was given one; it is the subject of the
    /// verb above.
    fn misplaced_subject(&self, verb: TokenId) -> Option<TokenId> {
        self.children_by(verb, Deprel::ADVCL)
            .filter(|clause| *clause < verb && !self.is_finite(*clause))
            .filter(|clause| self.lexicon.syntax.unaccusative.contains(self.lemma(*clause)))
            .find_map(|clause| self.child(clause, Deprel::OBJ))
    }

    /// The arguments of a noun that names a happening.
    pub(super) fn noun_arguments(&self, noun: TokenId) -> Vec<Argument> {
        let mut arguments = Vec::new();
        self.add_phrases(noun, 0, true, &mut arguments);
        self.add_clauses(noun, &mut arguments);
        for (word, _) in self.owners(noun).filter(|(_, of)| !of) {
            arguments.push(Argument { function: Function::Genitive, word, distance: 0 });
            arguments.push(Argument { function: Function::Possessive, word, distance: 0 });
        }
        // "il ritiro del contingente dell'organizzazione DAL KAZAKISTAN": attachment of the last phrase is anyone's guess.
        let mut below = noun;
        for distance in 1..=3 {
            let genitive = self.lexicon.syntax.genitive_id(&self.lexicon.prepositions);
            let next = self.prepositionals(below).filter(|p| Some(p.preposition) == genitive).last();
            let Some(next) = next else { break };
            below = next.nominal;
            self.add_phrases(below, distance, false, &mut arguments);
        }
        self.add_phrases_between(noun, &mut arguments);
        self.add_dashed_pair(noun, &mut arguments);
        if self.child(noun, Deprel::COP).is_some() {
            // "X è in guerra con Y"
            let subject = self.own_surface_subject(noun).or_else(|| self.child(noun, Deprel::COP));
            arguments.extend(subject.map(|word| Argument { function: Function::Subject, word, distance: 0 }));
        } else {
            self.add_from_support(noun, &mut arguments);
            self.add_from_clause(noun, &mut arguments);
        }
        arguments
    }

    /// "La guerra TRA X E Y è finita": a phrase between a subject and its verb is the subject's.
    fn add_phrases_between(&self, noun: TokenId, arguments: &mut Vec<Argument>) {
        let Some(verb) = self.head(noun).filter(|verb| noun < *verb && self.token(noun).deprel.is(Deprel::NSUBJ))
        else {
            return;
        };
        let genitive = self.lexicon.syntax.genitive_id(&self.lexicon.prepositions);
        for phrase in self.prepositionals(verb) {
            let between = noun < phrase.nominal && phrase.nominal < verb && !self.is_relative(phrase.nominal);
            if between && Some(phrase.preposition) != genitive {
                let function = Function::Preposition(phrase.preposition);
                arguments.push(Argument { function, word: phrase.nominal, distance: 4 });
            }
        }
    }

    /// "accordo Lega - Pdl": two names joined by a dash are the parties.
    fn add_dashed_pair(&self, noun: TokenId, arguments: &mut Vec<Argument>) {
        let Some(between) = self.lexicon.syntax.between_id(&self.lexicon.prepositions) else { return };
        let name_from = |word: TokenId| {
            let name = self.tokens.contains(word).then(|| self.name_over(word)).flatten()?;
            let mention = self.document.mention(name);
            (mention.tokens.begin == word).then_some(mention)
        };
        let Some(one) = name_from(TokenId(noun.0 + 1)) else { return };
        let dash = one.tokens.end;
        if !self.tokens.contains(dash) || !matches!(self.form(dash), "-" | "–" | "—" | "/") {
            return;
        }
        let Some(other) = name_from(TokenId(dash.0 + 1)) else { return };
        for word in [one.head, other.head] {
            arguments.push(Argument { function: Function::Preposition(between), word, distance: 0 });
        }
    }

    /// "Dopo l'incontro con Y, X ha …": who acts in the clause takes part in the happening that its phrase tells of.
    fn add_from_clause(&self, noun: TokenId, arguments: &mut Vec<Argument>) {
        let syntax = &self.lexicon.syntax;
        // "non solo con l'acquisizione di Y, ma anche con quella di Z"
        let mut outer = noun;
        while self.token(outer).deprel.is(Deprel::CONJ)
            && let Some(above) = self.head(outer).filter(|above| self.is_nominal(*above) && *above < outer)
        {
            outer = above;
        }
        if self.child(noun, Deprel::CASE).is_none() {
            return;
        }
        let means = self.preposition_of(noun).is_some_and(|p| syntax.is_means(p, &self.lexicon.prepositions));
        // "ha messo a segno un colpo con l'acquisizione di Y": the phrase may hang on the object.
        let object = self.head(outer).filter(|above| means && self.token(*above).deprel == Deprel::OBJ);
        let outer = object.unwrap_or(outer);
        let Some(verb) = self.head(outer).filter(|above| self.is_verb(*above)) else { return };
        let relation = self.token(outer).deprel;
        if !(relation.is(Deprel::OBL) || relation.is(Deprel::NMOD) || object.is_some()) {
            return;
        }
        let distance = if means { FROM_MEANS } else { FROM_CLAUSE };
        let subjects: Vec<Argument> = self
            .verb_arguments(verb)
            .into_iter()
            .filter(|a| a.function == Function::Subject && a.word != noun)
            .collect();
        arguments.extend(subjects.into_iter().map(|a| Argument { distance, ..a }));
    }

    /// Prepositional phrases of `word`, for a noun; a genitive counts only where it is the noun's own.
    fn add_phrases(&self, word: TokenId, distance: u8, own: bool, arguments: &mut Vec<Argument>) {
        let genitive = self.lexicon.syntax.genitive_id(&self.lexicon.prepositions);
        let possessive = self.lexicon.syntax.possessive_id(&self.lexicon.prepositions);
        for phrase in self.prepositionals(word) {
            let nominal = if self.is_relative(phrase.nominal) {
                self.antecedent(phrase.nominal).unwrap_or(phrase.nominal)
            } else {
                phrase.nominal
            };
            if Some(phrase.preposition) == possessive {
                continue; // an owner
            }
            if Some(phrase.preposition) == genitive {
                if !own {
                    continue;
                }
                arguments.push(Argument { function: Function::Genitive, word: nominal, distance });
            }
            arguments.push(Argument { function: Function::Preposition(phrase.preposition), word: nominal, distance });
        }
    }

    /// What a noun gets from the words above it: "ha AVUTO una conversazione con X", "l'INIZIO del ritiro", "una serie di
    /// colloqui, tra cui una conversazione".
    fn add_from_support(&self, noun: TokenId, arguments: &mut Vec<Argument>) {
        let mut below = noun;
        for distance in 1..=DEPTH {
            let Some(above) = self.head(below) else { return };
            let relation = self.token(below).deprel;
            if self.is_verb(above) {
                if relation == Deprel::NSUBJ && self.lexicon.factuality.verb(self.lemma(above)) == Some(Stance::Aspect)
                {
                    // "L'invasione è cominciata da parte di X": what is said of its beginning is said of it.
                    self.add_phrases(above, distance, false, arguments);
                }
                let object = relation == Deprel::OBJ || relation == Deprel::NSUBJ_PASS;
                if object && self.lexicon.syntax.support_verbs.contains(self.lemma(above)) {
                    for argument in self.verb_arguments(above) {
                        if argument.word != below && argument.function != Function::Object {
                            arguments.push(Argument { distance: distance + argument.distance, ..argument });
                        }
                    }
                }
                return;
            }
            let transparent = self.is_relative(above)
                || self.is_nominal(above)
                    && (relation.is(Deprel::CONJ)
                        || relation.is(Deprel::APPOS)
                        || relation.is(Deprel::PARATAXIS)
                        || (relation.is(Deprel::NMOD) && self.lexicon.syntax.transparent.contains(self.lemma(above)))
                        || (relation.is(Deprel::NMOD) && self.lexicon.factuality.is_aspect_noun(self.lemma(above)))
                        || self.stands_inside(below)
                        || self.is_relative(below));
            if !transparent {
                return;
            }
            if self.lexicon.factuality.is_aspect_noun(self.lemma(above)) {
                self.add_phrases(above, distance, false, arguments);
            }
            below = above;
        }
    }

    /// "colloqui, tra cui una conversazione": the second is one of the first.
    fn stands_inside(&self, noun: TokenId) -> bool {
        self.children(noun)
            .any(|child| self.is_relative(child) && self.children_by(child, Deprel::CASE).next().is_some())
    }

    /// The arguments of an adjective: what it describes, and its own phrases.
    pub(super) fn adjective_arguments(&self, adjective: TokenId) -> Vec<Argument> {
        let mut arguments = Vec::new();
        let described = self.own_surface_subject(adjective).or_else(|| {
            let relation = self.token(adjective).deprel;
            self.head(adjective).filter(|_| relation.is(Deprel::AMOD) || relation.is(Deprel::ACL))
        });
        if let Some(word) = described {
            arguments.push(Argument { function: Function::Subject, word, distance: 0 });
        } else if let Some(copula) = self.child(adjective, Deprel::COP) {
            arguments.push(Argument { function: Function::Subject, word: copula, distance: 0 });
        }
        self.add_phrases(adjective, 0, true, &mut arguments);
        self.add_clauses(adjective, &mut arguments);
        arguments
    }

    /// Whether subject and object of a verb have changed places.
    pub(super) fn is_passive(&self, verb: TokenId) -> bool {
        let syntax = &self.lexicon.syntax;
        let lemma = self.lemma(verb);
        // "si sono ritirate da Kiev", "sono arrivati", "ha ritirato le truppe dal Mali": no agent, whatever the parse says.
        let active = self.child(verb, Deprel::AUX_PASS).is_none() && self.has_active_auxiliary(verb);
        if active || self.is_ongoing(verb) || syntax.unaccusative.contains(lemma) || self.is_pronominal(verb) {
            return false;
        }
        if self.children(verb).any(|c| {
            let relation = self.token(c).deprel;
            relation == Deprel::AUX_PASS || relation == Deprel::NSUBJ_PASS || relation == Deprel::OBL_AGENT
        }) {
            return true;
        }
        let participle = self.token(verb).features.has(Feature::VerbForm, "Part");
        if participle {
            let mut auxiliaries = self.children_by(verb, Deprel::AUX).peekable();
            // A bare participle as predicate ("Arrestato il boss") is a passive without its auxiliary.
            let bare = auxiliaries.peek().is_none() && self.child(verb, Deprel::OBJ).is_none();
            // "has met X and talked with Y": a joined participle has the voice of the first.
            let shares = |above: &TokenId| self.token(verb).deprel.is(Deprel::CONJ) && self.is_verb(*above);
            if let Some(first) = self.head(verb).filter(shares).filter(|_| bare) {
                return !self.has_active_auxiliary(first) || self.child(first, Deprel::AUX_PASS).is_some();
            }
            let past = syntax.past_looks_like_participle
                && self.children(verb).any(|child| child < verb && self.token(child).deprel == Deprel::NSUBJ);
            if bare && past {
                return false;
            }
            let passive = auxiliaries.any(|aux| syntax.passive_auxiliaries.contains(self.lemma(aux)));
            return bare || passive;
        }
        // "si vendono case": the clitic makes a passive where the verb is not reflexive by itself.
        let si = self.children(verb).any(|c| {
            matches!(self.token(c).deprel, Deprel::EXPL_IMPERS | Deprel::EXPL_PASS) && self.is_reflexive_clitic(c)
        });
        si && self.child(verb, Deprel::NSUBJ).is_some() && self.child(verb, Deprel::OBJ).is_none()
    }

    /// Whether a verb has an auxiliary that makes no passive: "have".
    fn has_active_auxiliary(&self, verb: TokenId) -> bool {
        self.children(verb).filter(|child| self.token(*child).deprel == Deprel::AUX).any(|aux| {
            let lemma = self.lemma(aux);
            !self.lexicon.syntax.passive_auxiliaries.contains(lemma) && self.lexicon.factuality.verb(lemma).is_none()
        })
    }

    /// Whether the verb carries a clitic that belongs to its meaning ("ritirarsi"), not to a passive ("si vendono case").
    pub(super) fn is_pronominal(&self, verb: TokenId) -> bool {
        self.has_reflexive_clitic(verb)
            && self.lexicon.patterns(TriggerKind::Verb, self.lemma(verb)).any(|p| p.reflexive)
    }

    /// Whether a reflexive clitic hangs on the verb.
    pub(super) fn has_reflexive_clitic(&self, verb: TokenId) -> bool {
        self.children(verb).any(|child| self.is_reflexive_clitic(child) && self.agrees(verb, child))
    }

    /// Whether a clitic has the person of its verb, so that it can stand for the subject ("ci vediamo", not "ci vede").
    fn agrees(&self, verb: TokenId, clitic: TokenId) -> bool {
        let person = |t: TokenId| self.token(t).features.get(Feature::Person);
        let finite = std::iter::once(verb).chain(self.children_by(verb, Deprel::AUX)).find_map(person);
        person(clitic).is_none_or(|of_clitic| finite.is_none_or(|of_verb| of_clitic == of_verb))
    }

    fn is_reflexive_clitic(&self, token: TokenId) -> bool {
        self.token(token).upos == Upos::Pron && self.lexicon.syntax.reflexive_clitics.contains(&*self.lower(token))
    }

    pub(super) fn is_finite(&self, verb: TokenId) -> bool {
        let finite = |t: TokenId| self.token(t).features.has(Feature::VerbForm, "Fin");
        finite(verb)
            || self.children_by(verb, Deprel::AUX).any(finite)
            || self.children_by(verb, Deprel::COP).any(finite)
    }

    /// The mentions that an argument word stands for: its own, the name beside it, what a transparent noun holds, and those
    /// coordinated with it.
    pub(super) fn mentions_of(&self, word: TokenId) -> Vec<MentionId> {
        let mut found = Vec::new();
        self.collect_mentions(word, 0, &mut found);
        found
    }

    fn collect_mentions(&self, word: TokenId, depth: u8, found: &mut Vec<MentionId>) {
        if depth > DEPTH {
            return;
        }
        if let Some(mention) = self.mention_for(word, depth) {
            // "French and Egyptian warships": all owners.
            let stands_for_owner = self.mention_at(word) != Some(mention);
            let owner =
                self.owners(word).map(|(owner, _)| owner).find(|owner| self.mention_at(*owner) == Some(mention));
            match owner.filter(|_| stands_for_owner) {
                Some(owner) => self.collect_mentions(owner, depth + 1, found),
                None if !found.contains(&mention) => found.push(mention),
                None => {}
            }
        }
        if self.is_verb(word) {
            return;
        }
        for other in self.children_by(word, Deprel::CONJ) {
            if !self.is_verb(other) {
                self.collect_mentions(other, depth + 1, found);
            }
        }
    }

    /// The one mention of a word, without those coordinated with it.
    fn mention_for(&self, word: TokenId, depth: u8) -> Option<MentionId> {
        if self.is_verb(word) {
            return self.implicit_at(word);
        }
        let own = self.mention_at(word);
        if own.is_some_and(|m| self.document.mention(m).kind == MentionKind::Name) {
            return own;
        }
        // "il capo del Consiglio europeo Michel": the name beside the role says who it is.
        if let Some(name) = self.name_beside(word) {
            return Some(name);
        }
        if let Some(name) = self.name_described(word) {
            return Some(name);
        }
        let is_transparent = self.lexicon.syntax.transparent.contains(self.lemma(word));
        let anchored = own.is_some_and(|m| self.is_anchored(m));
        if is_transparent && !anchored && depth < DEPTH {
            let owner = self.owners(word).filter(|(_, of)| *of).map(|(owner, _)| owner).next();
            let possessive = self.owners(word).map(|(owner, _)| owner).find(|owner| self.names_somebody(*owner));
            // "il confine CON IL TAGIKISTAN": the place that is named stands for the one that is not.
            let is_place = own.is_some_and(|m| self.document.mention(m).entity_type == Some(EntityType::Place));
            let mut phrases = self.prepositionals(word).map(|p| p.nominal).filter(|_| is_place);
            let beside = phrases.find(|nominal| self.is_place_name(*nominal));
            if let Some(mention) = owner.or(possessive).or(beside).and_then(|owner| self.mention_for(owner, depth + 1))
            {
                return Some(mention);
            }
        }
        own.or_else(|| self.name_over(word)).or_else(|| self.implicit_at(word))
    }

    /// "Pakistan, a key U.S. ally, has …": the name before the comma, where the tree has it hang on its description.
    fn name_described(&self, word: TokenId) -> Option<MentionId> {
        let before = self.children(word).next().filter(|child| *child < word)?;
        let name = self.mention_at(before).filter(|m| self.document.mention(*m).kind == MentionKind::Name)?;
        let after = self.document.mention(name).tokens.end;
        let set_off = self.tokens.contains(after) && self.form(after) == "," && after < word;
        (set_off && self.child(before, Deprel::CASE).is_none()).then_some(name)
    }

    /// Whether a word is a mention.
    fn names_somebody(&self, word: TokenId) -> bool {
        self.mention_at(word).is_some()
    }

    fn is_place_name(&self, word: TokenId) -> bool {
        self.mention_at(word).is_some_and(|m| {
            let mention = self.document.mention(m);
            mention.kind == MentionKind::Name && mention.entity_type == Some(EntityType::Place)
        })
    }

    /// Whether a word stands for its owner but names none ("le truppe"): whose they are must be told elsewhere.
    pub(super) fn lacks_owner(&self, word: TokenId, mention: MentionId) -> bool {
        self.lexicon.syntax.transparent.contains(self.lemma(word))
            && self.mention_at(word) == Some(mention)
            && self.document.mention(mention).kind == MentionKind::Nominal
            && !self.is_anchored(mention)
    }

    /// Whether a nominal carries its own nationality, place or owner: it is then an entity by itself. Tools are none that
    /// could act ("Israeli helicopters").
    fn is_anchored(&self, mention: MentionId) -> bool {
        let mention = self.document.mention(mention);
        let is_tool = mention.entity_type == Some(EntityType::Product);
        mention.kind == MentionKind::Nominal && mention.tokens.len() > 1 && !is_tool
    }

    /// A person's name in apposition to a common noun.
    pub(super) fn name_beside(&self, noun: TokenId) -> Option<MentionId> {
        if self.token(noun).upos != Upos::Noun || self.name_over(noun).is_some() {
            return None;
        }
        let is_person = |name: &MentionId| {
            let mention = self.document.mention(*name);
            mention.kind == MentionKind::Name && mention.entity_type == Some(EntityType::Person)
        };
        let beside = self.children(noun).find_map(|child| {
            let relation = self.token(child).deprel;
            let apposed = relation.is(Deprel::APPOS)
                || relation.is(Deprel::FLAT)
                || relation.is(Deprel::NMOD)
                || relation.is(Deprel::COMPOUND);
            let bare = self.child(child, Deprel::CASE).is_none();
            let name =
                (child > noun && bare && apposed).then(|| self.mention_at(child).or_else(|| self.name_over(child)));
            name.flatten().filter(is_person)
        });
        let words = Tokens::new(noun, TokenId(noun.0 + 1));
        beside.or_else(|| Phrase::read(self, words).name_behind(self).filter(is_person))
    }
}
