//! What the costs come to by themselves, where no revenue stands beside them: by category and by period.

use crate::base::{Month, sort_by_key};
use crate::report::answer::{Grid, QuestionState, Unit};
use crate::report::answers::Asked;
use crate::report::answers::cells::{Cell, count, money, text};
use crate::report::behind::{Table, cost_sources};
use crate::report::{EvidenceColumn, Value};
use crate::tables::{CostCategory, CostFact};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What was spent on one category.
#[derive(Clone, Copy)]
struct Spent {
    minor: i128,
    first: Month,
    last: Month,
}

/// Adds the lists.
pub(super) fn add(asked: &Asked<'_>, costs: &[CostFact], question: &mut QuestionState) {
    let exponent = asked.exponent();
    let ids = CostCategory::ALL.map(|category| format!("cost_{}", category.name()));
    let mut by_category = [None; CostCategory::COUNT];
    let mut by_period: BTreeMap<Reverse<(Month, u32)>, [Option<i128>; CostCategory::COUNT]> = BTreeMap::new();
    for fact in costs.iter().filter(|fact| fact.months > 0) {
        let first = fact.month.plus(1 - i32::try_from(fact.months).unwrap_or(i32::MAX));
        let place = fact.category as usize;
        if let Some(place) = by_category.get_mut(place) {
            let spent = place.get_or_insert(Spent { minor: 0, first, last: fact.month });
            spent.minor += i128::from(fact.amount);
            (spent.first, spent.last) = (spent.first.min(first), spent.last.max(fact.month));
        }
        let period = by_period.entry(Reverse((fact.month, fact.months))).or_default();
        if let Some(sum) = period.get_mut(place) {
            *sum = Some(sum.unwrap_or(0) + i128::from(fact.amount));
        }
    }
    let total: i128 = by_category.iter().flatten().map(|spent| spent.minor).sum();
    let mut rows: Vec<(&String, Spent)> =
        ids.iter().zip(by_category).filter_map(|(id, spent)| Some((id, spent?))).collect();
    sort_by_key(&mut rows, |(_, spent)| Reverse(spent.minor));
    let mut grid = Grid::new(
        "q6.costs",
        &[
            ("category", Unit::Word),
            ("cost", Unit::Money),
            ("share", Unit::Share),
            ("from_month", Unit::Month),
            ("until_month", Unit::Month),
        ],
    );
    let mut shown: Vec<&str> = Vec::new();
    for (id, spent) in rows {
        shown.push(id);
        let (cost, share) = (Some(money(spent.minor, exponent)), of(spent.minor, total));
        grid.push(vec![text(id), cost, share, text(spent.first), text(spent.last)]);
    }
    let mut periods = Grid::new(
        "q6.costs_by_period",
        &[
            ("to_month", Unit::Month),
            ("months", Unit::Count),
            ("category", Unit::Word),
            ("cost", Unit::Money),
            ("share", Unit::Share),
        ],
    );
    let mut parts: Vec<(Month, u32, &str)> = Vec::new();
    for (Reverse((month, months)), sums) in &by_period {
        let total: i128 = sums.iter().flatten().sum();
        for (id, minor) in ids.iter().zip(sums).filter_map(|(id, minor)| Some((id, (*minor)?))) {
            parts.push((*month, *months, id));
            let cost = Some(money(minor, exponent));
            periods.push(vec![text(month), count(*months), text(id), cost, of(minor, total)]);
        }
    }
    let rows = |columns: &[EvidenceColumn], is: &dyn Fn(&CostFact, &str) -> bool| {
        let mut table = Table::parts(columns);
        let sources = cost_sources(asked.tables);
        let facts = costs.iter().zip(sources).filter(|(fact, _)| fact.months > 0);
        for (fact, source) in facts {
            if ids.get(fact.category as usize).is_some_and(|id| is(fact, id)) {
                table.line(None, Some(&fact.month.to_string()), &[fact.amount.into()], vec![source]);
            }
        }
        table
    };
    let (columns, of_periods) = (grid.parts(["cost"]), periods.parts(["cost"]));
    let grid = asked.listing(grid, &|place| rows(&columns, &|_, id| shown.get(place) == Some(&id)));
    let periods = asked.listing(periods, &|place| {
        rows(&of_periods, &|fact, id| parts.get(place) == Some(&(fact.month, fact.months, id)))
    });
    question.grids.extend([grid, periods].into_iter().filter(|grid| grid.total > 0));
}

/// A category's share; empty where refunds leave nothing to share.
fn of(minor: i128, total: i128) -> Cell {
    (total > 0).then(|| Value::Number(minor as f64 / total as f64))
}
