//! Which subscription each row is of, gathered from the rows of a file that has a column of them.

use super::cells::Cells;
use crate::tables::RowSubscriptions;

/// The subscriptions of a file under way.
#[derive(Debug, Default)]
pub(super) struct Subscriptions {
    column: Option<usize>,
    /// `None` where there is no such column: then no row costs anything.
    rows: Option<Box<RowSubscriptions>>,
}

impl Subscriptions {
    /// The column of them.
    pub fn new(column: Option<usize>) -> Self {
        Subscriptions { column, rows: column.map(|_| Box::default()) }
    }

    /// Takes a used row.
    #[inline]
    pub fn see(&mut self, cells: &Cells<'_>, line: u64) {
        if let (Some(rows), Some(column)) = (&mut self.rows, self.column) {
            rows.push(u32::try_from(line).unwrap_or(u32::MAX), cells.get(column));
        }
    }

    /// What the rows name; `None` where none names any.
    pub fn finish(self) -> Option<Box<RowSubscriptions>> {
        self.rows.filter(|rows| !rows.is_empty())
    }
}
