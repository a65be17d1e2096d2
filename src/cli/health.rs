//! What the health score is made of, as arguments.

use super::Stop;
use crate::report::{HealthProfile, Measure, Profile};
use clap::Args;

#[derive(Debug, Args)]
pub(super) struct HealthArgs {
    /// The health score's measures: the guide's four (a) or the article's ten (b)
    #[arg(long = "health", value_name = "PROFILE", value_parser = ["a", "b"], default_value = "a")]
    profile: String,
    /// Another weight of a measure, 0 to 1000, such as `nps=20`; as often as needed
    #[arg(long = "health-weight", value_name = "MEASURE=N")]
    weights: Vec<String>,
    /// Up to which score a customer is red, and yellow
    #[arg(long = "health-bands", value_name = "RED,YELLOW", value_parser = bands)]
    bands: Option<[u8; 2]>,
    /// Tickets in 30 days from which on they are yellow, and red
    #[arg(long = "health-tickets", value_name = "YELLOW,RED", value_parser = pair)]
    tickets: Option<[u8; 2]>,
    /// The measures of key accounts, where they are others
    #[arg(long = "health-key-accounts", value_name = "PROFILE", value_parser = ["a", "b"])]
    key_accounts: Option<String>,
    /// Whether a red measure, a silent renewal, a late payment and the manager's word change the colour
    #[arg(long = "health-rules", value_name = "on|off", value_parser = ["on", "off"], default_value = "on")]
    rules: String,
}

/// Two whole numbers, the second not below the first.
fn pair(text: &str) -> Result<[u8; 2], String> {
    let (first, second) = text.split_once(',').unwrap_or_default();
    match (first.trim().parse(), second.trim().parse()) {
        (Ok(first), Ok(second)) if first <= second => Ok([first, second]),
        _ => Err("expected two whole numbers up to 255, the second not below the first".to_owned()),
    }
}

fn bands(text: &str) -> Result<[u8; 2], String> {
    pair(text).ok().filter(|[_, yellow]| *yellow <= 100).ok_or_else(|| {
        "expected two scores up to 100, the second not below the first, such as 50,75".to_owned()
    })
}

impl HealthArgs {
    /// The profile they say.
    pub fn profile(&self) -> Result<HealthProfile, Stop> {
        let of = |name: &str| if name == "b" { Profile::B } else { Profile::A };
        let mut profile = HealthProfile::of(of(&self.profile));
        profile.key_accounts = self.key_accounts.as_deref().map(of);
        profile.bands = self.bands.unwrap_or(profile.bands);
        profile.tickets = self.tickets.unwrap_or(profile.tickets);
        profile.overrides = self.rules == "on";
        for text in &self.weights {
            let form =
                || Stop::usage(format!("--health-weight {text}: expected MEASURE=N, N from 0 to 1000"));
            let (name, weight) = text.split_once('=').ok_or_else(form)?;
            let measure = Measure::named(name).ok_or_else(|| {
                let names = Measure::ALL.map(Measure::name).join(", ");
                Stop::usage(format!("--health-weight {text}: no measure {name}; there are {names}"))
            })?;
            let weight = weight.parse().ok().filter(|weight| *weight <= HealthProfile::MOST);
            profile = profile.weighing(measure, weight.ok_or_else(form)?);
        }
        Ok(profile)
    }
}

#[cfg(test)]
mod tests {
    use super::super::args::{Cli, Command};
    use super::*;
    use clap::Parser;

    fn profile(args: &[&str]) -> Result<HealthProfile, String> {
        let cli = Cli::try_parse_from([&["ninefold", "report", "a.csv"], args].concat());
        let Command::Report(args) = cli.map_err(|error| error.to_string())?.command else {
            panic!("another command")
        };
        args.into_job().map(|job| job.settings.health).map_err(|stop| stop.message)
    }

    #[test]
    fn a_profile_is_told_by_its_parts() {
        assert_eq!(profile(&[]), Ok(HealthProfile::default()));
        let told = [
            "--health",
            "b",
            "--health-weight",
            "nps=30",
            "--health-bands",
            "40,80",
            "--health-rules",
            "off",
        ];
        let wanted = HealthProfile {
            bands: [40, 80],
            overrides: false,
            ..HealthProfile::of(Profile::B).weighing(Measure::Nps, 30)
        };
        assert_eq!(profile(&told), Ok(wanted));
        assert_eq!(profile(&["--health-tickets", "2,5"]).unwrap().tickets, [2, 5]);
        let of_key = profile(&["--health-key-accounts", "b"]).unwrap();
        assert_eq!((of_key.profile, of_key.key_accounts), (Profile::A, Some(Profile::B)));
    }

    #[test]
    fn what_makes_no_sense_is_said() {
        let says = |args: &[&str], wanted: &str| {
            let told = profile(args).unwrap_err();
            assert!(told.contains(wanted), "{told}");
        };
        says(&["--health-weight", "mood=3"], "login_frequency");
        says(&["--health-weight", "nps=-1"], "0 to 1000");
        says(&["--health-weight", "nps"], "MEASURE=N");
        says(&["--health-bands", "80,40"], "50,75");
        says(&["--health-bands", "50,101"], "50,75");
        says(&["--health-tickets", "3"], "whole numbers");
    }
}
