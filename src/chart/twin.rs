//! The table beside a chart: the same numbers, all of them.

use super::is_decimal;
use crate::report::EvidenceKey;

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub struct TwinCell {
    /// As a person reads it.
    pub shown: String,
    /// As a program reads it: ISO month, plain decimal, unrounded ratio.
    pub raw: String,
    /// A figure stands right and may begin with a minus.
    pub figure: bool,
    /// The evidence behind it.
    pub key: Option<EvidenceKey>,
}

impl TwinCell {
    /// A text.
    pub fn text(shown: impl Into<String>, raw: impl Into<String>) -> Self {
        TwinCell { shown: shown.into(), raw: raw.into(), figure: false, key: None }
    }

    /// A figure.
    pub fn figure(shown: impl Into<String>, raw: impl Into<String>, key: Option<EvidenceKey>) -> Self {
        TwinCell { shown: shown.into(), raw: raw.into(), figure: true, key }
    }
}

/// A table. The first cell of a row names it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Twin {
    /// Names of the columns.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<TwinCell>>,
}

impl Twin {
    /// The table as CSV (RFC 4180, with a byte order mark so that spreadsheets read Chinese).
    ///
    /// A text that a spreadsheet would take for a formula is led by an apostrophe.
    pub fn csv(&self) -> String {
        let mut out = String::from("\u{feff}");
        let head = self.head.iter().map(|name| field(name, false)).collect::<Vec<_>>();
        out.push_str(&head.join(","));
        out.push_str("\r\n");
        for row in &self.rows {
            let cells = row.iter().map(|cell| field(&cell.raw, cell.figure)).collect::<Vec<_>>();
            out.push_str(&cells.join(","));
            out.push_str("\r\n");
        }
        out
    }
}

fn field(text: &str, figure: bool) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let is_number = figure && is_decimal(text);
    let safe = if formula && !is_number { format!("'{text}") } else { text.to_owned() };
    if safe.contains([',', '"', '\r', '\n']) { format!("\"{}\"", safe.replace('"', "\"\"")) } else { safe }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_stay_texts() {
        for text in ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx"] {
            assert!(field(text, false).trim_start_matches('"').starts_with('\''), "{text:?}");
        }
        assert_eq!(field("-12.50", true), "-12.50");
        assert_eq!(field("-cmd", true), "'-cmd");
        assert_eq!(field("a\"b,c", false), "\"a\"\"b,c\"");
    }

    #[test]
    fn writes_raw_values() {
        let twin = Twin {
            head: vec!["Month".into(), "New".into()],
            rows: vec![vec![
                TwinCell::text("Dec 2025", "2025-12"),
                TwinCell::figure("$1,200", "1200.00", None),
            ]],
        };
        assert_eq!(twin.csv(), "\u{feff}Month,New\r\n2025-12,1200.00\r\n");
    }
}
