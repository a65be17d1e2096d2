//! The view of the files: how each was read, and the way to let go of them.

use super::Ui;
use super::findings::AllUnmatched;
use super::live::{live, nothing};
use super::read_bar::Steps;
use super::reading::ReadingPanel;
use super::room::{self, setting};
use super::templates::Templates;
use crate::i18n::Messages;
use crate::i18n::reading::reading_texts;
use crate::report::Report;
use crate::rooms;
use leptos::prelude::*;
use std::sync::Arc;

/// Every file of the report.
#[component]
pub(super) fn DataView(report: Arc<Report>, t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    // Rejected rows come a page at a time for one file: the first that has any shows them at once.
    let first =
        (0u32..).zip(&report.inputs).find(|(_, reading)| reading.rows.rejected > 0).map(|(place, _)| place);
    let panels = (0u32..)
        .zip(report.inputs.iter().cloned())
        .map(|(place, reading)| view! { <ReadingPanel place reading eager=first == Some(place) t /> })
        .collect_view();
    let show_bar = live(move || {
        match ui.bar_shown.get() {
        true => nothing(),
        false => view! {
            <button type="button" class="link" data-testid="show-bar" on:click=move |_| ui.bar_shown.set(true)>
                {reading_texts(t.lang).show_bar}
            </button>
        }
        .into_any(),
    }
    });
    let joins = rooms::joins(&setting(report, t));
    let joins = (!joins.is_empty()).then(|| {
        view! { <section class="block room joins" data-testid="joins">{room::all(joins)} <AllUnmatched t /></section> }
    });
    view! {
        <h1>{t.data_title}</h1>
        <p class="lead">{t.data_lead}</p>
        <div class="data-tools">
            <Steps add=true t />
            {show_bar}
        </div>
        {joins}
        {panels}
        <Templates t />
        <p class="forget">
            <button type="button" class="button" on:click=move |_| ui.close()>{t.forget}</button>
            <span class="muted">{t.forget_note}</span>
        </p>
    }
    .into_any()
}
