//! Size classes where no file states any: the largest customers are elephants, the next cheetahs, the rest rabbits
//! (domain.md §2.2, Q2-03; the article gives no cut-offs, so they are the user's).

use super::Opening;
use crate::base::named;

named! {
/// A customer's size, by opening MRR.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SizeClass {
    /// Among the largest.
    Elephant,
    /// The next.
    Cheetah,
    /// The rest.
    Rabbit,
}
}

/// From which opening MRR on a customer is in a class, minor units; `None` where the class is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SizeCuts {
    /// Elephants pay at least this.
    pub elephant: Option<i64>,
    /// Cheetahs pay at least this.
    pub cheetah: Option<i64>,
}

impl SizeCuts {
    /// The cuts at `percent` of the opening customers, from the largest down (`[10, 40]`: a tenth are elephants, the
    /// next three tenths cheetahs). A share of a customer counts as one, so the cut is what the ⌈percent · n / 100⌉th
    /// largest pays, and whoever pays as much is in the class too: equal customers are never parted, and neither
    /// their order nor their names matter. A second cut below the first leaves no cheetahs.
    pub fn of(openings: &[Opening], percent: [u8; 2]) -> Self {
        let [elephants, cheetahs] = percent.map(|p| {
            let rank = (openings.len() * usize::from(p.min(100))).div_ceil(100);
            nth_largest(openings, rank)
        });
        let cheetah = cheetahs.filter(|cut| elephants.is_none_or(|above| *cut < above));
        SizeCuts { elephant: elephants, cheetah }
    }

    /// The class of an opening MRR.
    pub fn class(self, m0: i64) -> SizeClass {
        let reaches = |cut: Option<i64>| cut.is_some_and(|cut| m0 >= cut);
        match (reaches(self.elephant), reaches(self.cheetah)) {
            (true, _) => SizeClass::Elephant,
            (false, true) => SizeClass::Cheetah,
            (false, false) => SizeClass::Rabbit,
        }
    }
}

/// What the `rank`th largest pays (from 1), by halving the amounts rather than sorting the customers: the largest
/// amount that at least `rank` of them pay.
pub(super) fn nth_largest(openings: &[Opening], rank: usize) -> Option<i64> {
    if rank == 0 || rank > openings.len() {
        return None;
    }
    let (mut reached, mut beyond) = (0, openings.iter().map(|o| o.m0).max()?.saturating_add(1));
    while beyond - reached > 1 {
        let middle = reached + (beyond - reached) / 2;
        if openings.iter().filter(|o| o.m0 >= middle).count() >= rank {
            reached = middle;
        } else {
            beyond = middle;
        }
    }
    Some(reached)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn openings(amounts: &[i64]) -> Vec<Opening> {
        (0..).zip(amounts).map(|(customer, m0)| Opening { customer, m0: *m0, m1: 0 }).collect()
    }

    fn classes(amounts: &[i64], percent: [u8; 2]) -> String {
        let cuts = SizeCuts::of(&openings(amounts), percent);
        let letter = |m0: &i64| match cuts.class(*m0) {
            SizeClass::Elephant => 'E',
            SizeClass::Cheetah => 'C',
            SizeClass::Rabbit => 'R',
        };
        amounts.iter().map(letter).collect()
    }

    #[test]
    fn a_tenth_then_three_tenths_then_the_rest() {
        assert_eq!(classes(&[10, 9, 8, 7, 6, 5, 4, 3, 2, 1], [10, 40]), "ECCCRRRRRR");
        assert_eq!(classes(&[5000, 3000, 1000, 500, 500], [10, 40]), "ECRRR", "F1: a share of one is one");
        assert_eq!(classes(&[10, 9, 8, 7, 6, 5, 4, 3, 2, 1], [20, 100]), "EECCCCCCCC");
    }

    #[test]
    fn equal_customers_are_never_parted() {
        assert_eq!(classes(&[9, 9, 9, 5, 5, 5, 5, 1, 1, 1], [10, 40]), "EEECCCCRRR");
        assert_eq!(classes(&[7, 7, 7], [10, 40]), "EEE");
    }

    #[test]
    fn cuts_that_leave_classes_empty() {
        assert_eq!(classes(&[3, 2, 1], [0, 0]), "RRR");
        assert_eq!(classes(&[3, 2, 1], [100, 10]), "EEE");
        assert_eq!(classes(&[3, 2, 1], [200, 250]), "EEE");
        assert_eq!(SizeCuts::of(&[], [10, 40]), SizeCuts::default());
    }

    proptest! {
        #[test]
        fn as_sorting_would(amounts in prop::collection::vec(1..60_i64, 1..50), rank in 1..50_usize) {
            let mut sorted = amounts.clone();
            sorted.sort_by_key(|a| -a);
            prop_assert_eq!(nth_largest(&openings(&amounts), rank), sorted.get(rank - 1).copied());
        }
    }
}
