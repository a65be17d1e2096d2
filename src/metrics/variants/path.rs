//! One customer's months as a row of amounts, and what the customer adds to a definition.

use super::recipes::{Recipe, Rule, Scope, Span, Unit};
use crate::metrics::Window;
use crate::tables::Point;

/// What a customer adds to one part of a definition: its share below the line, and its change. Above the line
/// stands the sum of both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Below the line: minor units, or customers.
    pub below: i128,
    /// Above less below.
    pub change: i128,
}

impl Share {
    /// Above the line.
    pub fn above(self) -> i128 {
        self.below + self.change
    }

    /// Whether there is anything.
    pub fn is_some(self) -> bool {
        self.below != 0 || self.change != 0
    }
}

/// The months of two window lengths, the second of which begins after the opening month: place `opening()` is the
/// window's first month, the last place its last. One row is used again for every customer.
#[derive(Debug)]
pub(super) struct Path {
    window: Window,
    months: usize,
    amounts: Vec<i64>,
    /// Revenue before the first place.
    before: bool,
    /// Place of the first revenue.
    first: Option<usize>,
}

impl Path {
    pub fn new(window: Window) -> Self {
        let months = window.months.max(1) as usize;
        Path { window, months, amounts: vec![0; 2 * months], before: false, first: None }
    }

    /// Takes a customer's points; `false` where none of them stands in the row.
    pub fn load(&mut self, points: &[Point]) -> bool {
        let start = self.window.to.plus(1 - i32::try_from(2 * self.months).unwrap_or(i32::MAX));
        let from = points.partition_point(|p| p.month < start);
        self.before = from > 0;
        let inside = points.get(from..).unwrap_or(&[]).iter().take_while(|p| p.month <= self.window.to);
        if self.first.is_some() {
            self.amounts.fill(0);
            self.first = None;
        }
        for point in inside {
            let place = usize::try_from(point.month.since(start)).unwrap_or(usize::MAX);
            if let Some(amount) = self.amounts.get_mut(place) {
                *amount = point.amount;
                self.first = self.first.or(Some(place));
            }
        }
        self.first.is_some()
    }

    /// Place of the window's first month.
    pub fn opening(&self) -> usize {
        self.months - 1
    }

    /// Place of its last month.
    pub fn closing(&self) -> usize {
        2 * self.months - 1
    }

    pub fn at(&self, place: usize) -> i64 {
        self.amounts.get(place).copied().unwrap_or(0)
    }

    /// Whether there was revenue before a place.
    pub fn been(&self, place: usize) -> bool {
        self.before || self.first.is_some_and(|first| first < place)
    }

    /// The amounts from one place through another.
    pub fn slice(&self, from: usize, to: usize) -> &[i64] {
        self.amounts.get(from..=to).unwrap_or(&[])
    }

    /// Hands over what the customer adds to each part of a definition.
    pub fn shares(&self, recipe: Recipe, mut take: impl FnMut(usize, Share)) {
        let (opening, closing) = (self.opening(), self.closing());
        if recipe.scope != Scope::All && self.at(opening) == 0 {
            return;
        }
        if recipe.scope == Scope::Unbroken && self.slice(opening, closing).contains(&0) {
            let below = i128::from(self.at(opening));
            return take(0, Share { below, change: -below });
        }
        match recipe.span {
            Span::Ends => take(0, self.compare(recipe, opening, closing)),
            Span::Last => take(0, self.compare(recipe, closing - 1, closing)),
            Span::Chain => {
                for part in 0..self.months {
                    take(part, self.compare(recipe, opening + part, opening + part + 1));
                }
            }
            Span::Path => {
                let steps = (opening..closing).map(|place| self.compare(recipe, place, place + 1).change);
                take(0, Share { below: i128::from(self.at(opening)), change: steps.sum() });
            }
            Span::Trailing => {
                let mut sum = Share::default();
                for place in self.months..=closing {
                    let share = self.compare(recipe, place - self.months, place);
                    sum.below += share.below;
                    sum.change += share.change;
                }
                take(0, sum);
            }
            Span::TwoYear => {
                let sum = |from, to| self.slice(from, to).iter().map(|a| i128::from(*a)).sum::<i128>();
                if self.at(0) > 0 {
                    let below = sum(0, opening);
                    take(0, Share { below, change: sum(opening + 1, closing) - below });
                }
            }
        }
    }

    fn compare(&self, recipe: Recipe, from: usize, to: usize) -> Share {
        let of = |amount: i64| match recipe.unit {
            Unit::Money => i128::from(amount),
            Unit::Customers => i128::from(amount > 0),
        };
        let (a, b) = (of(self.at(from)), of(self.at(to)));
        let (below, change) = match recipe.rule {
            Rule::Closed if a > 0 => (a, b - a),
            Rule::Returns if a > 0 || self.been(from) => (a, b - a),
            Rule::Capped => (a, (b - a).min(0)),
            Rule::Everyone => (a, b - a),
            Rule::Survivors if a > 0 && b > 0 => (a, b - a),
            Rule::Joined => {
                let below = i128::from(self.slice(from, to).iter().any(|amount| *amount > 0));
                (below, b - below)
            }
            Rule::Closed | Rule::Returns | Rule::Survivors => (0, 0),
        };
        Share { below, change }
    }
}
