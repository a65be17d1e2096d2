//! The report: four views of one value. All are in the page, so that print has them all.

use super::data_view::DataView;
use super::definitions::DefinitionsView;
use super::guide::GuideView;
use super::overview::Overview;
use super::view::View;
use crate::i18n::Messages;
use crate::report::Report;
use leptos::prelude::*;
use std::sync::Arc;

/// The four views; the address says which is seen.
#[component]
pub(super) fn ReportView(report: Arc<Report>, t: &'static Messages, shown: RwSignal<View>) -> impl IntoView {
    let other = move |view: View| move || shown.get() != view;
    view! {
        <div class="view" hidden=other(View::Overview)><Overview report=report.clone() t /></div>
        <div class="view" hidden=other(View::Guide)><GuideView report=report.clone() t /></div>
        <div class="view" hidden=other(View::Definitions)><DefinitionsView report=report.clone() t /></div>
        <div class="view" hidden=other(View::Data)><DataView report t /></div>
    }
}
