//! How each figure is written: its unit, its period, the two amounts behind it.

use super::charts::{DASH, Fmt};
use crate::i18n::{Messages, Period};
use crate::report::{Evidence, EvidenceKey, EvidenceSort, MetricId, Value, Window};

/// Rows of evidence a page.
pub(super) const EVIDENCE_ROWS: u64 = 50;

/// The first page of what stands behind a number.
pub(super) fn evidence_of(key: EvidenceKey) -> Evidence {
    Evidence { key, sort: EvidenceSort::Size, offset: 0, limit: EVIDENCE_ROWS }
}

/// What a metric's value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Percent,
    Times,
    Money,
    Count,
    Points,
}

fn unit(id: MetricId) -> Unit {
    match id {
        MetricId::Mrr | MetricId::Arr | MetricId::NetNewMrr | MetricId::Arpa => Unit::Money,
        MetricId::QuickRatio | MetricId::LossCoverage => Unit::Times,
        MetricId::Customers => Unit::Count,
        MetricId::Hhi => Unit::Points,
        _ => Unit::Percent,
    }
}

/// How long a metric's figures run.
pub(super) fn period(id: MetricId) -> Period {
    if id.is_at_end() { Period::AtEnd } else { Period::Window }
}

/// The period in words.
pub(super) fn period_text(t: &Messages, fmt: Fmt, id: MetricId, window: Window) -> String {
    let to = fmt.month(window.to);
    match period(id) {
        Period::Window => (t.span_arrow)(&fmt.month(window.from), &to),
        Period::AtEnd => (t.at_month)(&to),
    }
}

/// The value as people read it.
pub(super) fn value_text(fmt: Fmt, id: MetricId, value: &Value) -> String {
    match (unit(id), value) {
        (_, Value::Money(text)) => fmt.money(text),
        (Unit::Percent, Value::Number(x)) => fmt.percent(*x),
        (Unit::Percent, Value::Count(n)) => fmt.percent(*n as f64),
        (Unit::Times, Value::Number(x)) => fmt.ratio(*x),
        (Unit::Times, Value::Count(n)) => fmt.ratio(*n as f64),
        (Unit::Money, Value::Number(x)) => fmt.money(&format!("{x:.2}")),
        (Unit::Money, Value::Count(n)) => fmt.money(&n.to_string()),
        (Unit::Count, value) => amount_text(fmt, value),
        (Unit::Points, Value::Number(x)) => fmt.decimal(*x),
        (Unit::Points, Value::Count(n)) => count_text(fmt, *n),
    }
}

/// A numerator or denominator as people read it.
pub(super) fn amount_text(fmt: Fmt, value: &Value) -> String {
    match value {
        Value::Money(text) => fmt.money(text),
        Value::Count(n) => count_text(fmt, *n),
        Value::Number(x) => fmt.decimal(*x),
    }
}

/// The value unrounded, as the report has it.
pub(super) fn raw_text(value: &Value) -> String {
    match value {
        Value::Count(n) => n.to_string(),
        Value::Number(x) => x.to_string(),
        Value::Money(text) => text.clone(),
    }
}

/// Part of a hundred units of money: what is left of each 100.
pub(super) fn of_hundred(t: &Messages, fmt: Fmt, currency: bool, ratio: f64) -> String {
    let amount = fmt.money(&format!("{:.2}", ratio * 100.0));
    if currency { amount } else { (t.bare_money)(&amount) }
}

fn count_text(fmt: Fmt, n: i64) -> String {
    let digits = fmt.count(n.unsigned_abs());
    if n < 0 { format!("−{digits}") } else { digits }
}

/// A ratio that may be missing.
pub(super) fn percent_or_dash(fmt: Fmt, ratio: Option<f64>) -> String {
    ratio.map_or_else(|| DASH.to_owned(), |x| fmt.percent(x))
}
