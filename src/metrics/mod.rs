//! Pure functions from a [`Book`](crate::tables::Book) to exact sums, one family a file.
//!
//! Everything here is integers until someone divides; what can't be divided is a
//! [`Na`](crate::base::Na) and never a zero. Every sum is a fold over customers, so the customers
//! behind it can always be listed.

mod anomalies;
mod changes;
mod chi_square;
mod cohorts;
mod concentration;
mod downgrades;
mod economics;
mod group_by;
mod masking;
mod movements;
pub mod operating;
mod paths;
mod quadrant;
mod resample;
mod retention;
mod segments;
mod shift;
mod sizes;
mod slope;
mod split;
mod survival;
mod trend;
mod variants;
mod window;

pub use anomalies::{Anomaly, Odd};
pub use changes::largest_changes;
pub use chi_square::chi_square_p;
pub use cohorts::{AgeSums, AgedSums, MAX_COHORT_AGE, StartCohort, before_cohorts, cohorts, joined};
pub use concentration::{Concentration, TOPS, concentration, concentrations, largest_opening, ranked};
pub use downgrades::{Exposure, RiskRatio, SPELL, TwoByTwo, exposure, turn};
pub use economics::{
    Assumed, Economics, Spent, costs_in_window, economics, is_retention_cost, is_revenue_cost,
};
pub use group_by::{GroupBy, Label};
pub use masking::{Spread, spread};
pub use movements::{MonthFlow, Move, MovementKind, booked_as, monthly_flows, moves};
pub use paths::{PathSums, path_of};
pub use quadrant::{
    MAX_SPOTS, Quadrant, QuadrantGroup, RankedBy, Spot, WhiteSpace, quadrant, room, spot_members, white_space,
};
pub use resample::{Band, DRAWS, FEWEST, MOST_DRAWN, Method, Pair, Resampled, SEED, bootstrap, intervals};
pub use retention::{Ends, Retained, TwoPoint, two_point};
pub use segments::{Group, GroupSums, MAX_GROUPS, Opening, Retention, Segmentation, openings, previous};
pub use shift::{ENOUGH, Shift, ShiftPart, shift};
use sizes::nth_largest;
pub use sizes::{SizeClass, SizeCuts};
pub use slope::{QUARTERS, slope};
pub use split::{Split, SplitPart};
pub use survival::{AT_RISK_EVERY, Curve, Life, Lives, LogRank, Step, log_rank};
pub use trend::{TrailingSums, trailing};
pub use variants::{
    DefinitionId, Difference, DifferenceRule, Scale, Share, Variant, differences, looks_back_to, variants,
};
pub(crate) use variants::{Entity, Recipe, Rule, Scope, Span, Unit};
pub use window::Window;

#[cfg(test)]
mod testing {
    use crate::base::{Currency, Month, Names};
    use crate::tables::{Book, BookOptions, MonthFact, RevenueFacts, RevenueTable, RowCurrencies, Shape};

    /// The month so many months after January 2024.
    pub fn month(later: i32) -> Month {
        Month::parse_iso("2024-01").unwrap().plus(later)
    }

    /// A book of customers and what they pay from January 2024 on, in minor units.
    pub fn book(rows: &[(&str, &[i64])]) -> Book {
        let mut customers = Names::new();
        let mut facts = Vec::new();
        for (line, (name, amounts)) in (2..).zip(rows) {
            let customer = customers.intern(name);
            let cells = (0..).zip(*amounts);
            facts.extend(cells.map(|(i, amount)| MonthFact {
                customer,
                month: month(i),
                amount: *amount,
                line,
            }));
        }
        let last = rows.iter().map(|(_, amounts)| amounts.len() as i32).max().unwrap_or(1) - 1;
        let facts = RevenueFacts::Months {
            facts,
            span: Some((month(0), month(last))),
            latest_day: None,
            many_days: false,
        };
        let (shape, currency, mixed) = (Shape::Long, Currency::UNSTATED, Vec::new());
        Book::new(
            &[RevenueTable {
                shape,
                currency,
                mixed,
                rows: RowCurrencies::default(),
                customers,
                facts,
                attributes: Vec::new(),
                items: None,
                subscriptions: None,
                list: None,
            }],
            BookOptions::default(),
        )
    }
}
