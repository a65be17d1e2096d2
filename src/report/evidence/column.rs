//! The columns of evidence, and how their cells are written.

use crate::report::Unit;
use serde::{Deserialize, Serialize};

/// What a column holds and how its cells are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceUnit {
    /// Money as decimal text.
    Money,
    /// 1 or 0: the customer counts or doesn't.
    Count,
    /// Percentage points, six decimals.
    Points,
    /// Money times money, with twice the currency's digits.
    Square,
    /// Three decimals.
    Thousandths,
}

/// A column of evidence. The sum of its cells is `total`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceColumn {
    /// MRR at the start.
    Opening,
    /// MRR at the end.
    Closing,
    /// End minus start.
    Change,
    /// The smaller of start and end: what was kept.
    Kept,
    /// More than at the start.
    Expansion,
    /// Less than at the start, but some.
    Contraction,
    /// All of the start.
    Churn,
    /// Gains: new, expansion, reactivation.
    Gained,
    /// Losses: contraction, churn.
    Lost,
    /// First revenue.
    New,
    /// Revenue after a pause.
    Reactivation,
    /// Counted at the start.
    OpeningCustomer,
    /// Counted as kept.
    KeptCustomer,
    /// Counted as lost.
    LostCustomer,
    /// Counted at the end.
    ClosingCustomer,
    /// Twelve times the MRR at the end.
    Annual,
    /// What its free seats would bring a month; empty where its seats aren't stated.
    Room,
    /// Seats it pays for.
    PaidSeats,
    /// Seats it could have beyond these.
    FreeSeats,
    /// Modules it uses.
    UsedModules,
    /// Modules there are.
    AllModules,
    /// Modules there are and it doesn't use.
    FreeModules,
    /// MRR at the end × the share of modules not in use; empty where its modules aren't stated.
    ModuleWeight,
    /// What counts above the line, where no other column says it.
    Counted,
    /// What counts below the line, where no other column says it.
    Below,
    /// Customers counted above the line.
    CountedCustomer,
    /// Customers counted below the line.
    BelowCustomer,
    /// How far the customer moves the value away from 100 %.
    Points,
    /// The square of the MRR at the end.
    Square,
    /// MRR of several months together.
    Revenue,
    /// Months with revenue.
    PaidMonths,
    /// Pairs that it is one of.
    Pairs,
    /// Those of them that are right; a draw is half of one.
    PairsRight,
    /// How often won.
    Won,
    /// How often the finding speaks of the customer.
    Cases,
    /// How often the row counts above the line.
    Part,
    /// How often it counts below the line, or at all.
    Whole,
    /// A measure of the row.
    Value {
        /// What it is.
        unit: Unit,
    },
    /// What a row gives to a column of the list that is asked about.
    Listed {
        /// Its place in the list.
        column: u8,
        /// What it holds.
        unit: Unit,
    },
    /// Rows of a file.
    Rows,
    /// Money as a table beside revenue states it, which may have more digits than the currency.
    Stated,
    /// How long it took.
    Seconds,
    /// Steps taken.
    Steps,
    /// Twelve times what is lost a month.
    LostAnnual,
    /// The fewest steps that it takes, where those taken are stated too.
    Fewest,
    /// How far a rank by one way is from the middle, times how far that by another is.
    RankProduct,
    /// How far a rank is from the middle, squared.
    RankSquare {
        /// By the second of the two ways.
        second: bool,
    },
    /// Steps taken where the fewest are stated too.
    StepsCompared,
}

impl EvidenceColumn {
    /// How its cells are written.
    pub fn unit(self) -> EvidenceUnit {
        match self {
            EvidenceColumn::OpeningCustomer
            | EvidenceColumn::KeptCustomer
            | EvidenceColumn::LostCustomer
            | EvidenceColumn::ClosingCustomer
            | EvidenceColumn::CountedCustomer
            | EvidenceColumn::BelowCustomer
            | EvidenceColumn::PaidMonths
            | EvidenceColumn::PaidSeats
            | EvidenceColumn::FreeSeats
            | EvidenceColumn::UsedModules
            | EvidenceColumn::AllModules
            | EvidenceColumn::FreeModules
            | EvidenceColumn::Won
            | EvidenceColumn::Pairs
            | EvidenceColumn::Cases
            | EvidenceColumn::Part
            | EvidenceColumn::Whole
            | EvidenceColumn::Rows
            | EvidenceColumn::Seconds
            | EvidenceColumn::Steps
            | EvidenceColumn::StepsCompared
            | EvidenceColumn::Fewest => EvidenceUnit::Count,
            EvidenceColumn::Stated
            | EvidenceColumn::PairsRight
            | EvidenceColumn::RankProduct
            | EvidenceColumn::RankSquare { .. } => EvidenceUnit::Thousandths,
            EvidenceColumn::Value { unit } | EvidenceColumn::Listed { unit, .. } => match unit {
                Unit::Money => EvidenceUnit::Money,
                Unit::Count | Unit::Days | Unit::Months | Unit::Nps => EvidenceUnit::Count,
                _ => EvidenceUnit::Thousandths,
            },
            EvidenceColumn::Points => EvidenceUnit::Points,
            EvidenceColumn::Square => EvidenceUnit::Square,
            _ => EvidenceUnit::Money,
        }
    }
}
