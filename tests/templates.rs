//! Every template is read as what it is offered as, in both languages, without a word of complaint.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

use ninefold::i18n::{Lang, messages};
use ninefold::read::{FileRead, ReadOptions, Reader};
use ninefold::templates::{TEMPLATES, Template};

/// What may be said of a template: findings that come with its layout.
const TOLD: &[(&str, &str)] = &[("two_point", "months_unnamed")];

fn read(template: &Template, lang: Lang) -> FileRead {
    let mut reader =
        Reader::new(ReadOptions { name: format!("{}.csv", template.name), ..ReadOptions::default() });
    reader.push(template.file(lang).as_bytes());
    reader.finish()
}

#[test]
fn every_template_is_read_as_what_it_is() {
    for template in &TEMPLATES {
        for lang in [Lang::En, Lang::Zh] {
            let read = read(template, lang);
            let name = format!("{} {lang:?}", template.name);
            assert_eq!(read.reading.table, Some(template.table), "{name}");
            if template.shape.is_some() {
                assert_eq!(read.reading.shape, template.shape, "{name}");
            }
            let rows = read.reading.rows;
            assert!(rows.read >= 3 && rows.used == rows.read, "{name}: {rows:?}");
            assert!(read.question.is_none(), "{name}");
            let code = |d: &ninefold::read::Diagnostic| serde_json::to_value(d.code).unwrap();
            let findings: Vec<_> = read
                .reading
                .diagnostics
                .iter()
                .filter(|d| !TOLD.iter().any(|(t, told)| *t == template.name && code(d) == *told))
                .collect();
            assert!(findings.is_empty(), "{name}: {findings:#?}");
        }
    }
}

#[test]
fn templates_are_alike_in_both_languages() {
    for template in &TEMPLATES {
        let width = |lang| {
            let text = template.file(lang);
            let lines: Vec<usize> = text.lines().map(|line| line.split(',').count()).collect();
            assert!(text.starts_with('\u{feff}') && text.ends_with("\r\n") && !text.contains("\r\r"));
            assert!(lines.len() >= 4 && lines.iter().all(|w| *w == lines[0]), "{}", template.name);
            lines
        };
        assert_eq!(width(Lang::En), width(Lang::Zh), "{}", template.name);
        for lang in [Lang::En, Lang::Zh] {
            let (name, what) = (messages(lang).template)(template.name);
            assert!(!name.is_empty() && !what.is_empty(), "{} has no words", template.name);
        }
    }
}
