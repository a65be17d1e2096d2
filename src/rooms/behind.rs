//! What is said of the evidence behind a number: its name and rule, its formula with the file's own numbers, and the
//! months, ages, costs or figures it is put together from beside its customers.

use super::diligence::group_name;
use super::figure::{amount_text, value_text};
use super::{DASH, Setting, answers, basis};
use crate::base::{Month, format_minor, grouped};
use crate::chart::{Twin, TwinCell, decimal_value};
use crate::i18n::charts::fill;
use crate::i18n::data::datum;
use crate::i18n::evidence::EvidenceTexts;
use crate::i18n::rooms::split::SplitTexts;
use crate::i18n::segments::segments;
use crate::read::Role;
use crate::report::{
    AgeCell, Among, Cohort, CohortSpan, CustomerList, EvidenceColumn, EvidenceKey, EvidenceMade,
    EvidencePage, EvidencePart, EvidenceUnit, Metric, MetricId, PartOf, RankedBy, Report, SourceRef, TermOf,
    Unit, Value,
};

/// Ratios written out in a formula; a table has them all.
const FACTORS: usize = 12;

/// Name and rule of a number.
pub fn about(s: &Setting, key: EvidenceKey) -> (String, &'static str) {
    let (t, figures, report) = (s.texts, &*s.figures, &s.report);
    let texts = EvidenceTexts::of(t.lang);
    let grouped = |name: String, among: Option<Among>| match among.and_then(|among| group_name(s, among)) {
        Some(group) => fill(texts.of_group, &[("name", &name), ("group", &group)]),
        None => name,
    };
    let named = |customer: Option<&String>, name: &str| match customer {
        Some(group) => fill(texts.of_group, &[("name", name), ("group", group)]),
        None => name.to_owned(),
    };
    match key {
        EvidenceKey::Metric { id } => ((t.metric)(id).to_owned(), (t.metric_definition)(id)),
        EvidenceKey::Movement { month, kind } => {
            ((t.about_movement)((t.movement)(kind), &figures.month(month)), (t.movement_definition)(kind))
        }
        EvidenceKey::Net { month } => (fill(texts.net, &[("month", &figures.month(month))]), texts.net_rule),
        EvidenceKey::Closing { month } => ((t.about_closing)(&figures.month(month)), t.closing_definition),
        EvidenceKey::Concentration { month, top } => {
            let (name, rule) = match top {
                None => (texts.hhi, texts.hhi_rule),
                Some(_) => (texts.top, texts.top_rule),
            };
            let n = figures.count(top.unwrap_or(0).into());
            (fill(name, &[("month", &figures.month(month)), ("n", &n)]), rule)
        }
        EvidenceKey::Bridge { part } => {
            let title = report.window.map(|window| {
                (t.about_bridge)((t.bridge)(part), &figures.month(window.from), &figures.month(window.to))
            });
            (title.unwrap_or_else(|| (t.bridge)(part).to_owned()), (t.bridge_definition)(part))
        }
        EvidenceKey::Cohort { start, months } => {
            ((t.about_cohort)(&figures.month(start), months), t.cohort_definition)
        }
        EvidenceKey::Segment { by, value, metric, before } => {
            let found = report.segments.iter().find(|s| s.segmentation == by && s.group == value);
            let s = segments(t.lang);
            let group = found.map(|f| s.group(f.kind, &f.value, f.folded)).unwrap_or_default();
            let then =
                report.segmentations.get(by as usize).and_then(|s| s.simpson.as_ref()).map(|s| s.window);
            let metric = (t.metric)(metric);
            let title = match then.filter(|_| before) {
                Some(then) => {
                    let (from, to) = (figures.month(then.from), figures.month(then.to));
                    (s.about_segment_before)(metric, &group, &from, &to)
                }
                None => (s.about_segment)(metric, &group),
            };
            (title, s.segment_definition)
        }
        EvidenceKey::Quadrant { group } => {
            let s = segments(t.lang);
            let [name, ..] = (s.quadrant)(group);
            (name.to_owned(), s.quadrant_definition)
        }
        EvidenceKey::Listed { list, place } => {
            let place = place as usize;
            let crossed = report.quadrant.as_ref();
            let title = match list {
                CustomerList::Changes => {
                    named(report.changes.get(place).map(|change| &change.customer), texts.changes)
                }
                CustomerList::Spots => {
                    named(crossed.and_then(|q| q.spots.get(place)?.customer.as_ref()), texts.spot)
                }
            };
            (title, texts.listed_rule)
        }
        EvidenceKey::WhiteSpace { by, place } => {
            let s = segments(t.lang);
            let (name, rule) = match by {
                RankedBy::Mrr => (texts.white_space, texts.listed_rule),
                RankedBy::Seats => (s.room, texts.seats_rule),
                RankedBy::Modules => (s.modules, texts.modules_rule),
            };
            let one = place.and_then(|place| report.quadrant.as_ref()?.white_space.get(place as usize));
            (named(one.map(|space| &space.customer), name), rule)
        }
        EvidenceKey::CohortBy { by, start, months } => {
            let quarter = start.number().div_ceil(3);
            ((t.about_cohort_by)(by, &figures.year(start), quarter, months), t.cohort_by_definition)
        }
        EvidenceKey::Downgrades { downgraded } => {
            ((t.about_downgrades)(downgraded).to_owned(), t.downgrades_definition)
        }
        EvidenceKey::Survival { months, among } => {
            (grouped((t.about_survival)(months), among), t.survival_definition)
        }
        EvidenceKey::Stayed { months, among } => {
            let name = fill(texts.stayed, &[("n", &figures.count(months.into()))]);
            (grouped(name, among), texts.stayed_rule)
        }
        EvidenceKey::Quality { code, .. } => ((t.about_quality)(code).to_owned(), t.quality_definition),
        EvidenceKey::Trend { month } => ((t.about_trend)(&figures.month(month)), t.trend_definition),
        EvidenceKey::Split { part } => {
            let (name, rule) = (SplitTexts::of(t.lang).part)(part);
            (name.to_owned(), rule)
        }
        EvidenceKey::Definition { id } => ((t.definition_name)(id).to_owned(), (t.definition_rule)(id)),
        EvidenceKey::Step { id, month } => {
            let said = [("name", (t.definition_name)(id)), ("month", &figures.month(month))];
            (fill(texts.step, &said), texts.step_rule)
        }
        EvidenceKey::Cost { category } => {
            (fill(texts.cost, &[("name", (t.cost_category)(category))]), texts.cost_rule)
        }
        EvidenceKey::Answered { question, figure } => answers::about_figure(s, question, figure),
        EvidenceKey::Row { question, grid, place } => answers::about_row(s, question, grid, place),
        EvidenceKey::Finding { question, place } => {
            let found = report.questions.get(question as usize).and_then(|q| q.findings.get(place as usize));
            let said = found.map(|found| answers::insight(s, found).message);
            (said.unwrap_or_default(), texts.finding_rule)
        }
        EvidenceKey::Serving { month, months, category } => {
            let name = category.map_or(texts.serving, |category| (t.cost_category)(category));
            let said = [("name", name), ("months", &(t.months)(months)), ("month", &figures.month(month))];
            (fill(texts.served, &said), texts.served_rule)
        }
    }
}

/// What a column of the rows behind a number is called.
pub fn column(s: &Setting, key: EvidenceKey, column: EvidenceColumn) -> String {
    let own = match column {
        EvidenceColumn::Listed { column, .. } => answers::list_column(s, key, column),
        _ => None,
    };
    own.unwrap_or_else(|| (s.texts.evidence_column)(column).to_owned())
}

/// The value that the evidence is for: as the report has it, else as the evidence makes it.
fn result(s: &Setting, page: &EvidencePage) -> Option<String> {
    let (figures, report) = (&*s.figures, &s.report);
    match page.key {
        EvidenceKey::Metric { id } => match report.metrics.get(&id)? {
            Metric::Value { value, .. } => Some(value_text(figures, id, value)),
            Metric::Na { .. } => None,
        },
        EvidenceKey::Definition { id } => {
            let definition = report.definitions.iter().find(|definition| definition.id == id)?;
            definition.value.map(|value| figures.percent(value))
        }
        EvidenceKey::Answered { question, figure } => answers::figure_text(s, question, figure),
        _ => match (page.value.as_ref()?, page.made) {
            (Value::Number(x), EvidenceMade::Squares) => Some(figures.decimal(*x)),
            (Value::Number(x), _) => Some(figures.percent(*x)),
            (value, _) => Some(amount_text(figures, value)),
        },
    }
}

/// NRR, GRR and logo retention where one list of customers stands behind all three; of a point of the crossing, two.
fn retention(report: &Report, key: EvidenceKey) -> Option<(f64, f64, Option<f64>)> {
    let aged = |cells: &[AgeCell], months: u32| {
        let cell = cells.iter().find(|cell| cell.months == months)?;
        Some((cell.nrr, cell.grr, Some(cell.logo)))
    };
    let of = |cohorts: &[Cohort], start: Month, months: u32| {
        aged(&cohorts.iter().find(|cohort| cohort.start == start)?.age, months)
    };
    match key {
        EvidenceKey::Cohort { start, months } => of(&report.cohorts, start, months),
        EvidenceKey::CohortBy { by, start, months } => match by {
            CohortSpan::Quarter => of(&report.cohorts_by.quarter, start, months),
            CohortSpan::Year => of(&report.cohorts_by.year, start, months),
            CohortSpan::All => aged(&report.cohorts_by.all, months),
        },
        EvidenceKey::Trend { month } => {
            let point = report.trend.iter().find(|point| point.month == month)?;
            Some((point.nrr, point.grr, Some(point.logo_retention)))
        }
        EvidenceKey::Listed { list: CustomerList::Spots, place } => {
            let spot = report.quadrant.as_ref()?.spots.get(place as usize)?;
            Some((spot.ndr, spot.grr, None))
        }
        _ => None,
    }
}

/// "Kept $102,733 ÷ MRR at start $137,579 = 74.7 %", from the evidence's own totals: a line a figure.
pub fn made(s: &Setting, page: &EvidencePage) -> Vec<String> {
    let (t, figures) = (s.texts, &*s.figures);
    let texts = EvidenceTexts::of(t.lang);
    let over = t.over;
    let term = |place: usize| {
        let (own, total) = (page.columns.get(place)?, page.totals.get(place)?);
        Some(format!("{} {}", column(s, page.key, *own), cell(s, *own, total)))
    };
    let of_row = answers::made(s, page);
    if !of_row.is_empty() {
        return of_row;
    }
    let above = page.numerator.and_then(|place| term(place as usize));
    let below = page.denominator.and_then(|place| term(place as usize));
    let of = |wanted: EvidenceColumn| page.columns.iter().position(|c| *c == wanted).and_then(term);
    if let Some((nrr, grr, logo)) = retention(&s.report, page.key) {
        let line = |id: MetricId, above: Option<String>, below: Option<&String>, ratio: f64| {
            let (name, value) = ((t.metric_short)(id), figures.percent(ratio));
            match above.zip(below) {
                Some((above, below)) => format!("{name}: {above} {over} {below} = {value}"),
                None => format!("{name}: {value}"),
            }
        };
        let all = (t.customers_n)(page.count, &figures.count(page.count));
        let kept = of(EvidenceColumn::KeptCustomer);
        let first = [
            line(MetricId::Nrr, above, below.as_ref(), nrr),
            line(MetricId::Grr, of(EvidenceColumn::Kept), below.as_ref(), grr),
        ];
        let logo = logo.map(|logo| line(MetricId::LogoRetention, kept, Some(&all), logo));
        return first.into_iter().chain(logo).collect();
    }
    let spent = page.spent.as_ref().map(|spent| format!("{} {}", texts.spent, figures.money(spent)));
    let times = |term: &str, by: u32| match by {
        1 => term.to_owned(),
        by => format!("{term} × {}", figures.count(by.into())),
    };
    let ratio = above.as_ref().zip(below.as_ref()).map(|(above, below)| format!("{above} {over} {below}"));
    let metric = match page.key {
        EvidenceKey::Metric { id } => Some(id),
        _ => None,
    };
    let side = match page.made {
        EvidenceMade::Sum if below.is_some() => ratio,
        EvidenceMade::Sum => match metric {
            // Of one customer what it follows from says more than the sum of one.
            None if matches!(page.key, EvidenceKey::WhiteSpace { by: RankedBy::Seats, place: Some(_) }) => {
                let [paid, seats, free] =
                    [EvidenceColumn::Closing, EvidenceColumn::PaidSeats, EvidenceColumn::FreeSeats].map(of);
                paid.zip(seats)
                    .zip(free)
                    .map(|((paid, seats), free)| format!("{paid} {over} {seats} × {free}"))
            }
            None => return above.into_iter().collect(),
            Some(_) => above,
        },
        EvidenceMade::Times { by } => {
            above.zip(below.as_ref()).map(|(above, below)| format!("{} {over} {below}", times(&above, by)))
        }
        EvidenceMade::Power { by } => ratio.map(|ratio| format!("({ratio})^{}", figures.count(by.into()))),
        EvidenceMade::Linear { by } => {
            ratio.map(|ratio| format!("1 + {} × ({ratio} − 1)", figures.count(by.into())))
        }
        EvidenceMade::Capped => above.zip(below.as_ref()).map(|(above, below)| {
            format!("({}) {over} {below}", fill(texts.least, &[("a", &above), ("b", below)]))
        }),
        EvidenceMade::Squares => return squares(s, page, above.zip(below)),
        EvidenceMade::Product => Some(product(s, &page.parts)),
        EvidenceMade::Spent { by } => match (spent, below) {
            (Some(spent), Some(below)) => Some(format!("{} {over} {below}", times(&spent, by))),
            (spent, _) => return spent.into_iter().collect(),
        },
        EvidenceMade::Left => {
            below.zip(spent).map(|(below, spent)| format!("({below} − {spent}) {over} {below}"))
        }
        EvidenceMade::Formula | EvidenceMade::Discounted { .. } => match metric {
            Some(id) => basis(t, figures, &s.report, id).made_of,
            None => Some(texts.figures.trim_end_matches(['.', '。']).to_owned()),
        },
        EvidenceMade::Added { by, more } => above.zip(below).map(|(above, below)| {
            format!("{} {over} ({below} + {})", times(&above, by), figures.count(more.into()))
        }),
        EvidenceMade::Affine { by, times: factor, plus } => above.zip(below).map(|(above, below)| {
            let [factor, plus] = [factor, plus].map(|n| plain(&format_minor(n.into(), 3)));
            format!("{factor} × ({} {over} {below}) + {plus}", times(&above, by))
        }),
        EvidenceMade::Cycles { seeds, cycles } => ratio.map(|ratio| {
            let seeds = figures.count(seeds.into());
            format!("K = {ratio}; {seeds} × (1 + K + … + K^{})", cycles.saturating_sub(1))
        }),
        EvidenceMade::Halved { reached } => match &page.value {
            Some(Value::Number(share)) => {
                let sign = if reached { '≤' } else { '>' };
                let (share, half) = (figures.percent(*share), figures.percent(0.5));
                // A single ratio is the share itself.
                let steps = Some(product(s, &page.parts)).filter(|_| page.parts.len() > 1);
                let all = steps.into_iter().chain([share]).collect::<Vec<_>>().join(" = ");
                Some(format!("{all} {sign} {half}"))
            }
            _ => None,
        },
        EvidenceMade::Marginal => growth(s, page).map(|[cost, base, ..]| format!("({cost}) {over} ({base})")),
        EvidenceMade::Elasticity => growth(s, page).map(|[cost, base, cost_before, base_before]| {
            format!("(({cost}) {over} {cost_before}) {over} (({base}) {over} {base_before})")
        }),
        EvidenceMade::Slope => {
            let said = |part: &EvidencePart| part.ratio.map(|ratio| figures.percent(ratio));
            match page.parts.iter().map(said).collect::<Option<Vec<_>>>().as_deref() {
                Some([a, b, c, d]) => Some(format!("(3 × ({d} − {a}) + {c} − {b}) {over} 10")),
                _ => None,
            }
        }
        EvidenceMade::Over { by } => {
            above.map(|above| format!("{above} {over} {}", figures.count(by.into())))
        }
        EvidenceMade::Some => Some(fill(texts.some, &[("n", &figures.count(page.parts.len() as u64))])),
        EvidenceMade::Median => Some(fill(texts.median, &[("n", &figures.count(page.count))])),
        EvidenceMade::Mean { by } => {
            let name = |place: Option<u32>| Some((t.evidence_column)(*page.columns.get(place? as usize)?));
            let (above, below) = (name(page.numerator), name(page.denominator));
            let each = above.zip(below).map(|(above, below)| format!("{} {over} {below}", times(above, by)));
            let n = figures.count(page.count);
            each.map(|each| fill(texts.mean_of_rows, &[("each", &each), ("n", &n)]))
        }
    };
    let equals = if matches!(page.made, EvidenceMade::Halved { .. }) { "→" } else { "=" };
    side.zip(result(s, page)).map(|(side, result)| format!("{side} {equals} {result}")).into_iter().collect()
}

/// What two periods' amounts and bases differ by, as subtractions, and those of the first.
fn growth(s: &Setting, page: &EvidencePage) -> Option<[String; 4]> {
    let [before, after] = &page.parts[..] else { return None };
    let said = |value: &Option<Value>| value.as_ref().map(|value| amount_text(&*s.figures, value));
    let ((cost, base), (more, others)) =
        (said(&before.above).zip(said(&before.below))?, said(&after.above).zip(said(&after.below))?);
    Some([format!("{more} − {cost}"), format!("{others} − {base}"), cost, base])
}

/// The ratios of months or ages, as many as a line holds.
pub(super) fn product(s: &Setting, parts: &[EvidencePart]) -> String {
    let ratios = parts.iter().filter_map(|part| part.ratio).map(|ratio| s.figures.percent(ratio));
    let mut written: Vec<String> = ratios.collect();
    if written.is_empty() {
        return s.figures.percent(1.0);
    }
    if written.len() > FACTORS {
        written.truncate(FACTORS);
        written.push("…".to_owned());
    }
    written.join(" × ")
}

/// HHI, and the number of customers it stands for.
fn squares(s: &Setting, page: &EvidencePage, sides: Option<(String, String)>) -> Vec<String> {
    let (Some((above, below)), Some(hhi)) = (sides, result(s, page)) else { return Vec::new() };
    let (over, count) = (s.texts.over, s.figures.count(10_000));
    let mut lines = vec![format!("HHI: {above} {over} ({below})² × {count} = {hhi}")];
    if let EvidenceKey::Concentration { month, .. } = page.key {
        let found = s.report.concentration.iter().find(|found| found.month == month);
        let effective = found.map(|found| s.figures.decimal(found.effective));
        lines.extend(effective.map(|effective| format!("{count} {over} {hhi} = {effective}")));
    }
    lines
}

/// What the number is put together from, as a table, and what that makes.
pub fn parts(s: &Setting, page: &EvidencePage) -> Option<(&'static str, Twin)> {
    let (t, texts) = (s.texts, EvidenceTexts::of(s.texts.lang));
    let first = page.parts.first()?;
    let amount = |value: &Option<Value>, key| match value {
        Some(value) => TwinCell::figure(amount_text(&*s.figures, value), super::raw_text(value), key),
        None => TwinCell::figure("", "", None),
    };
    let ratio = |part: &EvidencePart| {
        let raw = part.ratio.map(|ratio| ratio.to_string()).unwrap_or_default();
        TwinCell::figure(s.percent(part.ratio), raw, part.key)
    };
    let row = |part: &EvidencePart| match part.of {
        PartOf::Month { month } => vec![
            TwinCell::text(s.figures.month(month), month.to_string()),
            amount(&part.above, part.key),
            amount(&part.below, part.key),
            ratio(part),
        ],
        PartOf::Age { months } => vec![
            TwinCell::text(s.figures.count(months.into()), months.to_string()),
            amount(&part.above, part.key),
            amount(&part.below, part.key),
            ratio(part),
        ],
        PartOf::Days { days } => vec![
            TwinCell::text(s.figures.count(days.into()), days.to_string()),
            amount(&part.above, None),
            amount(&part.below, None),
            ratio(part),
        ],
        PartOf::Cost { category, month } => {
            let name = format!("{} · {}", (t.cost_category)(category), s.figures.month(month));
            let source = part.source.map(|source| sources(s, &[source])).unwrap_or_default();
            vec![
                TwinCell::text(name.clone(), name),
                amount(&part.above, None),
                TwinCell::text(source.clone(), source),
            ]
        }
        PartOf::Stated { role } => {
            let name = match role {
                Role::Datum(own) => datum(own, t.lang),
                _ => "",
            };
            let source = part.source.map(|source| sources(s, &[source])).unwrap_or_default();
            vec![
                TwinCell::text(name, name),
                amount(&part.above, None),
                TwinCell::text(source.clone(), source),
            ]
        }
        PartOf::Row { question, grid, place, .. } => {
            let name = answers::row_name(s, question, grid, place).unwrap_or_default();
            vec![TwinCell::text(name.clone(), name), amount(&part.above, part.key)]
        }
        PartOf::Term { question, grid, column, of } => {
            let key = EvidenceKey::Row { question, grid, place: 0 };
            let name = answers::list_column(s, key, column).unwrap_or_default();
            let name = match texts.terms.get(of as usize) {
                Some(term) if !term.is_empty() => format!("{name} · {term}"),
                _ => name,
            };
            let end = |value: &Option<Value>| match value {
                Some(day) if of == TermOf::Span => {
                    TwinCell::figure(answers::span_end(s, day), super::raw_text(day), None)
                }
                value => amount(value, None),
            };
            vec![TwinCell::text(name.clone(), name), end(&part.above), end(&part.below)]
        }
        PartOf::Metric { id } => {
            let value = match s.report.metrics.get(&id) {
                Some(Metric::Value { value, .. }) => Some(value),
                _ => None,
            };
            let shown = value.map_or_else(|| DASH.to_owned(), |value| value_text(&*s.figures, id, value));
            let raw = value.map(super::raw_text).unwrap_or_default();
            let name = (t.metric)(id);
            vec![TwinCell::text(name, name), TwinCell::figure(shown, raw, part.key)]
        }
    };
    let column = |question, grid, column| {
        let key = EvidenceKey::Row { question, grid, place: 0 };
        answers::list_column(s, key, column).unwrap_or_default()
    };
    let (first_of, counted) = match first.of {
        PartOf::Row { question, grid, column: own, .. } => {
            (column(question, grid, 0), column(question, grid, own))
        }
        _ => Default::default(),
    };
    let (note, head): (_, &[&str]) = match (first.of, page.made) {
        (PartOf::Month { .. }, EvidenceMade::Product) => {
            (texts.product, &[texts.col_month, texts.col_above, texts.col_below, texts.col_ratio])
        }
        (PartOf::Month { .. }, EvidenceMade::Marginal | EvidenceMade::Elasticity | EvidenceMade::Slope) => {
            (texts.figures, &[texts.col_month, texts.col_above, texts.col_below, texts.col_ratio])
        }
        (PartOf::Month { .. }, _) => {
            (texts.mean, &[texts.col_month, texts.col_above, texts.col_below, texts.col_ratio])
        }
        (PartOf::Age { .. }, _) => {
            (texts.product, &[texts.col_age, texts.col_above, texts.col_below, texts.col_ratio])
        }
        (PartOf::Days { .. }, _) => {
            let days = (t.evidence_column)(EvidenceColumn::Value { unit: Unit::Days });
            (texts.product, &[days, texts.col_above, texts.col_below, texts.col_ratio])
        }
        (PartOf::Cost { .. }, _) => (texts.spent_note, &[texts.col_cost, texts.col_amount, t.col_source]),
        (PartOf::Stated { .. }, _) => (texts.stated, &[texts.col_stated, texts.col_value, t.col_source]),
        (PartOf::Term { .. }, _) => (texts.terms_note, &[texts.col_figure, texts.col_value, texts.col_below]),
        (PartOf::Row { .. }, _) => (texts.figures, &[&first_of, &counted]),
        (PartOf::Metric { .. }, _) => (texts.figures, &[texts.col_figure, texts.col_value]),
    };
    let head = head.iter().map(|name| (*name).to_owned()).collect();
    Some((note, Twin { head, rows: page.parts.iter().map(row).collect() }))
}

/// Source lines named before "and n more", where they are of no more files.
const LINES: usize = 6;

/// "lines 17, 18 of ledger.csv, line 5 of accounts.csv": some lines of each file that a row comes from.
pub fn sources(s: &Setting, refs: &[SourceRef]) -> String {
    let files = refs.chunk_by(|a, b| a.file == b.file).count();
    named(s, refs, LINES.saturating_sub(files)).0
}

/// "and 12 more", where [`sources`] doesn't name all lines.
pub fn more_sources(s: &Setting, refs: &[SourceRef]) -> Option<String> {
    let files = refs.chunk_by(|a, b| a.file == b.file).count();
    let (_, left) = named(s, refs, LINES.saturating_sub(files));
    let n = match s.texts.lang {
        crate::i18n::Lang::En => left,
        crate::i18n::Lang::Zh => refs.len(),
    };
    (left > 0).then(|| (s.texts.source_more)(&s.figures.count(n as u64)))
}

/// All lines of all files that a row comes from.
pub fn all_sources(s: &Setting, refs: &[SourceRef]) -> String {
    named(s, refs, usize::MAX).0
}

/// The first line of each file and as many more as there is room for; and how many are left out.
fn named(s: &Setting, refs: &[SourceRef], mut room: usize) -> (String, usize) {
    let mut left = refs.len();
    let of_file = |own: &[SourceRef]| {
        let shown = own.len().min(room.saturating_add(1));
        room = room.saturating_sub(shown.saturating_sub(1));
        left -= shown;
        let lines =
            own.iter().take(shown).map(|source| source.line.to_string()).collect::<Vec<_>>().join(", ");
        let reading = own.first().and_then(|source| s.report.inputs.get(source.file as usize));
        (s.texts.source_lines)(&lines, reading.map_or("", |reading| reading.name.as_str()))
    };
    let files: Vec<String> = refs.chunk_by(|a, b| a.file == b.file).map(of_file).collect();
    (files.join(s.texts.list_separator), left)
}

/// A decimal text with digits after the point only where there are any.
pub(super) fn plain(text: &str) -> String {
    grouped(match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.'),
        false => text,
    })
}

/// A cell of evidence as people read it.
pub fn cell(s: &Setting, column: EvidenceColumn, cell: &str) -> String {
    match (column.unit(), cell.parse::<i64>()) {
        (EvidenceUnit::Count, Ok(n)) => amount_text(&*s.figures, &Value::Count(n)),
        (EvidenceUnit::Count, Err(_)) => cell.to_owned(),
        (EvidenceUnit::Thousandths, _) if column == EvidenceColumn::Stated => s.figures.money(cell),
        (EvidenceUnit::Square | EvidenceUnit::Thousandths, _) => plain(cell),
        (EvidenceUnit::Money, _) if cell.is_empty() => DASH.to_owned(),
        (EvidenceUnit::Money, _) => s.figures.money(cell),
        (EvidenceUnit::Points, _) => {
            decimal_value(cell).map_or_else(|| cell.to_owned(), |points| s.figures.percent(points / 100.0))
        }
    }
}
