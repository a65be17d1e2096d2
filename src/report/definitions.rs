//! The definitions side by side, as the report tells them.

use super::figures::Figures;
use super::words::{definition_rule, metric_of, misleading, users};
use super::{Definition, DefinitionId, Value};
use crate::base::{Na, Ratio, format_minor};
use crate::metrics::Window;
use crate::tables::{Book, RevenueTable, SubscriptionsAtEnds};

/// The subscriptions at a window's two ends, where one of these definitions counts them and a table names them.
pub(super) fn subscriptions(
    book: &Book,
    tables: &[RevenueTable],
    window: Window,
    ids: &[DefinitionId],
) -> Option<SubscriptionsAtEnds> {
    let wanted = ids.iter().any(|id| id.is_of_subscriptions());
    wanted.then(|| book.subscriptions_at(tables, [window.from, window.to])).flatten()
}

/// Every definition of a window.
pub(super) fn definitions(figures: &Figures, exponent: u8) -> Vec<Definition> {
    match (&figures.window, figures.nothing) {
        (Some(window), None) => {
            let variants = window.variants.iter();
            variants
                .map(|variant| {
                    let value = variant.value().map(|value| (value, variant.ratio()));
                    told(variant.id, value, variant.n, exponent)
                })
                .collect()
        }
        (_, why) => {
            let why = why.unwrap_or(match figures.closing {
                Some(_) => Na::InsufficientHistory,
                None => Na::NoData,
            });
            DefinitionId::ALL.map(|id| told(id, Err(why), 0, exponent)).into()
        }
    }
}

/// One definition with its words: its value and, where it is one ratio, the two sides of it.
pub(super) fn told(
    id: DefinitionId,
    value: Result<(f64, Option<Ratio>), Na>,
    n: u64,
    exponent: u8,
) -> Definition {
    let counts = id >= DefinitionId::LogoCohort;
    let side = |amount: i128| match counts {
        true => Value::Count(i64::try_from(amount).unwrap_or(i64::MAX)),
        false => Value::Money(format_minor(amount, exponent)),
    };
    let ratio = value.ok().and_then(|(_, ratio)| ratio);
    Definition {
        id,
        metric: metric_of(id),
        value: value.ok().map(|(value, _)| value),
        na: value.err(),
        numerator: ratio.map(|ratio| side(ratio.numerator)),
        denominator: ratio.map(|ratio| side(ratio.denominator)),
        n,
        rule: definition_rule(id).to_owned(),
        used_by: users(id).iter().map(|(name, _)| (*name).to_owned()).collect(),
        sources: users(id).iter().map(|(_, source)| (*source).to_owned()).collect(),
        misleading: misleading(id).map(str::to_owned),
    }
}
