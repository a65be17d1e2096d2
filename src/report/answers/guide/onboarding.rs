//! Onboarding: the engagement score, the funnel of steps, who is stuck at which, and the checks after 30 and 90 days.

use super::{Guide, add_grid, count, fill, named, text, yes_or_no};
use crate::base::{Date, Na, sort_by_key, wilson};
use crate::metrics::operating::{CheckSums, Checked, Checklist, Onboarding, STUCK_DAYS, checked, onboarding};
use crate::read::Severity;
use crate::report::answer::{AnswerFigure, Grid, Insight, QuestionState, Unit};
use crate::report::answers::wanted::Term;
use crate::report::behind::{Exclusion, Table};
use crate::report::{ENOUGH, EvidenceMade, TermOf, Value};
use crate::tables::{Datum, TableKind};
use std::cmp::Reverse;
use std::collections::BTreeMap;

pub(super) fn add(guide: &Guide<'_>, question: &mut QuestionState) {
    let all = onboarding(guide.asked.company, guide.as_of);
    let scores: Vec<f64> = all.customers.iter().filter_map(Checklist::score).collect();
    let n = scores.len() as u64;
    let mean = match n {
        0 => AnswerFigure::na("guide.oes", Unit::Score, Na::NoData),
        n => {
            let mean = scores.iter().sum::<f64>() / n as f64;
            AnswerFigure::new("guide.oes", Unit::Score, Value::Number(mean), n)
        }
    };
    let judged = all.customers.iter().filter_map(|one| one.activated);
    let (active, of) = judged.fold((0, 0), |(active, of), is| (active + u64::from(is), of + 1));
    let lists = |table: Table, cells: &dyn Fn(&Checklist) -> Option<[i128; 2]>| {
        let mut table = table.reading(&[TableKind::Onboarding]);
        for list in &all.customers {
            if let Some(cells) = cells(list) {
                table.line(Some(list.customer), None, &cells, Vec::new());
            }
        }
        let listed = table.rows.len();
        table.without(Exclusion::Unjudged, guide.asked.company.customers.len() - listed)
    };
    let activated = AnswerFigure::share("guide.activated", active, of).behind("guide.accounts");
    question.figures.extend([
        guide.asked.resting(mean.behind("guide.accounts"), &|| {
            lists(Table::shares().made(EvidenceMade::Mean { by: 100 }), &|list| {
                list.score().map(|_| [list.weights.0, list.weights.1].map(i128::from))
            })
        }),
        guide
            .asked
            .resting(activated, &|| lists(Table::shares(), &|list| list.activated.map(|is| [is.into(), 1]))),
    ]);
    let steps = funnel(&all);
    let columns = steps.parts(["customers", "done", "waits_here"]);
    let of_step = |place: usize| {
        let (mut table, mut without) = (Table::parts(&columns), 0);
        let name = name(&all, place);
        for record in guide.asked.company.rows(TableKind::Onboarding) {
            if record.customer.is_some() && name.is_some() && record.text(Datum::Step) == name {
                let needed = record.flag(Datum::Applicable) != Some(false);
                let done = record.day(Datum::CompletedAt).is_some_and(|day| day <= guide.as_of);
                match needed {
                    true => table.record(&record, name, &[1, done.into()]),
                    false => without += 1,
                }
            }
        }
        // Rows of one customer on the same step are one.
        let mut table = table.joined();
        for row in &mut table.rows {
            let list = all.customers.iter().find(|list| Some(list.customer) == row.customer);
            let [customers, done, waits, ..] = &mut row.cells;
            (*customers, *done) = (1, (*done).min(1));
            *waits = list.is_some_and(|list| list.waiting == Some(place)).into();
        }
        table.without(Exclusion::OtherRows, without)
    };
    add_grid(question, guide.asked.listing(steps, &of_step));
    stuck(guide, &all, question);
    add_grid(question, accounts(guide, &all));
}

/// The steps in the file's order, each with what is lost from the one before.
fn funnel(all: &Onboarding) -> Grid {
    let mut grid = Grid::new(
        "guide.steps",
        &[
            ("step", Unit::Text),
            ("core", Unit::Word),
            ("customers", Unit::Count),
            ("done", Unit::Count),
            ("completion", Unit::Share),
            ("low", Unit::Share),
            ("high", Unit::Share),
            ("drop_off", Unit::Points),
            ("waits_here", Unit::Count),
        ],
    );
    let mut before: Option<f64> = None;
    for step in &all.steps {
        let share = (step.of >= ENOUGH).then(|| step.done as f64 / step.of as f64);
        let interval = wilson(step.done, step.of).filter(|_| share.is_some());
        let drop = before.zip(share).map(|(before, share)| share - before);
        before = share.or(before);
        grid.push(vec![
            text(&step.step),
            step.core.and_then(yes_or_no),
            count(step.of),
            count(step.done),
            share.map(Value::Number),
            interval.map(|interval| Value::Number(interval.0)),
            interval.map(|interval| Value::Number(interval.1)),
            drop.map(Value::Number),
            count(step.waiting),
        ]);
    }
    grid
}

fn name(all: &Onboarding, place: usize) -> Option<&str> {
    all.steps.get(place).map(|step| step.step.as_str())
}

/// Who waits at a step, and is stuck there: its day has passed, or nothing was done for two weeks.
fn stuck(guide: &Guide<'_>, all: &Onboarding, question: &mut QuestionState) {
    struct Waits<'a> {
        list: &'a Checklist,
        step: usize,
        since: Option<Date>,
        arr: Option<i128>,
    }
    let signed = guide.asked.company.signed_and_left();
    let waits = |list: &'_ Checklist| {
        let step = list.overdue.map(|(_, step)| step).or(list.waiting)?;
        let began = signed.get(list.customer as usize).and_then(|(signed, _)| *signed);
        let since = list.moved.or(began).filter(|day| *day <= guide.as_of);
        let late =
            list.overdue.is_some() || since.is_some_and(|day| guide.as_of.days_since(day) >= STUCK_DAYS);
        (late && guide.stays(list.customer)).then_some((step, since))
    };
    let mut rows: Vec<Waits<'_>> = Vec::new();
    for list in &all.customers {
        if let Some((step, since)) = waits(list) {
            rows.push(Waits { list, step, since, arr: guide.arr(Some(list.customer)) });
        }
    }
    let customers = &guide.asked.company.customers;
    sort_by_key(&mut rows, |row| {
        let name = customers.text(row.list.customer);
        let active = row.list.activated == Some(true);
        (
            row.list.overdue.is_none(),
            active,
            Reverse(row.arr),
            row.since.map_or((true, 0), |day| (false, day.days())),
            name,
        )
    });
    let mut grid = Grid::new(
        "guide.stuck",
        &[
            ("customer", Unit::Customer),
            ("step", Unit::Text),
            ("days_waiting", Unit::Days),
            ("due", Unit::Day),
            ("oes", Unit::Score),
            ("arr", Unit::Money),
        ],
    );
    let mut by_step: BTreeMap<usize, u64> = BTreeMap::new();
    for row in &rows {
        *by_step.entry(row.step).or_default() += 1;
    }
    fill(&mut grid, &rows, |row| {
        vec![
            guide.customer(Some(row.list.customer)),
            name(all, row.step).and_then(text),
            row.since.map(|day| Value::Count(guide.as_of.days_since(day))),
            row.list.overdue.and_then(|(due, _)| text(due)),
            row.list.score().map(Value::Number),
            guide.money_cell(row.arr),
        ]
    });
    let worst = by_step.into_iter().max_by_key(|(step, n)| (*n, Reverse(*step)));
    if let Some((step, at)) = worst {
        let values = [
            named("customers", Unit::Count, count(rows.len() as u64)),
            named("step", Unit::Text, name(all, step).and_then(text)),
            named("at", Unit::Count, count(at)),
        ];
        let found = Insight {
            values: values.into_iter().flatten().collect(),
            arr: guide.arr_of(rows.iter().map(|row| row.list.customer)),
            actions: vec!["G-18".to_owned(), "G-19".to_owned()],
            grid: Some("guide.stuck".to_owned()),
            ..Insight::new("guide.stuck_customers", Severity::Warning)
        };
        let ids = || rows.iter().map(|row| row.list.customer).collect();
        question.findings.push(guide.asked.about(found, &ids));
    }
    let terms = |place: usize| {
        let Some(row) = rows.get(place) else { return Vec::new() };
        let span =
            |day| Term::new("days_waiting", TermOf::Span, Value::text(guide.as_of), Some(Value::text(day)));
        row.since.map(span).into_iter().chain(engaged(row.list)).collect()
    };
    add_grid(question, guide.asked.explaining(grid, &terms));
}

/// What an engagement score is made of: the weights of the steps done over those of all that apply.
fn engaged(list: &Checklist) -> Option<Term> {
    let (done, all) = list.weights;
    let [above, below] = [done, all].map(|weight| Value::Number(weight as f64 / 1000.0));
    Some(Term::new("oes", TermOf::Value, above, Some(below))).filter(|_| all > 0)
}

/// Every checklist, the least done first.
fn accounts(guide: &Guide<'_>, all: &Onboarding) -> Grid {
    let customers = &guide.asked.company.customers;
    let mut rows: Vec<&Checklist> = all.customers.iter().collect();
    let share = |list: &Checklist| list.score().map_or(i64::MAX, |score| (score * 1000.0) as i64);
    sort_by_key(&mut rows, |list| (share(list), customers.text(list.customer)));
    let mut grid = Grid::new(
        "guide.accounts",
        &[
            ("customer", Unit::Customer),
            ("oes", Unit::Score),
            ("steps_done", Unit::Count),
            ("steps_of", Unit::Count),
            ("is_active", Unit::Word),
            ("next_step", Unit::Text),
            ("last_step", Unit::Day),
        ],
    );
    fill(&mut grid, &rows, |list| {
        vec![
            guide.customer(Some(list.customer)),
            list.score().map(Value::Number),
            count(list.steps.0),
            count(list.steps.1),
            list.activated.and_then(yes_or_no),
            list.waiting.and_then(|place| name(all, place)).and_then(text),
            list.moved.and_then(text),
        ]
    });
    guide.asked.explaining(grid, &|place| rows.get(place).copied().and_then(engaged).into_iter().collect())
}

/// The checks after 30 and 90 days, where the accounts state them.
pub(super) fn add_checks(guide: &Guide<'_>, question: &mut QuestionState) {
    let mut grid = Grid::new(
        "guide.checks",
        &[
            ("check", Unit::Word),
            ("made", Unit::Word),
            ("customers", Unit::Count),
            ("churned", Unit::Count),
            ("churn", Unit::Share),
            ("low", Unit::Share),
            ("high", Unit::Share),
        ],
    );
    let mut missed: Vec<Missed> = Vec::new();
    let mut judged: Vec<Vec<Checked>> = Vec::new();
    for (datum, days, id) in
        [(Datum::Check30d, 30, "guide.check_30d"), (Datum::Check90d, 90, "guide.check_90d")]
    {
        let all = checked(guide.asked.company, datum, days, guide.as_of, &guide.gone);
        let sums = CheckSums::of(&all);
        if sums.with.0 + sums.without.0 == 0 {
            continue;
        }
        let figure = AnswerFigure::share(id, sums.made, sums.due).behind("guide.checks");
        question.figures.push(guide.asked.resting(figure, &|| {
            let due = |own: &Checked| own.recent.then(|| [own.made.into(), 1]);
            checks_behind(guide, &all, Table::shares(), &due)
        }));
        tells(&sums, days, question);
        missed.extend(sums.missed.iter().map(|(customer, signed)| Missed {
            customer: *customer,
            check: datum.as_str(),
            signed: *signed,
            arr: guide.arr(Some(*customer)),
        }));
        for (made, (customers, churned)) in [(true, sums.with), (false, sums.without)] {
            let enough = customers >= ENOUGH;
            let interval = wilson(churned, customers).filter(|_| enough);
            grid.push(vec![
                text(datum.as_str()),
                yes_or_no(made),
                count(customers),
                count(churned),
                enough.then(|| Value::Number(churned as f64 / customers as f64)),
                interval.map(|interval| Value::Number(interval.0)),
                interval.map(|interval| Value::Number(interval.1)),
            ]);
        }
        judged.push(all);
    }
    let columns = grid.parts(["churned", "customers"]);
    // Two rows a check: made, and not.
    let of_row = |place: usize| match judged.get(place / 2) {
        Some(all) => {
            let made = place.is_multiple_of(2);
            let own = |own: &Checked| (own.made == made).then(|| [own.gone.into(), 1]);
            checks_behind(guide, all, Table::parts(&columns), &own)
        }
        None => Table::default(),
    };
    add_grid(question, guide.asked.listing(grid, &of_row));
    let customers = &guide.asked.company.customers;
    sort_by_key(&mut missed, |one| (Reverse(one.arr), one.check, customers.text(one.customer)));
    let mut grid = Grid::new(
        "guide.unchecked",
        &[
            ("customer", Unit::Customer),
            ("check", Unit::Word),
            ("signed", Unit::Day),
            ("days", Unit::Days),
            ("arr", Unit::Money),
        ],
    );
    fill(&mut grid, &missed, |one| {
        vec![
            guide.customer(Some(one.customer)),
            text(one.check),
            text(one.signed),
            Some(Value::Count(guide.as_of.days_since(one.signed))),
            guide.money_cell(one.arr),
        ]
    });
    add_grid(question, grid);
}

/// The customers with a check that `cells` has cells for.
fn checks_behind(
    guide: &Guide<'_>,
    all: &[Checked],
    table: Table,
    cells: &dyn Fn(&Checked) -> Option<[i128; 2]>,
) -> Table {
    let mut table = guide.asked.at_end(table.reading(&[TableKind::Accounts]));
    for own in all {
        if let Some(cells) = cells(own) {
            table.line(Some(own.customer), None, &cells, Vec::new());
        }
    }
    let listed = table.rows.len();
    table.without(Exclusion::Unjudged, guide.asked.company.customers.len() - listed)
}

/// A check that wasn't made.
struct Missed {
    customer: u32,
    check: &'static str,
    signed: Date,
    arr: Option<i128>,
}

/// Whether customers without the check leave more often, for certain: the two intervals don't touch.
fn tells(sums: &CheckSums, days: i64, question: &mut QuestionState) {
    let ((n, lost), (others, others_lost)) = (sums.without, sums.with);
    let apart = wilson(lost, n).zip(wilson(others_lost, others)).is_some_and(|(own, other)| own.0 > other.1);
    if n < ENOUGH
        || others < ENOUGH
        || !apart
        || question.findings.iter().any(|f| f.code == "guide.unchecked_leave")
    {
        return;
    }
    let share = |part: u64, of: u64| Some(Value::Number(part as f64 / of as f64));
    let values = [
        named("days", Unit::Count, Some(Value::Count(days))),
        named("without", Unit::Share, share(lost, n)),
        named("n", Unit::Count, count(n)),
        named("with", Unit::Share, share(others_lost, others)),
        named("others", Unit::Count, count(others)),
    ];
    question.findings.push(Insight {
        values: values.into_iter().flatten().collect(),
        actions: vec!["N-20".to_owned()],
        grid: Some("guide.unchecked".to_owned()),
        ..Insight::new("guide.unchecked_leave", Severity::Info)
    });
}
