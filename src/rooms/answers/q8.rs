//! Q8, demand.

use super::{Bubbles, Part};
use crate::chart::Paint;
use crate::rooms::Slot;

/// What the gate lets through against what the requesters pay.
const MAP: Bubbles = Bubbles {
    id: "q8.map",
    grid: "q8.features",
    name: "feature",
    x: "companies",
    y: "value",
    size: Some("users"),
    colour: ("gate", &[("gate_pass", Paint::Accent), ("gate_below", Paint::Contraction)]),
    cut: Some("q8.gate"),
    up: None,
};

pub(super) const PARTS: &[Part] = &[
    Part::Head("q8.head.asked"),
    Part::Control(Slot::Choices("q8")),
    Part::Figures(&[
        "q8.features_asked",
        "q8.companies",
        "q8.shared",
        "q8.gate",
        "q8.single",
        "q8.askers_active",
        "q8.users_known",
    ]),
    Part::Scatter(&MAP),
    Part::List("q8.features"),
    Part::Head("q8.head.ranks"),
    Part::Note("q8.ranks.note"),
    Part::Control(Slot::Choices("q8.ranks")),
    Part::List("q8.ranks"),
    Part::List("q8.agreement"),
    Part::List("q8.apart"),
    Part::Head("q8.head.who"),
    Part::List("q8.singles"),
    Part::List("q8.askers"),
];

#[cfg(test)]
mod tests {
    use super::super::spoken::{case, spoken};

    #[test]
    fn everything_is_said() {
        let files =
            [case!("q8-demand/revenue.csv"), case!("q8-demand/requests.csv"), case!("q8-demand/usage.csv")];
        let (question, _) = spoken(&files, "q8");
        let found: Vec<&str> = question.findings.iter().map(|found| found.code.as_str()).collect();
        assert_eq!(found, ["q8.many_share", "q8.one_asks", "q8.first_fails", "q8.ranks_apart"]);
        assert_eq!(
            (question.status.as_str(), question.needs.len(), question.grids.len()),
            ("answered", 0, 6)
        );
    }

    #[test]
    fn requests_alone_say_something() {
        let (question, room) = spoken(&[case!("q8-requests-alone/input.csv")], "q8");
        assert_eq!((question.status.as_str(), question.findings.len()), ("partly", 0));
        assert!(room.blocks.len() > 5);
    }
}
