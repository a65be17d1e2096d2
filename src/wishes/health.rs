//! What the health score is made of, as words.

use super::pair;
use crate::report::{HealthProfile, Measure, Profile};

/// Sets a part of the profile by its option; the profile itself first.
pub(super) fn set(profile: &mut HealthProfile, name: &str, text: &str) -> Result<(), String> {
    match name {
        "health" => *profile = HealthProfile::of(of(text)?),
        "health_key_accounts" => profile.key_accounts = Some(of(text)?),
        "health_bands" => {
            let bands = pair(text).filter(|[_, yellow]| *yellow <= 100);
            profile.bands = bands
                .ok_or("expected two scores up to 100, the second not below the first, such as 50,75")?;
        }
        "health_tickets" => {
            let [yellow, red] =
                pair(text).ok_or("expected two whole numbers up to 255, the second not below the first")?;
            cut(profile, Measure::Tickets, [yellow.into(), red.into()]);
        }
        "health_rules" => {
            profile.overrides = match text {
                "on" => true,
                "off" => false,
                _ => return Err("expected on or off".to_owned()),
            }
        }
        "health_weight" => {
            const FORM: &str = "expected MEASURE=N, N from 0 to 1000";
            let (name, weight) = text.split_once('=').ok_or(FORM)?;
            let measure = measure(name)?;
            let weight = weight.parse().ok().filter(|weight| *weight <= HealthProfile::MOST);
            *profile = profile.weighing(measure, weight.ok_or(FORM)?);
        }
        "health_cut" => {
            let form = "expected MEASURE=A,B: green and yellow from, of tickets and billing yellow and red from, \
                        such as nps=9,7";
            let (name, cuts) = text.split_once('=').ok_or(form)?;
            let measure = measure(name)?;
            let cuts = cuts
                .split_once(',')
                .and_then(|(a, b)| Some([a.trim().parse().ok()?, b.trim().parse().ok()?]));
            let in_order = |[a, b]: &[u16; 2]| if measure.is_burden() { a <= b } else { a >= b };
            let within = |cuts: &[u16; 2]| cuts.iter().all(|cut| *cut <= measure.most());
            cut(profile, measure, cuts.filter(in_order).filter(within).ok_or(form)?);
        }
        _ => {
            return Err(
                "no such option; there are health, health_weight, health_bands, health_cut, health_tickets, \
                        health_key_accounts, health_rules"
                    .to_owned(),
            );
        }
    }
    Ok(())
}

fn measure(name: &str) -> Result<Measure, String> {
    Measure::named(name)
        .ok_or_else(|| format!("no measure {name}; there are {}", Measure::ALL.map(Measure::name).join(", ")))
}

fn cut(profile: &mut HealthProfile, measure: Measure, cuts: [u16; 2]) {
    for (place, cut) in cuts.into_iter().enumerate() {
        profile.set_cut(measure, place, cut);
    }
}

fn of(name: &str) -> Result<Profile, String> {
    match name {
        "a" => Ok(Profile::A),
        "b" => Ok(Profile::B),
        _ => Err("expected a or b".to_owned()),
    }
}
