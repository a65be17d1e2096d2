//! What holds customers: how often users come, seats, modules, connected systems, and retention by how much of them
//! customers had.

use super::super::cells::text;
use crate::base::{Na, wilson};
use crate::metrics::operating::health::{Inputs, OTHERS, Sum, TODAY};
use crate::metrics::operating::stickiness::{
    Held, Integrations, Summed, breadth, by_held, dau_mau, intensity, seat_tenths, seat_use,
};
use crate::metrics::{GroupSums, Retention, openings};
use crate::report::answer::{AnswerFigure, Grid, QuestionState, Unit};
use crate::report::answers::Asked;
use crate::report::{ENOUGH, Value};

/// `quarters` days stand before the day that the window opens with.
pub(super) fn answer(asked: &Asked<'_>, inputs: &Inputs<'_>, quarters: usize, question: &mut QuestionState) {
    let integrations = Integrations::of(asked.company);
    let days = inputs.usage.days_in(TODAY, None).and_then(|days| u64::try_from(days).ok());
    let daily = inputs.usage.daily_users().zip(days);
    question.figures.push(
        match daily.and_then(|((daily, all), days)| Some((dau_mau(daily, days, all)?, all))) {
            Some((ratio, users)) => {
                let value = ratio.value().unwrap_or_default();
                AnswerFigure::new("q4.dau_mau", Unit::Share, Value::Number(value), users)
            }
            None => AnswerFigure::na("q4.dau_mau", Unit::Share, Na::NoData),
        },
    );
    question.figures.extend([
        summed("q4.seat_utilisation", Unit::Share, seat_use(inputs)),
        summed("q4.module_breadth", Unit::Share, breadth(inputs)),
        summed("q4.core_intensity", Unit::Number, intensity(inputs)),
    ]);
    let on = inputs.day(TODAY).unwrap_or_default();
    let mean = |id: &str, of: &dyn Fn(u32) -> Option<i64>| {
        let sum = inputs.customers(TODAY).filter_map(of).fold((0, 0), |(sum, n), x| (sum + x, n + 1));
        let (part, whole) = sum;
        summed(id, Unit::Number, Summed { part, whole, n: whole.unsigned_abs() })
    };
    question.figures.extend([
        mean("q4.integrations", &|id| integrations.count(id, on)),
        mean("q4.integration_depth", &|id| integrations.depth(id, on)),
    ]);
    question.figures.push(match integrations.data {
        Some(data) => AnswerFigure::new("q4.data_gb", Unit::Number, Value::Number(data as f64 / 1000.0), 0),
        None => AnswerFigure::na("q4.data_gb", Unit::Number, Na::NoData),
    });
    question.grids.push(seats(inputs));
    retained(asked, inputs, &integrations, OTHERS + quarters, question);
}

/// Customers by how much of their seats is in use, in tenths; all of it belongs to the last of them.
fn seats(inputs: &Inputs<'_>) -> Grid {
    let mut grid = Grid::new("q4.seats", &[("seat_use", Unit::Text), ("customers", Unit::Count)]);
    let tenths = seat_tenths(inputs);
    for (tenth, customers) in (0..).zip(tenths).filter(|_| tenths.iter().any(|customers| *customers > 0)) {
        let (from, to) = (tenth * 10, tenth * 10 + 10);
        let name = if tenth < 10 { format!("{from}–{to} %") } else { "> 100 %".to_owned() };
        grid.push(vec![text(name), Some(Value::count(customers))]);
    }
    grid
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
/// which is said.
fn retained(
    asked: &Asked<'_>,
    inputs: &Inputs<'_>,
    integrations: &Integrations,
    opening: usize,
    question: &mut QuestionState,
) {
    let mut grid = Grid::new(
        "q4.stickiness",
        &[
            ("held", Unit::Word),
            ("bucket", Unit::Text),
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
    if let Some(window) = asked.report.window {
        let all = openings(asked.company.book, window);
        let (then, now) = (inputs.day(opening), inputs.day(TODAY).unwrap_or_default());
        let on = then.filter(|_| integrations.dated);
        let groups = by_held(&all, Held::Integrations, |id| integrations.count(id, on.unwrap_or(now)));
        push(asked, &mut grid, Held::Integrations, on.is_some(), &groups);
        // Modules as the usage of that time has them; where it doesn't reach back, as they are now.
        let used = |id: u32| inputs.usage.sum(opening, id, Sum::Modules);
        let back = inputs.has_day(opening) && all.iter().any(|one| used(one.customer).is_some());
        let groups = by_held(&all, Held::Modules, |id| {
            if back { used(id) } else { inputs.modules_used(id) }.map(i64::from)
        });
        push(asked, &mut grid, Held::Modules, back, &groups);
    }
    question.grids.push(grid);
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
