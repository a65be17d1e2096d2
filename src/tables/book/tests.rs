use super::*;
use crate::tables::{Blanks, Ends, MonthFact, PeriodFact, RevenueFacts, RowCurrencies, Shape, Snapshot};

fn month(text: &str) -> Month {
    Month::parse_iso(text).unwrap()
}

fn date(text: &str) -> Date {
    Date::parse_iso(text).unwrap()
}

fn table(shape: Shape, customers: Names, facts: RevenueFacts) -> RevenueTable {
    RevenueTable {
        shape,
        currency: Currency::UNSTATED,
        mixed: Vec::new(),
        rows: RowCurrencies::default(),
        customers,
        facts,
        attributes: Vec::new(),
        items: None,
        subscriptions: None,
        list: None,
    }
}

fn months(shape: Shape, rows: &[(&str, &str, i64)]) -> RevenueTable {
    let mut names = Names::new();
    let facts: Vec<MonthFact> = rows
        .iter()
        .zip(2..)
        .map(|((c, m, amount), line)| MonthFact {
            customer: names.intern(c),
            month: month(m),
            amount: *amount,
            line,
        })
        .collect();
    let span = facts.iter().map(|f| f.month).min().zip(facts.iter().map(|f| f.month).max());
    table(shape, names, RevenueFacts::Months { facts, span, latest_day: None, many_days: false })
}

fn periods(rows: &[(&str, &str, Option<&str>, i64)]) -> RevenueTable {
    let mut names = Names::new();
    let facts = rows
        .iter()
        .zip(2..)
        .map(|((c, start, end, amount), line)| PeriodFact {
            customer: names.intern(c),
            start: date(start),
            end: end.map(date),
            cancelled: None,
            amount: *amount,
            line,
        })
        .collect();
    table(Shape::Periods, names, RevenueFacts::Periods(facts))
}

fn timeline(book: &Book, name: &str) -> Vec<(String, i64)> {
    let id = book.customers.id(name).unwrap();
    book.points(id).iter().map(|p| (p.month.to_string(), p.amount)).collect()
}

fn line(entries: &[(&str, i64)]) -> Vec<(String, i64)> {
    entries.iter().map(|(m, a)| ((*m).to_owned(), *a)).collect()
}

#[test]
fn sums_within_a_month_and_sorts() {
    let one = months(
        Shape::Long,
        &[("B", "2024-02", 5), ("A", "2024-02", 3), ("B", "2024-01", 2), ("B", "2024-02", 1)],
    );
    let two = months(Shape::Long, &[("B", "2024-03", 0), ("B", "2024-01", 10)]);
    let book = Book::new(&[one, two], BookOptions::default());
    assert_eq!(timeline(&book, "B"), line(&[("2024-01", 12), ("2024-02", 6)]));
    assert_eq!(timeline(&book, "A"), line(&[("2024-02", 3)]));
    assert_eq!(book.span, Some((month("2024-01"), month("2024-03"))));
    assert_eq!(book.as_of, Some(date("2024-03-31")));
    assert_eq!(book.overlaps, 1, "B's January stands in both tables");
}

#[test]
fn finds_the_file_and_the_line() {
    let one = months(Shape::Long, &[("A", "2024-01", 1), ("A", "2024-02", 1)]);
    let two = months(Shape::Long, &[("A", "2024-03", 1), ("B", "2024-03", 1)]);
    let book = Book::new(&[one, two], BookOptions::default());
    let a = book.customers.id("A").unwrap();
    let places: Vec<_> = book.points(a).iter().map(|p| book.locate(p.source.unwrap()).unwrap()).collect();
    assert_eq!(places, [(0, 2), (0, 3), (1, 2)]);
    let b = book.customers.id("B").unwrap();
    assert_eq!(book.locate(book.points(b)[0].source.unwrap()), Some((1, 3)));
}

#[test]
fn a_period_counts_on_its_snapshot_day() {
    let rows = [("A", "2024-01-15", Some("2024-04-01"), 7)];
    let run = |snapshot, ends| {
        let policies = Policies { snapshot, ends, ..Policies::default() };
        let book = Book::new(&[periods(&rows)], BookOptions { policies, ..BookOptions::default() });
        let ms: Vec<String> = timeline(&book, "A").into_iter().map(|(m, _)| m).collect();
        (ms.first().cloned().unwrap(), ms.last().cloned().unwrap(), book.as_of.unwrap().to_string())
    };
    let got = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
    assert_eq!(run(Snapshot::End, Ends::Exclusive), got("2024-01", "2024-03", "2024-03-31"));
    assert_eq!(run(Snapshot::End, Ends::Inclusive), got("2024-01", "2024-03", "2024-04-30"));
    assert_eq!(run(Snapshot::Start, Ends::Exclusive), got("2024-02", "2024-03", "2024-03-31"));
    assert_eq!(run(Snapshot::Start, Ends::Inclusive), got("2024-02", "2024-04", "2024-04-30"));
    assert_eq!(run(Snapshot::Any, Ends::Inclusive), got("2024-01", "2024-04", "2024-04-30"));
}

#[test]
fn open_periods_run_to_the_as_of_month_and_empty_ones_nowhere() {
    let rows = [("A", "2024-01-01", None, 7), ("B", "2024-03-09", Some("2024-03-09"), 5)];
    let book = Book::new(&[periods(&rows)], BookOptions::default());
    assert_eq!(timeline(&book, "A").len(), 3);
    assert!(timeline(&book, "B").is_empty());
    let as_of = Some(date("2024-02-10"));
    let book = Book::new(&[periods(&rows)], BookOptions { as_of, ..BookOptions::default() });
    assert_eq!(timeline(&book, "A").len(), 2);
}

#[test]
fn bridges_holes_but_no_tails() {
    let rows = [
        ("A", "2024-01", 4),
        ("A", "2024-02", 0),
        ("A", "2024-03", 9),
        ("B", "2024-06", 1),
        ("A", "2024-06", 9),
    ];
    let run = |gap| {
        let policies = Policies { gap, ..Policies::default() };
        let book =
            Book::new(&[months(Shape::Long, &rows)], BookOptions { policies, ..BookOptions::default() });
        (timeline(&book, "A"), book.filled)
    };
    assert_eq!(run(0).1, 0);
    let (a, filled) = run(1);
    assert_eq!((a, filled), (line(&[("2024-01", 4), ("2024-02", 4), ("2024-03", 9), ("2024-06", 9)]), 1));
    assert_eq!(run(2).1, 3);
}

#[test]
fn blanks_of_a_wide_table_carry_on_until_a_zero() {
    let rows = [
        ("A", "2024-01", 4),
        ("A", "2024-03", 6),
        ("B", "2024-01", 2),
        ("B", "2024-03", 0),
        ("C", "2024-05", 1),
    ];
    let policies = Policies { blanks: Blanks::Missing, ..Policies::default() };
    let options = BookOptions { policies, ..BookOptions::default() };
    let book = Book::new(&[months(Shape::Wide, &rows)], options);
    let a = [("2024-01", 4), ("2024-02", 4), ("2024-03", 6), ("2024-04", 6), ("2024-05", 6)];
    assert_eq!(timeline(&book, "A"), line(&a));
    assert_eq!(timeline(&book, "B"), line(&[("2024-01", 2), ("2024-02", 2)]));
    assert_eq!(book.filled, 4);
    let long = Book::new(&[months(Shape::Long, &rows)], options);
    assert_eq!(long.filled, 0, "only a wide table has blank cells");
}

#[test]
fn currencies_are_not_added_up() {
    let mut one = months(Shape::Long, &[("A", "2024-01", 1)]);
    let mut two = one.clone();
    one.currency = Currency::from_code("USD").unwrap();
    let book = Book::new(&[one.clone(), two.clone()], BookOptions::default());
    assert_eq!(book.currency.code.as_deref(), Some("USD"));
    two.currency = Currency::from_code("EUR").unwrap();
    let book = Book::new(&[one, two], BookOptions::default());
    assert_eq!(book.mixed, [("EUR".to_owned(), 1), ("USD".to_owned(), 1)]);
    assert!(book.is_empty());
}

#[test]
fn a_last_month_of_half_the_customers_looks_incomplete() {
    let names: Vec<String> = (0..10).map(|i| format!("C{i}")).collect();
    let mut rows: Vec<(&str, &str, i64)> = names.iter().map(|n| (n.as_str(), "2024-01", 1)).collect();
    rows.extend(names.iter().take(4).map(|n| (n.as_str(), "2024-02", 1)));
    assert!(Book::new(&[months(Shape::Long, &rows)], BookOptions::default()).partial);
    let january = BookOptions { as_of: Some(date("2024-01-31")), ..BookOptions::default() };
    assert!(!Book::new(&[months(Shape::Long, &rows)], january).partial);
    rows.push((names[5].as_str(), "2024-02", 1));
    assert!(!Book::new(&[months(Shape::Long, &rows)], BookOptions::default()).partial);
}

#[test]
fn daily_periods_that_stop_early_leave_their_month_incomplete() {
    let days: Vec<String> = (10..30).map(|day| format!("2024-01-{day}")).collect();
    let mut rows: Vec<(&str, &str, Option<&str>, i64)> =
        days.iter().map(|day| (day.as_str(), day.as_str(), None, 1)).collect();
    rows.push(("late", "2024-02-08", None, 1));
    assert!(Book::new(&[periods(&rows)], BookOptions::default()).partial);
    rows.push(("later", "2024-02-27", None, 1));
    assert!(!Book::new(&[periods(&rows)], BookOptions::default()).partial);
    let rare = [("A", "2024-01-20", None, 1), ("B", "2024-02-08", None, 1)];
    assert!(!Book::new(&[periods(&rare)], BookOptions::default()).partial, "few dates prove nothing");
}

#[test]
fn ends_far_after_the_last_start_look_planned() {
    let rows = [("A", "2024-01-01", Some("2024-12-31"), 7), ("B", "2024-02-01", None, 5)];
    let book = Book::new(&[periods(&rows)], BookOptions::default());
    let plans = book.planned_ends.unwrap();
    assert_eq!((plans.last_end.to_string().as_str(), plans.count), ("2024-12-31", 1));
    let as_of = Some(date("2024-02-29"));
    assert!(
        Book::new(&[periods(&rows)], BookOptions { as_of, ..BookOptions::default() }).planned_ends.is_none()
    );
}

#[test]
fn what_no_tab_can_hold_is_refused_before_it_is_made() {
    let names: Vec<String> = (0..60_000).map(|i| format!("C{i}")).collect();
    let mut rows: Vec<(&str, &str, Option<&str>, i64)> =
        names.iter().map(|name| (name.as_str(), "1950-01-01", None, 1)).collect();
    rows.push(("Z", "2025-12-01", None, 1));
    let book = Book::new(&[periods(&rows)], BookOptions::default());
    assert_eq!((book.refused, book.is_empty()), (Some(Refused::Months), true));
    assert_eq!(book.span, Some((month("1950-01"), month("2025-12"))));
    let early = BookOptions { as_of: Some(date("1950-06-30")), ..BookOptions::default() };
    let book = Book::new(&[periods(&rows)], early);
    assert_eq!((book.refused, book.len()), (None, 360_000));
}

#[test]
fn blanks_of_centuries_are_refused_too() {
    let names: Vec<String> = (0..20_000).map(|i| format!("C{i}")).collect();
    let mut rows: Vec<(&str, &str, i64)> = names.iter().map(|n| (n.as_str(), "1900-01", 1)).collect();
    rows.push(("Z", "2199-12", 1));
    let policies = Policies { blanks: Blanks::Missing, ..Policies::default() };
    let wide = months(Shape::Wide, &rows);
    let book = Book::new(std::slice::from_ref(&wide), BookOptions { policies, ..BookOptions::default() });
    assert_eq!((book.refused, book.filled, book.len()), (Some(Refused::Months), 0, 0));
    assert_eq!(Book::new(&[wide], BookOptions::default()).len(), 20_001);
}

#[test]
fn a_sum_that_no_longer_fits_is_refused_rather_than_cut() {
    let most = crate::base::MAX_MINOR;
    let rows = vec![("A", "2024-01", most); 101];
    let book = Book::new(&[months(Shape::Long, &rows)], BookOptions::default());
    assert_eq!((book.refused, book.is_empty()), (Some(Refused::Sum), true));
    let book = Book::new(&[months(Shape::Long, &rows[..100])], BookOptions::default());
    assert_eq!((book.refused, book.amount(0, month("2024-01"))), (None, most * 100));
}

#[test]
fn the_last_month_of_the_calendar_has_an_end() {
    let book = Book::new(&[months(Shape::Long, &[("A", "2199-12", 4)])], BookOptions::default());
    assert_eq!((book.as_of, book.len()), (Some(date("2199-12-31")), 1));
}

#[test]
fn a_point_is_sixteen_bytes() {
    assert_eq!(size_of::<Point>(), 16);
}
