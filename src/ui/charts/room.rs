//! Tables and charts of a room, with the same tools as every other chart.

use super::WIDTH_UNTIL_KNOWN;
use super::plotted::Plotted;
use super::shell::Shell;
use super::table::TwinTable;
use super::width::width_of;
use crate::chart::Plot;
use crate::report::Kind;
use crate::rooms::{Chart, Shape, Table};
use leptos::html::Div;
use leptos::prelude::*;
use std::sync::Arc;

/// A table that stands alone.
#[component]
pub fn RoomTable(table: Table) -> impl IntoView {
    let Table { id, title, caption, twin, none } = table;
    let empty = twin.rows.is_empty();
    let title = Signal::stored(title);
    let csv = Arc::clone(&twin);
    let body = if empty {
        view! { <p class="chart-none">{none}</p> }.into_any()
    } else {
        view! { <TwinTable title=title twin=Signal::stored(twin) /> }.into_any()
    };
    view! {
        <Shell
            id=id
            title=title
            caption=Signal::stored(caption)
            picture=move |()| None
            csv=move |()| csv.csv()
            empty=Signal::stored(empty)
            drawn=false
        >
            {body}
        </Shell>
    }
    .into_any()
}

/// A chart drawn to the width there is.
#[component]
pub fn RoomChart(chart: Chart) -> impl IntoView {
    let (id, title, none) = (chart.id, chart.title.clone(), chart.none.clone());
    let twin = Arc::clone(&chart.twin);
    let embed = match chart.shape {
        Shape::Sketch(..) => Kind::Chart,
        Shape::Part(kind, _) => kind,
    };
    let host = NodeRef::<Div>::new();
    let width = width_of(host);
    let plot: Signal<Option<Arc<Plot>>> =
        Memo::new(move |_| chart.draw(width.get().unwrap_or(WIDTH_UNTIL_KNOWN)).map(Arc::new)).into();
    view! {
        <Plotted id=id title=Signal::stored(title) host=host plot=plot twin=Signal::stored(twin) none=Signal::stored(none) embed />
    }
    .into_any()
}
