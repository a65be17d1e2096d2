//! The definitions side by side against a plain implementation of each, the bridge between any two, presets, and what
//! each policy would change.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

mod common;

use DefinitionId as Id;
use common::{ledger, month, months, of_subscriptions, session};
use ninefold::base::{Month, Na};
use ninefold::metrics::{Window, variants};
use ninefold::read::{ReadOptions, Reader};
use ninefold::report::{
    Comparison, Definition, DefinitionId, DifferenceRule, Effect, Evidence, EvidenceColumn, EvidenceKey,
    EvidenceMade, EvidencePage, EvidenceSort, Inquiry, POLICIES, POLICY_CHOICES, Report, Session, Settings,
    Told, Value, to_json,
};
use ninefold::tables::{Policies, ReactivationPolicy, RevenueTable, Shape};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Customers as rows of amounts, as someone would write the definitions down: no sparse months, no integers shared.
struct Cube {
    rows: Vec<Vec<i64>>,
    opening: usize,
    closing: usize,
}

impl Cube {
    fn total(&self, t: usize) -> f64 {
        self.rows.iter().map(|row| row[t]).sum::<i64>() as f64
    }

    fn sum(&self, of: impl Fn(&[i64]) -> i64) -> f64 {
        self.rows.iter().map(|row| of(row)).sum::<i64>() as f64
    }

    fn kept(&self, from: usize, to: usize) -> f64 {
        self.sum(|row| if row[from] > 0 { row[to] } else { 0 })
    }

    fn capped(&self, from: usize, to: usize) -> f64 {
        self.sum(|row| row[from].min(row[to]))
    }

    fn logos(&self, from: usize, to: usize) -> f64 {
        self.sum(|row| i64::from(row[from] > 0 && row[to] > 0))
    }

    fn count(&self, t: usize) -> f64 {
        self.sum(|row| i64::from(row[t] > 0))
    }

    /// Expansion, contraction, churn and returns of a month, of the rows that `of` takes.
    fn moves(&self, t: usize, of: impl Fn(&[i64]) -> bool) -> [f64; 4] {
        let mut sums = [0; 4];
        for row in self.rows.iter().filter(|row| of(row)) {
            let (a, b) = (row[t - 1], row[t]);
            if a == 0 && b > 0 && row[..t].iter().any(|x| *x > 0) {
                sums[3] += b;
            } else if a > 0 && b == 0 {
                sums[2] += a;
            } else if a > 0 && b < a {
                sums[1] += a - b;
            } else if a > 0 {
                sums[0] += b - a;
            }
        }
        sums.map(|sum| sum as f64)
    }

    /// The subscriptions as rows: half of every cell is one that never ends, the rest another one every fifth month.
    fn subscriptions(&self) -> Cube {
        let mut rows = Vec::new();
        for row in &self.rows {
            rows.push(row.iter().map(|amount| amount / 2).collect());
            for fifth in 0..row.len().div_ceil(5) {
                let own = |(t, amount): (usize, &i64)| if t / 5 == fifth { amount - amount / 2 } else { 0 };
                rows.push(row.iter().enumerate().map(own).collect());
            }
        }
        Cube { rows, ..*self }
    }

    /// The value by the book, `None` where it would divide by nothing or reach before the first month.
    fn value(&self, id: Id, policy: ReactivationPolicy) -> Option<f64> {
        let (s, t) = (self.opening, self.closing);
        let length = t - s;
        let path = || s + 1..=t;
        let over = |a: f64, b: f64| (b != 0.0).then(|| a / b);
        let chain = |of: &dyn Fn(usize) -> Option<f64>| {
            path().map(of).try_fold(1.0, |product, ratio| ratio.map(|ratio| product * ratio))
        };
        let lapses = |row: &[i64]| row[s..=t].contains(&0);
        let unbroken = |cap: bool| {
            self.sum(|row| match (row[s], lapses(row)) {
                (0, _) | (_, true) => 0,
                (opening, false) => {
                    if cap {
                        row[t].min(opening)
                    } else {
                        row[t]
                    }
                }
            })
        };
        let net = |returns: bool, of: &dyn Fn(&[i64]) -> bool| {
            let moved: f64 = path()
                .map(|t| {
                    let [up, down, gone, back] = self.moves(t, of);
                    up - down - gone + if returns { back } else { 0.0 }
                })
                .sum();
            self.total(s) + moved
        };
        let lost = |of: &dyn Fn(&[i64]) -> bool| {
            let lost: f64 = path().map(|t| self.moves(t, of)).map(|[_, down, gone, _]| down + gone).sum();
            self.total(s) - lost
        };
        let everyone = |_: &[i64]| true;
        let opening = |row: &[i64]| row[s] > 0;
        let booked = policy == ReactivationPolicy::Expansion;
        let with_returns = |t: usize| {
            let [up, down, gone, back] = self.moves(t, everyone);
            over(self.total(t - 1) + up + back - down - gone, self.total(t - 1))
        };
        let month = over(self.kept(t - 1, t), self.total(t - 1));
        match id {
            Id::NrrCohort => over(self.kept(s, t), self.total(s)),
            Id::NrrUnbroken => over(unbroken(false), self.total(s)),
            Id::NrrSubscription => self.subscriptions().value(Id::NrrCohort, policy),
            Id::GrrSubscription => self.subscriptions().value(Id::GrrCohort, policy),
            Id::LogoSubscription => self.subscriptions().value(Id::LogoCohort, policy),
            Id::NrrMonthlyMean => {
                over(path().map(|t| self.kept(t - 1, t)).sum(), path().map(|t| self.total(t - 1)).sum())
            }
            Id::NrrMonthlyCompounded => chain(&|t| over(self.kept(t - 1, t), self.total(t - 1))),
            Id::NrrMonthlyCompoundedReturns => chain(&with_returns),
            Id::NrrLazy => over(net(booked, &everyone), self.total(s)),
            Id::NrrLazyReturns => over(net(true, &everyone), self.total(s)),
            Id::NrrMovement => over(net(booked, &opening), self.total(s)),
            Id::NrrTrailingMean | Id::NrrTwoYear if s + 1 < length => None,
            Id::NrrTrailingMean => over(
                path().map(|t| self.kept(t - length, t)).sum(),
                path().map(|t| self.total(t - length)).sum(),
            ),
            Id::NrrTwoYear => {
                let first = s + 1 - length;
                let year = |from: usize| {
                    self.sum(|row| if row[first] > 0 { row[from..from + length].iter().sum() } else { 0 })
                };
                over(year(first + length), year(first))
            }
            Id::NrrLastMonthCompounded => month.map(|month| (0..length).fold(1.0, |power, _| power * month)),
            Id::NrrLastMonthLinear => month.map(|month| 1.0 + length as f64 * (month - 1.0)),
            Id::NrrMonth => month,
            Id::NrrMonthReturns => with_returns(t),
            Id::NrrSurvivors => over(
                self.sum(|row| if row[s] > 0 && row[t] > 0 { row[t] } else { 0 }),
                self.sum(|row| if row[s] > 0 && row[t] > 0 { row[s] } else { 0 }),
            ),
            Id::NrrOpen => over(self.total(t), self.total(s)),
            Id::GrrCohort => over(self.capped(s, t), self.total(s)),
            Id::GrrUnbroken => over(unbroken(true), self.total(s)),
            Id::GrrMonthlyCompounded => chain(&|t| over(self.capped(t - 1, t), self.total(t - 1))),
            Id::GrrAllMovements => over(lost(&everyone), self.total(s)),
            Id::GrrMovement => over(lost(&opening), self.total(s)),
            Id::GrrMonth => over(self.capped(t - 1, t), self.total(t - 1)),
            Id::GrrAggregateMin => over(self.total(s).min(self.total(t)), self.total(s)),
            Id::LogoCohort => over(self.logos(s, t), self.count(s)),
            Id::LogoMonthlyCompounded => chain(&|t| over(self.logos(t - 1, t), self.count(t - 1))),
            Id::LogoMonth => over(self.logos(t - 1, t), self.count(t - 1)),
            Id::LogoWithNew => {
                over(self.count(t), self.sum(|row| i64::from(row[s..=t].iter().any(|x| *x > 0))))
            }
            Id::LogoMonthWithNew => {
                over(self.count(t), self.sum(|row| i64::from(row[t - 1] > 0 || row[t] > 0)))
            }
            Id::LogoNet => over(self.count(t), self.count(s)),
        }
    }
}

/// The largest product that a chain of monthly ratios passes through: what its rounding is measured by.
fn peak(rows: &[Vec<i64>], window: usize) -> f64 {
    let last = rows[0].len() - 1;
    let cube = |closing| Cube { rows: rows.to_vec(), opening: last - window, closing };
    let chains = [Id::NrrMonthlyCompounded, Id::NrrMonthlyCompoundedReturns];
    let prefixes = (last - window + 1..=last).flat_map(|closing| {
        chains.map(|id| cube(closing).value(id, ReactivationPolicy::Separate).unwrap_or(0.0))
    });
    prefixes.fold(1.0, f64::max)
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-12 * a.abs().max(b.abs()).max(1.0)
}

const FIRST: &str = "2022-01";

/// Customers that come, go, return, grow and shrink; every month of the cube is in the file.
fn cubes() -> impl Strategy<Value = (Vec<Vec<i64>>, usize, ReactivationPolicy)> {
    let amount = prop_oneof![3 => Just(0_i64), 2 => Just(100), 4 => 1..400_i64, 1 => 1..1_000_000_i64];
    let steady = (0..30_usize, 0..30_usize, 1..500_i64).prop_map(|(from, to, amount)| {
        (0..30).map(|t| if (from..to).contains(&t) { amount } else { 0 }).collect::<Vec<i64>>()
    });
    let row = prop_oneof![prop::collection::vec(amount, 30), steady];
    let policy = prop_oneof![Just(ReactivationPolicy::Separate), Just(ReactivationPolicy::Expansion)];
    (1..31_usize, prop::collection::vec(row, 1..12), 1..14_usize, policy).prop_map(
        |(length, rows, window, policy)| {
            let rows = rows.into_iter().map(|row| row[..length].to_vec()).collect();
            (rows, window, policy)
        },
    )
}

/// A customer's revenue of one subscription in a month.
type Fact = (String, Month, i64, String);

/// The cells of a cube, each of two subscriptions ([`Cube::subscriptions`]).
fn facts(rows: &[Vec<i64>]) -> Vec<Fact> {
    let cells = rows.iter().enumerate().flat_map(|(i, row)| {
        row.iter().zip(0..).flat_map(move |(amount, t)| {
            let at = |amount, name| (format!("K{i}"), month(FIRST).plus(t), amount, name);
            [at(amount / 2, "base".to_owned()), at(amount - amount / 2, format!("s{}", t / 5))]
        })
    });
    cells.collect()
}

fn table(shape: Shape, facts: &[Fact]) -> RevenueTable {
    let rows: Vec<_> = facts.iter().map(|(who, month, amount, _)| (who.clone(), *month, *amount)).collect();
    of_subscriptions(months(shape, &rows), facts.iter().map(|(.., name)| name.as_str()))
}

fn settings(months: usize, policy: ReactivationPolicy) -> Settings {
    let policies = Policies { reactivation: policy, ..Policies::default() };
    Settings { months: months as u32, policies, ..Settings::default() }
}

fn definition(report: &Report, id: Id) -> &Definition {
    report.definitions.iter().find(|definition| definition.id == id).unwrap()
}

fn value(report: &Report, id: Id) -> f64 {
    definition(report, id).value.unwrap_or_else(|| panic!("{id:?} has no value"))
}

fn compare(session: &Session, settings: &Settings, from: Id, to: Id) -> Comparison {
    match session.inquire(settings, &Inquiry::Compare { from, to }) {
        Told::Comparison(comparison) => *comparison,
        other => panic!("{other:?}"),
    }
}

fn effects(session: &Session, settings: &Settings) -> Vec<Effect> {
    match session.inquire(settings, &Inquiry::Effects) {
        Told::Effects(effects) => effects,
        other => panic!("{other:?}"),
    }
}

fn behind(session: &Session, settings: &Settings, id: Id) -> EvidencePage {
    let key = EvidenceKey::Definition { id };
    session.evidence(settings, &Evidence { key, sort: EvidenceSort::Size, offset: 0, limit: 1000 })
}

fn number(text: &str) -> f64 {
    text.parse().unwrap()
}

fn side(value: &Option<Value>) -> f64 {
    common::as_number(value.as_ref().unwrap())
}

/// A difference's points and what stands behind them.
fn check_bridge(c: &Comparison, peak: f64) -> Result<(), TestCaseError> {
    let [Some(from), Some(to)] = c.values else {
        prop_assert!(c.na.is_some() && c.steps.is_empty());
        return Ok(());
    };
    let sum: f64 = c.steps.iter().map(|step| step.points).sum();
    let scale =
        c.steps.iter().map(|step| step.points.abs()).fold(from.abs().max(to.abs()).max(peak), f64::max);
    prop_assert!(
        (from + sum - to).abs() <= 1e-12 * scale.max(1.0),
        "{:?} {:?}: {from} + {sum} is not {to}",
        c.from,
        c.to
    );
    prop_assert_eq!(c.difference, Some(to - from));
    for (step, next) in c.steps.iter().zip(c.steps.iter().skip(1)) {
        prop_assert!(step.rule < next.rule);
    }
    for step in &c.steps {
        let named: f64 = step.top.iter().map(|customer| customer.points).sum();
        prop_assert!((named + step.others_points - step.points).abs() <= 1e-12 * scale.max(1.0), "{step:?}");
        prop_assert_eq!(step.top.len() as u64 + step.others, step.customers);
        prop_assert!(step.top.len() <= 10 && step.customers > 0);
        prop_assert!(step.top.is_sorted_by(|a, b| a.points.abs() >= b.points.abs()));
    }
    Ok(())
}

proptest! {
    #[test]
    fn every_definition_is_what_a_plain_reading_of_it_gives((rows, window, policy) in cubes()) {
        let session = session(vec![table(Shape::Long, &facts(&rows))]);
        let settings = settings(window, policy);
        let report = session.report(&settings);
        let last = rows[0].len() - 1;
        if last < window {
            for definition in &report.definitions {
                prop_assert_eq!((definition.value, definition.na), (None, Some(Na::InsufficientHistory)));
            }
            return Ok(());
        }
        let cube = Cube { rows, opening: last - window, closing: last };
        for id in Id::ALL {
            let (got, want) = (definition(&report, id), cube.value(id, policy));
            match (got.value, want) {
                (Some(got), Some(want)) => prop_assert!(near(got, want), "{:?}: {} is not {}", id, got, want),
                (None, None) => prop_assert!(got.na.is_some()),
                _ => prop_assert!(false, "{:?}: {:?}, expected {:?}", id, got, want),
            }
        }
    }

    #[test]
    fn contributions_add_up_to_each_definition((rows, months_back, policy) in cubes()) {
        let session = session(vec![table(Shape::Long, &facts(&rows))]);
        let settings = settings(months_back, policy);
        let report = session.report(&settings);
        let book = session.book(&settings);
        let Some(window) = Window::of(&book, settings.months, None) else { return Ok(()) };
        let peak = peak(&rows, months_back);
        let ends = book.subscriptions_at(&[table(Shape::Long, &facts(&rows))], [window.from, window.to]);
        for variant in variants(&book, ends.as_ref(), window, policy, &Id::ALL) {
            let Ok(value) = variant.value() else { continue };
            let (mut sum, mut scale) = (1.0, value.abs().max(peak));
            variant.contributions(&book, ends.as_ref(), |_, _, moved| {
                sum += moved;
                scale += moved.abs();
            });
            prop_assert!((sum - value).abs() <= 1e-12 * scale.max(1.0), "{:?}: {} is not {}", variant.id, sum, value);
            // And so does what a person sees behind it.
            let page = behind(&session, &settings, variant.id);
            let told = definition(&report, variant.id);
            let remade = common::remade(&page).unwrap();
            prop_assert!(near(remade, value), "{:?}: {} is not {}", variant.id, remade, value);
            if let (Some(above), Some(below), EvidenceMade::Sum) = (page.numerator, page.denominator, page.made) {
                prop_assert_eq!(number(&page.totals[above as usize]), side(&told.numerator));
                prop_assert_eq!(number(&page.totals[below as usize]), side(&told.denominator));
            }
            // Each month of a product is made of its own customers.
            for part in page.parts.iter().filter(|_| page.made == EvidenceMade::Product) {
                let month = session.evidence(&settings, &Evidence {
                    key: part.key.unwrap(), sort: EvidenceSort::Size, offset: 0, limit: 1000,
                });
                if month.count == 0 {
                    prop_assert_eq!(common::as_number(part.below.as_ref().unwrap()), 0.0);
                    continue;
                }
                let total = |place: Option<u32>| number(&month.totals[place.unwrap() as usize]);
                prop_assert_eq!(total(month.numerator), side(&part.above));
                prop_assert_eq!(total(month.denominator), side(&part.below));
            }
            match page.columns.last() {
                Some(column) if *column != EvidenceColumn::Points => {}
                None => {}
                // A customer that grows a thousandfold in a month, raised to the twelfth, is beyond a column of points.
                _ if scale > 1e12 => {}
                _ => {
                    let points = number(page.totals.last().unwrap());
                    let rounding = 1e-6 * (page.count as f64 + 1.0) + 1e-9 * scale;
                    prop_assert!((points / 100.0 + 1.0 - value).abs() <= rounding, "{:?} {} {}", variant.id, points, value);
                }
            }
        }
    }

    #[test]
    fn the_steps_between_any_two_definitions_are_their_difference(
        (rows, window, policy) in cubes(), from in 0..Id::ALL.len(), to in 0..Id::ALL.len()
    ) {
        let session = session(vec![table(Shape::Long, &facts(&rows))]);
        let settings = settings(window, policy);
        let (from, to) = (Id::ALL[from], Id::ALL[to]);
        let there = compare(&session, &settings, from, to);
        let peak = if rows[0].len() > window { peak(&rows, window) } else { 1.0 };
        check_bridge(&there, peak)?;
        if from == to {
            prop_assert!(there.steps.is_empty());
        }
        let back = compare(&session, &settings, to, from);
        prop_assert_eq!(there.steps.len(), back.steps.len());
        for (one, other) in there.steps.iter().zip(&back.steps) {
            prop_assert_eq!((one.rule, one.customers, one.points), (other.rule, other.customers, -other.points));
        }
    }

    #[test]
    fn the_order_of_the_rows_moves_no_digit(
        (rows, window, policy) in cubes(), from in 0..Id::ALL.len(), to in 0..Id::ALL.len(), turn in 0..400_usize
    ) {
        let facts = facts(&rows);
        let mut turned = facts.clone();
        turned.rotate_left(turn % facts.len());
        turned.reverse();
        let settings = settings(window, policy);
        let told = |facts: &[Fact]| {
            let session = session(vec![table(Shape::Long, facts)]);
            let comparison = compare(&session, &settings, Id::ALL[from], Id::ALL[to]);
            let report = session.report(&settings);
            (serde_json::to_string(&comparison).unwrap(), serde_json::to_string(&report.definitions).unwrap())
        };
        prop_assert_eq!(told(&facts), told(&turned));
    }

    #[test]
    fn definitions_keep_their_order((rows, window, policy) in cubes()) {
        let report = session(vec![table(Shape::Long, &facts(&rows))]).report(&settings(window, policy));
        let at_most = |small: Id, large: Id| match (definition(&report, small).value, definition(&report, large).value) {
            (Some(a), Some(b)) => prop_assert_at_most(small, a, large, b),
            _ => Ok(()),
        };
        for (small, large) in [
            (Id::GrrCohort, Id::NrrCohort),
            (Id::GrrUnbroken, Id::GrrCohort),
            (Id::NrrUnbroken, Id::NrrCohort),
            (Id::GrrSubscription, Id::NrrSubscription),
            (Id::NrrSubscription, Id::NrrCohort),
            (Id::GrrSubscription, Id::GrrCohort),
            (Id::GrrUnbroken, Id::NrrUnbroken),
            (Id::GrrMonthlyCompounded, Id::NrrMonthlyCompounded),
            (Id::NrrMonthlyCompounded, Id::NrrMonthlyCompoundedReturns),
            (Id::NrrLazy, Id::NrrLazyReturns),
            (Id::GrrAllMovements, Id::GrrMovement),
            (Id::GrrMovement, Id::GrrCohort),
            (Id::GrrMovement, Id::NrrMovement),
            (Id::GrrAllMovements, Id::NrrLazy),
            (Id::GrrCohort, Id::GrrAggregateMin),
            (Id::NrrCohort, Id::NrrSurvivors),
            (Id::NrrCohort, Id::NrrOpen),
            (Id::NrrMonth, Id::NrrMonthReturns),
            (Id::GrrMonth, Id::NrrMonth),
            (Id::NrrLastMonthLinear, Id::NrrLastMonthCompounded),
            (Id::LogoCohort, Id::LogoNet),
            (Id::LogoMonth, Id::LogoMonthWithNew),
        ] {
            at_most(small, large)?;
        }
        for id in [Id::GrrCohort, Id::GrrUnbroken, Id::GrrSubscription, Id::LogoSubscription, Id::GrrMonthlyCompounded, Id::GrrMovement, Id::GrrAllMovements,
                   Id::GrrMonth, Id::GrrAggregateMin, Id::LogoCohort, Id::LogoMonthlyCompounded, Id::LogoMonth,
                   Id::LogoWithNew, Id::LogoMonthWithNew] {
            prop_assert!(definition(&report, id).value.is_none_or(|value| value <= 1.0), "{:?} exceeds 1", id);
        }
    }

    #[test]
    fn effects_are_the_difference_of_two_reports((rows, window, policy) in cubes()) {
        let session = session(vec![table(Shape::Wide, &facts(&rows))]);
        let settings = settings(window, policy);
        let now = session.report(&settings);
        for effect in effects(&session, &settings) {
            let mut policies = settings.policies;
            policies.set(&effect.policy, &effect.value).unwrap();
            prop_assert_eq!(effect.in_force, policies == settings.policies);
            let then = session.report(&Settings { policies, ..settings.clone() });
            let change = |id| definition(&then, id).value.zip(definition(&now, id).value).map(|(a, b)| a - b);
            let told = [effect.nrr, effect.grr, effect.logo, effect.nrr_lazy];
            let want = [Id::NrrCohort, Id::GrrCohort, Id::LogoCohort, Id::NrrLazy].map(change);
            if effect.applicable {
                prop_assert_eq!(told, want, "{}={}", effect.policy, effect.value);
            } else {
                prop_assert!(told == [None; 4]);
                prop_assert!(want.iter().flatten().all(|change| *change == 0.0), "{}={}", effect.policy, effect.value);
            }
        }
    }
}

fn prop_assert_at_most(small: Id, a: f64, large: Id, b: f64) -> Result<(), TestCaseError> {
    prop_assert!(a <= b + 1e-12 * b.abs().max(1.0), "{:?} {} exceeds {:?} {}", small, a, large, b);
    Ok(())
}

/// The cube of which half of the churned customers return (peers.md §6).
fn cube() -> Session {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/definitions-cube/input.csv");
    let mut reader = Reader::new(ReadOptions { name: "cube.csv".to_owned(), ..ReadOptions::default() });
    reader.push(&std::fs::read(path).unwrap());
    Session::new(vec![reader.finish()])
}

#[test]
fn every_pair_on_the_cube_adds_up() {
    let (session, settings) = (cube(), Settings::default());
    for from in Id::ALL {
        for to in Id::ALL {
            check_bridge(&compare(&session, &settings, from, to), 1.0).unwrap();
        }
    }
}

#[test]
fn a_bridge_names_the_rule_and_the_customers() {
    let (session, settings) = (cube(), Settings::default());
    let rules = |from, to| -> Vec<DifferenceRule> {
        compare(&session, &settings, from, to).steps.iter().map(|step| step.rule).collect()
    };
    // Lapses alone part A from A−, returns alone C from C+, survivors' base H from A.
    assert_eq!(rules(Id::NrrCohort, Id::NrrUnbroken), [DifferenceRule::LapsedReturned]);
    assert_eq!(
        rules(Id::NrrLazy, Id::NrrLazyReturns),
        [DifferenceRule::WonReturned, DifferenceRule::Returned, DifferenceRule::LapsedReturned]
    );
    assert_eq!(
        rules(Id::NrrCohort, Id::NrrOpen),
        [DifferenceRule::WonInside, DifferenceRule::WonReturned, DifferenceRule::Returned]
    );
    // The reactivation switch of peers.md §6: 9.8 points.
    let switch = compare(&session, &settings, Id::NrrLazy, Id::NrrLazyReturns);
    let points: f64 = switch.steps.iter().map(|step| step.points).sum();
    assert_eq!(format!("{:.1}", points * 100.0), "9.8");
    let step = &switch.steps[1];
    assert_eq!(step.customers, step.top.len() as u64 + step.others);
    let customer = &step.top[0];
    assert!(customer.moves.iter().any(|change| change.kind == ninefold::report::MovementKind::Reactivation));
}

#[test]
fn f2_customers_won_inside_are_the_whole_of_the_lazy_difference() {
    let table = ledger("2024-01", &[("A", &[100, 100, 100, 100]), ("B", &[0, 0, 100, 150])]);
    let session = session(vec![table]);
    let c = compare(&session, &common::settings(3), Id::NrrCohort, Id::NrrLazy);
    assert_eq!(c.values, [Some(1.0), Some(1.5)]);
    let [step] = c.steps.as_slice() else { panic!("{c:?}") };
    assert_eq!((step.rule, step.points, step.customers), (DifferenceRule::WonInside, 0.5, 1));
    let b = &step.top[0];
    assert_eq!((b.customer.as_str(), b.opening.as_str(), b.closing.as_str()), ("B", "0.00", "150.00"));
    let moves: Vec<_> = b.moves.iter().map(|m| (m.month.to_string(), m.amount.as_str())).collect();
    assert_eq!(moves, [("2024-03".to_owned(), "100.00"), ("2024-04".to_owned(), "50.00")]);
}

#[test]
fn f3_a_dip_that_recovers_is_the_whole_difference_of_two_grrs() {
    let session = session(vec![ledger("2024-01", &[("A", &[100, 60, 130])])]);
    let c = compare(&session, &common::settings(2), Id::GrrCohort, Id::GrrMovement);
    assert_eq!(c.values, [Some(1.0), Some(0.6)]);
    let [step] = c.steps.as_slice() else { panic!("{c:?}") };
    assert_eq!((step.rule, step.points), (DifferenceRule::UpDown, -0.4));
}

#[test]
fn earlier_years_and_other_months_have_their_own_steps() {
    let rows: [(&str, &[i64]); 3] = [
        ("Gone", &[100, 100, 0, 0, 0, 0]),
        ("Early", &[100, 200, 200, 200, 200, 200]),
        ("Middle", &[100, 100, 100, 150, 150, 150]),
    ];
    let session = session(vec![ledger("2024-01", &rows)]);
    let settings = common::settings(3);
    let c = compare(&session, &settings, Id::NrrCohort, Id::NrrTwoYear);
    let rules: Vec<_> = c.steps.iter().map(|step| (step.rule, step.top[0].customer.as_str())).collect();
    assert_eq!(
        rules,
        [
            (DifferenceRule::Straight, "Middle"),
            (DifferenceRule::EarlierYear, "Early"),
            (DifferenceRule::GoneBefore, "Gone"),
        ]
    );
    let c = compare(&session, &settings, Id::NrrCohort, Id::NrrMonth);
    let [step] = c.steps.as_slice() else { panic!("{c:?}") };
    assert!(step.rule == DifferenceRule::OtherMonths && near(step.points, -50.0 / 300.0));
}

#[test]
fn what_cannot_be_compared_says_why() {
    let short = session(vec![ledger("2024-01", &[("A", &[100, 120])])]);
    let c = compare(&short, &Settings::default(), Id::NrrCohort, Id::NrrLazy);
    assert_eq!((c.na, c.values, c.window), (Some(Na::InsufficientHistory), [None, None], None));
    let c = compare(&short, &common::settings(1), Id::NrrCohort, Id::NrrTwoYear);
    assert_eq!(
        (c.na, c.values),
        (None, [Some(1.2), Some(1.2)]),
        "over one month the two years are two months"
    );
    let c = compare(
        &session(vec![ledger("2024-01", &[("A", &[0, 120]), ("B", &[0, 1])])]),
        &common::settings(1),
        Id::NrrCohort,
        Id::GrrCohort,
    );
    assert_eq!((c.na, c.steps.len()), (Some(Na::ZeroDenominator), 0));
}

fn read(text: &str) -> Session {
    read_all(&[text])
}

fn read_all(texts: &[&str]) -> Session {
    let one = |text: &&str| {
        let mut reader = Reader::new(ReadOptions { name: "file.csv".to_owned(), ..ReadOptions::default() });
        reader.push(text.as_bytes());
        reader.finish()
    };
    Session::new(texts.iter().map(one).collect())
}

#[test]
fn two_points_know_nothing_of_what_lies_between() {
    let report =
        read("customer,opening_mrr,closing_mrr\nA,100,130\nB,100,0\nC,0,50\n").report(&Settings::default());
    assert_eq!(value(&report, Id::NrrCohort), 0.65);
    assert_eq!(value(&report, Id::NrrOpen), 0.9);
    for id in
        [Id::NrrUnbroken, Id::NrrMonth, Id::NrrMonthlyCompoundedReturns, Id::GrrAllMovements, Id::LogoWithNew]
    {
        assert_eq!(
            (definition(&report, id).value, definition(&report, id).na),
            (None, Some(Na::NotApplicable))
        );
    }
    let of = |id: &str| report.presets.iter().find(|preset| preset.id == id).unwrap();
    assert_eq!(of("saas_capital").nrr.unwrap().value, Some(0.65));
    assert_eq!(of("baremetrics").nrr.unwrap().na, Some(Na::NotApplicable));
}

#[test]
fn a_whole_business_has_totals_but_no_customers_to_name() {
    let text = "month,opening_mrr,new_mrr,expansion_mrr,contraction_mrr,churned_mrr,closing_mrr\n\
                2024-01,1000,300,50,20,100,1230\n";
    let session = read(text);
    let settings = common::settings(1);
    let report = session.report(&settings);
    assert_eq!((value(&report, Id::NrrOpen), value(&report, Id::GrrAggregateMin)), (1.23, 1.0));
    assert_eq!(definition(&report, Id::NrrCohort).na, Some(Na::NotApplicable));
    assert_eq!(compare(&session, &settings, Id::NrrLazy, Id::NrrOpen).na, Some(Na::NotApplicable));
    assert!(effects(&session, &settings).iter().all(|effect| !effect.applicable));
}

#[test]
fn presets_measure_over_their_own_months() {
    let session = cube();
    let report = session.report(&common::settings(3));
    let year = session.report(&Settings::default());
    let of = |id: &str| report.presets.iter().find(|preset| preset.id == id).unwrap();
    for (preset, id) in [
        ("saas_capital", Id::NrrCohort),
        ("snowflake", Id::NrrTwoYear),
        ("datadog", Id::NrrTrailingMean),
        ("hubspot", Id::NrrMonthlyMean),
        ("chargebee", Id::NrrSubscription),
        ("confluent_gitlab", Id::NrrCohort),
        ("baremetrics", Id::NrrMonth),
        ("chartmogul", Id::NrrMonthReturns),
        ("maxio", Id::NrrMonthReturns),
    ] {
        let nrr = of(preset).nrr.unwrap();
        assert_eq!((nrr.definition, nrr.value), (id, definition(&year, id).value), "{preset}");
    }
    assert_eq!(of("stripe").logo.unwrap().value, definition(&year, Id::LogoMonthWithNew).value);
    assert_eq!((of("stripe").nrr, of("recurly").grr), (None, None), "no definition of it could be read");
    for preset in &report.presets {
        let mut policies = Policies::default();
        for (key, value) in &preset.policies {
            policies.set(key, value).unwrap();
        }
        assert!(!preset.source.is_empty() && preset.read == "2026-11-21");
    }
}

#[test]
fn policy_by_policy_the_effects_are_the_same() {
    let session = cube();
    let settings = Settings::default();
    let mut one_by_one = Vec::new();
    for policy in POLICIES {
        let values = POLICY_CHOICES.iter().filter(|choice| choice.0 == policy).map(|choice| choice.1);
        match session.inquire(&settings, &Inquiry::EffectsOf { policy: policy.to_owned() }) {
            Told::Effects(effects) => {
                assert_eq!(
                    effects.iter().map(|e| e.value.as_str()).collect::<Vec<_>>(),
                    values.collect::<Vec<_>>()
                );
                one_by_one.extend(effects);
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(one_by_one, effects(&session, &settings));
    let none = session.inquire(&settings, &Inquiry::EffectsOf { policy: "nothing".to_owned() });
    assert_eq!(none, Told::Effects(Vec::new()));
}

#[test]
fn every_effect_that_the_data_could_not_show_is_named_so() {
    let long = effects(&cube(), &Settings::default());
    let applicable: BTreeMap<(String, String), bool> =
        long.into_iter().map(|effect| ((effect.policy, effect.value), effect.applicable)).collect();
    let is = |policy: &str, value: &str| applicable[&(policy.to_owned(), value.to_owned())];
    assert!(!is("snapshot", "start") && !is("ends", "inclusive"), "a table of months has no days");
    assert!(!is("gap", "1") && is("gap", "2"), "no hole of one month, but some of two");
    assert!(is("reactivation", "expansion") && is("blanks", "missing"));

    let subscriptions = "customer,start_date,end_date,mrr\nA,2024-01-15,2024-03-15,100\nB,2024-01-01,,50\n";
    let session = read(subscriptions);
    let told = effects(&session, &common::settings(1));
    let is =
        |policy: &str, value: &str| told.iter().find(|e| e.policy == policy && e.value == value).unwrap();
    assert!(is("snapshot", "any").applicable && is("ends", "inclusive").applicable);
    assert!(!is("blanks", "missing").applicable && !is("reactivation", "new").applicable);
    // The book of the settings in force is the session's again when it is asked for.
    assert_eq!(
        to_json(&session.report(&common::settings(1))),
        to_json(&read(subscriptions).report(&common::settings(1)))
    );
}

#[test]
fn churn_timing_has_an_effect_only_where_cancellations_are_told() {
    let text = |cancelled: &str| {
        format!(
            "customer,start_date,end_date,cancelled_at,mrr\nA,2024-01-01,,,100\nB,2024-01-01,2024-06-01,{cancelled},50\n\
                 C,2024-05-31,,,10\n"
        )
    };
    let choice = |session: &Session| {
        let told = effects(session, &common::settings(4));
        told.into_iter().find(|e| e.policy == "churn" && e.value == "cancellation").unwrap()
    };
    let told = choice(&read(&text("2024-03-10")));
    assert!(told.applicable && !told.in_force);
    assert!(near(told.nrr.unwrap(), 100.0 / 150.0 - 1.0) && near(told.logo.unwrap(), -0.5));
    let untold = choice(&read(&text("")));
    assert_eq!((untold.applicable, untold.nrr), (false, None));
}

/// Trials end on the 10th; two pay on that day, one twenty days on, one not at all. Nobody leaves the ledger.
#[test]
fn policies_beside_retention_say_what_they_move_alone() {
    let ledger = "customer,2024-01,2024-02\nA,10,10\nB,10,10\n";
    let trials = "signup_id,signup_date,trial_end,paid_at\n1,2024-01-01,2024-01-10,2024-01-10\n\
                  2,2024-01-01,2024-01-10,2024-01-10\n3,2024-01-01,2024-01-10,2024-01-30\n\
                  4,2024-01-01,2024-01-10,\n5,2024-06-30,,\n";
    let session = read_all(&[ledger, trials]);
    let settings = common::settings(1);
    let told = effects(&session, &settings);
    let of = |policy: &str, value: &str| {
        let effect = told.iter().find(|effect| effect.policy == policy && effect.value == value).unwrap();
        (effect.applicable, effect.own)
    };
    assert_eq!(of("trial_window", "0"), (true, Some(0.5 - 0.75)));
    assert_eq!(of("trial_window", "14"), (true, Some(0.5 - 0.75)));
    assert_eq!(of("trial_window", "30"), (true, Some(0.0)), "in force");
    assert_eq!(of("trial_window", "60"), (false, None), "nobody pays later");
    assert_eq!(
        of("lifetime_cap", "120"),
        (true, Some(1.0)),
        "nobody leaves: twice the lifetime is twice the value"
    );
    assert_eq!(of("gap", "1").1, None);
    let alone = read("customer,2024-01,2024-02\nA,10,10\nB,10,\n");
    let told = effects(&alone, &settings);
    let beside =
        told.iter().filter(|effect| ["lifetime_cap", "trial_window"].contains(&effect.policy.as_str()));
    let some = beside.filter(|effect| effect.applicable && !effect.in_force).count();
    assert_eq!(some, 0, "no trials, and half of the customers leave in a month");
}
