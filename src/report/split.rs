//! The report's value of what the change of customers that stayed is made of: price, volume, product, plan. How the
//! parts are made and rounded: [`crate::metrics::Split`].

use super::build::ratio;
use super::figures::WindowFigures;
use crate::base::format_minor;
use crate::metrics::{Split as Parts, SplitPart};
use crate::tables::{AttributeKind, Book, RevenueTable};
use serde::{Deserialize, Serialize};

/// Expansion less contraction of the closed cohort, taken apart. The amounts of the parts add up to `change`, those of
/// any customer to the customer's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Split {
    /// Header of the column of products, where a file has one.
    pub product: Option<String>,
    /// Header of the column of plans.
    pub plan: Option<String>,
    /// Header of the column of quantities.
    pub quantity: Option<String>,
    /// Customers with revenue at both ends of the window: those that stayed.
    pub n: u64,
    /// Their MRR of both ends together: what `named` and `counted` are shares of.
    pub both_ends: String,
    /// Of it, in rows that name a product or a plan.
    pub named: Option<f64>,
    /// Of it, in rows that state a quantity.
    pub counted: Option<f64>,
    /// Expansion − contraction.
    pub change: String,
    /// The change / MRR of all opening customers: its part of NRR − 1.
    pub points: Option<f64>,
    /// The parts, in the order of [`SplitPart::ALL`]: those that the columns can tell, and any that isn't nothing.
    pub parts: Vec<SplitSum>,
}

/// One part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SplitSum {
    /// Which.
    pub part: SplitPart,
    /// Its sum: gains − losses.
    pub amount: String,
    /// From customers to whom it brought more.
    pub gains: String,
    /// From those to whom it brought less; never negative.
    pub losses: String,
    /// Customers it isn't nothing for.
    pub customers: u64,
    /// The amount / MRR of all opening customers.
    pub points: Option<f64>,
    /// The customers it moves most, three at most: largest first, by name where equal.
    pub top: Vec<SplitShare>,
}

/// A customer's share of a part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SplitShare {
    /// The customer.
    pub customer: String,
    /// The share.
    pub amount: String,
}

/// Customers named with a part.
const TOP: usize = 3;

/// Takes the window's change apart; `None` where no column says what rows are for.
pub(super) fn split(book: &Book, tables: &[RevenueTable], figures: &WindowFigures) -> Option<Split> {
    let parts = Parts::of(book, tables, figures.window)?;
    let [named, counted] = parts.coverage();
    let money = |minor: i128| format_minor(minor, book.currency.exponent);
    let column = |kind: AttributeKind| {
        let stating = tables.iter().filter(|table| table.items.is_some());
        stating.flat_map(|t| &t.attributes).find(|c| c.kind == kind).map(|c| c.name.clone())
    };
    let (product, plan) = (column(AttributeKind::Product), column(AttributeKind::Plan));
    let quantity = tables.iter().find_map(|table| table.items.as_ref()?.quantity.clone());
    let told = |part: SplitPart| match part {
        SplitPart::Price | SplitPart::Volume | SplitPart::PriceAndVolume => quantity.is_some(),
        SplitPart::CrossSell | SplitPart::ProductChurn => product.is_some() || plan.is_some(),
        SplitPart::PlanUpgrade | SplitPart::PlanDowngrade => plan.is_some(),
        SplitPart::PriceOrVolume | SplitPart::NotStated => false,
    };
    let sum = |part: SplitPart| {
        let mut shares: Vec<(u32, i128)> = parts.of_part(part).collect();
        let amount: i128 = shares.iter().map(|(_, share)| *share).sum();
        let gains: i128 = shares.iter().map(|(_, share)| (*share).max(0)).sum();
        let customers = shares.len() as u64;
        let key =
            |(id, share): &(u32, i128)| (std::cmp::Reverse(share.unsigned_abs()), book.customers.text(*id));
        if shares.len() > TOP {
            shares.select_nth_unstable_by(TOP, |a, b| key(a).cmp(&key(b)));
            shares.truncate(TOP);
        }
        let share = |(id, share): &(u32, i128)| SplitShare {
            customer: book.customers.text(*id).to_owned(),
            amount: money(*share),
        };
        crate::base::sort_by(&mut shares, |a, b| key(a).cmp(&key(b)));
        SplitSum {
            part,
            amount: money(amount),
            gains: money(gains),
            losses: money(gains - amount),
            customers,
            points: ratio(amount, figures.sums.opening),
            top: shares.iter().map(share).collect(),
        }
    };
    let all = SplitPart::ALL.into_iter().map(sum).filter(|sum| sum.customers > 0 || told(sum.part)).collect();
    let change = figures.sums.expansion - figures.sums.contraction;
    Some(Split {
        n: parts.customers,
        both_ends: money(parts.both_ends),
        named,
        counted,
        change: money(change),
        points: ratio(change, figures.sums.opening),
        parts: all,
        product,
        plan,
        quantity,
    })
}
