//! A room of the report, block by block.

use super::Ui;
use super::assumed::{MarginSelect, TargetSelect};
use super::charts::{Fmt, RoomChart, RoomTable};
use super::compare::BridgeSlot;
use super::figures::evidence_of;
use super::policies::{PolicySlot, PresetSlot};
use crate::i18n::Messages;
use crate::report::Report;
use crate::rooms::{Block, Fact, Fold, Room, Setting, Slot};
use leptos::prelude::*;
use std::sync::Arc;

/// What rooms are made with on this page.
pub(super) fn setting(report: Arc<Report>, t: &'static Messages) -> Setting {
    let figures = Arc::new(Fmt::new(t.lang, report.currency.as_deref()));
    let months = expect_context::<Ui>().settings.with_untracked(|settings| settings.months);
    Setting { report, months, texts: t, figures }
}

/// The room.
#[component]
pub(super) fn RoomView(room: Room) -> impl IntoView {
    let blocks = room.blocks.into_iter().map(block).collect_view();
    view! {
        <h1>{room.title}</h1>
        <p class="lead">{room.lead}</p>
        <div class="room">{blocks}</div>
    }
    .into_any()
}

/// A block.
pub(super) fn block(block: Block) -> AnyView {
    match block {
        Block::Heading(text) => view! { <h2>{text}</h2> }.into_any(),
        Block::Text(text) => view! { <p class="prose">{text}</p> }.into_any(),
        Block::Facts(facts) => {
            view! { <div class="fact-grid">{facts.into_iter().map(fact).collect_view()}</div> }.into_any()
        }
        Block::Table(table) => view! { <RoomTable table /> }.into_any(),
        Block::Chart(chart) => view! { <RoomChart chart /> }.into_any(),
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
    let Fact { name, value, note, key } = fact;
    let inside = view! {
        <span class="figure-name">{name}</span>
        <span class="figure-value">{value}</span>
        <span class="figure-under">{note}</span>
    };
    match key {
        Some(key) => view! {
            <button type="button" class="figure-line" on:click=move |_| ui.ask(evidence_of(key))>{inside}</button>
        }
        .into_any(),
        None => view! { <div class="figure-line">{inside}</div> }.into_any(),
    }
}

fn slot_view(slot: Slot) -> AnyView {
    match slot {
        Slot::Target => view! { <TargetSelect /> }.into_any(),
        Slot::Margin => view! { <MarginSelect /> }.into_any(),
        Slot::Bridge => view! { <BridgeSlot /> }.into_any(),
        Slot::Presets => view! { <PresetSlot /> }.into_any(),
        Slot::Policies => view! { <PolicySlot /> }.into_any(),
    }
}
