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
    then: "Run it as a whole in one session, save its last result as CSV with a header, and open that file here. It names no customers: they stay where they are. Segments and other settings: ninefold sql --help.",
    none: "No script for this layout: a row must be a customer in a month, or a subscription with start and end, with its MRR in one column. Make such a view first, and export a sample of it.",
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
    then: "在同一会话中完整运行，把最后一个结果连同表头存为 CSV，再在此处打开。结果不含客户名称，客户明细留在原处。分组等其他设置见 ninefold sql --help。",
    none: "这种布局没有脚本可用：每行须为一个客户的一个月，或一段有起止日期的订阅，且 MRR 在同一列。请先建立这样的视图，再导出样本。",
};
