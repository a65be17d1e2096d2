//! Which subscription a row's amount is of. Kept beside the facts, by line, where a file has a column that names it.

use crate::base::Names;

/// The subscriptions of a file's rows: eight bytes a row, and each name once.
#[derive(Clone, Debug, Default)]
pub struct RowSubscriptions {
    /// The subscriptions, as the file names them.
    pub names: Names,
    /// Line and number, ascending by line; a row that names none is left out.
    rows: Vec<(u32, u32)>,
}

impl RowSubscriptions {
    /// Takes a row that stands below those before.
    #[inline]
    pub fn push(&mut self, line: u32, name: &str) {
        if !name.is_empty() {
            self.rows.push((line, self.names.intern(name)));
        }
    }

    /// The number of the subscription that the row beginning on a line names.
    pub fn of_line(&self, line: u32) -> Option<u32> {
        let found = self.rows.binary_search_by_key(&line, |(line, _)| *line).ok();
        found.and_then(|place| self.rows.get(place)).map(|(_, id)| *id)
    }

    /// Whether no row names any.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_gives_back_what_it_names() {
        let mut rows = RowSubscriptions::default();
        assert!(rows.is_empty());
        for (line, name) in [(2, "s-1"), (3, ""), (5, "s-2"), (9, "s-1")] {
            rows.push(line, name);
        }
        let of = |line| rows.of_line(line).map(|id| rows.names.text(id));
        assert_eq!([2, 3, 4, 5, 9].map(of), [Some("s-1"), None, None, Some("s-2"), Some("s-1")]);
    }
}
