//! Q3, early warnings.

use super::Words;

#[rustfmt::skip]
pub(super) const WORDS: Words = &[
    ("q3", "Early warnings", "早期预警"),
    ("q3.lead", "Which customers show signs of leaving, how much revenue they stand for, and whom to call first.", "哪些客户出现流失迹象、涉及多少收入、先联系谁。"),
];
