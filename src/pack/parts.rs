//! The parts of a pack that no room of the page shows so: figures, assumptions, files, findings, how to check it.

use super::Manifest;
use crate::chart::{
    Grain, HeatMetric, Plot, Twin, TwinCell, cohort_rows, cohorts_caption, cohorts_plot, cohorts_twin,
    left_out, months_in, movements, movements_twin,
};
use crate::i18n::answers::{choice_value, word};
use crate::i18n::charts::ChartTexts;
use crate::i18n::charts::fill;
use crate::i18n::diagnose::{Shell, told};
use crate::i18n::pack::PackTexts;
use crate::i18n::reading::{code_text, reading_texts, value_text};
use crate::i18n::rooms::definitions::DefinitionsTexts;
use crate::read::{Diagnostic, Field, ReadOptions};
use crate::report::{HealthProfile, Kind, Measure, MetricId, Profile, Report};
use crate::rooms::{self, Block, Chart, Room, Setting, Shape, Table};
use crate::tables::Policies;
use std::sync::Arc;

/// What stands where there is nothing to say.
const NONE: &str = "—";

/// A table of texts alone.
fn texts_table(id: &'static str, title: &str, head: &[&str], rows: Vec<Vec<String>>, none: &str) -> Block {
    let cells = |row: Vec<String>| row.into_iter().map(|text| TwinCell::text(text.clone(), text)).collect();
    Block::Table(Table {
        id,
        title: title.to_owned(),
        caption: String::new(),
        twin: Arc::new(Twin {
            head: head.iter().map(|name| (*name).to_owned()).collect(),
            rows: rows.into_iter().map(cells).collect(),
        }),
        none: none.to_owned(),
    })
}

/// Every figure, the movements by month, and the cohorts.
pub(super) fn figures(s: &Setting, texts: &PackTexts) -> Room {
    let ids: Vec<MetricId> = MetricId::ALL.into_iter().filter(|id| !id.is_economics()).collect();
    let charts = ChartTexts::of(s.texts.lang);
    Room {
        title: texts.figures.to_owned(),
        lead: texts.figures_lead.to_owned(),
        blocks: vec![
            Block::Facts(s.facts(&ids)),
            Block::Heading(s.texts.money_block.to_owned()),
            Block::Chart(by_month(s, charts)),
            Block::Chart(by_start(s, charts)),
        ],
    }
}

fn by_month(s: &Setting, texts: &'static ChartTexts) -> Chart {
    let (report, figures) = (Arc::clone(&s.report), Arc::clone(&s.figures));
    Chart {
        id: "movements",
        title: texts.movements_title.to_owned(),
        twin: Arc::new(movements_twin(&report.movements, texts, &*s.figures)),
        none: texts.movements_none.to_owned(),
        shape: Shape::Part(
            Kind::Movements,
            Arc::new(move |width| -> Option<Plot> {
                let shown = report.movements.len() - usize::from(left_out(&report.movements).is_some());
                let unit = report.currency.as_deref().unwrap_or(texts.plain_unit);
                let span = shown.min(months_in(width));
                movements(&report.movements, span, unit, texts, &*figures, (width, 320.0))
            }),
        ),
    }
}

fn by_start(s: &Setting, texts: &'static ChartTexts) -> Chart {
    let (report, figures) = (Arc::clone(&s.report), Arc::clone(&s.figures));
    let metric = HeatMetric::default();
    Chart {
        id: "cohorts",
        title: texts.cohorts_title.to_owned(),
        twin: Arc::new(cohorts_twin(&cohort_rows(&report, Grain::Month), texts, &*s.figures)),
        none: texts.cohorts_none.to_owned(),
        // A cell has the size its figure needs, whatever the width.
        shape: Shape::Part(
            Kind::Cohort,
            Arc::new(move |_| {
                let rows = cohort_rows(&report, Grain::Month);
                let caption = cohorts_caption(metric, &rows, &report.movements, texts, &*figures);
                cohorts_plot(&rows, metric, caption, texts, &*figures)
            }),
        ),
    }
}

/// What the report was made with beside the files, and what the reader was told of each.
pub(super) fn assumptions(s: &Setting, texts: &PackTexts, about: &Manifest) -> Room {
    let t = s.texts;
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut say = |name: &str, value: String| rows.push(vec![name.to_owned(), value]);
    let months = |n: u32| fill(texts.months, &[("n", &s.figures.count(n.into()))]);
    let told = about.settings.to.map_or_else(|| texts.from_data.to_owned(), |month| s.figures.month(month));
    say(texts.window, format!("{} · {} {told}", months(about.settings.months), t.window_to));
    say(texts.as_of_name, about.as_of.map_or_else(|| texts.from_data.to_owned(), |day| day.to_string()));
    let policies = about.settings.policies;
    say(texts.gap, s.figures.count(policies.gap.into()));
    for (name, value) in policies_told(&policies, t.policy) {
        say(name, value.to_owned());
    }
    let margin = policies.gross_margin.map(|margin| s.figures.percent(margin.into()));
    say(texts.margin, margin.unwrap_or_else(|| texts.margin_none.to_owned()));
    let own = DefinitionsTexts::of(t.lang);
    say(own.lifetime_cap, months(policies.lifetime_cap));
    let word = |id: &str| word(t.lang, id).unwrap_or_default();
    say(own.trial_window, fill(own.days, &[("n", &s.figures.count(policies.trial_window.into()))]));
    let whole = |percent: u32| s.figures.percent_whole(f64::from(percent) / 100.0);
    say(texts.target, whole(about.settings.target));
    let [a, b] = about.settings.size_cuts.map(|cut| whole(cut.into()));
    say(texts.size_cuts, fill(texts.size_cuts_value, &[("a", &a), ("b", &b)]));
    if s.report.questions.iter().any(|q| q.id == "q4" && q.status != "needs_data") {
        say(word("q4.head.score"), health_told(s, &about.settings.health));
    }
    for (key, value) in about.settings.choices.pairs() {
        say(word(&format!("choice.{key}")), choice_value(t.lang, &key, &value));
    }
    if let Some(code) = &about.currency {
        say(texts.converted_to, code.clone());
    }
    for rate in &about.rates {
        say(texts.rate, format!("{} = {}", rate.code, rate.worth_text()));
    }
    let head = [texts.col_assumption, texts.col_value];
    let mut blocks = vec![texts_table("assumptions", "", &head, rows, NONE)];
    for file in &about.files {
        let told = told_of(s, texts, &file.options);
        if !told.is_empty() {
            let title = fill(texts.told, &[("file", &file.options.name)]);
            blocks.push(texts_table("told", &title, &head, told, NONE));
        }
    }
    Room { title: texts.assumptions.to_owned(), lead: texts.assumptions_lead.to_owned(), blocks }
}

/// What the health score is made of, in words.
fn health_told(s: &Setting, health: &HealthProfile) -> String {
    let word = |id: &str| word(s.texts.lang, id).unwrap_or_default();
    let profile = word(profile_word(health.profile));
    let count = |n: u16| s.figures.count(n.into());
    let mut told = vec![profile.to_owned()];
    let weighed = Measure::ALL.into_iter().filter(|measure| health.weight(*measure) > 0);
    told.extend(weighed.map(|measure| {
        let name = word(&format!("word.{}", measure.name()));
        let turns = measure.turns().into_iter().zip(health.cut(measure));
        let turns: Vec<String> = turns.map(|(id, n)| format!("{} {}", word(id), count(n))).collect();
        format!("{name} {} ({})", count(health.weight(measure)), turns.join(s.texts.list_separator))
    }));
    if let Some(key) = health.key_accounts {
        told.push(format!("{}: {}", word("choice.key_accounts"), word(profile_word(key))));
    }
    let [red, yellow] = health.bands;
    let limits = [("q4.control.red_to", red), ("q4.control.yellow_to", yellow)];
    told.extend(limits.map(|(id, n)| format!("{} {}", word(id), count(n.into()))));
    let rules = word(if health.overrides { "word.yes" } else { "word.no" });
    told.push(format!("{}: {rules}", word("q4.control.overrides")));
    told.join(" · ")
}

fn profile_word(profile: Profile) -> &'static str {
    match profile {
        Profile::A => "q4.control.a",
        Profile::B => "q4.control.b",
    }
}

/// The policies that have words, whichever there are: each is a name and a value in the JSON.
fn policies_told(
    policies: &Policies,
    words: fn(&str, &str) -> Option<(&'static str, &'static str)>,
) -> Vec<(&'static str, &'static str)> {
    // Plain values into memory: there is no way for this to fail.
    let json = serde_json::to_string(policies).unwrap_or_default();
    let pairs = json.trim_matches(['{', '}']).split(',').filter_map(|pair| pair.split_once(':'));
    pairs.filter_map(|(key, value)| words(key.trim_matches('"'), value.trim_matches('"'))).collect()
}

/// What the reader was told of a file, in words.
fn told_of(s: &Setting, texts: &PackTexts, options: &ReadOptions) -> Vec<Vec<String>> {
    let (t, r) = (s.texts, reading_texts(s.texts.lang));
    let fields = Field::ALL.into_iter().filter_map(|field| {
        let value = field.told(options)?;
        Some(vec![(r.field)(field).to_owned(), value_text(t, field, &value)])
    });
    let roles =
        options.roles.iter().map(|(column, role)| vec![(r.role_of)(column), (t.role)(*role).to_owned()]);
    let repairs = options.without.iter().map(|code| vec![texts.repair_off.to_owned(), code_text(t, *code)]);
    fields.chain(roles).chain(repairs).collect()
}

/// The files, with the count that must add up and their hashes.
pub(super) fn inputs(s: &Setting, texts: &PackTexts) -> Room {
    let t = s.texts;
    let count = |n: u64| TwinCell::figure(s.figures.count(n), n.to_string(), None);
    let text = |text: &str| TwinCell::text(text, text);
    let rows = s.report.inputs.iter().map(|input| {
        let rows = input.rows;
        let encoding = value_text(t, Field::Encoding, &input.encoding);
        vec![
            text(&input.name),
            TwinCell::text(encoding, input.encoding.clone()),
            count(input.bytes),
            count(rows.read),
            count(rows.used),
            count(rows.rejected),
            count(rows.ignored),
            text(&input.sha256),
        ]
    });
    let head = [
        texts.col_file,
        t.fact_encoding,
        texts.col_bytes,
        t.rows_in,
        t.rows_used,
        t.rows_rejected,
        t.rows_ignored,
        texts.col_hash,
    ];
    let table = Table {
        id: "files",
        title: String::new(),
        caption: String::new(),
        twin: Arc::new(Twin { head: head.map(str::to_owned).to_vec(), rows: rows.collect() }),
        none: NONE.to_owned(),
    };
    Room {
        title: texts.inputs.to_owned(),
        lead: texts.inputs_lead.to_owned(),
        blocks: [Block::Table(table)].into_iter().chain(rooms::joins(s)).collect(),
    }
}

/// What was found in the files, and in the data as a whole.
pub(super) fn findings(s: &Setting, texts: &PackTexts) -> Room {
    let t = s.texts;
    let row = |file: &str, found: &Diagnostic| {
        let words = told(t.lang, found, Shell::Page);
        let line = found.line.map(|line| line.to_string());
        vec![
            (t.severity)(found.severity).to_owned(),
            file.to_owned(),
            line.unwrap_or_default(),
            words.message,
            words.fix,
        ]
    };
    let report: &Report = &s.report;
    let of_files =
        report.inputs.iter().flat_map(|input| input.diagnostics.iter().map(|found| row(&input.name, found)));
    let rows = report.diagnostics.iter().map(|found| row(NONE, found)).chain(of_files).collect();
    let head = [texts.col_severity, texts.col_file, texts.col_line, texts.col_finding, texts.col_fix];
    Room {
        title: texts.findings.to_owned(),
        lead: String::new(),
        blocks: vec![texts_table("findings", "", &head, rows, texts.findings_none)],
    }
}
