//! The texts of the second question: retention by group. What groups are called: [`crate::i18n::segments`].

use crate::i18n::Lang;

/// Every text of the room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // named for the place each stands in
pub struct GroupsTexts {
    pub title: &'static str,
    /// `{n}`, `{from}`, `{to}`.
    pub lead: &'static str,
    /// `{reason}`.
    pub lead_none: &'static str,
    pub whole: &'static str,
    pub hidden: &'static str,
    /// `{by}`.
    pub hidden_in: &'static str,
    /// `{by}`, `{said}`.
    pub named: &'static str,
    pub hidden_fix: &'static str,
    pub reversed_fix: &'static str,

    pub missing: &'static str,

    pub detail: &'static str,
    pub by_label: &'static str,
    pub metric_label: &'static str,
    pub elephants_label: &'static str,
    pub cheetahs_label: &'static str,
    /// `{share}`: of the opening customers, from the largest down.
    pub elephants_share: &'static str,
    pub cheetahs_share: &'static str,
    /// `{metric}`, `{by}`.
    pub chart: &'static str,
    /// `{from}`, `{to}`.
    pub chart_caption: &'static str,
    /// Behind it for logo retention.
    pub chart_interval: &'static str,
    /// `{n}`.
    pub drawn: &'static str,
    /// `{value}`.
    pub overall: &'static str,
    pub mark_note: &'static str,
    /// `{by}`.
    pub table: &'static str,
    /// `{from}`, `{to}`.
    pub table_caption: &'static str,
    pub table_none: &'static str,
    pub col_interval: &'static str,
    pub col_note: &'static str,

    /// `{from}`, `{to}`: the window before.
    pub before: &'static str,
    /// `{months}`.
    pub before_none: &'static str,
    pub not_reversed: &'static str,
    pub change: &'static str,
    pub mix: &'static str,
    pub mix_note: &'static str,
    pub rate: &'static str,
    pub rate_note: &'static str,
    /// `{metric}`.
    pub shift: &'static str,
    pub shift_caption: &'static str,
    pub col_n_before: &'static str,
    pub col_n: &'static str,
    pub not_judged: &'static str,

    /// `{opening}`, `{closing}`, `{advice}`.
    pub quadrant_note: &'static str,
    pub scatter: &'static str,
    /// `{from}`, `{to}`.
    pub scatter_caption: &'static str,
    pub scatter_none: &'static str,
    /// `{n}`, `{money}`.
    pub part: &'static str,
    /// `{grr}`, `{ndr}`, `{money}`.
    pub bubble: &'static str,
    pub col_customer: &'static str,
    pub col_part: &'static str,
    pub white: &'static str,
    /// `{ranked}`.
    pub white_caption: &'static str,
    /// `{shown}`, `{n}`, `{ranked}`.
    pub white_first: &'static str,
    pub white_none: &'static str,
    pub col_used: &'static str,
    pub col_modules: &'static str,
    pub col_unused: &'static str,
}

impl GroupsTexts {
    /// The texts of a language.
    pub fn of(lang: Lang) -> &'static GroupsTexts {
        match lang {
            Lang::En => &EN,
            Lang::Zh => &ZH,
        }
    }
}

/// English.
pub const EN: GroupsTexts = GroupsTexts {
    title: "Retention by group",
    lead: "The {n} customers of {from}, each in the group it was in then, and what became of them by {to}. The groups add up to the whole.",
    lead_none: "Retention can’t be computed: {reason}.",
    whole: "All customers",
    hidden: "What the overall number hides",
    hidden_in: "{by}: the overall number hides the groups.",
    named: "{by}: {said}.",
    hidden_fix: "Judge and plan the two groups apart; begin with why the lower one leaves.",
    reversed_fix: "Compare the groups, not the total: only who makes up the total has changed direction.",
    missing: "Your files say nothing about who the customers are, so they are parted by what revenue alone shows: how much they paid and when they began. A table of customers beside it (one row a customer: the same id, then tier, industry, region or any other column) gives the groups you plan by.",
    detail: "Group by group",
    by_label: "Group by",
    metric_label: "Measure",
    elephants_label: "Elephants",
    cheetahs_label: "Cheetahs",
    elephants_share: "largest {share}",
    cheetahs_share: "next {share}",
    chart: "{metric} by {by}",
    chart_caption: "{from} → {to}; grey: fewer than 5 customers",
    chart_interval: "; lines: 95% interval (Wilson)",
    drawn: "; the {n} largest groups",
    overall: "all {value}",
    mark_note: "The article’s 92%, 80% and 55% for enterprise, team and individual buyers come without source or date. They are about logo retention, stand beside the figures and judge none.",
    table: "Retention by {by}",
    table_caption: "{from} → {to}; NRR and GRR of opening MRR, logo retention of opening customers; 95% interval (Wilson) of logo retention",
    table_none: "No customers in the opening month.",
    col_interval: "95% interval",
    col_note: "Note",
    before: "Against the window before ({from} → {to})",
    before_none: "There is no window of {months} months before this one to compare with.",
    not_reversed: "No reversal: not every group moved against the whole.",
    change: "Change",
    mix: "From the mix",
    mix_note: "groups’ shares changed",
    rate: "From the rates",
    rate_note: "groups’ own retention changed",
    shift: "{metric}: where the change comes from",
    shift_caption: "Mix and rate in percentage points; over all groups they add up to the change",
    col_n_before: "Customers before",
    col_n: "Customers now",
    not_judged: "not judged: fewer than 5",
    quadrant_note: "MRR {opening} → {closing} · {advice}",
    scatter: "What each customer kept, and how it grew",
    scatter_caption: "{from} → {to}; a bubble is a customer, its area opening MRR; above 200% at the upper edge",
    scatter_none: "No customers in the opening month.",
    part: "{n} · {money} opening MRR",
    bubble: "GRR {grr} · NDR {ndr} · opening MRR {money}",
    col_customer: "Customer",
    col_part: "Group",
    white: "Customers to offer more to",
    white_caption: "Ranked {ranked}",
    white_first: "The first {shown} of {n}, ranked {ranked}; all of them behind the figure “Loyal, flat” above",
    white_none: "No customer is loyal and flat in this window.",
    col_used: "Modules in use",
    col_modules: "Modules in all",
    col_unused: "Not in use",
};

/// Simplified Chinese.
pub const ZH: GroupsTexts = GroupsTexts {
    title: "分群留存",
    lead: "{from} 的 {n} 家客户，按当时所属分组，看到 {to} 留存如何。各组相加等于整体。",
    lead_none: "无法计算留存：{reason}。",
    whole: "全部客户",
    hidden: "整体数字掩盖了什么",
    hidden_in: "{by}：整体数字掩盖了分组差异。",
    named: "{by}：{said}。",
    hidden_fix: "两组分开评估、分开定目标；先弄清较低一组为何流失。",
    reversed_fix: "应比较各组而非总数：变化的只是客户结构。",
    missing: "文件未说明客户属性，目前只能按收入本身分组：付费多少、何时开始付费。再加一张客户表（每家客户一行：相同的客户编号，以及等级、行业、地区等任意列），即可按经营分组查看。",
    detail: "逐组查看",
    by_label: "分组方式",
    metric_label: "指标",
    elephants_label: "大象",
    cheetahs_label: "猎豹",
    elephants_share: "最大的 {share}",
    cheetahs_share: "其后 {share}",
    chart: "按{by}看{metric}",
    chart_caption: "{from} → {to}；灰色：不足 5 家客户",
    chart_interval: "；横线：95% 区间（Wilson）",
    drawn: "；仅画最大的 {n} 组",
    overall: "整体 {value}",
    mark_note: "原文给出企业级、团队级、个人采购的 92%、80%、55%，未注明来源与时间。它们针对客户数留存率，仅并列供参考，不用来评判。",
    table: "按{by}的留存",
    table_caption: "{from} → {to}；NRR、GRR 以期初 MRR 为分母，客户数留存率以期初客户数为分母；95% 区间（Wilson）针对客户数留存率",
    table_none: "期初月没有客户。",
    col_interval: "95% 区间",
    col_note: "备注",
    before: "与上一区间比较（{from} → {to}）",
    before_none: "此前没有同为 {months} 个月的区间可比。",
    not_reversed: "未出现反转：并非各组都与整体反向。",
    change: "变化",
    mix: "来自结构",
    mix_note: "各组占比变化",
    rate: "来自各组自身",
    rate_note: "各组留存率变化",
    shift: "{metric}：变化从何而来",
    shift_caption: "结构与自身均以百分点计；各组合计即整体变化",
    col_n_before: "上期客户数",
    col_n: "本期客户数",
    not_judged: "不足 5 家，不作判断",
    quadrant_note: "MRR {opening} → {closing} · {advice}",
    scatter: "每家客户：留住多少，增长多少",
    scatter_caption: "{from} → {to}；一个气泡为一家客户，面积为期初 MRR；超过 200% 的画在上缘",
    scatter_none: "期初月没有客户。",
    part: "{n} · 期初 MRR {money}",
    bubble: "GRR {grr} · NDR {ndr} · 期初 MRR {money}",
    col_customer: "客户",
    col_part: "分组",
    white: "可推荐增购的客户",
    white_caption: "{ranked}",
    white_first: "{ranked}；列出 {n} 家中的前 {shown} 家，全部客户见上方“忠诚未增购”",
    white_none: "本区间没有忠诚而未增购的客户。",
    col_used: "使用模块数",
    col_modules: "模块总数",
    col_unused: "未用占比",
};
