//! Every figure of a list's row is made anew: of the rows behind it, of other cells or of figures, as its formula says.
#![allow(clippy::disallowed_methods)] // the standard library's functions, which the core doesn't use, are another way there

use super::{ANSWERING, Company, ask, number};
use ninefold::metrics::operating::Choices;
use ninefold::report::{
    End, EvidenceColumn, EvidenceKey, EvidencePage, Formula, Grid, IntervalOf, Over, PartOf, QuestionState,
    Ranking, Report, TermOf, Unit, Value, Way, formula,
};
use ninefold::rooms;
use std::collections::{BTreeMap, BTreeSet};

/// Cells that are no figures: the list, the column, and why.
const NO_FIGURES: [(&str, &str, &str); 5] = [
    ("q4.bands", "above", "a setting"),
    ("q4.bands", "up_to", "a setting"),
    ("q4.measures", "weight", "a setting"),
    ("q6.costs_by_period", "months", "what the row is of: a number of months"),
    ("q7.value_by_day", "days", "what the row is of: a number of days"),
];

/// Figures of lists of customers that stand in the rows behind as they are shown: one cell of them, or how many of these
/// there are.
#[rustfmt::skip]
const STATED: [(&str, &[&str]); 15] = [
    ("guide.accounts", &["steps_done", "steps_of"]),
    ("guide.contracted", &["before", "now"]),
    ("guide.detractors", &["score"]),
    ("guide.followed_up", &["score"]),
    ("guide.passives", &["score"]),
    ("guide.promoters", &["score"]),
    ("guide.ticket_topics", &["about", "tickets"]),
    ("q4.unheard", &["mrr", "seats", "users_before", "users_now"]),
    ("q5.lost", &["lowest"]),
    ("q5.model", &["adopted", "converted", "core_minutes", "depth", "mentions", "referrals", "referred_revenue", "submitted", "took_part"]),
    ("q5.unasked", &["lowest", "open_tickets", "promoters", "respondents"]),
    ("q6.basic_customers", &["mrr"]),
    ("q8.askers", &["requests", "users"]),
    ("q8.singles", &["companies", "effort"]),
    ("q9.contacts", &["score"]),
];

/// A normal deviate beyond which one in twenty lies, on both sides together.
const Z: f64 = 1.959_963_984_540_054;

/// A row of a list and everything its formulas may take.
struct Row<'a> {
    report: &'a Report,
    question: &'a QuestionState,
    grid: &'a Grid,
    place: usize,
    page: &'a EvidencePage,
    choices: &'a Choices,
}

fn at(grid: &Grid, column: &str) -> Option<usize> {
    grid.columns.iter().position(|own| own.id == column)
}

fn cell(grid: &Grid, place: usize, column: &str) -> Option<f64> {
    number(grid.rows[place][at(grid, column)?].as_ref()?)
}

impl Row<'_> {
    fn cell(&self, column: &str) -> Option<f64> {
        cell(self.grid, self.place, column)
    }

    fn total(&self, wanted: EvidenceColumn) -> Option<f64> {
        let place = self.page.columns.iter().position(|own| *own == wanted)?;
        Some(self.page.totals[place].parse().unwrap())
    }

    /// The text of the total of what the rows give to a column.
    fn behind(&self, column: &str) -> Option<&str> {
        let column = at(self.grid, column)?;
        let own = |own: &EvidenceColumn| matches!(own, EvidenceColumn::Listed { column: at, .. } if usize::from(*at) == column);
        let place = self.page.columns.iter().position(own)?;
        Some(&self.page.totals[place])
    }

    /// What the rows behind state in a column, ascending.
    fn stated(&self, wanted: EvidenceColumn) -> Vec<f64> {
        let place = self.page.columns.iter().position(|own| *own == wanted).unwrap();
        let cells = self.page.rows.iter().map(|row| &row.cells[place]).filter(|cell| !cell.is_empty());
        let mut all: Vec<f64> = cells.map(|cell| cell.parse().unwrap()).collect();
        all.sort_by(f64::total_cmp);
        all
    }

    fn estimate(&self, datum: ninefold::tables::Datum) -> Option<f64> {
        let own = PartOf::Stated { role: ninefold::read::Role::Datum(datum) };
        number(self.page.parts.iter().find(|part| part.of == own)?.above.as_ref()?)
    }

    /// The terms of a kind: the place of the column, above and below the line.
    fn terms(&self, wanted: TermOf) -> impl Iterator<Item = (usize, Option<&Value>, Option<&Value>)> {
        self.page.parts.iter().filter_map(move |part| match part.of {
            PartOf::Term { column, of, .. } if of == wanted => {
                Some((column.into(), part.above.as_ref(), part.below.as_ref()))
            }
            _ => None,
        })
    }

    fn term(&self, column: &str, wanted: TermOf) -> Option<(&Value, Option<&Value>)> {
        let column = at(self.grid, column)?;
        let (_, above, below) = self.terms(wanted).find(|(own, ..)| *own == column)?;
        Some((above?, below))
    }

    fn way(&self, way: Way) -> String {
        match way {
            Way::Column(id) => id.to_owned(),
            Way::Named(column) => match &self.grid.rows[self.place][at(self.grid, column).unwrap()] {
                Some(Value::Money(word)) => word.strip_prefix("way_").unwrap().to_owned(),
                other => panic!("{other:?} names no way"),
            },
        }
    }

    /// The measures of all rows that have a place, sorted, and this one's.
    fn ranked(&self, ranking: &Ranking) -> (Vec<f64>, f64) {
        let list = self.question.grid(ranking.list).unwrap();
        let (by, also) = (self.way(ranking.by), ranking.also.map(|way| self.way(way)));
        let has = |place: &usize| also.as_ref().is_none_or(|also| cell(list, *place, also).is_some());
        let rows = (0..list.rows.len()).filter(has);
        let mut all: Vec<f64> = rows.filter_map(|place| cell(list, place, &by)).collect();
        all.sort_by(|a, b| b.total_cmp(a));
        let own = list.rows.iter().position(|row| row[0] == self.grid.rows[self.place][0]).unwrap();
        (all, cell(list, own, &by).unwrap())
    }

    fn both(&self, [a, b]: &[Formula; 2], own: &str) -> Option<(f64, f64)> {
        Some((self.value(a, own)?, self.value(b, own)?))
    }

    /// The four counts of a table, with half a customer in each where one is empty: a, b, c, d.
    fn table(&self, columns: &[&str; 4]) -> Option<[f64; 4]> {
        let [lost, marked, others_lost, others] = columns.map(|column| self.cell(column));
        let all = [lost?, marked? - lost?, others_lost?, others? - others_lost?];
        let half = if all.contains(&0.0) { 0.5 } else { 0.0 };
        Some(all.map(|n| n + half))
    }

    /// Makes a formula's value; `None` where something in it isn't there.
    fn value(&self, formula: &Formula, own: &str) -> Option<f64> {
        Some(match formula {
            Formula::Total(column) => self.total(*column)?,
            Formula::Behind(column) => self.behind(column)?.parse().unwrap(),
            Formula::Rows => self.page.count as f64,
            Formula::Made => self.page.totals[self.page.numerator? as usize].parse().unwrap(),
            Formula::Cell(column) => self.cell(column)?,
            Formula::First(columns) => self.cell(columns.iter().find(|id| at(self.grid, id).is_some())?)?,
            Formula::Above(column) => {
                (0..self.place).rev().find_map(|place| cell(self.grid, place, column))?
            }
            Formula::Sum(column, over) => {
                let kept = |place: &usize| match over {
                    Over::All => true,
                    Over::Having => cell(self.grid, *place, own).is_some(),
                    Over::Period => self.grid.rows[*place][..2] == self.grid.rows[self.place][..2],
                };
                assert_eq!(self.grid.total as usize, self.grid.rows.len());
                let rows = (0..self.grid.rows.len()).filter(kept);
                rows.filter_map(|place| cell(self.grid, place, column)).sum()
            }
            Formula::Elsewhere(list, column) => {
                let list = self.report.questions.iter().find_map(|question| question.grid(list))?;
                let own = list.rows.iter().position(|row| row[0] == self.grid.rows[self.place][0])?;
                cell(list, own, column)?
            }
            Formula::Figure(id) => number(self.question.figure(id)?.value.as_ref()?)?,
            Formula::Stated(datum, least) => self.estimate(*datum)?.max(*least as f64 / 1000.0),
            Formula::Delay => {
                use ninefold::tables::Datum::{BusinessValue, RiskReduction, TimeCriticality};
                let all = [BusinessValue, TimeCriticality, RiskReduction].into_iter().zip(self.choices.wsjf);
                let terms = all.filter(|(_, weight)| *weight > 0);
                terms
                    .map(|(datum, weight)| Some(f64::from(weight) * self.estimate(datum)?))
                    .sum::<Option<f64>>()?
            }
            Formula::Place(ranking) => {
                let (all, own) = self.ranked(ranking);
                all.iter().position(|other| *other == own)? as f64 + 1.0
            }
            Formula::Middle(ranking) => {
                let (all, own) = self.ranked(ranking);
                let first = all.iter().position(|other| *other == own)?;
                let last = all.iter().rposition(|other| *other == own)?;
                (first + last) as f64 / 2.0 + 1.0
            }
            Formula::Ranked(ranking) => self.ranked(ranking).0.len() as f64,
            Formula::Number(n) => f64::from(*n),
            Formula::Plus(both) => self.both(both, own).map(|(a, b)| a + b)?,
            Formula::Less(both) => self.both(both, own).map(|(a, b)| a - b)?,
            Formula::Times(both) => self.both(both, own).map(|(a, b)| a * b)?,
            Formula::Ratio(both) => self.both(both, own).map(|(a, b)| a / b)?,
            Formula::Apart(both) => self.both(both, own).map(|(a, b)| (a - b).abs())?,
            Formula::Root(of) => self.value(of, own)?.sqrt(),
            Formula::Geometric(columns) => {
                let (mut log, mut all) = (0.0, 0.0);
                for (id, weight) in columns.iter().zip(self.choices.demand) {
                    let cells = (0..self.grid.rows.len()).filter_map(|place| cell(self.grid, place, id));
                    let largest = cells.fold(0.0, f64::max);
                    if largest > 0.0 && weight > 0 {
                        log += f64::from(weight) * (self.cell(id)?.max(0.0) / largest).ln();
                        all += f64::from(weight);
                    }
                }
                100.0 * (log / all).exp()
            }
            Formula::Median(column) => {
                let all = self.stated(*column);
                let n = all.len();
                (all[(n - 1) / 2] + all[n / 2]) / 2.0
            }
            Formula::NinthTenth(column) => {
                let all = self.stated(*column);
                all[(all.len() * 9).div_ceil(10) - 1]
            }
            Formula::RiskRatio(columns) => {
                let [a, b, c, d] = self.table(columns)?;
                (a / (a + b)) / (c / (c + d))
            }
            Formula::OddsRatio(columns) => {
                let [a, b, c, d] = self.table(columns)?;
                (a * d) / (b * c)
            }
            Formula::Fisher(of) => {
                let [part, of, rest, of_rest] = of.map(|formula| self.value(&formula, own).unwrap() as u64);
                fisher(part, of, rest, of_rest)
            }
            Formula::ZTest(of) => {
                let [part, of, rest, of_rest] = of.map(|formula| self.value(&formula, own).unwrap());
                let pooled = (part + rest) / (of + of_rest);
                let z = (part / of - rest / of_rest)
                    / (pooled * (1.0 - pooled) * (1.0 / of + 1.0 / of_rest)).sqrt();
                beyond(z.abs())
            }
            Formula::Reached => 1.0 - self.page.parts.iter().map(|part| part.ratio.unwrap()).product::<f64>(),
            Formula::Own => {
                let (above, below) = self.term(own, TermOf::Value)?;
                number(above)? / below.map_or(Some(1.0), number)?
            }
            Formula::Span => {
                let (to, from) = self.term(own, TermOf::Span)?;
                let off = self.term(own, TermOf::Off).map_or(0.0, |(days, _)| number(days).unwrap());
                days(to) - days(from?) - off
            }
            Formula::Since(column) => {
                let from = self.grid.rows[self.place][at(self.grid, column)?].as_ref()?;
                days(&Value::Money(self.question.as_of.or(self.report.as_of)?.to_string())) - days(from)
            }
            Formula::Weighted(of) => {
                let (mut points, mut weights) = (0.0, 0.0);
                for (_, above, weight) in self.terms(*of).filter(|(_, above, _)| above.is_some()) {
                    let weight = number(weight?)?;
                    points += weight * number(above?)?;
                    weights += weight;
                }
                // Points are those of the colours that the row shows.
                for (column, above, _) in self.terms(TermOf::Points) {
                    let colour = self.grid.rows[self.place][column].as_ref();
                    let points = colour.map(|colour| match colour {
                        Value::Money(word) => {
                            ["red", "yellow", "green"].iter().position(|own| own == word).unwrap()
                        }
                        other => panic!("{other:?} is no colour"),
                    });
                    assert_eq!(above, points.map(|at| Value::Count([0, 60, 100][at])).as_ref());
                }
                points / weights
            }
            Formula::Known => {
                let weights = |all: bool| -> f64 {
                    let terms = self.terms(TermOf::Points).filter(|(_, above, _)| all || above.is_some());
                    terms.map(|(.., weight)| number(weight.unwrap()).unwrap()).sum()
                };
                weights(false) / weights(true)
            }
            Formula::Places(columns) => {
                let places = columns.iter().filter_map(|column| {
                    let (above, below) = self.term(column, TermOf::Place)?;
                    Some(number(above)? / number(below?)?)
                });
                let places: Vec<f64> = places.collect();
                self.stands_there(columns);
                100.0 * places.iter().sum::<f64>() / places.len() as f64
            }
            Formula::Mean(columns) => {
                let cells: Vec<f64> = columns.iter().filter_map(|column| self.cell(column)).collect();
                cells.iter().sum::<f64>() / cells.len() as f64
            }
            Formula::Gravest => {
                let all = self.terms(TermOf::Severity).filter_map(|(_, above, _)| number(above?));
                all.fold(0.0, f64::max)
            }
            Formula::End(end, interval) => self.end(*end, interval, own)?,
        })
    }

    /// That places are those of the list's own column, which has every customer that has any.
    fn stands_there(&self, columns: &[&str]) {
        // What was adopted is ranked by its share of what was asked for, smoothed.
        for column in columns.iter().filter(|column| **column != "adopted") {
            let Some((above, below)) = self.term(column, TermOf::Place) else { continue };
            let own = self.cell(column).unwrap();
            let all = (0..self.grid.rows.len()).filter_map(|place| cell(self.grid, place, column));
            let all: Vec<f64> = all.collect();
            let lower = all.iter().filter(|other| **other < own).count() as f64;
            let equal = all.iter().filter(|other| **other == own).count() as f64;
            assert_eq!(
                (number(above), number(below.unwrap())),
                (Some(lower + equal / 2.0), Some(all.len() as f64))
            );
        }
    }

    fn end(&self, end: End, interval: &IntervalOf, own: &str) -> Option<f64> {
        let sign = if end == End::Low { -1.0 } else { 1.0 };
        Some(match interval {
            IntervalOf::Wilson(of) => {
                let (part, n) = self.both(of, own)?;
                let p = part / n;
                let half = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
                (p + Z * Z / (2.0 * n) + sign * half) / (1.0 + Z * Z / n)
            }
            IntervalOf::Katz(columns) => {
                let [a, b, c, d] = self.table(columns)?;
                let spread = (1.0 / a - 1.0 / (a + b) + 1.0 / c - 1.0 / (c + d)).sqrt();
                (a / (a + b)) / (c / (c + d)) * (sign * Z * spread).exp()
            }
            IntervalOf::Woolf(columns) => {
                let [a, b, c, d] = self.table(columns)?;
                (a * d) / (b * c) * (sign * Z * (1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d).sqrt()).exp()
            }
            IntervalOf::Greenwood => {
                let (mut stays, mut greenwood) = (1.0, 0.0);
                for part in &self.page.parts {
                    let (kept, n) = (number(part.above.as_ref()?)?, number(part.below.as_ref()?)?);
                    stays *= kept / n;
                    greenwood += (n - kept) / (n * kept);
                }
                let half = Z * greenwood.sqrt() / stays.ln();
                // The curve's other end: what is reached is what doesn't stay.
                1.0 - stays.powf((-sign * half).exp())
            }
            IntervalOf::Nps(column) => {
                let answers = self.stated(*column);
                // Of the answers to other questions the column has zeros too.
                let n = self.cell("answers")?;
                let share = |wanted: f64| answers.iter().filter(|own| **own == wanted).count() as f64 / n;
                let (p, d) = (share(1.0), share(-1.0));
                (p - d + sign * Z * ((p + d - (p - d) * (p - d)) / n).sqrt()).clamp(-1.0, 1.0) * 100.0
            }
        })
    }
}

/// The chance of a normal deviate beyond one, on both sides: its density added up in small steps (Simpson).
fn beyond(z: f64) -> f64 {
    let density = |x: f64| (-x * x / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt();
    let (steps, h) = (20_000, z / 20_000.0);
    let weight = |i: u32| if i == 0 || i == steps { 1.0 } else { 2.0 + 2.0 * f64::from(i % 2) };
    1.0 - 2.0 * h / 3.0 * (0..=steps).map(|i| weight(i) * density(f64::from(i) * h)).sum::<f64>()
}

/// Fisher's exact test, two-sided, by the logarithms of factorials: all tables that are no likelier than this one.
fn fisher(part: u64, of: u64, rest: u64, of_rest: u64) -> f64 {
    let factorial = |n: u64| (1..=n).map(|k| (k as f64).ln()).sum::<f64>();
    let choose = |n: u64, k: u64| factorial(n) - factorial(k) - factorial(n - k);
    let both = part + rest;
    let chance = |k: u64| (choose(of, k) + choose(of_rest, both - k) - choose(of + of_rest, both)).exp();
    let seen = chance(part);
    let all = (both.saturating_sub(of_rest)..=both.min(of)).map(chance);
    all.filter(|own| *own <= seen * (1.0 + 1e-7)).sum()
}

/// Days since 1970 of a day; of a month, months.
fn days(value: &Value) -> f64 {
    let Value::Money(text) = value else { panic!("{value:?} is no day") };
    match ninefold::base::Date::parse_iso(text) {
        Some(day) => day.days() as f64,
        _ => {
            let (year, month) = text.split_once('-').unwrap();
            year.parse::<f64>().unwrap() * 12.0 + month.parse::<f64>().unwrap()
        }
    }
}

/// A cell as an exact number of 10⁻⁹.
fn nano(text: &str) -> i128 {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let sign = if whole.starts_with('-') { -1 } else { 1 };
    assert!(part.len() <= 9, "{text}");
    whole.parse::<i128>().unwrap() * 1_000_000_000 + sign * format!("{part:0<9}").parse::<i128>().unwrap()
}

/// The cell made anew by what its column says; an error says what it came to instead.
fn remade(row: &Row<'_>, column: usize) -> Result<(), String> {
    let (head, value) = (&row.grid.columns[column], row.grid.rows[row.place][column].as_ref().unwrap());
    let Some(formula) = formula(&row.grid.id, &head.id) else {
        let total = row.behind(&head.id).ok_or("no formula, and no column of the rows behind")?;
        let text = match value {
            Value::Count(n) => n.to_string(),
            Value::Money(text) => text.clone(),
            Value::Number(_) => return Err("an average with no formula".to_owned()),
        };
        return if nano(&text) == nano(total) { Ok(()) } else { Err(format!("{total} in all")) };
    };
    let made = row.value(&formula, &head.id).ok_or("something in the formula isn't there")?;
    let own = number(value).unwrap();
    // What tables beside revenue state may have more digits than the currency; a root or a factorial has its last bits.
    let close = match formula {
        Formula::Total(EvidenceColumn::Stated) => 0.005 + 1e-12,
        Formula::Fisher(_) | Formula::ZTest(_) | Formula::End(..) => 1e-9 * own.abs().max(1.0),
        _ => 1e-12 * own.abs().max(1.0),
    };
    if (made - own).abs() <= close { Ok(()) } else { Err(format!("makes {made}")) }
}

pub fn is_figure(unit: Unit) -> bool {
    !matches!(unit, Unit::Text | Unit::Customer | Unit::Word | Unit::Ref | Unit::Day | Unit::Month)
}

/// Each row of each list that opens, with what is behind it.
fn each_row(company: &Company, report: &Report, see: &mut dyn FnMut(&Row<'_>)) {
    for (question, answer) in (0..).zip(&report.questions) {
        for (grid, list) in (0..).zip(&answer.grids).filter(|(_, list)| rooms::opens(list)) {
            for place in 0..list.rows.len() {
                let key = EvidenceKey::Row { question, grid, place: place as u32 };
                let page = ask(&company.session, &company.settings, key);
                let choices = &company.settings.choices;
                see(&Row { report, question: answer, grid: list, place, page: &page, choices });
            }
        }
    }
}

fn companies() -> Vec<(String, Company)> {
    let mut all = vec![("sample".to_owned(), Company::sample())];
    all.extend(ANSWERING.map(|name| (name.to_owned(), Company::case(name))));
    all
}

#[test]
fn every_figure_of_a_row_is_made_by_its_formula() {
    let (mut wrong, mut seen, mut unused) = (BTreeMap::new(), BTreeSet::new(), BTreeSet::from(NO_FIGURES));
    for (name, company) in &companies() {
        let report = company.session.report(&company.settings);
        each_row(company, &report, &mut |row| {
            for (column, head) in row.grid.columns.iter().enumerate().filter(|(_, head)| is_figure(head.unit))
            {
                let stated = STATED.iter().find(|(id, _)| *id == row.grid.id);
                let stated = stated.is_some_and(|(_, columns)| columns.contains(&head.id.as_str()));
                if row.grid.rows[row.place][column].is_none() || stated {
                    continue;
                }
                let excuse =
                    NO_FIGURES.iter().find(|(id, column, _)| *id == row.grid.id && *column == head.id);
                if let Some(excuse) = excuse {
                    unused.remove(excuse);
                    continue;
                }
                seen.insert((row.grid.id.clone(), head.id.clone()));
                if let Err(why) = remade(row, column) {
                    let cell = &row.grid.rows[row.place][column];
                    let said = format!(
                        "{name} row {}: {cell:?} {why}; {:?} {:?}",
                        row.place, row.page.columns, row.page.totals
                    );
                    wrong.entry((row.grid.id.clone(), head.id.clone())).or_insert(said);
                }
            }
        });
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(unused.is_empty(), "{unused:?}");
    assert!(seen.len() > 175, "{} {seen:?}", seen.len());
}
