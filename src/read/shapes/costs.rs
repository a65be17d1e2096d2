//! Costs: a row is what was spent on something in a period; or something, with a column a month.

use super::super::tally::Tally;
use super::super::values::{blanks, date_column::DateColumn, intervals::Factor};
use super::super::{Code, Severity};
use super::cost_words::cost_category;
use super::{Fault, Ledger, Row};
use crate::base::{Month, Names};
use crate::tables::{CostCategory, CostFact};

/// The costs of a file so far.
#[derive(Debug)]
pub(in crate::read) struct Costs {
    /// The column of periods; `None` where the columns are months.
    pub date: Option<usize>,
    pub dates: DateColumn,
    category: usize,
    /// The columns of customers and of groups of them; a cell of either may be blank.
    of: [Option<usize>; 2],
    /// The groups so far.
    groups: Names,
    /// The columns of amounts, each with its month where it is one.
    amounts: Vec<(usize, Option<Month>)>,
    /// Amounts without their sign, and whether they are below zero.
    pub facts: Vec<(CostFact, bool)>,
}

impl Costs {
    pub fn new(
        date: Option<usize>,
        dates: DateColumn,
        category: usize,
        amounts: Vec<(usize, Option<Month>)>,
        of: [Option<usize>; 2],
    ) -> Self {
        Costs { date, dates, category, of, groups: Names::new(), amounts, facts: Vec::new() }
    }

    pub fn row(&mut self, row: Row<'_>, ledger: &mut Ledger) -> Result<(), Fault> {
        let category = cost_category(row.cells.get(self.category))
            .ok_or(Fault::at(Code::CostCategoryUnknown, self.category))?;
        let stated = match self.date {
            None => None,
            Some(column) => Some(self.dates.period_of(&row.cells, column, row.line)?),
        };
        self.cells(&row, ledger, |own| stated.or(own.map(|month| (month, 1))), category)
    }

    /// Takes the amounts of a row, all or none.
    fn cells(
        &mut self,
        row: &Row<'_>,
        ledger: &mut Ledger,
        period: impl Fn(Option<Month>) -> Option<(Month, u32)>,
        category: CostCategory,
    ) -> Result<(), Fault> {
        let mut taken = Vec::with_capacity(self.amounts.len());
        for (column, own) in &self.amounts {
            let (cell, Some((month, months))) = (row.cells.get(*column), period(*own)) else { continue };
            // Of many months one may be blank; the only amount of a row may not.
            if cell.is_empty() && own.is_some() || own.is_some() && blanks::is_dash(cell) {
                continue;
            }
            if cell.is_empty() {
                return Err(Fault::at(Code::AmountMissing, *column));
            }
            let factor = ledger.in_file_units(row, Factor::MONTH);
            match ledger.read_signed(cell, factor, *column) {
                Ok((negative, amount)) => taken.push((*column, month, months, negative, amount)),
                Err(fault) if own.is_some() => ledger.empty_word(fault.code, row, *column)?,
                Err(fault) => return Err(fault),
            }
        }
        let currency = ledger.currency(row)?;
        let sign = taken.iter().find_map(|(.., amount)| amount.sign);
        ledger.currencies.count(currency, sign, row.line);
        // Names are only kept once their row is.
        let [customer, group] = self.of.map(|column| column.map(|column| row.cells.get(column)));
        let customer = customer.filter(|name| !is_nobody(name)).map(|name| ledger.customers.id(name));
        let group = group.filter(|name| !is_nobody(name)).map(|name| self.groups.intern(name));
        let line = row.fact_line();
        for (column, month, months, negative, amount) in taken {
            ledger.took(&amount, self.facts.len(), row, column);
            let fact = CostFact { month, months, category, amount: amount.value, line, customer, group };
            self.facts.push((fact, negative && amount.value != 0));
        }
        Ok(())
    }

    /// The facts with their signs. Costs that are all written below zero, as in accounts of income, are costs.
    pub fn finish(self, tally: &mut Tally) -> (Vec<CostFact>, Names) {
        let mut spent = self.facts.iter().filter(|(fact, _)| fact.amount != 0);
        let first = spent.clone().next().map(|(fact, _)| fact.line);
        let outflows = first.is_some() && spent.all(|(_, negative)| *negative);
        if let Some(line) = first.filter(|_| outflows) {
            let (line, column) = (Some(u64::from(line)), self.amounts.first().map(|(i, _)| *i));
            let count = self.facts.len() as u64;
            tally.add_many(Severity::Info, Code::CostsBelowZero, line, column, None, count);
        }
        let signed = |(fact, negative): (CostFact, bool)| CostFact {
            amount: if negative && !outflows { -fact.amount } else { fact.amount },
            ..fact
        };
        (self.facts.into_iter().map(signed).collect(), self.groups)
    }
}

/// Whether a cell says that a cost is nobody's own.
fn is_nobody(cell: &str) -> bool {
    cell.is_empty() || blanks::is_dash(cell) || blanks::is_word(cell)
}
