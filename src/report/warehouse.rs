//! The report of a script's result: the sums that an engine made of rows it holds (`crate::sql` says which they are).
//!
//! They go into the same sums that a book's customers are added up to, and from there on everything is computed as ever.

use super::aggregate::without_customers;
use super::build::{self, cohort, facts, metric, metrics, trend_point};
use super::by_group::{beside, compared, segment};
use super::definitions::definitions;
use super::diligence::{cohorts_by, concentration_of};
use super::figures::{Figures, WindowFigures};
use super::segments::SegmentBy;
use super::session::finding;
use super::{
    DefinitionId, MetricId, POLICY_CHOICES, Report, Segment, Segmentation, Settings, Window, unit_economics,
};
use crate::base::{Month, Na, format_minor};
use crate::metrics::{
    AgeSums, Concentration, Group, GroupSums, Label, MAX_COHORT_AGE, MonthFlow, MovementKind, Recipe, Scale,
    Share, SizeClass, StartCohort, TOPS, TrailingSums, TwoPoint, Unit, Variant,
};
use crate::read::{Code, Reading, Severity};
use crate::tables::{AttributeKind, CostsTable, Exact, Policies, WarehouseRow, WarehouseTable};
use std::collections::BTreeMap;

/// The figures of a result.
struct Given<'a> {
    table: &'a WarehouseTable,
    exponent: u8,
}

/// The report. What needs single customers says that they stayed in the warehouse; the window and the policies are
/// those that the script was made with.
pub(super) fn build(
    table: &WarehouseTable,
    costs: &[CostsTable],
    inputs: &[Reading],
    settings: &Settings,
) -> Report {
    let given = Given { table, exponent: table.currency.exponent };
    let settings = &given.settings(settings);
    let span = given.month("first_month").zip(given.month("last_month"));
    let nothing = given.one("metric", "mrr").map_or(Some(Na::NoData), |row| row.na);
    let flows = given.flows();
    let window = given.window(settings);
    let paid = flows.iter().any(|flow| flow.closing != 0);
    let missing = given.missing(window.is_some(), paid);
    let mut figures = Figures::none(&flows);
    if nothing.is_none() {
        figures.closing = span.map(|(_, last)| given.closing(last));
        figures.window = window.and_then(|window| given.window_figures(window, settings));
        figures = figures.with_costs(&table.currency, costs, settings);
    }
    // Half a window is none: what lacks is told.
    let half = window.is_some() && figures.window.is_none();
    figures.nothing = nothing.or(half.then_some(Na::NoData));
    let (exponent, facts) = (given.exponent, facts(span, settings, &figures));
    let window = figures.window.as_ref();
    let started = given.cohorts();
    let (segments, segmentations) = given.segments();
    let mut diagnostics = Vec::new();
    if let Some(w) = window {
        let text = format!("{} → {}", w.window.from, w.window.to);
        diagnostics.push(finding(Severity::Info, Code::WindowOfScript, text, 1));
    }
    if !missing.is_empty() {
        let count = missing.len() as u64;
        diagnostics.push(finding(Severity::Warning, Code::FiguresMissing, missing.join(", "), count));
    }
    let unknown = given.unknown();
    if let Some(first) = unknown.first() {
        let (text, count) = (first.of.name.clone(), unknown.len() as u64);
        diagnostics.push(finding(Severity::Info, Code::FigureUnknown, text, count));
    }
    Report {
        as_of: span.and_then(|(_, last)| last.last_day()),
        window: window.map(|w| w.window),
        currency: table.currency.code.clone(),
        span,
        diagnostics,
        metrics: metrics(&|id| metric(id, figures.measure(id), exponent, facts)),
        movements: flows.iter().map(|flow| build::movement(flow, exponent, false)).collect(),
        bridge: window.map(|w| build::bridge(w, exponent)).unwrap_or_default(),
        target: window.and_then(|w| build::target(w, settings.target, exponent)),
        economics: figures.economics.as_ref().map(|e| unit_economics::summary(e, exponent)),
        trend: given.trend().iter().filter_map(trend_point).collect(),
        cohorts: started.iter().map(|start| cohort(start, exponent, &|_| true)).collect(),
        cohorts_by: cohorts_by(&started, exponent),
        concentration: (given.concentrations().iter())
            .filter_map(|(_, found)| concentration_of(found, exponent))
            .collect(),
        segments,
        segmentations,
        definitions: definitions(&figures, exponent),
        ..without_customers(inputs, settings, Na::InWarehouse)
    }
}

/// What stands above and below the line in units of so many decimals, zero where nothing does.
fn sides(row: &WarehouseRow, decimals: u8) -> Option<(i128, i128)> {
    let side = |side: Option<Exact>| side.map_or(Some(0), |side| side.at(decimals));
    Some((side(row.above)?, side(row.below)?))
}

/// Sets the policy that a row states; whether there is such a one. Not by its text alone: reading a margin's would bring
/// the tables that numbers are read with into the page's engine.
fn set(policies: &mut Policies, row: &WarehouseRow) -> bool {
    let (name, value) = (row.of.name.as_str(), row.of.key.as_str());
    if name == "gap" {
        let gap = value.parse().ok().filter(|gap| *gap <= Policies::LONGEST_GAP);
        policies.gap = gap.unwrap_or(policies.gap);
        return gap.is_some();
    }
    let choice = POLICY_CHOICES.into_iter().find(|choice| (choice.0, choice.1) == (name, value));
    choice.is_some_and(|(_, _, set)| {
        set(policies);
        true
    })
}

impl<'a> Given<'a> {
    fn one(&self, section: &str, name: &str) -> Option<&'a WarehouseRow> {
        self.table.named(section, name).first()
    }

    /// The month that stands as a figure of the data.
    fn month(&self, name: &str) -> Option<Month> {
        Month::parse_iso(&self.one("data", name)?.of.key)
    }

    /// The two sides as money.
    fn money(&self, row: &WarehouseRow) -> Option<(i128, i128)> {
        sides(row, self.exponent)
    }

    /// The two sides as counts.
    fn counts(&self, row: &WarehouseRow) -> Option<(i128, i128)> {
        sides(row, 0)
    }

    /// The policies and the window's length that the script was made with, in place of those asked for.
    fn settings(&self, asked: &Settings) -> Settings {
        let mut settings = asked.clone();
        for row in self.table.rows.iter().filter(|row| row.of.section == "policy") {
            set(&mut settings.policies, row);
        }
        let length = self.one("data", "months").and_then(|row| self.counts(row));
        settings.months = length.and_then(|(months, _)| u32::try_from(months).ok()).unwrap_or(asked.months);
        settings
    }

    fn window(&self, settings: &Settings) -> Option<Window> {
        let (from, to) = self.month("from").zip(self.month("to"))?;
        let months = u32::try_from(to.since(from)).ok()?;
        (months == settings.months).then_some(Window { from, to, months })
    }

    /// Metrics, definitions and policies of another version.
    fn unknown(&self) -> Vec<&'a WarehouseRow> {
        let known = |row: &WarehouseRow| match row.of.section.as_str() {
            "metric" => MetricId::ALL.iter().any(|id| id.as_str() == row.of.name),
            "definition" => DefinitionId::ALL.iter().any(|id| id.name() == row.of.name),
            "policy" => set(&mut Policies::default(), row),
            _ => true,
        };
        self.table.rows.iter().filter(|row| !known(row)).collect()
    }

    /// The sections that lack figures, or have some that can't be read: `windowed` where there is a window, `paid` where
    /// any month has revenue.
    fn missing(&self, windowed: bool, paid: bool) -> Vec<&'static str> {
        let has = |section: &str, names: &[&str]| {
            names.iter().all(|name| {
                let rows = self.table.named(section, name);
                rows.iter().all(|row| self.money(row).is_some()) && !rows.is_empty()
            })
        };
        let definitions: Vec<String> = DefinitionId::ALL.iter().map(|id| id.name()).collect();
        let definitions: Vec<&str> = definitions.iter().map(String::as_str).collect();
        let bridge =
            ["opening", "expansion", "contraction", "churn", "closing_cohort", "new", "returned", "closing"];
        let movements = ["opening", "new", "expansion", "contraction", "churn", "reactivation", "closing"];
        // Months that nobody opened have no place in a trend.
        let opened = self.one("metric", "grr").is_some_and(|row| row.na.is_none());
        let all: [(&'static str, &[&str], bool); 9] = [
            ("data", &["first_month", "last_month", "months"], true),
            ("policy", &["gap", "reactivation"], true),
            ("metric", &["mrr", "grr", "nrr_ex_largest"], true),
            ("bridge", &bridge, windowed),
            ("movement", &movements, true),
            ("trend", &["nrr", "grr"], windowed && opened),
            ("concentration", &["top1", "top5", "top10", "top20"], paid),
            ("cohort", &["nrr", "grr"], paid),
            ("definition", &definitions, windowed),
        ];
        match self.one("metric", "mrr") {
            Some(row) if row.na.is_some() => Vec::new(),
            _ => {
                let lacking =
                    all.into_iter().filter(|(section, names, asked)| *asked && !has(section, names));
                lacking.map(|(section, ..)| section).collect()
            }
        }
    }

    /// The movements of every month.
    fn flows(&self) -> Vec<MonthFlow> {
        let months = self.table.named("movement", "closing");
        let of = |place: usize, month: &str, name: &str| {
            let rows = self.table.named("movement", name);
            let row = rows.get(place).filter(|row| row.of.key == month)?;
            Some((self.money(row)?.0, row.n))
        };
        let flow = |(place, closing): (usize, &WarehouseRow)| {
            let key = closing.of.key.as_str();
            let mut of_kind = BTreeMap::new();
            for kind in MovementKind::ALL {
                of_kind.insert(kind, of(place, key, &crate::base::snake_case(&format!("{kind:?}")))?);
            }
            let ends = [of(place, key, "opening")?, of(place, key, "closing")?];
            let sums = |kind| of_kind.get(&kind).copied().unwrap_or_default();
            Some(MonthFlow::of_sums(Month::parse_iso(key)?, ends, sums))
        };
        months.iter().enumerate().filter_map(flow).collect()
    }

    /// The concentration of the last month, in which there may be nobody.
    fn closing(&self, last: Month) -> (Month, Concentration) {
        let found = self.concentrations().into_iter().find(|(month, _)| *month == last);
        found.unwrap_or_else(|| (last, Concentration::of_sums(last, (0, 0), [0; TOPS.len()], (0, 0))))
    }

    /// Every month's concentration, ascending.
    fn concentrations(&self) -> Vec<(Month, Concentration)> {
        let at = |name: &str, place: usize, key: &str| {
            self.table.named("concentration", name).get(place).filter(|row| row.of.key == key)
        };
        let first = self.table.named("concentration", "top1").iter().enumerate();
        let found = first.filter_map(|(place, top1)| {
            let key = top1.of.key.as_str();
            let month = Month::parse_iso(key)?;
            let mut tops = [0; TOPS.len()];
            for (sum, top) in tops.iter_mut().zip(TOPS) {
                *sum = self.money(at(&format!("top{top}"), place, key)?)?.0;
            }
            let squares = at("hhi", place, key)?.above?.at(self.exponent.checked_mul(2)?)?;
            let of = (self.money(top1)?.1, top1.n);
            Some((month, Concentration::of_sums(month, of, tops, (squares.unsigned_abs(), 0))))
        });
        found.collect()
    }

    fn trend(&self) -> Vec<TrailingSums> {
        let [nrr, grr, logo] = ["nrr", "grr", "logo_retention"].map(|name| self.table.named("trend", name));
        let point = |((nrr, grr), logo): ((&WarehouseRow, &WarehouseRow), &WarehouseRow)| {
            let (from, to) = Month::parse_iso(&nrr.of.part).zip(Month::parse_iso(&nrr.of.key))?;
            let same = nrr.of.key == grr.of.key && nrr.of.key == logo.of.key;
            let ((closing_cohort, opening), (kept_customers, opening_customers)) =
                (self.money(nrr)?, self.counts(logo)?);
            same.then_some(TrailingSums {
                window: Window { from, to, months: u32::try_from(to.since(from)).ok()? },
                opening,
                closing_cohort,
                kept: self.money(grr)?.0,
                opening_customers: u64::try_from(opening_customers).ok()?,
                kept_customers: u64::try_from(kept_customers).ok()?,
            })
        };
        nrr.iter().zip(grr).zip(logo).filter_map(point).collect()
    }

    fn cohorts(&self) -> Vec<StartCohort> {
        let [nrr, grr, logo] = ["nrr", "grr", "logo"].map(|name| self.table.named("cohort", name));
        let mut by_start: BTreeMap<Month, Vec<AgeSums>> = BTreeMap::new();
        for ((nrr, grr), logo) in nrr.iter().zip(grr).zip(logo) {
            let age = nrr.of.part.parse().ok().filter(|age| *age <= MAX_COHORT_AGE as usize);
            let cell = || {
                let customers = u64::try_from(self.counts(logo)?.0).ok()?;
                Some(AgeSums { revenue: self.money(nrr)?.0, kept: self.money(grr)?.0, customers })
            };
            let (Some(start), Some(age), Some(cell)) = (Month::parse_iso(&nrr.of.key), age, cell()) else {
                continue;
            };
            let ages = by_start.entry(start).or_default();
            if ages.len() <= age {
                ages.resize(age + 1, AgeSums::default());
            }
            ages.iter_mut().skip(age).take(1).for_each(|place| *place = cell);
        }
        by_start.into_iter().map(|(start, ages)| StartCohort { start, ages }).collect()
    }

    fn window_figures(&self, window: Window, settings: &Settings) -> Option<WindowFigures> {
        let step = |name: &str| self.one("bridge", name).and_then(|row| Some((self.money(row)?.0, row.n)));
        let metric = |id: MetricId| self.one("metric", id.as_str());
        let ((opening, opening_customers), (closing, closing_customers)) =
            (step("opening")?, step("closing")?);
        let ((expansion, expanded_customers), (contraction, contracted_customers)) =
            (step("expansion")?, step("contraction")?);
        let ((churn, lost_customers), (closing_cohort, kept_customers)) =
            (step("churn")?, step("closing_cohort")?);
        let ((new, new_customers), (returned, returned_customers)) = (step("new")?, step("returned")?);
        let sums = TwoPoint {
            opening,
            expansion,
            contraction,
            churn,
            kept: self.money(metric(MetricId::Grr)?)?.0,
            closing_cohort,
            new,
            returned,
            closing,
            opening_customers,
            expanded_customers,
            contracted_customers,
            kept_customers,
            lost_customers,
            new_customers,
            returned_customers,
            closing_customers,
        };
        let rest = metric(MetricId::NrrExLargest)?;
        let (closing_cohort, opening) = self.money(rest)?;
        let without_largest =
            TwoPoint { opening, closing_cohort, opening_customers: rest.n, ..TwoPoint::default() };
        let variants = DefinitionId::ALL.into_iter().map(|id| self.variant(id, window, settings));
        Some(WindowFigures { window, sums, without_largest, variants: variants.collect() })
    }

    /// A definition from its rows: a share of each month where they multiply.
    fn variant(&self, id: DefinitionId, window: Window, settings: &Settings) -> Variant {
        let rows = self.table.named("definition", &id.name());
        let recipe = Recipe::of(id, settings.policies.reactivation);
        let unfit = rows.iter().find_map(|row| row.na.filter(|na| *na != Na::ZeroDenominator));
        let months = i128::from(window.months.max(1));
        let share = |row: &WarehouseRow| {
            let (above, below) = if recipe.unit == Unit::Each { self.counts(row) } else { self.money(row) }
                .ok_or(Na::NoData)?;
            // Written as below + months · change.
            let change = if recipe.scale == Scale::Linear { (above - below) / months } else { above - below };
            Ok(Share { below, change })
        };
        let taken = if recipe.scale == Scale::Power { 1 } else { rows.len() };
        let parts = match unfit.or(rows.is_empty().then_some(Na::NoData)) {
            Some(why) => Err(why),
            None => rows.iter().take(taken).map(share).collect(),
        };
        let n = rows.iter().map(|row| row.n).max().unwrap_or(0);
        Variant::of_sums(id, window, settings.policies.reactivation, n, parts)
    }

    /// The groups by each column, those of whom nothing is stated last.
    fn segments(&self) -> (Vec<Segment>, Vec<Segmentation>) {
        let mut columns: Vec<(String, SegmentBy, Option<String>, &str)> =
            self.table.kinds.iter().map(|(column, kind)| self.column(column, *kind)).collect();
        crate::base::sort_by(&mut columns, |a, b| a.0.cmp(&b.0));
        let (mut segments, mut all) = (Vec::new(), Vec::new());
        for (place, (by, kind, header, column)) in (0..).zip(columns) {
            let mut groups = self.groups(column, kind);
            groups.sort_by_key(|(_, group)| !group.label.is_segment());
            for (number, (value, group)) in (0..).zip(&groups) {
                segments.push(Segment {
                    mark: beside(value, &group.now).filter(|_| kind == SegmentBy::BuyerTier),
                    segmentation: place,
                    group: number,
                    ..segment(self.exponent, &by, value.clone(), group)
                });
            }
            let groups: Vec<Group> = groups.into_iter().map(|(_, group)| group).collect();
            let cuts = match kind {
                SegmentBy::SizeClass if header.is_none() => {
                    ["elephant", "cheetah"].map(|class| self.cut(class)).into()
                }
                _ => Vec::new(),
            };
            all.push(Segmentation { cuts, ..compared((by, kind, header), &groups, Err(Na::InWarehouse)) });
        }
        (segments, all)
    }

    /// What customers are grouped by: its name, its kind, and the header where a file states it.
    fn column<'c>(
        &self,
        column: &'c str,
        kind: AttributeKind,
    ) -> (String, SegmentBy, Option<String>, &'c str) {
        let derived = match column {
            "size_class" if self.one("data", "size_cut").is_some() => Some(SegmentBy::SizeClass),
            "start_year" => Some(SegmentBy::StartYear),
            "start_quarter" => Some(SegmentBy::StartQuarter),
            _ => None,
        };
        let named = if kind == AttributeKind::Other { column.to_owned() } else { kind.name() };
        match derived {
            Some(by) => (column.to_owned(), by, None, column),
            None => (named, kind.into(), Some(column.to_owned()), column),
        }
    }

    fn groups(&self, column: &str, by: SegmentBy) -> Vec<(String, Group)> {
        let of = |name: &str| {
            let rows = self.table.named("segment", name);
            let first = rows.partition_point(|row| row.of.key.as_str() < column);
            rows.get(first..).unwrap_or(&[]).iter().take_while(move |row| row.of.key == column)
        };
        let group = |((nrr, grr), logo): ((&WarehouseRow, &WarehouseRow), &WarehouseRow)| {
            let ((closing, opening), (kept_customers, customers)) = (self.money(nrr)?, self.counts(logo)?);
            let value = nrr.of.part.clone();
            let now = GroupSums {
                opening,
                closing,
                kept: self.money(grr)?.0,
                customers: u64::try_from(customers).ok()?,
                kept_customers: u64::try_from(kept_customers).ok()?,
            };
            let label = match by {
                _ if value.is_empty() => Label::NotStated,
                SegmentBy::SizeClass => Label::Size(SizeClass::Elephant),
                SegmentBy::StartYear | SegmentBy::StartQuarter => match Month::parse_iso(&value) {
                    Some(month) => Label::Before(month),
                    None => Label::Year(0),
                },
                _ => Label::Value(0),
            };
            Some((value, Group { label, now, before: GroupSums::default(), folded: 0 }))
        };
        of("nrr").zip(of("grr")).zip(of("logo_retention")).filter_map(group).collect()
    }

    /// From which opening MRR on customers are in a class; empty where nobody is.
    fn cut(&self, class: &str) -> String {
        let row = self.table.named("data", "size_cut").iter().find(|row| row.of.key == class);
        let minor = row.and_then(|row| row.above).and_then(|above| above.at(self.exponent));
        minor.map(|minor| format_minor(minor, self.exponent)).unwrap_or_default()
    }
}
