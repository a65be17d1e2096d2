//! The customers behind joined cohorts, downgrades and findings about the data.

use super::{Col, Exclusion, Table, Tables, cells, of_closing, share};
use crate::base::Month;
use crate::metrics::{Ends, MAX_COHORT_AGE, SPELL, exposure, monthly_flows, turn};
use crate::read::Code;
use crate::report::diligence::period;
use crate::report::quality::{Oddities, cases, repeated};
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
    let columns = [Col::Opening, Col::Kept, Col::KeptCustomer, Col::Closing];
    let table = Table::new(&columns, Some(Col::Closing), Some(Col::Opening));
    // Each customer has two months of the own: the rows are those of the whole time.
    let from = if span == 0 { first } else { start };
    let to = if span == 0 { last } else { start.plus(span as i32 - 1).plus(age).min(last) };
    let table = Table { whole_path: true, ..table.between(from, to) };
    let in_period = |own: Month| span == 0 || period(own, span) == start;
    let table = table.fill(book, &|customer, columns| {
        let own = book.points(customer).first()?.month;
        let inside = in_period(own);
        let window = Window { from: own, to: own.plus(age), months };
        let known = window.to <= last && last.since(own) <= MAX_COHORT_AGE;
        (inside && known).then(|| {
            let ends = Ends::of(book, customer, window);
            cells(columns, &|column| share(&ends, column))
        })
    });
    table.leaving(book, &|customer| {
        let paid = i128::from(book.amount(customer, to));
        match book.points(customer).first() {
            None => (Exclusion::NoRevenue, 0),
            Some(own) if in_period(own.month) => (Exclusion::TooYoung, paid),
            Some(_) => (Exclusion::OtherStart, paid),
        }
    })
}

/// Who was downgraded before the turn (or was not), with revenue then, and who of them was lost after it.
pub(super) fn of_downgrades(book: &Book, settings: &Settings, downgraded: bool) -> Table {
    let end = Window::closing(book, settings.to).filter(|_| book.two_ends.is_none());
    let Some(month) = end.and_then(|end| turn(book, end)) else { return Table::default() };
    let columns = [Col::Opening, Col::OpeningCustomer, Col::LostCustomer];
    let table = Table::new(&columns, Some(Col::LostCustomer), Some(Col::OpeningCustomer));
    let table = Table { whole_path: true, ..table.between(month.plus(-SPELL), month.plus(SPELL)) };
    let table = table.fill(book, &|customer, columns| {
        let found = exposure(book.points(customer), month).filter(|found| found.downgraded == downgraded)?;
        Some(cells(columns, &|column| match column {
            Col::Opening => i128::from(book.amount(customer, month)),
            Col::OpeningCustomer => 1,
            _ => i128::from(found.lost),
        }))
    });
    table.leaving(book, &|customer| match book.amount(customer, month) {
        0 => (Exclusion::NotThere, 0),
        paid => (Exclusion::OtherGroup, i128::from(paid)),
    })
}

/// The customers of a finding with the MRR in question, as the finding adds it up, and how often it speaks of each.
pub(super) fn of_quality(
    book: &Book,
    tables: Tables,
    settings: &Settings,
    code: Code,
    file: Option<u32>,
) -> Table {
    let last = book.span.map(|(_, last)| last);
    let found = match (code, file) {
        (Code::PartialMonth, _) => {
            return last.map(|last| of_closing(book, last, Col::Closing)).unwrap_or_default();
        }
        (Code::DuplicateRows, Some(file)) => {
            let at = Window::closing(book, settings.to);
            at.and_then(|at| repeated(book, (tables.revenue, tables.files), file, None, at, None))
        }
        _ => {
            let flows = monthly_flows(book, settings.policies.reactivation);
            let window = Window::of(book, settings.months, settings.to);
            let all = cases(book, &Oddities::of(book, &flows, tables.revenue), window);
            all.into_iter().find(|(other, _)| *other == code).map(|(_, cases)| cases)
        }
    };
    let mut sums: BTreeMap<u32, (i128, i128)> = BTreeMap::new();
    for case in found.unwrap_or_default() {
        let sum = sums.entry(case.customer).or_default();
        *sum = (sum.0 + i128::from(case.count), sum.1 + case.amount);
        // The other of two is listed beside it; what both would be in question is counted once.
        case.other.map(|other| sums.entry(other).or_default());
    }
    let table = Table::new(&[Col::Cases, Col::Counted], Some(Col::Counted), None);
    let table = match book.span {
        Some((first, last)) => Table { whole_path: true, ..table.between(first, last) },
        None => table,
    };
    table.fill(book, &|customer, columns| {
        let (count, amount) = *sums.get(&customer)?;
        Some(cells(columns, &|column| if column == Col::Cases { count } else { amount }))
    })
}
