//! NPS, satisfaction, and whom to get back to.

use super::{Guide, add_grid, count, fill, named, text};
use crate::base::{Moment, Na, sort_by_key};
use crate::metrics::operating::{
    Answer, CsatSums, FollowUp, NpsSums, Scale, Stance, SurveyKind, Until, answers, around, by_wave,
    follow_up, latest, quarters, states_follow_ups, wave,
};
use crate::read::Severity;
use crate::report::answer::{AnswerFigure, Grid, Insight, QuestionState, Unit};
use crate::report::behind::{Exclusion, Table};
use crate::report::{ENOUGH, EvidenceColumn, EvidenceMade, Value};
use crate::tables::{AttributeKind, Datum};
use std::cmp::Reverse;
use std::collections::BTreeMap;

pub(super) fn add(guide: &Guide<'_>, question: &mut QuestionState) {
    let all = answers(guide.asked.company);
    let Some(from) = guide.as_of.year_before() else { return };
    let nps = by_wave(&all, guide.as_of);
    let satisfied = |answer: &&Answer<'_>| answer.kind == SurveyKind::Csat && answer.date <= guide.as_of;
    let csat: Vec<&Answer<'_>> = all.iter().filter(satisfied).collect();
    let scale = Scale::of(csat.iter().map(|answer| answer.score));
    let year: Vec<&Answer<'_>> = nps.iter().filter(|answer| answer.date > from).copied().collect();
    let answered = |answer: &&Answer<'_>| answer.kind == SurveyKind::Nps && answer.date <= guide.as_of;
    let earlier = all.iter().filter(answered).filter(|answer| answer.date > from).count() - year.len();
    if !nps.is_empty() {
        question.figures.extend(nps_figures(guide, &year, earlier));
    }
    if !csat.is_empty() {
        let csat: Vec<&Answer<'_>> = csat.iter().filter(|answer| answer.date > from).copied().collect();
        question.figures.extend(csat_figures(guide, &csat, scale));
    }
    add_grid(question, by_quarter(guide, &nps, &csat, scale));
    add_grid(question, by_tier(guide, &year));
    worklists(guide, &latest(&all, Some(from), guide.as_of), question);
}

fn sums(answers: &[&Answer<'_>]) -> NpsSums {
    let mut sums = NpsSums::default();
    answers.iter().for_each(|answer| sums.count(answer.score));
    sums
}

/// Answers as rows.
fn rows<const N: usize>(
    mut table: Table,
    all: &[&Answer<'_>],
    cells: &dyn Fn(&Answer<'_>) -> [i128; N],
) -> Table {
    for answer in all {
        table.record(&answer.record, answer.record.text(Datum::RespondentId), &cells(answer));
    }
    table
}

/// Promoters less detractors of those who answered, a hundred times.
fn recommending(all: &[&Answer<'_>]) -> Table {
    let table = Table::means(Unit::Nps).made(EvidenceMade::Times { by: 100 });
    rows(table, all, &|answer| [leaning(answer), 1])
}

/// A promoter counts for, a detractor against.
fn leaning(answer: &Answer<'_>) -> i128 {
    match Stance::of(answer.score) {
        Stance::Promoter => 1,
        Stance::Passive => 0,
        Stance::Detractor => -1,
    }
}

fn nps_figures(guide: &Guide<'_>, year: &[&Answer<'_>], earlier: usize) -> Vec<AnswerFigure> {
    let sums = sums(year);
    let figure = |id: &str, value: Option<f64>| match value.filter(|_| sums.n >= ENOUGH) {
        Some(nps) => AnswerFigure::new(id, Unit::Nps, Value::Number(nps), sums.n),
        None => {
            let why = if sums.n == 0 { Na::NoData } else { Na::SmallSample };
            AnswerFigure { n: sums.n, ..AnswerFigure::na(id, Unit::Nps, why) }
        }
    };
    let mut plain = figure("guide.nps", sums.nps()).behind("guide.satisfaction");
    plain.interval = sums.interval().filter(|_| plain.value.is_some());
    let adjusted = sums.adjusted();
    let mut careful = figure("guide.nps_adjusted", adjusted.map(|(nps, _)| nps));
    careful.interval = adjusted.filter(|_| careful.value.is_some()).map(|(nps, half)| around(nps, half));
    let all = || recommending(year).without(Exclusion::Earlier, earlier);
    vec![
        guide.asked.resting(plain, &all),
        // Three answers more: as much of a promoter as of a detractor.
        guide.asked.resting(careful, &|| all().made(EvidenceMade::Added { by: 100, more: 3 })),
    ]
}

fn csat_figures(guide: &Guide<'_>, year: &[&Answer<'_>], scale: Option<Scale>) -> Vec<AnswerFigure> {
    let Some(scale) = scale else {
        return vec![AnswerFigure::na("guide.csat", Unit::Share, Na::NotApplicable)];
    };
    let mut sums = CsatSums::default();
    year.iter().for_each(|answer| sums.count(answer.score, scale));
    let word = match scale {
        Scale::Five => "scale_1_5",
        Scale::Seven => "scale_1_7",
        Scale::Ten => "scale_0_10",
    };
    let mean = match mean(&sums) {
        Some(mean) => AnswerFigure::new("guide.csat_mean", Unit::Number, Value::Number(mean), sums.n),
        None => AnswerFigure::na("guide.csat_mean", Unit::Number, Na::NoData),
    };
    let share = AnswerFigure::share("guide.csat", sums.top, sums.n).behind("guide.satisfaction");
    let is_top = |answer: &Answer<'_>| [(answer.score >= scale.top()).into(), 1];
    let scored = |answer: &Answer<'_>| [answer.score.into(), 1];
    vec![
        guide.asked.resting(share, &|| rows(Table::shares(), year, &is_top)),
        guide.asked.resting(mean, &|| rows(Table::means(Unit::Number), year, &scored)),
        AnswerFigure::new("guide.csat_scale", Unit::Word, Value::Money(word.to_owned()), 0),
    ]
}

fn mean(sums: &CsatSums) -> Option<f64> {
    (sums.n > 0).then(|| sums.sum as f64 / (sums.n as f64 * 1000.0))
}

/// A score and its interval as cells; none of fewer than five answers.
fn nps_cells(sums: &NpsSums) -> [Option<Value>; 3] {
    let enough = sums.n >= ENOUGH;
    let interval = sums.interval().filter(|_| enough);
    [
        sums.nps().filter(|_| enough).map(Value::Number),
        interval.map(|interval| Value::Number(interval.0)),
        interval.map(|interval| Value::Number(interval.1)),
    ]
}

/// Quarter by quarter, the latest last as a trend is read.
fn by_quarter(guide: &Guide<'_>, nps: &[&Answer<'_>], csat: &[&Answer<'_>], scale: Option<Scale>) -> Grid {
    let mut grid = Grid::new(
        "guide.satisfaction",
        &[
            ("quarter", Unit::Word),
            ("nps", Unit::Nps),
            ("low", Unit::Nps),
            ("high", Unit::Nps),
            ("answers", Unit::Count),
            ("csat", Unit::Share),
            ("mean", Unit::Number),
            ("csat_answers", Unit::Count),
        ],
    );
    let by = quarters(nps, csat, scale);
    for ((year, quarter), (sums, csat)) in &by {
        let [nps, low, high] = nps_cells(sums);
        let share = (csat.n >= ENOUGH).then(|| Value::Number(csat.top as f64 / csat.n as f64));
        let counted = |n: u64| count(n).filter(|_| n > 0);
        let quarter = text(format!("{year}-Q{quarter}"));
        let mean = mean(csat).map(Value::Number);
        grid.push(vec![quarter, nps, low, high, counted(sums.n), share, mean, counted(csat.n)]);
    }
    let [answers, csat_answers] = grid.parts(["answers", "csat_answers"]);
    let value = |unit| EvidenceColumn::Value { unit };
    let columns = [answers, value(Unit::Nps), csat_answers, EvidenceColumn::Part, value(Unit::Number)];
    guide.asked.listing(grid, &|place| {
        let quarter = by.keys().nth(place);
        // An answer counts only where its survey has a scale.
        let csat = if scale.is_some() { csat } else { &[] };
        let own = nps.iter().chain(csat).filter(|answer| Some(&wave(answer.date)) == quarter);
        rows(Table::parts(&columns), &own.copied().collect::<Vec<_>>(), &|answer| match answer.kind {
            SurveyKind::Nps => [1, leaning(answer), 0, 0, 0],
            _ => {
                let top = scale.is_some_and(|scale| answer.score >= scale.top());
                [0, 0, 1, top.into(), answer.score.into()]
            }
        })
    })
}

/// The last year by tier, the tier with most answers first.
fn by_tier(guide: &Guide<'_>, year: &[&Answer<'_>]) -> Grid {
    let tiers = guide.asked.company.attribute(AttributeKind::Tier);
    let mut all: BTreeMap<Option<&str>, NpsSums> = BTreeMap::new();
    let tier_of = |answer: &Answer<'_>| -> Option<&str> {
        answer.record.customer.and_then(|id| tiers.get(id as usize)?.as_deref())
    };
    for answer in year {
        all.entry(tier_of(answer)).or_default().count(answer.score);
    }
    let mut grid = Grid::new(
        "guide.nps_by_tier",
        &[
            ("tier", Unit::Word),
            ("nps", Unit::Nps),
            ("low", Unit::Nps),
            ("high", Unit::Nps),
            ("answers", Unit::Count),
            ("promoters", Unit::Count),
            ("passives", Unit::Count),
            ("detractors", Unit::Count),
        ],
    );
    if !all.keys().any(Option::is_some) {
        return grid;
    }
    let mut by: Vec<(Option<&str>, NpsSums)> = all.into_iter().collect();
    sort_by_key(&mut by, |(tier, sums)| (tier.is_none(), Reverse(sums.n), *tier));
    let [answers, promoters, passives, detractors] =
        grid.parts(["answers", "promoters", "passives", "detractors"]);
    let nps = EvidenceColumn::Value { unit: Unit::Nps };
    let columns = [answers, promoters, passives, detractors, nps];
    let of_tier = |place: usize| {
        let tier = by.get(place).map(|(tier, _)| *tier);
        let own = year.iter().filter(|answer| Some(tier_of(answer)) == tier);
        rows(Table::parts(&columns), &own.copied().collect::<Vec<_>>(), &|answer| {
            let stance = Stance::of(answer.score);
            let is = |own: Stance| i128::from(stance == own);
            [1, is(Stance::Promoter), is(Stance::Passive), is(Stance::Detractor), leaning(answer)]
        })
    };
    for (tier, sums) in &by {
        let [nps, low, high] = nps_cells(sums);
        let passives = sums.n - sums.promoters - sums.detractors;
        grid.push(vec![
            text(tier.unwrap_or("not_stated")),
            nps,
            low,
            high,
            count(sums.n),
            count(sums.promoters),
            count(passives),
            count(sums.detractors),
        ]);
    }
    guide.asked.listing(grid, &of_tier)
}

/// The word of a follow-up.
fn word(state: FollowUp) -> &'static str {
    match state {
        FollowUp::Overdue => "overdue",
        FollowUp::Open => "open",
        FollowUp::Late => "late",
        FollowUp::InTime => "in_time",
        FollowUp::NotStated => "not_stated",
    }
}

/// Whom to call, teach and ask: who hasn't been got back to, those that pay most first; of detractors also who has, late
/// first.
fn worklists(guide: &Guide<'_>, answers: &[&Answer<'_>], question: &mut QuestionState) {
    let stated = states_follow_ups(guide.asked.company);
    let until = Until::of(answers, guide.as_of);
    for (stance, id, figure) in [
        (Stance::Detractor, "guide.detractors", "guide.detractors_open"),
        (Stance::Passive, "guide.passives", "guide.passives_open"),
        (Stance::Promoter, "guide.promoters", "guide.promoters_open"),
    ] {
        let (mut waiting, mut done) = (Grid::new(id, &WAITING), Grid::new("guide.followed_up", &DONE));
        let mut rows: Vec<Waiting<'_, '_>> = Vec::new();
        let mut clocked = false;
        for answer in answers.iter().filter(|answer| Stance::of(answer.score) == stance) {
            let customer = answer.record.customer;
            if customer.is_some_and(|id| !guide.stays(id)) {
                continue;
            }
            let followed = answer.record.moment(Datum::FollowedUpAt);
            let Some(answered) = answer.record.moment(Datum::Date) else { continue };
            clocked |= followed.is_some_and(|moment| moment.seconds_since(answered).is_some());
            let state = follow_up(answered, followed, stated, &until);
            // A day is what detractors are promised; nobody else waits for one.
            let state = match state {
                FollowUp::Overdue if stance != Stance::Detractor => FollowUp::Open,
                state => state,
            };
            rows.push((state, guide.arr(customer), answer));
        }
        let waits =
            |state: FollowUp| matches!(state, FollowUp::Overdue | FollowUp::Open | FollowUp::NotStated);
        let open = rows.iter().filter(|(state, ..)| waits(*state)).count() as u64;
        if stance == Stance::Detractor && stated {
            let in_time = rows.iter().filter(|(state, ..)| *state == FollowUp::InTime).count() as u64;
            let due = rows.iter().filter(|(state, ..)| *state != FollowUp::Open).count() as u64;
            let figure = AnswerFigure::share("guide.followed_in_time", in_time, due).behind(id);
            question.figures.push(guide.asked.resting(figure, &|| {
                let due = rows.iter().filter(|(state, ..)| *state != FollowUp::Open);
                answered(Table::shares(), due, &|state| state == FollowUp::InTime)
            }));
            let rule = Value::text(if clocked { "by_clock" } else { "by_day" });
            question.figures.push(AnswerFigure::new("guide.follow_up_rule", Unit::Word, rule, 0));
            overdue(guide, &rows, question);
        }
        if !answers.is_empty() {
            let value = Value::Count(i64::try_from(open).unwrap_or(i64::MAX));
            let figure = AnswerFigure::new(figure, Unit::Count, value, rows.len() as u64).behind(id);
            question
                .figures
                .push(guide.asked.resting(figure, &|| answered(Table::among(), rows.iter(), &waits)));
        }
        sort_by_key(&mut rows, |(state, arr, answer)| {
            let name = answer.record.customer.map(|id| guide.asked.company.customers.text(id));
            (*state, Reverse(*arr), answer.date, name, answer.record.line())
        });
        let (open, followed): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(state, ..)| waits(*state));
        let who = |answer: &Answer<'_>| {
            [
                guide.customer(answer.record.customer),
                answer.record.text(Datum::RespondentId).and_then(text),
                Some(Value::Count(answer.score / 1000)),
                answer.record.moment(Datum::Date).and_then(text),
            ]
        };
        fill(&mut waiting, &open, |(state, arr, answer)| {
            let due = answer.record.moment(Datum::Date).map(Moment::next_day).and_then(text);
            let due = due.filter(|_| stance == Stance::Detractor);
            who(answer).into_iter().chain([due, text(word(*state)), guide.money_cell(*arr)]).collect()
        });
        fill(&mut done, &followed, |(state, _, answer)| {
            let followed = answer.record.moment(Datum::FollowedUpAt).and_then(text);
            who(answer).into_iter().chain([followed, text(word(*state))]).collect()
        });
        let one = |rows: &[Waiting<'_, '_>], place: usize| {
            answered(Table::counts(), rows.get(place).into_iter(), &|_| true)
        };
        add_grid(question, guide.asked.listing(waiting, &|place| one(&open, place)));
        if stance == Stance::Detractor {
            add_grid(question, guide.asked.listing(done, &|place| one(&followed, place)));
        }
    }
}

/// An answer, how its follow-up stands, and what its customer pays a year.
type Waiting<'a, 'b> = (FollowUp, Option<i128>, &'b Answer<'a>);

/// Answers whose follow-up stands as `counts` says.
fn answered<'a: 'b, 'b>(
    mut table: Table,
    rows: impl Iterator<Item = &'b Waiting<'a, 'b>>,
    counts: &dyn Fn(FollowUp) -> bool,
) -> Table {
    for (state, _, answer) in rows {
        let cells = [counts(*state).into(), 1];
        table.record(&answer.record, answer.record.text(Datum::RespondentId), &cells);
    }
    table
}

/// Whom to get back to.
const WAITING: [(&str, Unit); 7] = [
    ("customer", Unit::Customer),
    ("respondent", Unit::Text),
    ("score", Unit::Count),
    ("date", Unit::Day),
    ("due", Unit::Day),
    ("follow_up", Unit::Word),
    ("arr", Unit::Money),
];

/// Whom somebody got back to.
const DONE: [(&str, Unit); 6] = [
    ("customer", Unit::Customer),
    ("respondent", Unit::Text),
    ("score", Unit::Count),
    ("date", Unit::Day),
    ("followed", Unit::Day),
    ("follow_up", Unit::Word),
];

/// Detractors whom nobody called within a day.
fn overdue(guide: &Guide<'_>, rows: &[Waiting<'_, '_>], question: &mut QuestionState) {
    let late: Vec<&Answer<'_>> =
        rows.iter().filter(|(state, ..)| *state == FollowUp::Overdue).map(|(_, _, answer)| *answer).collect();
    let Some(first) = late.iter().map(|answer| answer.date).min() else { return };
    let mut customers: Vec<u32> = late.iter().filter_map(|answer| answer.record.customer).collect();
    crate::base::sort(&mut customers);
    customers.dedup();
    let values = [
        named("answers", Unit::Count, count(late.len() as u64)),
        named("customers", Unit::Count, count(customers.len() as u64).filter(|_| !customers.is_empty())),
        named("days", Unit::Count, Some(Value::Count(guide.as_of.days_since(first)))),
    ];
    let found = Insight {
        values: values.into_iter().flatten().collect(),
        arr: guide.arr_of(customers.iter().copied()),
        actions: vec!["G-23".to_owned()],
        grid: Some("guide.detractors".to_owned()),
        ..Insight::new("guide.detractors_overdue", Severity::Error)
    };
    question.findings.push(guide.asked.about(found, &|| customers.clone()));
}
