//! Question 1: NRR taken apart (domain.md §1.1, §2.1).

use super::{Block, Chart, Room, Setting, Shape, Slot, Table, in_warehouse, split};
use crate::base::Month;
use crate::chart::{
    Paint, Plot, Row, RowsFrame, Sketch, Twin, TwinCell, trend, trend_title, trend_twin, waterfall,
    waterfall_twin,
};
use crate::i18n::benchmarks as words;
use crate::i18n::charts::{ChartTexts, fill};
use crate::i18n::rooms::nrr::NrrTexts;
use crate::report::{
    Benchmark, CustomerList, EvidenceKey, Kind, Metric, MetricId, Value, Window, benchmarks,
};
use std::sync::Arc;

/// The room.
pub fn nrr(s: &Setting) -> Room {
    let texts = NrrTexts::of(s.texts.lang);
    let mut parts = s.facts(&[
        MetricId::Nrr,
        MetricId::Grr,
        MetricId::ExpansionRate,
        MetricId::RevenueChurn,
        MetricId::GrossRevenueChurn,
        MetricId::ExpansionShare,
        MetricId::LossCoverage,
        MetricId::QuickRatio,
    ]);
    if is_lazy_apart(s) {
        parts.extend(s.facts(&[MetricId::NrrLazy]));
    }
    let mut blocks = vec![
        Block::Text(texts.identity.to_owned()),
        Block::Chart(bridge(s)),
        Block::Heading(texts.parts.to_owned()),
        Block::Facts(parts),
        Block::Table(changes(s, texts)),
    ];
    blocks.extend(split::blocks(s));
    blocks.extend([
        Block::Heading(texts.hangs_on.to_owned()),
        Block::Facts(s.facts(&[MetricId::NrrExLargest, MetricId::TopCustomerShare, MetricId::Top10Share])),
        Block::Heading(texts.target.to_owned()),
        Block::Slot(Slot::Target),
    ]);
    blocks.extend(target(s, texts).map(Block::Text));
    blocks.push(Block::Chart(over_time(s)));
    blocks.push(Block::Heading(texts.benchmarks.to_owned()));
    blocks.push(Block::Text(texts.benchmarks_text.to_owned()));
    blocks.extend(
        [("benchmarks-nrr", MetricId::Nrr), ("benchmarks-grr", MetricId::Grr)]
            .map(|(id, metric)| Block::Chart(beside(s, texts, id, metric))),
    );
    blocks.push(Block::Note(texts.valuation.to_owned()));
    Room { title: texts.title.to_owned(), lead: lead(s, texts), blocks }
}

/// Whether the sum of all movements tells another story than the closed cohort: more than a point (domain.md §2.1).
fn is_lazy_apart(s: &Setting) -> bool {
    let of = |id| s.report.number(id);
    of(MetricId::Nrr).zip(of(MetricId::NrrLazy)).is_some_and(|(nrr, lazy)| (nrr - lazy).abs() > 0.01)
}

fn lead(s: &Setting, texts: &NrrTexts) -> String {
    let report = &s.report;
    match (report.metrics.get(&MetricId::Nrr), report.window) {
        (Some(Metric::Value { denominator: Some(Value::Money(opening)), n, .. }), Some(window)) => fill(
            texts.lead,
            &[
                ("nrr", &s.percent(report.number(MetricId::Nrr))),
                ("from", &s.figures.month(window.from)),
                ("to", &s.figures.month(window.to)),
                ("n", &s.figures.count(*n)),
                ("opening", &s.figures.money(opening)),
            ],
        ),
        (Some(Metric::Na { na, .. }), _) => {
            fill(texts.lead_none, &[("reason", (s.texts.na)(MetricId::Nrr, *na))])
        }
        _ => String::new(),
    }
}

/// Height of a chart with a scale of amounts.
const HEIGHT: f64 = 300.0;

fn bridge(s: &Setting) -> Chart {
    let texts = ChartTexts::of(s.texts.lang);
    let (report, figures) = (Arc::clone(&s.report), Arc::clone(&s.figures));
    let months = s.figures.count(s.months.into());
    Chart {
        id: "nrr-bridge",
        title: texts.bridge_title.to_owned(),
        twin: Arc::new(waterfall_twin(&report.bridge, texts, &*s.figures)),
        none: if report.movements.len() < 2 {
            texts.bridge_one.to_owned()
        } else {
            fill(texts.bridge_none, &[("months", &months)])
        },
        shape: Shape::Part(
            Kind::Waterfall,
            Arc::new(move |width| {
                let unit = report.currency.as_deref().unwrap_or(texts.plain_unit);
                let (window, nrr) = (report.window, report.number(MetricId::Nrr));
                let plot = waterfall(&report.bridge, window, nrr, unit, texts, &*figures, (width, HEIGHT))?;
                Some(Plot { id: "nrr-bridge", ..plot })
            }),
        ),
    }
}

fn over_time(s: &Setting) -> Chart {
    let texts = ChartTexts::of(s.texts.lang);
    let (report, figures) = (Arc::clone(&s.report), Arc::clone(&s.figures));
    Chart {
        id: "nrr-trend",
        title: trend_title(&report.trend, texts, &*s.figures),
        twin: Arc::new(trend_twin(&report.trend, texts, &*s.figures)),
        none: fill(texts.trend_none, &[("months", &s.figures.count(s.months.into()))]),
        shape: Shape::Part(
            Kind::Line,
            Arc::new(move |width| {
                let plot = trend(&report.trend, texts, &*figures, (width, HEIGHT))?;
                Some(Plot { id: "nrr-trend", ..plot })
            }),
        ),
    }
}

fn changes(s: &Setting, texts: &NrrTexts) -> Table {
    let report = &s.report;
    let row = |(place, c): (u32, &crate::report::CustomerChange)| {
        let key = Some(EvidenceKey::Listed { list: CustomerList::Changes, place });
        let money = |text: &str| TwinCell::figure(s.figures.money(text), text, key);
        vec![
            TwinCell::text(c.customer.clone(), c.customer.clone()),
            money(&c.opening),
            money(&c.closing),
            TwinCell::figure(s.signed_money(&c.change), c.change.clone(), key),
            TwinCell::figure(s.points(c.points), c.points.to_string(), key),
        ]
    };
    let month = |at: fn(Window) -> Month| report.window.map(|w| s.figures.month(at(w))).unwrap_or_default();
    let (from, to) = (month(|w| w.from), month(|w| w.to));
    let head = [texts.col_customer, &from, &to, texts.col_change, texts.col_points];
    let opening = match report.metrics.get(&MetricId::Nrr) {
        Some(Metric::Value { denominator: Some(Value::Money(opening)), .. }) => s.figures.money(opening),
        _ => String::new(),
    };
    Table {
        id: "changes",
        title: texts.changes.to_owned(),
        caption: fill(texts.changes_caption, &[("from", &from), ("to", &to), ("opening", &opening)]),
        twin: Arc::new(Twin {
            head: head.map(str::to_owned).to_vec(),
            rows: (0..).zip(&report.changes).map(row).collect(),
        }),
        none: in_warehouse(report, s.texts.lang).unwrap_or(texts.changes_none).to_owned(),
    }
}

fn target(s: &Setting, texts: &NrrTexts) -> Option<String> {
    let target = s.report.target.as_ref()?;
    let to = s.report.window.map(|w| s.figures.month(w.to)).unwrap_or_default();
    let percent = s.figures.percent_whole(target.nrr);
    Some(match target.missing.strip_prefix('-') {
        Some(surplus) => {
            fill(texts.target_reached, &[("target", &percent), ("surplus", &s.figures.money(surplus))])
        }
        None => fill(
            texts.target_missing,
            &[("target", &percent), ("missing", &s.figures.money(&target.missing)), ("to", &to)],
        ),
    })
}

/// A mark as a row of the chart.
fn as_row(s: &Setting, mark: &Benchmark) -> Row {
    let said = words::words(mark, s.texts.lang);
    let (value, range) = match mark.high {
        Some(high) => (None, Some((mark.low, high))),
        None => (Some(mark.low), None),
    };
    Row { name: said.who.to_owned(), note: said.of.to_owned(), value, range, paint: Paint::Muted, key: None }
}

fn beside(s: &Setting, texts: &'static NrrTexts, id: &'static str, metric: MetricId) -> Chart {
    let name = (s.texts.metric_short)(metric);
    let title = fill(texts.benchmarks_of, &[("metric", name)]);
    let own = s.report.number(metric);
    let cells = |mark: &Benchmark| {
        let said = words::words(mark, s.texts.lang);
        let raw = mark.high.map_or(mark.low.to_string(), |high| format!("{} – {high}", mark.low));
        vec![
            TwinCell::text(said.who, said.who),
            TwinCell::figure(as_row(s, mark).written(&*s.figures), raw, None),
            TwinCell::text(said.of, said.of),
            TwinCell::text(words::standing(mark.standing, s.texts.lang), ""),
            TwinCell::text(said.address, said.address),
        ]
    };
    let head = [texts.col_who, texts.col_figure, texts.col_of, texts.col_standing, texts.col_address];
    let all: Vec<Row> = benchmarks(metric).map(|mark| as_row(s, mark)).collect();
    let value = s.percent(own);
    let frame = RowsFrame {
        id,
        title: title.clone(),
        caption: String::new(),
        desc: fill(texts.benchmarks_desc, &[("metric", name), ("value", &value)]),
        reference: own.map(|own| (own, fill(texts.yours, &[("value", &value)]))),
    };
    Chart {
        id,
        title,
        twin: Arc::new(Twin {
            head: head.map(str::to_owned).to_vec(),
            rows: benchmarks(metric).map(cells).collect(),
        }),
        none: String::new(),
        shape: s.sketched(Sketch::Rows { rows: all, frame }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::plain::Plain;
    use crate::i18n::{Lang, messages};
    use crate::read::{ReadOptions, Reader};
    use crate::report::{Session, Settings};

    /// Fixture F1 of domain.md §2.1.
    const F1: &[u8] =
        b"customer,2024-01,2024-02\nC1,5000,6500\nC2,3000,3000\nC3,1000,700\nC4,500,\nC5,500,500\nC6,,800\n";

    fn room(target: u32, lang: Lang) -> Room {
        let mut reader = Reader::new(ReadOptions::default());
        reader.push(F1);
        let settings = Settings { months: 1, target, ..Settings::default() };
        let report = Arc::new(Session::new(vec![reader.finish()]).report(&settings));
        nrr(&Setting::new(report, 1, messages(lang), Arc::new(Plain)))
    }

    fn texts(room: &Room) -> Vec<&str> {
        room.blocks
            .iter()
            .filter_map(|block| if let Block::Text(t) = block { Some(t.as_str()) } else { None })
            .collect()
    }

    #[test]
    fn the_sum_of_movements_stands_beside_where_it_is_more_than_a_point_apart() {
        let is_apart = |last: &str| {
            let mut reader = Reader::new(ReadOptions::default());
            reader.push(format!("customer,2024-01,2024-02\nA,1000,1000\nB,,{last}\n").as_bytes());
            let settings = Settings { months: 1, ..Settings::default() };
            let report = Arc::new(Session::new(vec![reader.finish()]).report(&settings));
            let s = Setting::new(report, 1, messages(Lang::En), Arc::new(Plain));
            let name = (s.texts.metric)(MetricId::NrrLazy);
            let facts = nrr(&s).blocks.into_iter().filter_map(|block| match block {
                Block::Facts(facts) => Some(facts),
                _ => None,
            });
            let shown = facts.flatten().any(|fact| fact.name == name);
            assert_eq!(shown, is_lazy_apart(&s));
            shown
        };
        // New customers count there: 1 % of them is not more than a point, 1.1 % is.
        assert_eq!(["", "10", "11", "500"].map(is_apart), [false, false, true, true]);
    }

    #[test]
    fn the_gap_and_the_largest_changes() {
        let missing = room(110, Lang::En);
        let says = |room: &Room, words: &str| texts(room).iter().any(|text| text.contains(words));
        assert!(says(&missing, "pay 300.00 a month more"), "{:?}", texts(&missing));
        let reached = room(105, Lang::En);
        assert!(says(&reached, "200.00 a month more than it takes"), "{:?}", texts(&reached));
        let table = missing.blocks.iter().find_map(|b| if let Block::Table(t) = b { Some(t) } else { None });
        let rows = &table.unwrap().twin.rows;
        let shown = |i: usize| rows[i].iter().map(|c| c.shown.as_str()).collect::<Vec<_>>();
        assert_eq!(shown(0), ["C1", "5000.00", "6500.00", "+1500.00", "+15.0 pp"]);
        assert_eq!(shown(1), ["C4", "500.00", "0.00", "−500.00", "−5.0 pp"]);
        assert_eq!(rows.len(), 3);
    }

    /// N-03 of domain.md: a label, and no figure made with it.
    #[test]
    fn the_rule_on_valuation_is_told_with_its_source() {
        for (lang, words) in [
            (Lang::En, ["hearsay", "No Churn", "could", "after five years"]),
            (Lang::Zh, ["看到有一个说法", "No Churn", "有可能", "五年后"]),
        ] {
            let room = room(100, lang);
            let notes =
                room.blocks.iter().filter_map(|b| if let Block::Note(n) = b { Some(n) } else { None });
            let told: Vec<_> = notes.filter(|note| note.contains("12%")).collect();
            assert!(told.len() == 1 && words.iter().all(|word| told[0].contains(word)), "{told:?}");
            // What it comes to over five years: one point on 100 %, and five points of 12 % each.
            let over_five = |each: f64| (0..5).fold(1.0, |product, _| product * each);
            assert_eq!(
                (format!("{:.5}", over_five(1.01)), format!("{:.5}", over_five(1.12))),
                ("1.05101".to_owned(), "1.76234".to_owned())
            );
            for each in [over_five(1.01), over_five(1.12), 1.0 + 5.0 * 0.12] {
                let percent = format!("{}%", (each * 1000.0 - 1000.0).round() / 10.0);
                assert!(told[0].contains(&percent), "{percent}: {told:?}");
            }
        }
    }

    #[test]
    fn marks_stand_beside_the_figure_in_both_languages() {
        for lang in [Lang::En, Lang::Zh] {
            let room = room(100, lang);
            assert!(room.lead.contains("107.0%") && !room.lead.contains('{'), "{}", room.lead);
            let charts =
                room.blocks.iter().filter_map(|b| if let Block::Chart(c) = b { Some(c) } else { None });
            for chart in charts {
                let plot = chart.draw(700.0).unwrap();
                assert!(plot.columns.len() == chart.twin.rows.len() && plot.id == chart.id);
            }
        }
    }
}
