//! Customers that stand once above several rows, as accounting reports write them.

use super::super::cells::Cells;
use super::super::dialect::sample::{Sample, SampleRow};
use super::super::roles::Plan;
use super::super::values::{apart, dates};
use super::super::{Code, ReadOptions};

/// The customer of the rows under way.
#[derive(Debug, Default)]
pub(in crate::read) struct Carry {
    on: bool,
    name: String,
}

/// What a row says of the customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Customer {
    /// Its own cell, as always.
    Own,
    /// A line that names the customer of the rows below, and holds nothing else.
    Group,
    /// That of a row above.
    Above,
}

impl Carry {
    /// Whether the sample is written so: hardly any dated row names a customer, and a line above the first names one
    /// and holds nothing else.
    pub fn find(sample: &Sample, plan: &Plan, options: &ReadOptions) -> Self {
        let (Some(customer), Some(date)) = (plan.customer, plan.date) else { return Carry::default() };
        let is_date =
            |cell: &str| dates::parse(cell).is_some() || plan.year.is_some() && apart::bare(cell).is_some();
        let is_dated = |i: &usize| sample.rows.get(*i).is_some_and(|row| is_date(row.cell(date)));
        let dated: Vec<usize> = (0..sample.rows.len()).filter(is_dated).collect();
        let unnamed =
            dated.iter().filter_map(|i| sample.rows.get(*i)).filter(|r| r.cell(customer).is_empty()).count();
        let group = |row: &SampleRow| {
            !row.cell(customer).is_empty()
                && (0..row.cells.len()).all(|i| i == customer || row.cell(i).is_empty())
        };
        let first = dated.first().copied().unwrap_or(0);
        let above = sample.rows.iter().take(first).any(group);
        let on = unnamed >= 2
            && unnamed * 10 >= dated.len() * 9
            && above
            && !options.without.contains(&Code::CustomerCarried);
        Carry { on, name: String::new() }
    }

    /// Whether rows may be of the customer above them.
    pub fn is_on(&self) -> bool {
        self.on
    }

    /// What this row says of the customer; notes the name.
    #[inline]
    pub fn see(&mut self, cells: &Cells<'_>, column: Option<usize>, customer: &str) -> Customer {
        if !self.on {
            return Customer::Own;
        }
        if customer.is_empty() {
            return if self.name.is_empty() { Customer::Own } else { Customer::Above };
        }
        customer.clone_into(&mut self.name);
        let alone = (0..cells.len()).all(|i| Some(i) == column || cells.get(i).is_empty());
        if alone { Customer::Group } else { Customer::Own }
    }

    /// The name, taken out while a row is read.
    pub fn take(&mut self) -> String {
        std::mem::take(&mut self.name)
    }

    /// Puts it back.
    pub fn keep(&mut self, name: String) {
        self.name = name;
    }
}
