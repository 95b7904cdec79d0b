//! Words with tags → lemmas: from the lexicon where it knows the word with this tag, else by the ending.

use std::ops::ControlFlow;

use fst::{Map, raw::Fst};

use super::lexicon::{Lexicon, Morph, SetId};
use crate::{
    document::{Feature, Upos},
    model::{Container, ModelError},
};

/// The longest ending that a rule looks at, in characters.
pub const LONGEST_ENDING: usize = 6;

/// The lemmatizer of a language.
#[derive(Debug, Clone)]
pub struct Lemmatizer {
    /// From a kind of word (one byte) and an ending, read backwards, to the number of a script of the lexicon.
    endings: Map<Vec<u8>>,
}

impl Lemmatizer {
    /// Reads the lemmatizer's section.
    ///
    /// # Errors
    /// When it is missing or damaged.
    pub fn load(container: &Container<'_>) -> Result<Self, ModelError> {
        let endings = container.section("lemma.endings")?.to_vec();
        Ok(Self { endings: Map::new(endings).map_err(|_| ModelError::Truncated)? })
    }

    /// Puts the lemma of a word into `out`. `lower` is the word in lower case, `set` its set in the lexicon.
    pub fn lemma(&self, form: &str, lower: &str, set: SetId, morph: Morph, lexicon: &Lexicon, out: &mut String) {
        out.clear();
        if is_its_own_lemma(morph.upos) {
            out.push_str(form);
            return;
        }
        let known = lexicon.analyses(set).iter().filter(|a| lexicon.morph(a).upos == morph.upos);
        // The first that fits best: analyses come with the most frequent first.
        let mut best = None;
        for analysis in known {
            let fits = lexicon.morph(analysis).features == morph.features;
            if fits || best.is_none() {
                best = Some(analysis);
            }
            if fits {
                break;
            }
        }
        if let Some(analysis) = best {
            lexicon.script(analysis).apply(lower, out);
        } else if let Some(script) = self.by_ending(lower, morph).and_then(|s| lexicon.scripts().get(s)) {
            script.apply(lower, out);
        } else {
            out.push_str(lower);
        }
    }

    /// The script of the longest ending of `lower` that has one; plurals that have none are taken for singulars.
    fn by_ending(&self, lower: &str, morph: Morph) -> Option<usize> {
        let ending = || lower.bytes().rev().take(LONGEST_ENDING * 2);
        let find = |kind: u8| longest(self.endings.as_fst(), std::iter::once(kind).chain(ending()));
        find(ending_kind(morph)).or_else(|| find(morph.upos as u8)).map(|script| script as usize)
    }
}

/// The kind of word that an ending belongs to: its part of speech, plurals apart.
pub fn ending_kind(morph: Morph) -> u8 {
    let plural = morph.features.get(Feature::Number) == Some("Plur");
    morph.upos as u8 | u8::from(plural) << 5
}

/// Whether words of this part of speech are their own lemma.
pub fn is_its_own_lemma(upos: Upos) -> bool {
    matches!(upos, Upos::Propn | Upos::Num | Upos::Sym | Upos::Punct | Upos::X)
}

/// The value of the longest key that `bytes` starts with.
fn longest(fst: &Fst<Vec<u8>>, bytes: impl Iterator<Item = u8>) -> Option<u64> {
    let (mut node, mut sum, mut found) = (fst.root(), 0u64, None);
    let mut bytes = bytes;
    let _ = bytes.try_for_each(|byte| {
        let Some(i) = node.find_input(byte) else { return ControlFlow::Break(()) };
        let transition = node.transition(i);
        sum += transition.out.value();
        node = fst.node(transition.addr);
        if node.is_final() {
            found = Some(sum + node.final_output().value());
        }
        ControlFlow::Continue(())
    });
    found
}
