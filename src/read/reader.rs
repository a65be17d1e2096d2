//! The push parser's face: bytes in, a [`FileRead`] out.

use super::dialect::near;
use super::dialect::sample::{self, Sample};
use super::encoding::{self, NoText};
use super::questions;
use super::records::Splitter;
use super::roles::{self, Found};
use super::sheet::Sheet;
use super::tally::{Tally, clip};
use super::{
    Code, Column, Dialect, Escape, FileRead, Question, QuestionKind, Quote, ReadOptions, Reading, Role,
    RowCounts, Severity,
};
use crate::tables::Shape;
use sha2::{Digest, Sha256};
use std::fmt;

/// Bytes looked at before anything is decided. Fixed, so that chunks make no difference.
const HEAD: usize = 256 << 10;

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
    bytes: u64,
    digest: Sha256,
    stage: Stage,
}

enum Stage {
    /// Collecting the head.
    Head(Vec<u8>),
    /// Reading rows.
    Rows(Box<(Splitter, Sheet, Known)>),
    /// The file can't be read; only its size and digest still matter.
    Failed(Box<Failure>),
}

/// What the head said of the file as text.
#[derive(Clone, Debug)]
struct Known {
    encoding: String,
    dialect: Dialect,
    header_line: Option<u64>,
}

impl Default for Known {
    fn default() -> Self {
        Known { encoding: String::new(), dialect: Dialect::delimited_by(""), header_line: None }
    }
}

/// A file that can't be used.
#[derive(Debug, Default)]
struct Failure {
    known: Known,
    columns: Vec<Column>,
    tally: Tally,
    question: Option<Question>,
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
    /// Rejected rows kept with their cells; more are only counted.
    pub const MAX_REJECTS: usize = 10_000;

    /// A reader that has seen nothing yet.
    pub fn new(options: ReadOptions) -> Self {
        Reader { options, bytes: 0, digest: Sha256::new(), stage: Stage::Head(Vec::new()) }
    }

    /// Takes the next bytes of the file.
    pub fn push(&mut self, chunk: &[u8]) {
        self.bytes += chunk.len() as u64;
        self.digest.update(chunk);
        match &mut self.stage {
            Stage::Head(head) => {
                let room = HEAD.saturating_sub(head.len());
                let (now, later) = chunk.split_at_checked(room).unwrap_or((chunk, &[]));
                head.extend_from_slice(now);
                if head.len() >= HEAD {
                    let head = std::mem::take(head);
                    self.stage = open(&head, false, &self.options);
                    self.rows_of(later);
                }
            }
            _ => self.rows_of(chunk),
        }
    }

    fn rows_of(&mut self, bytes: &[u8]) {
        if let Stage::Rows(rows) = &mut self.stage {
            let (splitter, sheet, _) = rows.as_mut();
            splitter.feed(bytes, &mut |record| sheet.record(record));
        }
    }

    /// Rows seen so far, for progress.
    pub fn rows(&self) -> u64 {
        match &self.stage {
            Stage::Rows(rows) => rows.1.rows(),
            _ => 0,
        }
    }

    /// The end of the file.
    pub fn finish(mut self) -> FileRead {
        if let Stage::Head(head) = &mut self.stage {
            let head = std::mem::take(head);
            self.stage = open(&head, true, &self.options);
        }
        let mut reading = Reading {
            name: self.options.name,
            bytes: self.bytes,
            sha256: self.digest.finalize().iter().map(|b| format!("{b:02x}")).collect(),
            encoding: String::new(),
            delimiter: String::new(),
            quote: Quote::Double,
            escape: Escape::Doubled,
            header_line: None,
            table: None,
            shape: None,
            date_order: None,
            decimal: None,
            currency: None,
            without: self.options.without,
            rows: RowCounts::default(),
            ignored: Vec::new(),
            columns: Vec::new(),
            diagnostics: Vec::new(),
        };
        let known = |reading: &mut Reading, known: Known| {
            reading.quote = known.dialect.quote;
            reading.escape = known.dialect.escape;
            reading.encoding = known.encoding;
            reading.delimiter = known.dialect.delimiter;
            reading.header_line = known.header_line;
        };
        match self.stage {
            Stage::Rows(rows) => {
                let (mut splitter, mut sheet, found) = *rows;
                splitter.finish(&mut |record| sheet.record(record));
                let outcome = sheet.finish();
                known(&mut reading, found);
                reading.table = Some(outcome.table);
                reading.shape = outcome.shape;
                reading.currency = outcome.currency;
                reading.rows = outcome.rows;
                reading.ignored = outcome.ignored;
                reading.diagnostics = outcome.tally.finish(&outcome.columns);
                reading.columns = outcome.columns;
                FileRead {
                    reading,
                    rejects: outcome.rejects,
                    revenue: outcome.revenue,
                    aggregate: outcome.aggregate,
                    rates: outcome.rates,
                    question: outcome.question,
                    preview: outcome.preview,
                }
            }
            Stage::Failed(failure) => {
                known(&mut reading, failure.known);
                reading.diagnostics = failure.tally.finish(&failure.columns);
                reading.columns = failure.columns;
                FileRead {
                    reading,
                    rejects: Vec::new(),
                    revenue: None,
                    aggregate: None,
                    rates: Vec::new(),
                    question: failure.question,
                    preview: Vec::new(),
                }
            }
            Stage::Head(_) => FileRead {
                reading,
                rejects: Vec::new(),
                revenue: None,
                aggregate: None,
                rates: Vec::new(),
                question: None,
                preview: Vec::new(),
            },
        }
    }
}

/// Decides on everything the head can tell; `whole` says that it is the file.
fn open(head: &[u8], whole: bool, options: &ReadOptions) -> Stage {
    let mut failure = Failure::default();
    let text = match encoding::look(head, whole) {
        Ok(text) => text,
        Err(NoText { code, text, line }) => {
            failure.tally.add(Severity::Error, code, line, None, text);
            return Stage::Failed(Box::new(failure));
        }
    };
    let body = head.get(text.skip..).unwrap_or(&[]);
    let told = options.delimiter.clone();
    let delimiter = told.or_else(|| sample::delimiter(body, whole)).unwrap_or_else(|| ",".to_owned());
    let dialect = Dialect::delimited_by(&delimiter);
    let mut known = Known { encoding: text.encoding.to_owned(), dialect: dialect.clone(), header_line: None };
    let Some(sample) = Sample::take(body, &dialect, whole) else {
        failure.known = known;
        failure.tally.add(Severity::Error, Code::NoUsableColumn, None, None, None);
        return Stage::Failed(Box::new(failure));
    };
    known.header_line = Some(sample.header.line);

    let mut tally = Tally::default();
    let mut found = roles::find(&sample, options);
    if let Some(code) = sample.header.fault {
        let text = sample.header.cells.join(" ");
        tally.add(Severity::Error, code, Some(sample.header.line), None, Some(&text));
    }
    for (role, column) in &found.twice {
        let text = Some(role.as_str());
        tally.add(Severity::Info, Code::RoleTwice, Some(sample.header.line), Some(*column), text);
    }
    for name in &found.unknown {
        tally.add(Severity::Warning, Code::RoleMissing, None, None, Some(name));
    }
    let question = header_question(&sample, &found);
    let plan = std::mem::replace(&mut found.plan, Err(Vec::new()));
    match (plan, question) {
        (Ok(plan), None) => {
            if plan.shape == Shape::Wide {
                let ignored = |i: usize| found.columns.get(i).is_some_and(|c| c.role == Role::Ignored);
                near::note_periods(Severity::Warning, 1, &sample, ignored, &mut tally);
            }
            let mut splitter = Splitter::new(&dialect);
            let mut sheet = Sheet::new(&sample, found, plan, tally, options);
            splitter.feed(body, &mut |record| sheet.record(record));
            Stage::Rows(Box::new((splitter, sheet, known)))
        }
        (plan, question) => {
            if let Some(question) = &question {
                let first = question.samples.first().map(|s| s.text.as_str());
                let column = found.open_headers.first().copied();
                let line = Some(sample.header.line);
                tally.add_many(Severity::Error, Code::DateAmbiguous, line, column, first, question.count);
            } else {
                let roles = plan.err().unwrap_or_default();
                if let Some((line, headers)) = near::header_below(body, whole) {
                    tally.add(Severity::Error, Code::HeaderBelow, Some(line), None, Some(&headers));
                } else if !near::note_periods(Severity::Error, 2, &sample, |_| true, &mut tally) {
                    missing(roles, &sample, &mut tally);
                }
            }
            let columns = found.columns;
            Stage::Failed(Box::new(Failure { known, columns, tally, question }))
        }
    }
}

/// Says which roles have no column, or that nothing was recognised.
fn missing(roles: Vec<Role>, sample: &Sample, tally: &mut Tally) {
    let line = Some(sample.header.line);
    if roles.is_empty() {
        let headers = sample.header.cells.join(", ");
        tally.add(Severity::Error, Code::NoUsableColumn, line, None, Some(&headers));
        return;
    }
    let names: Vec<&str> = roles.into_iter().map(Role::as_str).collect();
    tally.add_many(
        Severity::Error,
        Code::RoleMissing,
        line,
        None,
        Some(&names.join(", ")),
        names.len() as u64,
    );
}

/// Wide headers that fit two orders of day and month.
fn header_question(sample: &Sample, found: &Found) -> Option<Question> {
    let first = found.open_headers.first()?;
    let header = |i: &usize| sample.header.cell(*i).to_owned();
    let told = |i: &usize| questions::date_sample(sample.header.line, &clip(&header(i)));
    Some(Question {
        kind: QuestionKind::DateOrder,
        column: header(first),
        count: found.open_headers.len() as u64,
        samples: found.open_headers.iter().take(3).map(told).collect(),
    })
}
