//! The customers behind a survival curve: who is at risk at an age, who was lost, and the steps that multiply to a share.

use super::{Col, Exclusion, Table, cells};
use crate::metrics::{Curve, Life, Lives, Step};
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

impl Curve {
    /// The steps up to an age, whose ratios multiply to the share that stays beyond it; `of` says what each is of.
    pub(in crate::report) fn parts(
        &self,
        until: u32,
        of: &dyn Fn(u32) -> (PartOf, Option<EvidenceKey>),
    ) -> Vec<EvidencePart> {
        let steps = self.steps.iter().filter(|step| step.time <= until);
        let part = |step: &Step| {
            let (stay, (of, key)) = (step.at_risk.saturating_sub(step.lost), of(step.time));
            EvidencePart {
                of,
                above: Some(Value::count(stay)),
                below: Some(Value::count(step.at_risk)),
                ratio: Some(stay as f64 / step.at_risk as f64),
                source: None,
                key,
            }
        };
        steps.map(part).collect()
    }
}

/// Everyone of a curve with who was lost by an age, and the steps up to there: their product is the share that stays.
pub(super) fn of_stayed(book: &Book, settings: &Settings, months: u32, among: Option<Among>) -> Table {
    let table = Table { made: EvidenceMade::Product, ..Table::new(&COLUMNS, None, None) };
    let Some((table, inside)) = begun(book, settings, among, table) else { return Table::default() };
    let lives = |customer: u32| Life::of(book, customer).filter(|_| inside(customer));
    let curve = book.ids().filter_map(lives).collect::<Lives>().curve();
    let parts = curve
        .parts(months, &|months| (PartOf::Age { months }, Some(EvidenceKey::Survival { months, among })));
    let table = Table { parts, value: Some(Value::Number(curve.share_at(months))), ..table };
    let table = table.fill(book, &|customer, columns| {
        let life = lives(customer)?;
        Some(row(book, columns, customer, life.lost && life.time <= months))
    });
    table.leaving(book, &|customer| {
        let paid = book.points(customer).first().map_or(0, |point| i128::from(point.amount));
        if paid == 0 { (Exclusion::NoRevenue, 0) } else { (Exclusion::OtherGroup, paid) }
    })
}
