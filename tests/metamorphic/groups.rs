//! The laws of groups: segments, what moved between two windows, the crossing.

use crate::company::Change;
use crate::law::near;
use ninefold::report::{Report, Segment};
use proptest::prelude::*;

/// What a change does to a group of customers that is stated: its counts and sums so many times, its rates not.
pub fn groups_follow(change: &Change, before: &Report, after: &Report) -> Result<(), TestCaseError> {
    let (customers, money) = match change {
        Change::Scaled(k) => (1, i128::from(*k)),
        Change::Twice => (2, 2),
        Change::Split(_) => (0, 1),
        Change::Merged(..) => return Ok(()),
        _ => (1, 1),
    };
    let cents = |text: &str| text.replace('.', "").parse::<i128>().unwrap();
    let stated =
        |r: &Report| -> Vec<Segment> { r.segments.iter().filter(|s| s.by == "plan").cloned().collect() };
    let (before, after) = (stated(before), stated(after));
    prop_assert_eq!(before.len(), after.len());
    for (old, new) in before.into_iter().zip(after) {
        // All fields by name: one more has to find its law here.
        let Segment {
            by: _,
            segmentation: _,
            group,
            value,
            kind,
            n,
            small,
            opening,
            closing,
            kept,
            kept_customers,
            nrr,
            grr,
            logo_retention,
            interval,
            folded,
            mark,
        } = old;
        prop_assert_eq!(
            (group, value, kind, folded, mark),
            (new.group, new.value, new.kind, new.folded, new.mark)
        );
        let sums = [&opening, &closing, &kept].map(|text| cents(text) * money);
        prop_assert_eq!(sums, [&new.opening, &new.closing, &new.kept].map(|text| cents(text)));
        prop_assert!(near(nrr, new.nrr) && near(grr, new.grr));
        if customers > 0 {
            prop_assert_eq!((n * customers, kept_customers * customers), (new.n, new.kept_customers));
            prop_assert!(near(logo_retention, new.logo_retention));
        } else {
            prop_assert!(new.n >= n && new.n <= n + 1 && new.kept_customers >= kept_customers);
        }
        prop_assert_eq!(new.small, new.n < 5);
        if customers == 1 {
            prop_assert_eq!((small, interval), (new.small, new.interval));
        } else if let (Some(wide), Some(narrow), 2) = (interval, new.interval, customers) {
            prop_assert!(narrow.1 - narrow.0 < wide.1 - wide.0, "twice as many customers say more");
        }
    }
    Ok(())
}
