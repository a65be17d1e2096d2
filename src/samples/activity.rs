//! What the sample's customers do: usage, tickets, set-up, connected systems, attempts at tasks.

use super::book::{Customer, SILENT};
use super::words::Words;
use super::{Dice, Sheet};
use crate::base::Date;

/// Weeks of usage.
const WEEKS: u64 = 14;
/// Who complains (story 3), and the step at which customers get stuck (story 9).
const COMPLAINING: [usize; 3] = [4, 18, 31];

pub(super) fn sheets(words: &Words, customers: &[Customer], dice: &mut Dice) -> Vec<Sheet> {
    vec![
        usage(words, customers, dice),
        tickets(words, customers, dice),
        onboarding(words, customers, dice),
        integrations(words, customers, dice),
        tasks(words, dice),
    ]
}

/// T3, a row a week, dated by its last day.
fn usage(words: &Words, customers: &[Customer], dice: &mut Dice) -> Sheet {
    let headers = [
        "customer_id",
        "date",
        "logins",
        "active_users",
        "sessions",
        "core_actions",
        "core_minutes",
        "modules_used",
        "advanced_actions",
    ];
    let mut sheet = Sheet::new("usage", words, &headers);
    for customer in customers {
        for week in (0..WEEKS).rev() {
            let date = words.before(week * 7 + 1);
            if date < customer.signed || customer.left.is_some_and(|left| left < date) {
                continue;
            }
            // Who went silent used less from month to month before it did.
            let share = match (customer.number == SILENT, week) {
                (true, 0) => 0,
                (true, 1..=4) => 30,
                _ => 100,
            };
            let active = (customer.seats * dice.between(55, 90) / 100).max(1) * share / 100;
            let logins = active * dice.between(3, 6);
            let actions = active * dice.between(18, 32);
            sheet.line(&[
                &customer.name,
                &date.to_string(),
                &logins.to_string(),
                &active.to_string(),
                &(logins * 13 / 10).to_string(),
                &actions.to_string(),
                &(actions * 2).to_string(),
                &(if active == 0 { 0 } else { dice.between(2, 8) }).to_string(),
                &(actions / 9).to_string(),
            ]);
        }
    }
    sheet
}

/// T5: half a year.
fn tickets(words: &Words, customers: &[Customer], dice: &mut Dice) -> Sheet {
    let headers = [
        "ticket_id",
        "customer_id",
        "created_at",
        "ticket_type",
        "level",
        "topic",
        "resolved_at",
        "handled_by",
        "reopened",
    ];
    let mut sheet = Sheet::new("tickets", words, &headers);
    let mut id = 0;
    let mut add =
        |sheet: &mut Sheet, dice: &mut Dice, customer: &Customer, created: Date, said: [&'static str; 3]| {
            id += 1;
            let [kind, level, topic] = said;
            let small = customer.tier == 2;
            // Too many of the simple ones land on success managers.
            let by = match (level, dice.below(10)) {
                ("basic", 0..=2) => "ai",
                ("basic", 3..=4) => "kb",
                ("basic", 5..=6) if small => "csm",
                ("complex", 0..=3) => "csm",
                _ => "agent",
            };
            let solved = created.plus_days(dice.between(0, 6)).filter(|day| *day <= words.as_of);
            sheet.line(&[
                &format!("T{id:04}"),
                &customer.name,
                &created.to_string(),
                words.of(kind),
                words.of(level),
                words.of(topic),
                &solved.map(|day| day.to_string()).unwrap_or_default(),
                words.of(by),
                words.of(if dice.chance(6) { "yes" } else { "no" }),
            ]);
        };
    for customer in customers {
        for _ in 0..dice.below(6) {
            let created = words.before(dice.below(180));
            if created < customer.signed || customer.left.is_some_and(|left| left < created) {
                continue;
            }
            let kind = if dice.chance(12) {
                "complaint"
            } else if dice.chance(60) {
                "question"
            } else {
                "bug"
            };
            let level = if dice.chance(65) { "basic" } else { "complex" };
            let topic = *["billing", "reports", "login"].get(dice.below(3) as usize).unwrap_or(&"login");
            add(&mut sheet, dice, customer, created, [kind, level, topic]);
        }
        if COMPLAINING.contains(&customer.number) {
            for day in 0..21 {
                add(
                    &mut sheet,
                    dice,
                    customer,
                    words.before(2 + day * 4),
                    ["complaint", "complex", "integrations"],
                );
            }
        }
    }
    sheet
}

/// T8, of customers of the last months.
fn onboarding(words: &Words, customers: &[Customer], dice: &mut Dice) -> Sheet {
    let headers = ["customer_id", "step", "completed_at", "weight", "core", "automated"];
    let mut sheet = Sheet::new("onboarding", words, &headers);
    let steps = [
        ("Invite the team", 20_u64, "no", "yes", 95),
        ("Import data", 30, "yes", "yes", 90),
        ("Connect API", 30, "yes", "no", 45),
        ("First report", 20, "yes", "no", 85),
    ];
    let recent = |c: &&Customer| words.as_of.days_since(c.signed) <= 420 && c.stays();
    for customer in customers.iter().filter(recent) {
        let mut day = customer.signed;
        let mut goes_on = true;
        for (step, weight, core, automated, odds) in steps {
            goes_on = goes_on && dice.chance(odds);
            day = day.plus_days(dice.between(1, 6)).unwrap_or(day);
            let done = if goes_on && day <= words.as_of { day.to_string() } else { String::new() };
            let cells =
                [words.of(step), done.as_str(), &weight.to_string(), words.of(core), words.of(automated)];
            let [step, done, weight, core, automated] = cells;
            sheet.line(&[&customer.name, step, done, weight, core, automated]);
        }
    }
    sheet
}

/// T13: who stays has more of them.
fn integrations(words: &Words, customers: &[Customer], dice: &mut Dice) -> Sheet {
    let headers = ["customer_id", "integration", "direction", "connected_at", "data_gb"];
    let mut sheet = Sheet::new("integrations", words, &headers);
    for customer in customers {
        let most = if customer.stays() { 4 } else { 2 };
        for system in ["ERP", "CRM", "Warehouse"].into_iter().take(dice.below(most) as usize) {
            let since = customer.signed.plus_days(dice.between(5, 60)).unwrap_or(customer.signed);
            let direction = words.of(if dice.chance(40) { "two_way" } else { "read" });
            let gigabytes = format!("{}.{}", dice.below(40), dice.below(10));
            sheet.line(&[&customer.name, words.of(system), direction, &since.to_string(), &gigabytes]);
        }
    }
    sheet
}

/// T11: a core task of eight steps (story 8).
fn tasks(words: &Words, dice: &mut Dice) -> Sheet {
    let headers = ["task", "date", "steps", "completed", "duration_s", "seq", "core", "optimal_steps"];
    let mut sheet = Sheet::new("tasks", words, &headers);
    for (task, steps, odds, ease, core) in [
        ("Create a report", 8, 70, 4, "yes"),
        ("Invite a colleague", 3, 96, 6, "yes"),
        ("Export data", 4, 90, 6, "no"),
    ] {
        for attempt in 0..40 {
            let taken = steps + dice.below(3) - 1;
            sheet.line(&[
                words.of(task),
                &words.before(attempt).to_string(),
                &taken.to_string(),
                words.of(if dice.chance(odds) { "yes" } else { "no" }),
                &(taken * 14).to_string(),
                &(ease + dice.below(2)).to_string(),
                words.of(core),
                &(steps - 1).to_string(),
            ]);
        }
    }
    sheet
}
