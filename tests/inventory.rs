//! Everything that the sources state (domain.md §1) has a test that is there, or a reason why none can be.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

use std::path::Path;

/// The ids of each group, from the first to the last.
const GROUPS: [(&str, u32, u32); 12] = [
    ("Q1-", 1, 12),
    ("Q2-", 1, 9),
    ("Q3-", 0, 9),
    ("Q4-", 1, 10),
    ("Q5-", 1, 10),
    ("Q6-", 1, 8),
    ("Q7-", 1, 1),
    ("Q8-", 1, 3),
    ("Q9-", 1, 4),
    ("Q0-", 1, 1),
    ("N-", 0, 31),
    ("G-", 1, 36),
];

/// All of them in their order; the health score's ten inputs have a letter each.
fn ids() -> Vec<String> {
    let mut all = Vec::new();
    for (group, first, last) in GROUPS {
        for n in first..=last {
            all.push(format!("{group}{n:02}"));
            if (group, n) == ("Q4-", 3) {
                all.extend(('a'..='j').map(|letter| format!("Q4-03{letter}")));
            }
        }
    }
    all
}

/// Whether a place names a test that is there: a case's folder, or a file and a function of it that is one.
fn is_there(place: &str) -> Option<bool> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    if let Some(case) = place.strip_prefix("tests/cases/") {
        return Some(root.join("tests/cases").join(case).join("expected.json").is_file());
    }
    let (file, name) = place.split_once("::")?;
    let text = std::fs::read_to_string(root.join(file)).unwrap_or_default();
    let (before, _) = text.split_once(&format!("fn {name}("))?;
    Some(before.trim_end().ends_with(']') && before.rsplit("\n\n").next().unwrap().contains("#[test]"))
}

#[test]
fn every_statement_has_its_test_or_its_reason() {
    let lines = include_str!("inventory.toml").lines().filter(|line| !line.starts_with('#'));
    let pairs: Vec<(&str, &str)> = lines
        .map(|line| {
            let (id, place) = line.split_once(" = ").unwrap();
            (id, place.trim_matches('"'))
        })
        .collect();
    let found: Vec<&str> = pairs.iter().map(|(id, _)| *id).collect();
    assert_eq!(found, ids());
    assert_eq!(found.len(), 146);
    let mut reasons = 0;
    for (id, place) in pairs {
        match place.contains("::") || place.starts_with("tests/") {
            true => place.split(" + ").for_each(|one| assert_eq!(is_there(one), Some(true), "{id}: {one}")),
            false => {
                assert!(place.len() > 20, "{id}: {place} is no reason");
                reasons += 1;
            }
        }
    }
    assert!(reasons < 35, "{reasons} without a test");
}
