//! How sign-ups bring sign-ups: invitations, their acceptance and the K-factor (domain.md §5.2).

use super::median_twice;
use super::trials::{Part, Signups};
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

/// The invitations of all sign-ups.
pub fn viral(company: &Company<'_>, signups: &Signups<'_>) -> Viral {
    let states = |datum| company.has_datum(TableKind::Trials, datum);
    let (names_inviters, states_activation) = (states(Datum::InvitedBy), states(Datum::ActivatedAt));
    let mut days: Vec<Option<i32>> = vec![None; signups.inviters];
    for signup in &signups.all {
        if let Some(place) = signup.named.and_then(|number| days.get_mut(number as usize)) {
            *place = Some(signup.day);
        }
    }
    let viral = Datum::Source.choices().position(|source| source == "viral");
    let mut found = Viral { share: Part::default(), active: 0, sent: None, cycle: None };
    let mut cycles: Vec<i64> = Vec::new();
    for signup in &signups.all {
        let invited =
            signup.invited_by.is_some() || signup.source.map(usize::from) == viral && viral.is_some();
        // Without a column of inviters, a blank source says nothing of where it came from.
        if names_inviters || signup.source.is_some() {
            found.share.add(invited);
        }
        found.active += u64::from(!states_activation || signup.activated.is_some());
        found.sent = match (found.sent, signup.invites) {
            (sum, None) => sum,
            (sum, Some(more)) => Some(sum.unwrap_or(0).saturating_add(more.into())),
        };
        let began = signup.invited_by.and_then(|inviter| days.get(inviter as usize).copied().flatten());
        cycles.extend(began.map(|began| i64::from(signup.day - began)).filter(|days| *days >= 0));
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
