//! A table beside revenue as read: rows of data, each of a customer or of none.

use super::{Datum, DatumKind, TableKind};
use crate::base::{Date, Moment, Names, Time};

/// No value: the cell is empty, or could not be read and was told.
const NOTHING: i64 = i64::MIN;

/// A row's customer where it has none.
pub const NOBODY: u32 = u32::MAX;

/// One column: a value a row, as its kind keeps it.
#[derive(Clone, Debug)]
pub struct DataColumn {
    /// What it states.
    pub datum: Datum,
    values: Vec<i64>,
    /// The times behind the days, by row; empty where no cell has one.
    times: Vec<Option<Time>>,
    /// The texts, numbered; empty where it holds none.
    pub texts: Names,
}

impl DataColumn {
    /// A column without rows.
    pub fn new(datum: Datum) -> Self {
        DataColumn { datum, values: Vec::new(), times: Vec::new(), texts: Names::default() }
    }

    /// Adds a row: a count, thousandths, days since 1970, 0 or 1, a text's number or a choice's place.
    pub fn push(&mut self, value: Option<i64>) {
        self.values.push(value.unwrap_or(NOTHING));
    }

    /// Adds the time behind the day of the row that was added last.
    pub fn push_time(&mut self, time: Option<Time>) {
        if time.is_some() || !self.times.is_empty() {
            self.times.resize(self.values.len().saturating_sub(1), None);
            self.times.push(time);
        }
    }

    /// A row's day with its time.
    pub fn moment(&self, row: usize) -> Option<Moment> {
        let day = self.get(row).and_then(Date::from_days)?;
        Some(Moment { day, time: self.times.get(row).copied().flatten() })
    }

    /// A row's value, as [`DataColumn::push`] took it.
    pub fn get(&self, row: usize) -> Option<i64> {
        self.values.get(row).copied().filter(|value| *value != NOTHING)
    }
}

/// One file's rows of a table beside revenue.
#[derive(Clone, Debug)]
pub struct OperatingTable {
    /// Which table; [`TableKind::Accounts`] for what is known of customers now.
    pub kind: TableKind,
    /// Place of its file among the inputs, once these are together.
    pub file: u32,
    /// The customers the rows name.
    pub customers: Names,
    /// Each row's customer, or [`NOBODY`].
    pub customer: Vec<u32>,
    /// Each row's line.
    pub lines: Vec<u32>,
    /// The columns.
    pub columns: Vec<DataColumn>,
}

impl OperatingTable {
    /// How many rows.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether it has no row.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Whether the file has a column.
    pub fn has(&self, datum: Datum) -> bool {
        self.column(datum).is_some()
    }

    /// The column of a datum: for passes over all rows, which look it up once.
    pub fn column(&self, datum: Datum) -> Option<&DataColumn> {
        self.columns.iter().find(|column| column.datum == datum)
    }

    fn get(&self, row: usize, datum: Datum) -> Option<i64> {
        self.column(datum)?.get(row)
    }

    /// A column's cells as they are kept, by row, for a pass over many of them; none where the file has no such column.
    pub fn cells(&self, datum: Datum) -> impl Fn(usize) -> Option<i64> {
        let column = self.column(datum);
        move |row| column?.get(row)
    }

    /// A count.
    pub fn count(&self, row: usize, datum: Datum) -> Option<i64> {
        debug_assert_eq!(datum.kind(), DatumKind::Count);
        self.get(row, datum)
    }

    /// A number in thousandths.
    pub fn thousandths(&self, row: usize, datum: Datum) -> Option<i64> {
        debug_assert_eq!(datum.kind(), DatumKind::Number);
        self.get(row, datum)
    }

    /// A day.
    pub fn day(&self, row: usize, datum: Datum) -> Option<Date> {
        debug_assert_eq!(datum.kind(), DatumKind::Day);
        self.get(row, datum).and_then(Date::from_days)
    }

    /// A day with its time.
    pub fn moment(&self, row: usize, datum: Datum) -> Option<Moment> {
        self.column(datum)?.moment(row)
    }

    /// Yes or no.
    pub fn flag(&self, row: usize, datum: Datum) -> Option<bool> {
        debug_assert_eq!(datum.kind(), DatumKind::Flag);
        self.get(row, datum).map(|value| value != 0)
    }

    /// The place of a choice, by [`Datum::choices`].
    pub fn choice(&self, row: usize, datum: Datum) -> Option<usize> {
        debug_assert!(matches!(datum.kind(), DatumKind::Choice(_)));
        self.get(row, datum).and_then(|value| usize::try_from(value).ok())
    }

    /// A text.
    pub fn text(&self, row: usize, datum: Datum) -> Option<&str> {
        debug_assert_eq!(datum.kind(), DatumKind::Text);
        let column = self.column(datum)?;
        let id = u32::try_from(column.get(row)?).ok()?;
        Some(column.texts.text(id))
    }

    /// The latest day of what has happened; what is planned doesn't count.
    pub fn latest(&self) -> Option<Date> {
        let happened =
            |column: &&DataColumn| column.datum.kind() == DatumKind::Day && !column.datum.may_lie_ahead();
        let days = self.columns.iter().filter(happened).flat_map(|column| &column.values);
        days.copied().filter(|day| *day != NOTHING).max().and_then(Date::from_days)
    }
}
