//! Two points: a row is a customer with revenue at the start and at the end.

use super::super::values::{intervals::Factor, money::MonthlyAmount};
use super::{Fault, Ledger, Row};
use crate::base::Month;
use crate::tables::{RevenueFacts, SpanFact};

/// The facts of a two-point file so far.
#[derive(Debug)]
pub(in crate::read) struct TwoPoint {
    opening: usize,
    closing: usize,
    from: Month,
    to: Month,
    /// Two a row: the start, which holds until the month before the end, and the end.
    pub facts: Vec<SpanFact>,
}

impl TwoPoint {
    /// Without months the two are named by nothing but their order.
    pub fn new(opening: usize, closing: usize, months: Option<(Month, Month)>) -> Self {
        let (from, to) = months.unwrap_or((Month::OPENING, Month::CLOSING));
        TwoPoint { opening, closing, from, to, facts: Vec::new() }
    }

    pub fn row(&mut self, row: Row<'_>, ledger: &mut Ledger) -> Result<(), Fault> {
        let currency = ledger.currency(&row)?;
        let opening = point(&row, self.opening, ledger)?;
        let closing = point(&row, self.closing, ledger)?;
        let sign = opening.and_then(|a| a.sign).or(closing.and_then(|a| a.sign));
        let customer = ledger.customers.id(row.customer);
        ledger.state(&row, customer, None);
        ledger.currencies.count(currency, sign, row.line);
        let line = row.fact_line();
        for (column, amount, first, last) in
            [(self.opening, opening, self.from, self.to.plus(-1)), (self.closing, closing, self.to, self.to)]
        {
            // A blank is nothing paid: the file has only these two columns.
            let value = amount.map_or(0, |a| a.value);
            if let Some(amount) = &amount {
                ledger.took(amount, self.facts.len(), &row, column);
            }
            self.facts.push(SpanFact { customer, first, last: Some(last), amount: value, line });
        }
        Ok(())
    }

    pub fn finish(self) -> RevenueFacts {
        RevenueFacts::Spans { facts: self.facts, span: Some((self.from, self.to)) }
    }
}

fn point(row: &Row<'_>, column: usize, ledger: &mut Ledger) -> Result<Option<MonthlyAmount>, Fault> {
    let cell = row.cells.get(column);
    if cell.is_empty() {
        return Ok(None);
    }
    match ledger.amounts.read(cell, Factor::MONTH) {
        Ok(amount) => Ok(Some(amount)),
        Err(code) => ledger.empty_word(code, row, column).map(|()| None),
    }
}
