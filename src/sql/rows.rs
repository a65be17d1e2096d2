//! Each row as a customer, the months it counts in and an amount, or the fault it is rejected for; and from all of them the
//! months there are. The twin of `read/shapes` and `tables/book/clock`.

use super::script::{Plan, number};
use super::{Column, Layout, MonthType};
use crate::base::Month;
use crate::tables::{ChurnTiming, Ends, Snapshot};

/// Decimals that an amount may be stated with: it is rounded once, from these.
const STATED: u8 = 10;

/// `ninefold_rows`, a row of the revenue each; `ninefold_counts`, how many of each kind; `ninefold_span`, one row with
/// the months there are and why nothing can be computed, if so.
pub(super) fn statements(plan: &Plan<'_>) -> String {
    let mut out = plan.d.view("ninefold_rows", &rows(plan));
    let named = match plan.source.subscription {
        Some(_) => ", COUNT(subscription) AS named_count",
        None => "",
    };
    let counts = format!(
        "SELECT fault, currency, COUNT(*) AS row_count{named}, MIN(CASE WHEN counts THEN first_month END) AS first_month,
  MAX(known_month) AS known_month
FROM ninefold_rows
GROUP BY fault, currency"
    );
    out.push_str(&plan.d.table("ninefold_counts", &counts));
    out.push_str(&plan.d.table("ninefold_span", &span(plan)));
    out
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
    let Months { stated, derived, missing, wrong, known, counts, first, last } = months(plan);
    let (scale, amount) = (plan.exponent(), plan.amount());
    let stated_type = format!("DECIMAL(28, {STATED})");
    // Half to even: rounded half away from zero, then down again where that went up from the very middle to an odd digit.
    let unit = 10_i64.pow(u32::from(scale));
    let (step, half) = (minor(scale), half(scale));
    let own =
        |column: &Column| format!("NULLIF(TRIM(CAST({} AS {text})), '') AS subscription, ", column.sql(d));
    let told = source.subscription.as_ref().map(own).unwrap_or_default();
    let subscription = if told.is_empty() { "" } else { "subscription, " };
    format!(
        "SELECT customer, {subscription}currency, {known} AS known_month, {first} AS first_month, {last} AS last_month,
  {counts} AS counts,
  CAST(CASE WHEN rounded - stated = {half} AND MOD(CAST(rounded * {unit} AS DECIMAL(28, 0)), 2) = 1 THEN rounded - {step} ELSE rounded END AS {amount}) AS amount,
  CASE
    WHEN customer IS NULL OR customer = '' THEN 'customer_missing'
    WHEN {missing} THEN 'date_missing'
    WHEN {wrong}
    WHEN stated IS NULL THEN 'amount_missing'
    WHEN stated < 0 THEN 'amount_negative'
    WHEN currency = '' THEN 'currency_unknown'
  END AS fault
FROM (
  SELECT told.*, ROUND(stated, {scale}) AS rounded{derived}
  FROM (
    SELECT TRIM(CAST({customer} AS {text})) AS customer, {told}{currency} AS currency,
      CAST({money} AS {stated_type}) AS stated, {stated}
    FROM {table}
  ) AS told
) AS derived",
        customer = source.customer.sql(d),
        money = source.amount.sql(d),
        table = source.table.sql(d),
    )
}

/// The smallest unit of money.
fn minor(scale: u8) -> String {
    crate::base::format_minor(1, scale)
}

/// Half of it.
fn half(scale: u8) -> String {
    crate::base::format_minor(5, scale + 1)
}

/// How a layout states months, as expressions.
struct Months {
    /// Columns of the innermost SELECT.
    stated: String,
    /// Columns that follow from them, each after a comma.
    derived: String,
    /// That there is no date.
    missing: String,
    /// A condition and its fault.
    wrong: String,
    /// The last month that the row names.
    known: String,
    /// Whether it counts in any month.
    counts: String,
    /// The first month it counts in.
    first: String,
    /// The last one; null goes on.
    last: String,
}

/// The number of a date's month.
fn month_of(date: &str) -> String {
    format!("CAST(EXTRACT(YEAR FROM {date}) * 12 + EXTRACT(MONTH FROM {date}) - 1 AS INT)")
}

/// A date; null where it is so far ahead that it stands for none (`9999-12-31`).
fn unless_never(column: &str) -> String {
    let day = format!("CAST({column} AS DATE)");
    format!("CASE WHEN {day} < DATE '2200-01-01' THEN {day} END")
}

/// That a month lies outside the years that the core reads.
fn outside(month: &str) -> String {
    let [first, last] = [(1900, 1), (2199, 12)].map(|(y, m)| Month::new(y, m).map_or(0, number));
    format!("{month} NOT BETWEEN {first} AND {last}")
}

fn months(plan: &Plan<'_>) -> Months {
    let d = plan.d;
    match &plan.source.layout {
        Layout::Long { month, as_ } => {
            let column = month.sql(d);
            let (stated, number) = match as_ {
                MonthType::Date => (format!("CAST({column} AS DATE) AS day"), month_of("day")),
                MonthType::Text => {
                    let months: Vec<String> = (1..=12).map(|m| format!("'{m:02}'")).collect();
                    let fits = format!(
                        "day LIKE '____-__%' AND SUBSTR(day, 6, 2) IN ({}) AND (LENGTH(day) = 7 OR SUBSTR(day, 8, 1) = '-')",
                        months.join(", ")
                    );
                    let number = "CAST(SUBSTR(day, 1, 4) AS INT) * 12 + CAST(SUBSTR(day, 6, 2) AS INT) - 1";
                    let day = format!("NULLIF(TRIM(CAST({column} AS {})), '') AS day", d.text());
                    (day, format!("CASE WHEN {fits} THEN {number} END"))
                }
            };
            Months {
                stated,
                derived: format!(", {number} AS month"),
                missing: "day IS NULL".to_owned(),
                wrong: format!("month IS NULL OR {} THEN 'date_unreadable'", outside("month")),
                known: "month".to_owned(),
                counts: "TRUE".to_owned(),
                first: "month".to_owned(),
                last: "month".to_owned(),
            }
        }
        Layout::Periods { start, end, cancelled } => {
            let policies = plan.options.policies;
            let mut stated = format!(
                "CAST({} AS DATE) AS start_day, {} AS end_day",
                start.sql(d),
                unless_never(&end.sql(d))
            );
            // The first day that is not paid.
            let mut stop = match policies.ends {
                Ends::Exclusive => "end_day".to_owned(),
                Ends::Inclusive => d.days_after("end_day", 1),
            };
            if let (Some(column), ChurnTiming::Cancellation) = (cancelled, policies.churn) {
                stated.push_str(&format!(", {} AS cancelled_day", unless_never(&column.sql(d))));
                stop = format!("LEAST({stop}, cancelled_day)");
            }
            let start_month = month_of("start_day");
            let paid_month = month_of(&d.days_after("stop_day", -1));
            // Active on the last day: the month of the last paid day counts only if paid to its end.
            let (first, last) = match policies.snapshot {
                Snapshot::Any => (start_month.clone(), paid_month.clone()),
                Snapshot::End => (start_month.clone(), format!("{} - 1", month_of("stop_day"))),
                Snapshot::Start => {
                    let later = "CASE WHEN EXTRACT(DAY FROM start_day) = 1 THEN 0 ELSE 1 END";
                    (format!("{start_month} + {later}"), paid_month.clone())
                }
            };
            Months {
                stated,
                derived: format!(", {stop} AS stop_day"),
                missing: "start_day IS NULL".to_owned(),
                wrong: format!(
                    "{} OR end_day < DATE '1900-01-01' THEN 'date_unreadable'\n    WHEN end_day < start_day THEN 'end_before_start'",
                    outside(&start_month)
                ),
                known: format!("GREATEST({start_month}, COALESCE({paid_month}, 0))"),
                counts: format!("COALESCE(stop_day > start_day, TRUE) AND COALESCE({last} >= {first}, TRUE)"),
                first,
                last,
            }
        }
    }
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
    WHERE fault IS NULL
  ) AS known
) AS judged"
    )
}
