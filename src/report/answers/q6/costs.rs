//! What it costs to serve customers, one more of them, and development for everybody.

use super::super::Asked;
use super::super::cells::{Cell, money, money_each, money_share};
use super::{Retained, allocated, spent};
use crate::base::{Month, Na, Ratio};
use crate::metrics::operating::{Growth, STANDARD_TARGET, Served, Serving, development, serving};
use crate::read::Severity;
use crate::report::answer::{AnswerFigure, Grid, Insight, QuestionState, Unit};
use crate::report::behind::{Table, cost_sources};
use crate::report::unit_economics::costs_in;
use crate::report::{
    ENOUGH, EvidenceColumn, EvidenceKey, EvidenceMade, EvidencePart, Metric, MetricId, PartOf, Value,
};
use crate::tables::CostFact;

/// The least growth of customers, in percent, that says something of what the next one costs.
const GROWN: i128 = 5;

pub(super) fn of_costs(asked: &Asked<'_>, retained: &Retained, question: &mut QuestionState) {
    if asked.tables.costs.is_empty() {
        return;
    }
    let ids = [
        ("q6.cost_to_serve", Unit::Money),
        ("q6.marginal_cost", Unit::Money),
        ("q6.elasticity", Unit::Coefficient),
        ("q6.standard", Unit::Share),
    ];
    let Some(costs) = costs_in(&asked.company.book.currency, asked.tables.costs) else {
        question.figures.extend(ids.map(|(id, unit)| AnswerFigure::na(id, unit, Na::MixedCurrency)));
        return;
    };
    let margin = EvidenceKey::Metric { id: MetricId::GrossMargin };
    let figure = retained.gross_margin.as_ref().map(gross_margin);
    question.figures.extend(figure.map(|figure| asked.standing(figure, margin)));
    to_serve(asked, &costs, retained, question);
    let exponent = asked.company.book.currency.exponent;
    allocated::add(asked, &costs, question);
    // Beside revenue they stand in the unit economics, for the same months.
    if asked.company.month().is_none() {
        spent::add(asked, &costs, question);
    }
    let Some((rows, last)) = development(&costs) else {
        question.figures.push(AnswerFigure::na("q6.standard", Unit::Share, Na::NoData));
        return;
    };
    let sum = |wanted: bool| rows.iter().filter(|(.., is)| *is == wanted).map(|(_, minor, _)| minor).sum();
    let (standard, custom): (i128, i128) = (sum(true), sum(false));
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
    question.figures.push(asked.resting(figure, &|| {
        let (above, below) = (EvidenceColumn::Counted, EvidenceColumn::Below);
        let mut table = Table::new(&[above, below], Some(above), Some(below));
        let sources = cost_sources(asked.tables);
        for (place, minor, standard) in &rows {
            let month = costs.get(*place).map(|fact| fact.month.to_string());
            let cells = [if *standard { *minor } else { 0 }, *minor];
            table.line(None, month.as_deref(), &cells, sources.get(*place).copied().into_iter().collect());
        }
        table
    }));
}

/// The gross margin, as the report has it.
fn gross_margin(margin: &Metric) -> AnswerFigure {
    let id = "q6.gross_margin";
    match margin {
        Metric::Value { value, numerator, denominator, n, .. } => AnswerFigure {
            numerator: numerator.clone(),
            denominator: denominator.clone(),
            ..AnswerFigure::new(id, Unit::Share, value.clone(), *n)
        },
        Metric::Na { na, .. } => AnswerFigure::na(id, Unit::Share, *na),
    }
}

fn to_serve(asked: &Asked<'_>, costs: &[CostFact], retained: &Retained, question: &mut QuestionState) {
    let exponent = asked.company.book.currency.exponent;
    let customers = |month: Month| {
        let place = retained.customers.binary_search_by_key(&month, |(month, _)| *month).ok()?;
        retained.customers.get(place).map(|(_, customers)| *customers)
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
    let figure = match each {
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
    };
    question.figures.push(match last {
        Some(period) => asked.standing(figure, served(&serving, period)),
        None => figure,
    });
    growth(asked, &serving, question);
    if grid.total > 0 {
        question.grids.push(grid);
    }
}

/// What is behind a period.
fn served(serving: &Serving, period: &Served) -> EvidenceKey {
    EvidenceKey::Serving { month: serving.month(period), months: serving.months, category: None }
}

fn growth(asked: &Asked<'_>, serving: &Serving, question: &mut QuestionState) {
    let exponent = asked.exponent();
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
    // What both follow from: two periods, each of which opens its costs and customers.
    let periods = |made: EvidenceMade| {
        let part = |period: &Served| {
            let months = period.customer_months.map(|all| all as f64 / f64::from(serving.months));
            EvidencePart {
                of: PartOf::Month { month: serving.month(period) },
                above: Some(money(period.cost(), exponent)),
                below: months.map(Value::Number),
                ratio: None,
                source: None,
                key: Some(served(serving, period)),
            }
        };
        Table { parts: vec![part(from), part(to)], ..Table::default().made(made) }
    };
    let marginal = AnswerFigure {
        value: money_each(marginal.numerator, marginal.denominator, exponent),
        numerator: Some(money(growth.cost, exponent)),
        denominator: Some(average),
        ..AnswerFigure::new("q6.marginal_cost", Unit::Money, Value::Count(0), 0).behind("q6.serving")
    };
    question.figures.push(asked.resting(marginal, &|| periods(EvidenceMade::Marginal)));
    let Some((elasticity, value)) = growth.elasticity().and_then(|e| Some((e, e.value()?))) else {
        question.figures.push(AnswerFigure::na("q6.elasticity", Unit::Coefficient, Na::ZeroDenominator));
        return;
    };
    let figure = AnswerFigure::new("q6.elasticity", Unit::Coefficient, Value::Number(value), 0);
    let figure = asked.resting(figure.behind("q6.serving"), &|| periods(EvidenceMade::Elasticity));
    question.figures.push(figure);
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
