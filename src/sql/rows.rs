//! Each row as a customer, the months it counts in and an amount, or the fault it is rejected for; and from all of them the
//! months there are. The twin of `read/shapes` and `tables/book/clock`.

use super::layouts::{Months, months};
use super::script::{Plan, number};
use super::{Column, Layout};
use crate::base::MAX_EXPONENT;

/// Decimals that an amount is read with before it is divided (`read/values/money`).
const DIVIDED: u8 = MAX_EXPONENT;

/// What a row is left out for by its status: no fault of it.
pub(super) const NEVER_PAID: &str = "never_paid";

/// `ninefold_rows`, a row of the revenue each, of a wide table one for each month; `ninefold_counts`, how many of each
/// kind; `ninefold_span`, one row with the months there are and why nothing can be computed, if so.
pub(super) fn statements(plan: &Plan<'_>) -> String {
    let mut out = plan.d.view("ninefold_rows", &rows(plan));
    let wide = matches!(plan.source.layout, Layout::Wide(_));
    let named = match plan.source.subscription {
        Some(_) if wide => ", COUNT(CASE WHEN counts THEN subscription END) AS named_count",
        Some(_) => ", COUNT(subscription) AS named_count",
        None => "",
    };
    let each = if wide { "COUNT(CASE WHEN place = 0 THEN 1 END)" } else { "COUNT(*)" };
    let counts = format!(
        "SELECT fault, currency, {each} AS row_count{named}, MIN(CASE WHEN counts THEN first_month END) AS first_month,
  MAX(known_month) AS known_month
FROM ninefold_rows
GROUP BY fault, currency"
    );
    out.push_str(&plan.d.table("ninefold_counts", &counts));
    out.push_str(&plan.d.table("ninefold_span", &span(plan)));
    out
}

/// Of `ninefold_counts`: the rows that are used and say something. One of a wide table may be blank.
pub(super) fn used(plan: &Plan<'_>) -> &'static str {
    match plan.source.layout {
        Layout::Wide(_) => "fault IS NULL AND first_month IS NOT NULL",
        Layout::Long { .. } | Layout::Periods { .. } => "fault IS NULL",
    }
}

/// What each row says, before any of it is judged: `customer`, `currency`, `stated`, and the layout's own columns.
fn rows(plan: &Plan<'_>) -> String {
    let (source, d) = (plan.source, plan.d);
    let text = d.text();
    let currency = match (&source.currency, &plan.options.currency.code) {
        (None, None) => format!("CAST(NULL AS {text})"),
        (None, Some(told)) => format!("CAST({} AS {text})", d.literal(told)),
        (Some(column), told) => {
            let cell = format!("UPPER(TRIM(CAST({} AS {text})))", column.sql(d));
            let told = d.literal(told.as_deref().unwrap_or_default());
            format!("COALESCE(NULLIF({cell}, ''), {told})")
        }
    };
    let Months { money, stated, joined, derived, kept, faults, known, counts, first, last } = months(plan);
    let own =
        |column: &Column| format!("NULLIF(TRIM(CAST({} AS {text})), '') AS subscription, ", column.sql(d));
    let told = source.subscription.as_ref().map(own).unwrap_or_default();
    let subscription = if told.is_empty() { "" } else { "subscription, " };
    let scale = if source.annual { DIVIDED } else { plan.exponent() };
    let derived = format!(
        "(
  SELECT told.*, ROUND(stated, {scale}) AS rounded{derived}
  FROM (
    SELECT TRIM(CAST({customer} AS {text})) AS customer, {told}{currency} AS currency,
      {money} AS stated, {stated}
    FROM {table}{joined}
  ) AS told
) AS derived",
        customer = source.customer.sql(d),
        table = source.table.sql(d),
    );
    let (amount, from) = if source.annual { twelfth(plan, &derived) } else { (half_even(scale), derived) };
    format!(
        "SELECT customer, {subscription}{kept}currency, {known} AS known_month, {first} AS first_month, {last} AS last_month,
  {counts} AS counts,
  CAST({amount} AS {}) AS amount,
  CASE
    WHEN customer IS NULL OR customer = '' THEN 'customer_missing'
    {faults}
    WHEN currency = '' THEN 'currency_unknown'
  END AS fault
FROM {from}",
        plan.amount(),
    )
}

/// What is stated, rounded half to even: `rounded` is half away from zero, so it goes down again where that went up from
/// the very middle to an odd digit.
fn half_even(scale: u8) -> String {
    let unit = 10_i64.pow(u32::from(scale));
    let (step, half) = (minor(scale), half(scale));
    format!(
        "CASE WHEN rounded - stated = {half} AND MOD(CAST(rounded * {unit} AS DECIMAL(28, 0)), 2) = 1 THEN rounded - {step} ELSE rounded END"
    )
}

/// The twelfth of a year's amount, rounded half to even, and where it comes from.
fn twelfth(plan: &Plan<'_>, derived: &str) -> (String, String) {
    let over = 12 * 10_u32.pow(u32::from(DIVIDED.saturating_sub(plan.exponent())));
    let from = format!(
        "(
  SELECT yearly.*, {} AS twelfth
  FROM (
    SELECT derived.*, CAST({} * {} AS DECIMAL(28, 0)) AS yearly
    FROM {derived}
  ) AS yearly
) AS divided",
        plan.d.whole_of("yearly", over),
        format_args!("({})", half_even(DIVIDED)),
        10_u32.pow(u32::from(DIVIDED)),
    );
    let rest = format!("2 * (yearly - twelfth * {over})");
    let up =
        format!("CASE WHEN {rest} > {over} OR ({rest} = {over} AND MOD(twelfth, 2) = 1) THEN 1 ELSE 0 END");
    (format!("(twelfth + {up}) * {}", minor(plan.exponent())), from)
}

/// The smallest unit of money.
fn minor(scale: u8) -> String {
    crate::base::format_minor(1, scale)
}

/// Half of it.
fn half(scale: u8) -> String {
    crate::base::format_minor(5, scale + 1)
}

/// Why nothing can be computed (`na`), why no window can (`window_na`), and the four months.
fn span(plan: &Plan<'_>) -> String {
    let n = plan.n;
    let last = match plan.options.as_of {
        Some(month) => format!("CAST({} AS INT)", number(month)),
        None => "MAX(known_month)".to_owned(),
    };
    let other = match (&plan.source.currency, &plan.options.currency.code) {
        (Some(_), Some(code)) => format!(" OR currency <> {}", plan.d.literal(code)),
        _ => String::new(),
    };
    format!(
        "SELECT na, CASE WHEN na IS NOT NULL THEN na WHEN last_month - {n} < first_month THEN 'insufficient_history' END AS window_na,
  currency, first_month, last_month, last_month - {n} AS from_month, last_month AS to_month
FROM (
  SELECT known.*, CASE WHEN currencies > 1{other} THEN 'mixed_currency' WHEN first_month IS NULL OR first_month > last_month THEN 'no_data' END AS na
  FROM (
    SELECT COUNT(DISTINCT currency) AS currencies, MIN(currency) AS currency, MIN(first_month) AS first_month, {last} AS last_month
    FROM ninefold_counts
    WHERE {used}
  ) AS known
) AS judged",
        used = used(plan)
    )
}
