//! The customers behind a definition of retention: their two sides where it is one ratio, else how far each moves it.

use super::super::definitions::subscriptions;
use super::{Col, EvidenceKey, Row, Settings, Table, Window, cells};
use crate::base::{Month, Ratio, format_minor};
use crate::metrics::{DefinitionId, Scale, Variant, trailing, variants};
use crate::report::{EvidenceMade, EvidencePart, PartOf, Value};
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
    let of_customers = variant.counts_heads();
    let (columns, sides): (&[Col], _) = match (variant.is_chain(), of_customers, variant.scale()) {
        // Beside its months, each customer by how far it moves the product.
        (true, ..) => (&[Col::Opening, Col::Closing, Col::Points], None),
        (false, true, _) => (
            &[Col::Opening, Col::Closing, Col::BelowCustomer, Col::CountedCustomer],
            Some((Col::CountedCustomer, Col::BelowCustomer)),
        ),
        (false, false, Scale::Plain) => {
            (&[Col::Opening, Col::Closing, Col::Below, Col::Counted], Some((Col::Counted, Col::Below)))
        }
        (false, false, _) => (
            &[Col::Opening, Col::Closing, Col::Below, Col::Counted, Col::Points],
            Some((Col::Counted, Col::Below)),
        ),
    };
    let mut table = Table::new(columns, sides.map(|sides| sides.0), sides.map(|sides| sides.1));
    table = table.between(from, window.to);
    table.whole_path = variant.needs_path();
    table.value = variant.value().ok().map(Value::Number);
    table.made = match (variant.is_chain(), variant.scale()) {
        (true, _) => EvidenceMade::Product,
        (false, Scale::Plain) => EvidenceMade::Sum,
        (false, Scale::Power) => EvidenceMade::Power { by: window.months },
        (false, Scale::Linear) => EvidenceMade::Linear { by: window.months },
        (false, Scale::Capped) => EvidenceMade::Capped,
    };
    table.parts = months(book, window, variant);
    variant.contributions(book, subscriptions.as_ref(), |customer, share, moved| {
        let at = |month| i128::from(book.amount(customer, month));
        let cell = |column| match column {
            Col::Opening => at(from),
            Col::Closing => at(window.to),
            Col::Points => (moved * PART).round().clamp(-MOST, MOST) as i128,
            Col::Below | Col::BelowCustomer => share.below,
            _ => share.above(),
        };
        table.rows.push(Row::new(customer, cells(columns, &cell)));
    });
    table
}

/// The months of a definition that compares one after the other: each with its two sides and its ratio.
fn months(book: &Book, window: Window, variant: &Variant) -> Vec<EvidencePart> {
    let side = |amount: i128| {
        Some(match variant.counts_heads() {
            true => Value::Count(i64::try_from(amount).unwrap_or(i64::MAX)),
            false => Value::Money(format_minor(amount, book.currency.exponent)),
        })
    };
    let part = |month: Month, numerator: i128, denominator: i128, key| EvidencePart {
        of: PartOf::Month { month },
        above: side(numerator),
        below: side(denominator),
        ratio: Ratio { numerator, denominator }.value(),
        source: None,
        key: Some(key),
    };
    if variant.is_trailing() {
        let ends = trailing(book, window.months).into_iter();
        let inside = ends.filter(|sums| sums.window.to > window.from && sums.window.to <= window.to);
        let trend = |month| EvidenceKey::Trend { month };
        return inside
            .map(|sums| part(sums.window.to, sums.closing_cohort, sums.opening, trend(sums.window.to)))
            .collect();
    }
    let all = window.from.plus(1).through(window.to).zip(variant.parts()).filter(|_| variant.is_chain());
    let step = |month| EvidenceKey::Step { id: variant.id, month };
    all.map(|(month, share)| part(month, share.above(), share.below, step(month))).collect()
}

/// The customers of one month of a definition whose months multiply.
pub(super) fn of_step(
    book: &Book,
    tables: &[RevenueTable],
    settings: &Settings,
    id: DefinitionId,
    month: Month,
) -> Table {
    let Some(window) = Window::of(book, settings.months, settings.to) else { return Table::default() };
    let subscriptions = subscriptions(book, tables, window, &[id]);
    let all = variants(book, subscriptions.as_ref(), window, settings.policies.reactivation, &[id]);
    let place = usize::try_from(month.since(window.from) - 1);
    let (Some(variant), Ok(place)) = (all.first().filter(|variant| variant.is_chain()), place) else {
        return Table::default();
    };
    let (below, above) = match variant.counts_heads() {
        true => (Col::BelowCustomer, Col::CountedCustomer),
        false => (Col::Below, Col::Counted),
    };
    let columns = [Col::Opening, Col::Closing, below, above];
    let mut table = Table::new(&columns, Some(above), Some(below)).between(month.plus(-1), month);
    variant.shares_of(book, subscriptions.as_ref(), place, &mut |customer, share| {
        let at = |month| i128::from(book.amount(customer, month));
        let cell = |column| match column {
            Col::Opening => at(month.plus(-1)),
            Col::Closing => at(month),
            Col::Below | Col::BelowCustomer => share.below,
            _ => share.above(),
        };
        table.rows.push(Row::new(customer, cells(&columns, &cell)));
    });
    table
}
