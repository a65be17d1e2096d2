//! The offer of a script for what no tab holds.

use super::Lang;

/// Its texts.
#[derive(Debug)]
#[allow(missing_docs)] // each is what its name says
pub struct ScriptTexts {
    pub title: &'static str,
    pub lead: &'static str,
    pub sample: &'static str,
    pub dialect: &'static str,
    pub script: &'static str,
    pub copy: &'static str,
    pub copied: &'static str,
    pub download: &'static str,
    /// What to do with it.
    pub then: &'static str,
    /// The sample is laid out otherwise.
    pub none: &'static str,
    pub accounts: &'static str,
    /// A column, by its header and what it is, makes another amount of a row's.
    pub column: fn(&str, &str) -> String,
    pub scaled: &'static str,
    pub no_groups: &'static str,
}

impl ScriptTexts {
    /// In a language.
    pub fn of(lang: Lang) -> &'static ScriptTexts {
        match lang {
            Lang::En => &EN,
            Lang::Zh => &ZH,
        }
    }
}

static EN: ScriptTexts = ScriptTexts {
    title: "Too large for a tab?",
    lead: "A script of SQL makes the same figures where the rows are. Columns and table are named after a sample: an export of the table with the same headers; a few hundred rows are enough. Nothing is sent anywhere; you run the script yourself.",
    sample: "Sample file (CSV)",
    dialect: "Engine",
    script: "The script",
    copy: "Copy",
    copied: "Copied.",
    download: "Download",
    then: "Run it as a whole in one session, save its last result as CSV with a header, and open that file here. It names no customers: they stay where they are. Other settings: ninefold sql --help.",
    none: "No script for this layout: a row must be a customer in a month, a subscription with start and end, or a customer with a column for each month. Make such a view first, and export a sample of it.",
    accounts: "Sample of the accounts, for segments (optional)",
    column: |header, role| {
        format!(
            "No script: the column “{header}” ({role}) decides what a row comes to a month, and SQL doesn't read it as this page does. Make a view with the MRR in one column and without this one, and export a sample of it."
        )
    },
    scaled: "No script: the header counts in thousands or ten thousands. Make a view with whole amounts, and export a sample of it.",
    no_groups: "No script: the sample of the accounts has no column of customers, or none to group them by (tier, region, industry …).",
};

static ZH: ScriptTexts = ScriptTexts {
    title: "标签页放不下？",
    lead: "用 SQL 脚本在数据所在处算出同样的指标。列名和表名取自样本：同一张表、同样表头的导出，几百行即可。不会发送任何数据，脚本由您自己运行。",
    sample: "样本文件（CSV）",
    dialect: "引擎",
    script: "脚本",
    copy: "复制",
    copied: "已复制。",
    download: "下载",
    then: "在同一会话中完整运行，把最后一个结果连同表头存为 CSV，再在此处打开。结果不含客户名称，客户明细留在原处。其他设置见 ninefold sql --help。",
    none: "这种布局没有脚本可用：每行须为一个客户的一个月、一段有起止日期的订阅，或每月一列的一个客户。请先建立这样的视图，再导出样本。",
    accounts: "客户表样本（用于分组，可选）",
    column: |header, role| {
        format!(
            "没有脚本可用：“{header}”列（{role}）影响每行的月金额，SQL 无法与本页一致地读取。请先建立 MRR 在同一列且不含该列的视图，再导出样本。"
        )
    },
    scaled: "没有脚本可用：表头以千或万为单位。请先建立金额为原值的视图，再导出样本。",
    no_groups: "没有脚本可用：客户表样本没有客户列，或没有可用于分组的列（层级、区域、行业等）。",
};
