//! Churn that no invoice shows yet: fewer users and no less revenue (N-06, domain.md §2.10).

use super::health::{BEFORE, Inputs, Sum, TODAY};
use super::three_months_before;
use crate::tables::Company;

/// Users lost from which on it is told, in percent: our cut-off, as far as core use has to fall for W2.
pub const FEWER: u32 = 30;

/// A customer that pays no less than three months ago while its users go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unheard {
    /// Who.
    pub customer: u32,
    /// Active users of four weeks, 30 days ago.
    pub before: u32,
    /// Active users of the last four weeks.
    pub now: u32,
    /// What it pays a month, in minor units.
    pub mrr: i64,
}

/// Those customers, by number; `None` where no usage says users, or months or days don't reach back.
pub fn unheard(company: &Company<'_>, inputs: &Inputs<'_>) -> Option<Vec<Unheard>> {
    let (then, month) = (three_months_before(company)?, company.month()?);
    let usage = &inputs.usage;
    if !usage.fills(TODAY) || !usage.fills(BEFORE) {
        return None;
    }
    let one = |customer: u32| {
        let (was, mrr) = (company.book.amount(customer, then), company.book.amount(customer, month));
        let users = |place| usage.sum(place, customer, Sum::Users);
        let (before, now) = (users(BEFORE)?, users(TODAY)?);
        let fewer = before > 0 && u64::from(now) * 100 <= u64::from(before) * u64::from(100 - FEWER);
        (was > 0 && mrr >= was && fewer).then_some(Unheard { customer, before, now, mrr })
    };
    Some(company.book.ids().filter_map(one).collect())
}
