//! The laws of the definitions of retention.

use crate::company::{Change, Company, added};
use crate::law::Law::{self, Any, AtLeast, Follows, Is, Parts, Same};
use crate::metrics::{CHAINED, difference, steps};
use ninefold::report::DefinitionId;

/// Customers as the definitions of logo retention count them: above and below the line.
pub fn logos(company: &Company, row: &[i64], id: DefinitionId) -> [f64; 2] {
    let (from, to) = (company.opening(), company.last());
    let at = |m: usize| row[m] > 0;
    if id == DefinitionId::LogoSubscription {
        let of = |(_, row): (usize, Vec<i64>)| logos_of_one(&row, from, to);
        return company
            .of_subscriptions(row)
            .into_iter()
            .map(of)
            .fold([0.0, 0.0], |[a, b], [x, y]| [a + x, b + y]);
    }
    let (above, below) = match id {
        DefinitionId::LogoCohort => (at(from) && at(to), at(from)),
        DefinitionId::LogoMonth => (at(to - 1) && at(to), at(to - 1)),
        DefinitionId::LogoWithNew => (at(to), (from..=to).any(at)),
        DefinitionId::LogoMonthWithNew => (at(to), at(to - 1) || at(to)),
        _ => (at(to), at(from)),
    };
    [above, below].map(|is| f64::from(u8::from(is)))
}

/// One of the opening month above and below the line.
fn logos_of_one(row: &[i64], from: usize, to: usize) -> [f64; 2] {
    [row[from] > 0 && row[to] > 0, row[from] > 0].map(|is| f64::from(u8::from(is)))
}

/// The laws of the definitions.
pub fn definition_law(id: DefinitionId, change: &Change, c: &Company) -> Law {
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
        Change::Split(_) | Change::Merged(..) => regrouped(id, change, c),
    }
}

/// The laws where one customer's revenue becomes two's, or two customers' becomes one's.
fn regrouped(id: DefinitionId, change: &Change, c: &Company) -> Law {
    use DefinitionId as Id;
    let merged = matches!(change, Change::Merged(..));
    match id {
        Id::LogoCohort
        | Id::LogoSubscription
        | Id::LogoMonth
        | Id::LogoWithNew
        | Id::LogoMonthWithNew
        | Id::LogoNet => {
            let [above, below] = match change {
                Change::Merged(a, b) => {
                    let sum: Vec<i64> = c.row(*a).iter().zip(c.row(*b)).map(|(a, b)| a + b).collect();
                    difference(&[c.row(*a), c.row(*b)], &[&sum], |row| logos(c, row, id))
                }
                Change::Split(i) => logos(c, c.row(*i), id),
                _ => unreachable!("only these regroup"),
            };
            Parts(above, below)
        }
        Id::LogoMonthlyCompounded if merged => Any("two customers are one in some months of the chain"),
        Id::LogoMonthlyCompounded => Any("the customer counts twice in some months of the chain"),
        Id::NrrMovement | Id::GrrMovement if merged => {
            Any("moves of who wasn't there at the opening come in")
        }
        Id::NrrTwoYear if merged => {
            Any("revenue of who wasn't there in the first month comes in, in both years")
        }
        Id::NrrSurvivors if merged => Any("who was left out for leaving comes in"),
        Id::NrrMovement
        | Id::GrrMovement
        | Id::NrrTwoYear
        | Id::NrrSurvivors
        | Id::NrrOpen
        | Id::GrrAggregateMin => Same,
        Id::NrrCohort
        | Id::NrrUnbroken
        | Id::NrrMonthlyCompounded
        | Id::NrrMonthlyCompoundedReturns
        | Id::NrrLazy
        | Id::NrrLazyReturns
        | Id::NrrTrailingMean
        | Id::NrrMonthlyMean
        | Id::NrrSubscription
        | Id::GrrSubscription
        | Id::NrrLastMonthCompounded
        | Id::NrrLastMonthLinear
        | Id::NrrMonth
        | Id::NrrMonthReturns
        | Id::GrrCohort
        | Id::GrrUnbroken
        | Id::GrrMonthlyCompounded
        | Id::GrrAllMovements
        | Id::GrrMonth => {
            if merged {
                AtLeast
            } else {
                Same
            }
        }
    }
}

pub fn won_definition(id: DefinitionId, c: &Company, row: &[i64]) -> Law {
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
        | Id::NrrSubscription
        | Id::GrrSubscription
        | Id::LogoSubscription
        | Id::LogoCohort => Same,
        Id::NrrMonthlyMean => {
            let sum = |row: &[i64]| units(row.iter().sum());
            // The month in which it is won opens without it.
            let opens = sum(&row[opening..last]);
            Parts(if late { 0.0 } else { opens + units(row[last] - row[opening + 1]) }, opens)
        }
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
