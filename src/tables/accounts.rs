//! The accounts table as read: one row a customer (domain.md §3.2, T2).

use super::AttributeColumn;
use crate::base::{Date, Names};

/// One file's accounts.
#[derive(Clone, Debug, Default)]
pub struct AccountsTable {
    /// The customers, numbered by their first row. A later row of the same customer fills what the first left blank.
    pub customers: Names,
    /// The line of each one's first row.
    pub lines: Vec<u32>,
    /// Seats they pay for, by customer; empty where the file has no such column.
    pub seats: Vec<Option<u32>>,
    /// Seats they could have, the same way.
    pub potential_seats: Vec<Option<u32>>,
    /// The day they signed, the same way; of a month alone its first day.
    pub signed: Vec<Option<Date>>,
    /// The day they left, the same way; of a month alone its last day.
    pub churned: Vec<Option<Date>>,
    /// What they can be grouped by.
    pub attributes: Vec<AttributeColumn>,
}
