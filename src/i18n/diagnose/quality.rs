//! Findings about the months of customers, once all files are joined, in both languages.

use crate::read::{Code, Diagnostic};

/// The message and the fix in English.
pub(super) fn en(d: &Diagnostic) -> (String, &'static str) {
    let first = d.text.as_deref().unwrap_or_default();
    let customers = |n: u64| if n == 1 { "1 customer".to_owned() } else { format!("{n} customers") };
    let (what, fix) = match d.code {
        Code::ShortGaps => (
            format!(
                "{} with holes of one or two months between months with revenue (first: {first})",
                customers(d.count)
            ),
            "If these are late invoices, bridge them; as it stands each is a loss and a return (command line: --policy gap=2).",
        ),
        Code::SpikeMonths => (
            format!(
                "{} with single months of five times their median or more (first: {first})",
                customers(d.count)
            ),
            "Check for one-off charges, several months booked in one, or an amount with digits too many. In the last month it may also be a new price.",
        ),
        Code::InvoicesNotSpread => (
            format!(
                "{} with revenue in every third, sixth or twelfth month only, or a year's amount in the last (first: {first})",
                customers(d.count)
            ),
            "These look like invoices for a period booked in one month. Give the file the period's start and end, or a twelfth (a quarter: a third) in each month.",
        ),
        Code::HundredfoldMonths => (
            format!("{} with months of a hundred times their median (first: {first})", customers(d.count)),
            "These look like cents among whole units. Divide these amounts by 100, or give them with a decimal point.",
        ),
        Code::TrialNames => (
            format!(
                "{} named as accounts for tests or demonstrations are (first: {first})",
                customers(d.count)
            ),
            "If nobody pays for them, take their rows out of the file: as it stands they count like any customer.",
        ),
        Code::PlanTwice => (
            format!(
                "{} paying for the same plan or product twice in the same time, for eight days or more (first: {first})",
                customers(d.count)
            ),
            "Nothing to mend where both are wanted (two teams, two sites). If a renewal was written beside what it renews, end the earlier one where the later begins: as it stands both count.",
        ),
        Code::NeverPaying => (
            format!("{} whose amounts are all 0 (first: {first})", customers(d.count)),
            "Nothing to mend where these are trials or test accounts: they count nowhere.",
        ),
        Code::BackUnderOtherName => (
            format!(
                "{} ending just before a customer with a like name begins (first: {first})",
                customers(d.count)
            ),
            "If it is the same company, give both one name: as it stands it counts as a loss and a new customer.",
        ),
        _ => (
            format!(
                "{} ending just before another begins with the same amount, within 1 %: possibly the same (first: {first})",
                customers(d.count)
            ),
            "The amounts are the only hint. Look at both customers; if they are one company, give them one name.",
        ),
    };
    (format!("{what}."), fix)
}

/// The same in Chinese.
pub(super) fn zh(d: &Diagnostic) -> (String, &'static str) {
    let (first, n) = (d.text.as_deref().unwrap_or_default(), d.count);
    let (what, fix) = match d.code {
        Code::ShortGaps => (
            format!("{n} 个客户在有收入的月份之间断了一两个月（例如 {first}）"),
            "如果只是开票晚了，请把空缺接上；目前每次中断都算一次流失和一次回流（命令行：--policy gap=2）。",
        ),
        Code::SpikeMonths => (
            format!("{n} 个客户有单月金额达到自身月中位数的五倍以上（例如 {first}）"),
            "请检查是否混入了一次性收费、几个月的款项记在同一个月，或金额多写了位数。出现在最后一个月时，也可能是新价格。",
        ),
        Code::InvoicesNotSpread => (
            format!(
                "{n} 个客户每隔三、六或十二个月才有一次收入，或最后一个月记了约一年的金额（例如 {first}）"
            ),
            "看起来是按季、半年或年开的发票全记在了开票月。请在文件里写明服务起止日期，或按月分摊后再导入。",
        ),
        Code::HundredfoldMonths => (
            format!("{n} 个客户有月份的金额约为自身月中位数的一百倍（例如 {first}）"),
            "看起来是把“分”当成了“元”。请把这些金额除以 100，或写上小数点。",
        ),
        Code::TrialNames => (
            format!("{n} 个客户的名称像是测试或演示账号（例如 {first}）"),
            "如果并非真实付费客户，请从文件中删去这些行：目前与其他客户一样计入。",
        ),
        Code::PlanTwice => (
            format!("{n} 个客户在同一时期重复订阅同一方案或产品，重叠至少八天（例如 {first}）"),
            "如果确实需要两份（两个团队、两个地点），无需处理；如果是续约与原合同重叠，请让原订阅在新订阅开始时结束：目前两份都计入。",
        ),
        Code::NeverPaying => (
            format!("{n} 个客户的金额全为 0（例如 {first}）"),
            "如果是试用或测试账号，无需处理：它们不计入任何指标。",
        ),
        Code::BackUnderOtherName => (
            format!("{n} 个客户刚停止付费，下个月就有名称相近的客户开始付费（例如 {first}）"),
            "如果是同一家公司，请统一名称：目前算作一次流失和一个新客户。",
        ),
        _ => (
            format!(
                "{n} 个客户刚停止付费，下个月就有另一客户以相同金额（相差不到 1%）开始付费，可能是同一家（例如 {first}）"
            ),
            "只有金额这一条线索。请核对这两个客户；如果是同一家公司，请统一名称。",
        ),
    };
    (format!("{what}。"), fix)
}
