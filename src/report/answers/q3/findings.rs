//! What stands out in Q3.

use super::{Money, action, arr_of, has_fired, is_enough, signal};
use crate::base::Interval;
use crate::metrics::operating::{AtRisk, BackTest, Remark, Rule, Warnings};
use crate::read::Severity;
use crate::report::Value;
use crate::report::answer::{Insight, QuestionState, Unit};
use crate::report::answers::Asked;

/// What stands out, the gravest first.
pub(super) fn findings(asked: &Asked<'_>, found: &Warnings, money: &Money, question: &mut QuestionState) {
    let company = asked.company;
    let ids = |all: &[&AtRisk]| all.iter().map(|one| one.customer).collect::<Vec<u32>>();
    let list = "q3.customers";
    let stake = |all: &[&AtRisk]| found.arr.map(|_| money.text(arr_of(all.iter().copied())));
    let with =
        |rule: Rule| -> Vec<&AtRisk> { found.at_risk.iter().filter(|one| has_fired(one, rule)).collect() };
    let everyone: Vec<&AtRisk> = found.at_risk.iter().collect();
    let grave = everyone.iter().filter(|one| one.severity == 3).count() as u64;
    if let Some(first) = everyone.first() {
        let severity = if grave > 0 { Severity::Error } else { Severity::Warning };
        let action = first.fired().first().map(|rule| action(*rule)).unwrap_or_default();
        question.findings.push(
            asked.about(
                Insight::new("q3.some_at_risk", severity)
                    .with("customers", Unit::Count, Value::count(everyone.len() as u64))
                    .with("judged", Unit::Count, Value::count(found.judged.len() as u64))
                    .with("grave", Unit::Count, Value::count(grave))
                    .with(
                        "first",
                        Unit::Customer,
                        Value::Money(company.customers.text(first.customer).to_owned()),
                    )
                    .at_stake(stake(&everyone))
                    .doing(action)
                    .listed(list),
                &|| ids(&everyone),
            ),
        );
    }
    let silent = with(Rule::Silence);
    if let Some(next) =
        silent.iter().filter_map(|one| Some(signal(one, Rule::Silence).value?.ratio().0)).min()
    {
        let renews = |one: &&AtRisk| signal(one, Rule::Silence).remark == Some(Remark::RenewsItself);
        let severity = if silent.iter().all(renews) { Severity::Warning } else { Severity::Error };
        question.findings.push(
            asked.about(
                Insight::new("q3.silent_renewals", severity)
                    .with("customers", Unit::Count, Value::count(silent.len() as u64))
                    .with("days", Unit::Days, Value::Count(next))
                    .at_stake(stake(&silent))
                    .doing("Q3-06")
                    .listed(list),
                &|| ids(&silent),
            ),
        );
    }
    let is_key = |one: &&&AtRisk| one.key == Some(true);
    let keyed: Vec<&AtRisk> = everyone.iter().filter(is_key).copied().collect();
    if let Some(first) = keyed.first() {
        question.findings.push(
            asked.about(
                Insight::new("q3.key_accounts", Severity::Warning)
                    .with("customers", Unit::Count, Value::count(keyed.len() as u64))
                    .with("silent", Unit::Count, Value::count(silent.iter().filter(is_key).count() as u64))
                    .with(
                        "first",
                        Unit::Customer,
                        Value::Money(company.customers.text(first.customer).to_owned()),
                    )
                    .at_stake(stake(&keyed))
                    .doing("Q3-07")
                    .listed(list),
                &|| ids(&keyed),
            ),
        );
    }
    let late = with(Rule::Overdue);
    if !late.is_empty() {
        let badly = late.iter().filter(|one| signal(one, Rule::Overdue).severity == 3).count() as u64;
        question.findings.push(
            asked.about(
                Insight::new("q3.overdue", Severity::Warning)
                    .with("customers", Unit::Count, Value::count(late.len() as u64))
                    .with("badly", Unit::Count, Value::count(badly))
                    .at_stake(stake(&late))
                    .doing("G-20")
                    .listed(list),
                &|| ids(&late),
            ),
        );
    }
    question.findings.extend(found.back_test.as_ref().and_then(telling));
}

/// Losses below which no rule is said to tell anything.
const LOSSES: u64 = 5;

/// The rule that tells most in these data: whose interval leaves 1 out furthest.
fn telling(test: &BackTest) -> Option<Insight> {
    let rated = Rule::ALL.into_iter().zip(&test.rules).filter_map(|(rule, table)| {
        let enough = is_enough(table) && table.marked_lost + table.others_lost >= LOSSES;
        let risk = table.risk_ratio().filter(|risk| enough && risk.interval.0 > 1.0)?;
        Some((rule, table, risk))
    });
    let (rule, table, risk) = rated.reduce(|a, b| if b.2.interval.0 > a.2.interval.0 { b } else { a })?;
    let Interval(low, high) = risk.interval;
    Some(
        Insight::new("q3.rule_tells", Severity::Info)
            .with("rule", Unit::Word, Value::text(rule.as_str()))
            .with("ratio", Unit::Times, Value::Number(risk.ratio))
            .with("low", Unit::Times, Value::Number(low))
            .with("high", Unit::Times, Value::Number(high))
            .with("n", Unit::Count, Value::count(table.marked + table.others))
            .listed("q3.back_test"),
    )
}
