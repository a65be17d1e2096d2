//! Q6, scaling.

use super::{Gauge, Part};
use crate::base::Month;
use crate::metrics::operating::{BASIC_TARGET, STANDARD_TARGET};
use crate::report::{EvidenceKey, Grid, Value};
use crate::tables::CostCategory;

const TARGETS: &[Gauge] = &[
    Gauge {
        figure: "q6.standard",
        scale: (0.0, 1.0),
        mark: Some(("gauges.target", STANDARD_TARGET as f64 / 100.0)),
    },
    Gauge {
        figure: "q6.basic_elsewhere",
        scale: (0.0, 1.0),
        mark: Some(("gauges.target", BASIC_TARGET as f64 / 100.0)),
    },
];

pub(super) const PARTS: &[Part] = &[
    Part::Gauges("q6.gauges", TARGETS),
    Part::Head("q6.head.cost"),
    Part::Figures(&[
        "q6.cost_to_serve",
        "q6.marginal_cost",
        "q6.elasticity",
        "q6.compared_from",
        "q6.compared_to",
        "q6.gross_margin",
    ]),
    Part::List("q6.serving"),
    Part::List("q6.costs"),
    Part::List("q6.costs_by_period"),
    Part::Head("q6.head.allocated"),
    Part::Figures(&["q6.allocated", "q6.allocated_from", "q6.allocated_to"]),
    Part::List("q6.cost_by_group"),
    Part::List("q6.cost_by_customer"),
    Part::Head("q6.head.standard"),
    Part::Figures(&["q6.standard"]),
    Part::Head("q6.head.tickets"),
    Part::Figures(&[
        "q6.tickets_each",
        "q6.in_time",
        "q6.solved_alone",
        "q6.by_machine",
        "q6.basic_elsewhere",
        "q6.unstated",
    ]),
    Part::List("q6.channels"),
    Part::List("q6.basic_topics"),
    Part::List("q6.basic_customers"),
    Part::Head("q6.head.managers"),
    Part::Figures(&["q6.accounts_each", "q6.arr_each", "q6.without_manager"]),
    Part::List("q6.managers"),
    Part::List("q6.tiers"),
    Part::Head("q6.head.automation"),
    Part::Figures(&["q6.steps_automated", "q6.untouched", "q6.lead_time"]),
    Part::List("q6.without_deal"),
    Part::Head("q6.head.architecture"),
    Part::Note("q6.note.architecture"),
];

/// What is behind a cell of the costs by period.
pub(super) fn key(grid: &Grid, column: &str, row: &[Option<Value>]) -> Option<EvidenceKey> {
    if grid.id != "q6.serving" {
        return None;
    }
    let (Some(Value::Money(month)), Some(Value::Count(months))) = (row.first()?, row.get(1)?) else {
        return None;
    };
    let category = match column {
        "support" => Some(CostCategory::CogsSupport),
        "success" => Some(CostCategory::Csm),
        "hosting" => Some(CostCategory::CogsHosting),
        "cost" | "average_customers" | "each" => None,
        _ => return None,
    };
    let (month, months) = (Month::parse_iso(month)?, u32::try_from(*months).ok()?);
    Some(EvidenceKey::Serving { month, months, category })
}

#[cfg(test)]
mod tests {
    use super::super::spoken::{case, spoken};

    #[test]
    fn all_of_the_answer_is_said_in_words() {
        let files = [
            case!("q6-all/ledger.csv"),
            case!("q6-all/accounts.csv"),
            case!("q6-all/costs.csv"),
            case!("q6-all/tickets.csv"),
            case!("q6-all/onboarding.csv"),
            case!("q6-all/requests.csv"),
            case!("q6-all/trials.csv"),
        ];
        let (found, _) = spoken(&files, "q6");
        let codes: Vec<&str> = found.findings.iter().map(|found| found.code.as_str()).collect();
        assert_eq!(codes, ["q6.cost_outgrows", "q6.much_custom", "q6.basic_on_managers", "q6.waiting"]);
        assert_eq!((found.status.as_str(), found.grids.len()), ("answered", 7));
        let fewer = [case!("q6-fewer-customers/ledger.csv"), case!("q6-fewer-customers/costs.csv")];
        let (fewer, _) = spoken(&fewer, "q6");
        assert_eq!(fewer.findings.first().map(|found| found.code.as_str()), Some("q6.cost_alone_grows"));
    }
}
