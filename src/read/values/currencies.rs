//! Currency codes and the signs that stand for them.

/// What a sign or code says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) struct Sign {
    /// The ISO 4217 code.
    pub code: &'static str,
    /// The sign, where several currencies share it and the code is an assumption.
    pub shared: Option<&'static str>,
}

/// Active codes of ISO 4217 (funds and metals left out).
const CODES: &[&str] = &[
    "AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN", "BHD",
    "BIF", "BMD", "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CLP", "CNY",
    "COP", "CRC", "CUP", "CVE", "CZK", "DJF", "DKK", "DOP", "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP",
    "GBP", "GEL", "GHS", "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD", "HNL", "HRK", "HTG", "HUF", "IDR", "ILS",
    "INR", "IQD", "IRR", "ISK", "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD",
    "KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU",
    "MUR", "MVR", "MWK", "MXN", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN",
    "PGK", "PHP", "PKR", "PLN", "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "SBD", "SCR", "SDG", "SEK",
    "SGD", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB", "TJS", "TMT", "TND", "TOP",
    "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS", "VES", "VND", "VUV", "WST", "XAF", "XCD",
    "XOF", "XPF", "YER", "ZAR", "ZMW",
];

/// The code, as a lasting text, of an ISO code in any case.
pub(in crate::read) fn code(text: &str) -> Option<&'static str> {
    let text = text.trim();
    CODES.iter().find(|c| c.eq_ignore_ascii_case(text)).copied()
}

/// What a sign, a code or a currency's name says.
pub(in crate::read) fn sign(text: &str) -> Option<Sign> {
    let own = |code| Some(Sign { code, shared: None });
    match text {
        "$" => Some(Sign { code: "USD", shared: Some("$") }),
        "¥" | "￥" => Some(Sign { code: "CNY", shared: Some("¥") }),
        "€" => own("EUR"),
        "£" => own("GBP"),
        "元" | "人民币" | "人民币元" => own("CNY"),
        "美元" => own("USD"),
        "欧元" => own("EUR"),
        "日元" => own("JPY"),
        "港元" | "港币" => own("HKD"),
        "円" => own("JPY"),
        "₹" => own("INR"),
        "₩" => own("KRW"),
        "₽" => own("RUB"),
        "₺" => own("TRY"),
        "₪" => own("ILS"),
        "₫" => own("VND"),
        "฿" => own("THB"),
        "₱" => own("PHP"),
        "zł" => own("PLN"),
        "Kč" => own("CZK"),
        "R$" => own("BRL"),
        "A$" | "AU$" => own("AUD"),
        "C$" | "CA$" => own("CAD"),
        "HK$" => own("HKD"),
        "NT$" => own("TWD"),
        "S$" => own("SGD"),
        "NZ$" => own("NZD"),
        "MX$" => own("MXN"),
        "JP¥" => own("JPY"),
        _ if text.eq_ignore_ascii_case("rmb") => own("CNY"),
        _ if text.eq_ignore_ascii_case("us$") => own("USD"),
        _ if text.eq_ignore_ascii_case("cn¥") => own("CNY"),
        _ => code(text).and_then(own),
    }
}

/// Whether the places that use this currency write a decimal point. Enough to settle `1,234`, never `1.234`.
pub(in crate::read) fn writes_point(code: &str) -> bool {
    matches!(
        code,
        "USD"
            | "GBP"
            | "CNY"
            | "JPY"
            | "AUD"
            | "NZD"
            | "SGD"
            | "HKD"
            | "TWD"
            | "KRW"
            | "INR"
            | "MXN"
            | "THB"
            | "MYR"
            | "PHP"
            | "ILS"
            | "NGN"
            | "KES"
    )
}
