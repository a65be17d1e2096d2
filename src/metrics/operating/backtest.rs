//! Did the score foretell who left? Churn by band, how well the score ranks, what the red band finds
//! (domain.md §4.4).

use super::health::{Band, Health, Inputs, OTHERS};
use crate::base::{Date, Interval, Month, Ratio, Z95};
use crate::tables::Company;
use rustc_hash::FxHashMap;

/// Days in which a loss is looked for.
pub const OUTCOME_DAYS: u64 = 90;
/// The same in months of revenue.
const OUTCOME_MONTHS: i32 = 3;
/// Quarter ends looked at, the latest.
const MOST: usize = 8;
/// Losses that a ranking needs at least.
pub const FEWEST_LOST: u64 = 10;

/// Customers of a band, and those of them that left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BandSums {
    /// Customers on a day.
    pub n: u64,
    /// Of them lost in the 90 days after.
    pub lost: u64,
}

impl BandSums {
    fn add(&mut self, lost: bool) {
        self.n += 1;
        self.lost += u64::from(lost);
    }
}

/// The quarter end and what became of its customers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tested {
    /// The day.
    pub day: Date,
    /// Customers with a score.
    pub scored: BandSums,
    /// Those in the red band.
    pub red: BandSums,
}

/// All days together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Backtest {
    /// Red, yellow, green; then those without a band.
    pub bands: [BandSums; 4],
    /// Each day, the earliest first.
    pub days: Vec<Tested>,
    /// Different customers with a score.
    pub customers: u64,
    /// By score in 10⁻⁹: kept and lost.
    scores: FxHashMap<i64, (u64, u64)>,
}

impl Backtest {
    /// Counts a customer on a day.
    pub fn add(&mut self, nano: Option<i64>, band: Band, lost: bool) {
        if let Some(sums) = self.bands.get_mut(band as usize) {
            sums.add(lost);
        }
        if band == Band::Grey {
            return;
        }
        if let Some(nano) = nano {
            let (kept, gone) = self.scores.entry(nano).or_default();
            *if lost { gone } else { kept } += 1;
        }
    }

    /// A band's customers.
    pub fn band(&self, band: Band) -> BandSums {
        self.bands.get(band as usize).copied().unwrap_or_default()
    }

    /// All with a band.
    pub fn whole(&self) -> BandSums {
        let all = [Band::Red, Band::Yellow, Band::Green].map(|band| self.band(band));
        all.iter().fold(BandSums::default(), |a, b| BandSums { n: a.n + b.n, lost: a.lost + b.lost })
    }

    /// Lost customers that were below green, and all lost ones.
    pub fn below_green(&self) -> (u64, u64) {
        let whole = self.whole();
        (whole.lost - self.band(Band::Green).lost, whole.lost)
    }

    /// A band's share of losses as a multiple of all customers'; exact.
    pub fn lift(&self, band: Band) -> Option<Ratio> {
        let (own, whole) = (self.band(band), self.whole());
        (own.n > 0 && whole.lost > 0).then(|| Ratio {
            numerator: i128::from(own.lost) * i128::from(whole.n),
            denominator: i128::from(own.n) * i128::from(whole.lost),
        })
    }

    /// How often a lost customer scored lower than a kept one, ties counting half (AUC), with the 95 % interval of
    /// Hanley and McNeil (Radiology 143, 1982). It takes the customers of all days for different ones.
    pub fn auc(&self) -> Option<(Ratio, Interval)> {
        let mut scores: Vec<(i64, (u64, u64))> = self.scores.iter().map(|(nano, n)| (*nano, *n)).collect();
        crate::base::sort(&mut scores);
        let (mut all_kept, mut all_lost, mut lower_twice) = (0_u64, 0_u64, 0_i128);
        // From the lowest score up: each kept customer is above all lost so far and level with those beside it.
        for (_, (kept, lost)) in scores {
            lower_twice += i128::from(kept) * (2 * i128::from(all_lost) + i128::from(lost));
            all_kept += kept;
            all_lost += lost;
        }
        let denominator = 2 * i128::from(all_kept) * i128::from(all_lost);
        let auc = Ratio { numerator: lower_twice, denominator };
        let a = auc.value()?;
        let (kept, lost) = (all_kept as f64, all_lost as f64);
        let (one, two) = (a / (2.0 - a), 2.0 * a * a / (1.0 + a));
        let variance =
            (a * (1.0 - a) + (lost - 1.0) * (one - a * a) + (kept - 1.0) * (two - a * a)) / (kept * lost);
        let half = Z95 * variance.max(0.0).sqrt();
        Some((auc, Interval((a - half).max(0.0), (a + half).min(1.0))))
    }
}

/// The latest quarter ends after which 90 days are known, the latest first.
pub fn quarter_ends(company: &Company<'_>) -> Vec<Date> {
    let Some(as_of) = company.as_of else { return Vec::new() };
    let known = |day: Date| match last_month(company) {
        Some(last) => day.month().plus(OUTCOME_MONTHS) <= last,
        None => day.plus_days(OUTCOME_DAYS).is_some_and(|end| end <= as_of),
    };
    let this = as_of.month();
    let quarters = (0..4 * MOST as i32 + 12).map(|back| this.plus(-back)).filter(|m| m.number() % 3 == 0);
    let ends = quarters.filter_map(Month::last_day).filter(|day| *day <= as_of && known(*day));
    ends.take(MOST).collect()
}

/// The last whole month of revenue.
fn last_month(company: &Company<'_>) -> Option<Month> {
    if company.book.is_empty() {
        return None;
    }
    let (_, last) = company.book.span?;
    Some(if company.book.partial { last.plus(-1) } else { last })
}

/// Whether a customer left in the 90 days after a day: by the accounts' word, or with a month without revenue in the
/// three after. `None` where nothing would say so.
fn lost(company: &Company<'_>, inputs: &Inputs<'_>, customer: u32, on: i32, month: Month) -> Option<bool> {
    let left = inputs.left(customer).is_some_and(|left| left > on && left <= on + OUTCOME_DAYS as i32);
    if company.book.points(customer).is_empty() {
        return inputs.tells_left().then_some(left);
    }
    let unpaid = |later: i32| company.book.amount(customer, month.plus(later)) == 0;
    Some(left || (1..=OUTCOME_MONTHS).any(unpaid))
}

/// The health that customers had at the quarter ends that the inputs were read for, made of what was known then, the
/// earliest first, and whether they left after.
pub fn each_tested(
    company: &Company<'_>,
    inputs: &Inputs<'_>,
    days: &[Date],
    see: &mut dyn FnMut(Date, &Health, bool),
) {
    for (place, day) in days.iter().enumerate().rev() {
        let place = OTHERS + place;
        // Before the first dated row there is nothing that a score could have been made of.
        let Some(on) = inputs.day(place).filter(|on| inputs.first_day().is_some_and(|first| first <= *on))
        else {
            continue;
        };
        for customer in inputs.customers(place) {
            if let Some(lost) = lost(company, inputs, customer, on, day.month()) {
                see(*day, &inputs.health_on(place, customer), lost);
            }
        }
    }
}

/// All of them together.
pub fn backtest(company: &Company<'_>, inputs: &Inputs<'_>, days: &[Date]) -> Backtest {
    let mut all = Backtest::default();
    let mut seen = vec![false; company.customers.len()];
    each_tested(company, inputs, days, &mut |day, health, lost| {
        all.add(health.score.nano(), health.band, lost);
        if health.band == Band::Grey {
            return;
        }
        if let Some(seen) = seen.get_mut(health.customer as usize) {
            all.customers += u64::from(!*seen);
            *seen = true;
        }
        if all.days.last().is_none_or(|last| last.day != day) {
            all.days.push(Tested { day, scored: BandSums::default(), red: BandSums::default() });
        }
        let Some(own) = all.days.last_mut() else { return };
        own.scored.add(lost);
        if health.band == Band::Red {
            own.red.add(lost);
        }
    });
    all
}

#[cfg(test)]
mod tests {
    use super::super::health::Score;
    use super::*;

    /// Fixture F6 of domain.md §4.4.
    fn f6() -> Backtest {
        let scores = [20, 35, 45, 55, 60, 62, 70, 80, 85, 90];
        let lost = [1, 1, 0, 1, 0, 0, 0, 0, 1, 0];
        let mut all = Backtest::default();
        for (score, lost) in scores.into_iter().zip(lost) {
            let score = Score { points: score * 100, known: 100, all: 100 };
            all.add(score.nano(), score.band([50, 75]), lost == 1);
        }
        all
    }

    #[test]
    fn f6_by_band() {
        let all = f6();
        let sums = |n, lost| BandSums { n, lost };
        assert_eq!(all.bands, [sums(3, 2), sums(4, 1), sums(3, 1), sums(0, 0)]);
        assert_eq!(all.whole(), sums(10, 4));
        let lifts =
            [Band::Red, Band::Yellow, Band::Green].map(|band| all.lift(band).unwrap().value().unwrap());
        for (lift, pin) in lifts.into_iter().zip([1.666_666_666_7, 0.625, 0.833_333_333_3]) {
            assert!((lift - pin).abs() < 1e-9, "{lift}");
        }
        // Precision 2/3, recall 2/4; below green 3/4; a green share of 30 %.
        assert_eq!(
            (all.band(Band::Red), all.below_green(), all.band(Band::Green).n),
            (sums(3, 2), (3, 4), 3)
        );
        let (auc, interval) = all.auc().unwrap();
        assert_eq!(auc.value(), Some(0.75));
        assert!(interval.0 < 0.5 && interval.1 == 1.0, "{interval:?}");
    }

    #[test]
    fn ties_count_half_and_one_side_alone_ranks_nothing() {
        let mut all = Backtest::default();
        all.add(Some(5), Band::Red, true);
        assert_eq!(all.auc(), None);
        all.add(Some(5), Band::Red, false);
        assert_eq!(all.auc().unwrap().0.value(), Some(0.5));
        all.add(None, Band::Grey, true);
        assert_eq!((all.whole().n, all.band(Band::Grey).lost), (2, 1));
    }
}
