//! The texts of unit economics: what a customer is worth, and what it costs to win and keep one.

use crate::i18n::Lang;

/// Every text of the room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // named for the place each stands in
pub struct EconomicsTexts {
    pub title: &'static str,
    pub lead: &'static str,
    pub worth: &'static str,
    /// `{cap}`.
    pub capped: &'static str,
    pub growing: &'static str,
    pub won: &'static str,
    pub kept: &'static str,
    pub costs: &'static str,
    /// `{months}`, `{window}`.
    pub costs_caption: &'static str,
    pub costs_none: &'static str,
    pub col_category: &'static str,
    pub col_amount: &'static str,
    pub col_counts: &'static str,
    pub counts_revenue: &'static str,
    pub counts_acquisition: &'static str,
    pub counts_retention: &'static str,
    pub counts_none: &'static str,
    /// `{months}`, `{window}`.
    pub partly: &'static str,
    pub margin_label: &'static str,
    pub margin_unset: &'static str,
}

impl EconomicsTexts {
    /// The texts of a language.
    pub fn of(lang: Lang) -> &'static EconomicsTexts {
        match lang {
            Lang::En => &EN,
            Lang::Zh => &ZH,
        }
    }
}

/// English.
pub const EN: EconomicsTexts = EconomicsTexts {
    title: "Unit economics",
    lead: "What a customer is worth, and what it costs to win and to keep one. Revenue, customers and costs of the same months.",
    worth: "What a customer is worth",
    capped: "Churn is so low that the lifetime is cut at {cap} months: beyond, the file says nothing.",
    growing: "NRR is above 100 %: customers pay more the longer they stay, and this value leaves that growth out.",
    won: "Winning a customer",
    kept: "Keeping a customer",
    costs: "Costs counted",
    costs_caption: "{months} of the window’s {window} months have costs",
    costs_none: "No table of costs yet: period, category, amount. LTV in revenue needs none.",
    col_category: "Category",
    col_amount: "Amount",
    col_counts: "Counts towards",
    counts_revenue: "cost of revenue",
    counts_acquisition: "acquisition",
    counts_retention: "retention",
    counts_none: "none of these",
    partly: "Costs are stated for {months} of the window’s {window} months; revenue and customers are counted in those months alone.",
    margin_label: "Gross margin, where no cost says it",
    margin_unset: "not set",
};

/// Simplified Chinese.
pub const ZH: EconomicsTexts = EconomicsTexts {
    title: "单位经济",
    lead: "一个客户值多少钱，获得、留住一个客户又要花多少钱。收入、客户和成本取相同月份。",
    worth: "客户价值",
    capped: "流失率过低，生命周期按上限 {cap} 个月计算：再长，文件无从说明。",
    growing: "NRR 高于 100%：客户留存期间付费还在增长，此处的价值未计入这部分。",
    won: "获得一个客户",
    kept: "留住一个客户",
    costs: "计入的成本",
    costs_caption: "区间 {window} 个月中有 {months} 个月列出成本",
    costs_none: "尚无成本表（期间、费用类别、金额）。收入口径的 LTV 不需要它。",
    col_category: "费用类别",
    col_amount: "金额",
    col_counts: "计入",
    counts_revenue: "收入成本",
    counts_acquisition: "获客",
    counts_retention: "留客",
    counts_none: "以上均不计",
    partly: "区间 {window} 个月中只有 {months} 个月列出成本，收入与客户数也只取这些月份。",
    margin_label: "毛利率（无成本表时使用）",
    margin_unset: "未设定",
};
