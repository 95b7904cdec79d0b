//! A word in lower case → what it can be: parts of speech, features, lemma.
//!
//! Compiled while training, from morphological lists and from the treebanks. An automaton (`fst`) leads from the word to one
//! of some thousands of distinct sets of analyses; a lemma is kept as what to cut from the end and what to put there, so
//! that regular words share their set.

use fst::Map;

use crate::{
    document::{Features, Upos},
    model::{ModelError, Reader},
};

/// A part of speech with its features.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Morph {
    /// Part of speech.
    pub upos: Upos,
    /// Features; none where the source does not tell them.
    pub features: Features,
}

/// How to make a lemma of a word: cut so many characters from its end, put these there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Script {
    /// How many characters go.
    pub cut: u8,
    /// What comes in their place.
    pub add: Box<str>,
}

impl Script {
    /// The script that makes `lemma` of `word`.
    #[cfg(any(test, feature = "train"))]
    pub fn between(word: &str, lemma: &str) -> Option<Self> {
        let common: usize =
            word.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
        let cut = u8::try_from(word[common..].chars().count()).ok()?;
        Some(Self { cut, add: lemma[common..].into() })
    }

    /// Appends the lemma of `word` to `out`; the word itself where it is too short to cut.
    pub fn apply(&self, word: &str, out: &mut String) {
        let kept = match self.cut {
            0 => Some(word.len()),
            cut => word.char_indices().rev().nth(cut as usize - 1).map(|(i, _)| i),
        };
        if let Some(kept) = kept {
            out.push_str(&word[..kept]);
            out.push_str(&self.add);
        } else {
            out.push_str(word);
        }
    }
}

/// One thing that a word can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Analysis {
    /// Number in the table of parts of speech with features.
    pub morph: u16,
    /// Number in the table of scripts.
    pub script: u16,
    /// How often the treebanks have it so: the number itself up to 8, then a number that grows with it.
    pub count: u8,
    /// Whether a morphological list has it.
    pub listed: bool,
}

/// A set of analyses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SetId(u32);

impl SetId {
    /// The set of a word that is not in the lexicon.
    pub const EMPTY: SetId = SetId(0);

    /// The set as a number.
    pub fn number(self) -> u32 {
        self.0
    }
}

/// The lexicon of a language.
#[derive(Debug, Clone)]
pub struct Lexicon {
    words: Map<Vec<u8>>,
    morphs: Vec<Morph>,
    scripts: Vec<Script>,
    analyses: Vec<Analysis>,
    /// Where each set ends in `analyses`, and its ambiguity class; set 0 is empty.
    sets: Vec<(u32, u32)>,
}

impl Lexicon {
    /// The set of a word in lower case; the empty set where it is unknown.
    pub fn find(&self, word: &str) -> SetId {
        let set = self.words.get(word).unwrap_or_default() as u32;
        SetId(if (set as usize) < self.sets.len() { set } else { 0 })
    }

    /// What a word of this set can be, the most frequent first.
    pub fn analyses(&self, set: SetId) -> &[Analysis] {
        let begin = (set.0 as usize).checked_sub(1).map_or(0, |before| self.sets[before].0);
        &self.analyses[begin as usize..self.sets[set.0 as usize].0 as usize]
    }

    /// Which parts of speech the morphological lists give to words of this set, as a number; verbs by form.
    pub fn class(&self, set: SetId) -> u32 {
        self.sets[set.0 as usize].1
    }

    /// Part of speech and features of an analysis.
    pub fn morph(&self, analysis: &Analysis) -> Morph {
        self.morphs[analysis.morph as usize]
    }

    /// The script that makes the lemma of an analysis.
    pub fn script(&self, analysis: &Analysis) -> &Script {
        &self.scripts[analysis.script as usize]
    }

    /// All scripts.
    pub fn scripts(&self) -> &[Script] {
        &self.scripts
    }

    /// Whether a morphological list or a treebank knows the word as something that `test` accepts.
    pub fn can_be(&self, word: &str, test: impl Fn(Morph) -> bool) -> bool {
        self.analyses(self.find(word)).iter().any(|analysis| test(self.morph(analysis)))
    }

    /// Reads what the trainer wrote.
    ///
    /// # Errors
    /// When the bytes are damaged.
    pub fn decode(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        let mut morphs = Vec::new();
        for _ in 0..reader.varint()? {
            let upos = *Upos::ALL.get(reader.u8()? as usize).ok_or(ModelError::Truncated)?;
            morphs.push(Morph { upos, features: Features::parse(reader.str()?) });
        }
        let mut scripts = Vec::new();
        for _ in 0..reader.varint()? {
            scripts.push(Script { cut: reader.u8()?, add: reader.str()?.into() });
        }
        let (mut analyses, mut sets) = (Vec::new(), vec![(0, 0)]);
        for _ in 0..reader.varint()? {
            let begin = analyses.len();
            for _ in 0..reader.u8()? {
                let (morph, script) = (reader.varint()? as u16, reader.varint()? as u16);
                let (count, listed) = (reader.u8()?, reader.u8()? != 0);
                if morph as usize >= morphs.len() || script as usize >= scripts.len() {
                    return Err(ModelError::Truncated);
                }
                analyses.push(Analysis { morph, script, count, listed });
            }
            let class = class(analyses[begin..].iter().filter(|a| a.listed).map(|a| morphs[a.morph as usize]));
            sets.push((analyses.len() as u32, class));
        }
        let len = reader.u32()? as usize;
        let words = Map::new(reader.bytes(len)?.to_vec()).map_err(|_| ModelError::Truncated)?;
        Ok(Self { words, morphs, scripts, analyses, sets })
    }
}

/// A bit for each part of speech, verbs by form.
fn class(morphs: impl Iterator<Item = Morph>) -> u32 {
    use crate::document::Feature::VerbForm;
    let bit = |morph: Morph| match (morph.upos, morph.features.get(VerbForm)) {
        (Upos::Verb, Some("Inf")) => 20,
        (Upos::Verb, Some("Part")) => 21,
        (Upos::Verb, Some("Ger")) => 22,
        (upos, _) => upos as u32,
    };
    morphs.fold(0, |class, morph| class | (1 << bit(morph)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_makes_the_lemma_it_was_made_from() {
        for (word, lemma) in [("città", "città"), ("arrestati", "arrestare"), ("vado", "andare"), ("perché", "perché")]
        {
            let script = Script::between(word, lemma).expect("short words");
            let mut out = String::new();
            script.apply(word, &mut out);
            assert_eq!(out, lemma);
        }
        let mut out = String::new();
        Script { cut: 9, add: "x".into() }.apply("è", &mut out);
        assert_eq!(out, "è");
    }
}
