//! What a pack says of itself to a program: what it was made of and how, so that it can be made again.

use crate::base::Date;
use crate::i18n::Lang;
use crate::read::ReadOptions;
use crate::report::Settings;
use crate::tables::Rate;
use serde::{Deserialize, Serialize};

/// Name and version of the form of a pack.
pub const PACK: &str = "ninefold.pack/1";

/// How the report in a pack was made.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`PACK`].
    pub pack: String,
    /// The version of Ninefold that made it.
    pub version: String,
    /// The language of its readable part.
    pub language: Lang,
    /// Codes stand for the customers' names.
    pub pseudonyms: bool,
    /// SHA-256 of the report's bytes, lower-case hex.
    pub report_sha256: String,
    /// Window, policies, and what else the report was made with.
    pub settings: Settings,
    /// The as-of date, where it was not left to the data.
    pub as_of: Option<Date>,
    /// Every customer is listed.
    pub customers: bool,
    /// The currency that amounts were converted to, where it was told.
    pub currency: Option<String>,
    /// Rates that stand in no file.
    pub rates: Vec<Rate>,
    /// The files, in their order.
    pub files: Vec<PackedFile>,
}

/// A file that the report was made of.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PackedFile {
    /// SHA-256 of its bytes, lower-case hex.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
    /// What the reader was told of it.
    pub options: ReadOptions,
}
