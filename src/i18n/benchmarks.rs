//! The words of published marks: who says so and when, and of whom.

use super::Lang;
use crate::report::{Benchmark, MetricId, Standing};

/// A mark in words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Who says so, and when.
    pub who: &'static str,
    /// Of whom, and which statistic it is.
    pub of: &'static str,
    /// Where to read it, or where it was quoted.
    pub address: &'static str,
}

/// Id; English who and of; Chinese who and of; address.
type Line = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

/// NRR and GRR: most sources state both.
const REVENUE: &[Line] = &[
    (
        "article_healthy",
        "Article: healthy",
        "stated as a rule; undated, no source",
        "文章：健康线",
        "作为经验值给出；无日期、无来源",
        "woshipm.com/pd/6184948",
    ),
    (
        "article_china_leaders",
        "Article: Chinese leaders",
        "“below 60 %”; undated, no source",
        "文章：国内头部",
        "“不足 60%”；无日期、无来源",
        "woshipm.com/pd/6184948",
    ),
    (
        "article_dingtalk",
        "Article: DingTalk",
        "“close to 110 %”; undated, no source",
        "文章：钉钉",
        "“接近 110%”；无日期、无来源",
        "woshipm.com/pd/6184948",
    ),
    (
        "article_overseas",
        "Article: overseas average",
        "“around 110 %”; undated, no source",
        "文章：海外平均",
        "“110% 左右”；无日期、无来源",
        "woshipm.com/pd/6184948",
    ),
    (
        "article_uipath",
        "Article: UiPath",
        "undated; not verified",
        "文章：UiPath",
        "无日期；未核实",
        "woshipm.com/pd/6184948",
    ),
    (
        "article_snowflake",
        "Article: Snowflake",
        "undated; Snowflake compares two years of product revenue",
        "文章：Snowflake",
        "无日期；Snowflake 比较的是两年的产品收入",
        "woshipm.com/pd/6184948",
    ),
    (
        "saas_capital",
        "SaaS Capital 2023",
        "private B2B, medians by contract size, below $12k to above $250k a year",
        "SaaS Capital 2023",
        "未上市 B2B，按年合同额（1.2 万美元以下至 25 万美元以上）的中位数",
        "saas-capital.com, RB-28",
    ),
    (
        "chartmogul",
        "ChartMogul 2023",
        "best-in-class tier, below $300k to $15–30M ARR",
        "ChartMogul 2023",
        "领先档，ARR 30 万美元以下至 1,500–3,000 万美元",
        "chartmogul.com/reports/saas-benchmarks-report/2023",
    ),
    (
        "iconiq",
        "ICONIQ, first half of 2023",
        "its portfolio and public companies, median",
        "ICONIQ 2023 上半年",
        "其投资组合与上市公司，中位数",
        "iconiqcapital.com",
    ),
    (
        "gsquared",
        "G-Squared CFO, for 2026 (quoted)",
        "SaaS, median to top group",
        "G-Squared CFO，2026 年（转引）",
        "SaaS，中位数至领先组",
        "gsquaredcfo.com",
    ),
    (
        "benchmarkit",
        "Benchmarkit / Maxio 2024 (quoted)",
        "private B2B, median",
        "Benchmarkit / Maxio 2024（转引）",
        "未上市 B2B，中位数",
        "digitalapplied.com",
    ),
    (
        "bessemer",
        "Bessemer 2021 (quoted)",
        "its cloud portfolio",
        "Bessemer 2021（转引）",
        "其云服务投资组合",
        "bvp.com",
    ),
    (
        "kbcm_sapphire",
        "KeyBanc / Sapphire 2024 (quoted)",
        "private SaaS, lower to upper quartile, median 91 %",
        "KeyBanc / Sapphire 2024（转引）",
        "未上市 SaaS，下四分位至上四分位，中位数 91%",
        "imboard.ai",
    ),
];

/// The article calls this rate GRR; by its formula it is logo retention.
const LOGO: &[Line] = &[
    (
        "article_enterprise",
        "Article: enterprise buyers",
        "“92 % or more” of customers; undated, no source",
        "文章：企业级采购",
        "客户数留存率“92% 以上”；无日期、无来源",
        "woshipm.com/pd/6184948",
    ),
    (
        "article_team",
        "Article: team buyers",
        "“80 % or more” of customers; undated, no source",
        "文章：团队级采购",
        "客户数留存率“80% 以上”；无日期、无来源",
        "woshipm.com/pd/6184948",
    ),
    (
        "article_individual",
        "Article: individual buyers",
        "“55 % or more” of customers; undated, no source",
        "文章：个人采购",
        "客户数留存率“55% 以上”；无日期、无来源",
        "woshipm.com/pd/6184948",
    ),
];

const CONCENTRATION: &[Line] = &[
    (
        "suitecompete",
        "SuiteCompete (quoted)",
        "a single customer above it is called a risk factor",
        "SuiteCompete（转引）",
        "单一客户超过此值即视为风险因素",
        "suitecompete.com",
    ),
    (
        "gsquared",
        "G-Squared CFO (quoted)",
        "a single customer from here on worries investors",
        "G-Squared CFO（转引）",
        "单一客户达到此区间，投资人会担心",
        "gsquaredcfo.com",
    ),
    (
        "ryanconsulting",
        "Ryan Consulting (quoted)",
        "a single customer above 15 % calls for a discount; HHI in this band is moderate, above it high",
        "Ryan Consulting（转引）",
        "单一客户超过 15% 会要求折价；HHI 在此区间为中度集中，以上为高度集中",
        "ryanconsulting.ai",
    ),
    (
        "saasvaluation",
        "saasvaluation.app (quoted)",
        "the middle band: below it low, above it high concentration",
        "saasvaluation.app（转引）",
        "中间档：以下为低集中度，以上为高集中度",
        "saasvaluation.app",
    ),
];

/// The words of a mark.
pub fn words(mark: &Benchmark, lang: Lang) -> Words {
    let lines = match mark.metric {
        MetricId::LogoRetention => LOGO,
        MetricId::TopCustomerShare | MetricId::Top10Share | MetricId::Hhi => CONCENTRATION,
        _ => REVENUE,
    };
    let line = lines.iter().find(|line| line.0 == mark.id);
    line.map_or_else(Words::default, |(_, who, of, who_zh, of_zh, address)| match lang {
        Lang::En => Words { who, of, address },
        Lang::Zh => Words { who: who_zh, of: of_zh, address },
    })
}

/// How far a mark can be trusted, in a word.
pub fn standing(standing: Standing, lang: Lang) -> &'static str {
    match (standing, lang) {
        (Standing::Article, Lang::En) => "unsourced",
        (Standing::Article, Lang::Zh) => "无来源",
        (Standing::Published, Lang::En) => "published",
        (Standing::Published, Lang::Zh) => "原始发布",
        (Standing::Quoted, Lang::En) => "second hand",
        (Standing::Quoted, Lang::Zh) => "转引",
        (Standing::RuleOfThumb, Lang::En) => "rule of thumb",
        (Standing::RuleOfThumb, Lang::Zh) => "经验法则",
    }
}
