//! Q9, experience.

use super::{Bars, Gauge, Part};

/// Published averages of MeasuringU (domain.md §5.5).
const AVERAGES: &[Gauge] = &[
    Gauge { figure: "q9.completion", scale: (0.0, 1.0), mark: Some(("gauges.average", 0.78)) },
    Gauge { figure: "q9.ease", scale: (0.0, 7.0), mark: Some(("gauges.average", 5.5)) },
    Gauge { figure: "q9.sus", scale: (0.0, 100.0), mark: Some(("gauges.average", 68.0)) },
];

const STEPS: Bars = Bars {
    id: "q9.steps",
    grid: "q9.steps",
    name: &["steps"],
    values: &["attempts"],
    paints: &[],
    range: None,
    whole: false,
};

pub(super) const PARTS: &[Part] = &[
    Part::Head("q9.head.tasks"),
    Part::Figures(&["q9.core_tasks_passing", "q9.attempts_within", "q9.completion", "q9.ease"]),
    Part::Gauges("q9.gauges", AVERAGES),
    Part::Bars(&STEPS),
    Part::Dots { grid: "q9.tasks", name: "task", value: "completion", range: Some(("low", "high")) },
    Part::Head("q9.head.scores"),
    Part::Figures(&["q9.sus", "q9.umux_lite", "q9.umux_as_sus", "q9.seq"]),
    Part::Head("q9.head.low"),
    Part::List("q9.low_rated"),
    Part::List("q9.contacts"),
];

#[cfg(test)]
mod tests {
    use super::super::spoken::spoken;

    #[test]
    fn all_of_the_answer_is_said_in_words() {
        let tasks = include_str!("../../../tests/cases/table-tasks/input.csv");
        let surveys = include_str!("../../../tests/cases/table-surveys/input.csv");
        let (question, _) = spoken(&[tasks, surveys], "q9");
        assert_eq!((question.status.as_str(), question.figures.len()), ("answered", 8));
    }
}
