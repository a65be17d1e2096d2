//! What the columns are that a plan leaves free: attributes, units, subscriptions, discounts. No row is refused for want of
//! any of them.

use super::header::Words;
use super::picker::{BY_CONTENT, Picker};
use super::{Candidate, Plan, attributes, shape_words};
use crate::read::Role;
use crate::tables::{Shape, TableKind};

impl Picker {
    /// Gives attributes to the columns that a plan leaves free.
    pub fn attributes(&mut self, words: &[Words], plan: &mut Plan) {
        let by_customer = plan.table == TableKind::Accounts
            || plan.table == TableKind::Revenue && !matches!(plan.shape, Shape::Aggregate | Shape::Warehouse);
        if !by_customer {
            return;
        }
        for (index, role, sure) in attributes::find(&self.candidates, words, |i| self.is_free(i)) {
            let told = self.candidates.get(index).is_some_and(|c| c.forced);
            self.take(index, role, sure);
            plan.attributes.extend(role.attribute().map(|kind| (index, kind, told)));
        }
    }

    /// Finds the column that says how many units a row is about. It multiplies an amount whose header says that it is
    /// one unit's, and stands beside any other. A row of several months has one number, which can't be that of each.
    pub fn units(&mut self, words: &[Words], plan: &mut Plan) {
        let one_month = matches!(plan.shape, Shape::Long | Shape::Periods | Shape::Invoices);
        let revenue = plan.table == TableKind::Revenue && one_month;
        let header = plan.amount.and_then(|(amount, _)| words.get(amount)).filter(|_| revenue);
        let of_unit = header.is_some_and(|w| shape_words::is_unit_price(&w.plain));
        let price = header.is_some_and(|w| shape_words::is_price(&w.plain));
        if plan.quantity.is_none() && (of_unit || price || plan.has_items() && one_month) {
            let found = self.free(Role::Quantity).or_else(|| self.free_seats(words).filter(|_| of_unit));
            plan.quantity = found.filter(|_| of_unit || price);
            plan.quantity_assumed = plan.quantity.is_some() && !of_unit;
            plan.units_unknown = of_unit && found.is_none();
            plan.units = found;
        } else {
            plan.units = plan.quantity;
        }
    }

    /// Finds the column that names each row's subscription.
    pub fn subscription(&mut self, plan: &mut Plan) {
        if plan.has_items() {
            plan.subscription = self.free(Role::SubscriptionId);
        }
    }

    /// Whether the user says that a column has a role.
    pub fn is_told(&self, role: Role) -> bool {
        self.candidates.iter().any(|c| c.forced && c.role == Some(role))
    }

    /// Gives a column that is taken another role.
    pub fn name(&mut self, index: usize, role: Role) {
        if let Some(Some((own, _))) = self.used.get_mut(index) {
            *own = role;
        }
    }

    /// Gives a column back.
    pub fn leave(&mut self, index: usize) {
        if let Some(place) = self.used.get_mut(index) {
            *place = None;
        }
    }

    /// Takes the surest column of a role that nothing else wants; others of the role aren't worth a word.
    pub fn free(&mut self, role: Role) -> Option<usize> {
        let free = |(i, c): &(usize, &Candidate)| c.role == Some(role) && self.is_free(*i);
        let surest = |best: Option<(usize, f64)>, (i, c): (usize, &Candidate)| match best {
            Some((_, sure)) if sure >= c.sure => best,
            _ => Some((i, c.sure)),
        };
        let found = self.candidates.iter().enumerate().filter(free).fold(None, surest);
        found.map(|(index, sure)| self.take(index, role, sure))
    }

    /// Takes a column that counts seats as the one of quantities.
    fn free_seats(&mut self, words: &[Words]) -> Option<usize> {
        let seats = |i: usize| words.get(i).and_then(|w| attributes::role(&w.plain)) == Some(Role::Seats);
        let counts = |c: &Candidate| !c.forced && c.content.amounts > 0;
        let fits = |i: usize| self.is_free(i) && seats(i) && self.candidates.get(i).is_some_and(counts);
        let found = (0..self.candidates.len()).find(|i| fits(*i))?;
        Some(self.take(found, Role::Quantity, BY_CONTENT))
    }
}
