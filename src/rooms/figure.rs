//! How a figure is written: its unit, its period, the two amounts behind it.

use super::{Fact, Shape, Writing};
use crate::base::Na;
use crate::chart::{Figures, Sketch};
use crate::i18n::charts::{ChartTexts, fill};
use crate::i18n::rooms::nrr::NrrTexts;
use crate::i18n::{FigureTexts, Lang, Period};
use crate::report::{EvidenceKey, Metric, MetricId, Report, Value, Window};
use std::sync::Arc;

/// Customers below which a sample is called small.
pub const SMALL: u64 = 30;

/// What stands where there is no value.
pub const DASH: &str = "—";

/// What a metric's value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Percent,
    Times,
    Money,
    Count,
    Points,
}

fn unit(id: MetricId) -> Unit {
    match id {
        MetricId::Mrr
        | MetricId::Arr
        | MetricId::NetNewMrr
        | MetricId::Arpa
        | MetricId::Ltv
        | MetricId::LtvMargin
        | MetricId::LtvDiscounted
        | MetricId::LtvCohort
        | MetricId::Cac
        | MetricId::Crc => Unit::Money,
        MetricId::QuickRatio | MetricId::LossCoverage | MetricId::LtvCac | MetricId::LtvCrc => Unit::Times,
        MetricId::CacPaybackMonths => Unit::Points,
        MetricId::Customers => Unit::Count,
        MetricId::Hhi => Unit::Points,
        _ => Unit::Percent,
    }
}

/// The unit of a metric's value for a program: `ratio`, `times`, `money`, `count`, `months` or `points`.
pub fn unit_name(id: MetricId) -> &'static str {
    match unit(id) {
        Unit::Percent => "ratio",
        Unit::Times => "times",
        Unit::Money => "money",
        Unit::Count => "count",
        Unit::Points if id == MetricId::CacPaybackMonths => "months",
        Unit::Points => "points",
    }
}

/// How long a metric's figures run.
pub fn period_of(id: MetricId) -> Period {
    if id.is_at_end() { Period::AtEnd } else { Period::Window }
}

/// The period in words.
pub fn period_text(t: &FigureTexts, figures: &dyn Figures, id: MetricId, window: Window) -> String {
    let to = figures.month(window.to);
    match period_of(id) {
        Period::Window => (t.span_arrow)(&figures.month(window.from), &to),
        Period::AtEnd => (t.at_month)(&to),
    }
}

/// The value as people read it.
pub fn value_text(figures: &dyn Figures, id: MetricId, value: &Value) -> String {
    match (unit(id), value) {
        (_, Value::Money(text)) => figures.money(text),
        (Unit::Percent, Value::Number(x)) => figures.percent(*x),
        (Unit::Percent, Value::Count(n)) => figures.percent(*n as f64),
        (Unit::Times, Value::Number(x)) => figures.ratio(*x),
        (Unit::Times, Value::Count(n)) => figures.ratio(*n as f64),
        (Unit::Money, Value::Number(x)) => figures.money(&format!("{x:.2}")),
        (Unit::Money, Value::Count(n)) => figures.money(&n.to_string()),
        (Unit::Count, value) => amount_text(figures, value),
        (Unit::Points, Value::Number(x)) => figures.decimal(*x),
        (Unit::Points, Value::Count(n)) => count_text(figures, *n),
    }
}

/// A numerator or denominator as people read it.
pub fn amount_text(figures: &dyn Figures, value: &Value) -> String {
    match value {
        Value::Money(text) => figures.money(text),
        Value::Count(n) => count_text(figures, *n),
        Value::Number(x) => figures.decimal(*x),
    }
}

/// The value unrounded, as the report has it.
pub fn raw_text(value: &Value) -> String {
    match value {
        Value::Count(n) => n.to_string(),
        Value::Number(x) => x.to_string(),
        Value::Money(text) => text.clone(),
    }
}

fn count_text(figures: &dyn Figures, n: i64) -> String {
    let digits = figures.count(n.unsigned_abs());
    if n < 0 { format!("−{digits}") } else { digits }
}

impl Writing {
    /// A chart's data with how its figures are written.
    pub(super) fn sketched(&self, sketch: Sketch) -> Shape {
        Shape::Sketch(sketch, Arc::clone(&self.figures))
    }

    /// Heads of three columns: NRR, GRR and logo retention.
    pub fn rate_heads(&self) -> [&'static str; 3] {
        [MetricId::Nrr, MetricId::Grr, MetricId::LogoRetention].map(self.texts.metric_short)
    }

    /// A ratio that may be missing.
    pub fn percent(&self, ratio: Option<f64>) -> String {
        ratio.map_or_else(|| DASH.to_owned(), |ratio| self.figures.percent(ratio))
    }

    /// A ratio as signed percentage points: "+1.3 pp".
    pub fn points(&self, ratio: f64) -> String {
        fill(NrrTexts::of(self.texts.lang).points, &[("n", &self.signed_points(ratio))])
    }

    /// A change as a part of what it was: "+12.5 %".
    pub fn signed_percent(&self, ratio: f64) -> String {
        format!("{}{}", sign(ratio), self.figures.percent(ratio.abs()))
    }

    /// The same without its unit: "+1.3".
    pub fn signed_points(&self, ratio: f64) -> String {
        let tenths = (ratio * 1000.0).round();
        format!("{}{}", sign(tenths), self.figures.decimal(tenths.abs() / 10.0))
    }

    /// Percentage points with two decimals, where the report states them or single customers stand: "−0.04 pp". Both
    /// languages write a point.
    pub fn fine_points(&self, points: f64) -> String {
        let hundredths = (points * 100.0).round();
        let n = format!("{}{:.2}", sign(hundredths), hundredths.abs() / 100.0);
        fill(NrrTexts::of(self.texts.lang).points, &[("n", &n)])
    }

    /// The two ends of an interval of ratios.
    pub fn between(&self, low: f64, high: f64) -> String {
        format!("{} – {}", self.figures.percent(low), self.figures.percent(high))
    }

    /// The probability of a test: "p = 0.208", "p < 0.001".
    pub fn chance(&self, p: f64) -> String {
        if p < 0.001 { "p < 0.001".to_owned() } else { format!("p = {p:.3}") }
    }

    /// A name, and that it stands on few.
    pub fn sized(&self, name: &str, n: u64) -> String {
        if n >= SMALL {
            return name.to_owned();
        }
        let (open, close) = self.texts.brackets;
        format!("{name}{open}{}{close}", self.texts.small_sample)
    }

    /// Money with its sign, from a decimal text.
    pub fn signed_money(&self, decimal: &str) -> String {
        match decimal.strip_prefix('-') {
            Some(loss) => format!("−{}", self.figures.money(loss)),
            None if decimal.trim_matches(['0', '.']).is_empty() => self.figures.money(decimal),
            None => format!("+{}", self.figures.money(decimal)),
        }
    }

    /// Metrics as figures side by side.
    pub fn facts(&self, ids: &[MetricId]) -> Vec<Fact> {
        ids.iter().map(|id| self.fact(*id)).collect()
    }

    /// A metric with what it rests on.
    pub fn fact(&self, id: MetricId) -> Fact {
        let (t, figures) = (self.texts, &*self.figures);
        let name = (t.metric_short)(id).to_owned();
        let key = Some(EvidenceKey::Metric { id });
        match self.report.metrics.get(&id) {
            Some(Metric::Value { value, numerator, .. }) => {
                // A margin that no cost says is the person's own.
                let key = key.filter(|_| id != MetricId::GrossMargin || numerator.is_some());
                let Basis { made_of, interval, customers } = basis(t, figures, &self.report, id);
                let note =
                    [made_of, interval, customers].into_iter().flatten().collect::<Vec<_>>().join(" · ");
                Fact { name, value: value_text(figures, id, value), note, key, list: None }
            }
            Some(Metric::Na { na, .. }) => {
                Fact { name, value: DASH.to_owned(), note: (t.na)(id, *na).to_owned(), key: None, list: None }
            }
            None => Fact { name, value: DASH.to_owned(), note: String::new(), key: None, list: None },
        }
    }
}

/// What stands before a rounded number: what rounds to nothing has no sign, and the minus is as wide as the plus.
fn sign(rounded: f64) -> &'static str {
    match () {
        () if rounded > 0.0 => "+",
        () if rounded < 0.0 => "−",
        () => "",
    }
}

/// What a figure rests on, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Basis {
    /// Numerator ÷ denominator, or the formula.
    pub made_of: Option<String>,
    /// The 95 % interval.
    pub interval: Option<String>,
    /// Customers behind it.
    pub customers: Option<String>,
}

/// What a metric rests on; nothing where it has no value.
pub fn basis(t: &FigureTexts, figures: &dyn Figures, report: &Report, id: MetricId) -> Basis {
    let Some(Metric::Value { numerator, denominator, n, interval, .. }) = report.metrics.get(&id) else {
        return Basis::default();
    };
    let over = |(above, below): (&Value, &Value)| {
        format!("{} {} {}", amount_text(figures, above), t.over, amount_text(figures, below))
    };
    // A cost is of nobody in particular, and one a year is of customer-months.
    let of_nobody = id == MetricId::Crc || id.is_economics() && *n == 0;
    let counted = id != MetricId::Customers && !of_nobody && !totals_only(report);
    let drawn = matches!(id, MetricId::Nrr | MetricId::Grr);
    let narrow = drawn && report.resampled.as_ref().is_some_and(|resampled| resampled.narrow);
    let end = |bound: f64| value_text(figures, id, &Value::Number(bound));
    Basis {
        made_of: (numerator.as_ref().zip(denominator.as_ref()).map(over))
            .or_else(|| super::formula(t, figures, report, id)),
        interval: interval.map(|i| {
            let said = (t.interval)(&end(i.0), &end(i.1));
            let (open, close) = t.brackets;
            if narrow { format!("{said}{open}{}{close}", t.interval_narrow) } else { said }
        }),
        customers: counted.then(|| (t.customers_n)(*n, &figures.count(*n))),
    }
}

/// What stands in the place of what needs single customers, where they stayed in a warehouse.
pub fn in_warehouse(report: &Report, lang: Lang) -> Option<&'static str> {
    (report.downgrades.na == Some(Na::InWarehouse)).then_some(ChartTexts::of(lang).in_warehouse)
}

/// Whether the report is of totals without customers.
pub fn totals_only(report: &Report) -> bool {
    matches!(report.metrics.get(&MetricId::Customers), Some(Metric::Na { na: Na::NotApplicable, .. }))
}
