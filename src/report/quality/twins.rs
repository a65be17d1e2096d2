//! The same company under two ids: one customer ends, and another begins in the next month with a like name, or with
//! the same unusual amount. It counts as a loss and a new customer, where it may be neither (peers.md §7).

use crate::base::{Hash, Month, Seen};
use crate::metrics::MonthFlow;
use crate::read::bare_name;
use crate::tables::{Book, Point};
use rustc_hash::FxHashMap;

/// Customers that may be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Twins {
    /// Whose revenue ends.
    pub gone: u32,
    /// Whose begins in the month after.
    pub back: u32,
    /// That month.
    pub month: Month,
    /// Whether the names are alike; else only the amounts are.
    pub by_name: bool,
}

/// Customers beyond which names are no longer compared, as in reading: the map would crowd out the data.
const MOST: usize = 3_000_000;

/// Words that mark a second account of the same company.
const MARKS: &[&str] =
    &["new", "old", "renewal", "renewed", "renew", "copy", "duplicate", "dup", "2", "ii", "v2", "2nd"];

/// The same in Chinese, at the end of a name.
const MARKS_CJK: &[&str] = &["续约", "续费", "续签", "新", "旧", "新签"];

/// All pairs: those with like names in the order of the first's number, then those with like amounts by month.
/// Nobody is in two of them.
pub(super) fn twins(book: &Book, flows: &[MonthFlow]) -> Vec<Twins> {
    let mut found = if book.customers.len() <= MOST { by_name(book) } else { Vec::new() };
    let mut taken: Vec<u32> = found.iter().flat_map(|pair| [pair.gone, pair.back]).collect();
    crate::base::sort(&mut taken);
    found.extend(by_amount(book, flows, &taken));
    found
}

/// The first month of one and the last of the other, where one ends just before the other begins.
fn hand_over(book: &Book, gone: u32, back: u32) -> Option<Month> {
    let (end, start) = (book.points(gone).last()?, book.points(back).first()?);
    (end.month.plus(1) == start.month).then_some(start.month)
}

/// Pairs of customers, alone with a name, that hand over to each other.
fn by_name(book: &Book) -> Vec<Twins> {
    /// The first two customers of a name, and how many there are.
    type Named = (u32, u32, u32);
    let mut key = String::new();
    let mut hashes: Vec<u64> = Vec::with_capacity(book.customers.len());
    let mut met = Seen::new(book.customers.len());
    for id in book.ids() {
        bare_name(stem(book.customers.text(id)), &mut key);
        let hash = if key.is_empty() { 0 } else { Hash::of(key.as_bytes()) };
        hashes.push(hash);
        met.add(hash);
    }
    let mut seen: FxHashMap<u64, Named> = FxHashMap::default();
    for (id, hash) in book.ids().zip(&hashes).filter(|(_, hash)| met.may_be_twice(**hash)) {
        let named = seen.entry(*hash).or_insert((id, id, 0));
        if named.2 == 1 {
            named.1 = id;
        }
        named.2 += 1;
    }
    let pair = |(id, hash): (u32, u64)| {
        let (first, second, count) = seen.get(&hash).copied().filter(|_| hash != 0)?;
        if count != 2 || first != id {
            return None;
        }
        let one = hand_over(book, first, second).map(|month| (first, second, month));
        let other = || hand_over(book, second, first).map(|month| (second, first, month));
        let (gone, back, month) = one.or_else(other)?;
        // Hashes may be alike where names are not.
        let bare = |id: u32| {
            let mut key = String::new();
            bare_name(stem(book.customers.text(id)), &mut key);
            key
        };
        if bare(gone) != bare(back) {
            return None;
        }
        Some(Twins { gone, back, month, by_name: true })
    };
    book.ids().zip(hashes).filter_map(pair).collect()
}

/// A name without a mark of a second account at its end, where four letters (two Chinese ones) are left.
fn stem(name: &str) -> &str {
    let end = |text: &str| text.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    let whole = name.get(..end(name)).unwrap_or(name);
    let last = whole.rfind(|c: char| !c.is_alphanumeric()).and_then(|at| whole.get(at..));
    let word = last.map_or("", |word| word.trim_start_matches(|c: char| !c.is_alphanumeric()));
    let marked = MARKS.iter().find(|mark| mark.eq_ignore_ascii_case(word)).map(|_| word.len());
    let marked =
        marked.or_else(|| MARKS_CJK.iter().find(|mark| whole.ends_with(*mark)).map(|mark| mark.len()));
    let cut = marked.and_then(|length| whole.get(..whole.len() - length));
    let weight = |text: &str| -> usize {
        text.chars().filter(|c| c.is_alphabetic()).map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
    };
    cut.filter(|rest| weight(rest) >= 4).unwrap_or(name)
}

/// Pairs of one end and one start in adjoining months whose amounts are within 1 % of each other and at least 1 % of
/// the MRR then, where no other end or start of these months fits. Smaller ones would be chance: many customers pay
/// the same price.
fn by_amount(book: &Book, flows: &[MonthFlow], taken: &[u32]) -> Vec<Twins> {
    let Some((first, last)) = book.span else { return Vec::new() };
    let mrr = |month: Month| {
        let place = usize::try_from(month.since(first)).ok()?;
        flows.get(place).map(|flow| flow.closing)
    };
    let large =
        |month: Month, point: &Point| mrr(month).is_some_and(|mrr| i128::from(point.amount) * 100 >= mrr);
    let mut ends: Vec<(Month, i64, u32)> = Vec::new();
    let mut starts: Vec<(Month, i64, u32)> = Vec::new();
    for id in book.ids().filter(|id| taken.binary_search(id).is_err()) {
        let points = book.points(id);
        let (Some(start), Some(end)) = (points.first(), points.last()) else { continue };
        if start.month > first && large(start.month.plus(-1), start) {
            starts.push((start.month, start.amount, id));
        }
        if end.month < last && large(end.month, end) {
            ends.push((end.month.plus(1), end.amount, id));
        }
    }
    let like = |a: i64, b: i64| i128::from(a).abs_diff(i128::from(b)) * 100 <= a.min(b).unsigned_abs().into();
    let fits = |a: &(Month, i64, u32), b: &(Month, i64, u32)| a.0 == b.0 && a.2 != b.2 && like(a.1, b.1);
    let only = |one: &(Month, i64, u32), others: &[(Month, i64, u32)]| {
        let mut fitting = others.iter().filter(|other| fits(one, other)).copied();
        fitting.next().filter(|_| fitting.next().is_none())
    };
    crate::base::sort(&mut ends);
    crate::base::sort(&mut starts);
    // Both lists are in the order of months: each month's own part is all that can fit.
    let of_month = |all: &[(Month, i64, u32)], month: Month| {
        let from = all.partition_point(|(other, _, _)| *other < month);
        let to = all.partition_point(|(other, _, _)| *other <= month);
        from..to
    };
    let pair = |end: &(Month, i64, u32)| {
        let start = only(end, starts.get(of_month(&starts, end.0))?)?;
        only(&start, ends.get(of_month(&ends, end.0))?).filter(|back| back.2 == end.2)?;
        Some(Twins { gone: end.2, back: start.2, month: end.0, by_name: false })
    };
    ends.iter().filter_map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_a_second_account_are_taken_off() {
        for (name, want) in [
            ("Acme Inc (new)", "Acme Inc ("),
            ("Acme 2", "Acme "),
            ("Customer-2", "Customer-"),
            ("Brandnew", "Brandnew"),
            ("A 2", "A 2"),
            ("华星科技 续约", "华星科技 "),
            ("", ""),
        ] {
            assert_eq!(stem(name), want);
        }
    }
}
