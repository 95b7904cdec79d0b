//! Records and graphs → quads.
//!
//! [`article`] gives all that one article says, in the article's own named graph: its metadata and text, what it calls each
//! entity and where, its claims with the spans that say so, a plain triple for each claim that is a fact, the events.
//! [`entity`] gives what stands in the default graph: type, labels, links, worked out from all articles.

use std::collections::{BTreeMap, HashSet};

use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, Quad, Term, vocab::rdf};

use super::describe::Description;
use super::iri::{self, Base};
use super::literal;
use super::text_hash;
use super::vocab::{PLOVER, REL, dcterms, itsrdf, nif, prov, rel, schema, sem};
use crate::document::{
    Certainty, CharSpan, ClaimRecord, EntityType, ObjectRecord, Polarity, Record, RelationKind, RelationSchema, Schema,
    Tense,
};
use crate::graph::{Entity, EntityKey, KnowledgeGraph, canonical};
use crate::text::CharOffsets;

/// What one article says, in quads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncodedArticle {
    /// The article, and the named graph that holds what it says.
    pub graph: NamedNode,
    /// All of that graph; each quad once.
    pub quads: Vec<Quad>,
}

/// What an article says; each quad once, in an order that depends on nothing else.
pub fn article(record: &Record, base: &Base, schema: &Schema) -> EncodedArticle {
    let record = canonical(record);
    let graph = base.article(&record.id);
    let entities = record.entities.iter().map(|entity| (entity.id.as_str(), base.entity(&EntityKey::of(entity))));
    let encoder = Encoder {
        base,
        schema,
        record: &record,
        offsets: CharOffsets::new(&record.text),
        entities: entities.collect(),
        graph_name: GraphName::NamedNode(graph.clone()),
        graph: graph.clone(),
    };
    let mut quads = Vec::new();
    encoder.article(&mut quads);
    encoder.names(&mut quads);
    for claim in &record.claims {
        encoder.claim(claim, &mut quads);
    }
    // Claims share sentences, and several may state one fact.
    let mut seen = HashSet::with_capacity(quads.len());
    let mut first = quads.iter().map(|quad| seen.insert(quad.as_ref())).collect::<Vec<_>>().into_iter();
    quads.retain(|_| first.next().unwrap_or(true));
    EncodedArticle { graph, quads }
}

/// What all articles together say of what an entity is and is called, for the default graph.
pub fn entity(entity: &Entity, base: &Base) -> Vec<Quad> {
    let mut description = Description::default();
    for seen in entity.appearances().values() {
        let mut name = |property, text| {
            description.absorb(property, &literal::words(text, seen.language.as_ref()).into());
        };
        name(schema::NAME, &seen.label);
        seen.aliases.iter().for_each(|alias| name(schema::ALTERNATE_NAME, alias));
        for link in seen.links.iter().filter_map(|link| NamedNode::new(link).ok()) {
            description.absorb(schema::SAME_AS, &link.into());
        }
    }
    description.quads(&base.entity(entity.key()), base)
}

/// A whole graph: every article in its named graph, the entities in the default graph; each quad once.
pub fn graph(graph: &KnowledgeGraph, base: &Base) -> Vec<Quad> {
    let records = graph.articles().filter_map(|article| graph.record(&article.id));
    let mut quads: Vec<Quad> = records.flat_map(|record| article(&record, base, graph.schema()).quads).collect();
    quads.extend(graph.entities().flat_map(|(_, one)| entity(one, base)));
    quads
}

/// The class of an entity type.
pub fn class_iri(class: EntityType) -> NamedNode {
    NamedNode::new_unchecked(format!("{REL}{class}"))
}

/// A term of ours that a JSON value names: `positive`, `non-future`.
fn value_iri(name: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{REL}{name}"))
}

pub(super) fn polarity_name(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Positive => "positive",
        Polarity::Negative => "negative",
    }
}

pub(super) fn certainty_name(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Certain => "certain",
        Certainty::Probable => "probable",
        Certainty::Possible => "possible",
        Certainty::Unspecified => "unspecified",
    }
}

pub(super) fn tense_name(tense: Tense) -> &'static str {
    match tense {
        Tense::NonFuture => "non-future",
        Tense::Future => "future",
    }
}

/// One article on its way to quads.
struct Encoder<'r> {
    base: &'r Base,
    schema: &'r Schema,
    /// In canonical form: every reference leads somewhere, every span fits.
    record: &'r Record,
    offsets: CharOffsets<'r>,
    /// IRI by the entity's id in the record.
    entities: BTreeMap<&'r str, NamedNode>,
    graph: NamedNode,
    graph_name: GraphName,
}

impl Encoder<'_> {
    fn quad(&self, subject: &NamedNode, property: NamedNodeRef<'_>, object: impl Into<Term>) -> Quad {
        Quad::new(subject.clone(), property, object, self.graph_name.clone())
    }

    fn words(&self, text: &str) -> Term {
        literal::words(text, self.record.language.as_ref()).into()
    }

    fn article(&self, out: &mut Vec<Quad>) {
        let (record, article) = (self.record, &self.graph);
        out.push(self.quad(article, rdf::TYPE, schema::NEWS_ARTICLE));
        out.push(self.quad(article, dcterms::IDENTIFIER, literal::words(&record.id.0, None)));
        out.push(self.quad(article, schema::ARTICLE_BODY, self.words(&record.text)));
        out.push(self.quad(article, rel::TEXT_HASH, literal::words(&text_hash(&record.text), None)));
        out.extend(
            record
                .language
                .iter()
                .map(|language| self.quad(article, schema::IN_LANGUAGE, literal::words(language.tag(), None))),
        );
        out.extend(record.title.iter().map(|title| self.quad(article, schema::HEADLINE, self.words(title))));
        out.extend(record.author.iter().map(|author| self.quad(article, schema::AUTHOR, literal::words(author, None))));
        out.extend(
            record.published.map(|day| self.quad(article, schema::DATE_PUBLISHED, literal::time(&day.to_string()))),
        );
        if let Some(source) = &record.source {
            let outlet = self.base.outlet(source);
            out.push(self.quad(&outlet, schema::NAME, literal::words(source, None)));
            out.push(self.quad(article, schema::PUBLISHER, outlet));
        }
    }

    /// What the article calls each entity, and where.
    fn names(&self, out: &mut Vec<Quad>) {
        for entity in &self.record.entities {
            let iri = &self.entities[entity.id.as_str()];
            out.push(self.quad(iri, schema::NAME, self.words(&entity.label)));
            out.extend(entity.aliases.iter().map(|name| self.quad(iri, schema::ALTERNATE_NAME, self.words(name))));
            let links = entity.links.iter().filter_map(|link| NamedNode::new(&link.iri).ok());
            out.extend(links.map(|link| self.quad(iri, schema::SAME_AS, link)));
            out.extend(
                entity
                    .mentions
                    .iter()
                    .map(|span| self.quad(&iri::span(&self.graph, *span), itsrdf::TA_IDENT_REF, iri.clone())),
            );
        }
    }

    fn claim(&self, claim: &ClaimRecord, out: &mut Vec<Quad>) {
        let subject = &self.entities[claim.subject.as_str()];
        let object: Term = match &claim.object {
            ObjectRecord::Entity(id) => self.entities[id.as_str()].clone().into(),
            ObjectRecord::Literal { literal } => self.words(literal),
        };
        let relation = iri::relation(&claim.predicate);
        let iri = self.claim_iri(claim, subject, &object);
        out.push(self.quad(&iri, rdf::TYPE, rel::CLAIM));
        out.push(self.quad(&iri, rdf::SUBJECT, subject.clone()));
        out.push(self.quad(&iri, rdf::PREDICATE, relation.clone()));
        out.push(self.quad(&iri, rdf::OBJECT, object.clone()));
        out.push(self.quad(&iri, rel::POLARITY, value_iri(polarity_name(claim.polarity))));
        out.push(self.quad(&iri, rel::CERTAINTY, value_iri(certainty_name(claim.certainty))));
        out.push(self.quad(&iri, rel::TENSE, value_iri(tense_name(claim.tense))));
        let speaker = claim.attributed_to.as_ref().map(|id| self.entities[id.as_str()].clone());
        let outlet = || self.record.source.as_ref().map(|source| self.base.outlet(source));
        out.extend(speaker.or_else(outlet).map(|who| self.quad(&iri, prov::WAS_ATTRIBUTED_TO, who)));
        let place = claim.place.as_ref().map(|id| &self.entities[id.as_str()]);
        out.extend(place.map(|place| self.quad(&iri, rel::PLACE, place.clone())));
        out.extend(claim.time.iter().map(|time| self.quad(&iri, rel::TIME, literal::time(time))));
        out.extend(claim.rule.iter().map(|rule| self.quad(&iri, rel::RULE, literal::words(rule.as_str(), None))));
        out.extend(claim.confidence.map(|value| self.quad(&iri, rel::CONFIDENCE, literal::confidence(value))));
        if let Some(evidence) = claim.evidence {
            let span = self.span(evidence, out);
            out.push(self.quad(&iri, prov::WAS_QUOTED_FROM, span));
        }
        if let Some(cue) = claim.cue {
            let span = self.span(cue, out);
            out.push(self.quad(&iri, rel::CUE, span));
        }
        if let Some(known) = self.schema.get(&claim.predicate).filter(|_| claim.is_fact()) {
            out.push(self.quad(subject, relation.as_ref(), object.clone()));
            if let (true, Term::NamedNode(object)) = (self.schema.is_symmetric(&claim.predicate), &object) {
                out.push(self.quad(object, relation.as_ref(), subject.clone()));
            }
            if known.kind == RelationKind::Event {
                let event = self.event(claim, known, (subject, &relation, &object), place, out);
                out.push(self.quad(&iri, rel::EVENT, event));
            }
        }
    }

    /// The claim's name: all that tells it from the article's other claims.
    fn claim_iri(&self, claim: &ClaimRecord, subject: &NamedNode, object: &Term) -> NamedNode {
        let span = |span: Option<CharSpan>| span.map_or_else(String::new, |[begin, end]| format!("{begin},{end}"));
        let entity = |id: &Option<String>| id.as_ref().map_or("", |id| self.entities[id.as_str()].as_str());
        self.base.claim([
            self.graph.as_str(),
            &span(claim.evidence),
            &span(claim.cue),
            subject.as_str(),
            claim.predicate.as_str(),
            &object.to_string(),
            polarity_name(claim.polarity),
            certainty_name(claim.certainty),
            tense_name(claim.tense),
            entity(&claim.attributed_to),
            claim.time.as_deref().unwrap_or(""),
            entity(&claim.place),
        ])
    }

    /// A stretch of the text and its words.
    fn span(&self, span: CharSpan, out: &mut Vec<Quad>) -> NamedNode {
        let iri = iri::span(&self.graph, span);
        let words = self.offsets.span_from_chars(span).map_or("", |bytes| bytes.of(&self.record.text));
        out.push(self.quad(&iri, rdf::TYPE, nif::STRING));
        out.push(self.quad(&iri, nif::ANCHOR_OF, self.words(words)));
        out.push(self.quad(&iri, nif::BEGIN_INDEX, literal::count(span[0])));
        out.push(self.quad(&iri, nif::END_INDEX, literal::count(span[1])));
        out.push(self.quad(&iri, nif::REFERENCE_CONTEXT, self.graph.clone()));
        iri
    }

    /// The happening that a claim states as a fact.
    ///
    /// What several sentences tell of one day is one happening, and so is what several articles tell of one day; without
    /// a day it is taken for one inside an article only.
    fn event(
        &self,
        claim: &ClaimRecord,
        relation: &RelationSchema,
        (subject, relation_iri, object): (&NamedNode, &NamedNode, &Term),
        place: Option<&NamedNode>,
        out: &mut Vec<Quad>,
    ) -> NamedNode {
        let symmetric = self.schema.is_symmetric(&claim.predicate);
        let mut ends = [
            subject.as_str().to_owned(),
            match object {
                Term::NamedNode(object) => object.as_str().to_owned(),
                other => other.to_string(),
            },
        ];
        if symmetric {
            ends.sort();
        }
        let time = claim.time.as_deref().map(literal::time);
        let day = time.as_ref().filter(|time| time.datatype() == oxigraph::model::vocab::xsd::DATE);
        let scope = day.map_or(self.graph.as_str(), |_| "");
        let when = claim.time.as_deref().unwrap_or("");
        let event = self.base.event([scope, claim.predicate.as_str(), &ends[0], &ends[1], when]);
        out.push(self.quad(&event, rdf::TYPE, sem::EVENT));
        out.extend(
            relation
                .plover
                .iter()
                .map(|class| self.quad(&event, rdf::TYPE, NamedNode::new_unchecked(format!("{PLOVER}{class}")))),
        );
        out.push(self.quad(&event, sem::EVENT_TYPE, relation_iri.clone()));
        out.push(self.quad(&event, sem::HAS_ACTOR, subject.clone()));
        if !symmetric {
            out.push(self.quad(&event, rel::AGENT, subject.clone()));
        }
        if let Term::NamedNode(object) = object {
            if relation.range == [EntityType::Place] {
                out.push(self.quad(&event, sem::HAS_PLACE, object.clone()));
            } else {
                out.push(self.quad(&event, sem::HAS_ACTOR, object.clone()));
                if !symmetric {
                    out.push(self.quad(&event, rel::RECIPIENT, object.clone()));
                }
            }
        }
        out.extend(place.map(|place| self.quad(&event, sem::HAS_PLACE, place.clone())));
        out.extend(time.filter(|time| time.value() != "past").map(|time| self.quad(&event, sem::HAS_TIME, time)));
        event
    }
}
