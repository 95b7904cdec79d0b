//! The words of a language by which mentions are found: nouns, titles, groups, products, adjectives of nationality.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde::Deserialize;

use crate::document::{CountryKind, CountryTable, EntityType};

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
    nouns: HashMap<Box<str>, Vec<Sense>>,
    products: HashSet<Box<str>>,
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
}

/// The files that are compiled in for a language.
fn source(language: &str) -> Option<Source> {
    Some(match language {
        "it" => Source {
            words: include_str!("../it/mentions.toml"),
            nouns: include_str!("../../resolve/it/nouns.tsv"),
            anchored_nouns: include_str!("../it/nouns.tsv"),
            products: include_str!("../it/products.tsv"),
        },
        "en" => Source {
            words: include_str!("../en/mentions.toml"),
            nouns: include_str!("../../resolve/en/nouns.tsv"),
            anchored_nouns: include_str!("../en/nouns.tsv"),
            // Names of products are the same in both languages.
            products: include_str!("../it/products.tsv"),
        },
        _ => return None,
    })
}

impl MentionData {
    /// The words of a language; `None` where none are compiled in.
    pub(super) fn embedded(language: &str) -> Option<Self> {
        let source = source(language)?;
        // The files are compiled in; a test reads them, so that a mistake in them cannot go unseen.
        let words = toml::from_str(source.words).unwrap_or_default();
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
        Some(Self { words, nouns, products, countries: CountryTable::embedded(language)? })
    }

    /// The senses of a noun, the likeliest first.
    pub(super) fn senses(&self, lemma: &str) -> &[Sense] {
        self.nouns.get(lemma).map_or(&[], Vec::as_slice)
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
        for source in crate::annotate::Annotator::languages().map(|language| source(language.tag()).unwrap()) {
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
    }
}
