//! Which table and which columns the rows stand in.

use super::Dialect;
use crate::base::Month;
use std::fmt;

/// A name that no table or column may have here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadName(pub String);

impl fmt::Display for BadName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is no name of a table or column", self.0)
    }
}

/// The longest part of a name; no engine takes more.
const LONGEST: usize = 255;

/// A column, by its name exactly as the engine has it: it is written in quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column(String);

impl Column {
    /// A name without control characters, not empty.
    pub fn new(name: &str) -> Result<Self, BadName> {
        let bad = name.is_empty() || name.len() > LONGEST || name.chars().any(char::is_control);
        if bad { Err(BadName(name.to_owned())) } else { Ok(Column(name.to_owned())) }
    }

    /// As given.
    pub fn name(&self) -> &str {
        &self.0
    }

    pub(super) fn sql(&self, dialect: Dialect) -> String {
        dialect.quote(&self.0)
    }
}

/// A table: `ledger`, `sales.ledger`, `main.sales.ledger`; each part exactly as the engine has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table(Vec<Column>);

impl Table {
    /// One to three parts with points between them.
    pub fn new(name: &str) -> Result<Self, BadName> {
        let parts = name.split('.').map(Column::new).collect::<Result<Vec<_>, _>>();
        parts.ok().filter(|parts| parts.len() <= 3).map(Table).ok_or_else(|| BadName(name.to_owned()))
    }

    pub(super) fn sql(&self, dialect: Dialect) -> String {
        self.0.iter().map(|part| part.sql(dialect)).collect::<Vec<_>>().join(".")
    }
}

/// How a column states a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MonthType {
    /// A date or time stamp, any day of the month.
    #[default]
    Date,
    /// A text: `2024-01`, `2024-01-31`.
    Text,
}

/// What a row is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Layout {
    /// A customer in a month.
    Long {
        /// Its money.
        amount: Column,
        /// The month.
        month: Column,
        /// What it is written as.
        as_: MonthType,
    },
    /// A subscription from one day to another.
    Periods {
        /// Its money.
        amount: Column,
        /// The first paid day, a date.
        start: Column,
        /// Its end, a date; null where it still runs.
        end: Column,
        /// The day it was cancelled, a date.
        cancelled: Option<Column>,
        /// Where it stands: what says that nobody ever paid is left out.
        status: Option<Column>,
    },
    /// A customer, with a column for each month.
    Wide(Vec<(Column, Month)>),
}

/// One row a customer, with what customers can be grouped by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accounts {
    /// The table.
    pub table: Table,
    /// Who; the same text as in the revenue.
    pub customer: Column,
    /// The columns to group by.
    pub segments: Vec<Column>,
}

/// The revenue, and what stands beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The table.
    pub table: Table,
    /// Who; a text that is the same for the same customer, byte for byte. Blanks around it don't count.
    pub customer: Column,
    /// What a row is, and where its money stands: decimals or whole numbers.
    pub layout: Layout,
    /// The money is a year's, else a month's.
    pub annual: bool,
    /// The row's currency, an ISO code.
    pub currency: Option<Column>,
    /// Which subscription of its customer the row is of, where the table says so.
    pub subscription: Option<Column>,
    /// Customers by group.
    pub accounts: Option<Accounts>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_checked_and_quoted_part_by_part() {
        let table = Table::new("main.Sales Data.ledger\"; DROP TABLE x; --").unwrap();
        assert_eq!(table.sql(Dialect::Duckdb), "\"main\".\"Sales Data\".\"ledger\"\"; DROP TABLE x; --\"");
        for bad in ["", "a..b", "a.b.c.d", "a\nb", "a\0", &"x".repeat(256)] {
            assert_eq!(Table::new(bad), Err(BadName(bad.to_owned())), "{bad:?}");
        }
        assert!(Column::new("a.b").is_ok(), "a column's point is part of its name");
    }
}
