//! Q5, advocates.

use super::{Bars, Bubbles, Part};
use crate::chart::Paint;

/// Who speaks for the product against who leans on it.
const MAP: Bubbles = Bubbles {
    id: "q5.map",
    grid: "q5.model",
    name: "customer",
    x: "dependence",
    y: "reach",
    size: Some("own_value"),
    colour: ("class", &[("class_core", Paint::Expansion), ("class_candidate", Paint::Accent)]),
    cut: None,
    up: None,
};

/// Whom to ask and whom to protect.
const HEALTH: Bubbles = Bubbles {
    id: "q5.by_health",
    grid: "q5.model",
    name: "customer",
    x: "health_score",
    y: "total",
    size: Some("own_value"),
    colour: ("advice", &[("advice_ask", Paint::Expansion), ("advice_protect", Paint::Churn)]),
    cut: None,
    up: Some(50.0),
};

/// The three axes side by side: of bars from one line the shorter is seen at once, of a radar's areas it is not, and what
/// isn't known stays empty rather than a dent.
const PROFILES: Bars = Bars {
    id: "q5.profiles",
    grid: "q5.model",
    name: &["customer"],
    values: &["reach", "dependence", "feedback"],
    paints: &[],
    range: None,
    whole: false,
};

pub(super) const PARTS: &[Part] = &[
    Part::Head("q5.head.ask"),
    Part::Figures(&["q5.never_asked"]),
    Part::List("q5.unasked"),
    Part::List("q5.lost"),
    Part::Head("q5.head.tests"),
    Part::Figures(&[
        "q5.core",
        "q5.candidates",
        "q5.top_logins",
        "q5.top_two_percent",
        "q5.modules",
        "q5.outcomes",
        "q5.upsold",
    ]),
    Part::List("q5.advocates"),
    Part::Head("q5.head.model"),
    Part::Scatter(&HEALTH),
    Part::Bars(&PROFILES),
    Part::Scatter(&MAP),
    Part::List("q5.model"),
    Part::Head("q5.head.deeds"),
    Part::Figures(&["q5.referrals", "q5.converted", "q5.referred_revenue"]),
    Part::List("q5.deeds"),
    Part::List("q5.partners"),
];

#[cfg(test)]
mod tests {
    use super::super::spoken::{case, spoken};

    #[test]
    fn everything_is_said() {
        let files = [
            case!("q5-advocates/revenue.csv"),
            case!("q5-advocates/accounts.csv"),
            case!("q5-advocates/usage.csv"),
            case!("q5-advocates/surveys.csv"),
            case!("q5-advocates/advocacy.csv"),
            case!("q5-advocates/requests.csv"),
            case!("q5-advocates/integrations.csv"),
            case!("q5-advocates/tickets.csv"),
        ];
        let (question, _) = spoken(&files, "q5");
        let found: Vec<&str> = question.findings.iter().map(|found| found.code.as_str()).collect();
        assert_eq!(found, ["q5.protect", "q5.never_asked_yet", "q5.found"]);
        assert_eq!(
            (question.status.as_str(), question.needs.len(), question.grids.len()),
            ("answered", 0, 6)
        );
    }

    #[test]
    fn surveys_alone_say_something() {
        let (question, room) = spoken(&[case!("q5-surveys-alone/input.csv")], "q5");
        assert_eq!((question.status.as_str(), question.findings.len()), ("partly", 1));
        assert!(room.blocks.len() > 5);
    }
}
