//! What the columns of the operating tables state, in words.

use super::{Lang, Messages};
use crate::tables::Datum;

/// Each datum in English and Chinese, in their order.
const LABELS: [(&str, &str); Datum::ALL.len()] = [
    ("last login", "最近登录"),
    ("logins, last 30 days", "近 30 天登录次数"),
    ("modules used", "使用模块数"),
    ("modules available", "模块总数"),
    ("set-up done", "配置完成日期"),
    ("tickets, last 30 days", "近 30 天工单数"),
    ("complaints, last 30 days", "近 30 天投诉数"),
    ("NPS answer", "NPS 评分"),
    ("renewal date", "续费日期"),
    ("renewal talks began", "续费沟通日期"),
    ("last expansion", "最近增购日期"),
    ("days overdue", "逾期天数"),
    ("outcome achieved", "成效"),
    ("solution specialist", "解决方案专家"),
    ("delivery manager", "交付经理"),
    ("integrations", "集成数"),
    ("30-day check", "30 天检查"),
    ("90-day check", "90 天检查"),
    ("health by hand", "人工健康度"),
    ("reason for it", "人工评级原因"),
    ("holds until", "人工评级有效期"),
    ("date", "日期"),
    ("logins", "登录次数"),
    ("active users", "活跃用户数"),
    ("sessions", "会话数"),
    ("core actions", "核心操作数"),
    ("minutes in core features", "核心功能使用时长（分钟）"),
    ("advanced actions", "高级功能使用次数"),
    ("scenarios", "业务场景数"),
    ("user", "用户"),
    ("event", "事件"),
    ("module", "模块"),
    ("contract", "合同编号"),
    ("contract start", "合同开始日"),
    ("contract end", "合同到期日"),
    ("contract value a year", "年合同额"),
    ("renewal outcome", "续约结果"),
    ("renews by itself", "自动续费"),
    ("billing status", "账单状态"),
    ("renewal stage", "续费阶段"),
    ("ticket", "工单编号"),
    ("opened", "创建时间"),
    ("ticket type", "工单类型"),
    ("level", "问题级别"),
    ("topic", "问题主题"),
    ("solved", "解决时间"),
    ("handled by", "处理渠道"),
    ("reopened", "是否重开"),
    ("survey", "问卷类型"),
    ("score", "评分"),
    ("second score", "评分 2"),
    ("answer 1", "第 1 题"),
    ("answer 2", "第 2 题"),
    ("answer 3", "第 3 题"),
    ("answer 4", "第 4 题"),
    ("answer 5", "第 5 题"),
    ("answer 6", "第 6 题"),
    ("answer 7", "第 7 题"),
    ("answer 8", "第 8 题"),
    ("answer 9", "第 9 题"),
    ("answer 10", "第 10 题"),
    ("respondent", "答题人"),
    ("feature", "功能"),
    ("task", "任务"),
    ("followed up", "回访时间"),
    ("sign-up", "注册编号"),
    ("sign-up date", "注册日期"),
    ("segment", "客群"),
    ("source", "来源"),
    ("trial end", "试用到期"),
    ("activated", "激活时间"),
    ("first value", "首次价值时间"),
    ("product-qualified", "PQL 时间"),
    ("first paid", "付费时间"),
    ("self-serve", "自助购买"),
    ("invited by", "邀请人"),
    ("invitations sent", "发出邀请数"),
    ("step", "步骤"),
    ("completed", "完成时间"),
    ("weight", "权重"),
    ("core", "是否核心"),
    ("applicable", "是否适用"),
    ("due", "计划完成日期"),
    ("automated", "是否自动"),
    ("request", "需求编号"),
    ("what became of it", "采纳状态"),
    ("adopted", "采纳时间"),
    ("effort (person-months)", "工作量（人月）"),
    ("impact", "影响"),
    ("confidence", "信心"),
    ("business value", "业务价值"),
    ("time criticality", "时间紧迫性"),
    ("risk reduction", "风险降低"),
    ("steps", "步数"),
    ("completed", "是否完成"),
    ("duration (s)", "耗时（秒）"),
    ("ease (1–7)", "易用度（1–7）"),
    ("fewest steps", "最优步数"),
    ("what they did", "拥护行为"),
    ("how often", "次数"),
    ("converted", "成交数"),
    ("referred revenue", "转介绍收入"),
    ("kind of partner", "伙伴类型"),
    ("integration", "对接系统"),
    ("direction", "对接方向"),
    ("connected", "对接时间"),
    ("data (GB)", "数据量（GB）"),
];

/// A datum's name on the page.
pub fn datum(datum: Datum, lang: Lang) -> &'static str {
    let (en, zh) = LABELS.get(datum as usize).copied().unwrap_or_default();
    match lang {
        Lang::En => en,
        Lang::Zh => zh,
    }
}

/// What a question still needs, in words: tables, then columns of tables there are, each table once.
pub fn needed(t: &Messages, needs: &[String]) -> String {
    let table = |id: &str| (t.table_name)(id).unwrap_or_default();
    let is_column = |need: &&String| need.contains('.');
    let mut said: Vec<String> =
        needs.iter().filter(|need| !is_column(need)).map(|need| table(need).to_owned()).collect();
    let mut before = "";
    for (of, column) in needs.iter().filter_map(|need| need.split_once('.')) {
        let attribute = || super::answers::word(t.lang, &format!("col.{column}"));
        let name = Datum::named(column).map(|known| datum(known, t.lang)).or_else(attribute);
        let column = name.unwrap_or(column);
        match said.last_mut().filter(|_| of == before) {
            Some(last) => *last = [last.as_str(), column].join(t.list_separator),
            None => said.push(format!("{}: {column}", table(of))),
        }
        before = of;
    }
    let apart = if t.lang == Lang::Zh { "；" } else { "; " };
    let columns = needs.iter().any(|need| is_column(&need));
    said.join(if columns { apart } else { t.list_separator })
}
