//! The cohort table: its rows by month, quarter or year, its file, and its cells as CSV.

use super::{Figures, HeatMetric, HeatScale, Node, Paint, Plot, Twin, TwinCell, geometry};
use crate::base::Month;
use crate::i18n::charts::{ChartTexts, fill};
use crate::report::{AgeCell, Cohort, CohortSpan, ENOUGH, EvidenceKey, Movement, Report};

/// How long the time is in which a cohort's customers began.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grain {
    /// A month.
    #[default]
    Month,
    /// A quarter.
    Quarter,
    /// A year.
    Year,
}

impl Grain {
    /// From the finest.
    pub const ALL: [Grain; 3] = [Grain::Month, Grain::Quarter, Grain::Year];

    /// Its name.
    pub fn name(self, texts: &ChartTexts) -> &'static str {
        let [month, quarter, year] = texts.grains;
        match self {
            Grain::Month => month,
            Grain::Quarter => quarter,
            Grain::Year => year,
        }
    }

    /// The report's cohorts of this grain.
    fn cohorts(self, report: &Report) -> &[Cohort] {
        match self {
            Grain::Month => &report.cohorts,
            Grain::Quarter => &report.cohorts_by.quarter,
            Grain::Year => &report.cohorts_by.year,
        }
    }
}

/// The finest grain of which at least half of the cohorts have customers enough; months where none has.
pub fn usual_grain(report: &Report) -> Grain {
    let many = |grain: &Grain| {
        let cohorts = grain.cohorts(report);
        let enough = cohorts.iter().filter(|c| c.customers >= ENOUGH).count();
        !cohorts.is_empty() && enough * 2 >= cohorts.len()
    };
    Grain::ALL.into_iter().find(many).unwrap_or_default()
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct CohortRow<'a> {
    /// How start months are joined in it; `None` for one of them.
    pub by: Option<CohortSpan>,
    /// The first month in which its customers began.
    pub start: Month,
    /// How many.
    pub customers: u64,
    /// Their MRR in their first months.
    pub revenue: &'a str,
    /// By age, 0 first.
    pub cells: &'a [AgeCell],
}

impl CohortRow<'_> {
    /// Its name: the month, the quarter, the year, all.
    pub fn name(&self, texts: &ChartTexts, figures: &dyn Figures) -> String {
        let year = || figures.year(self.start);
        match self.by {
            None => figures.month(self.start),
            Some(CohortSpan::Quarter) => {
                let quarter = figures.count(self.start.number().div_ceil(3).into());
                fill(texts.quarter, &[("year", &year()), ("quarter", &quarter)])
            }
            Some(CohortSpan::Year) => year(),
            Some(CohortSpan::All) => texts.all_cohorts.to_owned(),
        }
    }

    /// The same for a program.
    fn raw(&self) -> String {
        match self.by {
            None => self.start.to_string(),
            Some(CohortSpan::Quarter) => {
                format!("{}-Q{}", self.start.year(), self.start.number().div_ceil(3))
            }
            Some(CohortSpan::Year) => self.start.year().to_string(),
            Some(CohortSpan::All) => "all".to_owned(),
        }
    }

    /// The evidence behind a cell.
    pub fn key(&self, months: u32) -> EvidenceKey {
        match self.by {
            None => EvidenceKey::Cohort { start: self.start, months },
            Some(by) => EvidenceKey::CohortBy { by, start: self.start, months },
        }
    }
}

/// The rows: the cohorts, then all of them in one, where there are several.
pub fn cohort_rows(report: &Report, grain: Grain) -> Vec<CohortRow<'_>> {
    let by = match grain {
        Grain::Month => None,
        Grain::Quarter => Some(CohortSpan::Quarter),
        Grain::Year => Some(CohortSpan::Year),
    };
    let mut rows: Vec<CohortRow> = Vec::new();
    for Cohort { start, customers, revenue, age } in grain.cohorts(report) {
        rows.push(CohortRow { by, start: *start, customers: *customers, revenue, cells: age });
    }
    let all = &report.cohorts_by.all;
    if let (Some(first), Some(begun), true) = (rows.first(), all.first(), rows.len() > 1) {
        let (start, by) = (first.start, Some(CohortSpan::All));
        rows.push(CohortRow { by, start, customers: begun.n, revenue: &begun.revenue, cells: all });
    }
    rows
}

/// What the cells are, and of which row it must be known that it is no true cohort.
pub fn cohorts_caption(
    metric: HeatMetric,
    rows: &[CohortRow],
    movements: &[Movement],
    texts: &ChartTexts,
    figures: &dyn Figures,
) -> String {
    let mut parts = vec![metric.caption(texts).to_owned()];
    if rows.iter().any(|row| row.by.is_some()) {
        parts.push(texts.cohorts_joined.to_owned());
    }
    if !metric.is_absolute() && rows.iter().any(|row| row.cells.iter().any(|cell| cell.small)) {
        parts.push(texts.cohorts_few.to_owned());
    }
    let start = movements.first().filter(|m| geometry(&m.opening) == 0.0).map(|m| m.month);
    // Where the data start, everyone counts as new: those who came then and those who were there already.
    if let Some(month) = start.filter(|month| rows.first().is_some_and(|row| row.start <= *month)) {
        parts.push(match month.is_unnamed() {
            true => texts.cohorts_opening.to_owned(),
            false => fill(texts.cohorts_first, &[("month", &figures.month(month))]),
        });
    }
    parts.join(texts.gap)
}

/// The table as a picture of its own; `None` without cohorts.
pub fn cohorts_plot(
    rows: &[CohortRow],
    metric: HeatMetric,
    caption: String,
    texts: &ChartTexts,
    figures: &dyn Figures,
) -> Option<Plot> {
    const CELL: (f64, f64) = (42.0, 22.0);
    const LEFT: f64 = 200.0;
    let cohorts = || rows.iter().filter(|row| row.by != Some(CohortSpan::All));
    let (first, last) = (cohorts().next()?, cohorts().next_back()?);
    let cells = || rows.iter().flat_map(|row| row.cells);
    let scale = HeatScale::new(metric, cells());
    let ages = cells().map(|c| c.months).max()?;
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
    for (place, row) in rows.iter().enumerate() {
        let y = 22.0 + place as f64 * CELL.1;
        let base = y + 15.0;
        let (n, revenue) = (figures.count(row.customers), figures.money_compact(row.revenue));
        body.push(Node::label(0.0, base, "start", 11.0, Paint::Ink, row.name(texts, figures)));
        body.push(Node::label(110.0, base, "end", 11.0, Paint::Ink, n));
        body.push(Node::label(LEFT - 10.0, base, "end", 11.0, Paint::Ink, revenue));
        for cell in row.cells {
            let step = scale.of(cell);
            let x = x_of(cell.months);
            body.push(Node::rect(x + 0.5, y + 0.5, CELL.0 - 1.0, CELL.1 - 1.0, step.paint));
            let inside = metric.inside(cell, figures);
            body.push(Node::label(x + CELL.0 / 2.0, base, "middle", 11.0, step.ink, inside));
        }
    }
    let (from, to) = (first.name(texts, figures), last.name(texts, figures));
    let count = figures.count(cohorts().count() as u64);
    Some(Plot {
        id: "cohorts",
        width: x_of(ages + 1),
        height: 22.0 + rows.len() as f64 * CELL.1,
        title: texts.cohorts_title.to_owned(),
        caption,
        desc: fill(texts.cohorts_desc, &[("count", &count), ("from", &from), ("to", &to)]),
        body,
        columns: Vec::new(),
    })
}

/// One row a cohort and age, with its customers, both amounts and all three ratios.
pub fn cohorts_twin(rows: &[CohortRow], texts: &ChartTexts, figures: &dyn Figures) -> Twin {
    let head = [
        texts.start,
        texts.customers,
        texts.start_revenue,
        texts.age,
        texts.cohorts_old_enough,
        texts.nrr,
        texts.grr,
        texts.logo,
        "MRR",
        texts.cohorts_still,
    ];
    let row = |row: &CohortRow, cell: &AgeCell| {
        let key = Some(row.key(cell.months));
        let share = |v: f64| TwinCell::figure(figures.percent(v), v.to_string(), key).pale(cell.small);
        let begun = Some(row.key(0));
        let count = |n: u64, key| TwinCell::figure(figures.count(n), n.to_string(), key);
        let money = |text: &str, key| TwinCell::figure(figures.money(text), text, key);
        vec![
            TwinCell::text(row.name(texts, figures), row.raw()),
            count(row.customers, begun),
            money(row.revenue, begun),
            count(cell.months.into(), None),
            count(cell.n, key),
            share(cell.nrr),
            share(cell.grr),
            share(cell.logo),
            money(&cell.revenue, key),
            count(cell.customers, key),
        ]
    };
    let rows = rows.iter().flat_map(|r| r.cells.iter().map(move |cell| row(r, cell))).collect();
    Twin { head: head.map(str::to_owned).to_vec(), rows }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::figures::plain::Plain;
    use crate::i18n::charts::EN;
    use crate::read::{ReadOptions, Reader};
    use crate::report::{Session, Settings};

    /// A and B from January, C from February, D from April.
    const FILE: &[u8] =
        b"customer,2025-01,2025-02,2025-03,2025-04\nA,100,110,120,120\nB,50,50,,\nC,,40,40,60\nD,,,,30\n";

    fn report() -> Report {
        let mut reader = Reader::new(ReadOptions::default());
        reader.push(FILE);
        Session::new(vec![reader.finish()]).report(&Settings::default())
    }

    #[test]
    fn rows_of_each_grain_end_with_all() {
        let report = report();
        let names = |grain| -> Vec<String> {
            cohort_rows(&report, grain)
                .iter()
                .map(|row| format!("{} {}", row.name(&EN, &Plain), row.customers))
                .collect()
        };
        assert_eq!(names(Grain::Month), ["2025-01 2", "2025-02 1", "2025-04 1", "All 4"]);
        assert_eq!(names(Grain::Quarter), ["Q1 2025 3", "Q2 2025 1", "All 4"]);
        assert_eq!(names(Grain::Year), ["2025 4"], "one row is all there is");
        assert_eq!(usual_grain(&report), Grain::Month, "years are as small, so the finest");
    }

    #[test]
    fn a_cell_opens_its_own_customers() {
        let report = report();
        let rows = cohort_rows(&report, Grain::Quarter);
        let start = Month::new(2025, 1).unwrap();
        assert_eq!(rows[0].key(2), EvidenceKey::CohortBy { by: CohortSpan::Quarter, start, months: 2 });
        assert_eq!(cohort_rows(&report, Grain::Month)[0].key(1), EvidenceKey::Cohort { start, months: 1 });
        let twin = cohorts_twin(&rows, &EN, &Plain);
        let raw: Vec<&str> = twin.rows[2].iter().map(|cell| cell.raw.as_str()).collect();
        // A, B and C at the age of two months: 120 + 0 + 60 of 190.
        assert_eq!(raw[..5], ["2025-Q1", "3", "190.00", "2", "3"]);
        assert!((raw[5].parse::<f64>().unwrap() - 180.0 / 190.0).abs() < 1e-12);
        assert_eq!((raw[8], raw[9]), ("180.00", "2"));
        assert!(twin.rows[2][5].pale, "three customers are few");
    }

    #[test]
    fn the_picture_has_a_cell_an_age() {
        let report = report();
        let rows = cohort_rows(&report, Grain::Month);
        let svg = cohorts_plot(&rows, HeatMetric::Nrr, String::new(), &EN, &Plain).unwrap().svg();
        assert!(svg.contains(">106.7<"), "{svg}");
        let cells = 4 + 3 + 1 + 4;
        assert_eq!(
            svg.matches("<rect").count(),
            cells + 1 + 2,
            "cells, paper, and the grounds of two hatches"
        );
        assert_eq!(cohorts_plot(&[], HeatMetric::Nrr, String::new(), &EN, &Plain), None);
    }

    #[test]
    fn the_first_row_of_the_data_is_said_to_be_no_true_cohort() {
        let report = report();
        let said = |movements: &[Movement], metric| {
            cohorts_caption(metric, &cohort_rows(&report, Grain::Month), movements, &EN, &Plain)
        };
        let first = Movement { opening: "0.00".into(), ..report.movements[0].clone() };
        let later = Movement { opening: "12.00".into(), ..first.clone() };
        assert!(said(&[first], HeatMetric::Nrr).contains("The data start in 2025-01"));
        let later = said(&[later], HeatMetric::Nrr);
        assert!(!later.contains("The data start") && later.contains("fewer than 5"), "{later}");
        assert!(!said(&[], HeatMetric::Revenue).contains("fewer than 5"));
    }
}
