//! From bytes to records: csv-core's push parser with physical line numbers, limits, and a way out of stray quotes.

mod quotes;

use super::{Code, Dialect};
use csv_core::ReadRecordResult;

/// A cell larger than this rejects its row.
pub(super) const MAX_CELL: usize = 1 << 20;
/// A record's text may be this long: one cell at its limit and ordinary neighbours.
const MAX_RECORD: usize = MAX_CELL + (64 << 10);
/// A record with more cells than this is rejected.
pub(in crate::read) const MAX_COLUMNS: usize = 4096;
/// Bytes that may be read a second time on account of stray quotes, besides as many as were read once; beyond,
/// all lines of such a record are rejected, so that no file can make reading slower than linear.
const MAX_REREAD: u64 = 32 << 20;

/// One record: its cells' text end to end, unquoted, and where each cell ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'a> {
    /// Physical line where it begins, from 1.
    pub line: u64,
    /// The cells' bytes, one after the other.
    pub text: &'a [u8],
    /// Where each cell ends in `text`.
    pub ends: &'a [usize],
    /// Why the record can't be used, where the splitter already knows.
    pub fault: Option<Code>,
}

/// Splits bytes into records, whatever chunks they come in.
pub(super) struct Splitter {
    core: csv_core::Reader,
    delimiter: u8,
    text: Vec<u8>,
    filled: usize,
    ends: Vec<usize>,
    ended: usize,
    /// Raw bytes of the record under way that came with earlier chunks.
    raw: Vec<u8>,
    /// Line of the next byte that belongs to no record yet.
    line: u64,
    after_cr: bool,
    /// Dropping the rest of a line whose record broke a limit.
    skipping: Option<Code>,
    /// Bytes of records so far, first and second readings.
    read: u64,
    /// Bytes to be read a second time so far.
    reread: u64,
}

/// Bytes to be read a second time, the first on top, and how much of each is done.
type Again = Vec<(Vec<u8>, usize)>;

/// What the core did with the bytes it was handed.
enum Step {
    /// All bytes are taken, the record goes on.
    More,
    /// A record is complete; so many bytes belong to it.
    Record(usize),
    /// The record broke a limit after so many bytes.
    Over(Code, usize),
}

impl Splitter {
    /// A splitter for one dialect, at line 1.
    pub fn new(dialect: &Dialect) -> Self {
        let delimiter = dialect.delimiter.bytes().next().unwrap_or(b',');
        let core = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
        let mut splitter = Splitter {
            core,
            delimiter,
            text: vec![0; 4096],
            filled: 0,
            ends: vec![0; 64],
            ended: 0,
            raw: Vec::new(),
            line: 1,
            after_cr: false,
            skipping: None,
            read: 0,
            reread: 0,
        };
        splitter.restart();
        splitter
    }

    /// Takes the next bytes and hands out the records that end in them.
    pub fn feed(&mut self, bytes: &[u8], sink: &mut impl FnMut(Record<'_>)) {
        let mut again = Again::new();
        let mut rest = bytes;
        while !rest.is_empty() {
            let taken = self.drain(rest, &mut again, sink);
            rest = rest.get(taken..).unwrap_or(&[]);
            self.drain_again(&mut again, sink);
        }
    }

    /// Reads what has to be read a second time, before anything that came after it.
    fn drain_again(&mut self, again: &mut Again, sink: &mut impl FnMut(Record<'_>)) {
        while let Some((bytes, from)) = again.pop() {
            let below = again.len();
            let taken = self.drain(bytes.get(from..).unwrap_or(&[]), again, sink);
            if from + taken < bytes.len() {
                again.insert(below, (bytes, from + taken));
            }
        }
    }

    /// The end of the file: hands out what is still under way.
    pub fn finish(&mut self, sink: &mut impl FnMut(Record<'_>)) {
        loop {
            if let Some(code) = self.skipping.take() {
                sink(Record { line: self.line, text: &[], ends: &[], fault: Some(code) });
                return;
            }
            let (result, _, nout, nends) = self.core.read_record(
                &[],
                self.text.get_mut(self.filled..).unwrap_or(&mut []),
                self.ends.get_mut(self.ended..).unwrap_or(&mut []),
            );
            self.filled += nout;
            self.ended += nends;
            match result {
                ReadRecordResult::OutputEndsFull | ReadRecordResult::OutputFull => {
                    if self.ended >= MAX_COLUMNS || !self.grow() {
                        let line = self.start_line(&[]);
                        sink(Record { line, text: &[], ends: &[], fault: Some(Code::TooManyColumns) });
                        return;
                    }
                }
                ReadRecordResult::Record => {
                    let mut again = Again::new();
                    self.complete(&[], true, &mut again, sink);
                    if again.is_empty() {
                        return;
                    }
                    self.drain_again(&mut again, sink);
                }
                ReadRecordResult::InputEmpty | ReadRecordResult::End => return,
            }
        }
    }

    /// Reads `bytes` to their end, or until a stray quote puts something on `again` that comes first.
    /// Returns how many bytes it took.
    fn drain(&mut self, bytes: &[u8], again: &mut Again, sink: &mut impl FnMut(Record<'_>)) -> usize {
        let below = again.len();
        let mut at = 0;
        while at < bytes.len() && again.len() == below {
            let rest = bytes.get(at..).unwrap_or(&[]);
            if let Some(code) = self.skipping {
                let Some(end) = rest.iter().position(|b| *b == b'\n' || *b == b'\r') else { break };
                sink(Record { line: self.line, text: &[], ends: &[], fault: Some(code) });
                self.skipping = None;
                self.line += 1;
                self.after_cr = rest.get(end) == Some(&b'\r');
                at += end + 1;
                continue;
            }
            match self.step(rest) {
                Step::More => {
                    self.keep(rest);
                    break;
                }
                Step::Record(taken) => {
                    self.complete(rest.get(..taken).unwrap_or(&[]), false, again, sink);
                    at += taken;
                }
                Step::Over(code, taken) => {
                    self.overflow(code, rest.get(..taken).unwrap_or(&[]), again, sink);
                    at += taken;
                }
            }
        }
        // What ended early without a detour was taken to the end: kept, or dropped with its line.
        if again.len() == below { bytes.len() } else { at }
    }

    /// Lets the core read until a record ends, a limit breaks or the bytes do.
    fn step(&mut self, bytes: &[u8]) -> Step {
        let mut taken = 0;
        loop {
            let (result, nin, nout, nends) = self.core.read_record(
                bytes.get(taken..).unwrap_or(&[]),
                self.text.get_mut(self.filled..).unwrap_or(&mut []),
                self.ends.get_mut(self.ended..).unwrap_or(&mut []),
            );
            taken += nin;
            self.filled += nout;
            self.ended += nends;
            match result {
                ReadRecordResult::Record => return Step::Record(taken),
                // An empty slice means the end of the file to the core: never hand it one here.
                _ if taken >= bytes.len() => return Step::More,
                ReadRecordResult::OutputFull if self.text.len() >= MAX_RECORD => {
                    return Step::Over(Code::CellTooLarge, taken);
                }
                ReadRecordResult::OutputEndsFull if self.ended >= MAX_COLUMNS => {
                    return Step::Over(Code::TooManyColumns, taken);
                }
                ReadRecordResult::InputEmpty | ReadRecordResult::End => return Step::More,
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                    self.grow();
                }
            }
        }
    }

    /// Makes room; `false` where there is no more to be had.
    fn grow(&mut self) -> bool {
        let mut grown = false;
        if self.filled >= self.text.len() && self.text.len() < MAX_RECORD {
            self.text.resize((self.text.len() * 2).min(MAX_RECORD), 0);
            grown = true;
        }
        if self.ended >= self.ends.len() && self.ends.len() < MAX_COLUMNS {
            self.ends.resize((self.ends.len() * 2).min(MAX_COLUMNS), 0);
            grown = true;
        }
        grown
    }

    /// Keeps the bytes of a record that goes on in the next chunk, without the line ends before it.
    fn keep(&mut self, bytes: &[u8]) {
        let mut bytes = bytes;
        if self.raw.is_empty() {
            bytes = self.skip_line_ends(bytes);
        }
        self.raw.extend_from_slice(bytes);
    }

    /// Passes over the line ends before a record.
    fn skip_line_ends<'b>(&mut self, bytes: &'b [u8]) -> &'b [u8] {
        let mut rest = bytes;
        while let Some((b'\n' | b'\r', tail)) = rest.split_first().map(|(b, t)| (*b, t)) {
            let cr = rest.first() == Some(&b'\r');
            if cr || !self.after_cr {
                self.line += 1;
            }
            self.after_cr = cr;
            rest = tail;
        }
        if !rest.is_empty() {
            self.after_cr = false;
        }
        rest
    }

    /// The line on which the record under way begins, `tail` being its last bytes.
    fn start_line(&mut self, tail: &[u8]) -> u64 {
        if self.raw.is_empty() {
            self.skip_line_ends(tail);
        }
        self.line
    }

    /// A record is complete: counts its lines, looks for stray quotes, hands it out.
    fn complete(&mut self, tail: &[u8], at_end: bool, again: &mut Again, sink: &mut impl FnMut(Record<'_>)) {
        let whole;
        let raw: &[u8] = if self.raw.is_empty() {
            self.skip_line_ends(tail)
        } else {
            self.raw.extend_from_slice(tail);
            whole = std::mem::take(&mut self.raw);
            &whole
        };
        let line = self.line;
        self.read += raw.len() as u64;
        // Each cell costs one byte besides its text: its delimiter or the line end. Where that is all there is,
        // nothing was quoted and the record is one line.
        let line_end = usize::from(!at_end);
        let plain = raw.len() + 1 == self.filled + self.ended + line_end;
        if plain {
            self.line += 1;
            self.after_cr = raw.last() == Some(&b'\r');
        } else {
            let lines = self.count_lines(raw);
            if (lines > 1 || at_end)
                && let Some(open) = quotes::stray(raw, self.delimiter, MAX_CELL)
            {
                self.recover(raw, line, open, again, sink);
                return;
            }
        }
        let ends = self.ends.get(..self.ended).unwrap_or(&[]);
        let mut from = 0;
        let mut fault = None;
        if self.filled > MAX_CELL {
            for end in ends {
                if end - from > MAX_CELL {
                    fault = Some(Code::CellTooLarge);
                }
                from = *end;
            }
        }
        sink(Record { line, text: self.text.get(..self.filled).unwrap_or(&[]), ends, fault });
        self.filled = 0;
        self.ended = 0;
    }

    /// Moves past the lines of `raw`, and says how many it touches.
    fn count_lines(&mut self, raw: &[u8]) -> u64 {
        let from = self.line;
        for b in raw {
            if *b == b'\r' || (*b == b'\n' && !self.after_cr) {
                self.line += 1;
            }
            self.after_cr = *b == b'\r';
        }
        let ended = matches!(raw.last(), Some(b'\n' | b'\r'));
        self.line - from + u64::from(!ended)
    }

    /// A record broke a limit: either a quote was never closed, or the line is dropped.
    fn overflow(&mut self, code: Code, tail: &[u8], again: &mut Again, sink: &mut impl FnMut(Record<'_>)) {
        self.keep(tail);
        let raw = std::mem::take(&mut self.raw);
        let line = self.line;
        let multi = raw.iter().any(|b| *b == b'\n' || *b == b'\r');
        if multi {
            let open = quotes::stray(&raw, self.delimiter, MAX_CELL).unwrap_or(0);
            self.recover(&raw, line, open, again, sink);
        } else {
            self.restart();
            self.skipping = Some(code);
        }
    }

    /// The quote at `open` swallowed lines: reads its line as plain text, rejected, and what follows again.
    fn recover(
        &mut self,
        raw: &[u8],
        line: u64,
        open: usize,
        again: &mut Again,
        sink: &mut impl FnMut(Record<'_>),
    ) {
        self.restart();
        self.line = line;
        self.after_cr = false;
        self.reread += raw.len() as u64;
        let spent = self.reread > MAX_REREAD + self.read.saturating_sub(self.reread);
        let mut at = 0;
        let mut rest = raw;
        while at <= open || spent {
            let Some(end) = rest.iter().position(|b| *b == b'\n' || *b == b'\r') else {
                // The last line, without an end.
                self.plain_line(rest, sink);
                return;
            };
            let (head, tail) = rest.split_at_checked(end + 1).unwrap_or((rest, &[]));
            let cr = head.last() == Some(&b'\r');
            // The second half of a CRLF is no line.
            if !(self.after_cr && head == b"\n") {
                self.plain_line(head.get(..end).unwrap_or(&[]), sink);
                self.line += 1;
            }
            self.after_cr = cr;
            at += end + 1;
            rest = tail;
            if rest.is_empty() {
                return;
            }
        }
        again.push((rest.to_vec(), 0));
    }

    /// Hands out one line with its quotes taken as text; it is rejected.
    fn plain_line(&mut self, line: &[u8], sink: &mut impl FnMut(Record<'_>)) {
        if line.is_empty() {
            return;
        }
        let mut text = Vec::with_capacity(line.len());
        let mut ends = Vec::new();
        for cell in line.split(|b| *b == self.delimiter) {
            text.extend_from_slice(cell);
            ends.push(text.len());
        }
        sink(Record { line: self.line, text: &text, ends: &ends, fault: Some(Code::UnclosedQuote) });
    }

    /// Sets the core to the start of a record. (A clone of a built csv-core reader loses its tables, so one is kept.)
    fn restart(&mut self) {
        self.core.reset();
        // csv-core drops a byte order mark from the first bytes it sees; ours is gone already, and in mid-file
        // a mark is a character like any other. A blank line takes the habit away.
        let _ = self.core.read_record(b"\n", &mut [0], &mut [0]);
        self.filled = 0;
        self.ended = 0;
        self.raw.clear();
    }
}

/// Every record of a text as its cells, unquoted: what `ninefold read --records` prints and the suites compare.
/// Rows with a fault are there too, with the cells that could be told apart.
pub fn split_records(bytes: &[u8], dialect: &Dialect) -> Vec<Vec<String>> {
    let mut records = Vec::new();
    let mut take = |record: Record<'_>| {
        let mut from = 0;
        let mut cells = Vec::with_capacity(record.ends.len());
        for end in record.ends {
            cells.push(String::from_utf8_lossy(record.text.get(from..*end).unwrap_or(&[])).into_owned());
            from = *end;
        }
        records.push(cells);
    };
    let mut splitter = Splitter::new(dialect);
    splitter.feed(bytes, &mut take);
    splitter.finish(&mut take);
    records
}

#[cfg(test)]
mod tests;
