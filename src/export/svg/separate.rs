//! Places that overlap → places that do not: rectangles are pushed apart, off the lines between others, and the parts
//! of the graph that do not hang together are put side by side.

use super::geometry::{Point, Size, step_off};

/// Free space kept around every rectangle.
const MARGIN: Size = Size { width: 14.0, height: 12.0 };

/// A line that no rectangle should lie on: from a node over a label to a node.
pub(super) type Way = [usize; 3];

/// Pushes the rectangles apart until none overlaps another, as near to their places as may be; on the way, off the lines
/// that they do not belong to. The first `nodes` rectangles are nodes, the others labels.
pub(super) fn separate(points: &mut [Point], sizes: &[Size], ways: &[Way], nodes: usize) {
    // Clearing the lines costs lines × rectangles; beyond some hundreds nobody follows a single line any more.
    let clear = if ways.len() * points.len() < 200_000 { 150 } else { 0 };
    for _ in 0..clear {
        push_off_ways(points, sizes, ways, nodes);
        make_room(points, sizes, ways);
        push_apart(points, sizes);
    }
    for round in 0..500 {
        // Room for labels is a wish, apartness a must: the last rounds see to that alone.
        let cramped = round < 300 && make_room(points, sizes, ways);
        if !(push_apart(points, sizes) || cramped) {
            break;
        }
    }
}

/// One round that takes the two nodes of an edge so far apart that its label fits between them; returns whether any moved.
fn make_room(points: &mut [Point], sizes: &[Size], ways: &[Way]) -> bool {
    let mut any = false;
    for &[from, label, to] in ways {
        let x = f64::midpoint(sizes[from].width, sizes[to].width) + sizes[label].width + 30.0;
        let y = f64::midpoint(sizes[from].height, sizes[to].height) + sizes[label].height + 30.0;
        any |= from != to && push_pair(points, from, to, x, y);
    }
    any
}

/// Takes two centres apart so that they are `x` apart across or `y` along, whichever is nearer; whether they had to move.
fn push_pair(points: &mut [Point], i: usize, j: usize, x: f64, y: f64) -> bool {
    let x = x - (points[i].x - points[j].x).abs();
    let y = y - (points[i].y - points[j].y).abs();
    if x <= 0.01 || y <= 0.01 {
        return false;
    }
    if x < y {
        let step = if points[i].x <= points[j].x { -x / 2.0 } else { x / 2.0 };
        points[i].x += step;
        points[j].x -= step;
    } else {
        let step = if points[i].y <= points[j].y { -y / 2.0 } else { y / 2.0 };
        points[i].y += step;
        points[j].y -= step;
    }
    true
}

/// One round over all overlapping pairs; returns whether there was one.
fn push_apart(points: &mut [Point], sizes: &[Size]) -> bool {
    let mut order: Vec<usize> = (0..points.len()).collect();
    order.sort_by(|a, b| {
        let left = |i: usize| points[i].x - sizes[i].width / 2.0;
        left(*a).total_cmp(&left(*b)).then(a.cmp(b))
    });
    let mut any = false;
    for (rank, &i) in order.iter().enumerate() {
        for &j in &order[rank + 1..] {
            let right_of_i = points[i].x + sizes[i].width / 2.0 + MARGIN.width;
            if points[j].x - sizes[j].width / 2.0 > right_of_i + 100.0 {
                break; // all that follow begin further to the right (places move a little during the round)
            }
            let x = f64::midpoint(sizes[i].width, sizes[j].width) + MARGIN.width;
            let y = f64::midpoint(sizes[i].height, sizes[j].height) + MARGIN.height;
            any |= push_pair(points, i, j, x, y);
        }
    }
    any
}

/// One gentle round that takes nodes off the straight lines between others.
fn push_off_ways(points: &mut [Point], sizes: &[Size], ways: &[Way], nodes: usize) {
    for &[from, label, to] in ways {
        for k in (0..nodes).filter(|k| *k != from && *k != to) {
            let grown = Size { width: sizes[k].width + 12.0, height: sizes[k].height + 12.0 };
            if let Some(step) = step_off(points[from], points[to], points[k], grown) {
                points[k] = points[k].moved(step.x * 0.2, step.y * 0.2);
                for other in [from, label, to] {
                    points[other] = points[other].moved(-step.x * 0.1, -step.y * 0.1);
                }
            }
        }
    }
}

/// Turns the drawing so that it is wider than high.
pub(super) fn lay_flat(points: &mut [Point]) {
    let count = points.len().max(1) as f64;
    let (cx, cy) = points.iter().fold((0.0, 0.0), |(x, y), p| (x + p.x / count, y + p.y / count));
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for point in points.iter() {
        let (x, y) = (point.x - cx, point.y - cy);
        xx += x * x;
        xy += x * y;
        yy += y * y;
    }
    // The angle of the first principal axis.
    let angle = -0.5 * (2.0 * xy).atan2(xx - yy);
    let (sin, cos) = angle.sin_cos();
    for point in points.iter_mut() {
        let (x, y) = (point.x - cx, point.y - cy);
        *point = Point { x: x * cos - y * sin, y: x * sin + y * cos };
    }
}

/// Puts drawings side by side in rows, the largest first, into a shape of about three to two; moves their points, and
/// returns the size of the whole, whose upper left corner is at zero.
pub(super) fn pack(parts: &mut [(Vec<Point>, Vec<Size>)]) -> Size {
    const GAP: f64 = 40.0;
    let boxes: Vec<(Point, Size)> = parts.iter().map(|(points, sizes)| bounds(points, sizes)).collect();
    let area: f64 = boxes.iter().map(|(_, size)| (size.width + GAP) * (size.height + GAP)).sum();
    let widest = boxes.iter().map(|(_, size)| size.width).fold(0.0, f64::max);
    let limit = widest.max((area * 1.5).sqrt());
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by(|a, b| boxes[*b].1.height.total_cmp(&boxes[*a].1.height).then(a.cmp(b)));
    let (mut x, mut y, mut row_height) = (0.0, 0.0, 0.0f64);
    let mut whole = Size::default();
    for i in order {
        let (corner, size) = boxes[i];
        if x > 0.0 && x + size.width > limit {
            y += row_height + GAP;
            (x, row_height) = (0.0, 0.0);
        }
        for point in &mut parts[i].0 {
            *point = point.moved(x - corner.x, y - corner.y);
        }
        whole = Size { width: whole.width.max(x + size.width), height: whole.height.max(y + size.height) };
        x += size.width + GAP;
        row_height = row_height.max(size.height);
    }
    whole
}

/// The upper left corner and the size of a drawing.
fn bounds(points: &[Point], sizes: &[Size]) -> (Point, Size) {
    let (mut left, mut top, mut right, mut bottom) = (f64::MAX, f64::MAX, f64::MIN, f64::MIN);
    for (point, size) in points.iter().zip(sizes) {
        left = left.min(point.x - size.width / 2.0);
        right = right.max(point.x + size.width / 2.0);
        top = top.min(point.y - size.height / 2.0);
        bottom = bottom.max(point.y + size.height / 2.0);
    }
    if points.is_empty() {
        return (Point::default(), Size::default());
    }
    (Point { x: left, y: top }, Size { width: right - left, height: bottom - top })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn nothing_overlaps_in_the_end(places in prop::collection::vec((0.0..300.0f64, 0.0..200.0f64), 1..30)) {
            let mut points: Vec<Point> = places.iter().map(|(x, y)| Point { x: *x, y: *y }).collect();
            let sizes = vec![Size { width: 90.0, height: 30.0 }; points.len()];
            separate(&mut points, &sizes, &[], sizes.len());
            for i in 0..points.len() {
                for j in 0..i {
                    let (dx, dy) = ((points[i].x - points[j].x).abs(), (points[i].y - points[j].y).abs());
                    prop_assert!(dx >= 89.0 || dy >= 29.0, "{:?} {:?}", points[i], points[j]);
                }
            }
        }
    }
}
