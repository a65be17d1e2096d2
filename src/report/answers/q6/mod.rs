//! Q6, growth without as much cost: cost to serve and what one customer more costs, development for everybody, tickets
//! that need nobody, what success managers look after, onboarding and releases (domain.md §5.3).

mod allocated;
mod costs;
mod managers;
mod spent;
mod tickets;

use super::cells::without_missing_lists;
use super::wanted::Term;
use super::{Asked, status};
use crate::base::{Date, Month, sort_by_key};
use crate::metrics::operating::{
    Part, Signups, automated, automation, cared_for, handling, lead_time, lead_times, managers, median_twice,
};
use crate::read::Severity;
use crate::report::answer::{AnswerFigure, Grid, Insight, QuestionState, Unit};
use crate::report::behind::Table;
use crate::report::{EvidenceMade, Metric, MetricId, Report, TermOf, Value};
use crate::tables::{Datum, TableKind};
use costs::of_costs;
use managers::of_managers;
use std::cmp::Reverse;
use tickets::of_tickets;

/// The tables that say something of it.
const NEEDS: &[&str] = &["costs", "tickets", "onboarding"];

/// What the answer takes from the retention metrics.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Retained {
    gross_margin: Option<Metric>,
    /// Customers at each month's end, ascending.
    customers: Vec<(Month, u64)>,
}

impl Retained {
    /// Takes it from a report.
    pub fn of(report: &Report) -> Self {
        let customers = report.movements.iter().map(|movement| (movement.month, movement.customers.closing));
        Retained {
            gross_margin: report.metrics.get(&MetricId::GrossMargin).cloned(),
            customers: customers.collect(),
        }
    }
}

/// The answer.
pub(super) fn answer(asked: &Asked<'_>, signups: &Signups<'_>, retained: &Retained) -> QuestionState {
    let company = asked.company;
    let states = |kind, datum| company.has_datum(kind, datum);
    let accounts = cared_for(company);
    let managers = managers(company, &accounts);
    let (has_costs, has_tickets) = (!asked.tables.costs.is_empty(), company.has(TableKind::Tickets));
    let has_steps = company.has(TableKind::Onboarding);
    let leads = lead_times(company);
    let (waiting, signups_of) = without_deal(asked, signups);
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
    of_costs(asked, retained, &mut question);
    if has_tickets {
        of_tickets(asked, &handling(company), &mut question);
    }
    of_managers(asked, &managers, &accounts, &mut question);
    if has_steps {
        let found = automation(company);
        let share = |id, part: Part| AnswerFigure::share_of_stated(id, part.part, part.of);
        let steps = share("q6.steps_automated", found.steps);
        let of = (TableKind::Onboarding, Datum::Step);
        question.figures.push(asked.of_records(steps, of, &Table::shares, &|record| {
            automated(record).map(|automated| [automated.into(), 1])
        }));
        let untouched = share("q6.untouched", found.untouched());
        let table = || Table::shares().reading(&[TableKind::Onboarding, TableKind::Accounts]);
        question.figures.push(asked.of_customers(untouched, &table, &|id| {
            let at = found.cores.binary_search_by_key(&id, |(id, _)| *id).ok()?;
            found.cores.get(at).map(|(_, untouched)| [(*untouched).into(), 1])
        }));
    }
    if let Some(twice) = median_twice(&leads) {
        let days = Value::Number(twice as f64 / 2.0);
        let figure = AnswerFigure::new("q6.lead_time", Unit::Days, days, leads.len() as u64);
        let (of, median) =
            ((TableKind::Requests, Datum::Feature), || Table::sums(Unit::Days).made(EvidenceMade::Median));
        question.figures.push(asked.of_records(figure, of, &median, &|record| {
            lead_time(company, record).map(|days| [days.into(), 0])
        }));
    }
    if waiting.total > 0 {
        question.findings.push(
            Insight::new("q6.waiting", Severity::Info)
                .with("signups", Unit::Count, Value::count(waiting.total))
                .doing("Q6-07")
                .listed("q6.without_deal"),
        );
        let rows = company.rows(TableKind::Trials);
        let waiting = asked.explaining(waiting, &|place| {
            let record = signups_of.get(place).and_then(|row| rows.get(*row as usize));
            let signed = record.and_then(|record| record.day(Datum::SignupDate)).map(Value::text);
            let until = Date::from_days(signups.until.into()).map(Value::text);
            vec![Term { column: "days_old".to_owned(), of: TermOf::Span, above: until, below: signed }]
        });
        question.grids.push(asked.listing(waiting, &|place| {
            let mut table = Table::counts();
            if let Some(record) = signups_of.get(place).and_then(|row| rows.get(*row as usize)) {
                table.record(record, record.text(Datum::SignupId), &[1]);
            }
            table
        }));
    }
    without_missing_lists(question)
}

/// Sign-ups that came to a month without a deal within the last month, the activated and the latest first. Who pays
/// already is none of them. Beside the list the row of each.
fn without_deal(asked: &Asked<'_>, signups: &Signups<'_>) -> (Grid, Vec<u32>) {
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
        return (grid, Vec::new());
    }
    let pays = |customer: u32| company.mrr(customer).is_some_and(|mrr| mrr > 0);
    let mut rows: Vec<_> =
        signups.without_deal().filter(|signup| !signup.customer.is_some_and(pays)).collect();
    sort_by_key(&mut rows, |signup| (signup.activated.is_none(), Reverse(signup.day), signup.id));
    for signup in &rows {
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
    (grid, rows.iter().map(|signup| signup.row).collect())
}
