//! Q3, early warnings.

use super::Part;

pub(super) const PARTS: &[Part] = &[
    Part::Figures(&[
        "q3.at_risk",
        "q3.arr_at_risk",
        "q3.arr_share",
        "q3.judged",
        "q3.rules_judged",
        "q3.usage_day",
    ]),
    Part::Head("q3.head.customers"),
    Part::List("q3.customers"),
    Part::List("q3.in_window"),
    Part::Head("q3.head.renewals"),
    Part::List("q3.renewals"),
    Part::List("q3.lapsed"),
    Part::Head("q3.head.rules"),
    Part::List("q3.rules"),
    Part::Head("q3.head.back_test"),
    Part::Figures(&["q3.base_rate"]),
    Part::List("q3.back_test"),
];
