//! Retention by group from outside: the worked examples (domain.md §2.2), and what must hold for any groups.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

mod common;

use common::{
    assert_close, close, file, grouped, grouped_from, ledger, month, months, number, read_as, session,
    settings,
};
use ninefold::base::{Month, Na};
use ninefold::read::{ReadOptions, Reader};
use ninefold::report::{
    Compared, Evidence, EvidenceColumn, EvidenceKey, EvidencePage, EvidenceSort, MetricId, Quadrant,
    QuadrantGroup, RankedBy, Report, Segment, SegmentBy, SegmentKind, Segmentation, Session, Settings, Value,
};
use ninefold::tables::{AccountsTable, AttributeKind, RevenueTable, Shape};
use proptest::prelude::*;

const F1: [(&str, &[i64]); 6] = [
    ("C1", &[5000, 6500]),
    ("C2", &[3000, 3000]),
    ("C3", &[1000, 700]),
    ("C4", &[500, 0]),
    ("C5", &[500, 500]),
    ("C6", &[0, 800]),
];
const F1_TIERS: [(&str, &str); 6] =
    [("C1", "KA"), ("C2", "KA"), ("C3", "SMB"), ("C4", "SMB"), ("C5", "SMB"), ("C6", "SMB")];

fn f1() -> Session {
    session(vec![grouped(ledger("2024-01", &F1), AttributeKind::Tier, "Tier", &F1_TIERS)])
}

/// The place and the value of a segmentation.
fn by<'a>(report: &'a Report, name: &str) -> (u32, &'a Segmentation) {
    let place = report.segmentations.iter().position(|s| s.by == name).unwrap();
    (place as u32, &report.segmentations[place])
}

fn groups<'a>(report: &'a Report, name: &str) -> Vec<&'a Segment> {
    let (place, _) = by(report, name);
    report.segments.iter().filter(|segment| segment.segmentation == place).collect()
}

fn group<'a>(report: &'a Report, name: &str, value: &str) -> &'a Segment {
    groups(report, name).into_iter().find(|segment| segment.value == value).unwrap()
}

fn ask(session: &Session, settings: &Settings, key: EvidenceKey) -> EvidencePage {
    session.evidence(settings, &Evidence { key, sort: EvidenceSort::Size, offset: 0, limit: u64::MAX })
}

fn cents(text: &str) -> i128 {
    text.replace('.', "").parse().unwrap()
}

/// So many customers of a name that pay 100 in each of the months, or 0.
fn many(prefix: &str, n: usize, amounts: &[i64]) -> Vec<(String, Vec<i64>)> {
    (0..n).map(|i| (format!("{prefix}{i}"), amounts.to_vec())).collect()
}

fn rows(parts: &[(String, Vec<i64>)]) -> RevenueTable {
    let rows: Vec<(&str, &[i64])> =
        parts.iter().map(|(name, amounts)| (name.as_str(), &amounts[..])).collect();
    ledger("2024-01", &rows)
}

#[test]
fn f1_by_tier() {
    let r = f1().report(&settings(1));
    let (ka, smb) = (group(&r, "tier", "KA"), group(&r, "tier", "SMB"));
    assert_eq!((ka.n, ka.kept_customers, ka.nrr, ka.grr, ka.logo_retention), (2, 2, 1.1875, 1.0, 1.0));
    assert_eq!((smb.n, smb.kept_customers, smb.nrr, smb.grr), (3, 2, 0.6, 0.6));
    assert_close("logo", smb.logo_retention, 2.0 / 3.0);
    assert_eq!(
        (ka.opening.as_str(), ka.closing.as_str(), ka.kept.as_str()),
        ("8000.00", "9500.00", "8000.00")
    );
    let (_, tier) = by(&r, "tier");
    assert_eq!((tier.name.as_str(), tier.kind, tier.derived), ("Tier", SegmentBy::Tier, false));
    // Two and three customers are too few to speak of a spread.
    assert!(ka.small && smb.small && tier.spread.is_none() && !tier.masked);
    assert_eq!((tier.simpson.is_none(), tier.simpson_na), (true, Some(Na::InsufficientHistory)));
    let q2 = &r.questions[1];
    assert_eq!((q2.status.as_str(), q2.needs.is_empty()), ("answered", true));
}

#[test]
fn f1_by_size() {
    let r = f1().report(&settings(1));
    let named: Vec<(&str, u64, SegmentKind)> =
        groups(&r, "size_class").iter().map(|g| (g.value.as_str(), g.n, g.kind)).collect();
    let size = SegmentKind::Size;
    assert_eq!(named, [("cheetah", 1, size), ("elephant", 1, size), ("rabbit", 3, size)]);
    let (_, size) = by(&r, "size_class");
    assert!(size.derived && size.name.is_empty());
    assert_eq!(size.cuts, ["5000.00", "3000.00"]);
    let wider = Settings { size_cuts: [40, 60], ..settings(1) };
    let r = f1().report(&wider);
    assert_eq!(group(&r, "size_class", "elephant").n, 2);
    let stated = grouped(ledger("2024-01", &F1), AttributeKind::SizeClass, "Size", &[("C1", "elephant")]);
    let r = session(vec![stated]).report(&settings(1));
    assert!(!by(&r, "size_class").1.derived, "what the file states isn't derived");
    let others: Vec<_> = groups(&r, "size_class").iter().map(|g| (g.kind, g.n)).collect();
    assert_eq!(others, [(SegmentKind::Stated, 1), (SegmentKind::NotStated, 4)]);
}

#[test]
fn f1_crossed() {
    let session = f1();
    let r = session.report(&settings(1));
    let q = r.quadrant.unwrap();
    let sums: Vec<(u64, &str, &str)> =
        q.groups.iter().map(|g| (g.n, g.opening.as_str(), g.closing.as_str())).collect();
    assert_eq!(sums, [(1, "5000.00", "6500.00"), (2, "3500.00", "3500.00"), (2, "1500.00", "700.00")]);
    let spots: Vec<_> = q.spots.iter().map(|s| (s.customer.as_deref().unwrap(), s.grr, s.ndr)).collect();
    let wanted = [("C1", 1.0, 1.3), ("C2", 1.0, 1.0), ("C3", 0.7, 0.7), ("C4", 0.0, 0.0), ("C5", 1.0, 1.0)];
    assert_eq!(spots, wanted);
    assert_eq!(q.rest, 0);
    let flat = ask(&session, &settings(1), EvidenceKey::Quadrant { group: QuadrantGroup::LoyalFlat });
    let names: Vec<&str> = flat.rows.iter().map(|row| row.customer.as_str()).collect();
    assert_eq!((names, flat.totals), (vec!["C2", "C5"], vec!["3500.00".to_owned(); 3]));
}

#[test]
fn white_space_is_ranked_by_free_seats_where_they_are_stated() {
    let parts = [
        ("Big", &[900, 900][..]),
        ("Free", &[100, 100]),
        ("Full", &[300, 300]),
        ("Over", &[300, 300]),
        ("Gone", &[50, 0]),
    ];
    let mut accounts = AccountsTable::default();
    for (name, paid, potential) in [
        ("Free", 10, Some(95)),
        ("Full", 7, Some(7)),
        ("Over", 9, Some(5)),
        ("Big", 3, None),
        ("Gone", 1, Some(9)),
    ] {
        accounts.customers.intern(name);
        accounts.lines.push(2);
        accounts.seats.push(Some(paid));
        accounts.potential_seats.push(potential);
    }
    let mut files = vec![read_as(ledger("2024-01", &parts)), read_as(ledger("2024-01", &[]))];
    (files[1].revenue, files[1].accounts) = (None, Some(accounts));
    let session = Session::new(files);
    let q = session.report(&settings(1)).quadrant.unwrap();
    assert_eq!((q.ranked_by, q.room.as_deref(), q.seats_stated), (RankedBy::Seats, Some("850.00"), 3));
    let listed: Vec<_> = q.white_space.iter().map(|w| (w.customer.as_str(), w.room.as_deref())).collect();
    let wanted = [("Free", Some("850.00")), ("Full", Some("0.00")), ("Over", Some("0.00")), ("Big", None)];
    assert_eq!(listed, wanted);
    let page = ask(&session, &settings(1), EvidenceKey::Quadrant { group: QuadrantGroup::LoyalFlat });
    let rows: Vec<(&str, &str)> =
        page.rows.iter().map(|r| (r.customer.as_str(), r.cells[3].as_str())).collect();
    assert_eq!(rows, [("Free", "850.00"), ("Full", "0.00"), ("Over", "0.00"), ("Big", "")]);
    assert_eq!((page.totals[3].as_str(), page.columns[3]), ("850.00", EvidenceColumn::Room));
    let gone = ask(&session, &settings(1), EvidenceKey::Quadrant { group: QuadrantGroup::Leaking });
    assert_eq!((gone.count, gone.columns.len()), (1, 3), "what is lost has no room");
}

#[test]
fn white_space_by_modules_opens_the_accounts_that_state_them() {
    let text = |name: &str| {
        let path = format!("tests/cases/white-space-modules/{name}");
        file(&std::fs::read_to_string(path).unwrap())
    };
    let session = Session::new(vec![text("ledger.csv"), text("accounts.csv")]);
    let all = ask(&session, &settings(1), EvidenceKey::Quadrant { group: QuadrantGroup::LoyalFlat });
    let rows: Vec<(&str, String)> =
        all.rows.iter().map(|r| (r.customer.as_str(), r.cells[2..].join(" "))).collect();
    let wanted = [
        ("Few", "110.00 12 10 91.66".to_owned()),
        ("Wide", "900.00 12 1 75.00".to_owned()),
        ("Over", "300.00 12 0 0.00".to_owned()),
        ("Silent", "5000.00   ".to_owned()),
    ];
    assert_eq!(rows, wanted);
    assert_eq!(
        all.columns[3..],
        [EvidenceColumn::AllModules, EvidenceColumn::FreeModules, EvidenceColumn::ModuleWeight]
    );
    let by = RankedBy::Modules;
    let page = ask(&session, &settings(1), EvidenceKey::WhiteSpace { by, place: None });
    assert_eq!((page.count, &page.totals[..]), (3, &["26", "36", "11"].map(str::to_owned)[..]));
    assert_eq!(page.value, Some(Value::Number(11.0 / 36.0)));
    let few = ask(&session, &settings(1), EvidenceKey::WhiteSpace { by, place: Some(0) });
    let lines: Vec<(u32, u32)> = few.rows[0].sources.iter().map(|s| (s.file, s.line)).collect();
    assert_eq!(lines, [(0, 3), (0, 8), (1, 3)], "the ledger's two months, then the account");
}

#[test]
fn an_average_that_hides_its_parts() {
    // Q2-08: 80 % of all, 95 % of the key accounts, 65 % of the others, half of the customers each.
    let parts = [
        many("ka", 19, &[100, 100]),
        many("ka-gone", 1, &[100, 0]),
        many("smb", 13, &[100, 100]),
        many("smb-gone", 7, &[100, 0]),
    ]
    .concat();
    let tiers: Vec<(&str, &str)> = parts
        .iter()
        .map(|(name, _)| (name.as_str(), if name.starts_with("ka") { "KA" } else { "SMB" }))
        .collect();
    let r = session(vec![grouped(rows(&parts), AttributeKind::Tier, "tier", &tiers)]).report(&settings(1));
    assert_close("overall", number(&r, MetricId::LogoRetention), 0.8);
    let (_, tier) = by(&r, "tier");
    assert_close("spread", tier.spread.unwrap(), 0.3);
    assert!(tier.masked);
    let logo = tier.spreads.iter().find(|s| s.metric == MetricId::LogoRetention).unwrap();
    assert_eq!((logo.low, logo.high, logo.certain), (1, 0, false), "20 of each: the intervals touch");
}

/// domain.md §2.2: KA 18/20 then 68/80, SMB 48/80 then 11/20. Customers move between the tiers, so that as many are
/// there as the second window needs.
fn reversal() -> Session {
    let mut parts: Vec<(String, Vec<i64>)> = Vec::new();
    let mut tiers: Vec<(String, Option<Month>, &str)> = Vec::new();
    let mut put = |name: &str, n: usize, amounts: &[i64], first: &'static str, second: &'static str| {
        for (name, amounts) in many(name, n, amounts) {
            tiers.push((name.clone(), None, first));
            tiers.push((name.clone(), Some(month("2024-02")), second));
            parts.push((name, amounts));
        }
    };
    put("a", 18, &[100, 100, 100], "KA", "KA");
    put("b", 2, &[100, 0, 0], "KA", "KA");
    put("c", 11, &[100, 100, 100], "SMB", "SMB");
    put("d", 9, &[100, 100, 0], "SMB", "SMB");
    put("e", 28, &[100, 100, 100], "SMB", "KA");
    put("f", 32, &[100, 0, 0], "SMB", "SMB");
    put("g", 22, &[0, 100, 100], "KA", "KA");
    put("h", 12, &[0, 100, 0], "KA", "KA");
    let tiers: Vec<(&str, Option<Month>, &str)> =
        tiers.iter().map(|(a, b, c)| (a.as_str(), *b, *c)).collect();
    session(vec![grouped_from(rows(&parts), AttributeKind::Tier, "tier", &tiers)])
}

#[test]
fn the_whole_rises_and_every_part_falls() {
    let r = reversal().report(&settings(1));
    let (_, tier) = by(&r, "tier");
    let simpson = tier.simpson.as_ref().unwrap();
    assert!(simpson.reversed && tier.simpson_na.is_none());
    assert_eq!((simpson.window.from, simpson.window.to), (month("2024-01"), month("2024-02")));
    let logo = simpson.shifts.iter().find(|s| s.metric == MetricId::LogoRetention).unwrap();
    assert_eq!((logo.before, logo.now), (0.66, 0.79));
    for (what, got, want) in
        [("change", logo.change, 0.13), ("mix", logo.mix, 0.18), ("rate", logo.rate, -0.05)]
    {
        assert_close(what, got, want);
    }
    let parts: Vec<_> =
        logo.groups.iter().map(|g| (g.n_before, g.n, g.before.unwrap(), g.now.unwrap())).collect();
    assert_eq!(parts, [(20, 80, 0.9, 0.85), (80, 20, 0.6, 0.55)]);
    assert!(logo.groups.iter().all(|g| g.judged && close(g.change.unwrap(), -0.05)));
    // The rates of the window are those of the segments.
    let shown: Vec<f64> = groups(&r, "tier").iter().map(|g| g.logo_retention).collect();
    assert_eq!(shown, [0.85, 0.55]);
}

#[test]
fn buyers_beside_the_article_s_marks() {
    let stay = |name, n| many(name, n, &[100, 100]);
    let parts = [stay("e", 11), many("gone", 1, &[100, 0]), stay("t", 60), stay("i", 5)].concat();
    let buyer = |name: &str| match &name[..1] {
        "t" => "Team",
        "i" => "Individual",
        _ => "Enterprise",
    };
    let of: Vec<(&str, &str)> = parts.iter().map(|(name, _)| (name.as_str(), buyer(name))).collect();
    let table = grouped(rows(&parts), AttributeKind::BuyerTier, "buyer", &of);
    let r = session(vec![grouped(table, AttributeKind::Plan, "plan", &of)]).report(&settings(1));
    let enterprise = group(&r, "buyer_tier", "Enterprise").mark.clone().unwrap();
    assert_eq!(
        (enterprise.id.as_str(), enterprise.value, enterprise.compared),
        ("article_enterprise", 0.92, Compared::Unclear)
    );
    assert!(enterprise.source.contains("woshipm.com"));
    assert_eq!(group(&r, "buyer_tier", "Team").mark.as_ref().unwrap().compared, Compared::Above);
    let marks = ["Enterprise", "Team", "Individual"]
        .map(|buyer| group(&r, "buyer_tier", buyer).mark.as_ref().unwrap().value);
    assert_eq!(marks, [0.92, 0.8, 0.55]);
    assert!(group(&r, "plan", "Enterprise").mark.is_none(), "a plan is no buyer");
}

#[test]
fn starts_are_only_known_after_the_first_month() {
    let parts = [("A", &[5, 5, 5, 5][..]), ("B", &[0, 5, 5, 5]), ("C", &[0, 0, 5, 5])];
    let r = session(vec![ledger("2023-11", &parts)]).report(&settings(1));
    let starts: Vec<_> = groups(&r, "start_year").iter().map(|g| (g.value.as_str(), g.kind, g.n)).collect();
    let (earlier, start) = (SegmentKind::Earlier, SegmentKind::Start);
    assert_eq!(starts, [("2023", start, 1), ("2023-11", earlier, 1), ("2024", start, 1)]);
    let quarters: Vec<_> = groups(&r, "start_quarter").iter().map(|g| g.value.as_str()).collect();
    assert_eq!(quarters, ["2023-11", "2023-Q4", "2024-Q1"]);
    assert!(by(&r, "start_year").1.derived);
}

#[test]
fn the_smallest_groups_are_folded_and_counted() {
    let parts: Vec<(String, Vec<i64>)> =
        (0..60_i64).map(|i| (format!("c{i:02}"), vec![100 + i, 100 + i])).collect();
    let of: Vec<(&str, String)> =
        parts.iter().skip(1).map(|(n, _)| (n.as_str(), format!("of {n}"))).collect();
    let of: Vec<(&str, &str)> = of.iter().map(|(a, b)| (*a, b.as_str())).collect();
    let session = session(vec![grouped(rows(&parts), AttributeKind::Other, "Team lead", &of)]);
    let r = session.report(&settings(1));
    let shown = groups(&r, "Team lead");
    assert_eq!(shown.len(), 52);
    let (others, unstated) = (shown[50], shown[51]);
    assert_eq!((others.kind, others.folded, others.n), (SegmentKind::Others, 9, 9));
    assert_eq!((unstated.kind, unstated.n), (SegmentKind::NotStated, 1));
    assert_eq!((shown[0].value.as_str(), shown[0].group), ("of c10", 0), "the smallest nine are folded");
    let (place, _) = by(&r, "Team lead");
    let key = EvidenceKey::Segment { by: place, value: others.group, metric: MetricId::Nrr, before: false };
    let page = ask(&session, &settings(1), key);
    assert_eq!((page.count, page.totals[0].as_str()), (9, others.opening.as_str()));
    assert!(page.rows.iter().all(|row| ("c01"..="c09").contains(&row.customer.as_str())));
}

#[test]
fn two_points_have_no_starts_and_no_window_before() {
    let mut reader = Reader::new(ReadOptions::default());
    reader.push(b"customer,opening,closing\nC1,5000,6500\nC2,3000,3000\nC3,1000,700\n");
    let r = Session::new(vec![reader.finish()]).report(&settings(12));
    let names: Vec<&str> = r.segmentations.iter().map(|s| s.by.as_str()).collect();
    assert_eq!(names, ["size_class"]);
    assert_eq!(r.segmentations[0].simpson_na, Some(Na::InsufficientHistory));
    assert_eq!(r.questions[1].status, "partly");
}

#[test]
fn no_window_no_groups() {
    let r = session(vec![ledger("2024-01", &F1)]).report(&settings(12));
    assert!(r.segments.is_empty() && r.segmentations.is_empty() && r.quadrant.is_none());
    assert_eq!(r.questions[1].status, "needs_data");
}

type Row = (String, Month, i64);

fn any_rows() -> impl Strategy<Value = Vec<Row>> {
    let amount = prop_oneof![Just(0_i64), 1..6_i64, 1..100_000_i64];
    let row = (0..30_u32, 0..7_i32, amount).prop_map(|(customer, later, amount)| {
        (format!("C{customer:02}"), month("2024-01").plus(later), amount)
    });
    prop::collection::vec(row, 0..200)
}

/// Who belongs to what, and from when on; some of nobody that pays.
fn any_groups() -> impl Strategy<Value = Vec<(u32, Option<i32>, u32)>> {
    prop::collection::vec((0..32_u32, prop::option::of(0..7_i32), 0..5_u32), 0..60)
}

fn with_groups(
    table: RevenueTable,
    of: &[(u32, Option<i32>, u32)],
    name: impl Fn(u32) -> String,
) -> RevenueTable {
    let of: Vec<(String, Option<Month>, String)> = of
        .iter()
        .map(|(c, from, value)| (format!("C{c:02}"), from.map(|m| month("2024-01").plus(m)), name(*value)))
        .collect();
    let of: Vec<(&str, Option<Month>, &str)> =
        of.iter().map(|(a, b, c)| (a.as_str(), *b, c.as_str())).collect();
    grouped_from(table, AttributeKind::Plan, "plan", &of)
}

fn sums_of(list: &[&Segment]) -> (u64, u64, i128, i128, i128) {
    let of = |s: &&Segment| (s.n, s.kept_customers, cents(&s.opening), cents(&s.closing), cents(&s.kept));
    list.iter().map(of).fold((0, 0, 0, 0, 0), |a, b| (a.0 + b.0, a.1 + b.1, a.2 + b.2, a.3 + b.3, a.4 + b.4))
}

fn checked_crossing(q: &Quadrant, whole: (u64, u64, i128, i128, i128)) -> Result<(), TestCaseError> {
    let (n, opening) = (q.groups.iter().map(|g| g.n).sum(), q.groups.iter().map(|g| cents(&g.opening)).sum());
    let closing: i128 = q.groups.iter().map(|g| cents(&g.closing)).sum();
    prop_assert_eq!((whole.0, whole.2, whole.3), (n, opening, closing));
    let spots: (u64, i128) =
        (q.spots.iter().map(|s| s.n).sum(), q.spots.iter().map(|s| cents(&s.opening)).sum());
    prop_assert_eq!(spots, (n, opening));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn groups_make_the_whole(rows in any_rows(), of in any_groups(), length in 1..4_u32) {
        let session = session(vec![with_groups(months(Shape::Long, &rows), &of, |v| format!("p{v}"))]);
        let settings = settings(length);
        let r = session.report(&settings);
        let (Some(q), Some(window)) = (&r.quadrant, r.window) else {
            prop_assert!(r.segments.is_empty());
            return Ok(());
        };
        let page = ask(&session, &settings, EvidenceKey::Metric { id: MetricId::Grr });
        let logo = ask(&session, &settings, EvidenceKey::Metric { id: MetricId::LogoRetention });
        let kept: u64 = logo.totals[3].parse().unwrap();
        let whole = (page.count, kept, cents(&page.totals[0]), cents(&page.totals[1]), cents(&page.totals[2]));
        checked_crossing(q, whole)?;
        for (place, by) in r.segmentations.iter().enumerate() {
            let list: Vec<&Segment> = r.segments.iter().filter(|s| s.segmentation as usize == place).collect();
            prop_assert_eq!(sums_of(&list), whole, "{}", by.by);
            let Some(simpson) = &by.simpson else { continue };
            prop_assert_eq!(simpson.window.to, window.from);
            for shift in &simpson.shifts {
                prop_assert!(close(shift.mix + shift.rate, shift.change));
                prop_assert!(close(shift.groups.iter().map(|g| g.mix).sum(), shift.mix));
                prop_assert!(close(shift.groups.iter().map(|g| g.rate).sum(), shift.rate));
                prop_assert_eq!(shift.now, number(&r, shift.metric));
                let trend = r.trend.iter().find(|point| point.month == window.from).unwrap();
                let then = match shift.metric {
                    MetricId::Nrr => trend.nrr,
                    MetricId::Grr => trend.grr,
                    _ => trend.logo_retention,
                };
                prop_assert_eq!(shift.before, then);
                prop_assert_eq!(shift.groups.iter().map(|g| g.n_before).sum::<u64>(), trend.n);
            }
        }
    }

    #[test]
    fn evidence_adds_up_to_every_group(rows in any_rows(), of in any_groups(), length in 1..4_u32) {
        let session = session(vec![with_groups(months(Shape::Long, &rows), &of, |v| format!("p{v}"))]);
        let settings = settings(length);
        let r = session.report(&settings);
        let of_group = |by: u32, value: u32, metric, before| {
            let page = ask(&session, &settings, EvidenceKey::Segment { by, value, metric, before });
            let total = |place: Option<u32>| cents(&page.totals[place.unwrap() as usize]);
            (page.count, total(page.numerator), total(page.denominator))
        };
        for s in &r.segments {
            let ask = |metric| of_group(s.segmentation, s.group, metric, false);
            prop_assert_eq!(ask(MetricId::Nrr), (s.n, cents(&s.closing), cents(&s.opening)));
            prop_assert_eq!(ask(MetricId::Grr), (s.n, cents(&s.kept), cents(&s.opening)));
            let logos = (s.n, i128::from(s.kept_customers), i128::from(s.n));
            prop_assert_eq!(ask(MetricId::LogoRetention), logos);
        }
        for (place, by) in (0..).zip(&r.segmentations) {
            for shift in by.simpson.iter().flat_map(|simpson| &simpson.shifts) {
                for part in &shift.groups {
                    let Some(before) = part.before else { continue };
                    let (n, above, below) = of_group(place, part.group, shift.metric, true);
                    prop_assert_eq!((n, above as f64 / below as f64), (part.n_before, before));
                }
            }
        }
        for sums in r.quadrant.iter().flat_map(|q| &q.groups) {
            let page = ask(&session, &settings, EvidenceKey::Quadrant { group: sums.group });
            prop_assert_eq!((page.count, &page.totals[0], &page.totals[2]), (sums.n, &sums.opening, &sums.closing));
            let sizes: Vec<i128> = page.rows.iter().map(|row| cents(&row.cells[2])).collect();
            prop_assert!(sizes.is_sorted_by(|a, b| a >= b), "the white space is ranked by closing MRR");
            if sums.group == QuadrantGroup::LoyalFlat {
                let listed = r.quadrant.iter().flat_map(|q| &q.white_space).map(|w| (&w.customer, &w.closing));
                prop_assert!(listed.eq(page.rows.iter().map(|row| (&row.customer, &row.cells[2]))));
            }
        }
    }

    #[test]
    fn names_are_only_names(rows in any_rows(), of in any_groups(), length in 1..4_u32) {
        let run = |name: fn(u32) -> String| {
            session(vec![with_groups(months(Shape::Long, &rows), &of, name)]).report(&settings(length))
        };
        let (plain, mut other) = (run(|v| format!("p{v}")), run(|v| format!("Plan no. {v}")));
        for segment in &mut other.segments {
            segment.value = segment.value.replace("Plan no. ", "p");
        }
        prop_assert_eq!(plain.segments, other.segments);
        prop_assert_eq!(plain.segmentations, other.segmentations);
    }

    #[test]
    fn one_group_is_the_whole(rows in any_rows(), length in 1..4_u32) {
        let all: Vec<(u32, Option<i32>, u32)> = (0..30).map(|c| (c, None, 0)).collect();
        let r = session(vec![with_groups(months(Shape::Long, &rows), &all, |_| "all".to_owned())]).report(&settings(length));
        if r.window.is_some() && r.quadrant.is_some() {
            let list = groups(&r, "plan");
            prop_assert_eq!(list.len(), 1);
            let rates = [list[0].nrr, list[0].grr, list[0].logo_retention];
            prop_assert_eq!(rates, [MetricId::Nrr, MetricId::Grr, MetricId::LogoRetention].map(|id| number(&r, id)));
            for shift in by(&r, "plan").1.simpson.iter().flat_map(|simpson| &simpson.shifts) {
                prop_assert!(close(shift.mix, 0.0) && close(shift.rate, shift.change) && !shift.reversed);
            }
        }
    }

    #[test]
    fn the_order_of_the_rows_changes_nothing(
        rows in any_rows(), of in any_groups(), length in 1..4_u32, seed in prop::collection::vec(any::<u32>(), 200)
    ) {
        // Of two statements about one month the first in the file counts: only one of each is kept here.
        let mut once = of;
        once.sort();
        once.dedup_by_key(|(customer, from, _)| (*customer, *from));
        let run = |rows: &[Row], of: &[(u32, Option<i32>, u32)]| {
            let table = with_groups(months(Shape::Long, rows), of, |v| format!("p{v}"));
            session(vec![table]).report(&settings(length))
        };
        let plain = run(&rows, &once);
        let mut keyed: Vec<(u32, Row)> = seed.iter().copied().zip(rows).collect();
        keyed.sort();
        let shuffled: Vec<Row> = keyed.into_iter().map(|(_, row)| row).collect();
        let mut turned = once.clone();
        turned.reverse();
        let moved = run(&shuffled, &turned);
        prop_assert_eq!(plain.segments, moved.segments);
        prop_assert_eq!(plain.segmentations, moved.segmentations);
        prop_assert_eq!(plain.quadrant, moved.quadrant);
    }
}
