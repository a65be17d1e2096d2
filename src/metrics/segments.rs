//! Retention by group: the opening customers of a window parted by an attribute, by size, or by when they started
//! (domain.md §2.2; Q2-01 to Q2-04). The groups of a segmentation always add up to the whole.

use super::{SizeClass, SizeCuts, Window};
use crate::base::{Month, Ratio};
use crate::tables::{AttributeKind, Book};
use std::cmp::Ordering;

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

/// By what the customers are parted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupBy {
    /// An attribute, by its place in [`Book::attributes`]: each customer's value in the opening month.
    Attribute(usize),
    /// The size class by opening MRR: only where no file states one.
    Size,
    /// The calendar year of the first revenue.
    StartYear,
    /// Its quarter.
    StartQuarter,
}

impl GroupBy {
    /// All that a book offers, in the order of [`GroupBy::name`]. Between two points that are all the files speak of,
    /// nobody knows who started when.
    pub fn all(book: &Book) -> Vec<GroupBy> {
        let mut all: Vec<GroupBy> = (0..book.attributes.len()).map(GroupBy::Attribute).collect();
        if !book.attributes.iter().any(|a| a.kind == AttributeKind::SizeClass) {
            all.push(GroupBy::Size);
        }
        if book.two_ends.is_none() {
            all.extend([GroupBy::StartQuarter, GroupBy::StartYear]);
        }
        crate::base::sort_by_key(&mut all, |by| by.name(book));
        all
    }

    /// Its name in the report: the attribute's kind, or the header of a column that is none of the known kinds.
    pub fn name(self, book: &Book) -> String {
        match self {
            GroupBy::Attribute(place) => match book.attributes.get(place) {
                Some(attribute) if attribute.kind == AttributeKind::Other => attribute.name.clone(),
                Some(attribute) => attribute.kind.name(),
                None => String::new(),
            },
            GroupBy::Size => "size_class".to_owned(),
            GroupBy::StartYear => "start_year".to_owned(),
            GroupBy::StartQuarter => "start_quarter".to_owned(),
        }
    }
}

/// Which group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// The customers with one value of an attribute, by its number.
    Value(u32),
    /// A size class by opening MRR.
    Size(SizeClass),
    /// Started in a year.
    Year(i32),
    /// Started in a quarter (1 to 4) of a year.
    Quarter(i32, u32),
    /// Had revenue in the first month of the data already: started then or earlier, nobody knows when.
    Before(Month),
    /// The groups beyond [`MAX_GROUPS`], folded.
    Others,
    /// Nothing is stated of them.
    NotStated,
}

impl Label {
    /// Whether its customers have something in common that the files state: what is folded and what is not stated
    /// is no segment, and no spread is measured against it.
    pub fn is_segment(self) -> bool {
        !matches!(self, Label::Others | Label::NotStated)
    }

    /// Its name: a value as the file writes it, a class's id, `2024`, `2024-Q1`, `2023-01`; empty for the last two.
    pub fn text(self, book: &Book, by: GroupBy) -> String {
        match self {
            Label::Value(value) => match by {
                GroupBy::Attribute(place) => book.attributes.get(place).map(|a| a.values.text(value)),
                _ => None,
            }
            .unwrap_or_default()
            .to_owned(),
            Label::Size(class) => crate::base::snake_case(&format!("{class:?}")),
            Label::Year(year) => format!("{year:04}"),
            Label::Quarter(year, quarter) => format!("{year:04}-Q{quarter}"),
            Label::Before(month) => month.to_string(),
            Label::Others | Label::NotStated => String::new(),
        }
    }

    /// Named groups first, then what is folded, then what is not stated.
    fn rank(self) -> u8 {
        match self {
            Label::Others => 1,
            Label::NotStated => 2,
            _ => 0,
        }
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
    let name = |slot: usize| all.get(slot).map(|group| group.label.text(book, by)).unwrap_or_default();
    let mut slots: Vec<usize> =
        (0..).zip(all).filter(|(_, g)| g.now.customers + g.before.customers > 0).map(|(i, _)| i).collect();
    let segments = slots.iter().filter(|i| all.get(**i).is_some_and(|g| g.label.is_segment())).count();
    let order = |slot: &usize| all.get(*slot).map(|g| (g.label.rank(), -g.now.opening, -g.before.opening));
    let by_size = |a: &usize, b: &usize| order(a).cmp(&order(b)).then_with(|| name(*a).cmp(&name(*b)));
    if segments > MAX_GROUPS {
        crate::base::sort_by(&mut slots, by_size);
    }
    let split = segments.min(MAX_GROUPS);
    let small: Vec<usize> =
        if segments > MAX_GROUPS { slots.drain(split..segments).collect() } else { Vec::new() };
    let mut named: Vec<(usize, String)> = slots.into_iter().map(|slot| (slot, name(slot))).collect();
    let rank = |slot: usize| all.get(slot).map_or(0, |g| g.label.rank());
    let by_name = |a: &(usize, String), b: &(usize, String)| -> Ordering {
        rank(a.0).cmp(&rank(b.0)).then_with(|| a.1.cmp(&b.1))
    };
    crate::base::sort_by(&mut named, by_name);
    let mut shown = vec![u32::MAX; all.len()];
    let mut groups: Vec<Group> = Vec::with_capacity(named.len() + 1);
    let mut others = Group { folded: small.len() as u64, ..Group::empty(Label::Others) };
    for slot in &small {
        if let Some(group) = all.get(*slot) {
            others.now.merge(&group.now);
            others.before.merge(&group.before);
        }
    }
    for (slot, _) in &named {
        // What is not stated stands behind what is folded.
        if others.folded > 0 && groups.len() == split {
            groups.push(others);
        }
        if let (Some(group), Some(place)) = (all.get(*slot), shown.get_mut(*slot)) {
            *place = groups.len() as u32;
            groups.push(*group);
        }
    }
    if others.folded > 0 && groups.len() == split {
        groups.push(others);
    }
    for slot in &small {
        if let Some(place) = shown.get_mut(*slot) {
            *place = split as u32;
        }
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
                let values = book.attributes.get(place).map(|a| a.all_at(book.customers.len(), from));
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

/// The number of a month's year or quarter.
fn period(by: GroupBy, month: Month) -> i32 {
    match by {
        GroupBy::StartYear => month.year(),
        _ => month.year() * 4 + (month.number() as i32 - 1) / 3,
    }
}
