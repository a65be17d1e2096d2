//! One file being read once its head is understood: rows in, facts, rejects and counts out.

use super::cells::{Cells, Customers};
use super::currencies;
use super::dates::DateColumn;
use super::header::Words;
use super::money::{Amounts, Currencies, Settled};
use super::numbers::{self, Convention, Marks};
use super::records::Record;
use super::rejects::{Rejects, shown};
use super::roles::{self, Found, Plan};
use super::sample::Sample;
use super::shapes::{Fault, Layout, Ledger, Long, Periods, Row, Wide};
use super::tally::Tally;
use super::words;
use super::{
    Code, Column, DateOrder, DecimalMark, IgnoredRows, Question, QuestionKind, QuestionSample, ReadOptions,
    Reject, Role, RowCounts, Severity,
};
use crate::base::format_minor;
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
}

/// What a sheet came to.
#[derive(Debug)]
pub(super) struct Outcome {
    pub columns: Vec<Column>,
    pub tally: Tally,
    pub rows: RowCounts,
    pub ignored: Vec<IgnoredRows>,
    pub rejects: Vec<Reject>,
    pub shape: Shape,
    pub currency: Option<String>,
    pub revenue: Option<RevenueTable>,
    pub question: Option<Question>,
}

impl Sheet {
    /// Decides from the head how the rows are read.
    pub fn new(sample: &Sample, found: Found, plan: Plan, tally: Tally, options: &ReadOptions) -> Self {
        let mut columns = found.columns;
        let (layout, formats) = layout(sample, &plan, options);
        for (index, format) in formats {
            if let Some(column) = columns.get_mut(index) {
                column.format = Some(format.to_owned());
            }
        }
        let currencies = find_currency(sample, &plan, &found.words);
        let mut amounts = Amounts::new(Convention::Open, currencies.exponent());
        amounts.annual = matches!(plan.amount, Some((_, Role::Arr)));
        let own = evidence(sample, &plan.amounts());
        match options.decimal.or(own) {
            Some(mark) => amounts.convention = Convention::Decided(mark),
            None => amounts.hint = evidence(sample, &other_amounts(&found.words, &plan)),
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
        if let Some(code) = record.fault {
            self.reject(&record, Fault { code, column: None });
            return;
        }
        let text = std::str::from_utf8(record.text).ok();
        let Some(cells) = text.and_then(|t| Cells::new(t, record.ends)) else {
            self.reject(&record, Fault { code: Code::NotUtf8, column: not_utf8(&record) });
            return;
        };
        let customer = cells.get(self.plan.customer);
        if customer.is_empty() && cells.blank_from(0) {
            self.blank += 1;
            self.ledger.tally.add(Severity::Info, Code::BlankRow, Some(record.line), None, None);
            return;
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
            return;
        }
        let done = self.check(&cells, customer).and_then(|()| {
            let row = Row { cells, customer, line: record.line };
            self.layout.row(row, &mut self.ledger)
        });
        match done {
            Ok(()) => self.used += 1,
            Err(fault) => self.reject(&record, fault),
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
                column.format = Some(super::dates::Form::Numeric.name(Some(order)).to_owned());
            }
        }
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
            currency: currency.code,
            revenue,
            question,
        }
    }

    fn decimal_question(&mut self, count: u64, samples: &[(u64, String)], exponent: u8) -> Question {
        let column = self.plan.amounts().first().copied();
        let line = samples.first().map(|(line, _)| *line);
        let text = samples.first().map(|(_, text)| text.as_str());
        self.ledger.tally.add_many(Severity::Error, Code::DecimalAmbiguous, line, column, text, count);
        // Three decimals where the reading has them, the currency's where not.
        let under = |text: &str, mark| {
            let at = |exponent| numbers::read(text, Convention::Decided(mark), exponent).map(|a| a.value);
            match (at(exponent), at(exponent.max(3))) {
                (Ok((minor, false)), _) => format_minor(i128::from(minor), exponent),
                (_, Ok((minor, _))) => format_minor(i128::from(minor), exponent.max(3)),
                _ => String::new(),
            }
        };
        let sample = |(line, text): &(u64, String)| QuestionSample {
            line: *line,
            text: text.clone(),
            first: under(text, DecimalMark::Point),
            second: under(text, DecimalMark::Comma),
        };
        Question {
            kind: QuestionKind::Decimal,
            column: column.and_then(|i| self.columns.get(i)).map(|c| c.header.clone()).unwrap_or_default(),
            count,
            samples: samples.iter().map(sample).collect(),
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

/// One date under both orders.
pub(super) fn date_sample(line: u64, text: &str) -> QuestionSample {
    let under = |order| match super::dates::parse(text) {
        Some(super::dates::Parsed::Numeric(a, b, year)) => super::dates::in_order(a, b, year, order)
            .and_then(|d| d.date)
            .map(|d| d.to_string())
            .unwrap_or_default(),
        _ => String::new(),
    };
    let (first, second) = (under(DateOrder::Dmy), under(DateOrder::Mdy));
    QuestionSample { line, text: text.to_owned(), first, second }
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

type Formats = Vec<(usize, &'static str)>;

/// The layout, and how its dates are written.
fn layout(sample: &Sample, plan: &Plan, options: &ReadOptions) -> (Layout, Formats) {
    let mut formats = Formats::new();
    let mut dates = |index: usize, told: Option<DateOrder>| -> DateColumn {
        let (column, form) = roles::date_column(sample, index, told);
        formats.extend(form.map(|f| (index, f.name(column.order))));
        column
    };
    let layout = match (plan.shape, plan.date, plan.amount) {
        (Shape::Periods, Some(start), Some((amount, _))) => {
            let mut starts = dates(start, options.date_order);
            let mut ends = match plan.end {
                Some(end) => dates(end, options.date_order),
                None => DateColumn::new(None, false),
            };
            // One file has one way to write its dates: what settles one column settles the other.
            starts.order = starts.order.or(ends.order);
            ends.order = ends.order.or(starts.order);
            let (end, interval) = (plan.end, plan.interval);
            Layout::Periods(Periods { start, starts, end, ends, amount, interval, facts: Vec::new() })
        }
        (Shape::Long, Some(date), Some((amount, _))) => {
            Layout::Long(Long::new(date, dates(date, options.date_order), amount, plan.interval))
        }
        _ => Layout::Wide(Wide::new(plan.months.clone())),
    };
    (layout, formats)
}

/// The convention that most cells of the sample's columns settle on, where any does.
fn evidence(sample: &Sample, columns: &[usize]) -> Option<DecimalMark> {
    let (mut point, mut comma) = (0u64, 0u64);
    for row in &sample.rows {
        for column in columns {
            let cell = row.cell(*column);
            // Plain digits, the common case, say nothing.
            if cell.bytes().all(|b| b.is_ascii_digit()) {
                continue;
            }
            match numbers::dissect(cell).map(|p| p.evidence()) {
                Some(Marks::Settles(DecimalMark::Point)) => point += 1,
                Some(Marks::Settles(DecimalMark::Comma)) => comma += 1,
                _ => {}
            }
        }
    }
    match (point, comma) {
        (0, 0) => None,
        _ if comma > point => Some(DecimalMark::Comma),
        _ => Some(DecimalMark::Point),
    }
}

/// Columns that hold amounts by their header and aren't in use.
fn other_amounts(words: &[Words], plan: &Plan) -> Vec<usize> {
    let amount = |w: &Words| matches!(words::role(&w.plain), Some((Role::Mrr | Role::Arr | Role::Amount, _)));
    let used = plan.amounts();
    let others = words.iter().enumerate().filter(|(i, w)| amount(w) && !used.contains(i));
    others.map(|(i, _)| i).collect()
}

/// The file's currency, from its column, the cells' signs or the header, in this order.
fn find_currency(sample: &Sample, plan: &Plan, words: &[Words]) -> Currencies {
    let mut counts: Vec<(&'static str, u64)> = Vec::new();
    let mut add = |code: &'static str| match counts.iter_mut().find(|(c, _)| *c == code) {
        Some((_, n)) => *n += 1,
        None => counts.push((code, 1)),
    };
    for row in &sample.rows {
        match plan.currency {
            Some(column) => {
                if let Some(sign) = currencies::sign(row.cell(column)) {
                    add(sign.code);
                }
            }
            None => {
                for column in plan.amounts() {
                    let cell = row.cell(column);
                    let decorated = cell.bytes().any(|b| !b.is_ascii_digit() && b != b'.' && b != b',');
                    if let Some(sign) =
                        decorated.then(|| numbers::dissect(cell)).flatten().and_then(|p| p.sign)
                    {
                        add(sign.code);
                    }
                }
            }
        }
    }
    // The most frequent, by name where two are equally frequent: the same whatever the order of rows.
    counts.sort_unstable_by_key(|(code, n)| (std::cmp::Reverse(*n), *code));
    if let Some((code, _)) = counts.first() {
        return Currencies::new(plan.currency, Some(code));
    }
    // A column without one code we know is no currency column.
    let headers = plan.amounts().into_iter().chain(plan.currency);
    let sign = headers.filter_map(|i| words.get(i)).find_map(|w| w.currency);
    let mut currencies = Currencies::new(None, sign.map(|s| s.code));
    if let Some(shared) = sign.and_then(|s| s.shared) {
        currencies.assume(shared, sample.header.line);
    }
    currencies
}
