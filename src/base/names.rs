//! Interned names: each distinct text once, and a small number for it everywhere else.
//!
//! The texts stand end to end in one string, and a table of eight bytes a place finds them: what a place keeps of the
//! hash tells most strangers apart, and lets the table grow without a look at the texts. A file of a million customers
//! waits for memory more than for anything else.

use super::Hash;
use std::sync::Arc;

/// Distinct texts numbered from 0 in order of first appearance. A clone is another hold on the same ones, until either
/// gets a name of its own: a file's customers are those of the book and of the company as a rule.
#[derive(Clone, Debug, Default)]
pub struct Names(Arc<All>);

/// All of them.
#[derive(Clone, Debug, Default)]
struct All {
    /// All texts, one behind the other.
    text: String,
    /// Where each ends.
    ends: Vec<usize>,
    /// Open addressing, step by step; a power of two of places, at most three in four of them taken.
    places: Vec<Place>,
}

/// A place of the table.
#[derive(Clone, Copy, Debug)]
struct Place {
    /// The low half of the text's hash.
    mark: u32,
    /// The text's number; [`FREE`] where there is none.
    id: u32,
}

/// The number of a place that none has taken.
const FREE: u32 = u32::MAX;
/// Places of the first table.
const FIRST: usize = 16;

/// Names from which on it pays to sort by bytes.
const MANY: usize = 64;
/// How often they are sorted by the next eight.
const DEPTH: usize = 4;

fn mark_of(text: &str) -> u32 {
    Hash::of(text.as_bytes()) as u32
}

impl Names {
    /// No names yet.
    pub fn new() -> Self {
        Names::default()
    }

    /// The number of `text`, given out on first sight.
    pub fn intern(&mut self, text: &str) -> u32 {
        let mark = mark_of(text);
        if let Some(id) = self.find(text, mark) {
            return id;
        }
        Arc::make_mut(&mut self.0).add(text, mark)
    }

    /// The numbers here of all names of `other`, in their order there.
    pub fn join(&mut self, other: &Names) -> Vec<u32> {
        if self.is_empty() {
            *self = other.clone();
            return (0..self.len() as u32).collect();
        }
        (0..other.len() as u32).map(|id| self.intern(other.text(id))).collect()
    }

    /// The text of a number; empty for a number never given out.
    pub fn text(&self, id: u32) -> &str {
        let id = id as usize;
        let All { text, ends, .. } = &*self.0;
        let Some(to) = ends.get(id) else { return "" };
        let from = id.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
        text.get(from..*to).unwrap_or("")
    }

    /// The number of `text`, if it was ever seen.
    pub fn id(&self, text: &str) -> Option<u32> {
        self.find(text, mark_of(text))
    }

    /// All texts, one behind the other.
    pub fn texts(&self) -> &str {
        &self.0.text
    }

    /// How many distinct names.
    pub fn len(&self) -> usize {
        self.0.ends.len()
    }

    /// Whether no name was seen.
    pub fn is_empty(&self) -> bool {
        self.0.ends.is_empty()
    }

    /// The numbers of all names in the order of their texts: the order of every output.
    pub fn sorted(&self) -> Vec<u32> {
        let mut ids: Vec<u32> = (0..self.len() as u32).collect();
        // What all begin with decides nothing.
        self.order(&mut ids, self.shared(), DEPTH);
        ids
    }

    /// Puts names that are alike before `from` into their order: by eight bytes at a time where there are many.
    fn order(&self, ids: &mut [u32], from: usize, depth: usize) {
        if ids.len() < MANY || depth == 0 {
            return crate::base::sort_by(ids, |a, b| self.text(*a).cmp(self.text(*b)));
        }
        let key = |id: u32| {
            let rest = self.text(id).as_bytes().get(from..).unwrap_or(&[]);
            rest.iter().chain(&[0; 8]).take(8).fold(0_u64, |key, byte| key << 8 | u64::from(*byte))
        };
        let mut keyed: Vec<(u64, u32)> = ids.iter().map(|id| (key(*id), *id)).collect();
        crate::base::sort_keyed(&mut keyed);
        ids.iter_mut().zip(&keyed).for_each(|(place, (_, id))| *place = *id);
        let mut rest = ids;
        for alike in keyed.chunk_by(|a, b| a.0 == b.0) {
            let Some((these, others)) = rest.split_at_mut_checked(alike.len()) else { return };
            if these.len() > 1 {
                self.order(these, from + 8, depth - 1);
            }
            rest = others;
        }
    }

    /// How many bytes all names begin with alike.
    fn shared(&self) -> usize {
        let first = self.text(0).as_bytes();
        (1..self.len() as u32).fold(first.len(), |shared, id| {
            let own = self.text(id).as_bytes();
            match (first.get(..shared), own.get(..shared)) {
                (Some(first), Some(own)) if first == own => shared,
                _ => first.iter().zip(own).take(shared).take_while(|(a, b)| a == b).count(),
            }
        })
    }

    fn find(&self, text: &str, mark: u32) -> Option<u32> {
        let places = &self.0.places;
        let last = places.len().wrapping_sub(1);
        let mut at = mark as usize & last;
        loop {
            let place = places.get(at)?;
            if place.id == FREE {
                return None;
            }
            if place.mark == mark && self.text(place.id) == text {
                return Some(place.id);
            }
            at = (at + 1) & last;
        }
    }
}

impl All {
    /// Adds a text that is not there yet.
    fn add(&mut self, text: &str, mark: u32) -> u32 {
        if (self.ends.len() + 1) * 4 > self.places.len() * 3 {
            self.grow();
        }
        let id = self.ends.len() as u32;
        self.text.push_str(text);
        self.ends.push(self.text.len());
        put(&mut self.places, Place { mark, id });
        id
    }

    fn grow(&mut self) {
        let free = Place { mark: 0, id: FREE };
        let mut places = vec![free; (self.places.len() * 2).max(FIRST)];
        // From the old order the new one fills in two streams, side by side.
        self.places.iter().filter(|place| place.id != FREE).for_each(|place| put(&mut places, *place));
        self.places = places;
    }
}

/// Puts a name that is not there into a table that has room.
fn put(places: &mut [Place], new: Place) {
    let last = places.len().wrapping_sub(1);
    let mut at = new.mark as usize & last;
    while let Some(place) = places.get_mut(at) {
        if place.id == FREE {
            *place = new;
            return;
        }
        at = (at + 1) & last;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn as_a_map_does(texts in prop::collection::vec("(cus_)?[abé]{0,3}[0-9]{0,3}", 0..300)) {
            let mut names = Names::new();
            let mut ids = BTreeMap::new();
            for text in &texts {
                let next = ids.len() as u32;
                prop_assert_eq!(names.intern(text), *ids.entry(text.as_str()).or_insert(next));
            }
            prop_assert_eq!(names.len(), ids.len());
            for (text, id) in &ids {
                prop_assert_eq!((names.id(text), names.text(*id)), (Some(*id), *text));
            }
            prop_assert_eq!(names.sorted(), ids.into_values().collect::<Vec<_>>());
            prop_assert_eq!((names.id("none"), names.text(names.len() as u32)), (None, ""));
        }
    }

    #[test]
    fn many_are_found_again() {
        let mut names = Names::new();
        let text = |n: u32| format!("customer {}", n.wrapping_mul(2_654_435_761));
        (0..50_000).for_each(|n| assert_eq!(names.intern(&text(n)), n));
        (0..50_000).for_each(|n| assert_eq!(names.id(&text(n)), Some(n)));
        assert!(names.sorted().is_sorted_by_key(|id| names.text(*id)));
    }

    #[test]
    fn long_beginnings_are_no_end_to_their_order() {
        let mut names = Names::new();
        for n in 0..2_000_usize {
            names.intern(&"ab".repeat(n * 7 % 90));
            names.intern(&format!("{}{n}", "\0".repeat(n % 50)));
        }
        let sorted = names.sorted();
        assert!(sorted.is_sorted_by(|a, b| names.text(*a) < names.text(*b)));
        assert_eq!(sorted.len(), names.len());
    }

    #[test]
    fn names_that_join_keep_their_numbers() {
        let of = |texts: &[&str]| {
            let mut names = Names::new();
            texts.iter().for_each(|text| {
                names.intern(text);
            });
            names
        };
        let mut joined = Names::new();
        assert_eq!(joined.join(&of(&["b", "", "a"])), [0, 1, 2]);
        assert_eq!(joined.join(&of(&["a", "c", "b"])), [2, 3, 0]);
        assert_eq!((joined.len(), joined.text(1), joined.text(3)), (4, "", "c"));
        let held = joined.clone();
        assert_eq!((joined.intern("d"), joined.len(), held.len(), held.id("d")), (4, 5, 4, None));
        assert_eq!(of(&["ab", "a", "", "a\0"]).sorted(), [2, 1, 3, 0]);
    }
}
