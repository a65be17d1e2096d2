//! A plot that answers: by pointer, by arrow keys, by touch. What it says, it also says to a live region.

use crate::chart::{Column, Mark, Paint, Plot, Spot};
use crate::i18n::charts::{ChartTexts, fill};
use crate::ui::Ui;
use crate::ui::figures::evidence_of;
use crate::web::paint;
use leptos::html::Div;
use leptos::prelude::*;
use leptos::{ev, svg};
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// Width of the tooltip as in charts.css.
const TIP: f64 = 232.0;
/// Below this width the tooltip stands under the plot, where a thumb does not hide it.
const TIP_UNDER: f64 = 560.0;

/// What is pointed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cursor {
    column: usize,
    mark: Option<usize>,
    /// By arrow keys rather than by pointer.
    keyed: bool,
}

/// Draws a plot into `host` and lets it answer.
#[component]
pub fn Stage(
    /// Measured by the caller, who draws to its width.
    host: NodeRef<Div>,
    /// The drawing.
    #[prop(into)]
    plot: Signal<Option<Arc<Plot>>>,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let texts = move || ChartTexts::of(ui.lang.get());
    let cursor = RwSignal::new(None::<Cursor>);
    let touched = StoredValue::new(false);
    let scroller = NodeRef::<Div>::new();
    let ground = NodeRef::<svg::G>::new();

    Effect::new(move |_| {
        if let (Some(ground), Some(plot)) = (ground.get(), plot.get()) {
            let ground: web_sys::Element = ground.unchecked_into();
            if let Err(error) = paint(&ground, &plot) {
                leptos::logging::error!("chart not drawn: {error:?}");
            }
            // After a change of width or language the place still means the same.
            if cursor.get_untracked().is_some_and(|at| at.column >= plot.columns.len()) {
                cursor.set(None);
            }
            // The last month is the one people look for.
            request_animation_frame(move || {
                if let Some(scroller) = scroller.try_get_untracked().flatten() {
                    scroller.set_scroll_left(plot.width as i32);
                }
            });
        }
    });

    let with_column = move |f: &dyn Fn(&Plot, &Column, Cursor) -> Option<Spot>| {
        let plot = plot.get()?;
        let at = cursor.get()?;
        f(&plot, plot.columns.get(at.column)?, at)
    };
    let band = move || with_column(&|_, column, _| Some(column.area));
    let ring = move || {
        with_column(&|_, column, at| {
            let spot = column.marks.get(at.mark?)?.spot?;
            Some(Spot {
                x: spot.x - 1.5,
                y: spot.y - 1.5,
                width: spot.width + 3.0,
                height: spot.height + 3.0,
            })
        })
    };

    let open = move |at: Cursor| {
        let Some(plot) = plot.get_untracked() else { return };
        let Some(column) = plot.columns.get(at.column) else { return };
        // By keys a column may be meant as a whole: its last number sums it up.
        let whole = || column.marks.iter().rfind(|m| at.keyed && m.key.is_some());
        if let Some(key) = chosen(column, at.mark).or_else(whole).and_then(|m| m.key) {
            ui.ask(evidence_of(key));
        }
    };
    let find = move |event: &ev::PointerEvent| {
        let plot = plot.get_untracked()?;
        let bounds = ground.get_untracked()?.parent_element()?.get_bounding_client_rect();
        let (x, y) =
            (f64::from(event.client_x()) - bounds.left(), f64::from(event.client_y()) - bounds.top());
        let column = plot.column_at(x, y)?;
        Some(Cursor { column, mark: plot.mark_at(column, x, y), keyed: false })
    };
    let point = move |event: ev::PointerEvent| {
        let found = find(&event);
        if cursor.get_untracked() != found {
            cursor.set(found);
        }
    };
    let on_move = move |event: ev::PointerEvent| {
        if event.pointer_type() == "mouse" {
            point(event);
        }
    };
    let on_down = move |event: ev::PointerEvent| {
        touched.set_value(event.pointer_type() == "touch");
        point(event);
    };
    let on_leave = move |event: ev::PointerEvent| {
        if event.pointer_type() == "mouse" && cursor.get_untracked().is_some_and(|c| !c.keyed) {
            cursor.set(None);
        }
    };
    let on_click = move |_| {
        // A finger first asks what is there; the tooltip's rows then open the evidence.
        if !touched.get_value()
            && let Some(at) = cursor.get_untracked()
        {
            open(at);
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let Some(plot) = plot.get_untracked() else { return };
        if event.alt_key() || event.ctrl_key() || event.meta_key() {
            return;
        }
        let now = cursor.get_untracked();
        match event.key().as_str() {
            "Enter" | " " => {
                if let Some(at) = now {
                    open(at);
                }
            }
            "Escape" => {
                if now.is_none() {
                    return;
                }
                cursor.set(None);
            }
            key => {
                let Some(next) = step(&plot, now, key) else { return };
                cursor.set(Some(next));
                if let (Some(scroller), Some(column)) =
                    (scroller.get_untracked(), plot.columns.get(next.column))
                {
                    let half = f64::from(scroller.client_width()) / 2.0;
                    scroller.set_scroll_left((column.area.x - half) as i32);
                }
            }
        }
        event.prevent_default();
    };
    let on_focus_out = move |event: ev::FocusEvent| {
        let next = event.related_target().and_then(|t| t.dyn_into::<web_sys::Node>().ok());
        let stays = host.get_untracked().is_some_and(|h| h.contains(next.as_ref()));
        if !stays {
            cursor.set(None);
        }
    };

    let spoken = move || {
        let at = cursor.get().filter(|c| c.keyed)?;
        let plot = plot.get()?;
        let column = plot.columns.get(at.column)?;
        let said = |m: &Mark| format!("{} {}", m.label, m.value);
        let numbers = match at.mark.and_then(|m| column.marks.get(m)) {
            Some(mark) => said(mark),
            None => column.marks.iter().map(said).collect::<Vec<_>>().join(texts().comma),
        };
        let note = column.note.as_ref().map(|n| format!("{}{n}", texts().comma)).unwrap_or_default();
        Some(fill(texts().said, &[("column", &format!("{}{note}", column.title)), ("numbers", &numbers)]))
    };
    let hit = move || {
        let (Some(plot), Some(at)) = (plot.get(), cursor.get()) else { return false };
        plot.columns.get(at.column).and_then(|c| chosen(c, at.mark)).is_some_and(|m| m.key.is_some())
    };
    let size = move |side: fn(&Plot) -> f64| move || plot.get().map(|p| side(&p).to_string());
    let frame = move |shape: &'static str, spot: Option<Spot>| {
        spot.map(|s| {
            view! {
                <rect class=shape x=s.x y=s.y width=s.width height=s.height rx=if shape == "chart-ring" { 1.5 } else { 0.0 } />
            }
        })
    };
    let tip = move || {
        let (Some(plot), Some(at)) = (plot.get(), cursor.get()) else { return None };
        let column = plot.columns.get(at.column)?.clone();
        let shown = host.get().map_or(0.0, |h| f64::from(h.client_width()));
        let scrolled = scroller.get().map_or(0.0, |s| f64::from(s.scroll_left()));
        let under = shown < TIP_UNDER;
        let left = tip_left(&column.area, scrolled, shown);
        let rows =
            column.marks.iter().enumerate().map(|(i, m)| tip_row(ui, m, at.mark == Some(i))).collect_view();
        Some(view! {
            <div
                class="chart-tip"
                class:under=under
                style:left=if under { "0".to_owned() } else { format!("{left:.0}px") }
                aria-hidden="true"
                // Keeps the focus where it is, so that the tooltip is still there when the finger lifts.
                on:pointerdown=|event| event.prevent_default()
            >
                <p class="chart-tip-title">{column.title}</p>
                {column.note.map(|note| view! { <p class="chart-tip-note">{note}</p> })}
                {rows}
            </div>
        })
    };
    let label = move || {
        let title = plot.get().map(|p| p.title.clone()).unwrap_or_default();
        fill(texts().plot_label, &[("title", &title)])
    };
    let named = move || plot.get().map(|p| format!("{0}-title {0}-desc", p.id));
    view! {
        <div class="chart-stage" node_ref=host on:focusout=on_focus_out>
            <div
                class="chart-plot"
                class:hit=hit
                node_ref=scroller
                tabindex="0"
                role="application"
                aria-label=label
                on:pointermove=on_move
                on:pointerdown=on_down
                on:pointerleave=on_leave
                on:click=on_click
                on:keydown=on_key
            >
                <svg role="img" aria-labelledby=named width=size(|p| p.width) height=size(|p| p.height)>
                    {move || frame("chart-band", band())}
                    <g node_ref=ground></g>
                    {move || frame("chart-ring", ring())}
                </svg>
            </div>
            {tip}
            <p class="chart-sr" aria-live="polite">{spoken}</p>
        </div>
    }
}

/// The mark that is meant: the one pointed at, or the only evidence a column has.
fn chosen(column: &Column, mark: Option<usize>) -> Option<&Mark> {
    match mark {
        Some(mark) => column.marks.get(mark),
        None => {
            let first = column.marks.first()?;
            column.marks.iter().all(|m| m.key == first.key).then_some(first)
        }
    }
}

/// Where a key leads; `None` for keys that mean nothing here.
fn step(plot: &Plot, now: Option<Cursor>, key: &str) -> Option<Cursor> {
    let last = plot.columns.len().checked_sub(1)?;
    let single = plot.columns.iter().all(|c| c.marks.len() == 1);
    let cursor = |column, mark| Some(Cursor { column, mark, keyed: true });
    // The first key lands on the last column: the latest month.
    let Some(at) = now else {
        let start = if single { 0 } else { last };
        return matches!(key, "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown" | "Home" | "End")
            .then_some(Cursor { column: start, mark: single.then_some(0), keyed: true });
    };
    let mark = if single { Some(0) } else { at.mark };
    let marks = plot.columns.get(at.column)?.marks.len();
    match key {
        "ArrowLeft" => cursor(at.column.saturating_sub(1), mark),
        "ArrowRight" => cursor((at.column + 1).min(last), mark),
        "ArrowUp" if single => cursor(at.column.saturating_sub(1), mark),
        "ArrowDown" if single => cursor((at.column + 1).min(last), mark),
        "ArrowUp" => cursor(at.column, at.mark.map_or(Some(marks.saturating_sub(1)), |m| m.checked_sub(1))),
        "ArrowDown" => cursor(at.column, at.mark.map_or(Some(0), |m| (m + 1 < marks).then_some(m + 1))),
        "Home" => cursor(0, mark),
        "End" => cursor(last, mark),
        _ => None,
    }
}

/// Beside the column, on the side where there is room.
fn tip_left(area: &Spot, scrolled: f64, shown: f64) -> f64 {
    let (start, end) = (area.x - scrolled, area.x + area.width - scrolled);
    let left = if end + 8.0 + TIP <= shown { end + 8.0 } else { start - 8.0 - TIP };
    left.clamp(0.0, (shown - TIP).max(0.0))
}

fn tip_row(ui: Ui, mark: &Mark, on: bool) -> impl IntoView + use<> {
    let swatch = mark.paint.map(|paint| {
        // A hatch belongs to the drawing; its plain colour is enough beside its name.
        let fill = format!("var({})", paint.property());
        let round = matches!(paint, Paint::Ink | Paint::Accent).then_some("5");
        view! { <svg width="10" height="10" aria-hidden="true"><rect width="10" height="10" rx=round fill=fill /></svg> }
    });
    let inner =
        view! { <span>{swatch}</span> <span>{mark.label.clone()}</span> <span>{mark.value.clone()}</span> };
    match mark.key {
        Some(key) => view! {
            <button
                type="button"
                class="chart-tip-row"
                class:on=on
                tabindex="-1"
                on:click=move |_| ui.ask(evidence_of(key))
            >
                {inner}
            </button>
        }
        .into_any(),
        None => view! { <div class="chart-tip-row" class:on=on>{inner}</div> }.into_any(),
    }
}
