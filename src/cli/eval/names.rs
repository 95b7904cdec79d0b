//! Labelled tokens and an analysis of the same text → exact spans of names, found and missed, by type.

use std::{collections::BTreeSet, fmt};

use super::rows::{Sentence, Token};

/// Reads one token and label (`B-PER`, `I-PER`, `O`) a line, columns separated by tabs, a blank line after each sentence;
/// `None` where no column has nothing but such labels. The token is in the first column, in the second where words are
/// numbered.
pub(super) fn read(text: &str) -> Option<Vec<Sentence>> {
    let is_comment = |line: &str| line.starts_with("# ") && !line.starts_with("# \t");
    let rows = || text.lines().map(str::trim_end).filter(|line| !line.is_empty() && !is_comment(line));
    let columns = rows().map(|row| row.split('\t').count()).min()?;
    let is_label = |label: &str| label == "O" || label.starts_with("B-") || label.starts_with("I-");
    let label = (1..columns).rev().find(|i| rows().all(|row| row.split('\t').nth(*i).is_some_and(is_label)))?;
    let form = usize::from(label > 1);
    let mut sentences = vec![Sentence::default()];
    for line in text.lines().map(str::trim_end) {
        let column = |i: usize| line.split('\t').nth(i).unwrap_or_default();
        let Some(sentence) = sentences.last_mut() else { continue };
        if line.is_empty() {
            sentences.push(Sentence::default());
        } else if is_comment(line) {
            sentence.starts_document |= line.starts_with("# newdoc");
        } else {
            sentence.tokens.push(Token::of_form(column(form), Some(column(label))));
        }
    }
    sentences.retain(|sentence| !sentence.tokens.is_empty());
    Some(sentences)
}

/// How many names there are, were found, and are right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Score {
    gold: usize,
    found: usize,
    right: usize,
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |of: usize| self.right as f64 / of.max(1) as f64;
        let (precision, recall) = (share(self.found), share(self.gold));
        let f1 = 2.0 * precision * recall / (precision + recall).max(1e-9);
        write!(f, "P {precision:.3} R {recall:.3} F1 {f1:.3} ({} gold)", self.gold)
    }
}

/// Scores of each type that the gold standard has, then of all; names of other types do not count.
pub(super) fn score(gold: &[Sentence], analysis: &[Sentence]) -> Vec<(String, Score)> {
    let (gold, found) = (spans(gold), spans(analysis));
    let kinds: BTreeSet<&str> = gold.iter().map(|name| name.2).collect();
    let score = |fits: &dyn Fn(&str) -> bool| Score {
        gold: gold.iter().filter(|name| fits(name.2)).count(),
        found: found.iter().filter(|name| fits(name.2)).count(),
        right: gold.intersection(&found).filter(|name| fits(name.2)).count(),
    };
    let mut scores: Vec<_> = kinds.iter().map(|kind| ((*kind).to_owned(), score(&|k| k == *kind))).collect();
    scores.push(("micro".to_owned(), score(&|kind| kinds.contains(kind))));
    scores
}

/// Names by their characters and type.
fn spans(sentences: &[Sentence]) -> BTreeSet<(usize, usize, &str)> {
    let mut names = BTreeSet::new();
    let mut open: Option<(usize, &str)> = None;
    let mut at = 0;
    for token in sentences.iter().flat_map(|sentence| &sentence.tokens) {
        let label = token.label.as_deref().unwrap_or("O");
        let (place, kind) = label.split_once('-').unwrap_or((label, ""));
        let goes_on = place == "I" && open.is_some_and(|(_, open)| open == kind);
        if !goes_on {
            names.extend(open.take().map(|(begin, kind)| (begin, at, kind)));
            open = matches!(place, "B" | "I").then_some((at, kind));
        }
        at += token.characters();
    }
    names.extend(open.map(|(begin, kind)| (begin, at, kind)));
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_by_their_borders_and_type() {
        let gold = read("Ida\tB-PER\nBo\tI-PER\na\tO\nRoma\tB-LOC\n\nRai\tB-ORG\n").expect("labelled");
        assert_eq!(gold.len(), 2);
        let analysis = "1\tIda\t_\t_\t_\t_\t0\troot\t_\tNER=B-PER\n2\tBo\t_\t_\t_\t_\t1\tflat\t_\tNER=I-PER\n\
                        3\ta\t_\t_\t_\t_\t1\tx\t_\t_\n4\tRoma\t_\t_\t_\t_\t1\tx\t_\tNER=B-ORG\n5\tRai\t_\t_\t_\t_\t1\tx\t_\tNER=B-GRP\n\n";
        let scores = score(&gold, &super::super::rows::read(analysis).expect("well formed"));
        let lines: Vec<String> = scores.iter().map(|(kind, score)| format!("{kind} {score}")).collect();
        assert_eq!(
            lines,
            [
                "LOC P 0.000 R 0.000 F1 0.000 (1 gold)",
                "ORG P 0.000 R 0.000 F1 0.000 (1 gold)",
                "PER P 1.000 R 1.000 F1 1.000 (1 gold)",
                "micro P 0.500 R 0.333 F1 0.400 (3 gold)",
            ]
        );
    }

    #[test]
    fn files_with_numbered_words_and_files_that_are_none() {
        let iob2 = "# sent_id = 1\n1\tRoma\tB-LOC\t-\t-\n2\t.\tO\t-\t-\n";
        let tokens = read(iob2).expect("labelled").remove(0).tokens;
        assert_eq!(tokens, [Token::of_form("Roma", Some("B-LOC")), Token::of_form(".", Some("O"))]);
        assert_eq!(read("1\tRoma\tRoma\tPROPN\t_\t_\t0\troot\t_\t_\n"), None);
        assert_eq!(read(""), None);
    }
}
