//! A room of the report, block by block.

use super::Ui;
use super::assumed::{MarginSelect, TargetSelect};
use super::charts::{Fmt, RoomChart, RoomTable};
use super::figures::evidence_of;
use crate::i18n::Messages;
use crate::report::Report;
use crate::rooms::{Block, Fact, Room, Setting, Slot};
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

fn block(block: Block) -> AnyView {
    match block {
        Block::Heading(text) => view! { <h2>{text}</h2> }.into_any(),
        Block::Text(text) => view! { <p class="prose">{text}</p> }.into_any(),
        Block::Facts(facts) => {
            view! { <div class="fact-grid">{facts.into_iter().map(fact).collect_view()}</div> }.into_any()
        }
        Block::Table(table) => view! { <RoomTable table /> }.into_any(),
        Block::Chart(chart) => view! { <RoomChart chart /> }.into_any(),
        Block::Slot(slot) => slot_view(slot),
    }
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
    }
}
