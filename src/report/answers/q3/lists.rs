//! The lists of Q3.

use super::{Asked, Money, action, has_fired, is_enough, name, signal};
use crate::base::Date;
use crate::metrics::TwoByTwo;
use crate::metrics::operating::{
    AtRisk, BackTest, Family, Grounds, Lapsed, Remark, RenewalMonth, Rule, RuleSums, Verdict, Warnings,
};
use crate::report::answer::{AnswerFigure, Grid, Unit};
use crate::report::answers::wanted::Term;
use crate::report::{ENOUGH, TermOf, Value};
use crate::tables::Company;

/// Days to the end of the contract that is to be renewed next.
const RENEWAL: &str = "renewal_days";

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
    let (above, below) = own.value.filter(|_| own.verdict == Verdict::Fired)?.ratio();
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
        Remark::FromFirstStep => "from_first_step",
        Remark::RenewsItself => "renews_itself",
        Remark::Holidays => "without_holidays",
        Remark::BySize => "by_size",
        Remark::Neutral => return None,
    })
}

/// The customers with a warning, each with what the rules fired on; a column a rule that fired for anybody.
pub(super) fn customers(asked: &Asked<'_>, found: &Warnings, money: &Money, odds: bool) -> Grid {
    let company = asked.company;
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
        (RENEWAL, Unit::Days),
    ];
    columns.extend(ids.iter().zip(&shown).map(|(id, rule)| (id.as_str(), unit(*rule))));
    // By the files' own losses in the same time, or not at all.
    let base = found.back_test.as_ref().filter(|test| odds && test.judged >= ENOUGH);
    let base = base.map(|test| test.lost as f64 / test.judged as f64);
    columns.extend(base.map(|_| ("illustrative_odds", Unit::Share)));
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
        row.extend(base.map(|base| one.odds(base).map(Value::Number)));
        row.extend(remarks.then(|| remarked(one)));
        grid.push(row);
    }
    asked.explaining(grid, &|place| found.at_risk.get(place).map(|one| terms(asked, one)).unwrap_or_default())
}

/// What the cells of a customer with a warning are made of.
fn terms(asked: &Asked<'_>, one: &AtRisk) -> Vec<Term> {
    let day = |day: i64| Date::from_days(day).map(Value::text);
    let mut all = Vec::new();
    for rule in one.fired() {
        let own = signal(one, rule);
        // The days of a contract's end stand in a column of their own, whatever the rules say.
        let silent = rule == Rule::Silence;
        let column = if silent { RENEWAL.to_owned() } else { format!("q3.{}", rule.as_str()) };
        let mut put = |of, above, below| all.push(Term { column: column.clone(), of, above, below });
        put(TermOf::Severity, Some(Value::Count(own.severity.into())), None);
        match own.value.filter(|_| !silent) {
            Some(Grounds::Days { from, to, off }) => {
                put(TermOf::Span, day(to), day(from));
                if off > 0 {
                    put(TermOf::Off, Some(Value::Count(off)), None);
                }
            }
            Some(Grounds::Months { from, to }) => {
                put(TermOf::Span, Some(Value::text(to)), Some(Value::text(from)));
            }
            Some(Grounds::Ratio(above, below)) if rule == Rule::Contraction => {
                let [above, below] = [above, below].map(|minor| Some(asked.money(minor.into())));
                put(TermOf::Value, above, below);
            }
            Some(Grounds::Ratio(above, below)) => {
                put(TermOf::Value, Some(Value::Count(above)), (below != 1).then_some(Value::Count(below)));
            }
            None => {}
        }
    }
    if let Some((left, as_of)) = one.renewal.zip(asked.company.as_of) {
        let (above, below) = (day(as_of.days() + left), day(as_of.days()));
        all.push(Term { column: RENEWAL.to_owned(), of: TermOf::Span, above, below });
    }
    all
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
pub(super) fn rules(found: &Warnings, money: &Money) -> Grid {
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
            Some(Value::text(rule.as_str())),
            Some(Value::text(family(rule))),
            Some(Value::count(judged)),
            known.map(|()| Value::count(fired)),
            share.value.filter(|_| judged >= ENOUGH),
            share.interval.filter(|_| judged >= ENOUGH).map(|interval| Value::Number(interval.0)),
            share.interval.filter(|_| judged >= ENOUGH).map(|interval| Value::Number(interval.1)),
            known.and(found.arr).map(|_| money.value(arr)),
            Some(Value::Money(format!("claim_{}", rule.as_str()))),
        ]);
    }
    grid
}

/// The rules that could be judged in the past.
pub(super) fn rated(test: &BackTest) -> Vec<Rule> {
    let some = |(_, table): &(Rule, &TwoByTwo)| table.marked + table.others > 0;
    Rule::ALL.into_iter().zip(&test.rules).filter(some).map(|(rule, _)| rule).collect()
}

/// What the rules told in the past; those that could be judged then.
pub(super) fn back_test(test: &BackTest) -> Grid {
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
    for rule in rated(test) {
        let Some(table) = test.rules.get(rule as usize) else { continue };
        let enough = is_enough(table);
        let risk = table.risk_ratio().filter(|_| enough);
        let odds = table.odds_ratio().filter(|_| enough);
        grid.push(vec![
            Some(Value::text(rule.as_str())),
            Some(Value::count(table.marked)),
            Some(Value::count(table.marked_lost)),
            Some(Value::count(table.others)),
            Some(Value::count(table.others_lost)),
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

/// Customers whose first 30 days have not passed.
pub(super) fn in_window(company: &Company<'_>, found: &Warnings) -> Grid {
    let columns = [("customer", Unit::Customer), ("signed", Unit::Day), ("days_left", Unit::Days)];
    let mut grid = Grid::new("q3.in_window", &columns);
    for (customer, signed, left) in &found.in_window {
        let signed = Some(Value::Money(signed.to_string()));
        grid.push(vec![name(company, *customer), signed, Some(Value::Count(*left))]);
    }
    grid
}

/// Contract ends by month; what no file states has no column.
pub(super) fn renewals(months: &[RenewalMonth], money: &Money) -> Grid {
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
        let mut row = vec![Some(Value::Money(month.month.to_string())), Some(Value::count(month.contracts))];
        row.extend(revenue.then(|| month.arr.map(|arr| money.value(arr))));
        row.extend(acv.then(|| month.acv.and_then(|acv| money.of_thousandths(acv))));
        row.extend(talks.then(|| month.silent.map(Value::count)));
        row.extend((talks && revenue).then(|| month.silent_arr.map(|arr| money.value(arr))));
        row.push(Some(Value::count(month.settled)));
        grid.push(row);
    }
    grid
}

/// Contracts that ended without a word on how.
pub(super) fn lapsed(company: &Company<'_>, all: &[Lapsed], money: &Money) -> Grid {
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
