//! Invoices without their lines: whose they are. Their lines stand in a file of their own, which names the invoices.

use crate::base::Names;
use std::cmp::Ordering;

/// Whose an invoice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The customer's number in the table.
    Customer(u32),
    /// It is void or a draft.
    NotCounted,
    /// Several rows name different customers.
    Several,
}

/// One invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invoice {
    /// Whose it is.
    pub owner: Owner,
    /// ISO code of its currency, where it states one.
    pub currency: Option<&'static str>,
}

/// One file's invoices.
#[derive(Clone, Debug, Default)]
pub struct InvoiceTable {
    /// What they are called.
    pub names: Names,
    /// The customers.
    pub customers: Names,
    invoices: Vec<Invoice>,
}

impl InvoiceTable {
    /// Takes an invoice; `false` where another row says otherwise of it.
    pub fn add(&mut self, name: &str, customer: Option<&str>, currency: Option<&'static str>) -> bool {
        let owner = customer.map_or(Owner::NotCounted, |text| Owner::Customer(self.customers.intern(text)));
        let invoice = Invoice { owner, currency };
        let id = self.names.intern(name) as usize;
        match id.cmp(&self.invoices.len()) {
            Ordering::Less => match self.invoices.get_mut(id) {
                Some(first) if *first != invoice => {
                    first.owner = Owner::Several;
                    false
                }
                _ => true,
            },
            _ => {
                self.invoices.push(invoice);
                true
            }
        }
    }

    /// The invoice of a name.
    pub fn find(&self, name: &str) -> Option<Invoice> {
        self.invoices.get(self.names.id(name)? as usize).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invoice_has_one_owner_or_none() {
        let mut table = InvoiceTable::default();
        assert!(table.add("1", Some("A"), Some("EUR")) && table.add("2", None, None));
        assert!(table.add("1", Some("A"), Some("EUR")));
        assert_eq!(table.find("1").map(|i| i.owner), Some(Owner::Customer(0)));
        assert!(!table.add("1", Some("B"), Some("EUR")) && !table.add("2", Some("B"), None));
        assert_eq!(table.find("1").map(|i| i.owner), Some(Owner::Several));
        assert_eq!((table.find("2").map(|i| i.owner), table.find("3")), (Some(Owner::Several), None));
    }
}
