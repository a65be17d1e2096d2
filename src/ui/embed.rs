//! The dialog that puts a chart or a figure on another site: what is shown, the file with its figures, and the lines that
//! show it.

use super::Ui;
use super::charts::Fmt;
use super::live::{flag, live, nothing, text, word};
use super::modal::{Modal, head, modal};
use crate::address::place;
use crate::i18n::embed::EmbedTexts;
use crate::i18n::messages;
use crate::pack::charted;
use crate::protocol::Takeaway;
use crate::report::{Inquiry, Kind, Metric, MetricId, Report, Settings, Wanted};
use crate::rooms::Chosen;
use crate::web;
use leptos::html::Textarea;
use leptos::prelude::*;
use std::sync::Arc;

/// What the dialog is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Embedding {
    /// The id of the chart it was opened at, where that is one of a room; its view is [`Kind::Chart`].
    pub chart: Option<&'static str>,
    /// What is to be embedded.
    pub what: Wanted,
}

impl Embedding {
    fn file_name(self) -> String {
        let Wanted { kind, metric, .. } = self.what;
        match (self.chart.filter(|_| kind == Kind::Chart), metric) {
            (Some(id), _) => format!("ninefold-{id}.json"),
            (None, Some(metric)) => format!("ninefold-{}-{}.json", kind.name(), metric.as_str()),
            (None, None) => format!("ninefold-{}.json", kind.name()),
        }
    }

    /// The lines for the page; nothing in them is of the files.
    fn snippet(self, tag: &str) -> String {
        let base = document().base_uri().ok().flatten().unwrap_or_default();
        let base =
            base.split(['?', '#']).next().and_then(|base| base.rsplit_once('/')).map_or("", |(base, _)| base);
        let Wanted { kind, metric, names } = self.what;
        let metric = metric.map(|id| format!(" metric=\"{}\"", id.as_str())).unwrap_or_default();
        let names = if names { " names=\"show\"" } else { "" };
        format!(
            "<script type=\"module\" src=\"{base}/embed/ninefold-widget.js\"></script>\n\
             <ninefold-widget src=\"{}\" view=\"{}\"{metric} lang=\"{tag}\"{names}></ninefold-widget>",
            self.file_name(),
            kind.name(),
        )
    }
}

impl Ui {
    /// Asks for the file of a widget; `None` closes the dialog.
    pub fn embed(self, of: Option<Embedding>) {
        self.embedding.set(of);
        self.embedded.set(None);
        match of.map(|of| of.what) {
            None => {}
            Some(Wanted { kind: Kind::Chart, .. }) => {
                self.with_engine(|engine| engine.json(Takeaway::Chart));
            }
            Some(what) => {
                self.embed_names.set(what.kind == Kind::Quadrant);
                self.with_engine(|engine| engine.inquire(Inquiry::Embed(what)));
            }
        }
    }

    /// Makes the file of a room's chart; `masked` is the report with codes for the customers' names.
    pub(super) fn hear_masked(self, masked: Report, settings: &Settings) {
        let Some(Embedding { chart: Some(id), what }) = self.embedding.get_untracked() else { return };
        let Some(own) = self.report.get_untracked().filter(|_| what.kind == Kind::Chart) else { return };
        let chosen = Chosen {
            by: self.grouping.with_untracked(|by| place(&own.segmentations, by.as_deref()?)),
            rate: Some(self.group_rate.get_untracked()),
            comparison: self.comparison.get_untracked(),
        };
        let file = |report: &Arc<Report>, named| charted(report, settings.months, id, &chosen, named);
        let bare = file(&Arc::new(masked), false);
        // Names can be asked for where the chart has some.
        self.embed_names.set(file(&own, false) != bare);
        self.embedded.set(if what.names { file(&own, true) } else { bare });
    }
}

/// The dialog.
#[component]
pub(super) fn EmbedDialog() -> impl IntoView {
    let ui = expect_context::<Ui>();
    // What is chosen in the dialog keeps the focus: the body is made anew for another chart alone.
    let opened = Memo::new(move |_| ui.embedding.get().map(|of| of.chart));
    let body = live(move || match opened.get() {
        Some(chart) => inside(ui, chart),
        None => nothing(),
    });
    let open = Signal::derive(move || opened.get().is_some());
    let of = Modal { name: NAME, class: "sheet embed", open, close, lightly: true };
    modal(ui, of, body.into_any())
}

const NAME: &str = "embed-dialog";

fn close(ui: Ui) {
    ui.embed(None);
}

/// Views that the report has something for, the opened chart's own first.
fn views(report: &Report, chart: Option<&'static str>) -> impl Iterator<Item = Kind> {
    let (crossed, months) = (report.quadrant.is_some(), !report.movements.is_empty());
    let of_room = chart.map(|_| Kind::Chart);
    let others = Kind::ALL.into_iter().map(|(_, kind)| kind).filter(move |kind| match kind {
        Kind::Chart => false,
        Kind::Quadrant => crossed,
        Kind::Number | Kind::Table => true,
        Kind::Line | Kind::Waterfall | Kind::Movements | Kind::Cohort => months,
    });
    of_room.into_iter().chain(others)
}

/// Metrics to choose from; figures only of those that have a value.
fn metrics(report: &Report, kind: Kind) -> impl Iterator<Item = MetricId> {
    let known = move |id: &&MetricId| {
        kind != Kind::Number || matches!(report.metrics.get(id), Some(Metric::Value { .. }))
    };
    kind.metrics().iter().filter(known).copied()
}

fn inside(ui: Ui, chart: Option<&'static str>) -> AnyView {
    let lang = ui.lang.get();
    let Some(report) = ui.report.get_untracked() else { return nothing() };
    let (t, e) = (messages(lang), EmbedTexts::of(lang));
    let of = move || ui.embedding.get().unwrap_or(Embedding { chart, what: Wanted::default() });
    let now = move || untrack(of).what;
    let kind = Memo::new(move |_| of().what.kind);
    let copied = RwSignal::new(false);
    let field = NodeRef::<Textarea>::new();
    let want = move |what| {
        copied.set(false);
        ui.embed(Some(Embedding { chart, what }));
    };
    let copy = move |_| {
        let Some(field) = field.get_untracked() else { return };
        copied.set(web::copy(&field));
    };
    let size = move || {
        let bytes = ui.embedded.with(|text| text.as_ref().map(|text| text.len() as f64));
        bytes.map(|bytes| format!("{} {} · {}", e.save, of().file_name(), Fmt::new(lang, None).bytes(bytes)))
    };
    let save = move |_| {
        if let Some(text) = ui.embedded.get_untracked() {
            ui.download(&untrack(of).file_name(), "application/json", &text);
        }
    };
    let option = |value: &'static str, name: &'static str, is: bool| {
        view! { <option value=value prop:selected=is>{name}</option> }
    };
    let shown: Vec<_> = views(&report, chart).collect();
    let choose_view = move |event| {
        let name = event_target_value(&event);
        let kind = Kind::ALL.iter().find(|(own, _)| *own == name).map_or(Kind::Number, |(_, kind)| *kind);
        want(Wanted { kind, metric: kind.metrics().first().copied(), names: false });
    };
    let choose_metric = move |event| {
        let name = event_target_value(&event);
        let metric = kind.get_untracked().metrics().iter().copied().find(|id| id.as_str() == name);
        want(Wanted { metric, ..now() });
    };
    let shown =
        shown.into_iter().map(|of| option(of.name(), e.view_name(of), of == now().kind)).collect_view();
    let metric = live(move || {
        let kind = kind.get();
        let options = metrics(&report, kind)
            .map(|id| option(id.as_str(), (t.metric)(id), Some(id) == now().metric))
            .collect_view();
        if kind.metrics().is_empty() {
            return nothing();
        }
        view! {
            <label class="choice">
                {e.metric} " " <select data-testid="embed-metric" on:change=choose_metric>{options}</select>
            </label>
        }
        .into_any()
    });
    view! {
        <div class="sheet-body">
            {head(ui, NAME, e.title.to_owned(), t.close, close)}
            <div class="sheet-main">
                <p>{e.lead}</p>
                <div class="choices">
                    <label class="choice">
                        {e.view} " " <select data-testid="embed-view" on:change=choose_view>{shown}</select>
                    </label>
                    {metric}
                </div>
                <h3>{e.file}</h3>
                <label hidden=flag(move || !ui.embed_names.get())>
                    <input
                        type="checkbox"
                        data-testid="embed-names"
                        prop:checked=flag(move || of().what.names)
                        on:change=move |_| want(Wanted { names: !now().names, ..now() })
                    />
                    " "
                    {e.names}
                </label>
                <button
                    type="button"
                    class="button"
                    data-testid="embed-file"
                    prop:disabled=flag(move || ui.embedded.with(Option::is_none))
                    on:click=save
                >
                    {text(move || size().unwrap_or_else(|| t.loading.to_owned()))}
                </button>
                <h3 id="embed-lines">{e.snippet}</h3>
                <textarea readonly rows="7" spellcheck="false" aria-labelledby="embed-lines" node_ref=field prop:value=text(move || of().snippet(lang.tag()))></textarea>
                <button type="button" class="button" data-testid="embed-copy" on:click=copy>
                    {word(move || if copied.get() { e.copied } else { e.copy })}
                </button>
                <p class="muted small">{e.script}</p>
            </div>
        </div>
    }
    .into_any()
}
