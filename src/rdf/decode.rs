//! Quads → records: the inverse of [`encode`](super::encode).
//!
//! Reads only what the articles' graphs say; plain triples, events and the entities of the default graph follow from that.

use std::{collections::BTreeMap, sync::Arc};

use oxigraph::model::{GraphName, NamedNodeRef, NamedOrBlankNode, Quad, Term, vocab::rdf};

use super::encode::{certainty_name, polarity_name, tense_name};
use super::iri::{self, Base};
use super::literal::value;
use super::vocab::{REL, dcterms, itsrdf, prov, rel, schema};
use crate::document::{
    ArticleId, Certainty, CharSpan, ClaimRecord, EntityRecord, Link, ObjectRecord, PartialDate, Polarity, Record,
    Relation, RuleName, Schema, Tense,
};
use crate::graph::{KnowledgeGraph, canonical};
use crate::text::Language;

/// The quads are not what [`encode`](super::encode) writes.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeError {
    /// Something that must be there is missing.
    #[error("<{subject}> has no {property}: the data was not written by relata, or was changed by hand")]
    Missing {
        /// Of what.
        subject: String,
        /// What.
        property: &'static str,
    },
    /// A value cannot be read.
    #[error("<{subject}> has a {property} that cannot be read: {value}")]
    Unreadable {
        /// Of what.
        subject: String,
        /// What.
        property: &'static str,
        /// The value.
        value: String,
    },
}

/// The records of all articles in the quads, by id, in canonical form. Graphs that are no article's are passed over.
///
/// # Errors
///
/// Where an article's graph is not what [`article`](super::encode::article) writes.
pub fn records(quads: impl IntoIterator<Item = Quad>, base: &Base) -> Result<Vec<Record>, DecodeError> {
    let mut graphs: BTreeMap<String, Graph> = BTreeMap::new();
    for Quad { subject, predicate, object, graph_name } in quads {
        if let (GraphName::NamedNode(graph), NamedOrBlankNode::NamedNode(subject)) = (graph_name, subject) {
            let about = graphs.entry(graph.into_string()).or_default().entry(subject.into_string()).or_default();
            about.entry(predicate.into_string()).or_default().push(object);
        }
    }
    let articles = graphs.into_iter().filter_map(|(name, graph)| record(&name, &graph, base).transpose());
    let mut records = articles.collect::<Result<Vec<_>, _>>()?;
    records.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(records)
}

/// The knowledge graph of articles that come one by one, each as the quads of its named graph.
///
/// # Errors
///
/// The source's own, and where an article's graph is not what [`article`](super::encode::article) writes.
pub fn graph<E: From<DecodeError>>(
    articles: impl IntoIterator<Item = Result<Vec<Quad>, E>>,
    base: &Base,
    schema: Arc<Schema>,
) -> Result<KnowledgeGraph, E> {
    let mut graph = KnowledgeGraph::new(schema);
    for article in articles {
        for record in records(article?, base)? {
            graph.add(&record);
        }
    }
    Ok(graph)
}

/// The statements of one graph: subject → property → objects.
type Graph = BTreeMap<String, BTreeMap<String, Vec<Term>>>;

/// What is said of one thing in one graph.
#[derive(Clone, Copy)]
struct About<'g> {
    subject: &'g str,
    statements: &'g BTreeMap<String, Vec<Term>>,
}

impl<'g> About<'g> {
    fn all(self, property: NamedNodeRef<'_>) -> &'g [Term] {
        self.statements.get(property.as_str()).map_or(&[], Vec::as_slice)
    }

    fn one(self, property: NamedNodeRef<'_>) -> Option<&'g Term> {
        self.all(property).first()
    }

    fn text(self, property: NamedNodeRef<'_>) -> Option<&'g str> {
        self.one(property).and_then(value)
    }

    fn iri(self, property: NamedNodeRef<'_>) -> Option<&'g str> {
        self.one(property).and_then(iri_of)
    }

    fn is_a(self, class: NamedNodeRef<'_>) -> bool {
        self.all(rdf::TYPE).iter().any(|term| iri_of(term) == Some(class.as_str()))
    }

    fn missing(self, property: &'static str) -> DecodeError {
        DecodeError::Missing { subject: self.subject.to_owned(), property }
    }

    fn unreadable(self, property: &'static str, value: &str) -> DecodeError {
        DecodeError::Unreadable { subject: self.subject.to_owned(), property, value: value.to_owned() }
    }

    /// A value that has a form of its own.
    fn parsed<T: std::str::FromStr>(
        self,
        property: NamedNodeRef<'_>,
        name: &'static str,
    ) -> Result<Option<T>, DecodeError> {
        self.text(property).map(|text| text.parse().map_err(|_| self.unreadable(name, text))).transpose()
    }
}

fn iri_of(term: &Term) -> Option<&str> {
    match term {
        Term::NamedNode(iri) => Some(iri.as_str()),
        _ => None,
    }
}

/// The record of an article's graph; `None` where the graph is none's.
fn record(name: &str, graph: &Graph, base: &Base) -> Result<Option<Record>, DecodeError> {
    let abouts = graph.iter().map(|(subject, statements)| About { subject, statements });
    let Some(article) = abouts.clone().find(|about| about.subject == name && about.is_a(schema::NEWS_ARTICLE)) else {
        return Ok(None);
    };
    let mut mentions: BTreeMap<&str, Vec<CharSpan>> = BTreeMap::new();
    for about in abouts.clone() {
        for entity in about.all(itsrdf::TA_IDENT_REF).iter().filter_map(iri_of) {
            let (_, span) = iri::parse_span(about.subject).ok_or_else(|| about.unreadable("span", about.subject))?;
            mentions.entry(entity).or_default().push(span);
        }
    }
    let mut entities = Vec::new();
    let mut claims = Vec::new();
    for about in abouts {
        if about.is_a(rel::CLAIM) {
            claims.push(claim(about, base)?);
        } else if let Some(entity_type) = base.entity_type(about.subject) {
            let Some(label) = about.text(schema::NAME) else { continue };
            let links = about.all(schema::SAME_AS).iter().filter_map(iri_of);
            entities.push(EntityRecord {
                id: about.subject.to_owned(),
                entity_type,
                label: label.to_owned(),
                aliases: about.all(schema::ALTERNATE_NAME).iter().filter_map(value).map(str::to_owned).collect(),
                mentions: mentions.remove(about.subject).unwrap_or_default(),
                links: links.map(|iri| Link { iri: iri.to_owned(), confidence: None }).collect(),
            });
        }
    }
    let publisher = article.iri(schema::PUBLISHER);
    let source = publisher
        .and_then(|iri| graph.get_key_value(iri))
        .and_then(|(subject, statements)| About { subject, statements }.text(schema::NAME));
    let text = |property| article.text(property).map(str::to_owned);
    Ok(Some(canonical(&Record {
        id: ArticleId(text(dcterms::IDENTIFIER).ok_or_else(|| article.missing("dcterms:identifier"))?),
        language: article.parsed::<Language>(schema::IN_LANGUAGE, "schema:inLanguage")?,
        title: text(schema::HEADLINE),
        published: article.parsed::<PartialDate>(schema::DATE_PUBLISHED, "schema:datePublished")?,
        source: source.map(str::to_owned),
        author: text(schema::AUTHOR),
        text: text(schema::ARTICLE_BODY).ok_or_else(|| article.missing("schema:articleBody"))?,
        entities,
        claims,
    })))
}

/// A claim; its references are the entities' IRIs.
fn claim(about: About<'_>, base: &Base) -> Result<ClaimRecord, DecodeError> {
    let span = |property, name| {
        let iri = about.iri(property);
        iri.map(|iri| iri::parse_span(iri).map(|(_, span)| span).ok_or_else(|| about.unreadable(name, iri))).transpose()
    };
    let relation = about.iri(rdf::PREDICATE).ok_or_else(|| about.missing("rdf:predicate"))?;
    let object = match about.one(rdf::OBJECT).ok_or_else(|| about.missing("rdf:object"))? {
        Term::NamedNode(iri) => ObjectRecord::Entity(iri.as_str().to_owned()),
        Term::Literal(words) => ObjectRecord::Literal { literal: words.value().to_owned() },
        other @ Term::BlankNode(_) => return Err(about.unreadable("rdf:object", &other.to_string())),
    };
    let speaker = about.iri(prov::WAS_ATTRIBUTED_TO).filter(|who| base.entity_type(who).is_some());
    Ok(ClaimRecord {
        subject: about.iri(rdf::SUBJECT).ok_or_else(|| about.missing("rdf:subject"))?.to_owned(),
        predicate: relation_name(about, relation)?,
        object,
        polarity: named(
            about,
            rel::POLARITY,
            "rel:polarity",
            polarity_name,
            &[Polarity::Positive, Polarity::Negative],
        )?,
        certainty: named(
            about,
            rel::CERTAINTY,
            "rel:certainty",
            certainty_name,
            &[Certainty::Certain, Certainty::Probable, Certainty::Possible, Certainty::Unspecified],
        )?,
        tense: named(about, rel::TENSE, "rel:tense", tense_name, &[Tense::NonFuture, Tense::Future])?,
        attributed_to: speaker.map(str::to_owned),
        time: about.text(rel::TIME).map(str::to_owned),
        place: about.iri(rel::PLACE).map(str::to_owned),
        cue: span(rel::CUE, "rel:cue")?,
        evidence: span(prov::WAS_QUOTED_FROM, "prov:wasQuotedFrom")?,
        rule: about.text(rel::RULE).map(RuleName::from),
        confidence: about.parsed::<f32>(rel::CONFIDENCE, "rel:confidence")?,
    })
}

fn relation_name(about: About<'_>, iri: &str) -> Result<Relation, DecodeError> {
    iri::parse_relation(iri).ok_or_else(|| about.unreadable("rdf:predicate", iri))
}

/// The value that a term of ours names.
fn named<T: Copy>(
    about: About<'_>,
    property: NamedNodeRef<'_>,
    name: &'static str,
    name_of: impl Fn(T) -> &'static str,
    values: &[T],
) -> Result<T, DecodeError> {
    let term = about.iri(property).ok_or_else(|| about.missing(name))?;
    let wanted = term.strip_prefix(REL);
    let found = values.iter().copied().find(|value| Some(name_of(*value)) == wanted);
    found.ok_or_else(|| about.unreadable(name, term))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rdf::{encode, schema};
    use proptest::prelude::*;
    use proptest::{collection::vec, option};
    use serde_json::{Value, from_value, json};

    /// Words as they come and words that were made to break something.
    fn words() -> impl Strategy<Value = String> {
        prop_oneof![
            "[A-Za-zàèì' ]{1,12}",
            any::<String>(),
            prop::sample::select(vec!["<script>", "a\"b\\c\n", "../../x", "Q232", "%41", "\u{202e}abc", "e1", "past"])
                .prop_map(str::to_owned),
        ]
    }

    fn entity() -> impl Strategy<Value = Value> {
        let kind = option::of(prop::sample::select(vec!["Person", "Place", "NamedEvent", "Work"]));
        let link = prop::sample::select(vec![
            "http://www.wikidata.org/entity/Q232",
            "https://sws.geonames.org/1522867/",
            "http://x.org/a=b!c%20",
            "not a link",
        ]);
        let id = 0..6u8;
        (id, kind, words(), vec(words(), 0..3), vec((0..40u32, 0..40u32), 0..4), vec(link, 0..3)).prop_map(
            |(id, kind, label, aliases, mentions, links)| {
                let links: Vec<_> = links.iter().map(|iri| json!({"iri": iri, "confidence": 0.5})).collect();
                json!({"id": format!("e{id}"), "type": kind, "label": label, "aliases": aliases, "mentions": mentions,
                       "links": links})
            },
        )
    }

    fn claim() -> impl Strategy<Value = Value> {
        let id = || (0..6u8).prop_map(|id| format!("e{id}"));
        let object = prop_oneof![id().prop_map(|id| json!(id)), words().prop_map(|w| json!({"literal": w}))];
        let relation = prop_oneof![
            prop::sample::select(vec!["spokeWith", "headOf", "holdsPosition", "arrivesIn", "Claim"])
                .prop_map(str::to_owned),
            words()
        ];
        let polarity = prop::sample::select(vec!["positive", "negative"]);
        let certainty = prop::sample::select(vec!["certain", "probable", "possible", "unspecified"]);
        let time = prop_oneof![
            prop::sample::select(vec!["2022-01-10", "2022-01", "0000", "2014/..", "P14M", "past", "2022-02-30"])
                .prop_map(str::to_owned),
            words()
        ];
        let span = || option::of((0..30u32, 0..30u32));
        (
            (id(), relation, object, polarity, certainty, prop::sample::select(vec!["future", "non-future"])),
            (option::of(id()), option::of(time), option::of(id()), span(), span()),
            (option::of(words()), option::of(0f32..=1.0)),
        )
            .prop_map(
                |((s, p, o, polarity, certainty, tense), (by, time, place, cue, evidence), (rule, confidence))| {
                    json!({"subject": s, "predicate": p, "object": o, "polarity": polarity, "certainty": certainty,
                       "tense": tense, "attributedTo": by, "time": time, "place": place, "cue": cue,
                       "evidence": evidence, "rule": rule, "confidence": confidence})
                },
            )
    }

    pub(crate) fn record() -> impl Strategy<Value = Record> {
        let language = option::of(prop::sample::select(vec!["it", "en"]));
        let date = option::of(prop::sample::select(vec!["2022-01-13", "2022-01", "0999"]));
        (
            (words(), language, date, any::<String>()),
            (option::of(words()), option::of(words()), option::of(words())),
            vec(entity(), 0..6),
            vec(claim(), 0..8),
        )
            .prop_map(|((id, language, date, text), (title, source, author), entities, claims)| {
                let mut record: Record = from_value(json!({"id": id, "language": language, "published": date,
                    "text": text, "title": title, "source": source, "author": author, "entities": entities}))
                .unwrap();
                record.claims = claims.into_iter().map(|claim| from_value(claim).unwrap()).collect();
                record
            })
    }

    proptest! {
        #[test]
        fn what_is_encoded_decodes_to_the_same_records(mut first in record(), mut second in record()) {
            first.id = ArticleId(format!("1{}", first.id));
            second.id = ArticleId(format!("2{}", second.id));
            let base = Base::default();
            let mut graph = KnowledgeGraph::new(schema());
            graph.add(&first);
            graph.add(&second);
            let quads = encode::graph(&graph, &base);
            let decoded = records(quads.clone(), &base).unwrap();
            prop_assert_eq!(decoded, [canonical(&first), canonical(&second)]);
            for quad in &quads {
                for iri in [Some(&quad.predicate), named(&quad.object)].into_iter().flatten() {
                    prop_assert!(oxigraph::model::NamedNode::new(iri.as_str()).is_ok(), "{}", iri);
                }
            }
        }
    }

    fn named(term: &Term) -> Option<&oxigraph::model::NamedNode> {
        match term {
            Term::NamedNode(iri) => Some(iri),
            _ => None,
        }
    }

    #[test]
    fn a_claim_without_its_relation_is_told() {
        let record: Record = from_value(json!({"id": "a", "text": "Anna e Bruno.", "entities": [
            {"id": "1", "label": "Anna"}, {"id": "2", "label": "Bruno"}],
            "claims": [{"subject": "1", "predicate": "metWith", "object": "2"}]}))
        .unwrap();
        let mut quads = encode::article(&record, &Base::default(), &Schema::default()).quads;
        quads.retain(|quad| quad.predicate != rdf::PREDICATE);
        let error = records(quads, &Base::default()).unwrap_err();
        assert!(matches!(error, DecodeError::Missing { property: "rdf:predicate", .. }), "{error}");
    }
}
