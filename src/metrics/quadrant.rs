//! Each opening customer by what it kept and how it grew: GRR above 90 % crossed with NDR above 120 %
//! (domain.md §2.2, Q2-09).

use super::{GroupSums, Opening, nth_largest};
use crate::base::{Ratio, named};
use crate::tables::Book;

named! {
/// A group of the crossing. At the two ends of a window a customer above 120 % has kept everything, so the fourth
/// corner (not above 90 %, yet above 120 %) is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuadrantGroup {
    /// GRR above 90 %, NDR above 120 %: references, and candidates for the next product.
    LoyalExpanding,
    /// GRR above 90 %, NDR at most 120 %: room for expansion.
    LoyalFlat,
    /// GRR at most 90 %, gone or on the way: save first.
    Leaking,
}
}

impl QuadrantGroup {
    /// All, as the article names them.
    pub const ALL: [QuadrantGroup; 3] =
        [QuadrantGroup::LoyalExpanding, QuadrantGroup::LoyalFlat, QuadrantGroup::Leaking];

    /// A customer's group. Both cut-offs are strict, and compared as integers: exactly 90 % or 120 % is not above.
    pub fn of(one: &Opening) -> Self {
        let (m0, m1) = (i128::from(one.m0), i128::from(one.m1));
        match (m0.min(m1) * 10 > m0 * 9, m1 * 5 > m0 * 6) {
            (false, _) => QuadrantGroup::Leaking,
            (true, false) => QuadrantGroup::LoyalFlat,
            (true, true) => QuadrantGroup::LoyalExpanding,
        }
    }
}

/// What a customer's free seats would bring: closing MRR a seat paid for, times the seats it could have beyond them,
/// in minor units and rounded down. Nothing where it has more than it could. `None` where the seats aren't stated.
pub fn room(book: &Book, one: &Opening) -> Option<i128> {
    let seats = book.seats(one.customer)?;
    Some(i128::from(one.m1) * i128::from(seats.free()) / i128::from(seats.paid.max(1)))
}

/// Closing MRR times the share of the modules that a customer doesn't use, in minor units and rounded down: no money to
/// be had, for modules have no price here, but what domain.md §2.2 ranks by. `None` where the modules aren't stated.
pub fn unused_weight(book: &Book, one: &Opening) -> Option<i128> {
    let modules = book.modules(one.customer)?;
    Some(i128::from(one.m1) * i128::from(modules.unused()) / i128::from(modules.all.max(1)))
}

named! {
/// By what the white space is ranked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RankedBy {
    /// Closing MRR: no file states what else the customers could have.
    Mrr,
    /// Closing MRR × the share of modules not in use; customers without a statement come last, by closing MRR.
    Modules,
    /// Closing MRR a seat × free seats; customers without a statement come last, by closing MRR.
    Seats,
}
}

impl RankedBy {
    /// What a customer is ranked by before its closing MRR; `None` where nothing is stated of it.
    pub fn weight(self, book: &Book, one: &Opening) -> Option<i128> {
        match self {
            RankedBy::Mrr => None,
            RankedBy::Modules => unused_weight(book, one),
            RankedBy::Seats => room(book, one),
        }
    }
}

/// The loyal and flat, and what is stated of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhiteSpace {
    /// By what they are ranked: seats, which come with a price, before modules.
    pub ranked_by: RankedBy,
    /// What their free seats would bring, of those whose seats are stated.
    pub room: i128,
    /// How many these are.
    pub seats_stated: u64,
    /// Modules in use, not in use and all, of those whose modules are stated.
    pub modules: [u64; 3],
    /// How many these are.
    pub modules_stated: u64,
    /// The first of them: by [`RankedBy::weight`], those without one last, then by closing MRR, then by name.
    pub first: Vec<Opening>,
}

/// The white space, with the first `most` customers in the order of their evidence.
pub fn white_space(book: &Book, openings: &[Opening], most: usize) -> WhiteSpace {
    let mut found = WhiteSpace {
        ranked_by: RankedBy::Mrr,
        room: 0,
        seats_stated: 0,
        modules: [0; 3],
        modules_stated: 0,
        first: Vec::new(),
    };
    let flat = || openings.iter().filter(|one| QuadrantGroup::of(one) == QuadrantGroup::LoyalFlat);
    for one in flat() {
        if let Some(room) = room(book, one) {
            found.room += room;
            found.seats_stated += 1;
        }
        if let Some(modules) = book.modules(one.customer) {
            let counts = [modules.used, modules.unused(), modules.all].map(u64::from);
            found.modules.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
            found.modules_stated += 1;
        }
    }
    found.ranked_by = match (found.seats_stated, found.modules_stated) {
        (0, 0) => RankedBy::Mrr,
        (0, _) => RankedBy::Modules,
        _ => RankedBy::Seats,
    };
    let by = found.ranked_by;
    let weighed = |one: &Opening| (by.weight(book, one), *one);
    let before = |a: &(Option<i128>, Opening), b: &(Option<i128>, Opening)| {
        let name = |one: &Opening| book.customers.text(one.customer);
        let by_size = (b.0, b.1.m1).cmp(&(a.0, a.1.m1));
        by_size.then_with(|| name(&a.1).cmp(name(&b.1))).is_lt()
    };
    let mut first: Vec<(Option<i128>, Opening)> = Vec::with_capacity(most.min(openings.len()) + 1);
    for space in flat().map(weighed) {
        if first.len() < most || first.last().is_some_and(|last| before(&space, last)) {
            let place = first.partition_point(|other| before(other, &space));
            first.insert(place, space);
            first.truncate(most);
        }
    }
    found.first = first.into_iter().map(|(_, one)| one).collect();
    found
}

/// Customers drawn one by one: the largest by opening MRR.
pub const MAX_SPOTS: usize = 500;

/// A customer of the scatter, or several near each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The customer; `None` where it stands for several.
    pub customer: Option<u32>,
    /// Which group: never more than one.
    pub group: QuadrantGroup,
    /// The sums; its GRR and NDR are their ratios.
    pub sums: GroupSums,
}

impl Spot {
    /// Across: what is kept of the opening MRR.
    pub fn grr(&self) -> Ratio {
        self.sums.rate(super::Retention::Grr)
    }

    /// Up: the closing over the opening MRR.
    pub fn ndr(&self) -> Ratio {
        self.sums.rate(super::Retention::Nrr)
    }
}

/// The crossing of a window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quadrant {
    /// The sums of each group, as in [`QuadrantGroup::ALL`].
    pub groups: [GroupSums; 3],
    /// Everyone in the scatter: the largest by opening MRR, then the others where they lie close together.
    pub spots: Vec<Spot>,
}

/// Fields of the scatter across: GRR 0, then steps of 5 points up to 100.
const ACROSS: i128 = 21;
/// Fields up: NDR 0, then steps of 10 points up to 300, then all above.
const UP: i128 = 32;

/// The field that a customer lies in.
fn field(one: &Opening) -> usize {
    let m0 = i128::from(one.m0).max(1);
    let step = |amount: i64, parts: i128| (i128::from(amount) * parts + m0 - 1) / m0;
    let (across, up) = (step(one.m0.min(one.m1), ACROSS - 1), step(one.m1, 10).min(UP - 1));
    usize::try_from(up * ACROSS + across).unwrap_or(0)
}

/// The customers of the spot at a place of [`Quadrant::spots`], ascending.
pub fn spot_members(book: &Book, openings: &[Opening], place: usize) -> Vec<u32> {
    let spots = quadrant(book, openings).spots;
    let mut alone: Vec<u32> = spots.iter().filter_map(|spot| spot.customer).collect();
    if let Some(Spot { customer: Some(customer), .. }) = spots.get(place) {
        return vec![*customer];
    }
    let Some(wanted) = place.checked_sub(alone.len()) else { return Vec::new() };
    crate::base::sort(&mut alone);
    let gathered = openings.iter().filter(|one| alone.binary_search(&one.customer).is_err());
    let gathered: Vec<(usize, u32)> = gathered.map(|one| (field(one), one.customer)).collect();
    let mut fields: Vec<usize> = gathered.iter().map(|(field, _)| *field).collect();
    crate::base::sort(&mut fields);
    fields.dedup();
    let of_field =
        |(field, customer): &(usize, u32)| (fields.get(wanted) == Some(field)).then_some(*customer);
    gathered.iter().filter_map(of_field).collect()
}

/// Crosses the opening customers. Those beyond [`MAX_SPOTS`] are gathered in fields of 5 points by 10, open below and
/// closed above, so that the cut-offs fall between fields. Ties go by name.
pub fn quadrant(book: &Book, openings: &[Opening]) -> Quadrant {
    let mut groups = [GroupSums::default(); 3];
    let mut fields = vec![GroupSums::default(); (ACROSS * UP) as usize];
    let mut single: Vec<Opening> = Vec::with_capacity(openings.len().min(MAX_SPOTS));
    let mut rest: Vec<Opening> = Vec::new();
    // More than this is drawn alone; of those who pay just this, the first by name.
    let cut = nth_largest(openings, MAX_SPOTS).unwrap_or(0);
    let mut gather = |one: &Opening| {
        if let Some(sums) = fields.get_mut(field(one)) {
            sums.add(one);
        }
    };
    for one in openings {
        if let Some(sums) = groups.get_mut(QuadrantGroup::of(one) as usize) {
            sums.add(one);
        }
        match one.m0.cmp(&cut) {
            std::cmp::Ordering::Greater => single.push(*one),
            std::cmp::Ordering::Equal => rest.push(*one),
            std::cmp::Ordering::Less => gather(one),
        }
    }
    let name = |one: &Opening| book.customers.text(one.customer);
    let room = MAX_SPOTS.saturating_sub(single.len());
    if rest.len() > room {
        crate::base::sort_by(&mut rest, |a, b| name(a).cmp(name(b)));
    }
    for (i, one) in rest.iter().enumerate() {
        if i < room {
            single.push(*one);
        } else {
            gather(one);
        }
    }
    crate::base::sort_by(&mut single, |a, b| b.m0.cmp(&a.m0).then_with(|| name(a).cmp(name(b))));
    let alone = single.iter().map(|one| {
        let mut sums = GroupSums::default();
        sums.add(one);
        Spot { customer: Some(one.customer), group: QuadrantGroup::of(one), sums }
    });
    let mut spots: Vec<Spot> = alone.collect();
    for sums in fields.iter().filter(|sums| sums.customers > 0) {
        spots.push(Spot { customer: None, group: group_of(sums), sums: *sums });
    }
    Quadrant { groups, spots }
}

/// The group of a field's customers: they lie on the same side of both cut-offs, and so do their sums.
fn group_of(sums: &GroupSums) -> QuadrantGroup {
    match (sums.kept * 10 > sums.opening * 9, sums.closing * 5 > sums.opening * 6) {
        (false, _) => QuadrantGroup::Leaking,
        (true, false) => QuadrantGroup::LoyalFlat,
        (true, true) => QuadrantGroup::LoyalExpanding,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{book, month};
    use super::super::{Window, openings};
    use super::*;
    use proptest::prelude::*;

    fn of(m0: i64, m1: i64) -> QuadrantGroup {
        QuadrantGroup::of(&Opening { customer: 0, m0, m1 })
    }

    #[test]
    fn the_cut_offs_are_strict() {
        assert_eq!(of(100, 90), QuadrantGroup::Leaking);
        assert_eq!(of(100, 91), QuadrantGroup::LoyalFlat);
        assert_eq!(of(100, 120), QuadrantGroup::LoyalFlat);
        assert_eq!(of(100, 121), QuadrantGroup::LoyalExpanding);
        assert_eq!(of(100, 0), QuadrantGroup::Leaking);
    }

    #[test]
    fn f1_by_account() {
        // domain.md §2.2: C1 130/100, C2 and C5 100/100, C3 70/70, C4 0/0.
        let accounts = [(5000, 6500), (3000, 3000), (1000, 700), (500, 0), (500, 500)];
        let found: Vec<u8> = accounts.map(|(m0, m1)| of(m0, m1) as u8).to_vec();
        assert_eq!(found, [0, 1, 2, 2, 1]);
    }

    proptest! {
        #[test]
        fn nobody_is_invisible(amounts in prop::collection::vec((1..40_i64, 0..200_i64), 1..1500)) {
            let names: Vec<String> = (0..amounts.len()).map(|i| format!("C{i:04}")).collect();
            let pairs: Vec<[i64; 2]> = amounts.iter().map(|(a, b)| [*a, *b]).collect();
            let rows: Vec<(&str, &[i64])> = names.iter().map(String::as_str).zip(pairs.iter().map(|p| &p[..])).collect();
            let book = book(&rows);
            let all = openings(&book, Window { from: month(0), to: month(1), months: 1 });
            let found = quadrant(&book, &all);
            let mut whole = GroupSums::default();
            all.iter().for_each(|one| whole.add(one));
            let (mut spots, mut groups) = (GroupSums::default(), GroupSums::default());
            let mut by_group = [GroupSums::default(); 3];
            for spot in &found.spots {
                spots.merge(&spot.sums);
                by_group[spot.group as usize].merge(&spot.sums);
            }
            found.groups.iter().for_each(|sums| groups.merge(sums));
            prop_assert_eq!(spots, whole);
            prop_assert_eq!(groups, whole);
            prop_assert_eq!(by_group, found.groups);
            let single = found.spots.iter().filter(|spot| spot.customer.is_some()).count();
            prop_assert_eq!(single, all.len().min(MAX_SPOTS));
            let least = found.spots.iter().filter(|s| s.customer.is_some()).map(|s| s.sums.opening).min();
            let gathered: u64 = found.spots.iter().filter(|s| s.customer.is_none()).map(|s| s.sums.customers).sum();
            prop_assert_eq!(gathered as usize, all.len() - single);
            let larger = all.iter().filter(|one| i128::from(one.m0) > least.unwrap()).count();
            prop_assert!(larger <= single);
        }
    }
}
