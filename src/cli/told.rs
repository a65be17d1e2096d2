//! Answers to inquiries, as JSON and as text for people.

use super::diligence::intervals;
use super::text::{Rows, lines, percent, row, table, told};
use crate::base::grouped;
use crate::report::{Comparison, Effect, Told, difference_rule};
use std::fmt::Write;

/// The answer alone, as JSON.
pub(super) fn json(told: &Told) -> String {
    match told {
        Told::Comparison(comparison) => super::json(comparison),
        Told::Effects(effects) => super::json(effects),
        Told::Resampled(resampled) => super::json(resampled),
        Told::List(list) => super::json(list),
        Told::Embedded { text, .. } => text.clone(),
    }
}

/// The answer as text.
pub(super) fn summary(told: &Told) -> String {
    let mut out = String::new();
    // Writing into a String can't fail.
    let _ = match told {
        Told::Comparison(comparison) => compared(&mut out, comparison),
        Told::Effects(effects) => table(&mut out, &choices(effects)),
        Told::Resampled(resampled) => {
            let text = resampled.as_ref().map_or_else(|| "too few customers".to_owned(), intervals);
            writeln!(out, "{text}")
        }
        Told::List(list) => out.write_str(&super::json(list)),
        Told::Embedded { text, .. } => out.write_str(text),
    };
    out
}

/// Percentage points, with their sign.
fn points(ratio: f64) -> String {
    format!("{:+.2}", ratio * 100.0)
}

fn compared(out: &mut String, c: &Comparison) -> std::fmt::Result {
    if let Some(window) = c.window {
        writeln!(out, "{} to {}", told(window.from), told(window.to))?;
    }
    if let Some(why) = c.na {
        return writeln!(out, "n/a: {}", why.as_str());
    }
    let [from, to] = c.values.map(Option::unwrap_or_default);
    let mut rows = vec![row(["Step", "points", "customers"])];
    rows.push(vec![c.from.name(), percent(from), String::new()]);
    for step in &c.steps {
        let rule = difference_rule(step.rule).to_owned();
        rows.push(vec![rule, points(step.points), grouped(&step.customers.to_string())]);
    }
    rows.push(vec![c.to.name(), percent(to), String::new()]);
    table(out, &rows)?;
    for step in &c.steps {
        writeln!(out, "\n{}", difference_rule(step.rule))?;
        let mut rows = vec![row(["  Customer", "points", "opening", "closing", "moves"])];
        for customer in &step.top {
            let moves: Vec<String> = customer
                .moves
                .iter()
                .map(|m| format!("{} {:?} {}", told(m.month), m.kind, grouped(&m.amount)).to_lowercase())
                .collect();
            let name = format!("  {}", customer.customer);
            let ends = [&customer.opening, &customer.closing].map(|amount| grouped(amount));
            let [opening, closing] = ends;
            rows.push(vec![name, points(customer.points), opening, closing, moves.join(", ")]);
        }
        if step.others > 0 {
            rows.push(vec![
                format!("  {} others", grouped(&step.others.to_string())),
                points(step.others_points),
                String::new(),
                String::new(),
                String::new(),
            ]);
        }
        lines(out, &rows, 4)?;
    }
    Ok(())
}

/// The figure that a policy beside retention moves.
fn beside(policy: &str, own: f64) -> String {
    match policy {
        "lifetime_cap" => format!("LTV {:+.1} %", own * 100.0),
        _ => format!("trial to paid {}", points(own)),
    }
}

fn choices(effects: &[Effect]) -> Rows {
    let mut rows = vec![row(["Policy", "NRR", "GRR", "logo", "NRR all movements", "beside"])];
    for effect in effects {
        let name = format!("{}={}", effect.policy, effect.value);
        let change = |change: Option<f64>| change.map_or_else(|| "n/a".to_owned(), points);
        rows.push(match (effect.in_force, effect.applicable) {
            (true, _) => vec![name, "in force".to_owned()],
            (false, false) => vec![name, "nothing here that it could change".to_owned()],
            (false, true) => vec![
                name,
                change(effect.nrr),
                change(effect.grr),
                change(effect.logo),
                change(effect.nrr_lazy),
                effect.own.map(|own| beside(&effect.policy, own)).unwrap_or_default(),
            ],
        });
    }
    rows
}
