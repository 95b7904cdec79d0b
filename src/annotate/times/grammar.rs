//! The words and patterns of a language's expressions of time (`times.toml`) → tables for matching.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use super::calendar::Unit;

/// A name in a pattern: of a set, of a kind of words, or of one of the [`COMPUTED`].
pub(super) type Symbol = u16;

/// Names that the program gives to what it reads, by their symbol.
const COMPUTED: [&str; 9] = ["day", "year", "wordyear", "number", "roman", "numeric", "short", "time", "end"];
pub(super) const DAY: Symbol = 0;
pub(super) const YEAR: Symbol = 1;
pub(super) const WORD_YEAR: Symbol = 2;
pub(super) const NUMBER: Symbol = 3;
pub(super) const ROMAN: Symbol = 4;
pub(super) const NUMERIC: Symbol = 5;
/// A numeric date that may as well be a fraction: 3/4.
pub(super) const SHORT: Symbol = 6;
pub(super) const TIME: Symbol = 7;
pub(super) const END: Symbol = 8;

/// Kinds of words that meanings are made of, by their symbol.
const MEANT: [&str; 14] = [
    "month", "abbr", "weekday", "unit", "shift", "run", "deictic", "ordinal", "part", "season", "holiday", "few",
    "past", "now",
];
pub(super) const MONTH: Symbol = 9;
pub(super) const ABBR: Symbol = 10;
pub(super) const WEEKDAY: Symbol = 11;
pub(super) const UNIT: Symbol = 12;
pub(super) const SHIFT: Symbol = 13;
pub(super) const RUN: Symbol = 14;
pub(super) const DEICTIC: Symbol = 15;
pub(super) const ORDINAL: Symbol = 16;
pub(super) const PART: Symbol = 17;
pub(super) const SEASON: Symbol = 18;
pub(super) const HOLIDAY: Symbol = 19;
pub(super) const FEW: Symbol = 20;
const PAST: Symbol = 21;
/// Words that by themselves mean the unit of the article's day.
pub(super) const NOW: Symbol = 22;
const FIRST_OWN: Symbol = 23;

/// What one word may be: a symbol and, where it means a number, that number.
pub(super) type Sense = (Symbol, i32);

/// The words of a phrase behind its first, and what the whole may be.
pub(super) type Phrase = (Vec<Box<str>>, Vec<Sense>);

/// What the captured words of a pattern make.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Make {
    /// Looks like an expression of time, but names no one date.
    Nothing,
    /// Day, month and year, or some of them.
    Calendar,
    /// A date in digits.
    Numeric,
    /// A day of the month.
    Day,
    /// A day of the week.
    Weekday,
    /// A day told from the article's.
    Deictic,
    /// The last, this, the next unit.
    Unit,
    /// The unit of the article's day.
    ThisUnit,
    /// So many units before the article.
    Ago,
    /// So many units after it.
    Ahead,
    /// From so many units before the article on.
    Since,
    /// Until so many units after it.
    Within,
    /// A length of time.
    Duration,
    /// The last or next so many units.
    Run,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// A season.
    Season,
    /// A feast.
    Holiday,
    /// Some time before.
    Past,
    /// The early, middle or late part of another.
    Part,
    /// The n-th unit or weekday of another.
    Nth,
    /// A day or month inside another.
    Inside,
    /// What the other is.
    Same,
    /// From one to another.
    Range,
    /// From one on.
    From,
    /// Until one.
    Until,
    /// Until the day before one.
    Before,
}

/// One place of a pattern.
#[derive(Debug, Clone)]
pub(super) struct Element {
    pub(super) symbols: Vec<Symbol>,
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
    /// By first word: the other words and what they mean together, longest first.
    phrases: HashMap<Box<str>, Vec<Phrase>>,
    /// Parts of numbers in words, longest first: the part, its value, whether it multiplies.
    numbers: Vec<(Box<str>, i64, bool)>,
    number_starts: [bool; 256],
    pub(super) day_first: bool,
    future_endings: Vec<Box<str>>,
    /// Words that place a date ahead (true) or behind (false).
    directions: HashMap<Box<str>, bool>,
}

#[derive(Deserialize)]
struct Data {
    day_first: bool,
    future_endings: Vec<Box<str>>,
    future_words: Vec<Box<str>>,
    past_words: Vec<Box<str>>,
    sets: BTreeMap<String, Vec<String>>,
    words: BTreeMap<String, BTreeMap<String, toml::Value>>,
    numbers: Numbers,
    rule: Vec<Rule>,
}

#[derive(Deserialize)]
struct Numbers {
    add: BTreeMap<Box<str>, i64>,
    times: BTreeMap<Box<str>, i64>,
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

impl Grammar {
    /// Reads the data of a language; the message tells what is wrong with it.
    pub(super) fn new(data: &str) -> Result<Self, String> {
        let data: Data = toml::from_str(data).map_err(|error| error.to_string())?;
        let mut names: BTreeMap<String, Symbol> = BTreeMap::new();
        names.extend(COMPUTED.iter().chain(&MEANT).map(|name| (*name).to_owned()).zip(0..));
        names.extend(data.sets.keys().cloned().zip(FIRST_OWN..));
        let mut words: BTreeMap<&str, Vec<Sense>> = BTreeMap::new();
        for (name, set) in &data.sets {
            for word in set {
                words.entry(word).or_default().push((names[name], 0));
            }
        }
        for (name, kind) in &data.words {
            let symbol = *names.get(name).ok_or_else(|| format!("no kind of words is called {name}"))?;
            for (word, value) in kind {
                let number = value.as_integer().map(|n| n as i32).or_else(|| Unit::code_of(value.as_str()?));
                let number = number.ok_or_else(|| format!("{word}: neither a number nor a unit"))?;
                words.entry(word).or_default().push((symbol, number));
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
            for element in &pattern.elements {
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
            phrases: HashMap::new(),
            numbers: Vec::new(),
            number_starts: [false; 256],
            day_first: data.day_first,
            future_endings: data.future_endings,
            directions: HashMap::new(),
        };
        for (word, senses) in words {
            match word.split_once(' ') {
                None => _ = grammar.words.insert(word.into(), senses),
                Some((first, rest)) => {
                    let phrases = grammar.phrases.entry(first.into()).or_default();
                    phrases.push((rest.split(' ').map(Into::into).collect(), senses));
                    phrases.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
                }
            }
        }
        grammar.numbers.extend(data.numbers.add.into_iter().map(|(part, value)| (part, value, false)));
        grammar.numbers.extend(data.numbers.times.into_iter().map(|(part, value)| (part, value, true)));
        grammar.numbers.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        for (part, ..) in &grammar.numbers {
            grammar.number_starts[part.as_bytes().first().copied().unwrap_or_default() as usize] = true;
        }
        grammar.directions.extend(data.past_words.into_iter().map(|word| (word, false)));
        grammar.directions.extend(data.future_words.into_iter().map(|word| (word, true)));
        Ok(grammar)
    }

    /// What a word by itself may be.
    pub(super) fn senses(&self, word: &str) -> &[Sense] {
        self.words.get(word).map_or(&[], Vec::as_slice)
    }

    /// The phrases that begin with a word, longest first: their other words and what they mean.
    pub(super) fn phrases(&self, word: &str) -> &[Phrase] {
        self.phrases.get(word).map_or(&[], Vec::as_slice)
    }

    /// The patterns that may begin with a symbol.
    pub(super) fn starting_with(&self, symbol: Symbol) -> &[u16] {
        &self.starts[symbol as usize]
    }

    /// The value of a number in words.
    pub(super) fn number(&self, word: &str) -> Option<i64> {
        let first = *word.as_bytes().first()?;
        if !self.number_starts[first as usize] {
            return None;
        }
        let (mut total, mut current, mut rest) = (0i64, 0i64, word);
        while !rest.is_empty() {
            let (part, value, multiplies) = self.numbers.iter().find(|(part, ..)| rest.starts_with(&**part))?;
            if *multiplies {
                current = current.max(1).checked_mul(*value)?;
            } else {
                current = current.checked_add(*value)?;
            }
            if *value >= 1000 {
                total = total.checked_add(std::mem::take(&mut current))?;
            }
            rest = &rest[part.len()..];
        }
        total.checked_add(current)
    }

    /// Whether a word of the clause tells that it lies ahead, or behind; `None` where it tells nothing.
    pub(super) fn direction(&self, word: &str) -> Option<bool> {
        let ending =
            || self.future_endings.iter().any(|ending| word.len() > ending.len() + 1 && word.ends_with(&**ending));
        self.directions.get(word).copied().or_else(|| ending().then_some(true))
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
        .collect::<Result<_, _>>()?;
    Ok(Element { symbols, optional, context, not })
}

/// Whether a word of this kind can be what an expression is about.
pub(super) fn is_strong(symbol: Symbol) -> bool {
    matches!(symbol, MONTH..=UNIT | DEICTIC | SEASON | HOLIDAY | PAST | NOW)
}
