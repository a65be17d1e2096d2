//! Broken characters in records: counted, shown as U+FFFD, never silent; marks in mid-file taken out.

use crate::read::records::Record;
use crate::read::tally::Tally;
use crate::read::{Code, ReadOptions, Severity};
use memchr::memchr;

/// The byte order mark, and what stands for a broken character, as UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";
const BROKEN: char = char::REPLACEMENT_CHARACTER;

/// Passes records on, their text mended where it has to be.
#[derive(Debug, Default)]
pub(in crate::read) struct Cleaner {
    text: String,
    ends: Vec<usize>,
    /// Broken characters: the first one's line and cell, and how many.
    broken: Option<(u64, String, u64)>,
    /// Marks at the start of a record: the first one's line, and how many.
    marks: Option<(u64, u64)>,
    keep_marks: bool,
}

impl Cleaner {
    /// A cleaner that has met nothing.
    pub fn new(options: &ReadOptions) -> Self {
        Cleaner { keep_marks: options.without.contains(&Code::MarkInside), ..Cleaner::default() }
    }

    /// Hands a record on with its bytes as text: the one place where they are proved to be that. The flag says that
    /// a character in it is broken.
    pub fn pass(&mut self, record: Record<'_>, sink: &mut impl FnMut(Record<'_>, &str, bool)) {
        // Marks and broken characters begin with this byte in UTF-8.
        let odd = |text: &str| memchr(0xEF, text.as_bytes()).is_some();
        match std::str::from_utf8(record.text()) {
            Ok(text) if !odd(text) => sink(record, text, false),
            _ => {
                let broken = self.mend(&record);
                sink(record.with_cells(self.text.as_bytes(), &self.ends), &self.text, broken)
            }
        }
    }

    /// Copies a record cell by cell: a character cut at a cell's end must not swallow the next cell.
    fn mend(&mut self, record: &Record<'_>) -> bool {
        self.text.clear();
        self.ends.clear();
        let (mut found, mut first) = (0u64, None);
        for (i, cell) in record.cells().enumerate() {
            let mut cell = cell;
            if i == 0
                && !self.keep_marks
                && let Some(rest) = cell.strip_prefix(MARK)
            {
                cell = rest;
                self.marks.get_or_insert((record.line, 0)).1 += 1;
            }
            let begin = self.text.len();
            let before = found;
            for chunk in cell.utf8_chunks() {
                self.text.push_str(chunk.valid());
                found += chunk.valid().matches(BROKEN).count() as u64;
                if !chunk.invalid().is_empty() {
                    self.text.push(BROKEN);
                    found += 1;
                }
            }
            if found > before && first.is_none() {
                first = self.text.get(begin..).map(str::to_owned);
            }
            self.ends.push(self.text.len());
        }
        if found > 0 {
            let entry = self.broken.get_or_insert_with(|| (record.line, first.unwrap_or_default(), 0));
            entry.2 += found;
        }
        found > 0
    }

    /// Tells what was met.
    pub fn finish(self, tally: &mut Tally) {
        if let Some((line, text, count)) = self.broken {
            tally.add_many(Severity::Warning, Code::BadCharacters, Some(line), None, Some(&text), count);
        }
        if let Some((line, count)) = self.marks {
            tally.add_many(Severity::Info, Code::MarkInside, Some(line), None, None, count);
        }
    }
}
