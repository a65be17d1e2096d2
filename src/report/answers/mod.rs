//! The nine questions and the guide: each from the tables it needs, a file a question.

mod cells;
mod guide;
mod kept;
mod q1;
mod q2;
mod q3;
mod q4;
mod q5;
mod q6;
mod q7;
mod q8;
mod q9;
mod wanted;

use super::answer::QuestionState;
use super::{Report, Settings, Tables, Value};
use crate::base::format_minor;
use crate::metrics::operating::health::{Band, Health, HealthProfile};
use crate::metrics::operating::{Activity, signups};
use crate::tables::Company;
pub(super) use kept::Kept;
use q6::Retained;
use std::cell::{LazyCell, OnceCell};
use wanted::Wanted;
pub(super) use wanted::{behind, in_full};

/// What a question is answered from, whatever the window: an answer that wants more is handed it beside this, and kept
/// by it ([`Kept`]).
pub(super) struct Asked<'a> {
    /// Every table on the customers.
    pub company: &'a Company<'a>,
    /// What the revenue and the costs were read from.
    pub tables: Tables<'a>,
    activity: OnceCell<Activity>,
    health: OnceCell<Vec<Health>>,
    /// The number whose rows are wanted beside the answer.
    wanted: Option<Wanted<'a>>,
}

impl<'a> Asked<'a> {
    /// The questions' ground.
    pub fn new(company: &'a Company<'a>, tables: Tables<'a>) -> Self {
        let (activity, health) = (OnceCell::new(), OnceCell::new());
        Asked { company, tables, activity, health, wanted: None }
    }

    /// Digits of the report's currency.
    pub fn exponent(&self) -> u8 {
        self.company.book.currency.exponent
    }

    /// Minor units of it as decimal text.
    pub fn decimal(&self, minor: i128) -> String {
        format_minor(minor, self.exponent())
    }

    /// The same as a value.
    pub fn money(&self, minor: i128) -> Value {
        Value::Money(self.decimal(minor))
    }

    /// A customer's name.
    pub fn name(&self, customer: u32) -> Value {
        Value::text(self.company.customers.text(customer))
    }

    /// What customers did in the last 28 days of usage, worked out where the first question wants it.
    pub fn activity(&self) -> &Activity {
        self.activity.get_or_init(|| Activity::of(self.company))
    }

    /// A customer's score and its colour by a profile, the same for all of a report, where the tables say enough of it.
    pub fn health(&self, profile: &HealthProfile, customer: u32) -> Option<(f64, Band)> {
        let all = self.health.get_or_init(|| q4::health(self, profile));
        let at = all.binary_search_by_key(&customer, |one| one.customer).ok()?;
        let one = all.get(at).filter(|one| one.band != Band::Grey)?;
        Some((one.score.value()?, one.band))
    }
}

/// The questions in their order; the guide, which speaks of all of them, comes last. `report` has the retention
/// metrics; what `kept` has of the last report about the same company is taken over.
pub(super) fn questions(
    asked: &Asked<'_>,
    report: &Report,
    settings: &Settings,
    kept: &mut Kept,
) -> Vec<QuestionState> {
    let signups = LazyCell::new(|| signups(asked.company));
    let mut health = kept.q4.answer(settings.health, |profile| q4::answer(asked, profile));
    q4::with_window(asked, report.window, &mut health);
    let mut all = vec![
        q1::answer(asked, report),
        q2::answer(report),
        kept.q3.answer(settings.choices.clone(), |choices| q3::answer(asked, choices)),
        health,
        kept.q5.answer(settings.health, |profile| q5::answer(asked, profile)),
        kept.q6.answer(Retained::of(report), |retained| q6::answer(asked, &signups, retained)),
        kept.q7.answer(settings.policies.trial_window, |days| q7::answer(asked, &signups, *days)),
        kept.q8.answer(settings.choices.clone(), |choices| q8::answer(asked, choices)),
        kept.q9.answer((), |()| q9::answer(asked)),
    ];
    all.push(guide::answer(asked, report, &all));
    all
}

/// A question's status and what it still needs.
pub(super) fn status(id: &str, status: &str, needs: &[&str]) -> QuestionState {
    QuestionState { status: status.to_owned(), ..QuestionState::needing(id, needs) }
}
