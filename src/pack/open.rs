//! A pack opened again: what it says of itself, and the report inside.

use super::encode::unscripted;
use super::{Manifest, PACK, sha256};

/// The two parts that a program reads.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// How the report was made.
    pub manifest: Manifest,
    /// The report's JSON, byte for byte.
    pub report: String,
}

/// Why a file can't be opened as a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoPack {
    /// It has no part of this id.
    Missing(&'static str),
    /// It is a pack of another form, named here.
    OtherForm(String),
    /// What it says of itself can't be read.
    Broken(String),
}

impl Opened {
    /// Opens a pack.
    pub fn new(html: &str) -> Result<Opened, NoPack> {
        let about = part(html, "ninefold-pack")?;
        let broken = |error: serde_json::Error| NoPack::Broken(error.to_string());
        let any: serde_json::Value = serde_json::from_str(&about).map_err(broken)?;
        match any.get("pack").and_then(serde_json::Value::as_str) {
            Some(PACK) => {}
            Some(other) => return Err(NoPack::OtherForm(other.to_owned())),
            None => return Err(NoPack::Broken("no “pack”".to_owned())),
        }
        let manifest = serde_json::from_value(any).map_err(broken)?;
        Ok(Opened { manifest, report: part(html, "ninefold-report")? })
    }

    /// Whether the report is the one that the pack was made with.
    pub fn is_whole(&self) -> bool {
        sha256(&self.report) == self.manifest.report_sha256
    }
}

/// The contents of the last element of an id: what stands before could be a text of the report.
fn part(html: &str, id: &'static str) -> Result<String, NoPack> {
    let open = super::script_open(id);
    let found = html.rsplit_once(&open).and_then(|(_, rest)| rest.split_once("</script>"));
    found.map(|(text, _)| unscripted(text)).ok_or(NoPack::Missing(id))
}
