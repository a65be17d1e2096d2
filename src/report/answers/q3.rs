//! Q3: early warnings: who shows signs of leaving and with how much revenue, what to do first, when contracts end, and
//! what the rules told in the past (domain.md §2.3, §4.3, §4.4).

use super::{Asked, status};
use crate::base::{Interval, Na, divide_half_even, format_minor};
use crate::metrics::TwoByTwo;
use crate::metrics::operating::{
    AtRisk, BackTest, Family, Lapsed, Remark, RenewalMonth, Rule, RuleSums, Signal, Verdict, Warnings,
    warnings,
};
use crate::read::Severity;
use crate::report::answer::{AnswerFigure, Grid, Insight, QuestionState, Unit};
use crate::report::{ENOUGH, Value};
use crate::tables::{Company, Datum, TableKind};

/// The tables that say something of it.
const NEEDS: &[&str] = &["accounts", "usage", "contracts", "tickets", "surveys", "onboarding"];

/// The answer.
pub(super) fn answer(asked: &Asked<'_>) -> QuestionState {
    let company = asked.company;
    let found = warnings(company);
    if found.judged == 0 && found.renewals.is_empty() {
        return QuestionState::needing("q3", NEEDS);
    }
    let needs = needs(company, &found);
    let needs: Vec<&str> = needs.iter().map(String::as_str).collect();
    let mut question = status("q3", if needs.is_empty() { "answered" } else { "partly" }, &needs);
    question.as_of = company.as_of;
    let money = Money { exponent: company.book.currency.exponent };
    figures(&found, &money, &mut question);
    findings(company, &found, &money, &mut question);
    question.grids.push(customers(company, &found, &money));
    question.grids.push(rules(&found, &money));
    question.grids.extend(found.back_test.as_ref().map(back_test));
    if !found.in_window.is_empty() {
        question.grids.push(in_window(company, &found));
    }
    if !found.renewals.is_empty() {
        question.grids.push(renewals(&found.renewals, &money));
        question.grids.push(lapsed(company, &found.lapsed, &money));
    }
    question
}

/// Amounts in the book's currency.
struct Money {
    exponent: u8,
}

impl Money {
    fn text(&self, minor: i128) -> String {
        format_minor(minor, self.exponent)
    }

    fn value(&self, minor: i128) -> Value {
        Value::Money(self.text(minor))
    }

    /// Thousandths of the currency, rounded to its minor units.
    fn of_thousandths(&self, thousandths: i128) -> Option<Value> {
        let unit = (0..self.exponent).fold(1_i128, |unit, _| unit * 10);
        divide_half_even(thousandths * unit, 1000).map(|minor| self.value(i128::from(minor)))
    }
}

fn count(n: u64) -> Value {
    Value::Count(i64::try_from(n).unwrap_or(i64::MAX))
}

fn word(id: &str) -> Value {
    Value::Money(id.to_owned())
}

fn name(company: &Company<'_>, customer: u32) -> Option<Value> {
    Some(Value::Money(company.customers.text(customer).to_owned()))
}

/// What would let the rules be judged that can't be: a table, or a column of one that is there.
fn needs(company: &Company<'_>, found: &Warnings) -> Vec<String> {
    let mut needs: Vec<String> = Vec::new();
    let talks = [
        (TableKind::Contracts, Datum::RenewalTalk),
        (TableKind::Contracts, Datum::RenewalStage),
        (TableKind::Accounts, Datum::RenewalTalk),
    ];
    // Of contracts that end later W6 knows without a word on talks.
    let talks = talks.into_iter().any(|(kind, datum)| company.has_datum(kind, datum));
    for (rule, sums) in Rule::ALL.into_iter().zip(&found.rules) {
        let (table, kind, datum) = match rule {
            _ if sums.judged > 0 && (talks || rule != Rule::Silence) => continue,
            Rule::Idle => ("usage", TableKind::Usage, Some(Datum::Logins)),
            Rule::CoreDrop => ("usage", TableKind::Usage, Some(Datum::CoreActions)),
            Rule::Shallow => ("usage", TableKind::Usage, Some(Datum::ModulesUsed)),
            Rule::Complaints => ("tickets", TableKind::Tickets, Some(Datum::TicketType)),
            Rule::SetupMissed => ("onboarding", TableKind::Onboarding, None),
            Rule::Silence => ("contracts", TableKind::Contracts, Some(Datum::RenewalTalk)),
            Rule::Overdue => ("contracts", TableKind::Contracts, Some(Datum::BillingStatus)),
            Rule::NpsDecline => ("surveys", TableKind::Surveys, None),
            Rule::NoUpsell if company.key_accounts().iter().all(Option::is_none) => {
                ("accounts", TableKind::Accounts, Some(Datum::LastExpansion))
            }
            Rule::NoUpsell | Rule::Contraction => ("revenue", TableKind::Revenue, None),
        };
        let need = match datum {
            // The table is there, and yet too short or too empty.
            _ if table == "revenue" && company.book.span.is_some() => continue,
            None if company.has(kind) => continue,
            Some(datum) if company.has_datum(kind, datum) => continue,
            Some(datum) if table != "accounts" && company.has(kind) => format!("{table}.{}", datum.as_str()),
            _ => table.to_owned(),
        };
        if !needs.contains(&need) {
            needs.push(need);
        }
    }
    needs
}

fn figures(found: &Warnings, money: &Money, question: &mut QuestionState) {
    let list = "q3.customers";
    let known = found.at_risk.iter().filter(|one| one.arr.is_some()).count() as u64;
    let at_risk = arr_of(&found.at_risk);
    let judged = found.rules.iter().filter(|rule| rule.judged > 0).count() as u64;
    let arr = match found.arr {
        None => AnswerFigure::na("q3.arr_at_risk", Unit::Money, Na::NoData),
        Some(_) => AnswerFigure::new("q3.arr_at_risk", Unit::Money, money.value(at_risk), known).behind(list),
    };
    let share = match found.arr {
        None => AnswerFigure::na("q3.arr_share", Unit::Share, Na::NoData),
        Some(0) => AnswerFigure::na("q3.arr_share", Unit::Share, Na::ZeroDenominator),
        Some(all) => AnswerFigure {
            numerator: Some(money.value(at_risk)),
            denominator: Some(money.value(all)),
            ..AnswerFigure::new(
                "q3.arr_share",
                Unit::Share,
                Value::Number(at_risk as f64 / all as f64),
                known,
            )
            .behind(list)
        },
    };
    let ten = found.rules.len() as u64;
    question.figures.extend([
        AnswerFigure::share("q3.at_risk", found.at_risk.len() as u64, found.judged).behind(list),
        arr,
        share,
        AnswerFigure::new("q3.judged", Unit::Count, count(found.judged), found.judged),
        AnswerFigure {
            denominator: Some(count(ten)),
            numerator: Some(count(judged)),
            ..AnswerFigure::new("q3.rules_judged", Unit::Count, count(judged), ten)
        },
    ]);
    let usage = found.usage_day.filter(|day| Some(*day) != question.as_of);
    question.figures.extend(
        usage.map(|day| AnswerFigure::new("q3.usage_day", Unit::Day, Value::Money(day.to_string()), 0)),
    );
    if let Some(test) = &found.back_test {
        question.figures.push(AnswerFigure::share("q3.base_rate", test.lost, test.judged));
    }
}

fn arr_of<'a>(all: impl IntoIterator<Item = &'a AtRisk>) -> i128 {
    all.into_iter().filter_map(|one| one.arr).sum()
}

fn signal(one: &AtRisk, rule: Rule) -> Signal {
    one.signals.get(rule as usize).copied().unwrap_or_default()
}

fn has_fired(one: &AtRisk, rule: Rule) -> bool {
    signal(one, rule).verdict == Verdict::Fired
}

/// What to do about a rule first.
fn action(rule: Rule) -> &'static str {
    const DO: [&str; 10] =
        ["Q3-01", "Q3-02", "Q3-03", "Q3-04", "Q3-05", "Q3-06", "Q3-07", "Q3-08", "N-09", "G-20"];
    DO.get(rule as usize).copied().unwrap_or_default()
}

/// What a rule's value is.
fn unit(rule: Rule) -> Unit {
    match rule {
        Rule::Idle | Rule::SetupMissed | Rule::Silence | Rule::Overdue => Unit::Days,
        Rule::CoreDrop | Rule::Contraction => Unit::Share,
        Rule::Complaints | Rule::NpsDecline => Unit::Number,
        Rule::Shallow => Unit::Count,
        Rule::NoUpsell => Unit::Months,
    }
}

fn evidence(one: &AtRisk, rule: Rule) -> Option<Value> {
    let own = signal(one, rule);
    let (above, below) = own.value.filter(|_| own.verdict == Verdict::Fired)?;
    Some(match unit(rule) {
        Unit::Share | Unit::Number => Value::Number(above as f64 / below as f64),
        _ => Value::Count(above),
    })
}

fn remark(remark: Remark) -> Option<&'static str> {
    Some(match remark {
        Remark::NeverActivated => "never_activated",
        Remark::ShortHistory => "short_history",
        Remark::LastDays => "last_days",
        Remark::Late => "set_up_late",
        Remark::RenewsItself => "renews_itself",
        Remark::Neutral => return None,
    })
}

/// The customers with a warning, each with what the rules fired on; a column a rule that fired for anybody.
fn customers(company: &Company<'_>, found: &Warnings, money: &Money) -> Grid {
    let shown: Vec<Rule> =
        Rule::ALL.into_iter().filter(|rule| found.at_risk.iter().any(|one| has_fired(one, *rule))).collect();
    // The days to a contract's end stand in their own column.
    let shown: Vec<Rule> = shown.into_iter().filter(|rule| *rule != Rule::Silence).collect();
    let ids: Vec<String> = shown.iter().map(|rule| format!("q3.{}", rule.as_str())).collect();
    let remarked = |one: &AtRisk| {
        let of = |rule: Rule| signal(one, rule).remark.and_then(remark);
        let all: Vec<&str> = one.fired().into_iter().filter_map(of).collect();
        (!all.is_empty()).then(|| Value::Money(all.join(" ")))
    };
    let remarks = found.at_risk.iter().any(|one| remarked(one).is_some());
    let mut columns = vec![
        ("customer", Unit::Customer),
        ("arr", Unit::Money),
        ("severity", Unit::Count),
        ("warnings", Unit::Word),
        ("first", Unit::Word),
        ("renewal_days", Unit::Days),
    ];
    columns.extend(ids.iter().zip(&shown).map(|(id, rule)| (id.as_str(), unit(*rule))));
    columns.extend(remarks.then_some(("remarks", Unit::Word)));
    let mut grid = Grid::new("q3.customers", &columns);
    for one in &found.at_risk {
        let fired = one.fired();
        let words: Vec<&str> = fired.iter().map(|rule| rule.as_str()).collect();
        let first = fired.first().map(|rule| Value::Money(format!("do.{}", action(*rule))));
        let mut row = vec![
            name(company, one.customer),
            one.arr.map(|arr| money.value(arr)),
            Some(Value::Count(i64::from(one.severity))),
            Some(Value::Money(words.join(" "))),
            first,
            one.renewal.map(Value::Count),
        ];
        row.extend(shown.iter().map(|rule| evidence(one, *rule)));
        row.extend(remarks.then(|| remarked(one)));
        grid.push(row);
    }
    grid
}

fn family(rule: Rule) -> &'static str {
    match rule.family() {
        Family::Behaviour => "behaviour",
        Family::Product => "product",
        Family::Finance => "finance",
        Family::Sentiment => "sentiment",
    }
}

/// The ten rules: how many customers, and what the article claims of each.
fn rules(found: &Warnings, money: &Money) -> Grid {
    let mut grid = Grid::new(
        "q3.rules",
        &[
            ("rule", Unit::Word),
            ("family", Unit::Word),
            ("judged", Unit::Count),
            ("fired", Unit::Count),
            ("fired_share", Unit::Share),
            ("low", Unit::Share),
            ("high", Unit::Share),
            ("arr", Unit::Money),
            ("claim", Unit::Word),
        ],
    );
    for (rule, sums) in Rule::ALL.into_iter().zip(&found.rules) {
        let RuleSums { judged, fired, arr } = *sums;
        let known = (judged > 0).then_some(());
        let share = AnswerFigure::share("", fired, judged);
        grid.push(vec![
            Some(word(rule.as_str())),
            Some(word(family(rule))),
            Some(count(judged)),
            known.map(|()| count(fired)),
            share.value.filter(|_| judged >= ENOUGH),
            share.interval.filter(|_| judged >= ENOUGH).map(|interval| Value::Number(interval.0)),
            share.interval.filter(|_| judged >= ENOUGH).map(|interval| Value::Number(interval.1)),
            known.and(found.arr).map(|_| money.value(arr)),
            Some(Value::Money(format!("claim_{}", rule.as_str()))),
        ]);
    }
    grid
}

/// A table whose groups are both large enough for a ratio.
fn is_enough(table: &TwoByTwo) -> bool {
    table.marked >= ENOUGH && table.others >= ENOUGH
}

/// What the rules told in the past; those that could be judged then.
fn back_test(test: &BackTest) -> Grid {
    let mut grid = Grid::new(
        "q3.back_test",
        &[
            ("rule", Unit::Word),
            ("marked", Unit::Count),
            ("marked_lost", Unit::Count),
            ("others", Unit::Count),
            ("others_lost", Unit::Count),
            ("risk_ratio", Unit::Times),
            ("low", Unit::Times),
            ("high", Unit::Times),
            ("odds_ratio", Unit::Times),
            ("odds_low", Unit::Times),
            ("odds_high", Unit::Times),
            ("lift", Unit::Times),
        ],
    );
    let number = |x: f64| Some(Value::Number(x));
    for (rule, table) in Rule::ALL.into_iter().zip(&test.rules).filter(|(_, t)| t.marked + t.others > 0) {
        let enough = is_enough(table);
        let risk = table.risk_ratio().filter(|_| enough);
        let odds = table.odds_ratio().filter(|_| enough);
        grid.push(vec![
            Some(word(rule.as_str())),
            Some(count(table.marked)),
            Some(count(table.marked_lost)),
            Some(count(table.others)),
            Some(count(table.others_lost)),
            risk.and_then(|risk| number(risk.ratio)),
            risk.and_then(|risk| number(risk.interval.0)),
            risk.and_then(|risk| number(risk.interval.1)),
            odds.and_then(|odds| number(odds.ratio)),
            odds.and_then(|odds| number(odds.interval.0)),
            odds.and_then(|odds| number(odds.interval.1)),
            table.lift().filter(|_| enough).map(Value::Number),
        ]);
    }
    grid
}

fn in_window(company: &Company<'_>, found: &Warnings) -> Grid {
    let columns = [("customer", Unit::Customer), ("signed", Unit::Day), ("days_left", Unit::Days)];
    let mut grid = Grid::new("q3.in_window", &columns);
    for (customer, signed, left) in &found.in_window {
        let signed = Some(Value::Money(signed.to_string()));
        grid.push(vec![name(company, *customer), signed, Some(Value::Count(*left))]);
    }
    grid
}

/// Contract ends by month; what no file states has no column.
fn renewals(months: &[RenewalMonth], money: &Money) -> Grid {
    let any = |of: &dyn Fn(&RenewalMonth) -> bool| months.iter().any(of);
    let revenue = any(&|month| month.arr.is_some());
    let (acv, talks) = (any(&|month| month.acv.is_some()), any(&|month| month.silent.is_some()));
    let mut columns = vec![("month", Unit::Month), ("contracts", Unit::Count)];
    columns.extend(revenue.then_some(("arr", Unit::Money)));
    columns.extend(acv.then_some(("acv", Unit::Money)));
    columns.extend(talks.then_some(("without_talk", Unit::Count)));
    columns.extend((talks && revenue).then_some(("without_talk_arr", Unit::Money)));
    columns.push(("settled", Unit::Count));
    let mut grid = Grid::new("q3.renewals", &columns);
    for month in months {
        let mut row = vec![Some(Value::Money(month.month.to_string())), Some(count(month.contracts))];
        row.extend(revenue.then(|| month.arr.map(|arr| money.value(arr))));
        row.extend(acv.then(|| month.acv.and_then(|acv| money.of_thousandths(acv))));
        row.extend(talks.then(|| month.silent.map(count)));
        row.extend((talks && revenue).then(|| month.silent_arr.map(|arr| money.value(arr))));
        row.push(Some(count(month.settled)));
        grid.push(row);
    }
    grid
}

fn lapsed(company: &Company<'_>, all: &[Lapsed], money: &Money) -> Grid {
    let columns = [
        ("customer", Unit::Customer),
        ("contract", Unit::Text),
        ("ended", Unit::Day),
        ("days_ago", Unit::Days),
        ("arr", Unit::Money),
    ];
    let mut grid = Grid::new("q3.lapsed", &columns);
    for one in all {
        grid.push(vec![
            name(company, one.customer),
            one.contract.clone().map(Value::Money),
            Some(Value::Money(one.end.to_string())),
            Some(Value::Count(one.days)),
            one.arr.map(|arr| money.value(arr)),
        ]);
    }
    grid
}

/// What stands out, the gravest first.
fn findings(company: &Company<'_>, found: &Warnings, money: &Money, question: &mut QuestionState) {
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
            Insight::new("q3.some_at_risk", severity)
                .with("customers", Unit::Count, count(everyone.len() as u64))
                .with("judged", Unit::Count, count(found.judged))
                .with("grave", Unit::Count, count(grave))
                .with(
                    "first",
                    Unit::Customer,
                    Value::Money(company.customers.text(first.customer).to_owned()),
                )
                .at_stake(stake(&everyone))
                .doing(action)
                .listed(list),
        );
    }
    let silent = with(Rule::Silence);
    if let Some(next) = silent.iter().filter_map(|one| signal(one, Rule::Silence).value).min() {
        question.findings.push(
            Insight::new("q3.silent_renewals", Severity::Error)
                .with("customers", Unit::Count, count(silent.len() as u64))
                .with("days", Unit::Days, Value::Count(next.0))
                .at_stake(stake(&silent))
                .doing("Q3-06")
                .listed(list),
        );
    }
    let is_key = |one: &&&AtRisk| one.key == Some(true);
    let keyed: Vec<&AtRisk> = everyone.iter().filter(is_key).copied().collect();
    if let Some(first) = keyed.first() {
        question.findings.push(
            Insight::new("q3.key_accounts", Severity::Warning)
                .with("customers", Unit::Count, count(keyed.len() as u64))
                .with("silent", Unit::Count, count(silent.iter().filter(is_key).count() as u64))
                .with(
                    "first",
                    Unit::Customer,
                    Value::Money(company.customers.text(first.customer).to_owned()),
                )
                .at_stake(stake(&keyed))
                .doing("Q3-07")
                .listed(list),
        );
    }
    let late = with(Rule::Overdue);
    if !late.is_empty() {
        let badly = late.iter().filter(|one| signal(one, Rule::Overdue).severity == 3).count() as u64;
        question.findings.push(
            Insight::new("q3.overdue", Severity::Warning)
                .with("customers", Unit::Count, count(late.len() as u64))
                .with("badly", Unit::Count, count(badly))
                .at_stake(stake(&late))
                .doing("G-20")
                .listed(list),
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
            .with("rule", Unit::Word, word(rule.as_str()))
            .with("ratio", Unit::Times, Value::Number(risk.ratio))
            .with("low", Unit::Times, Value::Number(low))
            .with("high", Unit::Times, Value::Number(high))
            .with("n", Unit::Count, count(table.marked + table.others))
            .listed("q3.back_test"),
    )
}
