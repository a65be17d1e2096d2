//! What customers can be grouped by, gathered from the rows of any layout.

use super::cells::Cells;
use super::tally::Tally;
use super::{Code, Severity};
use crate::base::{Month, Names};
use crate::tables::{AttributeColumn, AttributeFact, AttributeKind, value_key};

/// Distinct texts beyond which a column names its rows rather than groups them.
const MOST: usize = 5_000;
/// Distinct values that any column may have, and the share of the rows beyond which more are too many.
const FEW: usize = 50;
const SHARE: usize = 5;

/// The attribute columns of a file.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    columns: Vec<Gathering>,
}

/// A column under way.
#[derive(Debug)]
struct Gathering {
    index: usize,
    kind: AttributeKind,
    name: String,
    /// The user said that it is one.
    told: bool,
    texts: Texts,
    /// By customer: what holds now.
    runs: Vec<Run>,
    facts: Vec<AttributeFact>,
    filled: usize,
    /// The value of the row at hand.
    now: Option<u32>,
    /// It turned out to have too many texts.
    given_up: bool,
}

/// The texts of a column and the values they stand for.
#[derive(Debug, Default)]
struct Texts {
    last: String,
    last_value: u32,
    texts: Names,
    /// The value of each text.
    values_of: Vec<u32>,
    /// Numbered alike: what makes a value, and its first text.
    keys: Names,
    values: Names,
}

impl Texts {
    fn value(&mut self, kind: AttributeKind, cell: &str) -> u32 {
        if self.last == cell && !self.values_of.is_empty() {
            return self.last_value;
        }
        let text = self.texts.intern(cell) as usize;
        if text == self.values_of.len() {
            let value = self.keys.intern(&value_key(kind, cell));
            if value as usize == self.values.len() {
                self.values.intern(cell);
            }
            self.values_of.push(value);
        }
        self.last_value = self.values_of.get(text).copied().unwrap_or_default();
        self.last.clear();
        self.last.push_str(cell);
        self.last_value
    }
}

/// Months in which a customer's value stayed the same, as far as the rows have gone.
#[derive(Clone, Copy, Debug)]
struct Run {
    value: u32,
    fact: u32,
    first: Month,
    last: Month,
    /// It began below the run before it: the file goes back in time.
    down: bool,
    /// It is the customer's first.
    only: bool,
}

/// What a row adds to a run.
enum Step {
    Same,
    Later,
    Earlier,
    New,
    Contradicts,
}

impl Run {
    fn step(&self, value: u32, month: Month) -> Step {
        match (self.value == value, month < self.first, month > self.last) {
            (true, false, false) => Step::Same,
            (true, true, _) if self.down || self.only => Step::Earlier,
            (true, _, true) if !self.down => Step::Later,
            (false, false, false) => Step::Contradicts,
            _ => Step::New,
        }
    }
}

/// The run of a customer of whom nothing was stated yet.
const NONE: u32 = u32::MAX;

impl Attributes {
    /// The columns to gather: place, kind, header, and whether the user named it.
    pub fn new(columns: impl Iterator<Item = (usize, AttributeKind, String, bool)>) -> Self {
        let gathering = |(index, kind, name, told)| Gathering {
            index,
            kind,
            name,
            told,
            texts: Texts::default(),
            runs: Vec::new(),
            facts: Vec::new(),
            filled: 0,
            now: None,
            given_up: false,
        };
        Attributes { columns: columns.map(gathering).collect() }
    }

    /// Takes what a used row states of its customer, from a month on or for always.
    #[inline]
    pub fn see(
        &mut self,
        cells: &Cells<'_>,
        line: u64,
        customer: u32,
        month: Option<Month>,
        tally: &mut Tally,
    ) {
        for column in &mut self.columns {
            column.see(cells, line, customer, month, tally);
        }
    }

    /// The number of the value that the row seen last has in a column.
    pub fn now(&self, index: usize) -> Option<u32> {
        self.columns.iter().find(|column| column.index == index).and_then(|column| column.now)
    }

    /// Whether a row's cells contradict what is known of a customer; the first column that does.
    pub fn contradicts(&mut self, cells: &Cells<'_>, customer: u32) -> Option<usize> {
        let other = |column: &mut Gathering| {
            let cell = cells.get(column.index);
            let run = column.runs.get(customer as usize).copied().filter(|run| run.fact != NONE)?;
            (!cell.is_empty() && column.texts.value(column.kind, cell) != run.value).then_some(column.index)
        };
        self.columns.iter_mut().find_map(other)
    }

    /// Whether a row states anything that isn't known of its customer yet.
    pub fn adds(&self, cells: &Cells<'_>, customer: u32) -> bool {
        let unknown =
            |column: &Gathering| column.runs.get(customer as usize).is_none_or(|run| run.fact == NONE);
        self.columns.iter().any(|column| unknown(column) && !cells.get(column.index).is_empty())
    }

    /// The columns that group something, and the places of those that don't.
    pub fn finish(self) -> (Vec<AttributeColumn>, Vec<usize>) {
        let (mut kept, mut left) = (Vec::new(), Vec::new());
        for column in self.columns {
            if column.groups() {
                let Gathering { kind, name, texts, facts, .. } = column;
                kept.push(AttributeColumn { kind, name, values: texts.values, facts });
            } else {
                left.push(column.index);
            }
        }
        (kept, left)
    }
}

impl Gathering {
    fn see(&mut self, cells: &Cells<'_>, line: u64, customer: u32, month: Option<Month>, tally: &mut Tally) {
        let cell = cells.get(self.index);
        self.now = None;
        if cell.is_empty() || self.given_up {
            return;
        }
        self.filled += 1;
        let value = self.texts.value(self.kind, cell);
        self.now = Some(value);
        if self.texts.texts.len() > MOST {
            self.given_up = true;
            (self.runs, self.facts) = (Vec::new(), Vec::new());
            return;
        }
        let at = month.unwrap_or(Month::EARLIEST);
        let place = customer as usize;
        if self.runs.len() <= place {
            let none = Run { value: 0, fact: NONE, first: at, last: at, down: false, only: true };
            self.runs.resize(place + 1, none);
        }
        let Some(run) = self.runs.get_mut(place) else { return };
        let fresh = run.fact == NONE;
        match if fresh { Step::New } else { run.step(value, at) } {
            Step::Same => {}
            Step::Later => run.last = at,
            Step::Earlier => {
                run.first = at;
                if let Some(fact) = self.facts.get_mut(run.fact as usize) {
                    fact.month = month;
                }
            }
            Step::New => {
                let down = !fresh && at < run.first;
                let fact = self.facts.len() as u32;
                *run = Run { value, fact, first: at, last: at, down, only: fresh };
                self.facts.push(AttributeFact { customer, month, value });
            }
            Step::Contradicts => {
                let severity = if self.told { Severity::Warning } else { Severity::Info };
                tally.add(severity, Code::AttributeTwice, Some(line), Some(self.index), Some(cell));
            }
        }
    }

    /// Whether it groups customers: more than one value, and none too many.
    fn groups(&self) -> bool {
        let values = self.texts.values.len();
        let repeats = values * 3 <= self.filled * 2;
        let few = values >= 2 && repeats && (values <= FEW || values * SHARE <= self.filled);
        // Whatever its header says: what differs from row to row names the rows.
        let own = self.filled < 20 || values * 10 <= self.filled * 9;
        !self.given_up && values > 0 && (self.told || few || self.kind != AttributeKind::Other && own)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::records::Record;

    fn stated(rows: &[(u32, &str, &str)]) -> (Vec<(u32, String, String)>, u64) {
        let one = (0, AttributeKind::Plan, "plan".to_owned(), false);
        let mut attributes = Attributes::new(std::iter::once(one));
        let mut tally = Tally::default();
        for (customer, month, text) in rows {
            let ends = [text.len()];
            let record = Record::of(2, text.as_bytes(), &ends);
            let cells = Cells::new(&record, text);
            attributes.see(&cells, 2, *customer, Month::parse_iso(month), &mut tally);
        }
        let twice =
            tally.finish(&[]).iter().filter(|d| d.code == Code::AttributeTwice).map(|d| d.count).sum();
        let column = attributes.finish().0.remove(0);
        let told = |f: &AttributeFact| {
            let month = f.month.map(|m| m.to_string()).unwrap_or_default();
            (f.customer, month, column.values.text(f.value).to_owned())
        };
        let mut facts: Vec<_> = column.facts.iter().map(told).collect();
        facts.sort();
        (facts, twice)
    }

    #[test]
    fn only_changes_are_kept_whichever_way_the_file_runs() {
        let rows =
            [(0, "2024-01", "Basic"), (0, "2024-02", "Basic"), (0, "2024-03", "Pro"), (0, "2024-04", "Pro")];
        let own = |month: &str, text: &str| (0, month.to_owned(), text.to_owned());
        let wanted = vec![own("2024-01", "Basic"), own("2024-03", "Pro")];
        assert_eq!(stated(&rows), (wanted.clone(), 0));
        let back: Vec<_> = rows.iter().rev().copied().collect();
        assert_eq!(stated(&back), (wanted, 0));
    }

    #[test]
    fn of_two_values_in_one_month_the_first_counts() {
        let rows =
            [(0, "2024-01", "Basic"), (0, "2024-01", "Pro"), (0, "2024-02", "Basic"), (0, "2024-02", "Pro")];
        assert_eq!(stated(&rows), (vec![(0, "2024-01".to_owned(), "Basic".to_owned())], 2));
    }

    #[test]
    fn a_value_that_comes_back_is_stated_again() {
        let rows = [(0, "2024-01", "A"), (0, "2024-03", "B"), (0, "2024-05", "A"), (0, "2024-06", "A")];
        let months: Vec<String> = stated(&rows).0.into_iter().map(|(_, month, _)| month).collect();
        assert_eq!(months, ["2024-01", "2024-03", "2024-05"]);
    }
}
