//! How a sketch and its table are written into a file. By hand rather than derived: what is derived names every field
//! once for each type that it may hold, which came to three kilobytes of the page; here one writer serves all.
//! That what is read is what was written is held by the tests of [`super::Sketch`].

use super::{
    Across, Axis, Bar, BarRow, Bubble, Line, LinePoint, Paint, PartLabel, Row, Sketch, StepRow, Twin,
    TwinCell,
};
use serde::ser::{Serialize, Serializer};

/// A value on its way into a file.
enum Out<'a> {
    Nothing,
    Text(&'a str),
    Named(String),
    Number(f64),
    Whole(u32),
    Flag(bool),
    Many(Vec<Out<'a>>),
    Fields(Vec<(&'static str, Out<'a>)>),
}

impl Serialize for Out<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Out::Nothing => to.serialize_unit(),
            Out::Text(text) => to.serialize_str(text),
            Out::Named(text) => to.serialize_str(text),
            Out::Number(x) => to.serialize_f64(*x),
            Out::Whole(n) => to.serialize_u32(*n),
            Out::Flag(is) => to.serialize_bool(*is),
            Out::Many(all) => to.collect_seq(all),
            Out::Fields(fields) => to.collect_map(fields.iter().map(|(name, value)| (name, value))),
        }
    }
}

impl Serialize for Sketch {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        sketch(self).serialize(to)
    }
}

impl Serialize for Twin {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        Out::Fields(vec![
            ("head", many(&self.head, |name| Out::Text(name))),
            ("rows", many(&self.rows, |row| many(row, twin_cell))),
        ])
        .serialize(to)
    }
}

fn many<'a, T>(all: &'a [T], out: impl Fn(&'a T) -> Out<'a>) -> Out<'a> {
    Out::Many(all.iter().map(out).collect())
}

fn maybe(x: Option<f64>) -> Out<'static> {
    x.map_or(Out::Nothing, Out::Number)
}

fn pair(of: Option<(f64, f64)>) -> Out<'static> {
    of.map_or(Out::Nothing, |(a, b)| Out::Many(vec![Out::Number(a), Out::Number(b)]))
}

fn paint(paint: Paint) -> Out<'static> {
    Out::Named(paint.property())
}

fn twin_cell(cell: &TwinCell) -> Out<'_> {
    Out::Fields(vec![
        ("shown", Out::Text(&cell.shown)),
        ("raw", Out::Text(&cell.raw)),
        ("figure", Out::Flag(cell.figure)),
        ("pale", Out::Flag(cell.pale)),
    ])
}

/// What every frame begins with.
fn frame<'a>(title: &'a str, caption: &'a str, desc: &'a str) -> Vec<(&'static str, Out<'a>)> {
    vec![("title", Out::Text(title)), ("caption", Out::Text(caption)), ("desc", Out::Text(desc))]
}

fn sketch(of: &Sketch) -> Out<'_> {
    let (name, rest) = match of {
        Sketch::Lines { lines, frame: f, height, points } => {
            let mut around = frame(&f.title, &f.caption, &f.desc);
            let across = match &f.across {
                Across::Months(month) => ("months", Out::Named(month.to_string())),
                Across::Count(every, text) => ("count", Out::Many(vec![Out::Whole(*every), Out::Text(text)])),
            };
            around.extend([
                ("across", Out::Fields(vec![across])),
                ("steps", Out::Flag(f.steps)),
                ("base", Out::Number(f.base)),
                ("below", Out::Text(&f.below)),
            ]);
            let rest = vec![
                ("lines", many(lines, line)),
                ("frame", Out::Fields(around)),
                ("height", Out::Number(*height)),
                ("points", Out::Flag(*points)),
            ];
            ("lines", rest)
        }
        Sketch::Rows { rows, frame: f } => {
            let mut around = frame(&f.title, &f.caption, &f.desc);
            let reference = f.reference.as_ref();
            let reference = reference.map(|(at, name)| Out::Many(vec![Out::Number(*at), Out::Text(name)]));
            around.push(("reference", reference.unwrap_or(Out::Nothing)));
            ("rows", vec![("rows", many(rows, row)), ("frame", Out::Fields(around))])
        }
        Sketch::Bars { rows, frame: f } => {
            let mut around = frame(&f.title, &f.caption, &f.desc);
            around
                .extend([("heads", many(&f.heads, |head| Out::Text(head))), ("tracks", Out::Flag(f.tracks))]);
            ("bars", vec![("rows", many(rows, bar_row)), ("frame", Out::Fields(around))])
        }
        Sketch::Steps { ends, between, frame: f } => {
            let around = frame(&f.title, &f.caption, &f.desc);
            let rest = vec![
                ("ends", many(&**ends, step)),
                ("between", many(between, step)),
                ("frame", Out::Fields(around)),
            ];
            ("steps", rest)
        }
        Sketch::Scatter { bubbles, frame: f, height } => {
            let mut around = frame(&f.title, &f.caption, &f.desc);
            around.extend([
                ("axes", Out::Many(vec![Out::Text(&f.axes.0), Out::Text(&f.axes.1)])),
                ("shows", Out::Many(vec![axis(f.shows.0), axis(f.shows.1)])),
                ("cuts", Out::Many(vec![maybe(f.cuts.0), maybe(f.cuts.1)])),
                ("highest", maybe(f.highest)),
                ("parts", many(&f.parts, part)),
                ("key", many(&f.key, |(of, name)| Out::Many(vec![paint(*of), Out::Text(name)]))),
                ("radius", Out::Number(f.radius)),
            ]);
            let rest = vec![
                ("bubbles", many(bubbles, bubble)),
                ("frame", Out::Fields(around)),
                ("height", Out::Number(*height)),
            ];
            ("scatter", rest)
        }
    };
    Out::Fields(vec![(name, Out::Fields(rest))])
}

fn line(of: &Line) -> Out<'_> {
    let point = |p: &LinePoint| {
        Out::Fields(vec![
            ("at", Out::Number(p.at)),
            ("value", Out::Number(p.value)),
            ("range", pair(p.range)),
        ])
    };
    Out::Fields(vec![
        ("name", Out::Text(&of.name)),
        ("paint", paint(of.paint)),
        ("broken", Out::Flag(of.broken)),
        ("points", many(&of.points, point)),
        ("below", many(&of.below, |(at, text)| Out::Many(vec![Out::Number(*at), Out::Text(text)]))),
    ])
}

fn row(of: &Row) -> Out<'_> {
    Out::Fields(vec![
        ("name", Out::Text(&of.name)),
        ("note", Out::Text(&of.note)),
        ("value", maybe(of.value)),
        ("range", pair(of.range)),
        ("paint", paint(of.paint)),
    ])
}

fn bar_row(of: &BarRow) -> Out<'_> {
    Out::Fields(vec![
        ("name", Out::Text(&of.name)),
        ("scale", pair(Some(of.scale))),
        ("bars", many(&of.bars, one_bar)),
    ])
}

fn one_bar(of: &Bar) -> Out<'_> {
    Out::Fields(vec![
        ("said", Out::Text(&of.said)),
        ("value", maybe(of.value)),
        ("range", pair(of.range)),
        ("mark", maybe(of.mark)),
        ("paint", paint(of.paint)),
    ])
}

fn step(of: &StepRow) -> Out<'_> {
    Out::Fields(vec![
        ("name", Out::Text(&of.name)),
        ("note", Out::Text(&of.note)),
        ("size", Out::Number(of.size)),
        ("written", Out::Text(&of.written)),
    ])
}

fn bubble(of: &Bubble) -> Out<'_> {
    Out::Fields(vec![
        ("name", Out::Text(&of.name)),
        ("part", Out::Text(&of.part)),
        ("said", Out::Text(&of.said)),
        ("x", Out::Number(of.x)),
        ("y", Out::Number(of.y)),
        ("size", Out::Number(of.size)),
        ("paint", paint(of.paint)),
    ])
}

fn part(of: &PartLabel) -> Out<'_> {
    Out::Fields(vec![
        ("top", maybe(of.top)),
        ("name", Out::Text(&of.name)),
        ("said", Out::Text(&of.said)),
        ("paint", paint(of.paint)),
    ])
}

fn axis(of: Axis) -> Out<'static> {
    Out::Text(match of {
        Axis::Ratio => "ratio",
        Axis::Part => "part",
        Axis::Number => "number",
        Axis::Money => "money",
    })
}
