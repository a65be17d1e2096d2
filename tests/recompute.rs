//! What a session keeps from one report to the next never shows: whatever was chosen before, a report is the one that
//! a fresh session makes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

use ninefold::base::Month;
use ninefold::i18n::Lang;
use ninefold::read::{FileRead, ReadOptions, Reader};
use ninefold::report::{HealthProfile, Inquiry, Measure, Profile, Session, Settings, to_json};
use ninefold::samples;
use ninefold::tables::{Ends, Margin, ReactivationPolicy, Snapshot};
use proptest::prelude::*;
use std::sync::LazyLock;

/// All thirteen tables, so that every answer has something to rest on.
static COMPANY: LazyLock<Vec<FileRead>> = LazyLock::new(|| {
    let read = |(name, text): (String, String)| {
        let mut reader = Reader::new(ReadOptions { name, ..ReadOptions::default() });
        reader.push(text.as_bytes());
        reader.finish()
    };
    samples::company(Lang::En).into_iter().map(read).collect()
});

/// One thing that a person may set; every field of the settings is set by one.
const CHOICES: &[fn(&mut Settings)] = &[
    |s| s.months = 1,
    |s| s.months = 6,
    |s| s.months = 12,
    |s| s.months = 600,
    |s| s.to = None,
    |s| s.to = Month::parse_iso("2025-03"),
    |s| s.to = Month::parse_iso("2025-08"),
    |s| s.target = 120,
    |s| s.size_cuts = [20, 60],
    |s| s.policies.gap = 2,
    |s| s.policies.gap = 0,
    |s| s.policies.reactivation = ReactivationPolicy::Expansion,
    |s| s.policies.reactivation = ReactivationPolicy::Separate,
    |s| s.policies.snapshot = Snapshot::Start,
    |s| s.policies.ends = Ends::Inclusive,
    |s| s.policies.gross_margin = Some(Margin(7_500)),
    |s| s.policies.lifetime_cap = 24,
    |s| s.policies.trial_window = 3,
    |s| s.health = HealthProfile::of(Profile::B),
    |s| s.health = HealthProfile::of(Profile::A),
    |s| s.health = s.health.weighing(Measure::Tickets, 90),
    |s| s.health.set_band(0, 30),
    |s| s.health.set_cut(Measure::Tickets, 0, 2),
    |s| s.health.set_cut(Measure::Nps, 0, 8),
    |s| s.choices.all_tickets = true,
    |s| s.choices.gate = 1,
    |s| s.choices.demand = [1, 9, 1],
];

/// A choice, and what is asked before the report is made with it.
fn step() -> impl Strategy<Value = (usize, Option<Inquiry>)> {
    let inquiry = prop_oneof![
        4 => Just(None),
        // Makes books under other policies.
        1 => Just(Some(Inquiry::EffectsOf { policy: "gap".to_owned() })),
    ];
    (0..CHOICES.len(), inquiry)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn a_report_does_not_depend_on_those_before_it(steps in prop::collection::vec(step(), 1..6)) {
        let session = Session::new(COMPANY.clone());
        let mut settings = Settings::default();
        for (choice, inquiry) in steps {
            inquiry.iter().for_each(|inquiry| drop(session.inquire(&settings, inquiry)));
            CHOICES[choice](&mut settings);
            session.report(&settings);
        }
        let fresh = Session::new(COMPANY.clone()).report(&settings);
        prop_assert!(to_json(&session.report(&settings)) == to_json(&fresh), "{settings:?}");
    }
}

/// What an answer rests on decides whether it is kept: each choice from the defaults, and back.
#[test]
fn every_choice_is_seen_and_taken_back() {
    let session = Session::new(COMPANY.clone());
    let first = to_json(&session.report(&Settings::default()));
    for (place, choose) in CHOICES.iter().enumerate() {
        let mut settings = Settings::default();
        choose(&mut settings);
        let changed = to_json(&session.report(&settings));
        assert_eq!(changed, to_json(&Session::new(COMPANY.clone()).report(&settings)), "choice {place}");
        assert_eq!(to_json(&session.report(&Settings::default())), first, "choice {place} taken back");
    }
}
