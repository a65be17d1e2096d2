//! Messages between the page and its worker, one enum a direction, each with a job number.
//!
//! Files travel beside a [`ToWorker::Read`] or [`ToWorker::Preview`] as browser objects, in the order of `files`; everything
//! else is in the message. The page drops messages of jobs it no longer waits for.
//! A worker is ended from outside, which takes no time however busy it is; one that reads is told [`STOP`] a moment before.

use crate::read::{Diagnostic, PreviewRow, Question, ReadOptions, Reading, Reject};
use crate::report::{Evidence, EvidencePage, Inquiry, Report, Settings, Told, UntoldRejects};
use crate::sql::{Dialect, Unoffered};
use serde::{Deserialize, Serialize};

/// Version of these messages; the worker says its own in [`FromWorker::Ready`].
pub const PROTOCOL: u32 = 6;

/// Said to a worker that was told to read, in place of a message: it ends the workers that it has started, and reads no further.
pub const STOP: &str = "stop";

/// From the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToWorker {
    /// Read the files that come beside this and make a report.
    Read {
        /// Number of the job; answers carry it.
        job: u32,
        /// One a file.
        files: Vec<ReadOptions>,
        /// What the report is made with.
        settings: Settings,
    },
    /// Make another report of the files already read.
    Recompute {
        /// Number of the job.
        job: u32,
        /// What the report is made with.
        settings: Settings,
    },
    /// The customers behind a number of the last report.
    Evidence {
        /// Number of the job.
        job: u32,
        /// The question.
        query: Evidence,
    },
    /// A question about the last report that it doesn't answer itself.
    Inquire {
        /// Number of the job.
        job: u32,
        /// The question.
        inquiry: Inquiry,
    },
    /// Rejected rows of a file.
    Rejects {
        /// Number of the job.
        job: u32,
        /// Place of the file.
        file: u32,
        /// First reject wanted.
        offset: u32,
        /// How many.
        limit: u32,
    },
    /// All rejected rows of a file as CSV.
    RejectsCsv {
        /// Number of the job.
        job: u32,
        /// Place of the file.
        file: u32,
    },
    /// All customers that stand in the accounts or in the revenue alone, as CSV.
    Unmatched {
        /// Number of the job.
        job: u32,
    },
    /// The last report as JSON bytes.
    Json {
        /// Number of the job.
        job: u32,
        /// What for.
        takeaway: Takeaway,
    },
    /// Read the head of the one file that comes beside this, to show what its first rows become.
    Preview {
        /// Number of the job.
        job: u32,
        /// How to read it.
        options: ReadOptions,
        /// The script that is wanted for such a table; a second file is a sample of its accounts.
        #[serde(default)]
        script: Option<ScriptFor>,
    },
}

/// What a script of SQL is wanted for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScriptFor {
    /// The engine.
    pub dialect: Dialect,
    /// Which window and policies.
    pub settings: Settings,
}

/// From the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FromWorker {
    /// It listens.
    Ready {
        /// Its [`PROTOCOL`].
        protocol: u32,
    },
    /// Reading goes on.
    Progress {
        /// Which job.
        job: u32,
        /// Bytes read of all files.
        bytes_done: f64,
        /// Bytes of all files.
        bytes_total: f64,
        /// Rows seen.
        rows: f64,
    },
    /// The report.
    Done {
        /// Which job.
        job: u32,
        /// The report.
        report: Box<Report>,
        /// Milliseconds spent reading (0 for a recomputation).
        read_ms: f64,
        /// Milliseconds spent computing.
        compute_ms: f64,
    },
    /// No file could be read as anything, or the reading was stopped by its contents.
    Unreadable {
        /// Which job.
        job: u32,
        /// How each was read, with the reasons.
        readings: Vec<Reading>,
    },
    /// A question must be answered first.
    Asks {
        /// Which job.
        job: u32,
        /// Place of the file.
        file: u32,
        /// The question.
        question: Question,
        /// How each file was read so far.
        readings: Vec<Reading>,
    },
    /// The customers behind a number.
    Evidence {
        /// Which job.
        job: u32,
        /// The page asked for.
        page: EvidencePage,
    },
    /// The answer to an inquiry.
    Told {
        /// Which job.
        job: u32,
        /// The answer.
        told: Told,
    },
    /// Rejected rows.
    Rejects {
        /// Which job.
        job: u32,
        /// Place of the file.
        file: u32,
        /// First one's place.
        offset: u32,
        /// The rows.
        rows: Vec<Reject>,
    },
    /// Rejected rows as CSV.
    RejectsCsv {
        /// Which job.
        job: u32,
        /// Place of the file.
        file: u32,
        /// The text, its reasons to be filled in; `None` where there are none.
        rejects: Option<UntoldRejects>,
    },
    /// Customers without their like as CSV.
    Unmatched {
        /// Which job.
        job: u32,
        /// The text; empty where there are not both accounts and revenue.
        csv: String,
    },
    /// The report as JSON text.
    Json {
        /// Which job.
        job: u32,
        /// What for.
        takeaway: Takeaway,
        /// The text, byte for byte what the command line prints but for the advice, which is empty; for
        /// [`Takeaway::Codes`] the codes with their names as CSV.
        text: String,
        /// What the report was made with.
        settings: Settings,
        /// The findings in their order, for the advice to be filled in.
        findings: Vec<Diagnostic>,
    },
    /// The first rows of a file, under the options asked about.
    Preview {
        /// Which job.
        job: u32,
        /// What they become.
        preview: Box<Preview>,
    },
    /// Something went wrong that is not the file's contents.
    Failed {
        /// Which job.
        job: u32,
        /// What.
        error: Failure,
    },
}

/// What a report is taken away as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Takeaway {
    /// Its JSON.
    Json,
    /// An evidence pack.
    Pack,
    /// One with codes for the customers' names.
    MaskedPack,
    /// Those codes with the names.
    Codes,
    /// What the file of a chart is made from, with codes for the customers' names.
    Chart,
}

/// What the first rows of a file become.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Preview {
    /// How the head was read; counts are of the head alone.
    pub reading: Reading,
    /// The first rows, headers and lines above them included.
    pub rows: Vec<PreviewRow>,
    /// What would have to be asked.
    pub question: Option<Question>,
    /// Whether the head is the whole file.
    pub whole: bool,
    /// The script, where one was asked for, or why there is none.
    #[serde(default)]
    pub script: Option<Result<String, Unoffered>>,
}

/// What can go wrong beside the contents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    /// The browser could not read the file (moved, changed, no permission).
    FileUnavailable {
        /// The file's name.
        name: String,
        /// The browser's words.
        detail: String,
    },
    /// A message came that makes no sense now.
    Protocol {
        /// What was wrong.
        detail: String,
    },
    /// The worker stopped. It was started again; the file is still there.
    Crashed {
        /// The browser's words.
        detail: String,
        /// Bytes of memory it held, where that is known.
        #[serde(default)]
        held: u64,
    },
    /// The files would take more memory than a tab has. None was read; they may be tried all the same.
    TooLarge {
        /// Bytes they would take, about.
        needs: u64,
        /// Bytes a tab has, about.
        room: u64,
    },
}
