//! The laws of groups: segments, what moved between two windows, the crossing.

use crate::company::{Change, Company};
use crate::law::near;
use ninefold::report::{MetricId, Quadrant, QuadrantSums, RankedBy, Report, Segment, Shift, WhiteSpace};
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

/// What moved a rate between two windows, by plan: counts and sums multiply, rates, mix and their parts don't.
pub fn shifts_follow(change: &Change, before: &Report, after: &Report) -> Result<(), TestCaseError> {
    let of = |r: &Report| -> Option<Vec<Shift>> {
        let plans = r.segmentations.iter().find(|s| s.by == "plan")?;
        Some(plans.simpson.as_ref()?.shifts.clone())
    };
    // Half a customer has a plan, a group and a weight of its own; its money is where it was.
    let by_money =
        |shift: &Shift| !matches!(change, Change::Split(_)) || shift.metric != MetricId::LogoRetention;
    let (Some(old), Some(new)) = (of(before), of(after)) else {
        prop_assert_eq!(of(before).is_some(), of(after).is_some());
        return Ok(());
    };
    if matches!(change, Change::Merged(..)) {
        return Ok(());
    }
    for (old, new) in old.iter().zip(&new).filter(|(old, _)| by_money(old)) {
        let Shift { metric, before, now, change: moved, mix, rate, reversed, groups } = old;
        prop_assert_eq!(*metric, new.metric);
        let pairs =
            [(before, new.before), (now, new.now), (moved, new.change), (mix, new.mix), (rate, new.rate)];
        for (old, new) in pairs {
            prop_assert!(near(*old, new), "{:?} {:?}: {} became {}", change, metric, old, new);
        }
        prop_assert!(near(new.mix + new.rate, new.change));
        // Twice as many customers may be enough to judge by.
        let counted = matches!(change, Change::Twice | Change::Split(_));
        prop_assert!(counted || *reversed == new.reversed);
        prop_assert_eq!(groups.len(), new.groups.len());
        for (old, new) in groups.iter().zip(&new.groups) {
            prop_assert!(near(old.mix, new.mix) && near(old.rate, new.rate));
        }
    }
    Ok(())
}

/// The crossing of GRR and NDR: every customer stays where it is, whatever comes beside it.
pub fn crossing_follows(
    c: &Company,
    change: &Change,
    before: &Report,
    after: &Report,
) -> Result<(), TestCaseError> {
    let (Some(old), Some(new)) = (&before.quadrant, &after.quadrant) else {
        prop_assert_eq!(before.quadrant.is_some(), after.quadrant.is_some());
        return Ok(());
    };
    room_follows(c, change, old, new)?;
    let (customers, money) = match change {
        Change::Scaled(k) => (1, i128::from(*k)),
        Change::Twice => (2, 2),
        Change::Split(_) => (0, 1),
        Change::Merged(..) => return Ok(()),
        _ => (1, 1),
    };
    let cents = |text: &str| text.replace('.', "").parse::<i128>().unwrap();
    let Quadrant {
        grr_cut,
        ndr_cut,
        groups,
        ranked_by: _,
        rest: _,
        spots: _,
        room: _,
        seats_stated: _,
        modules: _,
        modules_stated: _,
        white_space,
    } = old;
    let paid = |list: &[WhiteSpace], times: i128| -> Vec<i128> {
        list.iter().map(|w| cents(&w.closing) * times).collect()
    };
    let (own, now) = (
        paid(white_space, if matches!(change, Change::Scaled(_)) { money } else { 1 }),
        paid(&new.white_space, 1),
    );
    let by_size = new.ranked_by == RankedBy::Mrr;
    prop_assert!(!by_size || now.is_sorted_by(|a, b| a >= b), "largest first");
    match change {
        Change::Split(_) => prop_assert_eq!(own.iter().sum::<i128>(), now.iter().sum::<i128>()),
        Change::Twice => prop_assert_eq!(own.iter().flat_map(|a| [*a; 2]).collect::<Vec<_>>(), now),
        _ => prop_assert_eq!(own, now),
    }
    prop_assert_eq!((grr_cut, ndr_cut), (&new.grr_cut, &new.ndr_cut));
    for (old, new) in groups.iter().zip(&new.groups) {
        let QuadrantSums { group, n, opening, closing } = old;
        prop_assert_eq!(*group, new.group);
        prop_assert_eq!(
            (cents(opening) * money, cents(closing) * money),
            (cents(&new.opening), cents(&new.closing))
        );
        prop_assert!(customers == 0 && new.n >= *n || n * customers == new.n);
    }
    Ok(())
}

/// What the loyal and flat could have beside what they have: sums over customers, by what the accounts state of each.
fn room_follows(c: &Company, change: &Change, old: &Quadrant, new: &Quadrant) -> Result<(), TestCaseError> {
    let cents = |text: &str| text.replace('.', "").parse::<i128>().unwrap();
    let told = |q: &Quadrant| {
        let modules = q.modules.map_or([0; 3], |m| [m.used, m.unused, m.all]);
        (q.room.as_deref().map_or(0, cents), q.seats_stated, modules, q.modules_stated)
    };
    let (room, seats, modules, stated) = told(old);
    let own = |i: usize| {
        let (room, modules) = c.white_space(i);
        let counted = (u64::from(room.is_some()), u64::from(modules.is_some()));
        (room.unwrap_or(0), counted.0, modules.unwrap_or([0; 3]), counted.1)
    };
    let all = (0..c.rows.len()).map(own).fold((0, 0, [0; 3], 0), |(a, b, c, d), (w, x, y, z)| {
        (a + w, b + x, [0, 1, 2].map(|i| c[i] + y[i]), d + z)
    });
    prop_assert_eq!((room, seats, modules, stated), all, "by the accounts alone");
    let wanted = match change {
        Change::Scaled(k) => (room * i128::from(*k), seats, modules, stated),
        Change::Twice => (2 * room, 2 * seats, modules.map(|n| 2 * n), 2 * stated),
        // Its MRR is shared among the parts, its modules are each one's.
        Change::Split(i) => {
            let (_, more, of, all) = own(*i);
            (room, seats + more, [0, 1, 2].map(|i| modules[i] + of[i]), stated + all)
        }
        Change::Merged(a, b) => {
            let (a, b) = (own(*a), own(*b));
            let left = [0, 1, 2].map(|i| modules[i] - a.2[i] - b.2[i]);
            (room - a.0 - b.0, seats - a.1 - b.1, left, stated - a.3 - b.3)
        }
        _ => (room, seats, modules, stated),
    };
    prop_assert_eq!(told(new), wanted, "{:?}", change);
    prop_assert_eq!(new.room.is_some(), new.seats_stated > 0);
    let ranked = match (new.seats_stated, new.modules_stated) {
        (0, 0) => RankedBy::Mrr,
        (0, _) => RankedBy::Modules,
        _ => RankedBy::Seats,
    };
    prop_assert_eq!(new.ranked_by, ranked);
    // Customer by customer, in their order: money so many times, modules as they were.
    let times = if let Change::Scaled(k) = change { i128::from(*k) } else { 1 };
    let copies = if matches!(change, Change::Twice) { 2 } else { 1 };
    let rows = |q: &Quadrant, times: i128, copies: usize| -> Vec<(Option<i128>, Option<[u64; 3]>)> {
        let row = |w: &WhiteSpace| {
            let modules = w.modules.map(|m| [m.used, m.unused, m.all]);
            (w.room.as_deref().map(|room| cents(room) * times), modules)
        };
        q.white_space.iter().flat_map(|w| std::iter::repeat_n(row(w), copies)).collect()
    };
    if !matches!(change, Change::Split(_) | Change::Merged(..)) {
        prop_assert_eq!(rows(old, times, copies), rows(new, 1, 1));
    }
    Ok(())
}
