//! `relata stats`: how much is in the store, and who stands in its middle.

use std::collections::BTreeMap;

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use super::{Global, Outcome, Session, style::one_line};
use crate::graph::KnowledgeGraph;

/// Count articles, entities and claims, and list who is most central
#[derive(Debug, Args)]
pub(super) struct StatsArgs {
    /// How many entities to list
    #[arg(long, value_name = "N", default_value = "10")]
    top: usize,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct Stats {
    articles: usize,
    entities: usize,
    #[serde(rename = "entitiesByType")]
    by_type: BTreeMap<String, usize>,
    claims: usize,
    facts: usize,
    #[serde(rename = "claimsByRelation")]
    by_relation: BTreeMap<String, Count>,
    central: Vec<Central>,
}

#[derive(Debug, Default, Clone, Copy, Serialize)]
struct Count {
    claims: usize,
    facts: usize,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Central {
    name: String,
    page_rank: f64,
    degree: usize,
    articles: usize,
}

pub(super) fn run(args: &StatsArgs, global: &Global, session: &mut Session<'_>) -> Result<Outcome> {
    let stats = stats(&session.graph(&global.db)?.0, args.top);
    if args.json {
        serde_json::to_writer_pretty(session.out(), &stats)?;
        writeln!(session.out())?;
    } else {
        print(&stats, session)?;
    }
    Ok(Outcome::found(stats.articles > 0))
}

fn stats(graph: &KnowledgeGraph, top: usize) -> Stats {
    let mut by_type: BTreeMap<String, usize> = BTreeMap::new();
    let mut by_relation: BTreeMap<String, Count> = BTreeMap::new();
    let mut add = |relation: &crate::document::Relation, claims: &[crate::graph::StatedClaim]| {
        let count = by_relation.entry(relation.to_string()).or_default();
        count.claims += claims.len();
        count.facts += claims.iter().filter(|claim| claim.fact).count();
    };
    for (_, entity) in graph.entities() {
        *by_type.entry(entity.entity_type().map_or("unknown", |kind| kind.as_str()).to_owned()).or_default() += 1;
        entity.attributes().iter().for_each(|attribute| add(&attribute.relation, &attribute.claims));
    }
    graph.edges().for_each(|edge| add(&edge.edge.relation, &edge.edge.claims));
    let central = graph.page_rank().into_iter().take(top).map(|(id, page_rank)| Central {
        name: one_line(graph.entity(id).label()),
        page_rank,
        degree: graph.degree(id),
        articles: graph.entity(id).appearances().len(),
    });
    Stats {
        articles: graph.articles().count(),
        entities: graph.entity_count(),
        by_type,
        claims: by_relation.values().map(|count| count.claims).sum(),
        facts: by_relation.values().map(|count| count.facts).sum(),
        central: central.collect(),
        by_relation,
    }
}

fn print(stats: &Stats, session: &mut Session<'_>) -> Result<()> {
    let style = session.style;
    let out = session.out();
    writeln!(out, "{:>8}  articles", stats.articles)?;
    writeln!(out, "{:>8}  entities", stats.entities)?;
    for (kind, count) in &stats.by_type {
        writeln!(out, "{count:>12}  {kind}")?;
    }
    writeln!(out, "{:>8}  claims, of which {} are facts", stats.claims, stats.facts)?;
    let mut relations: Vec<_> = stats.by_relation.iter().collect();
    relations.sort_by_key(|(name, count)| (std::cmp::Reverse(count.claims), *name));
    for (relation, Count { claims, facts }) in relations {
        let facts = if facts == claims { String::new() } else { format!(" ({facts} facts)") };
        writeln!(out, "{claims:>12}  {relation}{}", style.dim(&facts))?;
    }
    if !stats.central.is_empty() {
        writeln!(out, "\n{}", style.bold("Most central (PageRank; relations; articles)"))?;
        for Central { name, page_rank, degree, articles } in &stats.central {
            writeln!(out, "{page_rank:>8.3}  {degree:>3}  {articles:>3}  {name}")?;
        }
    }
    Ok(())
}
