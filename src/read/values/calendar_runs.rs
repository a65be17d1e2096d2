//! The months that a column's dates fall in under one order: what tells orders apart where every date fits several.

use super::dates::Day;
use crate::base::Month;

/// Months kept, from 1950.
const MONTHS: usize = 1800;
/// A run of months that no accident makes.
const RUN: usize = 6;
/// A run of them that are all ends of their month.
const RUN_OF_ENDS: usize = 3;
/// Months that no revenue file spans.
const FAR: usize = 12 * 12;

/// The months of one order's dates, and whether these are the edges of their months.
#[derive(Clone, Copy, Debug)]
pub(super) struct CalendarRun {
    months: [u64; MONTHS.div_ceil(64)],
    others: bool,
    firsts: bool,
    lasts: bool,
}

impl Default for CalendarRun {
    fn default() -> Self {
        CalendarRun { months: [0; MONTHS.div_ceil(64)], others: false, firsts: true, lasts: true }
    }
}

impl CalendarRun {
    /// Adds a day.
    pub fn add(&mut self, day: Day) {
        let at = Month::new(1950, 1).and_then(|from| usize::try_from(day.month.since(from)).ok());
        match at.and_then(|at| Some((self.months.get_mut(at / 64)?, at % 64))) {
            Some((word, bit)) => *word |= 1 << bit,
            None => self.others = true,
        }
        self.firsts &= day.date == day.month.first_day();
        self.lasts &= day.date == day.month.last_day();
    }

    /// How many months, and from the first to the last.
    fn spread(&self) -> (usize, usize) {
        let many = self.months.iter().map(|word| word.count_ones() as usize).sum();
        let first = self.months.iter().position(|word| *word != 0);
        let last = self.months.iter().rposition(|word| *word != 0);
        let bit = |place: usize, from_top: bool| {
            let word = self.months.get(place).copied().unwrap_or(0);
            place * 64 + if from_top { 63 - word.leading_zeros() } else { word.trailing_zeros() } as usize
        };
        (many, first.zip(last).map_or(0, |(first, last)| bit(last, true) + 1 - bit(first, false)))
    }

    /// Whether these dates make months without a gap where the other's don't hang together, or lie in one month
    /// day by day while these are the first of months, which tells nothing where things are dated as they `happen`.
    pub fn beats(&self, other: &CalendarRun, happen: bool) -> bool {
        let ((many, span), (others, wide)) = (self.spread(), other.spread());
        let run = many == span && !self.others;
        let loose = other.others || others * 10 <= wide * 6 || wide > FAR;
        run && (many >= RUN && loose
            || many >= RUN_OF_ENDS && self.lasts && !other.lasts && loose
            || many >= RUN && self.firsts && !other.firsts && others == 1 && !happen)
    }
}
