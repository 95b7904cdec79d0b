//! A graph with wished-for edge lengths → places, by stress majorisation (Gansner, Koren & North 2004): the distance of
//! any two nodes on paper comes as near as it can to the length of the shortest way between them.
//!
//! Deterministic: the start is a spiral or a circle in an order that the graph gives, never a random one.

use std::{cmp::Reverse, collections::BinaryHeap};

use super::geometry::Point;

/// A wish: that two nodes lie so far apart, in pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spring {
    pub(super) ends: [usize; 2],
    pub(super) length: u32,
}

/// Places for `count` nodes that hang together by `springs`.
pub(super) fn majorise(count: usize, springs: &[Spring]) -> Vec<Point> {
    if count < 2 {
        return vec![Point::default(); count];
    }
    let neighbours = adjacency(count, springs);
    let distances = Distances::new(&neighbours);
    // Cost is quadratic; a large graph gets fewer rounds, so that none takes more than a few seconds.
    let rounds = (400_000_000 / (count * count)).clamp(5, 300);
    let order = from_the_hub(&neighbours);
    let best = [spiral(&order, &distances), circle(&order, &distances)].map(|mut points| {
        for _ in 0..rounds / 3 {
            distances.improve(&mut points);
        }
        (distances.stress(&points), points)
    });
    let [(spiral_stress, spiral), (circle_stress, circle)] = best;
    let mut points = if circle_stress < spiral_stress { circle } else { spiral };
    for _ in 0..rounds {
        if distances.improve(&mut points) < 0.1 {
            break;
        }
    }
    points
}

type Adjacency = Vec<Vec<(usize, u32)>>;

fn adjacency(count: usize, springs: &[Spring]) -> Adjacency {
    let mut neighbours = vec![Vec::new(); count];
    for spring in springs {
        let [a, b] = spring.ends;
        neighbours[a].push((b, spring.length));
        neighbours[b].push((a, spring.length));
    }
    neighbours
}

/// All nodes, breadth first from the one with most neighbours.
fn from_the_hub(neighbours: &Adjacency) -> Vec<usize> {
    let hub = (0..neighbours.len()).max_by_key(|node| (neighbours[*node].len(), Reverse(*node))).unwrap_or_default();
    let mut order = vec![hub];
    let mut seen = vec![false; neighbours.len()];
    seen[hub] = true;
    let mut next = 0;
    while let Some(&node) = order.get(next) {
        next += 1;
        for &(neighbour, _) in &neighbours[node] {
            if !std::mem::replace(&mut seen[neighbour], true) {
                order.push(neighbour);
            }
        }
    }
    order
}

fn spiral(order: &[usize], distances: &Distances) -> Vec<Point> {
    const GOLDEN_ANGLE: f64 = 2.399_963;
    start(order, |rank| (distances.mean() * (rank as f64 / order.len() as f64).sqrt(), rank as f64 * GOLDEN_ANGLE))
}

fn circle(order: &[usize], distances: &Distances) -> Vec<Point> {
    let step = std::f64::consts::TAU / order.len() as f64;
    start(order, |rank| (distances.mean() / 2.0, rank as f64 * step))
}

fn start(order: &[usize], polar: impl Fn(usize) -> (f64, f64)) -> Vec<Point> {
    let mut points = vec![Point::default(); order.len()];
    for (rank, &node) in order.iter().enumerate() {
        let (radius, angle) = polar(rank);
        points[node] = Point { x: radius * angle.cos(), y: radius * angle.sin() };
    }
    points
}

/// Lengths of the shortest ways between all nodes, row by row.
struct Distances {
    count: usize,
    lengths: Vec<f32>,
}

impl Distances {
    fn new(neighbours: &Adjacency) -> Self {
        let count = neighbours.len();
        let mut lengths = Vec::with_capacity(count * count);
        for from in 0..count {
            let row = shortest_ways(neighbours, from);
            let longest = row.iter().copied().filter(|d| *d < u32::MAX).max().unwrap_or(1);
            // Nodes without a way between them do not occur in a connected graph; they would stand at the rim.
            lengths.extend(row.into_iter().map(|d| if d == u32::MAX { longest as f32 } else { d as f32 }));
        }
        Self { count, lengths }
    }

    fn row(&self, node: usize) -> &[f32] {
        &self.lengths[node * self.count..][..self.count]
    }

    fn mean(&self) -> f64 {
        self.lengths.iter().map(|d| f64::from(*d)).sum::<f64>() / self.lengths.len() as f64
    }

    /// How badly the places keep the distances: squared errors relative to the wished-for length.
    fn stress(&self, points: &[Point]) -> f64 {
        let of = |i: usize| {
            let pairs = self.row(i).iter().zip(points).filter(|(d, _)| **d > 0.0);
            pairs.map(|(d, p)| (points[i].distance(*p) / f64::from(*d) - 1.0).powi(2)).sum::<f64>()
        };
        (0..self.count).map(of).sum()
    }

    /// Moves each node to where its distances to all others pull it; returns the longest step.
    fn improve(&self, points: &mut [Point]) -> f64 {
        let mut longest = 0.0f64;
        for i in 0..self.count {
            let here = points[i];
            let (mut sum, mut weights) = (Point::default(), 0.0);
            for (j, (&d, &there)) in self.row(i).iter().zip(&*points).enumerate() {
                if i == j || d <= 0.0 {
                    continue;
                }
                let weight = 1.0 / f64::from(d).powi(2);
                let apart = here.distance(there).max(0.01);
                let pull = f64::from(d) / apart;
                sum.x += weight * (there.x + (here.x - there.x) * pull);
                sum.y += weight * (there.y + (here.y - there.y) * pull);
                weights += weight;
            }
            if weights > 0.0 {
                points[i] = Point { x: sum.x / weights, y: sum.y / weights };
                longest = longest.max(here.distance(points[i]));
            }
        }
        longest
    }
}

/// Dijkstra's algorithm.
fn shortest_ways(neighbours: &Adjacency, from: usize) -> Vec<u32> {
    let mut lengths = vec![u32::MAX; neighbours.len()];
    let mut queue = BinaryHeap::from([Reverse((0, from))]);
    lengths[from] = 0;
    while let Some(Reverse((length, node))) = queue.pop() {
        if length > lengths[node] {
            continue;
        }
        for &(neighbour, step) in &neighbours[node] {
            let through = length + step;
            if through < lengths[neighbour] {
                lengths[neighbour] = through;
                queue.push(Reverse((through, neighbour)));
            }
        }
    }
    lengths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_is_stretched_out() {
        let springs = [0, 1, 2].map(|i| Spring { ends: [i, i + 1], length: 100 });
        let points = majorise(4, &springs);
        assert!((points[0].distance(points[3]) - 300.0).abs() < 5.0, "{points:?}");
    }
}
