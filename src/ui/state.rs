//! The page's state: what is known, and what a person can do. Components read the signals and call
//! the actions; the actions talk to the engine.

use crate::i18n::Lang;
use crate::protocol::{Failure, Settings};
use crate::read::{DecimalMark, Question, Reading, Reject};
use crate::report::{Evidence, EvidencePage, Report};
use leptos::prelude::*;
use std::sync::Arc;

/// Where the page stands; written to `<html data-state>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Fetching, compiling, sealing.
    Loading,
    /// Sealed: a file may be chosen.
    Sealed,
    /// A file is being read.
    Reading,
    /// A question is open.
    Asking,
    /// A report is shown.
    Done,
    /// The file could not be read, or something broke: see `readings` and `failure`.
    Failed,
}

/// What the page knows of its own seal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seal {
    /// Not yet.
    Loading,
    /// The browser refused the probe: nothing leaves.
    Sealed,
    /// The probe was not refused: no file may be chosen.
    Broken,
}

/// How far the reading is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Progress {
    /// Bytes read.
    pub done: f64,
    /// Bytes in all.
    pub total: f64,
    /// Rows seen.
    pub rows: f64,
}

/// The two built-in samples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    /// Grows and keeps its customers.
    Healthy,
    /// Loses what it wins.
    Leaking,
}

/// A page of rejected rows.
#[derive(Clone, Debug, PartialEq)]
pub struct RejectsPage {
    /// Place of the file.
    pub file: u32,
    /// Place of the first row.
    pub offset: u32,
    /// The rows.
    pub rows: Vec<Reject>,
}

/// The page's state and actions. Cheap to copy; provided by context.
#[derive(Clone, Copy)]
pub struct Ui {
    /// Language of the page.
    pub lang: RwSignal<Lang>,
    /// Where it stands.
    pub phase: RwSignal<Phase>,
    /// The seal.
    pub seal: RwSignal<Seal>,
    /// Requests the browser refused since sealing, the page's own probe not counted.
    pub blocked: RwSignal<u32>,
    /// Progress of the reading; `None` within its first 200 ms.
    pub progress: RwSignal<Option<Progress>>,
    /// The last report; stays until the next one is there.
    pub report: RwSignal<Option<Arc<Report>>>,
    /// What the report was made with.
    pub settings: RwSignal<Settings>,
    /// The sample shown, if it is one.
    pub sample: RwSignal<Option<Sample>>,
    /// How the files were read, where no report came of it (`Asking`, `Failed`).
    pub readings: RwSignal<Vec<Reading>>,
    /// The open question: place of the file and the question.
    pub question: RwSignal<Option<(u32, Question)>>,
    /// What broke.
    pub failure: RwSignal<Option<Failure>>,
    /// The evidence asked for last (drawer open while `Some`).
    pub asked: RwSignal<Option<Evidence>>,
    /// Its answer; `None` until it comes.
    pub evidence: RwSignal<Option<Arc<EvidencePage>>>,
    /// Rejected rows asked for last.
    pub rejects: RwSignal<Option<RejectsPage>>,
}

impl Ui {
    /// The state of a page that is still loading.
    pub fn new(lang: Lang) -> Self {
        Ui {
            lang: RwSignal::new(lang),
            phase: RwSignal::new(Phase::Loading),
            seal: RwSignal::new(Seal::Loading),
            blocked: RwSignal::new(0),
            progress: RwSignal::new(None),
            report: RwSignal::new(None),
            settings: RwSignal::new(Settings::default()),
            sample: RwSignal::new(None),
            readings: RwSignal::new(Vec::new()),
            question: RwSignal::new(None),
            failure: RwSignal::new(None),
            asked: RwSignal::new(None),
            evidence: RwSignal::new(None),
            rejects: RwSignal::new(None),
        }
    }

    /// Reads files the user chose or dropped.
    pub fn open_files(self, _files: Vec<web_sys::File>) {}

    /// Reads text the user pasted.
    pub fn open_text(self, _text: String) {}

    /// Reads a built-in sample.
    pub fn open_sample(self, _sample: Sample) {}

    /// Stops the reading; what was shown before comes back.
    pub fn cancel(self) {}

    /// Reads the same files again (after a crash, or once a question is answered).
    pub fn retry(self) {}

    /// Answers the open question and reads again.
    pub fn answer_decimal(self, _mark: DecimalMark) {}

    /// Makes the report with other settings.
    pub fn recompute(self, _settings: Settings) {}

    /// Opens the drawer on a number, or turns its page.
    pub fn ask(self, _query: Evidence) {}

    /// Closes the drawer.
    pub fn close_evidence(self) {}

    /// Asks for rejected rows.
    pub fn load_rejects(self, _file: u32, _offset: u32) {}

    /// Downloads the report as JSON, byte for byte what the command line prints.
    pub fn download_json(self) {}

    /// Back to the empty page; forgets the files.
    pub fn close(self) {}
}
