//! Tokens of a paragraph → where its sentences end, by a linear classifier that learned it from treebanks.
//!
//! It is asked at each gap where a sentence could end at all: after a sign or an abbreviation, and before what is no word in
//! small letters. It sees the tokens around the gap, what the lexicon says of them, and the sentence so far.

use super::{lexicon::Lexicon, rules::TokenRules, words::lower};
use crate::{
    model::{Container, Hash, ModelError, Weights, hash_bytes},
    text::Span,
};

/// A paragraph of more tokens than this is none, but a text that has lost its line breaks: headlines and items of lists
/// then end in the midst of it.
pub const LONGEST_PARAGRAPH: usize = 1500;

/// The section of the model file.
pub const SECTION: &str = "sentences";

/// Tells where sentences end.
#[derive(Debug, Clone)]
pub struct Boundaries {
    weights: Weights,
}

impl Boundaries {
    /// Reads the section.
    ///
    /// # Errors
    /// When it is missing or damaged.
    pub fn load(container: &Container<'_>) -> Result<Self, ModelError> {
        let weights = Weights::decode(&mut container.reader(SECTION)?)?;
        if weights.classes() == 1 { Ok(Self { weights }) } else { Err(ModelError::Truncated) }
    }

    /// Whether a sentence ends in the gap that these are the features of.
    pub fn ends(&self, features: &[u32]) -> bool {
        self.weights.score_fixed::<1>(features)[0] > 0
    }
}

/// What is known of a token.
#[derive(Debug, Clone, Copy)]
struct Look {
    /// A sign itself, or a kind of word.
    kind: u32,
    /// The token in lower case.
    lower: u32,
    /// Parts of speech that the morphological lists give it.
    class: u32,
}

impl Look {
    const OUTSIDE: Look = Look { kind: 1, lower: 1, class: 0 };
}

/// A paragraph as the classifier sees it, walked through from its start.
pub struct Paragraph<'p> {
    text: &'p str,
    spans: &'p [Span],
    lexicon: &'p Lexicon,
    rules: &'p TokenRules,
    /// For each token what is known of it, once it was asked for.
    looks: Vec<Option<Look>>,
    /// Features of the whole: whether line breaks were lost.
    run: u32,
    /// How many tokens the last gap looked at had before it.
    seen: usize,
    sentence: SoFar,
    buffer: String,
}

/// The sentence so far.
#[derive(Debug, Clone, Copy, Default)]
struct SoFar {
    begin: usize,
    /// Brackets and quotation marks with two shapes that are open.
    open: i32,
    /// Whether an odd number of straight quotation marks was seen.
    odd: bool,
}

impl<'p> Paragraph<'p> {
    /// A paragraph of which nothing was looked at.
    pub fn new(text: &'p str, spans: &'p [Span], rules: &'p TokenRules, lexicon: &'p Lexicon) -> Self {
        let run = u32::from(spans.len() > LONGEST_PARAGRAPH);
        let looks = vec![None; spans.len()];
        let (seen, sentence, buffer) = (0, SoFar::default(), String::new());
        Self { text, spans, lexicon, rules, looks, run, seen, sentence, buffer }
    }

    /// Whether a sentence could end before the token `next`.
    pub fn is_gap(&mut self, next: usize) -> bool {
        let Some(before) = next.checked_sub(1).and_then(|i| self.spans.get(i)) else { return false };
        let Some(after) = self.spans.get(next) else { return false };
        let (word, follows) = (before.of(self.text), after.of(self.text));
        let starts_small = follows.starts_with(char::is_lowercase);
        // "12. The title": the number of a section, not a sentence.
        let first = self.spans[self.sentence.begin].of(self.text);
        if word == "." && next == self.sentence.begin + 2 && first.bytes().all(|b| b.is_ascii_digit()) {
            return false;
        }
        let is_word = word.starts_with(char::is_alphanumeric);
        if before.end == after.begin {
            return !is_word && follows.starts_with(char::is_uppercase) && !matches!(word, "'" | "’" | "(" | "-" | "/");
        }
        if is_word {
            if word.len() > 1 && word.ends_with('.') { self.may_end(word) } else { !starts_small }
        } else {
            // Dots before a small letter are a pause; a mark after a capital may be of a name.
            let named = || next > 1 && self.spans[next - 2].of(self.text).starts_with(char::is_uppercase);
            let pause = word == "," || word == "…" || word.starts_with("..") || word == "!" && named();
            !(starts_small && pause)
        }
    }

    /// Whether a sentence may end in a word with a full stop.
    fn may_end(&mut self, word: &str) -> bool {
        lower(word, &mut self.buffer);
        let word = self.buffer.as_str();
        self.rules.may_end.contains(word) || !self.rules.abbreviations.contains(word)
    }

    /// The last sentence ended before the token `next`.
    pub fn end_before(&mut self, next: usize) {
        self.sentence = SoFar { begin: next, ..SoFar::default() };
        self.seen = next;
    }

    /// Sets `features` to those of the gap before the token `next`; gaps are asked for from left to right.
    pub fn features(&mut self, next: usize, features: &mut Vec<u32>) {
        for span in &self.spans[self.seen..next] {
            match span.of(self.text).chars().next() {
                Some('(' | '[' | '«' | '“') => self.sentence.open += 1,
                Some(')' | ']' | '»' | '”') => self.sentence.open -= 1,
                Some('"') => self.sentence.odd = !self.sentence.odd,
                _ => {}
            }
        }
        self.seen = next;
        let at = |i: usize| self.spans[i];
        let is_near = at(next).begin == at(next - 1).end;
        let was_near = next > 1 && at(next - 1).begin == at(next - 2).end;
        let near = u32::from(is_near) | u32::from(was_near) << 1;
        let from = self.sentence.begin;
        let len = bucket(next - from);
        let quotes = (self.sentence.open.clamp(-1, 2) + 1) as u32 * 2 + u32::from(self.sentence.odd);
        let ahead = self.spans[next..].iter().take(40).position(|s| s.of(self.text).starts_with(['.', '!', '?', '…']));
        let ahead = ahead.map_or(99, bucket);

        let first = self.look(Some(from));
        let [before3, before2, before] = [3, 2, 1].map(|back| self.look((next - from >= back).then(|| next - back)));
        let [after, after2, after3] = [0, 1, 2].map(|on| self.look(Some(next + on)));

        features.clear();
        let mut template = 0;
        let mut add = |parts: &[u32]| {
            template += 1;
            features.push(parts.iter().fold(Hash::template(template), |hash, part| hash.with(*part)).finish());
        };
        let kinds = Hash::template(before.kind).with(after.kind).finish();
        // What is rare at the ends of sentences learns from what is frequent.
        let strong = [u32::from('.'), u32::from('!'), u32::from('?'), u32::from('…')].contains(&before.kind);
        let mark = if strong { u32::from('.') } else { before.kind };
        let coarse = Hash::template(mark).with(after.kind).finish();
        add(&[self.run]);
        add(&[coarse]);
        add(&[coarse, near, quotes]);
        add(&[coarse, before2.kind]);
        add(&[coarse, after2.kind]);
        add(&[coarse, after.class]);
        add(&[before.kind]);
        add(&[kinds, near]);
        add(&[kinds, self.run]);
        add(&[before.kind, self.run]);
        add(&[before.lower, after.kind]);
        add(&[before.lower, after.kind, self.run]);
        add(&[before.lower]);
        add(&[after.lower, before.kind]);
        add(&[after.lower]);
        add(&[before.lower, after.lower]);
        add(&[before2.lower, before.kind, after.kind]);
        add(&[before2.kind, kinds]);
        add(&[before3.kind, before2.kind, kinds]);
        add(&[kinds, after2.kind]);
        add(&[kinds, after2.kind, after3.kind]);
        add(&[before2.kind, kinds, after2.kind]);
        add(&[before.kind, after.class, after.kind]);
        add(&[before.class, kinds]);
        add(&[before2.class, kinds]);
        add(&[before.class, after.class, kinds]);
        add(&[kinds, after2.class]);
        add(&[kinds, len]);
        add(&[kinds, len, self.run]);
        add(&[kinds, ahead]);
        add(&[before.kind, ahead, self.run]);
        add(&[kinds, quotes]);
        add(&[before.kind, before2.kind, quotes, near]);
        add(&[first.kind, kinds]);
        add(&[first.kind, len, before.kind]);
        add(&[first.lower, before.kind]);
        add(&[after.lower, after2.lower]);
        add(&[after.class, after2.class, before.kind]);
    }

    fn look(&mut self, token: Option<usize>) -> Look {
        let Some((i, span)) = token.and_then(|i| Some((i, self.spans.get(i)?))) else { return Look::OUTSIDE };
        if let Some(look) = self.looks[i] {
            return look;
        }
        let word = span.of(self.text);
        lower(word, &mut self.buffer);
        let look = Look {
            kind: kind(word, &self.buffer, self.rules),
            lower: hash_bytes(self.buffer.as_bytes()),
            class: self.lexicon.class(self.lexicon.find(&self.buffer)),
        };
        self.looks[i] = Some(look);
        look
    }
}

/// A sign is its own kind; words are told apart by capitals, digits and their full stop.
fn kind(word: &str, lower: &str, rules: &TokenRules) -> u32 {
    let mut chars = word.chars();
    let Some(first) = chars.next() else { return 2 };
    if !first.is_alphanumeric() {
        let first = if first == '.' && chars.next() == Some('.') { '…' } else { first };
        return if first.is_ascii_punctuation()
            || matches!(first, '«' | '»' | '“' | '”' | '‘' | '’' | '…' | '–' | '—' | '•')
        {
            first as u32
        } else {
            3
        };
    }
    let stop = if !word.ends_with('.') {
        0
    } else if rules.may_end.contains(lower) {
        1
    } else if rules.abbreviations.contains(lower) {
        2
    } else if lower.len() == 2 {
        3
    } else {
        4
    };
    let shape = if first.is_numeric() {
        u32::from(!word.chars().all(char::is_numeric))
    } else if first.is_uppercase() {
        if word.chars().nth(1).is_none() {
            2
        } else if word.chars().any(char::is_lowercase) {
            3
        } else {
            4
        }
    } else {
        5
    };
    1 << 20 | stop << 4 | shape
}

/// Lengths that are about the same get the same number.
fn bucket(len: usize) -> u32 {
    match len {
        0..=6 => len as u32,
        7..=9 => 7,
        10..=14 => 8,
        15..=24 => 9,
        25..=44 => 10,
        _ => 11,
    }
}
