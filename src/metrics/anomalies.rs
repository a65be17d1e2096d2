//! What looks odd in a customer's months: short holes, months far above the others, invoices booked in one month
//! (peers.md §7, data-quality checks).

use crate::base::Month;
use crate::tables::Point;

/// A hole of at most so many months, with revenue on both sides, may be a late invoice.
const LONGEST_GAP: i32 = 2;

/// A month at so many times the customer's median is a spike.
const SPIKE: i64 = 5;

/// Units in which cents were read as whole ones.
const HUNDRED: i64 = 100;

/// Months with revenue that a median needs to mean anything.
const FEWEST: usize = 5;

/// A way to look odd.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Anomaly {
    /// One or two months without revenue between others.
    Gap,
    /// Single months of at least five times the customer's median month and both neighbours.
    Spike,
    /// Months of a hundred times the median, within a twentieth: cents read as units.
    Hundredfold,
    /// Revenue in every third, sixth or twelfth month only, or a last month of ten to twelve and a half times the one
    /// before and nothing after it: invoices for a period, booked in one month.
    NotSpread,
}

/// A customer that looks odd in one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Odd {
    /// The way.
    pub kind: Anomaly,
    /// The first month that does.
    pub month: Month,
    /// MRR that is in question, minor units. Gaps: what was paid before each. Spikes: what is above the median, of
    /// each. A hundred times: what is above the hundredth part, of each. Invoices: the monthly part of the last one.
    pub amount: i128,
    /// The median, for spikes and a hundred times; the months an invoice is for; else 0.
    basis: i64,
}

impl Odd {
    /// How a customer looks odd; nearly all do not at all. `last` is the last month of the data.
    pub fn all(points: &[Point], last: Month) -> impl Iterator<Item = Odd> {
        let ways = if is_plain(points) {
            [None, None]
        } else {
            match not_spread(points, last) {
                None => [gaps(points), spikes(points)],
                found => [found, None],
            }
        };
        ways.into_iter().flatten()
    }

    /// What the customer would pay in a month if it didn't look odd: the amount before the gap, the median instead
    /// of the spike, a part of the invoice in each of its months. Minor units, rounded down.
    pub fn mended(&self, points: &[Point], month: Month) -> i64 {
        let after = points.partition_point(|point| point.month <= month);
        let Some(point) = after.checked_sub(1).and_then(|i| points.get(i)) else { return 0 };
        let here = if point.month == month { point.amount } else { 0 };
        match self.kind {
            Anomaly::Gap => {
                let short = points.get(after).is_some_and(|next| is_gap(point, next));
                if short { point.amount } else { here }
            }
            Anomaly::Hundredfold if is_hundredfold(here, self.basis) => here / HUNDRED,
            Anomaly::Hundredfold => here,
            Anomaly::Spike => match points.get(after.saturating_sub(2)).filter(|_| after > 1) {
                _ if here == 0 => 0,
                before if is_spike(before, point, points.get(after), self.basis) => self.basis,
                _ => here,
            },
            Anomaly::NotSpread => {
                let alone = points.get(after).is_none_or(|next| next.month != point.month.plus(1));
                let covered = i64::from(month.since(point.month)) < self.basis;
                let invoice = point.month >= self.month && alone && covered;
                if invoice { point.amount / self.basis.max(1) } else { here }
            }
        }
    }
}

/// Whether nothing can be odd: no hole, and no month that is [`SPIKE`] times another, as spikes and invoices for a year
/// are.
fn is_plain(points: &[Point]) -> bool {
    let Some((first, later)) = points.split_first() else { return true };
    let (mut month, mut low, mut high) = (first.month, first.amount, first.amount);
    for point in later {
        if point.month != month.plus(1) {
            return false;
        }
        (month, low, high) = (point.month, low.min(point.amount), high.max(point.amount));
    }
    high / SPIKE < low
}

fn is_gap(point: &Point, next: &Point) -> bool {
    (1..=LONGEST_GAP).contains(&(next.month.since(point.month) - 1))
}

fn gaps(points: &[Point]) -> Option<Odd> {
    let pairs = || points.iter().zip(points.iter().skip(1)).filter(|(point, next)| is_gap(point, next));
    let (first, _) = pairs().next()?;
    let amount = pairs().map(|(point, _)| i128::from(point.amount)).sum();
    Some(Odd { kind: Anomaly::Gap, month: first.month.plus(1), amount, basis: 0 })
}

/// Whether a month stands out alone: at least five times the median, and what comes before and after it. A customer
/// that steps down from a large plan over a middle one has no spike.
fn is_spike(before: Option<&Point>, point: &Point, after: Option<&Point>, median: i64) -> bool {
    let most = point.amount / SPIKE;
    most >= median && [before, after].into_iter().flatten().all(|beside| most >= beside.amount)
}

/// Whether an amount is a hundred times the median, within a twentieth.
fn is_hundredfold(amount: i64, median: i64) -> bool {
    let whole = amount / HUNDRED;
    median > 0 && (whole - median).abs() <= median / 20
}

/// Months that stand out above the customer's median.
fn spikes(points: &[Point]) -> Option<Odd> {
    let amounts = || points.iter().map(|point| point.amount);
    // Where not even the smallest month is so far below the largest, none is above the median.
    if points.len() < FEWEST || amounts().max()? / SPIKE < amounts().min()? {
        return None;
    }
    let mut sorted: Vec<i64> = amounts().collect();
    crate::base::sort(&mut sorted);
    let median = *sorted.get((sorted.len() - 1) / 2)?;
    let hundredfold = || points.iter().filter(|point| is_hundredfold(point.amount, median));
    if let Some(first) = hundredfold().next() {
        let amount = hundredfold().map(|point| i128::from(point.amount - point.amount / HUNDRED)).sum();
        return Some(Odd { kind: Anomaly::Hundredfold, month: first.month, amount, basis: median });
    }
    let spikes = || {
        points.iter().enumerate().filter(move |(i, point)| {
            let before = i.checked_sub(1).and_then(|i| points.get(i));
            is_spike(before, point, points.get(i + 1), median)
        })
    };
    let (_, first) = spikes().next()?;
    let amount = spikes().map(|(_, point)| i128::from(point.amount - median)).sum();
    Some(Odd { kind: Anomaly::Spike, month: first.month, amount, basis: median })
}

fn not_spread(points: &[Point], last: Month) -> Option<Odd> {
    let end = points.last()?;
    let start = points.len().checked_sub(2).and_then(|i| points.get(i))?;
    let found = |period: i64, month| {
        let amount = i128::from(end.amount / period);
        Some(Odd { kind: Anomaly::NotSpread, month, amount, basis: period })
    };
    let step = end.month.since(start.month);
    if step == 1 {
        let prepaid = end.amount / 10 >= start.amount && end.amount / 25 * 2 <= start.amount;
        return if prepaid && end.month < last { found(12, end.month) } else { None };
    }
    let period = match step {
        3 | 6 if points.len() > 2 => step,
        11..=13 => 12,
        _ => return None,
    };
    let slack = i32::from(period == 12);
    let mut steps =
        points.iter().zip(points.iter().skip(1)).map(|(point, next)| next.month.since(point.month));
    let first = points.first()?.month;
    if steps.all(|step| (step - period).abs() <= slack) { found(i64::from(period), first) } else { None }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{book, month};
    use super::*;

    /// How a customer of these months looks, with what it would pay then.
    fn odd(amounts: &[i64]) -> Vec<(Anomaly, i32, i128, Vec<i64>)> {
        let book = book(&[("A", amounts)]);
        let (points, last) = (book.points(0), month(amounts.len() as i32 - 1));
        let mended = |odd: &Odd| (0..amounts.len() as i32).map(|i| odd.mended(points, month(i))).collect();
        Odd::all(points, last)
            .map(|odd| (odd.kind, odd.month.since(month(0)), odd.amount, mended(&odd)))
            .collect()
    }

    #[test]
    fn short_holes_are_gaps() {
        assert_eq!(
            odd(&[9, 0, 8, 0, 0, 7, 0, 0, 0, 6]),
            [(Anomaly::Gap, 1, 17, vec![9, 9, 8, 8, 8, 7, 0, 0, 0, 6])]
        );
        assert!(odd(&[9, 8, 7, 0, 0, 0]).is_empty(), "the end is no gap");
    }

    #[test]
    fn single_months_far_above_the_median_are_spikes() {
        let spike = odd(&[10, 11, 10, 60, 10, 12]);
        assert_eq!(spike, [(Anomaly::Spike, 3, 50, vec![10, 11, 10, 10, 10, 12])]);
        assert_eq!(odd(&[10, 10, 10, 10, 50])[0].0, Anomaly::Spike, "the last month too");
        assert!(odd(&[10, 10, 10, 50, 50]).is_empty(), "two months are a new price");
        assert!(odd(&[10, 10, 10, 49, 10]).is_empty());
        assert!(odd(&[399, 149, 49, 49, 49, 49]).is_empty(), "steps down");
        assert!(odd(&[10, 10, 60, 10]).is_empty(), "too few months for a median");
    }

    #[test]
    fn cents_among_units_are_a_hundred_times_the_median() {
        let cents = odd(&[400, 400, 400, 40_000, 40_400, 410]);
        let mended = vec![400, 400, 400, 400, 404, 410];
        assert_eq!(cents, [(Anomaly::Hundredfold, 3, 39_600 + 39_996, mended)], "two of them in a row too");
        let far: Vec<Anomaly> = odd(&[400, 400, 400, 50_000, 400, 400]).iter().map(|odd| odd.0).collect();
        assert_eq!(far, [Anomaly::Spike], "a hundred and twenty-five times is something else");
        assert!(
            odd(&[1, 1, 100, 100, 100, 100]).is_empty(),
            "most months are the larger: the others are small"
        );
    }

    #[test]
    fn invoices_for_a_period_in_one_month() {
        let mut yearly = vec![0; 27];
        (yearly[1], yearly[13], yearly[26]) = (120, 126, 120);
        let found = odd(&yearly);
        assert_eq!((found.len(), found[0].0, found[0].1, found[0].2), (1, Anomaly::NotSpread, 1, 10));
        assert_eq!(
            (found[0].3[0], found[0].3[1], found[0].3[12], found[0].3[13], found[0].3[26]),
            (0, 10, 10, 10, 10)
        );
        assert_eq!(found[0].3[25], 0, "the thirteenth month before a late invoice");
        let quarterly = odd(&[30, 0, 0, 30, 0, 0, 36, 0]);
        assert_eq!(quarterly, [(Anomaly::NotSpread, 0, 12, vec![10, 10, 10, 10, 10, 10, 12, 12])]);
        // Monthly, then a year at once.
        let switched = odd(&[10, 10, 10, 110, 0, 0]);
        assert_eq!(switched, [(Anomaly::NotSpread, 3, 9, vec![10, 10, 10, 9, 9, 9])]);
        assert!(odd(&[10, 10, 10, 110]).is_empty(), "the data end with it: nothing is known yet");
    }
}
