//! The command line as its users meet it: output, exit codes, and what is said on standard error.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

use serde_json::Value as Json;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

fn case(name: &str) -> String {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(name).to_string_lossy().into_owned()
}

fn ninefold(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ninefold")).args(args).output().unwrap()
}

fn with_input(args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ninefold"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Who is told something wrong ends without reading.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn a_report_is_json_and_the_same_every_time() {
    let file = case("f1-long/input.csv");
    let one = ninefold(&["report", &file, "--months", "1"]);
    let two = ninefold(&["report", &file, "--months", "1"]);
    assert_eq!(one.status.code(), Some(0), "{}", err(&one));
    assert_eq!(one.stdout, two.stdout);
    let report: Json = serde_json::from_str(&out(&one)).unwrap();
    assert_eq!(report["metrics"]["nrr"]["value"], 1.07);
    assert_eq!(report["customers"].as_array().unwrap().len(), 0);
    assert!(out(&one).ends_with("}\n"));
}

#[test]
fn customers_are_listed_by_name_where_asked_for() {
    let file = case("f1-long/input.csv");
    let report: Json =
        serde_json::from_str(&out(&ninefold(&["report", &file, "--months", "1", "--customers"]))).unwrap();
    let ids: Vec<&str> =
        report["customers"].as_array().unwrap().iter().map(|c| c["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["C1", "C2", "C3", "C4", "C5", "C6"]);
    assert_eq!(report["customers"][0]["closing"], "6500.00");
}

#[test]
fn text_names_numerator_and_denominator() {
    let text = out(&ninefold(&["report", "--text", "--months", "1", &case("f1-long/input.csv")]));
    let nrr = text.lines().find(|line| line.starts_with("NRR ")).unwrap();
    let cells: Vec<&str> = nrr.split_whitespace().collect();
    assert_eq!(cells, ["NRR", "107.0", "%", "10,700.00", "10,000.00", "5"]);
}

#[test]
fn text_names_the_white_space_and_what_it_doesn_t_use() {
    let files = ["ledger.csv", "accounts.csv"].map(|name| case(&format!("white-space-modules/{name}")));
    let text = out(&ninefold(&["report", "--text", "--months", "1", &files[0], &files[1]]));
    let lines = text.lines().skip_while(|line| !line.starts_with("White space"));
    let lines: Vec<String> =
        lines.take(7).map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    assert!(lines[0].ends_with(
        "by closing MRR × share of modules not in use; customers whose modules aren’t stated come last"
    ));
    assert_eq!(
        lines[1..],
        [
            "Modules not in use: 30.6% (11 of 36 modules of 3 customers)",
            "Customer Opening MRR Closing MRR Modules in use Modules in all Not in use",
            "Few 100 110 2 12 83.3%",
            "Wide 900 900 11 12 8.3%",
            "Over 300 300 13 12 0.0%",
            "Silent 5,000 5,000 — — —",
        ]
    );
}

#[test]
fn text_has_the_groups_and_the_flag_cuts_them() {
    let rows = |cuts: &[&str]| -> Vec<String> {
        let file = case("f1-long/input.csv");
        let text = out(&ninefold(&[&["report", "--text", "--months", "1", &file][..], cuts].concat()));
        let lines = text.lines().skip_while(|line| !line.starts_with("Size class (derived from revenue)"));
        lines
            .skip(1)
            .map_while(|l| (!l.is_empty()).then(|| l.split_whitespace().collect::<Vec<_>>().join(" ")))
            .collect()
    };
    let plain = rows(&[]);
    assert_eq!(
        plain,
        [
            "Cheetahs 1 3,000.00 100.0 % 100.0 % 100.0 % 21-100 (few)",
            "Elephants 1 5,000.00 130.0 % 100.0 % 100.0 % 21-100 (few)",
            "Rabbits 3 2,000.00 60.0 % 60.0 % 66.7 % 21-94 (few)"
        ]
    );
    assert_eq!(rows(&["--size-cuts", "40,40"])[0].split(' ').take(2).collect::<Vec<_>>(), ["Elephants", "2"]);
}

#[test]
fn a_question_stops_with_both_readings_and_the_flag() {
    let input = "customer_id,month,mrr\nA,2024-01,\"1.234\"\nB,2024-01,\"2.345\"\nC,2024-01,\"3.456\"\n";
    let asked = with_input(&["report", "-"], input.as_bytes());
    assert_eq!(asked.status.code(), Some(1));
    let json: Json = serde_json::from_str(&out(&asked)).unwrap();
    assert_eq!(json["question"]["kind"], "decimal");
    let rows = &json["inputs"][0]["rows"];
    assert_eq!((&rows["used"], &rows["waiting"]), (&Json::from(0), &Json::from(3)), "{rows}");
    assert!(err(&asked).contains("--decimal ."), "{}", err(&asked));
    assert_eq!(err(&asked).lines().filter(|line| line.starts_with("  line ")).count(), 3);
    let answered = with_input(&["report", "-", "--decimal", ","], input.as_bytes());
    assert_eq!(answered.status.code(), Some(0), "{}", err(&answered));
    let json: Json = serde_json::from_str(&out(&answered)).unwrap();
    assert_eq!(json["metrics"]["mrr"]["value"], "7035.00");
}

#[test]
fn where_the_fiscal_year_begins_is_asked_and_answered() {
    let input = "customer_id,month,mrr\nA,FY24 M12,5\nA,FY25 M1,6\n";
    let asked = with_input(&["report", "-"], input.as_bytes());
    assert_eq!(asked.status.code(), Some(1));
    let json: Json = serde_json::from_str(&out(&asked)).unwrap();
    assert_eq!(json["question"]["kind"], "fiscal_start");
    let told = err(&asked);
    assert!(told.contains("--fiscal-start MONTH") && told.contains("2024-06 with July"), "{told}");
    let answered = with_input(&["report", "-", "--months", "1", "--fiscal-start", "7"], input.as_bytes());
    assert_eq!(answered.status.code(), Some(0), "{}", err(&answered));
    let json: Json = serde_json::from_str(&out(&answered)).unwrap();
    assert_eq!(json["window"]["to"], "2024-07");
    // It stops before it reads: an input written to it could meet a closed pipe.
    let wrong = ninefold(&["report", "-", "--fiscal-start", "13"]);
    assert_eq!(wrong.status.code(), Some(2));
}

#[test]
fn what_cannot_be_read_exits_with_one() {
    for input in [&b""[..], b"\x89PNG\r\n\x1a\n\0\0", b"<!DOCTYPE html><html></html>", b"a,b\n1,2\n"] {
        let output = with_input(&["report", "-"], input);
        assert_eq!(output.status.code(), Some(1), "{}", out(&output));
        assert!(err(&output).contains("error"), "{}", err(&output));
    }
}

#[test]
fn unusable_arguments_exit_with_two() {
    let file = case("f1-long/input.csv");
    for args in [
        &["report"][..],
        &["report", "--months", "x", &file],
        &["report", "--policy", "gap", &file],
        &["report", "--colour", &file],
        &["report", "--table", &format!("sales={file}")],
        &["report", "no/such/file.csv"],
        &["rapport"],
    ] {
        let output = ninefold(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(!output.stderr.is_empty() && output.stdout.is_empty(), "{args:?}");
    }
}

#[test]
fn reading_lists_the_rejected_rows() {
    let input = "customer_id,month,mrr\nA,2024-01,10\nB,2024-01,abc\n,2024-01,5\n";
    let output = with_input(&["read", "-"], input.as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let json: Json = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(json["reading"]["rows"]["rejected"], 2);
    assert_eq!(json["rejects"][0]["code"], "amount_unreadable");
    assert_eq!(json["rejects"][0]["line"], 3);
    assert!(
        err(&output).lines().any(|line| line.starts_with("standard input:3: warning: ")),
        "{}",
        err(&output)
    );
}

#[test]
fn a_reader_that_leaves_early_is_no_crash() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ninefold"))
        .args(["report", &case("f1-long/input.csv")])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(!err(&output).contains("panicked"), "{}", err(&output));
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn rejected_rows_are_written_out_and_come_back_mended() {
    let folder = std::env::temp_dir().join(format!("ninefold-rejects-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let input = "customer_id;month;mrr\n=A;2024-01;10,50\nB;2024-01;abc\nB;2024-02;7,25\n";
    std::fs::write(path("ledger.csv"), input).unwrap();
    let output = ninefold(&["read", &path("ledger.csv"), "--rejects", &path("rejects.csv")]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(out(&output).starts_with('{'), "the JSON is printed all the same");
    let csv = std::fs::read_to_string(path("rejects.csv")).unwrap();
    assert!(csv.starts_with("\u{feff}ninefold_line,") && csv.ends_with(",B,2024-01,abc\r\n"), "{csv}");

    std::fs::write(path("rejects.csv"), csv.replace(",abc", ",\"3,00\"")).unwrap();
    let report = ninefold(&["report", &path("ledger.csv"), &path("rejects.csv"), "--months", "1"]);
    let parts: Json = serde_json::from_str(&out(&report)).unwrap();
    std::fs::write(path("whole.csv"), input.replace("abc", "3,00")).unwrap();
    let report = ninefold(&["report", &path("whole.csv"), "--months", "1"]);
    let whole: Json = serde_json::from_str(&out(&report)).unwrap();
    assert_eq!(parts["metrics"], whole["metrics"]);

    // To standard output, in Chinese, nothing else is printed.
    let output = ninefold(&["read", &path("ledger.csv"), "--rejects", "-", "--lang", "zh"]);
    assert!(out(&output).starts_with('\u{feff}') && out(&output).contains("金额"), "{}", out(&output));
    // Without rejected rows there is no file to write.
    let output = ninefold(&["read", &path("whole.csv"), "--rejects", &path("none.csv")]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(
        err(&output).contains("no rejected rows") && !folder.join("none.csv").exists(),
        "{}",
        err(&output)
    );
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn templates_are_listed_and_printed() {
    let list = out(&ninefold(&["template"]));
    assert!(list.lines().count() == 20 && list.contains("periods"), "{list}");
    let output = ninefold(&["template", "long", "--lang", "zh"]);
    let report = with_input(&["report", "-", "--months", "1"], &output.stdout);
    assert_eq!(report.status.code(), Some(0), "{}", err(&report));
    let output = ninefold(&["template", "cube"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("two_point"), "{}", err(&output));
}

#[test]
fn the_sample_company_is_listed_written_and_read() {
    let list = out(&ninefold(&["sample"]));
    assert!(list.lines().count() == 13 && list.contains("company-integrations.csv"), "{list}");
    let folder = std::env::temp_dir().join(format!("ninefold-sample-{}", std::process::id()));
    let inner = folder.join("made/on the way");
    // Twice: what stands there is replaced.
    for _ in 0..2 {
        let output = ninefold(&["sample", "--lang", "zh", "-o", &inner.to_string_lossy()]);
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    }
    let mut files: Vec<String> = std::fs::read_dir(&inner)
        .unwrap()
        .map(|entry| entry.unwrap().path().to_string_lossy().into_owned())
        .collect();
    files.sort();
    assert_eq!(files.len(), 13);
    let args: Vec<&str> = ["report"].into_iter().chain(files.iter().map(String::as_str)).collect();
    let report = ninefold(&args);
    assert_eq!(report.status.code(), Some(0), "{}", err(&report));
    assert_eq!(serde_json::from_str::<Json>(&out(&report)).unwrap()["inputs"].as_array().unwrap().len(), 13);
    // A file is no folder.
    let output = ninefold(&["sample", "-o", &files[0]]);
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn other_encodings_are_found_or_told_and_standard_input_is_read_as_a_file() {
    let reading =
        |output: &Output| -> Json { serde_json::from_str::<Json>(&out(output)).unwrap()["reading"].clone() };
    let read = |args: &[&str]| reading(&ninefold(args));
    let file = case("encoding-gb18030/input.csv");
    for args in [
        &["read", &file][..],
        &["read", &file, "--encoding", "gbk"],
        &["read", &file, "--encoding", "GB2312"],
    ] {
        assert_eq!(read(args)["encoding"], "gb18030", "{args:?}");
    }
    assert_eq!(read(&["read", &file, "--encoding", "latin1"])["encoding"], "windows-1252");
    let unknown = ninefold(&["read", &file, "--encoding", "ebcdic"]);
    assert!(unknown.status.code() == Some(2) && err(&unknown).contains("ebcdic"), "{}", err(&unknown));

    // Larger than what is looked at first, and its encoding is told by the samples only.
    let mut bytes = "customer_id,month,mrr\nÉa,2024-01,5\n".as_bytes().to_vec();
    bytes.extend(b"C1,2024-01,5\n".repeat(40_000));
    bytes.extend(b"Caf\xE9 Cr\xE8me,2024-01,5\n".repeat(2_000));
    let path = std::env::temp_dir().join(format!("ninefold-encodings-{}.csv", std::process::id()));
    std::fs::write(&path, &bytes).unwrap();
    let from_file = read(&["read", path.to_str().unwrap()]);
    std::fs::remove_file(&path).unwrap();
    let mut piped = reading(&with_input(&["read", "-"], &bytes));
    piped["name"] = from_file["name"].clone();
    assert_eq!(piped, from_file);
    assert_eq!(piped["encoding"], "windows-1252");
}

#[test]
fn the_records_of_any_text_are_printed_as_canonical_csv() {
    let text = b"Stock list\n\nname;note;n\n\"a; b\";\"say \"\"hi\"\"\";1,5\n;;\n c ;;2\nname;note;n\nd;e;3;4\nEnd of report\n";
    let printed = with_input(&["read", "--records", "-"], text);
    assert_eq!(printed.status.code(), Some(0), "{}", err(&printed));
    assert_eq!(out(&printed), "name,note,n\na; b,\"say \"\"hi\"\"\",\"1,5\"\n c ,,2\nd,e,3,4\n");
    let without = ["--without", "repeated_header", "--without", "footer_skipped", "--without", "blank_row"];
    let printed = with_input(&[&["read", "--records", "-"][..], &without].concat(), text);
    assert!(out(&printed).ends_with("2\nname,note,n\nd,e,3,4\nEnd of report\n"), "{}", out(&printed));
    let empty = with_input(&["read", "--records", "-"], b"");
    assert_eq!((empty.status.code(), out(&empty).as_str()), (Some(0), ""));
    let binary = with_input(&["read", "--records", "-"], b"%PDF-1.7");
    assert_eq!((binary.status.code(), out(&binary).as_str()), (Some(1), ""));
}

#[test]
fn two_definitions_are_compared_by_customers_and_rules() {
    let file = case("definitions-cube/input.csv");
    let told = ninefold(&["compare", "nrr_lazy", "nrr_lazy_returns", &file]);
    assert_eq!(told.status.code(), Some(0), "{}", err(&told));
    let json: Json = serde_json::from_str(&out(&told)).unwrap();
    let points: f64 =
        json["steps"].as_array().unwrap().iter().map(|step| step["points"].as_f64().unwrap()).sum();
    let [from, to] = [0, 1].map(|i| json["values"][i].as_f64().unwrap());
    assert!((from + points - to).abs() < 1e-12 && to > from);
    assert_eq!(json["steps"][2]["rule"], "lapsed_returned");

    let text = out(&ninefold(&["compare", "nrr_lazy", "nrr_lazy_returns", "--text", &file]));
    assert!(text.starts_with("2024-01 to 2025-01\n"), "{text}");
    assert!(text.contains("Customers at the start that left and came back") && text.contains("reactivation"));
    let first = text.lines().find(|line| line.starts_with("nrr_lazy ")).unwrap();
    assert!(first.trim_end().ends_with("94.5 %"), "{first}");

    let unknown = ninefold(&["compare", "nrr_best", "nrr_lazy", &file]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(err(&unknown).contains("nrr_cohort, nrr_unbroken"), "{}", err(&unknown));
}

#[test]
fn effects_of_policies_are_told() {
    let file = case("definitions-cube/input.csv");
    let json: Json = serde_json::from_str(&out(&ninefold(&["effects", &file]))).unwrap();
    let gap = json.as_array().unwrap().iter().find(|e| e["policy"] == "gap" && e["value"] == "2").unwrap();
    assert_eq!((&gap["applicable"], &gap["in_force"]), (&Json::Bool(true), &Json::Bool(false)));
    let text = out(&ninefold(&["effects", "--text", &file]));
    assert!(text.contains("reactivation=expansion") && text.contains("+9.82"), "{text}");
    assert!(text.contains("nothing here that it could change"));
}

#[test]
fn the_summary_shows_the_definitions_and_the_presets() {
    let text = out(&ninefold(&["report", "--text", &case("definitions-cube/input.csv")]));
    let line =
        |start: &str| text.lines().find(|line| line.starts_with(start)).unwrap_or_else(|| panic!("{start}"));
    assert!(line("nrr_survivors").contains("112.2 %") && line("nrr_survivors").trim_end().ends_with("yes"));
    assert!(line("Snowflake").contains("97.1 %") && line("Baremetrics").contains("99.9 %"));
}

#[test]
fn accounts_stand_beside_revenue_and_answer_alone() {
    let folder = std::env::temp_dir().join(format!("ninefold-accounts-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = |name: &str| folder.join(name).to_string_lossy().into_owned();
    std::fs::write(path("ledger.csv"), "customer,month,mrr\nA,2024-01,5\nB,2024-01,6\n").unwrap();
    std::fs::write(path("crm.csv"), "Kunde,Was\nA,x\nC,y\nD,x\n").unwrap();
    let table = format!("accounts={}", path("crm.csv"));
    let output =
        ninefold(&["report", &path("ledger.csv"), "--table", &table, "--unmatched", &path("alone.csv")]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let report: Json = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!((&report["joins"][0]["matched"], &report["joins"][0]["only_here"]), (&1.into(), &2.into()));
    let alone = std::fs::read_to_string(path("alone.csv")).unwrap();
    assert!(alone.ends_with("B,ledger.csv,3,accounts\r\n"), "{alone}");

    let output = ninefold(&["report", "--table", &table]);
    assert_eq!(output.status.code(), Some(0));
    assert!(err(&output).contains("No revenue in these files"), "{}", err(&output));
    let answer: Json = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(answer["diagnostics"][0]["code"], "revenue_needed");
    assert!(answer["diagnostics"][0]["hint"].as_str().unwrap().contains("revenue"));
    assert_eq!(ninefold(&["read", &path("crm.csv"), "--table", "accounts"]).status.code(), Some(0));
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn each_table_alone_gives_a_report() {
    let folder = std::env::temp_dir().join(format!("ninefold-alone-{}", std::process::id()));
    let output = ninefold(&["sample", "-o", &folder.to_string_lossy()]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()).collect();
    assert_eq!(files.len(), 13);
    for file in files {
        for text in [&["report"][..], &["report", "--text"]] {
            let output = ninefold(&[text, &[&file.to_string_lossy()]].concat());
            assert_eq!(output.status.code(), Some(0), "{}: {}", file.display(), err(&output));
            assert!(out(&output).len() > 100, "{}", file.display());
        }
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_script_is_printed_and_what_it_cannot_say_is_refused() {
    let sql = |args: &[&str]| {
        ninefold(&[&["sql", "--dialect", "duckdb", "--revenue", "main.ledger"], args].concat())
    };
    let text = out(&sql(&["--months", "3", "--policy", "gap=1", "--size-cuts", "20,50"]));
    assert!(text.contains("FROM \"main\".\"ledger\""), "{text}");
    assert!(
        text.contains("-- Window: 3 months.")
            && text.contains("gap=1")
            && text.contains("20 % are elephants")
    );
    assert_eq!(text, out(&sql(&["--months", "3", "--policy", "gap=1", "--size-cuts", "20,50"])));
    let wide = out(&sql(&["--month-column", "Jan = 24=2024-01", "--annual", "--subscription", "sub"]));
    assert!(
        wide.contains("24288, CAST(\"Jan = 24\"") && wide.contains("twelfth") && wide.contains("\"sub\"")
    );
    for (args, says) in [
        (&["--month-column", "Jan 24"][..], "COLUMN=YYYY-MM"),
        (&["--status", "state"], "--start"),
        (&["--policy", "blanks=missing"], "--policy blanks"),
        (&["--policy", "w3=all"], "--policy w3"),
        (&["--policy", "ends=inclusive"], "--start and --end"),
        (&["--start", "a", "--end", "b", "--policy", "churn=cancellation"], "--cancelled"),
        (&["--amount", ""], "no name of a table or column"),
        (&["--start", "a"], "--end"),
        (&["--segment", "tier"], "--accounts"),
    ] {
        let refused = sql(args);
        assert_eq!((refused.status.code(), refused.stdout.len()), (Some(2), 0), "{args:?}");
        assert!(err(&refused).contains(says), "{}", err(&refused));
    }
}

#[test]
fn every_finding_of_a_question_has_its_sentence() {
    let folder = std::env::temp_dir().join(format!("ninefold-sentences-{}", std::process::id()));
    assert_eq!(ninefold(&["sample", "-o", &folder.to_string_lossy()]).status.code(), Some(0));
    let files: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|file| file.unwrap().path().to_string_lossy().into_owned())
        .collect();
    let args: Vec<&str> = ["report"].into_iter().chain(files.iter().map(String::as_str)).collect();
    let report: Json = serde_json::from_str(&out(&ninefold(&args))).unwrap();
    let mut said = 0;
    for question in report["questions"].as_array().unwrap() {
        for found in question["findings"].as_array().unwrap() {
            let text = found["text"].as_str().unwrap();
            assert!(text.len() > 20 && !text.contains(['{', '}']), "{found}");
            said += 1;
        }
    }
    assert!(said > 20, "{said}");
    std::fs::remove_dir_all(&folder).unwrap();
}
