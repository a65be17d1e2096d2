//! What an investor asks beside the headline, as lines of the text report: a name, and a sentence.

use crate::base::Interval;
use crate::base::grouped;
use crate::i18n::rooms::split::SplitTexts;
use crate::i18n::{Lang, diagnose};
use crate::report::{Method, Quality, Report, Resampled, SurvivalBy, SurvivalCut};

/// Findings about the data shown.
const FINDINGS: usize = 5;

/// All lines; those that have nothing to say are left out.
pub(super) fn lines(report: &Report) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    let mut say = |name: &str, text: Option<String>| {
        lines.extend(text.map(|text| (name.to_owned(), text)));
    };
    say("95 % interval", report.resampled.as_ref().map(intervals));
    for (name, text) in split(report) {
        say(name, Some(text));
    }
    say("Concentration", concentration(report));
    say("Cohorts, 12 months", cohorts(report));
    say("Survival", survival(report));
    for by in report.survival.iter().flat_map(|survival| &survival.by) {
        say(&format!("· by {}", cut(by)), log_rank(by));
    }
    say("Downgrades", downgrades(report));
    for finding in report.quality.iter().take(FINDINGS) {
        say("Data quality", Some(quality(finding)));
    }
    let more = report.quality.len().saturating_sub(FINDINGS);
    say("", (more > 0).then(|| format!("… and {more} more")));
    lines
}

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

fn between(Interval(low, high): Interval) -> String {
    format!("{} to {}", percent(low), percent(high))
}

/// The intervals of NRR and GRR, and how they were made.
pub(super) fn intervals(resampled: &Resampled) -> String {
    let part = |name: &str, band: Option<crate::report::Band>| {
        band.map_or_else(
            || format!("{name} without (no change)"),
            |band| format!("{name} {}", between(band.p95)),
        )
    };
    let how = match resampled.method {
        Method::Bootstrap => {
            format!("{} draws, seed {}", grouped(&resampled.draws.to_string()), resampled.seed)
        }
        Method::Normal => "normal form".to_owned(),
    };
    let n = grouped(&resampled.n.to_string());
    let nominal = if resampled.narrow { "; nominal: fewer than 50 customers, it covers less" } else { "" };
    format!("{}, {} ({n} customers, {how}{nominal})", part("NRR", resampled.nrr), part("GRR", resampled.grr))
}

/// What expansion − contraction is made of, and how far the columns reach that say so.
fn split(report: &Report) -> Vec<(&'static str, String)> {
    let Some(split) = &report.split else { return Vec::new() };
    let signed = |amount: &str| match amount.strip_prefix('-') {
        Some(_) => grouped(amount),
        None => format!("+{}", grouped(amount)),
    };
    let texts = SplitTexts::of(Lang::En);
    let parts = split.parts.iter().filter(|sum| sum.customers > 0);
    let parts: Vec<String> = parts
        .map(|sum| format!("{} {}", (texts.part)(sum.part).0.to_lowercase(), signed(&sum.amount)))
        .collect();
    let made_of = if parts.is_empty() { String::new() } else { format!(" = {}", parts.join(", ")) };
    let n = grouped(&split.n.to_string());
    let stated = |name: &str, share: Option<f64>| share.map(|share| format!("{name} {}", percent(share)));
    let columns = [stated("product or plan", split.named), stated("quantity", split.counted)];
    let columns: Vec<String> = columns.into_iter().flatten().collect();
    let mut lines =
        vec![("Change", format!("{}{made_of} ({n} customers that stayed)", signed(&split.change)))];
    if !columns.is_empty() {
        lines.push(("· stated for", format!("{} of their MRR at the two ends", columns.join(", "))));
    }
    lines
}

fn concentration(report: &Report) -> Option<String> {
    let month = report.concentration.last()?;
    let shares = [("1", month.top1), ("5", month.top5), ("10", month.top10), ("20", month.top20)];
    let shares: Vec<String> =
        shares.iter().map(|(n, share)| format!("top {n} {}", percent(*share))).collect();
    let (hhi, effective) =
        (grouped(&format!("{:.0}", month.hhi)), grouped(&format!("{:.1}", month.effective)));
    Some(format!("{}: {}, HHI {hhi}, like {effective} equal customers", month.month, shares.join(", ")))
}

fn cohorts(report: &Report) -> Option<String> {
    let cell = report.cohorts_by.all.iter().find(|cell| cell.months == 12)?;
    let rates = [("NRR", cell.nrr), ("GRR", cell.grr), ("logos", cell.logo)];
    let rates: Vec<String> = rates.iter().map(|(name, rate)| format!("{name} {}", percent(*rate))).collect();
    let n = grouped(&cell.n.to_string());
    Some(format!("{} ({n} customers old enough, weighted)", rates.join(", ")))
}

fn months(n: u32) -> String {
    if n == 1 { "1 month".to_owned() } else { format!("{n} months") }
}

fn median(median: Option<u32>) -> String {
    median.map_or_else(|| "not reached".to_owned(), months)
}

fn survival(report: &Report) -> Option<String> {
    let survival = report.survival.as_ref().filter(|survival| survival.all.n > 0)?;
    let all = &survival.all;
    let (n, lost) = (grouped(&all.n.to_string()), grouped(&all.lost.to_string()));
    let before = match survival.from_first_month {
        0 => String::new(),
        n => format!("; {} there from the first month, maybe longer", grouped(&n.to_string())),
    };
    Some(format!("median {} ({lost} of {n} customers lost{before})", median(all.median)))
}

fn cut(by: &SurvivalBy) -> String {
    match by.cut {
        SurvivalCut::StartYear => "start year".to_owned(),
        SurvivalCut::Size => "size".to_owned(),
        SurvivalCut::Attribute => by.name.clone(),
    }
}

fn log_rank(by: &SurvivalBy) -> Option<String> {
    let test = by.log_rank?;
    let p = if test.p < 0.0001 { "p < 0.0001".to_owned() } else { format!("p = {:.4}", test.p) };
    let group = |group: &crate::report::SurvivalGroup| {
        let name = match (&group.value, group.folded) {
            (Some(value), _) => value.clone(),
            (None, 0) => "not stated".to_owned(),
            (None, folded) => format!("{folded} others"),
        };
        format!("{name} {}", median(group.curve.median))
    };
    let medians: Vec<String> = by.groups.iter().map(group).collect();
    Some(format!("median {}; log-rank χ² {:.2}, {p}", medians.join(", "), test.chi_square))
}

fn downgrades(report: &Report) -> Option<String> {
    let table = &report.downgrades;
    let counts =
        |lost: u64, all: u64| format!("{} of {}", grouped(&lost.to_string()), grouped(&all.to_string()));
    let ratio = match (table.risk_ratio, table.interval) {
        (Some(ratio), Some(Interval(low, high))) => {
            let corrected = if table.corrected { ", one cell empty: half added" } else { "" };
            format!("risk {ratio:.1} times (95 % {low:.1} to {high:.1}{corrected})")
        }
        _ => "nothing to compare".to_owned(),
    };
    Some(format!(
        "lost within 6 months of {}: {} downgraded, {} others; {ratio}",
        table.month?,
        counts(table.downgraded_lost, table.downgraded),
        counts(table.others_lost, table.others),
    ))
}

fn quality(finding: &Quality) -> String {
    let told = diagnose::told(Lang::En, &finding.finding(), diagnose::Shell::Cli);
    let mut effect: Vec<String> = Vec::new();
    effect.extend(finding.mrr.as_ref().map(|mrr| format!("MRR {}", grouped(mrr))));
    let points = |name: &str, points: Option<f64>| {
        points.map(|points| format!("{name} {points:+.2} points if mended"))
    };
    effect.extend(points("NRR", finding.nrr_points));
    effect.extend(points("GRR", finding.grr_points));
    let effect = if effect.is_empty() { "effect not known".to_owned() } else { effect.join(", ") };
    format!("{} [{effect}]", told.message)
}
