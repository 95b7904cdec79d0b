//! Knowledge graph → a table of events, one a row, as political scientists keep them: who did what to whom, when, where.
//!
//! Only what an article states as a fact is an event, and only relations that have a class in PLOVER. Several sentences of an
//! article about one happening are one row; each article that reports it has a row of its own, so that both happenings
//! and reports can be counted.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use super::table::quoted;
use crate::{
    document::{ArticleId, EntityType, PartialDate, RelationSchema},
    graph::{EdgeRef, EntityId, KnowledgeGraph, StatedClaim},
};

const HEADER: &str = "date,date_precision,source,source_type,target,target_type,relation,class,code,place,article,outlet,published,sentences,evidence";

/// What tells one happening in one article from another.
type Key<'g> = (Option<String>, &'g ArticleId, EntityId, EntityId, &'g str);

/// One happening as one article tells it.
struct Event<'g> {
    relation: &'g RelationSchema,
    claims: Vec<&'g StatedClaim>,
}

/// Writes the events as CSV, a header first; in order of day, article, actors.
pub(super) fn csv(graph: &KnowledgeGraph, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{HEADER}\r\n")?;
    let mut rows: Vec<[String; 15]> = events(graph).into_iter().map(|(key, event)| row(graph, &key, &event)).collect();
    rows.sort();
    for row in rows {
        write!(out, "{}\r\n", row.map(|cell| quoted(&cell)).join(","))?;
    }
    Ok(())
}

fn events(graph: &KnowledgeGraph) -> BTreeMap<Key<'_>, Event<'_>> {
    let mut events: BTreeMap<Key<'_>, Event<'_>> = BTreeMap::new();
    for edge in graph.edges() {
        let EdgeRef { subject, object, edge, .. } = edge;
        let Some(relation) = graph.schema().get(&edge.relation).filter(|relation| relation.plover.is_some()) else {
            continue;
        };
        for claim in edge.facts() {
            let (source, target) = if claim.reversed { (object, subject) } else { (subject, object) };
            // Of a symmetric relation neither end is the source: the order of the edge makes both readings one row.
            let (source, target) =
                if graph.schema().is_symmetric(&edge.relation) { (subject, object) } else { (source, target) };
            let key = (claim.time.clone(), &claim.article, source, target, edge.relation.as_str());
            events.entry(key).or_insert_with(|| Event { relation, claims: Vec::new() }).claims.push(claim);
        }
    }
    events
}

fn row(graph: &KnowledgeGraph, (_, article, source, target, _): &Key<'_>, event: &Event<'_>) -> [String; 15] {
    let label = |id: EntityId| graph.entity(id).label().to_owned();
    let kind = |id: EntityId| graph.entity(id).entity_type().map_or("", EntityType::as_str).to_owned();
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let known = graph.article(article);
    let published = known.and_then(|article| article.published);
    let (date, precision) = date(event.claims[0], published);
    let place = event.claims.iter().find_map(|claim| claim.place).or_else(|| {
        // What happens to a place happens there.
        Some(*target).filter(|id| graph.entity(*id).entity_type() == Some(EntityType::Place))
    });
    let words = event.claims.iter().find_map(|claim| claim.evidence).map(|span| graph.words(article, span));
    [
        date,
        precision.to_owned(),
        label(*source),
        kind(*source),
        label(*target),
        kind(*target),
        event.relation.name.to_string(),
        text(&event.relation.plover),
        text(&event.relation.cameo),
        place.map(label).unwrap_or_default(),
        article.to_string(),
        known.and_then(|article| article.source.clone()).unwrap_or_default(),
        published.map(|day| day.to_string()).unwrap_or_default(),
        event.claims.len().to_string(),
        words.unwrap_or_default().to_owned(),
    ]
}

/// The first day of an event, and how it is known: `told` by the text, to the `day` or less finely, or only that of the
/// `article`.
fn date(claim: &StatedClaim, published: Option<PartialDate>) -> (String, &'static str) {
    let told = claim.days().and_then(|(first, last)| Some((first.or(last)?, first == last)));
    match (told, published) {
        (Some((day, true)), _) => (day.to_string(), "day"),
        (Some((day, false)), _) => (day.to_string(), "period"),
        (None, Some(published)) => (published.first_day().to_string(), "article"),
        (None, None) => (String::new(), "unknown"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::testing::{graph, record};

    #[test]
    fn one_happening_in_one_article_is_one_row() {
        let mut told = record("a", &[("A", "metWith", "C"), ("C", "metWith", "A"), ("A", "metWith", "D")]);
        told.published = "2022-01-13".parse().ok();
        for claim in &mut told.claims[..2] {
            claim.time = Some("2022-01-10".into());
        }
        told.claims[2].polarity = crate::document::Polarity::Negative;
        let mut out = Vec::new();
        csv(&graph(&[told]), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let rows: Vec<Vec<&str>> = text.lines().skip(1).map(|line| line.split(',').collect()).collect();
        assert_eq!(rows.len(), 1, "{text}");
        assert_eq!(&rows[0][..3], ["2022-01-10", "day", "A"]);
        assert_eq!(rows[0][6..9], ["metWith", "CONSULT", "040"]);
        assert_eq!(rows[0][13], "2");
    }
}
