//! Does a downgrade announce a loss? (domain.md §2.10, N-07)

use super::{Move, MovementKind, moves};
use crate::base::{Interval, Month, Z95};
use crate::tables::{Book, Point};

/// Months in which a downgrade is looked for, and months after them in which losses are.
pub const SPELL: i32 = 6;

/// A customer's part in the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exposure {
    /// Paid less than the month before at least once in the months before.
    pub downgraded: bool,
    /// Had a month without revenue in the months after, whether or not revenue came back.
    pub lost: bool,
}

/// The month up to which downgrades count: [`SPELL`] months before `end`. `None` where the book doesn't reach back
/// [`SPELL`] months more, to the month that the first downgrade is compared with.
pub fn turn(book: &Book, end: Month) -> Option<Month> {
    let (first, _) = book.span?;
    let turn = end.plus(-SPELL);
    (turn.plus(-SPELL) >= first).then_some(turn)
}

/// A customer with revenue in the month `turn`: downgraded in the months (turn − 6, turn], lost in (turn, turn + 6].
/// `None` for a customer without revenue then, who can't be lost any more.
pub fn exposure(points: &[Point], turn: Month) -> Option<Exposure> {
    points.binary_search_by_key(&turn, |point| point.month).ok()?;
    let mut exposure = Exposure { downgraded: false, lost: false };
    for Move { month, kind, .. } in moves(points, turn.plus(SPELL)) {
        exposure.downgraded |=
            kind == MovementKind::Contraction && month <= turn && month > turn.plus(-SPELL);
        exposure.lost |= kind == MovementKind::Churn && month > turn;
    }
    Some(exposure)
}

/// Who was lost of those with a mark and of those without.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TwoByTwo {
    /// Customers with the mark.
    pub marked: u64,
    /// Of them lost.
    pub marked_lost: u64,
    /// Customers without.
    pub others: u64,
    /// Of them lost.
    pub others_lost: u64,
}

/// A relative risk.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RiskRatio {
    /// Risk of the marked / risk of the others.
    pub ratio: f64,
    /// 95 % interval, after Katz.
    pub interval: Interval,
    /// Half a customer was added to each of the four cells, because one of them is empty (Haldane).
    pub corrected: bool,
}

impl TwoByTwo {
    /// Counts one customer.
    pub fn add(&mut self, exposure: Exposure) {
        let (all, lost) = match exposure.downgraded {
            true => (&mut self.marked, &mut self.marked_lost),
            false => (&mut self.others, &mut self.others_lost),
        };
        *all += 1;
        *lost += u64::from(exposure.lost);
    }

    /// The odds ratio with Woolf's interval, Haldane's half a customer in each cell where one is empty; `None` where a
    /// group has nobody, or nobody at all was lost.
    pub fn odds_ratio(&self) -> Option<RiskRatio> {
        let RiskRatio { corrected, .. } = self.risk_ratio()?;
        let half = if corrected { 0.5 } else { 0.0 };
        let (a, c) = (self.marked_lost as f64 + half, self.others_lost as f64 + half);
        let (b, d) =
            ((self.marked - self.marked_lost) as f64 + half, (self.others - self.others_lost) as f64 + half);
        let ratio = (a * d) / (b * c);
        let factor = libm::exp(Z95 * (1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d).sqrt());
        Some(RiskRatio { ratio, interval: Interval(ratio / factor, ratio * factor), corrected })
    }

    /// The share lost of the marked over that of all; `None` where a group has nobody, or nobody was lost.
    pub fn lift(&self) -> Option<f64> {
        let (all, lost) = (self.marked + self.others, self.marked_lost + self.others_lost);
        let whole = self.marked > 0 && self.others > 0 && lost > 0;
        whole.then(|| (self.marked_lost as f64 / self.marked as f64) / (lost as f64 / all as f64))
    }

    /// The relative risk; `None` where a group has nobody, or nobody at all was lost.
    /// Source: D. Katz et al., Biometrics 34 (1978); J. B. S. Haldane, Ann. Hum. Genet. 20 (1956).
    pub fn risk_ratio(&self) -> Option<RiskRatio> {
        if self.marked == 0 || self.others == 0 || self.marked_lost + self.others_lost == 0 {
            return None;
        }
        let kept = [self.marked - self.marked_lost, self.others - self.others_lost];
        let corrected = [self.marked_lost, self.others_lost].into_iter().chain(kept).any(|cell| cell == 0);
        let half = if corrected { 0.5 } else { 0.0 };
        let (a, c) = (self.marked_lost as f64 + half, self.others_lost as f64 + half);
        let (n1, n0) = (self.marked as f64 + 2.0 * half, self.others as f64 + 2.0 * half);
        let ratio = (a / n1) / (c / n0);
        let width = Z95 * (1.0 / a - 1.0 / n1 + 1.0 / c - 1.0 / n0).sqrt();
        let factor = libm::exp(width);
        Some(RiskRatio { ratio, interval: Interval(ratio / factor, ratio * factor), corrected })
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{book, month};
    use super::*;

    #[test]
    fn the_pin_of_the_domain() {
        let table = TwoByTwo { marked: 40, marked_lost: 12, others: 160, others_lost: 16 };
        let found = table.risk_ratio().unwrap();
        let Interval(low, high) = found.interval;
        assert!((found.ratio - 3.0).abs() < 1e-12 && !found.corrected);
        assert!(
            (low - 1.545_212_348_9).abs() < 1e-9 && (high - 5.824_442_191_5).abs() < 1e-9,
            "{low} {high}"
        );
    }

    #[test]
    fn odds_and_lift_of_the_same_table() {
        let table = TwoByTwo { marked: 40, marked_lost: 12, others: 160, others_lost: 16 };
        let found = table.odds_ratio().unwrap();
        let Interval(low, high) = found.interval;
        assert!((found.ratio - 27.0 / 7.0).abs() < 1e-12 && !found.corrected);
        assert!((low - 1.65).abs() < 5e-3 && (high - 9.03).abs() < 5e-3, "{low} {high}");
        assert!((table.lift().unwrap() - 0.3 / 0.14).abs() < 1e-12);
        assert_eq!((TwoByTwo::default().odds_ratio(), TwoByTwo::default().lift()), (None, None));
    }

    #[test]
    fn empty_cells() {
        let none = TwoByTwo { marked: 6, marked_lost: 0, others: 24, others_lost: 3 };
        // domain.md §4.3.4
        assert!((none.odds_ratio().unwrap().ratio - 0.47).abs() < 5e-3 && none.lift() == Some(0.0));
        let found = none.risk_ratio().unwrap();
        assert!(found.corrected && (found.ratio - (0.5 / 7.0) / (3.5 / 25.0)).abs() < 1e-12);
        assert_eq!(TwoByTwo { others_lost: 0, ..none }.risk_ratio(), None);
        assert_eq!(TwoByTwo { marked: 0, ..none }.risk_ratio(), None);
        assert_eq!(TwoByTwo { others: 0, others_lost: 0, ..none }.risk_ratio(), None);
    }

    #[test]
    fn what_counts_before_and_after() {
        let book = book(&[
            // A month more than the rule looks at, then (0, 6] and (6, 12].
            ("Down then out", &[9, 9, 9, 5, 5, 5, 5, 5, 0, 0, 0, 0, 0]),
            ("Down too early", &[9, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5]),
            ("Down later", &[9, 9, 9, 9, 9, 9, 9, 5, 5, 5, 5, 5, 5]),
            ("Away for a month", &[9, 9, 9, 9, 9, 9, 9, 9, 0, 9, 9, 9, 9]),
            ("Gone before", &[9, 9, 5, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        ]);
        let (end, of) = (month(12), |name| {
            let found = exposure(book.points(book.customers.id(name).unwrap()), month(6));
            found.map(|exposure| (exposure.downgraded, exposure.lost))
        });
        assert_eq!((turn(&book, end), turn(&book, month(11))), (Some(month(6)), None));
        assert_eq!(of("Down then out"), Some((true, true)));
        assert_eq!(of("Down too early"), Some((true, false)), "January to February lies in the six months");
        assert_eq!(of("Down later"), Some((false, false)));
        assert_eq!(of("Away for a month"), Some((false, true)));
        assert_eq!(of("Gone before"), None);
    }
}
