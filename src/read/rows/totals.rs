//! The words that lines of totals begin with, in the languages we read.

/// Whole cells, in lower case.
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
    "overall total",
    "report total",
    "all customers",
    // German
    "summe",
    "gesamt",
    "gesamtsumme",
    "zwischensumme",
    "gesamtergebnis",
    "summe gesamt",
    "insgesamt",
    // French
    "total général",
    "total general",
    "sous-total",
    "sous total",
    "somme",
    "totaux",
    "total mensuel",
    // Spanish
    "suma",
    "suma total",
    "total mensual",
    "totales",
    "gran total",
    // Japanese, Chinese
    "合計",
    "小計",
    "総計",
    "総合計",
    "计",
    "計",
    "合计",
    "总计",
    "总和",
    "小计",
    "汇总",
    "总额",
    "合 计",
    "总 计",
    "總計",
    "小計：",
    "合計金額",
    "本月合计",
    "本页小计",
    "累计",
];

/// What stands before a customer's name in a line of its totals.
const OF: &[&str] = &[
    "total for ",
    "subtotal for ",
    "total of ",
    "summe für ",
    "gesamt für ",
    "total pour ",
    "total de ",
    "total du client ",
];

/// Whether a customer's cell is a line of totals; `is_customer` knows the names met so far.
pub(in crate::read) fn is_total(cell: &str, is_customer: impl FnOnce(&str) -> bool) -> bool {
    // Asked for nearly every row: the first character rules out nearly all of them.
    let Some(first) = cell.chars().next() else { return false };
    if !matches!(
        first,
        't' | 'T'
            | 'g'
            | 'G'
            | 's'
            | 'S'
            | 'o'
            | 'O'
            | 'r'
            | 'R'
            | 'a'
            | 'A'
            | 'z'
            | 'Z'
            | 'i'
            | 'I'
            | '合'
            | '小'
            | '総'
            | '总'
            | '總'
            | '计'
            | '計'
            | '汇'
            | '本'
            | '累'
    ) {
        return false;
    }
    let cell = cell.trim_end_matches([':', '：', '=']).trim_end();
    let same = |word: &&str| word.len() == cell.len() && word.eq_ignore_ascii_case(cell);
    if cell.len() <= 24
        && (TOTALS.iter().any(same) || !cell.is_ascii() && TOTALS.contains(&cell.to_lowercase().as_str()))
    {
        return true;
    }
    let name = OF.iter().find_map(|word| {
        let head = cell.get(..word.len())?;
        head.eq_ignore_ascii_case(word).then(|| cell.get(word.len()..))?
    });
    name.is_some_and(|name| is_customer(name.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals() {
        for cell in [
            "Total",
            "TOTALS:",
            "Grand Total",
            "合计",
            "总计：",
            "subtotal",
            "Summe",
            "GESAMT",
            "Total général",
            "Suma",
            "合計",
            "小計",
            "Total for Acme",
        ] {
            assert!(is_total(cell, |name| name == "Acme"), "{cell}");
        }
        for cell in ["Total Energies", "Sum Systems", "C1", "", "Gesamtschule Süd", "Total for Life"] {
            assert!(!is_total(cell, |_| false), "{cell}");
        }
    }
}
