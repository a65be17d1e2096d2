//! Findings of the reading: how bad, what, where, and what to do.

use crate::i18n::Messages;
use crate::i18n::diagnose::told;
use crate::read::{Diagnostic, Severity};
use leptos::prelude::*;

/// A list of findings, in the order given.
#[component]
pub(super) fn Findings(diagnostics: Vec<Diagnostic>, t: &'static Messages) -> impl IntoView {
    let items = diagnostics
        .iter()
        .map(|found| {
            let (class, glyph) = match found.severity {
                Severity::Error => ("error", "✕"),
                Severity::Warning => ("warning", "!"),
                Severity::Info => ("info", "i"),
            };
            let told = told(t.lang, found);
            view! {
                <li class="finding" data-severity=class>
                    <span class="finding-mark" aria-hidden="true">{glyph}</span>
                    <div>
                        <p>
                            <span class="unseen">{(t.severity)(found.severity)} " "</span>
                            {told.message}
                        </p>
                        {(!told.fix.is_empty()).then(|| view! { <p class="fix">{told.fix}</p> })}
                    </div>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="findings">{items}</ul> }.into_any()
}
