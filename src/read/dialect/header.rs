//! Headers in several rows made one, and first rows that are no headers.

use super::kinds::{Kind, kind};
use super::sample::SampleRow;
use super::score::is_known;
use crate::read::roles::months;
use crate::read::values::dates;
use crate::read::values::fiscal::{self, Part};

/// Rows below that tell what a column holds.
const LOOK: usize = 60;

/// Columns of data under a row: how many of its cells say that it names them, and how many that it is data too.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Votes {
    pub names: usize,
    pub data: usize,
}

/// Asks every column whether `row` is its header.
pub(super) fn votes(row: &SampleRow, below: &[SampleRow]) -> Votes {
    let mut votes = Votes::default();
    let years = row.cells.iter().filter(|c| is_year(c)).count();
    for (i, cell) in row.cells.iter().enumerate() {
        let own = kind(cell.as_bytes());
        if own == Kind::Empty {
            continue;
        }
        let cells = below.iter().take(LOOK).filter(|r| r.fault.is_none()).map(|r| r.cell(i));
        let kinds = cells.filter(|c| !c.is_empty()).map(|c| (kind(c.as_bytes()), is_year(c)));
        let (mut filled, mut data, mut numbers, mut below_years) = (0, 0, 0, 0);
        for (kind, year) in kinds {
            filled += 1;
            data += usize::from(kind.is_data());
            numbers += usize::from(kind == Kind::Number);
            below_years += usize::from(year);
        }
        // Without rows below, the row speaks for itself.
        if filled == 0 {
            votes.data += usize::from(below.is_empty() && own.is_data());
            votes.names += usize::from(below.is_empty() && !own.is_data());
            continue;
        }
        if data * 10 < filled * 7 {
            continue;
        }
        // Months and years over numbers are headers; `FY24 M1` looks like a number itself.
        let named = || is_named_month(cell) && !below.iter().take(LOOK).any(|r| is_named_month(r.cell(i)));
        let period = (own == Kind::Date || own == Kind::Number && named()) && numbers * 2 > filled
            || is_year(cell) && (years >= 2 || below_years == 0) && below_years * 2 < filled;
        if own.is_data() && !period {
            votes.data += 1;
        } else {
            votes.names += 1;
        }
    }
    votes
}

/// `MRR 2024-01`: a month with a word beside it, which looks like an amount with its currency.
fn is_named_month(cell: &str) -> bool {
    cell.contains(char::is_alphabetic) && months::parse(cell).is_some()
}

/// Whether a table's first row is data: it looks like the rows below it, and names nothing.
pub(super) fn is_data(row: &SampleRow, below: &[SampleRow]) -> bool {
    // Several months without their year are names, however much `1月` looks like a date.
    let months = row.cells.iter().filter(|cell| part_of_year(cell)).count();
    if months >= 2 || row.cells.iter().any(|cell| names_column(cell)) {
        return false;
    }
    let votes = votes(row, below);
    match below.is_empty() {
        true => votes.data > votes.names,
        false => votes.data > 0 && votes.names == 0,
    }
}

/// A word we know as a header; months alone are none.
pub(super) fn names_column(cell: &str) -> bool {
    is_known(cell) && dates::parse(cell).is_none()
}

/// Whether `upper` stands over groups of the columns that `lower` names: years over months, quarters over amounts.
pub(super) fn is_group(upper: &SampleRow, lower: &SampleRow) -> bool {
    let filled: Vec<usize> = (0..upper.cells.len()).filter(|i| !upper.cell(*i).is_empty()).collect();
    let right = filled.iter().filter(|i| **i > 0).count();
    if upper.cells.len() < 3
        || upper.cells.len().abs_diff(lower.cells.len()) > 1
        || filled.len() >= lower.cells.len()
    {
        return false;
    }
    // A title stands in the first column alone; a year may, over months.
    let months = lower.cells.iter().filter(|c| part_of_year(c)).count();
    let periods = filled.iter().filter(|i| has_year(upper.cell(**i))).count();
    if right == 0 && !(periods == 1 && months >= 2) {
        return false;
    }
    let mut names: Vec<&str> = lower.cells.iter().map(String::as_str).filter(|c| !c.is_empty()).collect();
    crate::base::sort(&mut names);
    let twice = names.windows(2).any(|pair| matches!(pair, [a, b] if a == b));
    let gaps = filled.iter().any(|i| lower.cell(*i).is_empty());
    months >= 2 && periods > 0 || twice || gaps
}

/// Whether the row below the header belongs to it: months under years, or units in brackets.
pub(super) fn goes_on(header: &SampleRow, next: &SampleRow, below: &[SampleRow]) -> bool {
    let filled: Vec<&str> = next.cells.iter().map(String::as_str).filter(|c| !c.is_empty()).collect();
    if filled.is_empty() || next.cells.len().abs_diff(header.cells.len()) > 1 {
        return false;
    }
    if filled.iter().all(|c| in_brackets(c)) {
        return true;
    }
    let months = filled.iter().filter(|c| part_of_year(c)).count();
    let years = header.cells.iter().filter(|c| has_year(c)).count();
    let first = next.cell(0).is_empty() || next.cell(0) == header.cell(0);
    let votes = votes(next, below);
    first && months >= 2 && years >= 1 && votes.data == 0
}

fn in_brackets(cell: &str) -> bool {
    let pairs = [('(', ')'), ('[', ']'), ('（', '）'), ('【', '】')];
    cell.chars().count() <= 12 && pairs.iter().any(|(a, b)| cell.starts_with(*a) && cell.ends_with(*b))
}

/// `Jan`, `März`, `1月`, `M1`, `Q1`: a part of a year that doesn't say which.
fn part_of_year(cell: &str) -> bool {
    let cell = cell.trim();
    let lower = cell.to_lowercase();
    let numbered = |prefix: char| {
        lower.strip_prefix(prefix).is_some_and(|n| n.parse::<u8>().is_ok_and(|n| (1..=12).contains(&n)))
    };
    dates::month_name(lower.trim_end_matches('.')).is_some()
        || cell.strip_suffix('月').is_some_and(|n| n.parse::<u8>().is_ok_and(|n| (1..=12).contains(&n)))
        || numbered('m')
        || numbered('p')
        || numbered('q')
}

fn is_year(cell: &str) -> bool {
    cell.len() == 4 && cell.parse::<u16>().is_ok_and(|y| (1950..=2100).contains(&y))
}

/// The year a group's header names: `2024`, `FY 2024`, `2024年`.
fn year_in(cell: &str) -> Option<&str> {
    cell.split(|c: char| !c.is_ascii_digit()).find(|part| is_year(part))
}

/// Whether a group's header is a year, or has one.
fn has_year(cell: &str) -> bool {
    year_in(cell).is_some() || is_fiscal_year(cell)
}

/// `FY24`: where it begins is known to its owner only, so it stays with its months.
fn is_fiscal_year(cell: &str) -> bool {
    fiscal::parse(cell).is_some_and(|fiscal| fiscal.part == Part::Year)
}

/// Words of lines whose year isn't that of the months: when the file was made, when a fiscal year is.
const OTHER_YEARS: &[&str] = &[
    "fy",
    "fiscal",
    "generated",
    "export",
    "created",
    "printed",
    "as of",
    "stand",
    "erstellt",
    "gedruckt",
    "copyright",
    "©",
    "since",
    "geschäftsjahr",
    "exercice",
    "édité",
    "财年",
    "财政年度",
    "导出",
    "制表",
    "生成",
    "打印",
    "作成",
    "会計年度",
];

/// Takes the year of months that stand without one from the only year in the lines above; `None` where it isn't
/// plain: a line with more numbers is a date, and months out of order run into another year.
pub(super) fn with_year(header: &SampleRow, above: &[SampleRow]) -> Option<Vec<String>> {
    let mut years: Vec<String> = Vec::new();
    for row in above {
        let text: String = row.cells.iter().map(|c| c.to_lowercase() + " ").collect();
        let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
        match (numbers.next(), numbers.next()) {
            (Some(year), None) if is_year(year) && !OTHER_YEARS.iter().any(|word| text.contains(word)) => {
                years.push(year.to_owned());
            }
            _ => {}
        }
    }
    years.dedup();
    let [year] = years.as_slice() else { return None };
    let numbers: Vec<u32> = header.cells.iter().filter_map(|cell| month_number(cell)).collect();
    let rising = numbers.windows(2).all(|pair| matches!(pair, [a, b] if a < b));
    let join = |cell: &String| if month_number(cell).is_some() { both(year, cell) } else { cell.clone() };
    (numbers.len() >= 2 && rising).then(|| header.cells.iter().map(join).collect())
}

/// Which month a cell names, without its year.
fn month_number(cell: &str) -> Option<u32> {
    let lower = cell.trim().to_lowercase();
    let digits = lower.strip_suffix('月').or_else(|| lower.strip_prefix('m'));
    let number = digits.and_then(|n| n.parse().ok()).filter(|n| (1..=12).contains(n));
    number.or_else(|| dates::month_name(lower.trim_end_matches('.')))
}

/// One header of the rows of one: groups reach to the right up to the next, months take the year of their group.
pub(super) fn join(rows: &[SampleRow]) -> Vec<String> {
    let width = rows.iter().map(|r| r.cells.len()).max().unwrap_or(0);
    let mut joined = vec![String::new(); width];
    for (depth, row) in rows.iter().enumerate() {
        let last = depth + 1 == rows.len() || row.cells.iter().all(|c| c.is_empty() || in_brackets(c));
        let mut group = String::new();
        for (i, name) in joined.iter_mut().enumerate() {
            let cell = row.cell(i);
            if !cell.is_empty() || last {
                cell.clone_into(&mut group);
            }
            *name = both(name, &group);
        }
    }
    joined
}

/// A group's name and a column's.
fn both(group: &str, name: &str) -> String {
    if name.is_empty() || group == name {
        return group.to_owned();
    }
    if group.is_empty() {
        return name.to_owned();
    }
    match year_in(group).filter(|_| !is_fiscal_year(group)) {
        Some(year) if name.ends_with('月') => format!("{year}年{name}"),
        Some(year) if part_of_year(name) => format!("{name} {year}"),
        _ => format!("{group} {name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(line: u64, text: &str) -> SampleRow {
        SampleRow { line, cells: text.split(',').map(str::to_owned).collect(), fault: None }
    }

    #[test]
    fn headers_join() {
        let joined = |rows: &[&str]| {
            let rows: Vec<SampleRow> = rows.iter().zip(1..).map(|(r, line)| row(line, r)).collect();
            join(&rows).join(",")
        };
        assert_eq!(
            joined(&[",2024,,2025,", "Customer,Nov,Dec,Jan,Feb"]),
            "Customer,Nov 2024,Dec 2024,Jan 2025,Feb 2025"
        );
        assert_eq!(
            joined(&[",FY24,,FY2025,", "Customer,M1,M2,M1,M2"]),
            "Customer,FY24 M1,FY24 M2,FY2025 M1,FY2025 M2"
        );
        assert_eq!(joined(&["2024,,", "Customer,1月,2月"]), "2024 Customer,2024年1月,2024年2月");
        assert_eq!(joined(&["customer,month,mrr", ",,(USD)"]), "customer,month,mrr (USD)");
    }

    #[test]
    fn groups_are_told_from_titles() {
        let group = |a: &str, b: &str| is_group(&row(1, a), &row(2, b));
        assert!(group(",2024,,2025,", "Customer,Nov,Dec,Jan,Feb"));
        assert!(group(",FY24,,,", "Customer,M1,M2,M3"));
        assert!(group("2024,,,", "Customer,Jan,Feb,Mar"));
        assert!(group(",Plan A,,Plan B,", "Customer,MRR,Seats,MRR,Seats"));
        assert!(!group("Report,,,", "customer,month,mrr,plan"));
        assert!(!group("PREAMBLE,,", "DATE,TIME,Qty"));
    }

    #[test]
    fn first_rows_that_are_data() {
        let data = |text: &str| {
            let rows: Vec<SampleRow> = text.lines().zip(1..).map(|(r, line)| row(line, r)).collect();
            is_data(rows.first().unwrap(), rows.get(1..).unwrap())
        };
        assert!(data("C1,2024-01,5\nC2,2024-01,6"));
        assert!(!data("customer,month,mrr\nC2,2024-01,6"));
        assert!(!data("Acme,2024-01,2024-02\nC2,7,6"));
        assert!(!data("Land,2019,2020\nA,70,600"));
        assert!(!data("a,b\nc,d"));
        assert!(!data("x,y\n1,2"));
        assert!(data("C1,FY24 M1,5\nC2,FY24 M2,6"));
        assert!(!data("Acme,FY24 M1,FY24 M2\nC2,7,6"));
        assert!(data("1,2"));
    }
}
