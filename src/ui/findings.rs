//! Findings of the reading: how bad, what, where, and what to do.

use super::Ui;
use super::charts::Fmt;
use super::read_bar::ChangeReading;
use super::room::mark;
use crate::base::Month;
use crate::i18n::Messages;
use crate::i18n::diagnose::{Shell, told};
use crate::read::{Code, Diagnostic};
use leptos::prelude::*;

/// A list of findings, in the order given.
#[component]
pub(super) fn Findings(
    diagnostics: Vec<Diagnostic>,
    /// Place of the file they are about, where it is one.
    place: Option<u32>,
    t: &'static Messages,
) -> impl IntoView {
    let items = diagnostics
        .iter()
        .map(|found| {
            let (class, glyph) = mark(found.severity);
            let told = told(t.lang, found, Shell::Page);
            let mend = place.filter(|_| told.by_reading);
            view! {
                <li class="finding" data-severity=class>
                    <span class="finding-mark" aria-hidden="true">{glyph}</span>
                    <div>
                        <p>
                            <span class="unseen">{(t.severity)(found.severity)} " "</span>
                            {told.message}
                        </p>
                        {(!told.fix.is_empty()).then(|| view! { <p class="fix">{told.fix}</p> })}
                        {mend.map(|place| view! { <ChangeReading place /> })}
                        {of_customers(found.code).then(|| view! { <AllUnmatched t /> })}
                        {month_to_end_at(found).map(|month| view! { <EndAt month t /> })}
                    </div>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="findings">{items}</ul> }.into_any()
}

/// Whether a finding names the first of the customers that one side alone has.
fn of_customers(code: Code) -> bool {
    use Code::{AccountsWithoutRevenue, RevenueWithoutAccount, TableWithoutAccount, TableWithoutRevenue};
    matches!(code, AccountsWithoutRevenue | RevenueWithoutAccount | TableWithoutAccount | TableWithoutRevenue)
}

/// Downloads all of them.
#[component]
pub(super) fn AllUnmatched(t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    view! {
        <button type="button" class="button small" data-testid="unmatched" on:click=move |_| ui.download_unmatched()>
            {t.unmatched_download}
        </button>
    }
}

/// The month that a finding offers to end at instead.
fn month_to_end_at(found: &Diagnostic) -> Option<Month> {
    let month = found.text.as_deref().filter(|_| found.code == Code::PartialMonth)?;
    Some(Month::parse_iso(month)?.plus(-1))
}

/// Ends the window at a month.
#[component]
fn EndAt(month: Month, t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let end = move |_| {
        let mut settings = ui.settings.get_untracked();
        settings.to = Some(month);
        ui.recompute(settings);
    };
    view! {
        <button type="button" class="button small" data-testid="end-at" on:click=end>
            {(t.end_at)(&Fmt::new(t.lang, None).month(month))}
        </button>
    }
}
