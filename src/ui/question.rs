//! One plain question with two answers, where a column fits two readings.

use super::Ui;
use super::charts::Fmt;
use super::live::{live, nothing};
use super::read_bar::{ChangeReading, Steps};
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

/// The question itself, about the first of its rows.
pub(super) fn title(t: &Messages, question: &Question) -> String {
    let Some(sample) = question.samples.first() else { return String::new() };
    let day = |date: &str, word: fn(u32, u32) -> String| {
        let mut parts = date.split('-').skip(1).filter_map(|part| part.parse::<u32>().ok());
        parts.next().zip(parts.next()).map_or_else(|| date.to_owned(), |(month, day)| word(day, month))
    };
    match question.kind {
        QuestionKind::Decimal => (t.ask_decimal)(&sample.text, &question.column),
        QuestionKind::DateOrder => (t.ask_date_order)(
            &sample.text,
            &day(&sample.first, t.day_then_month),
            &day(&sample.second, t.month_then_day),
        ),
    }
}

fn choice(t: &Messages, fmt: Fmt, question: &Question) -> Choice {
    let title = title(t, question);
    let mut lines: Vec<u64> = question.samples.iter().map(|sample| sample.line).collect();
    lines.dedup();
    let lines = lines.into_iter().map(|line| fmt.count(line)).collect::<Vec<_>>().join(t.list_separator);
    let count = fmt.count(question.count);
    match question.kind {
        QuestionKind::Decimal => Choice {
            title,
            count: (t.ask_count)(&count, &question.column, &lines),
            why: t.ask_why,
            first: t.decimal_point,
            second: t.decimal_comma,
            answer: |ui, first| {
                ui.answer_decimal(if first { DecimalMark::Point } else { DecimalMark::Comma });
            },
        },
        QuestionKind::DateOrder => Choice {
            title,
            count: (t.ask_date_count)(&count, &question.column, &lines),
            why: t.ask_date_why,
            first: t.day_first,
            second: t.month_first,
            answer: |ui, first| ui.answer_date_order(if first { DateOrder::Dmy } else { DateOrder::Mdy }),
        },
    }
}

/// The open question. Neither answer is chosen beforehand.
#[component]
pub(super) fn QuestionPanel(t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let fmt = Fmt::new(t.lang, None);
    let previous = ui.report.with_untracked(Option::is_some);
    live(move || {
        let Some((file, question)) = ui.question.get() else { return nothing() };
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
        view! {
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
                    <ChangeReading place=file />
                    <button type="button" class="button quiet" on:click=move |_| ui.cancel()>{t.cancel}</button>
                </p>
                <p class="muted small">{why}</p>
                <div class="data-tools"><Steps t /></div>
                {previous.then(|| view! { <p class="muted">{t.previous_below}</p> })}
            </section>
        }
        .into_any()
    })
}
