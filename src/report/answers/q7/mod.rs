//! Q7, growth by itself: activation, time to value, trial to paid by segment, invitations, the loop of sign-ups that
//! pay, stay and invite (domain.md §5.2).

mod behind;
mod invited;
mod segments;

use super::cells::{Cell, money, money_share, part_figure, share, without_missing_lists};
use super::{Asked, status};
use crate::base::{Na, Ratio, sort_by_key};
use crate::metrics::operating::{Offer, Part, Signup, Signups, new_mrr};
use crate::report::answer::{AnswerFigure, Grid, QuestionState, Unit};
use crate::report::behind::{Exclusion, Table};
use crate::report::{EvidenceColumn, EvidenceMade, PartOf, Value};
use crate::tables::{Datum, TableKind};
use behind::{brought_behind, of_signups, rows_behind, signups_behind};
use invited::{invitations, the_loop};
use segments::segments;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The tables that say something of it.
const NEEDS: &[&str] = &["trials"];

/// Columns without which a part of the answer is missing.
const COLUMNS: &[(Datum, &str)] = &[
    (Datum::ActivatedAt, "trials.activated_at"),
    (Datum::FirstValueAt, "trials.first_value_at"),
    (Datum::PaidAt, "trials.paid_at"),
    (Datum::Segment, "trials.segment"),
    (Datum::Source, "trials.source"),
    (Datum::InvitesSent, "trials.invites_sent"),
];

/// The answer. `window` is the days within which a trial that pays counts as converted.
pub(super) fn answer(asked: &Asked<'_>, signups: &Signups<'_>, window: u32) -> QuestionState {
    let company = asked.company;
    if signups.all.is_empty() {
        return QuestionState::needing("q7", NEEDS);
    }
    let has = |datum| company.has_datum(TableKind::Trials, datum);
    let mut needs: Vec<&str> =
        COLUMNS.iter().filter(|(datum, _)| !has(*datum)).map(|(_, need)| *need).collect();
    if company.book.is_empty() {
        needs.push("revenue");
    }
    let mut question = status("q7", if needs.is_empty() { "answered" } else { "partly" }, &needs);
    question.as_of = company.known_until(TableKind::Trials);
    counts(asked, signups, &mut question);
    activation(asked, signups, &mut question);
    conversion(asked, signups, window, &mut question);
    let brought = new_mrr(company, signups);
    bought_alone(asked, signups, &brought, &mut question);
    sources(asked, signups, &brought, &mut question);
    invitations(asked, signups, &mut question);
    the_loop(asked, signups, &mut question);
    without_missing_lists(question)
}

/// How many there are, and which rows don't count.
fn counts(asked: &Asked<'_>, signups: &Signups<'_>, question: &mut QuestionState) {
    let plain = |id, n: usize| AnswerFigure::new(id, Unit::Count, Value::count(n as u64), n as u64);
    let all = plain("q7.signups", signups.all.len());
    let (table, why) = (&Table::counts, Exclusion::OtherRows);
    question.figures.push(of_signups(asked, signups, all, table, why, &|_| Some([1, 0])));
    for (id, rows) in [("q7.repeated", &signups.repeated), ("q7.disordered", &signups.disordered)] {
        let figure = (!rows.is_empty()).then(|| plain(id, rows.len()));
        question.figures.extend(figure.map(|figure| asked.resting(figure, &|| rows_behind(asked, rows))));
    }
}

/// A share of those whose days are over; where they are for nobody, the data don't reach far enough.
fn elapsed(id: &str, part: Part) -> AnswerFigure {
    match part.of {
        0 => AnswerFigure::na(id, Unit::Share, Na::InsufficientHistory),
        _ => part_figure(id, part),
    }
}

/// Days at which the share that has reached the value is listed.
const DAYS: [u32; 8] = [0, 1, 3, 7, 14, 30, 60, 90];

fn activation(asked: &Asked<'_>, signups: &Signups<'_>, question: &mut QuestionState) {
    let has = |datum| asked.company.has_datum(TableKind::Trials, datum);
    for (id, days) in [("q7.activation_7", 7), ("q7.activation_14", 14)] {
        question.figures.push(match has(Datum::ActivatedAt) {
            true => {
                let figure = elapsed(id, signups.activated_within(days));
                of_signups(asked, signups, figure, &Table::shares, Exclusion::NotOver, &|signup| {
                    signups.is_activated(signup, days).map(|is| [is.into(), 1])
                })
            }
            false => AnswerFigure::na(id, Unit::Share, Na::NoData),
        });
    }
    if !has(Datum::FirstValueAt) {
        question.figures.push(AnswerFigure::na("q7.time_to_value", Unit::Days, Na::NoData));
        return;
    }
    let curve = signups.times_to_value().curve();
    let median = match curve.median {
        Some(days) => AnswerFigure::new("q7.time_to_value", Unit::Days, Value::count(days.into()), curve.n),
        // Fewer than half have got there: a result, and no gap in the data.
        None => AnswerFigure::new("q7.time_to_value", Unit::Word, Value::text("not_reached"), curve.n),
    };
    let reached = |days: u32| {
        let time = EvidenceColumn::Value { unit: Unit::Days };
        let table = Table::new(&[EvidenceColumn::Part, time], None, None);
        signups_behind(asked, signups, table, Exclusion::OtherRows, &|signup| {
            let life = signups.life(signup);
            let reached = life.lost && life.time <= days;
            Some([reached.into(), life.time.into()])
        })
    };
    let until = curve.median.unwrap_or(curve.until);
    let steps = || Table {
        made: EvidenceMade::Halved { reached: curve.median.is_some() },
        parts: curve.parts(until, &|days| (PartOf::Days { days }, None)),
        value: Some(Value::Number(curve.share_at(until))),
        ..reached(until)
    };
    question.figures.push(asked.resting(median, &steps).behind("q7.value_by_day"));
    let mut grid = Grid::new(
        "q7.value_by_day",
        &[
            ("days", Unit::Count),
            ("reached", Unit::Share),
            ("low", Unit::Share),
            ("high", Unit::Share),
            ("watched", Unit::Count),
        ],
    );
    let lived = |(day, _): &(u32, u64)| *day <= curve.until;
    for (day, waiting) in DAYS.into_iter().zip(signups.waiting_after(DAYS)).filter(lived) {
        let step = curve.step_at(day);
        let interval = step.and_then(|step| step.interval);
        grid.push(vec![
            Some(Value::count(day.into())),
            Some(Value::Number(1.0 - curve.share_at(day))),
            interval.map(|interval| Value::Number(1.0 - interval.1)),
            interval.map(|interval| Value::Number(1.0 - interval.0)),
            Some(Value::count(waiting)),
        ]);
    }
    let [watched] = grid.parts(["watched"]);
    question.grids.push(asked.listing(grid, &|place| {
        let Some(days) = DAYS.get(place).copied() else { return Table::default() };
        let mut table = reached(days);
        table.columns.push(watched);
        for row in &mut table.rows {
            let [_, time, watched, ..] = &mut row.cells;
            *watched = (*time > days.into()).into();
        }
        table.parts = curve.parts(days, &|days| (PartOf::Days { days }, None));
        table
    }));
}

fn conversion(asked: &Asked<'_>, signups: &Signups<'_>, window: u32, question: &mut QuestionState) {
    let offers = [(Offer::Trial, "q7.trial_to_paid", "q7.open_trials"), (Offer::Free, "q7.free_to_paid", "")];
    if !asked.company.has_datum(TableKind::Trials, Datum::PaidAt) {
        let ids = ["q7.trial_to_paid", "q7.free_to_paid"];
        question.figures.extend(ids.map(|id| AnswerFigure::na(id, Unit::Share, Na::NoData)));
        return;
    }
    // The offer that is compared by segment: trials, where there are any.
    let mut compared = None;
    for (offer, id, open) in offers {
        let (all, judged) = (signups.of(offer).count() as u64, signups.conversion(offer, window));
        if all == 0 {
            continue;
        }
        compared = compared.or(Some(offer));
        let own = |signup: &Signup<'_>| signup.trial_end.is_some() == (offer == Offer::Trial);
        let paid = |signup: &Signup<'_>| signups.paid_in_time(signup, window);
        let figure = elapsed(id, judged).behind("q7.segments");
        question.figures.push(of_signups(
            asked,
            signups,
            figure,
            &Table::shares,
            Exclusion::NotOver,
            &|signup| paid(signup).filter(|_| own(signup)).map(|paid| [paid.into(), 1]),
        ));
        if !open.is_empty() && all > judged.of {
            let figure = AnswerFigure::new(open, Unit::Count, Value::count(all - judged.of), all);
            question.figures.push(of_signups(
                asked,
                signups,
                figure,
                &Table::among,
                Exclusion::OtherRows,
                &|signup| own(signup).then(|| [paid(signup).is_none().into(), 1]),
            ));
        }
    }
    question.figures.push(AnswerFigure::new("q7.trial_window", Unit::Days, Value::count(window.into()), 0));
    if asked.company.has_datum(TableKind::Trials, Datum::PqlAt) {
        let (rate, paid) = signups.qualified();
        let shares = |figure, cells: &dyn Fn(&Signup<'_>) -> Option<[i128; 2]>| {
            of_signups(asked, signups, figure, &Table::shares, Exclusion::OtherRows, cells)
        };
        question.figures.extend([
            shares(part_figure("q7.pql_rate", rate), &|signup| Some([signup.qualified.is_some().into(), 1])),
            shares(part_figure("q7.pql_to_paid", paid), &|signup| {
                let day = signup.qualified?;
                Some([signup.paid.is_some_and(|paid| paid >= day).into(), 1])
            }),
        ]);
    }
    if let Some(offer) = compared {
        segments(asked, signups, (offer, window), question);
    }
}

/// What is bought without sales: by new revenue where it is known, and by sign-ups that paid.
fn bought_alone(
    asked: &Asked<'_>,
    signups: &Signups<'_>,
    brought: &[Option<i64>],
    question: &mut QuestionState,
) {
    if !asked.company.has_datum(TableKind::Trials, Datum::SelfServe) {
        return;
    }
    let exponent = asked.company.book.currency.exponent;
    let (mut own, mut all, mut n) = (0_i128, 0_i128, 0);
    for (signup, minor) in signups.all.iter().zip(brought) {
        if let (Some(alone), Some(minor)) = (signup.self_serve, minor) {
            all += i128::from(*minor);
            own += if alone { i128::from(*minor) } else { 0 };
            n += 1;
        }
    }
    if n > 0 {
        let ratio = Ratio { numerator: own, denominator: all };
        let figure = money_share("q7.self_serve_mrr", ratio, exponent, n);
        question.figures.push(asked.resting(figure, &|| {
            let (above, below) = (EvidenceColumn::Counted, EvidenceColumn::Below);
            let table = Table::new(&[above, below], Some(above), Some(below));
            brought_behind(asked, signups, brought, table, &|signup, minor| {
                signup.self_serve.zip(minor).map(|(alone, minor)| [if alone { minor } else { 0 }, minor])
            })
        }));
    }
    let (mut counted, mut unknown) = (Part::default(), Part::default());
    for signup in signups.all.iter().filter(|signup| signup.paid.is_some()) {
        unknown.add(signup.self_serve.is_none());
        if let Some(alone) = signup.self_serve {
            counted.add(alone);
        }
    }
    let shares = |figure, cells: &dyn Fn(&Signup<'_>) -> Option<bool>| {
        of_signups(asked, signups, figure, &Table::shares, Exclusion::OtherRows, &|signup| {
            signup.paid.and(cells(signup)).map(|is| [is.into(), 1])
        })
    };
    question.figures.push(shares(part_figure("q7.self_serve", counted), &|signup| signup.self_serve));
    if unknown.part > 0 {
        let figure = part_figure("q7.self_serve_unknown", unknown);
        question.figures.push(shares(figure, &|signup| Some(signup.self_serve.is_none())));
    }
}

fn sources(asked: &Asked<'_>, signups: &Signups<'_>, brought: &[Option<i64>], question: &mut QuestionState) {
    if !asked.company.has_datum(TableKind::Trials, Datum::Source) {
        return;
    }
    let exponent = asked.company.book.currency.exponent;
    let mut by: BTreeMap<Option<u8>, (Part, i128, u64)> = BTreeMap::new();
    for (signup, minor) in signups.all.iter().zip(brought) {
        let (paid, sum, n) = by.entry(signup.source).or_default();
        paid.add(signup.paid.is_some());
        *sum += i128::from(minor.unwrap_or(0));
        *n += u64::from(minor.is_some());
    }
    let (all, won) = by.values().fold((0_i128, 0), |(sum, n), one| (sum + one.1, n + one.2));
    let mut columns = vec![
        ("source", Unit::Word),
        ("signups", Unit::Count),
        ("signup_share", Unit::Share),
        ("paid", Unit::Count),
    ];
    if won > 0 {
        columns.extend([
            ("new_mrr", Unit::Money),
            ("mrr_share", Unit::Share),
            ("new_customers", Unit::Count),
        ]);
    }
    let mut grid = Grid::new("q7.sources", &columns);
    let name = |place: Option<u8>| place.and_then(|place| Datum::Source.choices().nth(place.into()));
    let mut rows: Vec<(&str, _)> =
        by.into_iter().map(|(place, sums)| (name(place).unwrap_or("unstated"), sums)).collect();
    sort_by_key(&mut rows, |(source, (paid, sum, _))| {
        (*source == "unstated", Reverse(*sum), Reverse(paid.of), *source)
    });
    for (source, (paid, sum, n)) in &rows {
        let of = Part { part: paid.of, of: signups.all.len() as u64 };
        let mut row: Vec<Cell> = vec![
            Some(Value::text(*source)),
            Some(Value::count(paid.of)),
            share(of),
            Some(Value::count(paid.part)),
        ];
        if won > 0 {
            let part = Ratio { numerator: *sum, denominator: all }.value();
            row.extend([Some(money(*sum, exponent)), part.map(Value::Number), Some(Value::count(*n))]);
        }
        grid.push(row);
    }
    let columns = grid.parts(["signups", "paid", "new_mrr", "new_customers"]);
    let of_source = |place: usize| {
        let own = rows.get(place).map(|(source, _)| *source);
        brought_behind(asked, signups, brought, Table::parts(&columns), &|signup, minor| {
            let source = name(signup.source).unwrap_or("unstated");
            let cells = [1, signup.paid.is_some().into(), minor.unwrap_or(0), minor.is_some().into()];
            (Some(source) == own).then_some(cells)
        })
    };
    question.grids.push(asked.listing(grid, &of_source));
}
