//! A chart that is a plot with a table beside it: the heading and tools, the drawing or why there is none,
//! the table in its place.

use super::super::live::flag;
use super::plot::Stage;
use super::shell::{Picture, Shell};
use super::table::TwinTable;
use crate::chart::{Plot, Twin};
use crate::report::Kind;
use crate::ui::embed::cut;
use leptos::html::Div;
use leptos::prelude::*;
use std::sync::Arc;

/// A plot and its table.
#[component]
pub fn Plotted(
    /// Its id on the page and in file names.
    id: &'static str,
    /// The heading.
    title: Signal<String>,
    /// Measured by the caller, who draws to its width.
    host: NodeRef<Div>,
    /// The drawing, where there is one.
    plot: Signal<Option<Arc<Plot>>>,
    /// The same numbers as a table.
    twin: Signal<Arc<Twin>>,
    /// Why there is no drawing.
    none: Signal<String>,
    /// The widget's view that shows the same.
    embed: Kind,
    /// Choices of this chart, before the tools.
    #[prop(into, optional)]
    choices: ViewFn,
) -> impl IntoView {
    let as_table = RwSignal::new(false);
    view! {
        <Shell
            id=id
            title=title
            caption=Signal::derive(move || plot.get().map(|p| p.caption.clone()).unwrap_or_default())
            picture=move |()| plot.get_untracked().map(|p| Picture::new(p.svg()))
            csv=move |()| twin.get_untracked().csv()
            empty=Signal::derive(move || plot.with(Option::is_none))
            as_table=as_table
            embed=Some(Signal::stored(cut(embed, None)))
            choices=choices
        >
            <p class="chart-none" hidden=flag(move || plot.get().is_some())>{move || none.get()}</p>
            <div hidden=flag(move || as_table.get() || plot.get().is_none())>
                <Stage host=host plot=plot />
            </div>
            <Show when=move || as_table.get() && plot.with(Option::is_some)>
                <TwinTable title=title twin=twin />
            </Show>
        </Shell>
    }
}
