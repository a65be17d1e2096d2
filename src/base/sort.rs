//! Sorting with one sorter for all: the standard library's is compiled anew for every type, which made an eighth of the
//! engine's wasm. Stable; a merge sort of the places, then one pass of exchanges.

use std::cmp::Ordering;

/// Below this many, one goes in between the others.
const FEW: usize = 12;

/// Sorts by what stands in `items` itself.
pub fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, T::cmp);
}

/// Sorts by a key.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// Sorts by a comparison.
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let mut places = places(items.len(), &|a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    // Each ring of places that pass their items on is gone round once; a place that has its item points at itself.
    for start in 0..places.len() {
        let mut at = start;
        while let Some(from) = places.get(at).copied()
            && let Some(place) = places.get_mut(at)
        {
            *place = at;
            if from == start {
                break;
            }
            items.swap(at, from);
            at = from;
        }
    }
}

/// The places of `n` items in their order; nothing where they stand in it.
#[inline(never)]
fn places(n: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    if (1..n).all(|at| compare(at - 1, at) != Ordering::Greater) {
        return Vec::new();
    }
    let mut places: Vec<usize> = (0..n).collect();
    let mut spare = Vec::new();
    merge_sort(&mut places, &mut spare, compare);
    places
}

fn merge_sort(places: &mut [usize], spare: &mut Vec<usize>, compare: &dyn Fn(usize, usize) -> Ordering) {
    if places.len() <= FEW {
        for end in 1..places.len() {
            let mut at = end;
            while at > 0
                && let (Some(left), Some(right)) = (places.get(at - 1), places.get(at))
                && compare(*left, *right) == Ordering::Greater
            {
                places.swap(at - 1, at);
                at -= 1;
            }
        }
        return;
    }
    let middle = places.len() / 2;
    let (left, right) = places.split_at_mut(middle);
    merge_sort(left, spare, compare);
    merge_sort(right, spare, compare);
    if let (Some(last), Some(first)) = (left.last(), right.first())
        && compare(*last, *first) != Ordering::Greater
    {
        return;
    }
    spare.clear();
    spare.extend_from_slice(left);
    let (mut a, mut b) = (0, middle);
    for at in 0..places.len() {
        let from_left = match (spare.get(a), places.get(b)) {
            (Some(left), Some(right)) => compare(*left, *right) != Ordering::Greater,
            (left, _) => left.is_some(),
        };
        let next = if from_left { spare.get(a) } else { places.get(b) };
        let Some(next) = next.copied() else { break };
        *(if from_left { &mut a } else { &mut b }) += 1;
        if let Some(place) = places.get_mut(at) {
            *place = next;
        }
    }
}

/// A number as a key that is larger the larger the number; both zeros are one.
pub fn order_key(x: f64) -> u64 {
    let bits = (x + 0.0).to_bits();
    if bits >> 63 == 1 { !bits } else { bits | 1 << 63 }
}

/// Sorts numbers by their keys, byte by byte from the last: stable, and in one direction through memory, which a million
/// of them in no order gain most from. Bytes that all keys share cost a look.
pub fn sort_keyed(items: &mut Vec<(u64, u32)>) {
    let mut spare = Vec::new();
    for shift in (0..u64::BITS).step_by(8) {
        let byte = |key: u64| (key >> shift) as u8 as usize;
        let mut starts = [0_usize; 256];
        for (key, _) in items.iter() {
            if let Some(count) = starts.get_mut(byte(*key)) {
                *count += 1;
            }
        }
        if starts.contains(&items.len()) {
            continue;
        }
        let mut next = 0;
        for start in &mut starts {
            next += std::mem::replace(start, next);
        }
        spare.resize(items.len(), (0, 0));
        for item in items.iter() {
            let Some(start) = starts.get_mut(byte(item.0)) else { continue };
            if let Some(place) = spare.get_mut(*start) {
                *place = *item;
            }
            *start += 1;
        }
        std::mem::swap(items, &mut spare);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_the_standard_library_does(mut items in prop::collection::vec((0..40u8, any::<u16>()), 0..200)) {
            let mut expected = items.clone();
            expected.sort_by_key(|item| item.0);
            let mut whole = items.clone();
            sort_by_key(&mut items, |item| item.0);
            prop_assert_eq!(&items, &expected);
            expected.sort_unstable();
            sort(&mut whole);
            prop_assert_eq!(whole, expected);
        }
    }

    proptest! {
        #[test]
        fn by_keys_as_by_comparison(keys in prop::collection::vec(prop_oneof![0..4_u64, any::<u64>()], 0..200)) {
            let mut items: Vec<(u64, u32)> = keys.into_iter().zip(0..).collect();
            let mut expected = items.clone();
            expected.sort();
            sort_keyed(&mut items);
            prop_assert_eq!(items, expected);
        }
    }

    #[test]
    fn many_in_and_against_their_order() {
        let mut items: Vec<u32> = (0..10_000).rev().collect();
        sort(&mut items);
        assert!(items.is_sorted());
        sort(&mut items);
        assert!(items.is_sorted());
    }
}
