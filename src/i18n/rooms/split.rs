//! The texts of what the change is made of: price, volume, product, plan.

use crate::i18n::Lang;
use crate::report::SplitPart;

/// Every text of the block.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)] // named for the place each stands in
pub struct SplitTexts {
    pub title: &'static str,
    /// `{change}`, `{points}`, `{n}`, `{parts}`.
    pub made_of: &'static str,
    /// The same where nothing changed: `{n}`.
    pub unchanged: &'static str,
    /// Between the parts of the sentence.
    pub between: &'static str,
    /// `{column}`, `{share}`, `{from}`, `{to}`.
    pub counted: &'static str,
    /// `{columns}`, `{share}`, `{from}`, `{to}`.
    pub named: &'static str,
    /// No column of quantities.
    pub uncounted: &'static str,
    /// Neither products nor plans.
    pub unnamed: &'static str,
    /// No such columns at all.
    pub none: &'static str,
    pub table: &'static str,
    /// `{from}`, `{to}`, `{opening}`.
    pub caption: &'static str,
    pub col_part: &'static str,
    pub col_amount: &'static str,
    pub col_points: &'static str,
    pub col_gains: &'static str,
    pub col_losses: &'static str,
    pub col_customers: &'static str,
    pub col_top: &'static str,
    /// Name and rule of a part.
    pub part: fn(SplitPart) -> (&'static str, &'static str),
}

impl SplitTexts {
    /// The texts of a language.
    pub fn of(lang: Lang) -> &'static SplitTexts {
        match lang {
            Lang::En => &EN,
            Lang::Zh => &ZH,
        }
    }
}

/// English.
pub const EN: SplitTexts = SplitTexts {
    title: "What the change is made of",
    made_of: "Expansion − contraction of the {n} customers that stayed: {change} ({points} of NRR). {parts}.",
    unchanged: "Expansion − contraction of the {n} customers that stayed is zero, and so is every part of it.",
    between: ", ",
    counted: "A quantity is stated in “{column}” for {share} of their MRR of {from} and {to}; the rest can’t be split into price and volume.",
    named: "{columns} stated for {share} of their MRR of {from} and {to}.",
    uncounted: "No column of quantities: price and volume can’t be told apart.",
    unnamed: "No column of products or plans: cross-sell and dropped products stand within price and volume.",
    none: "The change can’t be split: no column says which product or plan a row is for, or how many units.",
    table: "Price, volume, product",
    caption: "MRR of customers that stayed, {from} → {to}; points are parts of NRR − 100 %, of {opening}",
    col_part: "Part",
    col_amount: "Change",
    col_points: "Part of NRR",
    col_gains: "Gains",
    col_losses: "Losses",
    col_customers: "Customers",
    col_top: "Largest",
    part: |part| match part {
        SplitPart::Price => {
            ("Price", "(new unit price − old unit price) × old units, of what is paid for in both months.")
        }
        SplitPart::Volume => {
            ("Volume", "(new units − old units) × old unit price, of what is paid for in both months.")
        }
        SplitPart::PriceAndVolume => (
            "Price × volume",
            "(new unit price − old unit price) × (new units − old units): belongs to both.",
        ),
        SplitPart::PriceOrVolume => (
            "Price or volume",
            "More or less for the same product or plan; the quantity isn’t stated in both months.",
        ),
        SplitPart::CrossSell => (
            "Cross-sell",
            "Products or further plans of the closing month that were not paid for in the opening month.",
        ),
        SplitPart::ProductChurn => (
            "Dropped products",
            "Products or further plans of the opening month that are not paid for in the closing month, by customers that stayed.",
        ),
        SplitPart::PlanUpgrade => (
            "Plan upgrade",
            "The only plan of a product, replaced by another one that brings more; seats included.",
        ),
        SplitPart::PlanDowngrade => (
            "Plan downgrade",
            "The only plan of a product, replaced by another one that brings less; seats included.",
        ),
        SplitPart::NotStated => (
            "Not stated",
            "The rows of one month name a product or plan and those of the other don’t: no split.",
        ),
    },
};

/// Simplified Chinese.
pub const ZH: SplitTexts = SplitTexts {
    title: "变动由什么构成",
    made_of: "{n} 家留存客户的增购 − 降级：{change}（影响 NRR {points}）。{parts}。",
    unchanged: "{n} 家留存客户的增购 − 降级为零，各构成部分也都为零。",
    between: "，",
    counted: "“{column}”列覆盖了这些客户 {from} 与 {to} MRR 的 {share}，其余部分无法区分价格与数量。",
    named: "{columns}覆盖了这些客户 {from} 与 {to} MRR 的 {share}。",
    uncounted: "没有数量列，无法区分价格与数量。",
    unnamed: "没有产品或套餐列，交叉销售和停用产品会混在价格与数量里。",
    none: "无法拆分变动：没有任何列说明每行对应哪个产品、套餐或多少数量。",
    table: "价格、数量与产品",
    caption: "留存客户的 MRR，{from} → {to}；百分点指占期初 {opening} 的份额，合计计入 NRR − 100%",
    col_part: "构成",
    col_amount: "变动",
    col_points: "对 NRR 的影响",
    col_gains: "增加",
    col_losses: "减少",
    col_customers: "客户数",
    col_top: "影响最大的客户",
    part: |part| match part {
        SplitPart::Price => ("价格", "（新单价 − 原单价）× 原数量，只算两个月都在付费的项目。"),
        SplitPart::Volume => ("数量", "（新数量 − 原数量）× 原单价，只算两个月都在付费的项目。"),
        SplitPart::PriceAndVolume => {
            ("价格 × 数量", "（新单价 − 原单价）×（新数量 − 原数量）：两者共同作用，单独列出。")
        }
        SplitPart::PriceOrVolume => ("价格或数量", "同一产品或套餐的金额变化，但并非两个月都写明数量。"),
        SplitPart::CrossSell => ("交叉销售", "期末付费、期初未付费的产品或新增套餐。"),
        SplitPart::ProductChurn => ("停用产品", "客户留存，但期初付费的产品或套餐到期末不再付费。"),
        SplitPart::PlanUpgrade => ("套餐升级", "同一产品的唯一套餐换成了另一个，金额增加；含席位变化。"),
        SplitPart::PlanDowngrade => ("套餐降级", "同一产品的唯一套餐换成了另一个，金额减少；含席位变化。"),
        SplitPart::NotStated => ("未写明", "一个月的行写明了产品或套餐，另一个月没有，无法拆分。"),
    },
};
