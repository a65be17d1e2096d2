//! Invoices: a row is an invoice or a line of one, with the time it pays for.

use super::super::values::intervals::{self, Factor};
use super::super::values::{date_column::DateColumn, dates};
use super::super::{Code, Severity};
use super::described;
use super::kinds::{self, Line};
use super::{Fault, Late, Ledger, Price, Row, units};
use crate::base::Date;
use crate::tables::{PeriodFact, RevenueFacts};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use std::collections::VecDeque;
use std::hash::BuildHasher;

/// Where the parts of a line stand.
#[derive(Clone, Copy, Debug)]
pub(in crate::read) struct Columns {
    pub start: usize,
    pub end: Option<usize>,
    pub price: Price,
    /// What of the amount is tax, in whole minor units as the amount is.
    pub tax: Option<usize>,
    pub kind: Option<usize>,
    /// Text that says it where no column of kinds does.
    pub description: Option<usize>,
    pub status: Option<usize>,
    pub line_id: Option<usize>,
    pub proration: Option<usize>,
}

/// One line: its period with the first unpaid day, and its amount a month.
#[derive(Clone, Copy, Debug)]
pub(in crate::read) struct Item {
    fact: PeriodFact,
    negative: bool,
    whole: bool,
}

/// The lines of a file so far.
#[derive(Clone, Debug)]
pub(in crate::read) struct Invoices {
    pub columns: Columns,
    pub starts: DateColumn,
    pub ends: DateColumn,
    /// The facts' customers are invoices: nothing is judged before they are known.
    pub by_invoice: bool,
    without: Vec<Code>,
    pub items: Vec<Item>,
    /// Hashes of the lines' ids: there may be millions, and all that hangs on them is a word of warning.
    ids: FxHashSet<u64>,
}

impl Item {
    /// Its amount, to be put right.
    pub fn amount_mut(&mut self) -> &mut i64 {
        &mut self.fact.amount
    }
}

/// What a credit takes back: a line of this amount, or with none any line for a part of this period.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Charge {
    customer: u32,
    start: Date,
    end: Option<Date>,
    amount: Option<i64>,
}

/// A period that is paid for.
struct Paid {
    end: Date,
    factor: Factor,
    /// It lasts a whole number of months.
    whole: bool,
}

impl Invoices {
    pub fn new(columns: Columns, starts: DateColumn, ends: DateColumn, without: &[Code]) -> Self {
        let without = without.to_vec();
        let (items, ids) = (Vec::new(), FxHashSet::default());
        Invoices { columns, starts, ends, by_invoice: false, without, items, ids }
    }

    /// A row that a rule leaves out, unless the rule was switched off.
    fn rule(&self, code: Code, column: Option<usize>) -> Result<(), Fault> {
        if self.without.contains(&code) { Ok(()) } else { Err(Fault { code, column }) }
    }

    pub fn row(&mut self, row: Row<'_>, ledger: &mut Ledger) -> Result<(), Fault> {
        let c = self.columns;
        let cell = |column: Option<usize>| column.map_or("", |i| row.cells.get(i));
        if kinds::not_counted(cell(c.status)) {
            self.rule(Code::InvoiceNotCounted, c.status)?;
        }
        let (said, kind) = match (c.kind, c.description) {
            (None, Some(column)) => (Some(column), described::line(row.cells.get(column))),
            (column, _) => (column, kinds::line(cell(column))),
        };
        match kind {
            Some(Line::OneOff) => self.rule(Code::OneOffLine, said)?,
            Some(Line::Proration) => self.rule(Code::ProrationLine, said)?,
            _ => {}
        }
        if kinds::is_set(cell(c.proration)) {
            self.rule(Code::ProrationLine, c.proration)?;
        }
        let start = self.starts.of_row(&row.cells, c.start, row.line)?;
        let start = start.date.or(start.month.first_day()).ok_or(Fault::at(Code::DateUnreadable, c.start))?;
        let end = match c.end.map(|column| (column, row.cells.get(column))) {
            None | Some((_, "")) => None,
            Some((column, text)) if dates::is_never(text) => {
                return Err(Fault::at(Code::DateUnreadable, column));
            }
            Some((column, text)) => {
                let day = self
                    .ends
                    .read(text, row.line)
                    .and_then(|d| d.date.or(d.month.last_day()).ok_or(Code::DateUnreadable));
                Some(day.map_err(|code| Fault::at(code, column))?)
            }
        };
        if let (Some(end), Some(column)) = (end, c.end)
            && end < start
        {
            return Err(Fault::at(Code::EndBeforeStart, column));
        }
        if end == Some(start) {
            // A period of no time: charged once.
            self.rule(Code::OneOffLine, c.end)?;
        }
        let paid = match end.filter(|end| *end > start) {
            Some(end) => paid(start, end),
            None => self.without_end(&row, start)?,
        };
        let Some(paid) = paid else {
            return Err(Fault { code: Code::DateUnreadable, column: Some(c.start) });
        };
        let text = row.cells.get(c.price.amount);
        if text.is_empty() {
            return Err(Fault::at(Code::AmountMissing, c.price.amount));
        }
        let currency = ledger.currency(&row)?;
        let without_tax = c.tax.map(|column| without_tax(text, &row, column)).transpose()?.flatten();
        let text = without_tax.as_deref().unwrap_or(text);
        let factor = Factor { times: paid.factor.times * units(&row, c.price.quantity)?, ..paid.factor };
        let factor = ledger.in_file_units(&row, factor);
        let (negative, amount) = match ledger.read_reduced(&row, &c.price, text, factor) {
            // What a credit takes back is what was charged.
            Err(Fault { code: Code::AmountNegative, .. }) => {
                ledger.read_signed(text, factor, c.price.amount)?
            }
            read => (false, read?),
        };
        if kind == Some(Line::Credit) && !negative {
            self.rule(Code::CreditLine, said)?;
        }
        let customer = ledger.customers.id(row.customer);
        ledger.state(&row, customer, Some(start.month()));
        ledger.currencies.count(currency, amount.sign, row.line);
        ledger.note_units(&row, &c.price);
        ledger.note_discount(&amount, &row, &c.price);
        ledger.took(&amount, self.items.len(), &row, c.price.amount);
        if end.is_none() && c.price.interval.is_none_or(|i| row.cells.get(i).is_empty()) {
            ledger.tally.add(
                Severity::Warning,
                Code::NoServicePeriod,
                Some(row.line),
                Some(c.start),
                Some(row.cells.get(c.start)),
            );
        }
        if let Some(column) = c.line_id {
            let id = row.cells.get(column);
            if !id.is_empty() && !self.ids.insert(FxBuildHasher.hash_one(id)) {
                ledger.tally.add(
                    Severity::Warning,
                    Code::LineIdTwice,
                    Some(row.line),
                    Some(column),
                    Some(id),
                );
            }
        }
        let fact = PeriodFact {
            customer,
            start,
            end: Some(paid.end),
            cancelled: None,
            amount: amount.value,
            line: row.fact_line(),
        };
        let negative = negative && amount.value != 0;
        self.items.push(Item { fact, negative, whole: paid.whole });
        Ok(())
    }

    /// A line with a date only: its interval, else the month it was written in.
    fn without_end(&self, row: &Row<'_>, start: Date) -> Result<Option<Paid>, Fault> {
        let word = self.columns.price.interval.map_or("", |i| row.cells.get(i));
        let mut factor = Factor::MONTH;
        if let Some(column) = self.columns.price.interval.filter(|_| !word.is_empty()) {
            if kinds::line(word) == Some(Line::OneOff) {
                self.rule(Code::OneOffLine, Some(column))?;
            } else {
                factor = intervals::factor(word).ok_or(Fault::at(Code::IntervalUnknown, column))?;
            }
        }
        let count = super::count(row, self.columns.price.interval_count)?;
        factor.over = factor.over.saturating_mul(count);
        // Months divide by a whole number; weeks and days have more months in a year than twelve.
        let months = (factor.times == 1).then(|| u32::try_from(factor.over).ok()).flatten();
        let days = |unit: i64| u64::try_from(unit * count).ok();
        let end = match (factor.times, months) {
            (_, Some(months)) => start.plus_months(months),
            (52, _) => days(7).and_then(|days| start.plus_days(days)),
            _ => days(1).and_then(|days| start.plus_days(days)),
        };
        Ok(end.map(|end| Paid { end, factor, whole: true }))
    }

    /// Puts each line's fact right, whose customer is an invoice so far, or drops it for a reason found in `column`.
    pub fn rejoin(
        &mut self,
        column: usize,
        mut right: impl FnMut(&mut PeriodFact) -> Result<(), Code>,
    ) -> Vec<Late> {
        let mut late = Vec::new();
        self.items.retain_mut(|item| match right(&mut item.fact) {
            Ok(()) => true,
            Err(code) => {
                late.push(Late { line: item.fact.line, code, column: Some(column) });
                false
            }
        });
        late
    }

    /// The facts, and the rows that turn out not to count.
    pub fn finish(self) -> (RevenueFacts, Vec<Late>) {
        let mut late = Vec::new();
        let mut left_out: FxHashSet<usize> = FxHashSet::default();
        // The lines that a credit may belong to: of the same customer and period, by amount, and parts of a period.
        let mut charged: FxHashMap<Charge, VecDeque<usize>> = FxHashMap::default();
        let charge = |item: &Item, amount| Charge {
            customer: item.fact.customer,
            start: item.fact.start,
            end: item.fact.end,
            amount,
        };
        for (place, item) in self.items.iter().enumerate().filter(|(_, item)| !item.negative) {
            let mut add = |amount| charged.entry(charge(item, amount)).or_default().push_back(place);
            add(Some(item.fact.amount));
            if !item.whole {
                add(None);
            }
        }
        let column = Some(self.columns.price.amount);
        for (place, item) in self.items.iter().enumerate().filter(|(_, item)| item.negative) {
            let mut first = |amount: Option<i64>, left_out: &FxHashSet<usize>| {
                let lines = charged.get_mut(&charge(item, amount))?;
                while lines.front().is_some_and(|line| left_out.contains(line)) {
                    lines.pop_front();
                }
                lines.front().copied()
            };
            let same = first(Some(item.fact.amount), &left_out);
            let debit = if item.whole { None } else { first(None, &left_out) };
            let (code, partner) = match (same, debit) {
                (Some(partner), _) => (Code::LineCancelled, Some(partner)),
                (None, Some(partner)) => (Code::ProrationLine, Some(partner)),
                (None, None) => (Code::CreditLine, None),
            };
            left_out.insert(place);
            if self.without.contains(&code) {
                late.push(Late { line: item.fact.line, code: Code::AmountNegative, column });
                continue;
            }
            late.push(Late { line: item.fact.line, code, column });
            if let Some((partner, other)) = partner.and_then(|i| Some((i, self.items.get(i)?))) {
                left_out.insert(partner);
                late.push(Late { line: other.fact.line, code, column });
            }
        }
        let kept = self.items.iter().enumerate().filter(|(i, _)| !left_out.contains(i));
        (RevenueFacts::Periods(kept.map(|(_, item)| item.fact).collect()), late)
    }
}

/// An amount in whole minor units less its tax; `None` where there is no tax.
fn without_tax(text: &str, row: &Row<'_>, column: usize) -> Result<Option<String>, Fault> {
    let tax = row.cells.get(column);
    if tax.is_empty() || tax == "0" {
        return Ok(None);
    }
    // An amount that is no whole number is told by whoever reads it.
    let Ok(amount) = text.parse::<i64>() else { return Ok(None) };
    let left = tax.parse::<i64>().ok().and_then(|tax| amount.checked_sub(tax));
    left.map(|left| Some(left.to_string())).ok_or(Fault::at(Code::AmountUnreadable, column))
}

/// What a service period comes to: months where its days make whole months, else weeks, else days. An end that
/// is the last paid day is told by its making a whole period with the day after.
fn paid(start: Date, end: Date) -> Option<Paid> {
    let after = end.plus_days(1)?;
    let whole = |until: Date| {
        let months = u32::try_from(until.month().since(start.month())).ok().filter(|n| *n > 0)?;
        (start.plus_months(months) == Some(until)).then_some(months)
    };
    let months = |end: Date, months: u32| Paid {
        end,
        factor: Factor { times: 1, over: i64::from(months) },
        whole: true,
    };
    if let Some(found) = whole(end) {
        return Some(months(end, found));
    }
    if let Some(found) = whole(after) {
        return Some(months(after, found));
    }
    let days = end.days_since(start);
    let week = |days: i64| days % 7 == 0;
    match (week(days), week(days + 1)) {
        (true, _) => Some(Paid { end, factor: Factor { times: 52 * 7, over: 12 * days }, whole: false }),
        (_, true) => {
            Some(Paid { end: after, factor: Factor { times: 52 * 7, over: 12 * (days + 1) }, whole: false })
        }
        _ => Some(Paid { end, factor: Factor { times: 365, over: 12 * days }, whole: false }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn service_periods_come_to_months_weeks_or_days() {
        let of = |start: &str, end: &str| {
            let day = |t| Date::parse_iso(t).unwrap();
            let paid = paid(day(start), day(end)).unwrap();
            (paid.end.to_string(), paid.factor.times, paid.factor.over)
        };
        let told = |end: &str, times, over| (end.to_owned(), times, over);
        assert_eq!(of("2024-01-01", "2024-02-01"), told("2024-02-01", 1, 1));
        assert_eq!(of("2024-01-01", "2024-01-31"), told("2024-02-01", 1, 1), "the last paid day");
        assert_eq!(of("2024-01-01", "2024-12-31"), told("2025-01-01", 1, 12));
        assert_eq!(of("2024-01-15", "2024-04-15"), told("2024-04-15", 1, 3));
        assert_eq!(of("2024-01-31", "2024-02-29"), told("2024-02-29", 1, 1), "a shorter month");
        assert_eq!(of("2024-01-01", "2024-01-15"), told("2024-01-15", 364, 168));
        assert_eq!(of("2024-01-01", "2024-01-07"), told("2024-01-08", 364, 84));
        assert_eq!(of("2024-01-01", "2024-01-11"), told("2024-01-11", 365, 120));
    }
}
