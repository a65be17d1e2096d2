//! Which of an answer's numbers open what is behind them, and what is said of it.

use super::{column_name, fact, q6, word, written};
use crate::i18n::charts::fill;
use crate::i18n::evidence::EvidenceTexts;
use crate::report::{AnswerFigure, EvidenceKey, Grid, Insight, MetricId, QuestionState, Unit, Value};
use crate::rooms::Setting;

/// Figures that nothing is behind: what a person set, and what only says how others are to be read.
#[rustfmt::skip]
const NOTHING: [&str; 5] = [
    "q5.top_two_percent", "q7.trial_window", "q8.gate", "guide.csat_scale", "guide.follow_up_rule",
];

/// Lists of other things than customers whose rows open what they are made of.
#[rustfmt::skip]
const LISTED: [&str; 40] = [
    "q3.rules", "q3.back_test", "q3.renewals",
    "q4.bands", "q4.measures", "q4.seats", "q4.stickiness", "q4.basic", "q4.backtest", "q4.backtest_days",
    "q5.deeds", "q5.partners",
    "q6.channels", "q6.basic_topics", "q6.managers", "q6.tiers",
    "q6.cost_by_group", "q6.costs", "q6.costs_by_period",
    "q7.value_by_day", "q7.segments", "q7.sources", "q7.funnel", "q7.loop",
    "q8.features", "q8.ranks", "q8.agreement", "q8.apart",
    "q9.tasks", "q9.steps", "q9.low_rated",
    "guide.satisfaction", "guide.nps_by_tier", "guide.steps", "guide.checks", "guide.reasons", "guide.reasons_by_month",
    "guide.groups", "guide.expansion_profile", "guide.playbook",
];

/// What is behind a figure.
pub(super) fn figure_key(s: &Setting, figure: &AnswerFigure) -> Option<EvidenceKey> {
    let is_day = matches!(figure.unit, Unit::Day | Unit::Month);
    // A margin that the person told has no costs above and below it.
    let told = figure.id == "q6.gross_margin" && figure.numerator.is_none();
    if figure.value.is_none() || is_day || told || NOTHING.contains(&figure.id.as_str()) {
        return None;
    }
    let (question, figure) =
        stands(s, |question| question.figures.iter().position(|own| own.id == figure.id))?;
    Some(EvidenceKey::Answered { question, figure })
}

/// Findings about a figure and about no customers.
const ON_FIGURES: [(&str, &str); 4] = [
    ("q6.much_custom", "q6.standard"),
    ("q7.self_sustaining", "q7.k_factor"),
    ("guide.second_sale_cheaper", "guide.expansion_cost"),
    ("guide.second_sale_dearer", "guide.expansion_cost"),
];

/// What is behind a finding: what is at stake, else the metric that it rests on, else the customers that it counts.
pub(super) fn finding_key(s: &Setting, found: &Insight) -> Option<EvidenceKey> {
    let metric = || found.metrics.first().map(|id| EvidenceKey::Metric { id: *id });
    let own = || {
        let (question, place) =
            stands(s, |question| question.findings.iter().position(|own| own.code == found.code))?;
        Some(EvidenceKey::Finding { question, place })
    };
    let on_figure = || {
        let (_, id) = ON_FIGURES.iter().find(|(code, _)| *code == found.code)?;
        figure_key(s, s.report.questions.iter().find_map(|question| question.figure(id))?)
    };
    match found.arr {
        Some(_) => own(),
        None => metric().or_else(on_figure).or_else(|| found.counts_customers().and_then(|_| own())),
    }
}

/// What is behind the cells of a list, by row and column.
pub(super) fn cell_keys(s: &Setting, grid: &Grid) -> impl Fn(usize, &str) -> Option<EvidenceKey> {
    let found = stands(s, |question| question.grids.iter().position(|own| own.id == grid.id));
    let found = found.filter(|_| opens(grid));
    move |row, column| {
        let (question, own) = match found {
            Some(found) => found,
            None => return q6::key(grid, column, grid.rows.get(row)?),
        };
        Some(EvidenceKey::Row { question, grid: own, place: u32::try_from(row).ok()? })
    }
}

/// Whether the rows of a list open what they are made of.
pub fn opens(grid: &Grid) -> bool {
    let of_customers = grid.columns.iter().any(|column| column.unit == Unit::Customer);
    of_customers || LISTED.contains(&grid.id.as_str())
}

/// The place of a question, and of what is found in it.
fn stands(s: &Setting, place: impl Fn(&QuestionState) -> Option<usize>) -> Option<(u32, u32)> {
    let found = |(at, question)| Some((at, u32::try_from(place(question)?).ok()?));
    (0_u32..).zip(&s.report.questions).find_map(found)
}

/// What is behind what a cell refers to: a metric or a figure. A finding leads to its list by itself.
pub(super) fn referred_key(s: &Setting, to: &str) -> Option<EvidenceKey> {
    if let Some(name) = to.strip_prefix("metric.") {
        let id = MetricId::ALL.into_iter().find(|id| id.as_str() == name)?;
        return Some(EvidenceKey::Metric { id });
    }
    figure_key(s, s.report.questions.iter().find_map(|question| question.figure(to))?)
}

fn figure_at(s: &Setting, question: u32, figure: u32) -> Option<&AnswerFigure> {
    s.report.questions.get(question as usize)?.figures.get(figure as usize)
}

/// What a column of a list is called, of whose row the rows behind are asked.
pub(in crate::rooms) fn list_column(s: &Setting, key: EvidenceKey, column: u8) -> Option<String> {
    let EvidenceKey::Row { question, grid, .. } = key else { return None };
    let grid = s.report.questions.get(question as usize)?.grids.get(grid as usize)?;
    Some(column_name(s, &grid.columns.get(usize::from(column))?.id))
}

/// Name and rule of a figure.
pub(in crate::rooms) fn about_figure(s: &Setting, question: u32, figure: u32) -> (String, &'static str) {
    let Some(figure) = figure_at(s, question, figure) else { return Default::default() };
    let text = |id: &str| word(s.texts.lang, id);
    let rule = text(&format!("{}.def", figure.id)).unwrap_or_default();
    (text(&figure.id).unwrap_or_default().to_owned(), rule)
}

/// A figure as its room writes it.
pub(in crate::rooms) fn figure_text(s: &Setting, question: u32, figure: u32) -> Option<String> {
    figure_at(s, question, figure).map(|figure| fact(s, figure).value)
}

/// A list and one of its rows, by its first cell.
pub(in crate::rooms) fn about_row(s: &Setting, question: u32, grid: u32, row: u32) -> (String, &'static str) {
    let texts = EvidenceTexts::of(s.texts.lang);
    let title = || {
        let grid_of = s.report.questions.get(question as usize)?.grids.get(grid as usize)?;
        let list = word(s.texts.lang, &grid_of.id).unwrap_or_default();
        Some(fill(texts.row, &[("list", list), ("row", &row_name(s, question, grid, row)?)]))
    };
    (title().unwrap_or_default(), texts.row_rule)
}

/// What a row of a list is of: its customer, else its first cell.
pub(in crate::rooms) fn row_name(s: &Setting, question: u32, grid: u32, row: u32) -> Option<String> {
    let grid = s.report.questions.get(question as usize)?.grids.get(grid as usize)?;
    let row = grid.rows.get(row as usize)?;
    // A sign-up's customer says more than its number.
    let column = grid.columns.iter().find(|column| column.unit == Unit::Customer);
    let at = column.and_then(|column| grid.place(&column.id)).unwrap_or_default();
    let said = |(column, cell): (_, &Option<Value>)| cell.as_ref().map(|cell| written(s, column, cell));
    let cells = || grid.columns.iter().map(|column| column.unit).zip(row);
    cells().nth(at).and_then(said).or_else(|| cells().find_map(said))
}
