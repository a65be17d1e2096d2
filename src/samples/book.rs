//! The sample's customers, their revenue, accounts, contracts and what serving them costs.

use super::words::{INDUSTRIES, Words};
use super::{Dice, Sheet};
use crate::base::{Date, Month};

/// Months of revenue.
const MONTHS: i32 = 24;

/// The account that went silent before its renewal (story 1), and the one nobody sold anything to (story 6).
pub(super) const SILENT: usize = 7;
pub(super) const FORGOTTEN: usize = 13;
/// The one that asks for a feature alone (story 4).
pub(super) const LARGEST: usize = 0;
/// The success manager whose customers leave (story 5).
const LEAVING: usize = 3;

/// A customer.
pub(super) struct Customer {
    pub name: String,
    pub number: usize,
    pub tier: usize,
    pub csm: usize,
    /// Revenue by month, in whole units; 0 where there is none.
    pub revenue: Vec<u64>,
    pub signed: Date,
    /// The last day of the last month with revenue.
    pub left: Option<Date>,
    pub seats: u64,
}

impl Customer {
    /// Whether it pays in the last month.
    pub fn stays(&self) -> bool {
        self.left.is_none()
    }
}

/// A month of the data.
fn month(words: &Words, place: i32) -> Month {
    words.as_of.month().plus(place + 1 - MONTHS)
}

/// The customers: twelve key accounts, thirty-six of the middle, the rest small.
pub(super) fn customers(words: &Words, dice: &mut Dice) -> Vec<Customer> {
    (0..120).map(|number| customer(words, dice, number)).collect()
}

fn customer(words: &Words, dice: &mut Dice, number: usize) -> Customer {
    let tier = match number {
        0..24 if number.is_multiple_of(2) || number == SILENT || number == FORGOTTEN => 0,
        0..60 => 1,
        _ => 2,
    };
    let csm = if tier == 0 { number % 3 } else { number % 4 };
    let base = match tier {
        0 => dice.between(6_000, 12_000),
        1 => dice.between(1_500, 3_000),
        _ => dice.between(200, 600),
    };
    let from = if number < 24 || dice.chance(70) { 0 } else { dice.between(1, 20) };
    let odds = match (csm == LEAVING, tier) {
        (_, 0) => 0,
        (true, _) => 55,
        (false, _) => 6,
    };
    let until = if dice.chance(odds) { dice.between(from.max(12) + 1, 22) } else { 99 };
    let mut amount = base;
    let mut revenue = Vec::new();
    for place in 0..MONTHS as u64 {
        if place > from {
            let grows = number != FORGOTTEN && csm != LEAVING && dice.chance(5);
            let shrinks = csm == LEAVING && dice.chance(4);
            amount = match (grows, shrinks) {
                (true, _) => amount * dice.between(108, 125) / 100,
                (_, true) => amount * dice.between(70, 90) / 100,
                _ => amount,
            };
        }
        revenue.push(if place < from || place > until { 0 } else { amount });
    }
    let start = i32::try_from(from).unwrap_or(0);
    let first =
        month(words, start).plus(if start == 0 { -i32::try_from(dice.below(18)).unwrap_or(0) } else { 0 });
    let signed = first.first_day().unwrap_or(words.as_of);
    let left = (until < MONTHS as u64 - 1)
        .then(|| month(words, i32::try_from(until).unwrap_or(0)).last_day())
        .flatten();
    let seats = (amount / 60).max(3);
    Customer { name: words.customer(number), number, tier, csm, revenue, signed, left, seats }
}

/// T1.
pub(super) fn revenue(words: &Words, customers: &[Customer]) -> Sheet {
    let mut sheet = Sheet::new("revenue", words, &["customer_id", "month", "mrr", "currency"]);
    for customer in customers {
        for (place, amount) in (0..).zip(&customer.revenue).filter(|(_, amount)| **amount > 0) {
            let (month, amount) = (month(words, place).to_string(), amount.to_string());
            sheet.line(&[&customer.name, &month, &amount, words.of("USD")]);
        }
    }
    sheet
}

/// T2, with the state of each customer now.
pub(super) fn accounts(words: &Words, customers: &[Customer], dice: &mut Dice) -> Sheet {
    let headers = [
        "customer_id",
        "tier",
        "industry",
        "region",
        "plan",
        "csm",
        "solution_owner",
        "delivery_owner",
        "signed_date",
        "churn_date",
        "churn_reason",
        "seats",
        "potential_seats",
        "last_login",
        "modules_used",
        "modules_total",
        "setup_done_date",
        "outcome_note",
        "check_30d",
        "check_90d",
    ];
    let mut sheet = Sheet::new("accounts", words, &headers);
    let pick = |all: &[&'static str], place: usize| {
        words.of(all.get(place % all.len()).copied().unwrap_or_default())
    };
    for customer in customers {
        let Customer { number, tier, csm, .. } = *customer;
        let silent = number == SILENT;
        let (login, modules) = match customer.left {
            Some(left) => (left, 1),
            None if silent => (words.before(9), 2),
            None => (words.before(dice.below(5)), dice.between(if tier == 0 { 6 } else { 2 }, 10)),
        };
        let done = dice.chance(if customer.left.is_some() { 40 } else { 88 });
        let setup = customer.signed.plus_days(dice.between(8, 27)).filter(|day| done && *day <= words.as_of);
        let reasons = ["product not adopted", "support quality", "price", "competitor", "business closed"];
        let reason = if customer.left.is_some() { pick(&reasons, number / 3 % 7) } else { "" };
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let owner = |names: &[&'static str], missing: bool| {
            if tier == 0 && !missing { pick(names, number) } else { "" }
        };
        let flag = |yes: bool| words.of(if yes { "yes" } else { "no" });
        sheet.line(&[
            &customer.name,
            pick(&["KA", "Mid-market", "SMB"], tier),
            pick(&INDUSTRIES, number / 24),
            pick(&["North", "East", "South", "West"], number / 7),
            pick(&["Enterprise", "Business", "Starter"], tier),
            pick(&["Ann Baker", "Ben Ortiz", "Chloe Martin", "Dan Novak"], csm),
            owner(&["Eve Lindgren", "Finn Walsh"], false),
            owner(&["Gail Moreno", "Hugo Brandt"], number == FORGOTTEN),
            &customer.signed.to_string(),
            &day(customer.left),
            reason,
            &customer.seats.to_string(),
            &(customer.seats * dice.between(11, 20) / 10).to_string(),
            &login.to_string(),
            &modules.to_string(),
            "10",
            &day(setup),
            if customer.stays() && modules > 8 { words.of("up") } else { "" },
            flag(done),
            flag(done && dice.chance(70)),
        ]);
    }
    sheet
}

/// T4: contracts of a year each, those of the last two years that ended too; the last one of who stays still runs.
pub(super) fn contracts(words: &Words, customers: &[Customer]) -> Sheet {
    let headers = [
        "contract_id",
        "customer_id",
        "start_date",
        "end_date",
        "acv",
        "outcome",
        "renewal_talk_start",
        "auto_renew",
        "billing_status",
        "overdue_days",
    ];
    let mut sheet = Sheet::new("contracts", words, &headers);
    for customer in customers {
        let number = customer.number as u64;
        let silent = customer.number == SILENT;
        let terms = terms(words, customer);
        for (place, [start, end]) in terms.iter().enumerate() {
            let (acv, next) = (yearly(words, customer, *end), terms.get(place + 1));
            let ended = *end < words.as_of || !customer.stays();
            let outcome = match next {
                Some([_, later]) if yearly(words, customer, *later) < acv => "downgraded",
                Some(_) => "renewed",
                None if ended => "churned",
                None => "pending",
            };
            // Before an end that is behind us somebody talked in time with most of those who renewed.
            let talk = match next {
                Some(_) => {
                    Date::from_days(end.days() - 60 - customer.number as i64 % 30).filter(|_| number % 5 != 2)
                }
                None if ended || silent || number % 4 == 1 => None,
                None => {
                    let near = end.days_since(words.as_of) <= 92;
                    near.then(|| words.before(number % 20 + 1))
                }
            };
            let late = if !ended && number % 17 == 5 { 12 + number % 30 } else { 0 };
            sheet.line(&[
                &format!("K{:03}-{}", number + 1, place + 1),
                &customer.name,
                &start.to_string(),
                &end.to_string(),
                &acv.to_string(),
                words.of(outcome),
                &talk.map(|day| day.to_string()).unwrap_or_default(),
                words.of(if number.is_multiple_of(3) && !silent { "yes" } else { "no" }),
                words.of(if late > 0 { "overdue" } else { "paid" }),
                &late.to_string(),
            ]);
        }
    }
    sheet
}

/// First and last day of a customer's contracts, from the one that ran two years ago on.
fn terms(words: &Words, customer: &Customer) -> Vec<[Date; 2]> {
    // Forty days ahead for who went silent, spread over the year for the others.
    let ahead = if customer.number == SILENT { 40 } else { 15 + customer.number as u64 * 53 % 340 };
    let mut end = customer.left.or_else(|| words.as_of.plus_days(ahead));
    let mut terms = Vec::new();
    while let Some(last) = end.filter(|end| *end > customer.signed && words.as_of.days_since(*end) < 730) {
        let start = Date::from_days(last.days() - 364).unwrap_or(last).max(customer.signed);
        terms.push([start, last]);
        end = Date::from_days(start.days() - 1);
    }
    terms.reverse();
    terms
}

/// What a contract comes to a year: twelve times what its customer pays in its last month, or in the last of the data.
fn yearly(words: &Words, customer: &Customer, end: Date) -> u64 {
    let place = end.month().plus(MONTHS - 1).since(words.as_of.month()).clamp(0, MONTHS - 1);
    let up_to = customer.revenue.iter().take(place as usize + 1);
    up_to.rev().find(|amount| **amount > 0).copied().unwrap_or(0) * 12
}

/// T9: by quarter; support grows faster than customers do (story 10).
pub(super) fn costs(words: &Words, customers: &[Customer]) -> Sheet {
    let mut sheet = Sheet::new("costs", words, &["period", "category", "amount"]);
    for place in 0..MONTHS {
        let paying = |c: &&Customer| c.revenue.get(place as usize).is_some_and(|amount| *amount > 0);
        let n = customers.iter().filter(paying).count() as u64;
        let grows = 100 + 3 * place as u64;
        let monthly = [
            ("cogs_hosting", n * 90),
            ("cogs_support", n * 140 * grows / 100),
            ("csm", n * 110 * grows / 100),
            ("sales_marketing_new", 42_000 + 400 * place as u64),
            ("sales_marketing_expansion", 6_000),
            ("rnd_standard", 60_000),
            ("rnd_custom", 21_000 + 500 * place as u64),
        ];
        for (category, amount) in monthly {
            sheet.line(&[&month(words, place).to_string(), category, &amount.to_string()]);
        }
    }
    sheet
}
