//! How many accounts and how much revenue each success manager looks after.

use super::super::Asked;
use super::super::cells::{money, money_each};
use crate::base::{format_minor, sort_by_key};
use crate::metrics::operating::{Cared, Managers};
use crate::report::answer::{AnswerFigure, Grid, QuestionState, Unit};
use crate::report::behind::{Exclusion, Table, source};
use crate::report::{EvidenceColumn, SourceRef, Value};
use crate::tables::TableKind;
use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

pub(super) fn of_managers(
    asked: &Asked<'_>,
    found: &Managers,
    cared: &[Cared],
    question: &mut QuestionState,
) {
    let exponent = asked.company.book.currency.exponent;
    let n = found.by.len() as u64;
    if n == 0 {
        return;
    }
    let (accounts, mrr) =
        found.by.values().fold((0, 0_i128), |(all, mrr), care| (all + care.accounts, mrr + care.mrr));
    let each = AnswerFigure {
        numerator: Some(Value::count(accounts)),
        denominator: Some(Value::count(n)),
        ..AnswerFigure::new("q6.accounts_each", Unit::Number, Value::Number(accounts as f64 / n as f64), n)
            .behind("q6.managers")
    };
    question.figures.push(asked.resting(each, &|| by_manager(asked, cared, Table::shares(), &|_| 1)));
    let revenue = found.revenue.is_some();
    if revenue {
        let each = AnswerFigure {
            value: money_each(mrr * 12, n.into(), exponent),
            numerator: Some(money(mrr * 12, exponent)),
            denominator: Some(Value::count(n)),
            ..AnswerFigure::new("q6.arr_each", Unit::Money, Value::Count(0), n).behind("q6.managers")
        };
        let annual = EvidenceColumn::Annual;
        let table =
            || Table::new(&[annual, EvidenceColumn::Whole], Some(annual), Some(EvidenceColumn::Whole));
        question.figures.push(asked.resting(each, &|| {
            by_manager(asked, cared, table(), &|own| i128::from(own.mrr.unwrap_or(0)) * 12)
        }));
    }
    let nobody = found.nobody.accounts;
    let figure =
        AnswerFigure::new("q6.without_manager", Unit::Count, Value::count(nobody), accounts + nobody);
    question.figures.push(asked.resting(figure, &|| {
        accounts_of(asked, cared, Table::among(), &|own| Some([own.manager.is_none().into(), 1]))
    }));
    let arr = |minor: i128| revenue.then(|| Value::Money(format_minor(minor * 12, exponent)));
    let mut grid = Grid::new(
        "q6.managers",
        &[
            ("manager", Unit::Text),
            ("accounts", Unit::Count),
            ("key_accounts", Unit::Count),
            ("arr", Unit::Money),
        ],
    );
    let mut rows: Vec<_> = found.by.iter().collect();
    sort_by_key(&mut rows, |(name, care)| (Reverse(care.mrr), Reverse(care.accounts), (*name).clone()));
    for (name, care) in &rows {
        grid.push(vec![
            Some(Value::text(name)),
            Some(Value::count(care.accounts)),
            Some(Value::count(care.key_accounts)),
            arr(care.mrr),
        ]);
    }
    let names: Vec<&String> = rows.iter().map(|(name, _)| *name).collect();
    let columns = grid.parts(["accounts", "key_accounts", "arr"]);
    question.grids.push(asked.listing(grid, &|place| {
        let name = names.get(place).copied();
        accounts_of(asked, cared, Table::parts(&columns), &|own| {
            (own.manager.as_ref() == name).then(|| [1, own.key.into(), annual(own)])
        })
    }));
    if found.tiers.is_empty() {
        return;
    }
    let mut tiers = Grid::new(
        "q6.tiers",
        &[
            ("tier", Unit::Text),
            ("accounts", Unit::Count),
            ("managers", Unit::Count),
            ("accounts_each", Unit::Number),
            ("arr_each", Unit::Money),
        ],
    );
    let mut rows: Vec<_> = found.tiers.iter().collect();
    sort_by_key(&mut rows, |(name, (care, _))| (Reverse(care.mrr), Reverse(care.accounts), (*name).clone()));
    for (name, (care, managers)) in &rows {
        let each = (*managers > 0).then(|| care.accounts as f64 / *managers as f64);
        let of_revenue = money_each(care.mrr * 12, i128::from(*managers), exponent);
        tiers.push(vec![
            Some(Value::text(name)),
            Some(Value::count(care.accounts)),
            Some(Value::count(*managers)),
            each.map(Value::Number),
            of_revenue.filter(|_| revenue),
        ]);
    }
    let names: Vec<&String> = rows.iter().map(|(name, _)| *name).collect();
    let [accounts, managers] = tiers.parts(["accounts", "managers"]);
    question.grids.push(asked.listing(tiers, &|place| {
        let name = names.get(place).copied();
        let seen = RefCell::new(BTreeSet::new());
        accounts_of(asked, cared, Table::parts(&[accounts, managers, EvidenceColumn::Annual]), &|own| {
            // A manager counts with the first of its accounts.
            let is = own.tier.is_some() && own.tier.as_ref() == name;
            is.then(|| [1, seen.borrow_mut().insert(own.manager.clone()).into(), annual(own)])
        })
    }));
}

/// What an account pays a year.
fn annual(own: &Cared) -> i128 {
    i128::from(own.mrr.unwrap_or(0)) * 12
}

/// The active accounts that `cells` has cells for.
fn accounts_of<const N: usize>(
    asked: &Asked<'_>,
    cared: &[Cared],
    table: Table,
    cells: &dyn Fn(&Cared) -> Option<[i128; N]>,
) -> Table {
    let mut table = asked.at_end(table.reading(&[TableKind::Accounts]));
    for own in cared {
        if let Some(cells) = cells(own) {
            table.line(Some(own.customer), own.manager.as_deref(), &cells, Vec::new());
        }
    }
    let others = asked.company.customers.len() - cared.len();
    table.without(Exclusion::Unjudged, others)
}

/// The accounts of each manager together, each manager counting once below the line.
fn by_manager(asked: &Asked<'_>, cared: &[Cared], table: Table, cell: &dyn Fn(&Cared) -> i128) -> Table {
    let mut lines: BTreeMap<u32, Vec<SourceRef>> = BTreeMap::new();
    for (id, file, line) in asked.company.lines(TableKind::Accounts, &|_| true) {
        lines.entry(id).or_default().push(source((file, line)));
    }
    let mut table = table;
    for own in cared.iter().filter(|own| own.manager.is_some()) {
        let mut sources = lines.remove(&own.customer).unwrap_or_default();
        if let Some(month) = asked.company.month() {
            sources.extend(asked.paid(own.customer, month, month));
        }
        table.line(None, own.manager.as_deref(), &[cell(own), 0], sources);
    }
    let mut table = table.joined();
    for [_, whole, ..] in table.rows.iter_mut().map(|row| &mut row.cells) {
        *whole = 1;
    }
    table
}
