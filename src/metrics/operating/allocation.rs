//! What serving each customer and each group of customers cost, beside what they paid in the same months, as far as the
//! costs say whose they are (domain.md §3.2 T9, §5.3).

use super::SERVING;
use crate::base::Month;
use crate::metrics::{Window, costs_in_window};
use crate::tables::{AttributeKind, Company, CostFact, CostsTable, value_key};
use std::collections::BTreeMap;

/// Months that are looked at, the latest for which a cost of serving is stated.
const MONTHS: i32 = 12;

/// The attributes that costs may be parted by, where their own header says another or none.
const KINDS: [AttributeKind; 6] = [
    AttributeKind::Tier,
    AttributeKind::SizeClass,
    AttributeKind::BuyerTier,
    AttributeKind::Industry,
    AttributeKind::Region,
    AttributeKind::Plan,
];

/// What some customers cost and paid in the same months, minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Customers that paid in any of the months.
    pub customers: u64,
    /// Spent on them.
    pub cost: i128,
    /// Σ of their MRR; `None` where none of them is known to the revenue.
    pub revenue: Option<i128>,
}

/// The costs of serving by whose they are. `cost` of all customers and `of_nobody` add up to `total`, and so do those of
/// all groups and `of_no_group`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allocation {
    /// First and last of the months.
    pub months: (Month, Month),
    /// All of it.
    pub total: i128,
    /// By customer that any row names.
    pub customers: BTreeMap<String, Account>,
    /// What no row gives to a customer.
    pub of_nobody: i128,
    /// What groups go by; `None` where the customers have no attribute that the costs name.
    pub by: Option<AttributeKind>,
    /// By group, as first written.
    pub groups: BTreeMap<String, Account>,
    /// What neither a row's group nor that of its customer says.
    pub of_no_group: i128,
    /// Each cost that counts.
    pub costs: Vec<Allocated>,
    /// The months that any cost is for.
    covered: Vec<Month>,
}

/// A cost of serving and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allocated {
    /// Its place among all costs.
    pub place: usize,
    /// What of it lies in the months, minor units.
    pub minor: i128,
    /// The customer that it names.
    pub customer: Option<String>,
    /// The group that it, or its customer, is of.
    pub group: Option<String>,
}

/// Shares the costs out, `facts` being those of `tables` one behind the other in one currency. `None` where no cost of
/// serving says whose it is.
pub fn allocation(company: &Company<'_>, tables: &[CostsTable], facts: &[CostFact]) -> Option<Allocation> {
    let of_tables = tables.iter().flat_map(|table| std::iter::repeat_n(table, table.facts.len()));
    let serving: Vec<(usize, (&CostsTable, CostFact))> = of_tables
        .zip(facts.iter().copied())
        .enumerate()
        .filter(|(_, (_, fact))| SERVING.contains(&fact.category))
        .collect();
    if serving.iter().all(|(_, (_, fact))| fact.customer.is_none() && fact.group.is_none()) {
        return None;
    }
    let facts: Vec<CostFact> = serving.iter().map(|(_, (_, fact))| *fact).collect();
    let revenue = revenue_until(company);
    // What is spent after the revenue ends has nothing beside it.
    let stated = facts.iter().map(|fact| fact.month).max()?;
    let last = revenue.map_or(stated, |last| last.min(stated));
    let window = Window { from: last.plus(-MONTHS), to: last, months: MONTHS.unsigned_abs() };
    let (shares, months) = costs_in_window(window, &facts);
    let paid = |customer: Option<u32>| paid(company, &months, customer?);
    let parted = Parted::of(company, tables);
    let mut all = Allocation {
        months: (*months.first()?, *months.last()?),
        total: 0,
        customers: BTreeMap::new(),
        of_nobody: 0,
        by: parted.by,
        groups: parted.groups(&paid),
        of_no_group: 0,
        costs: Vec::new(),
        covered: months.clone(),
    };
    for (place, minor) in shares {
        let Some((own, (table, fact))) = serving.get(place) else { continue };
        all.total += minor;
        let name = fact.customer.map(|own| table.customers.text(own));
        let known = name.and_then(|name| company.customers.id(name));
        match name {
            None => all.of_nobody += minor,
            Some(name) => {
                let account =
                    all.customers.entry(name.to_owned()).or_insert_with(|| Account::of(paid(known)));
                account.cost += minor;
            }
        }
        let stated = fact.group.map(|own| table.groups.1.text(own));
        let group = stated.map(|text| parted.shown(text)).or_else(|| parted.group(known));
        let customer = name.map(str::to_owned);
        all.costs.push(Allocated { place: *own, minor, customer, group: group.clone() });
        match group {
            None => all.of_no_group += minor,
            Some(group) => all.groups.entry(group).or_default().cost += minor,
        }
    }
    all.groups.retain(|_, account| account.cost != 0 || account.customers > 0);
    Some(all)
}

impl Allocation {
    /// The customers that the revenue knows, each with its group and what it paid in the months.
    pub fn payers(&self, company: &Company<'_>, tables: &[CostsTable]) -> Vec<(u32, Option<String>, i128)> {
        let parted = Parted::of(company, tables);
        let of = |id| Some((id, parted.group(Some(id)), paid(company, &self.covered, id)?));
        (0..company.customers.len() as u32).filter_map(of).collect()
    }
}

/// The last month of the revenue; none where it isn't in one currency.
fn revenue_until(company: &Company<'_>) -> Option<Month> {
    company.month().filter(|_| company.book.mixed.is_empty())
}

/// What a customer paid in some months; `None` where the revenue doesn't know it.
fn paid(company: &Company<'_>, months: &[Month], customer: u32) -> Option<i128> {
    revenue_until(company)?;
    let points = company.book.points(customer);
    let inside = points.iter().filter(|point| months.binary_search(&point.month).is_ok());
    let sum = inside.map(|point| i128::from(point.amount)).sum::<i128>();
    (!points.is_empty()).then_some(sum)
}

impl Account {
    /// Of one customer by what it paid.
    fn of(revenue: Option<i128>) -> Self {
        Account { customers: u64::from(revenue.is_some_and(|paid| paid > 0)), cost: 0, revenue }
    }

    /// What is left of the revenue after serving.
    pub fn margin(&self) -> Option<i128> {
        Some(self.revenue? - self.cost)
    }
}

/// How customers are parted into the groups that the costs name.
struct Parted {
    by: Option<AttributeKind>,
    /// Each customer's value.
    of: Vec<Option<String>>,
    /// Each value's key and how it is shown.
    shown: BTreeMap<String, String>,
}

impl Parted {
    /// By the attribute that knows most of the names in the costs, that of their header among equals; where they name
    /// none, by the first that customers have.
    fn of(company: &Company<'_>, tables: &[CostsTable]) -> Parted {
        let named: Vec<&str> = tables
            .iter()
            .flat_map(|table| (0..table.groups.1.len() as u32).map(|id| table.groups.1.text(id)))
            .collect();
        let own = tables.iter().filter(|table| !table.groups.1.is_empty()).map(|table| table.groups.0);
        let mut best: Option<(usize, Parted)> = None;
        for kind in own.take(1).chain(KINDS) {
            let of = company.attribute(kind);
            let mut shown: BTreeMap<String, String> = BTreeMap::new();
            for value in of.iter().flatten() {
                shown.entry(value_key(kind, value)).or_insert_with(|| value.clone());
            }
            let known = named.iter().filter(|name| shown.contains_key(&value_key(kind, name))).count();
            let fits = if named.is_empty() { !shown.is_empty() } else { known > 0 };
            if fits && best.as_ref().is_none_or(|(most, _)| known > *most) {
                best = Some((known, Parted { by: Some(kind), of, shown }));
            }
        }
        let none = Parted { by: None, of: Vec::new(), shown: BTreeMap::new() };
        best.map_or(none, |(_, parted)| parted)
    }

    /// A group's name as the customers have it, else as it is written.
    fn shown(&self, text: &str) -> String {
        let known = self.by.and_then(|kind| self.shown.get(&value_key(kind, text)));
        known.cloned().unwrap_or_else(|| text.to_owned())
    }

    /// A customer's group.
    fn group(&self, customer: Option<u32>) -> Option<String> {
        let value = self.of.get(customer? as usize)?.as_ref()?;
        Some(self.shown(value))
    }

    /// Every group with what its customers paid.
    fn groups(&self, paid: &dyn Fn(Option<u32>) -> Option<i128>) -> BTreeMap<String, Account> {
        let mut all: BTreeMap<String, Account> = BTreeMap::new();
        for customer in 0..self.of.len() as u32 {
            let (Some(group), Some(sum)) = (self.group(Some(customer)), paid(Some(customer))) else {
                continue;
            };
            let account = all.entry(group).or_default();
            account.customers += u64::from(sum > 0);
            account.revenue = Some(account.revenue.unwrap_or(0) + sum);
        }
        all
    }
}
