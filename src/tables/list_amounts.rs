//! What rows would come to without their discounts. Kept beside the facts, by line, for rows that have one.

/// The list amounts of a file's rows with a discount, sixteen bytes each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListAmounts {
    /// Line and amount, minor units a month, ascending by line.
    rows: Vec<(u32, i64)>,
}

impl ListAmounts {
    /// Those of rows that stand one below the other.
    pub fn new(rows: Vec<(u32, i64)>) -> Self {
        ListAmounts { rows }
    }

    /// Whether no row has a discount.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The list amount of the row that begins on a line, where it has a discount.
    pub fn of_line(&self, line: u32) -> Option<i64> {
        let found = self.rows.binary_search_by_key(&line, |(line, _)| *line).ok();
        found.and_then(|place| self.rows.get(place)).map(|(_, amount)| *amount)
    }

    /// The same to be put into another unit.
    pub fn of_line_mut(&mut self, line: u32) -> Option<&mut i64> {
        let found = self.rows.binary_search_by_key(&line, |(line, _)| *line).ok();
        found.and_then(|place| self.rows.get_mut(place)).map(|(_, amount)| amount)
    }
}
