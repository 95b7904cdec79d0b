//! The words of a document → for each word the hashed features that its label is judged by.
//!
//! Features of a word are made of itself and of up to two words on either side, of the run of capitalised words that it
//! stands in, and of the other places near by in the document where the same word stands.

use std::{borrow::Cow, collections::HashMap};

use super::{
    lists::{Lists, Places},
    word::{Case, Word},
};
use crate::{document::Upos, model::Hash};

/// How far the other places may be, in sentences.
const WINDOW: usize = 40;

/// Words in capitals that are as long are no acronyms, where they are known with one capital.
const LONGEST_ACRONYM: usize = 4;

/// How many other places are looked at.
const OTHERS: usize = 8;

/// One sentence, made ready.
#[derive(Debug, Clone)]
pub struct Prepared {
    words: Vec<Word>,
    places: Vec<Places>,
    /// For each capitalised word the bounds of the run it stands in.
    runs: Vec<(u32, u32)>,
    /// Whether the word stands between quotation marks.
    quoted: Vec<bool>,
}

impl Prepared {
    /// Makes a sentence ready, given as its surface words with their parts of speech.
    pub fn new(words: &[(&str, Upos)], lists: &Lists) -> Self {
        let forms: Vec<&str> = words.iter().map(|(form, _)| *form).collect();
        let forms: Vec<Cow<'_, str>> = recased(&forms, lists);
        let words: Vec<Word> = forms.iter().zip(words).map(|(form, (_, upos))| Word::new(form, *upos, lists)).collect();
        let lower: Vec<String> = forms.iter().map(|form| form.to_lowercase().replace(['’', '`'], "'")).collect();
        let places = lists.phrases(&lower);
        let runs = runs(&words);
        let mut open = false;
        let quoted = forms
            .iter()
            .map(|form| {
                let mark = matches!(&**form, "\"" | "«" | "»" | "“" | "”" | "''" | "``");
                if mark {
                    open = if *form == "\"" { !open } else { matches!(&**form, "«" | "“" | "``") };
                }
                open && !mark
            })
            .collect();
        Self { words, places, runs, quoted }
    }

    /// How many words.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    fn word(&self, i: usize, offset: isize) -> &Word {
        i.checked_add_signed(offset).and_then(|j| self.words.get(j)).unwrap_or(&Word::BEYOND)
    }
}

/// The forms as running text would write them. In a headline of capitals a word takes the case that it mostly has; elsewhere
/// a word in capitals that is known with one capital ("ROMA") takes that form.
fn recased<'f>(forms: &[&'f str], lists: &Lists) -> Vec<Cow<'f, str>> {
    let cases: Vec<Case> = forms.iter().map(|form| Case::of(form)).collect();
    let count = |wanted: Case| cases.iter().filter(|case| **case == wanted).count();
    let shouted = count(Case::Capitals) >= 4 && count(Case::Lower) * 4 <= count(Case::Capitals);
    let recase = |(form, case): (&&'f str, &Case)| {
        let long = form.chars().count() >= LONGEST_ACRONYM;
        if *case != Case::Capitals || !(shouted || long) {
            return Cow::Borrowed(*form);
        }
        let lower = form.to_lowercase();
        let mut chars = lower.chars();
        let initial: String = chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect();
        match (lists.word(&initial, &lower).capital, lists.has(&initial)) {
            (1..=3, _) if shouted => Cow::Owned(lower),
            (_, true) if long => Cow::Owned(initial),
            (0 | 4.., _) if shouted && long => Cow::Owned(initial),
            _ => Cow::Borrowed(*form),
        }
    };
    forms.iter().zip(&cases).map(recase).collect()
}

/// For each capitalised word the bounds of the run of capitalised words around it.
fn runs(words: &[Word]) -> Vec<(u32, u32)> {
    let mut runs = vec![(0, 0); words.len()];
    let mut i = 0;
    while i < words.len() {
        if !words[i].case.is_capital() {
            i += 1;
            continue;
        }
        let begin = i;
        while i < words.len() && words[i].case.is_capital() {
            i += 1;
        }
        runs[begin..i].fill((begin as u32, i as u32));
    }
    runs
}

/// The prepared sentences of a document, with an index of where its capitalised words stand.
#[derive(Debug)]
pub struct Context {
    sentences: Vec<Prepared>,
    index: HashMap<u32, Vec<(u32, u32)>>,
}

impl Context {
    /// Indexes the sentences of one document.
    pub fn new(sentences: Vec<Prepared>) -> Self {
        let mut index: HashMap<u32, Vec<(u32, u32)>> = HashMap::new();
        for (s, sentence) in sentences.iter().enumerate() {
            for (i, word) in sentence.words.iter().enumerate().filter(|(_, word)| word.case.is_capital()) {
                index.entry(word.lower).or_default().push((s as u32, i as u32));
            }
        }
        Self { sentences, index }
    }

    /// How many sentences.
    pub fn len(&self) -> usize {
        self.sentences.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.sentences.is_empty()
    }

    /// A sentence.
    pub fn sentence(&self, s: usize) -> &Prepared {
        &self.sentences[s]
    }

    /// Puts the features of word `i` of sentence `s` into `out`.
    pub fn features(&self, s: usize, i: usize, out: &mut Vec<u32>) {
        out.clear();
        let sentence = &self.sentences[s];
        own(sentence, i, out);
        around(sentence, i, out);
        tags(sentence, i, out);
        if sentence.words[i].case.is_capital() {
            in_run(sentence, i, out);
            self.elsewhere(s, i, out);
        }
    }

    /// What stands around the same word elsewhere in the document.
    fn elsewhere(&self, s: usize, i: usize, out: &mut Vec<u32>) {
        let word = &self.sentences[s].words[i];
        let Some(places) = self.index.get(&word.lower) else { return };
        let first = places.partition_point(|(t, _)| (*t as usize) + WINDOW < s);
        let near = places[first..].iter().take_while(|(t, _)| *t as usize <= s + WINDOW);
        let others = near.filter(|(t, j)| (*t as usize, *j as usize) != (s, i));
        let before = out.len();
        for (t, j) in others.take(OTHERS) {
            let (other, j) = (&self.sentences[*t as usize], *j as usize);
            let (left, right) = (other.word(j, -1), other.word(j, 1));
            let (begin, end) = other.runs[j];
            let here = Hash::template(90).with(u32::from(j == 0));
            out.push(here.with(1).with(left.lower).finish());
            out.push(here.with(2).with(right.lower).finish());
            out.push(here.with(3).with(u32::from(left.known.clusters[0])).finish());
            out.push(here.with(4).with(u32::from(left.known.lists)).with(left.case as u32).finish());
            out.push(here.with(5).with(u32::from(right.known.lists)).with(right.case as u32).finish());
            let run_left = other.word(begin as usize, -1);
            out.push(here.with(6).with(run_left.lower).with((end - begin).min(4)).finish());
            for (list, place) in other.places[j].iter().enumerate() {
                out.push(here.with(7).with(list as u32).with(u32::from(*place)).finish());
            }
        }
        out[before..].sort_unstable();
        let mut kept = before;
        for k in before..out.len() {
            if k == before || out[k] != out[kept - 1] {
                out[kept] = out[k];
                kept += 1;
            }
        }
        out.truncate(kept);
        out.push(Hash::template(91).with(u32::from(kept > before)).finish());
    }
}

/// Features of the word itself.
fn own(sentence: &Prepared, i: usize, out: &mut Vec<u32>) {
    let word = &sentence.words[i];
    let start = u32::from(i == 0);
    let case = word.case as u32;
    let mut add = |template: u32, parts: [u32; 2]| {
        out.push(Hash::template(template).with(parts[0]).with(parts[1]).finish());
    };
    add(0, [word.lower, 0]);
    add(1, [word.form, start]);
    add(2, [word.shape, start]);
    for prefix in word.prefixes {
        add(3, [prefix, case]);
    }
    for suffix in word.suffixes {
        add(4, [suffix, case]);
    }
    add(8, [u32::from(word.known.clusters[0]), case]);
    add(9, [u32::from(word.known.clusters[1]), case]);
    add(10, [u32::from(word.known.capital) << 1 | start, case]);
    add(11, [u32::from(word.known.lists), case]);
    for bit in (0..16).filter(|bit| word.known.lists >> bit & 1 == 1) {
        add(12, [bit, case]);
    }
    add(13, [u32::from(sentence.quoted[i]), case << 1 | start]);
    let places = sentence.places[i];
    for (list, place) in places.iter().enumerate() {
        add(14 + list as u32, [u32::from(*place), case]);
    }
    add(17, [places.iter().fold(0, |all, place| all * 5 + u32::from(*place)), u32::from(word.known.lists)]);
}

/// Features of the words around it, alone and together with it.
fn around(sentence: &Prepared, i: usize, out: &mut Vec<u32>) {
    let at = |offset| sentence.word(i, offset);
    let (l2, l1, w, r1, r2) = (at(-2), at(-1), at(0), at(1), at(2));
    let mut add = |template: u32, parts: [u32; 3]| {
        out.push(Hash::template(template).with(parts[0]).with(parts[1]).with(parts[2]).finish());
    };
    let case = w.case as u32;
    for (n, word) in [l2, l1, r1, r2].into_iter().enumerate() {
        let n = n as u32;
        add(20, [n, word.lower, 0]);
        add(21, [n, word.lower, case]);
        add(22, [n, u32::from(word.known.clusters[0]), case]);
        add(23, [n, u32::from(word.known.clusters[1]), case]);
        add(24, [n, u32::from(word.known.lists), word.case as u32]);
        add(25, [n, word.suffixes[2], word.case as u32]);
    }
    add(30, [l1.lower, w.lower, 0]);
    add(31, [w.lower, r1.lower, 0]);
    add(32, [l1.lower, r1.lower, case]);
    add(33, [l2.lower, l1.lower, case]);
    add(34, [r1.lower, r2.lower, case]);
    let cases = |a: &Word, b: &Word, c: &Word| (a.case as u32) << 8 | (b.case as u32) << 4 | c.case as u32;
    add(35, [cases(l1, w, r1), 0, 0]);
    add(36, [cases(l2, l1, w), cases(w, r1, r2), 0]);
    let fine = |word: &Word| u32::from(word.known.clusters[0]);
    add(37, [fine(l1), fine(w), case]);
    add(38, [fine(w), fine(r1), case]);
    add(39, [fine(l1), fine(w), fine(r1)]);
    let lists = |word: &Word| u32::from(word.known.lists) << 4 | word.case as u32;
    add(40, [lists(l1), lists(w), 0]);
    add(41, [lists(w), lists(r1), 0]);
    add(42, [l1.shape, w.shape, r1.shape]);
    add(43, [l1.lower, w.shape, 0]);
    add(44, [r1.lower, w.shape, 0]);
}

/// Features of the parts of speech of the word and those around it.
fn tags(sentence: &Prepared, i: usize, out: &mut Vec<u32>) {
    let at = |offset| sentence.word(i, offset);
    let (l1, w, r1) = (at(-1), at(0), at(1));
    let case = w.case as u32;
    let mut add = |template: u32, parts: [u32; 3]| {
        out.push(Hash::template(template).with(parts[0]).with(parts[1]).with(parts[2]).finish());
    };
    add(70, [w.tag, case, u32::from(i == 0)]);
    add(71, [w.tag, w.lower, 0]);
    add(72, [l1.tag, w.tag, case]);
    add(73, [w.tag, r1.tag, case]);
    add(74, [l1.tag, w.tag, r1.tag]);
    add(75, [at(-2).tag, l1.tag, case]);
    add(76, [r1.tag, at(2).tag, case]);
    add(77, [w.tag, u32::from(w.known.lists), 0]);
    add(78, [w.tag, u32::from(w.known.clusters[0]), 0]);
}

/// Features of the run of capitalised words.
fn in_run(sentence: &Prepared, i: usize, out: &mut Vec<u32>) {
    let (begin, end) = sentence.runs[i];
    let (begin, end) = (begin as usize, end as usize);
    let place = ((i - begin).min(3) << 2 | (end - 1 - i).min(3)) as u32;
    let (left, right) = (sentence.word(begin, -1), sentence.word(end - 1, 1));
    let (left2, right2) = (sentence.word(begin, -2), sentence.word(end - 1, 2));
    let (first, last) = (&sentence.words[begin], &sentence.words[end - 1]);
    let mut add = |template: u32, parts: [u32; 2]| {
        out.push(Hash::template(template).with(parts[0]).with(parts[1]).finish());
    };
    add(50, [place, u32::from(begin == 0)]);
    add(51, [left.lower, place]);
    add(52, [right.lower, place]);
    add(53, [left.lower, right.lower]);
    add(54, [left2.lower, left.lower]);
    add(55, [right.lower, right2.lower]);
    add(56, [first.lower, place]);
    add(57, [last.lower, place]);
    add(58, [u32::from(first.known.lists), place]);
    add(59, [u32::from(last.known.lists), place]);
    add(60, [u32::from(left.known.clusters[0]), place]);
    add(61, [u32::from(right.known.clusters[0]), place]);
    add(62, [u32::from(first.known.clusters[0]), place]);
    add(63, [u32::from(last.known.clusters[0]), place]);
    add(64, [u32::from(left2.known.clusters[0]), u32::from(left.known.clusters[0])]);
    add(65, [last.suffixes[1], place]);
    let all_capitals = sentence.words[begin..end].iter().all(|word| word.case == Case::Capitals);
    add(66, [u32::from(all_capitals), place]);
    let whole = |hash: Hash, word: &Word| hash.with(word.lower);
    out.push(sentence.words[begin..end].iter().fold(Hash::template(67).with(place), whole).finish());
}
