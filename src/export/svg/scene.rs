//! A picture → places: where each node, label and curve goes on the page.
//!
//! The label of an edge takes part in the layout as a node of its own half way along the edge, so that labels lie on
//! neither nodes nor each other.

use super::{
    geometry::{Point, Size, leave_ellipse, leave_rectangle},
    labels::settle,
    separate::{Way, lay_flat, pack, separate},
    stress::{Spring, majorise},
    text::{width, wrap},
};
use crate::export::{
    picture::{Picture, PictureEdge, PictureNode},
    style::{Shape, of_type},
};

/// Font size of a node's label, in pixels.
pub(super) const NODE_FONT: f64 = 13.0;
/// Font size of what is written small: an edge's label, the second line of a node.
pub(super) const SMALL_FONT: f64 = 11.0;
/// From one line of text to the next, as a share of the font size.
pub(super) const LINE_HEIGHT: f64 = 1.22;

/// A node on the page.
pub(super) struct PlacedNode {
    pub(super) centre: Point,
    pub(super) size: Size,
    pub(super) lines: Vec<String>,
    pub(super) note: Vec<String>,
}

/// An edge on the page: a quadratic curve, its label in the middle.
pub(super) struct PlacedEdge {
    pub(super) start: Point,
    pub(super) control: Point,
    pub(super) end: Point,
    pub(super) label_at: Point,
    pub(super) label_size: Size,
    pub(super) lines: Vec<String>,
    pub(super) note: String,
}

/// The page.
pub(super) struct Scene {
    pub(super) nodes: Vec<PlacedNode>,
    pub(super) edges: Vec<PlacedEdge>,
    pub(super) size: Size,
}

/// Lays a picture out.
pub(super) fn lay_out(picture: &Picture) -> Scene {
    let mut nodes: Vec<PlacedNode> = picture.nodes.iter().map(measure_node).collect();
    let labels: Vec<(Vec<String>, String, Size)> = picture.edges.iter().map(measure_label).collect();
    let sizes: Vec<Size> =
        nodes.iter().map(|n| n.size).chain(labels.iter().map(|(_, _, size)| *size)).collect::<Vec<_>>();
    let label_of = |edge: usize| nodes.len() + edge;
    let ways: Vec<Way> = (0..).zip(&picture.edges).map(|(i, e)| [e.from, label_of(i), e.to]).collect();

    let (points, size) = place(&sizes, &ways, nodes.len());
    for (node, point) in nodes.iter_mut().zip(&points) {
        node.centre = *point;
    }
    let edges = (ways.iter().zip(labels))
        .map(|(&[from, label, to], (lines, note, label_size))| {
            let ends = [(from, &picture.nodes[from]), (to, &picture.nodes[to])]
                .map(|(i, node)| (points[i], sizes[i], of_type(node.kind).shape));
            let label_at = points[label];
            let [start, control, end] = curve(ends, label_at, from == to);
            PlacedEdge { start, control, end, label_at, label_size, lines, note }
        })
        .collect();
    Scene { nodes, edges, size }
}

/// Places for rectangles that the ways join, and the size of the page; each part that hangs together by itself.
fn place(sizes: &[Size], ways: &[Way], nodes: usize) -> (Vec<Point>, Size) {
    let parts = components(sizes.len(), ways);
    let mut rank = vec![0; sizes.len()];
    for part in &parts {
        for (i, &node) in part.iter().enumerate() {
            rank[node] = i;
        }
    }
    let mut part_of = vec![0; sizes.len()];
    for (number, part) in parts.iter().enumerate() {
        for &node in part {
            part_of[node] = number;
        }
    }
    let mut ways_of: Vec<Vec<Way>> = vec![Vec::new(); parts.len()];
    for way in ways {
        ways_of[part_of[way[0]]].push(way.map(|node| rank[node]));
    }
    let mut placed: Vec<(Vec<Point>, Vec<Size>)> = (parts.iter().zip(&ways_of))
        .map(|(part, ways)| {
            let sizes: Vec<Size> = part.iter().map(|node| sizes[*node]).collect();
            // Labels have the highest numbers, so the nodes of a part come first in it too.
            let nodes = part.partition_point(|node| *node < nodes);
            let mut points = place_connected(&sizes, ways, nodes);
            settle(&mut points, &sizes, ways, nodes);
            (points, sizes)
        })
        .collect();
    let size = pack(&mut placed);
    let mut points = vec![Point::default(); sizes.len()];
    for (part, (placed, _)) in parts.iter().zip(placed) {
        for (&node, point) in part.iter().zip(placed) {
            points[node] = point;
        }
    }
    (points, size)
}

fn place_connected(sizes: &[Size], ways: &[Way], nodes: usize) -> Vec<Point> {
    // Boxes are wider than high: the plan is drawn on a square paper, then pressed flat.
    const FLATTEN: f64 = 0.72;
    let mut degrees = vec![0u32; sizes.len()];
    for [from, _, to] in ways {
        degrees[*from] += 1;
        degrees[*to] += 1;
    }
    let half = |i: usize| (sizes[i].width + sizes[i].height / FLATTEN) / 4.0;
    let springs: Vec<Spring> = ways
        .iter()
        .flat_map(|&[from, label, to]| [(from, label), (to, label)])
        .map(|(node, label)| {
            // A hub needs a wider ring for all that hangs on it.
            let crowd = 1.0 + f64::from(degrees[node].saturating_sub(4)) / 10.0;
            Spring { ends: [node, label], length: ((half(node) + half(label)) * crowd + 18.0) as u32 }
        })
        .collect();
    let mut points = majorise(sizes.len(), &springs);
    lay_flat(&mut points);
    for point in &mut points {
        point.y *= FLATTEN;
    }
    separate(&mut points, sizes, ways, nodes);
    points
}

/// The parts of the graph that hang together, each in ascending order.
fn components(count: usize, ways: &[Way]) -> Vec<Vec<usize>> {
    let mut neighbours = vec![Vec::new(); count];
    for [from, label, to] in ways {
        neighbours[*label].extend([*from, *to]);
        neighbours[*from].push(*label);
        neighbours[*to].push(*label);
    }
    let mut seen = vec![false; count];
    let mut parts = Vec::new();
    for first in 0..count {
        if std::mem::replace(&mut seen[first], true) {
            continue;
        }
        let mut part = vec![first];
        let mut next = 0;
        while let Some(&node) = part.get(next) {
            next += 1;
            for &neighbour in &neighbours[node] {
                if !std::mem::replace(&mut seen[neighbour], true) {
                    part.push(neighbour);
                }
            }
        }
        part.sort_unstable();
        parts.push(part);
    }
    parts
}

/// Start, control point and end of the curve from one node over the label to the other.
fn curve([from, to]: [(Point, Size, Shape); 2], over: Point, is_loop: bool) -> [Point; 3] {
    // A loop leaves and enters the node a little to both sides of its label.
    let aside = if is_loop { (over.y - from.0.y).signum() * 18.0 } else { 0.0 };
    let start = leave(from, over.moved(-aside, 0.0));
    let end = leave(to, over.moved(aside, 0.0));
    let middle = start.middle(end);
    [start, Point { x: 2.0 * over.x - middle.x, y: 2.0 * over.y - middle.y }, end]
}

fn leave((centre, size, shape): (Point, Size, Shape), to: Point) -> Point {
    let spaced = Size { width: size.width + 3.0, height: size.height + 3.0 };
    match shape {
        Shape::Ellipse | Shape::Hexagon | Shape::Octagon => leave_ellipse(centre, spaced, to),
        Shape::Box | Shape::RoundedBox | Shape::Parallelogram | Shape::Note => leave_rectangle(centre, spaced, to),
    }
}

fn measure_node(node: &PictureNode) -> PlacedNode {
    let lines = wrap(&node.label, 22, 3);
    let note = node.note.as_deref().map_or_else(Vec::new, |note| wrap(note, 28, 2));
    let widest = |lines: &[String], font: f64| lines.iter().map(|line| width(line, font)).fold(0.0, f64::max);
    // Names are set in bold, which is wider.
    let text_width = (widest(&lines, NODE_FONT) * 1.06).max(widest(&note, SMALL_FONT));
    let text_height = lines.len() as f64 * NODE_FONT * LINE_HEIGHT + note.len() as f64 * SMALL_FONT * LINE_HEIGHT;
    let (wider, higher) = match of_type(node.kind).shape {
        Shape::Ellipse => (text_width * 0.22 + 18.0, text_height * 0.3 + 14.0),
        Shape::Hexagon | Shape::Octagon | Shape::Parallelogram => (34.0, 14.0),
        Shape::Box | Shape::RoundedBox | Shape::Note => (22.0, 14.0),
    };
    let size = Size { width: (text_width + wider).max(46.0), height: text_height + higher };
    PlacedNode { centre: Point::default(), size, lines, note }
}

fn measure_label(edge: &PictureEdge) -> (Vec<String>, String, Size) {
    let lines = wrap(&edge.label, 20, 3);
    let note = edge.note();
    let widest = lines.iter().chain([&note]).map(|line| width(line, SMALL_FONT)).fold(0.0, f64::max);
    let count = lines.len() + usize::from(!note.is_empty());
    let size = Size { width: widest + 6.0, height: count as f64 * SMALL_FONT * LINE_HEIGHT + 2.0 };
    (lines, note, size)
}
