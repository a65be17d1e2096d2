//! Tables beside the ledger: what is read of customers and costs, and what customers can be grouped by.

// The helpers here are test code too, which clippy can't see.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::month;
use ninefold::base::Month;
use ninefold::read::{Code, FileRead, ReadOptions, Reader, Severity};
use ninefold::report::{AnswerFigure, Report, Session, Settings, Value};
use ninefold::tables::{AttributeKind, Book, BookOptions, CostCategory, TableKind};
use proptest::prelude::*;

fn named(name: &str, text: &str) -> FileRead {
    let mut reader = Reader::new(ReadOptions { name: name.to_owned(), ..ReadOptions::default() });
    reader.push(text.as_bytes());
    let file = reader.finish();
    let rows = file.reading.rows;
    assert_eq!(rows.read, rows.used + rows.waiting + rows.rejected + rows.ignored, "{text}");
    file
}

fn read(text: &str) -> FileRead {
    named("file.csv", text)
}

/// Every fact of an attribute column: `A 2024-01 Pro`.
fn stated(file: &FileRead, kind: AttributeKind) -> Vec<String> {
    let revenue = file.revenue.as_ref().map(|t| (&t.attributes, &t.customers));
    let (columns, customers) = revenue.unwrap_or_else(|| {
        let table = file.accounts.as_ref().unwrap();
        (&table.attributes, &table.customers)
    });
    let column = columns.iter().find(|c| c.kind == kind).unwrap();
    let told = |f: &ninefold::tables::AttributeFact| {
        let month = f.month.map_or_else(|| "always".to_owned(), |month| month.to_string());
        format!("{} {month} {}", customers.text(f.customer), column.values.text(f.value))
    };
    column.facts.iter().map(told).collect()
}

#[test]
fn accounts_are_customers_with_their_facts() {
    let file = read(
        "customer_id,tier,seats,employees,signed_date,churn_date,churn_reason\n\
         A,KA,10,\"1,200\",2023-05,,\nB,大客户,,30,2023-06-07,2024-02,Price\nC,SMB,3,,,,\nA,KA,,,2023-05-01,,\n",
    );
    assert_eq!(file.reading.table, Some(TableKind::Accounts), "{:?}", file.reading.diagnostics);
    let table = file.accounts.as_ref().unwrap();
    assert_eq!((table.customers.len(), table.lines.as_slice()), (3, &[2, 3, 4][..]));
    assert_eq!(
        (&table.seats[..], &table.potential_seats[..]),
        (&[Some(10), None, Some(3)][..], &[Some(1200), Some(30), None][..])
    );
    let day = |d: Option<ninefold::base::Date>| d.map(|d| d.to_string()).unwrap_or_default();
    assert_eq!(table.signed.iter().copied().map(day).collect::<Vec<_>>(), ["2023-05-01", "2023-06-07", ""]);
    assert_eq!(day(table.churned[1]), "2024-02-29", "a month alone is its last day");
    // One value under the first text the file has for it.
    assert_eq!(stated(&file, AttributeKind::Tier), ["A always KA", "B always KA", "C always SMB"]);
    assert_eq!(stated(&file, AttributeKind::ChurnReason), ["B always Price"]);
}

#[test]
fn costs_keep_their_period_category_and_sign() {
    let file = read(
        "period,category,amount\n2024-01,hosting,100.50\n2024 Q2,客服,30\n2024,R&D,1200\n2024-02,hosting,-10\n",
    );
    let costs = file.costs.as_ref().unwrap();
    let told: Vec<_> =
        costs.facts.iter().map(|f| (f.month, f.months, f.category, f.amount, f.line)).collect();
    assert_eq!(
        told,
        [
            (month("2024-01"), 1, CostCategory::CogsHosting, 10_050, 2),
            (month("2024-06"), 3, CostCategory::CogsSupport, 3_000, 3),
            (month("2024-12"), 12, CostCategory::RndStandard, 120_000, 4),
            (month("2024-02"), 1, CostCategory::CogsHosting, -1_000, 5),
        ]
    );
    let wide = read("category,2024-01,2024-02\nhosting,100,\nsupport,-,n/a\ntraining,-5,7\n");
    let told: Vec<_> =
        wide.costs.as_ref().unwrap().facts.iter().map(|f| (f.month.to_string(), f.amount)).collect();
    let own = |month: &str, amount| (month.to_owned(), amount);
    assert_eq!(told, [own("2024-01", 10_000), own("2024-01", -500), own("2024-02", 700)]);
    assert_eq!(wide.reading.rows.used, 3);
}

#[test]
fn years_and_quarters_alone_are_periods_of_costs() {
    for (text, wanted) in [
        ("year,category,amount\n2023,hosting,5\n2024,hosting,6\n", [("2023-12", 12), ("2024-12", 12)]),
        ("quarter,category,amount\n2024Q1,hosting,5\n2024Q2,hosting,6\n", [("2024-03", 3), ("2024-06", 3)]),
        ("年度,费用类别,金额\n2023年,服务器,5\n2024年,服务器,6\n", [("2023-12", 12), ("2024-12", 12)]),
    ] {
        let file = read(text);
        let facts =
            &file.costs.as_ref().unwrap_or_else(|| panic!("{text}: {:?}", file.reading.diagnostics)).facts;
        let told: Vec<_> = facts.iter().map(|f| (f.month.to_string(), f.months)).collect();
        assert_eq!(told, wanted.map(|(month, months)| (month.to_owned(), months)), "{text}");
    }
}

#[test]
fn a_ledger_is_no_table_of_costs_or_customers() {
    for text in [
        "customer,month,mrr,category\nA,2024-01,5,hosting\nB,2024-01,6,support\n",
        "customer,region,2024-01,2024-02\nA,EU,5,6\nB,US,6,7\n",
        "customer,tier,opening mrr,closing mrr\nA,KA,5,6\nB,SMB,6,7\n",
        "customer,plan,start date,end date,mrr\nA,Pro,2024-01-01,,5\nB,Pro,2024-01-01,2024-03-01,6\n",
    ] {
        let file = read(text);
        assert_eq!(file.reading.table, Some(TableKind::Revenue), "{text}");
        assert!(file.revenue.is_some(), "{text}: {:?}", file.reading.diagnostics);
    }
}

#[test]
fn attributes_come_from_every_layout() {
    for (text, wanted) in [
        (
            "customer,month,mrr,plan\nA,2024-01,5,Basic\nA,2024-02,5,Basic\nA,2024-03,9,Pro\nB,2024-01,5,Pro\n",
            &["A 2024-01 Basic", "A 2024-03 Pro", "B 2024-01 Pro"][..],
        ),
        (
            "customer,plan,2024-01,2024-02\nA,Basic,5,5\nB,Pro,6,6\nC,Pro,6,6\n",
            &["A always Basic", "B always Pro", "C always Pro"],
        ),
        (
            "customer,plan,start,end,mrr\nA,Basic,2024-01-01,2024-03-01,5\nA,Pro,2024-03-01,,5\nB,Pro,2024-01-01,,5\n",
            &["A 2024-01 Basic", "A 2024-03 Pro", "B 2024-01 Pro"],
        ),
        (
            "customer,plan,opening mrr,closing mrr\nA,Basic,5,6\nB,Pro,5,6\nC,Pro,5,6\n",
            &["A always Basic", "B always Pro", "C always Pro"],
        ),
        (
            "customer,plan,date,type,amount\nA,Basic,2024-01-01,new,5\nB,Pro,2024-02-01,new,5\nA,Pro,2024-03-01,expansion,5\n",
            &["A 2024-01 Basic", "B 2024-02 Pro", "A 2024-03 Pro"],
        ),
        (
            "invoice,customer,plan,line type,amount,service period start,service period end\n1,A,Basic,subscription,5,2024-01-01,2024-02-01\n2,A,Pro,subscription,5,2024-02-01,2024-03-01\n3,B,Pro,subscription,5,2024-02-01,2024-03-01\n",
            &["A 2024-01 Basic", "A 2024-02 Pro", "B 2024-02 Pro"],
        ),
    ] {
        let file = read(text);
        assert_eq!(stated(&file, AttributeKind::Plan), wanted, "{text}");
    }
}

#[test]
fn accounts_or_costs_alone_answer_and_say_that_revenue_is_missing() {
    for (name, text) in [
        ("accounts.csv", "customer_id,industry\nA,Retail\nB,Retail\nC,Health\n"),
        ("costs.csv", "period,category,amount\n2024-01,hosting,5\n2024-01,support,6\n"),
    ] {
        let session = Session::new(vec![named(name, text)]);
        assert!(session.usable(), "{name}");
        let report = session.report(&Settings::default());
        let told: Vec<_> =
            report.diagnostics.iter().map(|d| (d.severity, d.code, d.text.as_deref())).collect();
        assert_eq!(told, [(Severity::Info, Code::RevenueNeeded, Some(name))]);
        assert!(report.questions.iter().any(|question| !question.grids.is_empty()), "{name}");
        let ledger = named("ledger.csv", "customer,month,mrr\nA,2024-01,5\n");
        let report = Session::new(vec![named(name, text), ledger]).report(&Settings::default());
        assert!(report.diagnostics.iter().all(|d| d.code != Code::RevenueNeeded), "{name}");
    }
}

#[test]
fn costs_may_say_whose_they_are() {
    let file = read(
        "Customer ID,Month,Cost category,Segment,Amount\nA,2024-01,support,KA,5\n,2024-01,support,SMB,6\n\
         -,2024-01,hosting,,7\nB,2024-02,csm,n/a,8\nA,2024-02,csm,KA,x\n",
    );
    assert_eq!(file.reading.table, Some(TableKind::Costs), "{:?}", file.reading.diagnostics);
    let table = file.costs.unwrap();
    let names = |name: Option<u32>, names: &ninefold::base::Names| name.map(|id| names.text(id).to_owned());
    let (kind, groups) = &table.groups;
    let told: Vec<_> = table
        .facts
        .iter()
        .map(|f| (names(f.customer, &table.customers), names(f.group, groups), f.amount))
        .collect();
    let of = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    assert_eq!(
        told,
        [(of("A"), of("KA"), 500), (None, of("SMB"), 600), (None, None, 700), (of("B"), None, 800)]
    );
    assert_eq!((*kind, table.customers.len(), groups.len()), (AttributeKind::Tier, 2, 2));
    assert_eq!(file.reading.rows.rejected, 1, "an amount that is none keeps nothing of its row");
}

#[test]
fn what_customers_are_charged_for_is_revenue() {
    let file = read("customer_id,month,category,amount\nA,2024-01,support,5\nB,2024-01,training,6\n");
    assert_eq!(file.reading.table, Some(TableKind::Revenue));
}

#[test]
fn every_customer_without_its_like_is_written_out() {
    let ledger = named("ledger.csv", "customer,month,mrr\nA,2024-01,5\n=B,2024-01,5\n");
    let one = named("one.csv", "customer,tier\nA,KA\nC,SMB\n");
    let two = named("two.csv", "customer,tier\nC,SMB\nD,KA\n");
    let session = Session::new(vec![ledger, one, two]);
    let csv = session.unmatched_csv().unwrap();
    let lines: Vec<&str> = csv.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(
        lines,
        [
            "customer,file,line,missing_in",
            "C,one.csv,3,revenue",
            "D,two.csv,3,revenue",
            "'=B,ledger.csv,3,accounts"
        ]
    );
    let join = &session.report(&Settings::default()).joins[0];
    assert_eq!((join.matched, join.only_here, join.only_there), (1, 2, 1));
    assert!(
        Session::new(vec![named("l.csv", "customer,month,mrr\nA,2024-01,5\n")]).unmatched_csv().is_none()
    );
}

#[test]
fn mended_rows_of_other_tables_come_back_as_what_they_were() {
    for (name, text, from, to) in [
        ("accounts.csv", "customer_id,tier,seats\nA,KA,1\nB,SMB,many\nB,SMB,few\n", "many", "5"),
        ("costs.csv", "period,category,amount\n2024-01,hosting,5\n2024-01,rent,6\n", "rent", "training"),
    ] {
        let first = named(name, text);
        let table = first.reading.table;
        let session = Session::new(vec![first]);
        let csv = session.rejects_csv(0, ninefold::i18n::Lang::En).unwrap();
        let mended = named(
            "mended.csv",
            &csv.replacen(&format!(",{from},"), &format!(",{to},"), 9)
                .replace(&format!(",{from}\r"), &format!(",{to}\r")),
        );
        assert_eq!(
            (mended.reading.table, mended.reading.rows.used > 0),
            (table, true),
            "{csv} {:?}",
            mended.reading.diagnostics
        );
    }
}

#[test]
fn customers_that_look_mangled_are_told_of_accounts_too() {
    let file = read("customer_id,tier\n1.23E+12,KA\nAcme Inc,SMB\nACME,SMB\n");
    let line = |code: Code| file.reading.diagnostics.iter().find(|d| d.code == code).and_then(|d| d.line);
    assert_eq!((line(Code::MangledIds), line(Code::CustomersLookAlike)), (Some(2), Some(4)));
}

/// The value of each customer in each month, as the book has it.
fn values_of(text: &str, months: i32) -> Vec<Vec<Option<String>>> {
    let file = read(text);
    let tables = [file.revenue.unwrap()];
    let book = Book::new(&tables, BookOptions::default()).grouped(&tables, &[]);
    let plan = book.attributes.iter().find(|a| a.kind == AttributeKind::Plan).unwrap();
    let first = month("2024-01");
    let at = |id: u32, later: i32| plan.at(id, first.plus(later)).map(|v| plan.values.text(v).to_owned());
    book.customers.sorted().into_iter().map(|id| (0..months).map(|m| at(id, m)).collect()).collect()
}

/// A table of customers and one of costs, with faults in both.
const CUSTOMERS: &str = "customer_id,tier,seats,signed\nA,大客户,5,2024-01-02\nB,KA,x,2024-02-02\nA,KA,5,\nC,,7,2024-03\nA,SMB,,\n";
const COSTS: &str =
    "期间,费用类别,金额\n2024-01,客服,\"1,200.50\"\n2024,研发,-7\nQ1 2024,房租,5\n合计,,1193.5\n";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// What is read depends on the bytes, not on how they come.
    #[test]
    fn chunks_change_nothing(cuts in prop::collection::vec(1_usize..20, 0..40)) {
        for text in [CUSTOMERS, COSTS] {
            let mut reader = Reader::new(ReadOptions { name: "file.csv".to_owned(), ..ReadOptions::default() });
            let mut rest = text.as_bytes();
            for cut in &cuts {
                let (now, later) = rest.split_at((*cut).min(rest.len()));
                reader.push(now);
                rest = later;
            }
            reader.push(rest);
            let (cut, whole) = (reader.finish(), read(text));
            prop_assert_eq!(&cut.reading, &whole.reading);
            prop_assert_eq!(&cut.rejects, &whole.rejects);
            let facts = |file: &FileRead| {
                let costs = file.costs.as_ref().map(|t| t.facts.clone());
                let accounts = file.accounts.as_ref().map(|t| (t.lines.clone(), t.seats.clone(), t.signed.clone()));
                let tiers = file.accounts.as_ref().map(|_| stated(file, AttributeKind::Tier));
                (costs, accounts, tiers)
            };
            prop_assert_eq!(facts(&cut), facts(&whole));
        }
    }

    /// What a customer's row of a month states holds in that month, whether the file runs up or down in time.
    #[test]
    fn a_month_has_the_value_its_row_states(
        plans in prop::collection::vec(prop::collection::vec(0_usize..3, 8), 1..4),
        down in any::<bool>(),
        by_month in any::<bool>(),
    ) {
        let first: Month = month("2024-01");
        let mut rows: Vec<(usize, i32, usize)> = Vec::new();
        for (customer, own) in plans.iter().enumerate() {
            rows.extend(own.iter().zip(0..).map(|(plan, m)| (customer, m, *plan)));
        }
        if by_month {
            rows.sort_by_key(|(customer, m, _)| (*m, *customer));
        }
        if down {
            rows.reverse();
        }
        let mut text = "customer,month,mrr,plan\n".to_owned();
        for (customer, m, plan) in rows {
            text.push_str(&format!("C{customer},{},5,P{plan}\n", first.plus(m)));
        }
        let wanted: Vec<Vec<Option<String>>> =
            plans.iter().map(|own| own.iter().map(|plan| Some(format!("P{plan}"))).collect()).collect();
        prop_assert_eq!(values_of(&text, 8), wanted);
    }

    /// The same in any order of the rows, where no value comes back.
    #[test]
    fn a_value_that_does_not_come_back_may_stand_in_any_order(
        cut in 1_i32..7,
        order in Just((0_i32..8).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let first: Month = month("2024-01");
        let plan = |m: i32| if m < cut { "Basic" } else { "Pro" };
        let mut text = "customer,month,mrr,plan\n".to_owned();
        for m in order {
            text.push_str(&format!("A,{},5,{}\n", first.plus(m), plan(m)));
        }
        let wanted: Vec<Option<String>> = (0..8).map(|m| Some(plan(m).to_owned())).collect();
        prop_assert_eq!(values_of(&text, 8), vec![wanted]);
    }
}

/// Amounts of a list's column, in cents.
fn cents(report: &Report, grid: &str, column: &str) -> i128 {
    let question = report.questions.iter().find(|question| question.id == "q6").unwrap();
    let Some(grid) = question.grid(grid) else { return 0 };
    let place = grid.columns.iter().position(|c| c.id == column).unwrap();
    let cell = |row: &Vec<Option<Value>>| match &row[place] {
        Some(Value::Money(text)) => text.replace('.', "").parse().unwrap(),
        _ => 0,
    };
    grid.rows.iter().map(cell).sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whoever a cost is for, and however long: what the lists give to groups and customers and what they leave is all.
    #[test]
    fn allocated_costs_add_up_to_the_cent(
        rows in proptest::collection::vec((0..14_u32, 1..4_u32, 0..5_usize, 0..4_usize, -500..5000_i64), 1..40),
        paid in proptest::collection::vec(0..900_i64, 4),
    ) {
        let (names, groups) = (["", "A", "B", "C", "Z"], ["", "KA", "SMB", "Gold"]);
        let mut costs = "period,cost category,amount,customer_id,tier\n2024-01,support,100.00,A,\n".to_owned();
        let mut whole = 0_i128;
        for (month, months, customer, group, minor) in &rows {
            let period = if *months == 3 { format!("2024 Q{}", month % 4 + 1) } else { format!("{}-{:02}", 2024 + month / 12, month % 12 + 1) };
            let sign = if *minor < 0 { "-" } else { "" };
            let amount = format!("{sign}{}.{:02}", minor.abs() / 100, minor.abs() % 100);
            costs += &format!("{period},csm,{amount},{},{}\n", names[*customer], groups[*group]);
            whole += i128::from(*minor);
        }
        let accounts = "customer_id,tier\nA,KA\nB,SMB\nC,SMB\n";
        let mut ledger = "customer_id,2024-06,2024-12\n".to_owned();
        for (name, paid) in ["A", "B", "C", "D"].iter().zip(&paid) {
            ledger += &format!("{name},{paid},{paid}\n");
        }
        let files = [named("costs.csv", &costs), named("accounts.csv", accounts)];
        let alone = Session::new(vec![named("costs.csv", &costs)]).report(&Settings::default());
        let report = Session::new(files.into_iter().chain([named("ledger.csv", &ledger)]).collect()).report(&Settings::default());
        for report in [&alone, &report] {
            let question = report.questions.iter().find(|question| question.id == "q6").unwrap();
            let Some(AnswerFigure { numerator: Some(Value::Money(own)), denominator: Some(Value::Money(all)), .. }) = question.figure("q6.allocated") else { continue };
            let [own, all] = [own, all].map(|text| text.replace('.', "").parse::<i128>().unwrap());
            // Where nothing is one customer's there is no such list: it may still be a group's.
            match question.grid("q6.cost_by_customer") {
                Some(_) => prop_assert_eq!(cents(report, "q6.cost_by_customer", "cost"), all),
                None => prop_assert!(own == 0 || question.grid("q6.cost_by_group").is_some()),
            }
            if question.grid("q6.cost_by_group").is_some() {
                prop_assert_eq!(cents(report, "q6.cost_by_group", "cost"), all);
            }
        }
        // Alone, all that is stated is listed.
        prop_assert_eq!(cents(&alone, "q6.costs", "cost"), whole + 10_000);
        prop_assert_eq!(cents(&alone, "q6.costs_by_period", "cost"), whole + 10_000);
    }
}
