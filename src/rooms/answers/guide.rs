//! The guide.

use super::trend::Trend;
use super::{Gauge, Part};

const SATISFACTION: &[Gauge] = &[
    Gauge { figure: "guide.nps", scale: (-100.0, 100.0), mark: None },
    Gauge { figure: "guide.csat", scale: (0.0, 1.0), mark: None },
];

pub(super) const PARTS: &[Part] = &[
    Part::Head("guide.head.playbook"),
    Part::List("guide.playbook"),
    Part::Note("guide.note.playbook"),
    Part::Head("guide.head.satisfaction"),
    Part::Figures(&["guide.nps", "guide.nps_adjusted", "guide.csat", "guide.csat_mean", "guide.csat_scale"]),
    Part::Gauges("guide.gauges", SATISFACTION),
    Part::Trend(Trend {
        grid: "guide.satisfaction",
        quarter: "quarter",
        value: "nps",
        range: ("low", "high"),
        answers: "answers",
    }),
    Part::List("guide.nps_by_tier"),
    Part::Head("guide.head.follow_up"),
    Part::Figures(&[
        "guide.followed_in_time",
        "guide.follow_up_rule",
        "guide.detractors_open",
        "guide.passives_open",
        "guide.promoters_open",
    ]),
    Part::List("guide.detractors"),
    Part::List("guide.followed_up"),
    Part::List("guide.passives"),
    Part::List("guide.promoters"),
    Part::Head("guide.head.onboarding"),
    Part::Figures(&[
        "guide.oes",
        "guide.activated",
        "guide.check_30d",
        "guide.check_90d",
        "guide.begun",
        "guide.milestone_missed",
    ]),
    Part::Dots { grid: "guide.steps", name: "step", value: "completion", range: Some(("low", "high")) },
    Part::List("guide.stuck"),
    Part::List("guide.accounts"),
    Part::List("guide.beginnings"),
    Part::List("guide.checks"),
    Part::List("guide.unchecked"),
    Part::Head("guide.head.churn"),
    Part::Figures(&[
        "guide.churn_month",
        "guide.left",
        "guide.reasons_stated",
        "guide.contraction",
        "guide.silent_share",
    ]),
    Part::List("guide.reasons"),
    Part::List("guide.reasons_by_month"),
    Part::List("guide.groups"),
    Part::List("guide.contracted"),
    Part::List("guide.ticket_topics"),
    Part::Head("guide.head.steer"),
    Part::Figures(&[
        "guide.expansion",
        "guide.expansion_cost",
        "guide.new_cost",
        "guide.nrr_slope",
        "guide.start_largest",
        "guide.sessions",
        "guide.loyal_flat",
        "guide.loyal_expanding",
    ]),
    Part::List("guide.expansion_profile"),
    Part::List("guide.stages"),
    Part::List("guide.strategies"),
    Part::Note("guide.note.steer"),
];

#[cfg(test)]
mod tests {
    use super::super::spoken::{case, spoken};

    #[test]
    fn all_of_the_answer_is_said_in_words() {
        let files = [
            case!("guide-playbook/revenue.csv"),
            case!("guide-playbook/accounts.csv"),
            case!("guide-playbook/onboarding.csv"),
            case!("guide-playbook/surveys.csv"),
            case!("guide-playbook/tasks.csv"),
            case!("guide-playbook/tickets.csv"),
            case!("guide-playbook/trials.csv"),
        ];
        let (question, _) = spoken(&files, "guide");
        assert!(question.figures.len() > 10 && question.grids.len() > 10);
        let (alone, _) = spoken(&[case!("guide-onboarding-alone/input.csv")], "guide");
        assert_eq!(alone.status, "partly");
    }
}
