//! Q6, scaling.

use super::Words;

#[rustfmt::skip]
pub(super) const WORDS: Words = &[
    ("q6", "Scaling", "规模化"),
    ("q6.lead", "What it costs to serve one customer more, and how much of the work runs by itself.", "多服务一个客户要多花多少钱，有多少工作可以自动完成。"),
];
