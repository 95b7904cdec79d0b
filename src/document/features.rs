//! Morphological features, packed into 64 bits.

use std::fmt;

/// A morphological feature of Universal Dependencies that the program keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
#[allow(missing_docs)] // the names are the standard's own
pub enum Feature {
    Abbr,
    Aspect,
    Case,
    Clitic,
    Definite,
    Degree,
    ExtPos,
    Foreign,
    Gender,
    Mood,
    Number,
    NumForm,
    NumType,
    Person,
    Polarity,
    Poss,
    PronType,
    Reflex,
    Tense,
    Typo,
    VerbForm,
    Voice,
}

/// One row a feature: its name and its values; value `i` is stored as `i + 1`, 0 means absent. Sorted by name
/// regardless of case, as CoNLL-U wants it.
const TABLE: [(&str, &[&str]); 22] = [
    ("Abbr", &["Yes"]),
    ("Aspect", &["Imp", "Perf"]),
    ("Case", &["Acc", "Gen", "Nom", "Dat"]),
    ("Clitic", &["Yes"]),
    ("Definite", &["Def", "Ind"]),
    ("Degree", &["Abs", "Cmp", "Pos", "Sup", "Dim"]),
    ("ExtPos", &["ADP", "ADV", "CCONJ", "PRON", "PROPN", "SCONJ", "INTJ", "ADJ", "DET", "NOUN", "VERB"]),
    ("Foreign", &["Yes"]),
    ("Gender", &["Fem", "Masc", "Neut"]),
    ("Mood", &["Cnd", "Imp", "Ind", "Sub"]),
    ("Number", &["Plur", "Ptan", "Sing"]),
    ("NumForm", &["Combi", "Digit", "Roman", "Word"]),
    ("NumType", &["Card", "Frac", "Mult", "Ord", "Range"]),
    ("Person", &["1", "2", "3"]),
    ("Polarity", &["Neg", "Pos"]),
    ("Poss", &["Yes"]),
    ("PronType", &["Art", "Dem", "Emp", "Exc", "Ind", "Int", "Neg", "Prs", "Rcp", "Rel", "Tot"]),
    ("Reflex", &["Yes"]),
    ("Tense", &["Fut", "Imp", "Past", "Pres"]),
    ("Typo", &["Yes"]),
    ("VerbForm", &["Fin", "Ger", "Inf", "Part"]),
    ("Voice", &["Act", "Pass"]),
];

/// First bit and number of bits of each feature.
const PLACES: [(u32, u32); 22] = {
    let mut places = [(0, 0); 22];
    let (mut shift, mut i) = (0, 0);
    while i < TABLE.len() {
        let width = usize::BITS - TABLE[i].1.len().leading_zeros();
        places[i] = (shift, width);
        shift += width;
        i += 1;
    }
    assert!(shift <= 64);
    places
};

/// The morphological features of one word, for instance `Gender=Fem|Number=Sing`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Features(u64);

impl Features {
    /// No features.
    pub const NONE: Features = Features(0);

    /// Reads CoNLL-U's form; features and values outside the table are left out.
    pub fn parse(text: &str) -> Self {
        let mut features = Self::NONE;
        for (name, value) in text.split('|').filter_map(|pair| pair.split_once('=')) {
            if let Some(i) = TABLE.iter().position(|row| row.0 == name)
                && let Some(v) = TABLE[i].1.iter().position(|known| *known == value)
            {
                features.store(i, v as u64 + 1);
            }
        }
        features
    }

    /// The value of a feature, for instance `Some("Plur")`.
    pub fn get(self, feature: Feature) -> Option<&'static str> {
        let (shift, width) = PLACES[feature as usize];
        let value = (self.0 >> shift) & ((1 << width) - 1);
        TABLE[feature as usize].1.get((value as usize).checked_sub(1)?).copied()
    }

    /// The value of a feature as a small number, 0 where it is absent.
    pub fn code(self, feature: Feature) -> u32 {
        let (shift, width) = PLACES[feature as usize];
        ((self.0 >> shift) & ((1 << width) - 1)) as u32
    }

    /// Whether the feature has this value.
    pub fn has(self, feature: Feature, value: &str) -> bool {
        self.get(feature) == Some(value)
    }

    /// Sets a feature; a value outside the table changes nothing.
    pub fn set(&mut self, feature: Feature, value: &str) {
        if let Some(v) = TABLE[feature as usize].1.iter().position(|known| *known == value) {
            self.store(feature as usize, v as u64 + 1);
        }
    }

    /// Whether no feature is set.
    pub fn is_none(self) -> bool {
        self.0 == 0
    }

    /// The packed form: the same number for the same features in one version of the program.
    pub fn bits(self) -> u64 {
        self.0
    }

    fn store(&mut self, i: usize, value: u64) {
        let (shift, width) = PLACES[i];
        self.0 = (self.0 & !(((1 << width) - 1) << shift)) | (value << shift);
    }
}

impl fmt::Display for Features {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_none() {
            return f.write_str("_");
        }
        let mut first = true;
        for (row, (shift, width)) in TABLE.iter().zip(PLACES) {
            let value = (self.0 >> shift) & ((1 << width) - 1);
            if let Some(name) = (value as usize).checked_sub(1).and_then(|v| row.1.get(v)) {
                let bar = if first { "" } else { "|" };
                write!(f, "{bar}{}={name}", row.0)?;
                first = false;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_conllu() {
        let text = "Definite=Def|Gender=Fem|Number=Sing|PronType=Art";
        let mut features = Features::parse(text);
        assert_eq!(features.to_string(), text);
        assert!(features.has(Feature::Gender, "Fem"));
        features.set(Feature::Gender, "Masc");
        assert_eq!(features.get(Feature::Gender), Some("Masc"));
        assert_eq!(Features::parse("_").to_string(), "_");
        assert_eq!(Features::parse("Nonsense=Yes|Person=9"), Features::NONE);
    }

    #[test]
    fn every_value_of_every_feature_survives() {
        for (name, values) in TABLE {
            for value in values {
                let text = format!("{name}={value}");
                assert_eq!(Features::parse(&text).to_string(), text);
            }
        }
    }
}
