//! One file being read once its head is understood: rows in, facts, rejects and counts out.

mod asked;
mod below;
mod end;
mod lines;
mod outcome;
mod preview;
mod short;
mod weighed;

use super::attributes::Attributes;
use super::cells::{Cells, Customers};
use super::dialect::frame::{Frame, resplit};
use super::discounts::Lists;
use super::items::Items;
use super::kept::Kept;
use super::left_out::LeftOut;
use super::mended::Mended;
use super::records::Record;
use super::rejects::{Rejects, shown};
use super::roles::{Found, Plan};
use super::rows::{Carry, Customer, Held, Place, RowRules, Second, is_total};
use super::shapes::{Fault, Gathered, Layout, Ledger, Row};
use super::subscriptions::Subscriptions;
use super::suspects::{self, Prints};
use super::tally::{Tally, clip};
use super::terse::Terms;
use super::values::conventions;
use super::values::money::Amounts;
use super::values::numbers::Convention;
use super::{Code, Column, DateOrder, Dialect, Fate, IgnoredRows, PreviewRow, ReadOptions, Role, Severity};
use crate::tables::Shape;
use lines::Lines;
pub(super) use outcome::Outcome;
pub(super) use preview::preview_of;
use preview::{PREVIEW_CELLS, PREVIEW_ROWS, PREVIEW_TEXT, needed, quoted};

/// A file whose columns are known.
#[derive(Debug)]
pub(super) struct Sheet {
    /// Records up to this line are above the rows.
    after: u64,
    header_line: Option<u64>,
    /// What was mended before this line has been told with the header.
    told_from: u64,
    dialect: Dialect,
    rules: RowRules,
    columns: Vec<Column>,
    plan: Plan,
    layout: Layout,
    ledger: Ledger,
    rejects: Rejects,
    /// Rows that may turn out to be below the table.
    held: Vec<Held>,
    ignored: Vec<IgnoredRows>,
    left_out: LeftOut,
    /// The rows of a layout that judges some of them at the end.
    kept: Kept,
    used: u64,
    rows: u64,
    /// The last column in use, and the last that a row must have.
    last: usize,
    needed: usize,
    preview: Vec<PreviewRow>,
    /// What the last row of the preview was rejected for.
    blamed: (Option<u32>, Option<String>),
    /// To find rows that repeat.
    prints: Prints,
    mended: Option<Mended>,
    carry: Carry,
    second: Second,
    /// What the rows are like that go the short way, once that is known.
    terms: Option<Terms>,
    /// What the user said of dates, which headers may need too.
    told_order: Option<DateOrder>,
}

impl Sheet {
    /// Decides from the head how the rows are read.
    pub fn new(
        frame: &Frame,
        dialect: &Dialect,
        found: Found,
        plan: Plan,
        tally: Tally,
        options: &ReadOptions,
    ) -> Self {
        let sample = &frame.sample;
        let columns = found.columns;
        let layout = conventions::layout(sample, &plan, options);
        let currencies = conventions::currency(
            sample,
            &plan,
            &found.words,
            options.currency.as_deref(),
            found.currency_above,
        );
        let mut amounts = Amounts::new(Convention::Open, currencies.exponent());
        let annual_months = found.months.as_ref().is_some_and(|months| months.annual);
        amounts.annual = plan.annual || annual_months;
        amounts.minor = matches!(plan.amount, Some((_, Role::AmountMinor)));
        amounts.scale = found.scale;
        amounts.told = options.decimal.is_some();
        amounts.delimiter.clone_from(&dialect.delimiter);
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
        let header_of = |i: usize| columns.get(i).map(|c| c.header.clone()).unwrap_or_default();
        let attributes = plan.attributes.iter().map(|(i, kind, told)| (*i, *kind, header_of(*i), *told));
        let attributes = Attributes::new(attributes);
        let quantity = plan.units.map(|i| (i, header_of(i)));
        let items = match plan.has_items() {
            true => Items::new(quantity, &plan.attributes, amounts.convention),
            false => Items::none(),
        };
        let subscriptions = Subscriptions::new(plan.subscription);
        let beside = match plan.beside {
            Some(_) => conventions::gathered(sample, &plan, options),
            None => Gathered::none(),
        };
        let carry = Carry::find(sample, &plan, options);
        let header = frame.header_line.map(|_| sample.header.cells.as_slice());
        Sheet {
            after: frame.after,
            header_line: frame.header_line,
            told_from: if frame.joined { frame.after + 1 } else { frame.header_line.unwrap_or(0) },
            dialect: dialect.clone(),
            rules: RowRules::new(header, columns.len(), frame.trailing, options),
            columns,
            needed: needed(&plan),
            plan,
            layout,
            ledger: Ledger {
                customers: Customers::default(),
                amounts,
                currencies,
                attributes,
                items,
                subscriptions,
                lists: Lists::default(),
                beside,
                tally,
            },
            rejects: Rejects::default(),
            held: Vec::new(),
            ignored: Vec::new(),
            left_out: LeftOut::default(),
            kept: Kept::default(),
            used: 0,
            rows: 0,
            last,
            preview: preview_of(frame, false),
            blamed: (None, None),
            mended: None,
            terms: None,
            told_order: options.date_order,
            prints: Prints::default(),
            carry,
            second: Second::new(!options.without.contains(&Code::SecondTable)),
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

    /// Takes one record and its text; `broken` says that a character in it could not be read.
    pub fn record(&mut self, record: Record<'_>, text: &str, broken: bool) {
        if record.line >= self.told_from {
            self.forgiven(&record);
        }
        if record.line <= self.after {
            return;
        }
        match self.mended.take() {
            None => self.take(&record, text, broken),
            Some(mut mended) => {
                let (record, text) = mended.record(&record, text);
                self.take(&record, text, broken);
                self.mended = Some(mended);
            }
        }
    }

    fn take(&mut self, record: &Record<'_>, text: &str, broken: bool) {
        let breaks = match self.lines(record) {
            Lines::Text(breaks) => breaks,
            Lines::Suspect(breaks) => {
                self.suspect(record);
                breaks
            }
            Lines::Rows => return self.parted(record, broken),
        };
        self.one(record, text, broken, breaks);
    }

    /// Takes one row; `breaks` are the line breaks in its cells.
    fn one(&mut self, record: &Record<'_>, text: &str, broken: bool, breaks: u64) {
        self.rows += 1;
        self.second.pass(record.line, breaks);
        let fate = self.row(record, text, broken);
        if self.preview.len() < PREVIEW_ROWS {
            let shown = |cell: &[u8]| clip(&shown(cell, 4 * PREVIEW_TEXT));
            let cells = record.cells().take(PREVIEW_CELLS).map(shown).collect();
            let (column, text) = std::mem::take(&mut self.blamed);
            self.preview.push(PreviewRow { line: record.line, cells, fate, column, text });
        }
    }

    /// Tells what the splitter mended in a record.
    #[inline]
    fn forgiven(&mut self, record: &Record<'_>) {
        for code in record.mended {
            let severity = if *code == Code::StrayQuote { Severity::Warning } else { Severity::Info };
            let text = shown(record.text(), 400);
            self.ledger.tally.add(severity, *code, Some(record.line), None, Some(&text));
        }
    }

    /// Takes one row and says what became of it.
    fn row(&mut self, record: &Record<'_>, text: &str, broken: bool) -> Fate {
        if let Some(code) = record.fault {
            self.reject(record, Fault { code, column: None });
            return Fate::Rejected(code);
        }
        let cells = Cells::new(record, text);
        if let Some(code) = self.rules.ignored(&cells) {
            if code == Code::BlankRow {
                self.second.blank();
            }
            let text = (code != Code::BlankRow).then(|| cells.get(0));
            return self.ignore(code, record.line, None, text);
        }
        if cells.len() == 1 && self.rules.width() > 2 && self.rules.allowed(Code::RowDelimiter) {
            let text = cells.raw(0);
            let parts = resplit(text, self.rules.width(), &self.dialect.delimiter, self.dialect.quote, false);
            if let Some(parts) = parts {
                self.note(Code::RowDelimiter, record.line, Some(text));
                return self.cut(record.line, &parts, broken);
            }
        }
        match self.second.place(&cells, self.rules.width()) {
            Place::First => {}
            Place::Held => return self.hold_second(record),
            Place::Second => return self.ignore(Code::SecondTable, record.line, None, Some(cells.get(0))),
            Place::Back => self.no_second(),
        }
        let customer = self.plan.customer.map_or("", |i| cells.get(i));
        if let Some((column, word)) = self.total(&cells, customer) {
            return self.ignore(Code::TotalRow, record.line, Some(column), Some(word));
        }
        let above = self.carry.see(&cells, self.plan.customer, customer);
        if above == Customer::Group && self.rules.allowed(Code::GroupRow) {
            self.release();
            return self.ignore(Code::GroupRow, record.line, self.plan.customer, Some(customer));
        }
        let carried = if above == Customer::Above { self.carry.take() } else { String::new() };
        let customer = if above == Customer::Above { carried.as_str() } else { customer };
        let fault = if broken { self.broken(&cells) } else { Ok(()) };
        let done = fault.and_then(|()| self.check(&cells, customer)).and_then(|()| {
            let row = Row { cells, customer, line: record.line };
            self.layout.row(row, &mut self.ledger)
        });
        if above == Customer::Above {
            if done.is_ok() {
                let (line, text) = (record.line, Some(carried.as_str()));
                self.ledger.tally.add(Severity::Warning, Code::CustomerCarried, Some(line), None, text);
            }
            self.carry.keep(carried);
        }
        match done {
            Ok(()) if self.plan.shape == Shape::Wide && self.only_named(&cells) => {
                // A line below the table, or a customer without any revenue where the table goes on.
                self.hold(record, Fault { code: Code::FooterSkipped, column: None });
                Fate::Used
            }
            Ok(()) => {
                self.release();
                self.second.settled();
                self.used += 1;
                self.prints.push(suspects::print(record.text(), record.ends()));
                self.repaired(&cells, record.line);
                if self.layout.judges_late() {
                    self.kept.keep(record);
                }
                Fate::Used
            }
            Err(fault) if fault.code.is_rule() => {
                self.release();
                self.weigh(Some(record), fault);
                self.ignore(fault.code, record.line, fault.column, fault.column.map(|i| cells.get(i)))
            }
            Err(fault) => {
                let alone = self.second.behind_gap() && cells.get(0).len() > 1 && cells.blank_from(1);
                if self.rules.like_footer(&cells) || alone && self.rules.allowed(Code::FooterSkipped) {
                    self.blame(record, fault);
                    self.hold(record, fault);
                } else {
                    self.reject(record, fault);
                }
                Fate::Rejected(fault.code)
            }
        }
    }

    /// Leaves a row out by a rule.
    fn ignore(&mut self, code: Code, line: u64, column: Option<usize>, text: Option<&str>) -> Fate {
        if !matches!(code, Code::BlankRow | Code::FooterSkipped | Code::SecondTable) {
            self.second.settled();
        }
        self.ledger.tally.add(Severity::Info, code, Some(line), column, text);
        match self.ignored.iter_mut().find(|i| i.rule == code) {
            Some(ignored) => ignored.count += 1,
            None => self.ignored.push(IgnoredRows { rule: code, count: 1 }),
        }
        Fate::Ignored(code)
    }

    /// Counts a repair.
    fn note(&mut self, code: Code, line: u64, text: Option<&str>) {
        self.ledger.tally.add(Severity::Info, code, Some(line), None, text);
    }

    /// Counts what a used row was forgiven.
    fn repaired(&mut self, cells: &Cells<'_>, line: u64) {
        if cells.len() > self.rules.width() {
            self.note(Code::TrailingDelimiter, line, None);
        } else if cells.len() <= self.last {
            self.note(Code::RowPadded, line, None);
        }
    }

    /// Where a line of totals says that it is one: in the customer's cell, or in any where that is empty.
    fn total<'a>(&self, cells: &Cells<'a>, customer: &'a str) -> Option<(usize, &'a str)> {
        // A group may be called so.
        if !self.rules.allowed(Code::TotalRow) || self.plan.shape == Shape::Warehouse {
            return None;
        }
        let customers = &self.ledger.customers;
        if let Some(column) = self.plan.customer.filter(|_| !customer.is_empty()) {
            return customers.is_total(customer).then_some((column, customer));
        }
        let named = |name: &str| customers.names.id(name).is_some();
        (0..cells.len()).map(|i| (i, cells.get(i))).find(|(_, cell)| is_total(cell, named))
    }

    /// A character that could not be read in a cell that counts.
    fn broken(&self, cells: &Cells<'_>) -> Result<(), Fault> {
        // What groups customers or names subscriptions refuses no row: its text is told with the file's characters.
        let used = |(_, column): &(usize, &Column)| {
            !matches!(column.role, Role::Ignored | Role::SubscriptionId) && column.role.attribute().is_none()
        };
        let mut used = self.columns.iter().enumerate().filter(used);
        match used.find(|(i, _)| cells.raw(*i).contains(char::REPLACEMENT_CHARACTER)) {
            Some((index, _)) => Err(Fault::at(Code::CharacterBroken, index)),
            None => Ok(()),
        }
    }

    /// What every layout needs of a row.
    fn check(&self, cells: &Cells<'_>, customer: &str) -> Result<(), Fault> {
        let width = self.columns.len();
        let trails = || self.rules.trails(cells) && self.rules.allowed(Code::TrailingDelimiter);
        if cells.len() > width && !trails() {
            return Err(Fault { code: Code::RowTooLong, column: None });
        }
        let padded = || cells.len() > self.needed && self.rules.allowed(Code::RowPadded);
        if cells.len() <= self.last && !padded() {
            return Err(Fault { code: Code::RowTooShort, column: None });
        }
        if let Some(column) = self.plan.customer.filter(|_| customer.is_empty()) {
            return Err(Fault::at(Code::CustomerMissing, column));
        }
        Ok(())
    }

    fn reject(&mut self, record: &Record<'_>, fault: Fault) {
        self.second.settled();
        self.blame(record, fault);
        self.release();
        self.refuse(record, fault);
    }

    fn refuse(&mut self, record: &Record<'_>, fault: Fault) {
        let header = fault.column.and_then(|i| self.columns.get(i)).map(|c| c.header.clone());
        let text = quoted(record, fault);
        self.weigh(Some(record), fault);
        let severity = if fault.code == Code::UnclosedQuote { Severity::Error } else { Severity::Warning };
        if fault.code == Code::DecimalContradicts {
            self.ledger.amounts.contradicted(record.line, text.as_deref().unwrap_or_default());
        }
        self.ledger.tally.add(severity, fault.code, Some(record.line), fault.column, text.as_deref());
        self.rejects.add(record, fault.code, header, text.as_deref());
    }
}
