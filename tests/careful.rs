//! What the sources' statements need said beside them (domain.md §6), in the report of the sample company as a person
//! reads it, in both languages.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

use ninefold::i18n::Lang;
use ninefold::pack::{Manifest, pack};
use ninefold::read::{ReadOptions, Reader};
use ninefold::report::{Session, Settings};
use ninefold::samples;

/// The sample's report in a language: every room, every word of it.
fn told(language: Lang) -> String {
    let read = |(name, text): (String, String)| {
        let mut reader = Reader::new(ReadOptions { name, ..ReadOptions::default() });
        reader.push(text.as_bytes());
        reader.finish()
    };
    let session = Session::new(samples::company(language).into_iter().map(read).collect());
    let json = session.json(&Settings::default()).0;
    let about = Manifest { language, ..Manifest::default() };
    let html = pack(&json, serde_json::from_str(&json).unwrap(), about).0;
    // What is read, not the report's bytes behind it.
    let shown = html.split("<script").next().unwrap();
    shown.to_owned()
}

/// The statement by its number in §6, and what stands beside it in English and in Chinese. Without words of their own are
/// 19 (a worklist), 20 (a badge of fewer than fifty accounts: `tests/cases/q5-advocates`), 23 (anecdotes that enter
/// nothing) and 25 (a slip of the translation).
const SAID: &[(u32, &str, &str)] = &[
    (1, "The article’s “GRR” is this", "原文所称的 GRR 即此指标"),
    (1, "Logo retention divides by all customers instead", "客户数留存率的分母是全部期初客户"),
    (2, "an average that hides its parts", "这是平均数掩盖差异"),
    (2, "Simpson’s paradox is more and needs two windows", "辛普森悖论要求更高，须比较两期"),
    (3, "Loyal, flat", "忠诚未增购"),
    (3, "Loyal and expanding", "忠诚且增购"),
    (4, "all four from the same customers", "四项都只算同一批客户"),
    (4, "Nobody who came later is in it", "之后新签的客户不计入"),
    (5, "what it pays now of what it paid", "如今付费相当于期初的多少"),
    (6, "undated, no source", "无日期、无来源"),
    (6, "Snowflake compares two years of product revenue", "Snowflake 比较的是"),
    (6, "none of these marks judges a figure here", "这些数字不用来评判您的指标"),
    (7, "they are labels and enter no calculation", "只作标注，不参与计算"),
    (7, "their wording is ambiguous", "措辞有歧义"),
    (7, "without a back-test no probability is claimed", "未经回测，不给出流失概率"),
    (8, "over 5 complaints a month", "月均投诉超过 5 次"),
    (9, "churn rate of such customers next year 35 %", "此类客户次年流失率 35%"),
    (10, "what a customer leaves after hosting, support and onboarding", "扣除托管、支持与上线成本后的价值"),
    (
        10,
        "With a lower gross margin a new customer costs more than it brings",
        "毛利率低于此值，新客户得不偿失",
    ),
    (11, "at most the cap (60 months unless set otherwise)", "生命周期按上限 60 个月计算"),
    (12, "3 : 1 is customary, not a law", "业内习惯看 3 : 1，并非定律"),
    (13, "like for like, so the lifetime cancels", "同期相比，生命周期相互抵消"),
    (14, "chance alone would do that in", "纯属偶然的概率为"),
    (14, "watch what it pays and how long it stays", "同时关注其付费金额与留存"),
    (15, "Not green: a red measure with at least a tenth of the weights", "不为绿"),
    (15, "the other cut-offs are ours", "其余界限为本工具所定"),
    (16, "to which it gives no weights", "原文未给权重，按等权"),
    (17, "(opening + expansion − contraction − churn) ÷ opening", "（期初 + 增购 − 降级 − 流失）÷ 期初"),
    (18, "could raise it by 12% after five years", "五年后估值“有可能”提高 12%"),
    (21, "Ten in the article; another number", "文章为 10 家；也可另选家数"),
    (22, "Completed attempts ÷ attempts that say whether they were", "完成"),
    (24, "the article has none", "原文无此数值"),
    (26, "This file loads nothing and runs nothing", "本文件不加载任何内容、不运行任何脚本"),
];

#[test]
fn every_statement_is_said_with_care() {
    let [en, zh] = [Lang::En, Lang::Zh].map(told);
    let missing = |(number, in_en, in_zh): &(u32, &str, &str)| {
        [(&en, in_en), (&zh, in_zh)]
            .map(|(text, said)| (!text.contains(*said)).then(|| format!("{number}: {said}")))
    };
    let missing: Vec<String> = SAID.iter().flat_map(missing).flatten().collect();
    assert!(missing.is_empty(), "{missing:#?}");
}
