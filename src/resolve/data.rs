//! The words of a language by which entities are told: nouns, titles, names of international bodies, countries.

use std::collections::{BTreeSet, HashMap};

use serde::Deserialize;

use crate::{
    document::{Country, CountryTable, Deprel, EntityType},
    text::{fold, fold_words},
};

/// How a noun refers; the head of `nouns.tsv` explains each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names are those of the table
pub enum NounClass {
    Head,
    Leader,
    Office,
    Human,
    Kin,
    Institution,
    Firm,
    Kind,
    Body,
    Unit,
    Collective,
    Source,
    Force,
    State,
    Settlement,
    Capital,
    Area,
    Part,
    Extent,
    Facility,
    Event,
    Work,
    Product,
}

impl NounClass {
    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "head" => Self::Head,
            "leader" => Self::Leader,
            "office" => Self::Office,
            "human" => Self::Human,
            "kin" => Self::Kin,
            "institution" => Self::Institution,
            "firm" => Self::Firm,
            "kind" => Self::Kind,
            "body" => Self::Body,
            "unit" => Self::Unit,
            "collective" => Self::Collective,
            "source" => Self::Source,
            "force" => Self::Force,
            "state" => Self::State,
            "settlement" => Self::Settlement,
            "capital" => Self::Capital,
            "area" => Self::Area,
            "part" => Self::Part,
            "extent" => Self::Extent,
            "facility" => Self::Facility,
            "event" => Self::Event,
            "work" => Self::Work,
            "product" => Self::Product,
            _ => return None,
        })
    }

    /// Whether the noun tells one person.
    pub fn is_person(self) -> bool {
        matches!(self, Self::Head | Self::Leader | Self::Office | Self::Human | Self::Kin)
    }

    /// Whether the noun tells a body or people who act as one.
    pub fn is_body(self) -> bool {
        matches!(
            self,
            Self::Institution | Self::Firm | Self::Kind | Self::Body | Self::Unit | Self::Collective | Self::Force
        )
    }

    /// Whether the noun tells the kind of a place that may be named behind it: "la città di Roma".
    pub fn names_a_place(self) -> bool {
        matches!(self, Self::State | Self::Settlement | Self::Area)
    }
}

/// One sense of a noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noun {
    /// What kind of thing it stands for.
    pub entity_type: EntityType,
    /// How it refers.
    pub class: NounClass,
}

/// An international body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// The name a newspaper would print.
    pub name: Box<str>,
    /// What kind of thing it is.
    pub entity_type: Option<EntityType>,
    /// Item of Wikidata.
    pub wikidata: Option<Box<str>>,
}

/// Which gender first names tell.
#[derive(Debug, Clone, Default, Deserialize)]
struct FirstNames {
    feminine_endings: Vec<String>,
    masculine_endings: Vec<String>,
    masculine: BTreeSet<String>,
    feminine: BTreeSet<String>,
}

/// Which gender a noun tells of whom it is for, where the grammar tells none: "actress".
#[derive(Debug, Clone, Default, Deserialize)]
struct NounGender {
    feminine: BTreeSet<String>,
    masculine: BTreeSet<String>,
}

/// The lists of `words.toml`; the file explains each.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Words {
    pub(super) indefinite: BTreeSet<String>,
    pub(super) owner: BTreeSet<String>,
    pub(super) neutral: BTreeSet<String>,
    pub(super) past: BTreeSet<String>,
    pub(super) titles: BTreeSet<String>,
    pub(super) legal_forms: BTreeSet<String>,
    pub(super) passed_over: BTreeSet<String>,
    pub(super) possessive: BTreeSet<String>,
    pub(super) reflexive: BTreeSet<String>,
    pub(super) relative: BTreeSet<String>,
    pub(super) agreeing_auxiliaries: BTreeSet<String>,
    #[serde(default)]
    pub(super) local_events: BTreeSet<String>,
    #[serde(default)]
    pub(super) placed_events: BTreeSet<String>,
    #[serde(default)]
    pub(super) fought_events: BTreeSet<String>,
    #[serde(default)]
    pub(super) heads_of_countries: BTreeSet<String>,
    #[serde(default)]
    pub(super) places: BTreeSet<String>,
    #[serde(default)]
    pub(super) between: BTreeSet<String>,
    #[serde(default)]
    pub(super) two: BTreeSet<String>,
    owner_relations: Vec<String>,
    pub(super) personal: BTreeSet<String>,
    pub(super) impersonal: BTreeSet<String>,
    pub(super) pointing: BTreeSet<String>,
    noun_gender: NounGender,
    first_names: FirstNames,
}

impl Words {
    /// The same words as lemmas are compared: folded.
    fn folded(mut self) -> Self {
        let lists = [
            &mut self.indefinite,
            &mut self.owner,
            &mut self.neutral,
            &mut self.past,
            &mut self.titles,
            &mut self.legal_forms,
            &mut self.passed_over,
            &mut self.possessive,
            &mut self.reflexive,
            &mut self.relative,
            &mut self.agreeing_auxiliaries,
            &mut self.local_events,
            &mut self.placed_events,
            &mut self.fought_events,
            &mut self.heads_of_countries,
            &mut self.places,
            &mut self.between,
            &mut self.two,
            &mut self.personal,
            &mut self.impersonal,
            &mut self.pointing,
            &mut self.noun_gender.feminine,
            &mut self.noun_gender.masculine,
        ];
        for list in lists {
            *list = list.iter().map(|word| fold(word)).collect();
        }
        self
    }
}

/// Grammatical gender.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Gender {
    Feminine,
    Masculine,
}

/// The files of a language, as text.
struct Source {
    /// The second table holds nouns that tell an entity only together with its owner.
    nouns: [&'static str; 2],
    bodies: &'static str,
    words: &'static str,
}

/// The files that are compiled in for a language.
fn source(language: &str) -> Option<Source> {
    Some(match language {
        "it" => Source {
            nouns: [include_str!("it/nouns.tsv"), include_str!("../annotate/it/nouns.tsv")],
            bodies: include_str!("it/bodies.tsv"),
            words: include_str!("it/words.toml"),
        },
        "en" => Source {
            nouns: [include_str!("en/nouns.tsv"), include_str!("../annotate/en/nouns.tsv")],
            bodies: include_str!("en/bodies.tsv"),
            words: include_str!("en/words.toml"),
        },
        _ => return None,
    })
}

/// What a language knows about the entities of news, as data.
#[derive(Debug, Clone)]
pub struct ResolveData {
    nouns: HashMap<Box<str>, Vec<Noun>>,
    bodies: Vec<Body>,
    body_names: HashMap<String, usize>,
    pub(super) words: Words,
    /// Relations by which an owner hangs on its noun without a preposition: `compound`.
    pub(super) owner_relations: Vec<Deprel>,
    pub(super) countries: &'static CountryTable,
}

impl ResolveData {
    /// What is compiled in for a language; `None` where there is nothing.
    pub fn embedded(language: &str) -> Option<Self> {
        let Source { nouns, bodies, words } = source(language)?;
        Some(Self::parse(&nouns, bodies, words, CountryTable::embedded(language)?))
    }

    /// Reads the files of a language; what does not fit their form is left out.
    pub fn parse(nouns: &[&str], bodies: &str, words: &str, countries: &'static CountryTable) -> Self {
        let words = toml::from_str::<Words>(words).unwrap_or_default().folded();
        let mut data = Self {
            nouns: HashMap::new(),
            bodies: Vec::new(),
            body_names: HashMap::new(),
            owner_relations: words.owner_relations.iter().filter_map(|name| name.parse().ok()).collect(),
            words,
            countries,
        };
        for row in nouns.iter().flat_map(|table| rows(table)) {
            let [lemma, entity_type, class] = row[..] else { continue };
            if let (Ok(entity_type), Some(class)) = (entity_type.parse(), NounClass::parse(class)) {
                data.nouns.entry(fold(lemma).into()).or_default().push(Noun { entity_type, class });
            }
        }
        for row in rows(bodies) {
            let [name, entity_type, aliases, wikidata] = row[..] else { continue };
            for form in std::iter::once(name).chain(aliases.split('|')).filter(|form| !form.is_empty()) {
                data.body_names.entry(fold(form)).or_insert(data.bodies.len());
            }
            data.bodies.push(Body {
                name: name.into(),
                entity_type: entity_type.parse().ok(),
                wikidata: (!wikidata.is_empty()).then(|| wikidata.into()),
            });
        }
        data
    }

    /// The senses of a noun, by its folded lemma; none for a noun that describes no entity.
    pub fn senses(&self, lemma: &str) -> &[Noun] {
        self.nouns.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// The international body of a name.
    pub fn body(&self, name: &str) -> Option<&Body> {
        self.bodies.get(*self.body_names.get(&fold(name))?)
    }

    /// The country of a name.
    pub fn country(&self, name: &str) -> Option<&'static Country> {
        self.countries.by_name(name)
    }

    /// The gender that a noun or title tells of whom it is for, by its folded lemma.
    pub(super) fn gender_of_noun(&self, lemma: &str) -> Option<Gender> {
        let nouns = &self.words.noun_gender;
        let told = [(&nouns.feminine, Gender::Feminine), (&nouns.masculine, Gender::Masculine)];
        told.into_iter().find(|(list, _)| list.contains(lemma)).map(|(_, gender)| gender)
    }

    /// The gender that the first word of a person's name tells.
    pub(super) fn gender_of_first_name(&self, name: &str) -> Option<Gender> {
        let names = &self.words.first_names;
        let first = fold_words(name).into_iter().next()?;
        let ends = |endings: &[String]| endings.iter().any(|ending| first.ends_with(ending.as_str()));
        if names.masculine.contains(&first) {
            Some(Gender::Masculine)
        } else if names.feminine.contains(&first) || ends(&names.feminine_endings) {
            Some(Gender::Feminine)
        } else {
            ends(&names.masculine_endings).then_some(Gender::Masculine)
        }
    }
}

/// The rows of a table as columns, without comments and empty lines.
fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| line.split('\t').collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_tables_is_read() {
        for language in ["it", "en"] {
            let source = source(language).unwrap();
            let words = toml::from_str::<Words>(source.words);
            assert!(words.is_ok(), "{words:?}");
            let data = ResolveData::embedded(language).unwrap();
            assert_eq!(data.owner_relations.len(), words.unwrap().owner_relations.len());
            let senses: usize = source.nouns.iter().flat_map(|table| rows(table)).map(|row| row.len() / 3).sum();
            assert_eq!(data.nouns.values().map(Vec::len).sum::<usize>(), senses);
            assert_eq!(data.bodies.len(), rows(source.bodies).count());
            assert!(data.bodies.iter().all(|body| body.entity_type.is_some()));
            assert!(!data.words.owner.is_empty());
        }
    }

    #[test]
    fn bodies_are_known_by_every_acronym() {
        let data = ResolveData::embedded("it").unwrap();
        for (name, item) in
            [("Onu", "Q1065"), ("OTSC", "Q318693"), ("CSTO", "Q318693"), ("Nato", "Q7184"), ("U.E.", "Q458")]
        {
            assert_eq!(data.body(name).and_then(|body| body.wikidata.as_deref()), Some(item), "{name}");
        }
        let data = ResolveData::embedded("en").unwrap();
        for (name, item) in [("U.N.", "Q1065"), ("CSTO", "Q318693"), ("Nato", "Q7184"), ("EU", "Q458")] {
            assert_eq!(data.body(name).and_then(|body| body.wikidata.as_deref()), Some(item), "{name}");
        }
    }

    #[test]
    fn every_body_of_italian_is_known_in_english() {
        let [italian, english] = ["it", "en"].map(|language| ResolveData::embedded(language).unwrap());
        for body in italian.bodies.iter().filter(|body| body.wikidata.is_some()) {
            assert!(english.bodies.iter().any(|other| other.wikidata == body.wikidata), "{}", body.name);
        }
    }

    #[test]
    fn first_names_tell_gender() {
        let data = ResolveData::embedded("it").unwrap();
        assert_eq!(data.gender_of_first_name("Angela Merkel"), Some(Gender::Feminine));
        assert_eq!(data.gender_of_first_name("Luca Zaia"), Some(Gender::Masculine));
        assert_eq!(data.gender_of_first_name("Stanislav Zas"), None);
        let data = ResolveData::embedded("en").unwrap();
        assert_eq!(data.gender_of_first_name("Theresa May"), Some(Gender::Feminine));
        assert_eq!(data.gender_of_first_name("Volodymyr Zelensky"), Some(Gender::Masculine));
        assert_eq!(data.gender_of_noun("actress"), Some(Gender::Feminine));
    }
}
