//! One record, as the splitter hands it out.

use crate::read::Code;

/// One record: a line's bytes as they stand, or a copy without the quotes, and where its cells end.
#[derive(Clone, Copy, Debug)]
pub(in crate::read) struct Record<'a> {
    /// Physical line where it begins, from 1.
    pub line: u64,
    /// Why the record can't be used, where the splitter already knows.
    pub fault: Option<Code>,
    /// What was mended in it.
    pub mended: &'static [Code],
    pub(super) text: &'a [u8],
    pub(super) ends: &'a [usize],
    pub(super) gap: usize,
    /// It had quotes: only then can a cell hold a line break.
    pub quoted: bool,
}

impl<'a> Record<'a> {
    /// A record put together by hand: cells end to end.
    pub fn of(line: u64, text: &'a [u8], ends: &'a [usize]) -> Self {
        Record { line, fault: None, mended: &[], text, ends, gap: 0, quoted: false }
    }

    /// The same record with other cells, end to end.
    pub fn with_cells<'b>(self, text: &'b [u8], ends: &'b [usize]) -> Record<'b> {
        Record {
            line: self.line,
            fault: self.fault,
            mended: self.mended,
            text,
            ends,
            gap: 0,
            quoted: self.quoted,
        }
    }

    /// Its text: the cells without quotes, a delimiter between each two.
    pub fn text(&self) -> &'a [u8] {
        self.text
    }

    /// How many cells.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Where each cell ends in the text; the next begins [`Record::gap`] bytes later.
    pub fn ends(&self) -> &'a [usize] {
        self.ends
    }

    /// Bytes of the delimiter.
    pub fn gap(&self) -> usize {
        self.gap
    }

    /// A cell; empty where there is none.
    pub fn cell(&self, index: usize) -> &'a [u8] {
        let Some(end) = self.ends.get(index) else { return &[] };
        let before = index.checked_sub(1).and_then(|i| self.ends.get(i));
        self.text.get(before.map_or(0, |end| end + self.gap)..*end).unwrap_or(&[])
    }

    /// All cells.
    pub fn cells(&self) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        let record = *self;
        (0..record.len()).map(move |i| record.cell(i))
    }
}
