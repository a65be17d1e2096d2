//! The customers behind a part of the change: price, volume, product, plan.

use super::{Col, Table, cells, share};
use crate::metrics::{Ends, Split, SplitPart};
use crate::report::{Settings, Window};
use crate::tables::{Book, RevenueTable};

/// Each customer's share of a part beside the two ends.
pub(super) fn of_split(book: &Book, tables: &[RevenueTable], settings: &Settings, part: SplitPart) -> Table {
    let Some(window) = Window::of(book, settings.months, settings.to) else { return Table::default() };
    let Some(split) = Split::of(book, tables, window) else { return Table::default() };
    let shares: Vec<(u32, i128)> = split.of_part(part).collect();
    let columns = [Col::Opening, Col::Closing, Col::Gained, Col::Lost, Col::Counted];
    let table = Table::new(&columns, Some(Col::Counted), None).between(window.from, window.to);
    table.fill(book, &|customer, columns| {
        // Both are in the order of the customers' numbers.
        let place = shares.binary_search_by_key(&customer, |(id, _)| *id).ok()?;
        let (_, own) = shares.get(place)?;
        let ends = Ends::of(book, customer, window);
        Some(cells(columns, &|column| match column {
            Col::Gained => (*own).max(0),
            Col::Lost => (-*own).max(0),
            Col::Counted => *own,
            _ => share(&ends, column),
        }))
    })
}
