//! Who moved the most: the opening customers whose revenue changed most between the two ends of a window.

use super::{Ends, Window};
use crate::tables::Book;
use std::cmp::Reverse;

/// The `most` opening customers with the largest change either way, largest first, by name where equal.
/// Who pays the same at both ends is in no such list.
pub fn largest_changes(book: &Book, window: Window, most: usize) -> Vec<(u32, Ends)> {
    let change = |ends: &Ends| i128::from(ends.m1()) - i128::from(ends.m0());
    let ends = book.ids().map(|id| (id, Ends::of(book, id, window)));
    let key = |(id, ends): &(u32, Ends)| (Reverse(change(ends).abs()), book.customers.text(*id));
    // Few are wanted of many: hardly any gets past the last of those found so far.
    let mut largest: Vec<(u32, Ends)> = Vec::new();
    for one in ends.filter(|(_, ends)| ends.is_opening() && change(ends) != 0) {
        let place = largest.iter().rposition(|other| key(other) < key(&one)).map_or(0, |before| before + 1);
        if place < most {
            largest.truncate(most - 1);
            largest.insert(place, one);
        }
    }
    largest
}

#[cfg(test)]
mod tests {
    use super::super::testing::{book, month};
    use super::*;

    #[test]
    fn the_largest_come_first_and_only_opening_customers() {
        let book = book(&[
            ("Up", &[100, 160]),
            ("Gone", &[70, 0]),
            ("New", &[0, 900]),
            ("Same", &[50, 50]),
            ("Down", &[90, 30]),
        ]);
        let window = Window { from: month(0), to: month(1), months: 1 };
        let names = |most| -> Vec<&str> {
            largest_changes(&book, window, most).iter().map(|(id, _)| book.customers.text(*id)).collect()
        };
        assert_eq!(names(10), ["Gone", "Down", "Up"]);
        assert_eq!(names(2), ["Gone", "Down"]);
    }
}
