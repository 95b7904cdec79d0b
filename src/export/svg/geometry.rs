//! Points, rectangles and the lines between them, in pixels; y grows downwards.

/// A place on the page.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

impl Point {
    pub(super) fn distance(self, other: Point) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }

    /// The point half way to another.
    pub(super) fn middle(self, other: Point) -> Point {
        Point { x: f64::midpoint(self.x, other.x), y: f64::midpoint(self.y, other.y) }
    }

    pub(super) fn moved(self, x: f64, y: f64) -> Point {
        Point { x: self.x + x, y: self.y + y }
    }
}

/// Width and height of what is drawn around a point.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Size {
    pub(super) width: f64,
    pub(super) height: f64,
}

/// Where the line from the centre of an upright rectangle towards `to` leaves it.
pub(super) fn leave_rectangle(centre: Point, size: Size, to: Point) -> Point {
    let (dx, dy) = (to.x - centre.x, to.y - centre.y);
    let along_x = if dx.abs() < 1e-9 { f64::INFINITY } else { size.width / 2.0 / dx.abs() };
    let along_y = if dy.abs() < 1e-9 { f64::INFINITY } else { size.height / 2.0 / dy.abs() };
    let share = along_x.min(along_y);
    if share.is_finite() { centre.moved(dx * share, dy * share) } else { centre }
}

/// Where the line from the centre of an ellipse towards `to` leaves it.
pub(super) fn leave_ellipse(centre: Point, size: Size, to: Point) -> Point {
    let (dx, dy) = (to.x - centre.x, to.y - centre.y);
    let length = (dx / (size.width / 2.0)).hypot(dy / (size.height / 2.0));
    if length > 1e-9 { centre.moved(dx / length, dy / length) } else { centre }
}

/// How deep the segment from `a` to `b` runs through the rectangle, as a step that would take the rectangle off it;
/// `None` where the two do not meet.
pub(super) fn step_off(a: Point, b: Point, centre: Point, size: Size) -> Option<Point> {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let length = dx.hypot(dy);
    if length < 1e-9 {
        return None;
    }
    let along = ((centre.x - a.x) * dx + (centre.y - a.y) * dy) / length;
    let (normal_x, normal_y) = (-dy / length, dx / length);
    let off = (centre.x - a.x) * normal_x + (centre.y - a.y) * normal_y;
    // How far the rectangle reaches along the segment and across it.
    let reach = (dx.abs() * size.width + dy.abs() * size.height) / (2.0 * length);
    let breadth = f64::midpoint(normal_x.abs() * size.width, normal_y.abs() * size.height);
    if along < -reach * 0.5 || along > length + reach * 0.5 || off.abs() >= breadth {
        return None;
    }
    let depth = if off < 0.0 { off.abs() - breadth } else { breadth - off };
    Some(Point { x: normal_x * depth, y: normal_y * depth })
}
