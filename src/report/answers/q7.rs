//! Q7, growth by itself: activation, time to value, trial to paid by segment, invitations, the loop of sign-ups that
//! pay, stay and invite (domain.md §5.2).

use super::cells::{
    Cell, money, money_each, money_share, part_figure, share, with_interval, without_missing_lists,
};
use super::{Asked, status};
use crate::base::{Na, Ratio, sort_by, sort_by_key};
use crate::metrics::operating::{
    LoopSums, Offer, Part, Signups, after_cycles, fisher, new_mrr, value_loop, viral,
};
use crate::read::Severity;
use crate::report::answer::{AnswerFigure, Grid, Insight, QuestionState, Unit};
use crate::report::{ENOUGH, Value};
use crate::tables::{Datum, TableKind};
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
    counts(signups, &mut question);
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
fn counts(signups: &Signups<'_>, question: &mut QuestionState) {
    let plain = |id, n| AnswerFigure::new(id, Unit::Count, Value::count(n), n);
    let all = signups.all.len() as u64;
    question.figures.push(plain("q7.signups", all));
    for (id, n) in [("q7.repeated", signups.repeated), ("q7.disordered", signups.disordered)] {
        question.figures.extend((n > 0).then(|| plain(id, n)));
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
            true => elapsed(id, signups.activated_within(days)),
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
    question.figures.push(median.behind("q7.value_by_day"));
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
    question.grids.push(grid);
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
        question.figures.push(elapsed(id, judged).behind("q7.segments"));
        if !open.is_empty() && all > judged.of {
            question.figures.push(AnswerFigure::new(open, Unit::Count, Value::count(all - judged.of), all));
        }
    }
    question.figures.push(AnswerFigure::new("q7.trial_window", Unit::Days, Value::count(window.into()), 0));
    if asked.company.has_datum(TableKind::Trials, Datum::PqlAt) {
        let (rate, paid) = signups.qualified();
        question.figures.extend([part_figure("q7.pql_rate", rate), part_figure("q7.pql_to_paid", paid)]);
    }
    if let Some(offer) = compared {
        segments(asked, signups, (offer, window), question);
    }
}

/// A segment against all others that name one.
struct Compared<'a> {
    name: &'a str,
    own: Part,
    rest: Part,
    p: Option<f64>,
}

impl Compared<'_> {
    /// What the comparison comes to. Of several comparisons each must be as many times surer (Bonferroni), for of
    /// twenty segments one is apart by luck.
    fn verdict(&self, comparisons: usize) -> &'static str {
        let better = u128::from(self.own.part) * u128::from(self.rest.of)
            > u128::from(self.rest.part) * u128::from(self.own.of);
        match self.p {
            _ if self.own.of < ENOUGH => "too_few",
            Some(p) if p * (comparisons as f64) < 0.05 => {
                if better {
                    "better"
                } else {
                    "worse"
                }
            }
            Some(p) if p < 0.1 => {
                if better {
                    "suggestive_better"
                } else {
                    "suggestive_worse"
                }
            }
            _ => "no_difference",
        }
    }
}

fn segments(
    asked: &Asked<'_>,
    signups: &Signups<'_>,
    (offer, window): (Offer, u32),
    question: &mut QuestionState,
) {
    let by = signups.by_segment(offer, window);
    let all =
        by.values().fold(Part::default(), |sum, own| Part { part: sum.part + own.part, of: sum.of + own.of });
    let mut compared: Vec<Compared<'_>> = Vec::new();
    for (name, own) in by {
        let rest = Part { part: all.part - own.part, of: all.of - own.of };
        // A p of a segment that is too small to judge would only count as one comparison more.
        let enough = own.of >= ENOUGH && rest.of >= ENOUGH;
        let p = enough.then(|| fisher(own.part, own.of, rest.part, rest.of)).flatten();
        compared.push(Compared { name, own, rest, p });
    }
    if compared.is_empty() {
        return;
    }
    let tested = compared.iter().filter(|one| one.p.is_some()).count();
    // Two segments are compared once, each being the other's rest.
    let comparisons = if compared.len() == 2 { 1 } else { tested };
    sort_by(&mut compared, |a, b| {
        let of = |one: &Compared<'_>| u128::from(one.own.part);
        let (a_is, b_is) = (of(a) * u128::from(b.own.of), of(b) * u128::from(a.own.of));
        let enough = (b.own.of >= ENOUGH).cmp(&(a.own.of >= ENOUGH));
        enough.then(b_is.cmp(&a_is)).then_with(|| a.name.cmp(b.name))
    });
    let worth = mrr_of_paid(asked, signups, offer, window);
    let mut columns = vec![
        ("segment", Unit::Text),
        ("judged", Unit::Count),
        ("paid", Unit::Count),
        ("share", Unit::Share),
        ("low", Unit::Share),
        ("high", Unit::Share),
        ("rest", Unit::Share),
        ("chance", Unit::Share),
        ("verdict", Unit::Word),
    ];
    if !worth.is_empty() {
        columns.push(("mrr_each", Unit::Money));
    }
    let mut grid = Grid::new("q7.segments", &columns);
    for one in &compared {
        let [rate, low, high] = match one.own.of < ENOUGH {
            true => [None, None, None],
            false => with_interval(one.own),
        };
        let mut row = vec![
            Some(Value::text(one.name)),
            Some(Value::count(one.own.of)),
            Some(Value::count(one.own.part)),
            rate,
            low,
            high,
            share(one.rest).filter(|_| one.own.of >= ENOUGH),
            one.p.map(Value::Number),
            Some(Value::text(one.verdict(comparisons))),
        ];
        if !worth.is_empty() {
            let exponent = asked.company.book.currency.exponent;
            let each = worth.get(one.name).map(|(sum, n)| money_each(*sum, i128::from(*n), exponent));
            row.push(each.flatten());
        }
        grid.push(row);
    }
    let told = |verdict: &str, code: &str| {
        let one = compared.iter().find(|one| one.verdict(comparisons) == verdict)?;
        let found = Insight::new(code, Severity::Info)
            .with("segment", Unit::Text, Value::text(one.name))
            .with("paid", Unit::Count, Value::count(one.own.part))
            .with("judged", Unit::Count, Value::count(one.own.of))
            .with("share", Unit::Share, share(one.own)?)
            .with("rest", Unit::Share, share(one.rest)?)
            .with("chance", Unit::Share, Value::Number(one.p?));
        Some(found.listed("q7.segments"))
    };
    // The best that is sure; only where none is, the best that might be.
    let sure = told("better", "q7.segment_better").map(|found| found.doing("G-16"));
    question.findings.extend(sure.or_else(|| told("suggestive_better", "q7.segment_suggestive")));
    question.grids.push(grid);
}

/// What the customers that paid in time pay now, by segment: the sum in minor units and how many; empty without
/// revenue. Who converts well may still pay little.
fn mrr_of_paid<'a>(
    asked: &Asked<'_>,
    signups: &Signups<'a>,
    offer: Offer,
    window: u32,
) -> BTreeMap<&'a str, (i128, u64)> {
    let company = asked.company;
    let mut sums: BTreeMap<&str, (i128, u64)> = BTreeMap::new();
    if !company.book.mixed.is_empty() {
        return sums;
    }
    let known = |customer: u32| (customer as usize) < company.book.customers.len();
    let mut paid: Vec<(&str, u32)> = signups
        .judged(offer, window)
        .filter(|(_, paid)| *paid)
        .filter_map(|(signup, _)| {
            let segment = signups.segments.get(signup.segment? as usize)?;
            Some((*segment, signup.customer.filter(|id| known(*id))?))
        })
        .collect();
    crate::base::sort(&mut paid);
    paid.dedup();
    for (segment, customer) in paid {
        let Some(mrr) = company.mrr(customer) else { continue };
        let sum = sums.entry(segment).or_default();
        *sum = (sum.0 + i128::from(mrr), sum.1 + 1);
    }
    sums
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
        question.figures.push(money_share("q7.self_serve_mrr", ratio, exponent, n));
    }
    let (mut counted, mut unknown) = (Part::default(), Part::default());
    for signup in signups.all.iter().filter(|signup| signup.paid.is_some()) {
        unknown.add(signup.self_serve.is_none());
        if let Some(alone) = signup.self_serve {
            counted.add(alone);
        }
    }
    question.figures.push(part_figure("q7.self_serve", counted));
    question.figures.extend((unknown.part > 0).then(|| part_figure("q7.self_serve_unknown", unknown)));
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
    for (source, (paid, sum, n)) in rows {
        let of = Part { part: paid.of, of: signups.all.len() as u64 };
        let mut row: Vec<Cell> = vec![
            Some(Value::text(source)),
            Some(Value::count(paid.of)),
            share(of),
            Some(Value::count(paid.part)),
        ];
        if won > 0 {
            let part = Ratio { numerator: sum, denominator: all }.value();
            row.extend([Some(money(sum, exponent)), part.map(Value::Number), Some(Value::count(n))]);
        }
        grid.push(row);
    }
    question.grids.push(grid);
}

/// Cycles that the spread of invitations is shown for, and the sign-ups it begins with.
const CYCLES: u32 = 6;
const SEEDS: f64 = 1000.0;

fn invitations(asked: &Asked<'_>, signups: &Signups<'_>, question: &mut QuestionState) {
    let viral = viral(asked.company, signups);
    if viral.share.of == 0 {
        return;
    }
    let whole = |n: i64| Value::Count(n);
    question.figures.push(part_figure("q7.viral_share", viral.share));
    let ratio = |id: &str, unit, above: i64, below: i64| match below {
        0 => AnswerFigure::na(id, unit, Na::ZeroDenominator),
        _ => AnswerFigure {
            numerator: Some(whole(above)),
            denominator: Some(whole(below)),
            ..AnswerFigure::new(id, unit, Value::Number(above as f64 / below as f64), below.unsigned_abs())
        },
    };
    let (invited, active) = (viral.share.part as i64, viral.active as i64);
    if let Some(sent) = viral.sent {
        question.figures.push(ratio("q7.invites_each", Unit::Number, sent, active));
        question.figures.push(match invited > sent {
            // More came by invitation than were sent: the column of invitations lacks some.
            true => AnswerFigure::na("q7.acceptance", Unit::Share, Na::NotApplicable),
            false => AnswerFigure::share("q7.acceptance", viral.share.part, sent.unsigned_abs()),
        });
    }
    question.figures.push(ratio("q7.k_factor", Unit::Coefficient, invited, active));
    let Some(k) = viral.k() else { return };
    question.figures.push(match viral.amplification() {
        Some(times) => AnswerFigure::new("q7.amplification", Unit::Times, Value::Number(times), viral.active),
        None => {
            AnswerFigure::new("q7.amplification", Unit::Word, Value::text("self_sustaining"), viral.active)
        }
    });
    let spread = after_cycles(k, SEEDS, CYCLES);
    question.figures.push(AnswerFigure::new("q7.after_cycles", Unit::Number, Value::Number(spread), 0));
    if let Some((twice, n)) = viral.cycle {
        let days = Value::Number(twice as f64 / 2.0);
        question.figures.push(AnswerFigure::new("q7.cycle_days", Unit::Days, days, n));
    }
    if viral.is_self_sustaining() && viral.active >= ENOUGH {
        question.findings.push(
            Insight::new("q7.self_sustaining", Severity::Info)
                .with("k", Unit::Coefficient, Value::Number(k))
                .with("invited", Unit::Count, Value::count(viral.share.part))
                .with("active", Unit::Count, Value::count(viral.active)),
        );
    }
}

fn the_loop(asked: &Asked<'_>, signups: &Signups<'_>, question: &mut QuestionState) {
    let months = value_loop(asked.company, signups);
    let total = LoopSums::total(months.values());
    let steps = [
        ("activated", total.activated),
        ("paying", total.paid),
        ("retained", total.retained),
        ("inviting", total.inviting),
    ];
    let has = |datum| asked.company.has_datum(TableKind::Trials, datum);
    let known = |step: &&(&str, Part)| step.1.of > 0 && (step.0 != "activated" || has(Datum::ActivatedAt));
    let mut funnel = Grid::new(
        "q7.funnel",
        &[
            ("step", Unit::Word),
            ("took", Unit::Count),
            ("out_of", Unit::Count),
            ("share", Unit::Share),
            ("low", Unit::Share),
            ("high", Unit::Share),
        ],
    );
    for (step, part) in steps.iter().filter(known) {
        let [rate, low, high] = with_interval(*part);
        let row = vec![
            Some(Value::text(step)),
            Some(Value::count(part.part)),
            Some(Value::count(part.of)),
            rate,
            low,
            high,
        ];
        funnel.push(row);
    }
    if funnel.total == 0 {
        return;
    }
    let mut grid = Grid::new(
        "q7.loop",
        &[
            ("signup_month", Unit::Month),
            ("signups", Unit::Count),
            ("activated", Unit::Share),
            ("paid_of_activated", Unit::Share),
            ("judged_90", Unit::Count),
            ("retained", Unit::Share),
            ("inviting", Unit::Share),
        ],
    );
    // The newest first, as in any list of months that a person watches.
    for (month, sums) in months.iter().rev() {
        grid.push(vec![
            Some(Value::text(month)),
            Some(Value::count(sums.signups)),
            share(sums.activated).filter(|_| has(Datum::ActivatedAt)),
            share(sums.paid),
            Some(Value::count(sums.retained.of)),
            share(sums.retained),
            share(sums.inviting),
        ]);
    }
    question.grids.extend([funnel, grid]);
}
