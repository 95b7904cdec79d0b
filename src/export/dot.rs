//! Picture → Graphviz DOT that reads well as text and draws well as it is: `dot -Tsvg graph.dot`.

use std::{collections::BTreeMap, fmt::Write as _};

use super::{
    picture::{Picture, PictureEdge, PictureNode},
    style::{Shape, of_type},
    svg::wrap,
    xml,
};

/// The most nodes that are laid out in layers, from left to right.
pub(super) const MOST_IN_LAYERS: usize = 40;

/// The picture as a DOT file. Nodes are named by what they are called, so that a person can edit it.
pub(super) fn dot(picture: &Picture) -> String {
    let names = unique_names(&picture.nodes);
    let mut dot = String::from("digraph relata {\n");
    // Beyond some dozens of nodes layers become long and thin; forces give a better shape, and the very many a quicker one.
    let arrangement = match picture.nodes.len() {
        few if few <= MOST_IN_LAYERS => "rankdir=LR",
        many if many <= 500 => "layout=neato, overlap=prism, sep=\"+22\", esep=\"+8\"",
        _ => "layout=sfdp, overlap=prism, sep=\"+22\", esep=\"+8\", K=2",
    };
    let _ = writeln!(
        dot,
        "  graph [{arrangement}, splines=true, nodesep=0.35, ranksep=0.6, pad=0.3, bgcolor=white, outputorder=edgesfirst,\n\
         \x20        fontname=\"Helvetica\", fontsize=16, labelloc=t, label={}];",
        quote(&picture.title)
    );
    dot.push_str("  node  [fontname=\"Helvetica\", fontsize=12, style=filled, penwidth=1.4, margin=\"0.14,0.07\"];\n");
    dot.push_str(
        "  edge  [fontname=\"Helvetica\", fontsize=10, fontcolor=\"#34404a\", arrowsize=0.7, penwidth=1.2];\n\n",
    );
    for (node, name) in picture.nodes.iter().zip(&names) {
        let _ = writeln!(dot, "  {name} [{}];", node_attributes(node));
    }
    dot.push('\n');
    for edge in &picture.edges {
        let _ = writeln!(dot, "  {} -> {} [{}];", names[edge.from], names[edge.to], edge_attributes(edge));
    }
    legend(&mut dot, picture);
    dot.push_str("}\n");
    dot
}

fn node_attributes(node: &PictureNode) -> String {
    let style = of_type(node.kind);
    let shape = match style.shape {
        Shape::Ellipse => "ellipse",
        Shape::Box => "box",
        Shape::RoundedBox => "box, style=\"filled,rounded\"",
        Shape::Hexagon => "hexagon",
        Shape::Octagon => "octagon",
        Shape::Parallelogram => "parallelogram",
        Shape::Note => "note",
    };
    let mut lines = wrap(&node.label, 22, 3);
    lines.extend(node.note.iter().flat_map(|note| wrap(note, 28, 2)));
    let focus = if node.focus { ", penwidth=3" } else { "" };
    format!(
        "label={}, shape={shape}, fillcolor=\"{}\", color=\"{}\"{focus}",
        quote_lines(&lines),
        style.fill,
        style.stroke
    )
}

fn edge_attributes(edge: &PictureEdge) -> String {
    let mut lines = wrap(&edge.label, 20, 3);
    lines.extend(Some(edge.note()).filter(|note| !note.is_empty()));
    let mut attributes = format!("label={}, color=\"{}\"", quote_lines(&lines), edge.line.colour());
    if edge.line.dashed() {
        attributes.push_str(", style=dashed");
    }
    if edge.symmetric {
        attributes.push_str(", dir=none");
    }
    if !edge.evidence.is_empty() {
        let _ = write!(attributes, ", tooltip={}", quote_lines(&edge.evidence));
    }
    attributes
}

/// Samples of the shapes that occur, in a box of their own.
fn legend(dot: &mut String, picture: &Picture) {
    let types: Vec<_> = picture.legend_types().collect();
    let lines: Vec<_> = picture.legend_lines().collect();
    if types.is_empty() && lines.is_empty() {
        return;
    }
    let mut cells = String::new();
    for (kind, name) in types {
        let style = of_type(Some(*kind));
        let _ = write!(
            cells,
            "<td bgcolor=\"{}\" color=\"{}\" border=\"1\">{}</td>",
            style.fill,
            style.stroke,
            xml::escape(name)
        );
    }
    for (line, name) in lines {
        let sample = if line.dashed() { "- - -" } else { "——" };
        let _ = write!(
            cells,
            "<td border=\"0\"><font color=\"{}\">{sample}</font> {}</td>",
            line.colour(),
            xml::escape(name)
        );
    }
    let _ = write!(
        dot,
        "\n  \"legend of this picture\" [shape=plain, style=\"\", fontsize=10,\n    \
         label=<<table border=\"0\" cellspacing=\"4\" cellpadding=\"3\"><tr>{cells}</tr></table>>];\n"
    );
}

/// The name of each node in the file: its label, numbered where two share one.
fn unique_names(nodes: &[PictureNode]) -> Vec<String> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let numbered = nodes.iter().map(|node| {
        let count = seen.entry(&node.label).or_default();
        *count += 1;
        if *count == 1 { quote(&node.label) } else { quote(&format!("{} ({count})", node.label)) }
    });
    numbered.collect()
}

/// A string between quotation marks that Graphviz shows as it is.
fn quote(text: &str) -> String {
    format!("\"{}\"", escape(text))
}

/// Several lines, each in the middle.
fn quote_lines(lines: &[String]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| escape(line)).collect();
    format!("\"{}\"", lines.join("\\n"))
}

/// Escapes quotation marks, backslashes (which begin codes such as `\N`) and ampersands (which begin entities).
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => escaped.push_str("\\\""),
            '\\' => escaped.push_str("\\\\"),
            '&' => escaped.push_str("&amp;"),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hostile_label_stays_a_label() {
        assert_eq!(quote("a\" [label=x]; \\N & \n\0"), "\"a\\\" [label=x]; \\\\N &amp;   \"");
    }

    #[test]
    fn two_of_one_name_are_two_nodes() {
        let node = |label: &str| PictureNode { label: label.into(), kind: None, note: None, focus: false };
        assert_eq!(unique_names(&[node("A"), node("A")]), ["\"A\"", "\"A (2)\""]);
    }
}
