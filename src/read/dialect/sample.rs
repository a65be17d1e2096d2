//! The records of a file's head, held as text: what the decisions about delimiter, roles and conventions look at.

use super::Dialect;
use crate::read::Code;
use crate::read::records::{Record, Splitter};

/// One record of the head.
#[derive(Clone, Debug)]
pub(in crate::read) struct SampleRow {
    /// Its line.
    pub line: u64,
    /// Its cells, trimmed.
    pub cells: Vec<String>,
    /// What the splitter found wrong with it.
    pub fault: Option<Code>,
}

impl SampleRow {
    /// A cell; empty where the row has none there.
    pub fn cell(&self, index: usize) -> &str {
        self.cells.get(index).map_or("", |c| c)
    }

    fn is_blank(&self) -> bool {
        self.cells.iter().all(String::is_empty)
    }
}

/// The head of a file as records: its header and what follows.
#[derive(Debug)]
pub(in crate::read) struct Sample {
    /// The header.
    pub header: SampleRow,
    /// The rows below it that have a cell filled.
    pub rows: Vec<SampleRow>,
}

impl Sample {
    /// The head's records that have a cell filled or a fault. `whole` says that the head is the file.
    pub fn rows(head: &[u8], dialect: &Dialect, whole: bool) -> Vec<SampleRow> {
        split(head, dialect, whole)
    }
}

/// A record as text; bytes that are no UTF-8 only appear in a head whose last character is cut in two.
fn row(record: Record<'_>) -> SampleRow {
    let cells = record.cells().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect();
    SampleRow { line: record.line, cells, fault: record.fault }
}

fn split(head: &[u8], dialect: &Dialect, whole: bool) -> Vec<SampleRow> {
    let mut rows: Vec<SampleRow> = Vec::new();
    let mut splitter = Splitter::new(dialect);
    let mut take = |record: Record<'_>| rows.push(row(record));
    splitter.feed(head, &mut take);
    // The last record may be cut short where the file goes on. It is asked for all the same: where a quote
    // swallowed the head, the rows behind it come only now.
    let mut tail: Vec<SampleRow> = Vec::new();
    splitter.finish(&mut |record| tail.push(row(record)));
    if !whole {
        tail.pop();
    }
    rows.append(&mut tail);
    rows.retain(|row| !row.is_blank() || row.fault.is_some());
    rows
}
