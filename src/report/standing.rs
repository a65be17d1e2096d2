//! What a report says of a book whatever the window: made once, and good for every window and last month.

use super::build::cohort;
use super::diligence::{self, cohorts_by};
use super::figures::Figures;
use super::quality::Oddities;
use super::{Cohort, CohortsBy, MonthConcentration, Settings, Survival};
use crate::base::Month;
use crate::metrics::{MonthFlow, cohorts, monthly_flows};
use crate::tables::{Book, ReactivationPolicy, RevenueTable};

/// Which of the settings it rests on, beside those that make the book.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct StandingOf {
    reactivation: ReactivationPolicy,
    size_cuts: [u8; 2],
}

impl From<&Settings> for StandingOf {
    fn from(settings: &Settings) -> Self {
        StandingOf { reactivation: settings.policies.reactivation, size_cuts: settings.size_cuts }
    }
}

/// The parts of a report that no window changes.
#[derive(Debug)]
pub(super) struct Standing {
    /// What it was made with.
    pub of: StandingOf,
    /// Every month's movements, returns booked as the policy says.
    pub flows: Vec<MonthFlow>,
    pub cohorts: Vec<Cohort>,
    pub cohorts_by: CohortsBy,
    pub concentration: Vec<MonthConcentration>,
    pub survival: Option<Survival>,
    /// What looks odd in the customers' months.
    pub oddities: Oddities,
}

impl Standing {
    /// Makes them; all are empty where the book has nothing to compute.
    pub fn of(book: &Book, tables: &[RevenueTable], of: StandingOf) -> Self {
        let usable = Figures::nothing(book).is_none();
        let flows = if usable { monthly_flows(book, of.reactivation) } else { Vec::new() };
        let started = if usable { cohorts(book) } else { Vec::new() };
        let exponent = book.currency.exponent;
        let speaks_of = |month: Month| speaks_of(book, month);
        Standing {
            of,
            cohorts: started.iter().map(|start| cohort(start, exponent, &speaks_of)).collect(),
            cohorts_by: match book.two_ends {
                None => cohorts_by(&started, exponent),
                Some(_) => CohortsBy::default(),
            },
            concentration: if usable { diligence::concentration(book, &speaks_of) } else { Vec::new() },
            survival: if usable { diligence::survival(book, of.size_cuts) } else { None },
            oddities: Oddities::of(book, &flows, tables),
            flows,
        }
    }
}

/// Whether the files speak of a month: between two points that are all they speak of, there is nothing to show.
pub(super) fn speaks_of(book: &Book, month: Month) -> bool {
    book.two_ends.is_none_or(|(from, to)| month == from || month == to)
}
