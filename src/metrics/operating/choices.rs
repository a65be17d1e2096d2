//! What a person may choose of the operating measures beside the sources' own rules: each by a key and a value, as
//! `--policy` takes them.

use crate::base::Date;
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
    /// W7 looks at this percentage of the customers, the largest of a year before, where no file states tiers; 0 for none.
    pub largest: u64,
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
            largest: 0,
            odds: false,
            gate: 10,
            gate_share: 0,
            demand: [1; 3],
            wsjf: [1; 3],
            aliases: Vec::new(),
        }
    }
}

/// What a choice is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChoiceKind {
    /// One of these names, the default first.
    OneOf(&'static [&'static str]),
    /// A whole number, from the first to the second.
    Whole(u64, u64),
    /// Three weights from 0 to [`HEAVIEST`], not all 0, apart by commas.
    Weights,
    /// Days and stretches of days, apart by commas: `2024-02-10..2024-02-17,2024-10-01`.
    Days,
    /// Names that stand in the files, apart by commas.
    Names,
    /// Another name, `=`, and the name it stands for; any number of them.
    Renamed,
}

/// The largest weight.
pub const HEAVIEST: u16 = 100;

/// One of the choices. A new one is a field of [`Choices`], a row of [`CHOICES`] and its words: command line, page and
/// address go by the row.
#[derive(Debug)]
pub struct Choice {
    /// Its key, as `--policy` takes it.
    pub key: &'static str,
    /// Where its control stands: the question whose answer it changes, and what comes after a dot is a place in it.
    pub group: &'static str,
    /// What it is written as.
    pub kind: ChoiceKind,
    /// Its values as they are written: one, of [`ChoiceKind::Renamed`] any number.
    get: fn(&Choices, ChoiceKind) -> Vec<String>,
    /// Sets it; nothing where it can't be. A [`ChoiceKind::Renamed`] is added to those there are.
    set: fn(&mut Choices, &str, ChoiceKind) -> Option<()>,
}

/// The choices, in the order of their controls.
pub static CHOICES: [Choice; 10] = [
    Choice {
        key: "w3",
        group: "q3",
        kind: ChoiceKind::OneOf(&["complaints", "all"]),
        get: |all, kind| named(kind, all.all_tickets),
        set: |all, value, kind| switch(value, kind).map(|on| all.all_tickets = on),
    },
    Choice {
        key: "holidays",
        group: "q3",
        kind: ChoiceKind::Days,
        get: |all, _| {
            let days = |(from, to): &(Date, Date)| format!("{from}..{to}");
            vec![all.holidays.iter().map(days).collect::<Vec<_>>().join(",")]
        },
        set: |all, value, _| stretches(value).map(|days| all.holidays = days),
    },
    Choice {
        key: "basic_modules",
        group: "q3",
        kind: ChoiceKind::Names,
        get: |all, _| vec![all.basic_modules.join(",")],
        set: |all, value, _| {
            let names: Vec<String> =
                listed(value).filter(|name| !name.is_empty()).map(str::to_owned).collect();
            (!names.is_empty()).then(|| all.basic_modules = names)
        },
    },
    Choice {
        key: "w7",
        group: "q3",
        kind: ChoiceKind::Whole(0, 100),
        get: |all, _| vec![all.largest.to_string()],
        set: |all, value, kind| whole(value, kind).map(|n| all.largest = n),
    },
    Choice {
        key: "odds",
        group: "q3",
        kind: ChoiceKind::OneOf(&["off", "on"]),
        get: |all, kind| named(kind, all.odds),
        set: |all, value, kind| switch(value, kind).map(|on| all.odds = on),
    },
    Choice {
        key: "gate",
        group: "q8",
        kind: ChoiceKind::Whole(1, 1000),
        get: |all, _| vec![all.gate.to_string()],
        set: |all, value, kind| whole(value, kind).map(|n| all.gate = n),
    },
    Choice {
        key: "gate_share",
        group: "q8",
        kind: ChoiceKind::Whole(0, 100),
        get: |all, _| vec![all.gate_share.to_string()],
        set: |all, value, kind| whole(value, kind).map(|n| all.gate_share = n),
    },
    Choice {
        key: "demand",
        group: "q8",
        kind: ChoiceKind::Weights,
        get: |all, _| vec![all.demand.map(|weight| weight.to_string()).join(",")],
        set: |all, value, _| weights(value).map(|weights| all.demand = weights),
    },
    Choice {
        key: "alias",
        group: "q8",
        kind: ChoiceKind::Renamed,
        get: |all, _| all.aliases.iter().map(|(other, name)| format!("{other}={name}")).collect(),
        set: |all, value, _| {
            let (other, name) = value.split_once('=').map(|(other, name)| (other.trim(), name.trim()))?;
            let named = !other.is_empty() && !name.is_empty();
            named.then(|| all.aliases.push((other.to_owned(), name.to_owned())))
        },
    },
    Choice {
        key: "wsjf",
        group: "q8.ranks",
        kind: ChoiceKind::Weights,
        get: |all, _| vec![all.wsjf.map(|weight| weight.to_string()).join(",")],
        set: |all, value, _| weights(value).map(|weights| all.wsjf = weights),
    },
];

impl Choice {
    /// The choice of a key.
    pub fn named(key: &str) -> Option<&'static Choice> {
        CHOICES.iter().find(|choice| choice.key == key)
    }

    /// The question whose answer it changes.
    pub fn question(&self) -> &'static str {
        self.group.split('.').next().unwrap_or_default()
    }

    /// Whether what it is set to may stand where no text of a file may.
    pub fn names_nothing(&self) -> bool {
        !matches!(self.kind, ChoiceKind::Names | ChoiceKind::Renamed)
    }

    /// Sets it; false, and all as it was, where it can't be set so.
    #[must_use]
    pub fn set(&self, all: &mut Choices, value: &str) -> bool {
        (self.set)(all, value, self.kind).is_some()
    }

    fn values(&self, all: &Choices) -> Vec<String> {
        (self.get)(all, self.kind)
    }

    /// What it is set to as a person writes it, a line each.
    pub fn text(&self, all: &Choices) -> String {
        self.values(all).join("\n")
    }

    /// The choices with this one as a person wrote it, a line each, or as it is by default where nothing is written;
    /// nothing where it can't be set so.
    pub fn written(&self, all: &Choices, text: &str) -> Option<Choices> {
        let mut next = Choices::default();
        let others = all.pairs().into_iter().filter(|(key, _)| key != self.key);
        for (key, value) in others {
            next.set(&key, &value).then_some(())?;
        }
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            (self.set)(&mut next, line, self.kind)?;
        }
        Some(next)
    }
}

impl Choices {
    /// Sets one by its key; false where there is none of that key or it can't be set so.
    #[must_use]
    pub fn set(&mut self, key: &str, value: &str) -> bool {
        Choice::named(key).is_some_and(|choice| choice.set(self, value))
    }

    /// Those that differ from the default, by key and value.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let plain = Choices::default();
        let differ = CHOICES.iter().filter(|choice| choice.values(self) != choice.values(&plain));
        let pairs = |choice: &Choice| {
            choice.values(self).into_iter().map(|value| (choice.key.to_owned(), value)).collect()
        };
        differ.flat_map::<Vec<_>, _>(pairs).collect()
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
            if !all.set(&key, &value) {
                return Err(format!("{key}={value}"));
            }
        }
        Ok(all)
    }
}

impl From<Choices> for Vec<(String, String)> {
    fn from(choices: Choices) -> Self {
        choices.pairs()
    }
}

/// The parts of a list, which may have the comma of a Chinese keyboard.
fn listed(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', '，']).map(str::trim)
}

/// Whether the second of two names is written; nothing where neither is.
fn switch(value: &str, kind: ChoiceKind) -> Option<bool> {
    let ChoiceKind::OneOf(names) = kind else { return None };
    names.iter().position(|name| *name == value).map(|place| place == 1)
}

/// The second of two names where it is on, else the first.
fn named(kind: ChoiceKind, on: bool) -> Vec<String> {
    let ChoiceKind::OneOf(names) = kind else { return Vec::new() };
    names.get(usize::from(on)).map(|name| (*name).to_owned()).into_iter().collect()
}

fn whole(value: &str, kind: ChoiceKind) -> Option<u64> {
    let ChoiceKind::Whole(least, most) = kind else { return None };
    value.parse().ok().filter(|n| (least..=most).contains(n))
}

/// Stretches of days, ascending, those that touch joined.
fn stretches(text: &str) -> Option<Vec<(Date, Date)>> {
    let stretch = |part: &str| {
        let (from, to) = part.split_once("..").unwrap_or((part, part));
        let (from, to) = (Date::parse_iso(from.trim())?, Date::parse_iso(to.trim())?);
        (from <= to).then_some((from, to))
    };
    let mut all = listed(text).map(stretch).collect::<Option<Vec<_>>>()?;
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
    let all = listed(text).map(|n| n.parse().ok().filter(|n| *n <= HEAVIEST));
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
            assert!(all.set(key, value), "{key}={value}");
        }
        let pairs = all.pairs();
        assert_eq!(pairs[1].1, "2024-02-10..2024-02-18,2024-10-01..2024-10-07");
        assert_eq!(pairs.len(), 10);
        assert!(pairs.iter().all(|(key, _)| Choice::named(key).is_some()));
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
            let mut all = Choices::default();
            assert!(!all.set(key, value) && all == Choices::default(), "{key}={value}");
        }
        assert!(!Choices::default().set("mood", "1"));
    }

    #[test]
    fn what_is_written_takes_the_place_of_what_was() {
        let choice = |key| Choice::named(key).unwrap();
        let mut all = Choices { gate: 5, ..Choices::default() };
        assert!(all.set("alias", "SAML=SSO"));
        let more = choice("alias").written(&all, "单点登录 = SSO\n\n mobile=App \n").unwrap();
        assert_eq!(choice("alias").text(&more), "单点登录=SSO\nmobile=App");
        assert_eq!(more.gate, 5);
        assert_eq!(choice("alias").written(&all, "no sign"), None);
        assert_eq!(choice("gate").written(&all, "").unwrap().gate, 10);
        assert_eq!(choice("demand").written(&all, "2，1，0").unwrap().demand, [2, 1, 0]);
        // Each is what it says it is: its own value is one that it takes.
        for choice in &CHOICES {
            let text = choice.text(&Choices::default());
            assert_eq!(
                choice.written(&Choices::default(), &text),
                Some(Choices::default()),
                "{}",
                choice.key
            );
            if let ChoiceKind::OneOf(names) = choice.kind {
                assert_eq!(names[0], text);
                assert!(names.iter().all(|name| choice.written(&all, name).is_some()));
            }
            if let ChoiceKind::Whole(least, most) = choice.kind {
                let taken = |n: u64| choice.written(&all, &n.to_string()).is_some();
                assert!(taken(least) && taken(most) && !taken(most + 1) && (least == 0 || !taken(least - 1)));
            }
        }
    }

    #[test]
    fn holidays_are_counted_where_they_lie() {
        let mut all = Choices::default();
        assert!(all.set("holidays", "2024-02-10..2024-02-17"));
        let day = |text: &str| Date::parse_iso(text).unwrap().days();
        let between = |after: &str, until: &str| all.holidays_between(day(after), day(until));
        assert_eq!(between("2024-02-09", "2024-02-17"), 8);
        assert_eq!(between("2024-02-10", "2024-02-12"), 2);
        assert_eq!(between("2024-02-17", "2024-03-01"), 0);
    }
}
