//! The laws of what goes month by month: concentration, survival, cohorts.

use crate::company::{Change, Company, added};
use crate::law::near;
use ninefold::report::{
    AgeCell, Band, Curve, Downgrades, MonthConcentration, Report, Resampled, Survival, TrendPoint,
};
use proptest::prelude::*;

/// A month's concentration: only months in which an added customer pays change at all.
pub fn concentration_follows(
    c: &Company,
    change: &Change,
    before: &Report,
    after: &Report,
) -> Result<(), TestCaseError> {
    let (k, months) = match change {
        Change::Scaled(k) => (*k as f64, 0),
        Change::Later(months) => (1.0, *months),
        _ => (1.0, 0),
    };
    let units = |text: &str| text.parse::<f64>().unwrap();
    let added: Option<Vec<i64>> = added(c, change);
    for at in 0..=c.last() {
        let month = c.first.plus(at as i32);
        let old = before.concentration.iter().find(|row| row.month == month);
        let new = after.concentration.iter().find(|row| row.month == month.plus(months));
        let extra = added.as_ref().map_or(0, |row| row[at]);
        let Some(old) = old else {
            prop_assert_eq!(new.is_some(), extra > 0, "{}", month);
            continue;
        };
        let MonthConcentration { month: _, customers, ref total, top1, top5, top10, top20, hhi, effective } =
            *old;
        let new = new.unwrap();
        let total = units(total);
        let tops = [(top1, new.top1), (top5, new.top5), (top10, new.top10), (top20, new.top20)];
        prop_assert!(near(new.effective * new.hhi, 10_000.0));
        let said = format!("{month} {change:?}: {old:?} became {new:?}");
        let paying = |rows: &[usize]| rows.iter().filter(|i| c.row(**i)[at] > 0).count() as u64;
        let holds = match change {
            Change::Twice => {
                new.customers == 2 * customers
                    && near(units(&new.total), 2.0 * total)
                    && near(new.top1 * 2.0, top1)
                    && near(new.top10, top5)
                    && near(new.top20, top10)
                    && near(new.hhi * 2.0, hhi)
                    && near(new.effective, 2.0 * effective)
            }
            Change::Split(i) => {
                new.customers == customers + paying(&[*i])
                    && near(units(&new.total), total)
                    && tops.iter().all(|(old, new)| *new <= old + 1e-12)
                    && new.hhi <= hhi + 1e-9
            }
            Change::Merged(a, b) => {
                new.customers == customers - paying(&[*a, *b]) / 2
                    && near(units(&new.total), total)
                    && tops.iter().all(|(old, new)| *new >= old - 1e-12)
                    && new.hhi >= hhi - 1e-9
            }
            _ if extra > 0 => {
                new.customers == customers + 1 && near(units(&new.total), total + extra as f64 / 100.0)
            }
            _ => {
                new.customers == customers
                    && near(units(&new.total), total * k)
                    && tops.iter().all(|(old, new)| near(*old, *new))
                    && near(new.hhi, hhi)
            }
        };
        prop_assert!(holds, "{}", said);
    }
    Ok(())
}

/// How long customers stay: of counts alone, so no amount and no month moves it.
pub fn survival_follows(
    c: &Company,
    change: &Change,
    before: &Report,
    after: &Report,
) -> Result<(), TestCaseError> {
    let (Some(old), Some(new)) = (&before.survival, &after.survival) else {
        prop_assert_eq!(before.survival.is_some(), after.survival.is_some());
        return Ok(());
    };
    let Survival { ref all, from_first_month, by: _ } = *old;
    let Curve { n, lost, median, until, ref at_risk, ref steps } = *all;
    let of = |curve: &Curve| -> Vec<(u32, u64, u64)> {
        curve.steps.iter().map(|s| (s.time, s.at_risk, s.lost)).collect()
    };
    let said = format!("{change:?}: {all:?} became {:?}", new.all);
    let paid = |i: usize| c.row(i).iter().any(|amount| *amount > 0);
    let holds = match change {
        Change::Twice => {
            (new.all.n, new.all.lost, new.all.median, new.from_first_month)
                == (2 * n, 2 * lost, median, 2 * from_first_month)
                && new.all.until == until
                && new.all.at_risk == at_risk.iter().map(|n| 2 * n).collect::<Vec<_>>()
                && of(&new.all) == of(all).into_iter().map(|(t, r, l)| (t, 2 * r, 2 * l)).collect::<Vec<_>>()
                && new.all.steps.iter().zip(steps).all(|(new, old)| near(new.share, old.share))
        }
        // Who is seen for no month can't be lost in one.
        Change::WonLast(_) => (new.all.n, of(&new.all), median) == (n + 1, of(all), new.all.median),
        // Who stays to the end is one more at risk, and never lost.
        Change::WonInside(..) => {
            (new.all.n, new.all.lost) == (n + 1, lost)
                && steps.iter().all(|s| new.all.share_at(s.time) >= s.share - 1e-12)
        }
        Change::Split(i) => new.all.n == n + u64::from(paid(*i)) && new.all.lost <= lost + 1,
        Change::Merged(a, b) => new.all.n == n - u64::from(paid(*a) && paid(*b)) && new.all.lost <= lost,
        _ => (&new.all, new.from_first_month) == (all, from_first_month),
    };
    prop_assert!(holds, "{}", said);
    Ok(())
}

/// All start months joined: age by age.
pub fn cohorts_follow(change: &Change, before: &Report, after: &Report) -> Result<(), TestCaseError> {
    let (old, new) = (&before.cohorts_by.all, &after.cohorts_by.all);
    match change {
        // The first revenue of two may be of different months.
        Change::WonInside(..) | Change::Merged(..) => {}
        Change::WonLast(_) if old.is_empty() => prop_assert_eq!(new.len(), 1),
        _ => {
            prop_assert_eq!(old.len(), new.len());
            let k = if let Change::Scaled(k) = change { *k as f64 } else { 1.0 };
            let twice = if matches!(change, Change::Twice) { 2_u32 } else { 1 };
            let units = |text: &str| text.parse::<f64>().unwrap();
            for (old, new) in old.iter().zip(new) {
                let AgeCell { months, n, small: _, customers, ref revenue, nrr, grr, logo } = *old;
                prop_assert_eq!(new.small, new.n < 5);
                prop_assert!(months == new.months && near(nrr, new.nrr) && near(grr, new.grr));
                // A customer in its first month alone adds to the age of nought.
                let first = months == 0 && matches!(change, Change::WonLast(_));
                prop_assert!(first || near(units(revenue) * k * f64::from(twice), units(&new.revenue)));
                let counts = (n * u64::from(twice), customers * u64::from(twice)) == (new.n, new.customers);
                prop_assert!(first || matches!(change, Change::Split(_)) || counts && near(logo, new.logo));
            }
        }
    }
    Ok(())
}

/// Trailing windows: as the headline, month by month.
pub fn trend_follows(change: &Change, before: &Report, after: &Report) -> Result<(), TestCaseError> {
    let many = match change {
        Change::WonInside(..) | Change::Merged(..) => return Ok(()),
        Change::Split(_) => 0,
        Change::Twice => 2,
        _ => 1,
    };
    prop_assert_eq!(before.trend.len(), after.trend.len());
    for (old, new) in before.trend.iter().zip(&after.trend) {
        let TrendPoint { month, from, n, nrr, grr, logo_retention } = *old;
        prop_assert_eq!(month.since(from), new.month.since(new.from));
        prop_assert!(near(nrr, new.nrr) && near(grr, new.grr));
        prop_assert!(many == 0 || n * many == new.n && near(logo_retention, new.logo_retention));
    }
    Ok(())
}

/// Whether a downgrade announces a loss: a matter of directions, not of amounts.
pub fn downgrades_follow(change: &Change, before: &Report, after: &Report) -> Result<(), TestCaseError> {
    let times = match change {
        Change::Merged(..) | Change::Split(_) => return Ok(()),
        Change::Twice => 2,
        _ => 1,
    };
    let Downgrades {
        month,
        downgraded,
        downgraded_lost,
        others,
        others_lost,
        downgraded_risk,
        others_risk,
        risk_ratio,
        interval,
        corrected,
        na,
    } = before.downgrades;
    let new = &after.downgrades;
    prop_assert_eq!(month.is_some(), new.month.is_some());
    prop_assert_eq!(
        [downgraded, downgraded_lost, others, others_lost].map(|count| count * times),
        [new.downgraded, new.downgraded_lost, new.others, new.others_lost]
    );
    prop_assert_eq!((na, corrected), (new.na, new.corrected));
    prop_assert_eq!((downgraded_risk, others_risk), (new.downgraded_risk, new.others_risk));
    if times == 1 {
        prop_assert_eq!((risk_ratio, interval), (new.risk_ratio, new.interval));
    } else if let (Some(old), Some(new), false) = (risk_ratio, new.risk_ratio, corrected) {
        prop_assert!(near(old, new));
    }
    Ok(())
}

/// How sure NRR and GRR are: of the opening customers alone, of shares of what they paid.
pub fn intervals_follow(change: &Change, before: &Report, after: &Report) -> Result<(), TestCaseError> {
    if matches!(change, Change::Twice | Change::Split(_) | Change::Merged(..)) {
        return Ok(());
    }
    let (Some(old), Some(new)) = (&before.resampled, &after.resampled) else {
        prop_assert_eq!(before.resampled.is_some(), after.resampled.is_some());
        return Ok(());
    };
    let Resampled { method, draws, seed, n, narrow, nrr, grr } = *old;
    prop_assert_eq!((method, draws, seed, n, narrow), (new.method, new.draws, new.seed, new.n, new.narrow));
    let ends = |band: Option<Band>| band.map(|Band { p95, p90 }| [p95.0, p95.1, p90.0, p90.1]);
    for (old, new) in [(ends(nrr), ends(new.nrr)), (ends(grr), ends(new.grr))] {
        let same = old.zip(new).is_none_or(|(old, new)| old.iter().zip(new).all(|(a, b)| near(*a, b)));
        prop_assert!(same && old.is_some() == new.is_some(), "{:?} became {:?}", old, new);
    }
    Ok(())
}
