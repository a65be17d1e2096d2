//! What customers say: their complaints by month, their answers to the recommendation question in waves.

use super::Moment;
use crate::base::{Date, Month, sort_keyed};
use crate::metrics::operating::{SurveyKind, answers};
use crate::tables::{Company, Datum, TableKind};

/// The answers of one customer in one month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wave {
    pub customer: u32,
    pub month: Month,
    /// Sum of the scores in thousandths.
    pub sum: i64,
    pub n: i64,
}

/// Complaints of the last full months before a moment.
#[derive(Debug, Default)]
pub(super) struct Complaints {
    /// How many full months, at most three.
    pub months: i64,
    /// Complaints in them, by customer.
    pub counts: Vec<u32>,
}

/// The answers to the recommendation question, by customer and month.
pub(super) fn waves(company: &Company<'_>) -> Vec<Wave> {
    let until = company.as_of;
    let mut all: Vec<Wave> = Vec::new();
    let mut keys: Vec<(u64, u32)> = Vec::new();
    for answer in answers(company) {
        let (Some(customer), true) = (answer.record.customer, answer.kind == SurveyKind::Nps) else {
            continue;
        };
        if until.is_none_or(|until| answer.date <= until) {
            let month = answer.date.month();
            let key = u64::try_from(month.since(Month::EARLIEST)).unwrap_or_default();
            keys.push((u64::from(customer) << 32 | key, all.len() as u32));
            all.push(Wave { customer, month, sum: answer.score, n: 1 });
        }
    }
    sort_keyed(&mut keys);
    let mut all: Vec<Wave> = keys.iter().filter_map(|(_, place)| all.get(*place as usize).copied()).collect();
    all.dedup_by(|next, wave| {
        let same = (wave.customer, wave.month) == (next.customer, next.month);
        if same {
            wave.sum += next.sum;
            wave.n += next.n;
        }
        same
    });
    all
}

/// The full months that complaints are counted in: up to three, from the table's first month on.
fn full_months(first: Month, day: Date) -> Option<(Month, Month)> {
    let whole = day.month().last_day() == Some(day);
    let last = if whole { day.month() } else { day.month().plus(-1) };
    let from = last.plus(1 - COMPLAINT_MONTHS).max(first);
    (from <= last).then_some((from, last))
}

/// The place of complaints in the choices of [`Datum::TicketType`].
const COMPLAINT: i64 = 0;
/// Months over which complaints are averaged.
const COMPLAINT_MONTHS: i32 = 3;

/// The complaints of each customer before each moment, or all its tickets.
pub(super) fn complaints(company: &Company<'_>, all_tickets: bool, moments: &[Moment]) -> Vec<Complaints> {
    let mut days: Vec<(u32, Date)> = Vec::new();
    let (mut first, mut latest): (Option<Date>, Option<Date>) = (None, None);
    for (table, ids) in company.tables(TableKind::Tickets) {
        let (created, kind) = (table.cells(Datum::CreatedAt), table.cells(Datum::TicketType));
        for (row, own) in table.customer.iter().enumerate() {
            let Some(day) = created(row).and_then(Date::from_days) else { continue };
            first = Some(first.map_or(day, |first| first.min(day)));
            latest = latest.max(Some(day));
            let counts = all_tickets || kind(row) == Some(COMPLAINT);
            if let Some(customer) = ids.get(*own as usize).filter(|_| counts) {
                days.push((*customer, day));
            }
        }
    }
    let (Some(first), Some(latest)) = (first, latest) else { return Vec::new() };
    let at = |moment: &Moment| {
        // A table that ends before this month says nothing of the months since.
        let day = if latest.month() >= moment.day.month() { moment.day } else { latest };
        let Some((from, to)) = full_months(first.month(), day) else { return Complaints::default() };
        let mut counts = vec![0_u32; company.customers.len()];
        for (customer, day) in &days {
            let place = counts.get_mut(*customer as usize).filter(|_| (from..=to).contains(&day.month()));
            if let Some(count) = place {
                *count += 1;
            }
        }
        Complaints { months: i64::from(to.since(from)) + 1, counts }
    };
    moments.iter().map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn complaints_go_by_their_place() {
        assert_eq!(Datum::TicketType.choices().nth(COMPLAINT as usize), Some("complaint"));
    }

    #[test]
    fn months_that_are_whole() {
        let day = |text: &str| Date::parse_iso(text).unwrap();
        let months = |first: &str, at: &str| {
            let found = full_months(Month::parse_iso(first).unwrap(), day(at));
            found.map(|(from, to)| (from.to_string(), to.to_string()))
        };
        let pair = |from: &str, to: &str| Some((from.to_owned(), to.to_owned()));
        assert_eq!(months("2025-01", "2026-06-30"), pair("2026-04", "2026-06"));
        assert_eq!(months("2025-01", "2026-06-29"), pair("2026-03", "2026-05"));
        assert_eq!(months("2026-05", "2026-06-30"), pair("2026-05", "2026-06"));
        assert_eq!(months("2026-06", "2026-06-29"), None);
    }
}
