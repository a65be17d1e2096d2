//! Exports of billing systems, recognised by headers that stand together in no other file, and what their columns are.

use super::header::Words;
use crate::read::Role;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// An export of a system.
#[derive(Debug)]
pub(in crate::read) struct Export {
    /// Its name in the report.
    pub name: &'static str,
    /// Headers that must all be there (`a|b`: one of them), and those that must not (`!c`).
    needs: &'static str,
    /// Amounts are those after discounts and with the tax, which stands in a column `Tax amount` in the same unit.
    pub amounts_hold_tax: bool,
    /// `header=role`, first come first served for a role; `header=-` is no role at all; `header~role` is one that
    /// could be meant too and is named. Empty: the file holds no revenue.
    roles: &'static str,
}

impl Export {
    /// Whether the file holds no revenue, whatever its columns are called.
    pub fn holds_no_revenue(&self) -> bool {
        self.roles.is_empty()
    }

    fn is(&self, headers: &FxHashMap<&str, usize>) -> bool {
        self.needs.split_whitespace().all(|need| match need.strip_prefix('!') {
            Some(not) => !headers.contains_key(not),
            None => need.split('|').any(|one| headers.contains_key(one)),
        })
    }

    /// The columns it names: their place, their role (`None` for no role) and how sure that is.
    pub fn columns(&self, headers: &FxHashMap<&str, usize>) -> Vec<(usize, Option<Role>, f64)> {
        let mut found: Vec<(usize, Option<Role>, f64)> = Vec::new();
        for pair in self.roles.split_whitespace() {
            let (sure, parts) = match pair.split_once('~') {
                Some(parts) => (0.75, Some(parts)),
                None => (0.98, pair.split_once('=')),
            };
            let Some((header, name)) = parts else { continue };
            let Some(index) = headers.get(header) else { continue };
            let role = Role::ALL.into_iter().find(|role| role.as_str() == name);
            if found.iter().any(|(i, role, _)| i == index && role.is_some()) {
                continue;
            }
            let taken = sure > 0.9 && role.is_some() && found.iter().any(|(_, r, _)| *r == role);
            found.push((*index, if taken { None } else { role }, sure));
        }
        found
    }
}

/// A header as the exports are written down with: `amount_in_cents` keeps its unit.
pub(super) fn key(words: &Words) -> Cow<'_, str> {
    if words.minor { Cow::Owned(format!("{}incents", words.plain)) } else { Cow::Borrowed(&words.plain) }
}

/// The export that a file's headers (in normal form) are those of.
pub(super) fn find<'a>(
    plains: impl Iterator<Item = &'a str>,
) -> Option<(&'static Export, FxHashMap<&'a str, usize>)> {
    let mut headers: FxHashMap<&str, usize> = FxHashMap::default();
    for (index, plain) in plains.enumerate() {
        headers.entry(plain).or_insert(index);
    }
    let export = EXPORTS.iter().find(|export| export.is(&headers))?;
    Some((export, headers))
}

/// The exports, the narrower before the wider.
const EXPORTS: &[Export] = &[
    Export {
        name: "stripe_subscriptions",
        needs: "id customerid currentperiodstart currentperiodend status",
        amounts_hold_tax: false,
        roles: "customerid=customer_id startdate=start start=start created=start endedat=end canceledat=end \
                canceledat=cancelled amount=amount interval=interval intervalcount=interval_count quantity=quantity currency=currency \
                status=status id=subscription_id customername=- customeremail=- customerdescription=- currentperiodstart=- \
                currentperiodend=- trialstart=- trialend=-",
    },
    // The lines' own period; the invoice's lags behind by one.
    Export {
        name: "stripe_invoices",
        needs: "id customer|customerid amountdue subtotal minimumlineitemperiodstart maximumlineitemperiodend",
        amounts_hold_tax: false,
        roles: "customer=customer_id customerid=customer_id minimumlineitemperiodstart=start \
                maximumlineitemperiodend=end subscription=subscription_id subtotal=amount total~amount amountdue=- amountpaid=- currency=currency \
                status=status date=- duedate=- paidat=- finalizedat=- voidedat=- periodstart=- periodend=- created=- \
                id=- customername=- customeremail=- number=- billing=- startingbalance=- endingbalance=- charge=-",
    },
    Export {
        name: "stripe_invoices",
        needs: "id customer|customerid amountdue subtotal amountpaid finalizedat|voidedat|markeduncollectibleat",
        amounts_hold_tax: false,
        roles: "customer=customer_id customerid=customer_id date=month created=month subscription=subscription_id subtotal=amount total~amount \
                amountdue=- amountpaid=- currency=currency status=status duedate=- paidat=- finalizedat=- voidedat=- \
                periodstart=- periodend=- id=- customername=- customeremail=- number=- billing=- startingbalance=- \
                endingbalance=- charge=-",
    },
    Export {
        name: "stripe_payments",
        needs: "id amountrefunded convertedamount fee|sellermessage",
        amounts_hold_tax: false,
        roles: "",
    },
    Export {
        name: "stripe_customers",
        needs: "id delinquent totalspend|paymentcount|averageorder",
        amounts_hold_tax: false,
        roles: "",
    },
    // All amounts of ChartMogul's data sets are whole cents, its MRR too.
    Export {
        name: "chartmogul_movements",
        needs: "mrrmovement movementtype customerexternalid|customeruuid",
        amounts_hold_tax: false,
        roles: "customerexternalid=customer_id customeruuid=customer_id date=month movementtype=type \
                mrrmovement=amount_minor currencycode=currency mrr=- customername=- activesubscriptionquantity=- \
                description=- uuid=- rank=-",
    },
    Export {
        name: "chartmogul_subscriptions",
        needs: "customeruuid billingconnectorname mrr arr",
        amounts_hold_tax: false,
        roles: "customerexternalids=customer_id customeruuid=customer_id mrr=amount_minor arr=- currency=currency \
                status=status intervalunit=- intervalcount=- quantity=- customername=- customeremail=- \
                billingcurrency=-",
    },
    Export {
        name: "chartmogul_customers",
        needs: "externalid leadcreatedat freetrialstartedat",
        amounts_hold_tax: false,
        roles: "",
    },
    Export {
        name: "chartmogul_plans",
        needs: "name intervalcount intervalunit planid|externalid !amount !amountincents !mrr !customerid !customer !startdate",
        amounts_hold_tax: false,
        roles: "",
    },
    // `Amount in cents` is what the line comes to: its discount is off, its tax in it; MRR is made of amount − tax.
    Export {
        name: "chartmogul_line_items",
        needs: "invoiceexternalid serviceperiodstart serviceperiodend amountincents customerexternalid",
        amounts_hold_tax: true,
        roles: "customerexternalid=customer_id serviceperiodstart=start serviceperiodend=end \
                amountincents=amount_minor type=type currency=currency quantity=quantity subscriptionexternalid=subscription_id \
                externalid=- discountamount=discount taxamount=- description=- accountcode=-",
    },
    // Its customers stand in the invoices' file.
    Export {
        name: "chartmogul_line_items_alone",
        needs: "invoiceexternalid serviceperiodstart serviceperiodend amountincents",
        amounts_hold_tax: true,
        roles: "invoiceexternalid=invoice_id serviceperiodstart=start serviceperiodend=end \
                amountincents=amount_minor type=type currency=currency quantity=quantity externalid=- discountamount=discount \
                taxamount=- description=- accountcode=- subscriptionexternalid=subscription_id subscriptionsetexternalid=- transactionfee=-",
    },
    Export {
        name: "chartmogul_invoices",
        needs: "customerexternalid invoiceexternalid invoiceddate !amountincents !amount",
        amounts_hold_tax: false,
        roles: "customerexternalid=customer_id invoiceexternalid=invoice_id currency=currency status=status \
                invoiceddate=- duedate=-",
    },
    Export {
        name: "chartmogul_transactions",
        needs: "invoiceexternalid externalid type result date",
        amounts_hold_tax: false,
        roles: "",
    },
    Export {
        name: "chartmogul_events",
        needs: "subscriptionexternalid eventtype effectivedate planexternalid|eventorder",
        amounts_hold_tax: false,
        roles: "",
    },
    Export {
        name: "chartmogul_cancellations",
        needs: "subscriptionexternalid customerexternalid date !amountincents !amount !mrr !mrrmovement !type",
        amounts_hold_tax: false,
        roles: "",
    },
    // Whole cents, as its guide asks for.
    Export {
        name: "baremetrics",
        needs: "planoid planamount customeroid subscriptionstartedat",
        amounts_hold_tax: false,
        roles: "customeroid=customer_id subscriptionstartedat=start subscriptioncanceledat=end \
                planamount=amount_minor plancurrency=currency planinterval=interval \
                planintervalcount=interval_count subscriptionquantity=quantity subscriptionoid=subscription_id customername=- customeremail=-",
    },
    Export {
        name: "chargebee_mrr",
        needs: "customerid reportingmonth mrrbillingcurrency",
        amounts_hold_tax: false,
        roles: "customerid=customer_id reportingmonth=month mrrbillingcurrency=mrr billingcurrencycode=currency \
                mrrpreviousbillingcurrency=- mrrreportingcurrency=- reportingcurrencycode=- status=- \
                statusprevious=- exchangerate=- subscriptionid=subscription_id id=-",
    },
    Export {
        name: "chargebee_subscriptions",
        needs: "subscriptionsid subscriptionsplanid|subscriptionsstatus|subscriptionsstartedat",
        amounts_hold_tax: false,
        roles: "customersid=customer_id subscriptionscustomerid=customer_id customerid=customer_id \
                subscriptionsstartedat=start subscriptionsactivatedat=start subscriptionsstartdate=start \
                subscriptionscreatedat=start subscriptionscancelledat=end subscriptionsmrr=mrr \
                subscriptionsplanunitprice=amount subscriptionsplanamount=amount \
                subscriptionsplanquantity=quantity subscriptionsbillingperiodunit=interval \
                subscriptionsbillingperiod=interval_count subscriptionscurrencycode=currency \
                subscriptionsstatus=status subscriptionscurrenttermstart=- subscriptionscurrenttermend=- \
                subscriptionstrialstart=- subscriptionstrialend=- subscriptionsid=subscription_id",
    },
    // Each row is a version, with no end of its own.
    Export {
        name: "recurly_history",
        needs: "subscriptionuuid versioncreatedat versionstate",
        amounts_hold_tax: false,
        roles: "",
    },
    Export {
        name: "recurly_subscriptions",
        needs: "uuid accountcode state|status plancode|planname|unitamount|currentperiodstartedat",
        amounts_hold_tax: false,
        roles: "accountcode=customer_id activatedat=start expiresat=end expiredat=end unitamount=amount \
                quantity=quantity planintervalunit=interval planintervallength=interval_count currency=currency \
                state=status status=status canceledat=cancelled uuid=subscription_id email=- createdat=- trialstartedat=- trialendsat=- \
                currentperiodstartedat=- currentperiodendsat=- subtotal=-",
    },
    Export {
        name: "maxio_subscriptions",
        needs: "state currentperiodendsat nextassessmentat|balanceincents activatedat",
        amounts_hold_tax: false,
        roles: "customerid=customer_id customerreference=customer_id reference=customer_id customeremail=customer_id \
                activatedat=start canceledat=end expiresat=end mrrincents=amount_minor mrr=mrr \
                productpriceincents=amount_minor productintervalunit=interval productinterval=interval_count \
                state=status currency=currency id=subscription_id createdat=- updatedat=- balanceincents=- trialstartedat=- \
                trialendedat=-",
    },
    Export {
        name: "quickbooks_sales",
        needs: "date|transactiondate transactiontype productservice|productservicefullname amount|amountline",
        amounts_hold_tax: false,
        roles: "customer=customer_id customerfullname=customer_id name=customer_id date=month transactiondate=month \
                amount=amount amountline=amount qty=- quantity=- salesprice=- rate=- balance=- transactiontype=- \
                num=- status=-",
    },
    Export {
        name: "quickbooks_invoices",
        needs: "date num|no duedate openbalance|balance amount|total",
        amounts_hold_tax: false,
        roles: "customer=customer_id name=customer_id date=month amount=amount total=amount openbalance=- balance=- \
                duedate=- num=- no=- transactiontype=- type=- status=status",
    },
    // What may be won is no revenue, and what was won is no recurring one by itself.
    Export {
        name: "salesforce_opportunities",
        needs: "opportunityname|opportunityid stage|stagename amount closedate !mrr !arr !acv",
        amounts_hold_tax: false,
        roles: "",
    },
    Export {
        name: "hubspot_deals",
        needs: "dealname dealstage amount closedate !mrr !arr !monthlyrecurringrevenue",
        amounts_hold_tax: false,
        roles: "",
    },
    // `mrr` is monthly whatever the billing period; quantity and units are of the product, not factors.
    Export {
        name: "fight_churn",
        needs: "accountid product startdate enddate mrr billperiodmonths|units",
        amounts_hold_tax: false,
        roles: "accountid=customer_id startdate=start enddate=end mrr=mrr quantity=- units=- billperiodmonths=- \
                discount=-",
    },
    Export {
        name: "mrr_playbook",
        needs: "subscriptionid customerid startdate enddate monthlyamount",
        amounts_hold_tax: false,
        roles: "customerid=customer_id startdate=start enddate=end monthlyamount=mrr subscriptionid=subscription_id",
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::roles::header;

    #[test]
    fn every_header_is_in_normal_form_and_every_role_has_a_name() {
        for export in EXPORTS {
            for need in export.needs.split_whitespace().flat_map(|n| n.trim_start_matches('!').split('|')) {
                assert_eq!(header::words(need).plain, need, "{}", export.name);
            }
            for pair in export.roles.split_whitespace() {
                let (header, role) = pair.split_once(['=', '~']).unwrap();
                assert_eq!(header::words(header).plain, header, "{}", export.name);
                assert!(role == "-" || Role::ALL.iter().any(|r| r.as_str() == role), "{pair}");
            }
        }
    }

    #[test]
    fn every_export_has_a_name_for_people_and_one_to_take_instead() {
        use crate::i18n::{Lang, sources};
        for export in EXPORTS {
            for lang in [Lang::En, Lang::Zh] {
                assert_ne!(sources::source(lang, export.name), export.name);
                let instead = sources::instead(lang, export.name);
                assert_eq!(instead.is_empty(), !export.holds_no_revenue(), "{}", export.name);
            }
        }
    }

    #[test]
    fn the_first_column_of_a_role_takes_it() {
        let headers = "id customerid currentperiodstart currentperiodend status startdate created canceledat";
        let (export, places) = find(headers.split(' ')).unwrap();
        assert_eq!(export.name, "stripe_subscriptions");
        let columns = export.columns(&places);
        let of = |index: usize| columns.iter().find(|(i, _, _)| *i == index).and_then(|(_, r, _)| *r);
        assert_eq!((of(5), of(6), of(7)), (Some(Role::Start), None, Some(Role::End)));
    }
}
