//! Q9: how easy the product is: steps, completion and ease of tasks, standard scores, features rated low
//! (domain.md §5.5).

use super::{Asked, status};
use crate::base::{Na, sort_by_key};
use crate::metrics::operating::{
    Answer, STEPS, SurveyKind, TaskSums, answers, ease_of, steps_of, tasks, umux_lite,
};
use crate::read::Severity;
use crate::report::answer::{AnswerFigure, Grid, Insight, QuestionState, Unit};
use crate::report::behind::Table;
use crate::report::{ENOUGH, EvidenceColumn, EvidenceMade, Value};
use crate::tables::{Datum, TableKind};
use std::collections::BTreeMap;

/// The answer.
pub(super) fn answer(asked: &Asked<'_>) -> QuestionState {
    let company = asked.company;
    let (has_tasks, has_surveys) = (company.has(TableKind::Tasks), company.has(TableKind::Surveys));
    let mut question = match (has_tasks, has_surveys) {
        (false, false) => return QuestionState::needing("q9", &["tasks", "surveys"]),
        (true, true) => status("q9", "answered", &[]),
        (true, false) => status("q9", "partly", &["surveys"]),
        (false, true) => status("q9", "partly", &["tasks"]),
    };
    question.as_of = company.as_of;
    if has_tasks {
        of_tasks(asked, &tasks(company), &mut question);
    }
    if has_surveys {
        of_surveys(asked, &answers(company), &mut question);
    }
    question
}

/// The attempts at one task.
fn attempts(asked: &Asked<'_>, task: &str) -> Table {
    let mut table = Table::counts();
    for record in asked.company.rows(TableKind::Tasks).iter().filter(|r| r.text(Datum::Task) == Some(task)) {
        table.record(record, Some(task), &[1]);
    }
    table
}

fn of_tasks(asked: &Asked<'_>, tasks: &[TaskSums], question: &mut QuestionState) {
    // Where nothing says what is core, every task is.
    let stated = tasks.iter().any(|task| task.core.is_some());
    let core = || tasks.iter().filter(move |task| !stated || task.core == Some(true));
    let judged = core().filter_map(TaskSums::passes);
    let (pass, all) = judged.fold((0, 0), |(pass, all), passes| (pass + u64::from(passes), all + 1));
    let sum = |of: &dyn Fn(&TaskSums) -> u64| tasks.iter().map(of).sum::<u64>();
    let steps = sum(&|task| task.steps.len() as u64);
    let ease: Vec<i64> = tasks.iter().flat_map(|task| task.ease.iter().copied()).collect();
    let share = AnswerFigure::share_of_stated;
    let passing = share("q9.core_tasks_passing", pass, all);
    let within = share("q9.attempts_within", sum(&TaskSums::within), steps);
    let completion = share("q9.completion", sum(&|t| t.completed), sum(&|t| t.stated));
    let ease = mean("q9.ease", Unit::Number, ease.iter().map(|ease| *ease as f64 / 1000.0));
    let (of, shares) = ((TableKind::Tasks, Datum::Task), &Table::shares);
    let figures = [
        asked.resting(passing, &|| {
            let mut table = Table::shares();
            for (task, passes) in core().filter_map(|task| Some((task, task.passes()?))) {
                let rows = attempts(asked, &task.task).rows.into_iter().flat_map(|row| row.sources);
                table.line(None, Some(&task.task), &[passes.into(), 1], rows.collect());
            }
            table
        }),
        asked.of_records(within, of, shares, &|record| {
            steps_of(record).map(|steps| [(steps <= STEPS).into(), 1])
        }),
        asked.of_records(completion, of, shares, &|record| {
            let completed = record.text(Datum::Task).and(record.flag(Datum::Completed))?;
            Some([completed.into(), 1])
        }),
        asked.of_records(ease, of, &|| Table::means(Unit::Number), &|record| {
            record.text(Datum::Task).and(ease_of(record)).map(|ease| [ease.into(), 1])
        }),
    ];
    question.figures.extend(figures.map(|figure| figure.behind("q9.tasks")));
    let mut grid = Grid::new(
        "q9.tasks",
        &[
            ("task", Unit::Text),
            ("core", Unit::Word),
            ("attempts", Unit::Count),
            ("median_steps", Unit::Number),
            ("p90_steps", Unit::Count),
            ("passes", Unit::Word),
            ("completion", Unit::Share),
            ("low", Unit::Share),
            ("high", Unit::Share),
            ("efficiency", Unit::Share),
            ("ease", Unit::Number),
        ],
    );
    let mut order: Vec<&TaskSums> = tasks.iter().collect();
    // Those that take most steps first.
    sort_by_key(&mut order, |task| (std::cmp::Reverse(task.median_twice()), task.task.clone()));
    let word = |is: Option<bool>| is.map(|is| Value::Money(if is { "yes" } else { "no" }.to_owned()));
    for task in &order {
        let rate = AnswerFigure::share("", task.completed, task.stated);
        let interval = rate.interval;
        let (best, taken) = task.efficiency;
        grid.push(vec![
            Some(Value::Money(task.task.clone())),
            word(task.core),
            Some(Value::Count(task.attempts as i64)),
            task.median_twice().map(|twice| Value::Number(twice as f64 / 2.0)),
            task.p90().map(Value::Count),
            word(task.passes()),
            rate.value,
            interval.map(|interval| Value::Number(interval.0)),
            interval.map(|interval| Value::Number(interval.1)),
            (taken > 0).then(|| Value::Number(best as f64 / taken as f64)),
            task.mean_ease().map(Value::Number),
        ]);
    }
    let long: Vec<&TaskSums> = core().filter(|task| task.passes() == Some(false)).collect();
    if let Some(worst) = long.iter().max_by_key(|task| task.median_twice()) {
        let twice = worst.median_twice().unwrap_or_default();
        question.findings.push(
            Insight::new("q9.too_many_steps", Severity::Warning)
                .with("tasks", Unit::Count, Value::Count(long.len() as i64))
                .with("steps", Unit::Count, Value::Count(STEPS))
                .with("worst", Unit::Text, Value::Money(worst.task.clone()))
                .with("median", Unit::Number, Value::Number(twice as f64 / 2.0))
                .doing("Q9-02")
                .listed("q9.tasks"),
        );
    }
    let [completed] = grid.parts(["completion"]);
    let value = |unit| EvidenceColumn::Value { unit };
    let (ease, eased) = (value(Unit::Number), EvidenceColumn::Rows);
    let steps = [EvidenceColumn::Fewest, EvidenceColumn::StepsCompared, EvidenceColumn::Steps];
    let [fewest, compared, steps] = steps;
    let columns = [completed, EvidenceColumn::Whole, ease, eased, fewest, compared, steps];
    question.grids.push(asked.listing(grid, &|place| {
        let mut table = Table::parts(&columns);
        let task = order.get(place).map(|task| task.task.as_str());
        for record in asked.company.rows(TableKind::Tasks) {
            if task.is_some() && record.text(Datum::Task) == task {
                let (done, ease, steps) =
                    (record.flag(Datum::Completed), ease_of(&record), steps_of(&record));
                let fewest = steps.zip(record.count(Datum::OptimalSteps)).map(|(steps, own)| own.min(steps));
                let cells = [
                    (done == Some(true)).into(),
                    done.is_some().into(),
                    ease.unwrap_or(0).into(),
                    ease.is_some().into(),
                    fewest.unwrap_or(0).into(),
                    fewest.and(steps).unwrap_or(0).into(),
                    steps.unwrap_or(0).into(),
                ];
                table.record(&record, task, &cells);
                // An attempt without steps has none that a median could be of.
                for (cell, known) in [(4, fewest), (5, fewest), (6, steps)] {
                    if known.is_none() {
                        table.last_unknown(cell);
                    }
                }
            }
        }
        table
    }));
    question.grids.extend(by_steps(asked, tasks));
}

/// The steps that are counted one by one; beyond stands one row.
const COUNTED: i64 = 12;

/// Completed attempts by how many steps they took; none where no attempt says.
fn by_steps(asked: &Asked<'_>, tasks: &[TaskSums]) -> Option<Grid> {
    let row_of = |steps: i64| steps.clamp(0, COUNTED + 1);
    let mut attempts: BTreeMap<i64, u64> = BTreeMap::new();
    for steps in tasks.iter().flat_map(|task| &task.steps) {
        *attempts.entry(row_of(*steps)).or_default() += 1;
    }
    let (first, last) = (*attempts.keys().next()?, *attempts.keys().next_back()?);
    let mut grid = Grid::new("q9.steps", &[("steps", Unit::Word), ("attempts", Unit::Count)]);
    for steps in first..=last {
        let name = if steps > COUNTED { format!("> {COUNTED}") } else { steps.to_string() };
        let n = attempts.get(&steps).copied().unwrap_or_default();
        grid.push(vec![Some(Value::Money(name)), Some(Value::count(n))]);
    }
    let columns = grid.parts(["attempts"]);
    let rows = |place: usize| {
        let mut table = Table::parts(&columns);
        for record in asked.company.rows(TableKind::Tasks) {
            if steps_of(&record).and_then(|steps| usize::try_from(row_of(steps) - first).ok()) == Some(place)
            {
                table.record(&record, record.text(Datum::Task), &[1]);
            }
        }
        table
    };
    Some(asked.listing(grid, &rows))
}

/// The SUS equivalent of UMUX-Lite, whose twelve points are a hundred: 0.65 · x + 22.9 (domain.md §5.5).
const AS_SUS: EvidenceMade = EvidenceMade::Affine { by: 100, times: 650, plus: 22_900 };

fn of_surveys(asked: &Asked<'_>, answers: &[Answer<'_>], question: &mut QuestionState) {
    let of = |kind: SurveyKind| answers.iter().filter(move |answer| answer.kind == kind);
    let resting =
        |figure, kind, table: &dyn Fn() -> Table, cells: &dyn Fn(&Answer<'_>) -> Option<[i128; 2]>| {
            asked.resting(figure, &|| {
                let mut table = table();
                for answer in of(kind) {
                    if let Some(cells) = cells(answer) {
                        table.record(&answer.record, answer.record.text(Datum::RespondentId), &cells);
                    }
                }
                table
            })
        };
    let light: Vec<f64> = of(SurveyKind::Umux).filter_map(|answer| umux_lite(&answer.record)).collect();
    let mut umux = mean("q9.umux_lite", Unit::Score, light.iter().copied());
    let equal = light.iter().map(|x| 0.65 * x + 22.9);
    let equal = mean("q9.umux_as_sus", Unit::Score, equal);
    if light.is_empty() {
        umux.na = Some(Na::NoData);
    }
    let plain = |answer: &Answer<'_>| answer.score as f64 / 1000.0;
    let all = mean("q9.sus", Unit::Score, of(SurveyKind::Sus).map(plain));
    let easy = mean("q9.seq", Unit::Number, of(SurveyKind::Seq).map(plain));
    // Twelve points are all of both answers.
    let points = || Table::means(Unit::Number).made(EvidenceMade::Times { by: 100 });
    let light = |answer: &Answer<'_>| {
        umux_lite(&answer.record)?;
        let both = answer.record.thousandths(Datum::Score).zip(answer.record.thousandths(Datum::Score2));
        both.map(|(a, b)| [i128::from(a + b - 2000), 12])
    };
    question.figures.extend([
        resting(all, SurveyKind::Sus, &|| Table::means(Unit::Score), &|answer| {
            Some([answer.score.into(), 1])
        }),
        resting(umux, SurveyKind::Umux, &points, &light),
        resting(equal, SurveyKind::Umux, &|| points().made(AS_SUS), &light),
        resting(easy, SurveyKind::Seq, &|| Table::means(Unit::Number), &|answer| {
            Some([answer.score.into(), 1])
        }),
    ]);
    low_rated(asked, answers, question);
}

/// The score up to which an answer is low: 2 of 5 for satisfaction, 4 of 7 for ease.
fn is_low(kind: SurveyKind, thousandths: i64) -> Option<bool> {
    match kind {
        SurveyKind::Csat => Some(thousandths <= 2000),
        SurveyKind::Seq => Some(thousandths <= 4000),
        _ => None,
    }
}

/// Features whose mean answer is low with at least five of them, or whose last one is at most 2; and whom to contact.
fn low_rated(asked: &Asked<'_>, answers: &[Answer<'_>], question: &mut QuestionState) {
    let mut features: BTreeMap<(&str, SurveyKind), Vec<&Answer<'_>>> = BTreeMap::new();
    for answer in answers.iter().filter(|answer| is_low(answer.kind, 0).is_some()) {
        if let Some(feature) = answer.record.text(Datum::Feature) {
            features.entry((feature, answer.kind)).or_default().push(answer);
        }
    }
    let mut rated = Grid::new(
        "q9.low_rated",
        &[("feature", Unit::Text), ("survey", Unit::Word), ("mean", Unit::Number), ("answers", Unit::Count)],
    );
    let mut contacts = Grid::new(
        "q9.contacts",
        &[
            ("customer", Unit::Customer),
            ("feature", Unit::Text),
            ("survey", Unit::Word),
            ("score", Unit::Number),
            ("date", Unit::Day),
        ],
    );
    let mut call: Vec<(&Answer<'_>, &str)> = Vec::new();
    let mut behind: Vec<Vec<&Answer<'_>>> = Vec::new();
    for ((feature, kind), all) in features {
        let n = all.len() as i64;
        let sum: i64 = all.iter().map(|answer| answer.score).sum();
        let mean = sum / n.max(1);
        let last = all.iter().max_by_key(|answer| answer.date).map_or(i64::MAX, |answer| answer.score);
        let low = is_low(kind, mean) == Some(true) && n >= ENOUGH as i64 || last <= 2000;
        if low {
            rated.push(vec![
                Some(Value::Money(feature.to_owned())),
                Some(Value::Money(survey(kind).to_owned())),
                Some(Value::Number(sum as f64 / (n as f64 * 1000.0))),
                Some(Value::Count(n)),
            ]);
            call.extend(all.iter().filter(|a| is_low(kind, a.score) == Some(true)).map(|a| (*a, feature)));
            behind.push(all);
        }
    }
    sort_by_key(&mut call, |(answer, _)| (std::cmp::Reverse(answer.date), answer.record.line()));
    for (answer, feature) in &call {
        let customer = answer.record.customer.map(|id| asked.company.customers.text(id).to_owned());
        contacts.push(vec![
            customer.map(Value::Money),
            Some(Value::Money((*feature).to_owned())),
            Some(Value::Money(survey(answer.kind).to_owned())),
            Some(Value::Number(answer.score as f64 / 1000.0)),
            Some(Value::Money(answer.date.to_string())),
        ]);
    }
    if rated.total > 0 {
        question.findings.push(
            Insight::new("q9.rated_low", Severity::Warning)
                .with("features", Unit::Count, Value::Count(rated.total as i64))
                .with("answers", Unit::Count, Value::Count(contacts.total as i64))
                .doing("Q9-04")
                .listed("q9.contacts"),
        );
    }
    let listed = |answers: &[&Answer<'_>]| {
        let mut table = Table::means(Unit::Number);
        for answer in answers {
            table.record(&answer.record, answer.record.text(Datum::Feature), &[answer.score.into(), 1]);
        }
        table
    };
    question.grids.extend([
        asked.listing(rated, &|place| listed(behind.get(place).map_or(&[], Vec::as_slice))),
        asked.listing(contacts, &|place| {
            listed(call.get(place).map_or(&[], |(answer, _)| std::slice::from_ref(answer)))
        }),
    ]);
}

fn survey(kind: SurveyKind) -> &'static str {
    match kind {
        SurveyKind::Nps => "nps",
        SurveyKind::Csat => "csat",
        SurveyKind::Ces => "ces",
        SurveyKind::Seq => "seq",
        SurveyKind::Sus => "sus",
        SurveyKind::Umux => "umux",
    }
}

/// The mean of some numbers; n/a where there are none.
fn mean(id: &str, unit: Unit, all: impl Iterator<Item = f64>) -> AnswerFigure {
    let (sum, n) = all.fold((0.0, 0u64), |(sum, n), x| (sum + x, n + 1));
    match n {
        0 => AnswerFigure::na(id, unit, Na::NoData),
        n => AnswerFigure::new(id, unit, Value::Number(sum / n as f64), n),
    }
}
