//! Picture → SVG, laid out here: no other program is needed.

mod draw;
mod geometry;
mod labels;
mod scene;
mod separate;
mod stress;
mod text;

pub(super) use text::wrap;

use super::picture::Picture;

/// The picture as an SVG file, readable at its own size.
pub(super) fn svg(picture: &Picture) -> String {
    draw::draw(picture, &scene::lay_out(picture))
}
