//! What a column's cells look like, and whether that fits what its header says.

use crate::read::dialect::sample::Sample;
use crate::read::shapes::kinds::kind_and_state;
use crate::read::values::{apart, currencies, dates, day_numbers, intervals, numbers};
use crate::read::{Epoch, Role};
use rustc_hash::FxHashSet;

/// Rows looked at to learn what a column holds.
const LOOK: usize = 200;
/// Cells looked at in all: a table of thousands of columns shows itself in fewer rows.
const CELLS: usize = 40_000;

/// What a column's cells look like: how many of them are what.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Content {
    /// Cells with anything in them.
    pub filled: usize,
    /// Months and days, written with more than digits or with as many as a date has.
    pub dates: usize,
    /// Amounts.
    pub amounts: usize,
    /// Digits and nothing else.
    pub integers: usize,
    /// Those that may count a spreadsheet's days, or seconds.
    pub counts: usize,
    /// Amounts with a decimal mark or a currency.
    pub decimals: usize,
    /// Small whole numbers: counts of something, most likely.
    pub small: usize,
    /// ISO codes of currencies, and their signs.
    pub codes: usize,
    /// Billing intervals written out.
    pub intervals: usize,
    /// Kinds of movements and of an invoice's lines.
    pub kinds: usize,
    /// Where a subscription or an invoice stands.
    pub states: usize,
    /// E-mail addresses.
    pub emails: usize,
    /// Years.
    pub years: usize,
    /// Months and quarters without their year.
    pub bare: usize,
    /// Different cells.
    pub distinct: usize,
}

impl Content {
    /// Looks at a column.
    pub fn of(sample: &Sample, index: usize) -> Self {
        let rows = (CELLS / sample.header.cells.len().max(1)).clamp(10, LOOK);
        let mut seen: FxHashSet<&str> = FxHashSet::default();
        let mut found = Content::default();
        for row in sample.rows.iter().take(rows).filter(|row| row.fault.is_none()) {
            let cell = row.cell(index);
            if !cell.is_empty() {
                found.add(cell);
                found.distinct += usize::from(seen.insert(cell));
            }
        }
        found
    }

    fn add(&mut self, cell: &str) {
        self.filled += 1;
        self.dates += usize::from(dates::parse(cell).is_some());
        if cell.len() <= 20 {
            self.years += usize::from(apart::year(cell).is_some());
            self.bare += usize::from(apart::bare(cell).is_some());
        }
        if cell.bytes().all(|b| b.is_ascii_digit()) {
            self.amounts += 1;
            self.integers += 1;
            self.counts += usize::from(day_numbers::parse(cell, Epoch::default()).is_some());
            self.small += usize::from(cell.len() <= 2);
            return;
        }
        if let Some(parts) = numbers::dissect(cell) {
            self.amounts += 1;
            let marked = cell.contains(['.', ',']) || parts.sign.is_some();
            self.decimals += usize::from(marked);
            return;
        }
        if cell.len() > 60 {
            return;
        }
        // Bob is a person, BOB and bob are money of Bolivia.
        let name =
            cell.bytes().any(|b| b.is_ascii_lowercase()) && cell.bytes().any(|b| b.is_ascii_uppercase());
        self.codes += usize::from(!name && currencies::sign(cell).is_some());
        self.intervals += usize::from(cell.len() > 2 && intervals::factor(cell).is_some());
        let (kind, state) = kind_and_state(cell);
        self.kinds += usize::from(kind);
        self.states += usize::from(state);
        self.emails +=
            usize::from(cell.split_once('@').is_some_and(|(name, at)| !name.is_empty() && at.contains('.')));
    }

    /// Whether nine filled cells in ten are so.
    pub fn mostly(&self, count: usize) -> bool {
        self.filled > 0 && count * 10 >= self.filled * 9
    }

    /// Whether half of the filled cells are so.
    fn half(&self, count: usize) -> bool {
        count * 2 >= self.filled
    }

    /// Words rather than dates or amounts.
    pub fn is_text(&self) -> bool {
        self.filled > 0 && self.dates == 0 && self.amounts * 2 < self.filled
    }

    /// Few different cells that come again and again, at most two in three rows.
    pub fn repeats(&self) -> bool {
        self.distinct * 3 <= self.filled * 2 && (self.distinct <= 50 || self.distinct * 5 <= self.filled)
    }

    /// Amounts that can be no dates, not even a spreadsheet's days.
    pub fn amounts_only(&self) -> bool {
        self.filled > 0 && self.dates == 0 && self.amounts == self.filled && self.integers < self.filled
    }

    /// How well the cells fit a role: 1 where they do or there are none, less where they speak against it, and
    /// 0 where the role would be wrong and nothing is lost without it.
    pub fn fits(&self, role: Role) -> f64 {
        if self.filled == 0 {
            return 1.0;
        }
        let against = 0.4;
        match role {
            Role::Month | Role::Start | Role::End | Role::Cancelled if self.dates > 0 => 1.0,
            // A `start_date` in day numbers is one rather than a `signup_date` in words.
            Role::Month | Role::Start | Role::End | Role::Cancelled if self.mostly(self.counts) => 0.95,
            // A month without its year, which may stand beside it.
            Role::Month if self.mostly(self.bare) => 0.8,
            // Other digits: the reader of dates decides.
            Role::Month | Role::Start | Role::End | Role::Cancelled if self.half(self.integers) => 0.8,
            Role::Month | Role::Start | Role::End | Role::Cancelled => against,
            Role::Mrr | Role::Arr | Role::Amount | Role::AmountMinor if self.amounts > 0 => 1.0,
            Role::Mrr | Role::Arr | Role::Amount | Role::AmountMinor => against,
            Role::Opening
            | Role::Closing
            | Role::New
            | Role::Expansion
            | Role::Contraction
            | Role::Churn
            | Role::Reactivation
            | Role::Rate
            | Role::Quantity
                if !self.half(self.amounts) =>
            {
                0.0
            }
            Role::Year if !self.mostly(self.years) => 0.0,
            Role::IntervalCount if !self.half(self.integers) => 0.0,
            // "Customer type" and "event type" hold words of their own.
            Role::Type if !self.half(self.kinds) => 0.0,
            Role::CustomerId if self.mostly(self.dates) && self.integers == 0 => against,
            _ => 1.0,
        }
    }
}
