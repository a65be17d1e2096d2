//! Columns and words that several questions share.

use super::Words;

#[rustfmt::skip]
pub(super) const WORDS: Words = &[
    ("col.customer", "Customer", "客户"),
    ("col.date", "Date", "日期"),
    ("col.score", "Score", "评分"),
    ("col.feature", "Feature", "功能"),
    ("col.survey", "Survey", "问卷"),
    ("col.mean", "Mean", "均值"),
    ("col.answers", "Answers", "答卷数"),
    ("col.low", "95 % from", "95% 下限"),
    ("col.high", "to", "上限"),
    ("word.yes", "yes", "是"),
    ("word.no", "no", "否"),
    ("word.nps", "NPS", "NPS"),
    ("word.csat", "CSAT", "CSAT 满意度"),
    ("word.ces", "CES", "CES 费力度"),
    ("word.seq", "SEQ", "SEQ 易用度"),
    ("word.sus", "SUS", "SUS"),
    ("word.umux", "UMUX-Lite", "UMUX-Lite"),
    ("overview.standing", "What holds you back most, and what to do", "最该解决的问题与下一步"),
    ("na.no_data", "the files don't say", "文件中没有相应数据"),
    ("na.zero_denominator", "nothing to divide by", "分母为零"),
    ("na.insufficient_history", "the data don't reach back far enough", "历史数据不够长"),
    ("na.small_sample", "sample size too small", "样本不足"),
    ("na.mixed_currency", "more than one currency, and no rates", "有多种货币且没有汇率"),
    ("na.too_large", "more than can be computed", "超出可计算范围"),
    ("na.not_applicable", "doesn't fit these data", "不适用于这些数据"),
    ("room.needs", "To answer this, add: {tables}.", "要回答这个问题，请补充：{tables}。"),
    ("room.partly", "More could be said with: {tables}.", "补充以下数据可以回答得更完整：{tables}。"),
    ("room.as_of", "As of {day}.", "截至 {day}。"),
    ("room.more", "The first {shown} of {total} rows.", "共 {total} 行，显示前 {shown} 行。"),
    ("room.findings", "What stands out", "值得注意"),
    ("room.terms", "How these are made", "计算口径"),
    ("room.at_stake", "ARR concerned: {arr}", "涉及 ARR {arr}"),
];
