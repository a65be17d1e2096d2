//! The report: four views of one value. All are in the page, so that print has them all.

use super::data_view::DataView;
use super::definitions::DefinitionsView;
use super::guide::GuideView;
use super::live::flag;
use super::overview::Overview;
use super::read_bar::InReport;
use super::view::View;
use crate::i18n::Messages;
use crate::report::Report;
use crate::ui::{PARTS, Ui};
use leptos::prelude::*;
use std::sync::Arc;

/// The four views; the address says which is seen.
#[component]
pub(super) fn ReportView(report: Arc<Report>, t: &'static Messages, shown: RwSignal<View>) -> impl IntoView {
    provide_context(InReport);
    let other = move |view: View| flag(move || shown.get() != view);
    view! {
        <div class="view" hidden=other(View::Overview)><Overview report=report.clone() t /></div>
        <Part place=PARTS>
            <div class="view" hidden=other(View::Guide)><GuideView report=report.clone() t /></div>
            <div class="view" hidden=other(View::Definitions)><DefinitionsView report=report.clone() t /></div>
            <div class="view" hidden=other(View::Data)><DataView report=report.clone() t /></div>
        </Part>
    }
}

/// What is drawn as the `place`-th part of the first report, and at once with every later one.
#[component]
pub(super) fn Part(place: u8, children: ChildrenFn) -> impl IntoView {
    let ui = expect_context::<Ui>();
    view! { <Show when=move || { ui.drawn.get() >= place }>{children()}</Show> }
}
