//! What parts a line into cells, and the reading of a line that has quotes, escapes or NULs in it.
//!
//! A quote opens only at the start of a cell and closes only where a delimiter or the line's end follows, blanks
//! aside in both places. Any other quote is text.

use super::scan::Scan;
use super::{Dialect, MAX_CELL, MAX_COLUMNS, MAX_RECORD, Record};
use crate::read::{Code, Escape, Quote};
use memchr::{memchr, memchr2};

/// A dialect, ready to be looked for.
#[derive(Debug)]
pub(super) struct Marks {
    /// The delimiter; empty where there is none and a line is one cell.
    pub delimiter: Box<[u8]>,
    quote: Option<u8>,
    backslash: bool,
    /// Several delimiters count as one, and those at a line's ends as none.
    pub runs: bool,
    /// The scan for lines that have nothing but delimiters in them.
    pub scan: Scan,
}

/// Cells being read: their text with a delimiter between each two, and where each ends.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// The text.
    pub text: Vec<u8>,
    /// The ends.
    pub ends: Vec<usize>,
    /// Where the cell under way begins.
    pub from: usize,
    /// There were more cells than a row may have.
    pub over: bool,
}

impl Row {
    /// Forgets all cells.
    pub fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
        self.from = 0;
        self.over = false;
    }

    fn end_cell(&mut self) {
        if self.ends.len() < MAX_COLUMNS {
            self.ends.push(self.text.len());
        } else {
            self.over = true;
        }
    }
}

/// How quotes are taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct How {
    /// A quoted cell has to close on its line; else its opening quote is text.
    bounded: bool,
    /// Inside a quoted cell each quote is doubled or escaped; else its opening quote is text.
    strict: bool,
    /// A backslash escapes, whatever the dialect says.
    escaped: bool,
}

impl How {
    /// As the dialect says; quoted cells may span lines.
    pub const FREE: How = How { bounded: false, strict: false, escaped: false };
    /// Within the line.
    pub const BOUNDED: How = How { bounded: true, strict: false, escaped: false };
    /// Within the line, without a slip.
    pub const STRICT: How = How { bounded: true, strict: true, escaped: false };
    /// Within the line, with backslashes.
    pub const ESCAPED: How = How { bounded: true, strict: true, escaped: true };
}

/// How a line ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Ended {
    /// Inside a quoted cell, which goes on in the next line.
    pub open: bool,
    /// That cell began on this line.
    pub opened_here: bool,
    /// A quote inside a quoted cell was taken as text.
    pub stray: bool,
    /// An opening quote was taken as text, because its cell doesn't close as it should.
    pub failed: bool,
    /// A cell without quotes around it has one in it.
    pub inner: bool,
}

/// How a quoted cell ended.
enum Quoted {
    /// Its closing quote is followed by what stands here.
    Closed(usize),
    /// It goes beyond the line.
    Open,
    /// It holds a quote that is neither doubled nor escaped.
    Slip,
}

impl Marks {
    /// The marks of a dialect.
    pub fn new(dialect: &Dialect) -> Self {
        let delimiter: Box<[u8]> = dialect.delimiter.as_bytes().into();
        let quote = match dialect.quote {
            Quote::Double => Some(b'"'),
            Quote::Single => Some(b'\''),
            Quote::None => None,
        };
        let backslash = dialect.escape == Escape::Backslash;
        let scan = Scan::new(delimiter.first().copied(), quote, backslash.then_some(b'\\'));
        Marks { delimiter, quote, backslash, runs: dialect.runs, scan }
    }

    /// A line as it stands, with where its cells end.
    #[inline]
    pub fn plain_record<'a>(&self, line: u64, text: &'a [u8], ends: &'a [usize]) -> Record<'a> {
        let record =
            Record { line, fault: None, mended: &[], text, ends, gap: self.delimiter.len(), quoted: false };
        if text.len() > MAX_CELL || ends.len() > MAX_COLUMNS { self.limited(record) } else { record }
    }

    /// The same record, its fault told where it breaks a limit.
    #[cold]
    fn limited<'a>(&self, record: Record<'a>) -> Record<'a> {
        if record.text.len() > MAX_RECORD {
            return Record { fault: Some(self.too_long(record.text)), text: &[], ends: &[], ..record };
        }
        if record.ends.len() > MAX_COLUMNS {
            let ends = record.ends.get(..MAX_COLUMNS).unwrap_or(&[]);
            return Record { fault: Some(Code::TooManyColumns), ends, ..record };
        }
        let large = record.cells().any(|cell| cell.len() > MAX_CELL);
        Record { fault: large.then_some(Code::CellTooLarge), ..record }
    }

    /// Why a line longer than a record is rejected; its first bytes decide.
    #[cold]
    pub fn too_long(&self, line: &[u8]) -> Code {
        let head = line.get(..MAX_RECORD).unwrap_or(line);
        let cells = head.windows(self.delimiter.len().max(1)).filter(|bytes| self.delimits(bytes));
        if cells.count() < MAX_COLUMNS { Code::CellTooLarge } else { Code::TooManyColumns }
    }

    /// Whether a line has a quote with a backslash before it, in a dialect where that means nothing.
    pub fn may_be_escaped(&self, line: &[u8]) -> bool {
        let Some(quote) = self.quote else { return false };
        let pair = |at: usize| line.get(at.wrapping_sub(1)) == Some(&b'\\');
        !self.backslash && memchr::memchr_iter(quote, line).any(pair)
    }

    /// Reads the cells of a line onto the end of `row`. `open` says that it begins inside a quoted cell.
    pub fn cells(&self, line: &[u8], row: &mut Row, open: bool, how: How) -> Ended {
        let mut ended = Ended::default();
        // After a quoted cell that never closed, another can only close right where it opens.
        let mut hopeless = false;
        let mut at = if open { 0 } else { self.past_run(line, 0) };
        let mut inside = open;
        loop {
            let (kept, start) = (row.text.len(), at);
            let quoted = if inside {
                inside = false;
                Some(self.quoted(line, at, row, how, &mut ended))
            } else {
                let begin = self.skip_blanks(line, at);
                let opens = self.quote.is_some() && line.get(begin).copied() == self.quote;
                row.from = row.text.len();
                if !opens {
                    None
                } else if hopeless && !self.closes_at_once(line, begin) {
                    ended.failed = true;
                    None
                } else {
                    let found = self.quoted(line, begin + 1, row, how, &mut ended);
                    if matches!(found, Quoted::Open) {
                        ended.opened_here = true;
                    }
                    Some(found)
                }
            };
            let bad = match quoted {
                Some(Quoted::Closed(end)) => {
                    at = end;
                    None
                }
                Some(Quoted::Open) if !how.bounded => {
                    ended.open = true;
                    return ended;
                }
                Some(Quoted::Open) => {
                    hopeless = true;
                    Some(())
                }
                Some(Quoted::Slip) => Some(()),
                None => {
                    at = self.plain(line, start, row, how, &mut ended);
                    None
                }
            };
            if bad.is_some() {
                row.text.truncate(kept);
                ended.failed = true;
                at = self.plain(line, start, row, how, &mut ended);
            }
            row.end_cell();
            if at >= line.len() || (self.runs && self.past_run(line, at) == line.len()) {
                return ended;
            }
            row.text.extend_from_slice(&self.delimiter);
            at = self.past_run(line, at + self.delimiter.len());
        }
    }

    /// A cell without quotes: copies it and says where it ends.
    fn plain(&self, line: &[u8], from: usize, row: &mut Row, how: How, ended: &mut Ended) -> usize {
        let copied = row.text.len();
        let first = self.delimiter.first().copied();
        let escapes = self.backslash || how.escaped;
        let mut at = from;
        let end = loop {
            let rest = line.get(at..).unwrap_or(&[]);
            let found = match first {
                Some(first) if escapes => memchr2(first, b'\\', rest),
                Some(first) => memchr(first, rest),
                None if escapes => memchr(b'\\', rest),
                None => None,
            };
            work(found.unwrap_or(rest.len()) + 1);
            let Some(found) = found else {
                row.text.extend_from_slice(rest);
                break line.len();
            };
            row.text.extend_from_slice(rest.get(..found).unwrap_or(&[]));
            at += found;
            let tail = line.get(at..).unwrap_or(&[]);
            if self.delimits(tail) {
                break at;
            }
            let escaped = tail.get(1..).unwrap_or(&[]);
            if escapes && tail.first() == Some(&b'\\') {
                if self.delimits(escaped) {
                    row.text.extend_from_slice(&self.delimiter);
                    at += 1 + self.delimiter.len();
                    continue;
                }
                if let Some(b) = escaped.first().filter(|b| **b == b'\\' || Some(**b) == self.quote) {
                    row.text.push(*b);
                    at += 2;
                    continue;
                }
            }
            row.text.extend(tail.first());
            at += 1;
        };
        if let Some(quote) = self.quote {
            ended.inner |= memchr(quote, row.text.get(copied..).unwrap_or(&[])).is_some();
        }
        end
    }

    /// The inside of a quoted cell from `from` on: copies it and says how it ends.
    fn quoted(&self, line: &[u8], from: usize, row: &mut Row, how: How, ended: &mut Ended) -> Quoted {
        let Some(quote) = self.quote else { return Quoted::Open };
        let escapes = self.backslash || how.escaped;
        let mut at = from;
        loop {
            let rest = line.get(at..).unwrap_or(&[]);
            let found = if escapes { memchr2(quote, b'\\', rest) } else { memchr(quote, rest) };
            work(found.unwrap_or(rest.len()) + 1);
            let Some(found) = found else {
                row.text.extend_from_slice(rest);
                return Quoted::Open;
            };
            row.text.extend_from_slice(rest.get(..found).unwrap_or(&[]));
            at += found;
            let next = line.get(at + 1).copied();
            if line.get(at) == Some(&b'\\') && escapes {
                match next.filter(|b| *b == b'\\' || *b == quote) {
                    Some(b) => {
                        row.text.push(b);
                        at += 2;
                    }
                    None => {
                        row.text.push(b'\\');
                        at += 1;
                    }
                }
                continue;
            }
            if next == Some(quote) && !(escapes && self.cell_end(line, at + 2).is_some()) {
                row.text.push(quote);
                at += 2;
                continue;
            }
            if let Some(end) = self.cell_end(line, at + 1) {
                return Quoted::Closed(end);
            }
            if how.strict {
                return Quoted::Slip;
            }
            ended.stray = true;
            row.text.push(quote);
            at += 1;
        }
    }

    /// Whether the quotes that begin at `at` open a cell and close it again.
    fn closes_at_once(&self, line: &[u8], at: usize) -> bool {
        let rest = line.get(at..).unwrap_or(&[]);
        let run = rest.iter().take_while(|b| Some(**b) == self.quote).count();
        work(run);
        run % 2 == 0 && self.cell_end(line, at + run).is_some()
    }

    /// Where the cell ends, if only blanks stand between `at` and a delimiter or the line's end.
    fn cell_end(&self, line: &[u8], at: usize) -> Option<usize> {
        let end = self.skip_blanks(line, at);
        let tail = line.get(end..).unwrap_or(&[]);
        (tail.is_empty() || self.delimits(tail)).then_some(end)
    }

    /// Behind the delimiters at `at`, where several count as one.
    fn past_run(&self, line: &[u8], mut at: usize) -> usize {
        while self.runs && self.delimits(line.get(at..).unwrap_or(&[])) {
            at += self.delimiter.len();
            work(self.delimiter.len());
        }
        at
    }

    fn skip_blanks(&self, line: &[u8], at: usize) -> usize {
        let first = self.delimiter.first();
        let blank = |b: &&u8| (**b == b' ' || **b == b'\t') && Some(*b) != first;
        let count = line.get(at..).unwrap_or(&[]).iter().take_while(blank).count();
        work(count + 1);
        at + count
    }

    #[inline]
    fn delimits(&self, bytes: &[u8]) -> bool {
        !self.delimiter.is_empty() && bytes.starts_with(&self.delimiter)
    }
}

/// Counts the bytes looked at, for the law that reading is linear.
#[inline]
fn work(_bytes: usize) {
    #[cfg(test)]
    WORK.with(|work| work.set(work.get() + _bytes as u64));
}

#[cfg(test)]
thread_local! {
    /// Bytes looked at on this thread.
    pub(super) static WORK: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str, how: How) -> (Vec<String>, Ended) {
        let marks = Marks::new(&Dialect::delimited_by(","));
        let mut row = Row::default();
        let ended = marks.cells(line.as_bytes(), &mut row, false, how);
        let mut from = 0;
        let mut cells = Vec::new();
        for end in row.ends {
            cells.push(String::from_utf8_lossy(&row.text[from..end]).into_owned());
            from = end + 1;
        }
        (cells, ended)
    }

    #[test]
    fn quotes_open_and_close_at_the_borders_of_cells() {
        let cells = |line: &str| read(line, How::FREE).0;
        assert_eq!(cells(r#""a","b ""c""",d"#), ["a", "b \"c\"", "d"]);
        assert_eq!(cells(r#"a, "b,c" ,d"#), ["a", "b,c", "d"]);
        assert_eq!(cells(r#"5" pipe,x"#), ["5\" pipe", "x"]);
        assert_eq!(cells(r#""a"b",c"#), ["a\"b", "c"]);
        assert_eq!(cells(r#"""Great grip, fine.",x"#), ["\"Great grip, fine.", "x"]);
        assert_eq!(cells(r#"" a ","",b"#), [" a ", "", "b"]);
        assert_eq!(cells(r#"a, b ,"#), ["a", " b ", ""]);
        assert!(read(r#"a,"b"#, How::FREE).1.open);
    }

    #[test]
    fn runs_of_delimiters_are_one() {
        let marks = Marks::new(&Dialect { runs: true, ..Dialect::delimited_by(" ") });
        let cells = |line: &str| {
            let mut row = Row::default();
            marks.cells(line.as_bytes(), &mut row, false, How::FREE);
            (String::from_utf8(row.text).unwrap(), row.ends)
        };
        assert_eq!(cells("  a   b c  "), ("a b c".into(), vec![1, 3, 5]));
        assert_eq!(cells("a   \"b  c\"  d"), ("a b  c d".into(), vec![1, 6, 8]));
        assert_eq!(cells("   "), (String::new(), vec![0]));
    }

    #[test]
    fn within_a_line_what_does_not_close_is_text() {
        let (cells, ended) = read(r#"a,"b,c"#, How::BOUNDED);
        assert_eq!(
            (cells, ended.failed, ended.open),
            (vec!["a".into(), "\"b".into(), "c".into()], true, false)
        );
        let (cells, _) = read(r#"a,"b,"",""",c"#, How::BOUNDED);
        assert_eq!(cells, ["a", "b,\",\"", "c"]);
        let (cells, _) = read(r#"a,"b,"",c,"d"e,"",x"#, How::BOUNDED);
        assert_eq!(cells, ["a", "\"b", "", "c", "\"d\"e", "", "x"]);
        let (cells, _) = read(r#""a"b,"c""#, How::STRICT);
        assert_eq!(cells, ["\"a\"b", "c"]);
        let (cells, ended) = read(r#""say \"hi\"",x"#, How::ESCAPED);
        assert_eq!((cells, ended.failed), (vec!["say \"hi\"".into(), "x".into()], false));
    }
}
