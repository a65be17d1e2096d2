//! What is made otherwise than as a sum: formulas with the files' own numbers, rankings, scores.

use super::{Company, ask, everything};
use ninefold::i18n::Lang;
use ninefold::report::{EvidenceKey, Grid, Report, Value};
use ninefold::rooms;
use std::collections::BTreeSet;

#[test]
fn what_no_sum_makes_shows_its_formula() {
    let shown = [
        ("q4-backtest-ranks", "q4.backtest_auc", "Pairs in the right order 104 ÷ Pairs 144 = 72.2%"),
        ("q6-all", "q6.marginal_cost", "(2,900 − 2,000) ÷ (12 − 11) = 900"),
        ("q6-all", "q6.elasticity", "((2,900 − 2,000) ÷ 2,000) ÷ ((12 − 11) ÷ 11) = 4.95"),
        ("q7-loop", "q7.time_to_value", "55.6% × 80.0% = 44.4% ≤ 50.0% → 3 days"),
        ("q7-self-sustaining", "q7.time_to_value", "85.7% > 50.0% → not reached: fewer than half"),
        ("q7-loop", "q7.after_cycles", "K = Counted 3 ÷ Out of 8; 1,000 × (1 + K + … + K^5) = 1,595.6"),
        ("q9-tasks", "q9.umux_as_sus", "0.65 × (Value 9 × 100 ÷ Out of 12) + 22.9 = 71.7"),
        (
            "guide-surveys-alone",
            "guide.nps_adjusted",
            "Promoter +1, detractor −1 5 × 100 ÷ (Out of 20 + 3) = 21.7",
        ),
    ];
    for (name, id, line) in shown {
        let company = Company::case(name);
        let (_, s) = everything(&company.session, &company.settings, Lang::En);
        let questions = (0..).zip(&s.report.questions);
        let mut all = questions.flat_map(|(question, answer)| {
            (0..).zip(&answer.figures).map(move |(place, figure)| (question, place, figure))
        });
        let (question, figure, _) = all.find(|(.., figure)| figure.id == id).unwrap();
        let page = ask(&company.session, &company.settings, EvidenceKey::Answered { question, figure });
        assert_eq!(rooms::made(&s, &page), [line], "{name} {id}");
    }
}

#[test]
fn a_row_shows_how_each_of_its_figures_is_made() {
    let shown: [(&str, &str, usize, &[&str]); 14] = [
        (
            "q3-risk",
            "q3.customers",
            0,
            &[
                "ARR: 12 × MRR 800 = 9,600",
                "Severity: largest of Complaints a month 3, Core use against before 2 = 3",
                "Core use against before: −32 ÷ 100 = −32.0%",
                "Complaints a month: 16 ÷ 3 = 5.3",
            ],
        ),
        (
            "q3-onesheet",
            "q3.customers",
            1,
            &[
                "Days to contract end: 2026-08-01 − 2026-06-30 = 32",
                "Months without upsell: Jun 2026 − Jan 2025 = 17",
            ],
        ),
        (
            "q4-backtest",
            "q4.customers",
            0,
            &["Score: NPS 100 × 10 ÷ 10 = 100", "Data: 10 ÷ 10 = 100.0%", "30 days: NPS 100 × 10 ÷ 10 = 100"],
        ),
        (
            "q5-advocates",
            "q5.model",
            0,
            &[
                "Advocacy: (Reach 87.5 + Dependence 72.5 + Feedback 50) ÷ 3 = 70",
                "Reach: 100 × (Referred 3.5 ÷ 4 + Mentions 3.5 ÷ 4) ÷ 2 = 87.5",
            ],
        ),
        ("q5-advocates", "q5.advocates", 0, &["Pays a year: 12 × MRR 1,500 = 18,000"]),
        (
            "guide-onboarding-alone",
            "guide.stuck",
            0,
            &["Days without progress: 2024-05-21 − 2024-05-03 = 18", "OES: 100 × (80 ÷ 100) = 80"],
        ),
        (
            "q7-segments",
            "q7.segments",
            1,
            &[
                "Share: Paid 10 ÷ Judged 80 = 12.5%",
                "95 % interval (Wilson) of Paid 10 ÷ Judged 80: 6.9% – 21.5%",
                "All others: (Paid, all rows 30 − Paid 10) ÷ (Judged, all rows 200 − Judged 80) = 16.7%",
            ],
        ),
        (
            "q8-demand",
            "q8.features",
            1,
            &[
                "Score: ∛((Companies 14 ÷ largest Companies 14) × (Users 232 ÷ largest Users 409) × (Value a year \
                 144,000 ÷ largest Value a year 456,000)) × 100 = 56.4",
                "Score per month of work: Score 56.4 ÷ effort (person-months) 3 = 18.8",
                "RICE: Users 232 × impact 1 × confidence 0.8 ÷ effort (person-months) 3 = 61.9",
                "WSJF: (1 × business value 3 + 1 × time criticality 2 + 1 × risk reduction 1) ÷ effort \
                 (person-months) 3 = 2",
                "Active askers: Active askers 13 ÷ Out of 14 = 92.9%",
            ],
        ),
        // Of three factors one counts.
        (
            "q8-choices",
            "q8.features",
            0,
            &["Score: (Value a year 13,200 ÷ largest Value a year 13,200) × 100 = 100"],
        ),
        ("q8-demand", "q8.ranks", 1, &["By RICE: place by RICE 61.9 = 3"]),
        (
            "q8-demand",
            "q8.agreement",
            1,
            &[
                "ρ: Product of the distances 14.5 ÷ √(First distance squared 17.5 × Second distance squared 17.5) = 0.83",
            ],
        ),
        ("q8-demand", "q8.apart", 1, &["Places apart: |5 − 2| = 3"]),
        (
            "q6-costs-allocated",
            "q6.cost_by_group",
            1,
            &["Margin after serving: MRR, sum of the months 200 − Cost to serve 70.01 = 129.99"],
        ),
        ("q6-all", "q6.channels", 1, &["Median days: median of Seconds, where stated ÷ 86,400 = 0"]),
    ];
    for (name, list, place, lines) in shown {
        let company = Company::case(name);
        let (_, s) = everything(&company.session, &company.settings, Lang::En);
        let mut found = None;
        for (question, answer) in (0..).zip(&s.report.questions) {
            let grid = answer.grids.iter().position(|grid| grid.id == list);
            found = found.or(grid.map(|grid| (question, grid as u32)));
        }
        let (question, grid) = found.unwrap();
        let key = EvidenceKey::Row { question, grid, place: place as u32 };
        let said = rooms::made(&s, &ask(&company.session, &company.settings, key));
        for line in lines {
            assert!(said.iter().any(|own| own == line), "{name} {list}: {line} is not in {said:#?}");
        }
    }
}

#[test]
fn a_ranking_is_made_of_its_pairs() {
    let company = Company::case("q4-backtest-ranks");
    let report = company.session.report(&company.settings);
    let at = |id: &str| report.questions[3].figures.iter().position(|figure| figure.id == id).unwrap() as u32;
    let key = EvidenceKey::Answered { question: 3, figure: at("q4.backtest_auc") };
    let page = ask(&company.session, &company.settings, key);
    let rows: Vec<[f64; 4]> = page
        .rows
        .iter()
        .map(|row| [0, 1, 2, 3].map(|cell| row.cells[cell].parse::<f64>().unwrap()))
        .collect();
    for [lost, score, pairs, right] in &rows {
        let kept = rows.iter().filter(|[other, ..]| *other == 0.0 && *lost == 1.0);
        let won =
            kept.map(|[_, other, ..]| if other > score { 1.0 } else { 0.5 * f64::from(other == score) });
        let won: Vec<f64> = won.collect();
        assert_eq!((*pairs, *right), (won.len() as f64, won.iter().sum::<f64>()));
    }
}

/// The list of all customers' scores, and where it stands.
fn scores(report: &Report) -> (u32, u32, &Grid) {
    let question = report.questions.iter().position(|question| question.id == "q4").unwrap();
    let grids = &report.questions[question].grids;
    let grid = grids.iter().position(|grid| grid.id == "q4.customers").unwrap();
    (question as u32, grid as u32, &grids[grid])
}

#[test]
fn a_score_needs_none_of_the_rows_that_its_evidence_leaves_out() {
    let files = ninefold::samples::company(Lang::En);
    let company = Company::of(files.clone());
    let report = company.session.report(&company.settings);
    let (question, grid, list) = scores(&report);
    let mut left_out = 0;
    for place in (0..list.rows.len()).step_by(list.rows.len() / 12) {
        let Some(Value::Money(name)) = &list.rows[place][0] else { panic!("a customer has a name") };
        let key = EvidenceKey::Row { question, grid, place: place as u32 };
        let page = ask(&company.session, &company.settings, key);
        let cited: BTreeSet<(u32, u32)> =
            page.rows.iter().flat_map(|row| &row.sources).map(|own| (own.file, own.line)).collect();
        assert_eq!(page.totals, [cited.len().to_string()]);
        // Of tables that a score is made of, only the customer's rows that are cited; of others all rows.
        let mut fewer = 0;
        let kept = (0..).zip(&files).map(|(file, (title, text))| {
            let scored = ["usage", "tickets", "surveys", "onboarding", "contracts"];
            let drops = scored.iter().any(|table| title.contains(table));
            let lines = (1..).zip(text.lines()).filter(|(line, text)| {
                let own = text.split(',').any(|cell| cell == name);
                let keep = !drops || !own || cited.contains(&(file, *line));
                fewer += u64::from(!keep);
                keep
            });
            (title.clone(), lines.map(|(_, text)| format!("{text}\n")).collect::<String>())
        });
        let kept = Company::of(kept.collect());
        let again = kept.session.report(&kept.settings);
        let (.., again) = scores(&again);
        let own =
            |list: &Grid| list.rows.iter().find(|row| row[0] == Some(Value::Money(name.clone()))).cloned();
        assert_eq!(own(again), own(list), "{name} without {fewer} rows");
        let apart: u64 = page.excluded.iter().map(|excluded| excluded.customers).sum();
        assert_eq!(fewer, apart, "{name}: {:?}", page.excluded);
        left_out += fewer;
    }
    assert!(left_out > 100, "{left_out}");
}

#[test]
fn a_sum_over_a_list_that_is_cut_has_the_rows_that_are_not_shown() {
    let mut trials = "signup_id,signup_date,paid_at,segment\n".to_owned();
    for n in 0..6_300 {
        let paid = if n % 3 == 0 { "2026-01-09" } else { "" };
        trials.push_str(&format!("S{n:04},2026-01-05,{paid},Segment {}\n", n % 1_050));
    }
    trials.push_str("S9999,2026-06-01,,Segment 1\n");
    let company = Company::of(vec![("trials.csv".to_owned(), trials)]);
    let (_, s) = everything(&company.session, &company.settings, Lang::En);
    let grids = &s.report.questions.iter().find(|question| question.id == "q7").unwrap().grids;
    let (grid, list) = (0..).zip(grids).find(|(_, grid)| grid.id == "q7.segments").unwrap();
    assert_eq!((list.rows.len(), list.total), (1000, 1050));
    let question = s.report.questions.iter().position(|question| question.id == "q7").unwrap() as u32;
    let said = rooms::made(
        &s,
        &ask(&company.session, &company.settings, EvidenceKey::Row { question, grid, place: 7 }),
    );
    let others = "All others: (Paid, all rows 2,100 − Paid 6) ÷ (Judged, all rows 6,300 − Judged 6) = 33.3%";
    assert!(said.iter().any(|line| line == others), "{said:#?}");
}
