//! Knowledge graph → GEXF 1.3 with dates, for Gephi and its timeline.

use std::io::{self, Write};

use super::{style, summary::Summary, xml::escape};
use crate::{graph::KnowledgeGraph, rdf::Base};

/// Writes the graph; labels of relations in `language`.
pub(super) fn write(graph: &KnowledgeGraph, base: &Base, language: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <gexf xmlns=\"http://gexf.net/1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\" version=\"1.3\">\n\
         \x20 <meta><creator>relata</creator></meta>\n\
         \x20 <graph mode=\"dynamic\" timeformat=\"date\" defaultedgetype=\"directed\">\n\
         \x20   <attributes class=\"node\" mode=\"static\">\n\
         \x20     <attribute id=\"type\" title=\"type\" type=\"string\"/>\n\
         \x20     <attribute id=\"articles\" title=\"articles\" type=\"integer\"/>\n\
         \x20   </attributes>\n\
         \x20   <attributes class=\"edge\" mode=\"static\">\n\
         \x20     <attribute id=\"relation\" title=\"relation\" type=\"string\"/>\n\
         \x20     <attribute id=\"symmetric\" title=\"symmetric\" type=\"boolean\"/>\n\
         \x20     <attribute id=\"fact\" title=\"fact\" type=\"boolean\"/>\n\
         \x20     <attribute id=\"denials\" title=\"denials\" type=\"integer\"/>\n\
         \x20     <attribute id=\"sources\" title=\"sources\" type=\"string\"/>\n\
         \x20     <attribute id=\"evidence\" title=\"evidence\" type=\"string\"/>\n\
         \x20   </attributes>\n\
         \x20   <nodes>"
    )?;
    let iri = |id| base.entity(graph.entity(id).key()).into_string();
    let value = |key: &str, value: &str| format!("<attvalue for=\"{key}\" value=\"{}\"/>", escape(value));
    for (id, entity) in graph.entities() {
        let colour = style::of_type(entity.entity_type()).stroke;
        let [red, green, blue] = [1, 3, 5].map(|at| u8::from_str_radix(&colour[at..at + 2], 16).unwrap_or_default());
        writeln!(
            out,
            "      <node id=\"{}\" label=\"{}\"><attvalues>{}{}</attvalues>\
             <viz:color r=\"{red}\" g=\"{green}\" b=\"{blue}\"/></node>",
            escape(&iri(id)),
            escape(entity.label()),
            value("type", entity.entity_type().map_or("", |kind| kind.as_str())),
            value("articles", &entity.appearances().len().to_string()),
        )?;
    }
    writeln!(out, "    </nodes>\n    <edges>")?;
    for (number, edge) in graph.edges().enumerate() {
        let summary = Summary::of(graph, edge.edge);
        // Readers such as networkx refuse a file with edges of both kinds, so a relation without direction is told as a value.
        let symmetric = graph.schema().is_symmetric(&edge.edge.relation);
        let day = |name: &str, day: Option<chrono::NaiveDate>| {
            day.map(|day| format!(" {name}=\"{}\"", day.format("%Y-%m-%d"))).unwrap_or_default()
        };
        writeln!(
            out,
            "      <edge id=\"{number}\" source=\"{}\" target=\"{}\" weight=\"{}\" label=\"{}\"{}{}>\
             <attvalues>{}{}{}{}{}{}</attvalues></edge>",
            escape(&iri(edge.subject)),
            escape(&iri(edge.object)),
            edge.edge.claims.len(),
            escape(graph.schema().label(&edge.edge.relation, language)),
            day("start", summary.first_day),
            day("end", summary.last_day),
            value("relation", edge.edge.relation.as_str()),
            value("symmetric", &symmetric.to_string()),
            value("fact", &edge.edge.is_fact().to_string()),
            value("denials", &summary.denials.to_string()),
            value("sources", &summary.sources.join("; ")),
            value("evidence", &summary.evidence.join("\n")),
        )?;
    }
    writeln!(out, "    </edges>\n  </graph>\n</gexf>")
}
