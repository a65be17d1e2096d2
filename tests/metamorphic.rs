//! What a known change of the files does to every number of the report. Each metric and each definition states its law
//! for each change in a table that names them all: a new one without a law doesn't compile.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

mod common;

use common::{as_number, grouped, month, months, read_as};
use ninefold::base::{Currency, Month, Na};
use ninefold::report::{
    AgeCell, Curve, Definition, DefinitionId, Metric, MetricId, MonthConcentration, Report, Segment, Session,
    Settings, Survival, Value,
};
use ninefold::tables::{AttributeKind, CostCategory, CostFact, CostsTable, Margin, RevenueTable, Shape};
use proptest::prelude::*;

/// Customers as rows of months, minor units, all known; what was spent, by the place of its last month.
#[derive(Clone, Debug)]
struct Company {
    first: Month,
    rows: Vec<(String, Vec<i64>)>,
    /// Months of the window; it ends in the last month.
    window: usize,
    costs: Vec<(usize, u32, CostCategory, i64)>,
    margin: Option<u16>,
    currency: Currency,
}

/// What is done to a company.
#[derive(Clone, Debug)]
enum Change {
    /// All amounts, costs too, so many times.
    Scaled(i64),
    /// Other names in the same order.
    Renamed,
    /// So many months later, costs too.
    Later(i32),
    /// Rows in reverse.
    Reordered,
    /// Each second customer in a file of its own.
    TwoFiles,
    /// Another currency with the same minor units.
    OtherCurrency,
    /// A customer that never pays more.
    Nobody,
    /// Every customer twice, costs too.
    Twice,
    /// One more customer, won in the closing month.
    WonLast(i64),
    /// One more customer, won in the month after the opening one, who pays the second amount from the next month on.
    WonInside(i64, i64),
    /// A customer becomes two, a third and two thirds of it.
    Split(usize),
    /// Two customers become one.
    Merged(usize, usize),
}

/// What a change does to a number.
#[derive(Clone, Debug, PartialEq)]
enum Law {
    /// Nothing.
    Same,
    /// So many times as much.
    Times(f64),
    /// So much more above and below the line, in units or customers.
    Parts(f64, f64),
    /// It becomes this.
    Is(f64),
    /// Not less.
    AtLeast,
    /// Not more.
    AtMost,
    /// A product or quotient of others, held by `quotients`.
    Follows,
    /// Anything, and why.
    Any(&'static str),
}
use Law::{Any, AtLeast, AtMost, Follows, Is, Parts, Same, Times};

const NETTED: Law = Any("one customer's loss nets with the other's gain");
const CHAINED: Law = Any("a customer won opens later months of the chain");

impl Company {
    fn report(&self, two_files: bool, reversed: bool) -> Report {
        let table = |wanted: &dyn Fn(usize) -> bool| -> RevenueTable {
            let mut cells: Vec<(String, Month, i64)> = Vec::new();
            for (_, (name, amounts)) in self.rows.iter().enumerate().filter(|(i, _)| wanted(*i)) {
                cells.extend(amounts.iter().zip(0..).map(|(a, m)| (name.clone(), self.first.plus(m), *a)));
            }
            if reversed {
                cells.reverse();
            }
            let mut table = months(Shape::Long, &cells);
            table.currency = self.currency.clone();
            table
        };
        // Plans by the last digit, so that copies and halves stay in theirs.
        let plans: Vec<(&str, &str)> = self
            .rows
            .iter()
            .map(|(name, _)| {
                (
                    name.as_str(),
                    ["Basic", "Pro", "Max"]
                        [name[name.len() - 2..name.len() - 1].parse::<usize>().unwrap() % 3],
                )
            })
            .collect();
        let mut reads = if two_files {
            vec![
                read_as(table(&|i| i % 2 == 0)),
                read_as(grouped(table(&|i| i % 2 == 1), AttributeKind::Plan, "plan", &plans)),
            ]
        } else {
            vec![read_as(grouped(table(&|_| true), AttributeKind::Plan, "plan", &plans))]
        };
        if !self.costs.is_empty() {
            let fact = |&(at, months, category, amount): &(usize, u32, CostCategory, i64)| CostFact {
                month: self.first.plus(at as i32),
                months,
                category,
                amount,
                line: 2,
            };
            let facts = self.costs.iter().map(fact).collect();
            reads[0].costs = Some(CostsTable { currency: self.currency.clone(), facts });
        }
        let mut settings = Settings { months: self.window as u32, ..Settings::default() };
        settings.policies.gross_margin = self.margin.map(Margin);
        Session::new(reads).report(&settings)
    }

    fn changed(&self, change: &Change) -> Report {
        let mut other = self.clone();
        let length = self.last() + 1;
        let new = |amounts: Vec<i64>| ("D000".to_owned(), amounts);
        match change {
            Change::Scaled(k) => {
                other.rows.iter_mut().flat_map(|(_, row)| row).for_each(|amount| *amount *= k);
                other.costs.iter_mut().for_each(|cost| cost.3 *= k);
            }
            Change::Renamed => other.rows.iter_mut().for_each(|(name, _)| *name = format!("Customer {name}")),
            Change::Later(by) => other.first = self.first.plus(*by),
            Change::OtherCurrency => {
                other.currency = Currency { code: Some("EUR".to_owned()), ..self.currency.clone() }
            }
            Change::Nobody => other.rows.push(new(vec![0; length])),
            Change::Twice => {
                other.rows.extend(
                    self.rows
                        .iter()
                        .map(|(name, row)| (format!("{}1", &name[..name.len() - 1]), row.clone())),
                );
                other.costs.iter_mut().for_each(|cost| cost.3 *= 2);
            }
            Change::WonLast(_) | Change::WonInside(..) => other.rows.push(new(added(self, change).unwrap())),
            Change::Split(i) => {
                let (name, row) = &self.rows[*i];
                other
                    .rows
                    .push((format!("{}1", &name[..name.len() - 1]), row.iter().map(|a| a / 3 * 2).collect()));
                other.rows[*i].1.iter_mut().for_each(|amount| *amount /= 3);
            }
            Change::Merged(a, b) => {
                let (_, row) = other.rows.remove(*b.max(a));
                other.rows[*a.min(b)].1.iter_mut().zip(row).for_each(|(sum, amount)| *sum += amount);
            }
            Change::Reordered | Change::TwoFiles => {}
        }
        other.report(matches!(change, Change::TwoFiles), matches!(change, Change::Reordered))
    }

    fn last(&self) -> usize {
        self.rows[0].1.len() - 1
    }

    fn opening(&self) -> usize {
        self.last() - self.window
    }

    fn row(&self, i: usize) -> &[i64] {
        &self.rows[i].1
    }

    fn total(&self, at: usize) -> f64 {
        self.rows.iter().map(|(_, row)| row[at]).sum::<i64>() as f64 / 100.0
    }

    fn count(&self, of: impl Fn(&[i64]) -> bool) -> f64 {
        self.rows.iter().filter(|(_, row)| of(row)).count() as f64
    }

    /// Months of the window for which a cost is stated.
    fn covered(&self) -> Vec<usize> {
        let spans =
            self.costs.iter().flat_map(|(at, months, ..)| (at + 1).saturating_sub(*months as usize)..=*at);
        let inside = |at: &usize| *at > self.opening() && *at <= self.last();
        let mut covered: Vec<usize> = spans.filter(inside).collect();
        covered.sort_unstable();
        covered.dedup();
        covered
    }

    /// Customer-months of a row in the months with costs; whether it was won in one of them.
    fn served(&self, row: &[i64]) -> (f64, f64) {
        let covered = self.covered();
        let months = covered.iter().filter(|at| row[**at] > 0).count() as f64;
        let won = row.iter().position(|amount| *amount > 0).is_some_and(|at| covered.contains(&at));
        (months, f64::from(u8::from(won)))
    }

    /// The value of a customer with so many lost and opening customers: opening · months ÷ lost, within the cap.
    fn worth(&self, lost: f64, n: f64) -> f64 {
        let lifetime = n * self.window as f64 / lost;
        self.total(self.opening()) / n * lifetime.min(60.0)
    }
}

/// What of a row counts: at the opening, at the closing, kept.
fn ends(company: &Company, row: &[i64]) -> [f64; 3] {
    let (open, close) = (row[company.opening()] > 0, row[company.last()] > 0);
    [open, close, open && close].map(|is| f64::from(u8::from(is)))
}

/// Customers as the definitions of logo retention count them: above and below the line.
fn logos(company: &Company, row: &[i64], id: DefinitionId) -> [f64; 2] {
    let (from, to) = (company.opening(), company.last());
    let at = |m: usize| row[m] > 0;
    let (above, below) = match id {
        DefinitionId::LogoCohort => (at(from) && at(to), at(from)),
        DefinitionId::LogoMonth => (at(to - 1) && at(to), at(to - 1)),
        DefinitionId::LogoWithNew => (at(to), (from..=to).any(at)),
        DefinitionId::LogoMonthWithNew => (at(to), at(to - 1) || at(to)),
        _ => (at(to), at(from)),
    };
    [above, below].map(|is| f64::from(u8::from(is)))
}

/// What replacing some rows by others adds to a count.
fn difference<const N: usize>(old: &[&[i64]], new: &[&[i64]], of: impl Fn(&[i64]) -> [f64; N]) -> [f64; N] {
    let mut sums = [0.0; N];
    for (rows, sign) in [(old, -1.0), (new, 1.0)] {
        for row in rows {
            of(row).into_iter().zip(&mut sums).for_each(|(part, sum)| *sum += sign * part);
        }
    }
    sums
}

/// Shares of the closing month: of the largest, of the ten largest, Σ share² · 10,000.
fn shares(mut amounts: Vec<f64>) -> [f64; 3] {
    amounts.sort_by(|a, b| b.total_cmp(a));
    let total: f64 = amounts.iter().sum();
    let top = |n: usize| amounts.iter().take(n).sum::<f64>() / total;
    [top(1), top(10), amounts.iter().map(|a| a / total * a / total).sum::<f64>() * 10_000.0]
}

fn of_shares(id: MetricId, shares: [f64; 3]) -> f64 {
    match id {
        MetricId::TopCustomerShare => shares[0],
        MetricId::Top10Share => shares[1],
        _ => shares[2],
    }
}

/// The laws of the metrics.
fn law(id: MetricId, change: &Change, c: &Company, before: &Report) -> Law {
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
            Id::Mrr | Id::Arr | Id::NetNewMrr | Id::Arpa | Id::Ltv | Id::LtvMargin | Id::Cac | Id::Crc => {
                Times(*k as f64)
            }
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
                Id::Ltv => worth(c, open - kept, open),
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
                Id::Ltv => worth(c, open - kept, open),
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

fn worth(c: &Company, lost: f64, open: f64) -> Law {
    let n = c.count(|row| row[c.opening()] > 0);
    let gone = c.count(|row| row[c.opening()] > 0 && row[c.last()] == 0);
    Is(c.worth(gone + lost, n + open))
}

/// Without one of two copies of the largest customer: (whole + rest) / (whole + rest), above and below.
fn ex_largest_twice(before: &Report) -> Law {
    let sides = |id| sides(&before.metrics[&id]);
    match (sides(MetricId::Nrr), sides(MetricId::NrrExLargest)) {
        (Some((a, b)), Some((x, y))) => Is((a + x) / (b + y)),
        _ => Any("one customer alone: its copy is the rest"),
    }
}

/// What a row pays more from month to month, once it pays.
fn steps(row: &[i64]) -> impl Iterator<Item = i64> {
    row.windows(2).filter(|pair| pair[0] > 0).map(|pair| pair[1] - pair[0])
}

/// The laws of the metrics for a customer won after the opening month, who then pays `row`.
fn won(id: MetricId, c: &Company, row: &[i64], before: &Report) -> Law {
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
        | Id::Ltv => Same,
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

/// The laws of the definitions.
fn definition_law(id: DefinitionId, change: &Change, c: &Company) -> Law {
    use DefinitionId as Id;
    match change {
        Change::Renamed
        | Change::Later(_)
        | Change::Reordered
        | Change::TwoFiles
        | Change::OtherCurrency
        | Change::Nobody
        | Change::Scaled(_)
        | Change::Twice => Same,
        Change::WonLast(_) | Change::WonInside(..) => won_definition(id, c, &added(c, change).unwrap()),
        Change::Split(i) => match id {
            Id::LogoCohort | Id::LogoMonth | Id::LogoWithNew | Id::LogoMonthWithNew | Id::LogoNet => {
                let [above, below] = logos(c, c.row(*i), id);
                Parts(above, below)
            }
            Id::LogoMonthlyCompounded => Any("the customer counts twice in some months of the chain"),
            Id::NrrCohort
            | Id::NrrUnbroken
            | Id::NrrMonthlyCompounded
            | Id::NrrMonthlyCompoundedReturns
            | Id::NrrLazy
            | Id::NrrLazyReturns
            | Id::NrrMovement
            | Id::NrrTrailingMean
            | Id::NrrTwoYear
            | Id::NrrLastMonthCompounded
            | Id::NrrLastMonthLinear
            | Id::NrrMonth
            | Id::NrrMonthReturns
            | Id::NrrSurvivors
            | Id::NrrOpen
            | Id::GrrCohort
            | Id::GrrUnbroken
            | Id::GrrMonthlyCompounded
            | Id::GrrAllMovements
            | Id::GrrMovement
            | Id::GrrMonth
            | Id::GrrAggregateMin => Same,
        },
        Change::Merged(a, b) => match id {
            Id::LogoCohort | Id::LogoMonth | Id::LogoWithNew | Id::LogoMonthWithNew | Id::LogoNet => {
                let sum: Vec<i64> = c.row(*a).iter().zip(c.row(*b)).map(|(a, b)| a + b).collect();
                let [above, below] = difference(&[c.row(*a), c.row(*b)], &[&sum], |row| logos(c, row, id));
                Parts(above, below)
            }
            Id::NrrCohort
            | Id::NrrUnbroken
            | Id::NrrMonthlyCompounded
            | Id::NrrMonthlyCompoundedReturns
            | Id::NrrLazy
            | Id::NrrLazyReturns
            | Id::NrrTrailingMean
            | Id::NrrLastMonthCompounded
            | Id::NrrLastMonthLinear
            | Id::NrrMonth
            | Id::NrrMonthReturns
            | Id::GrrCohort
            | Id::GrrUnbroken
            | Id::GrrMonthlyCompounded
            | Id::GrrAllMovements
            | Id::GrrMonth => AtLeast,
            Id::NrrOpen | Id::GrrAggregateMin => Same,
            Id::NrrMovement | Id::GrrMovement => Any("moves of who wasn't there at the opening come in"),
            Id::NrrTwoYear => Any("revenue of who wasn't there in the first month comes in, in both years"),
            Id::NrrSurvivors => Any("who was left out for leaving comes in"),
            Id::LogoMonthlyCompounded => Any("two customers are one in some months of the chain"),
        },
    }
}

fn won_definition(id: DefinitionId, c: &Company, row: &[i64]) -> Law {
    use DefinitionId as Id;
    let (last, opening) = (c.last(), c.opening());
    let units = |minor: i64| minor as f64 / 100.0;
    let moved: f64 = steps(row).map(units).sum();
    let lost: f64 = steps(row).map(|step| units(step.min(0))).sum();
    // Won in the closing month, no month of a chain opens with it.
    let late = row[last - 1] == 0;
    match id {
        Id::NrrCohort
        | Id::NrrUnbroken
        | Id::NrrMovement
        | Id::NrrTrailingMean
        | Id::NrrTwoYear
        | Id::NrrSurvivors
        | Id::GrrCohort
        | Id::GrrUnbroken
        | Id::GrrMovement
        | Id::LogoCohort => Same,
        Id::NrrLazy | Id::NrrLazyReturns => Parts(moved, 0.0),
        Id::GrrAllMovements => Parts(lost, 0.0),
        Id::NrrMonthlyCompounded | Id::NrrMonthlyCompoundedReturns | Id::GrrMonthlyCompounded if late => Same,
        Id::NrrMonthlyCompounded | Id::NrrMonthlyCompoundedReturns | Id::GrrMonthlyCompounded => CHAINED,
        Id::LogoMonthlyCompounded => AtLeast,
        Id::NrrMonth | Id::NrrMonthReturns if late => Same,
        Id::NrrMonth | Id::NrrMonthReturns => Parts(units(row[last]), units(row[last - 1])),
        Id::GrrMonth => Parts(units(row[last].min(row[last - 1])), units(row[last - 1])),
        Id::NrrLastMonthCompounded | Id::NrrLastMonthLinear => Follows,
        Id::NrrOpen => Parts(units(row[last]), 0.0),
        Id::GrrAggregateMin => {
            let start = c.total(opening);
            Is(start.min(c.total(last) + units(row[last])) / start)
        }
        Id::LogoMonth | Id::LogoWithNew | Id::LogoMonthWithNew | Id::LogoNet => {
            let [above, below] = logos(c, row, id);
            Parts(above, below)
        }
    }
}

fn side(value: &Option<Value>) -> Option<f64> {
    value.as_ref().map(as_number)
}

fn sides(metric: &Metric) -> Option<(f64, f64)> {
    let Metric::Value { numerator, denominator, .. } = metric else { return None };
    Some((side(numerator)?, side(denominator)?))
}

/// A number with its two sides, or why there is none.
type Told = Result<(f64, Option<(f64, f64)>), Na>;

fn told(metric: &Metric) -> Told {
    match metric {
        Metric::Value { value, .. } => Ok((as_number(value), sides(metric))),
        Metric::Na { na, .. } => Err(*na),
    }
}

fn told_definition(definition: &Definition) -> Told {
    let sides = side(&definition.numerator).zip(side(&definition.denominator));
    definition.value.map(|value| (value, sides)).ok_or_else(|| definition.na.unwrap())
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

fn obeys(what: &str, law: &Law, before: Told, after: Told) -> Result<(), TestCaseError> {
    let said = format!("{what}: {law:?}, {before:?} became {after:?}");
    let holds = match (law, before, after) {
        (Any(why), ..) => !why.is_empty(),
        (Follows, ..) => true,
        (Same | Times(_), Err(a), Err(b)) => a == b,
        (Same, Ok((a, _)), Ok((b, _))) => near(a, b),
        (Times(k), Ok((a, _)), Ok((b, _))) => near(a * k, b),
        (Is(want), _, Ok((b, _))) => near(*want, b),
        // Nothing to divide by: neither is there then.
        (Is(want), _, Err(_)) => !want.is_finite(),
        (Parts(above, below), Ok((_, Some((x, y)))), after) => match after {
            Ok((b, _)) => near((x + above) / (y + below), b),
            Err(_) => near(y + below, 0.0),
        },
        (Parts(..), Ok((_, None)), _) => false,
        (AtLeast, Ok((a, _)), Ok((b, _))) => b >= a - 1e-9,
        (AtMost, Ok((a, _)), Ok((b, _))) => b <= a + 1e-9,
        (Parts(..) | AtLeast | AtMost, Err(_), _) => true,
        (Same | Times(_) | AtLeast | AtMost, ..) => false,
    };
    prop_assert!(holds, "{}", said);
    Ok(())
}

/// The figures that are made of others.
fn quotients(r: &Report, window: i32) -> Result<(), TestCaseError> {
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

/// What a change does to a group of customers that is stated: its counts and sums so many times, its rates not.
fn groups_follow(change: &Change, before: &Report, after: &Report) -> Result<(), TestCaseError> {
    let (customers, money) = match change {
        Change::Scaled(k) => (1, i128::from(*k)),
        Change::Twice => (2, 2),
        Change::Split(_) => (0, 1),
        Change::Merged(..) => return Ok(()),
        _ => (1, 1),
    };
    let cents = |text: &str| text.replace('.', "").parse::<i128>().unwrap();
    let stated =
        |r: &Report| -> Vec<Segment> { r.segments.iter().filter(|s| s.by == "plan").cloned().collect() };
    let (before, after) = (stated(before), stated(after));
    prop_assert_eq!(before.len(), after.len());
    for (old, new) in before.into_iter().zip(after) {
        // All fields by name: one more has to find its law here.
        let Segment {
            by: _,
            segmentation: _,
            group,
            value,
            kind,
            n,
            small,
            opening,
            closing,
            kept,
            kept_customers,
            nrr,
            grr,
            logo_retention,
            interval,
            folded,
            mark,
        } = old;
        prop_assert_eq!(
            (group, value, kind, folded, mark),
            (new.group, new.value, new.kind, new.folded, new.mark)
        );
        let sums = [&opening, &closing, &kept].map(|text| cents(text) * money);
        prop_assert_eq!(sums, [&new.opening, &new.closing, &new.kept].map(|text| cents(text)));
        prop_assert!(near(nrr, new.nrr) && near(grr, new.grr));
        if customers > 0 {
            prop_assert_eq!((n * customers, kept_customers * customers), (new.n, new.kept_customers));
            prop_assert!(near(logo_retention, new.logo_retention));
        } else {
            prop_assert!(new.n >= n && new.n <= n + 1 && new.kept_customers >= kept_customers);
        }
        prop_assert_eq!(new.small, new.n < 5);
        if customers == 1 {
            prop_assert_eq!((small, interval), (new.small, new.interval));
        } else if let (Some(wide), Some(narrow), 2) = (interval, new.interval, customers) {
            prop_assert!(narrow.1 - narrow.0 < wide.1 - wide.0, "twice as many customers say more");
        }
    }
    Ok(())
}

/// A month's concentration: only months in which an added customer pays change at all.
fn concentration_follows(
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

/// What a change adds as a customer of its own.
fn added(c: &Company, change: &Change) -> Option<Vec<i64>> {
    let mut row = vec![0; c.last() + 1];
    match change {
        Change::WonLast(amount) => row[c.last()] = *amount,
        Change::WonInside(first, then) => {
            row[c.opening() + 1..].fill(*then);
            row[c.opening() + 1] = *first;
        }
        _ => return None,
    }
    Some(row)
}

/// How long customers stay: of counts alone, so no amount and no month moves it.
fn survival_follows(
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
    let Curve { n, lost, median, ref steps } = *all;
    let of = |curve: &Curve| -> Vec<(u32, u64, u64)> {
        curve.steps.iter().map(|s| (s.time, s.at_risk, s.lost)).collect()
    };
    let said = format!("{change:?}: {all:?} became {:?}", new.all);
    let paid = |i: usize| c.row(i).iter().any(|amount| *amount > 0);
    let holds = match change {
        Change::Twice => {
            (new.all.n, new.all.lost, new.all.median, new.from_first_month)
                == (2 * n, 2 * lost, median, 2 * from_first_month)
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
fn cohorts_follow(change: &Change, before: &Report, after: &Report) -> Result<(), TestCaseError> {
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

fn companies() -> impl Strategy<Value = Company> {
    // Amounts divide by three, costs by any months of a period; many zeros, so that returns are common.
    let amount = prop_oneof![3 => Just(0_i64), 2 => Just(3_000), 2 => 1..5_000_i64, 1 => 1..2_000_000_i64]
        .prop_map(|a| a * 3);
    (2..9_usize, 1..5_usize)
        .prop_flat_map(move |(customers, window)| {
            let length = 2 * window + 2;
            let rows = prop::collection::vec(prop::collection::vec(amount.clone(), length), customers);
            let category = (0..CostCategory::COUNT).prop_map(|i| CostCategory::ALL[i]);
            let cost = (window..length, 1..4_u32, category, 0..200_000_i64);
            let costs = prop::collection::vec(cost.prop_map(|(at, m, c, a)| (at, m, c, a * 6)), 0..8);
            (rows, Just(window), costs, prop::option::of(0..10_000_u16))
        })
        .prop_map(|(rows, window, costs, margin)| Company {
            first: month("2023-03"),
            rows: rows.into_iter().enumerate().map(|(i, row)| (format!("C0{i}0"), row)).collect(),
            window,
            costs,
            margin,
            currency: Currency { code: Some("USD".to_owned()), ..Currency::UNSTATED },
        })
}

fn changes() -> impl Strategy<Value = Change> {
    let amount = || (1..2_000_000_i64).prop_map(|a| a * 3);
    prop_oneof![
        (2..1000_i64).prop_map(Change::Scaled),
        Just(Change::Renamed),
        (-40..40_i32).prop_map(Change::Later),
        Just(Change::Reordered),
        Just(Change::TwoFiles),
        Just(Change::OtherCurrency),
        Just(Change::Nobody),
        Just(Change::Twice),
        amount().prop_map(Change::WonLast),
        (amount(), amount()).prop_map(|(a, b)| Change::WonInside(a, b)),
        (0..8_usize).prop_map(Change::Split),
        (0..8_usize, 1..8_usize).prop_map(|(a, by)| Change::Merged(a, by)),
    ]
}

/// The change for a company of so many customers: numbers that name one do.
fn fitted(change: Change, company: &Company) -> Change {
    let n = company.rows.len();
    match change {
        Change::Split(i) => Change::Split(i % n),
        Change::Merged(a, by) => Change::Merged(a % n, (a % n + 1 + by % (n - 1)) % n),
        // Between the opening and the closing month there must be one.
        Change::WonInside(first, _) if company.window == 1 => Change::WonLast(first),
        other => other,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn every_number_obeys_its_law(company in companies(), change in changes()) {
        let change = fitted(change, &company);
        let (before, after) = (company.report(false, false), company.changed(&change));
        for id in MetricId::ALL {
            let law = law(id, &change, &company, &before);
            obeys(id.as_str(), &law, told(&before.metrics[&id]), told(&after.metrics[&id]))?;
        }
        prop_assert_eq!(before.definitions.len(), DefinitionId::ALL.len());
        for (old, new) in before.definitions.iter().zip(&after.definitions) {
            prop_assert_eq!(old.id, new.id);
            let law = definition_law(old.id, &change, &company);
            obeys(&old.id.name(), &law, told_definition(old), told_definition(new))?;
        }
        quotients(&before, company.window as i32)?;
        quotients(&after, company.window as i32)?;
        groups_follow(&change, &before, &after)?;
        concentration_follows(&company, &change, &before, &after)?;
        survival_follows(&company, &change, &before, &after)?;
        cohorts_follow(&change, &before, &after)?;
    }
}
