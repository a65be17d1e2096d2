//! The layouts a revenue file may have: each turns one row into facts, or says why it can't.

mod accounts;
mod aggregate;
mod cost_words;
mod costs;
mod described;
mod heads;
mod invoices;
pub(super) mod kinds;
mod long;
mod movements;
mod operations;
mod periods;
mod rates;
mod two_point;
mod warehouse;
mod wide;

pub(super) use accounts::Accounts;
pub(super) use aggregate::Aggregate;
pub(super) use cost_words::cost_category;
pub(super) use costs::Costs;
pub(super) use heads::Heads;
pub(super) use invoices::{Columns as InvoiceColumns, Invoices};
pub(crate) use kinds::{never_paid_letters, never_paid_words};
pub(super) use long::Long;
pub(super) use movements::Movements;
pub(super) use operations::{Gathered, Operations};
pub(super) use periods::Periods;
pub(super) use rates::RateRows;
pub(super) use two_point::TwoPoint;
pub(super) use warehouse::Warehouse;
pub(super) use wide::Wide;

use super::attributes::Attributes;
use super::cells::{Cells, Customers};
use super::discounts::{self, DiscountColumn, Lists};
use super::items::Items;
use super::subscriptions::Subscriptions;
use super::tally::Tally;
use super::values::blanks;
use super::values::date_column::DateColumn;
use super::values::intervals::{self, Factor};
use super::values::money::{Amounts, Currencies, MonthlyAmount, Reduced};
use super::{Code, Severity};
use crate::base::{Currency, Month, Names};
use crate::tables::{
    AccountsTable, AggregateRow, CostFact, InvoiceTable, MonthFact, PeriodFact, Rate, RevenueFacts,
    TableKind, WarehouseTable,
};
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

/// A row that turned out at the end of the file to be unusable, or left out by a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Late {
    pub line: u32,
    pub code: Code,
    pub column: Option<usize>,
}

/// What the rows came to.
#[derive(Debug)]
pub(super) enum Done {
    Revenue(RevenueFacts),
    Aggregate(Vec<AggregateRow>),
    Warehouse(WarehouseTable),
    Rates(Vec<Rate>),
    Accounts(AccountsTable),
    /// With the groups that they are for.
    Costs(Vec<CostFact>, Names),
    Operations(TableKind, Gathered),
    Invoices(InvoiceTable),
    /// Lines whose customers stand in another file.
    Lines(Box<Invoices>),
}

/// Where an amount and what makes it monthly stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Price {
    pub amount: usize,
    pub interval: Option<usize>,
    pub interval_count: Option<usize>,
    pub quantity: Option<usize>,
    /// That the amount is one unit's is not proven.
    pub quantity_assumed: bool,
    /// What came off it, or is to.
    pub discount: Option<DiscountColumn>,
}

impl Price {
    /// An amount that is monthly by itself.
    pub fn monthly(amount: usize) -> Self {
        Price {
            amount,
            interval: None,
            interval_count: None,
            quantity: None,
            quantity_assumed: false,
            discount: None,
        }
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
        fact_line(self.line)
    }
}

/// A line as the facts keep it.
fn fact_line(line: u64) -> u32 {
    u32::try_from(line).unwrap_or(u32::MAX)
}

/// What every layout shares while rows go by.
#[derive(Debug)]
pub(super) struct Ledger {
    pub customers: Customers,
    pub amounts: Amounts,
    pub currencies: Currencies,
    /// What the customers can be grouped by.
    pub attributes: Attributes,
    /// What the rows are for.
    pub items: Items,
    /// Which subscriptions the rows are of.
    pub subscriptions: Subscriptions,
    /// What they would come to without their discounts.
    pub lists: Lists,
    /// What else they say of their customers.
    pub beside: Gathered,
    pub tally: Tally,
}

impl Ledger {
    /// Notes what a used row says of its customer beside revenue: from a month on, or for always.
    #[inline]
    fn state(&mut self, row: &Row<'_>, customer: u32, month: Option<Month>) {
        self.attributes.see(&row.cells, row.line, customer, month, &mut self.tally);
        self.items.see(&row.cells, row.line, &self.attributes, &mut self.tally);
        self.subscriptions.see(&row.cells, row.line);
        // Refuses no row: it needs none of these cells.
        let _ = self.beside.see(&row.cells, row.line, customer, &mut self.tally);
    }

    /// The code of the row's currency cell, where there is such a column.
    fn currency(&self, row: &Row<'_>) -> Result<Option<&'static str>, Fault> {
        match self.currencies.column {
            None => Ok(None),
            Some(column) if row.cells.get(column).is_empty() && self.currencies.told().is_some() => {
                Ok(self.currencies.told())
            }
            Some(column) => match self.currencies.of_cell(row.cells.get(column)) {
                Ok(code) => Ok(Some(code)),
                Err(code) => Err(Fault::at(code, column)),
            },
        }
    }

    /// The row's amount for one month of its billing interval; a month where there is no such column.
    fn monthly(&mut self, row: &Row<'_>, price: &Price) -> Result<MonthlyAmount, Fault> {
        let factor = self.in_file_units(row, factor(row, price)?);
        let cell = row.cells.get(price.amount);
        if cell.is_empty() {
            return Err(Fault::at(Code::AmountMissing, price.amount));
        }
        self.read_reduced(row, price, cell, factor)
    }

    /// A cell's amount with the row's discount, where it has one.
    fn read_reduced(
        &mut self,
        row: &Row<'_>,
        price: &Price,
        cell: &str,
        factor: Factor,
    ) -> Result<MonthlyAmount, Fault> {
        let Some((column, mut reduced)) = self.discount(row, price)? else {
            return self.amounts.read(cell, factor).map_err(|code| Fault::at(code, price.amount));
        };
        // A discount is that of the row: it isn't multiplied by the units.
        reduced.units = units(row, price.quantity)?;
        let factor = match reduced.units {
            0 => factor,
            units => Factor { times: factor.times / units, ..factor },
        };
        let at = |code| Fault::at(code, if code == Code::DiscountTooLarge { column } else { price.amount });
        self.amounts.read_reduced(cell, factor, Some(reduced)).map_err(at)
    }

    /// The row's discount and its column; `None` where it has none. One that is still to come off must be readable.
    fn discount(&mut self, row: &Row<'_>, price: &Price) -> Result<Option<(usize, Reduced)>, Fault> {
        let Some(DiscountColumn { column, due, percent, .. }) = price.discount else { return Ok(None) };
        let cell = row.cells.get(column);
        if cell.is_empty() || cell == "0" || blanks::is_dash(cell) || blanks::is_word(cell) {
            return Ok(None);
        }
        let off = match percent || discounts::is_percent(cell) {
            true => discounts::percent(cell, self.amounts.convention).map(discounts::Off::Percent),
            false => self.amounts.read_off(cell),
        };
        // All is off what is left: nothing says of how much.
        match off.filter(|off| due || *off != discounts::Off::Percent(discounts::WHOLE)) {
            Some(off) => Ok(Some((column, Reduced { off, due, units: 1 }))),
            None if due => Err(Fault::at(Code::DiscountUnreadable, column)),
            None => {
                let code = Code::DiscountUnreadable;
                self.tally.add(Severity::Warning, code, Some(row.line), Some(column), Some(cell));
                Ok(None)
            }
        }
    }

    /// The same where the amount may be below zero.
    fn monthly_signed(&mut self, row: &Row<'_>, price: &Price) -> Result<(bool, MonthlyAmount), Fault> {
        let factor = self.in_file_units(row, factor(row, price)?);
        let cell = row.cells.get(price.amount);
        if cell.is_empty() {
            return Err(Fault::at(Code::AmountMissing, price.amount));
        }
        self.read_signed(cell, factor, price.amount)
    }

    /// A row's minor unit may be another than the file's: 500 is 5.00 dollars, but 500 yen.
    fn in_file_units(&self, row: &Row<'_>, factor: Factor) -> Factor {
        if !self.amounts.minor {
            return factor;
        }
        let code = self.currency(row).ok().flatten();
        let own = code.and_then(Currency::from_code).map_or(self.currencies.exponent(), |c| c.exponent);
        let file = self.currencies.exponent();
        let ten = |n: u8| 10_i64.pow(u32::from(n));
        Factor {
            times: factor.times * ten(file.saturating_sub(own)),
            over: factor.over * ten(own.saturating_sub(file)),
        }
    }

    /// A cell's amount without its sign, and whether it is below zero.
    fn read_signed(
        &mut self,
        cell: &str,
        factor: Factor,
        column: usize,
    ) -> Result<(bool, MonthlyAmount), Fault> {
        match self.amounts.read(cell, factor) {
            Err(Code::AmountNegative) => {
                let bare = unsigned(cell);
                let read = self.amounts.read(bare.trim(), factor);
                read.map(|amount| (true, amount)).map_err(|code| Fault::at(code, column))
            }
            read => read.map(|amount| (false, amount)).map_err(|code| Fault::at(code, column)),
        }
    }

    /// What a cell states, under a decimal point and under a comma, each in units of ten to the minus
    /// [`crate::base::MAX_EXPONENT`]; nothing is concluded from it. `None` where it can't be read.
    pub fn stated(&self, cell: &str) -> Option<[i128; 2]> {
        let read = |cell: &str| match self.amounts.read_off(cell)? {
            discounts::Off::Amount(point, comma) => Some([point, comma].map(i128::from)),
            discounts::Off::Percent(_) => None,
        };
        if cell.is_empty() {
            return Some([0, 0]);
        }
        read(cell).or_else(|| {
            let bare = unsigned(cell);
            let bare = bare.trim();
            read(bare).filter(|_| bare != cell).map(|sums| sums.map(|sum| -sum))
        })
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

    /// Says that a row's amount was multiplied, where it was.
    fn note_units(&mut self, row: &Row<'_>, price: &Price) {
        if let Some(column) = price.quantity.filter(|i| !matches!(row.cells.get(*i), "" | "1")) {
            let severity = if price.quantity_assumed { Severity::Warning } else { Severity::Info };
            let text = Some(row.cells.get(column));
            self.tally.add(severity, Code::QuantityMultiplied, Some(row.line), Some(column), text);
        }
    }

    /// Keeps what a row in use would come to without its discount, and says what was made of that.
    fn note_discount(&mut self, amount: &MonthlyAmount, row: &Row<'_>, price: &Price) {
        let Some((list, discount)) = amount.list.zip(price.discount) else { return };
        self.lists.push(row.line, list);
        let text = row.cells.get(discount.column);
        let several = price.quantity.is_some_and(|i| !matches!(row.cells.get(i), "" | "1"));
        // Of each unit, or of all of them?
        let assumed = discount.assumed || several && !discount.percent && !discounts::is_percent(text);
        let severity = if assumed { Severity::Warning } else { Severity::Info };
        if discount.due {
            self.tally.add(severity, Code::DiscountTaken, Some(row.line), Some(discount.column), Some(text));
        } else if assumed {
            self.tally.add(
                severity,
                Code::DiscountAssumed,
                Some(row.line),
                Some(discount.column),
                Some(text),
            );
        }
    }

    /// Notes an amount that became a fact.
    fn took(&mut self, amount: &MonthlyAmount, fact: usize, row: &Row<'_>, column: usize) {
        let text = row.cells.get(column);
        self.amounts.took(amount, fact, row.line, column, text, &mut self.tally);
    }
}

/// An amount without the marks that say it is below zero: parentheses, and the first dash.
fn unsigned(cell: &str) -> String {
    let mut dash = false;
    let mut drop = |c: &char| match c {
        '(' | ')' | '\u{ff08}' | '\u{ff09}' => true,
        '-' | '\u{2212}' | '\u{2013}' | '\u{ff0d}' => !std::mem::replace(&mut dash, true),
        _ => false,
    };
    cell.chars().filter(|c| !drop(c)).collect()
}

/// What makes a row's amount monthly.
fn factor(row: &Row<'_>, price: &Price) -> Result<Factor, Fault> {
    let mut factor = match price.interval {
        None => Factor::MONTH,
        Some(column) => {
            intervals::factor(row.cells.get(column)).ok_or(Fault::at(Code::IntervalUnknown, column))?
        }
    };
    if price.interval_count.is_some() {
        factor.over *= count(row, price.interval_count)?;
    }
    factor.times *= units(row, price.quantity)?;
    Ok(factor)
}

/// How many units a row's amount is to be multiplied by; 1 where it doesn't say.
fn units(row: &Row<'_>, column: Option<usize>) -> Result<i64, Fault> {
    let Some((column, cell)) = column.map(|i| (i, row.cells.get(i))).filter(|(_, cell)| !cell.is_empty())
    else {
        return Ok(1);
    };
    whole(cell).ok_or(Fault::at(Code::QuantityUnreadable, column))
}

/// How many intervals a row's amount pays for; 1 where it doesn't say.
fn count(row: &Row<'_>, column: Option<usize>) -> Result<i64, Fault> {
    let Some((column, cell)) = column.map(|i| (i, row.cells.get(i))).filter(|(_, cell)| !cell.is_empty())
    else {
        return Ok(1);
    };
    whole(cell).filter(|n| (1..=1200).contains(n)).ok_or(Fault::at(Code::QuantityUnreadable, column))
}

/// A whole number of at most a million: `12`, `12.0`.
pub(super) fn whole(cell: &str) -> Option<i64> {
    let (digits, rest) = cell.split_once('.').unwrap_or((cell, ""));
    let plain =
        !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) && rest.bytes().all(|b| b == b'0');
    plain.then(|| digits.parse().ok()).flatten().filter(|n| *n <= 1_000_000)
}

/// A layout at work.
#[derive(Debug)]
pub(super) enum Layout {
    Long(Long),
    Wide(Wide),
    Periods(Periods),
    TwoPoint(TwoPoint),
    Movements(Movements),
    Aggregate(Aggregate),
    Warehouse(Warehouse),
    Invoices(Invoices),
    Rates(RateRows),
    Accounts(Accounts),
    Costs(Costs),
    Heads(Heads),
    Operations(Operations),
}

impl Layout {
    /// Turns a row into facts; on a fault nothing of the row is kept.
    pub fn row(&mut self, row: Row<'_>, ledger: &mut Ledger) -> Result<(), Fault> {
        match self {
            Layout::Long(long) => long.row(row, ledger),
            Layout::Wide(wide) => wide.row(row, ledger),
            Layout::Periods(periods) => periods.row(row, ledger),
            Layout::TwoPoint(points) => points.row(row, ledger),
            Layout::Movements(movements) => movements.row(row, ledger),
            Layout::Aggregate(aggregate) => aggregate.row(row, ledger),
            Layout::Warehouse(warehouse) => warehouse.row(row),
            Layout::Invoices(invoices) => invoices.row(row, ledger),
            Layout::Rates(rates) => rates.row(row, ledger),
            Layout::Accounts(accounts) => accounts.row(row, ledger),
            Layout::Costs(costs) => costs.row(row, ledger),
            Layout::Heads(heads) => heads.row(row, ledger),
            Layout::Operations(operations) => operations.row(row, ledger),
        }
    }

    /// Where a row's amount stands and the units that it is for, where a row has one.
    pub fn price(&self) -> Option<&Price> {
        match self {
            Layout::Long(Long { price, .. })
            | Layout::Periods(Periods { price, .. })
            | Layout::Movements(Movements { price, .. }) => Some(price),
            Layout::Invoices(invoices) => Some(&invoices.columns.price),
            _ => None,
        }
    }

    /// Whether a row may turn out unusable at the end: then its cells are kept until there.
    pub fn judges_late(&self) -> bool {
        matches!(
            self,
            Layout::Movements(_) | Layout::Aggregate(_) | Layout::Invoices(_) | Layout::Warehouse(_)
        )
    }

    /// What the rows came to, and the rows that turned out unusable.
    pub fn finish(self, customers: usize, tally: &mut Tally) -> (Done, Vec<Late>) {
        let revenue = |facts| (Done::Revenue(facts), Vec::new());
        match self {
            Layout::Long(long) => revenue(long.finish(customers, tally)),
            Layout::Wide(wide) => revenue(wide.finish(customers, tally)),
            Layout::Periods(periods) => revenue(periods.finish()),
            Layout::TwoPoint(points) => revenue(points.finish()),
            Layout::Movements(movements) => {
                let (facts, late) = movements.finish(tally);
                (Done::Revenue(facts), late)
            }
            Layout::Invoices(invoices) if invoices.by_invoice => {
                (Done::Lines(Box::new(invoices)), Vec::new())
            }
            Layout::Invoices(invoices) => {
                let (facts, late) = invoices.finish();
                (Done::Revenue(facts), late)
            }
            Layout::Aggregate(aggregate) => {
                let (rows, late) = aggregate.finish(tally);
                (Done::Aggregate(rows), late)
            }
            Layout::Warehouse(warehouse) => {
                let (table, late) = warehouse.finish();
                (Done::Warehouse(table), late)
            }
            Layout::Rates(rates) => (Done::Rates(rates.rates), Vec::new()),
            Layout::Accounts(accounts) => (Done::Accounts(accounts.finish()), Vec::new()),
            Layout::Costs(costs) => {
                let (facts, groups) = costs.finish(tally);
                (Done::Costs(facts, groups), Vec::new())
            }
            Layout::Heads(heads) => (Done::Invoices(heads.table), Vec::new()),
            Layout::Operations(found) => (Done::Operations(found.kind, found.gathered), Vec::new()),
        }
    }

    /// The columns of dates and their numbers.
    pub fn dates(&self) -> Vec<(usize, &DateColumn)> {
        match self {
            Layout::Long(long) => vec![(long.date, &long.dates)],
            Layout::Wide(_) | Layout::TwoPoint(_) | Layout::Heads(_) | Layout::Warehouse(_) => Vec::new(),
            Layout::Periods(p) => {
                let mut all = vec![(p.start, &p.starts)];
                all.extend(p.end.map(|end| (end, &p.ends)));
                all.extend(p.cancelled.as_ref().map(|(column, days)| (*column, days)));
                all
            }
            Layout::Movements(m) => vec![(m.date, &m.dates)],
            Layout::Aggregate(a) => a.date.map(|date| (date, &a.dates)).into_iter().collect(),
            Layout::Accounts(a) => a.dates(),
            Layout::Operations(o) => o.gathered.dates().collect(),
            Layout::Costs(c) => c.date.map(|date| (date, &c.dates)).into_iter().collect(),
            Layout::Rates(r) => r.date.map(|date| (date, &r.dates)).into_iter().collect(),
            Layout::Invoices(i) => {
                let mut all = vec![(i.columns.start, &i.starts)];
                all.extend(i.columns.end.map(|end| (end, &i.ends)));
                all
            }
        }
    }

    /// Puts amounts right whose second reading turned out to be meant.
    pub fn mend(&mut self, mends: &[(usize, i64)]) {
        for (place, amount) in mends {
            let target = match self {
                Layout::Long(Long { facts, .. }) | Layout::Wide(Wide { facts, .. }) => {
                    if let Some(fact) = facts.get_mut(*place) {
                        fact.amount = *amount;
                    }
                    None
                }
                Layout::Periods(p) => p.facts.get_mut(*place).map(|f: &mut PeriodFact| &mut f.amount),
                Layout::TwoPoint(t) => t.facts.get_mut(*place).map(|f| &mut f.amount),
                Layout::Movements(m) => m.changes.get_mut(*place).map(|c| &mut c.amount),
                Layout::Aggregate(a) => a.cells.get_mut(*place).map(|(amount, _)| amount),
                Layout::Invoices(i) => i.items.get_mut(*place).map(|item| item.amount_mut()),
                Layout::Costs(c) => c.facts.get_mut(*place).map(|(fact, _)| &mut fact.amount),
                Layout::Rates(_)
                | Layout::Accounts(_)
                | Layout::Heads(_)
                | Layout::Operations(_)
                | Layout::Warehouse(_) => None,
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
