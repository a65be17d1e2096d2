//! The layouts a revenue file may have: each turns one row into facts, or says why it can't.

mod long;
mod periods;
mod wide;

pub(super) use long::Long;
pub(super) use periods::Periods;
pub(super) use wide::Wide;

use super::cells::{Cells, Customers};
use super::tally::Tally;
use super::values::blanks;
use super::values::date_column::DateColumn;
use super::values::intervals::{self, Factor};
use super::values::money::{Amounts, Currencies, MonthlyAmount};
use super::{Code, Severity};
use crate::base::Month;
use crate::tables::{MonthFact, PeriodFact};
use rustc_hash::FxHashSet;

/// Why a row can't be used, and in which column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub code: Code,
    pub column: Option<usize>,
}

impl Fault {
    /// A fault of one cell.
    pub fn at(code: Code, column: usize) -> Self {
        Fault { code, column: Some(column) }
    }
}

/// A row with its customer known to be there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'a> {
    pub cells: Cells<'a>,
    pub customer: &'a str,
    pub line: u64,
}

impl Row<'_> {
    /// The line as the facts keep it.
    fn fact_line(&self) -> u32 {
        u32::try_from(self.line).unwrap_or(u32::MAX)
    }
}

/// What every layout shares while rows go by.
#[derive(Debug)]
pub(super) struct Ledger {
    pub customers: Customers,
    pub amounts: Amounts,
    pub currencies: Currencies,
    pub tally: Tally,
}

impl Ledger {
    /// The code of the row's currency cell, where there is such a column.
    fn currency(&self, row: &Row<'_>) -> Result<Option<&'static str>, Fault> {
        match self.currencies.column {
            None => Ok(None),
            Some(column) => match self.currencies.of_cell(row.cells.get(column)) {
                Ok(code) => Ok(Some(code)),
                Err(code) => Err(Fault::at(code, column)),
            },
        }
    }

    /// The row's amount for one month of its billing interval; a month where there is no such column.
    fn monthly(
        &mut self,
        row: &Row<'_>,
        amount: usize,
        interval: Option<usize>,
    ) -> Result<MonthlyAmount, Fault> {
        let factor = match interval {
            None => Factor::MONTH,
            Some(column) => {
                intervals::factor(row.cells.get(column)).ok_or(Fault::at(Code::IntervalUnknown, column))?
            }
        };
        let cell = row.cells.get(amount);
        if cell.is_empty() {
            return Err(Fault::at(Code::AmountMissing, amount));
        }
        self.amounts.read(cell, factor).map_err(|code| Fault::at(code, amount))
    }

    /// Takes a cell that could not be read for empty where it is a word for nothing; any other fault stays one.
    fn empty_word(&mut self, code: Code, row: &Row<'_>, column: usize) -> Result<(), Fault> {
        let cell = row.cells.get(column);
        if code != Code::AmountMissing || self.amounts.without.contains(&Code::EmptyWord) {
            return Err(Fault::at(code, column));
        }
        // A dash is how ledgers write nothing: not worth a word.
        if !blanks::is_dash(cell) {
            self.tally.add(Severity::Info, Code::EmptyWord, Some(row.line), Some(column), Some(cell));
        }
        Ok(())
    }

    /// Notes an amount that became a fact.
    fn took(&mut self, amount: &MonthlyAmount, fact: usize, row: &Row<'_>, column: usize) {
        let text = row.cells.get(column);
        self.amounts.took(amount, fact, row.line, column, text, &mut self.tally);
    }
}

/// A layout at work.
#[derive(Debug)]
pub(super) enum Layout {
    Long(Long),
    Wide(Wide),
    Periods(Periods),
}

impl Layout {
    /// Turns a row into facts; on a fault nothing of the row is kept.
    pub fn row(&mut self, row: Row<'_>, ledger: &mut Ledger) -> Result<(), Fault> {
        match self {
            Layout::Long(long) => long.row(row, ledger),
            Layout::Wide(wide) => wide.row(row, ledger),
            Layout::Periods(periods) => periods.row(row, ledger),
        }
    }

    /// The columns of dates and their numbers.
    pub fn dates(&self) -> Vec<(usize, &DateColumn)> {
        match self {
            Layout::Long(long) => vec![(long.date, &long.dates)],
            Layout::Wide(_) => Vec::new(),
            Layout::Periods(p) => {
                let mut all = vec![(p.start, &p.starts)];
                all.extend(p.end.map(|end| (end, &p.ends)));
                all
            }
        }
    }

    /// Puts amounts right whose second reading turned out to be meant.
    pub fn mend(&mut self, mends: &[(usize, i64)]) {
        for (place, amount) in mends {
            let target = match self {
                Layout::Long(Long { facts, .. }) | Layout::Wide(Wide { facts, .. }) => {
                    facts.get_mut(*place).map(|f: &mut MonthFact| &mut f.amount)
                }
                Layout::Periods(p) => p.facts.get_mut(*place).map(|f: &mut PeriodFact| &mut f.amount),
            };
            if let Some(target) = target {
                *target = *amount;
            }
        }
    }
}

/// Counts the facts that fall on a customer and month which already has one; they will be added up.
fn note_same_months(facts: &[MonthFact], customers: usize, span: Option<(Month, Month)>, tally: &mut Tally) {
    let Some((first, last)) = span else { return };
    let width = usize::try_from(last.since(first)).unwrap_or(0) + 1;
    let mut seen = Seen::new(customers, width);
    for fact in facts {
        let offset = usize::try_from(fact.month.since(first)).unwrap_or(0);
        if !seen.insert(fact.customer as usize, offset, width) {
            let line = Some(u64::from(fact.line));
            tally.add(Severity::Info, Code::SameMonthSummed, line, None, None);
        }
    }
}

/// Customer-months met so far: a bit each where that is small, else a set.
enum Seen {
    Bits(Vec<u64>),
    Set(FxHashSet<(usize, usize)>),
}

impl Seen {
    fn new(customers: usize, width: usize) -> Self {
        match customers.checked_mul(width) {
            Some(bits) if bits <= 1 << 28 => Seen::Bits(vec![0; bits / 64 + 1]),
            _ => Seen::Set(FxHashSet::default()),
        }
    }

    /// Whether it is new.
    fn insert(&mut self, customer: usize, month: usize, width: usize) -> bool {
        match self {
            Seen::Bits(words) => {
                let bit = customer * width + month;
                let Some(word) = words.get_mut(bit / 64) else { return true };
                let mask = 1 << (bit % 64);
                let new = *word & mask == 0;
                *word |= mask;
                new
            }
            Seen::Set(set) => set.insert((customer, month)),
        }
    }
}
