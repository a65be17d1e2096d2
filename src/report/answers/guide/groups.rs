//! What the accounts say by themselves, where no revenue stands beside them: how many customers there are in each
//! group, and how many of them left.

use super::{add_grid, count, text};
use crate::base::{Month, sort_by_key};
use crate::metrics::operating::Loss;
use crate::report::answer::{AnswerFigure, Grid, QuestionState, Unit};
use crate::report::answers::Asked;
use crate::report::answers::cells::share_of_enough;
use crate::report::behind::Table;
use crate::tables::{AttributeKind, TableKind};
use std::cmp::Reverse;

/// Adds the list, and how many customers left.
pub(super) fn add(asked: &Asked<'_>, losses: &[Loss], question: &mut QuestionState) {
    let company = asked.company;
    if company.month().is_some() {
        return;
    }
    let known = company.with_account();
    let mut gone = vec![false; known.len()];
    for loss in losses {
        gone.iter_mut().skip(loss.customer as usize).take(1).for_each(|gone| *gone = true);
    }
    let all = known.iter().filter(|known| **known).count() as u64;
    let left = known.iter().zip(&gone).filter(|(known, gone)| **known && **gone).count() as u64;
    if left > 0 {
        let figure = AnswerFigure::share("guide.left", left, all).behind("guide.groups");
        let table = || Table::shares().reading(&[TableKind::Accounts]);
        question.figures.push(asked.of_customers(figure, &table, &|id| {
            let place = id as usize;
            let is_known = known.get(place).copied().unwrap_or_default();
            is_known.then(|| [gone.get(place).copied().unwrap_or_default().into(), 1])
        }));
    }
    let mut grid = Grid::new(
        "guide.groups",
        &[
            ("grouped_by", Unit::Text),
            ("group", Unit::Text),
            ("customers", Unit::Count),
            ("churned", Unit::Count),
            ("churn", Unit::Share),
        ],
    );
    let mut shown: Vec<(usize, u32)> = Vec::new();
    for (at, attribute) in company.attributes().iter().enumerate() {
        if attribute.kind == AttributeKind::ChurnReason {
            continue;
        }
        let mut sums = vec![(0_u64, 0_u64); attribute.values.len()];
        let values = attribute.each_at(known.len(), &|_| Month::EARLIEST);
        for (value, gone) in values.iter().zip(&gone) {
            if let Some((n, left)) = value.and_then(|value| sums.get_mut(value as usize)) {
                *n += 1;
                *left += u64::from(*gone);
            }
        }
        let mut rows: Vec<(u32, (u64, u64))> = (0..).zip(sums).collect();
        sort_by_key(&mut rows, |(value, (n, _))| (Reverse(*n), attribute.values.text(*value).to_owned()));
        for (value, (n, gone)) in rows {
            let (churned, churn) = match left {
                0 => (None, None),
                _ => (count(gone), share_of_enough(gone, n)),
            };
            shown.push((at, value));
            let group = text(attribute.values.text(value));
            grid.push(vec![text(&attribute.name), group, count(n), churned, churn]);
        }
    }
    let grid = grid.filled();
    let columns = grid.parts(["customers", "churned"]);
    let of_group = |place: usize| {
        let mut table = Table::parts(&columns).reading(&[TableKind::Accounts]);
        let attributes = company.attributes();
        let Some((at, value)) = shown.get(place) else { return table };
        let Some(attribute) = attributes.get(*at) else { return table };
        let values = attribute.each_at(known.len(), &|_| Month::EARLIEST);
        for ((id, own), gone) in (0_u32..).zip(&values).zip(&gone) {
            if *own == Some(*value) {
                table.line(Some(id), None, &[1, i128::from(*gone)], Vec::new());
            }
        }
        table
    };
    add_grid(question, asked.listing(grid, &of_group));
}
