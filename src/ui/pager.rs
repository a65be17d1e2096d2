//! Two buttons and the range between them. They stay in place while pages turn, so the focus does too.

use crate::i18n::Messages;
use leptos::prelude::*;

/// Where a page stands among all rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Range {
    /// "1–50 of 921".
    pub text: String,
    /// Nothing before it.
    pub at_start: bool,
    /// Nothing after it.
    pub at_end: bool,
}

impl Range {
    /// The range of `shown` rows from place `offset`, of `all`.
    pub(super) fn new(t: &Messages, fmt: super::charts::Fmt, offset: u64, shown: u64, all: u64) -> Range {
        let last = offset.saturating_add(shown);
        let first = if shown == 0 { offset } else { offset.saturating_add(1) };
        Range {
            text: (t.page_of)(&fmt.count(first), &fmt.count(last), &fmt.count(all)),
            at_start: offset == 0,
            at_end: shown == 0 || last >= all,
        }
    }
}

/// The buttons. One that leads nowhere stays focusable and says so.
#[component]
pub(super) fn Pager(
    range: Signal<Range>,
    #[prop(into)] back: Callback<()>,
    #[prop(into)] forth: Callback<()>,
    t: &'static Messages,
) -> impl IntoView {
    let at_start = move || range.with(|range| range.at_start);
    let at_end = move || range.with(|range| range.at_end);
    let disabled = |off: bool| off.then_some("true");
    view! {
        <div class="pager">
            <button
                type="button"
                class="button"
                aria-disabled=move || disabled(at_start())
                on:click=move |_| if !at_start() { back.run(()) }
            >
                {t.previous}
            </button>
            <span class="muted figures" role="status">{move || range.with(|range| range.text.clone())}</span>
            <button
                type="button"
                class="button"
                aria-disabled=move || disabled(at_end())
                on:click=move |_| if !at_end() { forth.run(()) }
            >
                {t.next}
            </button>
        </div>
    }
}
