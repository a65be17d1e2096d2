//! Each row as a customer, the months it counts in and an amount, or the fault it is rejected for; and from all of them the
//! months there are. The twin of `read/shapes` and `tables/book/clock`.

use super::script::{Plan, number};
use super::{Column, Dialect, Layout, MonthType};
use crate::base::{MAX_EXPONENT, Month};
use crate::read::never_paid_words;
use crate::tables::{ChurnTiming, Ends, Snapshot};

/// Decimals that an amount may be stated with: it is rounded once, from these.
const STATED: u8 = 10;

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

/// The type that amounts are read with.
fn stated_type(money: &str) -> String {
    format!("CAST({money} AS DECIMAL(28, {STATED}))")
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
    /// The amount of the innermost SELECT.
    money: String,
    /// Its other columns.
    stated: String,
    /// What the table is joined with.
    joined: String,
    /// Columns that follow from them, each after a comma.
    derived: String,
    /// Columns to keep, each before a comma.
    kept: &'static str,
    /// Each condition and its fault, but of customer and currency.
    faults: String,
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
        Layout::Long { amount, month, as_ } => {
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
            let outside = outside("month");
            Months {
                money: stated_type(&amount.sql(d)),
                stated,
                joined: String::new(),
                derived: format!(", {number} AS month"),
                kept: "",
                faults: format!(
                    "WHEN day IS NULL THEN 'date_missing'
    WHEN month IS NULL OR {outside} THEN 'date_unreadable'{AMOUNT_FAULTS}"
                ),
                known: "month".to_owned(),
                counts: "TRUE".to_owned(),
                first: "month".to_owned(),
                last: "month".to_owned(),
            }
        }
        Layout::Wide(columns) => wide(d, columns),
        Layout::Periods { amount, start, end, cancelled, status } => {
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
            let mut faults = String::new();
            if let Some(column) = status {
                stated.push_str(&format!(
                    ", LOWER(TRANSLATE(CAST({} AS {}), ' -_./()', '')) AS status",
                    column.sql(d),
                    d.text()
                ));
                let words: Vec<String> = never_paid_words().map(|word| d.literal(word)).collect();
                faults = format!("WHEN status IN ({}) THEN '{NEVER_PAID}'\n    ", words.join(", "));
            }
            let outside = outside(&start_month);
            Months {
                money: stated_type(&amount.sql(d)),
                stated,
                joined: String::new(),
                derived: format!(", {stop} AS stop_day"),
                kept: "",
                faults: format!(
                    "{faults}WHEN start_day IS NULL THEN 'date_missing'
    WHEN {outside} OR end_day < DATE '1900-01-01' THEN 'date_unreadable'
    WHEN end_day < start_day THEN 'end_before_start'{AMOUNT_FAULTS}"
                ),
                known: format!("GREATEST({start_month}, COALESCE({paid_month}, 0))"),
                counts: format!("COALESCE(stop_day > start_day, TRUE) AND COALESCE({last} >= {first}, TRUE)"),
                first,
                last,
            }
        }
    }
}

/// What an amount may be rejected for, after the row's days.
const AMOUNT_FAULTS: &str = "
    WHEN stated IS NULL THEN 'amount_missing'
    WHEN stated < 0 THEN 'amount_negative'";

/// A row for each month of a row. A blank cell is no fact; one that can't be used rejects its row.
fn wide(d: Dialect, columns: &[(Column, Month)]) -> Months {
    let cells: Vec<String> = columns.iter().map(|(column, _)| stated_type(&column.sql(d))).collect();
    let rows: Vec<String> = (0..)
        .zip(columns.iter().zip(&cells))
        .map(|(place, ((_, month), cell)): (usize, _)| {
            d.row(None, &format!("{place}, {}, {cell}", number(*month)))
        })
        .collect();
    Months {
        money: "figure.ninefold_stated".to_owned(),
        stated: format!(
            "figure.ninefold_month AS month, figure.ninefold_place AS place,
      LEAST({}, {}) < 0 AS is_negative",
            stated_type("0"),
            cells.join(", ")
        ),
        joined: format!("\n    {}", d.rows(&rows, "ninefold_place, ninefold_month, ninefold_stated")),
        derived: String::new(),
        kept: "place, ",
        faults: "WHEN is_negative THEN 'amount_negative'".to_owned(),
        known: "month".to_owned(),
        counts: "stated IS NOT NULL".to_owned(),
        first: "month".to_owned(),
        last: "month".to_owned(),
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
    WHERE {used}
  ) AS known
) AS judged",
        used = used(plan)
    )
}
