//! Q3: early warnings: who shows signs of leaving and with how much revenue, what to do first, when contracts end, and
//! what the rules told in the past (domain.md §2.3, §4.3, §4.4).

mod findings;
mod lists;

use super::cells::thousandths;
use super::{Asked, status};
use crate::base::{Month, Na, format_minor};
use crate::metrics::TwoByTwo;
use crate::metrics::operating::{
    AtRisk, Choices, Dues, Outcome, Rule, Signal, Verdict, WATCHED, Warnings, Watch, warnings,
};
use crate::report::answer::{AnswerFigure, QuestionState, Unit};
use crate::report::behind::{Exclusion, Table, source};
use crate::report::{ENOUGH, EvidenceColumn, Value};
use crate::tables::{Company, Datum, TableKind};
use findings::findings;
use lists::{back_test, customers, in_window, lapsed, rated, renewals, rules};
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// The tables that say something of it.
const NEEDS: &[&str] = &["accounts", "usage", "contracts", "tickets", "surveys", "onboarding"];

/// The answer.
pub(super) fn answer(asked: &Asked<'_>, choices: &Choices) -> QuestionState {
    let company = asked.company;
    let found = warnings(company, choices);
    if found.judged.is_empty() && found.renewals.is_empty() {
        return QuestionState::needing("q3", NEEDS);
    }
    let needs = needs(company, &found);
    let needs: Vec<&str> = needs.iter().map(String::as_str).collect();
    let mut question = status("q3", if needs.is_empty() { "answered" } else { "partly" }, &needs);
    question.as_of = company.as_of;
    let money = Money { exponent: company.book.currency.exponent };
    figures((asked, choices), &found, &money, &mut question);
    findings(asked, &found, &money, &mut question);
    question.grids.push(customers(asked, &found, &money, choices.odds));
    let list = rules(&found, &money);
    let columns = list.parts(["judged", "fired", "arr"]);
    question.grids.push(asked.listing(list, &|rule| judged_by((asked, choices), &columns, rule)));
    if let Some(test) = &found.back_test {
        let rated = rated(test);
        let list = back_test(test);
        let columns = list.parts(["marked", "marked_lost", "others", "others_lost"]);
        let rule = |place: usize| rated.get(place).map(|rule| *rule as usize);
        let outcomes = |place: usize| match rule(place) {
            Some(rule) => outcomes((asked, choices), Table::parts(&columns), &|own| {
                let marked = own.marked.get(rule).copied().flatten()?;
                let is = |yes: bool| i128::from(yes);
                Some([is(marked), is(marked && own.lost), is(!marked), is(!marked && own.lost)])
            }),
            None => Table::default(),
        };
        question.grids.push(asked.listing(list, &outcomes));
    }
    if !found.in_window.is_empty() {
        question.grids.push(in_window(company, &found));
    }
    if !found.renewals.is_empty() {
        let months: Vec<Month> = found.renewals.iter().map(|month| month.month).collect();
        let list = renewals(&found.renewals, &money);
        // A contract's value may have more digits than the currency.
        let [contracts, arr, acv, silent, silent_arr, settled] =
            list.parts(["contracts", "arr", "acv", "without_talk", "without_talk_arr", "settled"]);
        let states = list.columns.iter().any(|column| column.id == "acv");
        let acv = if states { EvidenceColumn::Stated } else { acv };
        let columns = [contracts, arr, acv, silent, silent_arr, settled];
        question.grids.push(
            asked.listing(list, &|place| ending((asked, choices), &columns, months.get(place).copied())),
        );
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
    fn of_thousandths(&self, sum: i128) -> Option<Value> {
        thousandths(sum, self.exponent)
    }
}

fn name(company: &Company<'_>, customer: u32) -> Option<Value> {
    Some(Value::text(company.customers.text(customer)))
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

fn figures(
    (asked, choices): (&Asked<'_>, &Choices),
    found: &Warnings,
    money: &Money,
    question: &mut QuestionState,
) {
    let list = "q3.customers";
    let by_customer: OnceCell<BTreeMap<u32, &AtRisk>> = OnceCell::new();
    let warned = |id: u32| {
        let all = || found.at_risk.iter().map(|one| (one.customer, one)).collect();
        by_customer.get_or_init(all).get(&id).copied()
    };
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
    let all = found.judged.len() as u64;
    let at_risk = AnswerFigure::share("q3.at_risk", found.at_risk.len() as u64, all).behind(list);
    let is_judged = |id: u32| found.judged.binary_search(&id).is_ok();
    let customers = |figure, table: &dyn Fn() -> Table, cells: &dyn Fn(u32) -> Option<[i128; 2]>| {
        asked.of_customers(figure, &|| asked.at_end(table().reading(&WATCHED)), cells)
    };
    let annual = EvidenceColumn::Annual;
    let rules = AnswerFigure {
        denominator: Some(Value::count(ten)),
        numerator: Some(Value::count(judged)),
        ..AnswerFigure::new("q3.rules_judged", Unit::Count, Value::count(judged), ten)
    };
    question.figures.extend([
        customers(at_risk, &Table::shares, &|id| is_judged(id).then(|| [warned(id).is_some().into(), 1])),
        customers(arr, &|| Table::new(&[annual], Some(annual), None), &|id| {
            warned(id)?.arr.map(|arr| [arr, 0])
        }),
        asked.resting(share, &|| all_revenue(asked, &warned)),
        customers(
            AnswerFigure::new("q3.judged", Unit::Count, Value::count(all), all),
            &Table::counts,
            &|id| is_judged(id).then_some([1, 0]),
        ),
        asked.counting_rows(rules, "q3.rules", "judged"),
    ]);
    due((asked, choices), found, question);
    let usage = found.usage_day.filter(|day| Some(*day) != question.as_of);
    question.figures.extend(
        usage.map(|day| AnswerFigure::new("q3.usage_day", Unit::Day, Value::Money(day.to_string()), 0)),
    );
    if let Some(test) = &found.back_test {
        let figure = AnswerFigure::share("q3.base_rate", test.lost, test.judged);
        question.figures.push(asked.resting(figure, &|| {
            outcomes((asked, choices), Table::shares(), &|own| Some([own.lost.into(), 1, 0, 0]))
        }));
    }
}

/// What became of the contracts that came due, and, where no revenue tells it better, who of the customers is still
/// under contract.
fn due((asked, choices): (&Asked<'_>, &Choices), found: &Warnings, question: &mut QuestionState) {
    let Dues { renewed, open, stayed, kept } = found.dues;
    let of_contracts = |figure, table: fn() -> Table, cells: &dyn Fn(Option<bool>) -> Option<[i128; 2]>| {
        asked.resting(figure, &|| {
            let (mut table, mut without) = (table(), 0);
            for own in Watch::of(asked.company, choices).came_due() {
                match cells(own.renewed) {
                    Some(cells) => table.line(Some(own.customer), own.id, &cells, vec![source(own.source)]),
                    None => without += 1,
                }
            }
            table.without(Exclusion::OtherRows, without)
        })
    };
    if renewed.of + open > 0 {
        let of = if kept { renewed.of } else { 0 };
        let rate = AnswerFigure::share_of_stated("q3.renewal_rate", renewed.part, of);
        question.figures.push(of_contracts(rate, Table::shares, &|renewed| Some([renewed?.into(), 1])));
    }
    if open > 0 {
        let figure =
            AnswerFigure::new("q3.renewals_open", Unit::Count, Value::count(open), renewed.of + open);
        let cells = |renewed: Option<bool>| Some([renewed.is_none().into(), 1]);
        question.figures.push(of_contracts(figure, Table::among, &cells));
    }
    if kept && stayed.of > 0 && asked.company.month().is_none() {
        let figure = AnswerFigure::share("q3.contract_logo", stayed.part, stayed.of);
        question.figures.push(asked.resting(figure, &|| {
            let mut table = Table::shares().reading(&[TableKind::Contracts]);
            for (customer, stays) in Watch::of(asked.company, choices).under_contract() {
                table.line(Some(customer), None, &[stays.into(), 1], Vec::new());
            }
            let others = asked.company.customers.len() as u64 - stayed.of;
            table.without(Exclusion::Unjudged, others as usize)
        }));
    }
}

/// Everybody's revenue a year, and of it that of those with a warning.
fn all_revenue<'w>(asked: &Asked<'_>, warned: &dyn Fn(u32) -> Option<&'w AtRisk>) -> Table {
    let (above, annual) = (EvidenceColumn::Value { unit: Unit::Money }, EvidenceColumn::Annual);
    let table = Table::new(&[EvidenceColumn::Part, above, annual], Some(above), Some(annual));
    let mut table = asked.at_end(table);
    for id in asked.company.book.ids() {
        let own = asked.company.arr(id).filter(|arr| *arr > 0);
        if let Some(arr) = own {
            let at_risk = warned(id).and_then(|one| one.arr);
            let cells = [at_risk.is_some().into(), at_risk.unwrap_or(0), arr];
            table.line(Some(id), None, &cells, Vec::new());
        }
    }
    table
}

/// The customers that a rule, by place in [`Rule::ALL`], was judged for, and those it fired for.
fn judged_by((asked, choices): (&Asked<'_>, &Choices), columns: &[EvidenceColumn], rule: usize) -> Table {
    // The share that fired, of those judged.
    let [judged, fired] = [0, 1].map(|place| columns.get(place).copied());
    let table = Table { numerator: fired, denominator: judged, ..Table::parts(columns) };
    let mut table = asked.at_end(table.reading(&WATCHED));
    for (id, signals) in Watch::of(asked.company, choices).now() {
        if let Some(fired) = signals.get(rule).copied().flatten() {
            let arr = asked.company.arr(id).filter(|_| fired).unwrap_or(0);
            table.line(Some(id), None, &[1, fired.into(), arr], Vec::new());
        }
    }
    table
}

/// What became of the customers of the past, each once a day judged at: those that `cells` has cells for.
fn outcomes(
    (asked, choices): (&Asked<'_>, &Choices),
    table: Table,
    cells: &dyn Fn(&Outcome) -> Option<[i128; 4]>,
) -> Table {
    let mut table = table.reading(&WATCHED);
    for own in Watch::of(asked.company, choices).past() {
        if let Some(cells) = cells(&own) {
            let (id, month) = (own.customer, own.day.month());
            let sources = asked.paid(id, month, month.plus(3));
            table.line(Some(id), Some(&own.day.to_string()), &cells, sources);
        }
    }
    table
}

/// The contracts that end in a month, those not settled counting. A customer's revenue counts once, where its first
/// contract ends.
fn ending(
    (asked, choices): (&Asked<'_>, &Choices),
    columns: &[EvidenceColumn],
    month: Option<Month>,
) -> Table {
    let mut table = asked.at_end(Table::parts(columns));
    let mut counted = None;
    for own in Watch::of(asked.company, choices).ending() {
        let open = !own.settled;
        let first = open && counted.replace(own.customer) != Some(own.customer);
        if Some(own.month) != month {
            continue;
        }
        let arr = asked.company.arr(own.customer).filter(|_| first).unwrap_or(0);
        let acv = own.acv.filter(|_| open).unwrap_or(0);
        let silent = |n: i128| if own.silent { n } else { 0 };
        let cells = [open.into(), arr, acv.into(), silent(open.into()), silent(arr), own.settled.into()];
        table.line(Some(own.customer), own.id, &cells, vec![source(own.source)]);
    }
    table
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

/// A table whose groups are both large enough for a ratio.
fn is_enough(table: &TwoByTwo) -> bool {
    table.marked >= ENOUGH && table.others >= ENOUGH
}
