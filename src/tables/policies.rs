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

/// The policies of one report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Sets one policy by the names of report.md: `set("gap", "1")`.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), PolicyError> {
        let bad = |takes| PolicyError::BadValue(format!("{key}={value}"), takes);
        match key {
            "gap" => {
                let takes = "a number of months from 0 to 24";
                self.gap = value.parse().ok().filter(|n| *n <= 24).ok_or_else(|| bad(takes))?;
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
            "blanks" => {
                self.blanks = match value {
                    "zero" => Blanks::Zero,
                    "missing" => Blanks::Missing,
                    _ => return Err(bad("zero or missing")),
                }
            }
            _ => return Err(PolicyError::UnknownKey(key.to_owned())),
        }
        Ok(())
    }
}
