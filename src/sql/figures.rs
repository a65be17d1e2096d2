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

    /// Its values, in the order of [`COLUMNS`]; `None` where it has none. Each is cast: engines want one type a column, and
    /// Spark takes a column's bare name for the name of the value.
    fn values(&self, place: usize, [text, number]: [&str; 2]) -> [Option<String>; COLUMNS.len()] {
        let of =
            |side: &Option<String>, kind: &str| side.as_ref().map(|side| format!("CAST({side} AS {kind})"));
        [
            Some(place.to_string()),
            Some(format!("'{}'", self.section)),
            Some(format!("'{}'", self.name)),
            of(&self.key, text),
            of(&self.part, text),
            of(&self.rank, "INT"),
            Some(format!("'{}'", self.unit.name())),
            of(&self.above, number),
            of(&self.below, number),
            of(&self.n, "BIGINT"),
            of(&self.na, text),
        ]
    }
}

/// What every figure has.
const COLUMNS: [&str; 11] =
    ["place", "section", "name", "key", "part", "rank", "unit", "above", "below", "n", "na"];

/// The figures of one source.
struct OfSource<'a> {
    from: &'a str,
    figures: Vec<(usize, &'a Figure)>,
}

/// The figures of each source in one SELECT, so that it is read once.
fn selects(plan: &Plan<'_>, all: &[Figure], decimals: u8) -> Vec<String> {
    let mut sources: Vec<OfSource<'_>> = Vec::new();
    for figure in all.iter().enumerate() {
        match sources.iter_mut().find(|source| source.from == figure.1.from) {
            Some(source) => source.figures.push(figure),
            None => sources.push(OfSource { from: &figure.1.from, figures: vec![figure] }),
        }
    }
    sources.iter().map(|source| source.select(plan, decimals)).collect()
}

impl OfSource<'_> {
    /// One row a figure of each row of the source. What none of them has isn't written a row at a time.
    fn select(&self, plan: &Plan<'_>, decimals: u8) -> String {
        let text = plan.d.text();
        let number = format!("DECIMAL(38, {decimals})");
        let types = ["INT", text, text, text, text, "INT", text, &number, &number, "BIGINT", text];
        let rows: Vec<_> = self
            .figures
            .iter()
            .map(|(place, figure)| (figure, figure.values(*place, [text, &number])))
            .collect();
        let has =
            |column: usize| rows.iter().any(|(_, values)| values.get(column).is_some_and(Option::is_some));
        let shown: Vec<usize> = (0..COLUMNS.len()).filter(|column| has(*column)).collect();
        let row = |(figure, values): &(&&Figure, [Option<String>; COLUMNS.len()])| {
            let cells = values.iter().zip(types).enumerate().filter(|(column, _)| shown.contains(column));
            let null = |of: &str| format!("CAST(NULL AS {of})");
            let cells: Vec<String> =
                cells.map(|(_, (value, of))| value.clone().unwrap_or_else(|| null(of))).collect();
            plan.d.row(figure.comment.as_deref(), &cells.join(", "))
        };
        let rows: Vec<String> = rows.iter().map(row).collect();
        let columns = COLUMNS.iter().zip(types).enumerate().map(|(column, (name, of))| {
            if shown.contains(&column) {
                format!("figure.{name}")
            } else {
                format!("CAST(NULL AS {of}) AS {name}")
            }
        });
        let columns: Vec<String> = columns.collect();
        let names = COLUMNS.iter().enumerate().filter(|(column, _)| shown.contains(column));
        let names: Vec<&str> = names.map(|(_, name)| *name).collect();
        format!(
            "  SELECT {}\n  FROM {}\n  {}",
            columns.join(", "),
            self.from,
            plan.d.rows(&rows, &names.join(", "))
        )
    }
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
