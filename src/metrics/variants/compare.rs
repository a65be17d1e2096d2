//! The bridge between two definitions: which customers make the difference, and by which rule.

use super::path::{Path, Share};
use super::recipes::Recipe;
use super::{Variant, Window, of_customer};
use crate::base::named;
use crate::tables::{Book, SubscriptionsAtEnds};

named! {
    /// What a customer did, and so why two definitions see it differently. Each customer stands in one.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum DifferenceRule {
        /// First revenue after the opening month.
        WonInside,
        /// The same, then none for a while, then some again.
        WonReturned,
        /// Revenue before the opening month, none in it, some again inside the window.
        Returned,
        /// Revenue in the opening month, later none for a while, then some again.
        LapsedReturned,
        /// An opening customer that went up and down inside the window.
        UpDown,
        /// An opening customer that moved in one direction or not at all: both see the same change, but not on the same
        /// base, not at the same weight, or one of them not its growth.
        Straight,
        /// Its subscriptions, each by itself, come to something else than the customer does: one was swapped for another,
        /// or one grew while another shrank, or it has several.
        Subscriptions,
        /// Moved before the last month but not in it, where one of the two looks at that month alone.
        OtherMonths,
        /// An opening customer whose changes before the opening month count in one of the two.
        EarlierYear,
        /// No revenue since the opening month; earlier revenue counts in one of the two.
        GoneBefore,
    }
}

impl DifferenceRule {
    /// All, in the order of a bridge.
    pub const ALL: [DifferenceRule; 10] = [
        DifferenceRule::WonInside,
        DifferenceRule::WonReturned,
        DifferenceRule::Returned,
        DifferenceRule::LapsedReturned,
        DifferenceRule::UpDown,
        DifferenceRule::Straight,
        DifferenceRule::Subscriptions,
        DifferenceRule::OtherMonths,
        DifferenceRule::EarlierYear,
        DifferenceRule::GoneBefore,
    ];
}

/// One step of the bridge.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// What its customers did.
    pub rule: DifferenceRule,
    /// How far it moves the value, as a ratio: 0.01 is one point.
    pub points: f64,
    /// Customers that make it.
    pub customers: u64,
    /// Those that make the most of it, largest first, each with its own part.
    pub top: Vec<(u32, f64)>,
}

/// Customers named in a step.
const TOP: usize = 10;

/// What is smaller than this part of either side is rounding.
const ROUNDING: f64 = 1e-13;

/// One definition's view of a customer or a group: the change in each of its parts.
struct View {
    recipe: Recipe,
    weights: Vec<f64>,
    /// Of the customer at hand.
    own: Vec<i128>,
    /// Of each rule's customers.
    groups: Vec<Vec<i128>>,
}

impl View {
    fn of(variant: &Variant) -> View {
        let weights = variant.weights();
        let none = vec![0; weights.len()];
        View {
            recipe: variant.recipe,
            groups: vec![none.clone(); DifferenceRule::ALL.len()],
            own: none,
            weights,
        }
    }

    /// What the customer at hand moves the value by.
    fn take(&mut self, path: &Path) -> f64 {
        self.own.fill(0);
        path.shares(self.recipe, |part, Share { change, .. }| {
            if let Some(own) = self.own.get_mut(part) {
                *own += change;
            }
        });
        self.points(&self.own)
    }

    fn add_to(&mut self, rule: DifferenceRule) {
        let group = self.groups.get_mut(rule as usize);
        for (sum, own) in group.into_iter().flatten().zip(&self.own) {
            *sum += own;
        }
    }

    fn points(&self, changes: &[i128]) -> f64 {
        self.weights.iter().zip(changes).map(|(weight, change)| weight * *change as f64).sum()
    }

    fn group(&self, rule: DifferenceRule) -> f64 {
        self.groups.get(rule as usize).map_or(0.0, |changes| self.points(changes))
    }
}

/// The steps from one definition to another of the same window; their points and the one's value make the other's.
///
/// Changes are added up as integers, group by group, before any weight is put on them: the order of the rows moves no
/// digit. Both must have a value, from the same subscriptions where they count these.
pub fn differences(
    book: &Book,
    subscriptions: Option<&SubscriptionsAtEnds>,
    from: &Variant,
    to: &Variant,
) -> Vec<Difference> {
    let (mut a, mut b) = (View::of(from), View::of(to));
    let last = from.is_last_month() != to.is_last_month();
    let history = from.needs_history() || to.needs_history();
    let mut steps =
        DifferenceRule::ALL.map(|rule| Difference { rule, points: 0.0, customers: 0, top: Vec::new() });
    let mut path = Path::new(from.window);
    for customer in book.ids() {
        if !path.load(book.points(customer), of_customer(subscriptions, customer)) {
            continue;
        }
        let (before, after) = (a.take(&path), b.take(&path));
        if before == 0.0 && after == 0.0 {
            continue;
        }
        let rule = match path.is_apart(from.recipe) || path.is_apart(to.recipe) {
            true => DifferenceRule::Subscriptions,
            false => rule_of(&path, last, history),
        };
        a.add_to(rule);
        b.add_to(rule);
        let points = after - before;
        if points.abs() > ROUNDING * before.abs().max(after.abs())
            && let Some(step) = steps.get_mut(rule as usize)
        {
            step.customers += 1;
            keep_top(&mut step.top, (customer, points), book);
        }
    }
    for step in &mut steps {
        step.points = b.group(step.rule) - a.group(step.rule);
    }
    steps.into_iter().filter(|step| step.customers > 0).collect()
}

/// Puts a customer among the largest, by the size of its part, then by name.
fn keep_top(top: &mut Vec<(u32, f64)>, new: (u32, f64), book: &Book) {
    let before = |(other, points): &(u32, f64)| {
        let by_size = points.abs().total_cmp(&new.1.abs());
        by_size.then_with(|| book.customers.text(new.0).cmp(book.customers.text(*other))).is_gt()
    };
    let place = top.partition_point(before);
    if place < TOP {
        top.truncate(TOP - 1);
        top.insert(place, new);
    }
}

fn rule_of(path: &Path, last: bool, history: bool) -> DifferenceRule {
    let (opening, closing) = (path.opening(), path.closing());
    let inside = path.slice(opening, closing);
    if inside.iter().all(|amount| *amount == 0) {
        return DifferenceRule::GoneBefore;
    }
    if last && path.at(closing - 1) == path.at(closing) {
        return DifferenceRule::OtherMonths;
    }
    let steps = || inside.iter().zip(inside.iter().skip(1));
    let returned = (opening + 1..=closing)
        .any(|place| path.at(place - 1) == 0 && path.at(place) > 0 && path.been(place));
    if path.at(opening) == 0 {
        return match (path.been(opening), returned) {
            (true, _) => DifferenceRule::Returned,
            (false, true) => DifferenceRule::WonReturned,
            (false, false) => DifferenceRule::WonInside,
        };
    }
    let earlier = path.slice(0, opening);
    if history && earlier.iter().zip(earlier.iter().skip(1)).any(|(a, b)| a != b) {
        DifferenceRule::EarlierYear
    } else if returned {
        DifferenceRule::LapsedReturned
    } else if steps().any(|(a, b)| b > a) && steps().any(|(a, b)| b < a) {
        DifferenceRule::UpDown
    } else {
        DifferenceRule::Straight
    }
}

impl Difference {
    /// The part of the customers that are not named, and how many they are.
    pub fn rest(&self) -> (u64, f64) {
        let named = self.top.len() as u64;
        let part: f64 = self.top.iter().map(|(_, points)| points).sum();
        match self.customers - named.min(self.customers) {
            0 => (0, 0.0),
            rest => (rest, self.points - part),
        }
    }
}

/// The first month whose revenue can make the difference: the one before the first change that either looks at.
pub fn looks_back_to(from: &Variant, to: &Variant) -> crate::base::Month {
    let Window { from: opening, to: closing, months } = from.window;
    if from.needs_history() || to.needs_history() {
        opening.plus(1 - i32::try_from(months).unwrap_or(i32::MAX))
    } else if from.is_last_month() && to.is_last_month() {
        closing.plus(-1)
    } else {
        opening
    }
}
