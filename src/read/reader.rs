//! The push parser's face: bytes in, a [`FileRead`] out.

mod join;

use super::encoding::{self, Cleaner, Decoders, Found as Encoding, Intake, NoText};
use super::open::{open, open_plain};
use super::plain::Plain;
use super::records::Splitter;
use super::sheet::Sheet;
use super::tally::Tally;
use super::{
    Code, Column, Dialect, Escape, FileRead, PreviewRow, Question, Quote, ReadOptions, Reading, RowCounts,
    Severity,
};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

/// Samples further in, and the bytes of each. An even number: no unit of UTF-16 is cut.
const SAMPLES: u64 = 4;
const SAMPLE: u64 = 64 << 10;

/// Reads one file, chunk by chunk.
///
/// ```
/// use ninefold::read::{ReadOptions, Reader};
///
/// let mut reader = Reader::new(ReadOptions::default());
/// reader.push(b"customer_id,month,mrr\nC1,2024-01,");
/// reader.push(b"49.50\nC2,2024-01,oops\n");
/// let file = reader.finish();
/// assert_eq!((file.reading.rows.read, file.reading.rows.used, file.reading.rows.rejected), (2, 1, 1));
/// assert_eq!(file.rejects[0].line, 3);
/// ```
pub struct Reader {
    options: ReadOptions,
    decoders: Option<Decoders>,
    samples: Vec<Vec<u8>>,
    encoding: Cow<'static, str>,
    guessed: bool,
    intake: Intake,
    watch: Watch,
    cleaner: Cleaner,
    bytes: u64,
    /// Bytes there will be, where that is known.
    size: u64,
    /// `None` where somebody else makes it.
    digest: Option<Sha256>,
    /// Records are written out again instead of being read as a table.
    plain: bool,
    stage: Stage,
}

pub(super) enum Stage {
    /// Collecting the head.
    Head(Vec<u8>),
    /// Reading rows.
    Rows(Box<(Splitter, Sheet, Known)>),
    /// Writing records out again.
    Plain(Box<(Splitter, Plain, Known)>),
    /// The file can't be read; only its size and digest still matter.
    Failed(Box<Failure>),
}

/// Whether the encoding is still open: the head and the samples were ASCII, which most encodings share.
enum Watch {
    /// It is settled.
    Off,
    /// Nothing else has come yet.
    Ascii,
    /// The first bytes from one that isn't, until there are enough of them to decide.
    Telling(Vec<u8>),
}

/// What the head said of the file as text.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub dialect: Dialect,
    pub header_line: Option<u64>,
    pub source: Option<&'static str>,
}

impl Default for Known {
    fn default() -> Self {
        Known { dialect: Dialect::delimited_by(""), header_line: None, source: None }
    }
}

/// A file that can't be used.
#[derive(Debug, Default)]
pub(super) struct Failure {
    /// It is no text: nothing can be known of its delimiter.
    pub no_text: bool,
    pub known: Known,
    pub columns: Vec<Column>,
    pub tally: Tally,
    pub question: Option<Question>,
    pub preview: Vec<PreviewRow>,
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader")
            .field("options", &self.options)
            .field("bytes", &self.bytes)
            .finish_non_exhaustive()
    }
}

impl Reader {
    /// Bytes looked at before anything is decided. Fixed, so that chunks make no difference.
    pub const HEAD: usize = 256 << 10;

    /// Rejected rows kept with their cells; more are only counted.
    pub const MAX_REJECTS: usize = 10_000;

    /// A reader that has seen nothing yet, and reads UTF-8 only.
    pub fn new(options: ReadOptions) -> Self {
        Reader {
            cleaner: Cleaner::new(&options),
            options,
            decoders: None,
            samples: Vec::new(),
            encoding: Cow::Borrowed(""),
            guessed: false,
            intake: Intake::Utf8,
            watch: Watch::Off,
            bytes: 0,
            size: 0,
            digest: Some(Sha256::new()),
            plain: false,
            stage: Stage::Head(Vec::new()),
        }
    }

    /// A reader that reads any encoding the shell has a decoder for.
    pub fn with_decoders(options: ReadOptions, decoders: Decoders) -> Self {
        Reader { decoders: Some(decoders), ..Reader::new(options) }
    }

    /// The same reader for a file whose SHA-256 somebody else makes: [`Reader::finish_with`] takes it.
    pub fn without_digest(self) -> Self {
        Reader { digest: None, ..self }
    }

    /// The same reader as one that writes every record out as canonical CSV (comma, quotes only where needed, LF,
    /// UTF-8), whatever the columns are for: header and rows, without what stands above, below and between them.
    pub fn into_records(self) -> Self {
        Reader { plain: true, ..self }
    }

    /// What was written since the last call.
    pub fn take_records(&mut self) -> Vec<u8> {
        match &mut self.stage {
            Stage::Plain(plain) => std::mem::take(&mut plain.1.out),
            _ => Vec::new(),
        }
    }

    /// The end of a text that is written out: the rest of it, and what was found.
    pub fn finish_records(mut self) -> (Vec<u8>, FileRead) {
        self.end();
        if let Stage::Plain(plain) = &mut self.stage {
            let (splitter, plain, _) = plain.as_mut();
            let cleaner = &mut self.cleaner;
            splitter.finish(&mut |record| cleaner.pass(record, &mut |r, text, _| plain.record(&r, text)));
            plain.finish();
        }
        (self.take_records(), self.finish())
    }

    /// Parts of a file of `size` bytes to be handed to [`Reader::sample`] before the first [`Reader::push`]: what
    /// stands there may tell an encoding that the head doesn't. None where the head is the file.
    pub fn wanted_samples(size: u64) -> Vec<Range<u64>> {
        let head = Reader::HEAD as u64;
        let room = size.saturating_sub(head);
        if room <= SAMPLES * SAMPLE {
            return std::iter::once(head..size).filter(|part| !part.is_empty()).collect();
        }
        // The last one ends with the file.
        let step = (room - SAMPLE) / (SAMPLES - 1);
        (0..SAMPLES).map(|i| head + (i * step) / 2 * 2).map(|from| from..(from + SAMPLE).min(size)).collect()
    }

    /// Says how many bytes there will be, so that room for the rows is made once. Nothing else depends on it.
    pub fn expect(&mut self, size: u64) {
        self.size = size;
    }

    /// Takes one of the wanted samples. Beside them, nothing is kept.
    pub fn sample(&mut self, bytes: &[u8]) {
        if self.samples.len() < SAMPLES as usize && self.bytes == 0 {
            let most = (SAMPLES * SAMPLE) as usize;
            self.samples.push(bytes.get(..most).unwrap_or(bytes).to_vec());
        }
    }

    /// Takes the next bytes of the file.
    pub fn push(&mut self, chunk: &[u8]) {
        if let Some(digest) = &mut self.digest {
            digest.update(chunk);
        }
        self.take(chunk);
    }

    fn take(&mut self, chunk: &[u8]) {
        self.bytes += chunk.len() as u64;
        match &mut self.stage {
            Stage::Head(head) => {
                let room = Reader::HEAD.saturating_sub(head.len());
                let (now, later) = chunk.split_at_checked(room).unwrap_or((chunk, &[]));
                head.extend_from_slice(now);
                if head.len() >= Reader::HEAD {
                    let head = std::mem::take(head);
                    self.start(&head, false);
                    self.later(later);
                }
            }
            _ => self.later(chunk),
        }
    }

    /// Decides on the encoding, then on everything that the head can tell; `whole` says that it is the file.
    fn start(&mut self, head: &[u8], whole: bool) {
        let told = self.options.encoding.as_deref();
        let samples = std::mem::take(&mut self.samples);
        let found = encoding::decide(head, whole, &samples, told, self.decoders);
        self.stage = match found {
            Ok(Encoding { name, mut intake, guessed, ascii }) => {
                let mut held = Vec::new();
                let body = intake.head(head, whole, &mut held);
                (self.encoding, self.guessed, self.intake) = (name, guessed, intake);
                if ascii && !whole && told.is_none() {
                    self.watch = Watch::Ascii;
                }
                match encoding::check(body) {
                    Ok(()) => {
                        let open = if self.plain { open_plain } else { open };
                        open(body, whole, &self.options, &mut self.cleaner)
                    }
                    Err(no_text) => unread(no_text),
                }
            }
            Err(no_text) => unread(no_text),
        };
        if let Stage::Rows(rows) = &mut self.stage {
            let head = head.len() as u64;
            rows.1.expect(self.size.saturating_sub(head), head);
        }
    }

    /// Takes bytes behind the head. As long as all was ASCII, the first that isn't asks for the encoding again.
    fn later(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        if let Watch::Ascii = self.watch {
            let at = if rest.is_ascii() { None } else { rest.iter().position(|b| !b.is_ascii()) };
            let (plain, telling) = rest.split_at_checked(at.unwrap_or(rest.len())).unwrap_or((rest, &[]));
            self.rows_of(plain, false);
            rest = telling;
            if !rest.is_empty() {
                self.watch = Watch::Telling(Vec::new());
            }
        }
        if let Watch::Telling(held) = &mut self.watch {
            let room = (SAMPLE as usize).saturating_sub(held.len());
            let (now, behind) = rest.split_at_checked(room).unwrap_or((rest, &[]));
            held.extend_from_slice(now);
            rest = behind;
            if held.len() >= SAMPLE as usize {
                self.settle(false);
            }
        }
        if !rest.is_empty() {
            self.rows_of(rest, false);
        }
    }

    /// Decides on the encoding by the first bytes that aren't ASCII; `whole` says that the file ends with them.
    fn settle(&mut self, whole: bool) {
        let Watch::Telling(held) = std::mem::replace(&mut self.watch, Watch::Off) else { return };
        if let Ok(found) = encoding::legacy(&held, whole, &[], self.decoders) {
            (self.encoding, self.guessed, self.intake) = (found.name, found.guessed, found.intake);
        }
        self.rows_of(&held, false);
    }

    fn rows_of(&mut self, bytes: &[u8], last: bool) {
        let Reader { stage, intake, cleaner, .. } = self;
        match stage {
            Stage::Rows(rows) => {
                let (splitter, sheet, _) = rows.as_mut();
                sheet.settle_terms();
                intake.pass(bytes, last, &mut |text| {
                    splitter.feed(text, &mut sheet.sink(cleaner));
                });
            }
            Stage::Plain(plain) => {
                let (splitter, plain, _) = plain.as_mut();
                intake.pass(bytes, last, &mut |text| {
                    splitter.feed(text, &mut |record| {
                        cleaner.pass(record, &mut |r, text, _| plain.record(&r, text))
                    });
                });
            }
            Stage::Head(_) | Stage::Failed(_) => {}
        }
    }

    /// Rows seen so far, for progress.
    pub fn rows(&self) -> u64 {
        match &self.stage {
            Stage::Rows(rows) => rows.1.rows(),
            _ => 0,
        }
    }

    /// Decides what is still open at the end of the file.
    fn end(&mut self) {
        if let Stage::Head(head) = &mut self.stage {
            let head = std::mem::take(head);
            self.start(&head, true);
        } else {
            self.settle(true);
            self.rows_of(&[], true);
        }
    }

    /// The end of the file, whose SHA-256 is this.
    pub fn finish_with(self, sha256: &[u8]) -> FileRead {
        let mut read = self.finish();
        read.reading.sha256 = hexadecimal(sha256);
        read
    }

    /// The end of the file.
    pub fn finish(mut self) -> FileRead {
        // A text that is written out has come to its end before.
        if !matches!(self.stage, Stage::Plain(_)) {
            self.end();
        }
        let mut reading = Reading {
            name: self.options.name,
            bytes: self.bytes,
            sha256: self.digest.map(|digest| hexadecimal(&digest.finalize())).unwrap_or_default(),
            encoding: self.encoding.clone().into_owned(),
            delimiter: String::new(),
            quote: Quote::Double,
            escape: Escape::Doubled,
            header_line: None,
            source: None,
            table: None,
            shape: None,
            date_order: None,
            fiscal_start: self.options.fiscal_start,
            decimal: None,
            currency: None,
            without: self.options.without,
            rows: RowCounts::default(),
            ignored: Vec::new(),
            left_out: Vec::new(),
            columns: Vec::new(),
            diagnostics: Vec::new(),
        };
        let known = |reading: &mut Reading, known: Known| {
            reading.quote = known.dialect.quote;
            reading.escape = known.dialect.escape;
            reading.delimiter = known.dialect.shown().to_owned();
            reading.header_line = known.header_line;
            reading.source = known.source.map(str::to_owned);
        };
        match self.stage {
            Stage::Rows(rows) => {
                let (mut splitter, mut sheet, found) = *rows;
                let mut cleaner = self.cleaner;
                splitter.finish(&mut sheet.sink(&mut cleaner));
                let mut outcome = sheet.finish();
                cleaner.finish(&mut outcome.tally);
                if self.guessed {
                    let name = Some(self.encoding.as_ref());
                    outcome.tally.add(Severity::Info, Code::EncodingGuessed, None, None, name);
                }
                known(&mut reading, found);
                reading.table = Some(outcome.table);
                reading.shape = outcome.shape;
                reading.date_order = outcome.date_order;
                reading.decimal = outcome.decimal;
                reading.currency = outcome.currency;
                reading.rows = outcome.rows;
                reading.ignored = outcome.ignored;
                reading.left_out = outcome.left_out;
                reading.diagnostics = outcome.tally.finish(&outcome.columns);
                reading.columns = outcome.columns;
                FileRead {
                    reading,
                    rejects: outcome.rejects,
                    rejected: outcome.rejected,
                    revenue: outcome.revenue,
                    aggregate: outcome.aggregate,
                    warehouse: outcome.warehouse,
                    lines: outcome.lines,
                    invoices: outcome.invoices,
                    accounts: outcome.accounts,
                    costs: outcome.costs,
                    operations: outcome.operations,
                    rates: outcome.rates,
                    question: outcome.question,
                    preview: outcome.preview,
                }
            }
            Stage::Failed(failure) => {
                if !failure.no_text {
                    known(&mut reading, failure.known);
                }
                reading.diagnostics = failure.tally.finish(&failure.columns);
                reading.columns = failure.columns;
                FileRead { question: failure.question, preview: failure.preview, ..FileRead::of(reading) }
            }
            Stage::Plain(plain) => {
                let (_, plain, found) = *plain;
                known(&mut reading, found);
                let mut tally = plain.tally;
                self.cleaner.finish(&mut tally);
                reading.rows = RowCounts { read: plain.rows, used: plain.rows, ..RowCounts::default() };
                reading.diagnostics = tally.finish(&[]);
                FileRead::of(reading)
            }
            Stage::Head(_) => FileRead::of(reading),
        }
    }
}

/// A file that is no text we read.
fn unread(no_text: NoText) -> Stage {
    let NoText { code, text, line } = no_text;
    let mut failure = Failure { no_text: true, ..Failure::default() };
    failure.tally.add(Severity::Error, code, line, None, text.as_deref());
    Stage::Failed(Box::new(failure))
}
