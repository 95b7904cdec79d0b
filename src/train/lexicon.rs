//! Morphological lists and treebanks → the lexicon's section.

use std::{collections::BTreeMap, path::Path};

use anyhow::{Context as _, Result};
use fst::MapBuilder;
use serde_json::Value;

use super::{
    Plan,
    corpus::{self, Corpus},
};
use crate::{
    annotate::{
        lemma::is_its_own_lemma,
        lexicon::{Morph, Script},
        words::lower,
    },
    document::{Document, Features, TokenId, Upos},
    model::Writer,
};

/// What one word can be: features and script, how often, and whether a list has it.
type Entry = BTreeMap<(Morph, Script), (u32, bool)>;

/// A lexicon before it is packed.
#[derive(Debug, Default)]
pub struct Learned {
    entries: BTreeMap<String, Entry>,
    scripts: Vec<Script>,
}

/// Compiles the lexicon.
///
/// # Errors
/// When a list cannot be read.
pub fn train(plan: &Plan<'_>, corpus: &Corpus) -> Result<Learned> {
    let mut learned = Learned::default();
    let lists = plan.data.join("lexicons");
    match plan.language {
        "it" => learned.italian_lists(&lists)?,
        "en" => learned.english_lists(&lists)?,
        _ => {}
    }
    for document in &corpus.gold {
        learned.document(document, false);
    }
    for document in &corpus.silver {
        learned.document(document, true);
    }
    learned.drop_rare();
    let mut scripts: Vec<Script> = learned.entries.values().flat_map(|e| e.keys().map(|(_, s)| s.clone())).collect();
    scripts.sort();
    scripts.dedup();
    learned.scripts = scripts;
    Ok(learned)
}

impl Learned {
    /// All words with what they can be and the number of a script.
    pub fn words(&self) -> impl Iterator<Item = (&str, Morph, u16)> {
        self.entries.iter().flat_map(|(word, entry)| {
            entry.keys().filter_map(|(morph, script)| Some((word.as_str(), *morph, self.script(script)?)))
        })
    }

    fn script(&self, script: &Script) -> Option<u16> {
        self.scripts.binary_search(script).ok().and_then(|i| u16::try_from(i).ok())
    }

    fn add(&mut self, word: &str, morph: Morph, lemma: &str, count: u32, listed: bool) {
        let mut key = String::new();
        lower(word, &mut key);
        let Some(script) = Script::between(&key, &lemma.to_lowercase()) else { return };
        let entry = self.entries.entry(key).or_default().entry((morph, script)).or_default();
        entry.0 += count;
        entry.1 |= listed;
    }

    fn document(&mut self, document: &Document, automatic: bool) {
        let weight = if automatic { 1 } else { 2 };
        for (i, token) in document.tokens.iter().enumerate() {
            let id = TokenId(i as u32);
            let morph = Morph { upos: token.upos, features: token.features };
            let form = document.form(id);
            if is_its_own_lemma(token.upos) {
                if token.upos != Upos::Propn && form.chars().all(|c| !c.is_numeric()) {
                    self.add(form, morph, form, weight, false);
                }
            } else if document.has_lemma(id) {
                // Some treebanks give several lemmas where they could not decide.
                let lemma = document.lemma(id).split('|').next().unwrap_or_default();
                match self.reliable(form, morph.upos).filter(|_| automatic) {
                    Some(known) => self.add(form, morph, &known, weight, false),
                    None => self.add(form, morph, lemma, weight, false),
                }
            }
        }
    }

    /// The lemma that the lists give a word of this part of speech, or else people in treebanks, where they agree.
    fn reliable(&self, form: &str, upos: Upos) -> Option<String> {
        let mut word = String::new();
        lower(form, &mut word);
        let entry = self.entries.get(&word)?;
        let mut scripts: Vec<&Script> = entry
            .iter()
            .filter(|((m, _), (n, listed))| m.upos == upos && (*listed || *n > 2))
            .map(|((_, s), _)| s)
            .collect();
        scripts.dedup();
        let [script] = scripts[..] else { return None };
        let mut lemma = String::new();
        script.apply(&word, &mut lemma);
        Some(lemma)
    }

    /// Drops what was seen once in automatic trees, and what is drowned by another analysis of the same word.
    fn drop_rare(&mut self) {
        for entry in self.entries.values_mut() {
            let most = entry.values().map(|(count, _)| *count).max().unwrap_or(0);
            entry.retain(|_, (count, listed)| *listed || (*count > 1 && *count * 200 > most));
        }
        self.entries.retain(|_, entry| !entry.is_empty());
    }

    fn italian_lists(&mut self, lists: &Path) -> Result<()> {
        let folder = lists.join("morphit_npm");
        for (lemma, paradigm) in &object(&folder.join("verbs.json"))? {
            self.verb(lemma, paradigm);
        }
        for (lemma, noun) in &object(&folder.join("words.json"))? {
            let gender = match noun["G"].as_str() {
                Some("F") => "Gender=Fem|",
                Some("M") => "Gender=Masc|",
                _ => "",
            };
            let mut add = |form: &str, number: &str| {
                let features = Features::parse(&format!("{gender}Number={number}"));
                self.add(form, Morph { upos: Upos::Noun, features }, lemma, 0, true);
            };
            add(lemma, "Sing");
            if let Some(plural) = noun["P"].as_str() {
                add(plural, "Plur");
            }
        }
        for (lemma, forms) in &object(&folder.join("adjectives_dict.json"))? {
            let form = |key: &str| forms[key].as_str();
            // An adjective with one form for both genders has no gender.
            let (plain, plural) = (form("FS") == Some(lemma), form("FP") == form("MP"));
            for (form, gender, number, same) in [
                (Some(lemma.as_str()), "Masc", "Sing", plain),
                (form("FS"), "Fem", "Sing", plain),
                (form("MP"), "Masc", "Plur", plural),
                (form("FP"), "Fem", "Plur", plural),
            ] {
                let gender = if same { String::new() } else { format!("Gender={gender}|") };
                let features = Features::parse(&format!("{gender}Number={number}"));
                if let Some(form) = form {
                    self.add(form, Morph { upos: Upos::Adj, features }, lemma, 0, true);
                }
            }
        }
        self.italian_tables(&lists.join("spacy_lookups_it"))
    }

    /// A verb's paradigm: mood → tense → person → form, or mood → tense → form.
    fn verb(&mut self, lemma: &str, paradigm: &Value) {
        for (mood, tenses) in paradigm.as_object().into_iter().flatten() {
            for (tense, forms) in tenses.as_object().into_iter().flatten() {
                let mut add = |form: &str, person: &str| {
                    // Where a pronoun is attached, the list gives that form only; the infinitive is the lemma then.
                    let form = if mood == "inf" { lemma } else { form };
                    if !has_pronoun(mood, form)
                        && let Some(features) = verb_features(mood, tense, person)
                    {
                        self.add(form, Morph { upos: Upos::Verb, features }, lemma, 0, true);
                    }
                };
                match forms {
                    Value::String(form) => add(form, ""),
                    Value::Object(forms) => {
                        forms.iter().for_each(|(person, form)| add(form.as_str().unwrap_or_default(), person));
                    }
                    _ => {}
                }
            }
        }
    }

    /// Tables from form to lemma for each part of speech, without features.
    fn italian_tables(&mut self, folder: &Path) -> Result<()> {
        let tables = [
            ("noun", Upos::Noun),
            ("adj", Upos::Adj),
            ("adv", Upos::Adv),
            ("adp", Upos::Adp),
            ("det", Upos::Det),
            ("pron", Upos::Pron),
            ("aux", Upos::Aux),
            ("num", Upos::Num),
        ];
        for (name, upos) in tables {
            let path = folder.join(format!("it_lemma_lookup_{name}.json.gz"));
            for (form, lemma) in &object(&path)? {
                if upos == Upos::Aux && has_pronoun("", form) {
                    continue;
                }
                let known = self.entries.get(form).is_some_and(|e| e.iter().any(|((m, _), v)| m.upos == upos && v.1));
                if let (false, Some(lemma)) = (known, lemma.as_str()) {
                    self.add(form, Morph { upos, features: Features::NONE }, lemma, 0, true);
                }
            }
        }
        Ok(())
    }

    /// WordNet's words with the forms that they have: irregular ones as listed, others by rule. What a form means besides
    /// its part of speech is left to the treebanks, whose features differ from any list's.
    fn english_lists(&mut self, lists: &Path) -> Result<()> {
        let folder = lists.join("spacy_lookups_it");
        let words = object(&folder.join("en_lemma_index.json.gz"))?;
        let irregular = object(&folder.join("en_lemma_exc.json.gz"))?;
        let is_plain = |word: &str| word.bytes().all(|b| b.is_ascii_alphabetic());
        for (kind, upos) in [("noun", Upos::Noun), ("verb", Upos::Verb), ("adj", Upos::Adj), ("adv", Upos::Adv)] {
            let morph = Morph { upos, features: Features::NONE };
            let mut listed: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
            for (form, lemmas) in irregular.get(kind).and_then(Value::as_object).into_iter().flatten() {
                for lemma in lemmas.as_array().into_iter().flatten().filter_map(Value::as_str) {
                    if is_plain(form) && is_plain(lemma) {
                        listed.entry(lemma).or_default().push(form);
                        self.add(form, morph, lemma, 0, true);
                    }
                }
            }
            let lemmas = words.get(kind).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
            for lemma in lemmas.filter(|lemma| is_plain(lemma)) {
                self.add(lemma, morph, lemma, 0, true);
                let listed = listed.get(lemma).map_or(&[][..], Vec::as_slice);
                for form in english::forms(lemma, upos, listed) {
                    self.add(&form, morph, lemma, 0, true);
                }
            }
        }
        Ok(())
    }

    /// The section that [`Lexicon::decode`](crate::annotate::lexicon::Lexicon::decode) reads.
    ///
    /// # Errors
    /// Never in practice: writing to memory does not fail.
    pub fn encode(&self) -> Result<Vec<u8>> {
        let mut morphs: Vec<Morph> = self.entries.values().flat_map(|e| e.keys().map(|(m, _)| *m)).collect();
        morphs.sort_unstable();
        morphs.dedup();
        let mut sets: BTreeMap<Vec<[u32; 4]>, u32> = BTreeMap::new();
        let mut words = Vec::new();
        for (word, entry) in &self.entries {
            let mut analyses = Vec::new();
            for ((morph, script), (count, listed)) in entry {
                let (Ok(morph), Some(script)) = (morphs.binary_search(morph), self.script(script)) else { continue };
                // Counts are kept roughly, so that more words share a set.
                let count = rough(*count);
                analyses.push([u32::MAX - count, morph as u32, u32::from(script), u32::from(*listed)]);
            }
            analyses.sort_unstable();
            analyses.truncate(255);
            words.push((word, analyses.clone()));
            *sets.entry(analyses).or_default() += 1;
        }
        // Frequent sets get small numbers.
        let mut ranked: Vec<(Vec<[u32; 4]>, u32)> = sets.into_iter().collect();
        ranked.sort_by_key(|(_, uses)| std::cmp::Reverse(*uses));
        let numbers: BTreeMap<&Vec<[u32; 4]>, u64> =
            ranked.iter().enumerate().map(|(i, (set, _))| (set, i as u64 + 1)).collect();

        let mut writer = Writer::new();
        writer.varint(morphs.len() as u32);
        for morph in &morphs {
            writer.u8(morph.upos as u8);
            writer.str(&morph.features.to_string());
        }
        writer.varint(self.scripts.len() as u32);
        for script in &self.scripts {
            writer.u8(script.cut);
            writer.str(&script.add);
        }
        writer.varint(ranked.len() as u32);
        for (set, _) in &ranked {
            writer.u8(set.len() as u8);
            for [count, morph, script, listed] in set {
                writer.varint(*morph);
                writer.varint(*script);
                writer.u8((u32::MAX - count) as u8);
                writer.u8(*listed as u8);
            }
        }
        let mut builder = MapBuilder::memory();
        for (word, set) in &words {
            builder.insert(word, numbers[set])?;
        }
        let map = builder.into_inner()?;
        writer.u32(map.len() as u32);
        writer.bytes(&map);
        Ok(writer.finish())
    }
}

/// A count as a small number that grows with it: itself up to 8, then four steps for each doubling.
fn rough(count: u32) -> u32 {
    if count < 8 {
        return count;
    }
    let log = count.ilog2();
    (8 + (log - 3) * 4 + (count >> (log - 2) & 3)).min(255)
}

/// Whether a form of this mood has a pronoun at its end; of any mood where `mood` is empty.
fn has_pronoun(mood: &str, form: &str) -> bool {
    let pronouns = ["mi", "ti", "si", "ci", "vi", "ne", "lo", "la", "li", "le", "gli"];
    let before = |host: &str| pronouns.iter().any(|p| form.strip_suffix(p).is_some_and(|stem| stem.ends_with(host)));
    match mood {
        "ger" => !form.ends_with("ndo"),
        "part" => form.ends_with("tosi") || form.ends_with("tasi"),
        "impr" => form.ends_with("ti") || form.ends_with("ci") || form.ends_with("vi"),
        "" => before("r") || before("ndo") || before("re"),
        _ => false,
    }
}

/// The features of a place in a paradigm; `person` is a number and a person ("P3"), or a number and a gender ("SF").
fn verb_features(mood: &str, tense: &str, person: &str) -> Option<Features> {
    let number = if person.starts_with('P') { "Plur" } else { "Sing" };
    let tense = match tense {
        "pres" => "Pres",
        "past" => "Past",
        "impf" => "Imp",
        "fut" => "Fut",
        _ => return None,
    };
    let finite = |mood: &str| {
        let person = person.get(1..2).filter(|p| "123".contains(p))?;
        Some(format!("Mood={mood}|Number={number}|Person={person}|Tense={tense}|VerbForm=Fin"))
    };
    let text = match mood {
        "ind" => finite("Ind")?,
        "sub" => finite("Sub")?,
        "cond" => finite("Cnd")?,
        "impr" => finite("Imp")?,
        "inf" => "VerbForm=Inf".to_owned(),
        "ger" => "VerbForm=Ger".to_owned(),
        "part" if tense == "Pres" => format!("Number={number}|Tense=Pres|VerbForm=Part"),
        "part" => {
            let gender = if person.ends_with('F') { "Fem" } else { "Masc" };
            format!("Gender={gender}|Number={number}|Tense=Past|VerbForm=Part")
        }
        _ => return None,
    };
    Some(Features::parse(&text))
}

/// How English words bend.
mod english {
    use crate::document::Upos;

    /// The regular forms of a word besides its lemma, but for those that `irregular` forms stand in for.
    pub(super) fn forms(lemma: &str, upos: Upos, irregular: &[&str]) -> Vec<String> {
        let instead = |is_like: &dyn Fn(&str) -> bool| irregular.iter().any(|form| is_like(form));
        let mut forms = Vec::new();
        match upos {
            Upos::Noun if irregular.is_empty() => forms.push(with_s(lemma)),
            Upos::Verb => {
                forms.push(with_s(lemma));
                if !instead(&|form| form.ends_with("ing")) {
                    forms.push(with_vowel(lemma, "ing"));
                }
                if !instead(&|form| !form.ends_with("ing") && !form.ends_with('s')) {
                    forms.push(with_vowel(lemma, "ed"));
                }
            }
            Upos::Adj if irregular.is_empty() && lemma.len() < 7 => {
                forms.extend([with_vowel(lemma, "er"), with_vowel(lemma, "est")]);
            }
            _ => {}
        }
        forms
    }

    fn is_vowel(byte: u8) -> bool {
        matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u')
    }

    /// The plural, or the third person.
    fn with_s(lemma: &str) -> String {
        let hisses = ["s", "x", "z", "ch", "sh"].iter().any(|ending| lemma.ends_with(ending));
        match (lemma.strip_suffix('y'), lemma.as_bytes()) {
            (Some(stem), [.., before, _]) if !is_vowel(*before) => format!("{stem}ies"),
            (_, [.., before, b'o']) if !is_vowel(*before) => format!("{lemma}es"),
            _ if hisses => format!("{lemma}es"),
            _ => format!("{lemma}s"),
        }
    }

    /// The lemma with an ending that starts with a vowel.
    fn with_vowel(lemma: &str, ending: &str) -> String {
        match lemma.as_bytes() {
            [.., b'e', b'e'] if ending == "ing" => format!("{lemma}{ending}"),
            [.., b'i', b'e'] if ending == "ing" => format!("{}y{ending}", &lemma[..lemma.len() - 2]),
            [.., b'e'] => format!("{}{ending}", &lemma[..lemma.len() - 1]),
            [.., before, b'y'] if !is_vowel(*before) && ending != "ing" => {
                format!("{}i{ending}", &lemma[..lemma.len() - 1])
            }
            _ => format!("{lemma}{ending}"),
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn regular_and_irregular_forms() {
            let forms = |lemma, upos, irregular: &[&str]| forms(lemma, upos, irregular).join(" ");
            assert_eq!(forms("city", Upos::Noun, &[]), "cities");
            assert_eq!(forms("man", Upos::Noun, &["men"]), "");
            assert_eq!(forms("agree", Upos::Verb, &[]), "agrees agreeing agreed");
            assert_eq!(forms("deny", Upos::Verb, &[]), "denies denying denied");
            assert_eq!(forms("stop", Upos::Verb, &["stopped", "stopping"]), "stops");
            assert_eq!(forms("go", Upos::Verb, &["goes", "gone", "went"]), "goes going");
            assert_eq!(forms("late", Upos::Adj, &[]), "later latest");
        }
    }
}

/// A JSON file that holds an object, sorted by key; may be compressed.
fn object(path: &Path) -> Result<BTreeMap<String, Value>> {
    let bytes = corpus::read_bytes(path)?;
    serde_json::from_slice(&bytes).with_context(|| format!("{} is not the list it should be", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::conllu;

    #[test]
    fn people_are_believed_before_programs() {
        let read = |lemma: &str| {
            let row = format!("1\trinforzi\t{lemma}\tNOUN\t_\tNumber=Plur\t0\troot\t_\t_\n\n");
            conllu::read("x", &row.repeat(3)).expect("well formed")
        };
        let mut learned = Learned::default();
        let mut add = |lemma: &str, automatic| {
            for document in &read(lemma) {
                learned.document(document, automatic);
            }
        };
        add("rinforzo|rinforzio", false);
        add("rinforzio", true);
        let lemmas: Vec<(&str, u32)> =
            learned.entries["rinforzi"].iter().map(|((_, script), (count, _))| (&*script.add, *count)).collect();
        assert_eq!(lemmas, [("o", 9)]);
    }
}
