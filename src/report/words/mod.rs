//! The few English words that the report itself carries: reasons for n/a and the rules of variants.
//! The page says these in its own language; the words here are for the JSON and the command line.

mod definitions;

pub(super) use definitions::users;
pub use definitions::{definition_rule, difference_rule, metric_of, misleading};

use super::MetricId;
use crate::base::{Month, Na};

/// What a reason may need to name.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Facts {
    /// Months the window needs: its length and one.
    pub needed: u32,
    /// Months the data have up to the closing month.
    pub has: u32,
    /// Opening month of the window.
    pub from: Option<Month>,
    /// Closing month.
    pub to: Option<Month>,
}

/// Why a metric has no value.
pub(super) fn na_text(id: MetricId, why: Na, facts: Facts) -> String {
    let month = |m: Option<Month>| match m {
        None => "that month".to_owned(),
        Some(m) => match m.unnamed_is_start() {
            Some(true) => "the opening".to_owned(),
            Some(false) => "the closing".to_owned(),
            None => m.to_string(),
        },
    };
    match (why, id) {
        (Na::NoData, MetricId::LtvMargin | MetricId::GrossMargin) => {
            "needs costs of revenue (hosting, support, onboarding) or a gross margin".to_owned()
        }
        (Na::NoData, MetricId::Cac | MetricId::BreakEvenMargin) => {
            "needs costs of sales and marketing for new customers".to_owned()
        }
        (Na::NoData, MetricId::LtvCac | MetricId::CacPaybackMonths) => {
            "needs costs of sales and marketing for new customers, and costs of revenue or a gross margin"
                .to_owned()
        }
        (Na::NoData, MetricId::Crc | MetricId::CrcRatio) => "needs costs of keeping customers".to_owned(),
        (Na::NoData, MetricId::LtvCrc) => {
            "needs costs of keeping customers, and costs of revenue or a gross margin".to_owned()
        }
        (
            Na::ZeroDenominator,
            MetricId::Cac | MetricId::LtvCac | MetricId::CacPaybackMonths | MetricId::BreakEvenMargin,
        ) => "no new customers, or nothing left of what they pay".to_owned(),
        (Na::NoData, _) => "no usable row".to_owned(),
        (Na::InsufficientHistory, _) => format!("needs {} months of data, has {}", facts.needed, facts.has),
        (Na::SmallSample, _) => "too few customers".to_owned(),
        (Na::MixedCurrency, _) => "more than one currency, and no rates".to_owned(),
        (Na::TooLarge, _) => "more than can be computed".to_owned(),
        (Na::InWarehouse, _) => "needs single customers, who stayed in the warehouse".to_owned(),
        (Na::NoSubscriptions, _) => "no column of subscriptions".to_owned(),
        (Na::NotApplicable, MetricId::LtvCohort) => "needs customers, and NRR above 100 %".to_owned(),
        (Na::NotApplicable, id) if id.is_economics() => {
            "needs customers and months, and the file lacks one of them".to_owned()
        }
        (Na::NotApplicable, _) => "does not fit this data".to_owned(),
        (Na::ZeroDenominator, MetricId::QuickRatio | MetricId::LossCoverage) => "no losses".to_owned(),
        (Na::ZeroDenominator, MetricId::ExpansionShare) => "no expansion and no new revenue".to_owned(),
        (Na::ZeroDenominator, MetricId::NrrExLargest) => {
            format!("no other customer in {}", month(facts.from))
        }
        (Na::ZeroDenominator, MetricId::NrrMonthlyCompounded) => {
            "a month inside the window begins without customers".to_owned()
        }
        (
            Na::ZeroDenominator,
            MetricId::Arpa | MetricId::TopCustomerShare | MetricId::Top10Share | MetricId::Hhi,
        ) => format!("no customers in {}", month(facts.to)),
        (Na::ZeroDenominator, _) => format!("no customers in {}", month(facts.from)),
    }
}
