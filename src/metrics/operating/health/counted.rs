//! Which rows of the files a score is made of: those in the days that the measures with a weight look at.

use super::inputs::{BEFORE, Inputs, TODAY, YEAR};
use super::logs::{SOLVED_OF, TICKET_DAYS};
use super::profile::Measure;
use super::usage::{Grain, USE_DAYS};
use crate::base::Month;
use crate::tables::{Company, Datum, TableKind};
use rustc_hash::FxHashMap;

/// Why a row on a customer is not part of its score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Uncounted {
    /// It lies outside the days that the measures look at.
    OutsideDays,
    /// A later answer of the same person replaces it.
    Replaced,
    /// It speaks of nothing that the score weighs: another survey, a step that isn't needed, a term that doesn't hold.
    Beside,
}

/// A row: its file by place among the inputs, and its line.
type Line = (u32, u32);

/// The rows that scores are made of, and how many others the same tables have on their customers.
#[derive(Debug, Default)]
pub struct CountedRows {
    rows: FxHashMap<(u32, usize), Vec<Line>>,
    /// Rows that count on none of the days, by [`Uncounted`].
    pub others: [usize; 3],
}

impl CountedRows {
    /// Those of a customer's score on one of the days.
    pub fn of(&self, customer: u32, place: usize) -> &[Line] {
        self.rows.get(&(customer, place)).map_or(&[], Vec::as_slice)
    }

    fn add(
        &mut self,
        customer: u32,
        line: Line,
        verdicts: impl Iterator<Item = (usize, Result<(), Uncounted>)>,
    ) {
        let mut why = None;
        let mut counted = false;
        for (place, verdict) in verdicts {
            match verdict {
                Ok(()) => {
                    self.rows.entry((customer, place)).or_default().push(line);
                    counted = true;
                }
                Err(other) => why = Some(other),
            }
        }
        if let Some(others) = why.filter(|_| !counted).and_then(|why| self.others.get_mut(why as usize)) {
            *others += 1;
        }
    }
}

/// Whether a row counts for the score on a day, by the day's place and number.
type Verdict<'a> = &'a dyn Fn(usize, i32) -> Result<(), Uncounted>;

/// Measures that look at the 28 days of usage.
const OF_USAGE: [Measure; 6] = [
    Measure::Usage,
    Measure::LoginFrequency,
    Measure::FeatureCoverage,
    Measure::CoreIntensity,
    Measure::AdvancedPenetration,
    Measure::Scenarios,
];

/// The rows of a table with a day: the customer, the day, the row.
fn dated(
    company: &Company<'_>,
    (kind, datum): (TableKind, Datum),
    wanted: &dyn Fn(u32) -> bool,
    see: &mut dyn FnMut(u32, Option<i32>, Line),
) {
    for (table, ids) in company.tables(kind) {
        let day = table.cells(datum);
        for (row, (own, line)) in table.customer.iter().zip(&table.lines).enumerate() {
            if let Some(customer) = ids.get(*own as usize).copied().filter(|id| wanted(*id)) {
                see(customer, day(row).and_then(|day| i32::try_from(day).ok()), (table.file, *line));
            }
        }
    }
}

fn judged(counts: bool, why: Uncounted) -> Result<(), Uncounted> {
    if counts { Ok(()) } else { Err(why) }
}

impl Inputs<'_> {
    /// The rows of usage, tickets, surveys, onboarding and contracts that the scores of some customers on some of the days
    /// are made of. What the accounts state counts always; of revenue the months of [`Inputs::months_counted`].
    pub fn counted_rows(&self, places: &[usize], wanted: &dyn Fn(u32) -> bool) -> CountedRows {
        let mut found = CountedRows::default();
        let mut see = |customer: u32, line: Line, verdict: Verdict<'_>| {
            let on = places.iter().filter_map(|place| Some((*place, self.day(*place)?)));
            found.add(customer, line, on.map(|(place, on)| (place, verdict(place, on))));
        };
        self.usage_counted(places, wanted, &mut see);
        dated(self.company, (TableKind::Tickets, Datum::CreatedAt), wanted, &mut |customer, day, line| {
            see(customer, line, &|place, on| {
                let weighs = |measure: Measure| self.weighs(customer, place, &[measure]);
                let Some(day) = day.filter(|_| weighs(Measure::Tickets) || weighs(Measure::Resolution))
                else {
                    return Err(Uncounted::Beside);
                };
                let recent = day > on - TICKET_DAYS && day <= on && weighs(Measure::Tickets);
                let older = day > on - SOLVED_OF && day <= on - TICKET_DAYS && weighs(Measure::Resolution);
                judged(recent || older, Uncounted::OutsideDays)
            });
        });
        for (kind, measure) in [
            (TableKind::Onboarding, Some(Measure::Milestones)),
            (TableKind::Surveys, Some(Measure::Nps)),
            // A term counts whatever has a weight: overrides look at it.
            (TableKind::Contracts, None),
        ] {
            for record in self.company.rows(kind) {
                let Some(customer) = record.customer.filter(|id| wanted(*id)) else { continue };
                see(customer, record.source(), &|place, on| {
                    if measure.is_some_and(|measure| !self.weighs(customer, place, &[measure])) {
                        return Err(Uncounted::Beside);
                    }
                    match kind {
                        TableKind::Surveys => self.answers.counts(customer, on, record.source()),
                        TableKind::Contracts => {
                            let counts = self.contracts.counts(customer, on, place == TODAY, record.source());
                            judged(counts, Uncounted::Beside)
                        }
                        _ => judged(record.flag(Datum::Applicable) != Some(false), Uncounted::Beside),
                    }
                });
            }
        }
        found
    }

    /// Of usage the 28 days up to each day; of monthly rows the last month that ends in them. Who did nothing in them is
    /// known by its last row before.
    fn usage_counted(
        &self,
        places: &[usize],
        wanted: &dyn Fn(u32) -> bool,
        see: &mut dyn FnMut(u32, Line, Verdict<'_>),
    ) {
        let table = (TableKind::Usage, Datum::Date);
        let monthly = self.usage.grain == Some(Grain::Month);
        let mut last: FxHashMap<(u32, usize), i32> = FxHashMap::default();
        dated(self.company, table, wanted, &mut |customer, day, _| {
            let Some(day) = day.map(|day| self.usage.counted_on(day)) else { return };
            for place in places.iter().filter(|place| self.day(**place).is_some_and(|on| day <= on)) {
                let last = last.entry((customer, *place)).or_insert(day);
                *last = day.max(*last);
            }
        });
        dated(self.company, table, wanted, &mut |customer, day, line| {
            let day = day.map(|day| self.usage.counted_on(day));
            see(customer, line, &|place, on| {
                let Some(day) = day.filter(|_| self.weighs(customer, place, &OF_USAGE)) else {
                    return Err(Uncounted::Beside);
                };
                let inside = !monthly && day > on - USE_DAYS && day <= on;
                judged(inside || last.get(&(customer, place)) == Some(&day), Uncounted::OutsideDays)
            });
        });
    }

    /// Whether any of some measures has a weight for a customer. A day that a trend looks back to is weighed as today.
    fn weighs(&self, customer: u32, place: usize, measures: &[Measure]) -> bool {
        let new = self.is_new(customer, if place == BEFORE { TODAY } else { place });
        let weights = self.weights(customer, new);
        measures.iter().any(|measure| weights.get(*measure as usize).is_some_and(|weight| *weight > 0))
    }

    /// The months whose revenue says that somebody is a customer on a day, and whether it grew, where that has a weight.
    pub fn months_counted(&self, customer: u32, place: usize) -> Option<(Month, Month)> {
        let month = self.month(place)?;
        let back = if self.weighs(customer, place, &[Measure::Upsell]) { YEAR } else { 0 };
        Some((month.plus(-back), month))
    }
}
