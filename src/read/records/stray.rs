//! Quotes that were never meant as quotes.
//!
//! A stray quote at the start of a cell makes everything up to the next quote one cell: rows vanish without a
//! trace. So a record that spans lines and holds a quote that is neither doubled nor escaped, that is too large,
//! or that the file ends in, is read again with the quote as text: kept where its cells are as many as the
//! neighbours', else rejected; and what it had swallowed is read as lines of their own.

use super::marks::{Ended, How, Row};
use super::{MAX_CELL, Record, Splitter};
use crate::read::Code;
use memchr::memchr2;

/// Bytes that may be read a second time on account of stray quotes, besides as many as were read once; beyond,
/// quoted cells of such a record end with their line, so that no file can make reading slower than linear.
const MAX_REREAD: u64 = 4 << 20;
/// How often a record under way is looked at before it is complete.
const LOOKS: u8 = 2;

/// A record with a slip in it that spans more lines than this is taken for one that swallowed them.
const MAX_LINES: u32 = 32;

/// A record under way that spans lines.
#[derive(Debug)]
pub(super) struct Open {
    /// Its bytes so far, with all line ends.
    pub raw: Vec<u8>,
    /// Where it begins.
    pub line: u64,
    /// Where in `raw` the line begins on which the cell under way, or the last that spans lines, was opened.
    pub opened_at: usize,
    /// There was a quote that may be stray.
    pub stray: bool,
    /// There was a NUL.
    pub nul: bool,
    looks: u8,
    lines: u32,
}

impl Open {
    /// A record that begins at a line.
    pub fn new(line: u64, nul: bool, stray: bool) -> Self {
        Open { raw: Vec::new(), line, opened_at: 0, stray, nul, looks: 0, lines: 0 }
    }
}

/// The record under way with its opening quote as text.
#[derive(Debug, Default)]
struct Retold {
    row: Row,
    /// Whether the cells are as many as the neighbours'.
    fits: bool,
    /// Bytes of the lines it takes.
    taken: usize,
    /// Those lines.
    lines: u64,
}

impl Splitter {
    /// A record goes on after this line.
    pub(super) fn go_on(
        &mut self,
        mut open: Open,
        line: &[u8],
        terminator: &[u8],
        sink: &mut dyn FnMut(Record<'_>),
    ) {
        open.raw.extend_from_slice(line);
        open.raw.extend_from_slice(terminator);
        self.row.text.extend_from_slice(terminator);
        open.lines = open.lines.saturating_add(1);
        let large = self.row.text.len().saturating_sub(self.row.from) > MAX_CELL;
        if large || (open.stray && open.lines > MAX_LINES) {
            self.open = Some(open);
            self.settle(false, sink);
        } else if open.stray && open.looks < LOOKS {
            open.looks += 1;
            let retold = self.retell(&open);
            if retold.fits {
                self.tell(open, retold, sink);
            } else {
                self.open = Some(open);
            }
        } else {
            self.open = Some(open);
        }
    }

    /// Decides on the record under way. `complete` says that its last cell closed, so that it may stay as it is.
    pub(super) fn settle(&mut self, complete: bool, sink: &mut dyn FnMut(Record<'_>)) {
        let Some(open) = self.open.take() else { return };
        let retold = self.retell(&open);
        let short = complete && open.lines < MAX_LINES;
        let stays = short && !self.keep_stray && !retold.fits && !self.swallows(&open.raw);
        if stays && (self.width == 0 || self.row.ends.len() == self.width) {
            self.hand_out(open.line, open.nul, true, None, sink);
        } else {
            self.tell(open, retold, sink);
        }
    }

    /// Reads the record under way with the quote that opened its last cell as text.
    fn retell(&self, open: &Open) -> Retold {
        let head = open.raw.get(..open.opened_at).unwrap_or(&[]);
        let tail = open.raw.get(open.opened_at..).unwrap_or(&[]);
        let (line, taken) = first_line(tail);
        let line = self.cleaned(line, open.nul);
        let rest = tail.get(taken..).unwrap_or(&[]);
        let mut told = Retold::default();
        let escaped = self.marks.may_be_escaped(&line).then_some(How::ESCAPED);
        for how in [How::STRICT, How::BOUNDED].into_iter().chain(escaped).rev() {
            let mut lines = 1;
            told.row.clear();
            let mut inside = false;
            let mut before = head;
            while !before.is_empty() {
                let (line, taken) = first_line(before);
                let (line, end) = (self.cleaned(line, open.nul), before.get(line.len()..taken));
                inside = self.marks.cells(&line, &mut told.row, inside, How::FREE).open;
                told.row.text.extend_from_slice(end.unwrap_or(&[]));
                before = before.get(taken..).unwrap_or(&[]);
                lines += 1;
            }
            let ended = self.marks.cells(&line, &mut told.row, inside, how);
            told.lines = lines;
            told.taken = open.opened_at + taken;
            let slip = how == How::ESCAPED && ended.failed;
            told.fits = !slip && self.fits(told.row.ends.len(), rest);
            if told.fits {
                break;
            }
        }
        told
    }

    /// Hands out the record as it was retold, and has the lines it had swallowed read again.
    fn tell(&mut self, open: Open, told: Retold, sink: &mut dyn FnMut(Record<'_>)) {
        self.row = told.row;
        let fault = (!told.fits).then_some(Code::UnclosedQuote);
        self.hand_out(open.line, open.nul, told.fits, fault, sink);
        let rest = open.raw.get(told.taken..).unwrap_or(&[]);
        self.line = open.line + told.lines;
        if rest.is_empty() {
            return;
        }
        self.reread += open.raw.len() as u64;
        if self.reread <= MAX_REREAD + self.read.saturating_sub(self.reread) {
            self.after_cr = false;
            self.again.push((rest.to_vec(), 0));
            return;
        }
        let mut rest = rest;
        while !rest.is_empty() {
            let (line, taken) = first_line(rest);
            if !line.is_empty() {
                let nul = line.contains(&0);
                let line = self.cleaned(line, nul).into_owned();
                self.row.clear();
                let ended = self.marks.cells(&line, &mut self.row, false, How::BOUNDED);
                self.one_line(&line, nul, ended, sink);
            }
            self.line += 1;
            rest = rest.get(taken..).unwrap_or(&[]);
        }
    }

    /// Hands out a record of one line, which is in `row`; where a quote in it may be stray, in the reading that
    /// has as many cells as the neighbours.
    pub(super) fn one_line(
        &mut self,
        line: &[u8],
        nul: bool,
        ended: Ended,
        sink: &mut dyn FnMut(Record<'_>),
    ) {
        if !ended.stray && !ended.failed {
            self.width = self.row.ends.len();
            self.hand_out(self.line, nul, false, None, sink);
            return;
        }
        let fits = |row: &Row| row.ends.len() == self.width;
        let mut fault = None;
        let escaped = self.marks.may_be_escaped(line).then_some(How::ESCAPED);
        let mut other = Row::default();
        let escaped = escaped.map(|how| self.marks.cells(line, &mut other, false, how));
        if escaped.is_some_and(|e| !e.failed) && fits(&other) {
            self.row = other;
        } else if !fits(&self.row) {
            other.clear();
            self.marks.cells(line, &mut other, false, How::STRICT);
            if fits(&other) {
                self.row = other;
            } else if ended.failed {
                fault = Some(Code::UnclosedQuote);
            }
        }
        self.hand_out(self.line, nul, true, fault, sink);
    }

    /// Whether a record of so many cells is like its neighbours: the one before, or at the start of a file the
    /// line that follows.
    fn fits(&self, cells: usize, rest: &[u8]) -> bool {
        if self.width > 0 {
            return cells == self.width;
        }
        let mut rest = rest;
        while !rest.is_empty() {
            let (line, taken) = first_line(rest);
            if !line.is_empty() {
                let mut row = Row::default();
                self.marks.cells(line, &mut row, false, How::BOUNDED);
                return cells > 1 && cells == row.ends.len();
            }
            rest = rest.get(taken..).unwrap_or(&[]);
        }
        false
    }

    /// Whether a line after the first reads like a record of its own, without a slip.
    fn swallows(&self, raw: &[u8]) -> bool {
        let (_, taken) = first_line(raw);
        let mut rest = raw.get(taken..).unwrap_or(&[]);
        let mut row = Row::default();
        while self.width > 1 && !rest.is_empty() {
            let (line, taken) = first_line(rest);
            row.clear();
            let ended = self.marks.cells(line, &mut row, false, How::STRICT);
            if row.ends.len() == self.width && !ended.failed && !ended.inner {
                return true;
            }
            rest = rest.get(taken..).unwrap_or(&[]);
        }
        false
    }

    /// A line without its NULs, unless they are to stay.
    fn cleaned<'l>(&self, line: &'l [u8], nul: bool) -> std::borrow::Cow<'l, [u8]> {
        if nul && !self.keep_nul && line.contains(&0) {
            return line.iter().copied().filter(|b| *b != 0).collect::<Vec<u8>>().into();
        }
        line.into()
    }
}

/// The first line of `bytes`, and how many bytes it takes with its end.
fn first_line(bytes: &[u8]) -> (&[u8], usize) {
    let Some(end) = memchr2(b'\n', b'\r', bytes) else { return (bytes, bytes.len()) };
    let crlf = bytes.get(end..end + 2) == Some(b"\r\n");
    (bytes.get(..end).unwrap_or(bytes), end + 1 + usize::from(crlf))
}
