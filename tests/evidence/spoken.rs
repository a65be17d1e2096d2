//! What is said of rows and findings: whom a finding speaks of, and which files a row comes from.

use super::{ANSWERING, Company, ask, everything, figures, wrong_rows};
use ninefold::i18n::{Lang, messages};
use ninefold::report::EvidenceKey;
use ninefold::rooms::{self, Setting};
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

#[test]
fn every_finding_opens_whom_it_speaks_of() {
    let mut all = vec![("sample".to_owned(), Company::sample())];
    all.extend(ANSWERING.map(|name| (name.to_owned(), Company::case(name))));
    let (mut wrong, mut seen) = (BTreeSet::new(), BTreeSet::new());
    for (name, company) in &all {
        let report = Arc::new(company.session.report(&company.settings));
        let s =
            Setting::new(report, company.settings.months, messages(Lang::En), Arc::new(figures(Lang::En)));
        for answer in &s.report.questions {
            for found in &answer.findings {
                let shown = rooms::insight(&s, found);
                let Some(key) = shown.key else {
                    if shown.list.is_none() {
                        wrong.insert(format!("{name}: {} opens nothing", found.code));
                    }
                    continue;
                };
                let page = ask(&company.session, &company.settings, key);
                seen.insert(found.code.clone());
                let total = page.numerator.map(|place| page.totals[place as usize].clone());
                if found.arr.is_some() && total != found.arr {
                    wrong.insert(format!("{name}: {}: {:?} is not {total:?}", found.code, found.arr));
                }
                let counted = matches!(key, EvidenceKey::Finding { .. }).then(|| found.counts_customers());
                if counted.flatten().is_some_and(|n| n != page.count) {
                    wrong.insert(format!("{name}: {}: {counted:?} are not {}", found.code, page.count));
                }
                wrong.extend(wrong_rows(company, &page).map(|why| format!("{name}: {}: {why}", found.code)));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(seen.len() > 20, "{seen:?}");
}

#[test]
fn a_row_names_every_file_that_it_comes_from() {
    let company = Company::sample();
    let (shown, s) = everything(&company.session, &company.settings, Lang::En);
    let (mut several, mut more) = (0, 0);
    for key in shown.iter().filter_map(|one| one.key).collect::<HashSet<_>>() {
        let page = ask(&company.session, &company.settings, key);
        for row in page.rows.iter().take(20) {
            let files: BTreeSet<u32> = row.sources.iter().map(|own| own.file).collect();
            let (said, all) = (rooms::sources(&s, &row.sources), rooms::all_sources(&s, &row.sources));
            for file in &files {
                let name = &s.report.inputs[*file as usize].name;
                assert!(said.contains(name) && all.contains(name), "{key:?}: {said}");
            }
            let lines =
                |text: &str| text.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).count();
            // Names of files have no digits here.
            assert_eq!(lines(&all), row.sources.len(), "{all}");
            assert_eq!(rooms::more_sources(&s, &row.sources).is_none(), said == all, "{said}");
            several += u32::from(files.len() > 1);
            more += u32::from(said != all);
        }
    }
    assert!(several > 100 && more > 100, "{several} {more}");
}
