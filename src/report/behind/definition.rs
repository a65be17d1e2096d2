//! The customers behind a definition of retention: their two sides where it is one ratio, else how far each moves it.

use super::super::definitions::subscriptions;
use super::{Col, Row, Settings, Table, Window, cells};
use crate::metrics::{DefinitionId, variants};
use crate::tables::{Book, RevenueTable};

/// Cells of the column of points hold so many parts of 1: millionths of a point.
const PART: f64 = 1e8;

/// What a cell of points is cut at, so that the sum of fifty million of them stays a number.
const MOST: f64 = 1e27;

/// Every customer that counts above or below the line of a definition.
pub(super) fn of_definition(
    book: &Book,
    tables: &[RevenueTable],
    settings: &Settings,
    id: DefinitionId,
) -> Table {
    let Some(window) = Window::of(book, settings.months, settings.to) else { return Table::default() };
    let subscriptions = subscriptions(book, tables, window, &[id]);
    let all = variants(book, subscriptions.as_ref(), window, settings.policies.reactivation, &[id]);
    let Some(variant) = all.first().filter(|variant| variant.value().is_ok()) else {
        return Table::default();
    };
    let length = i32::try_from(window.months).unwrap_or(i32::MAX);
    let from = match (variant.is_last_month(), variant.needs_history()) {
        (true, _) => window.to.plus(-1),
        (_, true) => window.from.plus(1 - length),
        _ => window.from,
    };
    let (columns, sides): (&[Col], _) = match (variant.adds_up(), variant.counts_heads()) {
        (false, _) => (&[Col::Opening, Col::Closing, Col::Points], None),
        (true, true) => (
            &[Col::Opening, Col::Closing, Col::BelowCustomer, Col::CountedCustomer],
            Some((Col::CountedCustomer, Col::BelowCustomer)),
        ),
        (true, false) => {
            (&[Col::Opening, Col::Closing, Col::Below, Col::Counted], Some((Col::Counted, Col::Below)))
        }
    };
    let mut table = Table::new(columns, sides.map(|sides| sides.0), sides.map(|sides| sides.1));
    table = table.between(from, window.to);
    table.whole_path = variant.needs_path();
    variant.contributions(book, subscriptions.as_ref(), |customer, share, moved| {
        let at = |month| i128::from(book.amount(customer, month));
        let cell = |column| match column {
            Col::Opening => at(from),
            Col::Closing => at(window.to),
            Col::Points => (moved * PART).round().clamp(-MOST, MOST) as i128,
            Col::Below | Col::BelowCustomer => share.below,
            _ => share.above(),
        };
        table.rows.push(Row::new(customer, cells(columns, cell)));
    });
    table
}
