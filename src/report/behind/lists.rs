//! The customers at one place of a list in the report.

use super::{Col, Table, cells, share};
use crate::metrics::{Ends, largest_changes, openings, room, spot_members, white_space};
use crate::report::{CustomerList, Settings, Window};
use crate::tables::Book;

/// Customers listed with their change.
pub(in crate::report) const CHANGES: usize = 10;

/// Customers of the white space that a report lists.
pub(in crate::report) const WHITE_SPACE: usize = 200;

/// What stands at a place of a list, with the two ends of the window.
pub(super) fn of_listed(book: &Book, settings: &Settings, list: CustomerList, place: u32) -> Table {
    let Some(window) = Window::of(book, settings.months, settings.to) else { return Table::default() };
    let place = place as usize;
    let mut free = None;
    let (members, columns, above, below): (Vec<u32>, &[Col], _, _) = match list {
        CustomerList::Changes => {
            let found = largest_changes(book, window, CHANGES).get(place).map(|(customer, _)| *customer);
            let columns = &[Col::Opening, Col::Closing, Col::Change];
            (found.into_iter().collect(), columns, Col::Change, None)
        }
        CustomerList::WhiteSpace => {
            let all = openings(book, window);
            let found = white_space(book, &all, WHITE_SPACE).get(place).copied();
            free = found.and_then(|space| room(book, &space.one));
            let columns = [Col::Opening, Col::Closing, Col::Room];
            let shown = if free.is_some() { &columns[..] } else { &[Col::Opening, Col::Closing] };
            let customer = found.map(|space| space.one.customer);
            let above = if free.is_some() { Col::Room } else { Col::Closing };
            return filled(
                book,
                window,
                &customer.into_iter().collect::<Vec<_>>(),
                free,
                shown,
                (above, None),
            );
        }
        CustomerList::Spots => {
            let members = spot_members(book, &openings(book, window), place);
            (members, &[Col::Opening, Col::Kept, Col::Closing], Col::Closing, Some(Col::Opening))
        }
    };
    filled(book, window, &members, free, columns, (above, below))
}

fn filled(
    book: &Book,
    window: Window,
    members: &[u32],
    free: Option<i128>,
    columns: &[Col],
    (above, below): (Col, Option<Col>),
) -> Table {
    Table::new(columns, Some(above), below).between(window.from, window.to).fill(
        book,
        &|customer, columns| {
            members.binary_search(&customer).ok()?;
            let ends = Ends::of(book, customer, window);
            Some(cells(columns, &|column| match column {
                Col::Room => free.unwrap_or(0),
                _ => share(&ends, column),
            }))
        },
    )
}
