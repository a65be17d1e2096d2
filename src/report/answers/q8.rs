//! Q8: what customers ask for: how many share a need, what they are worth, and where the ways to rank it disagree
//! (domain.md §5.4).

use super::{Asked, cells, status};
use crate::base::{Na, sort_by};
use crate::metrics::operating::{
    Asker, Choices, Demand, Demands, Estimates, Features, Single, is_open, places, ranks_twice, spearman,
};
use crate::read::{Role, Severity};
use crate::report::answer::{AnswerFigure, Grid, Insight, Named, QuestionState, Unit};
use crate::report::behind::{Exclusion, Table, source};
use crate::report::{ENOUGH, EvidenceColumn, EvidencePart, PartOf, Value};
use crate::tables::{Datum, Record, TableKind};
use std::cell::LazyCell;
use std::collections::BTreeMap;

/// Places from which on two ranks disagree.
const APART: i64 = 3;

/// The ways to rank, and the pairs of them that are compared.
const WAYS: [&str; 4] = ["score", "per_effort", "rice", "wsjf"];
const PAIRS: [(usize, usize); 6] = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)];

/// The answer.
pub(super) fn answer(asked: &Asked<'_>, choices: &Choices) -> QuestionState {
    let company = asked.company;
    if !company.has(TableKind::Requests) {
        return QuestionState::needing("q8", &["requests"]);
    }
    let demands = Demands::of(company, asked.activity(), choices);
    let of = |known: bool, need: &'static str| (!known).then_some(need);
    let users = demands.features.iter().any(|feature| feature.users.is_some());
    let value = demands.features.iter().any(|feature| feature.value.is_some());
    let needs: Vec<&str> = [of(value, "revenue"), of(users, "usage")].into_iter().flatten().collect();
    let mut question = status("q8", if needs.is_empty() { "answered" } else { "partly" }, &needs);
    question.as_of = company.as_of;
    Ranked::new(&demands, choices).answer(asked, &mut question);
    question
}

/// The features in their order.
struct Ranked<'a> {
    demands: &'a Demands,
    choices: &'a Choices,
    /// Companies that have to share a need.
    least: u64,
    /// Whether so many can at all.
    gated: bool,
    /// Each feature with its measures by [`WAYS`], the highest score first.
    features: Vec<(&'a Demand, [Option<f64>; WAYS.len()])>,
}

impl<'a> Ranked<'a> {
    fn new(demands: &'a Demands, choices: &'a Choices) -> Self {
        let least = least(demands, choices);
        let measured = |(feature, score): (&'a Demand, Option<f64>)| {
            let per_effort = score.zip(feature.months()).map(|(score, months)| score / months);
            (feature, [score, per_effort, feature.rice(demands.reach(feature)), feature.wsjf()])
        };
        let mut features: Vec<_> = demands.features.iter().zip(demands.scores()).map(measured).collect();
        sort_by(&mut features, |(a, [x, ..]), (b, [y, ..])| {
            let none = f64::NEG_INFINITY;
            let score = y.unwrap_or(none).total_cmp(&x.unwrap_or(none));
            let most = (b.companies(), b.requests).cmp(&(a.companies(), a.requests));
            score.then(most).then_with(|| a.feature.cmp(&b.feature))
        });
        Ranked { demands, choices, least, gated: demands.customers >= least, features }
    }

    fn answer(&self, asked: &Asked<'_>, question: &mut QuestionState) {
        let (apart, compared, agreement) = self.compared();
        self.figures(asked, question);
        self.findings(asked, &apart, question);
        let list = self.list(asked);
        let [companies, requests, open, users, value, active] =
            list.parts(["companies", "requests", "open", "users", "value", "active"]);
        let columns = [companies, requests, open, users, value, active, EvidenceColumn::Whole];
        let feature = |place: usize| self.features.get(place).map(|(feature, _)| *feature);
        question.grids.push(asked.listing(list, &|place| self.askers_of(asked, &columns, feature(place))));
        let requests = |place: usize| self.requests(asked, feature(place));
        // One way alone has nothing to be held against.
        if agreement.total > 0 {
            let far = |place: usize| requests(apart.get(place).map_or(usize::MAX, |own| own.feature));
            question
                .grids
                .extend([asked.listing(self.ranks(), &requests), asked.listing(self.apart(&apart), &far)]);
        }
        let columns = [0, 1].map(|column| EvidenceColumn::Listed { column, unit: Unit::Number });
        let [far] = agreement.parts(["apart"]);
        let agreement = asked.listing(agreement, &|place| match compared.get(place) {
            Some(ways) => self.ranked_twice(asked, columns, far, *ways),
            None => Table::default(),
        });
        question.grids.extend([agreement, self.singles(asked), self.askers(asked)]);
    }

    /// Whether enough companies share a feature.
    fn passes(&self, feature: &Demand) -> Option<bool> {
        self.gated.then(|| feature.companies() >= self.least)
    }

    /// The requests for one feature.
    fn requests(&self, asked: &Asked<'_>, feature: Option<&Demand>) -> Table {
        let mut table = Table::counts();
        for (place, record) in placed(asked, self.choices) {
            if feature.is_some() && feature == self.demands.features.get(place) {
                table.record(&record, record.text(Datum::Feature), &[1]);
            }
        }
        table
    }

    /// Who asks for a feature, with what each gives to the list's columns; requests of no customer by themselves.
    fn askers_of(&self, asked: &Asked<'_>, columns: &[EvidenceColumn], feature: Option<&Demand>) -> Table {
        let mut table = Table::parts(columns);
        let Some(feature) = feature else { return table };
        let mut estimates = Estimates::default();
        for (place, record) in placed(asked, self.choices) {
            if self.demands.features.get(place) == Some(feature) {
                estimates.see(&record);
                let open = is_open(&record);
                table.record(&record, None, &[0, 1, open.into()]);
            }
        }
        let mut table = table.joined().reading(&[TableKind::Accounts, TableKind::Usage]);
        for row in &mut table.rows {
            let own = feature.askers.iter().find(|asker| Some(asker.customer) == row.customer);
            let Some(own) = own else { continue };
            let [companies, _, _, users, value, active, known] = &mut row.cells;
            *companies = 1;
            *users = own.users.unwrap_or(0).into();
            *value = own.value.unwrap_or(0).into();
            (*active, *known) = ((own.active == Some(true)).into(), own.active.is_some().into());
        }
        table.parts.extend(estimates.stated().map(|(datum, stated, own)| EvidencePart {
            of: PartOf::Stated { role: Role::Datum(datum) },
            above: Some(Value::Number(stated as f64 / 1000.0)),
            below: None,
            ratio: None,
            source: Some(source(own)),
            key: None,
        }));
        asked.at_end(table)
    }

    /// A figure with the features that `cells` has a cell for, or all requests by customer.
    fn of_features(
        &self,
        asked: &Asked<'_>,
        figure: AnswerFigure,
        table: &dyn Fn() -> Table,
        cells: &dyn Fn(&Demand) -> i128,
    ) -> AnswerFigure {
        asked.resting(figure, &|| {
            let mut table = table();
            for (place, record) in placed(asked, self.choices) {
                let Some(feature) = self.demands.features.get(place) else { continue };
                table.line(None, Some(&feature.feature), &[0, 0, 1], vec![source(record.source())]);
            }
            let mut table = table.joined();
            for row in &mut table.rows {
                let own = self.demands.features.iter().find(|feature| feature.feature == row.what);
                let [counts, whole, ..] = &mut row.cells;
                (*counts, *whole) = (own.map_or(0, cells), 1);
            }
            table
        })
    }

    fn figures(&self, asked: &Asked<'_>, question: &mut QuestionState) {
        let demands = self.demands;
        let of = |is: &dyn Fn(&Demand) -> bool| demands.features.iter().filter(|f| is(f)).count() as u64;
        let all = of(&|_| true);
        let requests = demands.features.iter().map(|feature| feature.requests).sum();
        let shared = match self.gated {
            true => AnswerFigure::share("q8.shared", of(&|f| self.passes(f) == Some(true)), all),
            false => AnswerFigure::na("q8.shared", Unit::Share, Na::NotApplicable),
        };
        let features =
            AnswerFigure::new("q8.features_asked", Unit::Count, Value::Count(all as i64), requests);
        let companies =
            AnswerFigure::new("q8.companies", Unit::Count, Value::Count(demands.customers as i64), requests);
        let single = AnswerFigure::share("q8.single", of(&|f| f.single().is_some()), all);
        let known = AnswerFigure::share("q8.users_known", demands.users_known, demands.customers);
        let (active, of) = demands.active;
        let active = AnswerFigure::share_of_stated("q8.askers_active", active, of);
        let columns = [EvidenceColumn::Part, EvidenceColumn::Whole, EvidenceColumn::Rows];
        let (part, whole) = (Some(EvidenceColumn::Part), Some(EvidenceColumn::Whole));
        let shares = || Table::new(&columns, part, whole);
        let counts = || Table::new(&columns, part, None);
        let who: LazyCell<BTreeMap<u32, &Asker>, _> = LazyCell::new(|| {
            demands.features.iter().flat_map(|f| &f.askers).map(|asker| (asker.customer, asker)).collect()
        });
        let of_askers = |figure, table: &dyn Fn() -> Table, is: &dyn Fn(&Asker) -> Option<bool>| {
            asked.resting(figure, &|| {
                let (mut table, mut without) = (table().reading(&[TableKind::Accounts, TableKind::Usage]), 0);
                for (_, record) in placed(asked, self.choices) {
                    match record.customer {
                        Some(id) => table.line(Some(id), None, &[0, 0, 1], vec![source(record.source())]),
                        None => without += 1,
                    }
                }
                let mut table = table.joined();
                table.rows.retain_mut(|row| {
                    let Some(is) = row.customer.and_then(|id| is(who.get(&id)?)) else { return false };
                    let [counts, whole, ..] = &mut row.cells;
                    (*counts, *whole) = (is.into(), 1);
                    true
                });
                table.without(Exclusion::OtherRows, without)
            })
        };
        question.figures.extend([
            self.of_features(asked, features, &counts, &|_| 1),
            of_askers(companies, &counts, &|_| Some(true)),
            self.of_features(asked, shared.behind("q8.features"), &shares, &|feature| {
                (self.passes(feature) == Some(true)).into()
            }),
            AnswerFigure::new("q8.gate", Unit::Count, Value::count(self.least), demands.customers),
            self.of_features(asked, single.behind("q8.singles"), &shares, &|feature| {
                feature.single().is_some().into()
            }),
            of_askers(known, &shares, &|asker| Some(asker.users.is_some())),
            of_askers(active, &shares, &|asker| asker.active),
        ]);
    }

    fn list(&self, asked: &Asked<'_>) -> Grid {
        let mut grid = Grid::new(
            "q8.features",
            &[
                ("feature", Unit::Text),
                ("gate", Unit::Word),
                ("companies", Unit::Count),
                ("of_companies", Unit::Share),
                ("requests", Unit::Count),
                ("open", Unit::Count),
                ("users", Unit::Count),
                ("value", Unit::Money),
                ("score", Unit::Score),
                ("per_effort", Unit::Number),
                ("rice", Unit::Number),
                ("wsjf", Unit::Number),
                ("single", Unit::Word),
                ("active", Unit::Share),
            ],
        );
        for (feature, [score, per_effort, rice, wsjf]) in &self.features {
            let (active, known) = feature.active();
            let gate = match self.passes(feature) {
                Some(true) => "gate_pass",
                Some(false) => "gate_below",
                None => "gate_none",
            };
            grid.push(vec![
                cells::text(&feature.feature),
                cells::text(gate),
                cells::count(feature.companies()),
                cells::share_of_enough(feature.companies(), self.demands.customers),
                cells::count(feature.requests),
                cells::count(feature.open),
                feature.users.map(Value::Count),
                feature.value.map(|value| asked.money(value)),
                score.map(Value::Number),
                per_effort.map(Value::Number),
                rice.map(Value::Number),
                wsjf.map(Value::Number),
                feature.single().and_then(|single| cells::text(word(single))),
                cells::share_of_enough(active, known),
            ]);
        }
        grid.filled()
    }

    /// The places of each feature by each way, among the features that it ranks.
    fn ranks(&self) -> Grid {
        let mut columns = vec![("feature", Unit::Text)];
        columns
            .extend(["rank_score", "rank_per_effort", "rank_rice", "rank_wsjf"].map(|id| (id, Unit::Count)));
        let mut grid = Grid::new("q8.ranks", &columns);
        let by: Vec<Vec<Option<i64>>> = (0..WAYS.len()).map(|way| places(&self.by(way))).collect();
        for (at, (feature, _)) in self.features.iter().enumerate() {
            let place = |by: &Vec<Option<i64>>| by.get(at).copied().flatten().map(Value::Count);
            grid.push(std::iter::once(cells::text(&feature.feature)).chain(by.iter().map(place)).collect());
        }
        grid.filled()
    }

    /// The features' measures by a way.
    fn by(&self, way: usize) -> Vec<Option<f64>> {
        self.features.iter().map(|(_, measures)| measures.get(way).copied().flatten()).collect()
    }

    /// The features that two ways rank, each with its two ranks and what it gives to the sums that Spearman's ρ is
    /// made of: how far each rank is from the middle, one times the other and each times itself.
    fn ranked_twice(
        &self,
        asked: &Asked<'_>,
        [one, other]: [EvidenceColumn; 2],
        far: EvidenceColumn,
        ways: (usize, usize),
    ) -> Table {
        use EvidenceColumn::{RankProduct, RankSquare};
        let ranks = self.both(ways);
        let n = ranks.iter().flatten().count() as i128;
        let squares = [RankSquare { second: false }, RankSquare { second: true }];
        let mut table = Table::parts(&[one, other, far, RankProduct, squares[0], squares[1]]);
        for ((feature, _), ranks) in self.features.iter().zip(ranks) {
            let Some((a, b)) = ranks else { continue };
            // Ranks are doubled, so that the middle of two places is whole; cells have thousandths.
            let [x, y] = [a, b].map(|twice| i128::from(twice) - n - 1);
            let [a, b] = [a, b].map(i128::from);
            let is_far = (a - b).abs() >= i128::from(2 * APART);
            let cells = [a * 500, b * 500, is_far.into(), x * y * 250, x * x * 250, y * y * 250];
            let requests = self.requests(asked, Some(feature)).rows.into_iter().flat_map(|row| row.sources);
            table.line(None, Some(&feature.feature), &cells, requests.collect());
        }
        table
    }

    /// Each feature's ranks by two ways among the features that both rank, doubled.
    fn both(&self, (a, b): (usize, usize)) -> Vec<Option<(i64, i64)>> {
        let both: Vec<_> = self.by(a).into_iter().zip(self.by(b)).map(|(a, b)| a.zip(b)).collect();
        let side = |of: fn((f64, f64)) -> f64| both.iter().map(|pair| pair.map(of)).collect::<Vec<_>>();
        let (left, right) = (ranks_twice(&side(|pair| pair.0)), ranks_twice(&side(|pair| pair.1)));
        left.into_iter().zip(right).map(|(a, b)| a.zip(b)).collect()
    }

    /// Each pair of ways over the features that both rank: how alike their orders are, which pair stands in which row,
    /// and each feature's widest difference of at least three places.
    fn compared(&self) -> (Vec<Apart>, Vec<(usize, usize)>, Grid) {
        let mut grid = Grid::new(
            "q8.agreement",
            &[
                ("way", Unit::Word),
                ("other_way", Unit::Word),
                ("rho", Unit::Coefficient),
                ("features", Unit::Count),
                ("apart", Unit::Count),
            ],
        );
        let mut widest: Vec<Option<Apart>> = vec![None; self.features.len()];
        let mut rows = Vec::new();
        for (a, b) in PAIRS {
            let ranks = self.both((a, b));
            let pairs: Vec<(i64, i64)> = ranks.iter().flatten().copied().collect();
            if pairs.is_empty() {
                continue;
            }
            rows.push((a, b));
            // The first rank is the best, and equals share the best place.
            let side = |of: fn((i64, i64)) -> i64| -> Vec<Option<f64>> {
                ranks.iter().map(|pair| pair.map(|pair| -(of(pair) as f64))).collect()
            };
            let shown = places(&side(|pair| pair.0)).into_iter().zip(places(&side(|pair| pair.1)));
            let mut far = 0;
            for (feature, ((ranks, shown), widest)) in ranks.iter().zip(shown).zip(&mut widest).enumerate() {
                let (Some((x, y)), (Some(place), Some(other))) = (ranks, shown) else { continue };
                let by = (x - y).abs();
                if by < 2 * APART {
                    continue;
                }
                far += 1;
                if widest.as_ref().is_none_or(|widest| widest.twice < by) {
                    let n = pairs.len();
                    *widest = Some(Apart { feature, ways: (a, b), places: (place, other), twice: by, n });
                }
            }
            let rho = (pairs.len() as u64 >= ENOUGH).then(|| spearman(&pairs)).flatten();
            let cells =
                [way(a), way(b), rho.map(Value::Number), cells::count(pairs.len()), cells::count(far)];
            grid.push(cells.to_vec());
        }
        let mut apart: Vec<Apart> = widest.into_iter().flatten().collect();
        sort_by(&mut apart, |a, b| b.twice.cmp(&a.twice).then(a.feature.cmp(&b.feature)));
        (apart, rows, grid)
    }

    fn apart(&self, apart: &[Apart]) -> Grid {
        let mut grid = Grid::new(
            "q8.apart",
            &[
                ("feature", Unit::Text),
                ("way", Unit::Word),
                ("place", Unit::Count),
                ("other_way", Unit::Word),
                ("other_place", Unit::Count),
                ("places_apart", Unit::Number),
                ("of_features", Unit::Count),
            ],
        );
        for own in apart {
            let Some((feature, _)) = self.features.get(own.feature) else { continue };
            grid.push(vec![
                cells::text(&feature.feature),
                way(own.ways.0),
                Some(Value::Count(own.places.0)),
                way(own.ways.1),
                Some(Value::Count(own.places.1)),
                Some(Value::Number(own.twice as f64 / 2.0)),
                cells::count(own.n),
            ]);
        }
        grid
    }

    /// The features that are one customer's matter, the most valuable first.
    fn single(&self) -> Vec<(&'a Demand, Single)> {
        let of = |(feature, _): &(&'a Demand, _)| Some((*feature, feature.single()?));
        let mut all: Vec<_> = self.features.iter().filter_map(of).collect();
        sort_by(&mut all, |(a, _), (b, _)| {
            largest(b).cmp(&largest(a)).then_with(|| a.feature.cmp(&b.feature))
        });
        all
    }

    fn singles(&self, asked: &Asked<'_>) -> Grid {
        let mut grid = Grid::new(
            "q8.singles",
            &[
                ("feature", Unit::Text),
                ("single", Unit::Word),
                ("customer", Unit::Customer),
                ("own_value", Unit::Money),
                ("of_value", Unit::Share),
                ("companies", Unit::Count),
                ("effort", Unit::Number),
            ],
        );
        for (feature, single) in self.single() {
            let Some(first) = feature.askers.first() else { continue };
            let all = feature.value.filter(|all| *all > 0);
            let part = first.value.zip(all).map(|(own, all)| Value::Number(own as f64 / all as f64));
            grid.push(vec![
                cells::text(&feature.feature),
                cells::text(word(single)),
                Some(asked.name(first.customer)),
                first.value.map(|own| asked.money(own.into())),
                part,
                cells::count(feature.companies()),
                feature.months().map(Value::Number),
            ]);
        }
        grid.filled()
    }

    /// Who asked for what, by the features' order, those who pay most first.
    fn askers(&self, asked: &Asked<'_>) -> Grid {
        let mut grid = Grid::new(
            "q8.askers",
            &[
                ("feature", Unit::Text),
                ("customer", Unit::Customer),
                ("requests", Unit::Count),
                ("last_request", Unit::Day),
                ("users", Unit::Count),
                ("own_value", Unit::Money),
                ("active_28d", Unit::Word),
            ],
        );
        let mut all: Vec<(&Demand, &Asker)> = Vec::new();
        for (feature, _) in &self.features {
            all.extend(feature.askers.iter().map(|asker| (*feature, asker)));
        }
        for (feature, asker) in grid.room_for(&all) {
            grid.push(vec![
                cells::text(&feature.feature),
                Some(asked.name(asker.customer)),
                cells::count(asker.requests),
                asker.last.and_then(cells::text),
                asker.users.map(Value::Count),
                asker.value.map(|own| asked.money(own.into())),
                asker.active.and_then(|is| cells::text(if is { "yes" } else { "no" })),
            ]);
        }
        grid.filled()
    }

    /// What the requests say. None of it hurts: it says what to build first and what not.
    fn findings(&self, asked: &Asked<'_>, apart: &[Apart], question: &mut QuestionState) {
        let open = |feature: &Demand| feature.open > 0;
        let shared = |feature: &Demand| self.passes(feature) == Some(true) && open(feature);
        let shared: Vec<&Demand> = self.features.iter().map(|(f, _)| *f).filter(|f| shared(f)).collect();
        if let Some(first) = shared.first() {
            let values = [
                cells::named("features", Unit::Count, cells::count(shared.len())),
                cells::named("least", Unit::Count, cells::count(self.least)),
                cells::named("feature", Unit::Text, cells::text(&first.feature)),
                cells::named("companies", Unit::Count, cells::count(first.companies())),
            ];
            let found = told("q8.many_share", values, "q8.features").doing("Q8-02");
            question.findings.push(asked.about(found, &|| first.ids()));
        }
        // One customer's matter, and one that pays much: the case for a price of its own.
        let dear =
            |feature: &Demand| open(feature) && largest(feature).is_some_and(|own| self.demands.is_much(own));
        let dear: Vec<&Demand> = self.single().into_iter().map(|(f, _)| f).filter(|f| dear(f)).collect();
        if let Some((first, own)) = dear.first().and_then(|first| Some((first, first.askers.first()?))) {
            let value = own.value.map(|own| asked.money(own.into()));
            let values = [
                cells::named("features", Unit::Count, cells::count(dear.len())),
                cells::named("feature", Unit::Text, cells::text(&first.feature)),
                cells::named("customer", Unit::Customer, Some(asked.name(own.customer))),
                cells::named("value", Unit::Money, value),
            ];
            question.findings.push(told("q8.one_asks", values, "q8.singles").doing("Q6-02"));
        }
        if let Some((first, [Some(_), ..])) = self.features.first()
            && self.passes(first) == Some(false)
            && open(first)
        {
            let values = [
                cells::named("feature", Unit::Text, cells::text(&first.feature)),
                cells::named("companies", Unit::Count, cells::count(first.companies())),
                cells::named("least", Unit::Count, cells::count(self.least)),
            ];
            let found = told("q8.first_fails", values, "q8.features");
            question.findings.push(asked.about(found, &|| first.ids()));
        }
        if let Some(widest) = apart.first()
            && let Some((feature, _)) = self.features.get(widest.feature)
        {
            let values = [
                cells::named("features", Unit::Count, cells::count(apart.len())),
                cells::named("apart", Unit::Count, cells::count(APART)),
                cells::named("feature", Unit::Text, cells::text(&feature.feature)),
                cells::named("way", Unit::Word, way(widest.ways.0)),
                cells::named("place", Unit::Count, cells::count(widest.places.0)),
                cells::named("other", Unit::Word, way(widest.ways.1)),
                cells::named("other_place", Unit::Count, cells::count(widest.places.1)),
            ];
            question.findings.push(told("q8.ranks_apart", values, "q8.apart"));
        }
    }
}

/// The requests that count, each with the place of its feature.
fn placed<'a>(asked: &Asked<'a>, choices: &'a Choices) -> impl Iterator<Item = (usize, Record<'a>)> {
    let (company, mut named) = (asked.company, Features::of(choices));
    let rows = company.rows(TableKind::Requests).into_iter();
    rows.filter_map(move |record| Some((named.place(company, &record)?, record)))
}

/// Companies that have to share a need: so many, or such a part of those that ask, whichever is fewer.
fn least(demands: &Demands, choices: &Choices) -> u64 {
    let share = demands.customers.saturating_mul(choices.gate_share).div_ceil(100).max(1);
    if choices.gate_share > 0 { choices.gate.min(share) } else { choices.gate }
}

/// Something good to know.
fn told<const N: usize>(code: &str, values: [Option<Named>; N], grid: &str) -> Insight {
    let values = values.into_iter().flatten().collect();
    Insight { values, ..Insight::new(code, Severity::Info) }.listed(grid)
}

/// A way's word.
fn way(way: usize) -> Option<Value> {
    WAYS.get(way).and_then(|way| cells::text(format!("way_{way}")))
}

/// A feature's widest difference between two ways.
#[derive(Clone, Debug)]
struct Apart {
    feature: usize,
    ways: (usize, usize),
    places: (i64, i64),
    /// Of the middle ranks, doubled.
    twice: i64,
    /// Features that both rank.
    n: usize,
}

/// What the asker that pays most pays a year.
fn largest(feature: &Demand) -> Option<i128> {
    feature.askers.first()?.value.map(i128::from)
}

fn word(single: Single) -> &'static str {
    match single {
        Single::Alone => "alone",
        Single::Most => "most",
    }
}
