//! How long customers stay: the Kaplan–Meier curve, which also uses the customers who are still there
//! (E. L. Kaplan, P. Meier, J. Am. Stat. Assoc. 53 (1958); domain.md §5.2).

use crate::base::{Interval, Z95};
use crate::tables::Book;
use serde::{Deserialize, Serialize};

/// How long one customer was watched, and whether that ended with a loss.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Life {
    /// Time from the start to the loss, or to the last moment known.
    pub time: u32,
    /// Whether the customer was lost then; else still there, and more isn't known (censored).
    pub lost: bool,
}

impl Life {
    /// A customer's months from the first revenue to the first month without (after the gap policy, which closes
    /// short holes), or to the last month of the book. Who comes back doesn't begin again: a life is the first one.
    /// `None` for a customer without revenue.
    pub fn of(book: &Book, customer: u32) -> Option<Life> {
        let (_, last) = book.span?;
        let points = book.points(customer);
        let first = points.first()?.month;
        let run = points.iter().zip(first.through(last)).take_while(|(point, month)| point.month == *month);
        let time = u32::try_from(run.count()).ok()?;
        let known = u32::try_from(last.since(first)).ok()?;
        Some(Life { time: time.min(known), lost: time <= known })
    }
}

/// The curve at one time at which somebody was lost.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Since the start: months, where lives are counted in months.
    pub time: u32,
    /// Watched until here and not lost before.
    pub at_risk: u64,
    /// Lost here.
    pub lost: u64,
    /// Share that stays beyond this time.
    pub share: f64,
    /// 95 % interval (Greenwood's variance, on the log-log scale); none where nobody is left.
    pub interval: Option<Interval>,
}

/// A survival curve.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Curve {
    /// Lives.
    pub n: u64,
    /// Losses seen.
    pub lost: u64,
    /// First time at which half or fewer are left; `None`: not reached.
    pub median: Option<u32>,
    /// The longest life seen: beyond it the curve says nothing.
    pub until: u32,
    /// Watched and not lost before, at 0 and every [`AT_RISK_EVERY`] after it, through the longest life.
    pub at_risk: Vec<u64>,
    /// The times of losses, ascending; before the first the share is 1.
    pub steps: Vec<Step>,
}

/// Between two numbers of [`Curve::at_risk`].
pub const AT_RISK_EVERY: u32 = 6;

impl Curve {
    /// The last step at or before a time: what is known there. `None` before the first loss, where all are left.
    pub fn step_at(&self, time: u32) -> Option<&Step> {
        let passed = self.steps.partition_point(|step| step.time <= time);
        passed.checked_sub(1).and_then(|last| self.steps.get(last))
    }

    /// The share that stays beyond a time.
    pub fn share_at(&self, time: u32) -> f64 {
        self.step_at(time).map_or(1.0, |step| step.share)
    }
}

/// Lives counted by time: how many were lost, and how many were last seen.
#[derive(Clone, Debug, Default)]
pub struct Lives {
    ends: Vec<[u64; 2]>,
}

impl FromIterator<Life> for Lives {
    fn from_iter<I: IntoIterator<Item = Life>>(lives: I) -> Self {
        let mut all = Lives::default();
        lives.into_iter().for_each(|life| all.add(life));
        all
    }
}

impl Lives {
    /// Adds one.
    pub fn add(&mut self, life: Life) {
        let place = life.time as usize;
        if self.ends.len() <= place {
            self.ends.resize(place + 1, [0; 2]);
        }
        if let Some([lost, seen]) = self.ends.get_mut(place) {
            *(if life.lost { lost } else { seen }) += 1;
        }
    }

    /// Adds all of another group.
    pub fn join(&mut self, other: &Lives) {
        if self.ends.len() < other.ends.len() {
            self.ends.resize(other.ends.len(), [0; 2]);
        }
        for (own, more) in self.ends.iter_mut().zip(&other.ends) {
            own.iter_mut().zip(more).for_each(|(own, more)| *own += more);
        }
    }

    /// How many.
    pub fn len(&self) -> u64 {
        self.ends.iter().map(|[lost, seen]| lost + seen).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Time by time: those at risk, those lost. Who was last seen at a time is still at risk there.
    fn times(&self) -> impl Iterator<Item = (u32, u64, u64)> {
        let mut at_risk = self.len();
        (0..).zip(&self.ends).map(move |(time, [lost, seen])| {
            let now = (time, at_risk, *lost);
            at_risk -= lost + seen;
            now
        })
    }

    /// The curve.
    pub fn curve(&self) -> Curve {
        let every = self.times().filter(|(time, _, _)| time % AT_RISK_EVERY == 0);
        let mut curve = Curve {
            n: self.len(),
            until: u32::try_from(self.ends.len().saturating_sub(1)).unwrap_or(u32::MAX),
            at_risk: every.map(|(_, at_risk, _)| at_risk).collect(),
            ..Curve::default()
        };
        let (mut share, mut greenwood) = (1.0, 0.0);
        for (time, at_risk, lost) in self.times().filter(|(_, _, lost)| *lost > 0) {
            let (n, d) = (at_risk as f64, lost as f64);
            share *= (n - d) / n;
            greenwood += d / (n * (n - d));
            curve.lost += lost;
            let interval = (lost < at_risk).then(|| log_log(share, greenwood));
            // A half that is a product of fractions may miss 0.5 by its last bit.
            if share <= 0.5 + 1e-9 {
                curve.median = curve.median.or(Some(time));
            }
            curve.steps.push(Step { time, at_risk, lost, share, interval });
        }
        curve
    }
}

/// The interval of a share from Greenwood's sum, through log(−log S), which keeps it between 0 and 1.
fn log_log(share: f64, greenwood: f64) -> Interval {
    let half = Z95 * greenwood.sqrt() / libm::log(share);
    let bound = |half: f64| libm::pow(share, libm::exp(half));
    Interval(bound(-half), bound(half))
}

/// Whether groups stay equally long.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct LogRank {
    /// The statistic.
    pub chi_square: f64,
    /// Its degrees of freedom: groups with anyone at risk, less one.
    pub df: u32,
    /// The chance of such a difference, or a larger one, between groups that don't differ.
    pub p: f64,
}

/// The log-rank test of any number of groups (N. Mantel, 1966; R. Peto, J. Peto, 1972), with the hypergeometric
/// variance. `None` where fewer than two groups were ever at risk of a loss, or nobody was lost.
pub fn log_rank(groups: &[Lives]) -> Option<LogRank> {
    let timelines: Vec<Vec<(u32, u64, u64)>> = groups.iter().map(|lives| lives.times().collect()).collect();
    let longest = timelines.iter().map(Vec::len).max()?;
    let k = groups.len();
    // Lost less expected, and its covariance, of each group.
    let mut excess = vec![0.0; k];
    let mut variance = vec![vec![0.0; k]; k];
    for time in 0..longest {
        let here: Vec<(f64, f64)> = timelines
            .iter()
            .map(|line| line.get(time).map_or((0.0, 0.0), |(_, n, d)| (*n as f64, *d as f64)))
            .collect();
        let n: f64 = here.iter().map(|(n, _)| n).sum();
        let d: f64 = here.iter().map(|(_, d)| d).sum();
        if d == 0.0 {
            continue;
        }
        let spread = if n > 1.0 { d * (n - d) / (n - 1.0) } else { 0.0 };
        for (g, ((ng, dg), excess)) in here.iter().zip(&mut excess).enumerate() {
            *excess += dg - d * ng / n;
            for (h, (nh, _)) in here.iter().enumerate() {
                if let Some(cell) = variance.get_mut(g).and_then(|row| row.get_mut(h)) {
                    let own = if g == h { 1.0 } else { 0.0 };
                    *cell += spread * (ng / n) * (own - nh / n);
                }
            }
        }
    }
    // Groups that were never at risk of a loss have nothing to compare; of the others one follows from the rest.
    let compared: Vec<usize> =
        (0..k).filter(|g| variance.get(*g).and_then(|row| row.get(*g)).is_some_and(|v| *v > 0.0)).collect();
    let (_, rest) = compared.split_last().filter(|(_, rest)| !rest.is_empty())?;
    let rows = rest.iter().map(|g| {
        let row = rest.iter().map(|h| variance.get(*g).and_then(|row| row.get(*h)).copied().unwrap_or(0.0));
        row.chain(excess.get(*g).copied()).collect::<Vec<f64>>()
    });
    let solved = solve(rows.collect())?;
    let chi_square: f64 =
        rest.iter().zip(solved).map(|(g, x)| x * excess.get(*g).copied().unwrap_or(0.0)).sum();
    let df = u32::try_from(rest.len()).ok()?;
    let chi_square = chi_square.max(0.0);
    Some(LogRank { chi_square, df, p: super::chi_square_p(chi_square, df) })
}

/// Solves linear equations whose right sides stand last in each row; `None` where they have no single solution.
fn solve(mut rows: Vec<Vec<f64>>) -> Option<Vec<f64>> {
    let n = rows.len();
    for column in 0..n {
        let size = |row: &Vec<f64>| row.get(column).map_or(0.0, |x| x.abs());
        let pivot = (column..n).max_by(|a, b| {
            let of = |i: &usize| rows.get(*i).map_or(0.0, size);
            of(a).total_cmp(&of(b))
        })?;
        rows.swap(column, pivot);
        let lead = rows.get(column)?.clone();
        let head = lead.get(column).copied().filter(|head| head.abs() > 1e-12)?;
        for (_, row) in rows.iter_mut().enumerate().filter(|(i, _)| *i != column) {
            let factor = row.get(column)? / head;
            row.iter_mut().zip(&lead).for_each(|(cell, lead)| *cell -= factor * lead);
        }
    }
    rows.iter().enumerate().map(|(i, row)| Some(row.last()? / row.get(i)?)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::book;
    use super::*;
    use proptest::prelude::*;

    fn lives(times: &[u32], lost: &[u8]) -> Lives {
        times.iter().zip(lost).map(|(time, lost)| Life { time: *time, lost: *lost == 1 }).collect()
    }

    /// E. J. Freireich et al., Blood 21 (1963): weeks of remission of children with leukaemia.
    fn freireich() -> [Lives; 2] {
        let treated = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35];
        let relapsed = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0];
        let placebo = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23];
        [lives(&treated, &relapsed), lives(&placebo, &[1; 21])]
    }

    #[test]
    fn the_textbook_curve() {
        let [treated, placebo] = freireich().map(|lives| lives.curve());
        assert_eq!((treated.n, treated.lost, treated.median), (21, 9, Some(23)));
        assert_eq!((placebo.n, placebo.lost, placebo.median), (21, 21, Some(8)));
        assert_eq!((treated.until, treated.at_risk.as_slice()), (35, [21, 21, 12, 9, 5, 4].as_slice()));
        let at = |time| treated.steps.iter().find(|step| step.time == time).unwrap();
        let six = at(6);
        assert_eq!((six.at_risk, six.lost), (21, 3));
        let Interval(low, high) = at(23).interval.unwrap();
        assert!((at(23).share - 0.448_179_271_708_682_7).abs() < 1e-12);
        assert!(
            (low - 0.188_052_005_959_232_33).abs() < 1e-9 && (high - 0.680_142_628_495_241_2).abs() < 1e-9
        );
        assert_eq!((treated.share_at(5), treated.share_at(9)), (1.0, at(7).share));
        let last = placebo.steps.last().unwrap();
        assert_eq!((last.share, last.interval), (0.0, None), "nobody is left, so nothing is estimated");
    }

    #[test]
    fn the_textbook_log_rank() {
        // As R prints it (survival::survdiff): chisq 16.8 on 1 degree of freedom, p = 4e-05.
        let found = log_rank(&freireich()).unwrap();
        assert!((found.chi_square - 16.793).abs() < 1e-3 && found.df == 1, "{found:?}");
        assert!((found.p / 4.17e-5 - 1.0).abs() < 5e-3, "{found:?}");
    }

    #[test]
    fn groups_in_any_order_and_empty_ones() {
        let [a, b] = freireich();
        let c = lives(&[1, 3, 4, 9, 12, 30], &[1, 1, 0, 1, 0, 1]);
        let one = log_rank(&[a.clone(), b.clone(), c.clone()]).unwrap();
        let other = log_rank(&[c.clone(), Lives::default(), a.clone(), b]).unwrap();
        assert_eq!((one.df, other.df), (2, 2));
        assert!((one.chi_square - other.chi_square).abs() < 1e-9 && (one.p - other.p).abs() < 1e-12);
        // The same group twice doesn't differ from itself.
        let same = log_rank(&[a.clone(), a.clone()]).unwrap();
        assert!(same.chi_square < 1e-12 && (same.p - 1.0).abs() < 1e-5);
        assert_eq!(
            (log_rank(std::slice::from_ref(&a)), log_rank(&[a, Lives::default()]), log_rank(&[])),
            (None, None, None)
        );
    }

    #[test]
    fn lives_end_with_the_first_month_without_revenue() {
        let book = book(&[
            ("Stays", &[5, 5, 5, 5]),
            ("Left", &[5, 5, 0, 0]),
            ("Came back", &[5, 0, 5, 5]),
            ("New", &[0, 0, 0, 5]),
            ("Never", &[0, 0, 0, 0]),
        ]);
        let of = |name| Life::of(&book, book.customers.id(name).unwrap()).map(|life| (life.time, life.lost));
        assert_eq!(of("Stays"), Some((3, false)));
        assert_eq!(of("Left"), Some((2, true)));
        assert_eq!(of("Came back"), Some((1, true)));
        assert_eq!(of("New"), Some((0, false)));
        assert_eq!(of("Never"), None);
    }

    #[test]
    fn the_pin_of_the_domain() {
        // 1, 2, 3, 5+, 8, 10+: half are left after 3.
        let curve = lives(&[1, 2, 3, 5, 8, 10], &[1, 1, 1, 0, 1, 0]).curve();
        assert_eq!(curve.median, Some(3));
        assert!((curve.share_at(3) - 0.5).abs() < 1e-12 && (curve.share_at(8) - 0.25).abs() < 1e-12);
        assert_eq!(lives(&[4, 4], &[0, 0]).curve().median, None);
    }

    proptest! {
        /// Where nobody is censored before, the curve is the plain share of those that stay.
        #[test]
        fn without_censoring_it_counts(times in prop::collection::vec(0..30_u32, 1..80)) {
            let curve = lives(&times, &vec![1; times.len()]).curve();
            for step in &curve.steps {
                let stay = times.iter().filter(|time| **time > step.time).count() as f64;
                prop_assert!((step.share - stay / times.len() as f64).abs() < 1e-12);
                if let Some(Interval(low, high)) = step.interval {
                    prop_assert!(0.0 <= low && low <= step.share && step.share <= high && high <= 1.0);
                }
            }
            prop_assert_eq!(curve.steps.last().map(|step| step.share), Some(0.0));
        }

        /// Two groups by elimination are what the textbook's closed form gives.
        #[test]
        fn two_groups_in_closed_form(
            a in prop::collection::vec((0..12_u32, any::<bool>()), 1..40),
            b in prop::collection::vec((0..12_u32, any::<bool>()), 1..40),
        ) {
            let of = |all: &[(u32, bool)]| all.iter().map(|(time, lost)| Life { time: *time, lost: *lost }).collect::<Lives>();
            let (mut excess, mut variance) = (0.0, 0.0);
            for time in 0..12 {
                let risk = |all: &[(u32, bool)]| all.iter().filter(|(t, _)| *t >= time).count() as f64;
                let lost = |all: &[(u32, bool)]| all.iter().filter(|(t, l)| *t == time && *l).count() as f64;
                let (n, d) = (risk(&a) + risk(&b), lost(&a) + lost(&b));
                if d > 0.0 && n > 1.0 {
                    excess += lost(&a) - d * risk(&a) / n;
                    variance += d * (n - d) / (n - 1.0) * risk(&a) / n * risk(&b) / n;
                }
            }
            match log_rank(&[of(&a), of(&b)]) {
                Some(found) => prop_assert!((found.chi_square - excess * excess / variance).abs() < 1e-9),
                None => prop_assert!(variance < 1e-12),
            }
        }
    }
}
