//! `relata show`: a card of one entity.

use std::collections::BTreeMap;

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use super::{
    Global, Outcome, Session,
    claims::{ClaimView, relation_heading},
    names::{Found, label_language},
    style::one_line,
};
use crate::{
    document::Relation,
    graph::{EntityId, Fact, KnowledgeGraph},
    rdf::Base,
};

/// Show what is known of a person, organisation, place: names, links, relations by time, each with its sentence
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  relata show Tokayev\n  relata show --json 'Consiglio europeo'")]
pub(super) struct ShowArgs {
    /// A name, or a part of one; upper and lower case are one
    #[arg(required = true, value_name = "NAME")]
    name: Vec<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// The card.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Card {
    name: String,
    #[serde(rename = "type")]
    entity_type: Option<&'static str>,
    iri: String,
    aliases: Vec<String>,
    links: Vec<String>,
    articles: Vec<String>,
    relations: Vec<Group>,
}

/// All claims of one relation in one direction.
#[derive(Debug, Serialize)]
struct Group {
    #[serde(skip)]
    heading: String,
    relation: String,
    /// `out` where the entity is the subject, `in` where it is the object, `both` where the relation has no direction.
    direction: Direction,
    claims: Vec<ClaimView>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
enum Direction {
    Out,
    Both,
    In,
}

pub(super) fn run(args: &ShowArgs, global: &Global, session: &mut Session<'_>) -> Result<Outcome> {
    let (graph, base) = session.graph(&global.db)?;
    let name = args.name.join(" ");
    let Some(entity) = Found::of(&name, &graph, &base).one(&name, &graph, &base)? else {
        session.complain(format_args!("nothing in the store is called \"{name}\""));
        return Ok(Outcome::Nothing);
    };
    let card = card(&graph, entity, &base);
    if args.json {
        serde_json::to_writer_pretty(session.out(), &card)?;
        writeln!(session.out())?;
    } else {
        print(&card, session)?;
    }
    Ok(Outcome::Done)
}

fn card(graph: &KnowledgeGraph, id: EntityId, base: &Base) -> Card {
    let entity = graph.entity(id);
    let language = label_language(graph);
    let mut groups: BTreeMap<(Direction, &Relation), Vec<ClaimView>> = BTreeMap::new();
    for moment in graph.timeline(id) {
        let relation = moment.fact.relation();
        let direction = match moment.fact {
            Fact::Edge(_) if graph.schema().is_symmetric(relation) => Direction::Both,
            Fact::Edge(edge) if edge.subject != id => Direction::In,
            Fact::Edge(_) | Fact::Attribute(_) => Direction::Out,
        };
        let view = ClaimView::new(graph, id, moment.fact, moment.claim, &language);
        groups.entry((direction, relation)).or_default().push(view);
    }
    let relations = groups.into_iter().map(|((direction, relation), claims)| Group {
        heading: relation_heading(graph, relation, &language),
        relation: relation.to_string(),
        direction,
        claims,
    });
    Card {
        name: one_line(entity.label()),
        entity_type: entity.entity_type().map(crate::document::EntityType::as_str),
        iri: base.entity(entity.key()).into_string(),
        aliases: dedup(entity.aliases().into_iter().map(|(_, alias)| one_line(alias))),
        links: entity.links().into_iter().map(one_line).collect(),
        articles: entity.appearances().keys().map(|article| one_line(&article.0)).collect(),
        relations: relations.collect(),
    }
}

fn dedup(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut names: Vec<String> = names.collect();
    names.sort();
    names.dedup();
    names
}

fn print(card: &Card, session: &mut Session<'_>) -> Result<()> {
    let style = session.style;
    let out = session.out();
    writeln!(out, "{}  {}", style.bold(&card.name), style.dim(card.entity_type.unwrap_or("of unknown type")))?;
    for (what, list) in [("also", &card.aliases), ("same as", &card.links), ("articles", &card.articles)] {
        if !list.is_empty() {
            let shown = list.iter().take(12).cloned().collect::<Vec<_>>().join(", ");
            let more = if list.len() > 12 { format!(" and {} more", list.len() - 12) } else { String::new() };
            writeln!(out, "  {}", style.dim(&format!("{what}: {shown}{more}")))?;
        }
    }
    for group in &card.relations {
        let arrow = match group.direction {
            Direction::Out => "→",
            Direction::Both => "↔",
            Direction::In => "←",
        };
        writeln!(out, "\n{} {arrow}", style.bold(&group.heading))?;
        for claim in &group.claims {
            let other = if group.direction == Direction::In || claim.subject != card.name {
                &claim.subject
            } else {
                &claim.object
            };
            let time = claim.time.as_deref().unwrap_or("-");
            let place = claim.place.as_ref().map(|place| format!(", in {place}")).unwrap_or_default();
            let doubts = claim.doubts();
            let doubts = if doubts.is_empty() { doubts } else { format!("  {}", style.warn(&format!("({doubts})"))) };
            writeln!(out, "  {time:<10}  {other}{place}{doubts}")?;
            if let Some(sentence) = claim.sentence(style) {
                writeln!(out, "{:14}{sentence}", "")?;
            }
            writeln!(out, "{:14}{}", "", style.dim(&claim.origin()))?;
        }
    }
    Ok(())
}
