//! What is said of an entity, in order of time.

use chrono::NaiveDate;

use super::{Attribute, EdgeRef, EntityId, KnowledgeGraph, StatedClaim};
use crate::document::{PartialDate, Relation};

/// What the entity stands in relation to.
#[derive(Debug, Clone, Copy)]
pub enum Fact<'g> {
    /// Another entity.
    Edge(EdgeRef<'g>),
    /// Plain words.
    Attribute(&'g Attribute),
}

impl<'g> Fact<'g> {
    /// The relation.
    pub fn relation(&self) -> &'g Relation {
        match self {
            Fact::Edge(edge) => &edge.edge.relation,
            Fact::Attribute(attribute) => &attribute.relation,
        }
    }

    /// The claims that say so.
    pub fn claims(&self) -> &'g [StatedClaim] {
        match self {
            Fact::Edge(edge) => &edge.edge.claims,
            Fact::Attribute(attribute) => &attribute.claims,
        }
    }
}

/// One line of a timeline.
#[derive(Debug, Clone, Copy)]
pub struct Moment<'g> {
    /// The first day that the claim, or else its article, tells; `None` where neither tells any.
    pub day: Option<NaiveDate>,
    /// Whether the day is only that of the article.
    pub by_article: bool,
    /// What is said.
    pub fact: Fact<'g>,
    /// Where it is said.
    pub claim: &'g StatedClaim,
}

impl KnowledgeGraph {
    /// Every claim about an entity, the earliest first; what has no day at all comes last. Claims of one day stand in the
    /// order of keys, relations, articles and places in them.
    pub fn timeline(&self, entity: EntityId) -> Vec<Moment<'_>> {
        let edges = self.edges_at(entity).into_iter().map(Fact::Edge);
        let facts = edges.chain(self.entity(entity).attributes().iter().map(Fact::Attribute));
        let mut moments: Vec<Moment<'_>> =
            facts.flat_map(|fact| fact.claims().iter().map(move |claim| self.moment(fact, claim))).collect();
        moments.sort_by_key(|moment| (moment.day.is_none(), moment.day));
        moments
    }

    fn moment<'g>(&self, fact: Fact<'g>, claim: &'g StatedClaim) -> Moment<'g> {
        let own = claim.days().and_then(|(first, last)| first.or(last));
        let published = self.article(&claim.article).and_then(|article| article.published);
        let day = own.or(published.map(PartialDate::first_day));
        Moment { day, by_article: own.is_none(), fact, claim }
    }
}

#[cfg(test)]
mod tests {
    use super::super::knowledge::tests::{graph, record};

    #[test]
    fn own_dates_go_before_the_articles_date_and_undated_things_last() {
        let mut dated = record("a", &[("A", "accuses", "B"), ("A", "metWith", "C")]);
        dated.published = "2022-01-13".parse().ok();
        dated.claims[1].time = Some("2022-01-10".into());
        let graph = graph(&[dated, record("b", &[("D", "accuses", "A")])]);
        let timeline = graph.timeline(graph.search("A")[0]);
        let days: Vec<_> = timeline.iter().map(|m| m.day.map_or("?".into(), |day| day.to_string())).collect();
        assert_eq!(days, ["2022-01-10", "2022-01-13", "?"]);
        assert_eq!(timeline.iter().map(|m| m.by_article).collect::<Vec<_>>(), [false, true, true]);
    }
}
