//! Long: a row is a customer in a month.

use super::super::parts::PartRow;
use super::super::tally::Tally;
use super::super::terse::Terse;
use super::super::values::date_column::DateColumn;
use super::super::values::dates::Day;
use super::{Fault, Ledger, Price, Row, fact_line, note_same_months};
use crate::base::{Date, Month};
use crate::tables::{MonthFact, RevenueFacts};

/// The facts of a long file so far.
#[derive(Debug)]
pub(in crate::read) struct Long {
    pub date: usize,
    pub dates: DateColumn,
    pub price: Price,
    pub facts: Vec<MonthFact>,
    span: Option<(Month, Month)>,
    latest_day: Option<Date>,
    /// Days of the month that the file uses, a bit each.
    days: u32,
}

impl Long {
    pub fn new(date: usize, dates: DateColumn, price: Price) -> Self {
        Long { date, dates, price, facts: Vec::new(), span: None, latest_day: None, days: 0 }
    }

    /// Whether nothing but the month and the amount counts in a row.
    pub fn is_plain(&self) -> bool {
        let Price { interval, interval_count, quantity, discount, .. } = self.price;
        self.dates.year.is_none()
            && interval.is_none()
            && interval_count.is_none()
            && quantity.is_none()
            && discount.is_none()
    }

    /// Where the amount stands.
    pub fn amount(&self) -> usize {
        self.price.amount
    }

    pub fn row(&mut self, row: Row<'_>, ledger: &mut Ledger) -> Result<(), Fault> {
        let day = self.dates.of_row(&row.cells, self.date, row.line)?;
        let amount = ledger.monthly(&row, &self.price)?;
        let currency = ledger.currency(&row)?;

        let customer = ledger.customers.id(row.customer);
        ledger.state(&row, customer, Some(day.month));
        ledger.currencies.count(currency, amount.sign, row.line);
        ledger.note_units(&row, &self.price);
        ledger.note_discount(&amount, &row, &self.price);
        ledger.took(&amount, self.facts.len(), &row, self.price.amount);
        self.push(customer, day, amount.value, row.line);
        Ok(())
    }

    /// Takes a row that goes the short way.
    #[inline]
    pub fn terse(&mut self, row: &Terse<'_>, customer: u32, line: u64) {
        let text = || String::from_utf8_lossy(row.date).into_owned();
        self.dates.count(row.form, text, line);
        self.push(customer, row.day, row.amount, line);
    }

    /// Takes a row of a part that was read apart.
    #[inline]
    pub fn joined(&mut self, row: &PartRow, customer: u32, line: u64) {
        self.dates.count(row.day.iso_form(), || row.day.iso(), line);
        self.push(customer, row.day, row.amount, line);
    }

    #[inline]
    fn push(&mut self, customer: u32, day: Day, amount: i64, line: u64) {
        self.facts.push(MonthFact { customer, month: day.month, amount, line: fact_line(line) });
        self.span = Some(match self.span {
            None => (day.month, day.month),
            Some((first, last)) => (first.min(day.month), last.max(day.month)),
        });
        self.latest_day = self.latest_day.max(day.date);
        self.days |= day.date.map_or(0, |date| 1 << date.day());
    }

    pub fn finish(self, customers: usize, tally: &mut Tally) -> RevenueFacts {
        note_same_months(&self.facts, customers, self.span, tally);
        // A file that always writes the 1st or the 15th means months, however it writes them.
        let many_days = self.days.count_ones() > 3;
        RevenueFacts::Months { facts: self.facts, span: self.span, latest_day: self.latest_day, many_days }
    }
}
