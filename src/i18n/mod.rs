//! Every text for people, in English and Simplified Chinese: one struct, so that a missing text does not compile.
//!
//! Numbers, money and months arrive here already written for the language; a text only says where they stand.

pub mod answers;
pub mod benchmarks;
pub mod charts;
pub mod data;
mod definitions;
pub mod diagnose;
pub mod embed;
mod en;
pub mod evidence;
mod figures;
pub mod pack;
pub mod reading;
pub mod rooms;
pub mod script;
pub mod segments;
pub mod sources;
pub mod widget;
mod zh;

use crate::base::{Month, Na};
use crate::read::{Code, Role, Severity};
use crate::report::{
    BridgePart, CohortSpan, DefinitionId, DifferenceRule, EvidenceColumn, Exclusion, MovementKind,
};
use crate::tables::{CostCategory, Shape, TableKind};
use serde::{Deserialize, Serialize};
use std::ops::Deref;

pub use figures::{FigureTexts, figure_texts};

/// A language of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Lang {
    /// English.
    #[default]
    #[serde(rename = "en")]
    En,
    /// Simplified Chinese.
    #[serde(rename = "zh-CN")]
    Zh,
}

impl Lang {
    /// The tag for `lang="…"` and `Intl`.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Zh => "zh-CN",
        }
    }

    /// The language for a browser's language tag: Chinese for `zh…`, English for all others.
    pub fn from_tag(tag: &str) -> Lang {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        if primary.eq_ignore_ascii_case("zh") { Lang::Zh } else { Lang::En }
    }

    /// The word for a month that only stands for the start or the end, where a file names none.
    pub fn unnamed(self, month: Month) -> Option<&'static str> {
        Some(match (self, month.unnamed_is_start()?) {
            (Lang::En, true) => "opening",
            (Lang::En, false) => "closing",
            (Lang::Zh, true) => "期初",
            (Lang::Zh, false) => "期末",
        })
    }

    /// The one a switch leads to.
    pub fn other(self) -> Lang {
        match self {
            Lang::En => Lang::Zh,
            Lang::Zh => Lang::En,
        }
    }
}

/// How a theme is chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    Auto,
    /// Dark ink on light paper.
    Light,
    /// Light ink on dark paper.
    Dark,
}

/// How long the figures of a metric run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// From the window's first month to its last.
    Window,
    /// The window's last month alone.
    AtEnd,
}

/// The texts of the page.
#[allow(missing_docs)] // the field's name says which text it is, its type what it is told
pub struct Messages {
    /// The words of figures, which stand by themselves: what shows figures alone has no others.
    pub figures: &'static FigureTexts,

    // Header
    pub skip: &'static str,
    pub open_file: &'static str,
    pub file_waits: &'static str,
    pub file_line: fn(used: &str, rejected: &str) -> String,
    pub more_files: fn(n: usize) -> String,
    pub how_read_link: &'static str,
    pub window: &'static str,
    pub window_from: &'static str,
    pub window_to: &'static str,
    pub window_length: &'static str,
    pub months: fn(n: u32) -> String,
    pub no_currency: &'static str,
    pub currencies: &'static str,
    pub other_language: &'static str,
    pub theme: fn(Theme) -> &'static str,
    pub export: &'static str,
    pub export_json: &'static str,
    pub export_json_note: &'static str,
    pub export_print: &'static str,
    pub export_print_note: &'static str,
    pub export_print_full: &'static str,
    pub export_print_full_note: &'static str,
    pub print_short: &'static str,

    // Seal
    pub seal_loading: &'static str,
    pub seal_sealed: &'static str,
    pub seal_zero: &'static str,
    pub seal_refused: fn(n: u32) -> String,
    pub seal_broken: &'static str,
    pub seal_title: &'static str,
    pub seal_promise: &'static str,
    pub seal_proof: &'static str,
    pub seal_counter: fn(n: u32) -> String,
    pub seal_limits_title: &'static str,
    pub seal_limits: &'static [&'static str],
    pub seal_broken_title: &'static str,
    pub seal_broken_text: &'static str,
    pub seal_broken_todo: &'static [&'static str],
    pub close: &'static str,

    // Empty page
    pub intake_title: &'static str,
    pub intake_lead: &'static str,
    pub drop_title: &'static str,
    pub drop_note: &'static str,
    pub drop_wait: &'static str,
    pub file_input: &'static str,
    pub paste_instead: &'static str,
    pub paste_label: &'static str,
    pub paste_button: &'static str,
    pub sample_lead: &'static str,
    pub sample_or: &'static str,
    pub sample_healthy: &'static str,
    pub sample_leaking: &'static str,
    pub sample_company: &'static str,
    pub shapes_title: &'static str,
    pub shapes: &'static [(&'static str, &'static str)],
    pub promise: &'static [&'static str],

    // Reading goes on
    pub reading_title: &'static str,
    pub progress: fn(done: &str, total: &str, rows: &str) -> String,
    pub cancel: &'static str,
    pub previous_below: &'static str,

    // Navigation
    pub nav: &'static str,
    pub nav_overview: &'static str,
    pub cost_category: fn(CostCategory) -> &'static str,
    pub nav_economics: &'static str,
    pub nav_diligence: &'static str,
    pub nav_nrr: &'static str,
    pub nav_groups: &'static str,
    pub nav_definitions: &'static str,
    pub nav_guide: &'static str,
    pub nav_data: &'static str,

    // Overview
    pub sample_ribbon: fn(name: &str) -> String,
    pub sample_leave: &'static str,
    pub headline: fn(months: u32, then: &str, now: &str) -> String,
    pub headline_between: fn(then: &str, from: &str, now: &str, to: &str) -> String,
    pub bare_money: fn(amount: &str) -> String,
    pub headline_unnamed: fn(then: &str, now: &str) -> String,
    pub headline_na: fn(reason: &str) -> String,
    /// The heading where no file holds revenue, but others answer something.
    pub headline_no_revenue: &'static str,
    pub headline_kept: fn(kept: &str) -> String,
    pub headline_facts: fn(months: &str, to: &str, customers: &str) -> String,
    pub headline_at_start: fn(money: &str) -> String,
    pub rows_n: fn(count: &str) -> String,
    pub all_figures: &'static str,
    pub key_figures: &'static str,
    pub groups: [&'static str; 6],
    pub show_customers: &'static str,
    /// A button that leads to the list a finding is about.
    pub show_list: &'static str,
    pub money_block: &'static str,
    pub retention_block: &'static str,
    pub report_findings: &'static str,
    pub filled: fn(n: &str) -> String,

    // Guide
    pub guide_title: &'static str,
    pub guide_lead: &'static str,
    pub question_text: fn(id: &str) -> &'static str,
    pub answered: &'static str,
    pub partly: &'static str,
    pub needs: fn(tables: &str) -> String,
    pub needs_nothing_named: &'static str,
    pub table_name: fn(id: &str) -> Option<&'static str>,

    // Definitions
    pub definition_name: fn(DefinitionId) -> &'static str,
    pub definition_rule: fn(DefinitionId) -> &'static str,
    pub definition_misleading: fn(DefinitionId) -> Option<&'static str>,
    pub difference_rule: fn(DifferenceRule) -> &'static str,
    pub definition_na: fn(Na) -> &'static str,
    pub policy: fn(key: &str, value: &str) -> Option<(&'static str, &'static str)>,
    pub policy_gap: &'static str,

    // How the file was read
    pub data_title: &'static str,
    pub data_lead: &'static str,
    pub unreadable_title: fn(n: usize) -> String,
    pub unreadable_lead: &'static str,
    pub fact_encoding: &'static str,
    pub fact_delimiter: &'static str,
    pub fact_header_line: &'static str,
    pub fact_table: &'static str,
    pub fact_shape: &'static str,
    pub fact_currency: &'static str,
    pub fact_size: &'static str,
    pub fact_hash: &'static str,
    pub not_stated: &'static str,
    pub line_n: fn(line: &str) -> String,
    pub delimiter: fn(&str) -> Option<&'static str>,
    pub table: fn(TableKind) -> &'static str,
    pub shape: fn(Shape) -> &'static str,
    pub rows_in: &'static str,
    pub rows_used: &'static str,
    pub rows_rejected: &'static str,
    pub rows_ignored: &'static str,
    pub ignored_rule: fn(Code) -> &'static str,
    pub columns_title: &'static str,
    pub col_header: &'static str,
    pub col_role: &'static str,
    pub col_confidence: &'static str,
    pub col_format: &'static str,
    pub role: fn(Role) -> &'static str,
    pub findings_title: &'static str,
    pub no_findings: &'static str,
    pub severity: fn(Severity) -> &'static str,
    pub templates: &'static str,
    pub templates_lead: &'static str,
    /// What the groups of templates are called, in their order.
    pub template_groups: [&'static str; 3],
    /// A template's title and what it is for, by its name.
    pub template: fn(name: &str) -> (&'static str, &'static str),
    pub template_download: fn(title: &str, lang: &str) -> String,
    pub rejected_title: fn(n: &str) -> String,
    pub unmatched_download: &'static str,
    pub rejected_download: &'static str,
    pub rejected_note: &'static str,
    pub col_line: &'static str,
    pub col_reason: &'static str,
    pub col_column: &'static str,
    pub col_text: &'static str,
    pub col_row: &'static str,
    pub forget: &'static str,
    pub forget_note: &'static str,

    // Tables that turn pages
    pub page_of: fn(first: &str, last: &str, all: &str) -> String,
    pub loading: &'static str,

    // Question
    pub ask_decimal: fn(text: &str, column: &str) -> String,
    pub ask_count: fn(n: &str, column: &str, lines: &str) -> String,
    pub decimal_point: &'static str,
    pub decimal_comma: &'static str,
    pub ask_col_line: &'static str,
    pub ask_col_written: &'static str,
    pub end_at: fn(month: &str) -> String,
    pub ask_why: &'static str,
    pub ask_date_order: fn(text: &str, first: &str, second: &str) -> String,
    pub ask_date_count: fn(n: &str, column: &str, lines: &str) -> String,
    pub day_then_month: fn(day: u32, month: u32) -> String,
    pub month_then_day: fn(day: u32, month: u32) -> String,
    pub day_first: &'static str,
    pub month_first: &'static str,
    /// A day and month of a year.
    pub of_year: fn(day: &str, year: &str) -> String,
    pub year_first: &'static str,
    pub ask_date_why: &'static str,
    pub ask_fiscal: fn(text: &str) -> String,
    pub ask_fiscal_count: fn(n: &str, column: &str, lines: &str) -> String,
    pub ask_fiscal_why: &'static str,

    // What broke
    pub failed_title: &'static str,
    pub no_start: &'static str,
    pub no_start_todo: &'static str,
    pub file_unavailable: fn(name: &str) -> String,
    pub file_unavailable_todo: &'static str,
    pub crashed: &'static str,
    pub crashed_todo: &'static str,
    pub out_of_memory: fn(held: &str) -> String,
    pub too_large_title: &'static str,
    pub too_large: fn(needs: &str, room: &str) -> String,
    pub too_large_todo: fn(files: &str) -> String,
    pub read_anyway: &'static str,
    pub protocol: &'static str,
    pub protocol_todo: &'static str,
    pub browser_says: &'static str,
    pub retry: &'static str,
    pub choose_other: &'static str,
    pub start_over: &'static str,

    // Evidence
    pub evidence_sum: &'static str,
    pub evidence_totals: &'static str,
    pub evidence_none: &'static str,
    pub not_in_it: &'static str,
    pub exclusion: fn(why: Exclusion, customers: String, amount: &str, from: &str, to: &str) -> String,
    pub rows_not_in_it: fn(rejected: &str, ignored: &str) -> String,
    pub sort: &'static str,
    pub sort_size: &'static str,
    pub sort_name: &'static str,
    pub col_customer: &'static str,
    pub col_source: &'static str,
    pub total: &'static str,
    pub evidence_column: fn(EvidenceColumn) -> &'static str,
    pub source_lines: fn(lines: &str, file: &str) -> String,
    pub source_more: fn(n: &str) -> String,
    pub formula: &'static str,
    pub about_movement: fn(name: &str, month: &str) -> String,
    pub about_closing: fn(month: &str) -> String,
    pub about_bridge: fn(name: &str, from: &str, to: &str) -> String,
    pub about_cohort: fn(start: &str, months: u32) -> String,
    pub about_cohort_by: fn(by: CohortSpan, year: &str, quarter: u32, months: u32) -> String,
    pub about_downgrades: fn(downgraded: bool) -> &'static str,
    pub about_survival: fn(months: u32) -> String,
    pub about_quality: fn(Code) -> &'static str,
    pub about_trend: fn(month: &str) -> String,
    pub closing_definition: &'static str,
    pub cohort_definition: &'static str,
    pub cohort_by_definition: &'static str,
    pub downgrades_definition: &'static str,
    pub survival_definition: &'static str,
    pub quality_definition: &'static str,
    pub trend_definition: &'static str,
    pub movement_definition: fn(MovementKind) -> &'static str,
    pub bridge_definition: fn(BridgePart) -> &'static str,

    // Names
    pub movement: fn(MovementKind) -> &'static str,
    pub bridge: fn(BridgePart) -> &'static str,

    // Spoken by a screen reader when something changes
    pub said_sealed: &'static str,
    pub said_reading: &'static str,
    pub said_asking: &'static str,
    pub said_done: &'static str,
    pub said_failed: &'static str,
}

impl Deref for Messages {
    type Target = FigureTexts;

    fn deref(&self) -> &FigureTexts {
        self.figures
    }
}

/// The texts of a language.
pub fn messages(lang: Lang) -> &'static Messages {
    match lang {
        Lang::En => &en::EN,
        Lang::Zh => &zh::ZH,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::MetricId;

    #[test]
    fn the_browser_s_tag_chooses() {
        assert_eq!(Lang::from_tag("zh-CN"), Lang::Zh);
        assert_eq!(Lang::from_tag("zh_Hant_TW"), Lang::Zh);
        assert_eq!(Lang::from_tag("ZH"), Lang::Zh);
        assert_eq!(Lang::from_tag("en-GB"), Lang::En);
        assert_eq!(Lang::from_tag("zhx"), Lang::En);
        assert_eq!(Lang::from_tag(""), Lang::En);
    }

    #[test]
    fn every_metric_has_a_name_and_a_definition_of_its_own() {
        for lang in [Lang::En, Lang::Zh] {
            let t = messages(lang);
            assert_eq!(t.lang, lang);
            for (i, id) in MetricId::ALL.into_iter().enumerate() {
                assert!(!(t.metric_definition)(id).is_empty(), "{id:?}");
                for other in &MetricId::ALL[i + 1..] {
                    assert_ne!((t.metric)(id), (t.metric)(*other));
                    assert_ne!((t.metric_definition)(id), (t.metric_definition)(*other));
                }
            }
        }
    }

    #[test]
    fn the_nine_questions_are_asked_in_both_languages() {
        for n in 1..=9 {
            let id = format!("q{n}");
            let (en, zh) = ((messages(Lang::En).question_text)(&id), (messages(Lang::Zh).question_text)(&id));
            assert!(en.ends_with('?') && zh.ends_with('？'), "{en} {zh}");
            assert_ne!(en, zh);
        }
    }

    #[test]
    fn the_headline_says_how_long_ago() {
        let en = messages(Lang::En).headline;
        assert_eq!(en(12, "$100", "$102.26"), "Of every $100 a year ago, $102.26 today.");
        assert_eq!(en(1, "$100", "$99.10"), "Of every $100 a month ago, $99.10 today.");
        assert_eq!(en(7, "$100", "$99.10"), "Of every $100 7 months ago, $99.10 today.");
        let zh = messages(Lang::Zh).headline;
        assert_eq!(zh(12, "$100", "$102.26"), "一年前每 $100 的收入，如今是 $102.26。");
    }
}
