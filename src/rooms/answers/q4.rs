//! Q4, health.

use super::{Bars, Gauge, Part};
use crate::chart::Paint;
use crate::metrics::operating::BASIC_TARGET;
use crate::rooms::Slot;

const COLOURS: Bars = Bars {
    id: "q4.colours",
    grid: "q4.bands",
    name: &["band"],
    values: &["customers"],
    paints: &[
        ("red", Paint::Churn),
        ("yellow", Paint::Contraction),
        ("green", Paint::Expansion),
        ("grey", Paint::Muted),
    ],
    range: None,
    whole: false,
};

const SEATS: Bars = Bars {
    id: "q4.seats",
    grid: "q4.seats",
    name: &["seat_use"],
    values: &["customers"],
    paints: &[],
    range: None,
    whole: false,
};

/// Whether customers with more of it stayed more.
const STICKY: Bars = Bars {
    id: "q4.stickiness",
    grid: "q4.stickiness",
    name: &["held", "bucket"],
    values: &["logo_retention", "grr"],
    paints: &[],
    range: Some(("low", "high")),
    whole: true,
};

const COVERED: &[Gauge] = &[
    Gauge { figure: "q4.ka_covered", scale: (0.0, 1.0), mark: None },
    Gauge {
        figure: "q4.basic_outside_csm",
        scale: (0.0, 1.0),
        mark: Some(("gauges.target", BASIC_TARGET as f64 / 100.0)),
    },
];

pub(super) const PARTS: &[Part] = &[
    Part::Head("q4.head.score"),
    Part::Control(Slot::Health),
    Part::Figures(&[
        "q4.scored",
        "q4.red",
        "q4.yellow",
        "q4.green",
        "q4.grey",
        "q4.red_arr",
        "q4.score_coverage",
    ]),
    Part::Bars(&COLOURS),
    Part::List("q4.bands"),
    Part::List("q4.measures"),
    Part::Note("q4.note.score"),
    Part::Note("q4.note.rules"),
    Part::Note("q4.note.sources"),
    Part::Head("q4.head.customers"),
    Part::List("q4.customers"),
    Part::Head("q4.head.sticky"),
    Part::Figures(&[
        "q4.dau_mau",
        "q4.seat_utilisation",
        "q4.module_breadth",
        "q4.core_intensity",
        "q4.integrations",
        "q4.integration_depth",
        "q4.data_gb",
        "q4.unheard",
    ]),
    Part::List("q4.unheard"),
    Part::Bars(&SEATS),
    Part::Bars(&STICKY),
    Part::Note("q4.note.association"),
    Part::Head("q4.head.team"),
    Part::Figures(&["q4.ka_covered", "q4.basic_outside_csm"]),
    Part::Gauges("q4.gauges", COVERED),
    Part::List("q4.coverage"),
    Part::List("q4.basic"),
    Part::Head("q4.head.tested"),
    Part::Figures(&[
        "q4.backtest_base",
        "q4.backtest_auc",
        "q4.backtest_precision",
        "q4.backtest_recall",
        "q4.backtest_below_green",
        "q4.backtest_green_share",
        "q4.backtest_customers",
    ]),
    Part::Dots { grid: "q4.backtest", name: "band", value: "churn_rate", range: Some(("low", "high")) },
    Part::List("q4.backtest_days"),
    Part::Note("q4.note.tested"),
];

#[cfg(test)]
mod tests {
    use super::super::spoken::spoken_with;
    use crate::report::{HealthProfile, Profile, Settings};

    #[test]
    fn every_id_has_words() {
        let files = [
            include_str!("../../../tests/cases/q4-stickiness/revenue.csv"),
            include_str!("../../../tests/cases/q4-stickiness/integrations.csv"),
            include_str!("../../../tests/cases/q4-stickiness/accounts.csv"),
            include_str!("../../../tests/cases/q4-stickiness/tickets.csv"),
            include_str!("../../../tests/cases/q4-guide/input.csv"),
            include_str!("../../../tests/cases/q4-backtest/surveys.csv"),
        ];
        for profile in [Profile::A, Profile::B] {
            let settings = Settings { health: HealthProfile::of(profile), ..Settings::default() };
            let (question, room) = spoken_with(&files, "q4", &settings);
            assert!(question.grids.len() > 5 && room.blocks.len() > 10);
        }
    }
}
