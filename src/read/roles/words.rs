//! The words that headers and cells are recognised by, in English and Chinese (domain.md T1).

use crate::read::Role;

/// Roles by header, in the form [`super::header::words`] gives; the number says how sure such a header makes.
const HEADERS: &[(Role, f64, &[&str])] = &[
    (Role::CustomerId, 0.99, &["customerid", "客户id", "客户编号", "客户编码"]),
    (
        Role::CustomerId,
        0.95,
        &[
            "customerexternalid",
            "customeroid",
            "customersid",
            "clientid",
            "accountid",
            "accountcode",
            "companyid",
            "tenantid",
            "organizationid",
            "organisationid",
            "orgid",
            "租户id",
            "租户编号",
            "客户代码",
            "客户号",
            "企业id",
            "公司id",
            "企业编号",
            "公司编号",
            "账户id",
        ],
    ),
    (
        Role::CustomerId,
        0.9,
        &[
            "customer",
            "client",
            "account",
            "company",
            "tenant",
            "organization",
            "organisation",
            "logo",
            "客户",
            "租户",
            "subscriberid",
            "subscriber",
        ],
    ),
    (
        Role::CustomerId,
        0.8,
        &[
            "customername",
            "clientname",
            "accountname",
            "companyname",
            "organizationname",
            "organisationname",
            "客户名称",
            "企业名称",
            "公司名称",
            "客户名",
            "公司",
            "企业",
            "客户全称",
        ],
    ),
    (
        Role::CustomerId,
        0.7,
        &["userid", "user", "customeremail", "用户id", "用户编号", "用户", "name", "名称"],
    ),
    (Role::CustomerId, 0.5, &["id", "uid", "uuid", "编号"]),
    (
        Role::Month,
        0.97,
        &[
            "month",
            "revenuemonth",
            "billingmonth",
            "mrrmonth",
            "activitymonth",
            "yearmonth",
            "monthdate",
            "monthstart",
            "monthend",
            "snapshotmonth",
            "月份",
            "账期",
            "统计月份",
            "年月",
            "账单月份",
            "收入月份",
            "计费月份",
            "所属月份",
            "月",
        ],
    ),
    (
        Role::Month,
        0.85,
        &[
            "period",
            "date",
            "snapshotdate",
            "asof",
            "asofdate",
            "invoicedate",
            "billingdate",
            "reportdate",
            "期间",
            "日期",
            "统计日期",
            "账单日期",
            "时间",
        ],
    ),
    (
        Role::Mrr,
        0.97,
        &[
            "mrr",
            "monthlyrecurringrevenue",
            "mrramount",
            "monthlyamount",
            "monthlyrevenue",
            "monthlyfee",
            "monthlyprice",
            "customermrr",
            "subscriptionmrr",
            "totalmrr",
            "netmrr",
            "月经常性收入",
            "月度经常性收入",
            "月收入",
            "月费",
            "订阅收入",
            "经常性收入",
            "月订阅费",
            "每月费用",
            "月金额",
        ],
    ),
    (
        Role::Arr,
        0.9,
        &[
            "arr",
            "annualrecurringrevenue",
            "annualamount",
            "annualrevenue",
            "annualfee",
            "annualprice",
            "yearlyamount",
            "yearlyfee",
            "yearlyrevenue",
            "acv",
            "年费",
            "年度经常性收入",
            "年经常性收入",
            "年收入",
            "年订阅费",
            "年金额",
        ],
    ),
    (
        Role::Amount,
        0.85,
        &[
            "amount",
            "revenue",
            "subscriptionamount",
            "subscriptioncost",
            "subscriptionprice",
            "subscriptionfee",
            "planamount",
            "planprice",
            "recurringrevenue",
            "收入",
            "金额",
            "订阅金额",
            "订阅费",
            "订阅费用",
        ],
    ),
    (
        Role::Amount,
        0.7,
        &["price", "cost", "fee", "value", "total", "charge", "价格", "费用", "单价", "总额", "合计"],
    ),
    (
        Role::Start,
        0.95,
        &[
            "startdate",
            "start",
            "startedat",
            "startsat",
            "startedon",
            "subscriptionstart",
            "subscriptionstartdate",
            "subscriptionstartedat",
            "periodstart",
            "serviceperiodstart",
            "servicestart",
            "contractstart",
            "contractstartdate",
            "validfrom",
            "activatedat",
            "activationdate",
            "begindate",
            "begin",
            "开始日期",
            "开始时间",
            "起始日期",
            "起始日",
            "开始日",
            "服务开始日期",
            "订阅开始日期",
            "生效日期",
            "开通日期",
        ],
    ),
    (
        Role::Start,
        0.8,
        &[
            "createddate",
            "createdat",
            "created",
            "signupdate",
            "subscriptioncreatedat",
            "from",
            "signeddate",
            "签约日期",
            "创建日期",
            "创建时间",
            "签约时间",
        ],
    ),
    (
        Role::End,
        0.95,
        &[
            "enddate",
            "end",
            "endedat",
            "endsat",
            "endedon",
            "subscriptionend",
            "subscriptionenddate",
            "subscriptionendedat",
            "periodend",
            "serviceperiodend",
            "serviceend",
            "contractend",
            "contractenddate",
            "validto",
            "validuntil",
            "结束日期",
            "结束时间",
            "终止日期",
            "结束日",
            "服务结束日期",
            "订阅结束日期",
        ],
    ),
    (
        Role::End,
        0.85,
        &[
            "canceleddate",
            "cancelleddate",
            "canceledat",
            "cancelledat",
            "canceledon",
            "cancelledon",
            "canceldate",
            "cancellationdate",
            "subscriptioncanceledat",
            "subscriptioncancelledat",
            "canceled",
            "cancelled",
            "churndate",
            "churnedat",
            "expirydate",
            "expiresat",
            "expirationdate",
            "until",
            "to",
            "到期日",
            "到期日期",
            "到期时间",
            "取消日期",
            "退订日期",
            "流失日期",
            "停用日期",
        ],
    ),
    (
        Role::Interval,
        0.95,
        &[
            "interval",
            "billinginterval",
            "subscriptioninterval",
            "planinterval",
            "billingperiod",
            "billingcycle",
            "billingfrequency",
            "intervalunit",
            "frequency",
            "paymentfrequency",
            "计费周期",
            "付费周期",
            "周期",
            "计费方式",
            "付款周期",
            "订阅周期",
            "账单周期",
        ],
    ),
    (
        Role::Currency,
        0.97,
        &[
            "currency",
            "currencycode",
            "plancurrency",
            "subscriptioncurrency",
            "isocurrency",
            "币种",
            "货币",
            "货币代码",
        ],
    ),
];

/// Headers that content alone must never turn into an amount or a customer: they hold other numbers.
const OTHER_NUMBERS: &[&str] = &[
    "cents", "quantity", "qty", "seats", "count", "users", "discount", "tax", "rate", "percent", "phone",
    "zip", "age", "days", "score", "year", "number", "invoice", "数量", "席位", "折扣", "税", "率", "电话",
    "邮编", "天数", "分数", "年份", "号",
];

/// The role a header names, and how sure.
pub(in crate::read) fn role(plain: &str) -> Option<(Role, f64)> {
    HEADERS.iter().find(|(_, _, words)| words.contains(&plain)).map(|(role, sure, _)| (*role, *sure))
}

/// Whether a header speaks of something that looks like an amount and is none.
pub(in crate::read) fn other_number(plain: &str) -> bool {
    plain.ends_with("id") || OTHER_NUMBERS.iter().any(|w| plain.contains(w))
}

/// Whether a customer cell is a line of totals.
pub(in crate::read) fn is_total(cell: &str) -> bool {
    // Asked for nearly every row: the first character and the length rule out nearly all of them.
    if cell.len() > 24 || !cell.starts_with(['t', 'T', 'g', 'G', 's', 'S', '合', '总', '小', '汇']) {
        return false;
    }
    let cell = cell.trim_end_matches([':', '：']).trim_end();
    const TOTALS: &[&str] = &[
        "total",
        "totals",
        "grand total",
        "grand totals",
        "sum",
        "subtotal",
        "sub-total",
        "sub total",
        "subtotals",
        "total mrr",
        "total arr",
        "total revenue",
        "合计",
        "总计",
        "总和",
        "小计",
        "汇总",
        "总额",
        "合 计",
        "总 计",
    ];
    TOTALS.iter().any(|t| t.eq_ignore_ascii_case(cell))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_stands_for_two_roles() {
        let mut all: Vec<&str> = HEADERS.iter().flat_map(|(_, _, words)| words.iter().copied()).collect();
        let many = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), many);
    }

    #[test]
    fn every_word_is_in_normal_form() {
        for word in HEADERS.iter().flat_map(|(_, _, words)| words.iter()) {
            assert_eq!(super::super::header::words(word).plain, *word);
        }
    }

    #[test]
    fn totals() {
        for cell in ["Total", "TOTALS:", "Grand Total", "合计", "总计：", "subtotal"] {
            assert!(is_total(cell), "{cell}");
        }
        for cell in ["Total Energies", "Sum Systems", "C1", ""] {
            assert!(!is_total(cell), "{cell}");
        }
    }
}
