//! The sentences of the questions' findings, put into the report's JSON: the report has the values, here are the words.

use super::PlainFigures;
use crate::i18n::{Lang, messages};
use crate::report::Report;
use crate::rooms::{Setting, insight};
use std::sync::Arc;

/// Where the questions begin: behind them a finding's sentence is the only text of this key. Within a text of the report
/// a line would not end and the quotes be escaped.
const QUESTIONS: &str = "\n  \"questions\": [";
/// A sentence left out.
const EMPTY: &str = "\"text\": \"\"";

/// A report's JSON with the sentences that were left out, `report` being the same as a value.
pub fn with_sentences(json: &str, report: &Report, lang: Lang) -> String {
    let Some(at) = json.rfind(QUESTIONS) else { return json.to_owned() };
    let (before, questions) = json.split_at(at);
    let figures = Arc::new(PlainFigures::new(lang, report.currency.as_deref()));
    let report = Arc::new(report.clone());
    let s = Setting::new(Arc::clone(&report), 0, messages(lang), figures);
    let mut found = report.questions.iter().flat_map(|question| &question.findings);
    let mut parts = questions.split(EMPTY);
    let mut out = [before, parts.next().unwrap_or_default()].concat();
    for part in parts {
        let sentence = found.next().map(|found| insight(&s, found).message).unwrap_or_default();
        // A text into memory has no way to fail.
        let quoted = serde_json::to_string(&sentence).unwrap_or_default();
        out.extend(["\"text\": ", &quoted, part]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{ReadOptions, Reader};
    use crate::report::{Session, Settings, to_json};

    #[test]
    fn every_finding_says_its_sentence() {
        let requests =
            "request_id,customer_id,feature,date\n1,\"text\"\": \"\",SSO,2024-05-01\n2,B,SSO,2024-05-02\n";
        let surveys =
            "customer_id,date,kind,score,followed_up_at\nA,2024-05-01,nps,2,\nB,2024-05-09,nps,9,\n";
        let read = |text: &str| {
            let mut reader = Reader::new(ReadOptions::default());
            reader.push(text.as_bytes());
            reader.finish()
        };
        let session = Session::new(vec![read(requests), read(surveys)]);
        let report = session.report(&Settings::default());
        for lang in [Lang::En, Lang::Zh] {
            let told: Report =
                serde_json::from_str(&with_sentences(&to_json(&report), &report, lang)).unwrap();
            let found: Vec<_> = told.questions.iter().flat_map(|question| &question.findings).collect();
            assert!(!found.is_empty());
            assert!(found.iter().all(|found| !found.text.is_empty()), "{found:?}");
            let mut bare = told.clone();
            bare.questions.iter_mut().flat_map(|q| &mut q.findings).for_each(|found| found.text.clear());
            assert_eq!(to_json(&bare), to_json(&report), "nothing else is changed");
        }
    }
}
