//! MRR movements: gains stacked above the axis, losses below, the net as a line.

use super::frame::{self, SMALL};
use super::node::text_width;
use super::{
    Column, Figures, Mark, Node, Paint, Plot, Scale, Spot, Twin, TwinCell, difference, geometry, ticks,
};
use crate::base::Month;
use crate::i18n::charts::{ChartTexts, fill};
use crate::report::{EvidenceKey, Movement, MovementKind};

/// Narrowest step from month to month, in pixels: below it the plot grows wider than asked.
const MIN_STEP: f64 = 7.0;

/// Months that fit a width without scrolling.
pub fn months_in(width: f64) -> usize {
    // The axis' figures take up to 70 px.
    ((width - 78.0) / MIN_STEP).max(6.0) as usize
}

fn amount(movement: &Movement, kind: MovementKind) -> &str {
    match kind {
        MovementKind::New => &movement.new,
        MovementKind::Reactivation => &movement.reactivation,
        MovementKind::Expansion => &movement.expansion,
        MovementKind::Contraction => &movement.contraction,
        MovementKind::Churn => &movement.churn,
    }
}

fn paint(kind: MovementKind) -> Paint {
    match kind {
        MovementKind::New => Paint::New,
        MovementKind::Reactivation => Paint::Reactivation,
        MovementKind::Expansion => Paint::Expansion,
        MovementKind::Contraction => Paint::HatchContraction,
        MovementKind::Churn => Paint::HatchChurn,
    }
}

fn name(kind: MovementKind, texts: &ChartTexts) -> &'static str {
    match kind {
        MovementKind::New => texts.new,
        MovementKind::Reactivation => texts.reactivation,
        MovementKind::Expansion => texts.expansion,
        MovementKind::Contraction => texts.contraction,
        MovementKind::Churn => texts.churn,
    }
}

/// Height of a month's gains and depth of its losses.
fn extent(movement: &Movement) -> (f64, f64) {
    let sum = |losses: bool| {
        MovementKind::ALL
            .iter()
            .filter(|k| k.is_loss() == losses)
            .map(|k| geometry(amount(movement, *k)))
            .sum::<f64>()
    };
    (sum(false), sum(true))
}

/// The first month of the data, if it would dwarf all others: nothing lies before it, so the whole
/// book counts as new there.
pub fn left_out(movements: &[Movement]) -> Option<Month> {
    let (first, rest) = movements.split_first()?;
    let others = rest.iter().map(|m| extent(m).0).fold(0.0, f64::max);
    (!rest.is_empty() && geometry(&first.opening) == 0.0 && extent(first).0 > 2.0 * others)
        .then_some(first.month)
}

/// The last `span` months as a chart about `width` pixels wide, and the table of all months.
///
/// `None` where nothing can be drawn.
pub fn movements(
    all: &[Movement],
    span: usize,
    unit: &str,
    texts: &ChartTexts,
    figures: &dyn Figures,
    (width, height): (f64, f64),
) -> Option<Plot> {
    let skipped = left_out(all);
    let drawable = all.get(usize::from(skipped.is_some())..)?;
    let shown = drawable.get(drawable.len().saturating_sub(span)..)?;
    // Worth a word only where it would otherwise be in sight.
    let skipped = skipped.filter(|_| shown.len() == drawable.len());
    let (first, last) = (shown.first()?, shown.last()?);

    let high = shown.iter().map(|m| extent(m).0).fold(0.0, f64::max);
    let deep = shown.iter().map(|m| extent(m).1).fold(0.0, f64::max);
    if high + deep == 0.0 {
        return None;
    }
    let steps = ticks(-deep, high, 5);
    let write = |tick: f64| figures.money_compact(&format!("{tick}"));
    let written = steps.iter().map(|t| write(*t)).collect::<Vec<_>>();
    let left = frame::widest(written.iter().map(String::as_str), SMALL) + 12.0;

    let entries = MovementKind::ALL.map(|k| (paint(k), name(k, texts)));
    let entries = entries.into_iter().chain([(Paint::Ink, texts.net_new)]).collect::<Vec<_>>();
    let (key, key_height) = frame::key(&entries, width);

    let width = width.max(left + 8.0 + shown.len() as f64 * MIN_STEP);
    let (top, bottom, right) = (key_height + 14.0, height - 36.0, width - 8.0);
    let y = Scale::new((*steps.first()?, *steps.last()?), (bottom, top));
    let step = (right - left) / shown.len() as f64;
    // A single bar is no wall.
    let bar = (step * 0.72).min(36.0).max(step - 2.0_f64.max(step * 0.28)).min(120.0);

    let mut body = key;
    body.extend(frame::grid(&y, &steps, left, right, 0.0, write));
    let (mut columns, mut net_points, mut places) = (Vec::new(), Vec::new(), Vec::new());
    for (i, movement) in shown.iter().enumerate() {
        let area = Spot { x: left + i as f64 * step, y: top, width: step, height: bottom - top };
        let middle = area.x + step / 2.0;
        let x = middle - bar / 2.0;
        if movement.partial {
            body.push(Node::rect(area.x, top, step, bottom - top, Paint::HatchPartial));
            let said = format!("{} {}", figures.month(movement.month), texts.partial);
            // Above the plot, and never past its right edge: the month that is not over is mostly the last.
            let end = (area.x + step).max(left + text_width(&said, SMALL));
            body.push(Node::label(end, top - 5.0, "end", SMALL, Paint::Muted, said));
        }
        let (mut marks, mut up, mut down) = (Vec::new(), 0.0, 0.0);
        for kind in MovementKind::ALL {
            let text = amount(movement, kind);
            let size = geometry(text);
            let (from, to) = if kind.is_loss() {
                down += size;
                (size - down, -down)
            } else {
                up += size;
                (up - size, up)
            };
            let spot = (size > 0.0).then(|| Spot::between(x, bar, y.at(from), y.at(to)));
            if let Some(s) = spot {
                let mut rect = Node::rect(s.x, s.y, s.width, s.height, paint(kind));
                if kind.is_loss() {
                    // The rim keeps a hatched bar's edge 3:1 against the paper.
                    let rim = if kind == MovementKind::Churn { Paint::Churn } else { Paint::Contraction };
                    rect = rect.with("stroke", rim).with("stroke-width", 1.0);
                }
                body.push(rect);
            }
            let sign = if kind.is_loss() && size > 0.0 { "−" } else { "" };
            marks.push(Mark {
                label: name(kind, texts).to_owned(),
                value: format!("{sign}{}", figures.money(text)),
                paint: Some(paint(kind)),
                spot,
                key: Some(EvidenceKey::Movement { month: movement.month, kind }),
            });
        }
        if movement.partial {
            let outline =
                Node::rect(x - 2.0, y.at(up) - 2.0, bar + 4.0, y.at(-down) - y.at(up) + 4.0, Paint::Ink);
            body.push(
                outline.with("fill-opacity", "0").with("stroke", Paint::Ink).with("stroke-dasharray", "3 2"),
            );
        }
        let net = difference(&movement.closing, &movement.opening).unwrap_or_default();
        net_points.push((middle, y.at(geometry(&net))));
        marks.push(Mark {
            label: texts.net_new.to_owned(),
            value: figures.money(&net),
            paint: Some(Paint::Ink),
            spot: None,
            key: Some(EvidenceKey::Net { month: movement.month }),
        });
        marks.push(Mark {
            label: texts.closing.to_owned(),
            value: figures.money(&movement.closing),
            paint: None,
            spot: None,
            key: Some(EvidenceKey::Closing { month: movement.month }),
        });
        places.push((movement.month, middle));
        columns.push(Column {
            title: figures.month(movement.month),
            note: movement.partial.then(|| texts.partial.to_owned()),
            area,
            marks,
        });
    }
    body.push(Node::polyline(&net_points, Paint::Paper, 4.0));
    body.push(Node::polyline(&net_points, Paint::Ink, 1.5));
    let r = if step < 14.0 { 2.0 } else { 3.0 };
    body.extend(net_points.iter().map(|(x, y)| frame::dot(*x, *y, r, Paint::Ink)));
    body.extend(frame::months(figures, &places, bottom));

    let (from, to) = (figures.month(first.month), figures.month(last.month));
    let net = figures.money(&difference(&last.closing, &last.opening).unwrap_or_default());
    let closing = figures.money(&last.closing);
    let values =
        [("unit", unit), ("from", &from), ("to", &to), ("month", &to), ("net", &net), ("closing", &closing)];
    let unnamed = last.month.is_unnamed();
    let says = if unnamed { texts.movements_two_points } else { texts.movements_caption };
    let mut caption = fill(says, &values);
    if let Some(month) = skipped.filter(|_| !unnamed) {
        caption.push_str(texts.gap);
        caption.push_str(&fill(texts.movements_left_out, &[("month", &figures.month(month))]));
    }
    Some(Plot {
        id: "movements",
        width,
        height,
        title: texts.movements_title.to_owned(),
        caption,
        desc: fill(texts.movements_desc, &values),
        body,
        columns,
    })
}

/// Every month as a table.
pub fn movements_twin(all: &[Movement], texts: &ChartTexts, figures: &dyn Figures) -> Twin {
    let head = [texts.month, texts.opening]
        .into_iter()
        .chain(MovementKind::ALL.map(|k| name(k, texts)))
        .chain([texts.net_new, texts.closing])
        .map(str::to_owned)
        .collect();
    let money = |text: &str, key| TwinCell::figure(figures.money(text), text, key);
    let row = |m: &Movement| {
        let before = Some(EvidenceKey::Closing { month: m.month.plus(-1) });
        let mut cells =
            vec![TwinCell::text(figures.month(m.month), m.month.to_string()), money(&m.opening, before)];
        cells.extend(
            MovementKind::ALL
                .map(|kind| money(amount(m, kind), Some(EvidenceKey::Movement { month: m.month, kind }))),
        );
        let net = difference(&m.closing, &m.opening).unwrap_or_default();
        cells.push(money(&net, Some(EvidenceKey::Net { month: m.month })));
        cells.push(money(&m.closing, Some(EvidenceKey::Closing { month: m.month })));
        cells
    };
    Twin { head, rows: all.iter().map(row).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::figures::plain::Plain;
    use crate::i18n::charts::EN;
    use crate::report::MovementCustomers;

    fn month(i: i32, gains: [&str; 3], losses: [&str; 2], ends: [&str; 2]) -> Movement {
        let [new, reactivation, expansion] = gains.map(str::to_owned);
        let [contraction, churn] = losses.map(str::to_owned);
        let [opening, closing] = ends.map(str::to_owned);
        Movement {
            month: Month::new(2025, 1).unwrap().plus(i),
            opening,
            new,
            expansion,
            contraction,
            churn,
            reactivation,
            closing,
            customers: MovementCustomers::default(),
            partial: false,
        }
    }

    fn two() -> Vec<Movement> {
        vec![
            month(0, ["40", "10", "50"], ["20", "30"], ["1000", "1050"]),
            month(1, ["60", "0", "0"], ["0", "40"], ["1050", "1070"]),
        ]
    }

    fn draw(all: &[Movement]) -> Option<Plot> {
        movements(all, 24, "USD", &EN, &Plain, (600.0, 300.0))
    }

    #[test]
    fn bars_stack_without_gap_from_the_axis() {
        let plot = draw(&two()).unwrap();
        let spots = plot.columns[0].marks.iter().filter_map(|m| m.spot).collect::<Vec<_>>();
        let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-9, "{a} {b}");
        // New stands on the axis, each gain on the one before; losses hang from the axis.
        let axis = spots[0].y + spots[0].height;
        near(spots[1].y + spots[1].height, spots[0].y);
        near(spots[2].y + spots[2].height, spots[1].y);
        near(spots[3].y, axis);
        near(spots[4].y, spots[3].y + spots[3].height);
        // Lengths are in proportion to the amounts.
        near(spots[0].height / spots[1].height, 4.0);
        near(spots[2].height / spots[4].height, 5.0 / 3.0);
    }

    #[test]
    fn every_amount_has_its_evidence_and_nothing_is_drawn_for_zero() {
        let plot = draw(&two()).unwrap();
        let second = &plot.columns[1];
        assert_eq!(second.marks[1].spot, None);
        assert_eq!(
            second.marks[4].key,
            Some(EvidenceKey::Movement { month: two()[1].month, kind: MovementKind::Churn })
        );
        assert_eq!(second.marks[4].value, "−40");
        assert_eq!(second.marks[5].value, "20");
    }

    #[test]
    fn a_first_month_that_dwarfs_the_rest_is_left_out_and_said_so() {
        let mut all = vec![month(-1, ["1000", "0", "0"], ["0", "0"], ["0", "1000"])];
        all.extend(two());
        let plot = draw(&all).unwrap();
        assert_eq!(plot.columns.len(), 2);
        assert!(plot.caption.contains("2024-12"));
        assert_eq!(movements_twin(&all, &EN, &Plain).rows.len(), 3);
        assert_eq!(left_out(&two()), None);
    }

    #[test]
    fn nothing_to_draw() {
        assert_eq!(draw(&[]), None);
        assert_eq!(draw(&[month(0, ["0", "0", "0"], ["0", "0"], ["0", "0"])]), None);
    }

    #[test]
    fn many_months_make_the_plot_wider_than_asked() {
        let all = (0..120).map(|i| month(i, ["10", "0", "0"], ["0", "0"], ["10", "20"])).collect::<Vec<_>>();
        let wide = movements(&all, 120, "USD", &EN, &Plain, (320.0, 300.0)).unwrap();
        assert!(wide.width >= 120.0 * MIN_STEP);
        let recent = movements(&all, 24, "USD", &EN, &Plain, (320.0, 300.0)).unwrap();
        assert_eq!((recent.width, recent.columns.len()), (320.0, 24));
    }
}
