//! Knowledge graph → a table of claims, one a row, as CSV (RFC 4180) or JSON.

use std::io::{self, Write};

use serde::Serialize;

use crate::{
    document::{Certainty, Polarity, Tense},
    graph::{EntityId, Fact, KnowledgeGraph, StatedClaim},
    rdf::Base,
};

/// One row: a claim in words.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    article: String,
    published: Option<String>,
    source: Option<String>,
    subject: String,
    subject_type: Option<&'static str>,
    subject_iri: String,
    relation: String,
    object: String,
    object_type: Option<&'static str>,
    /// `None` where the object is plain words.
    object_iri: Option<String>,
    polarity: Polarity,
    certainty: Certainty,
    tense: Tense,
    fact: bool,
    attributed_to: Option<String>,
    time: Option<String>,
    place: Option<String>,
    cue: Option<String>,
    evidence: Option<String>,
    begin: Option<u32>,
    end: Option<u32>,
    rule: Option<String>,
    confidence: Option<f32>,
}

const HEADER: &str = "article,published,source,subject,subject_type,subject_iri,relation,object,object_type,object_iri,\
                      polarity,certainty,tense,fact,attributed_to,time,place,cue,evidence,begin,end,rule,confidence";

/// Writes the claims as CSV, a header first.
pub(super) fn csv(graph: &KnowledgeGraph, base: &Base, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{HEADER}\r\n")?;
    for row in rows(graph, base) {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let number = |value: &Option<u32>| value.map(|n| n.to_string()).unwrap_or_default();
        let kind = |value: Option<&'static str>| value.unwrap_or_default().to_owned();
        let name = |value: serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let cells = [
            row.article,
            text(&row.published),
            text(&row.source),
            row.subject,
            kind(row.subject_type),
            row.subject_iri,
            row.relation,
            row.object,
            kind(row.object_type),
            text(&row.object_iri),
            name(serde_json::to_value(row.polarity)?),
            name(serde_json::to_value(row.certainty)?),
            name(serde_json::to_value(row.tense)?),
            row.fact.to_string(),
            text(&row.attributed_to),
            text(&row.time),
            text(&row.place),
            text(&row.cue),
            text(&row.evidence),
            number(&row.begin),
            number(&row.end),
            text(&row.rule),
            row.confidence.map(|c| c.to_string()).unwrap_or_default(),
        ];
        write!(out, "{}\r\n", cells.map(|cell| quoted(&cell)).join(","))?;
    }
    Ok(())
}

/// Writes the claims as a JSON array.
pub(super) fn json(graph: &KnowledgeGraph, base: &Base, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &rows(graph, base).collect::<Vec<_>>())?;
    writeln!(out)
}

fn rows<'g>(graph: &'g KnowledgeGraph, base: &'g Base) -> impl Iterator<Item = Row> + 'g {
    let attributes = graph
        .entities()
        .flat_map(|(id, entity)| entity.attributes().iter().map(move |attribute| (id, Fact::Attribute(attribute))));
    let edges = graph.edges().map(|edge| (edge.subject, Fact::Edge(edge)));
    let claims = attributes.chain(edges).flat_map(|(id, fact)| {
        let claims: &'g [StatedClaim] = fact.claims();
        claims.iter().map(move |claim| (id, fact, claim))
    });
    claims.map(move |(id, fact, claim)| row(graph, base, id, fact, claim))
}

fn row(graph: &KnowledgeGraph, base: &Base, id: EntityId, fact: Fact<'_>, claim: &StatedClaim) -> Row {
    let label = |id: EntityId| graph.entity(id).label().to_owned();
    let kind = |id: EntityId| graph.entity(id).entity_type().map(crate::document::EntityType::as_str);
    let iri = |id: EntityId| base.entity(graph.entity(id).key()).into_string();
    let (subject, object) = match fact {
        Fact::Edge(edge) if claim.reversed => (edge.object, Some(edge.subject)),
        Fact::Edge(edge) => (edge.subject, Some(edge.object)),
        Fact::Attribute(_) => (id, None),
    };
    let words = |span: Option<[u32; 2]>| span.map(|span| graph.words(&claim.article, span).to_owned());
    let article = graph.article(&claim.article);
    let value = match fact {
        Fact::Attribute(attribute) => attribute.value.clone(),
        Fact::Edge(_) => object.map(label).unwrap_or_default(),
    };
    Row {
        article: claim.article.to_string(),
        published: article.and_then(|a| a.published).map(|date| date.to_string()),
        source: article.and_then(|a| a.source.clone()),
        subject: label(subject),
        subject_type: kind(subject),
        subject_iri: iri(subject),
        relation: fact.relation().to_string(),
        object: value,
        object_type: object.and_then(kind),
        object_iri: object.map(iri),
        polarity: claim.polarity,
        certainty: claim.certainty,
        tense: claim.tense,
        fact: claim.fact,
        attributed_to: claim.attributed_to.map(label),
        time: claim.time.clone(),
        place: claim.place.map(label),
        cue: words(claim.cue),
        evidence: words(claim.evidence),
        begin: claim.evidence.map(|span| span[0]),
        end: claim.evidence.map(|span| span[1]),
        rule: claim.rule.as_ref().map(ToString::to_string),
        confidence: claim.confidence,
    }
}

/// A cell, quoted where it must be. A cell that a spreadsheet would run as a formula gets an apostrophe before it, as
/// OWASP advises: texts come from anywhere.
pub(super) fn quoted(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let cell = if formula { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains([',', '"', '\r', '\n']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_run_nothing() {
        assert_eq!(quoted("a, \"b\"\n"), "\"a, \"\"b\"\"\n\"");
        assert_eq!(quoted("=1+1"), "'=1+1");
        assert_eq!(quoted("perché"), "perché");
    }
}
