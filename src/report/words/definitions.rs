//! The definitions of retention in English words: their rules, who publishes them and where that was read, and
//! what is misleading about some. The Chinese words stand with the others of the page.

use crate::report::{DefinitionId, DifferenceRule, MetricId};
use DefinitionId as Id;

/// Who publishes a rule, and where it was read (peers.md, as of 2026-11-21).
type Users = &'static [(&'static str, &'static str)];

const FINARROW: (&str, &str) = ("FinArrow", "finarrow.io/methodology.html");
const CHARTMOGUL_NET: (&str, &str) =
    ("ChartMogul (1 − net MRR churn)", "help.chartmogul.com/hc/en-us/articles/4414075567250");
const CHARTMOGUL_GROSS: (&str, &str) = ("ChartMogul (1 − gross MRR churn)", "help.chartmogul.com");
const MAXIO: (&str, &str) = ("Maxio/Chargify", "help.chargify.com (churn-analytics)");
const TIDEMILL: (&str, &str) = ("Tidemill", "github.com/ondraz/tidemill (docs/definitions.md)");
const BAREMETRICS: (&str, &str) = ("Baremetrics (30 days)", "help.baremetrics.com");

/// The metric of which a definition is a variant.
pub fn metric_of(id: DefinitionId) -> MetricId {
    match id {
        id if id < Id::GrrCohort => MetricId::Nrr,
        id if id < Id::LogoCohort => MetricId::Grr,
        _ => MetricId::LogoRetention,
    }
}

/// A definition's rule in a sentence or two.
pub fn definition_rule(id: DefinitionId) -> &'static str {
    match id {
        Id::NrrCohort => {
            "MRR at the end from customers of the opening month ÷ their MRR then. Two points; customers won in between don’t count."
        }
        Id::NrrUnbroken => {
            "As the closed cohort, but a customer without revenue in any month of the window counts as churned, back or not."
        }
        Id::NrrSubscription => {
            "MRR at the end from subscriptions of the opening month ÷ their MRR then. A customer who swaps one for another has lost the one; the other doesn’t count. Rows that name none are one subscription of their customer."
        }
        Id::NrrMonthlyCompounded => {
            "The product of each month’s closed-cohort ratio. A customer who returns stays out in the month of the return."
        }
        Id::NrrMonthlyCompoundedReturns => {
            "The product of each month’s (opening + expansion + returns − contraction − churn) ÷ opening."
        }
        Id::NrrLazy => {
            "Opening MRR plus all expansion minus all losses of the window ÷ opening MRR. Customers won in between do count."
        }
        Id::NrrLazyReturns => {
            "Opening MRR plus all expansion and returns minus all losses of the window ÷ opening MRR. Customers won in between do count."
        }
        Id::NrrMovement => {
            "Opening MRR plus every movement of the opening customers, month by month ÷ opening MRR."
        }
        Id::NrrTrailingMean => {
            "The closed-cohort ratio that ends in each month of the window, averaged by opening MRR: Σ closing ÷ Σ opening."
        }
        Id::NrrMonthlyMean => {
            "Each month’s closed-cohort ratio, averaged by its opening MRR: Σ closing ÷ Σ opening of the window’s months. It says what a month does, not the window."
        }
        Id::NrrTwoYear => {
            "Two windows side by side: revenue of the second ÷ revenue of the first, from the customers of the first one’s first month."
        }
        Id::NrrLastMonthCompounded => {
            "The last month’s closed-cohort ratio, raised to the window’s number of months."
        }
        Id::NrrLastMonthLinear => {
            "1 plus the last month’s closed-cohort change times the window’s number of months."
        }
        Id::NrrMonth => {
            "MRR at the end of the last month from customers of the month before ÷ their MRR then. One month."
        }
        Id::NrrMonthReturns => {
            "(Opening + expansion + returns − contraction − churn) ÷ opening MRR of the last month. One month."
        }
        Id::NrrSurvivors => "MRR at the end ÷ at the start, of the customers that pay at both.",
        Id::NrrOpen => "MRR of all customers at the end ÷ MRR of all customers at the start.",
        Id::GrrCohort => "The smaller of start and end for each opening customer, summed ÷ opening MRR.",
        Id::GrrUnbroken => {
            "As the closed cohort, but a customer without revenue in any month of the window counts as churned, back or not."
        }
        Id::GrrSubscription => {
            "The smaller of start and end for each opening subscription, summed ÷ opening MRR. A subscription swapped for another is lost."
        }
        Id::GrrMonthlyCompounded => "The product of each month’s Σ min(before, after) ÷ MRR before.",
        Id::GrrAllMovements => {
            "Opening MRR minus every contraction and churn of the window, of all customers ÷ opening MRR."
        }
        Id::GrrMovement => {
            "Opening MRR minus every loss of the opening customers ÷ opening MRR. A dip that recovers still counts."
        }
        Id::GrrMonth => "Σ min(before, after) of the last month ÷ MRR before. One month.",
        Id::GrrAggregateMin => "The smaller of total opening and total closing MRR ÷ total opening MRR.",
        Id::LogoCohort => "Opening customers still paying at the end ÷ opening customers.",
        Id::LogoSubscription => {
            "Opening subscriptions still paid at the end ÷ opening subscriptions. One swapped for another is lost."
        }
        Id::LogoMonthlyCompounded => "The product of each month’s customers kept ÷ customers before.",
        Id::LogoMonth => {
            "Customers of the month before still paying in the last month ÷ customers of the month before. One month."
        }
        Id::LogoWithNew => {
            "Customers at the end ÷ everyone who paid in any month of the window, new ones included."
        }
        Id::LogoMonthWithNew => {
            "Customers of the last month ÷ customers of the month before and new ones. One month."
        }
        Id::LogoNet => "Customers at the end ÷ customers at the start, new ones counted against lost ones.",
    }
}

/// Who publishes such a rule, as far as their documents could be read (peers.md §2, §4, §5, §6, §8).
pub(in crate::report) fn users(id: DefinitionId) -> Users {
    match id {
        Id::NrrCohort => &[
            ("SaaS Metrics Standards Board", "imboard.ai (quotes it)"),
            ("Kellblog", "kellblog.com (2022-10-05)"),
            ("SaaS Capital", "saas-capital.com (2020)"),
            FINARROW,
            ("Confluent", "virtuaresearch.com/insights/?p=47"),
            ("GitLab", "virtuaresearch.com/insights/?p=47"),
        ],
        Id::NrrMonthlyCompoundedReturns => &[CHARTMOGUL_NET, TIDEMILL],
        Id::NrrTrailingMean => {
            &[("Datadog", "10-K (quoted)"), ("Marketo (4 quarters)", "subscribed.com (net retention)")]
        }
        Id::NrrSubscription => &[("Chargebee (net dollar expansion)", "chargebee.com/docs")],
        Id::NrrMonthlyMean => &[("HubSpot (12 months)", "subscribed.com (net retention)")],
        Id::NrrTwoYear => &[("Snowflake", "dudil.net, businessquant.com (quote it)")],
        Id::NrrMonth => &[("Baremetrics (30 days)", "changelog.baremetrics.com (net-revenue-retention)")],
        Id::NrrMonthReturns => &[CHARTMOGUL_NET, MAXIO, TIDEMILL],
        Id::GrrCohort => &[FINARROW],
        Id::GrrSubscription => &[("Chargebee (its text; its example differs)", "chargebee.com/docs")],
        Id::GrrMonth => &[CHARTMOGUL_GROSS, BAREMETRICS, MAXIO],
        Id::GrrAggregateMin => &[("Chargebee (an example in its documents)", "chargebee.com/docs")],
        Id::LogoMonth => &[
            ("Recurly", "docs.recurly.com (analytics-dashboard)"),
            MAXIO,
            ("Baremetrics (30 days)", "help.baremetrics.com"),
        ],
        Id::LogoWithNew => &[("ClientSuccess", "help.clientsuccess.com (121111)")],
        Id::LogoMonthWithNew => &[("Stripe (30 days)", "support.stripe.com (calculating-churn-rate)")],
        Id::LogoNet => &[("Vitally", "vitally.io/calculator")],
        Id::NrrUnbroken
        | Id::NrrMonthlyCompounded
        | Id::NrrLazy
        | Id::NrrLazyReturns
        | Id::NrrMovement
        | Id::NrrLastMonthCompounded
        | Id::NrrLastMonthLinear
        | Id::NrrSurvivors
        | Id::NrrOpen
        | Id::GrrUnbroken
        | Id::GrrMonthlyCompounded
        | Id::GrrAllMovements
        | Id::GrrMovement
        | Id::LogoCohort
        | Id::LogoSubscription
        | Id::LogoMonthlyCompounded => &[],
    }
}

/// What is misleading about a definition, where something is.
pub fn misleading(id: DefinitionId) -> Option<&'static str> {
    Some(match id {
        Id::NrrLazy | Id::NrrLazyReturns => {
            "Customers won inside the window move the top but not the bottom: growth of new business passes for retention."
        }
        Id::NrrLastMonthCompounded | Id::NrrLastMonthLinear => {
            "One month stands for the whole window: a single large customer or a season decides."
        }
        Id::NrrSurvivors => "Churned customers are taken out of the base: all of churn disappears.",
        Id::NrrOpen => "New customers stand above the line: this is growth, not retention.",
        Id::GrrAllMovements => {
            "Losses of customers won inside the window count, their revenue does not: it falls with every customer won and lost."
        }
        Id::GrrAggregateMin => "New business covers losses: it is 100 % whenever total MRR grew.",
        Id::LogoWithNew | Id::LogoMonthWithNew => {
            "New customers make the base larger: the more are won, the smaller the loss looks."
        }
        Id::LogoNet => {
            "New customers stand in for lost ones: it exceeds 100 % whenever the number of customers grew."
        }
        _ => return None,
    })
}

/// Why the customers of a step make a difference.
pub fn difference_rule(rule: DifferenceRule) -> &'static str {
    match rule {
        DifferenceRule::WonInside => "Won inside the window",
        DifferenceRule::WonReturned => "Won inside the window, left and came back",
        DifferenceRule::Returned => "Customers before the window, not at its start, back inside it",
        DifferenceRule::LapsedReturned => "Customers at the start that left and came back",
        DifferenceRule::UpDown => "Customers at the start that went up and down",
        DifferenceRule::Straight => "Customers at the start that moved one way: other base, weight or cap",
        DifferenceRule::Subscriptions => {
            "Subscriptions, each by itself: swapped for another, or several of one customer"
        }
        DifferenceRule::OtherMonths => "Moved in months of the window other than the last",
        DifferenceRule::EarlierYear => "Customers at the start whose changes before it count",
        DifferenceRule::GoneBefore => "Gone before the window, counted for earlier revenue",
    }
}
