//! Knowledge graph → RDF in any of its forms, with prefixes, and in one order whatever the history of the graph.

use std::io::{self, Write};

use oxigraph::{
    io::{JsonLdProfile, JsonLdProfileSet, RdfFormat, RdfSerializer},
    model::{GraphName, Quad},
};

use crate::{
    graph::KnowledgeGraph,
    rdf::{Base, encode, vocab::PREFIXES},
};

/// A form of RDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// With a graph for each article.
    Quads(Syntax),
    /// Without graphs.
    Triples(Syntax),
}

/// How it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    Turtle,
    TriG,
    NQuads,
    NTriples,
    RdfXml,
    JsonLd,
}

impl Syntax {
    fn format(self) -> RdfFormat {
        match self {
            Syntax::Turtle => RdfFormat::Turtle,
            Syntax::TriG => RdfFormat::TriG,
            Syntax::NQuads => RdfFormat::NQuads,
            Syntax::NTriples => RdfFormat::NTriples,
            Syntax::RdfXml => RdfFormat::RdfXml,
            Syntax::JsonLd => RdfFormat::JsonLd { profile: JsonLdProfileSet::from(JsonLdProfile::Streaming) },
        }
    }
}

/// Writes the graph.
pub(super) fn write(graph: &KnowledgeGraph, base: &Base, form: Form, out: &mut dyn Write) -> io::Result<()> {
    let mut quads = encode::graph(graph, base);
    let syntax = match form {
        Form::Quads(syntax) => syntax,
        Form::Triples(syntax) => {
            for quad in &mut quads {
                quad.graph_name = GraphName::DefaultGraph;
            }
            syntax
        }
    };
    // By graph, then by subject, so that what is said of one thing stands together.
    quads.sort_by_cached_key(key);
    quads.dedup();
    let mut serializer = RdfSerializer::from_format(syntax.format());
    for (prefix, iri) in PREFIXES.iter().copied().chain([("", base.as_str())]) {
        // A prefix that the form cannot take costs brevity only.
        if let Ok(with) = serializer.clone().with_prefix(prefix, iri) {
            serializer = with;
        }
    }
    let mut writer = serializer.for_writer(out);
    for quad in &quads {
        writer.serialize_quad(quad)?;
    }
    writer.finish()?;
    Ok(())
}

fn key(quad: &Quad) -> (Option<String>, String, String, String) {
    let graph = match &quad.graph_name {
        GraphName::DefaultGraph => None,
        named => Some(named.to_string()),
    };
    (graph, quad.subject.to_string(), quad.predicate.to_string(), quad.object.to_string())
}
