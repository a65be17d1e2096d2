//! Q7, growth.

use super::Part;

pub(super) const PARTS: &[Part] = &[
    Part::Figures(&["q7.signups", "q7.repeated", "q7.disordered"]),
    Part::Head("q7.head.activation"),
    Part::Figures(&["q7.activation_7", "q7.activation_14", "q7.time_to_value"]),
    Part::Dots { grid: "q7.value_by_day", name: "days", value: "reached", range: Some(("low", "high")) },
    Part::Head("q7.head.conversion"),
    Part::Figures(&[
        "q7.trial_to_paid",
        "q7.free_to_paid",
        "q7.open_trials",
        "q7.trial_window",
        "q7.pql_rate",
        "q7.pql_to_paid",
    ]),
    Part::Dots { grid: "q7.segments", name: "segment", value: "share", range: Some(("low", "high")) },
    Part::Head("q7.head.sources"),
    Part::Figures(&["q7.self_serve_mrr", "q7.self_serve", "q7.self_serve_unknown"]),
    Part::List("q7.sources"),
    Part::Head("q7.head.viral"),
    Part::Figures(&[
        "q7.viral_share",
        "q7.invites_each",
        "q7.acceptance",
        "q7.k_factor",
        "q7.amplification",
        "q7.after_cycles",
        "q7.cycle_days",
    ]),
    Part::Head("q7.head.loop"),
    Part::Dots { grid: "q7.funnel", name: "step", value: "share", range: Some(("low", "high")) },
    Part::List("q7.loop"),
];

#[cfg(test)]
mod tests {
    use super::super::spoken::spoken;

    #[test]
    fn all_of_the_answer_is_said_in_words() {
        let ledger = include_str!("../../../tests/cases/q7-loop/ledger.csv");
        let trials = include_str!("../../../tests/cases/q7-loop/trials.csv");
        let (found, _) = spoken(&[ledger, trials], "q7");
        assert_eq!((found.status.as_str(), found.grids.len()), ("answered", 5));
        for (trials, code) in [
            (include_str!("../../../tests/cases/q7-segments/input.csv"), "q7.segment_suggestive"),
            (include_str!("../../../tests/cases/q7-segment-better/input.csv"), "q7.segment_better"),
            (include_str!("../../../tests/cases/q7-self-sustaining/input.csv"), "q7.self_sustaining"),
        ] {
            let (found, _) = spoken(&[trials], "q7");
            let codes: Vec<&str> = found.findings.iter().map(|found| found.code.as_str()).collect();
            assert_eq!(codes, [code]);
        }
    }
}
