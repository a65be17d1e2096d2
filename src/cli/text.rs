//! The report as a page of text, aligned in columns.

use super::{answers, diligence};
use crate::base::{Interval, Month, grouped};
use crate::chart::Twin;
use crate::i18n::Lang;
use crate::i18n::segments::segments;
use crate::report::{
    Metric, MetricId, Movement, PresetFigure, QuadrantSums, Report, Segment, SegmentBy, Segmentation, Value,
};
use crate::rooms::{self, Block, Setting};
use std::fmt::Write;

/// Movements shown.
const MONTHS: usize = 12;

/// Groups shown of a segmentation.
const GROUPS: usize = 10;

/// How a metric's value is written.
enum Form {
    Percent,
    Times,
    Money,
    Count,
    Plain,
}

/// The metrics of the summary, by their names in the field.
const HEADLINES: [(MetricId, &str, Form); 16] = [
    (MetricId::Nrr, "NRR", Form::Percent),
    (MetricId::Grr, "GRR", Form::Percent),
    (MetricId::LogoRetention, "Logo retention", Form::Percent),
    (MetricId::RevenueChurn, "Revenue churn", Form::Percent),
    (MetricId::ExpansionRate, "Expansion rate", Form::Percent),
    (MetricId::QuickRatio, "Quick ratio", Form::Times),
    (MetricId::LossCoverage, "Loss coverage", Form::Times),
    (MetricId::NrrExLargest, "NRR ex largest", Form::Percent),
    (MetricId::NrrLazy, "NRR, lazy bridge", Form::Percent),
    (MetricId::Mrr, "MRR", Form::Money),
    (MetricId::Arr, "ARR", Form::Money),
    (MetricId::NetNewMrr, "Net new MRR", Form::Money),
    (MetricId::Customers, "Customers", Form::Count),
    (MetricId::Arpa, "ARPA", Form::Plain),
    (MetricId::Top10Share, "Top-10 share", Form::Percent),
    (MetricId::Hhi, "HHI (of 10,000)", Form::Plain),
];

/// The summary.
pub(super) fn summary(report: &Report) -> String {
    let mut out = String::new();
    // Writing into a String can't fail.
    let _ = write_all(&mut out, report);
    out
}

fn write_all(out: &mut String, report: &Report) -> std::fmt::Result {
    let as_of = report.as_of.map_or_else(|| "no date".to_owned(), |day| day.to_string());
    let currency = report.currency.as_deref().unwrap_or("currency not stated");
    writeln!(out, "As of {as_of} · {currency}")?;
    match report.window {
        Some(w) if w.to.is_unnamed() => writeln!(out, "Retention from opening to closing")?,
        Some(w) => {
            let months = if w.months == 1 { "month" } else { "months" };
            writeln!(out, "Retention over {} {months}: {} to {}", w.months, w.from, w.to)?;
        }
        None => writeln!(out, "Retention: the data are too short for the window")?,
    }
    writeln!(out)?;
    table(out, &rows_used(report))?;
    let setting = answers::setting(report);
    joins(out, &setting)?;
    writeln!(out)?;
    table(out, &headlines(report))?;
    writeln!(out)?;
    table(out, &definitions(report))?;
    if !report.presets.is_empty() {
        writeln!(out)?;
        table(out, &presets(report))?;
    }
    for (place, by) in (0..).zip(&report.segmentations) {
        if !shown(report, place, by) {
            continue;
        }
        writeln!(out)?;
        table(out, &groups(report, place, by))?;
        for line in notes(report, place, by) {
            writeln!(out, "{line}")?;
        }
    }
    if let Some(line) = crossing(report) {
        writeln!(out, "\n{line}")?;
    }
    white_space(out, &setting)?;
    if !report.movements.is_empty() {
        writeln!(out)?;
        table(out, &movements(&report.movements))?;
    }
    let more = diligence::lines(report);
    if !more.is_empty() {
        writeln!(out)?;
    }
    for (name, text) in more {
        writeln!(out, "{name:<18}  {text}")?;
    }
    answers::write(out, &setting)
}

pub(super) type Rows = Vec<Vec<String>>;

pub(super) fn row<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.into_iter().map(str::to_owned).collect()
}

fn rows_used(report: &Report) -> Rows {
    let mut rows = vec![row(["File", "rows", "used", "rejected", "ignored"])];
    for input in &report.inputs {
        let r = input.rows;
        let mut cells = vec![input.name.clone()];
        cells.extend([r.read, r.used, r.rejected, r.ignored].map(|n| grouped(&n.to_string())));
        rows.push(cells);
    }
    rows
}

/// Customers in one table and not in the other.
fn joins(out: &mut String, s: &Setting) -> std::fmt::Result {
    for block in rooms::joins(s) {
        let Block::Table(joins) = block else { continue };
        writeln!(out)?;
        lines(out, &twin(&joins.twin, usize::MAX), joins.twin.head.len() - 1)?;
    }
    Ok(())
}

/// A table of a room, as many of its rows as are wanted.
fn twin(twin: &Twin, most: usize) -> Rows {
    let shown = twin.rows.iter().take(most);
    let shown = shown.map(|row| row.iter().map(|cell| cell.shown.clone()).collect());
    [twin.head.clone()].into_iter().chain(shown).collect()
}

/// Customers named of the white space; the report as JSON has more.
const WHITE_SPACE: usize = 10;

/// The loyal and flat, and what is known of what they could have beside.
fn white_space(out: &mut String, s: &Setting) -> std::fmt::Result {
    let (Some((facts, list)), Some(found)) = (rooms::white_space_alone(s), &s.report.quadrant) else {
        return Ok(());
    };
    let words = segments(Lang::En);
    writeln!(out, "\n{}, ranked {}", words.white_space, (words.ranked_by)(found.ranked_by))?;
    for fact in facts {
        writeln!(out, "{}: {} ({})", fact.name, fact.value, fact.note)?;
    }
    table(out, &twin(&list.twin, WHITE_SPACE))?;
    match found.flat().saturating_sub(WHITE_SPACE as u64) {
        0 => Ok(()),
        rest => writeln!(out, "… and {} more customers", grouped(&rest.to_string())),
    }
}

fn headlines(report: &Report) -> Rows {
    let mut rows = vec![row(["Metric", "value", "above", "below", "customers"])];
    for (id, name, form) in &HEADLINES {
        let cells = match report.metrics.get(id) {
            Some(Metric::Value { value, numerator, denominator, n, .. }) => {
                let side = |side: &Option<Value>| {
                    side.as_ref().map_or_else(String::new, |v| written(v, &Form::Count))
                };
                vec![
                    (*name).to_owned(),
                    written(value, form),
                    side(numerator),
                    side(denominator),
                    grouped(&n.to_string()),
                ]
            }
            Some(Metric::Na { text, .. }) => vec![(*name).to_owned(), format!("n/a: {text}")],
            None => continue,
        };
        rows.push(cells);
    }
    rows
}

/// Every definition that has a value here.
fn definitions(report: &Report) -> Rows {
    let mut rows = vec![row(["Definition", "value", "above", "below", "customers", "misleading"])];
    for definition in &report.definitions {
        let name = definition.id.name();
        let side =
            |side: &Option<Value>| side.as_ref().map_or_else(String::new, |v| written(v, &Form::Count));
        rows.push(match (definition.value, definition.na) {
            (Some(value), _) => vec![
                name,
                percent(value),
                side(&definition.numerator),
                side(&definition.denominator),
                grouped(&definition.n.to_string()),
                if definition.misleading.is_some() { "yes" } else { "" }.to_owned(),
            ],
            (None, why) => vec![name, format!("n/a: {}", why.map_or("no_data", |na| na.as_str()))],
        });
    }
    rows
}

/// The same data as others would report them.
fn presets(report: &Report) -> Rows {
    let mut rows = vec![row(["As reported by", "months", "NRR", "GRR", "logo"])];
    for preset in &report.presets {
        let figure = |figure: &Option<PresetFigure>| match figure.map(|figure| figure.value) {
            Some(Some(value)) => percent(value),
            Some(None) => "n/a".to_owned(),
            None => "-".to_owned(),
        };
        rows.push(vec![
            preset.name.clone(),
            preset.months.to_string(),
            figure(&preset.nrr),
            figure(&preset.grr),
            figure(&preset.logo),
        ]);
    }
    rows
}

/// A ratio as a percentage with one decimal.
pub(super) fn percent(ratio: f64) -> String {
    written(&Value::Number(ratio), &Form::Percent)
}

/// A month; "opening" or "closing" where the file names none.
pub(super) fn told(month: Month) -> String {
    Lang::En.unnamed(month).map_or_else(|| month.to_string(), str::to_owned)
}

fn movements(all: &[Movement]) -> Rows {
    let mut rows = vec![row([
        "Month",
        "opening",
        "new",
        "reactivation",
        "expansion",
        "contraction",
        "churn",
        "closing",
        "customers",
    ])];
    for m in all.iter().skip(all.len().saturating_sub(MONTHS)) {
        let mut cells = vec![format!("{}{}", told(m.month), if m.partial { " (partial)" } else { "" })];
        let gains = [&m.opening, &m.new, &m.reactivation, &m.expansion];
        cells.extend(gains.into_iter().map(|amount| grouped(amount)));
        cells.extend([&m.contraction, &m.churn].into_iter().map(|amount| lost(amount)));
        cells.push(grouped(&m.closing));
        cells.push(grouped(&m.customers.closing.to_string()));
        rows.push(cells);
    }
    rows
}

/// Start cohorts are left to the JSON, and one group alone says no more than the whole.
fn shown(report: &Report, place: u32, by: &Segmentation) -> bool {
    let many = report.segments.iter().filter(|group| group.segmentation == place).take(2).count() > 1;
    many && !matches!(by.kind, SegmentBy::StartYear | SegmentBy::StartQuarter)
}

/// What a segmentation goes by: the header, else the kind.
fn titled(by: &Segmentation) -> String {
    let words = segments(Lang::En);
    match (by.derived, by.kind) {
        (true, kind) => format!("{} ({})", (words.by)(kind), words.derived),
        (false, _) => by.name.clone(),
    }
}

fn name(group: &Segment) -> String {
    segments(Lang::En).group(group.kind, &group.value, group.folded)
}

/// The groups of a segmentation, the first of them.
fn groups(report: &Report, place: u32, by: &Segmentation) -> Rows {
    let mut head = vec![titled(by)];
    head.extend(["customers", "opening", "NRR", "GRR", "logo", "95 %"].map(str::to_owned));
    let mut rows = vec![head];
    for group in report.segments.iter().filter(|group| group.segmentation == place).take(GROUPS) {
        let percent = |ratio: f64| written(&Value::Number(ratio), &Form::Percent);
        let between = group.interval.map(|Interval(low, high)| {
            format!("{:.0}-{:.0}{}", low * 100.0, high * 100.0, if group.small { " (few)" } else { "" })
        });
        let mut cells = vec![name(group), grouped(&group.n.to_string()), grouped(&group.opening)];
        cells.extend([group.nrr, group.grr, group.logo_retention].map(percent));
        cells.push(between.unwrap_or_default());
        rows.push(cells);
    }
    rows
}

/// How many customers are in each group of the crossing of GRR and NDR.
fn crossing(report: &Report) -> Option<String> {
    let words = segments(Lang::En);
    let group = |sums: &QuadrantSums| {
        let [name, ..] = (words.quadrant)(sums.group);
        format!("{name}: {} ({})", grouped(&sums.n.to_string()), grouped(&sums.closing))
    };
    let groups: Vec<String> = report.quadrant.as_ref()?.groups.iter().map(group).collect();
    Some(format!("{}, and their MRR now. {}", words.quadrant_title, groups.join(" · ")))
}

/// What a segmentation gives reason to say.
fn notes(report: &Report, place: u32, by: &Segmentation) -> Vec<String> {
    let words = segments(Lang::En);
    let points = |ratio: f64| format!("{:.1}", ratio * 100.0);
    let percent = |ratio: f64| written(&Value::Number(ratio), &Form::Percent);
    let named =
        |id: MetricId| HEADLINES.iter().find(|(other, ..)| *other == id).map_or("", |(_, name, _)| *name);
    let of = |number: u32| {
        report.segments.iter().find(|group| group.segmentation == place && group.group == number)
    };
    let mut lines = Vec::new();
    let count = report.segments.iter().filter(|group| group.segmentation == place).count();
    if count > GROUPS {
        lines.push(format!("… and {} more groups", count - GROUPS));
    }
    for spread in by.spreads.iter().filter(|spread| spread.masked && spread.metric != MetricId::Nrr) {
        let (Some(low), Some(high)) = (of(spread.low), of(spread.high)) else { continue };
        let rate = |group: &Segment| match spread.metric {
            MetricId::Grr => percent(group.grr),
            _ => percent(group.logo_retention),
        };
        let metric = named(spread.metric);
        let far = (words.masked_by)(
            metric,
            &name(high),
            &rate(high),
            &name(low),
            &rate(low),
            &points(spread.spread),
        );
        let unsure = spread.metric == MetricId::LogoRetention && !spread.certain;
        let unsure = if unsure { format!(" ({})", words.masked_uncertain) } else { String::new() };
        lines.push(format!("{}. {far}{unsure}", words.masked));
    }
    for shift in by.simpson.iter().flat_map(|simpson| &simpson.shifts) {
        if shift.reversed {
            let change = points(shift.change.abs());
            lines.push((words.reversed)(named(shift.metric), shift.change > 0.0, &change));
        }
    }
    lines
}

/// A loss, with its sign; nothing lost has none.
fn lost(amount: &str) -> String {
    if amount.bytes().any(|b| (b'1'..=b'9').contains(&b)) {
        format!("-{}", grouped(amount))
    } else {
        grouped(amount)
    }
}

fn written(value: &Value, form: &Form) -> String {
    match (value, form) {
        (Value::Number(x), Form::Percent) => format!("{:.1} %", x * 100.0),
        (Value::Number(x), Form::Times) => format!("{x:.2} x"),
        (Value::Number(x), _) => grouped(&format!("{x:.2}")),
        (Value::Count(n), _) => grouped(&n.to_string()),
        (Value::Money(text), _) => grouped(text),
    }
}

/// How many places a text takes in a terminal: the letters of East Asia take two.
fn across(text: &str) -> usize {
    let wide = |c: char| matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}');
    text.chars().map(|c| 1 + usize::from(wide(c))).sum()
}

fn blanks(n: usize) -> String {
    " ".repeat(n)
}

/// Columns as wide as their widest cell, the first to the left and figures to the right. The last
/// cell of a short row (a reason) may run on.
pub(super) fn table(out: &mut String, rows: &Rows) -> std::fmt::Result {
    lines(out, rows, usize::MAX)
}

/// The same where the columns from `words` on hold words, to the left.
pub(super) fn lines(out: &mut String, rows: &Rows, words: usize) -> std::fmt::Result {
    let columns = rows.first().map_or(0, Vec::len);
    let width = |column: usize| {
        let full = rows.iter().filter(|row| column == 0 || row.len() == columns);
        full.filter_map(|row| row.get(column)).map(|cell| across(cell)).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    for row in rows {
        let mut line = String::new();
        for (i, (cell, width)) in row.iter().zip(&widths).enumerate() {
            match i {
                0 => write!(line, "{cell}{}", blanks(width - across(cell).min(*width)))?,
                _ if row.len() < columns || i >= words => write!(line, "  {cell}")?,
                _ => write!(line, "  {}{cell}", blanks(width - across(cell).min(*width)))?,
            }
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_below_each_other_whatever_the_letters() {
        let mut out = String::new();
        table(&mut out, &vec![row(["客户等级", "n"]), row(["SMB", "3"]), row(["大客户", "12"])]).unwrap();
        assert_eq!(out, "客户等级   n\nSMB        3\n大客户    12\n");
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(grouped("1234567.89"), "1,234,567.89");
        assert_eq!(grouped("-1000"), "-1,000");
        assert_eq!(grouped("999"), "999");
        assert_eq!(lost("0.00"), "0.00");
        assert_eq!(lost("1500.00"), "-1,500.00");
    }
}
