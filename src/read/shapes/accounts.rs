//! Accounts: a row is a customer and what is known of it.

use super::super::values::{blanks, date_column::DateColumn, dates};
use super::super::{Code, Role};
use super::{Fault, Ledger, Row, whole};
use crate::base::Date;
use crate::tables::AccountsTable;

/// A column of one fact a customer.
#[derive(Debug)]
struct Facts<T> {
    column: Option<usize>,
    /// By customer.
    known: Vec<Option<T>>,
}

impl<T: Copy + PartialEq> Facts<T> {
    fn new(column: Option<usize>) -> Self {
        Facts { column, known: Vec::new() }
    }

    /// What is known of a customer.
    fn of(&self, customer: u32) -> Option<T> {
        self.known.get(customer as usize).copied().flatten()
    }

    /// The column, where a row states another thing than is known.
    fn contradicts(&self, customer: u32, stated: Option<T>) -> Option<usize> {
        let (known, stated) = (self.of(customer)?, stated?);
        self.column.filter(|_| known != stated)
    }

    /// Whether a row states what isn't known yet.
    fn adds(&self, customer: u32, stated: Option<T>) -> bool {
        stated.is_some() && self.of(customer).is_none()
    }

    fn keep(&mut self, customer: u32, stated: Option<T>) {
        if self.column.is_some() {
            self.known.resize((customer as usize + 1).max(self.known.len()), None);
            if let Some(place) = self.known.get_mut(customer as usize) {
                *place = place.or(stated);
            }
        }
    }
}

/// The customers of a file so far.
#[derive(Debug)]
pub(in crate::read) struct Accounts {
    pub signs: DateColumn,
    pub leaves: DateColumn,
    /// The rule for rows that repeat is switched off.
    repeated: bool,
    seats: Facts<u32>,
    potential: Facts<u32>,
    signed: Facts<Date>,
    churned: Facts<Date>,
    lines: Vec<u32>,
}

impl Accounts {
    /// `facts` are the columns of seats and dates.
    pub fn new(facts: &[(usize, Role)], [signs, leaves]: [DateColumn; 2], without: &[Code]) -> Self {
        let of = |role: Role| facts.iter().find(|(_, r)| *r == role).map(|(i, _)| *i);
        Accounts {
            signs,
            leaves,
            repeated: without.contains(&Code::AccountRepeated),
            seats: Facts::new(of(Role::Seats)),
            potential: Facts::new(of(Role::PotentialSeats)),
            signed: Facts::new(of(Role::SignedDate)),
            churned: Facts::new(of(Role::ChurnDate)),
            lines: Vec::new(),
        }
    }

    /// The columns of dates.
    pub fn dates(&self) -> Vec<(usize, &DateColumn)> {
        let pair = [(self.signed.column, &self.signs), (self.churned.column, &self.leaves)];
        pair.into_iter().filter_map(|(column, dates)| Some((column?, dates))).collect()
    }

    pub fn row(&mut self, row: Row<'_>, ledger: &mut Ledger) -> Result<(), Fault> {
        let seats = count(&row, self.seats.column)?;
        let potential = count(&row, self.potential.column)?;
        let signed = day(&row, self.signed.column, &mut self.signs, false)?;
        let churned = day(&row, self.churned.column, &mut self.leaves, true)?;
        if let Some(customer) = ledger.customers.names.id(row.customer) {
            // Further rows of a customer may add to the first, but not say otherwise.
            let other = self
                .seats
                .contradicts(customer, seats)
                .or_else(|| self.potential.contradicts(customer, potential))
                .or_else(|| self.signed.contradicts(customer, signed))
                .or_else(|| self.churned.contradicts(customer, churned))
                .or_else(|| ledger.attributes.contradicts(&row.cells, customer));
            if let Some(column) = other {
                return Err(Fault::at(Code::AccountContradicts, column));
            }
            let adds = self.seats.adds(customer, seats)
                || self.potential.adds(customer, potential)
                || self.signed.adds(customer, signed)
                || self.churned.adds(customer, churned)
                || ledger.attributes.adds(&row.cells, customer);
            if !adds && !self.repeated {
                return Err(Fault { code: Code::AccountRepeated, column: None });
            }
        }
        let customer = ledger.customers.id(row.customer);
        if customer as usize == self.lines.len() {
            self.lines.push(row.fact_line());
        }
        self.seats.keep(customer, seats);
        self.potential.keep(customer, potential);
        self.signed.keep(customer, signed);
        self.churned.keep(customer, churned);
        ledger.state(&row, customer, None);
        Ok(())
    }

    /// The table, without its customers and attributes.
    pub fn finish(self) -> AccountsTable {
        AccountsTable {
            lines: self.lines,
            seats: self.seats.known,
            potential_seats: self.potential.known,
            signed: self.signed.known,
            churned: self.churned.known,
            ..AccountsTable::default()
        }
    }
}

/// A count of seats: a whole number; nothing where the cell says nothing.
fn count(row: &Row<'_>, column: Option<usize>) -> Result<Option<u32>, Fault> {
    let Some(column) = column else { return Ok(None) };
    let cell = row.cells.get(column);
    if cell.is_empty() || blanks::is_dash(cell) || blanks::is_word(cell) {
        return Ok(None);
    }
    let plain: String = cell.chars().filter(|c| *c != ',' && *c != ' ').collect();
    let number = whole(&plain).and_then(|n| u32::try_from(n).ok());
    number.map(Some).ok_or(Fault::at(Code::QuantityUnreadable, column))
}

/// A day; of a month alone its first or its last one.
fn day(
    row: &Row<'_>,
    column: Option<usize>,
    dates: &mut DateColumn,
    last: bool,
) -> Result<Option<Date>, Fault> {
    let Some(column) = column else { return Ok(None) };
    let cell = row.cells.get(column);
    if cell.is_empty() || dates::is_never(cell) || blanks::is_dash(cell) || blanks::is_word(cell) {
        return Ok(None);
    }
    let read = dates.read(cell, row.line).and_then(|day| {
        let whole = if last { day.month.last_day() } else { day.month.first_day() };
        day.date.or(whole).ok_or(Code::DateUnreadable)
    });
    read.map(Some).map_err(|code| Fault::at(code, column))
}
