//! What must hold for every ledger and every policy.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

mod common;

use common::{as_number, forget_files, month, months, periods, session};
use ninefold::base::{Date, Month};
use ninefold::read::Code;
use ninefold::report::{
    BridgePart, DefinitionId, Evidence, EvidenceKey, EvidencePage, EvidenceSort, Metric, MetricId, Movement,
    MovementKind, Report, Session, Settings, Value, to_json,
};
use ninefold::tables::{Blanks, Ends, Policies, ReactivationPolicy, RevenueTable, Shape, Snapshot};
use proptest::prelude::*;

type Row = (String, Month, i64);

fn january() -> Month {
    month("2024-01")
}

/// Few customers and few amounts, so that returns, ties and same months are common.
fn rows() -> impl Strategy<Value = Vec<Row>> {
    let amount = prop_oneof![Just(0_i64), 1..6_i64, 1..100_000_i64];
    let row = (0..7_u32, 0..18_i32, amount)
        .prop_map(|(customer, later, amount)| (format!("C{customer}"), january().plus(later), amount));
    prop::collection::vec(row, 0..60)
}

fn policies() -> impl Strategy<Value = Policies> {
    let reactivation = prop_oneof![
        Just(ReactivationPolicy::Separate),
        Just(ReactivationPolicy::New),
        Just(ReactivationPolicy::Expansion)
    ];
    let snapshot = prop_oneof![Just(Snapshot::End), Just(Snapshot::Start), Just(Snapshot::Any)];
    let ends = prop_oneof![Just(Ends::Exclusive), Just(Ends::Inclusive)];
    let blanks = prop_oneof![Just(Blanks::Zero), Just(Blanks::Missing)];
    (0..4_u32, snapshot, ends, reactivation, blanks).prop_map(
        |(gap, snapshot, ends, reactivation, blanks)| Policies {
            gap,
            snapshot,
            ends,
            reactivation,
            blanks,
            ..Policies::default()
        },
    )
}

fn settings() -> impl Strategy<Value = Settings> {
    (1..14_u32, policies()).prop_map(|(months, policies)| Settings {
        months,
        policies,
        ..Settings::default()
    })
}

/// A ledger in any of the three shapes.
fn table() -> impl Strategy<Value = RevenueTable> {
    let day = |later: i64| {
        let start = january().first_day().unwrap();
        (0..later).fold(start, |day, _| day.next())
    };
    let period = (0..7_u32, 0..500_i64, prop::option::of(0..200_i64), 0..50_000_i64).prop_map(
        move |(customer, start, length, amount)| {
            let start = day(start);
            let end = length.map(|length| (0..length).fold(start, |day: Date, _| day.next()));
            (format!("C{customer}"), start, end, amount)
        },
    );
    prop_oneof![
        rows().prop_map(|rows| months(Shape::Long, &rows)),
        rows().prop_map(|rows| months(Shape::Wide, &rows)),
        prop::collection::vec(period, 0..30).prop_map(|rows| periods(&rows)),
    ]
}

fn cents(text: &str) -> i128 {
    text.replace('.', "").parse().unwrap()
}

/// The report without what names its inputs.
fn figures(report: &Report) -> String {
    let mut report = Report { inputs: Vec::new(), ..report.clone() };
    forget_files(&mut report);
    to_json(&report)
}

fn ask(session: &Session, settings: &Settings, key: EvidenceKey, sort: EvidenceSort) -> EvidencePage {
    session.evidence(settings, &Evidence { key, sort, offset: 0, limit: u64::MAX })
}

fn total(page: &EvidencePage, column: Option<u32>) -> Option<String> {
    column.map(|column| page.totals[column as usize].clone())
}

fn text(value: &Value) -> String {
    match value {
        Value::Count(n) => n.to_string(),
        Value::Money(text) => text.clone(),
        Value::Number(x) => x.to_string(),
    }
}

fn check_movements(movements: &[Movement]) -> Result<(), TestCaseError> {
    let (mut before, mut customers) = (0, 0);
    for m in movements {
        let gains = cents(&m.new) + cents(&m.reactivation) + cents(&m.expansion);
        let losses = cents(&m.contraction) + cents(&m.churn);
        prop_assert_eq!(cents(&m.opening), before);
        prop_assert_eq!(cents(&m.opening) + gains - losses, cents(&m.closing));
        before = cents(&m.closing);
        let c = m.customers;
        prop_assert_eq!(c.opening, customers);
        prop_assert!(c.closing <= c.opening + c.new + c.reactivated + c.expanded);
        customers = c.closing;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn movements_add_up(table in table(), settings in settings()) {
        let report = session(vec![table]).report(&settings);
        check_movements(&report.movements)?;
        if settings.policies.reactivation != ReactivationPolicy::Separate {
            prop_assert!(report.movements.iter().all(|m| cents(&m.reactivation) == 0));
        } else {
            for m in &report.movements {
                let c = m.customers;
                prop_assert_eq!(c.opening + c.new + c.reactivated - c.churned, c.closing);
            }
        }
    }

    #[test]
    fn the_bridge_adds_up(table in table(), settings in settings()) {
        let report = session(vec![table]).report(&settings);
        prop_assert_eq!(report.bridge.steps.is_empty(), report.window.is_none());
        let part = |part| report.bridge.steps.iter().find(|s| s.part == part).map_or(0, |s| cents(&s.amount));
        let cohort = part(BridgePart::Opening) + part(BridgePart::Expansion)
            - part(BridgePart::Contraction) - part(BridgePart::Churn);
        prop_assert_eq!(cohort, part(BridgePart::ClosingCohort));
        prop_assert_eq!(cohort + part(BridgePart::New) + part(BridgePart::Returned), part(BridgePart::Closing));
        if let Some(window) = report.window {
            let at = |m| report.movements.iter().find(|x| x.month == m).map(|x| cents(&x.closing));
            prop_assert_eq!(at(window.from), Some(part(BridgePart::Opening)));
            prop_assert_eq!(at(window.to), Some(part(BridgePart::Closing)));
        }
    }

    #[test]
    fn the_order_of_rows_and_the_names_change_nothing(
        rows in rows(), settings in settings(), seed in prop::collection::vec(any::<u32>(), 60)
    ) {
        let plain = session(vec![months(Shape::Long, &rows)]).report(&settings);
        let mut keyed: Vec<(u32, Row)> = seed.into_iter().zip(rows).collect();
        keyed.sort();
        // A common prefix keeps the names' order, by which ties are broken.
        let other: Vec<Row> =
            keyed.into_iter().map(|(_, (name, month, amount))| (format!("Customer {name}"), month, amount)).collect();
        let moved = session(vec![months(Shape::Long, &other)]).report(&settings);
        prop_assert_eq!(figures(&plain), figures(&moved).replace("Customer ", ""));
    }

    #[test]
    fn two_files_are_one(rows in rows(), settings in settings(), mask in prop::collection::vec(any::<bool>(), 60)) {
        let whole = session(vec![months(Shape::Long, &rows)]).report(&settings);
        let half = |wanted: bool| -> Vec<Row> {
            rows.iter().zip(&mask).filter(|(_, side)| **side == wanted).map(|(row, _)| row.clone()).collect()
        };
        let parts = vec![months(Shape::Long, &half(true)), months(Shape::Long, &half(false))];
        let mut split = session(parts).report(&settings);
        // Two files are told apart by one word: that both speak of a customer's month.
        split.diagnostics.retain(|finding| finding.code != Code::FilesOverlap);
        prop_assert_eq!(figures(&whole), figures(&split));
    }

    #[test]
    fn grr_never_exceeds_one_nor_nrr(table in table(), settings in settings()) {
        let session = session(vec![table]).with_customers(true);
        let report = session.report(&settings);
        let value = |id| match &report.metrics[&id] {
            Metric::Value { value, .. } => Some(as_number(value)),
            Metric::Na { .. } => None,
        };
        if let (Some(grr), Some(nrr)) = (value(MetricId::Grr), value(MetricId::Nrr)) {
            prop_assert!(grr <= 1.0 && grr <= nrr, "{} {}", grr, nrr);
            prop_assert!(value(MetricId::GrrMovement).unwrap() <= grr + 1e-12);
            prop_assert!((value(MetricId::GrossRevenueChurn).unwrap() - (1.0 - grr)).abs() < 1e-12);
            prop_assert!((value(MetricId::NetRevenueChurn).unwrap() - (1.0 - nrr)).abs() < 1e-9 * nrr.max(1.0));
            let lost = value(MetricId::LogoChurn).unwrap();
            prop_assert!((lost + value(MetricId::LogoRetention).unwrap() - 1.0).abs() < 1e-12);
        }
        let page = ask(&session, &settings, EvidenceKey::Metric { id: MetricId::Grr }, EvidenceSort::Customer);
        for row in &page.rows {
            let [opening, closing, kept] = &row.cells[..] else { panic!("three columns") };
            prop_assert_eq!(cents(kept), cents(opening).min(cents(closing)));
        }
        for cell in report.cohorts.iter().flat_map(|c| &c.age) {
            prop_assert!(cell.grr <= 1.0 && cell.grr <= cell.nrr && cell.logo <= 1.0);
        }
        for point in &report.trend {
            prop_assert!(point.grr <= 1.0 && point.grr <= point.nrr);
        }
    }

    #[test]
    fn evidence_adds_up_to_every_metric(table in table(), settings in settings()) {
        let session = session(vec![table]);
        let report = session.report(&settings);
        for id in MetricId::ALL {
            let page = ask(&session, &settings, EvidenceKey::Metric { id }, EvidenceSort::Size);
            let Metric::Value { value, numerator, denominator, n, .. } = &report.metrics[&id] else { continue };
            match (numerator, denominator) {
                (Some(above), Some(below)) => {
                    prop_assert_eq!(total(&page, page.numerator), Some(text(above)), "{}", id.as_str());
                    prop_assert_eq!(total(&page, page.denominator), Some(text(below)), "{}", id.as_str());
                }
                _ if page.numerator.is_some() && page.denominator.is_none() => {
                    prop_assert_eq!(total(&page, page.numerator), Some(text(value)), "{}", id.as_str());
                }
                _ => {
                    let (remade, value) = (common::remade(&page).unwrap(), as_number(value));
                    let scale = value.abs().max(1.0);
                    prop_assert!((remade - value).abs() <= 1e-12 * scale, "{} {} {}", id.as_str(), remade, value);
                }
            }
            // Customers won inside the window move these too.
            if !matches!(id, MetricId::NrrLazy | MetricId::NrrMonthlyCompounded) {
                prop_assert_eq!(page.count, *n, "{}", id.as_str());
            }
        }
    }

    #[test]
    fn whoever_is_not_in_a_number_is_counted_beside_it(table in table(), settings in settings()) {
        let session = session(vec![table]);
        let report = session.report(&settings);
        let mrr = |id| match &report.metrics[&id] {
            Metric::Value { value: Value::Money(amount), .. } => Some(cents(amount)),
            _ => None,
        };
        let Some(all) = mrr(MetricId::Mrr) else { return Ok(()) };
        for id in [MetricId::Nrr, MetricId::Grr, MetricId::NrrExLargest, MetricId::QuickRatio, MetricId::Mrr] {
            let page = ask(&session, &settings, EvidenceKey::Metric { id }, EvidenceSort::Size);
            if page.count == 0 {
                continue;
            }
            let apart: u64 = page.excluded.iter().map(|e| e.customers).sum();
            prop_assert_eq!(page.count + apart, session.book(&settings).customers.len() as u64, "{}", id.as_str());
            if id == MetricId::Nrr {
                let won: i128 = page.excluded.iter().map(|e| cents(&e.amount)).sum();
                let kept: i128 = page.rows.iter().map(|row| cents(&row.cells[1])).sum();
                prop_assert_eq!(kept + won, all);
            }
        }
    }

    #[test]
    fn evidence_adds_up_to_movements_cohorts_bridge_and_trend(table in table(), settings in settings()) {
        let session = session(vec![table]);
        let report = session.report(&settings);
        let number = |key| {
            let page = ask(&session, &settings, key, EvidenceSort::Size);
            (total(&page, page.numerator), total(&page, page.denominator), page.count)
        };
        for m in &report.movements {
            let c = m.customers;
            for (kind, amount, count) in [
                (MovementKind::New, &m.new, c.new),
                (MovementKind::Expansion, &m.expansion, c.expanded),
                (MovementKind::Contraction, &m.contraction, c.contracted),
                (MovementKind::Churn, &m.churn, c.churned),
                (MovementKind::Reactivation, &m.reactivation, c.reactivated),
            ] {
                let got = number(EvidenceKey::Movement { month: m.month, kind });
                prop_assert_eq!(got, (Some(amount.clone()), None, count));
            }
            prop_assert_eq!(
                number(EvidenceKey::Closing { month: m.month }),
                (Some(m.closing.clone()), None, c.closing)
            );
        }
        for step in &report.bridge.steps {
            let got = number(EvidenceKey::Bridge { part: step.part });
            prop_assert_eq!(got, (Some(step.amount.clone()), None, step.customers));
        }
        for cohort in &report.cohorts {
            for cell in &cohort.age {
                let (now, opening, count) = number(EvidenceKey::Cohort { start: cohort.start, months: cell.months });
                prop_assert_eq!((opening.as_deref(), count), (Some(cohort.revenue.as_str()), cohort.customers));
                let ratio = cents(&now.unwrap()) as f64 / cents(&cohort.revenue) as f64;
                prop_assert_eq!(ratio, cell.nrr);
            }
        }
        for point in &report.trend {
            let (closing, opening, count) = number(EvidenceKey::Trend { month: point.month });
            let ratio = cents(&closing.unwrap()) as f64 / cents(&opening.unwrap()) as f64;
            prop_assert_eq!((ratio, count), (point.nrr, point.n));
        }
        if let (Some(window), Some(last)) = (report.window, report.trend.last())
            && last.month == window.to
        {
            let Metric::Value { value, .. } = &report.metrics[&MetricId::Nrr] else { panic!("a trend without NRR") };
            prop_assert_eq!(as_number(value), last.nrr);
        }
    }

    #[test]
    fn pages_of_evidence_are_the_whole(table in table(), settings in settings(), size in 1..4_u64) {
        let session = session(vec![table]);
        let key = EvidenceKey::Metric { id: MetricId::Mrr };
        let whole = ask(&session, &settings, key, EvidenceSort::Size);
        let mut rows = Vec::new();
        for offset in (0..whole.count).step_by(size as usize) {
            let query = Evidence { key, sort: EvidenceSort::Size, offset, limit: size };
            let page = session.evidence(&settings, &query);
            prop_assert_eq!(&page.totals, &whole.totals);
            rows.extend(page.rows);
        }
        prop_assert_eq!(&rows, &whole.rows);
        let sizes: Vec<i128> = rows.iter().map(|row| cents(&row.cells[0])).collect();
        prop_assert!(sizes.is_sorted_by(|a, b| a >= b));
    }

    #[test]
    fn scaling_all_amounts_leaves_the_ratios(rows in rows(), settings in settings(), k in 2..50_i64) {
        let plain = session(vec![months(Shape::Long, &rows)]).report(&settings);
        let rows: Vec<Row> = rows.into_iter().map(|(c, m, amount)| (c, m, amount * k)).collect();
        let scaled = session(vec![months(Shape::Long, &rows)]).report(&settings);
        for (id, metric) in &plain.metrics {
            match (metric, &scaled.metrics[id]) {
                (Metric::Value { value: Value::Number(a), .. }, Metric::Value { value: Value::Number(b), .. }) => {
                    let factor = if matches!(
                        id,
                        MetricId::Arpa | MetricId::Ltv | MetricId::LtvDiscounted | MetricId::LtvCohort
                    ) { k as f64 } else { 1.0 };
                    prop_assert!((a * factor - b).abs() <= 1e-9 * b.abs().max(1.0), "{} {} {}", id.as_str(), a, b);
                }
                (Metric::Value { value: Value::Money(a), .. }, Metric::Value { value: Value::Money(b), .. }) => {
                    prop_assert_eq!(cents(a) * i128::from(k), cents(b));
                }
                (a, b) => prop_assert_eq!(a, b),
            }
        }
    }

    #[test]
    fn an_as_of_date_is_as_if_later_rows_were_not_there(rows in rows(), settings in settings(), later in 0..18_i32) {
        let last = january().plus(later);
        let as_of = last.last_day();
        let whole = session(vec![months(Shape::Long, &rows)]).as_of(as_of).report(&settings);
        let kept: Vec<Row> = rows.into_iter().filter(|(_, month, _)| *month <= last).collect();
        let cut = session(vec![months(Shape::Long, &kept)]).as_of(as_of).report(&settings);
        prop_assert_eq!(figures(&whole), figures(&cut));
    }

    #[test]
    fn variants_agree_where_nobody_moves_twice(amounts in prop::collection::vec((1..900_i64, 0..900_i64), 1..8)) {
        // One month: a path has one step, so movements and ends say the same of the opening customers.
        let rows: Vec<Row> = amounts.iter().enumerate().flat_map(|(i, (before, after))| {
            [(format!("C{i}"), january(), *before), (format!("C{i}"), january().plus(1), *after)]
        }).collect();
        let report = session(vec![months(Shape::Long, &rows)]).report(&common::settings(1));
        let value = |id| report.definitions.iter().find(|d| d.id == id).unwrap().value.unwrap();
        let nrr = value(DefinitionId::NrrCohort);
        for id in [DefinitionId::NrrLazy, DefinitionId::NrrMonthlyCompounded, DefinitionId::NrrMovement] {
            prop_assert!((value(id) - nrr).abs() < 1e-12);
        }
        prop_assert!((value(DefinitionId::GrrMovement) - value(DefinitionId::GrrCohort)).abs() < 1e-12);
    }
}
