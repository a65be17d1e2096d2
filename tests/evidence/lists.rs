//! Cells of lists whose rows are sums of rows of the files.

use super::{ANSWERING, Company, ask, number, remade};
use ninefold::report::{EvidenceColumn, EvidenceKey, EvidencePage, Grid, Unit, Value};
use ninefold::rooms;
use std::collections::{BTreeMap, BTreeSet};

/// Cells of lists whose rows are sums that aren't made of the rows behind them: the list, the column, and why.
const NOT_MADE: [(&str, &str, &str); 28] = [
    ("guide.steps", "drop_off", "the completion less that of the row above"),
    ("q3.back_test", "risk_ratio", "of the four counts in the row: a ratio of two ratios"),
    ("q3.back_test", "odds_ratio", "of the four counts in the row: a ratio of two ratios"),
    ("q3.back_test", "lift", "of the counts in the row: a ratio of two ratios"),
    ("q4.backtest", "lift", "the row's churn over that of all, a figure above that opens"),
    ("q4.bands", "above", "no figure: a setting"),
    ("q4.bands", "up_to", "no figure: a setting"),
    ("q4.measures", "weight", "no figure: a setting"),
    ("q6.channels", "days_to_solve", "a median of times between two cells of each row behind it"),
    ("q6.cost_by_group", "mrr_sum", "of the group's customers; behind the row stand its costs"),
    ("q6.cost_by_group", "margin", "the two amounts before it, less each other"),
    ("q6.costs_by_period", "months", "no figure: the number of months"),
    ("q6.costs_by_period", "share", "over the sum of the rows of the same period"),
    ("q7.segments", "chance", "Fisher's test of the row against all others"),
    ("q7.segments", "rest", "of the other sign-ups, which the rows of the other segments open"),
    ("q7.value_by_day", "days", "no figure: the number of days"),
    ("q8.apart", "place", "a place in an order, no amount"),
    ("q8.apart", "other_place", "a place in an order, no amount"),
    ("q8.apart", "of_features", "how many features both ways rank: the rows of the list of places"),
    ("q8.apart", "places_apart", "a difference of places"),
    ("q8.features", "of_companies", "over all companies that ask, a figure above that opens"),
    ("q8.features", "score", "a geometric mean of shares of the largest, by the rule below the list"),
    ("q8.features", "per_effort", "the score over the estimated months of work"),
    ("q8.features", "rice", "by estimates that the requests state"),
    ("q8.features", "wsjf", "by estimates that the requests state"),
    ("q8.ranks", "", "a place in an order, no amount"),
    ("q9.steps", "steps", "no figure: what the attempts are grouped by"),
    ("q9.tasks", "efficiency", "the fewest steps that anybody took over those of each attempt"),
];

/// The ends of an interval around a value that stands beside them.
const ENDS: [&str; 4] = ["low", "high", "odds_low", "odds_high"];

/// A cell as an exact number of 10⁻⁹.
fn nano(text: &str) -> i128 {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let sign = if whole.starts_with('-') { -1 } else { 1 };
    assert!(part.len() <= 9, "{text}");
    whole.parse::<i128>().unwrap() * 1_000_000_000 + sign * format!("{part:0<9}").parse::<i128>().unwrap()
}

/// Whether a number of a row is made of the rows behind it, of other numbers of the row, or is a part of its column's sum.
fn is_made(list: &Grid, row: usize, column: usize, page: &EvidencePage) -> bool {
    let Some(value) = &list.rows[row][column] else { return true };
    let Some(number) = number(value) else { return true };
    let near = |made: f64| (made - number).abs() <= 1e-12 * number.abs().max(1.0);
    let totals = page.totals.iter().map(|total| total.parse::<f64>().unwrap());
    let mut own: Vec<f64> = totals.chain([page.count as f64]).collect();
    if own.iter().copied().chain(remade(page)).any(near) {
        return true;
    }
    // The middle and the ninth tenth of what each row states.
    let each = |c: &EvidenceColumn| *c == EvidenceColumn::Value { unit: Unit::Count };
    if let Some(place) = page.columns.iter().position(each) {
        let cells = page.rows.iter().map(|row| &row.cells[place]).filter(|cell| !cell.is_empty());
        let mut all: Vec<f64> = cells.map(|cell| cell.parse().unwrap()).collect();
        all.sort_by(f64::total_cmp);
        let at = |nth: usize| all[nth - 1];
        let n = all.len();
        if n > 0 && (near((at(n.div_ceil(2)) + at(n / 2 + 1)) / 2.0) || near(at((n * 9).div_ceil(10)))) {
            return true;
        }
    }
    // What stays of the steps up to there; reached it has the rest.
    let stays = page.parts.iter().map(|part| part.ratio.unwrap()).product::<f64>();
    if !page.parts.is_empty() && near(1.0 - stays) {
        return true;
    }
    let counts = |place: usize| matches!(list.columns[place].unit, Unit::Count | Unit::Money);
    for place in (0..list.columns.len()).filter(|place| counts(*place) && *place != column) {
        let cell = |row: &Vec<Option<Value>>| row[place].as_ref().and_then(super::number);
        let sum: f64 = list.rows.iter().filter_map(cell).sum();
        own.extend(cell(&list.rows[row]));
        if cell(&list.rows[row]).is_some_and(|cell| near(cell / sum)) {
            return true;
        }
    }
    let ratios = own.iter().flat_map(|a| own.iter().map(move |b| a / b));
    ratios.flat_map(|ratio| [ratio, 100.0 * ratio, 1.0 - ratio]).any(near)
}

#[test]
fn every_cell_of_a_sum_is_made_of_the_rows_behind_it() {
    let mut all = vec![("sample".to_owned(), Company::sample())];
    all.extend(ANSWERING.map(|name| (name.to_owned(), Company::case(name))));
    let (mut wrong, mut exact, mut unused) = (BTreeMap::new(), BTreeSet::new(), BTreeSet::from(NOT_MADE));
    for (name, company) in &all {
        let report = company.session.report(&company.settings);
        for (question, answer) in (0..).zip(&report.questions) {
            for (grid, list) in (0..).zip(&answer.grids) {
                let of_customers = list.columns.iter().any(|column| column.unit == Unit::Customer);
                if of_customers || !rooms::opens(list) {
                    continue;
                }
                for row in 0..list.rows.len() {
                    let key = EvidenceKey::Row { question, grid, place: row as u32 };
                    let page = ask(&company.session, &company.settings, key);
                    for (column, head) in list.columns.iter().enumerate() {
                        let own = |c: &EvidenceColumn| matches!(c, EvidenceColumn::Listed { column: at, .. } if usize::from(*at) == column);
                        let total = page.columns.iter().position(own).map(|place| &page.totals[place]);
                        let cell = list.rows[row][column].as_ref();
                        let plain = matches!(head.unit, Unit::Count | Unit::Money);
                        let made = match (cell, total) {
                            (Some(Value::Count(n)), Some(total)) if plain => {
                                exact.insert((list.id.clone(), head.id.clone()));
                                nano(&n.to_string()) == nano(total)
                            }
                            (Some(Value::Money(text)), Some(total)) if plain => {
                                exact.insert((list.id.clone(), head.id.clone()));
                                nano(text) == nano(total)
                            }
                            _ => is_made(list, row, column, &page),
                        };
                        let excuse = NOT_MADE.iter().find(|(id, column, _)| {
                            *id == list.id && (column.is_empty() || *column == head.id)
                        });
                        if !made && !ENDS.contains(&head.id.as_str()) {
                            match excuse {
                                Some(excuse) => _ = unused.remove(excuse),
                                None => {
                                    _ = wrong.insert(
                                        (list.id.clone(), head.id.clone()),
                                        format!(
                                            "{name} row {row} {cell:?} {:?} {:?} n{}",
                                            page.columns, page.totals, page.count
                                        ),
                                    )
                                }
                            }
                        }
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(unused.is_empty(), "{unused:?}");
    assert!(exact.len() > 40, "{exact:?}");
}
