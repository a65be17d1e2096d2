//! Lines within a cell: honest notes and addresses, or rows that two stray quotes have swallowed.

use super::super::records::Record;
use super::super::rejects::shown;
use super::super::values::{dates, numbers};
use super::super::{Code, Fate, Severity};
use super::Sheet;
use memchr::{memchr, memmem};

/// What the lines of a record look like, its quotes taken off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lines {
    /// It has one, or several that are no rows.
    Text(u64),
    /// Most of them may be rows.
    Suspect(u64),
    /// Every one is a row, as wide as the table, with dates and amounts where it has them.
    Rows,
}

impl Sheet {
    /// What a record's lines look like.
    pub(super) fn lines(&self, record: &Record<'_>) -> Lines {
        // Most lines have no quotes, and so no breaks.
        if !record.quoted || record.fault.is_some() || memchr(b'\n', record.text()).is_none() {
            return Lines::Text(0);
        }
        let text = record.text();
        let data = self.plan.data();
        let (mut many, mut like, mut sure) = (0u64, 0u64, 0u64);
        for line in text.split(|b| *b == b'\n') {
            many += 1;
            let cells: Vec<&[u8]> = self.parts(line).collect();
            let wide = cells.len() == self.rules.width() && cells.len() > 1;
            let Some((found, dated)) = self.fits(&cells, &data) else { continue };
            // As wide as the table or, where it has lost cells at its end, with what counts in its place.
            like += u64::from(wide && found > 0 || found > 1);
            sure += u64::from(wide && found > 1 && dated);
        }
        if sure == many && self.rules.allowed(Code::LinesParted) && memchr(b'"', text).is_none() {
            Lines::Rows
        } else if like * 2 > many {
            Lines::Suspect(many - 1)
        } else {
            Lines::Text(many - 1)
        }
    }

    /// The cells of a line that has no quotes.
    fn parts<'a>(&self, line: &'a [u8]) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        let gap = self.dialect.delimiter.len();
        let ends: Vec<usize> = memmem::find_iter(line, self.dialect.delimiter.as_bytes()).collect();
        let starts: Vec<usize> = std::iter::once(0).chain(ends.iter().map(|end| end + gap)).collect();
        let all = starts.into_iter().zip(ends.into_iter().chain([line.len()]));
        all.map(move |(from, to)| line.get(from..to).unwrap_or(&[]).trim_ascii())
    }

    /// How many of the cells that must be dates or amounts are one of these, and whether the dates are dates; `None`
    /// where one is something else, or there is no customer.
    fn fits(&self, cells: &[&[u8]], data: &[usize]) -> Option<(usize, bool)> {
        let cell = |i: usize| std::str::from_utf8(cells.get(i).copied().unwrap_or(&[])).unwrap_or("?");
        if self.plan.customer.is_some_and(|i| cell(i).is_empty()) {
            return None;
        }
        let (mut found, mut dated) = (0, true);
        for index in data.iter().filter(|i| !cell(**i).is_empty()) {
            let text = cell(*index);
            let date = dates::parse(text).is_some();
            if !date && numbers::dissect(text).is_none() {
                return None;
            }
            // Days and seconds may be counted: such numbers are long.
            dated &= date || text.len() >= 5 || ![self.plan.date, self.plan.end].contains(&Some(*index));
            found += 1;
        }
        Some((found, dated))
    }

    /// Takes the rows that two stray quotes made the lines of one cell.
    pub(super) fn parted(&mut self, record: &Record<'_>, broken: bool) {
        let text = shown(record.text(), 400);
        let line = Some(record.line);
        let rows = record.text().iter().filter(|b| **b == b'\n').count() as u64 + 1;
        self.ledger.tally.add_many(Severity::Warning, Code::LinesParted, line, None, Some(&text), rows);
        for (at, line) in (record.line..).zip(record.text().split(|b| *b == b'\n')) {
            let (mut bytes, mut ends) = (Vec::with_capacity(line.len()), Vec::new());
            for part in self.parts(line) {
                bytes.extend_from_slice(part);
                ends.push(bytes.len());
            }
            let text = String::from_utf8_lossy(&bytes);
            self.one(&Record::of(at, &bytes, &ends), &text, broken, 0);
        }
    }

    /// Takes a row whose cells were cut by another delimiter.
    pub(super) fn cut(&mut self, line: u64, parts: &[String], broken: bool) -> Fate {
        let mut text = String::new();
        let mut ends = Vec::with_capacity(parts.len());
        for part in parts {
            text.push_str(part);
            ends.push(text.len());
        }
        self.row(&Record::of(line, text.as_bytes(), &ends), &text, broken)
    }

    /// Says that a record's lines may be rows.
    pub(super) fn suspect(&mut self, record: &Record<'_>) {
        let text = shown(record.text(), 400);
        self.ledger.tally.add(Severity::Warning, Code::LinesInCell, Some(record.line), None, Some(&text));
    }
}
