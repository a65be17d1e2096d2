//! Wide: a row is a customer, a column is a month.

use super::super::tally::Tally;
use super::super::values::{intervals::Factor, money::MonthlyAmount};
use super::{Fault, Ledger, Row, note_same_months};
use crate::base::Month;
use crate::tables::{MonthFact, RevenueFacts};

/// The facts of a wide file so far.
#[derive(Debug)]
pub(in crate::read) struct Wide {
    months: Vec<(usize, Month)>,
    pub facts: Vec<MonthFact>,
    /// The row under way, until all of it is known to be readable.
    pending: Vec<(usize, Month, MonthlyAmount)>,
}

impl Wide {
    pub fn new(months: Vec<(usize, Month)>) -> Self {
        Wide { months, facts: Vec::new(), pending: Vec::new() }
    }

    pub fn row(&mut self, row: Row<'_>, ledger: &mut Ledger) -> Result<(), Fault> {
        self.pending.clear();
        for (column, month) in &self.months {
            let cell = row.cells.get(*column);
            // A blank is no fact: what it means is a policy.
            if cell.is_empty() {
                continue;
            }
            match ledger.amounts.read(cell, Factor::MONTH) {
                Ok(amount) => self.pending.push((*column, *month, amount)),
                Err(code) => ledger.empty_word(code, &row, *column)?,
            }
        }
        let currency = ledger.currency(&row)?;
        if self.pending.is_empty() {
            return Ok(());
        }
        let customer = ledger.customers.id(row.customer);
        ledger.state(&row, customer, None);
        let mut sign = None;
        for (column, month, amount) in &self.pending {
            sign = sign.or(amount.sign);
            ledger.took(amount, self.facts.len(), &row, *column);
            let line = row.fact_line();
            self.facts.push(MonthFact { customer, month: *month, amount: amount.value, line });
        }
        ledger.currencies.count(currency, sign, row.line);
        // A second currency within the row must not hide behind the first.
        let other =
            self.pending.iter().filter_map(|(_, _, a)| a.sign).find(|s| Some(s.code) != sign.map(|s| s.code));
        if let (None, Some(other)) = (currency, other) {
            ledger.currencies.count(None, Some(other), row.line);
        }
        Ok(())
    }

    pub fn finish(self, customers: usize, tally: &mut Tally) -> RevenueFacts {
        let first = self.months.iter().map(|(_, m)| *m).min();
        let last = self.months.iter().map(|(_, m)| *m).max();
        let span = first.zip(last);
        note_same_months(&self.facts, customers, span, tally);
        RevenueFacts::Months { facts: self.facts, span, latest_day: None, many_days: false }
    }
}
