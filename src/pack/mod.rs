//! The evidence pack: one HTML file that a person can read without a network and a program can check.
//!
//! The readable part shows the same rooms as the page, then the assumptions, the files with their hashes and the
//! findings. It loads nothing and runs nothing: its policy forbids both. The part for programs are two elements of JSON
//! at its end: `ninefold-pack` says what the pack was made of ([`Manifest`]), `ninefold-report` holds the report's bytes
//! with each `<` written as `\u003c`. Made of the same files under the same settings, a pack has the same bytes on the
//! page and on the command line, so `ninefold verify` makes it anew and compares.

mod charted;
mod encode;
mod figures;
mod html;
mod manifest;
mod open;
mod parts;
mod sentences;

use crate::chart::escape;
use crate::i18n::charts::fill;
use crate::i18n::messages;
use crate::i18n::pack::PackTexts;
use crate::report::{Report, findings, with_hints};
use crate::rooms::{self, Room, Setting};
use encode::{csp_hash, scripted};
use std::fmt::Write as _;
use std::sync::Arc;

pub use charted::{ChartPart, Charted, charted};
pub use encode::sha256;
pub use figures::PlainFigures;
pub use manifest::{Manifest, PACK, PackedFile};
pub use open::{NoPack, Opened};
pub use sentences::with_sentences;

const STYLE: &str = include_str!("style.css");

/// The pack of a report: its JSON, and the same as a value.
///
/// `about` says how the report was made; its version, the report's hash, the files' names, sizes and hashes, and what
/// names there are in the choices of a masked report are taken from the report. Gives the page, and the report's JSON as it stands inside.
pub fn pack(json: &str, report: Report, about: Manifest) -> (String, String) {
    // A masked report comes without advice, which quotes what findings do.
    let json = if about.pseudonyms {
        let found: Vec<_> = findings(&report).cloned().collect();
        with_hints(json, &found)
    } else {
        json.to_owned()
    };
    let json = with_sentences(&json, &report, about.language);
    let mut about = Manifest {
        pack: PACK.to_owned(),
        version: report.version.clone(),
        report_sha256: sha256(&json),
        ..about
    };
    // The report's own have codes for the names in them.
    if about.pseudonyms {
        about.settings.choices = report.choices.clone().try_into().unwrap_or_default();
    }
    for (file, input) in about.files.iter_mut().zip(&report.inputs) {
        file.options.name.clone_from(&input.name);
        (file.sha256, file.bytes) = (input.sha256.clone(), input.bytes);
    }
    let t = messages(about.language);
    let texts = PackTexts::of(about.language);
    let figures = PlainFigures::new(about.language, report.currency.as_deref());
    let months = about.settings.months;
    let setting = Setting::new(Arc::new(report), months, t, Arc::new(figures));
    (page(&setting, texts, &about, &json), json)
}

fn page(s: &Setting, texts: &PackTexts, about: &Manifest, json: &str) -> String {
    let mut rooms = vec![parts::figures(s, texts)];
    rooms.extend(rooms::all(s));
    rooms.extend([
        rooms::definitions_alone(s),
        parts::assumptions(s, texts, about),
        parts::inputs(s, texts),
        parts::findings(s, texts),
    ]);
    let names: Vec<&str> = s.report.inputs.iter().map(|input| input.name.as_str()).collect();
    let names = names.join(s.texts.list_separator);
    let mut out = String::with_capacity(4 * json.len() + 200_000);
    let lang = about.language.tag();
    // Writing to a String cannot fail, here and below.
    let _ = write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{}'; \
         base-uri 'none'; form-action 'none'\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"referrer\" \
         content=\"no-referrer\"><title>{} · {}</title><style>{STYLE}</style></head>\n<body><header>",
        csp_hash(STYLE),
        escape(&names),
        texts.title,
    );
    head(s, texts, about, &names, &mut out);
    contents(&rooms, texts, &mut out);
    out.push_str("</header>\n<main>");
    html::sections(&rooms, texts, &mut out);
    check(texts, about, &mut out);
    out.push_str("</main>\n");
    // Plain structs into memory: there is no way for this to fail.
    let about = serde_json::to_string_pretty(about).unwrap_or_default();
    for (id, json) in [("ninefold-pack", about.as_str()), ("ninefold-report", json)] {
        let _ = writeln!(out, "{}{}</script>", script_open(id), scripted(json));
    }
    out.push_str("</body></html>\n");
    out
}

/// How the element of an id begins.
fn script_open(id: &str) -> String {
    format!("<script type=\"application/json\" id=\"{id}\">")
}

/// What the pack is about: files, window, currency, and whose names are hidden.
fn head(s: &Setting, texts: &PackTexts, about: &Manifest, names: &str, out: &mut String) {
    let report = &s.report;
    let window =
        report.window.map(|w| (s.texts.span_arrow)(&s.figures.month(w.from), &s.figures.month(w.to)));
    let as_of = report.as_of.map(|day| fill(texts.as_of, &[("day", &day.to_string())]));
    let currency = report.currency.as_ref().map(|code| fill(texts.currency, &[("code", code)]));
    let facts: Vec<String> = [window, as_of, currency].into_iter().flatten().collect();
    let _ = write!(
        out,
        "<p class=\"mark\">Ninefold · {}</p><h1>{}</h1><p>{}</p><p class=\"lead\">{}</p>",
        texts.title,
        escape(names),
        escape(&facts.join(" · ")),
        escape(&fill(texts.made_by, &[("version", &about.version)])),
    );
    if about.pseudonyms {
        let _ = write!(out, "<p>{}</p>", texts.pseudonyms);
    }
}

fn contents(rooms: &[Room], texts: &PackTexts, out: &mut String) {
    let _ = write!(out, "<nav aria-label=\"{}\"><ol>", texts.contents);
    for (place, room) in rooms.iter().enumerate() {
        let _ = write!(out, "<li><a href=\"#s{place}\">{}</a></li>", escape(&room.title));
    }
    let _ = write!(out, "<li><a href=\"#check\">{}</a></li></ol></nav>", texts.check);
}

fn check(texts: &PackTexts, about: &Manifest, out: &mut String) {
    let names: Vec<&str> = about.files.iter().map(|file| file.options.name.as_str()).collect();
    let _ = writeln!(
        out,
        "<section id=\"check\"><h2>{}</h2><p>{}</p><p><code>{}</code></p><p>{}: <code>{}</code></p></section>",
        texts.check,
        texts.check_lead,
        escape(&fill(texts.check_command, &[("files", &names.join(" "))])),
        texts.report_hash,
        about.report_sha256,
    );
}
