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

/// An active account and who looks after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cared {
    /// The account.
    pub customer: u32,
    /// Its success manager.
    pub manager: Option<String>,
    /// Its tier, as first written.
    pub tier: Option<String>,
    /// Its MRR, minor units.
    pub mrr: Option<i64>,
    /// Whether it is a key account.
    pub key: bool,
}

/// The active accounts: those with revenue in the month of the as-of day, or, without revenue, those that haven't left.
/// None where no manager is stated.
pub fn cared_for(company: &Company<'_>) -> Vec<Cared> {
    let names = company.attribute(AttributeKind::Csm);
    let mut all = Vec::new();
    if names.iter().all(Option::is_none) {
        return all;
    }
    let revenue = company.month().filter(|_| company.book.mixed.is_empty());
    let (tiers, left) = (company.attribute(AttributeKind::Tier), company.signed_and_left());
    let key_accounts = company.key_accounts();
    let mut keys: BTreeMap<String, String> = BTreeMap::new();
    for ((customer, name), tier) in (0_u32..).zip(names).zip(tiers) {
        let place = customer as usize;
        let mrr = revenue.and_then(|_| company.mrr(customer));
        let gone = left.get(place).and_then(|(_, left)| *left);
        let active = match mrr {
            Some(mrr) => mrr > 0,
            None => gone.is_none_or(|gone| company.as_of.is_some_and(|day| gone > day)),
        };
        if !active {
            continue;
        }
        let manager = name.filter(|name| !name.trim().is_empty());
        let named = tier.filter(|_| manager.is_some());
        let tier =
            named.map(|tier| keys.entry(value_key(AttributeKind::Tier, &tier)).or_insert(tier).clone());
        let key = key_accounts.get(place).copied().flatten() == Some(true);
        all.push(Cared { customer, manager, tier, mrr, key });
    }
    all
}

/// Who looks after how many of them.
pub fn managers(company: &Company<'_>, accounts: &[Cared]) -> Managers {
    let revenue = company.month().filter(|_| company.book.mixed.is_empty() && !accounts.is_empty());
    let mut all = Managers { revenue, ..Managers::default() };
    let mut pairs: Vec<(&str, u32)> = Vec::new();
    let mut seen = Names::new();
    for own in accounts {
        let Some(name) = &own.manager else {
            all.nobody.add(own.mrr, own.key);
            continue;
        };
        if let Some(tier) = &own.tier {
            pairs.push((tier, seen.intern(name)));
            all.tiers.entry(tier.clone()).or_default().0.add(own.mrr, own.key);
        }
        all.by.entry(name.clone()).or_default().add(own.mrr, own.key);
    }
    crate::base::sort(&mut pairs);
    pairs.dedup();
    for (tier, _) in pairs {
        if let Some((_, managers)) = all.tiers.get_mut(tier) {
            *managers += 1;
        }
    }
    all
}
