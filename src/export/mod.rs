//! Knowledge graph → files: pictures (DOT, SVG), graphs for other programs (GraphML, GEXF), tables of claims and of
//! events (CSV, JSON), RDF.
//!
//! Everything is a function of the graph alone: the same graph gives the same bytes. Text of articles is data in every
//! format: no name or sentence can become markup, an attribute or a formula.

mod dot;
mod draft;
mod events;
mod gexf;
mod graphml;
mod graphviz;
mod picture;
mod style;
mod summary;
mod svg;
mod table;
mod triples;
mod xml;

use std::{
    io::{self, Write},
    path::Path,
};

pub use draft::PictureOptions;
pub use picture::{Picture, PictureEdge, PictureNode};
pub use style::Line;

use crate::{graph::KnowledgeGraph, rdf::Base};
use triples::{Form, Syntax};

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // the formats are known by these names
pub enum Format {
    Dot,
    Svg,
    GraphMl,
    Gexf,
    Csv,
    Events,
    Json,
    Turtle,
    TriG,
    NQuads,
    NTriples,
    RdfXml,
    JsonLd,
}

impl Format {
    /// The format that the ending of a file's name tells.
    pub fn of(path: &Path) -> Option<Self> {
        Some(match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "dot" | "gv" => Self::Dot,
            "svg" => Self::Svg,
            "graphml" => Self::GraphMl,
            "gexf" => Self::Gexf,
            "csv" => Self::Csv,
            "json" => Self::Json,
            "ttl" | "turtle" => Self::Turtle,
            "trig" => Self::TriG,
            "nq" | "nquads" => Self::NQuads,
            "nt" | "ntriples" => Self::NTriples,
            "rdf" | "xml" | "owl" => Self::RdfXml,
            "jsonld" => Self::JsonLd,
            _ => return None,
        })
    }

    /// Whether it is a drawing, which can show only so much.
    pub fn is_picture(self) -> bool {
        matches!(self, Self::Dot | Self::Svg)
    }
}

/// Who places the nodes of an SVG file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// Graphviz where it is installed and layers from left to right suit the picture (some dozens of entities), else
    /// relata itself.
    #[default]
    Auto,
    /// Graphviz.
    Graphviz,
    /// relata itself: the same bytes on every machine.
    Own,
}

/// Writes a picture as DOT.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_dot(picture: &Picture, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(dot::dot(picture).as_bytes())
}

/// Writes a picture as SVG.
///
/// # Errors
/// When `out` cannot be written, or Graphviz is asked for and not there.
pub fn write_svg(picture: &Picture, layout: Layout, out: &mut dyn Write) -> io::Result<()> {
    let drawn = match layout {
        Layout::Own => svg::svg(picture),
        Layout::Graphviz => graphviz::svg(&dot::dot(picture))?,
        Layout::Auto if picture.nodes.len() > dot::MOST_IN_LAYERS => svg::svg(picture),
        Layout::Auto => graphviz::svg(&dot::dot(picture)).unwrap_or_else(|_| svg::svg(picture)),
    };
    out.write_all(drawn.as_bytes())
}

/// Writes a graph in a format that is no picture; labels of relations in `language`.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(
    graph: &KnowledgeGraph,
    base: &Base,
    format: Format,
    language: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let form = match format {
        Format::Dot | Format::Svg => {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "a picture is made from a Picture"));
        }
        Format::GraphMl => return graphml::write(graph, base, language, out),
        Format::Gexf => return gexf::write(graph, base, language, out),
        Format::Csv => return table::csv(graph, base, out),
        Format::Events => return events::csv(graph, out),
        Format::Json => return table::json(graph, base, out),
        Format::Turtle => Form::Triples(Syntax::Turtle),
        Format::NTriples => Form::Triples(Syntax::NTriples),
        Format::RdfXml => Form::Triples(Syntax::RdfXml),
        Format::TriG => Form::Quads(Syntax::TriG),
        Format::NQuads => Form::Quads(Syntax::NQuads),
        Format::JsonLd => Form::Quads(Syntax::JsonLd),
    };
    triples::write(graph, base, form, out)
}
