//! The accounts table as read: one row a customer (domain.md §3.2, T2).

use super::AttributeColumn;
use crate::base::Names;

/// One file's accounts.
#[derive(Clone, Debug, Default)]
pub struct AccountsTable {
    /// The customers, one a used row.
    pub customers: Names,
    /// The line of each.
    pub lines: Vec<u32>,
    /// What they can be grouped by.
    pub attributes: Vec<AttributeColumn>,
}
