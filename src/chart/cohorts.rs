//! The cohort table's colours, its file, and its rows as CSV.

use super::{Figures, Node, Paint, Plot, Twin, TwinCell, geometry};
use crate::i18n::charts::{ChartTexts, fill};
use crate::report::{AgeCell, Cohort, EvidenceKey, Movement};

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
}

impl HeatMetric {
    /// All three.
    pub const ALL: [HeatMetric; 3] = [HeatMetric::Nrr, HeatMetric::Grr, HeatMetric::Logo];

    /// The metric of a cell.
    pub fn of(self, cell: &AgeCell) -> f64 {
        match self {
            HeatMetric::Nrr => cell.nrr,
            HeatMetric::Grr => cell.grr,
            HeatMetric::Logo => cell.logo,
        }
    }

    /// Its short name.
    pub fn short(self, texts: &ChartTexts) -> &'static str {
        match self {
            HeatMetric::Nrr => texts.nrr_short,
            HeatMetric::Grr => texts.grr_short,
            HeatMetric::Logo => texts.logo_short,
        }
    }

    /// What is divided by what.
    pub fn caption(self, texts: &ChartTexts) -> &'static str {
        match self {
            HeatMetric::Nrr => texts.cohorts_caption_nrr,
            HeatMetric::Grr => texts.cohorts_caption_grr,
            HeatMetric::Logo => texts.cohorts_caption_logo,
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
    fn heat(step: u8) -> Self {
        Step { paint: Paint::Heat(step), ink: if step > 5 { Paint::OnHigh } else { Paint::OnLow } }
    }

    fn diverging(step: i8) -> Self {
        let ink = if step.unsigned_abs() > 3 { Paint::OnHigh } else { Paint::OnLow };
        Step { paint: Paint::Diverging(step), ink }
    }

    /// The class of a cell in the style sheet: `h0` … `h10`, `n5` … `n1`, `z0`, `p1` … `p5`.
    pub fn class(self) -> String {
        match self.paint {
            Paint::Diverging(0) => "z0".to_owned(),
            Paint::Diverging(step) if step < 0 => format!("n{}", step.unsigned_abs()),
            Paint::Diverging(step) => format!("p{step}"),
            Paint::Heat(step) => format!("h{step}"),
            _ => String::new(),
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
    pub fn new(metric: HeatMetric, cohorts: &[Cohort]) -> Self {
        let values = cohorts.iter().flat_map(|c| &c.age).map(|cell| metric.of(cell));
        let lowest = values.filter(|v| v.is_finite()).fold(1.0, f64::min);
        HeatScale { metric, low: ((lowest * 10.0).floor() / 10.0).clamp(0.0, 0.9) }
    }

    /// The step of a value.
    pub fn step(&self, value: f64) -> Step {
        let passed = |n: usize| i8::try_from(n).unwrap_or(5);
        match self.metric {
            HeatMetric::Nrr if value >= 1.0 => {
                Step::diverging(passed(ABOVE.iter().filter(|edge| value >= **edge).count()))
            }
            HeatMetric::Nrr => Step::diverging(-passed(BELOW.iter().filter(|edge| value <= **edge).count())),
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
            HeatMetric::Nrr => (-5..=5)
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

/// Retention as a bare figure in percent, for a cell whose table names the unit: 1.023 is "102.3".
fn bare(value: f64) -> String {
    format!("{:.1}", value * 100.0)
}

/// What the cells are, and of which row it must be known that it is no true cohort.
pub fn cohorts_caption(
    metric: HeatMetric,
    cohorts: &[Cohort],
    movements: &[Movement],
    texts: &ChartTexts,
    figures: &dyn Figures,
) -> String {
    let mut caption = metric.caption(texts).to_owned();
    let start = movements.first().filter(|m| geometry(&m.opening) == 0.0).map(|m| m.month);
    // Where the data start, everyone counts as new: those who came then and those who were there already.
    if let Some(month) = start.filter(|month| cohorts.first().is_some_and(|c| c.start == *month)) {
        caption.push_str(texts.gap);
        match month.is_unnamed() {
            true => caption.push_str(texts.cohorts_opening),
            false => caption.push_str(&fill(texts.cohorts_first, &[("month", &figures.month(month))])),
        }
    }
    caption
}

/// The table as a picture of its own; `None` without cohorts.
pub fn cohorts_plot(
    cohorts: &[Cohort],
    metric: HeatMetric,
    caption: String,
    texts: &ChartTexts,
    figures: &dyn Figures,
) -> Option<Plot> {
    const CELL: (f64, f64) = (42.0, 22.0);
    const LEFT: f64 = 200.0;
    let (first, last) = (cohorts.first()?, cohorts.last()?);
    let scale = HeatScale::new(metric, cohorts);
    let ages = cohorts.iter().flat_map(|c| &c.age).map(|c| c.months).max()?;
    let mut body = vec![
        Node::label(0.0, 14.0, "start", 11.0, Paint::Muted, texts.start),
        Node::label(110.0, 14.0, "end", 11.0, Paint::Muted, texts.customers),
        Node::label(LEFT - 10.0, 14.0, "end", 11.0, Paint::Muted, texts.start_revenue),
    ];
    let x_of = |age: u32| LEFT + f64::from(age) * CELL.0;
    for age in 0..=ages {
        let middle = x_of(age) + CELL.0 / 2.0;
        body.push(Node::label(middle, 14.0, "middle", 11.0, Paint::Muted, figures.count(u64::from(age))));
    }
    for (row, cohort) in cohorts.iter().enumerate() {
        let y = 22.0 + row as f64 * CELL.1;
        let base = y + 15.0;
        let (n, revenue) = (figures.count(cohort.customers), figures.money_compact(&cohort.revenue));
        body.push(Node::label(0.0, base, "start", 11.0, Paint::Ink, figures.month(cohort.start)));
        body.push(Node::label(110.0, base, "end", 11.0, Paint::Ink, n));
        body.push(Node::label(LEFT - 10.0, base, "end", 11.0, Paint::Ink, revenue));
        for cell in &cohort.age {
            let step = scale.step(metric.of(cell));
            let x = x_of(cell.months);
            body.push(Node::rect(x + 0.5, y + 0.5, CELL.0 - 1.0, CELL.1 - 1.0, step.paint));
            body.push(Node::label(x + CELL.0 / 2.0, base, "middle", 11.0, step.ink, bare(metric.of(cell))));
        }
    }
    let (from, to) = (figures.month(first.start), figures.month(last.start));
    let count = figures.count(cohorts.len() as u64);
    Some(Plot {
        id: "cohorts",
        width: x_of(ages + 1),
        height: 22.0 + cohorts.len() as f64 * CELL.1,
        title: texts.cohorts_title.to_owned(),
        caption,
        desc: fill(texts.cohorts_desc, &[("count", &count), ("from", &from), ("to", &to)]),
        body,
        columns: Vec::new(),
    })
}

/// One row a cohort and age, with all three metrics.
pub fn cohorts_twin(cohorts: &[Cohort], texts: &ChartTexts, figures: &dyn Figures) -> Twin {
    let head =
        [texts.start, texts.customers, texts.start_revenue, texts.age, texts.nrr, texts.grr, texts.logo];
    let row = |cohort: &Cohort, cell: &AgeCell| {
        let key = Some(EvidenceKey::Cohort { start: cohort.start, months: cell.months });
        let share = |v: f64| TwinCell::figure(figures.percent(v), v.to_string(), key);
        vec![
            TwinCell::text(figures.month(cohort.start), cohort.start.to_string()),
            TwinCell::figure(figures.count(cohort.customers), cohort.customers.to_string(), None),
            TwinCell::figure(figures.money(&cohort.revenue), cohort.revenue.as_str(), None),
            TwinCell::figure(figures.count(u64::from(cell.months)), cell.months.to_string(), None),
            share(cell.nrr),
            share(cell.grr),
            share(cell.logo),
        ]
    };
    let rows = cohorts.iter().flat_map(|c| c.age.iter().map(move |cell| row(c, cell))).collect();
    Twin { head: head.map(str::to_owned).to_vec(), rows }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Month;
    use crate::chart::figures::plain::Plain;
    use crate::i18n::charts::EN;

    fn cohort(values: &[f64]) -> Cohort {
        let cell = |(i, v): (usize, &f64)| AgeCell {
            months: i as u32,
            n: 10,
            small: false,
            customers: 10,
            revenue: "100.00".to_owned(),
            nrr: *v,
            grr: v.min(1.0),
            logo: v.min(1.0),
        };
        Cohort {
            start: Month::new(2025, 1).unwrap(),
            customers: 34,
            revenue: "3466.00".into(),
            age: values.iter().enumerate().map(cell).collect(),
        }
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
        let cohorts = [cohort(&[1.0, 0.74, 0.52])];
        let scale = HeatScale::new(HeatMetric::Grr, &cohorts);
        assert_eq!(scale.key()[0].1, Some(0.5));
        assert_eq!(scale.step(1.0).class(), "h10");
        assert_eq!(scale.step(0.999).class(), "h9");
        assert_eq!(scale.step(0.52).class(), "h0");
        // A file without any loss still has a scale.
        assert_eq!(HeatScale::new(HeatMetric::Logo, &[cohort(&[1.0])]).step(1.0).class(), "h10");
    }

    #[test]
    fn the_picture_has_a_cell_an_age() {
        let svg = cohorts_plot(&[cohort(&[1.0, 1.023])], HeatMetric::Nrr, String::new(), &EN, &Plain)
            .unwrap()
            .svg();
        assert!(svg.contains(">102.3<"));
        assert_eq!(svg.matches("<rect").count(), 2 + 1 + 2, "cells, paper, and the grounds of two hatches");
        assert_eq!(cohorts_plot(&[], HeatMetric::Nrr, String::new(), &EN, &Plain), None);
    }

    #[test]
    fn the_first_row_of_the_data_is_said_to_be_no_true_cohort() {
        let movement = |opening: &str| {
            let month = Month::new(2025, 1).unwrap();
            let zero = || "0.00".to_owned();
            Movement {
                month,
                opening: opening.into(),
                new: zero(),
                expansion: zero(),
                contraction: zero(),
                churn: zero(),
                reactivation: zero(),
                closing: zero(),
                customers: Default::default(),
                partial: false,
            }
        };
        let caption = |opening: &str| {
            cohorts_caption(HeatMetric::Nrr, &[cohort(&[1.0])], &[movement(opening)], &EN, &Plain)
        };
        assert!(caption("0.00").contains("The data start in 2025-01"));
        assert!(!caption("12.00").contains("The data start"));
    }

    #[test]
    fn the_table_names_the_evidence() {
        let twin = cohorts_twin(&[cohort(&[1.0, 1.023])], &EN, &Plain);
        let key = EvidenceKey::Cohort { start: Month::new(2025, 1).unwrap(), months: 1 };
        assert_eq!(twin.rows[1][4].key, Some(key));
        assert_eq!(twin.rows[1][4].raw, "1.023");
    }
}
