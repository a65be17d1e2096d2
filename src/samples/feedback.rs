//! What the sample's customers say and bring: surveys, trials, requests, advocacy.

use super::book::{Customer, LARGEST};
use super::words::Words;
use super::{Dice, Sheet};

/// Who asks for the feature that many want (story 4).
const SHARED: usize = 12;

pub(super) fn sheets(words: &Words, customers: &[Customer], dice: &mut Dice) -> Vec<Sheet> {
    vec![
        surveys(words, customers, dice),
        trials(words, dice),
        requests(words, customers, dice),
        advocacy(words, customers, dice),
    ]
}

/// T6: promoters, passives and detractors; one detractor of last week was not called (story 7).
fn surveys(words: &Words, customers: &[Customer], dice: &mut Dice) -> Sheet {
    let headers = ["customer_id", "date", "kind", "score", "respondent_id", "feature", "followed_up_at"];
    let mut sheet = Sheet::new("surveys", words, &headers);
    for customer in customers.iter().filter(|c| c.stays()) {
        for wave in [200, 110, 20] {
            let asked = words.before(wave - customer.number as u64 % 9);
            if asked < customer.signed || dice.chance(45) {
                continue;
            }
            let score = match dice.below(10) {
                0..=4 => dice.between(9, 10),
                5..=7 => dice.between(7, 8),
                _ => dice.between(2, 6),
            };
            let called = dice.chance(if score <= 6 { 60 } else { 35 });
            let called = asked.plus_days(1).filter(|_| called).map(|day| day.to_string()).unwrap_or_default();
            let who = format!("R{:03}", customer.number + 1);
            sheet.line(&[&customer.name, &asked.to_string(), "nps", &score.to_string(), &who, "", &called]);
        }
    }
    for (place, customer) in customers.iter().filter(|c| c.stays()).enumerate().take(24) {
        let (feature, score) = if place % 3 == 0 {
            ("Bulk import", dice.between(1, 2))
        } else {
            ("Mobile approval", dice.between(4, 5))
        };
        let asked = words.before(40 + place as u64).to_string();
        let who = format!("R{:03}", customer.number + 1);
        let kind = words.of("csat");
        sheet.line(&[&customer.name, &asked, kind, &score.to_string(), &who, words.of(feature), ""]);
    }
    sheet
}

/// T7: agencies convert better (story 2).
fn trials(words: &Words, dice: &mut Dice) -> Sheet {
    let headers = [
        "signup_id",
        "signup_date",
        "segment",
        "source",
        "trial_end",
        "activated_at",
        "first_value_at",
        "pql_at",
        "paid_at",
        "self_serve",
        "invited_by",
        "invites_sent",
    ];
    let mut sheet = Sheet::new("trials", words, &headers);
    for number in 0..200_u64 {
        let segment = match number % 5 {
            0 => "agency",
            1 | 2 => "shop",
            _ => "manufacturer",
        };
        let signed = words.before(280 - number);
        let day = |days: u64| signed.plus_days(days).filter(|day| *day <= words.as_of);
        let text = |day: Option<crate::base::Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let agency = segment == "agency";
        let active = dice.chance(if agency { 76 } else { 55 });
        let valued = active && dice.chance(75);
        let qualified = valued && dice.chance(60);
        let paid = valued && dice.chance(if agency { 80 } else { 18 });
        let invited = number > 20 && dice.chance(14);
        let source = if invited {
            "invite"
        } else {
            *["organic", "ads", "partner"].get(dice.below(3) as usize).unwrap_or(&"ads")
        };
        let paid_on = day(dice.between(12, 30)).filter(|_| paid);
        sheet.line(&[
            &format!("S{:03}", number + 1),
            &signed.to_string(),
            words.of(segment),
            words.of(source),
            &signed.plus_days(14).map(|day| day.to_string()).unwrap_or_default(),
            &text(day(dice.below(6)).filter(|_| active)),
            &text(day(dice.between(6, 12)).filter(|_| valued)),
            &text(day(dice.between(8, 13)).filter(|_| qualified)),
            &text(paid_on),
            if paid_on.is_some() { words.of(if dice.chance(64) { "yes" } else { "no" }) } else { "" },
            &if invited { format!("S{:03}", dice.between(1, 20)) } else { String::new() },
            &(if active { dice.below(4) } else { 0 }).to_string(),
        ]);
    }
    sheet
}

/// T10.
fn requests(words: &Words, customers: &[Customer], dice: &mut Dice) -> Sheet {
    let headers = [
        "request_id",
        "customer_id",
        "feature",
        "date",
        "status",
        "adopted_at",
        "effort_pm",
        "impact",
        "confidence",
        "time_criticality",
        "risk_reduction",
    ];
    let mut sheet = Sheet::new("requests", words, &headers);
    let stays: Vec<&Customer> = customers.iter().filter(|c| c.stays()).collect();
    let mut id = 0;
    let mut ask = |sheet: &mut Sheet,
                   customer: &Customer,
                   feature: &'static str,
                   age: u64,
                   rest: [&str; 5],
                   adopted: bool| {
        id += 1;
        let made = words.before(age);
        let shipped = made.plus_days(60).filter(|day| adopted && *day <= words.as_of);
        let status = if shipped.is_some() { "adopted" } else { "open" };
        let [effort, impact, confidence, criticality, risk] = rest;
        sheet.line(&[
            &format!("F{id:03}"),
            &customer.name,
            words.of(feature),
            &made.to_string(),
            words.of(status),
            &shipped.map(|day| day.to_string()).unwrap_or_default(),
            effort,
            impact,
            confidence,
            criticality,
            risk,
        ]);
    };
    for (feature, companies, rest, adopted) in [
        ("Bulk import", SHARED, ["3", "2", "0.8", "6", "3"], false),
        ("Single sign-on", 9, ["2", "2", "1", "8", "8"], false),
        ("Mobile approval", 11, ["1", "1", "0.8", "4", "2"], true),
        ("Dark mode", 4, ["1", "0.25", "0.5", "1", "1"], false),
    ] {
        for place in 0..companies {
            if let Some(customer) = stays.get((place * 7 + companies) % stays.len().max(1)) {
                // What was shipped was asked for long enough ago.
                let age = if adopted { 70 } else { 20 } + dice.below(150);
                ask(&mut sheet, customer, feature, age, rest, adopted);
            }
        }
    }
    for age in [30, 60, 90, 120] {
        if let Some(customer) = customers.get(LARGEST) {
            ask(&mut sheet, customer, "Group report", age, ["4", "1", "0.5", "3", "1"], false);
        }
    }
    sheet
}

/// T12: few of those who would recommend us were ever asked (story 7).
fn advocacy(words: &Words, customers: &[Customer], dice: &mut Dice) -> Sheet {
    let headers = ["customer_id", "date", "advocacy_kind", "count", "converted", "revenue", "partner_type"];
    let mut sheet = Sheet::new("advocacy", words, &headers);
    for customer in customers.iter().filter(|c| c.stays() && c.number % 11 == 2) {
        for kind in ["referral", "review"].into_iter().take(1 + dice.below(2) as usize) {
            let (count, converted) = (dice.between(1, 4), dice.below(2));
            let (date, paid) =
                (words.before(dice.below(300)).to_string(), converted * dice.between(2_000, 9_000));
            let partner = if customer.number % 22 == 2 { words.of("channel") } else { "" };
            let kind = words.of(kind);
            let cells = [count.to_string(), converted.to_string(), paid.to_string()];
            let [count, converted, paid] = &cells;
            sheet.line(&[&customer.name, &date, kind, count, converted, paid, partner]);
        }
    }
    sheet
}
