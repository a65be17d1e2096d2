//! The column of discounts, and whether the amounts beside it are those before or after them.

use super::header::Words;
use super::picker::Picker;
use super::{Plan, shape_words};
use crate::read::Role;
use crate::read::dialect::sample::Sample;
use crate::read::discounts::{DiscountColumn, is_percent};
use crate::read::values::numbers;
use crate::tables::{Shape, TableKind};

/// Words of a header over amounts before discounts.
const LIST: &[&str] = &[
    "list",
    "beforediscount",
    "undiscounted",
    "originalprice",
    "originalamount",
    "regularprice",
    "fullprice",
    "catalog",
    "原价",
    "标价",
    "刊例",
    "折前",
    "优惠前",
    "vorrabatt",
    "katalog",
    "avantremise",
    "catalogue",
    "antesdedescuento",
    "定価",
    "割引前",
];
/// And of one over amounts after them.
const LEFT: &[&str] = &[
    "afterdiscount",
    "discounted",
    "折后",
    "优惠后",
    "实付",
    "实收",
    "nachrabatt",
    "rabattiert",
    "apresremise",
    "condescuento",
    "descontado",
    "割引後",
];
/// Words of a price or a subtotal: before its discount, as these words are mostly used.
const PRICE: &[&str] = &[
    "price",
    "subtotal",
    "zwischensumme",
    "soustotal",
    "小计",
    "小計",
    "preis",
    "prix",
    "tarif",
    "precio",
    "价格",
    "单价",
    "価格",
    "単価",
];
/// Words of a header over percents.
const PERCENT: &[&str] = &["percent", "pct", "prozent", "rate", "satz", "taux", "率"];

/// Finds it. `minor_alike`: an export whose discounts are in the amounts' unit whatever their header says, and off them.
pub(super) fn find(
    picker: &mut Picker,
    words: &[Words],
    sample: &Sample,
    plan: &mut Plan,
    minor_alike: bool,
) {
    let one_fact_a_row = matches!(plan.shape, Shape::Long | Shape::Periods | Shape::Invoices);
    let Some((amount, of)) = plan.amount.filter(|_| plan.table == TableKind::Revenue && one_fact_a_row)
    else {
        return;
    };
    let told = [Role::Discount, Role::DiscountDue].into_iter().find(|role| picker.is_told(*role));
    let Some(column) = picker.free(told.unwrap_or(Role::Discount)) else { return };
    let (Some(own), Some(beside)) = (words.get(column), words.get(amount)) else { return };
    let has = |all: &[&str], plain: &str| all.iter().any(|word| plain.contains(word));
    let percent = has(PERCENT, &own.plain);
    let in_percent = |cell: &str| percent || is_percent(cell);
    let cells = || sample.rows.iter().map(|row| row.cell(column)).filter(|cell| !cell.is_empty());
    let reads = |cell: &str| in_percent(cell) || numbers::dissect(cell).is_some();
    // Names of coupons, and amounts in another unit than those they come off, are no discounts to count with.
    let same_unit = minor_alike || (own.minor, own.scale) == (of == Role::AmountMinor, beside.scale);
    if told.is_none() && (!cells().any(reads) || !same_unit && !cells().all(in_percent)) {
        return picker.leave(column);
    }
    let list = has(LIST, &beside.plain);
    let left = !list && has(LEFT, &beside.plain);
    let price = has(PRICE, &beside.plain) || shape_words::is_price(&beside.plain);
    let due = match told {
        Some(role) => role == Role::DiscountDue,
        None => !minor_alike && !left && (list || price),
    };
    let assumed = told.is_none() && !minor_alike && !list && !left;
    picker.name(column, if due { Role::DiscountDue } else { Role::Discount });
    plan.discount = Some(DiscountColumn { column, due, assumed, percent });
}
