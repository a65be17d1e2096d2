//! A chart ready to draw: shapes, what can be pointed at, and the file it becomes.

use super::{Node, Paint, Theme, escape};
use crate::report::EvidenceKey;

/// A rectangle in the plot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Spot {
    /// A rectangle between two heights, whichever is the upper one.
    pub fn between(x: f64, width: f64, y1: f64, y2: f64) -> Self {
        Spot { x, y: y1.min(y2), width, height: (y1 - y2).abs() }
    }

    /// Whether a point lies inside, with `slack` pixels around.
    pub fn holds(&self, x: f64, y: f64, slack: f64) -> bool {
        x >= self.x - slack
            && x <= self.x + self.width + slack
            && y >= self.y - slack
            && y <= self.y + self.height + slack
    }
}

/// A number of the chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Its name.
    pub label: String,
    /// Its value, in full.
    pub value: String,
    /// The colour it is drawn in.
    pub paint: Option<Paint>,
    /// Where it is drawn.
    pub spot: Option<Spot>,
    /// The evidence behind it.
    pub key: Option<EvidenceKey>,
}

/// Numbers that are pointed at together: a month, a step.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its name.
    pub title: String,
    /// A remark, such as that the month is not over.
    pub note: Option<String>,
    /// Where a pointer means it.
    pub area: Spot,
    /// Its numbers, in reading order.
    pub marks: Vec<Mark>,
}

impl Column {
    /// A row with one number, as wide as the plot: its name, what is said beside it, the number.
    pub fn row(name: &str, note: &str, area: Spot, mark: Mark) -> Self {
        let note_shown = Some(note.to_owned()).filter(|note| !note.is_empty());
        let marks = vec![Mark { label: note.to_owned(), ..mark }];
        Column { title: name.to_owned(), note: note_shown, area, marks }
    }
}

/// A chart ready to draw.
#[derive(Clone, Debug, PartialEq)]
pub struct Plot {
    /// Unique on a page: hatches are named after it.
    pub id: &'static str,
    /// Width in pixels.
    pub width: f64,
    /// Height in pixels.
    pub height: f64,
    /// What it shows.
    pub title: String,
    /// Unit and period.
    pub caption: String,
    /// The gist in a sentence, for those who cannot see it.
    pub desc: String,
    /// The shapes.
    pub body: Vec<Node>,
    /// What can be pointed at, in reading order.
    pub columns: Vec<Column>,
}

/// Space above the plot for title and caption, in a file.
const FILE_HEAD: f64 = 56.0;
/// White around the plot, in a file.
const FILE_EDGE: f64 = 16.0;

impl Plot {
    /// Everything to draw inside the `<svg>` element, hatches first.
    pub fn nodes(&self) -> Vec<Node> {
        let mut nodes = vec![self.hatches()];
        nodes.extend(self.body.iter().cloned());
        nodes
    }

    /// The column a point belongs to: the last, for it is drawn on top of the others.
    pub fn column_at(&self, x: f64, y: f64) -> Option<usize> {
        self.columns.iter().rposition(|c| c.area.holds(x, y, 0.0))
    }

    /// The mark of a column that is drawn at a point: small ones are met with some slack, exact hits first.
    pub fn mark_at(&self, column: usize, x: f64, y: f64) -> Option<usize> {
        let marks = &self.columns.get(column)?.marks;
        let hit = |slack: f64| {
            marks.iter().position(|m| m.key.is_some() && m.spot.is_some_and(|s| s.holds(x, y, slack)))
        };
        hit(0.0).or_else(|| hit(6.0))
    }

    /// A file of its own: no style sheet, no font and no colour from outside.
    pub fn svg(&self) -> String {
        let (width, height) = (self.width + 2.0 * FILE_EDGE, self.height + FILE_HEAD + 2.0 * FILE_EDGE);
        let inner = Node::new("g")
            .with("transform", format!("translate({FILE_EDGE} {})", FILE_EDGE + FILE_HEAD))
            .holding(self.body.clone());
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
             viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\" font-family=\"system-ui, -apple-system, 'Segoe UI', \
             'PingFang SC', 'Noto Sans SC', 'Microsoft YaHei', sans-serif\"><title>{}</title><desc>{}</desc>",
            escape(&self.title),
            escape(&self.desc)
        );
        let head = [
            Node::rect(0.0, 0.0, width, height, Paint::Paper),
            Node::label(FILE_EDGE, FILE_EDGE + 14.0, "start", 15.0, Paint::Ink, self.title.as_str())
                .with("font-weight", "600"),
            Node::label(FILE_EDGE, FILE_EDGE + 34.0, "start", 12.0, Paint::Muted, self.caption.as_str()),
        ];
        for node in [self.hatches()].iter().chain(&head).chain([&inner]) {
            node.write(Theme::File, self.id, &mut out);
        }
        out.push_str("</svg>\n");
        out
    }

    fn hatches(&self) -> Node {
        let hatch = |name: &str, ground: Option<Paint>, size: f64, turn: &str, stroke: Paint, width: f64| {
            let mut inside = Vec::new();
            if let Some(ground) = ground {
                inside.push(Node::rect(0.0, 0.0, size, size, ground));
            }
            inside.push(Node::line(0.0, 0.0, 0.0, size, stroke).with("stroke-width", width));
            Node::new("pattern")
                .with("id", format!("{}-{name}", self.id))
                .with("patternUnits", "userSpaceOnUse")
                .with("width", size)
                .with("height", size)
                .with("patternTransform", turn)
                .holding(inside)
        };
        Node::new("defs").holding(vec![
            hatch("contraction", Some(Paint::Contraction), 5.0, "rotate(45)", Paint::Paper, 2.0),
            hatch("churn", Some(Paint::Churn), 4.0, "rotate(-45)", Paint::Paper, 1.0),
            hatch("partial", None, 6.0, "rotate(45)", Paint::Hairline, 2.0),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_stands_alone() {
        let plot = Plot {
            id: "p",
            width: 100.0,
            height: 50.0,
            title: "A & <B>".into(),
            caption: "c".into(),
            desc: "\"d\"".into(),
            body: vec![Node::rect(0.0, 0.0, 1.0, 1.0, Paint::HatchChurn)],
            columns: vec![],
        };
        let svg = plot.svg();
        assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
        assert!(!svg.contains("var("), "a custom property means nothing outside the page");
        assert!(svg.contains("<title>A &amp; &lt;B&gt;</title><desc>&quot;d&quot;</desc>"));
        assert!(svg.contains("<pattern id=\"p-churn\"") && svg.contains("fill=\"url(#p-churn)\""));
    }

    #[test]
    fn exact_hits_come_before_near_ones() {
        let mark = |y: f64| Mark {
            label: String::new(),
            value: String::new(),
            paint: None,
            spot: Some(Spot { x: 0.0, y, width: 10.0, height: 3.0 }),
            key: Some(EvidenceKey::Bridge { part: crate::report::BridgePart::New }),
        };
        let area = Spot { x: 0.0, y: 0.0, width: 10.0, height: 100.0 };
        let column = Column { title: String::new(), note: None, area, marks: vec![mark(10.0), mark(13.5)] };
        let plot = Plot {
            id: "p",
            width: 10.0,
            height: 100.0,
            title: String::new(),
            caption: String::new(),
            desc: String::new(),
            body: vec![],
            columns: vec![column],
        };
        assert_eq!(plot.column_at(5.0, 50.0), Some(0));
        assert_eq!(plot.column_at(11.0, 50.0), None);
        assert_eq!(plot.mark_at(0, 5.0, 14.0), Some(1));
        assert_eq!(plot.mark_at(0, 5.0, 6.0), Some(0));
        assert_eq!(plot.mark_at(0, 5.0, 60.0), None);
    }
}
