//! Knowledge graph → GraphML, for yEd, Gephi, networkx, igraph: every relation between two entities is an edge.

use std::io::{self, Write};

use super::xml::escape;
use crate::{graph::KnowledgeGraph, rdf::Base};

const KEYS: [(&str, &str, &str); 12] = [
    ("label", "node", "string"),
    ("type", "node", "string"),
    ("articles", "node", "int"),
    ("relation", "edge", "string"),
    ("relationLabel", "edge", "string"),
    ("symmetric", "edge", "boolean"),
    ("fact", "edge", "boolean"),
    ("claims", "edge", "int"),
    ("denials", "edge", "int"),
    ("times", "edge", "string"),
    ("sources", "edge", "string"),
    ("evidence", "edge", "string"),
];

/// Writes the graph; labels of relations in `language`.
pub(super) fn write(graph: &KnowledgeGraph, base: &Base, language: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">")?;
    for (name, of, kind) in KEYS {
        writeln!(out, "  <key id=\"{name}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>")?;
    }
    writeln!(out, "  <graph id=\"relata\" edgedefault=\"directed\">")?;
    let data = |out: &mut dyn Write, key: &str, value: &str| {
        if value.is_empty() { Ok(()) } else { writeln!(out, "      <data key=\"{key}\">{}</data>", escape(value)) }
    };
    let iri = |id| base.entity(graph.entity(id).key()).into_string();
    for (id, entity) in graph.entities() {
        writeln!(out, "    <node id=\"{}\">", escape(&iri(id)))?;
        data(out, "label", entity.label())?;
        data(out, "type", entity.entity_type().map_or("", |kind| kind.as_str()))?;
        data(out, "articles", &entity.appearances().len().to_string())?;
        writeln!(out, "    </node>")?;
    }
    for (number, edge) in graph.edges().enumerate() {
        let summary = super::summary::Summary::of(graph, edge.edge);
        let (source, target) = (iri(edge.subject), iri(edge.object));
        writeln!(out, "    <edge id=\"e{number}\" source=\"{}\" target=\"{}\">", escape(&source), escape(&target))?;
        data(out, "relation", edge.edge.relation.as_str())?;
        data(out, "relationLabel", graph.schema().label(&edge.edge.relation, language))?;
        data(out, "symmetric", &graph.schema().is_symmetric(&edge.edge.relation).to_string())?;
        data(out, "fact", &edge.edge.is_fact().to_string())?;
        data(out, "claims", &edge.edge.claims.len().to_string())?;
        data(out, "denials", &summary.denials.to_string())?;
        data(out, "times", &summary.times.join("; "))?;
        data(out, "sources", &summary.sources.join("; "))?;
        data(out, "evidence", &summary.evidence.join("\n"))?;
        writeln!(out, "    </edge>")?;
    }
    writeln!(out, "  </graph>\n</graphml>")
}
