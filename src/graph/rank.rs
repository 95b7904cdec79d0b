//! Centrality and connectedness over the whole graph: degree, PageRank, components.

use std::collections::BTreeMap;

use super::{EntityId, KnowledgeGraph};

/// How much of the rank is handed on along edges at each step (Brin & Page 1998).
const DAMPING: f64 = 0.85;
/// Iteration ends when the ranks of all entities together move less than this, or after [`STEPS`].
const TOLERANCE: f64 = 1e-9;
const STEPS: usize = 100;

/// The graph as arrays: node `i`'s neighbours are `targets[starts[i]..starts[i + 1]]` (compressed sparse rows).
struct Rows {
    /// In order of key, so that sums come out the same whatever the history of the graph.
    ids: Vec<EntityId>,
    starts: Vec<usize>,
    targets: Vec<usize>,
}

impl Rows {
    /// Every edge in both directions: who is accused is no less central than who accuses.
    fn new(graph: &KnowledgeGraph) -> Self {
        let ids: Vec<EntityId> = graph.nodes.values().copied().collect();
        let place: BTreeMap<EntityId, usize> = ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        let mut starts = Vec::with_capacity(ids.len() + 1);
        let mut targets = Vec::with_capacity(graph.edge_count() * 2);
        for id in &ids {
            starts.push(targets.len());
            let from = targets.len();
            targets.extend(graph.graph.neighbors_undirected(id.0).map(|other| place[&EntityId(other)]));
            targets[from..].sort_unstable();
        }
        starts.push(targets.len());
        Self { ids, starts, targets }
    }

    fn row(&self, node: usize) -> &[usize] {
        &self.targets[self.starts[node]..self.starts[node + 1]]
    }
}

impl KnowledgeGraph {
    /// How many edges an entity has, in and out; an edge to itself counts once.
    pub fn degree(&self, entity: EntityId) -> usize {
        self.graph.neighbors_undirected(entity.0).count()
    }

    /// The PageRank of each entity, the highest first, equals by key; the sum is 1. Time grows with the number of edges.
    pub fn page_rank(&self) -> Vec<(EntityId, f64)> {
        let rows = Rows::new(self);
        let n = rows.ids.len();
        let mut rank = vec![1.0 / n.max(1) as f64; n];
        for _ in 0..STEPS {
            let idle: f64 = (0..n).filter(|node| rows.row(*node).is_empty()).map(|node| rank[node]).sum();
            let ground = (1.0 - DAMPING + DAMPING * idle) / n as f64;
            let mut next = vec![ground; n];
            for (node, rank) in rank.iter().enumerate() {
                let row = rows.row(node);
                for other in row {
                    next[*other] += DAMPING * rank / row.len() as f64;
                }
            }
            let moved: f64 = rank.iter().zip(&next).map(|(old, new)| (old - new).abs()).sum();
            rank = next;
            if moved < TOLERANCE {
                break;
            }
        }
        let mut ranked: Vec<_> = rows.ids.into_iter().zip(rank).collect();
        // A stable sort: equals stay in order of key.
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
        ranked
    }

    /// The parts of the graph between which no edge runs, the largest first, equals by their first key; entities by key.
    pub fn components(&self) -> Vec<Vec<EntityId>> {
        let rows = Rows::new(self);
        let mut component = vec![usize::MAX; rows.ids.len()];
        let mut count = 0;
        for first in 0..rows.ids.len() {
            if component[first] != usize::MAX {
                continue;
            }
            let mut open = vec![first];
            component[first] = count;
            while let Some(node) = open.pop() {
                for other in rows.row(node) {
                    if component[*other] == usize::MAX {
                        component[*other] = count;
                        open.push(*other);
                    }
                }
            }
            count += 1;
        }
        let mut parts = vec![Vec::new(); count];
        for (node, component) in component.into_iter().enumerate() {
            parts[component].push(rows.ids[node]);
        }
        parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::super::knowledge::tests::{graph, record};

    #[test]
    fn the_one_all_speak_with_ranks_first() {
        let graph = graph(&[
            record("a", &[("A", "accuses", "M"), ("B", "accuses", "M"), ("M", "accuses", "C")]),
            record("b", &[("X", "accuses", "Y")]),
        ]);
        let ranked = graph.page_rank();
        let names: String = ranked.iter().map(|(id, _)| graph.entity(*id).label()).collect();
        assert_eq!(names, "MXYABC");
        assert!((ranked.iter().map(|(_, rank)| rank).sum::<f64>() - 1.0).abs() < 1e-6);
        let m = graph.search("M")[0];
        assert_eq!(graph.degree(m), 3);
        let parts = graph.components();
        assert_eq!(parts.iter().map(Vec::len).collect::<Vec<_>>(), [4, 2]);
        assert!(super::KnowledgeGraph::default().page_rank().is_empty());
    }
}
