//! One plain question with its answers, where a column fits several readings.

use super::Ui;
use super::charts::Fmt;
use super::live::{live, nothing};
use super::read_bar::{ChangeReading, FileLines, Steps};
use crate::i18n::Messages;
use crate::i18n::reading::reading_texts;
use crate::read::{FISCAL_STARTS, Field, Question, QuestionKind};
use leptos::prelude::*;

/// The answers' names in the page's hooks.
const ANSWERS: [&str; 5] = ["first", "second", "third", "fourth", "fifth"];

/// The field a kind of question is about, and its answers with their words, in the order of a sample's readings.
pub(super) fn answers(t: &Messages, kind: QuestionKind) -> (Field, Vec<(&'static str, &'static str)>) {
    match kind {
        QuestionKind::Decimal => (Field::Decimal, vec![(".", t.decimal_point), (",", t.decimal_comma)]),
        QuestionKind::DateOrder => (Field::DateOrder, vec![("dmy", t.day_first), ("mdy", t.month_first)]),
        QuestionKind::YearFirst => (Field::DateOrder, vec![("dmy", t.day_first), ("ymd", t.year_first)]),
        QuestionKind::FiscalStart => {
            let field = Field::FiscalStart;
            let word = |start| Some((start, (reading_texts(t.lang).word)(field, start)?));
            (field, FISCAL_STARTS.into_iter().filter_map(word).collect())
        }
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
        QuestionKind::FiscalStart => (t.ask_fiscal)(&sample.text),
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
        QuestionKind::FiscalStart => (t.ask_fiscal_count, t.ask_fiscal_why),
    };
    (say(&fmt.count(question.count), &question.column, &lines), why)
}

/// The open question. No answer is chosen beforehand.
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
        let (field, answers) = answers(t, question.kind);
        let heads = answers.iter().map(|(_, word)| view! { <th scope="col" class="figures">{*word}</th> });
        let heads = heads.collect_view();
        let button = |(name, (value, word)): (&'static str, (&'static str, &'static str))| {
            view! {
                <button type="button" class="button" data-answer=name on:click=move |_| ui.answer(field, value)>
                    {word}
                </button>
            }
        };
        let buttons = ANSWERS.into_iter().zip(answers).map(button).collect_view();
        let rows = question
            .samples
            .into_iter()
            .map(|sample| {
                let readings = [sample.first, sample.second].into_iter().chain(sample.more);
                view! {
                    <tr>
                        <th scope="row" class="figures">{fmt.count(sample.line)}</th>
                        <td class="figures"><code>{sample.text}</code></td>
                        {readings.map(|reading| view! { <td class="figures">{reading}</td> }).collect_view()}
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
                                {heads}
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                <p class="actions">
                    {buttons}
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
