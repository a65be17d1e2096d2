//! The whole page.

use super::announcer::Announcer;
use super::drawer::Drawer;
use super::embed::EmbedDialog;
use super::failure::FailurePanel;
use super::file_input::FileInput;
use super::header::Header;
use super::held::focus;
use super::intake::Intake;
use super::live::{flag, live, word};
use super::nav::Nav;
use super::progress::ProgressPanel;
use super::question::QuestionPanel;
use super::read_bar::listen_for_undo;
use super::read_dialog::ReadDialog;
use super::report_view::ReportView;
use super::seal::BrokenSeal;
use super::theme::mark_root;
use super::unreadable::Unreadable;
use super::view::watch_address;
use super::{Phase, Seal, Ui};
use crate::i18n::{Theme, messages};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

/// The page over a state that someone else feeds.
#[component]
pub fn App(
    /// The state.
    ui: Ui,
) -> impl IntoView {
    provide_context(ui);
    let theme = RwSignal::new(Theme::Auto);
    let shown = watch_address(ui);
    mark_root(ui, theme);
    listen_for_undo(ui);
    Effect::new(move || {
        if matches!(ui.phase.get(), Phase::Asking | Phase::Done | Phase::Failed) {
            request_animation_frame(keep_focus);
        }
    });
    let skip = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        focus("main");
    };
    view! {
        <a class="skip" href="#main" on:click=skip>{word(move || messages(ui.lang.get()).skip)}</a>
        <Header theme />
        <Announcer />
        <div class="frame" class:railed=flag(move || ui.report.with(Option::is_some))>
            <Nav shown />
            <main id="main" tabindex="-1">
                <FileInput />
                <Now />
                <Shown shown />
            </main>
        </div>
        <Drawer />
        <ReadDialog />
        <EmbedDialog />
    }
}

/// What happens right now, above what was there before.
#[component]
fn Now() -> impl IntoView {
    let ui = expect_context::<Ui>();
    live(move || {
        let t = messages(ui.lang.get());
        if ui.seal.get() == Seal::Broken {
            return view! { <BrokenSeal t /> }.into_any();
        }
        match ui.phase.get() {
            Phase::Reading => view! { <ProgressPanel t /> }.into_any(),
            Phase::Asking => view! { <QuestionPanel t /> }.into_any(),
            Phase::Failed if ui.failure.with(Option::is_some) => view! { <FailurePanel t /> }.into_any(),
            Phase::Failed => view! { <Unreadable t /> }.into_any(),
            Phase::Loading | Phase::Sealed | Phase::Done => ().into_any(),
        }
    })
}

/// The last report, or the empty page.
#[component]
fn Shown(shown: RwSignal<super::view::View>) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let empty = Memo::new(move |_| {
        ui.seal.get() != Seal::Broken && matches!(ui.phase.get(), Phase::Loading | Phase::Sealed)
    });
    let busy = move || ui.phase.get() != Phase::Done || ui.recomputing.get();
    live(move || {
        let t = messages(ui.lang.get());
        match ui.report.get() {
            Some(report) => view! {
                <div class="report" aria-busy=move || busy().then_some("true")>
                    <ReportView report t shown />
                </div>
            }
            .into_any(),
            None if empty.get() => view! { <Intake t /> }.into_any(),
            None => ().into_any(),
        }
    })
}

/// Where the focused control went away with what it stood in, the heading of what took its place is focused.
fn keep_focus() {
    let lost = document().active_element().is_none_or(|element| element.tag_name() == "BODY");
    let heading = document().query_selector("main h1").ok().flatten().filter(|_| lost);
    if let Some(heading) = heading.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        heading.set_tab_index(-1);
        // Refused only where the element is gone.
        let _ = heading.focus();
        // Focusing scrolls to what is focused; what is new is read from the top of the page.
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }
}
