//! What a person can do on the page.

mod answered;

use super::state::{Phase, Progress, Sample, Seal, Ui};
use super::trail::{Source, Trail};
use crate::i18n::Lang;
use crate::protocol::{Failure, ScriptFor, Takeaway};
use crate::read::{Field, ReadOptions, Reading};
use crate::report::{Evidence, Settings};
use crate::samples;
use crate::scroll::CHUNK;
use crate::sql::Dialect;
use crate::templates::Template;
use crate::web::{self, BootError, Engine};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

/// Work that is shorter needs no bar (milliseconds).
const NOTICED: f64 = 200.0;

const HEALTHY: &str = include_str!("../../../www/samples/healthy.csv");
const LEAKING: &str = include_str!("../../../www/samples/leaking.csv");

/// Who the samples' customers are, in English and Chinese.
const HEALTHY_CUSTOMERS: [&str; 2] = [
    include_str!("../../../www/samples/healthy-customers.en.csv"),
    include_str!("../../../www/samples/healthy-customers.zh.csv"),
];
const LEAKING_CUSTOMERS: [&str; 2] = [
    include_str!("../../../www/samples/leaking-customers.en.csv"),
    include_str!("../../../www/samples/leaking-customers.zh.csv"),
];

/// What is not shown: the engine and the files.
#[derive(Default)]
pub struct Bench {
    engine: Option<Engine>,
    /// The files being read, or read last, and what was told of them before.
    trail: Trail,
    /// The same when the report on screen was made.
    shown: Trail,
    /// When the files were chosen (milliseconds).
    started: f64,
    /// Counts previews asked for, so that only the last of them is.
    looks: u32,
    /// Counts readings begun and ended, so that what comes late can tell that it does.
    turn: u32,
    /// These files are read whatever they take.
    tried: bool,
}

/// A pause in the keys after which the first rows are read anew (milliseconds).
const PREVIEW_AFTER: i32 = 120;

impl Ui {
    /// Loads the engine and seals the page.
    pub fn start(self) {
        spawn_local(async move {
            let blocked = self.blocked;
            match web::boot(move || blocked.update(|n| *n += 1)).await {
                Ok(boot) => {
                    let engine = Engine::new(boot, move |answer| self.hear(answer));
                    self.bench.update_value(|b| b.engine = Some(engine));
                    self.seal.set(Seal::Sealed);
                    self.phase.set(Phase::Sealed);
                }
                Err(BootError::NotSealed) => {
                    self.seal.set(Seal::Broken);
                    self.phase.set(Phase::Failed);
                }
                Err(BootError::Engine(detail)) => {
                    self.failure.set(Some(Failure::Crashed { detail, held: 0 }));
                    self.phase.set(Phase::Failed);
                }
            }
        });
    }

    /// Proves the seal again, for a page that comes back from the browser's cache.
    pub fn check_seal(self) {
        if self.seal.get_untracked() != Seal::Sealed {
            return;
        }
        spawn_local(async move {
            if !web::probe_again().await {
                self.close();
                self.seal.set(Seal::Broken);
                self.phase.set(Phase::Failed);
            }
        });
    }

    /// Reads files the user chose or dropped.
    pub fn open_files(self, files: Vec<File>) {
        if !files.is_empty() {
            self.begin(Source::new(files, None));
        }
    }

    /// Reads more files beside those that are open, or were before a sample. A sample makes room for them: it is nobody's
    /// figures.
    pub fn add_files(self, files: Vec<File>) {
        let now = self.bench.with_value(|b| b.trail.own().unwrap_or_else(|| b.trail.now()));
        if now.files.is_empty() || now.sample.is_some() {
            self.open_files(files);
        } else if !files.is_empty() {
            self.step(now.with(files), true);
        }
    }

    /// Takes one file away and reads the others again.
    pub fn remove_file(self, place: u32) {
        let rest = self.bench.with_value(|b| b.trail.now()).without(place as usize);
        if rest.files.is_empty() {
            self.close();
        } else {
            self.step(rest, true);
        }
    }

    /// Opens the dialog on a file's reading.
    pub fn edit(self, place: u32) {
        self.preview.set(None);
        self.preview_failed.set(false);
        self.editing.set(Some(place));
    }

    /// What was told of a file.
    pub fn told(self, place: u32) -> ReadOptions {
        self.bench.with_value(|b| b.trail.now().options.get(place as usize).cloned()).unwrap_or_default()
    }

    /// What the reader found in the file of the dialog when it looked for itself.
    pub(super) fn found_before<T>(self, of: impl Fn(&ReadOptions, &Reading) -> Option<T>) -> Option<T> {
        let place = self.editing.get_untracked()?;
        self.bench.with_value(|b| b.trail.look(place as usize, of))
    }

    /// How a file was read last; nothing where it was not read to the end.
    pub(super) fn reading_of<T>(self, place: u32, of: impl FnOnce(Option<&Reading>) -> T) -> T {
        self.bench.with_value(|b| of(b.trail.reading(place as usize)))
    }

    /// Asks what the first rows of a file become under other options; what is asked while keys are pressed waits
    /// for the last of them.
    pub fn ask_preview(self, place: u32, options: ReadOptions, at_once: bool) {
        let turn = self.bench.try_update_value(|b| {
            b.looks = b.looks.wrapping_add(1);
            b.looks
        });
        spawn_local(async move {
            if !at_once {
                web::sleep(PREVIEW_AFTER).await;
            }
            if Some(self.bench.with_value(|b| b.looks)) != turn || self.editing.get_untracked() != Some(place)
            {
                return;
            }
            let file = self.bench.with_value(|b| b.trail.now().files.get(place as usize).cloned());
            if let Some(file) = file {
                self.with_engine(|e| e.preview(std::slice::from_ref(&file), options, None));
            }
        });
    }

    /// The first of the files chosen last.
    pub(super) fn first_file(self) -> Option<File> {
        self.bench.with_value(|b| b.trail.now().files.into_iter().next())
    }

    /// Asks for the script of a table of which a sample is at hand, under the settings in force; a second sample is of the
    /// accounts.
    pub fn ask_script(self, samples: &[File], dialect: Dialect) {
        let settings = self.settings.get_untracked();
        let name = samples.first().map(File::name).unwrap_or_default();
        let options = ReadOptions { name, ..ReadOptions::default() };
        let wanted = ScriptFor { dialect, settings };
        self.with_engine(|e| e.preview(samples, options, Some(wanted)));
    }

    /// Closes the dialog; nothing was changed.
    pub fn close_dialog(self) {
        self.editing.set(None);
        self.preview.set(None);
        self.with_engine(Engine::end_previews);
    }

    /// Reads the whole file again as the dialog says.
    pub fn apply(self, place: u32, options: ReadOptions) {
        let mut source = self.bench.with_value(|b| b.trail.now());
        self.close_dialog();
        match source.options.get_mut(place as usize) {
            Some(told) if *told != options => *told = options,
            _ => return,
        }
        self.step(source, false);
    }

    /// Takes the last choice back.
    pub fn undo(self) {
        self.walk(Trail::back);
    }

    /// Makes the choice again that was taken back.
    pub fn redo(self) {
        self.walk(Trail::forth);
    }

    /// Reads text the user pasted.
    pub fn open_text(self, text: String) {
        self.open_texts(&[("pasted.csv", &text)], None);
    }

    /// Whether the user's own files are behind the sample that is open.
    pub fn has_own(self) -> bool {
        self.bench.with_value(|b| b.trail.own().is_some())
    }

    /// Goes back to them.
    pub fn leave_sample(self) {
        self.walk(Trail::back_to_own);
    }

    /// Reads a sample, in the language of the page. Files that are open give way to it and are kept to go back to.
    pub fn open_sample(self, sample: Sample) {
        let lang = self.lang.get_untracked();
        let (name, text, [en, zh]) = match sample {
            Sample::Company => {
                let files = samples::company(lang);
                let texts: Vec<_> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
                return self.open_texts(&texts, Some(sample));
            }
            Sample::Healthy => ("sample-healthy.csv", HEALTHY, HEALTHY_CUSTOMERS),
            Sample::Leaking => ("sample-leaking.csv", LEAKING, LEAKING_CUSTOMERS),
        };
        let customers = match lang {
            Lang::En => ("sample-customers.csv", en),
            Lang::Zh => ("sample-customers.csv", zh),
        };
        self.open_texts(&[(name, text), customers], Some(sample));
    }

    /// Stops the reading; what was shown before comes back.
    pub fn cancel(self) {
        self.with_engine(Engine::cancel);
        self.progress.set(None);
        self.recomputing.set(false);
        self.question.set(None);
        self.failure.set(None);
        self.readings.set(Vec::new());
        self.changed.set(Vec::new());
        let shown = self.report.with_untracked(Option::is_some);
        self.phase.set(if shown { Phase::Done } else { Phase::Sealed });
        self.bench.update_value(|b| b.trail = b.shown.clone());
        self.mark_steps();
    }

    /// Reads the same files again, after something broke.
    pub fn retry(self) {
        self.bench.update_value(|b| b.tried = true);
        self.read(false);
    }

    /// Answers the open question, and reads again.
    pub fn answer(self, field: Field, value: &str) {
        let Some(file) = self.question.with_untracked(|q| q.as_ref().map(|(file, _)| *file as usize)) else {
            return;
        };
        let mut source = self.bench.with_value(|b| b.trail.now());
        if let Some(options) = source.options.get_mut(file) {
            field.tell(options, Some(value));
        }
        self.step(source, false);
    }

    /// Makes the report with other settings.
    pub fn recompute(self, settings: Settings) {
        self.recomputing.set(true);
        self.settings.set(settings.clone());
        self.close_evidence();
        self.with_files(|e| e.recompute(settings));
    }

    /// Opens the drawer on a number, or turns its page.
    pub fn ask(self, query: Evidence) {
        let same = self.asked.with_untracked(|asked| asked.is_some_and(|a| a.key == query.key));
        if !same {
            self.evidence.set(None);
        }
        self.asked.set(Some(query));
        self.with_files(|e| e.evidence(query));
    }

    /// Closes the drawer.
    pub fn close_evidence(self) {
        self.asked.set(None);
        self.evidence.set(None);
    }

    /// Asks for rejected rows.
    pub fn load_rejects(self, file: u32, offset: u32) {
        self.with_engine(|e| e.rejects(file, offset, CHUNK as u32));
    }

    /// Downloads all rejected rows of a file as CSV, with the reasons.
    pub fn download_rejects(self, file: u32) {
        self.with_engine(|e| e.rejects_csv(file));
    }

    /// Downloads all customers that stand in the accounts or in the revenue alone.
    pub fn download_unmatched(self) {
        self.with_engine(|e| e.unmatched());
    }

    /// Downloads a template.
    pub fn download_template(self, template: &Template, lang: Lang) {
        let name = format!("ninefold-{}-{}.csv", template.name, lang.tag());
        self.download(&name, "text/csv;charset=utf-8", &template.file(lang));
    }

    /// Downloads the report in one of its forms: each is, byte for byte, what the command line writes.
    pub fn take_away(self, takeaway: Takeaway) {
        self.with_engine(|engine| engine.json(takeaway));
    }

    /// Back to the empty page; forgets the files.
    pub fn close(self) {
        self.with_engine(Engine::forget);
        self.bench.update_value(|b| {
            b.trail = Trail::default();
            b.shown = Trail::default();
        });
        self.changed.set(Vec::new());
        self.mark_steps();
        self.close_evidence();
        self.report.set(None);
        self.rejects.set(None);
        self.sample.set(None);
        self.failure.set(None);
        self.question.set(None);
        self.readings.set(Vec::new());
        self.settings.update(|s| s.to = None);
        self.phase.set(Phase::Sealed);
    }

    /// The name of the first of them ([`Ui::names`]).
    pub fn opening(self) -> String {
        self.names().into_iter().next().unwrap_or_default()
    }

    /// The names of the files that are being read, or were read last.
    pub fn names(self) -> Vec<String> {
        self.bench.with_value(|b| b.trail.now().options.into_iter().map(|options| options.name).collect())
    }

    /// Reads texts as files of these names.
    fn open_texts(self, texts: &[(&str, &str)], sample: Option<Sample>) {
        let mut files = Vec::new();
        for (name, text) in texts {
            let Ok(file) = web::file_from_text(name, text) else {
                let detail = "the browser could not hold the text".to_owned();
                self.failed(Failure::FileUnavailable { name: (*name).to_owned(), detail });
                return;
            };
            files.push(file);
        }
        let source = Source::new(files, sample);
        let own = self.bench.with_value(|b| b.trail.now());
        match sample.is_some() && own.sample.is_none() && !own.files.is_empty() {
            true => self.step(source, true),
            false => self.begin(source),
        }
    }

    /// Reads other files than before.
    fn begin(self, source: Source) {
        if self.seal.get_untracked() == Seal::Sealed {
            self.bench.update_value(|b| (b.trail, b.tried) = (Trail::begin(source), false));
            // Other data have another span. What an address asked for waits for the first of them.
            if !self.window_unproven.get_untracked() {
                self.settings.update(|settings| settings.to = None);
            }
            self.bar_shown.set(true);
            self.read(true);
        }
    }

    /// Reads the files as a new choice says.
    fn step(self, source: Source, other: bool) {
        self.bench.update_value(|b| {
            b.tried &= !other;
            b.trail.step(source);
        });
        self.read(other);
    }

    /// Reads the files as an earlier or a later choice said.
    fn walk(self, go: fn(&mut Trail) -> bool) {
        let before = self.bench.with_value(|b| b.trail.now().files);
        if self.bench.try_update_value(|b| go(&mut b.trail)) == Some(true) {
            self.read(self.bench.with_value(|b| b.trail.now().files) != before);
        }
    }

    /// Tells the page whether there are choices to take back or to make again.
    fn mark_steps(self) {
        self.steps.set(self.bench.with_value(|b| b.trail.can()));
    }

    /// Notes how the files were read, and what the last choice changed of it.
    fn read_as(self, readings: &[Reading]) {
        let changed = self.bench.try_update_value(|b| b.trail.read_as(readings)).unwrap_or_default();
        self.changed.set(changed);
    }

    /// Starts a reading of where the trail stands. `other` files may not have the months of a chosen window.
    fn read(self, other: bool) {
        let source = self.bench.with_value(|b| b.trail.now());
        if self.seal.get_untracked() != Seal::Sealed || source.files.is_empty() {
            return;
        }
        self.bench.update_value(|b| b.started = web::now());
        self.mark_steps();
        self.changed.set(Vec::new());
        let turn = self.next_turn();
        self.close_evidence();
        self.question.set(None);
        self.failure.set(None);
        self.readings.set(Vec::new());
        self.progress.set(None);
        if other {
            self.window_unproven.set(true);
            self.settings_before.set(Vec::new());
        }
        self.phase.set(Phase::Reading);
        let total: f64 = source.files.iter().map(|file| file.size()).sum();
        let send = move |source: &Source| {
            let settings = self.settings.get_untracked();
            self.with_engine(|e| e.read(&source.files, source.options.clone(), settings));
        };
        if web::surely_fits(&source.files) || self.bench.with_value(|b| b.tried) {
            send(&source);
        } else {
            spawn_local(async move {
                let needs = web::memory_needed(&source.files).await;
                let room = web::room();
                let waits = self.is_turn(turn) && self.phase.get_untracked() == Phase::Reading;
                match waits {
                    true if needs > room => self.failed(Failure::TooLarge { needs, room }),
                    true => send(&source),
                    false => {}
                }
            });
        }
        spawn_local(async move {
            // An engine that says nothing must not leave an empty page with no way to cancel.
            web::sleep(2 * NOTICED as i32).await;
            let waiting =
                self.phase.get_untracked() == Phase::Reading && self.progress.with_untracked(Option::is_none);
            if waiting && self.is_turn(turn) {
                self.progress.set(Some(Progress { total, ..Progress::default() }));
            }
        });
    }

    fn next_turn(self) -> u32 {
        self.bench.update_value(|b| b.turn = b.turn.wrapping_add(1));
        self.bench.with_value(|b| b.turn)
    }

    fn is_turn(self, turn: u32) -> bool {
        self.bench.with_value(|b| b.turn) == turn
    }

    /// Asks the worker that has the files; where it is gone, the files are read again first.
    fn with_files(self, ask: impl FnOnce(&Engine)) {
        if self.bench.with_value(|b| b.engine.as_ref().is_some_and(Engine::serves)) {
            self.with_engine(ask);
        } else {
            self.retry();
        }
    }

    /// Asks the worker that has the files, where there is one.
    pub(super) fn if_served(self, ask: impl FnOnce(&Engine)) {
        if self.bench.with_value(|b| b.engine.as_ref().is_some_and(Engine::serves)) {
            self.with_engine(ask);
        }
    }

    pub(super) fn with_engine(self, act: impl FnOnce(&Engine)) {
        // Cloned out, so that an answer that comes at once finds the bench free.
        if let Some(engine) = self.bench.with_value(|b| b.engine.clone()) {
            act(&engine);
        }
    }

    pub(super) fn download(self, name: &str, mime: &str, text: &str) {
        if web::download(name, mime, text).is_err() {
            self.failed(Failure::Protocol { detail: "the download was refused".to_owned() });
        }
    }

    fn failed(self, failure: Failure) {
        self.progress.set(None);
        self.failure.set(Some(failure));
        self.phase.set(Phase::Failed);
    }
}
