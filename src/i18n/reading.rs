//! Texts of how files are read: the bar above the report, the dialog that changes it, the notes of what was changed.

use super::{Lang, Messages};
use crate::read::{Change, Changed, Code, Diagnostic, Field, Role, Severity};

/// Every text of it.
#[allow(missing_docs)] // named for the place each stands in
pub struct ReadingTexts {
    pub bar: &'static str,
    pub hide: &'static str,
    pub show_bar: &'static str,
    pub details: &'static str,
    pub change: &'static str,
    pub change_of: fn(file: &str) -> String,
    pub change_long: &'static str,
    pub add_files: &'static str,
    pub remove: fn(file: &str) -> String,
    pub undo: &'static str,
    pub redo: &'static str,
    pub kind: fn(table: &str, shape: &str) -> String,
    pub unused: &'static str,
    pub waits: &'static str,
    pub no_header: &'static str,
    pub header_at: fn(line: &str) -> String,
    pub repairs_n: fn(n: usize, text: &str) -> String,
    pub warnings_n: fn(n: usize, text: &str) -> String,
    pub rows: fn(used: &str, rejected: &str, ignored: &str) -> String,
    pub rows_wait: fn(waiting: &str, rejected: &str, ignored: &str) -> String,
    pub in_head: fn(rows: &str) -> String,
    pub in_all: fn(rows: &str) -> String,
    pub changed: &'static str,
    pub of_file: fn(file: &str, change: &str) -> String,
    pub to: fn(what: &str, from: &str, to: &str) -> String,
    pub now: fn(what: &str, to: &str) -> String,
    pub role_of: fn(column: &str) -> String,
    /// So many files.
    pub files_n: fn(count: &str) -> String,
    /// Heads the roles of tables beside revenue.
    pub other_tables: &'static str,
    pub added: fn(file: &str) -> String,
    pub removed: fn(file: &str) -> String,
    pub repair_on: fn(what: &str) -> String,
    pub repair_off: fn(what: &str) -> String,
    pub title: fn(file: &str) -> String,
    pub lead: &'static str,
    pub more: &'static str,
    pub as_found: &'static str,
    pub as_found_is: fn(value: &str) -> String,
    pub other_delimiter: &'static str,
    pub delimiter_text: &'static str,
    pub preview: &'static str,
    pub header_hint: &'static str,
    pub preview_wait: &'static str,
    pub preview_failed: &'static str,
    pub col_fate: &'static str,
    pub fate_above: &'static str,
    pub fate_header: &'static str,
    pub fate_used: &'static str,
    pub fate_waiting: &'static str,
    pub fate_unread: &'static str,
    pub fate_rejected: fn(reason: &str) -> String,
    pub fate_ignored: fn(rule: &str) -> String,
    pub header_here: fn(line: &str) -> String,
    pub column_n: fn(n: &str) -> String,
    pub repairs: &'static str,
    pub repairs_note: &'static str,
    pub listed: fn(n: &str) -> String,
    pub apply: &'static str,
    pub reset: &'static str,
    pub field: fn(Field) -> &'static str,
    pub word: fn(field: Field, value: &str) -> Option<&'static str>,
}

/// The texts of a language.
pub fn reading_texts(lang: Lang) -> &'static ReadingTexts {
    match lang {
        Lang::En => &EN,
        Lang::Zh => &ZH,
    }
}

/// "1 row", "1,200 rows".
pub(super) fn rows_en(count: &str) -> String {
    format!("{count} {}", if count == "1" { "row" } else { "rows" })
}

static EN: ReadingTexts = ReadingTexts {
    bar: "How we read your files",
    hide: "Hide",
    show_bar: "Show this above the overview again",
    details: "All details",
    change: "Change…",
    change_of: |file| format!("Change how {file} is read"),
    change_long: "Change how it is read…",
    add_files: "Add files",
    remove: |file| format!("Remove {file}"),
    undo: "Undo",
    redo: "Redo",
    kind: |table, shape| format!("{table}, {shape}"),
    unused: "not used",
    waits: "waits for an answer",
    no_header: "no header",
    header_at: |line| format!("header on line {line}"),
    repairs_n: |n, text| if n == 1 { "1 repair".to_owned() } else { format!("{text} repairs") },
    warnings_n: |n, text| if n == 1 { "1 warning".to_owned() } else { format!("{text} warnings") },
    rows: |used, rejected, ignored| format!("{} used, {rejected} rejected, {ignored} ignored", rows_en(used)),
    rows_wait: |waiting, rejected, ignored| {
        let wait = if waiting == "1" { "waits" } else { "wait" };
        format!("{} {wait} for the answer, {rejected} rejected, {ignored} ignored", rows_en(waiting))
    },
    in_head: |rows| format!("In the first part of the file: {rows}."),
    in_all: |rows| format!("In the whole file: {rows}."),
    changed: "Changed:",
    of_file: |file, change| format!("{file}: {change}"),
    to: |what, from, to| format!("{what}: {from} → {to}"),
    now: |what, to| format!("{what}: {to}"),
    role_of: |column| format!("Column “{column}”"),
    files_n: |count| format!("{count} files"),
    other_tables: "Tables beside revenue",
    added: |file| format!("{file} added"),
    removed: |file| format!("{file} removed"),
    repair_on: |what| format!("mended again: {what}"),
    repair_off: |what| format!("no longer mended: {what}"),
    title: |file| format!("How to read {file}"),
    lead: "Change what is wrong; the first rows follow at once, the report once you apply.",
    more: "More settings",
    as_found: "As found",
    as_found_is: |value| format!("Found: {value}"),
    other_delimiter: "Another…",
    delimiter_text: "The delimiter",
    preview: "First rows",
    header_hint: "A click on a line’s number makes it the header.",
    preview_wait: "Reading the first rows…",
    preview_failed: "The first rows could not be read. The file may have been moved or changed.",
    col_fate: "Becomes",
    fate_above: "above the table",
    fate_header: "header",
    fate_used: "used",
    fate_waiting: "waits for the answer",
    fate_unread: "not read",
    fate_rejected: |reason| format!("rejected: {reason}"),
    fate_ignored: |rule| format!("ignored: {rule}"),
    header_here: |line| format!("The header is on line {line}"),
    column_n: |n| format!("column {n}"),
    repairs: "What the reader mends by itself",
    repairs_note: "Untick what should not be mended: such a row is then rejected with its reason, or counted as it stands.",
    listed: |n| format!("Listed here: the first {n}."),
    apply: "Apply",
    reset: "Reset",
    field: |field| match field {
        Field::Encoding => "Encoding",
        Field::Delimiter => "Delimiter",
        Field::Quote => "Quote",
        Field::Escape => "Quote inside quotes",
        Field::HeaderLine => "Header",
        Field::Table => "Table",
        Field::Shape => "Layout",
        Field::DateOrder => "Dates",
        Field::FiscalStart => "Fiscal year begins in",
        Field::Epoch => "Day numbers",
        Field::Decimal => "Decimal mark",
        Field::Currency => "Currency",
    },
    word: |field, value| {
        Some(match (field, value) {
            (Field::Delimiter, ":") => "colon",
            (Field::Quote, "\"") => "double quote",
            (Field::Quote, "'") => "single quote",
            (Field::Quote, "none") => "none",
            (Field::Escape, "doubled") => "doubled",
            (Field::Escape, "backslash") => "after a backslash",
            (Field::HeaderLine, "0") => "no header",
            (Field::DateOrder, "dmy") => "day first",
            (Field::DateOrder, "mdy") => "month first",
            (Field::DateOrder, "ymd") => "year first",
            (Field::FiscalStart, month) => return nth(month, &MONTHS),
            (Field::Epoch, "1900") => "from 1900 (Excel)",
            (Field::Epoch, "1904") => "from 1904 (old Mac Excel)",
            (Field::Decimal, ".") => "decimal point",
            (Field::Decimal, ",") => "decimal comma",
            (Field::Encoding, "gb18030" | "gbk") => "GB18030 (GBK)",
            (Field::Encoding, "utf-8-bom") => "UTF-8 (BOM)",
            _ => return None,
        })
    },
};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const MONTHS_ZH: [&str; 12] =
    ["1 月", "2 月", "3 月", "4 月", "5 月", "6 月", "7 月", "8 月", "9 月", "10 月", "11 月", "12 月"];

/// A month's name by its number.
fn nth(number: &str, names: &[&'static str; 12]) -> Option<&'static str> {
    let number: usize = number.parse().ok()?;
    names.get(number.checked_sub(1)?).copied()
}

static ZH: ReadingTexts = ReadingTexts {
    bar: "文件是怎么读的",
    hide: "收起",
    show_bar: "在总览上方重新显示",
    details: "查看全部",
    change: "更改……",
    change_of: |file| format!("更改 {file} 的读取方式"),
    change_long: "更改读取方式……",
    add_files: "添加文件",
    remove: |file| format!("移除 {file}"),
    undo: "撤销",
    redo: "重做",
    kind: |table, shape| format!("{table}，{shape}"),
    unused: "未使用",
    waits: "待确认",
    no_header: "无表头",
    header_at: |line| format!("表头在第 {line} 行"),
    repairs_n: |_, text| format!("自动处理 {text} 项"),
    warnings_n: |_, text| format!("警告 {text} 条"),
    rows: |used, rejected, ignored| format!("采用 {used} 行，未采用 {rejected} 行，跳过 {ignored} 行"),
    rows_wait: |waiting, rejected, ignored| {
        format!("待确认 {waiting} 行，未采用 {rejected} 行，跳过 {ignored} 行")
    },
    in_head: |rows| format!("文件开头部分：{rows}。"),
    in_all: |rows| format!("整个文件：{rows}。"),
    changed: "已更改：",
    of_file: |file, change| format!("{file}：{change}"),
    to: |what, from, to| format!("{what}：{from} → {to}"),
    now: |what, to| format!("{what}：{to}"),
    role_of: |column| format!("“{column}”列"),
    files_n: |count| format!("{count} 个文件"),
    other_tables: "收入以外的表",
    added: |file| format!("添加了 {file}"),
    removed: |file| format!("移除了 {file}"),
    repair_on: |what| format!("恢复自动处理：{what}"),
    repair_off: |what| format!("不再自动处理：{what}"),
    title: |file| format!("{file} 的读取方式"),
    lead: "哪里不对就改哪里：下方前几行随之变化，点“应用”后报告才更新。",
    more: "更多设置",
    as_found: "自动识别",
    as_found_is: |value| format!("自动：{value}"),
    other_delimiter: "其他……",
    delimiter_text: "分隔符内容",
    preview: "前几行",
    header_hint: "点行号，可将该行设为表头。",
    preview_wait: "正在读取前几行……",
    preview_failed: "前几行读不出来，文件可能已被移动或修改。",
    col_fate: "处理结果",
    fate_above: "表格之上",
    fate_header: "表头",
    fate_used: "采用",
    fate_waiting: "待确认",
    fate_unread: "未读取",
    fate_rejected: |reason| format!("未采用：{reason}"),
    fate_ignored: |rule| format!("跳过：{rule}"),
    header_here: |line| format!("表头在第 {line} 行"),
    column_n: |n| format!("第 {n} 列"),
    repairs: "自动处理",
    repairs_note: "不希望自动处理的，请取消勾选：这类行会注明原因列为未采用，或按原样计入。",
    listed: |n| format!("此处只列出前 {n} 行。"),
    apply: "应用",
    reset: "重置",
    field: |field| match field {
        Field::Encoding => "编码",
        Field::Delimiter => "分隔符",
        Field::Quote => "引号",
        Field::Escape => "引号内的引号",
        Field::HeaderLine => "表头",
        Field::Table => "表类型",
        Field::Shape => "布局",
        Field::DateOrder => "日期",
        Field::FiscalStart => "财年起始月",
        Field::Epoch => "日期序号",
        Field::Decimal => "小数点",
        Field::Currency => "币种",
    },
    word: |field, value| {
        Some(match (field, value) {
            (Field::Delimiter, ":") => "冒号",
            (Field::Quote, "\"") => "双引号",
            (Field::Quote, "'") => "单引号",
            (Field::Quote, "none") => "无",
            (Field::Escape, "doubled") => "写两遍",
            (Field::Escape, "backslash") => "前加反斜杠",
            (Field::HeaderLine, "0") => "无表头",
            (Field::DateOrder, "dmy") => "日在前",
            (Field::DateOrder, "mdy") => "月在前",
            (Field::DateOrder, "ymd") => "年在前",
            (Field::FiscalStart, month) => return nth(month, &MONTHS_ZH),
            (Field::Epoch, "1900") => "自 1900 年起（Excel）",
            (Field::Epoch, "1904") => "自 1904 年起（旧版 Mac Excel）",
            (Field::Decimal, ".") => "句点“.”",
            (Field::Decimal, ",") => "逗号“,”",
            (Field::Encoding, "gb18030" | "gbk") => "GB18030（GBK）",
            (Field::Encoding, "utf-8-bom") => "UTF-8（带 BOM）",
            _ => return None,
        })
    },
};

/// A field's value as people read it.
pub fn value_text(t: &Messages, field: Field, value: &str) -> String {
    let r = reading_texts(t.lang);
    if let Some(word) = (r.word)(field, value) {
        return word.to_owned();
    }
    let field_word = match field {
        Field::Delimiter => (t.delimiter)(value).map(str::to_owned),
        Field::HeaderLine => Some((t.line_n)(value)),
        Field::Encoding => Some(encoding_text(value)),
        Field::Table => field.table(value).map(|table| (t.table)(table).to_owned()),
        Field::Shape => field.shape(value).map(|shape| (t.shape)(shape).to_owned()),
        _ => None,
    };
    field_word.unwrap_or_else(|| value.to_owned())
}

/// An encoding's name as its makers write it.
fn encoding_text(name: &str) -> String {
    match name.split_once('-') {
        Some(("windows", page)) => format!("Windows-{page}"),
        _ if name == "big5" => "Big5".to_owned(),
        _ if name == "shift_jis" => "Shift_JIS".to_owned(),
        _ => name.to_ascii_uppercase(),
    }
}

/// What a change was, in words; the file is named where there are several.
pub fn change_text(t: &Messages, change: &Change, several: bool) -> String {
    let r = reading_texts(t.lang);
    let pair = |what: &str, word: &dyn Fn(&str) -> String| {
        let (from, to) = (change.from.as_deref().map(word), change.to.as_deref().map(word));
        match (from, to) {
            (Some(from), Some(to)) => (r.to)(what, &from, &to),
            (None, Some(to)) => (r.now)(what, &to),
            (_, None) => (r.now)(what, r.as_found),
        }
    };
    let role = |name: &str| {
        let role = Role::ALL.into_iter().find(|role| role.as_str() == name);
        role.map_or_else(|| name.to_owned(), |role| (t.role)(role).to_owned())
    };
    let text = match &change.what {
        Changed::Field(field) => pair((r.field)(*field), &|value| value_text(t, *field, value)),
        Changed::Role(column) => pair(&(r.role_of)(column), &role),
        Changed::Repair(code) if change.to.as_deref() == Some("off") => (r.repair_off)(&code_text(t, *code)),
        Changed::Repair(code) => (r.repair_on)(&code_text(t, *code)),
        Changed::Added => return (r.added)(&change.file),
        Changed::Removed => return (r.removed)(&change.file),
    };
    if several { (r.of_file)(&change.file, &text) } else { text }
}

/// Why a row was rejected, without its line and the full stop.
pub fn row_text(t: &Messages, code: Code, column: Option<&str>, text: Option<&str>) -> String {
    words(t, code, column, text.unwrap_or("…"))
}

/// A finding's words, without its place, what stood there and the full stop.
pub fn code_text(t: &Messages, code: Code) -> String {
    words(t, code, None, "…")
}

fn words(t: &Messages, code: Code, column: Option<&str>, text: &str) -> String {
    let bare = Diagnostic {
        severity: Severity::Warning,
        code,
        line: None,
        column: column.map(str::to_owned),
        text: Some(text.to_owned()),
        count: 0,
        hint: String::new(),
    };
    let told = super::diagnose::told(t.lang, &bare, super::diagnose::Shell::Page);
    told.message.trim_end_matches(['.', '。']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::messages;

    #[test]
    fn every_choice_has_a_word_of_its_own() {
        for lang in [Lang::En, Lang::Zh] {
            let t = messages(lang);
            for field in Field::ALL {
                let words: Vec<_> = field.choices().into_iter().map(|v| value_text(t, field, v)).collect();
                for (i, word) in words.iter().enumerate() {
                    assert!(!word.trim().is_empty() && !words[..i].contains(word), "{field:?}: {word:?}");
                }
            }
        }
    }

    #[test]
    fn a_change_is_said_in_both_languages() {
        let change = |what, from: &str, to: &str| Change {
            file: "a.csv".to_owned(),
            what,
            from: Some(from.to_owned()).filter(|text| !text.is_empty()),
            to: Some(to.to_owned()).filter(|text| !text.is_empty()),
        };
        let en = |c: &Change| change_text(messages(Lang::En), c, false);
        let zh = |c: &Change| change_text(messages(Lang::Zh), c, true);
        let encoding = change(Changed::Field(Field::Encoding), "windows-1252", "shift_jis");
        assert_eq!(en(&encoding), "Encoding: Windows-1252 → Shift_JIS");
        let delimiter = change(Changed::Field(Field::Delimiter), ";", ",");
        assert_eq!(en(&delimiter), "Delimiter: semicolon → comma");
        assert_eq!(zh(&delimiter), "a.csv：分隔符：分号 → 逗号");
        let order = change(Changed::Field(Field::DateOrder), "", "dmy");
        assert_eq!(en(&order), "Dates: day first");
        let role = change(Changed::Role("mrr".to_owned()), "mrr", "arr");
        assert_eq!(en(&role), "Column “mrr”: MRR → ARR (a twelfth a month)");
        let off = change(Changed::Repair(Code::TotalRow), "on", "off");
        assert!(en(&off).starts_with("no longer mended: "), "{}", en(&off));
        assert_eq!(en(&change(Changed::Added, "", "")), "a.csv added");
    }
}
