//! The texts of the first question: NRR, taken apart.

use crate::i18n::Lang;

/// Every text of the room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // named for the place each stands in
pub struct NrrTexts {
    pub title: &'static str,
    /// `{nrr}`, `{from}`, `{to}`, `{n}`, `{opening}`.
    pub lead: &'static str,
    /// `{reason}`.
    pub lead_none: &'static str,
    /// `{nrr}`, `{grr}`, `{opening}`.
    pub identity: &'static str,

    pub parts: &'static str,
    pub changes: &'static str,
    /// `{from}`, `{to}`, `{opening}`.
    pub changes_caption: &'static str,
    pub changes_none: &'static str,
    pub col_customer: &'static str,
    pub col_change: &'static str,
    pub col_points: &'static str,

    pub hangs_on: &'static str,
    pub target: &'static str,
    /// `{target}`, `{missing}`, `{to}`.
    pub target_missing: &'static str,
    /// `{target}`, `{surplus}`.
    pub target_reached: &'static str,
    pub target_label: &'static str,

    pub benchmarks: &'static str,
    pub benchmarks_text: &'static str,
    /// `{metric}`.
    pub benchmarks_of: &'static str,
    /// `{metric}`, `{value}`.
    pub benchmarks_desc: &'static str,
    /// `{value}`.
    pub yours: &'static str,
    pub col_who: &'static str,
    pub col_of: &'static str,
    pub col_figure: &'static str,
    pub col_standing: &'static str,
    pub col_address: &'static str,
    pub valuation: &'static str,
    /// `{n}`, signed: percentage points.
    pub points: &'static str,
}

impl NrrTexts {
    /// The texts of a language.
    pub fn of(lang: Lang) -> &'static NrrTexts {
        match lang {
            Lang::En => &EN,
            Lang::Zh => &ZH,
        }
    }
}

/// English.
pub const EN: NrrTexts = NrrTexts {
    title: "NRR, taken apart",
    lead: "NRR {nrr}: the {n} customers of {from} paid {opening} then, and this is what they pay in {to}. Nobody who came later is in it.",
    lead_none: "NRR can’t be computed: {reason}.",
    identity: "(opening + expansion − contraction − churn) ÷ opening, all four from the same customers.",
    parts: "Parts of NRR",
    changes: "Largest changes",
    changes_caption: "MRR of customers of {from}, {from} → {to}; points are parts of NRR − 100 %, of {opening}",
    changes_none: "None of the opening customers pays more or less.",
    col_customer: "Customer",
    col_change: "Change",
    col_points: "Part of NRR",
    hangs_on: "How much hangs on one customer",
    target: "Gap to a target",
    target_missing: "To reach {target}, the opening customers would have to pay {missing} a month more than they do in {to}.",
    target_reached: "{target} is reached: the opening customers pay {surplus} a month more than it takes.",
    target_label: "NRR to reach",
    benchmarks: "Beside published figures",
    benchmarks_text: "For orientation only: definitions, years and companies differ, and none of these marks judges a figure here.",
    benchmarks_of: "{metric} beside published figures",
    benchmarks_desc: "{metric} of this file is {value}; the marks are listed in the table.",
    yours: "this file {value}",
    col_who: "Who, when",
    col_of: "Of whom",
    col_figure: "Figure",
    col_standing: "Source",
    col_address: "Where",
    valuation: "On valuation: the article passes on, as hearsay, that one point more NRR raises a company’s valuation by 12%. The source it can be traced to (SaaS Capital, “No Churn”, 2012, 2015) says that one point more retention could raise it by 12% after five years. By itself, one point on an NRR of 100% makes the customers’ revenue 5.1% larger in five years; the rest is assumed. Five points, read as 60% or compounded to 76.2%, are supported by neither. Nothing here is computed from it.",
    points: "{n} pp",
};

/// Simplified Chinese.
pub const ZH: NrrTexts = NrrTexts {
    title: "NRR 拆解",
    lead: "NRR {nrr}：{from} 的 {n} 家客户当时每月付 {opening}，看他们到 {to} 还付多少。之后新签的客户不计入。",
    lead_none: "无法计算 NRR：{reason}。",
    identity: "（期初 + 增购 − 降级 − 流失）÷ 期初，四项都只算同一批客户。",
    parts: "NRR 的构成",
    changes: "变动最大的客户",
    changes_caption: "{from} 在册客户的 MRR，{from} → {to}；百分点指占期初 {opening} 的份额，合计即 NRR − 100%",
    changes_none: "期初客户的付费没有变化。",
    col_customer: "客户",
    col_change: "变动",
    col_points: "对 NRR 的影响",
    hangs_on: "对单一客户的依赖",
    target: "距目标的差额",
    target_missing: "要达到 {target}，期初客户每月须比 {to} 再多付 {missing}。",
    target_reached: "已达到 {target}：期初客户每月比所需多付 {surplus}。",
    target_label: "目标 NRR",
    benchmarks: "与公开数据对照",
    benchmarks_text: "仅供参考：口径、年份、公司各不相同，这些数字不用来评判您的指标。",
    benchmarks_of: "{metric}与公开数据对照",
    benchmarks_desc: "本文件的{metric}为 {value}，各参照值见表格。",
    yours: "本文件 {value}",
    col_who: "出处与时间",
    col_of: "统计对象",
    col_figure: "数值",
    col_standing: "来源",
    col_address: "查阅",
    valuation: "关于估值：文章提到“看到有一个说法”，NRR 每提高 1%，公司估值提升 12%，未注明出处。能查到的来源（SaaS Capital 白皮书《No Churn》，2012、2015）说的是：留存率每提高 1 个百分点，五年后估值“有可能”提高 12%。单凭自身，NRR 在 100% 基础上每高 1 个百分点，五年后存量收入只多 5.1%，其余均为假设。把 5 个百分点线性算成 60% 或复合算成 76.2%，来源都不支持。本页不据此做任何计算。",
    points: "{n} 个百分点",
};
