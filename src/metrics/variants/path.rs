//! One customer's months as a row of amounts, and what the customer adds to a definition.

use super::recipes::{Entity, Recipe, Rule, Scope, Span};
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

    /// Adds what one entity has below the line, and its change.
    fn add(&mut self, (below, change): (i64, i64)) {
        self.below += i128::from(below);
        self.change += i128::from(change);
    }

    /// Whether there is anything.
    pub fn is_some(self) -> bool {
        self.below != 0 || self.change != 0
    }
}

/// The months of two window lengths, the second of which begins after the opening month: place `opening()` is the
/// window's first month, the last place its last. One row is used again for every customer.
#[derive(Debug)]
pub(super) struct Path<'a> {
    window: Window,
    months: usize,
    amounts: Vec<i64>,
    /// Revenue before the first place.
    before: bool,
    /// Place of the first revenue; beyond the last where there is none.
    first: usize,
    /// The place of the last revenue.
    last: usize,
    /// Whether every place from the first to the last has the same amount.
    is_flat: bool,
    /// The customer's subscriptions at the window's two ends.
    subscriptions: &'a [[i64; 2]],
}

/// A row with one amount in every place from one to another, and nothing else.
#[derive(Clone, Copy, Debug)]
pub(super) struct Flat {
    /// Revenue before the first place.
    pub before: bool,
    /// Its first place.
    pub first: usize,
    /// Its last.
    pub last: usize,
    /// A month, minor units.
    pub amount: i64,
}

impl<'a> Path<'a> {
    pub fn new(window: Window) -> Self {
        let months = window.months.max(1) as usize;
        let amounts = vec![0; 2 * months];
        Path {
            window,
            months,
            amounts,
            before: false,
            first: usize::MAX,
            last: 0,
            is_flat: false,
            subscriptions: &[],
        }
    }

    /// Takes a customer's points, and its subscriptions where they are known; `false` where no point stands in the row.
    pub fn load(&mut self, points: &[Point], subscriptions: &'a [[i64; 2]]) -> bool {
        self.subscriptions = subscriptions;
        let start = self.window.to.plus(1 - i32::try_from(2 * self.months).unwrap_or(i32::MAX));
        let from = points.partition_point(|p| p.month < start);
        self.before = from > 0;
        self.clear();
        let to = self.window.to;
        let inside = points.get(from..).unwrap_or(&[]).iter().take_while(|p| p.month <= to);
        self.is_flat = true;
        let mut usual = 0;
        for point in inside {
            let place = usize::try_from(point.month.since(start)).unwrap_or(usize::MAX);
            if let Some(amount) = self.amounts.get_mut(place) {
                *amount = point.amount;
                if self.first == usize::MAX {
                    (self.first, usual) = (place, point.amount);
                } else {
                    self.is_flat &= place == self.last + 1 && point.amount == usual;
                }
                self.last = place;
            }
        }
        self.first != usize::MAX
    }

    /// The row, where one amount above zero is all there is on it and no subscriptions are known.
    pub fn flat(&self) -> Option<Flat> {
        let Path { before, first, last, .. } = *self;
        let flat = Flat { before, first, last, amount: self.at(first) };
        (self.is_flat && flat.amount > 0 && self.subscriptions.is_empty()).then_some(flat)
    }

    /// Puts such a row in the place of a customer's.
    pub fn load_flat(&mut self, flat: Flat) {
        self.clear();
        (self.before, self.first, self.last, self.subscriptions) = (flat.before, flat.first, flat.last, &[]);
        self.amounts.get_mut(flat.first..=flat.last).unwrap_or_default().fill(flat.amount);
    }

    fn clear(&mut self) {
        if self.first != usize::MAX {
            self.amounts.fill(0);
            self.first = usize::MAX;
        }
    }

    /// How many months the row has.
    pub fn places(&self) -> usize {
        self.amounts.len()
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
        self.before || self.first < place
    }

    /// The amounts from one place through another.
    pub fn slice(&self, from: usize, to: usize) -> &[i64] {
        self.amounts.get(from..=to).unwrap_or(&[])
    }

    /// Hands over what the customer adds to each part of a definition.
    pub fn shares(&self, recipe: Recipe, mut take: impl FnMut(usize, Share)) {
        let (opening, closing) = (self.opening(), self.closing());
        if recipe.entity == Entity::Subscription {
            return take(0, self.by_subscription(recipe));
        }
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
                self.steps(recipe, |part, (below, change)| {
                    take(part, Share { below: i128::from(below), change: i128::from(change) });
                });
            }
            Span::Monthly => {
                let mut sum = Share::default();
                self.steps(recipe, |_, step| sum.add(step));
                take(0, sum);
            }
            Span::Path => {
                let mut change = 0;
                self.steps(recipe, |_, (_, step)| change += i128::from(step));
                take(0, Share { below: i128::from(self.at(opening)), change });
            }
            Span::Trailing => {
                let (early, late) = self.amounts.split_at(self.months);
                let mut sum = Share::default();
                for (a, b) in early.iter().zip(late) {
                    sum.add(step(recipe.rule, *a, *b, true));
                }
                take(0, sum);
            }
            Span::TwoYear => {
                let (early, late) = self.amounts.split_at(self.months);
                let sum = |year: &[i64]| year.iter().map(|a| i128::from(*a)).sum::<i128>();
                if self.at(0) > 0 {
                    let below = sum(early);
                    take(0, Share { below, change: sum(late) - below });
                }
            }
        }
    }

    /// Its subscriptions at the window's two ends, one by one.
    fn by_subscription(&self, recipe: Recipe) -> Share {
        let mut sum = Share::default();
        for [start, end] in self.subscriptions {
            sum.add(step(recipe.rule, recipe.unit.of(*start), recipe.unit.of(*end), true));
        }
        sum
    }

    /// Whether a definition that counts subscriptions sees something else in the customer than one that does the same
    /// with the customer as a whole.
    pub fn is_apart(&self, recipe: Recipe) -> bool {
        recipe.entity == Entity::Subscription
            && self.by_subscription(recipe) != self.compare(recipe, self.opening(), self.closing())
    }

    /// Each month of the window against the one before it, from 0. A plain loop over one slice: this is what most of the
    /// time of a report goes to, and adaptors of iterators are not seen through where the code is made small.
    #[inline]
    fn steps(&self, recipe: Recipe, mut take: impl FnMut(usize, (i64, i64))) {
        let opening = self.opening();
        let Some((first, later)) = self.amounts.get(opening..).and_then(<[i64]>::split_first) else { return };
        let mut before = recipe.unit.of(*first);
        for (part, amount) in later.iter().enumerate() {
            let amount = recipe.unit.of(*amount);
            take(part, step(recipe.rule, before, amount, self.been(opening + part)));
            before = amount;
        }
    }

    fn compare(&self, recipe: Recipe, from: usize, to: usize) -> Share {
        let of = |place| recipe.unit.of(self.at(place));
        let (below, change) = if recipe.rule == Rule::Joined {
            let below = i64::from(self.slice(from, to).iter().any(|amount| *amount > 0));
            (below, of(to) - below)
        } else {
            step(recipe.rule, of(from), of(to), self.been(from))
        };
        Share { below: i128::from(below), change: i128::from(change) }
    }
}

/// What counts of a customer between two months, below the line and as a change. `been` says whether it paid before.
#[inline]
fn step(rule: Rule, a: i64, b: i64, been: bool) -> (i64, i64) {
    match rule {
        Rule::Closed if a > 0 => (a, b - a),
        Rule::Returns if a > 0 || been => (a, b - a),
        Rule::Capped => (a, (b - a).min(0)),
        Rule::Everyone => (a, b - a),
        Rule::Survivors if a > 0 && b > 0 => (a, b - a),
        // Who joins counts by the whole stretch, not by its ends: not here.
        Rule::Closed | Rule::Returns | Rule::Survivors | Rule::Joined => (0, 0),
    }
}
