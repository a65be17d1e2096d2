//! What a cell of the cohort table shows, and its colour.

use super::{Figures, Paint};
use crate::i18n::charts::ChartTexts;
use crate::report::{AgeCell, MetricId};

/// What the cells show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HeatMetric {
    /// Revenue kept, growth included: around 100 %.
    #[default]
    Nrr,
    /// Revenue kept, growth excluded: at most 100 %.
    Grr,
    /// Customers kept: at most 100 %.
    Logo,
    /// MRR at that age, coloured as NRR.
    Revenue,
    /// Customers at that age, coloured as logo retention.
    Customers,
}

impl HeatMetric {
    /// The ratios, then the amounts.
    pub const ALL: [HeatMetric; 5] =
        [HeatMetric::Nrr, HeatMetric::Grr, HeatMetric::Logo, HeatMetric::Revenue, HeatMetric::Customers];

    /// Whether it is no ratio.
    pub fn is_absolute(self) -> bool {
        matches!(self, HeatMetric::Revenue | HeatMetric::Customers)
    }

    /// What a cell is coloured by.
    pub fn of(self, cell: &AgeCell) -> f64 {
        match self {
            HeatMetric::Nrr | HeatMetric::Revenue => cell.nrr,
            HeatMetric::Grr => cell.grr,
            HeatMetric::Logo | HeatMetric::Customers => cell.logo,
        }
    }

    /// What it is called in a report; cohorts by any other figure are shown by NRR.
    pub fn metric(self) -> MetricId {
        match self {
            HeatMetric::Nrr => MetricId::Nrr,
            HeatMetric::Grr => MetricId::Grr,
            HeatMetric::Logo => MetricId::LogoRetention,
            HeatMetric::Revenue => MetricId::Mrr,
            HeatMetric::Customers => MetricId::Customers,
        }
    }

    /// Its short name.
    pub fn short(self, texts: &ChartTexts) -> &'static str {
        match self {
            HeatMetric::Nrr => texts.nrr_short,
            HeatMetric::Grr => texts.grr_short,
            HeatMetric::Logo => texts.logo_short,
            HeatMetric::Revenue => "MRR",
            HeatMetric::Customers => texts.cohorts_customers,
        }
    }

    /// What is divided by what.
    pub fn caption(self, texts: &ChartTexts) -> &'static str {
        match self {
            HeatMetric::Nrr => texts.cohorts_caption_nrr,
            HeatMetric::Grr => texts.cohorts_caption_grr,
            HeatMetric::Logo => texts.cohorts_caption_logo,
            HeatMetric::Revenue => texts.cohorts_caption_revenue,
            HeatMetric::Customers => texts.cohorts_caption_customers,
        }
    }

    /// What stands in a cell: a bare figure in percent, for the table names the unit (1.023 is "102.3"), or the amount.
    pub fn inside(self, cell: &AgeCell, figures: &dyn Figures) -> String {
        match self {
            HeatMetric::Revenue => figures.money_compact(&cell.revenue),
            HeatMetric::Customers => figures.count(cell.customers),
            _ => format!("{:.1}", self.of(cell) * 100.0),
        }
    }

    /// The same in full, with its unit.
    pub fn written(self, cell: &AgeCell, figures: &dyn Figures) -> String {
        match self {
            HeatMetric::Revenue => figures.money(&cell.revenue),
            HeatMetric::Customers => figures.count(cell.customers),
            _ => figures.percent(self.of(cell)),
        }
    }
}

/// A step of a colour scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The cell.
    pub paint: Paint,
    /// The figure in it.
    pub ink: Paint,
}

impl Step {
    /// A ratio of too few customers: no colour, pale.
    const PALE: Step = Step { paint: Paint::Paper, ink: Paint::Muted };

    fn heat(step: u8) -> Self {
        Step { paint: Paint::Heat(step), ink: if step > 5 { Paint::OnHigh } else { Paint::OnLow } }
    }

    fn diverging(step: i8) -> Self {
        let ink = if step.unsigned_abs() > 3 { Paint::OnHigh } else { Paint::OnLow };
        Step { paint: Paint::Diverging(step), ink }
    }

    /// The class of a cell in the style sheet: `h0` … `h10`, `n5` … `n1`, `z0`, `p1` … `p5`, `few`.
    pub fn class(self) -> String {
        match self.paint {
            Paint::Diverging(0) => "z0".to_owned(),
            Paint::Diverging(step) if step < 0 => format!("n{}", step.unsigned_abs()),
            Paint::Diverging(step) => format!("p{step}"),
            Paint::Heat(step) => format!("h{step}"),
            _ => "few".to_owned(),
        }
    }
}

/// From which value on each step above the neutral one begins; its mirror below is not
/// symmetric in percent: losing half weighs like doubling.
const ABOVE: [f64; 5] = [1.005, 1.05, 1.15, 1.3, 1.5];
const BELOW: [f64; 5] = [0.995, 0.95, 0.85, 0.75, 0.6];

/// The colour scale of a metric over some cohorts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HeatScale {
    metric: HeatMetric,
    low: f64,
}

impl HeatScale {
    /// NRR has fixed steps around 100 %; the others go from the lowest value (down to a full 10 %) to 100 %.
    pub fn new<'a>(metric: HeatMetric, cells: impl IntoIterator<Item = &'a AgeCell>) -> Self {
        let values = cells.into_iter().map(|cell| metric.of(cell));
        let lowest = values.filter(|v| v.is_finite()).fold(1.0, f64::min);
        HeatScale { metric, low: ((lowest * 10.0).floor() / 10.0).clamp(0.0, 0.9) }
    }

    /// The step of a cell; a ratio of few customers has no colour.
    pub fn of(&self, cell: &AgeCell) -> Step {
        if cell.small && !self.metric.is_absolute() { Step::PALE } else { self.step(self.metric.of(cell)) }
    }

    /// The step of a value.
    fn step(&self, value: f64) -> Step {
        let passed = |n: usize| i8::try_from(n).unwrap_or(5);
        match self.metric {
            HeatMetric::Nrr | HeatMetric::Revenue if value >= 1.0 => {
                Step::diverging(passed(ABOVE.iter().filter(|edge| value >= **edge).count()))
            }
            HeatMetric::Nrr | HeatMetric::Revenue => {
                Step::diverging(-passed(BELOW.iter().filter(|edge| value <= **edge).count()))
            }
            _ => {
                // Ten steps of equal size, and one for exactly all.
                let share = (value - self.low) / (1.0 - self.low) * 10.0;
                Step::heat(share.floor().clamp(0.0, 10.0) as u8)
            }
        }
    }

    /// The steps from weak to strong, with the value from which each holds where it is worth naming.
    pub fn key(&self) -> Vec<(Step, Option<f64>)> {
        match self.metric {
            HeatMetric::Nrr | HeatMetric::Revenue => (-5..=5)
                .map(|i: i8| {
                    let named = match i {
                        -5 => Some(0.6),
                        0 => Some(1.0),
                        5 => Some(1.5),
                        _ => None,
                    };
                    (Step::diverging(i), named)
                })
                .collect(),
            _ => (0..=10)
                .map(|i| {
                    let named = match i {
                        0 => Some(self.low),
                        10 => Some(1.0),
                        _ => None,
                    };
                    (Step::heat(i), named)
                })
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::figures::plain::Plain;

    fn cell(value: f64, small: bool) -> AgeCell {
        let (revenue, kept) = ("100.00".to_owned(), value.min(1.0));
        AgeCell { months: 1, n: 10, small, customers: 3, revenue, nrr: value, grr: kept, logo: kept }
    }

    #[test]
    fn nrr_diverges_around_all() {
        let scale = HeatScale::new(HeatMetric::Nrr, &[]);
        let class = |v| scale.step(v).class();
        assert_eq!([class(1.0), class(1.004), class(0.996)], ["z0", "z0", "z0"]);
        assert_eq!([class(1.02), class(1.2), class(9.0)], ["p1", "p3", "p5"]);
        assert_eq!([class(0.98), class(0.8), class(0.0)], ["n1", "n3", "n5"]);
    }

    #[test]
    fn shares_fill_the_scale_from_the_lowest() {
        let cells = [1.0, 0.74, 0.52].map(|v| cell(v, false));
        let scale = HeatScale::new(HeatMetric::Grr, &cells);
        assert_eq!(scale.key()[0].1, Some(0.5));
        assert_eq!(scale.step(1.0).class(), "h10");
        assert_eq!(scale.step(0.999).class(), "h9");
        assert_eq!(scale.step(0.52).class(), "h0");
        // A file without any loss still has a scale.
        assert_eq!(HeatScale::new(HeatMetric::Logo, &[cell(1.0, false)]).step(1.0).class(), "h10");
    }

    #[test]
    fn ratios_of_few_customers_have_no_colour_and_amounts_have() {
        let few = cell(1.2, true);
        let class = |metric| HeatScale::new(metric, [&few]).of(&few).class();
        assert_eq!(HeatMetric::ALL.map(class), ["few", "few", "few", "p3", "h10"]);
        assert_eq!(HeatScale::new(HeatMetric::Nrr, [&few]).of(&cell(1.2, false)).class(), "p3");
        let inside = HeatMetric::ALL.map(|metric| metric.inside(&few, &Plain));
        assert_eq!(inside, ["120.0", "100.0", "100.0", "100.00", "3"]);
    }
}
