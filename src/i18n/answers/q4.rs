//! Q4, health.

use super::Words;

#[rustfmt::skip]
pub(super) const WORDS: Words = &[
    ("q4", "Health", "客户健康"),
    ("q4.lead", "How healthy each customer is, what keeps them, and whether the score foretold who left.", "每个客户的健康分、高粘性的来源，以及健康分是否预示了流失。"),
];
