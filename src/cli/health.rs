//! What the health score is made of, as arguments.

use super::args::{Told, tell};
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
    #[arg(long = "health-bands", value_name = "RED,YELLOW")]
    bands: Option<String>,
    /// Other cut-offs of a measure, such as `nps=9,7`: green and yellow from; of tickets and billing yellow and red from
    #[arg(long = "health-cut", value_name = "MEASURE=A,B")]
    cuts: Vec<String>,
    /// Tickets in 30 days from which on they are yellow, and red
    #[arg(long = "health-tickets", value_name = "YELLOW,RED")]
    tickets: Option<String>,
    /// The measures of key accounts, where they are others
    #[arg(long = "health-key-accounts", value_name = "PROFILE", value_parser = ["a", "b"])]
    key_accounts: Option<String>,
    /// Whether a red measure, a silent renewal, a late payment and the manager's word change the colour
    #[arg(long = "health-rules", value_name = "on|off", value_parser = ["on", "off"], default_value = "on")]
    rules: String,
}

impl HealthArgs {
    /// Tells them as wishes.
    pub fn tell(self, told: &mut Told) {
        tell(told, "health", [self.profile]);
        tell(told, "health_weight", self.weights);
        tell(told, "health_bands", self.bands);
        tell(told, "health_cut", self.cuts);
        tell(told, "health_tickets", self.tickets);
        tell(told, "health_key_accounts", self.key_accounts);
        tell(told, "health_rules", [self.rules]);
    }
}

#[cfg(test)]
mod tests {
    use super::super::args::{Cli, Command};
    use crate::report::{HealthProfile, Measure, Profile};
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
        assert_eq!(profile(&["--health-tickets", "2,5"]).unwrap().cut(Measure::Tickets), [2, 5]);
        let cut = profile(&["--health-cut", "nps=8,6", "--health-cut", "billing=5,60"]).unwrap();
        assert_eq!([Measure::Nps, Measure::Billing].map(|measure| cut.cut(measure)), [[8, 6], [5, 60]]);
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
        says(&["--health-cut", "nps=6,8"], "nps=9,7");
        says(&["--health-cut", "nps=11,8"], "nps=9,7");
        says(&["--health-cut", "mood=6,8"], "login_frequency");
    }
}
