//! Policies are values, printed with the result (design.md decision 4; report.md "Policies").

use serde::{Deserialize, Serialize};

/// On which day of a month a subscription period must be active to count in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Snapshot {
    /// The last day.
    #[default]
    End,
    /// The first day.
    Start,
    /// Any day.
    Any,
}

/// Whether an end date is still a paid day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ends {
    /// The end date is the first unpaid day.
    #[default]
    Exclusive,
    /// The end date is the last paid day.
    Inclusive,
}

/// How a returning customer is booked in the movements. Retention always compares two ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReactivationPolicy {
    /// A movement of its own.
    #[default]
    Separate,
    /// As new business.
    New,
    /// As expansion.
    Expansion,
}

/// What an empty cell of a wide table means after the customer's first revenue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Blanks {
    /// No revenue in that month.
    #[default]
    Zero,
    /// Not known: the last amount stands until the next one.
    Missing,
}

/// When a cancelled subscription stops to count, where the file says both its end and its cancellation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChurnTiming {
    /// At the end of what is paid for.
    #[default]
    PeriodEnd,
    /// On the day of the cancellation.
    Cancellation,
}

/// Whether discounts count, where the file states them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Discounts {
    /// Amounts are what is left after discounts.
    #[default]
    Net,
    /// Amounts are those of the list, before discounts.
    Gross,
}

/// The policies of one report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policies {
    /// Months without revenue that are bridged with the last amount when the customer comes back.
    pub gap: u32,
    /// Which day of a month counts.
    pub snapshot: Snapshot,
    /// Whether the end date is paid.
    pub ends: Ends,
    /// Where a return is booked.
    pub reactivation: ReactivationPolicy,
    /// What a blank means in a wide table.
    pub blanks: Blanks,
    /// When a cancelled subscription stops to count.
    #[serde(default)]
    pub churn: ChurnTiming,
    /// Whether discounts count.
    #[serde(default)]
    pub discounts: Discounts,
    /// Part of revenue left after its cost, where no cost table says it.
    #[serde(default)]
    pub gross_margin: Option<Margin>,
    /// Longest lifetime of a customer that LTV counts with, in months: churn at or near zero says nothing of decades.
    #[serde(default = "five_years")]
    pub lifetime_cap: u32,
    /// Days after its end within which a trial that pays counts as converted.
    #[serde(default = "thirty_days")]
    pub trial_window: u32,
}

fn five_years() -> u32 {
    60
}

fn thirty_days() -> u32 {
    30
}

impl Default for Policies {
    fn default() -> Self {
        Policies {
            gap: 0,
            snapshot: Snapshot::default(),
            ends: Ends::default(),
            reactivation: ReactivationPolicy::default(),
            blanks: Blanks::default(),
            churn: ChurnTiming::default(),
            discounts: Discounts::default(),
            gross_margin: None,
            lifetime_cap: five_years(),
            trial_window: thirty_days(),
        }
    }
}

/// A part of revenue in hundredths of a percent, from 0 to 10,000; written as a ratio.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "f64", into = "f64")]
pub struct Margin(pub u16);

impl From<f64> for Margin {
    fn from(ratio: f64) -> Self {
        // Outside 0 to 1 there is nothing to mean; the nearer end is taken.
        Margin((ratio.clamp(0.0, 1.0) * 10_000.0).round() as u16)
    }
}

impl From<Margin> for f64 {
    fn from(margin: Margin) -> Self {
        f64::from(margin.0) / 10_000.0
    }
}

/// A policy that can't be set so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PolicyError {
    /// No policy of that name.
    UnknownKey(String),
    /// The policy doesn't take that value; the second text lists what it takes.
    BadValue(String, &'static str),
}

impl Policies {
    /// The longest gap that may be bridged, in months.
    pub const LONGEST_GAP: u32 = 24;

    /// Sets one policy by the names of report.md: `set("gap", "1")`.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), PolicyError> {
        let bad = |takes| PolicyError::BadValue(format!("{key}={value}"), takes);
        match key {
            "gap" => {
                let takes = "a number of months from 0 to 24";
                self.gap =
                    value.parse().ok().filter(|n| *n <= Policies::LONGEST_GAP).ok_or_else(|| bad(takes))?;
            }
            "snapshot" => {
                self.snapshot = match value {
                    "end" => Snapshot::End,
                    "start" => Snapshot::Start,
                    "any" => Snapshot::Any,
                    _ => return Err(bad("end, start or any")),
                }
            }
            "ends" => {
                self.ends = match value {
                    "exclusive" => Ends::Exclusive,
                    "inclusive" => Ends::Inclusive,
                    _ => return Err(bad("exclusive or inclusive")),
                }
            }
            "reactivation" => {
                self.reactivation = match value {
                    "separate" => ReactivationPolicy::Separate,
                    "new" => ReactivationPolicy::New,
                    "expansion" => ReactivationPolicy::Expansion,
                    _ => return Err(bad("separate, new or expansion")),
                }
            }
            "churn" => {
                self.churn = match value {
                    "period_end" => ChurnTiming::PeriodEnd,
                    "cancellation" => ChurnTiming::Cancellation,
                    _ => return Err(bad("period_end or cancellation")),
                }
            }
            "discounts" => {
                self.discounts = match value {
                    "net" => Discounts::Net,
                    "gross" => Discounts::Gross,
                    _ => return Err(bad("net or gross")),
                }
            }
            "blanks" => {
                self.blanks = match value {
                    "zero" => Blanks::Zero,
                    "missing" => Blanks::Missing,
                    _ => return Err(bad("zero or missing")),
                }
            }
            "gross_margin" => {
                let part = value.parse::<f64>().ok().filter(|part| (0.0..=1.0).contains(part));
                self.gross_margin =
                    Some(Margin::from(part.ok_or_else(|| bad("a part of revenue from 0 to 1"))?));
            }
            "lifetime_cap" => {
                let takes = "a number of months from 1 to 600";
                self.lifetime_cap =
                    value.parse().ok().filter(|n| (1..=600).contains(n)).ok_or_else(|| bad(takes))?;
            }
            "trial_window" => {
                let takes = "a number of days from 0 to 365";
                self.trial_window = value.parse().ok().filter(|n| *n <= 365).ok_or_else(|| bad(takes))?;
            }
            _ => return Err(PolicyError::UnknownKey(key.to_owned())),
        }
        Ok(())
    }
}
