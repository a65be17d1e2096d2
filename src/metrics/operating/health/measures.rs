//! Each measure of a customer on a day, banded (domain.md §4.2). The cut-offs are ours where no source is named.

use super::inputs::Inputs;
use super::profile::{MEASURES, Measure};
use super::score::{Band, Judged, Judgements};
use super::usage::Sum;

/// Green from the first share on, yellow from the second, in percent.
type Cuts = [u64; 2];

/// Active users of the seats paid for: GitLab's public practice.
pub const SEAT_CUTS: Cuts = [80, 50];
/// Modules in use of those there are.
pub const MODULE_CUTS: Cuts = [60, 30];
/// Weight of the onboarding done.
pub const MILESTONE_CUTS: Cuts = [80, 50];
/// Tickets solved within 30 days.
pub const SOLVED_CUTS: Cuts = [90, 70];
/// Place among customers of the same tier, in percent from below.
pub const INTENSITY_CUTS: Cuts = [50, 20];
/// Advanced actions of all; any is yellow.
const ADVANCED_GREEN: u64 = 10;
/// Active days, or logins, of four weeks: three a week are green, one is yellow.
const LOGIN_CUTS: [u64; 2] = [12, 4];
/// Scenarios in use that are green; one is yellow. The article has no target.
pub const SCENARIOS: u32 = 3;
/// Days since the last login: below the first green (Q3-01), below the second yellow.
const SILENT_DAYS: [i32; 2] = [7, 30];
/// Modules where nobody says how many there are: more than five is broad, one is basic use (Q3-05).
const BROAD: u32 = 5;

fn share(part: u64, of: u64, [green, yellow]: Cuts) -> Option<Band> {
    let at_least = |percent: u64| part * 100 >= percent * of;
    (of > 0).then(|| match () {
        () if at_least(green) => Band::Green,
        () if at_least(yellow) => Band::Yellow,
        () => Band::Red,
    })
}

fn logins(count: u64) -> Band {
    let [green, yellow] = LOGIN_CUTS;
    if count >= green {
        Band::Green
    } else if count >= yellow {
        Band::Yellow
    } else {
        Band::Red
    }
}

/// Promoters, passives and detractors, of a mean in thousandths.
fn nps(thousandths: i64) -> Option<Band> {
    match thousandths {
        9000..=10_000 => Some(Band::Green),
        7000..9000 => Some(Band::Yellow),
        0..7000 => Some(Band::Red),
        _ => None,
    }
}

fn tickets(count: u64, [yellow, red]: [u8; 2]) -> Band {
    if count >= u64::from(red) {
        Band::Red
    } else if count >= u64::from(yellow) {
        Band::Yellow
    } else {
        Band::Green
    }
}

/// Modules in use, of those there are where that is known.
fn modules(used: u32, of: Option<u32>) -> Option<Band> {
    match of.filter(|of| *of > 0) {
        Some(of) => share(used.into(), of.into(), MODULE_CUTS),
        None if used > BROAD => Some(Band::Green),
        None => Some(if used > 1 { Band::Yellow } else { Band::Red }),
    }
}

fn dated(band: Band) -> Judged {
    Judged { band, dated: true }
}

fn undated(band: Band) -> Judged {
    Judged { band, dated: false }
}

impl Inputs<'_> {
    /// What is known of a customer on one of the days, of the measures with any weight.
    pub fn judge(&self, place: usize, customer: u32, new: bool) -> Judgements {
        let mut judged = [None; MEASURES];
        for ((slot, measure), weight) in judged.iter_mut().zip(Measure::ALL).zip(self.weights(customer, new))
        {
            if *weight > 0 {
                *slot = self.measure(place, customer, measure);
            }
        }
        judged
    }

    fn measure(&self, place: usize, id: u32, measure: Measure) -> Option<Judged> {
        let on = self.day(place)?;
        let now = place == 0;
        match measure {
            Measure::Usage => self.use_of(place, id),
            Measure::LoginFrequency => self.frequency(place, id),
            Measure::Nps => {
                let said = self.answers.mean(id, on).and_then(nps).map(dated);
                said.or_else(|| nps(self.state(now, &self.now.nps, id)?).map(undated))
            }
            Measure::Tickets => {
                let of = |count: u64| tickets(count, self.profile.tickets);
                let logged = self.tickets.recent(id, on).map(|count| dated(of(count.into())));
                logged.or_else(|| Some(undated(of(count(self.state(now, &self.now.tickets, id)?)))))
            }
            Measure::Billing => {
                let band = if now { self.contracts.billing(id, on) } else { None };
                band.map(undated)
            }
            Measure::FeatureCoverage => {
                let total = self.modules_total(id);
                let used = self.usage.sum(place, id, Sum::Modules).and_then(|used| modules(used, total));
                let told = || {
                    let used = u32::try_from(self.state(now, &self.now.modules, id)?).ok()?;
                    modules(used, total).map(undated)
                };
                used.map(dated).or_else(told)
            }
            Measure::CoreIntensity => self.intensity(place, id).map(dated),
            Measure::AdvancedPenetration => {
                let advanced = u64::from(self.usage.sum(place, id, Sum::Advanced)?);
                let all = advanced + u64::from(self.usage.sum(place, id, Sum::Core)?);
                share(advanced, all, [ADVANCED_GREEN, 0])
                    .map(|band| if advanced == 0 { Band::Red } else { band })
                    .map(dated)
            }
            Measure::Milestones => {
                let steps = self.milestones.done(id, on);
                let band = steps.and_then(|(done, all)| share(count(done), count(all), MILESTONE_CUTS));
                band.or_else(|| self.set_up(id, on)).map(dated)
            }
            Measure::Scenarios => {
                let count = self.usage.sum(place, id, Sum::Scenarios)?;
                Some(dated(match count {
                    0 => Band::Red,
                    1..SCENARIOS => Band::Yellow,
                    _ => Band::Green,
                }))
            }
            Measure::Resolution => {
                let (solved, all) = self.tickets.solved(id, on)?;
                share(solved.into(), all.into(), SOLVED_CUTS).map(dated)
            }
            Measure::RenewalTalk => {
                self.contracts.renewal(id, on, now).map(|(band, dated)| Judged { band, dated })
            }
            Measure::Upsell => {
                // A key account that never grows is worth a word (Q3-07); of others that is usual.
                let key = self.key.get(id as usize).copied().flatten() == Some(true);
                let of = |events: u32| match (events, key) {
                    (0, true) => Band::Red,
                    (0, false) | (1, true) => Band::Yellow,
                    _ => Band::Green,
                };
                let counted = self.expansions(id, place).map(|events| dated(of(events)));
                counted.or_else(|| {
                    let last = i32::try_from(self.state(now, &self.now.last_expansion, id)?).ok()?;
                    Some(undated(of(u32::from(on - last < 365))))
                })
            }
        }
    }

    /// Active days of the last four weeks; of weekly or monthly rows their logins; else those the accounts state.
    fn frequency(&self, place: usize, id: u32) -> Option<Judged> {
        if let Some((active, days)) = self.usage.active_days(place, id, self.started(id)) {
            // Of fewer days in proportion: 12 of 28 are 3 of 7.
            let [green, yellow] = LOGIN_CUTS;
            let reaches = |cut: u64| u64::from(active) * 28 >= cut * u64::from(days);
            return Some(dated(match () {
                () if reaches(green) => Band::Green,
                () if reaches(yellow) => Band::Yellow,
                () => Band::Red,
            }));
        }
        if !self.is_daily()
            && let Some(count) = self.usage.sum(place, id, Sum::Logins)
        {
            return Some(dated(logins(count.into())));
        }
        Some(undated(logins(count(self.state(place == 0, &self.now.logins, id)?))))
    }

    /// How much the product is used: the frequency, else the seats in use, else the days since the last login.
    fn use_of(&self, place: usize, id: u32) -> Option<Judged> {
        let seats = || {
            let seats = self.seats.get(id as usize).copied().flatten()?;
            share(self.usage.sum(place, id, Sum::Users)?.into(), seats.into(), SEAT_CUTS).map(undated)
        };
        let login = || {
            let last = i32::try_from(self.state(place == 0, &self.now.last_login, id)?).ok()?;
            let days = self.day(place)? - last;
            let [green, yellow] = SILENT_DAYS;
            Some(undated(match days {
                _ if days < green => Band::Green,
                _ if days < yellow => Band::Yellow,
                _ => Band::Red,
            }))
        };
        self.frequency(place, id).or_else(seats).or_else(login)
    }
}

fn count(n: i64) -> u64 {
    u64::try_from(n).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_tickets_are_red() {
        // domain.md §4.2: only this is the guide's; the rest is drawn from it.
        let cuts = super::super::HealthProfile::default().tickets;
        assert_eq!(
            [0, 1, 2, 3].map(|n| tickets(n, cuts)),
            [Band::Green, Band::Yellow, Band::Yellow, Band::Red]
        );
    }

    #[test]
    fn shares_and_counts_at_their_limits() {
        assert_eq!(
            [79, 80, 50, 49].map(|n| share(n, 100, SEAT_CUTS).unwrap()),
            [Band::Yellow, Band::Green, Band::Yellow, Band::Red]
        );
        assert_eq!(share(1, 0, SEAT_CUTS), None);
        assert_eq!(
            [6, 5, 2, 1].map(|n| modules(n, None).unwrap()),
            [Band::Green, Band::Yellow, Band::Yellow, Band::Red]
        );
        assert_eq!(modules(6, Some(12)), Some(Band::Yellow));
        assert_eq!(
            [9000, 8999, 7000, 6999].map(|n| nps(n).unwrap()),
            [Band::Green, Band::Yellow, Band::Yellow, Band::Red]
        );
        assert_eq!(
            (nps(11_000), logins(12), logins(4), logins(3)),
            (None, Band::Green, Band::Yellow, Band::Red)
        );
    }
}
