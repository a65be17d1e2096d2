//! The command line: files in, a report out. The only part of the crate that opens a file.
//!
//! Exit codes: 0 a report, 1 nothing could be read, a question is open or a pack is not equal, 2 unusable arguments.

mod answers;
mod args;
mod decoders;
mod diligence;
mod embed;
mod files;
mod health;
mod pack;
mod say;
mod sql;
mod text;
mod told;
mod verify;

use crate::i18n::{Lang, messages};
use crate::pack::with_sentences;
use crate::read::{Code, Diagnostic, Question, Reading, Reject, Severity};
use crate::report::{Inquiry, SCHEMA, Session, to_json};
use crate::samples;
use crate::templates::{TEMPLATES, Template, for_spreadsheets};
use args::{Cli, Command, Job};
use clap::Parser;
pub use decoders::decoders;
use serde::Serialize;
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;

/// Why there is nothing to print, as an exit code and a text for standard error.
#[derive(Debug)]
struct Stop {
    code: u8,
    message: String,
}

impl Stop {
    /// The arguments can't be used as they are.
    fn usage(message: impl Into<String>) -> Self {
        Stop { code: 2, message: message.into() }
    }
}

/// Runs the command line with the process's own arguments.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(asked) => {
            // Help and version come this way too; a closed output is nobody's mistake.
            let _ = asked.print();
            return ExitCode::from(u8::try_from(asked.exit_code()).unwrap_or(2));
        }
    };
    match run(cli) {
        Ok(code) => ExitCode::from(code),
        Err(stop) => {
            say::line(&format!("ninefold: error: {}", stop.message));
            ExitCode::from(stop.code)
        }
    }
}

fn run(cli: Cli) -> Result<u8, Stop> {
    match cli.command {
        Command::Report(args) => report(args.into_job()?, None),
        Command::Compare(args) => {
            let inquiry = Inquiry::Compare { from: args.from, to: args.to };
            report(args.report.into_job()?, Some(&inquiry))
        }
        Command::Effects(args) => report(args.into_job()?, Some(&Inquiry::Effects)),
        Command::Pack(args) => {
            let lang = args::lang(&args.lang);
            pack::write(&args.report.into_job()?, &args.out, args.pseudonyms.as_deref(), lang)
        }
        Command::Verify(args) => verify::verify(&args),
        Command::Read(args) if args.records => records(args.into_job()?),
        Command::Read(args) => {
            let (out, lang) = (args.rejects.clone(), args::lang(&args.lang));
            read(args.into_job()?, out.as_deref(), lang)
        }
        Command::Template(args) => template(args.name.as_deref(), args::lang(&args.lang)),
        Command::Sql(args) => print(&args.script()?).map(|()| 0),
        Command::Sample(args) => sample(args.out.as_deref(), args::lang(&args.lang)),
    }
}

/// What can't become a report yet, and why.
#[derive(Serialize)]
struct Unanswered<'a> {
    schema: &'a str,
    version: &'a str,
    inputs: &'a [Reading],
    #[serde(skip_serializing_if = "Option::is_none")]
    question: Option<Asked<'a>>,
}

#[derive(Serialize)]
struct Asked<'a> {
    file: &'a str,
    #[serde(flatten)]
    question: &'a Question,
    answer: String,
}

/// Reads the files, and says what was found in them.
fn session(job: &Job) -> Result<Session, Stop> {
    let reads = job.files.iter().map(files::read).collect::<Result<Vec<_>, _>>()?;
    let session = Session::with_rates(reads, &job.rates, job.currency.as_deref())
        .as_of(job.as_of)
        .with_customers(job.customers);
    for reading in session.readings() {
        say::findings(&reading.name, &reading.diagnostics);
    }
    if let Some(out) = &job.unmatched {
        match session.unmatched_csv() {
            Some(csv) => files::write(out, &csv)?,
            None => say::line(
                "ninefold: no table of customers beside the revenue: nothing to write to --unmatched",
            ),
        }
    }
    Ok(session)
}

/// Says why there can be no report yet, if so; `as_json` prints it too.
fn unanswered(session: &Session, as_json: bool) -> Result<bool, Stop> {
    let asked = session.question().and_then(|(file, question)| {
        let name = session.readings().get(file).map(|reading| reading.name.as_str())?;
        Some(Asked { file: name, question, answer: say::answer(question) })
    });
    if asked.is_some() || !session.usable() {
        match &asked {
            Some(asked) => say::question(asked.file, asked.question),
            None => say::line("ninefold: error: no file could be read as a table"),
        }
        if as_json {
            let version = env!("CARGO_PKG_VERSION");
            let inputs = session.readings();
            print(&json(&Unanswered { schema: SCHEMA, version, inputs, question: asked }))?;
        }
        return Ok(true);
    }
    Ok(false)
}

/// The report, or the answer to an inquiry about it.
fn report(job: Job, inquiry: Option<&Inquiry>) -> Result<u8, Stop> {
    let session = session(&job)?;
    if unanswered(&session, !job.text)? {
        return Ok(1);
    }
    if let Some(inquiry) = inquiry {
        let told = session.inquire(&job.settings, inquiry);
        print(&if job.text { told::summary(&told) } else { told::json(&told) })?;
        return Ok(0);
    }
    if let Some((cut, names)) = &job.embed {
        print(&embed::file(&session, &job.settings, cut, *names)?)?;
        return Ok(0);
    }
    let report = session.report(&job.settings);
    say::findings("ninefold", &report.diagnostics);
    print(&if job.text {
        text::summary(&report)
    } else {
        with_sentences(&to_json(&report), &report, Lang::En)
    })?;
    Ok(0)
}

/// How one file was read.
#[derive(Serialize)]
struct ReadOut<'a> {
    reading: &'a Reading,
    rejects: &'a [Reject],
    #[serde(skip_serializing_if = "Option::is_none")]
    question: Option<&'a Question>,
}

fn read(job: Job, out: Option<&Path>, lang: Lang) -> Result<u8, Stop> {
    let reads = job.files.iter().map(files::read).collect::<Result<Vec<_>, _>>()?;
    let session = Session::new(reads);
    let question = session.question().map(|(_, question)| question);
    for reading in session.readings() {
        say::findings(&reading.name, &reading.diagnostics);
        if let Some(question) = question {
            say::question(&reading.name, question);
        }
        let to_stdout = out.is_some_and(|out| out.as_os_str() == "-");
        match (out, out.and_then(|_| session.rejects_csv(0, lang))) {
            (Some(_), Some(csv)) if to_stdout => print(&csv)?,
            (Some(out), Some(csv)) => files::write(out, &csv)?,
            (Some(_), None) => say::line(&format!("{}: no rejected rows to write", reading.name)),
            (None, _) => {}
        }
        if to_stdout {
            continue;
        }
        let rejects = session.rejects(0, 0, usize::MAX);
        print(&json(&ReadOut { reading, rejects, question }))?;
    }
    Ok(if session.usable() || session.has_rates() { 0 } else { 1 })
}

/// Any text's records as canonical CSV; what isn't text is an error, an empty file is no rows.
fn records(job: Job) -> Result<u8, Stop> {
    let mut code = 0;
    for file in &job.files {
        let read = files::records(file, &mut io::stdout().lock())?;
        let empty = |d: &Diagnostic| d.code == Code::EmptyFile;
        let findings: Vec<_> = read.reading.diagnostics.into_iter().filter(|d| !empty(d)).collect();
        say::findings(&read.reading.name, &findings);
        if findings.iter().any(|d| d.severity == Severity::Error) {
            code = 1;
        }
    }
    Ok(code)
}

/// Prints a template, or says which there are.
fn template(name: Option<&str>, lang: Lang) -> Result<u8, Stop> {
    let list = || {
        let line = |t: &Template| format!("{:<12} {}\n", t.name, (messages(lang).template)(t.name).1);
        TEMPLATES.iter().map(line).collect::<String>()
    };
    match name {
        None => print(&list())?,
        Some(name) => match TEMPLATES.iter().find(|t| t.name == name) {
            Some(template) => print(&template.file(lang))?,
            None => {
                return Err(Stop::usage(format!("template {name}: there is none; there are\n{}", list())));
            }
        },
    }
    Ok(0)
}

/// Lists the files of the sample company, and writes them where a folder is told.
fn sample(out: Option<&Path>, lang: Lang) -> Result<u8, Stop> {
    if let Some(folder) = out {
        files::folder(folder)?;
    }
    let mut list = String::new();
    for (name, text) in samples::company(lang) {
        if let Some(folder) = out {
            files::write(&folder.join(&name), &for_spreadsheets(&text))?;
        }
        let rows = text.lines().count() - 1;
        list.push_str(&format!("{name:<28} {rows:>6} rows\n"));
    }
    print(&list)?;
    Ok(0)
}

fn json(value: &impl Serialize) -> String {
    // Plain structs into memory: there is no way for this to fail.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

/// Writes to standard output. Who closes it early (`| head`) has seen enough.
fn print(text: &str) -> Result<(), Stop> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Stop { code: 1, message: format!("standard output: {error}") })
        }
        _ => Ok(()),
    }
}
