//! Roles by content alone, where no header says them: honest about how unsure that is.

use super::picker::says_other;
use super::{Candidate, words};
use crate::read::Role;
use crate::read::dialect::sample::Sample;
use crate::read::values::dates::{self, Parsed};
use std::cmp::Ordering;

/// How sure content alone makes.
const BY_CONTENT: f64 = 0.6;
/// Where more than one reading is left.
const BARELY: f64 = 0.5;

/// Gives roles to columns whose headers say nothing, where a role that a table of rows needs has no column and
/// exactly one column's cells fit it best. Two that fit alike are not ours to choose from.
pub(super) fn fill(candidates: &mut [Candidate], plains: &[&str], sample: &Sample) {
    let has = |candidates: &[Candidate], roles: &[Role]| {
        candidates.iter().any(|c| c.role.is_some_and(|role| roles.contains(&role)))
    };
    let free = |i: usize, c: &Candidate| {
        c.role.is_none() && !c.forced && plains.get(i).is_none_or(|plain| !words::other_number(plain))
    };
    let columns = |candidates: &[Candidate], fits: &dyn Fn(&Candidate) -> bool| -> Vec<usize> {
        let found = candidates.iter().enumerate().filter(|(i, c)| free(*i, c) && fits(c));
        found.map(|(i, _)| i).collect()
    };
    let give = |candidates: &mut [Candidate], index: usize, role: Role, sure: f64| {
        if let Some(c) = candidates.get_mut(index) {
            c.role = Some(role);
            c.sure = sure;
        }
    };

    if let (false, [one]) = (
        has(candidates, &[Role::Currency]),
        columns(candidates, &|c| c.content.mostly(c.content.codes)).as_slice(),
    ) {
        give(candidates, *one, Role::Currency, 0.7);
    }
    if let (false, [one]) = (
        has(candidates, &[Role::Interval]),
        columns(candidates, &|c| c.content.mostly(c.content.intervals)).as_slice(),
    ) {
        give(candidates, *one, Role::Interval, BY_CONTENT);
    }
    if !has(candidates, &[Role::Type]) {
        let kinds = columns(candidates, &|c| c.content.mostly(c.content.kinds) && c.content.distinct > 1);
        if let [one] = kinds.as_slice() {
            give(candidates, *one, Role::Type, BY_CONTENT);
        }
    }
    if !has(candidates, &[Role::Status]) {
        let states = columns(candidates, &|c| c.content.mostly(c.content.states));
        if let [one] = states.as_slice() {
            give(candidates, *one, Role::Status, BY_CONTENT);
        }
    }
    let dates = columns(candidates, &|c| c.content.mostly(c.content.dates));
    match (has(candidates, &[Role::Month]), has(candidates, &[Role::Start]), has(candidates, &[Role::End])) {
        (false, false, false) => match dates.as_slice() {
            [one] => give(candidates, *one, Role::Month, BY_CONTENT),
            [a, b] => match earlier(sample, *a, *b) {
                Some(Ordering::Less) => {
                    give(candidates, *a, Role::Start, BY_CONTENT);
                    give(candidates, *b, Role::End, BY_CONTENT);
                }
                Some(Ordering::Greater) => {
                    give(candidates, *b, Role::Start, BY_CONTENT);
                    give(candidates, *a, Role::End, BY_CONTENT);
                }
                _ => {}
            },
            _ => {}
        },
        (false, false, true) => {
            if let [one] = dates.as_slice() {
                give(candidates, *one, Role::Start, BY_CONTENT);
            }
        }
        _ => {}
    }
    let money = [
        Role::Mrr,
        Role::Arr,
        Role::Amount,
        Role::AmountMinor,
        Role::Opening,
        Role::Closing,
        Role::MonthColumn,
    ];
    // A tier or a number of seats is neither.
    let own = |candidates: &[Candidate], fits: &dyn Fn(&Candidate) -> bool| -> Vec<usize> {
        let mut found = columns(candidates, fits);
        found.retain(|i| plains.get(*i).is_none_or(|plain| !says_other(plain)));
        found
    };
    if !has(candidates, &money) {
        amount(candidates, &own, &give);
    }
    if !has(candidates, &[Role::CustomerId]) {
        customer(candidates, &own, &give);
    }
}

type Columns<'a> = dyn Fn(&[Candidate], &dyn Fn(&Candidate) -> bool) -> Vec<usize> + 'a;
type Give<'a> = dyn Fn(&mut [Candidate], usize, Role, f64) + 'a;

/// The amount: with decimals or a currency over whole numbers, whole numbers over counts.
fn amount(candidates: &mut [Candidate], columns: &Columns<'_>, give: &Give<'_>) {
    let amounts = |c: &Candidate| c.content.mostly(c.content.amounts) && !c.content.mostly(c.content.dates);
    let all = columns(candidates, &amounts);
    if let [one] = all.as_slice() {
        // The only number beside a customer's name; a customer's own number is none.
        give(candidates, *one, Role::Mrr, BY_CONTENT);
        return;
    }
    let decimals = columns(candidates, &|c| amounts(c) && c.content.decimals * 4 >= c.content.filled);
    match decimals.as_slice() {
        [one] => give(candidates, *one, Role::Mrr, BY_CONTENT),
        [] => {
            let large = columns(candidates, &|c| amounts(c) && c.content.small * 10 < c.content.filled * 9);
            let text = !columns(candidates, &|c| c.content.is_text()).is_empty();
            if let ([one], true) = (large.as_slice(), text) {
                give(candidates, *one, Role::Mrr, BARELY);
            }
        }
        _ => {}
    }
}

/// The customer: the column of words with the most different cells, an id before a name where they are alike.
fn customer(candidates: &mut [Candidate], columns: &Columns<'_>, give: &Give<'_>) {
    let text = columns(candidates, &|c| c.content.is_text());
    let distinct = |i: &usize| candidates.get(*i).map_or(0, |c| c.content.distinct);
    let most = text.iter().map(distinct).max().unwrap_or(0);
    let best: Vec<usize> = text.iter().copied().filter(|i| distinct(i) == most).collect();
    let emails = |i: &usize| candidates.get(*i).is_some_and(|c| c.content.mostly(c.content.emails));
    match best.as_slice() {
        [one] => give(candidates, *one, Role::CustomerId, BY_CONTENT),
        // As many addresses as names or ids say the same; the address is the one nobody shares.
        [a, b] if emails(a) != emails(b) => {
            let one = if emails(a) { *a } else { *b };
            give(candidates, one, Role::CustomerId, BARELY);
        }
        [] => {
            // No words at all: a number that comes again and again beside dates.
            let numbers = columns(candidates, &|c| {
                c.content.mostly(c.content.integers)
                    && !c.content.mostly(c.content.dates)
                    && c.content.small * 10 < c.content.filled * 9
            });
            if let [one] = numbers.as_slice() {
                give(candidates, *one, Role::CustomerId, BARELY);
            }
        }
        _ => {}
    }
}

/// Which of two columns of dates comes first in every row where both stand; `None` where neither does.
fn earlier(sample: &Sample, a: usize, b: usize) -> Option<Ordering> {
    let day = |text: &str| match dates::parse(text)? {
        Parsed::Day(day, _) => Some((day.month, day.date)),
        Parsed::Numeric(..) | Parsed::Fiscal(_) => None,
    };
    let mut order = None;
    for row in &sample.rows {
        let (Some(first), Some(second)) = (day(row.cell(a)), day(row.cell(b))) else { continue };
        match (first.cmp(&second), order) {
            (Ordering::Equal, _) => {}
            (found, None) => order = Some(found),
            (found, Some(known)) if found == known => {}
            _ => return None,
        }
    }
    order
}
