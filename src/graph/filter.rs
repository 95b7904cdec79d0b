//! Smaller graphs out of a graph: by relation, time, certainty, source, or around an entity.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{EntityId, KnowledgeGraph, StatedClaim};
use crate::document::{Article, Certainty, PartialDate, Relation};

/// What to keep; what is not asked about is kept.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only these relations.
    pub relations: Option<BTreeSet<Relation>>,
    /// Nothing that ends before this day, month or year begins.
    pub from: Option<PartialDate>,
    /// Nothing that begins after this day, month or year ends.
    pub to: Option<PartialDate>,
    /// Only what is said at least this surely.
    pub certainty: Option<Certainty>,
    /// Only what some article states as a fact.
    pub facts_only: bool,
    /// Only what articles of this outlet say.
    pub source: Option<String>,
}

impl Filter {
    /// Whether a claim passes, apart from its relation. A claim without a date of its own is dated by its article; with
    /// neither it does not pass a filter on time.
    pub fn admits(&self, claim: &StatedClaim, article: Option<&Article>) -> bool {
        let (from, to) = (self.from.map(PartialDate::first_day), self.to.map(PartialDate::last_day));
        (!self.facts_only || claim.fact)
            // The scale runs from certain to unspecified.
            && self.certainty.is_none_or(|least| claim.certainty <= least)
            && self.source.as_ref().is_none_or(|source| article.and_then(|a| a.source.as_ref()) == Some(source))
            && (from.is_none() && to.is_none() || days(claim, article).is_some_and(|(first, last)| {
                from.is_none_or(|from| last.is_none_or(|last| last >= from))
                    && to.is_none_or(|to| first.is_none_or(|first| first <= to))
            }))
    }
}

/// The days a claim covers: its own, else its article's.
fn days(claim: &StatedClaim, article: Option<&Article>) -> Option<(Option<NaiveDate>, Option<NaiveDate>)> {
    claim.days().or_else(|| {
        let published = article?.published?;
        Some((Some(published.first_day()), Some(published.last_day())))
    })
}

impl KnowledgeGraph {
    /// The part of the graph that passes: its claims, the edges and attributes that have some left, the entities at them.
    #[must_use]
    pub fn filtered(&self, filter: &Filter) -> Self {
        let mut graph = self.clone();
        let keep_relation =
            |relation: &Relation| filter.relations.as_ref().is_none_or(|relations| relations.contains(relation));
        graph.graph.retain_edges(|graph, edge| keep_relation(&graph[edge].relation));
        for entity in graph.graph.node_weights_mut() {
            entity.attributes.retain(|attribute| keep_relation(&attribute.relation));
        }
        graph.retain_claims(|claim| filter.admits(claim, self.article(&claim.article)));
        graph.drop_bare_nodes();
        graph
    }

    /// The part of the graph that lies at most `hops` edges from some of the entities, with all edges inside it.
    #[must_use]
    pub fn around(&self, centres: &[EntityId], hops: usize) -> Self {
        let near = self.neighbourhood(centres, hops);
        let mut graph = self.clone();
        let far: Vec<EntityId> = graph.nodes.values().copied().filter(|node| !near.contains(node)).collect();
        for node in far {
            graph.drop_node(node);
        }
        graph.drop_references();
        graph
    }

    /// The entities at most `hops` edges from some of the given ones, these included.
    pub fn neighbourhood(&self, centres: &[EntityId], hops: usize) -> BTreeSet<EntityId> {
        let mut near: BTreeSet<EntityId> = centres.iter().copied().filter(|id| self.holds(*id)).collect();
        let mut edge: Vec<EntityId> = near.iter().copied().collect();
        for _ in 0..hops {
            let reached = edge.iter().flat_map(|node| self.graph.neighbors_undirected(node.0).map(EntityId));
            edge = reached.filter(|node| near.insert(*node)).collect();
            if edge.is_empty() {
                break;
            }
        }
        near
    }

    fn holds(&self, id: EntityId) -> bool {
        self.graph.contains_node(id.0)
    }

    /// Drops entities of which nothing is said, unless a claim names them as speaker or place.
    fn drop_bare_nodes(&mut self) {
        let named: BTreeSet<EntityId> = self.references().collect();
        let bare = |id: &EntityId| {
            self.graph.neighbors_undirected(id.0).next().is_none()
                && self.graph[id.0].attributes.is_empty()
                && !named.contains(id)
        };
        let bare: Vec<EntityId> = self.nodes.values().copied().filter(bare).collect();
        for node in bare {
            self.drop_node(node);
        }
    }

    /// The entities that claims name as their speaker or place.
    fn references(&self) -> impl Iterator<Item = EntityId> {
        let attributes = self.graph.node_weights().flat_map(|entity| &entity.attributes).flat_map(|a| &a.claims);
        let claims = self.graph.edge_weights().flat_map(|edge| &edge.claims).chain(attributes);
        claims.flat_map(|claim| [claim.attributed_to, claim.place]).flatten()
    }

    /// Takes out the places that are no longer part of the graph, and the claims whose speaker is not: without their speaker
    /// they would read as the article's own words.
    fn drop_references(&mut self) {
        let known: BTreeSet<EntityId> = self.nodes.values().copied().collect();
        let gone = |id: Option<EntityId>| id.is_some_and(|id| !known.contains(&id));
        self.retain_claims(|claim| !gone(claim.attributed_to));
        let attributes = |entity: &mut super::Entity| {
            for claim in entity.attributes.iter_mut().flat_map(|a| &mut a.claims) {
                claim.place = claim.place.filter(|place| known.contains(place));
            }
        };
        self.graph.node_weights_mut().for_each(attributes);
        for claim in self.graph.edge_weights_mut().flat_map(|edge| &mut edge.claims) {
            claim.place = claim.place.filter(|place| known.contains(place));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::knowledge::tests::{graph, record};
    use super::*;

    fn labels(graph: &KnowledgeGraph) -> Vec<&str> {
        graph.entities().map(|(_, entity)| entity.label()).collect()
    }

    #[test]
    fn around_keeps_what_is_near_and_the_edges_inside() {
        let graph = graph(&[record("a", &[("A", "accuses", "B"), ("B", "accuses", "C"), ("C", "accuses", "D")])]);
        let a = graph.search("A");
        assert_eq!(labels(&graph.around(&a, 0)), ["A"]);
        let near = graph.around(&a, 2);
        assert_eq!(labels(&near), ["A", "B", "C"]);
        assert_eq!(near.edge_count(), 2);
    }

    #[test]
    fn filters_by_relation_time_certainty_and_source() {
        let mut article = record("a", &[("A", "accuses", "B"), ("C", "metWith", "D"), ("E", "accuses", "F")]);
        article.published = "2022-01-13".parse().ok();
        article.source = Some("Wikinews".into());
        article.claims[1].time = Some("2022-01".into());
        article.claims[2].time = Some("2014/2016".into());
        article.claims[2].certainty = Certainty::Possible;
        let graph = graph(&[article]);
        let kept = |filter: Filter| labels(&graph.filtered(&filter)).concat();
        let date = |text: &str| text.parse().ok();
        assert_eq!(kept(Filter::default()), "ABCDEF");
        assert_eq!(kept(Filter { relations: Some([Relation::from("metWith")].into()), ..Filter::default() }), "CD");
        assert_eq!(kept(Filter { from: date("2022-01-12"), to: date("2022-01-12"), ..Filter::default() }), "CD");
        assert_eq!(kept(Filter { from: date("2022"), ..Filter::default() }), "ABCD");
        assert_eq!(kept(Filter { to: date("2015"), ..Filter::default() }), "EF");
        assert_eq!(kept(Filter { certainty: Some(Certainty::Probable), ..Filter::default() }), "ABCD");
        assert_eq!(kept(Filter { facts_only: true, ..Filter::default() }), "ABCD");
        assert_eq!(kept(Filter { source: Some("Ansa".into()), ..Filter::default() }), "");
    }
}
