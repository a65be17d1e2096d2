//! English header words, and those of the billing systems' exports.

use super::Entry;
use crate::read::Role;

/// Role, how sure in hundredths, words.
pub(super) const WORDS: &[Entry] = &[
    (Role::CustomerId, 99, "customerid"),
    (
        Role::CustomerId,
        95,
        "customerexternalid customeroid customersid clientid accountid accountcode companyid tenantid organizationid \
         organisationid orgid customeruuid customernumber customerno customercode customernum customerreference \
         customerref customerkey customeridentifier accountnumber accountno clientnumber clientcode clientno custid \
         custno custcode cusid externalcustomerid stripecustomerid companycode workspaceid merchantid memberid \
         organizationuuid accountuuid billingaccountid customeraccount customerexternalids customeridexternal",
    ),
    (
        Role::CustomerId,
        90,
        "customer client account company tenant organization organisation logo subscriberid subscriber customers contactname \
         clients merchant workspace cust org",
    ),
    (Role::CustomerId, 82, "customeremail accountemail clientemail billingemail"),
    (
        Role::CustomerId,
        80,
        "customername clientname accountname companyname organizationname organisationname subscribername \
         customercompany businessname customerfullname endcustomer tenantname orgname firm",
    ),
    (Role::CustomerId, 78, "userid"),
    (Role::CustomerId, 72, "useremail email"),
    (Role::CustomerId, 70, "user name"),
    (Role::CustomerId, 50, "id uid uuid"),
    (
        Role::Month,
        97,
        "month revenuemonth billingmonth mrrmonth activitymonth yearmonth monthdate monthstart monthend snapshotmonth \
         reportingmonth monthyear calendarmonth invoicemonth periodmonth accountingmonth servicemonth monthending \
         fiscalmonth datemonth reportmonth monthstartdate monthenddate monthbeginning mth yyyymm",
    ),
    (
        Role::Month,
        85,
        "period date snapshotdate asof asofdate invoicedate billingdate reportdate invoiceddate transactiondate \
         reportingperiod reportingdate accountingperiod movementdate eventdate activitydate changedate effectivedate \
         txndate recorddate billdate eventmonth day perioddate posteddate mrrdate revenuedate",
    ),
    (
        Role::Mrr,
        97,
        "mrr monthlyrecurringrevenue mrramount monthlyamount monthlyrevenue monthlyfee monthlyprice customermrr \
         subscriptionmrr totalmrr netmrr mrrvalue recurringmrr contractedmrr cmrr monthlycharge monthlycost \
         monthlysubscriptionfee monthlybilling monthlyrecurring monthlysubscription monthlycontractvalue monthlyvalue mrrbillingcurrency",
    ),
    (
        Role::Mrr,
        85,
        "mrrmovement mrrchange changeinmrr mrrdelta movementamount deltamrr netchange delta change",
    ),
    (Role::Mrr, 90, "currentmrr mrrnow mrrcurrent mrrtoday latestmrr activemrr"),
    (
        Role::Arr,
        90,
        "arr annualrecurringrevenue annualamount annualrevenue annualfee annualprice yearlyamount yearlyfee \
         yearlyrevenue acv annualcontractvalue annualisedrevenue annualizedrevenue totalarr customerarr contractedarr \
         carr subscriptionarr annualizedrunrate annualrunrate annualvalue yearlyprice annualsubscription \
         annualsubscriptionfee annualcharge currentarr arramount arrvalue annualisedmrr",
    ),
    (
        Role::Amount,
        85,
        "amount revenue subscriptionamount subscriptioncost subscriptionprice subscriptionfee planamount planprice \
         recurringrevenue subscriptionrevenue recurringamount recurringfee lineamount linetotal netamount \
         subscriptionvalue planunitprice amountpaid \
         netrevenue amountexcludingtax invoiceamount contractamount sales saasrevenue",
    ),
    (
        Role::Amount,
        70,
        "price cost fee value total charge subtotal unitprice billedamount amountdue invoicetotal totalamount \
         grossamount contractvalue billings payment",
    ),
    (
        Role::AmountMinor,
        95,
        "amountminor minoramount amountminorunits amountincents amountcents unitamountincents unitamountcents \
         mrrcents mrrincents priceincents pricecents planamountincents planamountcents totalcents productpriceincents",
    ),
    (
        Role::Start,
        95,
        "startdate start startedat startsat startedon subscriptionstart subscriptionstartdate subscriptionstartedat \
         periodstart serviceperiodstart servicestart contractstart contractstartdate validfrom activatedat \
         activationdate begindate begin starttime servicestartdate periodstartdate periodbegin billingstart \
         billingstartdate termstart termstartdate datestart startdt commencementdate golivedate effectivefrom \
         subscriptionactivatedat contractbegin startmonth lineitemperiodstart minimumlineitemperiodstart \
         subscriptionbegin activefrom",
    ),
    (
        Role::Start,
        80,
        "createddate createdat created signupdate subscriptioncreatedat from signeddate signedup signedupat joindate \
         joined dateofsignup subscribedat subscriptiondate customersince contractdate activated started datestarted firstpaymentdate",
    ),
    (
        Role::End,
        95,
        "enddate end endedat endsat endedon subscriptionend subscriptionenddate subscriptionendedat periodend \
         serviceperiodend serviceend contractend contractenddate validto validuntil endtime serviceenddate \
         periodenddate billingend billingenddate termend termenddate dateend enddt effectiveto endmonth \
         lineitemperiodend maximumlineitemperiodend terminationdate activeuntil activeto",
    ),
    (
        Role::End,
        85,
        "canceleddate cancelleddate canceledat cancelledat canceledon cancelledon canceldate cancellationdate \
         subscriptioncanceledat subscriptioncancelledat canceled cancelled churndate churnedat expirydate expiresat \
         expirationdate until to expiredat churnedon dateofchurn deactivatedat terminatedat subscriptioncancellation \
         expiry canceledtime stopdate expires cancellation churneddate dateended",
    ),
    (
        Role::Interval,
        95,
        "interval billinginterval subscriptioninterval planinterval billingperiod billingcycle billingfrequency \
         intervalunit frequency paymentfrequency billingintervalunit planintervalunit billingperiodunit \
         subscriptionbillingperiod paymentinterval paymentterm billingterm planperiod recurrence recurringinterval \
         productintervalunit periodunit pricinginterval renewalfrequency invoicefrequency chargefrequency \
         planfrequency subscriptionperiod paymentcycle cycle termunit",
    ),
    (
        Role::IntervalCount,
        95,
        "intervalcount planintervalcount billingintervalcount intervallength planintervallength periodcount \
         numberofintervals billperiodmonths productinterval subscriptionintervalcount termmonths",
    ),
    (
        Role::Quantity,
        95,
        "quantity qty subscriptionquantity planquantity seatquantity licensequantity licencequantity itemquantity",
    ),
    (
        Role::Quantity,
        85,
        "seats seatcount numberofseats licenses licences numberoflicenses units numseats unitcount",
    ),
    (
        Role::Currency,
        97,
        "currency currencycode plancurrency subscriptioncurrency isocurrency ccy curr billingcurrency \
         billingcurrencycode invoicecurrency currencyiso transactioncurrency pricecurrency amountcurrency cur \
         currencyisocode",
    ),
    (
        Role::Type,
        90,
        "type movementtype mrrmovementtype changetype activitytype eventtype linetype lineitemtype transactiontype \
         movement revenuetype chargetype mrrtype itemtype changecategory movementcategory activity mrractivity \
         movementkind eventkind event",
    ),
    (
        Role::Status,
        90,
        "status subscriptionstatus state invoicestatus subscriptionstate accountstatus customerstatus versionstate \
         contractstatus paymentstatus billingstatus",
    ),
    (
        Role::Opening,
        92,
        "opening openingmrr openingarr openingrevenue beginningmrr beginningarr beginningrevenue startingmrr \
         startingarr startingrevenue mrrstart mrratstart startmrr startarr bopmrr boparr bop mrropen arropen \
         priormrr priorarr previousmrr previousarr lastyearmrr lastyeararr prioryearmrr prioryeararr \
         prioryearrevenue revenuelastyear lastyearrevenue openingbalance initialmrr initialarr mrrbegin mrrbeginning \
         beginmrr beginarr beginning mrrbop arrbop mrropening arropening priorperiodmrr priorperiodarr \
         previousyear previousyearrevenue prioryear openmrr openarr mrrlastyear arrlastyear mrrbeginningofperiod \
         mrrstartofperiod startofperiodmrr mrrprevious arrprevious",
    ),
    (
        Role::Closing,
        92,
        "closing closingmrr closingarr closingrevenue endingmrr endingarr endingrevenue mrrend mrratend endmrr endarr \
         eopmrr eoparr eop mrrclose arrclose closingbalance finalmrr finalarr ending mrreop arreop mrrclosing \
         arrclosing thisyearmrr thisyeararr revenuethisyear thisyearrevenue currentyearrevenue closemrr closearr \
         currentyear mrrthisyear arrthisyear mrrendofperiod endofperiodmrr mrrending arrending currentyearmrr \
         currentyeararr",
    ),
    (
        Role::New,
        90,
        "new newmrr newarr newrevenue newbusiness newbusinessmrr newlogo newlogomrr newlogos newcustomermrr newsales \
         newlogoarr newbusinessarr newcustomerrevenue mrrnew newbiz",
    ),
    (
        Role::Expansion,
        92,
        "expansion expansionmrr expansionarr expansionrevenue upsell upsellmrr upgrademrr upgrades upsells upsellarr \
         expansions upgrade upsellrevenue mrrexpansion expandedmrr",
    ),
    (
        Role::Contraction,
        92,
        "contraction contractionmrr contractionarr contractionrevenue downgrade downgrades downgrademrr downsell \
         downsellmrr contractions downsells downsellarr mrrcontraction contractedrevenue",
    ),
    (
        Role::Churn,
        92,
        "churn churnmrr churnedmrr churnarr churnedarr churnedrevenue churnrevenue lostmrr lostarr lostrevenue \
         cancelledmrr canceledmrr cancellations churned mrrchurn lost revenuechurn grosschurn",
    ),
    (
        Role::Reactivation,
        92,
        "reactivation reactivationmrr reactivationarr reactivated reactivatedmrr winback winbackmrr resurrected \
         resurrectedmrr reactivations winbacks mrrreactivation reactivationrevenue",
    ),
    (Role::Rate, 90, "exchangerate fxrate conversionfactor fx exchange ratetousd ratetoeur"),
    (Role::Rate, 75, "rate rates"),
    (Role::AmountMinor, 90, "cents"),
    (Role::IntervalCount, 95, "billingperiodcount"),
    (Role::Arr, 85, "arrchange arrdelta changeinarr arrmovement"),
    (Role::Rate, 90, "conversionrate"),
    (
        Role::Month,
        80,
        "quarter qtr monthnumber monthnum monthno monthname monthofyear mon fiscalperiod fiscalquarter postingperiod \
         periodnumber periodno",
    ),
    (
        Role::Year,
        90,
        "year yr fiscalyear fy calendaryear reportingyear billingyear revenueyear accountingyear years",
    ),
    (
        Role::SubscriptionId,
        95,
        "subscriptionid subscriptionsid subscriptionuuid subscriptionoid subscriptionno subscriptionnumber subscriptionnum subscriptioncode subscriptionref subscriptionreference subscriptionkey subscriptionidentifier subscriptionexternalid externalsubscriptionid subscriptionguid stripesubscriptionid subid subsid",
    ),
    (
        Role::Discount,
        90,
        "discount discounts discountamount discountvalue discounttotal totaldiscount totaldiscounts totaldiscountamount discountapplied discountgiven couponamount coupondiscount amountoff promotiondiscount discountpercent discountpercentage discountpct discountrate percentoff",
    ),
    (
        Role::Amount,
        75,
        "listprice listamount priceafterdiscount amountafterdiscount discountedprice discountedamount amountbeforediscount pricebeforediscount originalprice originalamount",
    ),
    (Role::Mrr, 90, "listmrr mrrbeforediscount mrrafterdiscount discountedmrr"),
];
