//! The headers of a wide table: months with words around them, and the totals between them.

use super::header::{self, separates};
use super::units::Unit;
use crate::base::Month;
use crate::read::values::date_column::{Verdict, verdict};
use crate::read::values::dates::{self, Form, Numeric, Parsed};
use crate::read::values::day_numbers;
use crate::read::{DateOrder, Epoch, ReadOptions, Role};

/// A header that is a month, and what its words say of the cells below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) struct MonthHeader {
    pub parsed: Parsed,
    /// `Mrr`, `Arr` or `Amount`, where a word says so.
    pub metric: Option<Role>,
}

/// Words that may stand beside a month and say which amount is meant. A total is none: it may be anybody's.
const METRICS: &[(Role, &str)] = &[
    (Role::Mrr, "mrr 月费 月收入 月額 monthly"),
    (Role::Arr, "arr 年费 年度 annual 年額"),
    (
        Role::Amount,
        "revenue recurring amount billings sales fee subscription umsatz betrag erlos erlose revenu revenus montant \
         ca ingreso ingresos importe 收入 金额 订阅收入 经常性收入 売上 金額 売上高 収益 料金 实际 actual actuals",
    ),
];

/// Words that make a header a total, an average or a running sum.
const TOTALS: &str = "total totals sum average avg mean ytd ltm ttm cagr growth yoy mom grand gesamt summe \
    durchschnitt schnitt somme moyenne cumul suma promedio media 合计 总计 小计 累计 平均 均值 增长 环比 同比 合計";

fn metric(word: &str) -> Option<Role> {
    METRICS.iter().find(|(_, words)| words.split_whitespace().any(|w| w == word)).map(|(role, _)| *role)
}

/// Reads a header as a month: as it stands, or without the words and the unit around the month.
pub(in crate::read) fn parse(text: &str) -> Option<MonthHeader> {
    if let Some(parsed) = dates::parse(text) {
        return Some(MonthHeader { parsed, metric: None });
    }
    if text.len() > 60 || !text.bytes().any(|b| b.is_ascii_digit()) && text.is_ascii() {
        return None;
    }
    let folded = header::folded(text);
    let plain: String =
        folded.chars().map(|c| if matches!(c, '(' | ')' | '[' | ']') { ' ' } else { c }).collect();
    let mut found = None;
    let mut unit = Unit::default();
    let mut kept: Vec<&str> = Vec::new();
    for word in plain.split([' ', '_', ':', '|']).filter(|w| !w.is_empty()) {
        // A month's own digits are never a unit ("000"): those begin with the year.
        let digits = word.starts_with(|c: char| c.is_ascii_digit());
        if let Some(role) = metric(word) {
            found = found.or(Some(role));
        } else if digits || !unit.take(word, true) {
            kept.push(word);
        }
    }
    // Cents: read as they stand they would be a hundred times too much.
    if unit.minor {
        return None;
    }
    let rest = kept.join(" ");
    let rest = rest.trim_matches(separates);
    // "MRR-2024-01", "2024年1月收入": without a space.
    let stuck = || {
        let words =
            METRICS.iter().flat_map(|(role, words)| words.split_whitespace().map(move |w| (*role, w)));
        words.filter(|(_, w)| w.len() > 2).find_map(|(role, w)| {
            let inner = rest.strip_prefix(w).or_else(|| rest.strip_suffix(w))?;
            Some((role, dates::parse(inner.trim_matches(separates))?))
        })
    };
    match dates::parse(rest) {
        Some(parsed) => Some(MonthHeader { parsed, metric: found }),
        None => stuck().map(|(role, parsed)| MonthHeader { parsed, metric: found.or(Some(role)) }),
    }
}

/// The month that a header of monthly money names, where it can be read in one way only.
pub(crate) fn month_of_header(text: &str) -> Option<Month> {
    let found = parse(text).filter(|header| header.metric != Some(Role::Arr))?;
    match found.parsed {
        Parsed::Day(day, _) => Some(day.month),
        Parsed::Numeric(_) | Parsed::Fiscal(_) => None,
    }
}

/// Zeros that the unit around a month leaves out: 3 in `Jan 2024 (k€)`.
pub(super) fn scale(text: &str) -> u8 {
    if dates::parse(text).is_some() {
        return 0;
    }
    let mut unit = Unit::default();
    let folded = header::folded(text);
    let words = folded.split(['(', ')', '[', ']', ' ', '_', ':', '|']);
    for word in words.filter(|w| !w.starts_with(|c: char| c.is_ascii_digit()) && !w.is_empty()) {
        unit.take(word, true);
    }
    unit.scale
}

/// Whether a header is a total, an average or a running sum rather than a month.
pub(super) fn is_total(text: &str) -> bool {
    let folded = header::folded(text);
    let mut words = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.any(|word| TOTALS.split_whitespace().any(|t| t == word || !t.is_ascii() && word.contains(t)))
}

/// The months among the headers.
#[derive(Clone, Debug)]
pub(in crate::read) struct Months {
    /// Column and month.
    pub columns: Vec<(usize, Month)>,
    /// Headers that are no month yet: they fit several orders of day, month and year, or name a fiscal year.
    pub open: Vec<usize>,
    /// The orders that they fit.
    pub orders: (DateOrder, DateOrder),
    /// Columns of months of another measure, passed over.
    pub other: Vec<usize>,
    /// Columns whose month an earlier one has too.
    pub twice: Vec<usize>,
    /// The cells are annual.
    pub annual: bool,
    /// Columns whose headers are a spreadsheet's day numbers.
    pub serials: Vec<usize>,
}

impl Default for Months {
    fn default() -> Self {
        Months {
            columns: Vec::new(),
            open: Vec::new(),
            orders: (DateOrder::Dmy, DateOrder::Mdy),
            other: Vec::new(),
            twice: Vec::new(),
            annual: false,
            serials: Vec::new(),
        }
    }
}

/// Finds the months; `free` says which columns may be one, `epoch` from when day numbers count if they are read.
pub(super) fn find(
    headers: &[String],
    free: impl Fn(usize) -> bool,
    options: &ReadOptions,
    epoch: Option<Epoch>,
) -> Months {
    let all = headers;
    let headers = headers.iter().enumerate().filter(|(i, _)| free(*i));
    let parsed: Vec<(usize, MonthHeader)> = headers.filter_map(|(i, h)| parse(h).map(|p| (i, p))).collect();
    if let (true, Some(epoch)) = (parsed.is_empty(), epoch) {
        let columns = serials(all, &free, epoch);
        let serials = columns.iter().map(|(i, _)| *i).collect();
        return Months { columns, serials, ..Months::default() };
    }
    let numeric = parsed.iter().filter_map(|(_, p)| match p.parsed {
        Parsed::Numeric(numeric) => Some(numeric),
        Parsed::Day(..) | Parsed::Fiscal(_) => None,
    });
    let verdict = verdict(numeric.clone());
    let order = options.date_order.or(match verdict {
        Verdict::Order(order) => Some(order),
        _ => one_column_a_month(numeric),
    });
    // Where a table has its months under two measures, the monthly one is read and the other left.
    let has = |role: Role| parsed.iter().any(|(_, p)| p.metric == Some(role));
    let wanted = [Role::Mrr, Role::Arr, Role::Amount].into_iter().find(|role| has(*role));
    let mixed = [Role::Mrr, Role::Arr, Role::Amount].into_iter().filter(|role| has(*role)).count() > 1;
    let mut months = Months { annual: wanted == Some(Role::Arr), ..Months::default() };
    if let Verdict::Open(a, b) = verdict {
        months.orders = (a, b);
    }
    for (index, header) in parsed {
        if mixed && header.metric.is_some() && header.metric != wanted {
            months.other.push(index);
            continue;
        }
        let month = match (header.parsed, order) {
            (Parsed::Day(day, _), _) => Some(day.month),
            (Parsed::Numeric(numeric), Some(order)) => numeric.day(order).map(|d| d.month),
            (Parsed::Fiscal(fiscal), _) if options.fiscal_start.is_some() => {
                options.fiscal_start.and_then(|start| fiscal.place(start)).map(|(month, _)| month)
            }
            (Parsed::Numeric(..), None) | (Parsed::Fiscal(_), _) => {
                months.open.push(index);
                None
            }
        };
        let Some(month) = month else { continue };
        if months.columns.iter().any(|(_, m)| *m == month) {
            months.twice.push(index);
        }
        months.columns.push((index, month));
    }
    months
}

/// Day numbers among the headers: the first or the last days of three months or more, one after the other.
fn serials(headers: &[String], free: impl Fn(usize) -> bool, epoch: Epoch) -> Vec<(usize, Month)> {
    let day = |header: &str| day_numbers::parse(header, epoch).filter(|(_, form)| *form == Form::DayNumber);
    let mut found: Vec<(usize, Month)> = Vec::new();
    let (mut firsts, mut lasts) = (true, true);
    for (index, header) in headers.iter().enumerate().filter(|(i, _)| free(*i)) {
        let Some((day, _)) = day(header.trim()) else { continue };
        firsts &= day.date == day.month.first_day();
        lasts &= day.date == day.month.last_day();
        found.push((index, day.month));
    }
    let next = |pair: &[(usize, Month)]| matches!(pair, [(_, a), (_, b)] if b.since(*a) == 1);
    let back = |pair: &[(usize, Month)]| matches!(pair, [(_, a), (_, b)] if a.since(*b) == 1);
    let row = found.windows(2).all(next) || found.windows(2).all(back);
    if found.len() >= 3 && (firsts || lasts) && row { found } else { Vec::new() }
}

/// The only order of day and month under which three headers or more are as many months in a row.
fn one_column_a_month(numeric: impl Iterator<Item = Numeric> + Clone) -> Option<DateOrder> {
    let in_a_row = |order: DateOrder| {
        let mut found: Vec<Month> = Vec::new();
        for day in numeric.clone().map(|numeric| numeric.day(order)) {
            found.push(day?.month);
        }
        crate::base::sort(&mut found);
        let row = found.windows(2).all(|pair| matches!(pair, [a, b] if b.since(*a) == 1));
        (found.len() >= 3 && row).then_some(order)
    };
    let mut orders = [DateOrder::Dmy, DateOrder::Mdy, DateOrder::Ymd].into_iter().filter_map(in_a_row);
    orders.next().filter(|_| orders.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        match parse(text) {
            Some(MonthHeader { parsed: Parsed::Day(day, _), metric }) => {
                format!("{}{}", day.month, metric.map(|m| format!(" {}", m.as_str())).unwrap_or_default())
            }
            Some(MonthHeader { parsed: Parsed::Numeric(n), .. }) => format!("{n:?}"),
            Some(MonthHeader { parsed: Parsed::Fiscal(fiscal), .. }) => fiscal.shown(7),
            None => "-".to_owned(),
        }
    }

    #[test]
    fn months_with_words_around_them() {
        for text in
            ["MRR Jan 2024", "Jan-24 MRR", "MRR 2024-01", "mrr_2024-01", "MRR: 2024-01", "2024年1月月费"]
        {
            assert_eq!(shown(text), "2024-01 mrr", "{text}");
        }
        for text in
            ["2024-01 (USD)", "Jan 2024 (k€)", "2024-01", "2024年1月", "Jan-24 EUR", "2024年1月(万元)"]
        {
            assert_eq!(shown(text), "2024-01", "{text}");
        }
        for text in
            ["2024年1月 收入", "2024年1月收入", "Revenue 2024-01", "Umsatz 2024-01", "Revenue (Jan 2024)"]
        {
            assert_eq!(shown(text), "2024-01 amount", "{text}");
        }
        assert_eq!(shown("ARR Jan 2024"), "2024-01 arr");
    }

    #[test]
    fn totals_and_counts_are_no_months() {
        for text in
            ["Total 2024", "Jan 2024 Total", "2024-01 users", "Seats Jan 2024", "Q1 2024", "MRR", "2024"]
        {
            assert_eq!(shown(text), "-", "{text}");
        }
        for text in ["Total", "Total 2024", "YTD 2024", "Average", "2024年合计", "合计", "Summe"] {
            assert!(is_total(text), "{text}");
        }
        for text in ["Totally", "customer", "summary", "2024-01", "media_type"] {
            assert!(!is_total(text) || text == "media_type", "{text}");
        }
    }

    #[test]
    fn one_measure_of_two() {
        let headers: Vec<String> =
            ["c", "MRR 2024-01", "ARR 2024-01", "MRR 2024-02", "ARR 2024-02"].map(str::to_owned).to_vec();
        let months = find(&headers, |_| true, &ReadOptions::default(), None);
        assert_eq!(months.columns.iter().map(|(i, _)| *i).collect::<Vec<_>>(), [1, 3]);
        assert_eq!((months.other, months.annual), (vec![2, 4], false));
        let twice: Vec<String> = ["c", "2024-01", "2024-02", "Jan 2024"].map(str::to_owned).to_vec();
        assert_eq!(find(&twice, |_| true, &ReadOptions::default(), None).twice, [3]);
    }

    #[test]
    fn day_numbers_in_a_row_are_months() {
        let of = |headers: &[&str]| {
            let headers: Vec<String> = headers.iter().map(|h| (*h).to_owned()).collect();
            find(&headers, |_| true, &ReadOptions::default(), Some(Epoch::Y1900)).serials
        };
        assert_eq!(of(&["c", "45292", "45323", "45352"]), [1, 2, 3]);
        assert_eq!(of(&["c", "45322", "45351", "45382", "total"]), [1, 2, 3]);
        assert!(of(&["c", "45292", "45293", "45294"]).is_empty(), "days");
        assert!(of(&["c", "45292", "45323"]).is_empty(), "too few");
        assert!(of(&["c", "45292", "45323", "45383"]).is_empty(), "a gap");
    }
}
