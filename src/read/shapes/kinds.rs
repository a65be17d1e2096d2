//! What a movement, an invoice's line or a status is, by the words that systems write.

use crate::read::dialect::sample::Sample;
use crate::read::roles::header::half_width;

/// What moved a customer's revenue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Kind {
    New,
    Expansion,
    Contraction,
    Churn,
    Reactivation,
}

impl Kind {
    /// Whether it takes revenue away.
    pub fn is_loss(self) -> bool {
        matches!(self, Kind::Contraction | Kind::Churn)
    }
}

/// What an invoice's line charges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Line {
    Recurring,
    OneOff,
    Proration,
    Credit,
}

/// What a column of types speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Column {
    Movements,
    Lines,
}

/// A word in comparable form: lower-case, half-width, letters and digits only.
fn plain(text: &str) -> String {
    text.chars().map(half_width).flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

const KINDS: &[(Kind, &[&str])] = &[
    (
        Kind::New,
        &[
            "new",
            "newbusiness",
            "newbiz",
            "newlogo",
            "newcustomer",
            "newmrr",
            "newarr",
            "newsubscription",
            "signup",
            "start",
            "initial",
            "opening",
            "新增",
            "新签",
            "新客户",
            "新购",
            "新客",
        ],
    ),
    (
        Kind::Expansion,
        &[
            "expansion",
            "expand",
            "expanded",
            "upgrade",
            "upgraded",
            "upsell",
            "crosssell",
            "increase",
            "expansionmrr",
            "addon",
            "增购",
            "扩展",
            "扩容",
            "升级",
            "加购",
            "增加",
            "增值",
        ],
    ),
    (
        Kind::Contraction,
        &[
            "contraction",
            "contract",
            "contracted",
            "downgrade",
            "downgraded",
            "downsell",
            "decrease",
            "contractionmrr",
            "reduction",
            "降级",
            "减购",
            "缩减",
            "收缩",
            "减少",
            "缩容",
        ],
    ),
    (
        Kind::Churn,
        &[
            "churn",
            "churned",
            "cancel",
            "cancelled",
            "canceled",
            "cancellation",
            "newcancelled",
            "newcanceled",
            "churndelinquent",
            "delinquentchurn",
            "voluntarychurn",
            "involuntarychurn",
            "churnmrr",
            "lost",
            "流失",
            "退订",
            "取消",
            "退租",
            "终止",
        ],
    ),
    (
        Kind::Reactivation,
        &[
            "reactivation",
            "reactivated",
            "reactivate",
            "reactivationmrr",
            "winback",
            "resurrected",
            "returning",
            "returned",
            "回流",
            "召回",
            "唤回",
            "恢复",
            "重新激活",
        ],
    ),
];

const LINES: &[(Line, &[&str])] = &[
    (
        Line::Recurring,
        &[
            "subscription",
            "recurring",
            "plan",
            "license",
            "licence",
            "renewal",
            "seat",
            "seats",
            "订阅",
            "订阅费",
            "续费",
            "续订",
            "周期性",
            "软件费",
        ],
    ),
    (
        Line::OneOff,
        &[
            "onetime",
            "oneoff",
            "setup",
            "setupfee",
            "implementation",
            "onboarding",
            "service",
            "services",
            "professionalservices",
            "training",
            "hardware",
            "consulting",
            "nonrecurring",
            "一次性",
            "一次性费用",
            "实施",
            "实施费",
            "服务费",
            "培训",
            "培训费",
            "硬件",
            "定制",
            "定制开发",
            "咨询",
            "部署费",
        ],
    ),
    (Line::Proration, &["proration", "prorated", "prorata", "prorateddebit", "proratedcredit", "按比例"]),
    (
        Line::Credit,
        &["credit", "refund", "creditnote", "adjustment", "chargeback", "退款", "贷记", "红冲", "冲销"],
    ),
];

/// Subscriptions that nobody has paid for yet, or never did.
const NEVER_PAID: &[&str] = &[
    "trialing",
    "trial",
    "intrial",
    "trialling",
    "ontrial",
    "free trial",
    "freetrial",
    "incomplete",
    "incompleteexpired",
    "future",
    "scheduled",
    "draft",
    "trialended",
    "trialexpired",
    "testphase",
    "test",
    "essai",
    "périodedessai",
    "prueba",
    "enprueba",
    "トライアル",
    "トライアル中",
    "無料トライアル",
    "お試し",
    "试用",
    "试用中",
    "试用结束",
    "未生效",
    "待生效",
    "草稿",
];

/// Invoices that were never owed.
const NOT_COUNTED: &[&str] = &[
    "void",
    "voided",
    "draft",
    "deleted",
    "cancelled",
    "canceled",
    "作废",
    "已作废",
    "草稿",
    "已取消",
    "红冲",
];

fn find<T: Copy>(all: &[(T, &[&str])], text: &str) -> Option<T> {
    let word = plain(text);
    all.iter().find(|(_, words)| words.contains(&word.as_str())).map(|(kind, _)| *kind)
}

/// What a movement is.
pub(in crate::read) fn movement(text: &str) -> Option<Kind> {
    find(KINDS, text)
}

/// What an invoice's line is; `None` for words we don't know, which count as recurring.
pub(in crate::read) fn line(text: &str) -> Option<Line> {
    find(LINES, text)
}

/// Whether a subscription of this status never paid.
pub(in crate::read) fn never_paid(text: &str) -> bool {
    NEVER_PAID.contains(&plain(text).as_str())
}

/// Whether an invoice of this status doesn't count.
pub(in crate::read) fn not_counted(text: &str) -> bool {
    NOT_COUNTED.contains(&plain(text).as_str())
}

/// Whether a flag is set.
pub(in crate::read) fn is_set(text: &str) -> bool {
    matches!(plain(text).as_str(), "true" | "yes" | "y" | "1" | "t" | "是" | "x")
}

/// What most cells of a column of types are.
pub(in crate::read) fn of_column(sample: &Sample, index: usize) -> Option<Column> {
    let (mut filled, mut moves, mut lines) = (0, 0, 0);
    for row in sample.rows.iter().take(200) {
        let cell = row.cell(index);
        if cell.is_empty() {
            continue;
        }
        filled += 1;
        moves += usize::from(movement(cell).is_some());
        lines += usize::from(line(cell).is_some());
    }
    let most = |n: usize| n > 0 && n * 2 >= filled;
    match (most(moves), most(lines)) {
        (true, _) if moves >= lines => Some(Column::Movements),
        (_, true) => Some(Column::Lines),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_the_systems() {
        for (text, wanted) in [
            ("New Business", Kind::New),
            ("new_business", Kind::New),
            ("upgrade", Kind::Expansion),
            ("Downgrade", Kind::Contraction),
            ("churn_delinquent", Kind::Churn),
            ("Cancelled", Kind::Churn),
            ("reactivated", Kind::Reactivation),
            ("增购", Kind::Expansion),
            ("流失", Kind::Churn),
            ("回流", Kind::Reactivation),
        ] {
            assert_eq!(movement(text), Some(wanted), "{text}");
        }
        assert_eq!(movement("invoice"), None);
        assert_eq!((line("one_time"), line("Setup fee")), (Some(Line::OneOff), Some(Line::OneOff)));
        assert_eq!((line("subscription"), line("实施费")), (Some(Line::Recurring), Some(Line::OneOff)));
        assert!(never_paid("In Trial") && never_paid("incomplete_expired") && !never_paid("active"));
        assert!(not_counted("Void") && not_counted("draft") && !not_counted("open"));
    }
}
