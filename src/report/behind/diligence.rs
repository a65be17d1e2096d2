//! The customers behind joined cohorts, survival, downgrades and findings about the data.

use super::{Col, Table, cells, of_closing, share};
use crate::base::Month;
use crate::metrics::{Ends, Life, MAX_COHORT_AGE, SPELL, exposure, turn};
use crate::read::Code;
use crate::report::diligence::period;
use crate::report::figures::Figures;
use crate::report::quality::cases;
use crate::report::{CohortSpan, Settings, Window};
use crate::tables::Book;
use std::collections::BTreeMap;

/// The customers of a joined cohort that have reached an age, each between the own first month and that age.
pub(super) fn of_cohorts(book: &Book, by: CohortSpan, start: Month, months: u32) -> Table {
    let (Some((first, last)), Ok(age)) = (book.span, i32::try_from(months)) else { return Table::default() };
    let span = match by {
        CohortSpan::Quarter => 3,
        CohortSpan::Year => 12,
        CohortSpan::All => 0,
    };
    let table = Table::new(&[Col::Opening, Col::Kept, Col::Closing], Some(Col::Closing), Some(Col::Opening));
    // Each customer has two months of the own: the rows are those of the whole time.
    let from = if span == 0 { first } else { start };
    let to = if span == 0 { last } else { start.plus(span as i32 - 1).plus(age).min(last) };
    let table = Table { whole_path: true, ..table.between(from, to) };
    table.fill(book, |customer, columns| {
        let own = book.points(customer).first()?.month;
        let inside = span == 0 || period(own, span) == start;
        let window = Window { from: own, to: own.plus(age), months };
        let known = window.to <= last && last.since(own) <= MAX_COHORT_AGE;
        (inside && known).then(|| {
            let ends = Ends::of(book, customer, window);
            cells(columns, |column| share(&ends, column))
        })
    })
}

/// Who was watched, and not lost, until so many months after the first, and who of them was lost then.
pub(super) fn of_survival(book: &Book, months: u32) -> Table {
    let Some((first, last)) = book.span.filter(|_| book.two_ends.is_none()) else { return Table::default() };
    let columns = [Col::Opening, Col::OpeningCustomer, Col::LostCustomer];
    let table = Table::new(&columns, Some(Col::LostCustomer), Some(Col::OpeningCustomer));
    let table = Table { whole_path: true, ..table.between(first, last) };
    table.fill(book, |customer, columns| {
        let life = Life::of(book, customer).filter(|life| life.time >= months)?;
        let lost = life.lost && life.time == months;
        let paid = book.points(customer).first().map_or(0, |point| i128::from(point.amount));
        Some(cells(columns, |column| match column {
            Col::Opening => paid,
            Col::OpeningCustomer => 1,
            _ => i128::from(lost),
        }))
    })
}

/// Who was downgraded before the turn (or was not), with revenue then, and who of them was lost after it.
pub(super) fn of_downgrades(book: &Book, settings: &Settings, downgraded: bool) -> Table {
    let end = Window::closing(book, settings.to).filter(|_| book.two_ends.is_none());
    let Some(month) = end.and_then(|end| turn(book, end)) else { return Table::default() };
    let columns = [Col::Opening, Col::OpeningCustomer, Col::LostCustomer];
    let table = Table::new(&columns, Some(Col::LostCustomer), Some(Col::OpeningCustomer));
    let table = Table { whole_path: true, ..table.between(month.plus(-SPELL), month.plus(SPELL)) };
    table.fill(book, |customer, columns| {
        let found = exposure(book.points(customer), month).filter(|found| found.downgraded == downgraded)?;
        Some(cells(columns, |column| match column {
            Col::Opening => i128::from(book.amount(customer, month)),
            Col::OpeningCustomer => 1,
            _ => i128::from(found.lost),
        }))
    })
}

/// The customers of a finding with the MRR in question, as the finding adds it up.
pub(super) fn of_quality(book: &Book, settings: &Settings, code: Code) -> Table {
    // What was spent and which subscriptions there are has no part in it.
    let figures = Figures::of(book, &[], &[], settings);
    if code == Code::PartialMonth {
        let last = book.span.map(|(_, last)| last);
        return last.map(|last| of_closing(book, last, Col::Closing)).unwrap_or_default();
    }
    let found = cases(book, &figures).into_iter().find(|(other, _)| *other == code);
    let Some((_, cases)) = found else { return Table::default() };
    let mut amounts: BTreeMap<u32, i128> = BTreeMap::new();
    for case in cases {
        *amounts.entry(case.customer).or_default() += case.amount;
        // The other of two is listed beside it; what both would be in question is counted once.
        case.other.map(|other| amounts.entry(other).or_default());
    }
    let table = Table::new(&[Col::Counted], Some(Col::Counted), None);
    let table = match book.span {
        Some((first, last)) => Table { whole_path: true, ..table.between(first, last) },
        None => table,
    };
    table.fill(book, |customer, columns| {
        let amount = *amounts.get(&customer)?;
        Some(cells(columns, |_| amount))
    })
}
