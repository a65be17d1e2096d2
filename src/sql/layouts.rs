//! How each layout states who pays what and when, as expressions. The twins of `read/shapes/long`, `periods` and `wide`.

use super::rows::NEVER_PAID;
use super::script::{Plan, number};
use super::{Column, Dialect, Layout, MonthType};
use crate::base::Month;
use crate::read::{never_paid_letters, never_paid_words};
use crate::tables::{ChurnTiming, Ends, Snapshot};

/// Decimals that an amount may be stated with: it is rounded once, from these.
const STATED: u8 = 10;

/// The type that amounts are read with.
fn stated_type(money: &str) -> String {
    format!("CAST({money} AS DECIMAL(28, {STATED}))")
}

/// How a layout states months, as expressions.
pub(super) struct Months {
    /// The amount of the innermost SELECT.
    pub money: String,
    /// Its other columns.
    pub stated: String,
    /// What the table is joined with.
    pub joined: String,
    /// Columns that follow from them, each after a comma.
    pub derived: String,
    /// Columns to keep, each before a comma.
    pub kept: &'static str,
    /// Each condition and its fault, but of customer and currency.
    pub faults: String,
    /// The last month that the row names.
    pub known: String,
    /// Whether it counts in any month.
    pub counts: String,
    /// The first month it counts in.
    pub first: String,
    /// The last one; null goes on.
    pub last: String,
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

/// Those of the table's layout.
pub(super) fn months(plan: &Plan<'_>) -> Months {
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
                let (from, to) = never_paid_letters();
                stated.push_str(&format!(
                    ", TRANSLATE(CAST({} AS {}),
        {},
        {}) AS status",
                    column.sql(d),
                    d.text(),
                    d.literal(&from),
                    d.literal(&to)
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
