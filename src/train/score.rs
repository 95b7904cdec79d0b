//! Two analyses of one text → how well they agree.
//!
//! Words are paired by their characters, white space left out, as in the shared task of CoNLL 2018: a multiword token is
//! paired as a whole, its words one to one where both sides have as many.

use std::collections::BTreeMap;

use crate::document::{Document, TokenId};

/// How many of the words agree, as F1 in per cent.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Scores {
    /// Surface tokens with the same characters.
    pub tokens: f64,
    /// Words that could be paired.
    pub words: f64,
    /// Part of speech.
    pub upos: f64,
    /// All features.
    pub features: f64,
    /// Lemma, regardless of case.
    pub lemma: f64,
    /// Head.
    pub uas: f64,
    /// Head and relation, sub-types left out.
    pub las: f64,
}

/// A surface token: its characters from and to, and its words.
type Unit = ((usize, usize), Vec<(usize, TokenId)>);

/// Compares the documents of a prediction with those of a gold standard.
pub fn score(gold: &[Document], predicted: &[Document]) -> Scores {
    let (gold_units, predicted_units) = (units(gold), units(predicted));
    let by_span: BTreeMap<(usize, usize), &Unit> = predicted_units.iter().map(|unit| (unit.0, unit)).collect();
    let mut pair_of: BTreeMap<(usize, TokenId), (usize, TokenId)> = BTreeMap::new();
    let mut tokens = 0;
    for unit in &gold_units {
        let Some(other) = by_span.get(&unit.0) else { continue };
        tokens += 1;
        if other.1.len() == unit.1.len() {
            pair_of.extend(unit.1.iter().copied().zip(other.1.iter().copied()));
        }
    }
    let mut hits = [0; 6];
    for (&(d, g), &(e, p)) in &pair_of {
        let (gold, predicted) = (&gold[d], &predicted[e]);
        let (a, b) = (gold.token(g), predicted.token(p));
        let head = match (a.head, b.head) {
            (None, None) => true,
            (Some(x), Some(y)) => pair_of.get(&(d, x)) == Some(&(e, y)),
            _ => false,
        };
        let same_relation = a.head.is_none() || a.deprel.universal() == b.deprel.universal();
        let same_lemma = !gold.has_lemma(g) || gold.lemma(g).to_lowercase() == predicted.lemma(p).to_lowercase();
        let agree = [true, a.upos == b.upos, a.features == b.features, same_lemma, head, head && same_relation];
        for (hit, agree) in hits.iter_mut().zip(agree) {
            *hit += usize::from(agree);
        }
    }
    let f1 = |hits: usize, a: usize, b: usize| 200.0 * hits as f64 / (a + b).max(1) as f64;
    let words = |units: &[Unit]| units.iter().map(|unit| unit.1.len()).sum::<usize>();
    let (a, b) = (words(&gold_units), words(&predicted_units));
    let [words, upos, features, lemma, uas, las] = hits.map(|n| f1(n, a, b));
    Scores { tokens: f1(tokens, gold_units.len(), predicted_units.len()), words, upos, features, lemma, uas, las }
}

/// The surface tokens of all documents, their characters counted on from one document to the next.
fn units(documents: &[Document]) -> Vec<Unit> {
    let (mut units, mut at) = (Vec::new(), 0);
    for (number, document) in documents.iter().enumerate() {
        let mut next = 0;
        while next < document.tokens.len() {
            let token = TokenId(next as u32);
            let (words, span) = match document.multiword_of(token) {
                Some(multiword) => (multiword.tokens.range(), multiword.span),
                None => (next..next + 1, document.token(token).span),
            };
            let len = span.of(document.text()).chars().filter(|c| !c.is_whitespace()).count();
            next = words.end.max(next + 1);
            units.push(((at, at + len), words.map(|word| (number, TokenId(word as u32))).collect()));
            at += len;
        }
    }
    units
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::conllu;

    #[test]
    fn a_wrong_head_and_a_missed_split_count() {
        let gold = "1-2\tdella\t_\t_\t_\t_\t_\t_\t_\t_\n1\tdi\tdi\tADP\t_\t_\t3\tcase\t_\t_\n\
                    2\tla\til\tDET\t_\t_\t3\tdet\t_\t_\n3\tpace\tpace\tNOUN\t_\t_\t0\troot\t_\t_\n\n";
        let read = |text: &str| conllu::read("x", text).expect("well formed");
        let same = score(&read(gold), &read(gold));
        assert!((same.las - 100.0).abs() < 1e-9);
        let other = score(&read(gold), &read(&gold.replace("3\tdet", "1\tdet")));
        assert!((other.uas - 200.0 / 3.0).abs() < 1e-9);
        let unsplit = "1\tdella\tdi\tADP\t_\t_\t2\tcase\t_\t_\n2\tpace\tpace\tNOUN\t_\t_\t0\troot\t_\t_\n\n";
        let other = score(&read(gold), &read(unsplit));
        assert!((other.tokens - 100.0).abs() < 1e-9 && (other.words - 40.0).abs() < 1e-9);
    }
}
