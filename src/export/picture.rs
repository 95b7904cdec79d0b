//! What a picture shows: named nodes and labelled edges, ready to be drawn by any of the drawing formats.

use std::collections::BTreeSet;

use super::style::Line;
use crate::document::EntityType;

/// A graph as it is drawn.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Picture {
    /// Stands above it.
    pub title: String,
    /// What is drawn as shapes.
    pub nodes: Vec<PictureNode>,
    /// What is drawn as arrows.
    pub edges: Vec<PictureEdge>,
    /// The words of the legend, one for each type of node.
    pub type_names: Vec<(EntityType, String)>,
    /// The words of the legend for the kinds of lines.
    pub line_names: Vec<(Line, String)>,
}

/// An entity in a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureNode {
    /// Its name.
    pub label: String,
    /// What kind of thing it is.
    pub kind: Option<EntityType>,
    /// One line more, in small letters: an office.
    pub note: Option<String>,
    /// Whether it is what the picture is about.
    pub focus: bool,
}

/// All claims of one relation between two entities, as one arrow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureEdge {
    /// The node it starts from, as an index.
    pub from: usize,
    /// The node it leads to.
    pub to: usize,
    /// The relation in words, "non" before it where it is negated.
    pub label: String,
    /// When, in the articles' own precision: `2022-01-10`, `2022-01-10 – 2022-02`.
    pub date: Option<String>,
    /// How many claims say so.
    pub claims: usize,
    /// How surely.
    pub line: Line,
    /// Whether it has no direction.
    pub symmetric: bool,
    /// Sentences that say so.
    pub evidence: Vec<String>,
}

impl PictureEdge {
    /// What is written small under the label: date and number of claims.
    pub(super) fn note(&self) -> String {
        let count = (self.claims > 1).then(|| format!("×{}", self.claims));
        self.date.iter().cloned().chain(count).collect::<Vec<_>>().join(" ")
    }
}

impl Picture {
    /// The types that occur, with their names, in the order of the ontology.
    pub(super) fn legend_types(&self) -> impl Iterator<Item = &(EntityType, String)> {
        let shown: BTreeSet<EntityType> = self.nodes.iter().filter_map(|node| node.kind).collect();
        self.type_names.iter().filter(move |(kind, _)| shown.contains(kind))
    }

    /// The kinds of lines that occur, with their names; none where there is but one.
    pub(super) fn legend_lines(&self) -> impl Iterator<Item = &(Line, String)> {
        let shown: BTreeSet<Line> = self.edges.iter().map(|edge| edge.line).collect();
        let several = shown.len() > 1 || !shown.contains(&Line::Fact);
        self.line_names.iter().filter(move |(line, _)| several && shown.contains(line))
    }
}
