//! The score of one customer: measures, weights and overrides in, a band out (domain.md §4.2).

use super::profile::{HealthProfile, MEASURES, Measure};

/// How a measure or a customer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Band {
    /// Bad.
    Red,
    /// Between.
    Yellow,
    /// Good.
    Green,
    /// Not enough is known.
    Grey,
}

impl Band {
    /// All of them, the worst first.
    pub const ALL: [Band; 4] = [Band::Red, Band::Yellow, Band::Green, Band::Grey];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Band::Red => "red",
            Band::Yellow => "yellow",
            Band::Green => "green",
            Band::Grey => "grey",
        }
    }

    /// What a measure adds to the score (Totango's values).
    fn points(self) -> i64 {
        match self {
            Band::Green => 100,
            Band::Yellow => 60,
            Band::Red | Band::Grey => 0,
        }
    }
}

/// What is known of one measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    /// How it is.
    pub band: Band,
    /// Whether it was worked out from dated rows, so that it can be worked out for an earlier day too.
    pub dated: bool,
}

impl Judged {
    /// What it adds to the score, a unit of its weight.
    pub fn points(self) -> i64 {
        self.band.points()
    }

    /// The change of its points between two days; `None` where it isn't dated and known on both.
    pub fn change(now: Option<Judged>, before: Option<Judged>) -> Option<i64> {
        let (now, before) = (now.filter(|own| own.dated)?, before.filter(|own| own.dated)?);
        Some(now.points() - before.points())
    }
}

/// What is known of a customer: a measure that isn't is `None`, which is no zero.
pub type Judgements = [Option<Judged>; MEASURES];

/// A score as exact sums.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Σ weight × points of the measures that are known.
    pub points: i64,
    /// Σ weight of them.
    pub known: i64,
    /// Σ weight of all.
    pub all: i64,
}

impl Score {
    /// The score by weights.
    pub fn of(judged: &Judgements, weights: &[i64; MEASURES]) -> Self {
        let mut score = Score::default();
        for (judged, weight) in judged.iter().zip(weights) {
            score.all += weight;
            if let Some(judged) = judged {
                score.points += weight * judged.band.points();
                score.known += weight;
            }
        }
        score
    }

    /// 0 to 100, 100 being healthy; `None` where no measure is known.
    pub fn value(&self) -> Option<f64> {
        (self.known > 0).then(|| self.points as f64 / self.known as f64)
    }

    /// The same as a whole number of 10⁻⁹, for exact comparisons: two different scores never share one.
    pub fn nano(&self) -> Option<i64> {
        let whole = i128::from(self.points) * 1_000_000_000;
        whole.checked_div(i128::from(self.known)).and_then(|nano| i64::try_from(nano).ok())
    }

    /// Whether less than half of the weights is known.
    pub fn is_thin(&self) -> bool {
        self.known * 2 < self.all || self.known == 0
    }

    /// Its band before any override: grey where less than half is known.
    pub fn band(&self, bands: [u8; 2]) -> Band {
        let [red, yellow] = bands.map(i64::from);
        match () {
            () if self.is_thin() => Band::Grey,
            () if self.points <= red * self.known => Band::Red,
            () if self.points <= yellow * self.known => Band::Yellow,
            () => Band::Green,
        }
    }
}

/// What is known of a customer beside its measures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Circumstances {
    /// Its contract ends within 30 days and nobody has talked of its renewal.
    pub silent: bool,
    /// A payment is more than 30 days late.
    pub overdue: bool,
    /// What the success manager says, with a reason and for a time that is not over.
    pub manual: Option<Band>,
}

/// Why a band is not the one of the score, or what else should be seen beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Badge {
    /// A red measure with at least a tenth of the weights: not green.
    RedMeasure,
    /// The contract ends within 30 days and nobody talked: not green.
    Silent,
    /// More than 30 days overdue: red.
    Overdue,
    /// The success manager's word.
    Manual,
    /// Signed less than 90 days ago: half of the weight is the onboarding's.
    New,
    /// The score fell by at least ten points in 30 days.
    Falling,
}

impl Badge {
    /// All of them, in the order they are shown.
    pub const ALL: [Badge; 6] =
        [Badge::RedMeasure, Badge::Silent, Badge::Overdue, Badge::Manual, Badge::New, Badge::Falling];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Badge::RedMeasure => "red_measure",
            Badge::Silent => "silent_renewal",
            Badge::Overdue => "overdue_30",
            Badge::Manual => "manual",
            Badge::New => "new_customer",
            Badge::Falling => "falling",
        }
    }
}

/// Badges, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Badges(u8);

impl Badges {
    /// Puts one on where it applies.
    pub fn put(&mut self, badge: Badge, applies: bool) {
        self.0 |= u8::from(applies) << badge as u8;
    }

    /// Whether one is on.
    pub fn has(self, badge: Badge) -> bool {
        self.0 >> badge as u8 & 1 == 1
    }

    /// Their names, apart by blanks; empty where there is none.
    pub fn names(self) -> String {
        let names: Vec<&str> =
            Badge::ALL.into_iter().filter(|badge| self.has(*badge)).map(Badge::name).collect();
        names.join(" ")
    }
}

/// The band after the overrides, and which of them apply. Those that lower a colour say nothing where there is none;
/// a late payment and the manager's word give one.
pub fn band(
    score: &Score,
    judged: &Judgements,
    weights: &[i64; MEASURES],
    around: &Circumstances,
    profile: &HealthProfile,
) -> (Band, Badges) {
    let (mut band, mut badges) = (score.band(profile.bands), Badges::default());
    if !profile.overrides {
        return (band, badges);
    }
    let heavy_red = judged.iter().zip(weights).any(|(judged, weight)| {
        judged.is_some_and(|judged| judged.band == Band::Red) && *weight > 0 && weight * 10 >= score.all
    });
    badges.put(Badge::RedMeasure, heavy_red && band == Band::Green);
    badges.put(Badge::Silent, around.silent);
    badges.put(Badge::Overdue, around.overdue);
    badges.put(Badge::Manual, around.manual.is_some());
    if band == Band::Green && (heavy_red || around.silent) {
        band = Band::Yellow;
    }
    if around.overdue {
        band = Band::Red;
    }
    (around.manual.unwrap_or(band), badges)
}

/// A customer's health on a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Health {
    /// Its number.
    pub customer: u32,
    /// The score.
    pub score: Score,
    /// The band after the overrides.
    pub band: Band,
    /// The measures.
    pub judged: Judgements,
    /// Overrides and what else should be seen.
    pub badges: Badges,
    /// Points × weight and weight of the change since 30 days before, over the dated measures known on both days;
    /// `None` where these have less than half of the weights.
    pub trend: Option<(i64, i64)>,
}

impl Health {
    /// Points since 30 days before.
    pub fn change(&self) -> Option<f64> {
        self.trend.map(|(points, weight)| points as f64 / weight as f64)
    }

    /// How far it is from 100, in 10⁻⁹ points; of an overridden band at least as far as the band is.
    pub fn missing_nano(&self, bands: [u8; 2]) -> i64 {
        const WHOLE: i64 = 100_000_000_000;
        let at_most = |limit: u8| i64::from(limit) * 1_000_000_000;
        let [red, yellow] = bands;
        let nano = self.score.nano().unwrap_or(WHOLE);
        let nano = match self.band {
            Band::Red => nano.min(at_most(red)),
            Band::Yellow => nano.min(at_most(yellow)),
            Band::Green | Band::Grey => nano,
        };
        WHOLE - nano
    }
}

/// A fall of so many points is an alert.
pub const FALL: i64 = 10;

/// The change between two days over the measures that are dated and known on both (domain.md §4.2, trend).
pub fn trend(now: &Judgements, before: &Judgements, weights: &[i64; MEASURES]) -> Option<(i64, i64)> {
    let (mut points, mut known, mut all) = (0, 0, 0);
    for ((now, before), weight) in now.iter().zip(before).zip(weights) {
        all += weight;
        if let Some(change) = Judged::change(*now, *before) {
            points += weight * change;
            known += weight;
        }
    }
    (known > 0 && known * 2 >= all).then_some((points, known))
}

/// Whether a change is an alert.
pub fn is_fall((points, weight): (i64, i64)) -> bool {
    points <= -FALL * weight
}

/// The judgement of a measure in a list of them.
pub fn judgement(judged: &Judgements, measure: Measure) -> Option<Judged> {
    judged.get(measure as usize).copied().flatten()
}

#[cfg(test)]
mod tests {
    use super::super::profile::Profile;
    use super::*;

    fn judgements(of: &[(Measure, Band)]) -> Judgements {
        let mut all = [None; MEASURES];
        for (measure, band) in of {
            all[*measure as usize] = Some(Judged { band: *band, dated: true });
        }
        all
    }

    fn judge(of: &[(Measure, Band)], around: Circumstances) -> (Score, Band, Badges) {
        let profile = HealthProfile::of(Profile::A);
        let (judged, weights) = (judgements(of), profile.weights_at(false));
        let score = Score::of(&judged, &weights);
        let (band, badges) = band(&score, &judged, &weights, &around, &profile);
        (score, band, badges)
    }

    use Band::{Green, Grey, Red, Yellow};
    use Measure::{Billing, Nps, Tickets, Usage};

    #[test]
    fn the_guides_example() {
        // domain.md §4.2 [pin]: three tickets, usage green, nothing else known.
        let (score, band, badges) = judge(&[(Usage, Green), (Tickets, Red)], Circumstances::default());
        assert!((score.value().unwrap() - 66.666_666_666_7).abs() < 1e-9);
        assert_eq!((score.known, score.all, band, badges.names().as_str()), (60, 100, Yellow, ""));
        // All four: 80 points, capped by the red measure.
        let all = [(Usage, Green), (Nps, Green), (Tickets, Red), (Billing, Green)];
        let (score, band, badges) = judge(&all, Circumstances::default());
        assert_eq!((score.value(), score.band([50, 75]), band), (Some(80.0), Green, Yellow));
        assert_eq!(badges.names(), "red_measure");
        let between = [(Usage, Green), (Nps, Yellow), (Tickets, Red), (Billing, Yellow)];
        let (score, band, _) = judge(&between, Circumstances::default());
        assert_eq!((score.value(), band), (Some(64.0), Yellow));
        let (score, band, _) = judge(&[(Nps, Green)], Circumstances::default());
        assert_eq!((score.value(), score.known, band), (Some(100.0), 10, Grey));
    }

    #[test]
    fn the_limits_of_the_bands() {
        let of = |points| Score { points, known: 100, all: 100 }.band([50, 75]);
        assert_eq!([5000, 5001, 7500, 7501].map(of), [Red, Yellow, Yellow, Green]);
        // Half of the weights is enough; nothing known is nothing, however little it would need.
        assert_eq!(Score { points: 5000, known: 50, all: 100 }.band([50, 75]), Green);
        assert_eq!(Score { points: 0, known: 0, all: 0 }.band([50, 75]), Grey);
        // Zero is a value.
        assert_eq!(Score { points: 0, known: 100, all: 100 }.band([50, 75]), Red);
    }

    #[test]
    fn overrides_are_caps_and_badges() {
        let good = [(Usage, Green), (Nps, Green), (Tickets, Green), (Billing, Green)];
        let silent = Circumstances { silent: true, ..Circumstances::default() };
        let (_, band, badges) = judge(&good, silent);
        assert_eq!((band, badges.names().as_str()), (Yellow, "silent_renewal"));
        let late = Circumstances { overdue: true, ..silent };
        let (_, band, badges) = judge(&good, late);
        assert_eq!((band, badges.names().as_str()), (Red, "silent_renewal overdue_30"));
        let manual = Circumstances { manual: Some(Green), ..late };
        assert_eq!(judge(&good, manual).1, Green, "the manager's word is the last");
        // What lowers a colour lowers none that isn't there; a late payment and a word give one.
        assert_eq!(judge(&[(Nps, Green)], silent).1, Grey);
        assert_eq!(judge(&[(Nps, Green)], late).1, Red);
        let off = HealthProfile { overrides: false, ..HealthProfile::of(Profile::A) };
        let (judged, weights) = (judgements(&good), off.weights_at(false));
        let told = super::band(&Score::of(&judged, &weights), &judged, &weights, &late, &off);
        assert_eq!(told, (Green, Badges::default()));
    }

    #[test]
    fn a_trend_is_over_the_same_measures() {
        let weights = HealthProfile::of(Profile::A).weights_at(false);
        let before = judgements(&[(Usage, Green), (Tickets, Green), (Billing, Red)]);
        let now = judgements(&[(Usage, Green), (Tickets, Yellow), (Nps, Red)]);
        // Usage 40 and tickets 20: (100·40 + 60·20 − 100·60) / 60 = −13.3.
        let found = trend(&now, &before, &weights).unwrap();
        assert_eq!(found, (-800, 60));
        assert!(is_fall(found) && !is_fall((-599, 60)) && is_fall((-600, 60)));
        assert_eq!(trend(&judgements(&[(Usage, Green)]), &before, &weights), None, "less than half");
        let mut undated = now;
        undated[Tickets as usize] = Some(Judged { band: Yellow, dated: false });
        assert_eq!(trend(&undated, &before, &weights), None);
    }

    #[test]
    fn different_scores_differ_exactly() {
        let nano = |points, known| Score { points, known, all: known }.nano().unwrap();
        assert_eq!(nano(100, 2), nano(200, 4));
        assert!(nano(499_999, 13_000) < nano(500_000, 13_000));
        assert_eq!(Score::default().nano(), None);
    }
}
