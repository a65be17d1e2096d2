//! What is behind an answer's numbers, made where it is asked for: beside each number stands what lists its rows, and runs
//! only when that number is wanted.

use super::{Asked, QuestionState, Retained, guide, q1, q3, q4, q5, q6, q7, q8, q9};
use crate::base::Month;
use crate::metrics::operating::signups;
use crate::report::answer::{AnswerFigure, Grid, Insight, Unit};
use crate::report::behind::{Behind, Exclusion, Table, of_losses, revenue_lines, source};
use crate::report::{
    EvidenceColumn, EvidenceKey, EvidenceMade, EvidencePart, PartOf, Report, Settings, SourceRef, TermOf,
    Value,
};
use crate::tables::{Datum, Record, TableKind};
use std::cell::RefCell;

/// The number that is wanted, and what is found behind it.
pub(super) struct Wanted<'a> {
    what: What<'a>,
    found: RefCell<Option<Found>>,
    terms: RefCell<Vec<Term>>,
}

/// What a cell of the wanted row is made of.
pub(super) struct Term {
    /// The id of the column that it is of.
    pub column: String,
    /// What of it.
    pub of: TermOf,
    /// Above the line.
    pub above: Option<Value>,
    /// Below it.
    pub below: Option<Value>,
}

impl Term {
    /// A term with something above the line.
    pub fn new(column: &str, of: TermOf, above: Value, below: Option<Value>) -> Self {
        Term { column: column.to_owned(), of, above: Some(above), below }
    }
}

pub(super) enum Found {
    Behind(Behind),
    /// What was lost in the window, by all or by a segmentation's group.
    Losses(Option<(u32, u32)>),
    /// These customers, by what they pay a year or by their number.
    Customers {
        ids: Vec<u32>,
        annual: bool,
    },
    /// The rows of a list of the same question, by what they have in a column.
    List(&'static str, &'static str),
}

enum What<'a> {
    Figure(&'a str),
    /// A row of a list, by its place.
    Row(&'a str, usize),
    /// A finding, by its code.
    Finding(&'a str),
}

impl Found {
    /// What is behind a number that stands elsewhere in the report.
    pub fn at(key: EvidenceKey) -> Self {
        Found::Behind(Behind::Key(key))
    }
}

/// The tables that a question reads of a customer.
fn reads(question: &str) -> &'static [TableKind] {
    use TableKind::*;
    match question {
        "q3" | "q4" => &[Accounts, Usage, Contracts, Tickets, Onboarding, Surveys, Integrations],
        "q1" | "q2" => &[],
        "q5" => &[Accounts, Usage, Surveys, Advocacy, Requests, Integrations, Tickets],
        "q6" => &[Accounts, Tickets, Onboarding, Trials],
        "q7" => &[Trials],
        "q8" => &[Accounts, Usage, Requests],
        "q9" => &[Tasks, Surveys],
        _ => &[Accounts, Surveys, Onboarding, Tickets, Trials, Contracts, Usage],
    }
}

/// What is behind a number of an answer; `None` where nothing is listed for it. `report` is the finished one.
pub(in crate::report) fn behind(
    asked: &Asked<'_>,
    report: &Report,
    settings: &Settings,
    key: EvidenceKey,
) -> Option<Behind> {
    let (question, what) = match key {
        EvidenceKey::Answered { question, figure } => {
            let question = report.questions.get(question as usize)?;
            (question, What::Figure(&question.figures.get(figure as usize)?.id))
        }
        EvidenceKey::Row { question, grid, place } => {
            let question = report.questions.get(question as usize)?;
            (question, What::Row(&question.grids.get(grid as usize)?.id, place as usize))
        }
        EvidenceKey::Finding { question, place } => {
            let question = report.questions.get(question as usize)?;
            (question, What::Finding(&question.findings.get(place as usize)?.code))
        }
        _ => return None,
    };
    let row = match what {
        What::Row(grid, place) => question.grid(grid).and_then(|grid| Some((grid, grid.rows.get(place)?))),
        What::Figure(_) | What::Finding(_) => None,
    };
    let finding = match what {
        What::Finding(code) => question.findings.iter().find(|found| found.code == code),
        _ => None,
    };
    let asked = asked.wanting(Wanted { what, found: RefCell::default(), terms: RefCell::default() });
    _ = again(&asked, report, settings, &question.id);
    let found = asked.wanted.as_ref().and_then(|wanted| wanted.found.take());
    let terms = asked.wanted.as_ref().map(|wanted| wanted.terms.take()).unwrap_or_default();
    let found = match found {
        Some(Found::List(list, column)) => {
            rows_of(report, key, list, column).map(|table| Behind::Rows(Box::new(table)))
        }
        Some(Found::Customers { ids, annual }) => {
            Some(of_customers(&asked, reads(&question.id), &ids, annual))
        }
        Some(Found::Losses(of)) => Some(Behind::Rows(Box::new(of_losses(asked.company.book, settings, of)))),
        Some(Found::Behind(found)) => Some(found),
        None => finding.and_then(|finding| {
            let ids = asked.named_in(question.grid(finding.grid.as_deref()?)?)?;
            Some(of_customers(&asked, reads(&question.id), &ids, finding.arr.is_some()))
        }),
    };
    // The guide repeats what another question has.
    if let Some(Behind::Key(other)) = &found
        && matches!(
            other,
            EvidenceKey::Row { .. } | EvidenceKey::Finding { .. } | EvidenceKey::Answered { .. }
        )
    {
        return behind(&asked, report, settings, *other);
    }
    let mut found = found.or_else(|| of_customer(&asked, reads(&question.id), row?));
    if let (Some(Behind::Rows(table)), Some((grid, row))) = (&mut found, row) {
        let all = terms.into_iter().chain(yearly(&asked, grid, row));
        table.parts.extend(all.filter_map(|term| part_of(key, grid, term)));
    }
    found
}

/// The MRR that what a row's customer pays a year is twelve times of.
fn yearly(asked: &Asked<'_>, grid: &Grid, row: &[Option<Value>]) -> Option<Term> {
    let stated = |id: &&str| grid.place(id).and_then(|place| row.get(place)?.as_ref()).is_some();
    let column = ["arr", "own_value"].into_iter().find(stated)?;
    let customer = grid.columns.iter().position(|column| column.unit == Unit::Customer)?;
    let Some(Value::Money(name)) = row.get(customer)? else { return None };
    let mrr = asked.company.mrr(asked.company.customers.id(name)?)?;
    Some(Term::new(column, TermOf::Value, asked.money(mrr.into()), None))
}

fn part_of(key: EvidenceKey, list: &Grid, term: Term) -> Option<EvidencePart> {
    let EvidenceKey::Row { question, grid, .. } = key else { return None };
    let column = u8::try_from(list.place(&term.column)?).ok()?;
    let of = PartOf::Term { question, grid, column, of: term.of };
    Some(EvidencePart { of, above: term.above, below: term.below, ratio: None, source: None, key: None })
}

/// The rows of a list of a question, each of which opens its own.
fn rows_of(report: &Report, key: EvidenceKey, list: &str, column: &str) -> Option<Table> {
    let EvidenceKey::Answered { question, .. } = key else { return None };
    let grids = &report.questions.get(question as usize)?.grids;
    let (grid, listed) = (0_u32..).zip(grids).find(|(_, grid)| grid.id == list)?;
    let at = listed.place(column)?;
    let part = |(place, row): (u32, &Vec<Option<Value>>)| EvidencePart {
        of: PartOf::Row { question, grid, place, column: u8::try_from(at).unwrap_or(u8::MAX) },
        above: row.get(at).cloned().flatten(),
        below: None,
        ratio: None,
        source: None,
        key: Some(EvidenceKey::Row { question, grid, place }),
    };
    let parts = (0_u32..).zip(&listed.rows).map(part).collect();
    Some(Table { parts, ..Table::default().made(EvidenceMade::Some) })
}

/// Answers a question once more.
fn again(asked: &Asked<'_>, report: &Report, settings: &Settings, id: &str) -> QuestionState {
    let earlier = || report.questions.split_last().map_or(&[][..], |(_, earlier)| earlier);
    match id {
        "q1" => q1::answer(asked, report),
        "q3" => q3::answer(asked, &settings.choices),
        "q4" => {
            let mut health = q4::answer(asked, &settings.health);
            q4::with_window(asked, report.window, &mut health);
            health
        }
        "q5" => q5::answer(asked, &settings.health),
        "q6" => q6::answer(asked, &signups(asked.company), &Retained::of(report)),
        "q7" => q7::answer(asked, &signups(asked.company), settings.policies.trial_window),
        "q8" => q8::answer(asked, &settings.choices),
        "q9" => q9::answer(asked),
        "guide" => guide::answer(asked, report, earlier()),
        _ => QuestionState::default(),
    }
}

/// A list of an answer with all its rows; `None` where the report has no such list. `report` is the finished one.
pub(in crate::report) fn in_full(
    asked: &Asked<'_>,
    report: &Report,
    settings: &Settings,
    list: &str,
) -> Option<Grid> {
    let question = report.questions.iter().find(|question| question.grid(list).is_some())?;
    let whole = Grid::in_full(|| again(asked, report, settings, &question.id));
    whole.grids.into_iter().find(|grid| grid.id == list)
}

/// Customers, each by what it pays a year or as one, with the rows that some tables have on it.
fn of_customers(asked: &Asked<'_>, reads: &[TableKind], ids: &[u32], annual: bool) -> Behind {
    let column = if annual { EvidenceColumn::Annual } else { EvidenceColumn::Part };
    let mut table = asked.at_end(Table::new(&[column], Some(column), None).reading(reads));
    for id in ids {
        let cell = if annual { asked.company.arr(*id).unwrap_or(0) } else { 1 };
        table.line(Some(*id), None, &[cell], Vec::new());
    }
    Behind::Rows(Box::new(table))
}

/// The rows that a question's tables have on the customer of a list's row: one row a file.
fn of_customer(
    asked: &Asked<'_>,
    reads: &[TableKind],
    (grid, row): (&Grid, &Vec<Option<Value>>),
) -> Option<Behind> {
    let company = asked.company;
    let place = grid.columns.iter().position(|column| column.unit == Unit::Customer)?;
    let Some(Value::Money(name)) = row.get(place)? else { return None };
    let id = company.customers.id(name)?;
    let own = |kind: &TableKind| {
        company.lines(*kind, &|own| own == id).into_iter().map(|(_, file, line)| (file, line))
    };
    let mut lines: Vec<(u32, u32)> = reads.iter().flat_map(own).collect();
    if let Some((first, last)) = company.book.span {
        lines.extend(asked.paid(id, first, last).iter().map(|own| (own.file, own.line)));
    }
    // Whom none of these names stands in another.
    if lines.is_empty() {
        lines.extend(TableKind::OPERATING.iter().flat_map(own));
    }
    let lines = lines.into_iter().map(source).collect();
    Some(Behind::Rows(Box::new(Table::by_file(id, lines))))
}

impl<'a> Asked<'a> {
    /// The same ground, with a wish.
    fn wanting<'b>(&self, wanted: Wanted<'b>) -> Asked<'b>
    where
        'a: 'b,
    {
        let mut asked = Asked::new(self.company, self.tables);
        asked.wanted = Some(wanted);
        asked
    }

    fn put(&self, figure: &AnswerFigure, found: &dyn Fn() -> Found) {
        if let Some(wanted) =
            self.wanted.as_ref().filter(|w| matches!(w.what, What::Figure(id) if id == figure.id))
        {
            wanted.found.replace(Some(found()));
        }
    }

    /// The figure with the rows it is made of.
    pub fn resting(&self, figure: AnswerFigure, rows: &dyn Fn() -> Table) -> AnswerFigure {
        self.put(&figure, &|| Found::Behind(Behind::Rows(Box::new(rows()))));
        figure
    }

    /// The figure, which stands elsewhere in the report too.
    pub fn standing(&self, figure: AnswerFigure, key: EvidenceKey) -> AnswerFigure {
        self.put(&figure, &|| Found::at(key));
        figure
    }

    /// The figure, which counts the rows of a list of its question that have any in a column.
    pub fn counting_rows(
        &self,
        figure: AnswerFigure,
        list: &'static str,
        column: &'static str,
    ) -> AnswerFigure {
        self.put(&figure, &|| Found::List(list, column));
        figure
    }

    /// The figure with the rows of a kind of table that `cells` has cells for, each named by a text of its own.
    pub fn of_records(
        &self,
        figure: AnswerFigure,
        (kind, name): (TableKind, Datum),
        table: &dyn Fn() -> Table,
        cells: &dyn Fn(&Record<'_>) -> Option<[i128; 2]>,
    ) -> AnswerFigure {
        self.resting(figure, &|| {
            let (mut table, mut without) = (table(), 0);
            for record in self.company.rows(kind) {
                match cells(&record) {
                    Some(cells) => table.record(&record, record.text(name), &cells),
                    None => without += 1,
                }
            }
            table.without(Exclusion::OtherRows, without)
        })
    }

    /// The figure with the customers that `cells` has cells for.
    pub fn of_customers(
        &self,
        figure: AnswerFigure,
        table: &dyn Fn() -> Table,
        cells: &dyn Fn(u32) -> Option<[i128; 2]>,
    ) -> AnswerFigure {
        self.resting(figure, &|| {
            let (mut table, mut without) = (table(), 0);
            for id in 0..self.company.customers.len() as u32 {
                match cells(id) {
                    Some(cells) => table.line(Some(id), None, &cells, Vec::new()),
                    None => without += 1,
                }
            }
            table.without(Exclusion::Unjudged, without)
        })
    }

    /// The list, whose rows are each made of some rows of the files.
    pub fn listing(&self, grid: Grid, rows: &dyn Fn(usize) -> Table) -> Grid {
        self.opening(grid, &|place| Some(Found::Behind(Behind::Rows(Box::new(rows(place).shown())))))
    }

    /// The list, whose rows each open something.
    pub(super) fn opening(&self, grid: Grid, found: &dyn Fn(usize) -> Option<Found>) -> Grid {
        if let Some((wanted, place)) = self.wanted_row(&grid) {
            wanted.found.replace(found(place));
        }
        grid
    }

    /// The list, whose rows' cells are each made of some terms.
    pub(super) fn explaining(&self, grid: Grid, terms: &dyn Fn(usize) -> Vec<Term>) -> Grid {
        if let Some((wanted, place)) = self.wanted_row(&grid) {
            wanted.terms.replace(terms(place));
        }
        grid
    }

    fn wanted_row(&self, grid: &Grid) -> Option<(&Wanted<'a>, usize)> {
        self.wanted.as_ref().and_then(|wanted| match wanted.what {
            What::Row(id, place) if id == grid.id => Some((wanted, place)),
            _ => None,
        })
    }

    /// The finding, which speaks of some customers: with what they pay a year, where it says what is at stake.
    pub fn about(&self, finding: Insight, ids: &dyn Fn() -> Vec<u32>) -> Insight {
        let annual = finding.arr.is_some();
        self.told(finding, &|| Found::Customers { ids: ids(), annual })
    }

    /// The finding, which speaks of what was lost in the window: by all, or by a segmentation's group.
    pub fn about_losses(&self, finding: Insight, of: Option<(u32, u32)>) -> Insight {
        self.told(finding, &|| Found::Losses(of))
    }

    /// The finding, which stands on a number of the report.
    pub(super) fn at(&self, finding: Insight, key: EvidenceKey) -> Insight {
        self.told(finding, &|| Found::at(key))
    }

    fn told(&self, finding: Insight, found: &dyn Fn() -> Found) -> Insight {
        if let Some(wanted) =
            self.wanted.as_ref().filter(|w| matches!(w.what, What::Finding(code) if code == finding.code))
        {
            wanted.found.replace(Some(found()));
        }
        finding
    }

    /// The customers that a list names, each once; `None` where it names none or isn't whole.
    pub fn named_in(&self, grid: &Grid) -> Option<Vec<u32>> {
        let place = grid.columns.iter().position(|column| column.unit == Unit::Customer)?;
        let id = |row: &Vec<Option<Value>>| match row.get(place)? {
            Some(Value::Money(name)) => self.company.customers.id(name),
            _ => None,
        };
        let mut ids: Vec<u32> = grid.rows.iter().filter_map(id).collect();
        crate::base::sort(&mut ids);
        ids.dedup();
        (grid.total == grid.rows.len() as u64 && !ids.is_empty()).then_some(ids)
    }

    /// Where a customer's revenue of some months stands in the files.
    pub fn paid(&self, customer: u32, from: Month, to: Month) -> Vec<SourceRef> {
        let months = |month: Month| (from..=to).contains(&month);
        let lines = revenue_lines(self.company.book, self.tables.files, customer, &months);
        lines.into_iter().map(source).collect()
    }

    /// The month that revenue is taken of, twice: where a customer's revenue comes from.
    pub fn at_end(&self, table: Table) -> Table {
        match self.company.month() {
            Some(month) => table.between(month, month),
            None => table,
        }
    }
}
