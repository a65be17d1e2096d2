//! What stands above every view while a sample is open: that these are nobody's figures, and the way back to one's own.

use super::{Sample, Ui};
use crate::i18n::Messages;
use leptos::prelude::*;

/// The ribbon; nothing where the files are the user's.
#[component]
pub(super) fn Ribbon(t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    move || {
        ui.sample.get().map(|sample| {
            let name = match sample {
                Sample::Healthy => t.sample_healthy,
                Sample::Leaking => t.sample_leaking,
                Sample::Company => t.sample_company,
            };
            let back = ui.has_own().then(|| {
                view! {
                    " "
                    <button type="button" class="link" data-testid="leave-sample" on:click=move |_| ui.leave_sample()>
                        {t.sample_leave}
                    </button>
                }
            });
            view! { <p class="ribbon">{(t.sample_ribbon)(name)}{back}</p> }
        })
    }
}
