//! The words around figures: what each is called and means, its period, what it rests on, why it has no value.

use super::Lang;
use crate::base::Na;
use crate::report::MetricId;

/// The words of figures.
#[allow(missing_docs)] // the field's name says which text it is, its type what it is told
pub struct FigureTexts {
    pub lang: Lang,
    pub span_arrow: fn(from: &str, to: &str) -> String,
    pub at_month: fn(month: &str) -> String,
    pub customers_n: fn(n: u64, text: &str) -> String,
    pub interval: fn(low: &str, high: &str) -> String,
    pub interval_narrow: &'static str,
    pub small_sample: &'static str,
    /// Around a remark after a name.
    pub brackets: (&'static str, &'static str),
    pub over: &'static str,
    pub list_separator: &'static str,
    pub metric: fn(MetricId) -> &'static str,
    pub metric_short: fn(MetricId) -> &'static str,
    pub metric_definition: fn(MetricId) -> &'static str,
    pub na: fn(MetricId, Na) -> &'static str,
}

/// The words of a language.
pub fn figure_texts(lang: Lang) -> &'static FigureTexts {
    match lang {
        Lang::En => &EN,
        Lang::Zh => &ZH,
    }
}

pub(super) static EN: FigureTexts = FigureTexts {
    lang: Lang::En,
    span_arrow: |from, to| format!("{from} → {to}"),
    at_month: |month| month.to_owned(),
    customers_n: |n, text| if n == 1 { "1 customer".to_owned() } else { format!("{text} customers") },
    interval: |low, high| format!("95% interval {low} to {high}"),
    interval_narrow: "nominal: with fewer than 50 customers it covers less",
    small_sample: "small sample",
    brackets: (" (", ")"),
    over: "÷",
    list_separator: ", ",
    metric: |id| match id {
        MetricId::Nrr => "Net revenue retention (NRR)",
        MetricId::Grr => "Gross revenue retention (GRR)",
        MetricId::LogoRetention => "Logo retention",
        MetricId::LogoChurn => "Logo churn",
        MetricId::RevenueChurn => "Revenue churn",
        MetricId::GrossRevenueChurn => "Gross revenue churn",
        MetricId::NetRevenueChurn => "Net revenue churn",
        MetricId::ExpansionRate => "Expansion rate",
        MetricId::ExpansionShare => "Expansion share of growth",
        MetricId::LossCoverage => "Loss coverage",
        MetricId::QuickRatio => "Quick ratio",
        MetricId::Mrr => "Monthly recurring revenue (MRR)",
        MetricId::Arr => "Annual recurring revenue (ARR)",
        MetricId::NetNewMrr => "Net new MRR",
        MetricId::Arpa => "Average revenue per account",
        MetricId::Customers => "Customers",
        MetricId::NrrExLargest => "NRR without the largest customer",
        MetricId::TopCustomerShare => "Largest customer’s share",
        MetricId::Top10Share => "Top-10 customers’ share",
        MetricId::Hhi => "Herfindahl index (HHI)",
        MetricId::NrrLazy => "NRR, all movements",
        MetricId::NrrMonthlyCompounded => "NRR, monthly compounded",
        MetricId::GrrMovement => "GRR, cohort movements",
        MetricId::Ltv => "Customer lifetime value (LTV), revenue",
        MetricId::LtvMargin => "Customer lifetime value (LTV), margin",
        MetricId::LtvDiscounted => "LTV as Recurly defines it",
        MetricId::LtvCohort => "Value of a growing cohort’s customer",
        MetricId::GrossMargin => "Gross margin",
        MetricId::Cac => "Customer acquisition cost (CAC)",
        MetricId::LtvCac => "LTV : CAC",
        MetricId::CacPaybackMonths => "CAC payback, months",
        MetricId::BreakEvenMargin => "Break-even gross margin",
        MetricId::Crc => "Customer retention cost (CRC), a year",
        MetricId::CrcRatio => "Retention cost of revenue",
        MetricId::LtvCrc => "LTV : CRC",
    },
    metric_short: |id| match id {
        MetricId::Nrr => "NRR",
        MetricId::Grr => "GRR",
        MetricId::Mrr => "MRR",
        MetricId::Arr => "ARR",
        MetricId::Top10Share => "Top-10 share",
        MetricId::Ltv => "LTV, revenue",
        MetricId::LtvMargin => "LTV, margin",
        MetricId::Cac => "CAC",
        MetricId::Crc => "CRC a year",
        id => (EN.metric)(id),
    },
    metric_definition: |id| match id {
        MetricId::Nrr => {
            "What the customers of the opening month pay at the end, growth included, divided by what they paid at the start. Customers won in between don’t count."
        }
        MetricId::Grr => {
            "The same customers without growth: the smaller of start and end for each, divided by what they paid at the start. Never above 100%."
        }
        MetricId::LogoRetention => {
            "Opening customers that still pay at the end, divided by opening customers. The article’s “GRR” is this."
        }
        MetricId::LogoChurn => "Opening customers that pay nothing at the end, divided by opening customers.",
        MetricId::RevenueChurn => "Opening MRR of customers that left, divided by opening MRR.",
        MetricId::GrossRevenueChurn => {
            "Opening MRR lost to leaving and paying less, divided by opening MRR: 1 − GRR."
        }
        MetricId::NetRevenueChurn => "1 − NRR. Below zero, expansion outweighs the losses.",
        MetricId::ExpansionRate => "What opening customers pay more at the end, divided by opening MRR.",
        MetricId::ExpansionShare => {
            "Expansion divided by expansion plus new: how much of growth comes from existing customers."
        }
        MetricId::LossCoverage => {
            "Expansion divided by churn plus contraction. At 1 or more, expansion covers the losses."
        }
        MetricId::QuickRatio => {
            "Between the window’s two ends: new, returned and expanded MRR divided by contracted and churned MRR."
        }
        MetricId::Mrr => {
            "Recurring revenue of the window’s last month, annual amounts spread over twelve months."
        }
        MetricId::Arr => "MRR × 12. A rate today, not a forecast.",
        MetricId::NetNewMrr => "MRR at the end of the window minus MRR at its start.",
        MetricId::Arpa => "MRR divided by customers with revenue in the last month.",
        MetricId::Customers => "Customers with revenue in the window’s last month.",
        MetricId::NrrExLargest => {
            "NRR computed without the customer with the largest opening MRR: does the figure hang on one name?"
        }
        MetricId::TopCustomerShare => "MRR of the largest customer divided by all MRR of the last month.",
        MetricId::Top10Share => "MRR of the ten largest customers divided by all MRR of the last month.",
        MetricId::Hhi => {
            "Sum of squared percentage shares of MRR: near 0 when revenue is spread out, 10,000 with a single customer."
        }
        MetricId::NrrLazy => {
            "Opening MRR plus all expansion minus all losses in the window, divided by opening MRR. Counts customers won in between, so it usually flatters."
        }
        MetricId::NrrMonthlyCompounded => "The product of each month’s NRR over the window.",
        MetricId::Ltv => {
            "Opening MRR per customer × the lifetime that the window’s churn implies: months ÷ logo churn, at most the cap (60 months unless set otherwise). Revenue, not profit."
        }
        MetricId::LtvMargin => {
            "LTV in revenue × gross margin: what a customer leaves after hosting, support and onboarding."
        }
        MetricId::LtvDiscounted => {
            "Opening MRR per customer × (1 + d) ÷ (d + churn a month), d = 10 %: later months count less, so that no cap is needed and no churn gives eleven months. Revenue, to compare with the LTV above."
        }
        MetricId::LtvCohort => {
            "Opening MRR per customer × the cap in months (60 unless set otherwise). With NRR above 100 % the cohort as a whole doesn’t shrink, so a lifetime by churn says nothing of its value; its growth is left out."
        }
        MetricId::GrossMargin => {
            "(MRR − costs of hosting, support and onboarding) ÷ MRR, over the window’s months with costs; or the margin you set."
        }
        MetricId::Cac => {
            "Sales and marketing for new customers ÷ customers won, in the window’s months with costs."
        }
        MetricId::LtvCac => "LTV after margin ÷ CAC. 3 : 1 is customary, not a law.",
        MetricId::CacPaybackMonths => {
            "CAC ÷ (opening MRR per customer × gross margin): months until a new customer has paid for being won."
        }
        MetricId::BreakEvenMargin => {
            "CAC ÷ LTV in revenue. With a lower gross margin a new customer costs more than it brings."
        }
        MetricId::Crc => {
            "Spent on keeping customers (success managers, support, renewals, onboarding, tools, customer marketing, training) per customer and year."
        }
        MetricId::CrcRatio => "Spent on keeping customers ÷ MRR of the same months.",
        MetricId::LtvCrc => {
            "MRR per customer × gross margin ÷ retention cost per customer, both a month: like for like, so the lifetime cancels."
        }
        MetricId::GrrMovement => {
            "Opening MRR minus every loss of the opening customers along the way, divided by opening MRR. A dip that recovers still counts."
        }
    },
    na: |id, reason| match reason {
        Na::NoData => match id {
            MetricId::LtvMargin | MetricId::GrossMargin => "needs costs of revenue, or a gross margin",
            MetricId::Cac | MetricId::BreakEvenMargin => "needs costs of winning customers",
            MetricId::LtvCac | MetricId::CacPaybackMonths => {
                "needs costs of winning customers, and a gross margin"
            }
            MetricId::Crc | MetricId::CrcRatio => "needs costs of keeping customers",
            MetricId::LtvCrc => "needs costs of keeping customers, and a gross margin",
            _ => "no data",
        },
        Na::ZeroDenominator => match id {
            MetricId::QuickRatio | MetricId::LossCoverage => "no losses",
            MetricId::ExpansionShare => "no expansion and no new revenue",
            MetricId::Cac | MetricId::LtvCac | MetricId::CacPaybackMonths | MetricId::BreakEvenMargin => {
                "no new customers, or nothing left of what they pay"
            }
            MetricId::Arpa | MetricId::TopCustomerShare | MetricId::Top10Share | MetricId::Hhi => {
                "no customers at the end"
            }
            _ => "no customers at the start",
        },
        Na::InsufficientHistory => "the data don’t reach back to the window’s start",
        Na::SmallSample => "sample size too small",
        Na::MixedCurrency => "more than one currency",
        Na::TooLarge => "more than can be computed",
        Na::InWarehouse => "needs single customers, who stayed in the warehouse",
        Na::NoSubscriptions => "no column of subscriptions",
        Na::NotApplicable => match id {
            MetricId::QuickRatio | MetricId::ExpansionShare => "needs a column of new revenue",
            MetricId::LtvCohort => "needs customers, and NRR above 100 %",
            id if id.is_economics() => "needs customers and months, and the file lacks one of them",
            _ => "needs customers, and the file has totals only",
        },
    },
};

pub(super) static ZH: FigureTexts = FigureTexts {
    lang: Lang::Zh,
    span_arrow: |from, to| format!("{from} → {to}"),
    at_month: |month| month.to_owned(),
    customers_n: |_, text| format!("{text} 个客户"),
    interval: |low, high| format!("95% 区间 {low}–{high}"),
    interval_narrow: "名义值：客户少于 50 家，实际覆盖率偏低",
    small_sample: "样本不足",
    brackets: ("（", "）"),
    over: "÷",
    list_separator: "、",
    metric: |id| match id {
        MetricId::Nrr => "净收入留存率（NRR）",
        MetricId::Grr => "总收入留存率（GRR）",
        MetricId::LogoRetention => "客户数留存率（原文所称 GRR）",
        MetricId::LogoChurn => "客户流失率",
        MetricId::RevenueChurn => "收入流失率",
        MetricId::GrossRevenueChurn => "总收入流失率",
        MetricId::NetRevenueChurn => "净收入流失率",
        MetricId::ExpansionRate => "增购率",
        MetricId::ExpansionShare => "增购占增长的比重",
        MetricId::LossCoverage => "增购对损失的覆盖倍数",
        MetricId::QuickRatio => "速动比率（增长/流失）",
        MetricId::Mrr => "月经常性收入（MRR）",
        MetricId::Arr => "年经常性收入（ARR）",
        MetricId::NetNewMrr => "净新增 MRR",
        MetricId::Arpa => "户均收入（ARPA）",
        MetricId::Customers => "付费客户数",
        MetricId::NrrExLargest => "NRR（剔除最大客户）",
        MetricId::TopCustomerShare => "最大客户占比",
        MetricId::Top10Share => "前十大客户占比",
        MetricId::Hhi => "赫芬达尔指数（HHI）",
        MetricId::NrrLazy => "NRR（全部变动）",
        MetricId::NrrMonthlyCompounded => "NRR（逐月连乘）",
        MetricId::GrrMovement => "GRR（期初客户逐月变动）",
        MetricId::Ltv => "客户生命周期价值 LTV（收入口径）",
        MetricId::LtvMargin => "客户生命周期价值 LTV（毛利口径）",
        MetricId::LtvDiscounted => "LTV（Recurly 口径）",
        MetricId::LtvCohort => "增长型客户群的户均价值",
        MetricId::GrossMargin => "毛利率",
        MetricId::Cac => "获客成本（CAC）",
        MetricId::LtvCac => "LTV : CAC",
        MetricId::CacPaybackMonths => "CAC 回收期（月）",
        MetricId::BreakEvenMargin => "盈亏平衡毛利率",
        MetricId::Crc => "客户保留成本 CRC（每年）",
        MetricId::CrcRatio => "保留成本占收入比",
        MetricId::LtvCrc => "LTV : CRC",
    },
    metric_short: |id| match id {
        MetricId::Nrr => "净收入留存率 NRR",
        MetricId::Grr => "总收入留存率 GRR",
        MetricId::LogoRetention => "客户数留存率",
        MetricId::Mrr => "MRR",
        MetricId::Arr => "ARR",
        MetricId::QuickRatio => "速动比率",
        MetricId::Ltv => "LTV（收入）",
        MetricId::LtvMargin => "LTV（毛利）",
        MetricId::Cac => "CAC",
        MetricId::Crc => "CRC（每年）",
        id => (ZH.metric)(id),
    },
    metric_definition: |id| match id {
        MetricId::Nrr => "期初客户在期末的 MRR（含增购）÷ 其期初 MRR。期间新增的客户不计入。",
        MetricId::Grr => "同一批客户，不计增购：每户取期初、期末中较小者，求和 ÷ 期初 MRR。不会超过 100%。",
        MetricId::LogoRetention => "期末仍付费的期初客户数 ÷ 期初客户数。原文所称的 GRR 即此指标。",
        MetricId::LogoChurn => "期末不再付费的期初客户数 ÷ 期初客户数。",
        MetricId::RevenueChurn => "流失客户的期初 MRR ÷ 期初 MRR。",
        MetricId::GrossRevenueChurn => "因流失和降级损失的 MRR ÷ 期初 MRR，即 1 − GRR。",
        MetricId::NetRevenueChurn => "1 − NRR。为负表示增购超过损失。",
        MetricId::ExpansionRate => "期初客户期末多付的部分 ÷ 期初 MRR。",
        MetricId::ExpansionShare => "增购 ÷（增购 + 新增）：增长有多少来自老客户。",
        MetricId::LossCoverage => "增购 ÷（流失 + 降级）。不低于 1，说明增购能补上损失。",
        MetricId::QuickRatio => "比较区间两端：（新增 + 回流 + 增购）÷（降级 + 流失）。",
        MetricId::Mrr => "区间末月的经常性收入，年付金额按十二个月分摊。",
        MetricId::Arr => "MRR × 12。是当前的年化水平，不是预测。",
        MetricId::NetNewMrr => "期末 MRR − 期初 MRR。",
        MetricId::Arpa => "末月 MRR ÷ 当月有收入的客户数。",
        MetricId::Customers => "区间末月有收入的客户数。",
        MetricId::NrrExLargest => "剔除期初 MRR 最大的客户后的 NRR：看结果是否系于一家。",
        MetricId::TopCustomerShare => "最大客户的 MRR ÷ 末月全部 MRR。",
        MetricId::Top10Share => "前十大客户的 MRR ÷ 末月全部 MRR。",
        MetricId::Hhi => "各客户 MRR 占比（百分数）的平方和：收入越分散越接近 0，只有一个客户时为 10,000。",
        MetricId::NrrLazy => {
            "（期初 MRR + 区间内全部增购 − 全部损失）÷ 期初 MRR。期间新增的客户也计入，往往偏高。"
        }
        MetricId::NrrMonthlyCompounded => "区间内各月 NRR 的连乘积。",
        MetricId::Ltv => {
            "期初户均 MRR × 按区间流失率推算的生命周期（区间月数 ÷ 客户流失率，不超过上限，默认 60 个月）。是收入，不是利润。"
        }
        MetricId::LtvMargin => "LTV（收入口径）× 毛利率：扣除托管、支持与上线成本后的价值。",
        MetricId::LtvDiscounted => {
            "期初户均 MRR ×（1 + d）÷（d + 月流失率），d = 10%：越晚的月份折扣越多，因此无需上限；零流失时为十一个月。收入口径，可与上面的 LTV 对照。"
        }
        MetricId::LtvCohort => {
            "期初户均 MRR × 上限月数（默认 60）。NRR 高于 100% 时，这批客户整体付费并未缩减，按流失率推算生命周期没有意义；增长未计入。"
        }
        MetricId::GrossMargin => {
            "（MRR − 托管、支持与上线成本）÷ MRR，取区间内有成本的月份；或使用您设定的毛利率。"
        }
        MetricId::Cac => "获取新客的销售与市场费用 ÷ 新增客户数，取区间内有成本的月份。",
        MetricId::LtvCac => "毛利口径 LTV ÷ CAC。业内习惯看 3 : 1，并非定律。",
        MetricId::CacPaybackMonths => "CAC ÷（期初户均 MRR × 毛利率）：新客户付回获客成本要几个月。",
        MetricId::BreakEvenMargin => "CAC ÷ LTV（收入口径）。毛利率低于此值，新客户得不偿失。",
        MetricId::Crc => {
            "用于留住客户的费用（客户成功、支持、续约、上线、工具、老客户营销、培训）÷ 客户数，按年计。"
        }
        MetricId::CrcRatio => "留住客户的费用 ÷ 同月份的 MRR。",
        MetricId::LtvCrc => "户均 MRR × 毛利率 ÷ 每户每月保留成本：同期相比，生命周期相互抵消。",
        MetricId::GrrMovement => "（期初 MRR − 期初客户沿途的全部损失）÷ 期初 MRR。先降后回升，仍计为损失。",
    },
    na: |id, reason| match reason {
        Na::NoData => match id {
            MetricId::LtvMargin | MetricId::GrossMargin => "需要收入成本，或设定毛利率",
            MetricId::Cac | MetricId::BreakEvenMargin => "需要获客费用",
            MetricId::LtvCac | MetricId::CacPaybackMonths => "需要获客费用和毛利率",
            MetricId::Crc | MetricId::CrcRatio => "需要留住客户的费用",
            MetricId::LtvCrc => "需要留住客户的费用和毛利率",
            _ => "没有数据",
        },
        Na::ZeroDenominator => match id {
            MetricId::QuickRatio | MetricId::LossCoverage => "没有损失",
            MetricId::ExpansionShare => "没有增购也没有新增",
            MetricId::Cac | MetricId::LtvCac | MetricId::CacPaybackMonths | MetricId::BreakEvenMargin => {
                "没有新增客户，或客户付费没有余额"
            }
            MetricId::Arpa | MetricId::TopCustomerShare | MetricId::Top10Share | MetricId::Hhi => {
                "期末没有客户"
            }
            _ => "期初没有客户",
        },
        Na::InsufficientHistory => "历史数据不足，未覆盖统计区间",
        Na::SmallSample => "样本不足",
        Na::MixedCurrency => "金额涉及多种货币",
        Na::TooLarge => "数据超出可计算的范围",
        Na::InWarehouse => "需要单个客户的明细，明细留在数据仓库中",
        Na::NoSubscriptions => "没有订阅编号列",
        Na::NotApplicable => match id {
            MetricId::QuickRatio | MetricId::ExpansionShare => "需要新增收入列",
            MetricId::LtvCohort => "需要客户明细，且 NRR 高于 100%",
            id if id.is_economics() => "需要客户明细和月份，文件缺少其一",
            _ => "需要客户明细，而文件只有汇总数",
        },
    },
};
