//! What articles call an entity → what the default graph says of it.
//!
//! A [`Description`] is a function of the set of names and links that articles give an entity, so it can grow with each
//! article and comes out the same in any order.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term, vocab::rdf};

use super::encode::class_iri;
use super::iri::Base;
use super::vocab::{schema, skos};
use crate::graph::better_label;

/// A language tag, where there is one, and words.
type Tagged = (Option<String>, String);

/// Labels, other names and links of one entity.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Description {
    labels: BTreeMap<Option<String>, String>,
    names: BTreeSet<Tagged>,
    links: BTreeSet<String>,
}

impl Description {
    /// The properties by which an article's graph names and links an entity.
    pub const SOURCES: [NamedNodeRef<'static>; 3] = [schema::NAME, schema::ALTERNATE_NAME, schema::SAME_AS];

    /// Takes in one statement about the entity, from an article's graph or from the default graph; whatever says nothing
    /// of names or links is passed over.
    pub fn absorb(&mut self, property: NamedNodeRef<'_>, object: &Term) {
        match object {
            Term::Literal(literal) => {
                let (language, text) = tagged(literal);
                if property == schema::NAME || property == skos::PREF_LABEL {
                    let label = self.labels.entry(language.clone()).or_insert_with(|| text.clone());
                    *label = better_label(label, &text).to_owned();
                } else if property != schema::ALTERNATE_NAME && property != skos::ALT_LABEL {
                    return;
                }
                self.names.insert((language, text));
            }
            Term::NamedNode(link) if property == schema::SAME_AS || property == skos::EXACT_MATCH => {
                self.links.insert(link.as_str().to_owned());
            }
            _ => {}
        }
    }

    /// As quads of the default graph; none where the entity has no name left.
    pub fn quads(&self, entity: &NamedNode, base: &Base) -> Vec<Quad> {
        if self.names.is_empty() {
            return Vec::new();
        }
        let quad = |property: NamedNodeRef<'_>, object: Term| {
            Quad::new(entity.clone(), property, object, GraphName::DefaultGraph)
        };
        let words = |language: &Option<String>, text: &String| -> Term {
            match language {
                Some(language) => Literal::new_language_tagged_literal_unchecked(text, language).into(),
                None => Literal::from(text.as_str()).into(),
            }
        };
        let class = base.entity_type(entity.as_str()).flatten().map(class_iri);
        let mut quads: Vec<Quad> = class.map(|class| quad(rdf::TYPE, class.into())).into_iter().collect();
        quads.extend(self.labels.iter().map(|(language, text)| quad(skos::PREF_LABEL, words(language, text))));
        let others = self.names.iter().filter(|(language, text)| self.labels.get(language) != Some(text));
        quads.extend(others.map(|(language, text)| quad(skos::ALT_LABEL, words(language, text))));
        let links = self.links.iter().map(|link| NamedNode::new_unchecked(link.as_str()));
        quads.extend(links.map(|link| quad(skos::EXACT_MATCH, link.into())));
        quads
    }
}

fn tagged(literal: &Literal) -> Tagged {
    (literal.language().map(str::to_owned), literal.value().to_owned())
}
