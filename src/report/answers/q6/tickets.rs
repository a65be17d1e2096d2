//! Who solves tickets, and which basic ones take success managers' time.

use super::super::Asked;
use super::super::cells::{money, part_figure, share};
use crate::base::{Na, sort_by_key};
use crate::metrics::operating::{BASIC_TARGET, HANDLERS, Handling, Part, SolvedTicket, Solving};
use crate::read::Severity;
use crate::report::answer::{AnswerFigure, Grid, Insight, QuestionState, Unit};
use crate::report::behind::{Exclusion, Table};
use crate::report::{ENOUGH, EvidenceColumn, Value};
use crate::tables::{AttributeKind, Datum, Record, TableKind};
use std::cmp::Reverse;

pub(super) fn of_tickets(asked: &Asked<'_>, found: &Handling, question: &mut QuestionState) {
    let states = |datum| asked.company.has_datum(TableKind::Tickets, datum);
    let figure = |id, part: Part, datum| match states(datum) {
        true => part_figure(id, part),
        false => AnswerFigure::na(id, Unit::Share, Na::NoData),
    };
    let solving = Solving::of(asked.company);
    let solved = |record: &Record<'_>| solving?.ticket(record);
    let resting = |figure, table: &dyn Fn() -> Table, is: &dyn Fn(&SolvedTicket) -> Option<bool>| {
        asked.of_records(figure, (TableKind::Tickets, Datum::Topic), table, &|record| {
            is(&solved(record)?).map(|is| [is.into(), 1])
        })
    };
    if found.makers > 0 {
        let each = AnswerFigure {
            numerator: Some(Value::count(found.made)),
            denominator: Some(Value::count(found.makers)),
            ..AnswerFigure::new(
                "q6.tickets_each",
                Unit::Number,
                Value::Number(found.made as f64 / found.makers as f64),
                found.makers,
            )
        };
        question.figures.push(asked.resting(each, &|| {
            let (mut table, mut without) = (Table::shares(), 0);
            for record in asked.company.rows(TableKind::Tickets) {
                match solving.is_some_and(|solving| solving.lasted(&record).0) && record.customer.is_some() {
                    true => table.record(&record, None, &[1, 0]),
                    false => without += 1,
                }
            }
            let mut table = table.joined();
            table.rows.iter_mut().for_each(|row| {
                let [_, whole, ..] = &mut row.cells;
                *whole = 1;
            });
            table.without(Exclusion::OtherRows, without)
        }));
    }
    if states(Datum::ResolvedAt) {
        let figure = AnswerFigure::share_of_stated("q6.in_time", found.in_time.part, found.in_time.of);
        let of = (TableKind::Tickets, Datum::Topic);
        question.figures.push(asked.of_records(figure, of, &Table::shares, &|record| {
            solving?.lasted(record).1.map(|in_time| [in_time.into(), 1])
        }));
    }
    let alone = figure("q6.solved_alone", found.alone, Datum::HandledBy).behind("q6.channels");
    question.figures.push(resting(alone, &Table::shares, &|ticket| ticket.by.map(|_| ticket.alone)));
    let all: u64 = found.by.iter().map(|handler| handler.tickets).sum();
    let (machine, basic) = (found.by.iter().take(2).map(|h| h.tickets).sum(), found.basic);
    if all > 0 {
        let machine = Part { part: machine, of: all };
        let figure = part_figure("q6.by_machine", machine).behind("q6.channels");
        question
            .figures
            .push(resting(figure, &Table::shares, &|ticket| ticket.by.map(|_| ticket.by_machine())));
    }
    let elsewhere = figure("q6.basic_elsewhere", basic, Datum::Level).behind("q6.basic_topics");
    question.figures.push(resting(elsewhere, &Table::shares, &|ticket| {
        ticket.by.filter(|_| ticket.basic).map(|_| !ticket.by_manager())
    }));
    if found.unstated > 0 {
        let n = found.unstated;
        let figure = AnswerFigure::new("q6.unstated", Unit::Count, Value::count(n), n + all);
        question.figures.push(resting(figure, &Table::among, &|ticket| Some(ticket.by.is_none())));
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
    let mut shown: Vec<usize> = Vec::new();
    let handlers = HANDLERS.iter().zip(&found.by).enumerate();
    for (place, (name, handler)) in handlers.filter(|(_, (_, handler))| handler.tickets > 0) {
        shown.push(place);
        let of = Part { part: handler.tickets, of: all };
        channels.push(vec![
            Some(Value::text(name)),
            Some(Value::count(handler.tickets)),
            share(of),
            share(handler.reopened),
            handler.median_days().map(Value::Number),
        ]);
    }
    let tickets = |columns: &[EvidenceColumn], is: &dyn Fn(&SolvedTicket, &Record<'_>) -> bool| {
        let mut table = Table::parts(columns);
        for record in asked.company.rows(TableKind::Tickets) {
            if let Some(ticket) = solved(&record).filter(|ticket| is(ticket, &record)) {
                let reopened = record.flag(Datum::Reopened);
                let says = [true, reopened == Some(true), reopened.is_some()].map(i128::from);
                let cells = [says[0], says[1], says[2], ticket.seconds.unwrap_or(0).into()];
                table.record(&record, record.text(Datum::Topic), &cells);
                // What doesn't say how long it took is none of those that the median is of.
                if ticket.seconds.is_none() {
                    table.last_unknown(3);
                }
            }
        }
        table
    };
    let [solved_by, reopened] = channels.parts(["solved", "reopened"]);
    let columns = [solved_by, reopened, EvidenceColumn::Whole, EvidenceColumn::Seconds];
    let by_handler = |place: usize| {
        let by = shown.get(place).copied();
        tickets(&columns, &|ticket, _| ticket.by.is_some() && ticket.by == by)
    };
    question.grids.push(asked.listing(channels, &by_handler));
    let by_csm = basic.of - basic.part;
    if by_csm == 0 {
        return;
    }
    let mut topics = Grid::new("q6.basic_topics", &[("topic", Unit::Text), ("tickets", Unit::Count)]);
    let mut rows: Vec<(&String, &u64)> = found.basic_by_topic.iter().collect();
    sort_by_key(&mut rows, |(topic, n)| (Reverse(**n), (*topic).clone()));
    let topics_shown: Vec<&str> = rows.iter().map(|(topic, _)| topic.as_str()).collect();
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
    let customers_shown: Vec<u32> = rows.iter().map(|(id, _)| *id).collect();
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
    let (by_topic, by_customer) = (topics.parts(["tickets"]), customers.parts(["tickets"]));
    let on_topic = |place: usize| {
        let topic = topics_shown.get(place).copied();
        tickets(&by_topic, &|ticket, record| {
            ticket.basic && ticket.by_manager() && topic.is_some() && record.text(Datum::Topic) == topic
        })
    };
    let of_customer = |place: usize| {
        let customer = customers_shown.get(place).copied();
        tickets(&by_customer, &|ticket, record| {
            ticket.basic && ticket.by_manager() && customer.is_some() && record.customer == customer
        })
    };
    let lists = [asked.listing(topics, &on_topic), asked.listing(customers, &of_customer)];
    question.grids.extend(lists.into_iter().filter(|grid| grid.total > 0));
}
