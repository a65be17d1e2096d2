//! The playbook: which of the sources' triggers fire anywhere in this report, and what to do for whom
//! (domain.md §2.12).

use super::strategy::stands;
use super::{Guide, add_grid, count, named, text};
use crate::base::sort_by_key;
use crate::metrics::operating::{Choices, Rule, Watch, month_old_trials, new_customers, one_topic};
use crate::read::Severity;
use crate::report::answer::{AnswerFigure, Grid, Insight, QuestionState, Unit};
use crate::report::answers::wanted::Found;
use crate::report::behind::{Table, source};
use crate::report::{EvidenceKey, MetricId, Value};
use crate::tables::TableKind;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// When a trigger fires without a finding of its own.
enum When {
    /// Never.
    Found,
    /// A figure of the guide counts customers, or sums money of some; with the list of them.
    Some(&'static str, &'static str),
    /// The same, and before any finding: the figure's list says more.
    Own(&'static str, &'static str),
    /// A rule of the early warnings marks customers; with the figure of how many.
    Rule(Rule, &'static str),
    /// A metric is below so much.
    Below(MetricId, f64),
    /// A metric is at most so much.
    AtMost(MetricId, f64),
}

/// A trigger: the id of its words, where it is from (the first is also what to do), the findings that are it, the best
/// first, and when it fires without them.
type Trigger = (&'static str, &'static [&'static str], &'static [&'static str], When);

/// The triggers in the sources' order.
#[rustfmt::skip]
const TRIGGERS: [Trigger; 20] = [
    ("detractors", &["G-23"], &["guide.detractors_overdue"], When::Some("guide.detractors_open", "guide.detractors")),
    ("passives", &["G-24"], &[], When::Some("guide.passives_open", "guide.passives")),
    ("promoters", &["G-25", "Q5-02"], &["q5.never_asked_yet", "q5.could_be_asked"], When::Some("guide.promoters_open", "guide.promoters")),
    ("churn", &["G-10", "G-05"], &["guide.churn_above_mark", "guide.grr_below_mark", "guide.commonest_reason"], When::Found),
    ("contraction", &["G-29", "N-09"], &[], When::Some("guide.contraction", "guide.contracted")),
    ("tickets", &["G-21"], &["guide.one_topic"], When::Found),
    ("stuck", &["G-18", "G-19"], &["guide.stuck_customers"], When::Found),
    ("milestone", &["Q3-04", "N-20"], &[], When::Rule(Rule::SetupMissed, "guide.milestone_missed")),
    ("renewal", &["Q3-06"], &["q3.silent_renewals"], When::Found),
    ("key_account", &["Q3-07", "Q4-04"], &["q3.key_accounts"], When::Found),
    ("basic_tickets", &["Q4-05"], &["q6.basic_on_managers", "q4.basic_on_csm"], When::Found),
    ("retention_cost", &["G-28"], &[], When::AtMost(MetricId::LtvCrc, 2.0)),
    ("segment", &["G-16"], &["q7.segment_better"], When::Found),
    ("loyal_flat", &["N-25", "Q2-09"], &[], When::Some("guide.loyal_flat", "groups")),
    ("loyal_expanding", &["Q2-09", "Q5-02"], &[], When::Some("guide.loyal_expanding", "groups")),
    ("nrr", &["N-28"], &["q1.shrinks"], When::Below(MetricId::Nrr, 1.0)),
    ("rated_low", &["Q9-04"], &["q9.rated_low"], When::Found),
    ("begins", &["Q6-07"], &["q6.waiting"], When::Own("guide.begun", "guide.beginnings")),
    ("demand", &["Q8-02", "Q6-02"], &["q8.many_share"], When::Found),
    ("steps", &["Q9-02"], &["q9.too_many_steps"], When::Found),
];

/// Whom a row is about, and what is behind its numbers.
enum Who {
    /// A finding's customers: places of the question and of the finding.
    Finding(usize, usize),
    /// The customers of a list of the guide.
    List(&'static str),
    /// What is behind a figure of the guide.
    Figure(&'static str),
    /// The customers that a rule marks.
    Rule(Rule),
    /// Nobody is counted.
    Nobody,
}

/// A row under way.
struct Play {
    who: Who,
    place: usize,
    trigger: String,
    severity: Severity,
    measured: String,
    customers: Option<u64>,
    arr: Option<String>,
    action: String,
    list: Option<String>,
    sources: String,
}

pub(super) fn add(guide: &Guide<'_>, question: &mut QuestionState) {
    topics(guide, question);
    beginnings(guide, question);
    question.figures.extend(milestones(guide));
    sort_by_key(&mut question.findings, |found| rank(found.severity));
    let mut plays: Vec<Play> = Vec::new();
    let mut taken: BTreeSet<(String, usize)> = BTreeSet::new();
    for (place, (trigger, sources, codes, when)) in TRIGGERS.iter().enumerate() {
        let found = findings(guide, question);
        let mut own: Vec<_> = Vec::new();
        for code in *codes {
            own.extend(found.iter().filter(|(.., found)| found.code == *code));
        }
        let said = own.first().map(|(place, q, at, found)| of_finding((*place, q), *at, found));
        let counted = || of_figure(guide, question, when);
        let play = match when {
            When::Own(..) => counted().or(said),
            _ => said.or_else(counted),
        };
        if play.is_some() {
            taken.extend(own.iter().map(|(_, q, at, _)| (q.id.clone(), *at)));
        }
        let first = sources.first().copied().unwrap_or_default();
        plays.extend(play.map(|play| Play {
            place,
            trigger: format!("trigger_{trigger}"),
            action: format!("do.{first}"),
            sources: sources.join(", "),
            ..play
        }));
    }
    // What the questions advise beyond the sources' table.
    for (place, q, at, found) in findings(guide, question) {
        if !found.actions.is_empty() && !taken.contains(&(q.id.clone(), at)) {
            let actions: Vec<String> = found.actions.iter().map(|action| format!("do.{action}")).collect();
            let (action, sources) = (actions.join(" "), found.actions.join(", "));
            plays.push(Play { place: TRIGGERS.len(), action, sources, ..of_finding((place, q), at, found) });
        }
    }
    sort_by_key(&mut plays, |play| {
        let arr = play.arr.as_deref().map(minor);
        (rank(play.severity), Reverse(arr), play.place, play.measured.clone())
    });
    let mut grid = Grid::new(
        "guide.playbook",
        &[
            ("trigger", Unit::Word),
            ("measured", Unit::Ref),
            ("action", Unit::Word),
            ("customers", Unit::Count),
            ("arr", Unit::Money),
            ("list", Unit::Word),
            ("origin", Unit::Word),
        ],
    );
    let mut behind: Vec<(Who, bool)> = Vec::new();
    for play in plays {
        behind.push((play.who, play.arr.is_some()));
        grid.push(vec![
            text(play.trigger),
            text(play.measured),
            text(play.action),
            play.customers.and_then(count),
            play.arr.and_then(text),
            play.list.and_then(text),
            text(play.sources),
        ]);
    }
    let grid = guide.asked.opening(grid, &|place| {
        let (who, annual) = behind.get(place)?;
        opened(guide, question, who, *annual)
    });
    add_grid(question, grid);
}

/// What is behind the numbers of a row.
fn opened(guide: &Guide<'_>, question: &QuestionState, who: &Who, annual: bool) -> Option<Found> {
    let place = |n: usize| u32::try_from(n).ok();
    // The guide comes after the others.
    let own = place(guide.earlier.len())?;
    Some(match who {
        Who::Finding(of, at) => Found::at(EvidenceKey::Finding { question: place(*of)?, place: place(*at)? }),
        Who::Figure(id) => {
            let figure = question.figures.iter().position(|figure| figure.id == *id)?;
            Found::at(EvidenceKey::Answered { question: own, figure: place(figure)? })
        }
        Who::List(id) => Found::Customers { ids: guide.asked.named_in(question.grid(id)?)?, annual },
        Who::Rule(rule) => {
            let choices = Choices::try_from(guide.report.choices.clone()).ok()?;
            let watch = Watch::of(guide.asked.company, &choices);
            let fired = watch.now().filter(|(_, own)| own.get(*rule as usize) == Some(&Some(true)));
            Found::Customers { ids: fired.map(|(id, _)| id).collect(), annual }
        }
        Who::Nobody => return None,
    })
}

/// Every finding of the report, with its question, the question's place and its own there.
fn findings<'a>(
    guide: &Guide<'a>,
    question: &'a QuestionState,
) -> Vec<(usize, &'a QuestionState, usize, &'a Insight)> {
    let all = guide.earlier.iter().chain([question]).enumerate();
    all.flat_map(|(place, q)| q.findings.iter().enumerate().map(move |(at, found)| (place, q, at, found)))
        .collect()
}

/// The gravest first.
fn rank(severity: Severity) -> u8 {
    match severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Info => 2,
    }
}

/// Decimal text as a number to rank by: its digits, which all texts of a report have as many of behind the point.
fn minor(decimal: &str) -> i128 {
    let digits: String = decimal.chars().filter(|c| c.is_ascii_digit() || *c == '-').collect();
    digits.parse().unwrap_or_default()
}

fn of_finding((place, question): (usize, &QuestionState), at: usize, found: &Insight) -> Play {
    Play {
        who: Who::Finding(place, at),
        place: 0,
        trigger: question.id.clone(),
        severity: found.severity,
        measured: format!("{}#{at}", question.id),
        customers: customers(question, found),
        arr: found.arr.clone(),
        action: String::new(),
        list: found.grid.clone(),
        sources: String::new(),
    }
}

/// How many customers a finding is about: as it says, else those in its list.
fn customers(question: &QuestionState, found: &Insight) -> Option<u64> {
    match found.counts_customers() {
        Some(n) => Some(n),
        None => listed(question, found.grid.as_deref()?),
    }
}

/// The customers in a list, each once; `None` where it names none or isn't whole.
fn listed(question: &QuestionState, grid: &str) -> Option<u64> {
    let grid = question.grid(grid)?;
    let place = grid.columns.iter().position(|column| column.unit == Unit::Customer)?;
    let names: BTreeSet<&str> = grid
        .rows
        .iter()
        .filter_map(|row| match row.get(place)? {
            Some(Value::Money(name)) => Some(name.as_str()),
            _ => None,
        })
        .collect();
    (grid.total == grid.rows.len() as u64 && !names.is_empty()).then_some(names.len() as u64)
}

/// A trigger that a figure fires by itself.
fn of_figure(guide: &Guide<'_>, question: &QuestionState, when: &When) -> Option<Play> {
    let play = |severity, measured: String, customers, list: Option<&str>| Play {
        who: Who::Nobody,
        place: 0,
        trigger: String::new(),
        severity,
        measured,
        customers,
        arr: None,
        action: String::new(),
        list: list.map(str::to_owned),
        sources: String::new(),
    };
    let number = |id: &MetricId| guide.report.number(*id);
    match when {
        When::Found => None,
        When::Rule(rule, figure) => {
            let (fired, arr) = marked(guide, *rule)?;
            let play = play(Severity::Warning, (*figure).to_owned(), Some(fired), Some("q3.customers"));
            question.figure(figure)?;
            (fired > 0).then_some(Play { arr, who: Who::Rule(*rule), ..play })
        }
        When::Some(id, list) | When::Own(id, list) => {
            let figure = question.figure(id)?;
            let own = question.grid(list).is_some();
            let some = match &figure.value {
                Some(Value::Count(n)) => *n > 0,
                _ => figure.n > 0,
            };
            let n = if own { listed(question, list) } else { Some(figure.n) };
            let arr = if own { arr_of(guide, question, list) } else { None };
            let who = if own { Who::List(list) } else { Who::Figure(id) };
            some.then(|| Play { arr, who, ..play(Severity::Info, (*id).to_owned(), n, Some(list)) })
        }
        When::Below(id, mark) => {
            let fires = number(id)? < *mark;
            fires.then(|| play(Severity::Warning, format!("metric.{}", id.as_str()), None, None))
        }
        When::AtMost(id, mark) => {
            let place = format!("metric.{}", id.as_str());
            let fires = stands(guide, question, &place) && number(id)? <= *mark;
            fires.then(|| play(Severity::Warning, place, None, None))
        }
    }
}

/// How many customers a rule of the early warnings marks, and what they pay a year.
fn marked(guide: &Guide<'_>, rule: Rule) -> Option<(u64, Option<String>)> {
    let row = rule_row(guide, rule)?;
    let arr = match row("arr") {
        Some(Value::Money(arr)) => Some(arr.clone()).filter(|arr| minor(arr) > 0),
        _ => None,
    };
    Some((whole(row("fired"))?, arr))
}

/// The cells of a rule of the early warnings, by column.
fn rule_row<'a>(guide: &'a Guide<'_>, rule: Rule) -> Option<impl Fn(&str) -> Option<&'a Value>> {
    let grid = guide.earlier.iter().find_map(|question| question.grid("q3.rules"))?;
    let is = |row: &&Vec<Option<Value>>| matches!(row.first(), Some(Some(Value::Money(id))) if id == rule.as_str());
    let row = grid.rows.iter().find(is)?;
    Some(move |column: &str| row.get(grid.place(column)?)?.as_ref())
}

fn whole(value: Option<&Value>) -> Option<u64> {
    match value {
        Some(Value::Count(n)) => u64::try_from(*n).ok(),
        _ => None,
    }
}

/// Customers whose core set-up wasn't done within 30 days, as the early warnings judge it (W4).
fn milestones(guide: &Guide<'_>) -> Option<AnswerFigure> {
    let row = rule_row(guide, Rule::SetupMissed)?;
    let (fired, judged) = (whole(row("fired"))?, whole(row("judged"))?);
    let figure = (judged > 0).then(|| AnswerFigure::share("guide.milestone_missed", fired, judged))?;
    let place = |n: usize| u32::try_from(n).ok();
    let at = |question: &QuestionState| question.grids.iter().position(|grid| grid.id == "q3.rules");
    let found =
        guide.earlier.iter().enumerate().find_map(|(q, question)| Some((place(q)?, place(at(question)?)?)));
    let (question, grid) = found?;
    let key = EvidenceKey::Row { question, grid, place: Rule::SetupMissed as u32 };
    Some(guide.asked.standing(figure, key))
}

/// What the customers of a list pay a year.
fn arr_of(guide: &Guide<'_>, question: &QuestionState, list: &str) -> Option<String> {
    let grid = question.grid(list)?;
    let place = grid.columns.iter().position(|column| column.unit == Unit::Customer)?;
    let id = |row: &Vec<Option<Value>>| match row.get(place)? {
        Some(Value::Money(name)) => guide.asked.company.customers.id(name),
        _ => None,
    };
    (grid.total == grid.rows.len() as u64).then(|| guide.arr_of(grid.rows.iter().filter_map(id))).flatten()
}

/// Customers whose tickets are mostly about one thing (G-21).
fn topics(guide: &Guide<'_>, question: &mut QuestionState) {
    let company = guide.asked.company;
    let Some(to) = company.latest(TableKind::Tickets).map(|day| day.min(guide.as_of)) else { return };
    let mut found = one_topic(company, to);
    found.retain(|one| guide.stays(one.customer));
    let mut grid = Grid::new(
        "guide.ticket_topics",
        &[
            ("customer", Unit::Customer),
            ("topic", Unit::Text),
            ("about", Unit::Count),
            ("tickets", Unit::Count),
            ("arr", Unit::Money),
        ],
    );
    let mut by_topic: BTreeMap<&str, u64> = BTreeMap::new();
    for one in &found {
        *by_topic.entry(one.topic).or_default() += 1;
        grid.push(vec![
            guide.customer(Some(one.customer)),
            text(one.topic),
            count(one.about),
            count(one.tickets),
            guide.money_cell(guide.arr(Some(one.customer))),
        ]);
    }
    if let Some((topic, _)) = by_topic.into_iter().max_by_key(|(topic, n)| (*n, Reverse(*topic))) {
        let values = [
            named("customers", Unit::Count, count(found.len() as u64)),
            named("topic", Unit::Text, text(topic)),
        ];
        let told = Insight {
            values: values.into_iter().flatten().collect(),
            arr: guide.arr_of(found.iter().map(|one| one.customer)),
            actions: vec!["G-21".to_owned()],
            grid: Some("guide.ticket_topics".to_owned()),
            ..Insight::new("guide.one_topic", Severity::Warning)
        };
        let ids = || found.iter().map(|one| one.customer).collect();
        question.findings.push(guide.asked.about(told, &ids));
    }
    add_grid(question, grid);
}

/// Who has just signed, and who has tried for a month without buying (Q6-07).
fn beginnings(guide: &Guide<'_>, question: &mut QuestionState) {
    let company = guide.asked.company;
    let mut grid = Grid::new(
        "guide.beginnings",
        &[
            ("customer", Unit::Customer),
            ("signup", Unit::Text),
            ("occasion", Unit::Word),
            ("since", Unit::Day),
            ("days", Unit::Days),
        ],
    );
    let days = |since| Some(Value::Count(guide.as_of.days_since(since)));
    let (new, trials) = (new_customers(company, guide.as_of), month_old_trials(company, guide.as_of));
    let rows = || {
        let accounts = company.lines(TableKind::Accounts, &|id| new.iter().any(|(own, _)| *own == id));
        let mut table = Table::counts();
        for (id, _) in &new {
            let own = accounts.iter().filter(|(other, ..)| other == id);
            table.line(Some(*id), None, &[1], own.map(|(_, file, line)| source((*file, *line))).collect());
        }
        for trial in &trials {
            table.line(trial.customer, trial.id, &[1], vec![source(trial.source)]);
        }
        table
    };
    for (id, since) in &new {
        let (id, since) = (*id, *since);
        grid.push(vec![guide.customer(Some(id)), None, text("just_signed"), text(since), days(since)]);
    }
    for trial in &trials {
        let id = trial.id.and_then(text);
        let cells = [
            guide.customer(trial.customer),
            id,
            text("month_without_deal"),
            text(trial.since),
            days(trial.since),
        ];
        grid.push(cells.into());
    }
    let stated = company.signed_and_left().iter().any(|(signed, _)| signed.is_some())
        || company.has(TableKind::Trials);
    if stated {
        let n = grid.total;
        let value = Value::Count(i64::try_from(n).unwrap_or(i64::MAX));
        let figure = AnswerFigure::new("guide.begun", Unit::Count, value, n).behind("guide.beginnings");
        question.figures.push(guide.asked.resting(figure, &rows));
    }
    let one = |place: usize| {
        let table = rows();
        Table { rows: table.rows.into_iter().skip(place).take(1).collect(), ..Table::counts() }
    };
    add_grid(question, guide.asked.listing(grid, &one));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;
    use crate::i18n::answers::word;

    #[test]
    fn every_trigger_has_words_and_names_findings_that_there_are() {
        for (trigger, sources, codes, _) in &TRIGGERS {
            assert!(word(Lang::En, &format!("word.trigger_{trigger}")).is_some(), "{trigger}");
            let first = sources.first().unwrap();
            assert!(word(Lang::En, &format!("do.{first}")).is_some(), "do.{first}");
            for code in *codes {
                assert!(word(Lang::En, code).is_some(), "{code} is no finding");
            }
        }
    }
}
