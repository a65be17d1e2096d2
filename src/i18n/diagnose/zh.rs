//! Findings in Simplified Chinese.

use super::{month_before, quality, serial_day};
use crate::i18n::{Lang, sources};
use crate::read::{Code, Diagnostic, Severity};

/// The message and the fix of a finding.
pub(super) fn words(d: &Diagnostic) -> (String, String) {
    let text = d.text.as_deref().unwrap_or_default();
    let line = d.line.map(|line| format!("第 {line} 行")).unwrap_or_default();
    let rows = rows(d);
    let column = d.column.as_deref().map(|c| format!("“{c}”列")).unwrap_or_default();
    let named = d.column.as_deref().map_or_else(|| "有一列".to_owned(), |c| format!("“{c}”列"));
    let of = if column.is_empty() { String::new() } else { format!("{column}的") };
    let cell = format!("{of}“{text}”");
    let own = |message: String, fix: &str| (message, fix.to_owned());
    match d.code {
        Code::EmptyFile => own("文件是空的。".into(), "请重新导出，并确认其中有数据行。"),
        Code::BinaryFile => {
            let kind = match text {
                "xlsx" => " Excel 工作簿（.xlsx），只是改了文件名".to_owned(),
                "xls" => "旧版 Excel 工作簿（.xls），只是改了文件名".to_owned(),
                "" => "二进制文件".to_owned(),
                other => format!("二进制文件（.{other}）"),
            };
            own(
                format!("这是{kind}，不是 CSV 文本。"),
                "请用表格软件打开，另存为“CSV UTF-8”后再选；只改扩展名没有用。",
            )
        }
        Code::HtmlFile => {
            own("这是一个网页，不是 CSV。".into(), "下载到的多半是登录页：请先登录，再重新导出。")
        }
        Code::NotUtf8 => own(
            match line.as_str() {
                "" => format!("这里无法读取文件的编码{}。", looks_like(text)),
                line => format!("这里无法读取文件的编码{}，最早出现在{line}。", looks_like(text)),
            },
            "请在 Excel 或 WPS 中另存为“CSV UTF-8（逗号分隔）”，或用记事本另存时把编码选为 UTF-8。",
        ),
        Code::EncodingUnknown => own(
            format!("没有名为“{text}”的编码。"),
            "请选用 utf-8、gbk、big5、shift_jis、euc-kr、windows-1252、utf-16le 等；不指定则自动识别。",
        ),
        Code::EncodingGuessed => own(
            format!("已按 {text} 读取，但文字太少，也可能是别的编码。"),
            "请核对客户名称；如有乱码，请指定编码（命令行：--encoding）。",
        ),
        Code::BadCharacters => own(
            format!("有 {} 个字符无法识别，显示为“�”；最早在{line}，见“{text}”。", d.count),
            "请重新导出为 UTF-8，或指定文件保存时的编码（命令行：--encoding）。客户、日期或金额受影响的行没有采用。",
        ),
        Code::CharacterBroken => own(
            format!("{cell}中有无法识别的字符{rows}。"),
            "请在源数据中改正后重新导出为 UTF-8，或指定文件保存时的编码（命令行：--encoding）。",
        ),
        Code::MarkInside => own(
            format!("已去掉行首的字节顺序标记（BOM）{rows}。"),
            "多半是几个文件拼接而成；请确认没有重复拼入同一文件。",
        ),
        Code::NoUsableColumn => own(
            format!("表头里找不到客户、月份或金额{}。", found(text)),
            "首行应有“客户ID、月份、MRR”之类的表头；请修改表头，或指明各列的用途（命令行：--role FILE:COLUMN=ROLE）。",
        ),
        Code::RoleMissing if d.severity == Severity::Warning => own(
            format!("没有名为“{text}”的列，为它指定的用途不起作用。"),
            "请按文件里的表头原样填写列名，或填写列号（从 1 数起）。",
        ),
        Code::RoleMissing => own(
            format!("缺少必需的列：{}。", roles(text)),
            "请补上这一列、修改表头，或指定由哪一列充当（命令行：--role FILE:COLUMN=ROLE）。",
        ),
        Code::HeaderBelow => own(
            format!("表头（{text}）似乎在{line}，上面还有别的内容。"),
            "表头须在第一行：请删去表头上方的各行。",
        ),
        Code::PeriodUnread if d.severity == Severity::Error => own(
            format!("表头“{text}”不是可识别的年月{}{}。", day_number(d), headers(d.count)),
            "请把月份列的表头写成年加月，例如 2024-01、2024年1月或 FY24 M1。",
        ),
        Code::PeriodUnread => own(
            format!("表头“{text}”不是可识别的年月{}，该列未采用{}。", day_number(d), headers(d.count)),
            "如果是某个月的金额，请把表头写成年加月，例如 2024-01；季度或全年的合计列本就不应采用。",
        ),
        Code::NoRows => own(format!("只有表头（{line}），下面没有数据。"), "请重新导出，并带上数据行。"),
        Code::NoUsableRows => own(
            format!("共 {} 行，没有一行可用。", d.count),
            "请查看未采用各行的原因；常见情况是某一列的导出格式不对。",
        ),
        Code::UnclosedQuote => own(
            format!("{line}的引号没有闭合，其后的内容会全部并成一格。"),
            "请补上引号；引号若是正文的一部分，请写成两个（\"\"）。",
        ),
        Code::DecimalAmbiguous => own(
            format!("{named}有两种读法：“{text}”里的小数点可能是“.”，也可能是“,”。"),
            "请说明小数点用哪个符号（命令行：--decimal . 或 --decimal ,）。",
        ),
        Code::DateAmbiguous => own(
            format!("{named}有两种读法：“{text}”的年、月、日有两种可能的顺序。"),
            "请说明是哪种顺序（命令行：--date-order dmy、mdy 或 ymd）。",
        ),
        Code::FiscalStartUnknown => own(
            format!("{named}用的是财年：“{text}”是哪个月，取决于财年从几月开始。"),
            "请说明财年从几月开始（命令行：--fiscal-start 1 到 12）。",
        ),
        Code::CustomerMissing => {
            own(format!("{column}缺少客户{rows}。"), "每行都要有客户；请补上，或删去该行。")
        }
        Code::DateMissing => own(format!("{column}缺少日期{rows}。"), "每行都要有月份或开始日期；请补上。"),
        Code::DateUnreadable => own(
            format!("{cell}不是可识别的月份或日期{}{rows}。", day_number(d)),
            match serial_day(d) {
                Some(_) => "导出前请把该列设为日期格式，使日期显示为 2025-01-31 这样。",
                None => {
                    "月份请写成 2025-01，日期请写成 2025-01-31；也可指定年月日的顺序（命令行：--date-order）。"
                }
            },
        ),
        Code::DateContradicts => own(
            format!("{cell}的日月顺序与该列其余日期不符{rows}。"),
            "同一列的日期请用同一种写法，最好写成 2025-01-31；如果其余日期读错了，请指明顺序（命令行：--date-order）。",
        ),
        Code::FiscalPeriod => own(
            format!("{cell}是财年期间，无法对应到某个自然月{rows}。"),
            match text.bytes().all(|b| b.is_ascii_digit()) {
                true => {
                    "请改用自然月，例如 2025-01；或写明财年的第几个月，例如 M1；如果财年从 1 月开始，请指明（命令行：--fiscal-start 1）。"
                }
                false => "请改用自然月，例如 2025-01；或写明财年的第几个月，例如 FY25 M1。",
            },
        ),
        Code::YearMissing => own(
            format!("{cell}只有月份，没有年份{rows}。"),
            "请写成年加月，例如 2025-01；或在旁边加一列“年份”。",
        ),
        Code::AmountMissing => own(format!("{column}缺少金额{rows}。"), "没有收入请写 0，或删去该行。"),
        Code::AmountUnreadable => own(format!("{cell}不是金额{rows}。"), "请用数字书写，例如 1234.56。"),
        Code::DecimalContradicts => own(
            format!("{cell}的小数点写法与该列其余金额相反{rows}。"),
            "同一列的金额请用同一种写法；如果其余金额读错了，请指明小数点用哪个符号（命令行：--decimal）。",
        ),
        Code::AmountPercent => own(
            format!("{cell}是百分比，不是金额{rows}。"),
            "请填写金额本身，或指定由哪一列充当金额（命令行：--role FILE:COLUMN=ROLE）。",
        ),
        Code::SpreadsheetError => own(
            format!("{cell}是表格软件算不出值时显示的错误{rows}。"),
            "请修正公式或加宽该列（####）后重新导出。",
        ),
        Code::AmountNegative => own(
            format!("{cell}小于零{rows}。"),
            "经常性收入不会是负数；请剔除退款和抵扣，或在当月冲减后再导出。",
        ),
        Code::AmountTooLarge => own(format!("{cell}过大，不像金额{rows}。"), "请检查是否有数字连在了一起。"),
        Code::EndBeforeStart => own(format!("{cell}早于开始日期{rows}。"), "请更正开始日期或结束日期。"),
        Code::IntervalUnknown => {
            own(format!("{cell}不是可识别的计费周期{rows}。"), "应为日、周、月、季、半年或年。")
        }
        Code::CurrencyUnknown => {
            own(format!("{cell}不是币种代码{rows}。"), "应为 ISO 4217 代码，例如 CNY、USD、EUR。")
        }
        Code::RowTooLong => {
            own(format!("单元格多于表头的列数{rows}。"), "内容里含有分隔符的单元格，请加上引号。")
        }
        Code::RowTooShort => {
            own(format!("单元格少于所需的列数{rows}。"), "请补全该行；单元格内有换行时，须用引号括起来。")
        }
        Code::CellTooLarge => own(format!("单元格超过 1 MiB{rows}。"), "请检查是否有引号没有闭合。"),
        Code::TooManyColumns => own(format!("超过 4,096 列{rows}。"), "请检查分隔符，或去掉不需要的列。"),
        Code::NulInRow => {
            own(format!("该行含有 NUL 字节{rows}。"), "请允许自动去除 NUL 字节，或重新导出文件。")
        }
        Code::StrayQuote => own(
            format!("有多余的引号，已按普通文字读取{rows}。"),
            "各列内容无误即可；否则请把引号内的引号写成两个（\"\"）。",
        ),
        Code::NulRemoved => {
            own(format!("已去除 NUL 字节{rows}。"), "内容完整即可；这类字节多为导出出错时留下的。")
        }
        Code::BlankRow => own(format!("空行，已跳过{rows}。"), "无需处理。"),
        Code::TotalRow => {
            own(format!("合计行，不是客户，已跳过{rows}。"), "如果确实是客户，请改名，以免被当成合计。")
        }
        Code::RepeatedHeader => own(format!("数据中间重复出现表头，已略过{rows}。"), "无需处理。"),
        Code::FooterSkipped => {
            own(format!("表格下方的说明文字，已略过{rows}：“{text}”。"), "如果它是数据行，请补全各列。")
        }
        Code::SecondTable => own(
            format!("下方还有第二张表，未采用{rows}；它以“{text}”开头。"),
            "无需处理；如果要用的正是那张表，请把它单独存成一个文件。",
        ),
        Code::GroupRow => own(
            format!("只写了客户名称的行（如“{text}”）视为下方各行的客户{rows}。"),
            "如果它们是没有收入的客户，不受影响；否则请在每一行都填上客户。",
        ),
        Code::CustomerCarried => own(
            format!("没有写客户的行归入上方的客户（如“{text}”）{rows}。"),
            "按客户分组的报表这样是对的；否则请在每一行都填上客户。",
        ),
        Code::LinesInCell => own(
            format!("单元格内有换行，而且多数行都像是表中的数据行（{line}）：“{text}”{rows}。"),
            "如果是两个多余的引号吞掉了数据行，请删去引号，或按无引号读取（命令行：--quote none）。",
        ),
        Code::LinesParted => own(
            format!("{line}起的两个多余引号把若干整行并成了一个单元格，已重新拆成各行：“{text}”{rows}。"),
            "请删去文件中这两个引号；如果它确实是一个单元格，请关闭这项修复（命令行：--without lines_parted）。",
        ),
        Code::MovesNothing => own(
            format!("{cell}不改变收入：客户当月新签当月取消，或已通知取消、到流失前仍在付费；未计入{rows}。"),
            "无需处理；如果要当作流失，请关闭这条规则（命令行：--without moves_nothing）。",
        ),
        Code::InvoicesMissing => own(
            "明细只写了发票编号，没有客户；缺少说明发票属于哪个客户的文件。".into(),
            "请同时添加发票文件（ChartMogul：Customer external ID、Invoice external ID、Invoiced date、Due date、Currency）。",
        ),
        Code::InvoiceLinesMissing => own(
            "该文件只说明发票属于哪个客户，没有收费明细。".into(),
            "请同时添加发票明细文件（ChartMogul：line items，含 Invoice external ID 和 Amount in cents）。",
        ),
        Code::InvoiceUnknown => own(
            format!("发票{cell}找不到唯一的客户：发票文件里没有它，或写了不同的客户{rows}。"),
            "请导出覆盖全部明细期间的发票，或在发票文件里补上该发票及其客户。",
        ),
        Code::InvoiceTwice => own(
            format!("发票{cell}出现在多行，客户、状态或币种不一致{rows}；其明细不予采用。"),
            "请只保留正确的一行。",
        ),
        Code::SavedTwice => own(
            format!("每一行都是一个带引号的单元格，说明文件被存成 CSV 两次；已去掉外层引号：“{text}”。"),
            "无需处理；如需保留外层引号，请关闭这项修复（命令行：--without saved_twice）。",
        ),
        Code::Transposed => own(
            format!("各行是整个业务的变动项目（{text}），各列是月份。"),
            "请把表格行列互换，让每个月占一行：在表格软件里复制后选择“转置”粘贴。",
        ),
        Code::SepLine => own(format!("首行声明以{}分列。", mark(text)), "无需处理；也可以另选分隔符。"),
        Code::PreambleSkipped => own(
            format!("表头上方的 {} 行已跳过（“{text}”）。", d.count),
            "如果找错了表头，请指明它在第几行（命令行：--header-line）。",
        ),
        Code::CommentSkipped => own(
            format!("注释行已跳过，共 {} 行，最早在{line}。", d.count),
            "如果它们是数据行，请关闭这项修正（命令行：--without comment_skipped）。",
        ),
        Code::HeaderJoined => own(
            format!("表头分成 {} 行，已合并为：{text}。", d.count),
            "如果只有其中一行是表头，请指明是第几行（命令行：--header-line）。",
        ),
        Code::NoHeader => own(
            format!("没有表头，首行就是数据（“{text}”）。"),
            "如果首行其实是表头，请指明（命令行：--header-line 1）。",
        ),
        Code::TrailingDelimiter => own(format!("行尾多出分隔符，后面没有内容{rows}。"), "无需处理。"),
        Code::RowPadded => own(format!("行尾缺少的单元格按空白处理{rows}。"), "如果本应有内容，请补全该行。"),
        Code::RowDelimiter => own(
            format!("该行用了另一种分隔符，已按它分列{rows}：“{text}”。"),
            "无需处理；如果分列有误，请改用全文件一致的分隔符。",
        ),
        Code::AmountRounded => own(
            format!("{of}小数位多于该币种，已按四舍六入五成双取舍{rows}。"),
            "一般无需处理；如需精确到分，请按币种的小数位导出。",
        ),
        Code::AnnualDivided => own(
            format!("{named}是年度金额，每月按十二分之一计。"),
            "如果其实是月度金额，请指明（命令行：--role FILE:COLUMN=mrr）。",
        ),
        Code::SameMonthSummed => own(
            format!("同一客户同一月份有多行，已相加{rows}。"),
            "一个客户有多份订阅时这样是对的；如果是重复数据，请删去。",
        ),
        Code::ZeroLengthPeriod => own(
            format!("开始当天就结束的订阅不计入任何月份{rows}。"),
            "若是当天取消，无需处理；若结束日当天仍然计费，请改用相应口径（命令行：--policy ends=inclusive）。",
        ),
        Code::CurrencyAssumed => own(
            format!("{of}符号“{text}”可指多种货币，已取最常见的一种。"),
            "想要确定，请增加一列 ISO 币种代码。",
        ),
        Code::EmptyWord => {
            own(format!("{cell}按空单元格处理{rows}。"), "无需处理；没有金额时，把单元格留空即可。")
        }
        Code::ScientificNotation => own(
            format!("{cell}是科学计数法，已按其数值读取{rows}。"),
            "表格软件会这样显示长数字，并可能截去末几位：请把该列设为数值格式后重新导出。",
        ),
        Code::AmountAbbreviated => {
            own(format!("{cell}已按后面的单位换算{rows}。"), "一般无需处理；如需精确金额，请导出完整数字。")
        }
        Code::SpreadsheetDays => own(
            format!(
                "{of}日期是表格软件的日期序号{}{rows}。",
                serial_day(d).map_or_else(String::new, |day| format!("：“{text}”读作 {day}"))
            ),
            "如果日期早了四年，说明工作簿采用 1904 日期系统（命令行：--day-numbers 1904）；更好的办法是先把该列设为日期格式再导出。",
        ),
        Code::UnixTime => own(
            format!("{cell}是 1970 年以来的秒数或毫秒数，按 UTC 日期读取{rows}。"),
            "一般无需处理；如果应按其他时区计日，请直接导出日期。",
        ),
        Code::ZonesMixed => own(
            format!("{of}时间分属不同时区，例如“{text}”{rows}；各按所写的日期计算。"),
            "月初月末的时间可能因此落到另一个月：请统一时区后导出。",
        ),
        Code::DatesMixed => own(
            format!("{of}日期写法不一：{text}。"),
            "请抽查几个日期并与原始数据核对：表格软件把日月认反后，常会留下这样的列。",
        ),
        Code::MangledIds => own(
            format!("{cell}像是被表格软件截断的编号，共 {} 个；不同客户可能因此变成同一个。", d.count),
            "请从原系统重新导出，不要用表格软件另存，或导入时把该列设为文本。",
        ),
        Code::CustomersLookAlike => own(
            format!(
                "疑似同一客户，目前分开计算：{text}{}。",
                if d.count > 1 { format!("（类似的共 {} 处）", d.count) } else { String::new() }
            ),
            "如果确为同一客户，请统一名称；我们没有合并任何客户。",
        ),
        Code::HiddenCharacters => own(
            format!("客户名称含有看不见的字符，例如{cell}，共 {} 个。", d.count),
            "请去掉这些字符：多了一个这样的字符，就会算作另一个客户。",
        ),
        Code::DuplicateRows => own(
            format!("与前面某行每一格都相同的行，仍照常计入{rows}。"),
            "如果是重复数据，请删去；如果是几份相同的订阅，这样是对的。",
        ),
        Code::CustomerTwice => own(
            format!("同一客户占多行，例如{cell}，各行已相加{rows}。"),
            "如果每行是一个产品或套餐，这样是对的；如果是重复数据，请删去。",
        ),
        Code::CurrencyMixed => own(
            format!("有多个币种而没有汇率，无法相加：{text}。"),
            "请添加一份汇率表（币种、汇率），或先折算成同一币种，或按币种分别分析。",
        ),
        Code::EndsAfterLastStart => own(
            format!(
                "有 {} 个结束日期晚于最后一个开始日期，最晚到 {text}：是合同到期日，而不是已经流失？",
                d.count
            ),
            "如果是到期日，请指定数据的截至日期（命令行：--as-of）。",
        ),
        Code::PartialMonth => {
            let offer = month_before(d).map_or_else(String::new, |m| format!(" {m}（命令行：--as-of {m}）"));
            (
                format!("最后一个月 {text} 的数据似乎不完整。"),
                format!("可以截至上个月{offer}，或换用更晚导出的文件。"),
            )
        }
        Code::NotRevenue => (
            format!("这份导出不含收入数据：{}。", sources::source(Lang::Zh, text)),
            format!(
                "请改用{}。如果该文件确实含有收入，请指明各列含义。",
                Some(sources::instead(Lang::Zh, text)).filter(|t| !t.is_empty()).unwrap_or("含有金额的文件")
            ),
        ),
        Code::ScalesDiffer => own(
            format!("各金额列表头的单位不一致，第一个是“{text}”。"),
            "请把金额统一为同一单位，或去掉表头中的单位并写出完整金额。",
        ),
        Code::AmountScaled => own(
            format!("“{text}”标明了数量单位（如万、千），金额已按单位换算。"),
            "如果单元格确实按这个单位填写，这样是对的；否则请关闭此项换算。",
        ),
        Code::ThousandsByDelimiter => own(
            format!("“{text}”这类金额按千位读取，因为文件的分隔符与这种写法相符{rows}。"),
            "金额都是整数时这样是对的；如果该符号是小数点，请指明（命令行：--decimal）。",
        ),
        Code::MonthTwice => own(
            format!("{named}与另一列是同一个月份，两列金额已相加。"),
            "如果是同一个月的两部分，这样是对的；如果其中一列重复，请去掉。",
        ),
        Code::ColumnsAside => own(
            format!("月份之外还有其他列，例如“{text}”{}，未采用。", headers(d.count)),
            "无需处理：合计、平均和其他指标都由各月数据直接算出。",
        ),
        Code::RoleTwice => own(
            format!("{named}也可能是{}，已采用把握更大的另一列。", roles(text)),
            "如果应为这一列，请指明（命令行：--role FILE:COLUMN=ROLE）。",
        ),
        Code::FilesOverlap => own(
            format!("不同文件里有同一客户同一月份的金额，已相加：{} 处。", d.count),
            "如果各文件是不同产品的账目，这样是对的；如果同一文件选了两次，或各文件的行有重复，请去掉其中一个。",
        ),
        Code::EmptyMonth => {
            let more =
                if d.count > 1 { format!("（这样的月份共 {} 个）", d.count) } else { String::new() };
            own(
                format!("{text} 没有任何客户付费，前后月份却有收入{more}：所有客户都会算作流失后又回流。"),
                "如果文件里缺了这个月，请补上；要把空缺接上，请设置间断口径（命令行：--policy gap=1）。",
            )
        }
        Code::StartsLongAgo => own(
            format!(
                "数据起止为 {text}；有 {} 个客户的起始时间比截止月早五十年以上，除同期群表外照常计算。",
                d.count
            ),
            "请检查是否有代表“未知”的开始日期，例如 1900-01-01。",
        ),
        Code::EndNever => {
            own(format!("{cell}按“仍在订阅”处理{rows}。"), "无需处理；没有结束日期时，把单元格留空即可。")
        }
        Code::CancellationUnreadable => own(
            format!("{cell}不是可识别的取消日期{rows}，该行按结束日期计算。"),
            "请写成日期，例如 2024-03-31，或留空；只有按取消日期计流失时才会用到。",
        ),
        Code::QuantityUnreadable => {
            own(format!("{cell}不是整数{rows}。"), "数量和周期数请写成整数，例如 3。")
        }
        Code::DiscountUnreadable => own(
            format!("{cell}看不出减了多少{rows}：既不是正的减免金额，也不是减后仍有余额的百分比。"),
            "请写减免的金额，例如 12.50，或带 % 的百分比，例如 20%（减两成）；没有折扣请留空。",
        ),
        Code::DiscountTooLarge => own(
            format!("折扣{cell}大于被减的金额{rows}。"),
            "请更正其中之一；如果金额已是折后价，请指明（命令行：--role FILE:COLUMN=discount）。",
        ),
        Code::RateUnreadable => own(
            format!("{cell}不是汇率{rows}。"),
            "请用数字写出一单位外币折合多少，例如 1.085；逗号既可能是千位也可能是小数点时，请指明（命令行：--decimal）。",
        ),
        Code::CostCategoryUnknown => own(
            match text {
                "" => format!("费用类别为空{rows}。"),
                _ => format!("{cell}不是可识别的费用类别{rows}。"),
            },
            "应为 cogs_hosting、cogs_support、csm、renewals、onboarding、cs_tools、customer_marketing、training、sales_marketing_new、sales_marketing_expansion、rnd_standard、rnd_custom 之一，或其通常叫法，例如服务器、客服、研发、销售费用。",
        ),
        Code::AccountContradicts => {
            own(format!("{cell}与该客户的首行不一致，以首行为准{rows}。"), "请每个客户只保留一行。")
        }
        Code::AccountRepeated => own(
            format!("同一客户的重复行没有新内容，已略去{rows}。"),
            "由几张表合并而来时属正常，没有丢失信息（命令行：--without account_repeated）。",
        ),
        Code::AttributeTwice => own(
            format!("同一客户同一时间有多个取值，例如{cell}；以先出现的为准{rows}。"),
            "如果每行是客户的一个产品，这样是对的；如果只应有一个取值，请只保留一行。",
        ),
        Code::CostsBelowZero => {
            own(format!("金额全部为负，已按费用而非退款处理{rows}。"), "如果确为退款，请把对应的费用也列入。")
        }
        Code::AccountsWithoutRevenue => own(
            format!("客户资料中有 {} 个客户在这些文件里没有收入：{text}{}。", d.count, dots(d.count)),
            "潜在客户、期间之前或之后的客户属正常；否则请检查两份文件的客户编号是否一致。",
        ),
        Code::RevenueWithoutAccount => own(
            format!("有 {} 个有收入的客户不在客户资料中：{text}{}。", d.count, dots(d.count)),
            "请补进客户资料，或统一两份文件的客户编号；在此之前它们不属于任何分组。",
        ),
        Code::TableWithoutRevenue => own(
            format!(
                "{}有 {} 个客户在这些文件里没有收入：{}{}。",
                parted(text).0,
                d.count,
                parted(text).1,
                dots(d.count)
            ),
            "潜在客户、合作伙伴和已流失的客户属正常；否则请检查两份文件的客户编号是否一致。",
        ),
        Code::TableWithoutAccount => own(
            format!(
                "{}有 {} 个客户不在客户资料中：{}{}。",
                parted(text).0,
                d.count,
                parted(text).1,
                dots(d.count)
            ),
            "请补进客户资料，或统一两份文件的客户编号。",
        ),
        Code::CostsForeign => own(
            format!("成本与收入的币种不同（{text}），无法计算成本指标。"),
            "请添加汇率表，或改用与收入相同的币种提供成本。",
        ),
        Code::AccountsDiffer => own(
            format!("几份客户资料对 {} 个客户的说法不一致，以先加入的文件为准。第一处：{text}。", d.count),
            "每个客户请只保留一种说法，或先添加正确的那份文件。",
        ),
        Code::RevenueNeeded => own(
            format!(
                "这些文件中没有收入数据，无法计算留存（NRR、GRR）和单位经济。{text} 只有客户资料或费用。"
            ),
            "请添加收入文件：每行含客户、月份和金额，或采用模板中的其他形式。",
        ),
        Code::MovementUnknown => own(
            format!("{cell}不是可识别的变动类型{rows}。"),
            "应为新增、增购、降级、流失、回流之一，或计费系统里的对应叫法。",
        ),
        Code::MovementUnfounded => own(
            format!("{cell}：该客户当时没有收入，无从变动{rows}。"),
            "请补上该客户起始的“新增”，或把类型改为新增或回流。",
        ),
        Code::BalanceNegative => {
            own(format!("{cell}减得比现有的还多{rows}。"), "请检查金额，以及是否缺了更早的变动。")
        }
        Code::SignContradicts => own(
            format!("{cell}的正负号与整列不一致{rows}。"),
            "减少的金额请统一写成负数或统一写成正数；增加的一律写正数。",
        ),
        Code::NeverPaid => own(
            format!("{cell}：尚未付费，未计入{rows}。"),
            "无需处理；如果这类订阅是付费的，请指明（命令行：--without never_paid）。",
        ),
        Code::OneOffLine => own(
            format!("{cell}：一次性收费，不计入经常性收入{rows}。"),
            "无需处理；如果是周期性收费，请指明（命令行：--without one_off_line）。",
        ),
        Code::ProrationLine => own(
            format!("{cell}：不足一个周期的折算，不计入经常性收入{rows}。"),
            "无需处理：下一张完整账单会按新价格计。",
        ),
        Code::InvoiceNotCounted => {
            own(format!("{cell}：作废或草稿账单，未计入{rows}。"), "无需处理；如果确应收款，请更正状态。")
        }
        Code::CreditLine => own(
            format!("{cell}：退款或抵扣，不计入经常性收入{rows}。"),
            "一般无需处理；如果是降价，下一行应为降价后的金额。",
        ),
        Code::LineCancelled => own(format!("{cell}：账单行与冲销它的红字，均未计入{rows}。"), "无需处理。"),
        Code::MonthsUnnamed => own(
            "两列没有写明月份，以“期初”“期末”表示。".into(),
            "要写明月份，请写进表头（如 MRR 2023-12、MRR 2024-12），或给出截至日期（命令行：--as-of）。",
        ),
        Code::QuantityMultiplied => own(
            format!("{of}金额已乘以数量{rows}。"),
            "如果金额已是全部数量的合计，请忽略数量列（命令行：--role FILE:COLUMN=ignored）。",
        ),
        Code::DiscountTaken => own(
            format!("{of}折扣已从金额中减去{rows}：金额按折前价处理。"),
            "如果金额已是折后价，请指明（命令行：--role FILE:COLUMN=discount）。不带 % 的数字按金额计，且按整行计，不按每个数量计。",
        ),
        Code::DiscountAssumed => own(
            format!("{of}看不出金额是折前还是折后{rows}，已按折后金额计算。"),
            "如果金额是折前原价，请指明（命令行：--role FILE:COLUMN=discount_due）。不带 % 的数字按金额计，且按整行计，不按每个数量计。",
        ),
        Code::CellMissing => own(
            format!("{of}单元格为空{rows}，而这张表的每一行都需要它。"),
            "请补上，或指明是哪一列（命令行：--role FILE:COLUMN=ROLE）。",
        ),
        Code::CellUnreadable => own(
            format!("{cell}无法按该列的含义读取{rows}。"),
            "次数应为整数，是否类应为是/否；各表可用的内容见 README。",
        ),
        Code::ScoreOffScale => own(
            format!("{cell}不在该问卷的评分范围内{rows}。"),
            "NPS 应为 0–10 的整数，SEQ 与 UMUX-Lite 为 1–7，任何评分不能为负；如果是其他问卷，请在问卷类型列注明。",
        ),
        Code::CellLeftOut => own(
            format!("{cell}无法按该列的含义读取{rows}；该行其余内容照常采用。"),
            "次数应为整数，是否类应为是/否；各表可用的内容见 README。",
        ),
        Code::UnitsUnknown => own(
            format!("{named}从列名看是单价，但没有一列说明数量：每行按 1 个计算。"),
            "请补上数量列，或指明哪一列是数量（命令行：--role FILE:COLUMN=quantity）。如果金额已是全部数量的合计，请把列名改为金额。",
        ),
        Code::ContractsAsRevenue => own(
            format!("{named}是合同日期，但没有说明金额对应多长时间：已按每月金额读取。"),
            "如果金额是整份合同的总额，请指明此表为合同表（命令行：--table contracts=FILE），或补上计费周期一列。",
        ),
        Code::ContractsNotRevenue => own(
            format!("从{named}看，各行是合同：已按合同表读取，合同金额不计入月度收入。"),
            "计算 NRR 请添加月度收入台账；如果金额是每月支付的，请指明此表为收入表（命令行：--table revenue=FILE）。",
        ),
        Code::MovementsStartMidway => own(
            format!("有 {} 个客户的第一条变动不是新增，此前的收入未知。", d.count),
            "请从最早的记录导出，或补一行“新增”写明起始金额。",
        ),
        Code::ChurnUnequal => own(
            format!("流失金额与该客户余额不符{rows}；多于余额按全部流失计，少于余额则余下部分保留。"),
            "请检查之前的变动；只流失一部分请写成降级。",
        ),
        Code::AggregateDoesNotAdd => own(
            format!("期初加各项变动不等于期末{rows}。"),
            "请核对：期初 + 新增 + 增购 + 回流 - 降级 - 流失 应等于期末。",
        ),
        Code::NoServicePeriod => own(
            format!("账单行没有服务期间，只按当月计{rows}。"),
            "请导出服务的起止日期，或增加计费周期列：否则年付账单会把当月高估十二倍。",
        ),
        Code::LineIdTwice => {
            own(format!("{cell}出现在不止一行{rows}。"), "如果是重复导出，请删去多余的行：现在都计入了。")
        }
        Code::RateTwice => own(
            format!("{text} 有不止一个汇率{rows}，以最后一个为准。"),
            "同一币种同一月份请只保留一个汇率。",
        ),
        Code::ConvertedByRates => {
            own(format!("已按给定汇率折算：{text}。"), "无需处理；每笔金额只取舍一次，四舍六入五成双。")
        }
        Code::FigureUnknown => own(
            format!("{cell}不是本版本认识的指标{rows}。"),
            "请原样导出脚本的最后一个结果；若由更新的版本生成，请用该版本读取。",
        ),
        Code::FigureTwice => {
            own(format!("同一指标出现第二次{rows}，以第一次为准。"), "请只导出一次运行的一个结果。")
        }
        Code::FiguresMissing => {
            own(format!("结果缺少指标：{text}。"), "请完整运行脚本，并导出最后一个结果的全部行。")
        }
        Code::WindowOfScript => own(
            format!("统计区间 {text} 与口径均为生成脚本时所定。"),
            "如需其他区间或口径，请重新生成脚本（ninefold sql --months、--as-of、--policy）并再次运行。",
        ),
        Code::AggregateUnused => {
            own(format!("{text} 没有客户明细，与其他文件一起时未采用。"), "想看它的指标，请单独选择该文件。")
        }
        Code::RateMissing => own(
            format!("缺少汇率：{text}；未作折算。"),
            "请在汇率表中补上，或直接给出（命令行：--rate EUR=1.08）。",
        ),
        Code::TooManyMonths => own(
            format!("从 {text}，全部客户合计超过 5,000 万个“客户·月”，浏览器标签页放不下。"),
            "请查找代表“未知”的日期（如 1900-01-01、2199-12-31），更正或删去；也可以按客户拆分文件。",
        ),
        Code::RejectsMended => own(
            "这是 Ninefold 导出的未采用行：其自带的列已略去，公式前的单引号已去掉。".into(),
            "请与原文件一起打开；如果原文件里已经改好了这些行，就不要再加这一份。",
        ),
        Code::RejectsBeyond => own(
            format!("另有 {} 行未采用的行只计数，数量太多，没有写进导出文件。", d.count),
            "请先在来源系统里改正这些行的共同问题，再重新导出。",
        ),
        Code::ShortGaps
        | Code::SpikeMonths
        | Code::InvoicesNotSpread
        | Code::NeverPaying
        | Code::HundredfoldMonths
        | Code::TrialNames
        | Code::PlanTwice
        | Code::BackUnderOtherName
        | Code::BackWithSameAmount => {
            let (message, fix) = quality::zh(d);
            own(message, fix)
        }
        Code::SumTooLarge => own(
            "同一客户同一月份的各行相加，超出了金额上限（约 9×10^18 个最小货币单位）。".into(),
            "请检查金额是否有数字连在了一起，以及客户列是否有一个名称代表了许多客户。",
        ),
    }
}

/// A delimiter in words.
fn mark(delimiter: &str) -> String {
    match delimiter {
        "\t" => "制表符".to_owned(),
        " " => "空格".to_owned(),
        other => format!("“{other}”"),
    }
}

/// The headers that were found, where there were any.
fn found(headers: &str) -> String {
    if headers.is_empty() { String::new() } else { format!("；现有表头：{headers}") }
}

/// Which encoding it looks like, where that is known.
fn looks_like(encoding: &str) -> String {
    let name = match encoding {
        "" => return String::new(),
        "utf-16le" | "utf-16be" => "UTF-16，即 Excel 的“Unicode 文本”",
        "gb18030" => "GBK（GB18030），中文版 Excel 存普通 CSV 时的编码",
        "windows-1252" => "Windows-1252，西文版 Excel 存普通 CSV 时的编码",
        "utf-32le" | "utf-32be" => "UTF-32",
        other => other,
    };
    format!("（看起来是 {name}）")
}

/// The names of roles, in words.
fn roles(names: &str) -> String {
    let word = |name| match name {
        "customer_id" => "客户",
        "month" => "月份",
        "mrr" | "amount" => "金额",
        "start" => "开始日期",
        "end" => "结束日期",
        "opening" => "期初",
        "closing" => "期末",
        "churn" => "流失",
        "type" => "变动类型",
        "rate" => "汇率",
        "currency" => "币种",
        "month_column" => "月份列",
        "category" => "费用类别",
        other => other,
    };
    names.split(", ").map(word).collect::<Vec<_>>().join("、")
}

/// 所在文件与其后的名单；不含名称的包里两者都没有。
fn parted(text: &str) -> (String, &str) {
    match text.rsplit_once(": ") {
        Some((file, names)) => (format!("{file} 中"), names),
        None => ("另一张表中".to_owned(), text),
    }
}

/// 只列出前五个时的省略号。
fn dots(count: u64) -> &'static str {
    if count > 5 { "……" } else { "" }
}

/// 类似的表头有几个；只有一个时为空。
fn headers(count: u64) -> String {
    if count > 1 { format!("（类似的表头共 {count} 个）") } else { String::new() }
}

/// 表格软件的日期序号代表哪一天；不是序号时为空。
fn day_number(d: &Diagnostic) -> String {
    serial_day(d).map_or_else(String::new, |day| format!("，而是表格软件里代表 {day} 的序号"))
}

/// 共几行、在哪里；只说一行时（count 为 0）不重复行数。
fn rows(d: &Diagnostic) -> String {
    match (d.count, d.line) {
        (0, _) => String::new(),
        (1, Some(line)) => format!("：1 行（第 {line} 行）"),
        (n, Some(line)) => format!("：{n} 行（最早在第 {line} 行）"),
        (n, None) => format!("：{n} 行"),
    }
}
