//! What a person can do with definitions and policies: compare two, see what each policy would change, choose one and
//! take it back.

use super::Ui;
use super::charts::Fmt;
use super::embed::Embedding;
use super::state::{Counting, Effects};
use crate::i18n::messages;
use crate::report::{DefinitionId, Inquiry, POLICIES, Settings, Told};
use crate::rooms::{self, Setting};
use leptos::prelude::*;
use std::sync::Arc;

impl Ui {
    /// Compares two definitions.
    pub fn compare(self, from: DefinitionId, to: DefinitionId) {
        self.compared.set((from, to));
        self.ask_comparison();
    }

    /// Asks for the bridge between the two that are chosen, unless it is there.
    pub fn ask_comparison(self) {
        let (from, to) = self.compared.get_untracked();
        let there =
            self.comparison.with_untracked(|c| c.as_ref().is_some_and(|c| (c.from, c.to) == (from, to)));
        if !there {
            self.if_served(|e| e.inquire(Inquiry::Compare { from, to }));
        }
    }

    /// Downloads all rows of a list, as soon as the engine has made them.
    pub fn save_list(self, list: &str) {
        let list = list.to_owned();
        self.if_served(|e| e.inquire(Inquiry::List { list }));
    }

    /// Begins to compute what each policy would change, or goes on with it.
    pub fn count_effects(self) {
        if self.effects.with_untracked(|e| matches!(e.counting, Counting::Idle | Counting::Stopped)) {
            self.effects.update(|e| e.counting = Counting::Running);
            self.next_effects();
        }
    }

    /// Stops after the policy at hand.
    pub fn stop_effects(self) {
        self.effects.update(|e| e.counting = Counting::Stopped);
    }

    /// Makes the report with other settings; the ones before can be taken back.
    pub fn choose(self, settings: Settings) {
        let before = self.settings.get_untracked();
        if before != settings {
            self.settings_before.update(|all| all.push(before));
            self.recompute(settings);
        }
    }

    /// Takes the last choice back.
    pub fn unchoose(self) {
        if let Some(Some(before)) = self.settings_before.try_update(Vec::pop) {
            self.recompute(before);
        }
    }

    /// Takes an answer.
    pub(super) fn hear_told(self, told: Told) {
        match told {
            Told::Comparison(told) => {
                if (told.from, told.to) == self.compared.get_untracked() {
                    self.comparison.set(Some(Arc::from(told)));
                }
            }
            Told::Effects(told) => {
                self.effects.update(|effects| {
                    // What was asked for twice, before and after a stop, counts once.
                    let awaited = POLICIES.get(effects.policies).copied();
                    if told.first().map(|effect| effect.policy.as_str()) != awaited {
                        return;
                    }
                    effects.told.extend(told);
                    effects.policies += 1;
                    if effects.policies == POLICIES.len() {
                        effects.counting = Counting::Done;
                    }
                });
                self.next_effects();
            }
            Told::Embedded { cut, names, text } => {
                let of = |of: &Embedding| of.cut == cut && of.names == names;
                if self.embedding.with_untracked(|awaited| awaited.as_ref().is_some_and(of)) {
                    self.embedded.set(Some(text));
                }
            }
            Told::List(Some(grid)) => {
                let Some(report) = self.report.get_untracked() else { return };
                let (t, months) =
                    (messages(self.lang.get_untracked()), self.settings.with_untracked(|s| s.months));
                let figures = Arc::new(Fmt::new(t.lang, report.currency.as_deref()));
                let s = Setting::new(report, months, t, figures);
                let name = format!("ninefold-{}.csv", grid.id);
                self.download(&name, "text/csv;charset=utf-8", &rooms::twin(&s, &grid).csv());
            }
            // Not asked for on the page, or asked of the report before this one.
            Told::List(None) => {}
            Told::Resampled(_) => {}
        }
    }

    /// Forgets what was told of the report before this one.
    pub(super) fn forget_inquiries(self) {
        self.comparison.set(None);
        self.effects.update(|effects| {
            let stopped = effects.counting == Counting::Stopped;
            let counting = if stopped { Counting::Stopped } else { Counting::Idle };
            *effects = Effects { counting, ..Effects::default() };
        });
    }

    fn next_effects(self) {
        let next = self.effects.with_untracked(|effects| {
            let running = effects.counting == Counting::Running;
            POLICIES.get(effects.policies).filter(|_| running).map(|policy| (*policy).to_owned())
        });
        if let Some(policy) = next {
            self.if_served(|e| e.inquire(Inquiry::EffectsOf { policy }));
        }
    }
}
