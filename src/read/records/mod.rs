//! From bytes to records: a push parser that goes line by line, so that chunks make no difference.
//!
//! A line without quotes and NULs is handed out where it lies; any other is copied ([`marks`]). A quoted cell may
//! span lines. What looks like a stray quote rather than such a cell is decided in [`stray`].

mod marks;
mod record;
mod scan;
mod stray;
mod wrapped;

use super::{Code, Dialect};
use marks::{How, Marks, Row};
use memchr::{memchr, memchr2};
pub(super) use record::Record;
use scan::{Ends, Scan};
use stray::Open;
use wrapped::Wrapped;
pub(super) use wrapped::unwrapped;

/// A cell larger than this rejects its row.
pub(super) const MAX_CELL: usize = 1 << 20;
/// A record with more cells than this is rejected.
pub(in crate::read) const MAX_COLUMNS: usize = 4096;
/// A record may be this long, in bytes of the file.
const MAX_RECORD: usize = 4 << 20;

/// Splits bytes into records, whatever chunks they come in.
pub(super) struct Splitter {
    marks: Marks,
    /// NULs are kept, and reject their row.
    keep_nul: bool,
    /// A stray quote rejects its row.
    keep_stray: bool,
    /// Where the cells of a plain line end.
    ends: Ends,
    /// The cells of a record with quotes.
    row: Row,
    /// The record under way, if it spans lines.
    open: Option<Open>,
    /// The beginning of a line that goes on in the next chunk.
    carry: Vec<u8>,
    /// The line under way is too long: its rest is dropped.
    dropping: Option<Code>,
    /// Bytes that come before any others, the first on top, and how many of each are done.
    again: Vec<(Vec<u8>, usize)>,
    /// Line under way.
    line: u64,
    /// The last line ended in a carriage return: a line feed that follows belongs to it.
    after_cr: bool,
    /// Cells of the last record that had no slip.
    width: usize,
    /// Takes the outer quotes off, where each line is one quoted cell.
    wrapped: Option<Wrapped>,
    /// Bytes read line by line, and those read more than once.
    read: u64,
    reread: u64,
}

impl Splitter {
    /// A splitter for one dialect, at line 1.
    pub fn new(dialect: &Dialect) -> Self {
        Splitter {
            marks: Marks::new(dialect),
            keep_nul: false,
            keep_stray: false,
            ends: Scan::ends(),
            row: Row::default(),
            open: None,
            carry: Vec::new(),
            dropping: None,
            again: Vec::new(),
            line: 1,
            after_cr: false,
            width: 0,
            wrapped: None,
            read: 0,
            reread: 0,
        }
    }

    /// The same splitter without some repairs: their rows are rejected.
    pub fn without(mut self, repairs: &[Code]) -> Self {
        self.keep_nul = repairs.contains(&Code::NulRemoved);
        self.keep_stray = repairs.contains(&Code::StrayQuote);
        self
    }

    /// The same splitter for a text each of whose lines is one quoted cell that holds a whole line.
    pub fn wrapped(mut self, wrapped: bool) -> Self {
        self.wrapped = wrapped.then(Wrapped::default);
        self
    }

    /// Another of the same dialect, at its beginning; `None` where lines have to be taken out of quotes first.
    pub fn alike(&self, dialect: &Dialect) -> Option<Self> {
        (self.wrapped.is_none() && !dialect.runs).then(|| Splitter::new(dialect))
    }

    /// Takes the next bytes and hands out the records that end in them.
    pub fn feed(&mut self, bytes: &[u8], sink: &mut impl FnMut(Record<'_>)) {
        if let Some(mut wrapped) = self.wrapped.take() {
            wrapped.pass(bytes, &mut |inner| self.feed_lines(inner, sink));
            self.wrapped = Some(wrapped);
        } else {
            self.feed_lines(bytes, sink);
        }
    }

    fn feed_lines(&mut self, bytes: &[u8], sink: &mut impl FnMut(Record<'_>)) {
        let mut rest = bytes;
        while !rest.is_empty() {
            let taken = self.step(rest, sink);
            rest = rest.get(taken..).unwrap_or(&[]);
            self.read_again(sink);
        }
    }

    /// The end of the file: hands out what is still under way.
    pub fn finish(&mut self, sink: &mut impl FnMut(Record<'_>)) {
        if let Some(mut wrapped) = self.wrapped.take() {
            wrapped.finish(&mut |inner| self.feed_lines(inner, sink));
        }
        loop {
            if self.dropping.is_some() || !self.carry.is_empty() {
                let line = std::mem::take(&mut self.carry);
                self.end_line(&line, &[], sink);
            } else if self.open.is_some() {
                self.settle(false, sink);
            } else {
                return;
            }
            self.read_again(sink);
        }
    }

    /// Reads what has to be read once more, before anything that came after it.
    fn read_again(&mut self, sink: &mut impl FnMut(Record<'_>)) {
        while let Some((bytes, from)) = self.again.pop() {
            let below = self.again.len();
            let taken = from + self.step(bytes.get(from..).unwrap_or(&[]), sink);
            if taken < bytes.len() {
                self.again.insert(below, (bytes, taken));
            }
        }
    }

    /// Reads `bytes` to their end, or until something has to be read once more before them. Returns how many
    /// bytes it took.
    fn step(&mut self, bytes: &[u8], sink: &mut impl FnMut(Record<'_>)) -> usize {
        let below = self.again.len();
        let mut at = 0;
        if std::mem::take(&mut self.after_cr) && bytes.first() == Some(&b'\n') {
            at = 1;
            if let Some(open) = &mut self.open {
                open.raw.push(b'\n');
                self.row.text.push(b'\n');
            }
        }
        while at < bytes.len() && self.again.len() == below {
            let mut rest = bytes.get(at..).unwrap_or(&[]);
            if self.carry.is_empty() && self.open.is_none() && self.dropping.is_none() {
                at += self.plain_lines(rest, sink);
                rest = bytes.get(at..).unwrap_or(&[]);
                if rest.is_empty() {
                    break;
                }
            }
            let end = memchr2(b'\n', b'\r', rest);
            let now = end.unwrap_or(rest.len());
            if self.open.as_ref().is_some_and(|open| open.raw.len() + self.carry.len() + now > MAX_RECORD) {
                // This line comes after those that are read once more now.
                let carry = std::mem::take(&mut self.carry);
                if !carry.is_empty() {
                    self.again.push((carry, 0));
                }
                self.settle(false, sink);
                break;
            }
            let piece = rest.get(..now).unwrap_or(&[]);
            if end.is_none() {
                self.keep(piece);
                return bytes.len();
            }
            let tail = rest.get(now..).unwrap_or(&[]);
            let taken = self.line_end(tail);
            at += now + taken;
            let terminator = tail.get(..taken).unwrap_or(&[]);
            if self.carry.is_empty() {
                self.end_line(piece, terminator, sink);
            } else {
                self.keep(piece);
                let mut line = std::mem::take(&mut self.carry);
                self.end_line(&line, terminator, sink);
                // Its room is kept for the next.
                line.clear();
                if self.carry.is_empty() && line.capacity() <= 1 << 16 {
                    self.carry = line;
                }
            }
        }
        at
    }

    /// How many bytes the line end at the start of `tail` takes.
    #[inline]
    fn line_end(&mut self, tail: &[u8]) -> usize {
        match tail {
            [b'\r', b'\n', ..] => 2,
            [b'\r'] => {
                self.after_cr = true;
                1
            }
            _ => 1,
        }
    }

    /// Keeps the bytes of a line that goes on.
    fn keep(&mut self, bytes: &[u8]) {
        if self.dropping.is_some() {
            return;
        }
        self.carry.extend_from_slice(bytes);
        if self.carry.len() > MAX_RECORD {
            self.dropping = Some(self.marks.too_long(&self.carry));
            self.carry = Vec::new();
        }
    }

    /// Hands out the plain lines at the start of `bytes`, and says how many bytes they take.
    #[inline]
    fn plain_lines(&mut self, bytes: &[u8], sink: &mut impl FnMut(Record<'_>)) -> usize {
        let Splitter { marks, ends, line, width, read, .. } = self;
        if marks.runs {
            return 0;
        }
        let scanned = marks.scan.lines(bytes, &marks.delimiter, ends, |text, ends, _| {
            // An empty line is no record.
            if !text.is_empty() {
                *read += text.len() as u64;
                *width = ends.len();
                sink(marks.plain_record(*line, text, ends));
            }
            *line += 1;
        });
        self.after_cr = scanned.after_cr;
        scanned.taken
    }

    /// Hands out the plain lines at the start of `bytes` as records, whatever came before and without a line number,
    /// empty ones too, each with where the next line begins. Says how many bytes they take.
    pub fn plain(&mut self, bytes: &[u8], sink: &mut impl FnMut(Record<'_>, usize)) -> usize {
        let Splitter { marks, ends, .. } = self;
        if marks.runs {
            return 0;
        }
        let line = |text: &[u8], ends: &[usize], next| sink(marks.plain_record(0, text, ends), next);
        marks.scan.lines(bytes, &marks.delimiter, ends, line).taken
    }

    /// Whether it stands between two lines, with nothing under way.
    pub fn is_between_lines(&self) -> bool {
        self.carry.is_empty()
            && self.open.is_none()
            && self.dropping.is_none()
            && self.again.is_empty()
            && self.wrapped.is_none()
    }

    /// The line that comes next.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Goes past plain lines that were read elsewhere: their number, the bytes of their text, and how many cells the
    /// last of them has.
    pub fn skip(&mut self, lines: u64, text: u64, width: usize) {
        self.line += lines;
        self.read += text;
        self.width = width;
        self.after_cr = false;
    }

    /// Takes a line that needs a closer look, and its line end.
    fn end_line(&mut self, line: &[u8], terminator: &[u8], sink: &mut dyn FnMut(Record<'_>)) {
        let long = (line.len() > MAX_RECORD).then(|| self.marks.too_long(line));
        if let Some(code) = self.dropping.take().or(long) {
            let fault = Some(code);
            sink(Record { line: self.line, fault, mended: &[], text: &[], ends: &[], gap: 0, quoted: false });
            self.line += 1;
            return;
        }
        if line.is_empty() && self.open.is_none() {
            self.line += 1;
            return;
        }
        self.read += line.len() as u64;
        let nul = memchr(0, line).is_some();
        let cleaned: Vec<u8>;
        let text = if nul && !self.keep_nul {
            cleaned = line.iter().copied().filter(|b| *b != 0).collect();
            &cleaned
        } else {
            line
        };
        let Some(mut open) = self.open.take() else {
            self.row.clear();
            let ended = self.marks.cells(text, &mut self.row, false, How::FREE);
            if ended.open {
                let open = Open::new(self.line, nul, ended.stray);
                self.line += 1;
                self.go_on(open, line, terminator, sink);
            } else {
                self.one_line(text, nul, ended, sink);
                self.line += 1;
            }
            return;
        };
        let ended = self.marks.cells(text, &mut self.row, true, How::FREE);
        open.stray |= ended.stray || ended.inner;
        open.nul |= nul;
        self.line += 1;
        if ended.open {
            if ended.opened_here {
                open.opened_at = open.raw.len();
            }
            self.go_on(open, line, terminator, sink);
        } else {
            open.raw.extend_from_slice(line);
            open.raw.extend_from_slice(terminator);
            let large = self.row_fault() == Some(Code::CellTooLarge);
            let sure = !open.stray && !large;
            if sure {
                self.width = self.row.ends.len();
                self.hand_out(open.line, open.nul, false, None, sink);
            } else {
                self.open = Some(open);
                self.settle(!large, sink);
            }
        }
    }

    /// Hands out the record in `row`.
    fn hand_out(
        &self,
        line: u64,
        nul: bool,
        stray: bool,
        fault: Option<Code>,
        sink: &mut dyn FnMut(Record<'_>),
    ) {
        let fault = fault.or_else(|| self.row_fault());
        let fault = fault.or((nul && self.keep_nul).then_some(Code::NulInRow));
        let fault = fault.or((stray && self.keep_stray).then_some(Code::UnclosedQuote));
        let mended: &'static [Code] = match (nul && !self.keep_nul, stray && !self.keep_stray) {
            (true, true) => &[Code::NulRemoved, Code::StrayQuote],
            (true, false) => &[Code::NulRemoved],
            (false, true) => &[Code::StrayQuote],
            (false, false) => &[],
        };
        let gap = self.marks.delimiter.len();
        sink(Record { line, fault, mended, text: &self.row.text, ends: &self.row.ends, gap, quoted: true });
    }

    /// Whether the record in `row` breaks a limit.
    fn row_fault(&self) -> Option<Code> {
        if self.row.over {
            return Some(Code::TooManyColumns);
        }
        if self.row.text.len() <= MAX_CELL {
            return None;
        }
        let mut from = 0;
        let large = self.row.ends.iter().any(|end| {
            let long = end.saturating_sub(from) > MAX_CELL;
            from = end + self.marks.delimiter.len();
            long
        });
        large.then_some(Code::CellTooLarge)
    }
}

/// Every record of a text as its cells, unquoted: what `ninefold read --records` prints and the suites compare.
/// Rows with a fault are there too, with the cells that could be told apart.
pub fn split_records(bytes: &[u8], dialect: &Dialect) -> Vec<Vec<String>> {
    let mut records = Vec::new();
    let mut take = |record: Record<'_>| {
        records.push(record.cells().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect());
    };
    let mut splitter = Splitter::new(dialect);
    splitter.feed(bytes, &mut take);
    splitter.finish(&mut take);
    records
}

#[cfg(test)]
mod tests;
