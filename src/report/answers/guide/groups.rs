//! What the accounts say by themselves, where no revenue stands beside them: how many customers there are in each
//! group, and how many of them left.

use super::{add_grid, count, text};
use crate::base::{Month, sort_by_key};
use crate::metrics::operating::Loss;
use crate::report::answer::{AnswerFigure, Grid, QuestionState, Unit};
use crate::report::answers::Asked;
use crate::report::answers::cells::share_of_enough;
use crate::tables::AttributeKind;
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
        question.figures.push(AnswerFigure::share("guide.left", left, all).behind("guide.groups"));
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
    for attribute in company.attributes() {
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
            let group = text(attribute.values.text(value));
            grid.push(vec![text(&attribute.name), group, count(n), churned, churn]);
        }
    }
    add_grid(question, grid.filled());
}
