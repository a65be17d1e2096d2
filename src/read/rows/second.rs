//! A second table below the first: another header, of another width, behind a gap.

use super::super::cells::Cells;
use super::super::dialect::kinds;

/// Rows that must follow before a second table is sure while the file goes on.
pub(in crate::read) const SURE: usize = 20;

/// How a record is cut: its cells, and those up to the last with anything in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cut {
    cells: usize,
    filled: usize,
}

/// What is known of a second table.
#[derive(Clone, Copy, Debug, Default)]
enum State {
    /// Nothing.
    #[default]
    None,
    /// A header like one was met, and rows like its own since.
    Maybe(Cut),
    /// It is one.
    Sure(Cut),
    /// There is none, or it must not be looked for.
    Off,
}

/// Looks for a second table.
#[derive(Debug, Default)]
pub(in crate::read) struct Second {
    state: State,
    /// The line that comes next if there is no gap.
    next: u64,
    gap: bool,
}

/// What a row is to the second table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Place {
    /// A row of the first.
    First,
    /// Perhaps one of the second: to be held back.
    Held,
    /// One of the second.
    Second,
    /// The first goes on: what was held back belongs to it.
    Back,
}

impl Second {
    /// One that looks, or doesn't.
    pub fn new(allowed: bool) -> Self {
        Second { state: if allowed { State::None } else { State::Off }, next: u64::MAX, gap: false }
    }

    /// Notes a record's lines; `lines` breaks stand within its cells.
    #[inline]
    pub fn pass(&mut self, line: u64, breaks: u64) {
        self.gap |= line > self.next;
        self.next = line + 1 + breaks;
    }

    /// Whether a gap stands above the row.
    pub fn behind_gap(&self) -> bool {
        self.gap
    }

    /// A row of delimiters alone, which is as good as an empty line.
    pub fn blank(&mut self) {
        self.gap = true;
    }

    /// A row that belongs to the first table.
    pub fn settled(&mut self) {
        self.gap = false;
    }

    /// Whether there is none so far: then a row with a date in it is one of the first.
    pub fn is_none(&self) -> bool {
        matches!(self.state, State::None | State::Off)
    }

    /// Whether rows are held back.
    pub fn waits(&self) -> bool {
        matches!(self.state, State::Maybe(_))
    }

    /// It is one.
    pub fn make_sure(&mut self) {
        if let State::Maybe(cut) = self.state {
            self.state = State::Sure(cut);
        }
    }

    /// It is none.
    pub fn give_up(&mut self) {
        self.state = State::Off;
    }

    /// What a row is; `width` is the first table's.
    #[inline]
    pub fn place(&mut self, cells: &Cells<'_>, width: usize) -> Place {
        match self.state {
            State::None if self.gap => {
                let cut = cut(cells);
                if cut.cells != width + 1 && heads(cells, cut, width) {
                    self.state = State::Maybe(cut);
                    return Place::Held;
                }
                Place::First
            }
            State::None | State::Off => Place::First,
            State::Maybe(own) if belongs(cut(cells), own, width) => Place::Held,
            State::Maybe(_) => Place::Back,
            State::Sure(own) if belongs(cut(cells), own, width) => Place::Second,
            State::Sure(_) => Place::First,
        }
    }
}

fn cut(cells: &Cells<'_>) -> Cut {
    let filled = (0..cells.len()).rev().find(|i| !cells.get(*i).is_empty()).map_or(0, |i| i + 1);
    Cut { cells: cells.len(), filled }
}

/// Whether a row may be the header of a table: words in every cell, and not as many as the first table has columns.
fn heads(cells: &Cells<'_>, cut: Cut, width: usize) -> bool {
    let word = |i: usize| {
        let cell = cells.get(i);
        !cell.is_empty() && cell.len() <= 60 && !kinds::kind(cell.as_bytes()).is_data()
    };
    let twice = |i: usize| (0..i).any(|j| cells.get(j) == cells.get(i));
    cut.filled >= 2 && cut.filled != width && (0..cut.filled).all(|i| word(i) && !twice(i))
}

/// Whether a row is cut like the second table's header, and unlike the first's rows.
fn belongs(row: Cut, own: Cut, width: usize) -> bool {
    match own.cells == width {
        // Both are filled up to one width: only the cells in use tell.
        true => row.cells == own.cells && row.filled <= own.filled,
        false => row.cells == own.cells || row.cells != width && row.filled <= own.filled,
    }
}
