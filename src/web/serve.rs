//! The worker's side: answers the page's messages from the files it has read.

use super::boot::words;
use super::crew::{HASH, SCOUT, stop, unless_stopped};
use super::digest::Digest;
use super::helper::{Helping, give_hash, say_ready};
use super::message::from_js;
use super::slices::{Asked, part, reader, slice_end};
use super::timing::{now, sleep};
use super::work::Work;
use crate::protocol::{Failure, FromWorker, PROTOCOL, Preview, STOP, ScriptFor, Takeaway, ToWorker};
use crate::read::{FileRead, ReadOptions, Reader, Reading};
use crate::report::{Session, Settings};
use crate::sql::{Unoffered, offer};
use crate::tables::TableKind;
use js_sys::{Array, Reflect};
use std::cell::RefCell;
use std::fmt::Write as _;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, File, MessageEvent};

/// Least time between two reports of progress (milliseconds).
const PROGRESS_EVERY: f64 = 100.0;

/// Rows of the ledger to grow warm with: as many as it takes for the browser to see what is worth its while.
const WARM_ROWS: u32 = 40_000;
/// Bytes of it that are read at once: nobody waits longer who asks for something then.
const WARM_PART: usize = 64 << 10;

/// Slices in a row in which helpers found nothing, after which they are sent home.
const IN_VAIN: u32 = 3;

/// Bytes of a file that a preview reads: enough for every decision of the reader, few enough to follow the keys.
const PREVIEW: f64 = 1024.0 * 1024.0;

/// What the worker has: the files it read and the settings of its last report.
#[derive(Default)]
struct State {
    session: Option<Session>,
    settings: Settings,
    /// Something was asked of it.
    asked: bool,
    /// The file that this worker reads slices of for another.
    helping: Option<Rc<Helping>>,
}

type Shared = Rc<RefCell<State>>;

/// Listens to the page until the worker is ended.
pub fn serve() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let state = Shared::default();
    let warming = Rc::clone(&state);
    let on_message =
        Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| take(&state, &event.data()));
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    say(&FromWorker::Ready { protocol: PROTOCOL });
    if Reflect::get(&scope, &"warm".into()).is_ok_and(|warm| warm.is_truthy()) {
        spawn_local(warm_up(warming));
    }
}

/// Reads a made-up ledger and reports on it, so that the browser compiles for speed, for every worker to come, what it
/// compiled for haste. The first thing that is asked of this worker ends it.
async fn warm_up(state: Shared) {
    let mut ledger = String::from("customer,month,mrr\n");
    for row in 0..WARM_ROWS {
        let (customer, month) = (row / 8, row % 8 + 1);
        // Writing to a string can't fail.
        _ = writeln!(ledger, "c{customer},2024-0{month},{}.50", customer % 97 + month * (row % 3));
    }
    let mut reader = Reader::new(ReadOptions::default());
    for part in ledger.as_bytes().chunks(WARM_PART) {
        sleep(0).await;
        if state.borrow().asked {
            return;
        }
        reader.push(part);
    }
    Session::without_words(vec![reader.finish()]).report(&Settings::default());
}

fn take(state: &Shared, envelope: &JsValue) {
    if envelope.as_string().as_deref() == Some(STOP) {
        return stop();
    }
    state.borrow_mut().asked = true;
    // Where a slice begins, from the worker that this one helps.
    if let Some(start) = envelope.as_f64() {
        if let Some(helping) = &state.borrow().helping {
            helping.part(start);
        }
        return;
    }
    let get = |key: &str| Reflect::get(envelope, &key.into()).unwrap_or(JsValue::UNDEFINED);
    let message = match from_js::<ToWorker>(get("message")) {
        Ok(message) => message,
        Err(error) => return fail(0, Failure::Protocol { detail: words(&error) }),
    };
    let sources = || -> Vec<File> {
        let sources = get("files").dyn_into::<Array>().unwrap_or_default();
        sources.iter().filter_map(|f| f.dyn_into().ok()).collect()
    };
    match message {
        ToWorker::Read { job, files, settings } => {
            let errand = |what| get(what).as_f64().map(|file| file as usize);
            let (scout, hash) = (errand(SCOUT), errand(HASH));
            let work = Work { message: get("message"), files: sources() };
            let state = Rc::clone(state);
            spawn_local(async move {
                match (scout, hash) {
                    (Some(file), _) => help(&state, &work, file, files).await,
                    (_, Some(file)) => hash_of(&work, file).await,
                    _ => read(&state, job, work, files, settings).await,
                }
            });
        }
        ToWorker::Recompute { job, settings } => report(state, job, settings, 0.0),
        ToWorker::Evidence { job, query } => {
            let mut state = state.borrow_mut();
            let settings = state.settings.clone();
            answer(job, state.session.as_mut(), |s| FromWorker::Evidence {
                job,
                page: s.evidence(&settings, &query),
            });
        }
        ToWorker::Inquire { job, inquiry } => {
            let mut state = state.borrow_mut();
            let settings = state.settings.clone();
            answer(job, state.session.as_mut(), |s| FromWorker::Told {
                job,
                told: s.inquire(&settings, &inquiry),
            });
        }
        ToWorker::Rejects { job, file, offset, limit } => {
            answer(job, state.borrow_mut().session.as_mut(), |s| {
                let rows = s.rejects(file as usize, offset as usize, limit as usize).to_vec();
                FromWorker::Rejects { job, file, offset, rows }
            });
        }
        ToWorker::RejectsCsv { job, file } => {
            answer(job, state.borrow_mut().session.as_mut(), |s| FromWorker::RejectsCsv {
                job,
                file,
                rejects: s.untold_rejects(file as usize),
            });
        }
        ToWorker::Unmatched { job } => {
            answer(job, state.borrow_mut().session.as_mut(), |s| FromWorker::Unmatched {
                job,
                csv: s.unmatched_csv().unwrap_or_default(),
            });
        }
        ToWorker::Json { job, takeaway } => {
            let mut state = state.borrow_mut();
            let settings = state.settings.clone();
            answer(job, state.session.as_mut(), |s| {
                let (text, findings) = match takeaway {
                    Takeaway::Json | Takeaway::Pack => s.json(&settings),
                    Takeaway::MaskedPack | Takeaway::Chart => (s.masked(&settings).0, Vec::new()),
                    Takeaway::Codes => (s.masked(&settings).1.csv(), Vec::new()),
                };
                FromWorker::Json { job, takeaway, text, findings, settings }
            });
        }
        ToWorker::Preview { job, options, script } => {
            let mut files = sources().into_iter();
            if let Some(file) = files.next() {
                let accounts = files.next();
                spawn_local(async move { preview(job, file, options, script.map(|s| (s, accounts))).await });
            }
        }
    }
}

fn answer(job: u32, session: Option<&mut Session>, with: impl FnOnce(&mut Session) -> FromWorker) {
    match session {
        Some(session) => say(&with(session)),
        None => fail(job, Failure::Protocol { detail: "no file has been read".to_owned() }),
    }
}

/// Makes ready to read slices of a file.
async fn help(state: &Shared, work: &Work, file: usize, mut options: Vec<ReadOptions>) {
    let helping = match work.files.get(file) {
        Some(source) if file < options.len() => {
            Helping::begin(source.clone(), options.swap_remove(file)).await
        }
        _ => None,
    };
    let ready = helping.is_some();
    state.borrow_mut().helping = helping;
    say_ready(ready);
}

async fn hash_of(work: &Work, file: usize) {
    if let Some(file) = work.files.get(file) {
        give_hash(file).await;
    }
}

async fn read(state: &Shared, job: u32, work: Work, options: Vec<ReadOptions>, settings: Settings) {
    let start = now();
    let mut progress = Progress::new(job, work.files.iter().map(|f| f.size()).sum());
    let mut reads = Vec::with_capacity(work.files.len());
    for (index, (source, options)) in work.files.iter().zip(options).enumerate() {
        match read_file(&work, index, options, &mut progress).await {
            Ok(read) => reads.push(read),
            Err(error) => {
                let failure = Failure::FileUnavailable { name: source.name(), detail: words(&error) };
                return fail(job, failure);
            }
        }
    }
    progress.say();
    let session = Session::without_words(reads);
    let read_ms = now() - start;
    let open = session.question().map(|(file, question)| (file as u32, question.clone()));
    let (readings, usable) = (session.readings().to_vec(), session.usable());
    state.borrow_mut().session = Some(session);
    match open {
        Some((file, question)) => say(&FromWorker::Asks { job, file, question, readings }),
        None if usable => report(state, job, settings, read_ms),
        None => say(&FromWorker::Unreadable { job, readings }),
    }
}

/// Says what the first rows of a file become.
async fn preview(job: u32, file: File, options: ReadOptions, script: Option<(ScriptFor, Option<File>)>) {
    let whole = file.size() <= PREVIEW;
    match read_head(&file, options, whole).await {
        Ok(read) => {
            let script = match script {
                Some((wanted, accounts)) => Some(scripted(&read.reading, wanted, accounts).await),
                None => None,
            };
            let FileRead { reading, preview: rows, question, .. } = read;
            let preview = Preview { reading, rows, question, whole, script };
            say(&FromWorker::Preview { job, preview: Box::new(preview) });
        }
        Err(error) => fail(job, Failure::FileUnavailable { name: file.name(), detail: words(&error) }),
    }
}

/// The script for tables of which these are samples.
async fn scripted(sample: &Reading, wanted: ScriptFor, accounts: Option<File>) -> Result<String, Unoffered> {
    let accounts = match accounts {
        Some(file) => {
            let table = Some(TableKind::Accounts);
            let options = ReadOptions { name: file.name(), table, ..ReadOptions::default() };
            let read = read_head(&file, options, file.size() <= PREVIEW).await;
            Some(read.map_err(|_| Unoffered::NoGroups)?.reading)
        }
        None => None,
    };
    let Settings { months, policies, size_cuts, .. } = wanted.settings;
    offer(sample, accounts.as_ref(), wanted.dialect, (months, policies, size_cuts))
}

/// Reads the head of a file with what the whole file is read with.
async fn read_head(file: &File, options: ReadOptions, whole: bool) -> Result<FileRead, JsValue> {
    let mut reader = reader(file, options).await?;
    let bytes = part(file, 0.0, PREVIEW.min(file.size())).await?;
    reader.push(if whole { &bytes } else { whole_lines(&bytes) });
    Ok(reader.finish())
}

/// The head up to its last line end, so that no row is cut in two. Where characters are wider than a byte, a line
/// end can't be told here; the row that is cut then is far below those that are shown.
fn whole_lines(head: &[u8]) -> &[u8] {
    if head.contains(&0) {
        return head;
    }
    let end = head.iter().rposition(|b| *b == b'\n').map_or(head.len(), |at| at + 1);
    head.get(..end).unwrap_or(head)
}

/// Reads one file, asking for the next slice before reading the one at hand. A large one is read with helpers.
async fn read_file(
    work: &Work,
    index: usize,
    options: ReadOptions,
    progress: &mut Progress,
) -> Result<FileRead, JsValue> {
    let Some(file) = work.files.get(index) else { return Err(JsValue::UNDEFINED) };
    let size = file.size();
    unless_stopped().await;
    let digest = Digest::start(work, index);
    let mut crew = digest.as_ref().and_then(|_| work.crew(index));
    let (before, rows_before) = (progress.done, progress.rows);
    let mut reader = reader(file, options).await?;
    reader.expect(size as u64);
    if digest.is_some() {
        reader = reader.without_digest();
    }
    let mut buffer = Vec::new();
    let mut asked: Option<Asked> = None;
    let (mut start, mut in_vain) = (0.0, 0);
    while start < size {
        unless_stopped().await;
        let end = slice_end(start, size);
        let part = match &crew {
            Some(crew) => crew.part(start).await,
            None => None,
        };
        if let Some(part) = part {
            reader.join(&part);
            in_vain = if reader.position() as f64 > start { 0 } else { in_vain + 1 };
            if in_vain > IN_VAIN {
                crew = None;
            }
        }
        let at = reader.position() as f64;
        if at < end {
            let now = match asked.take().filter(|asked| asked.is_from(at)) {
                Some(asked) => asked,
                None => Asked::new(file, at, end)?,
            };
            if crew.is_none() && end < size {
                asked = Some(Asked::new(file, end, slice_end(end, size))?);
            }
            now.into(&mut buffer).await?;
            reader.push(&buffer);
        }
        progress.done = before + end;
        progress.rows = rows_before + reader.rows() as f64;
        progress.say_sometimes();
        start = end;
    }
    Ok(match digest {
        Some(digest) => reader.finish_with(&digest.made(file).await?),
        None => reader.finish(),
    })
}

fn report(state: &Shared, job: u32, settings: Settings, read_ms: f64) {
    let start = now();
    let mut state = state.borrow_mut();
    state.settings = settings.clone();
    answer(job, state.session.as_mut(), |session| {
        let report = Box::new(session.report(&settings));
        FromWorker::Done { job, report, read_ms, compute_ms: now() - start }
    });
}

struct Progress {
    job: u32,
    done: f64,
    total: f64,
    rows: f64,
    said: f64,
}

impl Progress {
    fn new(job: u32, total: f64) -> Self {
        Progress { job, done: 0.0, total, rows: 0.0, said: now() }
    }

    fn say_sometimes(&mut self) {
        if now() - self.said >= PROGRESS_EVERY {
            self.say();
        }
    }

    fn say(&mut self) {
        self.said = now();
        let Progress { job, done, total, rows, .. } = *self;
        say(&FromWorker::Progress { job, bytes_done: done, bytes_total: total, rows });
    }
}

fn fail(job: u32, error: Failure) {
    say(&FromWorker::Failed { job, error });
}

/// Posts a message. What can't be posted can't be reported either: the page notices the silence.
fn say(message: &FromWorker) {
    // As text, the way the report is written anyway: a second serialiser would be a tenth of the worker.
    if let Ok(text) = serde_json::to_string_pretty(message)
        && let Ok(message) = js_sys::JSON::parse(&text)
        && let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>()
    {
        scope.post_message(&message).ok();
    }
}
