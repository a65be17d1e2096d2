//! The bar on top: what is open, over which months, and whether the page is sealed.

use super::charts::Fmt;
use super::export::ExportMenu;
use super::file_input::{choose_files, sealed};
use super::live::{flag, live, nothing, word};
use super::seal::SealChip;
use super::theme::next_theme;
use super::view::View;
use super::window::WindowSelect;
use super::{Phase, Ui};
use crate::base::Na;
use crate::i18n::{Theme, messages};
use crate::report::{Metric, MetricId};
use leptos::prelude::*;

/// The bar on top.
#[component]
pub(super) fn Header(theme: RwSignal<Theme>) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let t = move || messages(ui.lang.get());
    let theme_glyph = move || match theme.get() {
        Theme::Auto => "◐",
        Theme::Light => "○",
        Theme::Dark => "●",
    };
    view! {
        <header class="bar">
            <p class="wordmark">"Ninefold"</p>
            <FileBar />
            <WindowSelect />
            <div class="bar-tools">
                <button
                    type="button"
                    class="quiet"
                    data-testid="language"
                    lang=word(move || ui.lang.get().other().tag())
                    on:click=move |_| ui.lang.update(|lang| *lang = lang.other())
                >
                    {word(move || t().other_language)}
                </button>
                <button
                    type="button"
                    class="quiet glyph"
                    aria-label=word(move || (t().theme)(theme.get()))
                    title=word(move || (t().theme)(theme.get()))
                    on:click=move |_| theme.update(|now| *now = next_theme(*now))
                >
                    <span aria-hidden="true">{word(theme_glyph)}</span>
                </button>
                <ExportMenu />
                <SealChip />
            </div>
        </header>
    }
}

/// The open file, its rows, and the button for another one.
#[component]
fn FileBar() -> impl IntoView {
    let ui = expect_context::<Ui>();
    live(move || {
        let t = messages(ui.lang.get());
        let Some(report) = ui.report.get() else { return nothing() };
        let open = view! {
            <button type="button" class="quiet" prop:disabled=flag(move || !sealed(ui)) on:click=move |_| choose_files()>
                {t.open_file}
            </button>
        };
        // While a question is open, the file on top is the one it is about, not the one of the report below.
        if ui.phase.get() == Phase::Asking {
            return view! {
                <div class="file-bar">
                    <p class="file-link">
                        <bdi class="file-name">{ui.opening()}</bdi>
                        <span class="muted file-rows">{t.file_waits}</span>
                    </p>
                    {open}
                </div>
            }
            .into_any();
        }
        let fmt = Fmt::new(t.lang, report.currency.as_deref());
        let name = report.inputs.first().map(|reading| reading.name.clone()).unwrap_or_default();
        let more = report.inputs.len().saturating_sub(1);
        let used = report.inputs.iter().map(|r| r.rows.used).sum::<u64>();
        let rejected = report.inputs.iter().map(|r| r.rows.rejected).sum::<u64>();
        let mixed =
            matches!(report.metrics.get(&MetricId::Mrr), Some(Metric::Na { na: Na::MixedCurrency, .. }));
        let none = if mixed { t.currencies } else { t.no_currency };
        let currency = report.currency.as_deref().unwrap_or(none);
        let rows = format!("{} · {currency}", (t.file_line)(&fmt.count(used), &fmt.count(rejected)));
        view! {
            <div class="file-bar">
                <a class="file-link" href=View::Data.hash() title=t.how_read_link>
                    <bdi class="file-name">{name}</bdi>
                    {(more > 0).then(|| view! { <span class="muted file-more">{(t.more_files)(more)}</span> " " })}
                    <span class="muted file-rows">{rows}</span>
                </a>
                {open}
            </div>
        }
        .into_any()
    })
}
