//! Rows kept until the end of the file, for layouts that only then know which of them count.

use super::records::Record;

/// The most bytes kept; the cells of later rows aren't shown with their reason.
const MOST: usize = 64 << 20;

/// Rows in file order.
#[derive(Debug, Default)]
pub(super) struct Kept {
    text: Vec<u8>,
    ends: Vec<usize>,
    /// Line, where its text begins, where its ends begin.
    rows: Vec<(u64, usize, usize)>,
}

impl Kept {
    /// Takes a row.
    pub fn keep(&mut self, record: &Record<'_>) {
        if self.text.len() + record.text.len() > MOST {
            return;
        }
        self.rows.push((record.line, self.text.len(), self.ends.len()));
        self.text.extend_from_slice(record.text);
        self.ends.extend_from_slice(record.ends);
    }

    /// The row of a line.
    pub fn record(&self, line: u64) -> Option<Record<'_>> {
        let place = self.rows.binary_search_by_key(&line, |(line, ..)| *line).ok()?;
        let (line, text, ends) = *self.rows.get(place)?;
        let next = self.rows.get(place + 1);
        let (text_end, ends_end) = next.map_or((self.text.len(), self.ends.len()), |(_, t, e)| (*t, *e));
        Some(Record {
            line,
            text: self.text.get(text..text_end)?,
            ends: self.ends.get(ends..ends_end)?,
            fault: None,
        })
    }
}
