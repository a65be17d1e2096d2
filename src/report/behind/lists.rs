//! The customers at one place of a list in the report.

use super::{Col, Table, cells, share};
use crate::metrics::{
    Ends, Opening, QuadrantGroup, RankedBy, largest_changes, openings, spot_members, white_space,
};
use crate::report::{CustomerList, Settings, Window};
use crate::tables::{Book, TableKind};

/// Customers listed with their change.
pub(in crate::report) const CHANGES: usize = 10;

/// Customers of the white space that a report lists.
pub(in crate::report) const WHITE_SPACE: usize = 200;

/// What stands at a place of a list, with the two ends of the window.
pub(super) fn of_listed(book: &Book, settings: &Settings, list: CustomerList, place: u32) -> Table {
    let Some(window) = Window::of(book, settings.months, settings.to) else { return Table::default() };
    let place = place as usize;
    let (members, columns, above, below): (Vec<u32>, &[Col], _, _) = match list {
        CustomerList::Changes => {
            let found = largest_changes(book, window, CHANGES).get(place).map(|(customer, _)| *customer);
            let columns = &[Col::Opening, Col::Closing, Col::Change];
            (found.into_iter().collect(), columns, Col::Change, None)
        }
        CustomerList::Spots => {
            let members = spot_members(book, &openings(book, window), place);
            (members, &[Col::Opening, Col::Kept, Col::Closing], Col::Closing, Some(Col::Opening))
        }
    };
    let table = Table::new(columns, Some(above), below).between(window.from, window.to);
    table.fill(book, &|customer, columns| {
        members.binary_search(&customer).ok()?;
        let ends = Ends::of(book, customer, window);
        Some(cells(columns, &|column| share(&ends, column)))
    })
}

/// The white space by seats, by modules or by MRR: of one customer of the list, or of all of whom it is stated.
pub(super) fn of_white_space(book: &Book, settings: &Settings, by: RankedBy, place: Option<u32>) -> Table {
    let Some(window) = Window::of(book, settings.months, settings.to) else { return Table::default() };
    let all = openings(book, window);
    let of: Vec<u32> = match place {
        Some(place) => {
            let found = white_space(book, &all, WHITE_SPACE);
            found.first.get(place as usize).map(|one| one.customer).into_iter().collect()
        }
        None => {
            let flat = all.iter().filter(|one| QuadrantGroup::of(one) == QuadrantGroup::LoyalFlat);
            flat.map(|one| one.customer).collect()
        }
    };
    let (columns, above, below): (&[Col], _, _) = match by {
        RankedBy::Mrr => (&[Col::Opening, Col::Closing], Col::Closing, None),
        RankedBy::Seats => (&[Col::Closing, Col::PaidSeats, Col::FreeSeats, Col::Room], Col::Room, None),
        RankedBy::Modules => {
            (&[Col::UsedModules, Col::AllModules, Col::FreeModules], Col::FreeModules, Some(Col::AllModules))
        }
    };
    let table = Table::new(columns, Some(above), below).between(window.from, window.to);
    let table = if by == RankedBy::Mrr { table } else { table.reading(&[TableKind::Accounts]) };
    table.fill(book, &|customer, columns| {
        of.binary_search(&customer).ok()?;
        let place = all.binary_search_by_key(&customer, |one| one.customer).ok()?;
        let space = space(book, all.get(place)?);
        let stated = by == RankedBy::Mrr || by.weight(book, all.get(place)?).is_some();
        stated.then(|| cells(columns, &space))
    })
}

/// What an opening customer could have beyond what it pays for; nothing where it isn't stated.
pub(super) fn space(book: &Book, one: &Opening) -> impl Fn(Col) -> i128 {
    let (seats, modules) = (book.seats(one.customer), book.modules(one.customer));
    let [seats_bring, weight] =
        [RankedBy::Seats, RankedBy::Modules].map(|by| by.weight(book, one).unwrap_or(0));
    let (m0, m1) = (i128::from(one.m0), i128::from(one.m1));
    move |column| match column {
        Col::Opening => m0,
        Col::Kept => m0.min(m1),
        Col::Closing => m1,
        Col::PaidSeats => seats.map_or(0, |seats| seats.paid.into()),
        Col::FreeSeats => seats.map_or(0, |seats| seats.free().into()),
        Col::UsedModules => modules.map_or(0, |modules| modules.used.into()),
        Col::AllModules => modules.map_or(0, |modules| modules.all.into()),
        Col::FreeModules => modules.map_or(0, |modules| modules.unused().into()),
        Col::Room => seats_bring,
        _ => weight,
    }
}
