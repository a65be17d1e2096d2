//! Names of the report's figures. Their order here is their order in the report.

use serde::{Deserialize, Serialize};

/// A headline metric (report.md "Metric ids"; domain.md §2.1, §2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // each is defined in domain.md under its own name
pub enum MetricId {
    Nrr,
    Grr,
    LogoRetention,
    LogoChurn,
    RevenueChurn,
    GrossRevenueChurn,
    NetRevenueChurn,
    ExpansionRate,
    ExpansionShare,
    LossCoverage,
    QuickRatio,
    Mrr,
    Arr,
    NetNewMrr,
    Arpa,
    Customers,
    NrrExLargest,
    TopCustomerShare,
    Top10Share,
    Hhi,
    NrrLazy,
    NrrMonthlyCompounded,
    GrrMovement,
}

impl MetricId {
    /// Every metric, in the report's order.
    pub const ALL: [MetricId; 23] = [
        MetricId::Nrr,
        MetricId::Grr,
        MetricId::LogoRetention,
        MetricId::LogoChurn,
        MetricId::RevenueChurn,
        MetricId::GrossRevenueChurn,
        MetricId::NetRevenueChurn,
        MetricId::ExpansionRate,
        MetricId::ExpansionShare,
        MetricId::LossCoverage,
        MetricId::QuickRatio,
        MetricId::Mrr,
        MetricId::Arr,
        MetricId::NetNewMrr,
        MetricId::Arpa,
        MetricId::Customers,
        MetricId::NrrExLargest,
        MetricId::TopCustomerShare,
        MetricId::Top10Share,
        MetricId::Hhi,
        MetricId::NrrLazy,
        MetricId::NrrMonthlyCompounded,
        MetricId::GrrMovement,
    ];

    /// The id as the report writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            MetricId::Nrr => "nrr",
            MetricId::Grr => "grr",
            MetricId::LogoRetention => "logo_retention",
            MetricId::LogoChurn => "logo_churn",
            MetricId::RevenueChurn => "revenue_churn",
            MetricId::GrossRevenueChurn => "gross_revenue_churn",
            MetricId::NetRevenueChurn => "net_revenue_churn",
            MetricId::ExpansionRate => "expansion_rate",
            MetricId::ExpansionShare => "expansion_share",
            MetricId::LossCoverage => "loss_coverage",
            MetricId::QuickRatio => "quick_ratio",
            MetricId::Mrr => "mrr",
            MetricId::Arr => "arr",
            MetricId::NetNewMrr => "net_new_mrr",
            MetricId::Arpa => "arpa",
            MetricId::Customers => "customers",
            MetricId::NrrExLargest => "nrr_ex_largest",
            MetricId::TopCustomerShare => "top_customer_share",
            MetricId::Top10Share => "top10_share",
            MetricId::Hhi => "hhi",
            MetricId::NrrLazy => "nrr_lazy",
            MetricId::NrrMonthlyCompounded => "nrr_monthly_compounded",
            MetricId::GrrMovement => "grr_movement",
        }
    }
}

/// A step of the window's waterfall from opening to closing MRR.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BridgePart {
    /// MRR of the month `from`.
    Opening,
    /// More from customers of the opening month.
    Expansion,
    /// Less from customers of the opening month that stayed.
    Contraction,
    /// All from customers of the opening month that left.
    Churn,
    /// What the opening customers pay in `to`: opening + expansion − contraction − churn.
    ClosingCohort,
    /// Customers whose first revenue ever came after `from`.
    New,
    /// Customers with revenue before `from`, none in `from`, some in `to`.
    Returned,
    /// MRR of the month `to`.
    Closing,
}

/// A variant of a metric, told apart by its rule (peers.md §6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DefinitionId {
    /// NRR, closed cohort, two points. The headline.
    NrrCohort,
    /// NRR from all movements of the window, customers won inside it included ("lazy").
    NrrLazy,
    /// NRR as the product of monthly closed-cohort ratios.
    NrrMonthlyCompounded,
    /// NRR from movements of the opening customers only, path by path.
    NrrMovement,
    /// GRR, closed cohort, per-customer minimum of two points. The headline.
    GrrCohort,
    /// GRR from movement sums of the opening customers: a dip that recovers still counts.
    GrrMovement,
    /// Logo retention, closed cohort. The headline.
    LogoCohort,
}
