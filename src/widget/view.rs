//! A source and a wish made into what the element shows: texts, figures, points to ask, a drawing, a table.

use super::charts::{chart, first, part};
use super::figures::{self, Figure};
use super::groups;
use super::source::Source;
use super::wish::{Asked, Kind};
use crate::chart::{Column, Plot, Twin, TwinCell};
use crate::i18n::charts::{ChartTexts, fill};
use crate::i18n::figure_texts;
use crate::i18n::widget::WidgetTexts;
use crate::pack::PlainFigures;
use crate::rooms::Writing;
use serde::Serialize;
use std::sync::Arc;

/// What a view lacks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// `part`, `metric`, `series`, `group`, `period`, `names` or `empty`.
    pub code: &'static str,
    /// What is missing, and what to do.
    pub message: String,
}

impl Missing {
    pub(super) fn of(code: &'static str, message: String) -> Self {
        Missing { code, message }
    }
}

/// A drawing, its numbers as a table, and what stands in its place where there is nothing to draw.
#[derive(Default)]
pub(super) struct Drawing {
    pub plot: Option<Plot>,
    pub twin: Twin,
    pub none: String,
}

/// What can be pointed at: where, its name, its numbers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Point {
    /// Its name.
    pub title: String,
    /// A remark, or nothing.
    pub note: String,
    /// Its month, `YYYY-MM`, where it is of one.
    pub period: String,
    /// Left, top, width, height.
    pub area: [f64; 4],
    /// Its numbers.
    pub numbers: Vec<Said>,
}

/// A number of a point.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Said {
    /// Its name.
    pub label: String,
    /// Its value.
    pub value: String,
    /// Its colour, a custom property; empty for none.
    pub paint: String,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sheet {
    /// The columns' names.
    pub head: Vec<String>,
    /// The rows; the first cell names each.
    pub rows: Vec<Vec<SheetCell>>,
}

/// A cell: its text, whether it is a figure, whether it stands on few.
pub type SheetCell = (String, bool, bool);

/// The names of the element's controls.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[allow(missing_docs)] // named for the place each stands in
pub struct Words {
    pub as_table: &'static str,
    pub as_chart: &'static str,
    pub explain: &'static str,
    pub keys: &'static str,
    pub comma: &'static str,
}

/// What the element shows.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct View {
    /// `number`, `chart` or `table`; `none` where something is missing.
    pub shape: &'static str,
    /// The view asked for.
    pub view: &'static str,
    /// The language's tag.
    pub lang: &'static str,
    /// The heading.
    pub title: String,
    /// Unit and period.
    pub caption: String,
    /// The gist in a sentence.
    pub desc: String,
    /// The figures of a number; of other views the one asked for, where the report has it.
    pub figures: Vec<Figure>,
    /// What can be pointed at in the drawing.
    pub points: Vec<Point>,
    /// The numbers shown, unrounded: rows, each with its name first.
    pub exact: Vec<Vec<String>>,
    /// How many rows of the files stand behind it, in words; empty where the report does not say.
    pub rows: String,
    /// Width of the drawing.
    pub width: f64,
    /// Height of the drawing.
    pub height: f64,
    /// Whether captions and bases are left out.
    pub compact: bool,
    /// What is missing.
    pub missing: Option<Missing>,
    /// For the console.
    pub warnings: Vec<String>,
    /// The names of the controls.
    pub words: Words,
}

/// A view with its drawing and its table.
pub struct Made {
    /// What the element shows.
    pub view: View,
    /// The drawing; of figures, as a file has them.
    pub plot: Option<Plot>,
    /// The numbers as a table.
    pub twin: Twin,
}

/// Makes what is asked for.
pub fn made(source: &Source, asked: &Asked) -> Made {
    let series = match asked.kind {
        Kind::Line | Kind::Movements | Kind::Cohort => true,
        Kind::Bar => asked.segment.is_none(),
        _ => false,
    };
    let ends = if series { (asked.from, asked.to) } else { (None, None) };
    let report = source.report(asked.names, ends);
    let texts = figure_texts(asked.lang);
    let unit = report.currency.clone().or_else(|| asked.currency.clone());
    let s = Writing {
        months: report.window.map_or(12, |window| window.months),
        texts,
        figures: Arc::new(PlainFigures::new(asked.lang, unit.as_deref())),
        report,
    };
    let own = WidgetTexts::of(asked.lang);
    let charts = ChartTexts::of(asked.lang);
    let view = View {
        view: asked.kind.name(),
        lang: asked.lang.tag(),
        compact: asked.compact,
        warnings: asked.warnings.clone(),
        rows: match source.rows() {
            (0, _) => String::new(),
            (all, rejected) => {
                let count = |n| s.figures.count(n);
                fill(own.rows, &[("rows", &count(all)), ("rejected", &count(rejected))])
            }
        },
        words: Words {
            as_table: charts.as_table,
            as_chart: own.as_chart,
            explain: own.explain,
            keys: own.keys,
            comma: charts.comma,
        },
        ..View::default()
    };
    let mut made = shown(&s, source, asked, view.clone()).unwrap_or_else(|missing| Made {
        view: View { shape: "none", missing: Some(missing), ..view },
        plot: None,
        twin: Twin::default(),
    });
    // Of customers, who may be many, the table is asked for by itself.
    if asked.kind != Kind::Quadrant {
        let raw = |row: &Vec<TwinCell>| row.iter().map(|cell| cell.raw.clone()).collect();
        made.view.exact = made.twin.rows.iter().map(raw).collect();
    }
    made
}

fn shown(s: &Writing, source: &Source, asked: &Asked, view: View) -> Result<Made, Missing> {
    let own = WidgetTexts::of(asked.lang);
    let part = part(asked);
    if !source.has(part) {
        let text = if asked.kind == Kind::Chart { own.no_chart } else { own.no_part };
        return Err(Missing::of("part", fill(text, &[("part", part)])));
    }
    match (asked.kind, &asked.segment) {
        (Kind::Table, Some((by, None))) => {
            let table = groups::table(s, by)?;
            let view = View { shape: "table", title: table.title, caption: table.caption, ..view };
            Ok(Made { view, plot: None, twin: (*table.twin).clone() })
        }
        (Kind::Number | Kind::Table, Some((by, group))) => {
            let figures = groups::figures(s, asked, by, group.as_deref().unwrap_or_default())?;
            Ok(of_figures(figures, own, asked, view))
        }
        (Kind::Number, None) => Ok(of_figures(figures::figures(s, asked)?, own, asked, view)),
        (Kind::Table, None) => {
            let metrics = match asked.metrics.is_empty() {
                true => figures::key_figures(&s.report),
                false => asked.metrics.clone(),
            };
            let figures = figures::figures(s, &Asked { metrics, ..asked.clone() })?;
            Ok(of_figures(figures, own, asked, view))
        }
        _ => {
            let Drawing { plot, twin, none } = chart(s, source, asked)?;
            let Some(plot) = plot else {
                let message =
                    if (asked.from, asked.to) == (None, None) { none } else { own.nothing.to_owned() };
                return Err(Missing::of("empty", message));
            };
            // Beside a series of some months the figure is still that of the report's window, whose period it names.
            let months = months_of(asked, plot.columns.len(), &twin);
            let whole = Asked { from: None, to: None, ..asked.clone() };
            let view = View {
                shape: "chart",
                title: plot.title.clone(),
                caption: plot.caption.clone(),
                desc: plot.desc.clone(),
                figures: figures::figure(s, &whole, first(asked)).into_iter().collect(),
                points: plot.columns.iter().zip(&months).map(point).collect(),
                width: plot.width,
                height: plot.height,
                ..view
            };
            Ok(Made { view, plot: Some(plot), twin })
        }
    }
}

/// Figures side by side, or as a table.
fn of_figures(figures: Vec<Figure>, texts: &WidgetTexts, asked: &Asked, view: View) -> Made {
    let shape = if asked.kind == Kind::Table { "table" } else { "number" };
    let title = match figures.as_slice() {
        [one] => one.name.clone(),
        _ => texts.figures.to_owned(),
    };
    let (plot, twin) = (figures::card(&figures, asked.size.0), figures::twin(&figures, texts));
    Made { view: View { shape, title, figures, ..view }, plot, twin }
}

/// The month of each column, where columns are months. A table may have months before them that are not drawn.
fn months_of(asked: &Asked, columns: usize, twin: &Twin) -> Vec<String> {
    let are = match asked.kind {
        Kind::Line | Kind::Movements => true,
        Kind::Bar => asked.segment.is_none(),
        _ => false,
    };
    let drawn = twin.rows.len().saturating_sub(columns);
    let raw =
        |row: &Vec<TwinCell>| row.first().map(|cell| cell.raw.clone()).filter(|_| are).unwrap_or_default();
    let months = twin.rows.iter().skip(drawn).map(raw);
    months.chain(std::iter::repeat(String::new())).take(columns).collect()
}

fn point((column, month): (&Column, &String)) -> Point {
    let numbers = column.marks.iter().map(|mark| Said {
        label: mark.label.clone(),
        value: mark.value.clone(),
        paint: mark.paint.map(|paint| paint.property()).unwrap_or_default(),
    });
    let area = column.area;
    Point {
        title: column.title.clone(),
        note: column.note.clone().unwrap_or_default(),
        period: month.clone(),
        area: [area.x, area.y, area.width, area.height],
        numbers: numbers.collect(),
    }
}

/// A table as the element shows it.
pub fn sheet(twin: &Twin) -> Sheet {
    let cell = |cell: &TwinCell| (cell.shown.clone(), cell.figure, cell.pale);
    Sheet {
        head: twin.head.clone(),
        rows: twin.rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
    }
}
