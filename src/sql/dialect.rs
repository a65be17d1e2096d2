//! What the engines do differently, and nothing else does.

use crate::base::named;

named! {
/// An engine that the script is written for, and was run on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dialect {
    /// DuckDB.
    Duckdb,
    /// Apache Spark SQL.
    Spark,
    /// PostgreSQL.
    Postgres,
}
}

impl Dialect {
    /// All of them.
    pub const ALL: [Dialect; 3] = [Dialect::Duckdb, Dialect::Spark, Dialect::Postgres];

    /// Its name for people.
    pub fn title(self) -> &'static str {
        match self {
            Dialect::Duckdb => "DuckDB",
            Dialect::Spark => "Apache Spark",
            Dialect::Postgres => "PostgreSQL",
        }
    }

    /// An identifier in quotes; a quote inside is doubled.
    pub(super) fn quote(self, name: &str) -> String {
        let mark = if self == Dialect::Spark { '`' } else { '"' };
        let doubled = name.replace(mark, &format!("{mark}{mark}"));
        format!("{mark}{doubled}{mark}")
    }

    /// A text literal. Spark takes a backslash for the start of an escape.
    pub(super) fn literal(self, text: &str) -> String {
        match self {
            Dialect::Spark => format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'")),
            Dialect::Duckdb | Dialect::Postgres => format!("'{}'", text.replace('\'', "''")),
        }
    }

    /// Statements before all others. Spark makes null of a sum that doesn't fit, unless it is told to stop there; and it
    /// reads a view's text anew wherever it is named, views of views each time over, unless it is told to keep its plan.
    pub(super) fn begin(self) -> &'static str {
        match self {
            Dialect::Spark => {
                "SET spark.sql.ansi.enabled = true;\n\nSET spark.sql.legacy.storeAnalyzedPlanForView = true;\n\n"
            }
            Dialect::Duckdb | Dialect::Postgres => "",
        }
    }

    /// Statements before those whose groups are few. Spark plans them anew between their stages and cuts them into as many
    /// parts as large ones, which takes longer than they do.
    pub(super) fn few_groups(self) -> &'static str {
        match self {
            Dialect::Spark => {
                "SET spark.sql.adaptive.enabled = false;\n\nSET spark.sql.shuffle.partitions = 2;\n\n"
            }
            Dialect::Duckdb | Dialect::Postgres => "",
        }
    }

    /// What a person who runs it should know of the session, as a line of the head.
    pub(super) fn session(self) -> Option<&'static str> {
        match self {
            Dialect::Spark => Some(
                "Before it, set spark.sql.shuffle.partitions to two or three times the cores. It sets in this session: spark.sql.ansi.enabled, adaptive.enabled, shuffle.partitions, legacy.storeAnalyzedPlanForView.",
            ),
            Dialect::Duckdb | Dialect::Postgres => None,
        }
    }

    /// What stands after the SELECT of rows that are grouped by customer, more than once: Spark then moves them once, not
    /// for each grouping.
    pub(super) fn by_customer(self) -> &'static str {
        match self {
            Dialect::Spark => " /*+ REPARTITION(customer) */",
            Dialect::Duckdb | Dialect::Postgres => "",
        }
    }

    /// The type of a text.
    pub(super) fn text(self) -> &'static str {
        match self {
            Dialect::Spark => "STRING",
            Dialect::Duckdb | Dialect::Postgres => "TEXT",
        }
    }

    /// Statements that name a query without running it, in place of an earlier one of that name.
    pub(super) fn view(self, name: &str, query: &str) -> String {
        format!("DROP VIEW IF EXISTS {name};\n\nCREATE TEMPORARY VIEW {name} AS\n{query};\n\n")
    }

    /// Statements that run a query once and keep what comes out for this session. Spark has no temporary tables: it keeps a
    /// view in memory, and on the workers' disks where that is full. It knows such a view again by its plan, and not if
    /// that has a WITH and is named more than once: the numbers that it gives these differ. So `query` must have none.
    pub(super) fn table(self, name: &str, query: &str) -> String {
        match self {
            Dialect::Spark => format!("DROP VIEW IF EXISTS {name};\n\nCACHE TABLE {name} AS\n{query};\n\n"),
            Dialect::Duckdb => {
                format!("DROP TABLE IF EXISTS {name};\n\nCREATE TEMPORARY TABLE {name} AS\n{query};\n\n")
            }
            // Without a look at what is in it, it plans for a few rows.
            Dialect::Postgres => {
                format!(
                    "DROP TABLE IF EXISTS {name};\n\nCREATE TEMPORARY TABLE {name} AS\n{query};\n\nANALYZE {name};\n\n"
                )
            }
        }
    }

    /// An item of a SELECT that makes a row of each whole number from one through another; none where either is null.
    pub(super) fn each(self, first: &str, last: &str) -> String {
        match self {
            Dialect::Duckdb => format!("UNNEST(GENERATE_SERIES({first}, {last}))"),
            // A sequence that would go down goes down.
            Dialect::Spark => {
                format!("EXPLODE(CASE WHEN {first} <= {last} THEN SEQUENCE({first}, {last}) END)")
            }
            Dialect::Postgres => format!("GENERATE_SERIES({first}, {last})"),
        }
    }

    /// A row among [`Dialect::rows`], with a comment before it.
    pub(super) fn row(self, comment: Option<&str>, values: &str) -> String {
        let of = if self == Dialect::Spark { "STRUCT" } else { "" };
        let comment = comment.map(|words| format!("    -- {words}\n")).unwrap_or_default();
        format!("{comment}    {of}({values})")
    }

    /// A join that makes these rows of each row to its left; their values may name what stands there.
    pub(super) fn rows(self, rows: &[String], columns: &str) -> String {
        let rows = rows.join(",\n");
        match self {
            Dialect::Spark => format!("LATERAL VIEW INLINE(ARRAY(\n{rows}\n  )) figure AS {columns}"),
            Dialect::Duckdb | Dialect::Postgres => {
                format!("CROSS JOIN LATERAL (VALUES\n{rows}\n  ) AS figure({columns})")
            }
        }
    }

    /// The quotient of two whole numbers, none below zero, without its rest.
    pub(super) fn whole(self, above: &str, below: u32) -> String {
        match self {
            Dialect::Duckdb => format!("({above}) // {below}"),
            Dialect::Spark => format!("({above}) DIV {below}"),
            Dialect::Postgres => format!("({above}) / {below}"),
        }
    }

    /// The same of a decimal without decimals, as wide as an amount is stated.
    pub(super) fn whole_of(self, above: &str, below: u32) -> String {
        let whole = match self {
            Dialect::Duckdb => format!("CAST({above} AS HUGEINT) // {below}"),
            Dialect::Spark => format!("{above} DIV {below}"),
            Dialect::Postgres => format!("DIV({above}, {below})"),
        };
        format!("CAST({whole} AS DECIMAL(28, 0))")
    }

    /// The quotient of two decimals with `scale` decimals each, to six decimals, half away from zero; the second is above
    /// zero. DuckDB divides decimals into floats, so whole numbers are divided there.
    pub(super) fn ratio(self, above: &str, below: &str, scale: u8) -> String {
        match self {
            Dialect::Duckdb => {
                let unit = 10_u64.pow(u32::from(scale));
                let whole = |amount: &str| format!("CAST({amount} * {unit} AS HUGEINT)");
                let (above, below) = (whole(&format!("ABS({above})")), whole(below));
                format!("CAST(({above} * 2000000 + {below}) // (2 * {below}) AS DECIMAL(38, 0)) * 0.000001")
            }
            Dialect::Spark => format!("CAST(ABS({above}) / {below} AS DECIMAL(38, 6))"),
            Dialect::Postgres => format!("ROUND(ABS({above}) / {below}, 6)"),
        }
    }

    /// A text to order by, byte for byte.
    pub(super) fn bytes(self, text: &str) -> String {
        match self {
            Dialect::Postgres => format!("{text} COLLATE \"C\""),
            Dialect::Duckdb | Dialect::Spark => text.to_owned(),
        }
    }

    /// So many days after a date; before it where below zero.
    pub(super) fn days_after(self, date: &str, days: i32) -> String {
        match self {
            Dialect::Spark => format!("DATE_ADD({date}, {days})"),
            Dialect::Duckdb | Dialect::Postgres => format!("({date} + ({days}))"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_stays_inside() {
        assert_eq!(Dialect::Postgres.quote("a\"b;--"), "\"a\"\"b;--\"");
        assert_eq!(Dialect::Spark.quote("a`b\"c"), "`a``b\"c`");
        assert_eq!(Dialect::Duckdb.literal("O'Brien\\"), "'O''Brien\\'");
        assert_eq!(Dialect::Spark.literal("O'Brien\\"), "'O\\'Brien\\\\'");
    }
}
