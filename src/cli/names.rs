//! What a person types → entities, relations, and the language to label them in.

use std::collections::BTreeMap;

use anyhow::{Result, anyhow};

use crate::{
    document::Relation,
    graph::{EntityId, KnowledgeGraph},
    rdf::Base,
    text::Language,
};

/// How well a name fits an entity, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Label,
    Alias,
    Part,
}

/// The entities a name may mean, the best first; those of the best fit are counted in `best`.
pub(super) struct Found {
    pub(super) entities: Vec<EntityId>,
    best: usize,
}

impl Found {
    /// Looks a name up: an identifier (whole, or without the store's base), a label, another name, or words of one.
    pub(super) fn of(name: &str, graph: &KnowledgeGraph, base: &Base) -> Self {
        let by_iri = graph.entities().find(|(_, entity)| {
            let iri = base.entity(entity.key());
            iri.as_str() == name || iri.as_str().strip_prefix(base.as_str()) == Some(name)
        });
        if let Some((entity, _)) = by_iri {
            return Self { entities: vec![entity], best: 1 };
        }
        let entities = graph.search(name);
        let wanted = name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let fits: Vec<Fit> = entities.iter().map(|id| fit(graph, *id, &wanted)).collect();
        let best = fits.iter().take_while(|fit| Some(*fit) == fits.first()).count();
        Self { entities, best }
    }

    /// The one entity that is meant; an error that lists the candidates where there are several of the best fit, `None`
    /// where there is none.
    pub(super) fn one(&self, name: &str, graph: &KnowledgeGraph, base: &Base) -> Result<Option<EntityId>> {
        match &self.entities[..self.best] {
            [] => Ok(None),
            [one] => Ok(Some(*one)),
            several => {
                let candidates = several.iter().take(12).map(|id| describe(graph, *id, base));
                let more = several.len().saturating_sub(12);
                let more = if more > 0 { format!("\n  … and {more} more") } else { String::new() };
                let list = candidates.collect::<Vec<_>>().join("\n  ");
                Err(anyhow!("\"{name}\" may be any of these; give the whole name or the identifier:\n  {list}{more}"))
            }
        }
    }
}

fn fit(graph: &KnowledgeGraph, id: EntityId, wanted: &str) -> Fit {
    let entity = graph.entity(id);
    let is = |name: &str| name.to_lowercase() == wanted;
    if entity.labels().values().any(|label| is(label)) {
        Fit::Label
    } else if entity.aliases().iter().any(|(_, alias)| is(alias)) {
        Fit::Alias
    } else {
        Fit::Part
    }
}

/// One line about an entity: name, type, identifier, number of articles.
fn describe(graph: &KnowledgeGraph, id: EntityId, base: &Base) -> String {
    let entity = graph.entity(id);
    let iri = base.entity(entity.key());
    let short = iri.as_str().strip_prefix(base.as_str()).unwrap_or(iri.as_str());
    let count = entity.appearances().len();
    let articles = if count == 1 { "article" } else { "articles" };
    format!("{} ({short}, {count} {articles})", entity.label())
}

/// The relation that is meant by its name or by its label in any language; upper and lower case are one.
pub(super) fn relation(name: &str, graph: &KnowledgeGraph) -> Option<Relation> {
    let wanted = name.to_lowercase();
    let is = |candidate: &str| candidate.to_lowercase() == wanted;
    let schema = graph.schema().iter();
    let known = schema.map(|relation| (relation.name.clone(), relation.labels.values().any(|label| is(label))));
    // A relation of somebody else's extraction need not be in the ontology.
    let used = graph.edges().map(|edge| (edge.edge.relation.clone(), false));
    known.chain(used).find(|(name, by_label)| *by_label || is(name.as_str())).map(|(name, _)| name)
}

/// As [`relation`], with an error that names what comes near.
pub(super) fn known_relation(name: &str, graph: &KnowledgeGraph) -> Result<Relation> {
    relation(name, graph).ok_or_else(|| {
        let start: String = name.to_lowercase().chars().take(3).collect();
        let near = graph.schema().iter().map(|relation| relation.name.as_str());
        let near: Vec<&str> = near.filter(|known| known.to_lowercase().contains(&start)).collect();
        let hint = if near.is_empty() { String::new() } else { format!("; there is {}", near.join(", ")) };
        anyhow!("there is no relation \"{name}\"{hint}")
    })
}

/// The language in which most articles are written, for labels; English where no article tells.
pub(super) fn label_language(graph: &KnowledgeGraph) -> String {
    let mut counts: BTreeMap<&Language, usize> = BTreeMap::new();
    for language in graph.articles().filter_map(|article| article.language.as_ref()) {
        *counts.entry(language).or_default() += 1;
    }
    let most = counts.iter().max_by_key(|(language, count)| (**count, std::cmp::Reverse(**language)));
    most.map_or("en", |(language, _)| language.tag()).to_owned()
}
