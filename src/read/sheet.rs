//! One file being read once its head is understood: rows in, facts, rejects and counts out.

use super::cells::{Cells, Customers};
use super::dialect::sample::Sample;
use super::questions::{amount_sample, date_sample};
use super::records::Record;
use super::rejects::{Rejects, shown};
use super::roles::{Found, Plan, words};
use super::shapes::{Fault, Layout, Ledger, Row};
use super::suspects;
use super::tally::{Tally, clip};
use super::values::conventions;
use super::values::money::{Amounts, Settled};
use super::values::numbers::Convention;
use super::{
    Code, Column, DateOrder, DecimalMark, Fate, IgnoredRows, PreviewRow, Question, QuestionKind,
    QuestionSample, ReadOptions, Reject, Role, RowCounts, Severity,
};
use crate::tables::{RevenueTable, Shape};

/// A file whose columns are known.
#[derive(Debug)]
pub(super) struct Sheet {
    header_line: u64,
    columns: Vec<Column>,
    plan: Plan,
    layout: Layout,
    ledger: Ledger,
    rejects: Rejects,
    blank: u64,
    totals: u64,
    used: u64,
    rows: u64,
    last: usize,
    preview: Vec<PreviewRow>,
    /// A hash of each row in use, to find those that repeat.
    prints: Vec<u32>,
}

/// Rows that are kept to be shown while a reading is changed.
const PREVIEW_ROWS: usize = 30;
/// Cells of each that are kept.
const PREVIEW_CELLS: usize = 64;
/// Characters of a cell that are kept.
const PREVIEW_TEXT: usize = 80;

/// What a sheet came to.
#[derive(Debug)]
pub(super) struct Outcome {
    pub columns: Vec<Column>,
    pub tally: Tally,
    pub rows: RowCounts,
    pub ignored: Vec<IgnoredRows>,
    pub rejects: Vec<Reject>,
    pub shape: Shape,
    pub date_order: Option<DateOrder>,
    pub decimal: Option<DecimalMark>,
    pub currency: Option<String>,
    pub revenue: Option<RevenueTable>,
    pub question: Option<Question>,
    pub preview: Vec<PreviewRow>,
}

impl Sheet {
    /// Decides from the head how the rows are read.
    pub fn new(sample: &Sample, found: Found, plan: Plan, tally: Tally, options: &ReadOptions) -> Self {
        let columns = found.columns;
        let layout = conventions::layout(sample, &plan, options);
        let currencies = conventions::currency(sample, &plan, &found.words);
        let mut amounts = Amounts::new(Convention::Open, currencies.exponent());
        amounts.annual = matches!(plan.amount, Some((_, Role::Arr)));
        amounts.told = options.decimal.is_some();
        amounts.without.clone_from(&options.without);
        let own = conventions::evidence(sample, &plan.amounts());
        amounts.tied = own.is_err();
        match options.decimal.or(own.unwrap_or_default()) {
            Some(mark) => amounts.convention = Convention::Decided(mark),
            None => {
                amounts.hint = conventions::evidence(sample, &conventions::other_amounts(&found.words, &plan))
                    .unwrap_or_default()
            }
        }
        let last = plan.last();
        Sheet {
            header_line: sample.header.line,
            columns,
            plan,
            layout,
            ledger: Ledger { customers: Customers::default(), amounts, currencies, tally },
            rejects: Rejects::default(),
            blank: 0,
            totals: 0,
            used: 0,
            rows: 0,
            last,
            preview: vec![PreviewRow {
                line: sample.header.line,
                cells: sample.header.cells.iter().take(PREVIEW_CELLS).map(|c| clip(c)).collect(),
                fate: Fate::Header,
            }],
            prints: Vec::new(),
        }
    }

    /// Rows seen so far.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Takes one record.
    pub fn record(&mut self, record: Record<'_>) {
        if record.line <= self.header_line {
            return;
        }
        self.rows += 1;
        let fate = self.row(&record);
        if self.preview.len() < PREVIEW_ROWS {
            let cell = |(i, end): (usize, &usize)| {
                let from = i.checked_sub(1).and_then(|b| record.ends.get(b)).copied().unwrap_or(0);
                shown(record.text.get(from..*end).unwrap_or(&[]), 4 * PREVIEW_TEXT)
            };
            let cells =
                record.ends.iter().enumerate().take(PREVIEW_CELLS).map(cell).map(|c| clip(&c)).collect();
            self.preview.push(PreviewRow { line: record.line, cells, fate });
        }
    }

    /// Takes one row and says what became of it.
    fn row(&mut self, record: &Record<'_>) -> Fate {
        if let Some(code) = record.fault {
            self.reject(record, Fault { code, column: None });
            return Fate::Rejected(code);
        }
        let text = std::str::from_utf8(record.text).ok();
        let Some(cells) = text.and_then(|t| Cells::new(t, record.ends)) else {
            self.reject(record, Fault { code: Code::NotUtf8, column: not_utf8(record) });
            return Fate::Rejected(Code::NotUtf8);
        };
        let customer = cells.get(self.plan.customer);
        if customer.is_empty() && cells.blank_from(0) {
            self.blank += 1;
            self.ledger.tally.add(Severity::Info, Code::BlankRow, Some(record.line), None, None);
            return Fate::Ignored(Code::BlankRow);
        }
        if let Some((column, word)) = self.total(&cells, customer) {
            self.totals += 1;
            self.ledger.tally.add(
                Severity::Info,
                Code::TotalRow,
                Some(record.line),
                Some(column),
                Some(word),
            );
            return Fate::Ignored(Code::TotalRow);
        }
        let done = self.check(&cells, customer).and_then(|()| {
            let row = Row { cells, customer, line: record.line };
            self.layout.row(row, &mut self.ledger)
        });
        match done {
            Ok(()) => {
                self.used += 1;
                self.prints.push(suspects::print(record.text, record.ends));
                Fate::Used
            }
            Err(fault) => {
                self.reject(record, fault);
                Fate::Rejected(fault.code)
            }
        }
    }

    /// Where a line of totals says that it is one: in the customer's cell, or in any where that is empty.
    fn total<'a>(&self, cells: &Cells<'a>, customer: &'a str) -> Option<(usize, &'a str)> {
        if !customer.is_empty() {
            return self.ledger.customers.is_total(customer).then_some((self.plan.customer, customer));
        }
        (0..cells.len()).map(|i| (i, cells.get(i))).find(|(_, cell)| words::is_total(cell))
    }

    /// What every layout needs of a row.
    fn check(&self, cells: &Cells<'_>, customer: &str) -> Result<(), Fault> {
        let width = self.columns.len();
        if cells.len() > width && !cells.blank_from(width) {
            return Err(Fault { code: Code::RowTooLong, column: None });
        }
        if cells.len() <= self.last {
            return Err(Fault { code: Code::RowTooShort, column: None });
        }
        if customer.is_empty() {
            return Err(Fault::at(Code::CustomerMissing, self.plan.customer));
        }
        Ok(())
    }

    fn reject(&mut self, record: &Record<'_>, fault: Fault) {
        let header = fault.column.and_then(|i| self.columns.get(i)).map(|c| c.header.clone());
        let cell = |i: usize| {
            let from = i.checked_sub(1).and_then(|b| record.ends.get(b)).copied().unwrap_or(0);
            let to = record.ends.get(i).copied().unwrap_or(from);
            shown(record.text.get(from..to).unwrap_or(&[]), 400).trim().to_owned()
        };
        let text = match (fault.column, fault.code) {
            (Some(column), _) => Some(cell(column)),
            (None, Code::UnclosedQuote) => Some(shown(record.text, 400)),
            (None, Code::RowTooLong | Code::RowTooShort) => Some(record.ends.len().to_string()),
            _ => None,
        };
        let severity = if fault.code == Code::UnclosedQuote { Severity::Error } else { Severity::Warning };
        if fault.code == Code::DecimalContradicts {
            self.ledger.amounts.contradicted(record.line, text.as_deref().unwrap_or_default());
        }
        self.ledger.tally.add(severity, fault.code, Some(record.line), fault.column, text.as_deref());
        self.rejects.add(record, fault.code, header, text.as_deref());
    }

    /// The end of the file.
    pub fn finish(mut self) -> Outcome {
        let (currency, mixed) = self.ledger.currencies.finish(&mut self.ledger.tally);
        let settled = self.ledger.amounts.settle(currency.code.as_deref(), &mut self.ledger.tally);
        let mut question = self.date_question();
        match settled {
            Settled::Known(waiting) => waiting.each(|mends| self.layout.mend(mends)),
            Settled::Open(count, samples) => {
                let asked = self.decimal_question(count, &samples, currency.exponent);
                question = question.or(Some(asked));
            }
        }
        let format = self.ledger.amounts.format();
        for index in self.plan.amounts() {
            if let Some(column) = self.columns.get_mut(index) {
                column.format = Some(format.to_owned());
            }
        }
        let mut date_order = None;
        for (index, dates) in self.layout.dates() {
            if let (Some(column), Some(form)) = (self.columns.get_mut(index), dates.form()) {
                column.format = Some(form.name(dates.order).to_owned());
            }
            date_order = date_order.or(dates.order.filter(|_| dates.is_numeric()));
            dates.note(index, &mut self.ledger.tally);
        }
        let decimal = self.ledger.amounts.decimal();
        let mut tally = self.ledger.tally;
        if self.rows == 0 {
            tally.add(Severity::Error, Code::NoRows, Some(self.header_line), None, None);
        } else if self.used == 0 {
            tally.add_many(Severity::Error, Code::NoUsableRows, None, None, None, self.rows);
        }
        let names = self.ledger.customers.names;
        let revenue = (self.used > 0 && question.is_none()).then(|| {
            let facts = match self.layout {
                Layout::Long(long) => long.finish(names.len(), &mut tally),
                Layout::Wide(wide) => wide.finish(names.len(), &mut tally),
                Layout::Periods(periods) => periods.finish(),
            };
            suspects::customers(&names, &facts, self.plan.customer, &mut tally);
            suspects::repeated(&facts, &self.prints, self.plan.shape, &mut tally);
            RevenueTable {
                shape: self.plan.shape,
                currency: currency.clone(),
                mixed,
                customers: names,
                facts,
            }
        });
        let mut ignored = Vec::new();
        for (rule, count) in [(Code::BlankRow, self.blank), (Code::TotalRow, self.totals)] {
            if count > 0 {
                ignored.push(IgnoredRows { rule, count });
            }
        }
        Outcome {
            columns: self.columns,
            tally,
            rows: RowCounts {
                read: self.rows,
                used: self.used,
                rejected: self.rejects.count,
                ignored: self.blank + self.totals,
            },
            ignored,
            rejects: self.rejects.kept,
            shape: self.plan.shape,
            date_order,
            decimal,
            currency: currency.code,
            revenue,
            question,
            preview: self.preview,
        }
    }

    fn decimal_question(&mut self, count: u64, samples: &[(u64, String)], exponent: u8) -> Question {
        let column = self.plan.amounts().first().copied();
        let line = samples.first().map(|(line, _)| *line);
        let text = samples.first().map(|(_, text)| text.as_str());
        self.ledger.tally.add_many(Severity::Error, Code::DecimalAmbiguous, line, column, text, count);
        Question {
            kind: QuestionKind::Decimal,
            column: column.and_then(|i| self.columns.get(i)).map(|c| c.header.clone()).unwrap_or_default(),
            count,
            samples: samples.iter().map(|(line, text)| amount_sample(*line, text, exponent)).collect(),
        }
    }

    fn date_question(&mut self) -> Option<Question> {
        let dates = self.layout.dates();
        let (index, column, (a, b, count)) =
            dates.into_iter().find_map(|(index, c)| c.ask().map(|ask| (index, c, ask)))?;
        let samples: Vec<QuestionSample> =
            column.samples.iter().map(|(line, text)| date_sample(*line, text, (a, b))).collect();
        let kind = if b == DateOrder::Ymd { QuestionKind::YearFirst } else { QuestionKind::DateOrder };
        let first = samples.first().map(|s| (s.line, s.text.clone()));
        let (line, text) = first.unzip();
        let told = text.as_deref();
        self.ledger.tally.add_many(Severity::Error, Code::DateAmbiguous, line, Some(index), told, count);
        let column = self.columns.get(index).map(|c| c.header.clone()).unwrap_or_default();
        Some(Question { kind, column, count, samples })
    }
}

/// The column in which a record stops being UTF-8.
fn not_utf8(record: &Record<'_>) -> Option<usize> {
    let mut from = 0;
    record.ends.iter().position(|end| {
        let bad = std::str::from_utf8(record.text.get(from..*end).unwrap_or(&[])).is_err();
        from = *end;
        bad
    })
}
