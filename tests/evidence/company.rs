//! Files read, with their texts.

use super::read;
use ninefold::base::Month;
use ninefold::i18n::Lang;
use ninefold::report::{EvidencePage, Session, Settings};

/// Files read, with their texts: what a source line says is held against them.
pub struct Company {
    pub session: Session,
    pub texts: Vec<String>,
    pub settings: Settings,
}

impl Company {
    pub fn of(files: Vec<(String, String)>) -> Self {
        let reads = files.iter().map(|(name, text)| read(name, text.as_bytes())).collect();
        let texts = files.into_iter().map(|(_, text)| text).collect();
        Company { session: Session::new(reads), texts, settings: Settings::default() }
    }

    pub fn sample() -> Self {
        Company::of(ninefold::samples::company(Lang::En))
    }

    /// The files of a case, in the order of their names, and what its health score is made of.
    pub fn case(name: &str) -> Self {
        let folder = std::path::Path::new("tests/cases").join(name);
        let mut files: Vec<_> =
            std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.retain(|path| path.extension().is_some_and(|end| end == "csv"));
        files.sort();
        let text = |path: &std::path::PathBuf| {
            (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(path).unwrap())
        };
        let mut company = Company::of(files.iter().map(text).collect());
        let case = std::fs::read_to_string(folder.join("case.json")).unwrap();
        let case: serde_json::Value = serde_json::from_str(&case).unwrap();
        if let Some(health) = case.get("health") {
            company.settings.health = serde_json::from_value(health.clone()).unwrap();
        }
        if let Some(choices) = case.get("choices") {
            company.settings.choices = serde_json::from_value(choices.clone()).unwrap();
        }
        company
    }
}

/// What is wrong with the rows behind a number: a line that isn't there, or that doesn't speak of its customer.
pub fn wrong_rows(company: &Company, page: &EvidencePage) -> Option<String> {
    for row in &page.rows {
        if row.sources.is_empty() {
            return Some(format!("{} {} has no line", row.customer, row.what));
        }
        for source in &row.sources {
            let line = company.texts[source.file as usize].lines().nth(source.line as usize - 1);
            if !line.is_some_and(|line| line.contains(&row.customer)) {
                return Some(format!(
                    "{} is not in line {} of file {}",
                    row.customer, source.line, source.file
                ));
            }
        }
    }
    None
}

/// Twenty-six months of products, plans, seats, regions and tiers; costs beside them; a company under two names, a hole,
/// a downgrade before a loss, and growth enough for the white space.
pub fn rich() -> Session {
    use std::fmt::Write;
    let mut ledger = "customer,month,mrr,product,seats\n".to_owned();
    let mut accounts = "customer,tier,region,seats,potential_seats,modules_used,modules_total\n".to_owned();
    let mut costs = "month,category,amount\n".to_owned();
    for customer in 0..60_i64 {
        let start = if customer % 3 == 0 { 0 } else { customer % 20 };
        let gone = if customer % 7 == 2 { 18 + customer % 5 } else { 99 };
        for month in start..26 {
            if month >= gone || (customer == 11 && month == 20) {
                continue;
            }
            let at = Month::new(2023, 1).unwrap().plus(month as i32);
            let seats = 5 + customer % 4 + if month > 15 { customer % 3 } else { 0 };
            let price = 900 + 37 * (customer % 6) - if month > 16 && customer % 7 == 2 { 200 } else { 0 };
            let _ = writeln!(
                ledger,
                "Customer {customer:02},{at},{}.{:02},Core,{seats}",
                seats * price / 100,
                seats * price % 100
            );
            // The same row twice.
            if customer == 59 && month == 25 {
                let last = ledger.lines().next_back().unwrap().to_owned();
                ledger.push_str(&last);
                ledger.push('\n');
            }
            if customer % 5 == 1 && month > 14 {
                let _ = writeln!(ledger, "Customer {customer:02},{at},12.50,Add-on,1");
            }
        }
        let (tier, region) =
            (["KA", "SMB", "Mid"][customer as usize % 3], ["EU", "US"][customer as usize % 2]);
        let _ = writeln!(
            accounts,
            "Customer {customer:02},{tier},{region},{},{},{},{}",
            5 + customer % 4,
            9 + customer % 9,
            1 + customer % 6,
            if customer % 8 == 3 { String::new() } else { (5 + customer % 3).to_string() }
        );
    }
    ledger.push_str("Customer 00,2023-05,#REF!,Core,1\n");
    for month in 0..26 {
        let at = Month::new(2023, 1).unwrap().plus(month);
        for (category, amount) in
            [("hosting", "310.10"), ("support", "99.99"), ("csm", "700"), ("sales and marketing", "1234.56")]
        {
            let _ = writeln!(costs, "{at},{category},{amount}");
        }
    }
    Session::new(vec![
        read("ledger.csv", ledger.as_bytes()),
        read("accounts.csv", accounts.as_bytes()),
        read("costs.csv", costs.as_bytes()),
    ])
}
