//! Countries as a language names them: "Kazakhstan", "Kazakistan" and "kazake" → the country with its identifiers.
//!
//! Facts without analysis, so that the stage that finds adjectives of nationality and the one that tells entities apart
//! share one table.

use std::{collections::HashMap, sync::LazyLock};

use super::{Document, Mention, MentionKind};

/// What sort of place a row of the table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CountryKind {
    /// A state of today.
    Country,
    /// A dependent, disputed or constituent territory: "Scozia", "Cecenia", "Palestina".
    Territory,
    /// A first-level region of the country where the language is at home.
    Region,
    /// A state that is no more: "Unione Sovietica".
    Former,
    /// A continent or a part of the world.
    Continent,
}

impl CountryKind {
    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "country" => Self::Country,
            "territory" => Self::Territory,
            "region" => Self::Region,
            "former" => Self::Former,
            "continent" => Self::Continent,
            _ => return None,
        })
    }
}

/// One country, with what a language calls it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-2 code, or the code that stands in for it.
    pub code: Box<str>,
    /// The name a newspaper would print.
    pub name: Box<str>,
    /// What sort of place it is.
    pub kind: CountryKind,
    /// Other names and spellings.
    pub aliases: Vec<Box<str>>,
    /// Words of nationality in the form that the dictionary gives.
    pub demonyms: Vec<Box<str>>,
    /// Names of the capital; the one in use comes first.
    pub capitals: Vec<Box<str>>,
    /// Item of Wikidata: `Q232`.
    pub wikidata: Option<Box<str>>,
}

/// The countries of the world in one language.
#[derive(Debug, Clone, Default)]
pub struct CountryTable {
    countries: Vec<Country>,
    by_name: HashMap<Box<str>, usize>,
    /// The country of each form, and whether the form needs a capital: "Polish" is of Poland, "polish" of shoes.
    by_demonym: HashMap<Box<str>, (usize, bool)>,
}

impl CountryTable {
    /// The table in a language; `None` where none is compiled in.
    pub fn embedded(language: &str) -> Option<&'static Self> {
        static ITALIAN: LazyLock<CountryTable> = LazyLock::new(|| {
            CountryTable::parse(include_str!("it/countries.tsv"), include_str!("it/demonym-endings.tsv"))
        });
        static ENGLISH: LazyLock<CountryTable> = LazyLock::new(|| {
            CountryTable::parse(include_str!("en/countries.tsv"), include_str!("en/demonym-endings.tsv"))
        });
        match language {
            "it" => Some(&ITALIAN),
            "en" => Some(&ENGLISH),
            _ => None,
        }
    }

    /// Reads the two files; the heads of the files that are compiled in tell their form. Lines that do not fit it are
    /// left out.
    pub fn parse(countries: &str, endings: &str) -> Self {
        let endings: Vec<(&str, Vec<&str>)> = rows(endings)
            .filter_map(|row| row.split_once('\t'))
            .map(|(ending, forms)| (ending, forms.split('|').collect()))
            .collect();
        let mut table = Self::default();
        for country in rows(countries).filter_map(parse_country) {
            let index = table.countries.len();
            for name in std::iter::once(&country.name).chain(&country.aliases) {
                table.by_name.entry(fold(name)).or_insert(index);
            }
            for demonym in &country.demonyms {
                let needs_capital = demonym.starts_with(char::is_uppercase);
                for form in inflect(demonym, &endings) {
                    table.by_demonym.entry(fold(&form)).or_insert((index, needs_capital));
                }
            }
            table.countries.push(country);
        }
        table
    }

    /// The country of a name or spelling, written in any case: "Kazakhstan", "USA", "U.S.A.".
    pub fn by_name(&self, name: &str) -> Option<&Country> {
        self.countries.get(*self.by_name.get(&fold(name))?)
    }

    /// The country of a word of nationality in any of its forms: "kazake", "Statunitensi", "South Koreans".
    pub fn by_demonym(&self, form: &str) -> Option<&Country> {
        let (index, needs_capital) = *self.by_demonym.get(&fold(form))?;
        (!needs_capital || form.starts_with(char::is_uppercase)).then(|| &self.countries[index])
    }

    /// All countries, in the order of the table.
    pub fn iter(&self) -> impl Iterator<Item = &Country> {
        self.countries.iter()
    }
}

impl Document {
    /// The country that a word of nationality is of: Kazakhstan for "kazako" in "il governo kazako".
    pub fn country_of(&self, mention: &Mention) -> Option<&'static Country> {
        let table = CountryTable::embedded(self.article.language.as_ref()?.tag())?;
        let demonym = mention.kind == MentionKind::Demonym;
        demonym.then(|| table.by_demonym(mention.span.of(self.text()))).flatten()
    }
}

/// The lines of a table, without comments and empty ones.
fn rows(table: &str) -> impl Iterator<Item = &str> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn parse_country(row: &str) -> Option<Country> {
    let columns: Vec<&str> = row.split('\t').collect();
    let [code, name, kind, aliases, demonyms, capitals, wikidata] = columns[..] else { return None };
    let list = |column: &str| column.split('|').filter(|item| !item.is_empty()).map(Box::from).collect();
    Some(Country {
        code: code.into(),
        name: name.into(),
        kind: CountryKind::parse(kind)?,
        aliases: list(aliases),
        demonyms: list(demonyms),
        capitals: list(capitals),
        wikidata: (!wikidata.is_empty()).then(|| wikidata.into()),
    })
}

/// A name without what spellings differ in: case, full stops, hyphens, the form of the apostrophe.
fn fold(name: &str) -> Box<str> {
    let plain = name.chars().filter(|c| *c != '.').map(|c| match c {
        '-' | '\u{2010}' | '\u{2011}' => ' ',
        '’' => '\'',
        other => other,
    });
    plain.flat_map(char::to_lowercase).collect::<String>().into_boxed_str()
}

/// All forms of an adjective, by the rule of its longest ending.
fn inflect(adjective: &str, endings: &[(&str, Vec<&str>)]) -> Vec<String> {
    let rule = endings.iter().filter(|(ending, _)| adjective.ends_with(ending)).max_by_key(|(ending, _)| ending.len());
    let Some((ending, forms)) = rule else { return vec![adjective.to_owned()] };
    let stem = &adjective[..adjective.len() - ending.len()];
    forms.iter().map(|form| format!("{stem}{form}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_country_meet() {
        let table = CountryTable::embedded("it").unwrap();
        for name in ["Kazakistan", "Kazakhstan", "KAZAKHSTAN", "Kazachistan"] {
            assert_eq!(table.by_name(name).map(|c| &*c.code), Some("KZ"), "{name}");
        }
        for name in ["Usa", "U.S.A.", "Stati Uniti", "Stati uniti d’America"] {
            assert_eq!(table.by_name(name).and_then(|c| c.wikidata.as_deref()), Some("Q30"), "{name}");
        }
        assert_eq!(table.by_name("Guinea Bissau"), table.by_name("Guinea-Bissau"));
        assert!(table.by_name("Atlantide").is_none());
    }

    #[test]
    fn adjectives_are_known_in_every_form() {
        let table = CountryTable::embedded("it").unwrap();
        let forms = [
            ("kazake", "KZ"),
            ("kazachi", "KZ"),
            ("kirghisi", "KG"),
            ("statunitensi", "US"),
            ("Turchi", "TR"),
            ("greche", "GR"),
            ("belgi", "BE"),
            ("vietnamite", "VN"),
            ("malgasce", "MG"),
            ("bielorussi", "BY"),
            ("congolese", "CD"),
            ("inglesi", "GB-ENG"),
        ];
        for (form, code) in forms {
            assert_eq!(table.by_demonym(form).map(|c| &*c.code), Some(code), "{form}");
        }
        assert!(table.by_demonym("tavolo").is_none());
    }

    #[test]
    fn english_words_of_nationality_need_their_capital() {
        let table = CountryTable::embedded("en").unwrap();
        let forms = [
            ("Kazakh", "KZ"),
            ("Kazakhs", "KZ"),
            ("Kazakhstani", "KZ"),
            ("British", "GB"),
            ("Britons", "GB"),
            ("Frenchwoman", "FR"),
            ("Germans", "DE"),
            ("South Koreans", "KR"),
            ("POLISH", "PL"),
            ("Chinese", "CN"),
            ("Swiss", "CH"),
            ("Texans", "US-TX"),
        ];
        for (form, code) in forms {
            assert_eq!(table.by_demonym(form).map(|c| &*c.code), Some(code), "{form}");
        }
        assert!(["polish", "pole", "scots", "Chineses"].iter().all(|form| table.by_demonym(form).is_none()));
        for (name, code) in
            [("U.S.", "US"), ("Britain", "GB"), ("Türkiye", "TR"), ("Georgia", "GE"), ("Lombardy", "IT-25")]
        {
            assert_eq!(table.by_name(name).map(|c| &*c.code), Some(code), "{name}");
        }
        assert!(table.by_name("Washington").is_none());
    }

    #[test]
    fn every_line_of_the_tables_is_read() {
        let tables = [("it", include_str!("it/countries.tsv")), ("en", include_str!("en/countries.tsv"))];
        for (language, lines) in tables {
            let table = CountryTable::embedded(language).unwrap();
            assert_eq!(table.iter().count(), rows(lines).count());
            let mut codes: Vec<_> = table.iter().map(|c| &c.code).collect();
            codes.sort_unstable();
            codes.dedup();
            assert_eq!(codes.len(), table.iter().count());
            let states: Vec<_> = table.iter().filter(|c| c.kind == CountryKind::Country).collect();
            assert!(states.len() >= 194);
            assert!(states.iter().all(|c| c.wikidata.is_some() && !c.capitals.is_empty()));
        }
    }

    #[test]
    fn languages_agree_which_country_is_which() {
        let [italian, english] = ["it", "en"].map(|language| CountryTable::embedded(language).unwrap());
        for country in italian.iter() {
            let other = english.iter().find(|other| other.code == country.code);
            assert_eq!(other.map(|other| &other.wikidata), Some(&country.wikidata), "{}", country.name);
        }
    }
}
