//! The number itself, made of the totals of its evidence.

use super::{Col, EvidenceMade, EvidenceUnit, Table, Value};
use crate::base::{Ratio, format_minor};
use crate::metrics::operating::after_cycles;
use crate::metrics::slope;

/// The number; `None` where there is nothing to divide by, or where it follows from other figures by a formula.
pub(super) fn value(table: &Table, exponent: u8) -> Option<Value> {
    if table.value.is_some() {
        return table.value.clone();
    }
    let (above, below) = (table.sum(table.numerator), table.sum(table.denominator));
    // What a column's cells count as one of; two of one kind cancel out.
    let scale = |column: Option<Col>| match column.map_or(EvidenceUnit::Money, Col::unit) {
        EvidenceUnit::Money => (0..exponent).fold(1_i128, |unit, _| unit * 10),
        EvidenceUnit::Thousandths => 1000,
        _ => 1,
    };
    let (own, other) = (scale(table.numerator), scale(table.denominator));
    let over = |numerator: i128, own: i128| {
        let (numerator, below) =
            if own == other { (numerator, below?) } else { (numerator * other, below? * own) };
        Some(Value::Number(Ratio { numerator, denominator: below }.value()?))
    };
    let alone = |sum: i128, column: Option<Col>| match column.map_or(EvidenceUnit::Money, Col::unit) {
        EvidenceUnit::Money => Value::Money(format_minor(sum, exponent)),
        EvidenceUnit::Thousandths => Value::Number(sum as f64 / 1000.0),
        _ => Value::Count(i64::try_from(sum).unwrap_or(i64::MAX)),
    };
    let money = scale(None);
    match (table.made, above, table.spent) {
        (EvidenceMade::Sum, Some(above), _) if below.is_none() => Some(alone(above, table.numerator)),
        (EvidenceMade::Sum, Some(above), _) => over(above, own),
        (EvidenceMade::Times { by }, Some(above), _) => over(above * i128::from(by), own),
        (EvidenceMade::Discounted { months }, Some(above), _) => {
            let months = i128::from(months);
            let below = below? * months + 10 * table.sum(Some(Col::LostCustomer))?;
            let ratio = Ratio { numerator: above * 11 * months, denominator: below * own };
            Some(Value::Number(ratio.value()?))
        }
        (EvidenceMade::Squares, Some(above), _) => {
            let total = below.filter(|total| *total > 0)? as f64;
            Some(Value::Number(above as f64 / total / total * 10_000.0))
        }
        (EvidenceMade::Spent { .. }, _, Some(spent)) if below.is_none() => Some(alone(spent, None)),
        (EvidenceMade::Spent { by }, _, Some(spent)) => over(spent * i128::from(by), money),
        (EvidenceMade::Left, _, Some(spent)) => over(below? - spent, money),
        (EvidenceMade::Over { by }, Some(above), _) => {
            let ratio = Ratio { numerator: above, denominator: i128::from(by) * own };
            Some(Value::Number(ratio.value()?))
        }
        (EvidenceMade::Added { by, more }, Some(above), _) => {
            let below = below? + i128::from(more) * other;
            let ratio = Ratio { numerator: above * i128::from(by) * other, denominator: below * own };
            Some(Value::Number(ratio.value()?))
        }
        (EvidenceMade::Affine { by, times, plus }, Some(above), _) => {
            let ratio = Ratio { numerator: above * i128::from(by) * other, denominator: below? * own };
            Some(Value::Number((f64::from(times) * ratio.value()? + f64::from(plus)) / 1000.0))
        }
        (EvidenceMade::Cycles { seeds, cycles }, Some(above), _) => {
            let k = Ratio { numerator: above * other, denominator: below? * own };
            Some(Value::Number(after_cycles(k.value()?, f64::from(seeds), cycles)))
        }
        (EvidenceMade::Median, Some(_), _) => {
            let mut all: Vec<i128> = table.cells(table.numerator).collect();
            crate::base::sort(&mut all);
            let middle = all.len() / 2;
            let (lower, upper) = (all.get((all.len().checked_sub(1)?) / 2)?, all.get(middle)?);
            Some(Value::Number((lower + upper) as f64 / (2 * own) as f64))
        }
        (EvidenceMade::Mean { by }, Some(_), _) => {
            let pairs = table.cells(table.numerator).zip(table.cells(table.denominator));
            let sum: f64 = pairs.map(|(above, below)| f64::from(by) * above as f64 / below as f64).sum();
            (!table.rows.is_empty()).then(|| Value::Number(sum / table.rows.len() as f64))
        }
        (EvidenceMade::Some, ..) => {
            let any = table.parts.iter().filter(|part| matches!(part.above, Some(Value::Count(1..))));
            Some(Value::count(any.count() as u64))
        }
        (EvidenceMade::Slope, ..) => {
            let ratios: Option<Vec<f64>> = table.parts.iter().map(|part| part.ratio).collect();
            ratios?.try_into().ok().map(|ratios| Value::Number(slope(ratios)))
        }
        _ => None,
    }
}
