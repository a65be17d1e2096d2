//! Each measure of a customer on a day, banded (domain.md §4.2). The cut-offs are ours where no source is named.

use super::inputs::Inputs;
use super::profile::{MEASURES, Measure};
use super::score::{Band, Judged, Judgements};
use super::usage::Sum;

/// Green from the first share on, yellow from the second, in percent.
type Cuts = [u64; 2];

/// Active users of the seats paid for: GitLab's public practice.
pub const SEAT_CUTS: Cuts = [80, 50];
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

/// Modules in use where nobody says how many there are.
fn breadth(used: u32) -> Band {
    match used {
        0 | 1 => Band::Red,
        2..=BROAD => Band::Yellow,
        _ => Band::Green,
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
            Measure::LoginFrequency => self.frequency(measure, place, id),
            Measure::Nps => {
                let said = self.answers.mean(id, on).and_then(|mean| self.nps(mean)).map(dated);
                said.or_else(|| self.nps(self.state(now, &self.now.nps, id)?).map(undated))
            }
            Measure::Tickets => {
                let of = |count: u64| self.profile.band(measure, |cut| count >= cut);
                let logged = self.tickets.recent(id, on).map(|count| dated(of(count.into())));
                logged.or_else(|| Some(undated(of(count(self.state(now, &self.now.tickets, id)?)))))
            }
            Measure::Billing => {
                let band = if now { self.contracts.billing(id, on, &self.profile) } else { None };
                band.map(undated)
            }
            Measure::FeatureCoverage => {
                let total = self.modules_total(id);
                let modules = |used: u32| match total.filter(|of| *of > 0) {
                    Some(of) => self.share(measure, used.into(), of.into()),
                    None => Some(breadth(used)),
                };
                let used = self.usage.sum(place, id, Sum::Modules).and_then(modules);
                let told = || {
                    let used = u32::try_from(self.state(now, &self.now.modules, id)?).ok()?;
                    modules(used).map(undated)
                };
                used.map(dated).or_else(told)
            }
            Measure::CoreIntensity => self.intensity(place, id).map(dated),
            Measure::AdvancedPenetration => {
                let advanced = u64::from(self.usage.sum(place, id, Sum::Advanced)?);
                let all = advanced + u64::from(self.usage.sum(place, id, Sum::Core)?);
                self.share(measure, advanced, all)
                    .map(|band| if advanced == 0 { Band::Red } else { band })
                    .map(dated)
            }
            Measure::Milestones => {
                let steps = self.milestones.done(id, on);
                let band = steps.and_then(|(done, all)| self.share(measure, count(done), count(all)));
                band.or_else(|| self.set_up(id, on)).map(dated)
            }
            Measure::Scenarios => {
                let count = u64::from(self.usage.sum(place, id, Sum::Scenarios)?);
                Some(dated(self.profile.band(measure, |cut| count >= cut)))
            }
            Measure::Resolution => {
                let (solved, all) = self.tickets.solved(id, on)?;
                self.share(measure, solved.into(), all.into()).map(dated)
            }
            Measure::RenewalTalk => {
                self.contracts.renewal(id, on, now, &self.profile).map(|(band, dated)| Judged { band, dated })
            }
            Measure::Upsell => {
                // A key account that never grows is worth a word (Q3-07); of others that is usual.
                let key = self.key.get(id as usize).copied().flatten() == Some(true);
                let of = |events: u32| {
                    let more = u64::from(key);
                    self.profile.band(measure, |cut| u64::from(events) >= cut + more)
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
    fn frequency(&self, measure: Measure, place: usize, id: u32) -> Option<Judged> {
        let logins = |count: u64| self.profile.band(measure, |cut| count >= cut);
        if let Some((active, days)) = self.usage.active_days(place, id, self.started(id)) {
            // Of fewer days in proportion: 12 of 28 are 3 of 7.
            let reaches = |cut: u64| u64::from(active) * 28 >= cut * u64::from(days);
            return Some(dated(self.profile.band(measure, reaches)));
        }
        if !self.is_daily()
            && let Some(count) = self.usage.sum(place, id, Sum::Logins)
        {
            return Some(dated(logins(count.into())));
        }
        Some(undated(logins(count(self.state(place == 0, &self.now.logins, id)?))))
    }

    /// A share by the measure's cut-offs in percent; `None` of nothing.
    fn share(&self, measure: Measure, part: u64, of: u64) -> Option<Band> {
        (of > 0).then(|| self.profile.band(measure, |percent| part * 100 >= percent * of))
    }

    /// A mean answer in thousandths; `None` of one that no scale of ten has.
    fn nps(&self, thousandths: i64) -> Option<Band> {
        let mean = u64::try_from(thousandths).ok().filter(|mean| *mean <= 10_000)?;
        Some(self.profile.band(Measure::Nps, |cut| mean >= cut * 1000))
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
        self.frequency(Measure::Usage, place, id).or_else(seats).or_else(login)
    }
}

fn count(n: i64) -> u64 {
    u64::try_from(n).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::HealthProfile;
    use super::*;

    #[test]
    fn colours_turn_at_the_sources_cut_offs() {
        let profile = HealthProfile::default();
        let of = |measure, values: &[u64]| {
            values.iter().map(|n| profile.band(measure, |cut| *n >= cut)).collect::<Vec<_>>()
        };
        let (red, yellow, green) = (Band::Red, Band::Yellow, Band::Green);
        // domain.md §4.2: only this is the guide's; the rest is drawn from it.
        assert_eq!(of(Measure::Tickets, &[0, 1, 2, 3]), [green, yellow, yellow, red]);
        assert_eq!(of(Measure::Billing, &[0, 1, 30, 31]), [green, yellow, yellow, red]);
        assert_eq!(of(Measure::Milestones, &[49, 50, 79, 80]), [red, yellow, yellow, green]);
        assert_eq!(of(Measure::LoginFrequency, &[3, 4, 11, 12]), [red, yellow, yellow, green]);
        assert_eq!(of(Measure::Upsell, &[0, 1]), [yellow, green]);
        assert_eq!([1, 2, 5, 6].map(breadth), [red, yellow, yellow, green]);
        assert_eq!([49, 50, 80].map(|n| share(n, 100, SEAT_CUTS)), [red, yellow, green].map(Some));
        assert_eq!(share(1, 0, SEAT_CUTS), None);
    }
}
