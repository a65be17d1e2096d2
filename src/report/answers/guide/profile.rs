//! Where expansion comes from and where there is room for more: groups of customers by how much those of the window's
//! beginning grew, and by seats they could still have (domain.md §2.10, N-28).

use super::super::cells::{count, text};
use super::{Guide, add_grid};
use crate::base::{order_key, sort_by_key};
use crate::metrics::openings;
use crate::report::answer::{Grid, QuestionState, Unit};
use crate::report::behind::Table;
use crate::report::{ENOUGH, Value};
use crate::tables::{AttributeKind, TableKind};
use std::cmp::Reverse;

/// The most groups that an attribute may have to part customers by: beyond, it names them.
const GROUPS: usize = 50;

/// A group of one attribute.
#[derive(Clone, Copy, Debug, Default)]
struct Group {
    customers: u64,
    opening: i128,
    expansion: i128,
    /// Seats its customers could have beyond those they pay for; `None` where no file says.
    free: Option<u64>,
}

impl Group {
    /// Expansion of what the window opened with; none of fewer than five customers.
    fn rate(&self) -> Option<f64> {
        (self.customers >= ENOUGH && self.opening > 0).then(|| self.expansion as f64 / self.opening as f64)
    }
}

/// Adds the list: groups that grow most first, of equal ones those with most free seats.
pub(super) fn add(guide: &Guide<'_>, question: &mut QuestionState) {
    let (company, asked) = (guide.asked.company, guide.asked);
    let Some(window) = guide.report.window.filter(|_| company.month().is_some()) else { return };
    let all = openings(company.book, window);
    let attributes = company.attributes();
    let values = |at: usize| {
        let attribute = attributes.get(at).filter(|own| own.kind != AttributeKind::ChurnReason)?;
        let few = (2..=GROUPS).contains(&attribute.values.len());
        few.then(|| attribute.each_at(company.customers.len(), &|_| window.from))
    };
    let mut groups: Vec<((usize, u32), Group)> = Vec::new();
    for (at, attribute) in attributes.iter().enumerate() {
        let Some(values) = values(at) else { continue };
        let mut own = vec![Group::default(); attribute.values.len()];
        for one in &all {
            let value = values.get(one.customer as usize).copied().flatten();
            let Some(group) = value.and_then(|value| own.get_mut(value as usize)) else { continue };
            group.customers += 1;
            group.opening += i128::from(one.m0);
            group.expansion += i128::from((one.m1 - one.m0).max(0));
            if let Some(seats) = company.book.seats(one.customer).filter(|_| one.m1 > 0) {
                group.free = Some(group.free.unwrap_or(0) + u64::from(seats.free()));
            }
        }
        groups.extend((0..).zip(own).map(|(value, group)| ((at, value), group)));
    }
    groups.retain(|(_, group)| group.rate().is_some());
    let name =
        |(at, value): (usize, u32)| attributes.get(at).map(|own| (own.name.as_str(), own.values.text(value)));
    sort_by_key(&mut groups, |(place, group)| {
        (group.rate().map(|rate| Reverse(order_key(rate))), Reverse(group.free), name(*place))
    });
    let mut grid = Grid::new(
        "guide.expansion_profile",
        &[
            ("grouped_by", Unit::Text),
            ("group", Unit::Text),
            ("opening_customers", Unit::Count),
            ("opening_mrr", Unit::Money),
            ("expansion_mrr", Unit::Money),
            ("expansion_rate", Unit::Share),
            ("free_seats", Unit::Count),
        ],
    );
    for (place, group) in &groups {
        let (by, value) = name(*place).unzip();
        grid.push(vec![
            by.and_then(text),
            value.and_then(text),
            count(group.customers),
            guide.money_cell(Some(group.opening)),
            guide.money_cell(Some(group.expansion)),
            group.rate().map(Value::Number),
            group.free.and_then(count),
        ]);
    }
    let [customers, opening, expansion, free] =
        grid.parts(["opening_customers", "opening_mrr", "expansion_mrr", "free_seats"]);
    let columns = [opening, expansion, customers, free];
    add_grid(
        question,
        asked.listing(grid.filled(), &|place| {
            let mut table =
                Table::parts(&columns).between(window.from, window.to).reading(&[TableKind::Accounts]);
            let Some(((at, value), _)) = groups.get(place) else { return table };
            let values = values(*at).unwrap_or_default();
            for one in all.iter().filter(|one| values.get(one.customer as usize) == Some(&Some(*value))) {
                let seats = company.book.seats(one.customer).filter(|_| one.m1 > 0);
                let free = seats.map_or(0, |seats| seats.free());
                let cells = [one.m0.into(), (one.m1 - one.m0).max(0).into(), 1, free.into()];
                table.line(Some(one.customer), None, &cells, Vec::new());
            }
            table
        }),
    );
}
