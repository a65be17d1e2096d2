//! The texts of what stands behind a number beside its customers: months, ages, costs, other figures.

use crate::i18n::Lang;

/// Every text.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)] // named for the place each stands in
pub struct EvidenceTexts {
    /// `{month}`.
    pub net: &'static str,
    pub net_rule: &'static str,
    /// `{n}` months.
    pub stayed: &'static str,
    pub stayed_rule: &'static str,
    /// A figure and the group it is of: `{name}`, `{group}`.
    pub of_group: &'static str,
    /// `{month}`.
    pub hhi: &'static str,
    pub hhi_rule: &'static str,
    /// `{n}` largest customers, `{month}`.
    pub top: &'static str,
    pub top_rule: &'static str,
    pub changes: &'static str,
    pub white_space: &'static str,
    pub spot: &'static str,
    pub listed_rule: &'static str,
    pub seats_rule: &'static str,
    pub modules_rule: &'static str,
    /// `{name}`.
    pub cost: &'static str,
    pub cost_rule: &'static str,
    /// All that serving consists of.
    pub serving: &'static str,
    /// `{name}`, `{months}`, `{month}`.
    pub served: &'static str,
    pub served_rule: &'static str,
    /// `{name}`, `{month}`.
    pub step: &'static str,
    pub step_rule: &'static str,
    /// What the ratios of months or ages make.
    pub product: &'static str,
    /// What the months of a mean make.
    pub mean: &'static str,
    /// What the rows of costs make.
    pub spent_note: &'static str,
    /// The figures that a formula takes.
    pub figures: &'static str,
    pub spent: &'static str,
    pub col_month: &'static str,
    pub col_age: &'static str,
    pub col_above: &'static str,
    pub col_below: &'static str,
    pub col_ratio: &'static str,
    pub col_cost: &'static str,
    pub col_amount: &'static str,
    pub col_figure: &'static str,
    pub col_value: &'static str,
    /// The smaller of two: `{a}`, `{b}`.
    pub least: &'static str,
    /// Of `{n}` rows.
    pub median: &'static str,
    /// The mean of `{each}` over `{n}` rows.
    pub mean_of_rows: &'static str,
    /// The median of a column that not all rows may state: `{name}`.
    pub median_of: &'static str,
    /// The smallest that nine tenths of these don't exceed: `{name}`.
    pub ninth: &'static str,
    /// Of `{n}` rows those with any.
    pub some: &'static str,
    /// The sum of a column over a list's rows: `{name}`.
    pub in_all: &'static str,
    /// The largest cell of a column: `{name}`.
    pub largest: &'static str,
    /// A column in the row above: `{name}`.
    pub above: &'static str,
    /// The place by a measure: `{of}`.
    pub place_by: &'static str,
    /// Among `{n}`.
    pub ranked: &'static str,
    /// One minus the product of the ratios below: `{ratios}`.
    pub reached: &'static str,
    pub fisher: &'static str,
    pub z_test: &'static str,
    /// By a method, of what: `{method}`, `{of}`.
    pub interval: &'static str,
    /// Half of one was added to each of four counts, because one is zero.
    pub halves: &'static str,
    /// What the rows of the files state that a formula takes.
    pub stated: &'static str,
    pub col_stated: &'static str,
    /// What the cells of a list's row are made of.
    pub terms_note: &'static str,
    /// What stands above and below the line of a term, by [`crate::report::TermOf`]; of a ratio nothing is to be said.
    pub terms: [&'static str; 7],
    /// Days that don't count, before their number.
    pub term_off: &'static str,
    /// The largest of severities: `{of}`.
    pub gravest: &'static str,
    pub finding_rule: &'static str,
    /// A list and a row of it: `{list}`, `{row}`.
    pub row: &'static str,
    pub row_rule: &'static str,
    /// What a row is of, beside the customer.
    pub col_what: &'static str,
    /// No customer is behind it, but what is listed above.
    pub no_customers: &'static str,
}

impl EvidenceTexts {
    /// The texts of a language.
    pub fn of(lang: Lang) -> &'static EvidenceTexts {
        match lang {
            Lang::En => &EN,
            Lang::Zh => &ZH,
        }
    }
}

/// English.
pub const EN: EvidenceTexts = EvidenceTexts {
    net: "Net new MRR, {month}",
    net_rule: "MRR of the month less MRR of the month before: what each customer pays more or less.",
    stayed: "Share that stays beyond {n} months",
    stayed_rule: "At each age at which somebody is lost, those that stay over those at risk; the ratios up to this age multiply (Kaplan–Meier). Below: all customers of the curve, and who was lost by this age.",
    of_group: "{name} · {group}",
    hhi: "HHI, {month}",
    hhi_rule: "Each customer’s share of MRR, squared, added up and multiplied by 10,000: the sum of the squares over the square of the sum. 10,000 ÷ HHI is the effective number of customers.",
    top: "Share of the {n} largest, {month}",
    top_rule: "What the largest customers pay over the month’s MRR.",
    changes: "Change of a customer",
    white_space: "White space of a customer",
    spot: "A point of the crossing of GRR and NDR",
    listed_rule: "What stands here at the window’s two ends, with the rows of the files it comes from.",
    seats_rule: "MRR at the window’s end ÷ seats paid for × the seats a customer could have beyond these, rounded down. Seats as the customers’ table states them now.",
    modules_rule: "Of the modules there are, those a customer doesn’t use. Modules as the customers’ table states them now.",
    cost: "Costs: {name}",
    cost_rule: "The rows of the cost files, each with the part of its period that lies in the window.",
    serving: "Cost to serve",
    served: "{name}: {months} to {month}",
    served_rule: "The rows of the cost files, each with the part of its period that lies in these months, and the customers with revenue in them.",
    step: "{name}: {month} against the month before",
    step_rule: "One month of the product: what counts above the line over the base, customer by customer.",
    product: "These ratios multiply to the number.",
    mean: "The number is the sum of the left column over that of the right one: the months’ mean, weighted by opening MRR.",
    spent_note: "These rows add up to what was spent.",
    figures: "The formula takes these figures; each opens what is behind it.",
    spent: "Spent",
    col_month: "Month",
    col_age: "Months since the first",
    col_above: "Counts",
    col_below: "Base",
    col_ratio: "Ratio",
    col_cost: "Cost",
    col_amount: "In the window",
    col_figure: "Figure",
    col_value: "Value",
    least: "the smaller of {a} and {b}",
    median: "median of {n} rows",
    mean_of_rows: "mean of ({each}) over {n} rows",
    median_of: "median of {name}, where stated",
    ninth: "what nine tenths of {name} don’t exceed",
    some: "of {n} lines those with any",
    in_all: "{name}, all rows",
    largest: "largest {name}",
    above: "{name}, row above",
    place_by: "place by {of}",
    ranked: "features that both rank",
    reached: "1 − {ratios}",
    z_test: "z-test of two shares, pooled, two-sided: {a} against {b}",
    fisher: "Fisher’s exact test, two-sided: {a} against {b}",
    interval: "95 % interval ({method}) of {of}",
    halves: "half of one added to each of the four counts, one being zero",
    stated: "What the files estimate, as last stated; a confidence above 1 is a percentage.",
    col_stated: "Estimate",
    terms_note: "What this row’s figures are made of.",
    terms: [
        "",
        "points, weight",
        "change of points in 30 days, weight",
        "at or below (equals half), of",
        "until, from",
        "holidays",
        "severity",
    ],
    term_off: "holidays",
    gravest: "largest of {of}",
    finding_rule: "The customers that the finding speaks of; what is at stake is twelve times the MRR of each, or of what each pays less.",
    row: "{list} · {row}",
    row_rule: "The rows of the files that this line of the list is made from.",
    col_what: "Of",
    no_customers: "No customers are behind it: it is what was spent, row by row.",
};

/// Chinese.
pub const ZH: EvidenceTexts = EvidenceTexts {
    net: "{month} 净新增 MRR",
    net_rule: "当月 MRR 减去上月 MRR：每个客户多付或少付的金额。",
    stayed: "首次付费 {n} 个月后仍在的比例",
    stayed_rule: "在每个有人流失的月龄，用留下的客户数除以当时在观察中的客户数，再把到该月龄为止的比率连乘（Kaplan–Meier）。下方列出该曲线的全部客户，以及到该月龄为止流失的客户。",
    of_group: "{name} · {group}",
    hhi: "{month} HHI",
    hhi_rule: "每个客户占 MRR 的份额取平方后相加，再乘以 10,000，即平方之和除以总和的平方。10,000 ÷ HHI 是等效客户数。",
    top: "{month} 前 {n} 大客户占比",
    top_rule: "最大的几个客户所付金额除以当月 MRR。",
    changes: "单个客户的变动",
    white_space: "单个客户的增购空间",
    spot: "GRR 与 NDR 交叉图中的一个点",
    listed_rule: "这里的客户在区间首末两个月的金额，以及它们在文件中的位置。",
    seats_rule: "期末 MRR ÷ 已购席位 × 空余席位（潜在席位减已购席位），舍去零头。席位为客户表中的当前值。",
    modules_rule: "产品全部模块中客户尚未使用的部分。模块数为客户表中的当前值。",
    cost: "成本：{name}",
    cost_rule: "成本文件中的各行，只计落在区间内的部分。",
    serving: "服务成本",
    served: "{name}：截至 {month} 的 {months}",
    served_rule: "成本文件中的各行（只计落在这些月份内的部分），以及这些月份有收入的客户。",
    step: "{name}：{month} 对比上月",
    step_rule: "连乘中的一个月：逐个客户列出分子与基数。",
    product: "以下比率连乘，即为该数字。",
    mean: "左列合计除以右列合计，即为该数字：各月按期初 MRR 加权的平均。",
    spent_note: "以下各行加总，即为支出。",
    figures: "公式用到以下数字，点开可看各自的依据。",
    spent: "支出",
    col_month: "月份",
    col_age: "月龄",
    col_above: "计入",
    col_below: "基数",
    col_ratio: "比率",
    col_cost: "成本",
    col_amount: "区间内金额",
    col_figure: "指标",
    col_value: "数值",
    least: "{a} 与 {b} 中较小者",
    median: "{n} 行的中位数",
    mean_of_rows: "{n} 行（{each}）的均值",
    median_of: "{name}的中位数（有记录者）",
    ninth: "{name}的 90% 分位",
    some: "{n} 行中不为零的行数",
    in_all: "{name}合计",
    largest: "{name}最大值",
    above: "上一行{name}",
    place_by: "按{of}的名次",
    ranked: "两种方法都能排序的功能数",
    reached: "1 − {ratios}",
    z_test: "两比例 z 检验（合并方差，双侧）：{a} 对 {b}",
    fisher: "Fisher 精确检验（双侧）：{a} 对 {b}",
    interval: "{of} 的 95% 区间（{method}）",
    halves: "四个计数中有零，各加 0.5",
    stated: "文件中最近一次给出的估计；信心大于 1 时按百分数计。",
    col_stated: "估计",
    terms_note: "这一行的数字由以下各项算出。",
    terms: [
        "",
        "得分、权重",
        "30 天得分变化、权重",
        "不高于它的客户数（并列计半）、总数",
        "止、起",
        "节假日天数",
        "严重程度",
    ],
    term_off: "节假日",
    gravest: "{of} 中最大者",
    finding_rule: "该结论涉及的客户；涉及金额为各客户 MRR（或减少的 MRR）的 12 倍。",
    row: "{list} · {row}",
    row_rule: "列表中这一行所依据的文件行。",
    col_what: "对象",
    no_customers: "这个数字背后没有客户，而是逐行的支出。",
};
