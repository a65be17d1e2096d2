//! What every chart has around it: heading, unit and period, the table's switch, the files.

use super::super::live::{flag, word};
use super::export::{download, png, text_blob};
use crate::i18n::charts::{ChartTexts, fill};
use crate::i18n::embed::EmbedTexts;
use crate::report::{Kind, Report};
use crate::ui::Ui;
use crate::ui::embed::Embedding;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// A picture as SVG text with its size in pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// The file.
    pub svg: String,
    /// Width and height.
    pub size: (f64, f64),
}

impl Picture {
    /// Reads the size off the root element that [`crate::chart::Plot::svg`] writes.
    pub fn new(svg: String) -> Self {
        let side = |name: &str| {
            let value = svg.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split('"').next());
            value.and_then(|v| v.parse::<u32>().ok()).map_or(1.0, f64::from)
        };
        let size = (side("width"), side("height"));
        Picture { svg, size }
    }
}

/// A figure: heading, caption, tools, and the chart itself as children.
#[component]
pub fn Shell(
    /// Its id on the page and in file names.
    id: &'static str,
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// Unit and period.
    #[prop(into)]
    caption: Signal<String>,
    /// The picture as it stands, if there is one.
    #[prop(into)]
    picture: Callback<(), Option<Picture>>,
    /// The table as CSV.
    #[prop(into)]
    csv: Callback<(), String>,
    /// Whether there is nothing to show, and so nothing to save.
    #[prop(into)]
    empty: Signal<bool>,
    /// Whether the table stands in the chart's place; `None` where the chart is a table.
    #[prop(optional)]
    as_table: Option<RwSignal<bool>>,
    /// Whether there is a picture of it to save.
    #[prop(default = true)]
    drawn: bool,
    /// The widget that shows the same, as a cut is written; `None` where the chart is a table.
    #[prop(default = None)]
    embed: Option<Signal<String>>,
    /// Choices of this chart, before the tools.
    #[prop(into, optional)]
    choices: ViewFn,
    /// The chart.
    children: Children,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let texts = move || ChartTexts::of(ui.lang.get());
    let failed = RwSignal::new(false);
    // The page has the first rows of a long list; its file has all of them.
    let cut = move || {
        let is_cut = |report: &Arc<Report>| {
            let list = report.questions.iter().find_map(|question| question.grid(id));
            list.is_some_and(|list| list.total > list.rows.len() as u64)
        };
        ui.report.with_untracked(|report| report.as_ref().is_some_and(is_cut))
    };
    let save = move |format: &'static str| {
        failed.set(false);
        if format == "CSV" && cut() {
            return ui.save_list(id);
        }
        let name = format!("ninefold-{id}.{}", format.to_ascii_lowercase());
        let done = match format {
            "CSV" => text_blob(&csv.run(()), "text/csv;charset=utf-8").and_then(|b| download(&b, &name)),
            "SVG" => match picture.run(()) {
                Some(p) => text_blob(&p.svg, "image/svg+xml").and_then(|b| download(&b, &name)),
                None => Ok(()),
            },
            _ => {
                let Some(Picture { svg, size }) = picture.run(()) else { return };
                spawn_local(async move {
                    let done = png(&svg, size).await.and_then(|blob| download(&blob, &name));
                    failed.set(done.is_err());
                });
                Ok(())
            }
        };
        failed.set(done.is_err());
    };
    let label = move |format: &'static str| {
        move || fill(texts().export_label, &[("title", &title.get()), ("format", format)])
    };
    let tool = move |format: &'static str| {
        view! {
            <button type="button" class="chart-tool" aria-label=label(format) on:click=move |_| save(format)>
                {format}
            </button>
        }
    };
    let switch = as_table.map(|on| {
        view! {
            <button
                type="button"
                class="chart-tool"
                aria-pressed=move || on.get().to_string()
                on:click=move |_| on.update(|v| *v = !*v)
            >
                {word(move || texts().as_table)}
            </button>
        }
    });
    let embed = embed.map(|cut| {
        let e = move || EmbedTexts::of(ui.lang.get());
        let open = move |_| {
            let cut = cut.get_untracked();
            let chart = (cut == Kind::Chart.name()).then_some(id);
            ui.embed(Some(Embedding { chart, cut, names: false }));
        };
        view! {
            <button
                type="button"
                class="chart-tool"
                aria-label=move || fill(e().label, &[("title", &title.get())])
                on:click=open
            >
                {word(move || e().tool)}
            </button>
        }
    });
    let pictures = drawn.then(|| view! { {tool("SVG")} {tool("PNG")} });
    let (heading, named_by) = (format!("{id}-heading"), format!("{id}-heading"));
    view! {
        <figure class="chart" id=format!("chart-{id}") aria-labelledby=named_by>
            <div class="chart-head">
                <div class="chart-words">
                    <h3 class="chart-title" id=heading>{move || title.get()}</h3>
                    <p class="chart-caption" hidden=flag(move || empty.get())>{move || caption.get()}</p>
                </div>
                <div class="chart-tools" hidden=flag(move || empty.get())>
                    {move || choices.run()} {switch} {pictures} {tool("CSV")} {embed}
                </div>
            </div>
            <p class="chart-failed" role="status" hidden=flag(move || !failed.get())>
                {move || failed.get().then(|| texts().export_failed)}
            </p>
            {children()}
        </figure>
    }
}
