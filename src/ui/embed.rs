//! The dialog that puts a chart on another site: the file with its figures, and the lines that show it.

use super::Ui;
use super::charts::Fmt;
use super::live::{flag, live, nothing, text, word};
use super::modal::{Modal, head, modal};
use crate::i18n::embed::EmbedTexts;
use crate::i18n::messages;
use crate::report::Kind;
use crate::web;
use leptos::html::Textarea;
use leptos::prelude::*;

/// The view of a widget that shows the same as a chart of the page, by its id; `None` where there is none.
pub(super) fn view_of(chart: &str) -> Option<Kind> {
    match chart {
        "trend" => Some(Kind::Line),
        "bridge" => Some(Kind::Waterfall),
        "movements" => Some(Kind::Movements),
        "cohorts" => Some(Kind::Cohort),
        "quadrant" => Some(Kind::Quadrant),
        _ => None,
    }
}

fn file_name(kind: Kind) -> String {
    format!("ninefold-{}.json", kind.name())
}

/// The lines for the page; nothing in them is of the files.
fn snippet(kind: Kind, names: bool, tag: &str) -> String {
    let base = document().base_uri().ok().flatten().unwrap_or_default();
    let base =
        base.split(['?', '#']).next().and_then(|base| base.rsplit_once('/')).map_or("", |(base, _)| base);
    let names = if names { " names=\"show\"" } else { "" };
    format!(
        "<script type=\"module\" src=\"{base}/embed/ninefold-widget.js\"></script>\n\
         <ninefold-widget src=\"{}\" view=\"{}\" lang=\"{tag}\"{names}></ninefold-widget>",
        file_name(kind),
        kind.name(),
    )
}

/// The dialog.
#[component]
pub(super) fn EmbedDialog() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let open = ui.embedding;
    // The names' switch keeps the focus: what it changes is not the dialog.
    let kind = Memo::new(move |_| open.get().map(|(kind, _)| kind));
    let body = live(move || match kind.get() {
        Some(kind) => inside(ui, kind),
        None => nothing(),
    });
    let open = Signal::derive(move || kind.get().is_some());
    let of = Modal { name: NAME, class: "sheet embed", open, close, lightly: true };
    modal(ui, of, body.into_any())
}

const NAME: &str = "embed-dialog";

fn close(ui: Ui) {
    ui.embed(None);
}

fn inside(ui: Ui, kind: Kind) -> AnyView {
    let lang = ui.lang.get();
    let (t, e) = (messages(lang), EmbedTexts::of(lang));
    let names = move || ui.embedding.with(|what| what.is_some_and(|(_, names)| names));
    let copied = RwSignal::new(false);
    let field = NodeRef::<Textarea>::new();
    let copy = move |_| {
        let Some(field) = field.get_untracked() else { return };
        copied.set(web::copy(&field));
    };
    let size = move || {
        let bytes = ui.embedded.with(|text| text.as_ref().map(|text| text.len() as f64));
        bytes.map(|bytes| format!("{} {} · {}", e.save, file_name(kind), Fmt::new(lang, None).bytes(bytes)))
    };
    let save = move |_| {
        if let Some(text) = ui.embedded.get_untracked() {
            ui.download(&file_name(kind), "application/json", &text);
        }
    };
    // No other view tells of single customers.
    let choice = (kind == Kind::Quadrant).then(|| {
        view! {
            <label>
                <input
                    type="checkbox"
                    data-testid="embed-names"
                    prop:checked=flag(names)
                    on:change=move |_| {
                        copied.set(false);
                        ui.embed(Some((kind, !untrack(names))));
                    }
                />
                " "
                {e.names}
            </label>
        }
    });
    view! {
        <div class="sheet-body">
            {head(ui, NAME, e.title.to_owned(), t.close, close)}
            <div class="sheet-main">
                <p>{e.lead}</p>
                <h3>{e.file}</h3>
                {choice}
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
                <textarea readonly rows="7" spellcheck="false" aria-labelledby="embed-lines" node_ref=field prop:value=text(move || snippet(kind, names(), lang.tag()))></textarea>
                <button type="button" class="button" data-testid="embed-copy" on:click=copy>
                    {word(move || if copied.get() { e.copied } else { e.copy })}
                </button>
                <p class="muted small">{e.script}</p>
            </div>
        </div>
    }
    .into_any()
}
