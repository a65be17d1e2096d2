//! One record as cells, and the customers met so far.

use super::records::Record;
use super::rows::is_total;
use crate::base::Names;

/// A record's cells without copying them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cells<'a> {
    text: &'a str,
    ends: &'a [usize],
    gap: usize,
}

impl<'a> Cells<'a> {
    /// The cells of a record whose bytes are this text.
    pub fn new(record: &Record<'a>, text: &'a str) -> Self {
        Cells { text, ends: record.ends(), gap: record.gap() }
    }

    /// How many cells.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// A cell as it stands.
    pub fn raw(&self, index: usize) -> &'a str {
        let Some(to) = self.ends.get(index) else { return "" };
        let before = index.checked_sub(1).and_then(|i| self.ends.get(i));
        let from = before.map_or(0, |end| end + self.gap);
        self.text.get(from..*to).unwrap_or("")
    }

    /// A cell without the blanks around it; empty where the row has none there.
    pub fn get(&self, index: usize) -> &'a str {
        let cell = self.raw(index);
        match cell.as_bytes() {
            // Most cells have nothing to trim.
            [b'!'..=b'~'] | [b'!'..=b'~', .., b'!'..=b'~'] => cell,
            _ => cell.trim(),
        }
    }

    /// Whether every cell from `from` on is empty.
    pub fn blank_from(&self, from: usize) -> bool {
        (from..self.ends.len()).all(|i| self.get(i).is_empty())
    }
}

/// The customers, with the last one at hand: ledgers are often sorted by customer.
#[derive(Debug, Default)]
pub(super) struct Customers {
    /// The names.
    pub names: Names,
    last: String,
    last_id: u32,
}

impl Customers {
    /// Whether a customer's cell is a line of totals. A name met before as a customer is none.
    pub fn is_total(&self, cell: &str) -> bool {
        self.last != cell && is_total(cell, |name| self.names.id(name).is_some())
    }

    /// Whether a cell is the last customer's.
    #[inline]
    pub fn is_last(&self, cell: &[u8]) -> bool {
        self.last.as_bytes() == cell && !cell.is_empty()
    }

    /// The number of a customer's cell that [`Terms`](super::terse::Terms) has proved to be text; `again` says that it
    /// is the last one's.
    #[inline]
    pub fn of_bytes(&mut self, cell: &[u8], again: bool) -> u32 {
        if again { self.last_id } else { self.id(std::str::from_utf8(cell).unwrap_or_default()) }
    }

    /// The customer's number, given out on first sight.
    pub fn id(&mut self, cell: &str) -> u32 {
        if self.last != cell || self.names.is_empty() {
            self.last_id = self.names.intern(cell);
            self.last.clear();
            self.last.push_str(cell);
        }
        self.last_id
    }
}
