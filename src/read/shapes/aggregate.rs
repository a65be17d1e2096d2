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
            Some(column) => {
                let cell = row.cells.get(column);
                if cell.is_empty() {
                    return Err(Fault::at(Code::DateMissing, column));
                }
                let read = self.dates.read(cell, row.line).map(|day| (day.month, 1));
                read.or_else(|code| period(cell).ok_or(code)).map_err(|code| Fault::at(code, column))?
            }
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

/// The last month and the length of a period that is no month: `2024`, `FY24`, `2024 Q1`, `Q1-24`, `2024年第1季度`.
pub(in crate::read) fn period(text: &str) -> Option<(Month, u32)> {
    let plain: String = text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    let plain = plain.replace("fy", "").replace('年', "").replace("第", "").replace("季度", "q");
    let year = |digits: &str| -> Option<i32> {
        let number: i32 =
            digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok()).flatten()?;
        match digits.len() {
            4 => Some(number),
            2 => Some(2000 + number),
            _ => None,
        }
    };
    let quarter = |digit: &str| digit.parse::<u32>().ok().filter(|q| (1..=4).contains(q));
    if let Some((before, after)) = plain.split_once('q') {
        // `2024q1`, `q12024`, `20241q` (from 2024年第1季度).
        let (q, y) = match (before.len(), after.len()) {
            (0, 3 | 5) => (after.get(..1)?, after.get(1..)?),
            (2 | 4, 1) => (after, before),
            (5, 0) => (before.get(4..)?, before.get(..4)?),
            _ => return None,
        };
        return Some((Month::new(year(y)?, quarter(q)? * 3)?, 3));
    }
    Some((
        Month::new(year(&plain).filter(|_| plain.len() == 4 || text.to_lowercase().starts_with("fy"))?, 12)?,
        12,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_longer_than_a_month() {
        let told = |text| period(text).map(|(month, months)| (month.to_string(), months));
        for (text, month, months) in [
            ("2024", "2024-12", 12),
            ("FY24", "2024-12", 12),
            ("2024年", "2024-12", 12),
            ("Q1 2024", "2024-03", 3),
            ("2024-Q4", "2024-12", 3),
            ("Q2-24", "2024-06", 3),
            ("2024年第3季度", "2024-09", 3),
        ] {
            assert_eq!(told(text), Some((month.to_owned(), months)), "{text}");
        }
        for text in ["", "Q5 2024", "24", "total", "20"] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
