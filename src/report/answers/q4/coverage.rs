//! Who looks after whom: key accounts with all three roles filled (Q4-04), basic issues kept off success managers
//! (Q4-05).

use super::super::cells::text;
use super::Sums;
use crate::base::{Na, sort_by};
use crate::metrics::operating::BASIC_TARGET;
use crate::metrics::operating::health::{Inputs, TODAY};
use crate::read::Severity;
use crate::report::answer::{AnswerFigure, Grid, Insight, QuestionState, Unit};
use crate::report::answers::Asked;
use crate::report::behind::Table;
use crate::report::{ENOUGH, Value};
use crate::tables::{AttributeKind, Datum, Record, TableKind};
use std::collections::BTreeSet;

pub(super) fn answer(asked: &Asked<'_>, inputs: &Inputs<'_>, question: &mut QuestionState) {
    roles(asked, inputs, question);
    basic(asked, question);
}

/// Key accounts with a success manager, a solution specialist and a delivery manager.
fn roles(asked: &Asked<'_>, inputs: &Inputs<'_>, question: &mut QuestionState) {
    let company = asked.company;
    let has = |datum| company.has_datum(TableKind::Accounts, datum);
    let csm = company.attribute(AttributeKind::Csm);
    if !has(Datum::SolutionOwner) || !has(Datum::DeliveryOwner) || csm.iter().all(Option::is_none) {
        question.figures.push(AnswerFigure::na("q4.ka_covered", Unit::Share, Na::NoData));
        return;
    }
    let who = |datum: Datum| {
        company.state(|record| {
            record.text(datum).map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
        })
    };
    let (solution, delivery) = (who(Datum::SolutionOwner), who(Datum::DeliveryOwner));
    let of = |all: &[Option<String>], id: u32| all.get(id as usize).cloned().flatten();
    let key = |id: &u32| inputs.key.get(*id as usize).copied().flatten() == Some(true);
    let mut open = Vec::new();
    let mut all = 0;
    for id in inputs.customers(TODAY).filter(key) {
        all += 1;
        let roles = [of(&csm, id), of(&solution, id), of(&delivery, id)];
        if roles.iter().any(Option::is_none) {
            open.push((id, roles));
        }
    }
    let text = |id: u32| company.customers.text(id);
    sort_by(&mut open, |(a, _), (b, _)| {
        asked.company.arr(*b).cmp(&asked.company.arr(*a)).then_with(|| text(*a).cmp(text(*b)))
    });
    let mut grid = Grid::new(
        "q4.coverage",
        &[
            ("customer", Unit::Customer),
            ("csm", Unit::Text),
            ("solution_owner", Unit::Text),
            ("delivery_owner", Unit::Text),
            ("arr", Unit::Money),
        ],
    );
    let mut sums = Sums::default();
    for (id, roles) in &open {
        let mut row = vec![Some(asked.name(*id))];
        row.extend(roles.iter().map(|who| who.clone().map(Value::Money)));
        row.push(asked.company.arr(*id).map(|arr| asked.money(arr)));
        grid.push(row);
        sums = sums.plus(asked.company.arr(*id));
    }
    let figure = AnswerFigure::share("q4.ka_covered", all - sums.customers, all).behind("q4.coverage");
    let without: BTreeSet<u32> = open.iter().map(|(id, _)| *id).collect();
    let table = || asked.at_end(Table::shares().reading(&[TableKind::Accounts]));
    question.figures.push(asked.of_customers(figure, &table, &|id| {
        (inputs.is_customer(id, TODAY) && key(&id)).then(|| [(!without.contains(&id)).into(), 1])
    }));
    question.grids.push(grid);
    if sums.customers > 0 {
        let found = Insight::new("q4.ka_uncovered", Severity::Warning)
            .with("customers", Unit::Count, Value::count(sums.customers))
            .with("all", Unit::Count, Value::count(all));
        let arr = sums.text(asked);
        let found = found.at_stake(arr).doing("Q4-04").listed("q4.coverage");
        question.findings.push(asked.about(found, &|| without.iter().copied().collect()));
    }
}

/// Basic issues by who solved them.
fn basic(asked: &Asked<'_>, question: &mut QuestionState) {
    let mut by: Vec<(&'static str, u64)> = Datum::HandledBy.choices().map(|name| (name, 0)).collect();
    for (table, _) in asked.company.tables(TableKind::Tickets) {
        for row in 0..table.len() {
            // The first of the choices is basic.
            if table.choice(row, Datum::Level) == Some(0)
                && let Some((_, n)) = table.choice(row, Datum::HandledBy).and_then(|place| by.get_mut(place))
            {
                *n += 1;
            }
        }
    }
    let all: u64 = by.iter().map(|(_, n)| n).sum();
    if all == 0 {
        question.figures.push(AnswerFigure::na("q4.basic_outside_csm", Unit::Share, Na::NoData));
        return;
    }
    let csm = by.iter().find(|(name, _)| *name == "csm").map_or(0, |(_, n)| *n);
    let outside = AnswerFigure::share("q4.basic_outside_csm", all - csm, all).behind("q4.basic");
    let is_basic = |record: &Record<'_>| record.choice(Datum::Level) == Datum::Level.choices().next();
    let by_whom = |record: &Record<'_>| record.choice(Datum::HandledBy).filter(|_| is_basic(record));
    let of = (TableKind::Tickets, Datum::Topic);
    question.figures.push(asked.of_records(outside, of, &Table::shares, &|record| {
        by_whom(record).map(|by| [(by != "csm").into(), 1])
    }));
    let mut grid = Grid::new(
        "q4.basic",
        &[("handled_by", Unit::Word), ("basic_tickets", Unit::Count), ("share", Unit::Share)],
    );
    sort_by(&mut by, |a, b| b.1.cmp(&a.1));
    for (name, n) in &by {
        grid.push(vec![text(name), Some(Value::count(*n)), Some(Value::Number(*n as f64 / all as f64))]);
    }
    let columns = grid.parts(["basic_tickets"]);
    question.grids.push(asked.listing(grid, &|place| {
        let name = by.get(place).map(|(name, _)| *name);
        let mut table = Table::parts(&columns);
        for record in asked.company.rows(TableKind::Tickets) {
            if name.is_some() && by_whom(&record) == name {
                table.record(&record, record.text(Datum::Topic), &[1]);
            }
        }
        table
    }));
    if all >= ENOUGH && (all - csm) * 100 < BASIC_TARGET * all {
        let share = |part: u64, of: u64| Value::Number(part as f64 / of as f64);
        let found = Insight::new("q4.basic_on_csm", Severity::Warning)
            .with("csm", Unit::Count, Value::count(csm))
            .with("all", Unit::Count, Value::count(all))
            .with("share", Unit::Share, share(all - csm, all))
            .with("target", Unit::Share, share(BASIC_TARGET, 100));
        question.findings.push(found.doing("Q4-05").listed("q4.basic"));
    }
}
