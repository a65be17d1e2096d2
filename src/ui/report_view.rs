//! The report: its views, drawn one after the other. All come to stand in the page, so that print has them.

use super::data_view::DataView;
use super::guide::GuideView;
use super::live::flag;
use super::overview::Overview;
use super::print_head::PrintHead;
use super::read_bar::InReport;
use super::ribbon::Ribbon;
use super::room::{RoomView, setting};
use super::view::{Shown, View};
use crate::i18n::Messages;
use crate::report::Report;
use crate::rooms::{self, Room};
use crate::ui::{PARTS, Ui};
use leptos::ev;
use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// A pause between two views that nobody looks at yet, so that the page answers in between.
const PAUSE: Duration = Duration::from_millis(30);

/// The views; the address says which is seen. It is drawn at once, the others when there is time.
#[component]
pub(super) fn ReportView(report: Arc<Report>, t: &'static Messages, shown: RwSignal<View>) -> impl IntoView {
    provide_context(InReport);
    provide_context(Shown(shown));
    let ui = expect_context::<Ui>();
    let drawn = RwSignal::new(vec![shown.get_untracked()]);
    Effect::new(move || {
        let view = shown.get();
        drawn.update(|drawn| {
            if !drawn.contains(&view) {
                drawn.push(view);
            }
        });
    });
    Effect::new(move || {
        let next = drawn.with(|drawn| View::ALL.into_iter().find(|view| !drawn.contains(view)));
        if let Some(view) = next.filter(|_| ui.drawn.get() >= PARTS) {
            // The signal is gone where another report came in between.
            let later = move || {
                let _ = drawn.try_update(|drawn| drawn.push(view));
            };
            set_timeout(later, PAUSE);
        }
    });
    // Paper takes them at once, the short form those of the answers.
    let before = window_event_listener(ev::beforeprint, move |_| {
        ui.drawn.set(PARTS);
        let full = ui.full_paper.get_untracked();
        let wanted = |view: &View| full || !is_aside(*view);
        drawn.update(|drawn| drawn.extend(View::ALL.into_iter().filter(wanted)));
        ui.printing.set(true);
    });
    let after = window_event_listener(ev::afterprint, move |_| {
        ui.printing.set(false);
        ui.full_paper.set(false);
    });
    on_cleanup(move || {
        before.remove();
        after.remove();
    });
    let head = view! { <PrintHead report=report.clone() t /> };
    let place = move |view: View| {
        let report = report.clone();
        let there = Memo::new(move |_| drawn.with(|drawn| drawn.contains(&view)));
        let seen = Memo::new(move |_| shown.get() == view);
        view! {
            <div class="view" class:aside=is_aside(view) hidden=flag(move || !seen.get())>
                <Show when=move || there.get()>{content(view, seen, report.clone(), t)}</Show>
            </div>
        }
    };
    view! {
        {head}
        <Ribbon t />
        {View::ALL.into_iter().map(place).collect_view()}
    }
}

/// Whether a view says how the answers came about rather than what they are: the short form on paper goes without.
fn is_aside(view: View) -> bool {
    matches!(view, View::Diligence | View::Guide | View::Definitions | View::Data)
}

fn content(view: View, seen: Memo<bool>, report: Arc<Report>, t: &'static Messages) -> AnyView {
    let room = |room: Room| view! { <RoomView room seen /> }.into_any();
    match view {
        View::Overview => view! { <Overview report t /> }.into_any(),
        View::Nrr => room(rooms::nrr(&setting(report, t))),
        View::Groups => room(rooms::groups(&setting(report, t))),
        View::Economics => room(rooms::economics(&setting(report, t))),
        View::Diligence => room(rooms::diligence(&setting(report, t))),
        View::Question(place) => {
            let id = rooms::ANSWERED.get(place).map(|(id, _)| *id).unwrap_or_default();
            view! { <RoomView room=rooms::answer(&setting(report, t), id) seen brief=true /> }.into_any()
        }
        View::Guide => view! { <GuideView report t /> }.into_any(),
        View::Definitions => room(rooms::definitions(&setting(report, t))),
        View::Data => view! { <DataView report t /> }.into_any(),
    }
}

/// What is drawn as the `place`-th part of the first report, and at once with every later one.
#[component]
pub(super) fn Part(place: u8, children: ChildrenFn) -> impl IntoView {
    let ui = expect_context::<Ui>();
    view! { <Show when=move || { ui.drawn.get() >= place }>{children()}</Show> }
}
