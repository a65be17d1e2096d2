//! Rooms as HTML that needs nothing but itself: tables with their CSV, charts with their SVG.

use super::encode::data_link;
use crate::chart::{Twin, escape};
use crate::i18n::pack::PackTexts;
use crate::rooms::{Block, Chart, Fact, Room, Table};
use std::fmt::Write as _;

/// Width that charts are drawn to: that of a sheet of paper between its margins.
const WIDTH: f64 = 700.0;

/// Longest table that stands open below its chart; others are unfolded.
const OPEN_ROWS: usize = 12;

/// Writes the rooms, each a section; the place in `rooms` is its address.
pub(super) fn sections(rooms: &[Room], texts: &PackTexts, out: &mut String) {
    for (place, room) in rooms.iter().enumerate() {
        // Writing to a String cannot fail, here and below.
        let _ = write!(out, "<section id=\"s{place}\"><h2>{}</h2>", escape(&room.title));
        if !room.lead.is_empty() {
            let _ = write!(out, "<p class=\"lead\">{}</p>", escape(&room.lead));
        }
        room.blocks.iter().for_each(|block| self::block(block, texts, out));
        out.push_str("</section>\n");
    }
}

fn block(block: &Block, texts: &PackTexts, out: &mut String) {
    let _ = match block {
        Block::Heading(text) => write!(out, "<h3>{}</h3>", escape(text)),
        Block::Text(text) => write!(out, "<p>{}</p>", escape(text)),
        Block::Note(text) => write!(out, "<p><small>{}</small></p>", escape(text)),
        Block::Facts(all) => {
            facts(all, out);
            Ok(())
        }
        Block::Table(table) => {
            self::table(table, out);
            Ok(())
        }
        Block::Chart(chart) => {
            self::chart(chart, texts, out);
            Ok(())
        }
        Block::Findings(all) => {
            out.push_str("<ul>");
            for found in all {
                let [message, fix, effect] =
                    [&found.message, &found.fix, &found.effect].map(|text| escape(text));
                let _ = write!(out, "<li>{message} {fix}<br><small>{effect}</small></li>");
            }
            out.push_str("</ul>");
            Ok(())
        }
        // On paper nobody chooses: one after the other.
        Block::Choice(choice) => {
            choice.options.iter().flat_map(|(_, blocks)| blocks).for_each(|b| self::block(b, texts, out));
            Ok(())
        }
        Block::Fold(fold) => {
            self::table(&fold.table, out);
            Ok(())
        }
        Block::Terms(terms) => {
            out.push_str("<dl>");
            for (word, means) in terms {
                let _ = write!(out, "<dt>{}</dt><dd>{}</dd>", escape(word), escape(means));
            }
            out.push_str("</dl>");
            Ok(())
        }
        // A person's choice: what was chosen stands among the assumptions.
        Block::Slot(_) => Ok(()),
    };
}

fn facts(all: &[Fact], out: &mut String) {
    out.push_str("<dl class=\"facts\">");
    for fact in all {
        let (name, value, note) = (escape(&fact.name), escape(&fact.value), escape(&fact.note));
        let _ = write!(out, "<div><dt>{name}</dt><dd>{value}<small>{note}</small></dd></div>");
    }
    out.push_str("</dl>");
}

/// The head of a table or a chart: title, caption, and the files it can be saved as.
fn head(title: &str, caption: &str, files: &[(&str, String, String)], out: &mut String) {
    out.push_str("<figcaption>");
    if !files.is_empty() {
        out.push_str("<span class=\"files\">");
        for (name, file, link) in files {
            let _ = write!(out, "<a download=\"{}\" href=\"{}\">{name}</a>", escape(file), escape(link));
        }
        out.push_str("</span>");
    }
    let words = |tag: &str, text: &str| match text {
        "" => String::new(),
        text => format!("<{tag}>{}</{tag}>", escape(text)),
    };
    let _ = write!(out, "{}{}</figcaption>", words("b", title), words("span", caption));
}

fn csv(id: &str, twin: &Twin) -> (&'static str, String, String) {
    ("CSV", format!("ninefold-{id}.csv"), data_link("text/csv", &twin.csv()))
}

fn table(table: &Table, out: &mut String) {
    let Table { id, title, caption, twin, none } = table;
    let empty = twin.rows.is_empty();
    let _ = write!(out, "<figure id=\"t-{id}\">");
    head(title, caption, &if empty { Vec::new() } else { vec![csv(id, twin)] }, out);
    if empty {
        let _ = write!(out, "<p class=\"none\">{}</p>", escape(none));
    } else {
        rows(twin, out);
    }
    out.push_str("</figure>");
}

fn chart(chart: &Chart, texts: &PackTexts, out: &mut String) {
    let Chart { id, title, twin, none, .. } = chart;
    out.push_str("<figure>");
    match chart.draw(WIDTH) {
        Some(plot) => {
            let svg = plot.svg();
            let file = ("SVG", format!("ninefold-{id}.svg"), data_link("image/svg+xml", &svg));
            // Title and caption stand in the picture.
            head("", "", &[file, csv(id, twin)], out);
            let _ = write!(out, "<div class=\"wide\">{}</div>", svg.trim_end());
        }
        None => {
            head(title, "", &[], out);
            let _ = write!(out, "<p class=\"none\">{}</p>", escape(none));
        }
    }
    if !twin.rows.is_empty() {
        let open = if twin.rows.len() <= OPEN_ROWS { " open" } else { "" };
        let _ = write!(out, "<details{open}><summary>{}</summary>", texts.as_table);
        rows(twin, out);
        out.push_str("</details>");
    }
    out.push_str("</figure>");
}

fn rows(twin: &Twin, out: &mut String) {
    let figure =
        |column: usize| twin.rows.first().and_then(|row| row.get(column)).is_some_and(|cell| cell.figure);
    let class = |figure: bool| if figure { " class=\"n\"" } else { "" };
    out.push_str("<div class=\"wide\"><table><thead><tr>");
    for (column, name) in twin.head.iter().enumerate() {
        let _ = write!(out, "<th scope=\"col\"{}>{}</th>", class(figure(column)), escape(name));
    }
    out.push_str("</tr></thead><tbody>");
    for row in &twin.rows {
        out.push_str("<tr>");
        for (column, cell) in row.iter().enumerate() {
            let shown = escape(&cell.shown);
            let _ = match column {
                0 => write!(out, "<th scope=\"row\">{shown}</th>"),
                _ => write!(out, "<td{}>{shown}</td>", class(cell.figure)),
            };
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table></div>");
}
