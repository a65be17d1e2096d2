//! Figures as a pack writes them, in English and Chinese, the same on every machine: a browser's `Intl` would write them
//! as that browser does, and two packs of the same files would differ.

use crate::base::Month;
use crate::chart::{Figures, decimal_value, is_decimal};
use crate::i18n::Lang;
use crate::rooms::DASH;

/// Writes figures in a language and a currency.
#[derive(Clone, Debug)]
pub struct PlainFigures {
    lang: Lang,
    /// Before an amount: a sign, or the code and a blank.
    unit: String,
}

/// Signs of currencies; others stand with their code.
const SIGNS: [(&str, &str); 12] = [
    ("USD", "$"),
    ("EUR", "€"),
    ("GBP", "£"),
    ("JPY", "¥"),
    ("CNY", "¥"),
    ("INR", "₹"),
    ("KRW", "₩"),
    ("BRL", "R$"),
    ("CAD", "$"),
    ("AUD", "$"),
    ("HKD", "$"),
    ("TWD", "$"),
];

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl PlainFigures {
    /// For a language and an ISO 4217 code; without one, amounts stand without a unit.
    pub fn new(lang: Lang, currency: Option<&str>) -> Self {
        let sign = |code: &str| SIGNS.iter().find(|(of, _)| *of == code).map(|(_, sign)| (*sign).to_owned());
        let unit = currency.map(|code| sign(code).unwrap_or_else(|| format!("{code}\u{a0}")));
        PlainFigures { lang, unit: unit.unwrap_or_default() }
    }

    /// An amount with its unit; the minus stands before it.
    fn with_unit(&self, number: &str) -> String {
        match number.strip_prefix('−') {
            Some(rest) => format!("−{}{rest}", self.unit),
            None => format!("{}{number}", self.unit),
        }
    }

    fn month_name(&self, month: Month) -> String {
        match self.lang {
            Lang::En => MONTHS.get(month.number() as usize - 1).copied().unwrap_or_default().to_owned(),
            Lang::Zh => format!("{}月", month.number()),
        }
    }
}

/// Thousands apart; the minus is the one that is as wide as a plus.
fn grouped(number: &str) -> String {
    crate::base::grouped(number).replace('-', "−")
}

/// A number with `digits` decimals; what rounds to nothing has no sign.
fn fixed(value: f64, digits: usize) -> String {
    if !value.is_finite() {
        return DASH.to_owned();
    }
    let text = format!("{value:.digits$}");
    let zero = text.trim_matches(['-', '0', '.']).is_empty();
    grouped(if zero { text.trim_start_matches('-') } else { &text })
}

/// The same without zeros behind the point.
fn trimmed(value: f64, digits: usize) -> String {
    let text = fixed(value, digits);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

impl Figures for PlainFigures {
    fn month(&self, month: Month) -> String {
        if let Some(word) = self.lang.unnamed(month) {
            return word.to_owned();
        }
        match self.lang {
            Lang::En => format!("{} {}", self.month_name(month), month.year()),
            Lang::Zh => format!("{}年{}", month.year(), self.month_name(month)),
        }
    }

    fn month_short(&self, month: Month) -> String {
        self.lang.unnamed(month).map_or_else(|| self.month_name(month), str::to_owned)
    }

    fn year(&self, month: Month) -> String {
        match self.lang {
            _ if month.is_unnamed() => String::new(),
            Lang::En => month.year().to_string(),
            Lang::Zh => format!("{}年", month.year()),
        }
    }

    fn money(&self, decimal: &str) -> String {
        if !is_decimal(decimal) {
            return decimal.to_owned();
        }
        // Whole amounts stand without their zeros, others with all their decimals.
        let whole =
            decimal.split_once('.').filter(|(_, f)| f.bytes().all(|b| b == b'0')).map(|(whole, _)| whole);
        self.with_unit(&grouped(whole.unwrap_or(decimal)))
    }

    fn money_compact(&self, decimal: &str) -> String {
        let Some(value) = decimal_value(decimal) else {
            return decimal.to_owned();
        };
        let steps: &[(f64, &str)] = match self.lang {
            Lang::En => &[(1e9, "B"), (1e6, "M"), (1e3, "K")],
            Lang::Zh => &[(1e8, "亿"), (1e4, "万")],
        };
        // What would round up to the next step is written with it.
        let step = steps.iter().find(|(size, _)| value.abs() >= size * 0.9995);
        let (scaled, word) = step.map_or((value, ""), |(size, word)| (value / size, *word));
        let digits = match scaled.abs() {
            size if size >= 99.95 => 0,
            size if size >= 9.995 => 1,
            _ => 2,
        };
        self.with_unit(&format!("{}{word}", trimmed(scaled, digits)))
    }

    fn percent(&self, ratio: f64) -> String {
        if ratio.is_finite() { format!("{}%", fixed(ratio * 100.0, 1)) } else { DASH.to_owned() }
    }

    fn percent_whole(&self, ratio: f64) -> String {
        if ratio.is_finite() { format!("{}%", fixed(ratio * 100.0, 0)) } else { DASH.to_owned() }
    }

    fn ratio(&self, value: f64) -> String {
        if value.is_finite() { format!("{}×", trimmed(value, 1)) } else { DASH.to_owned() }
    }

    fn decimal(&self, value: f64) -> String {
        trimmed(value, 1)
    }

    fn count(&self, count: u64) -> String {
        grouped(&count.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(lang: Lang) -> PlainFigures {
        PlainFigures::new(lang, Some("USD"))
    }

    #[test]
    fn money_is_whole_or_has_all_its_decimals() {
        let en = figures(Lang::En);
        let written = ["252915.00", "-1234.50", "0.00", "999", "n/a"].map(|text| en.money(text));
        assert_eq!(written, ["$252,915", "−$1,234.50", "$0", "$999", "n/a"]);
        assert_eq!(PlainFigures::new(Lang::En, Some("CHF")).money("-5.00"), "−CHF\u{a0}5");
        assert_eq!(PlainFigures::new(Lang::Zh, None).money("1234.50"), "1,234.50");
    }

    #[test]
    fn money_is_short_where_room_is_short() {
        let en = figures(Lang::En);
        let written = ["252915.00", "-3466.00", "999.60", "12", "0.25", "999999", "1234567890"]
            .map(|text| en.money_compact(text));
        assert_eq!(written, ["$253K", "−$3.47K", "$1K", "$12", "$0.25", "$1M", "$1.23B"]);
        let zh = figures(Lang::Zh);
        assert_eq!(
            ["252915", "9000", "123456789"].map(|text| zh.money_compact(text)),
            ["$25.3万", "$9,000", "$1.23亿"]
        );
    }

    #[test]
    fn months_and_numbers_are_written_as_the_language_does() {
        let month = Month::parse_iso("2025-12").unwrap();
        let (en, zh) = (figures(Lang::En), figures(Lang::Zh));
        assert_eq!([en.month(month), en.month_short(month), en.year(month)], ["Dec 2025", "Dec", "2025"]);
        assert_eq!(
            [zh.month(month), zh.month_short(month), zh.year(month)],
            ["2025年12月", "12月", "2025年"]
        );
        assert_eq!([en.month(Month::OPENING), zh.month(Month::CLOSING)], ["opening", "期末"]);
        assert_eq!(
            [en.percent(1.02256), en.percent(-0.0004), en.percent(12.5), en.percent(f64::NAN)],
            ["102.3%", "0.0%", "1,250.0%", "—"]
        );
        assert_eq!([en.ratio(3.44), en.decimal(-2.0), en.count(30_876)], ["3.4×", "−2", "30,876"]);
    }
}
