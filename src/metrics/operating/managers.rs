//! How many accounts and how much revenue each success manager looks after, by tier (domain.md §5.3).

use crate::base::{Month, Names};
use crate::tables::{AttributeKind, Company, value_key};
use std::collections::BTreeMap;

/// Accounts in somebody's care.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Care {
    /// Accounts.
    pub accounts: u64,
    /// Those that are key accounts.
    pub key_accounts: u64,
    /// Their MRR, minor units.
    pub mrr: i128,
}

impl Care {
    fn add(&mut self, mrr: Option<i64>, key: bool) {
        self.accounts += 1;
        self.key_accounts += u64::from(key);
        self.mrr += i128::from(mrr.unwrap_or(0));
    }
}

/// Who looks after whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Managers {
    /// By manager.
    pub by: BTreeMap<String, Care>,
    /// By tier as first written, with how many managers have any of it; only accounts with a manager.
    pub tiers: BTreeMap<String, (Care, u64)>,
    /// Active accounts without a manager.
    pub nobody: Care,
    /// Whether their revenue is known.
    pub revenue: Option<Month>,
}

/// The active accounts: those with revenue in the month of the as-of day, or, without revenue, those that haven't left.
pub fn managers(company: &Company<'_>) -> Managers {
    let names = company.attribute(AttributeKind::Csm);
    let mut all = Managers::default();
    if names.iter().all(Option::is_none) {
        return all;
    }
    all.revenue = company.month().filter(|_| company.book.mixed.is_empty());
    let (tiers, left) = (company.attribute(AttributeKind::Tier), company.signed_and_left());
    let key_accounts = company.key_accounts();
    let mut keys: BTreeMap<String, String> = BTreeMap::new();
    let mut pairs: Vec<(String, u32)> = Vec::new();
    let mut seen = Names::new();
    for ((customer, name), tier) in (0_u32..).zip(names).zip(tiers) {
        let place = customer as usize;
        let mrr = all.revenue.and_then(|_| company.mrr(customer));
        let gone = left.get(place).and_then(|(_, left)| *left);
        let active = match mrr {
            Some(mrr) => mrr > 0,
            None => gone.is_none_or(|gone| company.as_of.is_some_and(|day| gone > day)),
        };
        if !active {
            continue;
        }
        let key = key_accounts.get(place).copied().flatten() == Some(true);
        let Some(name) = name.filter(|name| !name.trim().is_empty()) else {
            all.nobody.add(mrr, key);
            continue;
        };
        if let Some(tier) = tier {
            let shown = keys.entry(value_key(AttributeKind::Tier, &tier)).or_insert(tier);
            pairs.push((shown.clone(), seen.intern(&name)));
            all.tiers.entry(shown.clone()).or_default().0.add(mrr, key);
        }
        all.by.entry(name).or_default().add(mrr, key);
    }
    crate::base::sort(&mut pairs);
    pairs.dedup();
    for (tier, _) in pairs {
        if let Some((_, managers)) = all.tiers.get_mut(&tier) {
            *managers += 1;
        }
    }
    all
}
