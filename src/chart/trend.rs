//! NRR, GRR and logo retention over trailing windows, each named at its end.

use super::frame::{self, LABEL, SMALL};
use super::{Column, Figures, Mark, Node, Paint, Plot, Scale, Spot, Twin, TwinCell, ticks};
use crate::i18n::charts::{ChartTexts, fill};
use crate::report::{EvidenceKey, TrendPoint};

/// One of the three lines.
struct Line {
    short: &'static str,
    name: &'static str,
    paint: Paint,
    width: f64,
    dash: Option<&'static str>,
    value: fn(&TrendPoint) -> f64,
}

fn lines(texts: &ChartTexts) -> [Line; 3] {
    [
        Line {
            short: texts.nrr_short,
            name: texts.nrr,
            paint: Paint::Accent,
            width: 2.5,
            dash: None,
            value: |p| p.nrr,
        },
        Line {
            short: texts.grr_short,
            name: texts.grr,
            paint: Paint::Ink,
            width: 2.5,
            dash: None,
            value: |p| p.grr,
        },
        Line {
            short: texts.logo_short,
            name: texts.logo,
            paint: Paint::Muted,
            width: 1.25,
            dash: Some("4 3"),
            value: |p| p.logo_retention,
        },
    ]
}

/// The trend; `None` without a point.
pub fn trend(
    points: &[TrendPoint],
    texts: &ChartTexts,
    figures: &dyn Figures,
    (width, height): (f64, f64),
) -> Option<Plot> {
    let (first, last) = (points.first()?, points.last()?);
    let lines = lines(texts);
    let values = || points.iter().flat_map(|p| [p.nrr, p.grr, p.logo_retention]).filter(|v| v.is_finite());
    // 100 % is always in sight: above it a business grows without new customers.
    let (low, high) = values().fold((1.0, 1.0), |(l, h): (f64, f64), v| (l.min(v), h.max(v)));
    let steps = ticks((low - 0.01).max(0.0), high + 0.01, 5);
    let (first_step, last_step) = (*steps.first()?, *steps.last()?);

    let ends =
        lines.iter().map(|l| format!("{} {}", l.short, figures.percent((l.value)(last)))).collect::<Vec<_>>();
    let written = steps.iter().map(|t| figures.percent_whole(*t)).collect::<Vec<_>>();
    let left = frame::widest(written.iter().map(String::as_str), SMALL) + 12.0;
    // Two of the names are bold, which is a tenth wider.
    let right = width - frame::widest(ends.iter().map(String::as_str), LABEL) * 1.1 - 16.0;
    let (top, bottom) = (12.0, height - 36.0);
    let y = Scale::new((first_step, last_step), (bottom, top));
    // By month, not by place in the list: a month without a value leaves its room.
    let span = f64::from(last.month.since(first.month).max(1));
    let x = Scale::new((0.0, span), (left + 8.0, right));
    // A single point stands in the middle, clear of the axis.
    let x_of = |p: &TrendPoint| match points.len() {
        1 => (left + right) / 2.0,
        _ => x.at(f64::from(p.month.since(first.month))),
    };

    let mut body = frame::grid(&y, &steps, left, right, 1.0, |t| figures.percent_whole(t));
    let places = points.iter().map(|p| (p.month, x_of(p))).collect::<Vec<_>>();
    body.extend(frame::months(figures, &places, bottom));
    let wanted = lines.iter().map(|l| y.at((l.value)(last))).collect::<Vec<_>>();
    let label_places = frame::spread(&wanted, 16.0, top, bottom - 8.0);
    // Lines first, the thin one lowest; then ends and their names, so that nothing covers a name.
    for line in lines.iter().rev() {
        let path = points.iter().map(|p| (x_of(p), y.at((line.value)(p)))).collect::<Vec<_>>();
        let mut node = Node::polyline(&path, line.paint, line.width);
        if let Some(dash) = line.dash {
            node = node.with("stroke-dasharray", dash);
        }
        body.push(node);
    }
    let end_x = places.last().map_or(right, |p| p.1);
    for (line, (text, at)) in lines.iter().zip(ends.into_iter().zip(label_places)) {
        body.push(frame::dot(end_x, y.at((line.value)(last)), 4.0, line.paint));
        let weight = if line.dash.is_none() { "600" } else { "400" };
        body.push(
            Node::label(end_x + 9.0, at + 4.0, "start", LABEL, line.paint, text)
                .with("font-weight", weight)
                .part("legend"),
        );
    }

    let step = (right - left - 8.0) / span;
    let columns = points.iter().zip(&places).map(|(point, (_, at))| Column {
        title: format!("{} – {}", figures.month(point.from), figures.month(point.month)),
        note: Some(fill(texts.customers_n, &[("n", &figures.count(point.n))])),
        area: Spot { x: at - step / 2.0, y: 0.0, width: step, height: bottom },
        marks: lines
            .iter()
            .map(|line| Mark {
                label: line.name.to_owned(),
                value: figures.percent((line.value)(point)),
                paint: Some(line.paint),
                spot: Some(Spot { x: at - 4.0, y: y.at((line.value)(point)) - 4.0, width: 8.0, height: 8.0 }),
                key: Some(EvidenceKey::Trend { month: point.month }),
            })
            .collect(),
    });
    let months = figures.count(u64::try_from(last.month.since(last.from)).unwrap_or(0));
    let texts_of = [
        ("months", months.as_str()),
        ("from", &figures.month(first.month)),
        ("to", &figures.month(last.month)),
        ("month", &figures.month(last.month)),
        ("nrr", &figures.percent(last.nrr)),
        ("grr", &figures.percent(last.grr)),
        ("logo", &figures.percent(last.logo_retention)),
        ("n", &figures.count(last.n)),
    ];
    Some(Plot {
        id: "trend",
        width,
        height,
        title: trend_title(points, texts, figures),
        caption: fill(texts.trend_caption, &texts_of),
        desc: fill(texts.trend_desc, &texts_of),
        body,
        columns: columns.collect(),
    })
}

/// The heading, which names the windows' length; 12 months where there is no point to read it off.
pub fn trend_title(points: &[TrendPoint], texts: &ChartTexts, figures: &dyn Figures) -> String {
    let months = points.last().map_or(12, |p| p.month.since(p.from));
    fill(texts.trend_title, &[("months", &figures.count(u64::try_from(months).unwrap_or(0)))])
}

/// The points as a table.
pub fn trend_twin(points: &[TrendPoint], texts: &ChartTexts, figures: &dyn Figures) -> Twin {
    let row = |p: &TrendPoint| {
        let key = Some(EvidenceKey::Trend { month: p.month });
        let share = |v: f64| TwinCell::figure(figures.percent(v), v.to_string(), key);
        vec![
            TwinCell::text(figures.month(p.month), p.month.to_string()),
            TwinCell::text(figures.month(p.from), p.from.to_string()),
            TwinCell::figure(figures.count(p.n), p.n.to_string(), key),
            share(p.nrr),
            share(p.grr),
            share(p.logo_retention),
        ]
    };
    let head = [texts.month, texts.from_month, texts.customers, texts.nrr, texts.grr, texts.logo];
    Twin { head: head.map(str::to_owned).to_vec(), rows: points.iter().map(row).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Month;
    use crate::chart::figures::plain::Plain;
    use crate::i18n::charts::EN;

    fn points(n: i32) -> Vec<TrendPoint> {
        let first = Month::new(2024, 1).unwrap();
        let point = |i| TrendPoint {
            month: first.plus(i),
            from: first.plus(i - 12),
            n: 900,
            nrr: 1.02 + f64::from(i) / 1000.0,
            grr: 0.75,
            logo_retention: 0.755,
        };
        (0..n).map(point).collect()
    }

    #[test]
    fn ends_are_named_without_overlap() {
        let plot = trend(&points(24), &EN, &Plain, (600.0, 260.0)).unwrap();
        let names = plot.body.iter().filter(|n| n.text.contains("75.")).collect::<Vec<_>>();
        assert_eq!(names.len(), 2);
        let place = |n: &Node| match n.attrs.iter().find(|a| a.0 == "y") {
            Some((_, crate::chart::Attr::Number(y))) => *y,
            _ => panic!("a label has a place"),
        };
        assert!((place(names[0]) - place(names[1])).abs() >= 16.0);
    }

    #[test]
    fn columns_tile_the_plot() {
        let plot = trend(&points(24), &EN, &Plain, (600.0, 260.0)).unwrap();
        for pair in plot.columns.windows(2) {
            assert!((pair[0].area.x + pair[0].area.width - pair[1].area.x).abs() < 1e-6);
        }
        assert_eq!(plot.columns[23].marks[0].key, Some(EvidenceKey::Trend { month: points(24)[23].month }));
    }

    #[test]
    fn a_missing_month_leaves_its_room() {
        let mut some = points(5);
        some.remove(2);
        let plot = trend(&some, &EN, &Plain, (600.0, 260.0)).unwrap();
        let middle = |i: usize| plot.columns[i].area.x + plot.columns[i].area.width / 2.0;
        assert!(((middle(2) - middle(1)) / (middle(1) - middle(0)) - 2.0).abs() < 1e-6);
    }

    #[test]
    fn one_point_is_a_chart_and_none_is_not() {
        assert_eq!(trend(&points(1), &EN, &Plain, (600.0, 260.0)).unwrap().columns.len(), 1);
        assert_eq!(trend(&[], &EN, &Plain, (600.0, 260.0)), None);
    }

    #[test]
    fn the_table_keeps_unrounded_ratios() {
        assert_eq!(trend_twin(&points(3), &EN, &Plain).rows[2][3].raw, (1.02_f64 + 2.0 / 1000.0).to_string());
    }
}
