//! Texts of the charts. `{…}` stands for a value: see [`fill`].

use super::Lang;

/// Every text of the charts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // named for the place each stands in
pub struct ChartTexts {
    pub new: &'static str,
    pub reactivation: &'static str,
    pub expansion: &'static str,
    pub contraction: &'static str,
    pub churn: &'static str,
    pub net_new: &'static str,
    pub opening: &'static str,
    pub closing: &'static str,
    pub same_customers: &'static str,
    pub returned: &'static str,
    pub nrr: &'static str,
    pub grr: &'static str,
    pub logo: &'static str,
    /// Short names at the ends of lines.
    pub nrr_short: &'static str,
    pub grr_short: &'static str,
    pub logo_short: &'static str,
    pub month: &'static str,
    pub from_month: &'static str,
    pub step: &'static str,
    pub amount: &'static str,
    pub customers: &'static str,
    pub start: &'static str,
    pub start_revenue: &'static str,
    pub age: &'static str,
    pub partial: &'static str,
    pub customers_n: &'static str,

    pub movements_title: &'static str,
    /// `{unit}`, `{from}`, `{to}`.
    pub movements_caption: &'static str,
    /// `{unit}`: between two points without months.
    pub movements_two_points: &'static str,
    /// `{month}`.
    pub movements_left_out: &'static str,
    /// `{from}`, `{to}`, `{month}`, `{net}`, `{closing}`.
    pub movements_desc: &'static str,
    pub movements_none: &'static str,

    pub bridge_title: &'static str,
    pub bridge_caption: &'static str,
    /// `{opening}`, `{from}`, `{closing}`, `{to}`, `{kept}`.
    pub bridge_desc: &'static str,
    /// `{months}`.
    pub bridge_none: &'static str,
    pub bridge_one: &'static str,

    /// `{months}`.
    pub trend_title: &'static str,
    /// `{from}`, `{to}`.
    pub trend_caption: &'static str,
    /// `{month}`, `{nrr}`, `{grr}`, `{logo}`, `{n}`.
    pub trend_desc: &'static str,
    /// `{months}`.
    pub trend_none: &'static str,

    pub cohorts_title: &'static str,
    pub cohorts_caption_nrr: &'static str,
    pub cohorts_caption_grr: &'static str,
    pub cohorts_caption_logo: &'static str,
    /// `{count}`, `{from}`, `{to}`.
    pub cohorts_desc: &'static str,
    /// `{month}`.
    pub cohorts_first: &'static str,
    /// The same where it has no month.
    pub cohorts_opening: &'static str,
    pub cohorts_none: &'static str,
    pub cohorts_hint: &'static str,
    /// `{start}`, `{age}`, `{month}`, `{metric}`, `{value}`, `{n}`, `{revenue}`.
    pub cohorts_cell: &'static str,
    /// `{start}`, `{age}`, `{metric}`, `{value}`, `{n}`.
    pub cohorts_cell_joined: &'static str,
    pub cohorts_metric: &'static str,
    pub cohorts_grain: &'static str,
    /// Month, quarter, year.
    pub grains: [&'static str; 3],
    /// `{year}`, `{quarter}`.
    pub quarter: &'static str,
    pub all_cohorts: &'static str,
    pub cohorts_customers: &'static str,
    pub cohorts_caption_revenue: &'static str,
    pub cohorts_caption_customers: &'static str,
    pub cohorts_joined: &'static str,
    pub cohorts_few: &'static str,
    pub cohorts_old_enough: &'static str,
    pub cohorts_still: &'static str,

    /// In the place of every chart.
    pub mixed_currency: &'static str,
    /// In the place of what needs customers, where there are none.
    pub no_customers: &'static str,
    /// In the place of the customers behind a number.
    pub no_customers_listed: &'static str,
    /// In the place of what needs single customers, where the files are a warehouse's sums.
    pub in_warehouse: &'static str,
    /// In the place of the trend, where the file has two points without months.
    pub two_points: &'static str,
    /// Where the file states no currency.
    pub plain_unit: &'static str,
    pub as_table: &'static str,
    /// `{n}`.
    pub rows_beyond: &'static str,
    /// `{title}`.
    pub export_label: &'static str,
    pub export_failed: &'static str,
    /// `{title}`.
    pub plot_label: &'static str,
    /// `{column}`, `{numbers}`.
    pub said: &'static str,
    /// Between items of a list.
    pub comma: &'static str,
    /// Between sentences.
    pub gap: &'static str,
    /// `{n}`.
    pub all_months: &'static str,
    /// `{n}`.
    pub last_months: &'static str,
    pub open_evidence: &'static str,
}

impl ChartTexts {
    /// The texts of a language.
    pub fn of(lang: Lang) -> &'static ChartTexts {
        match lang {
            Lang::En => &EN,
            Lang::Zh => &ZH,
        }
    }
}

/// English.
pub const EN: ChartTexts = ChartTexts {
    new: "New",
    reactivation: "Reactivation",
    expansion: "Expansion",
    contraction: "Contraction",
    churn: "Churn",
    net_new: "Net new MRR",
    opening: "Opening MRR",
    closing: "Closing MRR",
    same_customers: "Same customers",
    returned: "Returned",
    nrr: "Net revenue retention (NRR)",
    grr: "Gross revenue retention (GRR)",
    logo: "Logo retention",
    nrr_short: "NRR",
    grr_short: "GRR",
    logo_short: "Logo",
    month: "Month",
    from_month: "From",
    step: "Step",
    amount: "Amount",
    customers: "Customers",
    start: "Start",
    start_revenue: "MRR at start",
    age: "Months since start",
    partial: "not complete",
    customers_n: "{n} customers",

    movements_title: "MRR movements by month",
    movements_caption: "{unit} a month, {from} to {to}. Gains above the line, losses below.",
    movements_two_points: "{unit} a month, from opening to closing. Gains above the line, losses below.",
    movements_left_out: "{month} is only in the table: the data start there, so every customer counts as new.",
    movements_desc: "Stacked bars from {from} to {to}. In {month}, net new MRR was {net} and MRR closed at {closing}.",
    movements_none: "No movements: they need two months of revenue.",

    bridge_title: "From opening to closing MRR",
    bridge_caption: "{unit} a month, {from} to {to}. Same customers ÷ opening MRR = NRR.",
    bridge_desc: "MRR went from {opening} in {from} to {closing} in {to}. The customers of {from} pay {kept} in {to}.",
    bridge_none: "No window to compare: the data don’t reach {months} months back. Choose a shorter window at the top.",
    bridge_one: "No window to compare: it needs two months of revenue.",

    trend_title: "Retention, trailing {months} months",
    trend_caption: "Percent of MRR (NRR, GRR) or of customers (logo) kept, by end month, {from} to {to}.",
    trend_desc: "{months} months to {month}: NRR {nrr}, GRR {grr}, logo retention {logo}, {n} customers at the start.",
    trend_none: "No trend yet: a point needs {months} months of history behind it.",

    cohorts_title: "Cohorts by start",
    cohorts_caption_nrr: "NRR: MRR of each cohort in % of its MRR in the start month, growth included.",
    cohorts_caption_grr: "GRR: MRR of each cohort in % of its MRR in the start month, growth excluded.",
    cohorts_caption_logo: "Logo retention: customers still paying in % of the cohort's customers in the start month.",
    cohorts_desc: "{count} cohorts, from {from} to {to}.",
    cohorts_first: "The data start in {month}: the first row holds everyone who was a customer already, not only who came then.",
    cohorts_opening: "The first row is everyone who was a customer at the start, the second who came by the end.",
    cohorts_none: "No cohorts: no customer starts within the data.",
    cohorts_hint: "Point at a cell, or move with the arrow keys, for its customers. Enter lists them.",
    cohorts_cell: "Started {start} · month {age} ({month}) · {metric} {value} · {n} customers, {revenue} at start",
    cohorts_cell_joined: "Started {start} · {age} months after the first · {metric} {value} · {n} customers old enough",
    cohorts_metric: "Metric",
    cohorts_grain: "Start by",
    grains: ["Month", "Quarter", "Year"],
    quarter: "Q{quarter} {year}",
    all_cohorts: "All",
    cohorts_customers: "Customers",
    cohorts_caption_revenue: "MRR of each cohort at that age, coloured by NRR.",
    cohorts_caption_customers: "Customers of each cohort at that age, coloured by logo retention.",
    cohorts_joined: "Months count from each customer’s own first; joined rows hold only customers old enough for the column.",
    cohorts_few: "Grey: fewer than 5 customers.",
    cohorts_old_enough: "Customers old enough",
    cohorts_still: "Customers then",

    mixed_currency: "Not drawn: the amounts are in more than one currency. Add a table of exchange rates, or split the file.",
    no_customers: "Not drawn: it needs customers, and the file has totals only.",
    in_warehouse: "Not here: it needs single customers, who stayed in the warehouse.",
    no_customers_listed: "The file has totals only: no customers stand behind this number.",
    two_points: "No trend: the file has two points and nothing between them.",
    plain_unit: "Amount",
    as_table: "As a table",
    rows_beyond: "{n} more in the CSV",
    export_label: "Save “{title}” as {format}",
    export_failed: "The browser could not draw the picture. Save the SVG instead.",
    plot_label: "{title}. Left and right arrow keys move between columns, up and down between numbers, Enter lists the customers.",
    said: "{column}: {numbers}",
    comma: ", ",
    gap: " ",
    all_months: "All {n} months",
    last_months: "Last {n} months",
    open_evidence: "List the customers behind this number",
};

/// Simplified Chinese.
pub const ZH: ChartTexts = ChartTexts {
    new: "新增",
    reactivation: "回流",
    expansion: "增购",
    contraction: "降级",
    churn: "流失",
    net_new: "净新增 MRR",
    opening: "期初 MRR",
    closing: "期末 MRR",
    same_customers: "期初客户贡献",
    returned: "回流客户",
    nrr: "净收入留存率（NRR）",
    grr: "总收入留存率（GRR）",
    logo: "客户数留存率",
    nrr_short: "NRR",
    grr_short: "GRR",
    logo_short: "客户数",
    month: "月份",
    from_month: "起始月",
    step: "项目",
    amount: "金额",
    customers: "客户数",
    start: "起始",
    start_revenue: "起始 MRR",
    age: "第几个月",
    partial: "数据不完整",
    customers_n: "{n} 家客户",

    movements_title: "每月 MRR 变动",
    movements_caption: "月度金额（{unit}），{from}至{to}。横线以上为增加，以下为减少。",
    movements_two_points: "月度金额（{unit}），从期初到期末。横线以上为增加，以下为减少。",
    movements_left_out: "{month}只列在表格中：数据从该月开始，所有客户都会被算作新增。",
    movements_desc: "{from}至{to}的堆叠柱形图。{month}净新增 MRR 为 {net}，期末 MRR 为 {closing}。",
    movements_none: "暂无变动数据：至少需要两个月的收入。",

    bridge_title: "从期初 MRR 到期末 MRR",
    bridge_caption: "月度金额（{unit}），{from}至{to}。期初客户贡献 ÷ 期初 MRR = NRR。",
    bridge_desc: "MRR 从{from}的 {opening} 变为{to}的 {closing}；{from}的客户在{to}贡献 {kept}。",
    bridge_none: "没有可对比的统计区间：数据不足 {months} 个月。可在页面顶部改选较短的区间。",
    bridge_one: "没有可对比的统计区间：至少需要两个月的收入。",

    trend_title: "滚动 {months} 个月留存率",
    trend_caption: "留存的 MRR（NRR、GRR）或客户数占期初的百分比，按截止月，{from}至{to}。",
    trend_desc: "截至{month}的 {months} 个月：NRR {nrr}，GRR {grr}，客户数留存率 {logo}，期初客户 {n} 家。",
    trend_none: "暂无趋势：每个点需要之前 {months} 个月的数据。",

    cohorts_title: "按起始时间划分的同期群",
    cohorts_caption_nrr: "NRR：各同期群 MRR 占其起始月 MRR 的百分比，含增购。",
    cohorts_caption_grr: "GRR：各同期群 MRR 占其起始月 MRR 的百分比，不含增购。",
    cohorts_caption_logo: "客户数留存率：仍在付费的客户占起始月客户数的百分比。",
    cohorts_desc: "{count} 个同期群，{from}至{to}。",
    cohorts_first: "数据从{month}开始：首行包含当时已有的全部客户，并非都是新增。",
    cohorts_opening: "第一行是期初已有的全部客户，第二行是期末之前新增的客户。",
    cohorts_none: "暂无同期群：数据范围内没有新客户。",
    cohorts_hint: "指向单元格或用方向键移动可查看客户数，按回车键列出客户。",
    cohorts_cell: "{start}起始 · 第 {age} 个月（{month}）· {metric} {value} · {n} 家客户，起始 MRR {revenue}",
    cohorts_cell_joined: "{start}起始 · 首月后第 {age} 个月 · {metric} {value} · {n} 家客户已满该月龄",
    cohorts_metric: "指标",
    cohorts_grain: "起始按",
    grains: ["月", "季", "年"],
    quarter: "{year}第{quarter}季度",
    all_cohorts: "全部",
    cohorts_customers: "家数",
    cohorts_caption_revenue: "各同期群到该月龄的 MRR，颜色按 NRR。",
    cohorts_caption_customers: "各同期群到该月龄仍付费的客户数，颜色按客户数留存率。",
    cohorts_joined: "月龄从每家客户自己的首月算起；合并的行只计已满该月龄的客户。",
    cohorts_few: "灰色：不足 5 家客户。",
    cohorts_old_enough: "已满月龄的客户数",
    cohorts_still: "届时客户数",

    mixed_currency: "未绘制：金额涉及多种货币。请添加汇率表，或按币种拆分文件。",
    no_customers: "未绘制：需要客户明细，而文件只有汇总数。",
    in_warehouse: "此处没有：需要单个客户的明细，明细留在数据仓库中。",
    no_customers_listed: "文件只有汇总数，没有客户明细可列。",
    two_points: "没有趋势：文件只有期初、期末两个时点。",
    plain_unit: "未注明币种",
    as_table: "表格",
    rows_beyond: "其余 {n} 行见 CSV",
    export_label: "将“{title}”保存为 {format}",
    export_failed: "浏览器无法生成图片，请改存 SVG。",
    plot_label: "{title}。左右方向键切换列，上下方向键切换数字，回车键列出客户。",
    said: "{column}：{numbers}",
    comma: "，",
    gap: "",
    all_months: "全部 {n} 个月",
    last_months: "最近 {n} 个月",
    open_evidence: "列出该数字背后的客户",
};

/// Puts values into the `{…}` places of a text. A place without a value stays as it is.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        match after.split_once('}') {
            Some((name, behind)) => {
                match values.iter().find(|(n, _)| *n == name) {
                    Some((_, value)) => out.push_str(value),
                    None => {
                        out.push('{');
                        out.push_str(name);
                        out.push('}');
                    }
                }
                rest = behind;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_each_place_once() {
        assert_eq!(fill("{a} to {b}", &[("a", "{b}"), ("b", "2")]), "{b} to 2");
        assert_eq!(fill("{x", &[("x", "1")]), "{x");
        assert_eq!(fill("{x}", &[]), "{x}");
    }
}
