//! What a person may choose of the operating measures beside the sources' own rules: each by a key and a value, as
//! `--policy` takes them.

use crate::base::Date;
use crate::tables::PolicyError;
use serde::{Deserialize, Serialize};

/// The choices; the default is what the sources say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<(String, String)>", into = "Vec<(String, String)>")]
pub struct Choices {
    /// W3 counts every ticket, not complaints alone.
    pub all_tickets: bool,
    /// First and last days of holidays, on which nobody misses a login (W1); ascending, apart from each other.
    pub holidays: Vec<(Date, Date)>,
    /// Modules that everybody begins with (W5): who uses no other uses little.
    pub basic_modules: Vec<String>,
    /// Whether customers at risk are given odds by the article's multipliers.
    pub odds: bool,
    /// Companies that have to share a need before it comes first (Q8-02).
    pub gate: u64,
    /// The same as a percentage of all companies that ask, either of which is enough; 0 for none.
    pub gate_share: u64,
    /// Weights of companies, users and value in the score of a demand.
    pub demand: [u16; 3],
    /// Weights of business value, time criticality and risk reduction in WSJF.
    pub wsjf: [u16; 3],
    /// Other names of features, each with the one it goes by.
    pub aliases: Vec<(String, String)>,
}

impl Default for Choices {
    fn default() -> Self {
        Choices {
            all_tickets: false,
            holidays: Vec::new(),
            basic_modules: Vec::new(),
            odds: false,
            gate: 10,
            gate_share: 0,
            demand: [1; 3],
            wsjf: [1; 3],
            aliases: Vec::new(),
        }
    }
}

impl Choices {
    /// The keys.
    pub const KEYS: [&str; 9] =
        ["w3", "holidays", "basic_modules", "odds", "gate", "gate_share", "demand", "wsjf", "alias"];

    /// Sets one by its key; an alias is added to those there are.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), PolicyError> {
        let bad = |takes| PolicyError::BadValue(format!("{key}={value}"), takes);
        let switch = |off: &str, on: &str| match value {
            _ if value == off => Some(false),
            _ if value == on => Some(true),
            _ => None,
        };
        match key {
            "w3" => {
                self.all_tickets = switch("complaints", "all").ok_or_else(|| bad("complaints or all"))?;
            }
            "odds" => self.odds = switch("off", "on").ok_or_else(|| bad("off or on"))?,
            "holidays" => {
                let takes = "days and stretches of days, such as 2024-02-10..2024-02-17,2024-10-01";
                self.holidays = stretches(value).ok_or_else(|| bad(takes))?;
            }
            "basic_modules" => {
                let names = value.split(',').map(str::trim).filter(|name| !name.is_empty());
                self.basic_modules = names.map(str::to_owned).collect();
                if self.basic_modules.is_empty() {
                    return Err(bad("names of modules, apart by commas"));
                }
            }
            "gate" => {
                let takes = "a number of companies from 1 to 1000";
                self.gate =
                    value.parse().ok().filter(|n| (1..=1000).contains(n)).ok_or_else(|| bad(takes))?;
            }
            "gate_share" => {
                let takes = "a percentage from 0 to 100";
                self.gate_share = value.parse().ok().filter(|n| *n <= 100).ok_or_else(|| bad(takes))?;
            }
            "demand" | "wsjf" => {
                let takes = "three weights from 0 to 100, not all 0, such as 1,1,2";
                let weights = weights(value).ok_or_else(|| bad(takes))?;
                *(if key == "wsjf" { &mut self.wsjf } else { &mut self.demand }) = weights;
            }
            "alias" => {
                let pair = value.split_once('=').map(|(other, name)| (other.trim(), name.trim()));
                let pair = pair.filter(|(other, name)| !other.is_empty() && !name.is_empty());
                let (other, name) = pair.ok_or_else(|| bad("another name of a feature, =, and its name"))?;
                self.aliases.push((other.to_owned(), name.to_owned()));
            }
            _ => return Err(PolicyError::UnknownKey(key.to_owned())),
        }
        Ok(())
    }

    /// Those that differ from the default, by key and value.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let plain = Choices::default();
        let mut all: Vec<(String, String)> = Vec::new();
        let mut say = |key: &str, differs: bool, value: String| {
            if differs {
                all.push((key.to_owned(), value));
            }
        };
        let days = |(from, to): &(Date, Date)| format!("{from}..{to}");
        let three = |[a, b, c]: [u16; 3]| format!("{a},{b},{c}");
        let stretches: Vec<String> = self.holidays.iter().map(days).collect();
        say("w3", self.all_tickets, "all".to_owned());
        say("holidays", !self.holidays.is_empty(), stretches.join(","));
        say("basic_modules", !self.basic_modules.is_empty(), self.basic_modules.join(","));
        say("odds", self.odds, "on".to_owned());
        say("gate", self.gate != plain.gate, self.gate.to_string());
        say("gate_share", self.gate_share != plain.gate_share, self.gate_share.to_string());
        say("demand", self.demand != plain.demand, three(self.demand));
        say("wsjf", self.wsjf != plain.wsjf, three(self.wsjf));
        for (other, name) in &self.aliases {
            say("alias", true, format!("{other}={name}"));
        }
        all
    }

    /// The same with other texts for the names that stand in the files: of modules and features.
    pub fn renamed(&self, mut name: impl FnMut(&str) -> String) -> Choices {
        Choices {
            basic_modules: self.basic_modules.iter().map(|module| name(module)).collect(),
            aliases: self.aliases.iter().map(|(other, feature)| (name(other), name(feature))).collect(),
            ..self.clone()
        }
    }

    /// Days of holidays from after one day to another, as days since 1970.
    pub fn holidays_between(&self, after: i64, until: i64) -> i64 {
        let shared = |(from, to): &(Date, Date)| to.days().min(until) - from.days().max(after + 1) + 1;
        self.holidays.iter().map(|stretch| shared(stretch).max(0)).sum()
    }
}

impl TryFrom<Vec<(String, String)>> for Choices {
    type Error = String;

    fn try_from(pairs: Vec<(String, String)>) -> Result<Self, String> {
        let mut all = Choices::default();
        for (key, value) in pairs {
            all.set(&key, &value).map_err(|_| format!("{key}={value}"))?;
        }
        Ok(all)
    }
}

impl From<Choices> for Vec<(String, String)> {
    fn from(choices: Choices) -> Self {
        choices.pairs()
    }
}

/// Stretches of days, ascending, those that touch joined.
fn stretches(text: &str) -> Option<Vec<(Date, Date)>> {
    let stretch = |part: &str| {
        let (from, to) = part.split_once("..").unwrap_or((part, part));
        let (from, to) = (Date::parse_iso(from.trim())?, Date::parse_iso(to.trim())?);
        (from <= to).then_some((from, to))
    };
    let mut all = text.split(',').map(stretch).collect::<Option<Vec<_>>>()?;
    crate::base::sort(&mut all);
    all.dedup_by(|next, before| {
        let joined = next.0 <= before.1.next();
        if joined {
            before.1 = before.1.max(next.1);
        }
        joined
    });
    Some(all)
}

fn weights(text: &str) -> Option<[u16; 3]> {
    let all = text.split(',').map(|n| n.trim().parse().ok().filter(|n| *n <= 100));
    let all: [u16; 3] = all.collect::<Option<Vec<u16>>>()?.try_into().ok()?;
    (all != [0; 3]).then_some(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_survive_as_pairs() {
        let mut all = Choices::default();
        assert_eq!(serde_json::to_string(&all).unwrap(), "[]");
        for (key, value) in [
            ("w3", "all"),
            ("holidays", "2024-10-01..2024-10-07, 2024-02-10..2024-02-17,2024-02-18"),
            ("basic_modules", "CRM, 报表"),
            ("odds", "on"),
            ("gate", "5"),
            ("gate_share", "20"),
            ("demand", "2,1,0"),
            ("wsjf", "1,2,3"),
            ("alias", "单点登录=SSO"),
            ("alias", "SAML = SSO"),
        ] {
            all.set(key, value).unwrap();
        }
        let pairs = all.pairs();
        assert_eq!(pairs[1].1, "2024-02-10..2024-02-18,2024-10-01..2024-10-07");
        assert_eq!(pairs.len(), 10);
        assert!(pairs.iter().all(|(key, _)| Choices::KEYS.contains(&key.as_str())));
        let json = serde_json::to_string(&all).unwrap();
        assert_eq!(serde_json::from_str::<Choices>(&json).unwrap(), all);
        assert!(serde_json::from_str::<Choices>("[[\"gate\",\"0\"]]").is_err());
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        for (key, value) in [
            ("w3", "some"),
            ("holidays", "2024-02-17..2024-02-10"),
            ("holidays", ""),
            ("basic_modules", " , "),
            ("gate", "0"),
            ("gate_share", "101"),
            ("demand", "1,1"),
            ("wsjf", "0,0,0"),
            ("alias", "=SSO"),
        ] {
            let refused = Choices::default().set(key, value);
            assert!(matches!(refused, Err(PolicyError::BadValue(..))), "{key}={value}");
        }
        assert!(matches!(Choices::default().set("mood", "1"), Err(PolicyError::UnknownKey(_))));
    }

    #[test]
    fn holidays_are_counted_where_they_lie() {
        let mut all = Choices::default();
        all.set("holidays", "2024-02-10..2024-02-17").unwrap();
        let day = |text: &str| Date::parse_iso(text).unwrap().days();
        let between = |after: &str, until: &str| all.holidays_between(day(after), day(until));
        assert_eq!(between("2024-02-09", "2024-02-17"), 8);
        assert_eq!(between("2024-02-10", "2024-02-12"), 2);
        assert_eq!(between("2024-02-17", "2024-03-01"), 0);
    }
}
