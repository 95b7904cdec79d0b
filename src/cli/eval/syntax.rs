//! Two analyses of one text → how well they agree.
//!
//! Words are paired by their characters, white space left out, as in the shared task of CoNLL 2018: a multiword token is
//! paired as a whole, its words one to one where both sides have as many.

use std::collections::{BTreeMap, BTreeSet};

use super::rows::{Sentence, Word};

/// A word by the numbers of its sentence and, from 1, of the word in it.
type Place = (usize, usize);

/// An analysis: its tokens by their characters, and where its sentences begin and end.
struct Analysis<'s> {
    tokens: BTreeMap<(usize, usize), Vec<(Place, &'s Word)>>,
    sentences: BTreeSet<(usize, usize)>,
    words: usize,
}

impl<'s> Analysis<'s> {
    fn new(sentences: &'s [Sentence]) -> Self {
        let mut found = Self { tokens: BTreeMap::new(), sentences: BTreeSet::new(), words: 0 };
        let mut at = 0;
        for (number, sentence) in sentences.iter().enumerate() {
            let (begin, mut next) = (at, 1);
            for token in &sentence.tokens {
                let end = at + token.characters();
                let places = (next..).map(|word| (number, word));
                found.tokens.insert((at, end), places.zip(&token.words).collect());
                (at, next) = (end, next + token.words.len());
            }
            found.words += next - 1;
            found.sentences.insert((begin, at));
        }
        found
    }
}

/// F1 in per cent of each column, over words; of tokens and sentences over these.
pub(super) fn score(gold: &[Sentence], predicted: &[Sentence]) -> Vec<(&'static str, f64)> {
    let (gold, predicted) = (Analysis::new(gold), Analysis::new(predicted));
    let (mut pairs, mut pair_of) = (Vec::new(), BTreeMap::new());
    let mut tokens = 0;
    for (span, words) in &gold.tokens {
        let Some(others) = predicted.tokens.get(span) else { continue };
        tokens += 1;
        if others.len() == words.len() {
            for (&(here, word), &(there, other)) in words.iter().zip(others) {
                pairs.push((here, word, there, other));
                pair_of.insert(here, there);
            }
        }
    }
    let mut hits = [0; 6];
    for (here, gold, there, other) in pairs {
        let head = match (gold.head, other.head) {
            (0, 0) => true,
            (0, _) | (_, 0) => false,
            (a, b) => pair_of.get(&(here.0, a)) == Some(&(there.0, b)),
        };
        let lemma = gold.lemma == "_" || gold.lemma.to_lowercase() == other.lemma.to_lowercase();
        let agree = [
            true,
            gold.upos == other.upos,
            gold.features == other.features,
            lemma,
            head,
            head && gold.relation == other.relation,
        ];
        for (hit, agree) in hits.iter_mut().zip(agree) {
            *hit += usize::from(agree);
        }
    }
    let f1 = |hits: usize, a: usize, b: usize| 200.0 * hits as f64 / (a + b).max(1) as f64;
    let sentences = gold.sentences.intersection(&predicted.sentences).count();
    let [words, upos, features, lemma, uas, las] = hits.map(|hits| f1(hits, gold.words, predicted.words));
    vec![
        ("tokens", f1(tokens, gold.tokens.len(), predicted.tokens.len())),
        ("words", words),
        ("UPOS", upos),
        ("FEATS", features),
        ("LEMMA", lemma),
        ("UAS", uas),
        ("LAS", las),
        ("sentences", f1(sentences, gold.sentences.len(), predicted.sentences.len())),
    ]
}

#[cfg(test)]
mod tests {
    use super::{super::rows::read, *};

    #[test]
    fn a_wrong_head_and_a_missed_split_count() {
        let gold = "1-2\tdella\t_\t_\t_\t_\t_\t_\t_\t_\n1\tdi\tdi\tADP\t_\t_\t3\tcase\t_\t_\n\
                    2\tla\til\tDET\t_\t_\t3\tdet\t_\t_\n3\tpace\tpace\tNOUN\t_\t_\t0\troot\t_\t_\n\n";
        let of = |predicted: &str, column: &str| {
            let read = |text: &str| read(text).expect("well formed");
            let scores = score(&read(gold), &read(predicted));
            scores.iter().find(|(name, _)| *name == column).map_or(0.0, |(_, f1)| *f1)
        };
        assert!((of(gold, "LAS") - 100.0).abs() < 1e-9);
        assert!((of(&gold.replace("3\tdet", "1\tdet"), "UAS") - 200.0 / 3.0).abs() < 1e-9);
        let unsplit = "1\tdella\tdi\tADP\t_\t_\t2\tcase\t_\t_\n2\tpace\tpace\tNOUN\t_\t_\t0\troot\t_\t_\n\n";
        assert!((of(unsplit, "tokens") - 100.0).abs() < 1e-9 && (of(unsplit, "words") - 40.0).abs() < 1e-9);
        assert!((of(&gold.replace("\n3\t", "\n\n1\t").replace("3\t", "0\t"), "sentences") - 0.0).abs() < 1e-9);
    }
}
