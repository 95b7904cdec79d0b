//! A word's form → the numbers that features are made of: hashes of the word and its ends, its shape, what the lists say.

use super::lists::Lists;
use crate::{
    document::Upos,
    model::{hash_bytes, hash_chars},
};

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Case {
    /// Outside the sentence.
    Beyond,
    /// No capital letter.
    Lower,
    /// One capital, at the start.
    Initial,
    /// Two letters or more, all capital.
    Capitals,
    /// Any other mixture with a capital.
    Mixed,
    /// Digits without letters.
    Number,
    /// Neither letters nor digits.
    Sign,
}

impl Case {
    /// How a form is written.
    pub fn of(form: &str) -> Self {
        let (mut letters, mut capitals, mut digits) = (0, 0, 0);
        let mut first = true;
        let mut starts = false;
        for c in form.chars() {
            if c.is_alphabetic() {
                letters += 1;
                if c.is_uppercase() {
                    capitals += 1;
                    starts |= first;
                }
                first = false;
            } else if c.is_numeric() {
                digits += 1;
            }
        }
        match (letters, capitals, digits) {
            (0, _, 0) => Self::Sign,
            (0, _, _) => Self::Number,
            (_, 0, _) => Self::Lower,
            (1, 1, _) => Self::Initial,
            (l, c, _) if l == c => Self::Capitals,
            (_, 1, _) if starts => Self::Initial,
            _ => Self::Mixed,
        }
    }

    /// Whether the word has a capital letter.
    pub fn is_capital(self) -> bool {
        matches!(self, Self::Initial | Self::Capitals | Self::Mixed)
    }
}

/// The numbers of one word.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// The form as it is written.
    pub form: u32,
    /// The form in lower case, each digit a zero.
    pub lower: u32,
    /// The first two to four letters.
    pub prefixes: [u32; 3],
    /// The last one to five letters.
    pub suffixes: [u32; 5],
    /// Kinds of characters, runs of one kind cut to two.
    pub shape: u32,
    /// How it is written.
    pub case: Case,
    /// Its part of speech, as a number from 1.
    pub tag: u32,
    /// What the lists know of it.
    pub known: Known,
}

/// What the lists know of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Known {
    /// Its clusters, fine and coarse: words that stand in like places share them; 0 where it is not known.
    pub clusters: [u16; 2],
    /// How often it is written with a capital inside sentences: 0 not known, 1 never to 7 always.
    pub capital: u8,
    /// Which lists of names it is in, a bit each.
    pub lists: u16,
}

impl Word {
    /// What stands before and after a sentence.
    pub const BEYOND: Word = Word {
        form: 1,
        lower: 1,
        prefixes: [1; 3],
        suffixes: [1; 5],
        shape: 1,
        case: Case::Beyond,
        tag: 0,
        known: Known { clusters: [0; 2], capital: 0, lists: 0 },
    };

    /// The numbers of a form with its part of speech.
    pub fn new(form: &str, upos: Upos, lists: &Lists) -> Self {
        let form: String = form.chars().map(|c| if matches!(c, '’' | '`' | '´') { '\'' } else { c }).collect();
        let lower = form.to_lowercase();
        let chars: Vec<char> = lower.chars().map(|c| if c.is_numeric() { '0' } else { c }).collect();
        let digits: String = chars.iter().collect();
        let n = chars.len();
        Self {
            form: hash_bytes(form.as_bytes()),
            lower: hash_bytes(digits.as_bytes()),
            prefixes: [2, 3, 4].map(|k| hash_chars(&chars[..k.min(n)])),
            suffixes: [1, 2, 3, 4, 5].map(|k| hash_chars(&chars[n - k.min(n)..])),
            shape: shape(&form),
            case: Case::of(&form),
            tag: 1 + upos as u32,
            known: lists.word(&form, &lower),
        }
    }
}

fn shape(form: &str) -> u32 {
    let mut shape: Vec<char> = Vec::with_capacity(form.len().min(16));
    for c in form.chars() {
        let kind = match c {
            c if c.is_uppercase() => 'X',
            c if c.is_alphabetic() => 'x',
            c if c.is_numeric() => '0',
            c => c,
        };
        if shape.len() < 2 || shape[shape.len() - 2..] != [kind, kind] {
            shape.push(kind);
        }
    }
    hash_chars(&shape)
}

#[cfg(test)]
mod tests {
    use super::{Case::*, *};

    #[test]
    fn case_and_shape() {
        let cases = ["di", "Roma", "NATO", "dell'Utri", "2022", "«", "Orlan-10", "E", "McDonald"].map(Case::of);
        assert_eq!(cases, [Lower, Initial, Capitals, Mixed, Number, Sign, Initial, Initial, Mixed]);
        assert_eq!(shape("Repubblica"), shape("Corriere"));
        assert_ne!(shape("G8"), shape("Gi"));
    }
}
