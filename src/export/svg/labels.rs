//! Placed nodes and edges → the place of each edge's label: near the middle of its edge, on no node, on no other label, and
//! so that the curve over it runs through no node.

use super::{
    geometry::{Point, Size, step_off},
    separate::Way,
};

/// How far along the edge a label may stand.
const ALONG: [f64; 5] = [0.5, 0.42, 0.58, 0.34, 0.66];
/// How far off the straight line, in pixels, to both sides.
const ASIDE: [f64; 13] = [0.0, 14.0, -14.0, 28.0, -28.0, 46.0, -46.0, 70.0, -70.0, 100.0, -100.0, 135.0, -135.0];
/// Between the labels of edges that join the same two nodes.
const PARALLEL: f64 = 34.0;
/// Beyond so many comparisons labels stay where the layout has put them.
const MOST_WORK: usize = 4_000_000;

/// Moves the labels (the middle of each way); nodes stay where they are.
pub(super) fn settle(points: &mut [Point], sizes: &[Size], ways: &[Way], nodes: usize) {
    if ways.len() * points.len() > MOST_WORK / ALONG.len() {
        return;
    }
    let offsets: Vec<f64> = ways.iter().enumerate().map(|(i, way)| parallel_offset(ways, i, *way)).collect();
    // The second round knows where all other labels went in the first.
    for _ in 0..2 {
        for (way, offset) in ways.iter().zip(&offsets) {
            let [from, label, to] = *way;
            if from == to {
                continue;
            }
            let (a, b) = (points[from], points[to]);
            let length = a.distance(b).max(1.0);
            // The normal has one direction whichever way the edge runs, so that two edges to and fro part.
            let turn = if from < to { 1.0 } else { -1.0 };
            let normal = Point { x: -(b.y - a.y) / length * turn, y: (b.x - a.x) / length * turn };
            let at = |along: f64, aside: f64| {
                let off = offset + aside;
                a.moved((b.x - a.x) * along + normal.x * off, (b.y - a.y) * along + normal.y * off)
            };
            let places = ASIDE.iter().flat_map(|aside| ALONG.iter().map(move |along| (*along, *aside)));
            // Where the layout has put it no node lies; in a crowd that may be the best there is.
            let stay = points[label];
            let stay = (40.0 + trouble(points, sizes, *way, stay, nodes), stay);
            let best = places
                .map(|(along, aside)| {
                    let place = at(along, aside);
                    let bend = aside.abs() * 0.5 + (along - 0.5).abs() * 30.0;
                    (bend + trouble(points, sizes, *way, place, nodes), place)
                })
                .chain([stay])
                .min_by(|a, b| a.0.total_cmp(&b.0));
            if let Some((_, place)) = best {
                points[label] = place;
            }
        }
    }
}

/// How far off the straight line the label of one of several edges between the same nodes belongs.
fn parallel_offset(ways: &[Way], index: usize, [from, _, to]: Way) -> f64 {
    let same = |way: &Way| (way[0] == from && way[2] == to) || (way[0] == to && way[2] == from);
    let before = ways[..index].iter().filter(|way| same(way)).count();
    let count = ways.iter().filter(|way| same(way)).count();
    (before as f64 - (count as f64 - 1.0) / 2.0) * PARALLEL
}

/// What is wrong with a place for a label.
fn trouble(points: &[Point], sizes: &[Size], [from, label, to]: Way, place: Point, nodes: usize) -> f64 {
    let mut trouble = 0.0;
    for k in (0..points.len()).filter(|k| *k != label) {
        let is_node = k < nodes;
        // Between a node and the label of its own edge some of the line must show.
        let free = if k == from || k == to { 16.0 } else { 6.0 };
        let x = f64::midpoint(sizes[label].width, sizes[k].width) + free - (place.x - points[k].x).abs();
        let y = f64::midpoint(sizes[label].height, sizes[k].height) + free - (place.y - points[k].y).abs();
        if x > 0.0 && y > 0.0 {
            trouble += (if is_node { 60.0 } else { 40.0 }) + 3.0 * x.min(y);
        }
        if is_node && k != from && k != to {
            for (a, b) in [(points[from], place), (place, points[to])] {
                if let Some(step) = step_off(a, b, points[k], sizes[k]) {
                    trouble += 80.0 + step.x.hypot(step.y);
                }
            }
        }
    }
    trouble
}
