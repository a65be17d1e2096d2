//! One plain question with two answers, where a column fits two readings.

use super::Ui;
use super::charts::Fmt;
use super::live::{live, nothing};
use super::read_bar::{ChangeReading, FileLines, Steps};
use crate::i18n::Messages;
use crate::read::{Field, Question, QuestionKind};
use leptos::prelude::*;

/// The field a kind of question is about, and its two answers with their words.
pub(super) fn answers(t: &Messages, kind: QuestionKind) -> (Field, [(&'static str, &'static str); 2]) {
    match kind {
        QuestionKind::Decimal => (Field::Decimal, [(".", t.decimal_point), (",", t.decimal_comma)]),
        QuestionKind::DateOrder => (Field::DateOrder, [("dmy", t.day_first), ("mdy", t.month_first)]),
        QuestionKind::YearFirst => (Field::DateOrder, [("dmy", t.day_first), ("ymd", t.year_first)]),
    }
}

/// The question itself, about the first of its rows.
pub(super) fn title(t: &Messages, question: &Question) -> String {
    let Some(sample) = question.samples.first() else { return String::new() };
    let day = |date: &str, word: fn(u32, u32) -> String| {
        let mut parts = date.split('-').skip(1).filter_map(|part| part.parse::<u32>().ok());
        parts.next().zip(parts.next()).map_or_else(|| date.to_owned(), |(month, day)| word(day, month))
    };
    let date = |date: &str| {
        let year = date.split('-').next().unwrap_or_default();
        (t.of_year)(&day(date, t.day_then_month), year)
    };
    match question.kind {
        QuestionKind::Decimal => (t.ask_decimal)(&sample.text, &question.column),
        QuestionKind::DateOrder => (t.ask_date_order)(
            &sample.text,
            &day(&sample.first, t.day_then_month),
            &day(&sample.second, t.month_then_day),
        ),
        QuestionKind::YearFirst => {
            (t.ask_date_order)(&sample.text, &date(&sample.first), &date(&sample.second))
        }
    }
}

/// How many cells fit both readings, with the lines of those that are shown; and why it matters.
fn reasons(t: &Messages, fmt: Fmt, question: &Question) -> (String, &'static str) {
    let mut lines: Vec<u64> = question.samples.iter().map(|sample| sample.line).collect();
    lines.dedup();
    let lines = lines.into_iter().map(|line| fmt.count(line)).collect::<Vec<_>>().join(t.list_separator);
    let (say, why) = match question.kind {
        QuestionKind::Decimal => (t.ask_count, t.ask_why),
        QuestionKind::DateOrder | QuestionKind::YearFirst => (t.ask_date_count, t.ask_date_why),
    };
    (say(&fmt.count(question.count), &question.column, &lines), why)
}

/// The open question. Neither answer is chosen beforehand.
#[component]
pub(super) fn QuestionPanel(t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let fmt = Fmt::new(t.lang, None);
    let previous = ui.report.with_untracked(Option::is_some);
    // Of several files, the one asked about may be the one that isn't meant.
    let others = move || {
        let readings = ui.readings.get();
        (readings.len() > 1).then(|| view! { <FileLines readings t /> })
    };
    live(move || {
        let Some((file, question)) = ui.question.get() else { return nothing() };
        let name = ui.readings.with(|all| all.get(file as usize).map(|r| r.name.clone()));
        let title = title(t, &question);
        let (count, why) = reasons(t, fmt, &question);
        let (field, [(first_value, first), (second_value, second)]) = answers(t, question.kind);
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
                    <button type="button" class="button" data-answer="first" on:click=move |_| ui.answer(field, first_value)>
                        {first}
                    </button>
                    <button type="button" class="button" data-answer="second" on:click=move |_| ui.answer(field, second_value)>
                        {second}
                    </button>
                    <ChangeReading place=file />
                    <button type="button" class="button quiet" on:click=move |_| ui.cancel()>{t.cancel}</button>
                </p>
                <p class="muted small">{why}</p>
                {others()}
                <div class="data-tools"><Steps t /></div>
                {previous.then(|| view! { <p class="muted">{t.previous_below}</p> })}
            </section>
        }
        .into_any()
    })
}
