//! How the figures of a list are made: of the rows behind their row, of other cells, or of figures beside the list. What
//! has no formula here is the total of its own column of these rows ([`EvidenceColumn::Listed`]).

mod lists;

use super::answer::{AnswerFigure, Grid, QuestionState};
use super::evidence::{EvidenceColumn, EvidenceKey, EvidencePage, EvidencePart, PartOf, TermOf};
use super::{Report, Value};
use crate::base::{Date, format_minor};
use crate::metrics::operating::Choices;
use crate::read::Role;
use crate::tables::Datum;

/// A formula: what stands on the right of "lift = 12.5 % ÷ 5.0 %".
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Formula {
    /// The total of a column of the rows behind.
    Total(EvidenceColumn),
    /// The total of what the rows behind give to a column of the list.
    Behind(&'static str),
    /// How many rows are behind.
    Rows,
    /// What the rows behind make by themselves ([`EvidencePage::numerator`]).
    Made,
    /// The cell of a column in the same row.
    Cell(&'static str),
    /// The first of these columns that the list has, in the same row.
    First(&'static [&'static str]),
    /// The cell of a column in the nearest row above that has one.
    Above(&'static str),
    /// The sum of a column.
    Sum(&'static str, Over),
    /// The cell of a column of another list, in the row with the same first cell.
    Elsewhere(&'static str, &'static str),
    /// A figure of the question.
    Figure(&'static str),
    /// What a row of the files states, in its own units; at least so many thousandths.
    Stated(Datum, i64),
    /// What waiting costs: the stated estimates by the weights that are chosen for WSJF.
    Delay,
    /// The place of the row by a measure, from 1, equals sharing the best.
    Place(&'static Ranking),
    /// The same with equals sharing the middle of theirs.
    Middle(&'static Ranking),
    /// How many rows have a place.
    Ranked(&'static Ranking),
    /// A number.
    Number(u32),
    /// The sum of both.
    Plus(&'static [Formula; 2]),
    /// The first less the second.
    Less(&'static [Formula; 2]),
    /// Both multiplied.
    Times(&'static [Formula; 2]),
    /// The first divided by the second.
    Ratio(&'static [Formula; 2]),
    /// How far both are apart.
    Apart(&'static [Formula; 2]),
    /// The square root.
    Root(&'static Formula),
    /// The geometric mean of columns as shares of their largest cells, by the weights that are chosen for demands, × 100. A
    /// column that the list hasn't, or in which nothing is above zero, takes no part.
    Geometric(&'static [&'static str; 3]),
    /// The median of a column of the rows behind, those that state it: of an even number the mean of the two in the middle.
    Median(EvidenceColumn),
    /// The smallest of these that nine tenths of them don't exceed.
    NinthTenth(EvidenceColumn),
    /// The ratio of two risks: lost of the marked, the marked, lost of the others, the others; with half a customer in each
    /// of the four cells of the table where one is empty (Haldane).
    RiskRatio(&'static [&'static str; 4]),
    /// The ratio of the odds of the same.
    OddsRatio(&'static [&'static str; 4]),
    /// The chance of so uneven a table, two-sided, by Fisher's exact test: part and whole, part and whole of the others.
    Fisher(&'static [Formula; 4]),
    /// The same by the z-test of two shares, pooled.
    ZTest(&'static [Formula; 4]),
    /// 1 − the product of the parts' ratios.
    Reached,
    /// The cell's own term ([`TermOf::Value`]): above ÷ below its line, or what stands above alone.
    Own,
    /// The days or months of the cell's own span ([`TermOf::Span`]), without the days that don't count ([`TermOf::Off`]).
    Span,
    /// The days from a column's day to the day that the question is answered for.
    Since(&'static str),
    /// Σ above × below ÷ Σ below over the terms of a kind, those with something above.
    Weighted(TermOf),
    /// Σ below of the points that are known ÷ Σ below of all ([`TermOf::Points`]).
    Known,
    /// The mean of the places of some columns, each as a share of how many there are, × 100 ([`TermOf::Place`]).
    Places(&'static [&'static str]),
    /// The mean of the cells of some columns, those that have one.
    Mean(&'static [&'static str]),
    /// The largest of the severities ([`TermOf::Severity`]).
    Gravest,
    /// An end of the 95 % interval around another cell.
    End(End, IntervalOf),
}

/// Over which rows of a list a column is added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// All.
    All,
    /// Those with a figure in the formula's own column.
    Having,
    /// Those with the same two first cells: of one period.
    Period,
}

/// Which end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The lower.
    Low,
    /// The upper.
    High,
}

/// How an interval is made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum IntervalOf {
    /// Of a share of counted things (E. B. Wilson, 1927).
    Wilson(&'static [Formula; 2]),
    /// Of a ratio of risks, columns as in [`Formula::RiskRatio`] (D. Katz et al., 1978).
    Katz(&'static [&'static str; 4]),
    /// Of an odds ratio (B. Woolf, 1955).
    Woolf(&'static [&'static str; 4]),
    /// Of 1 − a survival curve, of its parts (Greenwood's variance, on the log-log scale).
    Greenwood,
    /// Of NPS, from the answers: the column of them that has 1, 0 or −1.
    Nps(EvidenceColumn),
}

/// What rows are ranked by: a list of the question and one of its columns, highest first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranking {
    /// The list; a row there has the same first cell.
    pub list: &'static str,
    /// By which column of it.
    pub by: Way,
    /// Only those rows that have a figure in this one too.
    pub also: Option<Way>,
}

/// A column of measures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Way {
    /// Always this one.
    Column(&'static str),
    /// The one that a word of the row names, as `way_COLUMN`.
    Named(&'static str),
}

/// The formula of a list's column; `None` where it is the total of what the rows behind give to it, or no figure.
pub fn formula(grid: &str, column: &str) -> Option<Formula> {
    let (_, columns) = lists::LISTS.iter().find(|(id, _)| *id == grid)?;
    columns.iter().find(|(id, _)| *id == column).map(|(_, formula)| *formula)
}

/// Whether a figure of a list is made of the sum of a column over all of its rows.
pub(super) fn has_sums(grid: &str) -> bool {
    let own = lists::LISTS.iter().filter(|(id, _)| *id == grid);
    own.flat_map(|(_, columns)| *columns).any(|(_, formula)| formula.has_sum())
}

impl Formula {
    /// Whether it takes the sum of a column over all rows.
    fn has_sum(&self) -> bool {
        match self {
            Formula::Sum(_, Over::All) | Formula::Fisher(_) | Formula::ZTest(_) => true,
            Formula::Plus(both) | Formula::Less(both) | Formula::Times(both) | Formula::Ratio(both) => {
                both.iter().any(Formula::has_sum)
            }
            _ => false,
        }
    }
}

/// A row of a list, with what is behind it: what formulas take their numbers from.
#[derive(Clone, Copy)]
pub struct ListRow<'a> {
    report: &'a Report,
    question: &'a QuestionState,
    /// The list.
    pub grid: &'a Grid,
    row: &'a [Option<Value>],
    place: usize,
    page: &'a EvidencePage,
}

impl<'a> ListRow<'a> {
    /// The row that a page is of; `None` where it is of something else.
    pub fn of(report: &'a Report, page: &'a EvidencePage) -> Option<Self> {
        let EvidenceKey::Row { question, grid, place } = page.key else { return None };
        let question = report.questions.get(question as usize)?;
        let grid = question.grids.get(grid as usize)?;
        let row = grid.rows.get(place as usize)?;
        Some(ListRow { report, question, grid, row, place: place as usize, page })
    }

    /// The cell of a column.
    pub fn cell(&self, column: &str) -> Option<&'a Value> {
        cell(self.grid, self.row, column)
    }

    /// The total of a column of the rows behind, as text.
    pub fn total(&self, wanted: EvidenceColumn) -> Option<&'a str> {
        let place = self.page.columns.iter().position(|own| *own == wanted)?;
        self.page.totals.get(place).map(String::as_str)
    }

    /// The column of the rows behind that gives to one of the list.
    pub fn behind(&self, column: &str) -> Option<EvidenceColumn> {
        let place = self.grid.place(column)?;
        let own = |own: &&EvidenceColumn| matches!(own, EvidenceColumn::Listed { column, .. } if usize::from(*column) == place);
        self.page.columns.iter().find(own).copied()
    }

    /// The sum of a column over some rows; `None` where one of them states no amount, or where some that may be among them
    /// are not listed.
    pub fn sum(&self, column: &str, over: Over, own: &str) -> Option<Value> {
        let kept = |row: &&Vec<Option<Value>>| match over {
            Over::All => true,
            Over::Having => cell(self.grid, row, own).is_some(),
            Over::Period => row.get(..2) == self.row.get(..2),
        };
        let beyond = match over {
            Over::All => self.grid.beyond.get(self.grid.place(column)?).and_then(Option::as_ref),
            Over::Having | Over::Period => {
                self.whole(self.grid)?;
                None
            }
        };
        let cells = self.grid.rows.iter().filter(kept).filter_map(|row| cell(self.grid, row, column));
        add(cells.chain(beyond))
    }

    /// The largest cell of a column that has any above zero.
    pub fn largest(&self, column: &str) -> Option<&'a Value> {
        let cells = self.whole(self.grid)?.rows.iter().filter_map(|row| cell(self.grid, row, column));
        cells.filter(|value| rank(value) > 0).max_by_key(|value| rank(value))
    }

    /// The cell of the nearest row above that has one.
    pub fn above(&self, column: &str) -> Option<&'a Value> {
        let above = self.grid.rows.get(..self.place)?;
        above.iter().rev().find_map(|row| cell(self.grid, row, column))
    }

    /// The cell of another list, in the row with the same first cell.
    pub fn elsewhere(&self, list: &str, column: &str) -> Option<&'a Value> {
        let grid = self.list(list)?;
        let row = grid.rows.iter().find(|row| row.first() == self.row.first())?;
        cell(grid, row, column)
    }

    /// A figure of the question.
    pub fn figure(&self, id: &str) -> Option<&'a AnswerFigure> {
        self.question.figure(id)
    }

    /// What a row of the files states, in thousandths.
    pub fn stated(&self, datum: Datum) -> Option<i64> {
        let own = PartOf::Stated { role: Role::Datum(datum) };
        let part = self.page.parts.iter().find(|part| part.of == own)?;
        match part.above.as_ref()? {
            Value::Number(x) => Some((x * 1000.0).round() as i64),
            _ => None,
        }
    }

    /// The terms of a kind that the row is made of, each with the id of its column.
    pub fn terms(&self, wanted: TermOf) -> impl Iterator<Item = (&'a str, &'a EvidencePart)> + use<'a> {
        let columns = &self.grid.columns;
        self.page.parts.iter().filter_map(move |part| match part.of {
            PartOf::Term { column, of, .. } if of == wanted => {
                Some((columns.get(usize::from(column))?.id.as_str(), part))
            }
            _ => None,
        })
    }

    /// The term of a kind of a column.
    pub fn term(&self, column: &str, wanted: TermOf) -> Option<&'a EvidencePart> {
        self.terms(wanted).find(|(own, _)| *own == column).map(|(_, part)| part)
    }

    /// The day that the question is answered for.
    pub fn as_of(&self) -> Option<Date> {
        self.question.as_of.or(self.report.as_of)
    }

    /// What is chosen of the operating measures.
    pub fn choices(&self) -> Choices {
        Choices::try_from(self.report.choices.clone()).unwrap_or_default()
    }

    /// The column that a ranking is by, and the measure of this row.
    pub fn measured(&self, ranking: &Ranking) -> Option<(&'a str, &'a Value)> {
        let column = self.way(ranking.by)?;
        Some((column, self.elsewhere(ranking.list, column)?))
    }

    /// How many rows are above this one by a measure, how many are its equals, itself included, and how many are ranked.
    pub fn standing(&self, ranking: &Ranking) -> Option<(u64, u64, u64)> {
        let (column, Value::Number(own)) = self.measured(ranking)? else { return None };
        let also = match ranking.also {
            Some(way) => Some(self.way(way)?),
            None => None,
        };
        let grid = self.whole(self.list(ranking.list)?)?;
        let (mut above, mut equal, mut all) = (0, 0, 0);
        for row in &grid.rows {
            if also.is_some_and(|also| cell(grid, row, also).is_none()) {
                continue;
            }
            if let Some(Value::Number(other)) = cell(grid, row, column) {
                (above, equal, all) =
                    (above + u64::from(other > own), equal + u64::from(other == own), all + 1);
            }
        }
        Some((above, equal, all))
    }

    /// A list of the question, or of another.
    pub fn list(&self, id: &str) -> Option<&'a Grid> {
        self.question.grid(id).or_else(|| self.report.questions.iter().find_map(|other| other.grid(id)))
    }

    fn way(&self, way: Way) -> Option<&'a str> {
        match way {
            Way::Column(id) => Some(id),
            Way::Named(column) => match self.cell(column)? {
                Value::Money(word) => word.strip_prefix("way_"),
                _ => None,
            },
        }
    }

    /// A list of which no row was left out.
    fn whole(&self, grid: &'a Grid) -> Option<&'a Grid> {
        Some(grid).filter(|grid| grid.total == grid.rows.len() as u64)
    }
}

fn cell<'a>(grid: &Grid, row: &'a [Option<Value>], column: &str) -> Option<&'a Value> {
    row.get(grid.place(column)?)?.as_ref()
}

/// Counts, or amounts with the same digits behind the point, added up.
pub(super) fn add<'a>(cells: impl Iterator<Item = &'a Value>) -> Option<Value> {
    let (mut sum, mut digits) = (0_i128, None);
    for value in cells {
        match value {
            Value::Count(n) => sum += i128::from(*n),
            Value::Money(text) => {
                sum += i128::from(minor(text)?);
                digits = Some(text.split_once('.').map_or(0, |(_, cents)| cents.len()));
            }
            Value::Number(_) => return None,
        }
    }
    Some(match digits {
        Some(digits) => Value::Money(format_minor(sum, u8::try_from(digits).ok()?)),
        None => Value::Count(i64::try_from(sum).ok()?),
    })
}

/// The digits of an amount as a whole number.
fn minor(text: &str) -> Option<i64> {
    text.split('.').collect::<String>().parse().ok()
}

/// What counts and amounts of one list are compared by.
fn rank(value: &Value) -> i64 {
    match value {
        Value::Count(n) => *n,
        Value::Money(text) => minor(text).unwrap_or(0),
        Value::Number(_) => 0,
    }
}
