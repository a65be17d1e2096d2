//! A company as rows of months, what can be done to it, and any of both.

use crate::common::{file, grouped, month, months, of_subscriptions, read_as};
use ninefold::base::{Currency, Month, Names};
use ninefold::report::{Report, Session, Settings};
use ninefold::tables::{
    AttributeKind, CostCategory, CostFact, CostsTable, Margin, ReactivationPolicy, RevenueTable,
    RowCurrencies, Shape,
};
use proptest::prelude::*;

/// Customers as rows of months, minor units, all known; what was spent, by the place of its last month.
#[derive(Clone, Debug)]
pub struct Company {
    pub first: Month,
    pub rows: Vec<(String, Vec<i64>)>,
    /// Months of the window; it ends in the last month.
    pub window: usize,
    pub costs: Vec<(usize, u32, CostCategory, i64)>,
    pub margin: Option<u16>,
    pub reactivation: ReactivationPolicy,
    pub currency: Currency,
    /// Where rows name subscriptions, two thirds of every amount are of one that is swapped for another so often, in
    /// months; a third is of one that stays.
    pub swaps: Option<usize>,
    /// What the names of subscriptions begin with.
    pub prefix: &'static str,
    /// What a file of accounts states of each customer, row by row.
    pub accounts: Vec<Account>,
}

/// What a customer has and could have, where it is stated: seats, and modules in use and in all.
#[derive(Clone, Copy, Debug, Default)]
pub struct Account {
    pub seats: Option<(u32, u32)>,
    pub modules: Option<(u32, u32)>,
}

impl Account {
    const ADDED: Account = Account { seats: Some((3, 12)), modules: Some((2, 9)) };

    fn line(&self, name: &str) -> String {
        let pair = |pair: Option<(u32, u32)>| pair.map_or(",".to_owned(), |(a, b)| format!("{a},{b}"));
        format!("{name},{},{}\n", pair(self.seats), pair(self.modules))
    }
}

/// What is done to a company.
#[derive(Clone, Debug)]
pub enum Change {
    /// All amounts, costs too, so many times.
    Scaled(i64),
    /// Other names in the same order.
    Renamed,
    /// So many months later, costs too.
    Later(i32),
    /// Rows in reverse.
    Reordered,
    /// Each second customer in a file of its own.
    TwoFiles,
    /// Another currency with the same minor units.
    OtherCurrency,
    /// A customer that never pays more.
    Nobody,
    /// Every customer twice, costs too.
    Twice,
    /// One more customer, won in the closing month.
    WonLast(i64),
    /// One more customer, won in the month after the opening one, who pays the second amount from the next month on.
    WonInside(i64, i64),
    /// A customer becomes two, a third and two thirds of it.
    Split(usize),
    /// Two customers become one.
    Merged(usize, usize),
}

impl Company {
    pub fn report(&self, two_files: bool, reversed: bool) -> Report {
        let table = |wanted: &dyn Fn(usize) -> bool| -> RevenueTable {
            let mut cells: Vec<(String, Month, i64)> = Vec::new();
            let mut names: Vec<String> = Vec::new();
            for (_, (name, amounts)) in self.rows.iter().enumerate().filter(|(i, _)| wanted(*i)) {
                for (of, part) in self.of_subscriptions(amounts) {
                    names.extend(part.iter().map(|_| format!("{}{of}", self.prefix)));
                    cells.extend(part.iter().zip(0..).map(|(a, m)| (name.clone(), self.first.plus(m), *a)));
                }
            }
            if reversed {
                cells.reverse();
                names.reverse();
            }
            let mut table = months(Shape::Long, &cells);
            if self.swaps.is_some() {
                table = of_subscriptions(table, names.iter().map(String::as_str));
            }
            table.currency = self.currency.clone();
            table
        };
        // Plans by the last digit, so that copies and halves stay in theirs.
        let plans: Vec<(&str, &str)> = self
            .rows
            .iter()
            .map(|(name, _)| {
                (
                    name.as_str(),
                    ["Basic", "Pro", "Max"]
                        [name[name.len() - 2..name.len() - 1].parse::<usize>().unwrap() % 3],
                )
            })
            .collect();
        let mut reads = if two_files {
            vec![
                read_as(table(&|i| i % 2 == 0)),
                read_as(grouped(table(&|i| i % 2 == 1), AttributeKind::Plan, "plan", &plans)),
            ]
        } else {
            vec![read_as(grouped(table(&|_| true), AttributeKind::Plan, "plan", &plans))]
        };
        if self.accounts.iter().any(|account| account.seats.is_some() || account.modules.is_some()) {
            let lines = self.rows.iter().zip(&self.accounts).map(|((name, _), account)| account.line(name));
            let head = "customer_id,seats,potential_seats,modules_used,modules_total\n";
            reads.push(file(&std::iter::once(head.to_owned()).chain(lines).collect::<String>()));
        }
        if !self.costs.is_empty() {
            let fact = |&(at, months, category, amount): &(usize, u32, CostCategory, i64)| CostFact {
                month: self.first.plus(at as i32),
                months,
                category,
                amount,
                line: 2,
                customer: None,
                group: None,
            };
            let facts = self.costs.iter().map(fact).collect();
            reads[0].costs = Some(CostsTable {
                currency: self.currency.clone(),
                mixed: Vec::new(),
                rows: RowCurrencies::default(),
                facts,
                customers: Names::new(),
                groups: (AttributeKind::Other, Names::new()),
            });
        }
        let mut settings = Settings { months: self.window as u32, ..Settings::default() };
        settings.policies.gross_margin = self.margin.map(Margin);
        settings.policies.reactivation = self.reactivation;
        Session::new(reads).report(&settings)
    }

    pub fn changed(&self, change: &Change) -> Report {
        let mut other = self.clone();
        let length = self.last() + 1;
        let new = |amounts: Vec<i64>| ("D000".to_owned(), amounts);
        match change {
            Change::Scaled(k) => {
                other.rows.iter_mut().flat_map(|(_, row)| row).for_each(|amount| *amount *= k);
                other.costs.iter_mut().for_each(|cost| cost.3 *= k);
            }
            Change::Renamed => {
                other.rows.iter_mut().for_each(|(name, _)| *name = format!("Customer {name}"));
                other.prefix = "Subscription ";
            }
            Change::Later(by) => other.first = self.first.plus(*by),
            Change::OtherCurrency => {
                other.currency = Currency { code: Some("EUR".to_owned()), ..self.currency.clone() }
            }
            Change::Nobody => {
                other.rows.push(new(vec![0; length]));
                other.accounts.push(Account::ADDED);
            }
            Change::Twice => {
                other.accounts.extend(self.accounts.iter());
                other.rows.extend(
                    self.rows
                        .iter()
                        .map(|(name, row)| (format!("{}1", &name[..name.len() - 1]), row.clone())),
                );
                other.costs.iter_mut().for_each(|cost| cost.3 *= 2);
            }
            Change::WonLast(_) | Change::WonInside(..) => {
                other.rows.push(new(added(self, change).unwrap()));
                other.accounts.push(Account::ADDED);
            }
            Change::Split(i) => {
                let (name, row) = &self.rows[*i];
                // Both parts could have what the whole could.
                other.accounts.push(self.accounts[*i]);
                other
                    .rows
                    .push((format!("{}1", &name[..name.len() - 1]), row.iter().map(|a| a / 3 * 2).collect()));
                other.rows[*i].1.iter_mut().for_each(|amount| *amount /= 3);
            }
            Change::Merged(a, b) => {
                let (_, row) = other.rows.remove(*b.max(a));
                // Nobody says what the two have together.
                other.accounts.remove(*b.max(a));
                other.accounts[*a.min(b)] = Account::default();
                other.rows[*a.min(b)].1.iter_mut().zip(row).for_each(|(sum, amount)| *sum += amount);
            }
            Change::Reordered | Change::TwoFiles => {}
        }
        other.report(matches!(change, Change::TwoFiles), matches!(change, Change::Reordered))
    }

    /// What the file of accounts says of a customer that is loyal and flat: what its free seats would bring, in minor
    /// units, where seats are stated; modules in use, not in use and all, where they are.
    pub fn white_space(&self, i: usize) -> (Option<i128>, Option<[u64; 3]>) {
        let (before, now) = (self.row(i)[self.opening()], self.row(i)[self.last()]);
        let flat = before > 0 && now * 10 > before * 9 && now * 5 <= before * 6;
        let Account { seats, modules } = if flat { self.accounts[i] } else { Account::default() };
        let room = seats
            .map(|(paid, all)| i128::from(now) * i128::from(all.saturating_sub(paid)) / i128::from(paid));
        (room, modules.map(|(used, all)| [used, all.saturating_sub(used), all].map(u64::from)))
    }

    /// A customer's amounts by subscription; all of one where rows name none.
    pub fn of_subscriptions(&self, row: &[i64]) -> Vec<(usize, Vec<i64>)> {
        let Some(swaps) = self.swaps else { return vec![(0, row.to_vec())] };
        let mut all = vec![(0, row.iter().map(|a| a / 3).collect())];
        for turn in 0..row.len().div_ceil(swaps) {
            let own = |(m, a): (usize, &i64)| if m / swaps == turn { a - a / 3 } else { 0 };
            all.push((turn + 1, row.iter().enumerate().map(own).collect()));
        }
        all
    }

    pub fn last(&self) -> usize {
        self.rows[0].1.len() - 1
    }

    pub fn opening(&self) -> usize {
        self.last() - self.window
    }

    pub fn row(&self, i: usize) -> &[i64] {
        &self.rows[i].1
    }

    pub fn total(&self, at: usize) -> f64 {
        self.rows.iter().map(|(_, row)| row[at]).sum::<i64>() as f64 / 100.0
    }

    pub fn count(&self, of: impl Fn(&[i64]) -> bool) -> f64 {
        self.rows.iter().filter(|(_, row)| of(row)).count() as f64
    }

    /// Months of the window for which a cost is stated.
    pub fn covered(&self) -> Vec<usize> {
        let spans =
            self.costs.iter().flat_map(|(at, months, ..)| (at + 1).saturating_sub(*months as usize)..=*at);
        let inside = |at: &usize| *at > self.opening() && *at <= self.last();
        let mut covered: Vec<usize> = spans.filter(inside).collect();
        covered.sort_unstable();
        covered.dedup();
        covered
    }

    /// Customer-months of a row in the months with costs; how often it was won in one of them: once, or as often as it
    /// returns where that is booked as new.
    pub fn served(&self, row: &[i64]) -> (f64, f64) {
        let covered = self.covered();
        let months = covered.iter().filter(|at| row[**at] > 0).count() as f64;
        let again = self.reactivation == ReactivationPolicy::New;
        let won = |at: usize| {
            row[at] > 0 && row[at - 1] == 0 && (again || row[..at].iter().all(|amount| *amount == 0))
        };
        (months, covered.iter().filter(|at| won(**at)).count() as f64)
    }

    /// The value of a customer with so many lost and opening customers: opening · months ÷ lost, within the cap.
    pub fn worth(&self, lost: f64, n: f64) -> f64 {
        let lifetime = n * self.window as f64 / lost;
        self.total(self.opening()) / n * lifetime.min(60.0)
    }
}

/// What a change adds as a customer of its own.
pub fn added(c: &Company, change: &Change) -> Option<Vec<i64>> {
    let mut row = vec![0; c.last() + 1];
    match change {
        Change::WonLast(amount) => row[c.last()] = *amount,
        Change::WonInside(first, then) => {
            row[c.opening() + 1..].fill(*then);
            row[c.opening() + 1] = *first;
        }
        _ => return None,
    }
    Some(row)
}

pub fn companies() -> impl Strategy<Value = Company> {
    // Amounts divide by nine, costs by any months of a period; many zeros, so that returns are common.
    let amount = prop_oneof![3 => Just(0_i64), 2 => Just(3_000), 2 => 1..5_000_i64, 1 => 1..2_000_000_i64]
        .prop_map(|a| a * 9);
    (2..9_usize, 1..5_usize, 0..9_usize)
        .prop_flat_map(move |(customers, window, earlier)| {
            let length = 2 * window + 2 + earlier;
            let rows = prop::collection::vec(prop::collection::vec(amount.clone(), length), customers);
            let category = (0..CostCategory::COUNT).prop_map(|i| CostCategory::ALL[i]);
            let cost = (length - window - 2..length, 1..4_u32, category, 0..200_000_i64);
            let costs = prop::collection::vec(cost.prop_map(|(at, m, c, a)| (at, m, c, a * 6)), 0..8);
            let policy = prop_oneof![
                2 => Just(ReactivationPolicy::Separate),
                1 => Just(ReactivationPolicy::New),
                1 => Just(ReactivationPolicy::Expansion)
            ];
            let swaps = prop::option::of(1..length + 1);
            // Seats that divide an amount and a third of it, so that a customer's room is a whole sum too.
            let seats = (prop_oneof![Just(1_u32), Just(3)], 0..9_u32);
            let modules = (0..6_u32, prop_oneof![Just(3_u32), Just(4)]);
            let account = (prop::option::of(seats), prop::option::of(modules));
            let account = account.prop_map(|(seats, modules)| Account { seats, modules });
            let none = prop::collection::vec(Just(Account::default()), customers);
            let accounts = prop_oneof![1 => none, 2 => prop::collection::vec(account, customers)];
            let seated = any::<bool>();
            let margin = prop::option::of(0..10_000_u16);
            (rows, Just(window), costs, (margin, policy), swaps, (accounts, seated))
        })
        .prop_map(|(rows, window, costs, (margin, reactivation), swaps, (mut accounts, seated))| {
            // Seats go before modules: without any, modules rank the white space.
            accounts.iter_mut().filter(|_| !seated).for_each(|account| account.seats = None);
            Company {
                first: month("2023-03"),
                rows: rows.into_iter().enumerate().map(|(i, row)| (format!("C0{i}0"), row)).collect(),
                window,
                costs,
                margin,
                reactivation,
                currency: Currency { code: Some("USD".to_owned()), ..Currency::UNSTATED },
                swaps,
                prefix: "",
                accounts,
            }
        })
}

pub fn changes() -> impl Strategy<Value = Change> {
    let amount = || (1..2_000_000_i64).prop_map(|a| a * 3);
    prop_oneof![
        (2..1000_i64).prop_map(Change::Scaled),
        Just(Change::Renamed),
        (-40..40_i32).prop_map(Change::Later),
        Just(Change::Reordered),
        Just(Change::TwoFiles),
        Just(Change::OtherCurrency),
        Just(Change::Nobody),
        Just(Change::Twice),
        amount().prop_map(Change::WonLast),
        (amount(), amount()).prop_map(|(a, b)| Change::WonInside(a, b)),
        (0..8_usize).prop_map(Change::Split),
        (0..8_usize, 1..8_usize).prop_map(|(a, by)| Change::Merged(a, by)),
    ]
}

/// The change for a company of so many customers: numbers that name one do.
pub fn fitted(change: Change, company: &Company) -> Change {
    let n = company.rows.len();
    match change {
        Change::Split(i) => Change::Split(i % n),
        Change::Merged(a, by) => Change::Merged(a % n, (a % n + 1 + by % (n - 1)) % n),
        // Between the opening and the closing month there must be one.
        Change::WonInside(first, _) if company.window == 1 => Change::WonLast(first),
        other => other,
    }
}
