//! From text to records: which delimiter, quote and escape, and where the table begins.

pub(super) mod frame;
mod header;
pub(super) mod kinds;
pub(super) mod near;
pub(super) mod sample;
mod scan;
mod score;
mod sniff;

use super::{Escape, Quote, ReadOptions};

/// How a file's records are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// Between two cells: one character, or several (`||`, `, `).
    pub delimiter: String,
    /// Around cells that hold delimiters, quotes or line ends.
    pub quote: Quote,
    /// A quote inside quotes.
    pub escape: Escape,
}

impl Dialect {
    /// Cells parted by `delimiter`, double quotes, doubled inside.
    pub fn delimited_by(delimiter: &str) -> Self {
        Dialect { delimiter: delimiter.to_owned(), quote: Quote::Double, escape: Escape::Doubled }
    }

    /// Finds the dialect of a text's head; what the caller says is taken as said. `whole` says that the head is all.
    pub(super) fn of(head: &[u8], whole: bool, options: &ReadOptions) -> Self {
        sniff::sniff(head, whole, options)
    }
}
