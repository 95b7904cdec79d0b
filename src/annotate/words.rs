//! The words of a sentence → what the classifiers look at: hashes of form, ends and shape, lexicon set, cluster.

use super::{
    clusters::Clusters,
    lexicon::{Lexicon, SetId},
};
use crate::{
    document::{Document, Tokens},
    model::{Hash, hash_bytes, hash_chars},
};

/// What the classifiers know of one word before any of them has run.
#[derive(Debug, Clone, Copy, Default)]
pub struct Word {
    /// The form in lower case, digits made 0.
    pub lower: u32,
    /// Its first 1, 2 and 3 characters.
    pub prefixes: [u32; 3],
    /// Its last 1, 2, 3 and 4 characters.
    pub suffixes: [u32; 4],
    /// Capitals, digits, signs; place in a multiword token.
    pub shape: u32,
    /// Distributional cluster, coarse and fine.
    pub clusters: [u32; 2],
    /// Its set in the lexicon.
    pub set: SetId,
    /// Parts of speech that the morphological lists give it.
    pub class: u32,
}

/// The words of one sentence; buffers are kept from one sentence to the next.
#[derive(Debug, Clone, Default)]
pub struct Words {
    list: Vec<Word>,
    lower: String,
    chars: Vec<char>,
}

/// What stands before the first and after the last word.
const OUTSIDE: Word = Word {
    lower: 1,
    prefixes: [1; 3],
    suffixes: [1; 4],
    shape: 1,
    clusters: [1; 2],
    set: SetId::EMPTY,
    class: 1 << 31,
};

impl Words {
    /// Looks at the words of a sentence.
    pub fn fill(&mut self, document: &Document, tokens: Tokens, lexicon: &Lexicon, clusters: &Clusters) {
        self.list.clear();
        let mut multiwords = document.multiwords.partition_point(|m| m.tokens.end <= tokens.begin);
        for token in tokens.iter() {
            while document.multiwords.get(multiwords).is_some_and(|m| m.tokens.end <= token) {
                multiwords += 1;
            }
            let part = match document.multiwords.get(multiwords) {
                Some(multiword) if multiword.tokens.begin == token => 1,
                Some(multiword) if multiword.tokens.contains(token) => 2,
                _ => 0,
            };
            let form = document.form(token);
            lower(form, &mut self.lower);
            restore_accent(&mut self.lower, lexicon);
            let set = lexicon.find(&self.lower);
            let exact = clusters.find(&self.lower);
            self.chars.clear();
            self.chars.extend(self.lower.chars().map(|c| if c.is_numeric() { '0' } else { c }));
            let chars = &self.chars;
            let n = chars.len();
            let suffix = |len: usize| hash_chars(&chars[n.saturating_sub(len)..]);
            let prefix = |len: usize| hash_chars(&chars[..len.min(n)]);
            self.list.push(Word {
                lower: suffix(n),
                prefixes: [prefix(1), prefix(2), prefix(3)],
                suffixes: [suffix(1), suffix(2), suffix(3), suffix(4)],
                shape: shape(form, part),
                clusters: exact,
                set,
                class: lexicon.class(set),
            });
        }
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The word at a place; one for all places outside the sentence.
    #[inline]
    pub fn at(&self, place: usize) -> &Word {
        self.list.get(place).unwrap_or(&OUTSIDE)
    }

    /// The word `back` places before another.
    #[inline]
    pub fn before(&self, place: usize, back: usize) -> &Word {
        place.checked_sub(back).map_or(&OUTSIDE, |place| self.at(place))
    }
}

/// Puts the form in lower case, apostrophes made one, into `out`: the form as the lexicon has it.
pub fn lower(form: &str, out: &mut String) {
    out.clear();
    for c in form.chars() {
        match c {
            '’' | '‘' | 'ʼ' => out.push('\''),
            c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            c => out.extend(c.to_lowercase()),
        }
    }
}

/// Puts the accent for which an apostrophe is written at the end of a word in lower case, where that makes a word of the
/// lexicon: "perche'" is "perché". Says whether the lexicon has the word, as it was or as it is now.
pub fn restore_accent(word: &mut String, lexicon: &Lexicon) -> bool {
    let Some(bare) = word.strip_suffix('\'') else { return false };
    let accents: &[char] = match bare.chars().next_back() {
        Some('a') => &['à'],
        Some('e') => &['é', 'è'],
        Some('i') => &['ì'],
        Some('o') => &['ò'],
        Some('u') => &['ù'],
        _ => &[],
    };
    if lexicon.find(word) != SetId::EMPTY {
        return true;
    }
    let stem = bare.strip_suffix(['a', 'e', 'i', 'o', 'u']).unwrap_or(bare);
    let mut candidates = accents.iter().map(|accent| format!("{stem}{accent}"));
    let Some(found) = candidates.find(|candidate| lexicon.find(candidate) != SetId::EMPTY) else { return false };
    *word = found;
    true
}

/// Runs of capitals, small letters, digits and signs, and the place in a multiword token, as a number.
fn shape(form: &str, part: u32) -> u32 {
    let (mut hash, mut last, mut runs) = (Hash::template(part), 0, 0);
    for c in form.chars() {
        let kind = match c {
            c if c.is_lowercase() => 1,
            c if c.is_uppercase() => 2,
            c if c.is_alphabetic() => 3,
            c if c.is_numeric() => 4,
            '\'' | '’' => 6,
            '-' | '.' | ',' | '@' | '#' | '/' | ':' | '%' => c as u32,
            _ => 5,
        };
        if kind != last {
            hash = hash.with(kind);
            (last, runs) = (kind, runs + 1);
            if runs == 6 {
                break;
            }
        }
    }
    // One capital and two are told apart: "A", "Al", "AL".
    let capitals = form.chars().take(3).filter(|c| c.is_uppercase()).count() as u32;
    hash.with(capitals.min(2)).finish()
}

/// The hash that a form in lower case has as [`Word::lower`].
pub fn lower_hash(lower: &str) -> u32 {
    let chars: Vec<char> = lower.chars().map(|c| if c.is_numeric() { '0' } else { c }).collect();
    hash_chars(&chars)
}

/// The hash of a lemma.
pub fn lemma_hash(lemma: &str) -> u32 {
    hash_bytes(lemma.as_bytes())
}
