//! The book: every table after the policies, ready to be measured.

use super::{Policies, RevenueTable};
use crate::base::{Currency, Date, Month, Names};

/// Where a figure stands in the files: a number that [`Book::locate`] turns into a file and a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceLine(pub u32);

/// A customer's revenue in one month. Months without revenue have no point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The month.
    pub month: Month,
    /// Minor units, above zero.
    pub amount: i64,
    /// The first row it comes from; `None` where a policy filled it in.
    pub source: Option<SourceLine>,
}

/// How to make a book.
#[derive(Clone, Copy, Debug, Default)]
pub struct BookOptions {
    /// The policies.
    pub policies: Policies,
    /// Overrides the as-of date (its month becomes the last one).
    pub as_of: Option<Date>,
}

/// Every customer's revenue by month, after the policies.
#[derive(Clone, Debug)]
pub struct Book {
    /// The customers, numbered as in `offsets`.
    pub customers: Names,
    /// What the amounts are in.
    pub currency: Currency,
    /// Rows per currency, where there is more than one.
    pub mixed: Vec<(String, u64)>,
    /// First and last month of the data; `None` where no row was usable.
    pub span: Option<(Month, Month)>,
    /// The last day the book knows of: never today (domain.md §2.0 rule 1).
    pub as_of: Option<Date>,
    /// The policies that made it.
    pub policies: Policies,
    /// Points filled in by a policy rather than read.
    pub filled: u64,
    /// The last month looks incomplete.
    pub partial: bool,
}

impl Book {
    /// Joins the tables and applies the policies.
    pub fn new(_tables: &[RevenueTable], options: BookOptions) -> Self {
        Book {
            customers: Names::new(),
            currency: Currency::UNSTATED,
            mixed: Vec::new(),
            span: None,
            as_of: options.as_of,
            policies: options.policies,
            filled: 0,
            partial: false,
        }
    }

    /// A customer's months with revenue, ascending.
    pub fn points(&self, _customer: u32) -> &[Point] {
        &[]
    }

    /// The file (by its place among the tables) and the line of a source.
    pub fn locate(&self, _source: SourceLine) -> Option<(usize, u32)> {
        None
    }
}
