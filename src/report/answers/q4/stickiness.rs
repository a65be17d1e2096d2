//! What holds customers: how often users come, seats, modules, connected systems, and retention by how much of them
//! customers had.

use super::super::cells::{count, text};
use crate::base::{Date, Na, sort_by_key, wilson};
use crate::metrics::operating::health::{Inputs, Sum, TODAY, USE_DAYS, day_number};
use crate::metrics::operating::stickiness::{
    Held, Integrations, Modules, Summed, breadth, by_held, dau_mau, intensity, seat_use, tenth,
};
use crate::metrics::operating::{Unheard, unheard};
use crate::metrics::{GroupSums, Retention, openings};
use crate::read::Severity;
use crate::report::answer::{AnswerFigure, Grid, Insight, QuestionState, Unit};
use crate::report::answers::Asked;
use crate::report::behind::{Exclusion, Table, source};
use crate::report::{ENOUGH, EvidenceColumn, Value, Window};
use crate::tables::{Datum, TableKind};
use std::cmp::Reverse;
use std::collections::BTreeSet;

pub(super) fn answer(asked: &Asked<'_>, inputs: &Inputs<'_>, question: &mut QuestionState) {
    let integrations = Integrations::of(asked.company);
    let days = inputs.usage.days_in(TODAY, None).and_then(|days| u64::try_from(days).ok());
    let daily = inputs.usage.daily_users().zip(days);
    let figure = match daily.and_then(|((daily, all), days)| Some((dau_mau(daily, days, all)?, all))) {
        Some((ratio, users)) => {
            let value = ratio.value().unwrap_or_default();
            AnswerFigure::new("q4.dau_mau", Unit::Share, Value::Number(value), users)
        }
        None => AnswerFigure::na("q4.dau_mau", Unit::Share, Na::NoData),
    };
    let until = inputs.day(TODAY).unwrap_or_default();
    question.figures.push(asked.resting(figure, &|| users(asked, until, days.unwrap_or_default())));
    let on = until;
    let pairs = |id: &str, unit, of: &dyn Fn(u32) -> Option<(i64, i64)>| {
        let figure = summed(id, unit, Summed::of(inputs.customers(TODAY).filter_map(of)));
        let table =
            || Table::shares().reading(&[TableKind::Accounts, TableKind::Usage, TableKind::Integrations]);
        asked.of_customers(figure, &table, &|id| {
            let (part, whole) = of(id).filter(|_| inputs.is_customer(id, TODAY))?;
            Some([part.into(), whole.into()])
        })
    };
    question.figures.extend([
        pairs("q4.seat_utilisation", Unit::Share, &|id| seat_use(inputs, id)),
        pairs("q4.module_breadth", Unit::Share, &|id| breadth(inputs, id)),
        pairs("q4.core_intensity", Unit::Number, &|id| intensity(inputs, id)),
        pairs("q4.integrations", Unit::Number, &|id| Some((integrations.count(id, on)?, 1))),
        pairs("q4.integration_depth", Unit::Number, &|id| Some((integrations.depth(id, on)?, 1))),
    ]);
    let data = match integrations.data {
        Some(data) => AnswerFigure::new("q4.data_gb", Unit::Number, Value::Number(data as f64 / 1000.0), 0),
        None => AnswerFigure::na("q4.data_gb", Unit::Number, Na::NoData),
    };
    let of = (TableKind::Integrations, Datum::Integration);
    question.figures.push(asked.of_records(data, of, &|| Table::sums(Unit::Number), &|record| {
        record.customer.and(record.text(Datum::Integration))?;
        record.thousandths(Datum::DataGb).map(|gb| [gb.into(), 0])
    }));
    question.grids.extend(seats(asked, inputs));
    not_heard(asked, inputs, question);
}

/// Customers that pay no less while their users go, those that pay most first.
fn not_heard(asked: &Asked<'_>, inputs: &Inputs<'_>, question: &mut QuestionState) {
    let company = asked.company;
    if company.month().is_none() || !inputs.usage.states(Sum::Users) {
        return;
    }
    let Some(mut all) = unheard(company, inputs) else {
        question.figures.push(AnswerFigure::na("q4.unheard", Unit::Count, Na::InsufficientHistory));
        return;
    };
    sort_by_key(&mut all, |one| (Reverse(one.mrr), company.customers.text(one.customer)));
    let n = all.len() as u64;
    let figure = AnswerFigure::new("q4.unheard", Unit::Count, Value::count(n), n);
    let rows = |own: &[Unheard]| {
        let mut table = asked.at_end(Table::counts().reading(&[TableKind::Usage]));
        own.iter().for_each(|one| table.line(Some(one.customer), None, &[1], Vec::new()));
        table
    };
    question.figures.push(asked.resting(figure.behind("q4.unheard"), &|| rows(&all)));
    let mut grid = Grid::new(
        "q4.unheard",
        &[
            ("customer", Unit::Customer),
            ("users_before", Unit::Count),
            ("users_now", Unit::Count),
            ("seats", Unit::Count),
            ("mrr", Unit::Money),
        ],
    );
    for one in all.iter().take(Grid::room()) {
        grid.push(vec![
            Some(asked.name(one.customer)),
            Some(Value::count(one.before.into())),
            Some(Value::count(one.now.into())),
            inputs.seats.get(one.customer as usize).copied().flatten().and_then(count),
            Some(asked.money(one.mrr.into())),
        ]);
    }
    grid.total = n;
    if let Some(first) = all.first() {
        let mrr: i128 = all.iter().map(|one| i128::from(one.mrr)).sum();
        question.findings.push(
            asked.about(
                Insight::new("q4.unheard_found", Severity::Warning)
                    .with("customers", Unit::Count, Value::count(n))
                    .with("first", Unit::Customer, asked.name(first.customer))
                    .at_stake(Some(asked.decimal(mrr * 12)))
                    .doing("N-09")
                    .listed("q4.unheard"),
                &|| all.iter().map(|one| one.customer).collect(),
            ),
        );
        question.grids.push(asked.listing(grid, &|place| rows(all.get(place..=place).unwrap_or_default())));
    }
}

/// Customers by how much of their seats is in use; none where no file says.
fn seats(asked: &Asked<'_>, inputs: &Inputs<'_>) -> Option<Grid> {
    let used = |id| seat_use(inputs, id).map(|(users, seats)| (id, tenth(users, seats)));
    let used: Vec<(u32, usize)> = inputs.customers(TODAY).filter_map(used).collect();
    let of = |place: usize| used.iter().filter(move |(_, tenth)| *tenth == place).map(|(id, _)| *id);
    let mut grid = Grid::new("q4.seats", &[("seat_use", Unit::Word), ("customers", Unit::Count)]);
    for place in 0..=10 {
        let name =
            if place < 10 { format!("{}–{} %", place * 10, place * 10 + 10) } else { "> 100 %".to_owned() };
        grid.push(vec![text(name), Some(Value::count(of(place).count() as u64))]);
    }
    let columns = grid.parts(["customers"]);
    let rows = |place: usize| {
        let mut table = Table::parts(&columns).reading(&[TableKind::Accounts, TableKind::Usage]);
        of(place).for_each(|id| table.line(Some(id), None, &[1], Vec::new()));
        table
    };
    (!used.is_empty()).then(|| asked.listing(grid, &rows))
}

/// The users that events of the last 28 days name, each with the days it was there, of those that there are.
fn users(asked: &Asked<'_>, until: i32, days: u64) -> Table {
    let mut table = Table::shares();
    let mut seen: BTreeSet<(u32, &str, i64)> = BTreeSet::new();
    let (mut without, first) = (0, i64::from(until - USE_DAYS) + 1);
    for record in asked.company.rows(TableKind::Usage) {
        let day = record.day(Datum::Date).map(Date::days).filter(|day| (first..=until.into()).contains(day));
        let (Some(id), Some(user), Some(day)) = (record.customer, record.text(Datum::UserId), day) else {
            without += 1;
            continue;
        };
        let new = seen.insert((id, user, day));
        table.line(Some(id), Some(user), &[new.into(), 0], vec![source(record.source())]);
    }
    let mut table = table.joined();
    for [_, whole, ..] in table.rows.iter_mut().map(|row| &mut row.cells) {
        *whole = days.into();
    }
    table.without(Exclusion::OtherRows, without)
}

fn summed(id: &str, unit: Unit, sum: Summed) -> AnswerFigure {
    if sum.n == 0 {
        return AnswerFigure::na(id, unit, Na::NoData);
    }
    if sum.whole == 0 {
        return AnswerFigure::na(id, unit, Na::ZeroDenominator);
    }
    AnswerFigure {
        numerator: Some(Value::Count(sum.part)),
        denominator: Some(Value::Count(sum.whole)),
        ..AnswerFigure::new(id, unit, Value::Number(sum.part as f64 / sum.whole as f64), sum.n)
    }
}

/// Retention over the report's window by what customers had when it opened; where only the present is known, by that,
/// which is said. `as_of` is the day that the present is judged at.
pub(super) fn retained(asked: &Asked<'_>, window: Option<Window>, as_of: Date) -> Grid {
    let mut grid = Grid::new(
        "q4.stickiness",
        &[
            ("held", Unit::Word),
            ("bucket", Unit::Word),
            ("known_at", Unit::Word),
            ("opening_customers", Unit::Count),
            ("kept_customers", Unit::Count),
            ("logo_retention", Unit::Share),
            ("low", Unit::Share),
            ("high", Unit::Share),
            ("opening_mrr", Unit::Money),
            ("grr", Unit::Share),
            ("nrr", Unit::Share),
        ],
    );
    let Some(window) = window else { return grid };
    let company = asked.company;
    let all = openings(company.book, window);
    let integrations = Integrations::of(company);
    let opened = window.from.last_day();
    let then = opened.filter(|_| integrations.dated);
    let on = day_number(then.unwrap_or(as_of));
    let connected = |id: u32| integrations.count(id, on);
    let groups = by_held(&all, Held::Integrations, connected);
    push(asked, &mut grid, Held::Integrations, then.is_some(), &groups);
    // Modules as the usage of that time has them; where it doesn't reach back, as they are now.
    let known = Modules::of(company, as_of, opened);
    let back = all.iter().any(|one| known.earlier(one.customer).is_some());
    let modules = |id: u32| if back { known.earlier(id) } else { known.now(id) };
    let rows = grid.rows.len();
    push(asked, &mut grid, Held::Modules, back, &by_held(&all, Held::Modules, modules));
    // Three rows of each that is known of anybody.
    let held = |place: usize, id: u32| match place < rows {
        true => connected(id).map(|n| Held::Integrations.bucket(n) == place),
        false => modules(id).map(|n| Held::Modules.bucket(n) == place - rows),
    };
    let [opening, customers, kept] = grid.parts(["opening_mrr", "opening_customers", "kept_customers"]);
    let columns = [opening, EvidenceColumn::Kept, EvidenceColumn::Closing, customers, kept];
    asked.listing(grid, &|place| {
        let table = Table::parts(&columns);
        let reads = [TableKind::Accounts, TableKind::Usage, TableKind::Integrations];
        let mut table = table.between(window.from, window.to).reading(&reads);
        for one in all.iter().filter(|one| held(place, one.customer) == Some(true)) {
            let cells = [one.m0.into(), one.m0.min(one.m1).into(), one.m1.into(), 1, (one.m1 > 0).into()];
            table.line(Some(one.customer), None, &cells, Vec::new());
        }
        table
    })
}

fn push(asked: &Asked<'_>, grid: &mut Grid, held: Held, then: bool, groups: &[GroupSums; 3]) {
    if groups.iter().all(|group| group.customers == 0) {
        return;
    }
    for (name, group) in held.names().into_iter().zip(groups) {
        let enough = group.customers >= ENOUGH;
        let rate = |rate: Retention| group.rate(rate).value().filter(|_| enough).map(Value::Number);
        let interval = wilson(group.kept_customers, group.customers).filter(|_| enough);
        grid.push(vec![
            text(match held {
                Held::Integrations => "integrations",
                Held::Modules => "modules",
            }),
            text(name),
            text(if then { "at_opening" } else { "at_present" }),
            Some(Value::count(group.customers)),
            Some(Value::count(group.kept_customers)),
            rate(Retention::Logo),
            interval.map(|interval| Value::Number(interval.0)),
            interval.map(|interval| Value::Number(interval.1)),
            Some(asked.money(group.opening)),
            rate(Retention::Grr),
            rate(Retention::Nrr),
        ]);
    }
}
