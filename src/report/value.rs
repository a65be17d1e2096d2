//! The report's value, as JSON writes it.

use super::{
    BridgePart, CohortsBy, DefinitionId, Downgrades, MetricId, MonthConcentration, Quality, Resampled,
    Survival,
};
use crate::base::{Date, Interval, Month, Na};
use crate::metrics::Window;
use crate::read::{Diagnostic, Reading};
use crate::tables::{CostCategory, Policies};
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// A figure: a count, a ratio, or money as a decimal text.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// A count.
    Count(i64),
    /// A ratio or a plain figure.
    Number(f64),
    /// Money, with the currency's digits.
    Money(String),
}

/// A metric: a value with what stands behind it, or the reason why there is none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged, from = "MetricFields")]
pub enum Metric {
    /// The value.
    Value {
        /// Unrounded.
        value: Value,
        /// Above the line, for ratios.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        numerator: Option<Value>,
        /// Below the line, for ratios.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        denominator: Option<Value>,
        /// Customers behind it.
        n: u64,
        /// 95 % interval: Wilson's for proportions of customers, for NRR and GRR as [`Report::resampled`] says.
        interval: Option<Interval>,
    },
    /// No value.
    Na {
        /// The reason.
        na: Na,
        /// The reason in a few English words.
        text: String,
    },
}

impl Value {
    /// A text of the files, a word's id, a day or a month: it travels as money does, and its unit says which it is.
    pub fn text(text: impl ToString) -> Self {
        Value::Money(text.to_string())
    }

    /// A count of things.
    pub fn count(n: u64) -> Self {
        Value::Count(i64::try_from(n).unwrap_or(i64::MAX))
    }
}

impl Report {
    /// A metric's value as a number; `None` where it is money or has none. Counts too: a ratio of exactly 1
    /// comes back from a message as one.
    pub fn number(&self, id: MetricId) -> Option<f64> {
        match self.metrics.get(&id)? {
            Metric::Value { value: Value::Number(number), .. } => Some(*number),
            Metric::Value { value: Value::Count(count), .. } => Some(*count as f64),
            _ => None,
        }
    }
}

/// Reads a figure by its type: a whole number is a count, as JavaScript knows no other difference.
struct ValueVisitor;

impl Visitor<'_> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, or money as text")
    }

    fn visit_i64<E: de::Error>(self, count: i64) -> Result<Value, E> {
        Ok(Value::Count(count))
    }

    fn visit_u64<E: de::Error>(self, count: u64) -> Result<Value, E> {
        Ok(i64::try_from(count).map_or(Value::Number(count as f64), Value::Count))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Number(number))
    }

    fn visit_str<E: de::Error>(self, money: &str) -> Result<Value, E> {
        Ok(Value::Money(money.to_owned()))
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

/// Both forms of a metric, side by side. Reading through it, rather than trying one form after the other,
/// keeps a second copy of every reader out of the page.
#[derive(Default, Deserialize)]
#[serde(default)]
struct MetricFields {
    value: Option<Value>,
    numerator: Option<Value>,
    denominator: Option<Value>,
    n: Option<u64>,
    interval: Option<Interval>,
    na: Option<Na>,
    text: Option<String>,
}

impl From<MetricFields> for Metric {
    fn from(fields: MetricFields) -> Self {
        let MetricFields { value, numerator, denominator, n, interval, na, text } = fields;
        match value {
            Some(value) => Metric::Value { value, numerator, denominator, n: n.unwrap_or(0), interval },
            None => Metric::Na { na: na.unwrap_or(Na::NoData), text: text.unwrap_or_default() },
        }
    }
}

/// Customers in each movement of a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovementCustomers {
    /// With revenue the month before.
    pub opening: u64,
    /// First revenue ever.
    pub new: u64,
    /// Pay more.
    pub expanded: u64,
    /// Pay less.
    pub contracted: u64,
    /// Left.
    pub churned: u64,
    /// Came back.
    pub reactivated: u64,
    /// With revenue this month.
    pub closing: u64,
}

/// MRR movements of one month: opening + new + expansion + reactivation − contraction − churn = closing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // the five movements and their two ends, all money
pub struct Movement {
    pub month: Month,
    pub opening: String,
    pub new: String,
    pub expansion: String,
    pub contraction: String,
    pub churn: String,
    pub reactivation: String,
    pub closing: String,
    pub customers: MovementCustomers,
    /// The month looks incomplete.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub partial: bool,
}

/// A start month's customers at one age.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgeCell {
    /// Months since the start.
    pub months: u32,
    /// Customers the cell is about: those that have reached this age, whether they stayed or not.
    pub n: u64,
    /// Fewer than five customers: the ratios mean little.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub small: bool,
    /// Of them with revenue at this age.
    pub customers: u64,
    /// Their MRR at this age.
    pub revenue: String,
    /// Revenue kept, growth included.
    pub nrr: f64,
    /// Revenue kept, growth excluded.
    pub grr: f64,
    /// Customers kept.
    pub logo: f64,
}

/// The customers whose first revenue fell in one month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cohort {
    /// The month.
    pub start: Month,
    /// How many.
    pub customers: u64,
    /// Their MRR in it.
    pub revenue: String,
    /// Their retention by age, 0 first.
    pub age: Vec<AgeCell>,
}

/// Trailing retention that ends in `month`, over the window's length.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)] // ratios as in MetricId
pub struct TrendPoint {
    pub month: Month,
    pub from: Month,
    pub n: u64,
    pub nrr: f64,
    pub grr: f64,
    pub logo_retention: f64,
}

/// One step of the waterfall.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BridgeStep {
    /// Which.
    pub part: BridgePart,
    /// Its amount, never negative (contraction and churn are losses).
    pub amount: String,
    /// Customers in it.
    pub customers: u64,
}

/// The window's waterfall, in reading order: opening … closing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bridge {
    /// The steps.
    pub steps: Vec<BridgeStep>,
}

/// An opening customer whose revenue changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CustomerChange {
    /// The customer.
    pub customer: String,
    /// MRR in the opening month.
    pub opening: String,
    /// MRR in the closing month.
    pub closing: String,
    /// Closing less opening.
    pub change: String,
    /// The change / MRR of all opening customers: its part of NRR − 1.
    pub points: f64,
}

/// What is missing to an NRR to be reached.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Target {
    /// NRR to reach, as a ratio.
    pub nrr: f64,
    /// MRR that the opening customers would have to pay more in the closing month; below zero where they already do.
    pub missing: String,
}

/// What was spent in the window, by category, and how far it reaches.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CostSummary {
    /// Months of the window for which any cost is stated.
    pub months: u32,
    /// The categories with their sums in those months.
    pub categories: Vec<CategorySum>,
}

/// A category of costs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CategorySum {
    /// Which.
    pub category: CostCategory,
    /// Spent in the window.
    pub amount: String,
}

/// What unit economics rest on beside the metrics.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UnitEconomics {
    /// The lifetime was cut at the cap.
    pub capped: bool,
    /// The costs, where any are stated for a month of the window.
    pub costs: Option<CostSummary>,
}

/// A variant of a metric beside the others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Definition {
    /// Which variant.
    pub id: DefinitionId,
    /// Of which metric.
    pub metric: MetricId,
    /// Its value, unrounded; `None` where it has none.
    pub value: Option<f64>,
    /// Why it has none.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub na: Option<Na>,
    /// Above the line, where it is one ratio.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub numerator: Option<Value>,
    /// Below the line, where it is one ratio.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub denominator: Option<Value>,
    /// Customers below the line; of the opening month, where ratios multiply.
    pub n: u64,
    /// The rule in a few English words.
    pub rule: String,
    /// Who defines it so.
    pub used_by: Vec<String>,
    /// Where that was read, one for each of `used_by`.
    pub sources: Vec<String>,
    /// What is misleading about it, in English.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub misleading: Option<String>,
}

/// One figure of a preset.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PresetFigure {
    /// By which definition.
    pub definition: DefinitionId,
    /// Its value on this data over the preset's months; `None` where it has none.
    pub value: Option<f64>,
    /// Why it has none.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub na: Option<Na>,
}

/// What someone else's system or filing would say of this data, as the files are read under the policies in force.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Preset {
    /// Whose: `saas_capital`, `chartmogul` …
    pub id: String,
    /// Whose, as they write it.
    pub name: String,
    /// Months that its figures compare.
    pub months: u32,
    /// Its NRR, where it has one that could be read.
    pub nrr: Option<PresetFigure>,
    /// Its GRR.
    pub grr: Option<PresetFigure>,
    /// Its logo retention.
    pub logo: Option<PresetFigure>,
    /// The policies it sets, by their names and values.
    pub policies: Vec<(String, String)>,
    /// Where that was read.
    pub source: String,
    /// When, `YYYY-MM-DD`.
    pub read: String,
}

/// The report.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// `ninefold.report/1`.
    pub schema: String,
    /// Version of the core that made it.
    pub version: String,
    /// The last day the data know of.
    pub as_of: Option<Date>,
    /// The months compared.
    pub window: Option<Window>,
    /// ISO code, where the files state one.
    pub currency: Option<String>,
    /// First and last month of the data.
    pub span: Option<(Month, Month)>,
    /// The policies in force.
    pub policies: Policies,
    /// What was chosen of the operating measures, by key and value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<(String, String)>,
    /// Points that a policy filled in.
    pub filled: u64,
    /// How each file was read.
    pub inputs: Vec<Reading>,
    /// Findings about the data as a whole.
    pub diagnostics: Vec<Diagnostic>,
    /// How the tables fit the revenue, where there are any beside it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub joins: Vec<super::Join>,
    /// The metrics.
    pub metrics: BTreeMap<MetricId, Metric>,
    /// Month by month, ascending.
    pub movements: Vec<Movement>,
    /// The window's waterfall.
    pub bridge: Bridge,
    /// The opening customers whose revenue changed most, ten at most, largest first.
    pub changes: Vec<CustomerChange>,
    /// What expansion − contraction is made of; `None` where no column says what rows are for, or there is no window.
    pub split: Option<super::Split>,
    /// What is missing to the NRR to be reached.
    pub target: Option<Target>,
    /// What the figures of a customer's worth and cost rest on.
    pub economics: Option<UnitEconomics>,
    /// Retention over trailing windows, ascending.
    pub trend: Vec<TrendPoint>,
    /// Start months, ascending.
    pub cohorts: Vec<Cohort>,
    /// The same joined to quarters, years and all.
    pub cohorts_by: CohortsBy,
    /// How concentrated each month with revenue is, ascending.
    pub concentration: Vec<MonthConcentration>,
    /// How long customers stay; `None` where no months are known.
    pub survival: Option<Survival>,
    /// Whether a downgrade announces a loss.
    pub downgrades: Downgrades,
    /// How NRR and GRR would differ with other customers of the same kind; `None` for fewer than five of them.
    pub resampled: Option<Resampled>,
    /// What is wrong or odd in the data, with its effect, those that move NRR most first.
    pub quality: Vec<Quality>,
    /// Retention by group, by segmentation and then by name.
    pub segments: Vec<super::Segment>,
    /// What each segmentation shows as a whole, by name.
    pub segmentations: Vec<super::Segmentation>,
    /// GRR crossed with NDR, customer by customer.
    pub quadrant: Option<super::Quadrant>,
    /// Variants side by side.
    pub definitions: Vec<Definition>,
    /// The same data as others would report them.
    pub presets: Vec<Preset>,
    /// Customers by id, where asked for.
    pub customers: Vec<super::CustomerMove>,
    /// The nine questions and the guide.
    pub questions: Vec<super::QuestionState>,
}
