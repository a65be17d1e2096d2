//! The texts of the definitions: variants side by side, the bridge between two, presets, policies, terms.

use crate::i18n::Lang;
use crate::report::MetricId;

/// Every text of the room.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)] // named for the place each stands in
pub struct DefinitionsTexts {
    pub title: &'static str,
    /// `{low}`, `{high}`, `{from}`, `{to}`.
    pub lead: &'static str,
    pub lead_same: &'static str,
    pub lead_none: &'static str,

    pub variants: &'static str,
    /// `{metric}`.
    pub spread: &'static str,
    /// `{from}`, `{to}`.
    pub spread_caption: &'static str,
    /// `{metric}`, `{low}`, `{high}`.
    pub spread_desc: &'static str,
    /// `{metric}`, `{low}`, `{high}`.
    pub spread_wrong: &'static str,
    /// `{value}`.
    pub headline: &'static str,
    pub spread_none: &'static str,
    pub table: &'static str,
    /// `{from}`, `{to}`.
    pub table_caption: &'static str,
    pub col_definition: &'static str,
    pub col_value: &'static str,
    pub col_made: &'static str,
    pub col_rule: &'static str,
    pub col_used_by: &'static str,
    pub mark_headline: &'static str,
    pub mark_misleading: &'static str,
    pub mark_one_month: &'static str,
    /// `{why}`.
    pub misleading: &'static str,

    pub bridge: &'static str,
    pub bridge_text: &'static str,
    pub bridge_from: &'static str,
    pub bridge_to: &'static str,
    pub bridge_swap: &'static str,
    pub bridge_waits: &'static str,
    /// `{from}`, `{to}`.
    pub bridge_title: &'static str,
    /// `{a}`, `{from}`, `{b}`, `{to}`, `{points}`.
    pub bridge_said: &'static str,
    /// `{rule}`, `{points}`, `{customers}`.
    pub bridge_most: &'static str,
    /// `{a}`, `{b}`, `{value}`.
    pub bridge_equal: &'static str,
    /// `{reason}`.
    pub bridge_na: &'static str,
    pub bridge_one: &'static str,
    /// `{from}`, `{to}`.
    pub bridge_caption: &'static str,
    pub col_step: &'static str,
    pub col_customers: &'static str,
    pub col_points: &'static str,
    pub col_customer: &'static str,
    pub col_moves: &'static str,
    pub top: &'static str,
    /// `{customers}`, `{points}`.
    pub step_note: &'static str,
    /// `{n}`.
    pub others: &'static str,
    /// `{month}`, `{kind}`, `{amount}`.
    pub a_move: &'static str,
    pub moves_join: &'static str,

    pub presets: &'static str,
    pub presets_text: &'static str,
    pub presets_table: &'static str,
    /// `{to}`.
    pub presets_caption: &'static str,
    pub presets_none: &'static str,
    pub col_whose: &'static str,
    pub col_months: &'static str,
    pub col_definitions: &'static str,
    pub col_source: &'static str,
    /// `{source}`, `{date}`.
    pub source: &'static str,
    pub preset_label: &'static str,
    pub preset_use: &'static str,
    /// `{months}`.
    pub preset_sets: &'static str,
    pub preset_in_force: &'static str,
    pub undo: &'static str,

    pub policies: &'static str,
    pub policies_text: &'static str,
    pub col_choice: &'static str,
    pub in_force: &'static str,
    pub counting: &'static str,
    pub count: &'static str,
    pub stop: &'static str,
    pub stopped: &'static str,
    pub no_effect: &'static str,
    /// `{points}`.
    pub lazy_note: &'static str,
    /// `{from}`, `{to}`.
    pub other_window: &'static str,
    pub gap_none: &'static str,
    pub cannot: fn(&str) -> &'static str,
    /// `{months}`.
    pub cap: &'static str,

    pub terms: &'static str,
}

impl DefinitionsTexts {
    /// The texts of a language.
    pub fn of(lang: Lang) -> &'static DefinitionsTexts {
        match lang {
            Lang::En => &EN,
            Lang::Zh => &ZH,
        }
    }

    /// The metrics that have variants, each with the id of its chart.
    pub const SPREADS: [(MetricId, &'static str); 3] = [
        (MetricId::Nrr, "spread-nrr"),
        (MetricId::Grr, "spread-grr"),
        (MetricId::LogoRetention, "spread-logo"),
    ];
}

/// English.
pub const EN: DefinitionsTexts = DefinitionsTexts {
    title: "One word, several definitions",
    lead: "Two analysts, one file: NRR from {low} to {high}, {from} → {to}. Nobody miscounted; each used another definition.",
    lead_same: "{from} → {to}: every sound definition of NRR gives {low} on this file.",
    lead_none: "The same ledger gives different figures under the same name. This file is too short, or not of the kind, to show by how much.",
    variants: "Variants side by side",
    spread: "{metric} by definition",
    spread_caption: "{from} → {to} · definitions over one month are in the table below · ⚠ misleading",
    spread_desc: "{metric} by definition, from {low} to {high}.",
    spread_wrong: "With the misleading ones, {metric} runs from {low} to {high}.",
    headline: "headline {value}",
    spread_none: "No definition has a value on this file: see the reasons in the table.",
    table: "All definitions",
    table_caption: "{from} → {to} · a value opens the customers behind it",
    col_definition: "Definition",
    col_value: "Value",
    col_made: "Made of",
    col_rule: "Rule",
    col_used_by: "Who publishes it so",
    mark_headline: "used in this report",
    mark_misleading: "⚠ misleading",
    mark_one_month: "one month, not the window",
    misleading: "⚠ {why}",
    bridge: "Bridge between any two",
    bridge_text: "Which customers make the difference, and what they did. Every customer stands in one step; the steps add up to the difference.",
    bridge_from: "From",
    bridge_to: "to",
    bridge_swap: "Swap",
    bridge_waits: "Comparing …",
    bridge_title: "From “{from}” to “{to}”",
    bridge_said: "{a} is {from}, {b} is {to}: {points}.",
    bridge_most: "The largest step, {points}: {rule} ({customers}).",
    bridge_equal: "{a} and {b} are both {value}: no customer of this file makes a difference between them.",
    bridge_na: "No bridge: {reason}",
    bridge_one: "Choose two different definitions.",
    bridge_caption: "percentage points by what the customers did, {from} → {to}",
    col_step: "What they did",
    col_customers: "Customers",
    col_points: "Points",
    col_customer: "Customer",
    col_moves: "Moves that count",
    top: "The customers that make the most of it, largest first",
    step_note: "{customers} · {points}",
    others: "{n} others",
    a_move: "{month} {kind} {amount}",
    moves_join: "; ",
    presets: "As others would state it",
    presets_text: "This file’s figures by the rules of others, with where and when those were read. A dash: no rule of theirs could be read.",
    presets_table: "Presets",
    presets_caption: "to {to} · policies as in force, but for what the preset sets itself",
    presets_none: "No window to measure.",
    col_whose: "Whose",
    col_months: "Months",
    col_definitions: "By",
    col_source: "Source",
    source: "{source}, read {date}",
    preset_label: "Preset",
    preset_use: "Use this preset",
    preset_sets: "Sets the window to {months}",
    preset_in_force: "Its window and policies are in force.",
    undo: "Undo the last choice",
    policies: "Policies in force, and what each other choice would change",
    policies_text: "Changes in percentage points against this report. Choosing one makes the whole report anew.",
    col_choice: "Choice",
    in_force: "in force",
    counting: "Computing …",
    count: "Compute the effects",
    stop: "Stop",
    stopped: "Effects are not computed.",
    no_effect: "no change",
    lazy_note: "NRR, all movements: {points}",
    other_window: "compares {from} → {to}",
    gap_none: "0: any month without revenue is churn",
    cannot: |policy| match policy {
        "snapshot" => "Can’t be seen here: the file has months, no days on which a subscription runs.",
        "ends" => "Can’t be seen here: no subscription period of the file has an end date.",
        "churn" => "Can’t be seen here: the file has no cancellation date beside an end date.",
        "blanks" => "Can’t be seen here: only a table with a column a month has blank cells in between.",
        "reactivation" => "Can’t be seen here: no customer of the file comes back.",
        "gap" => "Can’t be seen here: no gap of this length is followed by a return.",
        _ => "Can’t be seen in this file.",
    },
    cap: "Unit economics beside this: lifetime of a customer counted up to {months}; the gross margin is set under Unit economics.",
    terms: "Every figure defined",
};

/// Simplified Chinese.
pub const ZH: DefinitionsTexts = DefinitionsTexts {
    title: "同一个词，多种口径",
    lead: "两位分析师，同一份文件：{from} → {to} 的 NRR 从 {low} 到 {high}。谁都没有算错，只是口径不同。",
    lead_same: "{from} → {to}：在这份文件上，各种合理口径的 NRR 都是 {low}。",
    lead_none: "同一份账，同一个名称，口径不同，结果就不同。这份文件时间太短或类型不符，无法给出差距。",
    variants: "各口径对照",
    spread: "{metric}：各口径结果",
    spread_caption: "{from} → {to} · 单月口径见下表 · ⚠ 有误导性",
    spread_desc: "各口径的 {metric}，从 {low} 到 {high}。",
    spread_wrong: "若算上有误导性的口径，{metric} 从 {low} 到 {high}。",
    headline: "本报告口径 {value}",
    spread_none: "没有一个口径能在这份文件上算出结果，原因见下表。",
    table: "全部口径",
    table_caption: "{from} → {to} · 点击数值可列出背后的客户",
    col_definition: "口径",
    col_value: "数值",
    col_made: "算式",
    col_rule: "规则",
    col_used_by: "谁采用",
    mark_headline: "本报告采用",
    mark_misleading: "⚠ 有误导性",
    mark_one_month: "只看一个月，非整个区间",
    misleading: "⚠ {why}",
    bridge: "任意两个口径之间的差异",
    bridge_text: "差异来自哪些客户、他们发生了什么。每个客户只归入一步，各步相加等于总差异。",
    bridge_from: "从",
    bridge_to: "到",
    bridge_swap: "对调",
    bridge_waits: "正在比较……",
    bridge_title: "从“{from}”到“{to}”",
    bridge_said: "{a}为 {from}，{b}为 {to}：相差 {points}。",
    bridge_most: "最大的一步 {points}：{rule}（{customers}）。",
    bridge_equal: "{a}与{b}都是 {value}：这份文件里没有客户造成两者的差异。",
    bridge_na: "无法比较：{reason}",
    bridge_one: "请选择两个不同的口径。",
    bridge_caption: "按客户行为拆分，单位为百分点，{from} → {to}",
    col_step: "客户行为",
    col_customers: "客户数",
    col_points: "百分点",
    col_customer: "客户",
    col_moves: "计入的变动",
    top: "影响最大的客户，从大到小",
    step_note: "{customers} · {points}",
    others: "其余 {n} 家",
    a_move: "{month}{kind} {amount}",
    moves_join: "；",
    presets: "换作别人会怎么报",
    presets_text: "按各家规则算出的本文件数字，并注明规则的出处与查阅日期。破折号表示查不到其规则。",
    presets_table: "预设",
    presets_caption: "截至 {to} · 除预设自带的设置外，均按当前规则",
    presets_none: "没有可计算的区间。",
    col_whose: "出处",
    col_months: "月数",
    col_definitions: "口径",
    col_source: "来源",
    source: "{source}，查阅于 {date}",
    preset_label: "预设",
    preset_use: "采用该预设",
    preset_sets: "统计区间设为 {months}",
    preset_in_force: "该预设的区间与规则已在使用。",
    undo: "撤销上一次选择",
    policies: "当前规则，以及换一种选择的影响",
    policies_text: "影响以百分点表示，相对于当前报告。选择后整份报告会重新计算。",
    col_choice: "选项",
    in_force: "当前采用",
    counting: "正在计算……",
    count: "计算影响",
    stop: "停止",
    stopped: "尚未计算影响。",
    no_effect: "无变化",
    lazy_note: "NRR · 全部变动：{points}",
    other_window: "比较区间变为 {from} → {to}",
    gap_none: "0：任一月无收入即为流失",
    cannot: |policy| match policy {
        "snapshot" => "此文件无法体现：只有月份，没有订阅有效的具体日期。",
        "ends" => "此文件无法体现：没有带结束日期的订阅周期。",
        "churn" => "此文件无法体现：除结束日期外没有取消日期。",
        "blanks" => "此文件无法体现：只有每月一列的表才会出现中间空白。",
        "reactivation" => "此文件无法体现：没有客户回流。",
        "gap" => "此文件无法体现：没有中断这么久又回来的客户。",
        _ => "此文件无法体现。",
    },
    cap: "此外，单位经济中客户生命周期最多计 {months}；毛利率在“单位经济”页设定。",
    terms: "所有指标的定义",
};
