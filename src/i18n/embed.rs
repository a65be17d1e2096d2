//! The texts of the dialog that puts a chart on another site.

use super::Lang;
use crate::report::Kind;

/// Every text of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // named for the place each stands in
pub struct EmbedTexts {
    pub tool: &'static str,
    /// `{title}`.
    pub label: &'static str,
    pub title: &'static str,
    pub lead: &'static str,
    pub view: &'static str,
    /// In the order of [`Kind::ALL`].
    pub views: [&'static str; 9],
    pub file: &'static str,
    pub save: &'static str,
    pub names: &'static str,
    pub snippet: &'static str,
    pub copy: &'static str,
    pub copied: &'static str,
    pub script: &'static str,
}

impl EmbedTexts {
    /// The texts of a language.
    pub fn of(lang: Lang) -> &'static EmbedTexts {
        match lang {
            Lang::En => &EN,
            Lang::Zh => &ZH,
        }
    }

    /// The name of a view.
    pub fn view_name(&self, kind: Kind) -> &'static str {
        let mut all = Kind::ALL.iter().zip(self.views);
        all.find(|((_, of), _)| *of == kind).map(|(_, name)| name).unwrap_or_default()
    }
}

static EN: EmbedTexts = EmbedTexts {
    tool: "Embed",
    label: "Embed “{title}” in a web page",
    title: "Embed in a web page",
    lead: "Put the file beside your page and paste the lines where it should stand. The file holds only what is shown; whoever can open the page can read it.",
    view: "Show",
    views: [
        "One figure",
        "A figure by month",
        "A figure by month, as bars",
        "From opening to closing MRR",
        "MRR movements by month",
        "Cohorts",
        "Figures as a table",
        "GRR crossed with NDR",
        "This chart",
    ],
    file: "1. The figures",
    save: "Save",
    names: "With customers’ names (otherwise codes)",
    snippet: "2. Into the page",
    copy: "Copy",
    copied: "Copied",
    script: "The script comes from this site. To be independent of it, copy the folder embed/ to your own.",
};

static ZH: EmbedTexts = EmbedTexts {
    tool: "嵌入",
    label: "将“{title}”嵌入网页",
    title: "嵌入网页",
    lead: "把数据文件放在网页同一目录，再将代码粘贴到要显示的位置。文件只包含所显示的数据；能打开网页的人都能看到文件内容。",
    view: "显示",
    views: [
        "单个指标",
        "指标逐月走势",
        "指标逐月走势（柱状图）",
        "期初到期末 MRR",
        "MRR 逐月变动",
        "同期群",
        "指标表",
        "GRR × NDR 四象限",
        "这张图",
    ],
    file: "1. 数据文件",
    save: "保存",
    names: "保留客户名称（否则以编号代替）",
    snippet: "2. 粘贴到网页",
    copy: "复制",
    copied: "已复制",
    script: "脚本由本站提供。如需独立运行，请将 embed/ 目录复制到自己的网站。",
};
