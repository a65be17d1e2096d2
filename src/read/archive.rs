//! Rejected rows with all of their cells, packed tightly, so that they can be written out, mended and read again.

use super::Code;
use super::records::Record;
use super::rejects::shown;
use super::tally::clip;

/// What is kept of one file's rejected rows may be this large; further ones are counted.
const MAX_BYTES: usize = 32 << 20;
/// What a row costs besides its text: its place here, and its reason once it is written out.
const ROW_COST: usize = 160;

/// Rejected rows in full, in file order, as many as fit 32 MiB.
#[derive(Clone, Debug, Default)]
pub struct RejectedRows {
    rows: Vec<Packed>,
    /// Cells, end to end.
    text: String,
    /// Where each cell ends in `text`.
    ends: Vec<u32>,
    /// Headers of offending columns, each once.
    columns: Vec<String>,
    cost: usize,
    beyond: u64,
}

#[derive(Clone, Debug)]
struct Packed {
    line: u64,
    code: Code,
    column: Option<u32>,
    text: Option<Box<str>>,
    /// Where its cells stand in `ends`.
    from: u32,
    to: u32,
}

/// One rejected row in full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RejectedRow<'a> {
    /// Line, from 1, where the row begins.
    pub line: u64,
    /// Why.
    pub code: Code,
    /// Header of the offending column.
    pub column: Option<&'a str>,
    /// The offending cell (at most 80 characters).
    pub text: Option<&'a str>,
    text_of_cells: &'a str,
    from: u32,
    ends: &'a [u32],
}

impl<'a> RejectedRow<'a> {
    /// Its cells as read; bytes that are no text stand as `\\xE9`.
    pub fn cells(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let (text, mut from) = (self.text_of_cells, self.from as usize);
        self.ends.iter().map(move |end| {
            let cell = text.get(from..*end as usize).unwrap_or("");
            from = *end as usize;
            cell
        })
    }
}

impl RejectedRows {
    /// Takes a row, while there is room.
    pub(super) fn add(&mut self, record: &Record<'_>, code: Code, column: Option<&str>, text: Option<&str>) {
        // A byte that is no text takes four to be shown.
        let widest = if std::str::from_utf8(record.text()).is_ok() { 1 } else { 4 };
        let cost = ROW_COST + widest * record.text().len() + 4 * record.len();
        // After the first that doesn't fit none is taken: what is kept is the file's beginning, without holes.
        if self.beyond > 0 || self.cost + cost > MAX_BYTES {
            self.beyond += 1;
            return;
        }
        self.cost += cost;
        let from = self.ends.len() as u32;
        for cell in record.cells() {
            self.text.push_str(&shown(cell, usize::MAX));
            self.ends.push(self.text.len() as u32);
        }
        let column = column.map(|header| self.column(header));
        let text = text.map(|text| clip(text).into_boxed_str());
        self.rows.push(Packed { line: record.line, code, column, text, from, to: self.ends.len() as u32 });
    }

    /// Counts a row that can't be written out.
    pub(super) fn lost(&mut self) {
        self.beyond += 1;
    }

    /// Puts the rows in file order: some turn out at its end only.
    pub(super) fn sort(&mut self) {
        crate::base::sort_by_key(&mut self.rows, |row| row.line);
    }

    /// The place of a header among the offending columns.
    fn column(&mut self, header: &str) -> u32 {
        let place = self.columns.iter().position(|h| h == header).unwrap_or_else(|| {
            self.columns.push(header.to_owned());
            self.columns.len() - 1
        });
        place as u32
    }

    /// How many are kept.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether none is kept.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many more there were than could be kept.
    pub fn beyond(&self) -> u64 {
        self.beyond
    }

    /// The rows that are kept.
    pub fn iter(&self) -> impl Iterator<Item = RejectedRow<'_>> {
        self.rows.iter().map(|row| {
            let first = row.from as usize;
            let ends = self.ends.get(first..row.to as usize).unwrap_or(&[]);
            let from = first.checked_sub(1).and_then(|i| self.ends.get(i)).copied().unwrap_or(0);
            RejectedRow {
                line: row.line,
                code: row.code,
                column: row.column.and_then(|i| self.columns.get(i as usize)).map(String::as_str),
                text: row.text.as_deref(),
                text_of_cells: &self.text,
                from,
                ends,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record<'a>(line: u64, text: &'a [u8], ends: &'a [usize]) -> Record<'a> {
        Record::of(line, text, ends)
    }

    #[test]
    fn rows_come_back_whole() {
        let mut rows = RejectedRows::default();
        let long = "x".repeat(9_000);
        let text = format!("A{long}");
        rows.add(&record(3, text.as_bytes(), &[1, 9_001]), Code::AmountUnreadable, Some("mrr"), Some(&long));
        rows.add(&record(4, b"", &[]), Code::CellTooLarge, None, None);
        rows.add(&record(5, b"caf\xE9", &[0, 4]), Code::NotUtf8, Some("mrr"), None);
        let back: Vec<(u64, Option<&str>, Vec<&str>)> =
            rows.iter().map(|row| (row.line, row.column, row.cells().collect())).collect();
        assert_eq!(
            back,
            [
                (3, Some("mrr"), vec!["A", long.as_str()]),
                (4, None, vec![]),
                (5, Some("mrr"), vec!["", "caf\\xE9"]),
            ]
        );
        assert_eq!(rows.iter().next().and_then(|row| row.text).map(str::len), Some(80));
        assert_eq!((rows.len(), rows.beyond()), (3, 0));
        rows.add(&record(1, b"late", &[4]), Code::AmountNegative, None, None);
        rows.sort();
        let back: Vec<(u64, usize)> = rows.iter().map(|row| (row.line, row.cells().count())).collect();
        assert_eq!(back, [(1, 1), (3, 2), (4, 0), (5, 2)]);
        assert_eq!(rows.iter().next().and_then(|row| row.cells().next()), Some("late"));
    }

    #[test]
    fn room_is_bounded_and_what_is_kept_has_no_holes() {
        let mut rows = RejectedRows::default();
        let text = vec![b'x'; 20 << 20];
        rows.add(&record(2, &text, &[20 << 20]), Code::RowTooLong, None, None);
        rows.add(&record(3, &text, &[20 << 20]), Code::RowTooLong, None, None);
        rows.add(&record(4, b"A", &[1]), Code::RowTooLong, None, None);
        assert_eq!((rows.len(), rows.beyond()), (1, 2));
        let mut many = RejectedRows::default();
        for line in 0..400_000 {
            many.add(&record(line, b"ABC", &[1, 2, 3]), Code::RowTooShort, None, None);
        }
        assert!(many.len() < 200_000 && many.len() as u64 + many.beyond() == 400_000);
    }
}
