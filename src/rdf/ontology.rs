//! `ontology/relata.ttl` → [`Schema`]: the relations with their labels, ends and properties. The file is the one source
//! of terms; it is compiled into the program.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, LazyLock},
};

use oxigraph::{
    io::{RdfFormat, RdfParser},
    model::{NamedNodeRef, NamedOrBlankNode, Quad, Term, vocab::rdf, vocab::rdfs},
};

use super::vocab::{PLOVER, REL, owl, rel};
use crate::document::{EntityType, Property, Relation, RelationKind, RelationSchema, Schema};

/// The ontology, in Turtle.
pub const RELATA_TTL: &str = include_str!("../../ontology/relata.ttl");
/// PLOVER's event classes, in Turtle.
pub const PLOVER_TTL: &str = include_str!("../../ontology/plover.ttl");

/// The relations of the ontology.
///
/// # Panics
///
/// Never: that the embedded file can be read is a test's concern.
pub fn schema() -> Arc<Schema> {
    static SCHEMA: LazyLock<Arc<Schema>> = LazyLock::new(|| {
        let quads = parse(RELATA_TTL).expect("the embedded ontology is valid Turtle");
        Arc::new(read(&quads))
    });
    SCHEMA.clone()
}

/// The triples of the ontology and of PLOVER's classes, in the default graph.
///
/// # Panics
///
/// Never, as [`schema`].
pub fn ontology() -> Vec<Quad> {
    let read = |turtle| parse(turtle).expect("the embedded ontology is valid Turtle");
    let mut quads = read(RELATA_TTL);
    quads.extend(read(PLOVER_TTL));
    quads
}

fn parse(turtle: &str) -> Result<Vec<Quad>, oxigraph::io::RdfSyntaxError> {
    RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle).collect()
}

/// The statements of a Turtle file by subject and property; only what has an IRI for its subject.
struct Statements<'q>(BTreeMap<&'q str, BTreeMap<&'q str, Vec<&'q Term>>>);

impl<'q> Statements<'q> {
    fn new(quads: &'q [Quad]) -> Self {
        let mut statements: BTreeMap<_, BTreeMap<_, Vec<_>>> = BTreeMap::new();
        for quad in quads {
            if let NamedOrBlankNode::NamedNode(subject) = &quad.subject {
                let about = statements.entry(subject.as_str()).or_default();
                about.entry(quad.predicate.as_str()).or_default().push(&quad.object);
            }
        }
        Self(statements)
    }

    fn all(&self, subject: &str, property: NamedNodeRef<'_>) -> &[&'q Term] {
        self.0.get(subject).and_then(|about| about.get(property.as_str())).map_or(&[], Vec::as_slice)
    }

    fn iris(&self, subject: &str, property: NamedNodeRef<'_>) -> impl Iterator<Item = &'q str> {
        self.all(subject, property).iter().filter_map(|term| match term {
            Term::NamedNode(iri) => Some(iri.as_str()),
            _ => None,
        })
    }

    fn is_a(&self, subject: &str, class: NamedNodeRef<'_>) -> bool {
        self.iris(subject, rdf::TYPE).any(|iri| iri == class.as_str())
    }

    /// The entity types that a class stands for; none for the class of everything.
    fn types(&self, class: &str) -> Vec<EntityType> {
        if class == rel::THING.as_str() {
            return Vec::new();
        }
        let inside = |kind: &EntityType| {
            let mut classes = BTreeSet::from([format!("{REL}{kind}")]);
            let mut open: Vec<String> = classes.iter().cloned().collect();
            while let Some(next) = open.pop() {
                for wider in self.iris(&next, rdfs::SUB_CLASS_OF) {
                    if classes.insert(wider.to_owned()) {
                        open.push(wider.to_owned());
                    }
                }
            }
            classes.contains(class)
        };
        EntityType::ALL.into_iter().filter(inside).collect()
    }
}

fn read(quads: &[Quad]) -> Schema {
    let statements = Statements::new(quads);
    Schema::new(statements.0.keys().filter_map(|iri| relation(&statements, iri)))
}

/// A relation: whatever is an event relation or a state relation.
fn relation(statements: &Statements<'_>, iri: &str) -> Option<RelationSchema> {
    let kind = if statements.is_a(iri, rel::EVENT_RELATION) {
        RelationKind::Event
    } else if statements.is_a(iri, rel::STATE_RELATION) {
        RelationKind::State
    } else {
        return None;
    };
    let name = iri.strip_prefix(REL)?;
    let types = |property| statements.iris(iri, property).flat_map(|class| statements.types(class)).collect();
    let inverse = statements.iris(iri, owl::INVERSE_OF).find_map(|iri| iri.strip_prefix(REL));
    let labels = statements.all(iri, rdfs::LABEL).iter().filter_map(|term| match term {
        Term::Literal(label) => Some((label.language()?.to_owned(), label.value().to_owned())),
        _ => None,
    });
    Some(RelationSchema {
        name: Relation::from(name),
        kind,
        domain: types(rdfs::DOMAIN),
        range: types(rdfs::RANGE),
        literal: statements.iris(iri, rdfs::RANGE).any(|class| class == rdfs::LITERAL.as_str()),
        property: if statements.is_a(iri, owl::SYMMETRIC_PROPERTY) {
            Some(Property::Symmetric)
        } else {
            inverse.map(|name| Property::InverseOf(Relation::from(name)))
        },
        plover: statements.iris(iri, rel::PLOVER_CLASS).find_map(|class| class.strip_prefix(PLOVER)).map(str::to_owned),
        cameo: statements.all(iri, rel::CAMEO_CODE).iter().find_map(|term| match term {
            Term::Literal(code) => Some(code.value().to_owned()),
            _ => None,
        }),
        labels: labels.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_relation_is_described_in_both_languages() {
        let quads = ontology();
        let statements = Statements::new(&quads);
        let schema = schema();
        assert_eq!(schema.iter().count(), 73);
        for relation in schema.iter() {
            let iri = format!("{REL}{}", relation.name);
            for property in [rdfs::LABEL, rdfs::COMMENT] {
                let languages: BTreeSet<_> = statements.all(&iri, property).iter().map(|t| language(t)).collect();
                assert_eq!(languages, BTreeSet::from([Some("en"), Some("it")]), "{iri} {property}");
            }
            for property in [rdfs::DOMAIN, rdfs::RANGE] {
                assert_eq!(statements.iris(&iri, property).count(), 1, "{iri} {property}");
            }
            if let Some(class) = &relation.plover {
                assert_eq!(statements.all(&format!("{PLOVER}{class}"), rdfs::LABEL).len(), 2, "{class}");
            }
        }
        let terms = quads.iter().filter(|quad| quad.predicate == rdfs::LABEL);
        assert!(terms.count() > 200);
    }

    fn language(term: &Term) -> Option<&str> {
        match term {
            Term::Literal(literal) => literal.language(),
            _ => None,
        }
    }

    #[test]
    fn relations_have_their_kind_ends_and_properties() {
        let schema = schema();
        let get = |name: &str| schema.get(&Relation::from(name)).cloned().unwrap();
        let met = get("metWith");
        assert_eq!(
            (met.kind, met.property, met.plover.as_deref()),
            (RelationKind::Event, Some(Property::Symmetric), Some("CONSULT"))
        );
        assert_eq!(met.domain, [EntityType::Person, EntityType::Organization, EntityType::Place, EntityType::Group]);
        let head = get("headOf");
        assert_eq!(head.property, Some(Property::InverseOf(Relation::from("ledBy"))));
        assert_eq!(
            (head.domain, head.range),
            (vec![EntityType::Person], vec![EntityType::Organization, EntityType::Place])
        );
        assert!(get("holdsPosition").literal && get("holdsPosition").range.is_empty());
        assert_eq!(get("partOf").domain, []);
        assert_eq!(schema.label(&Relation::from("spokeWith"), "it"), "ha parlato con");
    }
}
