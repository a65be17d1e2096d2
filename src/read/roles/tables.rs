//! Whether a file is a table beside revenue: one row a customer, or what was spent.

use super::header::Words;
use super::{Candidate, attributes, operations};
use crate::read::dialect::sample::Sample;
use crate::read::shapes::cost_category;
use crate::read::values::{dates, fiscal};
use crate::read::{ReadOptions, Role};
use crate::tables::TableKind;

/// Roles of revenue: where a column has one by its header or its cells, the file is no table of customers.
pub(super) const MONEY: [Role; 10] = [
    Role::Mrr,
    Role::Arr,
    Role::Amount,
    Role::AmountMinor,
    Role::MonthColumn,
    Role::Opening,
    Role::Closing,
    Role::Expansion,
    Role::Contraction,
    Role::Churn,
];

/// The table that a file is, where it is customers or costs: the user's word first. `revenue` says whether it is
/// exchange rates, has a column a month, or two columns of two months.
pub(super) fn recognised(
    candidates: &[Candidate],
    words: &[Words],
    sample: &Sample,
    options: &ReadOptions,
    (rates, wide, two_dated): (bool, bool, bool),
) -> Option<TableKind> {
    if let Some(told) = options.table {
        return Some(told).filter(|table| matches!(table, TableKind::Accounts | TableKind::Costs));
    }
    let role = |c: &Candidate, role: Role| c.role == Some(role) && c.sure >= 0.5;
    let has = |wanted: Role| candidates.iter().any(|c| role(c, wanted));
    let forced =
        |roles: &[Role]| candidates.iter().any(|c| c.forced && c.role.is_some_and(|r| roles.contains(&r)));
    if rates || options.shape.is_some() || forced(&MONEY) && !forced(&[Role::Category]) {
        return None;
    }
    let amount = MONEY.into_iter().take(4).any(has);
    if costs(candidates, words, sample, wide, amount) {
        return Some(TableKind::Costs);
    }
    let money = MONEY.into_iter().any(has) && !of_companies(candidates, words);
    if wide || two_dated || forced(&[Role::Month, Role::Start, Role::End, Role::Rate]) || money {
        return None;
    }
    // One row a customer: a name that seldom comes twice, and something to say of it.
    let alone = |c: &&Candidate| role(c, Role::CustomerId) && c.content.distinct * 3 >= c.content.filled * 2;
    let customer =
        candidates.iter().filter(|c| role(c, Role::CustomerId)).max_by(|a, b| a.sure.total_cmp(&b.sure));
    let says = |(i, c): (usize, &Candidate)| {
        let own =
            words.get(i).is_some_and(|w| attributes::role(&w.plain).is_some_and(|r| r != Role::Category));
        let told = c.forced && c.role.is_some_and(|r| r.attribute().is_some() || r == Role::Seats);
        let state = words.get(i).is_some_and(|w| operations::is_snapshot(&w.plain));
        own || told || state || c.role.is_none() && c.content.is_text() && c.content.repeats()
    };
    let says = candidates.iter().enumerate().any(says);
    (customer.filter(alone).is_some() && says).then_some(TableKind::Accounts)
}

/// Headers of what a company earns itself.
const OWN_REVENUE: [&str; 6] =
    ["annualrevenue", "companyrevenue", "estimatedrevenue", "年收入", "年营业额", "营业额"];

/// Whether the only amounts are what the customers earn themselves, as lists of companies have it beside their staff.
fn of_companies(candidates: &[Candidate], words: &[Words]) -> bool {
    let staff = words.iter().any(|w| attributes::role(&w.plain) == Some(Role::PotentialSeats));
    let own = |(c, w): (&Candidate, &Words)| {
        c.forced
            || !c.role.is_some_and(|role| MONEY.contains(&role))
            || OWN_REVENUE.contains(&w.plain.as_str())
    };
    staff && candidates.iter().all(|c| c.role != Some(Role::Month)) && candidates.iter().zip(words).all(own)
}

/// How sure a role by content alone is.
const BY_CONTENT: f64 = 0.6;

/// Whether a column of cost categories stands beside amounts; beside a customer by name only where the words can't be
/// those of revenue.
fn costs(candidates: &[Candidate], words: &[Words], sample: &Sample, wide: bool, amount: bool) -> bool {
    let Some(index) = category(candidates, words, sample) else { return false };
    let told = candidates.get(index).is_some_and(|c| c.forced);
    let customer = candidates
        .iter()
        .enumerate()
        .any(|(i, c)| i != index && c.role == Some(Role::CustomerId) && c.sure > BY_CONTENT);
    let (known, filled) = known(sample, index);
    let dated = |c: &Candidate| matches!(c.role, Some(Role::Month | Role::Start));
    let dated = candidates.iter().any(dated) || periods(candidates, sample, index).is_some();
    let money = wide || amount && dated;
    let sure = || known == filled && of_cost(words, sample, index);
    money && (told || known > 0 && known * 2 >= filled && (!customer || sure()))
}

/// Whether a header of the categories or of the amounts speaks of costs, or a category can be nothing else: customers
/// may be charged for support or training too.
fn of_cost(words: &[Words], sample: &Sample, category: usize) -> bool {
    const CATEGORY: [&str; 7] = ["cost", "expense", "spend", "费用", "成本", "支出", "科目"];
    const AMOUNT: [&str; 8] = ["cost", "costs", "spend", "expense", "expenses", "成本", "费用", "支出"];
    let speaks = |w: &Words| CATEGORY.iter().any(|word| w.plain.contains(word));
    let amount = |w: &Words| AMOUNT.contains(&w.plain.as_str());
    let own =
        |cell: &str| ["cogs", "rnd_"].iter().any(|lead| cell.trim_start().to_lowercase().starts_with(lead));
    words.get(category).is_some_and(speaks)
        || words.iter().any(amount)
        || sample.rows.iter().take(LOOK).any(|row| own(row.cell(category)))
}

/// The column of cost categories: the one named so, else the first whose cells mostly are.
pub(super) fn category(candidates: &[Candidate], words: &[Words], sample: &Sample) -> Option<usize> {
    let forced = candidates.iter().position(|c| c.forced && c.role == Some(Role::Category));
    let free = |i: &usize| candidates.get(*i).is_some_and(|c| !c.forced && c.content.is_text());
    let named = |i: &usize| words.get(*i).is_some_and(|w| attributes::role(&w.plain) == Some(Role::Category));
    let mostly = |i: &usize| {
        let (known, filled) = known(sample, *i);
        known >= 2 && known * 3 >= filled * 2
    };
    let all = || (0..candidates.len()).filter(free);
    forced.or_else(|| all().find(mostly)).or_else(|| all().find(named))
}

/// The column whose every cell is a month, a quarter or a year, beside one of amounts.
pub(super) fn periods(candidates: &[Candidate], sample: &Sample, category: usize) -> Option<usize> {
    // Whatever its own header says ("年度" may be an amount): an amount must be left beside it.
    let money = |c: &Candidate| c.role.is_some_and(|role| MONEY.contains(&role));
    let free = |i: &usize| *i != category && candidates.iter().enumerate().any(|(j, c)| j != *i && money(c));
    let is = |cell: &str| {
        dates::parse(cell).is_some() || fiscal::period(cell).is_some() || fiscal::parse(cell).is_some()
    };
    let all = |i: &usize| {
        let mut filled =
            sample.rows.iter().take(LOOK).map(|row| row.cell(*i)).filter(|cell| !cell.is_empty()).peekable();
        filled.peek().is_some() && filled.all(is)
    };
    (0..candidates.len()).filter(free).find(all)
}

/// Rows looked at.
const LOOK: usize = 60;

/// Cells of a column that are cost categories we know, and those that hold anything.
fn known(sample: &Sample, index: usize) -> (usize, usize) {
    let cells = sample.rows.iter().take(LOOK).filter(|row| row.fault.is_none()).map(|row| row.cell(index));
    let filled = cells.filter(|cell| !cell.is_empty());
    filled.fold((0, 0), |(known, all), cell| (known + usize::from(cost_category(cell).is_some()), all + 1))
}
