//! The sample's headers and words in two languages.

use crate::base::Date;
use crate::i18n::Lang;

/// A word and its Chinese.
#[rustfmt::skip]
const PAIRS: &[(&str, &str)] = &[
    ("customer_id", "客户名称"), ("month", "月份"), ("mrr", "MRR"), ("currency", "币种"), ("USD", "CNY"), ("tier", "客户等级"), ("industry", "行业"),
    ("region", "地区"), ("plan", "套餐"), ("csm", "客户成功经理"), ("solution_owner", "解决方案专家"),
    ("delivery_owner", "交付经理"), ("signed_date", "签约日期"), ("churn_date", "流失日期"), ("churn_reason", "流失原因"),
    ("seats", "席位数"), ("potential_seats", "潜在席位数"), ("last_login", "最后登录时间"), ("modules_used", "使用模块数"),
    ("modules_total", "模块总数"), ("setup_done_date", "配置完成日期"), ("outcome_note", "成效"),
    ("last_expansion_date", "最近增购日期"), ("check_30d", "30天检查"), ("check_90d", "90天检查"),
    ("contract_id", "合同编号"), ("start_date", "合同开始日"), ("end_date", "合同到期日"), ("acv", "合同金额"),
    ("outcome", "续约状态"), ("renewal_talk_start", "续费沟通开始日期"), ("auto_renew", "自动续费"),
    ("billing_status", "账单状态"), ("overdue_days", "逾期天数"),
    ("period", "期间"), ("category", "费用类别"), ("amount", "金额"),
    ("date", "日期"), ("logins", "登录次数"), ("active_users", "活跃用户数"), ("sessions", "会话数"),
    ("core_actions", "核心操作数"), ("core_minutes", "核心功能使用时长"), ("advanced_actions", "高级功能使用次数"),
    ("ticket_id", "工单编号"), ("created_at", "创建时间"), ("ticket_type", "工单类型"), ("level", "问题级别"),
    ("topic", "问题分类"), ("resolved_at", "解决时间"), ("handled_by", "处理渠道"), ("reopened", "是否重开"),
    ("kind", "问卷类型"), ("score", "评分"), ("respondent_id", "答题人"), ("feature", "功能"),
    ("followed_up_at", "回访时间"),
    ("signup_id", "注册编号"), ("signup_date", "注册日期"), ("segment", "客群"), ("source", "来源"),
    ("trial_end", "试用到期"), ("activated_at", "激活时间"), ("first_value_at", "首次价值时间"), ("pql_at", "PQL时间"),
    ("paid_at", "付费时间"), ("self_serve", "自助购买"), ("invited_by", "邀请人"), ("invites_sent", "邀请数"),
    ("step", "步骤"), ("completed_at", "完成时间"), ("weight", "权重"), ("core", "是否核心"), ("automated", "是否自动"),
    ("request_id", "需求编号"), ("status", "采纳状态"), ("adopted_at", "上线时间"), ("effort_pm", "人月"), ("impact", "影响"),
    ("confidence", "信心"), ("time_criticality", "时间紧迫性"), ("risk_reduction", "风险降低"),
    ("task", "任务"), ("steps", "步数"), ("completed", "是否完成"), ("duration_s", "耗时"), ("seq", "易用度"),
    ("optimal_steps", "最优步数"),
    ("advocacy_kind", "拥护行为"), ("count", "次数"), ("converted", "转化数"), ("revenue", "推荐收入"),
    ("partner_type", "伙伴类型"),
    ("integration", "对接系统"), ("direction", "方向"), ("connected_at", "对接时间"), ("data_gb", "数据量"),
    // Values.
    ("yes", "是"), ("no", "否"), ("KA", "大客户"), ("Mid-market", "中型客户"), ("SMB", "中小客户"),
    ("North", "华北"), ("East", "华东"), ("South", "华南"), ("West", "西部"),
    ("Starter", "基础版"), ("Business", "商务版"), ("Enterprise", "企业版"),
    ("Ann Baker", "陈安"), ("Ben Ortiz", "李斌"), ("Chloe Martin", "周晓"), ("Dan Novak", "丁聃"), ("Eve Lindgren", "艾薇"),
    ("Finn Walsh", "范帆"), ("Gail Moreno", "高格"), ("Hugo Brandt", "胡果"),
    ("Logistics", "物流"), ("Retail", "零售"), ("Health", "医疗"), ("Technology", "科技"), ("Foods", "食品"),
    ("product not adopted", "产品未用起来"), ("price", "价格"), ("support quality", "支持质量"), ("business closed", "业务关闭"),
    ("competitor", "竞争对手"),
    ("renewed", "已续费"), ("downgraded", "降级"), ("churned", "流失"), ("pending", "待定"), ("paid", "已付"), ("overdue", "逾期"),
    ("complaint", "投诉"), ("question", "咨询"), ("bug", "故障"), ("basic", "基础"), ("complex", "复杂"),
    ("integrations", "集成"), ("billing", "账单"), ("reports", "报表"), ("login", "登录"),
    ("ai", "机器人"), ("kb", "知识库"), ("agent", "客服"),
    ("Bulk import", "批量导入"), ("Group report", "集团报表"), ("Mobile approval", "移动审批"), ("Single sign-on", "单点登录"),
    ("Dark mode", "深色模式"), ("adopted", "已采纳"), ("declined", "拒绝"), ("open", "待定"),
    ("agency", "代理商"), ("manufacturer", "制造商"), ("shop", "电商"), ("organic", "自然"), ("invite", "邀请"),
    ("ads", "广告"), ("partner", "伙伴"),
    ("Invite the team", "邀请团队"), ("Import data", "导入数据"), ("Connect API", "对接 API"), ("First report", "首份报表"),
    ("Create a report", "创建报表"), ("Invite a colleague", "邀请同事"), ("Export data", "导出数据"),
    ("referral", "转介绍"), ("mention", "提及"), ("case study", "案例"), ("review", "评价"), ("research", "调研"),
    ("technology", "技术"), ("channel", "渠道"), ("read", "只读"), ("two_way", "双向"),
    ("ERP", "ERP"), ("CRM", "CRM"), ("Warehouse", "数据仓库"), ("up", "提升"), ("nps", "nps"), ("csat", "满意度"),
    ("cogs_hosting", "cogs_hosting"), ("cogs_support", "cogs_support"),
    ("sales_marketing_new", "sales_marketing_new"), ("sales_marketing_expansion", "增购销售"), ("rnd_standard", "rnd_standard"), ("rnd_custom", "rnd_custom"),
];

/// What customers are called: so many first halves for each industry's second half.
const FIRST: [(&str, &str); 24] = [
    ("Alder", "安达"),
    ("Birch", "百川"),
    ("Cedar", "晨星"),
    ("Delta", "东升"),
    ("Ember", "恩泽"),
    ("Fjord", "丰华"),
    ("Grove", "广源"),
    ("Harbor", "海港"),
    ("Iris", "汇丰源"),
    ("Juniper", "佳禾"),
    ("Kestrel", "凯旋"),
    ("Linden", "利安"),
    ("Maple", "明德"),
    ("Northwind", "北风"),
    ("Orchard", "欧陆"),
    ("Pine", "鹏程"),
    ("Quarry", "齐云"),
    ("Ridge", "瑞达"),
    ("Spruce", "盛世"),
    ("Thistle", "天合"),
    ("Umber", "优品"),
    ("Vale", "万象"),
    ("Willow", "新柳"),
    ("Yarrow", "远航"),
];

/// The industries, and what customers of each are called last.
pub(super) const INDUSTRIES: [&str; 5] = ["Logistics", "Retail", "Health", "Technology", "Foods"];

/// The words of a language, and the day the sample ends on.
pub(super) struct Words {
    lang: Lang,
    pub as_of: Date,
}

impl Words {
    /// Those of a language.
    pub fn new(lang: Lang, as_of: Date) -> Self {
        Words { lang, as_of }
    }

    /// A day so many days before the last.
    pub fn before(&self, days: u64) -> Date {
        Date::from_days(self.as_of.days() - i64::try_from(days).unwrap_or(0)).unwrap_or(self.as_of)
    }

    /// A word in it.
    pub fn of(&self, word: &'static str) -> &'static str {
        match self.lang {
            Lang::En => word,
            Lang::Zh => PAIRS.iter().find(|(en, _)| *en == word).map_or(word, |(_, zh)| zh),
        }
    }

    /// The name of the customer with a number.
    pub fn customer(&self, number: usize) -> String {
        let (en, zh) = FIRST.get(number % FIRST.len()).copied().unwrap_or_default();
        let last = INDUSTRIES.get(number / FIRST.len() % INDUSTRIES.len()).copied().unwrap_or_default();
        match self.lang {
            Lang::En => format!("{en} {last}"),
            Lang::Zh => format!("{zh}{}", self.of(last)),
        }
    }
}
