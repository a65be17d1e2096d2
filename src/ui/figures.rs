//! How figures are written on the page: see [`crate::rooms`]; what is asked for when one is opened.

use super::charts::Fmt;
use crate::i18n::Messages;
use crate::report::{Evidence, EvidenceKey, EvidenceSort, MetricId, Value, Window};
use crate::rooms;
pub(super) use crate::rooms::raw_text;
use crate::scroll::CHUNK;

/// The first rows of what stands behind a number.
pub(super) fn evidence_of(key: EvidenceKey) -> Evidence {
    Evidence { key, sort: EvidenceSort::Size, offset: 0, limit: CHUNK }
}

/// The period in words.
pub(super) fn period_text(t: &Messages, fmt: Fmt, id: MetricId, window: Window) -> String {
    rooms::period_text(t, &fmt, id, window)
}

/// The value as people read it.
pub(super) fn value_text(fmt: Fmt, id: MetricId, value: &Value) -> String {
    rooms::value_text(&fmt, id, value)
}

/// A numerator or denominator as people read it.
pub(super) fn amount_text(fmt: Fmt, value: &Value) -> String {
    rooms::amount_text(&fmt, value)
}

/// Part of a hundred units of money: what is left of each 100.
pub(super) fn of_hundred(t: &Messages, fmt: Fmt, currency: bool, ratio: f64) -> String {
    let amount = fmt.money(&format!("{:.2}", ratio * 100.0));
    if currency { amount } else { (t.bare_money)(&amount) }
}
