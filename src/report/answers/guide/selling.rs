//! What selling costs: a unit of MRR from new customers beside one from those there are (N-24: the second sale is the
//! cheaper one).

use super::Guide;
use crate::base::{Na, Ratio, parse_plain_decimal};
use crate::metrics::{MovementKind, costs_in_window};
use crate::read::Severity;
use crate::report::answer::{AnswerFigure, Insight, QuestionState, Unit};
use crate::report::behind::per_mrr;
use crate::report::unit_economics::costs_in;
use crate::report::{Movement, Value};
use crate::tables::CostCategory;

/// A figure: what it is called, what is spent for it, and by which movement that comes in.
type Selling = (&'static str, CostCategory, MovementKind, fn(&Movement) -> &str);

const SELLING: [Selling; 2] = [
    ("guide.new_cost", CostCategory::SalesMarketingNew, MovementKind::New, |month| &month.new),
    ("guide.expansion_cost", CostCategory::SalesMarketingExpansion, MovementKind::Expansion, |month| {
        &month.expansion
    }),
];

/// Adds both, and says which is dearer where both are known.
pub(super) fn add(guide: &Guide<'_>, question: &mut QuestionState) {
    let (book, tables) = (guide.asked.company.book, guide.asked.tables);
    let Some(window) = guide.report.window.filter(|_| !tables.costs.is_empty()) else { return };
    let Some(costs) = costs_in(&book.currency, tables.costs) else {
        let foreign = SELLING.map(|(id, ..)| AnswerFigure::na(id, Unit::Number, Na::MixedCurrency));
        question.figures.extend(foreign);
        return;
    };
    let (parts, covered) = costs_in_window(window, &costs);
    let mut found = Vec::new();
    for (id, category, kind, came_in) in SELLING {
        let own = parts.iter().filter(|(at, _)| costs.get(*at).is_some_and(|cost| cost.category == category));
        let spent = own.map(|(_, minor)| *minor).reduce(|sum, minor| sum + minor);
        let months = guide.report.movements.iter().filter(|m| covered.binary_search(&m.month).is_ok());
        let minor = |month| parse_plain_decimal(came_in(month), guide.asked.exponent()).ok();
        let mrr = months.filter_map(minor).map(|(minor, _)| i128::from(minor)).sum();
        let ratio = spent.map(|spent| Ratio { numerator: spent, denominator: mrr });
        let figure = match ratio.map(|ratio| (ratio, ratio.value())) {
            None => AnswerFigure::na(id, Unit::Number, Na::NoData),
            Some((_, None)) => AnswerFigure::na(id, Unit::Number, Na::ZeroDenominator),
            Some((ratio, Some(value))) => {
                found.push(value);
                AnswerFigure {
                    numerator: Some(guide.asked.money(ratio.numerator)),
                    denominator: Some(guide.asked.money(ratio.denominator)),
                    ..AnswerFigure::new(id, Unit::Number, Value::Number(value), 0)
                }
            }
        };
        let policy = guide.report.policies.reactivation;
        let rows = || per_mrr((book, tables), window, policy, (category, kind));
        question.figures.push(guide.asked.resting(figure, &rows));
    }
    if let [new, more] = found[..] {
        let (code, severity) = match more <= new {
            true => ("guide.second_sale_cheaper", Severity::Info),
            false => ("guide.second_sale_dearer", Severity::Warning),
        };
        question.findings.push(
            Insight::new(code, severity)
                .with("new", Unit::Number, Value::Number(new))
                .with("expansion", Unit::Number, Value::Number(more))
                .doing("N-28"),
        );
    }
}
