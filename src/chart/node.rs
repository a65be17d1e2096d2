//! A drawing as a tree: written to a string for files, painted onto the DOM by the page.

use super::{Paint, Theme};
use std::fmt::Write;

/// The value of an attribute.
#[derive(Clone, Debug, PartialEq)]
pub enum Attr {
    /// As it is.
    Text(String),
    /// A length or place, written with at most two decimals.
    Number(f64),
    /// A colour by meaning.
    Paint(Paint),
}

impl Attr {
    /// The attribute's text in a drawing of this id.
    pub fn value(&self, theme: Theme, id: &str) -> String {
        match self {
            Attr::Text(text) => text.clone(),
            Attr::Number(n) => number(*n),
            Attr::Paint(paint) => paint.value(theme, id),
        }
    }
}

impl From<&str> for Attr {
    fn from(text: &str) -> Self {
        Attr::Text(text.to_owned())
    }
}

impl From<String> for Attr {
    fn from(text: String) -> Self {
        Attr::Text(text)
    }
}

impl From<f64> for Attr {
    fn from(n: f64) -> Self {
        Attr::Number(n)
    }
}

impl From<Paint> for Attr {
    fn from(paint: Paint) -> Self {
        Attr::Paint(paint)
    }
}

/// An SVG element.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Its name.
    pub name: &'static str,
    /// Its attributes.
    pub attrs: Vec<(&'static str, Attr)>,
    /// Its text, before its children.
    pub text: String,
    /// The elements inside.
    pub children: Vec<Node>,
}

const PART: &str = "part";

impl Node {
    /// An element without attributes.
    pub fn new(name: &'static str) -> Self {
        Node { name, attrs: Vec::new(), text: String::new(), children: Vec::new() }
    }

    /// The same with an attribute.
    pub fn with(mut self, name: &'static str, value: impl Into<Attr>) -> Self {
        self.attrs.push((name, value.into()));
        self
    }

    /// The same with children.
    pub fn holding(mut self, children: Vec<Node>) -> Self {
        self.children = children;
        self
    }

    /// The same with a text.
    pub fn saying(mut self, text: impl Into<String>) -> Self {
        self.text = text.into();
        self
    }

    /// A filled rectangle. Negative extents are drawn the other way round.
    pub fn rect(x: f64, y: f64, width: f64, height: f64, fill: Paint) -> Self {
        let (x, width) = if width < 0.0 { (x + width, -width) } else { (x, width) };
        let (y, height) = if height < 0.0 { (y + height, -height) } else { (y, height) };
        Node::new("rect")
            .with("x", x)
            .with("y", y)
            .with("width", width)
            .with("height", height)
            .with("fill", fill)
    }

    /// A line.
    pub fn line(x1: f64, y1: f64, x2: f64, y2: f64, stroke: Paint) -> Self {
        Node::new("line").with("x1", x1).with("y1", y1).with("x2", x2).with("y2", y2).with("stroke", stroke)
    }

    /// A line through points.
    pub fn polyline(points: &[(f64, f64)], stroke: Paint, width: f64) -> Self {
        let mut d = String::new();
        for (i, (x, y)) in points.iter().enumerate() {
            // Writing to a String cannot fail.
            let _ = write!(d, "{}{} {}", if i == 0 { "M" } else { "L" }, number(*x), number(*y));
        }
        Node::new("path")
            .with("d", d)
            .with("fill", "none")
            .with("stroke", stroke)
            .with("stroke-width", width)
            .with("stroke-linejoin", "round")
    }

    /// A text; `anchor` is `start`, `middle` or `end`.
    pub fn label(
        x: f64,
        y: f64,
        anchor: &'static str,
        size: f64,
        fill: Paint,
        text: impl Into<String>,
    ) -> Self {
        Node::new("text")
            .with("x", x)
            .with("y", y)
            .with("text-anchor", anchor)
            .with("font-size", size)
            .with("fill", fill)
            .saying(text)
    }

    /// The same as a part that a host page may style: `axis` or `legend`.
    pub fn part(self, name: &'static str) -> Self {
        self.with(PART, name)
    }

    /// The element and everything inside as SVG text.
    pub fn write(&self, theme: Theme, id: &str, out: &mut String) {
        let _ = write!(out, "<{}", self.name);
        // A file has no host page.
        for (name, value) in self.attrs.iter().filter(|(name, _)| *name != PART) {
            let _ = write!(out, " {name}=\"{}\"", escape(&value.value(theme, id)));
        }
        if self.text.is_empty() && self.children.is_empty() {
            out.push_str("/>");
            return;
        }
        out.push('>');
        out.push_str(&escape(&self.text));
        for child in &self.children {
            child.write(theme, id, out);
        }
        let _ = write!(out, "</{}>", self.name);
    }
}

/// Text safe inside SVG elements and attributes: the five special characters become entities,
/// characters that XML forbids (C0 controls but tab and line ends, U+FFFE, U+FFFF) are dropped.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(c),
            c if c < ' ' || c == '\u{fffe}' || c == '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}

/// A place with at most two decimals, without a trailing zero.
pub(super) fn number(n: f64) -> String {
    if !n.is_finite() {
        return "0".to_owned();
    }
    let text = format!("{n:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// About how wide a text is, in pixels: full-width characters take an em, others a bit more than half.
pub(super) fn text_width(text: &str, size: f64) -> f64 {
    text.chars()
        .map(|c| match c {
            '.' | ',' | ' ' | '\'' | 'i' | 'l' | '(' | ')' => 0.34,
            'm' | 'w' | 'M' | 'W' | '%' | '—' | '+' | '−' => 0.9,
            c if c >= '\u{2e80}' => 1.0,
            _ => 0.6,
        })
        .sum::<f64>()
        * size
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(node: &Node) -> String {
        let mut out = String::new();
        node.write(Theme::File, "x", &mut out);
        out
    }

    #[test]
    fn escapes_what_would_break_out() {
        assert_eq!(escape(r#"a&b<c>d"e'f"#), "a&amp;b&lt;c&gt;d&quot;e&#39;f");
        assert_eq!(escape("a\u{0}b\u{1b}c\u{ffff}d\te"), "abcd\te");
        let node =
            Node::label(0.0, 1.0, "start", 12.0, Paint::Ink, "</text><script>").with("data-x", "\"><x");
        let text = written(&node);
        assert!(!text.contains("<script"), "{text}");
        assert!(text.contains("data-x=\"&quot;&gt;&lt;x\""), "{text}");
    }

    #[test]
    fn places_are_short() {
        assert_eq!(number(1.0), "1");
        assert_eq!(number(-0.001), "0");
        assert_eq!(number(12.345), "12.35");
        assert_eq!(number(f64::NAN), "0");
        assert_eq!(
            written(&Node::line(0.0, 0.5, 10.0, 0.5, Paint::Hairline)),
            "<line x1=\"0\" y1=\"0.5\" x2=\"10\" y2=\"0.5\" stroke=\"#dcdfe2\"/>"
        );
    }

    #[test]
    fn negative_extents_turn_round() {
        assert_eq!(
            Node::rect(10.0, 20.0, 5.0, -4.0, Paint::New),
            Node::rect(10.0, 16.0, 5.0, 4.0, Paint::New)
        );
    }

    #[test]
    fn hatches_carry_the_drawings_id() {
        assert_eq!(Paint::HatchChurn.value(Theme::Page, "movements"), "url(#movements-churn)");
        assert_eq!(Paint::Heat(3).value(Theme::Page, "c"), "var(--heat-3)");
        assert_eq!(Paint::Diverging(-2).value(Theme::Page, "c"), "var(--div-neg-2)");
    }
}
