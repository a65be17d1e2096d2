//! From text to records: which delimiter, quote and escape, and where the table begins.

pub(super) mod frame;
mod header;
pub(super) mod kinds;
pub(super) mod near;
pub(super) mod sample;
mod scan;
mod score;
mod sniff;

pub(super) use score::usual_width;

use super::{Escape, Quote, ReadOptions};

/// How a file's records are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// Between two cells: one character, or several (`||`, `, `); nothing where a line is one cell.
    pub delimiter: String,
    /// Around cells that hold delimiters, quotes or line ends.
    pub quote: Quote,
    /// A quote inside quotes.
    pub escape: Escape,
    /// Several delimiters in a row count as one, and those at a line's ends as none: columns lined up by blanks.
    pub runs: bool,
}

impl Dialect {
    /// Cells parted by `delimiter`, double quotes, doubled inside.
    pub fn delimited_by(delimiter: &str) -> Self {
        let delimiter = delimiter.to_owned();
        Dialect { delimiter, quote: Quote::Double, escape: Escape::Doubled, runs: false }
    }

    /// The delimiter as people call it: `,` where cells are cut at `, `, and of a single column.
    pub(super) fn shown(&self) -> &str {
        match (self.delimiter.as_str(), self.delimiter.trim_matches(' ')) {
            ("", _) => ",",
            (blanks, "") => blanks,
            (_, bare) => bare,
        }
    }

    /// Finds the dialect of a text's head; what the caller says is taken as said. `whole` says that the head is all.
    pub(super) fn of(head: &[u8], whole: bool, options: &ReadOptions) -> Self {
        sniff::sniff(head, whole, options)
    }
}
