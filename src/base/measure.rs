//! A measure is a value or a reason: never 0, NaN or infinity as a stand-in (domain.md §2.0).

use super::Interval;
use serde::{Deserialize, Serialize};

/// An exact ratio. Numerator and denominator stay apart until someone shows the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio {
    /// What is counted or summed.
    pub numerator: i128,
    /// What it is compared with.
    pub denominator: i128,
}

impl Ratio {
    /// The ratio as the nearest double; `None` where the denominator is zero.
    pub fn value(self) -> Option<f64> {
        (self.denominator != 0).then(|| self.numerator as f64 / self.denominator as f64)
    }

    /// The exact difference, not reduced; `None` where a denominator is zero or a product no longer fits.
    pub fn minus(self, other: Ratio) -> Option<Ratio> {
        let above = |a: Ratio, b: Ratio| a.numerator.checked_mul(b.denominator);
        let numerator = above(self, other)?.checked_sub(above(other, self)?)?;
        let denominator = self.denominator.checked_mul(other.denominator)?;
        (denominator != 0).then_some(Ratio { numerator, denominator })
    }
}

/// Why a measure has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Na {
    /// No row speaks of it.
    NoData,
    /// Nothing to divide by: no customers at the start, or no losses.
    ZeroDenominator,
    /// The data don't reach back far enough.
    InsufficientHistory,
    /// Too few customers for a number that means anything.
    SmallSample,
    /// More than one currency, and no rates.
    MixedCurrency,
    /// More customer-months, or a larger sum, than can be computed.
    TooLarge,
    /// No column says which subscription a row is of.
    NoSubscriptions,
    /// Needs single customers, and they stayed in the warehouse.
    InWarehouse,
    /// The question doesn't fit this data.
    NotApplicable,
}

impl Na {
    /// The reason as the report and the page's hooks write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Na::NoData => "no_data",
            Na::ZeroDenominator => "zero_denominator",
            Na::InsufficientHistory => "insufficient_history",
            Na::SmallSample => "small_sample",
            Na::MixedCurrency => "mixed_currency",
            Na::TooLarge => "too_large",
            Na::NoSubscriptions => "no_subscriptions",
            Na::InWarehouse => "in_warehouse",
            Na::NotApplicable => "not_applicable",
        }
    }
}

/// A measure's value with everything needed to check it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Measure {
    /// A ratio of two exact sums; `n` customers stand behind it.
    Share {
        /// The exact ratio.
        ratio: Ratio,
        /// Whether numerator and denominator are money (minor units) rather than counts.
        money: bool,
        /// Customers behind it.
        n: u64,
        /// 95 % Wilson interval, for proportions of counts.
        interval: Option<Interval>,
    },
    /// A sum of money in minor units over `n` customers.
    Money {
        /// Minor units.
        minor: i128,
        /// Customers behind it.
        n: u64,
    },
    /// Money a customer: a sum in minor units over a count, which is not a ratio of like with like.
    PerCustomer {
        /// Minor units.
        minor: i128,
        /// Customers, above zero.
        customers: u64,
    },
    /// Money a customer that is no single ratio of sums.
    Average {
        /// Minor units, with their fractions.
        minor: f64,
        /// Customers behind it.
        n: u64,
        /// Its 95 % interval in minor units.
        interval: Option<Interval>,
    },
    /// A plain count.
    Count {
        /// How many.
        count: u64,
    },
    /// A figure that is no single ratio (a product of monthly ratios).
    Plain {
        /// The value.
        value: f64,
        /// Customers behind it.
        n: u64,
    },
    /// No value, and why.
    Na(Na),
}

impl Measure {
    /// A ratio of sums of money.
    pub fn of_money(numerator: i128, denominator: i128, n: u64) -> Self {
        Measure::checked(Ratio { numerator, denominator }, true, n, None)
    }

    /// A ratio of two counts where the first is part of the second: carries its interval.
    pub fn proportion(part: u64, whole: u64) -> Self {
        let ratio = Ratio { numerator: i128::from(part), denominator: i128::from(whole) };
        Measure::checked(ratio, false, whole, super::wilson(part, whole))
    }

    fn checked(ratio: Ratio, money: bool, n: u64, interval: Option<Interval>) -> Self {
        match ratio.denominator {
            0 => Measure::Na(Na::ZeroDenominator),
            _ => Measure::Share { ratio, money, n, interval },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_exact() {
        let ratio = |numerator, denominator| Ratio { numerator, denominator };
        assert_eq!(ratio(95, 100).minus(ratio(4, 5)), Some(ratio(75, 500)));
        assert_eq!(ratio(1, 0).minus(ratio(1, 2)), None);
        assert_eq!(ratio(i128::MAX, 1).minus(ratio(1, 2)), None);
    }

    #[test]
    fn reasons_are_written_as_the_report_writes_them() {
        let all = [
            Na::NoData,
            Na::ZeroDenominator,
            Na::InsufficientHistory,
            Na::SmallSample,
            Na::MixedCurrency,
            Na::TooLarge,
            Na::NoSubscriptions,
            Na::InWarehouse,
            Na::NotApplicable,
        ];
        for na in all {
            assert_eq!(serde_json::to_string(&na).unwrap(), format!("\"{}\"", na.as_str()));
        }
    }
}
