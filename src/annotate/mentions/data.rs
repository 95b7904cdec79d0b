//! The words of a language by which mentions are found: nouns, titles, groups, products, adjectives of nationality.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde::Deserialize;

use crate::{
    document::{CountryKind, CountryTable, Deprel, EntityType},
    text::fold,
};

/// One sense of a noun that describes entities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sense {
    pub(super) entity_type: EntityType,
    /// How it refers: the classes that the table of nouns explains.
    pub(super) class: Box<str>,
    /// Whether the noun tells an entity only together with whose it is.
    pub(super) needs_anchor: bool,
}

/// The lists of `mentions.toml`; the file explains each.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Words {
    pub(super) titles: BTreeSet<String>,
    pub(super) prefixes: BTreeSet<String>,
    pub(super) needs_number: BTreeSet<String>,
    #[serde(default)]
    pub(super) two: BTreeSet<String>,
    pub(super) foreign_articles: BTreeSet<String>,
    /// Small words inside names of persons: "von".
    pub(super) name_particles: BTreeSet<String>,
    pub(super) definite: BTreeSet<String>,
    pub(super) indefinite: BTreeSet<String>,
    pub(super) owner: BTreeSet<String>,
    /// Relations by which an owner hangs on its noun without a preposition: `compound`.
    pub(super) owner_relations: Vec<String>,
    /// Whether adjectives and nouns stand before the noun that they tell more of: "Garibaldi Brigade".
    pub(super) modifiers_precede: bool,
    /// Whether the ending of a verb may stand for its subject.
    pub(super) drops_subjects: bool,
    /// Prepositions before the name of a language: "in francese".
    pub(super) language_prepositions: BTreeSet<String>,
    /// Adjectives that stand for a person behind a hyphen: "the 42-year-old".
    pub(super) person_adjectives: BTreeSet<String>,
    pub(super) impersonal: BTreeSet<String>,
    pub(super) impersonal_with_clause: BTreeSet<String>,
    pub(super) people_endings: Vec<String>,
    pub(super) groups: BTreeSet<String>,
    /// The same in the plural.
    pub(super) group_plurals: BTreeSet<String>,
    pub(super) quotes: Quotes,
    pub(super) complements: BTreeMap<String, BTreeSet<String>>,
}

/// Quotation marks.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Quotes {
    pub(super) open: BTreeSet<String>,
    pub(super) close: BTreeSet<String>,
}

/// All words of one language.
#[derive(Debug, Clone)]
pub(super) struct MentionData {
    pub(super) words: Words,
    /// The relations of [`Words::owner_relations`].
    pub(super) owner_relations: Vec<Deprel>,
    nouns: HashMap<Box<str>, Vec<Sense>>,
    /// The last words of nouns of two words: "minister" of "prime minister".
    pair_ends: HashSet<Box<str>>,
    products: HashSet<Box<str>>,
    /// What international bodies and the like are, by their folded names.
    bodies: HashMap<String, EntityType>,
    countries: &'static CountryTable,
}

/// The files of a language, as text.
struct Source {
    words: &'static str,
    /// Nouns that tell an entity by themselves.
    nouns: &'static str,
    /// Nouns that tell an entity only together with whose it is.
    anchored_nouns: &'static str,
    products: &'static str,
    bodies: &'static str,
}

/// The files that are compiled in for a language.
fn source(language: &str) -> Option<Source> {
    Some(match language {
        "it" => Source {
            words: include_str!("../it/mentions.toml"),
            nouns: include_str!("../../resolve/it/nouns.tsv"),
            anchored_nouns: include_str!("../it/nouns.tsv"),
            products: include_str!("../it/products.tsv"),
            bodies: include_str!("../../resolve/it/bodies.tsv"),
        },
        "en" => Source {
            words: include_str!("../en/mentions.toml"),
            nouns: include_str!("../../resolve/en/nouns.tsv"),
            anchored_nouns: include_str!("../en/nouns.tsv"),
            products: include_str!("../en/products.tsv"),
            bodies: include_str!("../../resolve/en/bodies.tsv"),
        },
        _ => return None,
    })
}

impl MentionData {
    /// The words of a language; `None` where none are compiled in.
    pub(super) fn embedded(language: &str) -> Option<Self> {
        let source = source(language)?;
        // The files are compiled in; a test reads them, so that a mistake in them cannot go unseen.
        let words: Words = toml::from_str(source.words).unwrap_or_default();
        let owner_relations = words.owner_relations.iter().filter_map(|name| name.parse().ok()).collect();
        let mut nouns: HashMap<Box<str>, Vec<Sense>> = HashMap::new();
        for (table, needs_anchor) in [(source.nouns, false), (source.anchored_nouns, true)] {
            for row in rows(table) {
                let mut columns = row.split('\t');
                let (Some(lemma), Some(kind), Some(class)) = (columns.next(), columns.next(), columns.next()) else {
                    continue;
                };
                if let Ok(entity_type) = kind.parse() {
                    let sense = Sense { entity_type, class: class.into(), needs_anchor };
                    nouns.entry(lemma.into()).or_default().push(sense);
                }
            }
        }
        let products = rows(source.products).map(Box::from).collect();
        let pair_ends = nouns.keys().filter_map(|noun| Some(noun.split_once(' ')?.1.into())).collect();
        let mut bodies = HashMap::new();
        for row in rows(source.bodies) {
            let mut columns = row.split('\t');
            let (Some(name), Some(Ok(kind)), aliases) =
                (columns.next(), columns.next().map(str::parse), columns.next())
            else {
                continue;
            };
            for form in std::iter::once(name).chain(aliases.into_iter().flat_map(|names| names.split('|'))) {
                bodies.entry(fold(form)).or_insert(kind);
            }
        }
        let countries = CountryTable::embedded(language)?;
        Some(Self { words, owner_relations, nouns, pair_ends, products, bodies, countries })
    }

    /// The senses of a noun, the likeliest first.
    pub(super) fn senses(&self, lemma: &str) -> &[Sense] {
        self.nouns.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// Whether some noun of two words ends in this one.
    pub(super) fn ends_pair(&self, lemma: &str) -> bool {
        self.pair_ends.contains(lemma)
    }

    /// Whether a form is an adjective of nationality, and of a country rather than of a part of the world.
    pub(super) fn demonym(&self, form: &str) -> Option<bool> {
        let kind = self.countries.by_demonym(form)?.kind;
        Some(kind != CountryKind::Continent)
    }

    /// Whether the words are the name of a country.
    pub(super) fn is_country(&self, name: &str) -> bool {
        self.countries.by_name(name).is_some()
    }

    /// What the international body of a name is; a name has a capital ("Who", the pronoun, is none).
    pub(super) fn body(&self, name: &str) -> Option<EntityType> {
        let capitals = name.chars().filter(|c| c.is_uppercase()).count();
        (capitals > 1 || capitals == 1 && name.chars().count() > 3)
            .then(|| self.bodies.get(&fold(name)).copied())
            .flatten()
    }

    /// Whether the words are the name of a product.
    pub(super) fn is_product(&self, name: &str) -> bool {
        self.products.contains(name)
    }
}

/// The lines of a table, without comments and empty ones.
fn rows(table: &str) -> impl Iterator<Item = &str> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_that_are_compiled_in_read_well() {
        for source in ["it", "en"].map(|language| source(language).unwrap()) {
            let words: Result<Words, _> = toml::from_str(source.words);
            assert!(words.is_ok(), "{words:?}");
            for row in [source.nouns, source.anchored_nouns].into_iter().flat_map(rows) {
                let columns: Vec<&str> = row.split('\t').collect();
                assert!(columns.len() == 3 && columns[1].parse::<EntityType>().is_ok(), "{row}");
            }
        }
        let data = MentionData::embedded("it").unwrap();
        assert_eq!(data.senses("presidente")[0].entity_type, EntityType::Person);
        assert_eq!(data.demonym("kazake"), Some(true));
        assert!(data.is_product("iPhone") && data.is_country("Kazakistan"));
        let data = MentionData::embedded("en").unwrap();
        assert_eq!(data.owner_relations, [Deprel::NMOD_POSS, Deprel::COMPOUND]);
        assert_eq!(data.body("Kremlin"), Some(EntityType::Organization));
        assert_eq!(data.body("Who"), None);
        assert_eq!(&*data.senses("prime minister")[0].class, "head");
        assert!(data.ends_pair("minister") && !data.ends_pair("president-elect"));
        assert_eq!((data.demonym("Kazakhs"), data.demonym("kazakhs")), (Some(true), None));
    }
}
