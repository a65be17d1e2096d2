//! What a health score is made of: measures, their weights, the bands (domain.md §4.2).

use super::score::Band;
use crate::base::{named, snake_case};
use serde::{Deserialize, Serialize};

named! {
/// Where the weights come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// The guide's four measures: usage 40, NPS 10, tickets 20, billing 30 (G-20).
    A,
    /// The article's ten inputs (Q4-03), which it gives no weights: 10 each.
    B,
}
}

/// A measure of a customer's health.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// How much the product is used, by what the files say of it.
    Usage,
    /// Each respondent's last answer of the last 365 days.
    Nps,
    /// Tickets of the last 30 days.
    Tickets,
    /// Days that a payment is late.
    Billing,
    /// Active days of the last 28.
    LoginFrequency,
    /// Modules used of those there are.
    FeatureCoverage,
    /// Core actions an active user in 28 days, by its place among customers of the same tier.
    CoreIntensity,
    /// Advanced actions of all.
    AdvancedPenetration,
    /// Steps of the onboarding done, by weight.
    Milestones,
    /// Business scenarios in use.
    Scenarios,
    /// Tickets solved within 30 days.
    Resolution,
    /// How far the renewal is, in the last six months of a term.
    RenewalTalk,
    /// Expansions in twelve months.
    Upsell,
}

impl Measure {
    /// All, in the order of the weights.
    pub const ALL: [Measure; MEASURES] = [
        Measure::Usage,
        Measure::Nps,
        Measure::Tickets,
        Measure::Billing,
        Measure::LoginFrequency,
        Measure::FeatureCoverage,
        Measure::CoreIntensity,
        Measure::AdvancedPenetration,
        Measure::Milestones,
        Measure::Scenarios,
        Measure::Resolution,
        Measure::RenewalTalk,
        Measure::Upsell,
    ];

    /// Its name: `login_frequency`.
    pub fn name(self) -> String {
        snake_case(&format!("{self:?}"))
    }

    /// Whether more of it is worse: its cut-offs are where yellow begins and where red. Of the others they are where green
    /// begins and where yellow.
    pub fn is_burden(self) -> bool {
        matches!(self, Measure::Tickets | Measure::Billing)
    }

    /// What its cut-offs are of, and the sources': active days of 28, the mean answer, tickets, days late (§4.2's 30 is
    /// the last yellow one), percent, a place in percent, scenarios, the renewal's stage from 0 to 100, expansions (of a key
    /// account one more). Only the three tickets are the guide's (G-21); those without a source are ours.
    pub fn cuts(self) -> [u16; 2] {
        match self {
            Measure::Usage | Measure::LoginFrequency => [12, 4],
            Measure::Nps => [9, 7],
            Measure::Tickets => [1, 3],
            Measure::Billing => [1, 31],
            Measure::FeatureCoverage => [60, 30],
            Measure::CoreIntensity => [50, 20],
            Measure::AdvancedPenetration => [10, 0],
            Measure::Milestones => [80, 50],
            Measure::Scenarios => [3, 1],
            Measure::Resolution => [90, 70],
            Measure::RenewalTalk => [70, 1],
            Measure::Upsell => [1, 0],
        }
    }

    /// The words of its cut-offs.
    pub fn turns(self) -> [&'static str; 2] {
        match self.is_burden() {
            true => ["q4.control.yellow_from", "q4.control.red_from"],
            false => ["q4.control.green_from", "q4.control.yellow_from"],
        }
    }

    /// The largest cut-off that can be reached.
    pub fn most(self) -> u16 {
        match self {
            Measure::Usage | Measure::LoginFrequency => 28,
            Measure::Nps => 10,
            Measure::Tickets | Measure::Billing | Measure::Scenarios | Measure::Upsell => 999,
            _ => 100,
        }
    }

    /// The measure of a name.
    pub fn named(name: &str) -> Option<Measure> {
        Measure::ALL.into_iter().find(|measure| measure.name() == name)
    }
}

/// How many measures there are.
pub const MEASURES: usize = 13;

/// Days after signing in which the onboarding counts half.
pub const ONBOARDING_DAYS: i64 = 90;

/// The weights, bands and rules of a health score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HealthProfile {
    /// Whose weights it began with.
    #[serde(default = "guide")]
    pub profile: Profile,
    /// The weight of each of [`Measure::ALL`]; one of zero doesn't count.
    #[serde(default = "guide_weights")]
    pub weights: [u16; MEASURES],
    /// A score up to the first is red, up to the second yellow, above it green.
    #[serde(default = "bands")]
    pub bands: [u8; 2],
    /// The cut-offs of each of [`Measure::ALL`], as [`Measure::cuts`] has them.
    #[serde(default = "cuts")]
    pub cuts: [[u16; 2]; MEASURES],
    /// Whose weights key accounts have, where they are others (domain.md §4.2: a key account logs in differently).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key_accounts: Option<Profile>,
    /// Whether a red measure, a silent renewal, a late payment and the manager's word change the band.
    #[serde(default = "yes")]
    pub overrides: bool,
}

fn guide() -> Profile {
    Profile::A
}

fn guide_weights() -> [u16; MEASURES] {
    HealthProfile::weights_of(Profile::A)
}

/// Gainsight's scheme; neither the article nor the guide has numbers.
fn bands() -> [u8; 2] {
    [50, 75]
}

fn cuts() -> [[u16; 2]; MEASURES] {
    Measure::ALL.map(Measure::cuts)
}

fn yes() -> bool {
    true
}

impl Default for HealthProfile {
    fn default() -> Self {
        HealthProfile::of(Profile::A)
    }
}

impl HealthProfile {
    /// The largest weight of a measure.
    pub const MOST: u16 = 1000;

    /// A profile as it stands in its source.
    pub fn of(profile: Profile) -> Self {
        let weights = HealthProfile::weights_of(profile);
        HealthProfile { profile, weights, bands: bands(), cuts: cuts(), key_accounts: None, overrides: true }
    }

    fn weights_of(profile: Profile) -> [u16; MEASURES] {
        Measure::ALL.map(|measure| match (profile, measure) {
            (Profile::A, Measure::Usage) => 40,
            (Profile::A, Measure::Nps) => 10,
            (Profile::A, Measure::Tickets) => 20,
            (Profile::A, Measure::Billing) => 30,
            (Profile::A, _) => 0,
            (Profile::B, Measure::Usage | Measure::Tickets | Measure::Billing) => 0,
            (Profile::B, _) => 10,
        })
    }

    /// The same with another weight of a measure.
    pub fn weighing(mut self, measure: Measure, weight: u16) -> Self {
        if let Some(place) = self.weights.get_mut(measure as usize) {
            *place = weight.min(HealthProfile::MOST);
        }
        self
    }

    /// Sets a limit of the bands, the first never above the second.
    pub fn set_band(&mut self, place: usize, limit: u16) {
        set_in_order(&mut self.bands, place, limit.min(100) as u8);
    }

    /// A measure's cut-offs.
    pub fn cut(&self, measure: Measure) -> [u16; 2] {
        self.cuts.get(measure as usize).copied().unwrap_or_else(|| measure.cuts())
    }

    /// Sets one of a measure's cut-offs; the other gives way.
    pub fn set_cut(&mut self, measure: Measure, place: usize, to: u16) {
        let Some(cuts) = self.cuts.get_mut(measure as usize) else { return };
        let to = to.min(measure.most());
        // Of a burden the first is the lower one.
        if measure.is_burden() {
            set_in_order(cuts, place, to);
        } else {
            cuts.reverse();
            set_in_order(cuts, 1 - place.min(1), to);
            cuts.reverse();
        }
    }

    /// The colour of a measure by what it reaches.
    pub fn band(&self, measure: Measure, reaches: impl Fn(u64) -> bool) -> Band {
        let [first, second] = self.cut(measure).map(|cut| reaches(cut.into()));
        match (measure.is_burden(), first, second) {
            (true, _, true) | (false, false, false) => Band::Red,
            (true, true, _) | (false, false, true) => Band::Yellow,
            (true, false, false) | (false, true, _) => Band::Green,
        }
    }

    /// The same for key accounts.
    pub fn of_key_accounts(&self) -> Self {
        let weights = self.key_accounts.map_or(self.weights, HealthProfile::weights_of);
        HealthProfile { weights, ..*self }
    }

    /// A measure's weight.
    pub fn weight(&self, measure: Measure) -> u16 {
        self.weights.get(measure as usize).copied().unwrap_or_default()
    }

    /// The weights that count for a customer. In the first 90 days half of the weight is the onboarding's and
    /// expansion doesn't count; the other measures share the rest as they do otherwise.
    pub fn weights_at(&self, onboarding: bool) -> [i64; MEASURES] {
        let mut weights = self.weights.map(i64::from);
        if onboarding {
            if let Some(upsell) = weights.get_mut(Measure::Upsell as usize) {
                *upsell = 0;
            }
            if let Some(milestones) = weights.get_mut(Measure::Milestones as usize) {
                *milestones = 0;
            }
            let others = weights.iter().sum();
            if let Some(milestones) = weights.get_mut(Measure::Milestones as usize) {
                *milestones = others;
            }
        }
        weights
    }
}

/// Sets one of two numbers; the other gives way.
fn set_in_order<N: Ord + Copy>([low, high]: &mut [N; 2], place: usize, to: N) {
    if place == 0 {
        (*low, *high) = (to, to.max(*high));
    } else {
        (*low, *high) = (to.min(*low), to);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profiles_are_those_of_their_sources() {
        let of = |profile, measure| HealthProfile::of(profile).weight(measure);
        let guide = [Measure::Usage, Measure::Nps, Measure::Tickets, Measure::Billing];
        assert_eq!(guide.map(|measure| of(Profile::A, measure)), [40, 10, 20, 30]);
        assert_eq!(HealthProfile::of(Profile::A).weights.iter().sum::<u16>(), 100);
        let ten = HealthProfile::of(Profile::B);
        assert_eq!(
            (ten.weights.iter().sum::<u16>(), ten.weights.iter().filter(|w| **w == 10).count()),
            (100, 10)
        );
        assert_eq!(Measure::named("login_frequency"), Some(Measure::LoginFrequency));
        assert!(Measure::ALL.iter().enumerate().all(|(place, measure)| *measure as usize == place));
    }

    #[test]
    fn the_onboarding_has_half() {
        let weights = HealthProfile::of(Profile::B).weights_at(true);
        assert_eq!(weights[Measure::Milestones as usize] * 2, weights.iter().sum::<i64>());
        assert_eq!((weights[Measure::Upsell as usize], weights[Measure::Nps as usize]), (0, 10));
    }

    #[test]
    fn limits_stay_in_order() {
        let mut profile = HealthProfile::default();
        profile.set_band(0, 80);
        assert_eq!(profile.bands, [80, 80]);
        profile.set_band(1, 300);
        profile.set_cut(Measure::Tickets, 1, 0);
        assert_eq!((profile.bands, profile.cut(Measure::Tickets)), ([80, 100], [0, 0]));
        profile.set_cut(Measure::Nps, 1, 20);
        assert_eq!(profile.cut(Measure::Nps), [10, 10]);
        profile.set_cut(Measure::Nps, 0, 8);
        assert_eq!(profile.cut(Measure::Nps), [8, 8]);
    }

    #[test]
    fn settings_of_before_have_a_profile() {
        let back: HealthProfile = serde_json::from_str("{}").unwrap();
        assert_eq!(back, HealthProfile::default());
        let other = HealthProfile::of(Profile::B).weighing(Measure::Nps, 5000);
        let json = serde_json::to_string(&other).unwrap();
        assert!(json.starts_with("{\"profile\":\"b\","), "{json}");
        assert_eq!(serde_json::from_str::<HealthProfile>(&json).unwrap(), other);
        assert_eq!(other.weight(Measure::Nps), 1000);
    }
}
