//! Evidence packs as their readers meet them: what stands in them, what doesn't, and what `verify` says of them.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

mod common;

use ninefold::i18n::Lang;
use ninefold::pack::{Manifest, Opened, PackedFile, pack, with_sentences};
use ninefold::read::{FileRead, ReadOptions, Reader};
use ninefold::report::{Session, Settings};
use proptest::prelude::*;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const LEDGER: &str = "customer,plan,2024-01,2024-02,2024-03\nAcme <b>,Pro,100,120,130.50\n=Bolt(),Pro,50,40,20\n\
                      Cord & Co,Team,70,60,\nDune,Team,,40,40\nElm,Team,oops,1,1\n";

fn read(name: &str, text: &str) -> FileRead {
    let mut reader = Reader::new(ReadOptions { name: name.to_owned(), ..ReadOptions::default() });
    reader.push(text.as_bytes());
    reader.finish()
}

/// A pack of files, and the list of codes where there are any.
fn made(files: &[(&str, &str)], language: Lang, pseudonyms: bool) -> (String, String) {
    let session =
        Session::new(files.iter().map(|(name, text)| read(name, text)).collect()).with_customers(true);
    let settings = Settings { months: 1, ..Settings::default() };
    let (json, codes) = match pseudonyms {
        true => {
            let (json, codes) = session.masked(&settings);
            (json, codes.csv())
        }
        false => (session.json(&settings).0, String::new()),
    };
    let options = |name: &str| ReadOptions { name: name.to_owned(), ..ReadOptions::default() };
    let files = files.iter().map(|(name, _)| PackedFile { options: options(name), ..PackedFile::default() });
    let files = files.collect();
    let about = Manifest { language, pseudonyms, settings, customers: true, files, ..Manifest::default() };
    (pack(&json, serde_json::from_str(&json).unwrap(), about).0, codes)
}

#[test]
fn a_pack_holds_the_report_s_bytes() {
    let (html, _) = made(&[("ledger.csv", LEDGER)], Lang::En, false);
    let opened = Opened::new(&html).unwrap();
    let session = Session::new(vec![read("ledger.csv", LEDGER)]).with_customers(true);
    let (json, _) = session.json(&opened.manifest.settings);
    let report = session.report(&opened.manifest.settings);
    assert_eq!(opened.report, with_sentences(&json, &report, Lang::En));
    assert!(opened.report.contains("Acme <b>") && opened.is_whole());
    assert_eq!(opened.manifest.files[0].sha256, session.readings()[0].sha256);
}

#[test]
fn a_pack_runs_nothing_and_loads_nothing() {
    for lang in [Lang::En, Lang::Zh] {
        let (html, _) = made(&[("a<img src=x>.csv", LEDGER)], lang, false);
        assert!(html.contains("default-src 'none'; style-src 'sha256-"));
        for (at, _) in html.match_indices("<script") {
            assert!(html[at..].starts_with("<script type=\"application/json\" id=\"ninefold-"));
        }
        for part in [
            "<img",
            "<link",
            "<iframe",
            "src=\"",
            "href=\"http",
            "url(http",
            "@import",
            " style=\"",
            " onload",
        ] {
            assert!(!html.contains(part), "{part}");
        }
        let mut ids: Vec<&str> =
            html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "each id once");
        // Tables are saved with nothing that a spreadsheet would run.
        assert!(html.contains("%27=Bolt()") && !html.contains("%0A=Bolt()"));
        assert!(html.contains("Cord &amp; Co") && !html.contains("Acme <b>"));
    }
}

#[test]
fn a_pack_tells_the_files_the_assumptions_and_the_findings() {
    let (html, _) = made(&[("ledger.csv", LEDGER)], Lang::En, false);
    for part in
        ["ledger.csv", "Feb 2024 → Mar 2024", "ninefold verify PACK.html ledger.csv", "oops", "1 months"]
    {
        assert!(html.contains(part), "{part}");
    }
    let (html, _) = made(&[("ledger.csv", LEDGER)], Lang::Zh, false);
    assert!(html.contains("lang=\"zh-CN\"") && html.contains("2024年2月") && html.contains("证据包"));
}

/// Names that stand nowhere in a pack by themselves.
fn name() -> impl Strategy<Value = String> {
    ("[QXZ][qxz]{4,7}", prop_oneof![Just(""), Just(" & \"Söhne\""), Just(" Ltd."), Just("\\\u{7}")])
        .prop_map(|(name, more)| format!("{name}{more}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_name_stands_in_a_pack_without_names(
        names in prop::collection::vec(name(), 2..9),
        cells in prop::collection::vec(prop_oneof![Just("".to_owned()), Just("x".to_owned()), (1..9_u32).prop_map(|n| n.to_string())], 27),
        chinese in any::<bool>(),
    ) {
        let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let mut ledger = "customer,2024-01,2024-02,2024-03\n".to_owned();
        // The same names once more, spelt otherwise, mangled, and as totals; and in a table of accounts.
        let mut accounts = "customer,region,parent company\n".to_owned();
        for (at, name) in names.iter().enumerate() {
            ledger += &format!("{},{}\n", quoted(name), cells[at * 3..at * 3 + 3].join(","));
            ledger += &format!("{},1,{},2\n", quoted(&name.to_uppercase()), cells[at]);
            ledger += &format!("{},1,2,3,4\n", quoted(name));
            for customer in [name.to_lowercase(), name.to_uppercase()] {
                let parent = format!("{} Holding", names[at / 2]);
                accounts += &format!("{},{},{}\n", quoted(&customer), ["North", "South"][at % 2], quoted(&parent));
            }
        }
        let lang = if chinese { Lang::Zh } else { Lang::En };
        let named = format!("{} invoices.csv", names[0]);
        let (html, codes) = made(&[(&named, &ledger), ("accounts.csv", &accounts)], lang, true);
        let opened = Opened::new(&html).unwrap();
        let (page, report) = (html.to_lowercase(), opened.report.to_lowercase());
        for name in &names {
            let stem: String = name.to_lowercase().chars().take_while(char::is_ascii_lowercase).collect();
            prop_assert!(!page.contains(&stem) && !report.contains(&stem), "{stem} in {}", opened.report);
        }
        let known = |code: &str| codes.contains(&format!("\n{code},")) || codes.contains(&format!("\r\n{code},"));
        for (at, _) in opened.report.match_indices("\"Customer ") {
            let code = opened.report[at + 1..].split('"').next().unwrap();
            prop_assert!(known(code), "{code} in {codes}");
        }
    }
}

/// A folder of its own for a test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn ninefold(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ninefold")).args(args).current_dir(folder).output().unwrap()
}

/// What `verify` says, and its exit code.
fn verify(folder: &Path, args: &[&str]) -> (i32, String) {
    let output = ninefold(folder, &[&["verify"], args].concat());
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    (output.status.code().unwrap(), said)
}

fn write(folder: &Path, name: &str, text: &str) {
    std::fs::write(folder.join(name), text).unwrap();
}

fn packed(folder: &Path, args: &[&str]) -> String {
    let output = ninefold(folder, &[&["pack"], args, &["-o", "pack.html"]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    std::fs::read_to_string(folder.join("pack.html")).unwrap()
}

#[test]
fn a_pack_is_equal_to_what_its_files_give() {
    let at = folder("pack-equal");
    write(
        &at,
        "ledger.csv",
        "kunde;monat;betrag\nA;03.04.2024;1.234\nA;04.05.2024;1.300\nB;03.04.2024;5\nB;03.05.2024;6\n",
    );
    write(&at, "accounts.csv", "customer,region\nA,North\nB,South\n");
    let told = [
        "ledger.csv",
        "accounts.csv",
        "--months",
        "1",
        "--decimal",
        ",",
        "--date-order",
        "dmy",
        "--policy",
        "gap=1",
        "--policy",
        "gross_margin=0.8",
        "--as-of",
        "2024-05",
        "--currency",
        "EUR",
        "--role",
        "ledger.csv:betrag=arr",
        "--without",
        "total_row",
        "--customers",
        "--rate",
        "USD=0.9",
        "--lang",
        "zh",
    ];
    packed(&at, &told);
    let (code, said) = verify(&at, &["pack.html", "accounts.csv", "ledger.csv"]);
    assert!(code == 0 && said.starts_with("equal: pack.html\n"), "{said}");
    // Files are known by their bytes, not by their names.
    std::fs::copy(at.join("ledger.csv"), at.join("other.csv")).unwrap();
    assert_eq!(verify(&at, &["pack.html", "other.csv", "accounts.csv"]).0, 0);
}

#[test]
fn verify_says_where_a_pack_is_not_equal() {
    let at = folder("pack-changed");
    write(&at, "ledger.csv", LEDGER);
    let html = packed(&at, &["ledger.csv", "--months", "1"]);
    let changed = |from: &str, to: &str| {
        assert!(html.contains(from), "{from}");
        write(&at, "changed.html", &html.replacen(from, to, 1));
        verify(&at, &["changed.html", "ledger.csv"])
    };
    // A digit of the report.
    let (code, said) = changed("\"closing\": \"190.50\"", "\"closing\": \"991.50\"");
    assert!(
        code == 1
            && said.contains("SHA-256 is not the one")
            && said.contains("\"991.50\" in the pack, \"190.50\" now"),
        "{said}"
    );
    assert!(said.contains("/movements/2/closing: "), "{said}");
    // A figure that people read.
    let (code, said) = changed("<dd>1", "<dd>9");
    assert!(code == 1 && said.contains("the report is equal, but this part of the page"), "{said}");
    // What the report was made with.
    let (code, said) = changed("\"months\": 1,", "\"months\": 2,");
    assert!(code == 1 && said.contains("/window/from: \"2024-02\" in the pack, \"2024-01\" now"), "{said}");
    // The form, and what is no pack.
    let (code, said) = changed("ninefold.pack/1", "ninefold.pack/7");
    assert!(code == 1 && said.contains("ninefold.pack/7") && said.contains("ninefold.pack/1"), "{said}");
    let (code, said) = verify(&at, &["ledger.csv", "ledger.csv"]);
    assert!(code == 1 && said.contains("no evidence pack"), "{said}");
    // The version that made it.
    let version = format!("\"version\": \"{}\",\n  \"language\"", env!("CARGO_PKG_VERSION"));
    let (code, said) = changed(&version, "\"version\": \"0.0.9\",\n  \"language\"");
    assert!(code == 1 && said.contains("made by Ninefold 0.0.9"), "{said}");
}

#[test]
fn verify_says_which_file_is_another() {
    let at = folder("pack-files");
    write(&at, "ledger.csv", LEDGER);
    write(&at, "accounts.csv", "customer,region\nDune,North\nElm,South\n");
    packed(&at, &["ledger.csv", "accounts.csv", "--months", "1"]);
    write(&at, "changed.csv", &LEDGER.replace("130.50", "131.50"));
    let (code, said) = verify(&at, &["pack.html", "accounts.csv", "changed.csv"]);
    assert!(code == 1 && said.contains("ledger.csv: changed.csv has other bytes: SHA-256 "), "{said}");
    assert!(
        said.contains("/inputs/0/sha256: ") && said.contains("\"190.50\" in the pack, \"191.50\" now"),
        "{said}"
    );
    assert!(!said.contains("accounts.csv: "), "{said}");
    let (code, said) = verify(&at, &["pack.html", "ledger.csv"]);
    assert!(code == 1 && said.contains("accounts.csv: no file given for it"), "{said}");
    let (code, said) = verify(&at, &["pack.html", "ledger.csv", "accounts.csv", "changed.csv"]);
    assert!(code == 1 && said.contains("3 files given, the pack is of 2"), "{said}");
    let (code, _) = verify(&at, &["pack.html", "missing.csv"]);
    assert_eq!(code, 2);
}

#[test]
fn a_pack_without_names_is_verified_without_them() {
    let at = folder("pack-masked");
    write(&at, "Dune & Elm.csv", LEDGER);
    let html = packed(&at, &["Dune & Elm.csv", "--months", "1", "--pseudonyms", "codes.csv"]);
    assert!(!html.contains("Dune") && !html.contains("Cord") && html.contains("Customer 001"));
    let codes = std::fs::read_to_string(at.join("codes.csv")).unwrap();
    assert!(
        codes.starts_with("\u{feff}code,name\r\nCustomer 001,Acme <b>\r\nCustomer 002,Dune\r\n"),
        "{codes}"
    );
    assert!(codes.contains(",'=Bolt()\r\n"), "{codes}");
    let (code, said) = verify(&at, &["pack.html", "Dune & Elm.csv"]);
    assert!(code == 0 && said.starts_with("equal: "), "{said}");
}

#[test]
fn names_in_the_choices_become_codes_too() {
    let at = folder("pack-choices");
    write(&at, "ledger.csv", LEDGER);
    write(
        &at,
        "requests.csv",
        "request_id,customer_id,feature,date\n1,Dune,Qxz login,2024-02-01\n2,Elm,QSSO,2024-02-02\n",
    );
    write(&at, "usage.csv", "customer_id,user_id,timestamp,module\nDune,u1,2024-03-01T09:00:00,Qbase\n");
    let files = ["ledger.csv", "requests.csv", "usage.csv"];
    let told = ["--policy", "alias=Qxz login=Q\"S\", O", "--policy", "alias=QSSO=Q\"S\", O"];
    let told = [&files[..], &told, &["--policy", "basic_modules=Qbase,Qnone", "--policy", "gate=3"]].concat();
    let html = packed(&at, &[&told[..], &["--months", "1", "--pseudonyms", "codes.csv"]].concat());
    let report = Opened::new(&html).unwrap();
    for text in [&html, &report.report] {
        // Groups by module keep their names, as those by plan do.
        for name in ["Qxz", "QSSO", "Q\"S", "Q\\\"S", "Q&quot;S", "Qnone"] {
            assert!(!text.contains(name), "{name}");
        }
    }
    let chosen = report.manifest.settings.choices;
    assert_eq!(chosen.basic_modules, ["Text 1", "Text 2"]);
    assert_eq!(chosen.aliases[1], ("Text 5".to_owned(), "Text 4".to_owned()));
    assert_eq!(chosen.gate, 3);
    // With their list they are names again, and the pack is the one that these give.
    let (code, said) = verify(&at, &[&["pack.html"], &files[..], &["--pseudonyms", "codes.csv"]].concat());
    assert!(code == 0 && said.starts_with("equal: "), "{said}");
    let (code, said) = verify(&at, &[&["pack.html"], &files[..]].concat());
    assert!(code == 2 && said.contains("--pseudonyms MAP.csv"), "{said}");
    let (code, said) = verify(&at, &[&["pack.html"], &files[..], &["--pseudonyms", "ledger.csv"]].concat());
    assert!(code == 2 && said.contains("no name for Text"), "{said}");
}

#[test]
fn a_pack_needs_what_a_report_needs() {
    let at = folder("pack-none");
    write(&at, "open.csv", "customer,month,mrr\nA,2024-01,1.234\nB,2024-01,2.345\n");
    let asked = ninefold(&at, &["pack", "open.csv", "-o", "none.html"]);
    let said = String::from_utf8_lossy(&asked.stderr).into_owned();
    assert!(asked.status.code() == Some(1) && said.contains("--decimal"), "{said}");
    assert!(!at.join("none.html").exists());
    let same = ninefold(&at, &["pack", "open.csv", "--decimal", ",", "-o", "x", "--pseudonyms", "x"]);
    assert_eq!(same.status.code(), Some(2));
}
