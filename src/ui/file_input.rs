//! The one way in for files: the hidden input, files dropped anywhere, tables pasted anywhere.

use super::live::{flag, word};
use super::{Seal, Ui};
use crate::i18n::messages;
use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::{Element, Event, File, FileList, HtmlInputElement};

const ID: &str = "file-input";

/// Said of the input while the files chosen come beside those that are open.
const ADD: &str = "data-add";

/// Opens the browser's file dialog.
pub(super) fn choose_files() {
    choose(false);
}

/// Opens the browser's file dialog for files that come beside those that are open.
pub(super) fn choose_more() {
    choose(true);
}

fn choose(add: bool) {
    let input = document().get_element_by_id(ID).and_then(|e| e.dyn_into::<HtmlInputElement>().ok());
    if let Some(input) = input {
        // Fails for no name that is a constant.
        let _ = input.toggle_attribute_with_force(ADD, add);
        input.click();
    }
}

/// Whether a file may be opened now.
pub(super) fn sealed(ui: Ui) -> bool {
    ui.seal.get() == Seal::Sealed
}

/// The input behind every "choose a file", disabled until the page is sealed.
#[component]
pub(super) fn FileInput() -> impl IntoView {
    let ui = expect_context::<Ui>();
    listen_for_drops(ui);
    listen_for_pastes(ui);
    let changed = move |event: Event| {
        let input: HtmlInputElement = event_target(&event);
        let files = input.files().map(list).unwrap_or_default();
        // So that the same file may be chosen again.
        input.set_value("");
        let add = input.has_attribute(ADD);
        let _ = input.remove_attribute(ADD);
        open(ui, files, add);
    };
    view! {
        <input
            id=ID
            class="unseen"
            type="file"
            multiple
            accept=".csv,.tsv,.txt,text/csv"
            tabindex="-1"
            data-testid="file-input"
            aria-label=word(move || messages(ui.lang.get()).file_input)
            prop:disabled=flag(move || !sealed(ui))
            on:change=changed
        />
    }
}

/// Files dropped anywhere are opened; before the seal they are only kept from replacing the page.
fn listen_for_drops(ui: Ui) {
    let over = window_event_listener(ev::dragover, |event| event.prevent_default());
    let drop = window_event_listener(ev::drop, move |event| {
        event.prevent_default();
        let files = event.data_transfer().and_then(|data| data.files()).map(list).unwrap_or_default();
        // What is dropped on the bar about the files comes beside them.
        let on_bar = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
            .is_some_and(|element| element.closest(".read-bar").is_ok_and(|bar| bar.is_some()));
        open(ui, files, on_bar);
    });
    on_cleanup(move || {
        over.remove();
        drop.remove();
    });
}

/// A table pasted where nothing is being edited is opened.
fn listen_for_pastes(ui: Ui) {
    let paste = window_event_listener(ev::paste, move |event| {
        let editing = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
            .is_some_and(|element| matches!(element.tag_name().as_str(), "TEXTAREA" | "INPUT" | "SELECT"));
        let Some(data) = event.clipboard_data().filter(|_| !editing) else { return };
        event.prevent_default();
        let files = data.files().map(list).unwrap_or_default();
        if !files.is_empty() {
            open(ui, files, false);
        } else if ui.seal.get_untracked() == Seal::Sealed
            && let Ok(text) = data.get_data("text/plain")
            && !text.trim().is_empty()
        {
            ui.open_text(text);
        }
    });
    on_cleanup(move || paste.remove());
}

fn open(ui: Ui, files: Vec<File>, add: bool) {
    if ui.seal.get_untracked() == Seal::Sealed && !files.is_empty() {
        ui.close_dialog();
        if add {
            ui.add_files(files);
        } else {
            ui.open_files(files);
        }
    }
}

fn list(files: FileList) -> Vec<File> {
    (0..files.length()).filter_map(|i| files.get(i)).collect()
}
