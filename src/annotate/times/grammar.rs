//! The words and patterns of a language's expressions of time (`times.toml`) → tables for matching.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use super::{
    calendar::Unit,
    make::Make,
    numbers::Numbers,
    symbols::{COMPUTED, DAY, FIRST_OWN, Kinds, MEANT, MOST, ORDINAL, Symbol},
};

/// What one word may be: a symbol and, where it means a number, that number.
pub(super) type Sense = (Symbol, i32);

/// The words of a phrase behind its first, and what the whole may be.
pub(super) type Phrase = (Vec<Box<str>>, Vec<Sense>);

/// One place of a pattern.
#[derive(Debug, Clone)]
pub(super) struct Element {
    pub(super) symbols: Vec<Symbol>,
    /// The same as a set.
    pub(super) kinds: Kinds,
    pub(super) optional: bool,
    /// Looked at, but no part of the expression.
    pub(super) context: bool,
    /// Must not be there.
    pub(super) not: bool,
}

/// One pattern of a rule.
#[derive(Debug)]
pub(super) struct Pattern {
    pub(super) elements: Vec<Element>,
    pub(super) make: Make,
    pub(super) stage: u8,
}

/// All that is known of a language's expressions of time.
#[derive(Debug)]
pub(super) struct Grammar {
    pub(super) patterns: Vec<Pattern>,
    /// By symbol: the patterns that may begin with it, in order.
    starts: Vec<Vec<u16>>,
    words: HashMap<Box<str>, Vec<Sense>>,
    /// The words that mean more with a capital letter, in lower case, and all that they mean then.
    capitals: HashMap<Box<str>, Vec<Sense>>,
    /// By first word: the other words and what they mean together, longest first.
    phrases: HashMap<Box<str>, Vec<Phrase>>,
    pub(super) numbers: Numbers,
    glued: Vec<Box<str>>,
    ordinal_endings: Vec<Box<str>>,
    pub(super) day_first: bool,
    /// Endings of words that place a date ahead (true) or behind (false).
    endings: Vec<(Box<str>, bool)>,
    /// Words that place a date ahead (true) or behind (false).
    directions: HashMap<Box<str>, bool>,
}

#[derive(Deserialize)]
struct Data {
    day_first: bool,
    #[serde(default = "one_sense")]
    day_ordinals: i32,
    #[serde(default)]
    glued: Vec<Box<str>>,
    #[serde(default)]
    ordinal_endings: Vec<Box<str>>,
    #[serde(default)]
    future_endings: Vec<Box<str>>,
    #[serde(default)]
    past_endings: Vec<Box<str>>,
    future_words: Vec<Box<str>>,
    past_words: Vec<Box<str>>,
    sets: BTreeMap<String, Vec<String>>,
    words: BTreeMap<String, BTreeMap<String, toml::Value>>,
    numbers: NumberWords,
    rule: Vec<Rule>,
}

#[derive(Deserialize)]
struct NumberWords {
    add: BTreeMap<Box<str>, i64>,
    times: BTreeMap<Box<str>, i64>,
    join: Option<Box<str>>,
}

#[derive(Deserialize)]
struct Rule {
    make: Make,
    #[serde(default = "one")]
    stage: u8,
    patterns: Vec<String>,
}

fn one() -> u8 {
    1
}

fn one_sense() -> i32 {
    1
}

impl Grammar {
    /// Reads the data of a language; the message tells what is wrong with it.
    pub(super) fn new(data: &str) -> Result<Self, String> {
        let data: Data = toml::from_str(data).map_err(|error| error.to_string())?;
        let mut names: BTreeMap<String, Symbol> = BTreeMap::new();
        names.extend(COMPUTED.iter().chain(&MEANT).map(|name| (*name).to_owned()).zip(0..));
        if let Some(name) = data.sets.keys().find(|name| names.contains_key(*name)) {
            return Err(format!("a set cannot be called {name}: that is a kind of words"));
        }
        names.extend(data.sets.keys().cloned().zip(FIRST_OWN..));
        if names.len() > usize::from(MOST) {
            return Err(format!("more than {MOST} kinds of words"));
        }
        // By the word in lower case, and whether it must be written with a capital.
        let mut words: BTreeMap<(String, bool), Vec<Sense>> = BTreeMap::new();
        let key = |word: &str| (word.to_lowercase(), word.starts_with(char::is_uppercase));
        for (name, set) in &data.sets {
            for word in set {
                words.entry(key(word)).or_default().push((names[name], 0));
            }
        }
        for (name, kind) in &data.words {
            let symbol = *names.get(name).ok_or_else(|| format!("no kind of words is called {name}"))?;
            for (word, value) in kind {
                let number = value.as_integer().map(|n| n as i32).or_else(|| Unit::code_of(value.as_str()?));
                let number = number.ok_or_else(|| format!("{word}: neither a number nor a unit"))?;
                let senses = words.entry(key(word)).or_default();
                senses.push((symbol, number));
                if symbol == ORDINAL && (1..=data.day_ordinals).contains(&number) {
                    senses.push((DAY, number));
                }
            }
        }
        let mut patterns = Vec::new();
        for rule in &data.rule {
            for pattern in &rule.patterns {
                let elements =
                    pattern.split_whitespace().map(|element| parse_element(element, &names)).collect::<Result<_, _>>();
                let elements = elements.map_err(|name| format!("\"{pattern}\": nothing is called {name}"))?;
                patterns.push(Pattern { elements, make: rule.make, stage: rule.stage });
            }
        }
        let mut starts = vec![Vec::new(); names.len()];
        for (i, pattern) in patterns.iter().enumerate() {
            for element in pattern.elements.iter().filter(|element| !element.not) {
                for symbol in &element.symbols {
                    starts[*symbol as usize].push(i as u16);
                }
                if !element.optional {
                    break;
                }
            }
        }
        let mut grammar = Self {
            patterns,
            starts,
            words: HashMap::new(),
            capitals: HashMap::new(),
            phrases: HashMap::new(),
            numbers: Numbers::new(data.numbers.add, data.numbers.times, data.numbers.join),
            glued: data.glued,
            ordinal_endings: data.ordinal_endings,
            day_first: data.day_first,
            endings: Vec::new(),
            directions: HashMap::new(),
        };
        for ((word, capital), senses) in &words {
            match word.split_once(' ') {
                None if *capital => {
                    let plain = words.get(&(word.clone(), false)).into_iter().flatten();
                    _ = grammar.capitals.insert(word.as_str().into(), plain.chain(senses).copied().collect());
                }
                None => _ = grammar.words.insert(word.as_str().into(), senses.clone()),
                Some((first, rest)) => {
                    let phrases = grammar.phrases.entry(first.into()).or_default();
                    phrases.push((rest.split(' ').map(Into::into).collect(), senses.clone()));
                    phrases.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
                }
            }
        }
        grammar.endings.extend(data.past_endings.into_iter().map(|ending| (ending, false)));
        grammar.endings.extend(data.future_endings.into_iter().map(|ending| (ending, true)));
        grammar.directions.extend(data.past_words.into_iter().map(|word| (word, false)));
        grammar.directions.extend(data.future_words.into_iter().map(|word| (word, true)));
        Ok(grammar)
    }

    /// What a word by itself may be; `word` in lower case, `capital` whether it is written with one.
    pub(super) fn senses(&self, word: &str, capital: bool) -> &[Sense] {
        let special = if capital { self.capitals.get(word) } else { None };
        special.or_else(|| self.words.get(word)).map_or(&[], Vec::as_slice)
    }

    /// The phrases that begin with a word, longest first: their other words and what they mean.
    pub(super) fn phrases(&self, word: &str) -> &[Phrase] {
        self.phrases.get(word).map_or(&[], Vec::as_slice)
    }

    /// The patterns that may begin with a symbol.
    pub(super) fn starting_with(&self, symbol: Symbol) -> &[u16] {
        &self.starts[symbol as usize]
    }

    /// Whether a word may follow a number without a blank, and is a word by itself then: "1990s".
    pub(super) fn is_glued(&self, word: &str) -> bool {
        self.glued.iter().any(|own| **own == *word)
    }

    /// Whether digits with this behind them are an ordinal: "3rd".
    pub(super) fn is_ordinal_ending(&self, letters: &str) -> bool {
        self.ordinal_endings.iter().any(|own| **own == *letters)
    }

    /// Whether a word of the clause tells that it lies ahead, or behind; `None` where it tells nothing.
    pub(super) fn direction(&self, word: &str) -> Option<bool> {
        let fits = |ending: &str| word.len() > ending.len() + 1 && word.ends_with(ending);
        let by_ending = || self.endings.iter().find(|(ending, _)| fits(ending)).map(|(_, ahead)| *ahead);
        self.directions.get(word).copied().or_else(by_ending)
    }
}

fn parse_element(text: &str, names: &BTreeMap<String, Symbol>) -> Result<Element, String> {
    let (text, optional) = text.strip_suffix('?').map_or((text, false), |text| (text, true));
    let inner = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    let (text, context) = inner.map_or((text, false), |inner| (inner, true));
    let (text, not) = text.strip_prefix('!').map_or((text, false), |text| (text, true));
    let symbols = text
        .split('|')
        .map(|name| names.get(name).copied().ok_or_else(|| name.to_owned()))
        .collect::<Result<Vec<_>, _>>()?;
    let kinds = symbols.iter().fold(Kinds::default(), |kinds, symbol| kinds.with(*symbol));
    Ok(Element { symbols, kinds, optional, context, not })
}
