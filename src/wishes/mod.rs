//! What a caller may wish of a report, as words: the command line and the JavaScript API have the same names for it.

mod asked;
mod health;

pub use asked::{Answer, answer, told};

use crate::base::{Currency, Date, Month};
use crate::i18n::Lang;
use crate::i18n::answers::choice_takes;
use crate::read::{Code, Decoders, Field, ReadOptions, Role};
use crate::report::{CHOICES, Choice, Settings};
use crate::tables::{Datum, PolicyError, Rate};
use std::fmt;

/// A wish that can't be granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unusable {
    /// The option's name, such as `date_order`.
    pub option: String,
    /// What was told.
    pub text: String,
    /// What it takes.
    pub expected: String,
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.option, self.text, self.expected)
    }
}

/// A file as its caller names it: how it was given (a path, say), and the name it is shown by.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// As given.
    pub path: String,
    /// As shown.
    pub name: String,
}

/// What a report is to be made with.
#[derive(Clone, Debug)]
pub struct Wishes {
    /// How each file is read, in the order of the files.
    pub files: Vec<ReadOptions>,
    /// The report's settings.
    pub settings: Settings,
    /// The last day of the data.
    pub as_of: Option<Date>,
    /// Rates beside those of the files.
    pub rates: Vec<Rate>,
    /// The report's currency.
    pub currency: Option<String>,
    /// Whether every customer is listed.
    pub customers: bool,
}

/// The fields of a file's reading by their names here.
const FIELDS: [(&str, Field); 11] = [
    ("encoding", Field::Encoding),
    ("delimiter", Field::Delimiter),
    ("quote", Field::Quote),
    ("escape", Field::Escape),
    ("header_line", Field::HeaderLine),
    ("shape", Field::Shape),
    ("date_order", Field::DateOrder),
    ("fiscal_start", Field::FiscalStart),
    ("day_numbers", Field::Epoch),
    ("decimal", Field::Decimal),
    ("currency", Field::Currency),
];

/// All other names.
const OTHERS: [&str; 17] = [
    "as_of",
    "months",
    "to",
    "size_cuts",
    "policy",
    "rate",
    "customers",
    "table",
    "role",
    "without",
    "health",
    "health_weight",
    "health_bands",
    "health_cut",
    "health_tickets",
    "health_key_accounts",
    "health_rules",
];

impl Wishes {
    /// Grants wishes, each an option's name and a text; the order matters only between those of one name.
    pub fn of(
        files: &[Named],
        decoders: Decoders,
        wishes: &[(impl AsRef<str>, impl AsRef<str>)],
    ) -> Result<Self, Unusable> {
        let read = |file: &Named| ReadOptions { name: file.name.clone(), ..ReadOptions::default() };
        let mut all = Wishes {
            files: files.iter().map(read).collect(),
            settings: Settings::default(),
            as_of: None,
            rates: Vec::new(),
            currency: None,
            customers: false,
        };
        let mut wishes: Vec<(&str, &str)> =
            wishes.iter().map(|(name, text)| (name.as_ref(), text.as_ref())).collect();
        // A health profile is weighed once it is chosen; a delimiter takes back what was told of the columns.
        wishes.sort_by_key(|(name, _)| match *name {
            "health" => 0,
            "role" => 2,
            _ => 1,
        });
        for (name, text) in wishes {
            all.grant(files, decoders, name, text).map_err(|expected| Unusable {
                option: name.to_owned(),
                text: text.to_owned(),
                expected,
            })?;
        }
        Ok(all)
    }

    fn grant(&mut self, files: &[Named], decoders: Decoders, name: &str, text: &str) -> Result<(), String> {
        if let Some((_, field)) = FIELDS.into_iter().find(|(own, _)| *own == name) {
            return self.read(field, text, decoders);
        }
        match name {
            "as_of" => self.as_of = Some(as_of(text)?),
            "months" => self.settings.months = months(text)?,
            "to" => {
                self.settings.to = Some(Month::parse_iso(text).ok_or("expected a month YYYY-MM")?);
            }
            "size_cuts" => self.settings.size_cuts = size_cuts(text)?,
            "policy" => policy(&mut self.settings, text)?,
            "rate" => self.rates.push(rate(text)?),
            "customers" => {
                self.customers = text.parse().map_err(|_| "expected true or false")?;
            }
            "table" => self.table(files, text)?,
            "role" => self.role(files, text)?,
            "without" => {
                let repair = of_word::<Code>(text).filter(|code| code.is_repair());
                let repair = repair.ok_or("no repair has this name")?;
                self.files.iter_mut().for_each(|file| file.without.push(repair));
            }
            _ if name.starts_with("health") => health::set(&mut self.settings.health, name, text)?,
            _ => {
                let names: Vec<&str> = FIELDS.iter().map(|(name, _)| *name).chain(OTHERS).collect();
                return Err(format!("no such option; there are {}", names.join(", ")));
            }
        }
        Ok(())
    }

    /// Says how all files are to be read.
    fn read(&mut self, field: Field, text: &str, decoders: Decoders) -> Result<(), String> {
        let choices = || format!("expected one of {}", field.choices().join(" "));
        let text = match field {
            Field::Currency => {
                let code = currency(text)?;
                self.currency = Some(code.clone());
                code
            }
            Field::Delimiter => delimiter(text)?,
            Field::Quote => quote(text)?.to_owned(),
            Field::Encoding if text != "utf-8-bom" && decoders(text).is_none() => {
                return Err("no such encoding; there are utf-8, gb18030, gbk, big5, shift_jis, euc-kr, euc-jp, \
                            windows-1252, windows-1250, windows-1251, utf-16le, utf-16be and all others of the \
                            WHATWG standard"
                    .to_owned());
            }
            Field::HeaderLine if text.parse::<u64>().is_err() => {
                return Err("expected the number of a line from 1, or 0".to_owned());
            }
            Field::Encoding | Field::HeaderLine => text.to_owned(),
            _ if field.choices().contains(&text) => text.to_owned(),
            _ => return Err(choices()),
        };
        self.files.iter_mut().for_each(|file| field.tell(file, Some(&text)));
        Ok(())
    }

    /// `NAME=FILE`.
    fn table(&mut self, files: &[Named], text: &str) -> Result<(), String> {
        let (name, path) = text.split_once('=').ok_or("expected NAME=FILE")?;
        let kind = Field::Table
            .table(name)
            .ok_or_else(|| format!("no such table; there are {}", Field::Table.choices().join(", ")))?;
        let mut found = false;
        for (_, file) in files.iter().zip(&mut self.files).filter(|(file, _)| file.path == path) {
            file.table = Some(kind);
            found = true;
        }
        if found { Ok(()) } else { Err(format!("expected NAME=FILE with FILE one of {}", shown(files))) }
    }

    /// `FILE:COLUMN=ROLE`, where the file stands as given or by its name alone. A header may hold `=` and `:`, a path
    /// too: the role is what follows the last `=`, and the file must be known.
    fn role(&mut self, files: &[Named], text: &str) -> Result<(), String> {
        let (place, role) = text.rsplit_once('=').ok_or("expected FILE:COLUMN=ROLE")?;
        let role = Role::named(role).ok_or_else(|| format!("the role must be one of {}", role_names()))?;
        let mut found = false;
        for (file, options) in files.iter().zip(&mut self.files) {
            let column = [&file.path, &file.name]
                .into_iter()
                .find_map(|file| place.strip_prefix(file.as_str())?.strip_prefix(':'));
            if let Some(column) = column {
                options.roles.push((column.to_owned(), role));
                found = true;
            }
        }
        if found {
            Ok(())
        } else {
            Err(format!("expected FILE:COLUMN=ROLE with FILE one of {}", shown(files)))
        }
    }
}

fn shown(files: &[Named]) -> String {
    files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>().join(", ")
}

fn role_names() -> String {
    let data = Datum::ALL.iter().map(|datum| datum.as_str());
    Role::ALL.map(Role::as_str).into_iter().chain(data).collect::<Vec<_>>().join(", ")
}

/// A value by the word that the report writes for it.
fn of_word<'a, T: serde::Deserialize<'a>>(text: &'a str) -> Option<T> {
    T::deserialize(serde::de::value::StrDeserializer::<serde::de::value::Error>::new(text)).ok()
}

fn delimiter(text: &str) -> Result<String, String> {
    match text {
        "tab" | "\\t" => Ok("\t".to_owned()),
        "" => Err("expected at least one character, or tab".to_owned()),
        _ if text.contains(['"', '\n', '\r']) => {
            Err("neither quotes nor line ends can part cells".to_owned())
        }
        _ => Ok(text.to_owned()),
    }
}

fn quote(text: &str) -> Result<&str, String> {
    match text {
        "double" => Ok("\""),
        "single" => Ok("'"),
        "none" | "\"" | "'" => Ok(text),
        "" => Ok("none"),
        _ => Err("expected \" or ' or none".to_owned()),
    }
}

/// An ISO code, in upper case.
fn currency(text: &str) -> Result<String, String> {
    let code = text.to_ascii_uppercase();
    let known = Currency::from_code(&code).is_some();
    if known { Ok(code) } else { Err("expected an ISO code such as USD".to_owned()) }
}

fn rate(text: &str) -> Result<Rate, String> {
    let read = || {
        let (code, worth) = text.split_once('=')?;
        Some(Rate { code: currency(code).ok()?, month: None, worth: Rate::worth_of(worth)? })
    };
    read().ok_or_else(|| "expected CODE=RATE, such as EUR=1.08".to_owned())
}

/// A day, or a month for its last day.
fn as_of(text: &str) -> Result<Date, String> {
    Date::parse_iso(text)
        .or_else(|| Month::parse_iso(text)?.last_day())
        .ok_or_else(|| "expected a day YYYY-MM-DD or a month YYYY-MM".to_owned())
}

fn months(text: &str) -> Result<u32, String> {
    let months = text.parse().ok().filter(|months| (1..=120).contains(months));
    months.ok_or_else(|| "expected a number of months from 1 to 120".to_owned())
}

/// Two whole numbers, the second not below the first.
fn pair(text: &str) -> Option<[u8; 2]> {
    let (first, second) = text.split_once(',')?;
    let pair = [first.trim().parse().ok()?, second.trim().parse().ok()?];
    Some(pair).filter(|[first, second]| first <= second)
}

/// Two whole percents, the second not below the first.
fn size_cuts(text: &str) -> Result<[u8; 2], String> {
    pair(text)
        .filter(|[_, second]| *second <= 100)
        .ok_or_else(|| "expected two percents, the second not below the first, such as 10,40".to_owned())
}

/// Sets the policy of a `KEY=VALUE`.
fn policy(settings: &mut Settings, text: &str) -> Result<(), String> {
    let (key, value) = text.split_once('=').ok_or("expected KEY=VALUE")?;
    if let Some(choice) = Choice::named(key) {
        let set = choice.set(&mut settings.choices, value);
        return if set { Ok(()) } else { Err(format!("{key} takes {}", choice_takes(Lang::En, choice))) };
    }
    settings.policies.set(key, value).map_err(|error| match error {
        PolicyError::UnknownKey(key) => format!(
            "no policy {key}; there are gap, snapshot, ends, churn, reactivation, discounts, blanks, gross_margin, \
             lifetime_cap, trial_window, {}",
            CHOICES.iter().map(|choice| choice.key).collect::<Vec<_>>().join(", ")
        ),
        PolicyError::BadValue(_, takes) => format!("{key} takes {takes}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::TableKind;

    fn of(wishes: &[(&str, &str)]) -> Result<Wishes, Unusable> {
        let file = |name: &str| Named { path: format!("data/{name}"), name: name.to_owned() };
        Wishes::of(&[file("a.csv"), file("b.csv")], |_| None, wishes)
    }

    #[test]
    fn roles_find_their_file_and_outlast_a_delimiter() {
        let told = [("role", "a.csv:Net: A=B=mrr"), ("role", "data/b.csv:3=ignored"), ("delimiter", "tab")];
        let wishes = of(&told).unwrap();
        assert_eq!(wishes.files[0].roles, [("Net: A=B".to_owned(), Role::Mrr)]);
        assert_eq!(wishes.files[1].roles, [("3".to_owned(), Role::Ignored)]);
        assert_eq!(wishes.files[1].delimiter.as_deref(), Some("\t"));
    }

    #[test]
    fn a_table_is_said_of_one_file() {
        let wishes = of(&[("table", "usage=data/b.csv"), ("shape", "wide"), ("quote", "none")]).unwrap();
        assert_eq!((wishes.files[0].table, wishes.files[1].table), (None, Some(TableKind::Usage)));
        assert!(wishes.files.iter().all(|file| file.shape.is_some() && file.quote.is_some()));
    }

    #[test]
    fn a_profile_is_weighed_whatever_stands_first() {
        let health = |told: &[(&str, &str)]| of(told).unwrap().settings.health;
        let (weight, profile) = (("health_weight", "nps=30"), ("health", "b"));
        assert_eq!(health(&[weight, profile]), health(&[profile, weight]));
        assert_ne!(health(&[weight, profile]), health(&[profile]));
    }

    #[test]
    fn what_cannot_be_granted_is_said_with_what_can() {
        let says = |name: &str, text: &str, wanted: &str| {
            let said = of(&[(name, text)]).unwrap_err();
            assert!(said.option == name && said.expected.contains(wanted), "{said}");
        };
        says("policy", "gap=x", "0 to 24");
        says("policy", "holes=1", "snapshot");
        says("months", "0", "1 to 120");
        says("to", "2024", "YYYY-MM");
        says("as_of", "yesterday", "YYYY-MM-DD");
        says("size_cuts", "40,10", "not below");
        says("size_cuts", "10,101", "not below");
        says("table", "usage=c.csv", "a.csv, b.csv");
        says("table", "sales=data/a.csv", "integrations");
        says("role", "c.csv:x=mrr", "a.csv");
        says("role", "a.csv:x=money", "customer_id");
        says("encoding", "ebcdic", "gb18030");
        says("delimiter", "a\"b", "quotes");
        says("decimal", ";", ". ,");
        says("without", "date_unreadable", "no repair");
        says("currency", "dollar", "ISO");
        says("customers", "yes", "true");
        says("mnths", "3", "months");
    }

    #[test]
    fn every_name_it_tells_of_is_known() {
        for name in FIELDS.iter().map(|(name, _)| *name).chain(OTHERS) {
            let said = of(&[(name, "\u{1}")]);
            assert!(
                said.map_or_else(|bad| !bad.expected.contains("no such option"), |_| name == "delimiter"),
                "{name}"
            );
        }
    }
}
