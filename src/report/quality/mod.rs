//! Data quality with its effect: what looks odd in the files or in the customers' months, how much MRR is in it, and
//! how far NRR and GRR would move if it were mended (peers.md §7, §12 number 3).

mod duplicates;
mod overlaps;
mod trial_names;
mod twins;

use super::figures::Figures;
use super::{Settings, SourceRef, Window};
use crate::base::{Month, format_minor};
use crate::metrics::{Anomaly, MonthFlow, Odd, Retained, two_point};
use crate::read::{Code, Diagnostic, Reading, Severity};
use crate::tables::{Book, Point, RevenueTable};
use duplicates::duplicates;
use overlaps::{Overlap, overlaps};
use serde::{Deserialize, Serialize};
use trial_names::is_trial_name;
use twins::{Twins, twins};

/// Examples of a finding.
const EXAMPLES: usize = 5;

/// A finding with its effect.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quality {
    /// What. Its words are those of a diagnostic ([`Quality::finding`]).
    pub code: Code,
    /// How bad.
    pub severity: Severity,
    /// Rows or cells where it is a finding of a file; else customers (pairs of them).
    pub count: u64,
    /// The file it is in, among the inputs, where it is in one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub file: Option<u32>,
    /// Its first line there.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub line: Option<u64>,
    /// Header of the column.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub column: Option<String>,
    /// The text found, or the first customer.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub text: Option<String>,
    /// MRR in question; `None` where rows were left out, for nobody knows what they would have been. Gaps: what was
    /// paid before each. Spikes: what is above the customer's median. Invoices in one month: the monthly part of each
    /// customer's last. A hundred times: what is above the amount a hundredth is. Two names: the second's first month. Names of
    /// tests: the last month. A plan twice: the smaller amount of the two. A partial month: its MRR. Repeated rows: what they add to
    /// the closing month.
    pub mrr: Option<String>,
    /// What rows that were left out, or refused for being below zero, state together (of a table with a column a month the
    /// cells at fault: what the row's other months state is no fault, though they are refused with it), in the currency of their file and for
    /// whatever time they pay; signed, so that a charge and what takes it back come to nothing.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub amount: Option<String>,
    /// What mending would add to NRR, in percentage points; `None` where that can't be computed. Gaps filled with
    /// the amount before them, spikes cut to the median, invoices spread over their months, the two names counted as
    /// one customer, the window ended one month before a partial one, repeated rows counted once.
    pub nrr_points: Option<f64>,
    /// The same for GRR.
    pub grr_points: Option<f64>,
    /// The first customers, in the order of their names.
    pub examples: Vec<QualityExample>,
}

/// A customer of a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QualityExample {
    /// The customer.
    pub customer: String,
    /// Who it may be the same as.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub other: Option<String>,
    /// The first month it is about.
    pub month: Option<Month>,
    /// The row of that month, or of the last month before it.
    pub source: Option<SourceRef>,
}

impl Quality {
    /// The same as a diagnostic, which has words in every language.
    pub fn finding(&self) -> Diagnostic {
        Diagnostic {
            severity: self.severity,
            code: self.code,
            line: self.line,
            column: self.column.clone(),
            text: self.text.clone(),
            count: self.count,
            hint: String::new(),
        }
    }
}

/// What reading and the joined files already told that bears on the quality of the data.
fn bears_on_quality(code: Code) -> bool {
    code.is_of_money()
        || matches!(
            code,
            Code::SignContradicts
                | Code::SpreadsheetError
                | Code::TotalRow
                | Code::DuplicateRows
                | Code::LineIdTwice
                | Code::CustomerTwice
                | Code::MonthTwice
                | Code::MangledIds
                | Code::CustomersLookAlike
                | Code::HiddenCharacters
                | Code::CurrencyMixed
                | Code::FilesOverlap
                | Code::EmptyMonth
                | Code::EndsAfterLastStart
                | Code::StartsLongAgo
                | Code::MovementsStartMidway
                | Code::NoServicePeriod
        )
}

/// A customer, or two that may be one, as they stand in a finding.
pub(super) struct Case {
    /// The customer.
    pub customer: u32,
    /// The other of two.
    pub other: Option<u32>,
    /// The first month it is about.
    pub month: Option<Month>,
    /// MRR in question, minor units.
    pub amount: i128,
    /// How often: holes, rows.
    pub count: u64,
    /// What both would pay together at the two ends of the window, if mended; `None` where that isn't known.
    mended: Option<(i64, i64)>,
}

/// What looks odd in the customers' months, whatever the window.
#[derive(Debug, Default)]
pub(super) struct Oddities {
    /// Customers, each once for every way in which it does.
    odd: Vec<(u32, Odd)>,
    twins: Vec<Twins>,
    /// Those that are none by their names.
    trials: Vec<u32>,
    overlaps: Vec<Overlap>,
}

impl Oddities {
    /// Looks through a book, of which these are the months, and through what it was made from.
    pub fn of(book: &Book, flows: &[MonthFlow], tables: &[RevenueTable]) -> Self {
        let Some((_, last)) = book.span.filter(|_| tells_oddities(book)) else { return Oddities::default() };
        let mut odd = Vec::new();
        for id in book.ids() {
            odd.extend(Odd::all(book.points(id), last).map(|odd| (id, odd)));
        }
        let trials = book.ids().filter(|id| !book.points(*id).is_empty());
        let trials = trials.filter(|id| is_trial_name(book.customers.text(*id))).collect();
        let overlaps = overlaps(book, tables);
        Oddities { odd, twins: twins(book, flows), trials, overlaps }
    }
}

/// Whether there are months to look through: where two are all that is known, none is odd.
fn tells_oddities(book: &Book) -> bool {
    Figures::nothing(book).is_none() && book.two_ends.is_none()
}

/// The findings that are made of customers, each with its cases in the order of names.
pub(super) fn cases(book: &Book, oddities: &Oddities, window: Option<Window>) -> Vec<(Code, Vec<Case>)> {
    if !tells_oddities(book) {
        return Vec::new();
    }
    let mut found: Vec<(Code, Vec<Case>)> = CODES.iter().map(|code| (*code, Vec::new())).collect();
    let mut put = |code: Code, case: Case| {
        if let Some((_, cases)) = found.iter_mut().find(|(other, _)| *other == code) {
            cases.push(case);
        }
    };
    for (customer, odd) in oddities.odd.iter().copied() {
        let points = book.points(customer);
        let code = match odd.kind {
            Anomaly::Gap => Code::ShortGaps,
            Anomaly::Spike => Code::SpikeMonths,
            Anomaly::NotSpread => Code::InvoicesNotSpread,
            Anomaly::Hundredfold => Code::HundredfoldMonths,
        };
        let mended = window.map(|w| (odd.mended(points, w.from), odd.mended(points, w.to)));
        let month = Some(odd.month);
        put(code, Case { customer, other: None, month, amount: odd.amount, count: 1, mended });
    }
    for customer in book.never_paying.iter().copied() {
        let mended = Some((0, 0));
        put(Code::NeverPaying, Case { customer, other: None, month: None, amount: 0, count: 1, mended });
    }
    for customer in oddities.trials.iter().copied() {
        let month = book.points(customer).first().map(|point| point.month);
        let amount = book.span.map_or(0, |(_, last)| book.amount(customer, last));
        let mended = Some((0, 0));
        put(Code::TrialNames, Case { customer, other: None, month, amount: amount.into(), count: 1, mended });
    }
    for case in overlaps::cases(&oddities.overlaps) {
        put(Code::PlanTwice, case);
    }
    for Twins { gone, back, month, by_name } in oddities.twins.iter().copied() {
        let code = if by_name { Code::BackUnderOtherName } else { Code::BackWithSameAmount };
        let both = |month: Month| book.amount(gone, month).saturating_add(book.amount(back, month));
        let mended = window.map(|w| (both(w.from), both(w.to)));
        let amount = i128::from(book.amount(back, month));
        put(code, Case { customer: gone, other: Some(back), month: Some(month), amount, count: 1, mended });
    }
    found.retain(|(_, cases)| !cases.is_empty());
    for (_, cases) in &mut found {
        let name = |case: &Case| book.customers.text(case.customer);
        crate::base::sort_by(cases, |a, b| name(a).cmp(name(b)));
    }
    found
}

/// The codes of [`cases`].
const CODES: [Code; 9] = [
    Code::ShortGaps,
    Code::SpikeMonths,
    Code::HundredfoldMonths,
    Code::InvoicesNotSpread,
    Code::BackUnderOtherName,
    Code::BackWithSameAmount,
    Code::NeverPaying,
    Code::TrialNames,
    Code::PlanTwice,
];

/// All findings, those that move NRR most first. `told` are the findings of the data as a whole; the last are the
/// book's tables and the input file of each.
pub(super) fn quality(
    book: &Book,
    (figures, oddities): (&Figures<'_>, &Oddities),
    settings: &Settings,
    inputs: &[Reading],
    told: &[Diagnostic],
    (tables, files): (&[RevenueTable], &[usize]),
) -> Vec<Quality> {
    let window = figures.window.as_ref().map(|figures| figures.window);
    let end = figures.closing.as_ref().map(|(month, _)| *month);
    // Gives a finding its cases: what they add up to, and what mending them does.
    let measured = |finding: Quality, cases: &[Case]| Quality {
        mrr: Some(format_minor(cases.iter().map(|case| case.amount).sum(), book.currency.exponent)),
        examples: cases.iter().take(EXAMPLES).map(|case| example(book, files, case)).collect(),
        ..moved(finding, effect(book, figures, cases))
    };
    let mut all = Vec::new();
    for (code, cases) in cases(book, oddities, window) {
        let severity = match code {
            Code::NeverPaying | Code::BackWithSameAmount | Code::TrialNames | Code::PlanTwice => {
                Severity::Info
            }
            _ => Severity::Warning,
        };
        let finding = measured(bare(None, code, severity, cases.len() as u64), &cases);
        all.push(Quality { text: finding.examples.first().map(named), ..finding });
    }
    for d in told.iter().filter(|d| d.code == Code::PartialMonth || bears_on_quality(d.code)) {
        let finding = plain(None, d);
        all.push(match figures.flows.last().filter(|_| d.code == Code::PartialMonth) {
            Some(flow) => Quality {
                mrr: Some(format_minor(flow.closing, book.currency.exponent)),
                ..moved(finding, one_month_earlier(book, figures, settings))
            },
            None => finding,
        });
    }
    all.extend(of_files(inputs).into_iter().map(|finding| {
        let cases = match (finding.code, finding.file, end) {
            (Code::DuplicateRows, Some(file), Some(at)) => {
                repeated(book, (tables, files), file, Some(finding.count), at, window)
            }
            _ => None,
        };
        match cases {
            Some(cases) => measured(finding, &cases),
            None => finding,
        }
    }));
    let size = |finding: &Quality| finding.nrr_points.map_or(-1.0, f64::abs);
    crate::base::sort_by(&mut all, |a, b| size(b).total_cmp(&size(a)));
    all
}

/// The rows of a file that repeat another one, by customer: as many as were told of, where that is known.
pub(super) fn repeated(
    book: &Book,
    (tables, files): (&[RevenueTable], &[usize]),
    file: u32,
    told: Option<u64>,
    at: Month,
    window: Option<Window>,
) -> Option<Vec<Case>> {
    let place = files.iter().position(|place| u32::try_from(*place).ok() == Some(file))?;
    duplicates(book, tables.get(place)?, told, at, window)
}

/// What reading told of each file, in the order of the files.
pub(super) fn of_files(inputs: &[Reading]) -> Vec<Quality> {
    let mut all = Vec::new();
    for (file, input) in (0..).zip(inputs) {
        let first = all.len();
        let found = input.diagnostics.iter().filter(|d| bears_on_quality(d.code));
        all.extend(found.map(|d| plain(Some(file), d)));
        // Rules that leave rows out are counted whether or not a finding tells of them.
        let untold = input.ignored.iter().filter(|rows| bears_on_quality(rows.rule));
        let untold = untold.filter(|rows| !input.diagnostics.iter().any(|d| d.code == rows.rule));
        all.extend(untold.map(|rows| bare(Some(file), rows.rule, Severity::Info, rows.count)));
        for finding in all.iter_mut().skip(first) {
            let sum =
                input.left_out.iter().find(|sum| (sum.code, &sum.column) == (finding.code, &finding.column));
            finding.amount = sum.map(|sum| sum.amount.clone());
        }
    }
    all
}

/// A finding of which no more is known yet.
fn bare(file: Option<u32>, code: Code, severity: Severity, count: u64) -> Quality {
    Quality {
        code,
        severity,
        count,
        file,
        line: None,
        column: None,
        text: None,
        mrr: None,
        amount: None,
        nrr_points: None,
        grr_points: None,
        examples: Vec::new(),
    }
}

/// A diagnostic as a finding.
fn plain(file: Option<u32>, d: &Diagnostic) -> Quality {
    let (line, column, text) = (d.line, d.column.clone(), d.text.clone());
    Quality { line, column, text, ..bare(file, d.code, d.severity, d.count) }
}

/// A finding with what mending it would add to NRR and GRR.
fn moved(finding: Quality, points: Option<[f64; 2]>) -> Quality {
    Quality { nrr_points: points.map(|[nrr, _]| nrr), grr_points: points.map(|[_, grr]| grr), ..finding }
}

/// What mending the cases would add to NRR and GRR, in percentage points.
fn effect(book: &Book, figures: &Figures<'_>, cases: &[Case]) -> Option<[f64; 2]> {
    let figures = figures.window.as_ref()?;
    let ends = |id: u32| (book.amount(id, figures.window.from), book.amount(id, figures.window.to));
    let before = Retained::from(&figures.sums);
    let mut after = before;
    for case in cases {
        after.replace(ends(case.customer), case.mended?);
        if let Some(other) = case.other {
            after.replace(ends(other), (0, 0));
        }
    }
    points(before, after)
}

/// What ending the window one month earlier would add.
fn one_month_earlier(book: &Book, figures: &Figures<'_>, settings: &Settings) -> Option<[f64; 2]> {
    let figures = figures.window.as_ref()?;
    let earlier = Window::of(book, settings.months, Some(figures.window.to.plus(-1)))?;
    points(Retained::from(&figures.sums), Retained::from(&two_point(book, earlier, None)))
}

fn points(before: Retained, after: Retained) -> Option<[f64; 2]> {
    let ([nrr, grr], [nrr_after, grr_after]) = (before.ratios()?, after.ratios()?);
    Some([(nrr_after - nrr) * 100.0, (grr_after - grr) * 100.0])
}

fn example(book: &Book, files: &[usize], case: &Case) -> QualityExample {
    let name = |id: u32| book.customers.text(id).to_owned();
    let source = |point: &Point| {
        let (table, line) = book.locate(point.source?)?;
        Some(SourceRef { file: u32::try_from(*files.get(table)?).ok()?, line })
    };
    let points = book.points(case.customer);
    let until = case.month.map(|month| points.partition_point(|point| point.month <= month));
    let row = until.and_then(|until| until.checked_sub(1)).and_then(|i| points.get(i));
    QualityExample {
        customer: name(case.customer),
        other: case.other.map(name),
        month: case.month,
        source: row.and_then(source),
    }
}

/// The first customer, in the words of a finding: clipped, with the other of two and the month.
fn named(example: &QualityExample) -> String {
    let short = |name: &str| name.chars().take(36).collect::<String>();
    let mut text = short(&example.customer);
    if let Some(other) = &example.other {
        text = format!("{text} → {}", short(other));
    }
    match example.month {
        Some(month) => format!("{text}, {month}"),
        None => text,
    }
}
