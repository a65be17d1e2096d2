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
use crate::report::{Inquiry, Kind, Metric, MetricId, Report, Settings};
use crate::rooms::Chosen;
use crate::web;
use leptos::html::Textarea;
use leptos::prelude::*;
use std::sync::Arc;

/// What is to be embedded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Embedding {
    /// The id of the chart the dialog was opened at, where that is one of a room.
    pub chart: Option<&'static str>,
    /// The view, as a [`Cut`](crate::report::Cut) is written; of the chart the name of its view alone.
    pub cut: String,
    /// Whether customers' names stay in it.
    pub names: bool,
}

/// A cut as it is written; without a metric the usual one of the view, where it takes one.
pub(super) fn cut(kind: Kind, metric: Option<MetricId>) -> String {
    match metric.or(kind.metrics().first().copied()) {
        Some(metric) => format!("{}:{}", kind.name(), metric.as_str()),
        None => kind.name().to_owned(),
    }
}

impl Embedding {
    fn is_chart(&self) -> bool {
        self.cut == Kind::Chart.name()
    }

    fn file_name(&self) -> String {
        let own = self.chart.filter(|_| self.is_chart()).unwrap_or(&self.cut);
        format!("ninefold-{}.json", own.replace(':', "-"))
    }

    /// The lines for the page; nothing in them is of the files.
    fn snippet(&self, tag: &str) -> String {
        let base = document().base_uri().ok().flatten().unwrap_or_default();
        let base =
            base.split(['?', '#']).next().and_then(|base| base.rsplit_once('/')).map_or("", |(base, _)| base);
        let of = self.cut.replace(':', "\" metric=\"");
        let names = if self.names { " names=\"show\"" } else { "" };
        format!(
            "<script type=\"module\" src=\"{base}/embed/ninefold-widget.js\"></script>\n\
             <ninefold-widget src=\"{}\" view=\"{of}\" lang=\"{tag}\"{names}></ninefold-widget>",
            self.file_name(),
        )
    }
}

impl Ui {
    /// Asks for the file of a widget; `None` closes the dialog.
    pub fn embed(self, of: Option<Embedding>) {
        self.embedding.set(of.clone());
        self.embedded.set(None);
        let Some(of) = of else { return };
        if of.is_chart() {
            return self.with_engine(|engine| engine.json(Takeaway::Chart));
        }
        self.embed_names.set(of.cut == Kind::Quadrant.name());
        self.with_engine(|engine| engine.inquire(Inquiry::Embed { cut: of.cut, names: of.names }));
    }

    /// Makes the file of a room's chart; `masked` is the report with codes for the customers' names.
    pub(super) fn hear_masked(self, masked: Report, settings: &Settings) {
        let awaited = self.embedding.get_untracked().filter(Embedding::is_chart);
        let Some(Embedding { chart: Some(id), names, .. }) = awaited else { return };
        let Some(own) = self.report.get_untracked() else { return };
        let chosen = Chosen {
            by: self.grouping.with_untracked(|by| place(&own.segmentations, by.as_deref()?)),
            rate: Some(self.group_rate.get_untracked()),
            comparison: self.comparison.get_untracked(),
        };
        let masked = Arc::new(masked);
        let [bare, plain, named] = [(&masked, false), (&own, false), (&own, true)]
            .map(|(report, named)| charted(report, settings.months, id, &chosen, named));
        // Names can be asked for where the chart has some.
        self.embed_names.set(plain != bare);
        self.embedded.set(if names { named } else { bare });
    }
}

/// The dialog.
#[component]
pub(super) fn EmbedDialog() -> impl IntoView {
    let ui = expect_context::<Ui>();
    // What is chosen in the dialog keeps the focus: the body is made anew for another chart alone.
    let opened = Memo::new(move |_| ui.embedding.with(|of| of.as_ref().map(|of| of.chart)));
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

/// The views to choose from, each with its metrics: those that the report has something for.
fn views(report: &Report, chart: bool) -> Vec<(Kind, Vec<MetricId>)> {
    let (crossed, months) = (report.quadrant.is_some(), !report.movements.is_empty());
    let offered = |kind: &Kind| match kind {
        Kind::Chart => chart,
        Kind::Quadrant => crossed,
        Kind::Number | Kind::Table => true,
        Kind::Line | Kind::Bar | Kind::Waterfall | Kind::Movements | Kind::Cohort => months,
    };
    // A figure that has no value is none to show.
    let known = |kind: Kind, id: &MetricId| {
        kind != Kind::Number || matches!(report.metrics.get(id), Some(Metric::Value { .. }))
    };
    let metrics = |kind: Kind| kind.metrics().iter().copied().filter(|id| known(kind, id)).collect();
    let mut all: Vec<_> = Kind::ALL.iter().map(|(_, kind)| *kind).filter(offered).collect();
    // The chart that the dialog was opened at goes first.
    all.rotate_right(usize::from(chart));
    all.into_iter().map(|kind| (kind, metrics(kind))).collect()
}

fn inside(ui: Ui, chart: Option<&'static str>) -> AnyView {
    let lang = ui.lang.get();
    let Some(report) = ui.report.get_untracked() else { return nothing() };
    let (t, e) = (messages(lang), EmbedTexts::of(lang));
    let of = move || ui.embedding.get().unwrap_or(Embedding { chart, cut: String::new(), names: false });
    let copied = RwSignal::new(false);
    let field = NodeRef::<Textarea>::new();
    let want = move |cut: String, names: bool| {
        copied.set(false);
        ui.embed(Some(Embedding { chart, cut, names }));
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
    let now = untrack(of).cut;
    let option = |kind: Kind, metric: Option<MetricId>, name: &'static str| {
        let value = cut(kind, metric);
        let is = value == now;
        view! { <option value=value prop:selected=is>{name}</option> }.into_any()
    };
    let shown = views(&report, chart.is_some()).into_iter().map(|(kind, metrics)| {
        let name = e.view_name(kind);
        if metrics.is_empty() {
            return option(kind, None, name);
        }
        let metrics = metrics.into_iter().map(|id| option(kind, Some(id), (t.metric)(id))).collect_view();
        view! { <optgroup label=name>{metrics}</optgroup> }.into_any()
    });
    let shown = shown.collect_view();
    view! {
        <div class="sheet-body">
            {head(ui, NAME, e.title.to_owned(), t.close, close)}
            <div class="sheet-main">
                <p>{e.lead}</p>
                <label class="choice">
                    {e.view} " "
                    <select data-testid="embed-view" on:change=move |event| want(event_target_value(&event), false)>
                        {shown}
                    </select>
                </label>
                <h3>{e.file}</h3>
                <label hidden=flag(move || !ui.embed_names.get())>
                    <input
                        type="checkbox"
                        data-testid="embed-names"
                        prop:checked=flag(move || of().names)
                        on:change=move |_| {
                            let Embedding { cut, names, .. } = untrack(of);
                            want(cut, !names);
                        }
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
