//! Q4: how healthy each customer is, what it is judged by, what holds customers, and whether the score foretold who
//! left (domain.md §2.4, §4.2, §4.4).

mod coverage;
mod stickiness;
mod tested;

use super::cells::text;
use super::wanted::Term;
use super::{Asked, status};
use crate::base::{Date, Na, sort_by, sort_keyed};
use crate::metrics::operating::backtest::quarter_ends;
use crate::metrics::operating::health::{
    BEFORE, Badge, Band, CountedRows, Health, HealthProfile, Inputs, Judged, Measure, Score, TODAY, judgement,
};
use crate::read::Severity;
use crate::report::answer::{AnswerFigure, Grid, Insight, QuestionState, Unit};
use crate::report::behind::{Exclusion, Table, source};
use crate::report::{EvidenceColumn, EvidenceMade, SourceRef, TermOf, Value, Window};
use crate::tables::TableKind;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The tables that say something of it, the most telling first.
const NEEDS: [(TableKind, &str); 7] = [
    (TableKind::Usage, "usage"),
    (TableKind::Tickets, "tickets"),
    (TableKind::Surveys, "surveys"),
    (TableKind::Contracts, "contracts"),
    (TableKind::Onboarding, "onboarding"),
    (TableKind::Accounts, "accounts"),
    (TableKind::Integrations, "integrations"),
];

/// The list of all customers.
const CUSTOMERS: &str = "q4.customers";

/// The answer but for what rests on the window ([`with_window`]).
pub(super) fn answer(asked: &Asked<'_>, profile: &HealthProfile) -> QuestionState {
    let company = asked.company;
    let missing: Vec<&str> =
        NEEDS.iter().filter(|(kind, _)| !company.has(*kind)).map(|(_, name)| *name).collect();
    let Some(as_of) = judged_on(asked) else {
        return QuestionState::needing("q4", &["usage", "accounts", "integrations"]);
    };
    let mut question = status("q4", if missing.is_empty() { "answered" } else { "partly" }, &missing);
    question.as_of = Some(as_of);
    let quarters = quarter_ends(company);
    let inputs = Inputs::of(company, profile, as_of, &quarters);
    // The same that `health` finds, without going through the tables again.
    let found = asked.health.get_or_init(|| inputs.health());
    let all: Vec<Paying> = found.iter().map(|one| (*one, asked.company.arr(one.customer))).collect();
    bands(asked, (&inputs, &all), &mut question);
    measures(asked, (&inputs, &all), &mut question);
    customers(asked, (&inputs, &all), &mut question);
    stickiness::answer(asked, &inputs, &mut question);
    coverage::answer(asked, &inputs, &mut question);
    tested::answer(asked, &inputs, &quarters, &mut question);
    question
}

/// The day that health is judged on; `None` where no table says anything of it.
fn judged_on(asked: &Asked<'_>) -> Option<Date> {
    asked.company.as_of.filter(|_| NEEDS.iter().any(|(kind, _)| asked.company.has(*kind)))
}

/// Every customer's health, in the order of their numbers.
pub(super) fn health(asked: &Asked<'_>, profile: &HealthProfile) -> Vec<Health> {
    let inputs = |as_of| Inputs::of(asked.company, profile, as_of, &[]);
    judged_on(asked).map(|as_of| inputs(as_of).health()).unwrap_or_default()
}

/// Adds what rests on the window: retention by what customers had when it opened.
pub(super) fn with_window(asked: &Asked<'_>, window: Option<Window>, question: &mut QuestionState) {
    let customers = question.grids.iter().position(|grid| grid.id == CUSTOMERS);
    if let Some((place, as_of)) = customers.zip(asked.company.as_of) {
        question.grids.insert(place + 1, stickiness::retained(asked, window, as_of));
    }
}

/// Customers and their revenue a year, where it is known.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    customers: u64,
    arr: Option<i128>,
}

impl Sums {
    fn of<'a>(all: impl Iterator<Item = &'a Paying>) -> Self {
        all.fold(Sums::default(), |sums, (_, arr)| sums.plus(*arr))
    }

    fn plus(self, arr: Option<i128>) -> Self {
        let sum = arr.map(|arr| self.arr.unwrap_or(0) + arr).or(self.arr);
        Sums { customers: self.customers + 1, arr: sum }
    }

    fn text(&self, asked: &Asked<'_>) -> Option<String> {
        self.arr.map(|arr| asked.decimal(arr))
    }
}

/// A customer's health, and its revenue a year.
type Paying = (Health, Option<i128>);

/// How many customers are of which colour, and what they pay.
fn bands(asked: &Asked<'_>, (inputs, all): (&Inputs<'_>, &[Paying]), question: &mut QuestionState) {
    let profile = &inputs.profile;
    let of = |band: Band| all.iter().filter(move |(one, _)| one.band == band);
    let whole = all.len() as u64;
    let grey = of(Band::Grey).count() as u64;
    let share = |id: &str, n: u64| AnswerFigure::share(id, n, whole).behind(CUSTOMERS);
    let judged = |table: Table, cells: &dyn Fn(&Health) -> Option<[i128; 2]>| {
        behind(asked, (inputs, all), table, cells)
    };
    let scored = share("q4.scored", whole - grey);
    question.figures.push(
        asked.resting(scored, &|| judged(Table::shares(), &|one| Some([(one.band != Band::Grey).into(), 1]))),
    );
    let mut grid = Grid::new(
        "q4.bands",
        &[
            ("band", Unit::Word),
            ("above", Unit::Score),
            ("up_to", Unit::Score),
            ("customers", Unit::Count),
            ("share", Unit::Share),
            ("low", Unit::Share),
            ("high", Unit::Share),
            ("arr", Unit::Money),
            ("arr_share", Unit::Share),
        ],
    );
    let total = Sums::of(all.iter()).arr.filter(|arr| *arr > 0);
    let [red, yellow] = profile.bands.map(|limit| Some(Value::Count(limit.into())));
    for band in Band::ALL {
        let sums = Sums::of(of(band));
        let figure = share(&format!("q4.{}", band.name()), sums.customers);
        let (above, up_to) = match band {
            Band::Red => (None, red.clone()),
            Band::Yellow => (red.clone(), yellow.clone()),
            Band::Green => (yellow.clone(), Some(Value::Count(100))),
            Band::Grey => (None, None),
        };
        grid.push(vec![
            text(band.name()),
            above,
            up_to,
            Some(Value::count(sums.customers)),
            figure.value.clone(),
            figure.interval.map(|interval| Value::Number(interval.0)),
            figure.interval.map(|interval| Value::Number(interval.1)),
            sums.text(asked).map(Value::Money),
            total.map(|total| Value::Number(sums.arr.unwrap_or(0) as f64 / total as f64)),
        ]);
        let is = |one: &Health| Some([(one.band == band).into(), 1]);
        question.figures.push(asked.resting(figure, &|| judged(Table::shares(), &is)));
    }
    let red = Sums::of(of(Band::Red));
    let figure = match red.text(asked).or_else(|| total.map(|_| asked.decimal(0))) {
        Some(text) => AnswerFigure::new("q4.red_arr", Unit::Money, Value::Money(text), red.customers),
        None => AnswerFigure::na("q4.red_arr", Unit::Money, Na::NoData),
    };
    let annual = EvidenceColumn::Annual;
    question.figures.push(asked.resting(figure.behind(CUSTOMERS), &|| {
        judged(Table::new(&[annual], Some(annual), None), &|one| {
            (one.band == Band::Red).then(|| [asked.company.arr(one.customer).unwrap_or(0), 0])
        })
    }));
    let mean = || Table::shares().made(EvidenceMade::Mean { by: 1 });
    question.figures.push(asked.resting(coverage_figure(all), &|| {
        let score = |one: &Health| Some([one.score.known, one.score.all].map(i128::from));
        judged(mean(), &|one| score(one).filter(|_| one.score.all > 0))
    }));
    let columns = grid.parts(["customers", "arr"]);
    question.grids.push(asked.listing(grid, &|place| {
        let band = Band::ALL.get(place);
        judged(Table::parts(&columns), &|one| {
            let arr = asked.company.arr(one.customer).unwrap_or(0);
            (Some(&one.band) == band).then_some([1, arr])
        })
    }));
    found(asked, all, whole - grey, question);
}

/// The customers that `cells` has cells for, with the rows that their health is judged by.
fn behind<const N: usize>(
    asked: &Asked<'_>,
    (inputs, all): (&Inputs<'_>, &[Paying]),
    table: Table,
    cells: &dyn Fn(&Health) -> Option<[i128; N]>,
) -> Table {
    let own: Vec<(u32, [i128; N])> =
        all.iter().filter_map(|(one, _)| Some((one.customer, cells(one)?))).collect();
    // Both are in the order of the customers' numbers.
    let counted = inputs.counted_rows(&[TODAY], &|id| own.binary_search_by_key(&id, |(own, _)| *own).is_ok());
    let mut table = asked.at_end(table.reading(&[TableKind::Accounts]));
    for (customer, cells) in own {
        table.line(Some(customer), None, &cells, scored(asked, inputs, &counted, (customer, TODAY)));
    }
    let others = asked.company.customers.len() - all.len();
    not_counted(table.without(Exclusion::Unjudged, others), &counted)
}

/// The rows that a score on one of the days is made of, but for the accounts.
fn scored(
    asked: &Asked<'_>,
    inputs: &Inputs<'_>,
    counted: &CountedRows,
    (customer, place): (u32, usize),
) -> Vec<SourceRef> {
    let mut sources: Vec<SourceRef> = counted.of(customer, place).iter().copied().map(source).collect();
    if let Some((from, to)) = inputs.months_counted(customer, place) {
        sources.extend(asked.paid(customer, from, to));
    }
    sources
}

/// Says of the rows that no score is made of why.
fn not_counted(table: Table, counted: &CountedRows) -> Table {
    let [outside, replaced, beside] = counted.others;
    let table = table.without(Exclusion::OutsideDays, outside).without(Exclusion::Earlier, replaced);
    table.without(Exclusion::OtherRows, beside)
}

/// The rows of one customer's score and of its trend, by file.
fn of_score(asked: &Asked<'_>, inputs: &Inputs<'_>, customer: u32) -> Table {
    let counted = inputs.counted_rows(&[TODAY, BEFORE], &|id| id == customer);
    let stands = |kind: &TableKind| {
        let lines = asked.company.lines(*kind, &|id| id == customer);
        lines.into_iter().map(|(_, file, line)| source((file, line)))
    };
    let mut sources: Vec<SourceRef> = stands(&TableKind::Accounts).collect();
    for place in [TODAY, BEFORE] {
        sources.extend(scored(asked, inputs, &counted, (customer, place)));
    }
    if sources.is_empty() {
        // Nothing is known of its health; what is said of it stands here.
        return Table::by_file(customer, TableKind::OPERATING.iter().flat_map(stands).collect());
    }
    not_counted(Table::by_file(customer, sources), &counted)
}

fn coverage_of(score: &Score) -> Option<f64> {
    (score.all > 0).then(|| score.known as f64 / score.all as f64)
}

/// The mean coverage. Added up by the weight there is in all, which few customers differ in, so that no order of the
/// customers shows in its last digit.
fn coverage_figure(all: &[Paying]) -> AnswerFigure {
    let mut by: BTreeMap<i64, i64> = BTreeMap::new();
    for (one, _) in all.iter().filter(|(one, _)| one.score.all > 0) {
        *by.entry(one.score.all).or_default() += one.score.known;
    }
    let n = all.iter().filter(|(one, _)| one.score.all > 0).count() as u64;
    let sum: f64 = by.iter().map(|(all, known)| *known as f64 / *all as f64).sum();
    match n {
        0 => AnswerFigure::na("q4.score_coverage", Unit::Share, Na::NoData),
        n => AnswerFigure::new("q4.score_coverage", Unit::Share, Value::Number(sum / n as f64), n),
    }
}

/// What the colours give reason to say.
fn found(asked: &Asked<'_>, all: &[Paying], scored: u64, question: &mut QuestionState) {
    let red: Vec<&Paying> = all.iter().filter(|(one, _)| one.band == Band::Red).collect();
    let reds = |measure: Measure| {
        let is = |(one, _): &&&Paying| judgement(&one.judged, measure).is_some_and(|j| j.band == Band::Red);
        red.iter().filter(is).count()
    };
    let ids = |all: &[&Paying]| all.iter().map(|(one, _)| one.customer).collect::<Vec<u32>>();
    let most = Measure::ALL.into_iter().max_by_key(|measure| (reds(*measure), Reverse(*measure as usize)));
    if let Some(most) = most.filter(|_| !red.is_empty()) {
        let found = Insight::new("q4.red_customers", Severity::Error)
            .with("customers", Unit::Count, Value::count(red.len() as u64))
            .with("scored", Unit::Count, Value::count(scored))
            .with("measure", Unit::Word, Value::Money(most.name()))
            .with("of_them", Unit::Count, Value::count(reds(most) as u64))
            .at_stake(Sums::of(red.iter().copied()).text(asked))
            .listed(CUSTOMERS);
        let found = asked.about(found, &|| ids(&red));
        question.findings.push(match action(most) {
            Some(action) => found.doing(action),
            None => found,
        });
    }
    let falling = |(one, _): &&Paying| one.band == Band::Green && one.badges.has(Badge::Falling);
    let fell: Vec<&Paying> = all.iter().filter(falling).collect();
    if !fell.is_empty() {
        let found = Insight::new("q4.green_falling", Severity::Warning)
            .with("customers", Unit::Count, Value::count(fell.len() as u64))
            .at_stake(Sums::of(fell.iter().copied()).text(asked));
        question.findings.push(asked.about(found.listed(CUSTOMERS), &|| ids(&fell)));
    }
}

/// What to do where a measure is red, by the ids of domain.md §2.12.
fn action(measure: Measure) -> Option<&'static str> {
    match measure {
        Measure::Tickets | Measure::Resolution => Some("G-21"),
        Measure::Nps => Some("G-23"),
        Measure::Milestones => Some("G-18"),
        Measure::RenewalTalk => Some("Q3-06"),
        Measure::Upsell => Some("Q3-07"),
        _ => None,
    }
}

/// The measures that count for anybody: those with a weight, and the onboarding where somebody is new.
fn counted(all: &[Paying], profile: &HealthProfile) -> Vec<Measure> {
    let new = all.iter().any(|(one, _)| one.badges.has(Badge::New));
    let of_key = profile.of_key_accounts();
    let weighed = |measure: Measure| profile.weight(measure) > 0 || of_key.weight(measure) > 0;
    let counts = |measure: &Measure| weighed(*measure) || *measure == Measure::Milestones && new;
    Measure::ALL.into_iter().filter(counts).collect()
}

/// What each measure says of how many.
fn measures(asked: &Asked<'_>, (inputs, all): (&Inputs<'_>, &[Paying]), question: &mut QuestionState) {
    let profile = &inputs.profile;
    let mut grid = Grid::new(
        "q4.measures",
        &[
            ("measure", Unit::Word),
            ("weight", Unit::Count),
            ("green_at", Unit::Word),
            ("red_at", Unit::Word),
            ("with_data", Unit::Count),
            ("green", Unit::Count),
            ("yellow", Unit::Count),
            ("red", Unit::Count),
        ],
    );
    let shown = counted(all, profile);
    for measure in shown.iter().copied() {
        let known = || all.iter().filter_map(|(one, _)| judgement(&one.judged, measure));
        let of = |band: Band| Some(Value::count(known().filter(|judged| judged.band == band).count() as u64));
        let (green, red) = cut_offs(measure, profile);
        grid.push(vec![
            text(measure.name()),
            Some(Value::Count(profile.weight(measure).into())),
            text(&green),
            text(&red),
            Some(Value::count(known().count() as u64)),
            of(Band::Green),
            of(Band::Yellow),
            of(Band::Red),
        ]);
    }
    let columns = grid.parts(["with_data", "green", "yellow", "red"]);
    question.grids.push(asked.listing(grid, &|place| {
        behind(asked, (inputs, all), Table::parts(&columns), &|one| {
            let judged = judgement(&one.judged, *shown.get(place)?)?;
            let is = |band: Band| i128::from(judged.band == band);
            Some([1, is(Band::Green), is(Band::Yellow), is(Band::Red)])
        })
    }));
}

/// Where a measure is green and where red, in signs that need no language.
fn cut_offs(measure: Measure, profile: &HealthProfile) -> (String, String) {
    let [yellow, red] = profile.tickets;
    let (green, red) = match measure {
        Measure::Usage | Measure::LoginFrequency => ("≥ 3 / 7", "< 1 / 7"),
        Measure::Nps => ("≥ 9", "< 7"),
        Measure::Tickets => return (format!("< {yellow}"), format!("≥ {red}")),
        Measure::Billing => ("0", "> 30"),
        Measure::FeatureCoverage => ("≥ 60 %", "< 30 %"),
        Measure::CoreIntensity => ("≥ P50", "< P20"),
        Measure::AdvancedPenetration => ("≥ 10 %", "0 %"),
        Measure::Milestones => ("≥ 80 %", "< 50 %"),
        Measure::Scenarios => ("≥ 3", "0"),
        Measure::Resolution => ("≥ 90 %", "< 70 %"),
        Measure::RenewalTalk => ("≥ 70", "0"),
        Measure::Upsell => ("≥ 1 · KA ≥ 2", "KA 0"),
    };
    (green.to_owned(), red.to_owned())
}

/// Every customer, those first where most revenue is furthest from health.
fn customers(asked: &Asked<'_>, (inputs, all): (&Inputs<'_>, &[Paying]), question: &mut QuestionState) {
    let profile = &inputs.profile;
    let shown = counted(all, profile);
    let names: Vec<String> = shown.iter().map(|measure| measure.name()).collect();
    let mut columns = vec![
        ("customer", Unit::Customer),
        ("band", Unit::Word),
        ("health", Unit::Score),
        ("coverage", Unit::Share),
        ("trend_30d", Unit::Score),
    ];
    columns.extend(names.iter().map(|name| (name.as_str(), Unit::Word)));
    columns.extend([("badges", Unit::Word), ("arr", Unit::Money)]);
    let mut grid = Grid::new(CUSTOMERS, &columns);
    grid.total = all.len() as u64;
    let listed = worst(asked, all, profile);
    for (one, arr) in &listed {
        let mut row = vec![
            Some(asked.name(one.customer)),
            text(one.band.name()),
            one.score.value().map(Value::Number),
            coverage_of(&one.score).map(Value::Number),
            one.change().map(Value::Number),
        ];
        let band = |measure: &Measure| judgement(&one.judged, *measure).map(|Judged { band, .. }| band);
        row.extend(shown.iter().map(|measure| band(measure).and_then(|band| text(band.name()))));
        let badges = one.badges.names();
        row.push((!badges.is_empty()).then_some(Value::Money(badges)));
        row.push(arr.map(|arr| asked.money(arr)));
        grid.rows.push(row);
    }
    let grid = asked.explaining(grid, &|place| match listed.get(place) {
        Some((one, _)) => terms(inputs, one),
        None => Vec::new(),
    });
    question.grids.push(asked.listing(grid, &|place| match listed.get(place) {
        Some((one, _)) => of_score(asked, inputs, one.customer),
        None => Table::default(),
    }));
}

/// What a score, its coverage and its trend are made of: points by weight of each measure.
fn terms(inputs: &Inputs<'_>, one: &Health) -> Vec<Term> {
    let mut all = Vec::new();
    let weighed = inputs.weighed(one);
    for (measure, weight, _) in &weighed {
        let points = judgement(&one.judged, *measure).map(|judged| Value::Count(judged.points()));
        let below = Some(Value::Count(*weight));
        all.push(Term { column: measure.name(), of: TermOf::Points, above: points, below });
    }
    for (measure, weight, change) in weighed {
        if let Some(change) = change {
            let below = Some(Value::Count(weight));
            all.push(Term::new(&measure.name(), TermOf::Change, Value::Count(change), below));
        }
    }
    all
}

/// As many customers as a list keeps, in its order: the points missing to 100 times the revenue, those without enough
/// data last. Put in order by a number of 64 bits first, and only those that may be shown by everything.
fn worst<'a>(asked: &Asked<'_>, all: &'a [Paying], profile: &HealthProfile) -> Vec<&'a Paying> {
    let grey = |one: &Health| one.band == Band::Grey;
    let weight = |(one, arr): &Paying| {
        let missing = i128::from(one.missing_nano(profile.bands));
        missing * arr.map_or(1, |arr| arr.max(0))
    };
    let weights: Vec<i128> = all.iter().map(weight).collect();
    let largest = weights.iter().copied().max().unwrap_or(0);
    let spare = (i128::BITS - largest.leading_zeros()).saturating_sub(u64::BITS - 1);
    let key = |(one, weight): (&Paying, &i128)| {
        let weight = u64::try_from(weight >> spare).unwrap_or(u64::MAX >> 1);
        (u64::from(grey(&one.0)) << (u64::BITS - 1)) | ((u64::MAX >> 1) - weight)
    };
    let mut keys: Vec<(u64, u32)> = all.iter().zip(&weights).map(key).zip(0..).collect();
    sort_keyed(&mut keys);
    let last = keys.get(Grid::room() - 1).map(|(key, _)| *key);
    let within = keys.iter().take_while(|(key, _)| last.is_none_or(|last| *key <= last));
    let place = |(_, place): &(u64, u32)| Some((all.get(*place as usize)?, *weights.get(*place as usize)?));
    let mut order: Vec<(&Paying, i128)> = within.filter_map(place).collect();
    let text = |one: &Health| asked.company.customers.text(one.customer);
    sort_by(&mut order, |((a, _), a_weight), ((b, _), b_weight)| {
        let by_weight = grey(a).cmp(&grey(b)).then_with(|| b_weight.cmp(a_weight));
        by_weight.then_with(|| a.band.cmp(&b.band)).then_with(|| text(a).cmp(text(b)))
    });
    order.into_iter().take(Grid::room()).map(|(one, _)| one).collect()
}
