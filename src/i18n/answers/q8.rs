//! Q8, demand.

use super::Words;

#[rustfmt::skip]
pub(super) const WORDS: Words = &[
    ("q8", "Demand", "需求"),
    ("q8.lead", "Which features most customers ask for, and where the ways to rank them disagree.", "哪些功能是多数客户的共同需求，不同排序方法在哪里有分歧。"),
];
