//! What the questions beyond retention come to, as plain figures, lists and findings with an id each. The ids' words
//! stand in `i18n::answers`, how a room shows them in `rooms::answers`.

use super::formulas::{add, has_sums};
use super::{EvidenceColumn, MetricId, Value};
use crate::base::{Date, Interval, Na, named};
use crate::read::Severity;
use serde::{Deserialize, Serialize};
use std::cell::Cell;

thread_local! {
    /// Rows that lists made on this thread keep.
    static ROOM: Cell<usize> = const { Cell::new(Grid::MOST) };
}

named! {
/// What a figure or a cell is, which says how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// A ratio, written as a percentage.
    Share,
    /// A difference of percentages, 0.01 a point.
    Points,
    /// Decimal text in the report's currency; a number where it is an average.
    Money,
    /// A whole number.
    Count,
    /// A number with at most one decimal.
    Number,
    /// A multiple: 3.4×.
    Times,
    /// Days.
    Days,
    /// Months.
    Months,
    /// A score from 0 to 100.
    Score,
    /// Points of NPS, −100 to 100.
    Nps,
    /// An ISO day.
    Day,
    /// An ISO month.
    Month,
    /// A text of the files.
    Text,
    /// A customer's name.
    Customer,
    /// An id that the page has a word for: a rule, a band, a table; or a range of numbers as it is written.
    Word,
    /// A number that is judged by its second decimal: a correlation, an elasticity.
    Coefficient,
    /// Where in this report something stands that is shown here again: `metric.ID`, `segmentation.PLACE`, a figure's
    /// id, or a finding as `QUESTION#PLACE`; places are counted from 0.
    Ref,
}
}

/// A figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AnswerFigure {
    /// Which.
    pub id: String,
    /// What it is.
    pub unit: Unit,
    /// Its value; `None` where there is none.
    pub value: Option<Value>,
    /// Above the line, for ratios.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub numerator: Option<Value>,
    /// Below the line, for ratios.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub denominator: Option<Value>,
    /// How many stand behind it.
    pub n: u64,
    /// 95 % interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interval: Option<Interval>,
    /// Why it has no value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub na: Option<Na>,
    /// The list of the rows behind it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grid: Option<String>,
}

/// A column of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GridColumn {
    /// Which.
    pub id: String,
    /// What its cells are.
    pub unit: Unit,
}

/// A list or table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Grid {
    /// Which.
    pub id: String,
    /// Its columns.
    pub columns: Vec<GridColumn>,
    /// Its rows, those that matter most first, at most [`Grid::MOST`]; a cell without a value is empty.
    pub rows: Vec<Vec<Option<Value>>>,
    /// How many rows there are in all.
    pub total: u64,
    /// What the rows that are not kept add up to, a sum a column, of lists whose figures are made of such sums.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub beyond: Vec<Option<Value>>,
}

impl Grid {
    /// The most rows that a report keeps.
    pub const MOST: usize = 1000;

    /// The most rows that a list made now keeps: [`Grid::MOST`] but inside [`Grid::in_full`].
    pub fn room() -> usize {
        ROOM.get()
    }

    /// Makes lists with all their rows: a file that a person takes away has them, a report that is drawn does not.
    pub fn in_full<T>(make: impl FnOnce() -> T) -> T {
        let before = ROOM.replace(usize::MAX);
        let made = make();
        ROOM.set(before);
        made
    }

    /// A list with its columns and no rows.
    pub fn new(id: &str, columns: &[(&str, Unit)]) -> Self {
        let column = |(id, unit): &(&str, Unit)| GridColumn { id: (*id).to_owned(), unit: *unit };
        Grid {
            id: id.to_owned(),
            columns: columns.iter().map(column).collect(),
            rows: Vec::new(),
            total: 0,
            beyond: Vec::new(),
        }
    }

    /// Adds a row; beyond [`Grid::room`] it is only counted, and added up where a formula needs the sum.
    pub fn push(&mut self, row: Vec<Option<Value>>) {
        debug_assert_eq!(row.len(), self.columns.len());
        self.total += 1;
        if self.rows.len() < Grid::room() {
            self.rows.push(row);
        } else {
            // Asked once a list, of which there may be a row for every customer.
            if self.total == self.rows.len() as u64 + 1 && has_sums(&self.id) {
                self.beyond = vec![None; row.len()];
            }
            for (sum, cell) in self.beyond.iter_mut().zip(&row).filter(|(_, cell)| cell.is_some()) {
                *sum = add(sum.iter().chain(cell));
            }
        }
    }

    /// The place of a column.
    pub fn place(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|own| own.id == column)
    }

    /// Some of its columns as those of the rows behind it, each of which gives its part to the total.
    pub fn parts<const N: usize>(&self, ids: [&str; N]) -> [EvidenceColumn; N] {
        ids.map(|id| {
            let column = self.place(id);
            let unit = match column.and_then(|place| self.columns.get(place)) {
                Some(GridColumn { unit: Unit::Money, .. }) => Unit::Money,
                _ => Unit::Count,
            };
            let column = column.and_then(|place| u8::try_from(place).ok()).unwrap_or(u8::MAX);
            EvidenceColumn::Listed { column, unit }
        })
    }

    /// Those of `all` that the list has room for; the others are counted. For lists that would be long to write.
    pub fn room_for<'a, T>(&mut self, all: &'a [T]) -> std::iter::Take<std::slice::Iter<'a, T>> {
        self.total += all.len().saturating_sub(Grid::room()) as u64;
        all.iter().take(Grid::room())
    }

    /// The list without the columns that no row fills, where it has rows.
    pub fn filled(mut self) -> Self {
        let filled = |place: usize| {
            self.rows.is_empty() || self.rows.iter().any(|row| row.get(place).is_some_and(Option::is_some))
        };
        let keep: Vec<bool> = (0..self.columns.len()).map(filled).collect();
        let kept = || keep.iter().copied();
        let mut each = kept();
        self.columns.retain(|_| each.next() == Some(true));
        for row in &mut self.rows {
            let mut each = kept();
            row.retain(|_| each.next() == Some(true));
        }
        self
    }
}

/// A value that a finding's sentence names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Named {
    /// Its place in the sentence.
    pub name: String,
    /// What it is.
    pub unit: Unit,
    /// The value.
    pub value: Value,
}

/// Something the data say that a person should know or do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Insight {
    /// Which sentence.
    pub code: String,
    /// `Error` for what hurts now, `Warning` for what may, `Info` for what is good to know.
    pub severity: Severity,
    /// The sentence; empty here, filled in by who has the words ([`crate::pack::with_sentences`]).
    #[serde(default)]
    pub text: String,
    /// The values in it.
    pub values: Vec<Named>,
    /// Revenue a year that is at stake, as decimal text; what ranks findings of different questions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arr: Option<String>,
    /// What to do, by the ids of domain.md §2.12 (`G-23`, `Q3-06`).
    pub actions: Vec<String>,
    /// The headline metrics it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub metrics: Vec<MetricId>,
    /// The list of whom it concerns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grid: Option<String>,
}

/// How far a question is answered, and what the answer is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct QuestionState {
    /// `q1` … `q9`, `guide`.
    pub id: String,
    /// `answered`, `partly` or `needs_data`.
    pub status: String,
    /// Tables still needed, or columns as `table.column`.
    pub needs: Vec<String>,
    /// The day it is answered for, where that is another than the report's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Date>,
    /// What the data say, the gravest first.
    pub findings: Vec<Insight>,
    /// The figures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<AnswerFigure>,
    /// The lists.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grids: Vec<Grid>,
}

impl Insight {
    /// How many customers it says that it is about.
    pub fn counts_customers(&self) -> Option<u64> {
        let names = |value: &&Named| matches!(value.name.as_str(), "customers" | "companies" | "accounts");
        match self.values.iter().find(names)?.value {
            Value::Count(n) => u64::try_from(n).ok(),
            _ => None,
        }
    }

    /// A finding with nothing in it yet.
    pub fn new(code: &str, severity: Severity) -> Self {
        Insight {
            code: code.to_owned(),
            severity,
            text: String::new(),
            values: Vec::new(),
            arr: None,
            actions: Vec::new(),
            metrics: Vec::new(),
            grid: None,
        }
    }

    /// With a value in its sentence.
    pub fn with(mut self, name: &str, unit: Unit, value: Value) -> Self {
        self.values.push(Named { name: name.to_owned(), unit, value });
        self
    }

    /// With what to do.
    pub fn doing(mut self, action: &str) -> Self {
        self.actions.push(action.to_owned());
        self
    }

    /// With the list of whom it concerns.
    pub fn listed(self, grid: &str) -> Self {
        Insight { grid: Some(grid.to_owned()), ..self }
    }

    /// With the revenue a year at stake.
    pub fn at_stake(self, arr: Option<String>) -> Self {
        Insight { arr, ..self }
    }

    /// With a metric it rests on.
    pub fn resting_on(mut self, metric: MetricId) -> Self {
        self.metrics.push(metric);
        self
    }
}

impl QuestionState {
    /// A question with nothing to answer it by but what it needs.
    pub fn needing(id: &str, needs: &[&str]) -> Self {
        QuestionState {
            id: id.to_owned(),
            status: "needs_data".to_owned(),
            needs: needs.iter().map(|need| (*need).to_owned()).collect(),
            ..QuestionState::default()
        }
    }

    /// The figure of an id.
    pub fn figure(&self, id: &str) -> Option<&AnswerFigure> {
        self.figures.iter().find(|figure| figure.id == id)
    }

    /// The list of an id.
    pub fn grid(&self, id: &str) -> Option<&Grid> {
        self.grids.iter().find(|grid| grid.id == id)
    }
}

impl AnswerFigure {
    /// A figure with a value and how many stand behind it.
    pub fn new(id: &str, unit: Unit, value: Value, n: u64) -> Self {
        let (numerator, denominator, interval, na, grid) = (None, None, None, None, None);
        AnswerFigure {
            id: id.to_owned(),
            unit,
            value: Some(value),
            numerator,
            denominator,
            n,
            interval,
            na,
            grid,
        }
    }

    /// A figure without a value, and why.
    pub fn na(id: &str, unit: Unit, why: Na) -> Self {
        AnswerFigure { value: None, na: Some(why), ..AnswerFigure::new(id, unit, Value::Count(0), 0) }
    }

    /// A share of counted things with Wilson's interval; n/a where there are none.
    pub fn share(id: &str, part: u64, of: u64) -> Self {
        if of == 0 {
            return AnswerFigure::na(id, Unit::Share, Na::ZeroDenominator);
        }
        AnswerFigure {
            numerator: Some(Value::count(part)),
            denominator: Some(Value::count(of)),
            interval: crate::base::wilson(part, of),
            ..AnswerFigure::new(id, Unit::Share, Value::Number(part as f64 / of as f64), of)
        }
    }

    /// The same of those that state it; without data where none does.
    pub fn share_of_stated(id: &str, part: u64, of: u64) -> Self {
        match of {
            0 => AnswerFigure::na(id, Unit::Share, Na::NoData),
            _ => AnswerFigure::share(id, part, of),
        }
    }

    /// The same with the list of the rows behind it.
    pub fn behind(self, grid: &str) -> Self {
        AnswerFigure { grid: Some(grid.to_owned()), ..self }
    }
}
