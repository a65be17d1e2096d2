//! Whose the costs of serving are: by group of customers and by customer, beside what they paid.

use crate::base::{Ratio, sort_by_key};
use crate::metrics::operating::{Account, Allocated, Allocation, allocation};
use crate::read::Severity;
use crate::report::answer::{AnswerFigure, Grid, Insight, QuestionState, Unit};
use crate::report::answers::Asked;
use crate::report::answers::cells::{Cell, count, money, money_share, text};
use crate::report::behind::{Table, cost_sources};
use crate::report::{EvidenceColumn, Value};
use crate::tables::CostFact;
use std::cmp::Reverse;

/// Adds the lists, where the costs say anything of it.
pub(super) fn add(asked: &Asked<'_>, costs: &[CostFact], question: &mut QuestionState) {
    let Some(all) = allocation(asked.company, asked.tables.costs, costs) else { return };
    let exponent = asked.exponent();
    let (behind, rest) = match all.groups.is_empty() {
        true => ("q6.cost_by_customer", all.of_nobody),
        false => ("q6.cost_by_group", all.of_no_group),
    };
    let ratio = Ratio { numerator: all.total - rest, denominator: all.total };
    let (first, last) = all.months;
    let month = |id, month| AnswerFigure::new(id, Unit::Month, Value::text(month), 0);
    let rows = |counts: &dyn Fn(&Allocated) -> Option<i128>| {
        let (above, below) = (EvidenceColumn::Counted, EvidenceColumn::Below);
        let mut table = Table::new(&[above, below], Some(above), Some(below));
        let sources = cost_sources(asked.tables);
        for own in &all.costs {
            let month = costs.get(own.place).map(|fact| fact.month.to_string());
            if let Some(above) = counts(own) {
                let source = sources.get(own.place).copied().into_iter().collect();
                table.line(None, month.as_deref(), &[above, own.minor], source);
            }
        }
        table
    };
    let by_groups = !all.groups.is_empty();
    let figure = money_share("q6.allocated", ratio, exponent, 0).behind(behind);
    question.figures.extend([
        asked.resting(figure, &|| {
            let is = |own: &Allocated| if by_groups { own.group.is_some() } else { own.customer.is_some() };
            rows(&|own| Some(if is(own) { own.minor } else { 0 }))
        }),
        month("q6.allocated_from", first),
        month("q6.allocated_to", last),
    ]);
    let losing = || {
        let own =
            all.customers.iter().filter(|(_, account)| account.margin().is_some_and(|margin| margin < 0));
        own.filter_map(|(name, _)| asked.company.customers.id(name)).collect()
    };
    question.findings.extend(at_loss(&all, exponent).map(|found| asked.about(found, &losing)));
    // The second cell of a row is the name; of the costs of nobody it is empty.
    let named = |grid: &Grid, place: usize| match grid.rows.get(place).and_then(|row| row.get(1)) {
        Some(Some(Value::Money(name))) => Some(name.clone()),
        _ => None,
    };
    let lists = [(true, by_group(&all, exponent)), (false, by_customer(&all, exponent))];
    for (groups, grid) in lists.into_iter().filter_map(|(groups, grid)| Some((groups, grid?))) {
        let columns = grid.parts(["customers", "mrr_sum", "cost"]);
        let grid = asked.listing(grid.clone(), &|place| {
            let name = named(&grid, place);
            let costs = rows(&|own| {
                let own_name = if groups { &own.group } else { &own.customer };
                (*own_name == name).then_some(own.minor)
            });
            let mut table = Table::parts(&columns).between(first, last);
            table.whole_path = true;
            table.rows = costs.rows;
            for row in &mut table.rows {
                let [customers, paid, cost, ..] = &mut row.cells;
                (*customers, *paid, *cost) = (0, 0, *customers);
            }
            for (id, group, paid) in all.payers(asked.company, asked.tables.costs) {
                let own = if groups { group.as_deref() } else { Some(asked.company.customers.text(id)) };
                if name.is_some() && own == name.as_deref() {
                    table.line(Some(id), None, &[(paid > 0).into(), paid, 0], Vec::new());
                }
            }
            table
        });
        question.grids.push(grid);
    }
}

/// Customers that cost more than they pay.
fn at_loss(all: &Allocation, exponent: u8) -> Option<Insight> {
    let losses = all.customers.values().filter_map(Account::margin).filter(|margin| *margin < 0);
    let (n, sum) = losses.fold((0, 0), |(n, sum), margin| (n + 1, sum - margin));
    let (first, last) = all.months;
    (n > 0).then(|| {
        Insight::new("q6.served_at_loss", Severity::Warning)
            .with("customers", Unit::Count, Value::count(n))
            .with("loss", Unit::Money, money(sum, exponent))
            .with("from", Unit::Month, Value::text(first))
            .with("to", Unit::Month, Value::text(last))
            .doing("G-28")
            .listed("q6.cost_by_customer")
    })
}

/// The cells of what some cost and paid.
fn cells(account: &Account, exponent: u8) -> [Cell; 4] {
    let minor = |minor: i128| money(minor, exponent);
    let share = account.margin().zip(account.revenue).filter(|(_, revenue)| *revenue > 0);
    let share = share.map(|(margin, revenue)| Value::Number(margin as f64 / revenue as f64));
    [account.revenue.map(minor), Some(minor(account.cost)), account.margin().map(minor), share]
}

fn by_group(all: &Allocation, exponent: u8) -> Option<Grid> {
    let columns = [
        ("allocated", Unit::Word),
        ("group", Unit::Text),
        ("customers", Unit::Count),
        ("mrr_sum", Unit::Money),
        ("cost", Unit::Money),
        ("margin", Unit::Money),
        ("margin_share", Unit::Share),
    ];
    let mut rows: Vec<(&String, &Account)> = all.groups.iter().collect();
    sort_by_key(&mut rows, |(name, account)| (Reverse(account.cost), (*name).clone()));
    let known = |account: &Account| account.revenue.and_then(|_| count(account.customers));
    let lead = |name: &String, account: &Account| vec![text("to_group"), text(name), known(account)];
    let rest = (all.of_no_group, vec![text("to_no_group"), None, None]);
    shared(Grid::new("q6.cost_by_group", &columns), &rows, lead, rest, exponent)
}

fn by_customer(all: &Allocation, exponent: u8) -> Option<Grid> {
    let columns = [
        ("allocated", Unit::Word),
        ("customer", Unit::Customer),
        ("mrr_sum", Unit::Money),
        ("cost", Unit::Money),
        ("margin", Unit::Money),
        ("margin_share", Unit::Share),
    ];
    let mut rows: Vec<(&String, &Account)> = all.customers.iter().collect();
    // Who isn't known to the revenue has no margin: behind those that have one.
    sort_by_key(&mut rows, |(name, account)| {
        let margin = account.margin();
        (margin.is_none(), margin, Reverse(account.cost), (*name).clone())
    });
    let lead = |name: &String, _: &Account| vec![text("to_customer"), text(name)];
    let rest = (all.of_nobody, vec![text("to_no_customer"), None]);
    shared(Grid::new("q6.cost_by_customer", &columns), &rows, lead, rest, exponent)
}

/// The list with a row for each, and a last one for the cost of nobody: kept its place, however many there are.
fn shared(
    mut grid: Grid,
    rows: &[(&String, &Account)],
    lead: impl Fn(&String, &Account) -> Vec<Cell>,
    (of_nobody, nobody): (i128, Vec<Cell>),
    exponent: u8,
) -> Option<Grid> {
    let places = Grid::room() - 1;
    grid.total = rows.len().saturating_sub(places) as u64;
    for (name, account) in rows.iter().take(places) {
        grid.push([lead(name, account), cells(account, exponent).to_vec()].concat());
    }
    if of_nobody != 0 {
        let account = Account { cost: of_nobody, ..Account::default() };
        grid.push([nobody, cells(&account, exponent).to_vec()].concat());
    }
    (!rows.is_empty()).then(|| grid.filled())
}
