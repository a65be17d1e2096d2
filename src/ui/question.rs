//! One plain question with two answers, where a column fits two readings.

use super::Ui;
use super::charts::Fmt;
use crate::i18n::Messages;
use crate::read::{DateOrder, DecimalMark, Question, QuestionKind};
use leptos::prelude::*;

/// What a kind of question says and what its two answers do.
struct Choice {
    title: String,
    count: String,
    why: &'static str,
    first: &'static str,
    second: &'static str,
    answer: fn(Ui, first: bool),
}

fn choice(t: &Messages, fmt: Fmt, question: &Question) -> Choice {
    let example = question.samples.first().map(|sample| sample.text.as_str()).unwrap_or_default();
    match question.kind {
        QuestionKind::Decimal => Choice {
            title: (t.ask_decimal)(example, &question.column),
            count: (t.ask_count)(&fmt.count(question.count), &question.column),
            why: t.ask_why,
            first: t.decimal_point,
            second: t.decimal_comma,
            answer: |ui, first| {
                ui.answer_decimal(if first { DecimalMark::Point } else { DecimalMark::Comma });
            },
        },
        QuestionKind::DateOrder => Choice {
            title: (t.ask_date_order)(example, &question.column),
            count: (t.ask_date_count)(&fmt.count(question.count), &question.column),
            why: t.ask_date_why,
            first: t.day_first,
            second: t.month_first,
            answer: |ui, first| ui.answer_date_order(if first { DateOrder::Dmy } else { DateOrder::Mdy }),
        },
        QuestionKind::YearFirst => Choice {
            title: (t.ask_year_first)(example, &question.column),
            count: (t.ask_date_count)(&fmt.count(question.count), &question.column),
            why: t.ask_date_why,
            first: t.day_first,
            second: t.year_first,
            answer: |ui, first| ui.answer_date_order(if first { DateOrder::Dmy } else { DateOrder::Ymd }),
        },
    }
}

/// The open question. Neither answer is chosen beforehand.
#[component]
pub(super) fn QuestionPanel(t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let fmt = Fmt::new(t.lang, None);
    let previous = ui.report.with_untracked(Option::is_some);
    move || {
        let (file, question) = ui.question.get()?;
        let name = ui.readings.with(|all| all.get(file as usize).map(|r| r.name.clone()));
        let Choice { title, count, why, first, second, answer } = choice(t, fmt, &question);
        let rows = question
            .samples
            .into_iter()
            .map(|sample| {
                view! {
                    <tr>
                        <th scope="row" class="figures">{fmt.count(sample.line)}</th>
                        <td class="figures"><code>{sample.text}</code></td>
                        <td class="figures">{sample.first}</td>
                        <td class="figures">{sample.second}</td>
                    </tr>
                }
            })
            .collect_view();
        Some(view! {
            <section class="panel question">
                <p class="muted"><bdi>{name}</bdi></p>
                <h1>{title}</h1>
                <p>{count}</p>
                <div class="scroll" tabindex="0" role="region" aria-label=t.ask_col_written>
                    <table class="table">
                        <thead>
                            <tr>
                                <th scope="col" class="figures">{t.ask_col_line}</th>
                                <th scope="col" class="figures">{t.ask_col_written}</th>
                                <th scope="col" class="figures">{first}</th>
                                <th scope="col" class="figures">{second}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                <p class="actions">
                    <button type="button" class="button" data-answer="first" on:click=move |_| answer(ui, true)>
                        {first}
                    </button>
                    <button type="button" class="button" data-answer="second" on:click=move |_| answer(ui, false)>
                        {second}
                    </button>
                    <button type="button" class="button quiet" on:click=move |_| ui.cancel()>{t.cancel}</button>
                </p>
                <p class="muted small">{why}</p>
                {previous.then(|| view! { <p class="muted">{t.previous_below}</p> })}
            </section>
        })
    }
}
