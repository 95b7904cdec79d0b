//! The shortest ways from one entity to another.
//!
//! Edges may be walked in either direction. Ways are simple (no entity twice) and come shortest first; among equally short
//! ones the order is that of the keys on the way, so that the answer is the same at every run (Yen 1971 over breadth-first
//! search).

use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};

use super::{EdgeRef, EntityId, EntityKey, KnowledgeGraph};

/// A step of a way: from `from` to `to` along all edges between the two.
#[derive(Debug, Clone)]
pub struct Step<'g> {
    /// Where the step starts.
    pub from: EntityId,
    /// Where it ends.
    pub to: EntityId,
    /// The edges between the two, in either direction, by relation. Never empty.
    pub edges: Vec<EdgeRef<'g>>,
}

impl KnowledgeGraph {
    /// Up to `count` ways from `from` to `to`, the shortest first, along the edges that `usable` says yes to
    /// (`|edge| edge.edge.is_fact()` for what some article states as a fact). None where no way leads there.
    pub fn paths(
        &self,
        from: EntityId,
        to: EntityId,
        count: usize,
        usable: impl Fn(&EdgeRef<'_>) -> bool,
    ) -> Vec<Vec<Step<'_>>> {
        let mut search = Search { graph: self, usable, neighbours: HashMap::new() };
        search
            .shortest(from, to, count)
            .into_iter()
            .map(|nodes| {
                let steps = nodes.windows(2).map(|pair| {
                    let mut edges = self.edges_between(pair[0], pair[1]);
                    edges.retain(|edge| (search.usable)(edge));
                    Step { from: pair[0], to: pair[1], edges }
                });
                steps.collect()
            })
            .collect()
    }
}

/// The rank of a way among candidates: by length, then by the keys on it.
type Rank<'g> = (usize, Vec<&'g EntityKey>);

struct Search<'g, F> {
    graph: &'g KnowledgeGraph,
    usable: F,
    /// The entities next to one, by key; filled as the search gets there.
    neighbours: HashMap<EntityId, Vec<EntityId>>,
}

impl<'g, F: Fn(&EdgeRef<'_>) -> bool> Search<'g, F> {
    fn neighbours(&mut self, node: EntityId) -> &[EntityId] {
        self.neighbours.entry(node).or_insert_with(|| {
            let edges = self.graph.edges_at(node).into_iter().filter(|edge| (self.usable)(edge));
            let mut near: Vec<EntityId> = edges.map(|edge| edge.other(node)).filter(|other| *other != node).collect();
            near.sort_by_key(|id| self.graph.entity(*id).key());
            near.dedup();
            near
        })
    }

    /// Yen's algorithm: every further way leaves an earlier one at some entity and goes on the shortest free way from there.
    fn shortest(&mut self, from: EntityId, to: EntityId, count: usize) -> Vec<Vec<EntityId>> {
        let mut found: Vec<Vec<EntityId>> = Vec::new();
        let Some(first) = self.breadth_first(from, to, &HashSet::new(), &HashSet::new()) else { return found };
        if count == 0 || from == to {
            return found;
        }
        found.push(first);
        let graph: &'g KnowledgeGraph = self.graph;
        let rank =
            |way: &[EntityId]| -> Rank<'g> { (way.len(), way.iter().map(|id| graph.entity(*id).key()).collect()) };
        let mut candidates: BTreeSet<(Rank<'g>, Vec<EntityId>)> = BTreeSet::new();
        while let (Some(last), true) = (found.last().cloned(), found.len() < count) {
            for at in 0..last.len() - 1 {
                let root = &last[..=at];
                let taken: HashSet<(EntityId, EntityId)> = found
                    .iter()
                    .filter(|way| way.len() > at + 1 && way[..=at] == *root)
                    .map(|way| (way[at], way[at + 1]))
                    .collect();
                let closed: HashSet<EntityId> = root[..at].iter().copied().collect();
                if let Some(rest) = self.breadth_first(last[at], to, &closed, &taken) {
                    let way: Vec<EntityId> = root[..at].iter().copied().chain(rest).collect();
                    if !found.contains(&way) {
                        candidates.insert((rank(&way), way));
                    }
                }
            }
            match candidates.pop_first() {
                Some((_, way)) => found.push(way),
                None => break,
            }
        }
        found
    }

    /// The shortest way, the first by keys among equals, that enters no closed entity and takes no step that is taken.
    fn breadth_first(
        &mut self,
        from: EntityId,
        to: EntityId,
        closed: &HashSet<EntityId>,
        taken: &HashSet<(EntityId, EntityId)>,
    ) -> Option<Vec<EntityId>> {
        let mut before: HashMap<EntityId, EntityId> = HashMap::from([(from, from)]);
        let mut open = VecDeque::from([from]);
        while let Some(node) = open.pop_front() {
            if node == to {
                let mut way = vec![to];
                let mut at = to;
                while at != from {
                    at = before[&at];
                    way.push(at);
                }
                way.reverse();
                return Some(way);
            }
            for next in self.neighbours(node).to_vec() {
                if !closed.contains(&next) && !taken.contains(&(node, next)) && !before.contains_key(&next) {
                    before.insert(next, node);
                    open.push_back(next);
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::knowledge::tests::{graph, record};
    use super::*;

    fn ways(graph: &KnowledgeGraph, from: &str, to: &str, count: usize) -> Vec<String> {
        let find = |name| graph.search(name)[0];
        let paths = graph.paths(find(from), find(to), count, |edge| edge.edge.is_fact());
        let name = |id| graph.entity(id).label();
        let written =
            |way: &Vec<Step<'_>>| name(way[0].from).to_owned() + &way.iter().map(|s| name(s.to)).collect::<String>();
        paths.iter().map(written).collect()
    }

    #[test]
    fn the_shortest_ways_come_first_and_visit_nobody_twice() {
        let mut graph = graph(&[record(
            "a",
            &[
                ("A", "accuses", "B"),
                ("D", "accuses", "B"),
                ("A", "metWith", "C"),
                ("C", "metWith", "D"),
                ("C", "accuses", "B"),
                ("X", "accuses", "Y"),
            ],
        )]);
        assert_eq!(ways(&graph, "A", "D", 9), ["ABD", "ACD", "ABCD", "ACBD"]);
        assert_eq!(ways(&graph, "D", "A", 1), ["DBA"]);
        assert!(ways(&graph, "A", "X", 3).is_empty());
        assert!(ways(&graph, "A", "A", 3).is_empty());
        let mut denied = record("b", &[("A", "accuses", "X")]);
        denied.claims[0].polarity = crate::document::Polarity::Negative;
        graph.add(&denied);
        assert!(ways(&graph, "A", "X", 3).is_empty());
    }
}
