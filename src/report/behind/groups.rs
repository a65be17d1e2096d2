//! The customers behind a group of a segmentation, and behind a group of the crossing of GRR and NDR.

use super::super::by_group::Windows;
use super::{Col, Table, cells, recipe, share};
use crate::metrics::{Ends, GroupBy, QuadrantGroup, openings, room};
use crate::report::{MetricId, Settings, Window};
use crate::tables::Book;

/// Which group of which segmentation, as the report numbers them, and in which of the two windows.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    pub segmentation: u32,
    pub group: u32,
    pub before: bool,
}

/// Whether a figure is a sum over opening customers: only those can be parted by what held in the opening month.
fn of_opening_customers(id: MetricId) -> bool {
    matches!(
        id,
        MetricId::Nrr
            | MetricId::Grr
            | MetricId::LogoRetention
            | MetricId::LogoChurn
            | MetricId::RevenueChurn
            | MetricId::GrossRevenueChurn
            | MetricId::NetRevenueChurn
            | MetricId::ExpansionRate
    )
}

/// A two-point figure of one group.
pub(super) fn of_segment(book: &Book, settings: &Settings, asked: Asked, id: MetricId) -> Table {
    found(book, settings, asked, id).unwrap_or_default()
}

fn found(book: &Book, settings: &Settings, asked: Asked, id: MetricId) -> Option<Table> {
    let window = Window::of(book, settings.months, settings.to)?;
    let by = GroupBy::all(book).get(asked.segmentation as usize).copied()?;
    let windows = Windows::of(book, window);
    let grouped = windows.grouped(book, by, settings);
    let (side, all) = windows.side(asked.before)?;
    let places = if asked.before { &grouped.places_before } else { &grouped.places };
    let mut inside = vec![false; book.customers.len()];
    for (opening, _) in all.iter().zip(places).filter(|(_, place)| **place == asked.group) {
        if let Some(flag) = inside.get_mut(opening.customer as usize) {
            *flag = true;
        }
    }
    if !of_opening_customers(id) {
        return None;
    }
    let (columns, numerator, denominator) = recipe(id);
    let table = Table::new(columns, numerator, denominator).between(side.from, side.to);
    Some(table.fill(book, &|customer, columns| {
        inside.get(customer as usize).filter(|inside| **inside)?;
        let ends = Ends::of(book, customer, side);
        Some(cells(columns, &|column| share(&ends, column)))
    }))
}

/// The customers of a group of the crossing; by size they are ranked by closing MRR, the white space by what its free
/// seats would bring, where seats are stated.
pub(super) fn of_quadrant(book: &Book, settings: &Settings, group: QuadrantGroup) -> Table {
    let Some(window) = Window::of(book, settings.months, settings.to) else { return Table::default() };
    let mut members = openings(book, window);
    members.retain(|one| QuadrantGroup::of(one) == group);
    // The white space, where any of it is known by seats.
    let by_seats = group == QuadrantGroup::LoyalFlat && members.iter().any(|one| room(book, one).is_some());
    let columns = [Col::Opening, Col::Kept, Col::Closing, Col::Room];
    let columns =
        if by_seats { &columns[..] } else { columns.split_last().map_or(&[][..], |(_, rest)| rest) };
    let table = Table::new(columns, Some(Col::Closing), Some(Col::Opening)).between(window.from, window.to);
    let mut table = table.fill(book, &|customer, columns| {
        // Both are in the order of the customers' numbers.
        let place = members.binary_search_by_key(&customer, |one| one.customer).ok()?;
        let free = members.get(place).and_then(|one| room(book, one)).unwrap_or(0);
        let ends = Ends::of(book, customer, window);
        Some(cells(columns, &|column| if column == Col::Room { free } else { share(&ends, column) }))
    });
    for row in table.rows.iter_mut().filter(|_| by_seats) {
        row.unknown = row.customer.is_none_or(|id| book.seats(id).is_none());
    }
    table
}
