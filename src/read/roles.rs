//! Which column is what: by the user's word, by the header's words, then by content.

use super::dates::{self, DateColumn, Form, Orders, Parsed};
use super::header::{self, Words};
use super::sample::Sample;
use super::{Column, DateOrder, ReadOptions, Role, numbers, words};
use crate::base::Month;
use crate::tables::Shape;
use rustc_hash::FxHashSet;

/// Rows looked at to learn what a column holds.
const LOOK: usize = 200;
/// How sure content alone makes.
const BY_CONTENT: f64 = 0.6;

/// Where everything stands in a row.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    /// The layout.
    pub shape: Shape,
    /// Who pays.
    pub customer: usize,
    /// The month of a long row, the first day of a period.
    pub date: Option<usize>,
    /// The end of a period.
    pub end: Option<usize>,
    /// The amount and what it is (`Mrr`, `Arr` or `Amount`).
    pub amount: Option<(usize, Role)>,
    /// The billing interval.
    pub interval: Option<usize>,
    /// The currency's code.
    pub currency: Option<usize>,
    /// The months of a wide table.
    pub months: Vec<(usize, Month)>,
}

impl Plan {
    /// The last column in use.
    pub fn last(&self) -> usize {
        let single = [
            Some(self.customer),
            self.date,
            self.end,
            self.amount.map(|(i, _)| i),
            self.interval,
            self.currency,
        ];
        let columns = single.into_iter().flatten().chain(self.months.iter().map(|(i, _)| *i));
        columns.max().unwrap_or(0)
    }

    /// The columns that hold amounts.
    pub fn amounts(&self) -> Vec<usize> {
        match self.amount {
            Some((index, _)) => vec![index],
            None => self.months.iter().map(|(i, _)| *i).collect(),
        }
    }
}

/// What the roles came to.
#[derive(Debug)]
pub(super) struct Found {
    /// Every column.
    pub columns: Vec<Column>,
    /// The headers' words.
    pub words: Vec<Words>,
    /// The plan, or the roles that have no column. An empty list says that nothing was recognised.
    pub plan: Result<Plan, Vec<Role>>,
    /// Columns passed over for a role that another one took.
    pub twice: Vec<(Role, usize)>,
    /// Overrides that name no column.
    pub unknown: Vec<String>,
    /// Wide headers that fit both orders of day and month.
    pub open_headers: Vec<usize>,
}

/// What a column's cells look like.
#[derive(Clone, Copy, Debug, Default)]
struct Content {
    filled: usize,
    dates: usize,
    amounts: usize,
    distinct: usize,
}

fn content(sample: &Sample, index: usize) -> Content {
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    let mut found = Content::default();
    for row in sample.rows.iter().take(LOOK) {
        let cell = row.cell(index);
        if cell.is_empty() || row.fault.is_some() {
            continue;
        }
        found.filled += 1;
        found.dates += usize::from(dates::parse(cell).is_some());
        found.amounts += usize::from(numbers::dissect(cell).is_some());
        found.distinct += usize::from(seen.insert(cell));
    }
    found
}

/// One column while the roles are given out.
struct Candidate {
    role: Option<Role>,
    sure: f64,
    forced: bool,
    content: Content,
}

/// Finds the roles of a file's columns.
pub(super) fn find(sample: &Sample, options: &ReadOptions) -> Found {
    let headers = &sample.header.cells;
    let words: Vec<Words> = headers.iter().map(|h| header::words(h)).collect();
    let mut candidates: Vec<Candidate> = Vec::with_capacity(headers.len());
    for (index, w) in words.iter().enumerate() {
        let content = content(sample, index);
        let (role, mut sure) = words::role(&w.plain).map_or((None, 0.0), |(r, s)| (Some(r), s));
        // A header may say one thing and the cells another: another candidate is then the better one.
        let fits = match role {
            Some(Role::Month | Role::Start) => content.dates > 0,
            Some(Role::Mrr | Role::Arr | Role::Amount) => content.amounts > 0,
            _ => true,
        };
        if content.filled > 0 && !fits {
            sure *= 0.4;
        }
        candidates.push(Candidate { role, sure, forced: false, content });
    }
    let unknown = force(&mut candidates, headers, options);
    let (months, open_headers) = month_headers(headers, &candidates, options.date_order);
    let wide_forced = candidates.iter().any(|c| c.forced && c.role == Some(Role::MonthColumn));
    let long_forced =
        candidates.iter().any(|c| c.forced && matches!(c.role, Some(Role::Month | Role::Start)));
    let wide = wide_forced
        || (months.len() + open_headers.len() >= 2 && !long_forced)
        || (months.len() == 1 && only_a_month(&candidates, &months));

    let mut picker = Picker { candidates, used: vec![None; headers.len()], twice: Vec::new() };
    let plan = if wide { picker.wide(&words, months) } else { picker.rows(&words, sample) };
    let columns = headers
        .iter()
        .enumerate()
        .map(|(i, header)| {
            let (role, sure) = picker.used.get(i).copied().flatten().unwrap_or((Role::Ignored, 0.5));
            let forced = picker.candidates.get(i).is_some_and(|c| c.forced);
            let confidence = if forced { 1.0 } else { sure };
            Column { index: i as u32, header: header.clone(), role, confidence, format: None }
        })
        .collect();
    Found {
        columns,
        words,
        plan,
        twice: picker.twice,
        unknown,
        open_headers: if wide { open_headers } else { Vec::new() },
    }
}

/// Whether a single month among the headers makes a wide table: a customer beside it, amounts below it, and
/// nothing else that could be a month or an amount.
fn only_a_month(candidates: &[Candidate], months: &[(usize, Month)]) -> bool {
    let amounts = |c: &Candidate| c.content.filled > 0 && c.content.amounts == c.content.filled;
    let below = months.iter().all(|(index, _)| candidates.get(*index).is_some_and(amounts));
    let roles = || candidates.iter().filter_map(|c| c.role);
    below
        && roles().any(|role| role == Role::CustomerId)
        && roles().all(|role| matches!(role, Role::CustomerId | Role::Currency | Role::Ignored))
}

/// Applies the user's roles; returns the names that fit no column.
fn force(candidates: &mut [Candidate], headers: &[String], options: &ReadOptions) -> Vec<String> {
    let mut unknown = Vec::new();
    for (name, role) in &options.roles {
        let wanted = name.trim().to_lowercase();
        let by_header = headers.iter().position(|h| h.to_lowercase() == wanted);
        let by_number = || wanted.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        match by_header.or_else(by_number).and_then(|i| candidates.get_mut(i)) {
            Some(candidate) => {
                candidate.role = Some(*role);
                candidate.sure = 2.0;
                candidate.forced = true;
            }
            None => unknown.push(name.clone()),
        }
    }
    unknown
}

/// The headers that are months, and those that are days in one of two orders.
fn month_headers(
    headers: &[String],
    candidates: &[Candidate],
    order: Option<DateOrder>,
) -> (Vec<(usize, Month)>, Vec<usize>) {
    let free = |i: usize| candidates.get(i).is_none_or(|c| !c.forced || c.role == Some(Role::MonthColumn));
    let parsed: Vec<(usize, Parsed)> = headers
        .iter()
        .enumerate()
        .filter(|(i, _)| free(*i))
        .filter_map(|(i, h)| dates::parse(h).map(|p| (i, p)))
        .collect();
    let numeric = parsed.iter().filter_map(|(_, p)| match p {
        Parsed::Numeric(a, b, year) => Some(dates::orders(*a, *b, *year)),
        Parsed::Day(..) => None,
    });
    let order = order.or_else(|| settled(numeric));
    let mut months = Vec::new();
    let mut open = Vec::new();
    for (index, found) in parsed {
        match (found, order) {
            (Parsed::Day(day, _), _) => months.push((index, day.month)),
            (Parsed::Numeric(a, b, year), Some(order)) => {
                months.extend(dates::in_order(a, b, year, order).map(|d| (index, d.month)));
            }
            (Parsed::Numeric(..), None) => open.push(index),
        }
    }
    (months, open)
}

/// The order that the numeric dates of a column settle; `None` where they settle none, or as much one as the other.
fn settled(found: impl Iterator<Item = Orders>) -> Option<DateOrder> {
    let (mut dmy, mut mdy) = (0u64, 0u64);
    for orders in found {
        match orders {
            Orders::Only(DateOrder::Dmy) => dmy += 1,
            Orders::Only(DateOrder::Mdy) => mdy += 1,
            _ => {}
        }
    }
    match dmy.cmp(&mdy) {
        std::cmp::Ordering::Greater => Some(DateOrder::Dmy),
        std::cmp::Ordering::Less => Some(DateOrder::Mdy),
        std::cmp::Ordering::Equal => None,
    }
}

/// What the sample says about a column of dates, and how most of its cells are written.
pub(super) fn date_column(
    sample: &Sample,
    index: usize,
    told: Option<DateOrder>,
) -> (DateColumn, Option<Form>) {
    let cells = || {
        let filled = sample.rows.iter().map(|r| r.cell(index)).filter(|c| !c.is_empty());
        filled.filter(|c| !dates::is_never(c))
    };
    let mut forms: Vec<(Form, u64)> = Vec::new();
    let (mut filled, mut compact) = (0u64, 0u64);
    for cell in cells() {
        filled += 1;
        let form = match dates::parse(cell) {
            Some(Parsed::Day(_, form)) => form,
            Some(Parsed::Numeric(..)) => Form::Numeric,
            None => continue,
        };
        compact += u64::from(matches!(form, Form::CompactMonth | Form::CompactDate));
        match forms.iter_mut().find(|(f, _)| *f == form) {
            Some((_, n)) => *n += 1,
            None => forms.push((form, 1)),
        }
    }
    let order = told.or_else(|| {
        settled(cells().filter_map(|cell| match dates::parse(cell) {
            Some(Parsed::Numeric(a, b, year)) => Some(dates::orders(a, b, year)),
            _ => None,
        }))
    });
    // Digits alone are dates where nine cells in ten are: a slip in a cell must not turn the whole column.
    let column = DateColumn::new(order, compact * 10 >= filled * 9 && compact > 0);
    (column, forms.iter().max_by_key(|(form, n)| (*n, std::cmp::Reverse(*form))).map(|(form, _)| *form))
}

/// Gives the roles out.
struct Picker {
    candidates: Vec<Candidate>,
    used: Vec<Option<(Role, f64)>>,
    twice: Vec<(Role, usize)>,
}

impl Picker {
    fn take(&mut self, index: usize, role: Role, sure: f64) -> usize {
        if let Some(place) = self.used.get_mut(index) {
            *place = Some((role, sure));
        }
        index
    }

    fn is_free(&self, index: usize) -> bool {
        self.used.get(index).is_some_and(Option::is_none)
    }

    /// The surest column of one of the roles; the others are noted.
    fn by_word(&mut self, roles: &[Role]) -> Option<(usize, Role)> {
        let mut best: Option<(usize, Role, f64)> = None;
        for (index, c) in self.candidates.iter().enumerate() {
            let Some(role) = c.role.filter(|r| roles.contains(r) && self.is_free(index)) else { continue };
            if best.is_none_or(|(_, _, sure)| c.sure > sure) {
                best = Some((index, role, c.sure));
            }
        }
        let (index, role, sure) = best?;
        self.take(index, role, sure);
        for (other, c) in self.candidates.iter().enumerate() {
            // Not worth a word: "id" beside "customer_id", or "total" beside "mrr".
            if other != index && c.role == Some(role) && c.sure >= 0.6 && !c.forced {
                self.twice.push((role, other));
            }
        }
        Some((index, role))
    }

    /// The only column whose content fits; `None` where several do.
    fn by_content(&mut self, role: Role, fits: impl Fn(usize, &Candidate) -> bool) -> Option<usize> {
        let mut fitting = self
            .candidates
            .iter()
            .enumerate()
            .filter(|(i, c)| c.role.is_none() && self.is_free(*i) && c.content.filled > 0 && fits(*i, c))
            .map(|(i, _)| i);
        let index = fitting.next().filter(|_| fitting.next().is_none())?;
        Some(self.take(index, role, BY_CONTENT))
    }

    fn customer(&mut self, words: &[Words]) -> Option<usize> {
        if let Some((index, _)) = self.by_word(&[Role::CustomerId]) {
            return Some(index);
        }
        // Text, and more of it different than alike; a header of another kind rules it out.
        let text = |i: usize, c: &Candidate| {
            let own = words.get(i).is_none_or(|w| !words::other_number(&w.plain));
            own && c.content.dates == 0 && c.content.amounts * 2 < c.content.filled
        };
        let most = self
            .candidates
            .iter()
            .enumerate()
            .filter(|(i, c)| c.role.is_none() && self.is_free(*i) && text(*i, c))
            .map(|(_, c)| c.content.distinct)
            .max()?;
        self.by_content(Role::CustomerId, |i, c| text(i, c) && c.content.distinct == most)
    }

    fn wide(&mut self, words: &[Words], months: Vec<(usize, Month)>) -> Result<Plan, Vec<Role>> {
        for (index, _) in &months {
            self.take(*index, Role::MonthColumn, 0.98);
        }
        if months.is_empty() {
            return Err(vec![Role::MonthColumn]);
        }
        let currency = self.by_word(&[Role::Currency]).map(|(i, _)| i);
        let customer = self.customer(words).ok_or_else(|| vec![Role::CustomerId])?;
        Ok(Plan {
            shape: Shape::Wide,
            customer,
            date: None,
            end: None,
            amount: None,
            interval: None,
            currency,
            months,
        })
    }

    fn rows(&mut self, words: &[Words], sample: &Sample) -> Result<Plan, Vec<Role>> {
        let any_word = self.candidates.iter().any(|c| c.role.is_some());
        let looks_like_data =
            |cell: &String| dates::parse(cell).is_some() || numbers::dissect(cell).is_some();
        if !any_word && sample.header.cells.iter().any(looks_like_data) {
            // No header at all: the first row is data, and reading it as one would lose it.
            return Err(Vec::new());
        }
        let month = self.by_word(&[Role::Month]).map(|(i, _)| i);
        let start = self.by_word(&[Role::Start]).map(|(i, _)| i);
        let end = self.by_word(&[Role::End]).map(|(i, _)| i);
        let interval = self.by_word(&[Role::Interval]).map(|(i, _)| i);
        let currency = self.by_word(&[Role::Currency]).map(|(i, _)| i);
        let amount = self.by_word(&[Role::Mrr, Role::Arr, Role::Amount]);
        let customer = self.customer(words);
        let month = match (month, start) {
            (None, None) => self.by_content(Role::Month, |_, c| c.content.dates == c.content.filled),
            (month, _) => month,
        };
        let amount = amount.or_else(|| {
            let own = |i: usize| words.get(i).is_none_or(|w| !words::other_number(&w.plain));
            let index = self.by_content(Role::Mrr, |i, c| own(i) && c.content.amounts == c.content.filled)?;
            Some((index, Role::Mrr))
        });

        // A month makes a long row even beside a start; a date with an end and no start is the start.
        let (shape, date, end) = match (month, start, end) {
            (Some(date), None, Some(end)) => (Shape::Periods, Some(date), Some(end)),
            (Some(date), _, _) => (Shape::Long, Some(date), None),
            (None, Some(date), end) => (Shape::Periods, Some(date), end),
            (None, None, _) => (Shape::Long, None, None),
        };
        // An interval belongs to an amount whose header doesn't say its own.
        let interval = interval.filter(|_| matches!(amount, Some((_, Role::Amount))));
        match (customer, date, amount) {
            (Some(customer), Some(date), Some(amount)) => {
                self.release(&[Some(customer), Some(date), end, Some(amount.0), interval, currency]);
                if shape == Shape::Periods {
                    let sure = self.used.get(date).copied().flatten().map_or(BY_CONTENT, |(_, s)| s);
                    self.take(date, Role::Start, sure);
                }
                let amount = Some(amount);
                let date = Some(date);
                Ok(Plan { shape, customer, date, end, amount, interval, currency, months: Vec::new() })
            }
            (None, None, None) if !any_word => Err(Vec::new()),
            _ => {
                let missing = [
                    (customer.is_none(), Role::CustomerId),
                    (date.is_none(), Role::Month),
                    (amount.is_none(), Role::Mrr),
                ];
                Err(missing.into_iter().filter(|(is, _)| *is).map(|(_, role)| role).collect())
            }
        }
    }

    /// Columns that were picked and then not needed are ignored.
    fn release(&mut self, kept: &[Option<usize>]) {
        for (index, place) in self.used.iter_mut().enumerate() {
            if !kept.contains(&Some(index)) {
                *place = None;
            }
        }
        let kept: Vec<Role> = self.used.iter().flatten().map(|(role, _)| *role).collect();
        self.twice.retain(|(role, _)| kept.contains(role));
    }
}

/// A role's name in the report.
pub(super) fn name(role: Role) -> &'static str {
    match role {
        Role::CustomerId => "customer_id",
        Role::Month => "month",
        Role::Mrr => "mrr",
        Role::Arr => "arr",
        Role::Amount => "amount",
        Role::MonthColumn => "month_column",
        Role::Start => "start",
        Role::End => "end",
        Role::Interval => "interval",
        Role::Currency => "currency",
        Role::Ignored => "ignored",
    }
}
