//! Knowledge graph → files: DOT, SVG, GraphML, CSV.
