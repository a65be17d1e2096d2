//! `ninefold pack`: a report as an evidence pack.

use super::args::Job;
use super::{Stop, files, say, session, unanswered};
use crate::i18n::Lang;
use crate::pack::{Manifest, PackedFile, pack};
use crate::report::{Report, Session};
use std::path::Path;

/// Writes the pack, and the list of codes where they stand for the names.
pub(super) fn write(job: &Job, out: &Path, codes: Option<&Path>, language: Lang) -> Result<u8, Stop> {
    if codes == Some(out) {
        return Err(Stop::usage("--pseudonyms and --out name the same file"));
    }
    if job.text {
        return Err(Stop::usage("--text: a pack is for people already"));
    }
    let session = session(job)?;
    if unanswered(&session, false)? {
        return Ok(1);
    }
    let about = Manifest {
        language,
        pseudonyms: codes.is_some(),
        settings: job.settings.clone(),
        as_of: job.as_of,
        customers: job.customers,
        currency: job.currency.clone(),
        rates: job.rates.clone(),
        files: job
            .files
            .iter()
            .map(|file| PackedFile { options: file.options.clone(), ..PackedFile::default() })
            .collect(),
        ..Manifest::default()
    };
    let made = made(&session, about)?;
    files::write(out, &made.html)?;
    if let Some(path) = codes {
        files::write(path, &made.codes)?;
        say::line(&format!("{}: the codes and their names; keep it to yourself", path.display()));
    }
    Ok(0)
}

/// A pack, and the list of its codes.
pub(super) struct Made {
    /// The pack.
    pub html: String,
    /// The report inside.
    pub report: String,
    /// The codes with their names; empty where none stand for them.
    pub codes: String,
}

/// Makes the pack that a manifest describes.
pub(super) fn made(session: &Session, about: Manifest) -> Result<Made, Stop> {
    let (json, codes) = if about.pseudonyms {
        let (json, codes) = session.masked(&about.settings);
        (json, codes.csv())
    } else {
        (session.json(&about.settings).0, String::new())
    };
    let (html, report) = pack(&json, read_back(&json)?, about);
    Ok(Made { html, report, codes })
}

/// A report from its JSON.
pub(super) fn read_back(json: &str) -> Result<Report, Stop> {
    serde_json::from_str(json)
        .map_err(|error| Stop { code: 1, message: format!("the report can't be read back: {error}") })
}
