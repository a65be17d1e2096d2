//! The texts of the widget that no other part has: what a report lacks for a view, and the names of its controls.

use super::Lang;

/// Every text of the widget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // named for the place each stands in
pub struct WidgetTexts {
    pub no_report: &'static str,
    /// `{schema}`, `{expected}`.
    pub other_schema: &'static str,
    /// `{found}`.
    pub broken: &'static str,
    /// `{part}`.
    pub no_part: &'static str,
    pub no_chart: &'static str,
    /// `{metric}`.
    pub no_metric: &'static str,
    /// `{metric}`, `{known}`.
    pub no_series: &'static str,
    /// `{group}`, `{known}`.
    pub no_group: &'static str,
    /// `{metric}`, `{known}`: of groups.
    pub no_group_rate: &'static str,
    /// `{asked}`, `{known}`.
    pub no_period: &'static str,
    pub no_window: &'static str,
    pub nothing: &'static str,
    pub named: &'static str,
    pub figures: &'static str,
    pub col_figure: &'static str,
    pub col_value: &'static str,
    pub col_made_of: &'static str,
    pub col_period: &'static str,
    pub explain: &'static str,
    pub as_chart: &'static str,
    pub keys: &'static str,
    /// `{change}`, `{month}`.
    pub since: &'static str,
    /// `{rows}`, `{rejected}`.
    pub rows: &'static str,
}

impl WidgetTexts {
    /// The texts of a language.
    pub fn of(lang: Lang) -> &'static WidgetTexts {
        match lang {
            Lang::En => &EN,
            Lang::Zh => &ZH,
        }
    }
}

const EN: WidgetTexts = WidgetTexts {
    no_report: "This is no Ninefold report: it has no “schema”. Give a report’s JSON, from the page’s export or from “ninefold report”.",
    other_schema: "This report says “{schema}”; this widget reads “{expected}”. Export the report again with the version the widget is of.",
    broken: "This report can’t be read: {found}. Export it again.",
    no_part: "This report has no “{part}”, which this view is drawn from. Export it for this view, or host the whole report.",
    no_chart: "This file holds no chart. Save one by “Embed” beside the chart, or by “ninefold report --embed chart:ID”.",
    no_metric: "This report has no {metric}. Export it again with that figure, or host the whole report.",
    no_series: "There is no line of {metric}. Lines are drawn of {known}.",
    no_group: "This report has no group “{group}”. It has: {known}.",
    no_group_rate: "Groups have no {metric}. They have {known}.",
    no_period: "This report has no figure for {asked}. It has one for {known}.",
    no_window: "No window to compare: it needs two months of revenue.",
    nothing: "There is nothing to draw for these months.",
    named: "This file names customers. Say names=\"show\" to show them, or save the file without names.",
    figures: "Key figures",
    col_figure: "Figure",
    col_value: "Value",
    col_made_of: "Made of",
    col_period: "Period",
    explain: "How it is made",
    as_chart: "As a chart",
    keys: "Arrow keys move through the numbers.",
    since: "{change} against {month}",
    rows: "{rows} rows read, {rejected} rejected",
};

const ZH: WidgetTexts = WidgetTexts {
    no_report: "这不是 Ninefold 报告：缺少“schema”。请提供报告 JSON，可由页面导出，或用“ninefold report”生成。",
    other_schema: "报告版本为“{schema}”，本组件读取“{expected}”。请用与组件相同的版本重新导出。",
    broken: "无法读取这份报告：{found}。请重新导出。",
    no_part: "报告中没有此视图所需的“{part}”。请按此视图重新导出，或使用完整报告。",
    no_chart: "此文件不含图表。请用图表旁的“嵌入”保存，或用“ninefold report --embed chart:ID”生成。",
    no_metric: "报告中没有{metric}。请重新导出并包含该指标，或使用完整报告。",
    no_series: "{metric}没有折线图。可画折线的指标：{known}。",
    no_group: "报告中没有分组“{group}”。现有分组：{known}。",
    no_group_rate: "分组没有{metric}。现有指标：{known}。",
    no_period: "报告中没有{asked}的数值，只有{known}的。",
    no_window: "没有可对比的统计区间：至少需要两个月的收入。",
    nothing: "这些月份没有可画的数据。",
    named: "此文件含客户名称。请设置 names=\"show\" 以显示，或重新保存不含名称的文件。",
    figures: "关键指标",
    col_figure: "指标",
    col_value: "数值",
    col_made_of: "构成",
    col_period: "期间",
    explain: "计算方法",
    as_chart: "图表",
    keys: "用方向键逐个查看数字。",
    since: "较{month} {change}",
    rows: "读取 {rows} 行，剔除 {rejected} 行",
};
