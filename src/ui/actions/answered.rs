//! What the engine's answers change on the page.

use super::{Bench, NOTICED};
use crate::i18n::Lang;
use crate::pack::{Manifest, PackedFile, pack, with_sentences};
use crate::protocol::{Failure, Takeaway};
use crate::report::{Report, Settings, with_hints};
use crate::sql::Unoffered;
use crate::ui::held::Held;
use crate::ui::state::{PARTS, Phase, Progress, RejectsPage, Ui};
use crate::web::{self, Answer, Engine};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

impl Ui {
    pub(super) fn hear(self, answer: Answer) {
        match answer {
            Answer::Progress { done, total, rows } => {
                // Short work needs no bar, and neither does what is read already.
                let lasts = web::now() - self.bench.with_value(|b| b.started) >= NOTICED;
                if lasts && (done < total || self.progress.with_untracked(Option::is_some)) {
                    self.progress.set(Some(Progress { done, total, rows }));
                }
            }
            Answer::Report { report, fresh, read_ms, compute_ms } => {
                self.show(*report, fresh, read_ms, compute_ms);
            }
            Answer::Unreadable(readings) => {
                self.report.set(None);
                self.progress.set(None);
                self.read_as(&readings);
                self.readings.set(readings);
                self.phase.set(Phase::Failed);
            }
            Answer::Asks(file, question, readings) => {
                self.progress.set(None);
                self.read_as(&readings);
                self.readings.set(readings);
                self.question.set(Some((file, question)));
                self.phase.set(Phase::Asking);
            }
            Answer::Evidence(page) => self.evidence.set(Some(Arc::new(page))),
            Answer::Told(told) => self.hear_told(told),
            Answer::Rejects(file, offset, rows) => self.rejects.set(Some(RejectsPage { file, offset, rows })),
            Answer::RejectsCsv(file, rejects) => {
                let text = rejects.told(self.lang.get_untracked());
                let of = |b: &Bench| b.trail.now().options.get(file as usize).map(|o| o.name.clone());
                let name = self.bench.with_value(of).unwrap_or_default();
                let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
                self.download(&format!("{stem}-rejected.csv"), "text/csv;charset=utf-8", &text);
            }
            Answer::Unmatched(csv) => {
                self.download("ninefold-unmatched.csv", "text/csv;charset=utf-8", &csv);
            }
            // No dialog is open: a sample was looked at for its script.
            Answer::Preview(preview) if self.editing.with_untracked(Option::is_none) => {
                let script = preview.and_then(|preview| preview.script);
                self.script.set(Some(script.unwrap_or(Err(Unoffered::Layout))));
                self.with_engine(Engine::end_previews);
            }
            Answer::Preview(preview) => {
                self.preview_failed.set(preview.is_none());
                if let Some(preview) = preview {
                    self.preview.set(Some(Arc::from(preview)));
                }
            }
            Answer::Json(takeaway, text, findings, settings) => match takeaway {
                Takeaway::Json => {
                    let text = with_hints(&text, &findings);
                    let Ok(report) = web::report_of(&text) else { return self.unreadable() };
                    // As the command line prints it.
                    let text = with_sentences(&text, &report, Lang::En);
                    self.download("ninefold-report.json", "application/json", &text);
                }
                Takeaway::Codes => self.download("ninefold-codes.csv", "text/csv;charset=utf-8", &text),
                Takeaway::Pack => self.download_pack(&with_hints(&text, &findings), settings, false),
                Takeaway::MaskedPack => self.download_pack(&text, settings, true),
                Takeaway::Chart => match web::report_of(&text) {
                    Ok(masked) => self.hear_masked(masked, &settings),
                    Err(_) => self.unreadable(),
                },
            },
            Answer::Failed { failure, .. } => self.failed(failure),
        }
    }

    fn show(self, report: Report, fresh: bool, read_ms: f64, compute_ms: f64) {
        self.progress.set(None);
        self.recomputing.set(false);
        if fresh {
            self.read_as(&report.inputs);
            self.bench.update_value(|b| b.shown = b.trail.clone());
        }
        self.forget_inquiries();
        let held = (!fresh).then(Held::now);
        self.report.set(Some(Arc::new(report)));
        if let Some(held) = held {
            return held.put_back();
        }
        self.rejects.set(None);
        self.sample.set(self.bench.with_value(|b| b.trail.now().sample));
        let turn = self.next_turn();
        let started = self.bench.with_value(|b| b.started);
        let arrived = web::now();
        web::measure("ninefold:compute", arrived - compute_ms, arrived);
        web::measure("ninefold:read", arrived - compute_ms - read_ms, arrived - compute_ms);
        spawn_local(async move {
            // The first report is drawn by code that has never run: all at once it would take a tenth of a second.
            while self.drawn.get_untracked() < PARTS {
                web::sleep(0).await;
                self.drawn.update(|parts| *parts += 1);
            }
            web::after_paint().await;
            if self.is_turn(turn) && self.report.with_untracked(Option::is_some) {
                web::measure("ninefold:total", started, web::now());
                self.phase.set(Phase::Done);
            }
        });
    }

    /// Downloads an evidence pack of the report on screen.
    fn download_pack(self, json: &str, settings: Settings, pseudonyms: bool) {
        let Ok(report) = web::report_of(json) else { return self.unreadable() };
        let files = self.bench.with_value(|b| b.shown.now().options);
        let files = files.into_iter().map(|options| PackedFile { options, ..PackedFile::default() });
        let about = Manifest {
            language: self.lang.get_untracked(),
            pseudonyms,
            settings,
            files: files.collect(),
            ..Manifest::default()
        };
        let (html, _) = pack(json, report, about);
        let name = if pseudonyms { "ninefold-pack-without-names.html" } else { "ninefold-pack.html" };
        self.download(name, "text/html;charset=utf-8", &html);
    }

    fn unreadable(self) {
        let detail = "the report could not be read back".to_owned();
        self.failed(Failure::Protocol { detail });
    }
}
