//! Running text → clusters of words that stand in like places.
//!
//! Each word is seen as a bag of its neighbours on the left and on the right. Words start in clusters by rank and move, one
//! at a time, to the cluster that tells most about the neighbours (sequential information bottleneck, Slonim 2002; the
//! same as exchange clustering with a two-sided model of word pairs).

use std::collections::{BTreeMap, HashMap};

/// Words that come less often get no cluster.
const LEAST_COUNT: u32 = 5;

/// This many of the most frequent words are told apart as neighbours.
const NEIGHBOURS: usize = 8000;

/// Rounds in which every word may move.
const ROUNDS: usize = 8;

/// Clusters of words: word → number from 1, for as many clusters as asked for.
pub(in crate::train) fn cluster(sentences: &[Vec<String>], clusters: usize) -> BTreeMap<String, u16> {
    let mut counts: HashMap<&str, u32> = HashMap::new();
    for word in sentences.iter().flatten() {
        *counts.entry(word).or_default() += 1;
    }
    let mut vocabulary: Vec<(&str, u32)> = counts.into_iter().filter(|(_, count)| *count >= LEAST_COUNT).collect();
    vocabulary.sort_unstable_by_key(|(word, count)| (std::cmp::Reverse(*count), *word));
    let ids: HashMap<&str, usize> = vocabulary.iter().enumerate().map(|(id, (word, _))| (*word, id)).collect();
    let bags = bags(sentences, &ids, vocabulary.len());
    let mut table = Table::new(clusters, &bags);
    for _ in 0..ROUNDS {
        let moved = (0..bags.len()).filter(|word| table.place(*word, &bags[*word])).count();
        if moved * 500 < bags.len() {
            break;
        }
    }
    vocabulary.iter().zip(&table.of).map(|((word, _), cluster)| ((*word).to_owned(), *cluster as u16 + 1)).collect()
}

/// For each word its neighbours with counts: those on the left, then those on the right, the rare ones as one.
fn bags(sentences: &[Vec<String>], ids: &HashMap<&str, usize>, words: usize) -> Vec<Vec<(u32, u32)>> {
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    let side = NEIGHBOURS as u32 + 2;
    for sentence in sentences {
        let id = |i: Option<usize>| match i.and_then(|i| sentence.get(i)) {
            None => NEIGHBOURS as u32 + 1,
            Some(word) => ids.get(word.as_str()).map_or(NEIGHBOURS, |id| (*id).min(NEIGHBOURS)) as u32,
        };
        for (i, word) in sentence.iter().enumerate() {
            if let Some(word) = ids.get(word.as_str()) {
                pairs.push((*word as u32, id(i.checked_sub(1))));
                pairs.push((*word as u32, side + id(Some(i + 1))));
            }
        }
    }
    pairs.sort_unstable();
    let mut bags = vec![Vec::new(); words];
    for run in pairs.chunk_by(|a, b| a == b) {
        bags[run[0].0 as usize].push((run[0].1, run.len() as u32));
    }
    bags
}

/// How often each neighbour stands beside each cluster.
struct Table {
    clusters: usize,
    /// Neighbour by neighbour, a count a cluster.
    counts: Vec<u32>,
    totals: Vec<u32>,
    of: Vec<usize>,
    /// `n log n` for small `n`.
    logs: Vec<f32>,
}

impl Table {
    fn new(clusters: usize, bags: &[Vec<(u32, u32)>]) -> Self {
        let logs = (0..1 << 16).map(|n| if n == 0 { 0.0 } else { n as f32 * (n as f32).ln() }).collect();
        let counts = vec![0; clusters * 2 * (NEIGHBOURS + 2)];
        let of = (0..bags.len()).map(|word| word % clusters).collect();
        let mut table = Self { clusters, counts, totals: vec![0; clusters], of, logs };
        for (word, bag) in bags.iter().enumerate() {
            table.add(table.of[word], bag);
        }
        table
    }

    fn add(&mut self, cluster: usize, bag: &[(u32, u32)]) {
        for (neighbour, count) in bag {
            self.counts[*neighbour as usize * self.clusters + cluster] += count;
            self.totals[cluster] += count;
        }
    }

    /// Moves a word to its best cluster; tells whether that is another one.
    fn place(&mut self, word: usize, bag: &[(u32, u32)]) -> bool {
        let from = self.of[word];
        let size: u32 = bag.iter().map(|(_, count)| count).sum();
        for (neighbour, count) in bag {
            self.counts[*neighbour as usize * self.clusters + from] -= count;
        }
        self.totals[from] -= size;
        let mut gains: Vec<f32> = self.totals.iter().map(|total| self.log(*total) - self.log(total + size)).collect();
        for (neighbour, count) in bag {
            let row = *neighbour as usize * self.clusters;
            for (gain, there) in gains.iter_mut().zip(&self.counts[row..row + self.clusters]) {
                *gain += self.log(there + count) - self.log(*there);
            }
        }
        let best = gains.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0)));
        let to = best.map_or(from, |(cluster, _)| cluster);
        self.add(to, bag);
        self.of[word] = to;
        to != from
    }

    fn log(&self, n: u32) -> f32 {
        self.logs.get(n as usize).copied().unwrap_or_else(|| n as f32 * (n as f32).ln())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_like_places_share_a_cluster() {
        let sentences: Vec<Vec<String>> = (0..60)
            .map(|i| {
                let (name, verb) = (["Roma", "Parigi"][i % 2], ["dorme", "canta"][i / 2 % 2]);
                ["a", name, "il", "gatto", verb, "."].map(str::to_owned).to_vec()
            })
            .collect();
        let clusters = cluster(&sentences, 4);
        assert_eq!(clusters["Roma"], clusters["Parigi"]);
        assert_eq!(clusters["dorme"], clusters["canta"]);
        assert_ne!(clusters["Roma"], clusters["dorme"]);
    }
}
