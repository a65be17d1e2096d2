//! One file being read once its head is understood: rows in, facts, rejects and counts out.

use super::cells::{Cells, Customers};
use super::dialect::sample::Sample;
use super::kept::Kept;
use super::mended::Mended;
use super::questions::{amount_sample, date_sample};
use super::records::Record;
use super::rejects::{Rejects, shown};
use super::roles::{Found, Plan, words};
use super::shapes::{Done, Fault, Late, Layout, Ledger, Row, Wide};
use super::tally::{Tally, clip};
use super::values::conventions;
use super::values::dates::Form;
use super::values::money::{Amounts, Settled};
use super::values::numbers::Convention;
use super::{
    Code, Column, DateOrder, DecimalMark, Fate, IgnoredRows, PreviewRow, Question, QuestionKind,
    QuestionSample, ReadOptions, Reject, RejectedRows, Role, RowCounts, Severity,
};
use crate::tables::{AggregateTable, Rate, RevenueTable, RowCurrencies, Shape, TableKind};

/// A file whose columns are known.
#[derive(Debug)]
pub(super) struct Sheet {
    header_line: u64,
    columns: Vec<Column>,
    plan: Plan,
    layout: Layout,
    ledger: Ledger,
    rejects: Rejects,
    ignored: Vec<IgnoredRows>,
    /// The rows of a layout that judges some of them at the end.
    kept: Kept,
    used: u64,
    rows: u64,
    last: usize,
    preview: Vec<PreviewRow>,
    mended: Option<Mended>,
    /// What the user said of dates, which headers may need too.
    told_order: Option<DateOrder>,
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
    pub rejected: RejectedRows,
    pub table: TableKind,
    pub shape: Option<Shape>,
    pub date_order: Option<DateOrder>,
    pub decimal: Option<DecimalMark>,
    pub currency: Option<String>,
    pub revenue: Option<RevenueTable>,
    pub aggregate: Option<AggregateTable>,
    pub rates: Vec<Rate>,
    pub question: Option<Question>,
    pub preview: Vec<PreviewRow>,
}

impl Sheet {
    /// Decides from the head how the rows are read.
    pub fn new(sample: &Sample, found: Found, plan: Plan, tally: Tally, options: &ReadOptions) -> Self {
        let mut columns = found.columns;
        let (layout, formats) = conventions::layout(sample, &plan, options);
        for (index, format) in formats {
            if let Some(column) = columns.get_mut(index) {
                column.format = Some(format.to_owned());
            }
        }
        let currencies = conventions::currency(sample, &plan, &found.words, options.currency.as_deref());
        let mut amounts = Amounts::new(Convention::Open, currencies.exponent());
        let annual_months = found.months.as_ref().is_some_and(|months| months.annual);
        amounts.annual = plan.annual || annual_months;
        amounts.minor = matches!(plan.amount, Some((_, Role::AmountMinor)));
        amounts.scale = found.scale;
        let own = conventions::evidence(sample, &plan.amounts());
        match options.decimal.or(own) {
            Some(mark) => amounts.convention = Convention::Decided(mark),
            None => {
                amounts.hint = conventions::evidence(sample, &conventions::other_amounts(&found.words, &plan))
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
            ignored: Vec::new(),
            kept: Kept::default(),
            used: 0,
            rows: 0,
            last,
            preview: vec![PreviewRow {
                line: sample.header.line,
                cells: sample.header.cells.iter().take(PREVIEW_CELLS).map(|c| clip(c)).collect(),
                fate: Fate::Header,
            }],
            mended: None,
            told_order: options.date_order,
        }
    }

    /// The file holds rejected rows that came back.
    pub fn mended(mut self, mended: Option<Mended>) -> Self {
        self.mended = mended;
        self
    }

    /// Rows seen so far.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Takes one record; `broken` says that a character in it could not be read.
    pub fn record(&mut self, record: Record<'_>, broken: bool) {
        if record.line <= self.header_line {
            return;
        }
        match self.mended.take() {
            None => self.take(&record, broken),
            Some(mut mended) => {
                self.take(&mended.record(&record), broken);
                self.mended = Some(mended);
            }
        }
    }

    fn take(&mut self, record: &Record<'_>, broken: bool) {
        self.rows += 1;
        let fate = self.row(record, broken);
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
    fn row(&mut self, record: &Record<'_>, broken: bool) -> Fate {
        if let Some(code) = record.fault {
            self.reject(record, Fault { code, column: None });
            return Fate::Rejected(code);
        }
        let text = std::str::from_utf8(record.text).ok();
        let Some(cells) = text.and_then(|t| Cells::new(t, record.ends)) else {
            self.reject(record, Fault { code: Code::CharacterBroken, column: None });
            return Fate::Rejected(Code::CharacterBroken);
        };
        let customer = self.plan.customer.map_or("", |i| cells.get(i));
        if customer.is_empty() && cells.blank_from(0) {
            self.ignore(Code::BlankRow, record.line, None, None);
            return Fate::Ignored(Code::BlankRow);
        }
        if let Some((column, word)) = self.total(&cells, customer) {
            self.ignore(Code::TotalRow, record.line, Some(column), Some(word));
            return Fate::Ignored(Code::TotalRow);
        }
        let fault = if broken { self.broken(&cells) } else { Ok(()) };
        let done = fault.and_then(|()| self.check(&cells, customer)).and_then(|()| {
            let row = Row { cells, customer, line: record.line };
            self.layout.row(row, &mut self.ledger)
        });
        match done {
            Ok(()) => {
                self.used += 1;
                if self.layout.judges_late() {
                    self.kept.keep(record);
                }
                Fate::Used
            }
            Err(fault) if fault.code.is_rule() => {
                let text = fault.column.map(|i| cells.get(i).to_owned());
                self.ignore(fault.code, record.line, fault.column, text.as_deref());
                Fate::Ignored(fault.code)
            }
            Err(fault) => {
                self.reject(record, fault);
                Fate::Rejected(fault.code)
            }
        }
    }

    /// Where a line of totals says that it is one: in the customer's cell, or in any where that is empty.
    fn total<'a>(&self, cells: &Cells<'a>, customer: &'a str) -> Option<(usize, &'a str)> {
        if let Some(column) = self.plan.customer.filter(|_| !customer.is_empty()) {
            return self.ledger.customers.is_total(customer).then_some((column, customer));
        }
        (0..cells.len()).map(|i| (i, cells.get(i))).find(|(_, cell)| words::is_total(cell))
    }

    /// A character that could not be read in a cell that counts.
    fn broken(&self, cells: &Cells<'_>) -> Result<(), Fault> {
        let used = |(_, column): &(usize, &Column)| column.role != Role::Ignored;
        let mut used = self.columns.iter().enumerate().filter(used);
        match used.find(|(i, _)| cells.raw(*i).contains(char::REPLACEMENT_CHARACTER)) {
            Some((index, _)) => Err(Fault::at(Code::CharacterBroken, index)),
            None => Ok(()),
        }
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
        if let Some(column) = self.plan.customer.filter(|_| customer.is_empty()) {
            return Err(Fault::at(Code::CustomerMissing, column));
        }
        Ok(())
    }

    /// Counts a row that a rule leaves out.
    fn ignore(&mut self, rule: Code, line: u64, column: Option<usize>, text: Option<&str>) {
        match self.ignored.iter_mut().find(|ignored| ignored.rule == rule) {
            Some(ignored) => ignored.count += 1,
            None => self.ignored.push(IgnoredRows { rule, count: 1 }),
        }
        self.ledger.tally.add(Severity::Info, rule, Some(line), column, text);
    }

    /// Takes back a row that turned out at the end not to count.
    fn judge(&mut self, late: Late) {
        let line = u64::from(late.line);
        self.used = self.used.saturating_sub(1);
        let record = self.kept.record(line);
        let ends: Vec<usize> = record.map(|r| r.ends.to_vec()).unwrap_or_default();
        let text = record.map(|r| r.text.to_vec()).unwrap_or_default();
        let record = Record { line, text: &text, ends: &ends, fault: None };
        let fault = Fault { code: late.code, column: late.column };
        let fate = if late.code.is_rule() {
            let cells = std::str::from_utf8(&text).ok().and_then(|text| Cells::new(text, &ends));
            let cell = cells.zip(late.column).map(|(cells, i)| cells.get(i).to_owned());
            self.ignore(late.code, line, late.column, cell.as_deref());
            Fate::Ignored(late.code)
        } else {
            self.reject(&record, fault);
            Fate::Rejected(late.code)
        };
        if let Some(row) = self.preview.iter_mut().find(|row| row.line == line) {
            row.fate = fate;
        }
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
        self.ledger.tally.add(severity, fault.code, Some(record.line), fault.column, text.as_deref());
        self.rejects.add(record, fault.code, header, text.as_deref());
    }

    /// The end of the file.
    pub fn finish(mut self) -> Outcome {
        let (currency, mixed) = self.ledger.currencies.finish(&mut self.ledger.tally);
        let settled = self.ledger.amounts.settle(currency.code.as_deref(), &mut self.ledger.tally);
        let mut question = self.date_question();
        match settled {
            Settled::Known(mends) => self.layout.mend(&mends),
            Settled::Open(count, samples) => {
                let asked = self.decimal_question(count, &samples, currency.exponent);
                question = question.or(Some(asked));
            }
        }
        let decimal = match self.ledger.amounts.convention {
            Convention::Decided(mark) => Some(mark),
            _ => None,
        };
        let date_order =
            self.layout.dates().into_iter().find_map(|(_, dates)| dates.order).or(self.told_order);
        let format = self.ledger.amounts.format();
        for index in self.plan.amounts() {
            if let Some(column) = self.columns.get_mut(index) {
                column.format = Some(format.to_owned());
            }
        }
        for (index, dates) in self.layout.dates() {
            if let (Some(column), Some(order)) = (self.columns.get_mut(index), dates.order)
                && column.format.as_deref().is_some_and(|f| f.starts_with('?'))
            {
                column.format = Some(Form::Numeric.name(Some(order)).to_owned());
            }
        }
        if self.plan.shape == Shape::TwoPoint && self.plan.ends.is_none() && self.used > 0 {
            let column = self.plan.parts.first().map(|(i, _)| *i);
            self.ledger.tally.add(Severity::Info, Code::MonthsUnnamed, Some(self.header_line), column, None);
        }
        let rows = self.ledger.currencies.rows();
        let customers = self.ledger.customers.names.len();
        // The layout goes out of the sheet, so that its late judgements can come back into it.
        let layout = std::mem::replace(&mut self.layout, Layout::Wide(Wide::new(Vec::new())));
        let done =
            (self.used > 0 && question.is_none()).then(|| layout.finish(customers, &mut self.ledger.tally));
        let (done, mut late) = done.unzip();
        let late = late.get_or_insert_default();
        late.sort_unstable_by_key(|late| late.line);
        for late in std::mem::take(late) {
            self.judge(late);
        }
        self.rejects.kept.sort_by_key(|reject| reject.line);
        let mut tally = self.ledger.tally;
        if self.rows == 0 {
            tally.add(Severity::Error, Code::NoRows, Some(self.header_line), None, None);
        } else if self.used == 0 {
            tally.add_many(Severity::Error, Code::NoUsableRows, None, None, None, self.rows);
        }
        if self.rejects.full.beyond() > 0 {
            tally.add_many(Severity::Info, Code::RejectsBeyond, None, None, None, self.rejects.full.beyond());
        }
        let shape = self.plan.shape;
        let (mut revenue, mut aggregate, mut rates) = (None, None, Vec::new());
        match done.filter(|_| self.used > 0) {
            None => {}
            Some(Done::Rates(found)) => rates = found,
            Some(Done::Aggregate(rows)) => {
                let has = |role| self.plan.parts.iter().any(|(_, r)| *r == role);
                aggregate = Some(AggregateTable {
                    currency: currency.clone(),
                    mixed,
                    has_new: has(Role::New),
                    has_reactivation: has(Role::Reactivation),
                    rows,
                });
            }
            Some(Done::Revenue(facts)) => {
                let rows = if mixed.is_empty() { RowCurrencies::default() } else { rows };
                let customers = self.ledger.customers.names;
                let currency = currency.clone();
                revenue = Some(RevenueTable { shape, currency, mixed, rows, customers, facts });
            }
        }
        self.ignored.sort_by_key(|ignored| ignored.rule);
        Outcome {
            columns: self.columns,
            tally,
            rows: RowCounts {
                read: self.rows,
                used: self.used,
                rejected: self.rejects.count,
                ignored: self.ignored.iter().map(|ignored| ignored.count).sum(),
            },
            ignored: self.ignored,
            rejects: self.rejects.kept,
            rejected: self.rejects.full,
            table: self.plan.table,
            shape: (self.plan.table == TableKind::Revenue).then_some(shape),
            date_order,
            decimal,
            currency: currency.code,
            revenue,
            aggregate,
            rates,
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
        let (index, column) = dates.into_iter().find(|(_, c)| c.open > 0)?;
        let samples: Vec<QuestionSample> =
            column.samples.iter().map(|(line, text)| date_sample(*line, text)).collect();
        let count = column.open;
        let first = samples.first().map(|s| (s.line, s.text.clone()));
        let (line, text) = first.unzip();
        let told = text.as_deref();
        self.ledger.tally.add_many(Severity::Error, Code::DateAmbiguous, line, Some(index), told, count);
        let column = self.columns.get(index).map(|c| c.header.clone()).unwrap_or_default();
        Some(Question { kind: QuestionKind::DateOrder, column, count, samples })
    }
}
