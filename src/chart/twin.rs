//! The table beside a chart: the same numbers, all of them.

use crate::base::CsvWriter;
use crate::report::EvidenceKey;
use serde::Deserialize;

/// A cell.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct TwinCell {
    /// As a person reads it.
    pub shown: String,
    /// As a program reads it: ISO month, plain decimal, unrounded ratio.
    pub raw: String,
    /// A figure stands right and may begin with a minus.
    pub figure: bool,
    /// Too few stand behind it to mean much.
    pub pale: bool,
    /// The evidence behind it.
    #[serde(skip)]
    pub key: Option<EvidenceKey>,
}

impl TwinCell {
    /// A text.
    pub fn text(shown: impl Into<String>, raw: impl Into<String>) -> Self {
        TwinCell { shown: shown.into(), raw: raw.into(), figure: false, pale: false, key: None }
    }

    /// A figure.
    pub fn figure(shown: impl Into<String>, raw: impl Into<String>, key: Option<EvidenceKey>) -> Self {
        TwinCell { shown: shown.into(), raw: raw.into(), figure: true, pale: false, key }
    }

    /// The same, pale where it stands on few.
    pub fn pale(mut self, few: bool) -> Self {
        self.pale |= few;
        self
    }
}

/// A table. The first cell of a row names it.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Twin {
    /// Names of the columns.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<TwinCell>>,
}

impl Twin {
    /// Leaves the last column, which has remarks, out where no row has one: it would take width from the others.
    pub fn without_empty_remarks(mut self) -> Self {
        if self.rows.iter().all(|row| row.last().is_some_and(|cell| cell.shown.is_empty())) {
            self.head.pop();
            for row in &mut self.rows {
                row.pop();
            }
        }
        self
    }

    /// The table as CSV, safe to open in a spreadsheet.
    pub fn csv(&self) -> String {
        let mut csv = CsvWriter::new();
        for name in &self.head {
            csv.cell(name);
        }
        csv.end();
        for row in &self.rows {
            for cell in row {
                csv.cell(&cell.raw);
            }
            csv.end();
        }
        csv.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_take_a_column_only_where_there_are_any() {
        let row = |remark: &str| vec![TwinCell::text("A", "A"), TwinCell::text(remark, "")];
        let twin = |remarks: [&str; 2]| Twin {
            head: vec!["Name".to_owned(), "Note".to_owned()],
            rows: remarks.map(row).to_vec(),
        };
        let columns = |twin: Twin| (twin.head.len(), twin.rows.iter().map(Vec::len).collect::<Vec<_>>());
        assert_eq!(columns(twin(["", "few"]).without_empty_remarks()), (2, vec![2, 2]));
        assert_eq!(columns(twin(["", ""]).without_empty_remarks()), (1, vec![1, 1]));
    }

    #[test]
    fn writes_raw_values() {
        let twin = Twin {
            head: vec!["Month".into(), "New".into(), "Name".into()],
            rows: vec![vec![
                TwinCell::text("Dec 2025", "2025-12"),
                TwinCell::figure("-$1,200", "-1200.00", None),
                TwinCell::text("=A1", "=A1"),
            ]],
        };
        assert_eq!(twin.csv(), "\u{feff}Month,New,Name\r\n2025-12,-1200.00,'=A1\r\n");
    }
}
