//! A laid-out scene → the text of an SVG file. Everything that comes from an article is escaped.

use std::fmt::Write as _;

use super::{
    geometry::{Point, Size},
    scene::{LINE_HEIGHT, NODE_FONT, PlacedEdge, PlacedNode, SMALL_FONT, Scene},
    text::width,
};
use crate::export::{
    picture::{Picture, PictureEdge, PictureNode},
    style::{NodeStyle, Shape, of_type},
    xml::escape,
};

/// Free space around the drawing.
const PAGE_MARGIN: f64 = 28.0;
const TITLE_FONT: f64 = 16.0;
const INK: &str = "#1d252c";

/// The whole file.
pub(super) fn draw(picture: &Picture, scene: &Scene) -> String {
    let head = if picture.title.is_empty() { 0.0 } else { TITLE_FONT + 22.0 };
    let legend = legend(picture);
    let title_width = width(&picture.title, TITLE_FONT) * 1.06;
    let page = Size {
        width: scene.size.width.max(legend.size.width).max(title_width) + 2.0 * PAGE_MARGIN,
        height: scene.size.height + head + legend.size.height + 2.0 * PAGE_MARGIN,
    };
    let mut svg = String::new();
    let _ = writeln!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\" \
         font-family=\"Helvetica, Arial, 'Liberation Sans', sans-serif\" role=\"img\">",
        w = page.width.ceil(),
        h = page.height.ceil(),
    );
    let _ = writeln!(svg, "<title>{}</title>", escape(&picture.title));
    let _ = writeln!(svg, "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
    if head > 0.0 {
        let _ = writeln!(
            svg,
            "<text x=\"{}\" y=\"{}\" font-size=\"{TITLE_FONT}\" font-weight=\"bold\" fill=\"{INK}\">{}</text>",
            PAGE_MARGIN,
            PAGE_MARGIN + TITLE_FONT * 0.8,
            escape(&picture.title)
        );
    }
    // What is narrower than the page stands in its middle.
    let left = (page.width - scene.size.width) / 2.0;
    let _ = writeln!(svg, "<g transform=\"translate({left:.1} {:.1})\">", PAGE_MARGIN + head);
    for (edge, placed) in picture.edges.iter().zip(&scene.edges) {
        draw_edge(&mut svg, edge, placed);
    }
    for (node, placed) in picture.nodes.iter().zip(&scene.nodes) {
        draw_node(&mut svg, node, placed);
    }
    // Labels come last, so that no line of another edge runs through their words.
    for placed in &scene.edges {
        draw_label(&mut svg, placed);
    }
    svg.push_str("</g>\n");
    let top = page.height - PAGE_MARGIN - legend.size.height;
    let _ = writeln!(svg, "<g transform=\"translate({PAGE_MARGIN} {top:.1})\">\n{}</g>", legend.svg);
    svg.push_str("</svg>\n");
    svg
}

fn draw_edge(svg: &mut String, edge: &PictureEdge, placed: &PlacedEdge) {
    let colour = edge.line.colour();
    let dashes = if edge.line.dashed() { " stroke-dasharray=\"5 4\"" } else { "" };
    let breadth = if edge.claims > 2 { 2.0 } else { 1.4 };
    let PlacedEdge { start, control, end, .. } = placed;
    let (tip, head) = if edge.symmetric { (*end, String::new()) } else { arrowhead(*control, *end, colour) };
    let _ = writeln!(
        svg,
        "<g><path d=\"M{:.1} {:.1} Q{:.1} {:.1} {:.1} {:.1}\" fill=\"none\" stroke=\"{colour}\" \
         stroke-width=\"{breadth}\"{dashes}/>{head}{}</g>",
        start.x,
        start.y,
        control.x,
        control.y,
        tip.x,
        tip.y,
        tooltip(&edge.evidence)
    );
}

/// The arrowhead at the end of a curve, and where the line itself stops: at its back.
fn arrowhead(from: Point, tip: Point, colour: &str) -> (Point, String) {
    const LENGTH: f64 = 9.0;
    const HALF: f64 = 3.6;
    let far = from.distance(tip).max(0.01);
    let (dx, dy) = ((tip.x - from.x) / far, (tip.y - from.y) / far);
    let back = tip.moved(-dx * LENGTH, -dy * LENGTH);
    let [a, b] = [HALF, -HALF].map(|side| back.moved(-dy * side, dx * side));
    let path = format!(
        "<path d=\"M{:.1} {:.1} L{:.1} {:.1} L{:.1} {:.1} Z\" fill=\"{colour}\"/>",
        tip.x, tip.y, a.x, a.y, b.x, b.y
    );
    (back.middle(tip), path)
}

fn draw_label(svg: &mut String, placed: &PlacedEdge) {
    let at = placed.label_at;
    let top = at.y - placed.label_size.height / 2.0;
    let _ = write!(
        svg,
        "<g font-size=\"{SMALL_FONT}\" text-anchor=\"middle\"><rect x=\"{:.1}\" y=\"{top:.1}\" width=\"{:.1}\" \
         height=\"{:.1}\" rx=\"3\" fill=\"#ffffff\" fill-opacity=\"0.88\"/>",
        at.x - placed.label_size.width / 2.0,
        placed.label_size.width,
        placed.label_size.height
    );
    let lines = placed.lines.iter().map(|line| (line.as_str(), "#34404a"));
    let note = Some((placed.note.as_str(), "#76818a")).filter(|(note, _)| !note.is_empty());
    for (i, (line, colour)) in lines.chain(note).enumerate() {
        let y = top + 1.0 + SMALL_FONT * (0.95 + LINE_HEIGHT * i as f64);
        let _ = write!(svg, "<text x=\"{:.1}\" y=\"{y:.1}\" fill=\"{colour}\">{}</text>", at.x, escape(line));
    }
    svg.push_str("</g>\n");
}

fn draw_node(svg: &mut String, node: &PictureNode, placed: &PlacedNode) {
    let style = of_type(node.kind);
    svg.push_str("<g text-anchor=\"middle\">");
    outline(svg, style, placed.centre, placed.size, if node.focus { 3.0 } else { 1.5 });
    let fonts = placed.lines.iter().map(|line| (line, NODE_FONT, "bold", INK));
    let notes = placed.note.iter().map(|line| (line, SMALL_FONT, "normal", "#4a5560"));
    let height: f64 = fonts.clone().chain(notes.clone()).map(|(_, font, _, _)| font * LINE_HEIGHT).sum();
    let mut y = placed.centre.y - height / 2.0;
    for (line, font, weight, colour) in fonts.chain(notes) {
        let _ = write!(
            svg,
            "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"{font}\" font-weight=\"{weight}\" fill=\"{colour}\">{}</text>",
            placed.centre.x,
            y + font * 0.95,
            escape(line)
        );
        y += font * LINE_HEIGHT;
    }
    let whole = std::iter::once(&node.label).chain(&node.note).cloned().collect::<Vec<_>>();
    let _ = writeln!(svg, "{}</g>", tooltip(&whole));
}

/// The outline of a node.
fn outline(svg: &mut String, style: NodeStyle, centre: Point, size: Size, breadth: f64) {
    let NodeStyle { shape, fill, stroke } = style;
    let paint = format!("fill=\"{fill}\" stroke=\"{stroke}\" stroke-width=\"{breadth}\" stroke-linejoin=\"round\"");
    let (x, y) = (centre.x - size.width / 2.0, centre.y - size.height / 2.0);
    let (w, h) = (size.width, size.height);
    let polygon = |corners: &[(f64, f64)]| {
        let corners = corners.iter().map(|(dx, dy)| format!("{:.1},{:.1}", x + dx, y + dy));
        format!("<polygon points=\"{}\" {paint}/>", corners.collect::<Vec<_>>().join(" "))
    };
    let rectangle = |radius: f64| {
        format!("<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{w:.1}\" height=\"{h:.1}\" rx=\"{radius}\" {paint}/>")
    };
    let cut = (h / 3.0).min(12.0);
    let drawn = match shape {
        Shape::Ellipse => format!(
            "<ellipse cx=\"{:.1}\" cy=\"{:.1}\" rx=\"{:.1}\" ry=\"{:.1}\" {paint}/>",
            centre.x,
            centre.y,
            w / 2.0,
            h / 2.0
        ),
        Shape::Box => rectangle(1.5),
        Shape::RoundedBox => rectangle((h / 2.0).min(14.0)),
        Shape::Hexagon => polygon(&[(cut, 0.0), (w - cut, 0.0), (w, h / 2.0), (w - cut, h), (cut, h), (0.0, h / 2.0)]),
        Shape::Octagon => polygon(&[
            (cut, 0.0),
            (w - cut, 0.0),
            (w, cut),
            (w, h - cut),
            (w - cut, h),
            (cut, h),
            (0.0, h - cut),
            (0.0, cut),
        ]),
        Shape::Parallelogram => polygon(&[(cut, 0.0), (w, 0.0), (w - cut, h), (0.0, h)]),
        Shape::Note => polygon(&[(0.0, 0.0), (w - cut, 0.0), (w, cut), (w, h), (0.0, h)]),
    };
    svg.push_str(&drawn);
}

/// What a browser shows when the pointer rests on a shape.
fn tooltip(lines: &[String]) -> String {
    if lines.is_empty() { String::new() } else { format!("<title>{}</title>", escape(&lines.join("\n"))) }
}

struct Legend {
    svg: String,
    size: Size,
}

/// Samples of the shapes and lines that occur, with their names.
fn legend(picture: &Picture) -> Legend {
    const SAMPLE: Size = Size { width: 30.0, height: 16.0 };
    const ROW: f64 = 26.0;
    let widest = 900.0;
    let mut svg = String::new();
    let (mut x, mut y, mut right) = (0.0, ROW, 0.0f64);
    let mut entry = |sample: &dyn Fn(&mut String, Point), name: &str| {
        let advance = SAMPLE.width + 8.0 + width(name, SMALL_FONT) + 22.0;
        if x > 0.0 && x + advance > widest {
            (x, y) = (0.0, y + ROW);
        }
        sample(&mut svg, Point { x: x + SAMPLE.width / 2.0, y: y + ROW / 2.0 });
        let _ = writeln!(
            svg,
            "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"{SMALL_FONT}\" fill=\"#4a5560\">{}</text>",
            x + SAMPLE.width + 8.0,
            y + ROW / 2.0 + SMALL_FONT * 0.36,
            escape(name)
        );
        x += advance;
        right = right.max(x);
    };
    for (kind, name) in picture.legend_types() {
        entry(&|svg, at| outline(svg, of_type(Some(*kind)), at, SAMPLE, 1.3), name);
    }
    for (line, name) in picture.legend_lines() {
        let dashes = if line.dashed() { " stroke-dasharray=\"5 4\"" } else { "" };
        let sample = |svg: &mut String, at: Point| {
            let (from, to) = (at.x - SAMPLE.width / 2.0, at.x + SAMPLE.width / 2.0);
            let colour = line.colour();
            let _ = write!(
                svg,
                "<path d=\"M{from:.1} {y:.1} H{to:.1}\" stroke=\"{colour}\" stroke-width=\"1.6\"{dashes}/>",
                y = at.y
            );
        };
        entry(&sample, name);
    }
    let height = if right > 0.0 { y + ROW } else { 0.0 };
    Legend { svg, size: Size { width: right, height } }
}
