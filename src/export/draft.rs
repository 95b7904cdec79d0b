//! Knowledge graph → [`Picture`]: which entities are drawn, which claims share an arrow, what is written where.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::Term;
use serde::Deserialize;

use super::{
    picture::{Picture, PictureEdge, PictureNode},
    style::Line,
};
use crate::{
    document::{EntityType, Polarity},
    graph::{EdgeRef, Entity, EntityId, KnowledgeGraph, StatedClaim},
    rdf::{encode::class_iri, ontology},
};

/// The most sentences that are kept for one arrow.
const MOST_EVIDENCE: usize = 3;

/// How a picture is made.
#[derive(Debug, Clone)]
pub struct PictureOptions {
    /// The language of the labels: `it`, `en`.
    pub language: String,
    /// Draw at most so many entities, those with most relations.
    pub most_nodes: usize,
    /// What the picture is about; drawn with a thick outline.
    pub focus: Vec<EntityId>,
    /// What stands above it; the numbers of entities, claims and articles where it is `None`.
    pub title: Option<String>,
}

/// The words of a picture that no label of the ontology has.
#[derive(Debug, Clone, Deserialize)]
struct Words {
    not: String,
    past: String,
    fact: String,
    uncertain: String,
    negated: String,
    entities: [String; 2],
    claims: [String; 2],
    articles: [String; 2],
}

impl Words {
    /// In a language, else in English.
    fn of(language: &str) -> Self {
        let all: BTreeMap<String, Self> = toml::from_str(include_str!("words.toml")).unwrap_or_default();
        let found = all.get(language).or_else(|| all.get("en")).cloned();
        found.unwrap_or_else(|| unreachable!("words.toml has English; a test reads it"))
    }
}

impl Picture {
    /// The picture of a graph, and how many entities were left out because it has more than may be drawn.
    pub fn of(graph: &KnowledgeGraph, options: &PictureOptions) -> (Self, usize) {
        let words = Words::of(&options.language);
        let tied: Vec<EntityId> =
            graph.entities().map(|(id, _)| id).filter(|id| worth_drawing(graph, *id, options)).collect();
        let shown = best_tied(graph, &tied, options);
        let number: BTreeMap<EntityId, usize> = shown.iter().enumerate().map(|(number, id)| (*id, number)).collect();
        let nodes = shown.iter().map(|id| node(graph.entity(*id), options.focus.contains(id))).collect();
        let mut edges = Vec::new();
        for edge in graph.edges() {
            if let (Some(from), Some(to)) = (number.get(&edge.subject), number.get(&edge.object)) {
                edges.extend(arrows(graph, &edge, (*from, *to), &options.language, &words));
            }
        }
        let claims: usize = edges.iter().map(|edge: &PictureEdge| edge.claims).sum();
        let title = options.title.clone().unwrap_or_else(|| {
            let counts =
                [(shown.len(), &words.entities), (claims, &words.claims), (graph.articles().count(), &words.articles)];
            counts.map(|(count, [one, many])| format!("{count} {}", if count == 1 { one } else { many })).join(" · ")
        });
        let line_names =
            vec![(Line::Fact, words.fact), (Line::Uncertain, words.uncertain), (Line::Negated, words.negated)];
        let picture = Self { title, nodes, edges, type_names: type_names(&options.language), line_names };
        (picture, tied.len() - shown.len())
    }
}

/// Whether anything ties the entity to another, or it is what the picture is about.
fn worth_drawing(graph: &KnowledgeGraph, id: EntityId, options: &PictureOptions) -> bool {
    graph.degree(id) > 0 || options.focus.contains(&id)
}

/// The entities with most relations, in the order of the graph; what the picture is about is always among them.
fn best_tied(graph: &KnowledgeGraph, tied: &[EntityId], options: &PictureOptions) -> Vec<EntityId> {
    let mut ranked: Vec<(usize, EntityId)> = tied.iter().copied().enumerate().collect();
    ranked.sort_by_key(|(place, id)| (!options.focus.contains(id), std::cmp::Reverse(graph.degree(*id)), *place));
    ranked.truncate(options.most_nodes);
    ranked.sort_by_key(|(place, _)| *place);
    ranked.into_iter().map(|(_, id)| id).collect()
}

fn node(entity: &Entity, focus: bool) -> PictureNode {
    // Words that the articles say of the entity: its office, by the most claims.
    let said = entity.attributes().iter().filter(|attribute| attribute.claims.iter().any(|claim| claim.fact));
    let note = said.max_by_key(|attribute| (attribute.claims.len(), std::cmp::Reverse(&attribute.value)));
    PictureNode {
        label: entity.label().to_owned(),
        kind: entity.entity_type(),
        note: note.map(|attribute| attribute.value.clone()),
        focus,
    }
}

/// The arrows of one relation between two entities: one for what is so, another for what is said not to be so.
fn arrows(
    graph: &KnowledgeGraph,
    edge: &EdgeRef<'_>,
    (from, to): (usize, usize),
    language: &str,
    words: &Words,
) -> Vec<PictureEdge> {
    let relation = &edge.edge.relation;
    let label = graph.schema().label(relation, language);
    let arrow = |polarity: Polarity| {
        let claims: Vec<&StatedClaim> = edge.edge.claims.iter().filter(|claim| claim.polarity == polarity).collect();
        if claims.is_empty() {
            return None;
        }
        let line = match polarity {
            Polarity::Negative => Line::Negated,
            Polarity::Positive if claims.iter().any(|claim| claim.fact) => Line::Fact,
            Polarity::Positive => Line::Uncertain,
        };
        let label = if line == Line::Negated { format!("{} {label}", words.not) } else { label.to_owned() };
        let evidence = claims.iter().filter_map(|claim| claim.evidence.map(|span| graph.words(&claim.article, span)));
        Some(PictureEdge {
            from,
            to,
            label,
            date: dates(&claims, words),
            claims: claims.len(),
            line,
            symmetric: graph.schema().is_symmetric(relation),
            evidence: evidence.take(MOST_EVIDENCE).map(str::to_owned).collect(),
        })
    };
    [Polarity::Positive, Polarity::Negative].into_iter().filter_map(arrow).collect()
}

/// The one time that the claims tell, or the first and the last.
fn dates(claims: &[&StatedClaim], words: &Words) -> Option<String> {
    let times: BTreeSet<&str> = claims.iter().filter_map(|claim| claim.time.as_deref()).collect();
    let dated: Vec<&str> =
        times.iter().copied().filter(|time| time.starts_with(|c: char| c.is_ascii_digit())).collect();
    match dated[..] {
        [] => times.contains("past").then(|| words.past.clone()),
        [one] => Some(one.replace('/', " – ").replace("..", "")),
        [first, .., last] => {
            let begin = first.split('/').next().unwrap_or(first);
            let end = last.rsplit('/').next().filter(|end| *end != "..").unwrap_or_default();
            Some(format!("{begin} – {end}"))
        }
    }
}

/// What the ontology calls each type.
fn type_names(language: &str) -> Vec<(EntityType, String)> {
    let ontology = ontology();
    let label = |kind: EntityType, language: &str| {
        let class = class_iri(kind);
        ontology.iter().find_map(|quad| match &quad.object {
            Term::Literal(label)
                if quad.subject == class.clone().into()
                    && quad.predicate.as_str().ends_with("rdf-schema#label")
                    && label.language() == Some(language) =>
            {
                Some(label.value().to_owned())
            }
            _ => None,
        })
    };
    let name = |kind| label(kind, language).or_else(|| label(kind, "en")).unwrap_or_else(|| kind.to_string());
    EntityType::ALL.into_iter().map(|kind| (kind, name(kind))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_all_words() {
        assert_eq!(Words::of("it").not, "non");
        assert_eq!(Words::of("xx").not, "not");
        assert_eq!(type_names("it")[0].1, "persona");
    }
}
