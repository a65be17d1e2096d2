//! Rejected rows that come back: a file that Ninefold wrote, mended by hand, is read as the file it came from.
//!
//! Its own columns are left out, the apostrophes that guarded formulas are taken off, and what was known of the
//! first file (roles, order of dates, decimal mark) counts here too: few rows may not be able to tell it again.

use super::cells::Cells;
use super::dialect::sample::{Sample, SampleRow};
use super::records::Record;
use super::{Code, DateOrder, DecimalMark, Dialect, Field, ReadOptions, Reading, Role};
use crate::base::{Currency, unguarded};
use crate::tables::TableKind;

/// The columns that are written before the file's own.
pub(crate) const OWN: [&str; 5] =
    ["ninefold_line", "ninefold_code", "ninefold_column", "ninefold_reason", "ninefold_read_as"];
const CODE: usize = 1;
const READ_AS: usize = 4;

/// A file of rejected rows.
#[derive(Debug)]
pub(super) struct Mended {
    /// The columns that are ours, in order.
    own: Vec<usize>,
    code: Option<usize>,
    text: String,
    ends: Vec<usize>,
}

/// How such a file parts its cells, known from the name of its first column; spreadsheets change the delimiter.
pub(super) fn dialect(body: &[u8]) -> Option<Dialect> {
    let head = String::from_utf8_lossy(body.get(..64).unwrap_or(body)).into_owned();
    let head = head.trim_start_matches('\u{feff}');
    let head = head.strip_prefix('"').unwrap_or(head).strip_prefix("ninefold_line")?;
    let head = head.strip_prefix('"').unwrap_or(head);
    let delimiter = [",", ";", "\t", "|"].into_iter().find(|d| head.starts_with(d))?;
    Some(Dialect::delimited_by(delimiter))
}

impl Mended {
    /// Recognises such a file, takes our columns out of its head, and adds to the options what they say.
    /// What the user says himself comes first.
    pub fn find(sample: &mut Sample, options: &mut ReadOptions) -> Option<Self> {
        if options.without.contains(&Code::RejectsMended) {
            return None;
        }
        let place = |name: &str| sample.header.cells.iter().position(|h| h.eq_ignore_ascii_case(name));
        let places: Vec<Option<usize>> = OWN.iter().map(|name| place(name)).collect();
        let code = places.get(CODE).copied().flatten();
        place(OWN[0]).and(code)?;
        let given = options.roles.clone();
        if let Some(index) = places.get(READ_AS).copied().flatten() {
            let said = sample.rows.iter().map(|row| row.cell(index)).find(|cell| !cell.is_empty());
            if let Some(said) = said.map(str::to_owned) {
                recall(&said, options);
            }
        }
        // Where columns came or went, what they were taken for by their place says nothing.
        if options.roles != given
            && options.roles.len() + places.iter().flatten().count() != sample.header.cells.len()
        {
            options.roles = given;
        }
        let mut own: Vec<usize> = places.into_iter().flatten().collect();
        crate::base::sort(&mut own);
        let mended = Mended { own, code, text: String::new(), ends: Vec::new() };
        mended.strip(&mut sample.header);
        sample.rows.iter_mut().for_each(|row| mended.strip(row));
        sample.rows.retain(|row| row.fault.is_some() || row.cells.iter().any(|cell| !cell.is_empty()));
        Some(mended)
    }

    /// Takes our columns and the guards out of one row of the head.
    fn strip(&self, row: &mut SampleRow) {
        let cells = std::mem::take(&mut row.cells);
        let kept = cells.iter().enumerate().filter(|(i, _)| !self.own.contains(i));
        row.cells = kept.map(|(_, cell)| unguarded(cell).to_owned()).collect();
    }

    /// A record as it stood in the first file, and its text.
    pub fn record(&mut self, record: &Record<'_>, text: &str) -> (Record<'_>, &str) {
        let Mended { own, code, text: mended, ends } = self;
        mended.clear();
        ends.clear();
        let cells = Cells::new(record, text);
        let mut still = record.fault;
        let was = code.map(|i| cells.get(i));
        for index in (0..cells.len()).filter(|i| !own.contains(i)) {
            let plain = unguarded(cells.raw(index));
            still = still.or_else(|| unmended(was?, plain));
            mended.push_str(plain);
            ends.push(mended.len());
        }
        let mut record = record.with_cells(mended.as_bytes(), ends);
        record.fault = still;
        (record, mended)
    }
}

/// A row that was rejected for a quote that never closes stands here with that quote as text, and would be taken at
/// its word: one that nobody mended is rejected again. (A lost character is seen wherever it stands.)
fn unmended(was: &str, cell: &str) -> Option<Code> {
    let odd = || cell.bytes().filter(|b| *b == b'"').count() % 2 == 1;
    (was == "unclosed_quote" && odd()).then_some(Code::UnclosedQuote)
}

/// What has to be known of a reading to read some of its rows again: `roles:customer_id/month/mrr dates:dmy
/// decimal:,`. It stands in each row, so that any row can be taken elsewhere.
pub(crate) fn remember(reading: &Reading) -> String {
    let mut roles: Vec<(Role, usize)> = Vec::new();
    for column in &reading.columns {
        match roles.last_mut() {
            Some((role, times)) if *role == column.role => *times += 1,
            _ => roles.push((column.role, 1)),
        }
    }
    let role = |(role, times): &(Role, usize)| match times {
        1 => role.as_str().to_owned(),
        n => format!("{}*{n}", role.as_str()),
    };
    let mut said = format!("roles:{}", roles.iter().map(role).collect::<Vec<_>>().join("/"));
    if let Some(order) = reading.date_order {
        said.push_str(match order {
            DateOrder::Dmy => " dates:dmy",
            DateOrder::Mdy => " dates:mdy",
            DateOrder::Ymd => " dates:ymd",
        });
    }
    if let Some(start) = reading.fiscal_start {
        said.push_str(&format!(" fiscal:{start}"));
    }
    if let Some(mark) = reading.decimal {
        said.push_str(match mark {
            DecimalMark::Point => " decimal:point",
            DecimalMark::Comma => " decimal:comma",
        });
    }
    // Few rows may not tell again that they are no revenue.
    let other = |table: &TableKind| matches!(table, TableKind::Accounts | TableKind::Costs);
    if let (Some(_), Some(name)) = (reading.table.filter(other), Field::Table.found(reading)) {
        said.push_str(" table:");
        said.push_str(&name);
    }
    // A column of currencies speaks for itself.
    let own = reading.columns.iter().any(|column| column.role == Role::Currency);
    if let Some(code) = reading.currency.as_deref().filter(|_| !own) {
        said.push_str(" currency:");
        said.push_str(code);
    }
    said
}

/// Takes over what [`remember`] wrote, where the user said nothing. What makes no sense is passed over.
fn recall(said: &str, options: &mut ReadOptions) {
    for (key, value) in said.split(' ').filter_map(|part| part.split_once(':')) {
        match key {
            "dates" => {
                options.date_order = options.date_order.or(match value {
                    "dmy" => Some(DateOrder::Dmy),
                    "mdy" => Some(DateOrder::Mdy),
                    "ymd" => Some(DateOrder::Ymd),
                    _ => None,
                })
            }
            "fiscal" => {
                let start = value.parse().ok().filter(|start| (1..=12).contains(start));
                options.fiscal_start = options.fiscal_start.or(start);
            }
            "decimal" => {
                let mark = match value {
                    "point" => Some(DecimalMark::Point),
                    "comma" => Some(DecimalMark::Comma),
                    _ => None,
                };
                options.decimal = options.decimal.or(mark);
            }
            "currency" => {
                let known = Currency::from_code(value).map(|_| value.to_owned());
                options.currency = options.currency.take().or(known);
            }
            "table" if options.table.is_none() => Field::Table.tell(options, Some(value)),
            "roles" if options.roles.is_empty() => options.roles = roles(value),
            _ => {}
        }
    }
}

/// A role for every column, by its number.
fn roles(said: &str) -> Vec<(String, Role)> {
    let mut roles: Vec<(String, Role)> = Vec::new();
    for part in said.split('/') {
        let (name, times) = part.split_once('*').unwrap_or((part, "1"));
        let role = Role::ALL.into_iter().find(|role| role.as_str() == name);
        let (Some(role), Ok(times)) = (role, times.parse::<usize>()) else { return Vec::new() };
        for _ in 0..times {
            if roles.len() >= super::records::MAX_COLUMNS {
                return Vec::new();
            }
            roles.push(((roles.len() + 1).to_string(), role));
        }
    }
    roles
}
