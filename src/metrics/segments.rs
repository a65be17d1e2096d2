//! Retention by group: the opening customers of a window parted by an attribute, by size, or by when they started
//! (domain.md §2.2; Q2-01 to Q2-04). The groups of a segmentation always add up to the whole.

use super::group_by::period;
use super::{GroupBy, Label, SizeClass, SizeCuts, Window};
use crate::base::{Month, Ratio};
use crate::tables::Book;
use std::cmp::Reverse;

/// Groups shown of one segmentation beside the folded and the not stated; the smallest are folded into one.
pub const MAX_GROUPS: usize = 50;

/// An opening customer at the two ends of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Its number in the book.
    pub customer: u32,
    /// Minor units in the opening month, above zero.
    pub m0: i64,
    /// Minor units in the closing month.
    pub m1: i64,
}

/// The opening customers of a window, by number.
pub fn openings(book: &Book, window: Window) -> Vec<Opening> {
    let of = |customer| {
        let m0 = book.point(customer, window.from)?.amount;
        Some(Opening { customer, m0, m1: book.amount(customer, window.to) })
    };
    book.ids().filter_map(of).collect()
}

/// The window of the same length that ends where this one begins; `None` where the data don't reach back so far.
pub fn previous(book: &Book, window: Window) -> Option<Window> {
    let (first, _) = book.span?;
    let from = window.from.plus(-i32::try_from(window.months).ok()?);
    let known = from >= first && book.two_ends.is_none();
    known.then_some(Window { from, to: window.from, months: window.months })
}

/// A rate of retention, as the quotient of two sums over opening customers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retention {
    /// Closing over opening MRR.
    Nrr,
    /// Σ min of the two ends over opening MRR.
    Grr,
    /// Customers kept over customers: what the article calls GRR (Q2-02).
    Logo,
}

impl Retention {
    /// All three.
    pub const ALL: [Retention; 3] = [Retention::Nrr, Retention::Grr, Retention::Logo];
}

/// The sums of a group of opening customers: money in minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GroupSums {
    /// MRR in the opening month.
    pub opening: i128,
    /// What they pay in the closing month.
    pub closing: i128,
    /// Σ min of the two.
    pub kept: i128,
    /// How many.
    pub customers: u64,
    /// Those with revenue in the closing month.
    pub kept_customers: u64,
}

impl GroupSums {
    /// Adds a customer.
    pub fn add(&mut self, one: &Opening) {
        self.opening += i128::from(one.m0);
        self.closing += i128::from(one.m1);
        self.kept += i128::from(one.m0.min(one.m1));
        self.customers += 1;
        self.kept_customers += u64::from(one.m1 > 0);
    }

    /// Adds a group.
    pub fn merge(&mut self, other: &GroupSums) {
        self.opening += other.opening;
        self.closing += other.closing;
        self.kept += other.kept;
        self.customers += other.customers;
        self.kept_customers += other.kept_customers;
    }

    /// A rate of the group.
    pub fn rate(&self, rate: Retention) -> Ratio {
        let (numerator, denominator) = match rate {
            Retention::Nrr => (self.closing, self.opening),
            Retention::Grr => (self.kept, self.opening),
            Retention::Logo => (i128::from(self.kept_customers), i128::from(self.customers)),
        };
        Ratio { numerator, denominator }
    }
}

/// A group of a segmentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// Which.
    pub label: Label,
    /// Its sums in the window.
    pub now: GroupSums,
    /// Its sums in the previous window, of those who belonged to it then; all zero where there is none.
    pub before: GroupSums,
    /// Groups folded into it.
    pub folded: u64,
}

/// The opening customers of a window, and of the one before, in groups.
#[derive(Clone, Debug)]
pub struct Segmentation {
    /// By what.
    pub by: GroupBy,
    /// Every group with a customer in one of the two windows: by name, then the folded, then the not stated.
    pub groups: Vec<Group>,
    /// Where the size classes are cut in the window.
    pub cuts: SizeCuts,
    /// Which group each opening customer of the window is in, in their order.
    pub places: Vec<u32>,
    /// The same for the previous window.
    pub places_before: Vec<u32>,
}

impl Segmentation {
    /// Parts the opening customers of a window that begins in `from`, and those of the previous one that begins in
    /// `from_before`, each by what held in their opening month. `percent` cuts the size classes.
    pub fn of(
        book: &Book,
        by: GroupBy,
        now: (Month, &[Opening]),
        before: Option<(Month, &[Opening])>,
        percent: [u8; 2],
    ) -> Self {
        let slots = Slots::of(book, by);
        let mut groups: Vec<Group> = slots.labels.iter().map(|label| Group::empty(*label)).collect();
        let mut put = |of: &[u32], openings: &[Opening], sums: fn(&mut Group) -> &mut GroupSums| {
            for (slot, opening) in of.iter().zip(openings) {
                if let Some(group) = groups.get_mut(*slot as usize) {
                    sums(group).add(opening);
                }
            }
        };
        let cuts = |openings: &[Opening]| match by {
            GroupBy::Size => SizeCuts::of(openings, percent),
            _ => SizeCuts::default(),
        };
        let cuts_now = cuts(now.1);
        let mut places = slots.each(book, now, cuts_now);
        put(&places, now.1, |group| &mut group.now);
        let mut places_before = Vec::new();
        if let Some(before) = before {
            places_before = slots.each(book, before, cuts(before.1));
            put(&places_before, before.1, |group| &mut group.before);
        }
        let (groups, shown) = fold(book, by, &groups);
        for place in places.iter_mut().chain(&mut places_before) {
            *place = shown.get(*place as usize).copied().unwrap_or(u32::MAX);
        }
        Segmentation { by, groups, cuts: cuts_now, places, places_before }
    }
}

impl Group {
    fn empty(label: Label) -> Self {
        Group { label, now: GroupSums::default(), before: GroupSums::default(), folded: 0 }
    }
}

/// Drops the empty groups, folds the smallest beyond [`MAX_GROUPS`] and orders the rest; the second is where each of
/// the given ones went.
fn fold(book: &Book, by: GroupBy, all: &[Group]) -> (Vec<Group>, Vec<u32>) {
    let used = all.iter().enumerate().filter(|(_, group)| group.now.customers + group.before.customers > 0);
    let named = used.map(|(slot, group)| (slot, group, group.label.text(book, by)));
    let (mut segments, not_stated): (Vec<_>, Vec<_>) =
        named.partition(|(_, group, _)| group.label.is_segment());
    if segments.len() > MAX_GROUPS {
        let size = |group: &Group| (Reverse(group.now.opening), Reverse(group.before.opening));
        crate::base::sort_by(&mut segments, |a, b| (size(a.1), &a.2).cmp(&(size(b.1), &b.2)));
    }
    let small = segments.split_off(MAX_GROUPS.min(segments.len()));
    crate::base::sort_by(&mut segments, |a, b| a.2.cmp(&b.2));
    let mut groups: Vec<Group> = segments.iter().map(|(_, group, _)| **group).collect();
    let mut shown = vec![u32::MAX; all.len()];
    let mut goes = |slot: usize, to: usize| {
        if let Some(place) = shown.get_mut(slot) {
            *place = to as u32;
        }
    };
    segments.iter().enumerate().for_each(|(to, (slot, ..))| goes(*slot, to));
    if !small.is_empty() {
        let mut others = Group { folded: small.len() as u64, ..Group::empty(Label::Others) };
        for (slot, group, _) in &small {
            others.now.merge(&group.now);
            others.before.merge(&group.before);
            goes(*slot, groups.len());
        }
        groups.push(others);
    }
    for (slot, group, _) in &not_stated {
        goes(*slot, groups.len());
        groups.push(**group);
    }
    (groups, shown)
}

/// Every group there may be, and how to find a customer's.
struct Slots {
    by: GroupBy,
    labels: Vec<Label>,
    first: Option<Month>,
}

impl Slots {
    fn of(book: &Book, by: GroupBy) -> Self {
        let first = book.span.map(|(first, _)| first);
        let mut labels = Vec::new();
        match by {
            GroupBy::Attribute(place) => {
                let values = book.attributes.get(place).map_or(0, |a| a.values.len() as u32);
                labels.extend((0..values).map(Label::Value));
                labels.push(Label::NotStated);
            }
            GroupBy::Size => {
                let classes = [SizeClass::Elephant, SizeClass::Cheetah, SizeClass::Rabbit];
                labels.extend(classes.map(Label::Size));
            }
            GroupBy::StartYear | GroupBy::StartQuarter => {
                if let Some((first, last)) = book.span {
                    labels.push(Label::Before(first));
                    let parts = period(by, first)..=period(by, last);
                    labels.extend(parts.map(|part| match by {
                        GroupBy::StartYear => Label::Year(part),
                        _ => Label::Quarter(part.div_euclid(4), part.rem_euclid(4).unsigned_abs() + 1),
                    }));
                }
            }
        }
        Slots { by, labels, first }
    }

    /// The slot of each opening customer, in their order.
    fn each(&self, book: &Book, (from, openings): (Month, &[Opening]), cuts: SizeCuts) -> Vec<u32> {
        match self.by {
            GroupBy::Attribute(place) => {
                let values = book.attributes.get(place).map(|a| a.each_at(book.customers.len(), &|_| from));
                let values = values.unwrap_or_default();
                let not_stated = self.labels.len().saturating_sub(1) as u32;
                let of = |o: &Opening| values.get(o.customer as usize).copied().flatten();
                openings.iter().map(|o| of(o).unwrap_or(not_stated)).collect()
            }
            GroupBy::Size => openings.iter().map(|o| cuts.class(o.m0) as u32).collect(),
            GroupBy::StartYear | GroupBy::StartQuarter => {
                let first = self.first.unwrap_or(from);
                let begin = period(self.by, first);
                let of = |o: &Opening| match book.points(o.customer).first() {
                    Some(point) if point.month > first => {
                        u32::try_from(period(self.by, point.month) - begin + 1).unwrap_or(0)
                    }
                    _ => 0,
                };
                openings.iter().map(of).collect()
            }
        }
    }
}
