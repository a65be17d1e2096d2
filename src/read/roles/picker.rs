//! Gives the roles out: by the headers' words first, by content where they say nothing.

use super::{Candidate, Plan, header::Words, words};
use crate::base::Month;
use crate::read::Role;
use crate::read::dialect::sample::Sample;
use crate::read::values::{dates, numbers};
use crate::tables::Shape;

/// How sure content alone makes.
const BY_CONTENT: f64 = 0.6;

/// Gives the roles out.
pub(super) struct Picker {
    pub candidates: Vec<Candidate>,
    /// What each column was taken for, and how sure.
    pub used: Vec<Option<(Role, f64)>>,
    /// Columns passed over for a role that another one took.
    pub twice: Vec<(Role, usize)>,
}

impl Picker {
    /// Nothing given out yet.
    pub fn new(candidates: Vec<Candidate>) -> Self {
        Picker { used: vec![None; candidates.len()], candidates, twice: Vec::new() }
    }

    fn take(&mut self, index: usize, role: Role, sure: f64) -> usize {
        if let Some(place) = self.used.get_mut(index) {
            *place = Some((role, sure));
        }
        index
    }

    fn is_free(&self, index: usize) -> bool {
        self.used.get(index).is_some_and(Option::is_none)
    }

    /// The surest column of one of the roles; the others are noted.
    fn by_word(&mut self, roles: &[Role]) -> Option<(usize, Role)> {
        let mut best: Option<(usize, Role, f64)> = None;
        for (index, c) in self.candidates.iter().enumerate() {
            let Some(role) = c.role.filter(|r| roles.contains(r) && self.is_free(index)) else { continue };
            if best.is_none_or(|(_, _, sure)| c.sure > sure) {
                best = Some((index, role, c.sure));
            }
        }
        let (index, role, sure) = best?;
        self.take(index, role, sure);
        for (other, c) in self.candidates.iter().enumerate() {
            // Not worth a word: "id" beside "customer_id", or "total" beside "mrr".
            if other != index && c.role == Some(role) && c.sure >= 0.6 && !c.forced {
                self.twice.push((role, other));
            }
        }
        Some((index, role))
    }

    /// The only column whose content fits; `None` where several do.
    fn by_content(&mut self, role: Role, fits: impl Fn(usize, &Candidate) -> bool) -> Option<usize> {
        let mut fitting = self
            .candidates
            .iter()
            .enumerate()
            .filter(|(i, c)| c.role.is_none() && self.is_free(*i) && c.content.filled > 0 && fits(*i, c))
            .map(|(i, _)| i);
        let index = fitting.next().filter(|_| fitting.next().is_none())?;
        Some(self.take(index, role, BY_CONTENT))
    }

    fn customer(&mut self, words: &[Words]) -> Option<usize> {
        if let Some((index, _)) = self.by_word(&[Role::CustomerId]) {
            return Some(index);
        }
        // Text, and more of it different than alike; a header of another kind rules it out.
        let text = |i: usize, c: &Candidate| {
            let own = words.get(i).is_none_or(|w| !words::other_number(&w.plain));
            own && c.content.dates == 0 && c.content.amounts * 2 < c.content.filled
        };
        let most = self
            .candidates
            .iter()
            .enumerate()
            .filter(|(i, c)| c.role.is_none() && self.is_free(*i) && text(*i, c))
            .map(|(_, c)| c.content.distinct)
            .max()?;
        self.by_content(Role::CustomerId, |i, c| text(i, c) && c.content.distinct == most)
    }

    /// The plan of a wide table with these months, or the roles it lacks.
    pub fn wide(&mut self, words: &[Words], months: Vec<(usize, Month)>) -> Result<Plan, Vec<Role>> {
        for (index, _) in &months {
            self.take(*index, Role::MonthColumn, 0.98);
        }
        if months.is_empty() {
            return Err(vec![Role::MonthColumn]);
        }
        let currency = self.by_word(&[Role::Currency]).map(|(i, _)| i);
        let customer = self.customer(words).ok_or_else(|| vec![Role::CustomerId])?;
        Ok(Plan {
            shape: Shape::Wide,
            customer,
            date: None,
            end: None,
            amount: None,
            interval: None,
            currency,
            months,
        })
    }

    /// The plan of a long table or of periods, or the roles it lacks.
    pub fn rows(&mut self, words: &[Words], sample: &Sample) -> Result<Plan, Vec<Role>> {
        let any_word = self.candidates.iter().any(|c| c.role.is_some());
        let looks_like_data =
            |cell: &String| dates::parse(cell).is_some() || numbers::dissect(cell).is_some();
        if !any_word && sample.header.cells.iter().any(looks_like_data) {
            // No header at all: the first row is data, and reading it as one would lose it.
            return Err(Vec::new());
        }
        let month = self.by_word(&[Role::Month]).map(|(i, _)| i);
        let start = self.by_word(&[Role::Start]).map(|(i, _)| i);
        let end = self.by_word(&[Role::End]).map(|(i, _)| i);
        let interval = self.by_word(&[Role::Interval]).map(|(i, _)| i);
        let currency = self.by_word(&[Role::Currency]).map(|(i, _)| i);
        let amount = self.by_word(&[Role::Mrr, Role::Arr, Role::Amount]);
        let customer = self.customer(words);
        let month = match (month, start) {
            (None, None) => self.by_content(Role::Month, |_, c| c.content.dates == c.content.filled),
            (month, _) => month,
        };
        let amount = amount.or_else(|| {
            let own = |i: usize| words.get(i).is_none_or(|w| !words::other_number(&w.plain));
            let index = self.by_content(Role::Mrr, |i, c| own(i) && c.content.amounts == c.content.filled)?;
            Some((index, Role::Mrr))
        });

        // A month makes a long row even beside a start; a date with an end and no start is the start.
        let (shape, date, end) = match (month, start, end) {
            (Some(date), None, Some(end)) => (Shape::Periods, Some(date), Some(end)),
            (Some(date), _, _) => (Shape::Long, Some(date), None),
            (None, Some(date), end) => (Shape::Periods, Some(date), end),
            (None, None, _) => (Shape::Long, None, None),
        };
        // An interval belongs to an amount whose header doesn't say its own.
        let interval = interval.filter(|_| matches!(amount, Some((_, Role::Amount))));
        match (customer, date, amount) {
            (Some(customer), Some(date), Some(amount)) => {
                self.release(&[Some(customer), Some(date), end, Some(amount.0), interval, currency]);
                if shape == Shape::Periods {
                    let sure = self.used.get(date).copied().flatten().map_or(BY_CONTENT, |(_, s)| s);
                    self.take(date, Role::Start, sure);
                }
                let amount = Some(amount);
                let date = Some(date);
                Ok(Plan { shape, customer, date, end, amount, interval, currency, months: Vec::new() })
            }
            (None, None, None) if !any_word => Err(Vec::new()),
            _ => {
                let missing = [
                    (customer.is_none(), Role::CustomerId),
                    (date.is_none(), Role::Month),
                    (amount.is_none(), Role::Mrr),
                ];
                Err(missing.into_iter().filter(|(is, _)| *is).map(|(_, role)| role).collect())
            }
        }
    }

    /// Columns that were picked and then not needed are ignored.
    fn release(&mut self, kept: &[Option<usize>]) {
        for (index, place) in self.used.iter_mut().enumerate() {
            if !kept.contains(&Some(index)) {
                *place = None;
            }
        }
        let kept: Vec<Role> = self.used.iter().flatten().map(|(role, _)| *role).collect();
        self.twice.retain(|(role, _)| kept.contains(role));
    }
}
