//! Knowledge graph → records: what each article says, given back.

use std::collections::BTreeMap;

use super::{EdgeId, Entity, EntityId, KnowledgeGraph, StatedClaim, canonical};
use crate::document::{Article, ArticleId, ClaimRecord, ObjectRecord, Record, Relation};

impl KnowledgeGraph {
    /// What an article says, as its canonical record.
    pub fn record(&self, id: &ArticleId) -> Option<Record> {
        self.records_of(|article| article == id).pop()
    }

    /// What each article says, as canonical records, by id; in one walk over the graph.
    pub fn records(&self) -> Vec<Record> {
        self.records_of(|_| true)
    }

    fn records_of(&self, wanted: impl Fn(&ArticleId) -> bool) -> Vec<Record> {
        let articles = self.articles.values().filter(|article| wanted(&article.id));
        let mut drafts: BTreeMap<&ArticleId, Draft<'_>> = articles.map(|a| (&a.id, Draft::new(a))).collect();
        for (node, entity) in self.entities() {
            for article in entity.appearances.keys() {
                if let Some(draft) = drafts.get_mut(article) {
                    draft.name(node, entity);
                }
            }
        }
        for (node, entity) in self.entities() {
            for attribute in &entity.attributes {
                for stated in &attribute.claims {
                    if let Some(draft) = drafts.get_mut(&stated.article) {
                        let object = ObjectRecord::Literal { literal: attribute.value.clone() };
                        draft.claim(node, &attribute.relation, object, stated);
                    }
                }
            }
        }
        for edge in self.graph.edge_indices().filter_map(|edge| self.edge(EdgeId(edge))) {
            for stated in &edge.edge.claims {
                if let Some(draft) = drafts.get_mut(&stated.article) {
                    let (from, to) =
                        if stated.reversed { (edge.object, edge.subject) } else { (edge.subject, edge.object) };
                    draft.claim(from, &edge.edge.relation, ObjectRecord::Entity(name_of(to)), stated);
                }
            }
        }
        drafts.into_values().map(|draft| canonical(&draft.record)).collect()
    }
}

/// The record of an article while it is gathered from the graph.
struct Draft<'g> {
    article: &'g ArticleId,
    record: Record,
}

/// The name of an entity inside a draft.
fn name_of(node: EntityId) -> String {
    node.0.index().to_string()
}

impl<'g> Draft<'g> {
    fn new(article: &'g Article) -> Self {
        let record = Record {
            id: article.id.clone(),
            language: article.language.clone(),
            title: article.title.clone(),
            published: article.published,
            source: article.source.clone(),
            author: article.author.clone(),
            text: article.text.clone(),
            entities: Vec::new(),
            claims: Vec::new(),
        };
        Self { article: &article.id, record }
    }

    fn name(&mut self, node: EntityId, entity: &Entity) {
        self.record.entities.extend(entity.record(self.article, name_of(node)));
    }

    fn claim(&mut self, subject: EntityId, relation: &Relation, object: ObjectRecord, stated: &StatedClaim) {
        self.record.claims.push(ClaimRecord {
            subject: name_of(subject),
            predicate: relation.clone(),
            object,
            polarity: stated.polarity,
            certainty: stated.certainty,
            tense: stated.tense,
            attributed_to: stated.attributed_to.map(name_of),
            time: stated.time.clone(),
            place: stated.place.map(name_of),
            cue: stated.cue,
            evidence: stated.evidence,
            rule: stated.rule.clone(),
            confidence: stated.confidence,
        });
    }
}
