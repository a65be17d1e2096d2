//! Colours by meaning. On the page a colour is a custom property, so that themes can change it;
//! a file that leaves the page gets the light theme's values, for it will stand on white.

use serde::Deserialize;

/// What a colour means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
#[allow(missing_docs)] // named as in the style sheet
pub enum Paint {
    Paper,
    Ink,
    Muted,
    Hairline,
    Accent,
    New,
    Reactivation,
    Expansion,
    Contraction,
    Churn,
    /// Sequential, 0 to 10.
    Heat(u8),
    /// Diverging, −5 to 5.
    Diverging(i8),
    /// Text on a light cell.
    OnLow,
    /// Text on a strong cell.
    OnHigh,
    /// The hatch that marks losses from customers that stayed.
    HatchContraction,
    /// The hatch that marks customers that left.
    HatchChurn,
    /// The hatch of a month that is not over.
    HatchPartial,
}

/// Where a drawing will stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// On the page: custom properties.
    Page,
    /// In a file: values.
    File,
}

/// Cells of the sequential scale from the palest, as in charts.css.
const HEAT: [&str; 11] = [
    "#f1f6fa", "#dfebf3", "#cbdfec", "#b3d0e2", "#98bed6", "#7caac8", "#34749f", "#2a6792", "#1f5983",
    "#154b73", "#0c3d62",
];
/// Cells of the diverging scale from −5 to 5, as in charts.css.
const DIVERGING: [&str; 11] = [
    "#9c3a10", "#b54f1f", "#e39a6b", "#efbf9f", "#f7dfd0", "#f3f2ef", "#d9e8f2", "#b3d0e2", "#86b2cf",
    "#2f6f9b", "#154b73",
];

/// The paints that have a custom property of their own, but for the scales of cells.
const PLAIN: [Paint; 12] = [
    Paint::Paper,
    Paint::Ink,
    Paint::Muted,
    Paint::Hairline,
    Paint::Accent,
    Paint::New,
    Paint::Reactivation,
    Paint::Expansion,
    Paint::Contraction,
    Paint::Churn,
    Paint::OnLow,
    Paint::OnHigh,
];

/// As a file writes it: by its custom property. A hatch, which no chart of a file has, would be its main colour.
impl TryFrom<String> for Paint {
    type Error = &'static str;

    fn try_from(property: String) -> Result<Self, Self::Error> {
        let scales = (0..=10).map(Paint::Heat).chain((-5..=5).map(Paint::Diverging));
        let found = PLAIN.into_iter().chain(scales).find(|paint| paint.property() == property);
        found.ok_or("no such colour")
    }
}

impl Paint {
    /// The value of an SVG paint attribute; `id` is the drawing's, which its hatches carry.
    pub fn value(self, theme: Theme, id: &str) -> String {
        match self {
            Paint::HatchContraction => format!("url(#{id}-contraction)"),
            Paint::HatchChurn => format!("url(#{id}-churn)"),
            Paint::HatchPartial => format!("url(#{id}-partial)"),
            _ => match theme {
                Theme::Page => format!("var({})", self.property()),
                Theme::File => self.light().to_owned(),
            },
        }
    }

    /// The custom property; hatches have none and answer with their main colour's.
    pub fn property(self) -> String {
        let name = match self {
            Paint::Heat(step) => return format!("--heat-{}", step.min(10)),
            Paint::Diverging(0) => "--div-0",
            Paint::Diverging(step) => {
                let side = if step < 0 { "neg" } else { "pos" };
                return format!("--div-{side}-{}", step.unsigned_abs().min(5));
            }
            Paint::Paper => "--paper",
            Paint::Ink => "--ink",
            Paint::Muted | Paint::HatchPartial => "--muted",
            Paint::Hairline => "--hairline",
            Paint::Accent => "--accent",
            Paint::New => "--new",
            Paint::Reactivation => "--reactivation",
            Paint::Expansion => "--expansion",
            Paint::Contraction | Paint::HatchContraction => "--contraction",
            Paint::Churn | Paint::HatchChurn => "--churn",
            Paint::OnLow => "--heat-on-low",
            Paint::OnHigh => "--heat-on-high",
        };
        name.to_owned()
    }

    /// The light theme's value.
    fn light(self) -> &'static str {
        match self {
            Paint::Paper | Paint::OnHigh => "#ffffff",
            Paint::Ink | Paint::OnLow => "#1b2026",
            Paint::Muted | Paint::HatchPartial => "#5c6670",
            Paint::Hairline => "#dcdfe2",
            Paint::Accent => "#1f4e79",
            Paint::New => "#0a5a9e",
            Paint::Reactivation => "#4398d1",
            Paint::Expansion => "#0f7a55",
            Paint::Contraction | Paint::HatchContraction => "#c47f00",
            Paint::Churn | Paint::HatchChurn => "#b8390b",
            Paint::Heat(step) => HEAT.get(usize::from(step)).copied().unwrap_or("#0c3f64"),
            Paint::Diverging(step) => {
                let place = usize::try_from(i16::from(step) + 5).unwrap_or(0);
                DIVERGING.get(place).copied().unwrap_or("#0f6645")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CSS: &str = include_str!("../../www/css/charts.css");

    /// The value of a custom property in the light or the dark theme.
    fn in_css(property: &str, dark: bool) -> String {
        let at = CSS
            .find(&format!("{property}: light-dark("))
            .unwrap_or_else(|| panic!("{property} is not in charts.css"));
        let values = CSS[at..].split_once('(').unwrap().1.split_once(')').unwrap().0;
        let (light, night) = values.split_once(", ").unwrap();
        if dark { night } else { light }.to_owned()
    }

    fn luminance(hex: &str) -> f64 {
        let channel = |i: usize| {
            let c = f64::from(u8::from_str_radix(&hex[i..i + 2], 16).unwrap()) / 255.0;
            // The power 2.4 of the sRGB curve, through square roots: x^2.4 ≈ x² · x^0.4.
            if c <= 0.04045 { c / 12.92 } else { curve((c + 0.055) / 1.055) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    /// x^2.4 by Newton on y^5 = x^12, for the banned `powf`.
    fn curve(x: f64) -> f64 {
        let x2 = x * x;
        let target = x2 * x2 * x2 * x2 * x2 * x2;
        let mut y = 1.0_f64;
        for _ in 0..60 {
            y -= (y * y * y * y * y - target) / (5.0 * y * y * y * y);
        }
        y
    }

    fn contrast(a: &str, b: &str) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn cells() -> impl Iterator<Item = (Paint, bool)> {
        (0..=10)
            .map(|i| (Paint::Heat(i), i > 5))
            .chain((-5..=5).map(|i: i8| (Paint::Diverging(i), i.abs() > 3)))
    }

    #[test]
    fn files_wear_the_light_theme() {
        let marks = [Paint::New, Paint::Reactivation, Paint::Expansion, Paint::Contraction, Paint::Churn];
        for paint in marks.into_iter().chain(cells().map(|c| c.0)) {
            assert_eq!(in_css(&paint.property(), false), paint.light(), "{paint:?}");
        }
    }

    #[test]
    fn cells_can_be_read_and_marks_seen() {
        assert!((contrast("#ffffff", "#000000") - 21.0).abs() < 0.01);
        for dark in [false, true] {
            for (paint, strong) in cells() {
                let ink = if strong { Paint::OnHigh } else { Paint::OnLow };
                let ratio = contrast(&in_css(&paint.property(), dark), &in_css(&ink.property(), dark));
                assert!(ratio >= 4.5, "{paint:?} dark={dark}: {ratio:.2}");
            }
            for paint in [Paint::New, Paint::Reactivation, Paint::Expansion, Paint::Contraction, Paint::Churn]
            {
                let ratio =
                    contrast(&in_css(&paint.property(), dark), if dark { "#1d2126" } else { "#ffffff" });
                assert!(ratio >= 3.0, "{paint:?} dark={dark}: {ratio:.2}");
            }
        }
    }
}
