//! Q6, growth without as much cost: cost to serve and what one customer more costs, development for everybody, tickets
//! that need nobody, what success managers look after, onboarding and releases (domain.md §5.3).

use super::cells::{Cell, money, money_each, money_share, part_figure, share, without_missing_lists};
use super::{Asked, status};
use crate::base::{Date, Month, Na, Ratio, format_minor, sort_by_key};
use crate::metrics::operating::{
    BASIC_TARGET, Growth, HANDLERS, Handling, Managers, Part, STANDARD_TARGET, Served, Serving, Signups,
    automation, development, handling, lead_times, managers, median_twice, serving,
};
use crate::read::Severity;
use crate::report::answer::{AnswerFigure, Grid, Insight, QuestionState, Unit};
use crate::report::unit_economics::costs_in;
use crate::report::{ENOUGH, Metric, MetricId, Value};
use crate::tables::{AttributeKind, CostFact, Datum, TableKind};
use std::cmp::Reverse;

/// The tables that say something of it.
const NEEDS: &[&str] = &["costs", "tickets", "onboarding"];

/// The least growth of customers, in percent, that says something of what the next one costs.
const GROWN: i128 = 5;

/// The answer.
pub(super) fn answer(asked: &Asked<'_>, signups: &Signups<'_>) -> QuestionState {
    let company = asked.company;
    let states = |kind, datum| company.has_datum(kind, datum);
    let managers = managers(company);
    let (has_costs, has_tickets) = (!asked.costs.is_empty(), company.has(TableKind::Tickets));
    let has_steps = company.has(TableKind::Onboarding);
    let leads = lead_times(company);
    let waiting = without_deal(asked, signups);
    let any = has_costs || has_tickets || has_steps || !managers.by.is_empty() || !leads.is_empty();
    if !any && waiting.total == 0 {
        return QuestionState::needing("q6", NEEDS);
    }
    let (alone, has_accounts) = (managers.by.is_empty(), company.has(TableKind::Accounts));
    let needs: Vec<&str> = [
        (!has_costs, "costs"),
        (has_costs && company.month().is_none(), "revenue"),
        (!has_tickets, "tickets"),
        (!has_steps, "onboarding"),
        (alone && !has_accounts, "accounts"),
        (has_tickets && !states(TableKind::Tickets, Datum::HandledBy), "tickets.handled_by"),
        (has_tickets && !states(TableKind::Tickets, Datum::Level), "tickets.level"),
        (has_steps && !states(TableKind::Onboarding, Datum::Automated), "onboarding.automated"),
        (alone && has_accounts, "accounts.csm"),
    ]
    .into_iter()
    .filter(|(lacking, _)| *lacking)
    .map(|(_, need)| need)
    .collect();
    let mut question = status("q6", if needs.is_empty() { "answered" } else { "partly" }, &needs);
    question.as_of = company.as_of;
    of_costs(asked, &mut question);
    if has_tickets {
        of_tickets(asked, &handling(company), &mut question);
    }
    of_managers(asked, &managers, &mut question);
    if has_steps {
        let found = automation(company);
        let share = |id, part: Part| match part.of {
            0 => AnswerFigure::na(id, Unit::Share, Na::NoData),
            _ => part_figure(id, part),
        };
        question.figures.push(share("q6.steps_automated", found.steps));
        question.figures.push(share("q6.untouched", found.untouched));
    }
    if let Some(twice) = median_twice(&leads) {
        let days = Value::Number(twice as f64 / 2.0);
        question.figures.push(AnswerFigure::new("q6.lead_time", Unit::Days, days, leads.len() as u64));
    }
    if waiting.total > 0 {
        question.findings.push(
            Insight::new("q6.waiting", Severity::Info)
                .with("signups", Unit::Count, Value::count(waiting.total))
                .doing("Q6-07")
                .listed("q6.without_deal"),
        );
        question.grids.push(waiting);
    }
    without_missing_lists(question)
}

fn of_costs(asked: &Asked<'_>, question: &mut QuestionState) {
    if asked.costs.is_empty() {
        return;
    }
    let ids = [
        ("q6.cost_to_serve", Unit::Money),
        ("q6.marginal_cost", Unit::Money),
        ("q6.elasticity", Unit::Coefficient),
        ("q6.standard", Unit::Share),
    ];
    let Some(costs) = costs_in(asked.company.book, asked.costs) else {
        question.figures.extend(ids.map(|(id, unit)| AnswerFigure::na(id, unit, Na::MixedCurrency)));
        return;
    };
    question.figures.extend(gross_margin(asked));
    to_serve(asked, &costs, question);
    let exponent = asked.company.book.currency.exponent;
    let Some((standard, custom, last)) = development(&costs) else {
        question.figures.push(AnswerFigure::na("q6.standard", Unit::Share, Na::NoData));
        return;
    };
    let ratio = Ratio { numerator: standard, denominator: standard + custom };
    let figure = money_share("q6.standard", ratio, exponent, 0);
    if standard >= 0 && custom > 0 && ratio.numerator * 100 < i128::from(STANDARD_TARGET) * ratio.denominator
    {
        let value = figure.value.clone().unwrap_or(Value::Count(0));
        question.findings.push(
            Insight::new("q6.much_custom", Severity::Warning)
                .with("share", Unit::Share, value)
                .with("custom", Unit::Money, money(custom, exponent))
                .with("month", Unit::Month, Value::text(last))
                .doing("Q6-02"),
        );
    }
    question.figures.push(figure);
}

/// The gross margin, as the report has it.
fn gross_margin(asked: &Asked<'_>) -> Option<AnswerFigure> {
    let id = "q6.gross_margin";
    Some(match asked.report.metrics.get(&MetricId::GrossMargin)? {
        Metric::Value { value, numerator, denominator, n, .. } => AnswerFigure {
            numerator: numerator.clone(),
            denominator: denominator.clone(),
            ..AnswerFigure::new(id, Unit::Share, value.clone(), *n)
        },
        Metric::Na { na, .. } => AnswerFigure::na(id, Unit::Share, *na),
    })
}

fn to_serve(asked: &Asked<'_>, costs: &[CostFact], question: &mut QuestionState) {
    let exponent = asked.company.book.currency.exponent;
    let movements = &asked.report.movements;
    let customers = |month: Month| {
        let place = movements.binary_search_by_key(&month, |movement| movement.month).ok()?;
        movements.get(place).map(|movement| movement.customers.closing)
    };
    let Some(serving) = serving(costs, &customers) else {
        question.figures.push(AnswerFigure::na("q6.cost_to_serve", Unit::Money, Na::NoData));
        return;
    };
    let mut grid = Grid::new(
        "q6.serving",
        &[
            ("to_month", Unit::Month),
            ("months", Unit::Count),
            ("support", Unit::Money),
            ("success", Unit::Money),
            ("hosting", Unit::Money),
            ("cost", Unit::Money),
            ("average_customers", Unit::Number),
            ("each", Unit::Money),
        ],
    );
    // The newest first.
    for period in serving.periods.iter().rev() {
        let each = serving.each(period);
        let average = period.customer_months.map(|all| all as f64 / f64::from(serving.months));
        let mut row: Vec<Cell> =
            vec![Some(Value::text(serving.month(period))), Some(Value::count(serving.months.into()))];
        let stated = period.by.iter().zip(serving.stated);
        row.extend(stated.map(|(minor, stated)| stated.then(|| money(*minor, exponent))));
        row.extend([
            Some(money(period.cost(), exponent)),
            average.map(Value::Number),
            each.and_then(|each| money_each(each.numerator, each.denominator, exponent)),
        ]);
        grid.push(row);
    }
    let last = serving.periods.iter().rev().find(|period| period.customer_months.is_some());
    let each = last.and_then(|period| Some((period, serving.each(period)?, period.customer_months?)));
    question.figures.push(match each {
        None => AnswerFigure::na("q6.cost_to_serve", Unit::Money, Na::NoData),
        Some((period, each, all)) => {
            let value = money_each(each.numerator, each.denominator, exponent);
            AnswerFigure {
                value,
                numerator: Some(money(period.cost(), exponent)),
                denominator: Some(Value::Number(all as f64 / f64::from(serving.months))),
                ..AnswerFigure::new("q6.cost_to_serve", Unit::Money, Value::Count(0), 0)
            }
            .behind("q6.serving")
        }
    });
    growth(&serving, exponent, question);
    if grid.total > 0 {
        question.grids.push(grid);
    }
}

fn growth(serving: &Serving, exponent: u8, question: &mut QuestionState) {
    let none = |why| {
        [
            AnswerFigure::na("q6.marginal_cost", Unit::Money, why),
            AnswerFigure::na("q6.elasticity", Unit::Coefficient, why),
        ]
    };
    let compared = serving.compared().and_then(|(from, to)| Some((from, to, Growth::of(from, to)?)));
    let Some(compared) = compared.filter(|(from, to, _)| from != to) else {
        let known = serving.periods.iter().any(|period| period.customer_months.is_some());
        question.figures.extend(none(if known { Na::InsufficientHistory } else { Na::NoData }));
        return;
    };
    let (from, to, growth) = compared;
    let month = |id, period| AnswerFigure::new(id, Unit::Month, Value::text(serving.month(period)), 0);
    question.figures.extend([month("q6.compared_from", from), month("q6.compared_to", to)]);
    let Some(marginal) = growth.marginal(serving.months) else {
        // The customers didn't grow: nobody came whose cost it could be. That it grew all the same is worth a word.
        question.figures.extend(none(Na::NotApplicable));
        let (cost, customers) = growth.before;
        let enough = customers >= i128::from(ENOUGH) * i128::from(serving.months);
        if enough && cost > 0 && growth.cost * 100 >= cost * GROWN {
            let found =
                compared_in(Insight::new("q6.cost_alone_grows", Severity::Warning), serving, &compared);
            question.findings.push(found);
        }
        return;
    };
    let average = Value::Number(growth.customers as f64 / f64::from(serving.months));
    question.figures.push(AnswerFigure {
        value: money_each(marginal.numerator, marginal.denominator, exponent),
        numerator: Some(money(growth.cost, exponent)),
        denominator: Some(average),
        ..AnswerFigure::new("q6.marginal_cost", Unit::Money, Value::Count(0), 0).behind("q6.serving")
    });
    let Some((elasticity, value)) = growth.elasticity().and_then(|e| Some((e, e.value()?))) else {
        question.figures.push(AnswerFigure::na("q6.elasticity", Unit::Coefficient, Na::ZeroDenominator));
        return;
    };
    question.figures.push(
        AnswerFigure::new("q6.elasticity", Unit::Coefficient, Value::Number(value), 0).behind("q6.serving"),
    );
    let (_, customers) = growth.before;
    let enough = customers >= i128::from(ENOUGH) * i128::from(serving.months)
        && growth.customers * 100 >= customers * GROWN;
    if enough && elasticity.numerator > elasticity.denominator {
        let found = Insight::new("q6.cost_outgrows", Severity::Warning);
        let found = found.with("elasticity", Unit::Coefficient, Value::Number(value));
        question.findings.push(compared_in(found, serving, &compared));
    }
}

/// A finding with how costs and customers went, and between which periods.
fn compared_in(
    found: Insight,
    serving: &Serving,
    (from, to, growth): &(&Served, &Served, Growth),
) -> Insight {
    let rate = |more: i128, before: i128| Value::Number(more as f64 / before as f64);
    let (cost, customers) = growth.before;
    found
        .with("cost", Unit::Share, rate(growth.cost, cost))
        .with("customers", Unit::Share, rate(growth.customers, customers))
        .with("from", Unit::Month, Value::text(serving.month(from)))
        .with("to", Unit::Month, Value::text(serving.month(to)))
        .doing("Q6-01")
        .listed("q6.serving")
}

fn of_tickets(asked: &Asked<'_>, found: &Handling, question: &mut QuestionState) {
    let states = |datum| asked.company.has_datum(TableKind::Tickets, datum);
    let figure = |id, part: Part, datum| match states(datum) {
        true => part_figure(id, part),
        false => AnswerFigure::na(id, Unit::Share, Na::NoData),
    };
    question.figures.push(figure("q6.solved_alone", found.alone, Datum::HandledBy).behind("q6.channels"));
    let all: u64 = found.by.iter().map(|handler| handler.tickets).sum();
    let (machine, basic) = (found.by.iter().take(2).map(|h| h.tickets).sum(), found.basic);
    if all > 0 {
        let machine = Part { part: machine, of: all };
        question.figures.push(part_figure("q6.by_machine", machine).behind("q6.channels"));
    }
    question.figures.push(figure("q6.basic_elsewhere", basic, Datum::Level).behind("q6.basic_topics"));
    if found.unstated > 0 {
        let n = found.unstated;
        question.figures.push(AnswerFigure::new("q6.unstated", Unit::Count, Value::count(n), n + all));
    }
    if all == 0 {
        return;
    }
    let mut channels = Grid::new(
        "q6.channels",
        &[
            ("handler", Unit::Word),
            ("solved", Unit::Count),
            ("share", Unit::Share),
            ("reopened", Unit::Share),
            ("days_to_solve", Unit::Number),
        ],
    );
    for (name, handler) in HANDLERS.iter().zip(&found.by).filter(|(_, handler)| handler.tickets > 0) {
        let of = Part { part: handler.tickets, of: all };
        channels.push(vec![
            Some(Value::text(name)),
            Some(Value::count(handler.tickets)),
            share(of),
            share(handler.reopened),
            handler.median_twice().map(|twice| Value::Number(twice as f64 / 2.0)),
        ]);
    }
    question.grids.push(channels);
    let by_csm = basic.of - basic.part;
    if by_csm == 0 {
        return;
    }
    let mut topics = Grid::new("q6.basic_topics", &[("topic", Unit::Text), ("tickets", Unit::Count)]);
    let mut rows: Vec<(&String, &u64)> = found.basic_by_topic.iter().collect();
    sort_by_key(&mut rows, |(topic, n)| (Reverse(**n), (*topic).clone()));
    rows.iter().for_each(|(topic, n)| topics.push(vec![Some(Value::text(topic)), Some(Value::count(**n))]));
    let company = asked.company;
    let tiers = company.attribute(AttributeKind::Tier);
    let mut customers = Grid::new(
        "q6.basic_customers",
        &[("customer", Unit::Customer), ("tier", Unit::Text), ("tickets", Unit::Count), ("mrr", Unit::Money)],
    );
    let mut rows: Vec<(u32, u64)> = found.basic_by_customer.iter().map(|(id, n)| (*id, *n)).collect();
    sort_by_key(&mut rows, |(id, n)| (Reverse(*n), company.customers.text(*id)));
    let known = company.book.mixed.is_empty();
    for (id, n) in rows {
        let mrr = company.mrr(id).filter(|_| known);
        customers.push(vec![
            Some(Value::text(company.customers.text(id))),
            tiers.get(id as usize).and_then(Option::as_ref).map(Value::text),
            Some(Value::count(n)),
            mrr.map(|minor| money(minor.into(), company.book.currency.exponent)),
        ]);
    }
    if basic.of >= ENOUGH && basic.part * 100 < BASIC_TARGET * basic.of {
        question.findings.push(
            Insight::new("q6.basic_on_managers", Severity::Warning)
                .with("tickets", Unit::Count, Value::count(by_csm))
                .with("basic", Unit::Count, Value::count(basic.of))
                .with("share", Unit::Share, share(basic).unwrap_or(Value::Count(0)))
                .doing("Q4-05")
                .listed("q6.basic_customers"),
        );
    }
    question.grids.extend([topics, customers].into_iter().filter(|grid| grid.total > 0));
}

fn of_managers(asked: &Asked<'_>, found: &Managers, question: &mut QuestionState) {
    let exponent = asked.company.book.currency.exponent;
    let n = found.by.len() as u64;
    if n == 0 {
        return;
    }
    let (accounts, mrr) =
        found.by.values().fold((0, 0_i128), |(all, mrr), care| (all + care.accounts, mrr + care.mrr));
    question.figures.push(AnswerFigure {
        numerator: Some(Value::count(accounts)),
        denominator: Some(Value::count(n)),
        ..AnswerFigure::new("q6.accounts_each", Unit::Number, Value::Number(accounts as f64 / n as f64), n)
            .behind("q6.managers")
    });
    let revenue = found.revenue.is_some();
    if revenue {
        question.figures.push(AnswerFigure {
            value: money_each(mrr * 12, n.into(), exponent),
            numerator: Some(money(mrr * 12, exponent)),
            denominator: Some(Value::count(n)),
            ..AnswerFigure::new("q6.arr_each", Unit::Money, Value::Count(0), n).behind("q6.managers")
        });
    }
    let nobody = found.nobody.accounts;
    question.figures.push(AnswerFigure::new(
        "q6.without_manager",
        Unit::Count,
        Value::count(nobody),
        accounts + nobody,
    ));
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
    for (name, care) in rows {
        grid.push(vec![
            Some(Value::text(name)),
            Some(Value::count(care.accounts)),
            Some(Value::count(care.key_accounts)),
            arr(care.mrr),
        ]);
    }
    question.grids.push(grid);
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
    for (name, (care, managers)) in rows {
        let each = (*managers > 0).then(|| care.accounts as f64 / *managers as f64);
        let of_revenue = money_each(care.mrr * 12, (*managers).into(), exponent);
        tiers.push(vec![
            Some(Value::text(name)),
            Some(Value::count(care.accounts)),
            Some(Value::count(*managers)),
            each.map(Value::Number),
            of_revenue.filter(|_| revenue),
        ]);
    }
    question.grids.push(tiers);
}

/// Sign-ups that came to a month without a deal within the last month, the activated and the latest first. Who pays
/// already is none of them.
fn without_deal(asked: &Asked<'_>, signups: &Signups<'_>) -> Grid {
    let company = asked.company;
    let mut grid = Grid::new(
        "q6.without_deal",
        &[
            ("signup", Unit::Text),
            ("customer", Unit::Customer),
            ("date", Unit::Day),
            ("days_old", Unit::Count),
            ("activated_yet", Unit::Word),
            ("segment", Unit::Text),
        ],
    );
    if !company.has_datum(TableKind::Trials, Datum::PaidAt) {
        return grid;
    }
    let pays = |customer: u32| company.mrr(customer).is_some_and(|mrr| mrr > 0);
    let mut rows: Vec<_> =
        signups.without_deal().filter(|signup| !signup.customer.is_some_and(pays)).collect();
    sort_by_key(&mut rows, |signup| (signup.activated.is_none(), Reverse(signup.day), signup.id));
    for signup in rows {
        let days = u64::try_from(signups.until - signup.day).unwrap_or(0);
        grid.push(vec![
            signup.id.map(Value::text),
            signup.customer.map(|id| Value::text(company.customers.text(id))),
            Date::from_days(signup.day.into()).map(Value::text),
            Some(Value::count(days)),
            Some(Value::text(if signup.activated.is_some() { "yes" } else { "no" })),
            signup.segment.and_then(|place| signups.segments.get(place as usize)).map(Value::text),
        ]);
    }
    grid
}
