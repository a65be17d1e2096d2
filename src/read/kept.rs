//! Rows kept until the end of the file, for layouts that only then know which of them count.

use super::records::Record;

/// The most bytes kept; later rows are counted with their reason, and told of as not written out.
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
    /// Takes a row, while there is room.
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
    pub fn record(&self, line: u64) -> Option<(Vec<u8>, Vec<usize>)> {
        let place = self.rows.binary_search_by_key(&line, |(line, ..)| *line).ok()?;
        let (_, text, ends) = *self.rows.get(place)?;
        let next = self.rows.get(place + 1);
        let (text_end, ends_end) = next.map_or((self.text.len(), self.ends.len()), |(_, t, e)| (*t, *e));
        Some((self.text.get(text..text_end)?.to_vec(), self.ends.get(ends..ends_end)?.to_vec()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_beyond_the_room_is_not_kept_and_not_taken_for_empty() {
        let mut kept = Kept::default();
        let long = vec![b'x'; 40 << 20];
        kept.keep(&Record::of(2, b"A1", &[1, 2]));
        kept.keep(&Record::of(3, &long, &[long.len()]));
        kept.keep(&Record::of(4, &long, &[long.len()]));
        kept.keep(&Record::of(5, b"", &[0]));
        assert_eq!(kept.record(2), Some((b"A1".to_vec(), vec![1, 2])));
        assert_eq!(kept.record(3).map(|(text, _)| text.len()), Some(40 << 20));
        assert_eq!(kept.record(4), None);
        assert_eq!(kept.record(5), Some((Vec::new(), vec![0])));
    }
}
