//! Timelines: each customer's months side by side in one array, built by a counting sort.
//!
//! Sixteen bytes a point and one offset a customer; nothing is allocated per customer.

use super::super::{Blanks, Policies, RevenueFacts, RevenueTable, Shape};
use super::clock::Clock;
use super::{Point, SourceLine};
use crate::base::{Month, Names};
use std::num::NonZeroU32;

/// The points of all customers, customer after customer, ascending by month within each.
#[derive(Debug, Default)]
pub(super) struct Timelines {
    /// Where each customer's points begin; one more than there are customers.
    pub offsets: Vec<usize>,
    /// The points.
    pub points: Vec<Point>,
    /// Points filled in by a policy.
    pub filled: u64,
    /// What to subtract from a source's number to have the line, one a table.
    pub first_lines: Vec<u32>,
}

impl Timelines {
    /// Gathers the facts of all tables up to the last month, then sums, fills and drops zeros.
    pub fn build(tables: &[RevenueTable], clock: &Clock, policies: Policies, names: &mut Names) -> Self {
        let joined = Joined::new(tables, names);
        let mut lines = Timelines { first_lines: joined.first_lines.clone(), ..Timelines::default() };
        let Some(last) = clock.last_month() else {
            lines.offsets = vec![0; names.len() + 1];
            return lines;
        };
        lines.gather(&joined, clock, last, names.len());
        lines.order_and_sum();
        if policies.gap > 0 || policies.blanks == Blanks::Missing {
            let until = joined.blanks_end(policies.blanks, last, names.len());
            lines.fill(policies.gap, &until);
        }
        lines.drop_zeros();
        lines
    }

    /// Counting sort by customer: count, lay out, place.
    fn gather(&mut self, joined: &Joined, clock: &Clock, last: Month, customers: usize) {
        let mut counts = vec![0_usize; customers];
        joined.each_fact(clock, last, |customer, _| {
            if let Some(count) = counts.get_mut(customer as usize) {
                *count += 1;
            }
        });
        let mut total = 0;
        self.offsets = Vec::with_capacity(customers + 1);
        self.offsets.push(0);
        for count in &mut counts {
            let begin = total;
            total += *count;
            self.offsets.push(total);
            *count = begin; // from here on: where the customer's next point goes
        }
        let blank = Point { month: last, amount: 0, source: None };
        self.points = vec![blank; total];
        joined.each_fact(clock, last, |customer, point| {
            let Some(next) = counts.get_mut(customer as usize) else { return };
            if let Some(place) = self.points.get_mut(*next) {
                *place = point;
            }
            *next += 1;
        });
    }

    /// Sorts each customer by month (stable, so the first row stays the source) and adds up the facts
    /// of one month. Zeros stay for now: they end the filling of blanks.
    fn order_and_sum(&mut self) {
        for span in spans(&self.offsets) {
            let Some(points) = self.points.get_mut(span) else { continue };
            if !points.is_sorted_by_key(|p| p.month) {
                points.sort_by_key(|p| p.month);
            }
        }
        let mut sum: Option<Point> = None;
        self.rewrite(|point, is_last, keep| {
            match &mut sum {
                Some(sum) if sum.month == point.month => {
                    if sum.amount == 0 && point.amount > 0 {
                        sum.source = point.source;
                    }
                    sum.amount = sum.amount.saturating_add(point.amount);
                }
                _ => keep(sum.replace(point)),
            }
            if is_last {
                keep(sum.take());
            }
        });
    }

    fn drop_zeros(&mut self) {
        self.rewrite(|point, _, keep| keep((point.amount > 0).then_some(point)));
    }

    /// Passes every point, with whether it is its customer's last, through `step`, which may keep at
    /// most as many as it was given. Works in place.
    fn rewrite(&mut self, mut step: impl FnMut(Point, bool, &mut dyn FnMut(Option<Point>))) {
        let old: Vec<_> = spans(&self.offsets).collect();
        let mut write = 0;
        for (customer, span) in old.into_iter().enumerate() {
            let end = span.end;
            for read in span {
                let Some(point) = self.points.get(read).copied() else { continue };
                step(point, read + 1 == end, &mut |kept| {
                    if let (Some(kept), Some(place)) = (kept, self.points.get_mut(write)) {
                        *place = kept;
                        write += 1;
                    }
                });
            }
            if let Some(offset) = self.offsets.get_mut(customer + 1) {
                *offset = write;
            }
        }
        self.points.truncate(write);
    }

    /// Fills blanks of wide tables through each customer's `until`, then holes of at most `gap` months.
    fn fill(&mut self, gap: u32, until: &[Option<Month>]) {
        let mut out: Vec<Point> = Vec::with_capacity(self.points.len());
        let mut offsets = Vec::with_capacity(self.offsets.len());
        offsets.push(0);
        for (customer, span) in spans(&self.offsets).enumerate() {
            let begin = out.len();
            let until = until.get(customer).copied().flatten();
            let mut previous: Option<Point> = None;
            for point in self.points.get(span).unwrap_or(&[]) {
                if let Some(previous) = previous {
                    let blanks_end = until.map(|until| until.min(point.month.plus(-1)));
                    self.filled += carry_on(&mut out, previous, blanks_end);
                }
                if point.amount > 0 {
                    let held = out.get(begin..).and_then(<[Point]>::last).copied();
                    if let Some(held) = held.filter(|held| point.month.since(held.month) - 1 <= gap as i32) {
                        self.filled += carry_on(&mut out, held, Some(point.month.plus(-1)));
                    }
                    out.push(*point);
                }
                previous = Some(*point);
            }
            if let Some(previous) = previous {
                self.filled += carry_on(&mut out, previous, until);
            }
            offsets.push(out.len());
        }
        self.points = out;
        self.offsets = offsets;
    }
}

/// Repeats an amount from the month after it through `last`; returns how often.
fn carry_on(out: &mut Vec<Point>, from: Point, last: Option<Month>) -> u64 {
    let Some(last) = last.filter(|_| from.amount > 0) else { return 0 };
    let before = out.len();
    out.extend(from.month.plus(1).through(last).map(|month| Point { month, source: None, ..from }));
    (out.len() - before) as u64
}

fn spans(offsets: &[usize]) -> impl Iterator<Item = std::ops::Range<usize>> {
    offsets.iter().zip(offsets.iter().skip(1)).map(|(from, to)| *from..*to)
}

/// The tables under one numbering of customers and lines.
struct Joined<'a> {
    tables: &'a [RevenueTable],
    /// The book's number of each table's customers.
    renumbered: Vec<Vec<u32>>,
    first_lines: Vec<u32>,
}

impl<'a> Joined<'a> {
    fn new(tables: &'a [RevenueTable], names: &mut Names) -> Self {
        let renumber = |table: &RevenueTable, names: &mut Names| {
            (0..table.customers.len() as u32).map(|id| names.intern(table.customers.text(id))).collect()
        };
        let mut first_lines = Vec::with_capacity(tables.len());
        let mut next = 0_u32;
        for table in tables {
            first_lines.push(next);
            let last = match &table.facts {
                RevenueFacts::Months { facts, .. } => facts.iter().map(|f| f.line).max(),
                RevenueFacts::Periods(facts) => facts.iter().map(|f| f.line).max(),
            };
            next = next.saturating_add(last.unwrap_or(0));
        }
        let renumbered = tables.iter().map(|table| renumber(table, names)).collect();
        Joined { tables, renumbered, first_lines }
    }

    /// Every fact as a point, up to the last month, table after table in file order.
    fn each_fact(&self, clock: &Clock, last: Month, mut visit: impl FnMut(u32, Point)) {
        for ((table, numbers), first) in self.tables.iter().zip(&self.renumbered).zip(&self.first_lines) {
            let source = |line: u32| NonZeroU32::new(first.saturating_add(line)).map(SourceLine);
            match &table.facts {
                RevenueFacts::Months { facts, .. } => {
                    for fact in facts.iter().filter(|fact| fact.month <= last) {
                        let Some(customer) = numbers.get(fact.customer as usize) else { continue };
                        let (month, amount) = (fact.month, fact.amount);
                        visit(*customer, Point { month, amount, source: source(fact.line) });
                    }
                }
                RevenueFacts::Periods(facts) => {
                    for fact in facts {
                        let Some(customer) = numbers.get(fact.customer as usize) else { continue };
                        let Some((from, to)) = clock.months_of(fact) else { continue };
                        for month in from.through(to) {
                            let point = Point { month, amount: fact.amount, source: source(fact.line) };
                            visit(*customer, point);
                        }
                    }
                }
            }
        }
    }

    /// Through which month an empty cell of a customer counts as missing: the last column of the
    /// wide tables that name the customer.
    fn blanks_end(&self, blanks: Blanks, last: Month, customers: usize) -> Vec<Option<Month>> {
        if blanks == Blanks::Zero {
            return Vec::new();
        }
        let mut ends = vec![None; customers];
        for (table, numbers) in self.tables.iter().zip(&self.renumbered) {
            let RevenueFacts::Months { span: Some((_, end)), .. } = &table.facts else { continue };
            if table.shape != Shape::Wide {
                continue;
            }
            for place in numbers {
                if let Some(place) = ends.get_mut(*place as usize) {
                    *place = (*place).max(Some((*end).min(last)));
                }
            }
        }
        ends
    }
}
