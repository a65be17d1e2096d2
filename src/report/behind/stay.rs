//! The customers behind a survival curve: who is at risk at an age, who was lost, and the steps that multiply to a share.

use super::{Col, Exclusion, Table, cells};
use crate::metrics::{Life, Lives};
use crate::report::diligence::survival_members;
use crate::report::{Among, EvidenceKey, EvidenceMade, EvidencePart, PartOf, Settings, Value};
use crate::tables::Book;

const COLUMNS: [Col; 3] = [Col::Opening, Col::OpeningCustomer, Col::LostCustomer];

/// The first month's revenue, one, and whether lost.
fn row(book: &Book, columns: &[Col], customer: u32, lost: bool) -> [i128; super::WIDTH] {
    let paid = book.points(customer).first().map_or(0, |point| i128::from(point.amount));
    cells(columns, &|column| match column {
        Col::Opening => paid,
        Col::OpeningCustomer => 1,
        _ => i128::from(lost),
    })
}

/// A table from the first month to the last, and who is in the group; `None` where there is no curve.
fn begun(
    book: &Book,
    settings: &Settings,
    among: Option<Among>,
    table: Table,
) -> Option<(Table, impl Fn(u32) -> bool)> {
    let (first, last) = book.span.filter(|_| book.two_ends.is_none())?;
    let members = match among {
        Some(among) => Some(survival_members(book, settings, among)?),
        None => None,
    };
    let inside = move |customer: u32| {
        members.as_ref().is_none_or(|members| members.get(customer as usize).copied().unwrap_or(false))
    };
    Some((Table { whole_path: true, ..table.between(first, last) }, inside))
}

/// Who was watched, and not lost, until so many months after the first, and who of them was lost then.
pub(super) fn of_survival(book: &Book, settings: &Settings, months: u32, among: Option<Among>) -> Table {
    let table = Table::new(&COLUMNS, Some(Col::LostCustomer), Some(Col::OpeningCustomer));
    let Some((table, inside)) = begun(book, settings, among, table) else { return Table::default() };
    let table = table.fill(book, &|customer, columns| {
        let life = Life::of(book, customer).filter(|life| life.time >= months && inside(customer))?;
        Some(row(book, columns, customer, life.lost && life.time == months))
    });
    table.leaving(book, &|customer| {
        let paid = book.points(customer).first().map_or(0, |point| i128::from(point.amount));
        match Life::of(book, customer) {
            None => (Exclusion::NoRevenue, 0),
            Some(_) if !inside(customer) => (Exclusion::OtherGroup, paid),
            Some(life) if life.lost => (Exclusion::LostBefore, paid),
            Some(_) => (Exclusion::TooYoung, paid),
        }
    })
}

/// Everyone of a curve with who was lost by an age, and the steps up to there: their product is the share that stays.
pub(super) fn of_stayed(book: &Book, settings: &Settings, months: u32, among: Option<Among>) -> Table {
    let table = Table { made: EvidenceMade::Product, ..Table::new(&COLUMNS, None, None) };
    let Some((table, inside)) = begun(book, settings, among, table) else { return Table::default() };
    let lives = |customer: u32| Life::of(book, customer).filter(|_| inside(customer));
    let curve = book.ids().filter_map(lives).collect::<Lives>().curve();
    let count = |n: u64| Some(Value::Count(i64::try_from(n).unwrap_or(i64::MAX)));
    let steps = curve.steps.iter().filter(|step| step.time <= months);
    let parts = steps.map(|step| EvidencePart {
        of: PartOf::Age { months: step.time },
        above: count(step.at_risk.saturating_sub(step.lost)),
        below: count(step.at_risk),
        ratio: Some(step.at_risk.saturating_sub(step.lost) as f64 / step.at_risk as f64),
        source: None,
        key: Some(EvidenceKey::Survival { months: step.time, among }),
    });
    let table = Table { parts: parts.collect(), value: Some(Value::Number(curve.share_at(months))), ..table };
    let table = table.fill(book, &|customer, columns| {
        let life = lives(customer)?;
        Some(row(book, columns, customer, life.lost && life.time <= months))
    });
    table.leaving(book, &|customer| {
        let paid = book.points(customer).first().map_or(0, |point| i128::from(point.amount));
        if paid == 0 { (Exclusion::NoRevenue, 0) } else { (Exclusion::OtherGroup, paid) }
    })
}
