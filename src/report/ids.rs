//! Names of the report's figures. Their order here is their order in the report.

use serde::{Deserialize, Serialize};

/// A headline metric (report.md "Metric ids"; domain.md §2.1, §2.2). The opening and the closing month are the
/// two ends of the report's window, twelve months apart unless told otherwise; the opening customers are those
/// with revenue in the opening month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MetricId {
    /// What the opening customers pay in the closing month / what they paid in the opening month.
    Nrr,
    /// Σ min(opening, closing) of the opening customers / opening MRR; never above 1.
    Grr,
    /// Opening customers with revenue in the closing month / opening customers.
    LogoRetention,
    /// Opening customers without revenue in the closing month / opening customers.
    LogoChurn,
    /// Opening MRR of the customers that left / opening MRR.
    RevenueChurn,
    /// Contraction and churn / opening MRR: 1 − GRR.
    GrossRevenueChurn,
    /// Contraction and churn less expansion / opening MRR: 1 − NRR, below 0 where growth covers the losses.
    NetRevenueChurn,
    /// What opening customers pay more / opening MRR.
    ExpansionRate,
    /// Expansion / (expansion + MRR of customers first seen inside the window).
    ExpansionShare,
    /// Expansion / (contraction + churn): from 1 on, growth of old customers covers the losses (N-23).
    LossCoverage,
    /// (New + returned + expansion) / (contraction + churn), all between the window's two ends: not a sum of
    /// monthly movements, so who came and left inside the window is in neither.
    QuickRatio,
    /// MRR of the closing month.
    Mrr,
    /// Twelve times the closing month's MRR.
    Arr,
    /// MRR of the closing month less MRR of the opening month: the growth of the whole window.
    NetNewMrr,
    /// MRR of the closing month / its customers.
    Arpa,
    /// Customers with revenue in the closing month.
    Customers,
    /// NRR without the largest opening customer (the first by name where several are).
    NrrExLargest,
    /// The largest customer's share of the closing month's MRR.
    TopCustomerShare,
    /// The ten largest customers' share of the closing month's MRR.
    Top10Share,
    /// Σ share² × 10,000 over the customers of the closing month.
    Hhi,
    /// (Opening + all expansion − all contraction and churn inside the window) / opening, customers won inside
    /// it included above the line (F2). Returns count only where the policy books them as expansion.
    NrrLazy,
    /// Product of the window's monthly closed-cohort ratios; a customer who returns stays out.
    NrrMonthlyCompounded,
    /// (Opening − every contraction and churn of the opening customers inside the window) / opening (F3). Can
    /// fall below 0 where customers lose more on their way than they began with.
    GrrMovement,
    /// Value of a customer in revenue: opening MRR · months of the window ÷ customers lost in it, of a lifetime no
    /// longer than the cap (domain.md §2.11).
    Ltv,
    /// The same after the cost of revenue: LTV · gross margin.
    LtvMargin,
    /// Recurly's: opening MRR a customer · (1 + d) ÷ (d + churn a month), d = 10 %, so that later months count less and
    /// no cap is needed (peers.md §5, §13 number 9).
    LtvDiscounted,
    /// Where NRR is above 1, and a lifetime by churn says nothing: what an opening customer pays over the cap if the
    /// cohort goes on as it began, its growth left out (domain.md §2.11).
    LtvCohort,
    /// Part of the MRR of the months with costs that the cost of revenue leaves; as told where no cost says it.
    GrossMargin,
    /// Sales and marketing for new customers / customers won in the same months.
    Cac,
    /// Margin LTV / CAC.
    LtvCac,
    /// CAC / (MRR per opening customer · gross margin): months until a customer has paid for being won.
    CacPaybackMonths,
    /// CAC / LTV: the gross margin below which a new customer costs more than it brings.
    BreakEvenMargin,
    /// Spent on keeping customers / customers, a year.
    Crc,
    /// Spent on keeping customers / MRR of the same months.
    CrcRatio,
    /// MRR per opening customer · gross margin / spent a customer and month: like for like, so churn cancels.
    LtvCrc,
}

impl MetricId {
    /// Every metric, in the report's order.
    pub const ALL: [MetricId; 35] = [
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
        MetricId::Ltv,
        MetricId::LtvMargin,
        MetricId::LtvDiscounted,
        MetricId::LtvCohort,
        MetricId::GrossMargin,
        MetricId::Cac,
        MetricId::LtvCac,
        MetricId::CacPaybackMonths,
        MetricId::BreakEvenMargin,
        MetricId::Crc,
        MetricId::CrcRatio,
        MetricId::LtvCrc,
    ];

    /// Whether it is about what customers are worth and cost.
    pub fn is_economics(self) -> bool {
        self >= MetricId::Ltv
    }

    /// Whether it is a sum over the customers who paid in the window's first month.
    pub fn is_of_opening(self) -> bool {
        matches!(
            self,
            MetricId::Nrr
                | MetricId::Grr
                | MetricId::LogoRetention
                | MetricId::LogoChurn
                | MetricId::RevenueChurn
                | MetricId::GrossRevenueChurn
                | MetricId::NetRevenueChurn
                | MetricId::ExpansionRate
        )
    }

    /// Whether it is measured at the end of the window's last month; the others compare the window's two ends.
    pub fn is_at_end(self) -> bool {
        matches!(
            self,
            MetricId::Mrr
                | MetricId::Arr
                | MetricId::Arpa
                | MetricId::Customers
                | MetricId::TopCustomerShare
                | MetricId::Top10Share
                | MetricId::Hhi
        )
    }

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
            MetricId::Ltv => "ltv",
            MetricId::LtvMargin => "ltv_margin",
            MetricId::LtvDiscounted => "ltv_discounted",
            MetricId::LtvCohort => "ltv_cohort",
            MetricId::GrossMargin => "gross_margin",
            MetricId::Cac => "cac",
            MetricId::LtvCac => "ltv_cac",
            MetricId::CacPaybackMonths => "cac_payback_months",
            MetricId::BreakEvenMargin => "break_even_margin",
            MetricId::Crc => "crc",
            MetricId::CrcRatio => "crc_ratio",
            MetricId::LtvCrc => "ltv_crc",
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metrics_are_named_as_the_report_names_them() {
        for id in MetricId::ALL {
            assert_eq!(serde_json::to_string(&id).unwrap(), format!("\"{}\"", id.as_str()));
        }
        assert!(MetricId::ALL.is_sorted(), "the list is in the report's order");
    }
}
