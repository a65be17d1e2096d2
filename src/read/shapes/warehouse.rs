//! Warehouse: a row is a figure of a script's result (`crate::sql`).

use super::super::Code;
use super::super::values::blanks;
use super::{Fault, Late, Row};
use crate::base::{Currency, Na};
use crate::read::roles;
use crate::tables::{Exact, FigureKey, WarehouseRow, WarehouseTable};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error;

/// The figures of a section that a report knows by name; those of `metric` and `definition` it knows by its own.
const KNOWN: [(&str, &[&str]); 11] = [
    ("data", &["first_month", "last_month", "from", "to", "months", "currency", "size_cut"]),
    ("policy", &[]),
    ("rows", &["used", "rejected", "ignored", "contradictory"]),
    ("metric", &[]),
    (
        "bridge",
        &["opening", "expansion", "contraction", "churn", "closing_cohort", "new", "returned", "closing"],
    ),
    ("movement", &["opening", "new", "expansion", "contraction", "churn", "reactivation", "closing"]),
    ("trend", RATES),
    ("concentration", &["top1", "top5", "top10", "top20", "hhi"]),
    ("cohort", &["nrr", "grr", "logo"]),
    ("definition", &[]),
    ("segment", RATES),
];
const RATES: &[&str] = &["nrr", "grr", "logo_retention"];

/// The rows of a result so far, and where each of [`crate::tables::RESULT_COLUMNS`] stands.
#[derive(Debug)]
pub(in crate::read) struct Warehouse {
    places: [usize; 9],
    rows: Vec<WarehouseRow>,
}

impl Warehouse {
    pub fn new(places: [usize; 9]) -> Self {
        Warehouse { places, rows: Vec::new() }
    }

    pub fn row(&mut self, row: Row<'_>) -> Result<(), Fault> {
        let [section, name, key, part, above, below, _, n, na] = self.places;
        let text = |column: usize| row.cells.get(column).to_owned();
        let number = |column: usize| match row.cells.get(column) {
            cell if cell.is_empty() || blanks::is_dash(cell) => Ok(None),
            cell => match Exact::parse(cell) {
                Some(number) => Ok(Some(number)),
                None => Err(Fault::at(Code::AmountUnreadable, column)),
            },
        };
        let of = FigureKey { section: text(section), name: text(name), key: text(key), part: text(part) };
        let known = KNOWN.iter().find(|(known, _)| *known == of.section);
        let (_, names) = known.ok_or(Fault::at(Code::FigureUnknown, section))?;
        if of.name.is_empty() || !names.is_empty() && !names.contains(&of.name.as_str()) {
            return Err(Fault::at(Code::FigureUnknown, name));
        }
        let counted = number(n)?.map(|n| n.at(0).and_then(|n| u64::try_from(n).ok()));
        let why = row.cells.get(na);
        let reason = || Na::deserialize(IntoDeserializer::<Error>::into_deserializer(why)).ok();
        let na =
            if why.is_empty() { None } else { Some(reason().ok_or(Fault::at(Code::FigureUnknown, na))?) };
        self.rows.push(WarehouseRow {
            of,
            above: number(above)?,
            below: number(below)?,
            n: match counted {
                None => 0,
                Some(n) => n.ok_or(Fault::at(Code::AmountUnreadable, self.n()))?,
            },
            na,
            line: row.fact_line(),
        });
        Ok(())
    }

    fn n(&self) -> usize {
        let [.., n, _] = self.places;
        n
    }

    /// The result, and the rows whose figure stands there already.
    pub fn finish(self) -> (WarehouseTable, Vec<Late>) {
        let [section, ..] = self.places;
        let mut rows = self.rows;
        crate::base::sort_by(&mut rows, |a, b| (&a.of, a.line).cmp(&(&b.of, b.line)));
        let mut late = Vec::new();
        rows.dedup_by(|later, first| {
            let twice = later.of == first.of;
            if twice {
                late.push(Late { line: later.line, code: Code::FigureTwice, column: Some(section) });
            }
            twice
        });
        let money = |row: &&WarehouseRow| matches!(row.of.section.as_str(), "bridge" | "movement");
        let decimals = rows.iter().filter(money).filter_map(|row| row.above).map(|above| above.scale).max();
        let mut stated = rows.iter().filter(|row| row.of.section == "data" && row.of.name == "currency");
        let currency = stated.next().filter(|_| stated.next().is_none());
        let currency = currency.and_then(|row| Currency::from_code(&row.of.key));
        let mut kinds: Vec<_> = rows
            .iter()
            .filter(|row| row.of.section == "segment" && row.of.name == "nrr")
            .map(|row| (row.of.key.clone(), roles::attribute_of(&row.of.key)))
            .collect();
        kinds.dedup_by(|a, b| a.0 == b.0);
        let unstated =
            || Currency { exponent: decimals.unwrap_or(Currency::UNSTATED.exponent), ..Currency::UNSTATED };
        (WarehouseTable { currency: currency.unwrap_or_else(unstated), rows, kinds }, late)
    }
}
