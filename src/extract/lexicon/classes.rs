//! `syntax.toml`, `roles.toml` and `factuality.toml` → sets of words that the engine asks for.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Deserialize;

use super::{LexiconError, LexiconSource, PrepositionId, Prepositions, toml_error};
use crate::document::{Certainty, Relation};

type Words = HashSet<Box<str>>;

/// Words of grammar.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Syntax {
    /// "nei" → "in".
    pub(super) articulated: HashMap<Box<str>, Box<str>>,
    /// Endings of reflexive infinitives and of the plain ones: "arsi" → "are".
    pub(super) reflexive_endings: Vec<(String, String)>,
    /// Clitics that make a verb reflexive.
    pub(crate) reflexive_clitics: Words,
    /// Verbs that lend their subject to a noun: "avere un colloquio".
    pub(crate) support_verbs: Words,
    /// Nouns that stand for what they are of: "le truppe di", "una serie di".
    pub(crate) transparent: Words,
    /// Verbs whose participle describes their subject: "arrivato", "morto".
    pub(crate) unaccusative: Words,
    /// Auxiliaries that make a passive.
    pub(crate) passive_auxiliaries: Words,
    /// A past tense may look like a participle, and be taken for one: "threatened".
    #[serde(default)]
    pub(crate) past_looks_like_participle: bool,
    /// Markers of a clause in which the object of the verb above acts: "accused X OF helping Y".
    #[serde(default)]
    pub(crate) object_control_markers: Words,
    /// Prepositions of the genitive.
    pub(crate) genitive: Words,
    /// The marker of an owner that stands before what it owns; without one, owners stand behind.
    #[serde(default)]
    possessive: Option<Box<str>>,
    /// The preposition of a passive's agent.
    agent: Option<Box<str>>,
    /// The preposition of the dative.
    dative: Option<Box<str>>,
    /// The preposition of two parties: "tra".
    #[serde(default)]
    between: Option<Box<str>>,
    /// Prepositions of one who does the same: "insieme a".
    #[serde(default)]
    comitatives: Vec<Box<str>>,
    /// Words that make a plural two known ones: "i DUE Paesi".
    #[serde(default)]
    pub(crate) two: Words,
    /// Prepositions by which a happening is the means of who acts in the clause: "con l'acquisizione di Y".
    #[serde(default)]
    means: Vec<Box<str>>,
    /// Relative adverbs of place.
    pub(crate) relative_place: Words,
    /// The preposition that a relative adverb of place stands for, and that says in what a place lies.
    pub(crate) place_preposition: Option<Box<str>>,
    /// Prepositions that say where something happens.
    place_prepositions: Vec<Box<str>>,
}

impl Syntax {
    pub(super) fn parse(source: &LexiconSource<'_>) -> Result<Self, LexiconError> {
        let file = format!("{}/syntax.toml", source.language);
        toml::from_str(source.syntax).map_err(|e| toml_error(&file, source.syntax, &e))
    }

    pub(crate) fn genitive_id(&self, prepositions: &Prepositions) -> Option<PrepositionId> {
        self.genitive.iter().filter_map(|word| prepositions.get(word)).min()
    }

    pub(crate) fn possessive_id(&self, prepositions: &Prepositions) -> Option<PrepositionId> {
        prepositions.get(self.possessive.as_deref()?)
    }

    /// Whether owners stand before what they own ("Germany's minister", "US president").
    pub(crate) fn owners_come_first(&self) -> bool {
        self.possessive.is_some()
    }

    pub(crate) fn agent_id(&self, prepositions: &Prepositions) -> Option<PrepositionId> {
        prepositions.get(self.agent.as_deref()?)
    }

    pub(crate) fn dative_id(&self, prepositions: &Prepositions) -> Option<PrepositionId> {
        prepositions.get(self.dative.as_deref()?)
    }

    pub(crate) fn between_id(&self, prepositions: &Prepositions) -> Option<PrepositionId> {
        prepositions.get(self.between.as_deref()?)
    }

    pub(crate) fn is_comitative(&self, preposition: PrepositionId, prepositions: &Prepositions) -> bool {
        self.comitatives.iter().any(|word| prepositions.get(word) == Some(preposition))
    }

    pub(crate) fn is_means(&self, preposition: PrepositionId, prepositions: &Prepositions) -> bool {
        self.means.iter().any(|word| prepositions.get(word) == Some(preposition))
    }

    pub(crate) fn is_place_preposition(&self, preposition: PrepositionId, prepositions: &Prepositions) -> bool {
        self.place_prepositions.iter().any(|word| prepositions.get(word) == Some(preposition))
    }

    /// The prepositions that the engine itself asks for.
    pub(super) fn prepositions(&self) -> impl Iterator<Item = &str> {
        let mut genitive: Vec<_> = self.genitive.iter().map(AsRef::as_ref).collect();
        genitive.sort_unstable();
        let single = [&self.possessive, &self.agent, &self.dative, &self.place_preposition, &self.between]
            .into_iter()
            .flatten()
            .map(AsRef::as_ref);
        genitive
            .into_iter()
            .chain(single)
            .chain(self.place_prepositions.iter().chain(&self.comitatives).chain(&self.means).map(AsRef::as_ref))
    }
}

/// What a role noun says of the one who has it.
#[derive(Debug, Clone)]
pub(crate) struct RoleSense {
    /// Holder → what it is a role of.
    pub(crate) relation: Relation,
    /// The relation runs from what it is a role of to the holder: "figlio" makes parents.
    pub(crate) inverse: bool,
    /// What an adjective of nationality says ("il ministro russo": works for Russia); `None` for nothing.
    pub(crate) of_country: Option<Relation>,
    /// The relation to the plain title, where nothing else is told.
    pub(crate) position: Option<Relation>,
    /// No person has it: "città".
    pub(crate) things: bool,
}

/// The words of a role ("segretario generale") and what it says.
type RoleNoun = (Vec<Box<str>>, RoleSense);

/// Nouns that name a role.
#[derive(Debug)]
pub(crate) struct Roles {
    pub(crate) language: Box<str>,
    /// By their first word.
    by_first: HashMap<Box<str>, Vec<RoleNoun>>,
    /// "ex", "già".
    pub(crate) former: Words,
    /// Verbs that put somebody into a role: "eleggere", "nominare", "diventare".
    pub(crate) office_verbs: Words,
    /// Prepositions besides the genitive behind which stands what a role is of: "spokesman for X".
    pub(crate) complements: Words,
    /// Roles that say nothing of an office: nationality counts beside them.
    private: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoleEntry {
    relation: Relation,
    #[serde(default)]
    inverse: bool,
    #[serde(default)]
    of_country: Option<Relation>,
    #[serde(default)]
    position: Option<Relation>,
    #[serde(default)]
    private: bool,
    #[serde(default)]
    things: bool,
    nouns: Vec<Box<str>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoleFile {
    former: Words,
    office_verbs: Words,
    #[serde(default)]
    complements: Words,
    role: Vec<RoleEntry>,
}

impl Roles {
    pub(super) fn parse(source: &LexiconSource<'_>) -> Result<Self, LexiconError> {
        let file = format!("{}/roles.toml", source.language);
        let mut read: RoleFile = toml::from_str(source.roles).map_err(|e| toml_error(&file, source.roles, &e))?;
        let mut by_first: HashMap<Box<str>, Vec<_>> = HashMap::new();
        let mut private = Words::new();
        for entry in std::mem::take(&mut read.role) {
            let sense = RoleSense {
                relation: entry.relation,
                inverse: entry.inverse,
                of_country: entry.of_country,
                position: entry.position,
                things: entry.things,
            };
            for noun in entry.nouns {
                let words: Vec<Box<str>> = noun.split_whitespace().map(Box::from).collect();
                if entry.private {
                    private.insert(noun);
                }
                if let Some(first) = words.first().cloned() {
                    by_first.entry(first).or_default().push((words, sense.clone()));
                }
            }
        }
        let language = source.language.into();
        let RoleFile { former, office_verbs, complements, .. } = read;
        Ok(Self { language, by_first, former, office_verbs, complements, private })
    }

    /// The roles whose first word has this lemma or form, in lower case.
    pub(crate) fn starting_with(&self, lemma: &str, form: &str) -> impl Iterator<Item = (&[Box<str>], &RoleSense)> {
        let by_form = (form != lemma).then(|| self.by_first.get(form)).flatten();
        let found = self.by_first.get(lemma).into_iter().chain(by_form);
        found.flatten().map(|(words, sense)| (words.as_slice(), sense))
    }

    /// Whether the noun names no office.
    pub(crate) fn is_private(&self, noun: &str) -> bool {
        self.private.contains(noun)
    }

    /// All relations that roles state.
    pub(crate) fn relations(&self) -> impl Iterator<Item = &Relation> {
        let mut all: Vec<&Relation> = Vec::new();
        #[allow(clippy::iter_over_hash_type)] // sorted below
        for (_, sense) in self.by_first.values().flatten() {
            all.push(&sense.relation);
            all.extend(&sense.of_country);
            all.extend(&sense.position);
        }
        all.sort_unstable();
        all.dedup();
        all.into_iter()
    }
}

/// How a word means what hangs on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Stance {
    /// Somebody says it: "dire".
    Say,
    /// Somebody makes it public before it happens: "annunciare il ritiro"; with a whole clause the same as saying.
    Announce,
    /// It is taken for granted: "ricordare".
    Factive,
    /// Somebody says that it is not so: "negare".
    Deny,
    /// Somebody thinks so: "ritenere".
    Believe,
    /// It may be so: "rischiare".
    Hint,
    /// It is asked for: "chiedere".
    Request,
    /// It is to come: "promettere".
    Plan,
    /// It is to come, as the tense alone tells: "will".
    Future,
    /// It does not come about: "evitare".
    Fail,
    /// It goes on, begins, ends: as if the word were not there.
    Aspect,
    /// It can be.
    ModalPossible,
    /// It must be.
    ModalNecessary,
}

/// Words that say how a thing is meant.
#[derive(Debug)]
pub(crate) struct Factuality {
    verbs: HashMap<Box<str>, Stance>,
    nouns: HashMap<Box<str>, Stance>,
    /// Verbs that have a stance together with another word: "fare" + "sapere".
    phrases: HashMap<Box<str>, Vec<(Box<str>, Stance)>>,
    pub(crate) negators: Words,
    pub(crate) negative_pronouns: Words,
    /// "forse" → possible.
    pub(crate) adverbs: HashMap<Box<str>, Certainty>,
    /// "presunto" → believe; "mancato" → fail.
    pub(crate) adjectives: HashMap<Box<str>, Stance>,
    pub(crate) condition_markers: Words,
    pub(crate) purpose_markers: Words,
    pub(crate) exclusion_markers: Words,
    /// "secondo".
    pub(crate) source_prepositions: Vec<PrepositionId>,
    /// Those who tell the news: "agenzia", "fonte".
    pub(crate) press: Words,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct StanceEntry {
    verbs: Vec<Box<str>>,
    nouns: Vec<Box<str>>,
    adverbs: Vec<Box<str>>,
    adjectives: Vec<Box<str>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FactualityFile {
    negators: Words,
    negative_pronouns: Words,
    condition_markers: Words,
    purpose_markers: Words,
    exclusion_markers: Words,
    source_prepositions: Vec<Box<str>>,
    #[serde(default)]
    press: Words,
    stance: BTreeMap<Stance, StanceEntry>,
}

impl Factuality {
    pub(super) fn parse(source: &LexiconSource<'_>, prepositions: &mut Prepositions) -> Result<Self, LexiconError> {
        let file = format!("{}/factuality.toml", source.language);
        let read: FactualityFile =
            toml::from_str(source.factuality).map_err(|e| toml_error(&file, source.factuality, &e))?;
        let mut factuality = Self {
            verbs: HashMap::new(),
            nouns: HashMap::new(),
            phrases: HashMap::new(),
            negators: read.negators,
            negative_pronouns: read.negative_pronouns,
            adverbs: HashMap::new(),
            adjectives: HashMap::new(),
            condition_markers: read.condition_markers,
            purpose_markers: read.purpose_markers,
            exclusion_markers: read.exclusion_markers,
            source_prepositions: read.source_prepositions.iter().map(|p| prepositions.add(p)).collect(),
            press: read.press,
        };
        for (stance, entry) in read.stance {
            for verb in entry.verbs {
                match verb.split_once('+') {
                    Some((lemma, companion)) => {
                        let phrases = factuality.phrases.entry(lemma.trim().into()).or_default();
                        phrases.extend(companion.split('|').map(|c| (Box::from(c.trim()), stance)));
                    }
                    None => {
                        factuality.verbs.insert(verb, stance);
                    }
                }
            }
            factuality.nouns.extend(entry.nouns.into_iter().map(|noun| (noun, stance)));
            let certainty = match stance {
                Stance::Believe => Certainty::Probable,
                Stance::Hint | Stance::ModalPossible => Certainty::Possible,
                _ => Certainty::Unspecified,
            };
            factuality.adverbs.extend(entry.adverbs.into_iter().map(|adverb| (adverb, certainty)));
            factuality.adjectives.extend(entry.adjectives.into_iter().map(|adjective| (adjective, stance)));
        }
        Ok(factuality)
    }

    /// What a verb says of what hangs on it.
    pub(crate) fn verb(&self, lemma: &str) -> Option<Stance> {
        self.verbs.get(lemma).copied()
    }

    /// What a noun says of what hangs on it.
    pub(crate) fn noun(&self, lemma: &str) -> Option<Stance> {
        self.nouns.get(lemma).copied()
    }

    /// The stances that a verb has together with another word.
    pub(crate) fn phrases(&self, lemma: &str) -> impl Iterator<Item = (&str, Stance)> {
        self.phrases.get(lemma).into_iter().flatten().map(|(word, stance)| (word.as_ref(), *stance))
    }

    /// Whether the noun names a phase of a happening: "inizio", "fine".
    pub(crate) fn is_aspect_noun(&self, lemma: &str) -> bool {
        self.noun(lemma) == Some(Stance::Aspect)
    }
}
