//! The number itself, made of the totals of its evidence.

use super::{Col, EvidenceMade, EvidenceUnit, Table, Value};
use crate::base::{Ratio, format_minor};

/// The number; `None` where there is nothing to divide by, or where it follows from other figures by a formula.
pub(super) fn value(table: &Table, exponent: u8) -> Option<Value> {
    if table.value.is_some() {
        return table.value.clone();
    }
    let sum = |wanted: Option<Col>| {
        let place = table.columns.iter().position(|column| Some(*column) == wanted)?;
        Some(table.rows.iter().map(|row| row.cell(place)).sum::<i128>())
    };
    let (above, below) = (sum(table.numerator), sum(table.denominator));
    // Money for each of a count is in units of the currency.
    let counted = table.denominator.is_some_and(|column| column.unit() == EvidenceUnit::Count);
    let money = |column: Option<Col>| column.is_none_or(|column| column.unit() == EvidenceUnit::Money);
    let unit = (0..exponent).fold(1_i128, |unit, _| unit * 10);
    let over = |numerator: i128, is_money: bool| {
        let below = below?;
        let denominator = if is_money && counted { below * unit } else { below };
        Some(Value::Number(Ratio { numerator, denominator }.value()?))
    };
    let alone = |sum: i128, column: Option<Col>| match money(column) {
        true => Value::Money(format_minor(sum, exponent)),
        false => Value::Count(i64::try_from(sum).unwrap_or(i64::MAX)),
    };
    let is_money = money(table.numerator);
    match (table.made, above, table.spent) {
        (EvidenceMade::Sum, Some(above), _) if below.is_none() => Some(alone(above, table.numerator)),
        (EvidenceMade::Sum, Some(above), _) => over(above, is_money),
        (EvidenceMade::Times { by }, Some(above), _) => over(above * i128::from(by), is_money),
        (EvidenceMade::Squares, Some(above), _) => {
            let total = below.filter(|total| *total > 0)? as f64;
            Some(Value::Number(above as f64 / total / total * 10_000.0))
        }
        (EvidenceMade::Spent { .. }, _, Some(spent)) if below.is_none() => Some(alone(spent, None)),
        (EvidenceMade::Spent { by }, _, Some(spent)) => over(spent * i128::from(by), true),
        (EvidenceMade::Left, _, Some(spent)) => over(below? - spent, true),
        _ => None,
    }
}
