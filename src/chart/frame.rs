//! What charts have in common: the grid with its figures, the months below, the key of colours.

use super::node::text_width;
use super::{Figures, Node, Paint, Scale};
use crate::base::Month;

/// Size of the small texts in a plot.
pub(super) const SMALL: f64 = 11.0;
/// Size of the labels in a plot.
pub(super) const LABEL: f64 = 12.0;

/// A horizontal grid with a figure left of each line.
pub(super) fn grid(
    y: &Scale,
    ticks: &[f64],
    left: f64,
    right: f64,
    strong: f64,
    write: impl Fn(f64) -> String,
) -> Vec<Node> {
    let mut nodes = Vec::new();
    for tick in ticks {
        // Half a pixel puts a 1 px line on one row of pixels.
        let at = y.at(*tick).round() + 0.5;
        let paint = if *tick == strong { Paint::Muted } else { Paint::Hairline };
        nodes.push(Node::line(left, at, right, at, paint).with("shape-rendering", "crispEdges"));
        let label = Node::label(left - 8.0, at + 4.0, "end", SMALL, Paint::Muted, write(*tick));
        nodes.push(label.part("axis"));
    }
    nodes
}

/// The widest of some texts, in pixels.
pub(super) fn widest<'a>(texts: impl IntoIterator<Item = &'a str>, size: f64) -> f64 {
    texts.into_iter().map(|t| text_width(t, size)).fold(0.0, f64::max)
}

/// Months below a plot, as many as fit, the year below the first of each.
///
/// Counts back from the last month, which is the one people look for.
pub(super) fn months(figures: &dyn Figures, places: &[(Month, f64)], top: f64) -> Vec<Node> {
    let (Some((first, from)), Some((last, to))) = (places.first(), places.last()) else { return Vec::new() };
    let span = last.since(*first);
    let step = if span > 0 { (to - from) / f64::from(span) } else { 100.0 };
    let names = places.iter().map(|(m, _)| figures.month_short(*m)).collect::<Vec<_>>();
    let room = widest(names.iter().map(String::as_str), SMALL) + 6.0;
    // Whole fractions of a year keep the same months labelled from year to year.
    let every = [1, 2, 3, 4, 6, 12].into_iter().find(|n| step * f64::from(*n) >= room).unwrap_or(12);
    let mut nodes = Vec::new();
    let mut year = None;
    for ((month, x), name) in places.iter().zip(names) {
        if last.since(*month) % every != 0 {
            continue;
        }
        nodes.push(Node::label(*x, top + 14.0, "middle", SMALL, Paint::Muted, name).part("axis"));
        if year != Some(month.year()) {
            year = Some(month.year());
            let label = figures.year(*month);
            nodes.push(Node::label(*x, top + 29.0, "middle", SMALL, Paint::Ink, label).part("axis"));
        }
    }
    nodes
}

/// A key of colours in rows no wider than `width`, and its height.
pub(super) fn key(entries: &[(Paint, &str)], width: f64) -> (Vec<Node>, f64) {
    let (mut x, mut y) = (0.0, 0.0);
    let mut nodes = Vec::new();
    for (paint, name) in entries {
        let line = *paint == Paint::Ink;
        let swatch = if line { 24.0 } else { 16.0 };
        let extent = swatch + text_width(name, LABEL) + 14.0;
        if x > 0.0 && x + extent - 14.0 > width {
            x = 0.0;
            y += 20.0;
        }
        if line {
            nodes.push(Node::line(x, y + 8.5, x + 18.0, y + 8.5, Paint::Ink).with("stroke-width", 1.5));
            nodes.push(dot(x + 9.0, y + 8.5, 3.0, Paint::Ink));
        } else {
            nodes.push(Node::rect(x, y + 3.0, 11.0, 11.0, *paint));
        }
        nodes.push(Node::label(x + swatch, y + 12.5, "start", LABEL, Paint::Ink, *name).part("legend"));
        x += extent;
    }
    (nodes, y + 20.0)
}

/// A dot with a rim of paper, so that it stands off from what is under it.
pub(super) fn dot(x: f64, y: f64, r: f64, paint: Paint) -> Node {
    Node::new("circle")
        .with("cx", x)
        .with("cy", y)
        .with("r", r)
        .with("fill", paint)
        .with("stroke", Paint::Paper)
        .with("stroke-width", 1.0)
}

/// Moves labels apart so that neighbours keep `gap`, and all stay within `low … high`. Places in, places out, in order.
pub(super) fn spread(places: &[f64], gap: f64, low: f64, high: f64) -> Vec<f64> {
    let mut order = (0..places.len()).collect::<Vec<_>>();
    let at = |i: &usize| places.get(*i).copied().unwrap_or(0.0);
    crate::base::sort_by(&mut order, |a, b| at(a).total_cmp(&at(b)));
    let mut out = vec![0.0; places.len()];
    let mut put = |i: usize, y: f64| {
        if let Some(slot) = out.get_mut(i) {
            *slot = y;
        }
    };
    // Down from the top, then whatever stands out at the bottom is pushed up again.
    let mut sorted: Vec<f64> = Vec::new();
    for i in &order {
        let wanted = at(i).max(low);
        sorted.push(sorted.last().map_or(wanted, |previous: &f64| wanted.max(previous + gap)));
    }
    let mut floor = high;
    for y in sorted.iter_mut().rev() {
        *y = y.min(floor);
        floor = *y - gap;
    }
    for (i, y) in order.into_iter().zip(sorted) {
        put(i, y);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::figures::plain::Plain;

    #[test]
    fn labels_keep_their_distance() {
        assert_eq!(spread(&[10.0, 12.0, 50.0], 15.0, 0.0, 100.0), [10.0, 25.0, 50.0]);
        assert_eq!(spread(&[99.0, 98.0], 15.0, 0.0, 100.0), [100.0, 85.0]);
        assert_eq!(spread(&[], 15.0, 0.0, 100.0), [] as [f64; 0]);
    }

    #[test]
    fn the_last_month_is_always_named() {
        let first = Month::new(2023, 1).unwrap();
        let places = (0..36).map(|i| (first.plus(i), f64::from(i) * 8.0)).collect::<Vec<_>>();
        let nodes = months(&Plain, &places, 0.0);
        let texts = nodes.iter().map(|n| n.text.as_str()).collect::<Vec<_>>();
        assert!(texts.contains(&"12") && texts.contains(&"2025"), "{texts:?}");
        assert!(texts.len() < 20, "months don't run into each other: {texts:?}");
    }

    #[test]
    fn the_key_wraps() {
        let entries = [(Paint::New, "New"), (Paint::Churn, "Churn"), (Paint::Ink, "Net new")];
        assert_eq!(key(&entries, 1000.0).1, 20.0);
        assert_eq!(key(&entries, 80.0).1, 60.0);
    }
}
