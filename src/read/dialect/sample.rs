//! The records of a file's head, held as text: what the decisions about delimiter, roles and conventions look at.

use super::Dialect;
use crate::read::records::{Record, Splitter};
use crate::read::roles::{header, words};
use crate::read::tally::clip;
use crate::read::values::dates::{self, Parsed};
use crate::read::{Code, Fate, PreviewRow};

/// Bytes of the head that decide on the delimiter.
const DIALECT_BYTES: usize = 64 << 10;
/// Records of the head that decide on the delimiter.
const DIALECT_ROWS: usize = 200;
/// The delimiters looked for, in the order they win a tie.
pub(in crate::read) const DELIMITERS: [&str; 4] = [",", "\t", ";", "|"];

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
    /// Splits the head; `None` where no record has anything in it. `whole` says that the head is the file.
    pub fn take(head: &[u8], dialect: &Dialect, whole: bool) -> Option<Self> {
        let mut rows = split(head, dialect, whole, usize::MAX);
        if rows.is_empty() {
            return None;
        }
        let header = rows.remove(0);
        Some(Sample { header, rows })
    }

    /// The first rows as they are shown where the file as a whole can't be read.
    pub fn preview(&self) -> Vec<PreviewRow> {
        let row = |row: &SampleRow, fate| PreviewRow {
            line: row.line,
            cells: row.cells.iter().take(PreviewRow::CELLS).map(|cell| clip(cell)).collect(),
            fate,
        };
        let below = self.rows.iter().take(PreviewRow::ROWS - 1).map(|r| row(r, Fate::Unread));
        std::iter::once(row(&self.header, Fate::Header)).chain(below).collect()
    }
}

/// A record as text; bytes that are no UTF-8 only appear in a head whose last character is cut in two.
fn row(record: Record<'_>) -> SampleRow {
    let mut from = 0;
    let mut cells = Vec::with_capacity(record.ends.len());
    for end in record.ends {
        let cell = String::from_utf8_lossy(record.text.get(from..*end).unwrap_or(&[]));
        cells.push(cell.trim().to_owned());
        from = *end;
    }
    SampleRow { line: record.line, cells, fault: record.fault }
}

fn split(head: &[u8], dialect: &Dialect, whole: bool, limit: usize) -> Vec<SampleRow> {
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
    rows.truncate(limit);
    rows
}

/// The delimiter of a file: the one under which rows have as many cells as the header, and the header the most
/// words we know. `None` where no delimiter gives two columns.
pub(in crate::read) fn delimiter(head: &[u8], whole: bool) -> Option<String> {
    let cut = head.get(..DIALECT_BYTES);
    let (bytes, whole) = (cut.unwrap_or(head), whole && cut.is_none());
    let mut best: Option<(f64, &str)> = None;
    for candidate in DELIMITERS {
        let rows = split(bytes, &Dialect::delimited_by(candidate), whole, DIALECT_ROWS);
        let Some((header, below)) = rows.split_first() else { continue };
        let width = header.cells.len();
        if width < 2 {
            continue;
        }
        let same = below.iter().filter(|r| r.cells.len() == width).count();
        let even = if below.is_empty() { 0.5 } else { same as f64 / below.len() as f64 };
        let known = header.cells.iter().filter(|c| known(c)).count();
        let score = 3.0 * even + 2.0 * known as f64 / width as f64 + (known.min(4) as f64) / 4.0;
        if best.is_none_or(|(top, _)| score > top) {
            best = Some((score, candidate));
        }
    }
    best.map(|(_, delimiter)| delimiter.to_owned())
}

/// Whether a header cell is a word we know or a month.
fn known(cell: &str) -> bool {
    words::role(&header::words(cell).plain).is_some() || matches!(dates::parse(cell), Some(Parsed::Day(..)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_delimiter() {
        let of = |text: &str| delimiter(text.as_bytes(), true);
        assert_eq!(of("customer_id,month,mrr\nC1,2024-01,5\n"), Some(",".to_owned()));
        assert_eq!(of("customer_id;month;mrr\nC1;2024-01;5,50\nC2;2024-01;1.234,50\n"), Some(";".to_owned()));
        assert_eq!(of("customer_id\tmonth\tmrr\nA, B and C\t2024-01\t5\n"), Some("\t".to_owned()));
        assert_eq!(of("customer_id|month|mrr\nC1|2024-01|5\n"), Some("|".to_owned()));
        assert_eq!(
            of("customer,month,mrr\n\"a;b;c\",2024-01,5\n\"a;d;c\",2024-01,5\n"),
            Some(",".to_owned())
        );
        assert_eq!(of("one\ntwo\n"), None);
    }
}
