//! Rows kept until the end of the file, for layouts that only then know which of them count.

use super::records::Record;

/// The most bytes kept; the cells of later rows aren't shown with their reason.
const MOST: usize = 64 << 20;

/// Rows in file order.
#[derive(Clone, Debug, Default)]
pub(super) struct Kept {
    text: Vec<u8>,
    ends: Vec<usize>,
    /// Line, where its text begins, where its ends begin.
    rows: Vec<(u64, usize, usize)>,
}

impl Kept {
    /// Takes a row.
    pub fn keep(&mut self, record: &Record<'_>) {
        if self.text.len() + record.text().len() > MOST {
            return;
        }
        let from = self.text.len();
        self.rows.push((record.line, from, self.ends.len()));
        for cell in record.cells() {
            self.text.extend_from_slice(cell);
            self.ends.push(self.text.len() - from);
        }
    }

    /// The text of a line's row and where its cells end; nothing where it wasn't kept.
    pub fn record(&self, line: u64) -> (Vec<u8>, Vec<usize>) {
        let place = self.rows.binary_search_by_key(&line, |(line, ..)| *line).ok();
        let row = place.and_then(|place| Some((*self.rows.get(place)?, self.rows.get(place + 1))));
        let Some(((_, text, ends), next)) = row else { return Default::default() };
        let (text_end, ends_end) = next.map_or((self.text.len(), self.ends.len()), |(_, t, e)| (*t, *e));
        let of = |text: Option<&[u8]>| text.unwrap_or_default().to_vec();
        (of(self.text.get(text..text_end)), self.ends.get(ends..ends_end).unwrap_or_default().to_vec())
    }
}
