//! Customers that would recommend us and whom nobody has asked to; what customers and partners have done for us
//! (domain.md §5.1, the guide's G-25).

use super::{answers, latest};
use crate::base::{Date, sort_by};
use crate::tables::{Company, Datum, Record, TableKind};

/// The least score of a promoter and of what is no detractor, in thousandths.
pub const PROMOTER: i64 = 9000;
const PASSIVE: i64 = 7000;

/// What a customer's people last answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opinion {
    /// The customer.
    pub customer: u32,
    /// Respondents whose last answer is 9 or 10.
    pub promoters: u64,
    /// Respondents; the customer itself where no answer names any.
    pub respondents: u64,
    /// The lowest of the last answers, in thousandths.
    pub lowest: i64,
    /// The day of the last one; `None` where the accounts state it.
    pub last: Option<Date>,
    /// Whether any row of advocacy is of this customer; `None` without such a table.
    pub asked: Option<bool>,
}

impl Opinion {
    /// Whether any of the last answers is 6 or less.
    pub fn detracts(&self) -> bool {
        self.lowest < PASSIVE
    }
}

/// The customers with an answer to the recommendation question up to the as-of day, by their number. Of a respondent
/// the last answer counts, of several on its day the last in the file. Where no survey has a customer's, the accounts do.
pub fn opinions(company: &Company<'_>) -> Vec<Opinion> {
    let given = answers(company);
    let last = company.as_of.map(|as_of| latest(&given, None, as_of)).unwrap_or_default();
    let mut all: Vec<Option<Opinion>> = vec![None; company.customers.len()];
    for answer in last {
        let (Some(customer), day, score) = (answer.record.customer, answer.date, answer.score) else {
            continue;
        };
        let Some(place) = all.get_mut(customer as usize) else { continue };
        let own = place.get_or_insert(Opinion {
            customer,
            promoters: 0,
            respondents: 0,
            lowest: score,
            last: None,
            asked: None,
        });
        own.promoters += u64::from(score >= PROMOTER);
        own.respondents += 1;
        own.lowest = own.lowest.min(score);
        own.last = own.last.max(Some(day));
    }
    let stated = company.state(|record| record.thousandths(Datum::NpsScore));
    for ((customer, place), score) in (0..).zip(&mut all).zip(stated) {
        let Some(score) = score.filter(|score| (0..=10_000).contains(score)) else { continue };
        let promoters = u64::from(score >= PROMOTER);
        place.get_or_insert(Opinion {
            customer,
            promoters,
            respondents: 1,
            lowest: score,
            last: None,
            asked: None,
        });
    }
    if company.has(TableKind::Advocacy) {
        all.iter_mut().flatten().for_each(|own| own.asked = Some(false));
        for record in company.rows(TableKind::Advocacy) {
            let late = record.day(Datum::Date).zip(company.as_of).is_some_and(|(day, as_of)| day > as_of);
            let own = record.customer.and_then(|id| all.get_mut(id as usize)?.as_mut());
            if let Some(own) = own.filter(|_| !late) {
                own.asked = Some(true);
            }
        }
    }
    all.into_iter().flatten().collect()
}

/// What rows of advocacy come to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deeds {
    /// Its name: a kind of deed or of partner.
    pub name: &'static str,
    /// Distinct customers or partners.
    pub who: u64,
    /// How often.
    pub times: i64,
    /// How many became customers; `None` where no row says it.
    pub converted: Option<i64>,
    /// What they pay a year, in thousandths; `None` where no row says it.
    pub revenue: Option<i64>,
}

/// A row of advocacy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deed {
    /// Whether a partner did it.
    pub partner: bool,
    /// The kind of deed, or of partner.
    pub name: &'static str,
    /// How often.
    pub times: i64,
}

impl Deed {
    /// What a row says, up to the as-of day.
    pub fn of(company: &Company<'_>, record: &Record<'_>) -> Option<Self> {
        let late = record.day(Datum::Date).zip(company.as_of).is_some_and(|(day, as_of)| day > as_of);
        let kind = record.choice(Datum::AdvocacyKind).filter(|_| !late)?;
        let partner = record.choice(Datum::PartnerType);
        // A partner's other deeds bring no customers.
        let counts = partner.is_none() || kind == "referral";
        let times = if counts { record.count(Datum::Times).unwrap_or(1) } else { 0 };
        Some(Deed { partner: partner.is_some(), name: partner.unwrap_or(kind), times })
    }
}

/// What customers did, by kind, and what partners referred, by the kind of partner; the most revenue first.
pub fn deeds(company: &Company<'_>) -> (Vec<Deeds>, Vec<Deeds>) {
    let (mut own, mut partners) = (Vec::new(), Vec::new());
    let mut seen = rustc_hash::FxHashSet::default();
    for record in company.rows(TableKind::Advocacy) {
        let Some(Deed { partner, name, times }) = Deed::of(company, &record) else { continue };
        let list: &mut Vec<Deeds> = if partner { &mut partners } else { &mut own };
        let place = list.iter().position(|deeds| deeds.name == name).unwrap_or_else(|| {
            list.push(Deeds { name, ..Deeds::default() });
            list.len() - 1
        });
        let Some(deeds) = list.get_mut(place) else { continue };
        deeds.who += u64::from(record.customer.is_some_and(|id| seen.insert((partner, name, id))));
        deeds.times = deeds.times.saturating_add(times);
        let add = |place: &mut Option<i64>, more: Option<i64>| {
            *place = more.map_or(*place, |more| Some(place.unwrap_or_default().saturating_add(more)));
        };
        add(&mut deeds.converted, record.count(Datum::Converted));
        add(&mut deeds.revenue, record.thousandths(Datum::ReferredRevenue));
    }
    for list in [&mut own, &mut partners] {
        sort_by(list, |a, b| (b.revenue, b.times, a.name).cmp(&(a.revenue, a.times, b.name)));
    }
    (own, partners)
}

/// Tickets of each customer that are still open on the as-of day; `None` where no table says which are solved.
pub fn open_tickets(company: &Company<'_>) -> Option<Vec<u64>> {
    company.has_datum(TableKind::Tickets, Datum::ResolvedAt).then(|| {
        let mut all = vec![0; company.customers.len()];
        for record in company.rows(TableKind::Tickets) {
            let before =
                |datum| record.day(datum).zip(company.as_of).is_some_and(|(day, as_of)| day <= as_of);
            let place = record.customer.and_then(|id| all.get_mut(id as usize));
            if let Some(n) = place.filter(|_| before(Datum::CreatedAt) && !before(Datum::ResolvedAt)) {
                *n += 1;
            }
        }
        all
    })
}
