//! Timelines: each customer's months side by side in one array, built by a counting sort.
//!
//! Sixteen bytes a point and one offset a customer; nothing is allocated per customer.

use super::super::{Blanks, Policies, RevenueFacts, RevenueTable, Shape};
use super::clock::Clock;
use super::{Point, Refused, SourceLine};
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
    /// Facts of a customer and month that an earlier table speaks of too.
    pub overlaps: u64,
    /// Customers with facts, all of them zero.
    pub never_paying: Vec<u32>,
    /// Why there are no points although there are facts.
    pub refused: Option<Refused>,
}

impl Timelines {
    /// Gathers the facts of all tables up to the last month, then sums, fills and drops zeros.
    /// Whatever would need more than `limit` points on its way is refused before it takes the memory.
    pub fn build(
        tables: &[RevenueTable],
        clock: &Clock,
        policies: Policies,
        names: &mut Names,
        limit: usize,
    ) -> Self {
        let joined = Joined::new(tables, names);
        let mut lines = Timelines { first_lines: joined.first_lines.clone(), ..Timelines::default() };
        let done = match clock.last_month() {
            Some(last) => lines.follow(&joined, clock, last, policies, names.len(), limit),
            None => Err(None),
        };
        if let Err(refused) = done {
            lines.refused = refused;
            lines.filled = 0;
            lines.points = Vec::new();
            lines.never_paying = Vec::new();
            lines.offsets = vec![0; names.len() + 1];
        }
        lines
    }

    fn follow(
        &mut self,
        joined: &Joined,
        clock: &Clock,
        last: Month,
        policies: Policies,
        customers: usize,
        limit: usize,
    ) -> Result<(), Option<Refused>> {
        self.gather(joined, clock, last, customers, limit).map_err(Some)?;
        self.order_and_sum().map_err(Some)?;
        if policies.gap > 0 || policies.blanks == Blanks::Missing {
            let until = joined.blanks_end(policies.blanks, last, customers);
            self.fill(policies.gap, &until, limit).map_err(Some)?;
        }
        self.never_paying = self.all_zero();
        self.drop_zeros();
        Ok(())
    }

    /// Counting sort by customer: count, lay out, place.
    fn gather(
        &mut self,
        joined: &Joined,
        clock: &Clock,
        last: Month,
        customers: usize,
        limit: usize,
    ) -> Result<(), Refused> {
        let mut counts = vec![0_usize; customers];
        joined.each_fact(clock, last, |customer, point, until| {
            if let Some(count) = counts.get_mut(customer as usize) {
                *count += months(point.month, until);
            }
        });
        if counts.iter().try_fold(0_usize, |sum, count| sum.checked_add(*count)).is_none_or(|n| n > limit) {
            return Err(Refused::Months);
        }
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
        joined.each_fact(clock, last, |customer, point, until| {
            let Some(next) = counts.get_mut(customer as usize) else { return };
            for month in point.month.through(until) {
                if let Some(place) = self.points.get_mut(*next) {
                    *place = Point { month, ..point };
                }
                *next += 1;
            }
        });
        Ok(())
    }

    /// Sorts each customer by month (stable, so the first row stays the source) and adds up the facts
    /// of one month. Zeros stay for now: they end the filling of blanks.
    fn order_and_sum(&mut self) -> Result<(), Refused> {
        for span in spans(&self.offsets) {
            let Some(points) = self.points.get_mut(span) else { continue };
            if !points.is_sorted_by_key(|p| p.month) {
                crate::base::sort_by_key(points, |p| p.month);
            }
        }
        let mut sum: Option<Point> = None;
        let (mut fits, mut overlaps) = (true, 0);
        let first_lines = std::mem::take(&mut self.first_lines);
        let several = first_lines.len() > 1;
        let table = |point: &Point| point.source.map(|source| table_of(&first_lines, source));
        self.rewrite(|point, is_last, keep| {
            match &mut sum {
                Some(sum) if sum.month == point.month => {
                    let both = sum.amount > 0 && point.amount > 0;
                    overlaps += u64::from(both && several && table(sum) != table(&point));
                    if sum.amount == 0 && point.amount > 0 {
                        sum.source = point.source;
                    }
                    let (amount, over) = sum.amount.overflowing_add(point.amount);
                    sum.amount = amount;
                    fits &= !over;
                }
                _ => keep(sum.replace(point)),
            }
            if is_last {
                keep(sum.take());
            }
        });
        self.first_lines = first_lines;
        self.overlaps = overlaps;
        if fits { Ok(()) } else { Err(Refused::Sum) }
    }

    fn all_zero(&self) -> Vec<u32> {
        let points = spans(&self.offsets).map(|span| self.points.get(span).unwrap_or(&[]));
        let zero = |points: &[Point]| !points.is_empty() && points.iter().all(|point| point.amount == 0);
        (0..).zip(points).filter(|(_, points)| zero(points)).map(|(customer, _)| customer).collect()
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
    fn fill(&mut self, gap: u32, until: &[Option<Month>], limit: usize) -> Result<(), Refused> {
        let mut total = 0_usize;
        for (customer, span) in spans(&self.offsets).enumerate() {
            let points = self.points.get(span).unwrap_or(&[]);
            let until = until.get(customer).copied().flatten();
            total +=
                carried(points, gap, until).map(|(point, last)| months(point.month, last)).sum::<usize>();
        }
        if total > limit {
            return Err(Refused::Months);
        }
        let mut out: Vec<Point> = Vec::with_capacity(total);
        let mut offsets = Vec::with_capacity(self.offsets.len());
        offsets.push(0);
        for (customer, span) in spans(&self.offsets).enumerate() {
            let points = self.points.get(span).unwrap_or(&[]);
            let until = until.get(customer).copied().flatten();
            for (point, last) in carried(points, gap, until) {
                out.push(*point);
                let more = point.month.plus(1).through(last);
                out.extend(more.map(|month| Point { month, source: None, ..*point }));
                self.filled += months(point.month, last) as u64 - 1;
            }
            offsets.push(out.len());
        }
        self.points = out;
        self.offsets = offsets;
        Ok(())
    }
}

/// A customer's points with revenue, and the last month through which each is carried on: over blank cells
/// through `until`, then over a hole of at most `gap` months to the next revenue. Zeros end the blanks.
fn carried(points: &[Point], gap: u32, until: Option<Month>) -> impl Iterator<Item = (&Point, Month)> {
    let paid = points.iter().enumerate().filter(|(_, point)| point.amount > 0);
    paid.map(move |(i, point)| {
        let rest = points.get(i + 1..).unwrap_or(&[]);
        let blanks = until.map(|until| rest.first().map_or(until, |next| until.min(next.month.plus(-1))));
        let held = blanks.map_or(point.month, |end| end.max(point.month));
        let next = rest.iter().find(|next| next.amount > 0);
        let bridged = next.filter(|next| next.month.since(held) - 1 <= gap as i32);
        (point, bridged.map_or(held, |next| next.month.plus(-1)))
    })
}

/// The place of the table that a source belongs to, by the numbers that [`Joined`] gave out.
pub(super) fn table_of(first_lines: &[u32], source: SourceLine) -> Option<usize> {
    first_lines.partition_point(|first| *first < source.0.get()).checked_sub(1)
}

/// Months from the first to the last, both included.
fn months(first: Month, last: Month) -> usize {
    usize::try_from(last.since(first) + 1).unwrap_or(0)
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
        let mut first_lines = Vec::with_capacity(tables.len());
        let mut next = 0_u32;
        for table in tables {
            first_lines.push(next);
            next = next.saturating_add(table.facts.last_line());
        }
        let renumbered = tables.iter().map(|table| names.join(&table.customers)).collect();
        Joined { tables, renumbered, first_lines }
    }

    /// Every fact as its first point and the last month it holds in, none later than the book's last; table
    /// after table in file order.
    fn each_fact(&self, clock: &Clock, last: Month, mut visit: impl FnMut(u32, Point, Month)) {
        for ((table, numbers), first) in self.tables.iter().zip(&self.renumbered).zip(&self.first_lines) {
            let source = |line: u32| NonZeroU32::new(first.saturating_add(line)).map(SourceLine);
            let counted = |line, amount| table.counted(line, amount, clock.policies.discounts);
            match &table.facts {
                RevenueFacts::Months { facts, .. } => {
                    for fact in facts.iter().filter(|fact| fact.month <= last) {
                        let Some(customer) = numbers.get(fact.customer as usize) else { continue };
                        let (month, amount) = (fact.month, counted(fact.line, fact.amount));
                        visit(*customer, Point { month, amount, source: source(fact.line) }, month);
                    }
                }
                RevenueFacts::Spans { facts, .. } => {
                    for fact in facts.iter().filter(|fact| fact.first <= last) {
                        let Some(customer) = numbers.get(fact.customer as usize) else { continue };
                        let amount = counted(fact.line, fact.amount);
                        let point = Point { month: fact.first, amount, source: source(fact.line) };
                        visit(*customer, point, fact.last.map_or(last, |until| until.min(last)));
                    }
                }
                RevenueFacts::Periods(facts) => {
                    for fact in facts {
                        let Some(customer) = numbers.get(fact.customer as usize) else { continue };
                        let Some((month, until)) = clock.months_of(fact, table.shape) else { continue };
                        let amount = counted(fact.line, fact.amount);
                        let point = Point { month, amount, source: source(fact.line) };
                        match clock.since.filter(|since| month < *since) {
                            None => visit(*customer, point, until),
                            Some(since) => {
                                visit(*customer, point, month);
                                if since <= until {
                                    visit(*customer, Point { month: since, ..point }, until);
                                }
                            }
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
