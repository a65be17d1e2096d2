//! The page's state: the signals that components read. What a person can do stands in `actions`.

use super::actions::Bench;
use super::embed::Embedding;
use crate::address::PAIR;
use crate::i18n::Lang;
use crate::protocol::{Failure, Preview};
use crate::read::{Change, Question, Reading, Reject};
use crate::report::{Comparison, DefinitionId, Effect, Evidence, EvidencePage, MetricId, Report, Settings};
use crate::sql::Unoffered;
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

/// Parts a report is drawn in, from the top down, so that none of them keeps the page from answering.
pub const PARTS: u8 = 5;

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

/// The samples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    /// Grows and keeps its customers.
    Healthy,
    /// Loses what it wins.
    Leaking,
    /// All thirteen tables of a company.
    Company,
}

/// How far the effects of the policies are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Counting {
    /// Not asked for.
    #[default]
    Idle,
    /// Under way, one policy after the other.
    Running,
    /// Stopped by the person; only asked for again by them.
    Stopped,
    /// All are there.
    Done,
}

/// What each policy would change, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Effects {
    /// How far.
    pub counting: Counting,
    /// The effects that have come.
    pub told: Vec<Effect>,
    /// Policies whose effects have come.
    pub policies: usize,
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
    /// How many parts of the report are drawn, of [`PARTS`]. The first report comes part by part.
    pub drawn: RwSignal<u8>,
    /// Whether the page is being laid out for paper.
    pub printing: RwSignal<bool>,
    /// Whether the paper is to hold all views and rows; else the short form.
    pub full_paper: RwSignal<bool>,
    /// Whether the report on screen waits to be made anew with other settings.
    pub recomputing: RwSignal<bool>,
    /// What the report is made with; ahead of the report on screen while `recomputing`.
    pub settings: RwSignal<Settings>,
    /// Whether the window of the settings was chosen before the files were read: they may not have it.
    pub window_unproven: RwSignal<bool>,
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
    /// The segmentation shown, as the address calls it; `None`, or one that is not there, shows the first on offer.
    pub grouping: RwSignal<Option<String>>,
    /// The rate it is drawn by.
    pub group_rate: RwSignal<MetricId>,
    /// Rejected rows asked for last.
    pub rejects: RwSignal<Option<RejectsPage>>,
    /// What is to be embedded (dialog open while `Some`).
    pub embedding: RwSignal<Option<Embedding>>,
    /// Its file; `None` until it comes.
    pub embedded: RwSignal<Option<String>>,
    /// Whether it has customers to name.
    pub embed_names: RwSignal<bool>,
    /// Place of the file whose reading is being changed (dialog open while `Some`).
    pub editing: RwSignal<Option<u32>>,
    /// What its first rows become; `None` until they have come.
    pub preview: RwSignal<Option<Arc<Preview>>>,
    /// Whether they could not be read.
    pub preview_failed: RwSignal<bool>,
    /// The script for a table that no tab holds, or why there is none; `None` before a sample was looked at.
    pub script: RwSignal<Option<Result<String, Unoffered>>>,
    /// Whether a choice can be taken back, and one be made again.
    pub steps: RwSignal<(bool, bool)>,
    /// What the last choice changed.
    pub changed: RwSignal<Vec<Change>>,
    /// Whether the bar about the files stands above the overview.
    pub bar_shown: RwSignal<bool>,
    /// The two definitions that are compared.
    pub compared: RwSignal<(DefinitionId, DefinitionId)>,
    /// Their bridge in the report on screen; the one before stays until it comes.
    pub comparison: RwSignal<Option<Arc<Comparison>>>,
    /// What each policy would change in the report on screen.
    pub effects: RwSignal<Effects>,
    /// Place of the preset that is looked at.
    pub preset: RwSignal<usize>,
    /// The settings before each choice of a policy or preset, the last one last.
    pub settings_before: RwSignal<Vec<Settings>>,
    /// What is not shown: the engine and the files.
    pub(super) bench: StoredValue<Bench, LocalStorage>,
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
            drawn: RwSignal::new(0),
            printing: RwSignal::new(false),
            full_paper: RwSignal::new(false),
            recomputing: RwSignal::new(false),
            settings: RwSignal::new(Settings::default()),
            window_unproven: RwSignal::new(false),
            sample: RwSignal::new(None),
            readings: RwSignal::new(Vec::new()),
            question: RwSignal::new(None),
            failure: RwSignal::new(None),
            asked: RwSignal::new(None),
            evidence: RwSignal::new(None),
            grouping: RwSignal::new(None),
            group_rate: RwSignal::new(MetricId::LogoRetention),
            rejects: RwSignal::new(None),
            embedding: RwSignal::new(None),
            embedded: RwSignal::new(None),
            embed_names: RwSignal::new(false),
            editing: RwSignal::new(None),
            preview: RwSignal::new(None),
            preview_failed: RwSignal::new(false),
            script: RwSignal::new(None),
            steps: RwSignal::new((false, false)),
            changed: RwSignal::new(Vec::new()),
            bar_shown: RwSignal::new(true),
            compared: RwSignal::new(PAIR),
            comparison: RwSignal::new(None),
            effects: RwSignal::new(Effects::default()),
            preset: RwSignal::new(0),
            settings_before: RwSignal::new(Vec::new()),
            bench: StoredValue::new_local(Bench::default()),
        }
    }
}
