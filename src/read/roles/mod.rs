//! Which column is what: by the user's word, by the header's words, then by content.

mod attributes;
mod compound;
mod content;
#[cfg(test)]
mod corpus;
mod discounts;
mod exports;
mod found;
mod free;
mod guess;
pub(super) mod header;
mod monthly;
pub(super) mod months;
pub(super) mod operations;
mod picker;
mod plan;
mod result;
mod shape_words;
mod tables;
pub(super) mod two_points;
mod units;
pub(super) mod words;

use super::dialect::sample::Sample;
use super::values::currencies::Sign;
use super::values::{dates, numbers};
use super::{Code, Column, DateOrder, ReadOptions, Role};
use crate::read::shapes::kinds;
use crate::tables::{AttributeKind, Shape, TableKind};
use content::Content;
use exports::Export;
use header::Words;
use months::Months;
pub(crate) use months::month_of_header;
use picker::Picker;
pub(super) use plan::Plan;
use std::borrow::Cow;

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
    /// Headers that are no month yet: they fit two orders of day, month and year, or name a fiscal year.
    pub open_headers: Vec<usize>,
    /// Those orders.
    pub open_orders: (DateOrder, DateOrder),
    /// The export whose headers these are.
    pub export: Option<&'static Export>,
    /// It holds no revenue.
    pub no_revenue: bool,
    /// A column that speaks of contracts, and what was made of the amounts.
    pub contracts: Option<(usize, Code)>,
    /// Zeros that the amounts' unit leaves out: 4 in `月费(万元)`.
    pub scale: u8,
    /// The amounts' columns leave out more and less of them.
    pub scales_differ: bool,
    /// The months of a wide table.
    pub months: Option<Months>,
    /// A line above the table that states the unit of its amounts: its line and text.
    pub unit_above: Option<(u64, String)>,
    /// The currency that line names.
    pub currency_above: Option<Sign>,
}

/// One column while the roles are given out.
struct Candidate {
    role: Option<Role>,
    sure: f64,
    forced: bool,
    content: Content,
}

/// What the columns may be, before any shape is chosen.
struct Judged {
    words: Vec<Words>,
    candidates: Vec<Candidate>,
    months: Months,
    wide: bool,
    export: Option<&'static Export>,
    unknown: Vec<String>,
}

/// Judges every column: by the export's headers, by words, by cells, by the user's word.
fn judge(sample: &Sample, options: &ReadOptions) -> Judged {
    let headers = &sample.header.cells;
    let words: Vec<Words> = headers.iter().map(|h| header::words(h)).collect();
    let plains: Vec<&str> = words.iter().map(|w| w.plain.as_str()).collect();
    let mut candidates: Vec<Candidate> =
        words.iter().enumerate().map(|(index, w)| by_word(index, w, Content::of(sample, index))).collect();
    let keys: Vec<Cow<'_, str>> = words.iter().map(exports::key).collect();
    let export = exports::find(keys.iter().map(|key| key.as_ref())).map(|(export, places)| {
        for (index, role, sure) in export.columns(&places) {
            if let Some(c) = candidates.get_mut(index) {
                c.role = role;
                c.sure = sure * role.map_or(1.0, |role| c.content.fits(role));
            }
        }
        export
    });
    in_context(&mut candidates, &plains);
    let unknown = force(&mut candidates, headers, options);
    let free = |i: usize| candidates.get(i).is_none_or(|c| !c.forced || c.role == Some(Role::MonthColumn));
    let epoch =
        Some(options.epoch.unwrap_or_default()).filter(|_| !options.without.contains(&Code::SpreadsheetDays));
    let months = months::find(headers, free, options, epoch);
    let is_forced = |roles: &[Role]| {
        candidates.iter().any(|c| c.forced && c.role.is_some_and(|role| roles.contains(&role)))
    };
    let wide = is_forced(&[Role::MonthColumn])
        || (months.columns.len() + months.open.len() >= 2 && !is_forced(&[Role::Month, Role::Start]))
        || (months.columns.len() + months.open.len() == 1 && only_a_month(&candidates, &months));
    if !wide && !is_data(sample, &candidates) {
        guess::fill(&mut candidates, &plains, sample);
    }
    Judged { words, candidates, months, wide, export, unknown }
}

/// What customers are grouped by in a column, by its header alone.
pub(super) fn attribute_of(header: &str) -> AttributeKind {
    attributes::role(&header::words(header).plain).and_then(Role::attribute).unwrap_or(AttributeKind::Other)
}

/// Finds the roles of a file's columns.
pub(super) fn find(sample: &Sample, options: &ReadOptions) -> Found {
    let headers = &sample.header.cells;
    let Judged { words, candidates, months, wide, export, unknown } = judge(sample, options);
    let dated = two_points::dated(headers, &candidates, &months.columns, options.fiscal_start);
    let result = result::places(headers).filter(|_| options.table.is_none());
    let shape = options.shape.or(result.map(|_| Shape::Warehouse)).unwrap_or_else(|| {
        recognised(&candidates, &words, sample, wide, months.open.is_empty() && dated.is_some())
    });
    let open_headers = match (shape, &dated) {
        (Shape::Wide, _) => months.open.clone(),
        (Shape::TwoPoint, Some(dated)) => dated.open.clone(),
        _ => Vec::new(),
    };
    let dated = dated.map(|dated| dated.points);
    let mut picker = Picker::new(candidates);
    let rates = options.table == Some(TableKind::Rates)
        || options.table.is_none()
            && options.shape.is_none()
            && picker.has(Role::Rate).is_some()
            && picker.has(Role::Currency).is_some()
            && picker.has(Role::CustomerId).is_none_or(|sure| sure < 0.6);
    let amount =
        [Role::Amount, Role::AmountMinor, Role::Mrr, Role::Arr].into_iter().any(|r| picker.has(r).is_some());
    let invoices = options.table == Some(TableKind::Invoices)
        || options.table.is_none()
            && options.shape.is_none()
            && picker.has(Role::InvoiceId).is_some()
            && picker.has(Role::CustomerId).is_some()
            && !amount;
    let revenue = rates || invoices || wide || dated.is_some() || export.is_some();
    let revenue = revenue || operations::is_revenue(&picker.candidates, &words);
    let operations = operations::recognised(&picker.candidates, &words, sample, options, revenue);
    let worth = operations.as_ref().and_then(|found| found.worth);
    let other =
        tables::recognised(&picker.candidates, &words, sample, options, (rates, wide, dated.is_some()));
    let other = other.filter(|_| !invoices && operations.is_none());
    let wide = !rates && !invoices && operations.is_none() && other.is_none() && shape == Shape::Wide;
    let mut plan = match shape {
        _ if let Some(found) = operations => picker.operations(&words, found),
        _ if rates => picker.rates(),
        _ if invoices => picker.invoice_heads(),
        _ if other == Some(TableKind::Accounts) => picker.accounts(&words),
        _ if other == Some(TableKind::Costs) => {
            let columns = if months.columns.len() >= 2 { months.columns.clone() } else { Vec::new() };
            let category = tables::category(&picker.candidates, &words, sample);
            let period = tables::periods(&picker.candidates, sample, category.unwrap_or(usize::MAX));
            picker.costs(&words, category, period, columns)
        }
        Shape::Wide => picker.wide(&words, months.columns.clone()),
        Shape::TwoPoint => picker.two_point(&words, dated),
        Shape::Movements => picker.movements(&words),
        Shape::Aggregate => picker.aggregate(&words),
        Shape::Warehouse => picker.result(headers),
        Shape::Invoices => picker.invoices(&words, sample),
        Shape::Long | Shape::Periods => picker.rows(&words, sample, options.shape),
    };
    if let Ok(plan) = &mut plan {
        picker.beside(&words, sample, plan);
        picker.attributes(&words, plan);
        // A line's amount is that of all its units, whatever layout the user says it has.
        if export.is_some_and(|export| export.amounts_hold_tax) {
            plan.quantity = None;
        }
        picker.units(&words, plan);
        picker.subscription(plan);
        let alike = export.is_some_and(|export| export.amounts_hold_tax);
        discounts::find(&mut picker, &words, sample, plan, alike);
    }
    // Nothing published says whether the amount of Stripe's export is one unit's; taken for its price.
    if let Ok(plan) = &mut plan {
        plan.quantity_assumed |= export.is_some_and(|export| export.name == "stripe_subscriptions");
    }
    if let Ok(plan) = &mut plan
        && plan.shape == Shape::Invoices
        && export.is_some_and(|export| export.amounts_hold_tax)
    {
        plan.tax = words.iter().position(|w| w.plain == "taxamount");
    }
    let columns: Vec<Column> = headers
        .iter()
        .enumerate()
        .map(|(i, header)| {
            let (role, sure) = picker.used.get(i).copied().flatten().unwrap_or((Role::Ignored, 0.5));
            let forced = picker.candidates.get(i).is_some_and(|c| c.forced);
            let confidence = if forced { 1.0 } else { sure };
            Column { index: i as u32, header: header.clone(), role, confidence, format: None }
        })
        .collect();
    // Whoever names roles or a shape knows better than the headers what the file holds.
    let told = options.table.is_some() || options.shape.is_some() || !options.roles.is_empty();
    let contracts = || operations::of_contracts(plan.as_ref().ok()?, &words);
    let contracts = worth
        .map(|column| (column, Code::ContractsNotRevenue))
        .or_else(|| Some((contracts()?, Code::ContractsAsRevenue)))
        .filter(|_| !told);
    let without = options.without.contains(&Code::AmountScaled);
    let (scale, scales_differ) = scale(&plan, &words, headers, without);
    Found {
        columns,
        plan,
        twice: picker.twice,
        unknown,
        open_headers: if rates { Vec::new() } else { open_headers },
        open_orders: months.orders,
        export,
        contracts,
        no_revenue: !told && export.is_some_and(Export::holds_no_revenue),
        scale,
        scales_differ,
        months: wide.then_some(months),
        words,
        unit_above: None,
        currency_above: None,
    }
}

/// Columns whose headers are taken apart where no table lists them.
const COMPOUNDS: usize = 256;

/// What a header's words say of a column, as far as its cells bear it out.
fn by_word(index: usize, words: &Words, content: Content) -> Candidate {
    // Putting headers together takes time: a table that has so many has no such names.
    let found = words::role_of(words, index < COMPOUNDS)
        .or_else(|| shape_words::role(&words.plain))
        .map(|(role, sure)| (role, sure * content.fits(role)));
    let (role, sure) = found.filter(|(_, sure)| *sure > 0.0).unzip();
    Candidate { role, sure: sure.unwrap_or(0.0), forced: false, content }
}

/// What only the columns together say.
fn in_context(candidates: &mut [Candidate], plains: &[&str]) {
    let has = |candidates: &[Candidate], role: Role| candidates.iter().any(|c| c.role == Some(role));
    // "Current MRR" is the end of something only beside a beginning.
    if has(candidates, Role::Opening) && !has(candidates, Role::Closing) {
        let current = |plain: &str| plain.contains("mrr") || plain.contains("arr");
        let mut rest = candidates.iter_mut().zip(plains);
        if let Some((c, _)) =
            rest.find(|(c, plain)| matches!(c.role, Some(Role::Mrr | Role::Arr)) && current(plain))
        {
            c.role = Some(Role::Closing);
            c.sure = c.sure.min(0.85);
        }
    }
    years(candidates, plains);
    // "Start" and "End" over amounts are two points in time, not two dates.
    let point = |c: &Candidate, role| c.role == Some(role) && c.content.amounts_only();
    if candidates.iter().any(|c| point(c, Role::Start)) && candidates.iter().any(|c| point(c, Role::End)) {
        for c in candidates.iter_mut().filter(|c| !c.forced) {
            c.role = match c.role {
                Some(Role::Start) => Some(Role::Opening),
                Some(Role::End) => Some(Role::Closing),
                other => other,
            };
            c.sure = if matches!(c.role, Some(Role::Opening | Role::Closing)) { 0.7 } else { c.sure };
        }
    }
    // A row's own number is no customer where a name comes again and again beside it.
    let names = |c: &Candidate| {
        c.role.is_none()
            && c.content.is_text()
            && c.content.distinct > 1
            && c.content.distinct < c.content.filled
    };
    let ids = |c: &Candidate| c.role == Some(Role::CustomerId);
    let only = candidates.iter().filter(|c| ids(c)).count() == 1
        && candidates.iter().filter(|c| names(c)).count() == 1;
    if only {
        for c in candidates.iter_mut().filter(|c| ids(c) && c.sure <= 0.5) {
            if c.content.filled > 3 && c.content.distinct == c.content.filled && !is_kind_column(c) {
                c.role = None;
                c.sure = 0.0;
            }
        }
    }
}

/// Years without months beside them are the periods of a business.
fn years(candidates: &mut [Candidate], plains: &[&str]) {
    // A 年度 is the calendar's year in China; in Japan it begins in April and bears the name of the year in which it
    // begins, which nothing here can place.
    let japanese = |plain: &&str| {
        plain.contains(|c: char| matches!(c, '\u{3041}'..='\u{30FF}' | '顧' | '売' | '円'))
            || plain.contains("会計")
    };
    if plains.iter().any(japanese) {
        let named =
            |(c, plain): &(&mut Candidate, &&str)| c.role == Some(Role::Year) && plain.ends_with("年度");
        for (c, _) in candidates.iter_mut().zip(plains).filter(named) {
            c.role = Some(Role::Ignored);
        }
    }
    let other = |c: &Candidate| matches!(c.role, Some(Role::Month | Role::Start | Role::CustomerId));
    if candidates.iter().any(other) {
        return;
    }
    for c in candidates.iter_mut().filter(|c| c.role == Some(Role::Year)) {
        c.role = Some(Role::Month);
    }
}

fn is_kind_column(c: &Candidate) -> bool {
    c.content.mostly(c.content.kinds)
}

/// Whether the header is data: no word we know in it, but a date or an amount.
fn is_data(sample: &Sample, candidates: &[Candidate]) -> bool {
    candidates.iter().all(|c| c.role.is_none())
        && sample.header.cells.iter().any(|c| dates::parse(c).is_some() || numbers::dissect(c).is_some())
}

/// Zeros that the units of the amounts leave out, and whether the columns differ in it.
fn scale(plan: &Result<Plan, Vec<Role>>, words: &[Words], headers: &[String], without: bool) -> (u8, bool) {
    let Ok(plan) = plan else { return (0, false) };
    if without {
        return (0, false);
    }
    let of = |i: usize| match (plan.shape, headers.get(i), words.get(i)) {
        (Shape::Wide, Some(header), _) => months::scale(header),
        (_, _, Some(words)) => words.scale,
        _ => 0,
    };
    let mut scales = plan.amounts().into_iter().map(of);
    let first = scales.next().unwrap_or(0);
    (first, scales.any(|scale| scale != first))
}

/// The layout that the roles make.
fn recognised(
    candidates: &[Candidate],
    words: &[Words],
    sample: &Sample,
    wide: bool,
    two_dated: bool,
) -> Shape {
    let has = |role: Role| candidates.iter().any(|c| c.role == Some(role) && c.sure >= 0.6);
    let amount = [Role::Mrr, Role::Arr, Role::Amount, Role::AmountMinor].into_iter().any(has);
    let moves = [Role::Churn, Role::Expansion, Role::Contraction].into_iter().filter(|r| has(*r)).count();
    if has(Role::CustomerId) && has(Role::Opening) && has(Role::Closing) || two_dated {
        return Shape::TwoPoint;
    }
    if wide {
        return Shape::Wide;
    }
    if !has(Role::CustomerId) && has(Role::Opening) && has(Role::Churn) && moves >= 2 {
        return Shape::Aggregate;
    }
    // What the cells say tells a movement's type from an invoice line's.
    let typed = candidates.iter().position(|c| c.role == Some(Role::Type));
    let says = typed.and_then(|index| kinds::of_column(sample, index));
    let forced = typed.is_some_and(|index| candidates.get(index).is_some_and(|c| c.forced));
    if amount && matches!(says, Some(kinds::Column::Movements)) && !has(Role::End) {
        return Shape::Movements;
    }
    // The date of an invoice makes a row no invoice's; beside the period it is for, it does.
    let dated = has(Role::Start) && has(Role::End) && words.iter().any(|w| w.plain == "invoicedate");
    let invoice = dated
        || words.iter().any(|w| shape_words::of_invoice(&w.plain))
        || says == Some(kinds::Column::Lines);
    let told = |i: usize| {
        candidates.get(i).is_some_and(|c| !c.forced && c.role.is_none()) && kinds::describes(sample, i)
    };
    let described = invoice && typed.is_none() && picker::descriptions(words).any(told);
    let dates = has(Role::Start) || has(Role::Month) && (has(Role::Interval) || typed.is_some() || described);
    let plain = has(Role::Amount) || has(Role::AmountMinor);
    if invoice && dates && plain && !has(Role::Mrr) {
        return Shape::Invoices;
    }
    if forced { Shape::Movements } else { Shape::Long }
}

/// Whether a single month among the headers makes a wide table: a customer beside it, amounts below it, and
/// nothing else that could be a month or an amount.
fn only_a_month(candidates: &[Candidate], months: &Months) -> bool {
    let amounts = |c: &Candidate| c.content.filled > 0 && c.content.amounts == c.content.filled;
    let mut columns = months.columns.iter().map(|(index, _)| index).chain(&months.open);
    let below = columns.all(|index| candidates.get(*index).is_some_and(amounts));
    let roles = || candidates.iter().filter_map(|c| c.role);
    below
        && roles().any(|role| role == Role::CustomerId)
        && roles().all(|role| matches!(role, Role::CustomerId | Role::Currency | Role::Year | Role::Ignored))
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
