//! What a widget is asked to show: the element's attributes as they are written, and what they mean. A value that means
//! nothing is told on the console and taken as if it were not there.

use crate::base::Month;
use crate::chart::Grain;
use crate::i18n::Lang;
pub use crate::report::Kind;
use crate::report::MetricId;
use serde::Deserialize;

/// The attributes as they are written; the place there is, in pixels.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
#[allow(missing_docs)] // as the attributes are called
pub struct Wish {
    pub view: Option<String>,
    /// One metric or several, parted by blanks or commas.
    pub metric: Option<String>,
    /// `month`, `quarter` or `year`: how long the times are in which cohorts began.
    pub period: Option<String>,
    pub from: Option<String>,
    pub to: Option<String>,
    /// `plan`, or one group of it: `plan:Pro`.
    pub segment: Option<String>,
    pub currency: Option<String>,
    pub lang: Option<String>,
    pub names: Option<String>,
    pub compact: bool,
    pub width: f64,
    pub height: f64,
}

/// How customers are called.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Names {
    /// Not at all; codes by size stand where they are listed.
    #[default]
    Hide,
    /// By a code made of the name alone, the same in every file. Whoever knows a name can find its code.
    Hash,
    /// By their names.
    Show,
}

/// A wish understood.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)] // as in Wish
pub struct Asked {
    pub kind: Kind,
    /// Those asked for; empty where none is.
    pub metrics: Vec<MetricId>,
    pub grain: Option<Grain>,
    pub from: Option<Month>,
    pub to: Option<Month>,
    pub segment: Option<(String, Option<String>)>,
    pub currency: Option<String>,
    pub lang: Lang,
    pub names: Names,
    pub compact: bool,
    pub size: (f64, f64),
    /// What could not be understood, for the console, in English.
    pub warnings: Vec<String>,
}

/// Narrowest and lowest drawing.
const LEAST: (f64, f64) = (160.0, 160.0);
/// A drawing where nothing says how large it may be.
const USUAL: (f64, f64) = (640.0, 320.0);
/// The largest side of a drawing.
const MOST: f64 = 8_192.0;

impl Asked {
    /// What the attributes mean.
    pub fn of(wish: &Wish) -> Asked {
        let mut warnings = Vec::new();
        let kind = chosen("view", &wish.view, &Kind::ALL, &mut warnings).unwrap_or_default();
        let grains = [("month", Grain::Month), ("quarter", Grain::Quarter), ("year", Grain::Year)];
        let grain = chosen("period", &wish.period, &grains, &mut warnings);
        let ways = [("show", Names::Show), ("hash", Names::Hash), ("hide", Names::Hide)];
        let names = chosen("names", &wish.names, &ways, &mut warnings);
        let mut metrics = Vec::new();
        let words =
            wish.metric.iter().flat_map(|text| text.split([' ', ',', '\n', '\t'])).filter(|w| !w.is_empty());
        for word in words {
            match MetricId::ALL.into_iter().find(|id| id.as_str() == word) {
                Some(id) if metrics.contains(&id) => {}
                Some(id) => metrics.push(id),
                None => {
                    warnings.push(format!("metric={word:?} is no metric; see the list in the documentation"))
                }
            }
        }
        let mut month = |name: &str, text: &Option<String>| {
            let text = text.as_deref()?;
            let month = Month::parse_iso(text);
            if month.is_none() {
                warnings.push(format!("{name}={text:?} is no month; a month is written 2025-12"));
            }
            month
        };
        let (from, to) = (month("from", &wish.from), month("to", &wish.to));
        let segment =
            wish.segment.as_deref().filter(|text| !text.is_empty()).map(|text| match text.split_once(':') {
                Some((by, group)) => (by.trim().to_owned(), Some(group.trim().to_owned())),
                None => (text.trim().to_owned(), None),
            });
        let side = |given: f64, usual: f64, least: f64| {
            if given > 0.0 { given.clamp(least, MOST) } else { usual }
        };
        Asked {
            kind,
            metrics,
            grain,
            from,
            to,
            segment,
            currency: wish.currency.clone(),
            lang: Lang::from_tag(wish.lang.as_deref().unwrap_or_default()),
            names: names.unwrap_or_default(),
            compact: wish.compact,
            size: (side(wish.width, USUAL.0, LEAST.0), side(wish.height, USUAL.1, LEAST.1)),
            warnings,
        }
    }
}

/// What a word stands for among some; a warning where it stands for none.
fn chosen<T: Copy>(
    name: &str,
    given: &Option<String>,
    of: &[(&str, T)],
    warnings: &mut Vec<String>,
) -> Option<T> {
    let given = given.as_deref()?;
    let found = of.iter().find(|(word, _)| *word == given).map(|(_, value)| *value);
    if found.is_none() {
        let words = of.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
        warnings.push(format!("{name}={given:?} is none of {words}; the default is used"));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_understood_is_told_and_left_out() {
        let text = |text: &str| Some(text.to_owned());
        let asked = Asked::of(&Wish {
            view: text("pie"),
            metric: text("nrr, arr nonsense nrr"),
            period: text("week"),
            from: text("2025-13"),
            to: text("2025-12"),
            names: text("yes"),
            ..Wish::default()
        });
        assert_eq!((asked.kind, asked.grain, asked.names), (Kind::Number, None, Names::Hide));
        assert_eq!(asked.metrics, [MetricId::Nrr, MetricId::Arr]);
        assert_eq!((asked.from, asked.to), (None, Month::parse_iso("2025-12")));
        let said = asked.warnings.join("\n");
        for word in ["view=\"pie\"", "period=\"week\"", "names=\"yes\"", "nonsense", "from=\"2025-13\""] {
            assert!(said.contains(word), "{word}: {said}");
        }
        assert_eq!(asked.warnings.len(), 5);
    }

    #[test]
    fn a_drawing_has_a_size_that_can_be_drawn() {
        let size = |width: f64, height: f64| Asked::of(&Wish { width, height, ..Wish::default() }).size;
        assert_eq!(size(0.0, f64::NAN), USUAL);
        assert_eq!(size(1e9, 20.0), (MOST, LEAST.1));
        assert_eq!(size(500.0, 300.0), (500.0, 300.0));
    }

    #[test]
    fn a_segment_is_a_grouping_or_one_group_of_it() {
        let of = |text: &str| Asked::of(&Wish { segment: Some(text.to_owned()), ..Wish::default() }).segment;
        assert_eq!(of("plan"), Some(("plan".to_owned(), None)));
        assert_eq!(of("plan: Pro: EU"), Some(("plan".to_owned(), Some("Pro: EU".to_owned()))));
        assert_eq!(of(""), None);
    }
}
