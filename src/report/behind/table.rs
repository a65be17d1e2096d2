//! The rows behind a number, whatever it is of, and the page of them that was asked for.

use super::{Col, Excluded, Exclusion, made};
use crate::base::{Month, Names, format_minor, sort_by, sort_keyed};
use crate::report::{
    EvidenceKey, EvidenceMade, EvidencePage, EvidencePart, EvidenceRow, EvidenceSort, EvidenceUnit,
    SourceRef, Unit, Value,
};
use crate::tables::{Book, Company, Record, SourceLine, TableKind};
use std::cmp::Ordering;

/// Cells a row can have at most.
pub(in crate::report) const WIDTH: usize = 7;

/// A row's share: minor units, thousandths, or 0 and 1, as the columns say.
#[derive(Debug)]
pub(in crate::report) struct Row {
    /// The customer, where it is of one.
    pub customer: Option<u32>,
    /// What else it is of: a task, a manager, who answered; empty where it is a customer alone.
    pub what: String,
    pub cells: [i128; WIDTH],
    /// The rows of the files that it is made from, where it isn't the customer's alone that say so.
    pub sources: Vec<SourceRef>,
    /// A bit for each cell that isn't known: it is written empty, adds nothing and, if the last one, comes last by size.
    pub unknown: u8,
}

impl Row {
    /// A customer's.
    pub fn new(customer: u32, cells: [i128; WIDTH]) -> Self {
        Row { customer: Some(customer), what: String::new(), cells, sources: Vec::new(), unknown: 0 }
    }

    pub fn cell(&self, i: usize) -> i128 {
        self.cells.get(i).copied().unwrap_or(0)
    }

    fn knows(&self, i: usize) -> bool {
        self.unknown >> i & 1 == 0
    }
}

/// All rows behind a number.
#[derive(Debug, Default)]
pub(in crate::report) struct Table {
    pub columns: Vec<Col>,
    pub numerator: Option<Col>,
    pub denominator: Option<Col>,
    pub from: Option<Month>,
    pub to: Option<Month>,
    /// The cells come from every month between the two, not just from the two.
    pub whole_path: bool,
    /// Tables whose rows on a row's customer it is made from.
    pub reads: Vec<TableKind>,
    pub rows: Vec<Row>,
    pub made: EvidenceMade,
    pub parts: Vec<EvidencePart>,
    /// The sum of the parts, where they add up.
    pub spent: Option<i128>,
    /// The number, where [`made::value`] can't make it of the totals.
    pub value: Option<Value>,
    /// Who is not in it, where the two months alone don't say why.
    pub apart: Option<Vec<Excluded>>,
}

/// Says a customer's cells in these columns; none for who has no row.
pub(super) type Share<'a> = &'a dyn Fn(u32, &[Col]) -> Option<[i128; WIDTH]>;

impl Table {
    pub fn new(columns: &[Col], numerator: Option<Col>, denominator: Option<Col>) -> Self {
        Table { columns: columns.to_vec(), numerator, denominator, ..Table::default() }
    }

    /// How many there are.
    pub fn counts() -> Self {
        Table::new(&[Col::Part], Some(Col::Part), None)
    }

    /// Some of how many.
    pub fn shares() -> Self {
        Table::new(&[Col::Part, Col::Whole], Some(Col::Part), Some(Col::Whole))
    }

    /// So many, shown among all they were looked for in.
    pub fn among() -> Self {
        Table::new(&[Col::Part, Col::Whole], Some(Col::Part), None)
    }

    /// What each row gives to some columns of a list.
    pub fn parts(columns: &[Col]) -> Self {
        Table::new(columns, None, None)
    }

    /// What there is in all.
    pub fn sums(unit: Unit) -> Self {
        let value = Col::Value { unit };
        Table::new(&[value], Some(value), None)
    }

    /// What there is for each of something.
    pub fn means(unit: Unit) -> Self {
        let value = Col::Value { unit };
        Table::new(&[value, Col::Whole], Some(value), Some(Col::Whole))
    }

    /// Made in another way than as a sum or a ratio.
    pub fn made(self, made: EvidenceMade) -> Self {
        Table { made, ..self }
    }

    /// Made also from the rows that some tables have on each row's customer.
    pub fn reading(self, reads: &[TableKind]) -> Self {
        Table { reads: reads.to_vec(), ..self }
    }

    pub fn between(self, from: Month, to: Month) -> Self {
        Table { from: Some(from), to: Some(to), ..self }
    }

    /// Of the columns of a list only those that it shows.
    pub fn shown(mut self) -> Self {
        let shows = |column: &Col| !matches!(column, Col::Listed { column: u8::MAX, .. });
        let keep: Vec<usize> =
            (0..).zip(&self.columns).filter(|(_, column)| shows(column)).map(|(place, _)| place).collect();
        if keep.len() < self.columns.len() {
            for row in &mut self.rows {
                let all = row.cells;
                let mut kept = keep.iter().filter_map(|place| all.get(*place).copied());
                row.cells = [(); WIDTH].map(|()| kept.next().unwrap_or(0));
            }
            self.columns.retain(shows);
        }
        self
    }

    /// Adds a row of a file.
    pub fn record(&mut self, record: &Record<'_>, what: Option<&str>, cells: &[i128]) {
        self.line(record.customer, what, cells, vec![source(record.source())]);
    }

    /// Adds a row of something that stands in some rows of the files.
    pub fn line(
        &mut self,
        customer: Option<u32>,
        what: Option<&str>,
        cells: &[i128],
        sources: Vec<SourceRef>,
    ) {
        let mut own = [0; WIDTH];
        own.iter_mut().zip(cells).for_each(|(own, cell)| *own = *cell);
        let what = what.unwrap_or_default().to_owned();
        self.rows.push(Row { customer, what, cells: own, sources, unknown: 0 });
    }

    /// Says of a cell of the row added last that nothing states it.
    pub fn last_unknown(&mut self, cell: u32) {
        self.rows.last_mut().into_iter().for_each(|row| row.unknown |= 1 << cell);
    }

    /// The rows of the files that speak of a customer: how many, file by file.
    pub fn by_file(customer: u32, mut lines: Vec<SourceRef>) -> Self {
        let mut table = Table::new(&[Col::Rows], Some(Col::Rows), None);
        crate::base::sort_by_key(&mut lines, |own: &SourceRef| (own.file, own.line));
        lines.dedup();
        for file in lines.chunk_by(|a, b| a.file == b.file) {
            table.line(Some(customer), None, &[file.len() as i128], file.to_vec());
        }
        table
    }

    /// The rows of one customer, or of one thing, together.
    pub fn joined(mut self) -> Self {
        crate::base::sort_by(&mut self.rows, |a, b| (a.customer, &a.what).cmp(&(b.customer, &b.what)));
        let mut rows: Vec<Row> = Vec::new();
        for row in self.rows {
            match rows.last_mut().filter(|last| last.customer == row.customer && last.what == row.what) {
                Some(last) => {
                    last.cells.iter_mut().zip(row.cells).for_each(|(sum, cell)| *sum += cell);
                    last.sources.extend(row.sources);
                }
                None => rows.push(row),
            }
        }
        Table { rows, ..self }
    }

    /// Says of so many that they are not in it.
    pub fn without(mut self, why: Exclusion, many: usize) -> Self {
        let all = self.apart.get_or_insert_default();
        if many > 0 {
            all.push(Excluded { why, customers: many as u64, amount: String::new() });
        }
        self
    }

    /// One row for each customer of the book that `share` has cells for.
    pub(super) fn fill(mut self, book: &Book, share: Share) -> Self {
        let rows = book
            .ids()
            .filter_map(|customer| share(customer, &self.columns).map(|cells| Row::new(customer, cells)));
        self.rows = rows.collect();
        self
    }

    /// The places of the rows in the order asked for.
    fn order(&self, ground: &Ground<'_>, order: EvidenceSort) -> Vec<u32> {
        let mut places = self.by_name(ground);
        if order == EvidenceSort::Customer {
            return places;
        }
        let last = self.columns.len().saturating_sub(1);
        // Where the last column only says that a row counts, what it counts with comes first.
        let first = match self.columns.last() {
            Some(Col::Whole) => self.place(self.numerator).unwrap_or(last),
            _ => last,
        };
        let row = |place: u32| self.rows.get(place as usize);
        let size = |place: u32| row(place).map_or(0, |row| row.cell(first).unsigned_abs());
        // Of the white space who could have most, then who pays most.
        if matches!(self.columns.last(), Some(Col::Room | Col::ModuleWeight))
            && let Some(paid) = self.place(Some(Col::Closing))
        {
            largest_first(&mut places, &|place| row(place).map_or(0, |row| row.cell(paid).unsigned_abs()));
        }
        largest_first(&mut places, &size);
        if self.rows.iter().any(|row| !row.knows(last)) {
            let known = |place: &u32| row(*place).is_some_and(|row| row.knows(last));
            let (mut sorted, unknown): (Vec<u32>, Vec<u32>) = places.into_iter().partition(known);
            sorted.extend(unknown);
            return sorted;
        }
        places
    }

    /// The places of the rows by their names.
    fn by_name(&self, ground: &Ground<'_>) -> Vec<u32> {
        let booked = &ground.book.by_name;
        let mut rank = vec![0_u32; booked.len()];
        for (at, id) in (0..).zip(booked) {
            rank.get_mut(*id as usize).into_iter().for_each(|rank| *rank = at);
        }
        let key = |row: &Row| row.customer.and_then(|id| rank.get(id as usize)).map(|rank| u64::from(*rank));
        let keys: Option<Vec<u64>> = self.rows.iter().map(key).collect();
        let name = |row: &Row| row.customer.map_or("", |id| ground.names.text(id));
        let compare = |a: &u32, b: &u32| match (self.rows.get(*a as usize), self.rows.get(*b as usize)) {
            (Some(a), Some(b)) => name(a).cmp(name(b)).then_with(|| a.what.cmp(&b.what)),
            _ => Ordering::Equal,
        };
        // The book knows the order of its own customers.
        if let Some(keys) = keys {
            let mut keyed: Vec<(u64, u32)> = keys.into_iter().zip(0..).collect();
            sort_keyed(&mut keyed);
            let mut places: Vec<u32> = keyed.iter().map(|(_, place)| *place).collect();
            if self.rows.iter().any(|row| !row.what.is_empty()) {
                sort_by(&mut places, compare);
            }
            return places;
        }
        let mut places: Vec<u32> = (0..self.rows.len() as u32).collect();
        sort_by(&mut places, compare);
        places
    }

    fn place(&self, wanted: Option<Col>) -> Option<usize> {
        let wanted = wanted?;
        self.columns.iter().position(|column| *column == wanted)
    }

    /// The cells of a column.
    pub(super) fn cells(&self, wanted: Option<Col>) -> impl Iterator<Item = i128> {
        let place = self.place(wanted);
        self.rows.iter().filter_map(move |row| Some(row.cell(place?)))
    }

    /// The total of a column.
    pub(super) fn sum(&self, wanted: Option<Col>) -> Option<i128> {
        self.place(wanted).map(|_| self.cells(wanted).sum())
    }

    /// Puts the rows in order, and says what every page of them says.
    pub(super) fn listed(
        self,
        ground: &Ground<'_>,
        key: EvidenceKey,
        order: EvidenceSort,
        excluded: Vec<Excluded>,
    ) -> Listed {
        let exponent = ground.book.currency.exponent;
        let place = |wanted: Option<Col>| self.place(wanted).and_then(|i| u32::try_from(i).ok());
        let totals = self.columns.iter().enumerate();
        let totals =
            totals.map(|(i, column)| write(*column, self.rows.iter().map(|row| row.cell(i)).sum(), exponent));
        let page = EvidencePage {
            key,
            from: self.from,
            to: self.to,
            numerator: place(self.numerator),
            denominator: place(self.denominator),
            totals: totals.collect(),
            count: self.rows.len() as u64,
            whats: self.rows.iter().any(|row| !row.what.is_empty() || row.customer.is_none()),
            offset: 0,
            rows: Vec::new(),
            excluded,
            made: self.made,
            value: made::value(&self, exponent),
            spent: self.spent.map(|minor| format_minor(minor, exponent)),
            columns: self.columns.clone(),
            parts: self.parts.clone(),
        };
        Listed { order: self.order(ground, order), table: self, page }
    }
}

/// Puts places by an amount, the largest first; those with the same stay in their order.
fn largest_first(places: &mut [u32], size: &dyn Fn(u32) -> u128) {
    let narrow = |place: &u32| u64::try_from(size(*place)).ok().map(|size| (!size, *place));
    match places.iter().map(narrow).collect::<Option<Vec<(u64, u32)>>>() {
        Some(mut keyed) => {
            sort_keyed(&mut keyed);
            places.iter_mut().zip(keyed).for_each(|(place, (_, sorted))| *place = sorted);
        }
        None => sort_by(places, |a, b| size(*b).cmp(&size(*a))),
    }
}

/// All rows behind a number, in order: whatever page of them is asked for is at hand.
#[derive(Debug)]
pub(in crate::report) struct Listed {
    table: Table,
    order: Vec<u32>,
    /// What stands on each page; without rows.
    page: EvidencePage,
}

impl Listed {
    /// The same as what is behind another number.
    pub fn named(mut self, key: EvidenceKey) -> Self {
        self.page.key = key;
        self
    }

    /// A page of the rows.
    pub fn page(&self, ground: &Ground<'_>, offset: u64, limit: u64) -> EvidencePage {
        let exponent = ground.book.currency.exponent;
        let columns = &self.table.columns;
        let skip = usize::try_from(offset).unwrap_or(usize::MAX);
        let take = usize::try_from(limit).unwrap_or(usize::MAX);
        let cell = |row: &Row, i: usize, column: &Col| match row.knows(i) {
            true => write(*column, row.cell(i), exponent),
            false => String::new(),
        };
        let shown = self.order.iter().skip(skip).take(take);
        let shown: Vec<&Row> = shown.filter_map(|place| self.table.rows.get(*place as usize)).collect();
        let rows = shown.iter().zip(ground.sources(&self.table, &shown)).map(|(row, sources)| EvidenceRow {
            customer: row.customer.map(|id| ground.names.text(id).to_owned()).unwrap_or_default(),
            what: row.what.clone(),
            cells: columns.iter().enumerate().map(|(i, column)| cell(row, i, column)).collect(),
            sources,
        });
        EvidencePage { offset, rows: rows.collect(), ..self.page.clone() }
    }
}

/// A cell as its column is written.
fn write(column: Col, amount: i128, exponent: u8) -> String {
    match column.unit() {
        EvidenceUnit::Money => format_minor(amount, exponent),
        EvidenceUnit::Square => format_minor(amount, 2 * exponent),
        EvidenceUnit::Count => amount.to_string(),
        EvidenceUnit::Points => format_minor(amount, 6),
        EvidenceUnit::Thousandths => format_minor(amount, 3),
    }
}

/// What rows are told from: whose they are, and where they stand in the files.
pub(in crate::report) struct Ground<'a> {
    pub book: &'a Book,
    /// The customers by their numbers: those of the book first.
    pub names: &'a Names,
    /// The file of each table of revenue.
    pub files: &'a [usize],
    /// The tables beside the revenue, where rows are made from them.
    pub company: Option<&'a Company<'a>>,
}

impl Ground<'_> {
    /// The rows of the files that some rows are made from, in order, each once.
    fn sources(&self, table: &Table, shown: &[&Row]) -> Vec<Vec<SourceRef>> {
        let mut wanted: Vec<u32> = shown.iter().filter_map(|row| row.customer).collect();
        crate::base::sort(&mut wanted);
        wanted.dedup();
        let beside = self.beside(&table.reads, &wanted);
        let first = |row: &&Row| self.of_row(table, row, &beside);
        let mut all: Vec<Vec<(u32, u32)>> = shown.iter().map(first).collect();
        // Whom none of these tables names stands in another.
        if all.iter().any(Vec::is_empty) {
            let kinds = [&TableKind::OPERATING[..], &[TableKind::Accounts]].concat();
            let anywhere = self.beside(&kinds, &wanted);
            for (row, own) in shown.iter().zip(&mut all).filter(|(_, own)| own.is_empty()) {
                own.extend(lines_of(&anywhere, row.customer));
            }
        }
        let each_once = |mut own: Vec<(u32, u32)>| {
            crate::base::sort(&mut own);
            own.dedup();
            own.into_iter().map(source).collect()
        };
        all.into_iter().map(each_once).collect()
    }

    /// The customers' rows in some tables, by customer.
    fn beside(&self, kinds: &[TableKind], customers: &[u32]) -> Vec<(u32, u32, u32)> {
        let speaks = |id: u32| customers.binary_search(&id).is_ok();
        let lines = |kind: &TableKind| self.company.map(|company| company.lines(*kind, &speaks));
        let mut all: Vec<(u32, u32, u32)> = kinds.iter().filter_map(lines).flatten().collect();
        crate::base::sort(&mut all);
        all
    }

    fn of_row(&self, table: &Table, row: &Row, beside: &[(u32, u32, u32)]) -> Vec<(u32, u32)> {
        let mut all: Vec<(u32, u32)> = row.sources.iter().map(|own| (own.file, own.line)).collect();
        all.extend(lines_of(beside, row.customer));
        if let Some(id) = row.customer {
            all.extend(revenue_lines(self.book, self.files, id, &|month| match (table.from, table.to) {
                (Some(from), Some(to)) if table.whole_path => (from..=to).contains(&month),
                (from, to) => Some(month) == from || Some(month) == to,
            }));
            if all.is_empty() {
                let last = self.book.points(id).last().map(|point| point.month);
                all = revenue_lines(self.book, self.files, id, &|month| Some(month) == last);
            }
        }
        all
    }
}

/// One customer's rows among those of many.
fn lines_of(all: &[(u32, u32, u32)], customer: Option<u32>) -> impl Iterator<Item = (u32, u32)> {
    let from = customer.map_or(all.len(), |id| all.partition_point(|(other, ..)| *other < id));
    let own = all.iter().skip(from).take_while(move |(other, ..)| Some(*other) == customer);
    own.map(|(_, file, line)| (*file, *line))
}

/// The rows of the files that a customer's revenue of some months comes from; `files` are those of the tables.
pub(in crate::report) fn revenue_lines(
    book: &Book,
    files: &[usize],
    customer: u32,
    months: &dyn Fn(Month) -> bool,
) -> Vec<(u32, u32)> {
    let points = book.points(customer).iter().filter(|point| months(point.month));
    let place = |line: SourceLine| {
        let (table, line) = book.locate(line)?;
        Some((u32::try_from(*files.get(table)?).ok()?, line))
    };
    points.filter_map(|point| place(point.source?)).collect()
}

/// A file and a line of it.
pub(in crate::report) fn source((file, line): (u32, u32)) -> SourceRef {
    SourceRef { file, line }
}
