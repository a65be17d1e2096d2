//! From opening to closing MRR, step by step: upright where there is room, lying on narrow screens.

use super::frame::{self, LABEL, SMALL};
use super::node::text_width;
use super::{Column, Figures, Mark, Node, Paint, Plot, Scale, Spot, Twin, TwinCell, geometry, ticks};
use crate::i18n::charts::{ChartTexts, fill};
use crate::report::{Bridge, BridgePart, BridgeStep, EvidenceKey, Window};

/// Left of an upright waterfall: room for the figures of the axis, about.
const AXIS: f64 = 64.0;

/// A bar of the waterfall: where it begins and ends on the scale of amounts.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Bar<'a> {
    step: &'a BridgeStep,
    from: f64,
    to: f64,
}

fn is_total(part: BridgePart) -> bool {
    matches!(part, BridgePart::Opening | BridgePart::ClosingCohort | BridgePart::Closing)
}

fn sign(part: BridgePart) -> &'static str {
    match part {
        BridgePart::Contraction | BridgePart::Churn => "−",
        BridgePart::Expansion | BridgePart::New | BridgePart::Returned => "+",
        BridgePart::Opening | BridgePart::ClosingCohort | BridgePart::Closing => "",
    }
}

/// Its sign; nothing has none.
fn written_sign(step: &BridgeStep) -> &'static str {
    if geometry(&step.amount) == 0.0 { "" } else { sign(step.part) }
}

fn paint(part: BridgePart) -> Paint {
    match part {
        BridgePart::Opening | BridgePart::ClosingCohort | BridgePart::Closing => Paint::Muted,
        BridgePart::Expansion => Paint::Expansion,
        BridgePart::Contraction => Paint::HatchContraction,
        BridgePart::Churn => Paint::HatchChurn,
        BridgePart::New => Paint::New,
        BridgePart::Returned => Paint::Reactivation,
    }
}

fn name(part: BridgePart, texts: &ChartTexts) -> &'static str {
    match part {
        BridgePart::Opening => texts.opening,
        BridgePart::Expansion => texts.expansion,
        BridgePart::Contraction => texts.contraction,
        BridgePart::Churn => texts.churn,
        BridgePart::ClosingCohort => texts.same_customers,
        BridgePart::New => texts.new,
        BridgePart::Returned => texts.returned,
        BridgePart::Closing => texts.closing,
    }
}

/// Totals stand on zero; every other step begins where the one before ended.
fn bars(bridge: &Bridge) -> Vec<Bar<'_>> {
    let mut level = 0.0;
    let mut bars = Vec::new();
    for step in &bridge.steps {
        let size = geometry(&step.amount);
        let (from, to) = match sign(step.part) {
            "" => (0.0, size),
            "−" => (level, level - size),
            _ => (level, level + size),
        };
        level = to;
        bars.push(Bar { step, from, to });
    }
    bars
}

/// The window's waterfall; `None` without steps.
pub fn waterfall(
    bridge: &Bridge,
    window: Option<Window>,
    nrr: Option<f64>,
    unit: &str,
    texts: &ChartTexts,
    figures: &dyn Figures,
    (width, height): (f64, f64),
) -> Option<Plot> {
    let bars = bars(bridge);
    let high = bars.iter().map(|b| b.from.max(b.to)).fold(0.0, f64::max);
    if high <= 0.0 {
        return None;
    }
    let text = |bar: &Bar<'_>, compact: bool| {
        let amount = &bar.step.amount;
        let written = if compact { figures.money_compact(amount) } else { figures.money(amount) };
        format!("{}{written}", written_sign(bar.step))
    };
    // What stands below a step's name: the month of a total, NRR where it is read off.
    let below = |part: BridgePart| match (part, window) {
        (BridgePart::Opening, Some(w)) => figures.month(w.from),
        (BridgePart::Closing, Some(w)) => figures.month(w.to),
        (BridgePart::ClosingCohort, _) => {
            nrr.map(|v| format!("{} {}", texts.nrr_short, figures.percent(v))).unwrap_or_default()
        }
        _ => String::new(),
    };
    let draft = Draft { bars: &bars, high, texts, figures, text: &text, below: &below };
    let words = bars.iter().flat_map(|b| name(b.step.part, texts).split(' '));
    let upright = (width - AXIS) / bars.len() as f64 >= frame::widest(words, LABEL) + 6.0;
    let (height, body, spots) = if upright { draft.upright(width, height) } else { draft.lying(width) };

    let columns = bars.iter().zip(spots).map(|(bar, (area, spot))| Column {
        title: name(bar.step.part, texts).to_owned(),
        note: Some(below(bar.step.part)).filter(|t| !t.is_empty()),
        area,
        marks: vec![Mark {
            label: fill(texts.customers_n, &[("n", &figures.count(bar.step.customers))]),
            value: text(bar, false),
            paint: Some(paint(bar.step.part)),
            spot: Some(spot),
            key: Some(EvidenceKey::Bridge { part: bar.step.part }),
        }],
    });
    let amount_of = |part| {
        let found = bridge.steps.iter().find(|s| s.part == part);
        found.map(|s| figures.money(&s.amount)).unwrap_or_default()
    };
    let (from, to) = window.map(|w| (figures.month(w.from), figures.month(w.to))).unwrap_or_default();
    let values = [
        ("unit", unit),
        ("from", &from),
        ("to", &to),
        ("opening", &amount_of(BridgePart::Opening)),
        ("closing", &amount_of(BridgePart::Closing)),
        ("kept", &amount_of(BridgePart::ClosingCohort)),
    ];
    Some(Plot {
        id: "bridge",
        width,
        height,
        title: texts.bridge_title.to_owned(),
        caption: fill(texts.bridge_caption, &values),
        desc: fill(texts.bridge_desc, &values),
        body,
        columns: columns.collect(),
    })
}

/// Everything the two layouts share.
struct Draft<'a> {
    bars: &'a [Bar<'a>],
    high: f64,
    texts: &'a ChartTexts,
    figures: &'a dyn Figures,
    text: &'a dyn Fn(&Bar<'_>, bool) -> String,
    below: &'a dyn Fn(BridgePart) -> String,
}

/// Height, shapes, and for each step where a pointer means it and where its bar is.
type Layout = (f64, Vec<Node>, Vec<(Spot, Spot)>);

impl Draft<'_> {
    fn upright(&self, width: f64, height: f64) -> Layout {
        let steps = ticks(0.0, self.high, 4);
        let write = |tick: f64| self.figures.money_compact(&format!("{tick}"));
        let written = steps.iter().map(|t| write(*t)).collect::<Vec<_>>();
        let left = frame::widest(written.iter().map(String::as_str), SMALL) + 12.0;
        let right = width - 4.0;
        let step = (right - left) / self.bars.len().max(1) as f64;
        let names =
            self.bars.iter().map(|b| lines(name(b.step.part, self.texts), step - 6.0)).collect::<Vec<_>>();
        let deepest = names.iter().map(Vec::len).max().unwrap_or(1) as f64;
        let (top, bottom) = (20.0, height - 24.0 - 16.0 * deepest);
        let last = steps.last().copied().unwrap_or(self.high);
        let y = Scale::new((0.0, last), (bottom, top));
        let bar_width = (step * 0.62).min(72.0);
        let compact = self.bars.iter().any(|b| text_width(&(self.text)(b, false), LABEL) > step - 6.0);

        let mut body = frame::grid(&y, &steps, left, right, 0.0, write);
        let mut spots = Vec::new();
        let mut end_of_previous = None;
        for (i, (bar, name)) in self.bars.iter().zip(names).enumerate() {
            let part = bar.step.part;
            let area = Spot { x: left + i as f64 * step, y: 0.0, width: step, height };
            let middle = area.x + step / 2.0;
            let spot = Spot::between(middle - bar_width / 2.0, bar_width, y.at(bar.from), y.at(bar.to));
            let spot = Spot { height: spot.height.max(1.0), ..spot };
            if let Some(x) = end_of_previous {
                let level = y.at(if is_total(part) { bar.to } else { bar.from });
                body.push(Node::line(x, level, spot.x, level, Paint::Muted).with("stroke-dasharray", "2 2"));
            }
            end_of_previous = Some(spot.x + spot.width);
            body.push(rect(spot, part));
            body.push(amount(middle, spot.y - 6.0, "middle", part, (self.text)(bar, compact)));
            let mut base = bottom + 17.0;
            for line in name {
                body.push(Node::label(middle, base, "middle", LABEL, Paint::Ink, line));
                base += 16.0;
            }
            body.push(Node::label(middle, base, "middle", SMALL, Paint::Muted, (self.below)(part)));
            spots.push((area, spot));
        }
        (height, body, spots)
    }

    fn lying(&self, width: f64) -> Layout {
        const ROW: f64 = 40.0;
        let amounts = self.bars.iter().map(|b| (self.text)(b, width < 480.0)).collect::<Vec<_>>();
        let left = self
            .bars
            .iter()
            .flat_map(|b| {
                let below = text_width(&(self.below)(b.step.part), SMALL);
                [text_width(name(b.step.part, self.texts), LABEL), below]
            })
            .fold(0.0, f64::max)
            + 10.0;
        // Totals are written bold, which takes a twelfth more.
        let right = width - frame::widest(amounts.iter().map(String::as_str), LABEL * 13.0 / 12.0) - 8.0;
        let x = Scale::new((0.0, self.high), (left, right.max(left + 40.0)));
        let height = ROW * self.bars.len() as f64 + 4.0;
        let mut body = vec![
            Node::line(left + 0.5, 0.0, left + 0.5, height, Paint::Muted)
                .with("shape-rendering", "crispEdges"),
        ];
        let mut spots = Vec::new();
        let mut end_of_previous = None;
        for (i, (bar, amount_text)) in self.bars.iter().zip(amounts).enumerate() {
            let part = bar.step.part;
            let area = Spot { x: 0.0, y: i as f64 * ROW, width, height: ROW };
            let (a, b) = (x.at(bar.from.min(bar.to)), x.at(bar.from.max(bar.to)));
            let spot = Spot { x: a, y: area.y + 8.0, width: (b - a).max(1.0), height: ROW - 16.0 };
            if let Some(y) = end_of_previous {
                let level = x.at(if is_total(part) { bar.to } else { bar.from });
                body.push(Node::line(level, y, level, spot.y, Paint::Muted).with("stroke-dasharray", "2 2"));
            }
            end_of_previous = Some(spot.y + spot.height);
            body.push(rect(spot, part));
            body.push(amount(b + 6.0, area.y + 24.0, "start", part, amount_text));
            let below = (self.below)(part);
            let lift = if below.is_empty() { 0.0 } else { 6.0 };
            let title = name(part, self.texts);
            body.push(Node::label(0.0, area.y + 24.0 - lift, "start", LABEL, Paint::Ink, title));
            body.push(Node::label(0.0, area.y + 33.0, "start", SMALL, Paint::Muted, below));
            spots.push((area, spot));
        }
        (height, body, spots)
    }
}

/// A name in as few lines as fit a width; words stay whole.
fn lines(name: &str, width: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in name.split(' ') {
        match lines.last_mut() {
            Some(line) if text_width(&format!("{line} {word}"), LABEL) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn rect(spot: Spot, part: BridgePart) -> Node {
    let rect = Node::rect(spot.x, spot.y, spot.width, spot.height, paint(part));
    match part {
        BridgePart::Contraction => rect.with("stroke", Paint::Contraction),
        BridgePart::Churn => rect.with("stroke", Paint::Churn),
        _ => rect,
    }
}

fn amount(x: f64, y: f64, anchor: &'static str, part: BridgePart, text: String) -> Node {
    let node = Node::label(x, y, anchor, LABEL, Paint::Ink, text);
    if is_total(part) { node.with("font-weight", "600") } else { node }
}

/// The steps as a table.
pub fn waterfall_twin(bridge: &Bridge, texts: &ChartTexts, figures: &dyn Figures) -> Twin {
    let row = |step: &BridgeStep| {
        let key = Some(EvidenceKey::Bridge { part: step.part });
        let minus = if sign(step.part) == "−" && geometry(&step.amount) > 0.0 { "-" } else { "" };
        let shown = format!("{}{}", written_sign(step), figures.money(&step.amount));
        vec![
            TwinCell::text(name(step.part, texts), name(step.part, texts)),
            TwinCell::figure(shown, format!("{minus}{}", step.amount), key),
            TwinCell::figure(figures.count(step.customers), step.customers.to_string(), key),
        ]
    };
    let head = [texts.step, texts.amount, texts.customers].map(str::to_owned).to_vec();
    Twin { head, rows: bridge.steps.iter().map(row).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::figures::plain::Plain;
    use crate::i18n::charts::EN;

    fn bridge() -> Bridge {
        let step = |part, amount: &str| BridgeStep { part, amount: amount.into(), customers: 3 };
        Bridge {
            steps: vec![
                step(BridgePart::Opening, "100.00"),
                step(BridgePart::Expansion, "30.00"),
                step(BridgePart::Contraction, "10.00"),
                step(BridgePart::Churn, "15.00"),
                step(BridgePart::ClosingCohort, "105.00"),
                step(BridgePart::New, "40.00"),
                step(BridgePart::Returned, "5.00"),
                step(BridgePart::Closing, "150.00"),
            ],
        }
    }

    #[test]
    fn steps_chain_and_totals_stand_on_zero() {
        let bridge = bridge();
        let bars = bars(&bridge);
        let ends = bars.iter().map(|b| (b.from, b.to)).collect::<Vec<_>>();
        assert_eq!(
            ends,
            [
                (0.0, 100.0),
                (100.0, 130.0),
                (130.0, 120.0),
                (120.0, 105.0),
                (0.0, 105.0),
                (105.0, 145.0),
                (145.0, 150.0),
                (0.0, 150.0)
            ]
        );
    }

    #[test]
    fn upright_and_lying_bars_have_proportional_lengths() {
        for width in [900.0, 340.0] {
            let plot = waterfall(&bridge(), None, Some(1.05), "USD", &EN, &Plain, (width, 300.0)).unwrap();
            let length = |i: usize| {
                let s = plot.columns[i].marks[0].spot.unwrap();
                if width > 600.0 { s.height } else { s.width }
            };
            assert!((length(0) / length(1) - 100.0 / 30.0).abs() < 1e-9, "width {width}");
            assert!((length(7) / length(4) - 150.0 / 105.0).abs() < 1e-9, "width {width}");
            let right = plot.columns.iter().map(|c| c.area.x + c.area.width).fold(0.0, f64::max);
            assert!(right <= width + 1e-9);
        }
    }

    #[test]
    fn names_break_between_words() {
        assert_eq!(lines("Same customers", 500.0), ["Same customers"]);
        assert_eq!(lines("Same customers", 60.0), ["Same", "customers"]);
    }

    #[test]
    fn losses_are_negative_in_the_table() {
        let twin = waterfall_twin(&bridge(), &EN, &Plain);
        assert_eq!(twin.rows[3][1].raw, "-15.00");
        assert_eq!(twin.rows[1][1].raw, "30.00");
    }

    #[test]
    fn nothing_without_steps() {
        assert_eq!(waterfall(&Bridge::default(), None, None, "USD", &EN, &Plain, (900.0, 300.0)), None);
    }
}
