//! Rows of the operating tables: each cell by what its column states.

use super::super::values::clock;
use super::super::values::date_column::DateColumn;
use super::super::values::numbers::{self, Convention};
use super::super::values::{blanks, dates, flags};
use super::super::{Code, Severity};
use super::{Fault, Ledger, Row};
use crate::base::{Names, Time};
use crate::read::cells::Cells;
use crate::read::tally::Tally;
use crate::tables::{DataColumn, Datum, DatumKind, NOBODY, OperatingTable, TableKind};

/// Thousandths are kept of numbers.
const DECIMALS: u8 = 3;

/// A column under way.
#[derive(Debug)]
struct Gathering {
    index: usize,
    /// No row makes sense without it.
    needed: bool,
    dates: Option<DateColumn>,
    column: DataColumn,
    /// The time behind the day of the row at hand, where such times matter.
    time: Option<Option<Time>>,
}

/// The data of a file so far.
#[derive(Debug)]
pub(in crate::read) struct Gathered {
    columns: Vec<Gathering>,
    convention: Convention,
    customer: Vec<u32>,
    lines: Vec<u32>,
    /// What every row states without a column of its own.
    implied: Option<(Datum, usize)>,
    /// The values of the row at hand.
    row: Vec<Option<i64>>,
}

impl Gathered {
    /// The columns to gather: place, what they state, whether a row needs them, and how their days are written.
    pub fn new(
        columns: impl Iterator<Item = (usize, Datum, bool, Option<DateColumn>)>,
        convention: Convention,
        table: TableKind,
    ) -> Self {
        let gathering = |(index, datum, needed, dates)| Gathering {
            index,
            needed,
            dates,
            column: DataColumn::new(datum),
            time: datum.has_times(table).then_some(None),
        };
        let columns = columns.map(gathering).collect();
        let (customer, lines, row) = (Vec::new(), Vec::new(), Vec::new());
        Gathered { columns, convention, customer, lines, implied: None, row }
    }

    /// The same for rows of which each has the same choice, without a column for it.
    pub fn implying(self, implied: Option<(Datum, usize)>) -> Self {
        Gathered { implied, ..self }
    }

    /// Nothing to gather.
    pub fn none() -> Self {
        Gathered::new(std::iter::empty(), Convention::Open, TableKind::Accounts)
    }

    /// The columns of days.
    pub fn dates(&self) -> impl Iterator<Item = (usize, &DateColumn)> {
        self.columns.iter().filter_map(|column| Some((column.index, column.dates.as_ref()?)))
    }

    /// Takes a row of a customer or of nobody. Where a cell that the row needs can't be read, nothing of it is kept;
    /// any other such cell is told and left empty.
    pub fn see(
        &mut self,
        cells: &Cells<'_>,
        line: u64,
        customer: u32,
        tally: &mut Tally,
    ) -> Result<(), Fault> {
        if self.columns.is_empty() {
            return Ok(());
        }
        self.row.clear();
        let mut scoreless = None;
        for column in &mut self.columns {
            let cell = cells.get(column.index);
            let empty = cell.is_empty() || blanks::is_dash(cell) || blanks::is_word(cell);
            let value = match column.read(cell, line, self.convention) {
                // The statements of SUS make its score.
                _ if empty && column.column.datum == Datum::Score => {
                    scoreless = Some(column.index).filter(|_| column.needed);
                    None
                }
                _ if empty && column.needed => {
                    return Err(Fault::at(column.missing(), column.index));
                }
                _ if empty => None,
                Ok(value) => Some(value),
                Err(code) if column.needed => return Err(Fault::at(code, column.index)),
                Err(code) => {
                    // What could be read two ways says so; anything else is no such cell.
                    let two = matches!(code, Code::DecimalAmbiguous | Code::DateAmbiguous);
                    let code = if two { code } else { Code::CellLeftOut };
                    tally.add(Severity::Warning, code, Some(line), Some(column.index), Some(cell));
                    None
                }
            };
            if let Some(time) = &mut column.time {
                *time = value.and_then(|_| clock::time(cell));
            }
            self.row.push(value);
        }
        let answered = |(column, value): (&Gathering, &Option<i64>)| {
            value.is_some() && (Datum::Q1..=Datum::Q10).contains(&column.column.datum)
        };
        if let Some(column) = scoreless.filter(|_| !self.columns.iter().zip(&self.row).any(answered)) {
            return Err(Fault::at(Code::CellMissing, column));
        }
        if let Some(column) = self.off_scale() {
            return Err(Fault::at(Code::ScoreOffScale, column));
        }
        for (column, value) in self.columns.iter_mut().zip(&self.row) {
            column.column.push(*value);
            if let Some(time) = column.time {
                column.column.push_time(time);
            }
        }
        self.customer.push(customer);
        self.lines.push(u32::try_from(line).unwrap_or(u32::MAX));
        Ok(())
    }

    /// The column whose score, in the row at hand, none of its survey can be.
    fn off_scale(&self) -> Option<usize> {
        let stated = |datum: Datum| self.columns.iter().position(|column| column.column.datum == datum);
        let value = |place: usize| self.row.get(place).copied().flatten();
        let score = stated(Datum::Score)?;
        let implied = || self.implied.filter(|(datum, _)| *datum == Datum::SurveyKind).map(|(_, kind)| kind);
        let own = stated(Datum::SurveyKind).and_then(value).and_then(|kind| usize::try_from(kind).ok());
        let survey = Datum::SurveyKind.choices().nth(own.or_else(implied)?)?;
        let fits = is_on_scale(survey, value(score)?);
        (!fits).then(|| self.columns.get(score).map(|column| column.index)).flatten()
    }

    /// The table; `None` where no column was gathered or no row was used.
    pub fn finish(self, kind: TableKind, customers: Names) -> Option<OperatingTable> {
        let mut columns: Vec<DataColumn> =
            self.columns.into_iter().map(|gathering| gathering.column).collect();
        let any = !columns.is_empty() && !self.lines.is_empty();
        if let (true, Some((datum, place))) = (any, self.implied) {
            let mut column = DataColumn::new(datum);
            self.lines.iter().for_each(|_| column.push(i64::try_from(place).ok()));
            columns.push(column);
        }
        any.then_some(OperatingTable {
            kind,
            file: 0,
            customers,
            customer: self.customer,
            lines: self.lines,
            columns,
        })
    }
}

impl Gathering {
    fn missing(&self) -> Code {
        match self.column.datum.kind() {
            DatumKind::Day => Code::DateMissing,
            _ => Code::CellMissing,
        }
    }

    /// What a cell says, as [`DataColumn::push`] takes it.
    fn read(&mut self, cell: &str, line: u64, convention: Convention) -> Result<i64, Code> {
        let unread = Code::CellUnreadable;
        match self.column.datum.kind() {
            DatumKind::Day if dates::is_never(cell) => Err(unread),
            DatumKind::Day => {
                let Some(dates) = &mut self.dates else { return Err(unread) };
                let day = dates.read(cell, line)?;
                // A month alone: the last day of what ends, the first of anything else.
                let ends = self.column.datum.may_lie_ahead();
                let whole = if ends { day.month.last_day() } else { day.month.first_day() };
                day.date.or(whole).map(|day| day.days()).ok_or(Code::DateUnreadable)
            }
            DatumKind::Count => count(cell).ok_or(unread),
            // A snapshot of the recommendation question may be the mean of several answers.
            DatumKind::Number if self.column.datum == Datum::NpsScore => number(cell, convention)
                .and_then(|score| (0..=10_000).contains(&score).then_some(score).ok_or(unread)),
            DatumKind::Number => number(cell, convention),
            DatumKind::Flag => flags::flag(cell).map(i64::from).ok_or(unread),
            DatumKind::Text => Ok(i64::from(self.column.texts.intern(cell))),
            DatumKind::Choice(_) => {
                let place =
                    flags::choice(self.column.datum, cell).and_then(|place| i64::try_from(place).ok());
                place.ok_or(unread)
            }
        }
    }
}

/// Whether a score in thousandths can be an answer to a survey (domain.md §2.11: NPS is asked in whole numbers from 0
/// to 10, ease from 1 to 7). What satisfaction is asked by differs from house to house.
fn is_on_scale(survey: &str, score: i64) -> bool {
    match survey {
        "nps" => (0..=10_000).contains(&score) && score % 1000 == 0,
        "seq" | "umux" => (1000..=7000).contains(&score),
        _ => score >= 0,
    }
}

/// A whole number from zero: of two readings the whole one, for a count has no decimals.
fn count(cell: &str) -> Option<i64> {
    let amount = numbers::read(cell, Convention::Open, 0).ok()?;
    let whole = |(value, rounded): &(i64, bool)| !rounded && *value >= 0;
    [Some(amount.value), amount.comma].into_iter().flatten().find(whole).map(|(value, _)| value)
}

/// A number in thousandths; one that could be read two ways is not.
fn number(cell: &str, convention: Convention) -> Result<i64, Code> {
    let amount = numbers::read_signed(cell, convention, DECIMALS).map_err(|_| Code::CellUnreadable)?;
    match amount.comma {
        Some(other) if other != amount.value => Err(Code::DecimalAmbiguous),
        _ => Ok(amount.value.0),
    }
}

/// An operating table at work.
#[derive(Debug)]
pub(in crate::read) struct Operations {
    pub kind: TableKind,
    /// Where the customer stands, in a table whose rows may have none.
    pub customer: Option<usize>,
    pub gathered: Gathered,
}

impl Operations {
    pub fn row(&mut self, row: Row<'_>, ledger: &mut Ledger) -> Result<(), Fault> {
        let own = self.customer.map_or(row.customer, |index| row.cells.get(index));
        // A name is only kept once its row is.
        let known = ledger.customers.names.id(own);
        let customer =
            if own.is_empty() { NOBODY } else { known.unwrap_or(ledger.customers.names.len() as u32) };
        self.gathered.see(&row.cells, row.line, customer, &mut ledger.tally)?;
        if customer != NOBODY {
            ledger.customers.id(own);
        }
        Ok(())
    }
}
