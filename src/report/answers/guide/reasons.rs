//! Why customers left, in all and by month.

use super::{add_grid, count, named, text};
use crate::base::{Month, sort_by_key};
use crate::metrics::operating::{Loss, term};
use crate::read::Severity;
use crate::report::answer::{AnswerFigure, Grid, Insight, QuestionState, Unit};
use crate::report::answers::Asked;
use crate::report::behind::Table;
use crate::report::{ENOUGH, EvidenceColumn, Value};
use crate::tables::TableKind;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A term of ours, or the reason as it is written where none of ours fits; neither where none is stated.
type Reason<'a> = (Option<&'static str>, Option<&'a str>);

/// Customers, and what they paid a month where it is known of all of them.
#[derive(Clone, Copy, Default)]
struct Sums {
    n: u64,
    lost: i128,
    known: u64,
}

impl Sums {
    fn add(&mut self, loss: &Loss) {
        self.n += 1;
        self.lost += i128::from(loss.lost.unwrap_or_default());
        self.known += u64::from(loss.lost.is_some());
    }
}

/// Adds them; `false` where no file states a reason.
pub(super) fn add(asked: &Asked<'_>, all: &[Loss], question: &mut QuestionState) -> bool {
    let money = |minor: Option<i128>| minor.map(|minor| asked.money(minor));
    let stated = all.iter().filter(|loss| loss.reason.is_some()).count() as u64;
    // Where revenue tells by itself who left when, losses without a reason say nothing new.
    if stated == 0 && (asked.company.month().is_some() || all.is_empty()) {
        return false;
    }
    let mut reasons: BTreeMap<Reason<'_>, Sums> = BTreeMap::new();
    let mut months: BTreeMap<(Reverse<Month>, Reason<'_>), Sums> = BTreeMap::new();
    for loss in all {
        let reason = reason(loss);
        reasons.entry(reason).or_default().add(loss);
        if let Some(month) = loss.month {
            months.entry((Reverse(month), reason)).or_default().add(loss);
        }
    }
    let figure = AnswerFigure::share("guide.reasons_stated", stated, all.len() as u64);
    let rows =
        |table: Table, cells: &dyn Fn(&Loss) -> Option<[i128; 2]>| losses_behind(asked, all, table, cells);
    question.figures.push(asked.resting(figure.behind("guide.reasons"), &|| {
        rows(Table::shares(), &|loss| Some([loss.reason.is_some().into(), 1]))
    }));
    let lost_for = |columns: &[EvidenceColumn], is: &dyn Fn(&Loss) -> bool| {
        rows(Table::parts(columns), &|loss| is(loss).then(|| [1, i128::from(loss.lost.unwrap_or(0))]))
    };
    let lost: i128 = reasons.iter().filter(|(reason, _)| is_stated(reason)).map(|(_, sums)| sums.lost).sum();
    let mut ranked: Vec<(Reason<'_>, Sums)> = reasons.into_iter().collect();
    // What is stated first, by what it cost.
    sort_by_key(&mut ranked, |(reason, sums)| {
        (!is_stated(reason), Reverse(sums.lost), Reverse(sums.n), *reason)
    });
    let mut grid = Grid::new(
        "guide.reasons",
        &[
            ("reason", Unit::Word),
            ("as_written", Unit::Text),
            ("customers", Unit::Count),
            ("share", Unit::Share),
            ("lost_mrr", Unit::Money),
            ("lost_share", Unit::Share),
        ],
    );
    for (reason, sums) in &ranked {
        let of_money = is_stated(reason) && lost > 0 && sums.known > 0;
        let share = is_stated(reason) && stated >= ENOUGH;
        grid.push(vec![
            text(word(reason)),
            written(reason),
            count(sums.n),
            share.then(|| Value::Number(sums.n as f64 / stated as f64)),
            money((sums.known > 0).then_some(sums.lost)),
            of_money.then(|| Value::Number(sums.lost as f64 / lost as f64)),
        ]);
    }
    let columns = grid.parts(["customers", "lost_mrr"]);
    let for_reason = |place: usize| {
        let own = ranked.get(place).map(|(reason, _)| *reason);
        lost_for(&columns, &|loss| Some(reason(loss)) == own)
    };
    add_grid(question, asked.listing(grid, &for_reason));
    let mut grid = Grid::new(
        "guide.reasons_by_month",
        &[
            ("month", Unit::Month),
            ("reason", Unit::Word),
            ("as_written", Unit::Text),
            ("customers", Unit::Count),
            ("lost_mrr", Unit::Money),
        ],
    );
    for ((Reverse(month), reason), sums) in &months {
        let lost = money((sums.known > 0).then_some(sums.lost));
        grid.push(vec![text(month), text(word(reason)), written(reason), count(sums.n), lost]);
    }
    let columns = grid.parts(["customers", "lost_mrr"]);
    let in_month = |place: usize| {
        let own = months.keys().nth(place).map(|(Reverse(month), reason)| (*month, *reason));
        lost_for(&columns, &|loss| loss.month.map(|month| (month, reason(loss))) == own && own.is_some())
    };
    add_grid(question, asked.listing(grid, &in_month));
    if let Some((reason_of, found)) = commonest(&ranked, stated) {
        let ids = || all.iter().filter(|loss| reason(loss) == reason_of).map(|loss| loss.customer).collect();
        question.findings.push(asked.about(found, &ids));
    }
    stated > 0
}

/// The customers that left that `cells` has cells for, with what they paid last.
fn losses_behind(
    asked: &Asked<'_>,
    all: &[Loss],
    table: Table,
    cells: &dyn Fn(&Loss) -> Option<[i128; 2]>,
) -> Table {
    let mut table = table.reading(&[TableKind::Accounts]);
    for loss in all {
        let Some(cells) = cells(loss) else { continue };
        let points = asked.company.book.points(loss.customer);
        let last = points.iter().rev().find(|point| loss.month.is_none_or(|month| point.month <= month));
        let paid = last.map(|last| asked.paid(loss.customer, last.month, last.month));
        table.line(Some(loss.customer), None, &cells, paid.unwrap_or_default());
    }
    table
}

fn reason(loss: &Loss) -> Reason<'_> {
    match loss.reason.as_deref() {
        None => (None, None),
        Some(reason) => match term(reason) {
            Some(term) => (Some(term), None),
            None => (None, Some(reason)),
        },
    }
}

fn is_stated(reason: &Reason<'_>) -> bool {
    *reason != (None, None)
}

fn word(reason: &Reason<'_>) -> String {
    match reason {
        (Some(term), _) => format!("reason_{term}"),
        (None, Some(_)) => "reason_other".to_owned(),
        (None, None) => "not_stated".to_owned(),
    }
}

fn written(reason: &Reason<'_>) -> Option<Value> {
    reason.1.and_then(text)
}

/// The reason that a third or more of at least five customers left for.
fn commonest<'a>(ranked: &[(Reason<'a>, Sums)], stated: u64) -> Option<(Reason<'a>, Insight)> {
    let top = ranked
        .iter()
        .filter(|(reason, _)| is_stated(reason))
        .max_by_key(|(reason, sums)| (sums.n, Reverse(*reason)));
    let (reason, sums) = top.filter(|(_, sums)| stated >= ENOUGH && sums.n * 3 >= stated)?;
    let named_by = match reason.1 {
        Some(own) => named("reason", Unit::Text, text(own)),
        None => named("reason", Unit::Word, text(word(reason))),
    };
    let values =
        [named_by, named("customers", Unit::Count, count(sums.n)), named("of", Unit::Count, count(stated))];
    let found = Insight {
        values: values.into_iter().flatten().collect(),
        actions: vec!["G-10".to_owned()],
        grid: Some("guide.reasons".to_owned()),
        ..Insight::new("guide.commonest_reason", Severity::Info)
    };
    Some((*reason, found))
}
