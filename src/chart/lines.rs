//! Lines over months or over a count: straight from point to point or in steps, with bands, and a table of counts below.

use super::frame::{self, LABEL, SMALL};
use super::node::{number, text_width};
use super::sketch::of_file;
use super::{Column, Figures, Mark, Node, Paint, Plot, Scale, Spot, ticks};
use crate::base::Month;
use crate::i18n::charts::fill;
use crate::report::EvidenceKey;
use serde::Deserialize;

/// A point of a line.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct LinePoint {
    /// Its place across: months since the frame's first, or the count.
    pub at: f64,
    /// The ratio.
    pub value: f64,
    /// An interval around it.
    pub range: Option<(f64, f64)>,
    /// The evidence behind it.
    #[serde(skip)]
    pub key: Option<EvidenceKey>,
}

/// A line.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Line {
    /// Its name.
    pub name: String,
    /// Its colour.
    pub paint: Paint,
    /// Whether it is broken: lines of one colour are told apart by it.
    pub broken: bool,
    /// Its points, ascending across.
    pub points: Vec<LinePoint>,
    /// Figures below the axis, each at its place: how many stand behind the line there.
    pub below: Vec<(f64, String)>,
}

/// What lies across.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Across {
    /// Months from this one on.
    Months(Month),
    /// A count, named every so often; what a place is called, with `{n}`.
    Count(u32, String),
}

/// What stands around the lines.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct LinesFrame {
    /// Unique on a page.
    #[serde(skip, default = "of_file")]
    pub id: &'static str,
    /// What the chart shows.
    pub title: String,
    /// Unit and period.
    pub caption: String,
    /// The gist in a sentence.
    pub desc: String,
    /// What lies across.
    pub across: Across,
    /// A value stands until the next point: the line goes in steps.
    pub steps: bool,
    /// A ratio that is always in sight, with a stronger line.
    pub base: f64,
    /// What the figures below are; empty where there are none.
    pub below: String,
}

/// More bands than these would lie on top of each other, and are left out.
pub const MOST_BANDS: usize = 2;
/// Height of a row below the axis, and of one of the key.
const ROW: f64 = 18.0;
/// Length of a line in a key.
const SAMPLE: f64 = 18.0;

/// The chart; `None` without a point.
pub fn lines(
    lines: &[Line],
    frame: &LinesFrame,
    figures: &dyn Figures,
    (width, height): (f64, f64),
) -> Option<Plot> {
    let points = || lines.iter().flat_map(|line| &line.points);
    let bands = lines.len() <= MOST_BANDS;
    let ends = |p: &LinePoint| p.range.filter(|_| bands).map_or([p.value; 2], |(low, high)| [low, high]);
    let fold = |(low, high): (f64, f64), v: f64| (low.min(v), high.max(v));
    let (low, high) = points().flat_map(ends).filter(|v| v.is_finite()).fold((frame.base, frame.base), fold);
    let (from, to) = points().map(|p| p.at).fold((f64::MAX, f64::MIN), fold);
    (from <= to).then_some(())?;
    let marks = ticks(low, if high > low { high } else { low + 0.01 }, 5);
    let (least, most) = (*marks.first()?, *marks.last()?);
    let fine = marks.windows(2).any(|pair| matches!(pair, [a, b] if b - a < 0.0099));
    let write = |v: f64| if fine { figures.percent(v) } else { figures.percent_whole(v) };

    let named: Vec<String> = lines
        .iter()
        .map(|line| {
            let last = line.points.last().map(|p| figures.percent(p.value)).unwrap_or_default();
            format!("{} {last}", line.name)
        })
        .collect();
    let widest = frame::widest(named.iter().map(String::as_str), LABEL) * 1.1;
    // Lines that end together are named there, others in a key above.
    let together = lines.iter().all(|line| line.points.last().is_some_and(|p| p.at == to));
    let at_ends = together && widest < width * 0.3 && lines.len() <= 8;
    let (key, head) = if at_ends || lines.len() == 1 { (Vec::new(), 12.0) } else { key(lines, width) };
    let has_below = lines.iter().any(|line| !line.below.is_empty());
    let axis = marks.iter().map(|m| text_width(&write(*m), SMALL)).fold(0.0, f64::max) + 12.0;
    // Below the axis the first figure stands around the first place, its line's sample before it.
    let first =
        lines.iter().filter_map(|line| line.below.first()).map(|(_, text)| text_width(text, SMALL) / 2.0);
    let half = first.fold(0.0, f64::max);
    let sampled = if lines.len() > 1 { SAMPLE + 6.0 } else { 0.0 };
    let left = axis.max(if has_below { half + sampled - 8.0 } else { 0.0 });
    let right = if at_ends { width - widest - 16.0 } else { width - 14.0 };
    let bottom = height + head - 12.0 - 36.0;
    let y = Scale::new((least, most), (bottom, head));
    let x = Scale::new((from, to.max(from + 1.0)), (left + 8.0, right));
    // A single place stands in the middle, clear of the axis.
    let x_of = |at: f64| if from == to { (left + right) / 2.0 } else { x.at(at) };

    let mut body = key;
    body.extend(frame::grid(&y, &marks, left, right, frame.base, write));
    let mut places: Vec<f64> = points().map(|p| p.at).collect();
    crate::base::sort_by(&mut places, f64::total_cmp);
    places.dedup();
    match &frame.across {
        Across::Months(first) => {
            let months: Vec<_> = places.iter().map(|at| (first.plus(*at as i32), x_of(*at))).collect();
            body.extend(frame::months(figures, &months, bottom));
        }
        Across::Count(every, _) => body.extend(counts(*every, to, bottom, figures, &x)),
    }
    if bands {
        body.extend(lines.iter().filter_map(|line| band(line, frame.steps, &x_of, &y)));
    }
    for line in lines.iter().rev() {
        let path = if frame.steps {
            stepped(&line.points, |p| p.value)
        } else {
            straight(&line.points, |p| p.value)
        };
        let path: Vec<(f64, f64)> = path.into_iter().map(|(at, v)| (x_of(at), y.at(v))).collect();
        let node = Node::polyline(&path, line.paint, 2.0);
        body.push(if line.broken { node.with("stroke-dasharray", DASH) } else { node });
    }
    let wanted: Vec<f64> = lines.iter().filter_map(|l| l.points.last()).map(|p| y.at(p.value)).collect();
    let apart = frame::spread(&wanted, 16.0, head, bottom);
    for ((line, text), (at, own)) in lines.iter().zip(named).zip(apart.into_iter().zip(&wanted)) {
        let end = x_of(line.points.last().map_or(to, |p| p.at));
        body.push(frame::dot(end, *own, 3.5, line.paint));
        if at_ends {
            let label = Node::label(end + 9.0, at + 4.0, "start", LABEL, line.paint, text);
            body.push(label.with("font-weight", "600").part("legend"));
        }
    }
    let mut under = bottom + 36.0;
    if has_below {
        let (nodes, more) = below(lines, frame, under, x_of(from) - half, &x_of);
        body.extend(nodes);
        under += more;
    }

    let columns = places.iter().enumerate().map(|(i, at)| {
        let near = |j: Option<usize>| j.and_then(|j| places.get(j)).map_or(x_of(*at), |other| x_of(*other));
        let (before, after) = (near(i.checked_sub(1)), near(Some(i + 1)));
        let (begin, end) = ((before + x_of(*at)) / 2.0, (after + x_of(*at)) / 2.0);
        let area = Spot { x: begin - 2.0, y: head, width: end - begin + 4.0, height: bottom - head };
        Column {
            title: title(&frame.across, *at, figures),
            note: None,
            area,
            marks: pointed(lines, frame, *at, (&x_of, &y), figures),
        }
    });
    let LinesFrame { id, title, caption, desc, .. } = frame.clone();
    let columns = columns.collect();
    Some(Plot { id, width, height: under, title, caption, desc, body, columns })
}

const DASH: &str = "5 3";

/// The name of a place across.
fn title(across: &Across, at: f64, figures: &dyn Figures) -> String {
    match across {
        Across::Months(first) => figures.month(first.plus(at as i32)),
        Across::Count(_, text) => fill(text, &[("n", &figures.count(at as u64))]),
    }
}

/// Counts below the axis, as many as fit.
fn counts(every: u32, to: f64, bottom: f64, figures: &dyn Figures, x: &Scale) -> Vec<Node> {
    let every = f64::from(every.max(1));
    let step = x.at(every) - x.at(0.0);
    let skip = [1.0, 2.0, 4.0, 10.0, 20.0].into_iter().find(|n| step * n >= 28.0).unwrap_or(50.0);
    let places = (0..).map(|i| f64::from(i) * every * skip).take_while(|at| *at <= to);
    places
        .map(|at| {
            Node::label(x.at(at), bottom + 16.0, "middle", SMALL, Paint::Muted, figures.count(at as u64))
                .part("axis")
        })
        .collect()
}

/// The numbers at a place across: of each line that reaches so far, its point there or the one that still stands.
fn pointed(
    lines: &[Line],
    frame: &LinesFrame,
    at: f64,
    (x_of, y): (&dyn Fn(f64) -> f64, &Scale),
    figures: &dyn Figures,
) -> Vec<Mark> {
    let mark = |line: &Line| {
        let passed = line.points.partition_point(|p| p.at <= at);
        let last = line.points.get(passed.checked_sub(1)?)?;
        let reaches = line.points.last().is_some_and(|p| p.at >= at);
        let point = Some(last).filter(|p| p.at == at || (frame.steps && reaches))?;
        let value = figures.percent(point.value);
        let value = match point.range {
            Some((low, high)) => format!("{value} ({} – {})", figures.percent(low), figures.percent(high)),
            None => value,
        };
        Some(Mark {
            label: line.name.clone(),
            value,
            paint: Some(line.paint),
            spot: Some(Spot { x: x_of(at) - 4.0, y: y.at(point.value) - 4.0, width: 8.0, height: 8.0 }),
            key: point.key,
        })
    };
    lines.iter().filter_map(mark).collect()
}

fn straight(points: &[LinePoint], value: impl Fn(&LinePoint) -> f64) -> Vec<(f64, f64)> {
    points.iter().map(|p| (p.at, value(p))).collect()
}

/// Each value stands until the next point.
fn stepped(points: &[LinePoint], value: impl Fn(&LinePoint) -> f64) -> Vec<(f64, f64)> {
    let mut path = Vec::with_capacity(points.len() * 2);
    for point in points {
        path.extend(path.last().map(|(_, before)| (point.at, *before)));
        path.push((point.at, value(point)));
    }
    path
}

/// The intervals of a line as an area.
fn band(line: &Line, steps: bool, x_of: &dyn Fn(f64) -> f64, y: &Scale) -> Option<Node> {
    let points: Vec<LinePoint> = line.points.iter().filter(|p| p.range.is_some()).cloned().collect();
    let side = |end: fn((f64, f64)) -> f64| {
        let value = |p: &LinePoint| p.range.map_or(p.value, end);
        if steps { stepped(&points, value) } else { straight(&points, value) }
    };
    let mut path = side(|range| range.0);
    path.extend(side(|range| range.1).into_iter().rev());
    let (first, rest) = path.split_first()?;
    let place = |(at, v): &(f64, f64)| format!("{} {}", number(x_of(*at)), number(y.at(*v)));
    let rest: String = rest.iter().map(|p| format!("L{}", place(p))).collect();
    let node = Node::new("path").with("d", format!("M{}{rest}Z", place(first)));
    Some(node.with("fill", line.paint).with("fill-opacity", 0.12))
}

/// The lines with their names, in rows no wider than `width`, and the height with the space below.
fn key(lines: &[Line], width: f64) -> (Vec<Node>, f64) {
    let (mut x, mut y) = (0.0, 0.0);
    let mut nodes = Vec::new();
    for line in lines {
        let extent = 24.0 + text_width(&line.name, LABEL) + 16.0;
        if x > 0.0 && x + extent - 16.0 > width {
            (x, y) = (0.0, y + ROW);
        }
        nodes.push(sample(line, x, y + 8.5));
        let name = Node::label(x + 24.0, y + 12.5, "start", LABEL, Paint::Ink, line.name.as_str());
        nodes.push(name.part("legend"));
        x += extent;
    }
    (nodes, y + ROW + 14.0)
}

fn sample(line: &Line, x: f64, y: f64) -> Node {
    let node = Node::line(x, y, x + SAMPLE, y, line.paint).with("stroke-width", 2.0);
    if line.broken { node.with("stroke-dasharray", DASH) } else { node }
}

/// The figures below the axis, a row a line, and their height. Those that would run into the one before are left out.
fn below(
    lines: &[Line],
    frame: &LinesFrame,
    top: f64,
    left: f64,
    x_of: &dyn Fn(f64) -> f64,
) -> (Vec<Node>, f64) {
    let mut nodes = vec![Node::label(left, top + 4.0, "start", SMALL, Paint::Muted, frame.below.as_str())];
    let mut y = top + 4.0;
    for line in lines.iter().filter(|line| !line.below.is_empty()) {
        y += ROW;
        if lines.len() > 1 {
            nodes.push(sample(line, left - SAMPLE - 6.0, y - 4.0));
        }
        let mut free = 0.0;
        for (at, text) in &line.below {
            let (x, half) = (x_of(*at), text_width(text, SMALL) / 2.0);
            if x - half >= free {
                nodes.push(Node::label(x, y, "middle", SMALL, Paint::Ink, text.as_str()));
                free = x + half + 6.0;
            }
        }
    }
    (nodes, y - top + 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::figures::plain::Plain;

    fn frame(steps: bool) -> LinesFrame {
        let text = String::new;
        let across = Across::Count(6, "after {n}".to_owned());
        LinesFrame {
            id: "l",
            title: text(),
            caption: text(),
            desc: text(),
            across,
            steps,
            base: 0.0,
            below: "n".to_owned(),
        }
    }

    fn line(name: &str, points: &[(f64, f64)]) -> Line {
        let point = |(at, value): &(f64, f64)| LinePoint {
            at: *at,
            value: *value,
            range: Some((value - 0.1, value + 0.1)),
            key: None,
        };
        Line {
            name: name.to_owned(),
            paint: Paint::Ink,
            broken: false,
            points: points.iter().map(point).collect(),
            below: vec![(0.0, "12".to_owned())],
        }
    }

    fn values(plot: &Plot, column: usize) -> Vec<&str> {
        plot.columns[column].marks.iter().map(|mark| mark.value.as_str()).collect()
    }

    #[test]
    fn a_step_stands_until_the_next_and_no_further_than_the_line() {
        let both = [line("A", &[(0.0, 1.0), (2.0, 0.5), (4.0, 0.5)]), line("B", &[(0.0, 1.0), (3.0, 0.75)])];
        let plot = lines(&both, &frame(true), &Plain, (600.0, 260.0)).unwrap();
        let titles: Vec<&str> = plot.columns.iter().map(|c| c.title.as_str()).collect();
        assert_eq!(titles, ["after 0", "after 2", "after 3", "after 4"]);
        assert_eq!(values(&plot, 1), ["50.0% (40.0% – 60.0%)", "100.0% (90.0% – 110.0%)"]);
        assert_eq!(values(&plot, 3), ["50.0% (40.0% – 60.0%)"], "B is known for three only");
        // Straight lines have no value between their points.
        let plot = lines(&both, &frame(false), &Plain, (600.0, 260.0)).unwrap();
        assert_eq!(values(&plot, 1), ["50.0% (40.0% – 60.0%)"]);
    }

    #[test]
    fn steps_turn_at_right_angles() {
        let points = line("A", &[(0.0, 1.0), (2.0, 0.5)]).points;
        assert_eq!(stepped(&points, |p| p.value), [(0.0, 1.0), (2.0, 1.0), (2.0, 0.5)]);
    }

    #[test]
    fn three_bands_are_too_many() {
        let one = |name| line(name, &[(0.0, 1.0), (2.0, 0.5)]);
        let areas = |all: &[Line]| {
            let plot = lines(all, &frame(true), &Plain, (600.0, 260.0)).unwrap();
            plot.body.iter().filter(|n| n.attrs.iter().any(|a| a.0 == "fill-opacity")).count()
        };
        assert_eq!([areas(&[one("A")]), areas(&[one("A"), one("B"), one("C")])], [1, 0]);
    }

    #[test]
    fn shares_below_one_percent_keep_their_decimals() {
        let small = [line("A", &[(0.0, 0.001), (1.0, 0.004)])];
        let bare: Vec<Line> = small
            .iter()
            .cloned()
            .map(|mut line| {
                line.points.iter_mut().for_each(|p| p.range = None);
                line
            })
            .collect();
        let plot = lines(&bare, &frame(false), &Plain, (600.0, 260.0)).unwrap();
        assert!(plot.body.iter().any(|n| n.text == "0.1%"));
        assert_eq!(lines(&[], &frame(false), &Plain, (600.0, 260.0)), None);
    }
}
