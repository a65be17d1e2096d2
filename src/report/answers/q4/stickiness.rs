//! What holds customers: how often users come, seats, modules, connected systems, and retention by how much of them
//! customers had.

use super::super::cells::text;
use crate::base::{Date, Na, wilson};
use crate::metrics::operating::health::{Inputs, TODAY, day_number};
use crate::metrics::operating::stickiness::{
    Held, Integrations, Modules, Summed, breadth, by_held, dau_mau, intensity, seat_use,
};
use crate::metrics::{GroupSums, Retention, openings};
use crate::report::answer::{AnswerFigure, Grid, QuestionState, Unit};
use crate::report::answers::Asked;
use crate::report::{ENOUGH, Value, Window};

pub(super) fn answer(asked: &Asked<'_>, inputs: &Inputs<'_>, question: &mut QuestionState) {
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
    let Some(window) = window else { return grid };
    let company = asked.company;
    let all = openings(company.book, window);
    let integrations = Integrations::of(company);
    let opened = window.from.last_day();
    let then = opened.filter(|_| integrations.dated);
    let on = day_number(then.unwrap_or(as_of));
    let groups = by_held(&all, Held::Integrations, |id| integrations.count(id, on));
    push(asked, &mut grid, Held::Integrations, then.is_some(), &groups);
    // Modules as the usage of that time has them; where it doesn't reach back, as they are now.
    let modules = Modules::of(company, as_of, opened);
    let back = all.iter().any(|one| modules.earlier(one.customer).is_some());
    let groups = by_held(&all, Held::Modules, |id| if back { modules.earlier(id) } else { modules.now(id) });
    push(asked, &mut grid, Held::Modules, back, &groups);
    grid
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
