//! Rejected rows, kept so that they can be looked at and mended, within bounds.

use super::archive::RejectedRows;
use super::records::Record;
use super::tally::clip;
use super::{Code, Reader, Reject};

/// Bytes of cells kept of one rejected row.
const MAX_ROW: usize = 4096;
/// Cells kept of one rejected row.
const MAX_CELLS: usize = 256;

/// The rejected rows of one file.
#[derive(Debug, Default)]
pub(super) struct Rejects {
    /// Those that are kept, in file order.
    pub kept: Vec<Reject>,
    /// All of them.
    pub count: u64,
    /// With every cell in full, for as many as fit.
    pub full: RejectedRows,
}

impl Rejects {
    /// Takes a row. `column` is the offending column with its header.
    pub fn add(&mut self, record: &Record<'_>, code: Code, column: Option<String>, text: Option<&str>) {
        self.count += 1;
        self.full.add(record, code, column.as_deref(), text);
        if self.kept.len() >= Reader::MAX_REJECTS {
            return;
        }
        let mut cells = Vec::new();
        let mut left = MAX_ROW;
        for bytes in record.cells().take(MAX_CELLS) {
            let cell = shown(bytes, left);
            left = left.saturating_sub(cell.len());
            cells.push(cell);
        }
        self.kept.push(Reject { line: record.line, code, column, text: text.map(clip), cells });
    }

    /// Counts a row of which no cell was kept.
    pub fn lost(&mut self, line: u64, code: Code, column: Option<String>) {
        self.count += 1;
        self.full.lost();
        if self.kept.len() < Reader::MAX_REJECTS {
            self.kept.push(Reject { line, code, column, text: None, cells: Vec::new() });
        }
    }

    /// Puts the rows in file order: some turn out at its end only.
    pub fn sort(&mut self) {
        crate::base::sort_by_key(&mut self.kept, |reject| reject.line);
        self.full.sort();
    }
}

/// Bytes as text, at most `most` of them; what is no UTF-8 is written as `\xE9`, never replaced.
pub(super) fn shown(bytes: &[u8], most: usize) -> String {
    let mut text = String::new();
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            if text.len() + c.len_utf8() > most {
                return text;
            }
            text.push(c);
        }
        for b in chunk.invalid() {
            if text.len() + 4 > most {
                return text;
            }
            text.push_str(&format!("\\x{b:02X}"));
        }
    }
    text
}
