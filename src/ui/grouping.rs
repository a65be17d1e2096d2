//! By what the customers are parted and where size classes are cut.

use super::Ui;
use super::charts::Fmt;
use super::live::{flag, live};
use super::room::{all, setting};
use crate::address::{place, token};
use crate::i18n::charts::fill;
use crate::i18n::messages;
use crate::i18n::rooms::groups::GroupsTexts;
use crate::rooms::{RATES, grouping, groupings};
use leptos::prelude::*;
use std::sync::Arc;

/// The choices, and the groups below them. They stay chosen when the report is made anew.
#[component]
pub(super) fn Grouping() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let Some(report) = ui.report.get_untracked() else { return ().into_any() };
    let t = messages(ui.lang.get_untracked());
    let texts = GroupsTexts::of(t.lang);
    let setting = setting(Arc::clone(&report), t);
    let offered = groupings(&setting);
    let first = offered.first().map_or(0, |(place, _)| *place);
    let called = Arc::clone(&report);
    let chosen = Memo::new(move |_| {
        ui.grouping.with(|by| place(&called.segmentations, by.as_deref()?)).unwrap_or(first)
    });
    let named = Arc::clone(&report);
    let choose_by = move |event| {
        let place = event_target_value(&event).parse().ok();
        ui.grouping.set(place.and_then(|place| token(&named.segmentations, place)));
    };
    let choose_rate = move |event| {
        let rate = event_target_value(&event).parse().ok().and_then(|place: usize| RATES.get(place));
        if let Some(rate) = rate {
            ui.group_rate.set(*rate);
        }
    };
    let bys = offered.into_iter().map(|(place, name)| {
        let is = flag(move || chosen.get() == place);
        view! { <option value=place.to_string() prop:selected=is>{name}</option> }
    });
    let bys = bys.collect_view();
    let rates = RATES.into_iter().enumerate().map(|(place, rate)| {
        let is = flag(move || ui.group_rate.get() == rate);
        view! { <option value=place.to_string() prop:selected=is>{(t.metric_short)(rate)}</option> }
    });
    let shown = live(move || all(grouping(&setting, chosen.get(), ui.group_rate.get())));
    view! {
        <div class="choices">
            <label class="choice">
                {texts.by_label} " " <select data-testid="grouping" on:change=choose_by>{bys}</select>
            </label>
            <label class="choice">
                {texts.metric_label} " "
                <select data-testid="group-rate" on:change=choose_rate>{rates.collect_view()}</select>
            </label>
        </div>
        <div class="room" data-testid="groups">{shown}</div>
    }
    .into_any()
}

/// Shares on offer, in percent of the opening customers from the largest down.
const ELEPHANTS: [u8; 6] = [1, 5, 10, 15, 20, 25];
const CHEETAHS: [u8; 5] = [10, 20, 30, 40, 50];

/// Where size classes are cut; a choice makes the report anew.
#[component]
pub(super) fn SizeCuts() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let t = messages(ui.lang.get_untracked());
    let texts = GroupsTexts::of(t.lang);
    let fmt = Fmt::new(t.lang, None);
    let select = move |place: usize, label: &'static str, share: &'static str, offered: &'static [u8]| {
        let choose = move |event| {
            let Ok(percent) = event_target_value(&event).parse::<u8>() else { return };
            let mut settings = ui.settings.get_untracked();
            let [elephants, cheetahs] = settings.size_cuts;
            let next = cheetahs.saturating_sub(elephants);
            settings.size_cuts = match place {
                0 => [percent, percent.saturating_add(next)],
                _ => [elephants, elephants.saturating_add(percent)],
            };
            ui.recompute(settings);
        };
        let options = offered.iter().map(|percent| {
            let is = flag(move || {
                let [elephants, cheetahs] = ui.settings.with(|settings| settings.size_cuts);
                *percent == if place == 0 { elephants } else { cheetahs.saturating_sub(elephants) }
            });
            let text = fill(share, &[("share", &fmt.percent_whole(f64::from(*percent) / 100.0))]);
            view! { <option value=percent.to_string() prop:selected=is>{text}</option> }
        });
        let options = options.collect_view();
        view! {
            <label class="choice">
                {label} " " <select data-testid=format!("size-cut-{place}") on:change=choose>{options}</select>
            </label>
        }
        .into_any()
    };
    view! {
        <div class="choices">
            {select(0, texts.elephants_label, texts.elephants_share, &ELEPHANTS)}
            {select(1, texts.cheetahs_label, texts.cheetahs_share, &CHEETAHS)}
        </div>
    }
    .into_any()
}
