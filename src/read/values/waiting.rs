//! Amounts that fit a decimal point and a decimal comma, until their column is settled: eight bytes each.

use crate::read::tally::Tally;
use crate::read::{Code, DecimalMark, Severity};
use rustc_hash::FxHashMap;

/// Roundings of one column under one convention: how many, and the first line.
type Rounded = (u64, u64);

/// Facts whose amounts wait for the decimal mark. Each holds the amount under a point; here stands the other one.
#[derive(Debug, Default)]
pub(in crate::read) struct Waiting {
    /// The fact's place and the amount under a comma, where both fit four bytes: nearly always.
    small: Vec<(u32, u32)>,
    /// The others.
    large: Vec<(usize, i64)>,
    /// By column: roundings under a point, under a comma.
    rounded: FxHashMap<usize, [Rounded; 2]>,
}

impl Waiting {
    /// Notes fact number `fact` under both conventions: the amount and whether it was rounded.
    pub fn add(&mut self, fact: usize, line: u64, column: usize, point: (i64, bool), comma: (i64, bool)) {
        match (u32::try_from(fact), u32::try_from(comma.0)) {
            (Ok(fact), Ok(amount)) => self.small.push((fact, amount)),
            _ => self.large.push((fact, comma.0)),
        }
        if point.1 || comma.1 {
            let counts = self.rounded.entry(column).or_default();
            for ((count, first), rounded) in counts.iter_mut().zip([point.1, comma.1]) {
                if rounded {
                    *first = if *count == 0 { line } else { *first };
                    *count += 1;
                }
            }
        }
    }

    /// How many wait.
    pub fn len(&self) -> u64 {
        (self.small.len() + self.large.len()) as u64
    }

    /// Says what was rounded under the convention that turned out to be meant.
    pub fn note(&self, mark: DecimalMark, tally: &mut Tally) {
        let mut columns: Vec<_> = self.rounded.iter().collect();
        crate::base::sort(&mut columns);
        for (column, [point, comma]) in columns {
            let (count, line) = *if mark == DecimalMark::Point { point } else { comma };
            if count > 0 {
                let line = Some(line);
                tally.add_many(Severity::Info, Code::AmountRounded, line, Some(*column), None, count);
            }
        }
    }

    /// The facts to put right and their amounts under a comma, a stretch at a time.
    pub fn each(&self, mut mend: impl FnMut(&[(usize, i64)])) {
        let mut stretch = Vec::with_capacity(1024);
        for some in self.small.chunks(1024) {
            stretch.clear();
            stretch.extend(some.iter().map(|(fact, amount)| (*fact as usize, i64::from(*amount))));
            mend(&stretch);
        }
        mend(&self.large);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_lost_of_what_waits() {
        let mut waiting = Waiting::default();
        let amounts = [(0, 123_400), (7, i64::from(u32::MAX)), (8, i64::from(u32::MAX) + 1), (usize::MAX, 5)];
        for (fact, amount) in amounts {
            waiting.add(fact, 3, 2, (1, true), (amount, false));
        }
        let mut found = Vec::new();
        waiting.each(|some| found.extend_from_slice(some));
        found.sort_unstable();
        assert_eq!((found.as_slice(), waiting.len()), (amounts.as_slice(), 4));
    }
}
