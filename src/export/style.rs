//! How kinds of things and lines look in pictures: shape and colour by type, dashes by certainty.
//!
//! The colours are those of Okabe & Ito, which people with any kind of colour blindness can tell apart; shape says the
//! same once more for print in grey.

use crate::document::EntityType;

/// The outline of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Ellipse,
    Box,
    RoundedBox,
    Hexagon,
    Octagon,
    Parallelogram,
    Note,
}

/// How a node of one type looks; colours as `#rrggbb`.
#[derive(Debug, Clone, Copy)]
pub(super) struct NodeStyle {
    pub(super) shape: Shape,
    pub(super) fill: &'static str,
    pub(super) stroke: &'static str,
}

/// The look of a type; grey for things of unknown type.
pub(super) fn of_type(kind: Option<EntityType>) -> NodeStyle {
    let (shape, fill, stroke) = match kind {
        Some(EntityType::Person) => (Shape::Ellipse, "#dcecf8", "#0072b2"),
        Some(EntityType::Organization) => (Shape::Box, "#fdeecb", "#b87a00"),
        Some(EntityType::Place) => (Shape::RoundedBox, "#d6f1e8", "#00805e"),
        Some(EntityType::Group) => (Shape::Hexagon, "#f7e1ee", "#a8457f"),
        Some(EntityType::NamedEvent) => (Shape::Octagon, "#fbe0d0", "#c04f00"),
        Some(EntityType::Product) => (Shape::Parallelogram, "#e2f2fb", "#3b8fc4"),
        Some(EntityType::Work) => (Shape::Note, "#faf7cc", "#8a8200"),
        None => (Shape::Box, "#f0f0f0", "#777777"),
    };
    NodeStyle { shape, fill, stroke }
}

/// How surely the edge is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Line {
    /// At least one article says so in its own voice, positively, as certain.
    Fact,
    /// Nobody says so as a fact: hoped for, asked for, announced, or told only by somebody else.
    Uncertain,
    /// It is said not to be so.
    Negated,
}

impl Line {
    /// The colour of line and arrowhead.
    pub(super) fn colour(self) -> &'static str {
        match self {
            Line::Fact => "#4a5560",
            Line::Uncertain => "#8a949c",
            Line::Negated => "#c0392b",
        }
    }

    /// Whether it is drawn in dashes.
    pub(super) fn dashed(self) -> bool {
        self != Line::Fact
    }
}
