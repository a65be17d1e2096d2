//! What runs by itself: steps of onboarding, customers that reach the core untouched, and how long a request takes to
//! be released (domain.md §5.3).

use super::trials::Part;
use crate::base::Date;
use crate::tables::{Company, Datum, Record, TableKind};

/// Days after signing within which the core should be done (Q3-04).
const MILESTONE: u64 = 30;

/// What onboarding comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Automation {
    /// Steps that run by themselves, of those that say it.
    pub steps: Part,
    /// Whether each customer had all core steps done 30 days after signing, none of them by hand; those that signed so
    /// long ago and whose steps say how they are done.
    pub cores: Vec<(u32, bool)>,
}

impl Automation {
    /// Customers that reached the core untouched.
    pub fn untouched(&self) -> Part {
        let mut part = Part::default();
        self.cores.iter().for_each(|(_, untouched)| part.add(*untouched));
        part
    }
}

/// Whether a step of onboarding runs by itself; `None` where it doesn't apply or doesn't say it.
pub fn automated(record: &Record<'_>) -> Option<bool> {
    record.flag(Datum::Automated).filter(|_| record.flag(Datum::Applicable) != Some(false))
}

/// One customer's core steps.
#[derive(Clone, Copy, Default)]
struct Core {
    any: bool,
    late: bool,
    by_hand: bool,
    unstated: bool,
}

/// The onboarding of all customers. Where no row says what is core, every step is.
pub fn automation(company: &Company<'_>) -> Automation {
    let mut all = Automation::default();
    let Some(until) = company.known_until(TableKind::Onboarding) else { return all };
    let signed: Vec<Option<Date>> = company
        .signed_and_left()
        .iter()
        .map(|(signed, _)| (*signed)?.plus_days(MILESTONE).filter(|due| *due <= until))
        .collect();
    let states_core = company.has_datum(TableKind::Onboarding, Datum::Core);
    let mut cores = vec![Core::default(); company.customers.len()];
    for record in company.rows(TableKind::Onboarding) {
        if record.flag(Datum::Applicable) == Some(false) {
            continue;
        }
        let automated = automated(&record);
        if let Some(automated) = automated {
            all.steps.add(automated);
        }
        let Some(customer) = record.customer.map(|id| id as usize) else { continue };
        let Some(due) = signed.get(customer).copied().flatten() else { continue };
        if states_core && record.flag(Datum::Core) != Some(true) {
            continue;
        }
        if let Some(core) = cores.get_mut(customer) {
            core.any = true;
            core.late |= record.day(Datum::CompletedAt).is_none_or(|day| day > due);
            core.by_hand |= automated == Some(false);
            core.unstated |= automated.is_none();
        }
    }
    // Late or by hand is enough to know; only who might be untouched needs every step stated.
    let known = |core: &Core| core.any && (core.late || core.by_hand || !core.unstated);
    let cores = (0_u32..).zip(&cores).filter(|(_, core)| known(core));
    all.cores = cores.map(|(id, core)| (id, !core.late && !core.by_hand)).collect();
    all
}

/// Days from an adopted request to its release, as far as the requests speak.
pub fn lead_time(company: &Company<'_>, record: &Record<'_>) -> Option<i64> {
    let until = company.known_until(TableKind::Requests)?;
    let released = record.day(Datum::AdoptedAt).filter(|day| *day <= until)?;
    Some(released.days_since(record.day(Datum::Date)?)).filter(|days| *days >= 0)
}

/// The days of every adopted request, ascending.
pub fn lead_times(company: &Company<'_>) -> Vec<i64> {
    let rows = company.rows(TableKind::Requests);
    let mut days: Vec<i64> = rows.iter().filter_map(|record| lead_time(company, record)).collect();
    crate::base::sort(&mut days);
    days
}
