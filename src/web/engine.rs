//! The page's side of the engine: which worker does what.
//!
//! Every reading gets a fresh worker while the one behind the report on screen stays as it is. So a reading
//! is cancelled by ending its worker at once, the previous report stays alive, and the memory of a large
//! file goes away with its worker. One spare worker is kept warm.

use super::link::{Heard, Link};
use super::timing::sleep;
use super::{Boot, boot::words};
use crate::protocol::{Failure, FromWorker, Preview, ScriptFor, Takeaway, ToWorker};
use crate::read::{Diagnostic, Question, ReadOptions, Reading, Reject};
use crate::report::{Evidence, EvidencePage, Inquiry, Report, Settings, Told, UntoldRejects};
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

/// A worker that owes an answer and says nothing for so long is taken for dead (milliseconds).
const SILENCE: i32 = 30_000;

/// How often the page looks (milliseconds).
const LOOK: i32 = 2_000;

/// What the engine says.
pub enum Answer {
    /// The reading goes on.
    Progress {
        /// Bytes read.
        done: f64,
        /// Bytes in all.
        total: f64,
        /// Rows seen.
        rows: f64,
    },
    /// A report of a reading (`fresh`) or of other settings.
    Report {
        /// The report.
        report: Box<Report>,
        /// Whether files were read for it.
        fresh: bool,
        /// Milliseconds spent reading.
        read_ms: f64,
        /// Milliseconds spent computing.
        compute_ms: f64,
    },
    /// No file could be read as anything.
    Unreadable(Vec<Reading>),
    /// A question must be answered first.
    Asks(u32, Question, Vec<Reading>),
    /// Customers behind a number.
    Evidence(EvidencePage),
    /// The answer to an inquiry about the report on screen.
    Told(Told),
    /// Rejected rows of a file, from a place on.
    Rejects(u32, u32, Vec<Reject>),
    /// Rejected rows of a file as CSV.
    RejectsCsv(u32, UntoldRejects),
    /// Customers without their like as CSV.
    Unmatched(String),
    /// The report to be taken away: as JSON without its advice, the findings that this is about, what it was made with.
    Json(Takeaway, String, Vec<Diagnostic>, Settings),
    /// The first rows of a file; `None` where they could not be read.
    Preview(Option<Box<Preview>>),
    /// Something broke. `reading` says whether a reading was lost with it.
    Failed {
        /// What.
        failure: Failure,
        /// Whether a reading was under way in that worker.
        reading: bool,
    },
}

/// The engine. Cheap to clone.
#[derive(Clone)]
pub struct Engine(Rc<Inner>);

struct Inner {
    boot: Boot,
    hear: Box<dyn Fn(Answer)>,
    numbers: Cell<u32>,
    /// Warm, without work.
    spare: RefCell<Option<Slot>>,
    /// Reads files now.
    reading: RefCell<Option<Slot>>,
    /// Has the files of the report on screen.
    serving: RefCell<Option<Slot>>,
    /// Reads the heads of files while a person changes how they are read.
    previewing: RefCell<Option<Slot>>,
    /// Last question of each kind; older answers are dropped.
    awaited: RefCell<Awaited>,
    /// The report that the serving worker makes now, by its job; none is made where this is 0.
    making: Cell<u32>,
    /// What the next one is to be made with: wished while another was made, of several wishes the last.
    wished: RefCell<Option<Settings>>,
}

struct Slot {
    id: u32,
    link: Link,
    owed: Cell<u32>,
    /// How often it was asked or has answered.
    heard: Cell<u32>,
}

#[derive(Default)]
struct Awaited {
    report: u32,
    evidence: u32,
    rejects: u32,
    preview: u32,
}

impl Engine {
    /// An engine with a warm worker; `hear` gets its answers.
    pub fn new(boot: Boot, hear: impl Fn(Answer) + 'static) -> Self {
        let engine = Engine(Rc::new(Inner {
            boot,
            hear: Box::new(hear),
            numbers: Cell::new(0),
            spare: RefCell::new(None),
            reading: RefCell::new(None),
            serving: RefCell::new(None),
            previewing: RefCell::new(None),
            awaited: RefCell::default(),
            making: Cell::new(0),
            wished: RefCell::default(),
        }));
        engine.warm();
        engine
    }

    /// Reads files in a fresh worker. A reading under way is dropped.
    pub fn read(&self, files: &[File], options: Vec<ReadOptions>, settings: Settings) {
        self.warm();
        let Some(slot) = self.0.spare.borrow_mut().take() else { return };
        let id = slot.id;
        let job = self.number();
        self.0.reading.replace(Some(slot));
        let message = ToWorker::Read { job, files: options, settings };
        self.send(&self.0.reading, &message, files);
        self.watch(id);
        self.warm_soon();
    }

    /// Ends the reading under way, if any.
    pub fn cancel(&self) {
        self.0.reading.replace(None);
    }

    /// Whether the files of the report on screen are still at hand.
    pub fn serves(&self) -> bool {
        self.0.serving.borrow().is_some()
    }

    /// Makes another report of the same files. While one is made, the wish waits for its end, and a later wish takes its
    /// place: a worker is never asked for reports that nobody wants any more.
    pub fn recompute(&self, settings: Settings) {
        let job = self.number();
        self.0.awaited.borrow_mut().report = job;
        if self.0.making.get() > 0 {
            self.0.wished.replace(Some(settings));
            return;
        }
        self.0.making.set(job);
        self.ask(ToWorker::Recompute { job, settings });
    }

    /// Nothing is made any more: what was wished in the meantime comes next.
    fn made(&self) {
        self.0.making.set(0);
        if let Some(settings) = self.0.wished.take() {
            self.recompute(settings);
        }
    }

    /// Another worker serves, or none: whatever was to be made was of other files.
    fn unmade(&self) {
        self.0.making.set(0);
        self.0.wished.take();
    }

    /// Asks for the customers behind a number.
    pub fn evidence(&self, query: Evidence) {
        let job = self.number();
        self.0.awaited.borrow_mut().evidence = job;
        self.ask(ToWorker::Evidence { job, query });
    }

    /// Asks what the report doesn't say itself. Answers about an earlier report are dropped.
    pub fn inquire(&self, inquiry: Inquiry) {
        let job = self.number();
        self.ask(ToWorker::Inquire { job, inquiry });
    }

    /// Asks for rejected rows.
    pub fn rejects(&self, file: u32, offset: u32, limit: u32) {
        let job = self.number();
        self.0.awaited.borrow_mut().rejects = job;
        self.ask(ToWorker::Rejects { job, file, offset, limit });
    }

    /// Asks what the first rows of a file become. A worker of its own answers, so that neither the report nor a
    /// reading waits; only the last question is answered. `script` asks for a script for such a table as well.
    /// The first file is looked at; a second is a sample of the accounts that the script is to group by.
    pub fn preview(&self, files: &[File], options: ReadOptions, script: Option<ScriptFor>) {
        let id = self.0.previewing.borrow().as_ref().map(|slot| slot.id);
        let id = match id {
            Some(id) => id,
            None => {
                self.warm();
                let Some(slot) = self.0.spare.borrow_mut().take() else { return };
                let id = slot.id;
                self.0.previewing.replace(Some(slot));
                self.warm_soon();
                id
            }
        };
        let job = self.number();
        self.0.awaited.borrow_mut().preview = job;
        self.send(&self.0.previewing, &ToWorker::Preview { job, options, script }, files);
        self.watch(id);
    }

    /// No more previews are wanted for now: their worker becomes the spare, or is ended where there is one.
    pub fn end_previews(&self) {
        self.0.awaited.borrow_mut().preview = 0;
        let slot = self.0.previewing.borrow_mut().take();
        let idle = slot.as_ref().is_some_and(|slot| slot.owed.get() == 0);
        if idle && self.0.spare.borrow().is_none() {
            self.0.spare.replace(slot);
        }
    }

    /// Asks for all rejected rows of a file as CSV.
    pub fn rejects_csv(&self, file: u32) {
        let job = self.number();
        self.ask(ToWorker::RejectsCsv { job, file });
    }

    /// Asks for the customers that stand in the accounts or in the revenue alone.
    pub fn unmatched(&self) {
        let job = self.number();
        self.ask(ToWorker::Unmatched { job });
    }

    /// Asks for the report as JSON.
    pub fn json(&self, takeaway: Takeaway) {
        let job = self.number();
        self.ask(ToWorker::Json { job, takeaway });
    }

    /// Forgets the files.
    pub fn forget(&self) {
        self.0.reading.replace(None);
        self.0.serving.replace(None);
        self.unmade();
    }

    fn number(&self) -> u32 {
        self.0.numbers.set(self.0.numbers.get() + 1);
        self.0.numbers.get()
    }

    /// The next spare starts once the one taken is at work, not in its way.
    fn warm_soon(&self) {
        let engine = self.clone();
        spawn_local(async move {
            sleep(50).await;
            engine.warm();
        });
    }

    fn warm(&self) {
        if self.0.spare.borrow().is_some() {
            return;
        }
        let id = self.number();
        let inner: Weak<Inner> = Rc::downgrade(&self.0);
        // What the first has made the browser compile is there for all.
        let link = Link::start(&self.0.boot, id == 1, move |heard| {
            if let Some(inner) = inner.upgrade() {
                Engine(inner).heard(id, heard);
            }
        });
        match link {
            Ok(link) => {
                let slot = Slot { id, link, owed: Cell::new(0), heard: Cell::new(0) };
                self.0.spare.replace(Some(slot));
            }
            Err(error) => self.failed(words(&error), 0, false),
        }
    }

    fn ask(&self, message: ToWorker) {
        let id = self.0.serving.borrow().as_ref().map(|s| s.id);
        if let Some(id) = id {
            self.send(&self.0.serving, &message, &[]);
            self.watch(id);
        }
    }

    fn send(&self, place: &RefCell<Option<Slot>>, message: &ToWorker, files: &[File]) {
        let sent = match place.borrow().as_ref() {
            Some(slot) => {
                slot.owed.set(slot.owed.get() + 1);
                slot.heard.set(slot.heard.get().wrapping_add(1));
                slot.link.send(message, files)
            }
            None => Ok(()),
        };
        if let Err(error) = sent {
            let detail = words(&error);
            (self.0.hear)(Answer::Failed { failure: Failure::Protocol { detail }, reading: false });
        }
    }

    fn heard(&self, id: u32, heard: Heard) {
        let reading = is(&self.0.reading, id);
        let message = match heard {
            Heard::Message(message) => *message,
            Heard::Broken(detail) => return self.broke(id, detail, 0),
        };
        let places = [&self.0.reading, &self.0.serving, &self.0.previewing];
        let Some(place) = places.into_iter().find(|place| is(place, id)) else {
            // A spare has nothing to say but that it broke on starting.
            if let FromWorker::Failed { error: Failure::Crashed { detail, held }, .. } = message {
                self.broke(id, detail, held);
            }
            return;
        };
        if let Some(slot) = place.borrow().as_ref() {
            slot.heard.set(slot.heard.get().wrapping_add(1));
            if !matches!(message, FromWorker::Progress { .. }) {
                slot.owed.set(slot.owed.get().saturating_sub(1));
            }
        }
        self.answer(id, reading, message);
    }

    fn answer(&self, id: u32, reading: bool, message: FromWorker) {
        let hear = &self.0.hear;
        match message {
            FromWorker::Ready { .. } => {}
            FromWorker::Progress { bytes_done, bytes_total, rows, .. } => {
                hear(Answer::Progress { done: bytes_done, total: bytes_total, rows });
            }
            FromWorker::Done { job, report, read_ms, compute_ms } => {
                if reading {
                    self.promote();
                } else {
                    // Before it is shown: what is computed meanwhile is not waited for.
                    self.made();
                    if job != self.0.awaited.borrow().report {
                        return;
                    }
                }
                // Drawn in a task of its own: reading a message of this size is one by itself.
                let engine = self.clone();
                spawn_local(async move {
                    sleep(0).await;
                    (engine.0.hear)(Answer::Report { report, fresh: reading, read_ms, compute_ms });
                });
            }
            FromWorker::Unreadable { readings, .. } => {
                self.promote();
                hear(Answer::Unreadable(readings));
            }
            FromWorker::Asks { file, question, readings, .. } => {
                self.cancel();
                hear(Answer::Asks(file, question, readings));
            }
            FromWorker::Evidence { job, page } => {
                if job == self.0.awaited.borrow().evidence {
                    hear(Answer::Evidence(page));
                }
            }
            FromWorker::Told { job, told } => {
                if job > self.0.awaited.borrow().report {
                    hear(Answer::Told(told));
                }
            }
            FromWorker::Rejects { job, file, offset, rows } => {
                if job == self.0.awaited.borrow().rejects {
                    hear(Answer::Rejects(file, offset, rows));
                }
            }
            FromWorker::RejectsCsv { file, rejects, .. } => {
                hear(Answer::RejectsCsv(file, rejects.unwrap_or_default()));
            }
            FromWorker::Unmatched { csv, .. } => hear(Answer::Unmatched(csv)),
            FromWorker::Json { takeaway, text, findings, settings, .. } => {
                hear(Answer::Json(takeaway, text, findings, settings));
            }
            FromWorker::Preview { job, preview } => {
                if job == self.0.awaited.borrow().preview {
                    hear(Answer::Preview(Some(preview)));
                }
            }
            FromWorker::Failed { error: Failure::Crashed { detail, held }, .. } => {
                self.broke(id, detail, held)
            }
            FromWorker::Failed { .. } if is(&self.0.previewing, id) => hear(Answer::Preview(None)),
            FromWorker::Failed { error, .. } => {
                if reading {
                    self.cancel();
                } else {
                    self.unmade();
                }
                hear(Answer::Failed { failure: error, reading });
            }
        }
    }

    /// The worker that read the files now serves them; the one before it is ended.
    fn promote(&self) {
        let slot = self.0.reading.borrow_mut().take();
        self.0.serving.replace(slot);
        self.unmade();
    }

    /// A worker broke: it is ended, and a new one is started when it is needed. Nobody waits for a spare, so
    /// of that nothing is said.
    fn broke(&self, id: u32, detail: String, held: u64) {
        if is(&self.0.previewing, id) {
            self.0.previewing.replace(None);
            return (self.0.hear)(Answer::Preview(None));
        }
        for (place, reading) in
            [(&self.0.reading, Some(true)), (&self.0.serving, Some(false)), (&self.0.spare, None)]
        {
            if is(place, id) {
                place.replace(None);
                if reading == Some(false) {
                    self.unmade();
                }
                return reading.map_or((), |reading| self.failed(detail, held, reading));
            }
        }
    }

    fn failed(&self, detail: String, held: u64, reading: bool) {
        (self.0.hear)(Answer::Failed { failure: Failure::Crashed { detail, held }, reading });
    }

    /// Looks every few seconds whether a worker that owes an answer still lives. Looks are counted, not hours:
    /// a computer that slept has not listened.
    fn watch(&self, id: u32) {
        let inner = Rc::downgrade(&self.0);
        spawn_local(async move {
            let (mut last, mut silent) = (None, 0);
            loop {
                sleep(LOOK).await;
                let Some(engine) = inner.upgrade().map(Engine) else { return };
                let heard =
                    [&engine.0.reading, &engine.0.serving, &engine.0.previewing].iter().find_map(|place| {
                        let slot = place.borrow();
                        slot.as_ref().filter(|s| s.id == id && s.owed.get() > 0).map(|s| s.heard.get())
                    });
                if heard.is_none() {
                    return;
                }
                silent = if heard == last { silent + LOOK } else { 0 };
                last = heard;
                if silent >= SILENCE {
                    return engine.broke(id, format!("no answer for {} s", SILENCE / 1000), 0);
                }
            }
        });
    }
}

fn is(place: &RefCell<Option<Slot>>, id: u32) -> bool {
    place.borrow().as_ref().is_some_and(|slot| slot.id == id)
}
