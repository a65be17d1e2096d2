//! What the head of a text decides: dialect, where the table begins, what the columns are for.

use super::dialect::frame::{Frame, sep_line};
use super::dialect::near;
use super::dialect::sample::Sample;
use super::dialect::usual_width;
use super::encoding::Cleaner;
use super::mended::{self, Mended};
use super::plain::Plain;
use super::questions;
use super::reader::{Failure, Known, Stage};
use super::records::{Splitter, unwrapped};
use super::roles::two_points::{self, Named};
use super::roles::{self, Found, months};
use super::sheet::{Sheet, preview_of};
use super::tally::{Tally, clip};
use super::values::dates::Parsed;
use super::{Code, Dialect, Question, QuestionKind, Quote, ReadOptions, Role, Severity};
use crate::tables::Shape;

/// The dialect of a text's head, and whether its first line states the delimiter.
pub(super) fn dialect(body: &[u8], whole: bool, options: &ReadOptions) -> (Dialect, bool) {
    if let (None, Some(own)) = (&options.delimiter, mended::dialect(body)) {
        return (own, false);
    }
    let stated = sep_line(body).filter(|_| !options.without.contains(&Code::SepLine));
    let sep = stated.is_some();
    let Some(stated) = stated else { return (Dialect::of(body, whole, options), false) };
    let from = body.iter().position(|b| *b == b'\n' || *b == b'\r').unwrap_or(body.len());
    let below = body.get(from..).unwrap_or(&[]);
    let options = ReadOptions { delimiter: options.delimiter.clone().or(Some(stated)), ..options.clone() };
    (Dialect::of(below, whole, &options), sep)
}

/// How the text is written, and where its table begins; `None` where no record has anything in it.
fn frame(body: &[u8], whole: bool, options: &ReadOptions) -> (Known, Option<Frame>) {
    let (dialect, sep) = dialect(body, whole, options);
    // Rejected rows that came back may read more like headers than the made-up ones above them.
    let own = options.header_line.is_none()
        && !options.without.contains(&Code::RejectsMended)
        && mended::dialect(body).is_some();
    let frame = if own {
        let options = ReadOptions { header_line: Some(1), ..options.clone() };
        Frame::find(body, &dialect, whole, sep, &options)
    } else {
        Frame::find(body, &dialect, whole, sep, options)
    };
    let header_line = frame.as_ref().and_then(|f| f.header_line);
    (Known { dialect, header_line, source: None }, frame)
}

/// The text inside a head's lines, where each of them is one quoted cell and what these hold is a table of its own.
fn saved_twice(body: &[u8], whole: bool, options: &ReadOptions) -> Option<Vec<u8>> {
    if options.without.contains(&Code::SavedTwice) || options.quote.is_some_and(|q| q != Quote::Double) {
        return None;
    }
    let inner = unwrapped(body, whole)?;
    let (dialect, _) = dialect(&inner, whole, options);
    let rows = Sample::rows(&inner, &dialect, whole);
    let width = usual_width(rows.iter().map(|row| row.cells.len()));
    let even = rows.iter().filter(|row| row.cells.len() == width).count();
    (width > 1 && rows.len() > 1 && even * 10 >= rows.len() * 9).then_some(inner)
}

/// What was done to find the table.
fn notes(frame: &Frame, twice: bool, options: &ReadOptions) -> Tally {
    let mut tally = Tally::default();
    if twice {
        let first = frame.above.first().unwrap_or(&frame.sample.header);
        let text = first.cells.join(", ");
        tally.add(Severity::Info, Code::SavedTwice, Some(first.line), None, Some(&text));
    }
    for note in &frame.notes {
        let (line, text) = (Some(note.line), note.text.as_deref());
        // That there is no header is an assumption, unless the user said so.
        let assumed = note.code == Code::NoHeader && options.header_line.is_none();
        let severity = if assumed { Severity::Warning } else { Severity::Info };
        tally.add_many(severity, note.code, line, None, text, note.count);
    }
    tally
}

/// A text to be written out as records, whatever its columns are for.
pub(super) fn open_plain(body: &[u8], whole: bool, options: &ReadOptions, cleaner: &mut Cleaner) -> Stage {
    let inner = saved_twice(body, whole, options);
    let (known, frame) = frame(inner.as_deref().unwrap_or(body), whole, options);
    let Some(frame) = frame else {
        return Stage::Failed(Box::new(Failure { known, ..Failure::default() }));
    };
    let mut splitter = Splitter::new(&known.dialect).without(&options.without).wrapped(inner.is_some());
    let mut plain = Plain::new(&frame, &known.dialect, notes(&frame, inner.is_some(), options), options);
    splitter.feed(body, &mut |record| cleaner.pass(record, &mut |r, text, _| plain.record(&r, text)));
    Stage::Plain(Box::new((splitter, plain, known)))
}

/// Decides on everything the head's text can tell; `whole` says that it is the file.
pub(super) fn open(body: &[u8], whole: bool, options: &ReadOptions, cleaner: &mut Cleaner) -> Stage {
    let inner = saved_twice(body, whole, options);
    let (mut known, frame) = frame(inner.as_deref().unwrap_or(body), whole, options);
    let dialect = known.dialect.clone();
    let Some(mut frame) = frame else {
        let mut failure = Failure { known, ..Failure::default() };
        failure.tally.add(Severity::Error, Code::NoUsableColumn, None, None, None);
        return Stage::Failed(Box::new(failure));
    };
    let mut tally = notes(&frame, inner.is_some(), options);
    let mut options = options.clone();
    let mended = Mended::find(&mut frame.sample, &mut options);
    if mended.is_some() {
        tally.add(Severity::Info, Code::RejectsMended, Some(frame.sample.header.line), None, None);
        // Written by us, a row is a row, however many lines stand in one of its cells.
        options.without.push(Code::LinesParted);
    }
    let (sample, options) = (&frame.sample, &options);
    let mut found = roles::find(sample, options);
    found.look_above(&frame.above, options);
    if let Some(code) = sample.header.fault {
        let text = sample.header.cells.join(" ");
        tally.add(Severity::Error, code, Some(sample.header.line), None, Some(&text));
    }
    known.source = found.export.map(|export| export.name);
    let mut usable = found.note(sample, &mut tally);
    if let Some(rows) = found.transposed(sample, options) {
        tally.add(Severity::Error, Code::Transposed, Some(sample.header.line), None, Some(&rows));
        usable = false;
    }
    if !usable {
        let (columns, preview) = (found.columns, preview_of(&frame, true));
        return Stage::Failed(Box::new(Failure { known, columns, tally, preview, ..Failure::default() }));
    }
    let question = header_question(sample, &found);
    let plan = std::mem::replace(&mut found.plan, Err(Vec::new()));
    match (plan, question) {
        (Ok(plan), None) => {
            if plan.shape == Shape::Wide {
                let ignored = |i: usize| found.columns.get(i).is_some_and(|c| c.role == Role::Ignored);
                near::note_periods(Severity::Warning, 1, sample, ignored, &mut tally);
            }
            let mut splitter = Splitter::new(&dialect).without(&options.without).wrapped(inner.is_some());
            let mut sheet = Sheet::new(&frame, &dialect, found, plan, tally, options).mended(mended);
            sheet.settle_terms();
            splitter.feed(body, &mut sheet.sink(cleaner));
            Stage::Rows(Box::new((splitter, sheet, known)))
        }
        (plan, question) => {
            if let Some(question) = &question {
                let first = question.samples.first().map(|s| s.text.as_str());
                let column = found.open_headers.first().copied();
                let line = Some(sample.header.line);
                let fiscal = question.kind == QuestionKind::FiscalStart;
                let code = if fiscal { Code::FiscalStartUnknown } else { Code::DateAmbiguous };
                tally.add_many(Severity::Error, code, line, column, first, question.count);
            } else {
                let roles = plan.err().unwrap_or_default();
                if let Some((line, headers)) = &frame.below {
                    tally.add(Severity::Error, Code::HeaderBelow, Some(*line), None, Some(headers));
                } else if !near::note_periods(Severity::Error, 2, sample, |_| true, &mut tally) {
                    missing(roles, &frame, &mut tally);
                }
            }
            let (columns, preview) = (found.columns, preview_of(&frame, true));
            Stage::Failed(Box::new(Failure {
                known,
                columns,
                tally,
                question,
                preview,
                ..Failure::default()
            }))
        }
    }
}

/// Says which roles have no column, or that nothing was recognised.
fn missing(roles: Vec<Role>, frame: &Frame, tally: &mut Tally) {
    let header = &frame.sample.header;
    let line = Some(header.line);
    if roles.is_empty() {
        // Without a header, its made-up names would help nobody.
        let first = frame.sample.rows.first().filter(|_| frame.header_line.is_none());
        let headers = first.unwrap_or(header).cells.join(", ");
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

/// What is asked of headers that are no months yet: first the order of their numbers, then where the fiscal year begins.
fn header_question(sample: &Sample, found: &Found) -> Option<Question> {
    let header = |i: usize| sample.header.cell(i);
    let (line, orders) = (sample.header.line, found.open_orders);
    let fiscal = |i: usize| match months::parse(header(i)).map(|month| month.parsed) {
        Some(Parsed::Fiscal(fiscal)) => Some(fiscal),
        Some(_) => None,
        None => two_points::named(header(i)).and_then(Named::fiscal),
    };
    let numeric = |i: usize| match months::parse(header(i))?.parsed {
        Parsed::Numeric(numeric) => Some(numeric),
        _ => None,
    };
    let of =
        |number: bool| found.open_headers.iter().copied().filter(move |i| number == numeric(*i).is_some());
    let by_order = of(true).next().is_some();
    let first = of(by_order).next()?;
    let sample = |i: usize| {
        let text = clip(header(i));
        match fiscal(i) {
            Some(fiscal) => questions::fiscal_sample(line, &text, fiscal),
            None => questions::date_sample(line, &text, numeric(i), orders),
        }
    };
    let kind = if by_order { questions::date_kind(orders) } else { QuestionKind::FiscalStart };
    Some(Question {
        kind,
        column: header(first).to_owned(),
        count: of(by_order).count() as u64,
        samples: of(by_order).take(3).map(sample).collect(),
    })
}
