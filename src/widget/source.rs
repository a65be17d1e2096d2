//! What a widget reads of a report's JSON: the parts that views are drawn from, of a whole report or of a cut one.

use super::beside::{Behind, Found};
use super::names::hashed;
use super::wish::Names;
use crate::base::{Date, Month};
use crate::i18n::Lang;
use crate::i18n::charts::fill;
use crate::i18n::widget::WidgetTexts;
use crate::metrics::Window;
use crate::pack::ChartPart;
use crate::read::RowCounts;
use crate::report::{
    Bridge, Cohort, CohortsBy, Method, Metric, MetricId, Movement, Quadrant, QuadrantSums, RankedBy, Report,
    Resampled, SCHEMA, Segment, SegmentBy, Segmentation, Spot, TrendPoint, UnitEconomics,
};
use crate::tables::Policies;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Most months that a row of cohorts may be long: fifty years, as in the report itself. A file that says more is no report.
const MOST_AGES: u32 = 600;

/// Why a value is no report for this widget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// `report` or `schema`.
    pub code: &'static str,
    /// What was found, and what to do.
    pub message: String,
}

/// Whether a value says that it is a report of this version; `schema` is its text of that name.
pub fn schema_fault(schema: Option<&str>, lang: Lang) -> Option<Fault> {
    let texts = WidgetTexts::of(lang);
    match schema {
        Some(SCHEMA) => None,
        Some(other) => Some(Fault {
            code: "schema",
            message: fill(texts.other_schema, &[("schema", other), ("expected", SCHEMA)]),
        }),
        None => Some(Fault { code: "report", message: texts.no_report.to_owned() }),
    }
}

/// The parts of a report's JSON. One that is not there is `None`, which is not the same as an empty one.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Parts {
    as_of: Option<Date>,
    window: Option<Window>,
    currency: Option<String>,
    policies: Option<PoliciesPart>,
    inputs: Option<Vec<InputPart>>,
    /// By name, so that a later report's further metrics are passed over.
    metrics: Option<BTreeMap<String, Metric>>,
    movements: Option<Vec<Movement>>,
    bridge: Option<Bridge>,
    economics: Option<UnitEconomics>,
    trend: Option<Vec<TrendPoint>>,
    cohorts: Option<Vec<Cohort>>,
    cohorts_by: Option<CohortsBy>,
    resampled: Option<ResampledPart>,
    segments: Option<Vec<Segment>>,
    segmentations: Option<Vec<SegmentationPart>>,
    quadrant: Option<QuadrantPart>,
    chart: Option<ChartPart>,
    customers: Option<Vec<Behind>>,
}

/// Of the policies, what a formula shows.
#[derive(Default, Deserialize)]
#[serde(default)]
struct PoliciesPart {
    lifetime_cap: Option<u32>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct InputPart {
    rows: RowCounts,
    diagnostics: Vec<Found>,
}

/// Of the intervals' making, what is said beside one.
#[derive(Default, Deserialize)]
#[serde(default)]
struct ResampledPart {
    narrow: bool,
}

/// Of a segmentation, what names its groups; which of them it sets apart is not drawn.
#[derive(Deserialize)]
struct SegmentationPart {
    by: String,
    kind: SegmentBy,
    #[serde(default)]
    name: String,
    #[serde(default)]
    derived: bool,
    #[serde(default)]
    cuts: Vec<String>,
}

/// Of the crossing, what its bubbles are; the white space lists names.
#[derive(Deserialize)]
struct QuadrantPart {
    grr_cut: f64,
    ndr_cut: f64,
    groups: Vec<QuadrantSums>,
    spots: Vec<Spot>,
}

/// A report's JSON as far as a widget shows it.
#[derive(Clone, Debug)]
pub struct Source {
    /// The report, and without customers' names where it has any.
    named: Arc<Report>,
    bare: Arc<Report>,
    /// A chart of its own.
    chart: Option<Arc<ChartPart>>,
    /// The parts it has.
    has: Vec<&'static str>,
    /// Rows of its files.
    rows: RowCounts,
    /// Where of these were rejected.
    pub(super) rejected: Vec<Found>,
    /// The customers at the window's ends.
    pub(super) customers: Option<Vec<Behind>>,
}

impl Source {
    /// Reads the parts; `schema` is looked at first ([`schema_fault`]).
    ///
    /// # Errors
    /// Where a part is not made as a report's is.
    pub fn read<'de, D: serde::Deserializer<'de>>(from: D, lang: Lang) -> Result<Source, Fault> {
        let texts = WidgetTexts::of(lang);
        let fault =
            |found: String| Fault { code: "report", message: fill(texts.broken, &[("found", &found)]) };
        let parts = Parts::deserialize(from).map_err(|error| fault(error.to_string()))?;
        let cohorts = parts.cohorts.iter().flatten();
        let joined = parts.cohorts_by.iter().flat_map(|by| by.quarter.iter().chain(&by.year));
        let ages = cohorts.chain(joined).map(|cohort| cohort.age.as_slice());
        let all = parts.cohorts_by.iter().map(|by| by.all.as_slice());
        if ages.chain(all).flatten().any(|cell| cell.months > MOST_AGES) {
            return Err(fault(format!("cohorts > {MOST_AGES}")));
        }
        if parts.chart.iter().any(|chart| ![&chart.en, &chart.zh].iter().all(|of| of.sketch.is_bounded())) {
            return Err(fault("chart".to_owned()));
        }
        Ok(Source::of(parts))
    }

    fn of(parts: Parts) -> Source {
        let had: [(&'static str, bool); 8] = [
            ("metrics", parts.metrics.is_some()),
            ("movements", parts.movements.is_some()),
            ("bridge", parts.bridge.is_some()),
            ("trend", parts.trend.is_some()),
            ("cohorts", parts.cohorts.is_some() || parts.cohorts_by.is_some()),
            ("segments", parts.segments.is_some() && parts.segmentations.is_some()),
            ("quadrant", parts.quadrant.is_some()),
            ("chart", parts.chart.is_some()),
        ];
        let known = |(name, metric): (String, Metric)| {
            MetricId::ALL.into_iter().find(|id| id.as_str() == name).map(|id| (id, metric))
        };
        let cap = parts.policies.and_then(|policies| policies.lifetime_cap);
        let policies = Policies::default();
        let mut rows = RowCounts::default();
        let mut rejected = Vec::new();
        for InputPart { rows: of, diagnostics } in parts.inputs.unwrap_or_default() {
            rejected.extend(diagnostics.into_iter().filter(Found::is_reject));
            rows.read = rows.read.saturating_add(of.read);
            rows.used = rows.used.saturating_add(of.used);
            rows.rejected = rows.rejected.saturating_add(of.rejected);
            rows.ignored = rows.ignored.saturating_add(of.ignored);
        }
        let named = Report {
            as_of: parts.as_of,
            window: parts.window,
            currency: parts.currency,
            policies: Policies { lifetime_cap: cap.unwrap_or(policies.lifetime_cap), ..policies },
            metrics: parts.metrics.unwrap_or_default().into_iter().filter_map(known).collect(),
            movements: parts.movements.unwrap_or_default(),
            bridge: parts.bridge.unwrap_or_default(),
            economics: parts.economics,
            trend: parts.trend.unwrap_or_default(),
            cohorts: parts.cohorts.unwrap_or_default(),
            cohorts_by: parts.cohorts_by.unwrap_or_default(),
            resampled: parts.resampled.map(Into::into),
            segments: parts.segments.unwrap_or_default(),
            segmentations: parts.segmentations.unwrap_or_default().into_iter().map(Into::into).collect(),
            quadrant: parts.quadrant.map(Into::into),
            ..Report::default()
        };
        let named = Arc::new(named);
        let mut bare = Arc::clone(&named);
        // Nowhere else is a customer named: without one, both are the same.
        let names = named.quadrant.iter().flat_map(|quadrant| &quadrant.spots);
        if names.into_iter().any(|spot| spot.customer.is_some()) {
            let spots = Arc::make_mut(&mut bare).quadrant.iter_mut().flat_map(|quadrant| &mut quadrant.spots);
            spots.for_each(|spot| spot.customer = None);
        }
        Source {
            named,
            bare,
            chart: parts.chart.map(Arc::new),
            has: had.into_iter().filter(|(_, has)| *has).map(|(name, _)| name).collect(),
            rows,
            rejected,
            customers: parts.customers,
        }
    }

    /// The chart that the file holds as data.
    pub(super) fn chart(&self) -> Option<&ChartPart> {
        self.chart.as_deref()
    }

    /// Whether the JSON has a part, be it empty.
    pub(super) fn has(&self, part: &str) -> bool {
        self.has.contains(&part)
    }

    /// The report with the months `from … to` of its series, each end where it is given.
    pub(super) fn report(&self, names: Names, ends: (Option<Month>, Option<Month>)) -> Arc<Report> {
        let whole = if names == Names::Hide { &self.bare } else { &self.named };
        let mut whole = Arc::clone(whole);
        // Where none is named, the report without names is the same one.
        if names == Names::Hash && !Arc::ptr_eq(&self.named, &self.bare) {
            let spots =
                Arc::make_mut(&mut whole).quadrant.iter_mut().flat_map(|quadrant| &mut quadrant.spots);
            spots.filter_map(|spot| spot.customer.as_mut()).for_each(|name| *name = hashed(name));
        }
        if ends == (None, None) {
            return whole;
        }
        let inside =
            |month: Month| ends.0.is_none_or(|from| from <= month) && ends.1.is_none_or(|to| month <= to);
        let mut report = Arc::unwrap_or_clone(whole);
        report.movements.retain(|movement| inside(movement.month));
        report.trend.retain(|point| inside(point.month));
        report.cohorts.retain(|cohort| inside(cohort.start));
        let by = &mut report.cohorts_by;
        by.quarter.retain(|cohort| inside(cohort.start));
        by.year.retain(|cohort| inside(cohort.start));
        // An average over cohorts that are not all shown would be of others than those in sight.
        by.all.clear();
        Arc::new(report)
    }

    /// Rows of the files behind it, all and rejected, where it says them.
    pub fn rows(&self) -> (u64, u64) {
        (self.rows.read, self.rows.rejected)
    }
}

impl From<SegmentationPart> for Segmentation {
    fn from(part: SegmentationPart) -> Self {
        let SegmentationPart { by, kind, name, derived, cuts } = part;
        Segmentation {
            by,
            kind,
            name,
            derived,
            cuts,
            spread: None,
            masked: false,
            spreads: Vec::new(),
            simpson: None,
            simpson_na: None,
        }
    }
}

impl From<ResampledPart> for Resampled {
    fn from(part: ResampledPart) -> Self {
        let ResampledPart { narrow } = part;
        Resampled { method: Method::Bootstrap, draws: 0, seed: 0, n: 0, narrow, nrr: None, grr: None }
    }
}

impl From<QuadrantPart> for Quadrant {
    fn from(part: QuadrantPart) -> Self {
        let QuadrantPart { grr_cut, ndr_cut, groups, spots } = part;
        Quadrant {
            grr_cut,
            ndr_cut,
            groups,
            ranked_by: RankedBy::Mrr,
            room: None,
            seats_stated: 0,
            modules: None,
            modules_stated: 0,
            white_space: Vec::new(),
            rest: 0,
            spots,
        }
    }
}
