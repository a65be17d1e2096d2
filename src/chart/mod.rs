//! Data → drawing model → SVG, without a DOM: the page, the widget and exported files share it.
