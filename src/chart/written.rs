//! How a sketch and its table are written into a file. By hand rather than derived: what is derived is code of its own for
//! each field of each type, and the page, which writes these files, has little room. That what is read is what was
//! written is held by the tests of [`super::Sketch`].

use super::{
    Across, Axis, Bar, BarRow, Bubble, Line, LinePoint, Paint, PartLabel, Row, Sketch, StepRow, Twin,
    TwinCell,
};
use std::fmt::Write as _;

/// JSON under way. Each call writes a value behind its name; in an array the name is empty.
#[derive(Debug, Default)]
pub struct Json(String);

impl Json {
    /// What was written.
    pub fn finish(self) -> String {
        self.0
    }

    /// A comma where something stands before, and the name.
    fn name(&mut self, name: &str) {
        if !self.0.is_empty() && !self.0.ends_with(['{', '[']) {
            self.0.push(',');
        }
        if !name.is_empty() {
            self.quoted(name);
            self.0.push(':');
        }
    }

    fn quoted(&mut self, text: &str) {
        self.0.push('"');
        for c in text.chars() {
            match c {
                '"' | '\\' => self.0.extend(['\\', c]),
                // Writing to a String cannot fail, here and below.
                c if c < ' ' => drop(write!(self.0, "\\u{:04x}", c as u32)),
                c => self.0.push(c),
            }
        }
        self.0.push('"');
    }

    /// A text.
    pub fn text(&mut self, name: &str, text: &str) {
        self.name(name);
        self.quoted(text);
    }

    /// A yes or no.
    pub fn flag(&mut self, name: &str, is: bool) {
        self.name(name);
        self.0.push_str(if is { "true" } else { "false" });
    }

    /// What stands between a pair of brackets.
    pub fn within(&mut self, name: &str, brackets: [char; 2], inside: &dyn Fn(&mut Json)) {
        let [open, close] = brackets;
        self.name(name);
        self.0.push(open);
        inside(self);
        self.0.push(close);
    }

    fn number(&mut self, name: &str, x: f64) {
        self.maybe(name, Some(x));
    }

    fn maybe(&mut self, name: &str, x: Option<f64>) {
        self.name(name);
        match x.filter(|x| x.is_finite()) {
            Some(x) => drop(write!(self.0, "{x}")),
            None => self.0.push_str("null"),
        }
    }

    fn pair(&mut self, name: &str, of: Option<(f64, f64)>) {
        match of {
            Some((a, b)) => self.within(name, LIST, &|json| {
                json.number("", a);
                json.number("", b);
            }),
            None => self.maybe(name, None),
        }
    }

    fn paint(&mut self, name: &str, paint: Paint) {
        self.text(name, &paint.property());
    }

    fn each<T>(&mut self, name: &str, all: &[T], put: fn(&T, &mut Json)) {
        self.within(name, LIST, &|json| all.iter().for_each(|one| put(one, json)));
    }

    fn frame(&mut self, [title, caption, desc]: [&str; 3], more: &dyn Fn(&mut Json)) {
        self.within("frame", FIELDS, &|json| {
            json.text("title", title);
            json.text("caption", caption);
            json.text("desc", desc);
            more(json);
        });
    }
}

/// The brackets of an object.
pub const FIELDS: [char; 2] = ['{', '}'];
const LIST: [char; 2] = ['[', ']'];

impl Twin {
    /// Writes it as a field.
    pub fn write(&self, name: &str, json: &mut Json) {
        json.within(name, FIELDS, &|json| {
            json.each("head", &self.head, |name, json| json.text("", name));
            json.each("rows", &self.rows, |row, json| json.each("", row, twin_cell));
        });
    }
}

fn twin_cell(cell: &TwinCell, json: &mut Json) {
    json.within("", FIELDS, &|json| {
        json.text("shown", &cell.shown);
        json.text("raw", &cell.raw);
        json.flag("figure", cell.figure);
        json.flag("pale", cell.pale);
    });
}

impl Sketch {
    /// Writes it as a field.
    pub fn write(&self, name: &str, json: &mut Json) {
        let kind = match self {
            Sketch::Lines { .. } => "lines",
            Sketch::Rows { .. } => "rows",
            Sketch::Bars { .. } => "bars",
            Sketch::Steps { .. } => "steps",
            Sketch::Scatter { .. } => "scatter",
        };
        json.within(name, FIELDS, &|json| json.within(kind, FIELDS, &|json| self.parts(json)));
    }

    fn parts(&self, json: &mut Json) {
        match self {
            Sketch::Lines { lines, frame: f, height, points } => {
                json.each("lines", lines, line);
                json.frame([&f.title, &f.caption, &f.desc], &|json| {
                    json.within("across", FIELDS, &|json| match &f.across {
                        Across::Months(month) => json.text("months", &month.to_string()),
                        Across::Count(every, text) => json.within("count", LIST, &|json| {
                            json.number("", f64::from(*every));
                            json.text("", text);
                        }),
                    });
                    json.flag("steps", f.steps);
                    json.number("base", f.base);
                    json.text("below", &f.below);
                });
                json.number("height", *height);
                json.flag("points", *points);
            }
            Sketch::Rows { rows, frame: f } => {
                json.each("rows", rows, row);
                json.frame([&f.title, &f.caption, &f.desc], &|json| match &f.reference {
                    Some((at, name)) => json.within("reference", LIST, &|json| {
                        json.number("", *at);
                        json.text("", name);
                    }),
                    None => json.maybe("reference", None),
                });
            }
            Sketch::Bars { rows, frame: f } => {
                json.each("rows", rows, bar_row);
                json.frame([&f.title, &f.caption, &f.desc], &|json| {
                    json.each("heads", &f.heads, |head, json| json.text("", head));
                    json.flag("tracks", f.tracks);
                });
            }
            Sketch::Steps { ends, between, frame: f } => {
                json.each("ends", &**ends, step);
                json.each("between", between, step);
                json.frame([&f.title, &f.caption, &f.desc], &|_| {});
            }
            Sketch::Scatter { bubbles, frame: f, height } => {
                json.each("bubbles", bubbles, bubble);
                json.frame([&f.title, &f.caption, &f.desc], &|json| {
                    json.each("axes", &[&f.axes.0, &f.axes.1], |name, json| json.text("", name));
                    json.each("shows", &[f.shows.0, f.shows.1], |shows, json| json.text("", axis(*shows)));
                    json.each("cuts", &[f.cuts.0, f.cuts.1], |cut, json| json.maybe("", *cut));
                    json.maybe("highest", f.highest);
                    json.each("parts", &f.parts, part);
                    json.each("key", &f.key, |(paint, name), json| {
                        json.within("", LIST, &|json| {
                            json.paint("", *paint);
                            json.text("", name);
                        });
                    });
                    json.number("radius", f.radius);
                });
                json.number("height", *height);
            }
        }
    }
}

fn line(of: &Line, json: &mut Json) {
    let point = |p: &LinePoint, json: &mut Json| {
        json.within("", FIELDS, &|json| {
            json.number("at", p.at);
            json.number("value", p.value);
            json.pair("range", p.range);
        });
    };
    json.within("", FIELDS, &|json| {
        json.text("name", &of.name);
        json.paint("paint", of.paint);
        json.flag("broken", of.broken);
        json.each("points", &of.points, point);
        json.each("below", &of.below, |(at, text), json| {
            json.within("", LIST, &|json| {
                json.number("", *at);
                json.text("", text);
            });
        });
    });
}

fn row(of: &Row, json: &mut Json) {
    json.within("", FIELDS, &|json| {
        json.text("name", &of.name);
        json.text("note", &of.note);
        json.maybe("value", of.value);
        json.pair("range", of.range);
        json.paint("paint", of.paint);
    });
}

fn bar_row(of: &BarRow, json: &mut Json) {
    let bar = |bar: &Bar, json: &mut Json| {
        json.within("", FIELDS, &|json| {
            json.text("said", &bar.said);
            json.maybe("value", bar.value);
            json.pair("range", bar.range);
            json.maybe("mark", bar.mark);
            json.paint("paint", bar.paint);
        });
    };
    json.within("", FIELDS, &|json| {
        json.text("name", &of.name);
        json.pair("scale", Some(of.scale));
        json.each("bars", &of.bars, bar);
    });
}

fn step(of: &StepRow, json: &mut Json) {
    json.within("", FIELDS, &|json| {
        json.text("name", &of.name);
        json.text("note", &of.note);
        json.number("size", of.size);
        json.text("written", &of.written);
    });
}

fn bubble(of: &Bubble, json: &mut Json) {
    json.within("", FIELDS, &|json| {
        json.text("name", &of.name);
        json.text("part", &of.part);
        json.text("said", &of.said);
        json.number("x", of.x);
        json.number("y", of.y);
        json.number("size", of.size);
        json.paint("paint", of.paint);
    });
}

fn part(of: &PartLabel, json: &mut Json) {
    json.within("", FIELDS, &|json| {
        json.maybe("top", of.top);
        json.text("name", &of.name);
        json.text("said", &of.said);
        json.paint("paint", of.paint);
    });
}

fn axis(of: Axis) -> &'static str {
    match of {
        Axis::Ratio => "ratio",
        Axis::Part => "part",
        Axis::Number => "number",
        Axis::Money => "money",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stays_the_text_it_is() {
        let text = "\"a\\b\" \n\u{0}\u{1f}\u{7f}\u{2028} <é> 客户 𝄞";
        let mut json = Json::default();
        json.within("", FIELDS, &|json| {
            json.text("a\"b", text);
            json.number("x", -0.1);
            json.maybe("none", Some(f64::NAN));
            json.within("list", LIST, &|json| json.text("", ""));
        });
        let read: serde_json::Value = serde_json::from_str(&json.finish()).unwrap();
        assert_eq!(read, serde_json::json!({"a\"b": text, "x": -0.1, "none": null, "list": [""]}));
    }
}
