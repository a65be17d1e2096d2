//! The definitions of retention and the steps between two of them: names in both languages, the rest in Chinese. Rules
//! and warnings in English stand with the report, which carries them.

use crate::report::{DefinitionId, DifferenceRule};
use DefinitionId as Id;

pub(super) fn name_en(id: DefinitionId) -> &'static str {
    match id {
        Id::NrrCohort => "NRR, closed cohort",
        Id::NrrUnbroken => "NRR, closed cohort, any lapse is churn",
        Id::NrrSubscription => "NRR, closed cohort, per subscription",
        Id::NrrMonthlyCompounded => "NRR, monthly compounded",
        Id::NrrMonthlyCompoundedReturns => "NRR, monthly compounded with returns",
        Id::NrrLazy => "NRR, all movements",
        Id::NrrLazyReturns => "NRR, all movements with returns",
        Id::NrrMovement => "NRR, cohort movements",
        Id::NrrTrailingMean => "NRR, trailing mean",
        Id::NrrMonthlyMean => "NRR, mean of monthly ratios",
        Id::NrrTwoYear => "NRR, revenue of two windows",
        Id::NrrLastMonthCompounded => "NRR, last month compounded",
        Id::NrrLastMonthLinear => "NRR, last month times months",
        Id::NrrMonth => "NRR, last month",
        Id::NrrMonthReturns => "NRR, last month with returns",
        Id::NrrSurvivors => "NRR, survivors only",
        Id::NrrOpen => "NRR, all customers",
        Id::GrrCohort => "GRR, closed cohort",
        Id::GrrUnbroken => "GRR, closed cohort, any lapse is churn",
        Id::GrrSubscription => "GRR, closed cohort, per subscription",
        Id::GrrMonthlyCompounded => "GRR, monthly compounded",
        Id::GrrAllMovements => "GRR, all losses",
        Id::GrrMovement => "GRR, cohort movements",
        Id::GrrMonth => "GRR, last month",
        Id::GrrAggregateMin => "GRR, smaller of two totals",
        Id::LogoCohort => "Logo retention, closed cohort",
        Id::LogoSubscription => "Retention of subscriptions, closed cohort",
        Id::LogoMonthlyCompounded => "Logo retention, monthly compounded",
        Id::LogoMonth => "Logo retention, last month",
        Id::LogoWithNew => "Logo retention, new customers in the base",
        Id::LogoMonthWithNew => "Logo retention, last month, new customers in the base",
        Id::LogoNet => "Logo retention, net of new customers",
    }
}

pub(super) fn name_zh(id: DefinitionId) -> &'static str {
    match id {
        Id::NrrCohort => "NRR · 封闭同期群",
        Id::NrrUnbroken => "NRR · 封闭同期群，中断即流失",
        Id::NrrSubscription => "NRR · 封闭同期群，按订阅",
        Id::NrrMonthlyCompounded => "NRR · 逐月连乘",
        Id::NrrMonthlyCompoundedReturns => "NRR · 逐月连乘，含回流",
        Id::NrrLazy => "NRR · 全部变动",
        Id::NrrLazyReturns => "NRR · 全部变动，含回流",
        Id::NrrMovement => "NRR · 期初客户逐月变动",
        Id::NrrTrailingMean => "NRR · 滚动均值",
        Id::NrrMonthlyMean => "NRR · 月度均值",
        Id::NrrTwoYear => "NRR · 前后两期收入",
        Id::NrrLastMonthCompounded => "NRR · 末月折算（复利）",
        Id::NrrLastMonthLinear => "NRR · 末月折算（单利）",
        Id::NrrMonth => "NRR · 末月",
        Id::NrrMonthReturns => "NRR · 末月，含回流",
        Id::NrrSurvivors => "NRR · 仅留存客户",
        Id::NrrOpen => "NRR · 全部客户",
        Id::GrrCohort => "GRR · 封闭同期群",
        Id::GrrUnbroken => "GRR · 封闭同期群，中断即流失",
        Id::GrrSubscription => "GRR · 封闭同期群，按订阅",
        Id::GrrMonthlyCompounded => "GRR · 逐月连乘",
        Id::GrrAllMovements => "GRR · 全部损失",
        Id::GrrMovement => "GRR · 期初客户逐月变动",
        Id::GrrMonth => "GRR · 末月",
        Id::GrrAggregateMin => "GRR · 两期总额取小",
        Id::LogoCohort => "客户数留存率 · 封闭同期群",
        Id::LogoSubscription => "订阅数留存率 · 封闭同期群",
        Id::LogoMonthlyCompounded => "客户数留存率 · 逐月连乘",
        Id::LogoMonth => "客户数留存率 · 末月",
        Id::LogoWithNew => "客户数留存率 · 分母含新增",
        Id::LogoMonthWithNew => "客户数留存率 · 末月，分母含新增",
        Id::LogoNet => "客户数留存率 · 新增抵流失",
    }
}

pub(super) fn rule_zh(id: DefinitionId) -> &'static str {
    match id {
        Id::NrrCohort => "期初客户在期末的 MRR ÷ 其期初 MRR。只比两端，期间新增的客户不计入。",
        Id::NrrUnbroken | Id::GrrUnbroken => {
            "同封闭同期群，但区间内任一月没有收入的客户都计为流失，之后回流也不算。"
        }
        Id::NrrSubscription => {
            "期初订阅在期末的 MRR ÷ 其期初 MRR。客户换订阅，旧的算流失，新的不计入。没有编号的行按客户合为一个订阅。"
        }
        Id::NrrMonthlyCompounded => "各月封闭同期群比率的连乘积。回流客户在回流当月不计入。",
        Id::NrrMonthlyCompoundedReturns => "各月（月初 + 增购 + 回流 − 降级 − 流失）÷ 月初 MRR 的连乘积。",
        Id::NrrLazy => "（期初 MRR + 区间内全部增购 − 全部损失）÷ 期初 MRR。期间新增的客户也计入。",
        Id::NrrLazyReturns => {
            "（期初 MRR + 区间内全部增购与回流 − 全部损失）÷ 期初 MRR。期间新增的客户也计入。"
        }
        Id::NrrMovement => "（期初 MRR + 期初客户逐月的全部变动）÷ 期初 MRR。",
        Id::NrrTrailingMean => {
            "区间内每个月末各算一次封闭同期群 NRR，按期初 MRR 加权平均：期末合计 ÷ 期初合计。"
        }
        Id::NrrMonthlyMean => {
            "区间内各月的封闭同期群比率，按月初 MRR 加权平均：月末合计 ÷ 月初合计。说的是一个月，不是整个区间。"
        }
        Id::NrrTwoYear => "相邻两个等长区间：以前一区间首月的客户为准，后一区间收入 ÷ 前一区间收入。",
        Id::NrrLastMonthCompounded => "末月封闭同期群比率，按区间月数做乘方。",
        Id::NrrLastMonthLinear => "1 + 末月封闭同期群的变动率 × 区间月数。",
        Id::NrrMonth => "上月客户在末月的 MRR ÷ 其上月 MRR。只看一个月。",
        Id::NrrMonthReturns => "末月（月初 + 增购 + 回流 − 降级 − 流失）÷ 月初 MRR。只看一个月。",
        Id::NrrSurvivors => "两端都付费的客户：期末 MRR ÷ 期初 MRR。",
        Id::NrrOpen => "全部客户的期末 MRR ÷ 全部客户的期初 MRR。",
        Id::GrrCohort => "每个期初客户取期初、期末中较小者，求和 ÷ 期初 MRR。",
        Id::GrrSubscription => "每个期初订阅取期初、期末中较小者，求和 ÷ 期初 MRR。客户换订阅，旧的算流失。",
        Id::GrrMonthlyCompounded => "各月“每客户取前后较小者之和 ÷ 上月 MRR”的连乘积。",
        Id::GrrAllMovements => "（期初 MRR − 区间内全部客户的降级与流失）÷ 期初 MRR。",
        Id::GrrMovement => "（期初 MRR − 期初客户逐月的全部损失）÷ 期初 MRR。先降后回升，仍计为损失。",
        Id::GrrMonth => "末月每客户取前后较小者之和 ÷ 上月 MRR。只看一个月。",
        Id::GrrAggregateMin => "期初、期末 MRR 总额中较小者 ÷ 期初 MRR 总额。",
        Id::LogoCohort => "期末仍付费的期初客户数 ÷ 期初客户数。",
        Id::LogoSubscription => "期末仍付费的期初订阅数 ÷ 期初订阅数。客户换订阅，旧的算流失。",
        Id::LogoMonthlyCompounded => "各月留下的客户数 ÷ 上月客户数的连乘积。",
        Id::LogoMonth => "上月客户中末月仍付费的客户数 ÷ 上月客户数。只看一个月。",
        Id::LogoWithNew => "期末客户数 ÷ 区间内任一月付费的全部客户数（含新增）。",
        Id::LogoMonthWithNew => "末月客户数 ÷（上月客户数 + 末月新增客户数）。只看一个月。",
        Id::LogoNet => "期末客户数 ÷ 期初客户数，新增与流失相抵。",
    }
}

pub(super) fn misleading_zh(id: DefinitionId) -> Option<&'static str> {
    Some(match id {
        Id::NrrLazy | Id::NrrLazyReturns => {
            "期间新增客户的变动只进分子、不进分母：新业务的增长被当成了留存。"
        }
        Id::NrrLastMonthCompounded | Id::NrrLastMonthLinear => {
            "用一个月代表整个区间：一个大客户或季节波动就能左右结果。"
        }
        Id::NrrSurvivors => "流失客户被剔出分母，流失完全看不见。",
        Id::NrrOpen => "新增客户进了分子：这是增长率，不是留存率。",
        Id::GrrAllMovements => "计入期间新增客户的损失，却不计其收入：新签后又流失的客户会拉低它。",
        Id::GrrAggregateMin => "新业务抵消了损失：只要总 MRR 增长，结果就是 100%。",
        Id::LogoWithNew | Id::LogoMonthWithNew => "新增客户撑大了分母：新签越多，流失率看起来越低。",
        Id::LogoNet => "用新客户顶替流失客户：只要客户数增长，结果就超过 100%。",
        _ => return None,
    })
}

pub(super) fn difference_rule_zh(rule: DifferenceRule) -> &'static str {
    match rule {
        DifferenceRule::WonInside => "区间内新增的客户",
        DifferenceRule::WonReturned => "区间内新增、流失后又回流的客户",
        DifferenceRule::Returned => "期初之前的老客户，期初不在、区间内回流",
        DifferenceRule::LapsedReturned => "期初客户，中断后又回流",
        DifferenceRule::UpDown => "期初客户，区间内有升有降",
        DifferenceRule::Straight => "期初客户，单向变动：基数、权重或封顶不同",
        DifferenceRule::Subscriptions => "各订阅分开算，与客户合计不同：换了订阅，或有多个订阅",
        DifferenceRule::OtherMonths => "变动发生在末月以外的月份",
        DifferenceRule::EarlierYear => "期初客户，期初之前的变动也计入",
        DifferenceRule::GoneBefore => "区间开始前已流失，其早先收入计入",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report;

    #[test]
    fn both_languages_warn_of_the_same() {
        for id in Id::ALL {
            assert_eq!(misleading_zh(id).is_some(), report::misleading(id).is_some(), "{id:?}");
        }
    }

    #[test]
    fn no_two_names_are_the_same() {
        for name in [name_en, name_zh] {
            let mut names = Id::ALL.map(name);
            names.sort_unstable();
            assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
        }
    }
}
