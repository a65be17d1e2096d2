//! Any CSV as its bare records: header and rows, written as canonical CSV, whatever the columns are for.

use super::cells::Cells;
use super::dialect::frame::{Frame, resplit};
use super::records::Record;
use super::rejects::shown;
use super::rows::{Held, MAX_FOOTER, RowRules};
use super::tally::Tally;
use super::{Code, Dialect, ReadOptions, Severity};

/// A text being written out again.
#[derive(Debug)]
pub(super) struct Plain {
    after: u64,
    /// The line of a header that is written as it stands.
    header_line: Option<u64>,
    dialect: Dialect,
    rules: RowRules,
    held: Vec<Held>,
    /// What is written and not yet taken.
    pub out: Vec<u8>,
    /// What was found.
    pub tally: Tally,
    /// Rows written.
    pub rows: u64,
}

impl Plain {
    /// Begins below what stands above the table.
    pub fn new(frame: &Frame, dialect: &Dialect, tally: Tally, options: &ReadOptions) -> Self {
        let cells = &frame.sample.header.cells;
        let header = frame.header_line.map(|_| cells.as_slice());
        let mut plain = Plain {
            after: frame.after,
            header_line: frame.header_line.filter(|_| !frame.joined),
            dialect: dialect.clone(),
            rules: RowRules::new(header, cells.len(), false, options),
            held: Vec::new(),
            out: Vec::new(),
            tally,
            rows: 0,
        };
        if frame.joined {
            plain.write(cells.iter().map(|c| c.as_bytes()));
        }
        plain
    }

    /// Takes one record and its text.
    pub fn record(&mut self, record: &Record<'_>, text: &str) {
        if record.line <= self.after {
            if self.header_line == Some(record.line) {
                self.pass(record);
            }
            return;
        }
        if let Some(code) = record.fault.filter(|_| record.len() == 0) {
            self.tally.add(Severity::Warning, code, Some(record.line), None, None);
            return;
        }
        for code in record.mended {
            self.tally.add(Severity::Info, *code, Some(record.line), None, None);
        }
        let cells = Cells::new(record, text);
        if let Some(code) = self.rules.ignored(&cells) {
            self.tally.add(Severity::Info, code, Some(record.line), None, Some(cells.get(0)));
            return;
        }
        if cells.len() == 1 && self.rules.width() > 2 && self.rules.allowed(Code::RowDelimiter) {
            let text = cells.raw(0);
            let parts = resplit(text, self.rules.width(), &self.dialect.delimiter, self.dialect.quote, false);
            if let Some(parts) = parts {
                self.tally.add(Severity::Info, Code::RowDelimiter, Some(record.line), None, Some(text));
                self.release();
                self.rows += 1;
                self.write(parts.iter().map(String::as_bytes));
                return;
            }
        }
        if self.rules.like_footer(&cells) {
            if self.held.len() >= MAX_FOOTER {
                self.release();
            }
            self.held.push(Held::new(record, Code::FooterSkipped, None));
            return;
        }
        self.release();
        self.rows += 1;
        self.pass(record);
    }

    /// The end of the text: what was kept back stands below the table.
    pub fn finish(&mut self) {
        for held in std::mem::take(&mut self.held) {
            let text = held.with(|record| shown(record.text(), 400));
            self.tally.add(Severity::Info, Code::FooterSkipped, Some(held.line), None, Some(text.trim()));
        }
    }

    /// The table goes on: what was kept back are rows.
    fn release(&mut self) {
        for held in std::mem::take(&mut self.held) {
            self.rows += 1;
            held.with(|record| self.pass(record));
        }
    }

    fn pass(&mut self, record: &Record<'_>) {
        self.write(record.cells());
    }

    /// Writes one record: comma, quotes only where needed, LF.
    fn write<'c>(&mut self, cells: impl Iterator<Item = &'c [u8]>) {
        for (i, cell) in cells.enumerate() {
            if i > 0 {
                self.out.push(b',');
            }
            if cell.iter().any(|b| matches!(b, b',' | b'"' | b'\r' | b'\n')) {
                self.out.push(b'"');
                for b in cell {
                    if *b == b'"' {
                        self.out.push(b'"');
                    }
                    self.out.push(*b);
                }
                self.out.push(b'"');
            } else {
                self.out.extend_from_slice(cell);
            }
        }
        self.out.push(b'\n');
    }
}
