//! Numbers, money and months as the page's language writes them, through the browser's `Intl`.
//!
//! Money stays the decimal text of the report: `Intl` formats a decimal text without going
//! through a float, so what is shown is what was computed.

use crate::base::Month;
use crate::chart::{Figures, is_decimal};
use crate::i18n::Lang;
pub use crate::rooms::DASH;
use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use std::cell::RefCell;
use wasm_bindgen::JsValue;

/// Formats for one language and one currency. Cheap to copy: formatters are kept a thread, not a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fmt {
    lang: Lang,
    currency: Option<[u8; 3]>,
}

/// Which formatter; with [`Fmt`] the key of the cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Month,
    MonthShort,
    Year,
    Money,
    MoneyCompact,
    Percent,
    PercentWhole,
    OneDecimal,
    OneDecimalFixed,
    Count,
}

thread_local! {
    /// A formatter costs some 50 µs to make and a chart asks for hundreds of texts.
    static FORMATTERS: RefCell<Vec<(Fmt, Style, Function)>> = const { RefCell::new(Vec::new()) };
}

impl Fmt {
    /// Formats for a language; `currency` is an ISO 4217 code, `None` shows plain numbers.
    pub fn new(lang: Lang, currency: Option<&str>) -> Fmt {
        // Intl throws on anything that is not three letters.
        let currency = currency
            .and_then(|code| <[u8; 3]>::try_from(code.as_bytes()).ok())
            .filter(|code| code.iter().all(u8::is_ascii_alphabetic));
        Fmt { lang, currency }
    }

    /// The language.
    pub fn lang(self) -> Lang {
        self.lang
    }

    /// A month with its year: "Dec 2025", "2025年12月".
    pub fn month(&self, month: Month) -> String {
        self.unnamed(month).unwrap_or_else(|| self.date(Style::Month, month))
    }

    /// A month without its year: "Dec", "12月".
    pub fn month_short(&self, month: Month) -> String {
        self.unnamed(month).unwrap_or_else(|| self.date(Style::MonthShort, month))
    }

    /// The year of a month: "2025", "2025年".
    pub fn year(&self, month: Month) -> String {
        if month.is_unnamed() { String::new() } else { self.date(Style::Year, month) }
    }

    /// "opening" and "closing", where the file names no months.
    fn unnamed(self, month: Month) -> Option<String> {
        self.lang.unnamed(month).map(str::to_owned)
    }

    /// Money in full: "$252,915" or "$252,915.50". Takes a decimal text; anything else comes back as it is.
    pub fn money(&self, decimal: &str) -> String {
        self.text(Style::Money, decimal)
    }

    /// Money in three digits: "$253K", "US$25.3万" as the language has it.
    pub fn money_compact(&self, decimal: &str) -> String {
        self.text(Style::MoneyCompact, decimal)
    }

    /// A ratio as a percentage with one decimal: 1.0226 is "102.3%".
    pub fn percent(&self, ratio: f64) -> String {
        self.number(Style::Percent, ratio)
    }

    /// A ratio as a percentage without decimals, for axes.
    pub fn percent_whole(&self, ratio: f64) -> String {
        self.number(Style::PercentWhole, ratio)
    }

    /// A multiple: "3.4×".
    pub fn ratio(&self, value: f64) -> String {
        if value.is_finite() {
            format!("{}×", self.number(Style::OneDecimal, value))
        } else {
            DASH.to_owned()
        }
    }

    /// A figure with at most one decimal.
    pub fn decimal(&self, value: f64) -> String {
        self.number(Style::OneDecimal, value)
    }

    /// A figure with exactly one decimal, for columns.
    pub fn decimal_fixed(&self, value: f64) -> String {
        self.number(Style::OneDecimalFixed, value)
    }

    /// A whole number with grouping: "30,876".
    pub fn count(&self, count: u64) -> String {
        self.number(Style::Count, count as f64)
    }

    /// A size in B, KB, MB or GB (powers of 1,000).
    pub fn bytes(&self, bytes: f64) -> String {
        let (unit, size) = match bytes {
            b if !b.is_finite() => return DASH.to_owned(),
            b if b < 1e3 => return format!("{} B", self.number(Style::Count, b)),
            b if b < 1e6 => ("KB", b / 1e3),
            b if b < 1e9 => ("MB", b / 1e6),
            b => ("GB", b / 1e9),
        };
        format!("{} {unit}", self.number(Style::OneDecimal, size))
    }

    fn number(self, style: Style, value: f64) -> String {
        if value.is_finite() { self.call(style, &JsValue::from_f64(value)) } else { None }
            .unwrap_or_else(|| DASH.to_owned())
    }

    fn text(self, style: Style, decimal: &str) -> String {
        // A text that is no number would come out as NaN.
        if is_decimal(decimal) { self.call(style, &JsValue::from_str(decimal)) } else { None }
            .unwrap_or_else(|| decimal.to_owned())
    }

    fn date(self, style: Style, month: Month) -> String {
        let day = Date::new(&JsValue::from_f64(Date::utc(
            f64::from(month.year()),
            f64::from(month.number()) - 1.0,
        )));
        self.call(style, &day).unwrap_or_else(|| month.to_string())
    }

    fn call(self, style: Style, value: &JsValue) -> Option<String> {
        let text = self.formatter(style).call1(&JsValue::UNDEFINED, value).ok()?.as_string()?;
        // One minus on the page, the one that is as wide as a plus.
        Some(match text.strip_prefix('-') {
            Some(rest) => format!("−{rest}"),
            None => text,
        })
    }

    fn formatter(self, style: Style) -> Function {
        let cached = FORMATTERS.with_borrow(|all| {
            all.iter().find(|(fmt, s, _)| *fmt == self && *s == style).map(|(_, _, f)| f.clone())
        });
        cached.unwrap_or_else(|| {
            let made = self.make(style);
            FORMATTERS.with_borrow_mut(|all| all.push((self, style, made.clone())));
            made
        })
    }

    fn make(self, style: Style) -> Function {
        let locales = Array::of1(&JsValue::from_str(self.lang.tag()));
        let options = Object::new();
        let set = |key: &str, value: JsValue| {
            // Setting a key of a fresh object cannot fail.
            let _ = Reflect::set(&options, &JsValue::from_str(key), &value);
        };
        let digits = |least: u8, most: u8| {
            set("minimumFractionDigits", JsValue::from(least));
            set("maximumFractionDigits", JsValue::from(most));
        };
        match style {
            Style::Month | Style::MonthShort | Style::Year => {
                set("timeZone", "UTC".into());
                if style != Style::MonthShort {
                    set("year", "numeric".into());
                }
                if style != Style::Year {
                    set("month", "short".into());
                }
                return Intl::DateTimeFormat::new(&locales, &options).format();
            }
            Style::Money | Style::MoneyCompact => {
                match self.currency {
                    Some(code) => {
                        set("style", "currency".into());
                        set("currency", String::from_utf8_lossy(&code).as_ref().into());
                        // The header names the currency; "US$" at each figure would only take its room.
                        set("currencyDisplay", "narrowSymbol".into());
                    }
                    None if style == Style::Money => digits(2, 4),
                    None => {}
                }
                if style == Style::Money {
                    set("trailingZeroDisplay", "stripIfInteger".into());
                } else {
                    set("notation", "compact".into());
                    // Three digits where they are shortened, but never fewer than a whole unit: 3,466 stays 3,466.
                    set("maximumSignificantDigits", JsValue::from(3));
                    digits(0, 0);
                    set("roundingPriority", "morePrecision".into());
                }
            }
            Style::Percent => {
                set("style", "percent".into());
                digits(1, 1);
            }
            Style::PercentWhole => {
                set("style", "percent".into());
                digits(0, 0);
            }
            Style::OneDecimal => digits(0, 1),
            Style::OneDecimalFixed => digits(1, 1),
            Style::Count => digits(0, 0),
        }
        Intl::NumberFormat::new(&locales, &options).format()
    }
}

impl Figures for Fmt {
    fn month(&self, month: Month) -> String {
        Fmt::month(self, month)
    }
    fn month_short(&self, month: Month) -> String {
        Fmt::month_short(self, month)
    }
    fn year(&self, month: Month) -> String {
        Fmt::year(self, month)
    }
    fn money(&self, decimal: &str) -> String {
        Fmt::money(self, decimal)
    }
    fn money_compact(&self, decimal: &str) -> String {
        Fmt::money_compact(self, decimal)
    }
    fn percent(&self, ratio: f64) -> String {
        Fmt::percent(self, ratio)
    }
    fn percent_whole(&self, ratio: f64) -> String {
        Fmt::percent_whole(self, ratio)
    }
    fn ratio(&self, value: f64) -> String {
        Fmt::ratio(self, value)
    }
    fn decimal(&self, value: f64) -> String {
        Fmt::decimal(self, value)
    }
    fn count(&self, count: u64) -> String {
        Fmt::count(self, count)
    }
}
