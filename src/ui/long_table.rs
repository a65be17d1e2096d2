//! A table of any length: only the rows in sight stand in the page, and those around them are asked for in time.

use super::Ui;
use super::charts::width_of;
use super::live::{live, text};
use crate::i18n::Messages;
use crate::scroll::{Scroll, wanted};
use leptos::ev;
use leptos::html::{Div, Table};
use leptos::prelude::*;

/// Which rows are at hand: the first, the one behind the last, and how many there are in all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct AtHand {
    pub from: u64,
    pub to: u64,
    pub all: u64,
}

/// The cells of the row in a place; none where it is not at hand.
pub(super) type Cells = Box<dyn Fn(u64) -> Option<AnyView> + Send>;

/// Until a row has been measured.
const ROW: f64 = 36.0;

/// Head, rows and foot; what is above it says which rows are in sight.
#[component]
pub(super) fn LongTable(
    /// Names the table.
    label: &'static str,
    /// Stands beside the rows' range.
    controls: AnyView,
    head: AnyView,
    foot: AnyView,
    /// How many columns there are.
    columns: u32,
    at_hand: Memo<AtHand>,
    /// From which row on they were asked for last.
    asked: Signal<u64>,
    /// Asks for those from a place on.
    ask: Callback<u64>,
    /// The order of the rows: in another one they are looked at from the start.
    order: Signal<u32>,
    cells: Cells,
    t: &'static Messages,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let fmt = super::charts::Fmt::new(t.lang, None);
    let (host, table) = (NodeRef::<Div>::new(), NodeRef::<Table>::new());
    let scroll = RwSignal::new(Scroll { rows: 0, row: ROW, view: 0.0, top: 0.0 });
    let ends = RwSignal::new(0.0);
    let measure = move || {
        let (Some(host), Some(table)) = (host.get_untracked(), table.get_untracked()) else { return };
        let of = |part: &str| table.query_selector(part).ok().flatten();
        let height = |part: &str| of(part).map_or(0.0, |element| element.get_bounding_client_rect().height());
        let row = Some(height("tbody tr")).filter(|row| *row > 0.0).unwrap_or(ROW);
        let beside = height("thead") + height("tfoot");
        let view = f64::from(host.client_height()) - beside;
        let top = f64::from(host.scroll_top());
        let now = Scroll { rows: at_hand.get_untracked().all, row, view: view.max(0.0), top };
        if scroll.try_get_untracked().is_some_and(|before| before != now) {
            scroll.set(now);
            ends.set(beside);
        }
    };
    // Once the rows stand, and once the table is seen: in a view that is not it has no height.
    let width = width_of(host);
    Effect::new(move |_| {
        at_hand.track();
        width.track();
        request_animation_frame(measure);
    });
    let resized = window_event_listener(ev::resize, move |_| measure());
    on_cleanup(move || resized.remove());
    Effect::new(move |before: Option<u32>| {
        let now = order.get();
        if let Some(host) = host.get_untracked().filter(|_| before.is_some_and(|before| before != now)) {
            host.set_scroll_top(0);
        }
        now
    });
    // On paper stands what is at hand.
    let drawn = Memo::new(move |_| {
        let AtHand { from, to, .. } = at_hand.get();
        if ui.printing.get() { (from, to) } else { scroll.with(Scroll::drawn) }
    });
    Effect::new(move |_| {
        let AtHand { from, to, all } = at_hand.get();
        if let Some(from) = wanted(drawn.get(), all, (from, to), asked.get_untracked()) {
            ask.run(from);
        }
    });
    let range = text(move || {
        let AtHand { from, to, all } = at_hand.get();
        let (first, behind) = if ui.printing.get() { (from, to) } else { scroll.with(Scroll::sight) };
        (t.page_of)(&fmt.count((first + 1).min(behind)), &fmt.count(behind), &fmt.count(all))
    });
    let body = live(move || {
        let (from, to) = drawn.get();
        let row = |place: u64| {
            let waits = || view! { <td class="muted" colspan=columns>"…"</td> }.into_any();
            let cells = cells(place).unwrap_or_else(waits);
            view! { <tr aria-rowindex=place + 2>{cells}</tr> }
        };
        (from..to).map(row).collect_view().into_any()
    });
    let height = text(move || format!("{}px", scroll.with(Scroll::height) + ends.get()));
    let edge = text(move || format!("{}px", scroll.with(|scroll| scroll.edge(drawn.get().0)).max(0.0)));
    view! {
        <div class="controls">{controls} <span class="muted figures" data-testid="rows-in-sight">{range}</span></div>
        <div class="scroll long" tabindex="0" role="region" aria-label=label node_ref=host on:scroll=move |_| measure()>
            <div class="long-rows" style:height=height>
                <table class="table" node_ref=table style:top=edge aria-rowcount=move || at_hand.get().all + 1>
                    <thead><tr aria-rowindex="1">{head}</tr></thead>
                    <tbody>{body}</tbody>
                    <tfoot>{foot}</tfoot>
                </table>
            </div>
        </div>
    }
    .into_any()
}
