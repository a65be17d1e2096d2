//! Movements: a row is a change of a customer's revenue. The running balance gives the months.

use super::super::tally::Tally;
use super::super::values::date_column::DateColumn;
use super::super::{Code, Severity};
use super::kinds::{self, Kind};
use super::{Fault, Late, Ledger, Price, Row};
use crate::base::{Date, MAX_MINOR, Month};
use crate::tables::{RevenueFacts, SpanFact};

/// One change.
#[derive(Clone, Copy, Debug)]
pub(in crate::read) struct Change {
    customer: u32,
    day: Date,
    kind: Kind,
    negative: bool,
    /// Whether there is an amount: a churn may do without.
    stated: bool,
    pub amount: i64,
    line: u32,
}

/// The changes of a file so far.
#[derive(Debug)]
pub(in crate::read) struct Movements {
    pub date: usize,
    pub dates: DateColumn,
    kind: usize,
    pub price: Price,
    /// A cancellation is a notice: the customer pays on until it has churned.
    notices: bool,
    /// The rule that leaves out what moves nothing is switched off.
    all: bool,
    pub changes: Vec<Change>,
}

impl Movements {
    pub fn new(date: usize, dates: DateColumn, kind: usize, price: Price) -> Self {
        Movements { date, dates, kind, price, notices: false, all: false, changes: Vec::new() }
    }

    /// The same for a file in which a cancellation may be a notice only.
    pub fn idle(self, notices: bool, without: &[Code]) -> Self {
        Movements { notices, all: without.contains(&Code::MovesNothing), ..self }
    }

    pub fn row(&mut self, row: Row<'_>, ledger: &mut Ledger) -> Result<(), Fault> {
        if !self.all && kinds::moves_nothing(row.cells.get(self.kind), self.notices) {
            return Err(Fault::at(Code::MovesNothing, self.kind));
        }
        let day = self.dates.of_row(&row.cells, self.date, row.line)?;
        // A month alone is its first day: within a month only the order counts.
        let day = day.date.or(day.month.first_day()).ok_or(Fault::at(Code::DateUnreadable, self.date))?;
        let kind =
            kinds::movement(row.cells.get(self.kind)).ok_or(Fault::at(Code::MovementUnknown, self.kind))?;
        let blank = row.cells.get(self.price.amount).is_empty();
        let amount = match blank && kind == Kind::Churn {
            true => None,
            false => Some(ledger.monthly_signed(&row, &self.price)?),
        };
        let currency = ledger.currency(&row)?;
        let customer = ledger.customers.id(row.customer);
        ledger.state(&row, customer, Some(day.month()));
        ledger.currencies.count(currency, amount.and_then(|(_, a)| a.sign), row.line);
        if let Some((_, amount)) = &amount {
            ledger.took(amount, self.changes.len(), &row, self.price.amount);
        }
        self.changes.push(Change {
            customer,
            day,
            kind,
            negative: amount.is_some_and(|(negative, a)| negative && a.value != 0),
            stated: amount.is_some(),
            amount: amount.map_or(0, |(_, a)| a.value),
            line: row.fact_line(),
        });
        Ok(())
    }

    /// Walks every customer's changes in order of their days.
    pub fn finish(self, tally: &mut Tally) -> (RevenueFacts, Vec<Late>) {
        let mut late = Vec::new();
        let span = months(&self.changes);
        // Losses are written below zero or they aren't, for the whole column.
        let signed = self.changes.iter().any(|c| c.kind.is_loss() && c.negative);
        // A file that runs backwards has its days backwards too.
        let backwards = runs_backwards(&self.changes);
        let mut order: Vec<&Change> = self.changes.iter().collect();
        if backwards {
            order.reverse();
        }
        crate::base::sort_by_key(&mut order, |change| (change.customer, change.day));
        let mut walk =
            Walk { facts: Vec::new(), late: &mut late, tally, column: self.price.amount, kind: self.kind };
        for changes in order.chunk_by(|a, b| a.customer == b.customer) {
            walk.customer(changes, signed);
        }
        let facts = walk.facts;
        (RevenueFacts::Spans { facts, span }, late)
    }
}

fn months(changes: &[Change]) -> Option<(Month, Month)> {
    let months = || changes.iter().map(|change| change.day.month());
    months().min().zip(months().max())
}

fn runs_backwards(changes: &[Change]) -> bool {
    let falls = changes.is_sorted_by(|a, b| a.day >= b.day);
    falls && changes.first().zip(changes.last()).is_some_and(|(a, b)| a.day > b.day)
}

/// The walk over the customers.
struct Walk<'a> {
    facts: Vec<SpanFact>,
    late: &'a mut Vec<Late>,
    tally: &'a mut Tally,
    column: usize,
    kind: usize,
}

impl Walk<'_> {
    fn customer(&mut self, changes: &[&Change], signed: bool) {
        let mut balance = 0_i64;
        // Where the balance at the end of a month was last set: the month, the amount, the line.
        let mut open: Option<(Month, i64, u32)> = None;
        let mut is_first = true;
        for change in changes {
            let before = balance;
            match self.step(balance, change, signed, is_first) {
                Ok(after) => balance = after,
                Err(code) => {
                    let column = if code == Code::MovementUnfounded { self.kind } else { self.column };
                    self.late.push(Late { line: change.line, code, column: Some(column) });
                    continue;
                }
            }
            is_first = false;
            if balance == before {
                continue;
            }
            let month = change.day.month();
            open = match open {
                Some((from, _, _)) if from == month => Some((month, balance, change.line)),
                Some((from, amount, line)) => {
                    self.keep(change.customer, from, Some(month.plus(-1)), amount, line);
                    Some((month, balance, change.line))
                }
                None => Some((month, balance, change.line)),
            };
        }
        if let (Some((from, amount, line)), Some(change)) = (open, changes.first()) {
            self.keep(change.customer, from, None, amount, line);
        }
    }

    fn keep(&mut self, customer: u32, first: Month, last: Option<Month>, amount: i64, line: u32) {
        if amount > 0 {
            self.facts.push(SpanFact { customer, first, last, amount, line });
        }
    }

    /// The balance after a change, or why it can't be.
    fn step(&mut self, balance: i64, change: &Change, signed: bool, is_first: bool) -> Result<i64, Code> {
        let line = Some(u64::from(change.line));
        let loss = change.kind.is_loss();
        let contradicts = change.negative != (loss && signed) && change.stated && change.amount != 0;
        if contradicts {
            return Err(Code::SignContradicts);
        }
        let amount = change.amount;
        match change.kind {
            Kind::Expansion if balance == 0 && !is_first => return Err(Code::MovementUnfounded),
            _ if loss && balance == 0 => return Err(Code::MovementUnfounded),
            Kind::Contraction if amount > balance => return Err(Code::BalanceNegative),
            _ => {}
        }
        if is_first && !matches!(change.kind, Kind::New) {
            self.tally.add(Severity::Warning, Code::MovementsStartMidway, line, Some(self.kind), None);
        }
        match change.kind {
            Kind::Churn if !change.stated || amount == balance => Ok(0),
            Kind::Churn => {
                self.tally.add(Severity::Warning, Code::ChurnUnequal, line, Some(self.column), None);
                // More than there was: all of it leaves. Less: what is left stays.
                Ok((balance - amount).max(0))
            }
            Kind::Contraction => Ok(balance - amount),
            _ => balance.checked_add(amount).filter(|sum| *sum <= MAX_MINOR).ok_or(Code::AmountTooLarge),
        }
    }
}
