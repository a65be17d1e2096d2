//! Advice beside each finding, in English. It stands in the report of the command line; the worker has no words and
//! leaves it empty, and the page fills it into the JSON that it saves.

use super::Report;
use crate::i18n::{Lang, diagnose};
use crate::read::Diagnostic;

/// An advice left out. Within a text of the report the quotes would be escaped, so it is found nowhere else.
const EMPTY: &str = "\"hint\": \"\"";

/// The findings of a report in the order of its JSON.
pub fn findings(report: &Report) -> impl Iterator<Item = &Diagnostic> {
    report.inputs.iter().flat_map(|input| &input.diagnostics).chain(&report.diagnostics)
}

/// Writes the advice into a finding.
pub(super) fn fill(finding: &mut Diagnostic) {
    finding.hint = hint(finding);
}

/// The report's JSON with the advice that was left out, for its findings in their order.
pub fn with_hints(json: &str, findings: &[Diagnostic]) -> String {
    let mut parts = json.split(EMPTY);
    let mut out = parts.next().unwrap_or_default().to_owned();
    let mut findings = findings.iter();
    for part in parts {
        let hint = findings.next().map(hint).unwrap_or_default();
        // A text into memory has no way to fail.
        let quoted = serde_json::to_string(&hint).unwrap_or_default();
        out.extend(["\"hint\": ", &quoted, part]);
    }
    out
}

fn hint(finding: &Diagnostic) -> String {
    diagnose::told(Lang::En, finding, diagnose::Shell::Cli).fix
}
