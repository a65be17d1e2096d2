//! What the change of customers that stayed is made of: price, volume, product and plan (peers.md §5; domain.md §2.11).
//!
//! An item is what a customer pays for: a product, a plan, one plan of a product, or all of it where the files name none.
//! Of an item paid for at both ends with units u and amounts a (unit price p = a / u, kept as a ratio):
//!
//! - price (p1 − p0)·u0, volume (u1 − u0)·p0, and (p1 − p0)(u1 − u0), which is of both and stays on its own.
//!
//! The three are rationals whose sum is the whole number a1 − a0. Each is rounded down to a minor unit and what is
//! missing to their sum goes to those with the largest remainders (price before volume before both where equal). So
//! the parts add up exactly to every customer's change, and all customers' to expansion − contraction.
//! Where amounts were converted by other rates in each month, what the rates did stands within the price.

use super::{Ends, Window};
use crate::base::{Ratio, named};
use crate::tables::{Book, ItemEnds, RevenueTable};

named! {
/// A part of the change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SplitPart {
    /// Another price a unit, for the units there were.
    Price,
    /// More or fewer units, at the price there was.
    Volume,
    /// Both at once: the new price of the new units.
    PriceAndVolume,
    /// More or less for the same item, of which the units at one end are not stated.
    PriceOrVolume,
    /// A product (or a further plan) that wasn't paid for at the start.
    CrossSell,
    /// A product (or a further plan) that isn't paid for any more by a customer that stayed.
    ProductChurn,
    /// One plan in the place of another, for more.
    PlanUpgrade,
    /// The same for less.
    PlanDowngrade,
    /// The rows of one end name an item and those of the other don't.
    NotStated,
}
}

impl SplitPart {
    /// All, in the report's order.
    pub const ALL: [SplitPart; 9] = [
        SplitPart::Price,
        SplitPart::Volume,
        SplitPart::PriceAndVolume,
        SplitPart::PriceOrVolume,
        SplitPart::CrossSell,
        SplitPart::ProductChurn,
        SplitPart::PlanUpgrade,
        SplitPart::PlanDowngrade,
        SplitPart::NotStated,
    ];
}

/// The change taken apart. Money is in minor units.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Split {
    /// Each customer's parts that aren't zero, by customer and then by part.
    pub shares: Vec<(u32, SplitPart, i128)>,
    /// Customers with revenue at both ends.
    pub customers: u64,
    /// MRR of these at the two ends together.
    pub both_ends: i128,
    /// Of it, with a product or a plan.
    pub named: i128,
    /// Of it, with a quantity.
    pub counted: i128,
}

impl Split {
    /// Of the customers that stayed through the window; `None` where no table says what rows are for.
    pub fn of(book: &Book, tables: &[RevenueTable], window: Window) -> Option<Split> {
        let items = book.items_at(tables, [window.from, window.to])?;
        let mut split = Split::default();
        let mut parts = [0; SplitPart::ALL.len()];
        for customer in book.ids() {
            let ends = Ends::of(book, customer, window);
            if ends.opening.is_none() || ends.closing.is_none() {
                continue;
            }
            let own = items.of(customer);
            split.customers += 1;
            split.both_ends += i128::from(ends.m0()) + i128::from(ends.m1());
            for item in own {
                let [at_start, at_end] = item.amounts.map(i128::from);
                split.named += if is_named(item) { at_start + at_end } else { 0 };
                for (amount, quantity) in [at_start, at_end].into_iter().zip(item.quantities) {
                    split.counted += if quantity.is_some() { amount } else { 0 };
                }
            }
            customer_parts(own, [ends.m0(), ends.m1()], &mut parts);
            let shares = SplitPart::ALL.into_iter().zip(parts).filter(|(_, share)| *share != 0);
            split.shares.extend(shares.map(|(part, share)| (customer, part, share)));
        }
        Some(split)
    }

    /// The customers' shares of one part.
    pub fn of_part(&self, part: SplitPart) -> impl Iterator<Item = (u32, i128)> {
        self.shares.iter().filter(move |(_, other, _)| *other == part).map(|(id, _, share)| (*id, *share))
    }

    /// How much of the MRR of both ends names a product or a plan, and how much a quantity.
    pub fn coverage(&self) -> [Option<f64>; 2] {
        [self.named, self.counted].map(|part| Ratio { numerator: part, denominator: self.both_ends }.value())
    }
}

fn is_named(item: &ItemEnds) -> bool {
    item.product.is_some() || item.plan.is_some()
}

/// Parts by their place in [`SplitPart::ALL`].
type Parts = [i128; SplitPart::ALL.len()];

fn add(parts: &mut Parts, part: SplitPart, share: i128) {
    if let Some(sum) = parts.get_mut(part as usize) {
        *sum += share;
    }
}

/// A customer's change by parts: they add up to it.
fn customer_parts(items: &[ItemEnds], ends: [i64; 2], parts: &mut Parts) {
    *parts = [0; SplitPart::ALL.len()];
    let [start, end] = ends.map(i128::from);
    let sums = [0, 1].map(|at: usize| items.iter().map(|item| amount(item, at)).sum::<i128>());
    // What names an item at one end only can be the same thing, or not.
    let blank = |at: usize, name: fn(&ItemEnds) -> Option<u32>| {
        items.iter().any(|item| amount(item, at) > 0 && name(item).is_none())
    };
    let differs = |name: fn(&ItemEnds) -> Option<u32>| blank(0, name) != blank(1, name);
    if sums != [start, end] || differs(|item| item.product) || differs(|item| item.plan) {
        add(parts, SplitPart::NotStated, end - start);
        return;
    }
    for of_product in items.chunk_by(|a, b| a.product == b.product) {
        product_parts(of_product, parts);
    }
}

fn amount(item: &ItemEnds, at: usize) -> i128 {
    item.amounts.get(at).copied().map_or(0, i128::from)
}

/// The plans of one product.
fn product_parts(items: &[ItemEnds], parts: &mut Parts) {
    let paid = |at: usize| items.iter().filter(move |item| amount(item, at) > 0);
    if let (1, 1, Some(old), Some(new)) = (paid(0).count(), paid(1).count(), paid(0).next(), paid(1).next())
        && old.plan != new.plan
        && old.plan.is_some()
        && new.plan.is_some()
    {
        let change = amount(new, 1) - amount(old, 0);
        let part = if change > 0 { SplitPart::PlanUpgrade } else { SplitPart::PlanDowngrade };
        add(parts, part, change);
        return;
    }
    for item in items {
        let (start, end) = (amount(item, 0), amount(item, 1));
        match (start > 0, end > 0, item.quantities) {
            (true, true, [Some(before), Some(now)]) => {
                let [price, volume, both] = effects([start, end], [before, now].map(i128::from));
                add(parts, SplitPart::Price, price);
                add(parts, SplitPart::Volume, volume);
                add(parts, SplitPart::PriceAndVolume, both);
            }
            (true, true, _) => add(parts, SplitPart::PriceOrVolume, end - start),
            (true, false, _) => add(parts, SplitPart::ProductChurn, -start),
            (false, _, _) => add(parts, SplitPart::CrossSell, end),
        }
    }
}

/// Price, volume and what is of both, in whole minor units that add up to the change. Amounts and units are above zero,
/// amounts below 2^63 and units below 2^63: every product of two of them fits; of three, none is made.
fn effects([a0, a1]: [i128; 2], [u0, u1]: [i128; 2]) -> [i128; 3] {
    // (a1/u1 − a0/u0)·u0 = a1·u0/u1 − a0, and (u1 − u0)·a0/u0 = a0·u1/u0 − a0.
    let (price, price_rest) = ((a1 * u0).div_euclid(u1) - a0, (a1 * u0).rem_euclid(u1));
    let (volume, volume_rest) = ((a0 * u1).div_euclid(u0) - a0, (a0 * u1).rem_euclid(u0));
    // Over the one denominator u0·u1; the remainders of all three add up to none, one or two of it.
    let whole = u0 * u1;
    let (price_rest, volume_rest) = (price_rest * u0, volume_rest * u1);
    let missing = i128::from(price_rest + volume_rest > 0) + i128::from(price_rest + volume_rest > whole);
    let both_rest = missing * whole - price_rest - volume_rest;
    let mut parts = [price, volume, a1 - a0 - price - volume - missing];
    let mut order = [(price_rest, 0_usize), (volume_rest, 1), (both_rest, 2)];
    order.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    for (_, (_, place)) in (0..missing).zip(order) {
        if let Some(part) = parts.get_mut(place) {
            *part += 1;
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn item(name: u32, amounts: [i64; 2], units: [i64; 2]) -> ItemEnds {
        let quantities = units.map(|u| Some(u).filter(|u| *u > 0));
        ItemEnds { product: Some(name), plan: None, amounts, quantities }
    }

    fn plan(name: u32, amounts: [i64; 2]) -> ItemEnds {
        ItemEnds { product: None, plan: Some(name), amounts, quantities: [None; 2] }
    }

    /// The parts that aren't zero.
    fn split(items: &[ItemEnds]) -> Vec<(SplitPart, i128)> {
        let sum = |at: usize| items.iter().map(|item| item.amounts[at]).sum();
        let mut parts = [0; SplitPart::ALL.len()];
        customer_parts(items, [sum(0), sum(1)], &mut parts);
        SplitPart::ALL.into_iter().zip(parts).filter(|(_, share)| *share != 0).collect()
    }

    #[test]
    fn by_hand() {
        use SplitPart::*;
        // 10 units at 10 become 15 at 12: 20 more for the old units, 50 for the new ones at the old price, 10 for both.
        assert_eq!(
            split(&[item(0, [100, 180], [10, 15])]),
            [(Price, 20), (Volume, 50), (PriceAndVolume, 10)]
        );
        assert_eq!(split(&[item(0, [100, 120], [10, 10])]), [(Price, 20)]);
        assert_eq!(split(&[item(0, [100, 60], [10, 6])]), [(Volume, -40)]);
        // More units for the same money: the price went down by what the volume brought.
        assert_eq!(
            split(&[item(0, [100, 100], [10, 20])]),
            [(Price, -50), (Volume, 100), (PriceAndVolume, -50)]
        );
        assert_eq!(split(&[item(0, [100, 120], [10, 0])]), [(PriceOrVolume, 20)]);
        assert_eq!(
            split(&[item(0, [100, 100], [1, 1]), item(1, [0, 30], [0, 1]), item(2, [40, 0], [1, 0])]),
            [(CrossSell, 30), (ProductChurn, -40)]
        );
    }

    #[test]
    fn one_plan_for_another_is_a_change_of_plan() {
        use SplitPart::*;
        assert_eq!(split(&[plan(0, [50, 0]), plan(1, [0, 90])]), [(PlanUpgrade, 40)]);
        assert_eq!(split(&[plan(0, [50, 0]), plan(1, [0, 20])]), [(PlanDowngrade, -30)]);
        assert_eq!(split(&[plan(0, [50, 0]), plan(1, [0, 50])]), []);
        // With a plan kept beside it, or two in the place of one, nobody can say which came for which.
        assert_eq!(
            split(&[plan(0, [50, 0]), plan(1, [0, 90]), plan(2, [10, 10])]),
            [(CrossSell, 90), (ProductChurn, -50)]
        );
        // Of two products, each has its own plans.
        let of = |product, plan, amounts| ItemEnds {
            product: Some(product),
            plan: Some(plan),
            amounts,
            quantities: [None; 2],
        };
        assert_eq!(split(&[of(0, 0, [50, 0]), of(0, 1, [0, 90]), of(1, 0, [10, 10])]), [(PlanUpgrade, 40)]);
    }

    #[test]
    fn what_one_end_does_not_name_is_not_guessed() {
        let unnamed = |amounts| ItemEnds { product: None, plan: None, amounts, quantities: [None; 2] };
        assert_eq!(split(&[unnamed([100, 0]), item(0, [0, 120], [0, 0])]), [(SplitPart::NotStated, 20)]);
        assert_eq!(split(&[unnamed([100, 120])]), [(SplitPart::PriceOrVolume, 20)]);
        let mut parts = [0; SplitPart::ALL.len()];
        customer_parts(&[unnamed([100, 120])], [100, 130], &mut parts);
        assert_eq!(parts[SplitPart::NotStated as usize], 30, "the items are not all of it");
    }

    #[test]
    fn thirds_of_a_cent_go_to_the_largest_remainders() {
        // 100 for 3 becomes 100 for 7: price −57.14…, volume 133.33…, both −76.19….
        assert_eq!(effects([100, 100], [3, 7]), [-57, 133, -76]);
        // The largest there may be.
        let (a, u) = (i128::from(i64::MAX / 100), i128::from(i64::MAX / 100));
        let parts = effects([a, a - 1], [u, u - 1]);
        assert_eq!(parts.iter().sum::<i128>(), -1);
    }

    proptest! {
        #[test]
        fn the_three_are_nearest_and_add_up(
            a in (1..1_000_000_i64, 1..1_000_000_i64),
            u in (1..10_000_000_i64, 1..10_000_000_i64),
        ) {
            let (a0, a1, u0, u1) = (i128::from(a.0), i128::from(a.1), i128::from(u.0), i128::from(u.1));
            let parts = effects([a0, a1], [u0, u1]);
            prop_assert_eq!(parts.iter().sum::<i128>(), a1 - a0);
            // Over u0·u1: none is a whole minor unit away.
            let whole = u0 * u1;
            let exact = [(a1 * u0 - a0 * u1) * u0, (u1 - u0) * a0 * u1, (a1 * u0 - a0 * u1) * (u1 - u0)];
            for (part, exact) in parts.into_iter().zip(exact) {
                prop_assert!((part * whole - exact).abs() < whole, "{} of {}", part, exact);
            }
        }

        #[test]
        fn parts_add_up_to_the_change(
            items in prop::collection::vec(
                (0..4_u32, 0..3_u32, 0..9_i64, 0..9_i64, 0..4_i64, 0..4_i64), 1..6),
        ) {
            let name = |n: u32| n.checked_sub(1);
            let mut all: Vec<ItemEnds> = items
                .iter()
                .map(|(product, plan, a0, a1, u0, u1)| ItemEnds {
                    product: name(*product),
                    plan: name(*plan),
                    amounts: [*a0, *a1],
                    quantities: [*u0, *u1].map(|u| Some(u).filter(|u| *u > 0)),
                })
                .collect();
            all.sort_by_key(|item| (item.product, item.plan));
            all.dedup_by_key(|item| (item.product, item.plan));
            let change: i64 = all.iter().map(|item| item.amounts[1] - item.amounts[0]).sum();
            let parts = split(&all);
            prop_assert_eq!(parts.iter().map(|(_, share)| *share).sum::<i128>(), i128::from(change));
            for (part, share) in parts {
                match part {
                    SplitPart::CrossSell | SplitPart::PlanUpgrade => prop_assert!(share > 0),
                    SplitPart::ProductChurn | SplitPart::PlanDowngrade => prop_assert!(share < 0),
                    _ => {}
                }
            }
        }
    }
}
