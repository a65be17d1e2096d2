//! The laws of the metrics.

use crate::company::{Change, Company, added};
use crate::law::Law::{self, Any, AtLeast, AtMost, Follows, Is, Parts, Same, Times};
use crate::law::{near, sides, told};
use ninefold::report::{DefinitionId, MetricId, Report};
use proptest::prelude::*;

pub const NETTED: Law = Any("one customer's loss nets with the other's gain");

pub const CHAINED: Law = Any("a customer won opens later months of the chain");

/// What of a row counts: at the opening, at the closing, kept.
pub fn ends(company: &Company, row: &[i64]) -> [f64; 3] {
    let (open, close) = (row[company.opening()] > 0, row[company.last()] > 0);
    [open, close, open && close].map(|is| f64::from(u8::from(is)))
}

/// What replacing some rows by others adds to a count.
pub fn difference<const N: usize>(
    old: &[&[i64]],
    new: &[&[i64]],
    of: impl Fn(&[i64]) -> [f64; N],
) -> [f64; N] {
    let mut sums = [0.0; N];
    for (rows, sign) in [(old, -1.0), (new, 1.0)] {
        for row in rows {
            of(row).into_iter().zip(&mut sums).for_each(|(part, sum)| *sum += sign * part);
        }
    }
    sums
}

/// Shares of the closing month: of the largest, of the ten largest, Σ share² · 10,000.
pub fn shares(mut amounts: Vec<f64>) -> [f64; 3] {
    amounts.sort_by(|a, b| b.total_cmp(a));
    let total: f64 = amounts.iter().sum();
    let top = |n: usize| amounts.iter().take(n).sum::<f64>() / total;
    [top(1), top(10), amounts.iter().map(|a| a / total * a / total).sum::<f64>() * 10_000.0]
}

pub fn of_shares(id: MetricId, shares: [f64; 3]) -> f64 {
    match id {
        MetricId::TopCustomerShare => shares[0],
        MetricId::Top10Share => shares[1],
        _ => shares[2],
    }
}

/// The laws of the metrics.
pub fn law(id: MetricId, change: &Change, c: &Company, before: &Report) -> Law {
    use MetricId as Id;
    let closing = || -> Vec<f64> { c.rows.iter().map(|(_, row)| row[c.last()] as f64).collect() };
    match change {
        Change::Renamed
        | Change::Later(_)
        | Change::Reordered
        | Change::TwoFiles
        | Change::OtherCurrency
        | Change::Nobody => Same,
        Change::Scaled(k) => match id {
            Id::Mrr
            | Id::Arr
            | Id::NetNewMrr
            | Id::Arpa
            | Id::Ltv
            | Id::LtvMargin
            | Id::LtvDiscounted
            | Id::LtvCohort
            | Id::Cac
            | Id::Crc => Times(*k as f64),
            Id::Nrr
            | Id::Grr
            | Id::LogoRetention
            | Id::LogoChurn
            | Id::RevenueChurn
            | Id::GrossRevenueChurn
            | Id::NetRevenueChurn
            | Id::ExpansionRate
            | Id::ExpansionShare
            | Id::LossCoverage
            | Id::QuickRatio
            | Id::Customers
            | Id::NrrExLargest
            | Id::TopCustomerShare
            | Id::Top10Share
            | Id::Hhi
            | Id::NrrLazy
            | Id::NrrMonthlyCompounded
            | Id::GrrMovement
            | Id::GrossMargin
            | Id::LtvCac
            | Id::CacPaybackMonths
            | Id::BreakEvenMargin
            | Id::CrcRatio
            | Id::LtvCrc => Same,
        },
        Change::Twice => match id {
            Id::Mrr | Id::Arr | Id::NetNewMrr | Id::Customers => Times(2.0),
            Id::TopCustomerShare | Id::Hhi => Times(0.5),
            Id::Top10Share => Is(of_shares(id, shares(closing().repeat(2)))),
            // One of the pair is left out: what stays is the whole and the rest without the largest.
            Id::NrrExLargest => ex_largest_twice(before),
            Id::Nrr
            | Id::Grr
            | Id::LogoRetention
            | Id::LogoChurn
            | Id::RevenueChurn
            | Id::GrossRevenueChurn
            | Id::NetRevenueChurn
            | Id::ExpansionRate
            | Id::ExpansionShare
            | Id::LossCoverage
            | Id::QuickRatio
            | Id::Arpa
            | Id::NrrLazy
            | Id::NrrMonthlyCompounded
            | Id::GrrMovement
            | Id::Ltv
            | Id::LtvMargin
            | Id::LtvDiscounted
            | Id::LtvCohort
            | Id::GrossMargin
            | Id::Cac
            | Id::LtvCac
            | Id::CacPaybackMonths
            | Id::BreakEvenMargin
            | Id::Crc
            | Id::CrcRatio
            | Id::LtvCrc => Same,
        },
        Change::WonLast(_) | Change::WonInside(..) => won(id, c, &added(c, change).unwrap(), before),
        Change::Split(i) => {
            let row = c.row(*i);
            let [open, close, kept] = ends(c, row);
            let (served, won) = c.served(row);
            match id {
                Id::LogoRetention => Parts(kept, open),
                Id::LogoChurn => Parts(open - kept, open),
                Id::Customers => Is(c.count(|row| row[c.last()] > 0) + close),
                Id::Arpa => Parts(0.0, close),
                Id::TopCustomerShare | Id::Top10Share | Id::Hhi => AtMost,
                Id::NrrExLargest => Any("another customer may be the largest"),
                Id::LtvCohort if told(&before.metrics[&id]).is_err() => Same,
                Id::Ltv | Id::LtvDiscounted | Id::LtvCohort => worth(id, c, before, [open - kept, open]),
                Id::Cac => Parts(0.0, won),
                Id::Crc => Parts(0.0, served),
                Id::LtvMargin | Id::LtvCac | Id::CacPaybackMonths | Id::BreakEvenMargin | Id::LtvCrc => {
                    Follows
                }
                Id::Nrr
                | Id::Grr
                | Id::RevenueChurn
                | Id::GrossRevenueChurn
                | Id::NetRevenueChurn
                | Id::ExpansionRate
                | Id::ExpansionShare
                | Id::LossCoverage
                | Id::QuickRatio
                | Id::Mrr
                | Id::Arr
                | Id::NetNewMrr
                | Id::NrrLazy
                | Id::NrrMonthlyCompounded
                | Id::GrrMovement
                | Id::GrossMargin
                | Id::CrcRatio => Same,
            }
        }
        Change::Merged(a, b) => {
            let sum: Vec<i64> = c.row(*a).iter().zip(c.row(*b)).map(|(a, b)| a + b).collect();
            let (old, new) = ([c.row(*a), c.row(*b)], [&sum[..]]);
            let [open, close, kept] = difference(&old, &new, |row| ends(c, row));
            let [served, won] = difference(&old, &new, |row| c.served(row).into());
            match id {
                Id::Nrr | Id::Grr | Id::NrrLazy | Id::NrrMonthlyCompounded => AtLeast,
                Id::TopCustomerShare | Id::Top10Share | Id::Hhi => AtLeast,
                Id::RevenueChurn | Id::GrossRevenueChurn | Id::NetRevenueChurn => AtMost,
                Id::LogoRetention => Parts(kept, open),
                Id::LogoChurn => Parts(open - kept, open),
                Id::Customers => Is(c.count(|row| row[c.last()] > 0) + close),
                Id::Arpa => Parts(0.0, close),
                Id::Ltv | Id::LtvDiscounted | Id::LtvCohort => worth(id, c, before, [open - kept, open]),
                Id::Cac => Parts(0.0, won),
                Id::Crc => Parts(0.0, served),
                Id::ExpansionRate
                | Id::ExpansionShare
                | Id::LossCoverage
                | Id::QuickRatio
                | Id::GrrMovement => NETTED,
                Id::NrrExLargest => Any("another customer may be the largest"),
                Id::LtvMargin | Id::LtvCac | Id::CacPaybackMonths | Id::BreakEvenMargin | Id::LtvCrc => {
                    Follows
                }
                Id::Mrr | Id::Arr | Id::NetNewMrr | Id::GrossMargin | Id::CrcRatio => Same,
            }
        }
    }
}

/// The value of a customer where so many more are lost, of so many more.
pub fn worth(id: MetricId, c: &Company, before: &Report, [lost, open]: [f64; 2]) -> Law {
    let n = c.count(|row| row[c.opening()] > 0) + open;
    let lost = c.count(|row| row[c.opening()] > 0 && row[c.last()] == 0) + lost;
    let each = c.total(c.opening()) / n;
    match id {
        MetricId::Ltv => Is(c.worth(lost, n)),
        MetricId::LtvDiscounted => Is(each * 1.1 / (0.1 + lost / n / c.window as f64)),
        _ if told(&before.metrics[&id]).is_ok() => Is(each * 60.0),
        _ => Any("two that nets may lift NRR above 1"),
    }
}

/// Without one of two copies of the largest customer: (whole + rest) / (whole + rest), above and below.
pub fn ex_largest_twice(before: &Report) -> Law {
    let sides = |id| sides(&before.metrics[&id]);
    match (sides(MetricId::Nrr), sides(MetricId::NrrExLargest)) {
        (Some((a, b)), Some((x, y))) => Is((a + x) / (b + y)),
        _ => Any("one customer alone: its copy is the rest"),
    }
}

/// What a row pays more from month to month, once it pays.
pub fn steps(row: &[i64]) -> impl Iterator<Item = i64> {
    row.windows(2).filter(|pair| pair[0] > 0).map(|pair| pair[1] - pair[0])
}

/// The laws of the metrics for a customer won after the opening month, who then pays `row`.
pub fn won(id: MetricId, c: &Company, row: &[i64], before: &Report) -> Law {
    use MetricId as Id;
    let units = |minor: i64| minor as f64 / 100.0;
    let (last, opening) = (c.last(), c.opening());
    let amount = units(row[last]);
    let (served, new) = c.served(row);
    let covered = c.covered();
    let paid = units(covered.iter().map(|at| row[*at]).sum());
    let moved: f64 = steps(row).map(units).sum();
    let mut closing: Vec<f64> = c.rows.iter().map(|(_, row)| row[last] as f64).collect();
    closing.push(row[last] as f64);
    let stated = sides(&before.metrics[&Id::GrossMargin]).is_some();
    match id {
        Id::Nrr
        | Id::Grr
        | Id::LogoRetention
        | Id::LogoChurn
        | Id::RevenueChurn
        | Id::GrossRevenueChurn
        | Id::NetRevenueChurn
        | Id::ExpansionRate
        | Id::LossCoverage
        | Id::NrrExLargest
        | Id::GrrMovement
        | Id::Ltv
        | Id::LtvDiscounted
        | Id::LtvCohort => Same,
        Id::ExpansionShare => Parts(0.0, amount),
        Id::QuickRatio => Parts(amount, 0.0),
        Id::Mrr => Is(c.total(last) + amount),
        Id::Arr => Is(12.0 * (c.total(last) + amount)),
        Id::NetNewMrr => Is(c.total(last) + amount - c.total(opening)),
        Id::Customers => Is(c.count(|row| row[last] > 0) + 1.0),
        Id::Arpa => Parts(amount, 1.0),
        Id::TopCustomerShare | Id::Top10Share | Id::Hhi => Is(of_shares(id, shares(closing))),
        // The headline's closed cohort stays, the lazy sum moves.
        Id::NrrLazy => Parts(moved, 0.0),
        Id::NrrMonthlyCompounded if opening + 1 == last || row[last - 1] == 0 => Same,
        Id::NrrMonthlyCompounded => CHAINED,
        Id::GrossMargin if stated => Parts(paid, paid),
        Id::GrossMargin => Any("costs without revenue have some now, or none are stated"),
        Id::Cac => Parts(0.0, new),
        Id::Crc => Parts(0.0, served),
        Id::CrcRatio => Parts(0.0, paid),
        Id::LtvMargin | Id::LtvCac | Id::CacPaybackMonths | Id::BreakEvenMargin | Id::LtvCrc => Follows,
    }
}

/// The figures that are made of others.
pub fn quotients(r: &Report, window: i32) -> Result<(), TestCaseError> {
    use MetricId as Id;
    let value = |id: Id| told(&r.metrics[&id]).ok().map(|(value, _)| value);
    let arpa =
        sides(&r.metrics[&Id::Nrr]).zip(sides(&r.metrics[&Id::LogoRetention])).map(|((_, o), (_, n))| o / n);
    let left = arpa.zip(value(Id::GrossMargin)).map(|(arpa, margin)| arpa * margin);
    let both = |a: Option<f64>, b: Option<f64>, of: fn(f64, f64) -> f64| {
        a.zip(b).map(|(a, b)| of(a, b)).filter(|x| x.is_finite())
    };
    for (id, want) in [
        (Id::LtvMargin, both(value(Id::Ltv), value(Id::GrossMargin), |a, b| a * b)),
        (Id::LtvCac, both(value(Id::LtvMargin), value(Id::Cac), |a, b| a / b)),
        (Id::CacPaybackMonths, both(value(Id::Cac), left, |a, b| a / b)),
        (Id::BreakEvenMargin, both(value(Id::Cac), value(Id::Ltv), |a, b| a / b)),
        (Id::LtvCrc, both(left, value(Id::Crc), |a, b| a * 12.0 / b)),
    ] {
        match (value(id), want) {
            (Some(got), Some(want)) => {
                prop_assert!(near(got, want), "{}: {}, expected {}", id.as_str(), got, want)
            }
            (got, want) => prop_assert_eq!(got, want, "{}", id.as_str()),
        }
    }
    let defined = |id| r.definitions.iter().find(|d| d.id == id).and_then(|d| d.value);
    if let Some(last) = defined(DefinitionId::NrrMonth) {
        let power = defined(DefinitionId::NrrLastMonthCompounded).unwrap();
        prop_assert!(near(power, (0..window).fold(1.0, |power, _| power * last)), "{} {}", power, last);
        let line = defined(DefinitionId::NrrLastMonthLinear).unwrap();
        prop_assert!(near(line, 1.0 + f64::from(window) * (last - 1.0)), "{} {}", line, last);
    }
    Ok(())
}
