//! Scores of arcs → the best projective tree with one root (Eisner 1996).

use ndarray::ArrayView2;

/// For each word its head, counted from 1, 0 being the root; `scores` has a row a dependant and a column a head, the root
/// first on both sides.
pub(super) fn best_tree(scores: &ArrayView2<'_, f32>) -> Vec<u32> {
    let words = scores.nrows().saturating_sub(1);
    let mut heads = vec![0; words];
    if words == 0 {
        return heads;
    }
    let chart = Chart::fill(scores, words);
    // The root has one dependant, which heads all words on both sides of it.
    let whole =
        |root: usize| chart.get(COMPLETE_LEFT, 1, root) + chart.get(COMPLETE_RIGHT, root, words) + scores[[root, 0]];
    let root = (1..=words).fold(1, |best, root| if whole(root) > whole(best) { root } else { best });
    let mut open = vec![(COMPLETE_LEFT, 1, root), (COMPLETE_RIGHT, root, words)];
    while let Some((kind, from, to)) = open.pop() {
        if from == to {
            continue;
        }
        let split = chart.splits[chart.place(kind, from, to)] as usize;
        match kind {
            COMPLETE_RIGHT => open.extend([(ARC_RIGHT, from, split), (COMPLETE_RIGHT, split, to)]),
            COMPLETE_LEFT => open.extend([(COMPLETE_LEFT, from, split), (ARC_LEFT, split, to)]),
            _ => {
                let (head, dependant) = if kind == ARC_RIGHT { (from, to) } else { (to, from) };
                heads[dependant - 1] = head as u32;
                open.extend([(COMPLETE_RIGHT, from, split), (COMPLETE_LEFT, split + 1, to)]);
            }
        }
    }
    heads
}

/// Spans whose left end heads the right one, whose right end heads the left one, and those that lack no dependants more.
const ARC_RIGHT: usize = 0;
const ARC_LEFT: usize = 1;
const COMPLETE_RIGHT: usize = 2;
const COMPLETE_LEFT: usize = 3;

struct Chart {
    side: usize,
    scores: Vec<f32>,
    splits: Vec<u16>,
}

impl Chart {
    fn fill(scores: &ArrayView2<'_, f32>, words: usize) -> Self {
        let side = words + 1;
        let mut chart = Self { side, scores: vec![0.0; 4 * side * side], splits: vec![0; 4 * side * side] };
        for length in 1..words {
            for from in 1..=words - length {
                let to = from + length;
                let inner = |k: usize| chart.get(COMPLETE_RIGHT, from, k) + chart.get(COMPLETE_LEFT, k + 1, to);
                let (split, score) = best(from..to, inner);
                chart.set(ARC_RIGHT, from, to, split, score + scores[[to, from]]);
                chart.set(ARC_LEFT, from, to, split, score + scores[[from, to]]);
                let right = |k: usize| chart.get(ARC_RIGHT, from, k) + chart.get(COMPLETE_RIGHT, k, to);
                let (split, score) = best(from + 1..to + 1, right);
                chart.set(COMPLETE_RIGHT, from, to, split, score);
                let left = |k: usize| chart.get(COMPLETE_LEFT, from, k) + chart.get(ARC_LEFT, k, to);
                let (split, score) = best(from..to, left);
                chart.set(COMPLETE_LEFT, from, to, split, score);
            }
        }
        chart
    }

    fn place(&self, kind: usize, from: usize, to: usize) -> usize {
        (kind * self.side + from) * self.side + to
    }

    fn get(&self, kind: usize, from: usize, to: usize) -> f32 {
        self.scores[self.place(kind, from, to)]
    }

    fn set(&mut self, kind: usize, from: usize, to: usize, split: usize, score: f32) {
        let place = self.place(kind, from, to);
        self.scores[place] = score;
        self.splits[place] = split as u16;
    }
}

/// The place with the highest score, the first of equals.
fn best(places: std::ops::Range<usize>, score: impl Fn(usize) -> f32) -> (usize, f32) {
    let mut best = (places.start, f32::NEG_INFINITY);
    for place in places {
        let score = score(place);
        if score > best.1 {
            best = (place, score);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn one_root_and_no_crossing() {
        // Both words would like the root; the second one more.
        let scores = array![[0.0, 0.0, 0.0], [3.0, 0.0, 1.0], [5.0, 2.0, 0.0]];
        assert_eq!(best_tree(&scores.view()), [2, 0]);
        assert_eq!(best_tree(&array![[0.0, 0.0], [1.0, 0.0]].view()), [0]);
        assert!(best_tree(&array![[0.0]].view()).is_empty());
        // A chain to the right.
        let mut chain = ndarray::Array2::zeros((6, 6));
        for i in 1..6 {
            chain[[i, i - 1]] = 1.0;
        }
        assert_eq!(best_tree(&chain.view()), [0, 1, 2, 3, 4]);
    }
}
