//! The revenue table as read: facts with their source lines, before any policy.

use super::Shape;
use crate::base::{Currency, Date, Month, Names};

/// A customer's recurring revenue in one month (long and wide shapes).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// From the periods shape.
    Periods(Vec<PeriodFact>),
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
    /// The customers.
    pub customers: Names,
    /// The facts.
    pub facts: RevenueFacts,
}
