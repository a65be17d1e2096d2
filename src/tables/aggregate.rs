//! The aggregate: the business as a whole, period by period, as it was summed by someone else.

use crate::base::{Currency, Month};

/// One period's roll-forward, minor units; losses are positive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AggregateSums {
    /// Revenue at the start.
    pub opening: i64,
    /// From new customers.
    pub new: i64,
    /// More from customers there were.
    pub expansion: i64,
    /// Less from customers who stayed.
    pub contraction: i64,
    /// Lost with customers who left.
    pub churn: i64,
    /// From customers who came back.
    pub reactivation: i64,
    /// Revenue at the end: as stated, or as it follows.
    pub closing: i64,
}

impl AggregateSums {
    /// What the end comes to by the movements.
    pub fn follows(&self) -> i64 {
        self.opening + self.new + self.expansion + self.reactivation - self.contraction - self.churn
    }
}

/// One row of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AggregateRow {
    /// The period's last month.
    pub month: Month,
    /// How many months it lasts.
    pub months: u32,
    /// Its sums.
    pub sums: AggregateSums,
    /// Line of the file, from 1.
    pub line: u32,
}

/// One file of periods without customers.
#[derive(Clone, Debug)]
pub struct AggregateTable {
    /// What the amounts are in.
    pub currency: Currency,
    /// Rows per currency code, where the file has more than one.
    pub mixed: Vec<(String, u64)>,
    /// Whether the file says what new customers brought.
    pub has_new: bool,
    /// Whether it has a column of its own for who came back.
    pub has_reactivation: bool,
    /// The periods, ascending.
    pub rows: Vec<AggregateRow>,
}
