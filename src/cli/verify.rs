//! `ninefold verify`: the report of a pack made anew from its files, and compared.

use super::args::{Input, Job, VerifyArgs};
use super::pack::{Made, made};
use super::{Stop, files, print, session, unanswered};
use crate::base::unguarded;
use crate::metrics::operating::Choices;
use crate::pack::{Manifest, NoPack, Opened, PACK};
use crate::report::Settings;
use serde_json::Value as Json;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Differences that are listed of each part of the report; the others are counted.
const LISTED: usize = 5;

/// Compares a pack with what its files give. Exit code 0: equal; 1: not.
pub(super) fn verify(args: &VerifyArgs) -> Result<u8, Stop> {
    let VerifyArgs { pack: path, files: paths, pseudonyms } = args;
    let html = files::text(path)?;
    let pack = Opened::new(&html).map_err(|why| no_pack(path, why))?;
    let about = &pack.manifest;
    // Writing to a String cannot fail, here and below.
    let mut said = String::new();
    if about.version != env!("CARGO_PKG_VERSION") {
        let _ = writeln!(
            said,
            "note: the pack was made by Ninefold {}, this is {}: figures may differ for that",
            about.version,
            env!("CARGO_PKG_VERSION")
        );
    }
    let mut equal = true;
    let mut differs = |said: &mut String, text: String| {
        equal = false;
        let _ = writeln!(said, "{text}");
    };
    if !pack.is_whole() {
        differs(
            &mut said,
            format!(
                "report: its SHA-256 is not the one that the pack states, {}: one of them was changed",
                about.report_sha256
            ),
        );
    }
    let hashes = paths.iter().map(|path| files::sha256(path)).collect::<Result<Vec<_>, _>>()?;
    for (file, given) in matched(about, &hashes) {
        let name = &file.options.name;
        match given {
            Given::Same(_) => {}
            Given::Other(at) => {
                let (path, hash) = (shown(paths, at), hashes.get(at).map_or("", String::as_str));
                let text =
                    format!("{name}: {path} has other bytes: SHA-256 {hash}, the pack says {}", file.sha256);
                differs(&mut said, text);
            }
            Given::Missing => {
                differs(&mut said, format!("{name}: no file given for it (SHA-256 {})", file.sha256))
            }
        }
    }
    if paths.len() > about.files.len() {
        differs(&mut said, format!("{} files given, the pack is of {}", paths.len(), about.files.len()));
    }
    match again(about, choices(about, pseudonyms.as_deref())?, paths, &hashes)? {
        None => differs(&mut said, "these files give no report under the pack's settings".to_owned()),
        Some(now) => {
            for text in unequal(&pack, &html, &now) {
                differs(&mut said, text);
            }
        }
    }
    let verdict = if equal { "equal" } else { "not equal" };
    print(&format!("{verdict}: {}\n{said}", path.display()))?;
    Ok(u8::from(!equal))
}

fn no_pack(path: &Path, why: NoPack) -> Stop {
    let why = match why {
        NoPack::Missing(id) => format!("no evidence pack: it has no element “{id}”"),
        NoPack::OtherForm(form) => {
            format!("a pack of the form {form}; this version of Ninefold checks {PACK}")
        }
        NoPack::Broken(error) => format!("what the pack says of itself can't be read: {error}"),
    };
    Stop { code: 1, message: format!("{}: {why}", path.display()) }
}

/// The file given for one of the pack.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Given {
    /// The same bytes.
    Same(usize),
    /// Another one, for want of the same.
    Other(usize),
    /// None.
    Missing,
}

/// Which given file stands for which of the pack: by the bytes first, the others in their order.
fn matched<'a>(about: &'a Manifest, hashes: &[String]) -> Vec<(&'a crate::pack::PackedFile, Given)> {
    let mut free: Vec<usize> = (0..hashes.len()).collect();
    let mut take = |wanted: &dyn Fn(usize) -> bool| {
        let at = free.iter().position(|at| wanted(*at))?;
        Some(free.remove(at))
    };
    let same = |hash: &str, at: usize| hashes.get(at).is_some_and(|other| other == hash);
    let mut found: Vec<_> = about
        .files
        .iter()
        .map(|file| (file, take(&|at| same(&file.sha256, at)).map_or(Given::Missing, Given::Same)))
        .collect();
    for (_, given) in found.iter_mut().filter(|(_, given)| *given == Given::Missing) {
        *given = take(&|_| true).map_or(Given::Missing, Given::Other);
    }
    found
}

fn shown(paths: &[PathBuf], at: usize) -> String {
    paths.get(at).map(|path| path.display().to_string()).unwrap_or_default()
}

/// What was chosen when the pack was made, with the names that its codes stand for.
fn choices(about: &Manifest, list: Option<&Path>) -> Result<Choices, Stop> {
    let told = &about.settings.choices;
    if !about.pseudonyms || (told.basic_modules.is_empty() && told.aliases.is_empty()) {
        return Ok(told.clone());
    }
    let Some(path) = list else {
        return Err(Stop::usage(
            "codes stand for names in the pack's choices: give the list that was written with it, --pseudonyms MAP.csv",
        ));
    };
    let (list, mut missing) = (files::text(path)?, None);
    let named = told.renamed(|code| {
        name_of(&list, code).unwrap_or_else(|| {
            missing = Some(code.to_owned());
            String::new()
        })
    });
    match missing {
        Some(code) => Err(Stop::usage(format!("{}: it has no name for {code}", path.display()))),
        None => Ok(named),
    }
}

/// The name of a code, from the list as [`Session::masked`](crate::report::Session::masked) gives it.
fn name_of(list: &str, code: &str) -> Option<String> {
    let (_, cell) = list.split_once(&format!("\n{code},"))?;
    let name = match cell.strip_prefix('"') {
        Some(quoted) => quoted.replace("\"\"", "\0").split('"').next()?.replace('\0', "\""),
        None => cell.lines().next()?.to_owned(),
    };
    Some(unguarded(&name).to_owned())
}

/// The pack made anew of the given files; `None` where they give no report.
fn again(
    about: &Manifest,
    choices: Choices,
    paths: &[PathBuf],
    hashes: &[String],
) -> Result<Option<Made>, Stop> {
    let inputs = matched(about, hashes).into_iter().filter_map(|(file, given)| match given {
        Given::Same(at) | Given::Other(at) => {
            Some(Input { path: paths.get(at)?.clone(), options: file.options.clone() })
        }
        Given::Missing => None,
    });
    let job = Job {
        files: inputs.collect(),
        settings: Settings { choices, ..about.settings.clone() },
        as_of: about.as_of,
        rates: about.rates.clone(),
        currency: about.currency.clone(),
        customers: about.customers,
        unmatched: None,
        text: false,
        embed: None,
    };
    let session = session(&job)?;
    if unanswered(&session, false)? {
        return Ok(None);
    }
    made(&session, Manifest { settings: job.settings, ..about.clone() }).map(Some)
}

/// Where the pack is not what was made anew.
fn unequal(pack: &Opened, html: &str, now: &Made) -> Vec<String> {
    if pack.report != now.report {
        let mut found = Differences::default();
        let read = |json: &str| serde_json::from_str::<Json>(json);
        match (read(&pack.report), read(&now.report)) {
            (Ok(Json::Object(then)), Ok(Json::Object(now))) => {
                for key in then.keys().chain(now.keys().filter(|key| !then.contains_key(*key))) {
                    found.part(key, then.get(key), now.get(key));
                }
            }
            _ => found.listed.push("report: it is no JSON".to_owned()),
        }
        if found.listed.is_empty() {
            found.listed.push("report: the same values, written otherwise".to_owned());
        }
        return found.listed;
    }
    let mut lines =
        (1..).zip(html.lines().map(Some).chain([None]).zip(now.html.lines().map(Some).chain([None])));
    let other = lines.find(|(_, (then, now))| then != now);
    match other {
        Some((line, _)) => {
            vec![format!(
                "line {line}: the report is equal, but this part of the page is not what is made of it"
            )]
        }
        None if html != now.html => vec!["the page's line ends are not those that were written".to_owned()],
        None => Vec::new(),
    }
}

#[derive(Default)]
struct Differences {
    listed: Vec<String>,
    /// In the part at hand.
    count: usize,
}

impl Differences {
    /// Compares one part of the report.
    fn part(&mut self, key: &str, then: Option<&Json>, now: Option<&Json>) {
        self.count = 0;
        self.compare(&mut format!("/{key}"), then, now);
        if self.count > LISTED {
            self.listed.push(format!("/{key}: and {} more", self.count - LISTED));
        }
    }

    fn compare(&mut self, path: &mut String, then: Option<&Json>, now: Option<&Json>) {
        let length = path.len();
        match (then, now) {
            (Some(Json::Object(a)), Some(Json::Object(b))) => {
                for key in a.keys().chain(b.keys().filter(|key| !a.contains_key(*key))) {
                    let _ = write!(path, "/{}", key.replace('~', "~0").replace('/', "~1"));
                    self.compare(path, a.get(key), b.get(key));
                    path.truncate(length);
                }
            }
            (Some(Json::Array(a)), Some(Json::Array(b))) => {
                for at in 0..a.len().max(b.len()) {
                    let _ = write!(path, "/{at}");
                    self.compare(path, a.get(at), b.get(at));
                    path.truncate(length);
                }
            }
            (then, now) if then == now => {}
            (then, now) => {
                self.count += 1;
                if self.count <= LISTED {
                    self.listed.push(format!("{path}: {} in the pack, {} now", short(then), short(now)));
                }
            }
        }
    }
}

/// A value in one line.
fn short(value: Option<&Json>) -> String {
    let Some(value) = value else { return "nothing".to_owned() };
    let text = value.to_string();
    let cut: String = text.chars().take(80).collect();
    if cut.len() < text.len() { cut + "…" } else { cut }
}
