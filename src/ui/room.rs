//! A room of the report, block by block.

use super::Ui;
use super::assumed::{MarginSelect, TargetSelect};
use super::charts::{Fmt, RoomChart, RoomTable};
use super::chosen::choice_fields;
use super::compare::BridgeSlot;
use super::figures::evidence_of;
use super::grouping::{Grouping, SizeCuts};
use super::health::HealthControl;
use super::live::{flag, live, nothing};
use super::policies::{PolicySlot, PresetSlot};
use super::templates::add_tables;
use super::view::View;
use crate::i18n::answers::word;
use crate::i18n::{Messages, messages};
use crate::read::Severity;
use crate::report::Report;
use crate::rooms::{Block, Choice, Fact, Finding, Fold, Room, Setting, Slot, in_brief};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use std::sync::Arc;
use std::time::Duration;

/// What rooms are made with on this page.
pub(super) fn setting(report: Arc<Report>, t: &'static Messages) -> Setting {
    let figures = Arc::new(Fmt::new(t.lang, report.currency.as_deref()));
    let months = expect_context::<Ui>().settings.with_untracked(|settings| settings.months);
    Setting::new(report, months, t, figures)
}

/// The room: at once where it is looked at, else section by section, so that none of them keeps the page from answering.
/// Of a question (`brief`) the short form on paper has a part.
#[component]
pub(super) fn RoomView(room: Room, seen: Memo<bool>, #[prop(optional)] brief: bool) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let kept = if brief { in_brief(&room.blocks) } else { vec![true; room.blocks.len()] };
    let sections = sections(room.blocks.into_iter().zip(kept));
    let most = sections.len();
    let at_once = seen.get_untracked() || ui.printing.get_untracked();
    let drawn = RwSignal::new(if at_once { most } else { 0 });
    Effect::new(move || {
        if drawn.get() >= most {
            return;
        }
        if seen.get() || ui.printing.get() {
            drawn.set(most);
        } else {
            // The room is gone where another report came in between.
            set_timeout(move || _ = drawn.try_update(|sections| *sections += 1), Duration::ZERO);
        }
    });
    let sections = sections.into_iter().enumerate().map(|(place, blocks)| {
        let there = Memo::new(move |_| drawn.get() > place);
        let blocks = StoredValue::new_local(Some(blocks));
        live(move || match there.get().then(|| blocks.try_update_value(Option::take)) {
            Some(Some(Some(blocks))) => blocks.into_iter().map(on_paper).collect_view().into_any(),
            _ => nothing(),
        })
    });
    let sections = sections.collect_view();
    view! {
        <h1>{room.title}</h1>
        <p class="lead">{room.lead}</p>
        <div class="room">{sections}</div>
    }
    .into_any()
}

/// A room's blocks from heading to heading, each with whether the short form on paper has it.
fn sections(blocks: impl Iterator<Item = (Block, bool)>) -> Vec<Vec<(Block, bool)>> {
    let mut sections: Vec<Vec<(Block, bool)>> = Vec::new();
    for block in blocks {
        match sections.last_mut().filter(|_| !matches!(block.0, Block::Heading(_))) {
            Some(section) => section.push(block),
            None => sections.push(vec![block]),
        }
    }
    sections
}

pub(super) fn all(blocks: Vec<Block>) -> AnyView {
    blocks.into_iter().map(block).collect_view().into_any()
}

/// A block, and whether the short form on paper has it.
fn on_paper((of, kept): (Block, bool)) -> AnyView {
    match kept {
        true => block(of),
        false => view! { <div class="beyond">{block(of)}</div> }.into_any(),
    }
}

/// A block.
pub(super) fn block(block: Block) -> AnyView {
    match block {
        Block::Heading(text) => view! { <h2>{text}</h2> }.into_any(),
        Block::Text(text) => view! { <p class="prose">{text}</p> }.into_any(),
        Block::Note(text) => view! { <p class="prose note">{text}</p> }.into_any(),
        Block::Facts(facts) => {
            view! { <div class="fact-grid">{facts.into_iter().map(fact).collect_view()}</div> }.into_any()
        }
        Block::Table(table) => view! { <RoomTable table /> }.into_any(),
        Block::Chart(chart) => view! { <RoomChart chart /> }.into_any(),
        Block::Findings(found) => {
            view! { <ul class="findings">{found.into_iter().map(finding).collect_view()}</ul> }.into_any()
        }
        Block::Choice(choice) => choice_view(choice),
        Block::Fold(fold) => view! { <FoldView fold /> }.into_any(),
        Block::Terms(terms) => {
            let term = |(word, means)| view! { <div><dt>{word}</dt><dd>{means}</dd></div> };
            view! { <dl class="terms">{terms.into_iter().map(term).collect_view()}</dl> }.into_any()
        }
        Block::Slot(slot) => slot_view(slot),
    }
}

/// A table that is made when it is opened first.
#[component]
fn FoldView(fold: Fold) -> impl IntoView {
    let Fold { title, note, table } = fold;
    let opened = RwSignal::new(false);
    view! {
        <details class="fold" on:toggle=move |_| opened.set(true)>
            <summary><span class="fold-title">{title}</span> <span class="muted">{note}</span></summary>
            <Show when=move || opened.get()><RoomTable table=table.clone() /></Show>
        </details>
    }
    .into_any()
}

/// A figure; a button where customers stand behind it.
fn fact(fact: Fact) -> AnyView {
    let ui = expect_context::<Ui>();
    let Fact { name, value, note, key, list } = fact;
    let inside = view! {
        <span class="figure-name">{name}</span>
        <span class="figure-value">{value}</span>
        <span class="figure-under">{note}</span>
    };
    match (key, list) {
        (Some(key), _) => view! {
            <button type="button" class="figure-line" on:click=move |_| ui.ask(evidence_of(key))>{inside}</button>
        }
        .into_any(),
        (None, Some(list)) => view! {
            <button type="button" class="figure-line" on:click=move |_| show_list(&list)>{inside}</button>
        }
        .into_any(),
        (None, None) => view! { <div class="figure-line">{inside}</div> }.into_any(),
    }
}

/// Brings a list of the same room into sight, and the keyboard to it.
fn show_list(id: &str) {
    let list = document().get_element_by_id(&format!("chart-{id}"));
    let Some(list) = list.and_then(|list| list.dyn_into::<web_sys::HtmlElement>().ok()) else { return };
    list.set_tab_index(-1);
    list.scroll_into_view();
    // Refused only where the element is gone.
    let _ = list.focus();
}

/// A finding; its customers behind a button.
fn finding(found: Finding) -> AnyView {
    let ui = expect_context::<Ui>();
    let t = messages(ui.lang.get_untracked());
    let Finding { severity, message, fix, effect, key, rows, question, list } = found;
    let (class, glyph) = mark(severity);
    let customers = key.map(|key| {
        view! {
            <button type="button" class="button small" on:click=move |_| ui.ask(evidence_of(key))>
                {t.show_customers}
            </button>
        }
    });
    let list = list.map(|id| {
        view! {
            <button type="button" class="button small" on:click=move |_| show_list(&id)>{t.show_list}</button>
        }
    });
    let rows = rows.then(|| view! { <a href=View::Data.hash()>{t.data_title}</a> });
    let question = question.and_then(|id| {
        let view = View::of_question(&id)?;
        Some(view! { <a href=view.hash()>{word(t.lang, &id)}</a> })
    });
    view! {
        <li class="finding" data-severity=class>
            <span class="finding-mark" aria-hidden="true">{glyph}</span>
            <div>
                <p><span class="unseen">{(t.severity)(severity)} " "</span> {message}</p>
                <p class="figures">{effect}</p>
                <p class="fix">{fix}</p>
                {customers} {list} {rows} {question}
            </div>
        </li>
    }
    .into_any()
}

/// The class and the sign of a severity.
pub(super) fn mark(severity: Severity) -> (&'static str, &'static str) {
    match severity {
        Severity::Error => ("error", "✕"),
        Severity::Warning => ("warning", "!"),
        Severity::Info => ("info", "i"),
    }
}

/// All that can be chosen stands in the page, so that print has it; one is seen.
fn choice_view(choice: Choice) -> AnyView {
    let Choice { id, label, options } = choice;
    let chosen = RwSignal::new(0_usize);
    let choose = move |event| {
        if let Ok(place) = event_target_value(&event).parse() {
            chosen.set(place);
        }
    };
    let names = options.iter().enumerate().map(|(place, (name, _))| {
        view! { <option value=place.to_string()>{name.clone()}</option> }
    });
    let names = names.collect_view();
    let parts = options.into_iter().enumerate().map(|(place, (_, blocks))| {
        let unseen = flag(move || chosen.get() != place);
        view! { <div class="room chosen" hidden=unseen>{all(blocks)}</div> }
    });
    let parts = parts.collect_view();
    view! {
        <label class="choice">{label} " " <select data-testid=id on:change=choose>{names}</select></label>
        {parts}
    }
    .into_any()
}

fn slot_view(slot: Slot) -> AnyView {
    match slot {
        Slot::Target => view! { <TargetSelect /> }.into_any(),
        Slot::Grouping => view! { <Grouping /> }.into_any(),
        Slot::SizeCuts => view! { <SizeCuts /> }.into_any(),
        Slot::Tables(question) => add_tables(question),
        Slot::Margin => view! { <MarginSelect /> }.into_any(),
        Slot::Bridge => view! { <BridgeSlot /> }.into_any(),
        Slot::Presets => view! { <PresetSlot /> }.into_any(),
        Slot::Policies => view! { <PolicySlot /> }.into_any(),
        Slot::Health => view! { <HealthControl /> }.into_any(),
        Slot::Choices(group) => choice_fields(group),
    }
}
