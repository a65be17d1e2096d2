//! Sign-ups that pay, by segment: who converts, whether that is luck, and what they pay.

use super::super::Asked;
use super::super::cells::{money_each, share, with_interval};
use super::behind::signups_behind;
use crate::base::sort_by;
use crate::metrics::operating::{Offer, Part, Signups, fisher, z_test};
use crate::read::Severity;
use crate::report::answer::{Grid, Insight, QuestionState, Unit};
use crate::report::behind::{Exclusion, Table};
use crate::report::{ENOUGH, EvidenceColumn, Value};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// A segment against all others that name one.
struct Compared<'a> {
    name: &'a str,
    own: Part,
    rest: Part,
    /// By Fisher's exact test, which the verdict goes by.
    p: Option<f64>,
    /// By the z-test, which is shown beside it.
    z: Option<f64>,
}

impl Compared<'_> {
    /// What the comparison comes to. Of several comparisons each must be as many times surer (Bonferroni), for of
    /// twenty segments one is apart by luck.
    fn verdict(&self, comparisons: usize) -> &'static str {
        let better = u128::from(self.own.part) * u128::from(self.rest.of)
            > u128::from(self.rest.part) * u128::from(self.own.of);
        match self.p {
            _ if self.own.of < ENOUGH => "too_few",
            Some(p) if p * (comparisons as f64) < 0.05 => {
                if better {
                    "better"
                } else {
                    "worse"
                }
            }
            Some(p) if p < 0.1 => {
                if better {
                    "suggestive_better"
                } else {
                    "suggestive_worse"
                }
            }
            _ => "no_difference",
        }
    }
}

pub(super) fn segments(
    asked: &Asked<'_>,
    signups: &Signups<'_>,
    (offer, window): (Offer, u32),
    question: &mut QuestionState,
) {
    let by = signups.by_segment(offer, window);
    let all =
        by.values().fold(Part::default(), |sum, own| Part { part: sum.part + own.part, of: sum.of + own.of });
    let mut compared: Vec<Compared<'_>> = Vec::new();
    for (name, own) in by {
        let rest = Part { part: all.part - own.part, of: all.of - own.of };
        // A p of a segment that is too small to judge would only count as one comparison more.
        let enough = own.of >= ENOUGH && rest.of >= ENOUGH;
        let by = |test: fn(u64, u64, u64, u64) -> Option<f64>| {
            enough.then(|| test(own.part, own.of, rest.part, rest.of)).flatten()
        };
        compared.push(Compared { name, own, rest, p: by(fisher), z: by(z_test) });
    }
    if compared.is_empty() {
        return;
    }
    let tested = compared.iter().filter(|one| one.p.is_some()).count();
    // Two segments are compared once, each being the other's rest.
    let comparisons = if compared.len() == 2 { 1 } else { tested };
    sort_by(&mut compared, |a, b| {
        let of = |one: &Compared<'_>| u128::from(one.own.part);
        let (a_is, b_is) = (of(a) * u128::from(b.own.of), of(b) * u128::from(a.own.of));
        let enough = (b.own.of >= ENOUGH).cmp(&(a.own.of >= ENOUGH));
        enough.then(b_is.cmp(&a_is)).then_with(|| a.name.cmp(b.name))
    });
    let worth = mrr_of_paid(asked, signups, offer, window);
    let mut columns = vec![
        ("segment", Unit::Text),
        ("judged", Unit::Count),
        ("paid", Unit::Count),
        ("share", Unit::Share),
        ("low", Unit::Share),
        ("high", Unit::Share),
        ("rest", Unit::Share),
        ("chance", Unit::Share),
        ("z_chance", Unit::Share),
        ("verdict", Unit::Word),
    ];
    if !worth.is_empty() {
        columns.push(("mrr_each", Unit::Money));
    }
    let mut grid = Grid::new("q7.segments", &columns);
    for one in &compared {
        let [rate, low, high] = match one.own.of < ENOUGH {
            true => [None, None, None],
            false => with_interval(one.own),
        };
        let mut row = vec![
            Some(Value::text(one.name)),
            Some(Value::count(one.own.of)),
            Some(Value::count(one.own.part)),
            rate,
            low,
            high,
            share(one.rest).filter(|_| one.own.of >= ENOUGH),
            one.p.map(Value::Number),
            one.z.map(Value::Number),
            Some(Value::text(one.verdict(comparisons))),
        ];
        if !worth.is_empty() {
            let exponent = asked.company.book.currency.exponent;
            let each = worth.get(one.name).map(|(sum, n)| money_each(*sum, i128::from(*n), exponent));
            row.push(each.flatten());
        }
        grid.push(row);
    }
    let told = |verdict: &str, code: &str| {
        let one = compared.iter().find(|one| one.verdict(comparisons) == verdict)?;
        let found = Insight::new(code, Severity::Info)
            .with("segment", Unit::Text, Value::text(one.name))
            .with("paid", Unit::Count, Value::count(one.own.part))
            .with("judged", Unit::Count, Value::count(one.own.of))
            .with("share", Unit::Share, share(one.own)?)
            .with("rest", Unit::Share, share(one.rest)?)
            .with("chance", Unit::Share, Value::Number(one.p?));
        Some(found.listed("q7.segments"))
    };
    // The best that is sure; only where none is, the best that might be.
    let sure = told("better", "q7.segment_better").map(|found| found.doing("G-16"));
    question.findings.extend(sure.or_else(|| told("suggestive_better", "q7.segment_suggestive")));
    let book = asked.company.book;
    let [paid, judged] = grid.parts(["paid", "judged"]);
    let columns =
        [paid, judged, EvidenceColumn::Value { unit: Unit::Money }, EvidenceColumn::ClosingCustomer];
    let signups_of = |place: usize| {
        let name = compared.get(place).map(|one| one.name);
        let seen = RefCell::new(BTreeSet::new());
        let table = asked.at_end(Table {
            numerator: Some(paid),
            denominator: Some(judged),
            ..Table::parts(&columns)
        });
        signups_behind(asked, signups, table, Exclusion::NotOver, &|signup| {
            let segment = signups.segments.get(signup.segment? as usize).copied();
            let own = segment == name && signup.trial_end.is_some() == (offer == Offer::Trial);
            let paid = signups.paid_in_time(signup, window).filter(|_| own)?;
            // Whoever paid twice pays once now.
            let pays = signup
                .customer
                .filter(|id| paid && (*id as usize) < book.customers.len() && seen.borrow_mut().insert(*id));
            let mrr = pays.and_then(|id| asked.company.mrr(id)).filter(|_| book.mixed.is_empty());
            Some([paid.into(), 1, mrr.unwrap_or(0).into(), mrr.is_some().into()])
        })
    };
    question.grids.push(asked.listing(grid, &signups_of));
}

/// What the customers that paid in time pay now, by segment: the sum in minor units and how many; empty without
/// revenue. Who converts well may still pay little.
fn mrr_of_paid<'a>(
    asked: &Asked<'_>,
    signups: &Signups<'a>,
    offer: Offer,
    window: u32,
) -> BTreeMap<&'a str, (i128, u64)> {
    let company = asked.company;
    let mut sums: BTreeMap<&str, (i128, u64)> = BTreeMap::new();
    if !company.book.mixed.is_empty() {
        return sums;
    }
    let known = |customer: u32| (customer as usize) < company.book.customers.len();
    let mut paid: Vec<(&str, u32)> = signups
        .judged(offer, window)
        .filter(|(_, paid)| *paid)
        .filter_map(|(signup, _)| {
            let segment = signups.segments.get(signup.segment? as usize)?;
            Some((*segment, signup.customer.filter(|id| known(*id))?))
        })
        .collect();
    crate::base::sort(&mut paid);
    paid.dedup();
    for (segment, customer) in paid {
        let Some(mrr) = company.mrr(customer) else { continue };
        let sum = sums.entry(segment).or_default();
        *sum = (sum.0 + i128::from(mrr), sum.1 + 1);
    }
    sums
}
