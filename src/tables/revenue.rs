//! The revenue table as read: facts with their source lines, before any policy.

use super::{AttributeColumn, Discounts, ListAmounts, RowItems, RowSubscriptions, Shape};
use crate::base::{Currency, Date, Month, Names};

/// A customer's recurring revenue in one month (long and wide shapes). Of these there are most: in twenty bytes, where
/// an amount that begins at a multiple of eight would make them 24.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(Rust, packed(4))]
pub struct MonthFact {
    /// Number in the table's `customers`.
    pub customer: u32,
    /// The month.
    pub month: Month,
    /// Minor units per month; zero is a fact too ("cancelled"), a blank cell is no fact.
    pub amount: i64,
    /// Line of the file, from 1, where the row begins.
    pub line: u32,
}

/// A subscription period (periods shape), already normalised to a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PeriodFact {
    /// Number in the table's `customers`.
    pub customer: u32,
    /// First paid day.
    pub start: Date,
    /// The end date as written (whether it is still a paid day is a policy); `None` is still running.
    pub end: Option<Date>,
    /// The day of its cancellation, where the file says it beside the end.
    pub cancelled: Option<Date>,
    /// Minor units per month.
    pub amount: i64,
    /// Line of the file, from 1, where the row begins.
    pub line: u32,
}

/// Revenue that stays the same over some months, whatever the policies (two points, movements).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpanFact {
    /// Number in the table's `customers`.
    pub customer: u32,
    /// First month.
    pub first: Month,
    /// Last month; `None` goes on to the end of the data.
    pub last: Option<Month>,
    /// Minor units per month.
    pub amount: i64,
    /// Line of the file, from 1, where the row begins.
    pub line: u32,
}

/// The facts, in file order.
#[derive(Clone, Debug)]
pub enum RevenueFacts {
    /// From the long and wide shapes. `months` is every month the file speaks of (for wide: its columns),
    /// ascending, even where no customer has revenue in it.
    Months {
        /// The facts.
        facts: Vec<MonthFact>,
        /// First and last month the file speaks of.
        span: Option<(Month, Month)>,
        /// Latest day the file names, where it names days.
        latest_day: Option<Date>,
        /// Whether it names more than three different days of the month: then a day means a day, not its month.
        many_days: bool,
    },
    /// From the periods shape; from invoices, whose ends are never a paid day.
    Periods(Vec<PeriodFact>),
    /// From the two-point and movements shapes.
    Spans {
        /// The facts.
        facts: Vec<SpanFact>,
        /// First and last month the file speaks of.
        span: Option<(Month, Month)>,
    },
}

impl RevenueFacts {
    /// How many.
    pub fn len(&self) -> usize {
        match self {
            RevenueFacts::Months { facts, .. } => facts.len(),
            RevenueFacts::Periods(facts) => facts.len(),
            RevenueFacts::Spans { facts, .. } => facts.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The last line that a fact comes from.
    pub fn last_line(&self) -> u32 {
        let last = match self {
            RevenueFacts::Months { facts, .. } => facts.iter().map(|f| f.line).max(),
            RevenueFacts::Periods(facts) => facts.iter().map(|f| f.line).max(),
            RevenueFacts::Spans { facts, .. } => facts.iter().map(|f| f.line).max(),
        };
        last.unwrap_or(0)
    }
}

/// The currencies of a file's rows: each code holds from its line to the next one's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowCurrencies {
    /// First line and code, ascending by line; the code is empty where a row states none, and [`RowCurrencies::SEVERAL`]
    /// where it states more than one.
    pub runs: Vec<(u32, &'static str)>,
}

impl RowCurrencies {
    /// Stands for a row that holds more than one currency.
    pub const SEVERAL: &'static str = "XXX";

    /// The code of a line's row.
    pub fn of_line(&self, line: u32) -> &'static str {
        let place = self.runs.partition_point(|(first, _)| *first <= line);
        place.checked_sub(1).and_then(|i| self.runs.get(i)).map_or("", |(_, code)| code)
    }
}

/// One file's revenue.
#[derive(Clone, Debug)]
pub struct RevenueTable {
    /// How the file was laid out.
    pub shape: Shape,
    /// What the amounts are in.
    pub currency: Currency,
    /// Rows per currency code, where the file has more than one (then no metric can be computed).
    pub mixed: Vec<(String, u64)>,
    /// The currency of each row, where there is more than one.
    pub rows: RowCurrencies,
    /// The customers.
    pub customers: Names,
    /// The facts.
    pub facts: RevenueFacts,
    /// What the customers can be grouped by, where the file has such columns.
    pub attributes: Vec<AttributeColumn>,
    /// What the rows are for, where the file has columns of products, plans or quantities.
    pub items: Option<Box<RowItems>>,
    /// Which subscriptions the rows are of, where the file has a column of them.
    pub subscriptions: Option<Box<RowSubscriptions>>,
    /// What the rows would come to without their discounts, where the file states any.
    pub list: Option<Box<ListAmounts>>,
}

impl RevenueTable {
    /// What counts of a fact: its amount, or that of its row's list price.
    #[inline]
    pub fn counted(&self, line: u32, amount: i64, discounts: Discounts) -> i64 {
        match (&self.list, discounts) {
            (Some(list), Discounts::Gross) => list.of_line(line).unwrap_or(amount),
            _ => amount,
        }
    }
}
