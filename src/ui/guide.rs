//! The nine questions: how far each is answered, and what is still needed.

use super::templates::Templates;
use super::view::View;
use crate::i18n::Messages;
use crate::i18n::data::needed;
use crate::report::{QuestionState, Report};
use leptos::prelude::*;
use std::sync::Arc;

fn status(t: &Messages, question: &QuestionState) -> (&'static str, &'static str, String) {
    let tables = needed(t, &question.needs);
    let needs = match tables.as_str() {
        "" => t.needs_nothing_named.to_owned(),
        tables => (t.needs)(tables),
    };
    match question.status.as_str() {
        "answered" => ("answered", "●", t.answered.to_owned()),
        "partly" if tables.is_empty() => ("partly", "◐", t.partly.to_owned()),
        "partly" => ("partly", "◐", format!("{} · {needs}", t.partly)),
        _ => ("needs", "○", needs),
    }
}

/// The questions, one line each: how far each is answered, and where.
#[component]
pub(super) fn QuestionLines(report: Arc<Report>, t: &'static Messages) -> impl IntoView {
    let lines = report
        .questions
        .iter()
        .map(|question| {
            let (class, glyph, answer) = status(t, question);
            let text = (t.question_text)(&question.id);
            // Without data a room says what would answer its question; that of revenue alone has nothing to say.
            let room = View::of_question(&question.id).filter(|_| class != "needs" || question.id != "q1");
            let words = match room {
                Some(view) => view! { <a href=view.hash()>{text}</a> }.into_any(),
                None => text.into_any(),
            };
            view! {
                <li data-question=question.id.clone() data-status=class>
                    <span class="guide-glyph" aria-hidden="true">{glyph}</span>
                    <span class="guide-text">{words}</span>
                    <span class="guide-status">{answer}</span>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="guide">{lines}</ol> }.into_any()
}

/// The questions and the files that answer them.
#[component]
pub(super) fn GuideView(report: Arc<Report>, t: &'static Messages) -> impl IntoView {
    view! {
        <h1>{t.guide_title}</h1>
        <p class="lead">{t.guide_lead}</p>
        <QuestionLines report t />
        <Templates t />
    }
    .into_any()
}
