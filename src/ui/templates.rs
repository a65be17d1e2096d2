//! Example files to fill in, to be saved in English or Chinese.

use super::file_input::choose_more;
use super::{Sample, Ui};
use crate::i18n::answers::word;
use crate::i18n::reading::reading_texts;
use crate::i18n::{Lang, Messages, messages};
use crate::templates::{Group, TEMPLATES, Template};
use leptos::prelude::*;

/// The languages a template is offered in, each by its own name.
const LANGS: [(Lang, &str); 2] = [(Lang::En, "English"), (Lang::Zh, "中文")];

/// A list that opens when someone asks for it.
#[component]
pub(super) fn Templates(t: &'static Messages) -> impl IntoView {
    let groups = Group::ALL.into_iter().zip(t.template_groups).map(|(group, title)| {
        let of_group = TEMPLATES.iter().filter(|template| template.group() == group);
        let lines = of_group.map(|template| view! { <Line template t /> }).collect_view();
        view! {
            <h3>{title}</h3>
            <ul>{lines}</ul>
        }
    });
    let groups = groups.collect_view();
    view! {
        <details class="templates" data-testid="templates">
            <summary>{t.templates}</summary>
            <p class="muted">{t.templates_lead}</p>
            {groups}
        </details>
    }
}

/// A template: what it is for, and where to get it.
#[component]
fn Line(template: &'static Template, t: &'static Messages) -> impl IntoView {
    let (title, what) = (t.template)(template.name);
    view! {
        <li>
            <b>{title}</b>
            <span class="template-what">{what}</span>
            <span class="template-langs"><TemplateButtons template t /></span>
        </li>
    }
}

/// The tables that a question still needs: a way to add them, and a template of each.
pub(super) fn add_tables(question: &str) -> AnyView {
    let ui = expect_context::<Ui>();
    let t = messages(ui.lang.get_untracked());
    let needs = ui.report.with_untracked(|report| {
        let asked = report.as_ref()?.questions.iter().find(|asked| asked.id == question)?;
        Some(asked.needs.clone())
    });
    let mut tables: Vec<&'static Template> =
        needs.iter().flatten().filter_map(|need| Template::of_table(need.split('.').next()?)).collect();
    tables.dedup_by_key(|template| template.name);
    let line = |template: &'static Template| {
        let (title, _) = (t.template)(template.name);
        view! { <span class="template-langs">{title} " " <TemplateButtons template t /></span> }.into_any()
    };
    let sample = ui.sample.with_untracked(Option::is_none).then(|| {
        let open = move |_| ui.open_sample(Sample::Company);
        view! {
            <button type="button" class="button" data-testid="try-sample" on:click=open>
                {word(t.lang, "room.try_sample").unwrap_or_default()}
            </button>
        }
    });
    let lines = tables.into_iter().map(line).collect_view();
    view! {
        <div class="choices">
            <button type="button" class="button" data-testid="add-tables" on:click=|_| choose_more()>
                {reading_texts(t.lang).add_files}
            </button>
            {sample}
            <span class="muted">{word(t.lang, "room.templates").unwrap_or_default()}</span>
            {lines}
        </div>
    }
    .into_any()
}

/// A button a language.
#[component]
fn TemplateButtons(template: &'static Template, t: &'static Messages) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let (title, _) = (t.template)(template.name);
    LANGS
        .map(|(lang, name)| {
            view! {
                <button
                    type="button"
                    class="link"
                    data-template=template.name
                    lang=lang.tag()
                    aria-label=(t.template_download)(title, name)
                    on:click=move |_| ui.download_template(template, lang)
                >
                    {name}
                </button>
            }
        })
        .collect_view()
        .into_any()
}
