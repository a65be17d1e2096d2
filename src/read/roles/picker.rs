//! Gives the roles out: by the headers' words first, by content where they say nothing.

use super::operations::{self, Operations};
use super::{Candidate, Plan, attributes, header::Words, monthly, shape_words, words};
use crate::base::Month;
use crate::read::Role;
use crate::read::dialect::sample::Sample;
use crate::read::shapes::kinds;
use crate::read::values::{dates, numbers};
use crate::tables::{Datum, Shape, TableKind};

/// How sure content alone makes.
pub(super) const BY_CONTENT: f64 = 0.6;

/// Gives the roles out.
pub(super) struct Picker {
    pub candidates: Vec<Candidate>,
    /// What each column was taken for, and how sure.
    pub used: Vec<Option<(Role, f64)>>,
    /// Columns passed over for a role that another one took.
    pub twice: Vec<(Role, usize)>,
}

impl Picker {
    /// Nothing given out yet.
    pub fn new(candidates: Vec<Candidate>) -> Self {
        Picker { used: vec![None; candidates.len()], candidates, twice: Vec::new() }
    }

    pub fn take(&mut self, index: usize, role: Role, sure: f64) -> usize {
        if let Some(place) = self.used.get_mut(index) {
            *place = Some((role, sure));
        }
        index
    }

    pub fn is_free(&self, index: usize) -> bool {
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
            let own = words.get(i).is_none_or(|w| !says_other(&w.plain));
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

    /// The surest column of a role, alone.
    fn one(&mut self, role: Role) -> Option<usize> {
        self.by_word(&[role]).map(|(index, _)| index)
    }

    /// When a subscription was cancelled, beside its end: a column of that role, else a second end whose header speaks
    /// of it where the first one's doesn't.
    fn cancelled(&mut self, words: &[Words], end: Option<usize>) -> Option<usize> {
        if let Some(index) = self.one(Role::Cancelled) {
            return Some(index);
        }
        let says = |i: usize| words.get(i).is_some_and(|w| shape_words::of_cancellation(&w.plain));
        let end = end.filter(|end| !says(*end))?;
        let second = |(i, c): &(usize, &Candidate)| {
            *i != end && c.role == Some(Role::End) && self.is_free(*i) && c.content.dates > 0 && says(*i)
        };
        let (index, sure) = self.candidates.iter().enumerate().find(second).map(|(i, c)| (i, c.sure))?;
        self.twice.retain(|(_, other)| *other != index);
        Some(self.take(index, Role::Cancelled, sure))
    }

    /// The years of a column of months that stand without theirs.
    fn year(&mut self, date: Option<usize>) -> Option<usize> {
        let column = self.candidates.get(date?)?;
        let told = self.candidates.iter().any(|c| c.forced && c.role == Some(Role::Year));
        let year =
            (told || column.content.mostly(column.content.bare)).then(|| self.one(Role::Year)).flatten()?;
        // Each bears the other out.
        if let Some((_, sure)) = date.and_then(|date| self.used.get_mut(date)).and_then(Option::as_mut) {
            *sure = sure.max(0.95);
        }
        Some(year)
    }

    /// Whether a column has a role by its header or by the user's word, and how sure.
    pub fn has(&self, role: Role) -> Option<f64> {
        let found = self.candidates.iter().filter(|c| c.role == Some(role)).map(|c| c.sure);
        found.fold(None, |best: Option<f64>, sure| Some(best.map_or(sure, |best| best.max(sure))))
    }

    /// The first free column whose header passes.
    fn by_header(&self, words: &[Words], fits: impl Fn(&str) -> bool) -> Option<usize> {
        let free = words.iter().enumerate().filter(|(i, _)| {
            self.candidates.get(*i).is_some_and(|c| !c.forced)
                && self.used.get(*i).is_some_and(Option::is_none)
        });
        free.into_iter().find(|(_, w)| fits(&w.plain)).map(|(i, _)| i)
    }

    /// Gives out what is left to a plan, and keeps what it uses.
    fn keep(&mut self, plan: Plan) -> Plan {
        let kept: Vec<Option<usize>> = plan.columns().map(Some).collect();
        self.release(&kept);
        plan
    }

    /// The plan of a table of rates, or the roles it lacks.
    pub fn rates(&mut self) -> Result<Plan, Vec<Role>> {
        let month = self.one(Role::Month);
        let rate = self.one(Role::Rate);
        let currency = self.one(Role::Currency);
        match (currency, rate) {
            (Some(currency), Some(rate)) => {
                let mut plan = Plan::new(Shape::Long);
                plan.table = TableKind::Rates;
                plan.date = month;
                plan.year = self.year(month);
                plan.currency = Some(currency);
                plan.parts = vec![(rate, Role::Rate)];
                Ok(self.keep(plan))
            }
            (currency, rate) => {
                Err(lacking(&[(currency.is_none(), Role::Currency), (rate.is_none(), Role::Rate)]))
            }
        }
    }

    /// The plan of an operating table, or the roles it lacks.
    pub fn operations(&mut self, words: &[Words], found: Operations) -> Result<Plan, Vec<Role>> {
        let mut plan = Plan::new(Shape::Long);
        plan.table = found.kind;
        for (index, datum, needed) in found.data {
            self.take(index, Role::Datum(datum), 0.9);
            plan.data.push((index, datum, needed));
        }
        let place = |datum: Datum| plan.data.iter().find(|(_, d, _)| *d == datum).map(|(i, ..)| *i);
        if place(Datum::SurveyKind).is_none() {
            let header = place(Datum::Score).and_then(|i| words.get(i));
            let kind = header.and_then(|w| operations::header_kind(&w.plain));
            plan.implied = kind.map(|kind| (Datum::SurveyKind, kind));
        }
        let customer = self.customer(words);
        let mut missing = found.missing;
        if found.of_customers {
            plan.customer = customer;
            if customer.is_none() {
                missing.insert(0, Role::CustomerId);
            }
        } else {
            // A row may well be nobody's.
            plan.parts.extend(customer.map(|index| (index, Role::CustomerId)));
        }
        if missing.is_empty() { Ok(self.keep(plan)) } else { Err(missing) }
    }

    /// Gives what is stated of customers or contracts beside a table to the columns that it leaves free.
    pub fn beside(&mut self, words: &[Words], sample: &Sample, plan: &mut Plan) {
        let kind = match (plan.table, plan.shape) {
            (TableKind::Accounts, _) | (TableKind::Revenue, Shape::TwoPoint | Shape::Wide) => {
                TableKind::Accounts
            }
            _ => return,
        };
        for (index, datum) in operations::snapshot(self, words, sample) {
            self.take(index, Role::Datum(datum), 0.9);
            plan.data.push((index, datum, false));
            plan.beside = Some(kind);
        }
    }

    /// The plan of a table of customers, or the roles it lacks.
    pub fn accounts(&mut self, words: &[Words]) -> Result<Plan, Vec<Role>> {
        let mut plan = Plan::new(Shape::Long);
        plan.table = TableKind::Accounts;
        plan.customer = self.customer(words);
        if plan.customer.is_none() {
            return Err(vec![Role::CustomerId]);
        }
        let named = |role: Role| {
            let of = |w: &Words| attributes::role(&w.plain) == Some(role);
            words.iter().map(of).collect::<Vec<bool>>()
        };
        // A column of its own name before one that other tables have for about the same.
        for (role, like) in [
            (Role::Seats, Role::Quantity),
            (Role::PotentialSeats, Role::PotentialSeats),
            (Role::SignedDate, Role::Start),
            (Role::ChurnDate, Role::End),
        ] {
            let own = named(role);
            let fits = |c: &Candidate| match role {
                Role::Seats | Role::PotentialSeats => c.content.filled == 0 || c.content.amounts > 0,
                _ => c.content.filled == 0 || c.content.dates + c.content.counts > 0,
            };
            let free: Vec<usize> = (0..self.candidates.len()).filter(|i| self.is_free(*i)).collect();
            let find = |this: &Self, wanted: &dyn Fn(usize, &Candidate) -> bool| {
                free.iter().copied().find(|i| this.candidates.get(*i).is_some_and(|c| wanted(*i, c)))
            };
            let column = find(self, &|_, c| c.forced && c.role == Some(role))
                .or_else(|| find(self, &|i, c| !c.forced && own.get(i) == Some(&true) && fits(c)))
                .or_else(|| {
                    let other = |i: usize| words.get(i).is_some_and(|w| operations::is_snapshot(&w.plain));
                    find(self, &|i, c| {
                        !c.forced && c.role == Some(like) && c.sure >= 0.6 && fits(c) && !other(i)
                    })
                });
            if let Some(column) = column {
                self.take(column, role, 0.9);
                plan.facts.push((column, role));
            }
        }
        Ok(self.keep(plan))
    }

    /// The plan of a table of costs, or the roles it lacks: categories in a column, amounts in another or in a
    /// column a month. `period` is the column of periods where no header says which it is.
    pub fn costs(
        &mut self,
        words: &[Words],
        category: Option<usize>,
        period: Option<usize>,
        months: Vec<(usize, Month)>,
    ) -> Result<Plan, Vec<Role>> {
        let mut plan = Plan::new(Shape::Long);
        plan.table = TableKind::Costs;
        plan.kind = category.map(|index| self.take(index, Role::Category, 0.9));
        self.cost_bearers(words, &mut plan);
        plan.currency = self.one(Role::Currency);
        if months.len() >= 2 {
            for (index, _) in &months {
                self.take(*index, Role::MonthColumn, 0.98);
            }
            plan.months = months;
        } else {
            let dates = [Role::Month, Role::Start];
            plan.date = self.by_word(&dates).map(|(i, _)| self.take(i, Role::Month, 0.9));
            let own = period.filter(|index| self.is_free(*index));
            plan.date = plan.date.or_else(|| own.map(|index| self.take(index, Role::Month, BY_CONTENT)));
            plan.amount = self.by_word(&[Role::Amount, Role::AmountMinor, Role::Mrr, Role::Arr]);
            if let Some((index, _)) = plan.amount.filter(|(_, role)| *role != Role::AmountMinor) {
                // The period says for how long, whatever the header calls it.
                plan.amount = Some((self.take(index, Role::Amount, 0.9), Role::Amount));
            }
        }
        let wide = !plan.months.is_empty();
        let missing = lacking(&[
            (plan.kind.is_none(), Role::Category),
            (!wide && plan.date.is_none(), Role::Month),
            (!wide && plan.amount.is_none(), Role::Amount),
        ]);
        if missing.is_empty() { Ok(self.keep(plan)) } else { Err(missing) }
    }

    /// The columns that say for which customer a cost is, or for which group of them.
    fn cost_bearers(&mut self, words: &[Words], plan: &mut Plan) {
        let sure = |c: &&Candidate| c.role == Some(Role::CustomerId) && (c.forced || c.sure > BY_CONTENT);
        if self.candidates.iter().any(|c| sure(&c)) {
            plan.parts.extend(self.one(Role::CustomerId).map(|index| (index, Role::CustomerId)));
        }
        let group = |i: usize, c: &Candidate| {
            let own = if c.forced { c.role } else { words.get(i).and_then(|w| attributes::role(&w.plain)) };
            own.filter(|role| role.attribute().is_some() && self.is_free(i))
        };
        let group = self.candidates.iter().enumerate().find_map(|(i, c)| Some((i, group(i, c)?)));
        plan.parts.extend(group.map(|(index, role)| (self.take(index, role, 0.9), role)));
    }

    /// The plan of invoices without their lines, or the roles it lacks.
    pub fn invoice_heads(&mut self) -> Result<Plan, Vec<Role>> {
        let invoice = self.one(Role::InvoiceId);
        let mut plan = Plan::new(Shape::Invoices);
        plan.table = TableKind::Invoices;
        plan.customer = self.one(Role::CustomerId);
        plan.currency = self.one(Role::Currency);
        plan.status = self.one(Role::Status);
        let missing =
            lacking(&[(plan.customer.is_none(), Role::CustomerId), (invoice.is_none(), Role::InvoiceId)]);
        plan.parts.extend(invoice.map(|index| (index, Role::InvoiceId)));
        if missing.is_empty() { Ok(self.keep(plan)) } else { Err(missing) }
    }

    /// The plan of an aggregate, or the roles it lacks.
    pub fn aggregate(&mut self, words: &[Words]) -> Result<Plan, Vec<Role>> {
        let mut plan = Plan::new(Shape::Aggregate);
        plan.date = self.by_word(&[Role::Month, Role::Start]).map(|(i, _)| i);
        plan.year = self.year(plan.date);
        if let (None, Some(year)) = (plan.date, self.one(Role::Year)) {
            // Years alone are the periods.
            let sure = self.used.get(year).copied().flatten().map_or(BY_CONTENT, |(_, sure)| sure);
            plan.date = Some(self.take(year, Role::Month, sure));
        }
        plan.currency = self.one(Role::Currency);
        for role in AGGREGATE {
            plan.parts.extend(self.one(role).map(|index| (index, role)));
        }
        let has = |role: Role| plan.parts.iter().any(|(_, r)| *r == role);
        let missing = lacking(&[(!has(Role::Opening), Role::Opening), (!has(Role::Churn), Role::Churn)]);
        if !missing.is_empty() {
            return Err(missing);
        }
        // "Opening ARR", then plain "new" and "churn": the ends say it for all.
        let ends = |role: Role| matches!(role, Role::Opening | Role::Closing);
        plan.annual = plan.parts.iter().any(|(i, role)| ends(*role) && annual(words, *i));
        Ok(self.keep(plan))
    }

    /// The plan of two points, or the roles it lacks. `dated` are two columns whose headers name their months.
    pub fn two_point(
        &mut self,
        words: &[Words],
        dated: Option<[(usize, Month); 2]>,
    ) -> Result<Plan, Vec<Role>> {
        let mut plan = Plan::new(Shape::TwoPoint);
        if let Some([(opening, from), (closing, to)]) = dated {
            self.take(opening, Role::Opening, 0.95);
            self.take(closing, Role::Closing, 0.95);
            plan.parts = vec![(opening, Role::Opening), (closing, Role::Closing)];
            plan.ends = Some((from, to));
        } else {
            for role in [Role::Opening, Role::Closing] {
                plan.parts.extend(self.one(role).map(|index| (index, role)));
            }
        }
        plan.currency = self.one(Role::Currency);
        plan.customer = self.customer(words);
        let has = |role: Role| plan.parts.iter().any(|(_, r)| *r == role);
        let missing = lacking(&[
            (plan.customer.is_none(), Role::CustomerId),
            (!has(Role::Opening), Role::Opening),
            (!has(Role::Closing), Role::Closing),
        ]);
        if !missing.is_empty() {
            return Err(missing);
        }
        plan.annual = plan.parts.iter().all(|(i, _)| annual(words, *i));
        Ok(self.keep(plan))
    }

    /// The plan of a file of movements, or the roles it lacks.
    pub fn movements(&mut self, words: &[Words]) -> Result<Plan, Vec<Role>> {
        let mut plan = Plan::new(Shape::Movements);
        plan.date = self.by_word(&[Role::Month, Role::Start]).map(|(i, _)| i);
        plan.year = self.year(plan.date);
        plan.kind = self.one(Role::Type);
        plan.currency = self.one(Role::Currency);
        plan.amount = self.by_word(&[Role::Mrr, Role::Arr, Role::Amount, Role::AmountMinor]);
        plan.customer = self.customer(words);
        if plan.date.is_none() {
            plan.date = self.by_content(Role::Month, |_, c| c.content.dates == c.content.filled);
        }
        let missing = lacking(&[
            (plan.customer.is_none(), Role::CustomerId),
            (plan.date.is_none(), Role::Month),
            (plan.kind.is_none(), Role::Type),
            (plan.amount.is_none(), Role::Mrr),
        ]);
        if !missing.is_empty() {
            return Err(missing);
        }
        plan.annual = matches!(plan.amount, Some((_, Role::Arr)));
        if let Some(date) = plan.date {
            let sure = self.used.get(date).copied().flatten().map_or(BY_CONTENT, |(_, s)| s);
            self.take(date, Role::Month, sure);
        }
        Ok(self.keep(plan))
    }

    /// The plan of invoice lines, or the roles they lack.
    pub fn invoices(&mut self, words: &[Words], sample: &Sample) -> Result<Plan, Vec<Role>> {
        let mut plan = Plan::new(Shape::Invoices);
        let month = self.one(Role::Month);
        let start = self.one(Role::Start);
        plan.end = self.one(Role::End).filter(|_| start.is_some());
        plan.date = start.or(month);
        plan.year = self.year(plan.date.filter(|_| start.is_none()));
        plan.kind = self.one(Role::Type);
        plan.status = self.one(Role::Status);
        plan.currency = self.one(Role::Currency);
        plan.interval = self.one(Role::Interval);
        plan.interval_count = self.one(Role::IntervalCount).filter(|_| plan.interval.is_some());
        plan.amount = self.by_word(&[Role::AmountMinor, Role::Amount, Role::Mrr, Role::Arr]);
        let of_line = |plain: &str| words::role(plain).is_none_or(|(_, sure)| sure < 0.6);
        plan.line_id = self.by_header(words, |plain| shape_words::of_line_id(plain) && of_line(plain));
        plan.proration = self.by_header(words, shape_words::of_proration);
        // The invoice stands for the customer where no column is surer to be that.
        plan.by_invoice = self.has(Role::InvoiceId) > self.has(Role::CustomerId);
        plan.customer = if plan.by_invoice { self.one(Role::InvoiceId) } else { self.customer(words) };
        if plan.kind.is_none() {
            // One that says something, else the first that may further down.
            let free = |i: &usize| self.is_free(*i) && self.candidates.get(*i).is_some_and(|c| !c.forced);
            let mut texts = descriptions(words).filter(free);
            let first = texts.clone().next();
            plan.description = texts.find(|i| kinds::describes(sample, *i)).or(first);
            plan.description.map(|index| self.take(index, Role::Type, BY_CONTENT));
        }
        let missing = lacking(&[
            (plan.customer.is_none(), Role::CustomerId),
            (plan.date.is_none(), Role::Start),
            (plan.amount.is_none(), Role::Amount),
        ]);
        if !missing.is_empty() {
            return Err(missing);
        }
        plan.annual = matches!(plan.amount, Some((_, Role::Arr)));
        Ok(self.keep(plan))
    }

    /// The plan of a wide table with these months, or the roles it lacks.
    pub fn wide(&mut self, words: &[Words], months: Vec<(usize, Month)>) -> Result<Plan, Vec<Role>> {
        for (index, _) in &months {
            self.take(*index, Role::MonthColumn, 0.98);
        }
        if months.is_empty() {
            return Err(vec![Role::MonthColumn]);
        }
        let mut plan = Plan::new(Shape::Wide);
        plan.currency = self.one(Role::Currency);
        plan.customer = Some(self.customer(words).ok_or_else(|| vec![Role::CustomerId])?);
        plan.annual = months.iter().all(|(i, _)| annual(words, *i));
        plan.months = months;
        Ok(plan)
    }

    /// The plan of a long table or of periods, or the roles it lacks.
    pub fn rows(&mut self, words: &[Words], sample: &Sample, told: Option<Shape>) -> Result<Plan, Vec<Role>> {
        let any_word = self.candidates.iter().any(|c| c.role.is_some());
        let looks_like_data =
            |cell: &String| dates::parse(cell).is_some() || numbers::dissect(cell).is_some();
        if !any_word && sample.header.cells.iter().any(looks_like_data) {
            // No header at all: the first row is data, and reading it as one would lose it.
            return Err(Vec::new());
        }
        let month = self.one(Role::Month);
        let start = self.one(Role::Start);
        let end = self.one(Role::End);
        let interval = self.one(Role::Interval);
        let currency = self.one(Role::Currency);
        let amount = self.by_word(&[Role::Mrr, Role::Arr, Role::Amount, Role::AmountMinor]);
        let customer = self.customer(words);
        let month = match (month, start) {
            (None, None) => self.by_content(Role::Month, |_, c| c.content.dates == c.content.filled),
            (month, _) => month,
        };
        let amount = amount.or_else(|| {
            let own = |i: usize| words.get(i).is_none_or(|w| !says_other(&w.plain));
            let index = self.by_content(Role::Mrr, |i, c| own(i) && c.content.amounts == c.content.filled)?;
            Some((index, Role::Mrr))
        });

        // A date that goes on from month to month is the month of a ledger, whatever its header calls it: as starts
        // without an end, each month would count on top of the one before.
        let plain = told.is_none() && month.is_none() && interval.is_none();
        let goes_on = |date: Option<usize>| {
            let rows = customer.zip(date).is_some_and(|(c, d)| monthly::one_row_a_month(sample, c, d));
            date.filter(|_| plain && rows)
        };
        let (month, start, end) = match (start, end) {
            (Some(_), None) if goes_on(start).is_some() => (start, None, None),
            (None, Some(_)) if goes_on(end).is_some() => (end, None, None),
            _ => (month, start, end),
        };

        // A month makes a long row even beside a start; a date with an end and no start is the start.
        let (shape, date, end) = match (month, start, end) {
            (month, Some(date), end) if told == Some(Shape::Periods) || told.is_none() && month.is_none() => {
                (Shape::Periods, Some(date), end)
            }
            (Some(date), _, end) if told == Some(Shape::Periods) => (Shape::Periods, Some(date), end),
            (month, start, _) if told == Some(Shape::Long) => (Shape::Long, month.or(start), None),
            (Some(date), None, Some(end)) => (Shape::Periods, Some(date), Some(end)),
            (Some(date), _, _) => (Shape::Long, Some(date), None),
            (None, _, _) => (Shape::Long, None, None),
        };
        // An interval belongs to an amount whose header doesn't say its own.
        let own = matches!(amount, Some((_, Role::Amount | Role::AmountMinor)));
        let interval = interval.filter(|_| own);
        match (customer, date, amount) {
            (Some(customer), Some(date), Some(amount)) => {
                let mut plan = Plan::new(shape);
                plan.customer = Some(customer);
                plan.date = Some(date);
                plan.end = end;
                plan.amount = Some(amount);
                plan.interval = interval;
                plan.currency = currency;
                plan.annual = amount.1 == Role::Arr;
                if shape == Shape::Periods {
                    let total = words.get(amount.0).is_some_and(|w| shape_words::is_total_amount(&w.plain));
                    plan.interval_count = self.one(Role::IntervalCount).filter(|_| interval.is_some());
                    plan.quantity = self.one(Role::Quantity).filter(|_| own && !total);
                    plan.status = self.one(Role::Status);
                    plan.cancelled = self.cancelled(words, end);
                }
                if shape == Shape::Long {
                    plan.year = self.year(Some(date));
                }
                let plan = self.keep(plan);
                if shape == Shape::Long {
                    let sure = self.used.get(date).copied().flatten().map_or(BY_CONTENT, |(_, s)| s);
                    self.take(date, Role::Month, sure);
                }
                if shape == Shape::Periods {
                    let sure = self.used.get(date).copied().flatten().map_or(BY_CONTENT, |(_, s)| s);
                    self.take(date, Role::Start, sure);
                }
                Ok(plan)
            }
            (None, None, None) if !any_word => Err(Vec::new()),
            _ => Err(lacking(&[
                (customer.is_none(), Role::CustomerId),
                (date.is_none(), Role::Month),
                (amount.is_none(), Role::Mrr),
            ])),
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

/// Whether a header speaks of something that content alone must not make an amount or a customer.
pub(super) fn says_other(plain: &str) -> bool {
    words::other_number(plain) || attributes::is_other(plain) || operations::is_state(plain)
}

/// The sums an aggregate may have, in the order of a roll-forward.
const AGGREGATE: [Role; 7] = [
    Role::Opening,
    Role::New,
    Role::Expansion,
    Role::Reactivation,
    Role::Contraction,
    Role::Churn,
    Role::Closing,
];

/// Columns whose headers stand over texts that say what a line charges.
pub(super) fn descriptions(words: &[Words]) -> impl Iterator<Item = usize> + Clone {
    words.iter().enumerate().filter(|(_, w)| shape_words::of_description(&w.plain)).map(|(i, _)| i)
}

/// The roles that are lacking.
fn lacking(all: &[(bool, Role)]) -> Vec<Role> {
    all.iter().filter(|(is, _)| *is).map(|(_, role)| *role).collect()
}

/// Whether a column's header says that its amounts are annual.
fn annual(words: &[Words], column: usize) -> bool {
    words.get(column).is_some_and(|w| shape_words::is_annual(&w.plain))
}
