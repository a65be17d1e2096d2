//! Periods: a row is a subscription with a start and, once it has one, an end.

use super::super::values::{date_column::DateColumn, dates};
use super::super::{Code, Severity};
use super::{Fault, Ledger, Price, Row, kinds};
use crate::base::Date;
use crate::tables::{PeriodFact, RevenueFacts};

/// The facts of a periods file so far.
#[derive(Debug)]
pub(in crate::read) struct Periods {
    pub start: usize,
    pub starts: DateColumn,
    pub end: Option<usize>,
    pub ends: DateColumn,
    /// When a subscription was cancelled, beside its end.
    pub cancelled: Option<(usize, DateColumn)>,
    pub price: Price,
    /// Where a subscription stands.
    pub status: Option<usize>,
    /// Repairs and rules that are switched off.
    pub without: Vec<Code>,
    pub facts: Vec<PeriodFact>,
}

impl Periods {
    pub fn row(&mut self, row: Row<'_>, ledger: &mut Ledger) -> Result<(), Fault> {
        if let Some(column) = self.status
            && !self.without.contains(&Code::NeverPaid)
            && kinds::never_paid(row.cells.get(column))
        {
            return Err(Fault::at(Code::NeverPaid, column));
        }
        let cell = row.cells.get(self.start);
        if cell.is_empty() {
            return Err(Fault::at(Code::DateMissing, self.start));
        }
        // A start given as a month is its first day.
        let start = self.starts.read(cell, row.line);
        let start = start.and_then(|d| d.date.or(d.month.first_day()).ok_or(Code::DateUnreadable));
        let start = start.map_err(|code| Fault::at(code, self.start))?;
        let mut never = None;
        let end = match self.end.map(|column| (column, row.cells.get(column))) {
            None | Some((_, "")) => None,
            Some((column, cell)) if dates::is_never(cell) && !self.without.contains(&Code::EndNever) => {
                never = Some((column, cell));
                None
            }
            // An end given as a month could be its first or its last day: not ours to choose.
            Some((column, cell)) => {
                let day = self.ends.read(cell, row.line).and_then(|d| d.date.ok_or(Code::DateUnreadable));
                Some(day.map_err(|code| Fault::at(code, column))?)
            }
        };
        if let (Some(end), Some(column)) = (end, self.end)
            && end < start
        {
            return Err(Fault::at(Code::EndBeforeStart, column));
        }
        let amount = ledger.monthly(&row, &self.price)?;
        let currency = ledger.currency(&row)?;

        if let Some((column, cell)) = never {
            ledger.tally.add(Severity::Info, Code::EndNever, Some(row.line), Some(column), Some(cell));
        }
        if end == Some(start) {
            let text = self.end.map(|column| row.cells.get(column));
            ledger.tally.add(Severity::Info, Code::ZeroLengthPeriod, Some(row.line), self.end, text);
        }
        let cancelled = self.cancellation(&row, ledger);
        let customer = ledger.customers.id(row.customer);
        ledger.state(&row, customer, Some(start.month()));
        ledger.currencies.count(currency, amount.sign, row.line);
        ledger.note_units(&row, &self.price);
        ledger.note_discount(&amount, &row, &self.price);
        ledger.took(&amount, self.facts.len(), &row, self.price.amount);
        let (amount, line) = (amount.value, row.fact_line());
        self.facts.push(PeriodFact { customer, start, end, cancelled, amount, line });
        Ok(())
    }

    /// The day of cancellation, where one is given. What can't be read is told and doesn't cost the row: it matters
    /// under one policy only.
    fn cancellation(&mut self, row: &Row<'_>, ledger: &mut Ledger) -> Option<Date> {
        let (column, days) = self.cancelled.as_mut()?;
        let cell = row.cells.get(*column);
        if cell.is_empty() || dates::is_never(cell) {
            return None;
        }
        let day = days.read(cell, row.line).ok().and_then(|day| day.date);
        if day.is_none() {
            let (line, column) = (Some(row.line), Some(*column));
            ledger.tally.add(Severity::Warning, Code::CancellationUnreadable, line, column, Some(cell));
        }
        day
    }

    pub fn finish(self) -> RevenueFacts {
        RevenueFacts::Periods(self.facts)
    }
}
