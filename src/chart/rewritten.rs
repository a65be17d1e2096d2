//! Figures for a chart of ratios whose ratios stand for something else: points of a score, money, counts.

use super::Figures;
use crate::base::Month;
use std::sync::Arc;

/// Writes what a chart takes for ratios in its own way, all else as before.
pub struct Rewritten {
    /// Writes all else.
    pub figures: Arc<dyn Figures + Send + Sync>,
    /// Writes a value.
    pub value: fn(&dyn Figures, f64) -> String,
    /// Writes a tick of the axis, where room is short.
    pub tick: fn(&dyn Figures, f64) -> String,
}

impl Figures for Rewritten {
    fn month(&self, month: Month) -> String {
        self.figures.month(month)
    }
    fn month_short(&self, month: Month) -> String {
        self.figures.month_short(month)
    }
    fn year(&self, month: Month) -> String {
        self.figures.year(month)
    }
    fn money(&self, decimal: &str) -> String {
        self.figures.money(decimal)
    }
    fn money_compact(&self, decimal: &str) -> String {
        self.figures.money_compact(decimal)
    }
    fn percent(&self, ratio: f64) -> String {
        (self.value)(&*self.figures, ratio)
    }
    fn percent_whole(&self, ratio: f64) -> String {
        (self.tick)(&*self.figures, ratio)
    }
    fn ratio(&self, value: f64) -> String {
        self.figures.ratio(value)
    }
    fn decimal(&self, value: f64) -> String {
        self.figures.decimal(value)
    }
    fn count(&self, count: u64) -> String {
        self.figures.count(count)
    }
}
