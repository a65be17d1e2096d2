//! Aggregate: a row is a period of the whole business, without customers.

use super::super::tally::Tally;
use super::super::values::{blanks, date_column::DateColumn, intervals::Factor};
use super::super::{Code, Role, Severity};
use super::{Fault, Late, Ledger, Row};
use crate::base::Month;
use crate::tables::{AggregateRow, AggregateSums};

/// The rows of an aggregate so far.
#[derive(Debug)]
pub(in crate::read) struct Aggregate {
    /// The column of periods, where there is one.
    pub date: Option<usize>,
    pub dates: DateColumn,
    parts: Vec<(usize, Role)>,
    rows: Vec<AggregateRow>,
    /// A cell a part and row: the amount and whether it was below zero.
    pub cells: Vec<(i64, bool)>,
}

impl Aggregate {
    pub fn new(date: Option<usize>, dates: DateColumn, parts: Vec<(usize, Role)>) -> Self {
        Aggregate { date, dates, parts, rows: Vec::new(), cells: Vec::new() }
    }

    pub fn row(&mut self, row: Row<'_>, ledger: &mut Ledger) -> Result<(), Fault> {
        let (month, months) = match self.date {
            Some(column) => self.dates.period_of(&row.cells, column, row.line)?,
            None => (Month::CLOSING, 12),
        };
        let mut read = Vec::with_capacity(self.parts.len());
        for (column, role) in &self.parts {
            let cell = row.cells.get(*column);
            let needed = matches!(role, Role::Opening | Role::Closing);
            if cell.is_empty() && needed {
                return Err(Fault::at(Code::AmountMissing, *column));
            }
            if cell.is_empty() || blanks::is_dash(cell) {
                read.push(None);
                continue;
            }
            match ledger.read_signed(cell, Factor::MONTH, *column) {
                Ok(amount) => read.push(Some(amount)),
                Err(fault) if needed => return Err(fault),
                Err(fault) => {
                    ledger.empty_word(fault.code, &row, *column)?;
                    read.push(None);
                }
            }
        }
        let currency = ledger.currency(&row)?;
        let sign = read.iter().flatten().find_map(|(_, amount)| amount.sign);
        ledger.currencies.count(currency, sign, row.line);
        for ((column, _), cell) in self.parts.iter().zip(&read) {
            if let Some((_, amount)) = cell {
                ledger.took(amount, self.cells.len(), &row, *column);
            }
            self.cells.push(cell.map_or((0, false), |(negative, a)| (a.value, negative && a.value != 0)));
        }
        self.rows.push(AggregateRow { month, months, sums: AggregateSums::default(), line: row.fact_line() });
        Ok(())
    }

    /// The rows in order of their periods, the parts there are, and the rows that contradict themselves.
    pub fn finish(self, tally: &mut Tally) -> (Vec<AggregateRow>, Vec<Late>) {
        let width = self.parts.len().max(1);
        let signed: Vec<bool> = (0..width)
            .map(|part| self.cells.iter().skip(part).step_by(width).any(|(_, negative)| *negative))
            .collect();
        let closes = self.parts.iter().any(|(_, role)| *role == Role::Closing);
        let (mut rows, mut late) = (Vec::new(), Vec::new());
        for (mut row, cells) in self.rows.into_iter().zip(self.cells.chunks(width)) {
            let mut wrong = None;
            for (((column, role), (amount, negative)), signed) in self.parts.iter().zip(cells).zip(&signed) {
                let loss = matches!(role, Role::Contraction | Role::Churn);
                // Losses are written below zero or they aren't, column by column; nothing else is.
                if *amount != 0 && *negative != (loss && *signed) {
                    wrong = wrong.or(Some(*column));
                }
                let sums = &mut row.sums;
                let place = match role {
                    Role::Opening => &mut sums.opening,
                    Role::New => &mut sums.new,
                    Role::Expansion => &mut sums.expansion,
                    Role::Contraction => &mut sums.contraction,
                    Role::Churn => &mut sums.churn,
                    Role::Reactivation => &mut sums.reactivation,
                    _ => &mut sums.closing,
                };
                *place = *amount;
            }
            let column = self.parts.iter().find(|(_, role)| *role == Role::Closing).map(|(i, _)| *i);
            if let Some(column) = wrong {
                late.push(Late { line: row.line, code: Code::SignContradicts, column: Some(column) });
                continue;
            }
            let follows = row.sums.follows();
            if !closes && follows < 0 {
                late.push(Late { line: row.line, code: Code::BalanceNegative, column });
                continue;
            }
            if closes && follows != row.sums.closing {
                let line = Some(u64::from(row.line));
                tally.add(Severity::Warning, Code::AggregateDoesNotAdd, line, column, None);
            }
            if !closes {
                row.sums.closing = follows;
            }
            rows.push(row);
        }
        crate::base::sort_by_key(&mut rows, |row| row.month);
        (rows, late)
    }
}
