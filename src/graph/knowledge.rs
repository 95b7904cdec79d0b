//! The graph itself: assembly from records, look-up, taking articles away.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use petgraph::{
    Direction,
    stable_graph::{EdgeIndex, NodeIndex, StableDiGraph},
    visit::EdgeRef as _,
};

use super::{Appearance, Attribute, Edge, Entity, EntityKey, StatedClaim, canonical};
use crate::document::{Article, ArticleId, ClaimRecord, ObjectRecord, Record, Relation, Schema};

/// A node of one graph; valid as long as the node is there. Its number depends on history: order output by
/// [`Entity::key`], never by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub(super) NodeIndex);

/// An edge of one graph; valid as long as the edge is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EdgeId(pub(super) EdgeIndex);

/// An edge with its ends.
#[derive(Debug, Clone, Copy)]
pub struct EdgeRef<'g> {
    /// Which edge.
    pub id: EdgeId,
    /// Where it starts; of a symmetric relation the end with the smaller key.
    pub subject: EntityId,
    /// Where it ends.
    pub object: EntityId,
    /// Relation and claims.
    pub edge: &'g Edge,
}

impl EdgeRef<'_> {
    /// The end that is not `entity`; `entity` itself for an edge from a node to itself.
    pub fn other(&self, entity: EntityId) -> EntityId {
        if self.subject == entity { self.object } else { self.subject }
    }
}

/// Entities, the relations between them, and the articles that say so.
#[derive(Debug, Clone, Default)]
pub struct KnowledgeGraph {
    pub(super) graph: StableDiGraph<Entity, Edge>,
    pub(super) nodes: BTreeMap<EntityKey, EntityId>,
    edges: HashMap<(EntityId, EntityId, Relation), EdgeId>,
    pub(super) articles: BTreeMap<ArticleId, Article>,
    pub(super) schema: Arc<Schema>,
}

impl KnowledgeGraph {
    /// An empty graph; the schema tells which relations are symmetric.
    pub fn new(schema: Arc<Schema>) -> Self {
        Self { schema, ..Self::default() }
    }

    /// Adds what an article says; an article of the same id that is there already is replaced.
    pub fn add(&mut self, record: &Record) {
        self.remove(&record.id);
        let record = canonical(record);
        let ids: BTreeMap<&str, EntityId> = record
            .entities
            .iter()
            .map(|entity| {
                let node = self.node(EntityKey::of(entity));
                self.graph[node.0].appearances.insert(
                    record.id.clone(),
                    Appearance {
                        label: entity.label.clone(),
                        aliases: entity.aliases.iter().cloned().collect(),
                        language: record.language.clone(),
                        mentions: entity.mentions.clone(),
                        links: entity.links.iter().map(|link| link.iri.clone()).collect(),
                    },
                );
                (entity.id.as_str(), node)
            })
            .collect();
        for claim in &record.claims {
            self.add_claim(&record.id, claim, &ids);
        }
        let article = Article {
            id: record.id.clone(),
            title: record.title,
            text: record.text,
            language: record.language,
            published: record.published,
            source: record.source,
            author: record.author,
            given: None,
        };
        self.articles.insert(record.id, article);
    }

    /// Adds one claim of a canonical record.
    fn add_claim(&mut self, article: &ArticleId, claim: &ClaimRecord, ids: &BTreeMap<&str, EntityId>) {
        let id = |name: &String| ids.get(name.as_str()).copied();
        let Some(subject) = id(&claim.subject) else { return };
        let mut stated = StatedClaim {
            article: article.clone(),
            reversed: false,
            polarity: claim.polarity,
            certainty: claim.certainty,
            tense: claim.tense,
            attributed_to: claim.attributed_to.as_ref().and_then(id),
            time: claim.time.clone(),
            place: claim.place.as_ref().and_then(id),
            cue: claim.cue,
            evidence: claim.evidence,
            rule: claim.rule.clone(),
            confidence: claim.confidence,
            fact: claim.is_fact(),
        };
        let claims = match &claim.object {
            ObjectRecord::Literal { literal } => {
                let attributes = &mut self.graph[subject.0].attributes;
                let wanted = (&claim.predicate, literal);
                let at = attributes.binary_search_by(|a| (&a.relation, &a.value).cmp(&wanted)).unwrap_or_else(|at| {
                    let (relation, value) = (claim.predicate.clone(), literal.clone());
                    attributes.insert(at, Attribute { relation, value, claims: Vec::new() });
                    at
                });
                &mut attributes[at].claims
            }
            ObjectRecord::Entity(object) => {
                let Some(object) = id(object) else { return };
                let symmetric = self.schema.is_symmetric(&claim.predicate);
                stated.reversed = symmetric && self.graph[object.0].key < self.graph[subject.0].key;
                let (from, to) = if stated.reversed { (object, subject) } else { (subject, object) };
                let edge = *self.edges.entry((from, to, claim.predicate.clone())).or_insert_with(|| {
                    EdgeId(self.graph.add_edge(
                        from.0,
                        to.0,
                        Edge { relation: claim.predicate.clone(), claims: Vec::new() },
                    ))
                });
                &mut self.graph[edge.0].claims
            }
        };
        // Behind all claims of earlier articles and, the record being in order, of earlier places of this one.
        let at = claims.partition_point(|other| other.place_in_text() <= stated.place_in_text());
        claims.insert(at, stated);
    }

    /// Takes away an article and what only it said; whether it was there.
    pub fn remove(&mut self, id: &ArticleId) -> bool {
        if self.articles.remove(id).is_none() {
            return false;
        }
        let touched: Vec<EntityId> =
            self.entities().filter(|(_, e)| e.appearances.contains_key(id)).map(|(node, _)| node).collect();
        self.retain_claims(|claim| claim.article != *id);
        for node in touched {
            self.graph[node.0].appearances.remove(id);
            if self.graph[node.0].appearances.is_empty() {
                self.drop_node(node);
            }
        }
        true
    }

    /// Keeps only the claims that `keep` says yes to, and drops edges and attributes that have none left.
    pub(super) fn retain_claims(&mut self, mut keep: impl FnMut(&StatedClaim) -> bool) {
        self.graph.retain_edges(|mut graph, edge| {
            let claims = &mut graph[edge].claims;
            claims.retain(&mut keep);
            !claims.is_empty()
        });
        self.edges.retain(|_, edge| self.graph.edge_weight(edge.0).is_some());
        for entity in self.graph.node_weights_mut() {
            for attribute in &mut entity.attributes {
                attribute.claims.retain(&mut keep);
            }
            entity.attributes.retain(|attribute| !attribute.claims.is_empty());
        }
    }

    /// Drops a node and the edges at it.
    pub(super) fn drop_node(&mut self, node: EntityId) {
        for direction in [Direction::Outgoing, Direction::Incoming] {
            for edge in self.graph.edges_directed(node.0, direction) {
                let ends = (EntityId(edge.source()), EntityId(edge.target()));
                self.edges.remove(&(ends.0, ends.1, edge.weight().relation.clone()));
            }
        }
        if let Some(entity) = self.graph.remove_node(node.0) {
            self.nodes.remove(&entity.key);
        }
    }

    /// The node of a key, made where there is none.
    fn node(&mut self, key: EntityKey) -> EntityId {
        *self.nodes.entry(key).or_insert_with_key(|key| EntityId(self.graph.add_node(Entity::new(key.clone()))))
    }

    /// The relations that the graph knows about.
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// All entities, by key.
    pub fn entities(&self) -> impl Iterator<Item = (EntityId, &Entity)> {
        self.nodes.values().map(|node| (*node, &self.graph[node.0]))
    }

    /// All edges, by the keys of their ends and by relation.
    pub fn edges(&self) -> impl Iterator<Item = EdgeRef<'_>> {
        self.nodes.values().flat_map(|node| {
            let mut edges = self.edges_from(*node, Direction::Outgoing);
            self.sort(&mut edges);
            edges
        })
    }

    /// All edges at an entity, in and out, by the keys of their ends and by relation.
    pub fn edges_at(&self, entity: EntityId) -> Vec<EdgeRef<'_>> {
        let mut edges = self.edges_from(entity, Direction::Outgoing);
        let incoming = self.edges_from(entity, Direction::Incoming);
        edges.extend(incoming.into_iter().filter(|edge| edge.subject != entity));
        self.sort(&mut edges);
        edges
    }

    /// The edges between two entities, in either direction, by relation.
    pub fn edges_between(&self, a: EntityId, b: EntityId) -> Vec<EdgeRef<'_>> {
        let near = if self.graph.edges(a.0).count() <= self.graph.edges(b.0).count() { a } else { b };
        let far = if near == a { b } else { a };
        self.edges_at(near).into_iter().filter(|edge| edge.other(near) == far).collect()
    }

    fn edges_from(&self, entity: EntityId, direction: Direction) -> Vec<EdgeRef<'_>> {
        let edges = self.graph.edges_directed(entity.0, direction);
        edges
            .map(|edge| EdgeRef {
                id: EdgeId(edge.id()),
                subject: EntityId(edge.source()),
                object: EntityId(edge.target()),
                edge: edge.weight(),
            })
            .collect()
    }

    fn sort(&self, edges: &mut [EdgeRef<'_>]) {
        edges.sort_by(|a, b| {
            let order = |e: &EdgeRef<'_>| (&self.graph[e.subject.0].key, &self.graph[e.object.0].key);
            order(a).cmp(&order(b)).then_with(|| a.edge.relation.cmp(&b.edge.relation))
        });
    }

    /// An entity of this graph.
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.graph[id.0]
    }

    /// An edge of this graph; `None` where it was removed.
    pub fn edge(&self, id: EdgeId) -> Option<EdgeRef<'_>> {
        let (subject, object) = self.graph.edge_endpoints(id.0)?;
        Some(EdgeRef { id, subject: EntityId(subject), object: EntityId(object), edge: self.graph.edge_weight(id.0)? })
    }

    /// The entity of a key.
    pub fn find(&self, key: &EntityKey) -> Option<EntityId> {
        self.nodes.get(key).copied()
    }

    /// All articles, by id.
    pub fn articles(&self) -> impl Iterator<Item = &Article> {
        self.articles.values()
    }

    /// An article: its text and what is known of it.
    pub fn article(&self, id: &ArticleId) -> Option<&Article> {
        self.articles.get(id)
    }

    /// The words of an article's text at a span of characters; empty where the two do not fit.
    pub fn words(&self, article: &ArticleId, span: crate::document::CharSpan) -> &str {
        let text = self.article(article).map_or("", |article| &article.text);
        crate::text::CharOffsets::new(text).span_from_chars(span).map_or("", |span| span.of(text))
    }

    /// How many entities there are.
    pub fn entity_count(&self) -> usize {
        self.graph.node_count()
    }

    /// How many edges there are.
    pub fn edge_count(&self) -> usize {
        self.graph.edge_count()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use std::collections::BTreeSet;

    use crate::document::{Property, RelationKind, RelationSchema};
    use proptest::prelude::*;
    use serde_json::{from_value, json};

    /// A schema in which `metWith` is symmetric.
    pub(crate) fn schema() -> Arc<Schema> {
        Arc::new(Schema::new([RelationSchema {
            name: Relation::from("metWith"),
            kind: RelationKind::Event,
            domain: vec![],
            range: vec![],
            literal: false,
            property: Some(Property::Symmetric),
            plover: Some("CONSULT".into()),
            cameo: Some("040".into()),
            labels: BTreeMap::new(),
        }]))
    }

    /// Articles that say `(subject, relation, object)` of people, each claim with its own evidence.
    pub(crate) fn record(id: &str, claims: &[(&str, &str, &str)]) -> Record {
        let names: BTreeSet<&str> = claims.iter().flat_map(|(s, _, o)| [*s, *o]).collect();
        let entities: Vec<_> = names
            .iter()
            .map(|name| json!({"id": name, "type": "Person", "label": name, "mentions": [[0, 2]]}))
            .collect();
        let claims: Vec<_> = claims
            .iter()
            .enumerate()
            .map(|(n, (s, r, o))| json!({"subject": s, "predicate": r, "object": o, "evidence": [n, n + 1]}))
            .collect();
        let text = "Una notizia di prova con molte parole.";
        from_value(json!({"id": id, "language": "it", "text": text, "entities": entities, "claims": claims})).unwrap()
    }

    pub(crate) fn graph(records: &[Record]) -> KnowledgeGraph {
        let mut graph = KnowledgeGraph::new(schema());
        for record in records {
            graph.add(record);
        }
        graph
    }

    /// Everything the graph lists, in its order.
    fn listing(graph: &KnowledgeGraph) -> String {
        let entities = graph.entities().map(|(_, entity)| format!("{entity:?}"));
        let key = |id| graph.entity(id).key();
        let edges = graph.edges().map(|e| format!("{:?} {:?} {:?}", key(e.subject), key(e.object), e.edge));
        entities.chain(edges).collect::<Vec<_>>().join("\n")
    }

    fn records() -> impl Strategy<Value = Vec<Record>> {
        let name = prop::sample::select(vec!["Anna", "Bruno", "Carla", "Dario"]);
        let relation = prop::sample::select(vec!["metWith", "accuses"]);
        let claims = prop::collection::vec((name.clone(), relation, name), 0..6);
        prop::collection::vec(claims, 1..6).prop_map(|articles| {
            articles.iter().enumerate().map(|(n, claims)| record(&format!("a{n}"), claims)).collect()
        })
    }

    proptest! {
        #[test]
        fn the_order_of_articles_and_what_was_removed_leave_no_trace(records in records(), seed in any::<u64>()) {
            let straight = graph(&records);
            let mut mixed = records.clone();
            let len = mixed.len();
            mixed.rotate_left(seed as usize % len);
            let mut other = graph(&mixed);
            other.add(&record("gone", &[("Anna", "metWith", "Elio"), ("Elio", "accuses", "Bruno")]));
            other.add(&mixed[0]);
            prop_assert!(other.remove(&ArticleId("gone".into())));
            prop_assert_eq!(listing(&straight), listing(&other));
            for record in &records {
                prop_assert_eq!(other.record(&record.id), Some(canonical(record)));
            }
        }
    }

    #[test]
    fn a_symmetric_relation_is_one_edge_found_from_both_ends() {
        let graph = graph(&[record("a", &[("Bruno", "metWith", "Anna"), ("Anna", "metWith", "Bruno")])]);
        let [anna] = graph.search("anna")[..] else { panic!() };
        let edges = graph.edges_at(anna);
        assert_eq!(edges.len(), 1);
        assert_eq!(edges[0].edge.claims.iter().map(|c| c.reversed).collect::<Vec<_>>(), [true, false]);
        assert_eq!(graph.edges_between(edges[0].object, edges[0].subject).len(), 1);
    }
}
