//! A figure of the result: which one it is, what stands above and below the line, and how they are written.

use super::script::Plan;

/// What a figure's two sides are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// Sums of money.
    Money,
    /// Counts.
    Count,
    /// Money over a count.
    MoneyEach,
    /// Squares of money.
    Squares,
}

impl Unit {
    fn name(self) -> &'static str {
        match self {
            Unit::Money => "money",
            Unit::Count => "count",
            Unit::MoneyEach => "money_each",
            Unit::Squares => "squares",
        }
    }
}

/// Rows of the result, as one SELECT makes them.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    /// The part of the result.
    pub section: &'static str,
    /// Its name there.
    pub name: String,
    /// Expressions: what the rows are told apart by, and the order of `part` where it is a number.
    pub key: Option<String>,
    pub part: Option<String>,
    pub rank: Option<String>,
    /// Above the line, below it, and the customers behind.
    pub above: Option<String>,
    pub below: Option<String>,
    pub n: Option<String>,
    /// Of what.
    pub unit: Unit,
    /// Why there is no value, an expression.
    pub na: Option<String>,
    /// Where from: a table, tables joined, or a query in parentheses.
    pub from: String,
    /// Said above it.
    pub comment: Option<String>,
}

impl Figure {
    /// A figure without sides.
    pub fn new(section: &'static str, name: &str, from: &str) -> Self {
        Figure {
            section,
            name: name.to_owned(),
            key: None,
            part: None,
            rank: None,
            above: None,
            below: None,
            n: None,
            unit: Unit::Money,
            na: None,
            from: from.to_owned(),
            comment: None,
        }
    }

    /// One side over another.
    pub fn of(mut self, unit: Unit, above: &str, below: Option<&str>, n: Option<&str>) -> Self {
        self.unit = unit;
        self.above = Some(above.to_owned());
        self.below = below.map(str::to_owned);
        self.n = n.map(str::to_owned);
        self
    }

    /// Told apart by.
    pub fn by(mut self, key: String, part: Option<String>) -> Self {
        self.key = Some(key);
        self.part = part;
        self
    }

    /// Its values, in the order of [`COLUMNS`], each of its type: engines take the first row's types for all.
    fn values(&self, plan: &Plan<'_>, place: usize, decimals: u8) -> String {
        let text = plan.d.text();
        let typed =
            |side: &Option<String>, of: &str| format!("CAST({} AS {of})", side.as_deref().unwrap_or("NULL"));
        let number = format!("DECIMAL(38, {decimals})");
        [
            place.to_string(),
            format!("'{}'", self.section),
            format!("'{}'", self.name),
            typed(&self.key, text),
            typed(&self.part, text),
            typed(&self.rank, "INT"),
            format!("'{}'", self.unit.name()),
            typed(&self.above, &number),
            typed(&self.below, &number),
            typed(&self.n, "BIGINT"),
            typed(&self.na, text),
        ]
        .join(", ")
    }
}

/// What every figure has.
const COLUMNS: [&str; 11] =
    ["place", "section", "name", "key", "part", "rank", "unit", "above", "below", "n", "na"];

/// The figures of each source in one SELECT, so that it is read once.
fn selects(plan: &Plan<'_>, all: &[Figure], decimals: u8) -> Vec<String> {
    let mut sources: Vec<(&str, Vec<String>)> = Vec::new();
    for (place, figure) in all.iter().enumerate() {
        let comment = figure.comment.as_ref().map(|words| format!("-- {words}\n    ")).unwrap_or_default();
        let row = (comment, figure.values(plan, place, decimals));
        let row = plan.d.row(&row.0, &row.1);
        match sources.iter_mut().find(|(from, _)| *from == figure.from) {
            Some((_, rows)) => rows.push(row),
            None => sources.push((&figure.from, vec![row])),
        }
    }
    let columns = COLUMNS.map(|name| format!("figure.{name}")).join(", ");
    let select = |(from, rows): &(&str, Vec<String>)| {
        format!("  SELECT {columns}\n  FROM {from}\n  {}", plan.d.rows(rows, &COLUMNS.join(", ")))
    };
    sources.iter().map(select).collect()
}

/// The last statement: every figure, written.
pub(super) fn statements(plan: &Plan<'_>, all: &[Figure]) -> String {
    let d = plan.d;
    let text = d.text();
    let scale = plan.exponent();
    // Squares have twice the decimals.
    let decimals = 2 * scale;
    let union = selects(plan, all, decimals).join("\n  UNION ALL\n");
    let money = |side: &str| format!("CAST(CAST({side} AS DECIMAL(38, {scale})) AS {text})");
    let count = |side: &str| format!("CAST(CAST({side} AS BIGINT) AS {text})");
    let above = format!(
        "CASE unit WHEN 'count' THEN {} WHEN 'squares' THEN CAST(above AS {text}) ELSE {} END",
        count("above"),
        money("above")
    );
    let below = format!(
        "CASE unit WHEN 'money' THEN {} WHEN 'squares' THEN CAST(below AS {text}) ELSE {} END",
        money("below"),
        count("below")
    );
    let ratio = d.ratio("above", "below", decimals);
    let (key, part) = (d.bytes("key"), d.bytes("part"));
    format!(
        "WITH figures AS (
{union}
),
judged AS (
  SELECT place, section, name, key, part, rank, unit, above, below, n,
    CASE WHEN na IS NULL AND below = 0 THEN 'zero_denominator' ELSE na END AS na
  FROM figures
),
ratios AS (
  SELECT judged.*, CASE WHEN na IS NULL AND below <> 0 THEN CASE WHEN above < 0 THEN -1 ELSE 1 END * CASE unit WHEN 'squares' THEN 10000 ELSE 1 END * {ratio} END AS ratio
  FROM judged
)
SELECT section, name, key, part,
  CASE WHEN na IS NULL THEN {above} END AS numerator,
  CASE WHEN na IS NULL THEN {below} END AS denominator,
  CASE WHEN na IS NULL THEN COALESCE(CAST(CAST(ratio AS DECIMAL(38, 6)) AS {text}), {above}) END AS value,
  CASE WHEN na IS NULL THEN n END AS n,
  na
FROM ratios
ORDER BY place, {key} NULLS LAST, rank, {part} NULLS LAST;
"
    )
}
