//! How sign-ups bring sign-ups: invitations, their acceptance and the K-factor (domain.md §5.2).

use super::median_twice;
use super::trials::{Part, Signup, Signups};
use crate::tables::{Company, Datum, TableKind};

/// What invitations come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Viral {
    /// Sign-ups by invitation, of those whose origin is stated.
    pub share: Part,
    /// Users who can invite: those activated, where that is stated, else all.
    pub active: u64,
    /// Invitations sent; `None` where no row states any.
    pub sent: Option<i64>,
    /// Median days from an inviter's sign-up to the invited one's, doubled, and of how many.
    pub cycle: Option<(i64, u64)>,
}

impl Viral {
    /// New sign-ups that one active user brings: invitations a user × their acceptance, in which the invitations
    /// cancel. `None` without an active user.
    pub fn k(&self) -> Option<f64> {
        (self.active > 0).then(|| self.share.part as f64 / self.active as f64)
    }

    /// Whether each active user brings at least one more.
    pub fn is_self_sustaining(&self) -> bool {
        self.active > 0 && self.share.part >= self.active
    }

    /// What one sign-up becomes with all that follow from it: 1 ÷ (1 − K). `None` where that has no end.
    pub fn amplification(&self) -> Option<f64> {
        let ends = self.active > 0 && !self.is_self_sustaining();
        ends.then(|| self.active as f64 / (self.active - self.share.part) as f64)
    }
}

/// Sign-ups after some cycles, the first being the seeds alone: seeds · (1 + K + K² + …).
pub fn after_cycles(k: f64, seeds: f64, cycles: u32) -> f64 {
    let (sum, _) = (0..cycles).fold((0.0, seeds), |(sum, wave), _| (sum + wave, wave * k));
    sum
}

/// What the files say of a sign-up's invitations.
#[derive(Clone, Debug, Default)]
pub struct Invitations {
    names_inviters: bool,
    states_activation: bool,
    /// The source that is an invitation, by place in the choices of [`Datum::Source`].
    viral: Option<usize>,
    /// The day each inviter signed up.
    days: Vec<Option<i32>>,
}

impl Invitations {
    /// Reads them.
    pub fn of(company: &Company<'_>, signups: &Signups<'_>) -> Self {
        let states = |datum| company.has_datum(TableKind::Trials, datum);
        let mut days: Vec<Option<i32>> = vec![None; signups.inviters];
        for signup in &signups.all {
            if let Some(place) = signup.named.and_then(|number| days.get_mut(number as usize)) {
                *place = Some(signup.day);
            }
        }
        Invitations {
            names_inviters: states(Datum::InvitedBy),
            states_activation: states(Datum::ActivatedAt),
            viral: Datum::Source.choices().position(|source| source == "viral"),
            days,
        }
    }

    /// Whether it came by invitation.
    pub fn invited(&self, signup: &Signup<'_>) -> bool {
        let viral = signup.source.map(usize::from) == self.viral && self.viral.is_some();
        signup.invited_by.is_some() || viral
    }

    /// The same; `None` where nothing says it: without a column of inviters, a blank source says nothing.
    pub fn origin(&self, signup: &Signup<'_>) -> Option<bool> {
        (self.names_inviters || signup.source.is_some()).then(|| self.invited(signup))
    }

    /// Whether it can invite.
    pub fn is_active(&self, signup: &Signup<'_>) -> bool {
        !self.states_activation || signup.activated.is_some()
    }

    /// Days since its inviter's sign-up.
    pub fn cycle(&self, signup: &Signup<'_>) -> Option<i64> {
        let began = self.days.get(signup.invited_by? as usize).copied().flatten()?;
        Some(i64::from(signup.day - began)).filter(|days| *days >= 0)
    }
}

/// The invitations of all sign-ups.
pub fn viral(invitations: &Invitations, signups: &Signups<'_>) -> Viral {
    let mut found = Viral { share: Part::default(), active: 0, sent: None, cycle: None };
    let mut cycles: Vec<i64> = Vec::new();
    for signup in &signups.all {
        if let Some(invited) = invitations.origin(signup) {
            found.share.add(invited);
        }
        found.active += u64::from(invitations.is_active(signup));
        found.sent = match (found.sent, signup.invites) {
            (sum, None) => sum,
            (sum, Some(more)) => Some(sum.unwrap_or(0).saturating_add(more.into())),
        };
        cycles.extend(invitations.cycle(signup));
    }
    crate::base::sort(&mut cycles);
    found.cycle = median_twice(&cycles).map(|twice| (twice, cycles.len() as u64));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pins_of_the_domain() {
        // 100 users × 3 invitations × 10 %.
        let share = Part { part: 30, of: 130 };
        let viral = Viral { share, active: 100, sent: Some(300), cycle: None };
        assert_eq!(viral.k(), Some(0.3));
        assert!((viral.amplification().unwrap() - 1.428_571).abs() < 1e-6);
        assert!((after_cycles(0.3, 1000.0, 6) - 1427.53).abs() < 1e-9);
        assert_eq!(after_cycles(0.3, 1000.0, 1), 1000.0);
    }

    #[test]
    fn from_one_on_there_is_no_end() {
        let of = |part, active| Viral { share: Part { part, of: part }, active, sent: None, cycle: None };
        assert!(of(10, 10).is_self_sustaining() && of(10, 10).amplification().is_none());
        assert!(!of(9, 10).is_self_sustaining() && !of(9, 0).is_self_sustaining());
        assert_eq!((of(9, 0).k(), of(9, 0).amplification()), (None, None));
    }
}
