//! A report cut down to what one view shows, as the file that a widget on another site loads.
//!
//! Its parts are those of the whole report, unchanged but for three things: of the files only the counts of their rows
//! are told, a grouping is the only one and therefore the first, and the list of white space is left out of the crossing.
//! Customers' names are replaced by codes unless asked for ([`super::Session::embedded`]).

use super::{
    Bridge, Cohort, CohortsBy, Metric, MetricId, Movement, Quadrant, Report, Resampled, Segment,
    Segmentation, TrendPoint, UnitEconomics,
};
use crate::base::{Date, Month};
use crate::metrics::Window;
use crate::read::RowCounts;
use crate::tables::Policies;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a view is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Figures with what they rest on.
    #[default]
    Number,
    /// A figure month by month.
    Line,
    /// The same as bars, or the groups of a grouping by one rate.
    Bar,
    /// From opening to closing MRR.
    Waterfall,
    /// What came and went month by month.
    Movements,
    /// Retention by start and age.
    Cohort,
    /// Figures, or the groups of a grouping, as a table.
    Table,
    /// GRR crossed with NDR.
    Quadrant,
    /// One of the charts of the questions' rooms, which a file has as data of its own.
    Chart,
}

impl Kind {
    /// Every view with its name.
    pub const ALL: [(&'static str, Kind); 9] = [
        ("number", Kind::Number),
        ("line", Kind::Line),
        ("bar", Kind::Bar),
        ("waterfall", Kind::Waterfall),
        ("movements", Kind::Movements),
        ("cohort", Kind::Cohort),
        ("table", Kind::Table),
        ("quadrant", Kind::Quadrant),
        ("chart", Kind::Chart),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        Kind::ALL.iter().find(|(_, kind)| *kind == self).map(|(name, _)| *name).unwrap_or_default()
    }

    /// The metrics of which it can show one, the usual one first; none where there is nothing to choose.
    pub fn metrics(self) -> &'static [MetricId] {
        match self {
            Kind::Number => &MetricId::ALL,
            Kind::Line | Kind::Bar => &LINES,
            Kind::Cohort => &COHORTS,
            _ => &[],
        }
    }
}

/// The metrics that have a line, the rates first.
const LINES: [MetricId; 6] = [
    MetricId::Nrr,
    MetricId::Grr,
    MetricId::LogoRetention,
    MetricId::Mrr,
    MetricId::NetNewMrr,
    MetricId::Customers,
];

/// What cohorts are followed by.
const COHORTS: [MetricId; 5] =
    [MetricId::Nrr, MetricId::Grr, MetricId::LogoRetention, MetricId::Mrr, MetricId::Customers];

/// A view that a report is cut down to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cut {
    /// Which.
    pub kind: Kind,
    /// The metrics it shows; none: those it shows by itself.
    pub metrics: Vec<MetricId>,
    /// The grouping it shows, by its column or kind.
    pub by: Option<String>,
    /// The chart, by its id on the page, where the view is one.
    pub chart: Option<String>,
}

/// The metrics that have a line of their own among the movements.
const MONTHLY: [MetricId; 3] = [MetricId::Mrr, MetricId::NetNewMrr, MetricId::Customers];

impl Cut {
    /// Reads `VIEW`, `VIEW:METRIC,METRIC` or either with `@GROUPING` behind it; of a chart `chart:ID`, and of groups the
    /// rate they are drawn by: `chart:groups,grr@plan`.
    ///
    /// # Errors
    /// What was expected.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (text, by) = match text.split_once('@') {
            Some((text, by)) => (text, Some(by.to_owned())),
            None => (text, None),
        };
        let (view, metrics) = text.split_once(':').unwrap_or((text, ""));
        let kind = Kind::ALL.iter().find(|(name, _)| *name == view).map(|(_, kind)| *kind);
        let views = || Kind::ALL.map(|(name, _)| name).join(", ");
        let kind = kind
            .ok_or_else(|| format!("expected VIEW, VIEW:METRIC or VIEW@GROUPING, VIEW one of {}", views()))?;
        let named = |name: &str| {
            let known = || MetricId::ALL.map(MetricId::as_str).join(", ");
            let found = MetricId::ALL.into_iter().find(|id| id.as_str() == name);
            found.ok_or_else(|| format!("no metric {name}; there are {}", known()))
        };
        let mut names = metrics.split(',').filter(|name| !name.is_empty());
        let chart = if kind == Kind::Chart { names.next().map(str::to_owned) } else { None };
        if kind == Kind::Chart && chart.is_none() {
            return Err("expected chart:ID, the chart's id on the page".to_owned());
        }
        let metrics = names.map(named).collect::<Result<_, _>>()?;
        Ok(Cut { kind, metrics, by, chart })
    }

    /// Whether the view shows a metric as a figure.
    fn shows(&self, id: MetricId) -> bool {
        match self.kind {
            // The steps end in the NRR that they make.
            Kind::Waterfall => id == MetricId::Nrr,
            Kind::Number if self.metrics.is_empty() => id == MetricId::Nrr,
            // Groups are held against the whole.
            Kind::Bar => id == self.metrics.first().copied().unwrap_or(MetricId::Nrr),
            Kind::Number | Kind::Table => self.metrics.is_empty() || self.metrics.contains(&id),
            _ => false,
        }
    }

    /// The place of the grouping it shows.
    ///
    /// # Errors
    /// The report has no such grouping: those it has.
    pub fn place(&self, report: &Report) -> Result<Option<usize>, Vec<String>> {
        let place = report.segmentations.iter().position(|of| self.is_of(of));
        if self.by.is_some() && place.is_none() {
            return Err(report.segmentations.iter().map(|of| of.by.clone()).collect());
        }
        Ok(place)
    }

    fn is_of(&self, segmentation: &Segmentation) -> bool {
        let is = |by: &String| {
            segmentation.by.eq_ignore_ascii_case(by) || segmentation.name.eq_ignore_ascii_case(by)
        };
        self.by.as_ref().is_some_and(is)
    }

    /// The report's parts that the view shows, as JSON without indents.
    ///
    /// # Errors
    /// The report has no such grouping: those it has.
    pub(super) fn of(&self, report: &Report) -> Result<String, Vec<String>> {
        let place = self.place(report)?;
        let of_groups = |group: &&Segment| place.is_some_and(|place| group.segmentation as usize == place);
        let first = self.metrics.first().copied().unwrap_or(MetricId::Nrr);
        let monthly = MONTHLY.contains(&first);
        let is = |kind: Kind| self.kind == kind;
        // A figure by month; the bars of a grouping are of its groups alone.
        let series = is(Kind::Line) || is(Kind::Bar) && place.is_none();
        let figures = place.is_none() && (is(Kind::Number) || is(Kind::Table) || is(Kind::Waterfall));
        let grouped = place.is_some() && is(Kind::Bar);
        let sampled = figures && (self.shows(MetricId::Nrr) || self.shows(MetricId::Grr));
        let part = Parts {
            head: Head::of(report),
            span: report.span,
            policies: &report.policies,
            metrics: (figures || grouped).then(|| {
                report.metrics.iter().filter(|(id, _)| self.shows(**id)).map(|(id, m)| (*id, m)).collect()
            }),
            // A cohort's caption says whether the data begin with customers who were there already. That stands in the
            // first month, but a list of one month would pass for all there are.
            movements: (is(Kind::Movements) || is(Kind::Cohort) || series && monthly)
                .then_some(&report.movements),
            bridge: is(Kind::Waterfall).then_some(&report.bridge),
            economics: report.economics.as_ref().filter(|_| figures),
            trend: (series && !monthly).then_some(&report.trend),
            cohorts: is(Kind::Cohort).then_some(&report.cohorts),
            cohorts_by: is(Kind::Cohort).then_some(&report.cohorts_by),
            resampled: report.resampled.as_ref().filter(|_| sampled),
            segments: place.map(|_| {
                let group = |group: &Segment| Segment { segmentation: 0, ..group.clone() };
                report.segments.iter().filter(of_groups).map(group).collect()
            }),
            segmentations: place.map(|place| report.segmentations.get(place).into_iter().collect()),
            quadrant: report
                .quadrant
                .as_ref()
                .filter(|_| is(Kind::Quadrant))
                .map(|crossing| Quadrant { white_space: Vec::new(), ..crossing.clone() }),
        };
        Ok(file_of(&part))
    }
}

/// A widget's file as JSON without indents.
pub(crate) fn file_of(parts: &impl Serialize) -> String {
    // Plain structs into memory: there is no way for this to fail.
    let text = serde_json::to_string_pretty(parts).unwrap_or_default();
    // By lines, because the writer of indented JSON is in every shell already. No text holds a line's end as it is.
    text.lines().map(str::trim_start).collect::<String>() + "\n"
}

/// What every file of a widget begins with.
#[derive(Serialize)]
pub(crate) struct Head<'a> {
    schema: &'a str,
    version: &'a str,
    as_of: Option<Date>,
    window: Option<Window>,
    currency: Option<&'a str>,
    inputs: Vec<Rows>,
}

impl<'a> Head<'a> {
    /// That of a report.
    pub fn of(report: &'a Report) -> Self {
        Head {
            schema: &report.schema,
            version: &report.version,
            as_of: report.as_of,
            window: report.window,
            currency: report.currency.as_deref(),
            inputs: report.inputs.iter().map(|input| Rows { rows: input.rows }).collect(),
        }
    }
}

#[derive(Serialize)]
struct Rows {
    rows: RowCounts,
}

/// The parts of a report, in its order.
#[derive(Serialize)]
struct Parts<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    span: Option<(Month, Month)>,
    policies: &'a Policies,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    metrics: Option<BTreeMap<MetricId, &'a Metric>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    movements: Option<&'a [Movement]>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    bridge: Option<&'a Bridge>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    economics: Option<&'a UnitEconomics>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    trend: Option<&'a [TrendPoint]>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    cohorts: Option<&'a [Cohort]>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    cohorts_by: Option<&'a CohortsBy>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    resampled: Option<&'a Resampled>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    segments: Option<Vec<Segment>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    segmentations: Option<Vec<&'a Segmentation>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    quadrant: Option<Quadrant>,
}
