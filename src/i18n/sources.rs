//! The names of the exports the reader recognises ([`crate::read::Reading::source`]), and what to take instead of
//! those that hold no revenue.

use super::Lang;

/// Name in the report; English; Chinese; instead of it, in English and in Chinese, where it holds no revenue.
type Source = (&'static str, &'static str, &'static str, &'static str, &'static str);

const SOURCES: &[Source] = &[
    ("stripe_subscriptions", "Stripe, subscriptions export", "Stripe 订阅导出", "", ""),
    ("stripe_invoices", "Stripe, invoices export", "Stripe 发票导出", "", ""),
    (
        "stripe_payments",
        "Stripe, payments export",
        "Stripe 付款导出",
        "Stripe’s subscriptions or invoices export, or its report “MRR per subscriber per month”",
        "Stripe 的订阅或发票导出，或“MRR per subscriber per month”报表",
    ),
    (
        "stripe_customers",
        "Stripe, customers export",
        "Stripe 客户导出",
        "Stripe’s subscriptions or invoices export, or its report “MRR per subscriber per month”",
        "Stripe 的订阅或发票导出，或“MRR per subscriber per month”报表",
    ),
    ("chartmogul_movements", "ChartMogul, MRR movements", "ChartMogul MRR 变动", "", ""),
    ("chartmogul_subscriptions", "ChartMogul, subscriptions", "ChartMogul 订阅", "", ""),
    (
        "chartmogul_customers",
        "ChartMogul, customers",
        "ChartMogul 客户",
        "ChartMogul’s MRR movements",
        "ChartMogul 的 MRR 变动（MRR movements）",
    ),
    (
        "chartmogul_plans",
        "ChartMogul, plans",
        "ChartMogul 套餐",
        "ChartMogul’s MRR movements",
        "ChartMogul 的 MRR 变动（MRR movements）",
    ),
    ("chartmogul_line_items", "ChartMogul, invoice line items", "ChartMogul 发票明细", "", ""),
    (
        "chartmogul_line_items_alone",
        "ChartMogul, invoice line items without their customers",
        "ChartMogul 发票明细（不含客户）",
        "",
        "",
    ),
    ("chartmogul_invoices", "ChartMogul, invoices without amounts", "ChartMogul 发票（不含金额）", "", ""),
    (
        "chartmogul_transactions",
        "ChartMogul, transactions",
        "ChartMogul 交易",
        "ChartMogul’s MRR movements",
        "ChartMogul 的 MRR 变动（MRR movements）",
    ),
    (
        "chartmogul_events",
        "ChartMogul, subscription events",
        "ChartMogul 订阅事件",
        "ChartMogul’s MRR movements",
        "ChartMogul 的 MRR 变动（MRR movements）",
    ),
    (
        "chartmogul_cancellations",
        "ChartMogul, cancellations",
        "ChartMogul 取消记录",
        "ChartMogul’s MRR movements",
        "ChartMogul 的 MRR 变动（MRR movements）",
    ),
    ("baremetrics", "Baremetrics, import form", "Baremetrics 导入表", "", ""),
    ("chargebee_mrr", "Chargebee, monthly MRR summary", "Chargebee 月度 MRR 汇总", "", ""),
    ("chargebee_subscriptions", "Chargebee, subscriptions export", "Chargebee 订阅导出", "", ""),
    (
        "recurly_history",
        "Recurly, subscription history",
        "Recurly 订阅历史",
        "Recurly’s subscriptions export (a version in the history has no end of its own)",
        "Recurly 的订阅导出（历史里的每个版本没有自己的结束日期）",
    ),
    ("recurly_subscriptions", "Recurly, subscriptions export", "Recurly 订阅导出", "", ""),
    ("maxio_subscriptions", "Maxio (Chargify), subscriptions export", "Maxio（Chargify）订阅导出", "", ""),
    ("quickbooks_sales", "QuickBooks, sales by customer", "QuickBooks 按客户销售明细", "", ""),
    ("quickbooks_invoices", "QuickBooks, invoice list", "QuickBooks 发票列表", "", ""),
    (
        "salesforce_opportunities",
        "Salesforce, opportunities",
        "Salesforce 商机",
        "the contracts or subscriptions (customer, start, end, amount a month or a year) or the export of the billing system",
        "合同或订阅明细（客户、开始、结束、月费或年费），或计费系统的导出",
    ),
    (
        "hubspot_deals",
        "HubSpot, deals",
        "HubSpot 交易（Deals）",
        "the contracts or subscriptions (customer, start, end, amount a month or a year) or the export of the billing system",
        "合同或订阅明细（客户、开始、结束、月费或年费），或计费系统的导出",
    ),
    (
        "fight_churn",
        "“Fighting Churn with Data”, subscriptions",
        "《Fighting Churn with Data》订阅表",
        "",
        "",
    ),
    ("mrr_playbook", "MRR playbook, subscriptions", "MRR playbook 订阅表", "", ""),
];

fn of(name: &str) -> Option<&'static Source> {
    SOURCES.iter().find(|(id, ..)| *id == name)
}

/// An export's name for people; as it stands where it is none of ours.
pub fn source(lang: Lang, name: &str) -> &str {
    match (of(name), lang) {
        (Some((_, en, _, _, _)), Lang::En) => en,
        (Some((_, _, zh, _, _)), Lang::Zh) => zh,
        (None, _) => name,
    }
}

/// What to take instead of an export that holds no revenue.
pub fn instead(lang: Lang, name: &str) -> &'static str {
    match (of(name), lang) {
        (Some((_, _, _, en, _)), Lang::En) => en,
        (Some((_, _, _, _, zh)), Lang::Zh) => zh,
        (None, _) => "",
    }
}
