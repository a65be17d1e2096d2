//! Parts of a file, read side by side and joined in the file's order.
//!
//! A scout knows the file's head, and reads any stretch of it without what stands above: the rows that go the short
//! way become numbers, any other line stays as its bytes. [`Reader::join`](super::Reader::join) takes the numbers as the
//! facts they are and reads the lines as always, so that what comes out doesn't depend on who read what. A line is a
//! physical one: where a quoted cell spans several, the reader finds out when it gets there, and reads on by itself.

use super::cells::Customers;
use super::records::Splitter;
use super::terse::{Terms, Terse};
use super::values::dates::Day;
use crate::base::{Date, Month};
use memchr::memchr2;

/// Bytes that a row takes: customer, day, amount, print.
pub(super) const ROW: usize = 4 + 4 + 8 + 8;

/// Bytes that a run takes: five numbers.
const RUN: usize = 5 * 4;
/// Bytes before the first section: where the stretch begins, and how long the six sections are.
const HEAD: usize = 8 + 6 * 4;

/// The number of a customer whom the reader has not met in this part.
pub(super) const UNKNOWN: u32 = u32::MAX;

/// Reads parts of a file whose head is understood.
pub struct Scout {
    pub(super) splitter: Splitter,
    pub(super) terms: Terms,
    /// Rows that aren't ASCII stay bytes: the encoding is open until the first of them.
    pub(super) ascii: bool,
}

/// Rows one behind the other that go the short way, and the bytes of lines behind them that don't.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Run {
    /// Rows.
    pub rows: u32,
    /// Their bytes in the file, line ends included.
    pub bytes: u32,
    /// The same without line ends.
    pub text: u32,
    /// Rows whose amount has a decimal mark.
    pub marked: u32,
    /// Bytes of the lines behind them.
    pub raw: u32,
}

/// A part under way.
struct Found {
    rows: Vec<u8>,
    runs: Vec<Run>,
    raw: Vec<u8>,
    customers: Customers,
}

/// A part as it was found.
pub(super) struct Part<'a> {
    /// Where in the file its stretch begins, and its first line.
    pub start: u64,
    /// The bytes between the two.
    pub lead: &'a [u8],
    /// The names of its customers, one behind the other.
    pub names: &'a str,
    /// Where each ends: four bytes each.
    pub ends: &'a [[u8; 4]],
    /// Its rows.
    pub rows: &'a [[u8; ROW]],
    /// Its runs: five numbers of four bytes each.
    runs: &'a [[u8; RUN]],
    /// The lines between them.
    pub raw: &'a [u8],
}

/// A row of a part.
#[derive(Clone, Copy, Debug)]
pub(super) struct PartRow {
    /// The customer's place among the part's names.
    pub customer: u32,
    /// The month or day.
    pub day: Day,
    /// Minor units.
    pub amount: i64,
    /// The row's hash.
    pub print: u64,
}

impl Scout {
    /// Reads the lines that begin in a stretch of the file: `size` bytes from `start` on. `bytes` are those, one before
    /// them, and as many behind as the last line may need; `last` says that the file ends with them.
    ///
    /// What comes back is for [`Reader::join`](super::Reader::join) alone.
    pub fn part(&mut self, start: u64, size: usize, bytes: &[u8], last: bool) -> Vec<u8> {
        let stretch = bytes.get(1..).unwrap_or(&[]);
        // Whether a line feed belongs to a carriage return stands behind it.
        let stretch = stretch.strip_suffix(b"\r").filter(|_| !last).unwrap_or(stretch);
        let from = first_line(bytes.first().copied(), stretch);
        // A line end of two bytes is not cut in two.
        let cut = stretch.get(size.wrapping_sub(1)..=size) == Some(b"\r\n");
        let limit = (size + usize::from(cut)).min(stretch.len());
        let mut found = Found {
            rows: Vec::with_capacity(size),
            runs: vec![Run::default()],
            raw: Vec::new(),
            customers: Customers::default(),
        };
        let mut at = from;
        while at < limit {
            at += self.lines(stretch.get(at..limit).unwrap_or(&[]), &mut found);
            if at >= limit {
                break;
            }
            // A line that needs a closer look, or goes beyond the stretch.
            let rest = stretch.get(at..).unwrap_or(&[]);
            let line = match memchr2(b'\n', b'\r', rest) {
                Some(end) => rest.get(..end + line_end(rest, end)).unwrap_or(rest),
                None if last => rest,
                None => break,
            };
            if self.lines(line, &mut found) < line.len() {
                found.line(line);
            }
            at += line.len();
        }
        let lead = stretch.get(..from.min(limit)).unwrap_or(&[]);
        // What stays bytes is read by the reader anyway: where that is most of it, nothing was gained.
        if found.raw.len() * 2 > limit {
            return Vec::new();
        }
        found.written(start, lead)
    }

    /// Reads the plain lines at the start of `bytes`; says how many bytes they take.
    fn lines(&mut self, bytes: &[u8], found: &mut Found) -> usize {
        let Scout { splitter, terms, ascii } = self;
        let mut done = 0;
        splitter.plain(bytes, &mut |record, end| {
            let line = bytes.get(done..end).unwrap_or(&[]);
            done = end;
            match terms.read(&record, &found.customers) {
                Some(row) if !*ascii || line.is_ascii() => found.row(&row, record.text().len(), line.len()),
                _ => found.line(line),
            }
        })
    }
}

impl Found {
    #[inline]
    fn row(&mut self, row: &Terse<'_>, text: usize, bytes: usize) {
        let customer = self.customers.of_bytes(row.customer, row.again);
        let day = row.day.date.map_or(0, Date::day);
        let mut packed = [0; ROW];
        let (head, tail) = packed.split_at_mut(8);
        head.copy_from_slice(
            &(u64::from(row.day.month.index() << 5 | day) << 32 | u64::from(customer)).to_le_bytes(),
        );
        tail.copy_from_slice(&(u128::from(row.print) << 64 | u128::from(row.amount as u64)).to_le_bytes());
        self.rows.extend_from_slice(&packed);
        if self.runs.last().is_none_or(|run| run.raw > 0) {
            self.runs.push(Run::default());
        }
        if let Some(run) = self.runs.last_mut() {
            run.rows += 1;
            run.bytes += bytes as u32;
            run.text += text as u32;
            run.marked += u32::from(row.marked);
        }
    }

    /// Keeps a line for the reader.
    fn line(&mut self, line: &[u8]) {
        self.raw.extend_from_slice(line);
        if let Some(run) = self.runs.last_mut() {
            run.raw += line.len() as u32;
        }
    }

    /// All of it as bytes.
    fn written(self, start: u64, lead: &[u8]) -> Vec<u8> {
        let Found { rows, runs, raw, customers } = self;
        let names = &customers.names;
        let texts = names.texts().as_bytes();
        let counts = [lead.len(), texts.len(), names.len(), rows.len() / ROW, runs.len(), raw.len()];
        let all = texts.len() + names.len() * 4 + rows.len() + runs.len() * RUN + raw.len();
        let mut out = Vec::with_capacity(HEAD + lead.len() + all);
        out.extend_from_slice(&start.to_le_bytes());
        counts.iter().for_each(|count| out.extend_from_slice(&(*count as u32).to_le_bytes()));
        out.extend_from_slice(lead);
        out.extend_from_slice(texts);
        let mut end = 0;
        for id in 0..names.len() as u32 {
            end += names.text(id).len() as u32;
            out.extend_from_slice(&end.to_le_bytes());
        }
        out.extend_from_slice(&rows);
        for run in runs {
            let Run { rows, bytes, text, marked, raw } = run;
            [rows, bytes, text, marked, raw].iter().for_each(|n| out.extend_from_slice(&n.to_le_bytes()));
        }
        out.extend_from_slice(&raw);
        out
    }
}

impl<'a> Part<'a> {
    /// The part in bytes that [`Scout::part`] made; `None` where they are none.
    pub fn of(bytes: &'a [u8]) -> Option<Self> {
        let (start, rest) = bytes.split_first_chunk::<8>()?;
        let (counts, mut rest) = rest.split_first_chunk::<{ HEAD - 8 }>()?;
        let (counts, _) = counts.as_chunks::<4>();
        let mut counts = counts.iter().map(|n| u32::from_le_bytes(*n) as usize);
        let mut next = |size: usize| {
            let (now, later) = rest.split_at_checked(counts.next()?.checked_mul(size)?)?;
            rest = later;
            Some(now)
        };
        Some(Part {
            start: u64::from_le_bytes(*start),
            lead: next(1)?,
            names: std::str::from_utf8(next(1)?).ok()?,
            ends: next(4)?.as_chunks().0,
            rows: next(ROW)?.as_chunks().0,
            runs: next(RUN)?.as_chunks().0,
            raw: next(1)?,
        })
    }

    /// Its runs.
    pub fn runs(&self) -> impl Iterator<Item = Run> + use<'a> {
        let number =
            |run: &[u8; RUN], i: usize| run.as_chunks::<4>().0.get(i).map_or(0, |n| u32::from_le_bytes(*n));
        self.runs.iter().map(move |run| Run {
            rows: number(run, 0),
            bytes: number(run, 1),
            text: number(run, 2),
            marked: number(run, 3),
            raw: number(run, 4),
        })
    }

    /// The name of a customer.
    pub fn name(&self, customer: u32) -> &'a str {
        let end = |id: u32| self.ends.get(id as usize).map(|end| u32::from_le_bytes(*end) as usize);
        let from = customer.checked_sub(1).and_then(end).unwrap_or(0);
        end(customer).and_then(|to| self.names.get(from..to)).unwrap_or("")
    }
}

impl PartRow {
    /// A row from its bytes.
    #[inline]
    pub fn of(bytes: &[u8; ROW]) -> Self {
        let [head, amount, print] =
            [0, 1, 2].map(|i| bytes.as_chunks::<8>().0.get(i).copied().map_or(0, u64::from_le_bytes));
        let packed = (head >> 32) as u32;
        let month = Month::from_index(packed >> 5);
        let day = packed & 31;
        let date = if day > 0 { Date::new(month.year(), month.number(), day) } else { None };
        PartRow { customer: head as u32, day: Day { month, date }, amount: amount as i64, print }
    }
}

/// Where the first line begins in a stretch of the file with this byte before it.
fn first_line(before: Option<u8>, stretch: &[u8]) -> usize {
    match before {
        Some(b'\n') => 0,
        Some(b'\r') => usize::from(stretch.first() == Some(&b'\n')),
        _ => memchr2(b'\n', b'\r', stretch).map_or(stretch.len(), |end| end + line_end(stretch, end)),
    }
}

/// How many bytes the line end at a place takes.
fn line_end(bytes: &[u8], at: usize) -> usize {
    1 + usize::from(bytes.get(at..at + 2) == Some(b"\r\n"))
}
