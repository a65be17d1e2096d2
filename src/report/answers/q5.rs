//! Q5: who uses the product most, gains most from it and speaks for it, and who would but was never asked
//! (domain.md §5.1).

use super::wanted::Term;
use super::{Asked, cells, status};
use crate::base::Na;
use crate::metrics::operating::health::{Band, HealthProfile};
use crate::metrics::operating::{
    Advocate, Class, Deed, Deeds, ONE_ACCOUNT, Opinion, advocates, deeds, open_tickets, opinions, top_of,
};
use crate::read::Severity;
use crate::report::answer::{AnswerFigure, Grid, Insight, QuestionState, Unit};
use crate::report::behind::{Exclusion, Table};
use crate::report::{EvidenceColumn, TermOf, Value};
use crate::tables::{Datum, Record, TableKind};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// The answer.
pub(super) fn answer(asked: &Asked<'_>, profile: &HealthProfile) -> QuestionState {
    let company = asked.company;
    let states =
        [Datum::Logins30d, Datum::ModulesUsed, Datum::OutcomeNote, Datum::NpsScore, Datum::IntegrationsCount];
    let kinds = [TableKind::Advocacy, TableKind::Usage, TableKind::Surveys, TableKind::Integrations];
    let stated = states.iter().any(|datum| company.has_datum(TableKind::Accounts, *datum));
    if !stated && !kinds.iter().any(|kind| company.has(*kind)) {
        return QuestionState::needing("q5", &["advocacy", "usage", "surveys"]);
    }
    let found = Found {
        advocates: advocates(company, asked.activity()),
        opinions: opinions(company),
        advocacy: company.has(TableKind::Advocacy),
        deeds: deeds(company),
    };
    let needs = found.needs(asked);
    let mut question = status("q5", if needs.is_empty() { "answered" } else { "partly" }, &needs);
    question.as_of = company.as_of;
    found.answer(asked, profile, &mut question);
    question
}

/// What the tables say.
struct Found {
    advocates: Vec<Advocate>,
    opinions: Vec<Opinion>,
    /// Whether there is a table of what customers did for us.
    advocacy: bool,
    /// What customers did, and what partners referred.
    deeds: (Vec<Deeds>, Vec<Deeds>),
}

impl Found {
    /// What would say more.
    fn needs(&self, asked: &Asked<'_>) -> Vec<&'static str> {
        let company = asked.company;
        let known =
            |test: usize| self.advocates.iter().any(|a| a.tests.get(test).copied().flatten().is_some());
        let feedback = company.has(TableKind::Requests) || company.has(TableKind::Surveys);
        let needs = [
            (self.advocacy, "advocacy"),
            (known(0), "usage"),
            (!self.opinions.is_empty(), "surveys"),
            (known(1), "accounts.modules_total"),
            (known(2), "accounts.outcome_note"),
            (known(3) || !feedback, "revenue"),
            (feedback, "requests"),
        ];
        needs.into_iter().filter(|(has, _)| !has).map(|(_, need)| need).collect()
    }

    fn answer(&self, asked: &Asked<'_>, profile: &HealthProfile, question: &mut QuestionState) {
        let classed = self.classed(asked);
        let unasked = self.unasked(asked);
        self.figures(asked, &classed, question);
        if self.advocates.iter().any(|own| own.tests.iter().any(Option::is_some)) {
            question.grids.push(self.tested(asked, &classed));
        }
        question.grids.extend([self.model(asked, profile), self.worklist(asked, &unasked)]);
        let (own, partners) = &self.deeds;
        let lists = [
            ("q5.deeds", ["kind", "customers"], own),
            ("q5.partners", ["partner_type", "partners"], partners),
        ];
        let lists = lists.into_iter().filter(|(_, _, list)| !list.is_empty());
        for (id, by, list) in lists {
            let partner = id == "q5.partners";
            let [_, who] = by;
            let grid = of_deeds(asked, id, by, list);
            let [who, times, converted] = grid.parts([who, "times", "converted"]);
            let columns = [who, times, converted, EvidenceColumn::Stated];
            let rows = |place: usize| {
                let seen = RefCell::new(BTreeSet::new());
                deeds_behind(asked, list.get(place), partner, &|| Table::parts(&columns), &|record, times| {
                    let first = record.customer.is_some_and(|id| seen.borrow_mut().insert(id));
                    let converted = record.count(Datum::Converted).unwrap_or(0);
                    let revenue = record.thousandths(Datum::ReferredRevenue).unwrap_or(0);
                    [first.into(), times.into(), converted.into(), revenue.into()]
                })
            };
            question.grids.push(asked.listing(grid, &rows));
        }
        self.findings(asked, &classed, &unasked, question);
    }

    /// The customers with a class: by class, the total, what they pay and the name.
    fn classed(&self, asked: &Asked<'_>) -> Vec<(&Advocate, Class)> {
        let all: Vec<_> = self.advocates.iter().filter_map(|own| Some((own, own.class()?))).collect();
        let rank = |(own, class): &(&Advocate, Class)| {
            let class = match class {
                Class::Core => 2000.0,
                Class::Candidate => 1000.0,
                Class::Open => 0.0,
            };
            // A total is at most 100.
            let held = own.tests.iter().flatten().count();
            class + 200.0 * held as f64 + own.total().unwrap_or(-1.0)
        };
        cells::leading(&all, rank, |(a, _), (b, _)| by_value(asked, a.customer, b.customer))
    }

    /// Promoters whom nobody has asked, as far as the files say: those who pay most first.
    fn unasked(&self, asked: &Asked<'_>) -> Vec<&Opinion> {
        let here = |own: &&Opinion| self.advocate(own.customer).is_some();
        let wanted = |own: &&Opinion| own.promoters > 0 && own.asked != Some(true);
        let all: Vec<&Opinion> = self.opinions.iter().filter(wanted).filter(here).collect();
        by_most(asked, &all)
    }

    /// What is known of a customer that has not left.
    fn advocate(&self, customer: u32) -> Option<&Advocate> {
        let at = self.advocates.binary_search_by_key(&customer, |own| own.customer).ok()?;
        self.advocates.get(at)
    }

    fn figures(&self, asked: &Asked<'_>, classed: &[(&Advocate, Class)], question: &mut QuestionState) {
        let of = |class: Class| classed.iter().filter(|(_, own)| *own == class).count();
        let figure = |id: &str, n: usize, of: usize| {
            AnswerFigure::new(id, Unit::Count, Value::Count(n as i64), of as u64).behind("q5.advocates")
        };
        let tables = [TableKind::Accounts, TableKind::Usage, TableKind::Surveys, TableKind::Requests];
        let resting = |figure, table: fn() -> Table, counts: &dyn Fn(&Advocate) -> Option<bool>| {
            let table = || over_a_year(asked, table().reading(&tables));
            asked.of_customers(figure, &table, &|id| Some([counts(self.advocate(id)?)?.into(), 1]))
        };
        let of_class = |figure, class: Class| {
            let tested = |own: &Advocate| own.tests.iter().any(Option::is_some);
            let is = |own: &Advocate| tested(own).then(|| own.class() == Some(class));
            resting(figure, Table::among, &is)
        };
        let known =
            |test: usize| self.advocates.iter().filter_map(move |own| own.tests.get(test).copied().flatten());
        let share = |id: &str, test: usize| {
            let [is, all] = [known(test).filter(|is| *is).count(), known(test).count()].map(|n| n as u64);
            resting(AnswerFigure::share_of_stated(id, is, all), Table::shares, &|own| {
                own.tests.get(test).copied().flatten()
            })
        };
        let frequent = known(0).count();
        let tested = self.advocates.iter().filter(|own| own.tests.iter().any(Option::is_some)).count();
        if tested > 0 {
            question.figures.extend([
                of_class(figure("q5.core", of(Class::Core), tested), Class::Core),
                of_class(figure("q5.candidates", of(Class::Candidate), tested), Class::Candidate),
                match frequent {
                    0 => AnswerFigure::na("q5.top_logins", Unit::Count, Na::NoData),
                    n => {
                        let top = figure("q5.top_logins", known(0).filter(|is| *is).count(), n);
                        resting(top, Table::among, &|own| own.tests.first().copied().flatten())
                    }
                },
            ]);
            if (1..ONE_ACCOUNT).contains(&(frequent as u64)) {
                debug_assert_eq!(top_of(frequent), 1);
                let word = Value::Money("one_account".to_owned());
                question.figures.push(AnswerFigure::new(
                    "q5.top_two_percent",
                    Unit::Word,
                    word,
                    frequent as u64,
                ));
            }
            question.figures.extend([share("q5.modules", 1), share("q5.outcomes", 2), share("q5.upsold", 3)]);
        }
        let here = |own: &&Opinion| own.promoters > 0 && self.advocate(own.customer).is_some();
        let promoters: Vec<&Opinion> = self.opinions.iter().filter(here).collect();
        let never = promoters.iter().filter(|own| own.asked == Some(false)).count() as u64;
        question.figures.push(match (self.advocacy, promoters.len()) {
            (true, n @ 1..) => {
                let figure = AnswerFigure::share("q5.never_asked", never, n as u64).behind("q5.unasked");
                let table = || {
                    Table::shares().reading(&[TableKind::Surveys, TableKind::Accounts, TableKind::Advocacy])
                };
                asked.of_customers(figure, &table, &|id| {
                    let at = promoters.binary_search_by_key(&id, |own| own.customer).ok()?;
                    let own = promoters.get(at)?;
                    Some([(own.asked == Some(false)).into(), 1])
                })
            }
            _ => AnswerFigure::na("q5.never_asked", Unit::Share, Na::NoData),
        });
        let referrals = self.deeds.0.iter().find(|deeds| deeds.name == "referral");
        let Some(deeds) = referrals else { return };
        let resting = |figure, table: &dyn Fn() -> Table, cells: &dyn Fn(&Record<'_>, i64) -> [i128; 2]| {
            asked.resting(figure, &|| deeds_behind(asked, Some(deeds), false, table, cells).joined())
        };
        let (times, who) = (deeds.times, deeds.who);
        let figure = AnswerFigure::new("q5.referrals", Unit::Count, Value::Count(times), who);
        question.figures.push(resting(figure, &Table::counts, &|_, times| [times.into(), 0]));
        if let Some((won, times)) = deeds.converted.zip(u64::try_from(times).ok()) {
            let won = u64::try_from(won).unwrap_or_default().min(times);
            let figure = AnswerFigure::share("q5.converted", won, times);
            question.figures.push(resting(figure, &Table::shares, &|record, times| {
                [record.count(Datum::Converted).unwrap_or_default(), times].map(i128::from)
            }));
        }
        if let Some(Value::Money(revenue)) =
            deeds.revenue.and_then(|sum| cells::thousandths(sum.into(), asked.exponent()))
        {
            let figure = AnswerFigure::new("q5.referred_revenue", Unit::Money, Value::Money(revenue), who);
            let stated = || Table::new(&[EvidenceColumn::Stated], Some(EvidenceColumn::Stated), None);
            question.figures.push(resting(figure, &stated, &|record, _| {
                [record.thousandths(Datum::ReferredRevenue).unwrap_or_default().into(), 0]
            }));
        }
    }

    /// The four tests, the customers that hold most of them first.
    fn tested(&self, asked: &Asked<'_>, classed: &[(&Advocate, Class)]) -> Grid {
        let mut grid = Grid::new(
            "q5.advocates",
            &[
                ("customer", Unit::Customer),
                ("class", Unit::Word),
                ("top_logins", Unit::Word),
                ("most_modules", Unit::Word),
                ("outcome", Unit::Word),
                ("upsold", Unit::Word),
                ("total", Unit::Score),
                ("own_value", Unit::Money),
            ],
        );
        for (own, class) in grid.room_for(classed) {
            let mut row = vec![Some(asked.name(own.customer)), cells::text(word(*class))];
            row.extend(
                own.tests.map(|test| cells::text(test.map_or("unknown", |is| if is { "yes" } else { "no" }))),
            );
            row.extend([own.total().map(Value::Number), value(asked, own.customer)]);
            grid.push(row);
        }
        grid.filled()
    }

    /// The model of three axes, the highest total first.
    fn model(&self, asked: &Asked<'_>, profile: &HealthProfile) -> Grid {
        let columns = [
            ("customer", Unit::Customer),
            ("total", Unit::Score),
            ("reach", Unit::Score),
            ("dependence", Unit::Score),
            ("feedback", Unit::Score),
            ("referrals", Unit::Count),
            ("mentions", Unit::Count),
            ("core_minutes", Unit::Number),
            ("depth", Unit::Count),
            ("adopted", Unit::Count),
            ("submitted", Unit::Count),
            ("took_part", Unit::Count),
            ("converted", Unit::Count),
            ("referred_revenue", Unit::Money),
            ("class", Unit::Word),
            ("own_value", Unit::Money),
            ("health_score", Unit::Score),
            ("advice", Unit::Word),
        ];
        let all: Vec<&Advocate> =
            self.advocates.iter().filter(|own| own.axes.iter().any(Option::is_some)).collect();
        // Who has no total comes after those who have one, by the axis there is.
        let rank = |own: &&Advocate| {
            let axis = own.axes.iter().flatten().copied().fold(0.0, f64::max);
            own.total().map_or(axis, |total| 1000.0 + total)
        };
        let all = cells::leading(&all, rank, |a, b| by_value(asked, a.customer, b.customer));
        let mut grid = Grid::new("q5.model", &columns);
        for own in grid.room_for(&all) {
            let whole = |n: Option<f64>| n.map(|n| Value::Count(n as i64));
            let [referrals, mentions, minutes, depth, _, took_part] = own.inputs;
            let (adopted, submitted) = own.requests;
            let requests = |n: u64| cells::count(n).filter(|_| submitted > 0);
            let mut row = vec![Some(asked.name(own.customer)), own.total().map(Value::Number)];
            row.extend(own.axes.map(|axis| axis.map(Value::Number)));
            row.extend([
                whole(referrals),
                whole(mentions),
                minutes.map(Value::Number),
                whole(depth),
                requests(adopted),
                requests(submitted),
                whole(took_part),
                own.won.0.map(Value::Count),
                own.won.1.and_then(|sum| cells::thousandths(sum.into(), asked.exponent())),
                own.class().and_then(|class| cells::text(word(class))),
                value(asked, own.customer),
            ]);
            let health = asked.health(profile, own.customer);
            let advice = own.total().zip(health).and_then(|(total, (_, band))| advice(total, band));
            row.extend([health.map(|(score, _)| Value::Number(score)), advice.and_then(cells::text)]);
            grid.push(row);
        }
        asked.explaining(grid.filled(), &|place| match all.get(place) {
            Some(own) => self.places(own),
            None => Vec::new(),
        })
    }

    /// The place of each of a customer's inputs among those who have it.
    fn places(&self, own: &Advocate) -> Vec<Term> {
        const COLUMNS: [&str; 6] = ["referrals", "mentions", "core_minutes", "depth", "adopted", "took_part"];
        let place = |(input, column): (usize, &&str)| {
            let of = |advocate: &Advocate| advocate.inputs.get(input).copied().flatten();
            let value = of(own)?;
            let known = || self.advocates.iter().filter_map(of);
            let (below, equal) = (
                known().filter(|other| *other < value).count(),
                known().filter(|other| *other == value).count(),
            );
            let above = Value::Number((2 * below + equal) as f64 / 2.0);
            Some(Term::new(column, TermOf::Place, above, Some(Value::count(known().count() as u64))))
        };
        COLUMNS.iter().enumerate().filter_map(place).collect()
    }

    /// Promoters to ask, with what should be known before asking.
    fn worklist(&self, asked: &Asked<'_>, unasked: &[&Opinion]) -> Grid {
        let mut grid = Grid::new(
            "q5.unasked",
            &[
                ("customer", Unit::Customer),
                ("promoters", Unit::Count),
                ("respondents", Unit::Count),
                ("lowest", Unit::Number),
                ("last_answer", Unit::Day),
                ("class", Unit::Word),
                ("open_tickets", Unit::Count),
                ("own_value", Unit::Money),
            ],
        );
        let tickets = open_tickets(asked.company);
        for own in grid.room_for(unasked) {
            let class = self.advocate(own.customer).and_then(Advocate::class);
            grid.push(vec![
                Some(asked.name(own.customer)),
                cells::count(own.promoters),
                cells::count(own.respondents),
                Some(Value::Number(own.lowest as f64 / 1000.0)),
                own.last.and_then(cells::text),
                class.and_then(|class| cells::text(word(class))),
                tickets
                    .as_ref()
                    .and_then(|all| all.get(own.customer as usize))
                    .and_then(|n| cells::count(*n)),
                value(asked, own.customer),
            ]);
        }
        grid.filled()
    }

    fn findings(
        &self,
        asked: &Asked<'_>,
        classed: &[(&Advocate, Class)],
        unasked: &[&Opinion],
        question: &mut QuestionState,
    ) {
        // Who speaks for us, or would by all tests, and now is a detractor: what comes of that is at stake.
        let speaks = |own: &Opinion| {
            let class = self.advocate(own.customer).and_then(Advocate::class);
            own.asked == Some(true) || matches!(class, Some(Class::Core | Class::Candidate))
        };
        let lost = |own: &&Opinion| own.detracts() && self.advocate(own.customer).is_some() && speaks(own);
        let lost: Vec<&Opinion> = self.opinions.iter().filter(lost).collect();
        let lost = by_most(asked, &lost);
        if let Some(first) = lost.first() {
            let arr = arr(asked, lost.iter().map(|own| own.customer));
            let found = Insight::new("q5.protect", Severity::Warning)
                .with("customers", Unit::Count, Value::Count(lost.len() as i64))
                .with("first", Unit::Customer, name(asked, first.customer))
                .with("score", Unit::Number, Value::Number(first.lowest as f64 / 1000.0));
            let found = found.doing("G-23").at_stake(arr).listed("q5.lost");
            question.findings.push(asked.about(found, &|| lost.iter().map(|own| own.customer).collect()));
            let columns = [
                ("customer", Unit::Customer),
                ("lowest", Unit::Number),
                ("last_answer", Unit::Day),
                ("own_value", Unit::Money),
            ];
            let mut grid = Grid::new("q5.lost", &columns);
            for own in grid.room_for(&lost) {
                let score = Some(Value::Number(own.lowest as f64 / 1000.0));
                let row = [
                    Some(asked.name(own.customer)),
                    score,
                    own.last.and_then(cells::text),
                    value(asked, own.customer),
                ];
                grid.push(row.to_vec());
            }
            question.grids.push(grid.filled());
        }
        if let Some(first) = unasked.first() {
            let code = if self.advocacy { "q5.never_asked_yet" } else { "q5.could_be_asked" };
            let found = Insight::new(code, Severity::Info)
                .with("customers", Unit::Count, Value::Count(unasked.len() as i64))
                .with("first", Unit::Customer, name(asked, first.customer));
            let found = found.doing("G-25").listed("q5.unasked");
            question.findings.push(asked.about(found, &|| unasked.iter().map(|own| own.customer).collect()));
        }
        let of = |class: Class| classed.iter().filter(|(_, own)| *own == class).count();
        let (core, candidates) = (of(Class::Core), of(Class::Candidate));
        if let Some((first, _)) = classed.first().filter(|_| core + candidates > 0) {
            let found = Insight::new("q5.found", Severity::Info)
                .with("core", Unit::Count, Value::Count(core as i64))
                .with("candidates", Unit::Count, Value::Count(candidates as i64))
                .with("first", Unit::Customer, name(asked, first.customer));
            question.findings.push(found.doing("Q5-02").listed("q5.advocates"));
        }
    }
}

/// The rows of one kind of deed, or of partner.
fn deeds_behind<const N: usize>(
    asked: &Asked<'_>,
    of: Option<&Deeds>,
    partner: bool,
    table: &dyn Fn() -> Table,
    cells: &dyn Fn(&Record<'_>, i64) -> [i128; N],
) -> Table {
    let (mut table, mut without) = (table(), 0);
    for record in asked.company.rows(TableKind::Advocacy) {
        match Deed::of(asked.company, &record) {
            Some(deed) if deed.partner == partner && of.is_some_and(|own| own.name == deed.name) => {
                table.record(&record, None, &cells(&record, deed.times));
            }
            _ => without += 1,
        }
    }
    table.without(Exclusion::OtherRows, without)
}

/// What is made from the twelve months that an upsell is looked for in.
fn over_a_year(asked: &Asked<'_>, table: Table) -> Table {
    match asked.company.month() {
        Some(month) => Table { whole_path: true, ..table.between(month.plus(-12), month) },
        None => table,
    }
}

/// What customers did, or partners referred.
fn of_deeds(asked: &Asked<'_>, id: &str, [by, who]: [&str; 2], list: &[Deeds]) -> Grid {
    let columns = [
        (by, Unit::Word),
        (who, Unit::Count),
        ("times", Unit::Count),
        ("converted", Unit::Count),
        ("referred_revenue", Unit::Money),
    ];
    let mut grid = Grid::new(id, &columns);
    for deeds in list {
        grid.push(vec![
            cells::text(deeds.name),
            cells::count(deeds.who),
            Some(Value::Count(deeds.times)),
            deeds.converted.map(Value::Count),
            deeds.revenue.and_then(|sum| cells::thousandths(sum.into(), asked.exponent())),
        ]);
    }
    grid.filled()
}

/// What to do with who speaks for us more than the middle of these data: the healthy are asked, the unhealthy protected
/// first (domain.md §5.1).
fn advice(total: f64, band: Band) -> Option<&'static str> {
    match band {
        Band::Green if total > 50.0 => Some("advice_ask"),
        Band::Red if total > 50.0 => Some("advice_protect"),
        _ => None,
    }
}

fn word(class: Class) -> &'static str {
    match class {
        Class::Core => "class_core",
        Class::Candidate => "class_candidate",
        Class::Open => "class_open",
    }
}

fn value(asked: &Asked<'_>, customer: u32) -> Option<Value> {
    asked.company.arr(customer).map(|minor| asked.money(minor))
}

fn arr(asked: &Asked<'_>, customers: impl Iterator<Item = u32>) -> Option<String> {
    let sum = customers.filter_map(|id| asked.company.arr(id)).reduce(|a, b| a + b);
    sum.filter(|sum| *sum > 0).map(|sum| asked.decimal(sum))
}

fn name(asked: &Asked<'_>, customer: u32) -> Value {
    Value::Money(asked.company.customers.text(customer).to_owned())
}

/// Those who pay most first, then by name.
fn by_most<'a>(asked: &Asked<'_>, all: &[&'a Opinion]) -> Vec<&'a Opinion> {
    let pays = |own: &&Opinion| asked.company.mrr(own.customer).map_or(-1.0, |mrr| mrr as f64);
    cells::leading(all, pays, |a, b| by_value(asked, a.customer, b.customer))
}

/// The same order of two customers.
fn by_value(asked: &Asked<'_>, a: u32, b: u32) -> std::cmp::Ordering {
    let name = |id: u32| asked.company.customers.text(id);
    asked.company.mrr(b).cmp(&asked.company.mrr(a)).then_with(|| name(a).cmp(name(b)))
}
