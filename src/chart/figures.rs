//! How a chart writes its figures.

use crate::base::Month;

/// Writes months and numbers in one language and currency. On the page it is `Intl`.
pub trait Figures {
    /// A month with its year: "Dec 2025".
    fn month(&self, month: Month) -> String;
    /// A month without its year: "Dec".
    fn month_short(&self, month: Month) -> String;
    /// The year of a month: "2025".
    fn year(&self, month: Month) -> String;
    /// Money in full, from a decimal text.
    fn money(&self, decimal: &str) -> String;
    /// Money in about three digits, from a decimal text.
    fn money_compact(&self, decimal: &str) -> String;
    /// A ratio as a percentage with one decimal.
    fn percent(&self, ratio: f64) -> String;
    /// A ratio as a percentage without decimals.
    fn percent_whole(&self, ratio: f64) -> String;
    /// A multiple: "3.4×".
    fn ratio(&self, value: f64) -> String;
    /// A figure with at most one decimal.
    fn decimal(&self, value: f64) -> String;
    /// A whole number.
    fn count(&self, count: u64) -> String;
}

#[cfg(test)]
pub(crate) mod plain {
    use super::*;

    /// Writes everything as it is.
    pub(crate) struct Plain;

    impl Figures for Plain {
        fn month(&self, month: Month) -> String {
            month.to_string()
        }
        fn month_short(&self, month: Month) -> String {
            month.number().to_string()
        }
        fn year(&self, month: Month) -> String {
            month.year().to_string()
        }
        fn money(&self, decimal: &str) -> String {
            decimal.to_owned()
        }
        fn money_compact(&self, decimal: &str) -> String {
            decimal.to_owned()
        }
        fn percent(&self, ratio: f64) -> String {
            format!("{:.1}%", ratio * 100.0)
        }
        fn percent_whole(&self, ratio: f64) -> String {
            format!("{:.0}%", ratio * 100.0)
        }
        fn ratio(&self, value: f64) -> String {
            format!("{value:.1}x")
        }
        fn decimal(&self, value: f64) -> String {
            format!("{value:.1}")
        }
        fn count(&self, count: u64) -> String {
            count.to_string()
        }
    }
}
